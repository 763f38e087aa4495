package sla

import (
	"slices"
	"time"
)

// run is the present cycle of one promise: a clock that is carried along the
// events. All it counts is working time of its office, up to at.
type run struct {
	index int
	// term is the commitment in force, or the last that was, or the first that
	// will be.
	term *term
	// aimed is the commitment that gave the clock its target.
	aimed  *term
	office *desk // nil: no calendar for these attributes

	state runState
	by    endCause // what ended it
	hold  holdKind
	// inForce says that the case's rule has the commitment, known that it had it
	// at some time of this cycle. What happens before is counted, not judged.
	inForce, known bool
	unruled        bool // cancelled because the rule changed
	after          bool // an event that the metric's After asks for has come
	byOpening      bool
	// casePaused says that the case pauses the commitment, whether the clock runs
	// or not.
	casePaused bool
	// gapPaused says, of a stopped clock whose reopening counts the time between,
	// that a pause is on.
	gapPaused                             bool
	breached, born, waived, notApplicable bool
	collapsing                            bool
	// quiet says that the clock is replayed: nothing is judged and nothing fires.
	quiet bool

	endedBy *Event
	cycle   int
	group   string
	start   instant
	// aimedAt is when the clock got its target: one that is replaced at the same
	// instant never lived.
	aimedAt instant
	stopped instant
	// pausedFrom is since when the case pauses the commitment, unpausedAt when it
	// last ceased to.
	pausedFrom, unpausedAt instant

	holdStart instant
	holdWork  time.Duration // working time since holdStart
	before    heldState
	// released is when the last hold ended, resumedAt when the clock last began to
	// run after a hold or an end.
	released, resumedAt instant

	at                    instant
	from                  instant // what the allowance counts from
	rebased               instant // the last change under from_change
	promise               *Event  // the start, if it announced a date
	counted, paused, over time.Duration
	dueState

	// elder is the clock under the target before, whose due instant that of this
	// one may not precede.
	elder *run

	breachedAt, breachedDue instant // and the due instant that was over
	breachedUnder           int     // the target
	targets                 int
	fired                   bitset
	collapsedBy             *Event
	earlier                 []Outcome

	// blind is why the time cannot be counted any more.
	blind error
}

// heldState is what a hold changes of a due instant: what it was when the hold
// began.
type heldState struct {
	due     instant
	shift   time.Duration
	days    int
	overdue bool
	unknown error
}

type runState uint8

const (
	idle runState = iota
	live
	stopped
	cancelled
)

// endCause is what ended a cycle.
type endCause uint8

const (
	endByTrigger endCause = iota
	endByResolution
	endOfCase
	endByRule
)

// holdKind is why a clock stands.
type holdKind uint8

const (
	running holdKind = iota
	holdPaused
	holdResolved
	holdNotInForce
)

// begin starts the next cycle of a promise at an event.
func (f *fold) begin(r *run, x *fact, byOpening bool, group string) {
	if r.known {
		if f.done == nil {
			f.done = make([]Clock, 0, len(f.runs())+usualCycles) // with room for the last ones
		}
		f.done, f.doneBy = slices.Grow(f.done, 1)[:len(f.done)+1], append(f.doneBy, r.index)
		f.clock(&f.done[len(f.done)-1], r)
		if f.explaining || f.engine.sharing {
			f.past = append(f.past, *r)
		}
	}
	// Field by field: a literal that reads the run would be made beside it first.
	index, term, inForce, after, cycle := r.index, r.term, r.inForce, r.after, r.cycle
	casePaused, pausedFrom, unpausedAt := r.casePaused, r.pausedFrom, r.unpausedAt
	*r = run{}
	r.index, r.term, r.after, r.cycle = index, term, after, cycle+1
	r.inForce, r.known, r.quiet = inForce, inForce, !inForce
	r.casePaused, r.pausedFrom, r.unpausedAt = casePaused, pausedFrom, unpausedAt
	r.state, r.group, r.byOpening = live, group, byOpening
	r.start, r.aimedAt, r.from, r.at = x.at, x.at, x.at, x.at
	if r.term.machine.promises && x.code == codePromised {
		r.promise = x.Event
	}
	f.note(r, entry{at: r.start, op: opStart, by: x.Event})
	r.office = f.desk(r.term.choice.choose(f.attributes))
	r.set()
	if f.explaining {
		f.moved(r, Move{At: x.At, Kind: MoveStart}, x.Event)
	}
	reason, pausedBy, held := f.pauseOf(r.term)
	if !held {
		return
	}
	if !r.pausedFrom.Before(r.start) {
		f.begun(r, r.start, holdPaused, reason, pausedBy)
		return
	}
	// It does not run at its start, so that nothing fires there.
	r.hold, r.holdStart = holdPaused, r.start
	f.note(r, entry{at: r.start, op: opHold, hold: holdPaused, reason: reason, by: pausedBy})
}

// mergedInto returns the case that goes on, if a merge cancelled the clock.
func (r *run) mergedInto() string {
	if r.state == cancelled && r.by == endOfCase && r.endedBy != nil && r.endedBy.Kind == KindMerged {
		return r.endedBy.Target
	}
	return ""
}

// end stops or cancels a clock. At its due instant that is in time.
func (f *fold) end(r *run, x *fact, state runState, by endCause) {
	f.finish(r, x.at, x.Event, state, by)
}

func (f *fold) finish(r *run, at instant, event *Event, state runState, by endCause) {
	postponed := r.collapsing && at.Equal(r.at) // what is passed fires if the clock goes on
	r.collapsing = r.collapsing && !postponed
	f.advance(r, at)
	r.collapsing = r.collapsing || postponed
	if r.overdue && r.due.Equal(at) && r.over == 0 {
		r.overdue = false
	}
	if r.breached && !r.overdue && r.breachedAt.Equal(at) && r.breachedDue.Equal(at) {
		r.breached, r.breachedAt = false, instant{}
	}
	f.takeBack(r, at, 0)
	r.state, r.by, r.stopped, r.endedBy = state, by, at, event
	r.gapPaused = r.hold == holdPaused
	f.note(r, entry{at: at, op: opEnd, by: event})
}

// hold begins and ends the holds of all clocks by the case's pauses.
func (f *fold) hold(at instant) {
	for i := range f.runs() {
		if r := &f.runs()[i]; r.term.pauses || r.casePaused || r.gapPaused || r.hold == holdPaused {
			f.holdRun(r, at)
		}
	}
}

func (f *fold) holdRun(r *run, at instant) {
	reason, by, held := f.pauseOf(r.term)
	r.followPause(at, by, held)
	switch {
	case r.state == live:
	case r.state == stopped && r.term.reopen == ResumeCounting && (r.by == endByResolution || r.notApplicable):
		// Whether the time to a reopening counts depends on the pauses in it.
		if held == r.gapPaused {
			return
		}
		r.gapPaused = held
		if held {
			f.note(r, entry{at: at, op: opHold, hold: holdPaused, reason: reason, by: by})
		} else {
			f.note(r, entry{at: at, op: opRelease})
		}
		return
	default:
		return
	}
	switch {
	case held && r.hold == running:
		f.begun(r, at, holdPaused, reason, by)
	case held && r.hold == holdPaused:
		f.renamed(r, at, reason, by)
	case !held && r.hold == holdPaused:
		f.released(r, at, nil)
	}
}

// followPause notes since when the case pauses a commitment. What ends and begins
// at one instant goes on.
func (r *run) followPause(at instant, by *Event, held bool) { //nolint:revive // held is what it follows
	if held == r.casePaused {
		return
	}
	r.casePaused = held
	switch {
	case !held:
		r.unpausedAt = at
	case !r.unpausedAt.Equal(at):
		r.pausedFrom = at
		if by != nil {
			r.pausedFrom = earlier(at, instantOf(by.At)) // before the case was opened
		}
	}
}

// pauseOf returns the reason for which a commitment's clock stands, if it does.
func (f *fold) pauseOf(t *term) (reason string, by *Event, held bool) {
	if !t.pauses {
		return "", nil, false
	}
	for i := range f.reasons {
		a := &f.reasons[i]
		if t.pauseAny || contains(t.pauseOn, a.reason) {
			return a.reason, a.by, true
		}
	}
	if t.pauseWhen != nil && t.pauseWhen.Matches(f.attributes) {
		return "", nil, true
	}
	return "", nil, false
}

func contains(list []string, text string) bool {
	return slices.Contains(list, text)
}

// verdict returns what is to be said of the cycle.
func (r *run) verdict() Verdict {
	switch {
	case !r.known && r.state != idle && r.state != live:
		return NotApplicable
	case r.breached && r.waived:
		return Waived
	case r.breached:
		return Missed
	case r.state == cancelled || r.notApplicable:
		return NotApplicable
	case r.state == stopped && r.target == targetNone:
		return NotApplicable
	case r.state == stopped && r.unknown != nil:
		return Open
	case r.state == stopped:
		return Met
	}
	return Open
}
