package sla

import (
	"slices"
	"time"
)

// advance carries a clock on to an instant: it counts the working time, and finds
// the levels and the due instant that are passed on the way, up to and including
// that instant.
func (f *fold) advance(r *run, to instant) {
	if r.office == nil || to.Before(r.at) {
		return
	}
	if r.elder != nil {
		f.advance(r.elder, to)
	}
	if last := r.office.last; r.blind == nil && to.After(last) && r.at.Before(last) {
		f.advance(r, last) // up to there all is known
	}
	if r.hold != running {
		r.stand(to)
		return
	}
	if r.collapsing && !r.quiet {
		f.collapse(r)
	}
	work := r.work(to)
	if r.target == targetWorked && r.unknown == nil && r.blind == nil && r.base.IsZero() && r.counted+work >= r.allowance {
		r.base, r.unknown = r.office.add(r.at, max(r.allowance-r.counted, 0))
	}
	if !r.quiet {
		f.fire(r, to, work)
	}
	switch {
	case r.overdue:
		r.over += work
	case r.target != targetNone && r.unknown == nil && (r.target != targetWorked || !r.base.IsZero()):
		if due := r.dueSeen(); !due.IsZero() && !due.After(to) {
			r.pass(due, to)
		}
	}
	r.counted += work
	r.at = to
}

// stand carries a held clock on. Only a date that no pause moves can pass.
func (r *run) stand(to instant) {
	work := r.work(to)
	r.holdWork += work
	if r.hold == holdPaused {
		r.paused += work
	}
	if due := r.unmoved(); r.hold == holdPaused && !r.overdue && !due.IsZero() && !due.After(to) {
		r.pass(due, due) // what was counted after it is nothing
	}
	r.at = to
}

// unmoved returns the due instant that no hold moves: one that is over, a date, or
// the start that an allowance of nothing ends at; zero if a hold moves it.
func (r *run) unmoved() instant {
	own := instant{}
	switch {
	case r.overdue, r.target == targetFixed:
		own = r.due
	case r.target == targetWorked && r.allowance == 0:
		own = r.base
	}
	if r.elder == nil || own.IsZero() {
		return own
	}
	old := r.elder.unmoved()
	if old.IsZero() {
		return old
	}
	return later(own, old)
}

// work returns the working time from r.at to an instant. Outside the coverage it
// is not known, and counts as none from then on.
func (r *run) work(to instant) time.Duration {
	if r.blind != nil || !to.After(r.at) {
		return 0
	}
	work, err := r.office.between(r.at, to)
	if err != nil {
		// The due instant may still be known, and pass.
		if r.hold == running {
			r.due = r.dueNow()
		}
		r.blind = err
		return 0
	}
	return work
}

// pass notes that the due instant is over. A clock that comes to it later,
// because it stood there, breaches when it does.
func (r *run) pass(due, to instant) {
	since := later(due, r.at)
	r.overdue, r.due = true, due
	if r.blind == nil && since.Before(to) {
		if over, err := r.office.between(since, to); err == nil {
			r.over = over
		}
	}
	if !r.quiet {
		r.missed(since, due.Before(r.start))
	}
}

// missed notes a breach, if the due instant is over and it is the first.
func (r *run) missed(at instant, born bool) {
	if r.overdue && !r.breached {
		r.breached, r.born = true, born
		r.breachedAt, r.breachedDue, r.breachedUnder = at, r.due, r.targets
	}
}

// begun begins a hold. One that begins where another ended continues it.
func (f *fold) begun(r *run, at instant, kind holdKind, reason string, by *Event) {
	f.elderDoes(r, func(elder *run) { f.begun(elder, at, kind, reason, by) })
	switch {
	case r.hold != running:
		f.advance(r, at)
		r.hold = kind
	case at.Equal(r.released) && at.Equal(r.at) && !r.startsPausedBy(at):
		// It did not run in between.
		if !r.quiet {
			f.takeBack(r, at, 0)
		}
		if r.overdue && !r.before.overdue && r.breached && r.breachedAt.Equal(at) {
			r.breached, r.breachedAt = false, instant{}
		}
		r.holdOn(kind)
	case (at.Equal(r.resumedAt) || at.Equal(r.start)) && at.Equal(r.at) && !r.quiet && !r.startsPausedBy(at):
		// Nor did it under its new target, or in a new cycle: what is passed fires
		// when it does.
		collapsing := r.collapsing
		r.collapsing = false
		f.advance(r, at)
		f.takeBack(r, at, 0)
		r.collapsing = r.collapsing || collapsing
		r.hold, r.holdStart, r.holdWork = kind, at, 0
	default:
		f.advance(r, at)
		r.hold, r.holdStart, r.holdWork = kind, at, 0
	}
	f.note(r, entry{at: at, op: opHold, hold: kind, reason: reason, by: by})
}

// startsPausedBy reports whether a clock starts at the very instant at which the
// case is paused: what fires at its start then fires.
func (r *run) startsPausedBy(at instant) bool {
	return r.start.Equal(at) && !r.pausedFrom.Before(at)
}

// goOn lets a clock that was ended go on: the time between is a hold. One that
// ended at its due instant is overdue from then on.
func (f *fold) goOn(r *run, at instant, by *Event, kind holdKind) {
	if r.stopped.Equal(at) {
		// The end lasted no time: what fires as a pause begins was taken back.
		if r.hold == holdPaused && r.pausedFrom.Equal(at) {
			r.hold = running
			f.advance(r, at)
			r.hold = holdPaused
		}
		return
	}
	f.gap(r, kind)
	due := r.usedUp(r.heldFrom())
	f.gapOver(r, at, by)
	if date := r.unmoved(); due.IsZero() && date.Before(at) {
		due = date // it passed meanwhile
	}
	if !r.overdue && !due.IsZero() {
		r.pass(due, at)
		r.before.due, r.before.overdue = due, true
	}
}

// gapOver ends the hold that gap made; if the case is paused by then, the clock
// stands on without having run.
func (f *fold) gapOver(r *run, at instant, event *Event) {
	reason, by, held := f.pauseOf(r.term)
	if !held {
		f.released(r, at, event)
		return
	}
	f.elderDoes(r, func(elder *run) {
		f.advance(elder, at)
		elder.hold = holdPaused
	})
	f.advance(r, at)
	r.hold = holdPaused
	f.note(r, entry{at: at, op: opHold, hold: holdPaused, reason: reason, by: by})
}

// elderDoes has a clock's elder do what it does, without a log.
func (f *fold) elderDoes(r *run, do func(*run)) {
	if r.elder == nil {
		return
	}
	was := f.replaying
	f.replaying = true
	do(r.elder)
	f.replaying = was
}

// holdOn takes back the end of a hold: it goes on.
func (r *run) holdOn(kind holdKind) {
	b := &r.before
	r.due, r.shift, r.days, r.overdue, r.unknown = b.due, b.shift, b.days, b.overdue, b.unknown
	r.hold = kind
}

// gap makes a hold of the time since a clock was stopped or cancelled.
func (f *fold) gap(r *run, kind holdKind) {
	f.elderDoes(r, func(elder *run) {
		elder.stopped = r.stopped
		f.gap(elder, kind)
	})
	switch {
	case r.hold != running:
		r.hold = kind
	case r.stopped.Equal(r.released):
		r.holdOn(kind)
	default:
		r.hold, r.holdStart, r.holdWork = kind, r.stopped, 0
	}
	f.forgetPauses(r)
	f.note(r, entry{at: r.stopped, op: opHold, hold: kind, by: r.endedBy})
}

// forgetPauses takes the pauses since a clock's end out of its log: the time does
// not count anyway.
func (f *fold) forgetPauses(r *run) {
	for i := range slices.Backward(f.log) {
		if e := &f.log[i]; e.run == r.index && e.op == opEnd {
			since := slices.DeleteFunc(f.log[i+1:], func(e entry) bool { return e.run == r.index })
			f.log = f.log[:i+1+len(since)]
			return
		}
	}
}

// renamed notes that the reason of a hold is another one from now on.
func (f *fold) renamed(r *run, at instant, reason string, by *Event) {
	if f.explaining {
		f.note(r, entry{at: at, op: opHold, hold: holdPaused, reason: reason, by: by})
	}
}

// released ends a hold.
func (f *fold) released(r *run, at instant, by *Event) {
	f.elderDoes(r, func(elder *run) { f.released(elder, at, by) })
	f.advance(r, at)
	r.before = heldState{due: r.due, shift: r.shift, days: r.days, overdue: r.overdue, unknown: r.unknown}
	if r.office != nil {
		r.shifted(at)
	}
	if r.blind != nil && r.target == targetWorked && r.due.IsZero() {
		r.unknown = r.blind
	}
	kind := r.hold
	r.hold, r.released, r.resumedAt = running, at, at
	f.note(r, entry{at: at, op: opRelease, by: by})
	f.movedByHold(r, at, kind)
}

// entry is a step of a cycle: together they are all that a clock was told.
type entry struct {
	run, cycle int
	at         instant
	op         op
	hold       holdKind
	reason     string
	by         *Event
}

type op uint8

const (
	opStart op = iota
	opHold
	opRelease
	opGrant
	opRebase
	opReopened
	opEnd
)

// note adds to the log of a clock, unless it is replayed from it.
func (f *fold) note(r *run, e entry) {
	if f.replaying || !f.logging {
		return
	}
	e.run, e.cycle = r.index, r.cycle
	f.log = append(f.log, e)
}

// lastHold returns the latest hold in the log of a clock's cycle.
func (f *fold) lastHold(r *run) *entry {
	for i := range slices.Backward(f.log) {
		if e := &f.log[i]; e.run == r.index && e.cycle == r.cycle && e.op == opHold {
			return e
		}
	}
	return nil
}
