package stat

import "math"

// ClopperPearson returns the exact interval of a share: no share outside it
// gives so few, or so many, successes with more than half of the probability
// that the confidence leaves. It never covers less than it says, which is what
// a contract means by "at least", and is wider than Wilson's. With no success lo
// is exactly 0, without a failure hi is exactly 1, and the interval of
// n-successes mirrors that of successes.
//
// It is undefined (ok == false) for n == 0, for successes > n, and unless
// 0 < confidence < 1. The relative error of the bounds of the rarer outcome is below
// 1e-12; those of the other one are 1 less these. The work is bounded, for any
// count: some ten microseconds.
//
// Source: C. J. Clopper and E. S. Pearson, Biometrika 26 (1934).
func ClopperPearson(successes, n uint64, confidence float64) (lo, hi float64, ok bool) {
	if _, ok = deviate(confidence); !ok || n == 0 || successes > n {
		return 0, 0, false
	}
	tail := (1 - confidence) / 2
	lo, hi = mirrored(successes, n, func(k uint64) (lo, hi float64) {
		a, b := float64(k), float64(n-k)
		if k == 0 {
			return 0, -math.Expm1(math.Log(tail) / b)
		}
		return solve(beta{a, b + 1}, tail, below, 1), solve(beta{a + 1, b}, tail, above, 1)
	})
	return lo, hi, true
}

// Poisson returns the exact interval (Garwood's) of the expected number of
// events where count of them were observed. Divided by the base it is the
// interval of a rate, such as complaints per thousand orders. With no event lo is
// exactly 0.
//
// It is undefined (ok == false) unless 0 < confidence < 1. The relative error is
// below 1e-12. The work is bounded, for any count: some ten microseconds.
//
// Source: F. Garwood, Biometrika 28 (1936).
func Poisson(count uint64, confidence float64) (lo, hi float64, ok bool) {
	if _, ok = deviate(confidence); !ok {
		return 0, 0, false
	}
	tail, events := (1-confidence)/2, float64(count)
	if count == 0 {
		return 0, -math.Log(tail), true
	}
	lo = solve(gamma{events}, tail, below, math.MaxFloat64)
	hi = solve(gamma{events + 1}, tail, above, math.MaxFloat64)
	return lo, hi, true
}
