package compensation_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/compensation"
)

// schemeOf returns the text of a scheme with the given members, which stand
// beside some facts.
func schemeOf(members string) string {
	return `{"id": "test", "version": "1", "currency": "EUR",
 "facts": {"x": "number", "y": "number", "limit": "number", "on": "bool", "off": "bool", "name": "string", "date": "date", "end": "date", "at": "time"},
 ` + members + `}`
}

// lines returns the lines of an award in short.
func lines(award compensation.Award) []string {
	var all []string
	for i := range award.Lines {
		l := &award.Lines[i]
		about := l.Rule + l.Right + l.Cap
		text := fmt.Sprintf("%v %d %s %s %s", l.Kind, l.Incident, about, l.Reason, l.Delta.Amount().StringFixed(4))
		all = append(all, strings.Join(strings.Fields(text), " "))
	}
	return all
}

func TestOrderOfEvaluation(t *testing.T) {
	tests := []struct {
		name, scheme, claim string
		amount, carried     string
		lines               []string
		parts               []string
	}{
		{
			name:   "minimum, maximum, then one rounding",
			scheme: `"rules": [{"id": "a", "amount": "x / 3", "min": "5", "max": "10"}, {"id": "b", "amount": "x / 7"}]`,
			claim:  `{"facts": {"x": "40"}}`, amount: "15.71",
			lines: []string{"computed 1 a 13.3333", "maximum 1 a -3.3333", "computed 1 b 5.7143", "rounding 0 half_up -0.0043"},
			parts: []string{"15.71"},
		},
		{
			name:   "a minimum and no rounding",
			scheme: `"rules": [{"id": "a", "amount": "x / 3", "min": "5", "max": "10"}]`,
			claim:  `{"facts": {"x": "1"}}`, amount: "5.00",
			lines: []string{"computed 1 a 0.3333", "minimum 1 a 4.6667"}, parts: []string{"5.00"},
		},
		{
			name:   "when, then the rule's own exclusions, then those of the scheme",
			scheme: `"rules": [{"id": "a", "when": "x > 1", "amount": "1", "unless": [{"id": "own", "when": "on"}]}], "unless": [{"id": "all", "when": "on"}]`,
			claim:  `{"facts": {"x": "2", "on": true}}`, amount: "0.00", lines: []string{"excluded 1 a own 0.0000"}, parts: []string{"0.00"},
		},
		{
			name:   "an exclusion of the scheme",
			scheme: `"rules": [{"id": "a", "when": "x > 1", "amount": "1", "unless": [{"id": "own", "when": "off"}]}], "unless": [{"id": "no", "when": "off"}, {"id": "all", "when": "on"}]`,
			claim:  `{"facts": {"x": "2", "on": true}}`, amount: "0.00", lines: []string{"excluded 1 a all 0.0000"}, parts: []string{"0.00"},
		},
		{
			name:   "without its condition a rule needs nothing more",
			scheme: `"rules": [{"id": "a", "when": "x > 1", "amount": "y", "unless": [{"id": "own", "when": "limit > 1"}]}]`,
			claim:  `{"facts": {"x": "1"}}`, amount: "0.00", lines: []string{"unmet 1 a 0.0000"}, parts: []string{"0.00"},
		},
		{
			name:   "the group takes the greatest",
			scheme: `"rules": [{"id": "a", "amount": "3", "group": "g"}, {"id": "b", "amount": "5", "group": "g"}, {"id": "c", "amount": "5", "group": "g"}, {"id": "d", "amount": "1"}], "groups": {"g": "max"}`,
			claim:  `{}`, amount: "6.00",
			lines: []string{"computed 1 a 3.0000", "computed 1 b 5.0000", "computed 1 c 5.0000", "computed 1 d 1.0000", "excluded 1 a g -3.0000", "excluded 1 c g -5.0000"},
			parts: []string{"6.00"},
		},
		{
			name:   "the group takes the least of those that apply",
			scheme: `"rules": [{"id": "z", "when": "on", "amount": "1", "group": "g"}, {"id": "a", "amount": "5", "group": "g"}, {"id": "b", "amount": "3", "group": "g"}, {"id": "c", "amount": "3", "group": "g"}], "groups": {"g": "min"}`,
			claim:  `{}`, amount: "3.00",
			lines: []string{"unmet 1 z 0.0000", "computed 1 a 5.0000", "computed 1 b 3.0000", "computed 1 c 3.0000", "excluded 1 a g -5.0000", "excluded 1 c g -3.0000"},
			parts: []string{"3.00"},
		},
		{
			name:   "the group takes the first",
			scheme: `"rules": [{"id": "a", "amount": "1", "group": "g"}, {"id": "b", "amount": "3", "group": "g"}], "groups": {"g": "first"}`,
			claim:  `{}`, amount: "1.00", lines: []string{"computed 1 a 1.0000", "computed 1 b 3.0000", "excluded 1 b g -3.0000"}, parts: []string{"1.00"},
		},
		{
			name:   "groups that add up, named or not, and one that has only one rule",
			scheme: `"rules": [{"id": "a", "amount": "1", "group": "g"}, {"id": "b", "amount": "3", "group": "g"}, {"id": "c", "amount": "1", "group": "h"}, {"id": "d", "amount": "1", "group": "h"}, {"id": "e", "amount": "1", "group": "o"}, {"id": "f", "when": "on", "amount": "1", "group": "o"}], "groups": {"g": "sum", "o": "only"}`,
			claim:  `{}`, amount: "7.00",
			lines: []string{"computed 1 a 1.0000", "computed 1 b 3.0000", "computed 1 c 1.0000", "computed 1 d 1.0000", "computed 1 e 1.0000", "unmet 1 f 0.0000"},
			parts: []string{"7.00"},
		},
		{
			name:   "a cap rounds down, and leaves the first incidents what they had",
			scheme: `"rules": [{"id": "a", "amount": "x"}], "caps": [{"id": "c", "limit": "limit / 3"}]`,
			claim:  `{"facts": {"limit": "20"}, "incidents": [{"x": "4"}, {"x": "3"}, {"x": "2"}]}`, amount: "6.66",
			lines: []string{"computed 1 a 4.0000", "computed 2 a 3.0000", "computed 3 a 2.0000", "cap 0 c -2.3333", "rounding 0 c down -0.0067", "allocation 0 chronological 0.0000"},
			parts: []string{"4.00", "2.66", "0.00"},
		},
		{
			name:   "a cap that binds by rounding alone",
			scheme: `"rules": [{"id": "a", "amount": "x"}], "caps": [{"id": "c", "limit": "7.998"}]`,
			claim:  `{"facts": {"x": "7.997"}}`, amount: "7.99", lines: []string{"computed 1 a 7.9970", "rounding 0 down -0.0070"}, parts: []string{"7.99"},
		},
		{
			name:   "a cap that does not bind",
			scheme: `"rules": [{"id": "a", "amount": "x"}], "caps": [{"id": "c", "limit": "8"}]`,
			claim:  `{"facts": {"x": "7.997"}}`, amount: "8.00", lines: []string{"computed 1 a 7.9970", "rounding 0 half_up 0.0030"}, parts: []string{"8.00"},
		},
		{
			name:   "a cap that is reached does not bind, but the total heeds it",
			scheme: `"rules": [{"id": "a", "amount": "x"}], "caps": [{"id": "c", "limit": "7.995"}]`,
			claim:  `{"facts": {"x": "7.995"}}`, amount: "7.99", lines: []string{"computed 1 a 7.9950", "rounding 0 down -0.0050"}, parts: []string{"7.99"},
		},
		{
			name:   "a cap below the least step leaves nothing",
			scheme: `"rules": [{"id": "a", "amount": "x"}], "caps": [{"id": "c", "limit": "0.005"}]`,
			claim:  `{"facts": {"x": "0.005"}}`, amount: "0.00", lines: []string{"computed 1 a 0.0050", "rounding 0 down -0.0050"}, parts: []string{"0.00"},
		},
		{
			name:   "a cap of one incident says of which",
			scheme: `"rules": [{"id": "a", "amount": "x"}], "caps": [{"id": "c", "limit": "9.999", "window": {"same": ["name"]}}]`,
			claim:  `{"incidents": [{"x": "8", "name": "m"}, {"x": "12", "name": "n"}]}`, amount: "17.99",
			lines: []string{"computed 1 a 8.0000", "computed 2 a 12.0000", "cap 2 c -2.0010", "rounding 2 c down -0.0090", "allocation 0 chronological 0.0000"},
			parts: []string{"8.00", "9.99"},
		},
		{
			name:   "a cap below zero leaves no room, and takes nothing back",
			scheme: `"rules": [{"id": "a", "amount": "x"}], "caps": [{"id": "c", "limit": "-5"}]`,
			claim:  `{"facts": {"x": "7"}}`, amount: "0.00", lines: []string{"computed 1 a 7.0000", "cap 0 c -7.0000"}, parts: []string{"0.00"},
		},
		{
			name:   "a negative amount is under every cap",
			scheme: `"rules": [{"id": "a", "amount": "x"}], "caps": [{"id": "c", "limit": "0"}]`,
			claim:  `{"facts": {"x": "-7.005"}}`, amount: "-7.01", lines: []string{"computed 1 a -7.0050", "rounding 0 half_up -0.0050"}, parts: []string{"-7.01"},
		},
		{
			name:   "a cut passes over incidents that take something back",
			scheme: `"rules": [{"id": "a", "amount": "x"}], "caps": [{"id": "c", "limit": "5"}]`,
			claim:  `{"incidents": [{"x": "4"}, {"x": "4"}, {"x": "-1"}, {"x": "0"}]}`, amount: "5.00",
			lines: []string{"computed 1 a 4.0000", "computed 2 a 4.0000", "computed 3 a -1.0000", "computed 4 a 0.0000", "cap 0 c -2.0000", "allocation 0 chronological 0.0000"},
			parts: []string{"4.00", "2.00", "-1.00", "0.00"},
		},
		{
			name:   "in proportion",
			scheme: `"rules": [{"id": "a", "amount": "x"}], "caps": [{"id": "c", "limit": "10"}], "allocation": "largest_remainder"`,
			claim:  `{"incidents": [{"x": "4"}, {"x": "4"}, {"x": "4"}]}`, amount: "10.00",
			lines: []string{"computed 1 a 4.0000", "computed 2 a 4.0000", "computed 3 a 4.0000", "cap 0 c -2.0000", "allocation 0 largest_remainder 0.0000"},
			parts: []string{"3.34", "3.33", "3.33"},
		},
		{
			name:   "what rounding leaves goes to those that lost the most",
			scheme: `"rules": [{"id": "a", "amount": "x"}]`,
			claim:  `{"incidents": [{"x": "1.001"}, {"x": "1.004"}, {"x": "1.004"}, {"x": "1"}]}`, amount: "4.01",
			lines: []string{"computed 1 a 1.0010", "computed 2 a 1.0040", "computed 3 a 1.0040", "computed 4 a 1.0000", "rounding 0 half_up 0.0010", "allocation 0 chronological 0.0000"},
			parts: []string{"1.00", "1.01", "1.00", "1.00"},
		},
		{
			name:   "lines are rounded, and the total is not",
			scheme: `"rules": [{"id": "a", "amount": "x"}, {"id": "b", "amount": "x", "round": {"to": "0.01", "mode": "up"}}], "round": {"to": "0.5", "mode": "half_up", "at": "line"}`,
			claim:  `{"facts": {"x": "1.301"}}`, amount: "2.81",
			lines: []string{"computed 1 a 1.3010", "rounding 1 a half_up 0.1990", "computed 1 b 1.3010", "rounding 1 b up 0.0090"},
			parts: []string{"2.81"},
		},
		{
			name:   "below the threshold it is carried, with what was carried before",
			scheme: `"rules": [{"id": "a", "amount": "x"}], "payable": {"at_least": "4", "below": "carry"}`,
			claim:  `{"facts": {"x": "2"}, "carried": "1.99"}`, amount: "0.00", carried: "3.99",
			lines: []string{"computed 1 a 2.0000", "carried 0 1.9900", "threshold 0 carry -3.9900"}, parts: []string{"0.00"},
		},
		{
			name:   "at the threshold it is paid",
			scheme: `"rules": [{"id": "a", "amount": "x"}], "payable": {"at_least": "4", "below": "carry"}`,
			claim:  `{"facts": {"x": "2"}, "carried": "2"}`, amount: "4.00", lines: []string{"computed 1 a 2.0000", "carried 0 2.0000"}, parts: []string{"2.00"},
		},
		{
			name:   "more than the threshold is more",
			scheme: `"rules": [{"id": "a", "amount": "x"}], "payable": {"more_than": "4", "below": "zero"}`,
			claim:  `{"facts": {"x": "4"}}`, amount: "0.00", lines: []string{"computed 1 a 4.0000", "threshold 0 zero -4.0000"}, parts: []string{"0.00"},
		},
		{
			name:   "more than more is paid",
			scheme: `"rules": [{"id": "a", "amount": "x"}], "payable": {"more_than": "limit", "below": "zero"}`,
			claim:  `{"facts": {"x": "4.01", "limit": "4"}}`, amount: "4.01", lines: []string{"computed 1 a 4.0100"}, parts: []string{"4.01"},
		},
		{
			name:   "a threshold reads the facts of an only incident",
			scheme: `"rules": [{"id": "a", "amount": "x"}], "payable": {"at_least": "limit", "below": "zero"}`,
			claim:  `{"incidents": [{"x": "2", "limit": "4"}]}`, amount: "0.00", lines: []string{"computed 1 a 2.0000", "threshold 0 zero -2.0000"}, parts: []string{"0.00"},
		},
		{
			name:   "nothing is no small amount",
			scheme: `"rules": [{"id": "a", "amount": "x"}], "payable": {"at_least": "limit", "below": "carry"}`,
			claim:  `{"facts": {"x": "0"}}`, amount: "0.00", lines: []string{"computed 1 a 0.0000"}, parts: []string{"0.00"},
		},
		{
			name:   "no incidents",
			scheme: `"rules": [{"id": "a", "amount": "x"}], "caps": [{"id": "c", "limit": "y"}]`,
			claim:  `{"incidents": [], "carried": "1"}`, amount: "1.00", lines: []string{"carried 0 1.0000"}, parts: []string{},
		},
		{
			name:   "the smallest unit, half up, where nothing is said",
			scheme: `"rules": [{"id": "a", "amount": "0.125"}]`,
			claim:  `{}`, amount: "0.13", lines: []string{"computed 1 a 0.1250", "rounding 0 half_up 0.0050"}, parts: []string{"0.13"},
		},
		{
			name:   "a late claim is void, incident by incident",
			scheme: `"rules": [{"id": "a", "amount": "5"}], "rights": [{"id": "r"}], "claim": {"within": "30d", "from": "end", "late": "void"}`,
			claim:  `{"facts": {"at": "2026-03-01T00:00:00Z"}, "incidents": [{"end": "2026-01-29"}, {"end": "2026-01-30"}]}`, amount: "5.00",
			lines: []string{"excluded 1 late 0.0000", "computed 2 a 5.0000"}, parts: []string{"0.00", "5.00"},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			award := assess(t, program(t, schemeOf(test.scheme)), test.claim)
			require.Equal(t, test.amount, award.Amount.Amount().StringFixed(2))
			require.Equal(t, test.lines, lines(award))
			require.Equal(t, test.parts, texts(award.PerIncident))
			if test.carried == "" {
				test.carried = "0.00"
			}
			require.Equal(t, test.carried, award.Carried.Amount().StringFixed(2))
			require.Equal(t, "EUR", award.Carried.Currency())
		})
	}
}

func TestWindows(t *testing.T) {
	month := `"rules": [{"id": "a", "amount": "x"}], "caps": [{"id": "c", "limit": "10", "window": {"same": ["name", "on"]}}]`
	day := `"rules": [{"id": "a", "amount": "x"}], "caps": [{"id": "c", "limit": "10", "window": {"rolling": "24h"}}]`
	tests := []struct {
		name, scheme, claim, amount string
		parts                       []string
	}{
		{"history with the same facts", month, `{"facts": {"x": "9", "name": "m"}, "history": [{"amount": "3", "facts": {"name": "m"}}, {"amount": "4", "facts": {"name": "n"}}, {"amount": "5", "facts": {"name": "m", "on": true}}]}`, "7.00", []string{"7.00"}},
		{"an award that took back", month, `{"facts": {"x": "20", "name": "m"}, "history": [{"amount": "-3", "facts": {"name": "m", "on": false}}]}`, "13.00", []string{"13.00"}},
		{"incidents of different keys", month, `{"incidents": [{"x": "8", "name": "m"}, {"x": "8", "name": "n"}, {"x": "8", "name": "m"}]}`, "18.00", []string{"8.00", "8.00", "2.00"}},
		{"less than a day before", day, `{"facts": {"x": "9", "at": "2026-01-02T12:00:00Z"}, "history": [{"amount": "4", "at": "2026-01-01T12:00:01Z"}, {"amount": "4", "at": "2026-01-01T12:00:00Z"}]}`, "6.00", []string{"6.00"}},
		{"at the same time, and later", day, `{"facts": {"x": "9", "at": "2026-01-02T12:00:00Z"}, "history": [{"amount": "4", "at": "2026-01-02T12:00:00Z"}, {"amount": "4", "at": "2026-01-02T12:00:01Z"}]}`, "6.00", []string{"6.00"}},
		{"other zones", day, `{"facts": {"x": "9", "at": "2026-01-02T12:00:00Z"}, "history": [{"amount": "4", "at": "2026-01-01T20:00:01+08:00"}]}`, "6.00", []string{"6.00"}},
		{"without zones", day, `{"facts": {"x": "9", "at": "2026-01-02T12:00:00"}, "history": [{"amount": "4", "at": "2026-01-01T12:00:00.000000001"}]}`, "6.00", []string{"6.00"}},
		{"earlier incidents of the claim", day, `{"incidents": [{"x": "8", "at": "2026-01-03T00:00:00Z"}, {"x": "8", "at": "2026-01-01T00:00:00Z"}, {"x": "8", "at": "2026-01-01T23:00:00Z"}]}`, "18.00", []string{"8.00", "8.00", "2.00"}},
		{"an incident a day before", day, `{"incidents": [{"x": "8", "at": "2026-01-01T00:00:00Z"}, {"x": "8", "at": "2026-01-02T00:00:00Z"}]}`, "16.00", []string{"8.00", "8.00"}},
		{"incidents of one instant", strings.Replace(month, `["name", "on"]`, `["at"]`, 1), `{"incidents": [{"x": "8", "at": "2026-01-01T00:00:00Z"}, {"x": "8", "at": "2026-01-02T00:00:00Z"}, {"x": "8", "at": "2026-01-01T00:00:00Z"}]}`, "18.00", []string{"8.00", "8.00", "2.00"}},
		{"incidents in no order, two at once", day, `{"incidents": [{"x": "4", "at": "2026-01-01T10:02:00Z"}, {"x": "4", "at": "2026-01-01T10:00:00Z"}, {"x": "4", "at": "2026-01-01T10:01:00Z"}, {"x": "4", "at": "2026-01-01T18:00:00+08:00"}]}`, "10.00", []string{"0.00", "4.00", "2.00", "4.00"}},
		{"all of the past", strings.Replace(day, `{"rolling": "24h"}`, `{}`, 1), `{"facts": {"x": "9"}, "history": [{"amount": "4"}, {"amount": "1"}]}`, "5.00", []string{"5.00"}},
		{"days of 24 hours", strings.Replace(day, "24h", "1d", 1), `{"facts": {"x": "9", "at": "2026-01-02T12:00:00Z"}, "history": [{"amount": "4", "at": "2026-01-01T12:00:00Z"}]}`, "9.00", []string{"9.00"}},
		{"more than the limit is used", day, `{"facts": {"x": "9", "at": "2026-01-02T12:00:00Z"}, "history": [{"amount": "14", "at": "2026-01-02T12:00:00Z"}]}`, "0.00", []string{"0.00"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			award := assess(t, program(t, schemeOf(test.scheme)), test.claim)
			require.Equal(t, test.amount, award.Amount.Amount().StringFixed(2))
			require.Equal(t, test.parts, texts(award.PerIncident))
		})
	}
}

// The cents that rounding leaves go where a cap has room for them, and what takes
// back goes on taking back when another cap cuts in proportion.
func TestPartsStayBelowTheirCaps(t *testing.T) {
	byName := `"rules": [{"id": "a", "amount": "x"}], "caps": [{"id": "c", "limit": "6", "window": {"same": ["name"]}}]`
	rolling := `"rules": [{"id": "a", "amount": "x"}], "caps": [{"id": "c", "limit": "10", "window": {"rolling": "1h"}}]`
	twoCaps := `"allocation": "largest_remainder", "rules": [{"id": "a", "amount": "x"}],
		"caps": [{"id": "c", "limit": "5", "window": {"same": ["name"]}}, {"id": "d", "limit": "20"}]`
	tests := []struct {
		name, scheme, claim, amount string
		parts                       []string
	}{
		{
			"a full cap", byName,
			`{"incidents": [{"x": "2.004", "name": "k"}, {"x": "2.004", "name": "k"}, {"x": "1.992", "name": "k"},
				{"x": "1.003", "name": "p"}, {"x": "1.003", "name": "q"}, {"x": "1.003", "name": "r"}, {"x": "1.003", "name": "s"}, {"x": "1.003", "name": "t"}]}`,
			"11.02",
			[]string{"2.01", "2.00", "1.99", "1.01", "1.01", "1.00", "1.00", "1.00"},
		},
		{
			"a cap off the grid, of which the part beyond it is not owed", strings.Replace(byName, `"6"`, `"7.995"`, 1),
			`{"incidents": [{"x": "7.995", "name": "k"}, {"x": "7.995", "name": "l"}, {"x": "7.995", "name": "m"}]}`,
			"23.97",
			[]string{"7.99", "7.99", "7.99"},
		},
		{
			"a cap off the grid, beside one who has room", strings.Replace(byName, `"6"`, `"7.995"`, 1),
			`{"incidents": [{"x": "7.995", "name": "k"}, {"x": "0.004", "name": "l"}]}`,
			"8.00",
			[]string{"7.99", "0.01"},
		},
		{
			"a cap off the grid, beside one who gives back", strings.Replace(byName, `"6"`, `"7.995"`, 1) + `, "round": {"to": "0.01", "mode": "half_down"}`,
			`{"incidents": [{"x": "7.995", "name": "k"}, {"x": "-10", "name": "l"}]}`,
			"-2.01",
			[]string{"7.99", "-10.00"},
		},
		{
			"a rolling window that a later incident filled", rolling,
			`{"incidents": [{"x": "0.505", "at": "2026-01-01T10:00:00Z"}, {"x": "0.505", "at": "2026-01-01T10:01:00Z"}, {"x": "8.99", "at": "2026-01-01T10:02:00Z"},
				{"x": "0.004", "at": "2026-01-02T10:00:00Z"}, {"x": "0.004", "at": "2026-01-03T10:00:00Z"}, {"x": "0.002", "at": "2026-01-04T10:00:00Z"}]}`,
			"10.01",
			[]string{"0.51", "0.50", "8.99", "0.01", "0.00", "0.00"},
		},
		{
			"a rolling window whose limit was passed before it", strings.Replace(rolling, `"10"`, `"limit"`, 1),
			`{"incidents": [{"x": "8.006", "limit": "10", "at": "2026-01-01T10:00:00Z"}, {"x": "1", "limit": "5", "at": "2026-01-01T10:01:00Z"}]}`,
			"8.01",
			[]string{"8.01", "0.00"},
		},
		{
			"too little taken back, under a cap that is passed already", strings.Replace(byName, `"same": ["name"]`, "", 1) + `, "round": {"to": "0.01", "mode": "half_down"}`,
			`{"incidents": [{"x": "-0.005"}], "history": [{"amount": "14"}]}`,
			"0.00",
			[]string{"0.00"},
		},
		{
			"in proportion, with an amount taken back", twoCaps,
			`{"incidents": [{"x": "10", "name": "k"}, {"x": "-5", "name": "k"}, {"x": "5", "name": "l"}, {"x": "5", "name": "m"}, {"x": "5", "name": "n"}, {"x": "5", "name": "o"}]}`,
			"20.00",
			[]string{"8.33", "-5.00", "4.17", "4.17", "4.17", "4.16"},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			award := assess(t, program(t, schemeOf(test.scheme)), test.claim)
			require.Equal(t, test.amount, award.Amount.Amount().StringFixed(2))
			require.Equal(t, test.parts, texts(award.PerIncident))
		})
	}
}

func TestRights(t *testing.T) {
	p := program(t, `{"id": "r", "version": "1", "facts": {"days": "number", "custom_made": "bool", "worn": "bool"},
 "rights": [{"id": "return", "when": "days <= 7", "title": {"en": "return", "zh": "退货"}, "unless": [{"id": "custom", "when": "custom_made"}]},
  {"id": "repair", "title": "repair"}],
 "unless": [{"id": "worn", "when": "worn", "title": {"en": "worn out", "zh": "自然磨损"}}]}`)
	award := assess(t, p, `{"incidents": [{"days": "7"}, {"days": "8"}, {"days": "1", "custom_made": true}, {"days": "1", "worn": true}]}`)
	require.Equal(t, []compensation.Right{
		{ID: "return", Title: compensation.Title{English: "return", Chinese: "退货"}, Incidents: []int{1}},
		{ID: "repair", Title: compensation.Title{English: "repair", Chinese: "repair"}, Incidents: []int{1, 2, 3}},
	}, award.Rights)
	require.Equal(t, []string{"unmet 2 return 0.0000", "excluded 3 return custom 0.0000", "excluded 4 return worn 0.0000", "excluded 4 repair worn 0.0000"}, lines(award))
	require.Equal(t, compensation.Money{}, award.Amount)
	require.Equal(t, []string{
		"r (1): the terms give rights, and no money.",
		"incident 2, return: the condition does not hold: days <= 7 (days = 8); days <= 7 does not hold, 8 > 7 by 1",
		"incident 3, return: excluded by custom (custom_made) (days = 1; custom_made = true)",
		"incident 4, return: excluded by worn out (worn) (days = 1; custom_made = false; worn = true)",
		"incident 4, repair: excluded by worn out (worn) (worn = true)",
		"Also owed: return.",
		"Also owed: repair.",
	}, award.Explain(commitment.English))
	require.Contains(t, award.Explain(commitment.Chinese), "另有权利：退货。")

	p = program(t, `{"id": "r", "version": "1", "rights": [{"id": "return"}, {"id": "exchange"}, {"id": "repair"}, {"id": "refund"}]}`)
	award = assess(t, p, `{}`)
	require.Empty(t, award.Lines)
	require.Equal(t, []string{"r (1): the terms give rights, and no money.", "Also owed: return.", "Also owed: exchange.", "Also owed: repair.", "Also owed: refund."}, award.Explain(commitment.English))
}

func TestAssessErrors(t *testing.T) {
	tests := []struct {
		name, scheme, claim string
		code                compensation.Code
		text                string
	}{
		{"a missing fact", `"rules": [{"id": "a", "amount": "x"}]`, `{}`, compensation.CodeMissingFact, `compensation: rules[0].amount: the fact "x" is needed and absent`},
		{"a missing fact of an incident", `"rules": [{"id": "a", "when": "x > 1", "amount": "1"}]`, `{"incidents": [{"x": "1"}, {}]}`, compensation.CodeMissingFact, `compensation: incidents[1]: rules[0].when: the fact "x" is needed and absent`},
		{"of an exclusion", `"rules": [{"id": "a", "amount": "1", "unless": [{"id": "u", "when": "x > 1"}]}]`, `{}`, compensation.CodeMissingFact, `compensation: rules[0].unless: the fact "x" is needed and absent`},
		{"of an exclusion of all", `"rules": [{"id": "a", "amount": "1"}], "unless": [{"id": "u", "when": "x > 1"}]`, `{}`, compensation.CodeMissingFact, `compensation: unless[0].when: the fact "x" is needed and absent`},
		{"of a minimum", `"rules": [{"id": "a", "amount": "1", "min": "x"}]`, `{}`, compensation.CodeMissingFact, `compensation: rules[0].min: the fact "x" is needed and absent`},
		{"of a maximum", `"rules": [{"id": "a", "amount": "1", "max": "x"}]`, `{}`, compensation.CodeMissingFact, `compensation: rules[0].max: the fact "x" is needed and absent`},
		{"of a cap", `"rules": [{"id": "a", "amount": "1"}], "caps": [{"id": "c", "limit": "x"}]`, `{}`, compensation.CodeMissingFact, `compensation: caps[0].limit: the fact "x" is needed and absent`},
		{"of a key", `"rules": [{"id": "a", "amount": "1"}], "caps": [{"id": "c", "limit": "1", "window": {"same": ["name"]}}]`, `{}`, compensation.CodeMissingFact, `compensation: caps[0].window.same: the fact "name" is needed and absent`},
		{"of the instant of a window", `"rules": [{"id": "a", "amount": "1"}], "caps": [{"id": "c", "limit": "1", "window": {"rolling": "1h"}}]`, `{}`, compensation.CodeMissingFact, `compensation: caps[0].window.at: the fact "at" is needed and absent`},
		{"of an earlier award", `"rules": [{"id": "a", "amount": "1"}], "caps": [{"id": "c", "limit": "1", "window": {"same": ["name"]}}]`, `{"facts": {"name": "n"}, "history": [{"amount": "1"}]}`, compensation.CodeMissingFact, `compensation: history[0].facts.name: the fact "name" is needed and absent`},
		{"when an earlier award was", `"rules": [{"id": "a", "amount": "1"}], "caps": [{"id": "c", "limit": "1", "window": {"rolling": "1h"}}]`, `{"facts": {"at": "2026-01-01T00:00:00Z"}, "history": [{"amount": "1"}]}`, compensation.CodeMissingFact, `compensation: history[0].at: the fact "at" is needed and absent`},
		{"of a threshold", `"rules": [{"id": "a", "amount": "1"}], "payable": {"more_than": "x", "below": "zero"}`, `{}`, compensation.CodeMissingFact, `compensation: payable.more_than: the fact "x" is needed and absent`},
		{"of a threshold, of one of several incidents", `"rules": [{"id": "a", "amount": "1"}], "payable": {"at_least": "x", "below": "zero"}`, `{"incidents": [{"x": "1"}, {"x": "1"}]}`, compensation.CodeMissingFact, `compensation: payable.at_least: the fact "x" is needed and absent`},
		{"of a right", `"rights": [{"id": "a", "when": "x > 1"}]`, `{}`, compensation.CodeMissingFact, `compensation: rights[0].when: the fact "x" is needed and absent`},
		{"a date before the first", `"params": {"p": {"by_date": [{"from": "2026-01-01", "value": "1"}]}}, "effective_on": "date", "rules": [{"id": "a", "amount": "p"}]`, `{"facts": {"date": "2025-12-31"}}`, compensation.CodeGap, `compensation: rules[0].amount: the param "p" has no value for 2025-12-31`},
		{"an unknown choice", `"params": {"p": {"by": "name", "values": {"a": "1"}}}, "rules": [{"id": "a", "amount": "p"}]`, `{"facts": {"name": "b"}}`, compensation.CodeGap, `compensation: rules[0].amount: the param "p" has no value for "b"`},
		{"an unknown number", `"params": {"p": {"by": "x", "values": {"1": "1"}}}, "rules": [{"id": "a", "amount": "p"}]`, `{"facts": {"x": "2"}}`, compensation.CodeGap, `compensation: rules[0].amount: the param "p" has no value for "2"`},
		{"a published gap", `"tables": {"t": {"bands": [{"lt": "1", "value": "1"}, {"gt": "1", "value": "2"}]}}, "gaps": "published", "rules": [{"id": "a", "amount": "t(x)"}]`, `{"facts": {"x": "1"}}`, compensation.CodeGap, `compensation: rules[0].amount: no band of the table "t" holds 1`},
		{"beyond the last slice", `"tables": {"t": {"slices": [{"upto": "1", "per": "1"}]}}, "gaps": "published", "rules": [{"id": "a", "amount": "t(x)"}]`, `{"facts": {"x": "1.01"}}`, compensation.CodeGap, `compensation: rules[0].amount: no slice of the table "t" reaches 1.01`},
		{"two of one", `"rules": [{"id": "a", "amount": "1", "group": "g"}, {"id": "b", "amount": "1", "group": "g"}], "groups": {"g": "only"}`, `{}`, compensation.CodeConflict, `compensation: groups.g: only one of its rules may apply, but "a" and "b" do`},
		{"two limits", `"rules": [{"id": "a", "amount": "1"}], "caps": [{"id": "c", "limit": "limit"}]`, `{"incidents": [{"limit": "1"}, {"limit": "2"}]}`, compensation.CodeConflict, `compensation: incidents[1]: caps[0].limit: the limit is 2, but 1 by incidents[0], which shares the cap "c"`},
		{"mixed times", `"rules": [{"id": "a", "amount": "1"}]`, `{"facts": {"at": "2026-01-01T00:00:00"}, "history": [{"amount": "1", "at": "2026-01-01T00:00:00Z"}]}`, compensation.CodeConflict, `compensation: the claim mixes times with an offset and times without one`},
		{"a division by zero", `"rules": [{"id": "a", "amount": "1 / x"}]`, `{"facts": {"x": "0"}}`, compensation.CodeDivisionByZero, `compensation: rules[0].amount: division by zero`},
		{"a step of zero", `"rules": [{"id": "a", "amount": "round(1, x, \"up\")"}]`, `{"facts": {"x": "0"}}`, compensation.CodeOffGrid, `compensation: rules[0].amount: a rounding step that is not positive`},
		{"carried off the grid", `"rules": [{"id": "a", "amount": "1"}]`, `{"carried": "0.005"}`, compensation.CodeOffGrid, `compensation: carried: 0.005 is not a multiple of 0.01, the smallest unit of EUR`},
		{"paid off the grid", `"rules": [{"id": "a", "amount": "1"}]`, `{"history": [{"amount": "0.005"}]}`, compensation.CodeOffGrid, `compensation: history[0].amount: 0.005 is not a multiple of 0.01, the smallest unit of EUR`},
		{"a huge number", `"rules": [{"id": "a", "amount": "x"}]`, `{"facts": {"x": "1e2000000000"}}`, compensation.CodeLimit, `compensation: facts.x: "1e2000000000": beyond the limits: an exponent beyond 18`},
		{"a huge amount", `"rules": [{"id": "a", "amount": "x"}]`, `{"facts": {"x": "1e18"}}`, compensation.CodeLimit, `compensation: an amount of more than 18 digits before the point`},
		{"rounded to a huge amount", `"rules": [{"id": "a", "amount": "x"}]`, `{"facts": {"x": "999999999999999999.999"}}`, compensation.CodeLimit, `compensation: an amount of more than 18 digits before the point`},
		{"a window past the calendar", `"rules": [{"id": "a", "amount": "1"}], "claim": {"within": "1y", "from": "end"}`, `{"facts": {"end": "9999-01-01"}}`, compensation.CodeLimit, `compensation: claim.within: the last date for the claim lies after the year 9999`},
		{"what is no number", `"rules": [{"id": "a", "amount": "x"}]`, `{"facts": {"x": "NaN"}}`, "", `compensation: facts.x: "NaN" is not a decimal number such as 12.50`},
		{"all that is wrong", `"rules": [{"id": "a", "amount": "x"}]`, `{"facts": {"z": "1", "x": true, "on": "yes", "date": "soon", "at": "noon", "name": false}, "incidents": [{"q": "1"}], "history": [{"amount": "1", "facts": {"w": "1"}}]}`, "", "compensation: 8 problems:" +
			"\n\tfacts.at: \"noon\" is not a time such as 2026-01-05T09:00:00+08:00, or without the offset" +
			"\n\tfacts.date: \"soon\" is not a date such as 2026-01-05" +
			"\n\tfacts.name: is a bool where the scheme declares a string" +
			"\n\tfacts.on: \"yes\" is neither true nor false" +
			"\n\tfacts.x: is a bool where the scheme declares a number" +
			"\n\tfacts.z: the scheme declares no such fact" +
			"\n\tincidents[0].q: the scheme declares no such fact" +
			"\n\thistory[0].facts.w: the scheme declares no such fact"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			award, err := program(t, schemeOf(test.scheme)).Assess(claim(t, test.claim))
			require.EqualError(t, err, test.text)
			require.Equal(t, test.code, compensation.CodeOf(err))
			require.Equal(t, compensation.Award{}, award)
		})
	}
	var missing *compensation.MissingFactError
	_, err := program(t, schemeOf(`"rules": [{"id": "a", "amount": "x"}]`)).Assess(compensation.Claim{})
	require.ErrorAs(t, err, &missing)
	require.Equal(t, "x", missing.Fact)
	require.Equal(t, "rules[0].amount", commitment.FieldErrors(err)[0].Path)
	require.Equal(t, compensation.Code(""), compensation.CodeOf(nil))

	var none compensation.Program
	award, err := none.Assess(compensation.Claim{})
	require.NoError(t, err)
	require.Equal(t, compensation.Award{}, award)
}

// The threshold is one of the claim: what it reads are the facts of the claim,
// whatever its incidents say, and whether it has any.
func TestThresholdReadsTheClaim(t *testing.T) {
	p := program(t, schemeOf(`"rules": [{"id": "a", "amount": "1"}], "payable": {"at_least": "x", "below": "carry"}`))
	for _, incidents := range []string{`[]`, `[{"x": "99"}, {"x": "98"}]`} {
		award := assess(t, p, `{"facts": {"x": "4"}, "carried": "1.50", "incidents": `+incidents+`}`)
		line := award.Lines[len(award.Lines)-1]
		require.Equal(t, compensation.LineThreshold, line.Kind)
		require.Equal(t, []compensation.FactRead{{Name: "x", Value: compensation.Text("4")}}, line.Facts)
	}
	_, err := p.Assess(claim(t, `{"carried": "1.50", "incidents": []}`))
	require.EqualError(t, err, `compensation: payable.at_least: the fact "x" is needed and absent`)
}

// Terms without a currency have nothing to pay out what was carried in.
func TestCarriedNeedsACurrency(t *testing.T) {
	p := program(t, `{"id": "a", "version": "1", "rights": [{"id": "a"}]}`)
	_, err := p.Assess(claim(t, `{"carried": "1.50"}`))
	require.EqualError(t, err, "compensation: carried: 1.5 is an amount, but the scheme has no currency")
	require.ErrorIs(t, err, compensation.ErrCurrency)
	require.Equal(t, "carried", commitment.FieldErrors(err)[0].Path)
	require.Len(t, assess(t, p, `{"carried": "0.00"}`).Rights, 1)
}

func TestAssessLimits(t *testing.T) {
	p := program(t, schemeOf(`"rules": [{"id": "a", "amount": "1"}]`))
	_, err := p.Assess(compensation.Claim{Incidents: make([]compensation.Facts, 10_001), History: make([]compensation.Past, 10_001)})
	require.EqualError(t, err, "compensation: 2 problems:\n\tincidents: 10001 incidents, more than 10000\n\thistory: 10001 awards, more than 10000")
	require.ErrorIs(t, err, compensation.ErrLimit)
	award, err := p.Assess(compensation.Claim{Incidents: make([]compensation.Facts, 10_000), History: make([]compensation.Past, 10_000)})
	require.NoError(t, err)
	require.Equal(t, "10000.00 EUR", award.Amount.String())
}

func TestClaimBy(t *testing.T) {
	for within, want := range map[string]string{"30d": "2026-03-02", "1mo": "2026-02-28", "6mo": "2026-07-31", "1y": "2027-01-31", "2y": "2028-01-31"} {
		p := program(t, schemeOf(`"rules": [{"id": "a", "amount": "1"}], "claim": {"within": "`+within+`", "from": "end"}`))
		award := assess(t, p, `{"facts": {"end": "2026-01-31"}}`)
		require.Equal(t, want, award.ClaimBy.String(), within)
		require.True(t, assess(t, p, `{}`).ClaimBy.IsZero(), "the fact is absent")
		require.Equal(t, "To be claimed by "+want+".", award.Explain(0)[2])
		require.Equal(t, "申请截止日期："+want+"。", award.Explain(commitment.Chinese)[2])
	}
	p := program(t, schemeOf(`"rules": [{"id": "a", "amount": "1"}]`))
	require.True(t, assess(t, p, `{"facts": {"date": "2026-01-31", "end": "2026-01-31"}}`).ClaimBy.IsZero(), "nothing is said of a last date")
	claimed := func(late, at string) string {
		p := program(t, schemeOf(`"rules": [{"id": "a", "amount": "1"}], "claim": {"within": "30d", "from": "at", "on": "date"`+late+`}`))
		return assess(t, p, `{"facts": {"at": "2026-01-01T23:30:00-08:00", "date": "`+at+`"}}`).Amount.String()
	}
	require.Equal(t, "1.00 EUR", claimed("", "2026-01-31"))
	require.Equal(t, "0.00 EUR", claimed("", "2026-02-01"))
	require.Equal(t, "0.00 EUR", claimed(`, "late": "void"`, "2026-02-01"))
	require.Equal(t, "1.00 EUR", claimed(`, "late": "allow"`, "2026-02-01"))

	p = program(t, `{"id": "a", "version": "1", "currency": "EUR", "facts": {"from": "date", "at": "date"}, "rules": [{"id": "a", "amount": "1"}], "claim": {"within": "30d", "from": "from"}}`)
	require.Equal(t, "1.00 EUR", assess(t, p, `{"facts": {"from": "2026-01-01", "at": "2026-01-31"}}`).Amount.String())
	require.Equal(t, "0.00 EUR", assess(t, p, `{"facts": {"from": "2026-01-01", "at": "2026-02-01"}}`).Amount.String(), `a date "at" is that of the claim`)
	p = program(t, `{"id": "a", "version": "1", "currency": "EUR", "facts": {"from": "date", "later": "date"}, "rules": [{"id": "a", "amount": "1"}], "claim": {"within": "30d", "from": "from"}}`)
	require.Equal(t, "1.00 EUR", assess(t, p, `{"facts": {"from": "2026-01-01", "later": "2026-12-31"}}`).Amount.String(), "no fact is the date of the claim")
}
