package compensation_test

import (
	"encoding/json"
	"math/big"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/compensation"
)

func allRoundings() []compensation.Rounding {
	return []compensation.Rounding{
		compensation.HalfUp, compensation.HalfDown, compensation.HalfEven,
		compensation.Up, compensation.Down, compensation.Ceil, compensation.Floor,
	}
}

func TestRound(t *testing.T) {
	t.Parallel()
	tests := []struct {
		x, to string
		// in the order of allRoundings
		want [7]string
	}{
		{"2.345", "0.01", [7]string{"2.35", "2.34", "2.34", "2.35", "2.34", "2.35", "2.34"}},
		{"-2.345", "0.01", [7]string{"-2.35", "-2.34", "-2.34", "-2.35", "-2.34", "-2.34", "-2.35"}},
		{"2.355", "0.01", [7]string{"2.36", "2.35", "2.36", "2.36", "2.35", "2.36", "2.35"}},
		{"-2.355", "0.01", [7]string{"-2.36", "-2.35", "-2.36", "-2.36", "-2.35", "-2.35", "-2.36"}},
		{"2.3449", "0.01", [7]string{"2.34", "2.34", "2.34", "2.35", "2.34", "2.35", "2.34"}},
		{"2.3451", "0.01", [7]string{"2.35", "2.35", "2.35", "2.35", "2.34", "2.35", "2.34"}},
		{"-0.001", "0.01", [7]string{"0", "0", "0", "-0.01", "0", "0", "-0.01"}},
		{"0.005", "0.01", [7]string{"0.01", "0", "0", "0.01", "0", "0.01", "0"}},
		{"0", "0.01", [7]string{"0", "0", "0", "0", "0", "0", "0"}},
		{"2.340", "0.01", [7]string{"2.34", "2.34", "2.34", "2.34", "2.34", "2.34", "2.34"}},
		{"1087.5", "25", [7]string{"1100", "1075", "1100", "1100", "1075", "1100", "1075"}},
		{"1062.5", "25", [7]string{"1075", "1050", "1050", "1075", "1050", "1075", "1050"}},
		{"0.75", "0.5", [7]string{"1", "0.5", "1", "1", "0.5", "1", "0.5"}},
		{"5", "3", [7]string{"6", "6", "6", "6", "3", "6", "3"}},
		{"4", "3", [7]string{"3", "3", "3", "6", "3", "6", "3"}},
		{"1e18", "1", [7]string{"1e18", "1e18", "1e18", "1e18", "1e18", "1e18", "1e18"}},
		{"0.0049999999999999999999999999999999999999", "0.01", [7]string{"0", "0", "0", "0.01", "0", "0.01", "0"}},
	}
	for _, test := range tests {
		for i, mode := range allRoundings() {
			got, err := compensation.Round(dec(t, test.x), dec(t, test.to), mode)
			require.NoError(t, err)
			require.True(t, dec(t, test.want[i]).Equal(got), "%s to %s %v: %v", test.x, test.to, mode, got)
		}
	}
}

func TestRoundRefuses(t *testing.T) {
	t.Parallel()
	one := decimal.NewFromInt(1)
	forty := dec(t, strings.Repeat("9", 40))
	tests := []struct {
		name  string
		x, to decimal.Decimal
		mode  compensation.Rounding
		want  []string
		limit bool
	}{
		{"a step of zero", one, decimal.Decimal{}, compensation.Up, []string{"to: must be positive"}, false},
		{"a negative step", one, one.Neg(), compensation.Up, []string{"to: must be positive"}, false},
		{"no mode", one, one, 0, []string{"mode: Rounding(0) is not among its values"}, false},
		{"a mode beyond the last", one, one, 8, []string{"mode: Rounding(8) is not among its values"}, false},
		{
			"a huge exponent, at once with the others", decimal.New(1, 2_000_000_000), decimal.New(1, 19), 0,
			[]string{
				"x: beyond the limits of numbers: an exponent of 2000000000, above 18",
				"to: beyond the limits of numbers: an exponent of 19, above 18",
				"mode: Rounding(0) is not among its values",
			},
			true,
		},
		{
			"too many places", decimal.New(1, -41), decimal.New(1, -2_000_000_000), compensation.Up,
			[]string{
				"x: beyond the limits of numbers: more than 40 places after the point",
				"to: beyond the limits of numbers: more than 40 places after the point",
			},
			true,
		},
		{"41 digits", forty.Add(one), one, compensation.Up, []string{"x: beyond the limits of numbers: more than 40 digits"}, true},
		{
			"a result of 41 digits", forty, decimal.New(2, 0), compensation.Up,
			[]string{"rounded value: beyond the limits of numbers: more than 40 digits"},
			true,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := compensation.Round(test.x, test.to, test.mode)
			require.Equal(t, test.want, fieldTexts(t, err))
			require.True(t, strings.HasPrefix(err.Error(), "compensation: "), err)
			if test.limit {
				require.ErrorIs(t, err, compensation.ErrLimit)
			} else {
				require.NotErrorIs(t, err, compensation.ErrLimit)
			}
		})
	}
	_, err := compensation.Round(forty, one, compensation.Up)
	require.NoError(t, err)
	_, err = compensation.Round(decimal.New(1, 18), decimal.New(1, -40), compensation.Up)
	require.NoError(t, err)
}

func TestRoundingText(t *testing.T) {
	t.Parallel()
	texts := []string{"half_up", "half_down", "half_even", "up", "down", "ceil", "floor"}
	for i, mode := range allRoundings() {
		requireEnumText(t, mode, texts[i], compensation.ParseRounding)
	}
	_, err := compensation.ParseRounding("half-up")
	require.EqualError(t, err, `compensation: unknown value "half-up"`)
	require.ErrorIs(t, err, commitment.ErrInvalid)
	_, err = json.Marshal(compensation.Rounding(0))
	require.ErrorContains(t, err, "Rounding(0) is not among its values")
	_, err = compensation.Rounding(8).MarshalText()
	require.EqualError(t, err, "compensation: Rounding(8) is not among its values")
	read := compensation.Ceil
	require.Error(t, read.UnmarshalText([]byte("x")))
	require.Equal(t, compensation.Ceil, read, "left alone")
}

// requireEnumText insists that a value is written as a text and read again.
func requireEnumText[E interface {
	comparable
	String() string
}](t *testing.T, value E, text string, parse func(string) (E, error)) {
	t.Helper()
	require.Equal(t, text, value.String())
	parsed, err := parse(text)
	require.NoError(t, err)
	require.Equal(t, value, parsed)
	data, err := json.Marshal(value)
	require.NoError(t, err)
	require.Equal(t, `"`+text+`"`, string(data))
	var read E
	require.NoError(t, json.Unmarshal(data, &read))
	require.Equal(t, value, read)
}

// FuzzRound compares Round with rationals: the definition of each mode, word
// for word.
func FuzzRound(f *testing.F) {
	f.Add(int64(2345), int64(0), int8(-3), int64(1), int8(-2), uint8(1))
	f.Add(int64(-2345), int64(7), int8(-20), int64(25), int8(0), uint8(3))
	f.Add(int64(-1087500), int64(3), int8(18), int64(25), int8(-2), uint8(6))
	f.Fuzz(func(t *testing.T, high, low int64, exponent int8, step int64, stepExponent int8, mode uint8) {
		digits := new(big.Int).Lsh(big.NewInt(high), 63)
		x := decimal.NewFromBigInt(digits.Add(digits, big.NewInt(low)), int32(exponent))
		to := decimal.New(step, int32(stepExponent))
		rounding := compensation.Rounding(mode%8 + 1)
		got, err := compensation.Round(x, to, rounding)
		outside := func(d decimal.Decimal) bool {
			return d.Exponent() > 18 || d.Exponent() < -40 || len(new(big.Int).Abs(d.Coefficient()).String()) > 40
		}
		if outside(x) || outside(to) {
			require.ErrorIs(t, err, compensation.ErrLimit)
			return
		}
		if step <= 0 || rounding > compensation.Floor {
			require.ErrorIs(t, err, commitment.ErrInvalid)
			return
		}
		want := roundRat(new(big.Rat).Quo(x.Rat(), to.Rat()), rounding)
		want.Mul(want, to.Rat())
		if err != nil {
			require.ErrorIs(t, err, compensation.ErrLimit)
			digits := strings.Trim(strings.Replace(want.FloatString(100), ".", "", 1), "-0")
			whole := strings.TrimLeft(strings.Split(want.FloatString(100), ".")[0], "-")
			require.True(t, len(digits) > 40 || len(whole) > 40, digits)
			return
		}
		require.Zero(t, want.Cmp(got.Rat()), "%v to %v %v: %v", x, to, rounding, got)
	})
}

// roundRat returns the whole number that the mode chooses for x.
func roundRat(x *big.Rat, mode compensation.Rounding) *big.Rat {
	below := new(big.Int).Div(x.Num(), x.Denom()) // floor
	low := new(big.Rat).SetInt(below)
	if low.Cmp(x) == 0 {
		return low
	}
	high := new(big.Rat).Add(low, big.NewRat(1, 1))
	towardsZero, awayFromZero := low, high
	if x.Sign() < 0 {
		towardsZero, awayFromZero = high, low
	}
	even := low
	if below.Bit(0) == 1 {
		even = high
	}
	tie := new(big.Rat).Sub(x, low).Cmp(big.NewRat(1, 2))
	nearest := func(half *big.Rat) *big.Rat {
		switch {
		case tie < 0:
			return low
		case tie > 0:
			return high
		}
		return half
	}
	switch mode {
	case compensation.HalfUp:
		return nearest(awayFromZero)
	case compensation.HalfDown:
		return nearest(towardsZero)
	case compensation.HalfEven:
		return nearest(even)
	case compensation.Up:
		return awayFromZero
	case compensation.Down:
		return towardsZero
	case compensation.Ceil:
		return high
	case compensation.Floor:
		return low
	}
	return nil
}
