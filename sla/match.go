package sla

import "slices"

// Match is a condition on attributes: all of Has, one of Any, and not Not. In
// JSON, {"tier": ["vip", "gold"], "any": [{…}, {…}], "not": {…}}, where one
// value may stand for a list of one.
//
// The zero value matches everything.
type Match struct {
	// Has holds for each key the values of which the case must have one.
	Has map[string][]string
	// Any holds conditions of which one must match, if there are any.
	Any []Match
	// Not holds a condition that must not match.
	Not *Match
}

// IsZero reports whether the condition matches everything because it says
// nothing.
func (m *Match) IsZero() bool {
	return len(m.Has) == 0 && len(m.Any) == 0 && m.Not == nil
}

// Matches reports whether attributes fulfil the condition. An attribute that is
// absent has no value.
func (m *Match) Matches(attributes map[string][]string) bool {
	for key, values := range m.Has {
		if !overlap(values, attributes[key]) {
			return false
		}
	}
	if m.Not != nil && m.Not.Matches(attributes) {
		return false
	}
	for i := range m.Any {
		if m.Any[i].Matches(attributes) {
			return true
		}
	}
	return len(m.Any) == 0
}

func overlap(a, b []string) bool {
	for _, x := range a {
		if slices.Contains(b, x) {
			return true
		}
	}
	return false
}
