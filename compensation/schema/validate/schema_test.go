package validate_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"
)

const (
	base      = "https://github.com/servicecommitment/commitment/compensation/schema/"
	extension = ".schema.json"
)

// files are the schemas, by the names of their documents.
var files = []string{"scheme", "claim", "award"}

// schemaOf compiles a schema of a file: the whole, or a definition in it
// ("scheme#/$defs/rule"). Formats are checked, as editors do.
func schemaOf(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	compiler.DefaultDraft(jsonschema.Draft2020)
	compiler.AssertFormat()
	for _, file := range files {
		require.NoError(t, compiler.AddResource(base+file+extension, decode(t, read(t, file))))
	}
	file, fragment, _ := strings.Cut(name, "#")
	schema, err := compiler.Compile(base + file + extension + "#" + fragment)
	require.NoError(t, err)
	return schema
}

func read(t *testing.T, file string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", file+extension))
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

func objectOf(t *testing.T, file string) object {
	t.Helper()
	var decoded object
	require.NoError(t, json.Unmarshal(read(t, file), &decoded))
	return decoded
}

func TestSchemasNameThemselves(t *testing.T) {
	for _, file := range files {
		schema := objectOf(t, file)
		require.Equal(t, "https://json-schema.org/draft/2020-12/schema", schema["$schema"])
		require.Equal(t, base+file+extension, schema["$id"])
		require.NotEmpty(t, schema["title"])
		require.NotEmpty(t, schema["description"])
	}
	found, err := filepath.Glob("../*.json")
	require.NoError(t, err)
	require.Len(t, found, len(files))
}

// visit calls f for a schema and all that it is made of.
func visit(path string, schema object, f func(path string, schema object)) {
	f(path, schema)
	for _, key := range slices.Sorted(maps.Keys(schema)) {
		path := path + "/" + key
		switch value := schema[key].(type) {
		case object:
			switch key {
			case "properties", "$defs":
				for _, name := range slices.Sorted(maps.Keys(value)) {
					if inner, ok := value[name].(object); ok {
						visit(path+"/"+name, inner, f)
					}
				}
			case "default", "const":
			default:
				visit(path, value, f)
			}
		case []any:
			for _, item := range value {
				if inner, ok := item.(object); ok && key != "examples" && key != "enum" {
					visit(path, inner, f)
				}
			}
		}
	}
}

// An editor shows titles and descriptions, and marks every key that is unknown.
func TestSchemasServeAnEditor(t *testing.T) {
	for _, file := range files {
		visit(file, objectOf(t, file), func(path string, schema object) {
			properties, _ := schema["properties"].(object)
			if schema["type"] == "object" && properties != nil {
				require.Equal(t, false, schema["additionalProperties"], path)
				for name, property := range properties {
					property, ok := property.(object)
					require.True(t, ok, path)
					require.Contains(t, property, "title", path+"/"+name)
				}
			}
		})
	}
}

// Each file stands alone, so that an editor needs no other; what they share is
// the same in all of them.
func TestSchemasShareTheirDefinitions(t *testing.T) {
	definitions := make(map[string]any)
	shared := 0
	for _, file := range files {
		schema := objectOf(t, file)
		own, _ := schema["$defs"].(object)
		visit(file, schema, func(path string, schema object) {
			if ref, ok := schema["$ref"].(string); ok {
				name, local := strings.CutPrefix(ref, "#/$defs/")
				require.True(t, local, path)
				require.Contains(t, own, name, path)
			}
		})
		for name, definition := range own {
			if other, known := definitions[name]; known {
				require.Equal(t, other, definition, name)
				shared++
			}
			definitions[name] = definition
		}
	}
	require.Positive(t, shared)
}

// The examples that an editor offers are right.
func TestSchemasTakeTheirExamples(t *testing.T) {
	for _, file := range files {
		own, _ := objectOf(t, file)["$defs"].(object)
		for name, definition := range own {
			definition, _ := definition.(object)
			examples, _ := definition["examples"].([]any)
			if len(examples) == 0 {
				continue
			}
			schema := schemaOf(t, file+"#/$defs/"+name)
			for _, example := range examples {
				require.NoError(t, schema.Validate(example), name)
			}
		}
	}
}
