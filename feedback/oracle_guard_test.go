package feedback_test

import (
	"maps"
	"slices"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/feedback"
)

// guard is what an action lacks for a guard, by the words of the guard.
func (o *oracle) guard(guard feedback.Guard, a *feedback.Action) []feedback.Missing {
	var list []feedback.Missing
	need := func(there bool, code feedback.Code, field string) {
		if !there {
			list = append(list, missing(code, field)...)
		}
	}
	switch guard {
	case feedback.GuardReason:
		need(a.Reason != "", feedback.CodeReasonRequired, "reason")
		need(a.Reason == "" || o.p.Reasons[a.Kind] == nil || slices.Contains(o.p.Reasons[a.Kind], a.Reason), feedback.CodeUnknownReason, "reason")
	case feedback.GuardNotes:
		noted := o.any(func(d deed) bool {
			return d.Note != "" && (d.Kind == feedback.ActionNote || d.Kind == feedback.ActionDecide)
		})
		need(noted || a.Note != "", feedback.CodeNotesRequired, "note")
	case feedback.GuardDecision:
		need(a.Decision != 0, feedback.CodeDecisionRequired, "decision")
	case feedback.GuardReply:
		need(o.holdsAll(a), feedback.CodeReplyIncomplete, "holds")
	case feedback.GuardFollowUp:
		need(o.settled() || o.followed(), feedback.CodeFollowUpRequired, "")
	case feedback.GuardRemedies:
		need(!o.p.RemedyFirst || !o.outstanding(), feedback.CodeRemedyPending, "")
	case feedback.GuardTarget:
		need(a.Target != "", feedback.CodeTargetRequired, "target")
	case feedback.GuardMerge:
		need(a.Target != "", feedback.CodeTargetRequired, "target")
		need(a.Target != o.item.ID && !slices.Contains(a.Chain, o.item.ID), feedback.CodeCycle, "target")
		need(o.item.Kind != feedback.Complaint || a.TargetCustomer == "" || slices.Contains([]string{o.item.Customer, o.item.Pseudonym}, a.TargetCustomer), feedback.CodeDifferentCustomers, "target_customer")
	case feedback.GuardAssignee:
		need(a.Assignee != "", feedback.CodeAssigneeRequired, "assignee")
		need(a.Assignee == "" || !slices.Contains(o.item.Subjects, a.Assignee), feedback.CodeConflictOfInterest, "assignee")
	case feedback.GuardImpartial:
		need(a.Actor == "" || !slices.Contains(o.item.Subjects, a.Actor), feedback.CodeConflictOfInterest, "actor")
	case feedback.GuardNotHandler:
		byRole := a.By == feedback.RoleHandler
		need(!byRole, feedback.CodeConflictOfInterest, "by")
		need(byRole || a.Actor == "" || a.Actor != o.handler(), feedback.CodeConflictOfInterest, "actor")
	case feedback.GuardNoRecusal:
		need(!o.recusal(), feedback.CodeRecusalPending, "")
	case feedback.GuardRecusal:
		need(o.recusal(), feedback.CodeNoRecusalPending, "")
	case feedback.GuardLevel:
		need(o.level() < len(o.p.Levels) || o.level() == 0, feedback.CodeLastLevel, "")
	case feedback.GuardBody:
		isBody := func(body feedback.Level) bool { return body.ID == a.Target }
		need(a.Target != "", feedback.CodeTargetRequired, "target")
		need(a.Target == "" || len(o.p.Bodies) == 0 || slices.ContainsFunc(o.p.Bodies, isBody), feedback.CodeUnknownBody, "target")
	case feedback.GuardExtension:
		return o.guardExtension(a)
	case feedback.GuardReachable:
		need(o.person(), feedback.CodeNobodyToTell, "")
	case feedback.GuardReplied:
		need(!o.person() || o.replied(), feedback.CodeReplyRequired, "")
	case feedback.GuardOnce:
		_, done := o.last(feedback.ActionAcknowledge)
		need(!done || a.Kind != feedback.ActionAcknowledge, feedback.CodeAlreadyDone, "")
	case feedback.GuardRemedy:
		promised := slices.ContainsFunc(o.remedies(), func(r feedback.RemedyStatus) bool { return r.ID == a.Remedy && r.Done.IsZero() })
		need(promised, feedback.CodeUnknownRemedy, "remedy")
	case feedback.GuardDocument:
		need(a.Document != "", feedback.CodeDocumentRequired, "document")
	case feedback.GuardContacted:
		contacted := o.any(func(d deed) bool {
			return d.Kind == feedback.ActionContact && (d.Result == "" || d.Result == feedback.ResultReached)
		})
		need(contacted || !o.person() || len(o.attributes()["low_score"]) == 0, feedback.CodeContactRequired, "")
	case feedback.GuardPerson:
		need(a.Kind != feedback.ActionIdentify || o.item.Privacy != feedback.AnonymousSurvey, feedback.CodeForbidden, "")
		need(a.By == feedback.RoleCustomer || a.By == feedback.RoleRepresentative, feedback.CodeForbidden, "by")
	}
	return list
}

func (o *oracle) decision() feedback.Decision {
	d, _ := o.last(feedback.ActionDecide)
	return d.Decision
}

func (o *oracle) holdsAll(a *feedback.Action) bool {
	parts := o.p.ReplyHolds
	if len(parts) == 0 {
		parts = []feedback.ReplyPart{"decision", "reason", "remedy", "next_level_rights"}
	}
	for _, part := range parts {
		if !slices.Contains(a.Holds, part) && (part != "remedy" || o.decision() != feedback.NotUpheld) {
			return false
		}
	}
	return true
}

func (o *oracle) guardExtension(a *feedback.Action) []feedback.Missing {
	var list []feedback.Missing
	add := func(code feedback.Code, field string) { list = append(list, missing(code, field)...) }
	rules := o.rules()
	i := slices.IndexFunc(rules, func(c feedback.ClockRule) bool { return c.ID == a.Clock })
	if i < 0 || rules[i].Extension == nil || !o.isFor(&rules[i]) || rules[i].Tells && !o.person() {
		return missing(feedback.CodeUnknownClock, "clock")
	}
	rule := rules[i].Extension
	cycles := o.cycles(&rules[i], a.At)
	now := cycles[len(cycles)-1]
	if a.Extend == (calendar.Allowance{}) {
		add(feedback.CodeExtensionRequired, "extend")
	} else if o.tooLong(a.Extend, rule.Max, &now) {
		add(feedback.CodeExtensionTooLong, "extend")
	}
	if rule.Approver && a.Approver == "" {
		add(feedback.CodeApproverRequired, "approver")
	}
	if rule.Consent && !a.Consent {
		add(feedback.CodeConsentRequired, "consent")
	}
	switch {
	case !now.running():
		add(feedback.CodeClockNotRunning, "clock")
	case now.Extensions >= max(rule.Times, 1):
		add(feedback.CodeExtendedAlready, "clock")
	case now.Breached || now.Due.IsZero() || !now.DueProjected && !a.At.Before(now.Due):
		add(feedback.CodeAlreadyOverdue, "at")
	}
	return list
}

// tooLong compares by the count where the units are the same, and else by where
// the allowances lead from the start of the clock.
func (o *oracle) tooLong(by, most calendar.Allowance, now *oracleClock) bool {
	if by.Unit() == most.Unit() {
		return by.Count() > most.Count() || by.WorkingTime() > most.WorkingTime()
	}
	if now.Start.IsZero() {
		return true
	}
	due, err := o.office.Extend(now.Start, by)
	latest, latestErr := o.office.Extend(now.Start, most)
	return err != nil || latestErr != nil || due.After(latest)
}

// attributes are what the conditions see.
func (o *oracle) attributes() map[string][]string {
	all := maps.Clone(o.item.Attributes)
	if all == nil {
		all = map[string][]string{}
	}
	category, cause, severity, impact := o.item.Category, o.item.Cause, o.item.Severity, o.item.Impact
	for _, d := range o.deeds {
		classified := d.Kind == feedback.ActionClassify || d.Kind == feedback.ActionPrioritise
		if classified {
			maps.Copy(all, d.Attributes)
			if d.Category != "" {
				category = d.Category
			}
			severity, impact = pickSet(d.Severity, severity), pickSet(d.Impact, impact)
		}
		if (classified || d.Kind == feedback.ActionDecide) && d.Cause != "" {
			cause = d.Cause
		}
	}
	for _, key := range []string{"channel", "product", "tier", "safety", "vulnerable", "category", "cause", "severity", "impact", "level"} {
		delete(all, key)
	}
	for key, value := range map[string]string{
		"channel": o.item.Channel, "product": o.item.Product, "tier": o.item.Tier, "category": category, "cause": cause,
		"kind": o.item.Kind.String(), "privacy": max(o.item.Privacy, feedback.Named).String(),
	} {
		if value != "" {
			all[key] = []string{value}
		}
	}
	if severity != 0 {
		all["severity"] = []string{severity.String()}
	}
	if impact != 0 {
		all["impact"] = []string{impact.String()}
	}
	if n := o.level(); n > 0 {
		all["level"] = []string{""}
		if n <= len(o.p.Levels) {
			all["level"] = []string{o.p.Levels[n-1].ID}
		}
	}
	return all
}

func pickSet[T ~uint8](found, before T) T {
	if found != 0 {
		return found
	}
	return before
}
