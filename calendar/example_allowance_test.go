package calendar_test

import (
	"encoding/json"
	"fmt"
	"log"
	"time"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
)

// The same start, Friday afternoon, and six allowances.
func ExampleAllowance() {
	office, err := calendar.New(calendar.Spec{
		Location: time.UTC,
		Week:     calendar.Weekdays(calendar.MustHours("09:00-17:00")),
		First:    calendar.MustDate(2026, time.January, 1),
		Last:     calendar.MustDate(2026, time.December, 31),
	})
	if err != nil {
		log.Fatal(err)
	}
	received := time.Date(2026, time.May, 8, 15, 30, 0, 0, time.UTC)
	for _, text := range []string{"4h30m", "2bd", "60d", "1mo", "1y", `{"business_days":2,"due":"end_of_day"}`} {
		due, err := office.Due(received, calendar.MustAllowance(text))
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(due.Format("Mon 2006-01-02 15:04"), text)
	}
	// Output:
	// Mon 2026-05-11 12:00 4h30m
	// Tue 2026-05-12 15:30 2bd
	// Tue 2026-07-07 15:30 60d
	// Mon 2026-06-08 15:30 1mo
	// Sat 2027-05-08 15:30 1y
	// Tue 2026-05-12 17:00 {"business_days":2,"due":"end_of_day"}
}

// A statutory period: the day of receipt is day 0, even a Saturday, and the
// period ends with the seventh business day.
func ExampleAllowance_statutory() {
	office, err := calendar.New(calendar.Spec{
		Location: time.UTC,
		Week:     calendar.Weekdays(calendar.MustHours("09:00-17:00")),
		First:    calendar.MustDate(2026, time.January, 1),
		Last:     calendar.MustDate(2026, time.December, 31),
	})
	if err != nil {
		log.Fatal(err)
	}
	sevenDays := calendar.MustAllowance(`{"business_days":7,"from":"date","due":"end_of_day"}`)
	saturday := time.Date(2026, time.May, 9, 11, 0, 0, 0, time.UTC)
	due, err := office.Due(saturday, sevenDays)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(due.Format("Mon 2006-01-02 15:04"))
	// Output:
	// Tue 2026-05-19 17:00
}

// Ordered before 14:00, delivered by 16:00 of the next business day; ordered
// later, it counts as ordered on the next one.
func ExampleAllowance_cutOff() {
	warehouse, err := calendar.New(calendar.Spec{
		Location: time.UTC,
		Week:     calendar.Weekdays(calendar.MustHours("08:00-18:00")),
		First:    calendar.MustDate(2026, time.January, 1),
		Last:     calendar.MustDate(2026, time.December, 31),
	})
	if err != nil {
		log.Fatal(err)
	}
	nextDay := calendar.MustAllowance(`{"business_days":1,"due":"16:00","cut_off":"14:00"}`)
	for _, minute := range []int{59, 60} {
		ordered := time.Date(2026, time.May, 7, 13, minute, 0, 0, time.UTC)
		due, err := warehouse.Due(ordered, nextDay)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(ordered.Format("Mon 15:04"), "→", due.Format("Mon 15:04"))
	}
	// Output:
	// Thu 13:59 → Fri 16:00
	// Thu 14:00 → Mon 16:00
}

// Thirty days to complain, and a last day that is no business day moves to the
// next one.
func ExampleAllowance_roll() {
	court, err := calendar.New(calendar.Spec{
		Location: time.UTC,
		Week:     calendar.Weekdays(calendar.MustHours("09:00-16:00")),
		First:    calendar.MustDate(2026, time.January, 1),
		Last:     calendar.MustDate(2026, time.December, 31),
	})
	if err != nil {
		log.Fatal(err)
	}
	period := calendar.MustAllowance(`{"calendar_days":30,"due":"end_of_date","roll":"next_business_day"}`)
	served := time.Date(2026, time.May, 8, 10, 0, 0, 0, time.UTC) // and 30 days: Sunday, June 7
	due, err := court.Due(served, period)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("before", due.Format("Mon 2006-01-02 15:04"))
	// Output:
	// before Tue 2026-06-09 00:00
}

func ExampleParseAllowance() {
	a, err := calendar.ParseAllowance("4h30m")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(a.Unit(), a.WorkingTime())

	_, err = calendar.ParseAllowance("-1h")
	fmt.Println(err)
	_, err = calendar.ParseAllowance("two days")
	fmt.Println(err)
	// Output:
	// working_time 4h30m0s
	// calendar: "-1h": an allowance is not negative
	// calendar: "two days" is not an allowance such as 4h30m, 2bd, 60d, 1mo, 1y or {"business_days": 2}
}

// An object names each of its wrong fields.
func ExampleParseAllowance_problems() {
	_, err := calendar.ParseAllowance(`{"calendar_days":-1,"due":"noon","cutoff":"14:00"}`)
	for _, field := range commitment.FieldErrors(err) {
		fmt.Println(field)
	}
	// Output:
	// calendar_days: an allowance is not negative
	// due: "noon" is neither "same_time", "end_of_day", "end_of_date", "wall_time" nor a time of day such as 16:00
	// cutoff: unknown field, did you mean "cut_off"?
}

func ExampleMustAllowance() {
	resolution := calendar.MustAllowance("2bd")
	fmt.Println(resolution.Count(), resolution.Unit(), resolution.DueRule())
	// Output:
	// 2 business_days same_time
}

func ExampleNewAllowance() {
	a, err := calendar.NewAllowance(60, calendar.CalendarDays)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(a)
	_, err = calendar.NewAllowance(4, calendar.WorkingTime)
	fmt.Println(err)
	// Output:
	// 60d
	// calendar: an allowance of whole working_time is not possible
}

func ExampleNewWorkingTime() {
	a, err := calendar.NewWorkingTime(90 * time.Minute)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(a)
	// Output:
	// 1h30m0s
}

func ExampleAllowance_Unit() {
	for _, text := range []string{"8h", "2bd", "60d", "6mo", "1y"} {
		a := calendar.MustAllowance(text)
		fmt.Println(a.Unit(), a.WorkingTime(), a.Count())
	}
	// Output:
	// working_time 8h0m0s 0
	// business_days 0s 2
	// calendar_days 0s 60
	// months 0s 6
	// years 0s 1
}

// What an allowance with options says.
func ExampleAllowance_DueRule() {
	a := calendar.MustAllowance(`{"business_days":1,"from":"date","due":"16:00","cut_off":"14:00"}`)
	cutOff, ok := a.CutOff()
	fmt.Println(a.DueRule(), a.DueTime(), a.FromDate(), cutOff, ok)

	a = calendar.MustAllowance(`{"months":1,"due":"end_of_date","roll":"next_business_day"}`)
	fmt.Println(a.DueRule() == calendar.EndOfDate, a.Rolls())
	// Output:
	// at 16:00 true 14:00 true
	// true true
}

func ExampleAllowance_IsZero() {
	var atOnce calendar.Allowance
	fmt.Println(atOnce, atOnce.IsZero())
	// Output:
	// 0s true
}

// String gives the shortest text that ParseAllowance reads.
func ExampleAllowance_String() {
	for _, text := range []string{`{"business_days": 2, "due": "same_time"}`, `{"due": "end_of_day", "business_days": 2}`} {
		fmt.Println(calendar.MustAllowance(text).String())
	}
	// Output:
	// 2bd
	// {"business_days":2,"due":"end_of_day"}
}

// In JSON an allowance is its short text, or an object where that is not enough.
func ExampleAllowance_MarshalJSON() {
	data, err := json.Marshal([]calendar.Allowance{
		calendar.MustAllowance("4h"),
		calendar.MustAllowance(`{"business_days": 5, "due": "end_of_day"}`),
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(data))
	one, err := calendar.MustAllowance("1mo").MarshalJSON()
	fmt.Println(string(one), err)
	// Output:
	// ["4h0m0s",{"business_days":5,"due":"end_of_day"}]
	// "1mo" <nil>
}

func ExampleAllowance_UnmarshalJSON() {
	var rules []calendar.Allowance
	if err := json.Unmarshal([]byte(`["4h", {"business_days": 5, "due": "end_of_day"}]`), &rules); err != nil {
		log.Fatal(err)
	}
	fmt.Println(rules[0].Unit(), rules[1].Unit())

	var a calendar.Allowance
	fmt.Println(a.UnmarshalJSON([]byte(`{"business_days": "5"}`)))
	// Output:
	// working_time business_days
	// calendar: business_days: must be a whole number, not a string
}

// The text form suits columns of a database and flags of a command.
func ExampleAllowance_MarshalText() {
	text, err := calendar.MustAllowance("2bd").MarshalText()
	if err != nil {
		log.Fatal(err)
	}
	var a calendar.Allowance
	if err := a.UnmarshalText(text); err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(text), a == calendar.MustAllowance("2bd"))
	// Output:
	// 2bd true
}

func ExampleUnit() {
	fmt.Println(calendar.WorkingTime, calendar.BusinessDays, calendar.CalendarDays, calendar.Months, calendar.Years)
	fmt.Println(calendar.BusinessDays.String())
	// Output:
	// working_time business_days calendar_days months years
	// business_days
}

// Two business days from the lunch break of a Friday, by each rule.
func ExampleDueRule() {
	office, err := calendar.New(calendar.Spec{
		Location: time.UTC,
		Week:     calendar.Weekdays(calendar.MustHours("09:00-12:00,14:00-17:00")),
		First:    calendar.MustDate(2026, time.January, 1),
		Last:     calendar.MustDate(2026, time.December, 31),
	})
	if err != nil {
		log.Fatal(err)
	}
	lunch := time.Date(2026, time.May, 8, 12, 30, 0, 0, time.UTC)
	for _, due := range []string{"same_time", "end_of_day", "end_of_date", "wall_time", "16:00"} {
		a := calendar.MustAllowance(`{"business_days":2,"due":"` + due + `"}`)
		at, err := office.Due(lunch, a)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(at.Format("Mon 15:04"), a.DueRule())
	}
	// Output:
	// Tue 14:00 same_time
	// Tue 17:00 end_of_day
	// Wed 00:00 end_of_date
	// Tue 12:30 wall_time
	// Tue 16:00 at
}

func ExampleDueRule_String() {
	fmt.Println(calendar.SameTime.String(), calendar.EndOfDay.String(), calendar.EndOfDate.String(), calendar.WallTime.String(), calendar.DueAt.String())
	// Output:
	// same_time end_of_day end_of_date wall_time at
}
