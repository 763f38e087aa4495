package calendar_test

import (
	"fmt"
	"time"

	"github.com/servicecommitment/commitment/calendar"
)

func ExampleCalendar_DuePostponed() {
	office := exampleOffice()
	received := time.Date(2026, time.March, 2, 10, 0, 0, 0, office.Location())
	within := calendar.MustAllowance(`{"business_days": 3, "due": "end_of_day"}`)

	// The customer was waited for on two whole business days.
	due, err := office.DuePostponed(received, within, 2)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(due.Format("Mon 2006-01-02 15:04"))
	// Output: Mon 2026-03-09 17:00
}

func ExampleCalendar_Extend() {
	office := exampleOffice()
	due := time.Date(2026, time.March, 6, 17, 0, 0, 0, office.Location()) // the close of Friday

	for _, by := range []string{"2h", "1bd", "7d"} {
		extended, err := office.Extend(due, calendar.MustAllowance(by))
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(by, extended.Format("Mon 2006-01-02 15:04"))
	}
	// Output:
	// 2h Mon 2026-03-09 11:00
	// 1bd Mon 2026-03-09 17:00
	// 7d Fri 2026-03-13 17:00
}

func ExampleCalendar_WholeDays() {
	office := exampleOffice()
	paused := time.Date(2026, time.March, 5, 12, 0, 0, 0, office.Location()) // Thursday noon
	resumed := time.Date(2026, time.March, 10, 8, 0, 0, 0, office.Location())

	for _, unit := range []calendar.Unit{calendar.BusinessDays, calendar.CalendarDays} {
		days, err := office.WholeDays(paused, resumed, unit)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(unit, days)
	}
	// Output:
	// business_days 2
	// calendar_days 4
}

func ExampleCalendar_Covered() {
	office := exampleOffice()
	_, last := office.Covered()
	worked, err := office.Between(last.AddDate(0, 0, -1), last)
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = office.Between(last, last.Add(1))
	fmt.Println(last.Format(time.DateTime), worked, err)
	// Output: 2027-01-01 00:00:00 8h0m0s calendar "office": 2027-01-01 lies outside the coverage
}
