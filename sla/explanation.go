package sla

import (
	"time"

	"github.com/servicecommitment/commitment/internal/check"
)

// Explanation is a report and how it came about. It belongs to the caller.
type Explanation struct { //nolint:recvcheck // written by value, read into a pointer
	Report
	// PolicyTitle and RuleTitle are those of the policy and rule in force.
	PolicyTitle, RuleTitle string
	// Titles hold for each of Report.Clocks, by index, the commitment's title.
	Titles []string
	// Segments hold for each of Report.Clocks, by index, the stretches of time
	// that tile [Start, Stopped or AsOf) without gap or overlap. The lengths of
	// those counted add up to the clock's Elapsed.
	Segments [][]Segment
	// Moves hold for each of Report.Clocks, by index, how its due instant came
	// about: who or what moved it, and when.
	Moves [][]Move
}

// Segment is a stretch of a clock's life and what it counts for.
type Segment struct {
	Start, End time.Time
	Counted    bool
	Cause      Cause
	// Reason is the pause reason.
	Reason string
	// EventID is the event that paused, resolved or changed.
	EventID string
	// Source is where the hours come from, as in [calendar.Day].Source, Name the
	// name of the holiday, make-up workday or override.
	Source, Name string
}

// Cause is why a segment counts or does not. It is comparable; the zero value is
// no cause.
type Cause uint8

// The causes. The first three count, unless the clock is held.
const (
	// CauseWorkingTime is a day's usual hours.
	CauseWorkingTime Cause = iota + 1
	// CauseMakeup is a make-up workday's hours.
	CauseMakeup
	// CauseOverride is the hours, open or closed, written for the date.
	CauseOverride
	// CauseOutsideHours is a workday before, between and after its hours.
	CauseOutsideHours
	// CauseRestDay is a day that the week closes.
	CauseRestDay
	// CauseHoliday is a holiday.
	CauseHoliday
	// CauseShortDay is what a short day closes.
	CauseShortDay
	// CauseSkippedDay is a date that the zone skipped.
	CauseSkippedDay
	// CausePaused is a pause.
	CausePaused
	// CauseResolved is the time that the case was resolved.
	CauseResolved
	// CauseBeforeStart is the time before the instant the allowance counts from.
	CauseBeforeStart
	// CauseNotInForce is the time in which the rule did not have the commitment,
	// or the case was cancelled.
	CauseNotInForce
	// CauseNotCovered is time outside the calendar's coverage.
	CauseNotCovered
)

// String returns "working_time", "makeup", "override", "outside_hours",
// "rest_day", "holiday", "short_day", "skipped_day", "paused", "resolved",
// "before_start", "not_in_force" or "not_covered".
func (c Cause) String() string {
	return check.EnumText(c, "Cause", "working_time", "makeup", "override", "outside_hours", "rest_day", "holiday",
		"short_day", "skipped_day", "paused", "resolved", "before_start", "not_in_force", "not_covered")
}

// Move is a step by which a due instant came about.
type Move struct {
	// At is the instant of the step, of a pause its end.
	At      time.Time
	Kind    MoveKind
	EventID string
	// Reason is that of a pause, the rule of a new target, or the reference of an
	// extension or waiver. Detail is the allowance, or that of an extension.
	Reason, Detail string
	// Due is the due instant after the step.
	Due time.Time
}

// MoveKind is what moved a due instant. It is comparable; the zero value is
// nothing.
type MoveKind uint8

// The movers of due instants.
const (
	MoveStart MoveKind = iota + 1
	MovePause
	MoveReopening
	MoveTarget
	MoveExtension
	MoveAdoptedStart
	MovePromise
	MoveWaiver
)

// String returns "start", "pause", "reopening", "target", "extension",
// "adopted_start", "promise" or "waiver".
func (k MoveKind) String() string {
	return check.EnumText(k, "MoveKind", "start", "pause", "reopening", "target", "extension", "adopted_start", "promise", "waiver")
}
