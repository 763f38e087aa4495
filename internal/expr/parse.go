package expr

import "errors"

// term is a node of the syntax tree of an expression: the bytes from at to end.
type term struct {
	form    form
	at, end int
	// token is the name, the literal or the operator.
	token token
	// called is what a call calls.
	called *term
	// args are the operands of an operator, the arguments of a call, or what
	// stands between parentheses.
	args []*term
}

// form is the shape of a [term].
type form uint8

const (
	formName form = iota
	formNumber
	formText
	formParen
	formUnary
	formBinary
	formCall
)

// parser makes the tree of the tokens of an expression. The first error ends
// it: then err says what is wrong at the token tokens[0].
type parser struct {
	tokens []token // the rest of them; the last one is the end
	err    error
}

// parse returns the tree of a text, and nil where it reports a problem.
func (c *compiler) parse(tokens []token) *term {
	p := parser{tokens: tokens}
	tree := p.binary(1)
	if p.err == nil && p.first().kind == kindNewline {
		p.advance()
	}
	if p.err == nil && p.first().kind != kindEnd {
		p.expected("'EOF'")
	}
	if p.err != nil {
		c.fail(p.first().at, p.err)
		return nil
	}
	return tree
}

func (p *parser) first() token { return p.tokens[0] }

func (p *parser) advance() token {
	first := p.tokens[0]
	p.tokens = p.tokens[1:]
	return first
}

func (p *parser) expected(what string) *term {
	p.err = errors.New("expected " + what + ", found " + p.first().phrase())
	return nil
}

// precedence returns how tightly a binary operator binds, and 0 for what is
// none.
func (t token) precedence() int {
	if t.kind != kindOperator {
		return 0
	}
	switch t.text {
	case "||":
		return 1
	case "&&":
		return 2
	case "==", "!=", "<", "<=", ">", ">=":
		return 3
	case "+", "-":
		return 4
	case "*", "/":
		return 5
	}
	return 0
}

// binary reads operands and the operators between them that bind at least as
// tightly as loosest. It and the methods below return nil after an error.
func (p *parser) binary(loosest int) *term {
	x := p.unary()
	for x != nil && p.first().precedence() >= loosest {
		operator := p.advance()
		y := p.binary(operator.precedence() + 1)
		if y == nil {
			return nil
		}
		x = &term{form: formBinary, at: x.at, end: y.end, token: operator, args: []*term{x, y}}
	}
	return x
}

// unary reads an operand with the operators before it. Those that are not of the
// language are refused later, as terms.
func (p *parser) unary() *term {
	first := p.first()
	if !first.is("+") && !first.is("-") && !first.is("!") && !first.is("*") {
		return p.called()
	}
	p.advance()
	x := p.unary()
	if x == nil {
		return nil
	}
	return &term{form: formUnary, at: first.at, end: x.end, token: first, args: []*term{x}}
}

// called reads an operand and the arguments with which it is called.
func (p *parser) called() *term {
	x := p.operand()
	for x != nil && p.first().is("(") {
		x = p.arguments(x)
	}
	return x
}

func (p *parser) operand() *term {
	first := p.first()
	leaf := &term{at: first.at, end: first.end(), token: first}
	switch {
	case first.kind == kindName:
		leaf.form = formName
	case first.kind == kindNumber:
		leaf.form = formNumber
	case first.kind == kindText:
		leaf.form = formText
	case first.is("("):
		return p.parenthesized()
	default:
		return p.expected("operand")
	}
	p.advance()
	return leaf
}

func (p *parser) parenthesized() *term {
	opening := p.advance()
	x := p.binary(1)
	switch {
	case x == nil:
		return nil
	case !p.first().is(")"):
		return p.expected("')'")
	}
	return &term{form: formParen, at: opening.at, end: p.advance().end(), args: []*term{x}}
}

// arguments reads what is in the parentheses after a term; a comma may stand
// before the last one.
func (p *parser) arguments(called *term) *term {
	p.advance()
	var args []*term
	for !p.first().is(")") && p.first().kind != kindEnd {
		x := p.binary(1)
		if x == nil {
			return nil
		}
		args = append(args, x)
		switch {
		case p.first().is(","):
			p.advance()
		case p.first().kind == kindNewline:
			p.err = errors.New("missing ',' before newline in argument list")
			return nil
		case !p.first().is(")"):
			p.err = errors.New("missing ',' in argument list")
			return nil
		}
	}
	if !p.first().is(")") {
		return p.expected("')'")
	}
	return &term{form: formCall, at: called.at, end: p.advance().end(), called: called, args: args}
}
