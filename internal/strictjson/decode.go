package strictjson

import (
	"fmt"

	"github.com/servicecommitment/commitment/internal/check"
)

// Document reads a document by the function of its type, and returns what is
// wrong with it in the name of a package.
func Document[T any](name string, data []byte, limits Limits, read func(Value) T) (T, error) {
	var (
		none     T
		problems check.Problems
	)
	root, ok := Read(data, limits, &problems)
	if ok {
		document := read(root)
		if problems.Len() == 0 {
			return document, nil
		}
	}
	return none, problems.Err(name)
}

// Unmarshal stores what parse makes of a document, and leaves the value alone on
// an error and on null, as encoding/json asks of an UnmarshalJSON.
func Unmarshal[T any](to *T, data []byte, parse func([]byte) (T, error)) error {
	if string(data) == "null" {
		return nil
	}
	parsed, err := parse(data)
	if err == nil {
		*to = parsed
	}
	return err
}

// Members returns what read makes of the members of an object, all of which it
// must take; of anything else it returns the zero value, so that places in lists
// stay.
func Members[T any](v Value, read func(*Object) T) T {
	var item T
	if o, ok := v.Object(); ok {
		item = read(o)
		o.Done()
	}
	return item
}

// Optional reads an optional member.
func Optional[T any](o *Object, key string, read func(Value) T) T {
	var none T
	v, ok := o.Take(key)
	if !ok {
		return none
	}
	return read(v)
}

// Pointer reads an optional member, nil if it is absent.
func Pointer[T any](o *Object, key string, read func(Value) T) *T {
	v, ok := o.Take(key)
	if !ok {
		return nil
	}
	item := read(v)
	return &item
}

// List reads an optional array; an empty one is none.
func List[T any](o *Object, key string, read func(Value) T) []T {
	v, ok := o.Take(key)
	if !ok {
		return nil
	}
	return Items(v, read)
}

// Items reads the elements of an array, nil if there are none.
func Items[T any](v Value, read func(Value) T) []T {
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

// Map reads an optional object whose keys are names; an empty one is none.
func Map[T any](o *Object, key string, read func(Value) T) map[string]T {
	v, ok := o.Take(key)
	if !ok {
		return nil
	}
	members, ok := v.Object()
	if !ok {
		return nil
	}
	return Rest(members, read)
}

// Rest reads the members of an object that were not taken yet, nil if there are
// none.
func Rest[T any](o *Object, read func(Value) T) map[string]T {
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

// Text reads a string.
func Text(v Value) string {
	text, _ := v.Text()
	return text
}

// enum is a type whose values count from 1.
type enum interface {
	~uint8
	fmt.Stringer
}

// Enum returns a function that reads the texts of the values from 1 to last.
func Enum[E enum](last E) func(Value) E {
	return func(v Value) E {
		value, _ := Parse(v, EnumText(last))
		return value
	}
}

// EnumText returns a function that parses the texts of the values from 1 to last.
func EnumText[E enum](last E) func(string) (E, error) {
	return func(text string) (E, error) {
		for value := E(1); value <= last; value++ {
			if value.String() == text {
				return value, nil
			}
		}
		return 0, fmt.Errorf("unknown value %s", check.Quote(text))
	}
}
