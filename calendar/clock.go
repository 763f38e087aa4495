package calendar

import (
	"fmt"

	"github.com/servicecommitment/commitment/internal/check"
)

// TimeOfDay is a wall-clock time in whole seconds from 00:00 to 24:00, the
// latter being the end of the day.
//
// It is comparable with ==, immutable and safe for concurrent use. The zero
// value is 00:00.
type TimeOfDay struct {
	seconds int32 // 0 to 86400
}

// ParseTimeOfDay reads "08:30", "08:30:15" or "24:00": two digits each, hours
// to 23 and, as the end of the day, 24:00. Any other text is an error
// that quotes it and matches [commitment.ErrInvalid].
func ParseTimeOfDay(text string) (TimeOfDay, error) { return exported(parseTimeOfDay(text)) }

func parseTimeOfDay(text string) (TimeOfDay, error) {
	parts := [3]int{}
	ok := len(text) == len("15:04") || len(text) == len("15:04:05")
	for i := 0; ok && i*3 < len(text); i++ {
		at := i * 3
		if i > 0 {
			ok = text[at-1] == ':'
		}
		if ok {
			parts[i], ok = digits(text[at : at+2])
		}
	}
	hour, minute, second := parts[0], parts[1], parts[2]
	endOfDay := hour == 24 && minute == 0 && second == 0
	if !ok || hour > 23 && !endOfDay || minute > 59 || second > 59 {
		return TimeOfDay{}, fmt.Errorf("%s is not a time of day such as 08:30, 08:30:15 or 24:00", check.Quote(text))
	}
	return TimeOfDay{int32(hour*3600 + minute*60 + second)}, nil
}

// MustTimeOfDay is [ParseTimeOfDay] for times that a programmer types. It
// panics where ParseTimeOfDay returns an error.
func MustTimeOfDay(text string) TimeOfDay { return must(ParseTimeOfDay(text)) }

// Hour returns the hour, 0 to 24.
func (t TimeOfDay) Hour() int { return int(t.seconds) / 3600 }

// Minute returns the minute within the hour, 0 to 59.
func (t TimeOfDay) Minute() int { return int(t.seconds) / 60 % 60 }

// Second returns the second within the minute, 0 to 59.
func (t TimeOfDay) Second() int { return int(t.seconds) % 60 }

// Compare returns -1, 0 or +1 as t is before, equal to or after other.
func (t TimeOfDay) Compare(other TimeOfDay) int {
	switch {
	case t.seconds < other.seconds:
		return -1
	case t.seconds > other.seconds:
		return 1
	}
	return 0
}

// IsZero reports whether t is 00:00.
func (t TimeOfDay) IsZero() bool { return t.seconds == 0 }

// String returns "08:30", or "08:30:15" where there are seconds.
func (t TimeOfDay) String() string { return string(t.append(nil)) }

// MarshalText returns the text of [TimeOfDay.String].
func (t TimeOfDay) MarshalText() ([]byte, error) { return t.append(nil), nil }

// UnmarshalText reads what [TimeOfDay.MarshalText] writes; see [ParseTimeOfDay].
func (t *TimeOfDay) UnmarshalText(text []byte) error {
	return unmarshal(t, text, ParseTimeOfDay)
}

func (t TimeOfDay) append(to []byte) []byte {
	to = append(to, byte('0'+t.Hour()/10), byte('0'+t.Hour()%10), ':', byte('0'+t.Minute()/10), byte('0'+t.Minute()%10))
	if s := t.Second(); s != 0 {
		to = append(to, ':', byte('0'+s/10), byte('0'+s%10))
	}
	return to
}
