package stat_test

import (
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/kpi/stat"
)

var methods = []stat.PercentileMethod{stat.NearestRank, stat.R6, stat.R7}

func TestPercentileMethods(t *testing.T) {
	values := []float64{15, 20, 35, 40, 50} // sorted, so that the ranks can be seen
	for _, c := range []struct {
		q               float64
		nearest, r6, r7 float64
	}{
		{0, 15, 15, 15},
		{0.05, 15, 15, 16},
		{0.3, 20, 19, 23},
		{0.4, 20, 26, 29},
		{0.5, 35, 35, 35},
		{0.9, 50, 50, 46},
		{1, 50, 50, 50},
	} {
		for i, want := range []float64{c.nearest, c.r6, c.r7} {
			got, ok := stat.Percentile(values, c.q, methods[i])
			require.True(t, ok)
			require.InDelta(t, want, got, 1e-12, "%v %v", c.q, methods[i])
		}
	}
}

// TestPercentileCountsTheDecimal: 0.07·100 is 7.000000000000001 in floats.
func TestPercentileCountsTheDecimal(t *testing.T) {
	values := make([]float64, 100)
	for i := range values {
		values[i] = float64(100 - i)
	}
	for i := range 101 {
		got, ok := stat.Percentile(values, float64(i)/100, stat.NearestRank)
		require.True(t, ok)
		exactly(t, max(float64(i), 1), got)
	}
	exactly(t, 100.0, values[0], "the values are left as they are")
}

func TestRank(t *testing.T) {
	for _, c := range []struct {
		q       float64
		n, rank uint64
	}{
		{0, 1, 1},
		{0, 100, 1},
		{5e-324, 100, 1},
		{0.01, 100, 1},
		{math.Nextafter(0.01, 1), 100, 2},
		{0.07, 100, 7},
		{0.29, 100, 29},
		{0.57, 100, 57},
		{0.95, 20, 19},
		{0.951, 20, 20},
		{1, 20, 20},
		{0.5, 1, 1},
		{0.5, 2, 1},
		{0.5, 3, 2},
		{0.9, 11, 10},
		{0.001, 1_000_000_000_000_000_000, 1_000_000_000_000_000},
		{0.5, math.MaxUint64, 1 << 63},
		{1, math.MaxUint64, math.MaxUint64},
		{0.999, math.MaxUint64, 18428297329635842064},
	} {
		rank, ok := stat.Rank(c.q, c.n)
		require.True(t, ok)
		require.Equal(t, c.rank, rank, "%v of %d", c.q, c.n)
	}
	for _, q := range []float64{-0.01, 1.01, math.NaN(), math.Inf(1), math.Inf(-1)} {
		rank, ok := stat.Rank(q, 10)
		require.False(t, ok)
		require.Zero(t, rank)
	}
	_, ok := stat.Rank(0.5, 0)
	require.False(t, ok)
	rank, ok := stat.Rank(math.Copysign(0, -1), 3)
	require.True(t, ok)
	require.Equal(t, uint64(1), rank)
}

func TestPercentileUndefined(t *testing.T) {
	for _, m := range methods {
		for _, values := range [][]float64{nil, {math.NaN()}, {1, math.Inf(1)}, {math.Inf(-1), 2}} {
			got, ok := stat.Percentile(values, 0.5, m)
			require.False(t, ok, "%v %v", values, m)
			require.Zero(t, got)
		}
		for _, q := range []float64{-0.01, 1.01, math.NaN(), math.Inf(1)} {
			got, ok := stat.Percentile([]float64{1, 2}, q, m)
			require.False(t, ok)
			require.Zero(t, got)
		}
	}
	for _, m := range []stat.PercentileMethod{0, 4, 255} {
		_, ok := stat.Percentile([]float64{1, 2}, 0.5, m)
		require.False(t, ok)
		require.Empty(t, m.String())
	}
}

// TestPercentileStaysInRange also where the values are so far apart that their
// difference is no float.
func TestPercentileStaysInRange(t *testing.T) {
	for _, m := range methods {
		got, ok := stat.Percentile([]float64{math.MaxFloat64, -math.MaxFloat64}, 0.5, m)
		require.True(t, ok)
		if m == stat.NearestRank {
			exactly(t, -math.MaxFloat64, got)
		} else {
			require.Zero(t, got)
		}
		got, ok = stat.Percentile([]float64{math.Copysign(0, -1)}, 0.5, m)
		require.True(t, ok)
		require.False(t, math.Signbit(got))
		got, ok = stat.Percentile([]float64{math.Copysign(0, -1), math.Copysign(0, -1), math.Copysign(0, -1)}, 0.4, m)
		require.True(t, ok)
		require.False(t, math.Signbit(got))
	}
}

// TestPercentileAgainstRationals compares with interpolation in exact fractions, and
// the nearest rank with counting the values that are not larger.
func TestPercentileAgainstRationals(t *testing.T) {
	for range 2000 {
		n := 1 + rand.IntN(12)
		values := make([]float64, n)
		for i := range values {
			values[i] = float64(rand.IntN(20))
		}
		hundredths := rand.Int64N(101)
		q := float64(hundredths) / 100
		sorted := slices.Sorted(slices.Values(values))

		got, ok := stat.Percentile(values, q, stat.NearestRank)
		require.True(t, ok)
		for _, candidate := range sorted {
			notLarger := int64(0)
			for _, v := range values {
				if v <= candidate {
					notLarger++
				}
			}
			if notLarger*100 >= hundredths*int64(n) {
				exactly(t, candidate, got)
				break
			}
		}

		share := big.NewRat(hundredths, 100)
		for _, m := range []stat.PercentileMethod{stat.R6, stat.R7} {
			rank := new(big.Rat).Mul(share, big.NewRat(int64(n)+1, 1))
			if m == stat.R7 {
				rank.Add(new(big.Rat).Mul(share, big.NewRat(int64(n)-1, 1)), big.NewRat(1, 1))
			}
			var want float64
			at, _ := rank.Float64()
			switch i := int(math.Floor(at + 1e-12)); {
			case i < 1:
				want = sorted[0]
			case i >= n:
				want = sorted[n-1]
			default:
				want = sorted[i-1] + (at-float64(i))*(sorted[i]-sorted[i-1])
			}
			got, ok := stat.Percentile(values, q, m)
			require.True(t, ok)
			require.InDelta(t, want, got, 1e-9, "%v %v %v", values, q, m)
		}
	}
}
