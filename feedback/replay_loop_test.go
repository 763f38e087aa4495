package feedback_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/feedback"
	"github.com/servicecommitment/commitment/sla"
)

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

// A decision that is taken anew with the same remedies promises none of them twice,
// but what was carried out can be promised again.
func TestRemediesDecidedAnew(t *testing.T) {
	s := begin(t, supportDesk(t), feedback.Complaint).do(toInvestigation()...)
	decide := feedback.Action{Kind: feedback.ActionDecide, Remedies: []feedback.Remedy{{ID: "r1"}, {ID: "r2"}}}
	s.with(decide).with(feedback.Action{Kind: feedback.ActionRemedyDone, Remedy: "r2"})
	s.do("reply").with(feedback.Action{Kind: feedback.ActionFollowUp, Result: feedback.ResultUnsatisfied})
	s.do("start_investigation").with(decide).do("reply")
	var ids []string
	for _, r := range s.status().Remedies {
		ids = append(ids, r.ID)
	}
	require.Equal(t, []string{"r1", "r2", "r2"}, ids)
	s.with(feedback.Action{Kind: feedback.ActionRemedyDone, Remedy: "r1"}).with(feedback.Action{Kind: feedback.ActionRemedyDone, Remedy: "r2"})
	require.Equal(t, sla.Met, s.clock("remedy").Verdict)
	s.with(feedback.Action{Kind: feedback.ActionFollowUp, Result: feedback.ResultSatisfied})
	require.Equal(t, feedback.StateClosed, s.status().State)
}

func TestRemedyWithoutAnID(t *testing.T) {
	s := begin(t, supportDesk(t), feedback.Complaint).do("receive")
	err := s.desk.Check(s.item, s.actions, feedback.Action{
		Key: "k", At: s.now, Kind: feedback.ActionDecide, Remedies: []feedback.Remedy{{ID: "r1"}, {Kind: "refund"}},
	})
	require.EqualError(t, err, "feedback: next.remedies[1].id: is required")
	require.ErrorIs(t, err, commitment.ErrInvalid)
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

// Who escalates what was settled is not content any more: he is followed up.
func TestEscalatedAfterSettlement(t *testing.T) {
	s := begin(t, supportDesk(t), feedback.Complaint).do("receive", "settle", "reply", "escalate")
	require.Empty(t, s.status().Satisfaction)
	s.do("decide", "reply")
	require.Equal(t, missing(feedback.CodeFollowUpRequired, ""), s.refused(feedback.Action{Kind: feedback.ActionClose}))
	for range 3 {
		s.now = s.now.AddDate(0, 0, 1)
		s.with(feedback.Action{Kind: feedback.ActionFollowUp, Result: feedback.ResultNoAnswer})
	}
	s.do("close")
	require.Equal(t, feedback.OutcomeUnreachable, s.status().ClosedAs)
}

// What was owed is not owed for an item that was withdrawn, referred or merged:
// nothing could fulfil it there. A merge that is taken back brings it back.
func TestNothingIsOwedOfWhatWasWithdrawn(t *testing.T) {
	desk := compile(t, offices(t)["office"], lookup(t, "iso-10002"))
	owes := func(s *story) []string {
		var ids []string
		for _, o := range s.status().Obligations {
			ids = append(ids, o.ID)
		}
		return ids
	}
	for _, kind := range []feedback.ActionKind{feedback.ActionWithdraw, feedback.ActionRefer, feedback.ActionMerge} {
		s := begin(t, desk, feedback.Complaint).do("receive")
		require.Equal(t, []string{"acknowledgement"}, owes(s))
		require.Empty(t, owes(s.do(kind)), "%s", kind)
		require.Empty(t, s.status().MustSend())
	}
	s := begin(t, desk, feedback.Complaint).do("receive", "merge", "unmerge")
	require.Equal(t, []string{"acknowledgement"}, owes(s))
	s.do(toInvestigation()[1:]...).with(feedback.Action{Kind: feedback.ActionDecide, Remedies: []feedback.Remedy{{ID: "r"}}})
	require.Equal(t, []string{"decision", "r"}, owes(s))
	require.Empty(t, owes(s.do("withdraw")))

	// What the withdrawal itself makes is owed.
	p := lookup(t, "iso-10002")
	p.Duties = []feedback.Duty{{Letter: feedback.Letter{ID: "confirmation"}, After: []feedback.Moment{{Action: feedback.ActionWithdraw}}}}
	s = begin(t, compile(t, offices(t)["office"], p), feedback.Complaint).do("receive", "withdraw")
	require.Equal(t, []string{"confirmation"}, owes(s))
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

	// That it is low may be found later, as the clock sees it.
	s = begin(t, desk, feedback.SurveyAnswer).do("receive")
	s.with(feedback.Action{Kind: feedback.ActionClassify, Attributes: map[string][]string{"low_score": {"yes"}}})
	require.Equal(t, sla.Running, s.clock("call_back").Stage)
	require.Equal(t, missing(feedback.CodeContactRequired, ""), s.refused(feedback.Action{Kind: feedback.ActionClose}))

	// The answer to an anonymous survey is not given a name, by nobody.
	s = begin(t, desk, feedback.SurveyAnswer)
	s.item.Privacy = feedback.AnonymousSurvey
	s.do("receive")
	require.Equal(t, missing(feedback.CodeForbidden, ""), s.refused(feedback.Action{Kind: feedback.ActionIdentify, By: feedback.RoleCustomer}))
	_, ok = s.status().Allows(feedback.ActionIdentify)
	require.False(t, ok)
}
