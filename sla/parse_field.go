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

// readTexts reads an optional array of strings.
func readTexts(o *strictjson.Object, key string) []string {
	return strictjson.List(o, key, strictjson.Text)
}

// readOneOrMany reads a list of strings, for which one string may stand. The
// list is not nil: an attribute with an empty list is one to remove.
func readOneOrMany(v strictjson.Value) []string {
	switch v.Kind() {
	case strictjson.KindString:
		return []string{strictjson.Text(v)}
	case strictjson.KindArray:
	case strictjson.KindNull, strictjson.KindBool, strictjson.KindNumber, strictjson.KindObject:
		v.Failf("must be a string or an array of strings, not %s", v.Kind().Phrase())
		return nil
	}
	items, _ := v.Array()
	texts := make([]string, len(items))
	for i, item := range items {
		texts[i] = strictjson.Text(item)
	}
	return texts
}

// readName reads a string of a named type, such as a [Kind].
func readName[T ~string](v strictjson.Value) T { return T(strictjson.Text(v)) }

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
