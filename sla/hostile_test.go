package sla_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/sla"
)

// Time is counted in allocations: they grow with the events, not with their
// square, and not with the time between them.
func TestManyEventsTakeLinearWork(t *testing.T) {
	engine := benchEngine(t)
	allocations := func(events int) float64 {
		c, now := benchCase(events)
		return testing.AllocsPerRun(1, func() {
			_, err := engine.Evaluate(c, now)
			require.NoError(t, err)
		})
	}
	thousand, tenThousand := allocations(1000), allocations(10_000)
	require.Less(t, tenThousand, 12*thousand)
	require.Less(t, tenThousand, 10_000.0, "an allocation an event")
}

func TestTenThousandEventsOfOneInstant(t *testing.T) {
	engine := benchEngine(t)
	at := time.Date(2026, time.January, 5, 1, 30, 0, 0, time.UTC)
	kinds := []sla.Kind{
		sla.KindOpened, sla.KindPaused, sla.KindResumed, sla.KindReplied, sla.KindResolved, sla.KindReopened, sla.KindCancelled,
		sla.KindMerged, sla.KindMergedIn, sla.KindAttributesChanged, sla.KindExtensionGranted, sla.KindPromised, sla.KindRetracted, "own",
	}
	c := sla.Case{ID: "C", Events: []sla.Event{{ID: "opened", At: at, Kind: sla.KindOpened}}}
	for i := range 10_000 {
		c.Events = append(c.Events, sla.Event{ID: fmt.Sprintf("e%d", i), At: at, Kind: kinds[i%len(kinds)], Retracts: fmt.Sprintf("e%d", i/2)})
	}
	report, err := engine.Explain(c, at.AddDate(0, 0, 1))
	require.NoError(t, err)
	require.Len(t, report.Segments, len(report.Clocks))
	requireSound(t, &report.Report)
}

// The same events, each a hundred times, are the same case.
func TestEventsRepeatedAHundredTimes(t *testing.T) {
	engine := benchEngine(t)
	c, now := benchCase(50)
	want, err := engine.Evaluate(c, now)
	require.NoError(t, err)
	for _, ids := range []bool{true, false} {
		once := sla.Case{ID: c.ID, Attributes: c.Attributes, Events: append([]sla.Event{}, c.Events...)}
		if !ids {
			for i := range once.Events {
				once.Events[i].ID = ""
			}
		}
		expected, err := engine.Evaluate(once, now)
		require.NoError(t, err)
		many := once
		many.Events = nil
		for range 100 {
			many.Events = append(many.Events, once.Events...)
		}
		got, err := engine.Evaluate(many, now)
		require.NoError(t, err)
		require.Equal(t, expected, got)
		require.Equal(t, want.Clocks, got.Clocks)
	}
}

func TestCasesWithoutAnOpening(t *testing.T) {
	engine := benchEngine(t)
	now := time.Date(2026, time.January, 5, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name     string
		events   []sla.Event
		findings []string
	}{
		{"no events", nil, []string{sla.FindingNotOpened}},
		{"a reply only", []sla.Event{{ID: "e1", At: now, Kind: sla.KindReplied}}, []string{sla.FindingNotOpened}},
		{"opened tomorrow", []sla.Event{{ID: "e1", At: now.AddDate(0, 0, 1), Kind: sla.KindOpened}}, []string{sla.FindingNotOpened}},
	} {
		t.Run(c.name, func(t *testing.T) {
			report, err := engine.Evaluate(sla.Case{ID: "C", Events: c.events}, now)
			require.NoError(t, err)
			require.Empty(t, report.Clocks)
			require.Empty(t, report.Firings)
			require.True(t, report.Next.IsZero())
			codes := []string{}
			for _, f := range report.Findings {
				codes = append(codes, f.Code)
			}
			require.Equal(t, c.findings, codes)
		})
	}
}

func TestEventsBeforeTheOpening(t *testing.T) {
	engine := benchEngine(t)
	opened := time.Date(2026, time.January, 5, 1, 0, 0, 0, time.UTC)
	c := sla.Case{ID: "C", Events: []sla.Event{
		{ID: "early", At: opened.Add(-time.Nanosecond), Kind: sla.KindResolved}, {ID: "e2", At: opened, Kind: sla.KindOpened},
	}}
	report, err := engine.Evaluate(c, opened.Add(time.Minute))
	require.NoError(t, err)
	resolution, ok := report.Clock(sla.MetricResolution)
	require.True(t, ok)
	require.Equal(t, sla.Running, resolution.Stage)
	require.Len(t, report.Findings, 1)
	require.Equal(t, sla.FindingBeforeOpened, report.Findings[0].Code)
	require.Equal(t, "early", report.Findings[0].EventID)
}

func TestUnknownKinds(t *testing.T) {
	engine := benchEngine(t)
	opened := time.Date(2026, time.January, 5, 1, 0, 0, 0, time.UTC)
	for kind, known := range map[string]bool{
		"phoned": true, "x_9": true, "": false, "Opened": false, "an event": false, "电话": false, strings.Repeat("k", 1<<20) + "!": false,
	} {
		c := sla.Case{ID: "C", Events: []sla.Event{{At: opened, Kind: sla.KindOpened}, {At: opened, Kind: sla.Kind(kind)}}}
		_, err := engine.Evaluate(c, opened)
		if known {
			require.NoError(t, err)
			continue
		}
		require.ErrorIs(t, err, commitment.ErrInvalid)
		require.Equal(t, "events[1].kind", commitment.FieldErrors(err)[0].Path)
		require.Less(t, len(err.Error()), 300)
	}
}

func TestInstantsAtTheEndsOfTime(t *testing.T) {
	engine := benchEngine(t)
	first, last := time.Time{}.Add(time.Nanosecond), time.Date(9999, time.December, 31, 23, 59, 59, 999_999_999, time.UTC)
	middle := time.Date(2026, time.January, 5, 1, 0, 0, 0, time.UTC)
	for _, instants := range [][3]time.Time{
		{first, first, first},
		{first, first, last},
		{first, middle, last},
		{middle, middle, last},
		{middle, last, last},
		{last, last, last},
		{first, first.Add(time.Hour), middle},
	} {
		c := sla.Case{ID: "C", Events: []sla.Event{
			{ID: "e1", At: instants[0], Kind: sla.KindOpened},
			{ID: "e2", At: instants[1], Kind: sla.KindPaused},
			{ID: "e3", At: instants[1], Kind: sla.KindExtensionGranted, Metric: "resolution", Extension: &sla.Extension{Until: last, Consent: true}},
			{ID: "e4", At: instants[1], Kind: sla.KindMergedIn, AdoptStart: first},
		}}
		report, err := engine.Evaluate(c, instants[2])
		if err != nil {
			require.ErrorIs(t, err, calendar.ErrNotCovered)
		}
		requireSound(t, &report)
		x, err := engine.Explain(c, instants[2])
		if errors.Is(err, commitment.ErrInvalid) { // a line a day, but not for ever
			require.ErrorContains(t, err, `sla: now: lies too far after the start of "first_response" to tell all days between`)
			require.Greater(t, instants[2].Year(), 1, "%v", instants)
			continue
		}
		if err != nil {
			require.ErrorIs(t, err, calendar.ErrNotCovered)
		}
		require.Equal(t, report, x.Report, "%v", instants)
		require.NotEmpty(t, x.Explain(commitment.English))
	}
}

// A clock of more than a hundred years is judged, but not told day by day.
func TestExplainRefusesEndlessClocks(t *testing.T) {
	engine := benchEngine(t)
	opened := time.Date(1990, time.January, 1, 0, 0, 0, 0, time.UTC)
	c := sla.Case{ID: "C", Events: []sla.Event{{At: opened, Kind: sla.KindOpened}}}
	_, err := engine.Explain(c, opened.AddDate(99, 0, 0))
	require.NotErrorIs(t, err, commitment.ErrInvalid)
	_, err = engine.Explain(c, opened.AddDate(101, 0, 0))
	require.ErrorIs(t, err, commitment.ErrInvalid)
	require.Equal(t, "now", commitment.FieldErrors(err)[0].Path)
	_, err = engine.Evaluate(c, opened.AddDate(101, 0, 0))
	require.NotErrorIs(t, err, commitment.ErrInvalid)
}

func TestNoInstantIsAnError(t *testing.T) {
	engine := benchEngine(t)
	c, _ := benchCase(10)
	_, err := engine.Evaluate(c, time.Time{})
	require.ErrorIs(t, err, commitment.ErrInvalid)
	require.Equal(t, "now", commitment.FieldErrors(err)[0].Path)
	_, err = engine.Explain(c, time.Time{})
	require.ErrorIs(t, err, commitment.ErrInvalid)
	_, err = engine.Quote(nil, time.Time{})
	require.ErrorIs(t, err, commitment.ErrInvalid)
	require.Equal(t, "at", commitment.FieldErrors(err)[0].Path)
	c.Events[3].At = time.Time{}
	_, err = engine.Evaluate(c, time.Date(2026, time.January, 5, 12, 0, 0, 0, time.UTC))
	require.ErrorIs(t, err, commitment.ErrInvalid)
	require.Equal(t, "events[3].at", commitment.FieldErrors(err)[0].Path)
}

func TestHugeAttributes(t *testing.T) {
	engine := benchEngine(t)
	c, now := benchCase(10)
	values := make([]string, 1000)
	for i := range values {
		values[i] = strings.Repeat("v", 100)
	}
	c.Attributes = map[string][]string{"": nil, strings.Repeat("k", 1<<20): values, "\xff": {"\xff"}}
	for i := range 1000 {
		c.Events = append(c.Events, sla.Event{
			ID: fmt.Sprintf("a%d", i), At: now, Kind: sla.KindAttributesChanged, Attributes: map[string][]string{fmt.Sprintf("k%d", i%7): values},
		})
	}
	report, err := engine.Evaluate(c, now)
	require.NoError(t, err)
	require.Equal(t, 3+7, len(report.Attributes)) //nolint:testifylint // Len would print them
}

// A policy at its limits: as many rules and alerts as a megabyte holds.
func TestPoliciesAtTheirLimits(t *testing.T) {
	rule := func(i int) string {
		return fmt.Sprintf(`{"id": "r%d", "when": {"a": "v%d"}, "commitments": [{"metric": "resolution", "within": "8h", "calendar": "office",
			"alerts": [{"at": "+0s", "repeat": "1s", "times": 100}, {"at": "100000%%"}, {"at": "-2562047h"}, {"at": "+2562047h", "clock": "wall"}]}]}`, i, i)
	}
	rules := make([]string, 2000)
	for i := range rules {
		rules[i] = rule(i)
	}
	text := `{"id": "p", "version": "1", "rules": [` + strings.Join(rules, ",") + `]}`
	require.Less(t, len(text), 1<<20)
	policy, err := sla.ParsePolicy([]byte(text))
	require.NoError(t, err)
	office := calendar.Always(time.UTC)
	engine, err := sla.Compile(map[string]*calendar.Calendar{"office": office}, policy)
	require.NoError(t, err)
	opened := time.Date(2026, time.January, 5, 9, 0, 0, 0, time.UTC)
	c := sla.Case{ID: "C", Attributes: map[string][]string{"a": {"v1999"}}, Events: []sla.Event{{At: opened, Kind: sla.KindOpened}}}
	report, err := engine.Evaluate(c, opened.Add(8*time.Hour+99*time.Second))
	require.NoError(t, err)
	require.Equal(t, "r1999", report.RuleID)
	firings := 0
	for _, f := range report.Firings {
		if f.Alert == "+0s" {
			firings++
		}
	}
	require.Equal(t, 100, firings)

	_, err = sla.ParsePolicy([]byte(text + strings.Repeat(" ", 1<<20)))
	require.ErrorIs(t, err, commitment.ErrInvalid)
	require.Less(t, len(err.Error()), 300)
	_, err = sla.ParseCase([]byte(strings.Repeat("[", 1<<20)))
	require.ErrorIs(t, err, commitment.ErrInvalid)
	require.Less(t, len(err.Error()), 300)
}

// requireSound checks what holds of every report.
func requireSound(t *testing.T, r *sla.Report) {
	t.Helper()
	for i := range r.Clocks {
		c := &r.Clocks[i]
		require.GreaterOrEqual(t, c.Elapsed, time.Duration(0))
		require.GreaterOrEqual(t, c.Remaining, time.Duration(0))
		require.GreaterOrEqual(t, c.Overdue, time.Duration(0))
		require.GreaterOrEqual(t, c.Paused, time.Duration(0))
		require.True(t, c.Remaining == 0 || c.Overdue == 0)
		require.Equal(t, c.Breached, !c.BreachedAt.IsZero())
	}
	if !r.Next.IsZero() {
		require.True(t, r.Next.After(r.AsOf))
	}
	_, err := json.Marshal(r)
	require.NoError(t, err)
}
