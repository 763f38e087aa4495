package slatest_test

import (
	"fmt"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/sla"
)

const policy = `{
	"id": "support", "version": "1",
	"rules": [
		{"id": "vip", "when": {"tier": "vip"}, "commitments": [
			{"metric": "first_response", "within": "30m", "calendar": "always", "alerts": [{"at": "50%"}, {"id": "lead", "at": "+1h"}]},
			{"metric": "next_response", "within": "1h", "calendar": "always"},
			{"id": "fix", "metric": "resolution", "within": "4h", "calendar": "always", "pause_on": ["*"]},
			{"metric": "ownership", "calendar": "always", "pause_on": ["*"]}]},
		{"id": "standard", "commitments": [
			{"metric": "first_response", "within": "2h", "calendar": "always", "alerts": [{"at": "50%"}]}]}
	]}`

// compile returns an engine of policies with the calendar "always", of UTC+8.
func compile(tb testing.TB, texts ...string) *sla.Engine {
	tb.Helper()
	policies := make([]sla.Policy, len(texts))
	for i, text := range texts {
		parsed, err := sla.ParsePolicy([]byte(text))
		require.NoError(tb, err)
		policies[i] = parsed
	}
	always := calendar.Always(time.FixedZone("UTC+8", 8*60*60))
	engine, err := sla.Compile(map[string]*calendar.Calendar{"always": always}, policies...)
	require.NoError(tb, err)
	return engine
}

// story is a case with two answers, a pause and two groups; checkpoints are what
// is expected of it.
func story(name, checkpoints string) string {
	return fmt.Sprintf(`{"name": %q, "case": {"id": "C-1", "attributes": {"tier": "vip"}, "events": [
		{"id": "e1", "at": "2026-01-05T01:00:00Z", "kind": "opened"},
		{"id": "e2", "at": "2026-01-05T01:20:00Z", "kind": "replied", "actor": "agent"},
		{"id": "e3", "at": "2026-01-05T01:30:00Z", "kind": "assigned", "attributes": {"group": "l1"}},
		{"id": "e4", "at": "2026-01-05T01:40:00Z", "kind": "customer_replied"},
		{"id": "e5", "at": "2026-01-05T02:00:00Z", "kind": "replied"},
		{"id": "e6", "at": "2026-01-05T02:10:00Z", "kind": "paused"},
		{"id": "e7", "at": "2026-01-05T02:30:00Z", "kind": "resumed"},
		{"id": "e8", "at": "2026-01-05T02:40:00Z", "kind": "customer_replied"},
		{"id": "e9", "at": "2026-01-05T03:00:00Z", "kind": "assigned", "attributes": {"group": "l2"}},
		{"id": "e10", "at": "2026-01-05T03:00:00Z", "kind": "reopened"}]},
		"at": [%s]}`, name, checkpoints)
}

// files returns a file system with one file for each pair of name and content.
func files(pairs ...string) fstest.MapFS {
	fsys := make(fstest.MapFS)
	for i := 0; i < len(pairs); i += 2 {
		fsys[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return fsys
}
