package commitment_test

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/api/gen/source"
)

const (
	calModule     = "github.com/rickar/cal/v2"
	decimalModule = "github.com/shopspring/decimal"
	decimalType   = "(" + decimalModule + ".Decimal)"
)

// pureImports are the packages of the standard library that the library may
// import. None of them reads a clock, a file, the network or the environment by
// itself, or gives access to memory or types behind the back of the compiler. A
// package that is not here is refused, whatever it does: look at it, then add it.
var pureImports = strings.Fields(`
	bytes cmp crypto/hmac crypto/sha256 embed encoding encoding/base32 encoding/base64 encoding/binary encoding/hex
	encoding/json errors fmt hash/crc32 io io/fs iter maps math math/big math/bits path
	slices sort strconv strings sync unicode unicode/utf16 unicode/utf8 time`)

// exceptionalImports are allowed to one package, for a reason.
var exceptionalImports = map[string]string{
	"sla/slatest testing": "it runs the scenarios of a host's policy as tests of the host",
}

// impure are the functions, methods and variables of allowed packages that reach
// beyond their arguments.
var impure = map[string]string{
	"time.Now": "reads the clock", "time.Since": "reads the clock", "time.Until": "reads the clock",
	"time.After": "waits", "time.AfterFunc": "waits", "time.Tick": "waits", "time.Sleep": "waits",
	"time.NewTimer": "waits", "time.NewTicker": "waits",
	"time.Local": "is the zone of the machine", "(time.Time).Local": "is the zone of the machine",
	"time.LoadLocation": "reads the zone files of the machine",
	"time.Parse":        "takes the zone of the machine for an offset that fits it",
	"fmt.Print":         "prints", "fmt.Printf": "prints", "fmt.Println": "prints",
	"fmt.Scan": "reads", "fmt.Scanf": "reads", "fmt.Scanln": "reads",
	"print": "prints", "println": "prints",
	calModule + ".DefaultLoc":    "is a setting of the process",
	decimalType + ".Div":         "reads a setting of the process",
	decimalType + ".Pow":         "reads a setting of the process",
	decimalType + ".String":      "reads a setting of the process",
	decimalType + ".MarshalJSON": "reads a setting of the process",
	decimalType + ".MarshalText": "reads a setting of the process",
	decimalType + ".Value":       "reads a setting of the process",
	decimalModule + ".Avg":       "reads a setting of the process",
}

// tables are variables that nothing can change, though the compiler does not see
// to it. Errors and embedded files need no entry.
var tables = map[string]string{
	"internal/expr.modeTexts": "an array of the texts of constants",
}

var module = sync.OnceValues(func() (*source.Module, error) { return source.Load(".") })

// library returns the packages that the rules are about.
func library(t *testing.T) (*source.Module, []*source.Package) {
	t.Helper()
	m, err := module()
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(m.Library), 8, "the library was not found")
	return m, m.Library
}

// An answer depends on the arguments alone: the library imports nothing that
// could bring in anything else, and does not call what could.
func TestLibraryIsPure(t *testing.T) {
	m, packages := library(t)
	for _, p := range packages {
		for _, name := range p.Imports {
			if strings.Contains(name, ".") {
				continue // TestLayers sees to modules
			}
			if !slices.Contains(pureImports, name) && exceptionalImports[p.Dir+" "+name] == "" {
				t.Errorf("%s imports %s", p.Dir, name)
			}
		}
		for _, fault := range judge(p) {
			t.Errorf("%s: %s", m.Fset.Position(fault.pos), fault.text)
		}
	}
}

// Nothing is kept between calls: no package has a variable that changes.
func TestLibraryHasNoState(t *testing.T) {
	m, packages := library(t)
	for _, p := range packages {
		for _, fault := range state(p) {
			t.Errorf("%s: %s", m.Fset.Position(fault.pos), fault.text)
		}
	}
}

type fault struct {
	pos  token.Pos
	text string
}

// judge finds calls of what is impure, goroutines, functions init, and panics of
// functions that are not called Must.
func judge(p *source.Package) []fault {
	var faults []fault
	for name, object := range p.Info.Uses {
		text := fullName(object)
		if why := impure[text]; why != "" {
			faults = append(faults, fault{name.Pos(), text + " " + why})
		}
	}
	for _, file := range p.Files {
		zoned := map[*ast.CallExpr]bool{}
		ast.Inspect(file, func(node ast.Node) bool {
			switch n := node.(type) {
			case *ast.GoStmt:
				faults = append(faults, fault{n.Pos(), "starts a goroutine"})
			case *ast.FuncDecl:
				if n.Recv == nil && n.Name.Name == "init" {
					faults = append(faults, fault{n.Pos(), "runs when it is imported"})
				}
				faults = append(faults, panics(p.Info, n)...)
			case *ast.Comment:
				if strings.HasPrefix(n.Text, "//go:linkname") {
					faults = append(faults, fault{n.Pos(), "reaches into another package"})
				}
			case *ast.SelectorExpr:
				// time.Unix is in the zone of the machine, until In or UTC is called.
				if call, ok := n.X.(*ast.CallExpr); ok && (n.Sel.Name == "In" || n.Sel.Name == "UTC") {
					zoned[call] = true
				}
			case *ast.CallExpr:
				if strings.HasPrefix(called(p.Info, n), "time.Unix") && !zoned[n] {
					faults = append(faults, fault{n.Pos(), "an instant in the zone of the machine: call In or UTC"})
				}
			}
			return true
		})
	}
	return faults
}

// panics finds the calls of panic, and of what panics by its name, in a function
// that does not say so by its own.
func panics(info *types.Info, function *ast.FuncDecl) []fault {
	if strings.HasPrefix(strings.ToLower(function.Name.Name), "must") {
		return nil
	}
	var faults []fault
	ast.Inspect(function, func(node ast.Node) bool {
		name, ok := node.(*ast.Ident)
		if !ok {
			return true
		}
		switch object := info.Uses[name].(type) {
		case *types.Builtin:
			if object.Name() == "panic" {
				faults = append(faults, fault{name.Pos(), "panics"})
			}
		case *types.Func:
			if strings.HasPrefix(strings.ToLower(object.Name()), "must") {
				faults = append(faults, fault{name.Pos(), "may panic: " + object.Name()})
			}
		}
		return true
	})
	return faults
}

// called returns the full name of the function that is called, if it has one.
func called(info *types.Info, call *ast.CallExpr) string {
	selector, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	object := info.Uses[selector.Sel]
	if object == nil {
		return ""
	}
	return fullName(object)
}

// fullName returns a text like "time.Now", "(time.Time).Local" or "panic".
func fullName(object types.Object) string {
	switch o := object.(type) {
	case *types.Func:
		return o.FullName()
	case *types.Builtin:
		return o.Name()
	case *types.Var:
		if o.Pkg() != nil && o.Parent() == o.Pkg().Scope() {
			return o.Pkg().Path() + "." + o.Name()
		}
	}
	return ""
}

// state finds variables of a package that can change, and writes to those that
// must not.
func state(p *source.Package) []fault {
	var faults []fault
	for _, name := range p.Types.Scope().Names() {
		v, ok := p.Types.Scope().Lookup(name).(*types.Var)
		if ok && !isError(v.Type()) && v.Type().String() != "embed.FS" && tables[p.Dir+"."+name] == "" {
			faults = append(faults, fault{v.Pos(), "a variable of the package: " + name})
		}
	}
	for _, file := range p.Files {
		ast.Inspect(file, func(node ast.Node) bool {
			for _, target := range targets(node) {
				if v := variable(p.Info, target); v != nil {
					faults = append(faults, fault{target.Pos(), "changes a variable of a package: " + v.Name()})
				}
			}
			return true
		})
	}
	return faults
}

func isError(t types.Type) bool { return types.Identical(t, types.Universe.Lookup("error").Type()) }

// targets returns what a node writes to, or lets others write to.
func targets(node ast.Node) []ast.Expr {
	switch n := node.(type) {
	case *ast.AssignStmt:
		return n.Lhs
	case *ast.IncDecStmt:
		return []ast.Expr{n.X}
	case *ast.RangeStmt:
		return []ast.Expr{n.Key, n.Value}
	case *ast.UnaryExpr:
		if n.Op == token.AND {
			return []ast.Expr{n.X}
		}
	case *ast.SliceExpr:
		return []ast.Expr{n.X}
	}
	return nil
}

// variable returns the package's variable that an expression is, or is a part of.
// It may be another package's.
func variable(info *types.Info, x ast.Expr) *types.Var {
	for {
		switch e := x.(type) {
		case *ast.Ident:
			v, ok := info.Uses[e].(*types.Var)
			if ok && v.Pkg() != nil && v.Parent() == v.Pkg().Scope() {
				return v
			}
			return nil
		case *ast.SelectorExpr:
			if v := variable(info, e.Sel); v != nil {
				return v
			}
			x = e.X
		case *ast.IndexExpr:
			x = e.X
		case *ast.StarExpr:
			x = e.X
		case *ast.ParenExpr:
			x = e.X
		default:
			return nil
		}
	}
}
