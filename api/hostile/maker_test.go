package hostile_test

import (
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// maker makes values of any type, most of them hostile.
type maker struct{ *rand.Rand }

// maxDepth is how deep values are nested.
const maxDepth = 5

var (
	hostileTexts = []string{
		"", "x", "id", "{}", "[]", `{"id": "a"}`, "null", "2026-01-05", "2026-01-05T09:00:00Z", "09:00-17:00", "8h", "1bd", "50%", "resolution",
		"1e2000000000", "NaN", "-1", "1/3", "9223372036854775807", "\xff", "\x00", "🙂", "首次响应",
		strings.Repeat("(", 10_000), strings.Repeat("a", 1<<16), strings.Repeat("[", 10_000),
	}
	hostileTimes = []time.Time{
		{},
		time.Unix(0, 0),
		time.Date(1, time.January, 1, 0, 0, 0, 0, time.UTC),
		time.Date(2026, time.January, 5, 9, 0, 0, 0, time.FixedZone("odd", 3601)),
		time.Date(2026, time.January, 6, 9, 0, 0, 1, time.UTC),
		time.Date(9999, time.December, 31, 23, 59, 59, 999_999_999, time.UTC),
		time.Unix(math.MaxInt64, 0),
		time.Unix(math.MinInt64, 0),
	}
	hostileInts   = []int64{0, 1, -1, 2, 100, int64(24 * time.Hour), math.MaxInt32, math.MaxInt64, math.MinInt64}
	hostileUints  = []uint64{0, 1, 2, 3, 255, math.MaxUint64}
	hostileFloats = []float64{0, 1, -1, 0.5, 1e308, math.SmallestNonzeroFloat64, math.NaN(), math.Inf(1), math.Inf(-1)}
	hostileMoney  = []decimal.Decimal{
		{}, decimal.New(1, 0), decimal.New(-5, -1), decimal.New(1, math.MaxInt32), decimal.New(1, math.MinInt32), decimal.New(math.MaxInt64, -40),
	}
)

func oneOf[T any](m maker, list []T) T { return list[m.IntN(len(list))] }

// arguments makes those of a call.
func (m maker) arguments(of reflect.Type) []reflect.Value {
	var list []reflect.Value
	for i := range of.NumIn() {
		switch in := of.In(i); {
		case of.IsVariadic() && i == of.NumIn()-1:
			rest := m.value(in, 0)
			for j := range rest.Len() {
				list = append(list, rest.Index(j))
			}
		case in.Kind() == reflect.Pointer:
			list = append(list, m.pointer(in, 0))
		default:
			list = append(list, m.value(in, 0))
		}
	}
	return list
}

// pointer makes one that is not nil.
func (m maker) pointer(of reflect.Type, depth int) reflect.Value {
	if list := honestValues()[of]; len(list) > 0 && m.IntN(4) > 0 {
		return oneOf(m, list)
	}
	p := reflect.New(of.Elem())
	p.Elem().Set(m.value(of.Elem(), depth+1))
	return p
}

func (m maker) value(of reflect.Type, depth int) reflect.Value {
	v := reflect.New(of).Elem()
	if depth > maxDepth || m.IntN(4) == 0 && !isIterator(of) {
		return v
	}
	if list := honestValues()[of]; len(list) > 0 && m.IntN(2) == 0 {
		return oneOf(m, list)
	}
	switch v.Interface().(type) {
	case time.Time:
		return reflect.ValueOf(oneOf(m, hostileTimes))
	case *time.Location:
		return reflect.ValueOf(time.UTC)
	case decimal.Decimal:
		return reflect.ValueOf(oneOf(m, hostileMoney))
	}
	//exhaustive:ignore
	switch of.Kind() {
	case reflect.Bool:
		v.SetBool(m.IntN(2) == 0)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		if x := oneOf(m, hostileInts); !v.OverflowInt(x) {
			v.SetInt(x)
		}
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		if x := oneOf(m, hostileUints); !v.OverflowUint(x) {
			v.SetUint(x)
		}
	case reflect.Float32, reflect.Float64:
		v.SetFloat(oneOf(m, hostileFloats))
	case reflect.String:
		v.SetString(oneOf(m, hostileTexts))
	case reflect.Slice:
		if of.Elem() == reflect.TypeFor[byte]() && m.IntN(2) == 0 {
			v.SetBytes([]byte(oneOf(m, hostileTexts)))
			return v
		}
		for range m.IntN(4) {
			v = reflect.Append(v, m.value(of.Elem(), depth+1))
		}
	case reflect.Array:
		for i := range v.Len() {
			v.Index(i).Set(m.value(of.Elem(), depth+1))
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(of))
		for range m.IntN(3) {
			v.SetMapIndex(m.value(of.Key(), depth+1), m.value(of.Elem(), depth+1))
		}
	case reflect.Pointer:
		v.Set(m.pointer(of, depth))
	case reflect.Struct:
		for i := range v.NumField() {
			if field := v.Field(i); field.CanSet() {
				field.Set(m.value(field.Type(), depth+1))
			}
		}
	case reflect.Func:
		if isIterator(of) {
			return m.iterator(of)
		}
	}
	return v
}

// iterator makes one of a few values.
func (m maker) iterator(of reflect.Type) reflect.Value {
	yield := of.In(0)
	return reflect.MakeFunc(of, func(args []reflect.Value) []reflect.Value {
		for range m.IntN(4) {
			var list []reflect.Value
			for i := range yield.NumIn() {
				list = append(list, m.value(yield.In(i), 1))
			}
			if !args[0].Call(list)[0].Bool() {
				break
			}
		}
		return nil
	})
}
