package sla_test

import (
	"maps"
	"slices"
	"time"

	"github.com/servicecommitment/commitment/sla"
)

// oracle is the second evaluator. It walks through a case tick by tick, holding
// its state, and is slow and obvious. It is written from the page, not from the
// package.
//
// Of a tick [t, t+1) it knows which reasons are on and what the attributes are:
// those after all events of t.
type oracle struct {
	scene    *scene
	policies []sla.Policy
	first    int // the first tick
	now      int
	events   []*oracleEvent

	attributes map[string][]string
	reasons    map[string]bool
	closing    map[string]bool // reasons that a resumption of this instant closes at once
	seq        int64

	opened, resolved, ended bool
	policy                  int
	rule                    *sla.Rule
	machines                []*machine
	past                    []*happening
	tape                    []oracleTick
	notes                   []oracleNote
	// version counts what was done to reasons and attributes; busy is an instant
	// at which something happens.
	version int
	busy    bool
}

type oracleTick struct {
	reasons    map[string]bool
	attributes map[string][]string
}

type oracleNote struct{ code, id string }

// happening is what an event does to the clocks.
type happening struct {
	t     int
	event *oracleEvent
	// kinds are what the triggers of metrics look at.
	kinds []sla.Kind
	// resolves, reopens, revives and ends are changes of the case's state,
	// resolved is the state after them.
	resolves, reopens, revives, ends, resolved bool
	attributes                                 map[string][]string // those after it
}

func (h *happening) is(kind sla.Kind) bool { return slices.Contains(h.kinds, kind) }

func judge(s *scene) *oracle {
	o := &oracle{scene: s, policies: s.policies, policy: -1, reasons: map[string]bool{}, now: s.tick(s.now)}
	events := oracleOrder(&s.c, s.now, o.note)
	events = oracleStatus(events, &s.policies[0].Status, s.c.Attributes)
	o.first, o.events = o.now, events
	for _, e := range events {
		o.first = min(o.first, s.tick(e.At))
		if !e.AdoptStart.IsZero() {
			o.first = min(o.first, s.tick(e.AdoptStart))
		}
	}
	for t := o.first; t <= o.now; t++ {
		o.busy = false
		if o.opened && !o.ended && !o.resolved {
			o.takeOver(t, false)
		}
		o.closing = map[string]bool{}
		for ; len(events) > 0 && s.tick(events[0].At) == t; events = events[1:] {
			o.apply(t, events[0])
		}
		for _, m := range o.machines {
			m.instant(t)
		}
		if t < o.now {
			o.tape = append(o.tape, oracleTick{o.reasons, o.attributes})
			for _, m := range o.machines {
				m.pass(t)
			}
		}
	}
	if !o.opened {
		o.notes = slices.DeleteFunc(o.notes, func(n oracleNote) bool { return n.code == sla.FindingBeforeOpened })
		o.note(sla.FindingNotOpened, "")
	}
	return o
}

func (s *scene) tick(at time.Time) int { return s.timetables["office"].tick(at) }

// redundant notes an event that changes nothing, unless a status stands for it.
func (o *oracle) redundant(e *oracleEvent) {
	if !e.derived {
		o.note(sla.FindingRedundant, e.ID)
	}
}

func (o *oracle) note(code, id string) { o.notes = append(o.notes, oracleNote{code, id}) }

// apply is one event of the case.
func (o *oracle) apply(t int, e *oracleEvent) {
	if e.Seq != o.seq {
		o.closing, o.seq = map[string]bool{}, e.Seq
	}
	o.busy = true
	h := &happening{t: t, event: e, kinds: []sla.Kind{e.Kind}}
	switch {
	case !o.opened:
		o.beforeOpened(h)
		return
	case o.ended && e.Kind != sla.KindReopened:
		o.afterEnd(t, e)
		return
	}
	//exhaustive:ignore
	switch e.Kind {
	case sla.KindOpened:
		o.redundant(e)
		return
	case sla.KindPaused, sla.KindResumed:
		if !o.pause(e) {
			return
		}
	case sla.KindAttributesChanged:
		o.attributes = overlay(o.attributes, e.Attributes)
		o.version++
		o.match(t)
	case sla.KindReplied, sla.KindPromised:
		if why := e.ignored(""); why != "" {
			o.note(why, e.ID)
			return
		}
	case sla.KindResolved, sla.KindClosed:
		if o.resolved && e.Kind == sla.KindResolved {
			o.redundant(e)
			return
		}
		if !o.resolved {
			o.resolved, h.resolves = true, true
			h.kinds = []sla.Kind{sla.KindResolved, e.Kind}
		}
	case sla.KindReopened:
		if !o.resolved && !o.ended {
			o.redundant(e)
			return
		}
		h.reopens, h.revives = o.resolved, o.ended
		o.resolved, o.ended = false, false
	case sla.KindCancelled, sla.KindMerged:
		o.ended, h.ends = true, true
	default:
	}
	o.happen(h)
	if h.reopens || h.revives {
		o.takeOver(t, true)
		o.match(t)
	}
	//exhaustive:ignore
	switch e.Kind {
	case sla.KindExtensionGranted:
		o.extend(h)
	case sla.KindMergedIn:
		adopted := false
		for _, m := range o.machines {
			adopted = m.adopt(h) || adopted
		}
		if !adopted && !e.AdoptStart.IsZero() {
			o.note(sla.FindingAdoptStartIgnored, e.ID)
		}
	default:
	}
}

func (o *oracle) happen(h *happening) {
	h.resolved, h.attributes = o.resolved, o.attributes
	o.past = append(o.past, h)
	for _, m := range o.machines {
		m.step(h)
	}
}

func (o *oracle) beforeOpened(h *happening) {
	e := h.event
	//exhaustive:ignore
	switch e.Kind {
	case sla.KindOpened:
		o.opened = true
		o.attributes = overlay(o.scene.c.Attributes, e.Attributes)
		o.version++
		for i := range o.policies {
			from := o.policies[i].Effective.From
			if !from.After(e.At) {
				o.policy = i
			}
		}
		o.match(h.t)
		o.happen(h)
		return
	case sla.KindPaused, sla.KindResumed:
		o.pause(e)
	default:
	}
	o.note(sla.FindingBeforeOpened, e.ID)
}

// afterEnd is an event of a case that is cancelled or merged. Pauses and attributes
// still count, since it may be reopened.
func (o *oracle) afterEnd(t int, e *oracleEvent) {
	//exhaustive:ignore
	switch e.Kind {
	case sla.KindPaused, sla.KindResumed:
		o.pause(e)
	case sla.KindAttributesChanged:
		o.attributes = overlay(o.attributes, e.Attributes)
		o.version++
		o.match(t)
	case sla.KindOpened:
		o.redundant(e)
	default:
		o.note(e.ignored(sla.FindingAfterEnd), e.ID)
	}
}

// ignored returns why an event does nothing wherever it comes, or else what is
// given.
func (e *oracleEvent) ignored(otherwise string) string {
	internal := slices.Contains(e.Attributes["visibility"], "internal")
	switch {
	case e.Kind == sla.KindReplied && (e.Actor != "" && e.Actor != sla.ActorAgent || internal):
		return sla.FindingNotAReply
	case e.Kind == sla.KindPromised && e.Until.IsZero():
		return sla.FindingPromiseIgnored
	}
	return otherwise
}

// pause turns reasons on and off, and reports whether the event did.
func (o *oracle) pause(e *oracleEvent) bool {
	reasons := maps.Clone(o.reasons)
	reason := e.Reason
	switch {
	case e.Kind == sla.KindPaused:
		if reason == "" {
			reason = sla.ReasonUnspecified
		}
		if reasons[reason] {
			o.redundant(e)
			return false
		}
		if o.closing[reason] || o.closing["*"] {
			return true
		}
		reasons[reason] = true
	case reason == "":
		if len(reasons) == 0 {
			o.closes(e, "*")
			return false
		}
		clear(reasons)
	default:
		if !reasons[reason] {
			o.closes(e, reason)
			return false
		}
		delete(reasons, reason)
	}
	o.reasons = reasons
	o.version++
	return true
}

// closes notes a resumption with nothing to end: it may close a pause that
// comes at the same instant.
func (o *oracle) closes(e *oracleEvent, reason string) {
	for _, p := range o.events {
		its := p.Reason
		if its == "" {
			its = sla.ReasonUnspecified
		}
		if p.Kind == sla.KindPaused && p.At.Equal(e.At) && p.Seq == e.Seq && (reason == "*" || reason == its) {
			o.closing[reason] = true
		}
	}
	if !o.closing[reason] {
		o.redundant(e)
	}
}

// takeOver puts a later version in force that takes over open cases.
func (o *oracle) takeOver(t int, late bool) { //nolint:revive // says where the versions are looked for
	for i := o.policy + 1; i < len(o.policies); i++ {
		p := &o.policies[i]
		from := o.scene.tick(p.Effective.From)
		if p.AppliesTo == sla.OpenCases && (from == t || late && from <= t) {
			o.policy, o.busy = i, true
			o.match(t)
		}
	}
}

// match finds the rule that covers the case and gives its commitments to the
// clocks.
func (o *oracle) match(t int) {
	o.rule = nil
	if o.policy >= 0 {
		p := &o.policies[o.policy]
		for i := range p.Rules {
			if p.Rules[i].When.Matches(o.attributes) {
				o.rule = &p.Rules[i]
				break
			}
		}
	}
	covered := map[*machine]bool{}
	if o.rule != nil {
		for i := range o.rule.Commitments {
			covered[o.cover(t, &o.rule.Commitments[i])] = true
		}
	}
	for _, m := range o.machines {
		if m.inForce && !covered[m] {
			m.drop(t)
		}
	}
}

// cover gives a commitment to its clock, or a clock to it.
func (o *oracle) cover(t int, def *sla.Commitment) *machine {
	id := def.ID
	if id == "" {
		id = def.Metric
	}
	for _, m := range o.machines {
		if m.id == id {
			m.cover(t, def)
			return m
		}
	}
	m := newMachine(o, id, def)
	for _, tick := range o.tape {
		m.paused = append(m.paused, pausedBy(def, tick.reasons, tick.attributes))
	}
	if len(o.past) > 0 { // its history counts
		m.unpromised = true
		for _, h := range o.past {
			m.calendarName, m.table = o.table(def, h.attributes)
			m.step(h)
			if h.event.Kind == sla.KindMergedIn && m.adopt(h) {
				o.notes = slices.DeleteFunc(o.notes, func(n oracleNote) bool {
					return n == oracleNote{sla.FindingAdoptStartIgnored, h.event.ID}
				})
			}
		}
		m.calendarName, m.table = o.table(def, o.attributes)
		m.unpromised = false
		m.join(t)
	}
	o.machines = append(o.machines, m)
	return m
}

func (o *oracle) extend(h *happening) {
	e := h.event
	code := sla.FindingExtensionIgnored
	for _, m := range o.machines {
		if e.Metric == "" || m.metricName != e.Metric && m.id != e.Metric {
			continue
		}
		switch answer := m.extend(h); {
		case answer == "":
			code = ""
		case answer == sla.FindingExtensionNeedsConsent && code != "":
			code = answer
		}
	}
	if code != "" {
		o.note(code, e.ID)
	}
}

// table returns the calendar that a commitment chooses.
func (o *oracle) table(def *sla.Commitment, attributes map[string][]string) (string, *timetable) {
	name := def.Calendar.Name
	if name == "" {
		name = def.Calendar.Else
		for _, value := range attributes[def.Calendar.By] {
			if of, ok := def.Calendar.Of[value]; ok {
				name = of
				break
			}
		}
	}
	return name, o.scene.timetables[name]
}

func pausedBy(def *sla.Commitment, reasons map[string]bool, attributes map[string][]string) bool {
	for reason := range reasons {
		if slices.Contains(def.PauseOn, "*") || slices.Contains(def.PauseOn, reason) {
			return true
		}
	}
	return !def.PauseWhen.IsZero() && def.PauseWhen.Matches(attributes)
}
