package stat_test

import (
	"encoding/binary"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/kpi/stat"
)

// clean fails for a number that must not leave the package.
func clean(t *testing.T, numbers ...float64) {
	t.Helper()
	for _, x := range numbers {
		if math.IsNaN(x) || math.IsInf(x, 0) || x == 0 && math.Signbit(x) {
			require.Failf(t, "unclean number", "%v of %v", x, numbers)
		}
	}
}

// result is what a function returned.
type result struct {
	ok      bool
	numbers []float64
}

// check fails for unclean numbers, and for numbers beside ok == false.
func (r result) check(t *testing.T) {
	t.Helper()
	clean(t, r.numbers...)
	require.True(t, r.ok || !slices.ContainsFunc(r.numbers, func(x float64) bool { return x != 0 }))
}

func cleanChart(t *testing.T, c stat.Chart, n int) {
	t.Helper()
	if !c.Defined() {
		require.Equal(t, stat.Chart{}, c)
		return
	}
	require.Len(t, c.Points, n)
	clean(t, c.Center, c.Spread, c.MeanRange)
	for _, p := range c.Points {
		clean(t, p.Value, p.Lower, p.Upper, p.Sigma)
		if p.Beyond {
			require.True(t, p.Value < p.Lower || p.Value > p.Upper)
		}
		if p.Plotted {
			require.LessOrEqual(t, p.Lower, p.Upper)
		} else {
			require.Equal(t, stat.Point{}, p)
		}
	}
	for _, s := range append(c.WesternElectric(), c.Nelson()...) {
		require.LessOrEqual(t, 0, s.First)
		require.LessOrEqual(t, s.First, s.Last)
		require.Less(t, s.Last, n)
	}
}

func FuzzIntervals(f *testing.F) {
	f.Add(uint64(81), uint64(263), uint64(0), uint64(math.MaxUint64), 0.95)
	f.Add(uint64(1), uint64(math.MaxUint64), uint64(math.MaxUint64), uint64(math.MaxUint64), math.Nextafter(1, 0))
	f.Add(uint64(99_999), uint64(200_000), uint64(1), uint64(0), 5e-324)
	f.Add(uint64(1<<62), uint64(1<<63), uint64(3), uint64(2), math.NaN())
	f.Fuzz(func(t *testing.T, k1, n1, k2, n2 uint64, confidence float64) {
		valid := confidence > 0 && confidence < 1
		for name, interval := range intervals {
			lo, hi, ok := interval(k1, n1, confidence)
			result{ok, []float64{lo, hi}}.check(t)
			require.Equal(t, valid && n1 > 0 && k1 <= n1, ok)
			if !ok {
				continue
			}
			require.LessOrEqual(t, 0.0, lo, name)
			require.LessOrEqual(t, lo, hi, name)
			require.LessOrEqual(t, hi, 1.0, name)
		}
		diff, lo, hi, ok := stat.Newcombe(k1, n1, k2, n2, confidence)
		result{ok, []float64{diff, lo, hi}}.check(t)
		require.True(t, -1 <= lo && lo <= diff && diff <= hi && hi <= 1)
		lo, hi, ok = stat.Poisson(k1, confidence)
		result{ok, []float64{lo, hi}}.check(t)
		require.Equal(t, valid, ok)
		if ok {
			require.LessOrEqual(t, lo, float64(k1))
			require.GreaterOrEqual(t, hi, float64(k1))
		}
		n, ok := stat.SampleSize(confidence, 0.05, 0.95, n1)
		require.Equal(t, valid, ok)
		require.True(t, n1 == 0 || n <= n1)
		require.Equal(t, ok, n > 0)
		estimate, ok := stat.Stratify([]stat.Stratum{{n1, n2, k2}, {n2, k1, k2}}, confidence)
		result{ok, []float64{estimate.Rate, estimate.Variance, estimate.Lo, estimate.Hi}}.check(t)
		require.LessOrEqual(t, estimate.Lo, estimate.Hi)
		agreement, ok := stat.Kappa([][]uint64{{k1, n1}, {k2, n2}})
		result{ok, []float64{agreement.Observed, agreement.Expected, agreement.Kappa}}.check(t)
		agreement, ok = stat.WeightedKappa([][]uint64{{k1, n1, k2}, {k2, n2, k1}, {0, n1, n2}}, stat.KappaWeights(1+k1%2))
		result{ok, []float64{agreement.Observed, agreement.Expected, agreement.Kappa}}.check(t)
	})
}

// floats takes eight bytes a float, of any bit pattern.
func floats(data []byte) []float64 {
	var values []float64
	for ; len(data) >= 8; data = data[8:] {
		values = append(values, math.Float64frombits(binary.LittleEndian.Uint64(data)))
	}
	return values
}

func FuzzValues(f *testing.F) {
	pack := func(values ...float64) []byte {
		var data []byte
		for _, v := range values {
			data = binary.LittleEndian.AppendUint64(data, math.Float64bits(v))
		}
		return data
	}
	f.Add(pack(49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1), 0.9, 50.0, 2.0)
	f.Add(pack(math.MaxFloat64, -math.MaxFloat64, math.Copysign(0, -1), 5e-324, math.MaxFloat64), 0.3, math.Copysign(0, -1), math.MaxFloat64)
	f.Add(pack(math.Copysign(0, -1), math.Copysign(0, -1)), 1.0, math.Copysign(0, -1), math.Copysign(0, -1))
	f.Add(pack(math.NaN(), math.Inf(1)), math.NaN(), math.Inf(-1), 5e-324)
	f.Fuzz(func(t *testing.T, data []byte, q, a, b float64) {
		values := floats(data)
		if len(values) > 500 {
			return
		}
		for _, m := range methods {
			value, ok := stat.Percentile(values, q, m)
			result{ok, []float64{value}}.check(t)
		}
		trend, ok := stat.MannKendall(values)
		result{ok, []float64{float64(trend.S), trend.Var, trend.Z, trend.P}}.check(t)
		slope, ok := stat.TheilSen(values)
		result{ok, []float64{slope}}.check(t)
		cleanChart(t, stat.XmR(values), len(values))
		cleanChart(t, stat.Baseline{Kind: stat.KindXmR, Center: a, Spread: b}.Values(values), len(values))
		for _, steady := range []bool{false, true} {
			for _, width := range []float64{b, 3} {
				spec := stat.EWMASpec{Target: a, Sigma: b, Lambda: q, Width: width, Steady: steady}
				cleanChart(t, stat.EWMA(values, spec), len(values))
			}
		}
		points, ok := stat.CUSUM(values, stat.CUSUMSpec{Target: a, Slack: q, Decision: b})
		require.Equal(t, ok, points != nil)
		for _, p := range points {
			clean(t, p.High, p.Low)
			require.True(t, p.High >= 0 && p.Low >= 0)
		}
		signals, ok := stat.WesternElectric(values, a, b)
		require.True(t, ok || signals == nil)
		signals, ok = stat.Nelson(values, a, b)
		require.True(t, ok || signals == nil)
		if rank, ok := stat.Rank(q, uint64(len(values))); ok {
			require.True(t, 1 <= rank && rank <= uint64(len(values)))
		}
	})
}

func FuzzCounts(f *testing.F) {
	pack := func(counts ...uint64) []byte {
		var data []byte
		for _, n := range counts {
			data = binary.LittleEndian.AppendUint64(data, n)
		}
		return data
	}
	f.Add(pack(12, 50, 15, 50, 8, 50, 0, 0, 22, 50), uint64(100), 0.2, 1.0)
	f.Add(pack(math.MaxUint64, math.MaxUint64, 0, math.MaxUint64, 1, 1), uint64(math.MaxUint64), 1.0, 5e-324)
	f.Add(pack(0, 1, 0, 2, 0, 3), uint64(0), math.Copysign(0, -1), math.Copysign(0, -1))
	f.Fuzz(func(t *testing.T, data []byte, n uint64, a, b float64) {
		var counts, sizes []uint64
		for ; len(data) >= 16; data = data[16:] {
			counts = append(counts, binary.LittleEndian.Uint64(data))
			sizes = append(sizes, binary.LittleEndian.Uint64(data[8:]))
		}
		if len(counts) > 500 {
			return
		}
		for _, chart := range []func(counts, sizes []uint64) stat.Chart{stat.PChart, stat.UChart, stat.LaneyP, stat.LaneyU} {
			c := chart(counts, sizes)
			cleanChart(t, c, len(counts))
			cleanChart(t, c.Baseline().Counts(sizes, counts), len(counts))
		}
		cleanChart(t, stat.CChart(counts), len(counts))
		for kind := range stat.KindEWMA + 1 {
			cleanChart(t, stat.Baseline{Kind: kind, Center: a, Spread: b}.Counts(counts, sizes), len(counts))
		}
		samples, ok := stat.Allocate(sizes, n, n%11)
		require.True(t, ok || samples == nil)
		sum := uint64(0)
		for i, s := range samples {
			require.LessOrEqual(t, s, sizes[i])
			sum += s
		}
		require.True(t, !ok || sum == n)
		plan, ok := stat.Plan(stat.Letter(n), a, stat.Severity(n>>8))
		require.Equal(t, ok, plan.Size > 0)
		var state stat.Switching
		for i, count := range counts {
			lot := stat.Lot{Letter: 'A' + stat.Letter(n%19), AQL: a, Nonconforming: count % 64, Steady: sizes[i]%2 == 0}
			if i%3 > 0 {
				lot.AQL = aqls[n%26]
			}
			next, _, ok := state.Judge(lot)
			require.True(t, ok || next == state)
			require.True(t, 0 <= next.Score && 0 <= next.Accepted && next.Accepted < 5 && next.Refused <= 5)
			state = next.Resume()
		}
		generator := stat.SplitMix64(n)
		first := generator.Next()
		require.NotEqual(t, first, generator.Next())
	})
}

// exactly compares two numbers to the last bit.
func exactly(t *testing.T, want, got float64, message ...any) {
	t.Helper()
	if want != got {
		require.Fail(t, "not the same number", "want %v, got %v %v", want, got, message)
	}
}
