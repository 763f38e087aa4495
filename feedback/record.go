package feedback

import (
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/internal/jsonwriter"
	"github.com/servicecommitment/commitment/internal/strictjson"
)

// recordWriter appends the JSON form of a record of this package.
type recordWriter struct{ *jsonwriter.Writer }

// writeRecord returns the object whose members write appends.
func writeRecord(write func(*recordWriter)) ([]byte, error) {
	return jsonwriter.Object("feedback", func(w *jsonwriter.Writer) { write(&recordWriter{w}) })
}

// member begins a member whose value write appends.
func (w *recordWriter) member(key string, write func()) {
	w.Key(key)
	write()
}

// maxBytes holds 10,000 actions of 1,600 bytes each.
const maxBytes = 16 << 20

type enumValue interface {
	~uint8
	String() string
}

// unmarshal stores what parse makes of a document, and leaves the value alone on
// an error and on null, as encoding/json asks of an UnmarshalJSON.
func unmarshal[T any](to *T, data []byte, parse func([]byte) (T, error)) error {
	if isNull(data) {
		return nil
	}
	parsed, err := parse(data)
	if err == nil {
		*to = parsed
	}
	return err
}

// unmarshalRecord is [unmarshal] of a record that checks nothing more.
func unmarshalRecord[T any](to *T, data []byte, read func(recordReader) T) error {
	return unmarshal(to, data, func(data []byte) (T, error) {
		var record T
		err := readRecord(data, func(r recordReader) { record = read(r) })
		return record, err
	})
}

// isNull reports whether a document is null, which encoding/json asks every
// UnmarshalJSON to leave the value alone for.
func isNull(data []byte) bool { return string(data) == "null" }

// recordReader reads the members of a record.
type recordReader struct {
	*strictjson.Object
}

// readRecord reads a document of one object, of which read takes the members
// that it knows.
func readRecord(data []byte, read func(recordReader)) error {
	var problems check.Problems
	if root, ok := strictjson.Read(data, strictjson.Limits{Bytes: maxBytes}, &problems); ok {
		readObject(root, read)
	}
	return problems.Err("feedback")
}

// readObject reads an object at a place in a document.
func readObject(v strictjson.Value, read func(recordReader)) {
	if object, ok := v.Object(); ok {
		read(recordReader{object})
		object.Done()
	}
}

func (r recordReader) text(key string) string {
	if v, ok := r.Take(key); ok {
		text, _ := v.Text()
		return text
	}
	return ""
}

func (r recordReader) texts(key string) []string {
	return readList(r, key, func(v strictjson.Value) string {
		text, _ := v.Text()
		return text
	})
}

func (r recordReader) attributes(key string) map[string]string {
	v, ok := r.Take(key)
	if !ok {
		return nil
	}
	object, ok := v.Object()
	if !ok {
		return nil
	}
	found := make(map[string]string)
	for _, member := range object.Rest() {
		found[member.Key], _ = member.Value.Text()
	}
	return found
}

func (r recordReader) bool(key string) bool {
	if v, ok := r.Take(key); ok {
		value, _ := v.Bool()
		return value
	}
	return false
}

func (r recordReader) int(key string) int64 {
	if v, ok := r.Take(key); ok {
		value, _ := v.Int64()
		return value
	}
	return 0
}

// unsigned reads a whole number that is not negative.
func (r recordReader) unsigned(key string) uint64 {
	v, ok := r.Take(key)
	if !ok {
		return 0
	}
	text, ok := v.Number()
	if !ok {
		return 0
	}
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		v.Failf("must be a whole number of at least 0, not %s", check.Quote(text))
		return 0
	}
	return n
}

// whole reads a whole number that fits an int.
func (r recordReader) whole(key string) int {
	if v, ok := r.Take(key); ok {
		n, _ := v.Int()
		return n
	}
	return 0
}

func (r recordReader) wholes(key string) []int {
	return readList(r, key, func(v strictjson.Value) int {
		n, _ := v.Int()
		return n
	})
}

// count reads a whole number that is not negative and fits 32 bits.
func (r recordReader) count(key string) int {
	v, ok := r.Take(key)
	if !ok {
		return 0
	}
	n, ok := v.Int64()
	if ok && (n < 0 || n > 1<<31-1) {
		v.Failf("must be from 0 to %d", 1<<31-1)
		return 0
	}
	return int(n)
}

func (r recordReader) duration(key string) time.Duration {
	return readParsed(r, key, func(text string) (time.Duration, error) {
		d, err := time.ParseDuration(text)
		if err != nil {
			return 0, fmt.Errorf("must be a duration such as %q, not %s", "36h", check.Quote(text))
		}
		return d, nil
	})
}

func (r recordReader) instant(key string) time.Time {
	return readParsed(r, key, func(text string) (time.Time, error) {
		var t time.Time
		if err := t.UnmarshalText([]byte(text)); err != nil {
			return t, fmt.Errorf("must be an instant such as %q, not %s", "2026-03-02T09:00:00+08:00", check.Quote(text))
		}
		if t.IsZero() {
			return t, errors.New("must be after the year 1")
		}
		return time.ParseInLocation(time.RFC3339, text, time.UTC) // without asking for the host's zone, as Unmarshal does
	})
}

func readEnum[E enumValue](r recordReader, key string, last E) E {
	return readParsed(r, key, strictjson.EnumText(last))
}

// readParsed reads a string that parse understands; absent, it is zero.
func readParsed[T any](r recordReader, key string, parse func(string) (T, error)) T {
	var value T
	if v, ok := r.Take(key); ok {
		value, _ = strictjson.Parse(v, parse)
	}
	return value
}

// readList reads an array.
func readList[T any](r recordReader, key string, read func(strictjson.Value) T) []T {
	v, ok := r.Take(key)
	if !ok {
		return nil
	}
	elements, _ := v.Array()
	var list []T
	for _, element := range elements {
		list = append(list, read(element))
	}
	return list
}

// readObjects is [readList] for objects.
func readObjects[T any](r recordReader, key string, read func(recordReader) T) []T {
	return readList(r, key, func(v strictjson.Value) T {
		var element T
		readObject(v, func(inner recordReader) { element = read(inner) })
		return element
	})
}
