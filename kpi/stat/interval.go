package stat

import "math"

// Wilson returns the score interval of a share, without continuity correction:
// the shares that a test at the given confidence would not reject. It is the
// interval to use unless a contract asks for another. With no success lo is
// exactly 0, without a failure hi is exactly 1, and the interval of n-successes
// mirrors that of successes.
//
// It is undefined (ok == false) for n == 0, for successes > n, and unless
// 0 < confidence < 1. The relative error of the bounds of the rarer outcome is below
// 1e-14; those of the other one are 1 less these.
//
// Source: E. B. Wilson, J. Am. Stat. Assoc. 22 (1927).
func Wilson(successes, n uint64, confidence float64) (lo, hi float64, ok bool) {
	z, ok := deviate(confidence)
	if !ok || n == 0 || successes > n {
		return 0, 0, false
	}
	lo, hi = mirrored(successes, n, func(k uint64) (lo, hi float64) { return wilson(float64(k)/float64(n), float64(n), z) })
	return lo, hi, true
}

// wilson solves (share - p)² = z²·p(1-p)/size for p, where share <= ½. The product
// of the two roots gives the lower one without cancellation.
func wilson(share, size, z float64) (lo, hi float64) {
	t := z * z / size
	hi = (share + t/2 + z*math.Sqrt((share*(1-share)+t/4)/size)) / (1 + t)
	if share == 0 {
		return 0, unit(hi)
	}
	return unit(share * (share / hi) / (1 + t)), unit(hi)
}

// mirrored gives the interval of k out of n from one that is computed for the
// rarer outcome: there the bounds have their full relative precision.
func mirrored(k, n uint64, interval func(k uint64) (lo, hi float64)) (lo, hi float64) {
	if k <= n-k {
		return interval(k)
	}
	lo, hi = interval(n - k)
	return unit(1 - hi), unit(1 - lo)
}

// AgrestiCoull returns the interval of Agresti and Coull: Wald's around the
// middle of Wilson's. It always holds Wilson's. What reaches beyond [0, 1] is
// cut off, for no share lies there.
//
// It is undefined (ok == false) where [Wilson] is.
//
// Source: A. Agresti and B. Coull, Am. Stat. 52 (1998).
func AgrestiCoull(successes, n uint64, confidence float64) (lo, hi float64, ok bool) {
	z, ok := deviate(confidence)
	if !ok || n == 0 || successes > n {
		return 0, 0, false
	}
	lo, hi = mirrored(successes, n, func(k uint64) (lo, hi float64) {
		size := float64(n) + z*z
		return around((float64(k)+z*z/2)/size, size, z)
	})
	return lo, hi, true
}

// Wald returns the interval of the textbooks, share ± z·sqrt(share(1-share)/n),
// cut to [0, 1]. It is here to be compared with, not to be used: its true
// confidence is far below the stated one for shares near 0 and 1, and with no
// success, or without a failure, it has no width at all.
//
// It is undefined (ok == false) where [Wilson] is.
func Wald(successes, n uint64, confidence float64) (lo, hi float64, ok bool) {
	z, ok := deviate(confidence)
	if !ok || n == 0 || successes > n {
		return 0, 0, false
	}
	lo, hi = mirrored(successes, n, func(k uint64) (lo, hi float64) {
		return around(float64(k)/float64(n), float64(n), z)
	})
	return lo, hi, true
}

// around returns share ± z standard errors of a share of size, cut to [0, 1].
func around(share, size, z float64) (lo, hi float64) {
	half := z * math.Sqrt(share*(1-share)/size)
	return unit(share - half), unit(share + half)
}
