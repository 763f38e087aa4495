package calendar_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
)

// requireUncovered checks which date a question would need, and who does not know it.
func requireUncovered(t *testing.T, err error, source, text string) {
	t.Helper()
	require.ErrorIs(t, err, calendar.ErrNotCovered)
	var coverage *calendar.CoverageError
	require.ErrorAs(t, err, &coverage)
	require.Equal(t, calendar.CoverageError{Calendar: "office", Source: source, Date: aDate(text)}, *coverage)
}

// requireUndated checks that a question led to a date outside the years 1 to 9999.
func requireUndated(t *testing.T, err error) {
	t.Helper()
	require.EqualError(t, err, `calendar "office": a date outside the years 1 to 9999 is not covered`)
	var coverage *calendar.CoverageError
	require.ErrorAs(t, err, &coverage)
	require.Equal(t, calendar.CoverageError{Calendar: "office", Source: "coverage"}, *coverage)
}

func TestCoverageIsCutToWhatTheSourcesKnow(t *testing.T) {
	t.Parallel()
	list := func(first, last string) calendar.HolidaySource {
		bound := func(text string) calendar.Date {
			if text == "" {
				return calendar.Date{}
			}
			return aDate(text)
		}
		return calendar.FixedDates(bound(first), bound(last))
	}
	tests := []struct {
		name        string
		sources     []calendar.HolidaySource
		first, last string
		early, late string
	}{
		{"no source", nil, "1990-01-01", "2059-12-31", "coverage", "coverage"},
		{"a list without bounds", []calendar.HolidaySource{list("", "")}, "1990-01-01", "2059-12-31", "coverage", "coverage"},
		{"a list", []calendar.HolidaySource{list("2020-03-01", "2026-05-31")}, "2020-03-01", "2026-05-31", "dates", "dates"},
		{"a list wider than the usual coverage", []calendar.HolidaySource{list("1980-01-01", "2080-12-31")}, "1990-01-01", "2059-12-31", "coverage", "coverage"},
		{"a list of all dates", []calendar.HolidaySource{list("0001-01-01", "9999-12-31")}, "1990-01-01", "2059-12-31", "coverage", "coverage"},
		{"rules for all years", []calendar.HolidaySource{calendar.CalRules{FirstYear: 1, LastYear: 9999}}, "1990-01-01", "2059-12-31", "coverage", "coverage"},
		{"a list that ends with the usual coverage", []calendar.HolidaySource{list("1990-01-01", "2059-12-31")}, "1990-01-01", "2059-12-31", "coverage", "coverage"},
		{"a list that lacks one day on either side", []calendar.HolidaySource{list("1990-01-02", "2059-12-30")}, "1990-01-02", "2059-12-30", "dates", "dates"},
		{"two lists", []calendar.HolidaySource{calendar.Named("a", list("2020-01-01", "2030-12-31")), calendar.Named("b", list("2022-01-01", "2026-12-31"))}, "2022-01-01", "2026-12-31", "b", "b"},
		{"two lists, each the shorter one once", []calendar.HolidaySource{calendar.Named("a", list("2022-01-01", "2030-12-31")), calendar.Named("b", list("2020-01-01", "2026-12-31"))}, "2022-01-01", "2026-12-31", "a", "b"},
		{"years", []calendar.HolidaySource{calendar.Named("plant", years{first: 2007, last: 2026})}, "2007-01-01", "2026-12-31", "plant", "plant"},
		{"years without a name", []calendar.HolidaySource{years{last: 2026}}, "1990-01-01", "2026-12-31", "coverage", "holidays[0]"},
		{"rules with years", []calendar.HolidaySource{calendar.CalRules{FirstYear: 2000, LastYear: 2020}}, "2000-01-01", "2020-12-31", "rickar/cal", "rickar/cal"},
		{"the outermost name", []calendar.HolidaySource{calendar.Named("outer", calendar.Named("inner", list("", "2026-12-31")))}, "1990-01-01", "2026-12-31", "coverage", "outer"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			spec := januaryOffice()
			spec.First, spec.Last, spec.Holidays = calendar.Date{}, calendar.Date{}, test.sources
			c := mustCalendar(t, spec)
			first, last := c.Coverage()
			require.Equal(t, test.first, first.String())
			require.Equal(t, test.last, last.String())
			_, err := c.IsBusinessDay(first.AddDays(-1))
			requireUncovered(t, err, test.early, first.AddDays(-1).String())
			_, err = c.IsBusinessDay(last.AddDays(1))
			requireUncovered(t, err, test.late, last.AddDays(1).String())
		})
	}
}

func TestCoverageThatCannotBe(t *testing.T) {
	t.Parallel()
	spec := januaryOffice()
	spec.First, spec.Last = calendar.Date{}, calendar.Date{}
	spec.Holidays = []calendar.HolidaySource{
		calendar.FixedDates(calendar.Date{}, aDate("2010-12-31")), calendar.FixedDates(aDate("2011-01-01"), calendar.Date{}),
	}
	_, err := calendar.New(spec)
	requireProblems(t, err, "coverage: no date from 1990-01-01 to 2059-12-31 is known to every holiday source")

	// A year in the middle is the source's fault, whatever the ends.
	spec.Holidays = []calendar.HolidaySource{calendar.Named("plant", years{gap: 2015})}
	_, err = calendar.New(spec)
	requireProblems(t, err, `holidays[0]: source "plant" does not know the holidays of 2015-01-01`)
	spec.First, spec.Last = aDate("2014-06-01"), aDate("2016-06-01")
	_, err = calendar.New(spec)
	requireProblems(t, err, `holidays[0]: source "plant" does not know the holidays of 2015-01-01`)
	spec.Last = aDate("2015-06-01")
	_, err = calendar.New(spec)
	requireProblems(t, err, `coverage.last: source "plant" does not know the holidays of 2015-01-01`)
	spec.First, spec.Last = aDate("2015-06-01"), aDate("2016-06-01")
	_, err = calendar.New(spec)
	requireProblems(t, err, `coverage.first: source "plant" does not know the holidays of 2015-06-01`)
	spec.First, spec.Last = aDate("2016-01-01"), aDate("2016-12-31")
	mustCalendar(t, spec)
	spec.First, spec.Last = aDate("2014-01-01"), aDate("2014-12-31")
	mustCalendar(t, spec)
}

func TestProvisional(t *testing.T) {
	t.Parallel()
	moscow := mustZone("Europe/Moscow")
	spec := januaryOffice()
	spec.Location = moscow
	spec.First, spec.Last = calendar.Date{}, calendar.Date{}
	spec.Holidays = []calendar.HolidaySource{
		calendar.FixedDates(aDate("2020-01-01"), aDate("2026-12-31"), calendar.Holiday{Date: aDate("2026-12-31")}),
		calendar.Named("plant", years{gap: 2024}),
	}
	spec.Beyond = calendar.Provisional
	c := mustCalendar(t, spec)
	first, last := c.Coverage()
	require.Equal(t, "1990-01-01 2059-12-31", first.String()+" "+last.String())
	for text, provisional := range map[string]bool{
		"1980-01-01 00:00": true, "1990-01-01 00:00": true, "2019-12-31 23:59": true, "2020-01-01 00:00": false, "2023-12-31 23:59": false,
		"2024-01-01 00:00": true, "2024-12-31 23:59": true, "2025-01-01 00:00": false, "2026-12-31 23:59": false, "2027-01-01 00:00": true,
		"2059-12-31 23:59": true, "2070-01-01 00:00": true,
	} {
		instant := wallIn(moscow, text)
		require.Equal(t, provisional, c.Provisional(instant), text)
		require.Equal(t, provisional, c.Provisional(instant.UTC()), text)
		date := calendar.DateOf(instant)
		if date.Before(first) || date.After(last) {
			continue
		}
		day, err := c.Day(date)
		require.NoError(t, err)
		require.Equal(t, provisional, day.Provisional, text)
	}
	// Weekly hours stand in.
	business, err := c.IsBusinessDay(aDate("2027-12-31"))
	require.NoError(t, err)
	require.True(t, business)
	business, err = c.IsBusinessDay(aDate("2026-12-31"))
	require.NoError(t, err)
	require.False(t, business)

	// What one source does not know and then another is one stretch of time.
	adjacent := spec
	adjacent.Holidays = []calendar.HolidaySource{
		calendar.FixedDates(aDate("2020-01-01"), aDate("2022-12-31")),
		calendar.Named("plant", years{gap: 2022}),
	}
	lines := mustCalendar(t, adjacent).Describe(commitment.English)
	require.Equal(t, []string{
		"provisional from 1990-01-01 to 2019-12-31: holidays may still change", "provisional from 2022-01-01 to 2059-12-31: holidays may still change",
	}, lines[2:4])

	spec.Beyond = calendar.Refuse
	spec.Holidays = spec.Holidays[:1]
	c = mustCalendar(t, spec)
	require.False(t, c.Provisional(wallIn(moscow, "2026-12-31 12:00")))
	_, err = c.NextOpen(wallIn(moscow, "2026-12-31 12:00"))
	requireUncovered(t, err, "dates", "2027-01-01")
}

// bounded knows the dates of two years, the last days of which may change.
type bounded struct{ years }

func (bounded) Coverage() (first, firm, last calendar.Date) {
	return aDate("2024-01-01"), aDate("2025-12-25"), aDate("2025-12-31")
}

func TestLastDaysOfANotice(t *testing.T) {
	t.Parallel()
	spec := januaryOffice()
	spec.First, spec.Last = calendar.Date{}, calendar.Date{}
	spec.Holidays = []calendar.HolidaySource{calendar.Named("plant", bounded{})}
	c := mustCalendar(t, spec)
	first, last := c.Coverage()
	require.Equal(t, "2024-01-01 2025-12-31", first.String()+" "+last.String())
	require.False(t, c.Provisional(utcAt("2025-12-25 23:59")))
	require.True(t, c.Provisional(utcAt("2025-12-26 00:00")))
	require.True(t, c.Provisional(utcAt("2025-12-31 23:59")))
	require.False(t, c.Provisional(utcAt("2023-12-31 23:59")))

	spec.Last = aDate("2025-12-26")
	require.True(t, mustCalendar(t, spec).Provisional(utcAt("2025-12-26 12:00")))
	spec.Last = aDate("2025-12-25")
	require.False(t, mustCalendar(t, spec).Provisional(utcAt("2025-12-26 12:00")))
}

// The night shift of the eve reaches into the first date: what lies in its tail
// needs to know whether the eve was a holiday.
func TestTailsAtTheEndsOfTheCoverage(t *testing.T) {
	t.Parallel()
	spec := januaryOffice()
	spec.Week = calendar.EveryDay(theHours("22:00-06:00"))
	c := mustCalendar(t, spec)
	_, err := c.IsOpen(utcAt("2024-01-01 05:59"))
	requireUncovered(t, err, "coverage", "2023-12-31")
	_, err = c.Between(utcAt("2024-01-01 05:59"), utcAt("2024-01-02 00:00"))
	requireUncovered(t, err, "coverage", "2023-12-31")
	open, err := c.IsOpen(utcAt("2024-01-01 06:00"))
	require.NoError(t, err)
	require.False(t, open)
	_, err = c.PrevClose(utcAt("2024-01-01 06:00"))
	requireUncovered(t, err, "coverage", "2023-12-31")
	_, err = c.PrevOpen(utcAt("2024-01-01 12:00"))
	requireUncovered(t, err, "coverage", "2023-12-31")

	open, err = c.IsOpen(utcAt("2024-02-01 05:59"))
	require.NoError(t, err)
	require.True(t, open)
	_, err = c.IsOpen(utcAt("2024-02-01 06:00"))
	requireUncovered(t, err, "coverage", "2024-02-01")
	_, err = c.IsOpen(utcAt("2024-02-03 06:00"))
	requireUncovered(t, err, "coverage", "2024-02-03")
	due, err := c.Add(utcAt("2024-01-31 22:00"), 8*time.Hour)
	require.NoError(t, err)
	require.True(t, due.Equal(utcAt("2024-02-01 06:00")))
	_, err = c.Add(utcAt("2024-01-31 22:00"), 8*time.Hour+1)
	requireUncovered(t, err, "coverage", "2024-02-01")
	_, err = c.Add(utcAt("2024-01-02 00:00"), -2*time.Hour-1)
	requireUncovered(t, err, "coverage", "2023-12-31")
	opening, err := c.Add(utcAt("2024-01-02 00:00"), -2*time.Hour)
	require.NoError(t, err)
	require.True(t, opening.Equal(utcAt("2024-01-01 22:00")))
	_, err = c.NextClose(utcAt("2024-02-01 01:00"))
	requireUncovered(t, err, "coverage", "2024-02-01")
	_, err = c.Due(utcAt("2024-02-01 01:00"), calendar.MustAllowance("0bd"))
	requireUncovered(t, err, "coverage", "2024-02-01")
	_, err = c.Due(utcAt("2024-02-01 00:00"), calendar.MustAllowance("0bd"))
	requireUncovered(t, err, "coverage", "2024-02-01")
	due, err = c.Due(utcAt("2024-01-31 23:59"), calendar.MustAllowance(`{"business_days": 0, "due": "end_of_day"}`))
	require.NoError(t, err)
	require.True(t, due.Equal(utcAt("2024-02-01 06:00")))
}

func TestLastInstantOfTheCoverage(t *testing.T) {
	t.Parallel()
	c := mustCalendar(t, januaryOffice())
	end := utcAt("2024-02-01 00:00")
	worked, err := c.Between(utcAt("2024-01-31 16:00"), end)
	require.NoError(t, err)
	require.Equal(t, time.Hour, worked)
	_, err = c.Between(utcAt("2024-01-31 16:00"), end.Add(1))
	requireUncovered(t, err, "coverage", "2024-02-01")
	_, err = c.Between(end.Add(1), utcAt("2024-01-31 16:00"))
	requireUncovered(t, err, "coverage", "2024-02-01")
	_, err = c.Add(end.Add(1), 0)
	requireUncovered(t, err, "coverage", "2024-02-01")
	start := utcAt("2024-01-01 00:00")
	same, err := c.Add(start, 0)
	require.NoError(t, err)
	require.True(t, same.Equal(start))
	_, err = c.Add(start.Add(-1), 0)
	requireUncovered(t, err, "coverage", "2023-12-31")
	_, err = c.Add(utcAt("2022-05-05 00:00"), 0)
	requireUncovered(t, err, "coverage", "2022-05-05")
	same, err = c.Add(end, 0)
	require.NoError(t, err)
	require.True(t, same.Equal(end))
	closing, err := c.PrevClose(end)
	require.NoError(t, err)
	require.True(t, closing.Equal(utcAt("2024-01-31 17:00")))
	for _, question := range []func(time.Time) (time.Time, error){c.NextOpen, c.NextClose, c.PrevOpen} {
		_, err = question(end)
		requireUncovered(t, err, "coverage", "2024-02-01")
	}
	_, err = c.IsOpen(end)
	requireUncovered(t, err, "coverage", "2024-02-01")
	for _, far := range []time.Time{end.Add(time.Second), {}, time.Unix(1<<60, 0), time.Unix(-1<<60, 0), time.Date(2300, 1, 1, 0, 0, 0, 0, time.UTC)} {
		_, err = c.IsOpen(far)
		require.ErrorIs(t, err, calendar.ErrNotCovered)
	}
}

// A coverage of whole weeks ends where another week would begin.
func TestLastInstantOfWholeWeeks(t *testing.T) {
	t.Parallel()
	spec := januaryOffice()
	spec.Week, spec.Last = calendar.EveryDay(theHours("00:00-12:00")), aDate("2024-01-28")
	c := mustCalendar(t, spec)
	end := utcAt("2024-01-29 00:00")
	_, err := c.NextOpen(end)
	requireUncovered(t, err, "coverage", "2024-01-29")
	closing, err := c.PrevClose(end)
	require.NoError(t, err)
	require.True(t, closing.Equal(utcAt("2024-01-28 12:00")))
	worked, err := c.Between(utcAt("2024-01-01 00:00"), end)
	require.NoError(t, err)
	require.Equal(t, 28*12*time.Hour, worked)
}

func TestCoverageErrors(t *testing.T) {
	t.Parallel()
	tests := []struct {
		err  calendar.CoverageError
		text string
	}{
		{calendar.CoverageError{Calendar: "office", Source: "cn", Date: aDate("2027-01-01")}, `calendar "office": 2027-01-01 is not covered: its holidays are not known to "cn"`},
		{calendar.CoverageError{Source: "coverage", Date: aDate("2027-01-01")}, `calendar: 2027-01-01 lies outside the coverage`},
		{calendar.CoverageError{}, `calendar: a date outside the years 1 to 9999 is not covered`},
		{calendar.CoverageError{Calendar: "office", Source: "cn"}, `calendar "office": a date outside the years 1 to 9999 is not covered`},
	}
	for _, test := range tests {
		require.Equal(t, test.text, test.err.Error())
		require.ErrorIs(t, &test.err, calendar.ErrNotCovered)
		require.NotErrorIs(t, &test.err, calendar.ErrNoWorkingTime)
	}
}

// The eve of the coverage is not covered, but what is known of it counts: only
// a shift that it may have had leaves its tail unknown.
func TestTailOfTheEve(t *testing.T) {
	t.Parallel()
	makeup := func(date, hours string) []calendar.HolidaySource {
		return fixed(calendar.Holiday{Date: aDate(date), Kind: calendar.Makeup, Hours: theHours(hours)})
	}
	tests := []struct {
		name   string
		change func(s *calendar.Spec)
		known  string // the first known instant of 2024-01-01
	}{
		{"no night shifts", func(*calendar.Spec) {}, "00:00"},
		{"make-up workdays at night, but no holidays", func(s *calendar.Spec) { s.Makeup = theHours("22:00-06:00") }, "00:00"},
		{"make-up workdays at night", func(s *calendar.Spec) { s.Makeup, s.Holidays = theHours("22:00-06:00"), fixed() }, "06:00"},
		{"make-up workdays like Mondays, at night", func(s *calendar.Spec) {
			s.Week[time.Monday], s.Holidays = theHours("21:00-05:00"), fixed()
		}, "05:00"},
		{"a make-up workday on the eve", func(s *calendar.Spec) { s.Holidays = makeup("2023-12-31", "20:00-07:00") }, "07:00"},
		{"a make-up workday on another date", func(s *calendar.Spec) { s.Holidays = makeup("2023-12-30", "20:00-07:00") }, "00:00"},
		{"a make-up workday later on", func(s *calendar.Spec) { s.Holidays = makeup("2024-01-10", "20:00-07:00") }, "00:00"},
		{"nights on Sundays", func(s *calendar.Spec) { s.Week[time.Sunday] = theHours("23:00-04:00") }, "04:00"},
		{"make-up workdays that no hours are known for", func(s *calendar.Spec) {
			s.Week, s.Holidays, s.Overrides = calendar.Week{}, fixed(), openOn("2024-01-05")
		}, "00:00"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			spec := januaryOffice()
			test.change(&spec)
			c := mustCalendar(t, spec)
			known := utcAt("2024-01-01 " + test.known)
			_, err := c.IsOpen(known.Add(-1))
			requireUncovered(t, err, "coverage", "2023-12-31")
			open, err := c.IsOpen(known)
			require.NoError(t, err)
			require.False(t, open)
		})
	}
}

// A notice for a year can hold days of the year before and, with observed
// dates, of the year after: New asks for one more on either side.
func TestNoticesOfNeighbouringYears(t *testing.T) {
	t.Parallel()
	spec := januaryOffice()
	spec.Last = aDate("2024-12-31")
	spec.Holidays = []calendar.HolidaySource{notices{
		2023: {{Date: aDate("2024-01-02")}}, 2025: {{Date: aDate("2024-12-31")}},
		2022: {{Date: aDate("2024-06-03")}}, 2026: {{Date: aDate("2024-06-04")}},
	}}
	c := mustCalendar(t, spec)
	for text, open := range map[string]bool{"2024-01-02": false, "2024-12-31": false, "2024-06-03": true, "2024-06-04": true} {
		business, err := c.IsBusinessDay(aDate(text))
		require.NoError(t, err)
		require.Equal(t, open, business, text)
	}
}

type notices map[int][]calendar.Holiday

func (n notices) Holidays(year int) ([]calendar.Holiday, error) { return n[year], nil }

// Dates end on 9999-12-31, and so can the coverage: what follows is no date.
func TestTheLastDateThereIs(t *testing.T) {
	t.Parallel()
	spec := januaryOffice()
	spec.First, spec.Last = aDate("9999-12-01"), aDate("9999-12-31") // a Wednesday and a Friday
	office := mustCalendar(t, spec)
	set, err := calendar.Union("set", office)
	require.NoError(t, err)
	for _, c := range []*calendar.Calendar{office, set} {
		first, last := c.Coverage()
		require.Equal(t, "9999-12-01 9999-12-31", first.String()+" "+last.String())
		for _, allowance := range []string{"8h", "1bd", `{"business_days":1,"due":"end_of_date"}`} {
			lines, err := c.Explain(utcAt("9999-12-30 16:00"), calendar.MustAllowance(allowance), commitment.English)
			require.NoError(t, err, allowance)
			require.Len(t, lines, 3, allowance)
		}
		_, err := c.AddBusinessDays(last, 1)
		require.ErrorIs(t, err, calendar.ErrNotCovered)
		require.ErrorContains(t, err, "a date outside the years 1 to 9999 is not covered")
	}
	spec.Overrides = []calendar.Override{{Date: aDate("9999-12-30")}}
	rolled, err := mustCalendar(t, spec).Account(utcAt("9999-12-29 12:00"), calendar.MustAllowance(`{"calendar_days":1,"roll":"next_business_day"}`))
	require.NoError(t, err)
	require.Len(t, rolled.Days, 2)
	require.Equal(t, "9999-12-31 12:00", rolled.Due.Format(minuteLayout))
}

// Whether the eve's hours end at the first midnight is not known: what comes in then
// may have come at closing time, which stays, or waits for the opening.
func TestDueFromTheFirstMidnight(t *testing.T) {
	first := aDate("2011-02-11")
	evening := mustCalendar(t, calendar.Spec{
		Name: "evening", Location: time.UTC, Week: calendar.Weekdays(theHours("18:00-24:00")), First: first, Last: aDate("2011-02-13"),
	})
	midnight := time.Date(2011, time.February, 11, 0, 0, 0, 0, time.UTC)
	_, err := evening.Due(midnight, calendar.MustAllowance(`{"business_days": 0, "from": "date"}`))
	require.ErrorIs(t, err, calendar.ErrNotCovered)
	due, err := evening.Due(midnight.Add(1), calendar.MustAllowance(`{"business_days": 0, "from": "date"}`))
	require.NoError(t, err)
	require.Equal(t, midnight.Add(18*time.Hour), due)
}

// In Nuuk the last hour of 2028-03-25 is skipped. Hours that were to open in it open
// after midnight, and what of the next date lies before them is not known.
func TestCoverageEndsWhereTheNextDateMayBegin(t *testing.T) {
	nuuk := mustZone("America/Nuuk")
	midnight := time.Date(2028, time.March, 26, 0, 0, 0, 0, nuuk)
	for hours, want := range map[string]time.Time{
		"23:08-04:37": midnight,
		"23:00-04:37": midnight.Add(4*time.Hour + 37*time.Minute),
		"22:59-04:37": midnight.Add(4*time.Hour + 37*time.Minute),
	} {
		c := mustCalendar(t, calendar.Spec{
			Name: "night", Location: nuuk, Week: calendar.Week{time.Thursday: theHours("09:00-17:00"), time.Saturday: theHours(hours)},
			First: aDate("2028-03-20"), Last: aDate("2028-03-25"),
		})
		_, last := c.Covered()
		require.True(t, want.Equal(last), "%s: %s", hours, last.In(nuuk))
	}
}

// A calendar that would never be open says why.
func TestNoWorkingTimeSaysWhy(t *testing.T) {
	spec := calendar.Spec{Name: "night", Location: time.UTC, First: aDate("2026-03-02"), Last: aDate("2026-03-02")}
	spec.Week = calendar.Week{time.Tuesday: theHours("09:00-17:00")}
	_, err := calendar.New(spec)
	require.ErrorIs(t, err, calendar.ErrNoWorkingTime)
	require.EqualError(t, err, "calendar: week: no working time from 2026-03-02 to 2026-03-02")

	// On Monday it opens for two hours, in which the hours of Sunday may go on.
	spec.Week = calendar.Week{time.Sunday: theHours("22:00-06:00"), time.Monday: theHours("03:00-05:00")}
	_, err = calendar.New(spec)
	require.ErrorIs(t, err, calendar.ErrNoWorkingTime)
	require.EqualError(t, err, "calendar: week: no working time from 2026-03-02 to 2026-03-02, but for what may be left of the hours of the eve")
}
