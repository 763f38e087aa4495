package feedback_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/feedback"
)

// An item is judged by what is known of it by now, from its receipt on.
func TestConditions(t *testing.T) {
	s := begin(t, supportDesk(t), feedback.Complaint).do("receive", "classify")
	status := s.status()
	_, ok := status.Clock("resolve_general")
	require.True(t, ok)
	_, ok = status.Clock("plan_complex")
	require.False(t, ok)
	s.with(feedback.Action{
		Kind: feedback.ActionClassify, Category: "network", Cause: "router", Severity: feedback.SeverityHigh, Impact: feedback.ImpactMany,
		Attributes: map[string][]string{"complexity": {"complex"}},
	})
	status = s.status()
	_, ok = status.Clock("resolve_general")
	require.False(t, ok)
	clock, ok := status.Clock("plan_complex")
	require.True(t, ok)
	require.True(t, clock.Start.Equal(status.Received))
	require.Equal(t, []any{"network", "router", feedback.SeverityHigh, feedback.ImpactMany}, []any{status.Category, status.Cause, status.Severity, status.Impact})
	s.with(feedback.Action{Kind: feedback.ActionPrioritise, Severity: feedback.SeverityLow})
	require.Equal(t, feedback.SeverityLow, s.status().Severity)
	require.Equal(t, "network", s.status().Category, "what is empty stays as it was")
}

func TestConditionsSeeTheFields(t *testing.T) {
	item := feedback.Item{
		ID: "i", Kind: feedback.Complaint, Channel: "phone", Product: "router", Tier: "vip", Category: "a/b", Cause: "c",
		Severity: feedback.SeverityHigh, Impact: feedback.ImpactMany, Attributes: map[string][]string{"region": {"east"}},
	}
	const yes, no = true, false
	for condition, want := range map[string]bool{
		`"kind": "complaint"`: yes, `"channel": "phone"`: yes, `"product": "router"`: yes, `"tier": "vip"`: yes, `"category": "a/b"`: yes, `"cause": "c"`: yes,
		`"severity": "high"`: yes, `"impact": "many"`: yes, `"region": "east"`: yes, `"privacy": "named"`: yes, `"safety": "yes"`: no, `"vulnerable": "yes"`: no,
		`"level": "review"`: no, `"any": [{"region": "west"}, {"tier": ["vip"]}]`: yes, `"not": {"tier": "vip"}`: no,
	} {
		p := parseProcedure(t, `, "clocks": [{"id": "k", "start": ["receive"], "stop": ["reply"], "within": "1h", "when": {`+condition+`}}], "levels": [{"id": "review"}]`)
		s := begin(t, compile(t, offices(t)["office"], p), feedback.Complaint)
		s.item = item
		s.do("receive")
		require.Equal(t, want, len(s.status().Clocks) == 1, condition)
		s.item.Safety, s.item.Vulnerable = true, true
		s.do("classify", "accept", "escalate")
		if !want && condition != `"not": {"tier": "vip"}` {
			require.Len(t, s.status().Clocks, 1, condition)
		}
	}
}

func TestAlerts(t *testing.T) {
	s := begin(t, supportDesk(t), feedback.Complaint).do("receive")
	status := s.at(s.now.Add(2 * time.Hour))
	require.Len(t, status.Firings, 1)
	require.Equal(t, "i/acknowledge/1/0/supervisor/1", status.Firings[0].Key)
	first := s.at(s.now)
	require.True(t, first.Next.Equal(status.Firings[0].At))
	s.item.Privacy = feedback.Anonymous
	require.Empty(t, s.at(s.now.Add(2*time.Hour)).Firings, "nobody is to be told")
	s.item.Privacy, s.item.Attributes = feedback.Named, map[string][]string{"complexity": {"complex"}}
	for _, firing := range s.at(s.now.AddDate(0, 0, 9)).Firings {
		require.NotEqual(t, "resolve_general", firing.Commitment)
	}
}

func TestDuties(t *testing.T) {
	s := begin(t, deskOf(t, "iso-10002", caseCalendar{}), feedback.Complaint).do("receive")
	require.Equal(t, []feedback.Obligation{{ID: "acknowledgement", Action: "a0", Since: s.now}}, s.status().Obligations)
	s.do("acknowledge")
	require.Empty(t, s.status().Obligations)
	s.do("reject")
	rejected := *s
	require.Equal(t, []feedback.Obligation{
		{ID: "rejection_notice", Action: "a2", Says: []string{"reason", "next_level_rights"}, Since: s.now},
	}, s.status().Obligations)
	require.Empty(t, rejected.do("notify_rejection").status().Obligations)
	require.Empty(t, s.with(feedback.Action{Kind: feedback.ActionSend, Document: "rejection_notice"}).status().Obligations)

	anonymous := begin(t, s.desk, feedback.Complaint)
	anonymous.item.Privacy = feedback.AnonymousSurvey
	require.Empty(t, anonymous.do("receive").status().Obligations)
}

func TestDutyWithATime(t *testing.T) {
	p := parseProcedure(t, `, "kinds": ["complaint"], "duties": [
		{"id": "minutes", "after": ["contact"], "within": "2bd", "written": true}, {"id": "never", "after": ["contact"], "if_met": ["k"]}],
		"clocks": [{"id": "k", "kinds": ["complaint"], "start": ["accept"], "stop": ["reply"], "within": "1h"}]`)
	s := begin(t, compile(t, offices(t)["office"], p), feedback.Complaint).do("receive", "contact")
	status := s.status()
	by := at(t, "cn", "2026-03-04", 11)
	require.Equal(t, []feedback.Obligation{{
		ID: "minutes", Action: "a1", Document: true, Written: true, Since: s.now, By: by, On: parseDate(t, "2026-03-04"),
	}}, status.Obligations)
	require.True(t, status.Next.Equal(by))
	require.False(t, s.at(by.Add(-1)).Obligations[0].Overdue)
	require.True(t, s.at(by).Obligations[0].Overdue)
	s.do("contact")
	require.Len(t, s.status().Obligations, 1, "the last contact counts")
	require.Equal(t, "a2", s.status().Obligations[0].Action)
	s.with(feedback.Action{Kind: feedback.ActionSend, Document: "minutes"})
	require.Len(t, s.status().Obligations, 1, "it must be written")
	s.with(feedback.Action{Kind: feedback.ActionSend, Document: "minutes", Written: true})
	require.Empty(t, s.status().Obligations)
}

func TestNotCovered(t *testing.T) {
	office, err := calendar.New(calendar.Spec{
		Name: "office", Location: time.UTC, Week: calendar.Weekdays(calendar.MustHours("09:00-17:00")),
		First: calendar.MustDate(2026, 1, 1), Last: calendar.MustDate(2026, 3, 31),
	})
	require.NoError(t, err)
	s := begin(t, compile(t, office, lookup(t, "cn-samr-order20")), feedback.Complaint).do("receive", "classify", "accept")
	status, err := s.desk.Replay(s.item, s.actions, s.now)
	require.NoError(t, err)
	require.Len(t, status.Findings, 1)
	require.Equal(t, feedback.CodeNotCovered, status.Findings[0].Code)
	clock, ok := status.Clock("mediation_end")
	require.True(t, ok)
	require.True(t, clock.Due.IsZero())
	require.True(t, clock.DueOn.IsZero())
	_, err = s.desk.Deadline("cn-samr-order20", "mediation_end", s.now)
	require.ErrorIs(t, err, calendar.ErrNotCovered)

	// A due instant that is not known cannot be extended.
	report := begin(t, s.desk, feedback.Report)
	report.now = report.now.AddDate(0, 0, 21)
	report.do("receive")
	extend := feedback.Action{Kind: feedback.ActionExtend, Clock: "verify_report", Extend: calendar.MustAllowance("1bd"), Approver: "boss"}
	require.Equal(t, missing(feedback.CodeAlreadyOverdue, "at"), report.refused(extend))
	extend.Extend = calendar.MustAllowance("1d")
	require.Equal(t, []feedback.Missing{{Code: feedback.CodeExtensionTooLong, Field: "extend"}, {Code: feedback.CodeAlreadyOverdue, Field: "at"}}, report.refused(extend))
	_, err = s.desk.Deadline("cn-samr-order20", "verify_report", at(t, "cn", "2026-03-05", 9))
	require.ErrorIs(t, err, calendar.ErrNotCovered, "nor is the latest")

	// An explanation has the clocks, also where none can be judged.
	p := parseProcedure(t, `, "clocks": [{"id": "k", "start": ["receive"], "stop": ["reply"], "within": "99bd"}]`)
	alone := begin(t, compile(t, office, p), feedback.Complaint).do("receive")
	x, err := alone.desk.Explain(alone.item, alone.actions, alone.now)
	require.NoError(t, err)
	require.Len(t, x.Judged.Clocks, 1)
	require.True(t, x.Judged.Clocks[0].Due.IsZero())
}

func TestDeadline(t *testing.T) {
	desk := compile(t, offices(t)["office"], lookup(t, "cn-samr-order20"))
	start := at(t, "cn", "2026-03-02", 20)
	deadline, err := desk.Deadline("cn-samr-order20", "verify_report", start)
	require.NoError(t, err)
	require.Equal(t, feedback.Deadline{
		Due: at(t, "cn", "2026-03-23", 18), On: parseDate(t, "2026-03-23"), Latest: at(t, "cn", "2026-04-13", 18), LatestOn: parseDate(t, "2026-04-13"),
	}, deadline)
	deadline, err = desk.Deadline("cn-samr-order20", "tell_result", start)
	require.NoError(t, err)
	require.Equal(t, deadline.Due, deadline.Latest)
	_, err = desk.Deadline("cn-samr-order20", "x", start)
	require.EqualError(t, err, `feedback: clock: unknown clock "x"`)
	require.ErrorIs(t, err, commitment.ErrInvalid)
	_, err = desk.Deadline("cn-samr-order20", "tell_result", at(t, "cn", "2026-04-15", 0))
	require.ErrorIs(t, err, feedback.ErrNoProcedure)
	require.EqualError(t, err, `feedback: no procedure "cn-samr-order20" at 2026-04-15T00:00:00+08:00`)
	_, err = desk.Deadline("x", "tell_result", start)
	require.ErrorIs(t, err, feedback.ErrNoProcedure)
}

func TestNoProcedure(t *testing.T) {
	desk := compile(t, offices(t)["office"], lookup(t, "cn-samr-order20"), lookup(t, "cn-consumer-law"))
	received := at(t, "cn", "2026-04-14", 23)
	actions := func(at time.Time) []feedback.Action {
		return []feedback.Action{{Key: "k", At: at, Kind: feedback.ActionReceive}}
	}
	item := feedback.Item{ID: "i", Kind: feedback.Complaint, Jurisdiction: "CN", Scheme: "market-regulator"}
	status, err := desk.Replay(item, actions(received.UTC()), received.AddDate(1, 0, 0))
	require.NoError(t, err, "the procedure of the day of receipt is kept")
	require.Equal(t, "cn-samr-order20", status.Procedure)
	require.Equal(t, "2022", status.Version)
	_, err = desk.Replay(item, actions(received.Add(time.Hour)), received.AddDate(1, 0, 0))
	require.ErrorIs(t, err, feedback.ErrNoProcedure, "the next day has begun in Shanghai")
	require.EqualError(t, err, `feedback: no procedure for a complaint received at 2026-04-15T00:00:00+08:00: procedure "", jurisdiction "CN", scheme "market-regulator"`)
	item.Scheme = ""
	_, err = desk.Replay(item, actions(received), received)
	require.EqualError(t, err, `feedback: procedure: is required: "cn-samr-order20" and "cn-consumer-law" are both in force`)
	item.Procedure = "cn-consumer-law"
	status, err = desk.Replay(item, actions(received), received)
	require.NoError(t, err)
	require.Equal(t, "cn-consumer-law", status.Procedure)
	item.Kind = feedback.Praise
	require.ErrorIs(t, desk.Check(item, nil, actions(received)[0]), feedback.ErrNoProcedure)
	_, err = new(feedback.Desk).Replay(item, actions(received), received)
	require.ErrorIs(t, err, feedback.ErrNoProcedure)
	_, err = new(feedback.Desk).Replay(item, nil, received)
	require.NoError(t, err, "an item that is not received has no procedure yet")
}
