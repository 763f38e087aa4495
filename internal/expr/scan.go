package expr

import (
	"errors"
	"fmt"
	"go/scanner"
	"go/token"
	"unicode/utf8"

	"github.com/servicecommitment/commitment/internal/check"
)

// The limits of a text.
const (
	maxBytes   = 4096
	maxNesting = 32
)

// Problem is what is wrong at one place of an expression.
type Problem struct {
	// Column counts characters from 1.
	Column int
	Err    error
}

// scan reports the tokens of a text that have no place in the language, and
// whether it may be given to the parser.
func (c *compiler) scan() bool {
	if len(c.text) > maxBytes {
		c.fail(0, fmt.Errorf("%w: an expression of %d bytes, more than %d", ErrLimit, len(c.text), maxBytes))
		return false
	}
	if !utf8.ValidString(c.text) {
		c.fail(0, errors.New("is not UTF-8"))
		return false
	}
	file := token.NewFileSet().AddFile("", -1, len(c.text))
	var lexer scanner.Scanner
	lexer.Init(file, []byte(c.text), func(at token.Position, message string) {
		c.fail(at.Offset, errors.New(message))
	}, scanner.ScanComments)
	nesting := 0
	for {
		pos, found, literal := lexer.Scan()
		offset := file.Offset(pos)
		switch found { //exhaustive:ignore
		case token.EOF:
			return len(c.problems) == 0
		case token.LPAREN:
			nesting++
			if nesting > maxNesting {
				c.fail(offset, errNesting)
				return false
			}
		case token.RPAREN:
			nesting--
		case token.SEMICOLON:
			if literal == ";" {
				c.refuse(offset, literal)
			}
		case token.STRING:
			if literal[0] == '`' {
				c.refuse(offset, literal)
			}
		case token.IDENT, token.INT, token.FLOAT, token.COMMA,
			token.ADD, token.SUB, token.MUL, token.QUO, token.NOT, token.LAND, token.LOR,
			token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ, token.ILLEGAL:
		default:
			if literal == "" {
				literal = found.String()
			}
			c.refuse(offset, literal)
		}
	}
}

var errNesting = fmt.Errorf("%w: nested more than %d deep", ErrLimit, maxNesting)

// refuse reports what is Go and not this language.
func (c *compiler) refuse(offset int, what string) {
	c.fail(offset, fmt.Errorf("unexpected %s", check.Quote(what)))
}

// fail reports a problem at a byte of the text.
func (c *compiler) fail(offset int, err error) {
	offset = min(max(offset, 0), len(c.text))
	c.problems = append(c.problems, Problem{Column: 1 + utf8.RuneCountInString(c.text[:offset]), Err: err})
}

// CheckName returns what is wrong with the name of a fact, a param or a table:
// it must be one of the language, and no word of it.
func CheckName(name string) error {
	switch {
	case !token.IsIdentifier(name) && !token.IsKeyword(name) || name == "_":
		return fmt.Errorf("%s is not a name: letters, digits and _, not beginning with a digit", check.Quote(name))
	case token.IsKeyword(name):
		return fmt.Errorf("%w: %s is a word of the language of expressions", ErrName, check.Quote(name))
	case name == "true" || name == "false":
		return fmt.Errorf("%w: %s is a value", ErrName, check.Quote(name))
	}
	if _, ok := functionOf(name); ok {
		return fmt.Errorf("%w: %s is a function", ErrName, check.Quote(name))
	}
	return nil
}

// ErrName says that a name means something else already.
var ErrName = errors.New("the name is taken")
