package sla_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/sla"
)

// texts returns the texts of the values from 0 to one more than there are.
func texts[E interface {
	~uint8
	String() string
}](n E) []string {
	var list []string
	for value := E(0); value <= n+1; value++ {
		list = append(list, value.String())
	}
	return list
}

func TestEnumsSayTheirTexts(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		got  []string
		want []string
	}{
		{"PolicyKind", texts(sla.Underpinning), []string{"sla", "ola", "underpinning"}},
		{"AppliesTo", texts(sla.OpenCases), []string{"new_cases", "open_cases"}},
		{"AlertClock", texts(sla.WallClock), []string{"working", "wall"}},
		{"Reopen", texts(sla.Final), []string{"resume", "resume_counting", "new_cycle", "final"}},
		{"Retarget", texts(sla.NeverEarlier), []string{"keep_elapsed", "from_change", "never_earlier"}},
		{"Consent", texts(sla.Required), []string{"not_required", "required"}},
		{"OnResolved", texts(sla.Continue), []string{"not_applicable", "met", "continue"}},
		{"WhileRunning", texts(sla.Restart), []string{"keep", "restart"}},
		{"Stage", texts(sla.Cancelled), []string{"pending", "running", "paused", "stopped", "cancelled"}},
		{"Verdict", texts(sla.NotApplicable), []string{"open", "met", "missed", "waived", "not_applicable"}},
		{"Cause", texts(sla.CauseNotCovered), []string{
			"working_time", "makeup", "override", "outside_hours", "rest_day", "holiday", "short_day", "skipped_day",
			"paused", "resolved", "before_start", "not_in_force", "not_covered",
		}},
		{"MoveKind", texts(sla.MoveWaiver), []string{
			"start", "pause", "reopening", "target", "extension", "adopted_start", "promise", "waiver",
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			want := append([]string{test.name + "(0)"}, test.want...)
			require.Equal(t, append(want, fmt.Sprintf("%s(%d)", test.name, len(want))), test.got)
		})
	}
}

// Policies read every value of every enum, and nothing else.
func TestEnumsOfPoliciesAreRead(t *testing.T) {
	t.Parallel()
	alert := func(members string) string {
		return `"rules": [{"id": "r", "commitments": [{"metric": "resolution", "calendar": "office", "alerts": [{"at": "50%", ` + members + `}]}]}]`
	}
	commitments := func(members string) string {
		return `"rules": [{"id": "r", "commitments": [{"metric": "resolution", "calendar": "office", ` + members + `}]}]`
	}
	metrics := func(members string) string {
		return `"metrics": {"m": {"start": ["opened"], "stop": ["resolved"], ` + members + `}}`
	}
	only := func(p *sla.Policy) *sla.Commitment { return &p.Rules[0].Commitments[0] }
	tests := []struct {
		key, path string
		values    []string
		document  func(members string) string
		get       func(p *sla.Policy) fmt.Stringer
	}{
		{"kind", "kind", []string{"sla", "ola", "underpinning"}, nil, func(p *sla.Policy) fmt.Stringer { return p.Kind }},
		{"applies_to", "applies_to", []string{"new_cases", "open_cases"}, nil, func(p *sla.Policy) fmt.Stringer { return p.AppliesTo }},
		{
			"reopen", "rules[0].commitments[0].reopen",
			[]string{"resume", "resume_counting", "new_cycle", "final"},
			commitments, func(p *sla.Policy) fmt.Stringer { return only(p).Reopen },
		},
		{
			"retarget", "rules[0].commitments[0].retarget",
			[]string{"keep_elapsed", "from_change", "never_earlier"},
			commitments, func(p *sla.Policy) fmt.Stringer { return only(p).Retarget },
		},
		{
			"consent", "rules[0].commitments[0].consent",
			[]string{"not_required", "required"},
			commitments, func(p *sla.Policy) fmt.Stringer { return only(p).Consent },
		},
		{
			"on_resolved", "rules[0].commitments[0].on_resolved",
			[]string{"not_applicable", "met", "continue"},
			commitments, func(p *sla.Policy) fmt.Stringer { return only(p).OnResolved },
		},
		{
			"clock", "rules[0].commitments[0].alerts[0].clock",
			[]string{"working", "wall"},
			alert, func(p *sla.Policy) fmt.Stringer { return only(p).Alerts[0].Clock },
		},
		{
			"while_running", "metrics.m.while_running",
			[]string{"keep", "restart"},
			metrics, func(p *sla.Policy) fmt.Stringer { return p.Metrics["m"].WhileRunning },
		},
		{
			"on_resolved", "metrics.m.on_resolved",
			[]string{"not_applicable", "met", "continue"},
			metrics, func(p *sla.Policy) fmt.Stringer { return p.Metrics["m"].OnResolved },
		},
	}
	for _, test := range tests {
		t.Run(test.path, func(t *testing.T) {
			t.Parallel()
			if test.document == nil {
				test.document = func(members string) string { return members }
			}
			parse := func(value string) (sla.Policy, error) {
				return sla.ParsePolicy([]byte(`{"id": "p", "version": "1", ` + test.document(fmt.Sprintf("%q: %q", test.key, value)) + `}`))
			}
			for _, value := range test.values {
				policy, err := parse(value)
				require.NoError(t, err)
				require.Equal(t, value, test.get(&policy).String())
			}
			for _, wrong := range []string{"", "nothing", test.values[0] + " ", "Resume"} {
				_, err := parse(wrong)
				require.ErrorIs(t, err, commitment.ErrInvalid)
				fields := commitment.FieldErrors(err)
				require.Len(t, fields, 1)
				require.Equal(t, test.path, fields[0].Path)
				require.ErrorContains(t, fields[0].Err, fmt.Sprintf("%q", wrong))
			}
		})
	}
}

func TestBuiltInMetricsBelongToTheCaller(t *testing.T) {
	t.Parallel()
	metrics := sla.BuiltInMetrics()
	require.Len(t, metrics, 11)
	metrics[sla.MetricResolution].Stop[0].Kind = sla.KindClosed
	delete(metrics, sla.MetricPromise)
	again := sla.BuiltInMetrics()
	require.Len(t, again, 11)
	require.Equal(t, sla.KindResolved, again[sla.MetricResolution].Stop[0].Kind)
}

// Only agents answer: who is not known to be one, or writes internally, does not.
func TestActorsOfReplies(t *testing.T) {
	t.Parallel()
	engine, err := sla.Compile(warnedCalendars(), warnedPolicy(t, `"rules": [{"id": "all", "commitments": [{"metric": "first_response", "within": "1h", "calendar": "always"}]}]`))
	require.NoError(t, err)
	opened := time.Date(2026, time.January, 5, 9, 0, 0, 0, time.UTC)
	tests := []struct {
		actor      sla.Actor
		visibility []string
		want       sla.Verdict
	}{
		{"", nil, sla.Met},
		{sla.ActorAgent, nil, sla.Met},
		{sla.ActorAgent, []string{"public"}, sla.Met},
		{sla.ActorAgent, []string{"internal"}, sla.Open},
		{"", []string{"internal"}, sla.Open},
		{sla.ActorAutomation, nil, sla.Open},
		{sla.ActorSystem, nil, sla.Open},
		{sla.ActorCustomer, nil, sla.Open},
	}
	for _, test := range tests {
		t.Run(fmt.Sprintf("%s %v", test.actor, test.visibility), func(t *testing.T) {
			t.Parallel()
			report, err := engine.Evaluate(sla.Case{Events: []sla.Event{
				{At: opened, Kind: sla.KindOpened},
				{ID: "r", At: opened.Add(time.Minute), Kind: sla.KindReplied, Actor: test.actor, Attributes: map[string][]string{"visibility": test.visibility}},
			}}, opened.Add(10*time.Minute))
			require.NoError(t, err)
			clock, ok := report.Clock(sla.MetricFirstResponse)
			require.True(t, ok)
			require.Equal(t, test.want, clock.Verdict)
			require.Equal(t, test.want == sla.Open, len(report.Findings) == 1)
		})
	}
}
