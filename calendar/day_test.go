package calendar_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
)

// everyKind is a calendar with a day of every kind in January 2024.
func everyKind() calendar.Spec {
	spec := januaryOffice()
	spec.Week[time.Saturday] = theHours("22:00-06:00")
	spec.Holidays = []calendar.HolidaySource{
		calendar.Named("state", calendar.FixedDates(calendar.Date{}, calendar.Date{},
			calendar.Holiday{Date: aDate("2024-01-01"), Name: "New Year's Day"},
			calendar.Holiday{Date: aDate("2024-01-07"), Name: "New Year's make-up", Kind: calendar.Makeup},
			calendar.Holiday{Date: aDate("2024-01-05"), Name: "Eve", Hours: theHours("08:00-12:00")},
			calendar.Holiday{Date: aDate("2024-01-08"), Name: "Early day", Hours: theHours("08:00-09:00")},
			calendar.Holiday{Date: aDate("2024-01-09"), Name: "Off"},
			calendar.Holiday{Date: aDate("2024-01-09"), Name: "Make-up wins", Kind: calendar.Makeup, Hours: theHours("10:00-11:00")},
			calendar.Holiday{Date: aDate("2024-01-10"), Name: "Off"},
			calendar.Holiday{Date: aDate("2024-01-10"), Name: "Short", Hours: theHours("10:00-11:00")},
			calendar.Holiday{Date: aDate("2024-01-15"), Name: "King Day"},
		)),
		calendar.Named("city", calendar.FixedDates(calendar.Date{}, calendar.Date{},
			calendar.Holiday{Date: aDate("2024-01-01"), Name: "New Year's Day"},
			calendar.Holiday{Date: aDate("2024-01-05"), Name: "Fair", Hours: theHours("10:00-20:00")},
			calendar.Holiday{Date: aDate("2024-01-15"), Name: "City Day"},
			calendar.Holiday{Date: aDate("2024-01-16")},
		)),
	}
	spec.Overrides = []calendar.Override{
		{Date: aDate("2024-01-15"), Hours: theHours("12:00-13:00"), Name: "stocktaking"},
		{Date: aDate("2024-01-17")},
	}
	return spec
}

func TestDaysOfEveryKind(t *testing.T) {
	t.Parallel()
	c := mustCalendar(t, everyKind())
	tests := []struct {
		date         string
		kind         calendar.DayKind
		name, source string
		hours        string
		periods      []string
	}{
		{"2024-01-01", calendar.HolidayDay, "New Year's Day", "state / city", "closed", nil},
		{"2024-01-02", calendar.Workday, "", "week", "09:00-17:00", []string{"[2024-01-02T09:00:00Z, 2024-01-02T17:00:00Z)"}},
		{"2024-01-05", calendar.ShortenedDay, "Eve / Fair", "state / city", "10:00-12:00", []string{"[2024-01-05T10:00:00Z, 2024-01-05T12:00:00Z)"}},
		{"2024-01-06", calendar.Workday, "", "week", "22:00-06:00", []string{"[2024-01-06T22:00:00Z, 2024-01-07T06:00:00Z)"}},
		{"2024-01-07", calendar.MakeupDay, "New Year's make-up", "state", "09:00-17:00", []string{"[2024-01-07T09:00:00Z, 2024-01-07T17:00:00Z)"}},
		{"2024-01-08", calendar.ShortenedDay, "Early day", "state", "closed", nil},
		{"2024-01-09", calendar.MakeupDay, "Make-up wins", "state", "10:00-11:00", []string{"[2024-01-09T10:00:00Z, 2024-01-09T11:00:00Z)"}},
		{"2024-01-10", calendar.HolidayDay, "Off", "state", "closed", nil},
		{"2024-01-14", calendar.RestDay, "", "week", "closed", nil},
		{"2024-01-15", calendar.OverrideDay, "stocktaking", "override", "12:00-13:00", []string{"[2024-01-15T12:00:00Z, 2024-01-15T13:00:00Z)"}},
		{"2024-01-16", calendar.HolidayDay, "", "city", "closed", nil},
		{"2024-01-17", calendar.OverrideDay, "", "override", "closed", nil},
	}
	for _, test := range tests {
		t.Run(test.date, func(t *testing.T) {
			t.Parallel()
			day, err := c.Day(aDate(test.date))
			require.NoError(t, err)
			require.Equal(t, test.date, day.Date.String())
			require.Equal(t, test.kind, day.Kind)
			require.Equal(t, test.name, day.Name)
			require.Equal(t, test.source, day.Source)
			require.Equal(t, test.hours, day.Hours.String())
			require.False(t, day.Provisional)
			var periods []string
			for _, p := range day.Periods {
				periods = append(periods, p.String())
			}
			require.Equal(t, test.periods, periods)
			business, err := c.IsBusinessDay(aDate(test.date))
			require.NoError(t, err)
			require.Equal(t, test.hours != "closed", business)
		})
	}
	_, err := c.Day(aDate("2024-02-01"))
	requireUncovered(t, err, "coverage", "2024-02-01")
	_, err = c.Day(calendar.Date{})
	require.ErrorIs(t, err, calendar.ErrNotCovered)
}

func TestSkippedDay(t *testing.T) {
	t.Parallel()
	spec := januaryOffice()
	spec.Location, spec.First, spec.Last = mustZone("Pacific/Apia"), aDate("2011-12-01"), aDate("2011-12-31")
	spec.Overrides = openOn("2011-12-30")
	c := mustCalendar(t, spec)
	day, err := c.Day(aDate("2011-12-30"))
	require.NoError(t, err)
	require.Equal(t, calendar.SkippedDay, day.Kind)
	require.Equal(t, "Pacific/Apia", day.Source)
	require.True(t, day.Hours.IsZero())
	require.Empty(t, day.Periods)
	business, err := c.IsBusinessDay(aDate("2011-12-30"))
	require.NoError(t, err)
	require.False(t, business)
	days, err := c.BusinessDays(aDate("2011-12-29"), aDate("2011-12-31"))
	require.NoError(t, err)
	require.Equal(t, 1, days)

	spec.Location, spec.First, spec.Last = mustZone("Asia/Manila"), aDate("1844-12-01"), aDate("1845-01-31")
	spec.Overrides = openOn("1844-12-31")
	business, err = mustCalendar(t, spec).IsBusinessDay(aDate("1844-12-31"))
	require.NoError(t, err)
	require.False(t, business, "before 1970 too")
}

// A short day before the skipped date: hours of the skipped date mean the next one's.
func TestShortDayBeforeASkippedDay(t *testing.T) {
	t.Parallel()
	spec := januaryOffice()
	spec.Location, spec.First, spec.Last = mustZone("Pacific/Apia"), aDate("2011-12-01"), aDate("2011-12-31")
	spec.Week = calendar.EveryDay(theHours("22:00-21:00"))
	spec.Holidays = fixed(
		calendar.Holiday{Date: aDate("2011-12-29"), Hours: theHours("22:30-20:00")},
		calendar.Holiday{Date: aDate("2011-12-28"), Hours: theHours("22:30-22:30")},
	)
	c := mustCalendar(t, spec)
	for text, expected := range map[string]string{
		"2011-12-28": "22:30-21:00 [[2011-12-28T22:30:00-10:00, 2011-12-29T21:00:00-10:00)]",
		"2011-12-29": "22:30-20:00 [[2011-12-29T22:30:00-10:00, 2011-12-31T20:00:00+14:00)]",
	} {
		day, err := c.Day(aDate(text))
		require.NoError(t, err)
		require.Equal(t, expected, fmt.Sprint(day.Hours, " ", day.Periods))
	}
}

// A short day whose opening the clocks skip, up to midnight: it opens after
// midnight, and its hours still read as hours of that date.
func TestShortDayThatOpensInAGap(t *testing.T) {
	t.Parallel()
	spec := januaryOffice()
	spec.Location, spec.First, spec.Last = mustZone("America/Nuuk"), aDate("2024-03-01"), aDate("2025-04-30")
	spec.Week = calendar.EveryDay(theHours("20:00-08:00"))
	spec.Holidays = fixed(
		calendar.Holiday{Date: aDate("2024-03-29"), Hours: theHours("23:30-06:00")},
		calendar.Holiday{Date: aDate("2024-03-30"), Hours: theHours("23:30-06:00")},
		calendar.Holiday{Date: aDate("2025-03-29"), Hours: theHours("23:00-06:00")},
	)
	c := mustCalendar(t, spec)
	for text, expected := range map[string]string{
		"2025-03-29": "23:00-06:00 [[2025-03-30T00:00:00-01:00, 2025-03-30T06:00:00-01:00)]",
		"2024-03-29": "23:30-06:00 [[2024-03-29T23:30:00-02:00, 2024-03-30T06:00:00-02:00)]",
		"2024-03-30": "23:30-06:00 [[2024-03-31T00:30:00-01:00, 2024-03-31T06:00:00-01:00)]",
	} {
		day, err := c.Day(aDate(text))
		require.NoError(t, err)
		require.Equal(t, expected, fmt.Sprint(day.Hours, " ", day.Periods))
		again, err := calendar.ParseHours(day.Hours.String())
		require.NoError(t, err)
		require.Equal(t, day.Hours, again)
	}
}

// A short day that leaves all of a day on which the clocks change.
func TestShortDayOfAWholeDay(t *testing.T) {
	t.Parallel()
	spec := januaryOffice()
	spec.Location, spec.First, spec.Last = mustZone("America/New_York"), aDate("2024-03-01"), aDate("2024-03-31")
	spec.Week = calendar.EveryDay(theHours("00:00-24:00"))
	spec.Holidays = fixed(calendar.Holiday{Date: aDate("2024-03-10"), Hours: theHours("00:00-24:00")})
	day, err := mustCalendar(t, spec).Day(aDate("2024-03-10"))
	require.NoError(t, err)
	require.Equal(t, "00:00-24:00 [[2024-03-10T00:00:00-05:00, 2024-03-11T00:00:00-04:00)]", fmt.Sprint(day.Hours, " ", day.Periods))
}

func TestHoursOfMakeupWorkdays(t *testing.T) {
	t.Parallel()
	makeup := func(date, hours string) calendar.Holiday {
		return calendar.Holiday{Date: aDate(date), Kind: calendar.Makeup, Hours: theHours(hours)}
	}
	tests := []struct {
		name     string
		change   func(s *calendar.Spec)
		date     string
		expected string
	}{
		{"those of Monday", func(s *calendar.Spec) { s.Week[time.Tuesday] = theHours("10:00-11:00") }, "2024-01-06", "09:00-17:00"},
		{"those of Tuesday, Monday being closed", func(s *calendar.Spec) {
			s.Week[time.Monday], s.Week[time.Tuesday] = calendar.Hours{}, theHours("10:00-11:00")
		}, "2024-01-06", "10:00-11:00"},
		{"those of Sunday, the last of the week", func(s *calendar.Spec) {
			s.Week = calendar.Week{time.Sunday: theHours("10:00-11:00")}
		}, "2024-01-06", "10:00-11:00"},
		{"those of the calendar", func(s *calendar.Spec) { s.Makeup = theHours("08:00-12:00") }, "2024-01-06", "08:00-12:00"},
		{"their own", func(s *calendar.Spec) {
			s.Makeup = theHours("08:00-12:00")
			s.Holidays = fixed(makeup("2024-01-06", "07:00-08:00"))
		}, "2024-01-06", "07:00-08:00"},
		{"their own, said by one of two", func(s *calendar.Spec) {
			s.Holidays = fixed(makeup("2024-01-06", "closed"), makeup("2024-01-06", "07:00-08:00"), makeup("2024-01-06", "07:00-08:00"))
		}, "2024-01-06", "07:00-08:00"},
		{"those of the changed week", func(s *calendar.Spec) {
			s.Changes = []calendar.Change{{From: aDate("2024-01-05"), Week: calendar.EveryDay(theHours("06:00-07:00"))}}
		}, "2024-01-06", "06:00-07:00"},
		{"those of the week of the rotation it lies in", func(s *calendar.Spec) {
			s.Rotation = calendar.Rotation{Anchor: aDate("2024-01-01"), Weeks: []calendar.Week{calendar.Weekdays(theHours("06:00-07:00")), s.Week}}
			s.Week = calendar.Week{}
		}, "2024-01-13", "09:00-17:00"},
		{"those of another week of the rotation, its own being closed", func(s *calendar.Spec) {
			s.Rotation = calendar.Rotation{Anchor: aDate("2024-01-01"), Weeks: []calendar.Week{{}, {}, s.Week}}
			s.Week = calendar.Week{}
		}, "2024-01-06", "09:00-17:00"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			spec := januaryOffice()
			spec.Holidays = fixed(makeup(test.date, "closed"))
			test.change(&spec)
			day, err := mustCalendar(t, spec).Day(aDate(test.date))
			require.NoError(t, err)
			require.Equal(t, calendar.MakeupDay, day.Kind)
			require.Equal(t, test.expected, day.Hours.String())
		})
	}
}

// An overridden date asks no make-up workday for its hours.
func TestOverrideSettlesMakeupsThatDisagree(t *testing.T) {
	t.Parallel()
	spec := januaryOffice()
	spec.Holidays = fixed(calendar.Holiday{Date: aDate("2024-01-06"), Kind: calendar.Makeup, Hours: theHours("09:00-12:00")},
		calendar.Holiday{Date: aDate("2024-01-06"), Kind: calendar.Makeup, Hours: theHours("09:00-13:00")})
	spec.Overrides = openOn("2024-01-06")
	mustCalendar(t, spec)
}

func TestHolidaysOfOneDateAreBounded(t *testing.T) {
	t.Parallel()
	var list []calendar.Holiday
	for i := range 100 {
		list = append(list, calendar.Holiday{Date: aDate("2024-01-02"), Name: string(rune('a' + i))})
	}
	spec := januaryOffice()
	spec.Holidays = fixed(append(list, list...)...)
	mustCalendar(t, spec)
	spec.Holidays = fixed(append(list, calendar.Holiday{Date: aDate("2024-01-02"), Name: "one more"})...)
	_, err := calendar.New(spec)
	requireProblems(t, err, "holidays[0]: 2024-01-02 has more than 100 holidays")
}

func TestFixedDatesKnowTheirYears(t *testing.T) {
	t.Parallel()
	list := []calendar.Holiday{{Date: aDate("2025-12-31")}, {Date: aDate("2024-05-01")}, {Date: aDate("2024-01-02")}}
	source := calendar.FixedDates(aDate("2024-01-02"), aDate("2025-12-31"), list...)
	list[0].Date = calendar.Date{} // the caller's again
	for year, expected := range map[int]int{2024: 2, 2025: 1} {
		holidays, err := source.Holidays(year)
		require.NoError(t, err)
		require.Len(t, holidays, expected)
	}
	_, err := source.Holidays(2023)
	requireCoverage(t, err)
	require.ErrorContains(t, err, "2024-01-01")
	_, err = source.Holidays(2026)
	requireCoverage(t, err)
	require.ErrorContains(t, err, "2026-01-01")
	holidays, err := calendar.FixedDates(calendar.Date{}, calendar.Date{}).Holidays(2024)
	require.NoError(t, err)
	require.Empty(t, holidays)
	_, err = calendar.FixedDates(aDate("2024-01-02"), aDate("2024-01-01")).Holidays(2024)
	require.ErrorContains(t, err, "before they begin")
	_, err = calendar.FixedDates(aDate("2024-01-02"), aDate("2024-01-02"), calendar.Holiday{Date: aDate("2024-01-02")}).Holidays(2024)
	require.NoError(t, err)
	first, firm, last := source.(calendar.BoundedSource).Coverage()
	require.Equal(t, "2024-01-02 2025-12-31 2025-12-31", first.String()+" "+firm.String()+" "+last.String())
}

func TestAtWithoutADate(t *testing.T) {
	t.Parallel()
	_, err := mustCalendar(t, januaryOffice()).At(calendar.Date{}, calendar.TimeOfDay{})
	require.ErrorIs(t, err, commitment.ErrInvalid)
	require.EqualError(t, err, "calendar: date: is required")
}
