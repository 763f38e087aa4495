package calendar

import (
	"fmt"
	"strings"
	"time"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/internal/timewords"
)

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
	lines := []string{fmt.Sprintf(x.due, a.Allowance.describe(w), w.Instant(a.Start), a.dueText(w))}
	if !a.Received.Equal(a.Start) {
		lines = append(lines, fmt.Sprintf(x.received, w.Instant(a.Received)))
	}
	var total time.Duration
	for i := range a.Days {
		total += a.Days[i].Worked
		lines = append(lines, a.dayLine(i, total, w))
	}
	return lines
}

// dayLine says what one of the days is and what it counts for; the total is
// the working time counted to its end.
func (a *Account) dayLine(i int, total time.Duration, w words) string {
	x, d := w.explain, &a.Days[i]
	line := w.Date(d.Date.utc()) + w.Space + d.describe(w)
	if d.Number >= 0 {
		line += d.hoursText(line, w)
	}
	switch {
	case d.Worked > 0:
		line += fmt.Sprintf(x.counted, w.intervals(d.Counted, d.Date), w.Duration(d.Worked), w.Duration(total))
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
	return line
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
func (d *Day) hoursText(description string, w words) string {
	hours := d.Hours.join("–", w.Separator, "")
	if hours == "" || strings.HasSuffix(description, "）") {
		return hours
	}
	return " " + hours
}

// describe says an allowance in words.
func (a Allowance) describe(w words) string {
	if a.Unit() == WorkingTime {
		return fmt.Sprintf(w.units[WorkingTime], w.Duration(a.time))
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

// dueText says the due instant; one at which a day ends is 24:00 of that day.
func (a *Account) dueText(w words) string {
	if a.Allowance.due == EndOfDay || a.Allowance.due == EndOfDate ||
		a.Allowance.due == DueAt && a.Allowance.at.seconds == secondsPerDay ||
		a.Allowance.Unit() == WorkingTime && a.Due.After(a.Start) {
		return w.Deadline(a.Due)
	}
	return w.Instant(a.Due)
}

// intervals says intervals of a date; one that ends with it ends at 24:00.
func (w *words) intervals(list []Interval, date Date) string {
	parts := make([]string, 0, len(list))
	for _, i := range list {
		start, end := timewords.Clock(i.Start), timewords.Clock(i.End)
		if DateOf(i.Start) != date { // in a shift past the last covered date
			start = w.Instant(i.Start)
		}
		if end == "00:00" {
			end = "24:00"
		}
		parts = append(parts, start+"–"+end)
	}
	return strings.Join(parts, w.Separator)
}
