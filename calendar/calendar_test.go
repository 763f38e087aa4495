package calendar_test

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
)

// questionsOf asks every question that returns an error.
func questionsOf(c *calendar.Calendar) map[string]error {
	now, day := utcAt("2024-01-02 12:00"), aDate("2024-01-02")
	failures := make(map[string]error)
	_, failures["Add"] = c.Add(now, time.Hour)
	_, failures["Add 0"] = c.Add(now, 0)
	_, failures["Add back"] = c.Add(now, -time.Hour)
	_, failures["Between"] = c.Between(now, now)
	_, failures["Due"] = c.Due(now, calendar.MustAllowance("4h"))
	_, failures["Due in business days"] = c.Due(now, calendar.MustAllowance("2bd"))
	_, failures["Due in days"] = c.Due(now, calendar.MustAllowance("2d"))
	_, failures["IsOpen"] = c.IsOpen(now)
	_, failures["NextOpen"] = c.NextOpen(now)
	_, failures["PrevClose"] = c.PrevClose(now)
	_, failures["NextClose"] = c.NextClose(now)
	_, failures["PrevOpen"] = c.PrevOpen(now)
	_, failures["Periods"] = c.Periods(now, now)
	_, failures["Backward"] = c.Backward(now, now)
	_, failures["Day"] = c.Day(day)
	_, failures["IsBusinessDay"] = c.IsBusinessDay(day)
	_, failures["AddBusinessDays"] = c.AddBusinessDays(day, 1)
	_, failures["AddBusinessDays 0"] = c.AddBusinessDays(day, 0)
	_, failures["BusinessDays"] = c.BusinessDays(day, day)
	_, failures["Union"] = calendar.Union("set", c)
	return failures
}

func TestZeroCalendarAnswersNothing(t *testing.T) {
	t.Parallel()
	var c calendar.Calendar
	for question, err := range questionsOf(&c) {
		require.ErrorContains(t, err, "not compiled", question)
	}
	require.Equal(t, time.UTC, c.Location())
	first, last := c.Coverage()
	require.True(t, first.IsZero() && last.IsZero())
	require.Empty(t, c.Name())
	require.Empty(t, c.Fingerprint())
	require.False(t, c.Provisional(utcAt("2024-01-02 12:00")))
}

func TestAlways(t *testing.T) {
	t.Parallel()
	c := calendar.Always(mustZone("America/Havana"))
	require.Equal(t, "always", c.Name())
	require.Equal(t, "America/Havana", c.Location().String())
	first, last := c.Coverage()
	require.Equal(t, "1990-01-01 2059-12-31", first.String()+" "+last.String())
	from, to := utcAt("1990-01-02 00:00"), utcAt("2059-12-31 00:00")
	worked, err := c.Between(from, to)
	require.NoError(t, err)
	require.Equal(t, to.Sub(from), worked)
	late, err := c.Add(to, time.Hour)
	require.NoError(t, err)
	require.True(t, late.Equal(to.Add(time.Hour)))
	for _, question := range []func(time.Time) (time.Time, error){c.NextClose, c.PrevOpen} {
		_, err = question(from)
		require.ErrorIs(t, err, calendar.ErrNeverCloses)
	}
	periods, err := c.Periods(from, to)
	require.NoError(t, err)
	requireIntervals(t, []calendar.Interval{{Start: from, End: to}}, slices.Collect(periods))
	for _, err := range questionsOf(c) {
		require.True(t, err == nil || errors.Is(err, calendar.ErrNeverCloses), err)
	}
	day, err := c.Day(aDate("2024-01-06"))
	require.NoError(t, err)
	require.Equal(t, "00:00-24:00", day.Hours.String())
}

func TestAlwaysInNoZone(t *testing.T) {
	t.Parallel()
	for _, location := range []*time.Location{nil, time.Local} {
		c := calendar.Always(location)
		require.Equal(t, "always", c.Name())
		for question, err := range questionsOf(c) {
			require.ErrorIs(t, err, commitment.ErrInvalid, question)
			if question != "Union" {
				require.ErrorContains(t, err, "time_zone", question)
			}
		}
		require.Equal(t, time.UTC, c.Location())
	}
}

// One closing is enough to have an answer, in a calendar that is open for
// months on end.
func TestLongRunsOfOpenTime(t *testing.T) {
	t.Parallel()
	for _, closed := range []string{"2024-06-15", "2024-01-01", "2024-01-02", "2024-12-31"} {
		spec := januaryOffice()
		spec.Week, spec.Last = calendar.EveryDay(theHours("00:00-24:00")), aDate("2024-12-31")
		spec.Overrides = []calendar.Override{{Date: aDate(closed)}}
		c := mustCalendar(t, spec)
		opening, closing := utcAt(closed+" 00:00").AddDate(0, 0, 1), utcAt(closed+" 00:00")
		if closed > "2024-01-01" {
			got, err := c.NextClose(utcAt("2024-01-01 00:00"))
			require.NoError(t, err)
			requireSame(t, closing, got, "NextClose")
		}
		if closed < "2024-12-31" {
			got, err := c.PrevOpen(utcAt("2024-12-31 12:00"))
			require.NoError(t, err)
			requireSame(t, opening, got, "PrevOpen")
		}
		_, err := c.NextClose(opening)
		require.ErrorIs(t, err, calendar.ErrNotCovered)
		_, err = c.PrevOpen(closing)
		require.ErrorIs(t, err, calendar.ErrNotCovered)
	}
}

// More different days than a byte can number.
func TestManyDifferentDays(t *testing.T) {
	t.Parallel()
	spec := calendar.Spec{Name: "shapes", Location: time.UTC, First: aDate("2020-01-01"), Last: aDate("2022-12-31")}
	var expected []calendar.Interval
	for i := range 1000 {
		day := spec.First.AddDays(i)
		// Some with one window, some with four, and a long closure between.
		if i >= 300 && i < 400 {
			continue
		}
		var windows []calendar.Window
		for n := range 1 + i%4 {
			minute := 1 + i/4 + n*300
			windows = append(windows, window(clockText(minute), clockText(minute+1+i%60)))
			start := utcAt(day.String() + " " + clockText(minute))
			expected = append(expected, calendar.Interval{Start: start, End: start.Add(time.Duration(1+i%60) * time.Minute)})
		}
		list, err := calendar.NewHours(windows...)
		require.NoError(t, err)
		spec.Overrides = append(spec.Overrides, calendar.Override{Date: day, Hours: list})
	}
	c := mustCalendar(t, spec)
	from, to := utcAt("2020-01-01 00:00"), utcAt("2023-01-01 00:00")
	periods, err := c.Periods(from, to)
	require.NoError(t, err)
	requireIntervals(t, expected, slices.Collect(periods))
	backward, err := c.Backward(from, to)
	require.NoError(t, err)
	actual := slices.Collect(backward)
	slices.Reverse(actual)
	requireIntervals(t, expected, actual)

	worked := time.Duration(0)
	for _, p := range expected {
		before, err := c.Between(from, p.Start)
		require.NoError(t, err)
		require.Equal(t, worked, before)
		for _, seconds := range []time.Duration{1, p.Duration() / 2, p.Duration()} {
			end, err := c.Add(from, worked+seconds)
			require.NoError(t, err)
			requireSame(t, p.Start.Add(seconds), end, "Add")
		}
		worked += p.Duration()
		back, err := c.Add(to, -mustBetween(t, c, p.Start, to))
		require.NoError(t, err)
		requireSame(t, p.Start, back, "Add back")
		closing, err := c.NextClose(p.Start)
		require.NoError(t, err)
		requireSame(t, p.End, closing, "NextClose")
		opening, err := c.PrevOpen(p.End)
		require.NoError(t, err)
		requireSame(t, p.Start, opening, "PrevOpen")
		open, err := c.IsOpen(p.End)
		require.NoError(t, err)
		require.False(t, open)
	}
}

func mustBetween(t *testing.T, c *calendar.Calendar, from, to time.Time) time.Duration {
	t.Helper()
	worked, err := c.Between(from, to)
	require.NoError(t, err)
	return worked
}

// Hours with seconds, at the edges of the day.
func TestHoursWithSeconds(t *testing.T) {
	t.Parallel()
	spec := januaryOffice()
	spec.Week = calendar.EveryDay(theHours("00:00-00:00:01,12:00:01-12:00:03,23:59:59-24:00"))
	c := mustCalendar(t, spec)
	periods, err := c.Periods(utcAt("2024-01-02 00:00"), utcAt("2024-01-03 00:00"))
	require.NoError(t, err)
	start := utcAt("2024-01-02 00:00")
	requireIntervals(t, []calendar.Interval{
		{Start: start, End: start.Add(time.Second)},
		{Start: start.Add(12*time.Hour + time.Second), End: start.Add(12*time.Hour + 3*time.Second)},
		{Start: start.Add(24*time.Hour - time.Second), End: start.Add(24 * time.Hour)},
	}, slices.Collect(periods))
	opening, err := c.PrevOpen(start)
	require.NoError(t, err)
	requireSame(t, start.Add(-time.Second), opening, "two windows that meet at midnight")
	closing, err := c.NextClose(start.Add(-time.Second))
	require.NoError(t, err)
	requireSame(t, start.Add(time.Second), closing, "two windows that meet at midnight")
}

func TestPeriodsStopWhenAsked(t *testing.T) {
	t.Parallel()
	c := mustCalendar(t, januaryOffice())
	for _, ask := range []func(from, to time.Time) (periods, error){
		func(from, to time.Time) (periods, error) { p, err := c.Periods(from, to); return periods(p), err },
		func(from, to time.Time) (periods, error) { p, err := c.Backward(from, to); return periods(p), err },
	} {
		list, err := ask(utcAt("2024-01-01 00:00"), utcAt("2024-02-01 00:00"))
		require.NoError(t, err)
		count := 0
		for range list {
			if count++; count == 3 {
				break
			}
		}
		require.Equal(t, 3, count)
		_, err = ask(utcAt("2024-01-03 00:00"), utcAt("2024-01-02 00:00"))
		require.ErrorIs(t, err, commitment.ErrInvalid)
		require.EqualError(t, err, "calendar: to: is before from")
		require.Equal(t, "to", commitment.FieldErrors(err)[0].Path)
		_, err = ask(utcAt("2023-01-03 00:00"), utcAt("2024-01-02 00:00"))
		requireUncovered(t, err, "coverage", "2023-01-03")
		_, err = ask(utcAt("2024-01-03 00:00"), utcAt("2024-03-02 00:00"))
		requireUncovered(t, err, "coverage", "2024-03-02")
		list, err = ask(utcAt("2024-01-06 00:00"), utcAt("2024-01-08 00:00"))
		require.NoError(t, err)
		for p := range list {
			require.Fail(t, "a weekend is closed", p)
		}
	}
}

type periods func(yield func(calendar.Interval) bool)

func TestBusinessDaysAtTheEdges(t *testing.T) {
	t.Parallel()
	c := mustCalendar(t, januaryOffice()) // 23 business days, the first and the last date among them
	tests := []struct {
		from     string
		n        int
		expected string
	}{
		{"2024-01-01", 0, "2024-01-01"},
		{"2024-01-06", 0, "2024-01-06"},
		{"2024-01-06", 1, "2024-01-08"},
		{"2024-01-06", -1, "2024-01-05"},
		{"2024-01-05", 1, "2024-01-08"},
		{"2024-01-08", -1, "2024-01-05"},
		{"2024-01-01", 22, "2024-01-31"},
		{"2024-01-31", -22, "2024-01-01"},
		{"2024-01-01", 23, ""},
		{"2024-01-31", -23, ""},
		{"2024-01-01", -1, ""},
		{"2024-01-31", 1, ""},
		{"2024-01-31", 1 << 40, ""},
		{"2024-01-31", -1 << 40, ""},
		{"2024-01-31", 1<<63 - 1, ""},
		{"2024-01-31", -1 << 63, ""},
	}
	for _, test := range tests {
		got, err := c.AddBusinessDays(aDate(test.from), test.n)
		if test.expected == "" {
			date := "2024-02-01"
			if test.n < 0 {
				date = "2023-12-31"
			}
			requireUncovered(t, err, "coverage", date)
			continue
		}
		require.NoError(t, err)
		require.Equal(t, test.expected, got.String(), "%s and %d", test.from, test.n)
	}
	for _, test := range []struct {
		from, to string
		expected int
	}{
		{"2024-01-01", "2024-02-01", 23},
		{"2024-02-01", "2024-01-01", -23},
		{"2024-01-01", "2024-01-31", 22},
		{"2024-02-01", "2024-02-01", 0},
		{"2024-01-06", "2024-01-08", 0},
		{"2024-01-05", "2024-01-08", 1},
	} {
		got, err := c.BusinessDays(aDate(test.from), aDate(test.to))
		require.NoError(t, err)
		require.Equal(t, test.expected, got, "%s to %s", test.from, test.to)
	}
	_, err := c.BusinessDays(aDate("2024-01-01"), aDate("2024-02-02"))
	require.ErrorIs(t, err, calendar.ErrNotCovered)
	_, err = c.BusinessDays(aDate("2024-02-02"), aDate("2024-01-01"))
	require.ErrorIs(t, err, calendar.ErrNotCovered)
	_, err = c.BusinessDays(aDate("2023-12-31"), aDate("2024-01-05"))
	requireUncovered(t, err, "coverage", "2023-12-31")
	_, err = c.BusinessDays(aDate("2024-01-05"), aDate("2023-12-31"))
	requireUncovered(t, err, "coverage", "2023-12-31")
	_, err = c.BusinessDays(calendar.Date{}, aDate("2024-01-05"))
	require.ErrorIs(t, err, calendar.ErrNotCovered)
	_, err = c.AddBusinessDays(aDate("2023-12-31"), 1)
	requireUncovered(t, err, "coverage", "2023-12-31")
	_, err = c.AddBusinessDays(aDate("2024-02-01"), -1)
	requireUncovered(t, err, "coverage", "2024-02-01")
}

// A coverage of exactly some words of 64 dates.
func TestBusinessDaysOfLongCoverages(t *testing.T) {
	t.Parallel()
	for _, length := range []int{1, 63, 64, 65, 128, 129} {
		spec := januaryOffice()
		spec.Week, spec.Last = calendar.EveryDay(theHours("09:00-17:00")), spec.First.AddDays(length-1)
		c := mustCalendar(t, spec)
		days, err := c.BusinessDays(spec.First, spec.Last.AddDays(1))
		require.NoError(t, err)
		require.Equal(t, length, days)
		for n := range length {
			date, err := c.AddBusinessDays(spec.First, n)
			require.NoError(t, err)
			require.Equal(t, n, date.Sub(spec.First))
		}
		_, err = c.AddBusinessDays(spec.First, length)
		require.ErrorIs(t, err, calendar.ErrNotCovered)
	}
}

func TestFingerprintTellsCalendarsApart(t *testing.T) {
	t.Parallel()
	seen := make(map[string]string)
	add := func(name string, change func(s *calendar.Spec)) {
		spec := everyKind()
		change(&spec)
		fingerprint := mustCalendar(t, spec).Fingerprint()
		require.Regexp(t, "^[0-9a-f]{64}$", fingerprint)
		require.Equal(t, fingerprint, mustCalendar(t, spec).Fingerprint())
		require.Empty(t, seen[fingerprint], name)
		seen[fingerprint] = name
	}
	add("as it is", func(*calendar.Spec) {})
	add("name", func(s *calendar.Spec) { s.Name = "other" })
	add("zone", func(s *calendar.Spec) { s.Location = mustZone("Europe/London") })
	add("zone of other rules in the coverage", func(s *calendar.Spec) { s.Location = mustZone("Europe/Paris") })
	add("week", func(s *calendar.Spec) { s.Week[time.Monday] = theHours("09:00-16:59") })
	add("last", func(s *calendar.Spec) { s.Last = aDate("2024-02-01") })
	add("first", func(s *calendar.Spec) { s.First = aDate("2023-12-31") })
	add("override", func(s *calendar.Spec) { s.Overrides[0].Hours = theHours("12:00-14:00") })
	add("name of an override", func(s *calendar.Spec) { s.Overrides[0].Name = "audit" })
	add("holiday", func(s *calendar.Spec) { s.Holidays = s.Holidays[:1] })
	add("name of a source", func(s *calendar.Spec) { s.Holidays[1] = calendar.Named("town", s.Holidays[1]) })
	add("change", func(s *calendar.Spec) { s.Changes = []calendar.Change{{From: aDate("2024-01-20"), Week: s.Week}} })
	add("change of another date", func(s *calendar.Spec) { s.Changes = []calendar.Change{{From: aDate("2024-01-21"), Week: s.Week}} })
	rotation := calendar.Rotation{Anchor: aDate("2024-01-01"), Weeks: []calendar.Week{everyKind().Week, calendar.EveryDay(theHours("09:00-17:00"))}}
	add("rotation", func(s *calendar.Spec) { s.Week, s.Rotation = calendar.Week{}, rotation })
	rotation.Anchor = aDate("2024-01-08")
	add("anchor", func(s *calendar.Spec) { s.Week, s.Rotation = calendar.Week{}, rotation })
	add("provisional", func(s *calendar.Spec) {
		s.Beyond = calendar.Provisional
		s.Holidays[1] = calendar.Named("city", calendar.FixedDates(calendar.Date{}, aDate("2024-01-25")))
		s.Holidays = s.Holidays[:2]
	})

	// Of the first date more or less is known, as the eve may have been worked.
	add("nights", func(s *calendar.Spec) { s.Week[time.Sunday] = theHours("22:00-06:00") })
	add("nights of which the eve's may be longer", func(s *calendar.Spec) {
		s.Week[time.Sunday] = theHours("22:00-06:00")
		s.Holidays = append(s.Holidays, calendar.FixedDates(calendar.Date{}, calendar.Date{}, calendar.Holiday{Date: aDate("2023-12-31"), Kind: calendar.Makeup, Hours: theHours("22:00-08:00")}))
	})

	office, night := mustCalendar(t, everyKind()), calendar.Always(time.UTC)
	for _, op := range setOperations {
		for _, name := range []string{"a", "b"} {
			for _, operands := range [][]*calendar.Calendar{{office}, {office, office}, {office, night}, {night, office}} {
				set, err := op.build(name, operands...)
				if err != nil {
					require.ErrorIs(t, err, calendar.ErrNoWorkingTime)
					continue
				}
				require.Empty(t, seen[set.Fingerprint()])
				seen[set.Fingerprint()] = op.name
			}
		}
	}
}

func TestFingerprintIgnoresHowItIsWritten(t *testing.T) {
	t.Parallel()
	spec := everyKind()
	expected := mustCalendar(t, spec).Fingerprint()
	slices.Reverse(spec.Overrides)
	require.Equal(t, expected, mustCalendar(t, spec).Fingerprint())
	spec.Beyond = calendar.Refuse
	require.Equal(t, expected, mustCalendar(t, spec).Fingerprint())
	rotation := calendar.Rotation{Anchor: aDate("2024-01-01"), Weeks: []calendar.Week{spec.Week, calendar.EveryDay(theHours("09:00-17:00"))}}
	spec.Week, spec.Rotation = calendar.Week{}, rotation
	expected = mustCalendar(t, spec).Fingerprint()
	spec.Rotation.Anchor = aDate("2023-12-18")
	require.Equal(t, expected, mustCalendar(t, spec).Fingerprint(), "a whole cycle earlier")
}

func TestConcurrentQuestions(t *testing.T) {
	t.Parallel()
	c := mustCalendar(t, everyKind())
	set, err := calendar.Union("set", c, calendar.Always(mustZone("Asia/Tokyo")))
	require.NoError(t, err)
	expected := fmt.Sprint(questionsOf(c), questionsOf(set))
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for range 5 {
				if got := fmt.Sprint(questionsOf(c), questionsOf(set)); got != expected {
					t.Errorf("expected %s, got %s", expected, got)
				}
			}
		})
	}
	group.Wait()
}

func TestQuestionsDoNotAllocate(t *testing.T) { //nolint:paralleltest // AllocsPerRun
	spec := januaryOffice()
	spec.Location = mustZone("America/New_York")
	spec.Week[time.Friday] = theHours("22:00-06:00")
	c := mustCalendar(t, spec)
	now := wallIn(spec.Location, "2024-01-09 12:00").Add(time.Millisecond)
	days := calendar.MustAllowance("2bd")
	short := calendar.MustAllowance("4h")
	for name, question := range map[string]func() error{
		"Add":       func() error { _, err := c.Add(now, 20*time.Hour); return err },
		"Add back":  func() error { _, err := c.Add(now, -20*time.Hour); return err },
		"Between":   func() error { _, err := c.Between(now, now.Add(48*time.Hour)); return err },
		"IsOpen":    func() error { _, err := c.IsOpen(now); return err },
		"NextOpen":  func() error { _, err := c.NextOpen(now); return err },
		"NextClose": func() error { _, err := c.NextClose(now); return err },
		"PrevOpen":  func() error { _, err := c.PrevOpen(now); return err },
		"PrevClose": func() error { _, err := c.PrevClose(now); return err },
		"Due":       func() error { _, err := c.Due(now, short); return err },
	} {
		require.Zero(t, testing.AllocsPerRun(20, func() { require.NoError(t, question()) }), name)
	}
	// Without overnight shifts, business days do not either.
	spec.Week = calendar.Weekdays(theHours("09:00-17:00,18:00-24:00"))
	c = mustCalendar(t, spec)
	require.Zero(t, testing.AllocsPerRun(20, func() {
		_, err := c.Due(now, days)
		require.NoError(t, err)
	}), "Due in business days")
}

func TestMonotonicReadingsDoNotMatter(t *testing.T) {
	t.Parallel()
	spec := januaryOffice()
	now := time.Now()
	spec.First, spec.Last = calendar.DateOf(now.UTC()).AddDays(-10), calendar.DateOf(now.UTC()).AddDays(10)
	c := mustCalendar(t, spec)
	require.Contains(t, now.String(), " m=")
	for _, ask := range []func(at time.Time) (time.Time, error){
		func(at time.Time) (time.Time, error) { return c.Add(at, 0) },
		func(at time.Time) (time.Time, error) { return c.Add(at, time.Hour) },
		func(at time.Time) (time.Time, error) { return c.Due(at, calendar.MustAllowance("0d")) },
		func(at time.Time) (time.Time, error) { return c.Due(at, calendar.MustAllowance("0bd")) },
		func(at time.Time) (time.Time, error) { return c.Due(at, calendar.MustAllowance("1d")) },
		c.NextOpen, c.PrevClose,
	} {
		answer, err := ask(now)
		require.NoError(t, err)
		require.NotContains(t, answer.String(), " m=")
		again, err := ask(now.Round(0))
		require.NoError(t, err)
		require.Equal(t, again, answer)
	}
}
