package cn_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/calendar/cn"
)

const firstYear, lastYear = 2007, 2026

// document is a YYYY.json of holiday-cn, read without the library.
type document struct {
	Year   int      `json:"year"`
	Papers []string `json:"papers"`
	Days   []struct {
		Name     string `json:"name"`
		Date     string `json:"date"`
		IsOffDay bool   `json:"isOffDay"`
	} `json:"days"`
}

func date(tb testing.TB, text string) calendar.Date {
	tb.Helper()
	d, err := calendar.ParseDate(text)
	require.NoError(tb, err)
	return d
}

func shanghai(tb testing.TB) *time.Location {
	tb.Helper()
	location, err := time.LoadLocation("Asia/Shanghai")
	require.NoError(tb, err)
	return location
}

// office returns a calendar of weekdays from nine to six.
func office(tb testing.TB, sources ...calendar.HolidaySource) *calendar.Calendar {
	tb.Helper()
	c, err := calendar.New(calendar.Spec{
		Name: "office", Location: shanghai(tb),
		Week:     calendar.Weekdays(calendar.MustHours("09:00-18:00")),
		Holidays: sources,
	})
	require.NoError(tb, err)
	return c
}

func files(tb testing.TB) (texts [][]byte, documents []document) {
	tb.Helper()
	names, err := filepath.Glob("testdata/holiday-cn/*.json")
	require.NoError(tb, err)
	for _, name := range names {
		text, err := os.ReadFile(name)
		require.NoError(tb, err)
		var d document
		require.NoError(tb, json.Unmarshal(text, &d), name)
		texts, documents = append(texts, text), append(documents, d)
	}
	return texts, documents
}

// listed returns what all files say of each date; later files win.
func listed(tb testing.TB) map[string]calendar.Holiday {
	tb.Helper()
	all := make(map[string]calendar.Holiday)
	_, documents := files(tb)
	for _, d := range documents {
		for _, day := range d.Days {
			h := calendar.Holiday{Date: date(tb, day.Date), Name: day.Name, Kind: calendar.Makeup}
			if day.IsOffDay {
				h.Kind = calendar.DayOff
			}
			all[day.Date] = h
		}
	}
	return all
}

func TestPublicHolidaysAreTheFiles(t *testing.T) {
	all := listed(t)
	require.Equal(t, 545+133, len(all)) //nolint:testifylint // Len would print all of them
	seen := 0
	for year := firstYear; year <= lastYear; year++ {
		want := []calendar.Holiday{}
		for _, day := range slices.Sorted(maps.Keys(all)) {
			if all[day].Date.Year() == year {
				want = append(want, all[day])
			}
		}
		got, err := cn.PublicHolidays().Holidays(year)
		require.NoError(t, err)
		require.Equal(t, want, got, year)
		seen += len(got)
	}
	require.Equal(t, len(all)-2, seen, "all but the two days of 2006")
}

func TestNoticeCounts(t *testing.T) {
	want := map[int]string{
		2007: "24/8", 2008: "29/6", 2009: "27/6", 2010: "29/8", 2011: "29/5", 2012: "27/7", 2013: "29/12",
		2014: "22/5", 2015: "26/5", 2016: "24/6", 2017: "24/5", 2018: "23/6", 2019: "24/7", 2020: "30/7",
		2021: "31/7", 2022: "31/7", 2023: "27/7", 2024: "28/8", 2025: "28/5", 2026: "33/6",
	}
	_, documents := files(t)
	all := listed(t)
	for _, d := range documents {
		off, work := 0, 0
		for _, day := range d.Days {
			h := all[day.Date]
			if h.Date.Year() >= firstYear {
				list, err := cn.PublicHolidays().Holidays(h.Date.Year())
				require.NoError(t, err)
				require.Contains(t, list, h)
			}
			if day.IsOffDay {
				off++
			} else {
				work++
			}
		}
		require.Equal(t, want[d.Year], fmt.Sprintf("%d/%d", off, work), d.Year)
		require.NotEmpty(t, d.Papers)
	}
	require.Len(t, documents, len(want))
}

func TestWorkingDaysOfEachYear(t *testing.T) {
	want := map[int]int{
		2007: 249, 2008: 251, 2009: 250, 2010: 250, 2011: 250, 2012: 249, 2013: 250, 2014: 250, 2015: 249, 2016: 250,
		2017: 249, 2018: 250, 2019: 250, 2020: 249, 2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 248, 2026: 248,
	}
	c := office(t, cn.PublicHolidays())
	for year, days := range want {
		got, err := c.BusinessDays(calendar.MustDate(year, time.January, 1), calendar.MustDate(year+1, time.January, 1))
		require.NoError(t, err)
		require.Equal(t, days, got, year)
	}
}

func TestSpecialDays(t *testing.T) {
	tests := []struct {
		name, date string
		weekday    time.Weekday
		kind       calendar.DayKind
		holiday    string
	}{
		{"Monday listed as make-up", "2020-02-03", time.Monday, calendar.MakeupDay, "春节"},
		{"second notice of 2020", "2020-01-31", time.Friday, calendar.HolidayDay, "春节"},
		{"second notice of 2020, Sunday", "2020-02-02", time.Sunday, calendar.HolidayDay, "春节"},
		{"Saturday no longer worked", "2020-02-01", time.Saturday, calendar.HolidayDay, "春节"},
		{"second notice of 2015, off", "2015-09-03", time.Thursday, calendar.HolidayDay, "抗日战争暨世界反法西斯战争胜利70周年纪念日"},
		{"second notice of 2015, on", "2015-09-06", time.Sunday, calendar.MakeupDay, "抗日战争暨世界反法西斯战争胜利70周年纪念日"},
		{"second notice of 2019", "2019-05-03", time.Friday, calendar.HolidayDay, "劳动节"},
		{"2007 by the notice for 2008, on", "2007-12-29", time.Saturday, calendar.MakeupDay, "元旦"},
		{"2007 by the notice for 2008, off", "2007-12-31", time.Monday, calendar.HolidayDay, "元旦"},
		{"2011 by the notice for 2012", "2011-12-31", time.Saturday, calendar.MakeupDay, "元旦"},
		{"2018 by the notice for 2019, on", "2018-12-29", time.Saturday, calendar.MakeupDay, "元旦"},
		{"2018 by the notice for 2019, off", "2018-12-31", time.Monday, calendar.HolidayDay, "元旦"},
		{"2022 by the notice for 2023", "2022-12-31", time.Saturday, calendar.HolidayDay, "元旦"},
		{"weekend beside a holiday", "2014-04-06", time.Sunday, calendar.RestDay, ""},
		{"weekend before a holiday", "2018-06-17", time.Sunday, calendar.RestDay, ""},
		{"plain workday", "2026-08-07", time.Friday, calendar.Workday, ""},
		{"make-up Sunday", "2026-09-20", time.Sunday, calendar.MakeupDay, "国庆节"},
		{"first day", "2007-01-01", time.Monday, calendar.HolidayDay, "元旦"},
		{"last day", "2026-12-31", time.Thursday, calendar.Workday, ""},
	}
	c := office(t, cn.PublicHolidays())
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := date(t, test.date)
			require.Equal(t, test.weekday, d.Weekday())
			day, err := c.Day(d)
			require.NoError(t, err)
			require.Equal(t, test.kind, day.Kind)
			require.Equal(t, test.holiday, day.Name)
			if test.holiday != "" {
				require.Equal(t, "cn", day.Source)
			}
			open := test.kind == calendar.Workday || test.kind == calendar.MakeupDay
			require.Equal(t, open, len(day.Periods) == 1)
		})
	}
}

func TestMakeupWorkdays(t *testing.T) {
	want := map[int][]string{
		2024: {"2024-02-04", "2024-02-18", "2024-04-07", "2024-04-28", "2024-05-11", "2024-09-14", "2024-09-29", "2024-10-12"},
		2025: {"2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11"},
		2026: {"2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"},
	}
	for year, dates := range want {
		list, err := cn.PublicHolidays().Holidays(year)
		require.NoError(t, err)
		var got []string
		for _, h := range list {
			if h.Kind == calendar.Makeup {
				got = append(got, h.Date.String())
			}
			require.True(t, h.Hours.IsZero())
		}
		require.Equal(t, dates, got)
	}
}

// The notice for 2007 speaks of two days of a year that is not known.
func TestDaysOf2006AreNotAYear(t *testing.T) {
	_, documents := files(t)
	require.Equal(t, "2006-12-30", documents[0].Days[0].Date)
	require.Equal(t, "2006-12-31", documents[0].Days[1].Date)
	_, err := cn.PublicHolidays().Holidays(2006)
	require.ErrorIs(t, err, calendar.ErrNotCovered)
}

func TestCoverage(t *testing.T) {
	bounded, ok := cn.PublicHolidays().(calendar.BoundedSource)
	require.True(t, ok)
	first, firm, last := bounded.Coverage()
	require.Equal(t, "2007-01-01", first.String())
	require.Equal(t, "2026-12-25", firm.String())
	require.Equal(t, "2026-12-31", last.String())
	require.Equal(t, "cn", fmt.Sprint(bounded))

	c := office(t, bounded)
	first, last = c.Coverage()
	require.Equal(t, "2007-01-01", first.String())
	require.Equal(t, "2026-12-31", last.String())

	var coverage *calendar.CoverageError
	_, err := c.BusinessDays(date(t, "2026-12-01"), date(t, "2027-01-02"))
	require.ErrorIs(t, err, calendar.ErrNotCovered)
	_, err = c.AddBusinessDays(date(t, "2026-12-30"), 3)
	require.ErrorAs(t, err, &coverage)
	require.Equal(t, calendar.CoverageError{Calendar: "office", Source: "cn", Date: date(t, "2027-01-01")}, *coverage)
	_, err = c.IsBusinessDay(date(t, "2006-12-30"))
	require.ErrorAs(t, err, &coverage)
	require.Equal(t, calendar.CoverageError{Calendar: "office", Source: "cn", Date: date(t, "2006-12-30")}, *coverage)
}

func TestUnknownYears(t *testing.T) {
	tests := []struct {
		year int
		date string
	}{
		{2006, "2006-01-01"},
		{2027, "2027-01-01"},
		{2028, "2028-01-01"},
		{1, "0001-01-01"},
		{0, "0001-01-01"},
		{math.MinInt, "0001-01-01"},
		{9999, "9999-01-01"},
		{10000, "9999-01-01"},
		{math.MaxInt, "9999-01-01"},
	}
	for _, test := range tests {
		list, err := cn.PublicHolidays().Holidays(test.year)
		require.Nil(t, list)
		var coverage *calendar.CoverageError
		require.ErrorAs(t, err, &coverage)
		require.Equal(t, calendar.CoverageError{Source: "cn", Date: date(t, test.date)}, *coverage)
		require.ErrorIs(t, err, calendar.ErrNotCovered)
	}
}

func TestLastDaysAreProvisional(t *testing.T) {
	c := office(t, cn.PublicHolidays())
	midnight := time.Date(2026, time.December, 26, 0, 0, 0, 0, shanghai(t))
	require.False(t, c.Provisional(midnight.Add(-time.Second)))
	require.True(t, c.Provisional(midnight))
	require.True(t, c.Provisional(midnight.AddDate(0, 0, 5)))
	require.False(t, c.Provisional(time.Date(2025, time.December, 31, 12, 0, 0, 0, shanghai(t))))

	day, err := c.Day(date(t, "2026-12-28"))
	require.NoError(t, err)
	require.True(t, day.Provisional)
	day, err = c.Day(date(t, "2026-12-25"))
	require.NoError(t, err)
	require.False(t, day.Provisional)
}

func TestHolidaysBelongToTheCaller(t *testing.T) {
	text := noticeOf(2027, `{"name":"元旦","date":"2027-01-01","isOffDay":true}`)
	parsed, err := cn.ParseNotices(text)
	require.NoError(t, err)
	for source, year := range map[calendar.HolidaySource]int{cn.PublicHolidays(): 2026, parsed: 2027} {
		list, err := source.Holidays(year)
		require.NoError(t, err)
		want := slices.Clone(list)
		clear(list)
		again, err := source.Holidays(year)
		require.NoError(t, err)
		require.Equal(t, want, again)
	}
	clear(text)
	list, err := parsed.Holidays(2027)
	require.NoError(t, err)
	require.Equal(t, "元旦", list[0].Name)
}

func BenchmarkPublicHolidays(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		_ = cn.PublicHolidays()
	}
}

func BenchmarkHolidays(b *testing.B) {
	b.ReportAllocs()
	source := cn.PublicHolidays()
	for b.Loop() {
		_, _ = source.Holidays(2026)
	}
}
