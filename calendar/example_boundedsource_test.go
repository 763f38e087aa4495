package calendar_test

import (
	"fmt"
	"log"
	"time"

	"github.com/servicecommitment/commitment/calendar"
)

// schoolYear is a source that knows one school year, and that its last month
// may still change.
type schoolYear struct{}

// Holidays returns the holidays of the school year that lie in a year.
func (schoolYear) Holidays(year int) ([]calendar.Holiday, error) {
	if year == 2026 {
		return []calendar.Holiday{{Date: calendar.MustDate(2026, time.December, 24), Name: "end of term"}}, nil
	}
	return nil, nil
}

// Coverage returns the bounds of what the source knows.
func (schoolYear) Coverage() (first, firm, last calendar.Date) {
	return calendar.MustDate(2026, time.September, 1), calendar.MustDate(2027, time.May, 31), calendar.MustDate(2027, time.June, 30)
}

func ExampleBoundedSource() {
	var source calendar.BoundedSource = schoolYear{}
	school, err := calendar.New(calendar.Spec{
		Location: time.UTC, Week: calendar.Weekdays(calendar.MustHours("08:00-14:00")),
		Holidays: []calendar.HolidaySource{source},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(school.Coverage())
	fmt.Println(school.Provisional(time.Date(2027, time.May, 31, 8, 0, 0, 0, time.UTC)))
	fmt.Println(school.Provisional(time.Date(2027, time.June, 1, 8, 0, 0, 0, time.UTC)))
	// Output:
	// 2026-09-01 2027-06-30
	// false
	// true
}
