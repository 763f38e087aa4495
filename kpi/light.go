package kpi

import (
	"encoding/json"

	"github.com/servicecommitment/commitment"
)

// Light is where a value stands against a target. It is comparable; the zero
// value is no light.
type Light uint8

// The lights.
const (
	// NoLight is for what has no value, or no target at the date: grey.
	NoLight Light = iota + 1
	Green
	Amber
	Red
)

// String returns "none", "green", "amber" or "red".
func (l Light) String() string { return enumText(l, "Light", "none green amber red") }

// ParseLight reads what [Light.String] writes.
func ParseLight(text string) (Light, error) { return parseEnum(text, "light", Red) }

// MarshalText returns the text of [Light.String].
func (l Light) MarshalText() ([]byte, error) { return marshalEnum(l, "light", Red) }

// UnmarshalText reads what [Light.MarshalText] writes.
func (l *Light) UnmarshalText(text []byte) (err error) {
	*l, err = ParseLight(string(text))
	return err
}

// Status is a light and, in interval mode, whether the data is too thin for it.
//
// It is comparable. The zero value is no status.
type Status struct {
	Light     Light
	Uncertain bool
}

// String returns the light, followed by "_uncertain" if it is: "amber_uncertain".
func (s Status) String() string {
	if s.Uncertain {
		return s.Light.String() + "_uncertain"
	}
	return s.Light.String()
}

// Describe says in a line of text what the status is. For a language that is none
// it writes English.
func (s Status) Describe(lang commitment.Lang) []string {
	chinese := lang == commitment.Chinese
	text := s.Light.String()
	switch s.Light {
	case Green:
		if chinese {
			text = "绿灯"
		}
	case Amber:
		if chinese {
			text = "黄灯"
		}
	case Red:
		if chinese {
			text = "红灯"
		}
	case NoLight:
		fallthrough
	default:
		text = "no light: no value or no target"
		if chinese {
			text = "无灯：无数据或无目标"
		}
	}
	if s.Uncertain {
		if chinese {
			return []string{text + "，样本不足以确证"}
		}
		return []string{text + ", but the sample does not prove it"}
	}
	return []string{text}
}

// MarshalJSON returns a view for people, with null for no light; it can not be
// read back. A light that is none is an error.
func (s Status) MarshalJSON() ([]byte, error) {
	view := struct {
		Light     *Light `json:"light"`
		Uncertain bool   `json:"uncertain"`
	}{Uncertain: s.Uncertain}
	if s.Light != 0 {
		view.Light = &s.Light
	}
	return json.Marshal(view)
}
