package sla_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/sla"
)

// jsonPolicy is a policy with every key.
const jsonPolicy = `{"id": "support", "version": "2026-01", "title": "售后服务承诺", "kind": "ola",
 "effective": {"from": "2026-01-01T00:00:00+08:00", "until": "2027-01-01T00:00:00.5Z"}, "applies_to": "open_cases",
 "reasons": ["waiting_customer", "third_party"], "kinds": ["swapped"],
 "metrics": {"hardware_swap": {"start": ["dispatched", {"kind": "assigned", "where": {"group": "l2"}}], "stop": ["swapped"],
   "cancel": ["cancelled"], "after": ["acknowledged"], "repeat": true, "while_running": "restart", "by": "group", "on_resolved": "met"}},
 "status": {"attribute": "status", "paused": {"waiting_customer": ["pending"], "third_party": "on_hold"},
   "resolved": ["solved"], "closed": ["closed", "archived"], "cancelled": "spam"},
 "rules": [
  {"id": "vip", "title": "VIP", "when": {"tier": ["vip", "gold"], "region": "cn", "any": [{"priority": ["urgent"]}, {"not": {"tags": ["slow"]}}], "not": {"tags": []}},
   "commitments": [
    {"id": "fast", "title": "Fast", "metric": "resolution", "within": {"business_days": 10, "due": "end_of_day"},
     "calendar": {"by": "region", "of": {"cn": "office", "us": "office-us"}, "else": "office"},
     "pause_on": ["waiting_customer", "*"], "pause_when": {"status": "frozen"},
     "alerts": [{"id": "warn", "at": "50%"}, {"at": "+1h", "clock": "wall", "repeat": "1h30m", "times": 3}],
     "reopen": "resume_counting", "retarget": "from_change", "consent": "required", "on_resolved": "continue"},
    {"metric": "first_response", "within": "30m", "calendar": "office"}]},
  {"id": "default"}]}`

// jsonProblems returns the problems of an error, path and cause, and insists on
// what every error of a document is.
func jsonProblems(t *testing.T, err error) []string {
	t.Helper()
	require.ErrorIs(t, err, commitment.ErrInvalid)
	require.True(t, strings.HasPrefix(err.Error(), "sla: "), err)
	var texts []string
	for _, field := range commitment.FieldErrors(err) {
		texts = append(texts, field.Error())
	}
	require.NotEmpty(t, texts)
	return texts
}

func jsonPointer[T any](value T) *T { return &value }

func TestParsePolicyReadsEveryKey(t *testing.T) {
	t.Parallel()
	policy, err := sla.ParsePolicy([]byte(jsonPolicy))
	require.NoError(t, err)
	want := sla.Policy{
		ID: "support", Version: "2026-01", Title: "售后服务承诺", Kind: sla.OLA,
		Effective: sla.Effective{
			From:  time.Date(2025, time.December, 31, 16, 0, 0, 0, time.UTC),
			Until: time.Date(2027, time.January, 1, 0, 0, 0, 5e8, time.UTC),
		},
		AppliesTo: sla.OpenCases,
		Reasons:   []string{"waiting_customer", "third_party"},
		Kinds:     []sla.Kind{"swapped"},
		Metrics: map[string]sla.Metric{"hardware_swap": {
			Start: []sla.Trigger{
				{Kind: sla.KindDispatched},
				{Kind: sla.KindAssigned, Where: sla.Match{Has: map[string][]string{"group": {"l2"}}}},
			},
			Stop: []sla.Trigger{{Kind: "swapped"}}, Cancel: []sla.Trigger{{Kind: sla.KindCancelled}},
			After: []sla.Trigger{{Kind: sla.KindAcknowledged}}, Repeat: true, WhileRunning: sla.Restart, By: "group",
			OnResolved: sla.MetOnResolved,
		}},
		Status: sla.StatusMap{
			Attribute: "status",
			Paused:    map[string][]string{"waiting_customer": {"pending"}, "third_party": {"on_hold"}},
			Resolved:  []string{"solved"}, Closed: []string{"closed", "archived"}, Cancelled: []string{"spam"},
		},
		Rules: []sla.Rule{
			{
				ID: "vip", Title: "VIP",
				When: sla.Match{
					Has: map[string][]string{"tier": {"vip", "gold"}, "region": {"cn"}},
					Any: []sla.Match{
						{Has: map[string][]string{"priority": {"urgent"}}},
						{Not: &sla.Match{Has: map[string][]string{"tags": {"slow"}}}},
					},
					Not: &sla.Match{Has: map[string][]string{"tags": {}}},
				},
				Commitments: []sla.Commitment{
					{
						ID: "fast", Title: "Fast", Metric: sla.MetricResolution,
						Within:    jsonPointer(calendar.MustAllowance(`{"business_days": 10, "due": "end_of_day"}`)),
						Calendar:  sla.CalendarChoice{By: "region", Of: map[string]string{"cn": "office", "us": "office-us"}, Else: "office"},
						PauseOn:   []string{"waiting_customer", "*"},
						PauseWhen: sla.Match{Has: map[string][]string{"status": {"frozen"}}},
						Alerts: []sla.Alert{
							{ID: "warn", At: sla.MustLevel("50%")},
							{At: sla.MustLevel("+1h"), Clock: sla.WallClock, Repeat: 90 * time.Minute, Times: 3},
						},
						Reopen: sla.ResumeCounting, Retarget: sla.FromChange, Consent: sla.Required, OnResolved: sla.Continue,
					},
					{
						Metric: sla.MetricFirstResponse, Within: jsonPointer(calendar.MustAllowance("30m")),
						Calendar: sla.CalendarChoice{Name: "office"},
					},
				},
			},
			{ID: "default"},
		},
	}
	_, offset := policy.Effective.From.Zone()
	require.Equal(t, 8*60*60, offset, "an instant keeps its offset")
	requireSameDocument(t, &want, &policy)
}

func TestParsePolicyNullIsAbsent(t *testing.T) {
	t.Parallel()
	texts := []string{
		`{}`,
		`{"id": null, "version": null, "title": null, "kind": null, "effective": null, "applies_to": null, "reasons": null,
		  "kinds": null, "metrics": null, "status": null, "rules": null}`,
		`{"reasons": [], "kinds": [], "metrics": {"m": null}, "status": {}, "effective": {"from": null}, "rules": []}`,
	}
	for _, text := range texts {
		policy, err := sla.ParsePolicy([]byte(text))
		require.NoError(t, err)
		require.Equal(t, sla.Policy{}, policy, text)
	}
	policy, err := sla.ParsePolicy([]byte(`{"rules": [{"when": {"tier": null, "any": null, "not": null}, "commitments": [{"within": null, "alerts": [{"at": null}]}]}]}`))
	require.NoError(t, err)
	require.Equal(t, sla.Policy{Rules: []sla.Rule{{Commitments: []sla.Commitment{{Alerts: []sla.Alert{{}}}}}}}, policy)
}

// One value may stand for a list; an empty list stays one, for Compile to
// refuse.
func TestParsePolicyConditions(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		want       sla.Match
	}{
		{"nothing", `{}`, sla.Match{}},
		{"one value", `{"tier": "vip"}`, sla.Match{Has: map[string][]string{"tier": {"vip"}}}},
		{"a list of one", `{"tier": ["vip"]}`, sla.Match{Has: map[string][]string{"tier": {"vip"}}}},
		{"the empty value", `{"tier": ""}`, sla.Match{Has: map[string][]string{"tier": {""}}}},
		{"no values", `{"tier": []}`, sla.Match{Has: map[string][]string{"tier": {}}}},
		{"no alternatives", `{"any": []}`, sla.Match{Any: []sla.Match{}}},
		{"an empty alternative", `{"any": [{}]}`, sla.Match{Any: []sla.Match{{}}}},
		{"not nothing", `{"not": {}}`, sla.Match{Not: &sla.Match{}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			policy, err := sla.ParsePolicy([]byte(`{"rules": [{"when": ` + test.text + `}]}`))
			require.NoError(t, err)
			require.Equal(t, test.want, policy.Rules[0].When)
		})
	}
}

func TestParsePolicyRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		want       []string
	}{
		{"nothing", ``, []string{"line 1, column 1: unexpected end of the document"}},
		{"no object", `[]`, []string{"must be an object, not an array"}},
		{"a bare null", `null`, []string{"must be an object, not null"}},
		{"more than one", `{} {}`, []string{"line 1, column 4: data after the end of the document"}},
		{"a misspelt key", `{"ruels": []}`, []string{`ruels: unknown field, did you mean "rules"?`}},
		{"a key of another case", `{"ID": "x"}`, []string{`ID: unknown field, did you mean "id"?`}},
		{"a repeated key", `{"id": "a", "id": "b"}`, []string{"id: key appears twice"}},
		{"a number for a text", `{"id": 1, "version": 2026}`, []string{"id: must be a string, not a number", "version: must be a string, not a number"}},
		{"an unknown kind of policy", `{"kind": "SLA"}`, []string{`kind: unknown value "SLA"`}},
		{"an empty enum", `{"applies_to": ""}`, []string{`applies_to: unknown value ""`}},
		{"an array for an object", `{"effective": []}`, []string{"effective: must be an object, not an array"}},
		{"a date for an instant", `{"effective": {"from": "2026-01-01"}}`, []string{`effective.from: "2026-01-01" is not an instant such as 2026-01-05T09:00:00+08:00`}},
		{"reasons that are no list", `{"reasons": "waiting"}`, []string{"reasons: must be an array, not a string"}},
		{"a null in a list", `{"reasons": ["a", null]}`, []string{"reasons[1]: must be a string, not null"}},
		{"metrics that are a list", `{"metrics": []}`, []string{"metrics: must be an object, not an array"}},
		{
			"a wrong metric",
			`{"metrics": {"my own": {"start": "opened", "stop": [1, {"kind": 2, "when": {}}], "repeat": "yes", "while_running": "go on", "on_resolved": "stop"}}}`,
			[]string{
				`metrics["my own"].start: must be an array, not a string`,
				`metrics["my own"].stop[0]: must be a string or an object, not a number`,
				`metrics["my own"].stop[1].kind: must be a string, not a number`,
				`metrics["my own"].stop[1].when: unknown field, did you mean "where"?`,
				`metrics["my own"].repeat: must be true or false, not a string`,
				`metrics["my own"].while_running: unknown value "go on"`,
				`metrics["my own"].on_resolved: unknown value "stop"`,
			},
		},
		{
			"a wrong status map",
			`{"status": {"attribute": ["status"], "paused": {"waiting": 1}, "resolved": {}, "closed": [2], "canceled": []}}`,
			[]string{
				"status.attribute: must be a string, not an array",
				"status.paused.waiting: must be a string or an array of strings, not a number",
				"status.resolved: must be a string or an array of strings, not an object",
				"status.closed[0]: must be a string, not a number",
				`status.canceled: unknown field, did you mean "cancelled"?`,
			},
		},
		{
			"wrong conditions",
			`{"rules": [{"when": {"tier": true, "any": {}, "not": []}}, {"when": ["vip"]}, {"when": {"any": [{"tier": [1]}, "x"], "not": {"a": {"not": {}}}}}, 7]}`,
			[]string{
				"rules[0].when.any: must be an array, not an object",
				"rules[0].when.not: must be an object, not an array",
				"rules[0].when.tier: must be a string or an array of strings, not a boolean",
				"rules[1].when: must be an object, not an array",
				"rules[2].when.any[0].tier[0]: must be a string, not a number",
				"rules[2].when.any[1]: must be an object, not a string",
				"rules[2].when.not.a: must be a string or an array of strings, not an object",
				"rules[3]: must be an object, not a number",
			},
		},
		{
			"a wrong commitment",
			`{"rules": [{}, {"commitments": [{"metric": null, "within": "fast", "calendar": 1, "pause_on": "*", "reopen": "yes", "retarget": "", "consent": true, "on_resolved": "keep"}]}]}`,
			[]string{
				`rules[1].commitments[0].calendar: must be a string or an object, not a number`,
				`rules[1].commitments[0].pause_on: must be an array, not a string`,
				`rules[1].commitments[0].reopen: unknown value "yes"`,
				`rules[1].commitments[0].retarget: unknown value ""`,
				`rules[1].commitments[0].consent: must be a string, not a boolean`,
				`rules[1].commitments[0].on_resolved: unknown value "keep"`,
				`rules[1].commitments[0].within: "fast" is not an allowance such as 4h30m, 2bd, 60d, 1mo, 1y or {"business_days": 2}`,
			},
		},
		{
			"wrong allowances",
			`{"rules": [{"commitments": [{"within": 4}, {"within": "-1h"}, {"within": {"business_days": -1, "due": 16}}, {"within": {"hours": 4}}]}]}`,
			[]string{
				"rules[0].commitments[0].within: must be a string or an object, not a number",
				`rules[0].commitments[1].within: "-1h": an allowance is not negative`,
				"rules[0].commitments[2].within.business_days: an allowance is not negative",
				"rules[0].commitments[2].within.due: must be a string, not a number",
				"rules[0].commitments[3].within: needs one of business_days, calendar_days, months and years",
				"rules[0].commitments[3].within.hours: unknown field",
			},
		},
		{
			"a repeated key in an allowance",
			`{"rules": [{"commitments": [{"within": {"months": 1, "months": 2}}]}]}`,
			[]string{"rules[0].commitments[0].within.months: key appears twice"},
		},
		{
			"a wrong choice of a calendar",
			`{"rules": [{"commitments": [{"calendar": {"by": 1, "of": {"cn": ["office"]}, "default": "office"}}]}]}`,
			[]string{
				"rules[0].commitments[0].calendar.by: must be a string, not a number",
				"rules[0].commitments[0].calendar.of.cn: must be a string, not an array",
				"rules[0].commitments[0].calendar.default: unknown field",
			},
		},
		{
			"wrong alerts",
			`{"rules": [{"commitments": [{"alerts": [{"id": 1, "at": "half", "clock": "", "repeat": 60, "times": "3"}, {"at": "101000%", "repeat": "1 h", "times": 1.5}]}]}]}`,
			[]string{
				"rules[0].commitments[0].alerts[0].id: must be a string, not a number",
				`rules[0].commitments[0].alerts[0].at: "half": must be like "50%", "4h", "-10m" or "+1h"`,
				`rules[0].commitments[0].alerts[0].clock: unknown value ""`,
				"rules[0].commitments[0].alerts[0].repeat: must be a string, not a number",
				"rules[0].commitments[0].alerts[0].times: must be a whole number, not a string",
				`rules[0].commitments[0].alerts[1].at: "101000%": must be a percentage from 0 to 100000`,
				`rules[0].commitments[0].alerts[1].repeat: "1 h" is not a duration such as 1h30m`,
				`rules[0].commitments[0].alerts[1].times: must be a whole number without fraction and exponent, not "1.5"`,
			},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			policy, err := sla.ParsePolicy([]byte(test.text))
			require.Equal(t, test.want, jsonProblems(t, err))
			require.Equal(t, sla.Policy{}, policy)
		})
	}
}

func TestParsePolicyInstants(t *testing.T) {
	t.Parallel()
	const day = 24 * 60 * 60
	tests := []struct {
		text   string
		want   string // in UTC; empty for an error
		offset int
	}{
		{"2026-01-05T09:00:00Z", "2026-01-05T09:00:00Z", 0},
		{"2026-01-05T09:00:00+00:00", "2026-01-05T09:00:00Z", 0},
		{"2026-01-05T09:00:00-00:00", "2026-01-05T09:00:00Z", 0},
		{"2026-01-05T09:00:00.123456789-03:30", "2026-01-05T12:30:00.123456789Z", -12600},
		{"2026-01-05T09:00:00.5+08:00", "2026-01-05T01:00:00.5Z", 28800},
		{"2026-01-05T09:00:00+23:59", "2026-01-04T09:01:00Z", day - 60},
		{"0000-01-01T00:00:00Z", "0000-01-01T00:00:00Z", 0},
		{"9999-12-31T23:59:59.999999999Z", "9999-12-31T23:59:59.999999999Z", 0},
		{"2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z", 0},
		{"2026-01-05T09:00:00.1234567890Z", "", 0},
		{"2026-01-05T9:00:00Z", "", 0},
		{"2026-01-05T09:00:00,5Z", "", 0},
		{"2026-01-05T09:00:00+24:00", "", 0},
		{"2026-01-05T09:00:00+08:60", "", 0},
		{"2026-01-05T09:00:00+0800", "", 0},
		{"2026-01-05T09:00:00", "", 0},
		{"2026-01-05T09:00Z", "", 0},
		{"2026-01-05 09:00:00Z", "", 0},
		{"2026-01-05t09:00:00z", "", 0},
		{"2026-02-29T00:00:00Z", "", 0},
		{"2026-01-05T24:00:00Z", "", 0},
		{"2026-01-05T23:59:60Z", "", 0},
		{"10000-01-01T00:00:00Z", "", 0},
		{"-001-01-01T00:00:00Z", "", 0},
		{"", "", 0},
		{"2026-01-05T09:00:00Z ", "", 0},
		{"2026-01-05T09:00:00." + strings.Repeat("0", 1000) + "Z", "", 0},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			t.Parallel()
			policy, err := sla.ParsePolicy([]byte(`{"effective": {"from": "` + test.text + `"}}`))
			if test.want == "" {
				problems := jsonProblems(t, err)
				require.Len(t, problems, 1)
				require.Contains(t, problems[0], "is not an instant such as 2026-01-05T09:00:00+08:00")
				require.Less(t, len(problems[0]), 200)
				return
			}
			require.NoError(t, err)
			from := policy.Effective.From
			require.Equal(t, test.want, from.UTC().Format(time.RFC3339Nano))
			_, offset := from.Zone()
			require.Equal(t, test.offset, offset)
		})
	}
}

func TestParsePolicyLimits(t *testing.T) {
	t.Parallel()
	padded := func(size int) []byte {
		const frame = `{"title": ""}`
		return []byte(`{"title": "` + strings.Repeat("x", size-len(frame)) + `"}`)
	}
	_, err := sla.ParsePolicy(padded(1 << 20))
	require.NoError(t, err)
	_, err = sla.ParsePolicy(padded(1<<20 + 1))
	require.Equal(t, []string{"document has 1048577 bytes, more than the limit of 1048576"}, jsonProblems(t, err))

	nested := func(depth int) []byte {
		return []byte(`{"rules": [{"when": ` + strings.Repeat(`{"any": [`, depth-1) + `{"a": "b"}` + strings.Repeat(`]}`, depth-1) + `}]}`)
	}
	_, err = sla.ParsePolicy(nested(32))
	require.NoError(t, err)
	_, err = sla.ParsePolicy(nested(1000))
	require.Contains(t, jsonProblems(t, err)[0], "nested more than 80 levels deep")

	_, err = sla.ParsePolicy([]byte(`{"rules": [` + strings.Repeat(`7,`, 5000) + `7]}`))
	require.Len(t, jsonProblems(t, err), 1001)
}

func TestPolicyUnmarshalJSON(t *testing.T) {
	t.Parallel()
	policy := sla.Policy{ID: "kept"}
	require.NoError(t, json.Unmarshal([]byte("null"), &policy))
	require.Equal(t, "kept", policy.ID)
	require.Error(t, policy.UnmarshalJSON([]byte(`{"id": 1}`)))
	require.Equal(t, "kept", policy.ID)

	var row struct{ Policy sla.Policy }
	err := json.Unmarshal(fmt.Appendf(nil, `{"Policy": %s}`, jsonPolicy), &row)
	require.NoError(t, err)
	require.Equal(t, "2026-01", row.Policy.Version)
}
