package compensation

import (
	"fmt"
	"slices"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/internal/expr"
)

// outcome is what a rule came to for an incident.
type outcome struct {
	rule    *rule
	applies bool
	amount  expr.Number
}

// rules works out each rule for the facts of an incident, and their sum.
func (a *assessment) rules() error {
	a.scratch = a.scratch[:0]
	for i := range a.program.rules {
		o, err := a.rule(i)
		if err != nil {
			return err
		}
		a.scratch = append(a.scratch, o)
	}
	if err := a.choose(); err != nil {
		return err
	}
	sum := expr.Number{}
	for i := range a.scratch {
		if a.scratch[i].applies {
			sum = sum.Add(a.scratch[i].amount)
		}
	}
	a.due[a.incident] = sum
	return nil
}

// rule works out one rule: condition, exclusions, amount, minimum, maximum and
// rounding.
func (a *assessment) rule(i int) (outcome, error) {
	r := &a.program.rules[i]
	o := outcome{rule: r}
	m := a.machine
	m.Begin()
	holds := r.when == nil || r.when.Bool(m)
	if err := a.stopped("rules", i, "when"); err != nil {
		return o, err
	}
	if !holds {
		return o, a.unmet(Line{Rule: r.ID, Title: r.Title, Form: r.Form}, r.when, "rules", i)
	}
	reason, err := a.excluded("rules", i, r.unless)
	if err != nil {
		return o, err
	}
	if reason != nil {
		return o, a.exclude(Line{Rule: r.ID, Form: r.Form}, reason)
	}
	o.applies = true
	o.amount = r.amount.Number(m)
	if err := a.stopped("rules", i, "amount"); err != nil {
		return o, err
	}
	line := a.ruleLine(r, LineComputed, r.amount)
	line.Facts, line.Lookups, line.Exact = a.facts(), a.lookups(), o.amount.String()
	if o.amount.Sign() == 0 {
		line.Conditions = conditions(r.amount.WhyZero(m))
		if err := a.stopped("rules", i, "amount"); err != nil {
			return o, err
		}
	}
	if err := a.line(line, o.amount); err != nil {
		return o, err
	}
	if err := a.bound(i, "min", r.min, LineMinimum, &o.amount); err != nil {
		return o, err
	}
	if err := a.bound(i, "max", r.max, LineMaximum, &o.amount); err != nil {
		return o, err
	}
	if r.round == nil {
		return o, nil
	}
	rounded := r.round.round(o.amount)
	err = a.change(Line{Kind: LineRounding, Incident: a.incident + 1, Rule: r.ID, Form: r.Form, Reason: Rounding(r.round.mode).String()}, o.amount, rounded)
	o.amount = rounded
	return o, err
}

// bound raises an amount to a minimum, or lowers it to a maximum.
func (a *assessment) bound(i int, field string, by *expr.Program, kind LineKind, amount *expr.Number) error {
	if by == nil {
		return nil
	}
	r := &a.program.rules[i]
	a.machine.Begin()
	limit := by.Number(a.machine)
	if err := a.stopped("rules", i, field); err != nil {
		return err
	}
	if order := amount.Cmp(limit); kind == LineMinimum && order >= 0 || kind == LineMaximum && order <= 0 {
		return nil
	}
	line := a.ruleLine(r, kind, by)
	line.Facts, line.Lookups, line.Exact = a.facts(), a.lookups(), limit.String()
	err := a.change(line, *amount, limit)
	*amount = limit
	return err
}

// choose lets each group set aside the rules that it does not take.
func (a *assessment) choose() error {
	for i := range a.scratch {
		o := &a.scratch[i]
		if !o.applies || o.rule.grouping == GroupSum {
			continue
		}
		// The first that applies decides for its whole group, once.
		taken, err := a.taken(i)
		if err != nil {
			return err
		}
		for _, j := range o.rule.rivals {
			other := &a.scratch[j]
			if j == taken || !other.applies {
				continue
			}
			other.applies = false
			line := a.ruleLine(other.rule, LineExcluded, nil)
			line.Reason = other.rule.Group
			if err := a.line(line, other.amount.Neg()); err != nil {
				return err
			}
		}
	}
	return nil
}

// taken returns the rule that a group takes of those that apply, the first of
// which is given.
func (a *assessment) taken(first int) (int, error) {
	best := first
	rule := a.scratch[first].rule
	for _, i := range rule.rivals {
		other := &a.scratch[i]
		if i == first || !other.applies {
			continue
		}
		order := other.amount.Cmp(a.scratch[best].amount)
		switch rule.grouping {
		case GroupMax:
			if order > 0 {
				best = i
			}
		case GroupMin:
			if order < 0 {
				best = i
			}
		case GroupOnly:
			return 0, a.fail(coded(ErrConflict, "only one of its rules may apply, but %s and %s do",
				check.Quote(rule.ID), check.Quote(other.rule.ID)), string(check.Path("groups").Key(rule.Group)))
		case GroupFirst, GroupSum:
		}
	}
	return best, nil
}

// ruleLine returns a line about a rule and the expression that decided it.
func (a *assessment) ruleLine(r *rule, kind LineKind, by *expr.Program) Line {
	line := Line{Kind: kind, Incident: a.incident + 1, Rule: r.ID, Title: r.Title, Form: r.Form}
	if by != nil {
		line.Expression = by.Text()
	}
	return line
}

// unmet adds the line of a rule or right whose condition does not hold.
func (a *assessment) unmet(line Line, when *expr.Program, list string, index int) error {
	line.Kind, line.Incident, line.Expression, line.Facts = LineUnmet, a.incident+1, when.Text(), a.facts()
	line.Conditions = conditions(when.Why(a.machine))
	if err := a.stopped(list, index, "when"); err != nil {
		return err
	}
	return a.line(line, expr.Number{})
}

// exclude adds the line of a rule or right that an exclusion sets aside.
func (a *assessment) exclude(line Line, by *exclusion) error {
	line.Kind, line.Incident, line.Reason, line.Title = LineExcluded, a.incident+1, by.ID, by.Title
	line.Expression, line.Facts = by.when.Text(), a.facts()
	return a.line(line, expr.Number{})
}

// facts returns the facts that the machine has read, as the claim gave them.
func (a *assessment) facts() []FactRead {
	slots := a.machine.Reads()
	if len(slots) == 0 {
		return nil
	}
	list := make([]FactRead, len(slots))
	for i, slot := range slots {
		name := a.program.facts[slot].name
		list[i] = FactRead{Name: name, Value: a.given(name)}
		if list[i].Value.IsZero() {
			list[i].Value = Bool(false) // only of a bool is an absence read
		}
	}
	return list
}

// given returns a fact as the claim gave it.
func (a *assessment) given(name string) Value {
	if a.claim.Incidents != nil && a.incident != wholeClaim {
		if value := a.claim.Incidents[a.incident][name]; !value.IsZero() {
			return value
		}
	}
	return a.claim.Facts[name]
}

// lookups returns what the tables noted, each lookup once.
func (a *assessment) lookups() []Lookup {
	if len(a.machine.Lookups) == 0 {
		return nil
	}
	list := make([]Lookup, 0, len(a.machine.Lookups))
	for _, l := range a.machine.Lookups {
		t := a.program.tables[l.Table]
		lookup := Lookup{Table: t.name, Argument: l.Argument.String(), Entry: t.entry(l.Entry)}
		if !slices.Contains(list, lookup) {
			list = append(list, lookup)
		}
		if len(list) == maxLookups {
			break
		}
	}
	return list
}

// maxLookups is more than anybody reads of one line.
const maxLookups = 16

func conditions(reasons []expr.Reason) []Condition {
	if len(reasons) == 0 {
		return nil
	}
	list := make([]Condition, len(reasons))
	for i, r := range reasons {
		list[i] = Condition{Text: r.Text, Holds: r.Holds}
		if r.Compared {
			by := r.Left.Sub(r.Right)
			if by.Sign() < 0 {
				by = by.Neg()
			}
			list[i].Left, list[i].Right, list[i].By = r.Left.String(), r.Right.String(), by.String()
		}
	}
	return list
}

// stopped returns the error that stopped the machine, with the path of what was
// evaluated in the scheme.
func (a *assessment) stopped(list string, index int, fields ...string) error {
	err := a.machine.Err()
	if err == nil {
		return nil
	}
	path := check.Path(list).Index(index)
	for _, field := range fields {
		path = path.Key(field)
	}
	return a.fail(translate(err, a.program.facts), string(path))
}

// fail returns an error of the assessment: of which incident, and by which part
// of the scheme.
func (a *assessment) fail(err error, path string) error {
	if path != "" {
		err = &commitment.FieldError{Path: path, Err: err}
	}
	if a.claim.Incidents != nil && a.incident != wholeClaim {
		return fmt.Errorf("compensation: incidents[%d]: %w", a.incident, err)
	}
	return fmt.Errorf("compensation: %w", err)
}
