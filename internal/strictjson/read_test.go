package strictjson_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/internal/strictjson"
)

// read reads a document within the default limits.
func read(t *testing.T, document string) (strictjson.Value, *check.Problems) {
	t.Helper()
	var problems check.Problems
	v, ok := strictjson.Read([]byte(document), strictjson.Limits{}, &problems)
	require.True(t, ok, "%v", problems.Err("test"))
	return v, &problems
}

// texts returns the problems, one text each.
func texts(problems *check.Problems) []string {
	found := []string{}
	for _, field := range commitment.FieldErrors(problems.Err("test")) {
		found = append(found, field.Error())
	}
	return found
}

func TestReadRefuses(t *testing.T) {
	nested := func(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) }
	tests := []struct {
		name     string
		document string
		limits   strictjson.Limits
		want     string
	}{
		{"nothing", "", strictjson.Limits{}, "line 1, column 1: unexpected end of the document"},
		{"only space", " \n ", strictjson.Limits{}, "line 2, column 2: unexpected end of the document"},
		{"open object", `{"a":1`, strictjson.Limits{}, "line 1, column 7: unexpected end of the document"},
		{"open array", "[1,\n2", strictjson.Limits{}, "line 2, column 2: unexpected end of the document"},
		{"open string", `"abc`, strictjson.Limits{}, "line 1, column 5: unexpected end of the document"},
		{"key alone", `{"a"`, strictjson.Limits{}, "line 1, column 5: unexpected end of the document"},
		{"half a literal", "tru", strictjson.Limits{}, "line 1, column 4: unexpected end of the document"},
		{"wrong literal", "[trux]", strictjson.Limits{}, "line 1, column 5: unexpected 'x'"},
		{"comma before the end of an array", "[\n 1,\n]", strictjson.Limits{}, "line 3, column 1: unexpected ']'"},
		{"comma before the end of an object", `{"a":1,}`, strictjson.Limits{}, "line 1, column 8: unexpected '}'"},
		{"two commas", `[1,,2]`, strictjson.Limits{}, "line 1, column 4: unexpected ','"},
		{"no comma", `[1 2]`, strictjson.Limits{}, "line 1, column 4: unexpected '2'"},
		{"no comma in an object", `{"a":1 "b":2}`, strictjson.Limits{}, "line 1, column 8: unexpected '\"'"},
		{"no colon", `{"a" 1}`, strictjson.Limits{}, "line 1, column 6: unexpected '1'"},
		{"no value", `{"a":}`, strictjson.Limits{}, "line 1, column 6: unexpected '}'"},
		{"key without quotes", `{a:1}`, strictjson.Limits{}, "line 1, column 2: unexpected 'a'"},
		{"number as a key", `{1:1}`, strictjson.Limits{}, "line 1, column 2: unexpected '1'"},
		{"array as a key", `{[]:1}`, strictjson.Limits{}, "line 1, column 2: unexpected '['"},
		{"wrong bracket", "[1}", strictjson.Limits{}, "line 1, column 3: unexpected '}'"},
		{"only an end", "]", strictjson.Limits{}, "line 1, column 1: unexpected ']'"},
		{"leading zero", "[01]", strictjson.Limits{}, "line 1, column 3: unexpected '1'"},
		{"plus sign", "[+1]", strictjson.Limits{}, "line 1, column 2: unexpected '+'"},
		{"not a number", "[NaN]", strictjson.Limits{}, "line 1, column 2: unexpected 'N'"},
		{"comment", "[1] // one", strictjson.Limits{}, "line 1, column 5: data after the end of the document"},
		{"single quotes", "['a']", strictjson.Limits{}, `line 1, column 2: unexpected '\''`},
		{"unknown escape", `["\q"]`, strictjson.Limits{}, "line 1, column 4: unexpected 'q'"},
		{"line break in a string", "[\"a\nb\"]", strictjson.Limits{}, `line 1, column 4: unexpected '\n'`},
		{"full-width comma", `{"a":"节"，"b":2}`, strictjson.Limits{}, "line 1, column 9: unexpected '，'"},
		{"byte order mark", "\ufeff{}", strictjson.Limits{}, `line 1, column 1: unexpected '\ufeff'`},
		{"two documents", "{}\n {}", strictjson.Limits{}, "line 2, column 2: data after the end of the document"},
		{"more brackets than needed", "{}}", strictjson.Limits{}, "line 1, column 3: data after the end of the document"},
		{"not UTF-8", "{\"节\": \"\xff\"}", strictjson.Limits{}, "document is not UTF-8 from byte 9 on"},
		{"half a character", "\"\xe8\x8a", strictjson.Limits{}, "document is not UTF-8 from byte 1 on"},
		{"above the default size", strings.Repeat(" ", 1<<20) + "1", strictjson.Limits{}, "document has 1048577 bytes, more than the limit of 1048576"},
		{"above the given size", "[12]", strictjson.Limits{Bytes: 3}, "document has 4 bytes, more than the limit of 3"},
		{"deeper than the default", nested(65), strictjson.Limits{}, strings.Repeat("[0]", 64) + ": nested more than 64 levels deep"},
		{"deeper than given", `{"a":{"b":[]}}`, strictjson.Limits{Depth: 2}, "a.b: nested more than 2 levels deep"},
		{"much deeper", strings.Repeat("[", 1<<20), strictjson.Limits{}, strings.Repeat("[0]", 64) + ": nested more than 64 levels deep"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var problems check.Problems
			v, ok := strictjson.Read([]byte(test.document), test.limits, &problems)
			require.False(t, ok)
			require.Equal(t, strictjson.Value{}, v)
			require.Equal(t, []string{test.want}, texts(&problems))
		})
	}
}

func TestReadTakesWhatIsWithinTheLimits(t *testing.T) {
	tests := []struct {
		name     string
		document string
		limits   strictjson.Limits
	}{
		{"default size", strings.Repeat(" ", 1<<20-1) + "1", strictjson.Limits{}},
		{"default size, negative limit", strings.Repeat(" ", 1<<20-1) + "1", strictjson.Limits{Bytes: -1}},
		{"given size", "[1]", strictjson.Limits{Bytes: 3}},
		{"default depth", strings.Repeat("[", 64) + strings.Repeat("]", 64), strictjson.Limits{}},
		{"default depth, negative limit", strings.Repeat("[", 64) + strings.Repeat("]", 64), strictjson.Limits{Depth: -1}},
		{"given depth", `{"a":{"b":1}}`, strictjson.Limits{Depth: 2}},
		{"siblings add no depth", `[[],{},[[]],[]]`, strictjson.Limits{Depth: 3}},
		{"space around", "\t\r\n {} \t\r\n", strictjson.Limits{}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var problems check.Problems
			_, ok := strictjson.Read([]byte(test.document), test.limits, &problems)
			require.True(t, ok)
			require.NoError(t, problems.Err("test"))
		})
	}
}

func TestReadRepeatedKeys(t *testing.T) {
	tests := []struct {
		name     string
		document string
		want     []string
	}{
		{"twice", `{"a":1,"a":2}`, []string{"a: key appears twice"}},
		{"once reported, however often", `{"a":1,"a":2,"a":3}`, []string{"a: key appears twice"}},
		{"two keys", `{"a":1,"b":1,"b":2,"a":2}`, []string{"b: key appears twice", "a: key appears twice"}},
		{"inside", `{"a":[{"b":1,"b":2}]}`, []string{"a[0].b: key appears twice"}},
		{"inside a repetition", `{"a":1,"a":{"b":1,"b":2}}`, []string{"a: key appears twice", "a.b: key appears twice"}},
		{"spelled with an escape", `{"a":1,"\u0061":2}`, []string{"a: key appears twice"}},
		{"null the first time", `{"a":null,"a":2}`, []string{"a: key appears twice"}},
		{"odd key", `{"a b":1,"a b":2}`, []string{`["a b"]: key appears twice`}},
		{"other case", `{"a":1,"A":2}`, []string{}},
		{"other object", `[{"a":1},{"a":2}]`, []string{}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, problems := read(t, test.document)
			require.Equal(t, test.want, texts(problems))
		})
	}
}

func TestReadKeepsTheFirstValueOfAKey(t *testing.T) {
	v, _ := read(t, `{"a":1,"b":2,"a":3,"c":4}`)
	o, ok := v.Object()
	require.True(t, ok)
	var found []string
	for _, member := range o.Rest() {
		number, isNumber := member.Value.Number()
		require.True(t, isNumber)
		found = append(found, member.Key+number)
	}
	require.Equal(t, []string{"a1", "b2", "c4"}, found)
}

// hostile returns documents of about a size that are made to cost much more than
// their size, with the number of problems that complain finds in them.
func hostile(size int) []hostileDocument {
	fill := func(head, part, tail string) (document string, parts int) {
		parts = (size - len(head) - len(tail)) / len(part)
		return head + strings.Repeat(part, parts) + tail, parts
	}
	var all []hostileDocument

	document, _ := fill(`{"a":0`, `,"a":0`, "}")
	all = append(all, hostileDocument{"one key repeated", document, 2})

	var unknown strings.Builder
	unknown.WriteString(`{"week":"mon"`)
	parts := 0
	for ; unknown.Len() < size; parts++ {
		fmt.Fprintf(&unknown, `,"weak%d":0`, parts)
	}
	unknown.WriteString("}")
	all = append(all, hostileDocument{"unknown keys", unknown.String(), parts})

	keys := strings.Repeat(`{"`+strings.Repeat("k ", 40)+`":`, 63)
	document, parts = fill(keys+"[0", ",0", "]"+strings.Repeat("}", 63))
	all = append(all, hostileDocument{"elements below long keys", document, parts + 1})

	document, _ = fill("[0", ",{}", "]")
	all = append(all, hostileDocument{"empty objects", document, 1})

	return all
}

type hostileDocument struct {
	name, document string
	problems       int
}

// complain finds every scalar wrong that is not in the outermost object, and
// every member unknown that is, but for its week.
func complain(v strictjson.Value) {
	switch v.Kind() {
	case strictjson.KindArray:
		items, _ := v.Array()
		for _, item := range items {
			complain(item)
		}
	case strictjson.KindObject:
		o, _ := v.Object()
		if _, ok := o.Take("week"); ok {
			o.Done()
		}
		for _, member := range o.Rest() {
			complain(member.Value)
		}
	case strictjson.KindNull, strictjson.KindBool, strictjson.KindNumber, strictjson.KindString:
		v.Text()
	}
}

func TestReadHostileDocuments(t *testing.T) {
	const size = 1 << 17
	for _, test := range hostile(size) {
		t.Run(test.name, func(t *testing.T) {
			v, problems := read(t, test.document)
			complain(v)
			require.Equal(t, test.problems, problems.Len())
			require.LessOrEqual(t, len(texts(problems)), 1001)
		})
	}
}

// BenchmarkReadHostileDocuments shows that the work is linear: the throughput of
// a document is the same at every size.
func BenchmarkReadHostileDocuments(b *testing.B) {
	for _, size := range []int{1 << 17, 1 << 20, 10 << 20} {
		for _, test := range hostile(size) {
			b.Run(fmt.Sprintf("%s/%dKiB", test.name, size>>10), func(b *testing.B) {
				data := []byte(test.document)
				b.SetBytes(int64(len(data)))
				b.ReportAllocs()
				for b.Loop() {
					var problems check.Problems
					v, _ := strictjson.Read(data, strictjson.Limits{Bytes: 2 * size}, &problems)
					complain(v)
				}
			})
		}
	}
}
