package sla

import (
	"cmp"
	"time"
)

// instant is a point in time without a zone: what a fold reckons with. It is
// smaller than a [time.Time] and holds no pointer. The zero value is that of
// time.Time.
type instant struct {
	seconds int64 // since the zero time
	nanos   int32
}

// epoch is 1970-01-01 as the seconds of an instant.
const epoch = 62_135_596_800

func instantOf(t time.Time) instant {
	return instant{t.Unix() + epoch, int32(t.Nanosecond())} //nolint:gosec // below 1e9
}

// utc returns the instant in UTC: calendars take instants in any zone.
func (i instant) utc() time.Time { return time.Unix(i.seconds-epoch, int64(i.nanos)).UTC() }

// in returns the instant in a zone, and no instant as the zero time.
func (i instant) in(zone *time.Location) time.Time {
	if i.IsZero() {
		return time.Time{}
	}
	return time.Unix(i.seconds-epoch, int64(i.nanos)).In(zone)
}

// IsZero reports whether i is no instant. Its methods are named as those of
// [time.Time].
func (i instant) IsZero() bool { return i == instant{} }

// Equal reports whether two instants are the same.
func (i instant) Equal(other instant) bool { return i == other }

// After reports whether i is later.
func (i instant) After(other instant) bool { return other.Before(i) }

// Before reports whether i is earlier.
func (i instant) Before(other instant) bool {
	return i.seconds < other.seconds || i.seconds == other.seconds && i.nanos < other.nanos
}

// Compare returns -1, 0 or +1 as i is before, equal to or after the other.
func (i instant) Compare(other instant) int {
	return cmp.Or(cmp.Compare(i.seconds, other.seconds), cmp.Compare(i.nanos, other.nanos))
}

// plus returns the instant so much later, whatever the working time.
func (i instant) plus(d time.Duration) instant {
	i.seconds += int64(d / time.Second)
	i.nanos += int32(d % time.Second) //nolint:gosec // below 1e9
	switch {
	case i.nanos >= int32(time.Second):
		i.seconds, i.nanos = i.seconds+1, i.nanos-int32(time.Second)
	case i.nanos < 0:
		i.seconds, i.nanos = i.seconds-1, i.nanos+int32(time.Second)
	}
	return i
}

func earlier(a, b instant) instant {
	if b.Before(a) {
		return b
	}
	return a
}

func later(a, b instant) instant {
	if b.After(a) {
		return b
	}
	return a
}
