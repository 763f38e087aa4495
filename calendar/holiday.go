package calendar

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"
)

// HolidaySource knows the holidays of some years. The caller brings it: rules
// of rickar/cal through [FromCal], a list through [FixedDates], the notices of
// the sub-package cn, or an implementation of one's own.
type HolidaySource interface {
	// Holidays returns the holidays and make-up workdays of a year, in any
	// order. Dates of the neighbouring years are taken as they are: [New] asks
	// for every year of the coverage and one on either side, and counts the
	// same holiday once. A year that the source does not know is an error that
	// matches [ErrNotCovered], never an empty list.
	Holidays(year int) ([]Holiday, error)
}

// BoundedSource is a [HolidaySource] whose knowledge begins or ends within a
// year. [New] asks it for its bounds instead of trying year after year.
type BoundedSource interface {
	HolidaySource
	// Coverage returns the first and the last date that the source knows, and
	// the last one that is firm: dates after it are answered but marked
	// provisional, since a later notice can still change them. A zero first or
	// last is no bound; a zero firm is the last.
	Coverage() (first, firm, last Date)
}

// HolidayKind is what a holiday does to the hours of its date.
//
// It is comparable; the zero value is taken as [DayOff], or as [ShortDay]
// where the holiday has hours.
type HolidayKind uint8

// The kinds of holidays.
const (
	// DayOff closes the date.
	DayOff HolidayKind = iota + 1
	// Makeup makes the date a workday in exchange for one off (调休上班).
	Makeup
	// ShortDay leaves of the date's hours what lies within the holiday's.
	ShortDay
)

// String returns "day_off", "makeup" or "short_day".
func (k HolidayKind) String() string {
	switch k {
	case DayOff:
		return "day_off"
	case Makeup:
		return "makeup"
	case ShortDay:
		return "short_day"
	}
	return fmt.Sprintf("HolidayKind(%d)", uint8(k))
}

// Holiday is a date with hours of its own and the reason for them.
//
// It is comparable with ==.
type Holiday struct {
	Date Date
	// Name is the name in the language of the source: "元旦", "Christmas Day".
	Name string
	Kind HolidayKind
	// Hours are required for a ShortDay, optional for a Makeup (the hours of
	// this make-up workday instead of [Spec].Makeup) and an error for a DayOff.
	Hours Hours
}

// normal returns h with its kind spelt out, or what is wrong with it.
func (h Holiday) normal() (Holiday, error) {
	if h.Kind == 0 {
		h.Kind = DayOff
		if !h.Hours.IsZero() {
			h.Kind = ShortDay
		}
	}
	switch {
	case h.Date.IsZero():
		return h, errors.New("a holiday needs a date")
	case h.Kind > ShortDay:
		return h, fmt.Errorf("unknown kind of holiday %d", uint8(h.Kind))
	case h.Kind == DayOff && !h.Hours.IsZero():
		return h, errors.New("a day off has no hours: make it a short day")
	case h.Kind == ShortDay && h.Hours.IsZero():
		return h, errors.New("a short day needs hours: make it a day off")
	}
	return h, nil
}

// FixedDates returns a source of the given holidays that knows all the dates
// from first to last. A zero first or last is no bound: the caller answers for
// the list being complete. A holiday outside the bounds, one without a date
// and bounds in the wrong order are errors of the source's Holidays, and so of
// [New].
func FixedDates(first, last Date, holidays ...Holiday) HolidaySource {
	list := slices.Clone(holidays)
	slices.SortStableFunc(list, func(a, b Holiday) int { return a.Date.Compare(b.Date) })
	return &dateList{first: first, last: last, holidays: list}
}

// dateList is a source of written dates, sorted.
type dateList struct {
	first, last Date
	holidays    []Holiday
}

func (l *dateList) String() string { return "dates" }

func (l *dateList) Coverage() (first, firm, last Date) { return l.first, l.last, l.last }

func (l *dateList) Holidays(year int) ([]Holiday, error) {
	if err := l.check(); err != nil {
		return nil, err
	}
	if !l.last.IsZero() && year > l.last.Year() {
		return nil, &CoverageError{Source: l.String(), Date: l.last.AddDays(1)}
	}
	if year < l.first.Year() {
		return nil, &CoverageError{Source: l.String(), Date: l.first.AddDays(-1)}
	}
	from, _ := slices.BinarySearchFunc(l.holidays, year, func(h Holiday, y int) int { return cmp.Compare(h.Date.Year(), y) })
	to := from
	for to < len(l.holidays) && l.holidays[to].Date.Year() == year {
		to++
	}
	return slices.Clone(l.holidays[from:to]), nil
}

func (l *dateList) check() error {
	if !l.first.IsZero() && !l.last.IsZero() && l.last.Before(l.first) {
		return fmt.Errorf("dates end on %s, before they begin on %s", l.last, l.first)
	}
	if len(l.holidays) == 0 {
		return nil
	}
	if l.holidays[0].Date.IsZero() {
		return errors.New("a holiday needs a date")
	}
	for _, edge := range []Holiday{l.holidays[0], l.holidays[len(l.holidays)-1]} {
		if edge.Date.Before(l.first) || !l.last.IsZero() && edge.Date.After(l.last) {
			return fmt.Errorf("holiday %s lies outside the dates that the list knows", edge.Date)
		}
	}
	return nil
}

// Named gives a source the name under which a calendar mentions it: in the
// Source of a [Day], in a [CoverageError], in a description and in JSON.
func Named(name string, source HolidaySource) HolidaySource {
	return &namedSource{name: name, HolidaySource: source}
}

type namedSource struct {
	HolidaySource
	name string
}

// unwrapSource returns the source within any names, and the outermost name or
// else what the source calls itself.
func unwrapSource(source HolidaySource) (inner HolidaySource, name string) {
	for {
		named, ok := source.(*namedSource)
		if !ok {
			break
		}
		if name == "" {
			name = named.name
		}
		source = named.HolidaySource
	}
	if self, ok := source.(fmt.Stringer); ok && name == "" {
		name = self.String()
	}
	return source, name
}

// yearSpan returns the first and last date of a year.
func yearSpan(year int) (first, last Date) {
	return civilDate(year, time.January, 1), civilDate(year, time.December, 31)
}
