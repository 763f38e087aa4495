package sla

// MarshalJSON returns the JSON form that [ParseCase] reads. Zero values are left
// out, attributes are sorted by their names.
//
// What JSON cannot hold is an error at its path: a text that is not UTF-8, and
// an instant of a year outside 0 to 9999.
func (c Case) MarshalJSON() ([]byte, error) {
	return encode(func(e *encoder) {
		e.object(func() {
			e.text("id", c.ID)
			e.attributes("attributes", c.Attributes)
			objects(e, "events", c.Events, e.event)
		})
	})
}

// MarshalJSON returns the JSON form of an event in [Case.MarshalJSON].
func (e Event) MarshalJSON() ([]byte, error) {
	return encode(func(to *encoder) { to.object(func() { to.event(&e) }) })
}

func (e *encoder) event(from *Event) {
	e.text("id", from.ID)
	e.instant("at", from.At)
	e.int("seq", from.Seq)
	e.text("kind", string(from.Kind))
	e.text("actor", string(from.Actor))
	e.text("reason", from.Reason)
	e.text("metric", from.Metric)
	e.attributes("attributes", from.Attributes)
	e.extension(from.Extension)
	e.instant("until", from.Until)
	e.text("target", from.Target)
	e.instant("adopt_start", from.AdoptStart)
	e.text("retracts", from.Retracts)
}

// extension appends an extension, even an empty one, but not nil. Its keys are
// sorted.
func (e *encoder) extension(x *Extension) {
	if x == nil {
		return
	}
	e.key("extension")
	e.object(func() {
		if !x.By.IsZero() {
			e.allowance("by", x.By)
		}
		e.bool("consent", x.Consent)
		e.text("reference", x.Reference)
		e.instant("until", x.Until)
	})
}
