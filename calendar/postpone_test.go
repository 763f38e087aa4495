package calendar_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
)

// postponeCalendars are offices in hostile zones, one with night shifts.
func postponeCalendars(t *testing.T) []*calendar.Calendar {
	t.Helper()
	var all []*calendar.Calendar
	for _, name := range []string{"UTC", "America/New_York", "America/Havana", "America/Santiago", "Pacific/Apia", "Australia/Lord_Howe"} {
		zone, err := time.LoadLocation(name)
		require.NoError(t, err)
		for _, hours := range []string{"09:00-12:00,13:00-17:00", "22:00-06:00", "00:00-24:00"} {
			c, err := calendar.New(calendar.Spec{
				Name: name + " " + hours, Location: zone, Week: calendar.Weekdays(calendar.MustHours(hours)),
				First: calendar.MustDate(2011, time.June, 1), Last: calendar.MustDate(2012, time.June, 30),
			})
			require.NoError(t, err)
			all = append(all, c)
		}
	}
	return all
}

// slowWholeDays counts date by date.
func slowWholeDays(t *testing.T, c *calendar.Calendar, from, to time.Time, unit calendar.Unit) int {
	t.Helper()
	count := 0
	for d := calendar.DateOf(from.In(c.Location())).AddDays(-2); !d.After(calendar.DateOf(to.In(c.Location()))); d = d.AddDays(1) {
		start, err := c.At(d, calendar.TimeOfDay{})
		require.NoError(t, err)
		end, err := c.At(d.AddDays(1), calendar.TimeOfDay{})
		require.NoError(t, err)
		if unit == calendar.BusinessDays {
			day, err := c.Day(d)
			require.NoError(t, err)
			if len(day.Periods) == 0 {
				continue
			}
			start, end = day.Periods[0].Start, day.Periods[len(day.Periods)-1].End
		}
		if !start.Before(from) && !end.After(to) {
			count++
		}
	}
	return count
}

func TestWholeDaysAgreesWithCountingDateByDate(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, c := range postponeCalendars(t) {
		for range 60 {
			from := time.Date(2011, time.July, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(random.IntN(300*48)) * 30 * time.Minute)
			to := from.Add(time.Duration(random.IntN(12*48)) * 30 * time.Minute)
			for _, unit := range []calendar.Unit{calendar.BusinessDays, calendar.CalendarDays} {
				got, err := c.WholeDays(from, to, unit)
				require.NoError(t, err)
				require.Equal(t, slowWholeDays(t, c, from, to, unit), got, "%s in %s from %s to %s", unit, c.Name(), from, to)
			}
		}
	}
}

func TestDuePostponedIsDueOfMoreDays(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for _, c := range postponeCalendars(t) {
		for range 40 {
			at := time.Date(2011, time.July, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(random.IntN(200*24*60)) * time.Minute)
			n, days := random.IntN(6), random.IntN(6)
			for _, unit := range []calendar.Unit{calendar.BusinessDays, calendar.CalendarDays} {
				few, err := calendar.NewAllowance(n, unit)
				require.NoError(t, err)
				more, err := calendar.NewAllowance(n+days, unit)
				require.NoError(t, err)
				want, err := c.Due(at, more)
				require.NoError(t, err)
				got, err := c.DuePostponed(at, few, days)
				require.NoError(t, err)
				require.True(t, want.Equal(got), "%s, %s postponed by %d in %s: %s, not %s", at, few, days, c.Name(), got, want)
			}
		}
	}
}

func TestExtend(t *testing.T) {
	c, err := calendar.New(calendar.Spec{
		Name: "office", Location: time.UTC, Week: calendar.Weekdays(calendar.MustHours("09:00-17:00")),
		Overrides: []calendar.Override{{Date: calendar.MustDate(2026, time.March, 10), Hours: calendar.MustHours("09:00-12:00")}},
	})
	require.NoError(t, err)
	tests := []struct{ name, due, by, want string }{
		{"working time", "2026-03-06T16:00:00Z", "2h", "2026-03-09T10:00:00Z"},
		{"close of Friday", "2026-03-06T17:00:00Z", "1bd", "2026-03-09T17:00:00Z"},
		{"same wall time, though closed by then", "2026-03-09T15:00:00Z", "1bd", "2026-03-10T15:00:00Z"},
		{"midnight ends the day before, a workday", "2026-03-05T00:00:00Z", "1bd", "2026-03-06T00:00:00Z"},
		{"days that begin outside the coverage", "2080-03-06T17:00:00Z", "2d", "2080-03-08T17:00:00Z"},
		{"midnight ends the day before", "2026-03-07T00:00:00Z", "1bd", "2026-03-10T00:00:00Z"},
		{"calendar days", "2026-03-06T17:00:00Z", "2d", "2026-03-08T17:00:00Z"},
		{"month", "2026-01-31T10:00:00Z", "1mo", "2026-02-28T10:00:00Z"},
		{"to the close of business", "2026-03-09T15:00:00Z", `{"business_days": 1, "due": "end_of_day"}`, "2026-03-10T12:00:00Z"},
		{"nothing", "2026-03-09T15:00:00Z", "0s", "2026-03-09T15:00:00Z"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			due, err := time.Parse(time.RFC3339, test.due)
			require.NoError(t, err)
			got, err := c.Extend(due, calendar.MustAllowance(test.by))
			require.NoError(t, err)
			require.Equal(t, test.want, got.Format(time.RFC3339))
		})
	}
}

// The closing of a shift belongs to the day on which the shift opened.
func TestExtendAClosing(t *testing.T) {
	tests := []struct{ name, zone, hours, due, want string }{
		{"past midnight", "UTC", "22:00-06:00", "2011-12-17 06:00", "2011-12-20 06:00"},
		{"within a shift", "UTC", "22:00-06:00", "2011-12-17 05:00", "2011-12-20 05:00"},
		{"at midnight", "UTC", "16:00-24:00", "2011-12-17 00:00", "2011-12-20 00:00"},
		{"at the midnight after a date that the zone skips", "Pacific/Apia", "16:00-24:00", "2011-12-31 00:00", "2012-01-03 00:00"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			zone := mustZone(test.zone)
			c := mustCalendar(t, calendar.Spec{
				Location: zone, Week: calendar.Weekdays(theHours(test.hours)), First: aDate("2011-12-01"), Last: aDate("2012-01-31"),
			})
			got, err := c.Extend(wallIn(zone, test.due), calendar.MustAllowance("1bd"))
			require.NoError(t, err)
			require.Equal(t, test.want, got.Format(minuteLayout))
		})
	}
}

func TestWholeDaysAtTheEdges(t *testing.T) {
	apia := mustZone("Pacific/Apia")
	spec := januaryOffice()
	spec.First, spec.Last = aDate("2011-06-01"), aDate("2012-06-30")
	office := mustCalendar(t, spec)
	night := mustCalendar(t, calendar.Spec{
		Location: apia, Week: calendar.EveryDay(theHours("22:00-06:00")), First: aDate("2011-12-01"), Last: aDate("2012-01-31"),
	})
	midnight := utcAt("2011-12-01 00:00")
	tests := []struct {
		name     string
		c        *calendar.Calendar
		from, to time.Time
		unit     calendar.Unit
		want     int
	}{
		{"from a midnight", office, midnight, utcAt("2011-12-03 00:00"), calendar.CalendarDays, 2},
		{"from a nanosecond after it", office, midnight.Add(1), utcAt("2011-12-03 00:00"), calendar.CalendarDays, 1},
		{"to a nanosecond before it", office, midnight, utcAt("2011-12-03 00:00").Add(-1), calendar.CalendarDays, 1},
		{"less than a date", office, midnight.Add(time.Hour), midnight.Add(2 * time.Hour), calendar.CalendarDays, 0},
		{"a shift over a date that the zone skips", night, wallIn(apia, "2011-12-19 12:00"), wallIn(apia, "2011-12-31 06:00"), calendar.BusinessDays, 11},
		{"that is not over yet", night, wallIn(apia, "2011-12-19 12:00"), wallIn(apia, "2011-12-31 05:00"), calendar.BusinessDays, 10},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := test.c.WholeDays(test.from, test.to, test.unit)
			require.NoError(t, err)
			require.Equal(t, test.want, got)
		})
	}
	_, err := office.WholeDays(time.Date(0, 12, 31, 12, 0, 0, 0, time.UTC), midnight, calendar.CalendarDays)
	requireUndated(t, err)
	_, err = office.WholeDays(midnight, time.Date(10_000, 1, 1, 0, 0, 0, 0, time.UTC), calendar.CalendarDays)
	requireUndated(t, err)
	for _, at := range []time.Time{time.Date(0, 12, 31, 12, 0, 0, 0, time.UTC), time.Date(9999, 12, 31, 12, 0, 0, 0, time.UTC)} {
		_, err = office.Due(at, calendar.MustAllowance("1d"))
		requireUndated(t, err)
	}
	year := time.Date(2011, 12, 1, 9, 0, 0, 0, time.UTC)
	due, err := office.DuePostponed(year, calendar.MustAllowance("1d"), 1_000_000)
	require.NoError(t, err)
	require.True(t, due.Equal(year.AddDate(0, 0, 1_000_001)))
}

func TestPostponeErrors(t *testing.T) {
	c := postponeCalendars(t)[0]
	at := time.Date(2011, time.July, 4, 10, 0, 0, 0, time.UTC)
	days := calendar.MustAllowance("3bd")

	_, err := c.DuePostponed(at, calendar.MustAllowance("3h"), 1)
	require.ErrorIs(t, err, commitment.ErrInvalid)
	require.Equal(t, "allowance", commitment.FieldErrors(err)[0].Path)
	for _, n := range []int{-1, 1_000_001} {
		_, err = c.DuePostponed(at, days, n)
		require.ErrorIs(t, err, commitment.ErrInvalid)
		require.Equal(t, "days", commitment.FieldErrors(err)[0].Path)
	}
	_, err = c.DuePostponed(at, days, 1000)
	require.ErrorIs(t, err, calendar.ErrNotCovered)
	_, err = c.Extend(at, calendar.MustAllowance("1000bd"))
	require.ErrorIs(t, err, calendar.ErrNotCovered)
	_, err = c.WholeDays(at, at.AddDate(5, 0, 0), calendar.BusinessDays)
	require.ErrorIs(t, err, calendar.ErrNotCovered)
	count, err := c.WholeDays(at, at.AddDate(0, 0, -5), calendar.BusinessDays)
	require.NoError(t, err)
	require.Zero(t, count)

	_, err = c.Extend(time.Date(2012, time.July, 2, 0, 0, 0, 0, time.UTC), days)
	require.ErrorIs(t, err, calendar.ErrNotCovered, "a shift of an unknown date may be open")

	var zero calendar.Calendar
	_, err = zero.DuePostponed(at, days, 1)
	require.Error(t, err)
	_, err = zero.Extend(at, days)
	require.Error(t, err)
	_, err = zero.WholeDays(at, at, calendar.BusinessDays)
	require.Error(t, err)
	first, last := zero.Covered()
	require.True(t, first.IsZero() && last.IsZero())
}
