package check

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/servicecommitment/commitment"
)

// limit is the number of problems that are kept; nobody reads more, and a
// hostile document can hold millions.
const limit = 1000

// Problems is a list of what is wrong with one document, in the order found.
// It keeps the first 1,000 and only counts the rest.
//
// It is not comparable and not safe for concurrent use; the zero value is empty
// and ready for use.
type Problems struct {
	kept []*commitment.FieldError
	more int
}

// Add records that err is wrong with the field at a path; a nil err adds
// nothing. Where [commitment.FieldErrors] finds field errors in err, each of
// them is recorded in its place, its own path continuing at, and whatever else
// err says is dropped: at "week", an error at "mon" is one at "week.mon".
func (p *Problems) Add(at Path, err error) {
	if err == nil {
		return
	}
	inner := commitment.FieldErrors(err)
	if len(inner) == 0 {
		p.add(at, "", err)
	}
	for _, field := range inner {
		p.add(at, Path(field.Path), field.Err)
	}
}

// Addf records a problem in the words of [fmt.Errorf], including its %w.
func (p *Problems) Addf(at Path, format string, args ...any) {
	p.Add(at, fmt.Errorf(format, args...))
}

// Len returns the number of problems, including those that were only counted.
func (p *Problems) Len() int { return len(p.kept) + p.more }

// Full reports whether further problems are only counted, so that a caller can
// save itself the work of describing them.
func (p *Problems) Full() bool { return len(p.kept) >= limit }

// Err returns nil if there are no problems, and else one error for all of them.
// Its text is "prefix: path: cause" for one problem and a list with one problem
// a line for more. It matches [commitment.ErrInvalid] and all that the causes
// match, and [commitment.FieldErrors] lists the problems in the order found; if
// some were only counted, a last one without a path says how many.
//
// Problems added later are not in it.
func (p *Problems) Err(prefix string) error {
	if p.Len() == 0 {
		return nil
	}
	fields := slices.Clone(p.kept)
	switch p.more {
	case 0:
	case 1:
		fields = append(fields, &commitment.FieldError{Err: errors.New("and 1 more problem")})
	default:
		fields = append(fields, &commitment.FieldError{Err: fmt.Errorf("and %d more problems", p.more)})
	}
	return &problemsError{prefix: prefix, count: p.Len(), fields: fields}
}

func (p *Problems) add(at, sub Path, cause error) {
	if p.Full() {
		p.more++
		return
	}
	p.kept = append(p.kept, &commitment.FieldError{Path: string(at.join(sub)), Err: cause})
}

// problemsError is the error of [Problems.Err].
type problemsError struct {
	prefix string
	count  int
	fields []*commitment.FieldError
}

func (e *problemsError) Error() string {
	if len(e.fields) == 1 {
		return e.prefix + ": " + e.fields[0].Error()
	}
	var text strings.Builder
	fmt.Fprintf(&text, "%s: %d problems:", e.prefix, e.count)
	for _, field := range e.fields {
		text.WriteString("\n\t")
		text.WriteString(field.Error())
	}
	return text.String()
}

func (e *problemsError) Unwrap() []error {
	errs := make([]error, len(e.fields))
	for i, field := range e.fields {
		errs[i] = field
	}
	return errs
}
