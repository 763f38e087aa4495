package procedures

import (
	"embed"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/feedback"
	"github.com/servicecommitment/commitment/internal/check"
)

//go:embed data/*.json
var data embed.FS

const (
	folder    = "data"
	extension = ".json"
)

// Names returns the ids of the procedures, sorted. The list belongs to the caller.
func Names() []string {
	entries, err := data.ReadDir(folder)
	if err != nil {
		return nil // the folder is embedded
	}
	names := make([]string, len(entries))
	for i, entry := range entries {
		names[i] = strings.TrimSuffix(entry.Name(), extension)
	}
	slices.Sort(names)
	return names
}

var errUnknown = errors.New("is not the name of a procedure")

// Lookup returns the procedure of an id. It is the caller's to adapt, and
// [feedback.Compile] is what checks it. An id that is not one of [Names] is a
// [commitment.FieldError] at "name".
func Lookup(name string) (feedback.Procedure, error) {
	text, err := JSON(name)
	if err != nil {
		return feedback.Procedure{}, err
	}
	procedure, err := feedback.ParseProcedure(text)
	if err != nil {
		return feedback.Procedure{}, fmt.Errorf("procedures: %s: %w", name, err)
	}
	return procedure, nil
}

// JSON returns the text of a procedure, as [feedback.ParseProcedure] reads it, for
// an editor or a file of one's own. It belongs to the caller. The error is as that
// of [Lookup].
func JSON(name string) ([]byte, error) {
	text, err := data.ReadFile(path.Join(folder, name+extension))
	if err != nil || path.Base(name) != name {
		return nil, fmt.Errorf("procedures: %w", &commitment.FieldError{Path: "name", Err: fmt.Errorf("%s %w", check.Quote(name), errUnknown)})
	}
	return text, nil
}

// Choose returns the procedure of a jurisdiction and scheme that is in force on a
// date of receipt. An item keeps it to its end, whatever comes into force later.
// The error matches [feedback.ErrNoProcedure] where there is none.
//
// Unlike [feedback.Desk.Choose] it needs no calendar, and so also returns a
// procedure whose numbers are still to be filled in.
func Choose(jurisdiction, scheme string, received calendar.Date) (feedback.Procedure, error) {
	for _, name := range Names() {
		p, err := Lookup(name)
		if err != nil {
			return feedback.Procedure{}, err
		}
		if p.Jurisdiction == jurisdiction && p.Scheme == scheme && p.Effective.Holds(received) {
			return p, nil
		}
	}
	return feedback.Procedure{}, fmt.Errorf("procedures: %w for jurisdiction %s and scheme %s on %s",
		feedback.ErrNoProcedure, check.Quote(jurisdiction), check.Quote(scheme), received)
}
