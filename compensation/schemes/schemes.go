package schemes

import (
	"cmp"
	"embed"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/compensation"
	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/internal/shelf"
)

// A file is named after the id, or after the id, a hyphen and more.
//
//go:embed data/*.json
var data embed.FS

// ErrUnknown is matched by the error about an id that no scheme here has, and
// ErrNotInForce by that about a date on which no version of the scheme holds.
var (
	ErrUnknown    = errors.New("is not the id of a published scheme")
	ErrNotInForce = errors.New("was not in force")
)

// document is a file with its text and what was read from it.
type document struct {
	text   []byte
	scheme compensation.Scheme
}

// documents reads the files that wanted names, sorted by id and by the day from
// which they hold. They are embedded, and a test reads them all: there is no
// error to expect.
func documents(wanted func(name string) bool) []document {
	files := shelf.Shelf{Files: data, Folder: "data", Package: "schemes", Kind: "a file"}
	var list []document
	for _, name := range files.Names() {
		if !wanted(name) {
			continue
		}
		text, err := files.JSON(name)
		if err != nil {
			return nil
		}
		scheme, err := compensation.ParseScheme(text)
		if err != nil {
			return nil
		}
		list = append(list, document{text: text, scheme: scheme})
	}
	slices.SortFunc(list, func(a, b document) int {
		return cmp.Or(cmp.Compare(a.scheme.ID, b.scheme.ID), a.scheme.Effective.From.Compare(b.scheme.Effective.From))
	})
	return list
}

// All returns every version of every scheme, sorted by id and then by the date
// from which it holds. They belong to the caller. It reads them anew each time,
// which takes some milliseconds: keep what you need.
func All() []compensation.Scheme {
	list := documents(func(string) bool { return true })
	all := make([]compensation.Scheme, len(list))
	for i, d := range list {
		all[i] = d.scheme
	}
	return all
}

// Lookup returns the version of a scheme that holds on a date: the one whose
// Effective dates, both included, have it. An open side has every date. The
// scheme belongs to the caller.
//
// An id that no scheme has is an error at "id" that matches [ErrUnknown]; a date
// on which no version holds, and the zero date, are errors at "on" that match
// [ErrNotInForce]. Both match [commitment.ErrInvalid].
func Lookup(id string, on calendar.Date) (compensation.Scheme, error) {
	found, err := lookup(id, on)
	return found.scheme, err
}

// JSON returns the text of the scheme that [Lookup] finds, to copy and adapt.
// It belongs to the caller; the errors are those of Lookup.
func JSON(id string, on calendar.Date) ([]byte, error) {
	found, err := lookup(id, on)
	return slices.Clone(found.text), err
}

func lookup(id string, on calendar.Date) (document, error) {
	known := false
	files := documents(func(name string) bool { return name == id || strings.HasPrefix(name, id+"-") })
	for _, d := range files {
		if d.scheme.ID != id {
			continue
		}
		known = true
		if holds(d.scheme.Effective, on) {
			return d, nil
		}
	}
	if !known {
		return document{}, invalid("id", fmt.Errorf("%s %w", check.Quote(id), ErrUnknown))
	}
	return document{}, invalid("on", fmt.Errorf("%s %w on %v", check.Quote(id), ErrNotInForce, on))
}

// holds reports whether a date lies between the two of e.
func holds(e compensation.Effective, on calendar.Date) bool {
	return !on.IsZero() && !on.Before(e.From) && (e.Until.IsZero() || !on.After(e.Until))
}

func invalid(path string, err error) error {
	return fmt.Errorf("schemes: %w", &commitment.FieldError{Path: path, Err: err})
}
