package stat

import "math"

// Stratum is a part of a population that was sampled on its own.
//
// It is comparable and immutable; the zero value is an empty stratum.
type Stratum struct {
	// Size is the number of items in the stratum, Sample the number looked at, and
	// Successes the number of those that passed.
	Size, Sample, Successes uint64
}

// Estimate is a share of a whole population, estimated from its strata.
//
// It is comparable and immutable; the zero value is no estimate.
type Estimate struct {
	// Rate is the share, each stratum with the weight of its size.
	Rate float64
	// Variance is that of Rate: 0 where every stratum was looked at as a whole, and
	// also, by chance, where none of them had both outcomes.
	Variance float64
	// Lo and Hi are the interval at the confidence asked for.
	Lo, Hi float64
}

// Stratify estimates the share of a population from samples of its strata, with
// W = size/Σsizes, p = successes/sample and f = sample/size:
//
//	rate = ΣW·p    variance = ΣW²·p(1-p)/sample·(1-f)
//
// The interval is Wilson's for as many items as give a simple sample that variance.
// Where the variance is 0 it is that for as many as the strata are worth if all
// have the same share, so that a perfect sample does not pass for certainty; a
// population that was looked at as a whole has an interval without width.
//
// It is undefined (ok == false) without items, where a stratum with items has no
// sample, where a sample is larger than its stratum or has more successes than
// items, and unless 0 < confidence < 1. Strata without items do not count.
func Stratify(strata []Stratum, confidence float64) (estimate Estimate, ok bool) {
	z, ok := deviate(confidence)
	total := 0.0
	for _, s := range strata {
		if s.Successes > s.Sample || s.Sample > s.Size || s.Sample == 0 && s.Size > 0 {
			return Estimate{}, false
		}
		total += float64(s.Size)
	}
	if !ok || total == 0 {
		return Estimate{}, false
	}
	alike := 0.0 // the variance if all shares were alike, over p(1-p)
	for _, s := range strata {
		if s.Size == 0 {
			continue
		}
		weight, share := float64(s.Size)/total, float64(s.Successes)/float64(s.Sample)
		factor := weight * weight / float64(s.Sample) * (float64(s.Size-s.Sample) / float64(s.Size))
		estimate.Rate += weight * share
		estimate.Variance += factor * share * (1 - share)
		alike += factor
	}
	estimate.Rate = unit(estimate.Rate)
	simple := estimate.Rate * (1 - estimate.Rate)
	size := simple / estimate.Variance
	if estimate.Variance == 0 || simple == 0 {
		size = 1 / alike
	}
	if math.IsInf(size, 1) {
		estimate.Lo, estimate.Hi = estimate.Rate, estimate.Rate
		return estimate, true
	}
	if estimate.Rate <= 0.5 {
		estimate.Lo, estimate.Hi = wilson(estimate.Rate, size, z)
	} else {
		lo, hi := wilson(1-estimate.Rate, size, z)
		estimate.Lo, estimate.Hi = unit(1-hi), unit(1-lo)
	}
	return estimate, true
}
