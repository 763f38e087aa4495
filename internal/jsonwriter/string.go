package jsonwriter

import (
	"errors"
	"fmt"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/servicecommitment/commitment/internal/check"
)

// String appends a JSON string. Only what must be escaped is.
func (w *Writer) String(text string) {
	if !w.canonical && !utf8.ValidString(text) {
		w.Fail(fmt.Errorf("%s is not UTF-8", check.Quote(text)))
	}
	w.Data = AppendString(w.Data, text)
}

// AppendString appends a text as a JSON string; bytes that are not UTF-8 stay as
// they are.
func AppendString(to []byte, text string) []byte {
	const hex = "0123456789abcdef"
	to = append(to, '"')
	from := 0
	for i := range len(text) {
		b := text[i]
		if b >= ' ' && b != '"' && b != '\\' {
			continue
		}
		to = append(to, text[from:i]...)
		from = i + 1
		switch b {
		case '"', '\\':
			to = append(to, '\\', b)
		case '\n':
			to = append(to, '\\', 'n')
		case '\t':
			to = append(to, '\\', 't')
		case '\r':
			to = append(to, '\\', 'r')
		default:
			to = append(to, '\\', 'u', '0', '0', hex[b>>4], hex[b&15])
		}
	}
	to = append(to, text[from:]...)
	return append(to, '"')
}

// Instant appends a member that is an instant with the offset of its zone, or in
// UTC where RFC 3339 cannot say that offset or the year in it.
func (w *Writer) Instant(key string, t time.Time) {
	if t.IsZero() {
		return
	}
	w.Key(key)
	_, offset := t.Zone()
	const day = 24 * 60 * 60
	if w.canonical || offset%60 != 0 || offset <= -day || offset >= day || !fourDigits(t.Year()) {
		t = t.UTC()
	}
	w.Data = append(w.Data, '"')
	switch {
	case fourDigits(t.Year()):
		w.Data = t.AppendFormat(w.Data, time.RFC3339Nano)
	case w.canonical:
		// The year of the remotest instants overflows.
		w.Data = strconv.AppendInt(w.Data, t.Unix(), 10)
		w.Data = append(w.Data, '+')
		w.Data = strconv.AppendInt(w.Data, int64(t.Nanosecond()), 10)
	default:
		w.Fail(errors.New("is an instant of a year outside 0 to 9999"))
	}
	w.Data = append(w.Data, '"')
}

func fourDigits(year int) bool { return 0 <= year && year <= 9999 }
