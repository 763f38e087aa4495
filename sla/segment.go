package sla

import (
	"slices"
	"time"
)

// runMove is a step of a run's due instant.
type runMove struct {
	run, cycle int
	Move
}

// moved notes how a due instant came about.
func (f *fold) moved(r *run, m Move, by *Event) {
	if !f.explaining || f.replaying || r.quiet || r.office == nil || r.target == targetNone {
		return
	}
	if m.Kind == MoveStart && r.target == targetFixed {
		m.Kind = MovePromise
	} else if (m.Kind == MoveStart || m.Kind == MoveTarget) && r.term.within {
		m.Detail = r.term.allowance.String()
	}
	if by != nil {
		m.EventID = by.ID
	}
	unknown := r.unknown
	m.Due = r.projected().in(r.office.location)
	r.unknown = unknown // to note a step judges nothing
	m.At = m.At.Round(0).In(r.office.location)
	f.moves = append(f.moves, runMove{run: r.index, cycle: r.cycle, Move: m})
}

// movedByHold notes what the end of a hold did to a due instant.
func (f *fold) movedByHold(r *run, at instant, kind holdKind) {
	if !f.explaining || f.replaying || r.office == nil || r.overdue {
		return
	}
	if r.holdWork == 0 && f.lastDue(r).Equal(r.projected().in(time.UTC)) {
		return // no working time, and no day of an older target
	}
	m := Move{At: at.in(r.office.location), Kind: MovePause}
	if kind != holdPaused {
		m.Kind = MoveReopening
	}
	var by *Event
	if last := f.lastHold(r); last != nil {
		m.Reason, by = last.reason, last.by
	}
	f.moved(r, m, by)
}

// lastDue returns the due instant after the last step that was noted.
func (f *fold) lastDue(r *run) time.Time {
	for i := range slices.Backward(f.moves) {
		if m := &f.moves[i]; m.run == r.index && m.cycle == r.cycle {
			return m.Due
		}
	}
	return time.Time{}
}

// explain fills in the segments and moves of the report's clocks.
func (f *fold) explain(x *Explanation) {
	x.Segments = make([][]Segment, 0, len(x.Clocks))
	x.Moves = make([][]Move, 0, len(x.Clocks))
	if f.version != nil {
		x.PolicyTitle = f.version.title
	}
	if f.rule != nil {
		x.RuleTitle = f.rule.title
	}
	add := func(r *run) {
		x.Titles = append(x.Titles, r.term.title)
		x.Segments = append(x.Segments, f.segments(r))
		x.Moves = append(x.Moves, f.movesOf(r))
	}
	for _, i := range f.ordered(nil) {
		r := &f.runs()[i]
		for j := range f.past {
			if f.past[j].index == r.index {
				add(&f.past[j])
			}
		}
		if r.reported() {
			add(r)
		}
	}
}

func (f *fold) movesOf(r *run) []Move {
	var moves []Move
	for i := range f.moves {
		if m := &f.moves[i]; m.run == r.index && m.cycle == r.cycle {
			moves = append(moves, m.Move)
		}
	}
	if n := len(moves); n > 0 && r.hold != running && !r.overdue {
		// A pause that is on moves the due instant as if it ended now.
		due := r.projected().in(r.office.location)
		if last := &moves[n-1]; !last.Due.Equal(due) {
			m := Move{At: r.at.in(r.office.location), Kind: MovePause, Due: due}
			if hold := f.lastHold(r); hold != nil {
				m.Reason = hold.reason
				if hold.by != nil {
					m.EventID = hold.by.ID
				}
			}
			moves = append(moves, m)
		}
	}
	return moves
}

// segments returns what each stretch of a cycle counts for.
func (f *fold) segments(r *run) []Segment {
	if r.state == idle || r.office == nil {
		return nil
	}
	end := r.at
	if r.state != live {
		end = r.stopped
	}
	t := tiler{zone: r.office.location, office: r.office.office}
	at, held := r.start, (*entry)(nil)
	to := func(until instant) {
		if until.After(end) {
			until = end
		}
		if !until.After(at) {
			return
		}
		switch {
		case !r.rebased.IsZero() && at.Before(r.rebased):
			split := until
			if split.After(r.rebased) {
				split = r.rebased
			}
			t.add(Segment{Start: at.in(t.zone), End: split.in(t.zone), Cause: CauseBeforeStart})
			at = split
			if !until.After(at) {
				return
			}
			fallthrough
		default:
			if held == nil {
				t.hours(at.in(t.zone), until.in(t.zone))
			} else {
				t.add(held.segment(at.in(t.zone), until.in(t.zone)))
			}
		}
		at = until
	}
	for i := range f.log {
		e := &f.log[i]
		if e.run != r.index || e.cycle != r.cycle {
			continue
		}
		switch e.op {
		case opHold:
			to(e.at)
			held = e
		case opRelease:
			to(e.at)
			held = nil
		case opStart, opGrant, opRebase, opReopened, opEnd:
		}
	}
	to(end)
	return t.segments
}

// segment returns a hold as a segment.
func (e *entry) segment(start, end time.Time) Segment {
	s := Segment{Start: start, End: end, Reason: e.reason}
	if e.by != nil {
		s.EventID = e.by.ID
	}
	switch e.hold {
	case holdPaused:
		s.Cause = CausePaused
	case holdResolved:
		s.Cause = CauseResolved
	case holdNotInForce:
		s.Cause = CauseNotInForce
	case running:
	}
	return s
}
