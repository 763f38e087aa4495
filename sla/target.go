package sla

import (
	"time"

	"github.com/servicecommitment/commitment/calendar"
)

// targetKind is how a due instant is judged.
type targetKind uint8

const (
	// targetNone is never due.
	targetNone targetKind = iota
	// targetWorked is due when so much time is counted.
	targetWorked
	// targetSameTime is due at an instant that paused working time moves.
	targetSameTime
	// targetWholeDays is due at an instant that whole paused days move.
	targetWholeDays
	// targetFixed is due at an instant that nothing moves.
	targetFixed
)

// dueState is what the due instant of a clock follows from.
type dueState struct {
	target targetKind
	// allowance is the working time that is due, or for days, of which the
	// shares of alerts are shares.
	allowance time.Duration
	// reached is when the counted time reached the allowance, zero before.
	reached time.Time
	// base is the due instant without the pauses, shift the working time and days
	// the days that they, and extensions, add to it.
	base  time.Time
	shift time.Duration
	days  int
	// due is the due instant if the clock runs on from now; under targetWorked it
	// is worked out when asked for, until it is reached.
	due time.Time
	// overdue says that due is over, and fixed.
	overdue bool
	// anchor is the instant since which pauses move the base.
	anchor time.Time
	// floor is a due instant before which this one may not come, with the working
	// time paused since floorSet.
	floor, floorSet time.Time
	floorShift      time.Duration
	promise         time.Time
	// unknown is why there is no due instant.
	unknown error
}

// set gives a clock the target of its term, counted from r.from.
func (f *fold) set(r *run) {
	r.dueState = dueState{promise: r.promise}
	r.aimed = r.term
	if r.office == nil {
		return
	}
	cal := r.office.calendar
	switch {
	case !r.promise.IsZero():
		r.target, r.base = targetFixed, r.promise.In(r.office.location)
	case !r.term.within:
		return
	default:
		r.target = targetKindOf(r.term.allowance)
	}
	switch r.target {
	case targetWorked:
		r.allowance = r.term.allowance.WorkingTime()
		return
	case targetSameTime, targetWholeDays:
		r.base, r.unknown = cal.Due(r.from, r.term.allowance)
	case targetNone, targetFixed:
	}
	if r.unknown == nil && r.base.After(r.from) {
		// Where it is not covered, shares of it have no level.
		r.allowance, _ = cal.Between(r.from, r.base) //nolint:errcheck // see above
	}
	r.due = r.base
}

// dueNow returns the due instant if the clock runs on from r.at, zero where there
// is none or it is not known.
func (r *run) dueNow() time.Time {
	switch {
	case r.unknown != nil || r.target == targetNone:
		return time.Time{}
	case r.overdue || r.target != targetWorked:
		return r.due
	}
	due := r.reached
	if due.IsZero() {
		if due, r.unknown = r.office.calendar.Add(r.at, r.allowance-r.counted); r.unknown != nil {
			return time.Time{}
		}
	}
	return later(due, r.floorNow())
}

// floorNow returns the instant before which the due instant may not come.
func (r *run) floorNow() time.Time {
	if r.floor.IsZero() || r.floorShift == 0 {
		return r.floor
	}
	floor, err := r.office.calendar.Add(r.floor, r.floorShift)
	if err != nil {
		r.unknown = err
	}
	return floor
}

// recompute works out the due instant of days anew.
func (r *run) recompute() {
	if r.unknown != nil || r.overdue {
		return
	}
	cal := r.office.calendar
	switch r.target {
	case targetSameTime:
		r.due = r.base
		if r.shift > 0 {
			r.due, r.unknown = cal.Add(r.base, r.shift)
		}
	case targetWholeDays:
		r.due = r.base
		if r.days > 0 {
			r.due, r.unknown = cal.DuePostponed(r.from, r.term.allowance, r.days)
		}
	case targetNone, targetWorked, targetFixed:
		return
	}
	r.due = later(r.due, r.floorNow())
}

// shifted moves the due instant by a hold from r.holdStart to an instant, whose
// working time is r.holdWork. A hold that began at the due instant or after it
// moves nothing.
func (r *run) shifted(to time.Time) {
	if r.overdue || r.unknown != nil || r.target == targetNone || r.target == targetFixed {
		return
	}
	r.floorShift += r.heldSince(r.floorSet, to)
	if r.target == targetWorked || !r.holdStart.Before(r.due) {
		return
	}
	switch r.target {
	case targetSameTime:
		r.shift += r.heldSince(r.anchor, to)
	case targetWholeDays:
		unit := r.term.allowance.Unit()
		days, err := r.office.calendar.WholeDays(r.holdStart, to, unit)
		if err != nil {
			r.unknown = err
			return
		}
		r.days += days
	case targetNone, targetWorked, targetFixed:
	}
	r.recompute()
	if r.due.Before(to) {
		r.due = to // a due instant within a pause stands at its end
	}
}

// heldSince returns the working time of the present hold since an instant.
func (r *run) heldSince(since, to time.Time) time.Duration {
	if since.IsZero() || !since.After(r.holdStart) {
		return r.holdWork
	}
	if !since.Before(to) {
		return 0
	}
	work, err := r.office.calendar.Between(since, to)
	if err != nil {
		r.unknown = err
	}
	return work
}

// projected returns the due instant if the clock, held or not, goes on at r.at.
func (r *run) projected() time.Time {
	if r.hold == running || r.overdue || r.target == targetFixed || r.target == targetNone {
		return r.dueNow()
	}
	was := r.dueState
	r.shifted(r.at)
	due := r.dueNow()
	unknown := r.unknown
	r.dueState = was
	r.unknown = unknown
	return due
}

// grant moves the due instant by an extension at an instant.
func (f *fold) grant(r *run, at time.Time, g *Extension) {
	if r.unknown != nil || r.target == targetNone || r.office == nil {
		return
	}
	cal := r.office.calendar
	due := r.projected()
	if !g.Until.IsZero() {
		if g.Until.After(due) {
			r.refix(at, targetFixed, g.Until.Round(0).In(r.office.location))
		}
		return
	}
	a := r.term.allowance
	switch {
	case !r.floor.IsZero():
	case g.By.Unit() == calendar.WorkingTime && r.target == targetWorked:
		r.allowance = saturated(r.allowance, g.By.WorkingTime())
		return
	case g.By.Unit() == calendar.WorkingTime && r.target == targetSameTime:
		r.shift = saturated(r.shift, g.By.WorkingTime())
		r.allowance = saturated(r.allowance, g.By.WorkingTime())
		r.recompute()
		return
	case r.target == targetWholeDays && g.By.Unit() == a.Unit() && plainDays(g.By):
		r.days += g.By.Count()
		r.recompute()
		return
	}
	extended, err := cal.Extend(due, g.By)
	if err != nil {
		r.unknown = err
		return
	}
	if r.target == targetFixed {
		r.refix(at, targetFixed, extended)
	} else {
		r.refix(at, targetSameTime, extended)
	}
}

// refix gives the clock a due instant of its own, from an instant on.
func (r *run) refix(at time.Time, kind targetKind, due time.Time) {
	r.target, r.base, r.due, r.shift, r.days, r.anchor = kind, due, due, 0, 0, at
	r.floor, r.floorSet, r.floorShift = time.Time{}, time.Time{}, 0
	r.reached = time.Time{}
	if due.After(at) {
		left, err := r.office.calendar.Between(at, due)
		if err == nil {
			r.allowance = saturated(r.counted, left)
		}
	}
}

// plainDays reports whether an allowance is a bare number of days.
func plainDays(a calendar.Allowance) bool {
	_, cutOff := a.CutOff()
	return a.Unit() != calendar.WorkingTime && a.DueRule() == calendar.SameTime && !a.FromDate() && !a.Rolls() && !cutOff
}

// saturated adds two lengths of time, up to the longest there is.
func saturated(a, b time.Duration) time.Duration {
	if b > 0 && a > maxDuration-b {
		return maxDuration
	}
	return a + b
}
