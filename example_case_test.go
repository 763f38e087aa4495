package commitment_test

import (
	"fmt"
	"time"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/calendar/cn"
	"github.com/servicecommitment/commitment/sla"
)

// A complaint of the last afternoon before the National Day holiday of 2026. It is
// answered after twenty minutes, and an hour later nobody has resolved it.
func Example_case() {
	shanghai := must(time.LoadLocation("Asia/Shanghai"))
	office := must(calendar.New(calendar.Spec{
		Name: "office", Location: shanghai, Week: calendar.Weekdays(calendar.MustHours("09:00-12:00,13:30-18:00")),
		Holidays: []calendar.HolidaySource{cn.PublicHolidays()},
	}))
	policy := must(sla.ParsePolicy([]byte(`{"id": "support", "version": "2026-01", "rules": [
		{"id": "vip", "when": {"tier": "vip"}, "commitments": [
			{"metric": "first_response", "within": "30m", "calendar": "office"},
			{"metric": "resolution", "within": "8h", "calendar": "office", "alerts": [{"at": "50%"}]}]}]}`)))
	engine := must(sla.Compile(map[string]*calendar.Calendar{"office": office}, policy))
	opened := time.Date(2026, time.September, 30, 16, 0, 0, 0, shanghai)
	report := must(engine.Evaluate(sla.Case{ID: "C-1", Attributes: map[string][]string{"tier": {"vip"}}, Events: []sla.Event{
		{ID: "e1", At: opened, Kind: sla.KindOpened},
		{ID: "e2", At: opened.Add(20 * time.Minute), Kind: sla.KindReplied, Actor: sla.ActorAgent},
	}}, opened.Add(time.Hour)))
	for _, clock := range report.Clocks {
		fmt.Println(clock.Metric, clock.Verdict, "due", clock.Due.Format(time.RFC3339), "left", clock.Remaining)
	}
	fmt.Println("look again at", report.Next.Format(time.RFC3339))
	// Output:
	// first_response met due 2026-09-30T16:30:00+08:00 left 10m0s
	// resolution open due 2026-10-08T16:30:00+08:00 left 7h0m0s
	// look again at 2026-10-08T11:00:00+08:00
}

// must returns a value that the example takes for granted. A host handles the
// error, which says everything that is wrong with a definition, each with its
// field.
func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}
