package calendar_test

import (
	"fmt"
	"log"
	"time"

	"github.com/servicecommitment/commitment/calendar"
)

// staffRegister is a host's own source: the days that its staff register calls
// holidays, by year.
type staffRegister map[int][]calendar.Holiday

// Holidays returns a year of the register. A year that nobody has entered yet
// is an error: it is not a year without holidays.
func (r staffRegister) Holidays(year int) ([]calendar.Holiday, error) {
	list, entered := r[year]
	if !entered {
		return nil, &calendar.CoverageError{Source: "staff register", Date: calendar.MustDate(year, time.January, 1)}
	}
	return list, nil
}

// A source of one's own needs a single method.
func ExampleHolidaySource() {
	register := staffRegister{
		2026: {{Date: calendar.MustDate(2026, time.May, 22), Name: "staff outing", Kind: calendar.DayOff}},
	}
	office, err := calendar.New(calendar.Spec{
		Name: "office", Location: time.UTC, Week: calendar.Weekdays(calendar.MustHours("09:00-17:00")),
		Holidays: []calendar.HolidaySource{calendar.Named("staff register", register)},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(office.Coverage())
	fmt.Println(office.IsBusinessDay(calendar.MustDate(2026, time.May, 22)))
	fmt.Println(office.IsBusinessDay(calendar.MustDate(2027, time.May, 22)))
	// Output:
	// 2026-01-01 2026-12-31
	// false <nil>
	// false calendar "office": 2027-05-22 is not covered: its holidays are not known to "staff register"
}
