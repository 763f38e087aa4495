package calendar_test

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
)

// conformanceCase is a line of testdata/cases.jsonl: what other libraries'
// tests, issue threads and readmes expect of working time, and cases of our own.
type conformanceCase struct {
	ID        string
	TZ        string
	Weekly    map[string][][2]string
	Holidays  []calendar.Date
	Overrides map[calendar.Date][][2]string
	Op        string
	Start     time.Time
	End       time.Time
	Amount    json.RawMessage
	Expect    json.RawMessage
	Note      string
}

func TestConformanceCases(t *testing.T) {
	t.Parallel()
	file, err := os.Open("testdata/cases.jsonl")
	require.NoError(t, err)
	defer func() { require.NoError(t, file.Close()) }()
	count := 0
	for lines := bufio.NewScanner(file); lines.Scan(); count++ {
		var c conformanceCase
		require.NoError(t, json.Unmarshal(lines.Bytes(), &c))
		t.Run(c.ID, func(t *testing.T) {
			t.Parallel()
			c.run(t)
		})
	}
	require.Equal(t, 247, count, "cases in the file")
}

func (c *conformanceCase) run(t *testing.T) {
	t.Helper()
	office := c.calendar(t)
	switch c.Op {
	case "add", "sub":
		c.requireInstant(t, c.moved(t, office))
	case "between":
		worked, err := office.Between(c.Start, c.End)
		require.NoError(t, err)
		require.Equal(t, isoDuration(t, c.Expect), worked)
	case "is_open":
		var expected bool
		require.NoError(t, json.Unmarshal(c.Expect, &expected))
		open, err := office.IsOpen(c.Start)
		require.NoError(t, err)
		require.Equal(t, expected, open)
	default:
		question, known := map[string]func(time.Time) (time.Time, error){
			"next_open": office.NextOpen, "prev_open": office.PrevOpen,
			"next_close": office.NextClose, "prev_close": office.PrevClose,
		}[c.Op]
		require.True(t, known, c.Op)
		answer, err := question(c.Start)
		require.NoError(t, err)
		c.requireInstant(t, answer)
	}
}

func (c *conformanceCase) requireInstant(t *testing.T, actual time.Time) {
	t.Helper()
	var expected time.Time
	require.NoError(t, json.Unmarshal(c.Expect, &expected))
	require.True(t, actual.Equal(expected), "expected %s, got %s: %s", expected, actual, c.Note)
}

// moved answers add and sub, by working time or by business days.
func (c *conformanceCase) moved(t *testing.T, office *calendar.Calendar) time.Time {
	t.Helper()
	sign := 1
	if c.Op == "sub" {
		sign = -1
	}
	var days struct{ Days int }
	if json.Unmarshal(c.Amount, &days) != nil {
		moved, err := office.Add(c.Start, time.Duration(sign)*isoDuration(t, c.Amount))
		require.NoError(t, err)
		return moved
	}
	start := c.Start.In(office.Location())
	date, err := office.AddBusinessDays(calendar.DateOf(start), sign*days.Days)
	require.NoError(t, err)
	moved := time.Date(date.Year(), date.Month(), date.Day(), start.Hour(), start.Minute(), start.Second(), start.Nanosecond(), start.Location())
	if sign > 0 {
		allowance, err := calendar.NewAllowance(days.Days, calendar.BusinessDays)
		require.NoError(t, err)
		require.NoError(t, allowance.UnmarshalText([]byte(strings.Replace(`{"business_days": N, "due": "wall_time"}`, "N", string(mustJSON(t, days.Days)), 1))))
		due, err := office.Due(c.Start, allowance)
		require.NoError(t, err)
		require.True(t, moved.Equal(due), "Due by business days at wall time: expected %s, got %s", moved, due)
	}
	return moved
}

func (c *conformanceCase) calendar(t *testing.T) *calendar.Calendar {
	t.Helper()
	zone, err := time.LoadLocation(c.TZ)
	require.NoError(t, err)
	spec := calendar.Spec{Name: c.ID, Location: zone}
	for day := range spec.Week {
		spec.Week[day] = hoursOf(t, c.Weekly[strings.ToLower(time.Weekday(day).String()[:3])])
	}
	holidays := make([]calendar.Holiday, 0, len(c.Holidays))
	for _, date := range c.Holidays {
		holidays = append(holidays, calendar.Holiday{Date: date, Kind: calendar.DayOff})
	}
	spec.Holidays = []calendar.HolidaySource{calendar.FixedDates(calendar.Date{}, calendar.Date{}, holidays...)}
	for date, windows := range c.Overrides {
		spec.Overrides = append(spec.Overrides, calendar.Override{Date: date, Hours: hoursOf(t, windows)})
	}
	office, err := calendar.New(spec)
	require.NoError(t, err)
	return office
}

func hoursOf(t *testing.T, windows [][2]string) calendar.Hours {
	t.Helper()
	list := make([]calendar.Window, 0, len(windows))
	for _, w := range windows {
		list = append(list, calendar.Window{Open: calendar.MustTimeOfDay(w[0]), Close: calendar.MustTimeOfDay(w[1])})
	}
	hours, err := calendar.NewHours(list...)
	require.NoError(t, err)
	return hours
}

// isoDuration reads "PT1H30M", with a minus sign before it at will.
func isoDuration(t *testing.T, data json.RawMessage) time.Duration {
	t.Helper()
	var text string
	require.NoError(t, json.Unmarshal(data, &text))
	number, negative := strings.CutPrefix(text, "-")
	d, err := time.ParseDuration(strings.ToLower(strings.TrimPrefix(number, "PT")))
	require.NoError(t, err)
	if negative {
		return -d
	}
	return d
}

func mustJSON(t *testing.T, value any) []byte {
	t.Helper()
	data, err := json.Marshal(value)
	require.NoError(t, err)
	return data
}
