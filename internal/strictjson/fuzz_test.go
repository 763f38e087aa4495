package strictjson_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sort"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/internal/strictjson"
)

// FuzzRead compares Read with encoding/json: it takes what json.Valid takes,
// within its own limits, and reads the same values, unless a key is repeated.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		``, ` `, `null`, `true`, `-0.5e+3`, `"\ud83d\ude00\u0000"`, `[1,[2,{"a":[]}],null]`,
		`{"a":1,"b":{"c":"d"},"e":null}`, `{"a":1,"a":2}`, `{"a":1,}`, `[1 2]`, `{"a"}`, `1 2`, `]`,
		"\xff", "\ufeff1", "{\"节\":\"日\"}", `[[[[[[[[[]]]]]]]]]`, `01`, `[01]`, `[nullx]`, `"\q"`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		limits := strictjson.Limits{Bytes: 1 << 16, Depth: 8}
		var problems check.Problems
		v, ok := strictjson.Read(data, limits, &problems)

		allowed := len(data) <= limits.Bytes && utf8.Valid(data) && depth(data) <= limits.Depth
		require.Equal(t, json.Valid(data) && allowed, ok, "%v", problems.Err("test"))
		if !ok {
			require.Equal(t, strictjson.Value{}, v)
			require.Error(t, problems.Err("test"))
			if text := problems.Err("test").Error(); allowed && strings.Contains(text, "unexpected") {
				line, column := place(data, fault(data))
				require.Contains(t, text, fmt.Sprintf("line %d, column %d: unexpected ", line, column))
			}
			return
		}
		require.LessOrEqual(t, problems.Len(), len(data))
		if problems.Len() == 0 {
			decoder := json.NewDecoder(bytes.NewReader(data))
			decoder.UseNumber()
			var want any
			require.NoError(t, decoder.Decode(&want))
			require.Equal(t, withoutNulls(want), rebuild(v))
			require.Zero(t, problems.Len())
		}
		complain(v)
		require.Equal(t, problems.Len() > 0, problems.Err("test") != nil)
	})
}

// fault returns the offset of the last byte of the shortest beginning of a
// document that no continuation could save, as encoding/json sees it.
func fault(data []byte) int {
	return sort.Search(len(data), func(i int) bool {
		var whole json.RawMessage
		err := json.NewDecoder(bytes.NewReader(data[:i+1])).Decode(&whole)
		return err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF)
	})
}

func place(data []byte, offset int) (line, column int) {
	before := data[:offset]
	return 1 + bytes.Count(before, []byte("\n")), 1 + utf8.RuneCount(before[1+bytes.LastIndexByte(before, '\n'):])
}

// depth returns how deep the brackets of a JSON document are nested.
func depth(data []byte) int {
	deepest, now, quoted, escaped := 0, 0, false, false
	for _, c := range data {
		switch {
		case escaped:
			escaped = false
		case quoted:
			escaped, quoted = c == '\\', c != '"'
		case c == '"':
			quoted = true
		case c == '[' || c == '{':
			now++
			deepest = max(deepest, now)
		case c == ']' || c == '}':
			now--
		}
	}
	return deepest
}

// withoutNulls drops the members that are null from what encoding/json read.
func withoutNulls(document any) any {
	switch document := document.(type) {
	case []any:
		for i, item := range document {
			document[i] = withoutNulls(item)
		}
	case map[string]any:
		for key, member := range document {
			if member == nil {
				delete(document, key)
			} else {
				document[key] = withoutNulls(member)
			}
		}
	}
	return document
}

// rebuild returns a value in the form of encoding/json, but for the members
// that are null.
func rebuild(v strictjson.Value) any {
	switch v.Kind() {
	case strictjson.KindBool:
		value, _ := v.Bool()
		return value
	case strictjson.KindNumber:
		number, _ := v.Number()
		return json.Number(number)
	case strictjson.KindString:
		text, _ := v.Text()
		return text
	case strictjson.KindArray:
		items, _ := v.Array()
		all := make([]any, 0, len(items))
		for _, item := range items {
			all = append(all, rebuild(item))
		}
		return all
	case strictjson.KindObject:
		o, _ := v.Object()
		all := make(map[string]any)
		for _, member := range o.Rest() {
			all[member.Key] = rebuild(member.Value)
		}
		return all
	case strictjson.KindNull:
	}
	return nil
}
