package procedures

import (
	"embed"
	"fmt"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/feedback"
	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/internal/shelf"
)

//go:embed data/*.json
var data embed.FS

func procedures() shelf.Shelf {
	return shelf.Shelf{Files: data, Folder: "data", Package: "procedures", Kind: "a procedure"}
}

// Names returns the ids of the procedures, sorted. The list belongs to the caller.
func Names() []string { return procedures().Names() }

// Lookup returns the procedure of an id. It is the caller's to adapt, and
// [feedback.Compile] is what checks it. An id that is not one of [Names] is a
// [github.com/servicecommitment/commitment.FieldError] at "name".
func Lookup(name string) (feedback.Procedure, error) {
	return shelf.Lookup(procedures(), name, feedback.ParseProcedure)
}

// JSON returns the text of a procedure, as [feedback.ParseProcedure] reads it, for
// an editor or a file of one's own. It belongs to the caller. The error is as that
// of [Lookup].
func JSON(name string) ([]byte, error) { return procedures().JSON(name) }

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
