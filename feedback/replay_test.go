package feedback_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/feedback"
	"github.com/servicecommitment/commitment/sla"
)

// story is an item and what is done about it, hour by hour from ten o'clock on
// Monday 2026-03-02 in Shanghai.
type story struct {
	tb      testing.TB
	desk    *feedback.Desk
	item    feedback.Item
	actions []feedback.Action
	now     time.Time
}

func begin(tb testing.TB, desk *feedback.Desk, kind feedback.Kind) *story {
	tb.Helper()
	return &story{tb: tb, desk: desk, item: feedback.Item{ID: "i", Kind: kind}, now: at(tb, "cn-x", "2026-03-02", 9)}
}

// do takes actions an hour apart, each of which must be allowed.
func (s *story) do(kinds ...feedback.ActionKind) *story {
	s.tb.Helper()
	for _, kind := range kinds {
		s.with(feedback.Action{Kind: kind})
	}
	return s
}

// with takes an action; what the guards ask for is filled in.
func (s *story) with(a feedback.Action) *story {
	s.tb.Helper()
	a = s.prepared(a)
	require.NoError(s.tb, s.desk.Check(s.item, s.actions, a), "%s", a.Kind)
	s.actions, s.now = append(s.actions, a), a.At
	return s
}

func (s *story) prepared(a feedback.Action) feedback.Action {
	f := full(a.Kind, s.now.Add(time.Hour))
	a.Key, a.At = fmt.Sprintf("a%d", len(s.actions)), f.At
	for _, field := range []struct{ value, filled *string }{
		{&a.Reason, &f.Reason}, {&a.Note, &f.Note}, {&a.Assignee, &f.Assignee}, {&a.Target, &f.Target}, {&a.Document, &f.Document},
	} {
		if *field.value == "" {
			*field.value = *field.filled
		}
	}
	if a.Decision == 0 {
		a.Decision = f.Decision
	}
	if a.Holds == nil {
		a.Holds = f.Holds
	}
	return a
}

// refused checks an action that must not be allowed, and returns what is missing.
func (s *story) refused(a feedback.Action) []feedback.Missing {
	s.tb.Helper()
	refused, ok := feedback.Refused(s.desk.Check(s.item, s.actions, s.prepared(a)))
	require.True(s.tb, ok, "%s is allowed", a.Kind)
	return refused.Missing
}

func (s *story) status() feedback.Status {
	s.tb.Helper()
	return s.at(s.now)
}

func (s *story) at(now time.Time) feedback.Status {
	s.tb.Helper()
	status, err := s.desk.Replay(s.item, s.actions, now)
	require.NoError(s.tb, err)
	require.Empty(s.tb, status.Findings)
	return status
}

func (s *story) clock(id string) feedback.Clock {
	s.tb.Helper()
	status := s.status()
	clock, ok := status.Clock(id)
	require.True(s.tb, ok, id)
	return clock
}

func missing(code feedback.Code, field string) []feedback.Missing {
	return []feedback.Missing{{Code: code, Field: field}}
}

// order20 is a desk of market regulation, the others those of their names.
func order20(tb testing.TB) *feedback.Desk {
	tb.Helper()
	return deskOf(tb, "cn-samr-order20", caseCalendar{})
}

func supportDesk(tb testing.TB) *feedback.Desk {
	tb.Helper()
	return compile(tb, offices(tb)["office"], lookup(tb, "support-desk"))
}

func toInvestigation() []feedback.ActionKind {
	return []feedback.ActionKind{"receive", "acknowledge", "classify", "accept", "assign", "start_investigation"}
}

func TestNotReceived(t *testing.T) {
	s := begin(t, order20(t), feedback.Complaint)
	status := s.status()
	require.Equal(t, feedback.Status{
		ItemID: "i", Kind: feedback.Complaint, AsOf: s.now, Reachable: true, Allowed: []feedback.Next{{Kind: feedback.ActionReceive}},
	}, status)
	require.Equal(t, missing(feedback.CodeNotReceived, ""), s.refused(feedback.Action{Kind: feedback.ActionAcknowledge}))

	s.do(feedback.ActionReceive)
	before, err := s.desk.Replay(s.item, s.actions, s.now.Add(-1))
	require.NoError(t, err)
	require.Empty(t, before.State, "what comes after now does not count")
	require.Equal(t, missing(feedback.CodeAlreadyDone, ""), s.refused(feedback.Action{Kind: feedback.ActionReceive}))

	status, err = s.desk.Replay(s.item, []feedback.Action{{Key: "k", At: s.now, Kind: feedback.ActionAccept}}, s.now)
	require.NoError(t, err)
	require.Equal(t, []feedback.Finding{{Code: feedback.CodeNotReceived, Key: "k", Message: `feedback: "accept" is not allowed: not_received`}}, status.Findings)
	require.Zero(t, status.Kept)
	require.False(t, status.CountsAsComplaint)
}

func TestActionsBeforeReceiptChangeNothing(t *testing.T) {
	s := begin(t, order20(t), feedback.Complaint).do(feedback.ActionReceive)
	early := feedback.Action{Key: "early", At: s.now.Add(-time.Hour), Kind: feedback.ActionAcknowledge}
	status, err := s.desk.Replay(s.item, append([]feedback.Action{early}, s.actions...), s.now)
	require.NoError(t, err)
	require.Equal(t, []feedback.Finding{{
		Code: feedback.CodeNotReceived, Key: "early", Message: `feedback: "acknowledge" is not allowed: not_received`,
	}}, status.Findings)
	require.Equal(t, []feedback.State{feedback.StateReceived}, status.Path)
	require.Equal(t, 1, status.Kept)
}

func TestHold(t *testing.T) {
	s := begin(t, order20(t), feedback.Complaint).do("receive", "classify", "accept")
	due := s.clock("mediation_end").Due
	require.Equal(t, missing(feedback.CodeUnknownReason, "reason"), s.refused(feedback.Action{Kind: feedback.ActionHold, Reason: "holiday"}))
	s.with(feedback.Action{Kind: feedback.ActionHold, Reason: "testing"})
	require.Equal(t, "testing", s.status().HeldFor)
	require.Equal(t, sla.Paused, s.clock("mediation_end").Stage)
	require.Equal(t, sla.Stopped, s.clock("accept_decision").Stage)
	owed := s.status()
	obligation, ok := owed.Owes("mediation_end")
	require.True(t, ok)
	require.True(t, obligation.By.IsZero(), "the time stands still")
	s.do("resume")
	require.Empty(t, s.status().HeldFor)
	require.Equal(t, []feedback.State{"received", "classified", "accepted", "on_hold", "accepted"}, s.status().Path)
	require.True(t, s.clock("mediation_end").Due.Equal(due), "no working day was lost")
	require.Equal(t, missing(feedback.CodeNotAllowed, ""), s.refused(feedback.Action{Kind: feedback.ActionResume}))
}

// Whatever leads out of a hold ends it, but a merge keeps it.
func TestWhatEndsAHold(t *testing.T) {
	held := func() *story {
		return begin(t, order20(t), feedback.Complaint).do("receive", "classify", "accept").with(feedback.Action{Kind: feedback.ActionHold, Reason: "testing"})
	}
	s := held().do("escalate")
	require.Equal(t, sla.Running, s.clock("mediation_end").Stage)
	require.Empty(t, s.status().HeldFor)

	s = held().do("merge")
	require.Equal(t, sla.Cancelled, s.clock("mediation_end").Stage)
	require.Equal(t, sla.NotApplicable, s.clock("mediation_end").Verdict)
	s.do("unmerge")
	require.Equal(t, feedback.StateOnHold, s.status().State)
	require.Equal(t, sla.Paused, s.clock("mediation_end").Stage)
	require.Equal(t, "testing", s.status().HeldFor)
	s.do("resume")
	require.Equal(t, sla.Running, s.clock("mediation_end").Stage)

	s = held().do("note", "contact", "prioritise")
	require.Equal(t, "testing", s.status().HeldFor, "what does not change the state does not end it")
}

// A flow may hold without a state of its own, and hold again.
func TestHoldWithoutAState(t *testing.T) {
	p := parseProcedure(t, `, "kinds": ["praise"], "flows": [{"kind": "praise", "start": "a", "states": ["a", "b", "c"], "ends": ["c"], "steps": [
		{"action": "hold", "from": ["a", "b"]}, {"action": "resume", "from": ["*"]}, {"action": "go", "from": ["a"], "to": "b"}, {"action": "close", "from": ["b"], "to": "c"}]}],
		"clocks": [{"id": "x", "start": ["receive"], "stop": ["close"], "within": "99h", "pause_on": ["x"]}, {"id": "y", "start": ["receive"], "stop": ["close"], "within": "99h", "pause_on": ["y"]}]`)
	s := begin(t, compile(t, offices(t)["office"], p), feedback.Praise).do("receive").with(feedback.Action{Kind: "hold", Reason: "x"})
	require.Equal(t, []sla.Stage{sla.Paused, sla.Running}, []sla.Stage{s.clock("x").Stage, s.clock("y").Stage})
	s.with(feedback.Action{Kind: "hold", Reason: "y"})
	require.Equal(t, []sla.Stage{sla.Running, sla.Paused}, []sla.Stage{s.clock("x").Stage, s.clock("y").Stage})
	require.Equal(t, "y", s.status().HeldFor)
	s.do("go")
	require.Equal(t, sla.Running, s.clock("y").Stage, "the state in which it was held is left")
	s.with(feedback.Action{Kind: "hold", Reason: "y"}).do("resume")
	require.Equal(t, sla.Running, s.clock("y").Stage)
}

func TestMergeAndUnmerge(t *testing.T) {
	s := begin(t, order20(t), feedback.Complaint)
	s.item.Customer = "c1"
	s.do("receive", "acknowledge", "classify")
	before := s.status()
	require.Equal(t, missing(feedback.CodeCycle, "target"), s.refused(feedback.Action{Kind: feedback.ActionMerge, Target: "i"}))
	require.Equal(t, missing(feedback.CodeCycle, "target"), s.refused(feedback.Action{Kind: feedback.ActionMerge, Target: "j", Chain: []string{"k", "i"}}))
	require.Equal(t, missing(feedback.CodeDifferentCustomers, "target_customer"), s.refused(feedback.Action{Kind: feedback.ActionMerge, Target: "j", TargetCustomer: "c2"}))
	s.with(feedback.Action{Kind: feedback.ActionMerge, Target: "j", TargetCustomer: "c1", Chain: []string{"k"}})
	merged := s.status()
	require.Equal(t, feedback.StateMerged, merged.State)
	require.Equal(t, "j", merged.MergedInto)
	require.False(t, merged.Open)
	require.True(t, merged.CountsAsComplaint)
	require.True(t, merged.Ended.Equal(s.now))
	require.Empty(t, merged.Obligations)
	require.Equal(t, "j", s.clock("accept_decision").MergedInto)

	s.do("unmerge")
	after := s.status()
	require.Equal(t, before.State, after.State)
	require.Empty(t, after.MergedInto)
	require.True(t, after.Open)
	require.True(t, after.Ended.IsZero())
	require.Equal(t, before.Allowed, after.Allowed)
	require.True(t, s.clock("accept_decision").Due.Equal(before.Clocks[0].Due))
	require.Equal(t, sla.Running, s.clock("accept_decision").Stage)
}

// Suggestions of different customers may be merged.
func TestSuggestionsMerge(t *testing.T) {
	s := begin(t, supportDesk(t), feedback.Suggestion)
	s.item.Customer = "c1"
	s.do("receive").with(feedback.Action{Kind: feedback.ActionMerge, TargetCustomer: "c2"})
	require.Equal(t, feedback.StateMerged, s.status().State)
	require.False(t, s.status().CountsAsComplaint)
}

func TestWithdrawAndRefer(t *testing.T) {
	for _, kind := range []feedback.ActionKind{feedback.ActionWithdraw, feedback.ActionRefer} {
		s := begin(t, order20(t), feedback.Complaint).do("receive").with(feedback.Action{Kind: kind, Target: "elsewhere"})
		clock := s.clock("accept_decision")
		require.Equal(t, sla.Cancelled, clock.Stage)
		require.Equal(t, sla.NotApplicable, clock.Verdict)
		require.True(t, s.status().CountsAsComplaint)
		require.Zero(t, s.status().ClosedAs)
		status := s.at(s.now.AddDate(1, 0, 0))
		clock, _ = status.Clock("accept_decision")
		require.False(t, clock.Breached)
		if kind == feedback.ActionRefer {
			require.Equal(t, "elsewhere", s.status().Body)
		}
	}
	s := begin(t, order20(t), feedback.Complaint).do("receive")
	a := s.prepared(feedback.Action{Kind: feedback.ActionRefer})
	a.Target = ""
	refused, ok := feedback.Refused(s.desk.Check(s.item, s.actions, a))
	require.True(t, ok)
	require.Equal(t, missing(feedback.CodeTargetRequired, "target"), refused.Missing)
	require.EqualError(t, refused, `feedback: "refer" is not allowed in state "received": target_required`)
}

func TestRecusal(t *testing.T) {
	s := begin(t, order20(t), feedback.Complaint).do(toInvestigation()...)
	require.Equal(t, missing(feedback.CodeNoRecusalPending, ""), s.refused(feedback.Action{Kind: feedback.ActionDecideRecusal}))
	s.do("ask_recusal")
	require.True(t, s.status().RecusalPending)
	require.Equal(t, missing(feedback.CodeRecusalPending, ""), s.refused(feedback.Action{Kind: feedback.ActionAskRecusal}))
	require.Equal(t, missing(feedback.CodeRecusalPending, ""), s.refused(feedback.Action{Kind: feedback.ActionDecide}))
	refused := *s
	refused.with(feedback.Action{Kind: feedback.ActionDecideRecusal, Result: feedback.ResultRefused})
	require.Equal(t, "u1", refused.status().Handler)
	s.with(feedback.Action{Kind: feedback.ActionDecideRecusal, Result: feedback.ResultGranted})
	require.False(t, s.status().RecusalPending)
	require.Empty(t, s.status().Handler)
	s.with(feedback.Action{Kind: feedback.ActionAssign, Assignee: "u2"}).do("decide")
	require.Equal(t, "u2", s.status().Handler)
}

// A clock that names the recusal stands while it is open.
func TestRecusalPauses(t *testing.T) {
	p := lookup(t, "cn-samr-order20")
	p.Clocks[1].PauseOn = append(p.Clocks[1].PauseOn, "recusal")
	s := begin(t, compile(t, offices(t)["office"], p), feedback.Complaint).do(toInvestigation()...).do("ask_recusal")
	require.Equal(t, sla.Paused, s.clock("mediation_end").Stage)
	s.do("decide_recusal")
	require.Equal(t, sla.Running, s.clock("mediation_end").Stage)
}

func TestConflictsOfInterest(t *testing.T) {
	s := begin(t, order20(t), feedback.Complaint)
	s.item.Subjects = []string{"u7", "u8"}
	s.do("receive", "classify", "accept")
	require.Equal(t, missing(feedback.CodeConflictOfInterest, "assignee"), s.refused(feedback.Action{Kind: feedback.ActionAssign, Assignee: "u8"}))
	s.with(feedback.Action{Kind: feedback.ActionAssign, Assignee: "u9"})
	require.Equal(t, missing(feedback.CodeConflictOfInterest, "actor"), s.refused(feedback.Action{Kind: feedback.ActionStart, Actor: "u7"}))
	s.with(feedback.Action{Kind: feedback.ActionStart, Actor: "u9"})
	require.Equal(t, missing(feedback.CodeConflictOfInterest, "actor"), s.refused(feedback.Action{Kind: feedback.ActionDecide, Actor: "u8"}))
	s.with(feedback.Action{Kind: feedback.ActionDecide, Actor: "u9"}).do("reply")

	follow := feedback.Action{Kind: feedback.ActionFollowUp, Result: feedback.ResultSatisfied}
	follow.By = feedback.RoleHandler
	require.Equal(t, missing(feedback.CodeConflictOfInterest, "by"), s.refused(follow))
	follow.By, follow.Actor = feedback.RoleQuality, "u9"
	require.Equal(t, missing(feedback.CodeConflictOfInterest, "actor"), s.refused(follow))
	follow.Actor = "q1"
	s.with(follow)
	require.Equal(t, feedback.OutcomeSatisfied, s.status().ClosedAs)
}

func TestRoles(t *testing.T) {
	s := begin(t, order20(t), feedback.Complaint).do("receive")
	require.Equal(t, missing(feedback.CodeForbidden, "by"), s.refused(feedback.Action{Kind: feedback.ActionClassify, By: feedback.RoleCustomer}))
	require.Equal(t, missing(feedback.CodeForbidden, "by"), s.refused(feedback.Action{Kind: feedback.ActionClassify, By: feedback.RoleExternal}))
	s.with(feedback.Action{Kind: feedback.ActionClassify, By: feedback.RoleRecorder}).with(feedback.Action{Kind: feedback.ActionWithdraw, By: feedback.RoleCustomer})
}

func TestWhatADecisionAndAReplyNeed(t *testing.T) {
	s := begin(t, order20(t), feedback.Complaint).do(toInvestigation()...)
	bare := func(a feedback.Action) []feedback.Missing {
		t.Helper()
		a.Key, a.At = "next", s.now
		refused, ok := feedback.Refused(s.desk.Check(s.item, s.actions, a))
		require.True(t, ok)
		return refused.Missing
	}
	require.Equal(t, []feedback.Missing{{Code: feedback.CodeNotesRequired, Field: "note"}, {Code: feedback.CodeDecisionRequired, Field: "decision"}},
		bare(feedback.Action{Kind: feedback.ActionDecide}))
	s.do("note")
	require.Equal(t, missing(feedback.CodeDecisionRequired, "decision"), bare(feedback.Action{Kind: feedback.ActionDecide}))
	s.with(feedback.Action{Kind: feedback.ActionDecide, Decision: feedback.NotUpheld, Cause: "billing"})
	require.Equal(t, feedback.NotUpheld, s.status().Decision)
	require.Equal(t, "billing", s.status().Cause)
	require.Equal(t, missing(feedback.CodeReplyIncomplete, "holds"), bare(feedback.Action{Kind: feedback.ActionReply}))
	holds := []feedback.ReplyPart{feedback.ReplyRights, feedback.ReplyReason}
	require.Equal(t, missing(feedback.CodeReplyIncomplete, "holds"), bare(feedback.Action{Kind: feedback.ActionReply, Holds: holds}))
	holds = append(holds, feedback.ReplyDecision)
	s.with(feedback.Action{Kind: feedback.ActionReply, Holds: holds})

	s = begin(t, order20(t), feedback.Complaint).do(toInvestigation()...).with(feedback.Action{Kind: feedback.ActionDecide, Decision: feedback.PartlyUpheld})
	require.Equal(t, missing(feedback.CodeReplyIncomplete, "holds"), s.refused(feedback.Action{Kind: feedback.ActionReply, Holds: holds}))
}

func TestExtension(t *testing.T) {
	s := begin(t, deskOf(t, "cn-xinfang", caseCalendar{}), feedback.Complaint).do("receive")
	extend := feedback.Action{Kind: feedback.ActionExtend, Clock: "resolve", Extend: calendar.MustAllowance("30d"), Approver: "boss"}
	require.Equal(t, missing(feedback.CodeClockNotRunning, "clock"), s.refused(extend))
	s.do("classify", "accept")
	with := func(change func(*feedback.Action)) feedback.Action {
		a := extend
		change(&a)
		return a
	}
	require.Equal(t, missing(feedback.CodeUnknownClock, "clock"), s.refused(with(func(a *feedback.Action) { a.Clock = "accept_notice" })))
	require.Equal(t, missing(feedback.CodeUnknownClock, "clock"), s.refused(with(func(a *feedback.Action) { a.Clock = "" })))
	require.Equal(t, missing(feedback.CodeExtensionRequired, "extend"), s.refused(with(func(a *feedback.Action) { a.Extend = calendar.Allowance{} })))
	require.Equal(t, missing(feedback.CodeExtensionTooLong, "extend"), s.refused(with(func(a *feedback.Action) { a.Extend = calendar.MustAllowance("31d") })))
	require.Equal(t, missing(feedback.CodeExtensionTooLong, "extend"), s.refused(with(func(a *feedback.Action) { a.Extend = calendar.MustAllowance("1mo") })), "31 days in March")
	require.Equal(t, missing(feedback.CodeExtensionTooLong, "extend"), s.refused(with(func(a *feedback.Action) { a.Extend = calendar.MustAllowance("23bd") })))
	require.Equal(t, missing(feedback.CodeApproverRequired, "approver"), s.refused(with(func(a *feedback.Action) { a.Approver = "" })))

	due := s.clock("resolve")
	require.Equal(t, "2026-05-01", due.DueOn.String())
	require.Equal(t, "2026-05-31", due.LatestOn.String())
	short := *s
	short.with(with(func(a *feedback.Action) { a.Extend = calendar.MustAllowance("22bd") }))

	s.with(extend)
	clock := s.clock("resolve")
	require.Equal(t, "2026-05-31", clock.DueOn.String())
	require.Equal(t, 1, clock.Extensions)
	require.True(t, clock.Latest.IsZero())
	require.Equal(t, missing(feedback.CodeExtendedAlready, "clock"), s.refused(extend))
	status := s.status()
	notice, ok := status.Owes("extension_notice")
	require.True(t, ok)
	require.Equal(t, feedback.Obligation{ID: "extension_notice", Clock: "resolve", Action: "a3", Document: true, Since: s.now}, notice)
	_, ok = status.Allows(feedback.ActionExtend)
	require.False(t, ok)
	for _, told := range []feedback.Action{
		{Kind: feedback.ActionSend, Document: "extension_notice"}, {Kind: feedback.ActionContact, Told: true, Clock: "resolve"},
	} {
		after := *s
		after.with(told)
		status := after.status()
		_, ok = status.Owes("extension_notice")
		require.False(t, ok)
	}
	for _, other := range []feedback.Action{
		{Kind: feedback.ActionSend, Document: "other"}, {Kind: feedback.ActionContact, Clock: "resolve"}, {Kind: feedback.ActionContact, Told: true, Clock: "x"},
	} {
		after := *s
		after.with(other)
		status := after.status()
		_, ok = status.Owes("extension_notice")
		require.True(t, ok)
	}
	told := begin(t, s.desk, feedback.Complaint).do("receive", "classify", "accept").with(with(func(a *feedback.Action) { a.Told = true })).status()
	_, ok = told.Owes("extension_notice")
	require.False(t, ok)
}

// An extension is asked before the due instant, not at it, and an overdue clock
// stays so.
func TestExtensionInTime(t *testing.T) {
	s := begin(t, order20(t), feedback.Report).do("receive")
	due := s.clock("verify_report").Due
	extend := feedback.Action{Kind: feedback.ActionExtend, Clock: "verify_report", Extend: calendar.MustAllowance("15bd"), Approver: "boss"}
	s.now = due.Add(-time.Hour)
	require.Equal(t, missing(feedback.CodeAlreadyOverdue, "at"), s.refused(extend))
	s.now = due.Add(-time.Hour - 1)
	late := *s
	s.with(extend)
	require.True(t, s.clock("verify_report").Due.After(due))

	late.now = due
	for range 3 {
		late.now = late.now.Add(time.Hour)
		late.actions = append(late.actions, late.prepared(extend))
	}
	status, err := late.desk.Replay(late.item, late.actions, late.now.Add(time.Hour))
	require.NoError(t, err)
	require.Len(t, status.Findings, 3)
	for _, finding := range status.Findings {
		require.Equal(t, feedback.CodeAlreadyOverdue, finding.Code)
	}
}

// Each cycle of a clock has its own extensions, and its own hold.
func TestExtensionOfACycle(t *testing.T) {
	p := parseProcedure(t, `, "kinds": ["complaint"], "clocks": [
		{"id": "answer", "start": ["escalate", "reopen"], "stop": ["decide"], "repeat": true, "within": "10h", "pause_on": ["x", "recusal"], "extension": {"max": "4h", "times": 2}},
		{"id": "news", "start": ["progress"], "stop": ["decide"], "restart": true, "within": "10h", "extension": {"max": "4h", "consent": true}}]`)
	s := begin(t, compile(t, offices(t)["office"], p), feedback.Complaint).do(toInvestigation()...)
	extend := feedback.Action{Kind: feedback.ActionExtend, Clock: "answer", Extend: calendar.MustAllowance("4h")}
	s.do("escalate").with(extend).with(extend)
	require.Equal(t, missing(feedback.CodeExtendedAlready, "clock"), s.refused(extend))
	s.do("decide")
	require.Equal(t, missing(feedback.CodeClockNotRunning, "clock"), s.refused(extend))
	s.do("reply").with(feedback.Action{Kind: feedback.ActionFollowUp, Result: feedback.ResultUnsatisfied})
	s.with(feedback.Action{Kind: feedback.ActionStart}).with(feedback.Action{Kind: feedback.ActionHold, Reason: "x"}).do("ask_recusal")
	require.Equal(t, missing(feedback.CodeClockNotRunning, "clock"), s.refused(extend))

	// A cycle that starts while the item is held, and asked about, stands.
	news := feedback.Action{Kind: feedback.ActionExtend, Clock: "news", Extend: calendar.MustAllowance("4h")}
	s.do("progress")
	require.Equal(t, missing(feedback.CodeConsentRequired, "consent"), s.refused(news))
	news.Consent = true
	s.with(news)
	require.Equal(t, missing(feedback.CodeExtendedAlready, "clock"), s.refused(news))
	s.do("progress").with(news)
	require.Equal(t, 1, s.clock("news").Extensions)
}

// A clock that starts while its time stands still is not overdue.
func TestExtensionOfAClockThatStandsStill(t *testing.T) {
	p := parseProcedure(t, `, "kinds": ["complaint"], "clocks": [
		{"id": "a", "start": ["progress"], "stop": ["decide"], "within": "2h", "pause_on": ["x"], "extension": {"max": "4h"}},
		{"id": "b", "start": ["progress"], "stop": ["decide"], "within": "2h", "pause_on": ["recusal"], "extension": {"max": "4h"}},
		{"id": "c", "start": ["progress"], "stop": ["decide"], "within": "2h", "extension": {"max": "4h"}}]`)
	s := begin(t, compile(t, offices(t)["office"], p), feedback.Complaint).do("receive", "classify", "accept")
	s.with(feedback.Action{Kind: feedback.ActionHold, Reason: "x"}).do("ask_recusal", "progress")
	s.now = s.now.AddDate(0, 0, 7)
	for _, id := range []string{"a", "b"} {
		s.with(feedback.Action{Kind: feedback.ActionExtend, Clock: id, Extend: calendar.MustAllowance("4h")})
	}
	require.Equal(t, missing(feedback.CodeAlreadyOverdue, "at"), s.refused(feedback.Action{Kind: feedback.ActionExtend, Clock: "c", Extend: calendar.MustAllowance("4h")}))
}

func TestRemedies(t *testing.T) {
	s := begin(t, supportDesk(t), feedback.Complaint).do(toInvestigation()...)
	s.with(feedback.Action{Kind: feedback.ActionDecide, Remedies: []feedback.Remedy{
		{ID: "r1", Kind: "refund", Award: "award-9"}, {ID: "r2", Kind: "apology"},
	}})
	promised := s.now
	require.Equal(t, sla.Running, s.clock("remedy").Stage)
	require.Equal(t, missing(feedback.CodeUnknownRemedy, "remedy"), s.refused(feedback.Action{Kind: feedback.ActionRemedyDone, Remedy: "r3"}))
	s.with(feedback.Action{Kind: feedback.ActionRemedyDone, Remedy: "r1"})
	require.Equal(t, []feedback.RemedyStatus{
		{Remedy: feedback.Remedy{ID: "r1", Kind: "refund", Award: "award-9"}, Promised: promised, Done: s.now},
		{Remedy: feedback.Remedy{ID: "r2", Kind: "apology"}, Promised: promised},
	}, s.status().Remedies)
	require.Equal(t, sla.Running, s.clock("remedy").Stage, "one is outstanding")
	require.Equal(t, missing(feedback.CodeUnknownRemedy, "remedy"), s.refused(feedback.Action{Kind: feedback.ActionRemedyDone, Remedy: "r1"}))
	s.do("reply")
	require.Equal(t, missing(feedback.CodeRemedyPending, ""), s.refused(feedback.Action{Kind: feedback.ActionFollowUp, Result: feedback.ResultSatisfied}))
	s.with(feedback.Action{Kind: feedback.ActionRemedyDone, Remedy: "r2"})
	require.Equal(t, sla.Met, s.clock("remedy").Verdict)
	s.with(feedback.Action{Kind: feedback.ActionFollowUp, Result: feedback.ResultBasicallySatisfied})
	require.Equal(t, feedback.OutcomeSatisfied, s.status().ClosedAs)
	require.Equal(t, feedback.ResultBasicallySatisfied, s.status().Satisfaction)

	none := begin(t, supportDesk(t), feedback.Complaint).do(toInvestigation()...).do("decide")
	require.Equal(t, sla.Pending, none.clock("remedy").Stage)
}

// Without a clock for remedies they are owed all the same, and do not keep an item
// open where the procedure does not say so.
func TestRemediesWithoutAClock(t *testing.T) {
	s := begin(t, deskOf(t, "iso-10002", caseCalendar{}), feedback.Complaint).do(toInvestigation()...)
	s.with(feedback.Action{Kind: feedback.ActionDecide, Remedies: []feedback.Remedy{{ID: "r1"}, {ID: "r2"}}})
	promised := s.now
	s.do("reply").with(feedback.Action{Kind: feedback.ActionRemedyDone, Remedy: "r1"}).with(feedback.Action{Kind: feedback.ActionFollowUp, Result: feedback.ResultWaived})
	status := s.status()
	require.Equal(t, feedback.OutcomeWaived, status.ClosedAs)
	require.Empty(t, status.Satisfaction)
	require.Equal(t, []feedback.Obligation{{ID: "r2", Since: promised}}, status.Obligations)
	s.with(feedback.Action{Kind: feedback.ActionRemedyDone, Remedy: "r2"})
	require.Empty(t, s.status().Obligations)
}

func TestFollowUps(t *testing.T) {
	replied := begin(t, supportDesk(t), feedback.Complaint).do(toInvestigation()...).do("decide", "reply")
	attempt := func(s *story, after time.Duration) {
		s.now = s.now.Add(after - time.Hour)
		s.with(feedback.Action{Kind: feedback.ActionFollowUp, Result: feedback.ResultNoAnswer})
	}
	s := *replied
	require.Equal(t, []feedback.Missing{{Code: feedback.CodeResultRequired, Field: "result"}}, s.refused(feedback.Action{Kind: feedback.ActionFollowUp}))
	attempt(&s, time.Hour)
	attempt(&s, 4*time.Hour-1)
	require.Equal(t, 1, s.status().Attempts, "too soon after the last one")
	attempt(&s, 1)
	require.Equal(t, 2, s.status().Attempts)
	require.Equal(t, missing(feedback.CodeFollowUpRequired, ""), s.refused(feedback.Action{Kind: feedback.ActionClose}))
	attempt(&s, 4*time.Hour)
	require.Equal(t, 3, s.status().Attempts)
	s.do("close")
	require.Equal(t, feedback.OutcomeUnreachable, s.status().ClosedAs)
	require.Empty(t, s.status().Satisfaction)
	require.True(t, s.status().Ended.Equal(s.now))

	// A new reply is followed up anew.
	s.with(feedback.Action{Kind: feedback.ActionReopen, Reason: "new facts"})
	require.Zero(t, s.status().ClosedAs)
	require.Equal(t, feedback.StateReopened, s.status().State)
	require.Zero(t, s.status().Attempts)
	s.do("start_investigation", "decide", "reply")
	require.Equal(t, missing(feedback.CodeFollowUpRequired, ""), s.refused(feedback.Action{Kind: feedback.ActionClose}))

	// What the customer said of an earlier reply is not what he says of this one.
	s = *replied
	s.with(feedback.Action{Kind: feedback.ActionFollowUp, Result: feedback.ResultUnsatisfied})
	require.Equal(t, feedback.ResultUnsatisfied, s.status().Satisfaction)
	s.do("escalate", "decide", "reply")
	require.Empty(t, s.status().Satisfaction)
	for range 3 {
		attempt(&s, 5*time.Hour)
	}
	s.do("close")
	require.Equal(t, feedback.OutcomeUnreachable, s.status().ClosedAs)
	for _, test := range []struct {
		result  feedback.Result
		outcome feedback.Outcome
	}{
		{feedback.ResultSatisfied, feedback.OutcomeSatisfied}, {feedback.ResultRefused, feedback.OutcomeWaived},
	} {
		s = *replied
		s.with(feedback.Action{Kind: feedback.ActionFollowUp, Result: test.result})
		require.Equal(t, test.outcome, s.status().ClosedAs)
	}
}

func TestSettled(t *testing.T) {
	s := begin(t, supportDesk(t), feedback.Complaint).do("receive", "settle")
	require.Equal(t, feedback.StateSettled, s.status().State)
	s.do("reply", "close")
	require.Equal(t, feedback.OutcomeSatisfied, s.status().ClosedAs)
	require.Equal(t, feedback.ResultSatisfied, s.status().Satisfaction)
}

func TestLevelsAndBodies(t *testing.T) {
	s := begin(t, deskOf(t, "cn-xinfang", caseCalendar{}), feedback.Complaint).do(toInvestigation()...)
	s.do("decide", "reply")
	require.Equal(t, sla.Running, s.clock("ask_review").Stage)
	s.do("escalate")
	require.Equal(t, 1, s.status().Level)
	require.Equal(t, "review", s.status().LevelID)
	require.Equal(t, sla.Met, s.clock("ask_review").Verdict)
	require.Equal(t, sla.Running, s.clock("answer_review").Stage)
	s.do("escalate")
	require.Equal(t, "second_review", s.status().LevelID)
	require.Equal(t, missing(feedback.CodeLastLevel, ""), s.refused(feedback.Action{Kind: feedback.ActionEscalate}))
	s.do("decide", "reply")
	status := s.at(s.now.AddDate(0, 2, 0))
	lapsed, ok := status.Clock("ask_review")
	require.True(t, ok)
	require.Equal(t, feedback.NotApplicableLapsed, lapsed.WhyNot)
	require.Equal(t, sla.Stopped, lapsed.Stage)
	require.False(t, lapsed.Breached)
	require.Equal(t, 2, lapsed.Cycle)

	// Anybody may be appealed to where the procedure names nobody.
	s.with(feedback.Action{Kind: feedback.ActionAppeal, Target: "court"})
	require.Equal(t, feedback.StateExternal, s.status().State)
	require.Equal(t, "court", s.status().Body)
	s.do("external_result")
	require.Equal(t, feedback.OutcomeExternal, s.status().ClosedAs)

	s = begin(t, deskOf(t, "uk-fca-disp", caseCalendar{}), feedback.Complaint).do("receive")
	require.Equal(t, missing(feedback.CodeUnknownBody, "target"), s.refused(feedback.Action{Kind: feedback.ActionAppeal, Target: "court"}))
	s.with(feedback.Action{Kind: feedback.ActionAppeal, Target: "ombudsman"})
	s = begin(t, deskOf(t, "uk-fca-disp", caseCalendar{}), feedback.Complaint).do(toInvestigation()...)
	s.do("escalate")
	require.Empty(t, s.status().LevelID)
	require.Equal(t, missing(feedback.CodeLastLevel, ""), s.refused(feedback.Action{Kind: feedback.ActionEscalate}))
}

func TestAnonymousReport(t *testing.T) {
	s := begin(t, order20(t), feedback.Report)
	s.item.Privacy = feedback.Anonymous
	s.do("receive")
	require.False(t, s.status().Reachable)
	require.Equal(t, missing(feedback.CodeNobodyToTell, ""), s.refused(feedback.Action{Kind: feedback.ActionAcknowledge}))
	s.do("classify", "accept", "assign", "start_investigation").with(feedback.Action{Kind: feedback.ActionDecide, Decision: feedback.Filed})
	clock := s.clock("tell_named_reporter")
	require.Equal(t, feedback.NotApplicableAnonymous, clock.WhyNot)
	require.Equal(t, sla.Pending, clock.Stage)
	require.Equal(t, missing(feedback.CodeNobodyToTell, ""), s.refused(feedback.Action{Kind: feedback.ActionReply}))
	require.Empty(t, s.status().Obligations)
	named := *s
	s.do("close")
	require.Equal(t, feedback.OutcomeCompleted, s.status().ClosedAs)

	// Nobody but the person gives him a name.
	require.Equal(t, missing(feedback.CodeForbidden, "by"), named.refused(feedback.Action{Kind: feedback.ActionIdentify}))
	require.Equal(t, missing(feedback.CodeForbidden, "by"), named.refused(feedback.Action{Kind: feedback.ActionIdentify, By: feedback.RoleHandler}))
	named.with(feedback.Action{Kind: feedback.ActionIdentify, By: feedback.RoleCustomer})
	require.Equal(t, sla.Running, named.clock("tell_named_reporter").Stage)
	require.Equal(t, missing(feedback.CodeReplyRequired, ""), named.refused(feedback.Action{Kind: feedback.ActionClose}))
	named.do("reply", "close")
}

func TestOtherKinds(t *testing.T) {
	desk := supportDesk(t)
	s := begin(t, desk, feedback.Suggestion).do("receive", "classify", "plan", "start_work", "complete", "reply", "close")
	require.Equal(t, []feedback.State{"received", "classified", "planned", "in_progress", "done", "replied", "closed"}, s.status().Path)
	s = begin(t, desk, feedback.Suggestion).do("receive", "decline", "reply")
	require.Equal(t, feedback.StateDeclined, s.status().State)
	require.Zero(t, s.status().ClosedAs)
	s = begin(t, desk, feedback.Enquiry).do("receive")
	require.Equal(t, missing(feedback.CodeReplyRequired, ""), s.refused(feedback.Action{Kind: feedback.ActionClose}))
	s.do("reply", "close", "reopen")
	require.Equal(t, missing(feedback.CodeReplyRequired, ""), s.refused(feedback.Action{Kind: feedback.ActionClose}))
	s = begin(t, desk, feedback.Praise).do("receive", "acknowledge")
	require.Equal(t, missing(feedback.CodeNotAllowed, ""), s.refused(feedback.Action{Kind: feedback.ActionAcknowledge})[1:])
	s.do("close")

	// A low score asks for a call, or opens a complaint.
	low := func() *story {
		s := begin(t, desk, feedback.SurveyAnswer)
		s.item.Attributes = map[string][]string{"low_score": {"yes"}}
		return s.do("receive")
	}
	s = low()
	require.Equal(t, sla.Running, s.clock("call_back").Stage)
	require.Equal(t, missing(feedback.CodeContactRequired, ""), s.refused(feedback.Action{Kind: feedback.ActionClose}))
	s.with(feedback.Action{Kind: feedback.ActionContact, Result: feedback.ResultNoAnswer})
	require.Equal(t, missing(feedback.CodeContactRequired, ""), s.refused(feedback.Action{Kind: feedback.ActionClose}))
	s.with(feedback.Action{Kind: feedback.ActionContact, Result: feedback.ResultReached})
	require.Equal(t, sla.Met, s.clock("call_back").Verdict)
	s.do("close")
	s = low().with(feedback.Action{Kind: feedback.ActionOpen, Target: "C-2"})
	require.Equal(t, feedback.StateOpened, s.status().State)
	require.Equal(t, sla.Met, s.clock("call_back").Verdict)
	s = begin(t, desk, feedback.SurveyAnswer).do("receive")
	status := s.status()
	_, ok := status.Clock("call_back")
	require.False(t, ok)
	s.do("close")
}

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

// A clock that is for other items is not extended.
func TestConditionsOfAnExtension(t *testing.T) {
	s := begin(t, supportDesk(t), feedback.Complaint)
	s.item.Attributes = map[string][]string{"complexity": {"complex"}}
	s.do("receive")
	extend := feedback.Action{Kind: feedback.ActionExtend, Clock: "resolve_general", Extend: calendar.MustAllowance("1bd"), Consent: true}
	require.Equal(t, missing(feedback.CodeUnknownClock, "clock"), s.refused(extend))
	s.with(feedback.Action{Kind: feedback.ActionClassify, Attributes: map[string][]string{"complexity": {"simple"}}}).with(extend)
	require.Equal(t, 1, s.clock("resolve_general").Extensions)
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
