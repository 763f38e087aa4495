package sla

import (
	"maps"
	"slices"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/internal/check"
)

// Engine judges cases by the compiled versions of one policy.
//
// An Engine is immutable and safe for concurrent use. The zero value has no
// policy: it gives every case an empty report.
type Engine struct {
	policies []Policy
	versions []version // in the order of their From
	codes    map[Kind]kindCode
	// sharing says that some metric has a By.
	sharing bool
	// takesOver says that some version takes over open cases.
	takesOver bool
	warnings  []*commitment.FieldError
}

// version is a compiled version of the policy.
type version struct {
	id, version, title string
	// from is inclusive, until exclusive; zero is no bound.
	from, until instant
	takesOpen   bool
	status      *StatusMap // nil if there is none
	// reasons and kinds are what the policy declares, nil if it declares none.
	reasons map[string]bool
	kinds   map[Kind]bool
	rules   []rule
}

// rule is a compiled rule.
type rule struct {
	id, title string
	when      Match
	terms     []*term
}

// term is a compiled commitment.
type term struct {
	id, metric, title string
	// track is the same number for the commitments of all rules and versions that
	// are one promise: same id, same metric. A clock runs on across them.
	track     int
	machine   *machine
	within    bool
	allowance calendar.Allowance
	choice    choice
	pauseOn   []string
	pauseAny  bool
	pauseWhen *Match // nil if there is none
	pauses    bool   // by any of these
	alerts    []string
	// shares says that some level is a share of the allowance.
	shares bool
	levels []level

	reopen     Reopen
	retarget   Retarget
	consent    Consent
	onResolved OnResolved
}

// choice is a compiled choice of a calendar.
type choice struct {
	fixed *office
	by    string
	of    map[string]*office
	other *office // nil: no calendar
}

// Compile checks the versions of one policy against each other and against the
// calendars they name, and returns an engine. It keeps nothing of the policies.
//
// Everything that is wrong is reported at once, as [commitment.FieldError]s whose
// paths begin with "policies[i]" where there are several: missing and repeated
// ids, unknown metrics, calendars, reasons and kinds, negative or contradictory
// values, versions in force at the same time, two policies. A nil calendar is
// one that is not there.
func Compile(calendars map[string]*calendar.Calendar, policies ...Policy) (*Engine, error) {
	var problems check.Problems
	checkPolicies(calendars, policies, &problems)
	if err := problems.Err("sla"); err != nil {
		return nil, err
	}
	c := compiler{
		engine:  &Engine{codes: builtInCodes()},
		offices: make(map[string]*office),
		tracks:  make(map[trackKey]int),
		shared:  make(map[string]*machine),
	}
	for name, cal := range calendars {
		if cal == nil {
			continue
		}
		c.offices[name] = newOffice(name, cal)
	}
	for i := range policies {
		c.policy(&policies[i])
	}
	c.engine.order()
	warn(policies, &problems)
	c.engine.warnings = commitment.FieldErrors(problems.Err("sla"))
	return c.engine, nil
}

// Warnings returns what is legal in the policies but suspicious, with its path:
// alerts that can never fire, keys without effect, rules that never match
// because earlier ones take all their cases, no rule for the other cases, an
// allowance of nothing. The list belongs to the caller.
func (e *Engine) Warnings() []*commitment.FieldError { return slices.Clone(e.warnings) }

// Policies returns the versions that the engine was made of, in the order in
// which they come into force. They belong to the caller.
func (e *Engine) Policies() []Policy {
	policies := make([]Policy, len(e.policies))
	for i := range e.policies {
		policies[i] = e.policies[i].clone()
	}
	return policies
}

// order sorts the versions by the beginning of their effect and ends each where
// the next one begins.
func (e *Engine) order() {
	// Places are sorted, since a sort of their large types is much code.
	places := make([]int, len(e.versions))
	for i := range places {
		places[i] = i
	}
	slices.SortStableFunc(places, func(a, b int) int { return e.versions[a].from.Compare(e.versions[b].from) })
	versions, policies := e.versions, e.policies
	e.versions, e.policies = nil, nil
	for _, i := range places {
		e.versions = append(e.versions, versions[i])
		e.policies = append(e.policies, policies[i])
	}
	for i := range e.versions {
		if v := &e.versions[i]; v.until.IsZero() && i+1 < len(e.versions) {
			v.until = e.versions[i+1].from
		}
	}
}

// opening returns the version for cases opened at an instant, or nil.
func (e *Engine) opening(t instant) *version {
	for i := range e.versions {
		v := &e.versions[i]
		if !t.Before(v.from) && (v.until.IsZero() || t.Before(v.until)) {
			return v
		}
	}
	return nil
}

// takeover returns the first version after one, nil for none, that takes over
// open cases and comes into force after an instant; nil if there is none.
func (e *Engine) takeover(current *version, after instant) *version {
	if !e.takesOver {
		return nil
	}
	for i := range e.versions {
		v := &e.versions[i]
		if v.takesOpen && v.from.After(after) && (current == nil || v.from.After(current.from)) {
			return v
		}
	}
	return nil
}

// rule returns the first rule that matches, or nil.
func (v *version) rule(attributes map[string][]string) *rule {
	if v == nil {
		return nil
	}
	for i := range v.rules {
		if v.rules[i].when.Matches(attributes) {
			return &v.rules[i]
		}
	}
	return nil
}

// choose returns the calendar for a case's attributes, nil if there is none.
func (c *choice) choose(attributes map[string][]string) *office {
	if c.fixed != nil {
		return c.fixed
	}
	for _, value := range attributes[c.by] {
		if o, ok := c.of[value]; ok {
			return o
		}
	}
	return c.other
}

// clone returns a copy that shares nothing with p.
func (p *Policy) clone() Policy {
	q := *p
	q.Reasons, q.Kinds = slices.Clone(p.Reasons), slices.Clone(p.Kinds)
	q.Metrics = maps.Clone(p.Metrics)
	for name, m := range q.Metrics {
		m.Start, m.Stop, m.Cancel, m.After = cloneTriggers(m.Start), cloneTriggers(m.Stop), cloneTriggers(m.Cancel), cloneTriggers(m.After)
		q.Metrics[name] = m
	}
	q.Status = p.Status.clone()
	q.Rules = slices.Clone(p.Rules)
	for i := range q.Rules {
		r := &q.Rules[i]
		r.When = r.When.clone()
		r.Commitments = slices.Clone(r.Commitments)
		for j := range r.Commitments {
			c := &r.Commitments[j]
			if c.Within != nil {
				within := *c.Within
				c.Within = &within
			}
			c.Calendar.Of = maps.Clone(c.Calendar.Of)
			c.PauseOn, c.Alerts = slices.Clone(c.PauseOn), slices.Clone(c.Alerts)
			c.PauseWhen = c.PauseWhen.clone()
		}
	}
	return q
}

func (s *StatusMap) clone() StatusMap {
	c := *s
	c.Paused = cloneLists(s.Paused)
	c.Resolved, c.Closed, c.Cancelled = slices.Clone(s.Resolved), slices.Clone(s.Closed), slices.Clone(s.Cancelled)
	return c
}

func (m *Match) clone() Match {
	c := Match{Has: cloneLists(m.Has), Any: slices.Clone(m.Any)}
	for i := range c.Any {
		c.Any[i] = c.Any[i].clone()
	}
	if m.Not != nil {
		not := m.Not.clone()
		c.Not = &not
	}
	return c
}

func cloneTriggers(triggers []Trigger) []Trigger {
	list := slices.Clone(triggers)
	for i := range list {
		list[i].Where = list[i].Where.clone()
	}
	return list
}

// cloneLists copies a map of lists: in one array, if most of them have one value.
func cloneLists(lists map[string][]string) map[string][]string {
	if lists == nil {
		return nil
	}
	clone, all := make(map[string][]string, len(lists)), make([]string, 0, len(lists))
	for key, list := range lists {
		all = append(all, list...)
		clone[key] = all[len(all)-len(list) : len(all) : len(all)]
	}
	return clone
}
