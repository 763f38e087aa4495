package feedback_test

import (
	"encoding/json"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/feedback"
)

func TestImprovementReplay(t *testing.T) {
	const (
		planned, progress, done = feedback.ImprovementPlanned, feedback.ImprovementInProgress, feedback.ImprovementDone
		effective, ineffective  = feedback.ImprovementEffective, feedback.ImprovementIneffective
		closed, dropped         = feedback.ImprovementClosed, feedback.ImprovementDropped
	)
	step := func(n int, to feedback.ImprovementState, actor, reason string) feedback.ImprovementStep {
		return feedback.ImprovementStep{Key: string(rune('a' + n)), At: instant.Add(time.Duration(n) * time.Hour), To: to, Actor: actor, Reason: reason}
	}
	type steps = []feedback.ImprovementStep
	due := instant.Add(50 * time.Hour)
	tests := []struct {
		name    string
		steps   steps
		path    []feedback.ImprovementState
		code    string
		overdue bool
	}{
		{"planned", nil, []feedback.ImprovementState{planned}, "", true},
		{"in progress", steps{step(1, progress, "", "")}, []feedback.ImprovementState{planned, progress}, "", true},
		{"done", steps{step(2, done, "u1", ""), step(1, progress, "", "")}, []feedback.ImprovementState{planned, progress, done}, "", false},
		{
			"to the end",
			steps{step(1, progress, "", ""), step(2, done, "u1", ""), step(3, effective, "u2", ""), step(4, closed, "", "")},
			[]feedback.ImprovementState{planned, progress, done, effective, closed},
			"", false,
		},
		{
			"no effect, then another try",
			steps{
				step(1, progress, "", ""), step(2, done, "u1", ""), step(3, ineffective, "u1", "as often"), step(4, progress, "", ""),
				step(5, done, "u2", ""), step(6, effective, "u1", ""),
			},
			[]feedback.ImprovementState{planned, progress, done, ineffective, progress, done, effective},
			"", false,
		},
		{"no effect", steps{step(1, progress, "", ""), step(2, done, "u1", ""), step(3, ineffective, "", "as often")}, []feedback.ImprovementState{planned, progress, done, ineffective}, "", true},
		{"dropped at once", steps{step(1, dropped, "", "too dear")}, []feedback.ImprovementState{planned, dropped}, "", false},
		{"dropped in progress", steps{step(1, progress, "", ""), step(2, dropped, "", "too dear")}, []feedback.ImprovementState{planned, progress, dropped}, "", false},
		{"dropped without reason", steps{step(1, dropped, "", "")}, nil, "reason_required", false},
		{"dropped in progress without reason", steps{step(1, progress, "", ""), step(2, dropped, "", "")}, nil, "reason_required", false},
		{"no effect without reason", steps{step(1, progress, "", ""), step(2, done, "u1", ""), step(3, ineffective, "u2", "")}, nil, "reason_required", false},
		{"judges his own work", steps{step(1, progress, "", ""), step(2, done, "u1", ""), step(3, effective, "u1", "")}, nil, "conflict_of_interest", false},
		{"done before it began", steps{step(1, done, "u", "")}, nil, "not_allowed", false},
		{"dropped when done", steps{step(1, progress, "", ""), step(2, done, "u1", ""), step(3, dropped, "", "x")}, nil, "not_allowed", false},
		{"closed before judged", steps{step(1, progress, "", ""), step(2, done, "u1", ""), step(3, closed, "", "")}, nil, "not_allowed", false},
		{"after the end", steps{step(1, dropped, "", "x"), step(2, progress, "", "x")}, nil, "not_allowed", false},
		{"effective is not dropped", steps{step(1, progress, "", ""), step(2, done, "u1", ""), step(3, effective, "u2", ""), step(4, dropped, "", "x")}, nil, "not_allowed", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			i := feedback.Improvement{ID: "i", Due: due}
			got, err := i.Replay(test.steps, due)
			if test.code != "" {
				requireRefused(t, test.code, err)
				require.Zero(t, got)
				return
			}
			require.NoError(t, err)
			require.Equal(t, test.path, got.Path)
			require.Equal(t, test.path[len(test.path)-1], got.State)
			require.Equal(t, test.overdue, got.Overdue)
			require.Equal(t, len(test.path) == 1, got.Since.IsZero())
			got, err = i.Replay(test.steps, due.Add(-1))
			require.NoError(t, err)
			require.False(t, got.Overdue)
			got, err = feedback.Improvement{}.Replay(test.steps, due)
			require.NoError(t, err)
			require.False(t, got.Overdue, "no due instant")
		})
	}
}

func TestImprovementJSON(t *testing.T) {
	i := feedback.Improvement{
		ID: "i1", Cause: "router", Root: feedback.CauseSupplier, Issue: "r1", Items: []string{"c1", "c2"},
		Action: "另选供应商", Owner: "u1", Due: instant,
	}
	text, err := json.Marshal(i)
	require.NoError(t, err)
	require.JSONEq(t, `{"id":"i1","cause":"router","root":"supplier","issue":"r1","items":["c1","c2"],"action":"另选供应商","owner":"u1","due":"2026-03-02T09:00:00Z"}`, string(text))
	var back feedback.Improvement
	require.NoError(t, json.Unmarshal(text, &back))
	require.Equal(t, i, back)
	require.EqualError(t, back.UnmarshalJSON([]byte(`{"root":"fate"}`)), `feedback: root: unknown value "fate"`)
	require.Equal(t, i, back)
	root, err := feedback.ParseRootCause("outside")
	require.NoError(t, err)
	require.Equal(t, feedback.CauseOutside, root)

	s := feedback.ImprovementStep{Key: "k", At: instant, To: feedback.ImprovementDropped, Actor: "u", Reason: "r"}
	text, err = json.Marshal(s)
	require.NoError(t, err)
	require.JSONEq(t, `{"key":"k","at":"2026-03-02T09:00:00Z","to":"dropped","actor":"u","reason":"r"}`, string(text))
	var stepBack feedback.ImprovementStep
	require.NoError(t, json.Unmarshal(text, &stepBack))
	require.Equal(t, s, stepBack)
	require.EqualError(t, stepBack.UnmarshalJSON([]byte(`{"to":"detected"}`)), `feedback: to: unknown value "detected"`)
	state, err := feedback.ParseImprovementState("effective")
	require.NoError(t, err)
	require.Equal(t, feedback.ImprovementEffective, state)

	issue := feedback.IssueStep{Key: "k", At: instant, To: feedback.IssueDismissed, Actor: "u", Reason: "r"}
	text, err = json.Marshal(issue)
	require.NoError(t, err)
	require.JSONEq(t, `{"key":"k","at":"2026-03-02T09:00:00Z","to":"dismissed","actor":"u","reason":"r"}`, string(text))
	var issueBack feedback.IssueStep
	require.NoError(t, json.Unmarshal(text, &issueBack))
	require.Equal(t, issue, issueBack)
	require.EqualError(t, issueBack.UnmarshalJSON([]byte(`{"to":"planned"}`)), `feedback: to: unknown value "planned"`)
	parsed, err := feedback.ParseIssueState("fixing")
	require.NoError(t, err)
	require.Equal(t, feedback.IssueFixing, parsed)
	issue.To = 9
	_, err = json.Marshal(issue)
	require.ErrorContains(t, err, "to: IssueState(9) is not among its values")
}

func samples(size uint64, counts ...uint64) []feedback.EffectSample {
	var list []feedback.EffectSample
	for _, n := range counts {
		list = append(list, feedback.EffectSample{Count: n, Size: size})
	}
	return list
}

func TestCheckEffect(t *testing.T) {
	before := samples(1000, 30, 28, 33, 29)
	tests := []struct {
		name          string
		before, after []feedback.EffectSample
		want          feedback.EffectVerdict
		low, high     float64
	}{
		{"half as often", before, samples(1000, 14, 16, 15, 13), feedback.EffectShown, 0.348, 0.664},
		{"as often", before, samples(1000, 30, 30, 30, 30), feedback.EffectNotShown, 0.770, 1.300},
		{"too few to tell", before, samples(1000, 20), feedback.EffectNotShown, 0.398, 1.074},
		{"twice as often", before, samples(1000, 60, 58), feedback.EffectWorse, 1.519, 2.547},
		{"less, but one bad period", before, append(samples(1000, 2, 1, 3), feedback.EffectSample{Count: 9, Size: 50}), feedback.EffectNotShown, 0.09, 0.29},
		{"gone", before, samples(1000, 0, 0), feedback.EffectShown, 0, 0.0627},
		{"new", samples(1000, 0, 0), before, feedback.EffectWorse, 15.9, math.Inf(1)},
		{"nothing ever", samples(1000, 0), samples(1000, 0), 0, 0, 0},
		{"no time before", nil, before, 0, 0, 0},
		{"no time after", before, nil, 0, 0, 0},
		{"no contacts", before, samples(0, 0), 0, 0, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := feedback.CheckEffect(test.before, test.after, 0.95)
			require.NoError(t, err)
			require.Equal(t, test.want, got.Verdict, "%v %v", got.Low, got.High)
			if test.want == 0 {
				require.Zero(t, got)
				return
			}
			require.InDelta(t, test.low, got.Low, 0.01+test.low/50)
			if math.IsInf(test.high, 1) {
				require.True(t, math.IsInf(got.High, 1))
			} else {
				require.InDelta(t, test.high, got.High, 0.02)
			}
			require.LessOrEqual(t, got.Low*got.Before, got.After+1e-12)
			require.Len(t, got.Chart.Points, len(test.before))
			require.Len(t, got.Judged.Points, len(test.after))
			require.InDelta(t, got.Before, got.Chart.Center, 1e-15)
			require.InDelta(t, got.Chart.Center, got.Judged.Center, 0, "the limits are frozen")
		})
	}
}

func TestCheckEffectErrors(t *testing.T) {
	for _, confidence := range []float64{0, 1, math.NaN()} {
		_, err := feedback.CheckEffect(nil, nil, confidence)
		require.ErrorIs(t, err, commitment.ErrInvalid)
	}
	_, err := feedback.CheckEffect([]feedback.EffectSample{{Count: 1}}, []feedback.EffectSample{{}, {Count: 2}}, 2)
	require.EqualError(t, err, "feedback: 3 problems:\n\tconfidence: must be between 0 and 1, not 2\n"+
		"\tbefore[0].size: must not be 0 where there are events\n\tafter[1].size: must not be 0 where there are events")
	_, err = feedback.CheckEffect(samples(1, math.MaxUint64, 1), samples(math.MaxUint64, 1, 1), 0.9)
	require.EqualError(t, err, "feedback: 2 problems:\n\tbefore[1]: the samples add up to more than a uint64 holds\n\tafter[1]: the samples add up to more than a uint64 holds")
	_, err = feedback.CheckEffect(samples(1, math.MaxUint64), samples(1, 1), 0.9)
	require.EqualError(t, err, "feedback: after: the counts add up to more than a uint64 holds")
	require.Equal(t, "shown", feedback.EffectShown.String())
	require.Equal(t, "not_shown", feedback.EffectNotShown.String())
	require.Equal(t, "worse", feedback.EffectWorse.String())
}
