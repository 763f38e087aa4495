package calendar

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/servicecommitment/commitment/internal/check"
)

// FixedDates returns a source of the given holidays that knows all the dates
// from first to last. A zero first or last is no bound: the caller answers for
// the list being complete. A holiday outside the bounds and bounds in the wrong
// order are errors of the source's Holidays, and so of [New], which refuses a
// holiday without a date too.
func FixedDates(first, last Date, holidays ...Holiday) HolidaySource {
	list := slices.Clone(holidays)
	slices.SortStableFunc(list, func(a, b Holiday) int { return a.Date.Compare(b.Date) })
	return &dateList{first: first, last: last, holidays: list}
}

// dateList is a source of written dates, sorted.
type dateList struct {
	first, last Date
	holidays    []Holiday
	// places are where the holidays stand in a document, nil if in none.
	places []check.Path
}

// writtenHoliday is a holiday that stands in a document, and where.
type writtenHoliday struct {
	Holiday
	at check.Path
}

// newWrittenDates returns the source of the dates that a document writes out,
// under the document's name. They have no bounds: the author answers for them.
func newWrittenDates(name string, written []writtenHoliday) *namedSource {
	slices.SortStableFunc(written, func(a, b writtenHoliday) int { return a.Date.Compare(b.Date) })
	list := &dateList{}
	for _, w := range written {
		list.holidays = append(list.holidays, w.Holiday)
		list.places = append(list.places, w.at)
	}
	if name == "" {
		name = "calendar"
	}
	return &namedSource{HolidaySource: list, name: name}
}

// String returns the name under which the list is mentioned.
func (*dateList) String() string { return "dates" }

// Coverage returns the bounds; all dates within are firm.
func (l *dateList) Coverage() (first, firm, last Date) { return l.first, l.last, l.last }

// Holidays returns the holidays of a year that the bounds reach into.
func (l *dateList) Holidays(year int) ([]Holiday, error) {
	if err := l.checkBounds(); err != nil {
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

// checkBounds returns what is wrong with the bounds, or lies outside them.
func (l *dateList) checkBounds() error {
	if !l.first.IsZero() && !l.last.IsZero() && l.last.Before(l.first) {
		return fmt.Errorf("dates end on %s, before they begin on %s", l.last, l.first)
	}
	if len(l.holidays) == 0 {
		return nil
	}
	for _, edge := range []Holiday{l.holidays[0], l.holidays[len(l.holidays)-1]} {
		if !edge.Date.IsZero() && edge.Date.Before(l.first) || !l.last.IsZero() && edge.Date.After(l.last) {
			return fmt.Errorf("holiday %s lies outside the dates that the list knows", edge.Date)
		}
	}
	return nil
}
