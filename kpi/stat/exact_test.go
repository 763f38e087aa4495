package stat_test

import (
	"math"
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/kpi/stat"
)

// binomialSum adds up the binomial probabilities of the counts in [from, to] with
// 300 bits: no incomplete beta function, no approximation.
func binomialSum(from, to, n uint64, p float64) float64 {
	sum := new(big.Float).SetPrec(300)
	for i := from; i <= to; i++ {
		sum.Add(sum, binomial(i, n, p))
	}
	tail, _ := sum.Float64()
	return tail
}

// TestClopperPearsonAgainstSums puts the bounds into the sums that define them: as
// many successes as there were, or more, have half of what the confidence leaves
// at the lower bound, and as many or fewer at the upper one.
func TestClopperPearsonAgainstSums(t *testing.T) {
	for _, confidence := range []float64{0.1, 0.5, 0.9, 0.95, 0.99, 0.999999} {
		want := (1 - confidence) / 2
		for _, n := range []uint64{1, 2, 3, 5, 10, 33, 100} {
			for k := uint64(0); k <= n; k += 1 + n/12 {
				lo, hi, ok := stat.ClopperPearson(k, n, confidence)
				require.True(t, ok)
				// A bound close to 1, or its mirror, has only so many digits below 1.
				digits := 0x1p-52 * float64(n) / min(1-lo, 1-hi+0x1p-52, lo+0x1p-52)
				if k > 0 {
					require.InEpsilon(t, want, binomialSum(k, n, n, lo), 1e-11+digits, "%d/%d %v", k, n, confidence)
				}
				if k < n {
					require.InEpsilon(t, want, binomialSum(0, k, n, hi), 1e-11+digits, "%d/%d %v", k, n, confidence)
				}
			}
		}
	}
}

// TestPoissonAgainstSums does the same for counts of events.
func TestPoissonAgainstSums(t *testing.T) {
	for _, confidence := range []float64{0.1, 0.5, 0.9, 0.95, 0.99, 0.999999} {
		want := (1 - confidence) / 2
		for _, count := range []uint64{0, 1, 2, 3, 10, 47, 200} {
			lo, hi, ok := stat.Poisson(count, confidence)
			require.True(t, ok)
			require.InEpsilon(t, want, poissonBelow(count, hi), 1e-11, "%d %v", count, confidence)
			if count > 0 {
				above := 1 - poissonBelow(count-1, lo)
				require.InDelta(t, want, above, 1e-12, "%d %v", count, confidence)
			} else {
				require.Zero(t, lo)
			}
		}
	}
}

// TestExactAgainstQuadrature compares with bounds that were computed once with 40
// to 60 digits, by integrating the densities numerically: they cover each of the
// ways in which tails are computed, and both sides of where one takes over from
// another (a hundred thousand events).
func TestExactAgainstQuadrature(t *testing.T) {
	within := func(want, got float64) {
		t.Helper()
		require.InEpsilon(t, want, got, 1e-12)
	}
	for _, c := range []struct {
		count      uint64
		confidence float64
		lo, hi     float64
	}{
		{16, 1e-9, 15.667929539365134, 16.6678536888478616},
		{50, 0.95, 37.1109637374618652, 65.9187666643368138},
		{1000, 0.95, 938.973018407695227, 1063.95213601630197},
		{99999, 0.95, 99380.1557627303519, 100620.741640773736},
		{100000, 0.95, 99381.1526637447307, 100621.744739743876},
		{100001, 0.999999, 98461.7557704490587, 101556.537335649221},
		{100001, 1e-9, 100000.666666467862, 100001.66666726053},
		{10000000000, 1e-9, 9999999999.66654134, 10000000000.666792},
		{1000000, 0.95, 998040.983340293903, 1001961.91194543219},
		{1000000000, 0.99, 999918547.003669495, 1000081457.75296897},
		{math.MaxUint64, 0.95, 1.84467440652915704e+19, 1.84467440821275328e+19},
	} {
		lo, hi, ok := stat.Poisson(c.count, c.confidence)
		require.True(t, ok)
		within(c.lo, lo)
		within(c.hi, hi)
	}
	for _, c := range []struct {
		successes, n uint64
		confidence   float64
		lo, hi       float64
	}{
		{1, 2, 0.99, 0.00250313283699983564, 0.997496867163000164},
		{475, 500, 0.95, 0.927072378349521045, 0.967384819850669944},
		{50000, 100000, 0.95, 0.496896062491800398, 0.503103937508199602},
		{99998, 200000, 0.95, 0.497796207091456416, 0.502183793198410089},
		{99999, 200000, 0.95, 0.497801207018661098, 0.502188793126272155},
		{100000, 200000, 0.95, 0.497806206946084908, 0.502193793053915092},
		{100001, 200003, 0.95, 0.497803723491656686, 0.502191276655806641},
		{99999, 100000000000, 0.999999, 9.84597719963633843e-7, 1.01554521077228176e-6},
		{100001, 100000000000, 0.5, 9.97875253527176436e-7, 1.00215112337046543e-6},
		{1000000, math.MaxUint64, 0.95, 5.41039101183557923e-14, 5.43164640839483611e-14},
		{1 << 63, math.MaxUint64, 0.95, 0.499999999771830162, 0.500000000228169838},
		{99999, 200000, 1e-9, 0.499992500011098766, 0.499997500005567917},
		{100001, 200003, 1e-9, 0.499995000081930731, 0.500000000001401236},
		{100001, 300003, 1e-6, 0.333331850790004847, 0.333335186243651286},
		{2e9, 1e10, 1e-9, 0.199999999959994987, 0.200000000060005013},
		{8e9, 1e10, 1e-9, 0.799999999939994987, 0.800000000040005013},
		{1e12, 5e12, 1e-9, 0.199999999999919776, 0.200000000000120224},
		{1 << 40, 1 << 53, 0.95, 0.000122070084344193893, 0.000122070540656127361},
	} {
		lo, hi, ok := stat.ClopperPearson(c.successes, c.n, c.confidence)
		require.True(t, ok)
		within(c.lo, lo)
		within(c.hi, hi)
	}
}

// TestPoissonIsTheLimitOfClopperPearson: few events out of very many chances.
func TestPoissonIsTheLimitOfClopperPearson(t *testing.T) {
	const n = math.MaxUint64
	for _, confidence := range []float64{0.5, 0.95, 0.999999, math.Nextafter(1, 0)} {
		for _, count := range []uint64{0, 1, 2, 50, 99_999, 100_000} {
			lo, hi, _ := stat.ClopperPearson(count, n, confidence)
			wantLo, wantHi, _ := stat.Poisson(count, confidence)
			require.InDelta(t, wantLo, lo*n, 1e-11*wantLo, "%d %v", count, confidence)
			require.InEpsilon(t, wantHi, hi*n, 1e-11, "%d %v", count, confidence)
		}
	}
}

func TestPoissonLaws(t *testing.T) {
	for _, confidence := range confidences {
		last, lastHi := -1.0, -1.0
		for _, count := range []uint64{0, 1, 2, 3, 10, 1000, 99_999, 100_000, 100_001, 1e9, 1 << 53, 1 << 63, math.MaxUint64} {
			lo, hi, ok := stat.Poisson(count, confidence)
			require.True(t, ok)
			require.LessOrEqual(t, lo, float64(count))
			require.GreaterOrEqual(t, hi, float64(count), "%d %v", count, confidence)
			require.Greater(t, lo, last)
			require.Greater(t, hi, lastHi)
			require.False(t, math.Signbit(lo))
			last, lastHi = lo, hi
		}
	}
	for _, confidence := range []float64{0, 1, -1, 2, math.NaN(), math.Inf(1)} {
		lo, hi, ok := stat.Poisson(5, confidence)
		require.False(t, ok)
		require.Zero(t, lo)
		require.Zero(t, hi)
	}
}

// TestClopperPearsonIsWider than Wilson's, but where there is only one outcome.
func TestClopperPearsonIsWider(t *testing.T) {
	for _, n := range []uint64{10, 100, 1000} {
		for k := n / 10; k < n; k += n / 10 {
			wLo, wHi, _ := stat.Wilson(k, n, 0.95)
			lo, hi, _ := stat.ClopperPearson(k, n, 0.95)
			require.Greater(t, hi-lo, wHi-wLo, "%d/%d", k, n)
		}
	}
}

func BenchmarkWilson(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		stat.Wilson(475, 500, 0.95)
	}
}

func BenchmarkClopperPearson(b *testing.B) {
	for _, c := range []struct {
		name string
		k, n uint64
	}{
		{"500", 475, 500}, {"summed", 99_998, 200_000}, {"deviate", 1 << 62, 1 << 63},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				stat.ClopperPearson(c.k, c.n, 0.95)
			}
		})
	}
}

func BenchmarkPoisson(b *testing.B) {
	for _, c := range []struct {
		name  string
		count uint64
	}{
		{"10", 10}, {"summed", 99_998}, {"deviate", 1 << 62},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				stat.Poisson(c.count, 0.95)
			}
		})
	}
}
