package kpi

import (
	"encoding/json"

	"github.com/servicecommitment/commitment"
)

// Change is how a value differs from an earlier one.
//
// It is comparable. The zero value is no change.
type Change struct {
	// Absolute is the difference in the unit of the values; for shares, times
	// 100, percentage points.
	Absolute float64
	// Relative is the difference over the earlier value, if RelativeDefined: a
	// change from zero has none.
	Relative        float64
	RelativeDefined bool
}

// NewChange returns how a value differs from an earlier one; it is undefined, ok
// == false, where one of them is no number.
func NewChange(current, previous float64) (c Change, ok bool) {
	if c.Absolute, ok = clean(current - previous); !ok {
		return Change{}, false
	}
	if previous != 0 {
		c.Relative, c.RelativeDefined = clean(c.Absolute / max(previous, -previous))
	}
	return c, true
}

// Describe says in a line of text how far the value is from the earlier one. For a
// language that is none it writes English.
func (c Change) Describe(lang commitment.Lang) []string {
	absolute, relative := "change ", "relative "
	if lang == commitment.Chinese {
		absolute, relative = "变化 ", "相对变化 "
	}
	w := speak(lang)
	text := absolute + plus(decimalOf(c.Absolute))
	if c.RelativeDefined {
		text += w.comma + relative + signed(c.Relative) + " %"
	}
	return []string{text}
}

// MarshalJSON returns a view for people, with null for what is undefined; it can
// not be read back.
func (c Change) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Absolute *float64 `json:"absolute"`
		Relative *float64 `json:"relative"`
	}{defined(c.Absolute, true), defined(c.Relative, c.RelativeDefined)})
}
