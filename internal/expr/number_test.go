package expr_test

import (
	"math"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/internal/expr"
)

func number(tb testing.TB, text string) expr.Number {
	tb.Helper()
	n, err := expr.ParseNumber(text)
	require.NoError(tb, err)
	return n
}

// rat is the value that a number's text says, by the slow way.
func rat(tb testing.TB, n expr.Number) *big.Rat {
	tb.Helper()
	r, ok := new(big.Rat).SetString(n.String())
	require.True(tb, ok, n.String())
	return r
}

func TestParseNumber(t *testing.T) {
	digits := strings.Repeat("9", 40)
	tests := []struct{ text, want string }{
		{"0", "0"},
		{"-0", "0"},
		{"12.50", "12.5"},
		{"-0.005", "-0.005"},
		{"1e3", "1000"},
		{"1E+3", "1000"},
		{"25e-1", "2.5"},
		{"1e18", "1000000000000000000"},
		{"1e-18", "0.000000000000000001"},
		{"0.1e-18", "0.0000000000000000001"},
		{"-0.00000000000000001e-1", "-0.000000000000000001"},
		{"1e0018", "1000000000000000000"},
		{"1e00", "1"},
		{"-1/60", "-1/60"},
		{"4/2", "2"},
		{"0.5/0.25", "2"},
		{"99.899999999999999999", "99.899999999999999999"},
		{digits, digits},
		{"-" + digits, "-" + digits},
		{"0." + strings.Repeat("0", 39) + "1", "0." + strings.Repeat("0", 39) + "1"},
		{"9223372036854775807", "9223372036854775807"},
		{"-9223372036854775808", "-9223372036854775808"},
		{"999999999999999999", "999999999999999999"},
		{"9999999999999999999", "9999999999999999999"},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			require.Equal(t, test.want, number(t, test.text).String())
		})
	}
}

func TestParseNumberRefuses(t *testing.T) {
	for _, text := range []string{
		"", "-", "+5", "--5", " 5", "5 ", ".5", "5.", "-.5", "1.2.3", "0x10", "1_000", "1,000", "007", "00", "-01", "NaN", "Inf", "inf",
		"e5", "1e", "1e+", "1e1.5", "1e--3", "1/0", "1/-2", "1/", "/2", "1/2/3", "１", "1/0.0",
	} {
		t.Run(text, func(t *testing.T) {
			_, err := expr.ParseNumber(text)
			require.ErrorIs(t, err, expr.ErrNumber)
			require.NotErrorIs(t, err, expr.ErrLimit)
		})
	}
	for _, text := range []string{
		"1e19", "1e-19", "1e2000000000", "-1e99999999999999999999999", strings.Repeat("9", 41),
		"0." + strings.Repeat("0", 40) + "1", "1/" + strings.Repeat("9", 41), strings.Repeat("1", 1<<16),
	} {
		_, err := expr.ParseNumber(text)
		require.ErrorIs(t, err, expr.ErrLimit)
		require.Less(t, len(err.Error()), 200)
	}
	_, err := expr.ParseNumber("twelve")
	require.EqualError(t, err, `"twelve" is not a decimal number such as 12.50`)
	_, err = expr.ParseNumber("1e19")
	require.EqualError(t, err, `"1e19": beyond the limits: an exponent beyond 18`)
	_, err = expr.ParseNumber(strings.Repeat("9", 41))
	require.EqualError(t, err, `"`+strings.Repeat("9", 41)+`": beyond the limits: more than 40 digits`)
}

// The edges at which a value leaves the two words that it usually takes.
var edges = []string{
	"0", "1", "-1", "2", "0.5", "-0.5", "1/3", "-1/3", "100", "9223372036854775807", "-9223372036854775807", "9223372036854775808",
	"-9223372036854775808", "4611686018427387904", "3037000500", "-3037000500", "1/9223372036854775807", "-1/9223372036854775807",
	"9223372036854775807/9223372036854775806", "1e18", "1e-18", "12345678901234567890.123", "2147483648", "0.01", "99.99",
	"9223372036854775807/2", "1/4611686018427387904",
}

// Every operation agrees with big.Rat.
func TestArithmeticAgreesWithRat(t *testing.T) {
	numbers := make([]expr.Number, 0, 200)
	for _, text := range edges {
		numbers = append(numbers, number(t, text))
	}
	source := rand.New(rand.NewPCG(4, 2))
	for range 120 {
		den := source.Int64N(math.MaxInt64>>source.IntN(62)) + 1
		numbers = append(numbers, expr.Ratio((source.Int64()-source.Int64())>>source.IntN(62), den))
	}
	for _, x := range numbers {
		xr := rat(t, x)
		require.Zero(t, new(big.Rat).Neg(xr).Cmp(rat(t, x.Neg())))
		require.Equal(t, xr.Sign(), x.Sign())
		for _, y := range numbers {
			yr := rat(t, y)
			requireRat(t, new(big.Rat).Add(xr, yr), x.Add(y), x, "+", y)
			requireRat(t, new(big.Rat).Sub(xr, yr), x.Sub(y), x, "-", y)
			requireRat(t, new(big.Rat).Mul(xr, yr), x.Mul(y), x, "*", y)
			require.Equal(t, xr.Cmp(yr), x.Cmp(y), "%s <> %s", x, y)
			quotient, ok := x.Quo(y)
			require.Equal(t, yr.Sign() != 0, ok)
			if ok {
				requireRat(t, new(big.Rat).Quo(xr, yr), quotient, x, "/", y)
			}
		}
	}
}

// requireRat also holds a number to its one form: small if it and its negative
// fit.
func requireRat(t *testing.T, want *big.Rat, got expr.Number, operation ...any) {
	t.Helper()
	require.Zero(t, want.Cmp(rat(t, got)), operation...)
	small := want.Denom().IsInt64() && want.Num().IsInt64() && want.Num().Int64() != math.MinInt64
	require.Equal(t, small, got.Bits() == 0, operation...)
}

// What fits in two words takes no other memory.
func TestSmallNumbersDoNotAllocate(t *testing.T) { //nolint:paralleltest // AllocsPerRun
	for _, text := range []string{"0", "-1", "12.5", "1e-18", "-0.123456789012345", "123456789012345678", "12.50e-16"} {
		require.Zero(t, testing.AllocsPerRun(5, func() { _, _ = expr.ParseNumber(text) }), text)
	}
	texts := []string{"0", "1", "-1", "12.5", "-12.5", "0.01", "-0.25", "7", "1234567890"}
	for _, a := range texts {
		x := number(t, a)
		for _, b := range texts {
			y := number(t, b)
			require.Zero(t, testing.AllocsPerRun(5, func() {
				_, _, _, _ = x.Add(y), x.Sub(y), x.Mul(y), x.Cmp(y)
				_, _ = x.Quo(y)
			}), "%s and %s", a, b)
		}
	}
}

// A value has one form, so that what is small stays small.
func TestSmallAgain(t *testing.T) {
	huge := number(t, "9223372036854775807").Mul(number(t, "9223372036854775807"))
	require.Positive(t, huge.Bits())
	one, ok := huge.Quo(huge)
	require.True(t, ok)
	require.Zero(t, one.Bits())
	require.Equal(t, "1", one.String())
	require.Zero(t, huge.Sub(huge).Bits())
	require.Positive(t, expr.Int(math.MinInt64).Bits())
	require.Zero(t, expr.Int(math.MinInt64).Add(expr.Int(1)).Bits())
	require.Zero(t, expr.Number{}.Bits())
	require.Equal(t, "0", expr.Number{}.String())
	require.Zero(t, expr.Number{}.Cmp(expr.Int(0)))
	require.Equal(t, 126+1, huge.Bits())
}

func TestRoundAgreesWithTheDefinition(t *testing.T) {
	modes := []string{"half_up", "half_down", "half_even", "up", "down", "ceil", "floor"}
	steps := []string{"1", "0.01", "0.5", "25", "3", "1/3", "12345678901234567890", "0.00000000000000000001"}
	for _, text := range append([]string{
		"2.5", "-2.5", "3.5", "-3.5", "2.4", "-2.6", "0.005", "-0.015", "7.25", "12.5", "-12.5", "37.5", "1.5", "4.5",
		"9223372036854775807.5", "-9223372036854775806.5", "18446744073709551616.5", "-18446744073709551617.5", "0.0049999999999999999",
	}, edges...) {
		x := number(t, text)
		for _, stepText := range steps {
			step := number(t, stepText)
			for _, modeText := range modes {
				mode, ok := expr.ParseMode(modeText)
				require.True(t, ok)
				got := x.Round(step, mode)
				require.True(t, got.IsMultiple(step))
				require.Zero(t, slowRound(rat(t, x), rat(t, step), modeText).Cmp(rat(t, got)), "%s to %s %s: %s", x, step, modeText, got)
			}
		}
	}
	_, ok := expr.ParseMode("Mode(0)")
	require.False(t, ok)
	_, ok = expr.ParseMode("")
	require.False(t, ok)
	require.Equal(t, "2.5", number(t, "2.5").Round(expr.Number{}, expr.HalfUp).String(), "no step, no rounding")
	require.Equal(t, "2.5", number(t, "2.5").Round(expr.Int(-1), expr.HalfUp).String())
	require.Equal(t, "2", number(t, "2.5").Round(expr.Int(1), 0).String())
	require.False(t, number(t, "2.5").IsMultiple(expr.Number{}))
}

// slowRound chooses between the two multiples around a value.
func slowRound(x, step *big.Rat, mode string) *big.Rat {
	steps := new(big.Rat).Quo(x, step)
	below := new(big.Int).Div(steps.Num(), steps.Denom()) // Euclidean: towards the lesser
	if steps.IsInt() {
		return x
	}
	above := new(big.Int).Add(below, big.NewInt(1))
	middle := new(big.Rat).Add(new(big.Rat).SetInt(below), big.NewRat(1, 2))
	inner, outer := below, above // towards zero, and away from it
	if x.Sign() < 0 {
		inner, outer = above, below
	}
	nearest := below
	switch order := steps.Cmp(middle); {
	case order > 0:
		nearest = above
	case order == 0 && mode == "half_up":
		nearest = outer
	case order == 0 && mode == "half_down":
		nearest = inner
	case order == 0 && below.Bit(0) == 1:
		nearest = above
	}
	chosen := map[string]*big.Int{"up": outer, "down": inner, "ceil": above, "floor": below}[mode]
	if chosen == nil {
		chosen = nearest
	}
	return new(big.Rat).Mul(new(big.Rat).SetInt(chosen), step)
}

func TestDecimal(t *testing.T) {
	tests := []struct {
		number string
		places int
		want   string
	}{
		{"12.5", 20, "12.5"},
		{"12.5", 0, "12"},
		{"-12.55", 1, "-12.5"},
		{"1/3", 5, "0.33333"},
		{"-2/3", 20, "-0.66666666666666666666"},
		{"100", 20, "100"},
		{"1/3", 18, "0.333333333333333333"},
		{"1/3", 19, "0.3333333333333333333"},
		{"123456789012345678901.5", 20, "123456789012345678901.5"},
		{"0.000000000000000000001", 20, "0"},
		{"9223372036854775807", 2, "9223372036854775807"},
		{"1/1024", 20, "0.0009765625"},
	}
	for _, test := range tests {
		got := number(t, test.number).Decimal(test.places)
		want, err := decimal.NewFromString(test.want)
		require.NoError(t, err)
		require.True(t, want.Equal(got), "%s at %d places: %s", test.number, test.places, got.StringFixed(25))
	}
	for _, text := range []string{"12.50", "-0.001", "0", "100", "123456789012345678901234567890", "0.0000000000000000000001"} {
		d, err := decimal.NewFromString(text)
		require.NoError(t, err)
		require.True(t, d.Equal(expr.FromDecimal(d).Decimal(40)))
	}
	require.Equal(t, "100000", expr.FromDecimal(decimal.New(1, 5)).String())
	require.Equal(t, "-9223372036854775808", expr.FromDecimal(decimal.New(math.MinInt64, 0)).String())
	require.Equal(t, "0.000000000000000001", expr.FromDecimal(decimal.New(1, -18)).String())
	require.Equal(t, "0.0000000000000000001", expr.FromDecimal(decimal.New(1, -19)).String())
}

func TestNumberString(t *testing.T) {
	for text, want := range map[string]string{
		"1/1099511627776": "0.0000000000009094947017729282379150390625", "1/2199023255552": "1/2199023255552",
		"155/29": "155/29", "1/8": "0.125", "1/5": "0.2", "3/40": "0.075", "-7/2": "-3.5", "1/6": "1/6",
		"12345678901234567890123/7":   "12345678901234567890123/7",
		"12345678901234567890.5":      "12345678901234567890.5",
		"1/1000000000000000000000000": "0.000000000000000000000001",
	} {
		require.Equal(t, want, number(t, text).String())
	}
	tiny := number(t, "1e-18")
	for range 2 {
		tiny = tiny.Mul(tiny)
	}
	require.Equal(t, "1/"+"1"+strings.Repeat("0", 72), tiny.String(), "more than 40 places are a fraction")
	half := number(t, "0.5")
	for range 5 {
		half = half.Mul(half)
	}
	require.Equal(t, "0.00000000023283064365386962890625", half.String())
	require.Equal(t, "1/18446744073709551616", half.Mul(half).String(), "64 places")
}

func TestWholeDigits(t *testing.T) {
	for text, want := range map[string]int{
		"0": 1, "9.99": 1, "-10": 2, "999999999999999999": 18, "1e18": 19, "-12345678901234567890.5": 20, "1/3": 1,
	} {
		require.Equal(t, want, number(t, text).WholeDigits(), text)
	}
}

// quotient reads a number, or one divided by another, each as big.Rat does: of a
// whole fraction it wants plain integers.
func quotient(t *testing.T, text string) *big.Rat {
	t.Helper()
	num, den, divided := strings.Cut(text, "/")
	value, ok := new(big.Rat).SetString(num)
	require.True(t, ok, text)
	if divided {
		divisor, ok := new(big.Rat).SetString(den)
		require.True(t, ok, text)
		value.Quo(value, divisor)
	}
	return value
}

func FuzzParseNumber(f *testing.F) {
	for _, text := range append(edges, "1e2000000000", "NaN", "-1/60", "٣", "1e-18", "0x1p-2") {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		n, err := expr.ParseNumber(text)
		if err != nil {
			require.True(t, strings.HasPrefix(err.Error(), `"`))
			return
		}
		require.Zero(t, quotient(t, text).Cmp(rat(t, n)))
		if again, err := expr.ParseNumber(n.String()); err == nil {
			require.Zero(t, n.Cmp(again))
		}
	})
}
