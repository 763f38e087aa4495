package calendar_test

import (
	"errors"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/gb"
	"github.com/rickar/cal/v2/nz"
	"github.com/rickar/cal/v2/us"
	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
)

// calRules returns the different rules of all countries, in order of country.
func calRules() []*cal.Holiday {
	var rules []*cal.Holiday
	known := make(map[*cal.Holiday]bool)
	for _, country := range slices.Sorted(maps.Keys(calLists)) {
		for _, list := range calLists[country] {
			for _, rule := range list {
				if !known[rule] {
					known[rule] = true
					rules = append(rules, rule)
				}
			}
		}
	}
	return rules
}

// The zones that cal.DefaultLoc is set to. Where one skips midnights west of
// Greenwich, rickar/cal's own dates go wrong.
var defaultLocations = []string{
	"UTC", "America/Sao_Paulo", "America/Santiago", "America/Havana", "America/Asuncion", "America/Argentina/Buenos_Aires", "Pacific/Apia",
	"Asia/Tehran", "Asia/Beirut", "Africa/Cairo", "Asia/Amman", "Asia/Gaza", "America/New_York",
}

// No answer may depend on the global zone of rickar/cal, which a program can
// set and which is the zone of the machine otherwise. Not parallel: it sets it.
func TestHolidaysDoNotDependOnDefaultLoc(t *testing.T) { //nolint:paralleltest // sets a global
	require.Len(t, calLists, 48, "countries")
	rules := calRules()
	require.Greater(t, len(rules), 400)
	defer func(location *time.Location) { cal.DefaultLoc = location }(cal.DefaultLoc)
	expected := make(map[int][]calendar.Holiday)
	count := 0
	for _, location := range defaultLocations {
		cal.DefaultLoc = mustZone(location)
		for year := 1990; year <= 2059; year++ {
			actual := make([]calendar.Holiday, 0, len(expected[year]))
			for _, rule := range rules {
				holidays, err := calendar.FromCal(rule).Holidays(year)
				require.NoError(t, err)
				actual = append(actual, holidays...)
			}
			if expected[year] == nil {
				expected[year] = actual
				count += len(actual)
			}
			require.True(t, slices.Equal(expected[year], actual), "%s: %v, %v", location, expected[year], actual)
		}
	}
	require.Greater(t, count, 30000)
}

// closedDates returns the dates on which rules close in some years.
func closedDates(t *testing.T, source calendar.HolidaySource, first, last int) []string {
	t.Helper()
	var dates []string
	for year := first; year <= last; year++ {
		holidays, err := source.Holidays(year)
		require.NoError(t, err)
		for _, h := range holidays {
			require.Equal(t, year, h.Date.Year(), "of another year: %s", h.Date)
			require.Equal(t, calendar.DayOff, h.Kind)
			require.NotEmpty(t, h.Name)
			dates = append(dates, h.Date.String())
		}
	}
	slices.Sort(dates)
	return dates
}

func TestHolidaysOfCountries(t *testing.T) {
	t.Parallel()
	observed := func(rules []*cal.Holiday) calendar.HolidaySource {
		return calendar.CalRules{Rules: rules, ObservedOnly: true}
	}
	require.Len(t, closedDates(t, observed(us.Holidays), 2026, 2028), 33)
	require.Len(t, closedDates(t, observed(gb.Holidays), 2026, 2028), 24)

	boxing := []*cal.Holiday{gb.BoxingDay}
	require.Equal(t, []string{"2026-12-26", "2026-12-28"}, closedDates(t, calendar.FromCal(boxing...), 2026, 2026), "a Saturday")
	require.Equal(t, []string{"2026-12-28"}, closedDates(t, observed(boxing), 2026, 2026))

	newYear := []*cal.Holiday{us.NewYear}
	require.Equal(t, []string{"2027-01-01", "2027-12-31"}, closedDates(t, calendar.FromCal(newYear...), 2027, 2027), "2028 begins on a Saturday")
	require.Equal(t, []string{"2028-01-01"}, closedDates(t, calendar.FromCal(newYear...), 2028, 2028))
	require.Empty(t, closedDates(t, observed(newYear), 2028, 2028))
	require.Equal(t, []string{"2022-12-26", "2023-01-02"}, closedDates(t, observed([]*cal.Holiday{us.NewYear, us.ChristmasDay}), 2022, 2023)[0:2], "Sundays")
}

func TestFromCalKeepsItsOwnList(t *testing.T) {
	t.Parallel()
	rules := []*cal.Holiday{us.ChristmasDay}
	source := calendar.FromCal(rules...)
	rules[0] = us.NewYear
	require.Equal(t, []string{"2026-12-25"}, closedDates(t, source, 2026, 2026))
}

func TestRuleThatFallsTwiceOnADate(t *testing.T) {
	t.Parallel()
	require.Len(t, closedDates(t, calendar.FromCal(us.NewYear, us.NewYear), 2026, 2026), 1)
}

func TestYearsOfRules(t *testing.T) {
	t.Parallel()
	rules := calendar.CalRules{Rules: []*cal.Holiday{us.NewYear}, FirstYear: 2020, LastYear: 2027}
	for _, test := range []struct {
		year  int
		known bool
	}{{2019, false}, {2020, true}, {2027, true}, {2028, false}, {0, false}} {
		_, err := rules.Holidays(test.year)
		if test.known {
			require.NoError(t, err, test.year)
			continue
		}
		requireCoverage(t, orDated(err))
		require.ErrorIs(t, err, calendar.ErrNotCovered, test.year)
	}
	for _, none := range []calendar.CalRules{{FirstYear: 20_000}, {LastYear: -1}} {
		_, err := none.Holidays(2026)
		require.ErrorIs(t, err, calendar.ErrNotCovered)
	}
	// The first of January 2028 is observed in 2027, though 2028 is not known.
	require.Equal(t, []string{"2027-01-01", "2027-12-31"}, closedDates(t, rules, 2027, 2027))

	first, firm, last := rules.Coverage()
	require.Equal(t, "2020-01-01", first.String())
	require.True(t, firm.IsZero())
	require.Equal(t, "2027-12-31", last.String())
	first, firm, last = calendar.CalRules{Rules: us.Holidays}.Coverage()
	require.True(t, first.IsZero() && firm.IsZero() && last.IsZero(), "no bounds")

	_, err := calendar.CalRules{Rules: []*cal.Holiday{us.NewYear, nil}}.Holidays(2026)
	require.ErrorContains(t, err, "rule 1 is nil")
	require.NotErrorIs(t, err, calendar.ErrNotCovered)
	holidays, err := calendar.CalRules{}.Holidays(2026)
	require.NoError(t, err)
	require.Empty(t, holidays)
	require.Equal(t, "rickar/cal", calendar.CalRules{}.String())
}

// orDated lets the error of year 0 pass, which no date can name.
func orDated(err error) error {
	var coverage *calendar.CoverageError
	if errors.As(err, &coverage) && coverage.Date.IsZero() {
		coverage.Date = calendar.MustDate(1, 1, 1)
	}
	return err
}

func TestTableOfDatesIsFirmUntilItsEnd(t *testing.T) {
	t.Parallel()
	rules := append(slices.Clone(nz.Holidays), nz.Matariki) // which is not in the list
	_, firm, last := calendar.CalRules{Rules: rules}.Coverage()
	require.Equal(t, "2052-12-31", firm.String())
	require.True(t, last.IsZero())
	// A stated last year cuts both.
	_, firm, last = calendar.CalRules{Rules: rules, LastYear: 2060}.Coverage()
	require.Equal(t, "2052-12-31 2060-12-31", firm.String()+" "+last.String())
	_, firm, last = calendar.CalRules{Rules: rules, LastYear: 2052}.Coverage()
	require.Equal(t, "no date 2052-12-31", firm.String()+" "+last.String())

	require.Contains(t, closedDates(t, calendar.FromCal(rules...), 2052, 2052), "2052-06-21")
	wellington := mustZone("Pacific/Auckland")
	c, err := calendar.New(calendar.Spec{
		Location: wellington, Week: calendar.Weekdays(calendar.MustHours("09:00-17:00")),
		Holidays: []calendar.HolidaySource{calendar.FromCal(rules...)},
	})
	require.NoError(t, err)
	require.False(t, c.Provisional(time.Date(2052, 12, 31, 23, 59, 59, 0, wellington)))
	require.True(t, c.Provisional(time.Date(2053, 1, 1, 0, 0, 0, 0, wellington)))
	day, err := c.Day(calendar.MustDate(2053, 1, 2))
	require.NoError(t, err)
	require.True(t, day.Provisional)
}

// A rule that answers with dates of other years: what rickar/cal does where a
// fifth weekday, or a table, runs out.
func TestRuleThatStraysFromItsYear(t *testing.T) {
	t.Parallel()
	stray := &cal.Holiday{Name: "stray", Func: func(_ *cal.Holiday, year int) time.Time {
		return time.Date(year+3, 5, 1, 0, 0, 0, 0, time.UTC)
	}}
	require.Empty(t, closedDates(t, calendar.FromCal(stray), 2020, 2030))
	stuck := &cal.Holiday{Name: "stuck", Func: func(*cal.Holiday, int) time.Time { return time.Date(1899, 5, 1, 0, 0, 0, 0, time.UTC) }}
	_, firm, _ := calendar.CalRules{Rules: []*cal.Holiday{stuck, nil}}.Coverage()
	require.True(t, firm.IsZero(), "no table: never a date of its own")
	for _, years := range []int{-1, 1} { // carried into a neighbouring year
		near := &cal.Holiday{Name: "near", Func: func(_ *cal.Holiday, year int) time.Time {
			return time.Date(year+years, 5, 1, 0, 0, 0, 0, time.UTC)
		}}
		require.Equal(t, []string{"2026-05-01"}, closedDates(t, calendar.FromCal(near), 2026, 2026))
		_, firm, _ := calendar.CalRules{Rules: []*cal.Holiday{near}}.Coverage()
		require.True(t, firm.IsZero(), "dates of their own")
	}
	// A table whose dates lie in the year before, and that ends with that of 2030.
	table := &cal.Holiday{Name: "table", Func: func(_ *cal.Holiday, year int) time.Time {
		return time.Date(min(year, 2030)-1, 5, 1, 0, 0, 0, 0, time.UTC)
	}}
	_, firm, _ = calendar.CalRules{Rules: []*cal.Holiday{table}}.Coverage()
	require.Equal(t, "2030-12-31", firm.String())
}
