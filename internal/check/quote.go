package check

import (
	"strconv"
	"unicode/utf8"
)

// echo is the number of bytes of a caller's input that an error may show.
const echo = 80

// Quote returns text as a Go string literal, for use in an error. Of a text
// above 80 bytes it shows the whole characters among the first 80, followed by
// an ellipsis outside the quotes: "abc"….
func Quote(text string) string {
	if len(text) <= echo {
		return strconv.Quote(text)
	}
	cut := echo
	for cut > echo-utf8.UTFMax && !utf8.RuneStart(text[cut]) {
		cut--
	}
	return strconv.Quote(text[:cut]) + "…"
}
