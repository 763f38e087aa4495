package feedback_test

import (
	"slices"
	"strconv"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/feedback"
	"github.com/servicecommitment/commitment/sla"
)

// oracleClock is a cycle of a clock, as package sla judges a case that is about
// nothing but this clock.
type oracleClock struct {
	sla.Clock
	Latest     time.Time
	Extensions int
	WhyNot     feedback.WhyNot
}

func (c *oracleClock) running() bool { return c.Stage == sla.Running || c.Stage == sla.Paused }

func (o *oracle) isOfKind(kinds []feedback.Kind) bool {
	return len(kinds) == 0 || slices.Contains(kinds, o.item.Kind)
}

// has reports whether the flow has the action of one of some moments.
func (o *oracle) has(moments []feedback.Moment) bool {
	return slices.ContainsFunc(moments, func(m feedback.Moment) bool {
		return m.Action == feedback.ActionReceive || slices.ContainsFunc(o.flow.Steps, func(s feedback.Step) bool { return s.Action == m.Action })
	})
}

// rules are the clocks of the kind of item.
func (o *oracle) rules() []feedback.ClockRule {
	var list []feedback.ClockRule
	for _, rule := range o.p.Clocks {
		if o.isOfKind(rule.Kinds) && o.has(rule.Start) && o.has(rule.Stop) {
			list = append(list, rule)
		}
	}
	return list
}

func (o *oracle) isFor(rule *feedback.ClockRule) bool { return rule.When.Matches(o.attributes()) }

// matches reports whether the deed of a number is one of some moments.
func (o *oracle) matches(moments []feedback.Moment, number int) bool {
	d := o.deeds[number]
	return slices.ContainsFunc(moments, func(m feedback.Moment) bool {
		switch {
		case m.Action != d.Kind, len(m.Results) > 0 && !slices.Contains(m.Results, d.Result):
			return false
		case m.Remedy && d.Kind == feedback.ActionDecide:
			return len(d.Remedies) > 0
		case m.Remedy:
			return !o.upTo(number + 1).outstanding()
		}
		return true
	})
}

// events is what the deeds mean for one clock. What cancels the clocks and is
// taken back is left out, and the extensions are left to the caller.
func (o *oracle) events(rule *feedback.ClockRule) []sla.Event {
	var events []sla.Event
	cancelled, held, heldIn := -1, "", feedback.State("")
	for i, d := range o.deeds {
		emit := func(e sla.Event) {
			e.ID, e.At, e.Seq = strconv.Itoa(len(events)), d.At, int64(len(events))
			events = append(events, e)
		}
		release := func() {
			if held != "" {
				emit(sla.Event{Kind: sla.KindResumed, Reason: held})
			}
			held, heldIn = "", ""
		}
		//exhaustive:ignore
		switch d.Kind {
		case feedback.ActionReceive:
			emit(sla.Event{Kind: sla.KindOpened})
		case feedback.ActionHold:
			release()
			held = d.Reason
			emit(sla.Event{Kind: sla.KindPaused, Reason: held})
		case feedback.ActionResume:
			release()
		case feedback.ActionAskRecusal:
			emit(sla.Event{Kind: sla.KindPaused, Reason: "recusal"})
		case feedback.ActionDecideRecusal:
			emit(sla.Event{Kind: sla.KindResumed, Reason: "recusal"})
		case feedback.ActionExtend:
			if o.granted(rule, i) > 0 {
				emit(sla.Event{Kind: sla.KindExtensionGranted, Metric: rule.ID, Extension: &sla.Extension{By: d.Extend, Consent: d.Consent}})
			}
		}
		state := o.upTo(i + 1).state()
		switch {
		case d.Kind == feedback.ActionHold:
			heldIn = state
		case d.from == heldIn && state != heldIn && (d.step == nil || !d.step.CancelsClocks):
			release()
		}
		if d.step != nil && d.step.CancelsClocks && cancelled < 0 {
			cancelled = len(events)
			emit(sla.Event{Kind: sla.KindCancelled})
			if d.Kind == feedback.ActionMerge {
				events[cancelled].Kind, events[cancelled].Target = sla.KindMerged, d.Target
			}
		}
		if d.step != nil && d.step.ResumesClocks && cancelled >= 0 {
			events[cancelled].Kind = "nothing"
			cancelled = -1
		}
		if kind := o.moves(rule, i); kind != "" {
			emit(sla.Event{Kind: kind})
		}
	}
	return events
}

// moves is a kind of event that says what the deed of a number does to a clock.
func (o *oracle) moves(rule *feedback.ClockRule, number int) sla.Kind {
	kind := ""
	if o.matches(rule.Cancel, number) {
		kind += "c"
	}
	if o.matches(rule.Stop, number) {
		kind += "e"
	}
	if o.matches(rule.Start, number) && (!rule.Tells || o.person()) {
		kind += "s"
	}
	return sla.Kind(kind)
}

// cycles judges a clock at an instant by a policy with nothing else in it.
func (o *oracle) cycles(rule *feedback.ClockRule, now time.Time) []oracleClock {
	triggers := func(kinds ...sla.Kind) []sla.Trigger {
		var list []sla.Trigger
		for _, kind := range kinds {
			list = append(list, sla.Trigger{Kind: kind})
		}
		return list
	}
	metric := sla.Metric{
		Start: triggers("s", "cs", "es", "ces"), Stop: triggers("e", "ce", "es", "ces"), Cancel: triggers("c", "ce", "cs", "ces"),
		Repeat: rule.Repeat || rule.Restart,
	}
	if rule.Restart {
		metric.WhileRunning = sla.Restart
	}
	engine, err := sla.Compile(map[string]*calendar.Calendar{"office": o.office}, sla.Policy{
		ID: "oracle", Version: "1", Metrics: map[string]sla.Metric{rule.ID: metric}, Rules: []sla.Rule{{ID: "all", Commitments: []sla.Commitment{
			{Metric: rule.ID, Within: &rule.Within, Calendar: sla.CalendarChoice{Name: "office"}, PauseOn: rule.PauseOn},
		}}},
	})
	require.NoError(o.tb, err)
	report, err := engine.Evaluate(sla.Case{ID: o.item.ID, Events: o.events(rule)}, now)
	require.NoError(o.tb, err)
	list := make([]oracleClock, len(report.Clocks))
	for i, judged := range report.Clocks {
		list[i].Clock = judged
	}
	o.countExtensions(rule, list)
	return list
}

// granted returns the cycle for which the deed of a number is an extension: the
// last one then, if it ran. It is 0 if there is none.
func (o *oracle) granted(rule *feedback.ClockRule, number int) int {
	then := o.upTo(number)
	cycle, running := then.started(rule)
	d := o.deeds[number]
	if d.Kind != feedback.ActionExtend || d.Clock != rule.ID || rule.Extension == nil || !running || !then.isFor(rule) || rule.Tells && !then.person() {
		return 0
	}
	return cycle
}

func (o *oracle) countExtensions(rule *feedback.ClockRule, list []oracleClock) {
	for i := range o.deeds {
		if n := o.granted(rule, i); n > 0 {
			list[n-1].Extensions++
		}
	}
}

// started counts how often a clock was started, as the deeds say, and whether it
// runs.
func (o *oracle) started(rule *feedback.ClockRule) (int, bool) {
	count, running, cancelled, then := 0, false, false, 0
	for i, d := range o.deeds {
		if d.step != nil && d.step.CancelsClocks && !cancelled {
			cancelled, then = true, count
		}
		if d.step != nil && d.step.ResumesClocks {
			cancelled = false
		}
		if o.matches(rule.Stop, i) || o.matches(rule.Cancel, i) {
			running = false
		}
		if o.matches(rule.Start, i) && (!running || rule.Restart) && (count == 0 || rule.Repeat || rule.Restart) {
			count, running = count+1, true
		}
	}
	if cancelled {
		return then, false
	}
	return count, running
}

// clocks are all cycles of all clocks that are for the item.
func (o *oracle) clocks(now time.Time) map[string][]oracleClock {
	all := make(map[string][]oracleClock)
	for _, rule := range o.rules() {
		if !o.isFor(&rule) {
			continue
		}
		list := o.cycles(&rule, now)
		for i := range list {
			o.judge(&rule, &list[i])
		}
		all[rule.ID] = list
	}
	for _, rule := range o.rules() {
		met := slices.IndexFunc(all[rule.ID], func(c oracleClock) bool { return c.Verdict == sla.Met })
		if met < 0 {
			continue
		}
		for _, id := range rule.Spares {
			for i := range all[id] {
				if c := &all[id][i]; c.running() || c.Stage == sla.Pending {
					c.not(feedback.NotApplicableSpared, all[rule.ID][met].Stopped)
				}
			}
		}
	}
	return all
}

func (o *oracle) judge(rule *feedback.ClockRule, c *oracleClock) {
	switch {
	case rule.Tells && !o.person():
		c.not(feedback.NotApplicableAnonymous, time.Time{})
	case rule.Window && c.Verdict == sla.Missed:
		c.not(feedback.NotApplicableLapsed, c.BreachedAt)
	case rule.Extension != nil && c.running() && !c.Breached && !c.Due.IsZero() && c.Extensions < max(rule.Extension.Times, 1):
		latest := c.Due
		for range max(rule.Extension.Times, 1) - c.Extensions {
			var err error
			if latest, err = o.office.Extend(latest, rule.Extension.Max); err != nil {
				return
			}
		}
		c.Latest = latest
	}
}

func (c *oracleClock) not(why feedback.WhyNot, at time.Time) {
	c.WhyNot, c.Verdict, c.Breached = why, sla.NotApplicable, false
	if c.Stopped.IsZero() && !at.IsZero() {
		c.Stage, c.Stopped = sla.Stopped, at
	}
}
