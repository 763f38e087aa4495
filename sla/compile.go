package sla

import (
	"maps"

	"github.com/servicecommitment/commitment/calendar"
)

// compiler builds an engine of policies that are known to be right.
type compiler struct {
	engine  *Engine
	offices map[string]*office
	tracks  map[trackKey]int
	// shared holds the machines by their canonical text, so that the same metric
	// of several rules and versions is one.
	shared map[string]*machine
}

// trackKey identifies a promise across rules and versions.
type trackKey struct {
	commitment, metric string
	machine            *machine
}

func (c *compiler) policy(p *Policy) {
	own := p.clone()
	c.engine.policies = append(c.engine.policies, own)
	v := version{
		id: own.ID, version: own.Version, title: own.Title,
		from: instantOf(own.Effective.From), until: instantOf(own.Effective.Until),
		takesOpen: own.AppliesTo == OpenCases,
	}
	c.engine.takesOver = c.engine.takesOver || v.takesOpen
	if own.Status.Attribute != "" {
		v.status = &own.Status
	}
	if len(own.Reasons) > 0 {
		v.reasons = make(map[string]bool)
		for _, reason := range own.Reasons {
			v.reasons[reason] = true
		}
	}
	if len(own.Kinds) > 0 {
		v.kinds = make(map[Kind]bool)
		for _, kind := range own.Kinds {
			v.kinds[kind] = true
		}
	}
	metrics := BuiltInMetrics()
	maps.Copy(metrics, own.Metrics)
	for i := range own.Rules {
		r := rule{id: own.Rules[i].ID, title: own.Rules[i].Title, when: own.Rules[i].When}
		for j := range own.Rules[i].Commitments {
			r.terms = append(r.terms, c.term(&own.Rules[i].Commitments[j], metrics))
		}
		v.rules = append(v.rules, r)
	}
	c.engine.versions = append(c.engine.versions, v)
}

func (c *compiler) term(from *Commitment, metrics map[string]Metric) *term {
	metric := metrics[from.Metric]
	t := &term{
		id: from.name(), metric: from.Metric, title: from.Title, machine: c.machine(metric),
		choice: c.choice(&from.Calendar), pauseOn: from.PauseOn,
		reopen: orElse(from.Reopen, Resume), retarget: orElse(from.Retarget, KeepElapsed),
		consent:    orElse(from.Consent, NotRequired),
		onResolved: orElse(from.OnResolved, orElse(metric.OnResolved, Continue)),
	}
	if from.Within != nil {
		t.within, t.allowance = true, *from.Within
	}
	for _, reason := range from.PauseOn {
		t.pauseAny = t.pauseAny || reason == anyReason
	}
	if !from.PauseWhen.IsZero() {
		t.pauseWhen = &from.PauseWhen
	}
	t.pauses = len(t.pauseOn) > 0 || t.pauseWhen != nil
	for i := range from.Alerts {
		a := &from.Alerts[i]
		t.alerts = append(t.alerts, a.name())
		t.levels = append(t.levels, levelsOf(a, i)...)
		t.shares = t.shares || a.At.kind == levelShare
	}
	key := trackKey{t.id, t.metric, t.machine}
	track, known := c.tracks[key]
	if !known {
		track = len(c.tracks)
		c.tracks[key] = track
	}
	t.track = track
	return t
}

// name returns the id of a commitment, or its default.
func (c *Commitment) name() string {
	if c.ID != "" {
		return c.ID
	}
	return c.Metric
}

// name returns the id of an alert, or its default.
func (a *Alert) name() string {
	if a.ID != "" {
		return a.ID
	}
	return a.At.String()
}

func orElse[E comparable](value, other E) E {
	var zero E
	if value == zero {
		return other
	}
	return value
}

func (c *compiler) choice(from *CalendarChoice) choice {
	if from.By == "" {
		return choice{fixed: c.offices[from.Name]}
	}
	compiled := choice{by: from.By, of: make(map[string]*office, len(from.Of)), other: c.offices[from.Else]}
	for value, name := range from.Of {
		compiled.of[value] = c.offices[name]
	}
	return compiled
}

// targetKindOf returns how an allowance is judged.
func targetKindOf(a calendar.Allowance) targetKind {
	switch {
	case a.Unit() == calendar.WorkingTime:
		return targetWorked
	case a.Unit() == calendar.BusinessDays && a.DueRule() == calendar.SameTime:
		return targetSameTime
	}
	return targetWholeDays
}
