package commitment

import "fmt"

// Lang is the language of an explanation.
//
// It is comparable, immutable and safe for concurrent use. The zero value is
// no language: texts are then in English.
type Lang uint8

// The languages of every Explain and Describe.
const (
	English Lang = iota + 1
	Chinese
)

// String returns the language's BCP 47 tag: "en", "zh".
func (l Lang) String() string {
	switch l {
	case English:
		return "en"
	case Chinese:
		return "zh"
	}
	return fmt.Sprintf("Lang(%d)", uint8(l))
}

// ParseLang reads what [Lang.String] writes. Any other text is a [FieldError]
// at the path "lang".
func ParseLang(text string) (Lang, error) {
	for _, l := range []Lang{English, Chinese} {
		if l.String() == text {
			return l, nil
		}
	}
	const echo = 20 // runes, which are at most 80 bytes
	return 0, &FieldError{Path: "lang", Err: fmt.Errorf("unknown language %.*q", echo, text)}
}
