package calendar_test

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// exampleUses is what the examples show of the package.
type exampleUses struct {
	examples map[string]bool // by what the function is an example of: "Date", "Date_AddDays"
	names    map[string]bool // "MustDate", of calendar.MustDate
	methods  map[string]bool // "AddDays", of d.AddDays, in any example
	of       map[string]map[string]bool
}

// TestEveryExportedNameHasAnExample looks for each exported name of the package
// in the example files: a function, type, constant or variable must be used in
// an example, or be the one that it is of. A method must have an example, be
// called in one of its type, or, if no other type has a method of that name, in
// any.
func TestEveryExportedNameHasAnExample(t *testing.T) {
	t.Parallel()
	uses := readExampleUses(t)
	fset := token.NewFileSet()
	var files []*ast.File
	for _, name := range goFilesHere(t) {
		if !strings.HasSuffix(name, "_test.go") {
			file, err := parser.ParseFile(fset, name, nil, parser.ParseComments)
			require.NoError(t, err)
			files = append(files, file)
		}
	}
	pkg, err := doc.NewFromFiles(fset, files, "calendar")
	require.NoError(t, err)
	values := slices.Concat(pkg.Consts, pkg.Vars)
	funcs := pkg.Funcs
	owners := make(map[string]int)
	for _, typ := range pkg.Types {
		values = slices.Concat(values, typ.Consts, typ.Vars)
		funcs = slices.Concat(funcs, typ.Funcs)
		for _, method := range typ.Methods {
			owners[method.Name]++
		}
	}
	count := 0
	check := func(shown bool, name string) {
		count++
		if !shown {
			t.Errorf("%s is in no example", name)
		}
	}
	for _, value := range values {
		for _, name := range value.Names {
			check(uses.names[name], name)
		}
	}
	for _, f := range funcs {
		check(uses.names[f.Name] || uses.examples[f.Name], f.Name)
	}
	for _, typ := range pkg.Types {
		check(uses.names[typ.Name] || uses.examples[typ.Name], typ.Name)
		for _, m := range typ.Methods {
			shown := uses.examples[typ.Name+"_"+m.Name] || uses.of[typ.Name][m.Name] || owners[m.Name] == 1 && uses.methods[m.Name]
			check(shown, typ.Name+"."+m.Name)
		}
	}
	require.Greater(t, count, 150, "names found")
}

func goFilesHere(t *testing.T) []string {
	t.Helper()
	entries, err := os.ReadDir(".")
	require.NoError(t, err)
	var names []string
	for _, entry := range entries {
		if strings.HasSuffix(entry.Name(), ".go") {
			names = append(names, entry.Name())
		}
	}
	return names
}

func readExampleUses(t *testing.T) exampleUses {
	t.Helper()
	uses := exampleUses{make(map[string]bool), make(map[string]bool), make(map[string]bool), make(map[string]map[string]bool)}
	fset := token.NewFileSet()
	for _, name := range goFilesHere(t) {
		if !strings.HasPrefix(name, "example_") {
			continue
		}
		file, err := parser.ParseFile(fset, name, nil, 0)
		require.NoError(t, err)
		for _, declaration := range file.Decls {
			f, ok := declaration.(*ast.FuncDecl)
			if !ok || f.Recv != nil || !strings.HasPrefix(f.Name.Name, "Example") {
				continue
			}
			parts := strings.Split(strings.TrimPrefix(f.Name.Name, "Example"), "_")
			uses.examples[parts[0]] = true
			if len(parts) > 1 {
				uses.examples[parts[0]+"_"+parts[1]] = true
			}
			if uses.of[parts[0]] == nil {
				uses.of[parts[0]] = make(map[string]bool)
			}
			ast.Inspect(f, func(n ast.Node) bool {
				if selector, ok := n.(*ast.SelectorExpr); ok {
					uses.methods[selector.Sel.Name] = true
					uses.of[parts[0]][selector.Sel.Name] = true
					if x, ok := selector.X.(*ast.Ident); ok && x.Name == "calendar" {
						uses.names[selector.Sel.Name] = true
					}
				}
				return true
			})
		}
	}
	return uses
}
