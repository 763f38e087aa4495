package kpi

import "math"

// studentQuantile returns how many standard errors to each side of a mean of
// so many degrees of freedom hold it with a confidence: 12.7 for one degree and
// 0.95, and 1.96 for very many.
func studentQuantile(confidence float64, degrees uint64) float64 {
	const exact = 200
	if degrees > exact {
		return studentExpansion(normalQuantile(confidence), float64(degrees))
	}
	// The share within ±t grows with t: bisect tan θ = t/√ν for the angle.
	lo, hi := 0.0, math.Pi/2
	for range 60 {
		middle := (lo + hi) / 2
		if studentShare(middle, int(degrees)) < confidence {
			lo = middle
		} else {
			hi = middle
		}
	}
	return math.Tan((lo+hi)/2) * math.Sqrt(float64(degrees))
}

// studentShare returns the share of Student's distribution within ±√ν·tan θ:
// Abramowitz and Stegun 26.7.3 and 26.7.4.
func studentShare(theta float64, degrees int) float64 {
	sin, cos := math.Sincos(theta)
	sum, term, first := 0.0, 1.0, 2
	if degrees%2 == 1 {
		term, first = cos, 3
		if degrees == 1 {
			term = 0
		}
	}
	for k := first; k <= degrees; k += 2 {
		sum += term
		term *= cos * cos * float64(k-1) / float64(k)
	}
	if degrees%2 == 1 {
		return 2 / math.Pi * (theta + sin*sum)
	}
	return sin * sum
}

// studentExpansion returns the quantile for many degrees of freedom from that
// of the normal distribution: Abramowitz and Stegun 26.7.5.
func studentExpansion(z, degrees float64) float64 {
	z2 := z * z
	g1 := (z2 + 1) / 4
	g2 := ((5*z2+16)*z2 + 3) / 96
	g3 := (((3*z2+19)*z2+17)*z2 - 15) / 384
	g4 := ((((79*z2+776)*z2+1482)*z2-1920)*z2 - 945) / 92160
	return z * (1 + (g1+(g2+(g3+g4/degrees)/degrees)/degrees)/degrees)
}

// normalQuantile returns how many standard deviations to each side of the mean
// hold a given share of a normal distribution: 1.96 for 0.95.
func normalQuantile(confidence float64) float64 { return math.Sqrt2 * math.Erfinv(confidence) }
