package compensation

import (
	"slices"

	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/internal/expr"
)

// table is a [Table] ready to be asked.
type table struct {
	name  string
	index int
	// bands are in the order of the line.
	bands     []band
	other     *expr.Program
	slices    []slice
	measure   *grid
	published bool
}

// band is a [Band] ready to be asked.
type band struct {
	span

	value *expr.Program
	text  string
}

// slice is a [Slice] ready to be asked.
type slice struct {
	upto    expr.Number
	endless bool
	per     *expr.Program
	text    string
}

// elsewhere is the entry of a lookup that no band held.
const elsewhere = -1

// number returns what the table gives for a number.
func (t *table) number(m *expr.Machine, x expr.Number) expr.Number {
	if t.measure != nil {
		x = t.measure.round(x)
	}
	if t.slices != nil {
		return t.sum(m, x)
	}
	if i, ok := t.find(x); ok {
		m.Lookups = append(m.Lookups, expr.Lookup{Table: t.index, Entry: i, Argument: x})
		return t.bands[i].value.Number(m)
	}
	if t.other == nil {
		m.Fail(coded(ErrGap, "no band of the table %s holds %s", check.Quote(t.name), x))
		return expr.Number{}
	}
	m.Lookups = append(m.Lookups, expr.Lookup{Table: t.index, Entry: elsewhere, Argument: x})
	return t.other.Number(m)
}

// find returns the band that holds a number: the last that begins before it,
// or none.
func (t *table) find(x expr.Number) (int, bool) {
	after, _ := slices.BinarySearchFunc(t.bands, x, func(b band, x expr.Number) int {
		if b.low.admitsFromBelow(x) {
			return -1
		}
		return 1
	})
	if after == 0 || !t.bands[after-1].high.admitsFromAbove(x) {
		return 0, false
	}
	return after - 1, true
}

// sum adds up the slices of a number.
func (t *table) sum(m *expr.Machine, x expr.Number) expr.Number {
	var total, low expr.Number
	if x.Sign() <= 0 {
		m.Lookups = append(m.Lookups, expr.Lookup{Table: t.index, Entry: elsewhere, Argument: x})
		return total
	}
	for i := range t.slices {
		s := &t.slices[i]
		high := x
		last := s.endless || x.Cmp(s.upto) <= 0
		if !last {
			high = s.upto
		}
		total = total.Add(high.Sub(low).Mul(s.per.Number(m)))
		if last {
			m.Lookups = append(m.Lookups, expr.Lookup{Table: t.index, Entry: i, Argument: x})
			return total
		}
		if low = s.upto; m.Err() != nil {
			return expr.Number{}
		}
	}
	m.Fail(coded(ErrGap, "no slice of the table %s reaches %s", check.Quote(t.name), x))
	return expr.Number{}
}

// edge returns the nearest edge that a number without a band missed.
func (t *table) edge(x expr.Number) (operator string, limit expr.Number, ok bool) {
	if t.measure != nil {
		x = t.measure.round(x)
	}
	if t.slices != nil {
		return ">", expr.Number{}, x.Sign() <= 0
	}
	if _, found := t.find(x); found {
		return "", expr.Number{}, false
	}
	var nearest expr.Number
	for i := range t.bands {
		for _, side := range []struct {
			edge            edge
			open, inclusive string
		}{{t.bands[i].low, ">", ">="}, {t.bands[i].high, "<", "<="}} {
			if side.edge.none || side.edge.admits(x, side.open == ">") {
				continue
			}
			distance := side.edge.at.Sub(x)
			if distance.Sign() < 0 {
				distance = distance.Neg()
			}
			if ok && distance.Cmp(nearest) >= 0 {
				continue
			}
			nearest, limit, operator, ok = distance, side.edge.at, side.open, true
			if side.edge.closed {
				operator = side.inclusive
			}
		}
	}
	return operator, limit, ok
}

// entry returns the text of the band or slice that was chosen.
func (t *table) entry(i int) string {
	switch {
	case i == elsewhere && t.slices != nil:
		return "<= 0"
	case i == elsewhere:
		return "else"
	case t.slices != nil:
		return t.slices[i].text
	}
	return t.bands[i].text
}
