package stat_test

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/kpi/stat"
)

// interval is one of the intervals of a share.
type interval func(successes, n uint64, confidence float64) (lo, hi float64, ok bool)

var intervals = map[string]interval{
	"wilson": stat.Wilson, "clopper_pearson": stat.ClopperPearson,
	"agresti_coull": stat.AgrestiCoull, "wald": stat.Wald,
}

var confidences = []float64{1e-9, 0.1, 0.5, 0.8, 0.9, 0.95, 0.99, 0.999, 0.999999, 1 - 1e-12, math.Nextafter(1, 0)}

func TestIntervalsUndefined(t *testing.T) {
	for name, f := range intervals {
		for _, confidence := range []float64{0, 1, -0.5, 1.5, math.NaN(), math.Inf(1), math.Inf(-1)} {
			lo, hi, ok := f(1, 2, confidence)
			require.False(t, ok, name)
			require.Zero(t, lo)
			require.Zero(t, hi)
		}
		for _, kn := range [][2]uint64{{0, 0}, {1, 0}, {3, 2}, {math.MaxUint64, math.MaxUint64 - 1}} {
			lo, hi, ok := f(kn[0], kn[1], 0.95)
			require.False(t, ok, name)
			require.Zero(t, lo)
			require.Zero(t, hi)
		}
	}
}

// TestIntervalsLaws checks what holds of every interval, for all counts out of small
// samples and for large ones.
func TestIntervalsLaws(t *testing.T) {
	for name, f := range intervals {
		for _, confidence := range confidences {
			for _, n := range []uint64{1, 2, 3, 7, 20, 1000, 1e9, 1 << 53, math.MaxUint64} {
				last, lastHi := -1.0, -1.0
				for k := uint64(0); k <= min(n, 20); k++ {
					lo, hi, ok := f(k, n, confidence)
					require.True(t, ok)
					share := float64(k) / float64(n)
					require.LessOrEqual(t, 0.0, lo, "%s %d/%d %v", name, k, n, confidence)
					require.LessOrEqual(t, hi, 1.0)
					if name != "agresti_coull" { // which is not centred on the share
						require.LessOrEqual(t, lo, share*(1+1e-15), "%s %d/%d %v", name, k, n, confidence)
						require.GreaterOrEqual(t, hi, share*(1-1e-15), "%s %d/%d %v", name, k, n, confidence)
					}
					require.False(t, math.Signbit(lo) || math.Signbit(hi))
					if name != "wald" && name != "agresti_coull" {
						require.GreaterOrEqual(t, lo, last, "monotone in k")
						require.GreaterOrEqual(t, hi, lastHi)
						if k <= n-k { // else lo is 1 less a bound that may round to 1
							require.Equal(t, k == 0, lo == 0)
						}
					}
					last, lastHi = lo, hi
					mirrorLo, mirrorHi, ok := f(n-k, n, confidence)
					require.True(t, ok)
					if k < n-k { // the middle is its own mirror
						exactly(t, 1-hi, mirrorLo, "%s %d/%d %v", name, k, n, confidence)
						exactly(t, 1-lo, mirrorHi)
					}
				}
			}
		}
	}
}

func TestIntervalsAtTheEdges(t *testing.T) {
	for _, f := range []interval{stat.Wilson, stat.ClopperPearson} {
		lo, hi, ok := f(0, 10, 0.95)
		require.True(t, ok)
		require.Zero(t, lo)
		require.Less(t, hi, 0.31)
		require.Greater(t, hi, 0.27)
		lo, hi, ok = f(10, 10, 0.95)
		require.True(t, ok)
		exactly(t, 1.0, hi)
		require.Less(t, lo, 0.73)
		require.Greater(t, lo, 0.69)
	}
	// Wald has no width there, which is why it is not to be used.
	lo, hi, ok := stat.Wald(0, 10, 0.95)
	require.True(t, ok)
	require.Zero(t, lo)
	require.Zero(t, hi)
	// The normal intervals are cut to where a share can lie.
	lo, _, ok = stat.Wald(1, 10, 0.95)
	require.True(t, ok)
	require.Zero(t, lo)
	lo, _, ok = stat.AgrestiCoull(0, 10, 0.95)
	require.True(t, ok)
	require.Zero(t, lo)
	_, hi, ok = stat.AgrestiCoull(10, 10, 0.95)
	require.True(t, ok)
	exactly(t, 1.0, hi)
}

// TestIntervalsNarrow checks that more confidence is wider, and more data narrower.
func TestIntervalsNarrow(t *testing.T) {
	for name, f := range intervals {
		width := 0.0
		for _, confidence := range confidences[:9] {
			lo, hi, ok := f(30, 100, confidence)
			require.True(t, ok)
			require.Greater(t, hi-lo, width, name)
			width = hi - lo
		}
		for _, n := range []uint64{1000, 1e6, 1e12} {
			lo, hi, ok := f(n/10*3, n, 0.999999)
			require.True(t, ok)
			require.Less(t, hi-lo, width, "%s %d", name, n)
			width = hi - lo
		}
	}
}

// TestWilsonSolvesItsEquation puts the bounds into (share - p)² = z²·p(1-p)/n with
// 200 bits, z being that of a printed table.
func TestWilsonSolvesItsEquation(t *testing.T) {
	tables := []struct {
		confidence float64
		z          string // Φ^-1((1+confidence)/2)
	}{
		{0.5, "0.674489750196081743202227"},
		{0.9, "1.64485362695147271486385"},
		{0.95, "1.95996398454005423552459"},
		{0.99, "2.57582930354890076046157"},
		{0.999, "3.29052673149189479322121"},
	}
	value := func(x float64) *big.Float { return new(big.Float).SetPrec(200).SetFloat64(x) }
	for _, table := range tables {
		z, _, err := big.ParseFloat(table.z, 10, 200, big.ToNearestEven)
		require.NoError(t, err)
		for range 200 {
			n := rand.Uint64N(1<<rand.IntN(60) + 1)
			k := rand.Uint64N(n/2 + 1)
			if n == 0 || k == 0 {
				continue
			}
			lo, hi, ok := stat.Wilson(k, n, table.confidence)
			require.True(t, ok)
			for _, p := range []float64{lo, hi} {
				share := value(0).Quo(value(0).SetUint64(k), value(0).SetUint64(n))
				left := value(0).Sub(share, value(p))
				left.Mul(left, left)
				right := value(0).Mul(value(p), value(0).Sub(value(1), value(p)))
				right.Quo(right.Mul(right, value(0).Mul(z, z)), value(0).SetUint64(n))
				ratio, _ := value(0).Quo(left, right).Float64()
				require.InDelta(t, 1, ratio, 1e-13*(1+math.Sqrt(float64(n))), "%d/%d", k, n)
			}
		}
	}
}

// TestAgrestiCoullHoldsWilson is a theorem of the interval's authors.
func TestAgrestiCoullHoldsWilson(t *testing.T) {
	for _, n := range []uint64{1, 5, 40, 1000} {
		for k := uint64(0); k <= min(n, 60); k++ {
			wLo, wHi, _ := stat.Wilson(k, n, 0.95)
			aLo, aHi, _ := stat.AgrestiCoull(k, n, 0.95)
			require.LessOrEqual(t, aLo, wLo+1e-15)
			require.GreaterOrEqual(t, aHi, wHi-1e-15)
		}
	}
}

// TestCoverage computes the true confidence of the intervals by adding up the
// binomial probabilities of the counts whose interval holds the share.
func TestCoverage(t *testing.T) {
	const n = 40
	for i := 1; i < 100; i++ {
		p := float64(i) / 100
		covered := map[string]float64{}
		for k := uint64(0); k <= n; k++ {
			probability, _ := binomial(k, n, p).Float64()
			for name, f := range intervals {
				if lo, hi, _ := f(k, n, 0.95); lo <= p && p <= hi {
					covered[name] += probability
				}
			}
		}
		require.GreaterOrEqual(t, covered["clopper_pearson"], 0.95)
		require.Greater(t, covered["wilson"], 0.83)
		require.GreaterOrEqual(t, covered["agresti_coull"], covered["wilson"])
		if i == 1 {
			require.Less(t, covered["wald"], 0.34)
		}
	}
}

// binomial returns C(n, k)·p^k·(1-p)^(n-k) with 300 bits.
func binomial(k, n uint64, p float64) *big.Float {
	value := func() *big.Float { return new(big.Float).SetPrec(300) }
	x := value().SetInt(new(big.Int).Binomial(int64(n), int64(k)))
	success := value().SetFloat64(p)
	failure := value().Sub(value().SetInt64(1), success)
	for i := range n {
		if i < k {
			x.Mul(x, success)
		} else {
			x.Mul(x, failure)
		}
	}
	return x
}
