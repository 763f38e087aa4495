package strictjson

import "github.com/servicecommitment/commitment/internal/check"

// Kind is one of the six kinds of JSON values.
//
// It is comparable, immutable and safe for concurrent use; the zero value is no
// kind.
type Kind uint8

// The kinds of JSON values.
const (
	KindNull Kind = iota + 1
	KindBool
	KindNumber
	KindString
	KindArray
	KindObject
)

// String returns the name of the kind: "null", "boolean", "number", "string",
// "array" or "object".
func (k Kind) String() string {
	return check.EnumText(k, "Kind", "null", "boolean", "number", "string", "array", "object")
}

// Phrase returns the kind as an error speaks of it: "a string", "an array".
func (k Kind) Phrase() string {
	switch k {
	case KindNull:
		return "null"
	case KindArray, KindObject:
		return "an " + k.String()
	case KindBool, KindNumber, KindString:
	}
	return "a " + k.String()
}
