package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
)

// pkg is a package as it is, without its tests.
type pkg struct {
	dir, path, name string
	names           []string // of its files
	source          map[string][]byte
	fset            *token.FileSet
	files           []*ast.File
	info            *types.Info
	exports         map[string]string // files of export data, by import path
}

// load reads, parses and checks the package in a folder.
func load(ctx context.Context, folder string) (*pkg, error) {
	p := &pkg{source: make(map[string][]byte), fset: token.NewFileSet(), exports: make(map[string]string)}
	// What the helpers import is listed too: the package itself may not use it.
	list := exec.CommandContext(ctx, "go", "list", "-export", "-deps", "-json=Dir,ImportPath,Name,GoFiles,CgoFiles,Export,DepOnly",
		".", "os", "strconv", "sync/atomic", "cmp")
	list.Dir = folder
	var problems bytes.Buffer
	list.Stderr = &problems
	listed, err := list.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w\n%s", err, problems.Bytes())
	}
	for rows := json.NewDecoder(bytes.NewReader(listed)); ; {
		var row struct {
			Dir, ImportPath, Name, Export string
			GoFiles, CgoFiles             []string
			DepOnly                       bool
		}
		if err := rows.Decode(&row); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, fmt.Errorf("go list: %w", err)
		}
		p.exports[row.ImportPath] = row.Export
		if absolute, err := filepath.Abs(folder); err == nil && sameFolder(row.Dir, absolute) {
			if len(row.CgoFiles) > 0 {
				return nil, errors.New("packages with cgo cannot be mutated")
			}
			p.dir, p.path, p.name, p.names = row.Dir, row.ImportPath, row.Name, row.GoFiles
		}
	}
	if p.dir == "" {
		return nil, fmt.Errorf("no package in %s", folder)
	}
	for _, name := range p.names {
		text, err := os.ReadFile(filepath.Join(p.dir, name))
		if err != nil {
			return nil, err
		}
		p.source[name] = text
	}
	p.files, err = p.parse(p.fset, p.source)
	if err != nil {
		return nil, err
	}
	p.info = &types.Info{Types: make(map[ast.Expr]types.TypeAndValue)}
	for _, problem := range p.check(p.fset, p.files, p.info) {
		return nil, problem
	}
	return p, nil
}

func sameFolder(a, b string) bool {
	first, err := os.Stat(a)
	if err != nil {
		return false
	}
	second, err := os.Stat(b)
	return err == nil && os.SameFile(first, second)
}

// parse parses sources in the order of their names.
func (p *pkg) parse(fset *token.FileSet, source map[string][]byte) ([]*ast.File, error) {
	var files []*ast.File
	for _, name := range append(slices.Clip(p.names), helperFile) {
		text, ok := source[name]
		if !ok {
			continue
		}
		file, err := parser.ParseFile(fset, name, text, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		files = append(files, file)
	}
	return files, nil
}

// check checks the types and returns all errors.
func (p *pkg) check(fset *token.FileSet, files []*ast.File, info *types.Info) []error {
	var problems []error
	config := types.Config{
		Importer: importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) {
			if p.exports[path] == "" {
				return nil, fmt.Errorf("no export data of %s", path)
			}
			return os.Open(p.exports[path])
		}),
		Error: func(err error) { problems = append(problems, err) },
	}
	_, _ = config.Check(p.path, fset, files, info) // its error is the first of them
	return problems
}
