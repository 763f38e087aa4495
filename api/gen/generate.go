// Command gen writes the public names of every package of the library, one text
// file a package, into the folder api, so that a change of the interface shows in
// review. Start it with "go generate" in the root of the repository.
package main

import (
	"fmt"
	"io/fs"
	"os" //nolint:depguard // a generator writes files; it is not part of the library
	"path"
	"path/filepath"

	"github.com/servicecommitment/commitment/api/gen/source"
)

func main() {
	if err := write(".", "api"); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

// write replaces the text files in a folder by those of the module.
func write(root, folder string) error {
	files, err := Generate(root)
	if err != nil {
		return err
	}
	stale, err := Texts(folder)
	if err != nil {
		return err
	}
	for name := range stale {
		if err := os.Remove(filepath.Join(folder, name)); err != nil {
			return err
		}
	}
	for name, text := range files {
		file := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			return err
		}
	}
	surface, err := GenerateSurface(root)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(root, surfaceFile), []byte(surface), 0o644)
}

// GenerateSurface returns the list of what can be called in the module in a
// folder, as Go code.
func GenerateSurface(root string) (string, error) {
	module, err := source.Load(root)
	if err != nil {
		return "", err
	}
	return Surface(module), nil
}

// Generate returns the texts for the module in a folder by the names of their
// files: commitment.txt is of the root package, calendar/cn.txt of calendar/cn.
func Generate(root string) (map[string]string, error) {
	module, err := source.Load(root)
	if err != nil {
		return nil, err
	}
	files := map[string]string{}
	for _, p := range module.Library {
		if p.Internal() {
			continue
		}
		name := p.Dir
		if name == "." {
			name = path.Base(p.Path)
		}
		files[name+".txt"] = List(p.Types)
	}
	return files, nil
}

// Texts reads the text files below a folder.
func Texts(folder string) (map[string]string, error) {
	texts := map[string]string{}
	dir := os.DirFS(folder)
	err := fs.WalkDir(dir, ".", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".txt" {
			return err
		}
		text, err := fs.ReadFile(dir, name)
		texts[name] = string(text)
		return err
	})
	return texts, err
}
