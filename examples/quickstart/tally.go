package main

import (
	"fmt"
	"time"

	"github.com/servicecommitment/commitment/calendar"
)

// tally counts verdicts.
type tally struct {
	requests int
	// same, near and far are the city's due times within 60 seconds of ours,
	// within five minutes, and further off.
	same, near, far int
	// kept, late and open are the requests closed in time, closed too late, and
	// never closed.
	kept, late, open int
	// agreed is the verdicts that are the city's too.
	agreed int
}

func count(verdicts []verdict) tally {
	t := tally{requests: len(verdicts)}
	for _, v := range verdicts {
		switch off := v.cityDue.Sub(v.clock.Due).Abs(); {
		case off <= time.Minute:
			t.same++
		case off <= 5*time.Minute:
			t.near++
		default:
			t.far++
		}
		switch {
		case v.kept():
			t.kept++
		case v.closed.IsZero():
			t.open++
		default:
			t.late++
		}
		if v.kept() == (v.city == onTime) {
			t.agreed++
		}
	}
	return t
}

// countDueOnHolidays counts the due times that the city published for a day on
// which its offices were closed for a holiday.
func countDueOnHolidays(office *calendar.Calendar, requests []request) (int, error) {
	n := 0
	for _, r := range requests {
		day, err := office.Day(calendar.DateOf(r.cityDue.In(office.Location())))
		if err != nil {
			return 0, fmt.Errorf("case %s: %w", r.id, err)
		}
		if day.Kind == calendar.HolidayDay {
			n++
		}
	}
	return n, nil
}
