package strictjson_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/internal/strictjson"
)

func TestValueJSON(t *testing.T) {
	tests := []struct{ name, document, want string }{
		{"null", " null ", `null`},
		{"booleans", `[true, false]`, `[true,false]`},
		{"numbers as written", `[ 1.0, -0, 1e3, 12345678901234567890 ]`, `[1.0,-0,1e3,12345678901234567890]`},
		{"a string", `"a\u8282\"\n"`, `"a节\"\n"`},
		{"the digits of escapes", `"\u09af\u09AF\ua0f9\uA0F9"`, "\"\u09af\u09af\ua0f9\ua0f9\""},
		{"an empty array", `[ ]`, `[]`},
		{"an empty object", `{ }`, `{}`},
		{"the order of members", `{"b" : 1, "a" : {"c" : [null]}}`, `{"b":1,"a":{"c":[null]}}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			v, _ := read(t, test.document)
			require.Equal(t, test.want, string(v.JSON()))
		})
	}
	require.Equal(t, "null", string(strictjson.Value{}.JSON()))
}

func TestValueJSONOfAMember(t *testing.T) {
	v, _ := read(t, `{"rules": [{"within": {"business_days": 2}}]}`)
	root, _ := v.Object()
	rules, _ := root.Take("rules")
	items, _ := rules.Array()
	rule, _ := items[0].Object()
	within, _ := rule.Take("within")
	require.Equal(t, `{"business_days":2}`, string(within.JSON()))
}

func TestValueInt64(t *testing.T) {
	v, problems := read(t, "-9223372036854775808")
	least, ok := v.Int64()
	require.True(t, ok)
	require.EqualValues(t, -1<<63, least)
	require.Empty(t, texts(problems))

	v, problems = read(t, "9223372036854775808")
	_, ok = v.Int64()
	require.False(t, ok)
	require.Equal(t, []string{`whole number out of range: "9223372036854775808"`}, texts(problems))
}

func TestSuggest(t *testing.T) {
	known := []string{"resolution", "restoration", "first_response"}
	meant, ok := strictjson.Suggest("resolutionn", known)
	require.True(t, ok)
	require.Equal(t, "resolution", meant)
	_, ok = strictjson.Suggest("breakfast", known)
	require.False(t, ok)
}
