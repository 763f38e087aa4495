package calendar

import "time"

// Interval is the time from Start, which belongs to it, to End, which does not.
//
// Its fields are instants: compare intervals with [Interval.Equal], since ==
// also compares zones. It is immutable as long as its owner leaves it so. The
// zero value is empty.
type Interval struct {
	Start, End time.Time
}

// Duration returns the elapsed time between the two ends, 0 if the interval is empty.
func (i Interval) Duration() time.Duration {
	if i.IsEmpty() {
		return 0
	}
	return i.End.Sub(i.Start)
}

// IsEmpty reports whether no instant lies in the interval.
func (i Interval) IsEmpty() bool { return !i.Start.Before(i.End) }

// Contains reports whether t lies in [Start, End).
func (i Interval) Contains(t time.Time) bool { return !t.Before(i.Start) && t.Before(i.End) }

// Intersect returns the time that lies in both, the zero Interval if there is none.
func (i Interval) Intersect(other Interval) Interval {
	if other.Start.After(i.Start) {
		i.Start = other.Start
	}
	if other.End.Before(i.End) {
		i.End = other.End
	}
	if i.IsEmpty() {
		return Interval{}
	}
	return i
}

// Equal reports whether both ends are the same instants, in whatever zone.
func (i Interval) Equal(other Interval) bool {
	return i.Start.Equal(other.Start) && i.End.Equal(other.End)
}

// String returns "[start, end)" in RFC 3339.
func (i Interval) String() string {
	return "[" + i.Start.Format(time.RFC3339Nano) + ", " + i.End.Format(time.RFC3339Nano) + ")"
}
