package sla

import "time"

// advance carries a clock on to an instant: it counts the working time, and finds
// the levels and the due instant that are passed on the way, up to and including
// that instant.
func (f *fold) advance(r *run, to time.Time) {
	if r.office == nil || to.Before(r.at) {
		return
	}
	to = to.Round(0)
	if r.hold != running {
		f.stand(r, to)
		return
	}
	if r.collapsing && !r.quiet {
		f.collapse(r)
	}
	work := r.work(to)
	if r.target == targetWorked && r.unknown == nil && r.blind == nil && r.reached.IsZero() && r.counted+work >= r.allowance {
		if r.counted >= r.allowance && r.allowance == 0 {
			r.reached = r.from.In(r.office.location)
		} else {
			r.reached, r.unknown = r.office.calendar.Add(r.at, max(r.allowance-r.counted, 0))
		}
	}
	if !r.quiet {
		f.fire(r, to, work)
	}
	switch {
	case r.overdue:
		r.over += work
	case r.target != targetNone && r.unknown == nil && (r.target != targetWorked || !r.reached.IsZero() || r.blind != nil):
		if due := r.dueNow(); !due.IsZero() && !due.After(to) {
			f.pass(r, due, to)
		}
	}
	r.counted += work
	r.at = to
}

// stand carries a held clock on. Only a date that no pause moves can pass.
func (f *fold) stand(r *run, to time.Time) {
	work := r.work(to)
	r.holdWork += work
	if r.hold == holdPaused {
		r.paused += work
	}
	if !r.overdue && r.target == targetFixed && r.hold == holdPaused && !r.due.After(to) {
		due := r.due
		f.pass(r, due, due) // what was counted after it is nothing
	}
	r.at = to
}

// work returns the working time from r.at to an instant. Outside the coverage it
// is not known, and counts as none from then on.
func (r *run) work(to time.Time) time.Duration {
	if r.blind != nil || !to.After(r.at) {
		return 0
	}
	work, err := r.office.calendar.Between(r.at, to)
	if err != nil {
		// The due instant may still be known, and pass.
		r.due, r.blind = r.dueNow(), err
		return 0
	}
	return work
}

// pass notes that the due instant is over. A clock that comes to it later,
// because it stood there, breaches when it does.
func (f *fold) pass(r *run, due, to time.Time) {
	since := later(due, r.at)
	r.overdue, r.due = true, due
	if r.blind == nil && since.Before(to) {
		if over, err := r.office.calendar.Between(since, to); err == nil {
			r.over = over
		}
	}
	if !r.quiet {
		f.missed(r, since, due.Before(r.start))
	}
}

// missed notes a breach, if the due instant is over and it is the first.
func (f *fold) missed(r *run, at time.Time, born bool) {
	if r.overdue && !r.breached {
		r.breached, r.breachedAt, r.born = true, at, born
	}
}

// begun begins a hold. One that begins where another ended continues it.
func (f *fold) begun(r *run, at time.Time, kind holdKind, reason string, by *Event) {
	switch {
	case r.hold != running:
		f.advance(r, at)
		r.hold = kind
	case at.Equal(r.released) && at.Equal(r.at):
		if r.overdue && !r.before.overdue && r.breached && r.breachedAt.Equal(at) {
			r.breached, r.breachedAt = false, time.Time{}
		}
		r.dueState = r.before
		r.hold = kind
	default:
		f.advance(r, at)
		r.hold, r.holdStart, r.holdWork = kind, at, 0
	}
	f.note(r, entry{at: at, op: opHold, hold: kind, reason: reason, by: by})
}

// renamed notes that the reason of a hold is another one from now on.
func (f *fold) renamed(r *run, at time.Time, reason string, by *Event) {
	if !f.explaining {
		return
	}
	if last := f.lastHold(r); last != nil && last.by == by && last.reason == reason {
		return
	}
	f.note(r, entry{at: at, op: opHold, hold: holdPaused, reason: reason, by: by})
}

// released ends a hold.
func (f *fold) released(r *run, at time.Time, by *Event) {
	f.advance(r, at)
	r.before = r.dueState
	if r.office != nil {
		r.shifted(at)
	}
	kind := r.hold
	r.hold, r.released = running, at
	f.note(r, entry{at: at, op: opRelease, by: by})
	f.movedByHold(r, at, kind)
}

// entry is a step of a cycle: together they are all that a clock was told.
type entry struct {
	run, cycle int
	at         time.Time
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
	if f.replaying {
		return
	}
	e.run, e.cycle = r.index, r.cycle
	f.log = append(f.log, e)
}

// lastHold returns the latest hold in the log of a clock's cycle.
func (f *fold) lastHold(r *run) *entry {
	for i := len(f.log) - 1; i >= 0; i-- {
		if e := &f.log[i]; e.run == r.index && e.cycle == r.cycle && e.op == opHold {
			return e
		}
	}
	return nil
}
