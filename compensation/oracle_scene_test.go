package compensation_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// scene makes a scheme and a claim of bytes: whatever they are, both are well
// formed, and small enough to be read by a person who looks for a difference.
type scene struct {
	bytes []byte
	// simple says that expressions must not use params and tables: it is set
	// while those are made.
	simple bool
	// steady says that they must only use facts that no incident changes.
	steady bool
}

// pick returns one of the choices, the first when the bytes are used up.
func pick[T any](s *scene, choices ...T) T {
	return choices[s.below(len(choices))]
}

func (s *scene) below(n int) int {
	if len(s.bytes) == 0 {
		return 0
	}
	b := s.bytes[0]
	s.bytes = s.bytes[1:]
	return int(b) % n
}

func (s *scene) chance(oneIn int) bool { return s.below(oneIn) == oneIn-1 }

func (s *scene) literal() string {
	return pick(s, "1", "0", "2.5", "0.05", "10", "100", "33.3", "7", "0.3", "12", "3.00")
}

// number is an expression of a number.
func (s *scene) number(depth int) string {
	if depth == 0 {
		switch s.below(3) {
		case 0:
			return s.literal()
		case 1:
			if !s.simple {
				return pick(s, "p1", "p2", "p3")
			}
		}
		if s.steady {
			return pick(s, "n1", "n3")
		}
		return pick(s, "n1", "n2", "n3")
	}
	x := func() string { return s.number(depth - 1) }
	switch s.below(13) {
	case 0, 1:
		return x() + pick(s, " + ", " - ", " * ") + x()
	case 2:
		return "(" + x() + pick(s, " + ", " - ") + x() + ")" + pick(s, " * ", " / ") + s.literal()
	case 3:
		return "(" + x() + ") / (" + x() + ")"
	case 4:
		return pick(s, "min", "max") + "(" + x() + ", " + x() + ", " + x() + ")"
	case 5:
		return pick(s, "floor", "ceil") + "(" + x() + ")"
	case 6:
		return "pct(" + x() + ", " + x() + ")"
	case 7:
		return "round(" + x() + ", " + pick(s, "0.1", "0.5", "3") + `, "` + s.mode() + `")`
	case 8:
		return "choose(" + s.truth(depth-1) + ", " + x() + ", " + x() + ")"
	case 9:
		return "days_between(" + pick(s, "d1, d2", "d2, d1") + ")"
	case 10:
		return "-(" + x() + ")"
	case 11:
		if !s.simple {
			return pick(s, "t1", "t2", "t3") + "(" + x() + ")"
		}
	}
	return s.number(depth - 1)
}

// truth is an expression of a bool.
func (s *scene) truth(depth int) string {
	if depth == 0 {
		return pick(s, "b1", "b2", "!b1", "!b2", "n1 > 5", "n3 <= 10")
	}
	switch s.below(8) {
	case 0:
		return s.truth(depth-1) + " && " + s.truth(depth-1)
	case 1:
		return s.truth(depth-1) + " || " + s.truth(depth-1)
	case 2:
		return "!(" + s.truth(depth-1) + ")"
	case 3:
		return s.number(depth-1) + pick(s, " == ", " != ", " < ", " <= ", " > ", " >= ") + s.number(depth-1)
	case 4:
		return pick(s, `s1 == "a"`, `s1 != "b"`, `oneof(s1, "a", "c")`, `"b" == s1`)
	case 5:
		return pick(s, "d1 < d2", "d1 == d2", "d2 <= d1", "days_between(d1, d2) > 3")
	case 6:
		return "oneof(n1, 1, 10, n3)"
	}
	return s.truth(depth - 1)
}

func (s *scene) mode() string {
	return pick(s, "half_up", "half_down", "half_even", "up", "down", "ceil", "floor")
}

// scheme returns a scheme as JSON.
func (s *scene) scheme(t *testing.T) []byte {
	t.Helper()
	scheme := object{
		"id": "random", "version": "1", "currency": "CNY",
		"facts": object{
			"n1": "number", "n2": "number", "n3": "number", "b1": "bool", "b2": "bool",
			"s1": "string", "k": "string", "d1": "date", "d2": "date", "at": "time",
		},
		"effective_on": "d1",
	}
	s.simple = true
	scheme["params"] = object{
		"p1": s.number(1),
		"p2": object{"by_date": []any{
			object{"from": "2020-01-01", "value": s.literal()},
			object{"from": "2026-01-05", "value": s.number(1)},
			object{"from": "2026-01-10", "value": object{"by": "s1", "values": object{"a": s.literal(), "b": s.literal(), "c": s.literal()}}},
		}},
		"p3": object{"by": "s1", "values": object{"a": s.literal(), "b": s.number(1)}},
	}
	scheme["tables"] = object{"t1": s.bands(), "t2": s.slices(), "t3": s.bands()}
	if s.chance(4) {
		table, _ := scheme["tables"].(object)
		table["t3"] = object{"bands": []any{object{"lt": "2", "value": "3"}, object{"gt": "2", "le": "9", "value": s.literal()}}}
		scheme["gaps"] = "published"
	}
	s.simple = false
	caps := s.caps()
	payable := s.chance(3)
	var rules []any
	for i := range 1 + s.below(3) {
		rule := s.rule(i)
		if rule["min"] == nil && (len(caps) > 0 || payable) {
			rule["min"] = "0" // how a negative amount is cut, the contract does not say
		}
		rules = append(rules, rule)
	}
	scheme["rules"] = rules
	if s.chance(2) {
		scheme["groups"] = object{"g": pick(s, "max", "sum", "min", "first", "only")}
	}
	if s.chance(3) {
		scheme["unless"] = []any{object{"id": "u0", "when": s.truth(1)}}
	}
	if len(caps) > 0 {
		scheme["caps"] = caps
	}
	if payable {
		scheme["payable"] = object{pick(s, "at_least", "more_than"): pick(s, "4", "1", "10"), "below": pick(s, "carry", "zero")}
	}
	round := object{"to": pick(s, "0.01", "0.05", "0.5", "1", "25"), "mode": s.mode()}
	if s.chance(2) {
		round["at"] = pick(s, "line", "total")
	}
	scheme["round"] = round
	if s.chance(3) {
		scheme["allocation"] = pick(s, "largest_remainder", "chronological")
	}
	if s.chance(2) {
		scheme["rights"] = []any{
			object{"id": "x0", "when": s.truth(2)},
			object{"id": "x1", "when": s.truth(1), "unless": []any{object{"id": "xu", "when": s.truth(1)}}},
		}
	}
	return encoded(t, scheme)
}

func (s *scene) rule(i int) object {
	rule := object{"id": fmt.Sprintf("r%d", i), "amount": s.number(2 + s.below(2))}
	if s.chance(2) {
		rule["when"] = s.truth(2)
	}
	if s.chance(3) {
		rule["unless"] = []any{object{"id": "e0", "when": s.truth(1)}, object{"id": "e1", "when": s.truth(0)}}
	}
	if s.chance(3) {
		rule["min"] = pick(s, "0", "5", "1.25")
	}
	if s.chance(3) {
		rule["max"] = pick(s, "50", "7.77", "max(10, n1)")
	}
	if s.chance(2) {
		rule["group"] = "g"
	}
	if s.chance(4) {
		rule["round"] = object{"to": pick(s, "0.01", "0.5"), "mode": s.mode()}
	}
	return rule
}

// bands cover the whole line, with an edge at a time on either side.
func (s *scene) bands() object {
	var bands []any
	band := object{}
	for _, edge := range []string{"0", "2.5", "10"}[s.below(3):] {
		closed := s.chance(2)
		if closed {
			band["le"] = edge
		} else {
			band["lt"] = edge
		}
		band["value"] = s.number(1)
		bands = append(bands, band)
		band = object{}
		if closed {
			band["gt"] = edge
		} else {
			band["ge"] = edge
		}
	}
	table := object{}
	if s.chance(3) {
		table["else"] = s.number(1)
	} else {
		band["value"] = s.number(1)
		bands = append(bands, band)
	}
	table["bands"] = bands
	if s.chance(4) {
		table["measure"] = object{"to": pick(s, "0.1", "0.5"), "mode": s.mode()}
	}
	return table
}

func (s *scene) slices() object {
	return object{"slices": []any{
		object{"upto": "2", "per": s.literal()}, object{"upto": "4.5", "per": s.number(1)}, object{"per": s.literal()},
	}}
}

func (s *scene) caps() []any {
	var caps []any
	for i := range s.below(3) {
		s.steady = true
		entry := object{"id": fmt.Sprintf("c%d", i), "limit": pick(s, "40", "10", "100.005", "pct(150, n1)", "n1 * 4 + n3")}
		s.steady = false
		if s.chance(2) {
			window := object{}
			if s.chance(2) {
				window["same"] = []any{"k"}
			}
			if len(window) == 0 || s.chance(2) {
				window["rolling"] = pick(s, "24h", "30d")
			}
			entry["window"] = window
		}
		caps = append(caps, entry)
	}
	return caps
}

// claim returns a claim as JSON for any of these schemes.
func (s *scene) claim(t *testing.T) []byte {
	t.Helper()
	offset := pick(s, "", "Z", "+08:00")
	facts := object{"at": "2026-01-10T12:00:00" + offset}
	give := func(to object, name string, value any) {
		if !s.chance(14) {
			to[name] = value
		}
	}
	give(facts, "n1", s.value())
	give(facts, "n2", s.value())
	give(facts, "n3", s.value())
	give(facts, "b1", s.chance(2))
	give(facts, "b2", s.chance(2))
	give(facts, "s1", pick(s, "a", "b", "b", "c"))
	facts["k"] = pick(s, "x", "y")
	give(facts, "d1", pick(s, "2026-01-04", "2026-01-05", "2026-01-10", "2019-12-31"))
	give(facts, "d2", pick(s, "2026-01-05", "2026-01-09", "2026-03-01"))
	claim := object{"facts": facts}
	if s.chance(2) {
		incidents := []any{}
		for range s.below(5) {
			incident := object{}
			if s.chance(2) {
				incident["n2"] = s.value()
			}
			if s.chance(2) {
				incident["b1"] = s.chance(2)
			}
			if s.chance(2) {
				incident["k"] = pick(s, "x", "y")
			}
			incidents = append(incidents, incident)
		}
		claim["incidents"] = incidents
	}
	var history []any
	for range s.below(3) {
		history = append(history, object{
			"amount": pick(s, "5", "20.01", "0.5", "100"),
			"at":     pick(s, "2026-01-10T12:00:00", "2026-01-09T12:00:00", "2026-01-09T12:00:01", "2026-01-11T00:00:00", "2025-12-11T12:00:00") + offset,
			"facts":  object{"k": pick(s, "x", "y")},
		})
	}
	if history != nil {
		claim["history"] = history
	}
	if s.chance(3) {
		claim["carried"] = pick(s, "1.50", "0.01", "25")
	}
	return encoded(t, claim)
}

func (s *scene) value() string {
	return pick(s, "10", "0", "1", "2.5", "99.995", "-3", "4.5", "0.333333", "1234.56", "7", "2", "9.999999999999999999")
}

func encoded(t *testing.T, value any) []byte {
	t.Helper()
	var text strings.Builder
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	require.NoError(t, encoder.Encode(value))
	return []byte(text.String())
}
