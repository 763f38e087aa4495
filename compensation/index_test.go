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

func cents(tb testing.TB) compensation.RoundRule {
	tb.Helper()
	return compensation.RoundRule{To: dec(tb, "0.01"), Mode: compensation.HalfUp}
}

// The rates that Ofcom published for the years from April 2021.
func TestIndexReproducesOfcom(t *testing.T) {
	t.Parallel()
	percents := decs(t, "0.7", "4.2", "11.1", "4.6", "2.3")
	tests := []struct {
		base               string
		rounded, unrounded []string
	}{
		{"8.00", []string{"8.06", "8.40", "9.33", "9.76", "9.98"}, []string{"8.06", "8.39", "9.33", "9.76", "9.98"}},
		{"25.00", []string{"25.18", "26.24", "29.15", "30.49", "31.19"}, []string{"25.18", "26.23", "29.14", "30.48", "31.19"}},
	}
	for _, test := range tests {
		for chain, want := range map[compensation.Chain][]string{compensation.Rounded: test.rounded, compensation.Unrounded: test.unrounded} {
			values, err := compensation.Index(dec(t, test.base), percents, cents(t), chain)
			require.NoError(t, err)
			var got []string
			for _, value := range values {
				got = append(got, value.StringFixed(2))
			}
			require.Equal(t, want, got, chain)
		}
	}
}

func TestIndexDown(t *testing.T) {
	t.Parallel()
	values, err := compensation.Index(dec(t, "10"), decs(t, "-50", "-100", "100"), cents(t), compensation.Rounded)
	require.NoError(t, err)
	require.Equal(t, []string{"5.00", "0.00", "0.00"}, []string{values[0].StringFixed(2), values[1].StringFixed(2), values[2].StringFixed(2)})
	values, err = compensation.Index(dec(t, "10"), nil, cents(t), compensation.Rounded)
	require.NoError(t, err)
	require.Empty(t, values)
}

func TestIndexRefuses(t *testing.T) {
	t.Parallel()
	_, err := compensation.Index(decimal.New(1, 19), decs(t, "0", "-100.1", "1e19"), compensation.RoundRule{}, 3)
	require.Equal(t, []string{
		"base: beyond the limits of numbers: an exponent of 19, above 18",
		"percents[1]: must not be below -100",
		"percents[2]: beyond the limits of numbers: an exponent of 19, above 18",
		"to: must be positive",
		"mode: Rounding(0) is not among its values",
		"chain: Chain(3) is not among its values",
	}, fieldTexts(t, err))

	many := make([]decimal.Decimal, 201)
	_, err = compensation.Index(decimal.New(1, 0), many, cents(t), compensation.Unrounded)
	require.Equal(t, []string{"percents: beyond the limits of numbers: more than 200 percentages"}, fieldTexts(t, err))
	_, err = compensation.Index(decimal.New(1, 0), many[:200], cents(t), compensation.Unrounded)
	require.NoError(t, err)

	_, err = compensation.Index(dec(t, strings.Repeat("9", 39)), decs(t, "0", "0", "12345"), cents(t), compensation.Rounded)
	require.ErrorIs(t, err, compensation.ErrLimit)
	require.Equal(t, []string{"percents[2]: beyond the limits of numbers: more than 40 digits"}, fieldTexts(t, err))
}

func TestIndexRatio(t *testing.T) {
	t.Parallel()
	rule := compensation.RoundRule{To: dec(t, "25"), Mode: compensation.HalfUp}
	tests := []struct{ base, num, den, want string }{
		{"775", "314.540", "226.545", "1075"},
		{"100", "9", "8", "125"}, // 112.5 is half way
		{"100", "-9", "8", "-125"},
		{"100", "-9", "-8", "125"},
		{"100", "8.999", "8", "100"},
		{"0", "9", "8", "0"},
	}
	for _, test := range tests {
		got, err := compensation.IndexRatio(dec(t, test.base), dec(t, test.num), dec(t, test.den), rule)
		require.NoError(t, err)
		require.True(t, dec(t, test.want).Equal(got), "%v: %v", test, got)
	}
}

func TestIndexRatioRefuses(t *testing.T) {
	t.Parallel()
	far := decimal.New(1, -41)
	_, err := compensation.IndexRatio(far, far, decimal.Decimal{}, compensation.RoundRule{})
	require.Equal(t, []string{
		"base: beyond the limits of numbers: more than 40 places after the point",
		"num: beyond the limits of numbers: more than 40 places after the point",
		"den: must not be zero",
		"to: must be positive",
		"mode: Rounding(0) is not among its values",
	}, fieldTexts(t, err))
	require.ErrorIs(t, err, compensation.ErrDivisionByZero)
	_, err = compensation.IndexRatio(decimal.New(1, 0), decimal.New(1, 0), far, cents(t))
	require.Equal(t, []string{"den: beyond the limits of numbers: more than 40 places after the point"}, fieldTexts(t, err))
	_, err = compensation.IndexRatio(dec(t, strings.Repeat("9", 40)), dec(t, "1.01"), decimal.New(1, 0), cents(t))
	require.Equal(t, []string{"indexed value: beyond the limits of numbers: more than 40 digits"}, fieldTexts(t, err))
	require.ErrorIs(t, err, compensation.ErrLimit)
}

func TestChainText(t *testing.T) {
	t.Parallel()
	requireEnumText(t, compensation.Rounded, "rounded", compensation.ParseChain)
	requireEnumText(t, compensation.Unrounded, "unrounded", compensation.ParseChain)
	_, err := compensation.ParseChain("exact")
	require.EqualError(t, err, `compensation: unknown value "exact"`)
	_, err = json.Marshal(compensation.Chain(0))
	require.ErrorContains(t, err, "compensation: Chain(0) is not among its values")
	require.Equal(t, "Chain(3)", compensation.Chain(3).String())
	read := compensation.Unrounded
	require.Error(t, read.UnmarshalText([]byte("x")))
	require.Equal(t, compensation.Unrounded, read)
}

// FuzzIndex compares both chains, and the ratio, with rationals.
func FuzzIndex(f *testing.F) {
	f.Add(int64(800), []byte{7, 42, 111, 46, 23}, uint8(1), true)
	f.Add(int64(-2500), []byte{128, 200, 255, 0}, uint8(3), false)
	f.Fuzz(func(t *testing.T, base int64, raw []byte, mode uint8, chained bool) {
		if len(raw) > 30 {
			raw = raw[:30]
		}
		rule := compensation.RoundRule{To: dec(t, "0.01"), Mode: compensation.Rounding(mode%7 + 1)}
		chain := compensation.Unrounded
		if chained {
			chain = compensation.Rounded
		}
		start := decimal.New(base, -2)
		percents := make([]decimal.Decimal, len(raw))
		for i, b := range raw {
			percents[i] = decimal.New(int64(int8(b)), -1)
		}
		values, err := compensation.Index(start, percents, rule, chain)
		require.NoError(t, err)
		require.Len(t, values, len(percents))
		exact, hundred := start.Rat(), big.NewRat(100, 1)
		for i, value := range values {
			exact.Mul(exact, big.NewRat(1000+int64(int8(raw[i])), 1000))
			rounded := roundRat(new(big.Rat).Mul(exact, hundred), rule.Mode)
			rounded.Quo(rounded, hundred)
			require.Zero(t, rounded.Cmp(value.Rat()))
			if chained {
				exact = rounded
			}
		}
		if len(raw) > 0 {
			ratio, err := compensation.IndexRatio(start, decimal.NewFromInt(1000+int64(int8(raw[0]))), decimal.NewFromInt(1000), rule)
			require.NoError(t, err)
			require.True(t, ratio.Equal(values[0]))
			require.ErrorIs(t, func() error {
				_, err := compensation.IndexRatio(start, start, decimal.Decimal{}, rule)
				return err
			}(), commitment.ErrInvalid)
		}
	})
}
