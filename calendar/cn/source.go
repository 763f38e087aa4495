package cn

import (
	"slices"
	"time"

	"github.com/servicecommitment/commitment/calendar"
)

// PublicHolidays returns the holidays and make-up workdays of the built-in
// notices, those for 2007 to 2026.
//
// The source is a [calendar.BoundedSource] and calls itself "cn". It knows the
// dates from 2007-01-01 to 2026-12-31, of which the last six are provisional
// until the notice for 2027 is out; see [ParseNotices]. A year outside them is
// a *[calendar.CoverageError]. It is immutable and safe for concurrent use,
// costs nothing to make, and reads two notices for each year it is asked for.
func PublicHolidays() calendar.HolidaySource {
	return &source{first: firstBuiltIn, last: lastBuiltIn}
}

// lastFirmDay is the day of December up to which a notice is not expected to
// change the year before it. The earliest day that one did so far is the 29th.
const lastFirmDay = 25

// source is the notices for the years from first to last.
type source struct {
	first, last int
	// given are the notices that stand instead of the built-in ones.
	given map[int][]calendar.Holiday
}

// String returns "cn".
func (*source) String() string { return "cn" }

// Coverage returns the first day of the first year and the last day of the
// last one, whose last days are not firm.
func (s *source) Coverage() (first, firm, last calendar.Date) {
	first, _ = calendar.NewDate(s.first, time.January, 1)
	firm, _ = calendar.NewDate(s.last, time.December, lastFirmDay)
	last, _ = calendar.NewDate(s.last, time.December, 31)
	return first, firm, last
}

// Holidays returns what the notices for a year and for the one after it say of
// the year's dates, in order; where both speak of a date, the later one counts.
func (s *source) Holidays(year int) ([]calendar.Holiday, error) {
	if year < s.first || year > s.last {
		missing, _ := calendar.NewDate(min(max(year, 1), 9999), time.January, 1)
		return nil, &calendar.CoverageError{Source: s.String(), Date: missing}
	}
	var list []calendar.Holiday
	for _, notice := range [][]calendar.Holiday{s.notice(year + 1), s.notice(year)} {
		later := list
		for _, h := range notice {
			same := func(other calendar.Holiday) bool { return other.Date == h.Date }
			if h.Date.Year() == year && !slices.ContainsFunc(later, same) {
				list = append(list, h)
			}
		}
	}
	slices.SortFunc(list, func(a, b calendar.Holiday) int { return a.Date.Compare(b.Date) })
	return list, nil
}

// notice returns the days of the notice for a year, nil if there is none.
func (s *source) notice(year int) []calendar.Holiday {
	if given, found := s.given[year]; found {
		return given
	}
	return holidays(builtIn(year))
}
