package expr

import (
	"cmp"
	"errors"
	"fmt"
	"time"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/internal/check"
)

// Type is what an expression or a fact is. It is comparable; the zero value is
// no type.
type Type uint8

// The types.
const (
	Numeric Type = iota + 1
	Bool
	Text
	Date
	Time
)

// String returns "number", "bool", "string", "date" or "time".
func (t Type) String() string {
	return check.EnumText(t, "Type", "number", "bool", "string", "date", "time")
}

// phrase returns the type as an error speaks of it.
func (t Type) phrase() string {
	if t == Text {
		return "a text"
	}
	return "a " + t.String()
}

// Value is the value of a fact: the field of its type. The zero value is absent.
type Value struct {
	Set    bool
	Bool   bool
	Number Number
	Text   string
	Date   calendar.Date
	Time   Instant
}

// Instant is a point in time, or, without an offset, a time on a wall clock that
// nobody has said the zone of.
type Instant struct {
	Seconds int64 // since 1970-01-01T00:00:00, in UTC or on that clock
	Nanos   int32
	// Date is the date that the text or the zone shows.
	Date calendar.Date
	// Wall says that there is no offset.
	Wall bool
}

// InstantOf returns the instant of t, or, for a wall clock, what t shows in its
// own location.
func InstantOf(t time.Time, wall bool) Instant { //nolint:revive // a property of t
	i := Instant{Seconds: t.Unix(), Nanos: int32(t.Nanosecond()), Date: calendar.DateOf(t), Wall: wall} //nolint:gosec // below 1e9
	if wall {
		_, offset := t.Zone()
		i.Seconds += int64(offset)
	}
	return i
}

// Compare returns -1, 0 or +1 as i is before, equal to or after the other. They
// must both have an offset, or both not.
func (i Instant) Compare(other Instant) int {
	return cmp.Or(cmp.Compare(i.Seconds, other.Seconds), cmp.Compare(i.Nanos, other.Nanos))
}

// Add returns the instant so much later, for a duration that is not negative. Its
// date is that of i.
func (i Instant) Add(d time.Duration) Instant {
	const second = int64(time.Second)
	i.Seconds += int64(d) / second
	i.Nanos += int32(int64(d) % second) //nolint:gosec // below a second
	if i.Nanos >= int32(time.Second) {
		i.Seconds, i.Nanos = i.Seconds+1, i.Nanos-int32(time.Second)
	}
	return i
}

var errTime = errors.New("is not a time such as 2026-01-05T09:00:00+08:00, or without the offset")

// wallLayout is RFC 3339 without the offset.
const wallLayout = "2006-01-02T15:04:05"

// ParseTime reads RFC 3339 to the letter, with or without the offset; without
// it, wall is true and the location is UTC.
func ParseTime(text string) (t time.Time, wall bool, err error) { //nolint:nonamedreturns // two of them need names
	const longest = len("2006-01-02T15:04:05.000000000+07:00")
	failure := fmt.Errorf("%s %w", check.Quote(text), errTime)
	if len(text) < len(wallLayout) || len(text) > longest {
		return time.Time{}, false, failure
	}
	rest := text[len(wallLayout):]
	if rest != "" && rest[0] == '.' {
		end := 1
		for end < len(rest) && rest[end] >= '0' && rest[end] <= '9' {
			end++
		}
		if end == 1 || end > len(".000000000") {
			return time.Time{}, false, failure
		}
		rest = rest[end:]
	}
	layout := wallLayout
	switch {
	case rest == "":
		wall = true
	case rest == "Z":
		layout = time.RFC3339
	case len(rest) == len("+07:00") && rest[1:3] < "24" && rest[4:] < "60":
		layout = time.RFC3339
	default:
		return time.Time{}, false, failure
	}
	// An hour of one digit and a comma before the decimals are let through by
	// the time package.
	if text[len("2006-01-02T1")] == ':' {
		return time.Time{}, false, failure
	}
	t, err = time.ParseInLocation(layout, text, time.UTC)
	if err != nil || calendar.DateOf(t).IsZero() || t.IsZero() {
		return time.Time{}, false, failure
	}
	return t, wall, nil
}
