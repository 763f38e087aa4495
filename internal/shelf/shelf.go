// Package shelf holds the JSON documents that a package has to start from, by
// their names.
package shelf

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/internal/check"
)

// Shelf is a folder of embedded files, one for each document. It is immutable
// and safe for concurrent use; the zero value must not be used.
type Shelf struct {
	Files  fs.FS
	Folder string
	// Package and Kind are for errors: "template", "a template".
	Package, Kind string
}

const extension = ".json"

// Names returns the names of the documents, sorted. The list belongs to the
// caller.
func (s Shelf) Names() []string {
	entries, err := fs.ReadDir(s.Files, s.Folder)
	if err != nil {
		return nil // the folder is embedded
	}
	names := make([]string, len(entries))
	for i, entry := range entries {
		names[i] = strings.TrimSuffix(entry.Name(), extension)
	}
	slices.Sort(names) // "a.json" comes after "a-b.json", but "a" before "a-b"
	return names
}

// JSON returns the text of a document. It belongs to the caller. A name that is
// not one of Names is a [commitment.FieldError] at "name".
func (s Shelf) JSON(name string) ([]byte, error) {
	text, err := fs.ReadFile(s.Files, path.Join(s.Folder, name+extension))
	if err != nil || path.Base(name) != name {
		return nil, fmt.Errorf("%s: %w", s.Package, &commitment.FieldError{Path: "name", Err: fmt.Errorf("%s is not the name of %s", check.Quote(name), s.Kind)})
	}
	return text, nil
}

// Lookup returns what parse makes of a document.
func Lookup[T any](s Shelf, name string, parse func([]byte) (T, error)) (T, error) {
	var none T
	text, err := s.JSON(name)
	if err != nil {
		return none, err
	}
	found, err := parse(text)
	if err != nil {
		return none, fmt.Errorf("%s: %s: %w", s.Package, name, err)
	}
	return found, nil
}
