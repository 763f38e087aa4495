package compensation

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/internal/expr"
)

// The limits of a claim.
const (
	maxIncidents = 10_000
	maxHistory   = 10_000
)

// given is a fact of an incident or an earlier award, by its slot.
type given struct {
	slot  int
	value expr.Value
}

// earlier is a [Past] that was read.
type earlier struct {
	amount expr.Number
	at     expr.Instant
	hasAt  bool
	facts  []given
}

// reader reads a claim by the declarations of a program.
type reader struct {
	program  *Program
	problems check.Problems
	// offset and wall say whether a time with an offset was seen, and one
	// without.
	offset, wall bool
}

// read fills in what an assessment needs of a claim.
func (a *assessment) read() error {
	c, p := a.claim, a.program
	r := reader{program: p}
	if len(c.Incidents) > maxIncidents {
		r.problems.Add("incidents", coded(ErrLimit, "%d incidents, more than %d", len(c.Incidents), maxIncidents))
	}
	if len(c.History) > maxHistory {
		r.problems.Add("history", coded(ErrLimit, "%d awards, more than %d", len(c.History), maxHistory))
	}
	if r.problems.Len() > 0 {
		return r.problems.Err("compensation")
	}
	if cap(a.machine.Facts) < len(p.facts) {
		a.machine.Facts = make([]expr.Value, len(p.facts))
	}
	a.machine.Facts = a.machine.Facts[:len(p.facts)]
	r.facts("facts", c.Facts, func(slot int, value expr.Value) { a.machine.Facts[slot] = value })
	if c.Incidents != nil {
		a.base = slices.Clone(a.machine.Facts)
		a.overlays = make([][]given, len(c.Incidents))
		for i, facts := range c.Incidents {
			a.overlays[i] = r.list(check.Path("incidents").Index(i), facts)
		}
	}
	a.history = r.history(c.History)
	a.carried = r.amount("carried", c.Carried, smallestUnit(p.scheme.Currency))
	if p.scheme.Currency == "" && a.carried.Sign() != 0 {
		r.problems.Add("carried", coded(ErrCurrency, "%s is an amount, but the scheme has no currency", a.carried))
	}
	if r.offset && r.wall {
		r.problems.Add("", coded(ErrConflict, "the claim mixes times with an offset and times without one"))
	}
	return r.problems.Err("compensation")
}

// facts reads each fact that is not absent.
func (r *reader) facts(at check.Path, facts Facts, store func(int, expr.Value)) {
	wrong := false
	for name := range facts {
		slot, value, err := r.fact(name, facts[name])
		switch {
		case err != nil:
			wrong = true
		case value.Set:
			store(slot, value)
		}
	}
	if !wrong {
		return
	}
	// The order of a map is not the same twice, that of the problems is.
	for _, name := range slices.Sorted(maps.Keys(facts)) {
		_, _, err := r.fact(name, facts[name])
		r.problems.Add(at.Key(name), err)
	}
}

var errUndeclared = errors.New("the scheme declares no such fact")

// fact reads one fact; its value is not set where it is absent.
func (r *reader) fact(name string, value Value) (int, expr.Value, error) {
	slot, ok := r.program.slots[name]
	switch {
	case !ok:
		return 0, expr.Value{}, errUndeclared
	case value.IsZero():
		return slot, expr.Value{}, nil
	}
	read, err := r.value(value, r.program.facts[slot].typ)
	return slot, read, err
}

// value reads a value as the type that the scheme declares.
func (r *reader) value(v Value, typ FactType) (expr.Value, error) {
	read := expr.Value{Set: true}
	var err error
	switch {
	case typ == FactNumber && (v.kind == FactNumber || v.kind == FactString):
		read.Number, err = parseNumber(v.text)
	case typ == FactBool && v.kind == FactBool:
		read.Bool = v.bool
	case typ == FactBool && v.kind == FactString:
		if read.Bool = v.text == "true"; !read.Bool && v.text != "false" {
			err = fmt.Errorf("%s is neither true nor false", check.Quote(v.text))
		}
	case typ == FactString && v.kind == FactString:
		read.Text = v.text
	case typ == FactDate && v.kind == FactDate:
		read.Date = v.date
	case typ == FactDate && v.kind == FactString:
		if read.Date, err = calendar.ParseDate(v.text); err != nil {
			err = fmt.Errorf("%s is not a date such as 2026-01-05", check.Quote(v.text))
		}
	case typ == FactTime && v.kind == FactTime:
		read.Time = r.instant(expr.InstantOf(v.time, v.wall))
	case typ == FactTime && v.kind == FactString:
		t, wall, failure := expr.ParseTime(v.text)
		if err = failure; err == nil {
			read.Time = r.instant(expr.InstantOf(t, wall))
		}
	default:
		err = fmt.Errorf("is a %v where the scheme declares a %v", v.kind, typ)
	}
	return read, err
}

// instant notes whether a time has an offset.
func (r *reader) instant(i expr.Instant) expr.Instant {
	r.wall = r.wall || i.Wall
	r.offset = r.offset || !i.Wall
	return i
}

// list reads facts into a list.
func (r *reader) list(at check.Path, facts Facts) []given {
	if len(facts) == 0 {
		return nil
	}
	list := make([]given, 0, len(facts))
	r.facts(at, facts, func(slot int, value expr.Value) { list = append(list, given{slot, value}) })
	return list
}

// history reads the earlier awards.
func (r *reader) history(awards []Past) []earlier {
	if len(awards) == 0 {
		return nil
	}
	smallest := smallestUnit(r.program.scheme.Currency)
	list := make([]earlier, len(awards))
	for i := range awards {
		from, at := &awards[i], check.Path("history").Index(i)
		e := earlier{facts: r.list(at.Key("facts"), from.Facts)}
		e.amount = r.amount(at.Key("amount"), from.Amount, smallest)
		if !from.At.IsZero() {
			e.at, e.hasAt = r.instant(expr.InstantOf(from.At, from.Wall)), true
		}
		list[i] = e
	}
	return list
}

// amount reads an amount of money, which must be a multiple of the smallest unit.
func (r *reader) amount(at check.Path, amount decimal.Decimal, smallest expr.Number) expr.Number {
	if err := checkNumber(amount); err != nil {
		r.problems.Add(at, err)
		return expr.Number{}
	}
	number := expr.FromDecimal(amount)
	if !number.IsMultiple(smallest) {
		r.problems.Add(at, coded(ErrOffGrid, "%s is not a multiple of %s, the smallest unit of %s", number, smallest, r.program.scheme.Currency))
	}
	return number
}
