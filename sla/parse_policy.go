package sla

import (
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/internal/strictjson"
)

const (
	maxPolicyBytes = 1 << 20
	// maxPolicyDepth holds conditions nested as deep as [Compile] takes them.
	maxPolicyDepth = 80
)

// ParsePolicy reads the JSON form of a policy:
//
//	{"id": "support", "version": "2026-01", "effective": {"from": "2026-01-01T00:00:00+08:00"},
//	 "rules": [
//	  {"id": "urgent", "when": {"priority": ["urgent"]},
//	   "commitments": [
//	    {"metric": "first_response", "within": "30m", "calendar": "always",
//	     "alerts": [{"id": "warn", "at": "50%"}, {"at": "+1h", "repeat": "1h", "times": 3}]},
//	    {"metric": "resolution", "within": "1bd", "calendar": "office", "pause_on": ["waiting_customer"]}]},
//	  {"id": "default"}]}
//
// The keys are the names of the fields of [Policy] and what it is made of, in
// snake case; all are optional for ParsePolicy. Null and absent mean the same,
// and one value of an attribute may stand for a list of one. Allowances are
// read as by [calendar.ParseAllowance], levels as by [ParseLevel]; instants are
// RFC 3339, durations like "1h30m".
//
// Text that is not JSON or larger than 1 MiB, unknown and duplicate keys, and
// values of the wrong type or form are errors, all reported at once with their
// paths. Whether the policy makes sense is for [Compile] to say.
func ParsePolicy(data []byte) (Policy, error) {
	limits := strictjson.Limits{Bytes: maxPolicyBytes, Depth: maxPolicyDepth}
	return readDocument(data, limits, readPolicy)
}

// UnmarshalJSON is [ParsePolicy].
func (p *Policy) UnmarshalJSON(data []byte) error { return unmarshal(p, data, ParsePolicy) }

func readPolicy(v strictjson.Value) Policy {
	return readObject(v, func(o *strictjson.Object) Policy {
		return Policy{
			ID:        readMember(o, "id", readText),
			Version:   readMember(o, "version", readText),
			Title:     readMember(o, "title", readText),
			Kind:      readMember(o, "kind", readEnum(Underpinning)),
			Effective: readMember(o, "effective", readEffective),
			AppliesTo: readMember(o, "applies_to", readEnum(OpenCases)),
			Reasons:   readTexts(o, "reasons"),
			Kinds:     readList(o, "kinds", readName[Kind]),
			Metrics:   readMap(o, "metrics", readMetric),
			Status:    readMember(o, "status", readStatusMap),
			Rules:     readList(o, "rules", readRule),
		}
	})
}

func readEffective(v strictjson.Value) Effective {
	return readObject(v, func(o *strictjson.Object) Effective {
		return Effective{
			From:  readMember(o, "from", readInstant),
			Until: readMember(o, "until", readInstant),
		}
	})
}

func readStatusMap(v strictjson.Value) StatusMap {
	return readObject(v, func(o *strictjson.Object) StatusMap {
		return StatusMap{
			Attribute: readMember(o, "attribute", readText),
			Paused:    readMap(o, "paused", readOneOrMany),
			Resolved:  readMember(o, "resolved", readOneOrMany),
			Closed:    readMember(o, "closed", readOneOrMany),
			Cancelled: readMember(o, "cancelled", readOneOrMany),
		}
	})
}

func readMetric(v strictjson.Value) Metric {
	return readObject(v, func(o *strictjson.Object) Metric {
		return Metric{
			Start:        readList(o, "start", readTrigger),
			Stop:         readList(o, "stop", readTrigger),
			Cancel:       readList(o, "cancel", readTrigger),
			After:        readList(o, "after", readTrigger),
			Repeat:       readMember(o, "repeat", readBool),
			WhileRunning: readMember(o, "while_running", readEnum(Restart)),
			By:           readMember(o, "by", readText),
			OnResolved:   readMember(o, "on_resolved", readEnum(Continue)),
		}
	})
}

// readTrigger reads a kind, or an object of a kind and a condition.
func readTrigger(v strictjson.Value) Trigger {
	if v.Kind() == strictjson.KindString {
		return Trigger{Kind: readName[Kind](v)}
	}
	if !isObject(v) {
		return Trigger{}
	}
	return readObject(v, func(o *strictjson.Object) Trigger {
		return Trigger{
			Kind:  readMember(o, "kind", readName[Kind]),
			Where: readMember(o, "where", readMatch),
		}
	})
}

// readMatch reads a condition. An "any" without alternatives stays one, which
// [Compile] refuses.
func readMatch(v strictjson.Value) Match {
	return readObject(v, func(o *strictjson.Object) Match {
		var m Match
		if v, ok := o.Take("any"); ok {
			items, _ := v.Array()
			m.Any = make([]Match, len(items))
			for i, item := range items {
				m.Any[i] = readMatch(item)
			}
		}
		if v, ok := o.Take("not"); ok {
			not := readMatch(v)
			m.Not = &not
		}
		m.Has = readRest(o, readOneOrMany)
		return m
	})
}

func readRule(v strictjson.Value) Rule {
	return readObject(v, func(o *strictjson.Object) Rule {
		return Rule{
			ID:          readMember(o, "id", readText),
			Title:       readMember(o, "title", readText),
			When:        readMember(o, "when", readMatch),
			Commitments: readList(o, "commitments", readCommitment),
		}
	})
}

func readCommitment(v strictjson.Value) Commitment {
	return readObject(v, func(o *strictjson.Object) Commitment {
		c := Commitment{
			ID:         readMember(o, "id", readText),
			Title:      readMember(o, "title", readText),
			Metric:     readMember(o, "metric", readText),
			Calendar:   readMember(o, "calendar", readCalendarChoice),
			PauseOn:    readTexts(o, "pause_on"),
			PauseWhen:  readMember(o, "pause_when", readMatch),
			Alerts:     readList(o, "alerts", readAlert),
			Reopen:     readMember(o, "reopen", readEnum(Final)),
			Retarget:   readMember(o, "retarget", readEnum(NeverEarlier)),
			Consent:    readMember(o, "consent", readEnum(Required)),
			OnResolved: readMember(o, "on_resolved", readEnum(Continue)),
		}
		if within, ok := o.Take("within"); ok {
			allowance := readAllowance(within)
			c.Within = &allowance
		}
		return c
	})
}

// readAllowance reads the short text or the object of an allowance.
func readAllowance(v strictjson.Value) calendar.Allowance {
	var a calendar.Allowance
	if v.Kind() == strictjson.KindString || isObject(v) {
		if err := a.UnmarshalJSON(v.JSON()); err != nil {
			v.Fail(err)
		}
	}
	return a
}

// readCalendarChoice reads the name of a calendar, or a choice by an attribute.
func readCalendarChoice(v strictjson.Value) CalendarChoice {
	if v.Kind() == strictjson.KindString {
		return CalendarChoice{Name: readText(v)}
	}
	if !isObject(v) {
		return CalendarChoice{}
	}
	return readObject(v, func(o *strictjson.Object) CalendarChoice {
		return CalendarChoice{
			By:   readMember(o, "by", readText),
			Of:   readMap(o, "of", readText),
			Else: readMember(o, "else", readText),
		}
	})
}

// isObject reports, and says as a problem if it is not, whether what is no
// string is an object.
func isObject(v strictjson.Value) bool {
	if v.Kind() == strictjson.KindObject {
		return true
	}
	v.Failf("must be a string or an object, not %s", v.Kind().Phrase())
	return false
}

func readAlert(v strictjson.Value) Alert {
	return readObject(v, func(o *strictjson.Object) Alert {
		return Alert{
			ID:     readMember(o, "id", readText),
			At:     readMember(o, "at", readLevel),
			Clock:  readMember(o, "clock", readEnum(WallClock)),
			Repeat: readMember(o, "repeat", readDuration),
			Times:  readMember(o, "times", readInt),
		}
	})
}

func readLevel(v strictjson.Value) Level {
	level, _ := strictjson.Parse(v, parseLevel)
	return level
}
