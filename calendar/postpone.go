package calendar

import (
	"fmt"
	"time"

	"github.com/servicecommitment/commitment"
)

// maxPostponed bounds the days by which a due instant can be postponed.
const maxPostponed = 1_000_000

// DuePostponed returns what [Calendar.Due] does if the last day of an allowance
// comes so many days later: business days for an allowance of those, dates for
// calendar days, months and years. The moment of the day and the roll apply to
// the day it is moved to.
//
// The errors are those of Due, and a [commitment.FieldError] for "days" if they
// are negative or above 1,000,000, and for "allowance" if it is of working time,
// which has no last day.
func (c *Calendar) DuePostponed(t time.Time, a Allowance, days int) (time.Time, error) {
	switch {
	case a.Unit() == WorkingTime:
		return time.Time{}, wrongArgument("allowance", "must be of days, not %s of working time", a)
	case days < 0 || days > maxPostponed:
		return time.Time{}, wrongArgument("days", "must be from 0 to %d, not %d", maxPostponed, days)
	case c.zone == nil:
		return time.Time{}, c.refuse()
	}
	r, last, err := c.lastDay(t, a, days)
	if err != nil {
		return time.Time{}, err
	}
	return c.dueOn(last, r, a)
}

func wrongArgument(path, format string, args ...any) error {
	return fmt.Errorf("calendar: %w", &commitment.FieldError{Path: path, Err: fmt.Errorf(format, args...)})
}

// Extend returns a due instant moved on by an allowance: by working time as in
// [Calendar.Add], by days to the same wall time of the day so many days after
// the one that ends, or to the moment that the allowance names. A due instant
// at a closing or at midnight belongs to the day that ends there, so that the
// close of business on a Friday and one business day are the close of business
// on Monday, unless Monday's hours differ.
//
// The error is a *[CoverageError] if the due instant, for business days, or the
// answer lies outside the coverage.
func (c *Calendar) Extend(due time.Time, by Allowance) (time.Time, error) {
	if by.Unit() == WorkingTime {
		return c.Add(due, by.time)
	}
	if c.zone == nil {
		return time.Time{}, c.refuse()
	}
	r := c.ending(due, by.unit)
	last, err := c.endDate(r.date, by, 0)
	if err != nil {
		return time.Time{}, err
	}
	if by.due == SameTime {
		by.due = WallTime // nothing is rolled: the extension ends when it ends
	}
	return c.dueOn(last, r, by)
}

// ending returns the day that a due instant ends, as a receipt.
func (c *Calendar) ending(due time.Time, unit Unit) receipt {
	date := c.zone.dateAt(due.Unix())
	switch closing, err := c.PrevClose(due); {
	case unit == BusinessDays && err == nil && closing.Equal(due):
		date = c.shiftDate(due.Add(-1))
	case due.Nanosecond() == 0 && c.zone.midnight(date.epochDay()) == due.Unix():
		date = date.AddDays(-1)
	}
	return c.receiptOn(due, date)
}

// WholeDays returns how many days lie whole in [from, to): for [BusinessDays],
// the business days whose hours, from the first opening to the last closing, lie
// in it, and for any other unit the dates from 00:00 to 24:00. It is how many
// days a suspension takes out of a period that is counted in days.
//
// The error is a *[CoverageError] if business days outside the coverage would
// count. An interval that runs backwards holds none.
func (c *Calendar) WholeDays(from, to time.Time, unit Unit) (int, error) {
	if c.zone == nil {
		return 0, c.refuse()
	}
	if !from.Before(to) {
		return 0, nil
	}
	first, last := c.zone.dateAt(from.Unix()).epochDay(), c.zone.dateAt(to.Unix()).epochDay()
	start, end := from.Unix(), to.Unix()
	if from.Nanosecond() > 0 {
		start++
	}
	if unit != BusinessDays {
		return c.wholeDates(first, last, start, end), nil
	}
	if _, err := c.Between(from, to); err != nil {
		return 0, err
	}
	// Hours end at most maxShiftDays after the date that they belong to: the days
	// in the middle are whole without a look.
	inner, outer := first+maxShiftDays+1, last-maxShiftDays-1
	if inner > outer {
		inner, outer = last+1, last
	}
	count := c.business.before(outer+1) - c.business.before(inner)
	for day := first; day <= last; day++ {
		if day == inner && inner <= outer {
			day = outer + 1
		}
		if c.business.contains(day) && c.agenda.opening(day) >= start && c.agenda.closing(day) <= end {
			count++
		}
	}
	return count, nil
}

// wholeDates counts the dates from first to last that lie in [start, end).
func (c *Calendar) wholeDates(first, last, start, end int64) int {
	for first <= last && c.zone.midnight(first) < start {
		first++
	}
	for first <= last && c.zone.midnight(last+1) > end {
		last--
	}
	count := int(last - first + 1)
	if first > last {
		return 0
	}
	return count
}

// Covered returns the time in which the hours are known, [first, last): from 00:00
// of the first date to the end of the last one, or of the shift that opens on it.
// Working time up to last is known, a question about an instant outside fails
// with a *[CoverageError]. Both are zero for the zero Calendar.
func (c *Calendar) Covered() (first, last time.Time) {
	if c.zone == nil {
		return time.Time{}, time.Time{}
	}
	return c.instant(c.index.lower, 0), c.instant(c.index.upper, 0)
}
