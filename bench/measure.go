package main

import (
	"flag"
	"runtime"
	"testing"
)

// roundTime is how long one round of a benchmark takes: short, so that some
// rounds fall between the interruptions of a busy machine.
const roundTime = "4ms"

// least returns the least time of each benchmark in nanoseconds. They take
// turns, so that a slow spell of the machine hits all of them.
func least(rounds int, benchmarks ...func(b *testing.B)) []float64 {
	_ = flag.Set("test.benchtime", roundTime) // defined by testing.Init
	times := make([]float64, len(benchmarks))
	for round := range rounds {
		for i, benchmark := range benchmarks {
			result := testing.Benchmark(benchmark)
			if took := float64(result.T.Nanoseconds()) / float64(result.N); round == 0 || took < times[i] {
				times[i] = took
			}
		}
	}
	return times
}

// allocations returns how often a question allocates.
func allocations(question func()) int { return int(testing.AllocsPerRun(100, question)) }

// heapOf returns how many bytes one of many values keeps alive.
func heapOf[T any](build func() (T, error)) (float64, error) {
	const count = 32
	var kept [count]T
	before := liveHeap()
	for i := range kept {
		var err error
		if kept[i], err = build(); err != nil {
			return 0, err
		}
	}
	grown := float64(liveHeap() - before)
	runtime.KeepAlive(&kept)
	return grown / count, nil
}

func liveHeap() uint64 {
	runtime.GC()
	runtime.GC() // frees what finalizers held on to
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}
