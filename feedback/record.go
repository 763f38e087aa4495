package feedback

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/internal/strictjson"
)

// recordWriter appends the JSON form of a record, member by member. Members with
// a zero value are left out. What JSON cannot hold is a problem at its path.
type recordWriter struct {
	data     []byte
	at       check.Path
	problems check.Problems
}

// writeRecord returns the object whose members write appends.
func writeRecord(write func(*recordWriter)) ([]byte, error) {
	var w recordWriter
	w.object(func() { write(&w) })
	if err := w.problems.Err("feedback"); err != nil {
		return nil, err
	}
	return w.data, nil
}

func (w *recordWriter) object(write func()) {
	w.data = append(w.data, '{')
	write()
	w.data = append(w.data, '}')
}

// member begins a member at whose path write appends the value.
func (w *recordWriter) member(key string, write func()) {
	outer := w.at
	w.at = outer.Key(key)
	w.separate()
	w.string(key)
	w.data = append(w.data, ':')
	write()
	w.at = outer
}

// separate appends a comma, except after the beginning of an object or array.
func (w *recordWriter) separate() {
	if last := w.data[len(w.data)-1]; last != '{' && last != '[' {
		w.data = append(w.data, ',')
	}
}

// string appends a JSON string.
func (w *recordWriter) string(text string) {
	if !utf8.ValidString(text) {
		w.problems.Addf(w.at, "%s is not UTF-8", check.Quote(text))
	}
	const hex = "0123456789abcdef"
	w.data = append(w.data, '"')
	for i := range len(text) {
		switch b := text[i]; {
		case b == '"' || b == '\\':
			w.data = append(w.data, '\\', b)
		case b < ' ':
			w.data = append(w.data, '\\', 'u', '0', '0', hex[b>>4], hex[b&15])
		default:
			w.data = append(w.data, b)
		}
	}
	w.data = append(w.data, '"')
}

func (w *recordWriter) text(key, text string) {
	if text != "" {
		w.member(key, func() { w.string(text) })
	}
}

func (w *recordWriter) texts(key string, list []string) {
	writeList(w, key, list, func(text *string) { w.string(*text) })
}

// attributes appends an object of strings, its keys sorted.
func (w *recordWriter) attributes(key string, attributes map[string]string) {
	if len(attributes) == 0 {
		return
	}
	w.member(key, func() {
		w.object(func() {
			for _, name := range slices.Sorted(maps.Keys(attributes)) {
				w.member(name, func() { w.string(attributes[name]) })
			}
		})
	})
}

func (w *recordWriter) bool(key string, value bool) { //nolint:revive // the value is what is written
	if value {
		w.member(key, func() { w.data = append(w.data, "true"...) })
	}
}

func (w *recordWriter) int(key string, value int64) {
	if value != 0 {
		w.member(key, func() { w.data = strconv.AppendInt(w.data, value, 10) })
	}
}

func (w *recordWriter) duration(key string, d time.Duration) {
	if d != 0 {
		w.text(key, d.String())
	}
}

// instant appends an instant with the offset of its zone, or in UTC where RFC
// 3339 cannot say that offset.
func (w *recordWriter) instant(key string, t time.Time) {
	if t.IsZero() {
		return
	}
	if _, offset := t.Zone(); offset%60 != 0 {
		t = t.UTC()
	}
	w.member(key, func() {
		text, err := t.MarshalText()
		if err != nil {
			text, err = t.UTC().MarshalText()
		}
		if err != nil {
			w.problems.Addf(w.at, "is an instant of a year outside 0 to 9999")
		}
		w.string(string(text))
	})
}

// enumValue is an enum of the package, whose values count from 1.
type enumValue interface {
	~uint8
	String() string
}

func writeEnum[E enumValue](w *recordWriter, key string, value, last E) {
	if value == 0 {
		return
	}
	w.member(key, func() {
		if value > last {
			w.problems.Addf(w.at, "%s is not among its values", value)
		}
		w.string(value.String())
	})
}

// writeList appends an array of what write appends for each element, unless
// there is none.
func writeList[T any](w *recordWriter, key string, list []T, write func(*T)) {
	if len(list) == 0 {
		return
	}
	w.member(key, func() {
		w.data = append(w.data, '[')
		outer := w.at
		for i := range list {
			w.at = outer.Index(i)
			w.separate()
			write(&list[i])
		}
		w.at = outer
		w.data = append(w.data, ']')
	})
}

// writeObjects is [writeList] for objects.
func writeObjects[T any](w *recordWriter, key string, list []T, write func(*T)) {
	writeList(w, key, list, func(element *T) { w.object(func() { write(element) }) })
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
	const most = 16 << 20
	var problems check.Problems
	if root, ok := strictjson.Read(data, strictjson.Limits{Bytes: most}, &problems); ok {
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

// refuse returns the refusal of something that is no action of a flow.
func refuse(kind ActionKind, key string, code Code, field string) error {
	return &RefusedError{Key: key, Kind: kind, Missing: []Missing{{Code: code, Field: field}}}
}
