package calendar_test

import (
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
)

// bounds returns the first and the last covered minute of a scene's wide
// calendar that no shift of an unknown date can reach.
func (s *scene) bounds() (first, last int) {
	return (s.center - wideBefore + 3) * minutesPerDay, (s.center + wideAfter - 2) * minutesPerDay
}

// FuzzLaws holds a calendar to the laws that need no oracle.
func FuzzLaws(f *testing.F) {
	seed(f, 2)
	f.Fuzz(func(t *testing.T, data []byte) {
		d := newDice(data)
		s := d.scene()
		c := s.wide(t)
		if c == nil {
			return
		}
		first, last := s.bounds()
		for range questions {
			at := []time.Time{d.instant(s, first, last), d.instant(s, first, last), d.instant(s, first, last)}
			lawOfAdd(t, c, at[0], d.duration(time.Duration(1+d.n(300))*time.Hour))
			lawOfAdding(t, c, at[0], d.duration(90*time.Hour), d.duration(9*time.Hour))
			lawOfBetween(t, c, at)
			lawOfPeriods(t, c, at[0], at[1])
			lawOfNeighbours(t, c, at[0])
			lawOfArguments(t, c, at[0], at[1])
			lawOfHolidays(t, s, c, d, at)
		}
	})
}

// Between(t, Add(t, d)) == d, and the answer is the earliest such instant
// forwards and the latest backwards.
func lawOfAdd(t *testing.T, c *calendar.Calendar, at time.Time, d time.Duration) {
	t.Helper()
	for _, d := range []time.Duration{d, -d} {
		end, err := c.Add(at, d)
		if err != nil {
			requireCoverage(t, err)
			continue
		}
		worked, err := c.Between(at, end)
		require.NoError(t, err)
		require.Equal(t, d, worked, "Between(t, Add(%s, %s))", at.UTC(), d)
		nearer := end.Add(-time.Nanosecond)
		if d < 0 {
			nearer = end.Add(time.Nanosecond)
		}
		if d == 0 {
			requireSame(t, at, end, "Add(t, 0)")
			continue
		}
		worked, err = c.Between(at, nearer)
		require.NoError(t, err)
		require.NotEqual(t, d, worked, "Add(%s, %s) can be nearer than %s", at.UTC(), d, end.UTC())
	}
}

// Add(Add(t, a), b) == Add(t, a+b) for a, b ≥ 0, and mirrored.
func lawOfAdding(t *testing.T, c *calendar.Calendar, at time.Time, a, b time.Duration) {
	t.Helper()
	for _, part := range [][2]time.Duration{{a, b}, {-a, -b}} {
		once, err := c.Add(at, part[0]+part[1])
		if err != nil {
			requireCoverage(t, err)
			continue
		}
		half, err := c.Add(at, part[0])
		require.NoError(t, err)
		twice, err := c.Add(half, part[1])
		require.NoError(t, err)
		if b > 0 {
			requireSame(t, once, twice, "Add(Add(t, a), b)", at.UTC(), a, b)
		}
	}
}

func lawOfBetween(t *testing.T, c *calendar.Calendar, at []time.Time) {
	t.Helper()
	between := func(from, to time.Time) time.Duration {
		worked, err := c.Between(from, to)
		require.NoError(t, err)
		return worked
	}
	require.Equal(t, between(at[0], at[2]), between(at[0], at[1])+between(at[1], at[2]), "additive: %v", at)
	require.Equal(t, between(at[0], at[1]), -between(at[1], at[0]), "antisymmetric: %v", at)
	elapsed := at[1].Sub(at[0])
	require.LessOrEqual(t, between(at[0], at[1]).Abs(), elapsed.Abs(), "never more than wall time: %v", at)
	require.GreaterOrEqual(t, int64(between(at[0], at[1]))*int64(max(min(elapsed, 1), -1)), int64(0), "time does not run backwards: %v", at)
}

// Periods tile the range, do not touch, and add up to Between.
func lawOfPeriods(t *testing.T, c *calendar.Calendar, from, to time.Time) {
	t.Helper()
	if to.Before(from) {
		from, to = to, from
	}
	forward, err := c.Periods(from, to)
	require.NoError(t, err)
	list := slices.Collect(forward)
	sum := time.Duration(0)
	last := calendar.Interval{End: from.Add(-1)}
	for _, p := range list {
		require.True(t, p.Start.After(last.End), "periods touch: %s, %s", last, p)
		require.False(t, p.Start.Before(from) || p.End.After(to) || p.IsEmpty(), p)
		open, err := c.IsOpen(p.Start)
		require.NoError(t, err)
		require.True(t, open, p)
		sum += p.Duration()
		last = p
	}
	worked, err := c.Between(from, to)
	require.NoError(t, err)
	require.Equal(t, worked, sum, "Periods(%s, %s)", from.UTC(), to.UTC())
	backward, err := c.Backward(from, to)
	require.NoError(t, err)
	slices.Reverse(list)
	requireIntervals(t, list, slices.Collect(backward))
}

// The four neighbours of an instant are consistent with the periods.
func lawOfNeighbours(t *testing.T, c *calendar.Calendar, at time.Time) {
	t.Helper()
	open, err := c.IsOpen(at)
	require.NoError(t, err)
	if next, err := c.NextOpen(at); err == nil {
		require.Equal(t, open, next.Equal(at))
		worked, err := c.Between(at, next)
		require.NoError(t, err)
		require.Zero(t, worked, "NextOpen(%s)", at)
		again, err := c.NextOpen(next)
		require.NoError(t, err)
		requireSame(t, next, again, "NextOpen of an opening")
		if closing, err := c.NextClose(at); err == nil {
			requirePeriod(t, c, next, closing)
			opening, err := c.PrevOpen(closing.Add(-1))
			if err == nil {
				require.False(t, opening.After(next))
				requirePeriod(t, c, opening, closing)
			}
		}
	} else {
		requireCoverage(t, err)
	}
	if closing, err := c.PrevClose(at); err == nil {
		worked, err := c.Between(closing, at)
		require.NoError(t, err)
		require.Zero(t, worked, "PrevClose(%s)", at)
		if opening, err := c.PrevOpen(at); err == nil && !open {
			requirePeriod(t, c, opening, closing)
		}
	} else {
		requireCoverage(t, err)
	}
}

func requirePeriod(t *testing.T, c *calendar.Calendar, opening, closing time.Time) {
	t.Helper()
	worked, err := c.Between(opening, closing)
	require.NoError(t, err)
	require.Equal(t, closing.Sub(opening), worked, "open from %s to %s", opening.UTC(), closing.UTC())
	open, err := c.IsOpen(closing)
	require.NoError(t, err)
	require.False(t, open, closing)
}

// The zone of the arguments does not matter, and equal instants give equal answers.
func lawOfArguments(t *testing.T, c *calendar.Calendar, from, to time.Time) {
	t.Helper()
	far := time.FixedZone("far", 14*3600+59)
	expected, err := c.Between(from, to)
	require.NoError(t, err)
	worked, err := c.Between(from.In(far), to.UTC())
	require.NoError(t, err)
	require.Equal(t, expected, worked)
	for _, question := range []func(time.Time) (time.Time, error){
		c.NextOpen, c.PrevClose, c.NextClose, c.PrevOpen,
		func(at time.Time) (time.Time, error) { return c.Add(at, time.Hour) },
		func(at time.Time) (time.Time, error) { return c.Due(at, calendar.MustAllowance("2bd")) },
		func(at time.Time) (time.Time, error) { return c.Due(at, calendar.MustAllowance("3d")) },
	} {
		expected, err := question(from)
		actual, errFar := question(from.In(far))
		require.Equal(t, err == nil, errFar == nil)
		if err == nil {
			require.Equal(t, expected, actual) // in the same zone too
			require.Equal(t, c.Location(), actual.Location())
		}
	}
}

// A day off never adds working time.
func lawOfHolidays(t *testing.T, s *scene, c *calendar.Calendar, d *dice, at []time.Time) {
	t.Helper()
	if !d.one(4) {
		return
	}
	more := *s
	more.off, more.short = maps.Clone(s.off), maps.Clone(s.short)
	more.off[s.center+d.around(20)] = true
	day := s.center + d.around(20)
	if hours := d.hours(); hours != nil {
		more.short[day] = append(slices.Clone(more.short[day]), hours)
	}
	shut := more.wide(t)
	if shut == nil {
		return
	}
	from, to := at[0], at[1]
	if to.Before(from) {
		from, to = to, from
	}
	worked, err := c.Between(from, to)
	require.NoError(t, err)
	less, err := shut.Between(from, to)
	require.NoError(t, err)
	require.LessOrEqual(t, less, worked)
}

func requireCoverage(t *testing.T, err error) {
	t.Helper()
	var coverage *calendar.CoverageError
	require.ErrorAs(t, err, &coverage)
	require.ErrorIs(t, err, calendar.ErrNotCovered)
	require.False(t, coverage.Date.IsZero())
	require.NotEmpty(t, coverage.Source)
}

// FuzzAlways: 24 × 7 is wall time, in every zone.
func FuzzAlways(f *testing.F) {
	seed(f, 2)
	f.Fuzz(func(t *testing.T, data []byte) {
		d := newDice(data)
		s := d.scene()
		s.roster = roster{weeks: [][7]blocks{{}}}
		for day := range s.roster.weeks[0] {
			s.roster.weeks[0][day] = whole(0, minutesPerDay)
		}
		s.changes, s.off, s.short, s.makeup, s.override = nil, nil, nil, nil, nil
		c := s.wide(t)
		first, last := s.bounds()
		for range questions {
			from, to := d.instant(s, first, last), d.instant(s, first, last)
			worked, err := c.Between(from, to)
			require.NoError(t, err)
			require.Equal(t, to.Sub(from), worked)
			end, err := c.Add(from, worked)
			require.NoError(t, err)
			requireSame(t, to, end, "Add")
			for _, question := range []func(time.Time) (time.Time, error){c.NextOpen, c.PrevClose} {
				answer, err := question(from)
				require.NoError(t, err)
				requireSame(t, from, answer, "always open")
			}
			for _, question := range []func(time.Time) (time.Time, error){c.NextClose, c.PrevOpen} {
				_, err := question(from)
				require.ErrorIs(t, err, calendar.ErrNeverCloses)
			}
		}
	})
}

// inquiry is a question with its arguments.
type inquiry struct {
	name string
	ask  func(c *calendar.Calendar) (any, error)
}

// inquiries returns one of each question about an instant or two and a date.
func (d *dice) inquiries(s *scene, first, last int) []inquiry {
	from, to := d.instant(s, first, last), d.instant(s, first, last)
	length := d.duration(60 * time.Hour)
	if d.one(2) {
		length = -length
	}
	a := d.allowance()
	parsed := calendar.MustAllowance(a.text())
	day, other, n := first/minutesPerDay+d.n(last/minutesPerDay-first/minutesPerDay+1), first/minutesPerDay+d.n(last/minutesPerDay-first/minutesPerDay+1), d.around(6)
	instant := func(t time.Time, err error) (any, error) { return t.UnixNano(), err }
	return []inquiry{
		{"Add " + length.String(), func(c *calendar.Calendar) (any, error) { return instant(c.Add(from, length)) }},
		{"Between", func(c *calendar.Calendar) (any, error) { return c.Between(from, to) }},
		{"Due " + a.text(), func(c *calendar.Calendar) (any, error) {
			return instant(c.Due(from, parsed))
		}},
		{"IsOpen", func(c *calendar.Calendar) (any, error) { return c.IsOpen(from) }},
		{"NextOpen", func(c *calendar.Calendar) (any, error) { return instant(c.NextOpen(from)) }},
		{"PrevClose", func(c *calendar.Calendar) (any, error) { return instant(c.PrevClose(from)) }},
		{"NextClose", func(c *calendar.Calendar) (any, error) { return instant(c.NextClose(from)) }},
		{"PrevOpen", func(c *calendar.Calendar) (any, error) { return instant(c.PrevOpen(from)) }},
		{"Periods", func(c *calendar.Calendar) (any, error) { return collect(c.Periods(min2(from, to), max2(from, to))) }},
		{"Backward", func(c *calendar.Calendar) (any, error) { return collect(c.Backward(min2(from, to), max2(from, to))) }},
		{"IsBusinessDay", func(c *calendar.Calendar) (any, error) { return c.IsBusinessDay(dateOf(day)) }},
		{"BusinessDays", func(c *calendar.Calendar) (any, error) { return c.BusinessDays(dateOf(day), dateOf(other)) }},
		{"AddBusinessDays", func(c *calendar.Calendar) (any, error) { return c.AddBusinessDays(dateOf(day), n) }},
		{"Day", func(c *calendar.Calendar) (any, error) {
			known, err := c.Day(dateOf(day))
			return fmt.Sprint(known.Kind, known.Hours, known.Periods), err
		}},
	}
}

func collect(periods iter.Seq[calendar.Interval], err error) (any, error) {
	if err != nil {
		return nil, err
	}
	return fmt.Sprint(slices.Collect(periods)), nil
}

func min2(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

func max2(a, b time.Time) time.Time {
	if b.Before(a) {
		return a
	}
	return b
}

// requireNeverWrong compares the answers of a calendar with those of one that
// knows more: an answer may be missing, but never another one.
func requireNeverWrong(t *testing.T, narrow, wide *calendar.Calendar, list []inquiry, details ...any) {
	t.Helper()
	for _, inquiry := range list {
		expected, errWide := inquiry.ask(wide)
		actual, err := inquiry.ask(narrow)
		if errors.Is(err, calendar.ErrNeverCloses) {
			continue
		}
		if err != nil {
			requireCoverage(t, err)
			continue
		}
		require.NoError(t, errWide, "%s: %v", inquiry.name, details)
		require.Equal(t, expected, actual, "%s: %v", inquiry.name, details)
	}
}

// FuzzCoverage holds a calendar to the law of coverage: what a calendar
// answers, one with the same definition and a wider coverage answers too.
func FuzzCoverage(f *testing.F) {
	seed(f, 2)
	f.Fuzz(func(t *testing.T, data []byte) {
		d := newDice(data)
		s := d.scene()
		first := s.center - d.n(8)
		last := first + d.n(12)
		wide := s.wide(t)
		if wide == nil {
			return
		}
		s.dropOverrides(first, last)
		wide = s.wide(t)
		if wide == nil {
			return
		}
		narrow := s.compile(t, first, last)
		if narrow == nil {
			return
		}
		for range questions {
			requireNeverWrong(t, narrow, wide, d.inquiries(s, (first-2)*minutesPerDay, (last+3)*minutesPerDay),
				s.zone, dateOf(first), dateOf(last))
		}
	})
}

// dropOverrides removes the overrides outside a coverage, which would be errors.
func (s *scene) dropOverrides(first, last int) {
	maps.DeleteFunc(s.override, func(day int, _ blocks) bool { return day < first || day > last })
}
