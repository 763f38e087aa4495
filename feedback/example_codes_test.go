package feedback_test

import (
	"errors"
	"fmt"
	"log"
	"slices"
	"time"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/feedback"
)

// What a form does with a code: who can mend it, and how.
func ExampleCode() {
	for _, row := range []struct {
		mend  string
		codes []feedback.Code
	}{
		{"fill in the field that Missing names", []feedback.Code{
			feedback.CodeReasonRequired, feedback.CodeUnknownReason, feedback.CodeNotesRequired, feedback.CodeDecisionRequired,
			feedback.CodeReplyIncomplete, feedback.CodeTargetRequired, feedback.CodeAssigneeRequired, feedback.CodeUnknownBody,
			feedback.CodeUnknownRemedy, feedback.CodeDocumentRequired, feedback.CodeResultRequired,
		}},
		{"do something else first", []feedback.Code{
			feedback.CodeNotAllowed, feedback.CodeNotReceived, feedback.CodeReplyRequired, feedback.CodeFollowUpRequired,
			feedback.CodeRemedyPending, feedback.CodeRecusalPending, feedback.CodeNoRecusalPending, feedback.CodeContactRequired,
		}},
		{"let somebody else do it", []feedback.Code{feedback.CodeForbidden, feedback.CodeConflictOfInterest}},
		{"ask for another extension, or none", []feedback.Code{
			feedback.CodeUnknownClock, feedback.CodeClockNotRunning, feedback.CodeAlreadyOverdue, feedback.CodeExtensionRequired,
			feedback.CodeExtensionTooLong, feedback.CodeExtendedAlready, feedback.CodeApproverRequired, feedback.CodeConsentRequired,
		}},
		{"leave it: it cannot be", []feedback.Code{
			feedback.CodeCycle, feedback.CodeDifferentCustomers, feedback.CodeLastLevel, feedback.CodeNobodyToTell, feedback.CodeAlreadyDone,
		}},
		{"repair the host", []feedback.Code{feedback.CodeUnknownAction, feedback.CodeTimeGoesBack, feedback.CodeKeyReused}},
		{"read the finding", []feedback.Code{feedback.CodeNotCovered, feedback.CodeDeliveredLate, feedback.CodeConflicting}},
	} {
		fmt.Printf("%s:\n", row.mend)
		for _, code := range row.codes {
			fmt.Println("-", code)
		}
	}
	// Output:
	// fill in the field that Missing names:
	// - reason_required
	// - unknown_reason
	// - notes_required
	// - decision_required
	// - reply_incomplete
	// - target_required
	// - assignee_required
	// - unknown_body
	// - unknown_remedy
	// - document_required
	// - result_required
	// do something else first:
	// - not_allowed
	// - not_received
	// - reply_required
	// - follow_up_required
	// - remedy_pending
	// - recusal_pending
	// - no_recusal_pending
	// - contact_required
	// let somebody else do it:
	// - forbidden
	// - conflict_of_interest
	// ask for another extension, or none:
	// - unknown_clock
	// - clock_not_running
	// - already_overdue
	// - extension_required
	// - extension_too_long
	// - extended_already
	// - approver_required
	// - consent_required
	// leave it: it cannot be:
	// - cycle
	// - different_customers
	// - last_level
	// - nobody_to_tell
	// - already_done
	// repair the host:
	// - unknown_action
	// - time_goes_back
	// - key_reused
	// read the finding:
	// - not_covered
	// - delivered_late
	// - conflicting_duplicate
}

// A refusal says all that is missing, and which field would mend it.
func ExampleRefusedError() {
	desk := counter(named("iso-10002"))
	err := desk.Check(feedback.Item{ID: "C-1", Kind: feedback.Complaint},
		[]feedback.Action{{Key: "1", At: march(2, 9), Kind: feedback.ActionReceive}},
		feedback.Action{Key: "2", At: march(2, 10), Kind: feedback.ActionReject, By: feedback.RoleCustomer})
	var refused *feedback.RefusedError
	if !errors.As(err, &refused) {
		log.Fatal(err)
	}
	fmt.Println(refused.Kind, refused.State)
	for _, missing := range refused.Missing {
		fmt.Printf("%s %q\n", missing.Code, missing.Field)
	}
	fmt.Println(refused.Error())
	// Output:
	// reject received
	// reason_required "reason"
	// forbidden "by"
	// feedback: "reject" is not allowed in state "received": reason_required, forbidden
}

// What each guard asks, and of which actions on a complaint, report or survey answer.
func ExampleGuard() {
	steps := slices.Concat(
		feedback.FlowOf(feedback.Complaint).Steps, feedback.FlowOf(feedback.Report).Steps, feedback.FlowOf(feedback.SurveyAnswer).Steps,
	)
	for _, row := range []struct {
		guard feedback.Guard
		asks  string
	}{
		{feedback.GuardReason, "a reason of the procedure"},
		{feedback.GuardNotes, "a note of the investigation"},
		{feedback.GuardDecision, "what is decided"},
		{feedback.GuardReply, "all parts of the check-list"},
		{feedback.GuardFollowUp, "that the customer was asked"},
		{feedback.GuardRemedies, "that what was promised is done"},
		{feedback.GuardTarget, "where it goes"},
		{feedback.GuardMerge, "the same customer, and no cycle"},
		{feedback.GuardAssignee, "who gets it: nobody complained about"},
		{feedback.GuardImpartial, "an actor not complained about"},
		{feedback.GuardNotHandler, "somebody other than the handler"},
		{feedback.GuardNoRecusal, "no open request for recusal"},
		{feedback.GuardRecusal, "an open one"},
		{feedback.GuardLevel, "a next level in the house"},
		{feedback.GuardBody, "a body of the procedure"},
		{feedback.GuardExtension, "what the rule of the clock allows"},
		{feedback.GuardReachable, "somebody to tell"},
		{feedback.GuardReplied, "that he was told"},
		{feedback.GuardOnce, "that it was not done before"},
		{feedback.GuardRemedy, "a remedy that is outstanding"},
		{feedback.GuardDocument, "which document"},
		{feedback.GuardContacted, "a call after a low answer"},
		{feedback.GuardPerson, "the person himself"},
	} {
		var stored feedback.Guard
		if err := stored.UnmarshalText([]byte(row.guard.String())); err != nil || stored != row.guard {
			log.Fatal(stored, err)
		}
		seen := make(map[feedback.ActionKind]bool)
		fmt.Printf("%s (%s):", stored, row.asks)
		for _, step := range steps {
			for _, guard := range step.Guards {
				if guard == stored && !seen[step.Action] {
					seen[step.Action] = true
					fmt.Print(" ", step.Action)
				}
			}
		}
		fmt.Println()
	}
	// Output:
	// reason (a reason of the procedure): reject hold reopen extend
	// notes (a note of the investigation): decide
	// decision (what is decided): decide
	// reply (all parts of the check-list): reply
	// follow_up (that the customer was asked): close
	// remedies (that what was promised is done): follow_up close
	// target (where it goes): refer link open
	// merge (the same customer, and no cycle): merge
	// assignee (who gets it: nobody complained about): assign
	// impartial (an actor not complained about): start_investigation decide
	// not_handler (somebody other than the handler): follow_up
	// no_recusal (no open request for recusal): start_investigation decide ask_recusal
	// recusal (an open one): decide_recusal
	// level (a next level in the house): escalate
	// body (a body of the procedure): appeal
	// extension (what the rule of the clock allows): extend
	// reachable (somebody to tell): acknowledge notify_rejection send progress reply contact
	// replied (that he was told): close
	// once (that it was not done before): acknowledge
	// remedy (a remedy that is outstanding): remedy_done
	// document (which document): send
	// contacted (a call after a low answer): close
	// person (the person himself): identify
}

// An item that no procedure governs is told apart from one that is malformed.
func Example_noProcedure() {
	desk := counter(named("cn-consumer-law"))
	received := []feedback.Action{{Key: "1", At: march(2, 9), Kind: feedback.ActionReceive}}
	_, err := desk.Replay(feedback.Item{ID: "R-1", Kind: feedback.Report}, received, march(2, 9))
	fmt.Println(errors.Is(err, feedback.ErrNoProcedure), err)
	_, err = desk.Replay(feedback.Item{Kind: feedback.Complaint}, received, march(2, 9))
	fmt.Println(errors.Is(err, feedback.ErrNoProcedure), err)
	// Output:
	// true feedback: no procedure for a report received at 2026-03-02T09:00:00+08:00: procedure "", jurisdiction "", scheme ""
	// false feedback: item.id: is required
}

// A template leaves a number open: it cannot be used before that is filled in,
// and says by how much the limit may be extended.
func ExampleExtensionRule() {
	p := feedback.Procedure{
		ID: "shop", Version: "1", Calendar: "office",
		Clocks: []feedback.ClockRule{{
			ID: "answer", Unknown: true,
			Start: []feedback.Moment{{Action: feedback.ActionReceive}}, Stop: []feedback.Moment{{Action: feedback.ActionReply}},
			Extension: &feedback.ExtensionRule{Max: calendar.MustAllowance("2d"), Consent: true, Tell: "extension_notice"},
		}},
		Kinds: []feedback.Kind{feedback.Complaint},
	}
	_, err := feedback.Compile(map[string]*calendar.Calendar{"office": calendar.Always(time.UTC)}, p)
	fmt.Println(errors.Is(err, feedback.ErrUnknownNumber))

	p.Clocks[0].Unknown, p.Clocks[0].Within = false, calendar.MustAllowance("5d")
	deadline, err := counter(p).Deadline("shop", "answer", march(2, 9))
	fmt.Println(deadline.On, "extended:", deadline.LatestOn, err)
	// Output:
	// true
	// 2026-03-07 extended: 2026-03-09 <nil>
}

// Two attempts, a day apart, are enough in this house; then it may be closed.
func ExampleFollowUp() {
	p := named("support-desk")
	p.FollowUp = feedback.FollowUp{Attempts: 2, Apart: 24 * time.Hour}
	desk := counter(p)
	parts := []feedback.ReplyPart{feedback.ReplyDecision, feedback.ReplyReason, feedback.ReplyRemedy, feedback.ReplyRights}
	item := feedback.Item{ID: "C-1", Kind: feedback.Complaint}
	actions := []feedback.Action{
		{Key: "1", At: march(2, 9), Kind: feedback.ActionReceive},
		{Key: "2", At: march(2, 10), Kind: feedback.ActionClassify},
		{Key: "3", At: march(2, 10), Kind: feedback.ActionAccept},
		{Key: "4", At: march(2, 10), Kind: feedback.ActionAssign, Assignee: "ann"},
		{Key: "5", At: march(2, 11), Kind: feedback.ActionStart},
		{Key: "6", At: march(2, 14), Kind: feedback.ActionDecide, Decision: feedback.NotUpheld, Note: "one order, two parcels"},
		{Key: "7", At: march(2, 15), Kind: feedback.ActionReply, Holds: parts},
		{Key: "8", At: march(3, 9), Kind: feedback.ActionFollowUp, Result: feedback.ResultNoAnswer},
		{Key: "9", At: march(3, 10), Kind: feedback.ActionFollowUp, Result: feedback.ResultNoAnswer},
		{Key: "10", At: march(4, 10), Kind: feedback.ActionFollowUp, Result: feedback.ResultWrongNumber},
	}
	for _, now := range []time.Time{march(3, 12), march(4, 12)} {
		status, err := desk.Replay(item, actions, now)
		if err != nil {
			log.Fatal(err)
		}
		missing, _ := status.Allows(feedback.ActionClose)
		fmt.Println(status.State, status.Attempts, missing)
	}
	// Output:
	// replied 1 [{follow_up_required }]
	// replied 2 []
}

// The levels in the house and the bodies outside of it, of a procedure.
func ExampleLevel() {
	show := func(where string, levels []feedback.Level) {
		for _, level := range levels {
			fmt.Println(where, level.ID)
		}
	}
	for _, name := range []string{"support-desk", "uk-fca-disp"} {
		p := named(name)
		show(name+" inside:", p.Levels)
		show(name+" outside:", p.Bodies)
	}
	// Output:
	// support-desk inside: supervisor
	// support-desk inside: manager
	// uk-fca-disp outside: ombudsman
}
