package compensation

import (
	"errors"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/internal/expr"
)

// The limits of a scheme.
const (
	maxEntries    = 1000 // of any of its lists and maps
	maxParamDepth = 4
)

// Program is a scheme that was checked and can be asked. [Compile] makes it.
//
// It is immutable and safe for concurrent use; compare programs by
// [Program.Fingerprint]. The zero value is no program: it owes nothing and knows
// no facts.
type Program struct {
	scheme      Scheme
	fingerprint string

	facts    []declared     // by slot
	slots    map[string]int // by name
	rules    []rule
	unless   []exclusion
	caps     []limit
	payable  *threshold
	rights   []right
	window   window
	rounding grid
	perLine  bool
	// parts is the step of the parts of the incidents.
	parts expr.Number
	// tables are named by their index in the notes of a machine.
	tables []*table

	machines *sync.Pool
}

// declared is a fact of a scheme.
type declared struct {
	name string
	typ  FactType
}

// rule is a [Rule] ready to be asked.
type rule struct {
	*Rule

	when, amount, min, max *expr.Program
	unless                 []exclusion
	grouping               Grouping
	// rivals are the indices of the rules of its group, where that chooses.
	rivals []int
	round  *grid
}

// exclusion is an [Exclusion] ready to be asked.
type exclusion struct {
	*Exclusion

	when *expr.Program
}

// right is an [Entitlement] ready to be asked.
type right struct {
	*Entitlement

	when   *expr.Program
	unless []exclusion
}

// limit is a [Cap] ready to be asked.
type limit struct {
	*Cap

	limit *expr.Program
	same  []int // slots
	// rolling is 0 where the cap has no such window.
	rolling time.Duration
	at      int
}

// threshold is a [Payable] ready to be asked.
type threshold struct {
	*Payable

	least *expr.Program
}

// window is a [ClaimWindow] ready to be asked; from is -1 where there is none,
// and on where nothing says when the claim was made.
type window struct {
	within   calendar.Allowance
	from, on int
}

// grid is what amounts are rounded to.
type grid struct {
	step expr.Number
	mode expr.Mode
}

func (g *grid) round(x expr.Number) expr.Number { return x.Round(g.step, g.mode) }

// down returns the greatest multiple of the step that is not above x.
func (g *grid) down(x expr.Number) expr.Number { return x.Round(g.step, expr.Floor) }

// Compile checks a scheme and makes a program of it, which keeps a copy.
//
// All that is wrong with the scheme comes back as one error that matches
// [commitment.ErrInvalid]; [commitment.FieldErrors] lists it with paths, and the
// place in an expression is that of an *[ExpressionError]. Among others, these
// are errors:
//
//   - names that nothing declares, that are declared twice or are words of the
//     language of expressions, and params and tables that define each other
//     ([ErrConflict]); expressions of the wrong type;
//   - bands of a table that overlap ([ErrConflict]) or hold no number, and
//     numbers that no band holds ([ErrGap]), found by exact arithmetic over the
//     whole line, or over the multiples of the step of "measure";
//   - params without a value for a date that the scheme covers ([ErrGap]);
//   - a constant maximum or cap below a constant minimum, ids that are missing or
//     repeated, a step off the currency's grid ([ErrOffGrid]);
//   - more than 1,000 entries of a list, and expressions beyond the limits
//     ([ErrLimit]).
//
// It takes time in proportion to the size of the scheme, and none of its
// expressions is evaluated that depends on facts.
func Compile(s Scheme) (*Program, error) {
	var problems check.Problems
	c := compiler{
		scheme: s.clone(), problems: &problems, scope: expr.Scope{},
		program: &Program{slots: map[string]int{}},
	}
	c.compile()
	if err := problems.Err("compensation"); err != nil {
		return nil, err
	}
	p := c.program
	p.scheme = c.scheme
	text, err := p.scheme.MarshalJSON()
	if err != nil {
		return nil, err
	}
	p.fingerprint = fingerprint(text)
	p.machines = &sync.Pool{New: func() any { return new(expr.Machine) }}
	return p, nil
}

// Scheme returns a copy of what the program was made of.
func (p *Program) Scheme() Scheme { return p.scheme.clone() }

// Fingerprint returns a hash of the scheme, 64 hexadecimal digits: schemes with
// the same one give the same awards. It is part of every [Award], so that one
// can be reproduced.
func (p *Program) Fingerprint() string { return p.fingerprint }

// compiler makes a program, and collects what is wrong with its scheme.
type compiler struct {
	scheme   Scheme
	problems *check.Problems
	scope    expr.Scope
	program  *Program
	// uses are the names that each param and table uses.
	uses map[string][]string
}

func (c *compiler) compile() {
	s := &c.scheme
	required(c.problems, "id", s.ID)
	required(c.problems, "version", s.Version)
	if s.Currency != "" {
		c.problems.Add("currency", checkCurrency(s.Currency))
	} else if len(s.Rules) > 0 {
		c.problems.Add("currency", errRequired)
	}
	if len(s.Rules)+len(s.Rights) == 0 {
		c.problems.Addf("rules", "a scheme needs a rule or a right")
	}
	if e := s.Effective; !e.Until.IsZero() && e.Until.Before(e.From) {
		c.problems.Addf("effective.until", "lies before %s", e.From)
	}
	if !c.small() {
		return
	}
	c.declare()
	c.define()
	c.rounding()
	c.rules()
	c.program.unless = c.exclusions("unless", s.Unless)
	c.caps()
	c.payable()
	c.rights()
	c.window()
	c.compare()
}

var errRequired = errors.New("is required")

func required(problems *check.Problems, at check.Path, text string) {
	if text == "" {
		problems.Add(at, errRequired)
	}
}

// small reports whether no list is longer than the limit.
func (c *compiler) small() bool {
	s := &c.scheme
	before := c.problems.Len()
	for _, list := range []struct {
		at     check.Path
		length int
	}{
		{"facts", len(s.Facts)},
		{"params", len(s.Params)},
		{"tables", len(s.Tables)},
		{"rules", len(s.Rules)},
		{"unless", len(s.Unless)},
		{"caps", len(s.Caps)},
		{"groups", len(s.Groups)},
		{"rights", len(s.Rights)},
	} {
		if list.length > maxEntries {
			c.problems.Add(list.at, coded(ErrLimit, "%d entries, more than %d", list.length, maxEntries))
		}
	}
	return c.problems.Len() == before
}

// declare gives the facts their slots.
func (c *compiler) declare() {
	for _, name := range slices.Sorted(maps.Keys(c.scheme.Facts)) {
		at, typ := check.Path("facts").Key(name), c.scheme.Facts[name]
		if typ < FactNumber || typ > FactTime {
			c.problems.Addf(at, "%v is none of the types of facts", typ)
			continue
		}
		slot := len(c.program.facts)
		c.program.facts = append(c.program.facts, declared{name, typ})
		c.program.slots[name] = slot
		c.name(at, name, expr.Symbol{Type: expr.Type(typ), Slot: slot})
	}
	if on := c.scheme.EffectiveOn; on != "" {
		c.fact("effective_on", on, FactDate, FactTime)
	}
}

// name puts a name into the scope of the expressions.
func (c *compiler) name(at check.Path, name string, symbol expr.Symbol) {
	if err := expr.CheckName(name); err != nil {
		c.problems.Add(at, translate(err, nil))
		return
	}
	if _, twice := c.scope[name]; twice {
		c.problems.Add(at, coded(ErrConflict, "the name %s is taken", check.Quote(name)))
		return
	}
	c.scope[name] = symbol
}

// fact returns the slot of a declared fact of one of the given types, and -1
// where it reports that there is none.
func (c *compiler) fact(at check.Path, name string, types ...FactType) int {
	slot, ok := c.program.slots[name]
	if !ok {
		c.problems.Addf(at, "unknown fact %s", check.Quote(name))
		return -1
	}
	if typ := c.program.facts[slot].typ; len(types) > 0 && !slices.Contains(types, typ) {
		c.problems.Addf(at, "the fact %s is a %v", check.Quote(name), typ)
		return -1
	}
	return slot
}

// expression compiles a text that must be there; nil where a problem was
// reported.
func (c *compiler) expression(at check.Path, text string, want expr.Type) *expr.Program {
	if text == "" {
		c.problems.Add(at, errRequired)
		return nil
	}
	program, wrong := expr.Compile(text, c.scope, want)
	for _, problem := range wrong {
		c.problems.Add(at, &ExpressionError{Column: problem.Column, Err: translate(problem.Err, nil)})
	}
	return program
}

// optional is [compiler.expression] for a text that may be missing.
func (c *compiler) optional(at check.Path, text string, want expr.Type) *expr.Program {
	if text == "" {
		return nil
	}
	return c.expression(at, text, want)
}

// id reports an id that is missing or was seen before.
func (c *compiler) id(at check.Path, id string, seen map[string]bool) {
	at = at.Key("id")
	switch {
	case id == "":
		c.problems.Add(at, errRequired)
	case seen[id]:
		c.problems.Add(at, coded(ErrConflict, "%s appears twice", check.Quote(id)))
	}
	seen[id] = true
}

// constant returns the value of an expression without names, if it has one.
func constant(p *expr.Program) (expr.Number, bool) {
	if p == nil || !p.Constant() {
		return expr.Number{}, false
	}
	var m expr.Machine
	value := p.Number(&m)
	return value, m.Err() == nil
}

// translate returns an error of the language of expressions as one of this
// package, with the names of facts for their slots.
func translate(err error, facts []declared) error {
	var missing *expr.MissingError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &missing):
		return &MissingFactError{Fact: facts[missing.Slot].name}
	case errors.Is(err, expr.ErrLimit):
		return coded(ErrLimit, "%v", err)
	case errors.Is(err, expr.ErrDivisionByZero):
		return coded(ErrDivisionByZero, "%v", err)
	case errors.Is(err, expr.ErrStep):
		return coded(ErrOffGrid, "%v", err)
	case errors.Is(err, expr.ErrMixedTimes), errors.Is(err, expr.ErrName):
		return coded(ErrConflict, "%v", err)
	}
	return err
}
