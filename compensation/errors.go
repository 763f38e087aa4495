package compensation

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/servicecommitment/commitment/internal/check"
)

// The conditions that a caller acts on. Test for them with [errors.Is], or ask
// [CodeOf] for the code of an error.
var (
	// ErrMissingFact says that a fact which is needed is absent; the error is a
	// *[MissingFactError].
	ErrMissingFact = errors.New("compensation: missing fact")
	// ErrGap says that the terms do not say what is owed for a value: no band of
	// a table holds it, or a param has no value for a date or a fact.
	ErrGap = errors.New("compensation: the terms have a gap")
	// ErrConflict says that the terms, or the claim, say two things that exclude
	// each other: two rules of a group "only" apply, times with and without an
	// offset are mixed, a name means two things, params define each other.
	ErrConflict = errors.New("compensation: conflict")
	// ErrDivisionByZero says that an expression divides by zero.
	ErrDivisionByZero = errors.New("compensation: division by zero")
	// ErrCurrency is matched by errors about amounts in different currencies,
	// which nothing here converts, about what is no currency, and about what was
	// carried where there is none.
	ErrCurrency = errors.New("currencies differ")
	// ErrLimit is matched by errors about what is too large or too long: a number
	// of more than 40 digits, of more than 40 places after the point, or with an
	// exponent above 18; an expression that is too long, too deep or takes too
	// many steps; a list of too many entries. Numbers are judged before anything
	// is calculated, so that 1e2000000000 costs nothing.
	ErrLimit = errors.New("beyond the limits of numbers")
	// ErrOffGrid says that a step of rounding, or an amount that was paid or
	// carried, is no multiple of the currency's smallest unit, or that a step that
	// an expression works out is not positive.
	ErrOffGrid = errors.New("compensation: off the currency's grid")
)

// Code is what kind of condition an error is about, for a host that stores or
// transmits it.
//
// It is comparable; the zero value, an empty text, is no code.
type Code string

// The codes of the errors of [Compile] and [Program.Assess].
const (
	CodeMissingFact    Code = "missing_fact"
	CodeGap            Code = "gap"
	CodeConflict       Code = "conflict"
	CodeDivisionByZero Code = "division_by_zero"
	CodeCurrency       Code = "currency"
	CodeLimit          Code = "limit"
	CodeOffGrid        Code = "off_grid"
)

// CodeOf returns the code of an error, and an empty one for an error that
// matches none of the sentinels of this package, such as one that only says that
// a field is malformed.
func CodeOf(err error) Code {
	for _, known := range []struct {
		err  error
		code Code
	}{
		{ErrMissingFact, CodeMissingFact},
		{ErrGap, CodeGap},
		{ErrConflict, CodeConflict},
		{ErrDivisionByZero, CodeDivisionByZero},
		{ErrCurrency, CodeCurrency},
		{ErrLimit, CodeLimit},
		{ErrOffGrid, CodeOffGrid},
	} {
		if errors.Is(err, known.err) {
			return known.code
		}
	}
	return ""
}

// MissingFactError says which fact a rule needs and the claim does not have. It
// matches [ErrMissingFact].
//
// It is immutable and safe for concurrent use; the zero value names no fact.
type MissingFactError struct {
	// Fact is the name that the scheme declares.
	Fact string
}

// Error returns a text with the name of the fact.
func (e *MissingFactError) Error() string {
	return "the fact " + check.Quote(e.Fact) + " is needed and absent"
}

// Is reports whether target is [ErrMissingFact].
func (*MissingFactError) Is(target error) bool { return target == ErrMissingFact }

// ExpressionError says where in the text of an expression something is wrong.
//
// It is immutable and safe for concurrent use; the zero value names no place.
type ExpressionError struct {
	// Column counts characters from 1.
	Column int
	// Err is the cause.
	Err error
}

// Error returns the column and the cause.
func (e *ExpressionError) Error() string {
	text := "column " + strconv.Itoa(e.Column)
	if e.Err == nil {
		return text
	}
	return text + ": " + e.Err.Error()
}

// Unwrap returns the cause.
func (e *ExpressionError) Unwrap() error { return e.Err }

// codedError is a text of its own that matches a sentinel. Wrapped by %w, the
// sentinel would say the package's name once more.
type codedError struct {
	text  string
	cause error
}

func (e *codedError) Error() string { return e.text }

func (e *codedError) Unwrap() error { return e.cause }

// coded returns an error with the given text that matches cause.
func coded(cause error, format string, args ...any) error {
	return &codedError{text: fmt.Sprintf(format, args...), cause: cause}
}
