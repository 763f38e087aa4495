package sla

import (
	"slices"
	"time"

	"github.com/servicecommitment/commitment/calendar"
)

// retarget puts a clock under the commitment that a rule has for it, nil for
// none, from an instant on.
func (f *fold) retarget(r *run, t *term, at instant, by *Event) {
	was, wasOffice := r.aimed, r.office
	if t == nil {
		if r.inForce && r.state == live {
			f.finish(r, at, by, cancelled, endByRule)
			r.unruled = true
		}
		r.inForce, r.quiet = false, true
		return
	}
	returns := !r.inForce
	if by != nil && r.term != t && !slices.Equal(r.term.levels, t.levels) {
		r.collapsedBy = by
	}
	if r.state == live {
		f.live(r, at)
	}
	f.realert(r, t, at)
	r.term, r.inForce = t, true
	switch {
	case r.state == idle:
		r.quiet = false
		return
	case returns && r.dropped():
		r.state, r.unruled = live, false
		f.goOn(r, at, by, holdNotInForce)
	case r.state != live:
		return
	}
	first := !r.known
	r.quiet, r.known = false, true
	office := f.desk(t.choice.choose(f.attributes))
	if !returns && office == wasOffice && t.within == was.within && t.allowance == was.allowance {
		return
	}
	elder := *r
	elder.term, elder.quiet = was, true
	r.office, r.elder = office, nil
	switch {
	case t.retarget == FromChange && at.After(r.start):
		r.from, r.rebased = at, at
		f.note(r, entry{at: at, op: opRebase})
	case t.retarget == NeverEarlier && wasOffice != nil && !first && elder.target != targetNone:
		r.elder = &elder
	}
	f.aimAnew(r, at)
	if first {
		r.targets, r.breachedUnder = 0, 0
	}
	if r.hold == holdPaused && r.startsPausedBy(at) {
		// It starts only now, and so does its pause: what fires at its start does.
		r.hold = running
		f.note(r, entry{at: at, op: opRelease})
	}
	f.moved(r, Move{At: at.in(time.UTC), Kind: MoveTarget, Reason: f.rule.id}, by)
	if by != nil {
		r.collapsedBy = by
	}
}

// live carries a clock on to an instant under the target that ends there, if that
// one ran before it.
func (f *fold) live(r *run, at instant) {
	if !r.resumedAt.Equal(at) && (!r.collapsing || r.at.Before(at)) {
		f.advance(r, at)
	}
}

// realert carries what fired, or never will, over to the alerts of another
// commitment, by id and number. Others that are passed already fire as one, as
// under a new target.
func (f *fold) realert(r *run, t *term, at instant) {
	if r.state == idle || r.term == t || slices.Equal(r.term.levels, t.levels) && slices.Equal(r.term.alerts, t.alerts) {
		return
	}
	if r.aimedAt.Equal(at) { // what was to alert never lived
		f.takeBack(r, at, r.targets)
	}
	r.fired.clear()
	for i := range t.levels {
		same := func(p passedLevel) bool {
			return p.run == r.index && p.cycle == r.cycle && p.target == r.targets && p.fires(t, i)
		}
		collapsed := func(c collapsedLevel) bool { return same(c.passedLevel) }
		if slices.ContainsFunc(f.fired, same) || slices.ContainsFunc(f.silent, same) || slices.ContainsFunc(f.collapsed, collapsed) {
			r.fired.add(i)
		}
	}
	r.collapsing = r.collapsing || at.After(r.start)
	if t.shares {
		r.measure()
	}
}

// aim works out the clock's target anew, after its start has changed.
func (f *fold) aim(r *run, at instant, by *Event) {
	f.live(r, at)
	for elder := r.elder; elder != nil; elder = elder.elder {
		elder.start = r.start
		if elder.rebased.IsZero() {
			elder.from = elder.start
		}
	}
	f.rebuildElders(r, at)
	f.aimAnew(r, at)
	f.moved(r, Move{At: at.in(time.UTC), Kind: MoveAdoptedStart}, by)
	r.collapsedBy = by
}

// rebuildElders counts the clocks under the targets before anew, the eldest first.
func (f *fold) rebuildElders(r *run, at instant) {
	if r.elder != nil {
		f.rebuildElders(r.elder, at)
		f.rebuild(r.elder, at)
	}
}

// aimAnew works out the clock's target anew. Its due instant does not come before
// that of its elder, if it has one.
func (f *fold) aimAnew(r *run, at instant) {
	if r.aimedAt.Equal(at) || r.resumedAt.Equal(at) { // the old target never lived, or never ran again
		f.takeBack(r, at, r.targets)
	}
	stillborn := r.aimedAt.Equal(at) && r.breachedAt.Equal(at) && r.breachedUnder == r.targets
	if stillborn {
		r.breached, r.breachedAt, r.born = false, instant{}, false
	}
	f.rebuild(r, at)
	r.aimedAt = at
	r.fired.clear()
	r.collapsing = r.collapsing || at.After(r.start) // at its start it has passed nothing
	if !r.quiet {
		r.targets++
		r.missed(at, r.due.Before(at))
		r.born = r.born || stillborn && r.overdue && r.due.Before(at)
	}
}

// rebuild counts the cycle anew from its log, up to an instant, under the term
// and office that it has now: the same steps, without judging them again.
func (f *fold) rebuild(r *run, at instant) {
	quiet, elder := r.quiet, r.elder
	r.elder = nil // it is where it is
	r.quiet, f.replaying = true, true
	r.hold, r.holdWork, r.released = running, 0, instant{}
	r.counted, r.paused, r.over, r.blind = 0, 0, 0, nil
	r.at = r.start
	if r.rebased.IsZero() {
		r.from = r.start
	}
	r.set()
	foreseen := f.foresee(r)
	for i := range f.log {
		e := &f.log[i]
		if e.run != r.index || e.cycle != r.cycle {
			continue
		}
		switch e.op {
		case opHold:
			if r.hold == running {
				f.begun(r, e.at, e.hold, "", nil)
			} else {
				f.advance(r, e.at)
				r.hold = e.hold
			}
		case opRelease:
			if r.hold != running {
				f.released(r, e.at, nil)
			}
		case opGrant:
			f.advance(r, e.at)
			if foreseen--; foreseen < 0 {
				r.overdue, r.over = false, 0
				r.grant(e.at, e.by.Extension)
			}
			r.released = instant{} // as when it was granted
		case opRebase:
			f.rebase(r, e.at)
		case opStart, opReopened, opEnd:
		}
	}
	f.advance(r, at)
	if due := r.usedUp(r.heldFrom()); r.hold != running && !r.overdue && !due.IsZero() {
		r.overdue, r.due = true, due
	}
	r.besides(elder)
	if r.overdue {
		r.over = r.counted - f.countedBy(r, r.due)
	}
	r.quiet, f.replaying = quiet, false
}

// besides puts a clock that was counted anew beside its elder, nil for none: it is
// over when both are.
func (r *run) besides(elder *run) {
	if r.elder = elder; elder == nil || r.target == targetNone {
		return
	}
	if r.unknown == nil {
		r.unknown = elder.unknown
	}
	r.before.overdue = r.before.overdue && elder.before.overdue
	r.overdue = r.overdue && elder.overdue
	if r.before.overdue {
		r.before.due = later(r.before.due, elder.before.due)
	}
	if r.overdue {
		r.due = later(r.due, elder.due)
	} else {
		r.over = 0
	}
}

// rebase counts anew from an instant, that of the last change of target under
// from_change: what was counted before is not counted.
func (f *fold) rebase(r *run, at instant) {
	f.advance(r, at)
	r.counted, r.paused, r.over, r.holdWork = 0, 0, 0, 0
	r.holdStart, r.released = at, instant{}
	if !r.from.Equal(at) {
		return
	}
	r.set()
	foreseen := f.foresee(r)
	for i := range f.log { // what was granted before goes on
		e := &f.log[i]
		if e.run != r.index || e.cycle != r.cycle || e.op != opGrant || e.at.After(at) {
			continue
		}
		if foreseen--; foreseen < 0 {
			r.grant(at, e.by.Extension)
		}
	}
}

// countedBy returns the time that a clock had counted by an instant that lies
// behind it.
func (f *fold) countedBy(r *run, at instant) time.Duration {
	counted := time.Duration(0)
	f.stretches(r, func(s stretch) bool {
		if !s.start.Before(at) {
			return false
		}
		work, err := r.office.between(s.start, earlier(s.end, at))
		counted += work
		return err == nil
	})
	return counted
}

// reachedAt returns the instant at which a clock had counted so much time, or
// where it is now if it has not yet.
func (f *fold) reachedAt(r *run, left time.Duration) instant {
	if left <= 0 {
		return r.from
	}
	reached := r.at
	f.stretches(r, func(s stretch) bool {
		work, err := r.office.between(s.start, s.end)
		if err == nil && work >= left {
			if reached, err = r.office.add(s.start, left); err != nil {
				reached = s.start
			}
			return false
		}
		left -= work
		return err == nil
	})
	return reached
}

// stretches calls a function for each stretch of time in which a clock ran, from
// what its allowance counts from to where it is, until it returns false.
func (f *fold) stretches(r *run, visit func(stretch) bool) {
	f.spans(r, func(s stretch, hold holdKind) bool {
		s.start = later(s.start, r.from)
		return hold != running || !s.start.Before(s.end) || visit(s)
	})
}

// spans calls a function for each stretch of a cycle, from its start to where it
// is, and the hold it is, until it returns false.
func (f *fold) spans(r *run, visit func(stretch, holdKind) bool) {
	at, hold := r.start, running
	for i := range f.log {
		e := &f.log[i]
		if e.run != r.index || e.cycle != r.cycle || e.op != opHold && e.op != opRelease {
			continue
		}
		if at.Before(e.at) && !visit(stretch{at, e.at}, hold) {
			return
		}
		at, hold = e.at, running
		if e.op == opHold {
			hold = e.hold
		}
	}
	if at.Before(r.at) {
		visit(stretch{at, r.at}, hold)
	}
}

// holdBefore puts into a clock's log the pauses that lie before its start, since
// it is to start earlier.
func (f *fold) holdBefore(r *run, start instant) {
	var before []entry
	reasons, attributes := f.reasons, f.attributes
	f.reasons, f.attributes = nil, nil // a case that is not opened has none
	held := false
	note := func(at instant) {
		reason, by, holds := f.pauseOf(r.term)
		if holds == held {
			return
		}
		held = holds
		e := entry{run: r.index, cycle: r.cycle, at: later(at, start), op: opRelease}
		if holds {
			e.op, e.hold, e.reason, e.by = opHold, holdPaused, reason, by
		}
		before = append(before, e)
	}
	note(start)
	facts := f.facts()
	for i := range facts {
		x := &facts[i]
		if !x.at.Before(r.start) {
			break
		}
		if x.flaw != retracted && (x.code == codePaused || x.code == codeResumed) {
			f.setReason(x)
			note(x.at)
		}
	}
	f.reasons, f.attributes = reasons, attributes
	if held { // if it was at its old start too, the log says so next
		before = append(before, entry{run: r.index, cycle: r.cycle, at: r.start, op: opRelease})
	}
	f.log = slices.Insert(f.log, 0, before...)
}

// foresee grants a clock that is counted anew the extensions that only add to its
// allowance, as far as they came first, so that it is not used up before them. It
// returns how many they are.
func (f *fold) foresee(r *run) int {
	foreseen := 0
	for i := range f.log {
		e := &f.log[i]
		if e.run != r.index || e.cycle != r.cycle || e.op != opGrant {
			continue
		}
		if !r.adds(e.by.Extension) {
			break
		}
		r.grant(r.from, e.by.Extension)
		if r.target == targetWorked {
			r.base = instant{}
		}
		foreseen++
	}
	return foreseen
}

// adds reports whether an extension adds to the allowance, rather than setting
// another due instant.
func (r *run) adds(g *Extension) bool {
	if !g.Until.IsZero() {
		return false
	}
	switch r.target {
	case targetWorked:
		return g.By.Unit() == calendar.WorkingTime
	case targetSameTime, targetWholeDays:
		return g.By.Unit() == calendar.WorkingTime || g.By.Unit() == r.aimed.allowance.Unit() && plainDays(g.By)
	case targetNone, targetFixed:
	}
	return false
}
