package calendar_test

import (
	"fmt"
	"time"

	"github.com/servicecommitment/commitment/calendar"
)

// allowance is an allowance in the oracle's words.
type allowance struct {
	unit     calendar.Unit
	count    int
	time     time.Duration
	due      calendar.DueRule
	at       int // of DueAt: minute of the day
	fromDate bool
	roll     bool
	cutOff   int // minute of the day; -1: none
}

func clockText(minute int) string { return fmt.Sprintf("%02d:%02d", minute/60, minute%60) }

// text returns the allowance as calendar.ParseAllowance reads it.
func (a allowance) text() string {
	if a.unit == calendar.WorkingTime {
		return a.time.String()
	}
	text := fmt.Sprintf(`{"%s": %d`, a.unit, a.count)
	if a.due == calendar.DueAt {
		text += fmt.Sprintf(`, "due": "%s"`, clockText(a.at))
	} else {
		text += fmt.Sprintf(`, "due": "%s"`, a.due)
	}
	if a.fromDate {
		text += `, "from": "date"`
	}
	if a.roll {
		text += `, "roll": "next_business_day"`
	}
	if a.cutOff >= 0 {
		text += fmt.Sprintf(`, "cut_off": "%s"`, clockText(a.cutOff))
	}
	return text + "}"
}

// openedOn returns the day whose shift an open instant lies in, the latest to
// open where there are several.
func (o *oracle) openedOn(t time.Time) (int, bool) {
	minute, _ := moment(t)
	found, opened := 0, -1<<31
	for day := range o.days {
		for _, b := range o.days[day].periods {
			if b.open <= minute && minute < b.close && (b.open > opened || b.open == opened && day > found) {
				found, opened = day, b.open
			}
		}
	}
	date, _ := o.dateOf(t)
	return found, opened > -1<<31 && o.known(date)
}

// due follows the rules word by word.
func (o *oracle) due(t time.Time, a allowance) (time.Time, bool) {
	if a.unit == calendar.WorkingTime {
		return o.add(t, a.time)
	}
	// When it counts as received: the instant, and the date that is day 0.
	received, ok := t, true
	day, _ := o.dateOf(t)
	moved := a.unit == calendar.BusinessDays && !a.fromDate && a.due != calendar.WallTime
	if moved {
		if received, ok = o.nextOpen(t); !ok {
			return t, false
		}
		if day, ok = o.openedOn(received); !ok {
			return t, false
		}
	}
	if a.cutOff >= 0 {
		limit, ok := o.at(day, time.Duration(a.cutOff)*time.Minute)
		if !ok {
			return t, false
		}
		if !received.Before(limit) {
			if day, ok = o.addBusinessDays(day, 1); !ok {
				return t, false
			}
			received = instantOf(o.days[day].opening, 0)
		}
	}
	// The last day.
	last := day
	switch a.unit {
	case calendar.BusinessDays:
		last, ok = o.addBusinessDays(day, a.count)
	case calendar.CalendarDays:
		last += a.count
	case calendar.Months:
		last = addMonths(day, a.count)
	case calendar.Years:
		last = addMonths(day, 12*a.count)
	case calendar.WorkingTime:
	}
	if a.roll || a.due == calendar.EndOfDay {
		for o.known(last) && !o.days[last].business {
			last++
		}
		ok = ok && o.known(last)
	}
	if !ok {
		return t, false
	}
	switch a.due {
	case calendar.EndOfDay:
		return instantOf(o.days[last].closing, 0), true
	case calendar.EndOfDate:
		return o.at(last+1, 0)
	case calendar.DueAt:
		return o.at(last, time.Duration(a.at)*time.Minute)
	case calendar.SameTime, calendar.WallTime:
	}
	due := received
	if last != day {
		date, clock := o.dateOf(received)
		if due, ok = o.at(last, clock+time.Duration(date-day)*24*time.Hour); !ok {
			return t, false
		}
	}
	if a.unit != calendar.BusinessDays || a.due == calendar.WallTime {
		return due, true
	}
	if minute, _ := moment(due); minute <= o.from || minute >= o.to {
		return t, false
	}
	if closing, ok := o.prevClose(due); ok && closing.Equal(due) {
		return due, true
	}
	return o.nextOpen(due)
}

// addMonths returns the same day of a later month, or the month's last.
func addMonths(day, n int) int {
	year, month, number := time.Unix(int64(day)*86400, 0).UTC().Date()
	for ; ; number-- {
		t := time.Date(year, month+time.Month(n), number, 0, 0, 0, 0, time.UTC)
		if t.Day() == number {
			return int(t.Unix() / 86400)
		}
	}
}
