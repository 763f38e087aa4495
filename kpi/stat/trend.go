package stat

import (
	"math"
	"slices"
)

// Trend is the result of Mann and Kendall's test.
//
// It is comparable and immutable; the zero value is no result.
type Trend struct {
	// S counts the pairs of values that rise, less those that fall.
	S int64
	// Var is the variance of S without a trend, corrected for ties.
	Var float64
	// Z is S in deviations, one pair closer to 0; 0 where all values are equal.
	Z float64
	// P is the two-sided probability of so large a Z without a trend.
	P float64
}

// maxTrend is the most values that S can count the pairs of.
const maxTrend = 1 << 31

// MannKendall tests whether values, in the order of time and equally far apart,
// rise or fall, whatever the form of the trend. The probability is that of the
// normal approximation, which is good from about ten values on.
//
// It is undefined (ok == false) for fewer than two values or more than 2^31, and
// for a value that is NaN or infinite. The cost is O(n log n).
//
// Source: H. B. Mann, Econometrica 13 (1945).
func MannKendall(values []float64) (trend Trend, ok bool) {
	n := len(values)
	if n < 2 || n > maxTrend || !allFinite(values...) {
		return Trend{}, false
	}
	sorted := slices.Clone(values)
	rising := sortCounting(sorted, make([]float64, n))
	// S = rising - falling, where rising + falling + tied = n(n-1)/2.
	pairs := int64(n) * int64(n-1) / 2
	tied, v := int64(0), spread(n)
	for start := 0; start < n; {
		end := start + 1
		for end < n && sorted[end] == sorted[start] {
			end++
		}
		group := end - start
		tied += int64(group) * int64(group-1) / 2
		v -= spread(group)
		start = end
	}
	trend = Trend{S: 2*rising - (pairs - tied), Var: plain(max(v, 0) / 18), P: 1}
	if trend.Var > 0 && trend.S != 0 {
		toward := int64(sign(float64(trend.S), 0))
		trend.Z = plain(float64(trend.S-toward) / math.Sqrt(trend.Var))
		trend.P = math.Erfc(math.Abs(trend.Z) / math.Sqrt2)
	}
	return trend, true
}

// spread is 18 times the variance that n values without ties give S.
func spread(n int) float64 { return float64(n) * float64(n-1) * (2*float64(n) + 5) }

// sortCounting sorts x by merging and counts the pairs that rise; buffer is as
// long as x.
func sortCounting(x, buffer []float64) int64 {
	if len(x) < 2 {
		return 0
	}
	half := len(x) / 2
	rising := sortCounting(x[:half], buffer[:half]) + sortCounting(x[half:], buffer[half:])
	left, right := buffer[:half], buffer[half:]
	copy(buffer, x)
	i, below := 0, 0
	for j, r := range right {
		for i < half && left[i] <= r {
			x[i+j] = left[i]
			i++
		}
		for below < half && left[below] < r {
			below++
		}
		rising += int64(below)
		x[i+j] = r
	}
	copy(x[i+len(right):], left[i:])
	return rising
}

// MaxTheilSen is the most values that [TheilSen] takes: it looks at every pair of
// them, two million.
const MaxTheilSen = 2000

// TheilSen returns the trend of values, in the order of time, in their unit per
// step: the median slope of all pairs, which up to 29 % of wild values do not
// move. Of an even number of slopes it is the mean of the middle two.
//
// It is undefined (ok == false) for fewer than two values or more than
// [MaxTheilSen], for a value that is NaN or infinite, and where the slope leaves
// the range of floats. The cost is O(n² log n).
//
// Source: P. K. Sen, J. Am. Stat. Assoc. 63 (1968).
func TheilSen(values []float64) (slope float64, ok bool) {
	n := len(values)
	if n < 2 || n > MaxTheilSen || !allFinite(values...) {
		return 0, false
	}
	slopes := make([]float64, 0, n*(n-1)/2)
	for i, from := range values {
		for j, to := range values[i+1:] {
			slopes = append(slopes, (to-from)/float64(j+1))
		}
	}
	slices.Sort(slopes)
	low, high := slopes[(len(slopes)-1)/2], slopes[len(slopes)/2]
	slope = plain(low/2 + high/2)
	if low == high {
		slope = plain(low) // halving would lose the last bits of the smallest floats
	}
	if !finite(slope) {
		return 0, false
	}
	return slope, true
}
