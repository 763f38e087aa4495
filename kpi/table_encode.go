package kpi

import "slices"

// AppendBinary appends the canonical binary form of the table; see the package
// comment. The error is always nil.
func (t Table) AppendBinary(data []byte) ([]byte, error) {
	return encode(data, tagTable, t.encode), nil
}

// UnmarshalBinary reads what [Table.AppendBinary] writes. Anything else is
// [ErrCorrupt] and changes nothing. It takes memory in proportion to the data,
// some hundred times as much at worst.
func (t *Table) UnmarshalBinary(data []byte) error {
	var x Table
	if err := decode(data, tagTable, x.decode); err != nil {
		return err
	}
	*t = x
	return nil
}

// definition writes a definition.
func (w *writer) definition(d Definition) {
	for _, text := range [...]string{d.Name, d.Version, d.Variant, d.Calendar, d.Policy} {
		w.text(text)
	}
	w.uint(uint64(d.Basis))
}

func (r *reader) definition() (d Definition) {
	for _, text := range [...]*string{&d.Name, &d.Version, &d.Variant, &d.Calendar, &d.Policy} {
		*text = r.text()
	}
	d.Basis = Basis(r.below(uint64(ByAnswered)))
	return d
}

// encode writes the rule, the values of all keys, sorted, and the cells in the
// order of their keys, which are places in that list.
func (t *Table) encode(w *writer) {
	w.flag(t.set)
	if !t.set {
		return
	}
	w.definition(t.rule.Definition)
	w.precision(t.rule.Precision)
	w.uint(uint64(len(t.rule.Dimensions)))
	for _, name := range t.rule.Dimensions {
		w.text(name)
	}
	places := make(map[string]uint64)
	var values []string
	for c := range t.index.all() {
		for _, value := range c.key[:len(t.rule.Dimensions)] {
			if _, known := places[value]; !known {
				places[value] = 0
				values = append(values, value)
			}
		}
	}
	slices.Sort(values)
	w.uint(uint64(len(values)))
	for i, value := range values {
		places[value] = uint64(i)
		w.text(value)
	}
	w.uint(uint64(t.index.len()))
	for _, c := range t.index.sorted() {
		for _, value := range c.key[:len(t.rule.Dimensions)] {
			w.uint(places[value])
		}
		c.encode(w)
	}
}

func (t *Table) decode(r *reader) {
	if t.set = r.flag(); !t.set {
		return
	}
	t.rule.Definition = r.definition()
	t.rule.Precision = r.precision()
	for range r.count(MaxDimensions, 1) {
		t.rule.Dimensions = append(t.rule.Dimensions, r.text())
	}
	if r.err != nil {
		return
	}
	if rule, err := t.rule.normal(); err != nil || !rule.equal(t.rule) {
		r.fail("a rule that is none")
		return
	}
	values := r.values()
	used := make([]bool, len(values))
	const leastCell = 5 + 1 + 1 + 1
	n := r.count(MaxCells, leastCell)
	t.take(t.rule)
	var last Key
	for i := range n {
		var key Key
		for place := range t.rule.Dimensions {
			value := r.uint()
			if value >= uint64(len(values)) {
				r.fail("a value that is not there")
				return
			}
			key[place], used[value] = values[value], true
		}
		if i > 0 && slices.Compare(key[:], last[:]) <= 0 {
			r.fail("cells out of order")
			return
		}
		last = key
		if t.index.open(&key).decode(r); r.err != nil {
			return
		}
	}
	if slices.Contains(used, false) {
		r.fail("a value that no key has")
	}
}

// values reads the sorted list of the values of keys.
func (r *reader) values() []string {
	n := r.count(MaxCells*MaxDimensions, 1)
	values := make([]string, 0, n)
	for range n {
		value := r.text()
		if r.err != nil || len(values) > 0 && values[len(values)-1] >= value {
			r.fail("values out of order")
			return nil
		}
		values = append(values, value)
	}
	return values
}
