package stat

import "math"

// deviate returns the normal deviate z for a two-sided confidence: the share of
// a standard normal variable that lies in [-z, z]. It is false unless
// 0 < confidence < 1. The relative error is below 1e-15.
func deviate(confidence float64) (float64, bool) {
	if !(confidence > 0 && confidence < 1) { // also false for NaN
		return 0, false
	}
	return math.Sqrt2 * math.Erfinv(confidence), true
}

// normalTails returns P(Z <= z) and P(Z > z), each with its full relative
// precision, for a standard normal Z.
func normalTails(z float64) (lower, upper float64) {
	return math.Erfc(-z/math.Sqrt2) / 2, math.Erfc(z/math.Sqrt2) / 2
}

// plain turns a negative zero into zero.
func plain(x float64) float64 { return x + 0 }

// finite reports whether x is neither infinite nor NaN.
func finite(x float64) bool { return x-x == 0 }

// allFinite reports whether every x is neither infinite nor NaN.
func allFinite(xs ...float64) bool {
	for _, x := range xs {
		if !finite(x) {
			return false
		}
	}
	return true
}

// unit moves what rounding pushed out of [0, 1] back to its border.
func unit(x float64) float64 { return plain(min(max(x, 0), 1)) }
