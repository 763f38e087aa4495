package calendar_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
)

func TestSetsThatAreRefused(t *testing.T) {
	t.Parallel()
	office := mustCalendar(t, januaryOffice())
	later := januaryOffice()
	later.First, later.Last = aDate("2024-03-01"), aDate("2024-03-31")
	weekend := januaryOffice()
	weekend.Week = calendar.Week{time.Saturday: theHours("09:00-17:00")}
	tests := []struct {
		name     string
		build    func(string, ...*calendar.Calendar) (*calendar.Calendar, error)
		operands []*calendar.Calendar
		matches  error
		problems []string
	}{
		{"none", calendar.Union, nil, nil, []string{"calendars: is required"}},
		{
			"nil and not compiled", calendar.Union,
			[]*calendar.Calendar{office, nil, {}, calendar.Always(nil)},
			nil,
			[]string{"calendars[1]: is nil", "calendars[2]: is not compiled", "calendars[3].time_zone: is required"},
		},
		{"no date in common", calendar.Union, []*calendar.Calendar{office, mustCalendar(t, later)}, calendar.ErrNotCovered, []string{"calendars: no date is covered by all"}},
		{
			"nothing in common", calendar.Intersect,
			[]*calendar.Calendar{office, mustCalendar(t, weekend)},
			calendar.ErrNoWorkingTime,
			[]string{"calendars: no working time from 2024-01-01 to 2024-01-31"},
		},
		{"nothing left", calendar.Without, []*calendar.Calendar{office, office}, calendar.ErrNoWorkingTime, []string{"calendars: no working time"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			set, err := test.build("set", test.operands...)
			requireProblems(t, err, test.problems...)
			require.Nil(t, set)
			if test.matches != nil {
				require.ErrorIs(t, err, test.matches)
			}
		})
	}
}

// crowd returns calendars that have a hundred windows of a second each day, no
// two of which meet.
func crowd(t *testing.T, number int) []*calendar.Calendar {
	t.Helper()
	crowd := make([]*calendar.Calendar, number)
	for i := range crowd {
		windows := make([]calendar.Window, 100)
		for j := range windows {
			at := (time.Time{}).Add(time.Duration(i*len(windows)+j) * 8 * time.Second)
			windows[j].Open = calendar.MustTimeOfDay(at.Format(time.TimeOnly))
			windows[j].Close = calendar.MustTimeOfDay(at.Add(time.Second).Format(time.TimeOnly))
		}
		hours, err := calendar.NewHours(windows...)
		require.NoError(t, err)
		spec := januaryOffice()
		spec.Week = calendar.EveryDay(hours)
		crowd[i] = mustCalendar(t, spec)
	}
	return crowd
}

func TestSetWithCrowdedDates(t *testing.T) {
	t.Parallel()
	most := crowd(t, 51)
	full, err := calendar.Union("full", most[:50]...)
	require.NoError(t, err)
	require.Equal(t, 5000*time.Second, mustBetween(t, full, utcAt("2024-01-02 00:00"), utcAt("2024-01-03 00:00")))
	set, err := calendar.Union("fuller", most...)
	requireProblems(t, err, "calendars: have more than 5000 pieces of working time on 2024-01-01")
	require.Nil(t, set)
}

func TestSetOfOneCalendar(t *testing.T) {
	t.Parallel()
	spec := januaryOffice()
	spec.Week[time.Friday] = theHours("22:00-06:00")
	office := mustCalendar(t, spec)
	for _, op := range setOperations {
		set, err := op.build("alone", office)
		require.NoError(t, err)
		require.Equal(t, "alone", set.Name())
		require.Equal(t, office.Location(), set.Location())
		require.Equal(t, mustBetween(t, office, utcAt("2024-01-01 06:00"), utcAt("2024-01-31 00:00")), mustBetween(t, set, utcAt("2024-01-01 06:00"), utcAt("2024-01-31 00:00")))
		first, last := set.Coverage()
		require.Equal(t, "2024-01-01 2024-01-31", first.String()+" "+last.String())
		for d := first; !d.After(last); d = d.AddDays(1) {
			expected, err := office.Day(d)
			require.NoError(t, err)
			expected.Source = "office: " + expected.Source
			actual, err := set.Day(d)
			require.NoError(t, err)
			require.Equal(t, expected, actual)
		}
	}
}

func TestCoverageOfSets(t *testing.T) {
	t.Parallel()
	office := mustCalendar(t, januaryOffice())
	wide := januaryOffice()
	wide.Name, wide.First, wide.Last = "wide", aDate("2023-12-01"), aDate("2024-02-29")
	tokyo := wide
	tokyo.Location = mustZone("Asia/Tokyo")
	early := januaryOffice()
	early.First, early.Last = aDate("2023-12-01"), aDate("2024-01-10")
	tests := []struct {
		name        string
		operands    []*calendar.Calendar
		first, last string
	}{
		{"the narrower", []*calendar.Calendar{mustCalendar(t, wide), office}, "2024-01-01", "2024-01-31"},
		{"the later first, the earlier last", []*calendar.Calendar{office, mustCalendar(t, early)}, "2024-01-01", "2024-01-10"},
		{"whole dates of the first one's zone", []*calendar.Calendar{mustCalendar(t, tokyo), office}, "2024-01-02", "2024-01-31"},
		{"whole dates of the first one's zone, wide", []*calendar.Calendar{office, mustCalendar(t, tokyo)}, "2024-01-01", "2024-01-31"},
	}
	for _, test := range tests {
		set, err := calendar.Union("set", test.operands...)
		require.NoError(t, err)
		first, last := set.Coverage()
		require.Equal(t, test.first+" "+test.last, first.String()+" "+last.String(), test.name)
		_, err = set.IsOpen(utcAt("2024-02-02 12:00"))
		require.ErrorIs(t, err, calendar.ErrNotCovered)
	}
}

func TestReasonsOfSets(t *testing.T) {
	t.Parallel()
	office := everyKind()
	lines := januaryOffice()
	lines.Name, lines.Week = "", calendar.Week{time.Sunday: theHours("12:00-13:00"), time.Monday: theHours("18:00-20:00"), time.Tuesday: theHours("08:00-10:00")}
	windows := januaryOffice()
	windows.Name, windows.Week = "maintenance", calendar.Week{time.Tuesday: theHours("08:00-18:00"), time.Wednesday: theHours("12:00-13:00")}
	a, b, m := mustCalendar(t, office), mustCalendar(t, lines), mustCalendar(t, windows)
	tests := []struct {
		name         string
		build        func(string, ...*calendar.Calendar) (*calendar.Calendar, error)
		operands     []*calendar.Calendar
		date         string
		kind         calendar.DayKind
		reason, from string
		hours        string
	}{
		{"union, the first is open", calendar.Union, []*calendar.Calendar{a, b}, "2024-01-02", calendar.Workday, "", "office: week", "09:00-17:00"},
		{"union, only the second is open", calendar.Union, []*calendar.Calendar{a, b}, "2024-01-01", calendar.Workday, "", "week", "18:00-20:00"},
		{"union, both closed", calendar.Union, []*calendar.Calendar{a, b}, "2024-01-10", calendar.HolidayDay, "Off", "office: state", "closed"},
		{"intersection, both open", calendar.Intersect, []*calendar.Calendar{a, b}, "2024-01-02", calendar.Workday, "", "office: week", "09:00-17:00"},
		{"intersection, the second closed", calendar.Intersect, []*calendar.Calendar{a, b}, "2024-01-04", calendar.RestDay, "", "week", "closed"},
		{"intersection, the first closed", calendar.Intersect, []*calendar.Calendar{a, b}, "2024-01-01", calendar.HolidayDay, "New Year's Day", "office: state / city", "closed"},
		{"intersection, open but not together", calendar.Intersect, []*calendar.Calendar{a, b}, "2024-01-22", calendar.RestDay, "", "intersect", "closed"},
		{"difference, still open", calendar.Without, []*calendar.Calendar{a, m}, "2024-01-03", calendar.Workday, "", "office: week", "09:00-17:00"},
		{"difference, nothing left", calendar.Without, []*calendar.Calendar{a, m}, "2024-01-02", calendar.RestDay, "", "without", "closed"},
		{"difference, the first closed", calendar.Without, []*calendar.Calendar{a, m}, "2024-01-10", calendar.HolidayDay, "Off", "office: state", "closed"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			set, err := test.build("set", test.operands...)
			require.NoError(t, err)
			day, err := set.Day(aDate(test.date))
			require.NoError(t, err)
			require.Equal(t, test.kind, day.Kind)
			require.Equal(t, test.reason, day.Name)
			require.Equal(t, test.from, day.Source)
			require.Equal(t, test.hours, day.Hours.String())
			business, err := set.IsBusinessDay(aDate(test.date))
			require.NoError(t, err)
			require.Equal(t, len(day.Periods) > 0, business)
		})
	}
}

func TestProvisionalSets(t *testing.T) {
	t.Parallel()
	office := januaryOffice()
	guess := januaryOffice()
	guess.Holidays, guess.Beyond = []calendar.HolidaySource{calendar.FixedDates(calendar.Date{}, aDate("2024-01-20"))}, calendar.Provisional
	set, err := calendar.Union("set", mustCalendar(t, office), mustCalendar(t, guess))
	require.NoError(t, err)
	require.False(t, set.Provisional(utcAt("2024-01-20 23:59")))
	require.True(t, set.Provisional(utcAt("2024-01-21 00:00")))
	day, err := set.Day(aDate("2024-01-21"))
	require.NoError(t, err)
	require.True(t, day.Provisional)

	// In New York the unknown date begins in the evening of the last known one.
	for zone, provisional := range map[string][2]bool{"America/New_York": {true, true}, "Asia/Tokyo": {false, true}} {
		office.Location = mustZone(zone)
		set, err = calendar.Union("set", mustCalendar(t, office), mustCalendar(t, guess))
		require.NoError(t, err)
		for i, date := range []calendar.Date{aDate("2024-01-20"), aDate("2024-01-21")} {
			day, err = set.Day(date)
			require.NoError(t, err)
			require.Equal(t, provisional[i], day.Provisional, "%s in %s", date, zone)
		}
	}
}

// A business day of a set begins with the first piece and ends with the last,
// whichever calendar they come from.
func TestDueInSets(t *testing.T) {
	t.Parallel()
	office := mustCalendar(t, januaryOffice())
	evening := januaryOffice()
	evening.Week = calendar.Weekdays(theHours("06:00-07:00,19:00-20:00"))
	set, err := calendar.Union("set", office, mustCalendar(t, evening))
	require.NoError(t, err)
	due, err := set.Due(utcAt("2024-01-02 12:00"), calendar.MustAllowance(`{"business_days": 1, "due": "end_of_day"}`))
	require.NoError(t, err)
	require.Equal(t, "2024-01-03 20:00", due.Format(minuteLayout))
	due, err = set.Due(utcAt("2024-01-02 12:00"), calendar.MustAllowance(`{"business_days": 1, "cut_off": "11:00"}`))
	require.NoError(t, err)
	require.Equal(t, "2024-01-04 06:00", due.Format(minuteLayout))
}

// A shift past midnight keeps its date in a set too, also where it is the only one,
// in summer, of a calendar that comes after another.
func TestDueInANightOfASet(t *testing.T) {
	t.Parallel()
	day, night := januaryOffice(), januaryOffice()
	for _, spec := range []*calendar.Spec{&day, &night} {
		spec.Location, spec.Last = mustZone("Europe/London"), aDate("2024-12-31")
	}
	night.Week = calendar.Week{}
	night.Overrides = []calendar.Override{{Date: aDate("2024-07-01"), Hours: theHours("22:00-00:30")}}
	set, err := calendar.Union("set", mustCalendar(t, day), mustCalendar(t, night))
	require.NoError(t, err)
	due, err := set.Due(utcAt("2024-07-01 23:15"), calendar.MustAllowance(`{"business_days": 1, "due": "end_of_day"}`))
	require.NoError(t, err)
	require.Equal(t, "2024-07-02 17:00", due.Format(minuteLayout))
}

// Where shifts of two dates are open, the later one counts, also one that opens at
// the zero of Unix time and stands before the other in the set.
func TestDueInANightOfASetAtTheEpoch(t *testing.T) {
	t.Parallel()
	day, night := januaryOffice(), januaryOffice()
	for _, spec := range []*calendar.Spec{&day, &night} {
		spec.First, spec.Last = aDate("1969-12-01"), aDate("1970-01-31")
	}
	day.Week, night.Week = calendar.EveryDay(theHours("00:00-12:00")), calendar.EveryDay(theHours("20:00-10:00"))
	set, err := calendar.Union("set", mustCalendar(t, day), mustCalendar(t, night))
	require.NoError(t, err)
	for _, date := range []calendar.Date{aDate("1970-01-01"), aDate("1970-01-02")} {
		start, err := set.At(date, calendar.MustTimeOfDay("01:00"))
		require.NoError(t, err)
		due, err := set.Due(start, calendar.MustAllowance(`{"business_days": 1, "due": "end_of_day"}`))
		require.NoError(t, err)
		require.Equal(t, date.AddDays(2).String()+" 10:00", due.Format(minuteLayout))
	}
}

// The coverage of a set can begin within a date: its hours are known, its number
// among the business days is not.
func TestDueOnADateThatIsCoveredInPart(t *testing.T) {
	t.Parallel()
	tokyo := januaryOffice()
	tokyo.Location, tokyo.First = mustZone("Asia/Tokyo"), aDate("2023-12-01")
	morning := januaryOffice()
	morning.Week = calendar.Weekdays(theHours("01:00-05:00")) // no shift of it runs over a midnight in Tokyo
	set, err := calendar.Union("set", mustCalendar(t, tokyo), mustCalendar(t, morning))
	require.NoError(t, err)
	start := utcAt("2024-01-01 01:00")
	open, err := set.IsOpen(start)
	require.NoError(t, err)
	require.True(t, open)
	_, err = set.Due(start, calendar.MustAllowance("1bd"))
	require.ErrorIs(t, err, calendar.ErrNotCovered)
	due, err := set.Due(start.Add(24*time.Hour), calendar.MustAllowance("1bd"))
	require.NoError(t, err)
	require.True(t, utcAt("2024-01-03 01:00").Equal(due))
}

// Where several calendars end on the same date, the first one is named.
func TestWhoEndsTheCoverageOfASet(t *testing.T) {
	t.Parallel()
	ended := func(name, first, last string) *calendar.Calendar {
		spec := januaryOffice()
		spec.First, spec.Last = calendar.Date{}, calendar.Date{}
		spec.Holidays = []calendar.HolidaySource{calendar.Named(name, calendar.FixedDates(aDate(first), aDate(last)))}
		return mustCalendar(t, spec)
	}
	a, b, c := ended("a", "2024-01-01", "2024-12-31"), ended("b", "2024-01-01", "2024-12-31"), ended("c", "2024-02-01", "2024-11-30")
	for _, test := range []struct {
		operands []*calendar.Calendar
		expected string
	}{
		{[]*calendar.Calendar{a, b}, "a"}, {[]*calendar.Calendar{b, a}, "b"}, {[]*calendar.Calendar{a, c, b}, "c"},
	} {
		set, err := calendar.Union("set", test.operands...)
		require.NoError(t, err)
		for _, text := range []string{"2023-06-01", "2025-06-01"} {
			_, err = set.IsBusinessDay(aDate(text))
			var coverage *calendar.CoverageError
			require.ErrorAs(t, err, &coverage)
			require.Equal(t, test.expected, coverage.Source)
		}
	}
}

// A date is covered if what is cut from its shifts is known to their ends.
func TestSetEndsWithItsLastWholeShift(t *testing.T) {
	t.Parallel()
	spec := januaryOffice()
	spec.Week = calendar.EveryDay(theHours("22:00-06:00"))
	nights := mustCalendar(t, spec)
	spec.Week = calendar.EveryDay(theHours("00:00-05:00"))
	days := mustCalendar(t, spec)
	for _, test := range []struct {
		build    func(string, ...*calendar.Calendar) (*calendar.Calendar, error)
		operands []*calendar.Calendar
		last     string
		closing  string
	}{
		{calendar.Intersect, []*calendar.Calendar{nights, days}, "2024-01-30", "2024-01-31 05:00"},
		{calendar.Without, []*calendar.Calendar{nights, days}, "2024-01-30", "2024-01-31 06:00"},
		{calendar.Intersect, []*calendar.Calendar{days, nights}, "2024-01-31", "2024-01-30 05:00"},
		{calendar.Union, []*calendar.Calendar{nights, days}, "2024-01-31", "2024-01-31 06:00"},
	} {
		set, err := test.build("set", test.operands...)
		require.NoError(t, err)
		_, last := set.Coverage()
		require.Equal(t, test.last, last.String())
		day, err := set.Day(aDate("2024-01-30"))
		require.NoError(t, err)
		closing := day.Periods[0].End
		for _, p := range day.Periods {
			closing = max2(closing, p.End)
		}
		require.Equal(t, test.closing, closing.Format(minuteLayout))
	}
}

func TestSkippedDayOfASet(t *testing.T) {
	t.Parallel()
	spec := januaryOffice()
	spec.Location, spec.First, spec.Last = mustZone("Pacific/Apia"), aDate("2011-12-01"), aDate("2012-01-31")
	set, err := calendar.Union("set", calendar.Always(spec.Location), mustCalendar(t, spec))
	require.NoError(t, err)
	day, err := set.Day(aDate("2011-12-30"))
	require.NoError(t, err)
	require.Equal(t, calendar.SkippedDay, day.Kind)
	require.Equal(t, "Pacific/Apia", day.Source)
	require.Empty(t, day.Periods)
	for _, text := range []string{"2011-12-29", "2011-12-31", "1970-01-01"} {
		if day, err = set.Day(aDate(text)); err == nil {
			require.Equal(t, calendar.Workday, day.Kind, text)
		}
	}
}
