package stat_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/kpi/stat"
)

// slowMannKendall looks at every pair.
func slowMannKendall(values []float64) (s int64, variance float64) {
	for i := range values {
		for j := i + 1; j < len(values); j++ {
			switch {
			case values[j] > values[i]:
				s++
			case values[j] < values[i]:
				s--
			}
		}
	}
	n := float64(len(values))
	variance = n * (n - 1) * (2*n + 5)
	counts := map[float64]float64{}
	for _, v := range values {
		counts[v]++
	}
	for _, c := range counts {
		variance -= c * (c - 1) * (2*c + 5)
	}
	return s, variance / 18
}

func TestMannKendallAgainstPairs(t *testing.T) {
	for range 500 {
		values := make([]float64, 2+rand.IntN(40))
		for i := range values {
			values[i] = float64(rand.IntN(1+rand.IntN(30))) - 5
		}
		given := slices.Clone(values)
		trend, ok := stat.MannKendall(values)
		require.True(t, ok)
		require.Equal(t, given, values, "the values are left as they are")
		s, variance := slowMannKendall(values)
		require.Equal(t, s, trend.S, "%v", values)
		require.InDelta(t, variance, trend.Var, 1e-9)
		switch {
		case s > 0:
			require.InDelta(t, float64(s-1)/math.Sqrt(variance), trend.Z, 1e-12)
		case s < 0:
			require.InDelta(t, float64(s+1)/math.Sqrt(variance), trend.Z, 1e-12)
		default:
			require.Zero(t, trend.Z)
			exactly(t, 1.0, trend.P)
		}
		require.InDelta(t, 2*(1-0.5*math.Erfc(-math.Abs(trend.Z)/math.Sqrt2)), trend.P, 1e-12)
		require.False(t, math.Signbit(trend.Z) && trend.Z == 0)

		slices.Reverse(values)
		back, ok := stat.MannKendall(values)
		require.True(t, ok)
		require.Equal(t, -trend.S, back.S)
		exactly(t, trend.P, back.P)
	}
}

func TestMannKendallEdges(t *testing.T) {
	for _, values := range [][]float64{nil, {1}, {1, math.NaN()}, {math.Inf(1), 1}} {
		trend, ok := stat.MannKendall(values)
		require.False(t, ok)
		require.Zero(t, trend)
	}
	trend, ok := stat.MannKendall([]float64{1, 2})
	require.True(t, ok)
	require.Equal(t, stat.Trend{S: 1, Var: 1, Z: 0, P: 1}, trend)
	trend, ok = stat.MannKendall([]float64{2, 1})
	require.True(t, ok)
	require.Equal(t, stat.Trend{S: -1, Var: 1, Z: 0, P: 1}, trend)
	require.False(t, math.Signbit(trend.Z))
	trend, ok = stat.MannKendall([]float64{7, 7, 7})
	require.True(t, ok)
	require.Equal(t, stat.Trend{P: 1}, trend)
	trend, ok = stat.MannKendall([]float64{0, math.Copysign(0, -1), 0})
	require.True(t, ok)
	require.Equal(t, stat.Trend{P: 1}, trend, "both zeros are one value")
}

// TestMannKendallOfMany is a guard against a cost that grows with the square.
func TestMannKendallOfMany(t *testing.T) {
	values := make([]float64, 1<<18)
	for i := range values {
		values[i] = float64(i)
	}
	trend, ok := stat.MannKendall(values)
	require.True(t, ok)
	require.Equal(t, int64(1<<18)*(1<<18-1)/2, trend.S)
	require.Zero(t, trend.P)
}

// slowTheilSen sorts the slopes of every pair.
func slowTheilSen(values []float64) float64 {
	var slopes []float64
	for i := range values {
		for j := i + 1; j < len(values); j++ {
			slopes = append(slopes, (values[j]-values[i])/float64(j-i))
		}
	}
	slices.Sort(slopes)
	m := len(slopes)
	if m%2 == 1 {
		return slopes[m/2]
	}
	return (slopes[m/2-1] + slopes[m/2]) / 2
}

func TestTheilSen(t *testing.T) {
	for range 300 {
		values := make([]float64, 2+rand.IntN(30))
		for i := range values {
			values[i] = float64(rand.IntN(50)) / 4
		}
		slope, ok := stat.TheilSen(values)
		require.True(t, ok)
		require.InDelta(t, slowTheilSen(values), slope, 1e-12)
	}
	// A quarter of wild values does not move it.
	line := []float64{1, 3, 5, 1e9, 9, 11, 13, -1e9}
	slope, ok := stat.TheilSen(line)
	require.True(t, ok)
	exactly(t, 2.0, slope)
}

func TestTheilSenEdges(t *testing.T) {
	for _, values := range [][]float64{
		nil,
		{1},
		{1, math.NaN()},
		{math.Inf(1), 1},
		{-math.MaxFloat64, math.MaxFloat64},
		make([]float64, stat.MaxTheilSen+1),
	} {
		slope, ok := stat.TheilSen(values)
		require.False(t, ok)
		require.Zero(t, slope)
	}
	slope, ok := stat.TheilSen(make([]float64, stat.MaxTheilSen))
	require.True(t, ok)
	require.Zero(t, slope)
	slope, ok = stat.TheilSen([]float64{1, 1})
	require.True(t, ok)
	require.False(t, math.Signbit(slope))
	slope, ok = stat.TheilSen([]float64{0, 5e-324})
	require.True(t, ok)
	exactly(t, 5e-324, slope)
	// The middle two slopes are as large as floats get, their sum is not.
	slope, ok = stat.TheilSen([]float64{0, math.MaxFloat64, 0, math.MaxFloat64})
	require.True(t, ok)
	require.InEpsilon(t, math.MaxFloat64/6, slope, 1e-15)
}

func BenchmarkMannKendall(b *testing.B) {
	values := make([]float64, 10_000)
	for i := range values {
		values[i] = rand.Float64()
	}
	b.ReportAllocs()
	for b.Loop() {
		stat.MannKendall(values)
	}
}

func BenchmarkTheilSen(b *testing.B) {
	values := make([]float64, 365)
	for i := range values {
		values[i] = rand.Float64()
	}
	b.ReportAllocs()
	for b.Loop() {
		stat.TheilSen(values)
	}
}
