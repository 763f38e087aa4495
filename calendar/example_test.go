package calendar_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"log"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rickar/cal/v2/us"
	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
)

// A help desk in New York promises an answer within four business hours, and
// can say how the deadline came about.
func Example() {
	desk, err := calendar.Parse([]byte(`{
		"format": 1, "name": "help desk", "time_zone": "America/New_York",
		"week": {"mon-thu": "08:30-17:00", "fri": "08:30-12:00,13:00-16:00"},
		"holidays": [{"source": "us-federal"}, {"date": "2026-04-20", "name": "Patriots' Day"}],
		"coverage": {"first": "2026-01-01", "last": "2026-12-31"}}`,
	), calendar.Env{
		Zone:     time.LoadLocation,
		Holidays: map[string]calendar.HolidaySource{"us-federal": calendar.FromCal(us.Holidays...)},
	})
	if err != nil {
		log.Fatal(err)
	}
	received := time.Date(2026, time.April, 17, 14, 30, 0, 0, desk.Location()) // a Friday
	fourHours := calendar.MustAllowance("4h")
	due, err := desk.Due(received, fourHours)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(due)
	lines, err := desk.Explain(received, fourHours, commitment.English)
	if err != nil {
		log.Fatal(err)
	}
	for _, line := range lines[1:] {
		fmt.Println(line)
	}
	// Output:
	// 2026-04-21 11:00:00 -0400 EDT
	// Fri 2026-04-17 workday, 14:30–16:00: 1 h 30 min counted, 1 h 30 min in all
	// Sat 2026-04-18 not a workday
	// Sun 2026-04-19 not a workday
	// Mon 2026-04-20 holiday: Patriots' Day (help desk)
	// Tue 2026-04-21 workday, 08:30–11:00: 2 h 30 min counted, 4 h in all
}

// An office in Shanghai over the May Day holiday (劳动节) of 2026: five days off,
// for which the Saturday after is worked (调休). The package cn has all notices;
// here a part of one is written out.
func Example_makeupWorkday() {
	shanghai, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		log.Fatal(err)
	}
	mayDay := []calendar.Holiday{{Date: calendar.MustDate(2026, time.May, 9), Name: "劳动节", Kind: calendar.Makeup}}
	for day := 1; day <= 5; day++ {
		mayDay = append(mayDay, calendar.Holiday{Date: calendar.MustDate(2026, time.May, day), Name: "劳动节", Kind: calendar.DayOff})
	}
	office, err := calendar.New(calendar.Spec{
		Name: "上海", Location: shanghai, Week: calendar.Weekdays(calendar.MustHours("09:00-12:00,13:30-18:00")),
		Holidays: []calendar.HolidaySource{calendar.FixedDates(calendar.MustDate(2026, time.May, 1), calendar.MustDate(2026, time.May, 31), mayDay...)},
	})
	if err != nil {
		log.Fatal(err)
	}
	friday := time.Date(2026, time.May, 8, 17, 0, 0, 0, shanghai)
	lines, err := office.Explain(friday, calendar.MustAllowance("2h"), commitment.Chinese)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(strings.Join(lines, "\n"))
	// Output:
	// 时限 2 小时（工作时间），自 2026-05-08（周五）17:00 起，至 2026-05-09（周六）10:00 止
	// 2026-05-08（周五）工作日，17:00–18:00：计入 1 小时，累计 1 小时
	// 2026-05-09（周六）调休上班：劳动节（dates），09:00–10:00：计入 1 小时，累计 2 小时
}

// A night shift belongs to the date it opens on, and is an hour shorter when
// the clocks go forward in it.
func Example_nightShift() {
	chicago, err := time.LoadLocation("America/Chicago")
	if err != nil {
		log.Fatal(err)
	}
	nights, err := calendar.New(calendar.Spec{
		Name: "nights", Location: chicago, Week: calendar.EveryDay(calendar.MustHours("22:00-06:00")),
		First: calendar.MustDate(2026, time.January, 1), Last: calendar.MustDate(2026, time.December, 31),
	})
	if err != nil {
		log.Fatal(err)
	}
	saturday := time.Date(2026, time.March, 7, 12, 0, 0, 0, chicago)
	worked, err := nights.Between(saturday, saturday.AddDate(0, 0, 1))
	fmt.Println(worked, err)
	due, err := nights.Due(saturday, calendar.MustAllowance(`{"business_days":0,"due":"end_of_day"}`))
	fmt.Println(due, err)
	// Output:
	// 7h0m0s <nil>
	// 2026-03-08 06:00:00 -0500 CDT <nil>
}

func ExampleNew() {
	office, err := calendar.New(calendar.Spec{
		Name: "office", Location: time.UTC, Week: calendar.Weekdays(calendar.MustHours("09:00-17:00")),
		First: calendar.MustDate(2026, time.January, 1), Last: calendar.MustDate(2026, time.December, 31),
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(office.Name(), office.Location())
	fmt.Println(office.Coverage())
	// Output:
	// office UTC
	// 2026-01-01 2026-12-31
}

// All that is wrong with a definition is reported at once, each with its path.
func ExampleNew_problems() {
	_, err := calendar.New(calendar.Spec{
		Week:      calendar.Weekdays(calendar.MustHours("09:00-17:00")),
		Overrides: []calendar.Override{{Name: "stocktaking"}},
		First:     calendar.MustDate(2026, time.January, 1), Last: calendar.MustDate(2025, time.December, 31),
	})
	fmt.Println(errors.Is(err, commitment.ErrInvalid))
	for _, field := range commitment.FieldErrors(err) {
		fmt.Println(field)
	}
	// Output:
	// true
	// time_zone: is required
	// overrides[0].date: is required
	// coverage.last: 2025-12-31 is before the first date 2026-01-01
}

// A calendar that would never be open is no calendar.
func ExampleNew_noWorkingTime() {
	_, err := calendar.New(calendar.Spec{Location: time.UTC})
	fmt.Println(errors.Is(err, calendar.ErrNoWorkingTime))
	fmt.Println(err)
	// Output:
	// true
	// calendar: week: no working time on any date
}

func ExampleParse() {
	office, err := calendar.Parse([]byte(`{
		"format": 1, "name": "boston", "time_zone": "America/New_York",
		"week": {"mon-thu": "08:30-17:00", "fri": "08:30-12:00,13:00-16:00"},
		"changes": [{"from": "2026-07-01", "week": {"mon-fri": "08:00-16:30"}}],
		"makeup": "09:00-12:00",
		"holidays": [{"date": "2026-04-20", "name": "Patriots' Day"},
		             {"date": "2026-12-24", "name": "Christmas Eve", "hours": "08:30-12:00"},
		             {"date": "2026-12-19", "name": "for Christmas Eve", "makeup": true}],
		"overrides": [{"date": "2026-03-01", "hours": "10:00-14:00", "name": "stocktaking"}],
		"coverage": {"first": "2026-01-01", "last": "2026-12-31"},
		"beyond": "refuse"}`), calendar.Env{Zone: time.LoadLocation})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(strings.Join(office.Describe(commitment.English), "\n"))
	// Output:
	// Mon–Fri 08:00–16:30; 2026: 1 day off, 1 make-up workday, 1 short day, 1 date with hours of its own
	// from 2026-01-01: Mon–Thu 08:30–17:00; Fri 08:30–12:00, 13:00–16:00
	// from 2026-07-01: Mon–Fri 08:00–16:30
	// America/New_York, known from 2026-01-01 to 2026-12-31
	// the dates written in the calendar end on 2026-12-24
}

// An editor marks every wrong field of a definition.
func ExampleParse_problems() {
	_, err := calendar.Parse([]byte(`{
		"format": 1, "time_zone": "Europe/Atlantis",
		"week": {"mon-fri": "09:00-12:00,11:00-17:00", "fri": "closed"},
		"hollidays": [],
		"overrides": [{"date": "2026-02-30", "hours": "closed"}]}`), calendar.Env{Zone: time.LoadLocation})
	for _, field := range commitment.FieldErrors(err) {
		fmt.Printf("%s\n\t%v\n", field.Path, field.Err)
	}
	// Output:
	// time_zone
	// 	unknown zone "Europe/Atlantis"
	// week.mon-fri
	// 	windows 09:00-12:00 and 11:00-17:00 overlap
	// week.fri
	// 	names fri, as "mon-fri" does already
	// overrides[0].date
	// 	no such date: 2026-02 has no day 30
	// hollidays
	// 	unknown field, did you mean "holidays"?
}

// A definition from JSON is plain data until New compiles it.
func ExampleParseSpec() {
	spec, err := calendar.ParseSpec([]byte(`{"format": 1, "time_zone": "UTC", "week": {"mon-fri": "09:00-17:00"},
		"coverage": {"last": "2030-12-31"}}`), calendar.Env{Zone: time.LoadLocation})
	if err != nil {
		log.Fatal(err)
	}
	spec.Week[time.Saturday] = calendar.MustHours("10:00-14:00")
	office, err := calendar.New(spec)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(office.IsBusinessDay(calendar.MustDate(2026, time.May, 9)))
	// Output:
	// true <nil>
}

// What JSON refers to by name, the host brings.
func ExampleEnv() {
	env := calendar.Env{
		Zone: time.LoadLocation,
		Holidays: map[string]calendar.HolidaySource{
			"us-federal": calendar.FromCal(us.Holidays...),
		},
	}
	_, err := calendar.Parse([]byte(`{"format": 1, "time_zone": "UTC", "week": {"mon": "09:00-17:00"},
		"holidays": [{"source": "uk-bank"}]}`), env)
	fmt.Println(err)
	// Output:
	// calendar: holidays[0].source: unknown holiday source "uk-bank": Env has us-federal
}

func ExampleSpec_MarshalJSON() {
	spec := calendar.Spec{
		Name: "office", Location: time.UTC, Week: calendar.Weekdays(calendar.MustHours("09:00-17:00")),
		Holidays: []calendar.HolidaySource{calendar.Named("us-federal", calendar.FromCal(us.Holidays...))},
	}
	data, err := json.Marshal(spec)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(data))

	spec.Holidays = append(spec.Holidays, calendar.FromCal()) // a source that JSON cannot name
	_, err = spec.MarshalJSON()
	fmt.Println(err)
	// Output:
	// {"format":1,"name":"office","time_zone":"UTC","week":{"mon-fri":"09:00-17:00"},"holidays":[{"source":"us-federal"}]}
	// calendar: holidays[1]: has no name: give it one by Named
}

// Alternating weeks of six and five workdays (大小周).
func ExampleRotation() {
	hours := calendar.MustHours("09:00-18:00")
	small := calendar.Weekdays(hours)
	large := small
	large[time.Saturday] = hours
	office, err := calendar.New(calendar.Spec{
		Location: time.UTC,
		Rotation: calendar.Rotation{Anchor: calendar.MustDate(2026, time.January, 5), Weeks: []calendar.Week{large, small}},
		First:    calendar.MustDate(2026, time.January, 1), Last: calendar.MustDate(2026, time.December, 31),
	})
	if err != nil {
		log.Fatal(err)
	}
	for saturday := calendar.MustDate(2026, time.January, 10); saturday.Month() == time.January; saturday = saturday.AddDays(7) {
		fmt.Println(saturday)
		fmt.Println(office.IsBusinessDay(saturday))
	}
	fmt.Println(office.Describe(commitment.Chinese)[0])
	// Output:
	// 2026-01-10
	// true <nil>
	// 2026-01-17
	// false <nil>
	// 2026-01-24
	// true <nil>
	// 2026-01-31
	// false <nil>
	// 每 2 周一轮，自 2026-01-05 起：第 1 周 周一至周六 09:00–18:00；第 2 周 周一至周五 09:00–18:00
}

func ExampleRotation_IsZero() {
	fmt.Println(calendar.Rotation{}.IsZero())
	// Output:
	// true
}

// Summer hours: a change holds until the next one.
func ExampleChange() {
	winter, summer := calendar.Weekdays(calendar.MustHours("09:00-17:00")), calendar.Weekdays(calendar.MustHours("08:00-14:00"))
	office, err := calendar.New(calendar.Spec{
		Location: time.UTC, Week: winter,
		Changes: []calendar.Change{
			{From: calendar.MustDate(2026, time.July, 1), Week: summer},
			{From: calendar.MustDate(2026, time.September, 1), Week: winter},
		},
		First: calendar.MustDate(2026, time.January, 1), Last: calendar.MustDate(2026, time.December, 31),
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, month := range []time.Month{time.June, time.July, time.September} {
		day, err := office.Day(calendar.MustDate(2026, month, 1))
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(day.Date, day.Hours, day.Source)
	}
	// Output:
	// 2026-06-01 09:00-17:00 week
	// 2026-07-01 08:00-14:00 change
	// 2026-09-01 09:00-17:00 change
}

// The hours of one date, which win over its holiday.
func ExampleOverride() {
	date := calendar.MustDate(2026, time.December, 24)
	shop, err := calendar.New(calendar.Spec{
		Location: time.UTC, Week: calendar.EveryDay(calendar.MustHours("10:00-20:00")),
		Holidays:  []calendar.HolidaySource{calendar.FixedDates(calendar.Date{}, calendar.Date{}, calendar.Holiday{Date: date, Name: "Christmas Eve"})},
		Overrides: []calendar.Override{{Date: date, Hours: calendar.MustHours("10:00-14:00"), Name: "last presents"}},
		First:     calendar.MustDate(2026, time.January, 1), Last: calendar.MustDate(2026, time.December, 31),
	})
	if err != nil {
		log.Fatal(err)
	}
	day, err := shop.Day(date)
	fmt.Println(day.Hours, day.Name, day.Kind, err)
	// Output:
	// 10:00-14:00 last presents override <nil>
}

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

// exampleUses is what the examples show of the package.
type exampleUses struct {
	examples map[string]bool // by what the function is an example of: "Date", "Date_AddDays"
	names    map[string]bool // "MustDate", of calendar.MustDate
	methods  map[string]bool // "AddDays", of d.AddDays, in any example
	of       map[string]map[string]bool
}

// TestEveryExportedNameHasAnExample looks for each exported name of the package
// in the example files: a function, type, constant or variable must be used in
// an example, or be the one that it is of. A method must have an example, be
// called in one of its type, or, if no other type has a method of that name, in
// any.
func TestEveryExportedNameHasAnExample(t *testing.T) {
	t.Parallel()
	uses := readExampleUses(t)
	fset := token.NewFileSet()
	var files []*ast.File
	for _, name := range goFilesHere(t) {
		if !strings.HasSuffix(name, "_test.go") {
			file, err := parser.ParseFile(fset, name, nil, parser.ParseComments)
			require.NoError(t, err)
			files = append(files, file)
		}
	}
	pkg, err := doc.NewFromFiles(fset, files, "calendar")
	require.NoError(t, err)
	values := slices.Concat(pkg.Consts, pkg.Vars)
	funcs := pkg.Funcs
	owners := make(map[string]int)
	for _, typ := range pkg.Types {
		values = slices.Concat(values, typ.Consts, typ.Vars)
		funcs = slices.Concat(funcs, typ.Funcs)
		for _, method := range typ.Methods {
			owners[method.Name]++
		}
	}
	count := 0
	check := func(shown bool, name string) {
		count++
		if !shown {
			t.Errorf("%s is in no example", name)
		}
	}
	for _, value := range values {
		for _, name := range value.Names {
			check(uses.names[name], name)
		}
	}
	for _, f := range funcs {
		check(uses.names[f.Name] || uses.examples[f.Name], f.Name)
	}
	for _, typ := range pkg.Types {
		check(uses.names[typ.Name] || uses.examples[typ.Name], typ.Name)
		for _, m := range typ.Methods {
			shown := uses.examples[typ.Name+"_"+m.Name] || uses.of[typ.Name][m.Name] || owners[m.Name] == 1 && uses.methods[m.Name]
			check(shown, typ.Name+"."+m.Name)
		}
	}
	require.Greater(t, count, 150, "names found")
}

func goFilesHere(t *testing.T) []string {
	t.Helper()
	entries, err := os.ReadDir(".")
	require.NoError(t, err)
	var names []string
	for _, entry := range entries {
		if strings.HasSuffix(entry.Name(), ".go") {
			names = append(names, entry.Name())
		}
	}
	return names
}

func readExampleUses(t *testing.T) exampleUses {
	t.Helper()
	uses := exampleUses{make(map[string]bool), make(map[string]bool), make(map[string]bool), make(map[string]map[string]bool)}
	fset := token.NewFileSet()
	for _, name := range goFilesHere(t) {
		if !strings.HasPrefix(name, "example_") {
			continue
		}
		file, err := parser.ParseFile(fset, name, nil, 0)
		require.NoError(t, err)
		for _, declaration := range file.Decls {
			f, ok := declaration.(*ast.FuncDecl)
			if !ok || f.Recv != nil || !strings.HasPrefix(f.Name.Name, "Example") {
				continue
			}
			parts := strings.Split(strings.TrimPrefix(f.Name.Name, "Example"), "_")
			uses.examples[parts[0]] = true
			if len(parts) > 1 {
				uses.examples[parts[0]+"_"+parts[1]] = true
			}
			if uses.of[parts[0]] == nil {
				uses.of[parts[0]] = make(map[string]bool)
			}
			ast.Inspect(f, func(n ast.Node) bool {
				if selector, ok := n.(*ast.SelectorExpr); ok {
					uses.methods[selector.Sel.Name] = true
					uses.of[parts[0]][selector.Sel.Name] = true
					if x, ok := selector.X.(*ast.Ident); ok && x.Name == "calendar" {
						uses.names[selector.Sel.Name] = true
					}
				}
				return true
			})
		}
	}
	return uses
}
