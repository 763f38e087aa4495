package compensation_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/compensation"
)

// problems returns what Compile says is wrong with a scheme, path and text.
func problems(t *testing.T, text string) []string {
	t.Helper()
	s, err := compensation.ParseScheme([]byte(text))
	require.NoError(t, err)
	p, err := compensation.Compile(s)
	if err == nil {
		return nil
	}
	require.Nil(t, p)
	require.ErrorIs(t, err, commitment.ErrInvalid)
	var found []string
	for _, problem := range commitment.FieldErrors(err) {
		found = append(found, problem.Error())
	}
	return found
}

const ruleOne = `"rules": [{"id": "a", "amount": "1"}]`

func TestCompileProblems(t *testing.T) {
	tests := []struct {
		name, members string
		want          []string
	}{
		{"neither rules nor rights", `"title": "x"`, []string{"rules: a scheme needs a rule or a right"}},
		{"dates the wrong way round", ruleOne + `, "effective": {"from": "2026-01-02", "until": "2026-01-01"}`, []string{"effective.until: lies before 2026-01-02"}},
		{"one day", ruleOne + `, "effective": {"from": "2026-01-01", "until": "2026-01-01"}`, nil},
		{"names that are taken", ruleOne + `, "params": {"x": "1", "min": "2", "case": "3", "5a": "4"}, "tables": {"y": {"bands": [{"value": "1"}]}, "pct": {"bands": [{"value": "1"}]}}`, []string{
			`params.5a: "5a" is not a name: letters, digits and _, not beginning with a digit`,
			`params.case: the name is taken: "case" is a word of the language of expressions`,
			`params.min: the name is taken: "min" is a function`,
			`params.x: the name "x" is taken`,
			`tables.pct: the name is taken: "pct" is a function`,
			`tables.y: the name "y" is taken`,
		}},
		{"a param by nothing known", ruleOne + `, "effective_on": "z", "params": {"a": {}, "b": {"by_date": [{"from": "2026-01-01", "value": "1"}]}, "c": {"by": "w", "values": {"v": "1"}}, "d": {"by": "name"}, "e": {"values": {"v": "1"}}, "f": {"by": "at", "values": {"v": "1"}}}`, []string{
			`effective_on: unknown fact "z"`,
			`params.a: needs exactly one of a value, "by_date", and "by" with "values"`,
			`params.c.by: unknown fact "w"`,
			`params.d.values: is required`,
			`params.e.by: is required`,
			`params.f.by: the fact "at" is a time`,
		}},
		{"dates without a fact", ruleOne + `, "params": {"p": {"by_date": [{"from": "2026-01-01", "value": "1"}]}}`, []string{`params.p.by_date: needs "effective_on", the fact with the date`}},
		{"dates by a fact that is none", ruleOne + `, "effective_on": "x"`, []string{`effective_on: the fact "x" is a number`}},
		{"dates out of order", ruleOne + `, "effective_on": "at", "params": {"p": {"by_date": [{"from": "2026-01-02", "value": "1"}, {"from": "2026-01-02", "value": "on"}, {"value": "1"}]}}`, []string{
			"params.p.by_date[1].from: 2026-01-02 is not after 2026-01-02",
			`params.p.by_date[1].value: column 1: "on" is a bool where a number is needed`,
			"params.p.by_date[2].from: is required",
		}},
		{"a date that is covered and has no value", ruleOne + `, "effective": {"from": "2025-12-01"}, "effective_on": "date", "params": {"p": {"by_date": [{"from": "2026-01-01", "value": "1"}]}}`, []string{"params.p.by_date: no value from 2025-12-01, which the scheme covers, to 2025-12-31"}},
		{"choices that the fact cannot be", ruleOne + `, "params": {"n": {"by": "x", "values": {"1": "1", "1.0": "2", "one": "3"}}, "o": {"by": "on", "values": {"yes": "1"}}, "d": {"by": "date", "values": {"today": "1"}}}`, []string{
			`params.d.values.today: "today" is not a date such as 2026-01-05`,
			`params.n.values["1.0"]: the number 1 appears twice`,
			`params.n.values.one: "one" is not a decimal number such as 12.50`,
			`params.o.values.yes: "yes" is neither true nor false`,
		}},
		{"choices that are nested too deep", ruleOne + `, "params": {"p": {"by": "on", "values": {"true": {"by": "on", "values": {"true": {"by": "on", "values": {"true": {"by": "on", "values": {"true": "1"}}}}}}}}}`, []string{"params.p.values.true.values.true.values.true.values.true: choices nested more than 4 deep"}},
		{"dates that are nested too deep", ruleOne + `, "effective_on": "date", "params": {"p": {"by_date": [{"from": "2026-01-01", "value": {"by_date": [{"from": "2026-01-01", "value": {"by_date": [{"from": "2026-01-01", "value": {"by_date": [{"from": "2026-01-01", "value": "1"}]}}]}}]}}]}}`, []string{
			"params.p.by_date[0].value.by_date[0].value.by_date[0].value.by_date[0].value: choices nested more than 4 deep",
		}},
		{"params that define each other", ruleOne + `, "params": {"p": "q + 1", "q": "t(r)", "r": "1"}, "tables": {"t": {"bands": [{"value": "p"}]}}`, []string{"params.p: is defined by itself: p, q, t, p"}},
		{"a loop that is shown whole", ruleOne + `, "params": {"a": "b", "b": "c", "c": "d", "d": "e", "e": "f", "f": "g", "g": "h", "h": "i", "i": "a"}`, []string{"params.a: is defined by itself: a, b, c, d, e, f, g, h, i, a"}},
		{"a loop that is too long to show", ruleOne + `, "params": {"a": "b", "b": "c", "c": "d", "d": "e", "e": "f", "f": "g", "g": "h", "h": "i", "i": "j", "j": "a"}`, []string{"params.a: is defined by itself: a, b, c, d, e, f, g, h, i, j, …"}},
		{"a table that defines itself", ruleOne + `, "tables": {"t": {"slices": [{"per": "t(1)"}]}, "u": {"bands": [{"lt": "1", "value": "1"}], "else": "u(0)"}}`, []string{"tables.t: is defined by itself: t, t", "tables.u: is defined by itself: u, u"}},
		{"tables of nothing, and of too much", ruleOne + `, "tables": {"t": {}, "u": {"bands": [{"value": "1"}], "slices": [{"per": "1"}]}, "v": {"slices": [{"per": "1"}], "else": "1"}}`, []string{
			"tables.t: has neither bands nor slices", "tables.u: has both bands and slices", "tables.v.else: is of no use to slices",
		}},
		{"edges that are none", ruleOne + `, "tables": {"t": {"bands": [{"lt": "1", "le": "2", "value": "1"}, {"ge": "a", "value": ""}, {"gt": "1", "ge": "1", "value": "z"}]}}`, []string{
			`tables.t.bands[0]: says both "lt" and "le"`,
			`tables.t.bands[1].ge: "a" is not a decimal number such as 12.50`,
			`tables.t.bands[2]: says both "gt" and "ge"`,
			"tables.t.bands[1].value: is required",
			`tables.t.bands[2].value: column 1: unknown name "z"`,
		}},
		{"slices out of order", ruleOne + `, "tables": {"t": {"slices": [{"upto": "0", "per": "1"}, {"upto": "2", "per": "1"}, {"per": "1"}, {"upto": "2", "per": ""}]}}`, []string{
			"tables.t.slices[0].upto: must be above 0",
			"tables.t.slices[2].upto: is required of every slice but the last",
			"tables.t.slices[3].per: is required",
			"tables.t.slices[3].upto: must be above 2",
			"tables.t.slices: no slice holds (2, ∞)",
		}},
		{"a step that is one", `"rules": [{"id": "a", "amount": "1", "round": {"to": "1/4", "mode": "up"}}]`, nil},
		{"a measure of nothing", ruleOne + `, "tables": {"t": {"bands": [{"value": "1"}], "measure": {"to": "0"}}}`, []string{"tables.t.measure.to: must be positive", "tables.t.measure.mode: Rounding(0) is not among its values"}},
		{"rules", `"rules": [{"id": "", "amount": ""}, {"id": "a", "when": "x", "amount": "on", "min": "name", "max": "date"}, {"id": "a", "amount": "1", "unless": [{"id": "u", "when": ""}, {"id": "u", "when": "x"}]}]`, []string{
			"rules[0].id: is required", "rules[0].amount: is required",
			`rules[1].when: column 1: "x" is a number where a bool is needed`,
			`rules[1].amount: column 1: "on" is a bool where a number is needed`,
			`rules[1].min: column 1: "name" is a text where a number is needed`,
			`rules[1].max: column 1: "date" is a date where a number is needed`,
			`rules[2].id: "a" appears twice`, "rules[2].unless[0].when: is required", `rules[2].unless[1].id: "u" appears twice`,
			`rules[2].unless[1].when: column 1: "x" is a number where a bool is needed`,
		}},
		{"an apology", `"rules": [{"id": "a", "amount": "1", "form": "apology"}]`, nil},
		{"a maximum below the minimum", `"rules": [{"id": "a", "amount": "1", "min": "3", "max": "2"}, {"id": "b", "amount": "1", "min": "2", "max": "2"}, {"id": "c", "amount": "1", "min": "x", "max": "2"}, {"id": "d", "amount": "1", "min": "1/0"}]`, []string{"rules[0].max: the maximum 2 is below the minimum 3"}},
		{"a cap below the minimum", `"rules": [{"id": "a", "amount": "1", "min": "3"}], "caps": [{"id": "c", "limit": "2.5"}, {"id": "d", "limit": "3"}, {"id": "e", "limit": "x"}]`, []string{`caps[0].limit: the cap 2.5 is below the minimum 3 of the rule "a"`}},
		{"steps off the grid", `"rules": [{"id": "a", "amount": "1", "round": {"to": "0.005", "mode": "up"}}], "round": {"to": "0.015", "mode": "up"}`, []string{
			"round.to: 0.015 is not a multiple of 0.01, the smallest unit of EUR", "rules[0].round.to: 0.005 is not a multiple of 0.01, the smallest unit of EUR",
		}},
		{"caps", ruleOne + `, "caps": [{"id": "c", "limit": ""}, {"id": "c", "limit": "on"}, {"id": "w", "limit": "1", "window": {"same": ["z", "name"], "rolling": "soon"}}, {"id": "v", "limit": "1", "window": {"rolling": "24h", "at": "date"}}, {"id": "u", "limit": "1", "window": {"at": "at"}}, {"id": "t", "limit": "1", "window": {"rolling": "0s"}}, {"id": "s", "limit": "1", "window": {"rolling": "1bd"}}, {"id": "r", "limit": "1", "window": {"rolling": "0d"}}, {"id": "q", "limit": "1", "window": {"rolling": "36526d"}}, {"id": "p", "limit": "1", "window": {"rolling": "36525d", "at": "q"}}]`, []string{
			"caps[0].limit: is required", `caps[1].id: "c" appears twice`, `caps[1].limit: column 1: "on" is a bool where a number is needed`,
			`caps[2].window.same[0]: unknown fact "z"`, `caps[2].window.rolling: "soon" is not a positive duration such as 24h or 30d`,
			`caps[3].window.at: the fact "date" is a date`, "caps[4].window.at: is of no use without a rolling window",
			`caps[5].window.rolling: "0s" is not a positive duration such as 24h or 30d`, `caps[6].window.rolling: "1bd" is not a positive duration such as 24h or 30d`,
			`caps[7].window.rolling: "0d" is not a positive duration such as 24h or 30d`, `caps[8].window.rolling: "36526d" is not a positive duration such as 24h or 30d`,
			`caps[9].window.at: unknown fact "q"`,
		}},
		{"two thresholds", ruleOne + `, "payable": {"at_least": "1", "more_than": "1"}`, []string{`payable: says both "at_least" and "more_than"`, "payable.below: is required"}},
		{"no threshold", ruleOne + `, "payable": {"below": "zero"}`, []string{`payable: says neither "at_least" nor "more_than"`}},
		{"thresholds that are no numbers", ruleOne + `, "payable": {"at_least": "on", "below": "zero"}`, []string{`payable.at_least: column 1: "on" is a bool where a number is needed`}},
		{"rights", `"rights": [{"id": ""}, {"id": "a", "when": "x"}, {"id": "a", "unless": [{"id": "", "when": "on"}]}]`, []string{
			"rights[0].id: is required", `rights[1].when: column 1: "x" is a number where a bool is needed`, `rights[2].id: "a" appears twice`, "rights[2].unless[0].id: is required",
		}},
		{"a claim window of nothing", ruleOne + `, "claim": {"late": "void"}`, []string{"claim.within: is required", "claim.from: is required"}},
		{"a claim window of working time", ruleOne + `, "claim": {"within": "24h", "from": "x", "on": "name"}`, []string{
			`claim.within: "24h0m0s" is not a number of calendar days, months or years such as 30d, 6mo or 1y`, `claim.from: the fact "x" is a number`, `claim.on: the fact "name" is a string`,
		}},
		{"a claim window with options", ruleOne + `, "claim": {"within": "{\"calendar_days\": 3, \"due\": \"end_of_date\"}", "from": "end"}`, []string{`claim.within: "{\"calendar_days\":3,\"due\":\"end_of_date\"}" is not a number of calendar days, months or years such as 30d, 6mo or 1y`}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, test.want, problems(t, schemeOf(test.members)))
		})
	}
	require.Equal(t, []string{"id: is required", "version: is required", "currency: is required"}, problems(t, `{`+ruleOne+`}`))
	require.Equal(t, []string{`currency: "euro" is not three capital letters`}, problems(t, `{"id": "a", "version": "1", "currency": "euro", `+ruleOne+`}`))
}

func TestBandsCoverTheLine(t *testing.T) {
	tests := []struct {
		name, table string
		want        []string
	}{
		{"without a gap", `{"bands": [{"lt": "1", "value": "1"}, {"ge": "1", "le": "2", "value": "2"}, {"gt": "2", "value": "3"}]}`, nil},
		{"in any order", `{"bands": [{"gt": "2", "value": "3"}, {"lt": "1", "value": "1"}, {"ge": "1", "le": "2", "value": "2"}]}`, nil},
		{"a point", `{"bands": [{"lt": "1", "value": "1"}, {"gt": "1", "value": "2"}]}`, []string{"tables.t.bands: no band holds [1, 1]"}},
		{"a range", `{"bands": [{"le": "1", "value": "1"}, {"ge": "1.5", "value": "2"}]}`, []string{"tables.t.bands: no band holds (1, 1.5)"}},
		{"both ends", `{"bands": [{"ge": "1", "lt": "2", "value": "1"}]}`, []string{"tables.t.bands: no band holds (-∞, 1)", "tables.t.bands: no band holds [2, ∞)"}},
		{"both open ends", `{"bands": [{"gt": "1", "le": "2", "value": "1"}]}`, []string{"tables.t.bands: no band holds (-∞, 1]", "tables.t.bands: no band holds (2, ∞)"}},
		{"filled by else", `{"bands": [{"ge": "1", "lt": "2", "value": "1"}], "else": "0"}`, nil},
		{"an overlap of a point", `{"bands": [{"le": "1", "value": "1"}, {"ge": "1", "value": "2"}]}`, []string{"tables.t.bands[1]: overlaps bands[0] in [1, 1]"}},
		{"an overlap of a range", `{"bands": [{"ge": "1", "value": "2"}, {"lt": "1.5", "value": "1"}]}`, []string{"tables.t.bands[0]: overlaps bands[1] in [1, 1.5)"}},
		{"one within another", `{"bands": [{"value": "1"}, {"gt": "1", "lt": "2", "value": "2"}]}`, []string{"tables.t.bands[1]: overlaps bands[0] in (1, 2)"}},
		{"two of the same", `{"bands": [{"value": "1"}, {"value": "2"}]}`, []string{"tables.t.bands[1]: overlaps bands[0] in (-∞, ∞)"}},
		{"two over the same end", `{"bands": [{"le": "2", "value": "1"}, {"lt": "3", "value": "2"}], "else": "0"}`, []string{"tables.t.bands[1]: overlaps bands[0] in (-∞, 2]"}},
		{"two over the other end", `{"bands": [{"ge": "2", "value": "1"}, {"gt": "2", "value": "2"}], "else": "0"}`, []string{"tables.t.bands[1]: overlaps bands[0] in (2, ∞)"}},
		{"an open end within a closed one", `{"bands": [{"le": "2", "value": "1"}, {"ge": "1", "lt": "2", "value": "2"}, {"gt": "2", "value": "3"}]}`, []string{"tables.t.bands[1]: overlaps bands[0] in [1, 2)"}},
		{"a closed end over an open one", `{"bands": [{"lt": "2", "value": "1"}, {"ge": "1", "le": "2", "value": "2"}, {"gt": "2", "value": "3"}]}`, []string{"tables.t.bands[1]: overlaps bands[0] in [1, 2)"}},
		{"an overlap with two that reach as far", `{"bands": [{"le": "2", "value": "1"}, {"ge": "1", "le": "2", "value": "2"}, {"ge": "2", "value": "3"}]}`, []string{"tables.t.bands[1]: overlaps bands[0] in [1, 2]", "tables.t.bands[2]: overlaps bands[0] in [2, 2]"}},
		{"a gap behind a wide band", `{"bands": [{"lt": "10", "value": "1"}, {"ge": "1", "lt": "2", "value": "1"}, {"gt": "10", "value": "1"}]}`, []string{"tables.t.bands[1]: overlaps bands[0] in [1, 2)", "tables.t.bands: no band holds [10, 10]"}},
		{"of nothing", `{"bands": [{"gt": "1", "lt": "1", "value": "1"}], "else": "0"}`, []string{"tables.t.bands[0]: holds no number"}},
		{"half of nothing", `{"bands": [{"gt": "1", "le": "1", "value": "1"}], "else": "0"}`, []string{"tables.t.bands[0]: holds no number"}},
		{"the wrong way round", `{"bands": [{"gt": "2", "lt": "1", "value": "1"}], "else": "0"}`, []string{"tables.t.bands[0]: holds no number"}},
		{"of one number, after those above it", `{"bands": [{"lt": "1", "value": "1"}, {"gt": "1", "value": "3"}, {"ge": "1", "le": "1", "value": "2"}]}`, nil},
		{"of one number, before those above it", `{"bands": [{"lt": "1", "value": "1"}, {"ge": "1", "le": "1", "value": "2"}, {"gt": "1", "value": "3"}]}`, nil},
		{"of one number", `{"bands": [{"ge": "1", "le": "1", "value": "1"}], "else": "0"}`, nil},
		{"a gap between the multiples", `{"bands": [{"le": "99.98", "value": "1"}, {"ge": "99.99", "value": "2"}], "measure": {"to": "0.01", "mode": "down"}}`, nil},
		{"a gap of a multiple", `{"bands": [{"le": "99.97", "value": "1"}, {"ge": "99.99", "value": "2"}], "measure": {"to": "0.01", "mode": "down"}}`, []string{"tables.t.bands: no band holds (99.97, 99.99)"}},
		{"an overlap between the multiples", `{"bands": [{"lt": "99.989", "value": "1"}, {"gt": "99.981", "value": "2"}], "measure": {"to": "0.01", "mode": "down"}}`, nil},
		{"an overlap of a multiple", `{"bands": [{"lt": "99.991", "value": "1"}, {"gt": "99.981", "value": "2"}], "measure": {"to": "0.01", "mode": "down"}}`, []string{"tables.t.bands[1]: overlaps bands[0] in (99.981, 99.991)"}},
		{"between the multiples", `{"bands": [{"ge": "0.1", "le": "0.9", "value": "1"}], "else": "0", "measure": {"to": "1", "mode": "down"}}`, []string{"tables.t.bands[0]: holds no number"}},
		{"twenty digits", `{"bands": [{"lt": "99.89999999999999999999", "value": "1"}, {"ge": "99.9", "value": "2"}]}`, []string{"tables.t.bands: no band holds [99.89999999999999999999, 99.9)"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, test.want, problems(t, schemeOf(ruleOne+`, "tables": {"t": `+test.table+`}`)))
		})
	}
	s, err := compensation.ParseScheme([]byte(schemeOf(ruleOne + `, "tables": {"t": {"bands": [{"ge": "1", "value": "1"}]}, "u": {"bands": [{"ge": "1", "value": "1"}, {"value": "1"}]}}`)))
	require.NoError(t, err)
	_, err = compensation.Compile(s)
	require.ErrorIs(t, err, compensation.ErrGap)
	require.ErrorIs(t, err, compensation.ErrConflict)
	s.Gaps = compensation.GapsPublished
	_, err = compensation.Compile(s)
	require.NotErrorIs(t, err, compensation.ErrGap)
}

// The band that Compile proves is there is the one that Assess finds.
func TestLookups(t *testing.T) {
	p := program(t, schemeOf(`"rules": [{"id": "a", "amount": "t(x) + s(y)"}], "tables": {
 "t": {"bands": [{"gt": "2", "value": "30"}, {"lt": "1", "value": "10"}, {"ge": "1", "le": "2", "value": "20"}], "measure": {"to": "0.5", "mode": "floor"}},
 "s": {"slices": [{"upto": "2", "per": "1"}, {"upto": "4", "per": "x"}, {"per": "3"}]}}`))
	for text, want := range map[string]string{
		"0.99 0": "10 < 1|<= 0", "1 2": "22 >= 1, <= 2|> 0, <= 2", "2.49 -1": "20 >= 1, <= 2|<= 0", "2.5 2": "32 > 2|> 0, <= 2", "1 4": "24 >= 1, <= 2|> 2, <= 4", "1 4.5": "25.5 >= 1, <= 2|> 4",
	} {
		x, y, _ := strings.Cut(text, " ")
		line := assess(t, p, `{"facts": {"x": "`+x+`", "y": "`+y+`"}}`).Lines[0]
		require.Len(t, line.Lookups, 2)
		require.Equal(t, want, fmt.Sprint(line.Exact, " ", line.Lookups[0].Entry, "|", line.Lookups[1].Entry), text)
		require.Equal(t, "t", line.Lookups[0].Table)
	}
}

// Where no band holds a number, the line names the edge that it missed by the
// least, of equals the lower one.
func TestNearestEdge(t *testing.T) {
	p := program(t, schemeOf(`"rules": [{"id": "a", "amount": "t(x)"}], "tables": {"t": {"bands": [{"gt": "8", "value": "1"}, {"ge": "1", "lt": "2", "value": "1"}, {"gt": "5", "le": "6", "value": "1"}], "else": "0"}}`))
	for x, want := range map[string]string{"0": "x >= 1 by 1", "2": "x < 2 by 0", "3": "x < 2 by 1", "3.5": "x < 2 by 1.5", "4": "x > 5 by 1", "5": "x > 5 by 0", "7": "x <= 6 by 1", "8": "x > 8 by 0"} {
		conditions := assess(t, p, `{"facts": {"x": "`+x+`"}}`).Lines[0].Conditions
		require.Len(t, conditions, 1)
		require.Equal(t, want, conditions[0].Text+" by "+conditions[0].By)
		require.Equal(t, x, conditions[0].Left)
	}
	p = program(t, schemeOf(`"rules": [{"id": "a", "amount": "s(x)"}], "tables": {"s": {"slices": [{"per": "1"}]}}`))
	for x, want := range map[string]string{"0": "x > 0 by 0", "-1": "x > 0 by 1"} {
		conditions := assess(t, p, `{"facts": {"x": "`+x+`"}}`).Lines[0].Conditions
		require.Len(t, conditions, 1)
		require.Equal(t, want, conditions[0].Text+" by "+conditions[0].By)
	}
}

func TestCompileLimits(t *testing.T) {
	many := make(map[string]compensation.FactType, 1001)
	for i := range 1001 {
		many[fmt.Sprintf("f%d", i)] = compensation.FactNumber
	}
	list := func(n int) []compensation.Exclusion { return make([]compensation.Exclusion, n) }
	s := compensation.Scheme{ID: "a", Version: "1", Currency: "EUR", Rules: []compensation.Rule{{ID: "a", Amount: "1"}}, Facts: many, Unless: list(1001)}
	_, err := compensation.Compile(s)
	require.EqualError(t, err, "compensation: 2 problems:\n\tfacts: 1001 entries, more than 1000\n\tunless: 1001 entries, more than 1000")
	require.ErrorIs(t, err, compensation.ErrLimit)

	s.Facts, s.Unless = nil, nil
	s.Rules[0].Unless = list(1001)
	s.Caps = []compensation.Cap{{ID: "c", Limit: "1", Window: &compensation.Window{Same: make([]string, 1001)}}}
	s.Tables = map[string]compensation.Table{"t": {Bands: make([]compensation.Band, 1001)}, "u": {Slices: make([]compensation.Slice, 1001)}}
	s.EffectiveOn, s.Facts = "d", map[string]compensation.FactType{"d": compensation.FactDate, "s": compensation.FactString}
	values := map[string]compensation.Param{}
	for i := range 1001 {
		values[strconv.Itoa(i)] = compensation.Param{Value: "1"}
	}
	s.Params = map[string]compensation.Param{"p": {ByDate: make([]compensation.DatedParam, 1001)}, "q": {By: "s", Values: values}}
	_, err = compensation.Compile(s)
	for i, path := range []string{"params.p.by_date", "params.q.values", "tables.t.bands", "tables.u.slices", "rules[0].unless", "caps[0].window.same"} {
		require.Equal(t, path+": 1001 entries, more than 1000", commitment.FieldErrors(err)[i].Error())
	}
	require.Len(t, commitment.FieldErrors(err), 6)
}

// A thousand entries are not too many of any list.
func TestCompileThousands(t *testing.T) {
	const n = 1000
	s := compensation.Scheme{
		ID: "a", Version: "1", Currency: "EUR", EffectiveOn: "f0",
		Facts:  map[string]compensation.FactType{},
		Params: map[string]compensation.Param{},
		Tables: map[string]compensation.Table{},
		Groups: map[string]compensation.Grouping{},
	}
	days, values := make([]compensation.DatedParam, n), map[string]compensation.Param{}
	bands, slices := make([]compensation.Band, n), make([]compensation.Slice, n)
	same := make([]string, n)
	for i := range n {
		number := strconv.Itoa(i)
		next := strconv.Itoa(i + 1)
		s.Facts["f"+number], same[i] = compensation.FactDate, "f"+number
		s.Params["p"+number], s.Tables["t"+number] = compensation.Param{Value: "1"}, compensation.Table{Bands: []compensation.Band{{Value: "1"}}}
		s.Groups["g"+number] = compensation.GroupMax
		s.Unless = append(s.Unless, compensation.Exclusion{ID: "u" + number, When: "true"})
		s.Rules = append(s.Rules, compensation.Rule{ID: "r" + number, Amount: "1"})
		s.Caps = append(s.Caps, compensation.Cap{ID: "c" + number, Limit: "1"})
		s.Rights = append(s.Rights, compensation.Entitlement{ID: "e" + number})
		date := calendar.MustDate(2026, 1, 1).AddDays(i)
		days[i] = compensation.DatedParam{From: date, Value: compensation.Param{Value: "1"}}
		values[date.String()] = compensation.Param{Value: "1"}
		bands[i] = compensation.Band{GE: number, LT: next, Value: "1"}
		slices[i] = compensation.Slice{Upto: next, Per: "1"}
	}
	slices[n-1].Upto = ""
	s.Params["p0"], s.Params["p1"] = compensation.Param{ByDate: days}, compensation.Param{By: "f0", Values: values}
	s.Tables["t0"], s.Tables["t1"] = compensation.Table{Bands: bands, Else: "0"}, compensation.Table{Slices: slices}
	s.Rules[0].Unless, s.Caps[0].Window = s.Unless, &compensation.Window{Same: same}
	_, err := compensation.Compile(s)
	require.NoError(t, err)
}

// Choices that hold themselves are nested too deep, and keep nobody busy for ever.
func TestEndlessChoices(t *testing.T) {
	values, dates := map[string]compensation.Param{}, make([]compensation.DatedParam, 1)
	values["a"] = compensation.Param{By: "s", Values: values}
	dates[0] = compensation.DatedParam{From: calendar.MustDate(2026, 1, 1), Value: compensation.Param{ByDate: dates}}
	for at, p := range map[string]compensation.Param{".values.a": values["a"], ".by_date[0].value": dates[0].Value} {
		_, err := compensation.Compile(compensation.Scheme{
			ID: "a", Version: "1", Currency: "EUR", Facts: map[string]compensation.FactType{"s": compensation.FactString, "d": compensation.FactDate},
			EffectiveOn: "d", Params: map[string]compensation.Param{"p": p}, Rules: []compensation.Rule{{ID: "a", Amount: "1"}},
		})
		require.EqualError(t, err, "compensation: params.p"+strings.Repeat(at, 4)+": choices nested more than 4 deep")
		_, err = p.MarshalJSON()
		require.ErrorIs(t, err, compensation.ErrLimit)
	}
}

// An enum that has no such value is refused wherever it stands.
func TestCompileEnums(t *testing.T) {
	round := compensation.RoundTerms{At: 9}
	_, err := compensation.Compile(compensation.Scheme{
		ID: "a", Version: "1", Currency: "EUR", Facts: map[string]compensation.FactType{"f": 9}, Rules: []compensation.Rule{{ID: "a", Amount: "1", Form: 9}},
		Groups: map[string]compensation.Grouping{"g": 9, "h": 0}, Round: round, Payable: &compensation.Payable{AtLeast: "1", Below: 9}, Allocation: 9, Gaps: 9,
		Claim: compensation.ClaimWindow{Late: 9},
	})
	require.EqualError(t, err, `compensation: 11 problems:
	facts.f: FactType(9) is none of the types of facts
	round.at: RoundAt(9) is not among its values
	allocation: Allocation(9) is not among its values
	gaps: Gaps(9) is not among its values
	rules[0].form: Form(9) is not among its values
	groups.g: Grouping(9) is not among its values
	groups.h: Grouping(0) is not among its values
	payable.below: Below(9) is not among its values
	claim.within: is required
	claim.from: is required
	claim.late: Late(9) is not among its values`)
}

// The place of a mistake in an expression is part of the error.
func TestExpressionError(t *testing.T) {
	s, err := compensation.ParseScheme([]byte(schemeOf(`"rules": [{"id": "a", "amount": "x + 1e2000000000"}]`)))
	require.NoError(t, err)
	_, err = compensation.Compile(s)
	var place *compensation.ExpressionError
	require.ErrorAs(t, err, &place)
	require.Equal(t, 5, place.Column)
	require.Equal(t, compensation.CodeLimit, compensation.CodeOf(err))
	require.Equal(t, "column 5", (&compensation.ExpressionError{Column: 5}).Error())
}

// A program keeps nothing of the scheme that it was made of.
func TestCompileCopies(t *testing.T) {
	s, err := compensation.ParseScheme(publishedSchemes(t)["tkg-58-outage"])
	require.NoError(t, err)
	p, err := compensation.Compile(s)
	require.NoError(t, err)
	before := p.Fingerprint()
	require.Len(t, before, 64)
	s.Rules[0].Amount, s.Rules[0].ID, s.Unless[0].ID = "0", "changed", "changed"
	own := p.Scheme()
	require.Equal(t, "outage", own.Rules[0].ID)
	own.Rules[0].ID, own.Tables["outage_slices"].Slices[0].Per = "changed", "changed"
	require.Equal(t, "0", p.Scheme().Tables["outage_slices"].Slices[0].Per)
	again, err := compensation.Compile(p.Scheme())
	require.NoError(t, err)
	require.Equal(t, before, again.Fingerprint())
	nested := program(t, every)
	own = nested.Scheme()
	own.Params["p"].ByDate[0].Value.Value, own.Params["p"].ByDate[1].Value.Values["a"] = "changed", compensation.Param{Value: "changed"}
	require.Equal(t, "1", nested.Scheme().Params["p"].ByDate[0].Value.Value)
	require.Equal(t, "2", nested.Scheme().Params["p"].ByDate[1].Value.Values["a"].Value)
	own = p.Scheme()
	own.Version = "2"
	again, err = compensation.Compile(own)
	require.NoError(t, err)
	require.NotEqual(t, before, again.Fingerprint())
}
