// Package source reads the code of this module with its types, for the tests and
// the generator that judge the code itself. The library does not import it.
package source

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/build"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"io/fs"
	"os"      //nolint:depguard // reads the code; it is not part of the library
	"os/exec" //nolint:depguard // asks the go command; it is not part of the library
	"path"
	"path/filepath"
	"strings"
)

// Path is the path of the module, and of its root package.
const Path = "github.com/servicecommitment/commitment"

// Package is a package of the library: its files but for the tests, with their
// comments, and what the names in them mean.
type Package struct {
	Dir     string // below the root, with slashes; "." is the root itself
	Path    string
	Imports []string
	Files   []*ast.File
	Types   *types.Package
	Info    *types.Info
}

// Internal reports whether only this module can import the package.
func (p *Package) Internal() bool { return strings.Contains(p.Path+"/", "/internal/") }

// Module is the code of the module.
type Module struct {
	// Library holds the packages that a host gets, directly or by way of those
	// that it imports, sorted by path: everything but commands, examples and
	// this package.
	Library []*Package
	Fset    *token.FileSet

	config  types.Config
	exports map[string]string
	imports map[string][]string
}

// Load reads the module whose root is the given folder.
//
// It walks the folders itself and opens every file. So go test knows what the
// result of a test rests on, and forgets it when a package comes or changes; of
// what the go command reads it would not know.
func Load(root string) (*Module, error) {
	m := &Module{Fset: token.NewFileSet(), exports: map[string]string{}, imports: map[string][]string{}}
	if err := m.ask(root); err != nil {
		return nil, err
	}
	lookup := func(name string) (io.ReadCloser, error) {
		file, ok := m.exports[name]
		if !ok {
			return nil, fmt.Errorf("source: nothing is known of %s", name)
		}
		return os.Open(file)
	}
	m.config.Importer = importer.ForCompiler(m.Fset, "gc", lookup)
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return err
		}
		dir, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		dir = filepath.ToSlash(dir)
		if !ofTheLibrary(root, dir) {
			return fs.SkipDir
		}
		return m.read(root, dir)
	})
	return m, err
}

// ofTheLibrary reports whether a folder, or one below it, can be a package of
// the library.
func ofTheLibrary(root, dir string) bool {
	if dir == "." {
		return true
	}
	if _, err := os.Stat(filepath.Join(root, dir, "go.mod")); err == nil {
		return false
	}
	switch name := path.Base(dir); {
	case name == "testdata", name == "examples", name == "gen", strings.HasPrefix(name, "."), strings.HasPrefix(name, "_"):
		return false
	}
	return dir != "api/gen/source"
}

// read adds the package of a folder, if there is one.
func (m *Module) read(root, dir string) error {
	found, err := build.Default.ImportDir(filepath.Join(root, dir), 0)
	if found == nil || len(found.GoFiles) == 0 || found.Name == "main" {
		return nil // no Go files here, only tests, or a command
	}
	if err != nil {
		return err
	}
	p := &Package{Dir: dir, Path: path.Join(Path, dir), Imports: found.Imports}
	for _, name := range found.GoFiles {
		file, err := parser.ParseFile(m.Fset, filepath.Join(root, dir, name), nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		p.Files = append(p.Files, file)
	}
	m.Library = append(m.Library, p)
	return m.check(p)
}

// Parse returns a package of one file, which is given as text and imports nothing
// that the library does not. It is not added to the library.
func (m *Module) Parse(dir, text string) (*Package, error) {
	file, err := parser.ParseFile(m.Fset, dir+".go", text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	p := &Package{Dir: dir, Path: path.Join(Path, dir), Files: []*ast.File{file}}
	for _, spec := range file.Imports {
		p.Imports = append(p.Imports, strings.Trim(spec.Path.Value, `"`))
	}
	return p, m.check(p)
}

// check finds out what the names in a package mean.
func (m *Module) check(p *Package) (err error) {
	p.Info = &types.Info{Uses: map[*ast.Ident]types.Object{}}
	p.Types, err = m.config.Check(p.Path, m.Fset, p.Files, p.Info)
	return err
}

// ask asks the go command for what each package imports, and where its compiled
// declarations are.
func (m *Module) ask(root string) error {
	list := exec.Command("go", "list", "-deps", "-export", "-f", `{{.ImportPath}} {{.Export}} {{join .Imports " "}}`, "./...")
	list.Dir = root
	var complaint bytes.Buffer
	list.Stderr = &complaint
	answer, err := list.Output()
	if err != nil {
		return fmt.Errorf("source: go list: %w\n%s", err, complaint.String())
	}
	for line := range strings.Lines(string(answer)) {
		words := strings.Split(strings.TrimSuffix(line, "\n"), " ")
		if len(words) < 3 {
			return fmt.Errorf("source: go list says %q", line)
		}
		m.exports[words[0]] = words[1]
		m.imports[words[0]] = words[2:]
	}
	return nil
}

// Brings returns the paths of all packages that a package brings along, itself
// included.
func (m *Module) Brings(importPath string) map[string]bool {
	brought := map[string]bool{}
	rest := []string{importPath}
	for len(rest) > 0 {
		next := rest[len(rest)-1]
		rest = rest[:len(rest)-1]
		if next != "" && !brought[next] {
			brought[next] = true
			rest = append(rest, m.imports[next]...)
		}
	}
	return brought
}

// In returns the import path of a folder of the module.
func In(dir string) string { return path.Join(Path, dir) }
