package strictjson_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/internal/strictjson"
)

func TestObjectTakeAndRequired(t *testing.T) {
	v, problems := read(t, `{"zone":"UTC","until":null}`)
	o, ok := v.Object()
	require.True(t, ok)

	zone, ok := o.Take("zone")
	require.True(t, ok)
	text, ok := zone.Text()
	require.True(t, ok)
	require.Equal(t, "UTC", text)
	again, ok := o.Required("zone")
	require.True(t, ok, "a member can be taken more than once")
	require.Equal(t, zone, again)

	_, ok = o.Take("until")
	require.False(t, ok, "null is absent")
	_, ok = o.Take("from")
	require.False(t, ok)
	o.Done()
	require.Empty(t, texts(problems), "a null that was asked for is no unknown field")

	_, ok = o.Required("until")
	require.False(t, ok)
	_, ok = o.Required("from")
	require.False(t, ok)
	require.Equal(t, []string{"until: is required", "from: is required"}, texts(problems))
}

func TestObjectRequiredInside(t *testing.T) {
	v, problems := read(t, `[{"a":{}}]`)
	items, _ := v.Array()
	outer, _ := items[0].Object()
	a, _ := outer.Take("a")
	inner, _ := a.Object()
	inner.Required("b")
	inner.Required("c d")
	require.Equal(t, []string{"[0].a.b: is required", `[0].a["c d"]: is required`}, texts(problems))
}

func TestObjectRest(t *testing.T) {
	v, problems := read(t, `{"sun":1,"zone":2,"mon":3,"tue":null,"节":4}`)
	o, _ := v.Object()
	o.Take("zone")
	var found []string
	for _, member := range o.Rest() {
		found = append(found, member.Key, string(member.Value.Path()))
	}
	require.Equal(t, []string{"sun", "sun", "mon", "mon", "节", `["节"]`}, found)
	require.Empty(t, o.Rest(), "all members are taken")
	o.Done()
	require.Empty(t, texts(problems))
}

func TestObjectDone(t *testing.T) {
	long := strings.Repeat("k", 31)
	tests := []struct {
		name     string
		document string
		asked    []string
		want     []string
	}{
		{"nothing", `{}`, []string{"week"}, []string{}},
		{"all taken", `{"week":1,"zone":1}`, []string{"zone", "week"}, []string{}},
		{"nothing asked for", `{"week":1}`, nil, []string{"week: unknown field"}},
		{"null", `{"colour":null}`, []string{"week"}, []string{"colour: unknown field"}},
		{"in the order of the document", `{"b":1,"week":1,"a":1}`, []string{"week"}, []string{"b: unknown field", "a: unknown field"}},
		{"letter left out", `{"wek":1}`, []string{"week"}, []string{`wek: unknown field, did you mean "week"?`}},
		{"letter too many", `{"weeks":1}`, []string{"week"}, []string{`weeks: unknown field, did you mean "week"?`}},
		{"wrong letter", `{"weak":1}`, []string{"week"}, []string{`weak: unknown field, did you mean "week"?`}},
		{"letters swapped", `{"weke":1}`, []string{"week"}, []string{`weke: unknown field, did you mean "week"?`}},
		{"upper case", `{"WEEK":1}`, []string{"week"}, []string{`WEEK: unknown field, did you mean "week"?`}},
		{"camel case", `{"validFrom":1}`, []string{"valid_from"}, []string{`validFrom: unknown field, did you mean "valid_from"?`}},
		{"two edits at the start", `{"xxholidays":1}`, []string{"holidays"}, []string{`xxholidays: unknown field, did you mean "holidays"?`}},
		{"three edits", `{"xxxholidays":1}`, []string{"holidays"}, []string{"xxxholidays: unknown field"}},
		{"most of a short key", `{"key":1}`, []string{"day"}, []string{"key: unknown field"}},
		{"half of a short key", `{"it":1}`, []string{"id"}, []string{`it: unknown field, did you mean "id"?`}},
		{"the nearest", `{"wees":1}`, []string{"feed", "week", "weed"}, []string{`wees: unknown field, did you mean "week"?`}},
		{"asked for and there", `{"week":1,"weak":1}`, []string{"week"}, []string{`weak: unknown field, did you mean "week"?`}},
		{"32 bytes", `{"x` + long + `":1}`, []string{long + "y"}, []string{`x` + long + `: unknown field, did you mean "` + long + `y"?`}},
		{"33 bytes in the document", `{"xx` + long + `":1}`, []string{long}, []string{"xx" + long + ": unknown field"}},
		{"33 bytes asked for", `{"` + long + `":1}`, []string{"xx" + long}, []string{long + ": unknown field"}},
		{"longer in lower case", `{"` + strings.Repeat("Ⱥ", 16) + `":1}`, []string{long}, []string{`["` + strings.Repeat("Ⱥ", 16) + `"]: unknown field`}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			v, problems := read(t, test.document)
			o, ok := v.Object()
			require.True(t, ok)
			for _, key := range test.asked {
				o.Take(key)
			}
			o.Done()
			require.Equal(t, test.want, texts(problems))
			o.Done()
			require.Len(t, texts(problems), len(test.want), "done once")
		})
	}
}

func TestObjectDoneBeyondWhatIsKept(t *testing.T) {
	var document strings.Builder
	document.WriteString(`{"week":1`)
	for i := range 2000 {
		fmt.Fprintf(&document, `,"weak%d":1`, i%10*1000+i)
	}
	document.WriteString("}")
	v, problems := read(t, document.String())
	o, _ := v.Object()
	o.Take("week")
	o.Done()
	require.Equal(t, 2000, problems.Len())
}

func TestObjectsOfOneValueAreIndependent(t *testing.T) {
	v, problems := read(t, `{"a":1}`)
	first, _ := v.Object()
	second, _ := v.Object()
	first.Take("a")
	first.Done()
	require.Empty(t, texts(problems))
	second.Done()
	require.Equal(t, []string{"a: unknown field"}, texts(problems))
}

func TestObjectZero(t *testing.T) {
	var o strictjson.Object
	require.Empty(t, o.Path())
	_, ok := o.Take("a")
	require.False(t, ok)
	_, ok = o.Required("a")
	require.False(t, ok)
	require.Empty(t, o.Rest())
	o.Done()
}
