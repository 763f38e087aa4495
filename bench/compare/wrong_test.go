package compare_test

import (
	"testing"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/nz"
	"github.com/rickar/cal/v2/us"
	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/bench/compare"
	"github.com/servicecommitment/commitment/calendar"
)

// Where rickar/cal v2.1.31 is wrong, each with its answer as it is and the
// right one from ours: if a later version repairs one, its test says so.

func load(t *testing.T, zone string) *time.Location {
	t.Helper()
	location, err := time.LoadLocation(zone)
	require.NoError(t, err)
	return location
}

// everyDay returns both libraries' calendars with the same hours on all seven
// days and no holidays.
func everyDay(t *testing.T, zone, hours string, start, end time.Duration) (*cal.BusinessCalendar, *calendar.Calendar) {
	t.Helper()
	rival := cal.NewBusinessCalendar()
	rival.SetWorkday(time.Saturday, true)
	rival.SetWorkday(time.Sunday, true)
	rival.SetWorkHours(start, end)
	ours, err := calendar.New(calendar.Spec{Location: load(t, zone), Week: calendar.EveryDay(calendar.MustHours(hours))})
	require.NoError(t, err)
	return rival, ours
}

func requireAdd(t *testing.T, expected string, c *calendar.Calendar, from time.Time, d time.Duration) {
	t.Helper()
	answer, err := c.Add(from, d)
	require.NoError(t, err)
	require.Equal(t, expected, answer.Format(time.RFC3339))
}

func requireBetween(t *testing.T, expected time.Duration, c *calendar.Calendar, from, to time.Time) {
	t.Helper()
	worked, err := c.Between(from, to)
	require.NoError(t, err)
	require.Equal(t, expected, worked)
}

func TestWrongOnDaysOfClockChanges(t *testing.T) {
	t.Parallel()
	rival, ours := everyDay(t, "America/New_York", "09:00-17:00", 9*time.Hour, 17*time.Hour)
	// Opening and closing are so many hours after midnight, not 9:00 and 17:00.
	spring := time.Date(2026, time.March, 8, 8, 0, 0, 0, ours.Location())
	require.Equal(t, "2026-03-08T11:00:00-04:00", rival.AddWorkHours(spring, time.Hour).Format(time.RFC3339))
	requireAdd(t, "2026-03-08T10:00:00-04:00", ours, spring, time.Hour)

	autumn := time.Date(2026, time.November, 1, 9, 0, 0, 0, ours.Location())
	closing := time.Date(2026, time.November, 1, 17, 0, 0, 0, ours.Location())
	require.Equal(t, 7*time.Hour, rival.WorkHoursInRange(autumn, closing))
	requireBetween(t, 8*time.Hour, ours, autumn, closing)
}

func TestWrongRoundTheClock(t *testing.T) {
	t.Parallel()
	rival, ours := everyDay(t, "America/New_York", "00:00-24:00", 0, 24*time.Hour)
	// A day of 25 hours counts 24.
	day := time.Date(2026, time.November, 1, 0, 0, 0, 0, ours.Location())
	require.Equal(t, 24*time.Hour, rival.WorkHoursInRange(day, day.AddDate(0, 0, 1)))
	requireBetween(t, 25*time.Hour, ours, day, day.AddDate(0, 0, 1))
	require.Zero(t, rival.WorkHours(day), "the hours of such a day")
}

func TestWrongOvernight(t *testing.T) {
	t.Parallel()
	// 22:00 to 06:00 can only be written as 22 to 30 hours after midnight. A start
	// after midnight then waits for the evening.
	rival, ours := everyDay(t, "UTC", "22:00-06:00", 22*time.Hour, 30*time.Hour)
	start := time.Date(2026, time.March, 10, 1, 0, 0, 0, time.UTC)
	require.Equal(t, "2026-03-10T23:00:00Z", rival.AddWorkHours(start, time.Hour).Format(time.RFC3339))
	requireAdd(t, "2026-03-10T02:00:00Z", ours, start, time.Hour)
}

func TestWrongAboutTheClosingSecond(t *testing.T) {
	t.Parallel()
	office, err := compare.NewOffice(load(t, "America/New_York"))
	require.NoError(t, err)
	closing := time.Date(2026, time.March, 10, 17, 0, 0, 0, office.Location)
	require.True(t, office.Plain.IsWorkTime(closing))
	open, err := office.Ours.IsOpen(closing)
	require.NoError(t, err)
	require.False(t, open)
	// From half a second after closing, half a second of the next day is lost.
	late := closing.Add(time.Second / 2)
	require.Equal(t, 2*time.Hour-time.Second/2, office.Plain.WorkHoursInRange(late, closing.Add(18*time.Hour)))
	requireBetween(t, 2*time.Hour, office.Ours, late, closing.Add(18*time.Hour))
}

func TestWrongBackwards(t *testing.T) {
	t.Parallel()
	office, err := compare.NewOffice(load(t, "UTC"))
	require.NoError(t, err)
	start := office.Start()
	require.Equal(t, start, office.Plain.AddWorkHours(start, -time.Hour), "the start, unchanged")
	requireAdd(t, "2026-03-10T09:30:00Z", office.Ours, start, -time.Hour)
	require.Equal(t, time.Hour, office.Plain.WorkHoursInRange(start.Add(time.Hour), start), "no sign")
	requireBetween(t, -time.Hour, office.Ours, start.Add(time.Hour), start)
}

func TestWrongInAnotherZone(t *testing.T) {
	t.Parallel()
	office, err := compare.NewOffice(load(t, "America/New_York"))
	require.NoError(t, err)
	// The same instant, written in UTC, is asked about hours in UTC.
	start := office.Start()
	require.NotEqual(t, office.Plain.AddWorkHours(start, 4*time.Hour).Unix(), office.Plain.AddWorkHours(start.UTC(), 4*time.Hour).Unix())
	requireAdd(t, "2026-03-10T14:30:00-04:00", office.Ours, start, 4*time.Hour)
	requireAdd(t, "2026-03-10T14:30:00-04:00", office.Ours, start.UTC(), 4*time.Hour)

	// A zone that is loaded a second time is another zone, without holidays.
	rival := cal.NewBusinessCalendar()
	rival.AddHoliday(us.Holidays...)
	rival.Locations = []*time.Location{office.Location}
	christmas := time.Date(2026, time.December, 25, 12, 0, 0, 0, office.Location)
	require.False(t, rival.IsWorkday(christmas))
	require.True(t, rival.IsWorkday(christmas.In(load(t, "America/New_York"))))
}

func TestWrongWhereMidnightIsSkipped(t *testing.T) {
	t.Parallel()
	saoPaulo := load(t, "America/Sao_Paulo")
	friday := time.Date(2015, time.October, 16, 12, 0, 0, 0, saoPaulo)
	tuesday := time.Date(2015, time.October, 20, 12, 0, 0, 0, saoPaulo)
	require.Equal(t, 2, cal.NewBusinessCalendar().WorkdaysInRange(friday, tuesday), "Friday, Monday, Tuesday")

	ours, err := calendar.New(calendar.Spec{Location: saoPaulo, Week: calendar.Weekdays(calendar.MustHours("09:00-17:00"))})
	require.NoError(t, err)
	days, err := ours.BusinessDays(calendar.DateOf(friday), calendar.DateOf(tuesday).AddDays(1))
	require.NoError(t, err)
	require.Equal(t, 3, days)
}

func TestWrongAfterACachedAnswer(t *testing.T) {
	t.Parallel()
	rival := cal.NewBusinessCalendar()
	rival.Cacheable = true
	rival.AddHoliday(us.NewYear)
	christmas := time.Date(2026, time.December, 25, 12, 0, 0, 0, time.UTC)
	require.True(t, rival.IsWorkday(christmas))
	rival.AddHoliday(us.ChristmasDay)
	require.True(t, rival.IsWorkday(christmas), "still")
}

func TestWrongPastTheKnownHolidays(t *testing.T) {
	t.Parallel()
	// The dates of Matariki, one of the eight Fridays of June and July in these
	// years, are known from 2022 to 2052.
	rival := cal.NewBusinessCalendar()
	rival.AddHoliday(nz.Matariki)
	for year, fridays := range map[int]int{2052: 7, 2053: 8} {
		worked := 0
		for day := time.Date(year, time.June, 1, 12, 0, 0, 0, time.UTC); day.Month() < time.August; day = day.AddDate(0, 0, 1) {
			if day.Weekday() == time.Friday && rival.IsWorkday(day) {
				worked++
			}
		}
		require.Equal(t, fridays, worked, "%d", year)
	}
	ours, err := calendar.New(calendar.Spec{
		Location: time.UTC, Week: calendar.Weekdays(calendar.MustHours("09:00-17:00")),
		Holidays: []calendar.HolidaySource{calendar.FromCal(nz.Matariki)},
	})
	require.NoError(t, err)
	require.False(t, ours.Provisional(time.Date(2052, time.June, 1, 12, 0, 0, 0, time.UTC)))
	require.True(t, ours.Provisional(time.Date(2053, time.June, 1, 12, 0, 0, 0, time.UTC)))
}

// TestNeverReturns shows the questions that rickar/cal does not come back from.
// It is given a calendar that counts the days it looks at, and stopped after
// ten thousand of them, nearly thirty years, for one hour of work.
func TestNeverReturns(t *testing.T) {
	t.Parallel()
	const enough = 10000
	for name, c := range map[string]struct {
		workday    bool
		start, end time.Duration
	}{
		"no workdays":    {false, 9 * time.Hour, 17 * time.Hour},
		"no hours":       {true, 9 * time.Hour, 9 * time.Hour},
		"22:00 to 06:00": {true, 22 * time.Hour, 6 * time.Hour},
		"hours swapped":  {true, 17 * time.Hour, 9 * time.Hour},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			asked := 0
			rival := cal.NewBusinessCalendar()
			rival.SetWorkHours(c.start, c.end)
			rival.WorkdayFunc = func(time.Time) bool {
				if asked++; asked > enough {
					panic("enough")
				}
				return c.workday
			}
			require.PanicsWithValue(t, "enough", func() {
				rival.AddWorkHours(time.Date(2026, time.March, 10, 10, 30, 0, 0, time.UTC), time.Hour)
			})
		})
	}

	// Ours refuses them when they are made, or comes to an end.
	_, err := calendar.New(calendar.Spec{Location: time.UTC})
	require.ErrorIs(t, err, calendar.ErrNoWorkingTime)
	night, err := calendar.New(calendar.Spec{Location: time.UTC, Week: calendar.EveryDay(calendar.MustHours("22:00-06:00"))})
	require.NoError(t, err)
	start := time.Date(2026, time.March, 10, 10, 30, 0, 0, time.UTC)
	requireAdd(t, "2026-03-10T23:00:00Z", night, start, time.Hour)
	_, err = night.Add(start, 1<<62)
	require.ErrorIs(t, err, calendar.ErrNotCovered)
}
