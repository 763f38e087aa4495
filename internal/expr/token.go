package expr

import (
	"strings"
	"unicode"
)

// kind is what a token is.
type kind uint8

const (
	kindEnd kind = iota
	kindNewline
	kindName
	kindNumber
	kindText
	kindOperator // parentheses and commas as well
)

// token is a word of an expression: text, from the byte at on.
type token struct {
	kind kind
	at   int
	text string
}

func (t token) end() int { return t.at + len(t.text) }

// is reports whether the token is an operator.
func (t token) is(operator string) bool { return t.kind == kindOperator && t.text == operator }

// phrase returns the token as an error names it.
func (t token) phrase() string {
	switch t.kind {
	case kindEnd:
		return "'EOF'"
	case kindNewline:
		return "newline"
	case kindOperator:
		return "'" + t.text + "'"
	case kindName, kindNumber, kindText:
	}
	return t.text
}

// endsOperand reports whether an expression may end with the token. If it does
// and so does the line, then the line ends the expression.
func (t token) endsOperand() bool {
	switch t.kind {
	case kindName, kindNumber, kindText:
		return true
	case kindOperator:
		return t.text == ")"
	case kindEnd, kindNewline:
	}
	return false
}

// operator returns the operator with which a text begins, the longest of Go's,
// and whether it is one of the language. It is empty where there is none.
func operator(text string) (found string, ours bool) {
	for n := min(3, len(text)); n > 0; n-- {
		switch text[:n] {
		case "(", ")", ",", "+", "-", "*", "/", "!", "&&", "||", "==", "!=", "<", "<=", ">", ">=":
			return text[:n], true
		case "&^=", "<<=", ">>=", "...",
			":=", "++", "+=", "--", "-=", "*=", "/=", "%=", "^=", "<-", "<<", ">>", "&^", "&=", "|=",
			":", ".", "[", "]", "{", "}", ";", "%", "^", "=", "&", "|", "~":
			return text[:n], false
		}
	}
	return "", false
}

// isKeyword reports whether a text is a word of Go, which no name may be.
func isKeyword(text string) bool {
	switch text {
	case "break", "case", "chan", "const", "continue", "default", "defer", "else", "fallthrough", "for", "func", "go", "goto",
		"if", "import", "interface", "map", "package", "range", "return", "select", "struct", "switch", "type", "var":
		return true
	}
	return false
}

// nameLength returns the length of the name or keyword with which a text begins.
func nameLength(text string) int {
	for i, r := range text {
		if !unicode.IsLetter(r) && r != '_' && (i == 0 || !unicode.IsDigit(r)) {
			return i
		}
	}
	return len(text)
}

// numberLength returns the length of the number with which a text begins, in
// any of Go's forms, and whether it has digits where it has an exponent.
// [ParseNumber] knows which forms are ours.
func numberLength(text string) (length int, complete bool) {
	n, isDigit := 0, isDecimal
	if len(text) > 1 && text[0] == '0' {
		switch text[1] {
		case 'x', 'X':
			n, isDigit = 2, isHexadecimal
		case 'o', 'O', 'b', 'B':
			n = 2
		}
	}
	n += digits(text[n:], isDigit)
	if n < len(text) && text[n] == '.' {
		n++
		n += digits(text[n:], isDigit)
	}
	if n == len(text) || strings.IndexByte("eEpP", text[n]) < 0 {
		return n, true
	}
	n++
	if n < len(text) && (text[n] == '+' || text[n] == '-') {
		n++
	}
	exponent := digits(text[n:], isDecimal)
	return n + exponent, exponent > 0
}

// digits returns how many digits and separators a text begins with.
func digits(text string, isDigit func(byte) bool) int {
	n := 0
	for n < len(text) && (isDigit(text[n]) || text[n] == '_') {
		n++
	}
	return n
}

func isDecimal(b byte) bool { return '0' <= b && b <= '9' }

func isHexadecimal(b byte) bool { return hexadecimal(rune(b)) < 16 }

// hexadecimal returns the value of a digit, and 16 for what is none.
func hexadecimal(r rune) rune {
	switch {
	case '0' <= r && r <= '9':
		return r - '0'
	case 'a' <= r && r <= 'f':
		return r - 'a' + 10
	case 'A' <= r && r <= 'F':
		return r - 'A' + 10
	}
	return 16
}

// quotedLength returns the length of the text in quotes with which a text
// begins, and whether it ends in its line.
func quotedLength(text string) (length int, ends bool) {
	i := 1
	for i < len(text) && text[i] != '\n' {
		if text[i] == text[0] {
			return i + 1, true
		}
		if text[i] == '\\' && i+1 < len(text) && text[i+1] != '\n' {
			i++
		}
		i++
	}
	return i, false
}

// foreignLength returns the length of the comment, the raw text or the
// character in quotes with which a text begins: these are Go and not ours. It
// is 0 where there is none of them.
func foreignLength(text string) int {
	switch {
	case text[0] == '\'':
		length, _ := quotedLength(text)
		return length
	case text[0] == '`':
		return closedLength(text, "`", "`")
	case strings.HasPrefix(text, "/*"):
		return closedLength(text, "/*", "*/")
	case strings.HasPrefix(text, "//"):
		return strings.IndexByte(text+"\n", '\n')
	}
	return 0
}

// closedLength returns how long the text is that begins with one mark and ends
// with another, or with everything.
func closedLength(text, from, to string) int {
	if i := strings.Index(text[len(from):], to); i >= 0 {
		return len(from) + i + len(to)
	}
	return len(text)
}
