package sla

import (
	"time"

	"github.com/servicecommitment/commitment/calendar"
)

// tiler makes segments that follow each other, in one zone.
type tiler struct {
	office   *office
	zone     *time.Location
	segments []Segment
}

// add appends a segment, or prolongs the last one if it says the same.
func (t *tiler) add(s Segment) {
	if !s.Start.Before(s.End) {
		return
	}
	s.Start, s.End = s.Start.In(t.zone), s.End.In(t.zone)
	if n := len(t.segments); n > 0 && t.segments[n-1].continues(s) {
		t.segments[n-1].End = s.End
		return
	}
	t.segments = append(t.segments, s)
}

// continues reports whether a segment that follows says the same. Working time
// is told day by day.
func (s *Segment) continues(next Segment) bool {
	return s.Counted == next.Counted && !s.Counted && s.Cause == next.Cause && s.Reason == next.Reason &&
		s.EventID == next.EventID && s.Source == next.Source && s.Name == next.Name && s.End.Equal(next.Start)
}

// hours tiles the time in which a clock runs, by the hours of its calendar.
func (t *tiler) hours(from, to time.Time) {
	cal := t.office.calendar
	periods, err := cal.Periods(from, to)
	if err != nil {
		t.uncovered(from, to)
		return
	}
	at := from
	for p := range periods {
		t.closed(at, p.Start)
		t.opened(p.Start, p.End)
		at = p.End
	}
	t.closed(at, to)
}

// uncovered tiles time that lies outside the coverage, in part or in whole.
func (t *tiler) uncovered(from, to time.Time) {
	first, last := t.office.calendar.Covered()
	start, end := from, to
	if start.Before(first) {
		start = first
	}
	if end.After(last) {
		end = last
	}
	if !start.Before(end) {
		t.add(Segment{Start: from, End: to, Cause: CauseNotCovered})
		return
	}
	t.add(Segment{Start: from, End: start, Cause: CauseNotCovered})
	t.hours(start, end)
	t.add(Segment{Start: end, End: to, Cause: CauseNotCovered})
}

// opened tiles working time, date by date.
func (t *tiler) opened(from, to time.Time) {
	t.days(from, to, func(start, end time.Time, day calendar.Day) {
		s := Segment{Start: start, End: end, Counted: true, Cause: CauseWorkingTime, Source: day.Source}
		switch day.Kind {
		case calendar.MakeupDay:
			s.Cause, s.Name = CauseMakeup, day.Name
		case calendar.OverrideDay:
			s.Cause, s.Name = CauseOverride, day.Name
		case calendar.Workday, calendar.RestDay, calendar.HolidayDay, calendar.ShortenedDay, calendar.SkippedDay:
			// On a day off, the end of a shift of the day before.
		}
		t.add(s)
	})
}

// closed tiles time outside working hours, date by date.
func (t *tiler) closed(from, to time.Time) {
	t.days(from, to, func(start, end time.Time, day calendar.Day) {
		s := Segment{Start: start, End: end, Cause: CauseOutsideHours, Source: day.Source, Name: day.Name}
		switch day.Kind {
		case calendar.RestDay:
			s.Cause = CauseRestDay
		case calendar.HolidayDay:
			s.Cause = CauseHoliday
		case calendar.ShortenedDay:
			s.Cause = CauseShortDay
		case calendar.OverrideDay:
			s.Cause = CauseOverride
		case calendar.SkippedDay:
			s.Cause = CauseSkippedDay
		case calendar.Workday, calendar.MakeupDay:
			s.Name = ""
		}
		t.add(s)
	})
}

// days cuts a stretch of time at midnights.
func (t *tiler) days(from, to time.Time, tile func(start, end time.Time, day calendar.Day)) {
	cal := t.office.calendar
	for at := from.In(t.zone); at.Before(to); {
		date := calendar.DateOf(at)
		end := to
		if next, err := cal.At(date.AddDays(1), calendar.TimeOfDay{}); err == nil && next.Before(to) && next.After(at) {
			end = next
		}
		day, err := cal.Day(date)
		if err != nil {
			// The end of a shift that opened on the last covered date.
			day = calendar.Day{Kind: calendar.Workday, Source: "coverage"}
		}
		tile(at, end, day)
		at = end
	}
}
