package compensation

import (
	"slices"

	"github.com/servicecommitment/commitment/internal/expr"
)

// settle rounds the total, adds what was carried, applies the threshold and
// splits the total over the incidents.
func (a *assessment) settle() error {
	a.leave()
	currency := a.program.scheme.Currency
	a.award.Carried = Money{currency: currency}
	parts, err := a.round()
	if err != nil {
		return err
	}
	if a.carried.Sign() != 0 {
		if err := a.line(Line{Kind: LineCarried}, a.carried); err != nil {
			return err
		}
	}
	paid, err := a.threshold()
	if err != nil {
		return err
	}
	if !paid {
		clear(parts)
	}
	a.award.Amount = a.shown
	a.award.PerIncident = make([]Money, len(parts))
	for i, part := range parts {
		a.award.PerIncident[i] = Money{currency: currency}
		if part.Sign() != 0 {
			a.award.PerIncident[i].amount = part.Decimal(shownPlaces)
		}
	}
	return nil
}

// round rounds the total once, unless each line was, and splits it. What the caps
// of the incidents have no room for is not owed.
func (a *assessment) round() ([]expr.Number, error) {
	rounded, mode := a.total, Rounding(0)
	if !a.program.perLine {
		g := &a.program.rounding
		rounded, mode = g.round(rounded), Rounding(g.mode)
	}
	parts, left := a.split(rounded)
	if left.Sign() > 0 {
		rounded, mode = rounded.Sub(left), Down
		if rounded.Sign() < 0 {
			mode = Floor
		}
	}
	if err := a.change(Line{Kind: LineRounding, Reason: mode.String()}, a.total, rounded); err != nil {
		return nil, err
	}
	return parts, a.noteSplit()
}

// threshold applies the least that is paid out, and reports whether the amount
// is.
func (a *assessment) threshold() (bool, error) {
	t := a.program.payable
	if t == nil || a.total.Sign() == 0 {
		return true, nil
	}
	a.machine.Begin()
	least := t.least.Number(a.machine)
	field := "at_least"
	operator := " >= "
	if t.MoreThan != "" {
		field, operator = "more_than", " > "
	}
	if err := a.machine.Err(); err != nil {
		return false, a.fail(translate(err, a.program.facts), "payable."+field)
	}
	if order := a.total.Cmp(least); order > 0 || order == 0 && t.MoreThan == "" {
		return true, nil
	}
	line := Line{
		Kind: LineThreshold, Reason: t.Below.String(), Expression: t.least.Text(), Facts: a.facts(), Exact: least.String(),
		Conditions: []Condition{{
			Text: a.total.String() + operator + least.String(), Left: a.total.String(), Right: least.String(),
			By: least.Sub(a.total).String(),
		}},
	}
	if t.Below == BelowCarry {
		a.award.Carried = a.shown
	}
	return false, a.line(line, a.total.Neg())
}

// split returns the part of each incident of a rounded total: what is due for it
// cut to the grid, and a step more for those that lost the most by that and whose
// caps have room for it. It also returns what is left where too few have.
func (a *assessment) split(total expr.Number) ([]expr.Number, expr.Number) {
	parts := grid{step: a.program.parts, mode: expr.Floor}
	type lost struct {
		incident int
		rest     expr.Number
	}
	var losses []lost
	left := total
	for i, due := range a.due {
		part := parts.round(due)
		if rest := due.Sub(part); rest.Sign() > 0 {
			losses = append(losses, lost{incident: i, rest: rest})
		}
		a.due[i] = part
		left = left.Sub(part)
	}
	slices.SortStableFunc(losses, func(x, y lost) int { return y.rest.Cmp(x.rest) })
	rooms := a.roomsLeft(parts.step)
	for _, l := range losses {
		if left.Sign() <= 0 {
			break
		}
		if rooms.take(l.incident) {
			a.due[l.incident] = a.due[l.incident].Add(parts.step)
			left = left.Sub(parts.step)
		}
	}
	return a.due, left
}

// noteSplit adds a line that says how a cut total was split over several
// incidents.
func (a *assessment) noteSplit() error {
	if len(a.due) <= 1 || slices.EqualFunc(a.due, a.owed, func(x, y expr.Number) bool { return x.Cmp(y) == 0 }) {
		return nil
	}
	mode := a.program.scheme.Allocation
	if mode == 0 {
		mode = Chronological
	}
	return a.line(Line{Kind: LineAllocation, Reason: mode.String()}, expr.Number{})
}
