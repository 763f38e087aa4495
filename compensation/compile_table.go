package compensation

import (
	"errors"
	"slices"
	"strings"

	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/internal/expr"
)

// table compiles one table.
func (c *compiler) table(at check.Path, from *Table, to *table) {
	if from.Measure != nil {
		g := c.grid(at.Key("measure"), *from.Measure, expr.Number{})
		to.measure = &g
	}
	switch {
	case len(from.Bands) > 0 && len(from.Slices) > 0:
		c.problems.Addf(at, "has both bands and slices")
	case len(from.Bands) > maxEntries:
		c.problems.Add(at.Key("bands"), coded(ErrLimit, "%d entries, more than %d", len(from.Bands), maxEntries))
	case len(from.Slices) > maxEntries:
		c.problems.Add(at.Key("slices"), coded(ErrLimit, "%d entries, more than %d", len(from.Slices), maxEntries))
	case len(from.Bands) > 0:
		c.bands(at, from, to)
	case len(from.Slices) > 0:
		c.slices(at, from, to)
	default:
		c.problems.Addf(at, "has neither bands nor slices")
	}
	for _, b := range to.bands {
		c.use(to.name, b.value)
	}
	for _, s := range to.slices {
		c.use(to.name, s.per)
	}
	c.use(to.name, to.other)
}

// use notes the names by which a table is defined.
func (c *compiler) use(name string, p *expr.Program) {
	if p != nil {
		c.uses[name] = append(c.uses[name], p.Names()...)
	}
}

func (c *compiler) bands(at check.Path, from *Table, to *table) {
	to.other = c.optional(at.Key("else"), from.Else, expr.Numeric)
	step := expr.Number{}
	if to.measure != nil {
		step = to.measure.step
	}
	before := c.problems.Len()
	places := make([]int, len(from.Bands))
	for i := range from.Bands {
		at := at.Key("bands").Index(i)
		b := band{span: c.span(at, &from.Bands[i]), text: from.Bands[i].text()}
		if c.problems.Len() == before && !b.holdsAny(step) {
			c.problems.Addf(at, "holds no number")
		}
		places[i] = i
		to.bands = append(to.bands, b)
	}
	sound := c.problems.Len() == before
	for i := range from.Bands {
		to.bands[i].value = c.expression(at.Key("bands").Index(i).Key("value"), from.Bands[i].Value, expr.Numeric)
	}
	if !sound {
		return
	}
	slices.SortStableFunc(places, func(a, b int) int { return lowerOrder(to.bands[a].low, to.bands[b].low) })
	sorted := make([]band, len(places))
	for i, place := range places {
		sorted[i] = to.bands[place]
	}
	to.bands = sorted
	c.cover(at.Key("bands"), to, places, step)
}

// cover reports overlaps of bands that are in the order of the line, and what
// they leave out. Places are where they stand in the scheme.
func (c *compiler) cover(at check.Path, t *table, places []int, step expr.Number) {
	gap := func(s span) {
		if t.other == nil && !t.published && s.holdsAny(step) {
			c.problems.Add(at, coded(ErrGap, "no band holds %s", s))
		}
	}
	widest := 0 // the band that reaches furthest
	if first := t.bands[0].low; !first.none {
		gap(span{edge{none: true}, first.beyond()})
	}
	for i := 1; i < len(t.bands); i++ {
		reached, next := t.bands[widest].high, t.bands[i]
		shared := span{next.low, next.high}
		if upperOrder(reached, next.high) < 0 {
			shared.high = reached
		}
		if shared.holdsAny(step) {
			c.problems.Add(at.Index(places[i]), coded(ErrConflict, "overlaps bands[%d] in %s", places[widest], shared))
		} else if !reached.none && !next.low.none {
			gap(span{reached.beyond(), next.low.beyond()})
		}
		if upperOrder(next.high, reached) > 0 {
			widest = i
		}
	}
	if last := t.bands[widest].high; !last.none {
		gap(span{last.beyond(), edge{none: true}})
	}
}

// span reads the edges of a band.
func (c *compiler) span(at check.Path, b *Band) span {
	return span{
		low:  c.edge(at, "gt", b.GT, "ge", b.GE),
		high: c.edge(at, "lt", b.LT, "le", b.LE),
	}
}

// edge reads an edge, of which at most one form is given.
func (c *compiler) edge(at check.Path, openKey, open, closedKey, closed string) edge {
	e := edge{none: open == "" && closed == "", closed: open == "" && closed != ""}
	switch {
	case open != "" && closed != "":
		c.problems.Addf(at, "says both %q and %q", openKey, closedKey)
	case open != "":
		e.at = c.decimal(at.Key(openKey), open)
	case closed != "":
		e.at = c.decimal(at.Key(closedKey), closed)
	}
	return e
}

// decimal reads a number of a scheme.
func (c *compiler) decimal(at check.Path, text string) expr.Number {
	number, err := parseNumber(text)
	c.problems.Add(at, err)
	return number
}

// text returns the edges as a line of an award shows them: "> 10, <= 15".
func (b *Band) text() string {
	var parts []string
	for _, edge := range []struct{ operator, at string }{{"> ", b.GT}, {">= ", b.GE}, {"< ", b.LT}, {"<= ", b.LE}} {
		if edge.at != "" {
			parts = append(parts, edge.operator+edge.at)
		}
	}
	if parts == nil {
		return "any"
	}
	return strings.Join(parts, ", ")
}

func (c *compiler) slices(at check.Path, from *Table, to *table) {
	if from.Else != "" {
		c.problems.Addf(at.Key("else"), "is of no use to slices")
	}
	low, reached := "0", expr.Number{}
	for i := range from.Slices {
		s, at := &from.Slices[i], at.Key("slices").Index(i)
		compiled := slice{endless: s.Upto == "", text: "> " + low, per: c.expression(at.Key("per"), s.Per, expr.Numeric)}
		if !compiled.endless {
			compiled.upto = c.decimal(at.Key("upto"), s.Upto)
			compiled.text += ", <= " + s.Upto
			if compiled.upto.Cmp(reached) <= 0 {
				c.problems.Add(at.Key("upto"), coded(ErrConflict, "must be above %s", low))
			}
			low, reached = s.Upto, compiled.upto
		} else if i < len(from.Slices)-1 {
			c.problems.Add(at.Key("upto"), errEndless)
		}
		to.slices = append(to.slices, compiled)
	}
	if last := to.slices[len(to.slices)-1]; !last.endless && !to.published {
		c.problems.Add(at.Key("slices"), coded(ErrGap, "no slice holds %s", span{edge{at: last.upto}, edge{none: true}}))
	}
}

var errEndless = errors.New("is required of every slice but the last")
