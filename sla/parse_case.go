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
	return readDocument(data, strictjson.Limits{Bytes: maxCaseBytes, Depth: maxCaseDepth}, readCase)
}

// UnmarshalJSON is [ParseCase].
func (c *Case) UnmarshalJSON(data []byte) error { return unmarshal(c, data, ParseCase) }

// UnmarshalJSON reads one event as [ParseCase] reads those of a case.
func (e *Event) UnmarshalJSON(data []byte) error { return unmarshal(e, data, parseEvent) }

func parseEvent(data []byte) (Event, error) {
	return readDocument(data, strictjson.Limits{Bytes: maxCaseBytes, Depth: maxCaseDepth}, readEvent)
}

func readCase(v strictjson.Value) Case {
	return readObject(v, func(o *strictjson.Object) Case {
		return Case{
			ID:         readMember(o, "id", readText),
			Attributes: readMap(o, "attributes", readOneOrMany),
			Events:     readList(o, "events", readEvent),
		}
	})
}

func readEvent(v strictjson.Value) Event {
	return readObject(v, func(o *strictjson.Object) Event {
		e := Event{
			ID:         readMember(o, "id", readText),
			At:         readMember(o, "at", readInstant),
			Seq:        readMember(o, "seq", readInt64),
			Kind:       readMember(o, "kind", readName[Kind]),
			Actor:      readMember(o, "actor", readName[Actor]),
			Reason:     readMember(o, "reason", readText),
			Metric:     readMember(o, "metric", readText),
			Attributes: readMap(o, "attributes", readOneOrMany),
			Until:      readMember(o, "until", readInstant),
			Target:     readMember(o, "target", readText),
			AdoptStart: readMember(o, "adopt_start", readInstant),
			Retracts:   readMember(o, "retracts", readText),
		}
		if v, ok := o.Take("extension"); ok {
			extension := readExtension(v)
			e.Extension = &extension
		}
		return e
	})
}

func readExtension(v strictjson.Value) Extension {
	return readObject(v, func(o *strictjson.Object) Extension {
		return Extension{
			By:        readMember(o, "by", readAllowance),
			Until:     readMember(o, "until", readInstant),
			Consent:   readMember(o, "consent", readBool),
			Reference: readMember(o, "reference", readText),
		}
	})
}
