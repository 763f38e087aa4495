package sla_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/sla"
)

// benchPolicy has four commitments with three alerts each.
const benchPolicy = `{
	"id": "bench", "version": "1",
	"rules": [{"id": "all", "commitments": [
		{"metric": "first_response", "within": "1h", "calendar": "office",
		 "alerts": [{"at": "50%"}, {"at": "-10m"}, {"at": "+1h"}]},
		{"metric": "solution_plan", "within": "2bd", "calendar": "office", "pause_on": ["waiting_customer"],
		 "alerts": [{"at": "50%"}, {"at": "-1h"}, {"at": "+1h"}]},
		{"metric": "periodic_update", "within": "1bd", "calendar": "office",
		 "alerts": [{"at": "50%"}, {"at": "-1h"}, {"at": "+1h"}]},
		{"metric": "resolution", "within": "16h", "calendar": "office", "pause_on": ["*"],
		 "alerts": [{"at": "50%"}, {"at": "80%"}, {"at": "100%"}]}
	]}]}`

func benchEngine(tb testing.TB) *sla.Engine {
	tb.Helper()
	shanghai, err := time.LoadLocation("Asia/Shanghai")
	require.NoError(tb, err)
	office, err := calendar.New(calendar.Spec{
		Name: "office", Location: shanghai, Week: calendar.Weekdays(calendar.MustHours("09:00-12:00,13:30-18:00")),
	})
	require.NoError(tb, err)
	policy, err := sla.ParsePolicy([]byte(benchPolicy))
	require.NoError(tb, err)
	engine, err := sla.Compile(map[string]*calendar.Calendar{"office": office}, policy)
	require.NoError(tb, err)
	return engine
}

// benchCase has ten events, among them two pauses, and as many more of the same
// kind as are asked for.
func benchCase(events int) (c sla.Case, now time.Time) {
	at := time.Date(2026, time.January, 5, 1, 30, 0, 0, time.UTC)
	add := func(after time.Duration, kind sla.Kind, reason string, actor sla.Actor) {
		at = at.Add(after)
		c.Events = append(c.Events, sla.Event{
			ID: fmt.Sprintf("e%d", len(c.Events)+1), At: at, Kind: kind, Reason: reason, Actor: actor,
		})
	}
	c.ID, c.Attributes = "C-1", map[string][]string{"tier": {"vip"}, "priority": {"high"}}
	add(0, sla.KindOpened, "", sla.ActorCustomer)
	for len(c.Events) < events {
		add(20*time.Minute, sla.KindReplied, "", sla.ActorAgent)
		add(time.Minute, sla.KindPaused, "waiting_customer", "")
		add(3*time.Hour, sla.KindCustomerReplied, "", sla.ActorCustomer)
		add(0, sla.KindResumed, "waiting_customer", "")
	}
	c.Events = c.Events[:events]
	return c, at.Add(30 * time.Minute)
}

// TestEvaluateAllocations shows that the fold of a usual case, its facts and its
// clocks stay on the stack: one pointer kept to them would move them all.
func TestEvaluateAllocations(t *testing.T) {
	engine := benchEngine(t)
	c, now := benchCase(10)
	require.LessOrEqual(t, testing.AllocsPerRun(100, func() {
		if _, err := engine.Evaluate(c, now); err != nil {
			t.Error(err)
		}
	}), 5.0+raceAllocations)
}

func BenchmarkEvaluate(b *testing.B) {
	engine := benchEngine(b)
	for _, events := range []int{10, 1000, 10_000} {
		b.Run(fmt.Sprintf("%d_events", events), func(b *testing.B) {
			c, now := benchCase(events)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := engine.Evaluate(c, now); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
