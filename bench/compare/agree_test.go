package compare_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/bench/compare"
	"github.com/servicecommitment/commitment/calendar"
)

// The two agree where rickar/cal is at home: one opening a day, from Monday to
// Friday, so that no change of the clocks falls on a workday; whole seconds;
// arguments in the office's own zone; forwards.

func offices(t *testing.T) map[string]compare.Office {
	t.Helper()
	list := make(map[string]compare.Office)
	for _, zone := range []string{"America/New_York", "UTC"} {
		location, err := time.LoadLocation(zone)
		require.NoError(t, err)
		office, err := compare.NewOffice(location)
		require.NoError(t, err)
		list[zone] = office
	}
	return list
}

// instants yields pseudo-random instants of 1991 to 2046, whole seconds: open
// ones, closed ones, and openings and closings to the second.
func instants(t *testing.T, office compare.Office, n int, yield func(time.Time)) {
	t.Helper()
	random := rand.New(rand.NewPCG(7, uint64(n)))
	first := time.Date(1991, time.January, 1, 0, 0, 0, 0, time.UTC).Unix()
	last := time.Date(2047, time.January, 1, 0, 0, 0, 0, time.UTC).Unix()
	for i := range n {
		at := time.Unix(first+random.Int64N(last-first), 0).In(office.Location)
		var err error
		switch i % 8 {
		case 0:
			at, err = office.Ours.NextOpen(at)
		case 1:
			at, err = office.Ours.NextClose(at)
		}
		require.NoError(t, err)
		yield(at)
	}
}

func TestSameAdd(t *testing.T) {
	t.Parallel()
	for zone, office := range offices(t) {
		for text, n := range map[string]int{"1s": 500, "4h": 500, "7h59m59s": 500, "8h": 500, "40h": 500, "2000h": 50, "20000h": 3} {
			span, err := time.ParseDuration(text)
			require.NoError(t, err)
			instants(t, office, n, func(start time.Time) {
				ours, err := office.Ours.Add(start, span)
				require.NoError(t, err)
				require.Equal(t, office.Cached.AddWorkHours(start, span), ours, "%s: %s after %s", zone, span, start)
			})
		}
		start := office.Start()
		require.Equal(t, office.Plain.AddWorkHours(start, 40*time.Hour), office.Cached.AddWorkHours(start, 40*time.Hour))
	}
}

func TestSameBetween(t *testing.T) {
	t.Parallel()
	for zone, office := range offices(t) {
		for days, n := range map[int]int{0: 500, 1: 500, 3: 500, 30: 200, 365: 30, 3650: 2} {
			instants(t, office, n, func(start time.Time) {
				end := start.AddDate(0, 0, days).Add(5*time.Hour + 17*time.Minute)
				ours, err := office.Ours.Between(start, end)
				require.NoError(t, err)
				require.Equal(t, office.Cached.WorkHoursInRange(start, end), ours, "%s: from %s to %s", zone, start, end)
			})
		}
	}
}

func TestSameBusinessDays(t *testing.T) {
	t.Parallel()
	for zone, office := range offices(t) {
		for days, n := range map[int]int{1: 500, 2: 500, 20: 200, 250: 30, 2500: 2, -1: 500, -20: 200} {
			instants(t, office, n, func(start time.Time) {
				ours, err := office.Ours.AddBusinessDays(calendar.DateOf(start), days)
				require.NoError(t, err)
				rival := office.Cached.WorkdaysFrom(start, days)
				require.Equal(t, calendar.DateOf(rival), ours, "%s: %d business days after %s", zone, days, start)
			})
		}
	}
}

func TestSameWorkdays(t *testing.T) {
	t.Parallel()
	for zone, office := range offices(t) {
		first, last := office.Ours.Coverage()
		for date := first; !date.After(last); date = date.AddDays(1) {
			ours, err := office.Ours.IsBusinessDay(date)
			require.NoError(t, err)
			noon := time.Date(date.Year(), date.Month(), date.Day(), 12, 0, 0, 0, office.Location)
			require.Equal(t, office.Plain.IsWorkday(noon), ours, "%s: %s", zone, date)
		}
	}
}

func TestSameOpen(t *testing.T) {
	t.Parallel()
	for zone, office := range offices(t) {
		instants(t, office, 5000, func(at time.Time) {
			ours, err := office.Ours.IsOpen(at)
			require.NoError(t, err)
			rival := office.Plain.IsWorkTime(at)
			if at.Hour() == 17 && at.Minute() == 0 && at.Second() == 0 {
				rival = false // see TestWrong: the closing second is work time to it
			}
			require.Equal(t, rival, ours, "%s: %s", zone, at)
		})
	}
}

// TestQuestions asks each question of the benchmarks and compares the answers.
func TestQuestions(t *testing.T) {
	t.Parallel()
	for zone, office := range offices(t) {
		questions, err := office.Questions()
		require.NoError(t, err)
		require.Len(t, questions, 12)
		start := office.Start()
		for _, span := range compare.Spans() {
			end, err := office.Ours.Add(start, span)
			require.NoError(t, err)
			require.Equal(t, office.Cached.AddWorkHours(start, span), end, zone)
			require.Equal(t, span, office.Cached.WorkHoursInRange(start, end), zone)
			worked, err := office.Ours.Between(start, end)
			require.NoError(t, err)
			require.Equal(t, span, worked, zone)
		}
	}
}

func BenchmarkQuestions(b *testing.B) {
	for _, zone := range []string{"America/New_York", "UTC"} {
		location, err := time.LoadLocation(zone)
		require.NoError(b, err)
		office, err := compare.NewOffice(location)
		require.NoError(b, err)
		questions, err := office.Questions()
		require.NoError(b, err)
		for _, q := range questions {
			b.Run(zone+"/"+q.Name+"/ours", q.Ours)
			b.Run(zone+"/"+q.Name+"/rickar", q.Plain)
			b.Run(zone+"/"+q.Name+"/rickar-cached", q.Cached)
		}
	}
}
