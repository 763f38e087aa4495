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
	// overdue says that due is over, and fixed.
	overdue bool
	// allowance is the working time that is due, or for days, of which the
	// shares of alerts are shares.
	allowance time.Duration
	// base is the due instant without the pauses, shift the working time that they,
	// and extensions, add to it, days the days that they do; those that extensions
	// add, granted, are in base. Under targetWorked base is when the counted time
	// reached the allowance, zero before.
	base          instant
	shift         time.Duration
	days, granted int
	// due is the due instant if the clock runs on from now; under targetWorked it
	// is worked out when asked for, until it is reached.
	due instant
	// anchor is the instant since which pauses move the base.
	anchor instant
	// unknown is why there is no due instant.
	unknown error
}

// set gives a clock the target of its term, counted from r.from.
func (r *run) set() {
	r.dueState = dueState{}
	r.aimed = r.term
	if r.office == nil {
		return
	}
	o := r.office
	switch {
	case r.promise != nil:
		r.target, r.base = targetFixed, instantOf(r.promise.Until)
	case !r.term.within:
		return
	default:
		r.target = targetKindOf(r.term.allowance)
	}
	switch r.target {
	case targetWorked:
		if r.allowance = r.term.allowance.WorkingTime(); r.allowance == 0 {
			r.base = r.from
		}
		return
	case targetSameTime, targetWholeDays:
		r.base, r.unknown = o.due(r.from, r.term.allowance)
	case targetNone, targetFixed:
	}
	if r.term.shares {
		r.measure()
	}
	r.due = r.base
}

// measure works out the allowance of an instant, for the shares of alerts. Where
// it is not covered, shares of it have no level.
func (r *run) measure() {
	if r.office != nil && r.target != targetWorked && r.unknown == nil && r.allowance == 0 && r.base.After(r.from) {
		r.allowance, _ = r.office.between(r.from, r.base)
	}
}

// dueNow returns the due instant if the clock runs on from r.at, zero where there
// is none or it is not known.
func (r *run) dueNow() instant {
	switch {
	case r.unknown != nil || r.target == targetNone:
		return instant{}
	case r.overdue || r.blind != nil:
		return r.due
	}
	due := r.due
	if r.target == targetWorked {
		if due = r.base; due.IsZero() {
			if due, r.unknown = r.office.add(r.at, r.allowance-r.counted); r.unknown != nil {
				return instant{}
			}
		}
	}
	if r.elder == nil {
		return due
	}
	// Before that of the elder the due instant may not come.
	old := r.elder.projected()
	if old.IsZero() {
		r.unknown = r.elder.unknown
		return old
	}
	return later(due, old)
}

// dueSeen returns what dueNow does, and judges nothing: that the due instant is not
// known yet does not matter to a clock that stops before it.
func (r *run) dueSeen() instant {
	unknown := r.unknown
	due := r.dueNow()
	r.unknown = unknown
	return due
}

// usedUp returns the due instant if it lies at an instant or before it, where
// nothing moves it any more; zero if not.
func (r *run) usedUp(by instant) instant {
	if r.target == targetNone || r.unknown != nil || r.due.IsZero() || r.due.After(by) {
		return instant{}
	}
	if r.elder == nil {
		return r.due
	}
	old := r.elder.usedUp(by)
	if old.IsZero() {
		return old
	}
	return later(r.due, old)
}

// recompute works out the due instant of days anew.
func (r *run) recompute() {
	if r.unknown != nil || r.overdue {
		return
	}
	o := r.office
	switch r.target {
	case targetSameTime:
		r.due = r.base
		if r.shift > 0 {
			r.due, r.unknown = o.add(r.base, r.shift)
		}
	case targetWholeDays:
		r.due, r.unknown = o.duePostponed(r.from, r.aimed.allowance, r.days+r.granted)
		if r.shift > 0 && r.unknown == nil {
			r.due, r.unknown = o.add(r.due, r.shift)
		}
	case targetNone, targetWorked, targetFixed:
	}
}

// shifted moves the due instant by a hold from r.holdStart to an instant, whose
// working time is r.holdWork. A hold that began at the due instant or after it
// moves nothing.
func (r *run) shifted(to instant) {
	if r.overdue || r.unknown != nil || r.target == targetNone || r.target == targetFixed {
		return
	}
	if r.target == targetWorked || !r.heldFrom().Before(r.due) {
		return
	}
	switch r.target {
	case targetSameTime:
		r.shift += r.heldSince(r.anchor, to)
	case targetWholeDays:
		unit := r.aimed.allowance.Unit()
		days, err := r.office.wholeDays(r.holdStart, to, unit)
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

// heldFrom returns the instant from which the present hold moves the due instant.
func (r *run) heldFrom() instant { return later(r.holdStart, r.anchor) }

// heldSince returns the working time of the present hold since an instant.
func (r *run) heldSince(since, to instant) time.Duration {
	if since.IsZero() || !since.After(r.holdStart) {
		return r.holdWork
	}
	if !since.Before(to) {
		return 0
	}
	work, err := r.office.between(since, to)
	if err != nil {
		r.unknown = err
	}
	return work
}

// projected returns the due instant if the clock, held or not, goes on at r.at.
// That of a held clock may lie outside the coverage by then, and is zero.
func (r *run) projected() instant {
	if r.hold == running || r.overdue || r.target == targetFixed || r.target == targetNone {
		return r.dueNow()
	}
	was := r.dueState
	r.shifted(r.at)
	due := r.dueNow()
	r.dueState = was
	return due
}

// grant moves the due instant by an extension at an instant.
func (r *run) grant(at instant, g *Extension) {
	if r.unknown != nil || r.target == targetNone || r.office == nil {
		return
	}
	if elder := r.elder; elder != nil {
		// Each target is extended by itself: the later one stays the later.
		elder.grant(at, g)
		r.elder = nil
		defer func() { r.elder = elder }()
	}
	r.measure() // what the extension adds to
	o := r.office
	due := r.projected()
	if !g.Until.IsZero() {
		if instantOf(g.Until).After(due) {
			r.refix(at, targetFixed, instantOf(g.Until))
		}
		return
	}
	a := r.aimed.allowance
	switch {
	case g.By.Unit() == calendar.WorkingTime && r.target == targetWorked:
		r.allowance = saturated(r.allowance, g.By.WorkingTime())
		return
	case g.By.Unit() == calendar.WorkingTime && (r.target == targetSameTime || r.target == targetWholeDays):
		r.shift = saturated(r.shift, g.By.WorkingTime())
		r.allowance = saturated(r.allowance, g.By.WorkingTime())
		r.recompute()
		return
	case (r.target == targetSameTime && r.anchor.IsZero() || r.target == targetWholeDays) && g.By.Unit() == a.Unit() && plainDays(g.By):
		r.extendDays(a, g.By.Count())
		return
	}
	extended, err := o.extend(due, g.By)
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

// extendDays grants a number of days more of an allowance of days, and their working
// time to its shares.
func (r *run) extendDays(a calendar.Allowance, days int) {
	was := r.base
	r.granted += days
	if r.base, r.unknown = r.office.duePostponed(r.from, a, r.granted); r.unknown != nil {
		return
	}
	if more, err := r.office.between(was, r.base); err == nil {
		r.allowance = saturated(r.allowance, more)
	}
	r.recompute()
}

// refix gives the clock a due instant of its own, from an instant on.
func (r *run) refix(at instant, kind targetKind, due instant) {
	r.target, r.base, r.due, r.shift, r.days, r.anchor = kind, due, due, 0, 0, at
	if due.After(at) {
		left, err := r.office.between(at, due)
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
