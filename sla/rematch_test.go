package sla_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/sla"
)

// rematched judges a case of 2026-01-05, a Monday, by rules with a calendar of
// 09:00 to 17:00. Events are "hh:mm kind", then what else they say in JSON.
func rematched(t *testing.T, policy string, events []string, now string) sla.Report {
	t.Helper()
	engine, err := sla.Compile(checkCalendars(t), checkParse(t, `{"id": "p", "version": "1", `+policy+`}`))
	require.NoError(t, err)
	texts := make([]string, len(events))
	for i, event := range events {
		at, rest, _ := strings.Cut(event, " ")
		kind, more, _ := strings.Cut(rest, " ")
		if more != "" {
			more = ", " + more
		}
		texts[i] = fmt.Sprintf(`{"id": "e%d", "at": "2026-01-05T%s:00Z", "kind": %q%s}`, i, at, kind, more)
	}
	c, err := sla.ParseCase([]byte(`{"id": "C", "attributes": {"tier": "vip"}, "events": [` + strings.Join(texts, ",") + `]}`))
	require.NoError(t, err)
	at, err := time.Parse(time.RFC3339, "2026-01-05T"+now+":00Z")
	require.NoError(t, err)
	report, err := engine.Evaluate(c, at)
	require.NoError(t, err)
	return report
}

// told is a report's clocks in short.
func told(r *sla.Report) []string {
	at := func(t time.Time) string {
		if t.IsZero() {
			return "-"
		}
		return t.Format("15:04")
	}
	lines := make([]string, 0, len(r.Clocks)+len(r.Firings))
	for i := range r.Clocks {
		c := &r.Clocks[i]
		lines = append(lines, fmt.Sprintf("%s/%d %s %s due %s elapsed %s", c.Commitment, c.Cycle, c.Stage, c.Verdict, at(c.Due), c.Elapsed))
	}
	for _, f := range r.Firings {
		lines = append(lines, fmt.Sprintf("%s at %s", f.Key, at(f.At)))
	}
	return lines
}

const twoTiers = `"rules": [
	{"id": "vip", "when": {"tier": "vip"}, "commitments": [{"metric": "first_response", "within": "4h", "calendar": "office"}]},
	{"id": "none", "when": {"tier": "none"}, "commitments": []}]`

func TestDroppedCommitments(t *testing.T) {
	t.Parallel()
	none, vip := `attributes_changed "attributes": {"tier": "none"}`, `attributes_changed "attributes": {"tier": "vip"}`
	tests := []struct {
		name   string
		events []string
		now    string
		want   []string
	}{
		{
			"dropped",
			[]string{"09:00 opened", "10:00 " + none},
			"12:00",
			[]string{"first_response/1 cancelled not_applicable due - elapsed 1h0m0s"},
		},
		{
			"back again, without the time between",
			[]string{"09:00 opened", "10:00 " + none, "11:00 " + vip},
			"12:00",
			[]string{"first_response/1 running open due 14:00 elapsed 2h0m0s"},
		},
		{
			"answered meanwhile",
			[]string{"09:00 opened", "10:00 " + none, "10:30 replied", "11:00 " + vip},
			"12:00",
			[]string{"first_response/1 cancelled not_applicable due - elapsed 1h0m0s"},
		},
		{
			"resolved meanwhile",
			[]string{"09:00 opened", "10:00 " + none, "10:30 resolved", "11:00 " + vip},
			"12:00",
			[]string{"first_response/1 cancelled not_applicable due - elapsed 1h0m0s"},
		},
		{
			"resolved meanwhile and reopened",
			[]string{"09:00 opened", "10:00 " + none, "10:30 resolved", "11:00 " + vip, "11:30 reopened"},
			"12:00",
			[]string{"first_response/1 running open due 14:30 elapsed 1h30m0s"},
		},
		{
			"cancelled meanwhile by mistake",
			[]string{"09:00 opened", "10:00 " + none, "10:30 cancelled", "11:00 " + vip, "11:30 reopened"},
			"12:00",
			[]string{"first_response/1 running open due 14:30 elapsed 1h30m0s"},
		},
		{
			"reopened without it, then back",
			[]string{"09:00 opened", "09:30 resolved", "10:00 " + none, "10:30 reopened", "11:00 " + vip},
			"12:00",
			[]string{"first_response/1 running open due 14:30 elapsed 1h30m0s"},
		},
		{
			"never promised", []string{`09:00 opened "attributes": {"tier": "none"}`, "10:00 replied"}, "12:00", []string{},
		},
		{
			"over before it was promised",
			[]string{`09:00 opened "attributes": {"tier": "none"}`, "10:00 replied", "11:00 " + vip},
			"12:00",
			[]string{"first_response/1 stopped not_applicable due - elapsed 1h0m0s"},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := rematched(t, twoTiers, test.events, test.now)
			require.Equal(t, test.want, told(&r))
		})
	}
}

// The alerts of a rule that promises the same are its own; what fired already
// does not fire again.
func TestAlertsOfAnotherRule(t *testing.T) {
	t.Parallel()
	policy := `"rules": [
		{"id": "vip", "when": {"tier": "vip"}, "commitments": [{"metric": "resolution", "within": "4h", "calendar": "office",
			"alerts": [{"id": "half", "at": "50%"}, {"id": "late", "at": "+1h"}]}]},
		{"id": "gold", "when": {"tier": "gold"}, "commitments": [{"metric": "resolution", "within": "4h", "calendar": "office",
			"alerts": [{"id": "quarter", "at": "25%"}, {"id": "third", "at": "30%"}, {"id": "half", "at": "50%"}, {"id": "lead", "at": "-30m"}]}]}]`
	r := rematched(t, policy, []string{"09:00 opened", `11:30 attributes_changed "attributes": {"tier": "gold"}`}, "16:00")
	require.Equal(t, []string{
		"resolution/1 running missed due 13:00 elapsed 7h0m0s",
		"C/resolution/1/0/half/1 at 11:00",
		"C/resolution/1/0/third/1 at 11:30",
		"C/resolution/1/0/lead/1 at 12:30",
	}, told(&r))
	require.Equal(t, []sla.Finding{{
		Code: sla.FindingAlertCollapsed, EventID: "e1",
		Message: `the alert "quarter" of "resolution" was passed already when its target changed: a higher one fires for it`,
	}}, r.Findings)
}

// A share of days needs their working time, though the rule before had no shares.
func TestShareOfDaysUnderAnotherRule(t *testing.T) {
	t.Parallel()
	policy := `"rules": [
		{"id": "vip", "when": {"tier": "vip"}, "commitments": [{"metric": "resolution", "within": {"business_days": 1, "due": "end_of_day"}, "calendar": "office"}]},
		{"id": "gold", "when": {"tier": "gold"}, "commitments": [{"metric": "resolution", "within": {"business_days": 1, "due": "end_of_day"}, "calendar": "office",
			"alerts": [{"id": "part", "at": "25%"}]}]}]`
	r := rematched(t, policy, []string{"09:00 opened", `10:00 attributes_changed "attributes": {"tier": "gold"}`}, "16:00")
	require.Equal(t, []string{"resolution/1 running open due 17:00 elapsed 7h0m0s", "C/resolution/1/0/part/1 at 13:00"}, told(&r))
}

func TestNeverEarlierKeepsBothTargets(t *testing.T) {
	t.Parallel()
	policy := func(vip, gold string) string {
		return fmt.Sprintf(`"rules": [
		{"id": "vip", "when": {"tier": "vip"}, "commitments": [{"metric": "resolution", "within": %q, "calendar": "office", "pause_on": ["*"], "retarget": "never_earlier"}]},
		{"id": "gold", "when": {"tier": "gold"}, "commitments": [{"metric": "resolution", "within": %q, "calendar": "office", "pause_on": ["*"], "retarget": "never_earlier"}]}]`, vip, gold)
	}
	gold := `attributes_changed "attributes": {"tier": "gold"}`
	tests := []struct {
		name, vip, gold string
		events          []string
		now, want       string
	}{
		{"the shorter one waits for the longer", "4h", "1h", []string{"09:00 opened", "10:30 " + gold}, "12:00", "running open due 13:00 elapsed 3h0m0s"},
		{"the longer one rules", "1h", "4h", []string{"09:00 opened", "09:30 " + gold}, "12:00", "running open due 13:00 elapsed 3h0m0s"},
		{"paused, with nothing allowed", "4h", "0s", []string{"09:00 opened", "10:00 paused", "10:30 " + gold}, "12:00", "paused open due 15:00 elapsed 1h0m0s"},
		{"extended, each by itself", "4h", "1h", []string{"09:00 opened", "10:30 " + gold, `11:00 extension_granted "metric": "resolution", "extension": {"by": "1h"}`}, "12:00", "running open due 14:00 elapsed 3h0m0s"},
		{"extended before", "4h", "1h", []string{"09:00 opened", `10:00 extension_granted "metric": "resolution", "extension": {"by": "1h"}`, "10:30 " + gold}, "12:00", "running open due 14:00 elapsed 3h0m0s"},
		{"a date before the longer one", "4h", "1h", []string{"09:00 opened", "10:30 " + gold, `11:00 extension_granted "metric": "resolution", "extension": {"until": "2026-01-05T12:30:00Z"}`}, "12:45", "running open due 13:00 elapsed 3h45m0s"},
		{"missed when both are", "2h", "1h", []string{"09:00 opened", "10:30 " + gold}, "12:00", "running missed due 11:00 elapsed 3h0m0s"},
		{"an earlier start", "4h", "1h", []string{"10:00 opened", "10:30 " + gold, `11:00 merged_in "adopt_start": "2026-01-05T09:00:00Z"`}, "12:00", "running open due 13:00 elapsed 3h0m0s"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := rematched(t, policy(test.vip, test.gold), test.events, test.now)
			require.Equal(t, []string{"resolution/1 " + test.want}, told(&r))
		})
	}
}

func TestStatusesOfOneInstant(t *testing.T) {
	t.Parallel()
	const policy = `"status": {"attribute": "status", "paused": {"customer": ["pending"], "parts": ["parts"]}, "resolved": ["solved"], "closed": ["closed"], "cancelled": ["spam"]},
		"rules": [{"id": "all", "commitments": [{"metric": "resolution", "within": "4h", "calendar": "office", "pause_on": ["*"]}]}]`
	status := func(at, value string) string {
		return fmt.Sprintf(`%s attributes_changed "attributes": {"status": %q}`, at, value)
	}
	tests := []struct {
		name   string
		events []string
		want   string
	}{
		{"the last one counts", []string{"09:00 opened", status("10:00", "solved"), status("10:00", "open"), status("10:00", "parts")}, "paused open due 15:00 elapsed 1h0m0s"},
		{"there and back is nothing", []string{"09:00 opened", status("10:00", "solved"), status("10:00", "open")}, "running open due 13:00 elapsed 3h0m0s"},
		{"an event about the same reason wins", []string{"09:00 opened", status("10:00", "pending"), `10:00 resumed "reason": "customer"`}, "running open due 13:00 elapsed 3h0m0s"},
		{"an event about another reason does not", []string{"09:00 opened", status("10:00", "pending"), `10:00 paused "reason": "weather"`, `10:30 resumed "reason": "weather"`}, "paused open due 15:00 elapsed 1h0m0s"},
		{"an event that reopens wins", []string{"09:00 opened", status("10:00", "solved"), "10:00 reopened"}, "running open due 13:00 elapsed 3h0m0s"},
		{"one that is taken back does not", []string{"09:00 opened", status("10:00", "solved"), "10:00 reopened", `11:00 retracted "retracts": "e2"`}, "stopped met due 13:00 elapsed 1h0m0s"},
		{"an event about the end wins", []string{"09:00 opened", status("10:00", "spam"), "10:00 resolved"}, "stopped met due 13:00 elapsed 1h0m0s"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := rematched(t, policy, test.events, "12:00")
			require.Equal(t, []string{"resolution/1 " + test.want}, told(&r))
		})
	}
}

// A version that takes over may look at another attribute, as it stood before.
func TestStatusesOfAnotherAttribute(t *testing.T) {
	t.Parallel()
	const first = `{"id": "p", "version": "1", "status": {"attribute": "status", "paused": {"customer": ["pending"]}}, ` + oneResolution + `}`
	const second = `{"id": "p", "version": "2", "effective": {"from": "2026-01-05T11:00:00Z"}, "applies_to": "open_cases",
		"status": {"attribute": "state", "paused": {"customer": ["waiting"]}}, ` + oneResolution + `}`
	engine, err := sla.Compile(checkCalendars(t), checkParse(t, first), checkParse(t, second))
	require.NoError(t, err)
	at := func(hour int) time.Time { return time.Date(2026, time.January, 5, hour, 0, 0, 0, time.UTC) }
	r, err := engine.Evaluate(sla.Case{
		Attributes: map[string][]string{"state": {"waiting"}},
		Events: []sla.Event{
			{At: at(9), Kind: sla.KindOpened},
			{At: at(10), Kind: sla.KindAttributesChanged, Attributes: map[string][]string{"status": {"pending"}}},
			{At: at(12), Kind: sla.KindAttributesChanged, Attributes: map[string][]string{"tier": {"vip"}}},
		},
	}, at(13))
	require.NoError(t, err)
	require.Equal(t, []string{"resolution/1 paused open due 16:00 elapsed 1h0m0s"}, told(&r))
}

// A group that has the case after the resolution, or counts for a case merged in,
// has no share in that time.
func TestSharesOfTheOpenTime(t *testing.T) {
	t.Parallel()
	const policy = `"metrics": {"held": {"start": ["taken"], "stop": ["left"], "by": "group", "repeat": true, "while_running": "restart"}},
		"rules": [{"id": "all", "commitments": [{"metric": "held", "calendar": "office", "pause_on": ["*"]}]}]`
	r := rematched(t, policy, []string{
		"09:00 opened", `10:00 taken "attributes": {"group": "l1"}`, "10:30 paused", "11:00 resumed",
		`12:00 taken "attributes": {"group": "l2"}`, "13:00 resolved", `14:00 taken "attributes": {"group": "l1"}`, "15:00 reopened", "15:30 left",
	}, "16:00")
	require.Equal(t, []sla.Shares{{
		Commitment: "held",
		Groups:     []sla.Share{{Group: "l1", Elapsed: 2 * time.Hour}, {Group: "l2", Elapsed: time.Hour}},
		Unassigned: 90 * time.Minute, Paused: 30 * time.Minute, Total: 5 * time.Hour,
	}}, r.Shares)
}

// A waiver stands even where the clock was cancelled after its breach.
func TestWaiverAfterCancellation(t *testing.T) {
	t.Parallel()
	const policy = `"metrics": {"visit": {"start": ["booked"], "stop": ["arrived"], "cancel": ["called_off"]}},
		"rules": [{"id": "all", "commitments": [{"metric": "visit", "within": "1h", "calendar": "office"}]}]`
	r := rematched(t, policy, []string{
		"09:00 opened", "09:00 booked", "11:00 called_off", `11:30 extension_granted "metric": "visit", "extension": {"by": "1h", "consent": true}`,
	}, "12:00")
	require.Equal(t, []string{"visit/1 cancelled waived due 10:00 elapsed 2h0m0s"}, told(&r))
}
