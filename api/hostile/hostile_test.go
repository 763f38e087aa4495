package hostile_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/compensation"
	"github.com/servicecommitment/commitment/feedback"
	"github.com/servicecommitment/commitment/kpi"
	"github.com/servicecommitment/commitment/sla"
)

// How often each function is called, and how many values of each type are made.
const (
	callsOfFunction = 400
	valuesOfType    = 40
)

// patience is what a call may take at most, on the slowest machine.
const patience = time.Minute

func TestNothingPanics(t *testing.T) {
	t.Parallel()
	for i := range functions {
		for seed := range uint64(callsOfFunction) {
			callFunction(t, i, seed)
		}
	}
	for i := range kinds {
		for seed := range uint64(valuesOfType) {
			callMethods(t, i, seed)
		}
	}
}

// FuzzNothingPanics calls a function, or the methods of a type, with arguments by
// a seed.
func FuzzNothingPanics(f *testing.F) {
	const few = 40 // of many: the rest is found by itself, and the test above begins everywhere
	for i := 0; i < len(functions); i += few {
		f.Add(true, uint16(i), uint64(i))
	}
	for i := 0; i < len(kinds); i += few {
		f.Add(false, uint16(i), uint64(i))
	}
	f.Fuzz(func(t *testing.T, function bool, i uint16, seed uint64) {
		if function {
			callFunction(t, int(i)%len(functions), seed)
		} else {
			callMethods(t, int(i)%len(kinds), seed)
		}
	})
}

func callFunction(t *testing.T, i int, seed uint64) {
	t.Helper()
	function := reflect.ValueOf(functions[i])
	m := maker{rand.New(rand.NewPCG(seed, uint64(i)))}
	m.call(t, runtime.FuncForPC(function.Pointer()).Name(), function)
}

// callMethods calls all methods of one value.
func callMethods(t *testing.T, i int, seed uint64) {
	t.Helper()
	m := maker{rand.New(rand.NewPCG(seed, uint64(i)))}
	kind := reflect.TypeOf(kinds[i])
	value := m.pointer(kind, 0)
	for j := range kind.NumMethod() {
		m.call(t, kind.String()+"."+kind.Method(j).Name, value.Method(j))
	}
}

// call calls a function, and draws from the iterators that it returns.
func (m maker) call(t *testing.T, name string, function reflect.Value) {
	t.Helper()
	if strings.HasPrefix(name[strings.LastIndex(name, ".")+1:], "Must") {
		return
	}
	arguments := m.arguments(function.Type())
	hung := time.AfterFunc(patience, func() { panic("hung: " + name) })
	defer hung.Stop()
	defer func() {
		if r := recover(); r != nil {
			require.Fail(t, "panicked", "%s with %.2000s: %v", name, fmt.Sprintf("%+v", arguments), r)
		}
	}()
	for _, result := range function.Call(arguments) {
		if isIterator(result.Type()) && !result.IsNil() {
			draw(result)
		}
	}
}

// draw takes some values of an iterator, and then stops it.
func draw(iterator reflect.Value) {
	left := 1000
	iterator.Call([]reflect.Value{reflect.MakeFunc(iterator.Type().In(0), func([]reflect.Value) []reflect.Value {
		left--
		return []reflect.Value{reflect.ValueOf(left > 0)}
	})})
}

// isIterator reports whether a type is one of iter.Seq and iter.Seq2.
func isIterator(t reflect.Type) bool {
	return t.Kind() == reflect.Func && t.NumIn() == 1 && t.NumOut() == 0 && t.In(0).Kind() == reflect.Func
}

// What is compiled is among the arguments, or most methods would see zero values
// only.
func TestHonestValues(t *testing.T) {
	t.Parallel()
	for _, of := range []reflect.Type{
		reflect.TypeFor[*calendar.Calendar](), reflect.TypeFor[*sla.Engine](), reflect.TypeFor[*compensation.Program](),
		reflect.TypeFor[*feedback.Desk](), reflect.TypeFor[kpi.Table](), reflect.TypeFor[sla.Kind](), reflect.TypeFor[feedback.ActionKind](),
	} {
		require.NotEmpty(t, honestValues()[of], "%s", of)
	}
}
