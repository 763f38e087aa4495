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
	return strictjson.Document("sla", data, limits, readPolicy)
}

// UnmarshalJSON is [ParsePolicy].
func (p *Policy) UnmarshalJSON(data []byte) error { return strictjson.Unmarshal(p, data, ParsePolicy) }

func readPolicy(v strictjson.Value) Policy {
	return strictjson.Members(v, func(o *strictjson.Object) Policy {
		return Policy{
			ID:        strictjson.Optional(o, "id", strictjson.Text),
			Version:   strictjson.Optional(o, "version", strictjson.Text),
			Title:     strictjson.Optional(o, "title", strictjson.Text),
			Kind:      strictjson.Optional(o, "kind", strictjson.Enum(Underpinning)),
			Effective: strictjson.Optional(o, "effective", readEffective),
			AppliesTo: strictjson.Optional(o, "applies_to", strictjson.Enum(OpenCases)),
			Reasons:   readTexts(o, "reasons"),
			Kinds:     strictjson.List(o, "kinds", readName[Kind]),
			Metrics:   strictjson.Map(o, "metrics", readMetric),
			Status:    strictjson.Optional(o, "status", readStatusMap),
			Rules:     strictjson.List(o, "rules", readRule),
		}
	})
}

func readEffective(v strictjson.Value) Effective {
	return strictjson.Members(v, func(o *strictjson.Object) Effective {
		return Effective{
			From:  strictjson.Optional(o, "from", readInstant),
			Until: strictjson.Optional(o, "until", readInstant),
		}
	})
}

func readStatusMap(v strictjson.Value) StatusMap {
	return strictjson.Members(v, func(o *strictjson.Object) StatusMap {
		return StatusMap{
			Attribute: strictjson.Optional(o, "attribute", strictjson.Text),
			Paused:    strictjson.Map(o, "paused", readOneOrMany),
			Resolved:  strictjson.Optional(o, "resolved", readOneOrMany),
			Closed:    strictjson.Optional(o, "closed", readOneOrMany),
			Cancelled: strictjson.Optional(o, "cancelled", readOneOrMany),
		}
	})
}

func readMetric(v strictjson.Value) Metric {
	return strictjson.Members(v, func(o *strictjson.Object) Metric {
		return Metric{
			Start:        strictjson.List(o, "start", readTrigger),
			Stop:         strictjson.List(o, "stop", readTrigger),
			Cancel:       strictjson.List(o, "cancel", readTrigger),
			After:        strictjson.List(o, "after", readTrigger),
			Repeat:       strictjson.Optional(o, "repeat", readBool),
			WhileRunning: strictjson.Optional(o, "while_running", strictjson.Enum(Restart)),
			By:           strictjson.Optional(o, "by", strictjson.Text),
			OnResolved:   strictjson.Optional(o, "on_resolved", strictjson.Enum(Continue)),
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
	return strictjson.Members(v, func(o *strictjson.Object) Trigger {
		return Trigger{
			Kind:  strictjson.Optional(o, "kind", readName[Kind]),
			Where: strictjson.Optional(o, "where", readMatch),
		}
	})
}

// readMatch reads a condition. An "any" without alternatives stays one, which
// [Compile] refuses.
func readMatch(v strictjson.Value) Match {
	return strictjson.Members(v, func(o *strictjson.Object) Match {
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
		m.Has = strictjson.Rest(o, readOneOrMany)
		return m
	})
}

func readRule(v strictjson.Value) Rule {
	return strictjson.Members(v, func(o *strictjson.Object) Rule {
		return Rule{
			ID:          strictjson.Optional(o, "id", strictjson.Text),
			Title:       strictjson.Optional(o, "title", strictjson.Text),
			When:        strictjson.Optional(o, "when", readMatch),
			Commitments: strictjson.List(o, "commitments", readCommitment),
		}
	})
}

func readCommitment(v strictjson.Value) Commitment {
	return strictjson.Members(v, func(o *strictjson.Object) Commitment {
		c := Commitment{
			ID:         strictjson.Optional(o, "id", strictjson.Text),
			Title:      strictjson.Optional(o, "title", strictjson.Text),
			Metric:     strictjson.Optional(o, "metric", strictjson.Text),
			Calendar:   strictjson.Optional(o, "calendar", readCalendarChoice),
			PauseOn:    readTexts(o, "pause_on"),
			PauseWhen:  strictjson.Optional(o, "pause_when", readMatch),
			Alerts:     strictjson.List(o, "alerts", readAlert),
			Reopen:     strictjson.Optional(o, "reopen", strictjson.Enum(Final)),
			Retarget:   strictjson.Optional(o, "retarget", strictjson.Enum(NeverEarlier)),
			Consent:    strictjson.Optional(o, "consent", strictjson.Enum(Required)),
			OnResolved: strictjson.Optional(o, "on_resolved", strictjson.Enum(Continue)),
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
		return CalendarChoice{Name: strictjson.Text(v)}
	}
	if !isObject(v) {
		return CalendarChoice{}
	}
	return strictjson.Members(v, func(o *strictjson.Object) CalendarChoice {
		return CalendarChoice{
			By:   strictjson.Optional(o, "by", strictjson.Text),
			Of:   strictjson.Map(o, "of", strictjson.Text),
			Else: strictjson.Optional(o, "else", strictjson.Text),
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
	return strictjson.Members(v, func(o *strictjson.Object) Alert {
		return Alert{
			ID:     strictjson.Optional(o, "id", strictjson.Text),
			At:     strictjson.Optional(o, "at", readLevel),
			Clock:  strictjson.Optional(o, "clock", strictjson.Enum(WallClock)),
			Repeat: strictjson.Optional(o, "repeat", readDuration),
			Times:  strictjson.Optional(o, "times", readInt),
		}
	})
}

func readLevel(v strictjson.Value) Level {
	level, _ := strictjson.Parse(v, parseLevel)
	return level
}
