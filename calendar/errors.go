package calendar

import (
	"errors"
	"fmt"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/internal/check"
)

// The conditions that a caller acts on. Test for them with [errors.Is].
var (
	// ErrNotCovered says that an answer would need a date whose holidays are
	// not known; the error is a *[CoverageError].
	ErrNotCovered = errors.New("calendar: not covered")
	// ErrNoWorkingTime says that a calendar would never be open.
	ErrNoWorkingTime = errors.New("calendar: no working time")
	// ErrNeverCloses says that a calendar is open without a break through the
	// whole of its coverage, so that it has no opening and no closing.
	ErrNeverCloses = errors.New("calendar: never closes")
)

// CoverageError says which date an answer would need and who does not know it.
// It matches [ErrNotCovered].
//
// A calendar that is asked beyond its coverage returns this error instead of
// treating an unknown year as one without holidays. A [HolidaySource] returns
// one with its Source and Date for a year that it does not know.
type CoverageError struct {
	// Calendar is the name of the calendar that was asked.
	Calendar string
	// Source is the name of the holiday source that ends the coverage, or
	// "coverage" where the calendar's own First and Last do.
	Source string
	// Date is the first date that was needed and is not known; the zero Date for
	// one outside the years 1 to 9999, and where that is what was asked about.
	Date Date
}

// Error returns a text with the calendar, the date and the source.
func (e *CoverageError) Error() string {
	text := "calendar"
	if e.Calendar != "" {
		text += " " + check.Quote(e.Calendar)
	}
	if e.Date.IsZero() {
		return text + ": a date outside the years 1 to 9999 is not covered"
	}
	text += ": " + e.Date.String()
	switch e.Source {
	case "", ownCoverage:
		return text + " lies outside the coverage"
	}
	return text + " is not covered: its holidays are not known to " + check.Quote(e.Source)
}

// Is reports whether target is [ErrNotCovered].
func (*CoverageError) Is(target error) bool { return target == ErrNotCovered }

// exported makes the error of an exported constructor: one that says the
// package and matches [commitment.ErrInvalid].
func exported[T any](value T, err error) (T, error) {
	if err != nil {
		var none T
		return none, wrong("", err)
	}
	return value, nil
}

// wrong makes the error of a wrong argument, as [exported] does, at its path.
func wrong(path string, err error) error {
	return fmt.Errorf("calendar: %w", &commitment.FieldError{Path: path, Err: err})
}

// must returns the value or panics: for what a programmer types.
func must[T any](value T, err error) T {
	if err != nil {
		panic(err) //nolint:forbidigo // the documented meaning of every Must function
	}
	return value
}

// causedError is a text of its own that matches a sentinel. Wrapped by %w, the
// sentinel would say the package's name once more.
type causedError struct {
	text  string
	cause error
}

func (e *causedError) Error() string { return e.text }

func (e *causedError) Unwrap() error { return e.cause }

// caused returns an error with the given text that matches cause.
func caused(cause error, format string, args ...any) error {
	return &causedError{text: fmt.Sprintf(format, args...), cause: cause}
}
