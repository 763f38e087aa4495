package calendar

import (
	"errors"
	"slices"
	"time"

	"github.com/servicecommitment/commitment/internal/check"
)

// DayKind is why a date has the hours it has. It is comparable; the zero value
// is no kind.
type DayKind uint8

// The kinds of days.
const (
	// Workday has the hours of its week.
	Workday DayKind = iota + 1
	// RestDay is closed by its week.
	RestDay
	// HolidayDay is closed by a holiday.
	HolidayDay
	// MakeupDay works in exchange for a day off (调休上班).
	MakeupDay
	// ShortenedDay has its week's hours cut by a [ShortDay].
	ShortenedDay
	// OverrideDay has hours written for this one date.
	OverrideDay
	// SkippedDay does not exist in the zone, which crossed the date line.
	SkippedDay
)

// String returns "workday", "rest_day", "holiday", "makeup", "short_day",
// "override" or "skipped".
func (k DayKind) String() string {
	return check.EnumText(k, "DayKind", "workday", "rest_day", "holiday", "makeup", "short_day", "override", "skipped")
}

// Day is what a calendar knows of one date: what it is, why, and when it is
// open. It belongs to the caller.
type Day struct {
	Date Date
	Kind DayKind
	// Name is the name of the holiday, the make-up workday or the override;
	// several names are joined by " / ". Plain workdays and rest days have none.
	Name string
	// Source is where the hours come from: "week", "rotation", "change",
	// "override", or the name of the holiday source.
	Source string
	// Hours are the civil hours in force; in a set of calendars, those of the
	// operand that decides.
	Hours Hours
	// Periods are the hours as intervals in the calendar's zone, in order. A
	// period past midnight is whole: it belongs to the date it opens on.
	// Periods of several dates may touch or, where hours run past midnight,
	// overlap.
	Periods []Interval
	// Provisional says that some of the hours may still change; see
	// [Calendar.Provisional].
	Provisional bool
}

// reason is why a day has the hours it has.
type reason struct {
	kind         DayKind
	name, source string
	hours        Hours
}

// Day returns what the calendar knows of a date, for screens and explanations.
// It allocates the periods.
//
// The error is a *[CoverageError] if the date lies outside the coverage.
func (c *Calendar) Day(d Date) (Day, error) {
	if err := c.coverDate(d); err != nil {
		return Day{}, err
	}
	why := c.agenda.explain(d.epochDay())
	day := Day{
		Date: d, Kind: why.kind, Name: why.name, Source: why.source, Hours: why.hours,
		Provisional: c.agenda.provisional(c.zone.midnight(d.epochDay())) || c.agenda.provisional(c.zone.midnight(d.epochDay()+1)-1),
	}
	shifts := c.agenda.shifts(nil, d.epochDay(), d.epochDay())
	slices.SortStableFunc(shifts, byStart)
	for _, s := range shifts {
		day.Periods = append(day.Periods, c.interval(s.span))
	}
	return day, nil
}

// At returns the instant of a wall time on a date in the calendar's zone, by
// the rule for clocks that change: a time that they skip is taken with the
// offset before the gap, of one that they repeat the first occurrence. It needs
// no holidays, and so no coverage.
//
// The error matches [commitment.ErrInvalid] for the zero Date; the zero Calendar
// returns its own.
func (c *Calendar) At(d Date, at TimeOfDay) (time.Time, error) {
	if c.zone == nil {
		return time.Time{}, c.refuse()
	}
	if d.IsZero() {
		return time.Time{}, wrong("date", errors.New("is required"))
	}
	return c.instantAt(c.zone.resolve(d.wall()+int64(at.seconds)), 0), nil
}

func (p *plan) explain(day int64) reason {
	if !p.zone.exists(day * secondsPerDay) {
		return reason{kind: SkippedDay, source: p.zone.location.String()}
	}
	if s, found := p.find(day); found {
		return reason{kind: s.kind, name: p.names.at(s.name), source: p.sources.at(s.source), hours: p.hours.at(s.hours)}
	}
	r := p.regime(day)
	why := reason{kind: Workday, source: r.source(), hours: r.week(day)[weekday(day)]}
	if why.hours.IsZero() {
		why.kind = RestDay
	}
	return why
}

// source names the part of the spec that a regime is.
func (r *regime) source() string {
	switch {
	case !r.from.IsZero():
		return "change"
	case len(r.weeks) > 1:
		return "rotation"
	}
	return "week"
}

// coverDate returns the error of a date outside the coverage.
func (c *Calendar) coverDate(d Date) error {
	switch {
	case c.zone == nil:
		return c.refuse()
	case d.Before(c.first):
		return &CoverageError{Calendar: c.name, Source: c.early, Date: d}
	case d.After(c.last):
		return &CoverageError{Calendar: c.name, Source: c.late, Date: d}
	}
	return nil
}
