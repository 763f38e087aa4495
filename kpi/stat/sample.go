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
