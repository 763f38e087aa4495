package jsonwriter_test

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/internal/jsonwriter"
)

type grade uint8

func (g grade) String() string { return "grade" + strconv.Itoa(int(g)) }

func object(t *testing.T, write func(*jsonwriter.Writer)) string {
	t.Helper()
	data, err := jsonwriter.Object("test", write)
	require.NoError(t, err)
	require.True(t, json.Valid(data), "%s", data)
	return string(data)
}

func TestMembers(t *testing.T) {
	at := time.Date(2026, time.January, 5, 9, 0, 0, 500, time.FixedZone("", 8*3600))
	tests := []struct {
		name  string
		write func(*jsonwriter.Writer)
		want  string
	}{
		{"nothing", func(*jsonwriter.Writer) {}, `{}`},
		{"a text", func(w *jsonwriter.Writer) { w.Text("a", "\"\\\n\t\r\x00\x1f <节\u2028\x7f") }, `{"a":"\"\\\n\t\r\u0000\u001f <节` + "\u2028\x7f" + `"}`},
		{"a key to escape", func(w *jsonwriter.Writer) { w.Text("\n", "b") }, `{"\n":"b"}`},
		{"texts", func(w *jsonwriter.Writer) { w.Texts("a", []string{"b", ""}) }, `{"a":["b",""]}`},
		{"true", func(w *jsonwriter.Writer) { w.Bool("a", true) }, `{"a":true}`},
		{"a number", func(w *jsonwriter.Writer) { w.Int("a", -9223372036854775808) }, `{"a":-9223372036854775808}`},
		{"a duration", func(w *jsonwriter.Writer) { w.Duration("a", 90*time.Minute) }, `{"a":"1h30m0s"}`},
		{"an enum", func(w *jsonwriter.Writer) { jsonwriter.Enum(w, "a", grade(2), 2) }, `{"a":"grade2"}`},
		{"an instant", func(w *jsonwriter.Writer) { w.Instant("a", at) }, `{"a":"2026-01-05T09:00:00.0000005+08:00"}`},
		{"an offset with seconds", func(w *jsonwriter.Writer) { w.Instant("a", at.In(time.FixedZone("", 30))) }, `{"a":"2026-01-05T01:00:00.0000005Z"}`},
		{"an offset of a day", func(w *jsonwriter.Writer) { w.Instant("a", at.In(time.FixedZone("", 86400))) }, `{"a":"2026-01-05T01:00:00.0000005Z"}`},
		{"an offset of a day to the west", func(w *jsonwriter.Writer) { w.Instant("a", at.In(time.FixedZone("", -86400))) }, `{"a":"2026-01-05T01:00:00.0000005Z"}`},
		{"the first year", func(w *jsonwriter.Writer) { w.Instant("a", time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC)) }, `{"a":"0000-01-01T00:00:00Z"}`},
		{"the last year", func(w *jsonwriter.Writer) {
			w.Instant("a", time.Date(9999, 1, 1, 0, 0, 0, 0, time.FixedZone("", 3600)))
		}, `{"a":"9999-01-01T00:00:00+01:00"}`},
		{
			"a year that is 10000 only in its zone",
			func(w *jsonwriter.Writer) {
				w.Instant("a", time.Date(10000, 1, 1, 0, 0, 0, 0, time.FixedZone("", 3600)))
			},
			`{"a":"9999-12-31T23:00:00Z"}`,
		},
		{
			"zero values",
			func(w *jsonwriter.Writer) {
				w.Text("a", "")
				w.Texts("b", nil)
				w.Bool("c", false)
				w.Int("d", 0)
				w.Duration("e", 0)
				w.Instant("f", time.Time{})
				w.Attributes("g", nil)
				jsonwriter.Enum(w, "h", grade(0), 2)
				jsonwriter.Map(w, "i", map[string]int{}, nil)
				jsonwriter.Objects(w, "j", []int{}, nil)
			},
			`{}`,
		},
		{
			"several members",
			func(w *jsonwriter.Writer) {
				w.Attributes("lists", map[string][]string{"b": {"2", "1"}, "a": nil})
				jsonwriter.Map(w, "map", map[grade2]string{"y": "1", "x": ""}, w.String)
				jsonwriter.Objects(w, "objects", []string{"", "x"}, func(text *string) { w.Text("text", *text) })
				w.Key("value")
				w.Value(func() ([]byte, error) { return []byte("[1]"), nil })
			},
			`{"lists":{"a":[],"b":["2","1"]},"map":{"x":"","y":"1"},"objects":[{},{"text":"x"}],"value":[1]}`,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { require.Equal(t, test.want, object(t, test.write)) })
	}
}

type grade2 string

func TestProblems(t *testing.T) {
	_, err := jsonwriter.Object("test", func(w *jsonwriter.Writer) {
		w.Text("text", "\xff")
		jsonwriter.Objects(w, "list", []int{1, 2}, func(n *int) { jsonwriter.Enum(w, "grade", grade(*n), 1) })
		w.Attributes("attributes", map[string][]string{"a": {"", "\xfe"}})
		w.Instant("at", time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC))
		w.FailAt("spare", errors.New("is wrong"))
		w.Key("value")
		w.Value(func() ([]byte, error) { return nil, errors.New("cannot be written") })
	})
	require.ErrorIs(t, err, commitment.ErrInvalid)
	var got []string
	for _, e := range commitment.FieldErrors(err) {
		got = append(got, e.Path+": "+e.Err.Error())
	}
	require.Equal(t, []string{
		`text: "\xff" is not UTF-8`, "list[1].grade: grade2 is not among its values", `attributes.a[1]: "\xfe" is not UTF-8`,
		"at: is an instant of a year outside 0 to 9999", "spare: is wrong", "value: cannot be written",
	}, got)
}

func TestCanonical(t *testing.T) {
	w := jsonwriter.Canonical(16)
	w.Object(func() {
		w.Text("a", "\xff")
		w.Instant("b", time.Date(2026, time.January, 5, 9, 0, 0, 0, time.FixedZone("", 8*3600)))
		w.Instant("c", time.Date(10000, 1, 1, 0, 0, 0, 7, time.UTC))
	})
	const want = "{\"a\":\"\xff\",\"b\":\"2026-01-05T01:00:00Z\",\"c\":\"253402300800+7\"}"
	require.Zero(t, strings.Compare(want, string(w.Data)), "%s", w.Data)
}

// What encoding/json reads of a string is what was written.
func FuzzAppendString(f *testing.F) {
	for _, text := range []string{"", "a", "\"\\\b\f\n\r\t\x00\x1f", "<节>\u2028", "\xff"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		data := jsonwriter.AppendString([]byte("x"), text)
		if !utf8.ValidString(text) {
			return
		}
		var got string
		require.NoError(t, json.Unmarshal(data[1:], &got))
		require.Equal(t, text, got)
		require.LessOrEqual(t, len(data), len(text)*6+3)
	})
}
