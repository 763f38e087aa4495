package sla

import (
	"maps"
	"slices"

	"github.com/servicecommitment/commitment/internal/check"
)

// fold carries the state of a case from event to event.
type fold struct {
	engine *Engine
	c      Case
	now    instant
	// fewFacts are the events that count, as many as there are; moreFacts where they
	// are too few.
	fewFacts  [usualFacts]fact
	events    int
	moreFacts []fact
	index     int   // of the event being folded
	desks     *desk // the first of a list

	// discovering says that only the rules are followed, to learn which promises
	// the case has in its life.
	discovering bool
	tracks      []*term // the first term of each promise

	life       life
	opened     instant
	version    *version
	rule       *rule
	attributes map[string][]string
	// ownAttributes says that attributes is a copy that may be changed.
	ownAttributes bool
	reasons       []activeReason
	// openTime is the time that the case was open, without the stretch since
	// openSince.
	openTime  []stretch
	openSince instant
	// wasResolved says that the case was resolved since it was opened last.
	wasResolved bool

	// fewRuns are the runs, as many as there are; moreRuns where they are too few.
	fewRuns  [usualRuns]run
	promises int
	moreRuns []run
	// moving are the kinds of events that move some clock: a promise has one machine
	// under all rules.
	moving bitset
	// done are the cycles that are over and followed by another, doneBy the runs
	// that they are of.
	done   []Clock
	doneBy []int
	past   []run // what done was made of, if it is to be explained
	// log is kept if a clock may have to be counted anew, or explained.
	log     []entry
	logging bool
	// fired are the levels passed; those from mark on were passed while the
	// events of the present instant were folded.
	fired []passedLevel
	mark  int
	// silent are the levels that were passed and never fire, since they were before an
	// extension; collapsed those for which another one fired.
	silent    []passedLevel
	collapsed []collapsedLevel
	markAt    instant
	// findings has empty ones where one was taken back.
	findings []Finding
	// unknown is why the due instant of some clock is not known, judged says that
	// that of some is.
	unknown error
	judged  bool

	// replaying says that a clock is counted anew from its log.
	replaying  bool
	explaining bool
	moves      []runMove
}

// life is where a case is in its life.
type life uint8

const (
	unopened life = iota
	open
	resolved
	ended // cancelled or merged
)

// activeReason is a reason for which the case is paused, and the event that
// paused it.
type activeReason struct {
	reason string
	by     *Event
}

// stretch is the time from start to end.
type stretch struct{ start, end instant }

// follow follows the case to now.
func (f *fold) follow() {
	rules := f.changesRules()
	f.logging = rules || f.explaining || f.engine.sharing || f.mayRecount()
	if rules {
		f.register(f.discover())
	}
	f.walk()
}

// discover returns the first term of each promise that the case has in its life.
func (f *fold) discover() []*term {
	ahead := fold{
		engine: f.engine, c: f.c, now: f.now, moreFacts: slices.Clone(f.facts()), events: f.events,
		reasons: f.reasons, discovering: true,
	}
	ahead.walk()
	return ahead.tracks
}

// register makes the runs of the promises that the case has in its life.
func (f *fold) register(terms []*term) {
	if f.promises = len(terms); f.promises > usualRuns {
		f.moreRuns = make([]run, f.promises)
	}
	runs := f.runs()
	for i, t := range terms {
		runs[i].index, runs[i].term = i, t
		f.moving.include(&t.machine.moves)
	}
}

func (f *fold) runs() []run {
	if f.promises > usualRuns {
		return f.moreRuns
	}
	return f.fewRuns[:f.promises]
}

// changesRules reports whether another rule or version may come to cover the
// case.
func (f *fold) changesRules() bool {
	facts := f.facts()
	opening := openingOf(facts)
	if opening < 0 {
		return false
	}
	for i := range facts {
		if facts[i].code == codeAttributesChanged && facts[i].flaw != retracted {
			return true
		}
	}
	at := facts[opening].at
	v := f.engine.takeover(f.engine.opening(at), at)
	return v != nil && !v.from.After(f.now)
}

// mayRecount reports whether an event may have clocks counted anew.
func (f *fold) mayRecount() bool {
	return slices.ContainsFunc(f.facts(), func(x fact) bool { return x.code == codeMergedIn || x.code == codeReopened })
}

// walk folds all events, and the versions that come into force between them.
func (f *fold) walk() {
	facts := f.facts()
	opening := openingOf(facts)
	f.attributes = f.c.Attributes
	for i := range facts {
		at := facts[i].at
		f.takeOver(at)
		f.enter(at)
		f.step(&facts[i], i, opening)
	}
	f.takeOver(f.now)
	f.enter(f.now)
	if f.discovering {
		return
	}
	for i := range f.runs() {
		if r := &f.runs()[i]; r.state == live {
			f.advance(r, f.now)
		}
	}
	f.closeTime(f.now)
	if opening < 0 {
		f.find(FindingNotOpened, nil, "the case is not opened: nothing is judged")
	}
}

// enter begins the work on an instant.
func (f *fold) enter(at instant) {
	if !at.Equal(f.markAt) {
		f.mark, f.markAt = len(f.fired), at
	}
}

// takeOver lets the versions that come into force by an instant take over the
// case, if it is open.
func (f *fold) takeOver(by instant) {
	for f.life == open {
		v := f.engine.takeover(f.version, f.opened)
		if v == nil || v.from.After(by) {
			return
		}
		f.version = v
		at := later(v.from, f.openSince)
		f.enter(at)
		f.match(at, nil)
	}
}

// step folds one event.
func (f *fold) step(x *fact, i, opening int) {
	f.index = i
	if x.flaw == retracted {
		return
	}
	if !f.discovering {
		f.examine(x)
	}
	if x.code == codeRetracted {
		return // it has done what it does
	}
	if opening < 0 || i < opening {
		if opening >= 0 {
			f.find(FindingBeforeOpened, x, "lies before the opening of the case")
		}
		if x.code == codePaused || x.code == codeResumed {
			f.pausing(x)
		}
		return
	}
	//exhaustive:ignore
	switch x.code {
	case codeOpened:
		if f.life != unopened {
			f.redundant(x, "the case was opened before")
			return
		}
		f.open(x)
	case codeAttributesChanged:
		f.overlay(x)
		f.match(x.at, x.Event)
	case codePaused, codeResumed:
		f.pausing(x)
		f.hold(x.at)
	case codeResolved, codeClosed, codeReopened, codeCancelled, codeMerged:
		f.turn(x)
		return
	case codeMergedIn:
		f.mergedIn(x)
	case codeExtensionGranted:
		if f.life != ended {
			f.extend(x)
		}
	case codeReplied:
		if !x.answers() {
			f.find(FindingNotAReply, x, "is no reply to the customer: it is internal or by no agent")
			return
		}
	case codePromised:
		if x.Until.IsZero() {
			f.find(FindingPromiseIgnored, x, "announces no date")
			return
		}
	default:
	}
	if f.life == ended && x.code != codePaused && x.code != codeResumed && x.code != codeAttributesChanged {
		f.find(FindingAfterEnd, x, "comes after the case was cancelled or merged")
		return
	}
	f.trigger(x, x.code)
}

// examine reports what is odd about an event whatever the case.
func (f *fold) examine(x *fact) {
	if x.conflicting {
		f.find(FindingConflictingDuplicate, x, "comes in versions that differ: the least by instant, number and text counts")
	}
	if x.flaw == unknownTarget {
		f.find(FindingUnknownEvent, x, "takes back "+check.Quote(x.Retracts)+", which is not there")
	}
	v := f.version
	if v == nil || x.derived {
		return
	}
	if v.kinds != nil && (x.code == codeOther || x.code >= codesBuiltIn) && !v.kinds[x.Kind] {
		f.find(FindingUnknownKind, x, "is of a kind that the policy does not declare: "+check.Quote(string(x.Kind)))
	}
	if v.reasons != nil && x.code == codePaused && x.Reason != "" && x.Reason != ReasonUnspecified && !v.reasons[x.Reason] {
		f.find(FindingUnknownReason, x, "has a reason that the policy does not declare: "+check.Quote(x.Reason))
	}
}

// answers reports whether a reply is one to the customer.
func (e *Event) answers() bool {
	return (e.Actor == "" || e.Actor == ActorAgent) && !slices.Contains(e.Attributes["visibility"], "internal")
}

// open opens the case.
func (f *fold) open(x *fact) {
	f.life, f.opened, f.openSince = open, x.at, x.at
	f.overlay(x)
	f.version = f.engine.opening(x.at)
	f.match(x.at, x.Event)
}

// overlay changes the attributes as an event says.
func (f *fold) overlay(x *fact) {
	if len(x.Attributes) == 0 {
		return
	}
	if !f.ownAttributes {
		own := make(map[string][]string, len(f.attributes)+len(x.Attributes))
		maps.Copy(own, f.attributes)
		f.attributes, f.ownAttributes = own, true
	}
	for key, values := range x.Attributes {
		if len(values) == 0 {
			delete(f.attributes, key)
		} else {
			f.attributes[key] = values
		}
	}
}

// match finds the rule that covers the case from an instant on.
func (f *fold) match(at instant, by *Event) {
	f.rule = f.version.rule(f.attributes)
	var terms []*term
	if f.rule != nil {
		terms = f.rule.terms
	}
	if f.discovering {
		for _, t := range terms {
			if !slices.ContainsFunc(f.tracks, func(known *term) bool { return known.track == t.track }) {
				f.tracks = append(f.tracks, t)
			}
		}
		return
	}
	if f.promises == 0 { // no other rule will come
		f.register(terms)
	}
	for i := range f.runs() {
		r := &f.runs()[i]
		var t *term
		for _, candidate := range terms {
			if candidate.track == r.term.track {
				t = candidate
			}
		}
		f.retarget(r, t, at, by)
	}
	f.hold(at)
}

// pausing begins and ends pauses of the case.
func (f *fold) pausing(x *fact) {
	if f.setReason(x) {
		return
	}
	if x.code == codePaused {
		f.redundant(x, "the case is paused for this reason already")
	} else if !f.endsPauseOfItsInstant(x) {
		f.redundant(x, "nothing is paused that it could resume")
	}
}

// setReason changes the reasons for which the case is paused, and reports
// whether the event did.
func (f *fold) setReason(x *fact) bool {
	if x.code == codeResumed {
		before := len(f.reasons)
		if x.Reason == "" {
			f.reasons = f.reasons[:0]
		} else {
			f.reasons = slices.DeleteFunc(f.reasons, func(a activeReason) bool { return a.reason == x.Reason })
		}
		return len(f.reasons) < before
	}
	reason := x.reason()
	if slices.ContainsFunc(f.reasons, func(a activeReason) bool { return a.reason == reason }) {
		return false
	}
	if x.flaw != zeroLength {
		f.reasons = append(f.reasons, activeReason{reason, x.Event})
	}
	return true
}

// reason returns that of a pause.
func (f *fact) reason() string {
	if f.Reason == "" {
		return ReasonUnspecified
	}
	return f.Reason
}

// endsPauseOfItsInstant reports whether a resumption that finds nothing to
// resume is followed, at its instant and number, by a pause that it ends. Ranks
// put resumptions first; this is the one pair that they would tear apart.
func (f *fold) endsPauseOfItsInstant(x *fact) bool {
	ends := false
	facts := f.facts()
	for i := f.index + 1; i < len(facts); i++ {
		p := &facts[i]
		if p.Seq != x.Seq || !p.at.Equal(x.at) {
			break
		}
		if p.code != codePaused || p.flaw == retracted {
			continue
		}
		if x.Reason == "" || x.Reason == p.reason() {
			p.flaw, ends = zeroLength, true
		}
	}
	return ends
}

// find reports a finding about an event, nil for none.
func (f *fold) find(code string, x *fact, message string) {
	if f.discovering {
		return
	}
	var event *Event
	if x != nil {
		event = x.Event
	}
	f.findings = append(f.findings, Finding{Code: code, EventID: idOf(event), Message: message})
}

// idOf returns the id of an event, none of none.
func idOf(e *Event) string {
	if e == nil {
		return ""
	}
	return e.ID
}

// redundant reports an event that changes nothing, unless a status implies it.
func (f *fold) redundant(x *fact, message string) {
	if !x.derived {
		f.find(FindingRedundant, x, message)
	}
}
