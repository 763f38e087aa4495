package expr

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
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
	if !c.scan() {
		return nil, c.problems
	}
	tree, err := parser.ParseExprFrom(token.NewFileSet(), "", text, 0)
	if err != nil {
		c.syntax(err)
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

// syntax reports the first error of the parser.
func (c *compiler) syntax(err error) {
	var list scanner.ErrorList
	if errors.As(err, &list) && len(list) > 0 {
		c.fail(list[0].Pos.Offset, errors.New(list[0].Msg))
		return
	}
	c.fail(0, err)
}

// offset returns the byte of the text at which a node begins.
func offset(at token.Pos) int { return int(at) - 1 }

// source returns the text of a node.
func (c *compiler) source(e ast.Expr) string { return c.text[offset(e.Pos()):offset(e.End())] }

// expect makes the node of an expression that must have a type. It returns nil
// where it reports a problem.
func (c *compiler) expect(e ast.Expr, want Type, nesting int) *node {
	n := c.node(e, nesting)
	if n == nil {
		return nil
	}
	if n = c.as(n, want); n.typ != want {
		c.fail(offset(e.Pos()), fmt.Errorf("%s is %s where %s is needed", check.Quote(c.source(e)), n.typ.phrase(), want.phrase()))
		return nil
	}
	return n
}

// as returns a text literal as the date or the time that it is beside one, and
// any other node as it is.
func (c *compiler) as(n *node, want Type) *node {
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
func (c *compiler) node(e ast.Expr, nesting int) *node {
	if nesting > maxNesting {
		c.fail(offset(e.Pos()), errNesting)
		return nil
	}
	var n *node
	switch e := e.(type) {
	case *ast.ParenExpr:
		return c.node(e.X, nesting+1)
	case *ast.BasicLit:
		n = c.literal(e)
	case *ast.Ident:
		n = c.name(e)
	case *ast.UnaryExpr:
		n = c.unary(e, nesting)
	case *ast.BinaryExpr:
		n = c.binary(e, nesting)
	case *ast.CallExpr:
		n = c.call(e, nesting)
	default:
		c.refuse(offset(e.Pos()), c.source(e))
	}
	if n != nil {
		n.text = c.source(e)
	}
	return n
}

func (c *compiler) literal(e *ast.BasicLit) *node {
	if e.Kind == token.STRING {
		text, err := strconv.Unquote(e.Value)
		if err != nil {
			c.refuse(offset(e.Pos()), e.Value)
			return nil
		}
		return &node{op: opText, typ: Text, value: Value{Text: text}}
	}
	number, err := ParseNumber(e.Value)
	if err != nil {
		c.fail(offset(e.Pos()), err)
		return nil
	}
	return &node{op: opLiteral, typ: Numeric, value: Value{Number: number}}
}

func (c *compiler) name(e *ast.Ident) *node {
	if e.Name == "true" || e.Name == "false" {
		return &node{op: opLiteral, typ: Bool, value: Value{Bool: e.Name == "true"}}
	}
	symbol, ok := c.scope[e.Name]
	if !ok {
		if _, function := functionOf(e.Name); function {
			c.fail(offset(e.Pos()), fmt.Errorf("the function %s is not called", check.Quote(e.Name)))
			return nil
		}
		c.unknown(e, "name", slices.Sorted(maps.Keys(c.scope)))
		return nil
	}
	c.names = append(c.names, e.Name)
	switch {
	case symbol.Table != nil:
		c.fail(offset(e.Pos()), fmt.Errorf("the table %s is not called", check.Quote(e.Name)))
		return nil
	case symbol.Param != nil:
		return &node{op: opParam, typ: Numeric, symbol: &symbol}
	}
	return &node{op: opFact, typ: symbol.Type, slot: symbol.Slot}
}

func (c *compiler) unknown(e *ast.Ident, what string, known []string) {
	if meant, ok := strictjson.Suggest(e.Name, known); ok {
		c.fail(offset(e.Pos()), fmt.Errorf("unknown %s %s, did you mean %s?", what, check.Quote(e.Name), check.Quote(meant)))
		return
	}
	c.fail(offset(e.Pos()), fmt.Errorf("unknown %s %s", what, check.Quote(e.Name)))
}

func (c *compiler) unary(e *ast.UnaryExpr, nesting int) *node {
	switch e.Op { //exhaustive:ignore
	case token.NOT:
		if x := c.expect(e.X, Bool, nesting+1); x != nil {
			return &node{op: opNot, typ: Bool, args: []*node{x}}
		}
		return nil
	case token.SUB:
		if x := c.expect(e.X, Numeric, nesting+1); x != nil {
			return &node{op: opNeg, typ: Numeric, args: []*node{x}}
		}
		return nil
	}
	c.refuse(offset(e.Pos()), e.Op.String())
	return nil
}

func (c *compiler) binary(e *ast.BinaryExpr, nesting int) *node {
	operation, ok := binaryOf(e.Op)
	if !ok {
		c.refuse(offset(e.OpPos), e.Op.String())
		return nil
	}
	if operation.args != 0 {
		x, y := c.expect(e.X, operation.args, nesting), c.expect(e.Y, operation.args, nesting+1)
		if x == nil || y == nil {
			return nil
		}
		return &node{op: operation.op, typ: operation.typ, args: []*node{x, y}}
	}
	x, y := c.node(e.X, nesting), c.node(e.Y, nesting+1)
	if x == nil || y == nil {
		return nil
	}
	x, y = c.as(x, y.typ), c.as(y, x.typ)
	if x.typ != y.typ {
		c.fail(offset(e.Pos()), fmt.Errorf("%s compares %s with %s", check.Quote(c.source(e)), x.typ.phrase(), y.typ.phrase()))
		return nil
	}
	ordered := operation.op != opEqual && operation.op != opNotEqual
	if ordered && (x.typ == Bool || x.typ == Text) {
		c.fail(offset(e.OpPos), fmt.Errorf("%s has no order: compare with == or !=", x.typ.phrase()))
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

func binaryOf(t token.Token) (binary, bool) {
	switch t { //exhaustive:ignore
	case token.ADD:
		return binary{opAdd, Numeric, Numeric}, true
	case token.SUB:
		return binary{opSub, Numeric, Numeric}, true
	case token.MUL:
		return binary{opMul, Numeric, Numeric}, true
	case token.QUO:
		return binary{opQuo, Numeric, Numeric}, true
	case token.LAND:
		return binary{opAnd, Bool, Bool}, true
	case token.LOR:
		return binary{opOr, Bool, Bool}, true
	case token.EQL:
		return binary{opEqual, 0, Bool}, true
	case token.NEQ:
		return binary{opNotEqual, 0, Bool}, true
	case token.LSS:
		return binary{opLess, 0, Bool}, true
	case token.LEQ:
		return binary{opLessEqual, 0, Bool}, true
	case token.GTR:
		return binary{opGreater, 0, Bool}, true
	case token.GEQ:
		return binary{opGreaterEqual, 0, Bool}, true
	}
	return binary{}, false
}
