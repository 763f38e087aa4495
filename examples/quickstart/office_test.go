package main

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
)

func TestOfficeIsClosed(t *testing.T) {
	office, err := readOffice(allHolidays())
	require.NoError(t, err)
	for _, c := range []struct{ date, name, source string }{
		{"2016-01-01", "New Year's Day", "us-federal"},
		{"2016-01-18", "Martin Luther King Jr. Day", "us-federal"},
		{"2016-02-15", "Presidents' Day", "us-federal"},
		{"2016-04-18", "Patriots' Day", "massachusetts"},
		{"2016-05-30", "Memorial Day", "us-federal"},
		{"2016-07-04", "Independence Day", "us-federal"},
		{"2016-09-05", "Labor Day", "us-federal"},
		{"2016-10-10", "Columbus Day", "us-federal"},
		{"2016-11-11", "Veterans Day", "us-federal"},
		{"2016-11-24", "Thanksgiving Day", "us-federal"},
		{"2016-12-26", "Christmas Day", "us-federal"},  // a Sunday before
		{"2017-01-02", "New Year's Day", "us-federal"}, // a Sunday before
		{"2011-04-18", "Patriots' Day", "massachusetts"},
		{"2012-11-12", "Veterans Day", "us-federal"}, // a Sunday before
		{"2013-04-15", "Patriots' Day", "massachusetts"},
		{"2018-04-16", "Patriots' Day", "massachusetts"},
		{"2021-07-05", "Independence Day", "us-federal"}, // a Sunday before
		{"2022-06-20", "Juneteenth", "us-federal"},       // a Sunday before
	} {
		day, err := office.Day(date(t, c.date))
		require.NoError(t, err)
		require.Equal(t, calendar.HolidayDay, day.Kind, c.date)
		require.Equal(t, c.name, day.Name, c.date)
		require.Equal(t, c.source, day.Source, c.date)
	}
}

func TestOfficeIsOpen(t *testing.T) {
	office, err := readOffice(allHolidays())
	require.NoError(t, err)
	for day, why := range map[string]string{
		"2010-12-31": "New Year's Day on a Saturday is not moved",
		"2015-07-03": "Independence Day on a Saturday is not moved",
		"2017-11-10": "Veterans Day on a Saturday is not moved",
		"2016-03-17": "Evacuation Day, of Suffolk County",
		"2016-06-17": "Bunker Hill Day, of Suffolk County",
		"2016-06-20": "Juneteenth was no holiday before 2021",
		"2018-06-19": "Juneteenth was no holiday before 2021",
		"2016-11-25": "the day after Thanksgiving",
	} {
		open, err := office.IsBusinessDay(date(t, day))
		require.NoError(t, err)
		require.True(t, open, "%s: %s", day, why)
	}
}

// The city's own due times of 2016 show on which days its offices were closed:
// with any one of the holidays taken away, or any one added that other offices
// of the county or the country have, fewer of them come out right.
func TestOfficeHolidaysShowInDueTimes(t *testing.T) {
	requests, err := readRequests("data/boston311-dead-animal-2016.csv")
	require.NoError(t, err)
	same := func(overrides ...calendar.Override) int {
		definition, err := files.ReadFile("data/boston.json")
		require.NoError(t, err)
		spec, err := calendar.ParseSpec(definition, calendar.Env{Zone: time.LoadLocation, Holidays: allHolidays()})
		require.NoError(t, err)
		spec.Overrides = overrides
		office, err := calendar.New(spec)
		require.NoError(t, err)
		verdicts, err := judgeIn(office, requests)
		require.NoError(t, err)
		return count(verdicts).same
	}
	all := same()
	for _, day := range []string{
		"2016-01-01", "2016-01-18", "2016-02-15", "2016-04-18", "2016-05-30", "2016-07-04",
		"2016-09-05", "2016-10-10", "2016-11-11", "2016-11-24", "2016-12-26", "2017-01-02",
	} {
		opened := same(calendar.Override{Date: date(t, day), Hours: calendar.MustHours("08:30-17:00")})
		require.Less(t, opened, all, "open on %s", day)
	}
	for _, day := range []string{"2016-03-17", "2016-06-17", "2016-06-20", "2016-11-25"} {
		closed := same(calendar.Override{Date: date(t, day)})
		require.Less(t, closed, all, "closed on %s", day)
	}
}

func TestOfficeRefusesUnknownYears(t *testing.T) {
	office, err := readOffice(holidaysUntil(2017))
	require.NoError(t, err)
	_, last := office.Coverage()
	require.Equal(t, calendar.MustDate(2017, time.December, 31), last)

	// Received on the last Friday of 2017, it is due on the first day of 2018
	// that is no holiday. Nobody knows which one that is.
	friday := time.Date(2017, time.December, 29, 15, 0, 0, 0, office.Location())
	_, err = office.Due(friday, calendar.MustAllowance("1bd"))
	var unknown *calendar.CoverageError
	require.ErrorAs(t, err, &unknown)
	require.Equal(t, "boston", unknown.Calendar)
	require.Equal(t, "us-federal", unknown.Source)
	require.Equal(t, calendar.MustDate(2018, time.January, 1), unknown.Date)
}

func TestReadOfficeNeedsEverySource(t *testing.T) {
	_, err := readOffice(nil)
	require.ErrorContains(t, err, "data/boston.json: ")
}

func date(t *testing.T, text string) calendar.Date {
	t.Helper()
	d, err := calendar.ParseDate(text)
	require.NoError(t, err)
	return d
}
