package strictjson

import "strconv"

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
	switch k {
	case KindNull:
		return "null"
	case KindBool:
		return "boolean"
	case KindNumber:
		return "number"
	case KindString:
		return "string"
	case KindArray:
		return "array"
	case KindObject:
		return "object"
	}
	return "Kind(" + strconv.Itoa(int(k)) + ")"
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
