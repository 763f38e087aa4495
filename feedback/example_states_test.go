package feedback_test

import (
	"encoding/json"
	"fmt"
	"log"
	"slices"
	"time"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/feedback"
)

// What the states of the built-in flows mean, and which of them are ends.
func ExampleState() {
	ends := make(map[feedback.State]bool)
	for _, kind := range []feedback.Kind{
		feedback.Complaint, feedback.Report, feedback.Suggestion, feedback.Enquiry, feedback.Praise, feedback.SurveyAnswer,
	} {
		for _, end := range feedback.FlowOf(kind).Ends {
			ends[end] = true
		}
	}
	for _, row := range []struct {
		state feedback.State
		means string
	}{
		{feedback.StateReceived, "it is there"},
		{feedback.StateAcknowledged, "the customer knows that it is"},
		{feedback.StateClassified, "what it is about is known"},
		{feedback.StateAccepted, "it will be handled"},
		{feedback.StateAssigned, "by whom"},
		{feedback.StateInvestigating, "somebody looks into it"},
		{feedback.StateOnHold, "it waits, for a reason"},
		{feedback.StateSettled, "the customer took what was offered"},
		{feedback.StateDecided, "it is decided, and not told yet"},
		{feedback.StatePlanned, "a suggestion will be followed"},
		{feedback.StateInProgress, "somebody carries it out"},
		{feedback.StateDone, "it is carried out"},
		{feedback.StateReplied, "the customer was told"},
		{feedback.StateContacted, "somebody called because of a low answer"},
		{feedback.StateOpened, "a complaint was opened because of it"},
		{feedback.StateReopened, "the customer was not satisfied"},
		{feedback.StateEscalated, "it is at the next level"},
		{feedback.StateExternal, "it is at an external body"},
		{feedback.StateRejected, "it will not be handled, for a reason"},
		{feedback.StateDeclined, "a suggestion will not be followed"},
		{feedback.StateMerged, "another item goes on with it"},
		{feedback.StateReferred, "others are competent"},
		{feedback.StateWithdrawn, "the customer took it back"},
		{feedback.StateClosed, "it is over"},
	} {
		fmt.Printf("%-13s %s", row.state, row.means)
		if ends[row.state] {
			fmt.Print(" (end)")
		}
		fmt.Println()
	}
	// Output:
	// received      it is there
	// acknowledged  the customer knows that it is
	// classified    what it is about is known
	// accepted      it will be handled
	// assigned      by whom
	// investigating somebody looks into it
	// on_hold       it waits, for a reason
	// settled       the customer took what was offered
	// decided       it is decided, and not told yet
	// planned       a suggestion will be followed
	// in_progress   somebody carries it out
	// done          it is carried out
	// replied       the customer was told
	// contacted     somebody called because of a low answer
	// opened        a complaint was opened because of it (end)
	// reopened      the customer was not satisfied
	// escalated     it is at the next level
	// external      it is at an external body
	// rejected      it will not be handled, for a reason (end)
	// declined      a suggestion will not be followed (end)
	// merged        another item goes on with it (end)
	// referred      others are competent (end)
	// withdrawn     the customer took it back (end)
	// closed        it is over (end)
}

// The kinds of actions, by the stage of the loop that they belong to.
func ExampleActionKind() {
	for _, row := range []struct {
		stage string
		kinds []feedback.ActionKind
	}{
		{"intake", []feedback.ActionKind{
			feedback.ActionReceive, feedback.ActionAcknowledge, feedback.ActionClassify, feedback.ActionPrioritise, feedback.ActionAccept,
			feedback.ActionReject, feedback.ActionNotifyRejection, feedback.ActionMerge, feedback.ActionUnmerge, feedback.ActionRefer,
		}},
		{"work", []feedback.ActionKind{
			feedback.ActionAssign, feedback.ActionStart, feedback.ActionNote, feedback.ActionHold, feedback.ActionResume,
			feedback.ActionAskRecusal, feedback.ActionDecideRecusal, feedback.ActionExtend,
		}},
		{"suggestion", []feedback.ActionKind{
			feedback.ActionPlan, feedback.ActionStartWork, feedback.ActionDecline, feedback.ActionComplete,
		}},
		{"answer", []feedback.ActionKind{
			feedback.ActionSettle, feedback.ActionDecide, feedback.ActionReply, feedback.ActionSend, feedback.ActionContact,
			feedback.ActionProgress, feedback.ActionRemedyDone,
		}},
		{"after it", []feedback.ActionKind{
			feedback.ActionFollowUp, feedback.ActionReopen, feedback.ActionEscalate, feedback.ActionAppeal, feedback.ActionExternalResult,
		}},
		{"beside it", []feedback.ActionKind{feedback.ActionOpen, feedback.ActionLink, feedback.ActionIdentify}},
		{"end", []feedback.ActionKind{feedback.ActionWithdraw, feedback.ActionClose}},
	} {
		fmt.Printf("%s: %v\n", row.stage, row.kinds)
	}
	// Output:
	// intake: [receive acknowledge classify prioritise accept reject notify_rejection merge unmerge refer]
	// work: [assign start_investigation note hold resume ask_recusal decide_recusal extend]
	// suggestion: [plan start_work decline complete]
	// answer: [settle decide reply send contact progress remedy_done]
	// after it: [follow_up reopen escalate appeal external_result]
	// beside it: [open link identify]
	// end: [withdraw close]
}

// A step to Previous leads back to where the item was held.
func ExampleStep() {
	for _, step := range feedback.FlowOf(feedback.Complaint).Steps {
		if step.To == feedback.Previous {
			fmt.Println(step.Action, step.From, step.ResumesClocks)
		}
	}
	// Output:
	// resume [on_hold] false
	// unmerge [merged] true
}

// A recurring issue goes its own way: one that was closed can come back.
func ExampleIssueState() {
	steps := []feedback.IssueStep{
		{Key: "1", At: march(2, 9), To: feedback.IssueConfirmed, Actor: "ann"},
		{Key: "2", At: march(3, 9), To: feedback.IssueFixing, Actor: "tom"},
		{Key: "3", At: march(9, 9), To: feedback.IssueVerified, Actor: "ann"},
		{Key: "4", At: march(10, 9), To: feedback.IssueClosed, Actor: "ann"},
	}
	path, _, err := feedback.IssuePath(steps, march(11, 9))
	fmt.Printf("%v %v\n", path, err)
	fmt.Println(path[0] == feedback.IssueDetected)
	path, _, err = feedback.IssuePath([]feedback.IssueStep{
		{Key: "1", At: march(2, 9), To: feedback.IssueDismissed, Actor: "ann", Reason: "one bad batch"},
	}, march(11, 9))
	fmt.Printf("%v %v\n", path, err)
	// Output:
	// [detected confirmed fixing verified closed] <nil>
	// true
	// [detected dismissed] <nil>
}

// A measure without effect is taken up again or dropped.
func ExampleImprovementStatus() {
	improvement := feedback.Improvement{ID: "I-1", Cause: "late_fee", Root: feedback.CausePolicy, Due: march(20, 9)}
	steps := []feedback.ImprovementStep{
		{Key: "1", At: march(3, 9), To: feedback.ImprovementInProgress, Actor: "tom"},
		{Key: "2", At: march(9, 9), To: feedback.ImprovementDone, Actor: "tom"},
		{Key: "3", At: march(23, 9), To: feedback.ImprovementIneffective, Actor: "ann", Reason: "as many as before"},
		{Key: "4", At: march(24, 9), To: feedback.ImprovementDropped, Actor: "ann", Reason: "superseded"},
	}
	say := func(status feedback.ImprovementStatus, err error) {
		var over []feedback.ImprovementState
		for _, state := range status.Path {
			if state != feedback.ImprovementPlanned {
				over = append(over, state)
			}
		}
		fmt.Printf("%s %t %v %v\n", status.State, status.Overdue, over, err)
	}
	say(improvement.Replay(steps, march(24, 9)))
	steps[2].To, steps[2].Reason = feedback.ImprovementEffective, ""
	steps[3].To, steps[3].Reason = feedback.ImprovementClosed, ""
	say(improvement.Replay(steps, march(24, 9)))
	// Output:
	// dropped false [in_progress done ineffective dropped] <nil>
	// closed false [in_progress done effective closed] <nil>
}

// Causes are counted by where they lie: most are not the people's fault.
func ExampleRootCause() {
	found := []feedback.RootCause{feedback.CauseProcess, feedback.CausePolicy, feedback.CauseProcess, feedback.CauseSystem}
	counts := make(map[feedback.RootCause]int)
	for _, cause := range found {
		stored, err := feedback.ParseRootCause(cause.String())
		if err != nil {
			log.Fatal(err)
		}
		counts[stored]++
	}
	for _, cause := range []feedback.RootCause{
		feedback.CausePolicy, feedback.CauseProcess, feedback.CausePeople, feedback.CauseSystem,
		feedback.CauseSupplier, feedback.CauseCustomer, feedback.CauseOutside,
	} {
		fmt.Println(cause, counts[cause])
	}
	// Output:
	// policy 1
	// process 2
	// people 0
	// system 1
	// supplier 0
	// customer 0
	// outside 0
}

// What may be said of an improvement depends on what chance alone makes.
func ExampleEffectVerdict() {
	before := []feedback.EffectSample{{Count: 30, Size: 1000}, {Count: 30, Size: 1000}}
	for _, after := range []uint64{10, 28, 60} {
		effect, err := feedback.CheckEffect(before, []feedback.EffectSample{{Count: after, Size: 1000}}, 0.95)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(after, effect.Verdict, advise(effect))
	}
	// Output:
	// 10 shown close it
	// 28 not_shown wait for more data
	// 60 worse take it back
}

// advise says what to do about an improvement.
func advise(effect feedback.Effect) string {
	verdict := effect.Verdict
	switch verdict {
	case feedback.EffectShown:
		return "close it"
	case feedback.EffectNotShown:
		return "wait for more data"
	case feedback.EffectWorse:
		return "take it back"
	}
	return "no data"
}

// Each cause that holds is told, also one that changed nothing.
func ExamplePriorityCause() {
	rule := feedback.DefaultPriorities()
	facts := feedback.PriorityFacts{
		Severity: feedback.SeverityMedium, Safety: true, Vulnerable: true, Public: true,
		Received: march(9, 9), Now: march(9, 10), Due: march(10, 9), Earlier: march(2, 9),
	}
	result, err := rule.Assess(facts)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(slices.Equal(result.Causes, []feedback.PriorityCause{
		feedback.ByMatrix, feedback.BySafety, feedback.ByVulnerable, feedback.ByPublic, feedback.ByNearDue, feedback.ByRepeat,
	}))
	why := func(result feedback.PriorityResult) {
		for _, line := range result.Explain(commitment.English) {
			fmt.Println(line)
		}
	}
	why(result)
	// Output:
	// true
	// severity and impact give medium
	// somebody may come to harm
	// the customer is vulnerable
	// the press or a regulator knows
	// a legal deadline is near
	// the customer has brought the same matter before
	// priority: critical
}

// All that a person learns with the code of an anonymous item.
func ExampleTrackingState() {
	tell := func(state feedback.TrackingState) {
		switch state {
		case feedback.TrackingOpen:
			fmt.Println(state, "- we are at it, please come back")
		case feedback.TrackingClosed:
			fmt.Println(state, "- the answer is there")
		}
	}
	for _, open := range []bool{true, false} {
		status := feedback.Status{State: feedback.StateReceived, Open: open}
		tell(status.Tracking())
	}
	// Output:
	// open - we are at it, please come back
	// closed - the answer is there
}

// The figures of Annex G of a month of 200 items.
func ExampleMonitoringFigure() {
	month := feedback.Monitoring{
		Received: 199, ResolvedAtReceipt: 80, WronglyPrioritised: 4, AcknowledgedLate: 6, ResolvedLate: 10,
		ReferredOutside: 3, Repeats: 12, Improvements: 2, Withdrawn: 5,
	}
	if err := month.Add(feedback.MonitoringFacts{ResolvedLate: true, Repeat: true}); err != nil {
		log.Fatal(err)
	}
	for _, figure := range []feedback.MonitoringFigure{
		feedback.FigureResolvedAtReceipt, feedback.FigureWronglyPrioritised, feedback.FigureAcknowledgedLate, feedback.FigureResolvedLate,
		feedback.FigureReferredOutside, feedback.FigureRepeats, feedback.FigureImprovements, feedback.FigureWithdrawn,
	} {
		share, err := month.Share(figure)
		if err != nil {
			log.Fatal(err)
		}
		value, _ := share.Value()
		fmt.Printf("%s %.1f%%\n", figure, 100*value)
	}
	// Output:
	// resolved_at_receipt 40.0%
	// wrongly_prioritised 2.0%
	// acknowledged_late 3.0%
	// resolved_late 5.5%
	// referred_outside 1.5%
	// repeats 6.5%
	// improvements 1.0%
	// withdrawn 2.5%
}

// Why a survey is not sent, and why one that was sent counts nothing.
func ExampleWhyNotSent() {
	survey := feedback.Survey{
		ID: "csat", Version: "1", Measure: feedback.CSAT, Expires: 7 * 24 * time.Hour, CoolDown: 30 * 24 * time.Hour,
	}
	reasons := map[feedback.WhyNotSent]string{
		feedback.NotSentCoolDown: "asked not long ago", feedback.NotSentUnreachable: "nobody to ask",
	}
	item := feedback.Item{ID: "C-1", Kind: feedback.Complaint, Customer: "c-17"}
	why, ok := survey.MaySend(item, march(2, 9), march(9, 9))
	fmt.Println(ok, reasons[why])
	why, ok = survey.MaySend(feedback.Item{ID: "C-2", Kind: feedback.Complaint, Privacy: feedback.Anonymous}, time.Time{}, march(9, 9))
	fmt.Println(ok, reasons[why])
	// Output:
	// false asked not long ago
	// false nobody to ask
}

// Late answers are kept in the history, and count nothing.
func ExampleWhyNotCounted() {
	survey := feedback.Survey{ID: "csat", Version: "1", Measure: feedback.CSAT, Expires: 7 * 24 * time.Hour}
	sending := feedback.Sending{ID: "s1", Survey: "csat", Customer: "c-17", At: march(2, 9)}
	reasons := map[feedback.WhyNotCounted]string{feedback.NotAnswered: "no answer", feedback.NotCountedExpired: "too late"}
	for _, answers := range [][]feedback.Answer{nil, {{Key: "a1", Sending: "s1", At: march(9, 9), Score: 5}}} {
		counted, err := survey.Count(sending, answers)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(counted.Counted, reasons[counted.Why], len(counted.History))
	}
	// Output:
	// false no answer 0
	// false too late 1
}

// The reasons to withhold a figure, as the note under a table.
func ExampleWithheld() {
	notes := map[feedback.Withheld]string{
		feedback.FewerThanK: "fewer than five", feedback.Complementary: "would reveal another one", feedback.Everything: "not published",
	}
	table, err := feedback.Suppress([][]uint64{{17, 3}, {20, 9}, {30, 12}}, 0)
	if err != nil {
		log.Fatal(err)
	}
	show := func(cell feedback.Cell) {
		if n, ok := cell.Shown(); ok {
			fmt.Println(n)
			return
		}
		text, err := json.Marshal(cell)
		fmt.Println(string(text), notes[cell.Withheld()], err)
	}
	for _, row := range table.Cells {
		show(row[1])
	}
	// Output:
	// {"withheld":"fewer_than_k"} fewer than five <nil>
	// {"withheld":"complementary"} would reveal another one <nil>
	// 12
}
