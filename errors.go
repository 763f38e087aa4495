package commitment

import (
	"errors"
)

// ErrInvalid is matched, through [errors.Is], by every error that says a
// definition or an argument is wrong: a [FieldError], or a list of them.
var ErrInvalid = errors.New("commitment: invalid input")

// FieldError is one thing that is wrong with a definition, a document or an
// argument, and where.
//
// It is immutable and safe for concurrent use; the zero value names no field
// and no cause and is of no use. It matches [ErrInvalid] and whatever its
// cause matches.
type FieldError struct {
	// Path names the field in the words of the JSON form, such as
	// "rules[2].commitments[0].within". It is empty where the whole document
	// is meant: not JSON at all, or too large.
	Path string
	// Err is the cause.
	Err error
}

// Error returns the path and the cause, separated by a colon.
func (e *FieldError) Error() string {
	cause := "invalid"
	if e.Err != nil {
		cause = e.Err.Error()
	}
	if e.Path == "" {
		return cause
	}
	return e.Path + ": " + cause
}

// Unwrap returns the cause.
func (e *FieldError) Unwrap() error { return e.Err }

// Is reports whether target is [ErrInvalid]: every field error matches it.
func (*FieldError) Is(target error) bool { return target == ErrInvalid }

// FieldErrors returns every field error in the tree of err, in the order in
// which they were found, and nil if there is none. Definitions are checked to
// the end, so that an editor can mark all the wrong fields at once.
func FieldErrors(err error) []*FieldError {
	var found []*FieldError
	collect(err, &found)
	return found
}

func collect(err error, found *[]*FieldError) {
	if field, ok := err.(*FieldError); ok { //nolint:errorlint // walks the tree itself, one node at a time
		*found = append(*found, field)
		return
	}
	switch node := err.(type) { //nolint:errorlint // as above
	case interface{ Unwrap() error }:
		collect(node.Unwrap(), found)
	case interface{ Unwrap() []error }:
		for _, branch := range node.Unwrap() {
			collect(branch, found)
		}
	}
}
