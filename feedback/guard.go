package feedback

import (
	"slices"

	"github.com/servicecommitment/commitment/calendar"
)

// lacks returns all that is missing for an action now and the step it would take,
// nil if nothing is. What is missing of the action itself comes before what its
// state does not allow.
func (f *fold) lacks(a *Action, kind int, s *step) []Missing {
	if a.Kind == ActionReceive {
		if f.state != unreceived {
			return []Missing{{Code: CodeAlreadyDone}}
		}
		return nil
	}
	if f.state == unreceived {
		return []Missing{{Code: CodeNotReceived}}
	}
	if s != nil {
		return f.stepLacks(s, a, nil)
	}
	return f.noStep(a, kind)
}

// stepLacks adds what is missing for a step.
func (f *fold) stepLacks(s *step, a *Action, missing []Missing) []Missing {
	for _, guard := range s.Guards {
		missing = f.guard(guard, a, missing)
	}
	if a.By != 0 && len(s.By) > 0 && !slices.Contains(s.By, a.By) {
		missing = append(missing, Missing{Code: CodeForbidden, Field: "by"})
	}
	return missing
}

// noStep says why no step takes an action: what else it would lack in the state
// nearest to be right, and then that it is not possible here.
func (f *fold) noStep(a *Action, kind int) []Missing {
	if kind == unknownKind {
		return []Missing{{Code: CodeUnknownAction, Field: "kind"}}
	}
	var nearest *step
	for i := range f.steps[kind] {
		s := &f.steps[kind][i]
		if s.from.has(f.state) {
			return []Missing{{Code: CodeResultRequired, Field: "result"}}
		}
		if nearest == nil && s.matches(a.Result) {
			nearest = s
		}
	}
	var missing []Missing
	if nearest != nil {
		missing = f.stepLacks(nearest, a, nil)
	}
	return append(missing, Missing{Code: CodeNotAllowed})
}

// guard adds what is missing for a guard.
func (f *fold) guard(guard Guard, a *Action, missing []Missing) []Missing {
	lack := func(lacks bool, code Code, field string) {
		if lacks {
			missing = append(missing, Missing{Code: code, Field: field})
		}
	}
	switch guard {
	case GuardReason:
		f.guardReason(a, lack)
	case GuardNotes:
		lack(!f.noted && a.Note == "", CodeNotesRequired, "note")
	case GuardDecision:
		lack(a.Decision == 0, CodeDecisionRequired, "decision")
	case GuardReply:
		lack(!f.holdsAll(a), CodeReplyIncomplete, "holds")
	case GuardFollowUp:
		lack(!f.settled && !f.followed, CodeFollowUpRequired, "")
	case GuardRemedies:
		lack(f.RemedyFirst && f.outstanding(), CodeRemedyPending, "")
	case GuardTarget:
		lack(a.Target == "", CodeTargetRequired, "target")
	case GuardMerge:
		f.guardMerge(a, lack)
	case GuardAssignee:
		lack(a.Assignee == "", CodeAssigneeRequired, "assignee")
		lack(f.accused(a.Assignee), CodeConflictOfInterest, "assignee")
	case GuardImpartial:
		lack(f.accused(a.Actor), CodeConflictOfInterest, "actor")
	case GuardNotHandler:
		lack(a.By == RoleHandler, CodeConflictOfInterest, "by")
		lack(a.By != RoleHandler && a.Actor != "" && a.Actor == f.handler, CodeConflictOfInterest, "actor")
	case GuardNoRecusal:
		lack(f.recusal, CodeRecusalPending, "")
	case GuardRecusal:
		lack(!f.recusal, CodeNoRecusalPending, "")
	case GuardLevel:
		lack(f.level >= f.lastLevel(), CodeLastLevel, "")
	case GuardBody:
		lack(a.Target == "", CodeTargetRequired, "target")
		lack(a.Target != "" && len(f.Bodies) > 0 && !slices.ContainsFunc(f.Bodies, func(body Level) bool { return body.ID == a.Target }),
			CodeUnknownBody, "target")
	case GuardExtension:
		f.guardExtension(a, lack)
	case GuardReachable:
		lack(!f.person, CodeNobodyToTell, "")
	case GuardReplied:
		lack(f.person && !f.replied, CodeReplyRequired, "")
	case GuardOnce:
		lack(f.acknowledged && a.Kind == ActionAcknowledge, CodeAlreadyDone, "")
	case GuardRemedy:
		lack(!slices.ContainsFunc(f.remedies, func(r RemedyStatus) bool { return r.ID == a.Remedy && r.Done.IsZero() }),
			CodeUnknownRemedy, "remedy")
	case GuardDocument:
		lack(a.Document == "", CodeDocumentRequired, "document")
	case GuardContacted:
		lack(f.person && !f.contacted && f.isLow(), CodeContactRequired, "")
	case GuardPerson:
		lack(f.staysAnonymous(a.Kind), CodeForbidden, "")
		lack(a.By != RoleCustomer && a.By != RoleRepresentative, CodeForbidden, "by")
	}
	return missing
}

// staysAnonymous reports whether an action would give a name to the answer to an
// anonymous survey, which [Identify] refuses too.
func (f *fold) staysAnonymous(kind ActionKind) bool {
	return kind == ActionIdentify && f.item.Privacy == AnonymousSurvey
}

// dependsOnItem reports whether what an action that brings nothing lacks for the
// guard depends on the item and its history.
func (g Guard) dependsOnItem() bool {
	//exhaustive:ignore
	switch g {
	case GuardReason, GuardDecision, GuardTarget, GuardAssignee, GuardImpartial, GuardBody, GuardDocument, GuardPerson:
		return false
	}
	return true
}

// lowScore is the attribute of a survey answer that is low.
const lowScore = "low_score"

// isLow reports whether an answer is low, as far as it is known: as the conditions
// of the clocks see it.
func (f *fold) isLow() bool {
	values, found := f.attributes[lowScore]
	if !found {
		values = f.item.Attributes[lowScore]
	}
	return len(values) > 0
}

type lackFunc = func(lacks bool, code Code, field string)

func (f *fold) guardReason(a *Action, lack lackFunc) {
	known, listed := f.Reasons[a.Kind]
	lack(a.Reason == "", CodeReasonRequired, "reason")
	lack(a.Reason != "" && listed && !slices.Contains(known, a.Reason), CodeUnknownReason, "reason")
}

// holdsAll reports whether a reply holds all parts of the check-list. A remedy is
// none of them where nothing was upheld.
func (f *fold) holdsAll(a *Action) bool {
	for _, part := range f.ReplyHolds {
		if part == ReplyRemedy && f.decision == NotUpheld {
			continue
		}
		if !slices.Contains(a.Holds, part) {
			return false
		}
	}
	return true
}

func (f *fold) guardMerge(a *Action, lack lackFunc) {
	lack(a.Target == "", CodeTargetRequired, "target")
	lack(a.Target == f.item.ID || slices.Contains(a.Chain, f.item.ID), CodeCycle, "target")
	lack(f.item.Kind == Complaint && a.TargetCustomer != "" && a.TargetCustomer != f.item.Customer && a.TargetCustomer != f.item.Pseudonym,
		CodeDifferentCustomers, "target_customer")
}

// granted returns how many extensions a cycle of a clock was granted.
func (f *fold) granted(number, cycle int) int {
	count := 0
	for _, e := range f.extensions {
		if e.number == number && e.cycle == cycle {
			count++
		}
	}
	return count
}

// accused reports whether somebody is complained about.
func (f *fold) accused(person string) bool {
	return person != "" && slices.Contains(f.item.Subjects, person)
}

// lastLevel returns the highest level inside the house: a procedure that names
// none has one above the first.
func (f *fold) lastLevel() int { return max(len(f.Levels), 1) }

// isFor reports whether a clock is for the item, as far as it is known.
func (f *fold) isFor(c *clock) bool {
	return (f.person || !c.Tells) && (c.When.IsZero() || c.When.Matches(f.withAttributes()))
}

func (f *fold) guardExtension(a *Action, lack lackFunc) {
	number := slices.IndexFunc(f.clocks, func(c clock) bool { return c.ID == a.Clock })
	if number < 0 || f.clocks[number].Extension == nil || !f.isFor(&f.clocks[number]) {
		lack(true, CodeUnknownClock, "clock")
		return
	}
	c, r := &f.clocks[number], &f.runs()[number]
	rule := c.Extension
	short := a.Extend == (calendar.Allowance{})
	lack(short, CodeExtensionRequired, "extend")
	lack(!short && c.tooLong(a.Extend, r.since), CodeExtensionTooLong, "extend")
	lack(rule.Approver && a.Approver == "", CodeApproverRequired, "approver")
	lack(rule.Consent && !a.Consent, CodeConsentRequired, "consent")
	switch {
	case !r.running:
		lack(true, CodeClockNotRunning, "clock")
	case f.granted(number, r.cycle) >= rule.times():
		lack(true, CodeExtendedAlready, "clock")
	case r.overdue || f.overdue(number, a.At):
		r.overdue = true
		lack(true, CodeAlreadyOverdue, "at")
	}
}
