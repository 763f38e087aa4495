package sla

import (
	"errors"
	"fmt"
	"math/bits"
	"strconv"
	"strings"
	"time"

	"github.com/servicecommitment/commitment/internal/check"
)

// Level is how far a clock is when an alert fires: a share of the allowance
// ("50%", up to three decimals), counted time ("4h"), or a distance from the due
// instant, before it ("-10m") or after ("+1h").
//
// It is comparable with ==, immutable and safe for concurrent use. The zero
// value is no level, and an error in an alert.
type Level struct {
	kind levelKind
	// n is in thousandths of a percent or in nanoseconds, negative before due.
	n int64
}

type levelKind uint8

const (
	levelShare levelKind = iota + 1
	levelElapsed
	levelBeforeDue
	levelAfterDue
)

const (
	percent      = 1000 // thousandths
	maxPercent   = 100_000 * percent
	shareDigits  = 3
	wholeShare   = 100 * percent
	maxLevelText = 64
)

// ParseLevel reads the text of a level: a percentage from 0 to 100,000, or a
// duration as [time.ParseDuration] takes it, with a sign if it is a distance
// from the due instant. The error quotes the text.
func ParseLevel(text string) (Level, error) {
	level, err := parseLevel(text)
	if err != nil {
		return Level{}, exported("level", err)
	}
	return level, nil
}

// MustLevel is ParseLevel for levels that a programmer types. It panics where
// ParseLevel returns an error.
func MustLevel(text string) Level {
	level, err := ParseLevel(text)
	if err != nil {
		panic(err) //nolint:forbidigo // as every Must does
	}
	return level
}

var errLevel = errors.New(`must be like "50%", "4h", "-10m" or "+1h"`)

func parseLevel(text string) (Level, error) {
	if len(text) > maxLevelText {
		return Level{}, fmt.Errorf("%s: %w", check.Quote(text), errLevel)
	}
	if number, ok := strings.CutSuffix(text, "%"); ok {
		n, err := parsePercent(number)
		if err != nil {
			return Level{}, fmt.Errorf("%s: %w", check.Quote(text), err)
		}
		return Level{levelShare, n}, nil
	}
	kind := levelElapsed
	switch {
	case strings.HasPrefix(text, "-"):
		kind = levelBeforeDue
	case strings.HasPrefix(text, "+"):
		kind = levelAfterDue
	}
	d, err := time.ParseDuration(text)
	if err != nil {
		return Level{}, fmt.Errorf("%s: %w", check.Quote(text), errLevel)
	}
	return Level{kind, int64(d)}, nil
}

// parsePercent reads digits with up to three decimals, in thousandths.
func parsePercent(text string) (int64, error) {
	whole, decimals, dotted := strings.Cut(text, ".")
	if dotted && (decimals == "" || len(decimals) > shareDigits) {
		return 0, errors.New("must have one to three decimals, or none")
	}
	digits := whole + decimals + strings.Repeat("0", shareDigits-len(decimals))
	for _, c := range []byte(digits) {
		if c < '0' || c > '9' {
			return 0, errLevel
		}
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	if whole == "" || err != nil || n > maxPercent {
		return 0, fmt.Errorf("must be a percentage from 0 to %d", maxPercent/percent)
	}
	return n, nil
}

// String returns a text that [ParseLevel] reads, empty for the zero Level.
func (l Level) String() string {
	switch l.kind {
	case levelShare:
		text := strconv.FormatInt(l.n/percent, 10)
		if rest := l.n % percent; rest > 0 {
			text += strings.TrimRight(fmt.Sprintf(".%03d", rest), "0")
		}
		return text + "%"
	case levelElapsed:
		return time.Duration(l.n).String()
	case levelBeforeDue:
		if l.n == 0 {
			return "-0s"
		}
		return time.Duration(l.n).String()
	case levelAfterDue:
		return "+" + time.Duration(l.n).String()
	}
	return ""
}

// IsZero reports whether l is no level.
func (l Level) IsZero() bool { return l.kind == 0 }

// MarshalText returns the text of [Level.String].
func (l Level) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// UnmarshalText reads what [Level.MarshalText] writes; see [ParseLevel].
func (l *Level) UnmarshalText(text []byte) error {
	parsed, err := ParseLevel(string(text))
	if err != nil {
		return err
	}
	*l = parsed
	return nil
}

// share returns l of an allowance, rounded up so that it is used up then.
func (l Level) share(allowance time.Duration) time.Duration {
	hi, lo := bits.Mul64(uint64(allowance), uint64(l.n))
	lo, carry := bits.Add64(lo, wholeShare-1, 0)
	hi += carry
	if hi >= wholeShare {
		return maxDuration
	}
	quotient, _ := bits.Div64(hi, lo, wholeShare)
	return time.Duration(min(quotient, uint64(maxDuration)))
}

// shareExceeds reports whether the share is longer than a length of time, without
// dividing.
func (l Level) shareExceeds(allowance, d time.Duration) bool {
	if d < 0 {
		return true
	}
	hi, lo := bits.Mul64(uint64(allowance), uint64(l.n))
	high, low := bits.Mul64(uint64(d), wholeShare)
	return hi > high || hi == high && lo > low
}

const maxDuration = time.Duration(1<<63 - 1)
