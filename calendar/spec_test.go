package calendar_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
)

// aDate reads a date that a test writes out.
func aDate(text string) calendar.Date {
	d, err := calendar.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

func theHours(text string) calendar.Hours { return calendar.MustHours(text) }

// januaryOffice is open from Monday to Friday in January 2024, which begins on a Monday.
func januaryOffice() calendar.Spec {
	return calendar.Spec{
		Name: "office", Location: time.UTC, Week: calendar.Weekdays(theHours("09:00-17:00")),
		First: aDate("2024-01-01"), Last: aDate("2024-01-31"),
	}
}

func mustCalendar(t *testing.T, spec calendar.Spec) *calendar.Calendar {
	t.Helper()
	c, err := calendar.New(spec)
	require.NoError(t, err)
	return c
}

func fixed(holidays ...calendar.Holiday) []calendar.HolidaySource {
	return []calendar.HolidaySource{calendar.FixedDates(calendar.Date{}, calendar.Date{}, holidays...)}
}

func TestSpecsThatAreRefused(t *testing.T) {
	t.Parallel()
	rotation := calendar.Rotation{Anchor: aDate("2024-01-01"), Weeks: []calendar.Week{calendar.Weekdays(theHours("09:00-17:00"))}}
	dayOff := func(text string) calendar.Holiday { return calendar.Holiday{Date: aDate(text)} }
	tests := []struct {
		name     string
		change   func(s *calendar.Spec)
		problems []string
	}{
		{"no zone", func(s *calendar.Spec) { s.Location = nil }, []string{"time_zone: is required"}},
		{"the zone of the machine", func(s *calendar.Spec) { s.Location = time.Local }, []string{"time_zone: is the zone of this machine"}},
		{"week and rotation", func(s *calendar.Spec) { s.Rotation = rotation }, []string{"rotation: stands beside a week"}},
		{
			"rotation without weeks", func(s *calendar.Spec) {
				s.Rotation.Anchor = aDate("2024-01-01")
				s.Week = calendar.Week{}
				s.Overrides = openOn("2024-01-02")
			},
			[]string{"rotation.weeks: is required"},
		},
		{"rotation without anchor", func(s *calendar.Spec) { s.Rotation.Weeks = rotation.Weeks; s.Week = calendar.Week{} }, []string{"rotation.anchor: is required"}},
		{"rotation of 367 weeks", func(s *calendar.Spec) {
			s.Week, s.Rotation = calendar.Week{}, calendar.Rotation{Anchor: aDate("2024-01-01"), Weeks: make([]calendar.Week, 367)}
			s.Rotation.Weeks[0] = rotation.Weeks[0]
		}, []string{"rotation.weeks: has 367 weeks, more than 366"}},
		{"change without a date", func(s *calendar.Spec) { s.Changes = []calendar.Change{{}} }, []string{"changes[0].from: is required"}},
		{"two changes on a date", func(s *calendar.Spec) {
			s.Changes = []calendar.Change{{From: aDate("2024-01-08")}, {From: aDate("2024-01-09")}, {From: aDate("2024-01-08")}}
		}, []string{"changes[2].from: 2024-01-08 is the date of changes[0] too"}},
		{"change with week and rotation", func(s *calendar.Spec) {
			s.Changes = []calendar.Change{{From: aDate("2024-01-08"), Week: s.Week, Rotation: rotation}}
		}, []string{"changes[0].rotation: stands beside a week"}},
		{"change with half a rotation", func(s *calendar.Spec) {
			s.Changes = []calendar.Change{{From: aDate("2024-01-08"), Rotation: calendar.Rotation{Weeks: rotation.Weeks}}}
		}, []string{"changes[0].rotation.anchor: is required"}},
		{"override without a date", func(s *calendar.Spec) { s.Overrides = []calendar.Override{{}} }, []string{"overrides[0].date: is required"}},
		{
			"two overrides of a date", func(s *calendar.Spec) { s.Overrides = append(openOn("2024-01-06"), openOn("2024-01-06")...) },
			[]string{"overrides[1].date: 2024-01-06 is the date of overrides[0] too"},
		},
		{
			"override before the coverage", func(s *calendar.Spec) { s.Overrides = openOn("2023-12-31") },
			[]string{"overrides[0].date: 2023-12-31 lies outside the coverage, 2024-01-01 to 2024-01-31"},
		},
		{
			"override after the coverage", func(s *calendar.Spec) { s.Overrides = append(openOn("2024-01-31"), openOn("2024-02-01")...) },
			[]string{"overrides[1].date: 2024-02-01 lies outside the coverage"},
		},
		{"nil source", func(s *calendar.Spec) { s.Holidays = []calendar.HolidaySource{nil} }, []string{"holidays[0]: is nil"}},
		{"named nil source", func(s *calendar.Spec) { s.Holidays = append(fixed(), calendar.Named("none", nil)) }, []string{"holidays[1]: is nil"}},
		{"unknown beyond", func(s *calendar.Spec) { s.Beyond = 3 }, []string{"beyond: unknown value 3"}},
		{
			"coverage the wrong way round", func(s *calendar.Spec) { s.Last = aDate("2023-12-31") },
			[]string{"coverage.last: 2023-12-31 is before the first date 2024-01-01"},
		},
		{
			"first date after the usual last", func(s *calendar.Spec) { s.First, s.Last = aDate("2060-01-01"), calendar.Date{} },
			[]string{"coverage.last: is required with a first date after 2059-12-31"},
		},
		{
			"last date before the usual first", func(s *calendar.Spec) { s.First, s.Last = calendar.Date{}, aDate("1989-12-31") },
			[]string{"coverage.first: is required with a last date before 1990-01-01"},
		},
		{
			"more than 130 years", func(s *calendar.Spec) { s.First, s.Last = aDate("1900-01-01"), aDate("2030-01-01") },
			[]string{"coverage.last: 2030-01-01 is more than 130 years after the first date 1900-01-01"},
		},
		{"no working time at all", func(s *calendar.Spec) { s.Week = calendar.Week{} }, []string{"week: no working time"}},
		{
			"no working time in the coverage", func(s *calendar.Spec) { s.First, s.Last = aDate("2024-01-06"), aDate("2024-01-07") },
			[]string{"week: no working time from 2024-01-06 to 2024-01-07"},
		},
		{
			"all working time within what may be left of the eve's shift", func(s *calendar.Spec) {
				s.Week = calendar.Week{time.Sunday: theHours("20:00-19:00"), time.Monday: theHours("09:00-17:00")}
				s.First, s.Last = aDate("2024-01-08"), aDate("2024-01-08")
			},
			[]string{"week: no working time from 2024-01-08 to 2024-01-08"},
		},
		{
			"holiday without a date", func(s *calendar.Spec) { s.Holidays = []calendar.HolidaySource{years{list: []calendar.Holiday{{}}}} },
			[]string{`holidays[0]: source "holidays[0]": no date: a holiday needs a date`},
		}, // once, though it is there every year
		{
			"list with a holiday without a date", func(s *calendar.Spec) { s.Holidays = fixed(calendar.Holiday{}) },
			[]string{"holidays[0]: a holiday needs a date"},
		},
		{
			"unknown kind of holiday", func(s *calendar.Spec) { s.Holidays = fixed(calendar.Holiday{Date: aDate("2024-01-02"), Kind: 4}) },
			[]string{"holidays[0]: 2024-01-02: unknown kind of holiday 4"},
		},
		{"day off with hours", func(s *calendar.Spec) {
			s.Holidays = fixed(calendar.Holiday{Date: aDate("2024-01-02"), Kind: calendar.DayOff, Hours: theHours("09:00-12:00")})
		}, []string{"holidays[0]: a day off has no hours"}},
		{"short day without hours", func(s *calendar.Spec) {
			s.Holidays = fixed(calendar.Holiday{Date: aDate("2024-01-02"), Kind: calendar.ShortDay})
		}, []string{"holidays[0]: a short day needs hours"}},
		{"list the wrong way round", func(s *calendar.Spec) {
			s.Holidays = append(fixed(), calendar.Named("plant", calendar.FixedDates(aDate("2025-01-01"), aDate("2023-01-01"))))
		}, []string{"holidays[1]: dates end on 2023-01-01, before they begin on 2025-01-01"}},
		{"holiday before its list begins", func(s *calendar.Spec) {
			s.Holidays = []calendar.HolidaySource{calendar.FixedDates(aDate("2024-01-01"), calendar.Date{}, dayOff("2024-02-01"), dayOff("2023-12-31"))}
		}, []string{"holidays[0]: holiday 2023-12-31 lies outside the dates that the list knows"}},
		{"holiday after its list ends", func(s *calendar.Spec) {
			s.Holidays = []calendar.HolidaySource{calendar.FixedDates(calendar.Date{}, aDate("2024-01-31"), dayOff("2024-02-01"), dayOff("2024-01-30"))}
		}, []string{"holidays[0]: holiday 2024-02-01 lies outside the dates that the list knows"}},
		{
			"source that fails", func(s *calendar.Spec) { s.Holidays = append(fixed(), calendar.Named("plant", years{err: errOffline})) },
			[]string{`holidays[1]: source "plant" in 2023: offline`},
		},
		{
			"coverage beyond what a source knows", func(s *calendar.Spec) {
				s.Holidays = []calendar.HolidaySource{calendar.FixedDates(calendar.Date{}, aDate("2024-01-30"))}
			},
			[]string{`coverage.last: source "dates" does not know the holidays of 2024-01-31`},
		},
		{
			"coverage before what a source knows", func(s *calendar.Spec) {
				s.Holidays = []calendar.HolidaySource{calendar.FixedDates(aDate("2024-01-02"), calendar.Date{})}
			},
			[]string{`coverage.first: source "dates" does not know the holidays of 2024-01-01`},
		},
		{"make-up workdays that disagree", func(s *calendar.Spec) {
			s.Holidays = fixed(calendar.Holiday{Date: aDate("2024-01-06"), Kind: calendar.Makeup, Hours: theHours("09:00-12:00")},
				calendar.Holiday{Date: aDate("2024-01-06"), Kind: calendar.Makeup, Hours: theHours("09:00-13:00")})
		}, []string{"holidays[0]: 2024-01-06: two make-up workdays on this date have different hours"}},
		{"make-up workday without hours", func(s *calendar.Spec) {
			s.Week, s.Overrides = calendar.Week{}, openOn("2024-01-05")
			s.Holidays = fixed(calendar.Holiday{Date: aDate("2024-01-06"), Kind: calendar.Makeup})
		}, []string{"holidays[0]: 2024-01-06: no weekday is open"}},
		{"all at once", func(s *calendar.Spec) {
			s.Location, s.Beyond, s.Rotation = nil, 9, rotation
			s.Overrides = append(openOn("2024-01-06"), openOn("2024-01-06")...)
			s.Changes = []calendar.Change{{}, {From: aDate("2024-01-03"), Rotation: calendar.Rotation{Anchor: aDate("2024-01-01")}}}
			s.Holidays = append(fixed(), nil)
		}, []string{
			"time_zone: is required", "rotation: stands beside a week", "changes[0].from: is required", "changes[1].rotation.weeks: is required",
			"overrides[1].date: 2024-01-06", "holidays[1]: is nil", "beyond: unknown value 9",
		}},
		{"two sources at once", func(s *calendar.Spec) {
			s.Holidays = []calendar.HolidaySource{years{err: errOffline}, calendar.Named("b", years{err: errOffline})}
		}, []string{`holidays[0]: source "holidays[0]" in 2023: offline`, `holidays[1]: source "b" in 2023: offline`}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			spec := januaryOffice()
			test.change(&spec)
			c, err := calendar.New(spec)
			requireProblems(t, err, test.problems...)
			require.Nil(t, c)
		})
	}
}

func openOn(text string) []calendar.Override {
	return []calendar.Override{{Date: aDate(text), Hours: theHours("10:00-14:00"), Name: "stocktaking"}}
}

var errOffline = errors.New("offline")

// years is a source of the caller's own: it knows the years from first to
// last, zero being no bound, but for a gap.
type years struct {
	first, last, gap int
	list             []calendar.Holiday
	err              error
}

func (y years) Holidays(year int) ([]calendar.Holiday, error) {
	if y.err != nil {
		return nil, y.err
	}
	if y.first > 0 && year < y.first || y.last > 0 && year > y.last || year == y.gap {
		return nil, fmt.Errorf("no notice: %w", calendar.ErrNotCovered)
	}
	return y.list, nil
}

func TestErrorsOfNewMatchWhatACallerActsOn(t *testing.T) {
	t.Parallel()
	spec := januaryOffice()
	spec.Week = calendar.Week{}
	_, err := calendar.New(spec)
	require.ErrorIs(t, err, calendar.ErrNoWorkingTime)
	require.NotErrorIs(t, err, calendar.ErrNotCovered)

	spec = januaryOffice()
	spec.First, spec.Last = aDate("2024-01-06"), aDate("2024-01-07")
	_, err = calendar.New(spec)
	require.ErrorIs(t, err, calendar.ErrNoWorkingTime)

	spec = januaryOffice()
	spec.Holidays = []calendar.HolidaySource{calendar.FixedDates(calendar.Date{}, aDate("2024-01-30"))}
	_, err = calendar.New(spec)
	require.ErrorIs(t, err, calendar.ErrNotCovered)
	require.ErrorIs(t, err, commitment.ErrInvalid)
	var coverage *calendar.CoverageError
	require.ErrorAs(t, err, &coverage)
	require.Equal(t, calendar.CoverageError{Calendar: "office", Source: "dates", Date: aDate("2024-01-31")}, *coverage)

	spec.Holidays = []calendar.HolidaySource{years{err: errOffline}}
	_, err = calendar.New(spec)
	require.ErrorIs(t, err, errOffline)
}

// What only opens single dates, or opens later, is enough.
func TestAnyWorkingTimeIsEnough(t *testing.T) {
	t.Parallel()
	open := calendar.Weekdays(theHours("09:00-17:00"))
	for name, change := range map[string]func(s *calendar.Spec){
		"override": func(s *calendar.Spec) { s.Overrides = openOn("2024-01-03") },
		"change":   func(s *calendar.Spec) { s.Changes = []calendar.Change{{From: aDate("2024-01-03"), Week: open}} },
		"change to a rotation": func(s *calendar.Spec) {
			s.Changes = []calendar.Change{{From: aDate("2024-01-03"), Rotation: calendar.Rotation{Anchor: aDate("2024-01-01"), Weeks: []calendar.Week{{}, open}}}}
		},
		"rotation": func(s *calendar.Spec) {
			s.Rotation = calendar.Rotation{Anchor: aDate("2024-01-01"), Weeks: []calendar.Week{{}, open}}
		},
		"make-up workday": func(s *calendar.Spec) {
			s.Holidays = fixed(calendar.Holiday{Date: aDate("2024-01-03"), Kind: calendar.Makeup, Hours: theHours("09:00-10:00")})
		},
	} {
		spec := januaryOffice()
		spec.Week = calendar.Week{}
		change(&spec)
		c, err := calendar.New(spec)
		require.NoError(t, err, name)
		opening, err := c.NextOpen(utcAt("2024-01-01 00:00"))
		require.NoError(t, err, name)
		require.False(t, opening.Before(utcAt("2024-01-03 00:00")), name)
	}
}

func TestLimitsThatAreStillAllowed(t *testing.T) {
	t.Parallel()
	spec := januaryOffice()
	spec.Week = calendar.Week{}
	spec.Rotation = calendar.Rotation{Anchor: aDate("2023-01-02"), Weeks: make([]calendar.Week, 366)}
	spec.Rotation.Weeks[54] = calendar.Weekdays(theHours("09:00-17:00"))
	c := mustCalendar(t, spec)
	opening, err := c.NextOpen(utcAt("2024-01-01 00:00"))
	require.NoError(t, err)
	require.Equal(t, "2024-01-15 09:00", opening.Format(minuteLayout))

	spec = januaryOffice()
	spec.First, spec.Last = aDate("1900-01-01"), aDate("2029-12-31")
	c = mustCalendar(t, spec)
	first, last := c.Coverage()
	require.Equal(t, "1900-01-01 2029-12-31", first.String()+" "+last.String())
	worked, err := c.Between(time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC))
	require.NoError(t, err)
	days, err := c.BusinessDays(first, last.AddDays(1))
	require.NoError(t, err)
	require.Equal(t, time.Duration(days)*8*time.Hour, worked)
	require.Equal(t, 33916, days)

	// At the ends of the calendar of dates itself.
	for _, years := range [][2]string{{"0001-01-01", "0001-12-31"}, {"9999-01-01", "9999-12-31"}} {
		spec = januaryOffice()
		spec.Holidays = fixed()
		spec.First, spec.Last = aDate(years[0]), aDate(years[1])
		c, err := calendar.New(spec)
		require.NoError(t, err)
		days, err := c.BusinessDays(spec.First, spec.Last)
		require.NoError(t, err)
		require.Positive(t, days)
	}
}

const minuteLayout = "2006-01-02 15:04"

// utcAt returns an instant in UTC.
func utcAt(text string) time.Time { return wallIn(time.UTC, text) }

// wallIn returns what the wall shows in a zone.
func wallIn(location *time.Location, text string) time.Time {
	t, err := time.ParseInLocation(minuteLayout, text, location)
	if err != nil {
		panic(err)
	}
	return t
}

func TestWeeks(t *testing.T) {
	t.Parallel()
	h := theHours("09:00-17:00")
	require.Equal(t, calendar.Week{{}, h, h, h, h, h, {}}, calendar.Weekdays(h))
	require.Equal(t, calendar.Week{h, h, h, h, h, h, h}, calendar.EveryDay(h))
	require.True(t, calendar.Rotation{}.IsZero())
	require.False(t, calendar.Rotation{Anchor: aDate("2024-01-01")}.IsZero())
	require.False(t, calendar.Rotation{Weeks: []calendar.Week{{}}}.IsZero())
}

// 大小周: six and five workdays in turn, from before the anchor on.
func TestRotationBeforeItsAnchor(t *testing.T) {
	t.Parallel()
	five := calendar.Weekdays(theHours("09:00-18:00"))
	six := five
	six[time.Saturday] = theHours("09:00-12:00")
	spec := januaryOffice()
	spec.Week = calendar.Week{}
	spec.Rotation = calendar.Rotation{Anchor: aDate("2024-01-17"), Weeks: []calendar.Week{six, five}} // weeks begin on Wednesdays
	c := mustCalendar(t, spec)
	for text, open := range map[string]bool{"2024-01-06": true, "2024-01-13": false, "2024-01-20": true, "2024-01-27": false} {
		business, err := c.IsBusinessDay(aDate(text))
		require.NoError(t, err)
		require.Equal(t, open, business, text)
	}
	day, err := c.Day(aDate("2024-01-06"))
	require.NoError(t, err)
	require.Equal(t, "rotation", day.Source)
	// The spec is the caller's again.
	spec.Rotation.Weeks[0] = calendar.Week{}
	business, err := c.IsBusinessDay(aDate("2024-01-20"))
	require.NoError(t, err)
	require.True(t, business)
}

func TestChangesInAnyOrder(t *testing.T) {
	t.Parallel()
	spec := januaryOffice()
	spec.Changes = []calendar.Change{
		{From: aDate("2024-01-17"), Week: calendar.Weekdays(theHours("07:00-15:00"))},
		{From: aDate("2024-01-10"), Week: calendar.Weekdays(theHours("08:00-16:00"))},
	}
	c := mustCalendar(t, spec)
	for text, open := range map[string]string{
		"2024-01-09": "09:00-17:00", "2024-01-10": "08:00-16:00", "2024-01-16": "08:00-16:00", "2024-01-17": "07:00-15:00", "2024-01-31": "07:00-15:00",
	} {
		day, err := c.Day(aDate(text))
		require.NoError(t, err)
		require.Equal(t, open, day.Hours.String(), text)
		require.Equal(t, map[bool]string{true: "week", false: "change"}[text == "2024-01-09"], day.Source)
	}
}

// What the holiday sources know is checked beside all else that is wrong, both
// in Go and in a document of which another part could not be read.
func TestSourcesAreCheckedBesideTheRest(t *testing.T) {
	t.Parallel()
	known := calendar.FixedDates(calendar.MustDate(2024, time.January, 1), calendar.MustDate(2026, time.December, 31))
	paths := func(err error) []string {
		require.ErrorIs(t, err, commitment.ErrInvalid)
		var list []string
		for _, f := range commitment.FieldErrors(err) {
			list = append(list, f.Path)
		}
		return list
	}
	_, err := calendar.New(calendar.Spec{
		Week:      calendar.Weekdays(calendar.MustHours("09:00-17:00")),
		Holidays:  []calendar.HolidaySource{known},
		Overrides: []calendar.Override{{Date: calendar.MustDate(2027, time.March, 1)}, {Date: calendar.MustDate(2070, time.March, 1)}},
	})
	require.Equal(t, []string{"time_zone", "overrides[1].date", "overrides[0].date"}, paths(err))

	env := calendar.Env{Zone: time.LoadLocation, Holidays: map[string]calendar.HolidaySource{"known": known}}
	_, err = calendar.Parse([]byte(`{"format": 1, "time_zone": "Mars/Base", "week": {"mon-fri": "09:00-17:00"}, "holidays": [{"source": "known"}],
		"coverage": {"first": "2025-01-01", "last": "2027-12-31"}}`), env)
	require.Equal(t, []string{"time_zone", "coverage.last"}, paths(err))
	require.ErrorIs(t, err, calendar.ErrNotCovered)

	// What of the coverage or the sources could not be read says nothing of them.
	_, err = calendar.Parse([]byte(`{"format": 1, "time_zone": "UTC", "week": {"mon-fri": "09:00-17:00"}, "holidays": [{"source": "known"}],
		"coverage": {"first": "soon"}, "overrides": [{"date": "2027-03-01", "hours": "closed"}]}`), env)
	require.Equal(t, []string{"coverage.first"}, paths(err))
}
