package calendar

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/servicecommitment/commitment/internal/check"
)

// Hours are the opening hours of one date: windows of wall-clock time, in
// order, each of which opens on the date and closes on it or on the next one.
//
// Hours are comparable with ==, immutable and safe for concurrent use. The
// zero value is closed all day.
type Hours struct {
	// packed holds six bytes a window, so that hours compare with == and cost
	// nothing to copy: the seconds from the date's 00:00 to its opening and to
	// its closing, three bytes each.
	packed string
}

// Window is one stretch of opening hours.
//
// A Close at or before Open is on the next day: 22:00 to 06:00 are eight
// hours, 09:00 to 09:00 are twenty-four. Windows are comparable with ==. The
// zero value is the whole day.
type Window struct {
	Open, Close TimeOfDay
}

// Overnight reports whether the window closes after the date's 24:00.
func (w Window) Overnight() bool {
	return w.Close.Compare(w.Open) <= 0 && !w.Close.IsZero()
}

// String returns "09:00-12:00".
func (w Window) String() string { return w.Open.String() + "-" + w.Close.String() }

// span returns the window in seconds from the date's 00:00.
func (w Window) span() wallSpan {
	s := wallSpan{w.Open.seconds, w.Close.seconds}
	if s.close <= s.open {
		s.close += secondsPerDay
	}
	return s
}

// wallSpan is a window in seconds from the date's 00:00: 0 ≤ open < 86400,
// open < close ≤ open + 86400.
type wallSpan struct{ open, close int32 }

// maxWindows is far beyond any opening hours and bounds the work of one date.
const maxWindows = 100

const closedText = "closed"

// NewHours returns the hours of the given windows, in any order; none is
// closed. Windows that meet become one. Windows that overlap, an opening at
// 24:00 and more than 100 windows are errors that match [commitment.ErrInvalid].
func NewHours(windows ...Window) (Hours, error) { return exported(newHours(windows)) }

func newHours(windows []Window) (Hours, error) {
	if len(windows) > maxWindows {
		return Hours{}, fmt.Errorf("%d windows in the hours of a date, more than %d", len(windows), maxWindows)
	}
	spans := make([]wallSpan, 0, len(windows))
	for _, w := range windows {
		if w.Open.seconds == secondsPerDay {
			return Hours{}, fmt.Errorf("window %s opens at the end of the day: write 00:00 in the hours of the next day", w)
		}
		spans = append(spans, w.span())
	}
	slices.SortStableFunc(spans, func(a, b wallSpan) int { return cmp.Compare(a.open, b.open) })
	for i := 1; i < len(spans); i++ {
		if spans[i].open < spans[i-1].close {
			return Hours{}, fmt.Errorf("windows %s and %s overlap", spans[i-1].window(), spans[i].window())
		}
	}
	return packHours(spans), nil
}

// ParseHours reads "09:00-12:00,13:30-18:00", "22:00-06:00" (closes on the
// next day), "00:00-24:00" or "closed": times as in [ParseTimeOfDay], a hyphen
// within a window, a comma between windows, no spaces. It returns the errors
// of [NewHours] and one for any other text.
func ParseHours(text string) (Hours, error) { return exported(parseHours(text)) }

func parseHours(text string) (Hours, error) {
	if text == closedText {
		return Hours{}, nil
	}
	if strings.Count(text, ",") >= maxWindows {
		return Hours{}, fmt.Errorf("hours %s have more than %d windows", check.Quote(text), maxWindows)
	}
	var windows []Window
	for part := range strings.SplitSeq(text, ",") {
		opening, closing, _ := strings.Cut(part, "-")
		from, errOpen := parseTimeOfDay(opening)
		to, errClose := parseTimeOfDay(closing)
		if errOpen != nil || errClose != nil {
			return Hours{}, fmt.Errorf("%s is not a window such as 09:00-17:00, nor %q", check.Quote(part), closedText)
		}
		windows = append(windows, Window{Open: from, Close: to})
	}
	return newHours(windows)
}

// MustHours is [ParseHours] for hours that a programmer types. It panics where
// ParseHours returns an error.
func MustHours(text string) Hours { return must(ParseHours(text)) }

// Windows returns the windows in order, none if closed. A closing at the end
// of the date reads 24:00.
func (h Hours) Windows() []Window {
	windows := make([]Window, 0, h.count())
	for i := range h.count() {
		windows = append(windows, h.span(i).window())
	}
	return windows
}

// Duration returns the sum of the windows by the wall clock: the working time
// of a date on which the clocks do not change.
func (h Hours) Duration() time.Duration {
	var seconds int64
	for i := range h.count() {
		s := h.span(i)
		seconds += int64(s.close - s.open)
	}
	return time.Duration(seconds) * time.Second
}

// IsZero reports whether the hours are closed all day.
func (h Hours) IsZero() bool { return h.packed == "" }

// Overnight reports whether the last window closes after the date's 24:00.
func (h Hours) Overnight() bool {
	return h.count() > 0 && h.span(h.count()-1).close > secondsPerDay
}

// String returns the text that [ParseHours] reads.
func (h Hours) String() string { return h.join("-", ",", closedText) }

// MarshalText returns the text of [Hours.String].
func (h Hours) MarshalText() ([]byte, error) { return []byte(h.String()), nil }

// UnmarshalText reads what [Hours.MarshalText] writes; see [ParseHours].
func (h *Hours) UnmarshalText(text []byte) error {
	return unmarshal(h, text, ParseHours)
}

// join writes the windows with the given signs, and closed where there are none.
func (h Hours) join(hyphen, comma, closed string) string {
	if h.IsZero() {
		return closed
	}
	var b strings.Builder
	for i, w := range h.Windows() {
		if i > 0 {
			b.WriteString(comma)
		}
		b.WriteString(w.Open.String())
		b.WriteString(hyphen)
		b.WriteString(w.Close.String())
	}
	return b.String()
}

const packedSize = 6

func (h Hours) count() int { return len(h.packed) / packedSize }

func (h Hours) span(i int) wallSpan {
	p := h.packed[i*packedSize:]
	return wallSpan{
		int32(p[0])<<16 | int32(p[1])<<8 | int32(p[2]),
		int32(p[3])<<16 | int32(p[4])<<8 | int32(p[5]),
	}
}

func (s wallSpan) window() Window {
	closing := s.close
	if closing > secondsPerDay {
		closing -= secondsPerDay
	}
	return Window{TimeOfDay{s.open}, TimeOfDay{closing}}
}

// packHours packs sorted windows that do not overlap, joining those that meet.
func packHours(spans []wallSpan) Hours {
	packed := make([]byte, 0, packedSize*len(spans))
	for i := 0; i < len(spans); {
		s := spans[i]
		for i++; i < len(spans) && spans[i].open == s.close && spans[i].close-s.open <= secondsPerDay; i++ {
			s.close = spans[i].close
		}
		packed = append(packed,
			byte(s.open>>16), byte(s.open>>8), byte(s.open),
			byte(s.close>>16), byte(s.close>>8), byte(s.close))
	}
	return Hours{string(packed)}
}
