package sla_test

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/sla"
)

// lawScene is a scene to hold the engine to a law.
type lawScene struct {
	*scene
	*dice
	engine *sla.Engine
}

// law is something that the engine owes without an oracle.
type law struct {
	name string
	hold func(t *testing.T, s *lawScene)
}

var laws = []law{
	{"permutations and duplicates change nothing", lawOfOrder},
	{"the zone of an instant changes nothing", lawOfZones},
	{"a pause split in two is the same pause", lawOfSplitPauses},
	{"a pause outside working time changes nothing", lawOfClosedPauses},
	{"events after now change nothing", lawOfLaterEvents},
	{"a breach never heals, a firing stays", lawOfFacts},
	{"a pause makes nothing due earlier", lawOfLongerPauses},
	{"the explanation tiles time and adds up", lawOfExplanations},
	{"shares add up", lawOfShares},
	{"next is exact", lawOfNext},
	{"the same question has the same answer, at once too", lawOfRepetition},
	{"a quote is a case just opened", lawOfQuotes},
	{"a clock is in order with itself", lawOfClocks},
}

func newLawScene(t *testing.T, data []byte) *lawScene {
	t.Helper()
	d := newDice(data)
	s := newScene(d)
	if d.one(3) { // off the grid
		for i := range s.c.Events {
			s.c.Events[i].At = s.c.Events[i].At.Add(time.Duration(d.n(3)) * pick(d, time.Second, time.Nanosecond, time.Minute))
		}
		s.now = s.now.Add(time.Duration(d.n(3)) * pick(d, time.Second, time.Nanosecond))
	}
	engine, err := sla.Compile(s.calendars(), s.policies...)
	require.NoError(t, err)
	return &lawScene{scene: s, dice: d, engine: engine}
}

// The laws hold in seeded scenes.
func TestLaws(t *testing.T) {
	t.Parallel()
	for i, law := range laws {
		t.Run(law.name, func(t *testing.T) {
			t.Parallel()
			for n := range 250 {
				s := newLawScene(t, sceneSeed(1000*(i+1)+n))
				law.hold(t, s)
				if t.Failed() {
					t.Fatal(s.scene)
				}
			}
		})
	}
}

// FuzzLaws holds the engine to one of the laws.
func FuzzLaws(f *testing.F) {
	for i := range laws {
		f.Add(uint8(i), sceneSeed(20_000+i))
	}
	f.Fuzz(func(t *testing.T, i uint8, data []byte) {
		s := newLawScene(t, data)
		laws[int(i)%len(laws)].hold(t, s)
		if t.Failed() {
			t.Fatal(s.scene)
		}
	})
}

func (s *lawScene) with(events ...sla.Event) sla.Case {
	c := s.c
	c.Events = slices.Concat(c.Events, events)
	return c
}

func (s *lawScene) evaluate(t *testing.T, c sla.Case, now time.Time) sla.Report {
	t.Helper()
	report, err := s.engine.Evaluate(c, now)
	require.NoError(t, err, s.scene)
	return report
}

func lawText(t *testing.T, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	require.NoError(t, err)
	return string(text)
}

// requireSameReport compares reports byte for byte in JSON.
func (s *lawScene) requireSameReport(t *testing.T, expected, actual *sla.Report, c *sla.Case) {
	t.Helper()
	require.Equal(t, lawText(t, expected), lawText(t, actual), "%s\nwith %v", s.scene, lazyEvents{c})
}

// lazyEvents writes events only if they are asked for.
type lazyEvents struct{ c *sla.Case }

func (l lazyEvents) String() string {
	texts := make([]string, len(l.c.Events))
	for i := range l.c.Events {
		texts[i] = canonicalEvent(&l.c.Events[i])
	}
	return strings.Join(texts, "\n")
}

// within returns an instant from one to another, often at a whole minute.
func (s *lawScene) within(from, to time.Time) time.Time {
	if !from.Before(to) {
		return from
	}
	at := from.Add(time.Duration(s.rest.Int64N(int64(to.Sub(from)))))
	if whole := at.Truncate(10 * time.Minute); s.one(2) && !whole.Before(from) {
		return whole
	}
	return at
}

func lawOfOrder(t *testing.T, s *lawScene) {
	t.Helper()
	expected := s.evaluate(t, s.c, s.now)
	for range 3 {
		c := s.c
		c.Events = slices.Clone(c.Events)
		if n := len(c.Events); n > 0 {
			for range s.n(4) {
				c.Events = append(c.Events, c.Events[s.n(n)])
			}
		}
		rand.New(rand.NewPCG(uint64(s.n(256)), 7)).Shuffle(len(c.Events), func(i, j int) {
			c.Events[i], c.Events[j] = c.Events[j], c.Events[i]
		})
		actual := s.evaluate(t, c, s.now)
		s.requireSameReport(t, &expected, &actual, &c)
	}
}

func lawOfZones(t *testing.T, s *lawScene) {
	t.Helper()
	expected := s.evaluate(t, s.c, s.now)
	zones := []*time.Location{time.UTC, time.FixedZone("far", 14*3600), time.FixedZone("odd", -12345), s.timetables["other"].calendar.Location()}
	c := s.c
	c.Events = slices.Clone(c.Events)
	for i := range c.Events {
		e := &c.Events[i]
		e.At = e.At.In(pick(s.dice, zones...))
		if !e.Until.IsZero() {
			e.Until = e.Until.In(pick(s.dice, zones...))
		}
		if !e.AdoptStart.IsZero() {
			e.AdoptStart = e.AdoptStart.In(pick(s.dice, zones...))
		}
		if e.Extension != nil && !e.Extension.Until.IsZero() {
			x := *e.Extension
			x.Until = x.Until.In(pick(s.dice, zones...))
			e.Extension = &x
		}
	}
	actual := s.evaluate(t, c, s.now)
	s.requireSameReport(t, &expected, &actual, &c)
	later := s.evaluate(t, c, s.now.In(zones[1]))
	require.True(t, later.AsOf.Equal(expected.AsOf))
	later.AsOf = expected.AsOf
	s.requireSameReport(t, &expected, &later, &c)
}

func lawOfSplitPauses(t *testing.T, s *lawScene) {
	t.Helper()
	expected := s.evaluate(t, s.c, s.now)
	for range 3 {
		at, reason, ok := s.pausedInstant()
		if !ok {
			return
		}
		c := s.with(sla.Event{ID: "split-1", At: at, Kind: sla.KindResumed, Reason: reason}, sla.Event{ID: "split-2", At: at, Kind: sla.KindPaused, Reason: reason})
		actual := s.evaluate(t, c, s.now)
		actual.Findings = slices.DeleteFunc(actual.Findings, func(f sla.Finding) bool { return strings.HasPrefix(f.EventID, "split") })
		if len(actual.Findings) == 0 {
			actual.Findings = expected.Findings[:0]
		}
		s.requireSameReport(t, &expected, &actual, &c)
	}
}

// pausedInstant returns an instant inside a pause, and its reason.
func (s *lawScene) pausedInstant() (at time.Time, reason string, ok bool) {
	on := map[string]bool{}
	type stretch struct {
		from, to time.Time
		reason   string
	}
	var stretches []stretch
	events := oracleOrder(&s.c, s.now, func(string, string) {})
	for i, e := range events {
		switch {
		case e.Kind == sla.KindPaused && e.Reason != "":
			on[e.Reason] = true
		case e.Kind == sla.KindResumed && e.Reason == "":
			clear(on)
		case e.Kind == sla.KindResumed:
			delete(on, e.Reason)
		default:
		}
		to := s.now
		if i+1 < len(events) {
			to = events[i+1].At
		}
		for reason := range on {
			// After a resumption at the same instant, nobody but the engine knows
			// whether the reason is on.
			resumed := slices.ContainsFunc(events, func(r *oracleEvent) bool { return r.Kind == sla.KindResumed && r.At.Equal(e.At) })
			if to.Sub(e.At) > time.Minute && !resumed {
				stretches = append(stretches, stretch{e.At, to, reason})
			}
		}
		if len(on) > 0 && slices.ContainsFunc(events, func(r *oracleEvent) bool { return r.Kind == sla.KindResumed && r.At.Equal(e.At) }) {
			clear(on) // see above
		}
	}
	if len(stretches) == 0 {
		return time.Time{}, "", false
	}
	slices.SortFunc(stretches, func(a, b stretch) int { return strings.Compare(a.from.String()+a.reason, b.from.String()+b.reason) })
	chosen := stretches[s.n(len(stretches))]
	at = chosen.from.Add(time.Second + time.Duration(s.rest.Int64N(int64(chosen.to.Sub(chosen.from)-2*time.Second))))
	return at, chosen.reason, true
}

func lawOfClosedPauses(t *testing.T, s *lawScene) {
	t.Helper()
	expected := s.evaluate(t, s.c, s.now)
	for range 3 {
		from, to, ok := s.closedStretch()
		if !ok {
			return
		}
		if s.resumesAllAsItPauses(from, to) {
			continue
		}
		c := s.with(sla.Event{ID: "night-1", At: from, Kind: sla.KindPaused, Reason: "night"}, sla.Event{ID: "night-2", At: to, Kind: sla.KindResumed, Reason: "night"})
		actual := s.evaluate(t, c, s.now)
		during := !s.now.Before(from) && s.now.Before(to)
		require.Len(t, actual.Clocks, len(expected.Clocks), s.scene)
		for i := range actual.Clocks {
			a, e := actual.Clocks[i], expected.Clocks[i]
			if !s.workingTimeOnly(e.Commitment) {
				continue
			}
			if during {
				a.Stage, a.DueProjected = e.Stage, e.DueProjected
			}
			require.Equal(t, lawText(t, e), lawText(t, a), "%s\npaused from %s to %s", s.scene, from, to)
		}
	}
}

// resumesAllAsItPauses reports whether, from one instant to another, the case is
// resumed for whatever reason and paused at once: by ruling 10 that is a pause of
// no length if nothing was paused, and a new pause if something was, be it for a
// night.
func (s *lawScene) resumesAllAsItPauses(from, to time.Time) bool {
	return slices.ContainsFunc(s.c.Events, func(r sla.Event) bool {
		return r.Kind == sla.KindResumed && r.Reason == "" && !r.At.Before(from) && !r.At.After(to) &&
			slices.ContainsFunc(s.c.Events, func(p sla.Event) bool { return p.Kind == sla.KindPaused && p.At.Equal(r.At) })
	})
}

// closedStretch returns an interval in which both calendars are closed.
func (s *lawScene) closedStretch() (from, to time.Time, ok bool) {
	a, b := s.timetables["office"], s.timetables["other"]
	start := int(s.now.Sub(s.origin)/sceneTick) - s.n(600)
	if len(s.c.Events) > 0 {
		start = int(s.c.Events[s.n(len(s.c.Events))].At.Sub(s.origin) / sceneTick)
	}
	closed := func(tick int) bool { return !a.open[tick] && !b.open[tick] }
	for tick := start; tick < start+600; tick++ {
		if closed(tick) {
			end := tick + 1
			for end < tick+400 && closed(end) {
				end++
			}
			length := end - tick
			first := s.n(length)
			from, to = s.at(tick+first).Add(time.Second), s.at(tick+first+1+s.n(length-first)).Add(-time.Second)
			return from, to, true
		}
	}
	return from, to, false
}

// workingTimeOnly reports whether a commitment has an allowance of working time,
// in all rules, and no days are added to it.
func (s *lawScene) workingTimeOnly(commitment string) bool {
	for i := range s.c.Events {
		if x := s.c.Events[i].Extension; x != nil && x.By.Unit() != 1 {
			return false
		}
	}
	for _, p := range s.policies {
		for _, rule := range p.Rules {
			for _, c := range rule.Commitments {
				if c.Metric == commitment && c.Within != nil && c.Within.Unit() != 1 {
					return false
				}
			}
		}
	}
	return true
}

func lawOfRepetition(t *testing.T, s *lawScene) {
	t.Helper()
	before := lawText(t, s.c.Attributes) + lazyEvents{&s.c}.String()
	expected := s.evaluate(t, s.c, s.now)
	text := lawText(t, expected)
	var group sync.WaitGroup
	texts := make([]string, 4)
	for i := range texts {
		group.Go(func() {
			report, err := s.engine.Evaluate(s.c, s.now)
			if err != nil {
				texts[i] = err.Error()
				return
			}
			answer, _ := json.Marshal(report)
			texts[i] = string(answer)
		})
	}
	group.Wait()
	for _, answer := range texts {
		require.Equal(t, text, answer, s.scene)
	}
	require.Equal(t, before, lawText(t, s.c.Attributes)+lazyEvents{&s.c}.String(), "the case is as it was")
}

func lawOfQuotes(t *testing.T, s *lawScene) {
	t.Helper()
	quote, err := s.engine.Quote(s.c.Attributes, s.now)
	require.NoError(t, err, s.scene)
	c := sla.Case{Attributes: s.c.Attributes, Events: []sla.Event{{At: s.now, Kind: sla.KindOpened}}}
	expected := s.evaluate(t, c, s.now)
	s.requireSameReport(t, &expected, &quote, &c)
}
