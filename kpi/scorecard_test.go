package kpi_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/kpi"
)

func TestScorecards(t *testing.T) {
	items := []kpi.ScoreItem{
		{ID: "attainment", Weight: 3, Scaling: kpi.Scaling{Floor: 0.8, Target: 0.9}},
		{ID: "time", Weight: 1, Scaling: kpi.Scaling{Floor: 60, Target: 20}},
		{ID: "complaints", Weight: 1, Scaling: kpi.Scaling{Steps: []kpi.Step{{From: 5, Score: 20}, {From: 0, Score: 100}, {From: 2, Score: 60}}}},
		{ID: "raw", Weight: 0},
	}
	card := func(missing kpi.Missing) *kpi.Scorecard {
		c, err := kpi.NewScorecard(kpi.ScorecardRule{ID: "service", Items: items, Missing: missing, Grades: kpi.Grades{{"C", 0}, {"A", 90}, {"B", 60}}})
		require.NoError(t, err)
		return c
	}
	tests := []struct {
		name            string
		missing         kpi.Missing
		values          map[string]float64
		score, coverage float64
		defined         bool
		grade           string
	}{
		{"full marks", 0, map[string]float64{"attainment": 0.95, "time": 10, "complaints": 1, "raw": 3}, 100, 1, true, "A"},
		{"half", 0, map[string]float64{"attainment": 0.85, "time": 40, "complaints": 2, "raw": 3}, 52, 1, true, "C"},
		{"nothing", 0, map[string]float64{"attainment": 0.8, "time": 60, "complaints": -1, "raw": 3}, 0, 1, true, "C"},
		{"five complaints", 0, map[string]float64{"attainment": 0.9, "time": 20, "complaints": 5, "raw": 3}, 84, 1, true, "B"},
		{"renormalise", kpi.Renormalise, map[string]float64{"attainment": 0.9, "time": 40}, 87.5, 0.8, true, "B"},
		{"not a number", kpi.Renormalise, map[string]float64{"attainment": 0.9, "time": math.NaN()}, 100, 0.6, true, "A"},
		{"fail", kpi.FailMissing, map[string]float64{"attainment": 0.9, "time": 40, "raw": 3}, 0, 0.8, false, ""},
		{"fail with all", kpi.FailMissing, map[string]float64{"attainment": 0.9, "time": 40, "complaints": 0, "raw": 3}, 90, 1, true, "A"},
		{"zero", kpi.ZeroMissing, map[string]float64{"attainment": 0.9, "time": 40}, 70, 0.8, true, "B"},
		{"no data", kpi.ZeroMissing, nil, 0, 0, false, ""},
		{"without weight", kpi.Renormalise, map[string]float64{"raw": 5}, 0, 0, false, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s, err := card(test.missing).Score(test.values)
			require.NoError(t, err)
			require.Equal(t, test.defined, s.Defined)
			require.InDelta(t, test.score, s.Score, 1e-9)
			require.InDelta(t, test.coverage, s.Coverage, 1e-12)
			require.Equal(t, test.grade, s.Grade)
			require.Len(t, s.Items, 4)
		})
	}
	s, err := card(0).Score(map[string]float64{"attainment": 0.85})
	require.NoError(t, err)
	require.Equal(t, []string{
		"评分卡 service：得分 50.00，数据覆盖 60.0 %，等级 C", "attainment：50.00，权重 3", "time：无数据，不作计算，权重 1", "complaints：无数据，不作计算，权重 1", "raw：无数据，不作计算，权重 0",
	}, s.Describe(commitment.Chinese))
	empty, err := card(0).Score(nil)
	require.NoError(t, err)
	require.Equal(t, "scorecard service: undefined, no data, coverage 0.0 %", empty.Describe(commitment.English)[0])
	_, err = card(0).Score(map[string]float64{"x": 1, "a": 1})
	requireInvalid(t, err, "values.a: is no item of the scorecard", "values.x: is no item of the scorecard")
	s, err = (*kpi.Scorecard)(nil).Score(nil)
	require.NoError(t, err)
	require.Equal(t, kpi.CardScore{}, s)
	_, err = kpi.NewScorecard(kpi.ScorecardRule{ID: "wide", Items: []kpi.ScoreItem{
		{ID: "a", Weight: 1, Scaling: kpi.Scaling{Floor: -math.MaxFloat64, Target: math.MaxFloat64}},
	}})
	requireInvalid(t, err, "items[0].scaling: must be of numbers")

	// Figures score as their values do, and an undefined one as one that is not
	// there, whatever the policy.
	for _, test := range tests {
		figures := map[string]kpi.Figure{}
		for id, x := range test.values {
			figures[id] = kpi.Figure{Value: x, Defined: true}
		}
		for _, item := range items {
			if _, given := figures[item.ID]; !given {
				figures[item.ID] = kpi.NPS{}.Result().Figure
			}
		}
		s, err := card(test.missing).ScoreFigures(figures)
		require.NoError(t, err)
		want, err := card(test.missing).Score(test.values)
		require.NoError(t, err)
		require.Equal(t, want, s, test.name)
	}
	_, err = card(0).ScoreFigures(map[string]kpi.Figure{"x": {}})
	requireInvalid(t, err, "figures.x: is no item of the scorecard")

	_, err = kpi.NewScorecard(kpi.ScorecardRule{Missing: 4, Grades: kpi.Grades{{}}, Items: []kpi.ScoreItem{
		{Weight: math.NaN()},
		{ID: "a", Scaling: kpi.Scaling{Floor: math.Inf(1)}},
		{ID: "a", Scaling: kpi.Scaling{Steps: []kpi.Step{{}, {From: math.NaN()}, {Score: math.Inf(1)}}}},
		{ID: "b", Scaling: kpi.Scaling{Floor: 0.9, Target: 0.9}},
		{ID: "c", Scaling: kpi.Scaling{Floor: 0.9, Target: 0.9, Steps: []kpi.Step{{}}}},
	}})
	requireInvalid(t, err, "id: must be a text of 1 to 256 bytes", "missing: no value 4", `items[0].id: must be given, and of its own: ""`,
		"items[0].weight: must not be negative, and a number: NaN", "items[1].scaling: must be of numbers", `items[2].id: must be given, and of its own: "a"`,
		"items[2].scaling.steps[1]: must be of numbers", "items[2].scaling.steps[2]: must be of numbers",
		"items[3].scaling: must have a target that is not its floor; a pass mark is a step", "grades[0].name: must be given")
	for _, items := range [][]kpi.ScoreItem{nil, {{ID: "a"}}, {{ID: "a", Weight: math.MaxFloat64}, {ID: "b", Weight: math.MaxFloat64}}} {
		_, err = kpi.NewScorecard(kpi.ScorecardRule{ID: "x", Items: items})
		requireInvalid(t, err, "items: weights must add up to a number above 0")
	}
}
