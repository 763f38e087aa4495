package calendar_test

import (
	"fmt"
	"log"
	"time"

	"github.com/rickar/cal/v2/us"

	"github.com/servicecommitment/commitment/calendar"
)

// A list of dates for one year, with a make-up workday (调休) and a short day.
// The calendar knows that year and no other.
func ExampleFixedDates() {
	year2026 := calendar.FixedDates(
		calendar.MustDate(2026, time.January, 1), calendar.MustDate(2026, time.December, 31),
		calendar.Holiday{Date: calendar.MustDate(2026, time.January, 1), Name: "元旦", Kind: calendar.DayOff},
		calendar.Holiday{Date: calendar.MustDate(2026, time.January, 2), Name: "元旦", Kind: calendar.DayOff},
		calendar.Holiday{Date: calendar.MustDate(2026, time.January, 4), Name: "元旦", Kind: calendar.Makeup},
		calendar.Holiday{Date: calendar.MustDate(2026, time.December, 31), Name: "年会", Kind: calendar.ShortDay, Hours: calendar.MustHours("00:00-12:00")},
	)
	office, err := calendar.New(calendar.Spec{
		Location: time.UTC, Week: calendar.Weekdays(calendar.MustHours("09:00-12:00,13:30-18:00")),
		Holidays: []calendar.HolidaySource{year2026},
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, date := range []calendar.Date{
		calendar.MustDate(2026, time.January, 2), calendar.MustDate(2026, time.January, 4), calendar.MustDate(2026, time.December, 31),
	} {
		day, err := office.Day(date)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(day.Date, day.Date.Weekday(), day.Hours, day.Name, day.Kind)
	}
	_, err = office.Day(calendar.MustDate(2027, time.January, 1))
	fmt.Println(err)
	// Output:
	// 2026-01-02 Friday closed 元旦 holiday
	// 2026-01-04 Sunday 09:00-12:00,13:30-18:00 元旦 makeup
	// 2026-12-31 Thursday 09:00-12:00 年会 short_day
	// calendar: 2027-01-01 is not covered: its holidays are not known to "dates"
}

// A make-up workday may have hours of its own.
func ExampleHoliday() {
	saturday := calendar.Holiday{
		Date: calendar.MustDate(2026, time.February, 14), Name: "春节调休", Kind: calendar.Makeup, Hours: calendar.MustHours("09:00-15:00"),
	}
	office, err := calendar.New(calendar.Spec{
		Location: time.UTC, Week: calendar.Weekdays(calendar.MustHours("09:00-18:00")),
		First: calendar.MustDate(2026, time.January, 1), Last: calendar.MustDate(2026, time.December, 31),
		Holidays: []calendar.HolidaySource{calendar.FixedDates(calendar.Date{}, calendar.Date{}, saturday)},
	})
	if err != nil {
		log.Fatal(err)
	}
	day, err := office.Day(saturday.Date)
	fmt.Println(day.Name, day.Hours, err)
	// Output:
	// 春节调休 09:00-15:00 <nil>
}

func ExampleHolidayKind() {
	fmt.Println(calendar.DayOff, calendar.Makeup, calendar.ShortDay)
	fmt.Println(calendar.Makeup.String())
	// Output:
	// day_off makeup short_day
	// makeup
}

// The federal holidays of the United States, by the rules of rickar/cal.
// Independence Day 2026 is a Saturday, so that the Friday is off too.
func ExampleFromCal() {
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		log.Fatal(err)
	}
	desk, err := calendar.New(calendar.Spec{
		Name: "help desk", Location: newYork, Week: calendar.Weekdays(calendar.MustHours("09:00-17:00")),
		First: calendar.MustDate(2026, time.January, 1), Last: calendar.MustDate(2026, time.December, 31),
		Holidays: []calendar.HolidaySource{calendar.FromCal(us.Holidays...)},
	})
	if err != nil {
		log.Fatal(err)
	}
	due, err := desk.Add(time.Date(2026, time.July, 2, 16, 0, 0, 0, newYork), 2*time.Hour)
	fmt.Println(due, err)
	day, err := desk.Day(calendar.MustDate(2026, time.July, 3))
	fmt.Println(day.Name, day.Source, err)
	// Output:
	// 2026-07-06 10:00:00 -0400 EDT <nil>
	// Independence Day rickar/cal <nil>
}

// A shop gets the Friday off for the Saturday, on which it then opens.
func ExampleCalRules() {
	rules := calendar.CalRules{Rules: us.Holidays, ObservedOnly: true}
	shop, err := calendar.New(calendar.Spec{
		Location: time.UTC, Week: calendar.EveryDay(calendar.MustHours("10:00-20:00")),
		First: calendar.MustDate(2026, time.January, 1), Last: calendar.MustDate(2026, time.December, 31),
		Holidays: []calendar.HolidaySource{rules},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(shop.IsBusinessDay(calendar.MustDate(2026, time.July, 3)))
	fmt.Println(shop.IsBusinessDay(calendar.MustDate(2026, time.July, 4)))
	// Output:
	// false <nil>
	// true <nil>
}

// Rules are trusted for the years that their user says; a zero firm date is
// that all of them are firm.
func ExampleCalRules_Coverage() {
	rules := calendar.CalRules{Rules: us.Holidays, FirstYear: 2021, LastYear: 2030}
	first, firm, last := rules.Coverage()
	fmt.Println(first, firm, last)
	// Output:
	// 2021-01-01 no date 2030-12-31
}

func ExampleCalRules_Holidays() {
	rules := calendar.CalRules{Rules: us.Holidays, LastYear: 2026}
	holidays, err := rules.Holidays(2026)
	if err != nil {
		log.Fatal(err)
	}
	for _, h := range holidays[:3] {
		fmt.Println(h.Date, h.Name)
	}
	_, err = rules.Holidays(2027)
	fmt.Println(err)
	// Output:
	// 2026-01-01 New Year's Day
	// 2026-01-19 Martin Luther King Jr. Day
	// 2026-02-16 Presidents' Day
	// calendar: 2027-01-01 is not covered: its holidays are not known to "rickar/cal"
}

// A source is called so in reasons and errors, unless it is Named.
func ExampleCalRules_String() {
	fmt.Println(calendar.CalRules{}.String())
	// Output:
	// rickar/cal
}

// A name says in a reason which of several sources it was, and lets JSON refer
// to it.
func ExampleNamed() {
	office, err := calendar.New(calendar.Spec{
		Location: time.UTC, Week: calendar.Weekdays(calendar.MustHours("09:00-17:00")),
		First: calendar.MustDate(2026, time.January, 1), Last: calendar.MustDate(2026, time.December, 31),
		Holidays: []calendar.HolidaySource{
			calendar.Named("us-federal", calendar.FromCal(us.Holidays...)),
			calendar.Named("company", calendar.FixedDates(calendar.Date{}, calendar.Date{},
				calendar.Holiday{Date: calendar.MustDate(2026, time.July, 6), Name: "Founders' Day"})),
		},
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, date := range []calendar.Date{calendar.MustDate(2026, time.July, 3), calendar.MustDate(2026, time.July, 6)} {
		day, err := office.Day(date)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(day.Date, day.Name, "by", day.Source)
	}
	// Output:
	// 2026-07-03 Independence Day by us-federal
	// 2026-07-06 Founders' Day by company
}
