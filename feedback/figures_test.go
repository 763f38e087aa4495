package feedback_test

import (
	"encoding/json"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/feedback"
	"github.com/servicecommitment/commitment/kpi"
	"github.com/servicecommitment/commitment/sla"
)

func TestMonitoringFacts(t *testing.T) {
	rule := feedback.MonitoringRule{Acknowledge: []string{"acknowledge", "accept_decision"}, Resolve: []string{"resolve"}}
	clock := func(id string, breached bool) feedback.Clock {
		return feedback.Clock{ID: id, Clock: sla.Clock{Breached: breached}}
	}
	path := func(states ...feedback.State) feedback.Status {
		return feedback.Status{Path: states, State: states[len(states)-1]}
	}
	tests := []struct {
		name   string
		item   feedback.Item
		status feedback.Status
		want   feedback.MonitoringFacts
	}{
		{"nothing", feedback.Item{}, feedback.Status{}, feedback.MonitoringFacts{}},
		{"settled at receipt", feedback.Item{}, path("received", "settled"), feedback.MonitoringFacts{ResolvedAtReceipt: true}},
		{"an enquiry assigned first", feedback.Item{}, feedback.Status{Path: []feedback.State{"received", "replied"}, Handler: "u3"}, feedback.MonitoringFacts{}},
		{"decided at a higher level", feedback.Item{}, path("received", "accepted", "escalated", "decided", "replied"), feedback.MonitoringFacts{}},
		{"a suggestion carried out", feedback.Item{}, path("received", "classified", "planned", "done", "replied"), feedback.MonitoringFacts{}},
		{"answered at receipt", feedback.Item{}, path("received", "replied", "closed"), feedback.MonitoringFacts{ResolvedAtReceipt: true}},
		{"assigned first", feedback.Item{}, path("received", "assigned", "replied"), feedback.MonitoringFacts{}},
		{"investigated first", feedback.Item{}, path("received", "investigating", "settled"), feedback.MonitoringFacts{}},
		{"withdrawn", feedback.Item{}, path("received", "withdrawn"), feedback.MonitoringFacts{Withdrawn: true}},
		{"withdrawn and back", feedback.Item{}, path("received", "withdrawn", "reopened"), feedback.MonitoringFacts{}},
		{"referred", feedback.Item{}, path("received", "referred"), feedback.MonitoringFacts{ReferredOutside: true}},
		{"appealed", feedback.Item{}, path("received", "external", "closed"), feedback.MonitoringFacts{ReferredOutside: true}},
		{"repeat", feedback.Item{Links: []feedback.Link{{Kind: feedback.SameCause}, {Kind: feedback.Follows}}}, feedback.Status{}, feedback.MonitoringFacts{Repeat: true}},
		{"no repeat", feedback.Item{Links: []feedback.Link{{Kind: feedback.SameCause}}}, feedback.Status{}, feedback.MonitoringFacts{}},
		{"severity changed", feedback.Item{Severity: 2}, feedback.Status{Severity: 3}, feedback.MonitoringFacts{WronglyPrioritised: true}},
		{"impact changed", feedback.Item{Impact: 2}, feedback.Status{Impact: 1}, feedback.MonitoringFacts{WronglyPrioritised: true}},
		{"as it was", feedback.Item{Severity: 2, Impact: 2}, feedback.Status{Severity: 2, Impact: 2}, feedback.MonitoringFacts{}},
		{"assessed later", feedback.Item{}, feedback.Status{Severity: 2, Impact: 2}, feedback.MonitoringFacts{}},
		{"in time", feedback.Item{}, feedback.Status{Clocks: []feedback.Clock{clock("acknowledge", false), clock("resolve", false), clock("other", true)}}, feedback.MonitoringFacts{}},
		{"acknowledged late", feedback.Item{}, feedback.Status{Clocks: []feedback.Clock{clock("accept_decision", true)}}, feedback.MonitoringFacts{AcknowledgedLate: true}},
		{"resolved late once", feedback.Item{}, feedback.Status{Clocks: []feedback.Clock{clock("resolve", true), clock("resolve", false)}}, feedback.MonitoringFacts{ResolvedLate: true}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, test.want, rule.Facts(test.item, test.status))
		})
	}
}

func TestMonitoring(t *testing.T) {
	var m feedback.Monitoring
	require.NoError(t, m.Add(feedback.MonitoringFacts{}))
	require.NoError(t, m.Add(feedback.MonitoringFacts{
		ResolvedAtReceipt: true, WronglyPrioritised: true, AcknowledgedLate: true, ResolvedLate: true,
		ReferredOutside: true, Repeat: true, Improvement: true, Withdrawn: true,
	}))
	require.NoError(t, m.Add(feedback.MonitoringFacts{AcknowledgedLate: true}))
	require.Equal(t, feedback.Monitoring{
		Received: 3, ResolvedAtReceipt: 1, WronglyPrioritised: 1, AcknowledgedLate: 2, ResolvedLate: 1,
		ReferredOutside: 1, Repeats: 1, Improvements: 1, Withdrawn: 1,
	}, m)
	for figure := feedback.FigureResolvedAtReceipt; figure <= feedback.FigureWithdrawn; figure++ {
		want := kpi.Ratio{Met: 1, Missed: 2}
		if figure == feedback.FigureAcknowledgedLate {
			want = kpi.Ratio{Met: 2, Missed: 1}
		}
		got, err := m.Share(figure)
		require.NoError(t, err)
		require.Equal(t, want, got, figure)
	}
	for _, none := range []feedback.MonitoringFigure{0, feedback.FigureWithdrawn + 1} {
		_, err := m.Share(none)
		require.ErrorIs(t, err, commitment.ErrInvalid)
	}
	m.Repeats = 4
	_, err := m.Share(feedback.FigureRepeats)
	require.ErrorIs(t, err, kpi.ErrNotSubset)
	none, err := feedback.Monitoring{}.Share(feedback.FigureRepeats)
	require.NoError(t, err)
	_, ok := none.Value()
	require.False(t, ok)

	full := feedback.Monitoring{Received: 1, Withdrawn: math.MaxUint64}
	before := full
	require.EqualError(t, full.Merge(feedback.Monitoring{Withdrawn: 1}), "feedback: a count leaves its range")
	require.Equal(t, before, full)

	text, err := json.Marshal(before)
	require.NoError(t, err)
	require.JSONEq(t, `{"received":1,"resolved_at_receipt":0,"wrongly_prioritised":0,"acknowledged_late":0,"resolved_late":0,`+
		`"referred_outside":0,"repeats":0,"improvements":0,"withdrawn":18446744073709551615}`, string(text))
	var back feedback.Monitoring
	require.NoError(t, json.Unmarshal(text, &back))
	require.Equal(t, before, back)
	require.EqualError(t, back.UnmarshalJSON([]byte(`{"received":-1,"repeats":"1","late":0}`)),
		"feedback: 3 problems:\n\treceived: must be a whole number of at least 0, not \"-1\"\n\trepeats: must be a number, not a string\n\tlate: unknown field")
	require.Equal(t, before, back)
}

func TestLoop(t *testing.T) {
	contact := func(contacted, resolved time.Duration, asked, recovered bool) feedback.LoopContact {
		c := feedback.LoopContact{Answer: "a", Opened: instant, Due: instant.Add(48 * time.Hour), Asked: asked, Recovered: recovered}
		if contacted >= 0 {
			c.Contacted = instant.Add(contacted)
		}
		if resolved >= 0 {
			c.Resolved = instant.Add(resolved)
		}
		return c
	}
	const h = time.Hour
	met, missed, pending := kpi.Ratio{Met: 1}, kpi.Ratio{Missed: 1}, kpi.Ratio{Pending: 1}
	tests := []struct {
		name string
		c    feedback.LoopContact
		now  time.Duration
		want [3]kpi.Ratio
	}{
		{"waiting", contact(-1, -1, false, false), 48*h - 1, [3]kpi.Ratio{pending, pending, pending}},
		{"time is over", contact(-1, -1, false, false), 48 * h, [3]kpi.Ratio{missed, pending, pending}},
		{"at the due instant", contact(48*h, -1, false, false), 50 * h, [3]kpi.Ratio{met, pending, pending}},
		{"at once", contact(0, 0, true, true), 50 * h, [3]kpi.Ratio{met, met, met}},
		{"too late", contact(48*h+1, 49*h, true, false), 50 * h, [3]kpi.Ratio{missed, met, missed}},
		{"not yet", contact(20*h, 20*h, false, false), 10 * h, [3]kpi.Ratio{pending, pending, pending}},
		{"now", contact(20*h, 20*h, false, false), 20 * h, [3]kpi.Ratio{met, met, pending}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var l feedback.Loop
			require.NoError(t, l.Add(test.c, instant.Add(test.now)))
			require.Equal(t, feedback.Loop{Contacted: test.want[0], Resolved: test.want[1], Recovered: test.want[2]}, l)
		})
	}
	var l feedback.Loop
	require.EqualError(t, l.Add(feedback.LoopContact{Recovered: true}, time.Time{}), "feedback: 5 problems:\n\tanswer: is required\n"+
		"\topened: is required\n\tdue: is required\n\tnow: is required\n\trecovered: must be false where the customer was not asked again")
	early := feedback.LoopContact{Answer: "a", Opened: instant, Due: instant.Add(-1), Contacted: instant.Add(-1), Resolved: instant.Add(-1)}
	require.EqualError(t, l.Add(early, instant), "feedback: 3 problems:\n\tdue: must not be before opened\n\tcontacted: must not be before opened\n\tresolved: must not be before opened")
	require.Equal(t, feedback.Loop{}, l)

	for _, said := range []feedback.Result{feedback.ResultSatisfied, feedback.ResultBasicallySatisfied, feedback.ResultUnsatisfied, "", feedback.ResultNoAnswer, feedback.ResultRefused, feedback.ResultWaived} {
		require.NoError(t, l.AddFollowUp(said))
	}
	require.Equal(t, kpi.Ratio{Met: 2, Missed: 1, NotApplicable: 4}, l.Satisfied)
	full := feedback.Loop{Resolved: kpi.Ratio{Met: math.MaxUint64}}
	before := full
	require.ErrorIs(t, full.Merge(feedback.Loop{Contacted: met, Resolved: met}), kpi.ErrOverflow)
	require.Equal(t, before, full)

	c := contact(1*h, 2*h, true, true)
	c.Item = "i"
	text, err := json.Marshal(c)
	require.NoError(t, err)
	require.JSONEq(t, `{"answer":"a","item":"i","opened":"2026-03-02T09:00:00Z","due":"2026-03-04T09:00:00Z","contacted":"2026-03-02T10:00:00Z","resolved":"2026-03-02T11:00:00Z","asked":true,"recovered":true}`, string(text))
	var back feedback.LoopContact
	require.NoError(t, json.Unmarshal(text, &back))
	require.Equal(t, c, back)
	require.Error(t, back.UnmarshalJSON([]byte(`[]`)))
	require.Equal(t, c, back)
}
