package sla

import "github.com/servicecommitment/commitment/internal/strictjson"

const (
	// maxCaseBytes holds 10,000 events with 1,600 bytes each.
	maxCaseBytes = 16 << 20
	maxCaseDepth = 16
)

// ParseCase reads the JSON form of a case:
//
//	{"id": "C-1", "attributes": {"tier": "vip", "tags": ["a", "b"]},
//	 "events": [{"id": "e1", "at": "2026-01-05T09:00:00+08:00", "kind": "opened", "actor": "customer"},
//	            {"id": "e2", "at": "2026-01-05T10:00:00+08:00", "kind": "paused", "reason": "waiting_customer"}]}
//
// The keys are the names of the fields of [Case] and [Event] in snake case; of
// an attribute, one value may stand for a list of one. Null and absent mean the
// same. Instants are RFC 3339.
//
// Text that is not JSON or larger than 16 MiB, unknown and duplicate keys, and
// values of the wrong type or form are errors, all reported at once with their
// paths. Whether the events are complete is for [Engine.Evaluate] to say.
func ParseCase(data []byte) (Case, error) {
	return strictjson.Document("sla", data, strictjson.Limits{Bytes: maxCaseBytes, Depth: maxCaseDepth}, readCase)
}

// UnmarshalJSON is [ParseCase].
func (c *Case) UnmarshalJSON(data []byte) error { return strictjson.Unmarshal(c, data, ParseCase) }

// UnmarshalJSON reads one event as [ParseCase] reads those of a case.
func (e *Event) UnmarshalJSON(data []byte) error { return strictjson.Unmarshal(e, data, parseEvent) }

func parseEvent(data []byte) (Event, error) {
	return strictjson.Document("sla", data, strictjson.Limits{Bytes: maxCaseBytes, Depth: maxCaseDepth}, readEvent)
}

func readCase(v strictjson.Value) Case {
	return strictjson.Members(v, func(o *strictjson.Object) Case {
		return Case{
			ID:         strictjson.Optional(o, "id", strictjson.Text),
			Attributes: strictjson.Map(o, "attributes", readOneOrMany),
			Events:     strictjson.List(o, "events", readEvent),
		}
	})
}

func readEvent(v strictjson.Value) Event {
	return strictjson.Members(v, func(o *strictjson.Object) Event {
		e := Event{
			ID:         strictjson.Optional(o, "id", strictjson.Text),
			At:         strictjson.Optional(o, "at", readInstant),
			Seq:        strictjson.Optional(o, "seq", readInt64),
			Kind:       strictjson.Optional(o, "kind", readName[Kind]),
			Actor:      strictjson.Optional(o, "actor", readName[Actor]),
			Reason:     strictjson.Optional(o, "reason", strictjson.Text),
			Metric:     strictjson.Optional(o, "metric", strictjson.Text),
			Attributes: strictjson.Map(o, "attributes", readOneOrMany),
			Until:      strictjson.Optional(o, "until", readInstant),
			Target:     strictjson.Optional(o, "target", strictjson.Text),
			AdoptStart: strictjson.Optional(o, "adopt_start", readInstant),
			Retracts:   strictjson.Optional(o, "retracts", strictjson.Text),
		}
		if v, ok := o.Take("extension"); ok {
			extension := readExtension(v)
			e.Extension = &extension
		}
		return e
	})
}

func readExtension(v strictjson.Value) Extension {
	return strictjson.Members(v, func(o *strictjson.Object) Extension {
		return Extension{
			By:        strictjson.Optional(o, "by", readAllowance),
			Until:     strictjson.Optional(o, "until", readInstant),
			Consent:   strictjson.Optional(o, "consent", readBool),
			Reference: strictjson.Optional(o, "reference", strictjson.Text),
		}
	})
}
