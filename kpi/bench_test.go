package kpi_test

import (
	"fmt"
	"math"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/kpi"
	"github.com/servicecommitment/commitment/sla"
)

// syntheticCells is the number of combinations of dimensions in synthetic data.
const syntheticCells = 15000

// synthetic makes cases that look like those of a service desk, each from its
// number alone.
type synthetic struct {
	keys   []kpi.Key
	office *calendar.Calendar
	begin  time.Time
	first  calendar.Allowance
	solve  calendar.Allowance
	now    time.Time
	// shape is a table of log-normal times, from minutes to weeks.
	shape [4096]time.Duration
}

func newSynthetic(tb testing.TB) *synthetic {
	tb.Helper()
	zone, err := time.LoadLocation("Asia/Shanghai")
	require.NoError(tb, err)
	s := &synthetic{
		begin: time.Date(2025, 1, 1, 0, 0, 0, 0, zone), now: time.Date(2026, 3, 1, 0, 0, 0, 0, zone),
		first: calendar.MustAllowance("4h"), solve: calendar.MustAllowance("2bd"),
	}
	s.office, err = calendar.New(calendar.Spec{Name: "office", Location: zone, Week: calendar.Weekdays(calendar.MustHours("09:00-18:00"))})
	require.NoError(tb, err)
	words := make(map[string]string)
	word := func(format string, n int) string { // values are few: one string each
		text := fmt.Sprintf(format, n)
		if words[text] == "" {
			words[text] = text
		}
		return words[text]
	}
	for i := range syntheticCells / 2 {
		for _, metric := range []string{"first_response", "resolution"} {
			s.keys = append(s.keys, kpi.Key{
				metric, word("tier%d", i%5), word("team%d", i/5%25), "",
				word("channel%d", i/125%5), "", "", word("2025-%02d", i/625%12+1),
			})
		}
	}
	for i := range s.shape {
		u := (float64(i) + 0.5) / float64(len(s.shape))
		s.shape[i] = time.Duration(math.Exp(math.Log(3*3600)+1.6*math.Sqrt2*math.Erfinv(2*u-1)) * float64(time.Second))
	}
	return s
}

// mix is a hash of a number.
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// add counts a case with two commitments in a table.
func (s *synthetic) add(t *kpi.Table, i uint64) error {
	h := mix(i)
	created := s.begin.Add(time.Duration(h%(365*86400)) * time.Second)
	place := int(h >> 32 % (syntheticCells / 2))
	elapsed := s.shape[h>>20%4096]
	for n, allowance := range [...]calendar.Allowance{s.first, s.solve} {
		due, err := s.office.Due(created, allowance)
		if err != nil {
			return err
		}
		took := elapsed
		if n == 0 {
			took /= 8
		}
		stopped := created.Add(took)
		f := kpi.Facts{Verdict: kpi.Judge(due, stopped, s.now), Done: !stopped.After(s.now), Elapsed: took}
		if f.Verdict == sla.Missed {
			f.Overdue = stopped.Sub(due)
		}
		if err := t.Add(s.keys[place*2+n], f); err != nil {
			return err
		}
	}
	return nil
}

// fill counts the cases of one of several shards.
func (s *synthetic) fill(tb testing.TB, t *kpi.Table, cases, shard, shards uint64) {
	tb.Helper()
	for i := shard; i < cases; i += shards {
		if err := s.add(t, i); err != nil {
			tb.Fatal(err)
		}
	}
}

// TestTableAddAllocatesNothing once the cell has held such a time.
func TestTableAddAllocatesNothing(t *testing.T) {
	var table kpi.Table
	key := kpi.Key{"resolution", "vip"}
	facts := kpi.Facts{Verdict: sla.Missed, Done: true, Elapsed: time.Hour, Overdue: time.Minute}
	pending := kpi.Facts{Verdict: sla.Open, Reason: kpi.ReasonRunning}
	require.NoError(t, table.Add(key, facts))
	require.NoError(t, table.Add(key, pending))
	require.Zero(t, testing.AllocsPerRun(100, func() {
		if table.Add(key, facts) != nil || table.Add(key, pending) != nil {
			t.Error("not added")
		}
	}))
}

func BenchmarkTableAdd(b *testing.B) {
	s := newSynthetic(b)
	var t kpi.Table
	s.fill(b, &t, 500000, 0, 1)
	require.Equal(b, syntheticCells, t.Len())
	facts := make([]kpi.Facts, 4096)
	for i := range facts {
		facts[i] = kpi.Facts{Verdict: sla.Met, Done: true, Elapsed: s.shape[i]}
	}
	b.ReportAllocs()
	i := uint64(0)
	for b.Loop() {
		h := mix(i)
		i++
		if err := t.Add(s.keys[h%syntheticCells], facts[h>>40%4096]); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkTenMillionCases counts synthetic cases with two verdicts each,
// straight from calendar.Due, in 15,000 cells.
func BenchmarkTenMillionCases(b *testing.B) {
	s := newSynthetic(b)
	const cases = 10_000_000
	for b.Loop() {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		var t kpi.Table
		s.fill(b, &t, cases, 0, 1)
		runtime.GC()
		runtime.ReadMemStats(&after)
		data, err := t.AppendBinary(nil)
		require.NoError(b, err)
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/(1<<20), "MiB")
		b.ReportMetric(float64(after.Sys)/(1<<20), "MiB-sys")
		b.ReportMetric(float64(len(data))/float64(t.Len()), "B/cell")
	}
}

func BenchmarkTableMerge(b *testing.B) {
	s := newSynthetic(b)
	var x, y kpi.Table
	s.fill(b, &x, 5_000_000, 0, 2)
	s.fill(b, &y, 5_000_000, 1, 2)
	for b.Loop() {
		var sum kpi.Table
		if sum.Merge(x) != nil || sum.Merge(y) != nil {
			b.Fatal("not merged")
		}
	}
}

func BenchmarkTableDecode(b *testing.B) {
	s := newSynthetic(b)
	var t kpi.Table
	s.fill(b, &t, 1_000_000, 0, 1)
	data, err := t.AppendBinary(nil)
	require.NoError(b, err)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		var back kpi.Table
		if err := back.UnmarshalBinary(data); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDurationsAdd(b *testing.B) {
	var d kpi.Durations
	b.ReportAllocs()
	for b.Loop() {
		_ = d.Add(90 * time.Minute)
	}
}
