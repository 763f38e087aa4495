package sla

import (
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/internal/jsonwriter"
)

// encoder appends the JSON form of a document of this package.
type encoder struct {
	*jsonwriter.Writer

	// conditions counts those written, as a bound for slices that hold
	// themselves.
	conditions int
}

// encode returns the object of which write appends the members.
func encode(write func(*encoder)) ([]byte, error) {
	return jsonwriter.Object("sla", func(w *jsonwriter.Writer) { write(&encoder{Writer: w}) })
}

// allowance appends a member even where the allowance is zero.
func (e *encoder) allowance(key string, a calendar.Allowance) {
	e.Key(key)
	e.Value(a.MarshalJSON)
}
