package validate_test

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

const base = "https://github.com/servicecommitment/commitment/feedback/schema/"

// files are the schemas, by the names of their documents.
var files = []string{"item", "actions", "procedure", "status"}

// schemaOf compiles a schema of a file: the whole, or a definition in it
// ("actions#/$defs/action"). Formats are checked, as editors do.
func schemaOf(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	compiler.DefaultDraft(jsonschema.Draft2020)
	compiler.AssertFormat()
	for _, file := range files {
		require.NoError(t, compiler.AddResource(base+file+".json", decode(t, read(t, file))))
	}
	file, fragment, _ := strings.Cut(name, "#")
	schema, err := compiler.Compile(base + file + ".json#" + fragment)
	require.NoError(t, err)
	return schema
}

func read(t *testing.T, file string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", file+".json"))
	require.NoError(t, err)
	return data
}

func decode(t *testing.T, data []byte) any {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	require.NoError(t, err, string(data))
	return document
}

// object is a decoded schema, for questions about the schema itself.
type object = map[string]any

// visit calls f for every object in a schema.
func visit(path string, value any, f func(path string, schema object)) {
	switch value := value.(type) {
	case object:
		f(path, value)
		for key, inner := range value {
			visit(path+"/"+key, inner, f)
		}
	case []any:
		for _, inner := range value {
			visit(path, inner, f)
		}
	}
}

// An editor shows titles, marks every key that is unknown, and needs one file.
func TestSchemasServeAnEditor(t *testing.T) {
	for _, file := range files {
		var schema object
		require.NoError(t, json.Unmarshal(read(t, file), &schema))
		require.Equal(t, "https://json-schema.org/draft/2020-12/schema", schema["$schema"])
		require.Equal(t, base+file+".json", schema["$id"])
		require.NotEmpty(t, schema["description"])
		own, _ := schema["$defs"].(object)
		used := map[string]bool{}
		visit(file, schema, func(path string, schema object) {
			if ref, ok := schema["$ref"].(string); ok {
				name, local := strings.CutPrefix(ref, "#/$defs/")
				require.True(t, local, path)
				require.Contains(t, own, name, path)
				used[name] = true
			}
			properties, _ := schema["properties"].(object)
			if schema["type"] != "object" || properties == nil {
				return
			}
			require.NotNil(t, schema["additionalProperties"], path)
			for name, property := range properties {
				property, ok := property.(object)
				require.True(t, ok, path+"/"+name)
				_, titled := property["title"]
				_, refers := property["$ref"]
				require.True(t, titled || refers, path+"/"+name)
			}
		})
		for name := range own {
			require.True(t, used[name], "%s: nothing uses %s", file, name)
		}
	}
	found, err := filepath.Glob("../*.json")
	require.NoError(t, err)
	require.Len(t, found, len(files))
}
