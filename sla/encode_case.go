package sla

import "github.com/servicecommitment/commitment/internal/jsonwriter"

// MarshalJSON returns the JSON form that [ParseCase] reads. Zero values are left
// out, attributes are sorted by their names.
//
// What JSON cannot hold is an error at its path: a text that is not UTF-8, and
// an instant of a year outside 0 to 9999.
func (c Case) MarshalJSON() ([]byte, error) {
	return encode(func(e *encoder) {
		e.Text("id", c.ID)
		e.Attributes("attributes", c.Attributes)
		jsonwriter.Objects(e.Writer, "events", c.Events, e.event)
	})
}

// MarshalJSON returns the JSON form of an event in [Case.MarshalJSON].
func (e Event) MarshalJSON() ([]byte, error) {
	return encode(func(to *encoder) { to.event(&e) })
}

func (e *encoder) event(from *Event) {
	e.Text("id", from.ID)
	e.Instant("at", from.At)
	e.Int("seq", from.Seq)
	e.Text("kind", string(from.Kind))
	e.Text("actor", string(from.Actor))
	e.Text("reason", from.Reason)
	e.Text("metric", from.Metric)
	e.Attributes("attributes", from.Attributes)
	e.extension(from.Extension)
	e.Instant("until", from.Until)
	e.Text("target", from.Target)
	e.Instant("adopt_start", from.AdoptStart)
	e.Text("retracts", from.Retracts)
}

// extension appends an extension, even an empty one, but not nil. Its keys are
// sorted.
func (e *encoder) extension(x *Extension) {
	if x == nil {
		return
	}
	e.Key("extension")
	e.Object(func() {
		if !x.By.IsZero() {
			e.allowance("by", x.By)
		}
		e.Bool("consent", x.Consent)
		e.Text("reference", x.Reference)
		e.Instant("until", x.Until)
	})
}
