package cn_test

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/calendar/cn"
)

func ExamplePublicHolidays() {
	shanghai, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		fmt.Println(err)
		return
	}
	office, err := calendar.New(calendar.Spec{
		Name:     "office",
		Location: shanghai,
		Week:     calendar.Weekdays(calendar.MustHours("09:00-12:00,13:00-18:00")),
		Holidays: []calendar.HolidaySource{cn.PublicHolidays()},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for day := 13; day <= 16; day++ {
		d, err := office.Day(calendar.MustDate(2026, time.February, day))
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%s %.3s: %s, %s\n", d.Date, d.Date.Weekday(), strings.TrimSpace(d.Kind.String()+" "+d.Name), d.Hours)
	}
	// The last working time before the Spring Festival is that of Saturday.
	friday := time.Date(2026, time.February, 13, 17, 0, 0, 0, shanghai)
	fmt.Println(office.Add(friday, 10*time.Hour))
	// Nobody knows the holidays of 2027 before they are announced.
	_, err = office.AddBusinessDays(calendar.MustDate(2026, time.December, 30), 5)
	fmt.Println(err)
	// Output:
	// 2026-02-13 Fri: workday, 09:00-12:00,13:00-18:00
	// 2026-02-14 Sat: makeup 春节, 09:00-12:00,13:00-18:00
	// 2026-02-15 Sun: holiday 春节, closed
	// 2026-02-16 Mon: holiday 春节, closed
	// 2026-02-24 10:00:00 +0800 CST <nil>
	// calendar "office": 2027-01-01 is not covered: its holidays are not known to "cn"
}

func ExampleParseNotices() {
	// No real notice: that for 2027 was not out when this was written.
	document := []byte(`{
		"year": 2027,
		"papers": ["https://www.gov.cn/zhengce/example.htm"],
		"days": [
			{"name": "元旦", "date": "2027-01-01", "isOffDay": true},
			{"name": "元旦", "date": "2026-12-27", "isOffDay": false}
		]
	}`)
	source, err := cn.ParseNotices(document)
	if err != nil {
		fmt.Println(err)
		return
	}
	holidays, err := source.Holidays(2027)
	fmt.Println(holidays[0].Date, holidays[0].Name, holidays[0].Kind, err)
	// The notice speaks of the year before, too.
	holidays, err = source.Holidays(2026)
	last := holidays[len(holidays)-1]
	fmt.Println(last.Date, last.Name, last.Kind, err)

	_, err = source.Holidays(2028)
	fmt.Println(errors.Is(err, calendar.ErrNotCovered))
	// Output:
	// 2027-01-01 元旦 day_off <nil>
	// 2026-12-27 元旦 makeup <nil>
	// true
}

// Every mistake is reported with its place.
func ExampleParseNotices_mistakes() {
	_, err := cn.ParseNotices([]byte(`{
		"year": 2027,
		"papers": ["https://www.gov.cn/zhengce/example.htm"],
		"days": [
			{"name": "元旦", "date": "2027-01-01"},
			{"name": "春节", "date": "2026-02-06", "isOffDay": true}
		]
	}`))
	for _, field := range commitment.FieldErrors(err) {
		fmt.Println(field)
	}
	// Output:
	// notices[0].days[0].isOffDay: is required
	// notices[0].days[1].date: 2026-02-06 lies neither in 2027 nor in the December before it
}
