package stat

import (
	"cmp"
	"math/bits"
	"slices"
)

// Allocate shares a sample of n items out over strata of the given sizes: each
// gets at least atLeast items, or all it has, and the rest is proportional to the
// sizes. Whole items go by largest remainder, then to the larger stratum, then to
// the earlier one.
//
// It is undefined (ok == false) without strata, where n is not enough for every
// minimum or more than all items together, and where the sizes add up to more than
// 2^64-1. The cost is O(k log k) for k strata.
func Allocate(sizes []uint64, n, atLeast uint64) (samples []uint64, ok bool) {
	total, least := uint64(0), uint64(0)
	for _, size := range sizes {
		if total+size < total {
			return nil, false
		}
		total += size
		least += min(size, atLeast) // at most total
	}
	if len(sizes) == 0 || n > total || n < least {
		return nil, false
	}
	samples = make([]uint64, len(sizes))
	order := bySize(sizes)
	// The smallest strata are those whose proportional share is below the minimum;
	// what they get beyond it, the others do without.
	for len(order) > 0 {
		i := order[len(order)-1]
		minimum := min(sizes[i], atLeast)
		if share, _ := portion(n, sizes[i], total); share >= minimum && sizes[i] > 0 {
			break
		}
		samples[i] = minimum
		n -= minimum
		total -= sizes[i]
		order = order[:len(order)-1]
	}
	proportional(samples, sizes, order, n, total)
	return samples, true
}

// bySize returns the indices of sizes, the largest first, equal ones in order.
func bySize(sizes []uint64) []int {
	order := make([]int, len(sizes))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(sizes[b], sizes[a]) })
	return order
}

// portion returns n·size/total, whole and rest, for size <= total; it is 0 for a
// total of 0.
func portion(n, size, total uint64) (whole, rest uint64) {
	if total == 0 {
		return 0, 0
	}
	high, low := bits.Mul64(n, size)
	return bits.Div64(high, low, total)
}

// proportional shares n out over the strata in order, whose sizes add up to total.
func proportional(samples, sizes []uint64, order []int, n, total uint64) {
	rests := make(map[int]uint64, len(order))
	left := n
	for _, i := range order {
		samples[i], rests[i] = portion(n, sizes[i], total)
		left -= samples[i]
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(rests[b], rests[a]) })
	for _, i := range order[:left] { // fewer than there are rests
		samples[i]++
	}
}
