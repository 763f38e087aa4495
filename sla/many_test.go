package sla_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/sla"
)

// Each commitment of a rule has a clock, however many there are.
func TestEveryCommitmentHasAClock(t *testing.T) {
	t.Parallel()
	for promises := range 12 {
		p := sla.Policy{ID: "p", Version: "1", Rules: []sla.Rule{{ID: "all"}}}
		for i := range promises {
			p.Rules[0].Commitments = append(p.Rules[0].Commitments, sla.Commitment{
				ID: fmt.Sprintf("c%d", i), Metric: sla.MetricResolution, Calendar: sla.CalendarChoice{Name: "always"},
			})
		}
		engine, err := sla.Compile(map[string]*calendar.Calendar{"always": calendar.Always(time.UTC)}, p)
		require.NoError(t, err)
		at := time.Date(2026, time.January, 5, 9, 0, 0, 0, time.UTC)
		r, err := engine.Evaluate(sla.Case{Events: []sla.Event{{At: at, Kind: sla.KindOpened}}}, at)
		require.NoError(t, err)
		require.Len(t, r.Clocks, promises)
		for i := range r.Clocks {
			require.Equal(t, fmt.Sprintf("c%d", i), r.Clocks[i].Commitment)
			require.Equal(t, sla.Running, r.Clocks[i].Stage)
		}
	}
}

// A clock is the same alone and among as many others as there may be, each with
// kinds of events of its own.
func TestClocksDoNotDependOnTheirNumber(t *testing.T) {
	t.Parallel()
	const promises = 70
	calendars := map[string]*calendar.Calendar{"always": calendar.Always(time.UTC)}
	begin := time.Date(2026, time.January, 5, 9, 0, 0, 0, time.UTC)
	within := calendar.MustAllowance("1h")
	policy := func(from, to int) sla.Policy {
		p := sla.Policy{ID: "many", Version: "1", Metrics: make(map[string]sla.Metric), Rules: []sla.Rule{{ID: "all"}}}
		for i := from; i < to; i++ {
			metric := fmt.Sprintf("step_%d", i)
			p.Metrics[metric] = sla.Metric{
				Start: []sla.Trigger{{Kind: sla.Kind(fmt.Sprintf("begun_%d", i))}},
				Stop:  []sla.Trigger{{Kind: sla.Kind(fmt.Sprintf("done_%d", i))}}, Repeat: true,
			}
			p.Rules[0].Commitments = append(p.Rules[0].Commitments, sla.Commitment{
				Metric: metric, Within: &within, Calendar: sla.CalendarChoice{Name: "always"},
				PauseOn: []string{"*"}, Alerts: []sla.Alert{{At: sla.MustLevel("50%")}},
			})
		}
		return p
	}
	c := sla.Case{ID: "C-1", Events: []sla.Event{{ID: "opened", At: begin, Kind: sla.KindOpened}}}
	add := func(after time.Duration, kind sla.Kind) {
		c.Events = append(c.Events, sla.Event{ID: fmt.Sprintf("e%d", len(c.Events)), At: begin.Add(after), Kind: kind})
	}
	for i := range promises {
		at := time.Duration(i) * time.Minute
		for cycle := range 3 {
			add(at+time.Duration(cycle)*2*time.Hour, sla.Kind(fmt.Sprintf("begun_%d", i)))
			add(at+time.Duration(cycle)*2*time.Hour+time.Duration(promises-i)*time.Minute, sla.Kind(fmt.Sprintf("done_%d", i)))
		}
	}
	add(40*time.Minute, sla.KindPaused)
	add(50*time.Minute, sla.KindResumed)
	now := begin.Add(6 * time.Hour)

	report := func(from, to int) sla.Report {
		engine, err := sla.Compile(calendars, policy(from, to))
		require.NoError(t, err)
		r, err := engine.Evaluate(c, now)
		require.NoError(t, err)
		return r
	}
	all := report(0, promises)
	require.Len(t, all.Clocks, 3*promises)
	for i := range promises {
		alone := report(i, i+1)
		require.Equal(t, alone.Clocks, all.Clocks[3*i:3*i+3], "step %d", i)
	}
}
