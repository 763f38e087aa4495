package sla

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/internal/timewords"
)

// Describe says in lines of text what the policy promises to whom, for those to
// whom it is promised: what it is, and a line for each rule. Alerts, which are
// for those who promise, are left out. For a language that is none it writes
// English.
//
// It is meant for people: its wording may change.
func (p Policy) Describe(lang commitment.Lang) []string {
	w := wordsOf(lang)
	metrics := BuiltInMetrics()
	maps.Copy(metrics, p.Metrics)
	lines := make([]string, 0, 1+len(p.Rules))
	lines = append(lines, w.policy(&p))
	for i := range p.Rules {
		rule := &p.Rules[i]
		var promises []string
		for j := range rule.Commitments {
			c := &rule.Commitments[j]
			m := metrics[c.Metric]
			promises = append(promises, w.promise(c, &m))
		}
		if len(promises) == 0 {
			promises = append(promises, w.describe.nothing)
		}
		lines = append(lines, w.cases(rule, i == 0)+w.colon+strings.Join(promises, w.semicolon))
	}
	return lines
}

// policy says what a policy is and when it is in force.
func (w *words) policy(p *Policy) string {
	d := &w.describe
	line := w.titled(p.Title, timewords.Plain(strings.TrimSpace(p.ID+" "+p.Version))) + w.comma + enumWord(d.kinds, max(p.Kind, SLA))
	if from := p.Effective.From; !from.IsZero() {
		line += fmt.Sprintf(d.from, w.Instant(from))
	}
	if until := p.Effective.Until; !until.IsZero() {
		line += fmt.Sprintf(d.until, w.Deadline(until))
	}
	if p.AppliesTo == OpenCases {
		line += d.openCases
	}
	return line
}

// cases says which cases a rule covers.
func (w *words) cases(rule *Rule, first bool) string {
	switch {
	case rule.Title != "":
		return timewords.Plain(rule.Title)
	case !rule.When.IsZero():
		return w.condition(&rule.When)
	case first:
		return w.describe.allCases
	}
	return w.describe.otherCases
}

// maxConditions is how many conditions within one another a text tells.
const maxConditions = 100

// condition says a condition on attributes.
func (w *words) condition(m *Match) string {
	left := maxConditions
	return strings.Join(w.conditions(m, &left), w.and)
}

// conditions says what a condition asks for, all of it; left is how many
// conditions may still be told.
func (w *words) conditions(m *Match, left *int) []string {
	d := &w.describe
	if *left--; *left < 0 {
		return []string{d.deep}
	}
	var parts []string
	for _, key := range slices.Sorted(maps.Keys(m.Has)) {
		parts = append(parts, fmt.Sprintf(d.is, timewords.Plain(key), timewords.Plain(strings.Join(m.Has[key], w.or))))
	}
	if len(m.Any) > 0 {
		choices := make([]string, 0, min(len(m.Any), *left))
		for i := range m.Any[:cap(choices)] {
			choices = append(choices, w.together(w.conditions(&m.Any[i], left)))
		}
		if len(choices) < len(m.Any) {
			choices = append(choices, d.deep)
		}
		either := strings.Join(choices, d.either)
		if len(choices) > 1 && (len(m.Has) > 0 || m.Not != nil) {
			either = w.enclosed(either)
		}
		parts = append(parts, either)
	}
	if m.Not != nil {
		parts = append(parts, fmt.Sprintf(d.not, strings.Join(w.conditions(m.Not, left), w.and)))
	}
	return parts
}

// together says conditions as one: several of them in brackets.
func (w *words) together(parts []string) string {
	if len(parts) == 1 {
		return parts[0]
	}
	return w.enclosed(strings.Join(parts, w.and))
}

// enclosed puts a text in brackets.
func (w *words) enclosed(text string) string { return strings.TrimSpace(w.open) + text + w.closed }

// promise says a commitment.
func (w *words) promise(c *Commitment, m *Metric) string {
	d := &w.describe
	name := c.Title
	if name == "" {
		name = w.metric(c.Metric)
	}
	name = timewords.Plain(name)
	_, promised := m.startsByPromise()
	var text string
	switch {
	case promised:
		text = fmt.Sprintf(d.promised, name)
	case c.Within == nil:
		text = fmt.Sprintf(d.measured, name)
	case m.Repeat && m.WhileRunning == Restart && m.By == "":
		text = fmt.Sprintf(d.every, name, w.allowanceText(*c.Within))
	default:
		text = fmt.Sprintf(d.within, name, w.allowanceText(*c.Within))
	}
	return text + w.open + strings.Join(w.terms(c), w.comma) + w.closed
}

// terms says by which calendar a commitment counts, when its clock stands, and
// what an extension needs.
func (w *words) terms(c *Commitment) []string {
	d := &w.describe
	terms := []string{w.calendar(&c.Calendar)}
	switch {
	case slices.Contains(c.PauseOn, anyReason):
		terms = append(terms, d.pauseAny)
	case len(c.PauseOn) > 0:
		reasons := make([]string, len(c.PauseOn))
		for i, reason := range c.PauseOn {
			reasons[i] = w.reason(reason)
		}
		terms = append(terms, fmt.Sprintf(d.pauseOn, w.before(strings.Join(reasons, w.list))))
	}
	if !c.PauseWhen.IsZero() {
		terms = append(terms, fmt.Sprintf(d.pauseWhen, w.condition(&c.PauseWhen)))
	}
	if c.Consent == Required {
		terms = append(terms, d.consent)
	}
	return terms
}

// alwaysName is the name that calendars without closing hours go by.
const alwaysName = "always"

func (w *words) calendar(c *CalendarChoice) string {
	d := &w.describe
	if c.By == "" {
		if c.Name == alwaysName {
			return d.always
		}
		return fmt.Sprintf(d.calendar, timewords.Plain(c.Name))
	}
	var parts []string
	for _, value := range slices.Sorted(maps.Keys(c.Of)) {
		parts = append(parts, fmt.Sprintf(d.choice, timewords.Plain(c.Of[value]), timewords.Plain(value)))
	}
	if c.Else != "" {
		parts = append(parts, fmt.Sprintf(d.noOther, timewords.Plain(c.Else)))
	}
	return fmt.Sprintf(d.calendars, timewords.Plain(c.By)) + strings.Join(parts, w.comma)
}
