package kpi

import (
	"encoding/json"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/internal/check"
)

// MaxDimensions is how many dimensions a table can have, and MaxCells how many
// cells.
const (
	MaxDimensions = 8
	MaxCells      = 1 << 20
)

// Key says where in a table a case belongs: a value for each of its dimensions,
// in their order; the places behind them are empty. A value is the one at the
// event that counts: the team that answered, not the one that has the case now.
//
// It is comparable, immutable and safe for concurrent use. The zero value is the
// key of a table without dimensions.
type Key [MaxDimensions]string

// TableRule is the definition of a table.
//
// It is plain data; it is not comparable. The zero value has no name: see
// [NewTable].
type TableRule struct {
	// Definition is the identity of what is counted. Tables of different
	// definitions do not merge.
	Definition Definition
	// Dimensions are the names of the dimensions, at most MaxDimensions, each of
	// its own.
	Dimensions []string
	Precision  Precision
}

// normal fills in the defaults, or says what is wrong.
func (t TableRule) normal() (TableRule, error) {
	var problems check.Problems
	if t.Definition == (Definition{}) {
		t.Definition = Definition{Name: "sla.attainment", Version: "1", Basis: ByCreated}
	}
	t.Definition.check("definition", &problems)
	t.Dimensions = slices.Clone(t.Dimensions)
	if len(t.Dimensions) > MaxDimensions {
		problems.Addf("dimensions", "must be at most %d, not %d", MaxDimensions, len(t.Dimensions))
	}
	names := make(set[string])
	for i, name := range t.Dimensions {
		if name == "" || !named(name) {
			problems.Addf(check.Path("dimensions").Index(i), "must be a text of 1 to %d bytes", maxText)
		}
		if !names.add(name) {
			problems.Addf(check.Path("dimensions").Index(i), "is there twice: %s", check.Quote(name))
		}
	}
	p, err := t.Precision.normal()
	problems.Add("precision", err)
	t.Precision = p
	return t, problems.Err("kpi")
}

// text returns the identity of the rule.
func (t TableRule) text() string {
	text := t.Definition.String()
	if len(t.Dimensions) > 0 {
		text += " of " + strings.Join(t.Dimensions, ", ")
	}
	return t.Precision.with(text)
}

func (t TableRule) equal(o TableRule) bool {
	return t.Definition == o.Definition && t.Precision == o.Precision && slices.Equal(t.Dimensions, o.Dimensions)
}

// Table counts cases in cells by dimensions: metric, tier, team, channel,
// period. "All" rows are made by [Table.RollUp], never stored.
//
// It is not comparable and not safe for concurrent use. Copies share their cells:
// pass it on, but change one only. The zero value is ready for use: it adopts
// the rule of the first thing merged into it, or, counting itself, that of
// attainment with the dimensions "metric", "tier", "team", "agent", "channel",
// "category", "product" and "period".
type Table struct { //nolint:recvcheck // it is asked by value and counts in place
	rule  TableRule
	set   bool
	index *index
}

// NewTable returns an empty table. What is wrong with the rule is reported all at
// once, with paths. A rule without a definition is that of attainment by created.
func NewTable(rule TableRule) (Table, error) {
	rule, err := rule.normal()
	if err != nil {
		return Table{}, err
	}
	return Table{rule: rule, set: true}, nil
}

// adopted returns the rule, that of a table that counts itself if there is none
// yet.
func (t *Table) adopted() TableRule {
	if t.set {
		return t.rule
	}
	rule, _ := TableRule{Dimensions: []string{
		"metric", "tier", "team", "agent", "channel", "category", "product", "period",
	}}.normal()
	return rule
}

// Add counts the facts of one case in the cell of a key.
//
// It is a FieldError at "verdict", "reason", "elapsed", "overdue" or "key" if
// these are not what they must be, [ErrOverflow] if the cell is full, and
// [ErrLimit] if there would be more than [MaxCells] cells, or 64 reasons in one.
// Nothing is changed then. It allocates nothing once the cell holds times of
// about that length.
func (t *Table) Add(key Key, facts Facts) error {
	if err := facts.check(); err != nil {
		return err
	}
	if c := t.index.find(&key); c != nil {
		return c.add(&facts)
	}
	return t.open(key, &facts)
}

// open counts the first facts of a cell.
func (t *Table) open(key Key, facts *Facts) error {
	rule := t.adopted()
	for i, value := range key {
		switch {
		case !named(value):
			return invalid("key["+strconv.Itoa(i)+"]", "must be a text of at most %d bytes", maxText)
		case i >= len(rule.Dimensions) && value != "":
			return invalid("key["+strconv.Itoa(i)+"]", "is beyond the %d dimensions", len(rule.Dimensions))
		}
	}
	if t.index.len() >= MaxCells {
		return caused(ErrLimit, "too many cells: more than %d", MaxCells)
	}
	var c cell // which can refuse the facts
	if err := c.add(facts); err != nil {
		return err
	}
	t.take(rule)
	c.key = key
	*t.index.open(&key) = c
	return nil
}

// take gives the table a rule and makes it ready for cells.
func (t *Table) take(rule TableRule) {
	t.rule, t.set = rule, true
	if t.index == nil {
		t.index = newIndex()
	}
}

// Merge adds all cells of other and keeps nothing of it. A different rule is an
// *[IdentityError], a full cell [ErrOverflow], too many cells or reasons
// [ErrLimit]; nothing is changed then.
func (t *Table) Merge(other Table) error {
	if !other.set {
		return nil
	}
	if t.set && !t.rule.equal(other.rule) {
		return &IdentityError{Have: t.rule.text(), Want: other.rule.text()}
	}
	fresh := 0
	for theirs := range other.index.all() {
		mine := t.index.find(&theirs.key)
		if mine == nil {
			fresh++
			continue
		}
		if err := mine.room(theirs); err != nil {
			return err
		}
	}
	if t.index.len()+fresh > MaxCells {
		return caused(ErrLimit, "too many cells: more than %d", MaxCells)
	}
	t.take(other.rule)
	for theirs := range other.index.all() {
		t.index.open(&theirs.key).merge(theirs)
	}
	return nil
}

// RollUp returns a table with some of the dimensions only, in the order asked
// for, whose cells are the sums over the others; without any, one cell of
// everything.
//
// A dimension that the table does not have, or that is asked for twice, is a
// FieldError at "dimensions". Sums that are too great are [ErrOverflow].
func (t Table) RollUp(dimensions ...string) (Table, error) {
	rule, places := t.adopted(), make([]int, len(dimensions))
	have := rule.Dimensions
	rule.Dimensions = slices.Clone(dimensions)
	for i, name := range dimensions {
		places[i] = slices.Index(have, name)
		if places[i] < 0 || slices.Contains(dimensions[:i], name) {
			return Table{}, invalid("dimensions["+strconv.Itoa(i)+"]", "must be one of the table's, once: %s", check.Quote(name))
		}
	}
	var sum Table
	sum.take(rule)
	for c := range t.index.all() {
		var short Key
		for i, place := range places {
			short[i] = c.key[place]
		}
		total := sum.index.open(&short)
		if err := total.room(c); err != nil {
			return Table{}, err
		}
		total.merge(c)
	}
	return sum, nil
}

// Dimensions returns the names of the dimensions.
func (t Table) Dimensions() []string { return slices.Clone(t.adopted().Dimensions) }

// Identity returns the definition of what is counted.
func (t Table) Identity() Definition { return t.adopted().Definition }

// Len returns the number of cells.
func (t Table) Len() int { return t.index.len() }

// Cell returns a copy of a cell; false if nothing was counted for its key.
func (t Table) Cell(key Key) (Cell, bool) {
	c := t.index.find(&key)
	if c == nil {
		return Cell{}, false
	}
	return c.copy(), true
}

// Cells returns copies of all cells, in the order of their keys.
func (t Table) Cells() iter.Seq2[Key, Cell] {
	return func(yield func(Key, Cell) bool) {
		for _, c := range t.index.sorted() {
			if !yield(c.key, c.copy()) {
				return
			}
		}
	}
}

// Figure returns the attainment of a cell with its interval; undefined if
// nothing was counted for the key.
func (t Table) Figure(key Key) Figure {
	c := t.index.find(&key)
	if c == nil {
		c = new(cell)
	}
	return c.figure(t.adopted())
}

// Describe says in lines of text what the table holds: a line for each cell, by
// its key if there are dimensions. For a language that is none it writes English.
func (t Table) Describe(lang commitment.Lang) []string {
	w := speak(lang)
	lines := []string{w.identity + t.adopted().text()}
	for _, c := range t.index.sorted() {
		f := c.figure(t.rule)
		line := w.headline(&f)
		if n := len(t.rule.Dimensions); n > 0 {
			line = strings.Join(c.key[:n], " / ") + w.colon + line
		}
		lines = append(lines, line)
	}
	return lines
}

// MarshalJSON returns a view for people, with the cells in the order of their
// keys; it can not be read back.
func (t Table) MarshalJSON() ([]byte, error) {
	type keyedJSON struct {
		Key map[string]string `json:"key"`
		cellJSON
	}
	view := struct {
		Definition Definition  `json:"definition"`
		Dimensions []string    `json:"dimensions"`
		Cells      []keyedJSON `json:"cells"`
	}{t.Identity(), append([]string{}, t.Dimensions()...), make([]keyedJSON, 0, t.Len())}
	for key, c := range t.Cells() {
		values := make(map[string]string)
		for i, name := range t.rule.Dimensions {
			values[name] = key[i]
		}
		view.Cells = append(view.Cells, keyedJSON{values, c.view()})
	}
	return json.Marshal(view)
}
