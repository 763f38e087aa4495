package compensation_test

import (
	"bytes"
	"encoding/json"
	"reflect"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/compensation"
)

// No text of a scheme, claim or award is written that is not UTF-8, in whatever
// field it is, and under whatever version of Go.
func TestTextsThatAreNotUTF8(t *testing.T) {
	t.Parallel()
	for _, kind := range []reflect.Type{
		reflect.TypeFor[compensation.Scheme](), reflect.TypeFor[compensation.Claim](), reflect.TypeFor[compensation.Award](),
	} {
		whole := filler{wrong: -1}
		sound := reflect.New(kind)
		whole.fill(sound.Elem(), "")
		_, err := json.Marshal(sound.Interface())
		require.NoError(t, err)
		require.Greater(t, whole.seen, 5)
		for n := range whole.seen {
			f := filler{wrong: n}
			value := reflect.New(kind)
			f.fill(value.Elem(), "")
			_, err := json.Marshal(value.Interface())
			require.ErrorContains(t, err, "is not UTF-8", f.where)
		}
	}
}

// A scheme is written field by field: what encoding/json would write of its
// fields is all there, in the same order.
func TestSchemeIsWrittenAsItsFieldsSay(t *testing.T) {
	t.Parallel()
	type fields compensation.Scheme
	var filled compensation.Scheme
	(&filler{wrong: -1}).fill(reflect.ValueOf(&filled).Elem(), "")
	schemes := []compensation.Scheme{{}, filled, {
		Rules: []compensation.Rule{{Title: compensation.Title{Chinese: "x"}, Round: &compensation.RoundRule{}}},
		Caps:  []compensation.Cap{{Window: &compensation.Window{Same: []string{}}}},
		Tables: map[string]compensation.Table{"b": {}, "a": {
			Bands: []compensation.Band{{}}, Slices: []compensation.Slice{{}}, Measure: &compensation.RoundRule{To: decimal.New(50, -2), Mode: compensation.Floor},
		}},
		Params: map[string]compensation.Param{"p": {}, "q": {ByDate: []compensation.DatedParam{{}}}},
	}}
	for _, text := range publishedSchemes(t) {
		s, err := compensation.ParseScheme(text)
		require.NoError(t, err)
		schemes = append(schemes, s)
	}
	for _, s := range schemes {
		got, err := s.MarshalJSON()
		require.NoError(t, err)
		var want bytes.Buffer
		encoder := json.NewEncoder(&want)
		encoder.SetEscapeHTML(false)
		require.NoError(t, encoder.Encode(fields(s)))
		require.Equal(t, want.String(), string(got)+"\n")
	}
}

// filler fills in all fields of a value. The text that it sees as number wrong is
// not UTF-8.
type filler struct {
	wrong, seen int
	where       string
}

func (f *filler) text(where string) string {
	f.seen++
	if f.seen-1 == f.wrong {
		f.where = where
		return "\xff"
	}
	return "x"
}

func (f *filler) fill(v reflect.Value, where string) {
	switch v.Interface().(type) {
	case compensation.Param: // a value, or one kind of choice
		v.Set(reflect.ValueOf(f.param(where)))
		return
	case compensation.Value:
		v.Set(reflect.ValueOf(compensation.Text(f.text(where))))
		return
	}
	switch v.Kind() { //nolint:exhaustive // the kinds of fields that there are
	case reflect.String:
		v.SetString(f.text(where))
	case reflect.Uint8:
		v.SetUint(1)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		f.fill(v.Elem(), where)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		f.fill(v.Index(0), where+"[0]")
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		f.fill(key, where+" key")
		f.fill(value, where+" value")
		v.SetMapIndex(key, value)
	case reflect.Struct:
		for i := range v.NumField() {
			if field := v.Type().Field(i); field.IsExported() {
				f.fill(v.Field(i), where+"."+field.Name)
			}
		}
	}
}

func (f *filler) param(where string) compensation.Param {
	return compensation.Param{
		By:     f.text(where + ".By"),
		Values: map[string]compensation.Param{f.text(where + ".Values key"): {Value: f.text(where + ".Values value")}},
	}
}

func TestTextsOfParams(t *testing.T) {
	t.Parallel()
	good := compensation.Param{Value: "1"}
	for i, p := range []compensation.Param{
		{Value: "\xff"},
		{By: "\xff", Values: map[string]compensation.Param{"a": good}},
		{By: "x", Values: map[string]compensation.Param{"\xff": good}},
		{By: "x", Values: map[string]compensation.Param{"a": {Value: "\xff"}}},
		{ByDate: []compensation.DatedParam{{Value: compensation.Param{Value: "\xff"}}}},
	} {
		_, err := p.MarshalJSON()
		require.ErrorContains(t, err, "is not UTF-8", "param %d", i)
	}
}
