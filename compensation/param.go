package compensation

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/internal/expr"
)

// param is a [Param] ready to be asked.
type param struct {
	name  string
	value *expr.Program
	// dates are the choices by the date in the slot on, in order.
	dates []datedParam
	// values are the choices by [factKey] of the fact in the slot.
	values map[string]*param
	slot   int
	typ    FactType
}

type datedParam struct {
	from  calendar.Date
	value *param
}

// number returns the value of the param.
func (p *param) number(m *expr.Machine) expr.Number {
	for p.value == nil {
		next, key := p.choose(m)
		if next == nil {
			if m.Err() == nil {
				m.Fail(coded(ErrGap, "the param %s has no value for %s", check.Quote(p.name), key))
			}
			return expr.Number{}
		}
		p = next
	}
	return p.value.Number(m)
}

// choose returns the choice of a param that has no value of its own, and what it
// was chosen by.
func (p *param) choose(m *expr.Machine) (*param, string) {
	switch fact := p.read(m); {
	case m.Err() != nil:
	case p.dates != nil:
		date := fact.Date
		if p.typ == FactTime {
			date = fact.Time.Date
		}
		after, _ := slices.BinarySearchFunc(p.dates, date, func(d datedParam, date calendar.Date) int {
			if d.from.After(date) {
				return 1
			}
			return -1
		})
		if after > 0 {
			return p.dates[after-1].value, ""
		}
		return nil, date.String()
	default:
		key := factKey(fact, p.typ)
		return p.values[key], check.Quote(key)
	}
	return nil, ""
}

// read returns the fact by which a param is chosen. An absent bool is false.
func (p *param) read(m *expr.Machine) *expr.Value {
	if p.typ == FactBool && !m.Facts[p.slot].Set {
		return &expr.Value{}
	}
	return m.Read(p.slot)
}

// factKey returns the text of a fact by which it is compared with others: equal
// facts have the same one.
func factKey(fact *expr.Value, typ FactType) string {
	switch typ {
	case FactNumber:
		return fact.Number.String()
	case FactBool:
		if fact.Bool {
			return "true"
		}
		return "false"
	case FactString:
		return fact.Text
	case FactDate:
		return fact.Date.String()
	case FactTime:
		return fmt.Sprint(fact.Time.Seconds, ".", fact.Time.Nanos, fact.Time.Wall)
	}
	return ""
}

// define compiles the params and tables, which may use each other.
func (c *compiler) define() {
	s := &c.scheme
	c.uses = map[string][]string{}
	params, tables := map[string]*param{}, map[string]*table{}
	for _, name := range slices.Sorted(maps.Keys(s.Params)) {
		p := &param{name: name}
		params[name] = p
		c.name(check.Path("params").Key(name), name, expr.Symbol{Type: expr.Numeric, Param: func(m *expr.Machine) expr.Number { return p.number(m) }})
	}
	for _, name := range slices.Sorted(maps.Keys(s.Tables)) {
		t := &table{name: name, index: len(c.program.tables), published: s.Gaps == GapsPublished}
		tables[name] = t
		c.program.tables = append(c.program.tables, t)
		c.name(check.Path("tables").Key(name), name, expr.Symbol{Type: expr.Numeric, Table: t.number, Edge: t.edge})
	}
	for _, name := range slices.Sorted(maps.Keys(s.Params)) {
		from := s.Params[name]
		c.param(check.Path("params").Key(name), &from, params[name], maxParamDepth)
	}
	for _, name := range slices.Sorted(maps.Keys(s.Tables)) {
		from := s.Tables[name]
		c.table(check.Path("tables").Key(name), &from, tables[name])
	}
	c.cycles()
}

// param compiles one param, whose choices may be nested so deep.
func (c *compiler) param(at check.Path, from *Param, to *param, depth int) {
	given := 0
	for _, is := range []bool{from.Value != "", len(from.ByDate) > 0, from.By != "" || len(from.Values) > 0} {
		if is {
			given++
		}
	}
	switch {
	case given != 1:
		c.problems.Addf(at, `needs exactly one of a value, "by_date", and "by" with "values"`)
	case depth == 0:
		c.problems.Add(at, coded(ErrLimit, "choices nested more than %d deep", maxParamDepth))
	case from.Value != "":
		to.value = c.expression(at, from.Value, expr.Numeric)
		if to.value != nil {
			c.uses[to.name] = append(c.uses[to.name], to.value.Names()...)
		}
	case len(from.ByDate) > 0:
		c.byDate(at.Key("by_date"), from.ByDate, to, depth)
	default:
		c.byFact(at, from, to, depth)
	}
}

func (c *compiler) byDate(at check.Path, list []DatedParam, to *param, depth int) {
	on, ok := c.program.slots[c.scheme.EffectiveOn]
	switch {
	case c.scheme.EffectiveOn == "":
		c.problems.Addf(at, `needs "effective_on", the fact with the date`)
		return
	case len(list) > maxEntries:
		c.problems.Add(at, coded(ErrLimit, "%d entries, more than %d", len(list), maxEntries))
		return
	case !ok:
		return // reported at effective_on
	}
	to.slot, to.typ = on, c.program.facts[on].typ
	for i := range list {
		choice, at := &list[i], at.Index(i)
		if choice.From.IsZero() {
			c.problems.Add(at.Key("from"), errRequired)
		} else if i > 0 && !list[i-1].From.Before(choice.From) {
			c.problems.Addf(at.Key("from"), "%s is not after %s", choice.From, list[i-1].From)
		}
		value := &param{name: to.name}
		c.param(at.Key("value"), &choice.Value, value, depth-1)
		to.dates = append(to.dates, datedParam{from: choice.From, value: value})
	}
	if first := c.scheme.Effective.From; !first.IsZero() && first.Before(list[0].From) {
		c.problems.Add(at, coded(ErrGap, "no value from %s, which the scheme covers, to %s", first, list[0].From.AddDays(-1)))
	}
}

func (c *compiler) byFact(at check.Path, from *Param, to *param, depth int) {
	if len(from.Values) == 0 {
		c.problems.Add(at.Key("values"), errRequired)
	}
	if len(from.Values) > maxEntries {
		c.problems.Add(at.Key("values"), coded(ErrLimit, "%d entries, more than %d", len(from.Values), maxEntries))
		return
	}
	if from.By == "" {
		c.problems.Add(at.Key("by"), errRequired)
		return
	}
	if to.slot = c.fact(at.Key("by"), from.By, FactString, FactBool, FactNumber, FactDate); to.slot < 0 {
		return
	}
	to.typ = c.program.facts[to.slot].typ
	to.values = make(map[string]*param, len(from.Values))
	for _, text := range slices.Sorted(maps.Keys(from.Values)) {
		at, choice := at.Key("values").Key(text), from.Values[text]
		value := &param{name: to.name}
		c.param(at, &choice, value, depth-1)
		key, err := choiceKey(text, to.typ)
		if _, twice := to.values[key]; err == nil && twice {
			err = coded(ErrConflict, "the number %s appears twice", key)
		}
		c.problems.Add(at, err)
		to.values[key] = value
	}
}

// choiceKey returns the [factKey] of the value that a text is.
func choiceKey(text string, typ FactType) (string, error) {
	switch typ {
	case FactNumber:
		number, err := parseNumber(text)
		return number.String(), err
	case FactBool:
		if text != "true" && text != "false" {
			return "", fmt.Errorf("%s is neither true nor false", check.Quote(text))
		}
	case FactDate:
		if _, err := calendar.ParseDate(text); err != nil {
			return "", fmt.Errorf("%s is not a date such as 2026-01-05", check.Quote(text))
		}
	case FactString, FactTime:
	}
	return text, nil
}

// cycles reports params and tables that are defined by themselves.
func (c *compiler) cycles() {
	const (
		visiting = 1
		done     = 2
	)
	state := map[string]int{}
	var trail []string
	var visit func(name string)
	visit = func(name string) {
		switch state[name] {
		case done:
			return
		case visiting:
			from := slices.Index(trail, name)
			at := check.Path("params")
			if _, table := c.scheme.Tables[name]; table {
				at = "tables"
			}
			const shown = 10
			loop := append(slices.Clone(trail[from:]), name)
			if len(loop) > shown {
				loop = append(loop[:shown], "…")
			}
			c.problems.Add(at.Key(name), coded(ErrConflict, "is defined by itself: %s", strings.Join(loop, ", ")))
			return
		}
		state[name] = visiting
		trail = append(trail, name)
		for _, used := range c.uses[name] {
			visit(used)
		}
		trail = trail[:len(trail)-1]
		state[name] = done
	}
	for _, name := range slices.Sorted(maps.Keys(c.uses)) {
		visit(name)
	}
}
