package calendar_test

import (
	"encoding/json"
	"fmt"
	"log"
	"slices"
	"time"

	"github.com/servicecommitment/commitment/calendar"
)

func ExampleDate() {
	d := calendar.MustDate(2026, time.February, 17)
	fmt.Println(d.Year(), d.Month(), d.Day(), d.Weekday())

	names := map[calendar.Date]string{d: "春节"} // dates are comparable
	fmt.Println(names[calendar.MustDate(2026, time.February, 17)])
	// Output:
	// 2026 February 17 Tuesday
	// 春节
}

func ExampleNewDate() {
	fmt.Println(calendar.NewDate(2024, time.February, 29))
	fmt.Println(calendar.NewDate(2026, time.February, 29))
	// Output:
	// 2024-02-29 <nil>
	// no date calendar: no such date: 2026-02 has no day 29
}

func ExampleMustDate() {
	patriotsDay := calendar.MustDate(2026, time.April, 20)
	fmt.Println(patriotsDay)
	// Output:
	// 2026-04-20
}

func ExampleParseDate() {
	for _, text := range []string{"2026-02-17", "2026-2-17", "2026-13-45"} {
		d, err := calendar.ParseDate(text)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(d)
	}
	// Output:
	// 2026-02-17
	// calendar: "2026-2-17" is not a date of the form 2006-01-02
	// calendar: no such date: 2026-13-45
}

// The date is the one that clocks show in the instant's own zone.
func ExampleDateOf() {
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		log.Fatal(err)
	}
	t := time.Date(2026, time.July, 1, 2, 0, 0, 0, time.UTC)
	fmt.Println(calendar.DateOf(t))
	fmt.Println(calendar.DateOf(t.In(newYork)))
	// Output:
	// 2026-07-01
	// 2026-06-30
}

func ExampleDate_AddDays() {
	d := calendar.MustDate(2026, time.December, 31)
	fmt.Println(d.AddDays(1))
	fmt.Println(d.AddDays(-365))
	// Output:
	// 2027-01-01
	// 2025-12-31
}

// A month that is too short gives its last day.
func ExampleDate_AddMonths() {
	d := calendar.MustDate(2026, time.January, 31)
	fmt.Println(d.AddMonths(1))
	fmt.Println(d.AddMonths(25))
	fmt.Println(d.AddMonths(-2))
	// Output:
	// 2026-02-28
	// 2028-02-29
	// 2025-11-30
}

func ExampleDate_Sub() {
	opened := calendar.MustDate(2026, time.February, 17)
	closed := calendar.MustDate(2026, time.March, 3)
	fmt.Println(closed.Sub(opened), "days")
	// Output:
	// 14 days
}

func ExampleDate_Compare() {
	dates := []calendar.Date{
		calendar.MustDate(2026, time.October, 1),
		calendar.MustDate(2026, time.May, 1),
		{}, // no date
	}
	slices.SortFunc(dates, calendar.Date.Compare)
	fmt.Println(dates)
	// Output:
	// [no date 2026-05-01 2026-10-01]
}

func ExampleDate_Before() {
	today, deadline := calendar.MustDate(2026, time.May, 4), calendar.MustDate(2026, time.May, 6)
	fmt.Println(today.Before(deadline), today.After(deadline))
	// Output:
	// true false
}

// Dates end on 9999-12-31: arithmetic beyond gives no date.
func ExampleDate_IsZero() {
	d := calendar.MustDate(9999, time.December, 31)
	fmt.Println(d.IsZero(), d.AddDays(1).IsZero())
	// Output:
	// false true
}

func ExampleDate_String() {
	fmt.Println(calendar.MustDate(2026, time.May, 4).String())
	fmt.Println(calendar.Date{}.String())
	// Output:
	// 2026-05-04
	// no date
}

// Dates are texts in JSON, as values and as keys.
func ExampleDate_MarshalText() {
	data, err := json.Marshal(map[calendar.Date]string{calendar.MustDate(2026, time.May, 1): "劳动节"})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(data))
	text, err := calendar.MustDate(2026, time.May, 1).MarshalText()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(text))
	// Output:
	// {"2026-05-01":"劳动节"}
	// 2026-05-01
}

func ExampleDate_UnmarshalText() {
	var d calendar.Date
	if err := d.UnmarshalText([]byte("2026-05-01")); err != nil {
		log.Fatal(err)
	}
	fmt.Println(d)

	var request struct{ From calendar.Date }
	fmt.Println(json.Unmarshal([]byte(`{"from":"2026-02-30"}`), &request))
	// Output:
	// 2026-05-01
	// calendar: no such date: 2026-02 has no day 30
}

func ExampleTimeOfDay() {
	t := calendar.MustTimeOfDay("16:30:15")
	fmt.Println(t.Hour(), t.Minute(), t.Second())
	// Output:
	// 16 30 15
}

func ExampleParseTimeOfDay() {
	for _, text := range []string{"08:30", "24:00", "8:30", "24:01"} {
		t, err := calendar.ParseTimeOfDay(text)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(t)
	}
	// Output:
	// 08:30
	// 24:00
	// calendar: "8:30" is not a time of day such as 08:30, 08:30:15 or 24:00
	// calendar: "24:01" is not a time of day such as 08:30, 08:30:15 or 24:00
}

func ExampleMustTimeOfDay() {
	cutOff := calendar.MustTimeOfDay("14:00")
	fmt.Println(cutOff)
	// Output:
	// 14:00
}

func ExampleTimeOfDay_Compare() {
	fmt.Println(calendar.MustTimeOfDay("09:00").Compare(calendar.MustTimeOfDay("17:30")))
	// Output:
	// -1
}

// The zero TimeOfDay is the beginning of the day; 24:00 is its end.
func ExampleTimeOfDay_IsZero() {
	fmt.Println(calendar.MustTimeOfDay("00:00").IsZero(), calendar.MustTimeOfDay("24:00").IsZero())
	// Output:
	// true false
}

func ExampleTimeOfDay_String() {
	fmt.Println(calendar.MustTimeOfDay("08:30:00").String())
	fmt.Println(calendar.MustTimeOfDay("08:30:15").String())
	// Output:
	// 08:30
	// 08:30:15
}

func ExampleTimeOfDay_MarshalText() {
	text, err := calendar.MustTimeOfDay("14:00").MarshalText()
	fmt.Println(string(text), err)
	// Output:
	// 14:00 <nil>
}

func ExampleTimeOfDay_UnmarshalText() {
	var settings struct {
		CutOff calendar.TimeOfDay `json:"cut_off"`
	}
	if err := json.Unmarshal([]byte(`{"cut_off":"14:00"}`), &settings); err != nil {
		log.Fatal(err)
	}
	fmt.Println(settings.CutOff)
	fmt.Println(settings.CutOff.UnmarshalText([]byte("2pm")))
	// Output:
	// 14:00
	// calendar: "2pm" is not a time of day such as 08:30, 08:30:15 or 24:00
}

// Hours are split, overnight, around the clock or closed.
func ExampleParseHours() {
	for _, text := range []string{"09:00-12:00,13:30-18:00", "22:00-06:00", "00:00-24:00", "closed", "09:00-12:00,11:00-17:00"} {
		h, err := calendar.ParseHours(text)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(h, h.Duration())
	}
	// Output:
	// 09:00-12:00,13:30-18:00 7h30m0s
	// 22:00-06:00 8h0m0s
	// 00:00-24:00 24h0m0s
	// closed 0s
	// calendar: windows 09:00-12:00 and 11:00-17:00 overlap
}

func ExampleMustHours() {
	h := calendar.MustHours("08:30-17:00")
	fmt.Println(h == calendar.MustHours("08:30-12:00,12:00-17:00")) // hours are comparable, windows that meet are one
	// Output:
	// true
}

func ExampleNewHours() {
	morning := calendar.Window{Open: calendar.MustTimeOfDay("09:00"), Close: calendar.MustTimeOfDay("12:00")}
	afternoon := calendar.Window{Open: calendar.MustTimeOfDay("13:30"), Close: calendar.MustTimeOfDay("18:00")}
	h, err := calendar.NewHours(afternoon, morning)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(h)
	// Output:
	// 09:00-12:00,13:30-18:00
}

func ExampleHours_Windows() {
	for _, w := range calendar.MustHours("09:00-12:00,22:00-06:00").Windows() {
		fmt.Println(w.Open, w.Close, w.Overnight())
	}
	// Output:
	// 09:00 12:00 false
	// 22:00 06:00 true
}

func ExampleHours_Duration() {
	fmt.Println(calendar.MustHours("09:00-12:00,13:30-18:00").Duration())
	// Output:
	// 7h30m0s
}

func ExampleHours_IsZero() {
	var h calendar.Hours
	fmt.Println(h, h.IsZero())
	// Output:
	// closed true
}

func ExampleHours_Overnight() {
	fmt.Println(calendar.MustHours("22:00-06:00").Overnight())
	fmt.Println(calendar.MustHours("18:00-24:00").Overnight())
	// Output:
	// true
	// false
}

func ExampleHours_String() {
	fmt.Println(calendar.MustHours("13:30-18:00,09:00-12:00").String())
	// Output:
	// 09:00-12:00,13:30-18:00
}

func ExampleHours_MarshalText() {
	text, err := calendar.MustHours("22:00-06:00").MarshalText()
	fmt.Println(string(text), err)
	// Output:
	// 22:00-06:00 <nil>
}

func ExampleHours_UnmarshalText() {
	var branch struct{ Saturday calendar.Hours }
	if err := json.Unmarshal([]byte(`{"saturday":"10:00-14:00"}`), &branch); err != nil {
		log.Fatal(err)
	}
	fmt.Println(branch.Saturday)
	fmt.Println(branch.Saturday.UnmarshalText([]byte("10-2")))
	// Output:
	// 10:00-14:00
	// calendar: "10-2" is not a window such as 09:00-17:00, nor "closed"
}

func ExampleWindow() {
	w := calendar.Window{Open: calendar.MustTimeOfDay("22:00"), Close: calendar.MustTimeOfDay("06:00")}
	fmt.Println(w.String(), w.Overnight())
	// Output:
	// 22:00-06:00 true
}

func ExampleInterval() {
	at := func(hour int) time.Time { return time.Date(2026, time.May, 4, hour, 0, 0, 0, time.UTC) }
	opening := calendar.Interval{Start: at(9), End: at(17)}
	outage := calendar.Interval{Start: at(15), End: at(20)}

	fmt.Println(opening.String())
	fmt.Println(opening.Duration())
	fmt.Println(opening.Contains(at(9)), opening.Contains(at(17)))
	fmt.Println(opening.Intersect(outage))
	fmt.Println(opening.Intersect(calendar.Interval{Start: at(17), End: at(20)}).IsEmpty())
	// Output:
	// [2026-05-04T09:00:00Z, 2026-05-04T17:00:00Z)
	// 8h0m0s
	// true false
	// [2026-05-04T15:00:00Z, 2026-05-04T17:00:00Z)
	// true
}

// The same instants in two zones are the same interval.
func ExampleInterval_Equal() {
	start := time.Date(2026, time.May, 4, 9, 0, 0, 0, time.UTC)
	a := calendar.Interval{Start: start, End: start.Add(time.Hour)}
	shanghai := time.FixedZone("CST", 8*60*60)
	b := calendar.Interval{Start: a.Start.In(shanghai), End: a.End.In(shanghai)}
	fmt.Println(a == b, a.Equal(b))
	// Output:
	// false true
}

// A week is indexed by time.Weekday.
func ExampleWeek() {
	week := calendar.Weekdays(calendar.MustHours("08:30-17:00"))
	week[time.Friday] = calendar.MustHours("08:30-14:00")
	for day, hours := range week {
		fmt.Println(time.Weekday(day), hours)
	}
	// Output:
	// Sunday closed
	// Monday 08:30-17:00
	// Tuesday 08:30-17:00
	// Wednesday 08:30-17:00
	// Thursday 08:30-17:00
	// Friday 08:30-14:00
	// Saturday closed
}

func ExampleWeekdays() {
	week := calendar.Weekdays(calendar.MustHours("09:00-17:00"))
	fmt.Println(week[time.Monday], week[time.Saturday])
	// Output:
	// 09:00-17:00 closed
}

func ExampleEveryDay() {
	shop := calendar.EveryDay(calendar.MustHours("10:00-22:00"))
	shop[time.Sunday] = calendar.MustHours("12:00-18:00")
	fmt.Println(shop[time.Saturday], shop[time.Sunday])
	// Output:
	// 10:00-22:00 12:00-18:00
}
