package expr

import (
	"fmt"
	"strconv"
	"strings"
)

// Tree returns the syntax tree of a text, every term as its form and its bytes.
func Tree(text string) (string, []Problem) {
	c := compiler{text: text}
	tokens, ok := c.scan()
	if !ok {
		return "", c.problems
	}
	tree := c.parse(tokens)
	if tree == nil {
		return "", c.problems
	}
	return tree.dump(), nil
}

func (t *term) dump() string {
	var terms []string
	for _, arg := range t.args {
		terms = append(terms, arg.dump())
	}
	switch t.form {
	case formName, formNumber, formText:
		terms = append(terms, t.token.text)
	case formParen:
		terms = append(terms, "()")
	case formUnary:
		terms = append(terms, t.token.text)
	case formBinary:
		terms = append(terms, t.token.text, strconv.Itoa(t.token.at))
	case formCall:
		terms = append(terms, "call", t.called.dump())
	}
	return fmt.Sprintf("[%d:%d %s]", t.at, t.end, strings.Join(terms, " "))
}
