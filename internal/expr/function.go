package expr

import (
	"fmt"
	"slices"

	"github.com/servicecommitment/commitment/internal/check"
)

// function is a word of the language that is called.
type function struct {
	op    op
	least int // arguments
	// many says that there may be more of them.
	many bool
}

func functionOf(name string) (function, bool) {
	switch name {
	case "min":
		return function{opMin, 1, true}, true
	case "max":
		return function{opMax, 1, true}, true
	case "floor":
		return function{opFloor, 1, false}, true
	case "ceil":
		return function{opCeil, 1, false}, true
	case "pct":
		return function{opPct, 2, false}, true
	case "round":
		return function{opRound, 3, false}, true
	case "choose":
		return function{opChoose, 3, false}, true
	case "oneof":
		return function{opOneOf, 2, true}, true
	case "days_between":
		return function{opDays, 2, false}, true
	}
	return function{}, false
}

func functionNames() []string {
	return []string{"ceil", "choose", "days_between", "floor", "max", "min", "oneof", "pct", "round"}
}

func (c *compiler) call(e *term, nesting int) *node {
	name := e.called
	if name.form != formName {
		c.refuse(name.at, c.source(name))
		return nil
	}
	called, ok := functionOf(name.token.text)
	if !ok {
		return c.callTable(e, name, nesting)
	}
	if len(e.args) < called.least || len(e.args) > called.least && !called.many {
		c.count(e, name.token.text, called.least, called.many)
		return nil
	}
	//exhaustive:ignore
	switch called.op {
	case opRound:
		return c.round(e, nesting)
	case opChoose:
		return c.choose(e, nesting)
	case opOneOf:
		return c.oneOf(e, nesting)
	case opDays:
		return c.days(e, nesting)
	}
	n := &node{op: called.op, typ: Numeric}
	for _, arg := range e.args {
		n.args = append(n.args, c.expect(arg, Numeric, nesting+1))
	}
	return whole(n)
}

// whole returns nil for a node that lacks an argument, of which a problem was
// reported.
func whole(n *node) *node {
	if slices.Contains(n.args, nil) {
		return nil
	}
	return n
}

func (c *compiler) count(e *term, name string, least int, more bool) { //nolint:revive // what the message says
	arguments := "argument"
	if least != 1 {
		arguments += "s"
	}
	if more {
		arguments += " or more"
	}
	c.fail(e.at, fmt.Errorf("%s takes %d %s, not %d", name, least, arguments, len(e.args)))
}

func (c *compiler) callTable(e, name *term, nesting int) *node {
	symbol, ok := c.scope[name.token.text]
	switch {
	case !ok:
		known := functionNames()
		for name, symbol := range c.scope {
			if symbol.Table != nil {
				known = append(known, name)
			}
		}
		slices.Sort(known)
		c.unknown(name, "function or table", known)
		return nil
	case symbol.Table == nil:
		c.fail(e.at, fmt.Errorf("%s is no table and cannot be called", check.Quote(name.token.text)))
		return nil
	case len(e.args) != 1:
		c.count(e, name.token.text, 1, false)
		return nil
	}
	c.names = append(c.names, name.token.text)
	return whole(&node{op: opTable, typ: Numeric, symbol: &symbol, args: []*node{c.expect(e.args[0], Numeric, nesting+1)}})
}

// round makes the node of round(x, step, "mode").
func (c *compiler) round(e *term, nesting int) *node {
	n := &node{op: opRound, typ: Numeric, args: []*node{
		c.expect(e.args[0], Numeric, nesting+1), c.expect(e.args[1], Numeric, nesting+1),
	}}
	text := c.node(e.args[2], nesting+1)
	if text == nil {
		return nil
	}
	mode, ok := ParseMode(text.value.Text)
	if text.op != opText || !ok {
		c.fail(e.args[2].at, fmt.Errorf("%s is not a rounding mode such as \"half_up\"", check.Quote(c.source(e.args[2]))))
		return nil
	}
	if step := n.args[1]; step != nil && step.op == opLiteral && step.value.Number.Sign() <= 0 {
		c.fail(e.args[1].at, fmt.Errorf("%w: it must be positive", ErrStep))
		return nil
	}
	n.mode = mode
	return whole(n)
}

// choose makes the node of choose(condition, a, b), of the type of a and b.
func (c *compiler) choose(e *term, nesting int) *node {
	condition := c.expect(e.args[0], Bool, nesting+1)
	a, b := c.node(e.args[1], nesting+1), c.node(e.args[2], nesting+1)
	if condition == nil || a == nil || b == nil {
		return nil
	}
	a, b = as(a, b.typ), as(b, a.typ)
	if a.typ != b.typ {
		c.fail(e.at, fmt.Errorf("choose gives %s or %s", a.typ.phrase(), b.typ.phrase()))
		return nil
	}
	return &node{op: opChoose, typ: a.typ, args: []*node{condition, a, b}}
}

// oneOf makes the node of oneof(x, a, ...), whose arguments have one type.
func (c *compiler) oneOf(e *term, nesting int) *node {
	x := c.node(e.args[0], nesting+1)
	if x == nil {
		return nil
	}
	n := &node{op: opOneOf, typ: Bool, args: []*node{x}}
	for _, arg := range e.args[1:] {
		n.args = append(n.args, c.expect(arg, x.typ, nesting+1))
	}
	return whole(n)
}

// days makes the node of days_between(from, to), of two dates or two times.
func (c *compiler) days(e *term, nesting int) *node {
	n := &node{op: opDays, typ: Numeric}
	for _, arg := range e.args {
		x := c.node(arg, nesting+1)
		if x == nil {
			return nil
		}
		if x = as(x, Date); x.typ != Date {
			x = as(x, Time)
		}
		if x.typ != Date && x.typ != Time {
			c.fail(arg.at, fmt.Errorf("%s is %s where a date or a time is needed", check.Quote(c.source(arg)), x.typ.phrase()))
			return nil
		}
		n.args = append(n.args, x)
	}
	return n
}
