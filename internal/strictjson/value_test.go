package strictjson_test

import (
	"errors"
	"io"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/internal/strictjson"
)

// questions asks a value for each of the kinds, and shows what it says.
var questions = []struct {
	name string
	ask  func(v strictjson.Value) (string, bool)
}{
	{"Text", func(v strictjson.Value) (string, bool) { return v.Text() }},
	{"Bool", func(v strictjson.Value) (string, bool) {
		value, ok := v.Bool()
		return strconv.FormatBool(value), ok
	}},
	{"Int", func(v strictjson.Value) (string, bool) {
		value, ok := v.Int()
		return strconv.Itoa(value), ok
	}},
	{"Number", func(v strictjson.Value) (string, bool) { return v.Number() }},
	{"Array", func(v strictjson.Value) (string, bool) {
		items, ok := v.Array()
		return strconv.Itoa(len(items)), ok
	}},
	{"Object", func(v strictjson.Value) (string, bool) {
		o, ok := v.Object()
		return strconv.FormatBool(o != nil), ok
	}},
}

func TestValueKinds(t *testing.T) {
	tests := []struct {
		document string
		kind     strictjson.Kind
		phrase   string
		answers  map[string]string // by question; the others are problems
	}{
		{"null", strictjson.KindNull, "null", nil},
		{"true", strictjson.KindBool, "a boolean", map[string]string{"Bool": "true"}},
		{"false", strictjson.KindBool, "a boolean", map[string]string{"Bool": "false"}},
		{"5", strictjson.KindNumber, "a number", map[string]string{"Int": "5", "Number": "5"}},
		{`""`, strictjson.KindString, "a string", map[string]string{"Text": ""}},
		{`"节\u8282\ud800\n"`, strictjson.KindString, "a string", map[string]string{"Text": "节节\ufffd\n"}},
		{"[]", strictjson.KindArray, "an array", map[string]string{"Array": "0"}},
		{"[1,null]", strictjson.KindArray, "an array", map[string]string{"Array": "2"}},
		{"{}", strictjson.KindObject, "an object", map[string]string{"Object": "true"}},
	}
	expected := map[string]string{
		"Text": "a string", "Bool": "true or false", "Int": "a whole number",
		"Number": "a number", "Array": "an array", "Object": "an object",
	}
	nothing := map[string]string{"Bool": "false", "Int": "0", "Array": "0", "Object": "false"}
	for _, test := range tests {
		for _, question := range questions {
			t.Run(test.document+"/"+question.name, func(t *testing.T) {
				v, problems := read(t, test.document)
				require.Equal(t, test.kind, v.Kind())
				require.Equal(t, test.kind == strictjson.KindNull, v.IsNull())
				got, ok := question.ask(v)
				if want, answers := test.answers[question.name]; answers {
					require.True(t, ok)
					require.Equal(t, want, got)
					require.Empty(t, texts(problems))
					return
				}
				require.False(t, ok)
				require.Equal(t, nothing[question.name], got)
				require.Equal(t, []string{"must be " + expected[question.name] + ", not " + test.phrase}, texts(problems))
			})
		}
	}
}

func TestValueInt(t *testing.T) {
	most, least := strconv.Itoa(math.MaxInt), strconv.Itoa(math.MinInt)
	above := strconv.FormatUint(math.MaxInt+1, 10)
	below := "-" + strconv.FormatUint(math.MaxInt+2, 10)
	long := strings.Repeat("9", 100)
	tests := []struct {
		literal string
		want    int
		problem string
	}{
		{"0", 0, ""},
		{"-0", 0, ""},
		{"-17", -17, ""},
		{most, math.MaxInt, ""},
		{least, math.MinInt, ""},
		{above, 0, `whole number out of range: "` + above + `"`},
		{below, 0, `whole number out of range: "` + below + `"`},
		{long, 0, `whole number out of range: "` + long[:80] + `"…`},
		{"1.5", 0, `must be a whole number without fraction and exponent, not "1.5"`},
		{"1.0", 0, `must be a whole number without fraction and exponent, not "1.0"`},
		{"1e3", 0, `must be a whole number without fraction and exponent, not "1e3"`},
		{"0." + long, 0, `must be a whole number without fraction and exponent, not "0.` + long[:78] + `"…`},
	}
	for _, test := range tests {
		t.Run(test.literal, func(t *testing.T) {
			v, problems := read(t, test.literal)
			got, ok := v.Int()
			require.Equal(t, test.want, got)
			require.Equal(t, test.problem == "", ok)
			if !ok {
				require.Equal(t, []string{test.problem}, texts(problems))
			}
			literal, ok := v.Number()
			require.True(t, ok)
			require.Equal(t, test.literal, literal)
		})
	}
}

func TestValuePath(t *testing.T) {
	v, _ := read(t, `{"rules":[{},{"within":["4h"]}],"odd key":{"id":1}}`)
	require.Empty(t, v.Path())
	root, _ := v.Object()
	require.Empty(t, root.Path())
	rules, _ := root.Take("rules")
	require.EqualValues(t, "rules", rules.Path())
	items, _ := rules.Array()
	rule, _ := items[1].Object()
	require.EqualValues(t, "rules[1]", rule.Path())
	within, _ := rule.Take("within")
	allowances, _ := within.Array()
	require.EqualValues(t, "rules[1].within[0]", allowances[0].Path())
	odd, _ := root.Take("odd key")
	o, _ := odd.Object()
	id, _ := o.Take("id")
	require.EqualValues(t, `["odd key"].id`, id.Path())

	list, _ := read(t, `[[{"a":1}]]`)
	outer, _ := list.Array()
	inner, _ := outer[0].Array()
	o, _ = inner[0].Object()
	a, _ := o.Take("a")
	require.EqualValues(t, "[0][0].a", a.Path())
}

func TestValueFail(t *testing.T) {
	v, problems := read(t, `{"week":{"mon":1}}`)
	root, _ := v.Object()
	week, _ := root.Take("week")
	week.Fail(&commitment.FieldError{Path: "mon", Err: io.EOF})
	week.Failf("opens %w", io.ErrUnexpectedEOF)
	week.Fail(nil)
	require.Equal(t, []string{"week.mon: EOF", "week: opens unexpected EOF"}, texts(problems))
	require.ErrorIs(t, problems.Err("test"), io.ErrUnexpectedEOF)
}

func TestValueFailBeyondWhatIsKept(t *testing.T) {
	v, problems := read(t, `{"week":1}`)
	root, _ := v.Object()
	week, _ := root.Take("week")
	for range 1001 {
		week.Failf("wrong")
	}
	found := texts(problems)
	require.Len(t, found, 1001)
	require.Equal(t, "week: wrong", found[999])
	require.Equal(t, "and 1 more problem", found[1000])
}

func TestValueZero(t *testing.T) {
	var v strictjson.Value
	require.True(t, v.IsNull())
	require.Empty(t, v.Path())
	for _, question := range questions {
		_, ok := question.ask(v)
		require.False(t, ok)
	}
	v.Fail(io.EOF)
	v.Failf("wrong")
}

func TestParse(t *testing.T) {
	parse := func(text string) (commitment.Lang, error) {
		if text == "none" {
			return commitment.Chinese, errors.New("no language")
		}
		return commitment.ParseLang(text)
	}
	tests := []struct {
		document string
		want     commitment.Lang
		problems []string
	}{
		{`"en"`, commitment.English, []string{}},
		{`"zh"`, commitment.Chinese, []string{}},
		{`"none"`, 0, []string{"no language"}},
		{`"fr"`, 0, []string{`lang: unknown language "fr"`}},
		{`1`, 0, []string{"must be a string, not a number"}},
		{`null`, 0, []string{"must be a string, not null"}},
	}
	for _, test := range tests {
		t.Run(test.document, func(t *testing.T) {
			v, problems := read(t, test.document)
			got, ok := strictjson.Parse(v, parse)
			require.Equal(t, test.want, got)
			require.Equal(t, len(test.problems) == 0, ok)
			require.Equal(t, test.problems, texts(problems))
		})
	}
}
