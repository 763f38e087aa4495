package sla

import (
	"errors"
	"fmt"
	"time"

	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/internal/strictjson"
)

const (
	maxInstantText  = len("2006-01-02T15:04:05.000000000+07:00")
	maxDurationText = 64
)

// readDocument reads a document of at most so many bytes, nested at most so
// deep, by the function of its type.
func readDocument[T any](data []byte, limits strictjson.Limits, read func(strictjson.Value) T) (T, error) {
	var (
		none     T
		problems check.Problems
	)
	root, ok := strictjson.Read(data, limits, &problems)
	if ok {
		document := read(root)
		if problems.Len() == 0 {
			return document, nil
		}
	}
	return none, problems.Err("sla")
}

// unmarshal stores what parse makes of a document, and leaves the value alone on
// an error and on null, as encoding/json asks of an UnmarshalJSON.
func unmarshal[T any](to *T, data []byte, parse func([]byte) (T, error)) error {
	if string(data) == "null" {
		return nil
	}
	parsed, err := parse(data)
	if err == nil {
		*to = parsed
	}
	return err
}

// readObject returns what read makes of the members of an object, all of which
// it must take; of anything else it returns the zero value, so that places in
// lists stay.
func readObject[T any](v strictjson.Value, read func(*strictjson.Object) T) T {
	var item T
	if o, ok := v.Object(); ok {
		item = read(o)
		o.Done()
	}
	return item
}

// readMember reads an optional member.
func readMember[T any](o *strictjson.Object, key string, read func(strictjson.Value) T) T {
	var none T
	v, ok := o.Take(key)
	if !ok {
		return none
	}
	return read(v)
}

// readList reads an optional array; an empty one is none.
func readList[T any](o *strictjson.Object, key string, read func(strictjson.Value) T) []T {
	v, ok := o.Take(key)
	if !ok {
		return nil
	}
	return readItems(v, read)
}

// readItems reads the elements of an array, nil if there are none.
func readItems[T any](v strictjson.Value, read func(strictjson.Value) T) []T {
	items, _ := v.Array()
	if len(items) == 0 {
		return nil
	}
	list := make([]T, len(items))
	for i, item := range items {
		list[i] = read(item)
	}
	return list
}

// readMap reads an optional object whose keys are names; an empty one is none.
func readMap[T any](o *strictjson.Object, key string, read func(strictjson.Value) T) map[string]T {
	v, ok := o.Take(key)
	if !ok {
		return nil
	}
	members, ok := v.Object()
	if !ok {
		return nil
	}
	return readRest(members, read)
}

// readRest reads the members of an object that were not taken yet.
func readRest[T any](o *strictjson.Object, read func(strictjson.Value) T) map[string]T {
	rest := o.Rest()
	if len(rest) == 0 {
		return nil
	}
	named := make(map[string]T, len(rest))
	for _, member := range rest {
		named[member.Key] = read(member.Value)
	}
	return named
}

// readTexts reads an optional array of strings.
func readTexts(o *strictjson.Object, key string) []string { return readList(o, key, readText) }

// readOneOrMany reads a list of strings, for which one string may stand. The
// list is not nil: an attribute with an empty list is one to remove.
func readOneOrMany(v strictjson.Value) []string {
	switch v.Kind() {
	case strictjson.KindString:
		return []string{readText(v)}
	case strictjson.KindArray:
	case strictjson.KindNull, strictjson.KindBool, strictjson.KindNumber, strictjson.KindObject:
		v.Failf("must be a string or an array of strings, not %s", v.Kind().Phrase())
		return nil
	}
	items, _ := v.Array()
	texts := make([]string, len(items))
	for i, item := range items {
		texts[i] = readText(item)
	}
	return texts
}

func readText(v strictjson.Value) string {
	text, _ := v.Text()
	return text
}

// readName reads a string of a named type, such as a [Kind].
func readName[T ~string](v strictjson.Value) T { return T(readText(v)) }

func readBool(v strictjson.Value) bool {
	value, _ := v.Bool()
	return value
}

func readInt(v strictjson.Value) int {
	i, _ := v.Int()
	return i
}

func readInt64(v strictjson.Value) int64 {
	i, _ := v.Int64()
	return i
}

func readInstant(v strictjson.Value) time.Time {
	t, _ := strictjson.Parse(v, parseInstant)
	return t
}

func readDuration(v strictjson.Value) time.Duration {
	d, _ := strictjson.Parse(v, parseDuration)
	return d
}

// readEnum returns a function that reads the texts of the values from 1 to last.
func readEnum[E enum](last E) func(strictjson.Value) E {
	return func(v strictjson.Value) E {
		value, _ := strictjson.Parse(v, parseEnum(last))
		return value
	}
}

// parseDuration reads what [time.Duration.String] writes and whatever else
// [time.ParseDuration] takes.
func parseDuration(text string) (time.Duration, error) {
	if len(text) <= maxDurationText {
		if d, err := time.ParseDuration(text); err == nil {
			return d, nil
		}
	}
	return 0, fmt.Errorf("%s is not a duration such as 1h30m", check.Quote(text))
}

// parseInstant reads RFC 3339 to the letter, where the time package lets some
// variants pass and cuts off what is finer than a nanosecond. It does not ask
// for the host's zone, which [time.Parse] uses for an offset that fits it.
func parseInstant(text string) (time.Time, error) {
	t, err := time.Time{}, errors.New("too long")
	if len(text) <= maxInstantText {
		t, err = time.ParseInLocation(time.RFC3339, text, time.UTC)
	}
	if err != nil || !strictInstant(text) {
		return time.Time{}, fmt.Errorf("%s is not an instant such as 2026-01-05T09:00:00+08:00", check.Quote(text))
	}
	return t, nil
}

// strictInstant refuses what [time.Parse] tolerates: an hour of one digit, a
// comma before the decimals, more than nine of them, and an offset of 24 hours
// or 60 minutes and more.
func strictInstant(text string) bool {
	const seconds = len("2006-01-02T15:04:05")
	if text[len("2006-01-02T1")] == ':' || text[seconds] == ',' {
		return false
	}
	decimals := len(text) - seconds
	if text[len(text)-1] == 'Z' {
		decimals -= len("Z")
	} else {
		offset := text[len(text)-len("07:00"):]
		if offset[:2] >= "24" || offset[3:] >= "60" {
			return false
		}
		decimals -= len("+07:00")
	}
	return decimals <= len(".000000000")
}
