package sla_test

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/sla"
)

// checkCalendars returns the calendars office, office-us and always.
func checkCalendars(t *testing.T) map[string]*calendar.Calendar {
	t.Helper()
	office, err := calendar.New(calendar.Spec{Name: "office", Location: time.UTC, Week: calendar.Weekdays(calendar.MustHours("09:00-17:00"))})
	require.NoError(t, err)
	return map[string]*calendar.Calendar{"office": office, "office-us": office, "always": office}
}

func checkParse(t *testing.T, text string) sla.Policy {
	t.Helper()
	policy, err := sla.ParsePolicy([]byte(text))
	require.NoError(t, err)
	return policy
}

func TestCompileTakesEveryKey(t *testing.T) {
	t.Parallel()
	text := strings.Replace(jsonPolicy, `"not": {"tags": []}`, `"not": {"tags": "old"}`, 1)
	_, err := sla.Compile(checkCalendars(t), checkParse(t, text))
	require.NoError(t, err)
}

func TestCompileRefuses(t *testing.T) {
	t.Parallel()
	// A frame for what a test is about; $ stands for it.
	const (
		whole      = `{"id": "p", "version": "1", $}`
		metrics    = `{"id": "p", "version": "1", "metrics": {$}}`
		rules      = `{"id": "p", "version": "1", "rules": [$]}`
		condition  = `{"id": "p", "version": "1", "rules": [{"id": "r", "when": {$}}]}`
		promises   = `{"id": "p", "version": "1", "reasons": ["waiting_customer"], "kinds": ["swapped"], "rules": [{"id": "r", "commitments": [$]}]}`
		commitment = `{"id": "p", "version": "1", "rules": [{"id": "r", "commitments": [{"metric": "resolution", "calendar": "office", $}]}]}`
		alerts     = `{"id": "p", "version": "1", "rules": [{"id": "r", "commitments": [{"metric": "resolution", "calendar": "office", "alerts": [$]}]}]}`
		declared   = `{"id": "p", "version": "1", "reasons": ["waiting_customer"], "kinds": ["swapped"], $}`
	)
	tests := []struct {
		name, frame, text string
		want              []string // none: it is legal
	}{
		{"nothing at all", `{$}`, ``, []string{"id: is required", "version: is required"}},
		{"no rules", whole, `"rules": []`, nil},
		{"until before from", whole, `"effective": {"from": "2026-01-02T00:00:00Z", "until": "2026-01-01T00:00:00Z"}`, []string{"effective.until: must be after from"}},
		{"until at from", whole, `"effective": {"from": "2026-01-01T08:00:00+08:00", "until": "2026-01-01T00:00:00Z"}`, []string{"effective.until: must be after from"}},
		{"until alone", whole, `"effective": {"until": "2026-01-01T00:00:00Z"}`, nil},
		{
			"names that are none", whole,
			`"reasons": ["", "Waiting", "waiting customer", "1st", "_x", "等待", "a-b", "*", "ok_1"], "kinds": ["Swapped", "swapped"]`,
			[]string{
				`reasons[0]: "" is not a name of lower-case letters, digits and underscores, a letter first, of at most 64 bytes`,
				`reasons[1]: "Waiting" is not a name of lower-case letters, digits and underscores, a letter first, of at most 64 bytes`,
				`reasons[2]: "waiting customer" is not a name of lower-case letters, digits and underscores, a letter first, of at most 64 bytes`,
				`reasons[3]: "1st" is not a name of lower-case letters, digits and underscores, a letter first, of at most 64 bytes`,
				`reasons[4]: "_x" is not a name of lower-case letters, digits and underscores, a letter first, of at most 64 bytes`,
				`reasons[5]: "等待" is not a name of lower-case letters, digits and underscores, a letter first, of at most 64 bytes`,
				`reasons[6]: "a-b" is not a name of lower-case letters, digits and underscores, a letter first, of at most 64 bytes`,
				`reasons[7]: "*" is not a name of lower-case letters, digits and underscores, a letter first, of at most 64 bytes`,
				`kinds[0]: "Swapped" is not a name of lower-case letters, digits and underscores, a letter first, of at most 64 bytes`,
			},
		},
		{"a name of 64 bytes", whole, `"kinds": ["` + strings.Repeat("z", 64) + `"]`, nil},
		{"a name of 65 bytes", whole, `"kinds": ["` + strings.Repeat("z", 65) + `"]`, []string{
			`kinds[0]: "` + strings.Repeat("z", 65) + `" is not a name of lower-case letters, digits and underscores, a letter first, of at most 64 bytes`,
		}},
		{"a metric of nothing", metrics, `"my own": {}`, []string{
			`metrics["my own"].start: is required: the kinds of events that start the clock`,
			`metrics["my own"].stop: is required: the kinds of events that stop the clock`,
		}},
		{"a metric without a name", metrics, `"": {"start": ["opened"], "stop": ["resolved"]}`, []string{`metrics[""]: a metric needs a name`}},
		{
			"wrong triggers", metrics,
			`"m": {"start": ["", {"where": {"a": "b"}}], "stop": ["Stop", {"kind": "x", "where": {"a": []}}], "cancel": ["a b"], "after": ["é"]}`,
			[]string{
				"metrics.m.start[0].kind: is required",
				"metrics.m.start[1].kind: is required",
				`metrics.m.stop[0]: "Stop" is not a name of lower-case letters, digits and underscores, a letter first, of at most 64 bytes`,
				"metrics.m.stop[1].where.a: is empty: no value matches",
				`metrics.m.cancel[0]: "a b" is not a name of lower-case letters, digits and underscores, a letter first, of at most 64 bytes`,
				`metrics.m.after[0]: "é" is not a name of lower-case letters, digits and underscores, a letter first, of at most 64 bytes`,
			},
		},
		{
			"undeclared kinds", declared, `"metrics": {"m": {"start": ["swaped", "opened"], "stop": ["swapped", "retracted", "fetched"], "after": ["resolvd"]}}`,
			[]string{
				`metrics.m.start[0]: unknown kind "swaped", did you mean "swapped"?`,
				`metrics.m.stop[2]: unknown kind "fetched"`,
				`metrics.m.after[0]: unknown kind "resolvd", did you mean "resolved"?`,
			},
		},
		{"a status map without attribute", whole, `"status": {"paused": {"a": ["x"]}}`, []string{"status.attribute: is required"}},
		{"a status map without attribute, resolved", whole, `"status": {"resolved": ["x"]}`, []string{"status.attribute: is required"}},
		{"a status map without attribute, closed", whole, `"status": {"closed": ["x"]}`, []string{"status.attribute: is required"}},
		{"a status map without attribute, cancelled", whole, `"status": {"cancelled": ["x"]}`, []string{"status.attribute: is required"}},
		{"a status map of nothing", whole, `"status": {"attribute": "status"}`, nil},
		{
			"status values in two places", whole,
			`"status": {"attribute": "status", "paused": {"a": ["x", "y"], "b": ["y"]}, "resolved": ["x", "z", "z"], "closed": ["c"], "cancelled": ["c"]}`,
			[]string{
				`status.paused.b[0]: "y" is in status.paused.a already`,
				`status.resolved[0]: "x" is in status.paused.a already`,
				`status.resolved[2]: "z" is in status.resolved already`,
				`status.cancelled[0]: "c" is in status.closed already`,
			},
		},
		{
			"reasons of a status map", declared, `"status": {"attribute": "s", "paused": {"Bad": ["a"], "waiting_costumer": ["b"], "waiting_customer": [], "unspecified": ["c"], "*": ["d"]}}`,
			[]string{
				`status.paused["*"]: "*" is not a name of lower-case letters, digits and underscores, a letter first, of at most 64 bytes`,
				`status.paused.Bad: "Bad" is not a name of lower-case letters, digits and underscores, a letter first, of at most 64 bytes`,
				`status.paused.waiting_costumer: unknown reason "waiting_costumer", did you mean "waiting_customer"?`,
				"status.paused.waiting_customer: is empty",
			},
		},
		{
			"ids of rules", rules, `{}, {"id": "a"}, {"id": "b"}, {"id": "a"}, {}, {"id": "a"}`,
			[]string{
				"rules[0].id: is required", `rules[3].id: is "a", as of rules[1]`, "rules[4].id: is required", `rules[5].id: is "a", as of rules[1]`,
			},
		},
		{"a condition of nothing", condition, ``, nil},
		{"no values", condition, `"a": [], "b": "x"`, []string{"rules[0].when.a: is empty: no value matches"}},
		{"no alternatives", condition, `"any": [{"any": []}, {"not": {"any": []}}]`, []string{
			"rules[0].when.any[0].any: is empty: none of no conditions matches",
			"rules[0].when.any[1].not.any: is empty: none of no conditions matches",
		}},
		{"an attribute without a name", condition, `"": "x"`, []string{`rules[0].when[""]: an attribute needs a name`}},
		{"32 conditions within each other", condition, strings.Repeat(`"not": {`, 31) + `"a": "b"` + strings.Repeat(`}`, 31), nil},
		{"33 conditions within each other", condition, strings.Repeat(`"not": {`, 32) + `"a": "b"` + strings.Repeat(`}`, 32), []string{
			"rules[0].when" + strings.Repeat(".not", 32) + ": conditions are nested more than 32 deep",
		}},
		{"a rule without commitments", rules, `{"id": "r", "commitments": []}`, nil},
		{
			"ids of commitments", promises,
			`{"metric": "resolution", "calendar": "office"}, {"metric": "resolution", "calendar": "office"}, {"id": "x", "metric": "resolution", "calendar": "office"},
			 {"id": "resolution", "metric": "restoration", "calendar": "office"}, {"id": "x", "metric": "restoration", "calendar": "office"}`,
			[]string{
				`rules[0].commitments[1].id: "resolution" is the id of commitments[0] already: without an id, it is the metric`,
				`rules[0].commitments[3].id: "resolution" is the id of commitments[0] already: without an id, it is the metric`,
				`rules[0].commitments[4].id: "x" is the id of commitments[2] already: without an id, it is the metric`,
			},
		},
		{
			"a commitment to nothing", promises, `{}, {}`,
			[]string{
				"rules[0].commitments[0].metric: is required", "rules[0].commitments[0].calendar: is required",
				"rules[0].commitments[1].metric: is required", "rules[0].commitments[1].calendar: is required",
			},
		},
		{
			"unknown metrics", promises, `{"metric": "resolutions", "calendar": "office"}, {"metric": "Breakfast", "calendar": "office"}`,
			[]string{
				`rules[0].commitments[0].metric: unknown metric "resolutions", did you mean "resolution"?`,
				`rules[0].commitments[1].metric: unknown metric "Breakfast"`,
			},
		},
		{
			"reasons to pause", promises,
			`{"metric": "resolution", "calendar": "office", "pause_on": ["*", "waiting_customer", "waiting_customr", "unspecified", "", "Any"]}`,
			[]string{
				`rules[0].commitments[0].pause_on[2]: unknown reason "waiting_customr", did you mean "waiting_customer"?`,
				`rules[0].commitments[0].pause_on[4]: "" is not a name of lower-case letters, digits and underscores, a letter first, of at most 64 bytes`,
				`rules[0].commitments[0].pause_on[5]: "Any" is not a name of lower-case letters, digits and underscores, a letter first, of at most 64 bytes`,
			},
		},
		{"reasons where none are declared", commitment, `"pause_on": ["whatever"]`, nil},
		{"a wrong condition to pause", commitment, `"pause_when": {"not": {"a": []}}`, []string{"rules[0].commitments[0].pause_when.not.a: is empty: no value matches"}},
		{
			"unknown calendars", promises,
			`{"metric": "resolution", "calendar": "ofice"}, {"metric": "restoration", "calendar": {"by": "region", "of": {"cn": "night", "de": "", "us": "office-us"}, "else": "alway"}}`,
			[]string{
				`rules[0].commitments[0].calendar: unknown calendar "ofice", did you mean "office"?`,
				`rules[0].commitments[1].calendar.of.cn: unknown calendar "night"`,
				`rules[0].commitments[1].calendar.of.de: unknown calendar ""`,
				`rules[0].commitments[1].calendar.else: unknown calendar "alway", did you mean "always"?`,
			},
		},
		{
			"half a choice of a calendar", promises,
			`{"metric": "resolution", "calendar": {}}, {"metric": "restoration", "calendar": {"by": "region"}}, {"metric": "promise", "calendar": {"of": {"cn": "office"}}},
			 {"metric": "follow_up", "calendar": {"else": "office"}}, {"metric": "ownership", "calendar": {"by": "region", "of": {"cn": "office"}}}, {"metric": "solution_plan", "calendar": ""}`,
			[]string{
				"rules[0].commitments[0].calendar: is required",
				`rules[0].commitments[1].calendar.of: is required: the calendar for each value of "region"`,
				"rules[0].commitments[2].calendar.by: is required: the attribute that chooses",
				"rules[0].commitments[3].calendar.by: is required: the attribute that chooses",
				"rules[0].commitments[5].calendar: is required",
			},
		},
		{
			"ids of alerts", alerts, `{"at": "50%"}, {"at": "50.0%"}, {"id": "50%", "at": "80%"}, {"id": "x", "at": "1h"}, {"id": "x", "at": "2h"}, {"at": "-0s"}, {"at": "+0s"}`,
			[]string{
				`rules[0].commitments[0].alerts[1].id: "50%" is the id of alerts[0] already: without an id, it is the level`,
				`rules[0].commitments[0].alerts[2].id: "50%" is the id of alerts[0] already: without an id, it is the level`,
				`rules[0].commitments[0].alerts[4].id: "x" is the id of alerts[3] already: without an id, it is the level`,
			},
		},
		{"alerts of no level", alerts, `{"id": "x"}, {}, {}`, []string{
			"rules[0].commitments[0].alerts[0].at: is required", "rules[0].commitments[0].alerts[1].at: is required", "rules[0].commitments[0].alerts[2].at: is required",
		}},
		{
			"repetitions", alerts,
			`{"at": "1%", "repeat": "-1h"}, {"at": "2%", "repeat": "-1h", "times": 2}, {"at": "3%", "repeat": "1h"}, {"at": "4%", "times": 2}, {"at": "5%", "times": -1},
			 {"at": "6%", "repeat": "1h", "times": 101}, {"at": "7%", "repeat": "1ns", "times": 100}, {"at": "8%", "times": 1}, {"at": "9%", "repeat": "0s", "times": 3}, {"at": "10%", "repeat": "1h", "times": 1}`,
			[]string{
				"rules[0].commitments[0].alerts[0].repeat: must be more than 0",
				"rules[0].commitments[0].alerts[0].times: is required with repeat",
				"rules[0].commitments[0].alerts[1].repeat: must be more than 0",
				"rules[0].commitments[0].alerts[2].times: is required with repeat",
				"rules[0].commitments[0].alerts[3].repeat: is required: the time between the 2 firings",
				"rules[0].commitments[0].alerts[4].times: must be more than 0",
				"rules[0].commitments[0].alerts[5].times: is 101, more than 100",
				"rules[0].commitments[0].alerts[8].repeat: is required: the time between the 3 firings",
			},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			policy := checkParse(t, strings.Replace(test.frame, "$", test.text, 1))
			engine, err := sla.Compile(checkCalendars(t), policy)
			if test.want == nil {
				require.NoError(t, err)
				return
			}
			require.Equal(t, test.want, jsonProblems(t, err))
			require.Nil(t, engine)

			// The same, as the second of two versions.
			first := sla.Policy{ID: policy.ID, Version: "0", Effective: sla.Effective{Until: time.Unix(0, 0)}}
			policy.Effective.From = time.Unix(1, 0)
			if policy.Effective.Until.IsZero() {
				_, err = sla.Compile(checkCalendars(t), first, policy)
				for i, problem := range jsonProblems(t, err) {
					if policy.ID != "" {
						require.Equal(t, test.want[i], strings.ReplaceAll(problem, "policies[1].", ""))
						require.True(t, strings.HasPrefix(problem, "policies[1]."))
					}
				}
			}
		})
	}
}

func TestCompileRefusesEnumsBeyondTheirValues(t *testing.T) {
	t.Parallel()
	policy := sla.Policy{
		ID: "p", Version: "1", Kind: 4, AppliesTo: 3,
		Metrics: map[string]sla.Metric{"m": {
			Start: []sla.Trigger{{Kind: "a"}}, Stop: []sla.Trigger{{Kind: "b"}}, WhileRunning: 3, OnResolved: 4,
		}},
		Rules: []sla.Rule{{ID: "r", Commitments: []sla.Commitment{{
			Metric: "m", Calendar: sla.CalendarChoice{Name: "office"}, Reopen: 5, Retarget: 4, Consent: 3, OnResolved: 255,
			Alerts: []sla.Alert{{At: sla.MustLevel("1h"), Clock: 3}},
		}}}},
	}
	_, err := sla.Compile(checkCalendars(t), policy)
	require.Equal(t, []string{
		"kind: PolicyKind(4) is not among its values",
		"applies_to: AppliesTo(3) is not among its values",
		"metrics.m.while_running: WhileRunning(3) is not among its values",
		"metrics.m.on_resolved: OnResolved(4) is not among its values",
		"rules[0].commitments[0].reopen: Reopen(5) is not among its values",
		"rules[0].commitments[0].retarget: Retarget(4) is not among its values",
		"rules[0].commitments[0].consent: Consent(3) is not among its values",
		"rules[0].commitments[0].on_resolved: OnResolved(255) is not among its values",
		"rules[0].commitments[0].alerts[0].clock: AlertClock(3) is not among its values",
	}, jsonProblems(t, err))
	policy.Kind, policy.AppliesTo = sla.Underpinning, sla.OpenCases
	policy.Metrics["m"] = sla.Metric{
		Start: []sla.Trigger{{Kind: "a"}}, Stop: []sla.Trigger{{Kind: "b"}}, WhileRunning: sla.Restart, OnResolved: sla.Continue,
	}
	c := &policy.Rules[0].Commitments[0]
	c.Reopen, c.Retarget, c.Consent, c.OnResolved, c.Alerts[0].Clock = sla.Final, sla.NeverEarlier, sla.Required, sla.Continue, sla.WallClock
	_, err = sla.Compile(checkCalendars(t), policy)
	require.NoError(t, err)
}

// What only a host can build, since JSON cannot say it.
func TestCompileRefusesWhatJSONCannotSay(t *testing.T) {
	t.Parallel()
	policy := sla.Policy{ID: "p", Version: "1", Rules: []sla.Rule{{
		ID:   "r",
		When: sla.Match{Has: map[string][]string{"any": {"x"}, "not": nil}},
		Commitments: []sla.Commitment{{
			Metric: "resolution", Calendar: sla.CalendarChoice{Name: "office", By: "region", Of: map[string]string{"cn": "office"}},
		}},
	}}}
	_, err := sla.Compile(checkCalendars(t), policy)
	require.Equal(t, []string{
		"rules[0].when.any: an attribute of a condition cannot have this name, which has a meaning of its own",
		"rules[0].when.not: an attribute of a condition cannot have this name, which has a meaning of its own",
		"rules[0].commitments[0].calendar: has both a name and a choice: use one of them",
	}, jsonProblems(t, err))
}

func TestCompileBoundsItsWork(t *testing.T) {
	t.Parallel()
	cyclic := sla.Match{}
	cyclic.Not = &cyclic
	endless := sla.Match{Any: make([]sla.Match, 3)}
	for i := range endless.Any {
		endless.Any[i] = endless
	}
	wide := sla.Match{Any: make([]sla.Match, 100_000)}
	for i := range wide.Any {
		wide.Any[i].Has = map[string][]string{"a": {"b"}}
	}
	last := sla.Match{Any: slices.Clone(wide.Any[:99_999])}
	last.Any[99_998].Has = map[string][]string{"": {"b"}}
	many := make([]sla.Rule, 10_001)
	for i := range many {
		many[i].ID = strconv.Itoa(i)
	}
	kinds := func(n int) map[string]sla.Metric {
		m := sla.Metric{Start: []sla.Trigger{{Kind: sla.KindOpened}}, Stop: []sla.Trigger{{Kind: sla.KindResolved}}}
		for i := range n {
			m.Stop = append(m.Stop, sla.Trigger{Kind: sla.Kind(fmt.Sprintf("k%d", i))})
		}
		return map[string]sla.Metric{"m": m}
	}
	when := func(m sla.Match) sla.Policy {
		return sla.Policy{ID: "p", Version: "1", Rules: []sla.Rule{{ID: "r", When: m}}}
	}
	tests := []struct {
		name   string
		policy sla.Policy
		want   string // none: it is legal
	}{
		{"a condition within itself", when(cyclic), "rules[0].when" + strings.Repeat(".not", 32) + ": conditions are nested more than 32 deep"},
		{"a list of conditions within itself", when(endless), "rules[0].when" + strings.Repeat(".any[0]", 32) + ": conditions are nested more than 32 deep"},
		{"100,000 conditions", when(last), `rules[0].when.any[99998][""]: an attribute needs a name`},
		{"100,001 conditions", when(wide), "rules[0].when.any[99999]: there are more than 100000 conditions"},
		{"10,000 rules", sla.Policy{ID: "p", Version: "1", Rules: many[:10_000]}, ""},
		{"10,001 rules", sla.Policy{ID: "p", Version: "1", Rules: many}, "rules: has 10001 rules, more than 10000"},
		{"200 kinds", sla.Policy{ID: "p", Version: "1", Metrics: kinds(176)}, ""},
		{"201 kinds", sla.Policy{ID: "p", Version: "1", Metrics: kinds(177)}, "metrics: there are 201 kinds of events with the built-in ones, more than 200"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := sla.Compile(nil, test.policy)
			if test.want == "" {
				require.NoError(t, err)
				return
			}
			require.Equal(t, test.want, jsonProblems(t, err)[0])
		})
	}
}

func TestCompileVersions(t *testing.T) {
	t.Parallel()
	day := func(d int) time.Time {
		if d == 0 {
			return time.Time{}
		}
		return time.Date(2026, time.January, d, 0, 0, 0, 0, time.FixedZone("", d*3600))
	}
	version := func(name string, from, until int) sla.Policy {
		return sla.Policy{ID: "p", Version: name, Effective: sla.Effective{From: day(from), Until: day(until)}}
	}
	tests := []struct {
		name     string
		policies []sla.Policy
		want     []string // none: they are legal
	}{
		{"none", nil, []string{"policies: is required: there is nothing to judge by"}},
		{"one after the other", []sla.Policy{version("1", 1, 5), version("2", 5, 9), version("3", 9, 0)}, nil},
		{"in another order, without ends", []sla.Policy{version("3", 9, 0), version("1", 0, 0), version("2", 5, 0)}, nil},
		{"with a gap", []sla.Policy{version("1", 0, 2), version("2", 5, 0)}, nil},
		{"overlapping", []sla.Policy{version("2", 5, 0), version("1", 1, 6)}, []string{"policies[1].effective.until: is after the beginning of policies[0]"}},
		{"always, overlapping", []sla.Policy{version("1", 0, 6), version("2", 5, 0)}, []string{"policies[0].effective.until: is after the beginning of policies[1]"}},
		{"overlapping, always", []sla.Policy{version("2", 5, 0), version("1", 0, 6)}, []string{"policies[1].effective.until: is after the beginning of policies[0]"}},
		{"both from one instant", []sla.Policy{version("1", 5, 6), version("2", 5, 0)}, []string{"policies[1].effective.from: is the same as of policies[0]"}},
		{"both always", []sla.Policy{version("1", 0, 0), version("2", 0, 0)}, []string{"policies[1].effective.from: is the same as of policies[0]"}},
		{"one backwards", []sla.Policy{version("1", 5, 4), version("2", 6, 0)}, []string{"policies[0].effective.until: must be after from"}},
		{"one version thrice", []sla.Policy{version("1", 1, 0), version("1", 2, 0), version("1", 3, 0)}, []string{
			`policies[1].version: is "1", as of policies[0]`, `policies[2].version: is "1", as of policies[0]`,
		}},
		{"two policies", []sla.Policy{version("1", 1, 0), {ID: "q", Version: "2"}}, []string{
			`policies[1].id: is "q", not "p" as of policies[0]: one engine has the versions of one policy`,
		}},
		{"two of nothing", make([]sla.Policy, 2), []string{
			"policies[0].id: is required", "policies[0].version: is required", "policies[1].id: is required", "policies[1].version: is required",
			"policies[1].effective.from: is the same as of policies[0]",
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := sla.Compile(nil, test.policies...)
			if test.want == nil {
				require.NoError(t, err)
				return
			}
			require.Equal(t, test.want, jsonProblems(t, err))
		})
	}
}

func TestCompileRefusesNilCalendars(t *testing.T) {
	t.Parallel()
	calendars := map[string]*calendar.Calendar{"office": nil, "at night": nil}
	policy := sla.Policy{ID: "p", Version: "1", Rules: []sla.Rule{{ID: "r", Commitments: []sla.Commitment{{
		Metric: "resolution", Calendar: sla.CalendarChoice{Name: "office"},
	}}}}}
	_, err := sla.Compile(calendars, policy)
	require.Equal(t, []string{`calendars["at night"]: is nil`, "calendars.office: is nil"}, jsonProblems(t, err))
}

// Metrics of one's own, and built-in ones, are suggested and may be used.
func TestCompileKnowsMetrics(t *testing.T) {
	t.Parallel()
	policy := checkParse(t, `{"id": "p", "version": "1", "metrics": {"hardware_swap": {"start": ["dispatched"], "stop": ["swapped"]}},
 "rules": [{"id": "r", "commitments": [{"metric": "hardware_swap", "calendar": "office"}, {"metric": "hardware_swop", "calendar": "office"}]}]}`)
	_, err := sla.Compile(checkCalendars(t), policy)
	require.Equal(t, []string{`rules[0].commitments[1].metric: unknown metric "hardware_swop", did you mean "hardware_swap"?`}, jsonProblems(t, err))
	policy.Rules[0].Commitments = nil
	for _, name := range slices.Sorted(maps.Keys(sla.BuiltInMetrics())) {
		policy.Rules[0].Commitments = append(policy.Rules[0].Commitments, sla.Commitment{Metric: name, Calendar: sla.CalendarChoice{Name: "office"}})
	}
	_, err = sla.Compile(checkCalendars(t), policy)
	require.NoError(t, err)
}
