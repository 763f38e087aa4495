package stat

import (
	"cmp"
	"slices"
	"strings"
)

// Draw returns a simple random sample of n of the ids: those with the smallest
// [DrawKey], in the order of their keys. It depends on the seed and the set of ids
// alone, not on their order, so that an auditor who is told the seed can do it
// again, and a population in many places can be drawn from in each of them: the n
// smallest of all are among the n smallest of each. A larger sample begins with the
// smaller one. To be beyond suspicion, a seed is chosen after the ids are fixed, by
// a rule that nobody can steer.
//
// It is undefined (ok == false) for more than all ids, and for an id that occurs
// twice. The cost is O(m log m) for m ids.
func Draw(seed uint64, ids []string, n uint64) (sample []string, ok bool) {
	if n > uint64(len(ids)) {
		return nil, false
	}
	type ticket struct {
		key uint64
		id  string
	}
	tickets := make([]ticket, len(ids))
	for i, id := range ids {
		tickets[i] = ticket{key: DrawKey(seed, id), id: id}
	}
	slices.SortFunc(tickets, func(a, b ticket) int {
		return cmp.Or(cmp.Compare(a.key, b.key), strings.Compare(a.id, b.id))
	})
	for i := range tickets[min(1, len(tickets)):] {
		if tickets[i].id == tickets[i+1].id {
			return nil, false
		}
	}
	sample = make([]string, n)
	for i := range sample {
		sample[i] = tickets[i].id
	}
	return sample, true
}

// DrawKey returns the rank key of an id in a draw: the first number of [SplitMix64]
// for the seed XOR the 64-bit FNV-1a hash of the id's bytes. Two ids with the same
// key, which is rare, rank by their bytes.
func DrawKey(seed uint64, id string) uint64 {
	hash := uint64(0xcbf29ce484222325)
	for i := range len(id) {
		hash = (hash ^ uint64(id[i])) * 0x100000001b3
	}
	generator := SplitMix64(seed ^ hash)
	return generator.Next()
}
