package kpi_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/kpi"
)

func TestTargets(t *testing.T) {
	higher := kpi.Target{Direction: kpi.HigherIsBetter, Green: 95, Amber: 90, Margin: 1}
	lower := kpi.Target{Direction: kpi.LowerIsBetter, Green: 10, Amber: 20, Margin: 1}
	for _, test := range []struct {
		target kpi.Target
		before kpi.Light
		value  float64
		want   kpi.Light
	}{
		{higher, 0, 95, kpi.Green},
		{higher, kpi.NoLight, 94.9, kpi.Amber},
		{higher, 0, 90, kpi.Amber},
		{higher, 0, 89.9, kpi.Red},
		{higher, kpi.Green, 94, kpi.Green},
		{higher, kpi.Green, 93.9, kpi.Amber},
		{higher, kpi.Amber, 95.9, kpi.Amber},
		{higher, kpi.Red, 96, kpi.Green},
		{higher, kpi.Red, 95.9, kpi.Amber},
		{higher, kpi.Green, 89, kpi.Red},
		{lower, 0, 10, kpi.Green},
		{lower, 0, 10.1, kpi.Amber},
		{lower, 0, 20, kpi.Amber},
		{lower, 0, 20.1, kpi.Red},
		{lower, kpi.Green, 11, kpi.Green},
		{lower, kpi.Green, 11.1, kpi.Amber},
		{lower, kpi.Amber, 9.1, kpi.Amber},
		{lower, kpi.Amber, 9, kpi.Green},
		{kpi.Target{Direction: kpi.HigherIsBetter, Green: 95, Amber: 94, Margin: 5}, kpi.Green, 93, kpi.Red},
		{kpi.Target{Direction: kpi.LowerIsBetter, Green: 10, Amber: 11, Margin: 5}, kpi.Green, 12, kpi.Red},
		{kpi.Target{Direction: kpi.HigherIsBetter, Green: 0.8, Amber: 0.7, Margin: 0.05}, kpi.Amber, 0.85, kpi.Green},
		{kpi.Target{Direction: kpi.HigherIsBetter, Green: 0.04, Margin: 0.03}, kpi.Green, 0.01, kpi.Green},
		{kpi.Target{Direction: kpi.LowerIsBetter, Green: 0.3, Amber: 0.5, Margin: 0.1}, kpi.Red, 0.2, kpi.Green},
		{kpi.Target{Direction: kpi.LowerIsBetter, Green: 0.1, Amber: 0.5, Margin: 0.2}, kpi.Green, 0.3, kpi.Green},
		{higher, 0, math.NaN(), kpi.NoLight},
		{kpi.Target{}, 0, 1, kpi.NoLight},
	} {
		require.Equal(t, test.want, test.target.After(test.before, test.value, true), "%+v", test)
		require.Equal(t, kpi.NoLight, test.target.After(test.before, test.value, false))
	}
	require.Equal(t, []kpi.Light{kpi.Green, kpi.NoLight, kpi.Green, kpi.Amber}, higher.Lights(kpi.Green, 95, math.NaN(), 94, 93))
	require.NoError(t, kpi.Target{Direction: kpi.HigherIsBetter, Green: 1, Amber: 1}.Validate())
	requireInvalid(t, kpi.Target{Green: math.NaN(), Amber: math.Inf(1), Margin: -1}.Validate(),
		"direction: must be higher or lower", "green: must be a number", "amber: must be a number", "margin: must not be negative")
	requireInvalid(t, kpi.Target{Direction: kpi.LowerIsBetter, Green: 5, Amber: 4}.Validate(), "amber: must be on the worse side of green")
}

func TestTargetStatus(t *testing.T) {
	higher := kpi.Target{Direction: kpi.HigherIsBetter, Green: 0.95, Amber: 0.9, Interval: true}
	lower := kpi.Target{Direction: kpi.LowerIsBetter, Green: 10, Amber: 20, Interval: true}
	figure := func(value, lo, hi float64) kpi.Figure {
		return kpi.Figure{Value: value, Defined: true, Lo: lo, Hi: hi, Interval: true}
	}
	for _, test := range []struct {
		target kpi.Target
		figure kpi.Figure
		want   string
	}{
		{higher, figure(0.96, 0.91, 0.99), "green"},
		{higher, figure(0.96, 0.9, 0.99), "amber_uncertain"},
		{higher, figure(0.93, 0.9, 0.949), "amber"},
		{higher, figure(0.93, 0.899, 0.949), "amber_uncertain"},
		{higher, figure(0.93, 0.91, 0.95), "amber_uncertain"},
		{higher, figure(0.8, 0.7, 0.89), "red"},
		{higher, figure(0.8, 0.7, 0.9), "red_uncertain"},
		{lower, figure(9, 5, 19), "green"},
		{lower, figure(9, 5, 20), "amber_uncertain"},
		{lower, figure(15, 11, 20), "amber"},
		{lower, figure(15, 10, 20), "amber_uncertain"},
		{lower, figure(15, 11, 20.1), "amber_uncertain"},
		{lower, figure(25, 21, 30), "red"},
		{lower, figure(25, 20, 30), "red_uncertain"},
		{higher, kpi.Figure{}, "none"},
		{higher, kpi.Figure{Value: 0.96, Defined: true}, "green_uncertain"},
	} {
		require.Equal(t, test.want, test.target.Status(test.figure).String(), "%+v", test.figure)
	}
	plain := higher
	plain.Interval = false
	require.Equal(t, "green", plain.Status(figure(0.96, 0.1, 1)).String())
}

func TestTargetAt(t *testing.T) {
	d := func(day int) calendar.Date { return calendar.MustDate(2026, 1, day) }
	targets := []kpi.Target{{Green: 2, ValidFrom: d(10)}, {Green: 1, ValidFrom: d(5)}, {Green: 3, ValidFrom: d(10)}}
	_, ok := kpi.TargetAt(targets, d(4))
	require.False(t, ok)
	for day, green := range map[int]float64{5: 1, 9: 1, 10: 3, 20: 3} {
		target, ok := kpi.TargetAt(targets, d(day))
		require.True(t, ok)
		require.InDelta(t, green, target.Green, 0, day)
	}
	always, ok := kpi.TargetAt([]kpi.Target{{Green: 7}}, d(1))
	require.True(t, ok)
	require.InDelta(t, 7, always.Green, 0)
}

func TestChangeAndGrades(t *testing.T) {
	c, ok := kpi.NewChange(0.9, 0.6)
	require.True(t, ok)
	require.InDelta(t, 0.3, c.Absolute, 1e-12)
	require.InDelta(t, 0.5, c.Relative, 1e-12)
	c, ok = kpi.NewChange(-1, -2)
	require.True(t, ok)
	require.InDelta(t, 0.5, c.Relative, 0, "better by half, whatever the sign")
	_, ok = kpi.NewChange(math.Inf(1), 1)
	require.False(t, ok)

	g := kpi.Grades{{"D", 0}, {"A", 90}, {"B", 80}}
	require.NoError(t, g.Validate())
	for score, want := range map[float64]string{100: "A", 90: "A", 89.9999999999: "A", 89.99: "B", 80: "B", 79: "D", 0: "D"} {
		grade, ok := g.Of(score)
		require.True(t, ok)
		require.Equal(t, want, grade.Name, score)
	}
	_, ok = g.Of(-1)
	require.False(t, ok)
	requireInvalid(t, kpi.Grades{}.Validate(), "grades: must be given")
	requireInvalid(t, kpi.Grades{{"", math.NaN()}, {"A", 1}, {"B", 1}}.Validate(),
		"grades[0].name: must be given", "grades[0].from: must be a number", "grades[2].from: is that of another grade")
}
