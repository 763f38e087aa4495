package calendar

import (
	"errors"
	"fmt"

	"github.com/servicecommitment/commitment/internal/check"
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
// year. [New] asks it for its bounds as well as for its holidays.
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
	return check.EnumText(k, "HolidayKind", "day_off", "makeup", "short_day")
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

// Named gives a source the name under which a calendar mentions it: in the
// Source of a [Day], in a [CoverageError], in a description and in JSON.
func Named(name string, source HolidaySource) HolidaySource {
	return &namedSource{name: name, HolidaySource: source}
}

type namedSource struct {
	HolidaySource
	name string
	// at is the place of the source in a document, empty if it came from none.
	at check.Path
}

// unwrapSource returns the source within any names, the outermost name or else
// what the source calls itself, and the place in a document.
func unwrapSource(source HolidaySource) (inner HolidaySource, name string, at check.Path) {
	for {
		named, ok := source.(*namedSource)
		if !ok {
			break
		}
		if name == "" {
			name = named.name
		}
		if at == "" {
			at = named.at
		}
		source = named.HolidaySource
	}
	if self, ok := source.(fmt.Stringer); ok && name == "" {
		name = self.String()
	}
	return source, name, at
}
