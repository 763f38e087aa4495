package stat

import "math"

// rangePerSigma is d2 for two values: the mean of their range in deviations, to
// the three digits that the tables of the trade have (3/1.128 = 2.66).
const rangePerSigma = 1.128

// XmR is the chart of single values, such as the daily mean of response times. The
// centre is the mean, the limits are mean ± 3·MR/1.128, where MR is the mean
// distance of neighbours.
//
// It is undefined (see [Chart.Defined]) for fewer than two values, for a value
// that is NaN or infinite, and where a sum leaves the range of floats.
func XmR(values []float64) Chart {
	if len(values) < 2 || !allFinite(values...) {
		return Chart{}
	}
	sum, ranges := values[0], 0.0
	for i, v := range values[1:] {
		sum += v
		ranges += math.Abs(v - values[i])
	}
	meanRange := ranges / float64(len(values)-1)
	base := Baseline{Kind: KindXmR, Center: sum / float64(len(values)), Spread: meanRange / rangePerSigma}
	points := make([]Point, len(values))
	for i, v := range values {
		points[i] = base.point(v, base.Spread)
	}
	return base.chart(points, meanRange)
}

// EWMASpec says how an EWMA chart is drawn. Every field counts; there is no
// default.
//
// It is comparable, immutable and safe for concurrent use; the chart of the zero
// value is undefined.
type EWMASpec struct {
	// Target is where the process should be, Sigma the standard deviation of a
	// single value, not below 0.
	Target, Sigma float64
	// Lambda is the weight of the newest value, in (0, 1]; usual: 0.2 to 0.3.
	Lambda float64
	// Width is the distance of the limits in standard deviations, above 0; usual:
	// 2.7 to 3.
	Width float64
	// Steady draws the limits that the exact ones, which widen from point to point,
	// tend to.
	Steady bool
}

// EWMA is the chart of exponentially weighted moving means, which shows small
// drifts early: e[t] = λ·x[t] + (1-λ)·e[t-1], e[-1] = target. The limits of the
// t-th point, counted from 1, are
// target ± width·sigma·sqrt(λ/(2-λ)·(1-(1-λ)^2t)), or without the last factor.
//
// It is undefined (see [Chart.Defined]) without values, for a value that is NaN or
// infinite, for a spec out of its ranges, and where a number leaves the range of
// floats.
func EWMA(values []float64, spec EWMASpec) Chart {
	l := spec.Lambda
	ok := l > 0 && l <= 1 && spec.Width > 0 && spec.Sigma >= 0
	if !ok || len(values) == 0 || !allFinite(values...) {
		return Chart{}
	}
	points := make([]Point, len(values))
	mean := spec.Target
	for i, v := range values {
		mean = blend(mean, v, l)
		reached := 1.0
		if !spec.Steady {
			reached = -math.Expm1(2 * float64(i+1) * math.Log1p(-l))
		}
		sigma := spec.Sigma * math.Sqrt(l/(2-l)*reached)
		lower, upper := spec.Target-spec.Width*sigma, spec.Target+spec.Width*sigma
		points[i] = Point{
			Value: plain(mean), Lower: plain(lower), Upper: plain(upper), Sigma: plain(sigma), Plotted: true,
			Beyond: outside(mean, lower, upper),
		}
	}
	return Baseline{Kind: KindEWMA, Center: spec.Target, Spread: spec.Sigma}.chart(points, 0)
}
