package sla

import "github.com/servicecommitment/commitment/internal/jsonwriter"

// canonical returns the JSON text of an event by which events of one instant and
// sequence number are ordered: keys sorted, instants in UTC, zero values left
// out. Two events have the same text if, and only if, they say the same.
//
// It is JSON wherever [Event.MarshalJSON] has no error; elsewhere it holds the
// bytes and years that JSON does not.
func (e *Event) canonical() []byte {
	const usual = 256 // bytes
	to := encoder{Writer: jsonwriter.Canonical(usual)}
	to.Object(func() {
		to.Text("actor", string(e.Actor))
		to.Instant("adopt_start", e.AdoptStart)
		to.Instant("at", e.At)
		to.Attributes("attributes", e.Attributes)
		to.extension(e.Extension)
		to.Text("id", e.ID)
		to.Text("kind", string(e.Kind))
		to.Text("metric", e.Metric)
		to.Text("reason", e.Reason)
		to.Text("retracts", e.Retracts)
		to.Int("seq", e.Seq)
		to.Text("target", e.Target)
		to.Instant("until", e.Until)
	})
	return to.Data
}
