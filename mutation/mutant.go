package main

import (
	"fmt"
	"go/token"
)

// mutant is one change of one operator.
type mutant struct {
	// id counts from 1; base is that of the first mutant of the same operator.
	id, base int
	position token.Position
	operator string
	from, to token.Token
}

// String returns the place and the change.
func (m mutant) String() string {
	return fmt.Sprintf("%s:%d:%d %s %s to %s", m.position.Filename, m.position.Line, m.position.Column, m.operator, m.from, m.to)
}

const (
	arithmetic = "ARITHMETIC_BASE"
	boundary   = "CONDITIONALS_BOUNDARY"
	negation   = "CONDITIONALS_NEGATION"
	counting   = "INCREMENT_DECREMENT"
	negatives  = "INVERT_NEGATIVES"
)

// change is what an operator can become.
type change struct {
	operator string
	to       token.Token
}

// rewriting is how an operator is changed: by which helper, into what.
type rewriting struct {
	helper  string
	changes []change
}

// binary returns how a binary operator is changed.
func binary(op token.Token) (rewriting, bool) {
	how, ok := map[token.Token]rewriting{
		token.ADD: {"mutationAdd", []change{{arithmetic, token.SUB}}},
		token.SUB: {"mutationSub", []change{{arithmetic, token.ADD}}},
		token.MUL: {"mutationMul", []change{{arithmetic, token.QUO}}},
		token.QUO: {"mutationQuo", []change{{arithmetic, token.MUL}}},
		token.REM: {"mutationRem", []change{{arithmetic, token.MUL}}},
		token.EQL: {"mutationNot", []change{{negation, token.NEQ}}},
		token.NEQ: {"mutationNot", []change{{negation, token.EQL}}},
		token.LSS: {"mutationLss", []change{{boundary, token.LEQ}, {negation, token.GEQ}}},
		token.LEQ: {"mutationLeq", []change{{boundary, token.LSS}, {negation, token.GTR}}},
		token.GTR: {"mutationGtr", []change{{boundary, token.GEQ}, {negation, token.LEQ}}},
		token.GEQ: {"mutationGeq", []change{{boundary, token.GTR}, {negation, token.LSS}}},
	}[op]
	return how, ok
}
