package slatest

import (
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/internal/strictjson"
	"github.com/servicecommitment/commitment/sla"
)

// none is the text of an instant or a clock that is not there.
const none = "none"

// value is something expected or found: an instant, or anything else as text.
type value struct {
	text string
	at   time.Time
}

func textValue[T ~string](text T) value { return value{text: string(text)} }

func boolValue(b bool) value { return value{text: strconv.FormatBool(b)} }

func intValue(n int) value { return value{text: strconv.Itoa(n)} }

func timeValue(d time.Duration) value { return value{text: d.String()} }

func instantValue(at time.Time) value {
	if at.IsZero() {
		return value{text: none}
	}
	return value{at: at}
}

func (v value) equal(other value) bool {
	return v.text == other.text && v.at.Equal(other.at)
}

// in shows an instant in a zone, which may be nil.
func (v value) in(zone *time.Location) string {
	switch {
	case v.at.IsZero() && v.text == "":
		return `""`
	case v.at.IsZero():
		return v.text
	case zone != nil:
		return v.at.In(zone).Format(time.RFC3339Nano)
	}
	return v.at.Format(time.RFC3339Nano)
}

// field is a key of something expected, how its value is read, and where it is
// found in a T.
type field[T any] struct {
	key  string
	read func(strictjson.Value) value
	of   func(*T) value
}

// wanted is a field with what is expected of it.
type wanted[T any] struct {
	field[T]
	value value
}

// readWanted reads an object of such fields.
func readWanted[T any](v strictjson.Value, fields []field[T]) []wanted[T] {
	o, ok := v.Object()
	if !ok {
		return nil
	}
	var all []wanted[T]
	for _, f := range fields {
		if member, ok := o.Take(f.key); ok {
			all = append(all, wanted[T]{f, f.read(member)})
		}
	}
	o.Done()
	return all
}

func readText(v strictjson.Value) value {
	text, _ := v.Text()
	return value{text: text}
}

func readBool(v strictjson.Value) value {
	b, _ := v.Bool()
	return boolValue(b)
}

func readInt(v strictjson.Value) value {
	n, _ := v.Int()
	return intValue(n)
}

func readTime(v strictjson.Value) value {
	d, _ := strictjson.Parse(v, parseDuration)
	return timeValue(d)
}

// readInstant reads an instant or "none".
func readInstant(v strictjson.Value) value {
	read, _ := strictjson.Parse(v, func(text string) (value, error) {
		if text == none {
			return value{text: none}, nil
		}
		at, err := parseInstant(text)
		return value{at: at}, err
	})
	return read
}

func readNow(v strictjson.Value) time.Time {
	at, ok := strictjson.Parse(v, parseInstant)
	if ok && !at.After(time.Time{}) {
		v.Failf("must be after the beginning of the year 1")
	}
	return at
}

func readStage(v strictjson.Value) value {
	return readWord(v, sla.Pending, sla.Running, sla.Paused, sla.Stopped, sla.Cancelled)
}

func readVerdict(v strictjson.Value) value {
	return readWord(v, sla.Open, sla.Met, sla.Missed, sla.Waived, sla.NotApplicable)
}

func readWord[E fmt.Stringer](v strictjson.Value, words ...E) value {
	text, ok := v.Text()
	for _, word := range words {
		if text == word.String() {
			return value{text: text}
		}
	}
	if ok {
		v.Failf("%s is not one of %v", check.Quote(text), words)
	}
	return value{}
}

const maxText = 64

var (
	errDuration = errors.New("is not a duration such as 1h30m")
	errInstant  = errors.New("is not an instant such as 2026-01-05T09:00:00+08:00")
)

func parseDuration(text string) (time.Duration, error) {
	if len(text) <= maxText {
		if d, err := time.ParseDuration(text); err == nil {
			return d, nil
		}
	}
	return 0, fmt.Errorf("%s %w", check.Quote(text), errDuration)
}

// parseInstant does not ask for the host's zone, as [time.Parse] does.
func parseInstant(text string) (time.Time, error) {
	if len(text) <= maxText {
		if at, err := time.ParseInLocation(time.RFC3339, text, time.UTC); err == nil && !at.IsZero() {
			return at, nil
		}
	}
	return time.Time{}, fmt.Errorf("%s %w", check.Quote(text), errInstant)
}
