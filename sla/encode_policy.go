package sla

import (
	"fmt"
	"maps"
	"slices"
)

// MarshalJSON returns the JSON form that [ParsePolicy] reads. Zero values are
// left out, the keys of maps are sorted.
//
// What JSON cannot hold is an error at its path: a text that is not UTF-8, an
// enum without such a value, an instant of a year outside 0 to 9999, a condition
// on an attribute called "any" or "not", and conditions nested more than 32
// deep.
func (p Policy) MarshalJSON() ([]byte, error) {
	return encode(func(e *encoder) { e.object(func() { e.policy(&p) }) })
}

func (e *encoder) policy(p *Policy) {
	e.text("id", p.ID)
	e.text("version", p.Version)
	e.text("title", p.Title)
	enumMember(e, "kind", p.Kind, Underpinning)
	if !p.Effective.From.IsZero() || !p.Effective.Until.IsZero() {
		e.key("effective")
		e.object(func() {
			e.instant("from", p.Effective.From)
			e.instant("until", p.Effective.Until)
		})
	}
	enumMember(e, "applies_to", p.AppliesTo, OpenCases)
	e.texts("reasons", p.Reasons)
	list(e, "kinds", p.Kinds, func(k *Kind) { e.string(string(*k)) })
	if len(p.Metrics) > 0 {
		e.key("metrics")
		e.object(func() {
			for _, name := range slices.Sorted(maps.Keys(p.Metrics)) {
				metric := p.Metrics[name]
				e.key(name)
				e.object(func() { e.metric(&metric) })
			}
		})
	}
	e.status(&p.Status)
	objects(e, "rules", p.Rules, e.rule)
}

func (e *encoder) metric(m *Metric) {
	list(e, "start", m.Start, e.trigger)
	list(e, "stop", m.Stop, e.trigger)
	list(e, "cancel", m.Cancel, e.trigger)
	list(e, "after", m.After, e.trigger)
	e.bool("repeat", m.Repeat)
	enumMember(e, "while_running", m.WhileRunning, Restart)
	e.text("by", m.By)
	enumMember(e, "on_resolved", m.OnResolved, Continue)
}

// trigger appends a kind, or an object where there is a condition.
func (e *encoder) trigger(t *Trigger) {
	if t.Where.isAbsent() {
		e.string(string(t.Kind))
		return
	}
	e.object(func() {
		e.text("kind", string(t.Kind))
		e.match("where", &t.Where)
	})
}

func (e *encoder) status(s *StatusMap) {
	if s.Attribute == "" && len(s.Paused)+len(s.Resolved)+len(s.Closed)+len(s.Cancelled) == 0 {
		return
	}
	e.key("status")
	e.object(func() {
		e.text("attribute", s.Attribute)
		e.attributes("paused", s.Paused)
		e.texts("resolved", s.Resolved)
		e.texts("closed", s.Closed)
		e.texts("cancelled", s.Cancelled)
	})
}

func (e *encoder) rule(r *Rule) {
	e.text("id", r.ID)
	e.text("title", r.Title)
	e.match("when", &r.When)
	objects(e, "commitments", r.Commitments, e.commitment)
}

func (e *encoder) commitment(c *Commitment) {
	e.text("id", c.ID)
	e.text("title", c.Title)
	e.text("metric", c.Metric)
	if c.Within != nil {
		e.allowance("within", *c.Within)
	}
	e.calendar(&c.Calendar)
	e.texts("pause_on", c.PauseOn)
	e.match("pause_when", &c.PauseWhen)
	objects(e, "alerts", c.Alerts, e.alert)
	enumMember(e, "reopen", c.Reopen, Final)
	enumMember(e, "retarget", c.Retarget, NeverEarlier)
	enumMember(e, "consent", c.Consent, Required)
	enumMember(e, "on_resolved", c.OnResolved, Continue)
}

func (e *encoder) calendar(c *CalendarChoice) {
	if c.By == "" && len(c.Of) == 0 && c.Else == "" {
		e.text("calendar", c.Name)
		return
	}
	e.key("calendar")
	if c.Name != "" {
		e.fail(errNameAndChoice)
	}
	e.object(func() {
		e.text("by", c.By)
		if len(c.Of) > 0 {
			e.key("of")
			e.object(func() {
				for _, value := range slices.Sorted(maps.Keys(c.Of)) {
					e.key(value)
					e.string(c.Of[value])
				}
			})
		}
		e.text("else", c.Else)
	})
}

func (e *encoder) alert(a *Alert) {
	e.text("id", a.ID)
	e.text("at", a.At.String())
	enumMember(e, "clock", a.Clock, WallClock)
	e.duration("repeat", a.Repeat)
	e.int("times", int64(a.Times))
}

// match appends a condition, unless it says nothing.
func (e *encoder) match(key string, m *Match) {
	if !m.isAbsent() {
		e.key(key)
		e.condition(m, 1)
	}
}

// isAbsent reports whether a condition is not there at all. One of no
// alternatives is there, though [Compile] refuses it.
func (m *Match) isAbsent() bool { return len(m.Has) == 0 && m.Any == nil && m.Not == nil }

// condition appends a condition at a depth, from 1.
func (e *encoder) condition(m *Match, depth int) {
	e.conditions++
	if depth > maxMatchDepth || e.conditions > maxMatches {
		e.tooMany(depth)
		e.data = append(e.data, "{}"...)
		return
	}
	e.object(func() {
		for _, reserved := range []string{"any", "not"} {
			if _, used := m.Has[reserved]; used {
				e.places[len(e.places)-1].key = reserved
				e.fail(errReserved)
			}
		}
		e.lists(m.Has)
		if m.Any != nil {
			e.key("any")
			array(e, m.Any, func(alternative *Match) { e.condition(alternative, depth+1) })
		}
		if m.Not != nil {
			e.key("not")
			e.condition(m.Not, depth+1)
		}
	})
}

// tooMany reports a condition that is nested too deep, or the first of those
// that are too many.
func (e *encoder) tooMany(depth int) {
	if depth > maxMatchDepth {
		e.fail(fmt.Errorf(textTooDeep, maxMatchDepth))
	} else if e.conditions == maxMatches+1 {
		e.fail(fmt.Errorf(textTooManyMatches, maxMatches))
	}
}
