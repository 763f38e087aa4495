package stat

import (
	"math"
	"math/bits"
)

// PChart is the chart of the shares counts[i]/sizes[i], such as the weekly misses
// of a commitment. The centre is the pooled share p = Σcounts/Σsizes, the limits
// are p ± 3·sqrt(p(1-p)/size), cut to [0, 1]. A sample of size 0 is a gap.
//
// It is undefined (see [Chart.Defined]) without a sample that is not empty, for
// lists of different lengths, and where a count exceeds its size.
func PChart(counts, sizes []uint64) Chart { return attributes(KindP, counts, sizes) }

// UChart is the chart of the rates counts[i]/sizes[i], such as complaints per
// thousand contacts; a rate may exceed 1. The centre is the pooled rate
// u = Σcounts/Σsizes, the limits are u ± 3·sqrt(u/size), cut at 0. A sample of size
// 0 without events is a gap.
//
// It is undefined (see [Chart.Defined]) without a sample that is not empty, for
// lists of different lengths, and where a sample of size 0 has events.
func UChart(counts, sizes []uint64) Chart { return attributes(KindU, counts, sizes) }

// CChart is the chart of counts over equal periods. The centre is their mean c,
// the limits are c ± 3·sqrt(c), cut at 0.
//
// It is undefined (see [Chart.Defined]) without counts.
func CChart(counts []uint64) Chart { return attributes(KindC, counts, ones(len(counts))) }

// LaneyP is the p′ chart, for samples in the thousands, where shares vary by more
// than chance and the limits of [PChart] are absurdly narrow: those limits, times
// the deviation sigma-z of the standardised shares, which comes from their mean
// moving range. The range over a gap does not count.
//
// It is undefined where [PChart] is, without two samples in a row, and where the
// pooled share is 0 or 1, for then there is no sigma-z.
//
// Source: D. B. Laney, Quality Engineering 14 (2002).
func LaneyP(counts, sizes []uint64) Chart { return laney(KindLaneyP, PChart(counts, sizes)) }

// LaneyU is the u′ chart: to [UChart] what [LaneyP] is to [PChart], and undefined
// likewise.
func LaneyU(counts, sizes []uint64) Chart { return laney(KindLaneyU, UChart(counts, sizes)) }

// attributes draws the chart of counts around their pooled rate.
func attributes(kind ChartKind, counts, sizes []uint64) Chart {
	base := Baseline{Kind: kind, Spread: 1}
	if !base.holds(counts, sizes) {
		return Chart{}
	}
	base.Center = total(counts) / total(sizes)
	return base.Counts(counts, sizes)
}

// total adds counts without wrapping.
func total(counts []uint64) float64 {
	var high, low, carry uint64
	for _, n := range counts {
		low, carry = bits.Add64(low, n, 0)
		high += carry
	}
	return float64(high)*(1<<64) + float64(low)
}

// laney widens the limits of a chart by the deviation of its standardised points.
func laney(kind ChartKind, c Chart) Chart {
	sum, ranges, last := 0.0, 0, reading{gap: true}
	for _, now := range c.readings() {
		if now.sigma == 0 && !now.gap {
			return Chart{}
		}
		if !now.gap && !last.gap {
			sum += math.Abs(now.deviations() - last.deviations())
			ranges++
		}
		last = now
	}
	if ranges == 0 {
		return Chart{}
	}
	meanRange := sum / float64(ranges)
	base := Baseline{Kind: kind, Center: c.Center, Spread: meanRange / rangePerSigma}
	points := make([]Point, len(c.Points))
	for i, p := range c.Points {
		if p.Plotted {
			points[i] = base.point(p.Value, p.Sigma*base.Spread)
		}
	}
	return base.chart(points, meanRange)
}
