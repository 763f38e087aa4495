package strictjson

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/servicecommitment/commitment/internal/check"
)

// Value is a value of a document, at its path. Asked for what it is not, it
// reports that as a problem: "must be a string, not a number".
//
// It is immutable, except that it adds to the problems given to [Read]: values
// of one document must not be used concurrently. The zero value is a null
// without a document, whose problems nobody sees.
type Value struct {
	node     *node
	problems *check.Problems
}

// Path returns where the value is in its document.
func (v Value) Path() check.Path { return v.node.path() }

// Kind returns what the value is.
func (v Value) Kind() Kind {
	if v.node == nil {
		return KindNull
	}
	switch v.node.content.(type) {
	case bool:
		return KindBool
	case number:
		return KindNumber
	case string:
		return KindString
	case []*node:
		return KindArray
	case *members:
		return KindObject
	}
	return KindNull
}

// IsNull reports whether the value is null.
func (v Value) IsNull() bool { return v.Kind() == KindNull }

// Text returns the content of a string. Anything else is a problem.
func (v Value) Text() (string, bool) {
	return content[string](v, "a string")
}

// Bool returns the content of a boolean. Anything else is a problem.
func (v Value) Bool() (value, ok bool) {
	return content[bool](v, "true or false")
}

// Number returns a number as it is written. Anything else is a problem.
func (v Value) Number() (string, bool) {
	written, ok := content[number](v, "a number")
	return string(written), ok
}

// Int returns a whole number. Anything else is a problem, as is a number with a
// fraction or an exponent, even one that is whole ("1.0", "1e3"), and one
// beyond the range of an int.
func (v Value) Int() (int, bool) {
	i, ok := v.whole(strconv.IntSize)
	return int(i), ok
}

// Int64 is [Value.Int] for the range of an int64, whatever that of an int is.
func (v Value) Int64() (int64, bool) { return v.whole(64) }

func (v Value) whole(bits int) (int64, bool) {
	written, ok := content[number](v, "a whole number")
	if !ok {
		return 0, false
	}
	i, err := strconv.ParseInt(string(written), 10, bits)
	switch {
	case errors.Is(err, strconv.ErrRange):
		v.Failf("whole number out of range: %s", check.Quote(string(written)))
		return 0, false
	case err != nil:
		v.Failf("must be a whole number without fraction and exponent, not %s", check.Quote(string(written)))
		return 0, false
	}
	return i, true
}

// Array returns the elements of an array. Anything else is a problem.
func (v Value) Array() ([]Value, bool) {
	items, ok := content[[]*node](v, "an array")
	if !ok {
		return nil, false
	}
	values := make([]Value, len(items))
	for i, item := range items {
		values[i] = Value{node: item, problems: v.problems}
	}
	return values, true
}

// Object returns the members of an object, none of them taken; it returns nil
// for anything else, which is a problem.
func (v Value) Object() (*Object, bool) {
	all, ok := content[*members](v, "an object")
	if !ok {
		return nil, false
	}
	return &Object{value: v, members: all, taken: make([]bool, len(all.list))}, true
}

// Fail reports that err is wrong with the value, in the way of
// [check.Problems.Add].
func (v Value) Fail(err error) {
	switch {
	case v.problems == nil:
	case v.problems.Full():
		v.problems.Add("", err) // counted, and its path is not worth finding
	default:
		v.problems.Add(v.Path(), err)
	}
}

// Failf reports a problem of the value in the words of [fmt.Errorf].
func (v Value) Failf(format string, args ...any) {
	v.Fail(fmt.Errorf(format, args...))
}

// Parse returns what parse makes of a string. Anything but a string is a
// problem, and so is an error of parse.
func Parse[T any](v Value, parse func(string) (T, error)) (T, bool) {
	var none T
	text, ok := v.Text()
	if !ok {
		return none, false
	}
	parsed, err := parse(text)
	if err != nil {
		v.Fail(err)
		return none, false
	}
	return parsed, true
}

// content returns what the tree holds for v if that is a T, and reports that v
// must be the expected thing if it is not.
func content[T bool | string | number | []*node | *members](v Value, expected string) (T, bool) {
	var found T
	ok := false
	if v.node != nil {
		found, ok = v.node.content.(T)
	}
	if !ok {
		v.Failf("must be %s, not %s", expected, v.Kind().Phrase())
	}
	return found, ok
}
