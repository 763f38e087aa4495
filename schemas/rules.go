package schemas

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestRules tests what holds for the schemas of every package.
func (f Folder) TestRules(t *testing.T) {
	t.Run("name themselves", f.nameThemselves)
	t.Run("serve an editor", f.serveAnEditor)
	t.Run("share their definitions", f.shareDefinitions)
	t.Run("take their examples", f.takeExamples)
}

func (f Folder) nameThemselves(t *testing.T) {
	for _, file := range f.Files {
		schema := f.Object(t, file)
		require.Equal(t, "https://json-schema.org/draft/2020-12/schema", schema["$schema"])
		require.Equal(t, f.base()+file+f.Extension, schema["$id"])
		require.NotEmpty(t, schema["title"])
		require.NotEmpty(t, schema["description"])
	}
	found, err := filepath.Glob(filepath.Join("..", "..", f.Package, "schema", "*.json"))
	require.NoError(t, err)
	require.Len(t, found, len(f.Files))
}

// visit calls each for a schema and all that it is made of.
func visit(path string, schema Object, each func(path string, schema Object)) {
	each(path, schema)
	for _, key := range slices.Sorted(maps.Keys(schema)) {
		path := path + "/" + key
		switch value := schema[key].(type) {
		case Object:
			switch key {
			case "properties", "$defs", "dependentSchemas":
				for _, name := range slices.Sorted(maps.Keys(value)) {
					if inner, ok := value[name].(Object); ok {
						visit(path+"/"+name, inner, each)
					}
				}
			case "default", "const":
			default:
				visit(path, value, each)
			}
		case []any:
			for _, item := range value {
				if inner, ok := item.(Object); ok && key != "examples" && key != "enum" {
					visit(path, inner, each)
				}
			}
		}
	}
}

// An editor shows titles and descriptions, and marks every key that is unknown.
func (f Folder) serveAnEditor(t *testing.T) {
	for _, file := range f.Files {
		visit(file, f.Object(t, file), func(path string, schema Object) {
			if additional, ok := schema["additionalProperties"].(bool); ok {
				require.False(t, additional, path)
			}
			properties, _ := schema["properties"].(Object)
			if schema["type"] != "object" || properties == nil {
				return
			}
			require.True(t, schema["additionalProperties"] != nil || schema["unevaluatedProperties"] == false, path)
			if f.Plain {
				require.Equal(t, false, schema["additionalProperties"], path)
			}
			for name, property := range properties {
				if f.Forbids && property == false {
					continue
				}
				property, ok := property.(Object)
				require.True(t, ok, path+"/"+name)
				_, titled := property["title"]
				_, refers := property["$ref"]
				require.True(t, titled || refers && !f.Plain, path+"/"+name)
			}
		})
	}
}

// Each file stands alone, so that an editor needs no other. What files share is
// the same in all of them, and of definitions of its own one uses all.
func (f Folder) shareDefinitions(t *testing.T) {
	definitions := make(map[string]any)
	shared := 0
	for _, file := range f.Files {
		schema := f.Object(t, file)
		own, _ := schema["$defs"].(Object)
		used := make(map[string]bool)
		visit(file, schema, func(path string, schema Object) {
			if ref, ok := schema["$ref"].(string); ok {
				name, local := strings.CutPrefix(ref, "#/$defs/")
				require.True(t, local, path)
				require.Contains(t, own, name, path)
				used[name] = true
			}
		})
		for name, definition := range own {
			if f.Apart {
				require.True(t, used[name], "%s: nothing uses %s", file, name)
				continue
			}
			if other, known := definitions[name]; known {
				require.Equal(t, other, definition, name)
				shared++
			}
			definitions[name] = definition
		}
	}
	require.Equal(t, !f.Apart, shared > 0)
}

// The examples that an editor offers are right.
func (f Folder) takeExamples(t *testing.T) {
	for _, file := range f.Files {
		own, _ := f.Object(t, file)["$defs"].(Object)
		for name, definition := range own {
			definition, _ := definition.(Object)
			examples, _ := definition["examples"].([]any)
			if len(examples) == 0 {
				continue
			}
			schema := f.Schema(t, file+"#/$defs/"+name)
			for _, example := range examples {
				require.NoError(t, schema.Validate(example), name)
			}
		}
	}
}
