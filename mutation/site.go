package main

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
)

// site is an operator that can be changed, and the text that it becomes.
type site struct {
	file     string
	position token.Position // of the operator
	from     token.Token
	changes  []change
	// first is the id of the first of its mutants.
	first int
	// start and end are the offsets of the expression or statement.
	start, end int
	// prefix goes before it, with idMark for the id, suffix behind it, and middle
	// takes the place of the operator.
	prefix, suffix, middle  string
	operator, afterOperator int
	// convert is a type to which the operands, if constant, are converted; left
	// and right are their offsets.
	convert     string
	left, right [2]int
	// written is where it stands in the instrumented text.
	written [2]int
}

// idMark stands for the id of a site: no source text has it outside of literals.
const idMark = "\x00"

// sites returns the operators of the package in the order of the source, and how
// many more there are that cannot be changed.
func (p *pkg) sites() (found []*site, skipped int) {
	for i, file := range p.files {
		f := finder{pkg: p, name: p.names[i], skipped: &skipped}
		ast.Walk(&f, file)
		found = append(found, f.sites...)
	}
	return found, skipped
}

// finder finds the operators of a file.
type finder struct {
	*pkg
	name    string
	sites   []*site
	skipped *int
	fixed   bool // only constants may stand here
}

// Visit implements ast.Visitor.
func (f *finder) Visit(node ast.Node) ast.Visitor {
	switch n := node.(type) {
	case *ast.GenDecl:
		if n.Tok == token.CONST || n.Tok == token.TYPE {
			return f.inFixed()
		}
	case *ast.ArrayType:
		if n.Len != nil {
			ast.Walk(f.inFixed(), n.Len)
		}
		ast.Walk(f, n.Elt)
		return nil
	case *ast.BinaryExpr:
		f.binary(n)
	case *ast.UnaryExpr:
		if n.Op == token.SUB {
			f.negative(n)
		}
	case *ast.IncDecStmt:
		f.counting(n)
	}
	return f
}

// inFixed returns a finder that only counts.
func (f *finder) inFixed() *finder {
	if f.fixed {
		return f
	}
	return &finder{pkg: f.pkg, name: f.name, skipped: f.skipped, fixed: true}
}

func (f *finder) offset(p token.Pos) int { return f.fset.Position(p).Offset }

// number returns the name of a basic numeric type, if it is one.
func number(t types.Type) (string, bool) {
	basic, ok := types.Unalias(t).(*types.Basic)
	if !ok || basic.Info()&types.IsNumeric == 0 || basic.Info()&types.IsUntyped != 0 {
		return "", false
	}
	return basic.Name(), true
}

func (f *finder) binary(n *ast.BinaryExpr) {
	how, ok := binary(n.Op)
	if !ok {
		return
	}
	s := &site{
		file: f.name, position: f.fset.Position(n.OpPos), from: n.Op, changes: how.changes,
		start: f.offset(n.Pos()), end: f.offset(n.End()),
		prefix: how.helper + "(" + idMark + ", ", suffix: ")", middle: ",",
		operator: f.offset(n.OpPos), afterOperator: f.offset(n.OpPos) + len(n.Op.String()),
		left:  [2]int{f.offset(n.X.Pos()), f.offset(n.X.End())},
		right: [2]int{f.offset(n.Y.Pos()), f.offset(n.Y.End())},
	}
	if how.helper == "mutationNot" {
		s.middle = n.Op.String()
	}
	value := f.info.Types[n]
	if value.Value != nil {
		name, ok := number(value.Type)
		if !ok || value.Value.Kind() == constant.Bool {
			f.skip(s)
			return
		}
		s.convert = name
	} else if text, ok := value.Type.Underlying().(*types.Basic); ok && text.Info()&types.IsString != 0 {
		return // there is nothing that a sum of texts could become
	}
	if s.convert == "" && (f.shifts(n.X) || f.shifts(n.Y)) {
		name, ok := number(f.info.Types[n.X].Type)
		if !ok {
			f.skip(s)
			return
		}
		s.convert = name
	}
	f.add(s)
}

// shifts reports whether an expression shifts a constant: it then takes its type
// from where it stands, which a call would hide.
func (f *finder) shifts(x ast.Expr) (found bool) {
	ast.Inspect(x, func(node ast.Node) bool {
		if b, ok := node.(*ast.BinaryExpr); ok && (b.Op == token.SHL || b.Op == token.SHR) {
			found = found || f.info.Types[b.X].Value != nil && f.info.Types[b].Value == nil
		}
		return !found
	})
	return found
}

func (f *finder) negative(n *ast.UnaryExpr) {
	s := &site{
		file: f.name, position: f.fset.Position(n.OpPos), from: n.Op, changes: []change{{negatives, token.ADD}},
		start: f.offset(n.Pos()), end: f.offset(n.End()),
		prefix: "mutationNeg(" + idMark + ", ", suffix: ")",
		operator: f.offset(n.OpPos), afterOperator: f.offset(n.OpPos) + 1,
		left: [2]int{f.offset(n.X.Pos()), f.offset(n.X.End())},
	}
	if value := f.info.Types[n]; value.Value != nil {
		name, ok := number(value.Type)
		if !ok {
			f.skip(s)
			return
		}
		s.convert = name
	}
	f.add(s)
}

func (f *finder) counting(n *ast.IncDecStmt) {
	s := &site{
		file: f.name, position: f.fset.Position(n.TokPos), from: n.Tok,
		start: f.offset(n.Pos()), end: f.offset(n.End()),
		operator: f.offset(n.TokPos), afterOperator: f.offset(n.TokPos) + len(n.Tok.String()),
	}
	operand := string(f.source[f.name][f.offset(n.X.Pos()):f.offset(n.X.End())])
	if n.Tok == token.INC {
		s.prefix, s.changes = operand+" = mutationInc("+idMark+", ", []change{{counting, token.DEC}}
	} else {
		s.prefix, s.changes = operand+" = mutationDec("+idMark+", ", []change{{counting, token.INC}}
	}
	s.suffix = ")"
	// The operand is written twice: it must do nothing.
	quiet := true
	ast.Inspect(n.X, func(node ast.Node) bool {
		_, call := node.(*ast.CallExpr)
		quiet = quiet && !call
		return quiet
	})
	if !quiet {
		f.skip(s)
		return
	}
	f.add(s)
}

func (f *finder) add(s *site) {
	if f.fixed {
		f.skip(s)
		return
	}
	f.sites = append(f.sites, s)
}

func (f *finder) skip(s *site) { *f.skipped += len(s.changes) }
