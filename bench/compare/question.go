package compare

import (
	"fmt"
	"testing"
	"time"

	"github.com/rickar/cal/v2"

	"github.com/servicecommitment/commitment/calendar"
)

// Spans returns the spans of working time that are asked for: half a day, a
// week, a year and ten years.
func Spans() []time.Duration {
	return []time.Duration{4 * time.Hour, 40 * time.Hour, 2000 * time.Hour, 20000 * time.Hour}
}

// Start is the morning that all questions start from.
func (o Office) Start() time.Time {
	return time.Date(2026, time.March, 10, 10, 30, 0, 0, o.Location)
}

// Question is one that both are asked, as benchmarks.
type Question struct {
	Name                string
	Ours, Plain, Cached func(b *testing.B)
}

// Questions returns the questions about an office, from [Office.Start] on.
func (o Office) Questions() ([]Question, error) {
	var questions []Question
	start := o.Start()
	for _, span := range Spans() {
		questions = append(questions, question("Add "+Hours(span), o,
			func(c *calendar.Calendar) { _, _ = c.Add(start, span) },
			func(c *cal.BusinessCalendar) { c.AddWorkHours(start, span) }))
	}
	for _, span := range Spans() {
		end, err := o.Ours.Add(start, span)
		if err != nil {
			return nil, err
		}
		questions = append(questions, question("Between over "+Hours(span), o,
			func(c *calendar.Calendar) { _, _ = c.Between(start, end) },
			func(c *cal.BusinessCalendar) { c.WorkHoursInRange(start, end) }))
	}
	for _, days := range []int{2, 20, 250, 2500} {
		date := calendar.DateOf(start)
		questions = append(questions, question(fmt.Sprintf("%d business days on", days), o,
			func(c *calendar.Calendar) { _, _ = c.AddBusinessDays(date, days) },
			func(c *cal.BusinessCalendar) { c.WorkdaysFrom(start, days) }))
	}
	return questions, nil
}

func question(name string, o Office, ours func(*calendar.Calendar), rival func(*cal.BusinessCalendar)) Question {
	ask := func(office *cal.BusinessCalendar) func(b *testing.B) {
		return func(b *testing.B) {
			b.Helper()
			rival(office) // fills the cache, if any
			for b.Loop() {
				rival(office)
			}
		}
	}
	return Question{
		Name: name,
		Ours: func(b *testing.B) {
			b.Helper()
			for b.Loop() {
				ours(o.Ours)
			}
		},
		Plain:  ask(o.Plain),
		Cached: ask(o.Cached),
	}
}

// Hours writes a span in hours: "2,000 h".
func Hours(span time.Duration) string {
	hours := int(span.Hours())
	if hours < 1000 {
		return fmt.Sprintf("%d h", hours)
	}
	return fmt.Sprintf("%d,%03d h", hours/1000, hours%1000)
}
