package commitment_test

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Every exported name of the library has an example, or appears in one of its
// package's examples: a function or method by its name, a type, constant or
// variable likewise, so that whoever looks one up finds how it is used.
func TestEveryExportedNameIsInAnExample(t *testing.T) {
	t.Parallel()
	// A method that an interface of the standard library asks for is shown with
	// its type: fmt, errors and encoding/json call it.
	called := map[string]bool{
		"Error": true, "Unwrap": true, "Is": true, "String": true, "MarshalJSON": true, "UnmarshalJSON": true,
		"MarshalText": true, "UnmarshalText": true,
	}
	for _, folder := range libraryFolders(t) {
		exported, shown := namesOf(t, folder)
		var missing []string
		for _, name := range exported {
			receiver, method, isMethod := strings.Cut(name, ".")
			if isMethod && called[method] && shown[receiver] {
				continue
			}
			if last := name[strings.LastIndex(name, ".")+1:]; !shown[last] && !shown[strings.ReplaceAll(name, ".", "_")] {
				missing = append(missing, name)
			}
		}
		if len(missing) > 0 {
			t.Errorf("%s: no example shows %s", folder, strings.Join(missing, ", "))
		}
	}
}

// libraryFolders returns the folders of the packages that others can import.
func libraryFolders(t *testing.T) []string {
	t.Helper()
	folders := make(map[string]bool)
	require.NoError(t, filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			name := entry.Name()
			nested := false
			if path != "." {
				_, err := os.Stat(filepath.Join(path, "go.mod"))
				nested = err == nil
			}
			if nested || name == "internal" || name == "testdata" || name == "examples" || name == "gen" || name != "." && strings.HasPrefix(name, ".") {
				return filepath.SkipDir
			}
			return nil
		}
		if strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") {
			folders[filepath.Dir(path)] = true
		}
		return nil
	}))
	return slices.Sorted(maps.Keys(folders))
}

// namesOf returns the exported names of a package, methods as Type.Method, and
// the identifiers that its examples use or are named after.
func namesOf(t *testing.T, folder string) (exported []string, shown map[string]bool) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(folder, "*.go"))
	require.NoError(t, err)
	var tests []*ast.File
	shown = make(map[string]bool)
	for _, name := range names {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		require.NoError(t, err)
		if strings.HasSuffix(name, "_test.go") {
			tests = append(tests, file)
			continue
		}
		exported = append(exported, exportedOf(file)...)
	}
	for _, example := range doc.Examples(tests...) {
		if example.Output == "" && !example.EmptyOutput {
			continue // nobody runs it
		}
		shown[example.Name] = true
		receiver, method, _ := strings.Cut(example.Name, "_")
		shown[receiver], shown[method] = true, true
		ast.Inspect(example.Code, func(node ast.Node) bool {
			if id, ok := node.(*ast.Ident); ok {
				shown[id.Name] = true
			}
			return true
		})
	}
	// What an example calls in its test file belongs to it.
	for _, file := range tests {
		for _, declaration := range file.Decls {
			f, ok := declaration.(*ast.FuncDecl)
			if !ok || f.Body == nil || !shown[f.Name.Name] || f.Recv != nil {
				continue
			}
			ast.Inspect(f, func(node ast.Node) bool {
				if id, ok := node.(*ast.Ident); ok {
					shown[id.Name] = true
				}
				return true
			})
		}
	}
	return exported, shown
}

// exportedOf returns the exported names that a file declares.
func exportedOf(file *ast.File) []string {
	var names []string
	for _, declaration := range file.Decls {
		switch d := declaration.(type) {
		case *ast.FuncDecl:
			if !d.Name.IsExported() {
				continue
			}
			if d.Recv == nil {
				names = append(names, d.Name.Name)
			} else if receiver := receiverName(d.Recv.List[0].Type); ast.IsExported(receiver) {
				names = append(names, receiver+"."+d.Name.Name)
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				switch s := spec.(type) {
				case *ast.TypeSpec:
					if s.Name.IsExported() {
						names = append(names, s.Name.Name)
					}
				case *ast.ValueSpec:
					for _, name := range s.Names {
						if name.IsExported() {
							names = append(names, name.Name)
						}
					}
				}
			}
		}
	}
	return names
}

func receiverName(expression ast.Expr) string {
	switch e := expression.(type) {
	case *ast.StarExpr:
		return receiverName(e.X)
	case *ast.IndexExpr:
		return receiverName(e.X)
	case *ast.IndexListExpr:
		return receiverName(e.X)
	case *ast.Ident:
		return e.Name
	}
	return ""
}
