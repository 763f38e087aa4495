package stat_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/kpi/stat"
)

func TestChartKinds(t *testing.T) {
	names := []string{"", "p", "u", "c", "laney_p", "laney_u", "xmr", "ewma", ""}
	for i, name := range names {
		require.Equal(t, name, stat.ChartKind(i).String())
	}
	require.False(t, stat.Chart{}.Defined())
	require.Nil(t, stat.Chart{}.Beyond())
	require.Nil(t, stat.Chart{}.WesternElectric())
	require.Nil(t, stat.Chart{}.Nelson())
}

func TestPChart(t *testing.T) {
	c := stat.PChart([]uint64{3, 0, 9, 0, 12}, []uint64{40, 0, 60, 10, 40})
	require.True(t, c.Defined())
	require.Equal(t, stat.KindP, c.Kind)
	exactly(t, 0.16, c.Center)
	exactly(t, 1.0, c.Spread)
	require.Zero(t, c.MeanRange)
	require.Len(t, c.Points, 5)
	require.Equal(t, stat.Point{}, c.Points[1], "a sample of size 0 is a gap")
	sigma := math.Sqrt(0.16 * 0.84 / 40)
	require.InDelta(t, sigma, c.Points[0].Sigma, 1e-15)
	require.InDelta(t, 0.16+3*sigma, c.Points[0].Upper, 1e-15)
	require.Zero(t, c.Points[0].Lower, "no share lies below 0")
	require.InDelta(t, 0.3, c.Points[4].Value, 1e-15)
	require.False(t, c.Points[4].Beyond)
	require.Empty(t, c.Beyond())

	// No share lies above 1 either.
	c = stat.PChart([]uint64{9, 10, 10}, []uint64{10, 10, 10})
	exactly(t, 1.0, c.Points[0].Upper)
	require.Greater(t, c.Points[0].Lower, 0.7)
}

// TestOnTheLimit: strictly beyond is beyond, and a limit that is a fraction does not
// let its rounding decide.
func TestOnTheLimit(t *testing.T) {
	// c = 16, limits 4 and 28.
	c := stat.CChart([]uint64{28, 4, 16, 16})
	exactly(t, 16.0, c.Center)
	exactly(t, 28.0, c.Points[0].Upper)
	exactly(t, 4.0, c.Points[0].Lower)
	require.Empty(t, c.Beyond())
	base := stat.Baseline{Kind: stat.KindC, Center: 16, Spread: 1}
	require.Equal(t, []int{0, 3}, base.Counts([]uint64{29, 28, 4, 3}, nil).Beyond())

	// p = 1/10 and n = 36 give limits -1/20 and 1/4; p = 9/10 mirrors them.
	base = stat.Baseline{Kind: stat.KindP, Center: 0.1, Spread: 1}
	require.Equal(t, []int{1}, base.Counts([]uint64{9, 10}, []uint64{36, 36}).Beyond())
	base.Center = 0.9
	require.Equal(t, []int{1}, base.Counts([]uint64{27, 26}, []uint64{36, 36}).Beyond())
	// u = 1/9 and n = 9 give 1/9 + 1/3.
	base = stat.Baseline{Kind: stat.KindU, Center: 1.0 / 9, Spread: 1}
	require.Equal(t, []int{1}, base.Counts([]uint64{4, 5}, []uint64{9, 9}).Beyond())
}

func TestUChart(t *testing.T) {
	c := stat.UChart([]uint64{14, 30, 0}, []uint64{10, 10, 0})
	exactly(t, 2.2, c.Center)
	require.InDelta(t, 3.0, c.Points[1].Value, 1e-15, "a rate may exceed 1")
	require.InDelta(t, 2.2+3*math.Sqrt(0.22), c.Points[1].Upper, 1e-12)
	require.False(t, c.Points[2].Plotted)
}

func TestChartsOfCountsUndefined(t *testing.T) {
	charts := map[string]func(counts, sizes []uint64) stat.Chart{
		"p": stat.PChart, "u": stat.UChart, "laney_p": stat.LaneyP, "laney_u": stat.LaneyU,
	}
	for name, chart := range charts {
		for _, c := range [][2][]uint64{
			{nil, nil}, {{1}, nil}, {{1, 2}, {3}}, {{1}, {3, 3}}, {{0, 0}, {0, 0}}, {{1, 1}, {0, 5}},
		} {
			require.Equal(t, stat.Chart{}, chart(c[0], c[1]), "%s %v", name, c)
		}
	}
	require.Equal(t, stat.Chart{}, stat.PChart([]uint64{3, 1}, []uint64{2, 5}), "more misses than cases")
	require.True(t, stat.UChart([]uint64{3, 1}, []uint64{2, 5}).Defined())
	require.Equal(t, stat.Chart{}, stat.CChart(nil))
	require.True(t, stat.CChart([]uint64{0}).Defined())
}

// TestCountsDoNotWrap: the pooled share of counts whose sum is no uint64.
func TestCountsDoNotWrap(t *testing.T) {
	c := stat.PChart([]uint64{math.MaxUint64, 0, 1 << 63}, []uint64{math.MaxUint64, math.MaxUint64, math.MaxUint64})
	require.InDelta(t, 0.5, c.Center, 1e-15)
	c = stat.PChart([]uint64{math.MaxUint64, math.MaxUint64, 0}, []uint64{math.MaxUint64, math.MaxUint64, math.MaxUint64})
	require.InDelta(t, 2.0/3, c.Center, 1e-15)
	c = stat.CChart([]uint64{1 << 62, 1 << 62})
	exactly(t, 1<<62, c.Center)
}

func TestLaney(t *testing.T) {
	counts := []uint64{500, 620, 480, 700, 510}
	sizes := []uint64{10000, 10000, 10000, 10000, 10000}
	p, c := stat.PChart(counts, sizes), stat.LaneyP(counts, sizes)
	require.Equal(t, stat.KindLaneyP, c.Kind)
	exactly(t, p.Center, c.Center)
	sigma := p.Points[0].Sigma
	meanRange := (0.0120 + 0.0140 + 0.0220 + 0.0190) / 4 / sigma
	require.InDelta(t, meanRange, c.MeanRange, 1e-9)
	require.InDelta(t, meanRange/1.128, c.Spread, 1e-9)
	require.InDelta(t, sigma*c.Spread, c.Points[2].Sigma, 1e-12)
	require.InDelta(t, c.Center+3*sigma*c.Spread, c.Points[2].Upper, 1e-12)
	require.NotEmpty(t, p.Beyond())
	require.Empty(t, c.Beyond())

	u := stat.LaneyU(counts, sizes)
	require.Equal(t, stat.KindLaneyU, u.Kind)
	require.InDelta(t, 0.0562, u.Center, 1e-15)
	unit := math.Sqrt(0.0562 / 10000)
	require.InDelta(t, 0.067/4/unit/1.128, u.Spread, 1e-9)

	// The standard deviations differ with the sizes.
	c = stat.LaneyP([]uint64{400, 1100}, []uint64{10000, 40000})
	z := []float64{0.01 / math.Sqrt(0.03*0.97/10000), -0.0025 / math.Sqrt(0.03*0.97/40000)}
	require.InDelta(t, 0.03, c.Center, 1e-15)
	require.InDelta(t, z[0]-z[1], c.MeanRange, 1e-9)

	// A range over a gap does not count: here the two that are left are equal.
	c = stat.LaneyP([]uint64{500, 0, 700, 700}, []uint64{10000, 0, 10000, 10000})
	require.True(t, c.Defined())
	require.Zero(t, c.Spread)
	require.Equal(t, []int{0, 2, 3}, c.Beyond(), "limits without width")
	require.Equal(t, stat.Point{}, c.Points[1])

	for _, none := range [][]uint64{{0, 0, 0}, {10, 10, 10}, {5, 0, 0}} {
		sizes := []uint64{10, 10, 10}
		if none[0] == 5 {
			sizes = []uint64{10, 0, 0}
		}
		require.Equal(t, stat.Chart{}, stat.LaneyP(none, sizes), "%v", none)
	}
	require.Equal(t, stat.Chart{}, stat.LaneyU([]uint64{0, 0}, []uint64{5, 5}))
}

func TestXmR(t *testing.T) {
	c := stat.XmR([]float64{10, 12, 11, 15})
	require.Equal(t, stat.KindXmR, c.Kind)
	exactly(t, 12.0, c.Center)
	require.InDelta(t, 7.0/3, c.MeanRange, 1e-15)
	require.InDelta(t, 7.0/3/1.128, c.Spread, 1e-15)
	require.InDelta(t, 12+7/1.128, c.Points[3].Upper, 1e-12)
	require.InDelta(t, 12-7/1.128, c.Points[3].Lower, 1e-12)

	c = stat.XmR([]float64{10, 12})
	exactly(t, 11, c.Center)
	exactly(t, 2, c.MeanRange)
	require.Len(t, c.Points, 2)
	c = stat.XmR([]float64{-5, -5, -5})
	exactly(t, -5.0, c.Points[0].Lower, "values may be negative")
	require.Empty(t, c.Beyond())
	require.Zero(t, c.Spread)

	for _, values := range [][]float64{
		nil,
		{1},
		{1, math.NaN()},
		{math.Inf(1), 1},
		{math.MaxFloat64, math.MaxFloat64},
		{math.MaxFloat64, -math.MaxFloat64},
	} {
		require.Equal(t, stat.Chart{}, stat.XmR(values), "%v", values)
	}
}

func TestBaseline(t *testing.T) {
	first := stat.PChart([]uint64{4, 6, 5}, []uint64{100, 100, 100})
	base := first.Baseline()
	require.Equal(t, stat.Baseline{Kind: stat.KindP, Center: 0.05, Spread: 1}, base)
	require.Equal(t, first, base.Counts([]uint64{4, 6, 5}, []uint64{100, 100, 100}))
	later := base.Counts([]uint64{20, 0}, []uint64{100, 0})
	exactly(t, 0.05, later.Center, "later samples do not move it")
	require.Equal(t, []int{0}, later.Beyond())

	values := stat.XmR([]float64{10, 12, 11, 15})
	require.Equal(t, []int{1}, values.Baseline().Values([]float64{18, 19}).Beyond())
	again := values.Baseline().Values([]float64{10, 12, 11, 15})
	again.MeanRange = values.MeanRange // which is of the first phase
	require.Equal(t, values, again)

	laney := stat.LaneyP([]uint64{500, 620, 480}, []uint64{10000, 10000, 10000})
	again = laney.Baseline().Counts([]uint64{500, 620, 480}, []uint64{10000, 10000, 10000})
	require.InDelta(t, laney.Points[1].Upper, again.Points[1].Upper, 1e-15)
}

func TestBaselineUndefined(t *testing.T) {
	counts, sizes := []uint64{1, 2}, []uint64{10, 10}
	for _, base := range []stat.Baseline{
		{},
		{Kind: stat.KindXmR, Center: 1, Spread: 1},
		{Kind: stat.KindEWMA, Center: 1, Spread: 1},
		{Kind: 99, Center: 1, Spread: 1},
		{Kind: stat.KindP, Center: -0.1, Spread: 1},
		{Kind: stat.KindP, Center: 1.1, Spread: 1},
		{Kind: stat.KindP, Center: 0.1, Spread: -1},
		{Kind: stat.KindP, Center: math.NaN(), Spread: 1},
		{Kind: stat.KindP, Center: 0.1, Spread: math.NaN()},
		{Kind: stat.KindP, Center: 0.1, Spread: math.Inf(1)},
		{Kind: stat.KindLaneyP, Center: 2, Spread: 1},
		{Kind: stat.KindU, Center: -1, Spread: 1},
		{Kind: stat.KindU, Center: 1, Spread: -1},
		{Kind: stat.KindC, Center: math.Inf(1), Spread: 1},
		{Kind: stat.KindLaneyU, Center: math.MaxFloat64, Spread: math.MaxFloat64},
	} {
		require.Equal(t, stat.Chart{}, base.Counts(counts, sizes), "%v", base)
	}
	c := stat.Baseline{Kind: stat.KindC, Center: 1, Spread: 1}
	require.True(t, c.Counts(counts, nil).Defined())
	require.True(t, c.Counts(counts, []uint64{1, 1}).Defined())
	require.False(t, c.Counts(nil, nil).Defined())
	require.False(t, c.Counts([]uint64{0, 0}, []uint64{0, 0}).Defined(), "nothing but gaps")
	c.Spread = 0
	require.True(t, c.Counts(counts, nil).Defined())
	require.False(t, stat.Baseline{Kind: stat.KindU, Center: 1, Spread: 1}.Counts(counts, nil).Defined())
	p := stat.Baseline{Kind: stat.KindP, Center: 0.5, Spread: 1}
	require.False(t, p.Counts([]uint64{2}, []uint64{1}).Defined())
	require.True(t, stat.Baseline{Kind: stat.KindP, Spread: 1}.Counts(counts, sizes).Defined(), "0 is a share")
	require.True(t, stat.Baseline{Kind: stat.KindP, Center: 1}.Counts(counts, sizes).Defined(), "so is 1")

	for _, base := range []stat.Baseline{
		{},
		{Kind: stat.KindP, Center: 0.1, Spread: 1},
		{Kind: stat.KindXmR, Spread: -1},
		{Kind: stat.KindXmR, Spread: math.NaN()},
		{Kind: stat.KindXmR, Center: math.Inf(-1), Spread: 1},
		{Kind: stat.KindXmR, Center: math.MaxFloat64, Spread: math.MaxFloat64},
	} {
		require.Equal(t, stat.Chart{}, base.Values([]float64{1, 2}), "%v", base)
	}
	x := stat.Baseline{Kind: stat.KindXmR}
	require.True(t, x.Values([]float64{1}).Defined())
	require.False(t, x.Values(nil).Defined())
	require.False(t, x.Values([]float64{math.NaN()}).Defined())
}

func TestEWMA(t *testing.T) {
	spec := stat.EWMASpec{Target: 10, Sigma: 2, Lambda: 0.5, Width: 3}
	c := stat.EWMA([]float64{12, 10, 20}, spec)
	require.Equal(t, stat.KindEWMA, c.Kind)
	exactly(t, 10.0, c.Center)
	exactly(t, 2.0, c.Spread)
	for i, want := range []float64{11, 10.5, 15.25} {
		require.InDelta(t, want, c.Points[i].Value, 1e-12)
		// λ/(2-λ)·(1-(1-λ)^2t)
		sigma := 2 * math.Sqrt((1-math.Pow(0.25, float64(i+1)))/3)
		require.InDelta(t, sigma, c.Points[i].Sigma, 1e-12)
		require.InDelta(t, 10+3*sigma, c.Points[i].Upper, 1e-12)
		require.InDelta(t, 10-3*sigma, c.Points[i].Lower, 1e-12)
	}
	require.Equal(t, []int{2}, c.Beyond())
	require.Nil(t, c.WesternElectric(), "its points depend on each other")

	spec.Steady = true
	steady := stat.EWMA([]float64{12, 10, 20}, spec)
	for _, p := range steady.Points {
		require.InDelta(t, 2/math.Sqrt(3), p.Sigma, 1e-12)
	}

	// With λ = 1 it is a chart of the values themselves.
	spec = stat.EWMASpec{Target: 10, Sigma: 2, Lambda: 1, Width: 3}
	c = stat.EWMA([]float64{16, 16.5, 4, 3.5}, spec)
	require.Equal(t, []int{1, 3}, c.Beyond())
	exactly(t, 16.0, c.Points[0].Upper)

	c = stat.EWMA([]float64{10, 11}, stat.EWMASpec{Target: 10, Lambda: 0.2, Width: 3})
	require.Equal(t, []int{1}, c.Beyond(), "without variation anything off the target is beyond")
}

func TestEWMAUndefined(t *testing.T) {
	good := stat.EWMASpec{Target: 10, Sigma: 2, Lambda: 0.5, Width: 3}
	values := []float64{1, 2}
	require.True(t, stat.EWMA(values, good).Defined())
	for _, change := range []func(*stat.EWMASpec){
		func(s *stat.EWMASpec) { s.Lambda = 0 },
		func(s *stat.EWMASpec) { s.Lambda = math.Nextafter(1, 2) },
		func(s *stat.EWMASpec) { s.Lambda = math.NaN() },
		func(s *stat.EWMASpec) { s.Width = 0 },
		func(s *stat.EWMASpec) { s.Width = math.Inf(1) },
		func(s *stat.EWMASpec) { s.Sigma = -1 },
		func(s *stat.EWMASpec) { s.Sigma = math.Inf(1) },
		func(s *stat.EWMASpec) { s.Sigma = math.MaxFloat64 },
		func(s *stat.EWMASpec) { s.Target = math.NaN() },
		func(s *stat.EWMASpec) { s.Target = math.Inf(1) },
	} {
		spec := good
		change(&spec)
		require.Equal(t, stat.Chart{}, stat.EWMA(values, spec), "%v", spec)
	}
	require.Equal(t, stat.Chart{}, stat.EWMA(nil, good))
	require.Equal(t, stat.Chart{}, stat.EWMA([]float64{math.NaN()}, good))
}

func TestCUSUM(t *testing.T) {
	spec := stat.CUSUMSpec{Target: 10, Slack: 1, Decision: 4}
	points, ok := stat.CUSUM([]float64{12, 14, 13.5, 10, 5, 6, 4}, spec)
	require.True(t, ok)
	require.Equal(t, []stat.CUSUMPoint{
		{High: 1},
		{High: 4},
		{High: 6.5, Signal: true},
		{High: 5.5, Signal: true},
		{High: 0, Low: 4},
		{Low: 7, Signal: true},
		{Low: 12, Signal: true},
	}, points)

	_, ok = stat.CUSUM([]float64{1}, stat.CUSUMSpec{Target: 10, Decision: 4})
	require.True(t, ok, "no slack is a slack")
	for _, spec := range []stat.CUSUMSpec{
		{},
		{Slack: -1, Decision: 4},
		{Slack: 1},
		{Decision: -1},
		{Target: math.NaN(), Decision: 4},
		{Decision: math.Inf(1)},
		{Slack: math.Inf(1), Decision: 1},
		{Target: math.Inf(1), Decision: 1},
		{Target: -math.MaxFloat64, Decision: 1},
	} {
		points, ok := stat.CUSUM([]float64{1, math.MaxFloat64}, spec)
		require.False(t, ok, "%v", spec)
		require.Nil(t, points)
	}
	for _, values := range [][]float64{nil, {math.NaN()}, {1, math.Inf(-1)}} {
		points, ok := stat.CUSUM(values, spec)
		require.False(t, ok)
		require.Nil(t, points)
	}
}
