package strictjson_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/internal/strictjson"
)

type colour uint8

func (c colour) String() string { return []string{"none", "red", "green"}[c] }

type shape struct {
	Name   string
	Colour colour
	Parts  []shape
	Named  map[string]string
	Spare  *string
}

func readShape(v strictjson.Value) shape {
	return strictjson.Members(v, func(o *strictjson.Object) shape {
		return shape{
			Name:   strictjson.Optional(o, "name", strictjson.Text),
			Colour: strictjson.Optional(o, "colour", strictjson.Enum[colour](2)),
			Parts:  strictjson.List(o, "parts", readShape),
			Named:  strictjson.Map(o, "named", strictjson.Text),
			Spare:  strictjson.Pointer(o, "spare", strictjson.Text),
		}
	})
}

func parseShape(data []byte) (shape, error) {
	return strictjson.Document("test", data, strictjson.Limits{}, readShape)
}

func TestDocument(t *testing.T) {
	spare := "x"
	tests := []struct {
		text string
		want shape
	}{
		{`{}`, shape{}},
		{`{"name": null, "colour": null, "parts": null, "named": null, "spare": null}`, shape{}},
		{`{"parts": [], "named": {}}`, shape{}},
		{
			`{"name": "a", "colour": "green", "parts": [{"name": "b"}, {}], "named": {"c": "d"}, "spare": "x"}`,
			shape{Name: "a", Colour: 2, Parts: []shape{{Name: "b"}, {}}, Named: map[string]string{"c": "d"}, Spare: &spare},
		},
	}
	for _, test := range tests {
		got, err := parseShape([]byte(test.text))
		require.NoError(t, err, test.text)
		require.Equal(t, test.want, got, test.text)
	}
}

func TestDocumentProblems(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{`[`, []string{"line 1, column 2: unexpected end of the document"}},
		{`[]`, []string{"must be an object, not an array"}},
		{`{"size": 1}`, []string{"size: unknown field"}},
		{`{"name": 1, "colour": "blue", "parts": [1, {"x": 1}], "named": [], "spare": true}`, []string{
			"name: must be a string, not a number", `colour: unknown value "blue"`, "parts[0]: must be an object, not a number", "parts[1].x: unknown field",
			"named: must be an object, not an array", "spare: must be a string, not a boolean",
		}},
		{`{"colour": "none", "parts": {}, "named": {"a": 1}}`, []string{
			`colour: unknown value "none"`, "parts: must be an array, not an object", "named.a: must be a string, not a number",
		}},
	}
	for _, test := range tests {
		got, err := parseShape([]byte(test.text))
		require.Zero(t, got, test.text)
		require.ErrorIs(t, err, commitment.ErrInvalid)
		require.ErrorContains(t, err, "test: ")
		var texts []string
		for _, problem := range commitment.FieldErrors(err) {
			texts = append(texts, problem.Error())
		}
		require.Equal(t, test.want, texts, test.text)
	}
}

func TestUnmarshal(t *testing.T) {
	value := shape{Name: "old"}
	require.NoError(t, strictjson.Unmarshal(&value, []byte("null"), parseShape))
	require.Equal(t, shape{Name: "old"}, value, "null changes nothing")
	require.Error(t, strictjson.Unmarshal(&value, []byte(`{"name": 1}`), parseShape))
	require.Equal(t, shape{Name: "old"}, value, "an error changes nothing")
	require.NoError(t, strictjson.Unmarshal(&value, []byte(`{"colour": "red"}`), parseShape))
	require.Equal(t, shape{Colour: 1}, value)
	wrong := errors.New("wrong")
	require.Equal(t, wrong, strictjson.Unmarshal(&value, nil, func([]byte) (shape, error) { return shape{}, wrong }))
}
