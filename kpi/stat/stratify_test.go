package stat_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/kpi/stat"
)

func TestStratify(t *testing.T) {
	strata := []stat.Stratum{{Size: 900, Sample: 80, Successes: 72}, {}, {Size: 100, Sample: 20, Successes: 10}}
	got, ok := stat.Stratify(strata, 0.95)
	require.True(t, ok)
	require.InDelta(t, 0.9*0.9+0.1*0.5, got.Rate, 1e-15)
	variance := 0.81*0.09/80*(820.0/900) + 0.01*0.25/20*0.8
	require.InDelta(t, variance, got.Variance, 1e-15)
	// Wilson's interval of as many items as have that variance.
	size, z := got.Rate*(1-got.Rate)/variance, 1.9599639845400545
	mid := (got.Rate + z*z/2/size) / (1 + z*z/size)
	half := z * math.Sqrt(got.Rate*(1-got.Rate)/size+z*z/4/size/size) / (1 + z*z/size)
	require.InDelta(t, mid-half, got.Lo, 1e-12)
	require.InDelta(t, mid+half, got.Hi, 1e-12)

	// One stratum of a very large population is a simple sample.
	one, ok := stat.Stratify([]stat.Stratum{{Size: math.MaxUint64, Sample: 100, Successes: 30}}, 0.95)
	require.True(t, ok)
	lo, hi, _ := stat.Wilson(30, 100, 0.95)
	require.InDelta(t, 0.3, one.Rate, 1e-15)
	require.InDelta(t, lo, one.Lo, 1e-12)
	require.InDelta(t, hi, one.Hi, 1e-12)
	mirror, ok := stat.Stratify([]stat.Stratum{{Size: math.MaxUint64, Sample: 100, Successes: 70}}, 0.95)
	require.True(t, ok)
	require.InDelta(t, 1-hi, mirror.Lo, 1e-12)
	require.InDelta(t, 1-lo, mirror.Hi, 1e-12)
}

// TestStratifyWithoutVariance: a sample without a failure is not certainty, a census
// is.
func TestStratifyWithoutVariance(t *testing.T) {
	for successes, want := range map[uint64]float64{0: 0, 50: 1} {
		got, ok := stat.Stratify([]stat.Stratum{{Size: 1000, Sample: 50, Successes: successes}}, 0.95)
		require.True(t, ok)
		exactly(t, want, got.Rate)
		require.Zero(t, got.Variance)
		// Wilson's 0 of n for n = 50/(1-50/1000).
		width := 1.9599639845400545 * 1.9599639845400545 / (50/0.95 + 1.9599639845400545*1.9599639845400545)
		require.InDelta(t, width, got.Hi-got.Lo, 1e-12)
		require.LessOrEqual(t, got.Lo, got.Rate)
		require.GreaterOrEqual(t, got.Hi, got.Rate)
	}
	// The bounds at the edges are exact.
	for n := uint64(1); n < 200; n++ {
		none, ok := stat.Stratify([]stat.Stratum{{Size: 1000, Sample: n}}, 0.95)
		require.True(t, ok)
		exactly(t, 0, none.Lo)
		all, ok := stat.Stratify([]stat.Stratum{{Size: 1000, Sample: n, Successes: n}}, 0.95)
		require.True(t, ok)
		exactly(t, 1, all.Hi)
		exactly(t, 1-none.Hi, all.Lo)
	}
	// Each stratum is of one mind, but they are not of the same.
	got, ok := stat.Stratify([]stat.Stratum{{Size: 100, Sample: 10}, {Size: 100, Sample: 10, Successes: 10}}, 0.95)
	require.True(t, ok)
	exactly(t, 0.5, got.Rate)
	require.Zero(t, got.Variance)
	require.Less(t, got.Lo, 0.31)
	require.Greater(t, got.Hi, 0.69)
	require.InDelta(t, 1, got.Lo+got.Hi, 1e-12)

	census, ok := stat.Stratify([]stat.Stratum{{Size: 10, Sample: 10, Successes: 3}, {Size: 30, Sample: 30, Successes: 9}}, 0.95)
	require.True(t, ok)
	require.Equal(t, stat.Estimate{Rate: census.Rate, Lo: census.Rate, Hi: census.Rate}, census)
	require.InDelta(t, 0.3, census.Rate, 1e-15)
}

func TestStratifyUndefined(t *testing.T) {
	good := stat.Stratum{Size: 10, Sample: 5, Successes: 3}
	for _, strata := range [][]stat.Stratum{
		nil,
		{{}},
		{good, {Size: 10}},
		{good, {Size: 10, Sample: 11, Successes: 1}},
		{good, {Size: 10, Sample: 5, Successes: 6}},
		{good, {Sample: 1}},
	} {
		got, ok := stat.Stratify(strata, 0.95)
		require.False(t, ok, "%v", strata)
		require.Zero(t, got)
	}
	for _, confidence := range []float64{0, 1, math.NaN()} {
		got, ok := stat.Stratify([]stat.Stratum{good}, confidence)
		require.False(t, ok)
		require.Zero(t, got)
	}
	_, ok := stat.Stratify([]stat.Stratum{good, {}}, 0.95)
	require.True(t, ok, "an empty stratum does not count")
}
