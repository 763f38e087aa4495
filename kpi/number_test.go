package kpi_test

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/kpi"
)

// FuzzNumbers puts any float where the package takes one: none of NaN, infinity
// and negative zero comes out.
func FuzzNumbers(f *testing.F) {
	for _, x := range []float64{0, math.Copysign(0, -1), 1, -1, 0.5, math.NaN(), math.Inf(1), math.MaxFloat64, -math.MaxFloat64, math.SmallestNonzeroFloat64} {
		for _, y := range []float64{0, 1, -0.5, math.NaN(), math.Inf(-1), math.MaxFloat64} {
			f.Add(x, y, 0.95, uint64(3), uint64(7))
		}
	}
	f.Fuzz(func(t *testing.T, x, y, z float64, met, total uint64) {
		number := func(name string, v float64) {
			t.Helper()
			require.False(t, math.IsNaN(v) || math.IsInf(v, 0) || v == 0 && math.Signbit(v), "%s: %v", name, v)
		}
		c, _ := kpi.NewChange(x, y)
		number("absolute", c.Absolute)
		number("relative", c.Relative)
		r := kpi.Ratio{Met: met, Missed: total, Waived: met / 2}
		value, _ := kpi.Standardised([]kpi.Ratio{r, {Met: total, Missed: met}}, []float64{x, y})
		number("standardised", value)
		lo, hi, _ := r.Wilson(z)
		number("lo", lo)
		number("hi", hi)
		if o, err := kpi.NewObjective(x); err == nil {
			number("most", o.MaxBurnRate())
			burn, _, _ := o.BurnRate(met, total)
			number("burn", burn)
			b, _, _ := o.Budget(met, total)
			number("allowed", b.Allowed)
			number("remaining", b.Remaining)
			number("share", b.RemainingShare)
			alerts, err := o.BurnAlerts(time.Duration(total))
			if err == nil {
				for _, a := range alerts {
					number("factor", a.Factor)
					require.Less(t, a.Factor, o.MaxBurnRate())
				}
			}
		}
		factor, _ := kpi.BurnFactor(x, time.Duration(met), time.Duration(total))
		number("factor", factor)
		_, _ = kpi.Exhausted(time.Duration(total), y)
		target := kpi.Target{Direction: kpi.LowerIsBetter, Green: x, Amber: y, Margin: z}
		require.NotZero(t, target.After(kpi.Green, z, true))
		require.NotEmpty(t, target.Status(kpi.Figure{Value: z, Defined: true, Lo: x, Hi: y, Interval: true}).String())
		if card, err := kpi.NewScorecard(kpi.ScorecardRule{ID: "c", Items: []kpi.ScoreItem{
			{ID: "a", Weight: x, Scaling: kpi.Scaling{Floor: y, Target: z}}, {ID: "b", Weight: y}, {ID: "c", Weight: 1, Scaling: kpi.Scaling{Steps: []kpi.Step{{From: z, Score: x}}}},
		}}); err == nil {
			s, err := card.Score(map[string]float64{"a": z, "b": x, "c": y})
			require.NoError(t, err)
			number("score", s.Score)
			number("coverage", s.Coverage)
			for _, i := range s.Items {
				number("value", i.Value)
				number("item", i.Score)
			}
		}
		if sheet, err := kpi.NewSheet("s", 50, kpi.SheetItem{ID: "a", Weight: x}, kpi.SheetItem{ID: "b", Weight: y}); err == nil {
			s, err := sheet.Score(map[string]kpi.Mark{"a": {Share: z}, "b": kpi.Passed()})
			if err == nil {
				number("sheet", s.Score)
				number("raw", s.Raw)
			}
		}
		if nps, err := kpi.NewNPS(kpi.NPSRule{Precision: kpi.Precision{Confidence: z}}); err == nil {
			_ = nps.AddCount(x, met)
			_ = nps.AddCount(9, total)
			r := nps.Result()
			for _, v := range []float64{r.Value, r.Lo, r.Hi, r.Margin, r.StdErr, r.Variance} {
				number("nps", v)
			}
		}
		if csat, err := kpi.NewCSAT(kpi.CSATRule{Method: kpi.MeanGrade, Precision: kpi.Precision{Confidence: z}}); err == nil {
			_ = csat.AddCount(y, met)
			_ = csat.AddCount(1, total)
			r := csat.Result()
			for _, v := range []float64{r.Value, r.Lo, r.Hi} {
				number("csat", v)
			}
		}
	})
}

// FuzzAtLeast reads any text as a percentage.
func FuzzAtLeast(f *testing.F) {
	for _, text := range []string{"99.99", "0", "100", "100.0000000001", ".", "1.", ".5", "1e3", "-0"} {
		f.Add(text)
	}
	period := kpi.Period{From: opened, To: opened.Add(time.Hour)}
	a, err := kpi.NewAvailability(period, []kpi.Outage{{Start: opened, End: opened.Add(time.Minute)}}, nil)
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, text string) {
		kept, ok, err := a.AtLeast(text)
		if err != nil {
			require.False(t, kept || ok)
			require.ErrorContains(t, err, "percentage")
			return
		}
		require.True(t, ok)
	})
}
