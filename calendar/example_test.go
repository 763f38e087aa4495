package calendar_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"strings"
	"time"

	"github.com/rickar/cal/v2/us"

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
	// 以 2 周为一轮，自 2026-01-05 起：第 1 周（周一至周六 09:00–18:00）；第 2 周（周一至周五 09:00–18:00）
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
