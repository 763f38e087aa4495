package calendar

import (
	"fmt"
	"time"
)

// maxPostponed bounds the days by which a due instant can be postponed.
const maxPostponed = 1_000_000

// DuePostponed returns what [Calendar.Due] does if the last day of an allowance
// comes so many days later: business days for an allowance of those, dates for
// calendar days, months and years. The moment of the day and the roll apply to
// the day it is moved to, so that for business and calendar days it is the due
// instant of an allowance of so many days more.
//
// The errors are those of Due, and a [commitment.FieldError] for "days" if they
// are negative or above 1,000,000, and for "allowance" if it is of working time,
// which has no last day.
func (c *Calendar) DuePostponed(t time.Time, a Allowance, days int) (time.Time, error) {
	switch {
	case a.Unit() == WorkingTime:
		return time.Time{}, wrong("allowance", fmt.Errorf("must be of days, not %s of working time", a))
	case days < 0 || days > maxPostponed:
		return time.Time{}, wrong("days", fmt.Errorf("must be from 0 to %d, not %d", maxPostponed, days))
	case c.zone == nil:
		return time.Time{}, c.refuse()
	}
	r, last, err := c.lastDay(t, a, days)
	if err != nil {
		return time.Time{}, err
	}
	return c.dueOn(last, r, a)
}

// Extend returns a due instant moved on by an allowance: by working time as in
// [Calendar.Add]; by days to the same wall time, working time or not, of the day
// so many days after the one that the due instant ends, or to the moment of that
// day that the allowance names. Where and when an allowance counts as received
// does not matter to an extension.
//
// A due instant at a closing or at midnight belongs to the day that ends there,
// so that the close of business on a Friday and one business day are 17:00 on
// Monday if Friday closes at 17:00, and midnight remains midnight even where the
// clocks skip 00:00. Any other instant belongs to its shift's date as in
// [Calendar.Due].
//
// The error is a *[CoverageError] if the due instant, for working time and
// business days, or the answer lies outside the coverage.
func (c *Calendar) Extend(due time.Time, by Allowance) (time.Time, error) {
	if by.Unit() == WorkingTime {
		return c.Add(due, by.time)
	}
	if c.zone == nil {
		return time.Time{}, c.refuse()
	}
	if _, _, covered := c.locate(due); by.unit == BusinessDays && !covered {
		return time.Time{}, c.outside(due) // a shift of an unknown date may be open
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
	unix := due.Unix()
	date := c.zone.dateAt(unix)
	eve := date.AddDays(-1)
	r := c.receiptOn(due, date)
	midnight := due.Nanosecond() == 0 && c.zone.midnight(date.epochDay()) == unix
	if midnight {
		r.date, r.wall = eve, secondsPerDay
	}
	if closing, err := c.PrevClose(due); unit != BusinessDays || err != nil || !closing.Equal(due) {
		return r
	}
	r = c.receiptOn(due, c.shiftDate(due.Add(-1)))
	if midnight {
		// The 24:00 of the date that the shift ends on: of the eve, or of the date
		// before it if the zone skips the eve.
		eve = earlier(eve, c.zone.dateAt(unix-1))
		r.wall = int64(eve.Sub(r.date)+1) * secondsPerDay
	}
	return r
}

// WholeDays returns how many days lie whole in [from, to): for [BusinessDays],
// the business days whose hours, from the first opening to the last closing, lie
// in it, and for any other unit the dates from 00:00 to 24:00. It is how many
// days a suspension takes out of a period that is counted in days. As in
// [Calendar.Due], a date that the zone skips is one of the dates, though no
// business day; it goes with the date before it. An interval that runs backwards
// holds none.
//
// The error is a *[CoverageError] if for business days either instant lies
// outside the coverage, and for dates outside the years 1 to 9999. Where the
// last shift runs over the end of the last date, no business day after that
// counts.
func (c *Calendar) WholeDays(from, to time.Time, unit Unit) (int, error) {
	if c.zone == nil {
		return 0, c.refuse()
	}
	from, to = from.Round(0), to.Round(0)
	if !from.Before(to) {
		return 0, nil
	}
	start, end := from.Unix(), to.Unix()
	if from.Nanosecond() > 0 {
		start++
	}
	first, last := c.zone.dateAt(from.Unix()), c.zone.dateAt(end)
	if unit == BusinessDays {
		if _, err := c.Between(from, to); err != nil {
			return 0, err
		}
		return c.wholeBusinessDays(first.epochDay(), last.epochDay(), span{start, end}), nil
	}
	if first.IsZero() || last.IsZero() {
		return 0, c.undated()
	}
	return c.wholeDates(first.epochDay(), last.epochDay(), start, end), nil
}

// wholeBusinessDays counts the business days whose hours lie in a span, which
// begins on the date first and ends on the date last.
func (c *Calendar) wholeBusinessDays(first, last int64, within span) int {
	// Hours end, and in a set begin, at most maxShiftDays after the date that they
	// belong to: the days in the middle are whole without a look.
	inner, outer := first+maxShiftDays+1, last-maxShiftDays-1
	count := 0
	if inner <= outer {
		count = c.business.before(outer+1) - c.business.before(inner)
	} else {
		inner, outer = last+2, last+1
	}
	whole := func(day, to int64) {
		for ; day <= to; day++ {
			if c.business.contains(day) && c.agenda.opening(day) >= within.start && c.agenda.closing(day) <= within.end {
				count++
			}
		}
	}
	// Where clocks go back over midnight, hours of the next date can be over.
	whole(max(first-maxShiftDays, c.first.epochDay()), min(inner-1, c.last.epochDay()))
	whole(max(outer+1, c.first.epochDay()), min(last+1, c.last.epochDay()))
	return count
}

// wholeDates counts the dates from first to last that lie in [start, end).
func (c *Calendar) wholeDates(first, last, start, end int64) int {
	for c.zone.midnight(first) < start {
		first++
	}
	for c.zone.midnight(last+1) > end {
		last--
	}
	return int(max(last-first+1, 0))
}
