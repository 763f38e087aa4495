package stat

import "math"

// maxSteps bounds the search for a quantile. Newton's method takes about six
// steps; halving, which it falls back to, takes 54 to the last bit of a float once
// the leading bit is found, and up to 70 for that.
const maxSteps = 200

// settled is the relative length of the last step. Newton's steps square the
// error, so that nothing is left to gain after it; a shorter one might be lost in
// the rounding of the tails.
const settled = 1e-13

// solve returns the x in (0, end) at which the named tail of d has the given
// probability, which is at most a half. It takes Newton steps on the logarithm of
// the tail, which is concave, and halves the bracket where a step would leave it.
func solve(d distribution, probability float64, tail side, end float64) float64 {
	x, lo, hi := d.mean(), 0.0, end
	for range maxSteps {
		if !(x > lo && x < hi) {
			x = lo + (hi-lo)/2
			if x == lo || x == hi { // two floats with none between
				break
			}
		}
		lower, upper, density := d.tails(x)
		have, slope := lower, density
		if tail == above {
			have, slope = upper, -density
		}
		if (have < probability) == (tail == below) {
			lo = x
		} else {
			hi = x
		}
		step := math.Log(probability/have) * have / slope
		x += step
		if math.Abs(step) <= settled*x {
			break
		}
	}
	return min(max(x, lo), hi)
}
