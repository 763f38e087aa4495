package jsonwriter

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/servicecommitment/commitment/internal/check"
)

// Writer appends the JSON form of a document. The zero value is ready; it must
// not be copied after its first use.
type Writer struct {
	// Data is what has been written.
	Data []byte

	canonical bool
	problems  check.Problems
	// places are where in the document the next value goes: a key or an index
	// for each object and array that is open.
	places []place
}

type place struct {
	key   string
	index int // notElement in an object
}

const notElement = -1

// Document returns what write appends, or what is wrong with it, in the name of a
// package.
func Document(name string, write func(*Writer)) ([]byte, error) {
	var w Writer
	write(&w)
	if err := w.problems.Err(name); err != nil {
		return nil, err
	}
	return w.Data, nil
}

// Object is [Document] for the members of one object.
func Object(name string, write func(*Writer)) ([]byte, error) {
	return Document(name, func(w *Writer) { w.Object(func() { write(w) }) })
}

// Canonical returns a writer of texts that order records, with space for some
// bytes: instants are in UTC, and bytes that are not UTF-8 and years beyond 9999
// are written as well, so that different records have different texts.
func Canonical(size int) *Writer {
	const depth = 3
	return &Writer{canonical: true, Data: make([]byte, 0, size), places: make([]place, 0, depth)}
}

// Path returns where the next value goes.
func (w *Writer) Path() check.Path {
	path := check.Path("")
	for _, place := range w.places {
		if place.index == notElement {
			path = path.Key(place.key)
		} else {
			path = path.Index(place.index)
		}
	}
	return path
}

// Fail reports that JSON cannot hold the value at the current place.
func (w *Writer) Fail(err error) { w.problems.Add(w.Path(), err) }

// FailAt is [Writer.Fail] for a member of the current object.
func (w *Writer) FailAt(key string, err error) {
	w.places[len(w.places)-1].key = key
	w.Fail(err)
}

// Object appends an object with the members that write appends.
func (w *Writer) Object(write func()) {
	w.Data = append(w.Data, '{')
	w.places = append(w.places, place{index: notElement})
	write()
	w.places = w.places[:len(w.places)-1]
	w.Data = append(w.Data, '}')
}

// Key begins a member; its value must follow.
func (w *Writer) Key(key string) {
	w.separate()
	w.places[len(w.places)-1].key = key
	w.String(key)
	w.Data = append(w.Data, ':')
}

// separate appends the comma between members and elements. No value ends like
// the beginning of an array or object.
func (w *Writer) separate() {
	if last := w.Data[len(w.Data)-1]; last != '{' && last != '[' {
		w.Data = append(w.Data, ',')
	}
}

// Array appends an array of what write appends of each element.
func Array[T any](w *Writer, list []T, write func(*T)) {
	w.Data = append(w.Data, '[')
	w.places = append(w.places, place{})
	for i := range list {
		w.separate()
		w.places[len(w.places)-1].index = i
		write(&list[i])
	}
	w.places = w.places[:len(w.places)-1]
	w.Data = append(w.Data, ']')
}

// List appends a member that is an array of what write appends of each element,
// unless it is empty.
func List[T any](w *Writer, key string, items []T, write func(*T)) {
	if len(items) > 0 {
		w.Key(key)
		Array(w, items, write)
	}
}

// Objects is [List] for elements that are objects with the members that write
// appends.
func Objects[T any](w *Writer, key string, items []T, write func(*T)) {
	List(w, key, items, func(item *T) { w.Object(func() { write(item) }) })
}

// Map appends a member that is an object of what write appends of each value,
// its keys sorted, unless it is empty.
func Map[K ~string, T any](w *Writer, key string, values map[K]T, write func(T)) {
	if len(values) == 0 {
		return
	}
	w.Key(key)
	w.Object(func() {
		for _, name := range slices.Sorted(maps.Keys(values)) {
			w.Key(string(name))
			write(values[name])
		}
	})
}

// Text appends a member that is a string.
func (w *Writer) Text(key, text string) {
	if text != "" {
		w.Key(key)
		w.String(text)
	}
}

// Texts appends a member that is a list of strings.
func (w *Writer) Texts(key string, texts []string) {
	List(w, key, texts, func(text *string) { w.String(*text) })
}

// Attributes appends a member of lists of strings.
func (w *Writer) Attributes(key string, attributes map[string][]string) {
	if len(attributes) > 0 {
		w.Key(key)
		w.Object(func() { w.Lists(attributes) })
	}
}

// Lists appends members that are lists of strings, sorted by their keys. An empty
// list is written.
func (w *Writer) Lists(lists map[string][]string) {
	for _, key := range slices.Sorted(maps.Keys(lists)) {
		w.Key(key)
		Array(w, lists[key], func(text *string) { w.String(*text) })
	}
}

// Bool appends a member that is true.
func (w *Writer) Bool(key string, value bool) { //nolint:revive // the value is what is written
	if value {
		w.Key(key)
		w.Data = append(w.Data, "true"...)
	}
}

// Int appends a member that is a whole number.
func (w *Writer) Int(key string, value int64) {
	if value != 0 {
		w.Key(key)
		w.Data = strconv.AppendInt(w.Data, value, 10)
	}
}

// Duration appends a member that is the text of a duration.
func (w *Writer) Duration(key string, d time.Duration) {
	if d != 0 {
		w.Text(key, d.String())
	}
}

// Value appends what marshal returns, and null if that is an error, which is a
// problem of the place.
func (w *Writer) Value(marshal func() ([]byte, error)) {
	data, err := marshal()
	if err != nil {
		w.Fail(err)
		data = []byte("null")
	}
	w.Data = append(w.Data, data...)
}

// Enum appends a member that is the text of an enum, unless it is zero. A value
// beyond the last is a problem.
func Enum[E interface {
	~uint8
	fmt.Stringer
}](w *Writer, key string, value, last E) {
	if value == 0 {
		return
	}
	w.Key(key)
	if value > last {
		w.Fail(fmt.Errorf("%s is not among its values", value))
	}
	w.String(value.String())
}
