package stat

import "math"

// Baseline is the frozen first phase of a chart: later samples are judged by it,
// until it is set anew, which is an act of its own. The Baseline of package kpi is
// the record of when it was frozen, and for which KPI.
//
// It is comparable, immutable and safe for concurrent use; the zero value is no
// baseline, and every chart of it is undefined.
type Baseline struct {
	Kind ChartKind
	// Center and Spread are those of the [Chart].
	Center, Spread float64
}

// Counts judges samples of a p, u, c or Laney chart by the baseline; sizes is nil
// for a c chart, else it has one element for each count.
//
// The chart is undefined for another kind, for a baseline that no such chart
// gives, and where [PChart], [UChart] or [CChart] is undefined for the data.
func (b Baseline) Counts(counts, sizes []uint64) Chart {
	if b.Kind == KindC && sizes == nil {
		sizes = ones(len(counts))
	}
	if !b.counted() || !b.holds(counts, sizes) {
		return Chart{}
	}
	points := make([]Point, len(counts))
	for i, n := range sizes {
		if n > 0 {
			points[i] = b.point(float64(counts[i])/float64(n), b.sigma(float64(n)))
		}
	}
	return b.chart(points, 0)
}

// Values judges single values by the baseline of an XmR chart.
//
// The chart is undefined for another kind, for a baseline that no XmR chart gives,
// without values, and for a value that is NaN or infinite.
func (b Baseline) Values(values []float64) Chart {
	if b.Kind != KindXmR || b.Spread < 0 || len(values) == 0 || !allFinite(values...) {
		return Chart{}
	}
	points := make([]Point, len(values))
	for i, v := range values {
		points[i] = b.point(v, b.Spread)
	}
	return b.chart(points, 0)
}

// chart returns the chart of the points, or none where a number is out of range.
func (b Baseline) chart(points []Point, meanRange float64) Chart {
	if !allFinite(b.Center, b.Spread, meanRange) {
		return Chart{}
	}
	for _, p := range points {
		if !allFinite(p.Lower, p.Upper, p.Sigma) {
			return Chart{}
		}
	}
	return Chart{Kind: b.Kind, Center: plain(b.Center), Spread: plain(b.Spread), MeanRange: meanRange, Points: points}
}

// point puts limits of three deviations around a value, where values can lie.
func (b Baseline) point(value, sigma float64) Point {
	lower, upper := b.Center-3*sigma, b.Center+3*sigma
	if b.Kind != KindXmR {
		lower = max(lower, 0)
	}
	if b.share() {
		upper = min(upper, 1)
	}
	return Point{
		Value: plain(value), Lower: plain(lower), Upper: plain(upper), Sigma: plain(sigma), Plotted: true,
		Beyond: outside(value, lower, upper),
	}
}

// outside reports whether a value is strictly beyond one of two limits.
func outside(value, lower, upper float64) bool {
	return exceeds(value, min(max(value, lower), upper), 0)
}

// sigma returns the standard deviation of a sample of size n.
func (b Baseline) sigma(n float64) float64 {
	if b.share() {
		return b.Spread * math.Sqrt(b.Center*(1-b.Center)/n)
	}
	return b.Spread * math.Sqrt(b.Center/n)
}

// share reports whether the chart is one of shares, which end at 1.
func (b Baseline) share() bool { return b.Kind == KindP || b.Kind == KindLaneyP }

// counted reports whether the baseline is that of a chart of counts.
func (b Baseline) counted() bool {
	switch b.Kind {
	case KindP, KindLaneyP:
		return b.Center >= 0 && b.Center <= 1 && b.Spread >= 0
	case KindU, KindC, KindLaneyU:
		return b.Center >= 0 && b.Spread >= 0
	case KindXmR, KindEWMA:
	}
	return false
}

// ones returns n samples of size 1.
func ones(n int) []uint64 {
	sizes := make([]uint64, n)
	for i := range sizes {
		sizes[i] = 1
	}
	return sizes
}

// holds reports whether there is a sample, each count has its size, and no event
// lies outside its sample.
func (b Baseline) holds(counts, sizes []uint64) bool {
	if len(counts) != len(sizes) {
		return false
	}
	some := false
	for i, n := range sizes {
		if n == 0 && counts[i] > 0 || b.share() && counts[i] > n {
			return false
		}
		some = some || n > 0
	}
	return some
}
