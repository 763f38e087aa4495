package schemas

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"
)

// Folder is the schemas of a package.
type Folder struct {
	// Package is its folder in the repository.
	Package string
	// Files are the schemas, by the names of their documents; Extension follows
	// them in the names of the files.
	Files     []string
	Extension string
	// Plain says that no object takes unknown keys, and that every property is
	// described where it stands.
	Plain bool
	// Apart says that the files share no definitions.
	Apart bool
	// Forbids says that a property may be false: it must not be there.
	Forbids bool
}

func (f Folder) base() string {
	return "https://github.com/servicecommitment/commitment/" + f.Package + "/schema/"
}

// Read returns a schema as it is in the repository. It is asked from a folder in
// this module.
func (f Folder) Read(t *testing.T, file string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", f.Package, "schema", file+f.Extension))
	require.NoError(t, err)
	return data
}

// Schema compiles a schema of a file: the whole, or a definition in it
// ("case#/$defs/event"). Formats are checked, as editors do.
func (f Folder) Schema(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	compiler.DefaultDraft(jsonschema.Draft2020)
	compiler.AssertFormat()
	for _, file := range f.Files {
		require.NoError(t, compiler.AddResource(f.base()+file+f.Extension, Decode(t, f.Read(t, file))))
	}
	file, fragment, _ := strings.Cut(name, "#")
	schema, err := compiler.Compile(f.base() + file + f.Extension + "#" + fragment)
	require.NoError(t, err)
	return schema
}

// Decode returns a document in the form that a schema validates.
func Decode(t *testing.T, data []byte) any {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	require.NoError(t, err, string(data))
	return document
}

// Object is a decoded schema, for questions about the schema itself.
type Object = map[string]any

// Object returns a schema.
func (f Folder) Object(t *testing.T, file string) Object {
	t.Helper()
	var decoded Object
	require.NoError(t, json.Unmarshal(f.Read(t, file), &decoded))
	return decoded
}

// At returns what is at a path of keys in a schema.
func (f Folder) At(t *testing.T, file string, path ...string) Object {
	t.Helper()
	found := f.Object(t, file)
	for _, key := range path {
		inner, ok := found[key].(Object)
		require.True(t, ok, "%s has no %s", file, strings.Join(path, "/"))
		found = inner
	}
	return found
}
