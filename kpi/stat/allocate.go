package stat

import (
	"cmp"
	"math/bits"
	"slices"
)

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
