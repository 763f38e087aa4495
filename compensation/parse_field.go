package compensation

import (
	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/internal/strictjson"
)

// readDocument reads a document by the function of its type.
func readDocument[T any](data []byte, read func(strictjson.Value) T) (T, error) {
	var (
		none     T
		problems check.Problems
	)
	root, ok := strictjson.Read(data, strictjson.Limits{}, &problems)
	if ok {
		document := read(root)
		if problems.Len() == 0 {
			return document, nil
		}
	}
	return none, problems.Err("compensation")
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

// readPointer reads an optional member, nil if it is absent.
func readPointer[T any](o *strictjson.Object, key string, read func(strictjson.Value) T) *T {
	v, ok := o.Take(key)
	if !ok {
		return nil
	}
	item := read(v)
	return &item
}

// readList reads an optional array; an empty one is none.
func readList[T any](o *strictjson.Object, key string, read func(strictjson.Value) T) []T {
	v, ok := o.Take(key)
	if !ok {
		return nil
	}
	items, _ := v.Array()
	if len(items) == 0 {
		return nil
	}
	return readItems(items, read)
}

func readItems[T any](items []strictjson.Value, read func(strictjson.Value) T) []T {
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
	rest := members.Rest()
	if len(rest) == 0 {
		return nil
	}
	named := make(map[string]T, len(rest))
	for _, member := range rest {
		named[member.Key] = read(member.Value)
	}
	return named
}

func readText(v strictjson.Value) string {
	text, _ := v.Text()
	return text
}

// readEnum returns a function that reads the texts of the values from 1 to last.
func readEnum[E enum](last E) func(strictjson.Value) E {
	return func(v strictjson.Value) E {
		value, _ := strictjson.Parse(v, enumOf(last))
		return value
	}
}
