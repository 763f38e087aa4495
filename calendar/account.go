package calendar

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/servicecommitment/commitment"
)

// Account is how a due instant came about, date by date. It belongs to the
// caller.
type Account struct {
	Start     time.Time
	Allowance Allowance
	Due       time.Time
	// Received is the instant from which days are counted: Start, the next
	// opening, or after the cut-off hour the opening of the next business day.
	// For working time it is Start.
	Received time.Time
	// Days are, for working time and business days, all dates from Start, or the
	// date whose shift it lies in, to Due; for calendar days, months and years
	// those over which a last day that is no business day was moved, with the
	// one it came to.
	Days []DayAccount
}

// DayAccount is one date's part in an [Account].
type DayAccount struct {
	Day
	// Counted is the part of working time that was used up from the date's
	// 00:00 to its 24:00 (or, on the last covered date, to the end of a shift
	// that runs past it), and Worked its length.
	Counted []Interval
	Worked  time.Duration
	// Number says, for business days, which one it is: 0 for that of receipt,
	// -1 for a date that does not count. For the other units it is -1.
	Number int
}

// Account returns how [Calendar.Due] comes to its answer: which dates count and
// for how much, which do not and why. For working time the days' Worked add up
// to the allowance. It costs about a microsecond for each day.
//
// The errors are those of Due.
func (c *Calendar) Account(t time.Time, a Allowance) (Account, error) {
	due, err := c.Due(t, a)
	if err != nil {
		return Account{}, err
	}
	account := Account{Start: c.inZone(t), Allowance: a, Due: due, Received: c.inZone(t)}
	switch a.Unit() {
	case WorkingTime:
		err = c.accountTime(&account)
	case BusinessDays:
		err = c.accountBusinessDays(&account)
	case CalendarDays, Months, Years:
		err = c.accountRoll(&account)
	}
	if err != nil {
		return Account{}, err
	}
	return account, nil
}

func (c *Calendar) accountTime(account *Account) error {
	// A shift that runs past the last covered date is on that date's account.
	first := later(earlier(DateOf(account.Start), c.last), c.first)
	for date := first; !date.After(c.last); date = date.AddDays(1) {
		whole := c.interval(span{c.zone.midnight(date.epochDay()), c.zone.midnight(date.epochDay() + 1)})
		if date == c.last {
			whole.End = c.instant(c.index.upper, 0)
		}
		if date != first && !whole.Start.Before(account.Due) {
			break
		}
		day, err := c.dayAccount(date)
		if err != nil {
			return err
		}
		part := whole.Intersect(Interval{account.Start, account.Due})
		if !part.IsEmpty() {
			periods, err := c.Periods(part.Start, part.End)
			if err != nil {
				return err
			}
			for p := range periods {
				day.Counted = append(day.Counted, p)
				day.Worked += p.Duration()
			}
		}
		account.Days = append(account.Days, day)
	}
	return nil
}

func (c *Calendar) accountBusinessDays(account *Account) error {
	r, last, err := c.lastDay(account.Start, account.Allowance, 0)
	if err != nil {
		return err
	}
	account.Received = c.inZone(r.instant)
	end := later(last, c.zone.dateAt(account.Due.Add(-1).Unix()))
	number := 0
	for date := later(earlier(DateOf(account.Start), r.date), c.first); !date.After(end) && !date.After(c.last); date = date.AddDays(1) {
		day, err := c.dayAccount(date)
		if err != nil {
			return err
		}
		switch {
		case date == r.date:
			day.Number = 0
		case date.After(r.date) && number < account.Allowance.count && c.business.contains(date.epochDay()):
			number++
			day.Number = number
		}
		account.Days = append(account.Days, day)
	}
	return nil
}

func (c *Calendar) accountRoll(account *Account) error {
	plain := account.Allowance
	plain.roll, plain.due = false, SameTime
	_, unrolled, err := c.lastDay(account.Start, plain, 0)
	if err != nil {
		return err
	}
	_, last, err := c.lastDay(account.Start, account.Allowance, 0)
	if err != nil {
		return err
	}
	for date := unrolled; date.Before(last) || date == last && last != unrolled; date = date.AddDays(1) {
		day, err := c.dayAccount(date)
		if err != nil {
			return err
		}
		account.Days = append(account.Days, day)
	}
	return nil
}

func (c *Calendar) dayAccount(date Date) (DayAccount, error) {
	day, err := c.Day(date)
	return DayAccount{Day: day, Number: -1}, err
}

// Explain says how [Calendar.Due] comes to its answer in lines of text: what is
// due when, and then each date with what it counts for, or why it does not. It
// is the text of [Calendar.Account], with the same errors; its wording may
// change.
func (c *Calendar) Explain(t time.Time, a Allowance, lang commitment.Lang) ([]string, error) {
	account, err := c.Account(t, a)
	if err != nil {
		return nil, err
	}
	return account.lines(wordsOf(lang)), nil
}

func (a *Account) lines(w words) []string {
	x := w.explain
	lines := []string{fmt.Sprintf(x.due, a.Allowance.describe(w), w.instant(a.Start), a.dueText(w))}
	if !a.Received.Equal(a.Start) {
		lines = append(lines, fmt.Sprintf(x.received, w.instant(a.Received)))
	}
	var total time.Duration
	for i, d := range a.Days {
		total += d.Worked
		line := w.date(d.Date) + w.space + d.describe(w)
		if d.Number >= 0 {
			line += d.hoursText(line)
		}
		switch {
		case d.Worked > 0:
			line += fmt.Sprintf(x.counted, w.intervals(d.Counted, d.Date), w.duration(d.Worked), w.duration(total))
		case d.Number == 0:
			line += x.receipt
		case d.Number > 0:
			line += fmt.Sprintf(x.dayNumber, d.Number)
		case a.Allowance.Unit() != WorkingTime && i+1 == len(a.Days):
			line += x.lastDay
		}
		if d.Provisional {
			line += x.mark
		}
		lines = append(lines, line)
	}
	return lines
}

// describe says what a day is, by name and source where it is not the week's.
func (d *Day) describe(w words) string {
	kind := w.kinds[d.Kind]
	switch d.Kind {
	case Workday, RestDay:
		return kind
	case HolidayDay, MakeupDay, ShortenedDay, OverrideDay, SkippedDay:
	}
	switch {
	case d.Kind == OverrideDay && d.Name == "":
		return kind
	case d.Kind == OverrideDay:
		return kind + w.colon + d.Name
	case d.Name == "":
		return fmt.Sprintf(w.explain.unnamed, kind, d.Source)
	}
	return fmt.Sprintf(w.explain.named, kind, d.Name, d.Source)
}

// hoursText says the hours of a day that counts, to stand behind its description.
func (d *Day) hoursText(description string) string {
	hours := d.Hours.join("–", ", ", "")
	if hours == "" || strings.HasSuffix(description, "）") {
		return hours
	}
	return " " + hours
}

// describe says an allowance in words.
func (a Allowance) describe(w words) string {
	if a.Unit() == WorkingTime {
		return fmt.Sprintf(w.units[WorkingTime], w.duration(a.time))
	}
	text := fmt.Sprintf(w.units[a.unit], a.count)
	if a.count == 1 {
		text = fmt.Sprintf(w.oneUnit[a.unit], a.count)
	}
	if a.due == DueAt {
		return text + fmt.Sprintf(w.dues[DueAt], a.at)
	}
	return text + w.dues[a.due]
}

// date says a date with its weekday.
func (w *words) date(d Date) string { return fmt.Sprintf(w.dated, w.days[d.Weekday()], d) }

// dueText says the due instant; one at which a day ends is 24:00 of that day.
func (a *Account) dueText(w words) string {
	endsDay := a.Allowance.due == EndOfDay || a.Allowance.due == EndOfDate ||
		a.Allowance.due == DueAt && a.Allowance.at.seconds == secondsPerDay ||
		a.Allowance.Unit() == WorkingTime && a.Due.After(a.Start)
	if endsDay && clockText(a.Due) == "00:00" {
		// The eve is another date where the zone skips one.
		return w.date(DateOf(a.Due.Add(-1))) + w.space + "24:00"
	}
	return w.instant(a.Due)
}

// instant says an instant to the minute, or as exactly as it is.
func (w *words) instant(t time.Time) string {
	return w.date(DateOf(t)) + w.space + clockText(t)
}

func clockText(t time.Time) string {
	switch {
	case t.Nanosecond() != 0:
		return t.Format("15:04:05.999999999")
	case t.Second() != 0:
		return t.Format("15:04:05")
	}
	return t.Format("15:04")
}

// intervals says intervals of a date; one that ends with it ends at 24:00.
func (w *words) intervals(list []Interval, date Date) string {
	parts := make([]string, 0, len(list))
	for _, i := range list {
		start, end := clockText(i.Start), clockText(i.End)
		if DateOf(i.Start) != date { // in a shift past the last covered date
			start = w.instant(i.Start)
		}
		if end == "00:00" {
			end = "24:00"
		}
		parts = append(parts, start+"–"+end)
	}
	return strings.Join(parts, ", ")
}

// duration says hours, minutes and seconds, those that are not zero.
func (w *words) duration(d time.Duration) string {
	var parts []string
	for _, u := range []struct {
		unit time.Duration
		text string
	}{{time.Hour, w.hours}, {time.Minute, w.minutes}} {
		if n := d / u.unit; n > 0 {
			parts = append(parts, fmt.Sprintf(u.text, n))
		}
		d %= u.unit
	}
	if d > 0 || len(parts) == 0 {
		seconds := strings.TrimSuffix(d.Truncate(time.Second).String(), "s")
		if fraction := d % time.Second; fraction > 0 {
			seconds += strings.TrimRight(fmt.Sprintf(".%09d", fraction), "0")
		}
		parts = append(parts, fmt.Sprintf(w.seconds, seconds))
	}
	return strings.Join(slices.Clip(parts), " ")
}
