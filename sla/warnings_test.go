package sla_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/sla"
)

// warnedCalendars returns the calendars of all policies here.
var warnedCalendars = sync.OnceValue(func() map[string]*calendar.Calendar {
	return map[string]*calendar.Calendar{"office": calendar.Always(time.UTC), "office-us": calendar.Always(time.UTC), "always": calendar.Always(time.UTC)}
})

// warnings compiles versions of a policy and returns what it warns about, a
// line for each.
func warnings(t *testing.T, policies ...sla.Policy) []string {
	t.Helper()
	engine, err := sla.Compile(warnedCalendars(), policies...)
	require.NoError(t, err)
	lines := []string{}
	for _, warning := range engine.Warnings() {
		lines = append(lines, warning.Error())
	}
	return lines
}

// warnedPolicy parses a policy of which a test writes all but the id.
func warnedPolicy(t *testing.T, members string) sla.Policy {
	t.Helper()
	policy, err := sla.ParsePolicy([]byte(`{"id": "p", "version": "1", ` + members + `}`))
	require.NoError(t, err)
	return policy
}

func TestWarningsOfCommitments(t *testing.T) {
	t.Parallel()
	const at = "rules[0].commitments[0]."
	tests := []struct {
		name, commitment string
		want             []string
	}{
		{"none", `"metric": "resolution", "within": "4h", "reopen": "resume", "retarget": "keep_elapsed", "consent": "required", "pause_on": ["x"]`, nil},
		{"measured only", `"metric": "resolution", "alerts": [{"at": "4h"}]`, nil},

		{"zero", `"metric": "resolution", "within": "0s"`, []string{"within: is zero: due at the very start"}},
		{"zero calendar days", `"metric": "resolution", "within": "0d"`, []string{"within: is zero: due at the very start"}},
		{"zero months", `"metric": "resolution", "within": "0mo"`, []string{"within: is zero: due at the very start"}},
		{"zero business days", `"metric": "resolution", "within": "0bd"`, []string{"within: is zero: due at the very start"}},
		{"zero business days by the wall", `"metric": "resolution", "within": {"business_days": 0, "due": "wall_time"}`, []string{"within: is zero: due at the very start"}},
		{"the same day", `"metric": "resolution", "within": {"business_days": 0, "due": "end_of_day"}`, nil},
		{"the same date", `"metric": "resolution", "within": {"calendar_days": 0, "due": "end_of_date"}`, nil},
		{"the same day at an hour", `"metric": "resolution", "within": {"calendar_days": 0, "due": "17:00"}`, nil},
		{"the next business day", `"metric": "resolution", "within": {"calendar_days": 0, "roll": "next_business_day"}`, nil},
		{"a nanosecond", `"metric": "resolution", "within": "1ns"`, nil},
		{
			"pauses under a zero allowance", `"metric": "resolution", "within": "0s", "pause_on": ["x"], "pause_when": {"status": "on_hold"}`,
			[]string{
				"within: is zero: due at the very start",
				"pause_on: moves nothing: a zero allowance is due at the start, paused or not",
				"pause_when: moves nothing: a zero allowance is due at the start, paused or not",
			},
		},

		{
			"a promise has a date of its own", `"metric": "promise", "within": "4h"`,
			[]string{`within: has no effect: the metric "promise" is due at the date that is promised`},
		},
		{
			"a promise of nothing", `"metric": "promise", "within": "0s", "pause_on": ["x"]`,
			[]string{`within: has no effect: the metric "promise" is due at the date that is promised`},
		},
		{"a promise can be extended", `"metric": "promise", "consent": "required"`, nil},
		{"alerts of a promise", `"metric": "promise", "alerts": [{"at": "50%"}, {"at": "-100h"}, {"at": "+1h"}]`, nil},
		{"a metric that promises and more", `"metric": "either", "within": "4h", "alerts": [{"at": "50%"}, {"at": "-5h"}]`, nil},

		{"retarget", `"metric": "resolution", "retarget": "from_change"`, []string{"retarget: moves nothing: there is no allowance, and so no due instant"}},
		{"consent", `"metric": "resolution", "consent": "required"`, []string{"consent: has no effect: there is no allowance to extend"}},

		{"reopen of next_response", `"metric": "next_response", "within": "4h", "reopen": "final"`, []string{
			`reopen: has no effect: no reopening undoes a stop of the metric "next_response"`,
		}},
		{"reopen of acknowledgement", `"metric": "acknowledgement", "within": "4h", "reopen": "new_cycle"`, []string{
			`reopen: has no effect: no reopening undoes a stop of the metric "acknowledgement"`,
		}},
		{"reopen of first_response", `"metric": "first_response", "within": "4h", "reopen": "final"`, nil},
		{"reopen of first_response that goes on", `"metric": "first_response", "within": "4h", "reopen": "final", "on_resolved": "continue"`, []string{
			`reopen: has no effect: no reopening undoes a stop of the metric "first_response"`,
		}},
		{"reopen of first_response that is met", `"metric": "first_response", "within": "4h", "reopen": "final", "on_resolved": "met"`, []string{
			`reopen: has no effect: no reopening undoes a stop of the metric "first_response"`,
		}},
		{"reopen of on_site_arrival that is not applicable", `"metric": "on_site_arrival", "within": "4h", "reopen": "final", "on_resolved": "not_applicable"`, nil},
		{"reopen of a metric that some resolutions stop", `"metric": "partly", "within": "4h", "reopen": "final", "on_resolved": "not_applicable"`, nil},
		{"reopen of a metric that closing stops", `"metric": "until_closed", "within": "4h", "reopen": "final"`, nil},
		{"reopen of a repeating metric that closing stops", `"metric": "again_until_closed", "within": "4h", "reopen": "final"`, []string{
			`reopen: has no effect: no reopening undoes a stop of the metric "again_until_closed"`,
		}},

		{"on_resolved of resolution", `"metric": "resolution", "within": "4h", "on_resolved": "met"`, []string{
			`on_resolved: has no effect: the metric "resolution" stops on "resolved"`,
		}},
		{"on_resolved of a metric that some resolutions stop", `"metric": "partly", "within": "4h", "on_resolved": "met"`, nil},
		{"on_resolved of on_site_arrival", `"metric": "on_site_arrival", "within": "4h", "on_resolved": "met"`, nil},

		{"any reason and one more", `"metric": "resolution", "within": "4h", "pause_on": ["*", "x"]`, []string{`pause_on: names reasons besides "*", which is any`}},
		{"any reason", `"metric": "resolution", "within": "4h", "pause_on": ["*"]`, nil},
		{
			"a pause that cannot be", `"metric": "resolution", "within": "4h", "pause_when": {"status": "a", "not": {"status": ["a", "b"]}}`,
			[]string{"pause_when: can never match: it contradicts itself"},
		},

		{"share without allowance", `"metric": "resolution", "alerts": [{"at": "50%"}]`, []string{
			"alerts[0].at: can never fire: without an allowance the commitment is never due",
		}},
		{"distances without allowance", `"metric": "resolution", "alerts": [{"at": "2h"}, {"at": "-1h"}, {"at": "+1h"}]`, []string{
			"alerts[1].at: can never fire: without an allowance the commitment is never due",
			"alerts[2].at: can never fire: without an allowance the commitment is never due",
		}},
		{"share of nothing", `"metric": "resolution", "within": "0s", "alerts": [{"at": "50%"}, {"at": "+1h"}]`, []string{
			"within: is zero: due at the very start",
			"alerts[0].at: is a share of a zero allowance: fires at the start",
		}},
		{"before the start", `"metric": "resolution", "within": "4h", "alerts": [{"at": "-4h"}, {"at": "-5h"}, {"id": "far", "at": "-4h0m0.000000001s"}]`, []string{
			"alerts[1].at: lies before the start, of which the due instant is 4h0m0s off: fires at once",
			"alerts[2].at: lies before the start, of which the due instant is 4h0m0s off: fires at once",
		}},
		{"as far before the start as can be", `"metric": "resolution", "within": "4h", "alerts": [{"at": "-2562047h47m16.854775808s"}]`, []string{
			"alerts[0].at: lies before the start, of which the due instant is 4h0m0s off: fires at once",
		}},
		{"wall time may hold more", `"metric": "resolution", "within": "4h", "alerts": [{"at": "-5h", "clock": "wall"}]`, nil},
		{"days may hold more", `"metric": "resolution", "within": "1bd", "alerts": [{"at": "-5h"}]`, nil},
		{"wall share", `"metric": "resolution", "within": "4h", "alerts": [{"at": "50%", "clock": "wall"}, {"at": "3h", "clock": "wall"}]`, []string{
			"alerts[0].clock: has no effect: 50% is counted in the commitment's own time",
			"alerts[1].clock: has no effect: 3h0m0s is counted in the commitment's own time",
		}},
		{"a clock that says what is so", `"metric": "resolution", "within": "4h", "alerts": [{"at": "50%", "clock": "working"}]`, nil},
		{"once again", `"metric": "resolution", "within": "4h", "alerts": [{"at": "+1h", "repeat": "1h", "times": 1}]`, []string{
			"alerts[0].repeat: has no effect: the alert fires once",
		}},
		{"twice", `"metric": "resolution", "within": "4h", "alerts": [{"at": "+1h", "repeat": "1h", "times": 2}, {"at": "-1h", "times": 1}]`, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			metrics := []string{`"partly": {"start": ["opened"], "stop": [{"kind": "resolved", "where": {"by": "us"}}, "done"]}`}
			for name, metric := range map[string]string{
				"either":             `{"start": ["opened", "promised"], "stop": ["resolved"]}`,
				"until_closed":       `{"start": ["opened"], "stop": ["resolved", "closed"]}`,
				"again_until_closed": `{"start": ["opened"], "stop": ["closed"], "repeat": true}`,
			} {
				metrics = append(metrics, fmt.Sprintf("%q: %s", name, metric))
			}
			used := `{"id": "1", "metric": "either"}, {"id": "2", "metric": "partly"}, {"id": "3", "metric": "until_closed"}, {"id": "4", "metric": "again_until_closed"}`
			policy := warnedPolicy(t, `"metrics": {`+strings.Join(metrics, ", ")+`}, "rules": [{"id": "all", "commitments": [
				{"calendar": "office", `+test.commitment+`}, `+strings.ReplaceAll(used, `"metric"`, `"calendar": "office", "metric"`)+`]}]`)
			want := []string{}
			for _, line := range test.want {
				want = append(want, at+line)
			}
			require.Equal(t, want, warnings(t, policy))
		})
	}
}

func TestWarningsOfPolicies(t *testing.T) {
	t.Parallel()
	const rules = `"rules": [{"id": "all", "commitments": [{"metric": "resolution", "calendar": "office", "pause_on": ["waiting_customer"]}]}]`
	tests := []struct {
		name, members string
		want          []string
	}{
		{"no rule at all", `"rules": []`, []string{"rules: there is no default: a case that no rule matches is promised nothing"}},
		{"reasons in use", `"reasons": ["waiting_customer"], ` + rules, []string{}},
		{"reasons that stop nothing", `"reasons": ["waiting_customer", "third_party", "x"], ` + rules, []string{
			`reasons[1]: no commitment pauses on "third_party"`, `reasons[2]: no commitment pauses on "x"`,
		}},
		{"any reason", `"reasons": ["third_party"], ` + strings.ReplaceAll(rules, "waiting_customer", "*"), []string{}},
		{
			"reasons of a status that stop nothing",
			`"status": {"attribute": "status", "paused": {"waiting_customer": ["pending"], "third_party": ["on_hold"]}}, ` + rules,
			[]string{"status.paused.third_party: no commitment pauses on it"},
		},
		{"an own metric in use", `"metrics": {"resolution": {"start": ["opened"], "stop": ["resolved"]}}, ` + rules, []string{}},
		{
			"own metrics that nobody uses",
			`"metrics": {"swap": {"start": ["dispatched"], "stop": ["swapped"]}, "scan": {"start": ["opened"], "stop": ["scanned"]}}, ` + rules,
			[]string{"metrics.scan: no commitment uses it", "metrics.swap: no commitment uses it"},
		},
		{
			"triggers that add nothing",
			`"metrics": {"resolution": {
				"start": ["opened", "assigned", "opened"],
				"stop": [{"kind": "resolved", "where": {"by": "us"}}, "resolved", {"kind": "resolved", "where": {"by": "them"}}],
				"cancel": [{"kind": "a", "where": {"x": ["1", "2"]}}, {"kind": "a", "where": {"x": ["2", "1"]}}, {"kind": "b", "where": {"x": "1"}}],
				"after": [{"kind": "a", "where": {"x": "1"}}, {"kind": "a", "where": {"x": "2"}}, {"kind": "a", "where": {"x": "1", "y": "1"}}]}}, ` + rules,
			[]string{
				"metrics.resolution.start[2]: adds nothing to metrics.resolution.start[0]",
				"metrics.resolution.stop[0]: adds nothing to metrics.resolution.stop[1]",
				"metrics.resolution.stop[2]: adds nothing to metrics.resolution.stop[1]",
				"metrics.resolution.cancel[1]: adds nothing to metrics.resolution.cancel[0]",
				"metrics.resolution.after[2]: adds nothing to metrics.resolution.after[0]",
			},
		},
		{
			"a choice of calendars without else",
			`"rules": [{"id": "all", "commitments": [
				{"id": "a", "metric": "resolution", "calendar": {"by": "region", "of": {"cn": "office"}}},
				{"id": "b", "metric": "resolution", "calendar": {"by": "region", "of": {"cn": "office"}, "else": "always"}}]}]`,
			[]string{`rules[0].commitments[0].calendar: has no "else": a case with none of these values of "region" has no calendar`},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, test.want, warnings(t, warnedPolicy(t, test.members)))
		})
	}
}

func TestWarningsOfVersionsNameTheirPolicy(t *testing.T) {
	t.Parallel()
	first := warnedPolicy(t, `"rules": [{"id": "all", "commitments": [{"metric": "resolution", "calendar": "office", "within": "0s"}]}]`)
	second := warnedPolicy(t, `"effective": {"from": "2026-01-01T00:00:00Z"}, "reasons": ["x"], "rules": [{"id": "vip", "when": {"tier": "vip"}}]`)
	second.Version = "2"
	require.Equal(t, []string{
		"policies[0].rules[0].commitments[0].within: is zero: due at the very start",
		`policies[1].reasons[0]: no commitment pauses on "x"`,
		"policies[1].rules: there is no default: a case that no rule matches is promised nothing",
	}, warnings(t, first, second))
}

func TestWarningsOfRules(t *testing.T) {
	t.Parallel()
	const noDefault = "rules: there is no default: a case that no rule matches is promised nothing"
	takes := func(later, earlier int) string {
		return fmt.Sprintf("rules[%d]: can never match: rules[%d], the rule \"r%d\", takes all its cases", later, earlier, earlier)
	}
	tests := []struct {
		name string
		when []string
		want []string
	}{
		{"a default", []string{`{"tier": "vip"}`, `{}`}, []string{}},
		{"no default", []string{`{"tier": "vip"}`, `{"tier": "gold"}`}, []string{noDefault}},
		{"a default in front", []string{`{}`, `{"tier": "vip"}`}, []string{takes(1, 0)}},
		{"two defaults", []string{`{"tier": "vip"}`, `{}`, `{}`}, []string{takes(2, 1)}},
		{"a rule and its opposite are a default", []string{`{"tier": "vip"}`, `{"not": {"tier": "vip"}}`}, []string{}},
		{"a case may have both values", []string{`{"tier": "vip"}`, `{"tier": "gold"}`, `{"tier": ["vip", "gold"], "x": "1"}`}, []string{
			"rules[2]: can never match: the rules before it take all its cases", noDefault,
		}},
		{"the same twice", []string{`{"tier": ["vip", "gold"]}`, `{"tier": ["gold", "vip"]}`, `{}`}, []string{takes(1, 0)}},
		{"one value of several", []string{`{"tier": ["vip", "gold"]}`, `{"tier": "vip"}`, `{}`}, []string{takes(1, 0)}},
		{"more values", []string{`{"tier": "vip"}`, `{"tier": ["vip", "gold"]}`, `{}`}, []string{}},
		{"more keys", []string{`{"tier": "vip"}`, `{"tier": "vip", "priority": "urgent"}`, `{}`}, []string{takes(1, 0)}},
		{"fewer keys", []string{`{"tier": "vip", "priority": "urgent"}`, `{"tier": "vip"}`, `{}`}, []string{}},
		{"other keys", []string{`{"tier": "vip"}`, `{"priority": "urgent"}`, `{}`}, []string{}},
		{"any", []string{`{"any": [{"tier": "vip"}, {"priority": "urgent"}]}`, `{"tier": "vip", "x": "1"}`, `{"priority": "urgent"}`, `{}`}, []string{
			takes(1, 0), takes(2, 0),
		}},
		{"any, not all of it", []string{`{"any": [{"tier": "vip"}, {"priority": "urgent"}]}`, `{"any": [{"tier": "vip"}, {"priority": "high"}]}`, `{}`}, []string{}},
		{"not", []string{`{"not": {"tier": "vip"}}`, `{"tier": "gold"}`, `{"not": {"tier": ["vip", "gold"]}}`, `{}`}, []string{takes(2, 0)}},
		{"not and its opposite", []string{`{"not": {"tier": "vip"}}`, `{"tier": "vip"}`, `{}`}, []string{
			"rules[2]: can never match: the rules before it take all its cases",
		}},
		{"several take it together", []string{`{"a": "1", "b": "1"}`, `{"a": "1", "not": {"b": "1"}}`, `{"a": "1"}`, `{}`}, []string{
			"rules[2]: can never match: the rules before it take all its cases",
		}},
		{"a contradiction", []string{`{"tier": "vip", "not": {"tier": "vip"}}`, `{"tier": "vip"}`, `{}`}, []string{
			"rules[0].when: can never match: it contradicts itself",
		}},
		{"a rule in which a value is twice", []string{`{"tier": ["vip", "vip"]}`, `{}`}, []string{}},
		{"the first of several that take it", []string{`{"a": "1"}`, `{"a": ["1", "2"]}`, `{"a": "1", "b": "1"}`, `{}`}, []string{takes(2, 0)}},
		{"nested", []string{`{"not": {"not": {"a": "1"}}}`, `{"any": [{"a": "1", "b": "2"}, {"a": "1", "not": {"b": "2"}}]}`, `{}`}, []string{takes(1, 0)}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, test.want, warnings(t, rulesPolicy(t, test.when...)))
		})
	}
}

// rulesPolicy returns a policy whose rules "r0", "r1", ... have these conditions.
func rulesPolicy(t *testing.T, when ...string) sla.Policy {
	t.Helper()
	rules := make([]string, len(when))
	for i := range when {
		rules[i] = fmt.Sprintf(`{"id": "r%d", "when": %s}`, i, when[i])
	}
	return warnedPolicy(t, `"rules": [`+strings.Join(rules, ", ")+`]`)
}

// A rule that is warned about is never the first that matches, whatever the
// attributes, and one that is not warned about is, for some; the same for the
// missing default. All attributes over three keys of two values are tried.
func TestWarningsOfRulesAgreeWithTrying(t *testing.T) {
	t.Parallel()
	everything := allAttributes()
	for seed := range uint64(3000) {
		random := rand.New(rand.NewPCG(seed, 3))
		policy := sla.Policy{ID: "p", Version: "1"}
		for i := range 1 + random.IntN(6) {
			policy.Rules = append(policy.Rules, sla.Rule{ID: fmt.Sprintf("r%d", i), When: randomMatch(random, 2)})
		}
		first := make([]bool, len(policy.Rules)+1) // the last for none
		for _, attributes := range everything {
			i := slices.IndexFunc(policy.Rules, func(r sla.Rule) bool { return r.When.Matches(attributes) })
			if i < 0 {
				i = len(policy.Rules)
			}
			first[i] = true
		}
		warned := make([]bool, len(policy.Rules)+1)
		for _, line := range warnings(t, policy) {
			if strings.HasPrefix(line, "rules: there is no default") {
				warned[len(policy.Rules)] = true
				continue
			}
			var i int
			_, err := fmt.Sscanf(line, "rules[%d]", &i)
			require.NoError(t, err, line)
			require.Contains(t, line, "can never match")
			warned[i] = true
		}
		for i := range policy.Rules {
			require.Equal(t, !first[i], warned[i], "seed %d, rule %d of %+v", seed, i, policy.Rules)
		}
		require.Equal(t, first[len(policy.Rules)], warned[len(policy.Rules)], "seed %d, no default of %+v", seed, policy.Rules)
	}
}

// randomMatch returns a condition over the keys and values of allAttributes.
func randomMatch(random *rand.Rand, depth int) sla.Match {
	var m sla.Match
	for _, key := range []string{"a", "b", "c"} {
		if values := [][]string{nil, nil, nil, {"1"}, {"2"}, {"1", "2"}}[random.IntN(6)]; values != nil {
			if m.Has == nil {
				m.Has = make(map[string][]string)
			}
			m.Has[key] = values
		}
	}
	if depth == 0 {
		return m
	}
	if random.IntN(3) == 0 {
		for range 1 + random.IntN(2) {
			m.Any = append(m.Any, randomMatch(random, depth-1))
		}
	}
	if random.IntN(3) == 0 {
		not := randomMatch(random, depth-1)
		m.Not = &not
	}
	return m
}

func allAttributes() []map[string][]string {
	lists := [][]string{nil, {"1"}, {"2"}, {"1", "2"}}
	var all []map[string][]string
	for _, a := range lists {
		for _, b := range lists {
			for _, c := range lists {
				all = append(all, map[string][]string{"a": a, "b": b, "c": c})
			}
		}
	}
	return all
}

// Conditions can be such that nobody knows in reasonable time which cases they
// leave: then there is no warning, and Compile does not hang.
func TestWarningsTakeBoundedTime(t *testing.T) {
	t.Parallel()
	// More pigeons than holes: no case is left after these rules, but to know it
	// takes very long.
	const pigeons, holes = 9, 8
	in := func(pigeon, hole int) sla.Match {
		return sla.Match{Has: map[string][]string{fmt.Sprintf("p%d", pigeon): {fmt.Sprintf("h%d", hole)}}}
	}
	for name, both := range map[string]func(a, b sla.Match) sla.Match{
		"facts": func(a, b sla.Match) sla.Match {
			maps.Copy(a.Has, b.Has)
			return a
		},
		"conditions": func(a, b sla.Match) sla.Match {
			return sla.Match{Not: &sla.Match{Any: []sla.Match{{Not: &a}, {Not: &b}}}}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Empty(t, warnings(t, pigeonholes(pigeons, holes, in, both)))
		})
	}
}

func pigeonholes(pigeons, holes int, in func(pigeon, hole int) sla.Match, both func(a, b sla.Match) sla.Match) sla.Policy {
	policy := sla.Policy{ID: "p", Version: "1"}
	add := func(when sla.Match) {
		policy.Rules = append(policy.Rules, sla.Rule{ID: fmt.Sprintf("r%d", len(policy.Rules)), When: when})
	}
	for p := range pigeons {
		somewhere := sla.Match{}
		for h := range holes {
			somewhere.Any = append(somewhere.Any, in(p, h))
		}
		add(sla.Match{Not: &somewhere})
	}
	for h := range holes {
		for p := range pigeons {
			for q := range p {
				add(both(in(p, h), in(q, h)))
			}
		}
	}
	return policy
}

// A large policy of the usual kind is searched to the end.
func TestWarningsOfManyRules(t *testing.T) {
	t.Parallel()
	policy := sla.Policy{ID: "p", Version: "1"}
	for i := range 40 {
		for _, priority := range []string{"urgent", "high", "normal", "low"} {
			policy.Rules = append(policy.Rules, sla.Rule{
				ID: fmt.Sprintf("r%d", len(policy.Rules)),
				When: sla.Match{Has: map[string][]string{
					"customer": {fmt.Sprintf("c%d", i), fmt.Sprintf("d%d", i)}, "priority": {priority}, "product": {"a", "b", "c"},
				}},
			})
		}
	}
	policy.Rules = append(policy.Rules,
		sla.Rule{ID: "late", When: sla.Match{Has: map[string][]string{"customer": {"d39"}, "priority": {"low"}, "product": {"b"}}}},
		sla.Rule{ID: "default"},
	)
	require.Equal(t, []string{`rules[160]: can never match: rules[159], the rule "r159", takes all its cases`}, warnings(t, policy))
}
