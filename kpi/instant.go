package kpi

import (
	"math"
	"time"
)

// instant is a time without a zone, as it stands in an accumulator.
type instant struct {
	seconds int64
	nanos   int32
}

func instantOf(t time.Time) instant { return instant{t.Unix(), int32(t.Nanosecond())} }

func (i instant) time() time.Time { return time.Unix(i.seconds, int64(i.nanos)).UTC() }

func (i instant) encode(w *writer) {
	w.int(i.seconds)
	w.uint(uint64(i.nanos))
}

func (r *reader) instant() instant {
	return instant{r.int(), int32(r.below(uint64(time.Second) - 1))}
}

// duration reads a duration that is not negative.
func (r *reader) duration() time.Duration { return time.Duration(r.below(math.MaxInt64)) }
