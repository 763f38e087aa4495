package sla_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/sla"
)

func lawOfLaterEvents(t *testing.T, s *lawScene) {
	t.Helper()
	expected := s.evaluate(t, s.c, s.now)
	past := s.c
	past.Events = slices.Clone(past.Events)
	past.Events = slices.DeleteFunc(past.Events, func(e sla.Event) bool { return e.At.After(s.now) })
	actual := s.evaluate(t, past, s.now)
	s.requireSameReport(t, &expected, &actual, &past)
	// Two hours on, what was to come has come all at once.
	future := past
	future.Events = slices.Clone(past.Events)
	for i := range s.c.Events {
		e := s.c.Events[i]
		e.At = s.now.Add(time.Duration(1 + s.n(1<<20)))
		future.Events = append(future.Events, e)
	}
	actual = s.evaluate(t, future, s.now)
	s.requireSameReport(t, &expected, &actual, &future)
}

// clockName tells the cycles of a case apart.
func clockName(c *sla.Clock) string { return fmt.Sprintf("%s/%d", c.Commitment, c.Cycle) }

func lawOfFacts(t *testing.T, s *lawScene) {
	t.Helper()
	c := s.c
	c.Events = slices.Clone(c.Events) // a retraction takes back even facts
	c.Events = slices.DeleteFunc(c.Events, func(e sla.Event) bool { return e.Kind == sla.KindRetracted })
	instants := s.instants(6)
	breached := map[string]sla.Clock{}
	fired := map[string]time.Time{}
	for _, now := range instants {
		r := s.evaluate(t, c, now)
		clocks := map[string]sla.Clock{}
		for _, clock := range r.Clocks {
			clocks[clockName(&clock)] = clock
		}
		for name, was := range breached {
			is, ok := clocks[name]
			require.True(t, ok && is.Breached && is.BreachedAt.Equal(was.BreachedAt) && is.BornBreached == was.BornBreached,
				"%s breached at %s and then, at %s, at %s\n%s", name, was.BreachedAt.UTC(), now.UTC(), is.BreachedAt.UTC(), s.scene)
			require.True(t, is.Verdict == was.Verdict || is.Verdict == sla.Waived, "%s: %s was %s\n%s", name, is.Verdict, was.Verdict, s.scene)
		}
		firings := map[string]time.Time{}
		for _, f := range r.Firings {
			require.NotContains(t, firings, f.Key, s.scene)
			firings[f.Key] = f.At
			require.False(t, f.At.After(now), "%s fires at %s\n%s", f.Key, f.At, s.scene)
		}
		for key, at := range fired {
			require.True(t, firings[key].Equal(at), "%s fired at %s and then, at %s, at %s\n%s", key, at.UTC(), now.UTC(), firings[key].UTC(), s.scene)
		}
		for name, clock := range clocks {
			if clock.Breached {
				breached[name] = clock
			}
		}
		fired = firings
	}
}

// instants returns instants in order, some of them those of events.
func (s *lawScene) instants(n int) []time.Time {
	from, to := s.now, s.now
	for i := range s.c.Events {
		if at := s.c.Events[i].At; at.Before(from) {
			from = at
		} else if at.After(to) {
			to = at
		}
	}
	instants := []time.Time{s.now}
	for range n {
		at := s.within(from, to.Add(72*time.Hour))
		if len(s.c.Events) > 0 && s.one(2) {
			at = s.c.Events[s.n(len(s.c.Events))].At
		}
		instants = append(instants, at)
	}
	slices.SortFunc(instants, time.Time.Compare)
	return instants
}

func lawOfLongerPauses(t *testing.T, s *lawScene) {
	t.Helper()
	for i := range s.policies { // a reason of its own, so that no event means it but those here
		for j := range s.policies[i].Rules {
			for k := range s.policies[i].Rules[j].Commitments {
				c := &s.policies[i].Rules[j].Commitments[k]
				c.PauseOn = append(slices.Clone(c.PauseOn), "more")
			}
		}
	}
	events := slices.DeleteFunc(slices.Clone(s.c.Events), func(e sla.Event) bool { return e.Kind == sla.KindResumed && e.Reason == "" })
	engine, err := sla.Compile(s.calendars(), s.policies...)
	require.NoError(t, err)
	c := sla.Case{ID: s.c.ID, Attributes: s.c.Attributes, Events: events}
	expected, err := engine.Evaluate(c, s.now)
	require.NoError(t, err)
	instants := s.instants(2)
	c.Events = append(slices.Clone(events), sla.Event{ID: "more-1", At: instants[0], Kind: sla.KindPaused, Reason: "more"},
		sla.Event{ID: "more-2", At: instants[1], Kind: sla.KindResumed, Reason: "more"})
	actual, err := engine.Evaluate(c, s.now)
	require.NoError(t, err)
	clocks := map[string]sla.Clock{}
	for _, clock := range actual.Clocks {
		clocks[clockName(&clock)] = clock
	}
	for _, e := range expected.Clocks {
		a := clocks[clockName(&e)]
		if e.Due.IsZero() || !s.workingTimeOnly(e.Commitment) {
			continue
		}
		require.False(t, a.Due.Before(e.Due), "%s due at %s is due at %s if paused from %s to %s\n%s", clockName(&e), e.Due, a.Due, instants[0], instants[1], s.scene)
		require.False(t, a.Breached && !e.Breached, "%s breached by a pause from %s to %s\n%s", clockName(&e), instants[0], instants[1], s.scene)
	}
}

func lawOfExplanations(t *testing.T, s *lawScene) {
	t.Helper()
	expected := s.evaluate(t, s.c, s.now)
	x, err := s.engine.Explain(s.c, s.now)
	require.NoError(t, err, s.scene)
	s.requireSameReport(t, &expected, &x.Report, &s.c)
	require.Len(t, x.Segments, len(x.Clocks))
	require.Len(t, x.Moves, len(x.Clocks))
	for i, clock := range x.Clocks {
		segments := x.Segments[i]
		if clock.Start.IsZero() {
			require.Empty(t, segments, s.scene)
			continue
		}
		end := s.now
		if !clock.Stopped.IsZero() {
			end = clock.Stopped
		}
		c := s.timetables[clock.Calendar].calendar
		at := clock.Start
		var counted, paused time.Duration
		for _, segment := range segments {
			message := func() string { return fmt.Sprintf("%s: %+v of %+v\n%s", clockName(&clock), segment, segments, s.scene) }
			require.True(t, segment.Start.Equal(at), message)
			require.True(t, segment.End.After(segment.Start), message)
			at = segment.End
			worked, err := c.Between(segment.Start, segment.End)
			require.NoError(t, err)
			switch segment.Cause {
			case sla.CauseWorkingTime, sla.CauseMakeup, sla.CauseOverride:
				open, err := c.IsOpen(segment.Start)
				require.NoError(t, err)
				require.Equal(t, open, segment.Counted, message)
			case sla.CauseOutsideHours, sla.CauseRestDay, sla.CauseHoliday, sla.CauseShortDay, sla.CauseSkippedDay, sla.CauseNotCovered:
				require.False(t, segment.Counted, message)
				require.Zero(t, worked, message)
			case sla.CausePaused:
				require.False(t, segment.Counted, message)
				paused += worked
			case sla.CauseResolved, sla.CauseBeforeStart, sla.CauseNotInForce:
				require.False(t, segment.Counted, message)
			default:
				require.Fail(t, "no cause", message)
			}
			if segment.Counted {
				require.Equal(t, segment.End.Sub(segment.Start), worked, message)
				counted += worked
			}
		}
		message := fmt.Sprintf("%s: %+v\n%s", clockName(&clock), segments, s.scene)
		require.True(t, at.Equal(end), message)
		require.Equal(t, clock.Elapsed, counted, message)
		require.Equal(t, clock.Paused, paused, message)
		s.requireMoves(t, &clock, x.Moves[i])
	}
}

// requireMoves checks that the last move says what is due.
func (s *lawScene) requireMoves(t *testing.T, clock *sla.Clock, moves []sla.Move) {
	t.Helper()
	require.True(t, slices.IsSortedFunc(moves, func(a, b sla.Move) int { return a.At.Compare(b.At) }), "%+v\n%s", moves, s.scene)
	if clock.Due.IsZero() || clock.Stage == sla.Paused {
		return
	}
	require.NotEmpty(t, moves, s.scene)
	require.True(t, moves[len(moves)-1].Due.Equal(clock.Due), "%s due at %s: %+v\n%s", clockName(clock), clock.Due, moves, s.scene)
}

func lawOfShares(t *testing.T, s *lawScene) {
	t.Helper()
	r := s.evaluate(t, s.c, s.now)
	for _, shares := range r.Shares {
		sum := shares.Unassigned + shares.Paused
		for _, group := range shares.Groups {
			sum += group.Elapsed
			require.NotEmpty(t, group.Group)
			require.GreaterOrEqual(t, group.Elapsed, time.Duration(0))
		}
		require.GreaterOrEqual(t, min(shares.Unassigned, shares.Paused), time.Duration(0), s.scene)
		require.Equal(t, shares.Total, sum, "%+v\n%s", shares, s.scene)
	}
}

// stable returns what of a report does not flow, as text.
func stable(t *testing.T, r *sla.Report) string {
	t.Helper()
	copied := *r
	copied.AsOf, copied.Next, copied.Shares = time.Time{}, time.Time{}, nil
	copied.Clocks = slices.Clone(r.Clocks)
	for i := range copied.Clocks {
		c := &copied.Clocks[i]
		c.Elapsed, c.Remaining, c.Overdue, c.Paused = 0, 0, 0, 0
		if c.DueProjected {
			c.Due, c.Provisional = time.Time{}, false
		}
	}
	return lawText(t, &copied)
}

func lawOfNext(t *testing.T, s *lawScene) {
	t.Helper()
	c := s.c
	c.Events = slices.Clone(c.Events)
	c.Events = slices.DeleteFunc(c.Events, func(e sla.Event) bool { return e.At.After(s.now) })
	now := s.now
	for range 6 {
		r := s.evaluate(t, c, now)
		expected := stable(t, &r)
		if r.Next.IsZero() {
			for _, at := range []time.Time{now.Add(1), now.AddDate(0, 0, 20), now.AddDate(1, 0, 0)} {
				later := s.evaluate(t, c, at)
				require.Equal(t, expected, stable(t, &later), "never, says Next at %s, and at %s\n%s", now, at, s.scene)
			}
			return
		}
		require.True(t, r.Next.After(now), "next at %s is %s\n%s", now, r.Next, s.scene)
		for _, at := range []time.Time{r.Next.Add(-1), s.within(now, r.Next), s.within(now, r.Next)} {
			before := s.evaluate(t, c, at)
			require.Equal(t, expected, stable(t, &before), "next of %s is %s, but at %s\n%s", now, r.Next, at, s.scene)
			require.True(t, before.Next.Equal(r.Next), "next of %s is %s, of %s %s\n%s", now, r.Next, at, before.Next, s.scene)
		}
		after := s.evaluate(t, c, r.Next)
		require.NotEqual(t, expected, stable(t, &after), "next of %s is %s: nothing happens\n%s", now, r.Next, s.scene)
		if now = r.Next; s.one(3) {
			now = s.within(now, now.Add(time.Hour))
		}
	}
}

// lawOfClocks holds what is true of any clock.
func lawOfClocks(t *testing.T, s *lawScene) {
	t.Helper()
	r := s.evaluate(t, s.c, s.now)
	for _, c := range r.Clocks {
		message := fmt.Sprintf("%+v\n%s", c, s.scene)
		require.GreaterOrEqual(t, min(c.Elapsed, c.Remaining, c.Overdue, c.Paused), time.Duration(0), message)
		require.False(t, c.Remaining > 0 && c.Overdue > 0, message)
		require.Equal(t, c.Breached, !c.BreachedAt.IsZero(), message)
		require.False(t, c.BornBreached && !c.Breached, message)
		require.Equal(t, c.Breached, c.Verdict == sla.Missed || c.Verdict == sla.Waived, message)
		require.Equal(t, c.Stage == sla.Stopped || c.Stage == sla.Cancelled && !c.Start.IsZero(), !c.Stopped.IsZero(), message)
		require.Equal(t, c.Stage == sla.Pending, c.Start.IsZero() && c.Stage != sla.Cancelled, message)
		require.False(t, c.DueProjected && c.Stage != sla.Paused, message)
		require.NotEqual(t, c.Verdict == sla.Open, c.Breached || c.Stage == sla.Stopped || c.Stage == sla.Cancelled, message)
		require.False(t, c.Stopped.After(s.now) || c.Start.After(s.now) || c.BreachedAt.After(s.now), message)
		require.Equal(t, s.timetables[c.Calendar].calendar.Fingerprint(), c.Fingerprint, message)
		for _, at := range []time.Time{c.Start, c.Due, c.Stopped, c.BreachedAt} {
			require.True(t, at.IsZero() || at.Location().String() == s.timetables[c.Calendar].calendar.Location().String(), message)
		}
		if current, ok := r.Clock(c.Commitment); c.Metric == c.Commitment {
			require.True(t, ok && current.Cycle >= c.Cycle, message)
		}
	}
	keys := make([]string, len(r.Firings))
	for i, f := range r.Firings {
		keys[i] = f.Key
		require.False(t, i > 0 && f.At.Before(r.Firings[i-1].At), "firings are in order\n%s", s.scene)
	}
	require.Empty(t, r.Revoked(keys))
	require.Equal(t, []string{"gone"}, r.Revoked(slices.Concat(keys, []string{"gone"})))
}
