package compensation_test

import (
	"errors"
	"math/big"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/servicecommitment/commitment/compensation"
)

// This file and its neighbours named oracle_* are a second, slow implementation
// of the contract over big.Rat: a parser by descent, values as they come, no
// compiling and no checks. It has nothing from the package but the names of the
// codes.

// oracleError carries the code of an error.
type oracleError struct{ code compensation.Code }

func (e oracleError) Error() string { return string(e.code) }

var errOracleSyntax = errors.New("the oracle cannot read the expression")

// oracleScope is what names mean: facts and params by value, tables by a
// function.
type oracleScope struct {
	value func(name string) (any, error)
	table func(name string, x *big.Rat) (*big.Rat, error)
}

// oracleEvaluate returns a *big.Rat, bool, string, or time.Time of an
// expression.
func oracleEvaluate(text string, scope oracleScope) (any, error) {
	tokens, err := oracleTokens(text)
	if err != nil {
		return nil, err
	}
	p := &oracleParser{tokens: tokens, scope: scope}
	value, err := p.or()
	if err == nil && p.at < len(p.tokens) {
		err = errOracleSyntax
	}
	return value, err
}

// oracleTokens cuts a text into names, numbers, quoted texts and operators.
func oracleTokens(text string) ([]string, error) {
	var tokens []string
	for text = strings.TrimSpace(text); text != ""; text = strings.TrimSpace(text) {
		first := rune(text[0])
		length := 1
		switch {
		case unicode.IsLetter(first) || first == '_':
			length = len(text) - len(strings.TrimLeftFunc(text, func(r rune) bool {
				return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_'
			}))
		case unicode.IsDigit(first):
			length = len(text) - len(strings.TrimLeft(text, "0123456789."))
		case first == '"':
			end := strings.IndexByte(text[1:], '"')
			if end < 0 {
				return nil, errOracleSyntax
			}
			length = end + 2
		case len(text) > 1 && slices.Contains([]string{"==", "!=", "<=", ">=", "&&", "||"}, text[:2]):
			length = 2
		}
		tokens = append(tokens, text[:length])
		text = text[length:]
	}
	return tokens, nil
}

// oracleParser evaluates while it reads. What must not be evaluated is read
// with skip set: then every value is nil and no name is asked for.
type oracleParser struct {
	tokens []string
	at     int
	scope  oracleScope
	skip   bool
}

func (p *oracleParser) peek() string {
	if p.at < len(p.tokens) {
		return p.tokens[p.at]
	}
	return ""
}

func (p *oracleParser) take(tokens ...string) (string, bool) {
	next := p.peek()
	if next == "" || !slices.Contains(tokens, next) {
		return "", false
	}
	p.at++
	return next, true
}

// skipping reads something without evaluating it, if so is true.
func (p *oracleParser) skipping(so bool, read func() (any, error)) (any, error) {
	before := p.skip
	p.skip = before || so
	value, err := read()
	p.skip = before
	return value, err
}

func (p *oracleParser) or() (any, error)  { return p.lazy("||", true, p.and) }
func (p *oracleParser) and() (any, error) { return p.lazy("&&", false, p.equal) }

func (p *oracleParser) lazy(operator string, decides bool, next func() (any, error)) (any, error) {
	left, err := next()
	for err == nil {
		if _, ok := p.take(operator); !ok {
			break
		}
		var right any
		decided := left == any(decides)
		right, err = p.skipping(decided, next)
		if !decided {
			left = right
		}
	}
	return left, err
}

func (p *oracleParser) equal() (any, error) {
	return p.binary(p.sum, "==", "!=", "<", "<=", ">", ">=")
}
func (p *oracleParser) sum() (any, error)     { return p.binary(p.product, "+", "-") }
func (p *oracleParser) product() (any, error) { return p.binary(p.unary, "*", "/") }

func (p *oracleParser) binary(next func() (any, error), operators ...string) (any, error) {
	left, err := next()
	for err == nil {
		operator, ok := p.take(operators...)
		if !ok {
			break
		}
		var right any
		if right, err = next(); err == nil && !p.skip {
			left, err = oracleApply(operator, left, right)
		}
	}
	return left, err
}

func oracleApply(operator string, left, right any) (any, error) {
	switch operator {
	case "+", "-", "*", "/":
		a, okA := left.(*big.Rat)
		b, okB := right.(*big.Rat)
		switch {
		case !okA || !okB:
			return nil, errOracleSyntax
		case operator == "+":
			return new(big.Rat).Add(a, b), nil
		case operator == "-":
			return new(big.Rat).Sub(a, b), nil
		case operator == "*":
			return new(big.Rat).Mul(a, b), nil
		case b.Sign() == 0:
			return nil, oracleError{compensation.CodeDivisionByZero}
		}
		return new(big.Rat).Quo(a, b), nil
	}
	order, err := oracleCompare(left, right)
	if err != nil {
		return nil, err
	}
	switch operator {
	case "==":
		return order == 0, nil
	case "!=":
		return order != 0, nil
	case "<":
		return order < 0, nil
	case "<=":
		return order <= 0, nil
	case ">":
		return order > 0, nil
	}
	return order >= 0, nil
}

func oracleCompare(left, right any) (int, error) {
	switch a := left.(type) {
	case *big.Rat:
		if b, ok := right.(*big.Rat); ok {
			return a.Cmp(b), nil
		}
	case string:
		if b, ok := right.(string); ok {
			return strings.Compare(a, b), nil
		}
	case bool:
		if b, ok := right.(bool); ok {
			if a == b {
				return 0, nil
			}
			return 1, nil
		}
	case time.Time:
		if b, ok := right.(time.Time); ok {
			return a.Compare(b), nil
		}
	}
	return 0, errOracleSyntax
}

func (p *oracleParser) unary() (any, error) {
	switch operator, _ := p.take("-", "!"); operator {
	case "-":
		value, err := p.unary()
		if err != nil || p.skip {
			return nil, err
		}
		number, ok := value.(*big.Rat)
		if !ok {
			return nil, errOracleSyntax
		}
		return new(big.Rat).Neg(number), nil
	case "!":
		value, err := p.unary()
		if err != nil || p.skip {
			return nil, err
		}
		truth, ok := value.(bool)
		if !ok {
			return nil, errOracleSyntax
		}
		return !truth, nil
	}
	return p.primary()
}

func (p *oracleParser) primary() (any, error) {
	token := p.peek()
	p.at++
	switch {
	case token == "":
		return nil, errOracleSyntax
	case token == "(":
		value, err := p.or()
		if err != nil {
			return nil, err
		}
		return value, p.must(")")
	case token[0] == '"':
		return token[1 : len(token)-1], nil
	case unicode.IsDigit(rune(token[0])):
		number, ok := new(big.Rat).SetString(token)
		if !ok {
			return nil, errOracleSyntax
		}
		return number, nil
	case token == "true" || token == "false":
		return token == "true", nil
	case p.peek() == "(":
		return p.call(token)
	case p.skip:
		return nil, nil //nolint:nilnil // a value that is not asked for
	}
	return p.scope.value(token)
}

func (p *oracleParser) must(token string) error {
	if _, ok := p.take(token); !ok {
		return errOracleSyntax
	}
	return nil
}

func (p *oracleParser) call(name string) (any, error) {
	p.at++
	var args []any
	for i := 0; ; i++ {
		// Of choose, the branch that the condition does not choose is skipped.
		unwanted := name == "choose" && len(args) > 0 && (i == 1 && args[0] == any(false) || i == 2 && args[0] == any(true))
		value, err := p.skipping(unwanted, p.or)
		if err != nil {
			return nil, err
		}
		args = append(args, value)
		if _, more := p.take(","); !more {
			break
		}
	}
	if err := p.must(")"); err != nil || p.skip {
		return nil, err
	}
	return p.apply(name, args)
}

func (p *oracleParser) apply(name string, args []any) (any, error) {
	switch name {
	case "choose":
		if args[0] == any(true) {
			return args[1], nil
		}
		return args[2], nil
	case "oneof":
		for _, arg := range args[1:] {
			order, err := oracleCompare(args[0], arg)
			if err != nil || order == 0 {
				return order == 0, err
			}
		}
		return false, nil
	case "days_between":
		from, okFrom := args[0].(time.Time)
		to, okTo := args[1].(time.Time)
		if !okFrom || !okTo {
			return nil, errOracleSyntax
		}
		return big.NewRat(int64(to.Sub(from)/(24*time.Hour)), 1), nil
	}
	var numbers []*big.Rat
	for _, arg := range args {
		if number, ok := arg.(*big.Rat); ok {
			numbers = append(numbers, number)
		}
	}
	switch name {
	case "min", "max":
		best := numbers[0]
		for _, number := range numbers {
			if (number.Cmp(best) < 0) == (name == "min") && number.Cmp(best) != 0 {
				best = number
			}
		}
		return best, nil
	case "floor":
		return roundRat(numbers[0], compensation.Floor), nil
	case "ceil":
		return roundRat(numbers[0], compensation.Ceil), nil
	case "pct":
		product := new(big.Rat).Mul(numbers[0], numbers[1])
		return product.Quo(product, big.NewRat(100, 1)), nil
	case "round":
		mode, err := compensation.ParseRounding(args[2].(string))
		return oracleRound(numbers[0], numbers[1], mode), err
	}
	return p.scope.table(name, numbers[0])
}

// oracleRound rounds x to a multiple of a step.
func oracleRound(x, step *big.Rat, mode compensation.Rounding) *big.Rat {
	steps := roundRat(new(big.Rat).Quo(x, step), mode)
	return new(big.Rat).Mul(steps, step)
}
