package stat

import "math"

// Agreement is how far two raters agree on the same cases.
//
// It is comparable and immutable; the zero value is no agreement.
type Agreement struct {
	// Observed is the share of cases on which they agree, Expected that on which
	// chance would make them agree, given how often each uses each category; weighted
	// where the kappa is.
	Observed, Expected float64
	// Kappa is (Observed-Expected)/(1-Expected): 1 for full agreement, 0 for that of
	// chance, below 0 for less.
	Kappa float64
}

// KappaWeights says how much a disagreement counts.
//
// It is comparable and immutable; the zero value is no weighting.
type KappaWeights uint8

const (
	// LinearWeights counts the distance of two categories.
	LinearWeights KappaWeights = iota + 1
	// QuadraticWeights counts the square of the distance.
	QuadraticWeights
)

// Kappa returns Cohen's kappa: counts[i][j] is the number of cases that the first
// rater put into category i and the second into j.
//
// It is undefined (ok == false) without cases, for a table that is not square, and
// where both raters put every case into one category, for then chance alone makes
// them agree.
//
// Source: J. Cohen, Educ. Psychol. Meas. 20 (1960).
func Kappa(counts [][]uint64) (agreement Agreement, ok bool) {
	return kappa(counts, func(distance float64) float64 { return min(distance, 1) })
}

// WeightedKappa is [Kappa] for categories in an order, such as grades: a near miss
// counts less than a far one, and a distance from one end to the other in full. It
// is also undefined for an unknown weighting.
//
// Source: J. Cohen, Psychol. Bull. 70 (1968).
func WeightedKappa(counts [][]uint64, weights KappaWeights) (agreement Agreement, ok bool) {
	width := float64(len(counts) - 1)
	switch weights {
	case LinearWeights:
		return kappa(counts, func(distance float64) float64 { return distance / width })
	case QuadraticWeights:
		return kappa(counts, func(distance float64) float64 { return distance / width * (distance / width) })
	}
	return Agreement{}, false
}

// kappa compares the observed disagreement with the expected one; weight gives
// that of a distance of at least 1.
func kappa(counts [][]uint64, weight func(distance float64) float64) (Agreement, bool) {
	rows, columns, total := make([]float64, len(counts)), make([]float64, len(counts)), 0.0
	for i, row := range counts {
		if len(row) != len(counts) {
			return Agreement{}, false
		}
		for j, n := range row {
			rows[i] += float64(n)
			columns[j] += float64(n)
			total += float64(n)
		}
	}
	observed, expected := 0.0, 0.0
	for i, row := range counts {
		for j, n := range row {
			if i == j {
				continue
			}
			w := weight(math.Abs(float64(i - j)))
			observed += w * (float64(n) / total)
			expected += w * (rows[i] / total) * (columns[j] / total)
		}
	}
	if !(expected > 0) { // also without cases, where it is NaN or 0
		return Agreement{}, false
	}
	return Agreement{
		Observed: unit(1 - observed), Expected: unit(1 - expected), Kappa: plain(1 - observed/expected),
	}, true
}
