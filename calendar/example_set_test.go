package calendar_test

import (
	"fmt"
	"log"
	"time"

	"github.com/servicecommitment/commitment/calendar"
)

// Follow the sun: a case is worked on wherever it is day.
func ExampleUnion() {
	env := calendar.Env{Zone: time.LoadLocation}
	var desks []*calendar.Calendar
	for _, zone := range []string{"Europe/London", "America/New_York", "Asia/Shanghai"} {
		desk, err := calendar.Parse([]byte(`{"format": 1, "name": "`+zone+`", "time_zone": "`+zone+`", "week": {"mon-fri": "09:00-17:00"},
			"coverage": {"first": "2026-01-01", "last": "2026-12-31"}}`), env)
		if err != nil {
			log.Fatal(err)
		}
		desks = append(desks, desk)
	}
	sun, err := calendar.Union("follow the sun", desks...)
	if err != nil {
		log.Fatal(err)
	}
	received := time.Date(2026, time.July, 1, 16, 0, 0, 0, desks[0].Location())
	for _, support := range []*calendar.Calendar{desks[0], sun} {
		due, err := support.Add(received, 8*time.Hour)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(due.Format("Mon 15:04"), support.Name())
	}
	// Output:
	// Thu 16:00 Europe/London
	// Thu 04:00 follow the sun
}

// The hours in which two offices can talk.
func ExampleIntersect() {
	london, err := calendar.Parse([]byte(`{"format": 1, "time_zone": "Europe/London", "week": {"mon-fri": "09:00-17:00"},
		"coverage": {"first": "2026-01-01", "last": "2026-12-31"}}`), calendar.Env{Zone: time.LoadLocation})
	if err != nil {
		log.Fatal(err)
	}
	newYork, err := calendar.Parse([]byte(`{"format": 1, "time_zone": "America/New_York", "week": {"mon-fri": "08:00-16:00"},
		"coverage": {"first": "2026-01-01", "last": "2026-12-31"}}`), calendar.Env{Zone: time.LoadLocation})
	if err != nil {
		log.Fatal(err)
	}
	both, err := calendar.Intersect("both", london, newYork)
	if err != nil {
		log.Fatal(err)
	}
	// Between two changes of the clocks the offices are an hour closer.
	for _, date := range []calendar.Date{calendar.MustDate(2026, time.March, 2), calendar.MustDate(2026, time.March, 9)} {
		day, err := both.Day(date)
		if err != nil {
			log.Fatal(err)
		}
		for _, period := range day.Periods {
			fmt.Println(date, period.Start.Format("15:04"), period.End.Format("15:04"), period.Start.Location())
		}
	}
	// Output:
	// 2026-03-02 13:00 17:00 Europe/London
	// 2026-03-09 12:00 17:00 Europe/London
}

// Support without the maintenance windows.
func ExampleWithout() {
	support, err := calendar.New(calendar.Spec{
		Name: "support", Location: time.UTC, Week: calendar.EveryDay(calendar.MustHours("00:00-24:00")),
		First: calendar.MustDate(2026, time.January, 1), Last: calendar.MustDate(2026, time.December, 31),
	})
	if err != nil {
		log.Fatal(err)
	}
	maintenance, err := calendar.New(calendar.Spec{
		Name: "maintenance", Location: time.UTC, Week: calendar.Week{time.Sunday: calendar.MustHours("02:00-06:00")},
		First: calendar.MustDate(2026, time.January, 1), Last: calendar.MustDate(2026, time.December, 31),
	})
	if err != nil {
		log.Fatal(err)
	}
	net, err := calendar.Without("net of maintenance", support, maintenance)
	if err != nil {
		log.Fatal(err)
	}
	sunday := time.Date(2026, time.May, 10, 0, 0, 0, 0, time.UTC)
	worked, err := net.Between(sunday, sunday.Add(24*time.Hour))
	fmt.Println(worked, err)
	// Output:
	// 20h0m0s <nil>
}
