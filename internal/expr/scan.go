package expr

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
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

const byteOrderMark = "\ufeff"

// scan returns the tokens of a text, of which the last is its end, and whether
// they may be given to the parser. It reports those that have no place in the
// language.
func (c *compiler) scan() ([]token, bool) {
	if len(c.text) > maxBytes {
		c.fail(0, fmt.Errorf("%w: an expression of %d bytes, more than %d", ErrLimit, len(c.text), maxBytes))
		return nil, false
	}
	if !utf8.ValidString(c.text) {
		c.fail(0, errors.New("is not UTF-8"))
		return nil, false
	}
	var tokens []token
	last := token{}
	nesting := 0
	at := len(c.text) - len(strings.TrimPrefix(c.text, byteOrderMark))
	for {
		last = c.next(at, last)
		at = last.end()
		tokens = append(tokens, last)
		switch {
		case last.kind == kindEnd:
			return tokens, len(c.problems) == 0
		case last.is("("):
			nesting++
			if nesting > maxNesting {
				c.fail(last.at, errNesting)
				return nil, false
			}
		case last.is(")"):
			nesting--
		}
	}
}

var errNesting = fmt.Errorf("%w: nested more than %d deep", ErrLimit, maxNesting)

// next reads the first token from a byte on.
func (c *compiler) next(at int, last token) token {
	for at < len(c.text) && strings.IndexByte(" \t\r\n", c.text[at]) >= 0 {
		if c.text[at] == '\n' && last.endsOperand() {
			return token{kindNewline, at, "\n"}
		}
		at++
	}
	rest := c.text[at:]
	if rest == "" {
		if last.endsOperand() {
			return token{kindNewline, at, ""}
		}
		return token{kindEnd, at, ""}
	}
	if n := nameLength(rest); n > 0 {
		if isKeyword(rest[:n]) {
			c.refuse(at, rest[:n])
		}
		return token{kindName, at, rest[:n]}
	}
	if isDecimal(rest[0]) || rest[0] == '.' && len(rest) > 1 && isDecimal(rest[1]) {
		return c.number(at)
	}
	if rest[0] == '"' {
		return c.quoted(at)
	}
	if n := foreignLength(rest); n > 0 {
		c.refuse(at, rest[:n])
		return token{kindOperator, at, rest[:n]}
	}
	found, ours := operator(rest)
	switch {
	case found == "":
		first, size := utf8.DecodeRuneInString(rest)
		c.fail(at, fmt.Errorf("illegal character %#U", first))
		found = rest[:size]
	case !ours:
		c.refuse(at, found)
	}
	return token{kindOperator, at, found}
}

// number reads the number that begins at a byte.
func (c *compiler) number(at int) token {
	length, complete := numberLength(c.text[at:])
	end := at + length
	switch {
	case strings.HasPrefix(c.text[end:], "i"):
		end++
		c.refuse(at, c.text[at:end])
	case !complete:
		c.fail(end, errors.New("exponent has no digits"))
	}
	return token{kindNumber, at, c.text[at:end]}
}

// quoted reads the text in quotes that begins at a byte.
func (c *compiler) quoted(at int) token {
	length, ends := quotedLength(c.text[at:])
	found := token{kindText, at, c.text[at : at+length]}
	for i := 1; i < len(found.text); i++ {
		switch found.text[i] {
		case 0:
			c.fail(at+i, errors.New("illegal character NUL"))
		case byteOrderMark[0]:
			if strings.HasPrefix(found.text[i:], byteOrderMark) {
				c.fail(at+i, errors.New("illegal byte order mark"))
			}
		case '\\':
			c.escape(at + i + 1)
			if strings.HasPrefix(found.text[i:], `\\`) {
				i++ // the second one begins nothing
			}
		}
	}
	if !ends {
		c.fail(at, errors.New("string literal not terminated"))
	}
	return found
}

// escape checks the escape sequence whose backslash stands before a byte.
func (c *compiler) escape(from int) {
	var digits int
	base, most := rune(16), rune(unicode.MaxRune)
	switch first := c.peek(from); first {
	case 'a', 'b', 'f', 'n', 'r', 't', 'v', '\\', '"':
		return
	case '0', '1', '2', '3', '4', '5', '6', '7':
		digits, base, most = 3, 8, 255
	case 'x':
		digits, most = 2, 255
	case 'u':
		digits = 4
	case 'U':
		digits = 8
	case -1:
		c.fail(from, errUnfinished)
		return
	default:
		c.fail(from, errors.New("unknown escape sequence"))
		return
	}
	i := from
	if base == 16 {
		i++
	}
	value := int64(0)
	for ; digits > 0; digits-- {
		r := c.peek(i)
		if r < 0 {
			c.fail(i, errUnfinished)
			return
		}
		digit := hexadecimal(r)
		if digit >= base {
			c.fail(i, fmt.Errorf("illegal character %#U in escape sequence", r))
			return
		}
		value = value*int64(base) + int64(digit)
		i++
	}
	if value > int64(most) || utf16.IsSurrogate(rune(value)) {
		c.fail(from, errors.New("escape sequence is invalid Unicode code point"))
	}
}

var errUnfinished = errors.New("escape sequence not terminated")

// peek returns the character at a byte, and -1 at the end of the text.
func (c *compiler) peek(at int) rune {
	if at == len(c.text) {
		return -1
	}
	r, _ := utf8.DecodeRuneInString(c.text[at:])
	return r
}

// refuse reports what is Go and not this language.
func (c *compiler) refuse(offset int, what string) {
	c.fail(offset, fmt.Errorf("unexpected %s", check.Quote(what)))
}

// fail reports a problem at a byte of the text.
func (c *compiler) fail(offset int, err error) {
	c.problems = append(c.problems, Problem{Column: 1 + utf8.RuneCountInString(c.text[:offset]), Err: err})
}
