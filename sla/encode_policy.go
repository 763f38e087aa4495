package sla

import (
	"fmt"

	"github.com/servicecommitment/commitment/internal/jsonwriter"
)

// MarshalJSON returns the JSON form that [ParsePolicy] reads. Zero values are
// left out, the keys of maps are sorted.
//
// What JSON cannot hold is an error at its path: a text that is not UTF-8, an
// enum without such a value, an instant of a year outside 0 to 9999, a condition
// on an attribute called "any" or "not", and conditions nested more than 32
// deep.
func (p Policy) MarshalJSON() ([]byte, error) {
	return encode(func(e *encoder) { e.policy(&p) })
}

func (e *encoder) policy(p *Policy) {
	e.Text("id", p.ID)
	e.Text("version", p.Version)
	e.Text("title", p.Title)
	jsonwriter.Enum(e.Writer, "kind", p.Kind, Underpinning)
	if !p.Effective.From.IsZero() || !p.Effective.Until.IsZero() {
		e.Key("effective")
		e.Object(func() {
			e.Instant("from", p.Effective.From)
			e.Instant("until", p.Effective.Until)
		})
	}
	jsonwriter.Enum(e.Writer, "applies_to", p.AppliesTo, OpenCases)
	e.Texts("reasons", p.Reasons)
	jsonwriter.List(e.Writer, "kinds", p.Kinds, func(k *Kind) { e.String(string(*k)) })
	jsonwriter.Map(e.Writer, "metrics", p.Metrics, func(m Metric) { e.Object(func() { e.metric(&m) }) })
	e.status(&p.Status)
	jsonwriter.Objects(e.Writer, "rules", p.Rules, e.rule)
}

func (e *encoder) metric(m *Metric) {
	jsonwriter.List(e.Writer, "start", m.Start, e.trigger)
	jsonwriter.List(e.Writer, "stop", m.Stop, e.trigger)
	jsonwriter.List(e.Writer, "cancel", m.Cancel, e.trigger)
	jsonwriter.List(e.Writer, "after", m.After, e.trigger)
	e.Bool("repeat", m.Repeat)
	jsonwriter.Enum(e.Writer, "while_running", m.WhileRunning, Restart)
	e.Text("by", m.By)
	jsonwriter.Enum(e.Writer, "on_resolved", m.OnResolved, Continue)
}

// trigger appends a kind, or an object where there is a condition.
func (e *encoder) trigger(t *Trigger) {
	if t.Where.isAbsent() {
		e.String(string(t.Kind))
		return
	}
	e.Object(func() {
		e.Text("kind", string(t.Kind))
		e.match("where", &t.Where)
	})
}

func (e *encoder) status(s *StatusMap) {
	if s.isAbsent() {
		return
	}
	e.Key("status")
	e.Object(func() {
		e.Text("attribute", s.Attribute)
		e.Attributes("paused", s.Paused)
		e.Texts("resolved", s.Resolved)
		e.Texts("closed", s.Closed)
		e.Texts("cancelled", s.Cancelled)
	})
}

func (e *encoder) rule(r *Rule) {
	e.Text("id", r.ID)
	e.Text("title", r.Title)
	e.match("when", &r.When)
	jsonwriter.Objects(e.Writer, "commitments", r.Commitments, e.commitment)
}

func (e *encoder) commitment(c *Commitment) {
	e.Text("id", c.ID)
	e.Text("title", c.Title)
	e.Text("metric", c.Metric)
	if c.Within != nil {
		e.allowance("within", *c.Within)
	}
	e.calendar(&c.Calendar)
	e.Texts("pause_on", c.PauseOn)
	e.match("pause_when", &c.PauseWhen)
	jsonwriter.Objects(e.Writer, "alerts", c.Alerts, e.alert)
	jsonwriter.Enum(e.Writer, "reopen", c.Reopen, Final)
	jsonwriter.Enum(e.Writer, "retarget", c.Retarget, NeverEarlier)
	jsonwriter.Enum(e.Writer, "consent", c.Consent, Required)
	jsonwriter.Enum(e.Writer, "on_resolved", c.OnResolved, Continue)
}

func (e *encoder) calendar(c *CalendarChoice) {
	if c.By == "" && len(c.Of) == 0 && c.Else == "" {
		e.Text("calendar", c.Name)
		return
	}
	e.Key("calendar")
	if c.Name != "" {
		e.Fail(errNameAndChoice)
	}
	e.Object(func() {
		e.Text("by", c.By)
		jsonwriter.Map(e.Writer, "of", c.Of, e.String)
		e.Text("else", c.Else)
	})
}

func (e *encoder) alert(a *Alert) {
	e.Text("id", a.ID)
	e.Text("at", a.At.String())
	jsonwriter.Enum(e.Writer, "clock", a.Clock, WallClock)
	e.Duration("repeat", a.Repeat)
	e.Int("times", int64(a.Times))
}

// match appends a condition, unless it says nothing.
func (e *encoder) match(key string, m *Match) {
	if !m.isAbsent() {
		e.Key(key)
		e.condition(m, 1)
	}
}

// isAbsent reports whether a condition is not there at all. One of no
// alternatives is there, though [Compile] refuses it.
func (m *Match) isAbsent() bool { return len(m.Has) == 0 && m.Any == nil && m.Not == nil }

// condition appends a condition at a depth, from 1. It reports one that is nested
// too deep, and the first of those that are too many.
func (e *encoder) condition(m *Match, depth int) {
	e.conditions++
	switch {
	case depth > maxMatchDepth:
		e.Fail(fmt.Errorf(textTooDeep, maxMatchDepth))
	case e.conditions == maxMatches+1:
		e.Fail(fmt.Errorf(textTooManyMatches, maxMatches))
	case e.conditions <= maxMatches:
		e.parts(m, depth)
		return
	}
	e.Data = append(e.Data, "{}"...)
}

// parts appends what a condition is made of.
func (e *encoder) parts(m *Match, depth int) {
	e.Object(func() {
		for _, reserved := range []string{"any", "not"} {
			if _, used := m.Has[reserved]; used {
				e.FailAt(reserved, errReserved)
			}
		}
		e.Lists(m.Has)
		if m.Any != nil {
			e.Key("any")
			jsonwriter.Array(e.Writer, m.Any, func(alternative *Match) { e.condition(alternative, depth+1) })
		}
		if m.Not != nil {
			e.Key("not")
			e.condition(m.Not, depth+1)
		}
	})
}
