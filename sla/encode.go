package sla

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/internal/check"
)

// encoder appends the JSON form of a document, member by member in the order
// asked for, and collects with their paths the values that JSON cannot hold.
// Members with a zero value are left out, except where a method says otherwise.
type encoder struct {
	data     []byte
	problems check.Problems
	// places are where in the document the next value goes: a key or index for
	// each object and array that is open.
	places []place
	// canonical is for the text that orders events: instants in UTC, and bytes
	// that are not UTF-8 as they are, so that different events differ.
	canonical bool
	// conditions counts those written, as a bound for slices that hold
	// themselves.
	conditions int
}

type place struct {
	key   string
	index int // notElement in an object
}

const notElement = -1

// encode returns what write appends to an encoder.
func encode(write func(*encoder)) ([]byte, error) {
	var e encoder
	write(&e)
	if err := e.problems.Err("sla"); err != nil {
		return nil, err
	}
	return e.data, nil
}

// fail reports that JSON cannot hold the value at the current place.
func (e *encoder) fail(err error) {
	path := check.Path("")
	for _, place := range e.places {
		if place.index == notElement {
			path = path.Key(place.key)
		} else {
			path = path.Index(place.index)
		}
	}
	e.problems.Add(path, err)
}

// object appends an object with the members that write appends.
func (e *encoder) object(write func()) {
	e.data = append(e.data, '{')
	e.places = append(e.places, place{index: notElement})
	write()
	e.places = e.places[:len(e.places)-1]
	e.data = append(e.data, '}')
}

// key begins a member; its value must follow.
func (e *encoder) key(key string) {
	e.separate()
	e.places[len(e.places)-1].key = key
	e.string(key)
	e.data = append(e.data, ':')
}

// separate appends the comma between members and elements. No value ends like
// the beginning of an array or object.
func (e *encoder) separate() {
	if last := e.data[len(e.data)-1]; last != '{' && last != '[' {
		e.data = append(e.data, ',')
	}
}

// array appends an array of what write appends of each element.
func array[T any](e *encoder, list []T, write func(*T)) {
	e.data = append(e.data, '[')
	e.places = append(e.places, place{})
	for i := range list {
		e.separate()
		e.places[len(e.places)-1].index = i
		write(&list[i])
	}
	e.places = e.places[:len(e.places)-1]
	e.data = append(e.data, ']')
}

// list appends a member that is an array of what write appends of each element,
// unless it is empty.
func list[T any](e *encoder, key string, items []T, write func(*T)) {
	if len(items) > 0 {
		e.key(key)
		array(e, items, write)
	}
}

// objects is [list] for elements that are objects with the members that write
// appends.
func objects[T any](e *encoder, key string, items []T, write func(*T)) {
	list(e, key, items, func(item *T) { e.object(func() { write(item) }) })
}

func (e *encoder) text(key, text string) {
	if text != "" {
		e.key(key)
		e.string(text)
	}
}

func (e *encoder) texts(key string, texts []string) {
	list(e, key, texts, func(text *string) { e.string(*text) })
}

// lists appends lists of strings by their keys, which are sorted. An empty list
// is written.
func (e *encoder) lists(lists map[string][]string) {
	for _, key := range slices.Sorted(maps.Keys(lists)) {
		e.key(key)
		array(e, lists[key], func(text *string) { e.string(*text) })
	}
}

// attributes appends a member of lists of strings.
func (e *encoder) attributes(key string, attributes map[string][]string) {
	if len(attributes) > 0 {
		e.key(key)
		e.object(func() { e.lists(attributes) })
	}
}

func (e *encoder) bool(key string, value bool) { //nolint:revive // the value is what is written
	if value {
		e.key(key)
		e.data = append(e.data, "true"...)
	}
}

func (e *encoder) int(key string, value int64) {
	if value != 0 {
		e.key(key)
		e.data = strconv.AppendInt(e.data, value, 10)
	}
}

func (e *encoder) duration(key string, d time.Duration) {
	if d != 0 {
		e.text(key, d.String())
	}
}

// allowance appends a member even where the allowance is zero.
func (e *encoder) allowance(key string, a calendar.Allowance) {
	text, err := a.MarshalJSON()
	e.key(key)
	if err != nil {
		e.fail(err)
	}
	e.data = append(e.data, text...)
}

func enumMember[E enum](e *encoder, key string, value, last E) {
	if value == 0 {
		return
	}
	e.key(key)
	if value > last {
		e.fail(fmt.Errorf("%s is not among its values", value))
	}
	e.string(value.String())
}

// instant appends an instant with the offset of its zone, or in UTC where RFC
// 3339 cannot say that offset or the year in it.
func (e *encoder) instant(key string, t time.Time) {
	if t.IsZero() {
		return
	}
	e.key(key)
	_, offset := t.Zone()
	const day = 24 * 60 * 60
	if e.canonical || offset%60 != 0 || offset <= -day || offset >= day || !fourDigits(t.Year()) {
		t = t.UTC()
	}
	e.data = append(e.data, '"')
	switch {
	case fourDigits(t.Year()):
		e.data = t.AppendFormat(e.data, time.RFC3339Nano)
	case e.canonical:
		// The year of the remotest instants overflows.
		e.data = strconv.AppendInt(e.data, t.Unix(), 10)
		e.data = append(e.data, '+')
		e.data = strconv.AppendInt(e.data, int64(t.Nanosecond()), 10)
	default:
		e.fail(errors.New("is an instant of a year outside 0 to 9999"))
	}
	e.data = append(e.data, '"')
}

func fourDigits(year int) bool { return 0 <= year && year <= 9999 }

// string appends a JSON string. Only what must be escaped is.
func (e *encoder) string(text string) {
	const hex = "0123456789abcdef"
	if !e.canonical && !utf8.ValidString(text) {
		e.fail(fmt.Errorf("%s is not UTF-8", check.Quote(text)))
	}
	e.data = append(e.data, '"')
	from := 0
	for i := range len(text) {
		b := text[i]
		if b >= ' ' && b != '"' && b != '\\' {
			continue
		}
		e.data = append(e.data, text[from:i]...)
		from = i + 1
		switch b {
		case '"', '\\':
			e.data = append(e.data, '\\', b)
		case '\n':
			e.data = append(e.data, '\\', 'n')
		case '\t':
			e.data = append(e.data, '\\', 't')
		case '\r':
			e.data = append(e.data, '\\', 'r')
		default:
			e.data = append(e.data, '\\', 'u', '0', '0', hex[b>>4], hex[b&15])
		}
	}
	e.data = append(e.data, text[from:]...)
	e.data = append(e.data, '"')
}
