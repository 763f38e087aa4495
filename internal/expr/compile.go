package expr

import (
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/internal/strictjson"
)

// Symbol is what a name means: a table if Table is there, a param if Param is,
// and else a fact.
type Symbol struct {
	Type Type
	// Slot is where a [Machine] finds a fact.
	Slot int
	// Param computes a number, Table one from a number.
	Param func(*Machine) Number
	Table func(*Machine, Number) Number
	// Edge returns the condition by which a number missed what a table gives
	// beyond: its operator and its limit.
	Edge func(Number) (operator string, limit Number, ok bool)
}

// Scope is the names that an expression may use.
type Scope map[string]Symbol

// Program is an expression that was checked. It is immutable and safe for
// concurrent use.
type Program struct {
	text  string
	typ   Type
	root  *node
	names []string
}

// Compile reads a text of the given type. All that is wrong with it comes back
// as problems, and then there is no program.
func Compile(text string, scope Scope, want Type) (*Program, []Problem) {
	c := compiler{text: text, scope: scope}
	tokens, ok := c.scan()
	if !ok {
		return nil, c.problems
	}
	tree := c.parse(tokens)
	if tree == nil {
		return nil, c.problems
	}
	root := c.expect(tree, want, 0)
	if len(c.problems) > 0 {
		return nil, c.problems
	}
	slices.Sort(c.names)
	return &Program{text: text, typ: want, root: root, names: slices.Compact(c.names)}, nil
}

// Text returns the expression as it was written.
func (p *Program) Text() string { return p.text }

// Names returns the facts, params and tables that the expression uses, sorted.
func (p *Program) Names() []string { return p.names }

// Constant reports whether the expression uses no name.
func (p *Program) Constant() bool { return len(p.names) == 0 }

// compiler makes the nodes of one expression.
type compiler struct {
	text     string
	scope    Scope
	names    []string
	problems []Problem
}

// source returns the text of a term.
func (c *compiler) source(t *term) string { return c.text[t.at:t.end] }

// expect makes the node of an expression that must have a type. It returns nil
// where it reports a problem.
func (c *compiler) expect(e *term, want Type, nesting int) *node {
	n := c.node(e, nesting)
	if n == nil {
		return nil
	}
	if n = as(n, want); n.typ != want {
		c.fail(e.at, fmt.Errorf("%s is %s where %s is needed", check.Quote(c.source(e)), n.typ.phrase(), want.phrase()))
		return nil
	}
	return n
}

// as returns a text literal as the date or the time that it is beside one, and
// any other node as it is.
func as(n *node, want Type) *node {
	if n.op != opText || want != Date && want != Time {
		return n
	}
	literal := *n
	if want == Date {
		date, err := calendar.ParseDate(n.value.Text)
		if err != nil {
			return n
		}
		literal.value.Date = date
	} else {
		t, wall, err := ParseTime(n.value.Text)
		if err != nil {
			return n
		}
		literal.value.Time = InstantOf(t, wall)
	}
	literal.op, literal.typ = opLiteral, want
	return &literal
}

// node makes the node of an expression, nil where it reports a problem.
func (c *compiler) node(e *term, nesting int) *node {
	if nesting > maxNesting {
		c.fail(e.at, errNesting)
		return nil
	}
	var n *node
	switch e.form {
	case formParen:
		return c.node(e.args[0], nesting+1)
	case formNumber:
		n = c.numeric(e)
	case formText:
		n = c.quote(e)
	case formName:
		n = c.name(e)
	case formUnary:
		n = c.unary(e, nesting)
	case formBinary:
		n = c.binary(e, nesting)
	case formCall:
		n = c.call(e, nesting)
	}
	if n != nil {
		n.text = c.source(e)
	}
	return n
}

func (c *compiler) quote(e *term) *node {
	text, err := strconv.Unquote(e.token.text)
	if err != nil {
		c.refuse(e.at, e.token.text)
		return nil
	}
	return &node{op: opText, typ: Text, value: Value{Text: text}}
}

func (c *compiler) numeric(e *term) *node {
	number, err := ParseNumber(e.token.text)
	if err != nil {
		c.fail(e.at, err)
		return nil
	}
	return &node{op: opLiteral, typ: Numeric, value: Value{Number: number}}
}

func (c *compiler) name(e *term) *node {
	if e.token.text == "true" || e.token.text == "false" {
		return &node{op: opLiteral, typ: Bool, value: Value{Bool: e.token.text == "true"}}
	}
	symbol, ok := c.scope[e.token.text]
	if !ok {
		if _, function := functionOf(e.token.text); function {
			c.fail(e.at, fmt.Errorf("the function %s is not called", check.Quote(e.token.text)))
			return nil
		}
		c.unknown(e, "name", slices.Sorted(maps.Keys(c.scope)))
		return nil
	}
	c.names = append(c.names, e.token.text)
	switch {
	case symbol.Table != nil:
		c.fail(e.at, fmt.Errorf("the table %s is not called", check.Quote(e.token.text)))
		return nil
	case symbol.Param != nil:
		return &node{op: opParam, typ: Numeric, symbol: &symbol}
	}
	return &node{op: opFact, typ: symbol.Type, slot: symbol.Slot}
}

func (c *compiler) unknown(e *term, what string, known []string) {
	if meant, ok := strictjson.Suggest(e.token.text, known); ok {
		c.fail(e.at, fmt.Errorf("unknown %s %s, did you mean %s?", what, check.Quote(e.token.text), check.Quote(meant)))
		return
	}
	c.fail(e.at, fmt.Errorf("unknown %s %s", what, check.Quote(e.token.text)))
}

func (c *compiler) unary(e *term, nesting int) *node {
	switch e.token.text {
	case "!":
		if x := c.expect(e.args[0], Bool, nesting+1); x != nil {
			return &node{op: opNot, typ: Bool, args: []*node{x}}
		}
		return nil
	case "-":
		if x := c.expect(e.args[0], Numeric, nesting+1); x != nil {
			return &node{op: opNeg, typ: Numeric, args: []*node{x}}
		}
		return nil
	}
	c.refuse(e.at, e.token.text)
	return nil
}

func (c *compiler) binary(e *term, nesting int) *node {
	operation := binaryOf(e.token.text)
	left, right := e.args[0], e.args[1]
	if operation.args != 0 {
		x, y := c.expect(left, operation.args, nesting), c.expect(right, operation.args, nesting+1)
		if x == nil || y == nil {
			return nil
		}
		return &node{op: operation.op, typ: operation.typ, args: []*node{x, y}}
	}
	x, y := c.node(left, nesting), c.node(right, nesting+1)
	if x == nil || y == nil {
		return nil
	}
	x, y = as(x, y.typ), as(y, x.typ)
	if x.typ != y.typ {
		c.fail(e.at, fmt.Errorf("%s compares %s with %s", check.Quote(c.source(e)), x.typ.phrase(), y.typ.phrase()))
		return nil
	}
	ordered := operation.op != opEqual && operation.op != opNotEqual
	if ordered && (x.typ == Bool || x.typ == Text) {
		c.fail(e.token.at, fmt.Errorf("%s has no order: compare with == or !=", x.typ.phrase()))
		return nil
	}
	return &node{op: operation.op, typ: Bool, args: []*node{x, y}}
}

// binary is what a binary operator does. Args is 0 where the operands may have
// any type, the same on both sides.
type binary struct {
	op        op
	args, typ Type
}

func binaryOf(operator string) binary {
	switch operator {
	case "+":
		return binary{opAdd, Numeric, Numeric}
	case "-":
		return binary{opSub, Numeric, Numeric}
	case "*":
		return binary{opMul, Numeric, Numeric}
	case "/":
		return binary{opQuo, Numeric, Numeric}
	case "&&":
		return binary{opAnd, Bool, Bool}
	case "||":
		return binary{opOr, Bool, Bool}
	case "==":
		return binary{opEqual, 0, Bool}
	case "!=":
		return binary{opNotEqual, 0, Bool}
	case "<":
		return binary{opLess, 0, Bool}
	case "<=":
		return binary{opLessEqual, 0, Bool}
	case ">":
		return binary{opGreater, 0, Bool}
	}
	return binary{opGreaterEqual, 0, Bool}
}
