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

func TestSampleSize(t *testing.T) {
	for _, c := range []struct {
		p, margin, confidence float64
		population, n         uint64
	}{
		{0.5, 0.05, 0.95, 0, 385},
		{0.5, 0.05, 0.99, 0, 664},
		{0.5, 0.03, 0.95, 0, 1068},
		{0.5, 0.01, 0.95, 0, 9604},
		{0.1, 0.05, 0.95, 0, 139},
		{0.9, 0.05, 0.95, 0, 139},
		{0.5, 0.05, 0.95, 1, 1},
		{0.5, 0.05, 0.95, 2, 2},
		{0.5, 0.05, 0.95, 10, 10},
		{0.5, 0.05, 0.95, 100, 80},
		{0.5, 0.05, 0.95, 500, 218},
		{0.5, 0.05, 0.95, 100_000, 383},
		{0.5, 0.05, 0.95, math.MaxUint64, 385},
		{0.5, 0.99, 0.1, 0, 1},
		{0.5, 0.99, 0.1, 1000, 1},
		{1e-9, 0.5, 0.5, 7, 1},
		{0.5, 1e-9, 0.95, 0, 960_364_705_173_691_500}, // z²/4·10^18
		{0.5, 1e-300, 0.95, 12345, 12345},
	} {
		n, ok := stat.SampleSize(c.p, c.margin, c.confidence, c.population)
		require.True(t, ok, "%v", c)
		if c.n > 1<<53 {
			require.InEpsilon(t, float64(c.n), float64(n), 1e-5)
			continue
		}
		require.Equal(t, c.n, n, "%v", c)
	}
	for _, c := range [][3]float64{
		{0, 0.05, 0.95},
		{1, 0.05, 0.95},
		{-0.5, 0.05, 0.95},
		{math.NaN(), 0.05, 0.95},
		{0.5, 0, 0.95},
		{0.5, 1, 0.95},
		{0.5, -0.1, 0.95},
		{0.5, math.NaN(), 0.95},
		{0.5, 0.05, 0},
		{0.5, 0.05, 1},
		{0.5, 0.05, math.NaN()},
		{0.5, 1e-300, 0.95},
		{0.5, 1e-10, 0.95},
	} {
		n, ok := stat.SampleSize(c[0], c[1], c[2], 0)
		require.False(t, ok, "%v", c)
		require.Zero(t, n)
	}
}

func TestAllocate(t *testing.T) {
	for _, c := range []struct {
		sizes      []uint64
		n, atLeast uint64
		want       []uint64
	}{
		{[]uint64{50, 900, 50}, 100, 10, []uint64{10, 80, 10}},
		{[]uint64{50, 900, 50}, 100, 0, []uint64{5, 90, 5}},
		{[]uint64{50, 900, 50}, 100, 5, []uint64{5, 90, 5}},
		{[]uint64{50, 900, 50}, 100, 6, []uint64{6, 88, 6}},
		{[]uint64{3, 900, 50}, 100, 10, []uint64{3, 87, 10}}, // all of a stratum that has less
		{[]uint64{1, 1, 1}, 2, 0, []uint64{1, 1, 0}},         // equal rests: the earlier
		{[]uint64{2, 3, 2}, 2, 0, []uint64{1, 1, 0}},         // 0.57 0.86 0.57
		{[]uint64{10, 30, 20}, 3, 0, []uint64{0, 2, 1}},      // 0.5 1.5 1: equal rests, the larger
		{[]uint64{0, 10}, 4, 2, []uint64{0, 4}},
		{[]uint64{5, 5}, 10, 0, []uint64{5, 5}},
		{[]uint64{5, 5}, 10, 99, []uint64{5, 5}},
		{[]uint64{5, 5}, 0, 0, []uint64{0, 0}},
		{[]uint64{0, 0}, 0, 3, []uint64{0, 0}},
		{[]uint64{7}, 3, 3, []uint64{3}},
		{[]uint64{1 << 62, 1 << 63}, 3 << 60, 1, []uint64{1 << 60, 1 << 61}},
	} {
		got, ok := stat.Allocate(c.sizes, c.n, c.atLeast)
		require.True(t, ok, "%v", c)
		require.Equal(t, c.want, got, "%v", c)
	}
	for _, c := range []struct {
		sizes      []uint64
		n, atLeast uint64
	}{
		{nil, 0, 0}, {[]uint64{5, 5}, 11, 0}, {[]uint64{5, 5}, 5, 3}, {[]uint64{math.MaxUint64, 1}, 5, 0},
	} {
		got, ok := stat.Allocate(c.sizes, c.n, c.atLeast)
		require.False(t, ok, "%v", c)
		require.Nil(t, got)
	}
}

// TestAllocateLaws: the samples add up, none is above its stratum or below the
// minimum, larger strata get no fewer, and where no minimum binds every sample is
// the exact share, rounded up or down.
func TestAllocateLaws(t *testing.T) {
	for range 5000 {
		sizes := make([]uint64, 1+rand.IntN(6))
		total, least := uint64(0), uint64(0)
		atLeast := rand.Uint64N(8)
		for i := range sizes {
			sizes[i] = rand.Uint64N(1 << rand.IntN(12))
			total += sizes[i]
			least += min(sizes[i], atLeast)
		}
		n := least + rand.Uint64N(total-least+1)
		given := slices.Clone(sizes)
		samples, ok := stat.Allocate(sizes, n, atLeast)
		require.True(t, ok)
		require.Equal(t, given, sizes)
		sum := uint64(0)
		binds := false
		for i, s := range samples {
			sum += s
			require.LessOrEqual(t, s, sizes[i])
			require.GreaterOrEqual(t, s, min(sizes[i], atLeast))
			binds = binds || total > 0 && n*sizes[i]/total < min(sizes[i], atLeast)
			for j := range samples {
				if sizes[j] > sizes[i] {
					require.GreaterOrEqual(t, samples[j], s, "%v %d %d", sizes, n, atLeast)
				}
			}
		}
		require.Equal(t, n, sum)
		if !binds && total > 0 {
			for i, s := range samples {
				exact := big.NewRat(int64(n*sizes[i]), int64(total))
				off := new(big.Rat).Sub(exact, new(big.Rat).SetUint64(s))
				require.Negative(t, off.Abs(off).Cmp(big.NewRat(1, 1)))
			}
		}
	}
}

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
