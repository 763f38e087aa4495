package kpi

import (
	"errors"
	"fmt"

	"github.com/servicecommitment/commitment"
)

// The conditions that a caller acts on. Test for them with [errors.Is].
var (
	// ErrIdentity says that two accumulators count different things, and the error
	// is an *[IdentityError] then; or that a baseline is of another KPI.
	ErrIdentity = errors.New("kpi: different identities")
	// ErrOverflow says that a counter would leave its range. What was to be
	// changed is as it was.
	ErrOverflow = errors.New("kpi: counter overflow")
	// ErrNotSubset says that a numerator counts what its denominator does not.
	ErrNotSubset = errors.New("kpi: the numerator is no subset of the denominator")
	// ErrNoBase says that there are complaints, but nothing they could be about.
	ErrNoBase = errors.New("kpi: complaints without a base")
	// ErrCorrupt says that bytes are no canonical form of an accumulator.
	ErrCorrupt = errors.New("kpi: corrupt encoding")
	// ErrLimit says that a table would have more cells, or a cell more reasons,
	// than it may.
	ErrLimit = errors.New("kpi: too many")
	// ErrMissingShard says that a job is not complete; the error is a
	// *[MissingError].
	ErrMissingShard = errors.New("kpi: missing shards")
	// ErrOverlap says that two partials count the same facts.
	ErrOverlap = errors.New("kpi: overlapping shards")
	// ErrUnreachable says that a burn rate can never be higher than an alert asks.
	ErrUnreachable = errors.New("kpi: burn rate out of reach")
)

// IdentityError says what was to be merged with what. It matches [ErrIdentity].
//
// It is comparable, immutable and safe for concurrent use.
type IdentityError struct {
	// Have is the identity of the accumulator that was to be changed, Want that
	// of what was to go into it.
	Have, Want string
}

// Error returns a text with both identities.
func (e *IdentityError) Error() string {
	return "kpi: cannot merge " + short(e.Want) + " into " + short(e.Have)
}

// Is reports whether target is [ErrIdentity].
func (*IdentityError) Is(target error) bool { return target == ErrIdentity }

// short returns a text that is fit for an error: at most 80 bytes of it.
func short(text string) string {
	const limit = 80
	if len(text) <= limit {
		return text
	}
	return fmt.Sprintf("%.*s…", limit/4, text) // runes are of 4 bytes at most
}

// invalid returns the error for a field that is not as it must be.
func invalid(path, format string, args ...any) error {
	return fmt.Errorf("kpi: %w", &commitment.FieldError{Path: path, Err: fmt.Errorf(format, args...)})
}

// causedError is a text of its own that matches a sentinel. Wrapped by %w, the
// sentinel would say the package's name once more.
type causedError struct {
	text  string
	cause error
}

func (e *causedError) Error() string { return e.text }

func (e *causedError) Unwrap() error { return e.cause }

// caused returns an error of the package with the given text that matches cause.
func caused(cause error, format string, args ...any) error {
	return &causedError{text: "kpi: " + fmt.Sprintf(format, args...), cause: cause}
}

// overflow returns the error for a counter that is full.
func overflow(what string) error {
	return caused(ErrOverflow, "%s would overflow", what)
}

// corrupt returns the error for bytes that are not canonical.
func corrupt(format string, args ...any) error {
	return caused(ErrCorrupt, "corrupt encoding: "+format, args...)
}
