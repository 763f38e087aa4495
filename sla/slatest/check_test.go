package slatest_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/sla/slatest"
)

// check returns the mismatches of the story's expectations at a quarter past
// three, as texts.
func check(t *testing.T, expected string) []string {
	t.Helper()
	scenarios, err := slatest.Parse([]byte(story("a", `{"now": "2026-01-05T03:15:00Z", `+expected+`}`)))
	require.NoError(t, err)
	mismatches, err := scenarios[0].Check(compile(t, policy))
	require.NoError(t, err)
	texts := make([]string, 0)
	for _, m := range mismatches {
		require.Equal(t, "2026-01-05 03:15:00 +0000 UTC", m.Now.String())
		texts = append(texts, m.String())
	}
	return texts
}

func TestCheckWhatHolds(t *testing.T) {
	t.Parallel()
	require.Empty(t, check(t, `
		"policy_version": "1", "rule": "vip", "next": "2026-01-05T03:40:00Z",
		"clocks": {
			"first_response": {"metric": "first_response", "commitment": "first_response", "calendar": "always", "cycle": 1, "group": "",
				"stage": "stopped", "verdict": "met", "breached": false, "born_breached": false,
				"start": "2026-01-05T09:00:00+08:00", "due": "2026-01-05T01:30:00Z", "stopped": "2026-01-05T01:20:00Z", "breached_at": "none",
				"due_projected": false, "provisional": false, "elapsed": "20m", "remaining": "10m", "overdue": "0s", "paused": "0h", "target": 0, "merged_into": ""},
			"next_response": [{"verdict": "met", "elapsed": "1200s"}, {"stage": "running", "cycle": 2}],
			"fix": {"metric": "resolution", "elapsed": "1h55m", "paused": "20m"},
			"ownership": [{"group": "l1"}, {"group": "l2"}],
			"resolution": "none"},
		"firings": [{"key": "C-1/first_response/1/0/50%25/1", "metric": "first_response", "commitment": "first_response", "alert": "50%", "cycle": 1, "at": "2026-01-05T01:15:00Z"}],
		"findings": ["redundant"],
		"shares": {"ownership": {"groups": {"l1": "1h10m", "l2": "15m"}, "unassigned": "30m", "paused": "20m", "total": "2h15m"}}`))
}

func TestCheckWhatDoesNot(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, expected string
		mismatches     []string
	}{
		{"nothing", `"clocks": {}`, []string{}},
		{"report", `"policy_version": "2", "rule": "", "next": "none"`, []string{
			`policy_version: expected 2, got 1`, `rule: expected "", got vip`,
			`next: expected none, got 2026-01-05T11:40:00+08:00`,
		}},
		{"clock", `"clocks": {"fix": {
			"metric": "x", "commitment": "x", "calendar": "x", "cycle": 2, "group": "x", "stage": "paused", "verdict": "met",
			"breached": true, "born_breached": true, "start": "none", "due": "2026-01-05T05:00:00Z", "stopped": "2026-01-05T05:00:00Z",
			"breached_at": "2026-01-05T05:00:00Z", "due_projected": true, "provisional": true, "elapsed": "2h", "remaining": "2h", "overdue": "1s",
			"paused": "1m", "target": 1, "merged_into": "C-2"}}`, []string{
			"clocks.fix.metric: expected x, got resolution",
			"clocks.fix.commitment: expected x, got fix",
			"clocks.fix.calendar: expected x, got always",
			"clocks.fix.cycle: expected 2, got 1",
			`clocks.fix.group: expected x, got ""`,
			"clocks.fix.stage: expected paused, got running",
			"clocks.fix.verdict: expected met, got open",
			"clocks.fix.breached: expected true, got false",
			"clocks.fix.born_breached: expected true, got false",
			"clocks.fix.start: expected none, got 2026-01-05T09:00:00+08:00",
			"clocks.fix.due: expected 2026-01-05T13:00:00+08:00, got 2026-01-05T13:20:00+08:00",
			"clocks.fix.stopped: expected 2026-01-05T05:00:00Z, got none",
			"clocks.fix.breached_at: expected 2026-01-05T05:00:00Z, got none",
			"clocks.fix.due_projected: expected true, got false",
			"clocks.fix.provisional: expected true, got false",
			"clocks.fix.elapsed: expected 2h0m0s, got 1h55m0s",
			"clocks.fix.remaining: expected 2h0m0s, got 2h5m0s",
			"clocks.fix.overdue: expected 1s, got 0s",
			"clocks.fix.paused: expected 1m0s, got 20m0s",
			"clocks.fix.target: expected 1, got 0",
			`clocks.fix.merged_into: expected C-2, got ""`,
		}},
		{"no clock", `"clocks": {"fix": "none", "resolution": {}, "a b": {}}`, []string{
			"clocks.fix: expected none, got cycle 1 running, open",
			"clocks.resolution: expected a clock, got none",
			`clocks["a b"]: expected a clock, got none`,
		}},
		{"cycles", `"clocks": {"next_response": [{}], "resolution": [{}], "ownership": [{}, {"group": "l1"}], "fix": []}`, []string{
			"clocks.next_response: expected 1 cycles, got 2: cycle 1 stopped, met; cycle 2 running, open",
			"clocks.resolution: expected 1 cycles, got 0",
			"clocks.ownership[1].group: expected l1, got l2",
			"clocks.fix: expected 0 cycles, got 1: cycle 1 running, open",
		}},
		{"the current cycle", `"clocks": {"next_response": {"verdict": "met"}}`, []string{"clocks.next_response.verdict: expected met, got open"}},
		{"number of firings", `"firings": []`, []string{"firings: expected 0, got 1: first_response 50% at 2026-01-05T09:15:00+08:00"}},
		{"firing", `"firings": [{"key": "k", "metric": "m", "commitment": "c", "alert": "a", "cycle": 2, "at": "2026-01-05T01:16:00Z"}]`, []string{
			"firings[0].key: expected k, got C-1/first_response/1/0/50%25/1",
			"firings[0].metric: expected m, got first_response",
			"firings[0].commitment: expected c, got first_response",
			"firings[0].alert: expected a, got 50%",
			"firings[0].cycle: expected 2, got 1",
			"firings[0].at: expected 2026-01-05T09:16:00+08:00, got 2026-01-05T09:15:00+08:00",
		}},
		{"findings", `"findings": ["redundant", "not_a_reply"]`, []string{"findings: expected [not_a_reply, redundant], got [redundant]"}},
		{"no findings", `"findings": []`, []string{"findings: expected [], got [redundant]"}},
		{"shares", `"shares": {"fix": {}, "ownership": {"groups": {"l1": "1h", "l3": "1h"}, "unassigned": "0s", "paused": "0s", "total": "0s"}}`, []string{
			"shares.fix: expected shares, got none",
			"shares.ownership.unassigned: expected 0s, got 30m0s",
			"shares.ownership.paused: expected 0s, got 20m0s",
			"shares.ownership.total: expected 0s, got 2h15m0s",
			"shares.ownership.groups.l1: expected 1h0m0s, got 1h10m0s",
			"shares.ownership.groups.l3: expected 1h0m0s, got none",
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, test.mismatches, check(t, test.expected))
		})
	}
}

func TestCheckErrors(t *testing.T) {
	t.Parallel()
	scenarios, err := slatest.Parse([]byte(`{"name": "a", "case": {"id": "C", "events": [{"id": "e1", "at": "2070-01-05T01:00:00Z", "kind": "opened"}]}, "at": [
		{"now": "2026-01-04T00:00:00Z", "rule": "x"}, {"now": "2070-01-06T00:00:00+01:00"}, {"now": "2026-01-04T00:00:00Z", "rule": "y"}]}`))
	require.NoError(t, err)

	_, err = scenarios[0].Check(nil)
	require.EqualError(t, err, "slatest: the engine is nil")
	mismatches, err := scenarios[0].Check(compile(t, policy))
	require.ErrorIs(t, err, calendar.ErrNotCovered)
	require.ErrorContains(t, err, "slatest: at 2070-01-06T00:00:00+01:00: sla: ")
	require.Equal(t, []slatest.Mismatch{{
		Now: time.Date(2026, time.January, 4, 0, 0, 0, 0, time.UTC), Path: "rule", Expected: "x", Actual: `""`,
	}}, mismatches, "those before the error")
}

func TestCheckOfNothing(t *testing.T) {
	t.Parallel()
	mismatches, err := slatest.Scenario{}.Check(compile(t, policy))
	require.NoError(t, err)
	require.Empty(t, mismatches)
}
