package sla

import (
	"iter"
	"maps"
	"slices"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/internal/check"
)

// warn collects what is legal in policies that passed the checks, but hardly
// meant: what has no effect, can never happen, or happens at once.
func warn(policies []Policy, problems *check.Problems) {
	for i := range policies {
		at := check.Path("")
		if len(policies) > 1 {
			at = at.Key("policies").Index(i)
		}
		w := warner{policy: &policies[i], metrics: BuiltInMetrics(), problems: problems, search: newSearch()}
		maps.Copy(w.metrics, policies[i].Metrics)
		w.policyAt(at)
	}
}

// warner warns about one policy.
type warner struct {
	policy   *Policy
	metrics  map[string]Metric
	problems *check.Problems
	search   *search
}

func (w *warner) policyAt(at check.Path) {
	w.reasonsAt(at)
	for _, name := range slices.Sorted(maps.Keys(w.policy.Metrics)) {
		w.metricAt(at.Key("metrics").Key(name), name)
	}
	w.coverageAt(at.Key("rules"))
	for i := range w.policy.Rules {
		rule := &w.policy.Rules[i]
		for j := range rule.Commitments {
			w.commitmentAt(at.Key("rules").Index(i).Key("commitments").Index(j), &rule.Commitments[j])
		}
	}
}

// reasonsAt warns about pause reasons, declared or mapped from a status, that
// stop no clock.
func (w *warner) reasonsAt(at check.Path) {
	used := make(map[string]bool)
	for c := range w.policy.commitments() {
		for _, reason := range c.PauseOn {
			used[reason] = true
		}
	}
	if used[anyReason] {
		return
	}
	for i, reason := range w.policy.Reasons {
		if !used[reason] {
			w.problems.Addf(at.Key("reasons").Index(i), "no commitment pauses on %s", check.Quote(reason))
		}
	}
	for _, reason := range slices.Sorted(maps.Keys(w.policy.Status.Paused)) {
		if !used[reason] {
			w.problems.Addf(at.Key("status").Key("paused").Key(reason), "no commitment pauses on it")
		}
	}
}

func (w *warner) metricAt(at check.Path, name string) {
	used := false
	for c := range w.policy.commitments() {
		used = used || c.Metric == name
	}
	if !used {
		w.problems.Addf(at, "no commitment uses it")
	}
	m := w.metrics[name]
	w.triggersAt(at.Key("start"), m.Start)
	w.triggersAt(at.Key("stop"), m.Stop)
	w.triggersAt(at.Key("cancel"), m.Cancel)
	w.triggersAt(at.Key("after"), m.After)
}

// triggersAt warns about triggers whose events all fulfil another one: of two
// that are the same, about the second.
func (w *warner) triggersAt(at check.Path, triggers []Trigger) {
	where := make([]*formula, len(triggers))
	for i := range triggers {
		where[i] = w.search.formula(&triggers[i].Where)
	}
	within := func(i, j int) bool {
		return triggers[i].Kind == triggers[j].Kind && w.search.without(where[i], where[j]) == impossible
	}
	for i := range triggers {
		for j := range triggers {
			if i != j && within(i, j) && (j < i || !within(j, i)) {
				w.problems.Addf(at.Index(i), "adds nothing to %s", at.Index(j))
				break
			}
		}
	}
}

// coverageAt warns about rules that never decide, and about cases for which
// none does.
func (w *warner) coverageAt(at check.Path) {
	rules := w.policy.Rules
	when := make([]*formula, len(rules))
	for i := range rules {
		when[i] = w.search.formula(&rules[i].When)
		if w.search.without(when[i]) == impossible {
			w.problems.Addf(at.Index(i).Key("when"), "can never match: it contradicts itself")
			continue
		}
		if w.search.without(when[i], when[:i]...) != impossible {
			continue
		}
		alone := slices.IndexFunc(when[:i], func(earlier *formula) bool {
			return w.search.without(when[i], earlier) == impossible
		})
		if alone < 0 {
			w.problems.Addf(at.Index(i), "can never match: the rules before it take all its cases")
			continue
		}
		w.problems.Addf(at.Index(i), "can never match: %s, the rule %s, takes all its cases", at.Index(alone), check.Quote(rules[alone].ID))
	}
	if w.search.without(w.search.formula(&Match{}), when...) == possible {
		w.problems.Addf(at, "there is no default: a case that no rule matches is promised nothing")
	}
}

func (w *warner) commitmentAt(at check.Path, c *Commitment) {
	m := w.metrics[c.Metric]
	promised, only := m.startsByPromise()
	zero := c.Within != nil && isZeroAllowance(*c.Within) && !only
	switch {
	case c.Within != nil && only:
		w.problems.Addf(at.Key("within"), "has no effect: the metric %s is due at the date that is promised", check.Quote(c.Metric))
	case zero:
		w.problems.Addf(at.Key("within"), "is zero: due at the very start")
	}
	if c.Within == nil && c.Retarget != 0 {
		w.problems.Addf(at.Key("retarget"), "moves nothing: there is no allowance, and so no due instant")
	}
	if c.Within == nil && !promised && c.Consent != 0 {
		w.problems.Addf(at.Key("consent"), "has no effect: there is no allowance to extend")
	}
	w.pausesAt(at, c, zero)
	if c.Reopen != 0 && !m.reopens(c.OnResolved) {
		w.problems.Addf(at.Key("reopen"), "has no effect: no reopening undoes a stop of the metric %s", check.Quote(c.Metric))
	}
	if c.OnResolved != 0 && m.stopsWheneverResolved() {
		w.problems.Addf(at.Key("on_resolved"), `has no effect: the metric %s stops on "resolved"`, check.Quote(c.Metric))
	}
	if c.Calendar.By != "" && c.Calendar.Else == "" {
		w.problems.Addf(at.Key("calendar"), `has no "else": a case with none of these values of %s has no calendar`, check.Quote(c.Calendar.By))
	}
	for i := range c.Alerts {
		w.alertAt(at.Key("alerts").Index(i), &c.Alerts[i], c, promised)
	}
}

func (w *warner) pausesAt(at check.Path, c *Commitment, zero bool) { //nolint:revive // a fact about the allowance
	if len(c.PauseOn) > 1 && slices.Contains(c.PauseOn, anyReason) {
		w.problems.Addf(at.Key("pause_on"), `names reasons besides "*", which is any`)
	}
	if !c.PauseWhen.IsZero() && w.search.without(w.search.formula(&c.PauseWhen)) == impossible {
		w.problems.Addf(at.Key("pause_when"), "can never match: it contradicts itself")
	}
	if !zero {
		return
	}
	if len(c.PauseOn) > 0 {
		w.problems.Addf(at.Key("pause_on"), "moves nothing: a zero allowance is due at the start, paused or not")
	}
	if !c.PauseWhen.IsZero() {
		w.problems.Addf(at.Key("pause_when"), "moves nothing: a zero allowance is due at the start, paused or not")
	}
}

// alertAt warns about an alert; promised says that the clock may be due at a
// promised date.
func (w *warner) alertAt(at check.Path, a *Alert, c *Commitment, promised bool) {
	counted := a.At.kind == levelShare || a.At.kind == levelElapsed
	switch {
	case a.At.kind != levelElapsed && c.Within == nil && !promised:
		w.problems.Addf(at.Key("at"), "can never fire: without an allowance the commitment is never due")
	case promised || c.Within == nil:
		// Nobody knows how far off a promised date will be.
	case a.At.kind == levelShare && isZeroAllowance(*c.Within):
		w.problems.Addf(at.Key("at"), "is a share of a zero allowance: fires at the start")
	case a.beforeStart(*c.Within):
		w.problems.Addf(at.Key("at"), "lies before the start, of which the due instant is %s off: fires at once", c.Within)
	}
	if a.Clock == WallClock && counted {
		w.problems.Addf(at.Key("clock"), "has no effect: %s is counted in the commitment's own time", a.At)
	}
	if a.Repeat > 0 && a.Times == 1 {
		w.problems.Addf(at.Key("repeat"), "has no effect: the alert fires once")
	}
}

// beforeStart reports whether the level lies before the start of every clock:
// wall time may hold more of it than the allowance, and so may days.
func (a *Alert) beforeStart(within calendar.Allowance) bool {
	return a.At.kind == levelBeforeDue && a.Clock != WallClock && within.Unit() == calendar.WorkingTime &&
		a.At.n < -int64(within.WorkingTime())
}

// isZeroAllowance reports whether a clock of the allowance is due as soon as it
// starts. No days up to the close of business are some time.
func isZeroAllowance(a calendar.Allowance) bool {
	if a.Unit() == calendar.WorkingTime {
		return a.WorkingTime() == 0
	}
	return a.Count() == 0 && !a.Rolls() && (a.DueRule() == calendar.SameTime || a.DueRule() == calendar.WallTime)
}

// startsByPromise reports whether promises start the metric, and whether
// nothing else does.
func (m *Metric) startsByPromise() (some, only bool) {
	n := 0
	for i := range m.Start {
		if m.Start[i].Kind == KindPromised {
			n++
		}
	}
	return n > 0, n > 0 && n == len(m.Start)
}

// reopens reports whether a reopening goes on with a clock that a resolution
// ended: one that nothing but the resolution stops, or that it made not
// applicable.
func (m *Metric) reopens(onResolved OnResolved) bool {
	if onResolved == 0 {
		onResolved = m.OnResolved
	}
	if !m.stopsWheneverResolved() && onResolved == NotApplicableOnResolved {
		return true
	}
	return !m.Repeat && !slices.ContainsFunc(m.Stop, func(t Trigger) bool { return t.Kind != KindResolved && t.Kind != KindClosed })
}

// stopsWheneverResolved reports whether every resolution stops the metric.
func (m *Metric) stopsWheneverResolved() bool {
	return slices.ContainsFunc(m.Stop, func(t Trigger) bool { return t.Kind == KindResolved && t.Where.IsZero() })
}

// commitments returns those of all rules, in order.
func (p *Policy) commitments() iter.Seq[*Commitment] {
	return func(yield func(*Commitment) bool) {
		for i := range p.Rules {
			for j := range p.Rules[i].Commitments {
				if !yield(&p.Rules[i].Commitments[j]) {
					return
				}
			}
		}
	}
}
