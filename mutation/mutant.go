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
	switch op {
	case token.ADD:
		return rewriting{"mutationAdd", []change{{arithmetic, token.SUB}}}, true
	case token.SUB:
		return rewriting{"mutationSub", []change{{arithmetic, token.ADD}}}, true
	case token.MUL:
		return rewriting{"mutationMul", []change{{arithmetic, token.QUO}}}, true
	case token.QUO:
		return rewriting{"mutationQuo", []change{{arithmetic, token.MUL}}}, true
	case token.REM:
		return rewriting{"mutationRem", []change{{arithmetic, token.MUL}}}, true
	case token.EQL:
		return rewriting{"mutationNot", []change{{negation, token.NEQ}}}, true
	case token.NEQ:
		return rewriting{"mutationNot", []change{{negation, token.EQL}}}, true
	case token.LSS:
		return rewriting{"mutationLss", []change{{boundary, token.LEQ}, {negation, token.GEQ}}}, true
	case token.LEQ:
		return rewriting{"mutationLeq", []change{{boundary, token.LSS}, {negation, token.GTR}}}, true
	case token.GTR:
		return rewriting{"mutationGtr", []change{{boundary, token.GEQ}, {negation, token.LEQ}}}, true
	case token.GEQ:
		return rewriting{"mutationGeq", []change{{boundary, token.GTR}, {negation, token.LSS}}}, true
	default:
		return rewriting{}, false
	}
}
