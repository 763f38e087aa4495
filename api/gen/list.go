package main

import (
	"cmp"
	"fmt"
	"go/constant"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"
)

// List returns the exported names of a package, a line each: constants by their
// types and values, variables and functions, then each type with its exported
// fields and methods. The order of the source does not matter.
func List(p *types.Package) string {
	l := lister{qualifier: func(other *types.Package) string {
		if other == p {
			return ""
		}
		return other.Name()
	}}
	var constants []*types.Const
	var variables, functions, named []types.Object
	for _, name := range p.Scope().Names() { // they are sorted
		object := p.Scope().Lookup(name)
		if !object.Exported() {
			continue
		}
		switch o := object.(type) {
		case *types.Const:
			constants = append(constants, o)
		case *types.Var:
			variables = append(variables, o)
		case *types.Func:
			functions = append(functions, o)
		case *types.TypeName:
			named = append(named, o)
		}
	}
	slices.SortStableFunc(constants, l.compareConstants)
	for _, object := range constants {
		l.line("%s = %s", l.text(object), object.Val().ExactString())
	}
	for _, object := range append(variables, functions...) {
		l.line("%s", l.text(object))
	}
	for _, object := range named {
		l.declaration(object)
	}
	return "package " + p.Name() + " // " + p.Path() + "\n\n" + strings.Join(l.lines, "\n") + "\n"
}

type lister struct {
	qualifier types.Qualifier
	lines     []string
}

func (l *lister) line(format string, args ...any) {
	l.lines = append(l.lines, fmt.Sprintf(format, args...))
}

func (l *lister) text(object types.Object) string { return types.ObjectString(object, l.qualifier) }

func (l *lister) typeText(t types.Type) string { return types.TypeString(t, l.qualifier) }

func (l *lister) compareConstants(a, b *types.Const) int {
	switch byType := cmp.Compare(l.typeText(a.Type()), l.typeText(b.Type())); {
	case byType != 0:
		return byType
	case constant.Compare(a.Val(), token.LSS, b.Val()):
		return -1
	case constant.Compare(b.Val(), token.LSS, a.Val()):
		return 1
	}
	return 0
}

// declaration lists a type, its fields and its methods.
func (l *lister) declaration(object types.Object) {
	if object.(*types.TypeName).IsAlias() {
		l.line("type %s = %s", object.Name(), l.typeText(types.Unalias(object.Type())))
		return
	}
	switch under := object.Type().Underlying().(type) {
	case *types.Struct:
		l.line("type %s struct", l.typeText(object.Type()))
		l.fields(object.Name(), under)
	case *types.Interface:
		l.line("type %s interface", l.typeText(object.Type()))
		for method := range under.ExplicitMethods() {
			l.line("\t%s", l.method(method))
		}
	default:
		l.line("type %s %s", l.typeText(object.Type()), l.typeText(under))
	}
	if named, ok := object.Type().(*types.Named); ok {
		l.methods(named)
	}
}

func (l *lister) fields(owner string, under *types.Struct) {
	lines := map[string]string{}
	for i := range under.NumFields() {
		field := under.Field(i)
		if !field.Exported() {
			continue
		}
		line := "field " + owner + "." + field.Name() + " " + l.typeText(field.Type())
		if field.Embedded() {
			line += " (embedded)"
		}
		if tag := under.Tag(i); tag != "" {
			line += " `" + tag + "`"
		}
		lines[field.Name()] = line
	}
	l.sorted(lines)
}

func (l *lister) methods(named *types.Named) {
	lines := map[string]string{}
	for method := range named.Methods() {
		if method.Exported() {
			receiver := l.typeText(method.Signature().Recv().Type())
			lines[method.Name()] = "func (" + receiver + ") " + l.method(method)
		}
	}
	l.sorted(lines)
}

// method returns the name of a method and its signature.
func (l *lister) method(method *types.Func) string {
	return method.Name() + strings.TrimPrefix(l.typeText(method.Type()), "func")
}

// sorted adds lines in the order of the names that they are about.
func (l *lister) sorted(lines map[string]string) {
	for _, name := range slices.Sorted(maps.Keys(lines)) {
		l.line("\t%s", lines[name])
	}
}
