package calendar_test

import (
	"errors"
	"fmt"
	"log"
	"strings"
	"time"

	"github.com/rickar/cal/v2/us"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
)

// Round the clock, for a start without a definition.
func ExampleAlways() {
	support := calendar.Always(time.UTC)
	due, err := support.Add(time.Date(2026, time.May, 9, 23, 0, 0, 0, time.UTC), 4*time.Hour)
	fmt.Println(due, err)
	// Output:
	// 2026-05-10 03:00:00 +0000 UTC <nil>
}

func ExampleCalendar_Add() {
	office := exampleOffice()
	friday := time.Date(2026, time.May, 8, 15, 0, 0, 0, time.UTC)
	for _, d := range []time.Duration{time.Hour, 2 * time.Hour, 4 * time.Hour, -8 * time.Hour} {
		t, err := office.Add(friday, d)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(d, t.Format("Mon 15:04"))
	}
	// Output:
	// 1h0m0s Fri 16:00
	// 2h0m0s Fri 17:00
	// 4h0m0s Mon 11:00
	// -8h0m0s Thu 15:00
}

func ExampleCalendar_Between() {
	office := exampleOffice()
	opened := time.Date(2026, time.May, 8, 15, 0, 0, 0, time.UTC) // Friday
	closed := time.Date(2026, time.May, 11, 11, 0, 0, 0, time.UTC)
	fmt.Println(office.Between(opened, closed))
	fmt.Println(office.Between(closed, opened))
	// Output:
	// 4h0m0s <nil>
	// -4h0m0s <nil>
}

func ExampleCalendar_Worked() {
	office := exampleOffice()
	monday := time.Date(2026, time.May, 11, 9, 0, 0, 0, time.UTC)
	opened, err := office.Worked(monday)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, after := range []time.Duration{2 * time.Hour, 24 * time.Hour} {
		worked, err := office.Worked(monday.Add(after))
		fmt.Println(worked-opened, err)
	}
	// Output:
	// 2h0m0s <nil>
	// 8h0m0s <nil>
}

func ExampleCalendar_Due() {
	office := exampleOffice()
	due, err := office.Due(time.Date(2026, time.May, 8, 15, 0, 0, 0, time.UTC), calendar.MustAllowance("2bd"))
	fmt.Println(due.Format("Mon 2006-01-02 15:04"), err)
	// Output:
	// Tue 2026-05-12 15:00 <nil>
}

// At its opening an office is open, at its closing it is not.
func ExampleCalendar_IsOpen() {
	office := exampleOffice()
	monday := time.Date(2026, time.May, 11, 9, 0, 0, 0, time.UTC)
	fmt.Println(office.IsOpen(monday))
	fmt.Println(office.IsOpen(monday.Add(8 * time.Hour)))
	// Output:
	// true <nil>
	// false <nil>
}

func ExampleCalendar_NextOpen() {
	office := exampleOffice()
	saturday := time.Date(2026, time.May, 9, 12, 0, 0, 0, time.UTC)
	opening, err := office.NextOpen(saturday)
	fmt.Println(opening.Format("Mon 15:04"), err)
	closing, err := office.NextClose(saturday)
	fmt.Println(closing.Format("Mon 15:04"), err)
	// Output:
	// Mon 09:00 <nil>
	// Mon 17:00 <nil>
}

// Round the clock there is no closing to wait for.
func ExampleCalendar_NextClose() {
	_, err := calendar.Always(time.UTC).NextClose(time.Date(2026, time.May, 9, 12, 0, 0, 0, time.UTC))
	if errors.Is(err, calendar.ErrNeverCloses) {
		fmt.Println("open all the time")
	}
	// Output:
	// open all the time
}

func ExampleCalendar_PrevOpen() {
	office := exampleOffice()
	saturday := time.Date(2026, time.May, 9, 12, 0, 0, 0, time.UTC)
	opening, err := office.PrevOpen(saturday)
	fmt.Println(opening.Format("Mon 15:04"), err)
	closing, err := office.PrevClose(saturday)
	fmt.Println(closing.Format("Mon 15:04"), err)
	// Output:
	// Fri 09:00 <nil>
	// Fri 17:00 <nil>
}

// The instant that ends an hour of work: while the office is open, now.
func ExampleCalendar_PrevClose() {
	office := exampleOffice()
	open := time.Date(2026, time.May, 8, 12, 0, 0, 0, time.UTC)
	closing, err := office.PrevClose(open)
	fmt.Println(closing.Equal(open), err)
	// Output:
	// true <nil>
}

func ExampleCalendar_Periods() {
	office := exampleOffice()
	from := time.Date(2026, time.May, 8, 15, 0, 0, 0, time.UTC)
	periods, err := office.Periods(from, from.AddDate(0, 0, 4))
	if err != nil {
		log.Fatal(err)
	}
	for p := range periods {
		fmt.Println(p)
	}
	// Output:
	// [2026-05-08T15:00:00Z, 2026-05-08T17:00:00Z)
	// [2026-05-11T09:00:00Z, 2026-05-11T17:00:00Z)
	// [2026-05-12T09:00:00Z, 2026-05-12T15:00:00Z)
}

// The last day on which the office was open for five hours without a break.
func ExampleCalendar_Backward() {
	office := exampleOffice()
	to := time.Date(2026, time.May, 11, 11, 0, 0, 0, time.UTC)
	periods, err := office.Backward(to.AddDate(0, 0, -30), to)
	if err != nil {
		log.Fatal(err)
	}
	for p := range periods {
		if p.Duration() >= 5*time.Hour {
			fmt.Println(p)
			break
		}
	}
	// Output:
	// [2026-05-08T09:00:00Z, 2026-05-08T17:00:00Z)
}

func ExampleCalendar_Day() {
	office, err := calendar.New(calendar.Spec{
		Location: time.UTC, Week: calendar.Weekdays(calendar.MustHours("09:00-12:00,13:00-17:00")),
		Holidays: []calendar.HolidaySource{calendar.Named("us", calendar.FromCal(us.MemorialDay))},
		First:    calendar.MustDate(2026, time.January, 1), Last: calendar.MustDate(2026, time.December, 31),
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, date := range []calendar.Date{calendar.MustDate(2026, time.May, 25), calendar.MustDate(2026, time.May, 26)} {
		day, err := office.Day(date)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(day.Date, day.Kind, day.Name, day.Source, day.Periods)
	}
	// Output:
	// 2026-05-25 holiday Memorial Day us []
	// 2026-05-26 workday  week [[2026-05-26T09:00:00Z, 2026-05-26T12:00:00Z) [2026-05-26T13:00:00Z, 2026-05-26T17:00:00Z)]
}

// Samoa crossed the date line at the end of 2011: Friday the 30th never was.
func ExampleDay() {
	apia, err := time.LoadLocation("Pacific/Apia")
	if err != nil {
		log.Fatal(err)
	}
	office, err := calendar.New(calendar.Spec{
		Location: apia, Week: calendar.Weekdays(calendar.MustHours("09:00-17:00")),
		First: calendar.MustDate(2011, time.January, 1), Last: calendar.MustDate(2012, time.December, 31),
	})
	if err != nil {
		log.Fatal(err)
	}
	var day calendar.Day
	day, err = office.Day(calendar.MustDate(2011, time.December, 30))
	fmt.Println(day.Kind, len(day.Periods), err)
	// Output:
	// skipped 0 <nil>
}

// The instant at which a date's 16:00 strikes, and what becomes of a wall time
// that the clocks skip.
func ExampleCalendar_At() {
	desk, err := calendar.Parse([]byte(`{"format": 1, "time_zone": "America/New_York", "week": {"mon-fri": "09:00-17:00"},
		"coverage": {"first": "2026-01-01", "last": "2026-12-31"}}`), calendar.Env{Zone: time.LoadLocation})
	if err != nil {
		log.Fatal(err)
	}
	clocksGoForward := calendar.MustDate(2026, time.March, 8)
	fmt.Println(desk.At(clocksGoForward, calendar.MustTimeOfDay("16:00")))
	fmt.Println(desk.At(clocksGoForward, calendar.MustTimeOfDay("02:30")))
	// Output:
	// 2026-03-08 16:00:00 -0400 EDT <nil>
	// 2026-03-08 03:30:00 -0400 EDT <nil>
}

func ExampleDayKind() {
	fmt.Println(calendar.Workday, calendar.RestDay, calendar.HolidayDay, calendar.MakeupDay)
	fmt.Println(calendar.ShortenedDay, calendar.OverrideDay, calendar.SkippedDay.String())
	// Output:
	// workday rest_day holiday makeup
	// short_day override skipped
}

func ExampleCalendar_IsBusinessDay() {
	office := exampleOffice()
	fmt.Println(office.IsBusinessDay(calendar.MustDate(2026, time.May, 8)))
	fmt.Println(office.IsBusinessDay(calendar.MustDate(2026, time.May, 9)))
	// Output:
	// true <nil>
	// false <nil>
}

func ExampleCalendar_AddBusinessDays() {
	office := exampleOffice()
	saturday := calendar.MustDate(2026, time.May, 9)
	for _, n := range []int{-1, 0, 1, 5} {
		date, err := office.AddBusinessDays(saturday, n)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(n, date, date.Weekday())
	}
	// Output:
	// -1 2026-05-08 Friday
	// 0 2026-05-09 Saturday
	// 1 2026-05-11 Monday
	// 5 2026-05-15 Friday
}

func ExampleCalendar_BusinessDays() {
	office := exampleOffice()
	fmt.Println(office.BusinessDays(calendar.MustDate(2026, time.May, 1), calendar.MustDate(2026, time.June, 1)))
	// Output:
	// 21 <nil>
}

// Until when does a calendar know? In time, somebody must be told to extend it.
func ExampleCalendar_Coverage() {
	office := exampleOffice()
	_, last := office.Coverage()
	today := calendar.MustDate(2026, time.October, 20)
	if last.Sub(today) < 90 {
		fmt.Println(office.Name(), "ends on", last, "and needs next year's holidays")
	}
	// Output:
	// office ends on 2026-12-31 and needs next year's holidays
}

// Stored beside an answer, the fingerprint says later whether the calendar that
// gave it is still the same.
func ExampleCalendar_Fingerprint() {
	spec := calendar.Spec{
		Name: "office", Location: time.UTC, Week: calendar.Weekdays(calendar.MustHours("09:00-17:00")),
		First: calendar.MustDate(2026, time.January, 1), Last: calendar.MustDate(2026, time.December, 31),
	}
	before, err := calendar.New(spec)
	if err != nil {
		log.Fatal(err)
	}
	stored := before.Fingerprint()

	spec.Overrides = []calendar.Override{{Date: calendar.MustDate(2026, time.May, 22), Name: "staff outing"}}
	after, err := calendar.New(spec)
	if err != nil {
		log.Fatal(err)
	}
	if after.Fingerprint() != stored {
		fmt.Println("the calendar has changed: work out the open deadlines again")
	}
	// Output:
	// the calendar has changed: work out the open deadlines again
}

func ExampleCalendar_Describe() {
	office := exampleOffice()
	for _, lang := range []commitment.Lang{commitment.English, commitment.Chinese} {
		for _, line := range office.Describe(lang) {
			fmt.Println(line)
		}
	}
	// Output:
	// Mon–Fri 09:00–17:00
	// UTC, known from 2026-01-01 to 2026-12-31
	// 周一至周五 09:00–17:00
	// 时区 UTC，适用期间 2026-01-01 至 2026-12-31
}

func ExampleCalendar_Explain() {
	office := exampleOffice()
	friday := time.Date(2026, time.May, 8, 17, 30, 0, 0, time.UTC)
	allowance := calendar.MustAllowance(`{"business_days":1,"due":"end_of_day"}`)
	for _, lang := range []commitment.Lang{commitment.English, commitment.Chinese} {
		lines, err := office.Explain(friday, allowance, lang)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(strings.Join(lines, "\n"))
	}
	// Output:
	// 1 business day (to the close of business) from Fri 2026-05-08 17:30: due Tue 2026-05-12 17:00
	// counts as received Mon 2026-05-11 09:00
	// Fri 2026-05-08 workday
	// Sat 2026-05-09 not a workday
	// Sun 2026-05-10 not a workday
	// Mon 2026-05-11 workday 09:00–17:00: day of receipt
	// Tue 2026-05-12 workday 09:00–17:00: day 1
	// 时限 1 个工作日（至当日下班），自 2026-05-08（周五）17:30 起，至 2026-05-12（周二）17:00 止
	// 视同 2026-05-11（周一）09:00 收到
	// 2026-05-08（周五）工作日
	// 2026-05-09（周六）休息日
	// 2026-05-10（周日）休息日
	// 2026-05-11（周一）工作日 09:00–17:00，收到当日
	// 2026-05-12（周二）工作日 09:00–17:00，第 1 天
}

// The same as data: what each date counted.
func ExampleCalendar_Account() {
	office := exampleOffice()
	var account calendar.Account
	account, err := office.Account(time.Date(2026, time.May, 8, 15, 0, 0, 0, time.UTC), calendar.MustAllowance("4h"))
	if err != nil {
		log.Fatal(err)
	}
	for _, day := range account.Days {
		fmt.Println(day.Date, day.Kind, day.Worked, day.Counted)
	}
	// Output:
	// 2026-05-08 workday 2h0m0s [[2026-05-08T15:00:00Z, 2026-05-08T17:00:00Z)]
	// 2026-05-09 rest_day 0s []
	// 2026-05-10 rest_day 0s []
	// 2026-05-11 workday 2h0m0s [[2026-05-11T09:00:00Z, 2026-05-11T11:00:00Z)]
}

// For business days, each date has its number.
func ExampleDayAccount() {
	office := exampleOffice()
	account, err := office.Account(time.Date(2026, time.May, 8, 15, 0, 0, 0, time.UTC), calendar.MustAllowance("2bd"))
	if err != nil {
		log.Fatal(err)
	}
	var day calendar.DayAccount
	for _, day = range account.Days {
		fmt.Println(day.Date, day.Number)
	}
	fmt.Println(account.Due)
	// Output:
	// 2026-05-08 0
	// 2026-05-09 -1
	// 2026-05-10 -1
	// 2026-05-11 1
	// 2026-05-12 2
	// 2026-05-12 15:00:00 +0000 UTC
}

// A deadline that reaches into a year whose holidays nobody knows is an error,
// not a guess: it says which date was needed and who does not know it.
func ExampleCoverageError() {
	office, err := calendar.New(calendar.Spec{
		Name: "office", Location: time.UTC, Week: calendar.Weekdays(calendar.MustHours("09:00-17:00")),
		Holidays: []calendar.HolidaySource{calendar.Named("notice for 2026", calendar.FixedDates(
			calendar.MustDate(2026, time.January, 1), calendar.MustDate(2026, time.December, 31)))},
	})
	if err != nil {
		log.Fatal(err)
	}
	_, err = office.Due(time.Date(2026, time.December, 30, 15, 0, 0, 0, time.UTC), calendar.MustAllowance("5bd"))
	var missing *calendar.CoverageError
	if errors.As(err, &missing) {
		fmt.Println(missing.Calendar, "needs", missing.Date, "beyond", missing.Source)
	}
	fmt.Println(errors.Is(err, calendar.ErrNotCovered), missing.Is(calendar.ErrNotCovered))
	fmt.Println(missing.Error())
	// Output:
	// office needs 2027-01-01 beyond notice for 2026
	// true true
	// calendar "office": 2027-01-01 is not covered: its holidays are not known to "notice for 2026"
}

// A promise made in December that ends in January, before the notice for
// January is out: Provisional answers by the weekly hours and says so.
func ExampleBeyond() {
	notice := calendar.Named("notice for 2026", calendar.FixedDates(calendar.MustDate(2026, time.January, 1), calendar.MustDate(2026, time.December, 31)))
	for _, beyond := range []calendar.Beyond{calendar.Refuse, calendar.Provisional} {
		office, err := calendar.New(calendar.Spec{
			Location: time.UTC, Week: calendar.Weekdays(calendar.MustHours("09:00-17:00")),
			Holidays: []calendar.HolidaySource{notice}, Beyond: beyond,
		})
		if err != nil {
			log.Fatal(err)
		}
		due, err := office.Due(time.Date(2026, time.December, 31, 15, 0, 0, 0, time.UTC), calendar.MustAllowance("4h"))
		if err != nil {
			fmt.Println(beyond.String(), err)
			continue
		}
		fmt.Println(beyond, due, office.Provisional(due))
	}
	// Output:
	// refuse calendar: 2027-01-01 is not covered: its holidays are not known to "notice for 2026"
	// provisional 2027-01-01 11:00:00 +0000 UTC true
}

// Known and unknown instants of one calendar.
func ExampleCalendar_Provisional() {
	office, err := calendar.New(calendar.Spec{
		Location: time.UTC, Week: calendar.Weekdays(calendar.MustHours("09:00-17:00")), Beyond: calendar.Provisional,
		Holidays: []calendar.HolidaySource{calendar.FixedDates(calendar.MustDate(2026, time.January, 1), calendar.MustDate(2026, time.December, 31))},
		First:    calendar.MustDate(2026, time.January, 1), Last: calendar.MustDate(2027, time.December, 31),
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(office.Provisional(time.Date(2026, time.December, 31, 12, 0, 0, 0, time.UTC)))
	fmt.Println(office.Provisional(time.Date(2027, time.January, 1, 12, 0, 0, 0, time.UTC)))
	// Output:
	// false
	// true
}

// exampleOffice is open from nine to five, Monday to Friday, in 2026.
func exampleOffice() *calendar.Calendar {
	office, err := calendar.New(calendar.Spec{
		Name: "office", Location: time.UTC, Week: calendar.Weekdays(calendar.MustHours("09:00-17:00")),
		First: calendar.MustDate(2026, time.January, 1), Last: calendar.MustDate(2026, time.December, 31),
	})
	if err != nil {
		log.Fatal(err)
	}
	return office
}
