package sla

import (
	"time"

	"github.com/servicecommitment/commitment/internal/check"
)

// turn folds an event that ends a case or opens it again.
func (f *fold) turn(x *fact) {
	//exhaustive:ignore
	switch x.code {
	case codeReopened:
		f.reopen(x)
	case codeCancelled, codeMerged:
		if f.life == ended {
			f.find(FindingAfterEnd, x, "comes after the case was cancelled or merged")
			return
		}
		f.closeTime(x.at)
		f.life = ended
		for i := range f.runs() {
			r := &f.runs()[i]
			switch {
			case r.state == live:
				f.end(r, x, cancelled, endOfCase)
			case r.dropped():
				r.by = endOfCase
			}
		}
	default:
		f.resolve(x)
	}
}

// resolve folds "resolved", and "closed", which resolves a case that is not.
func (f *fold) resolve(x *fact) {
	switch {
	case f.life == ended:
		f.find(FindingAfterEnd, x, "comes after the case was cancelled or merged")
		return
	case f.life == resolved && x.code == codeResolved:
		f.redundant(x, "the case is resolved already")
		return
	case f.life == open:
		f.closeTime(x.at)
		f.life, f.wasResolved = resolved, true
		f.trigger(x, codeResolved)
	}
	if x.code == codeClosed {
		f.trigger(x, codeClosed)
	}
}

// closeTime ends the time that the case is open, if it is.
func (f *fold) closeTime(at instant) {
	if f.life == open && f.engine.sharing {
		f.openTime = append(f.openTime, stretch{f.openSince, at})
	}
}

// reopen folds "reopened".
func (f *fold) reopen(x *fact) {
	if f.life == open {
		f.redundant(x, "the case is open")
		return
	}
	mistaken := f.life == ended
	f.life, f.openSince = open, x.at
	for i := range f.runs() {
		r := &f.runs()[i]
		mode := r.term.reopen
		if mistaken { // it should never have been ended: the clocks just go on
			mode = Resume
		}
		f.runAgain(r, x, mode)
	}
	f.wasResolved = false
	f.trigger(x, codeReopened)
	f.takeOver(x.at)
	f.hold(x.at)
}

// runAgain lets a clock that the end of the case ended go on, by a mode.
func (f *fold) runAgain(r *run, x *fact, mode Reopen) {
	resolvedAway := f.wasResolved && (r.state == stopped && r.resolvedAway() || r.state == cancelled && r.by == endByResolution)
	if !resolvedAway && (r.state != cancelled || r.by != endOfCase) {
		return
	}
	if r.state == cancelled {
		mode = Resume // the resolution did not end it
	}
	if mode == Final {
		return
	}
	if mode == NewCycle {
		f.begin(r, x, false, r.group)
		return
	}
	first := !r.known
	if r.office != nil && !r.quiet {
		zone := r.office.location
		r.earlier = append(r.earlier, Outcome{Stopped: r.stopped.in(zone), Verdict: r.verdict(), Reopened: x.at.in(zone)})
	}
	switch {
	case r.inForce:
		r.quiet, r.known = false, true
	case r.known: // it goes on when the rule has it again
		r.state, r.by, r.unruled, r.notApplicable = cancelled, endByRule, true, false
		return
	}
	gap := holdResolved
	if r.state == cancelled {
		gap = holdNotInForce
	}
	r.state, r.unruled, r.notApplicable = live, false, false
	if mode == ResumeCounting {
		f.note(r, entry{at: x.at, op: opReopened, by: x.Event})
		f.rebuildElders(r, x.at)
		term := r.term
		r.term = r.aimed // a new target comes at the reopening
		f.rebuild(r, x.at)
		r.term, r.resumedAt = term, x.at
		if r.overdue && r.due.Equal(x.at) && r.released.Equal(x.at) {
			r.overdue = false // it stands there until the clock runs
		}
		if !r.quiet {
			r.missed(x.at, false)
		}
		r.collapsing, r.collapsedBy = true, x.Event
		if f.explaining && !f.lastDue(r).Equal(r.projected().in(time.UTC)) {
			f.moved(r, Move{At: x.At, Kind: MoveReopening}, x.Event) // by pauses meanwhile
		}
	} else {
		f.goOn(r, x.at, x.Event, gap)
		if !r.quiet {
			r.missed(x.at, false) // what was over before the rule had it
		}
	}
	if r.inForce {
		moves := len(f.moves)
		f.retarget(r, r.term, x.at, x.Event) // the rule may have changed meanwhile
		if first && len(f.moves) == moves {
			f.moved(r, Move{At: x.At, Kind: MoveTarget, Reason: f.rule.id}, x.Event)
		}
	}
}

// resolvedAway reports whether a reopening undoes the end of a stopped clock.
func (r *run) resolvedAway() bool {
	return r.by == endByResolution && r.term.machine.reopens || r.notApplicable
}

// dropped reports whether a clock was cancelled because the rule changed, and
// would go on if the rule had its commitment again.
func (r *run) dropped() bool { return r.state == cancelled && r.by == endByRule }

// trigger moves the clocks that an event of a kind moves.
func (f *fold) trigger(x *fact, code kindCode) {
	if code != codeResolved && !f.moving.has(int(code)) {
		return
	}
	runs := f.runs()
	for i := range runs {
		if r := &runs[i]; code == codeResolved || r.term.machine.moves.has(int(code)) {
			f.drive(r, x, code)
		}
	}
}

// drive moves one clock: an event cancels first, then stops, then starts.
func (f *fold) drive(r *run, x *fact, code kindCode) {
	m := r.term.machine
	if r.state == live {
		switch {
		case m.cancel.match(code, x.Event):
			f.end(r, x, cancelled, endByTrigger)
		case m.stop.match(code, x.Event):
			f.end(r, x, stopped, endOf(code))
		case code == codeResolved && r.term.onResolved == MetOnResolved:
			f.end(r, x, stopped, endByTrigger)
		case code == codeResolved && r.term.onResolved == NotApplicableOnResolved:
			f.end(r, x, stopped, endByResolution)
			r.notApplicable = !r.breached
		}
	}
	if r.dropped() {
		r.overtake(x, code)
	}
	if m.start.match(code, x.Event) && (r.after || m.after.set.empty()) && f.startable(r, x, code) {
		f.start(r, x, code)
	}
	if m.after.match(code, x.Event) {
		r.after = true
	}
}

// overtake notes that an event would have ended a dropped clock: it does not go on
// when the rule has its commitment again, or not before the case is reopened.
func (r *run) overtake(x *fact, code kindCode) {
	m := r.term.machine
	switch {
	case m.cancel.match(code, x.Event):
		r.by = endByTrigger
	case code == codeResolved && (m.reopens || !m.stop.has(code) && r.term.onResolved == NotApplicableOnResolved):
		r.by = endByResolution
	case m.stop.match(code, x.Event), code == codeResolved && r.term.onResolved == MetOnResolved:
		r.by = endByTrigger
	}
}

// startable reports whether the case is in a state in which a clock may start,
// and the event is about it.
func (f *fold) startable(r *run, x *fact, code kindCode) bool {
	if f.life == ended || f.life == resolved && r.term.machine.stop.has(codeResolved) {
		return false
	}
	return code != codePromised || x.Metric == "" || x.Metric == r.term.metric || x.Metric == r.term.id
}

// start begins a cycle, where the metric allows one.
func (f *fold) start(r *run, x *fact, code kindCode) {
	m := r.term.machine
	group := ""
	if m.by != "" {
		group = f.value(x.Event, m.by)
	}
	switch {
	case r.state == idle:
	case r.state == live:
		if !m.restart || m.by != "" && group == r.group {
			return
		}
		if code == codePromised { // announcing another date keeps no promise
			f.end(r, x, cancelled, endByTrigger)
		} else {
			f.end(r, x, stopped, endByTrigger)
		}
	case !m.repeat:
		return
	}
	f.begin(r, x, code == codeOpened, group)
}

// value returns the value of an event's attribute, or else of the case's.
func (f *fold) value(e *Event, attribute string) string {
	for _, values := range [][]string{e.Attributes[attribute], f.attributes[attribute]} {
		if len(values) > 0 {
			return values[0]
		}
	}
	return ""
}

func endOf(code kindCode) endCause {
	if code == codeResolved {
		return endByResolution
	}
	return endByTrigger
}

// mergedIn folds the start of another case that is merged into this one.
func (f *fold) mergedIn(x *fact) {
	if x.AdoptStart.IsZero() || f.life == ended {
		return
	}
	adopted := f.discovering
	for i := range f.runs() {
		r := &f.runs()[i]
		if r.state != live || !r.byOpening || !instantOf(x.AdoptStart).Before(r.start) {
			continue
		}
		adopted = true
		f.live(r, x.at) // from the start it had
		f.holdBefore(r, instantOf(x.AdoptStart))
		r.start = instantOf(x.AdoptStart)
		if r.rebased.IsZero() {
			r.from = r.start
		}
		f.aim(r, x.at, x.Event)
	}
	if !adopted {
		f.find(FindingAdoptStartIgnored, x, "adopts a start that is not earlier than that of any open clock the opening started")
	}
}

// extend folds an extension, or a waiver.
func (f *fold) extend(x *fact) {
	if f.discovering {
		return
	}
	g := x.Extension
	if g == nil || g.By.IsZero() && g.Until.IsZero() || x.Metric == "" {
		f.find(FindingExtensionIgnored, x, "grants nothing: it needs a metric, and an allowance or a date")
		return
	}
	about := false
	for i := range f.runs() {
		r := &f.runs()[i]
		if x.Metric != r.term.metric && x.Metric != r.term.id || r.state != live && !r.breached {
			continue
		}
		if r.state == live {
			f.advance(r, x.at)
		}
		if r.target == targetNone && !r.breached || !r.inForce {
			continue
		}
		about = true
		switch {
		case r.breached && g.Consent:
			r.waived = true
			f.moved(r, Move{At: x.At, Kind: MoveWaiver, Reason: g.Reference}, x.Event)
		case r.breached, r.term.consent == Required && !g.Consent:
			f.find(FindingExtensionNeedsConsent, x, "needs the consent of the customer")
		case !g.Until.IsZero() && !instantOf(g.Until).After(r.projected()):
			f.find(FindingExtensionIgnored, x, "grants "+check.Quote(r.term.id)+" no more time: its due instant is later, or the same")
		default:
			f.note(r, entry{at: x.at, op: opGrant, by: x.Event})
			neverLived := r.aimedAt.Equal(x.at)
			if neverLived || r.resumedAt.Equal(x.at) {
				f.takeBack(r, x.at, r.targets)
			}
			r.grant(x.at, g)
			r.released = instant{} // a pause from now on is one of its own
			r.targets++
			if neverLived {
				r.fired.clear()
				r.collapsing = r.collapsing || !r.aimedAt.Equal(r.start)
			} else {
				f.skipPassed(r)
			}
			m := Move{At: x.At, Kind: MoveExtension, Reason: g.Reference}
			if g.Until.IsZero() {
				m.Detail = g.By.String()
			}
			f.moved(r, m, x.Event)
		}
	}
	if !about {
		f.find(FindingExtensionIgnored, x, "finds no clock of "+check.Quote(x.Metric)+" that could be extended")
	}
}
