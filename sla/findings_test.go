package sla_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/sla"
)

const oneResolution = `"rules": [{"id": "all", "commitments": [{"metric": "resolution", "within": "4h", "calendar": "office", "pause_on": ["*"]}]}]`

// found is a report's findings in short.
func found(r *sla.Report) []string {
	lines := make([]string, len(r.Findings))
	for i, f := range r.Findings {
		lines[i] = f.Code + " " + f.EventID
	}
	return lines
}

func TestUndeclaredKindsAndReasons(t *testing.T) {
	t.Parallel()
	events := []string{
		"09:00 opened", "09:10 swapped", "09:20 swaped", `09:30 paused "reason": "waiting"`, `09:40 paused "reason": "waitng"`,
		"09:50 resumed", "10:00 paused", "10:10 resumed", "10:20 acknowledged",
	}
	r := rematched(t, `"kinds": ["swapped"], "reasons": ["waiting"], `+oneResolution, events, "12:00")
	require.Equal(t, []string{"unknown_kind e2", "unknown_reason e4"}, found(&r))
	require.Equal(t, `is of a kind that the policy does not declare: "swaped"`, r.Findings[0].Message)
	require.Equal(t, `has a reason that the policy does not declare: "waitng"`, r.Findings[1].Message)
	r = rematched(t, oneResolution, events, "12:00")
	require.Empty(t, r.Findings, "a policy that declares nothing takes any lower-case word")
}

// A version does not know the kinds that the metrics of another one name.
func TestUndeclaredKindsOfAnotherVersion(t *testing.T) {
	t.Parallel()
	const first = `{"id": "p", "version": "1", "kinds": ["swapped"], ` + oneResolution + `}`
	const second = `{"id": "p", "version": "2", "effective": {"from": "2026-02-01T00:00:00Z"}, "kinds": ["fetched"],
		"metrics": {"fetch": {"start": ["opened"], "stop": ["fetched"]}}, "rules": [{"id": "all", "commitments": [{"metric": "fetch", "calendar": "office"}]}]}`
	engine, err := sla.Compile(checkCalendars(t), checkParse(t, first), checkParse(t, second))
	require.NoError(t, err)
	for month, want := range []string{"unknown_kind fetched", "unknown_kind swapped"} {
		at := time.Date(2026, time.January, 5, 9, 0, 0, 0, time.UTC).AddDate(0, month, 0)
		r, err := engine.Evaluate(sla.Case{Events: []sla.Event{
			{At: at, Kind: sla.KindOpened}, {ID: "swapped", At: at, Kind: "swapped"}, {ID: "fetched", At: at, Kind: "fetched"},
		}}, at)
		require.NoError(t, err)
		require.Equal(t, []string{want}, found(&r))
	}
}

// After the end only what a reopening would need is no finding.
func TestEventsAfterTheEnd(t *testing.T) {
	t.Parallel()
	r := rematched(t, oneResolution, []string{
		"09:00 opened", "10:00 cancelled", "10:10 paused", "10:20 resumed", `10:30 attributes_changed "attributes": {"tier": "gold"}`,
		"10:40 replied", "10:50 resolved", "11:00 cancelled", `11:10 merged_in "adopt_start": "2026-01-05T08:00:00Z"`,
	}, "12:00")
	require.Equal(t, []string{"after_end e5", "after_end e6", "after_end e7", "after_end e8"}, found(&r))
	require.Equal(t, map[string][]string{"tier": {"gold"}}, r.Attributes)
	require.Equal(t, []string{"resolution/1 cancelled not_applicable due 13:00 elapsed 1h0m0s"}, told(&r))
}

// A start that is taken over brings its pauses: those of the case before the
// clock began, each cut to the new life of the clock.
func TestPausesBeforeAnAdoptedStart(t *testing.T) {
	t.Parallel()
	r := rematched(t, oneResolution, []string{
		`08:00 paused "reason": "a"`, `09:30 resumed "reason": "a"`, `10:00 paused "reason": "b"`, `10:10 paused "reason": "c"`,
		`10:30 resumed "reason": "b"`, `10:40 resumed "reason": "c"`, "11:00 opened", `12:00 merged_in "adopt_start": "2026-01-05T09:00:00Z"`,
	}, "13:00")
	// Of 09:00 to 13:00 it stood from 09:00 to 09:30 and from 10:00 to 10:40.
	require.Equal(t, []string{"resolution/1 running open due 14:10 elapsed 2h50m0s"}, told(&r))
	require.Equal(t, 70*time.Minute, r.Clocks[0].Paused)
}

// A hundred times two alerts are more levels than a word has bits.
func TestManyLevels(t *testing.T) {
	t.Parallel()
	const policy = `"rules": [
		{"id": "vip", "when": {"tier": "vip"}, "commitments": [{"metric": "resolution", "within": "1h", "calendar": "always", "alerts": [
			{"id": "a", "at": "1m", "repeat": "1m", "times": 100}, {"id": "b", "at": "30s", "repeat": "1m", "times": 100}]}]},
		{"id": "gold", "when": {"tier": "gold"}, "commitments": [{"metric": "resolution", "within": "2h", "calendar": "always", "alerts": [
			{"id": "a", "at": "1m", "repeat": "1m", "times": 100}, {"id": "b", "at": "30s", "repeat": "1m", "times": 100}]}]}]`
	r := rematched(t, policy, []string{"09:00 opened"}, "10:35")
	require.Len(t, r.Firings, 190, "95 of each")
	keys := make(map[string]bool)
	for i, f := range r.Firings {
		keys[f.Key] = true
		require.Equal(t, time.Date(2026, 1, 5, 9, 0, 30+30*i, 0, time.UTC), f.At.UTC())
	}
	require.Len(t, keys, 190)
	require.Equal(t, "2026-01-05T10:35:30Z", r.Next.UTC().Format(time.RFC3339))
	// A stop at a level takes it back.
	r = rematched(t, policy, []string{"09:00 opened", "10:35 resolved"}, "11:00")
	require.Len(t, r.Firings, 189)
	require.Equal(t, "C/resolution/1/0/b/95", r.Firings[188].Key)
	// Reopened there and then, it fires.
	r = rematched(t, policy, []string{"09:00 opened", "10:35 resolved", `10:35 reopened "seq": 1`}, "10:35")
	require.Len(t, r.Firings, 190)
	r = rematched(t, policy, []string{"09:00 opened", "10:05 resolved", `10:05 reopened "seq": 1`}, "10:05")
	require.Len(t, r.Firings, 130, "65 of each")
	// A new target fires the highest level that is passed, and those to come.
	r = rematched(t, policy, []string{"09:00 opened", `10:30 attributes_changed "attributes": {"tier": "gold"}`}, "10:31")
	require.Len(t, r.Firings, 180+1+2)
	require.Equal(t, "C/resolution/1/1/a/90", r.Firings[180].Key)
	require.Len(t, r.Findings, 179)
}

// Where the attributes choose no calendar, nothing can be told of a clock.
func TestNoCalendarForTheAttributes(t *testing.T) {
	t.Parallel()
	const policy = `"rules": [{"id": "all", "commitments": [
		{"metric": "resolution", "within": "4h", "calendar": {"by": "region", "of": {"cn": "office"}}},
		{"metric": "follow_up", "within": "4h", "calendar": {"by": "region", "of": {"cn": "office"}}}]}]`
	r := rematched(t, policy, []string{"09:00 opened", "10:00 resolved"}, "12:00")
	require.Equal(t, []string{
		"resolution/1 stopped not_applicable due - elapsed 0s",
		"follow_up/1 running open due - elapsed 0s",
	}, told(&r))
	require.Equal(t, []string{"no_calendar ", "no_calendar "}, found(&r))
	require.Equal(t, `the commitment "resolution" has no calendar for the attributes of the case`, r.Findings[0].Message)
	require.Equal(t, "10:00", r.Clocks[0].Stopped.Format("15:04"))
	r = rematched(t, policy, []string{"09:00 opened"}, "12:00")
	require.Empty(t, r.Clocks[1].Calendar)
	require.Equal(t, sla.Pending, r.Clocks[1].Stage)
}

// What the status says of a pause yields to an event about the same reason only.
func TestStatusAndExplicitPauses(t *testing.T) {
	t.Parallel()
	const policy = `"status": {"attribute": "status", "paused": {"customer": ["pending"], "unspecified": ["hold"]}}, ` + oneResolution
	pending, hold, open := `"attributes": {"status": "pending"}`, `"attributes": {"status": "hold"}`, `"attributes": {"status": "open"}`
	tests := []struct {
		name   string
		events []string
		want   string
	}{
		{"resumed for all reasons", []string{"09:00 opened", "10:00 attributes_changed " + pending, "10:00 resumed"}, "running open due 13:00 elapsed 3h0m0s"},
		{"resumed for another reason", []string{"09:00 opened", "10:00 attributes_changed " + pending, `10:00 resumed "reason": "parts"`}, "paused open due 15:00 elapsed 1h0m0s"},
		{"paused without a reason", []string{"09:00 opened", "10:00 attributes_changed " + hold, "10:00 paused", "11:00 attributes_changed " + open}, "running open due 14:00 elapsed 2h0m0s"},
		{"a pause at another instant", []string{"09:00 opened", `09:30 paused "reason": "customer"`, "10:00 attributes_changed " + pending, "11:00 attributes_changed " + open}, "running open due 14:30 elapsed 1h30m0s"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := rematched(t, policy, test.events, "12:00")
			require.Equal(t, []string{"resolution/1 " + test.want}, told(&r))
		})
	}
}

// A dropped clock that the resolution would have met does not come back.
func TestDroppedAndMetByTheResolution(t *testing.T) {
	t.Parallel()
	const policy = `"rules": [
		{"id": "vip", "when": {"tier": "vip"}, "commitments": [{"metric": "first_response", "within": "4h", "calendar": "office", "on_resolved": "met"}]},
		{"id": "none", "when": {"tier": "none"}, "commitments": []}]`
	r := rematched(t, policy, []string{
		"09:00 opened", `10:00 attributes_changed "attributes": {"tier": "none"}`, "10:30 resolved", "11:00 reopened",
		`11:30 attributes_changed "attributes": {"tier": "vip"}`,
	}, "12:00")
	require.Equal(t, []string{"first_response/1 cancelled not_applicable due - elapsed 1h0m0s"}, told(&r))
}

// The steps of a promised date say that it was promised.
func TestMovesOfAPromise(t *testing.T) {
	t.Parallel()
	policy := checkParse(t, `{"id": "p", "version": "1", "rules": [{"id": "all", "commitments": [{"metric": "promise", "calendar": "office"}]}]}`)
	engine, err := sla.Compile(checkCalendars(t), policy)
	require.NoError(t, err)
	opened := time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)
	x, err := engine.Explain(sla.Case{ID: "C", Events: []sla.Event{
		{ID: "o", At: opened, Kind: sla.KindOpened},
		{ID: "p", At: opened.Add(time.Hour), Kind: sla.KindPromised, Until: opened.Add(5 * time.Hour)},
		{ID: "x", At: opened.Add(2 * time.Hour), Kind: sla.KindExtensionGranted, Metric: "promise", Extension: &sla.Extension{By: calendar.MustAllowance("1h"), Consent: true}},
	}}, opened.Add(3*time.Hour))
	require.NoError(t, err)
	require.Len(t, x.Moves[0], 2)
	require.Equal(t, sla.MovePromise, x.Moves[0][0].Kind)
	require.Equal(t, "p", x.Moves[0][0].EventID)
	require.Equal(t, sla.MoveExtension, x.Moves[0][1].Kind)
	require.Equal(t, "1h0m0s", x.Moves[0][1].Detail)
	require.Equal(t, "15:00", x.Moves[0][1].Due.Format("15:04"))
	require.NotEmpty(t, x.Explain(commitment.Chinese))
}

// What is found of a target that lasts no time is taken back with it: the earlier
// start would be past both levels, but the extension of that instant is past none.
func TestNothingIsFoundOfATargetThatNeverLived(t *testing.T) {
	t.Parallel()
	const rules = `"rules": [{"id": "all", "commitments": [{"metric": "resolution", "within": "4h", "calendar": "office",
		"alerts": [{"at": "25%"}, {"at": "50%"}]}]}]`
	adopted := []string{"11:00 opened", `11:30 merged_in "adopt_start": "2026-01-05T09:00:00Z"`}
	r := rematched(t, rules, adopted, "12:00")
	require.Equal(t, []string{"alert_collapsed e1"}, found(&r))
	r = rematched(t, rules, append(adopted, `11:30 extension_granted "metric": "resolution", "extension": {"by": "20h"}`), "12:00")
	require.Empty(t, found(&r))
	require.Nil(t, r.Findings)
	r = rematched(t, rules, append(adopted, `11:30 resolved "seq": 1`), "12:00")
	require.Empty(t, found(&r), "the clock was stopped before it went on")
}

// A retraction does what it does wherever it lies, and an event may be both taken
// twice and badly timed.
func TestFindingsOfOddEvents(t *testing.T) {
	t.Parallel()
	r := rematched(t, oneResolution, []string{`08:00 retracted "retracts": "e2"`, "09:00 opened", "09:30 paused"}, "12:00")
	require.Empty(t, found(&r))
	require.Equal(t, []string{"resolution/1 running open due 13:00 elapsed 3h0m0s"}, told(&r))
	r = rematched(t, oneResolution, []string{"09:00 opened", "10:00 cancelled", "10:30 opened"}, "12:00")
	require.Equal(t, []string{"redundant e2"}, found(&r))
	require.Equal(t, "the case was opened before", r.Findings[0].Message)

	engine, err := sla.Compile(checkCalendars(t), checkParse(t, `{"id": "p", "version": "1", `+oneResolution+`}`))
	require.NoError(t, err)
	at := time.Date(2026, time.January, 5, 9, 0, 0, 0, time.UTC)
	r, err = engine.Evaluate(sla.Case{Events: []sla.Event{
		{At: at, Kind: sla.KindOpened},
		{At: at.Add(time.Hour), Kind: sla.KindResumed},
		{ID: "p", At: at.Add(time.Hour), Kind: sla.KindPaused},
		{ID: "p", At: at.Add(time.Hour), Kind: sla.KindPaused, Reason: "twice"},
	}}, at.Add(2*time.Hour))
	require.NoError(t, err)
	require.Equal(t, []string{"conflicting_duplicate p"}, found(&r), "though that pause is over at once")
}
