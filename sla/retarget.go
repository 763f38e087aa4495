package sla

import "time"

// retarget puts a clock under the commitment that a rule has for it, nil for
// none, from an instant on.
func (f *fold) retarget(r *run, t *term, at time.Time, by *Event) {
	at = at.Round(0)
	was, wasOffice := r.aimed, r.office
	if t == nil {
		if r.inForce && r.state == live {
			f.finish(r, at, by, cancelled, endByRule)
		}
		r.inForce, r.quiet = false, true
		return
	}
	returns := !r.inForce
	r.term, r.inForce = t, true
	switch {
	case r.state == idle:
		r.quiet = false
		return
	case returns && r.state == cancelled && r.by == endByRule:
		r.state = live
		f.begun(r, r.stopped, holdNotInForce, "", r.endedBy)
		f.released(r, at, by)
	case r.state != live:
		return
	}
	first := !r.known
	r.quiet, r.known = false, true
	office := t.choice.choose(f.attributes)
	if !returns && office == wasOffice && t.within == was.within && t.allowance == was.allowance {
		return
	}
	f.advance(r, at)
	floor := time.Time{}
	r.office = office
	switch {
	case t.retarget == FromChange:
		r.from, r.rebased = at, at
		f.note(r, entry{at: at, op: opRebase})
	case t.retarget == NeverEarlier && wasOffice != nil && !returns && !r.overdue:
		floor = r.projected()
	}
	f.aimAbove(r, at, floor)
	if first {
		r.targets = 0
	}
	f.moved(r, Move{At: at, Kind: MoveTarget, Reason: f.rule.id}, by)
	if by != nil {
		r.collapsedBy = by.ID
	}
}

// aim works out the clock's target anew, after its start has changed.
func (f *fold) aim(r *run, at time.Time, by *Event) {
	f.advance(r, at)
	f.aimAbove(r, at, time.Time{})
	f.moved(r, Move{At: at, Kind: MoveAdoptedStart}, by)
	r.collapsedBy = by.ID
}

// aimAbove works out the clock's target anew; its due instant does not come
// before a floor, if there is one.
func (f *fold) aimAbove(r *run, at, floor time.Time) {
	r.floor = floor
	f.rebuild(r, at)
	r.targets++
	r.fired.clear()
	r.collapsing = true
	if !r.quiet {
		f.missed(r, at, r.due.Before(at))
	}
}

// rebuild counts the cycle anew from its log, up to an instant, under the term
// and office that it has now: the same steps, without judging them again.
func (f *fold) rebuild(r *run, at time.Time) {
	floor := r.floor
	quiet := r.quiet
	r.quiet, f.replaying = true, true
	r.hold, r.holdWork, r.released = running, 0, time.Time{}
	r.counted, r.paused, r.over, r.blind = 0, 0, 0, nil
	r.at = r.start
	if r.rebased.IsZero() {
		r.from = r.start
	}
	f.set(r)
	r.floor = floor
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
			f.grant(r, e.at, e.by.Extension)
		case opRebase:
			f.rebase(r, e.at)
		case opStart, opReopened, opEnd:
		}
	}
	f.advance(r, at)
	r.floor, r.floorSet, r.floorShift = floor, at, 0
	r.recompute()
	r.quiet, f.replaying = quiet, false
}

// rebase counts anew from an instant, that of the last change of target under
// from_change: what was counted before is not counted.
func (f *fold) rebase(r *run, at time.Time) {
	f.advance(r, at)
	r.counted, r.paused, r.over, r.holdWork = 0, 0, 0, 0
	r.holdStart = at
	if r.from.Equal(at) {
		f.set(r)
	}
}
