package feedback_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
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

// A value outside an enum is refused, also where it is all that is wrong.
func TestEnumsOfAnAction(t *testing.T) {
	s := begin(t, order20(t), feedback.Complaint).do("receive")
	for field, spoil := range map[string]func(a *feedback.Action, more uint8){
		"by":       func(a *feedback.Action, more uint8) { a.By = feedback.RoleSystem + feedback.Role(more) },
		"decision": func(a *feedback.Action, more uint8) { a.Decision = feedback.NotFiled + feedback.Decision(more) },
		"severity": func(a *feedback.Action, more uint8) { a.Severity = feedback.SeverityCritical + feedback.Severity(more) },
		"impact":   func(a *feedback.Action, more uint8) { a.Impact = feedback.ImpactMany + feedback.Impact(more) },
	} {
		actions := slices.Clone(s.actions)
		spoil(&actions[0], 0)
		_, err := s.desk.Replay(s.item, actions, s.now)
		require.NoError(t, err)
		spoil(&actions[0], 1)
		_, err = s.desk.Replay(s.item, actions, s.now)
		require.ErrorIs(t, err, commitment.ErrInvalid)
		require.ErrorContains(t, err, "actions[0]."+field)
	}
}
