package calendar_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
)

// January 2024 begins on a Monday; the 15th is a holiday.
func TestDue(t *testing.T) {
	t.Parallel()
	day := januaryOffice()
	day.Holidays = fixed(calendar.Holiday{Date: aDate("2024-01-15"), Name: "King Day"})
	night := day
	night.Week = calendar.EveryDay(theHours("22:00-06:00"))
	split := day
	split.Week = calendar.Weekdays(theHours("09:00-12:00,13:30-18:00"))
	tests := []struct {
		name      string
		spec      calendar.Spec
		start     string
		allowance string
		expected  string
		uncovered bool
	}{
		{"no working time at all", day, "2024-01-06 12:00", "0s", "2024-01-06 12:00", false},
		{"working time over a weekend", day, "2024-01-05 16:00", "2h", "2024-01-08 10:00", false},
		{"working time until closing", day, "2024-01-05 16:00", "1h", "2024-01-05 17:00", false},

		{"same time", day, "2024-01-02 11:30", "2bd", "2024-01-04 11:30", false},
		{"same time over a weekend and a holiday", day, "2024-01-12 11:30", "1bd", "2024-01-16 11:30", false},
		{"no business days, in hours", day, "2024-01-02 11:30", "0bd", "2024-01-02 11:30", false},
		{"no business days, before hours", day, "2024-01-02 07:30", "0bd", "2024-01-02 09:00", false},
		{"no business days, on a Saturday", day, "2024-01-06 07:30", "0bd", "2024-01-08 09:00", false},
		{"received after hours", day, "2024-01-02 18:00", "1bd", "2024-01-04 09:00", false},
		{"received at closing", day, "2024-01-02 17:00", "1bd", "2024-01-04 09:00", false},
		{"received on a Saturday", day, "2024-01-06 12:00", "1bd", "2024-01-09 09:00", false},
		{"same time in a break", split, "2024-01-02 12:30", "1bd", "2024-01-03 13:30", false},
		{"same time exactly at the next day's closing", with(day, "2024-01-03", "09:00-16:00"), "2024-01-02 16:00", "1bd", "2024-01-03 16:00", false},
		{"same time after the next day's closing", with(day, "2024-01-03", "09:00-16:00"), "2024-01-02 16:30", "1bd", "2024-01-04 09:00", false},
		{"same time before the next day's opening", with(day, "2024-01-03", "10:00-16:00"), "2024-01-02 09:30", "1bd", "2024-01-03 10:00", false},

		{"end of day", day, "2024-01-02 11:30", `{"business_days": 5, "due": "end_of_day"}`, "2024-01-09 17:00", false},
		{"end of the day of receipt", day, "2024-01-02 11:30", `{"business_days": 0, "due": "end_of_day"}`, "2024-01-02 17:00", false},
		{"end of date", day, "2024-01-02 11:30", `{"business_days": 1, "due": "end_of_date"}`, "2024-01-04 00:00", false},
		{"given time", day, "2024-01-02 11:30", `{"business_days": 1, "due": "16:00"}`, "2024-01-03 16:00", false},
		{"given time outside hours", day, "2024-01-02 11:30", `{"business_days": 1, "due": "20:00"}`, "2024-01-03 20:00", false},

		{"before the cut-off", day, "2024-01-02 13:59", `{"business_days": 1, "due": "16:00", "cut_off": "14:00"}`, "2024-01-03 16:00", false},
		{"at the cut-off", day, "2024-01-02 14:00", `{"business_days": 1, "due": "16:00", "cut_off": "14:00"}`, "2024-01-04 16:00", false},
		{"after the cut-off on a Friday", day, "2024-01-05 15:00", `{"business_days": 0, "due": "16:00", "cut_off": "14:00"}`, "2024-01-08 16:00", false},
		{"after the cut-off, same time", day, "2024-01-05 15:00", `{"business_days": 1, "cut_off": "14:00"}`, "2024-01-09 09:00", false},
		{"after hours is not after the next day's cut-off", day, "2024-01-02 20:00", `{"business_days": 1, "cut_off": "14:00"}`, "2024-01-04 09:00", false},
		{"cut-off at opening", day, "2024-01-02 20:00", `{"business_days": 1, "cut_off": "09:00"}`, "2024-01-05 09:00", false},

		{"from the date, a Saturday", day, "2024-01-06 12:00", `{"business_days": 7, "from": "date", "due": "end_of_day"}`, "2024-01-17 17:00", false},
		{"from the date, in the evening", day, "2024-01-02 20:00", `{"business_days": 1, "from": "date"}`, "2024-01-04 09:00", false},
		{"from the date, no business days on a Saturday", day, "2024-01-06 12:00", `{"business_days": 0, "from": "date", "due": "end_of_day"}`, "2024-01-08 17:00", false},
		{"from the date, after the cut-off", day, "2024-01-02 20:00", `{"business_days": 1, "from": "date", "cut_off": "18:00", "due": "end_of_day"}`, "2024-01-04 17:00", false},

		{"wall time", day, "2024-01-02 20:15", `{"business_days": 1, "due": "wall_time"}`, "2024-01-03 20:15", false},
		{"wall time on a Saturday", day, "2024-01-06 20:15", `{"business_days": 1, "due": "wall_time"}`, "2024-01-08 20:15", false},
		{"wall time, no business days", day, "2024-01-06 20:15", `{"business_days": 0, "due": "wall_time"}`, "2024-01-06 20:15", false},

		{"calendar days", day, "2024-01-02 20:15", "4d", "2024-01-06 20:15", false},
		{"calendar days, rolled", day, "2024-01-02 20:15", `{"calendar_days": 4, "roll": "next_business_day"}`, "2024-01-08 20:15", false},
		{"calendar days, rolled over a holiday", day, "2024-01-10 20:15", `{"calendar_days": 4, "due": "end_of_date", "roll": "next_business_day"}`, "2024-01-17 00:00", false},
		{"calendar days to a business day", day, "2024-01-02 20:15", `{"calendar_days": 3, "roll": "next_business_day"}`, "2024-01-05 20:15", false},
		{"calendar days, close of business", day, "2024-01-02 20:15", `{"calendar_days": 4, "due": "end_of_day"}`, "2024-01-08 17:00", false},
		{"calendar days, given time", day, "2024-01-02 20:15", `{"calendar_days": 4, "due": "08:00"}`, "2024-01-06 08:00", false},
		{"calendar days past the coverage", day, "2024-01-02 20:15", "365d", "2025-01-01 20:15", false},
		{"calendar days past the coverage, rolled", day, "2024-01-02 20:15", `{"calendar_days": 60, "roll": "next_business_day"}`, "", true},
		{"from before the coverage", day, "2022-12-31 20:15", "1mo", "2023-01-31 20:15", false},
		{"months clamp", day, "2024-01-31 10:00", "1mo", "2024-02-29 10:00", false},
		{"years clamp", day, "2024-02-29 10:00", "1y", "2025-02-28 10:00", false},
		{"months", day, "2024-01-15 10:00", "13mo", "2025-02-15 10:00", false},
		{"years", day, "2024-01-15 10:00", "2y", "2026-01-15 10:00", false},
		{"past the year 9999", day, "2024-01-15 10:00", "8000y", "", true},
		{"days past the year 9999", day, "9999-12-31 10:00", "1d", "", true},

		{"overnight, before midnight", night, "2024-01-02 23:00", "1bd", "2024-01-03 23:00", false},
		{"overnight, after midnight", night, "2024-01-03 01:00", "1bd", "2024-01-04 01:00", false},
		{"overnight, the tail belongs to the eve", night, "2024-01-03 01:00", `{"business_days": 0, "due": "end_of_day"}`, "2024-01-03 06:00", false},
		{"overnight, by day", night, "2024-01-03 12:00", `{"business_days": 0, "due": "end_of_day"}`, "2024-01-04 06:00", false},
		{"overnight, from the date", night, "2024-01-03 01:00", `{"business_days": 0, "from": "date", "due": "end_of_day"}`, "2024-01-04 06:00", false},
		{"overnight, cut-off after midnight is long past", night, "2024-01-03 01:00", `{"business_days": 0, "due": "end_of_day", "cut_off": "23:00"}`, "2024-01-04 06:00", false},
		{"overnight, before the eve's cut-off", night, "2024-01-02 22:30", `{"business_days": 0, "due": "end_of_day", "cut_off": "23:00"}`, "2024-01-03 06:00", false},

		{"last business day", day, "2024-01-30 12:00", "1bd", "2024-01-31 12:00", false},
		{"past the last business day", day, "2024-01-30 12:00", "2bd", "", true},
		{"after the last opening", day, "2024-01-31 17:00", "0bd", "", true},
		{"rolled past the last closing", with(day, "2024-01-31", "09:00-10:00"), "2024-01-30 12:00", "1bd", "", true},
		{"cut off on the last business day", day, "2024-01-31 12:00", `{"business_days": 0, "cut_off": "11:00"}`, "", true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			due, err := mustCalendar(t, test.spec).Due(utcAt(test.start), calendar.MustAllowance(test.allowance))
			if test.uncovered {
				require.ErrorIs(t, err, calendar.ErrNotCovered)
				return
			}
			require.NoError(t, err)
			require.Equal(t, test.expected, due.Format(minuteLayout))
		})
	}
}

// with returns a spec with the hours of one date.
func with(spec calendar.Spec, date, hours string) calendar.Spec {
	spec.Overrides = []calendar.Override{{Date: aDate(date), Hours: theHours(hours)}}
	return spec
}

func TestDueKeepsNanoseconds(t *testing.T) {
	t.Parallel()
	c := mustCalendar(t, januaryOffice())
	start := utcAt("2024-01-02 11:30").Add(17*time.Second + 123456789)
	for _, text := range []string{"1bd", "1d", "24h", `{"business_days": 1, "due": "wall_time"}`} {
		due, err := c.Due(start, calendar.MustAllowance(text))
		require.NoError(t, err)
		if text != "24h" {
			require.True(t, due.Equal(start.AddDate(0, 0, 1)), "%s: %s", text, due)
		}
		require.Equal(t, start.Nanosecond(), due.Nanosecond())
	}
}

// Where several shifts are open, an instant belongs to the latest to open of
// those that still are.
func TestDueWhereShiftsOverlap(t *testing.T) {
	t.Parallel()
	spec := januaryOffice()
	spec.Overrides = []calendar.Override{
		{Date: aDate("2024-01-02"), Hours: theHours("15:00-15:00")}, {Date: aDate("2024-01-03"), Hours: theHours("01:00-02:00")},
	}
	c := mustCalendar(t, spec)
	for start, expected := range map[string]string{
		"2024-01-03 00:59": "2024-01-03 15:00", "2024-01-03 01:00": "2024-01-03 02:00", "2024-01-03 01:59": "2024-01-03 02:00", "2024-01-03 02:00": "2024-01-03 15:00",
	} {
		due, err := c.Due(utcAt(start), calendar.MustAllowance(`{"business_days": 0, "due": "end_of_day"}`))
		require.NoError(t, err)
		require.Equal(t, expected, due.Format(minuteLayout), start)
	}
	// Cut to the same stretch, the later date's shift counts.
	spec = januaryOffice()
	spec.Week = calendar.EveryDay(theHours("00:30-07:00,22:00-06:00"))
	night := januaryOffice()
	night.Week = calendar.EveryDay(theHours("01:00-05:00"))
	set, err := calendar.Intersect("set", mustCalendar(t, spec), mustCalendar(t, night))
	require.NoError(t, err)
	due, err := set.Due(utcAt("2024-01-10 01:30"), calendar.MustAllowance(`{"business_days": 1, "due": "end_of_day"}`))
	require.NoError(t, err)
	require.Equal(t, "2024-01-12 05:00", due.Format(minuteLayout))
}

// In a repeated hour the start keeps its occurrence on the day itself, and
// another day has the first one.
func TestDueInARepeatedHour(t *testing.T) {
	t.Parallel()
	newYork := mustZone("America/New_York")
	spec := januaryOffice()
	spec.Location, spec.Week = newYork, calendar.EveryDay(theHours("00:00-24:00"))
	spec.First, spec.Last = aDate("2024-11-01"), aDate("2024-11-30")
	c := mustCalendar(t, spec)
	second := utcAt("2024-11-03 06:30") // 01:30 for the second time
	for _, text := range []string{"0bd", "0d", `{"business_days": 0, "due": "wall_time"}`} {
		due, err := c.Due(second, calendar.MustAllowance(text))
		require.NoError(t, err)
		requireSame(t, second, due, text)
		require.Equal(t, newYork, due.Location())
	}
	due, err := c.Due(wallIn(newYork, "2024-11-02 01:30"), calendar.MustAllowance("1bd"))
	require.NoError(t, err)
	requireSame(t, utcAt("2024-11-03 05:30"), due, "first occurrence")
	due, err = c.Due(utcAt("2024-11-03 06:00"), calendar.MustAllowance("1d"))
	require.NoError(t, err)
	requireSame(t, utcAt("2024-11-04 06:00"), due, "the instant of the change shows 01:00")
}

// Where clocks go back over a midnight, the shift that has begun belongs to the
// new date, though the clock shows the old one again.
func TestDueInARepeatedMidnight(t *testing.T) {
	t.Parallel()
	east, err := time.LoadLocationFromTZData("Test/East", tzData("<+03>-3<+04>,M3.2.0,M11.1.0/0:30"))
	require.NoError(t, err)
	for _, test := range []struct {
		zone               *time.Location
		first, second, due string // the second 23:45 is that of Saturday
	}{
		{mustZone("America/St_Johns"), "2010-11-01", "2010-11-07 03:15", "2010-11-08 08:00"},
		{east, "2024-11-01", "2024-11-02 20:45", "2024-11-04 08:00"},
	} {
		spec := januaryOffice()
		spec.Location, spec.Week = test.zone, calendar.EveryDay(theHours("00:00-08:00"))
		spec.First = aDate(test.first)
		spec.Last = spec.First.AddDays(13)
		c := mustCalendar(t, spec)
		second := utcAt(test.second)
		require.Equal(t, "Sat 23:45", second.In(test.zone).Format("Mon 15:04"))
		due, err := c.Due(second, calendar.MustAllowance(`{"business_days": 1, "due": "end_of_day"}`))
		require.NoError(t, err)
		require.Equal(t, test.due, due.Format(minuteLayout))
	}
}

// On 2024-03-10 the clocks of New York skip the hour from 02:00: what a change
// of the clocks leaves of a business day decides when it opens and closes, and
// what is written where it leaves nothing.
func TestDueOnADayThatTheClocksCut(t *testing.T) {
	t.Parallel()
	newYork := mustZone("America/New_York")
	tests := []struct{ name, hours, opening, closing string }{
		{"nothing is left", "02:30-03:30", "03:30", "03:30"},
		{"nothing is left of two windows", "02:00-02:10,02:40-03:20", "03:00", "03:10"},
		{"nothing is left, opening past the closing", "02:45-03:15", "03:45", "03:15"},
		{"the first window is empty", "02:30-03:30,09:00-10:00", "09:00", "10:00"},
		{"the last window is empty", "01:00-02:00,02:30-03:10", "01:00", "03:00"},
		{"the first window ends last", "01:00-02:45,03:00-03:15", "01:00", "03:45"},
		{"the second window opens first", "02:10-02:20,03:00-04:00", "03:00", "04:00"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			spec := januaryOffice()
			spec.Location, spec.First, spec.Last = newYork, aDate("2024-03-01"), aDate("2024-03-31")
			spec.Overrides = []calendar.Override{{Date: aDate("2024-03-10"), Hours: theHours(test.hours)}}
			c := mustCalendar(t, spec)
			business, err := c.IsBusinessDay(aDate("2024-03-10"))
			require.NoError(t, err)
			require.True(t, business)
			day, err := c.Day(aDate("2024-03-10"))
			require.NoError(t, err)
			for _, period := range day.Periods {
				require.False(t, period.IsEmpty())
			}
			start := wallIn(newYork, "2024-03-08 12:00")
			due, err := c.Due(start, calendar.MustAllowance(`{"business_days": 1, "due": "end_of_day"}`))
			require.NoError(t, err)
			require.Equal(t, "2024-03-10 "+test.closing, due.Format(minuteLayout))
			due, err = c.Due(start, calendar.MustAllowance(`{"business_days": 0, "due": "wall_time"}`))
			require.NoError(t, err)
			requireSame(t, start, due, "wall time")
			due, err = c.Due(start, calendar.MustAllowance(`{"business_days": 1, "cut_off": "12:00", "due": "end_of_date"}`))
			require.NoError(t, err)
			require.Equal(t, "2024-03-12 00:00", due.Format(minuteLayout))
			account, err := c.Account(start, calendar.MustAllowance(`{"business_days": 1, "cut_off": "12:00"}`))
			require.NoError(t, err)
			require.Equal(t, "2024-03-10 "+test.opening, account.Received.Format(minuteLayout))
		})
	}
}

// What is read of a zone ends eight days after the coverage. Here its clocks go
// forward in that second.
func TestDueWhereTheZoneEnds(t *testing.T) {
	t.Parallel()
	zone, err := time.LoadLocationFromTZData("Test/Midnight", tzData("<+00>0<+01>,M3.2.0/0,M11.1.0"))
	require.NoError(t, err)
	spec := januaryOffice()
	spec.Location, spec.Last = zone, aDate("2024-03-02")
	start := utcAt("2024-03-10 00:00")
	require.Equal(t, "01:00", start.In(zone).Format("15:04"))
	due, err := mustCalendar(t, spec).Due(start, calendar.MustAllowance("1d"))
	require.NoError(t, err)
	require.Equal(t, "2024-03-11 01:00", due.Format(minuteLayout))
}

// Calendar days lead out of the coverage, where the zone is looked up anew.
func TestDueOutsideTheCoverageMeetsTheClocks(t *testing.T) {
	t.Parallel()
	newYork := mustZone("America/New_York")
	for _, first := range []string{"2024-01-01", "2024-03-17", "2024-03-18", "2024-03-20", "2024-03-24", "2024-06-01"} {
		spec := januaryOffice()
		spec.Location, spec.First = newYork, aDate(first)
		spec.Last = spec.First.AddDays(20)
		c := mustCalendar(t, spec)
		for day := aDate("2024-02-25"); day.Before(aDate("2024-03-20")); day = day.AddDays(1) {
			for _, clock := range []string{" 00:30", " 10:00", " 23:30"} {
				start := wallIn(newYork, day.String()+clock)
				for _, days := range []string{"1d", "2d", "10d"} {
					a := calendar.MustAllowance(days)
					due, err := c.Due(start, a)
					require.NoError(t, err)
					require.Equal(t, day.AddDays(a.Count()).String()+clock, due.Format(minuteLayout), "%s, coverage from %s", start, first)
				}
			}
		}
	}
}
