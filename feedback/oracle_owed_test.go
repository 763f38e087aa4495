package feedback_test

import (
	"fmt"
	"slices"
	"sort"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/feedback"
	"github.com/servicecommitment/commitment/sla"
)

// obligations is what is owed, each as a line, sorted.
func (o *oracle) obligations(clocks map[string][]oracleClock, now time.Time) []string {
	var list []feedback.Obligation
	for _, rule := range o.rules() {
		for _, c := range clocks[rule.ID] {
			if !rule.Window && c.WhyNot == "" && c.running() {
				list = append(list, o.ofClock(&rule, &c, now))
			}
		}
	}
	for _, d := range o.p.Duties {
		if by, ok := o.owing(&d); ok && o.isOfKind(d.Kinds) && o.metAll(&d, by.At, clocks) {
			list = append(list, o.ofDuty(&d, by, now))
		}
	}
	watched := false
	for _, rule := range o.rules() {
		list = append(list, o.untold(&rule)...)
		watched = watched || slices.ContainsFunc(rule.Stop, func(m feedback.Moment) bool { return m.Action == feedback.ActionRemedyDone })
	}
	for _, r := range o.remedies() {
		if !watched && o.cancelled() == 0 && r.Done.IsZero() {
			list = append(list, feedback.Obligation{ID: r.ID, Since: r.Promised})
		}
	}
	return lines(list)
}

func lines(list []feedback.Obligation) []string {
	texts := []string{}
	for _, x := range list {
		texts = append(texts, fmt.Sprintf("%s clock=%s action=%s instead=%s %t %v %t since=%d by=%d on=%s %t",
			x.ID, x.Clock, x.Action, x.Instead, x.Document, x.Says, x.Written, x.Since.Unix(), x.By.Unix(), x.On, x.Overdue))
	}
	sort.Strings(texts)
	return texts
}

func endDate(t time.Time) calendar.Date {
	if t.IsZero() {
		return calendar.Date{}
	}
	return calendar.DateOf(t.Add(-1))
}

func (o *oracle) ofClock(rule *feedback.ClockRule, c *oracleClock, now time.Time) feedback.Obligation {
	x := feedback.Obligation{ID: rule.ID, Clock: rule.ID, Since: c.Start, Overdue: c.Breached}
	if rule.Send != "" {
		x.ID, x.Document = rule.Send, true
	}
	if !c.DueProjected {
		x.By, x.On = c.Due, endDate(c.Due)
	}
	letter := rule.Otherwise
	if letter == nil || x.By.IsZero() || calendar.DateOf(now.In(o.office.Location())).Before(x.On) {
		return x
	}
	if o.any(func(d deed) bool {
		return d.Kind == feedback.ActionSend && d.Document == letter.ID && !d.At.Before(c.Start) && (d.Written || !letter.Written)
	}) {
		return x
	}
	x.ID, x.Instead, x.Document, x.Says, x.Written = letter.ID, x.ID, true, letter.Says, letter.Written
	return x
}

// owing returns the deed for which a duty is owed: the last that made it, if no
// later one fulfilled it and it did not do so itself.
func (o *oracle) owing(d *feedback.Duty) (deed, bool) {
	owing := -1
	for i, a := range o.deeds {
		if o.matches(d.DoneBy, i) && (a.Written || !d.Written) {
			owing = -1
		}
		if o.matches(d.After, i) && (!d.Tells || o.upTo(i+1).person()) {
			owing = i
		}
		if a.Kind == feedback.ActionSend && a.Document == d.ID && (a.Written || !d.Written) {
			owing = -1
		}
	}
	if owing < o.cancelled() {
		return deed{}, false
	}
	return o.deeds[owing], true
}

// cancelled is the number of the deed that cancelled the clocks, before which
// nothing is owed any more; 0 where they are not.
func (o *oracle) cancelled() int {
	number := 0
	for i, d := range o.deeds {
		switch {
		case d.step == nil:
		case d.step.CancelsClocks && number == 0:
			number = i
		case d.step.ResumesClocks:
			number = 0
		}
	}
	return number
}

func (*oracle) metAll(d *feedback.Duty, at time.Time, clocks map[string][]oracleClock) bool {
	for _, id := range d.IfMet {
		if !slices.ContainsFunc(clocks[id], func(c oracleClock) bool { return c.Verdict == sla.Met && !c.Stopped.After(at) }) {
			return false
		}
	}
	return true
}

func (o *oracle) ofDuty(d *feedback.Duty, by deed, now time.Time) feedback.Obligation {
	x := feedback.Obligation{ID: d.ID, Action: by.Key, Document: true, Says: d.Says, Written: d.Written, Since: by.At}
	for _, m := range d.DoneBy {
		if m.Action != feedback.ActionReply && m.Action != feedback.ActionSend {
			x.Document = false
		}
	}
	if d.Within != (calendar.Allowance{}) {
		due, err := o.office.Due(by.At, d.Within)
		require.NoError(o.tb, err)
		x.By, x.On, x.Overdue = due, endDate(due), !now.Before(due)
	}
	return x
}

// untold are the extensions of a clock that the customer was not told of.
func (o *oracle) untold(rule *feedback.ClockRule) []feedback.Obligation {
	var list []feedback.Obligation
	if rule.Extension == nil || rule.Extension.Tell == "" {
		return nil
	}
	for i, d := range o.deeds {
		if i < o.cancelled() || o.granted(rule, i) == 0 || d.Told || !o.upTo(i).person() {
			continue
		}
		told := slices.ContainsFunc(o.deeds[i+1:], func(a deed) bool {
			return a.Kind == feedback.ActionSend && a.Document == rule.Extension.Tell || a.Told && a.Clock == rule.ID
		})
		if !told {
			list = append(list, feedback.Obligation{ID: rule.Extension.Tell, Clock: rule.ID, Action: d.Key, Document: true, Since: d.At})
		}
	}
	return list
}

// allowed are the actions that the state allows, each as a line, sorted.
func (o *oracle) allowed(clocks map[string][]oracleClock, now time.Time) []string {
	if o.state() == "" {
		return []string{"receive [] []"}
	}
	list := []string{}
	for i := range o.flow.Steps {
		s := &o.flow.Steps[i]
		results, ok := o.taken(i)
		if !ok {
			continue
		}
		var lacks []feedback.Missing
		possible := true
		for _, guard := range s.Guards {
			found := o.guard(guard, &feedback.Action{Kind: s.Action, At: now})
			if guard == feedback.GuardExtension {
				found, possible = o.extensible(clocks)
				if !possible {
					break
				}
			}
			lacks = append(lacks, found...)
		}
		hopeless := slices.ContainsFunc(lacks, func(m feedback.Missing) bool {
			never := []feedback.Code{feedback.CodeAlreadyDone, feedback.CodeNoRecusalPending, feedback.CodeLastLevel, feedback.CodeNobodyToTell}
			return slices.Contains(never, m.Code) || m.Code == feedback.CodeUnknownRemedy && !o.outstanding()
		})
		if s.Action == feedback.ActionIdentify && o.item.Privacy == feedback.AnonymousSurvey {
			possible = false
		}
		if possible && !hopeless {
			list = append(list, fmt.Sprint(s.Action, " ", results, " ", lacks))
		}
	}
	sort.Strings(list)
	return list
}

// taken returns the results with which some action takes the step of a number in
// the state, and whether there is such an action: earlier steps come first.
func (o *oracle) taken(number int) ([]feedback.Result, bool) {
	s := &o.flow.Steps[number]
	if !o.possible(s) {
		return nil, false
	}
	results := slices.Clone(s.Results)
	for i := range o.flow.Steps[:number] {
		earlier := &o.flow.Steps[i]
		if earlier.Action != s.Action || !o.possible(earlier) {
			continue
		}
		if len(earlier.Results) == 0 {
			return nil, false
		}
		results = slices.DeleteFunc(results, func(r feedback.Result) bool { return slices.Contains(earlier.Results, r) })
	}
	return results, len(s.Results) == 0 || len(results) > 0
}

// extensible is what an extension must bring, and whether any clock can have one.
func (o *oracle) extensible(clocks map[string][]oracleClock) ([]feedback.Missing, bool) {
	for _, rule := range o.rules() {
		if !slices.ContainsFunc(clocks[rule.ID], func(c oracleClock) bool { return !c.Latest.IsZero() }) {
			continue
		}
		list := []feedback.Missing{{Code: feedback.CodeUnknownClock, Field: "clock"}, {Code: feedback.CodeExtensionRequired, Field: "extend"}}
		if rule.Extension.Approver {
			list = append(list, missing(feedback.CodeApproverRequired, "approver")...)
		}
		if rule.Extension.Consent {
			list = append(list, missing(feedback.CodeConsentRequired, "consent")...)
		}
		return list, true
	}
	return nil, false
}
