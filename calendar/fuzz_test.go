package calendar_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
)

// seed gives a fuzz target scenarios in every hostile zone, among them the
// changes of the clocks that are known to break other libraries.
func seed(f *testing.F, perZone int) {
	f.Helper()
	for zone := range hostileZones {
		for i := range perZone {
			points := turningPoints()[zone]
			f.Add([]byte{byte(zone), byte((i*37 + zone) % len(points))})
		}
	}
	for _, turn := range []struct {
		zone  string
		year  int
		month time.Month
	}{
		{"Pacific/Apia", 2011, time.December},
		{"America/Havana", 2024, time.March},
		{"America/Havana", 2024, time.November},
		{"America/Sao_Paulo", 2018, time.November},
		{"America/Sao_Paulo", 2018, time.February},
		{"America/Santiago", 2024, time.September},
		{"America/Santiago", 2024, time.April},
		{"Africa/Cairo", 2024, time.April},
		{"Africa/Casablanca", 2026, time.February},
		{"Australia/Lord_Howe", 2024, time.April},
		{"Asia/Tehran", 2022, time.March},
		{"America/Godthab", 2024, time.March},
		{"Pacific/Kwajalein", 1969, time.September},
		{"Pacific/Kwajalein", 1993, time.August},
		{"America/New_York", 2040, time.December},
	} {
		f.Add([]byte{byte(slices.Index(hostileZones, turn.zone)), byte(dayNear(turn.zone, turn.year, turn.month))})
	}
}

// How many questions are asked in one scenario.
const questions = 12

// Nine o'clock is nine o'clock on every day of seventy years, past the end of
// the tables of zones too, where package time goes by a rule.
func TestOpeningsOfSeventyYears(t *testing.T) {
	t.Parallel()
	for _, name := range hostileZones {
		location := mustZone(name)
		c := mustCalendar(t, calendar.Spec{Location: location, Week: calendar.EveryDay(calendar.MustHours("09:00-17:00"))})
		first, last := c.Coverage()
		for day := first; day.Before(last); day = day.AddDays(3) {
			opening, err := c.NextOpen(time.Date(day.Year(), day.Month(), day.Day(), 8, 30, 0, 0, location))
			if err != nil || opening.Hour() != 9 || opening.Minute() != 0 {
				require.NoError(t, err)
				require.Equal(t, day.String()+"T09:00", opening.Format("2006-01-02T15:04"), name)
			}
		}
	}
}

func requireSame(t *testing.T, expected, actual time.Time, question string, details ...any) {
	t.Helper()
	if !expected.Equal(actual) {
		require.Equal(t, expected.UTC().String(), actual.UTC().String(), append([]any{question + ": %v"}, details)...)
	}
}

// FuzzOracle compares every question with the oracle.
func FuzzOracle(f *testing.F) {
	seed(f, 2)
	f.Fuzz(func(t *testing.T, data []byte) {
		d := newDice(data)
		s := d.scene()
		c := s.wide(t)
		if c == nil {
			return
		}
		o := s.oracle()
		o.compareTable(t, c)
		for range questions {
			o.compare(t, c, d.instant(s, o.from+2, o.to-2), d.instant(s, o.from+2, o.to-2))
			o.compareDues(t, c, d, d.instant(s, o.from+2, o.to-2))
			o.compareAdd(t, c, d.instant(s, o.from+2, o.to-2), d.duration(30*time.Hour))
			o.compareDates(t, c, s.center+d.n(windowAfter), s.center-d.n(windowBefore), d.n(8))
		}
	})
}

// compareTable compares IsOpen at every minute, and the hours of every day.
func (o *oracle) compareTable(t *testing.T, c *calendar.Calendar) {
	t.Helper()
	for minute := o.from; minute < o.to; minute++ {
		open, err := c.IsOpen(instantOf(minute, 0))
		if err != nil || open != o.isOpen(minute) {
			require.NoError(t, err)
			require.Equal(t, o.isOpen(minute), open, "IsOpen(%s)", instantOf(minute, 0).In(o.location))
		}
	}
	for number, expected := range o.days {
		business, err := c.IsBusinessDay(dateOf(number))
		require.NoError(t, err)
		require.Equal(t, expected.business, business, "IsBusinessDay(%s)", dateOf(number))
		day, err := c.Day(dateOf(number))
		require.NoError(t, err)
		require.Len(t, day.Periods, len(expected.periods), "periods of %s", dateOf(number))
		slices.SortStableFunc(expected.periods, func(a, b block) int { return a.open - b.open })
		parsed, err := calendar.ParseHours(day.Hours.String())
		require.NoError(t, err, "hours of %s", dateOf(number))
		require.Equal(t, day.Hours, parsed)
		for i, b := range expected.periods {
			requireSame(t, instantOf(b.open, 0), day.Periods[i].Start, "Day", number, i)
			requireSame(t, instantOf(b.close, 0), day.Periods[i].End, "Day", number, i)
		}
	}
}

// compare compares the questions about one or two instants.
func (o *oracle) compare(t *testing.T, c *calendar.Calendar, from, to time.Time) {
	t.Helper()
	worked, err := c.Between(from, to)
	require.NoError(t, err)
	require.Equal(t, o.between(from, to), worked, "Between(%s, %s)", from.UTC(), to.UTC())
	minute, _ := moment(from)
	open, err := c.IsOpen(from)
	require.NoError(t, err)
	require.Equal(t, o.isOpen(minute), open, "IsOpen(%s)", from)
	for _, question := range []struct {
		name   string
		actual func(time.Time) (time.Time, error)
		oracle func(time.Time) (time.Time, bool)
	}{
		{"NextOpen", c.NextOpen, o.nextOpen},
		{"PrevClose", c.PrevClose, o.prevClose},
		{"NextClose", c.NextClose, o.nextClose},
		{"PrevOpen", c.PrevOpen, o.prevOpen},
	} {
		expected, ok := question.oracle(from)
		actual, err := question.actual(from)
		o.compareAnswer(t, answer{expected, ok}, actual, err, question.name, from.UTC())
	}
	if to.Before(from) {
		from, to = to, from
	}
	expected := o.periods(from, to)
	forward, err := c.Periods(from, to)
	require.NoError(t, err)
	requireIntervals(t, expected, slices.Collect(forward))
	backward, err := c.Backward(from, to)
	require.NoError(t, err)
	slices.Reverse(expected)
	requireIntervals(t, expected, slices.Collect(backward))
}

func requireIntervals(t *testing.T, expected, actual []calendar.Interval) {
	t.Helper()
	if !slices.EqualFunc(expected, actual, calendar.Interval.Equal) {
		require.Fail(t, "different periods", "expected %v, got %v", expected, actual)
	}
}

// answer is what the oracle says, if its window holds it.
type answer struct {
	instant time.Time
	ok      bool
}

// compareAnswer lets an answer pass that the oracle's window does not hold.
func (o *oracle) compareAnswer(t *testing.T, expected answer, actual time.Time, err error, question string, details ...any) {
	t.Helper()
	if expected.ok {
		require.NoError(t, err, "%s %v", question, details)
		requireSame(t, expected.instant, actual, question, details...)
		require.Equal(t, o.location, actual.Location())
		return
	}
	if err != nil {
		if !errors.Is(err, calendar.ErrNeverCloses) {
			require.ErrorIs(t, err, calendar.ErrNotCovered, "%s %v", question, details)
		}
		return
	}
	require.False(t, actual.After(instantOf(o.from+1, 0)) && actual.Before(instantOf(o.to-1, 0)), "%s %v: %s", question, details, actual)
}

func (o *oracle) compareAdd(t *testing.T, c *calendar.Calendar, at time.Time, d time.Duration) {
	t.Helper()
	for _, d := range []time.Duration{d, -d} {
		expected, ok := o.add(at, d)
		actual, err := c.Add(at, d)
		o.compareAnswer(t, answer{expected, ok}, actual, err, "Add", at.UTC(), d)
	}
}

func (o *oracle) compareDates(t *testing.T, c *calendar.Calendar, from, to, n int) {
	t.Helper()
	count, err := c.BusinessDays(dateOf(from), dateOf(to))
	require.NoError(t, err)
	require.Equal(t, o.businessDays(from, to), count, "BusinessDays(%s, %s)", dateOf(from), dateOf(to))
	for _, n := range []int{n, -n} {
		expected, ok := o.addBusinessDays(from, n)
		if !ok {
			continue
		}
		actual, err := c.AddBusinessDays(dateOf(from), n)
		require.NoError(t, err)
		require.Equal(t, dateOf(expected), actual, "AddBusinessDays(%s, %d)", dateOf(from), n)
	}
}

func (o *oracle) compareDues(t *testing.T, c *calendar.Calendar, d *dice, at time.Time) {
	t.Helper()
	for range 2 {
		a := d.allowance()
		parsed, err := calendar.ParseAllowance(a.text())
		require.NoError(t, err)
		expected, ok := o.due(at, a)
		actual, err := c.Due(at, parsed)
		if !ok && err == nil {
			continue // by days the window can be left and entered again
		}
		o.compareAnswer(t, answer{expected, ok}, actual, err, "Due", at.In(o.location), a.text())
	}
}
