package expr_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/internal/expr"
)

func TestMachineStops(t *testing.T) {
	tests := []struct {
		text string
		want error
	}{
		{"1 / zero", expr.ErrDivisionByZero},
		{"1 / (x - 10)", expr.ErrDivisionByZero},
		{`round(x, zero, "up")`, expr.ErrStep},
		{`round(x, y, "up")`, expr.ErrStep},
		{"choose(at < wall, 1, 2)", expr.ErrMixedTimes},
		{`choose(at < "2026-01-05T15:30:00", 1, 2)`, expr.ErrMixedTimes},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			m := machine(t)
			_ = compile(t, test.text, expr.Numeric).Number(m)
			require.ErrorIs(t, m.Err(), test.want)
		})
	}
	for _, text := range []string{"missing + 1", "twice(missing)", "choose(missing > 1, 1, 2)", "choose(oneof(x, 10, missing), 1, 2)", "missing / 0"} {
		m := machine(t)
		_ = compile(t, text, expr.Numeric).Number(m)
		var missing *expr.MissingError
		require.ErrorAs(t, m.Err(), &missing, text)
		require.Equal(t, slotMissing, missing.Slot)
		require.EqualError(t, missing, "the fact in slot 3 is absent")
	}
	m := machine(t)
	m.Fail(expr.ErrStep)
	m.Fail(expr.ErrLimit)
	require.Equal(t, expr.ErrStep, m.Err(), "the first error stays")
	require.False(t, compile(t, "yes", expr.Bool).Bool(m))
	require.Zero(t, compile(t, "x", expr.Numeric).Number(m).Sign())
}

// What grows without end comes to a limit.
func TestMachineIsBounded(t *testing.T) {
	names := scope()
	m := machine(t)
	big := strings.TrimSuffix(strings.Repeat("9999999999999999999999999999999999999999*", 90), "*")
	_ = compile(t, big, expr.Numeric).Number(m)
	require.ErrorIs(t, m.Err(), expr.ErrLimit)
	require.EqualError(t, m.Err(), "beyond the limits: a number of more than 2048 bits")

	// With its denominator of 1, 2^2046 has 2,048 bits.
	m = machine(t)
	limit := strings.Repeat("1152921504606846976 * ", 34) + "64"
	require.Equal(t, 2048, compile(t, limit, expr.Numeric).Number(m).Bits())
	require.NoError(t, m.Err())
	_ = compile(t, limit+" * 2", expr.Numeric).Number(m)
	require.ErrorIs(t, m.Err(), expr.ErrLimit)

	// Each table asks the one before twice: 2^40 steps.
	names["t0"] = expr.Symbol{Type: expr.Numeric, Table: func(_ *expr.Machine, x expr.Number) expr.Number { return x }}
	for i := range 40 {
		p, problems := expr.Compile(fmt.Sprintf("t%d(x) + t%d(x)", i, i), names, expr.Numeric)
		require.Empty(t, problems)
		names[fmt.Sprintf("t%d", i+1)] = expr.Symbol{Type: expr.Numeric, Table: func(m *expr.Machine, _ expr.Number) expr.Number { return p.Number(m) }}
	}
	p, problems := expr.Compile("t40(1)", names, expr.Numeric)
	require.Empty(t, problems)
	m = machine(t)
	_ = p.Number(m)
	require.EqualError(t, m.Err(), "beyond the limits: more than 10000000 steps")
}

// Ten million steps are allowed: one for each part of an expression, and 15 more
// where the result is large.
func TestMachineCountsSteps(t *testing.T) {
	m := machine(t)
	large := compile(t, "x * 1e18"+strings.Repeat(" * 1", 116), expr.Numeric) // 235 parts, and 117 results of 67 bits
	const steps = 235 + 117*15
	for range 10_000_000 / steps {
		_ = large.Number(m)
	}
	one := compile(t, "x", expr.Numeric)
	for range 10_000_000 % steps {
		_ = one.Number(m)
	}
	require.NoError(t, m.Err())
	_ = one.Number(m)
	require.EqualError(t, m.Err(), "beyond the limits: more than 10000000 steps")
}

func TestReads(t *testing.T) {
	m := machine(t)
	p := compile(t, "choose(absent, missing, y + x * y)", expr.Numeric)
	_ = p.Number(m)
	require.Empty(t, m.Reads(), "nothing is noted before the first run")
	m.Begin()
	_ = p.Number(m)
	require.Equal(t, []int{slotAbsent, slotY, slotX}, m.Reads())
	m.Begin()
	require.Empty(t, m.Reads())
	m.Reset()
	require.Empty(t, m.Facts)
	require.Equal(t, []string{"absent", "missing", "x", "y"}, p.Names())
	require.False(t, p.Constant())
	require.True(t, compile(t, "1 + 2", expr.Numeric).Constant())
	require.False(t, compile(t, "rate", expr.Numeric).Constant())
	require.Equal(t, []string{"rate", "twice"}, compile(t, "twice(rate)", expr.Numeric).Names())
}
