package calendar

import (
	"github.com/servicecommitment/commitment/internal/check"
)

// digits reads a text of up to nine ASCII digits and nothing else.
func digits(text string) (n int, ok bool) {
	if len(text) > 9 {
		return 0, false
	}
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return 0, false
		}
		n = n*10 + int(text[i]-'0')
	}
	return n, text != ""
}

// floorDiv and floorMod round towards negative infinity, as day numbers before
// 1970 need. The divisor is positive.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func floorMod(a, b int64) int64 { return a - floorDiv(a, b)*b }

// unmarshal stores what parse reads, and leaves the value alone on an error.
func unmarshal[T any](to *T, text []byte, parse func(string) (T, error)) error {
	parsed, err := parse(string(text))
	if err == nil {
		*to = parsed
	}
	return err
}

// quote quotes a text for an error, cut to 80 bytes.
func quote(text string) string { return check.Quote(text) }

// must returns the value or panics: for what a programmer types.
func must[T any](value T, err error) T {
	if err != nil {
		panic(err) //nolint:forbidigo // the documented meaning of every Must function
	}
	return value
}
