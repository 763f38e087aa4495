package kpi_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/kpi"
)

func TestPeriods(t *testing.T) {
	shanghai, err := time.LoadLocation("Asia/Shanghai")
	require.NoError(t, err)
	noon := calendar.MustTimeOfDay("12:00")
	at := func(text string) time.Time {
		instant, err := time.ParseInLocation("2006-01-02 15:04:05", text, shanghai)
		require.NoError(t, err)
		return instant
	}
	tests := []struct {
		rule           kpi.PeriodRule
		at             string
		name, from, to string
	}{
		{kpi.PeriodRule{Unit: kpi.Day}, "2026-03-31 00:00:00", "2026-03-31", "2026-03-31 00:00:00", "2026-04-01 00:00:00"},
		{kpi.PeriodRule{Unit: kpi.Day}, "2026-03-31 23:59:59", "2026-03-31", "2026-03-31 00:00:00", "2026-04-01 00:00:00"},
		{kpi.PeriodRule{Unit: kpi.Day, DayStart: noon}, "2026-03-31 11:59:59", "2026-03-30", "2026-03-30 12:00:00", "2026-03-31 12:00:00"},
		{kpi.PeriodRule{Unit: kpi.Day, DayStart: noon}, "2026-03-31 12:00:00", "2026-03-31", "2026-03-31 12:00:00", "2026-04-01 12:00:00"},
		{kpi.PeriodRule{Unit: kpi.Day, DayStart: noon, NamedByEnd: true}, "2026-03-31 12:00:00", "2026-04-01", "2026-03-31 12:00:00", "2026-04-01 12:00:00"},
		{kpi.PeriodRule{Unit: kpi.Month, DayStart: noon, NamedByEnd: true}, "2026-03-31 12:00:00", "2026-04", "2026-03-31 12:00:00", "2026-04-30 12:00:00"},
		{kpi.PeriodRule{Unit: kpi.ISOWeek}, "2026-01-04 23:00:00", "2026-W01", "2025-12-29 00:00:00", "2026-01-05 00:00:00"},
		{kpi.PeriodRule{Unit: kpi.ISOWeek}, "2026-01-05 00:00:00", "2026-W02", "2026-01-05 00:00:00", "2026-01-12 00:00:00"},
		{kpi.PeriodRule{Unit: kpi.ISOWeek}, "2027-01-03 12:00:00", "2026-W53", "2026-12-28 00:00:00", "2027-01-04 00:00:00"},
		{kpi.PeriodRule{Unit: kpi.Month}, "2024-02-29 12:00:00", "2024-02", "2024-02-01 00:00:00", "2024-03-01 00:00:00"},
		{kpi.PeriodRule{Unit: kpi.Quarter}, "2026-03-31 12:00:00", "2026-Q1", "2026-01-01 00:00:00", "2026-04-01 00:00:00"},
		{kpi.PeriodRule{Unit: kpi.Quarter}, "2026-04-01 00:00:00", "2026-Q2", "2026-04-01 00:00:00", "2026-07-01 00:00:00"},
		{kpi.PeriodRule{Unit: kpi.Quarter}, "2026-12-31 00:00:00", "2026-Q4", "2026-10-01 00:00:00", "2027-01-01 00:00:00"},
		{kpi.PeriodRule{Unit: kpi.Year}, "2026-12-31 00:00:00", "2026", "2026-01-01 00:00:00", "2027-01-01 00:00:00"},
	}
	for _, test := range tests {
		test.rule.Location = shanghai
		periods, err := kpi.NewPeriods(test.rule)
		require.NoError(t, err)
		p, err := periods.Of(at(test.at).UTC())
		require.NoError(t, err)
		require.Equal(t, test.name, p.Name)
		require.True(t, at(test.from).Equal(p.From), p.From)
		require.True(t, at(test.to).Equal(p.To), p.To)
		require.True(t, p.Contains(p.From))
		require.False(t, p.Contains(p.To))
		require.False(t, p.Contains(p.From.Add(-1)))
		require.True(t, p.Interval().Contains(at(test.at)))
	}
}

// TestPeriodsTile in zones whose clocks skip and repeat whatever they can.
func TestPeriodsTile(t *testing.T) {
	for zone, around := range map[string]string{
		"America/Havana": "2024-11-03", "America/Santiago": "2024-09-08", "America/Sao_Paulo": "2018-11-04", "Pacific/Apia": "2011-12-30",
		"Australia/Lord_Howe": "2024-04-07", "Asia/Tehran": "2021-09-21", "America/New_York": "2024-11-03", "Africa/Cairo": "2024-04-26", "UTC": "2024-01-01",
	} {
		location, err := time.LoadLocation(zone)
		require.NoError(t, err)
		middle, err := time.Parse(time.DateOnly, around)
		require.NoError(t, err)
		for _, start := range []string{"00:00", "00:30", "01:30", "02:15", "23:30", "12:00"} {
			periods, err := kpi.NewPeriods(kpi.PeriodRule{Unit: kpi.Day, Location: location, DayStart: calendar.MustTimeOfDay(start)})
			require.NoError(t, err)
			var last kpi.Period
			for at := middle.Add(-72 * time.Hour); at.Before(middle.Add(96 * time.Hour)); at = at.Add(7 * time.Minute) {
				p, err := periods.Of(at)
				require.NoError(t, err)
				require.True(t, p.Contains(at), "%s %s %s: %v", zone, start, at, p)
				if last.Name != "" && last.Name != p.Name {
					require.True(t, last.To.Equal(p.From), "%s %s: %v %v", zone, start, last, p)
					require.Less(t, last.Name, p.Name)
				}
				last = p
			}
		}
	}
}

func TestPeriodsRefuse(t *testing.T) {
	_, err := kpi.NewPeriods(kpi.PeriodRule{DayStart: calendar.MustTimeOfDay("24:00")})
	requireInvalid(t, err, "unit: no unit of periods: 0", "location: must be given", "day_start: must be before 24:00")
	_, err = kpi.NewPeriods(kpi.PeriodRule{Unit: 6, Location: time.Local, NamedByEnd: true})
	requireInvalid(t, err, "unit: no unit of periods: 6", "location: must not be the zone of the machine", "named_by_end: needs a day_start after 00:00")
	_, err = (*kpi.Periods)(nil).Of(opened)
	requireInvalid(t, err, "periods: must be made by NewPeriods")
	_, err = (&kpi.Periods{}).Of(opened)
	requireInvalid(t, err, "periods: must be made by NewPeriods")
	years, err := kpi.NewPeriods(kpi.PeriodRule{Unit: kpi.Year, Location: time.UTC})
	require.NoError(t, err)
	for _, year := range []int{9998, 1} {
		_, err = years.Of(time.Date(year, 12, 31, 0, 0, 0, 0, time.UTC))
		require.NoError(t, err)
	}
	for _, year := range []int{-1, 9999, 10000} {
		_, err = years.Of(time.Date(year, 12, 31, 0, 0, 0, 0, time.UTC))
		require.ErrorContains(t, err, "at: must be within the years 1 to 9999")
	}
}
