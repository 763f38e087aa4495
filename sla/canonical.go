package sla

// canonical returns the JSON text of an event by which events of one instant and
// sequence number are ordered: keys sorted, instants in UTC, zero values left
// out. Two events have the same text if, and only if, they say the same.
//
// It is JSON wherever [Event.MarshalJSON] has no error; elsewhere it holds the
// bytes and years that JSON does not.
func (e *Event) canonical() []byte {
	const usual = 256 // bytes
	to := encoder{canonical: true, data: make([]byte, 0, usual), places: make([]place, 0, 3)}
	to.object(func() {
		to.text("actor", string(e.Actor))
		to.instant("adopt_start", e.AdoptStart)
		to.instant("at", e.At)
		to.attributes("attributes", e.Attributes)
		to.extension(e.Extension)
		to.text("id", e.ID)
		to.text("kind", string(e.Kind))
		to.text("metric", e.Metric)
		to.text("reason", e.Reason)
		to.text("retracts", e.Retracts)
		to.int("seq", e.Seq)
		to.text("target", e.Target)
		to.instant("until", e.Until)
	})
	return to.data
}
