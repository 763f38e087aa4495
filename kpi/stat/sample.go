package stat

import "math"

// SampleSize returns how many items to look at so that a share p is known to
// within ± margin at the given confidence: z²·p(1-p)/margin², for a finite
// population n0/(1 + (n0-1)/population), rounded up. A population of 0 is an
// endless one. Where p is not known, 0.5 asks for the most.
//
// It is undefined (ok == false) unless p, margin and confidence are strictly
// between 0 and 1, and where an endless population needs more than 2^63 items. It
// never exceeds the population.
func SampleSize(p, margin, confidence float64, population uint64) (n uint64, ok bool) {
	z, ok := deviate(confidence)
	if !ok || !(p > 0 && p < 1) || !(margin > 0 && margin < 1) {
		return 0, false
	}
	ratio := z / margin
	endless := ratio * ratio * p * (1 - p)
	if population == 0 {
		if !(endless <= 1<<63) {
			return 0, false
		}
		return max(uint64(math.Ceil(endless)), 1), true
	}
	size := math.Ceil(endless / (1 + (endless-1)/float64(population)))
	if !(size < float64(population)) { // also where endless is infinite
		return population, true
	}
	return max(uint64(size), 1), true
}

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
