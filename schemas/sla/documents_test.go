package sla_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/schemas"
	"github.com/servicecommitment/commitment/sla"
	"github.com/servicecommitment/commitment/sla/template"
)

func allowance(text string) *calendar.Allowance {
	a := calendar.MustAllowance(text)
	return &a
}

// richPolicy has every member, and every form of those that have several.
func richPolicy() sla.Policy {
	shanghai := time.FixedZone("", 8*60*60)
	has := func(key string, values ...string) sla.Match { return sla.Match{Has: map[string][]string{key: values}} }
	return sla.Policy{
		ID: "support", Version: "2026-01", Title: "售后服务承诺", Kind: sla.Underpinning,
		Effective: sla.Effective{
			From:  time.Date(2026, time.January, 1, 0, 0, 0, 0, shanghai),
			Until: time.Date(2027, time.January, 1, 0, 0, 0, 123456789, time.UTC),
		},
		AppliesTo: sla.OpenCases, Reasons: []string{"waiting_customer", "third_party"}, Kinds: []sla.Kind{"swapped"},
		Metrics: map[string]sla.Metric{
			"hardware swap": {
				Start:  []sla.Trigger{{Kind: sla.KindDispatched}, {Kind: sla.KindAssigned, Where: has("group", "l2")}},
				Stop:   []sla.Trigger{{Kind: "swapped"}},
				Cancel: []sla.Trigger{{Kind: sla.KindCancelled}}, After: []sla.Trigger{{Kind: sla.KindAcknowledged}},
				Repeat: true, WhileRunning: sla.Restart, By: "group", OnResolved: sla.MetOnResolved,
			},
		},
		Status: sla.StatusMap{
			Attribute: "status", Paused: map[string][]string{"waiting_customer": {"pending"}}, Resolved: []string{"solved"},
			Closed: []string{"closed"}, Cancelled: []string{"spam", ""},
		},
		Rules: []sla.Rule{
			{
				ID: "vip", Title: "VIP",
				When: sla.Match{
					Has: map[string][]string{"tier": {"vip", "gold"}, "客户": {""}},
					Any: []sla.Match{has("a", "b"), {Any: []sla.Match{has("c", "d")}}},
					Not: &sla.Match{Not: &sla.Match{}},
				},
				Commitments: []sla.Commitment{
					{
						ID: "fast", Title: "Fast", Metric: sla.MetricResolution, Within: allowance("4h30m"),
						Calendar: sla.CalendarChoice{By: "region", Of: map[string]string{"cn": "office", "": "office"}, Else: "office"},
						PauseOn:  []string{"*", "waiting_customer"}, PauseWhen: has("status", "frozen"),
						Alerts: []sla.Alert{
							{ID: "warn", At: sla.MustLevel("50.125%")},
							{At: sla.MustLevel("100000%")},
							{At: sla.MustLevel("4h")},
							{At: sla.MustLevel("-10m"), Clock: sla.WallClock},
							{At: sla.MustLevel("-0s")},
							{At: sla.MustLevel("1.5ms")},
							{At: sla.MustLevel("+1h"), Clock: sla.WorkingClock, Repeat: 90 * time.Minute, Times: 100},
							{At: sla.MustLevel("1.5us"), Repeat: 1500, Times: 1},
						},
						Reopen: sla.Final, Retarget: sla.NeverEarlier, Consent: sla.Required, OnResolved: sla.Continue,
					},
					{Metric: sla.MetricFirstResponse, Calendar: sla.CalendarChoice{Name: "office"}},
					{ID: "a", Metric: "hardware swap", Within: allowance("0s"), Calendar: sla.CalendarChoice{Name: "office"}},
					{ID: "b", Metric: "hardware swap", Within: allowance("1000000bd"), Calendar: sla.CalendarChoice{Name: "office"}},
					{ID: "c", Metric: "hardware swap", Within: allowance("60d"), Calendar: sla.CalendarChoice{Name: "office"}},
					{ID: "d", Metric: "hardware swap", Within: allowance("1mo"), Calendar: sla.CalendarChoice{Name: "office"}},
					{ID: "e", Metric: "hardware swap", Within: allowance("1y"), Calendar: sla.CalendarChoice{Name: "office"}},
					{ID: "f", Metric: "hardware swap", Within: allowance(`{"business_days": 10, "due": "end_of_day", "from": "date", "cut_off": "14:00:30"}`), Calendar: sla.CalendarChoice{Name: "office"}},
					{ID: "g", Metric: "hardware swap", Within: allowance(`{"business_days": 1, "due": "wall_time"}`), Calendar: sla.CalendarChoice{Name: "office"}},
					{ID: "h", Metric: "hardware swap", Within: allowance(`{"calendar_days": 0, "due": "24:00", "roll": "next_business_day"}`), Calendar: sla.CalendarChoice{Name: "office"}},
					{ID: "i", Metric: "hardware swap", Within: allowance(`{"months": 1, "due": "end_of_date"}`), Calendar: sla.CalendarChoice{Name: "office"}},
					{ID: "j", Metric: "hardware swap", Within: allowance(`{"years": 1, "due": "00:00"}`), Calendar: sla.CalendarChoice{Name: "office"}},
				},
			},
			{ID: "default"},
		},
	}
}

func richCase() sla.Case {
	at := time.Date(2026, time.January, 5, 9, 0, 0, 5e8, time.FixedZone("", -5*60*60))
	return sla.Case{
		ID: "C-1", Attributes: map[string][]string{"tier": {"vip"}, "": {}, "any": {"x"}},
		Events: []sla.Event{
			{
				ID: "e1", At: at, Seq: -1 << 63, Kind: sla.KindOpened, Actor: sla.ActorCustomer, Reason: "r", Metric: "resolution",
				Attributes: map[string][]string{"visibility": {"internal"}, "tier": nil},
				Extension:  &sla.Extension{By: calendar.MustAllowance(`{"business_days": 2, "due": "16:00"}`), Consent: true, Reference: "mail"},
				Until:      at, Target: "C-2", AdoptStart: at, Retracts: "e0",
			},
			{At: at, Kind: "own_kind", Extension: &sla.Extension{Until: at}},
			{At: at, Kind: sla.KindExtensionGranted, Extension: &sla.Extension{}, Seq: 1<<63 - 1},
		},
	}
}

func richReport() sla.Report {
	at := time.Date(2026, time.January, 5, 9, 0, 0, 1, time.FixedZone("", 5*60*60+45*60))
	return sla.Report{
		CaseID: "C-1", PolicyID: "p", PolicyVersion: "1", RuleID: "r", AsOf: at,
		Clocks: []sla.Clock{
			{
				Metric: "resolution", Commitment: "fast", Calendar: "office", Fingerprint: "f", Cycle: 1, Group: "l2", Stage: sla.Stopped,
				Verdict: sla.NotApplicable, Breached: true, BornBreached: true, Start: at, Due: at, Stopped: at, BreachedAt: at,
				DueProjected: true, Provisional: true, Elapsed: 1, Remaining: 1500, Overdue: 1500 * time.Microsecond, Paused: 1500 * time.Hour,
				Target: 2, MergedInto: "C-2", Earlier: []sla.Outcome{{Stopped: at, Verdict: sla.Met, Reopened: at}, {}},
			},
			{},
		},
		Firings: []sla.Firing{{Key: "k", Metric: "m", Commitment: "c", Alert: "a", Cycle: 1, At: at}, {}}, Next: at,
		Findings:   []sla.Finding{{Code: sla.FindingRedundant, EventID: "e1", Message: "text"}, {}},
		Shares:     []sla.Shares{{Commitment: "c", Groups: []sla.Share{{Group: "l1", Elapsed: time.Hour}, {}}, Unassigned: 1, Paused: 2, Total: 3}, {}},
		Attributes: map[string][]string{"tier": {"vip", "gold"}, "none": {}},
	}
}

func requireValid(t *testing.T, schema string, value any) {
	t.Helper()
	data, err := json.Marshal(value)
	require.NoError(t, err)
	require.NoError(t, folder.Schema(t, schema).Validate(schemas.Decode(t, data)), string(data))
}

func TestSchemasTakeWhatIsWritten(t *testing.T) {
	requireValid(t, "policy", richPolicy())
	requireValid(t, "case", richCase())
	requireValid(t, "case", sla.Case{})
	for _, event := range richCase().Events {
		requireValid(t, "case#/$defs/event", event)
	}
	report := richReport()
	requireValid(t, "report", report)
	requireValid(t, "report", sla.Report{})
	requireValid(t, "report#/$defs/clock", report.Clocks[0])
	requireValid(t, "report#/$defs/firing", report.Firings[0])
	requireValid(t, "report#/$defs/finding", report.Findings[0])
	requireValid(t, "report#/$defs/explanation", sla.Explanation{
		Report: report, PolicyTitle: "p", RuleTitle: "r", Titles: []string{"", "c"},
		Segments: [][]sla.Segment{{{
			Start: report.AsOf, End: report.Next, Counted: true, Cause: sla.CauseNotCovered, Reason: "r", EventID: "e", Source: "s", Name: "n",
		}, {}}, nil},
		Moves: [][]sla.Move{nil, {{At: report.AsOf, Kind: sla.MoveWaiver, EventID: "e", Reason: "r", Detail: "d", Due: report.Next}, {}}},
	})
	requireValid(t, "report#/$defs/explanation", sla.Explanation{})
}

// What an engine says of a case fits the schemas, and so does its policy.
func TestSchemasTakeWhatAnEngineSays(t *testing.T) {
	office, err := calendar.New(calendar.Spec{Name: "office", Location: time.UTC, Week: calendar.Weekdays(calendar.MustHours("09:00-17:00"))})
	require.NoError(t, err)
	policy := richPolicy()
	policy.Rules[0].When.Not, policy.Rules[0].When.Any = nil, nil
	policy.Rules[0].When.Has = map[string][]string{"tier": {"vip"}}
	engine, err := sla.Compile(map[string]*calendar.Calendar{"office": office}, policy)
	require.NoError(t, err)
	at := func(hour int) time.Time { return time.Date(2026, time.January, 5, hour, 0, 0, 0, time.UTC) }
	c := sla.Case{
		ID: "C-1", Attributes: map[string][]string{"tier": {"vip"}, "region": {"cn"}},
		Events: []sla.Event{
			{ID: "e1", At: at(9), Kind: sla.KindOpened},
			{ID: "e2", At: at(10), Kind: sla.KindPaused},
			{ID: "e3", At: at(11), Kind: sla.KindResumed},
			{ID: "e4", At: at(11), Kind: sla.KindResumed},
			{ID: "e5", At: at(12), Kind: sla.KindAssigned, Attributes: map[string][]string{"group": {"l2"}}},
		},
	}
	requireValid(t, "case", c)
	for hour := range 48 {
		report, err := engine.Evaluate(c, at(hour))
		require.NoError(t, err)
		requireValid(t, "report", report)
		explanation, err := engine.Explain(c, at(hour))
		require.NoError(t, err)
		requireValid(t, "report#/$defs/explanation", explanation)
	}
	for _, policy := range engine.Policies() {
		requireValid(t, "policy", policy)
	}
}

func TestSchemasTakeTheTemplates(t *testing.T) {
	require.NotEmpty(t, template.Names())
	for _, name := range template.Names() {
		t.Run(name, func(t *testing.T) {
			data, err := template.JSON(name)
			require.NoError(t, err)
			require.NoError(t, folder.Schema(t, "policy").Validate(schemas.Decode(t, data)))
			policy, err := template.Policy(name)
			require.NoError(t, err)
			requireValid(t, "policy", policy)
		})
	}
}

// What is written by hand, in forms that the encoder does not use.
func TestSchemasTakeShortForms(t *testing.T) {
	policy := `{"id": "p", "version": "1", "metrics": {"m": {"start": ["opened"], "stop": ["x1"]}}, "status": {"attribute": "s", "closed": "x", "paused": {"w": "y"}},
 "rules": [{"id": "r", "when": {"tier": "vip"}, "commitments": [{"metric": "m", "calendar": "c", "within": "1.5h", "alerts": [{"at": "+1.5h", "repeat": "1.5h", "times": 2}, {"at": ".5h"}]}, {"metric": "resolution", "calendar": "c", "within": "+1h"}]}]}`
	_, err := sla.ParsePolicy([]byte(policy))
	require.NoError(t, err)
	require.NoError(t, folder.Schema(t, "policy").Validate(schemas.Decode(t, []byte(policy))))
	c := `{"attributes": {"tier": "vip"}, "events": [{"at": "2026-01-05T09:00:00Z", "kind": "opened", "attributes": {"a": []}}]}`
	_, err = sla.ParseCase([]byte(c))
	require.NoError(t, err)
	require.NoError(t, folder.Schema(t, "case").Validate(schemas.Decode(t, []byte(c))))
}

// A document that ParsePolicy or Compile refuses, but for what a schema cannot
// say, is refused while it is typed.
func TestSchemasRefuseWrongPolicies(t *testing.T) {
	const (
		whole      = `{"id": "p", "version": "1", $}`
		rule       = `{"id": "p", "version": "1", "rules": [{"id": "r", $}]}`
		commitment = `{"id": "p", "version": "1", "rules": [{"id": "r", "commitments": [{"metric": "resolution", "calendar": "office", $}]}]}`
		alert      = `{"id": "p", "version": "1", "rules": [{"id": "r", "commitments": [{"metric": "resolution", "calendar": "office", "alerts": [{$}]}]}]}`
		metric     = `{"id": "p", "version": "1", "metrics": {"m": {$}}}`
	)
	tests := []struct {
		frame, wrong, right string
	}{
		{`$`, `[]`, `{"id": "p", "version": "1"}`},
		{`{$}`, `"id": "p"`, `"id": "p", "version": "1"`},
		{`{$}`, `"version": "1"`, `"id": "p", "version": "1"`},
		{`{"version": "1", "id": $}`, `""`, `"p"`},
		{`{"version": "1", "id": $}`, `1`, `"1"`},
		{whole, `"ruels": []`, `"rules": []`},
		{whole, `"title": 1`, `"title": ""`},
		{whole, `"kind": "SLA"`, `"kind": "sla"`},
		{whole, `"applies_to": "all"`, `"applies_to": "new_cases"`},
		{whole, `"reasons": "a"`, `"reasons": ["a"]`},
		{whole, `"reasons": ["Waiting"]`, `"reasons": ["waiting"]`},
		{whole, `"kinds": ["a-b"]`, `"kinds": ["a_b"]`},
		{whole, `"kinds": ["1a"]`, `"kinds": ["a1"]`},
		{whole, `"kinds": ["` + strings.Repeat("a", 65) + `"]`, `"kinds": ["` + strings.Repeat("a", 64) + `"]`},
		{whole, `"effective": {"from": "2026-01-01"}`, `"effective": {"from": "2026-01-01T00:00:00Z"}`},
		{whole, `"effective": {"from": "2026-01-01T00:00:00"}`, `"effective": {"from": "2026-01-01T00:00:00+08:00"}`},
		{whole, `"effective": {"from": "2026-02-30T00:00:00Z"}`, `"effective": {"from": "2026-02-28T00:00:00Z"}`},
		{whole, `"effective": {"from": "2026-01-01T24:00:00Z"}`, `"effective": {"from": "2026-01-01T23:00:00Z"}`},
		{whole, `"effective": {"from": "2026-01-01T23:59:60Z"}`, `"effective": {"from": "2026-01-01T23:59:59Z"}`},
		{whole, `"effective": {"from": "2026-01-01T00:00:00.1234567890Z"}`, `"effective": {"from": "2026-01-01T00:00:00.123456789Z"}`},
		{whole, `"effective": {"from": "2026-01-01t00:00:00z"}`, `"effective": {"from": "2026-01-01T00:00:00Z"}`},
		{whole, `"effective": {"until": 1}`, `"effective": {}`},
		{whole, `"effective": {"to": "2026-01-01T00:00:00Z"}`, `"effective": {"until": "2026-01-01T00:00:00Z"}`},
		{whole, `"metrics": []`, `"metrics": {}`},
		{whole, `"metrics": {"": {"start": ["opened"], "stop": ["resolved"]}}`, `"metrics": {"m": {"start": ["opened"], "stop": ["resolved"]}}`},
		{metric, `"start": ["opened"]`, `"start": ["opened"], "stop": ["resolved"]`},
		{metric, `"start": [], "stop": ["resolved"]`, `"start": ["opened"], "stop": ["resolved"], "cancel": []`},
		{metric, `"start": "opened", "stop": ["resolved"]`, `"start": ["opened"], "stop": ["resolved"]`},
		{metric, `"start": ["Opened"], "stop": ["resolved"]`, `"start": [{"kind": "opened"}], "stop": ["resolved"]`},
		{metric, `"start": [{}], "stop": ["resolved"]`, `"start": [{"kind": "opened", "where": {}}], "stop": ["resolved"]`},
		{metric, `"start": [{"kind": "a", "when": {}}], "stop": ["b"]`, `"start": [{"kind": "a", "where": {"x": "y"}}], "stop": ["b"]`},
		{metric, `"start": ["a"], "stop": ["b"], "repeat": "yes"`, `"start": ["a"], "stop": ["b"], "repeat": true`},
		{metric, `"start": ["a"], "stop": ["b"], "while_running": "stop"`, `"start": ["a"], "stop": ["b"], "while_running": "keep"`},
		{metric, `"start": ["a"], "stop": ["b"], "on_resolved": ""`, `"start": ["a"], "stop": ["b"], "on_resolved": "met"`},
		{whole, `"status": {"closed": ["x"]}`, `"status": {"attribute": "s", "closed": ["x"]}`},
		{whole, `"status": {"attribute": "s", "paused": {"A": ["x"]}}`, `"status": {"attribute": "s", "paused": {"a": ["x"]}}`},
		{whole, `"status": {"attribute": "s", "paused": {"a": []}}`, `"status": {"attribute": "s", "resolved": []}`},
		{whole, `"status": {"attribute": "s", "closed": [1]}`, `"status": {"attribute": "s", "closed": ["1"]}`},
		{whole, `"status": {"attribute": "s", "canceled": ["x"]}`, `"status": {"attribute": "s", "cancelled": ["x"]}`},
		{whole, `"rules": {}`, `"rules": []`},
		{whole, `"rules": [{}]`, `"rules": [{"id": "r"}]`},
		{whole, `"rules": [{"id": ""}]`, `"rules": [{"id": "r"}]`},
		{rule, `"if": {}`, `"when": {}`},
		{rule, `"when": {"tier": []}`, `"when": {"tier": [""]}`},
		{rule, `"when": {"tier": 1}`, `"when": {"tier": "1"}`},
		{rule, `"when": {"": "x"}`, `"when": {"x": ""}`},
		{rule, `"when": {"any": []}`, `"when": {"any": [{"a": "b"}]}`},
		{rule, `"when": {"any": {}}`, `"when": {"any": [{"not": {"a": "b"}}]}`},
		{rule, `"when": {"not": {"a": [1]}}`, `"when": {"not": {"a": ["1"]}}`},
		{rule, `"when": {"any": [{"not": []}]}`, `"when": {"any": [{"not": {}}]}`},
		{rule, `"commitments": [{"metric": "resolution"}]`, `"commitments": [{"metric": "resolution", "calendar": "x"}]`},
		{rule, `"commitments": [{"calendar": "x"}]`, `"commitments": [{"metric": "promise", "calendar": "x"}]`},
		{rule, `"commitments": [{"metric": "", "calendar": "x"}]`, `"commitments": [{"metric": "resolution", "calendar": "x"}]`},
		{rule, `"commitments": [{"metric": "resolution", "calendar": ""}]`, `"commitments": []`},
		{rule, `"commitments": [{"metric": "resolution", "calendar": {"by": "x"}}]`, `"commitments": [{"metric": "resolution", "calendar": {"by": "x", "of": {"a": "b"}}}]`},
		{rule, `"commitments": [{"metric": "resolution", "calendar": {"of": {"a": "b"}}}]`, `"commitments": [{"metric": "resolution", "calendar": {"by": "x", "of": {"a": "b"}, "else": "c"}}]`},
		{rule, `"commitments": [{"metric": "resolution", "calendar": {"by": "x", "of": {}}}]`, `"commitments": [{"metric": "resolution", "calendar": {"by": "x", "of": {"": "b"}}}]`},
		{rule, `"commitments": [{"metric": "resolution", "calendar": {"by": "x", "of": {"a": ""}}}]`, `"commitments": [{"metric": "resolution", "calendar": {"by": "x", "of": {"a": "b"}}}]`},
		{rule, `"commitments": [{"metric": "resolution", "calendar": {"by": "x", "of": {"a": "b"}, "default": "c"}}]`, `"commitments": [{"metric": "resolution", "calendar": {"by": "x", "of": {"a": "b"}}}]`},
		{commitment, `"within": "4"`, `"within": "4h"`},
		{commitment, `"within": 4`, `"within": "4h30m"`},
		{commitment, `"within": "-4h"`, `"within": "0s"`},
		{commitment, `"within": "4 h"`, `"within": "0"`},
		{commitment, `"within": "PT4H"`, `"within": "2bd"`},
		{commitment, `"within": "1000001d"`, `"within": "1000000d"`},
		{commitment, `"within": "2w"`, `"within": "2mo"`},
		{commitment, `"within": {}`, `"within": {"months": 1}`},
		{commitment, `"within": {"business_days": -1}`, `"within": {"business_days": 0}`},
		{commitment, `"within": {"business_days": 1.5}`, `"within": {"business_days": 1}`},
		{commitment, `"within": {"business_days": 1, "months": 1}`, `"within": {"months": 1, "roll": "next_business_day"}`},
		{commitment, `"within": {"hours": 1}`, `"within": {"years": 1}`},
		{commitment, `"within": {"calendar_days": 1, "due": "wall_time"}`, `"within": {"business_days": 1, "due": "wall_time"}`},
		{commitment, `"within": {"calendar_days": 1, "due": "25:00"}`, `"within": {"calendar_days": 1, "due": "24:00"}`},
		{commitment, `"within": {"calendar_days": 1, "due": "noon"}`, `"within": {"calendar_days": 1, "due": "12:00:01"}`},
		{commitment, `"within": {"calendar_days": 1, "cut_off": "14:00"}`, `"within": {"business_days": 1, "cut_off": "14:00"}`},
		{commitment, `"within": {"business_days": 1, "due": "wall_time", "cut_off": "14:00"}`, `"within": {"business_days": 1, "due": "same_time", "cut_off": "14:00"}`},
		{commitment, `"within": {"business_days": 1, "roll": "next_business_day"}`, `"within": {"calendar_days": 1, "roll": "next_business_day"}`},
		{commitment, `"within": {"business_days": 1, "from": "now"}`, `"within": {"business_days": 1, "from": "date"}`},
		{commitment, `"pause_on": "*"`, `"pause_on": ["*"]`},
		{commitment, `"pause_on": ["Any"]`, `"pause_on": ["any"]`},
		{commitment, `"pause_on": [""]`, `"pause_on": []`},
		{commitment, `"pause_when": []`, `"pause_when": {}`},
		{commitment, `"pauses_on": []`, `"pause_on": []`},
		{commitment, `"reopen": "again"`, `"reopen": "new_cycle"`},
		{commitment, `"retarget": "keep"`, `"retarget": "keep_elapsed"`},
		{commitment, `"consent": true`, `"consent": "required"`},
		{commitment, `"on_resolved": "stop"`, `"on_resolved": "met"`},
		{commitment, `"alerts": {}`, `"alerts": []`},
		{alert, `"id": "x"`, `"id": "x", "at": "1h"`},
		{alert, `"at": ""`, `"at": "0%"`},
		{alert, `"at": "half"`, `"at": "50%"`},
		{alert, `"at": "50.1234%"`, `"at": "50.123%"`},
		{alert, `"at": "100001%"`, `"at": "100000.000%"`},
		{alert, `"at": "100000.001%"`, `"at": "99999.999%"`},
		{alert, `"at": "-50%"`, `"at": "-10m"`},
		{alert, `"at": "1d"`, `"at": "24h"`},
		{alert, `"at": "1h", "clock": "any"`, `"at": "1h", "clock": "wall"`},
		{alert, `"at": "1h", "times": 0.5`, `"at": "1h", "times": 1`},
		{alert, `"at": "1h", "times": -1`, `"at": "1h", "times": 1`},
		{alert, `"at": "1h", "times": 2`, `"at": "1h", "times": 2, "repeat": "1h"`},
		{alert, `"at": "1h", "times": 101, "repeat": "1h"`, `"at": "1h", "times": 100, "repeat": "1h"`},
		{alert, `"at": "1h", "repeat": "1h"`, `"at": "1h", "times": 1, "repeat": "1h"`},
		{alert, `"at": "1h", "times": 2, "repeat": "0s"`, `"at": "1h", "times": 2, "repeat": "0h1m"`},
		{alert, `"at": "1h", "times": 2, "repeat": "-1h30m"`, `"at": "1h", "times": 2, "repeat": "+1h30m"`},
		{alert, `"at": "1h", "times": 2, "repeat": 60`, `"at": "1h", "times": 2, "repeat": "1m"`},
		{alert, `"at": "1h", "level": 3`, `"at": "1h", "id": "3"`},
	}
	office, err := calendar.New(calendar.Spec{Name: "office", Location: time.UTC, Week: calendar.Weekdays(calendar.MustHours("09:00-17:00"))})
	require.NoError(t, err)
	calendars := map[string]*calendar.Calendar{"office": office, "x": office, "b": office, "c": office}
	accepts := func(text string) bool {
		policy, err := sla.ParsePolicy([]byte(text))
		if err == nil {
			_, err = sla.Compile(calendars, policy)
		}
		return err == nil
	}
	schema := folder.Schema(t, "policy")
	for _, test := range tests {
		t.Run(test.wrong, func(t *testing.T) {
			wrong := strings.Replace(test.frame, "$", test.wrong, 1)
			require.False(t, accepts(wrong), wrong)
			require.Error(t, schema.Validate(schemas.Decode(t, []byte(wrong))), wrong)
			right := strings.Replace(test.frame, "$", test.right, 1)
			require.True(t, accepts(right), right)
			require.NoError(t, schema.Validate(schemas.Decode(t, []byte(right))), right)
		})
	}
}

func TestSchemasRefuseWrongCasesAndReports(t *testing.T) {
	const event = `{"events": [{"at": "2026-01-05T09:00:00Z", "kind": "opened", $}]}`
	tests := []struct {
		schema, frame, wrong, right string
	}{
		{"case", `$`, `[]`, `{}`},
		{"case", `{$}`, `"id": 1`, `"id": "1"`},
		{"case", `{$}`, `"event": []`, `"events": []`},
		{"case", `{$}`, `"attributes": {"a": 1}`, `"attributes": {"a": "1"}`},
		{"case", `{$}`, `"attributes": {"a": [true]}`, `"attributes": {"a": []}`},
		{"case", `{"events": [$]}`, `{"kind": "opened"}`, `{"kind": "opened", "at": "2026-01-05T09:00:00Z"}`},
		{"case", `{"events": [$]}`, `{"at": "2026-01-05T09:00:00Z"}`, `{"kind": "x", "at": "2026-01-05T09:00:00Z"}`},
		{"case", `{"events": [$]}`, `{"kind": "Opened", "at": "2026-01-05T09:00:00Z"}`, `{"kind": "opened", "at": "2026-01-05T09:00:00-00:00"}`},
		{"case", event, `"seq": "1"`, `"seq": 1`},
		{"case", event, `"seq": 9223372036854775808`, `"seq": 9223372036854775807`},
		{"case", event, `"actor": "bot"`, `"actor": "automation"`},
		{"case", event, `"type": "x"`, `"reason": "x"`},
		{"case", event, `"until": "tomorrow"`, `"until": "2026-01-06T09:00:00Z"`},
		{"case", event, `"extension": "1h"`, `"extension": {"by": "1h"}`},
		{"case", event, `"extension": {"by": "1h", "until": "2026-01-06T09:00:00Z"}`, `"extension": {"until": "2026-01-06T09:00:00Z"}`},
		{"case", event, `"extension": {"consent": "yes"}`, `"extension": {"consent": false}`},
		{"case", event, `"extension": {"from": "x"}`, `"extension": {"reference": "x"}`},
		{"report", `$`, `[]`, `{}`},
		{"report", `{$}`, `"case": "C-1"`, `"case_id": "C-1"`},
		{"report", `{$}`, `"segments": []`, `"shares": []`},
		{"report", `{"clocks": [{$}]}`, `"stage": "open"`, `"stage": "running"`},
		{"report", `{"clocks": [{$}]}`, `"verdict": "breached"`, `"verdict": "missed"`},
		{"report", `{"clocks": [{$}]}`, `"elapsed": 60`, `"elapsed": "1m0s"`},
		{"report", `{"clocks": [{$}]}`, `"elapsed": "PT1H"`, `"elapsed": "-1h"`},
		{"report", `{"clocks": [{$}]}`, `"cycle": "1"`, `"cycle": 1`},
		{"report", `{"clocks": [{$}]}`, `"earlier": [{"at": "2026-01-06T09:00:00Z"}]`, `"earlier": [{"stopped": "2026-01-06T09:00:00Z"}]`},
		{"report", `{"firings": [{$}]}`, `"at": "x"`, `"at": "2026-01-06T09:00:00Z"`},
		{"report", `{"findings": [{$}]}`, `"text": "x"`, `"message": "x"`},
		{"report", `{"shares": [{$}]}`, `"groups": [{"name": "x"}]`, `"groups": [{"group": "x"}]`},
	}
	engine := &sla.Engine{}
	now := time.Date(2027, time.January, 1, 0, 0, 0, 0, time.UTC)
	accepts := func(schema, text string) bool {
		if schema == "report" {
			_, err := sla.ParseReport([]byte(text))
			return err == nil
		}
		c, err := sla.ParseCase([]byte(text))
		if err == nil {
			_, err = engine.Evaluate(c, now)
		}
		return err == nil
	}
	for _, test := range tests {
		t.Run(test.wrong, func(t *testing.T) {
			schema := folder.Schema(t, test.schema)
			wrong := strings.Replace(test.frame, "$", test.wrong, 1)
			require.False(t, accepts(test.schema, wrong), wrong)
			require.Error(t, schema.Validate(schemas.Decode(t, []byte(wrong))), wrong)
			right := strings.Replace(test.frame, "$", test.right, 1)
			require.True(t, accepts(test.schema, right), right)
			require.NoError(t, schema.Validate(schemas.Decode(t, []byte(right))), right)
		})
	}
}
