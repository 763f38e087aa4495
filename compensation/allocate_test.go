package compensation_test

import (
	"encoding/json"
	"math/big"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/compensation"
)

func TestAllocate(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, total string
		weights     []string
		to          string
		mode        compensation.Allocation
		want        []string
	}{
		{"a negative total mirrors the positive one", "-0.05 EUR", []string{"45", "55"}, "0.01", compensation.LargestRemainder, []string{"-0.02 EUR", "-0.03 EUR"}},
		{"of equal remainders the earlier gets more", "0.02 EUR", []string{"1", "1", "1"}, "0.01", compensation.LargestRemainder, []string{"0.01 EUR", "0.01 EUR", "0.00 EUR"}},
		{"a step of 25", "100 USD", []string{"1", "2"}, "25", compensation.LargestRemainder, []string{"25.00 USD", "75.00 USD"}},
		{"fractions as weights", "1 USD", []string{"0.3", "0.2", "0.5"}, "0.1", compensation.LargestRemainder, []string{"0.30 USD", "0.20 USD", "0.50 USD"}},
		{"nothing by nothing", "0 USD", []string{"0", "0"}, "0.01", compensation.LargestRemainder, []string{"0.00 USD", "0.00 USD"}},
		{"nothing among nobody", "0 USD", nil, "0.01", compensation.LargestRemainder, nil},
		{"in order until nothing is left", "50 EUR", []string{"30", "30", "30"}, "0.01", compensation.Chronological, []string{"30.00 EUR", "20.00 EUR", "0.00 EUR"}},
		{"in order, all served", "90 EUR", []string{"30", "30", "30"}, "0.01", compensation.Chronological, []string{"30.00 EUR", "30.00 EUR", "30.00 EUR"}},
		{"in order, more than all weights", "100 EUR", []string{"30", "0", "30", "0"}, "0.01", compensation.Chronological, []string{"30.00 EUR", "0.00 EUR", "70.00 EUR", "0.00 EUR"}},
		{"in order, weights between the steps", "1.01 EUR", []string{"0.335", "0.335", "0.335"}, "0.01", compensation.Chronological, []string{"0.33 EUR", "0.34 EUR", "0.34 EUR"}},
		{"in order, negative", "-50 EUR", []string{"30", "30"}, "0.01", compensation.Chronological, []string{"-30.00 EUR", "-20.00 EUR"}},
		{"in order, nothing by nothing", "0 EUR", []string{"0"}, "0.01", compensation.Chronological, []string{"0.00 EUR"}},
		{"in order, steps of ten with finer weights", "30 EUR", []string{"12.5", "12.5", "12.5"}, "10", compensation.Chronological, []string{"10.00 EUR", "10.00 EUR", "10.00 EUR"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			parts, err := compensation.Allocate(money(t, test.total), decs(t, test.weights...), dec(t, test.to), test.mode)
			require.NoError(t, err)
			var got []string
			for _, part := range parts {
				got = append(got, part.String())
			}
			require.Equal(t, test.want, got)
		})
	}
}

func TestAllocateRefuses(t *testing.T) {
	t.Parallel()
	cent := dec(t, "0.01")
	tests := []struct {
		name    string
		total   compensation.Money
		weights []decimal.Decimal
		to      decimal.Decimal
		mode    compensation.Allocation
		want    []string
		is      error
	}{
		{"half a cent", money(t, "0.005 EUR"), decs(t, "1"), cent, compensation.LargestRemainder, []string{"total: 0.005 EUR is not a multiple of 0.01"}, compensation.ErrOffGrid},
		{"weights of zero", money(t, "1 EUR"), decs(t, "0", "0"), cent, compensation.Chronological, []string{"weights: must not all be zero, for there is a total to split"}, commitment.ErrInvalid},
		{"no weights", money(t, "1 EUR"), nil, cent, compensation.Chronological, []string{"weights: must not all be zero, for there is a total to split"}, commitment.ErrInvalid},
		{
			"all that can be wrong",
			money(t, "1 EUR"),
			[]decimal.Decimal{decimal.New(-1, 0), decimal.New(1, 2_000_000_000)},
			decimal.Decimal{},
			3,
			[]string{"weights[0]: must not be negative", "weights[1]: beyond the limits of numbers: an exponent of 2000000000, above 18", "to: must be positive", "mode: Allocation(3) is not among its values"},
			compensation.ErrLimit,
		},
		{"a step that is too small", money(t, "1 EUR"), decs(t, "1"), decimal.New(1, -41), 0, []string{"to: beyond the limits of numbers: more than 40 places after the point", "mode: Allocation(0) is not among its values"}, compensation.ErrLimit},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := compensation.Allocate(test.total, test.weights, test.to, test.mode)
			require.Equal(t, test.want, fieldTexts(t, err))
			require.ErrorIs(t, err, test.is)
		})
	}
}

func TestAllocationText(t *testing.T) {
	t.Parallel()
	requireEnumText(t, compensation.LargestRemainder, "largest_remainder", compensation.ParseAllocation)
	requireEnumText(t, compensation.Chronological, "chronological", compensation.ParseAllocation)
	_, err := compensation.ParseAllocation("first")
	require.EqualError(t, err, `compensation: unknown value "first"`)
	_, err = json.Marshal(compensation.Allocation(3))
	require.ErrorContains(t, err, "compensation: Allocation(3) is not among its values")
	_, err = compensation.Allocation(0).MarshalText()
	require.Error(t, err)
	read := compensation.Chronological
	require.Error(t, read.UnmarshalText([]byte("x")))
	require.Equal(t, compensation.Chronological, read)
}

// FuzzAllocate holds the laws of both ways: the parts add up, none is off the
// grid or of the wrong sign, zero gets nothing; by remainder, none is a step
// away from its share, and the order of the weights does not matter except
// among equal remainders.
func FuzzAllocate(f *testing.F) {
	f.Add(int64(1000), uint8(2), []byte{1, 1, 1})
	f.Add(int64(-5), uint8(0), []byte{45, 55})
	f.Add(int64(700273), uint8(2), []byte{118, 118, 118, 118, 118, 118, 118, 117, 100, 100, 100, 100})
	f.Add(int64(10), uint8(9), []byte{0, 0, 0})
	f.Fuzz(func(t *testing.T, steps int64, places uint8, raw []byte) {
		if len(raw) > 40 {
			raw = raw[:40]
		}
		to := decimal.New(int64(places%7)+1, -int32(places%5))
		total, err := compensation.NewMoney(decimal.NewFromInt(steps).Mul(to), "CNY")
		require.NoError(t, err)
		weights := make([]decimal.Decimal, len(raw))
		for i, b := range raw {
			weights[i] = decimal.New(int64(b), -int32(b%4))
		}
		for _, mode := range []compensation.Allocation{compensation.LargestRemainder, compensation.Chronological} {
			parts, err := compensation.Allocate(total, weights, to, mode)
			if steps != 0 && !slices.ContainsFunc(weights, func(w decimal.Decimal) bool { return !w.IsZero() }) {
				require.ErrorIs(t, err, commitment.ErrInvalid)
				return
			}
			require.NoError(t, err)
			requireAllocated(t, total, weights, to, parts)
			if mode == compensation.LargestRemainder {
				requireShares(t, total, weights, to, parts)
			}
		}
	})
}

func requireAllocated(t *testing.T, total compensation.Money, weights []decimal.Decimal, to decimal.Decimal, parts []compensation.Money) {
	t.Helper()
	require.Len(t, parts, len(weights))
	sum, err := compensation.NewMoney(decimal.Decimal{}, total.Currency())
	require.NoError(t, err)
	for i, part := range parts {
		sum, err = sum.Add(part)
		require.NoError(t, err)
		_, rest := part.Amount().QuoRem(to, 0)
		require.True(t, rest.IsZero())
		require.NotEqual(t, -1, part.Amount().Sign()*total.Amount().Sign())
		require.False(t, weights[i].IsZero() && !part.IsZero())
	}
	require.True(t, len(parts) == 0 || sum.Equal(total), "%v of %v", sum, total)
}

// requireShares compares parts with exact shares.
func requireShares(t *testing.T, total compensation.Money, weights []decimal.Decimal, to decimal.Decimal, parts []compensation.Money) {
	t.Helper()
	all := decimal.Decimal{}
	for _, weight := range weights {
		all = all.Add(weight)
	}
	if all.IsZero() {
		return
	}
	for i, part := range parts {
		share := new(big.Rat).Mul(total.Amount().Rat(), weights[i].Rat())
		share.Quo(share, all.Rat())
		off := share.Sub(share, part.Amount().Rat())
		require.Negative(t, off.Abs(off).Cmp(to.Rat()))
		for j := range parts {
			if weights[i].GreaterThan(weights[j]) {
				require.False(t, part.Amount().Abs().LessThan(parts[j].Amount().Abs()))
			}
		}
	}
	slices.Reverse(weights)
	reversed, err := compensation.Allocate(total, weights, to, compensation.LargestRemainder)
	require.NoError(t, err)
	slices.Reverse(weights)
	slices.Reverse(reversed)
	for i, part := range parts {
		if part.Equal(reversed[i]) {
			continue
		}
		// Then another with the same remainder got its step.
		same := func(j int) bool {
			mine := new(big.Rat).Sub(weights[i].Rat(), weights[j].Rat())
			mine.Mul(mine, total.Amount().Rat())
			mine.Quo(mine, new(big.Rat).Mul(all.Rat(), to.Rat()))
			return j != i && mine.IsInt() && !parts[j].Equal(reversed[j])
		}
		found := false
		for j := range parts {
			found = found || same(j)
		}
		require.True(t, found, "part %d of %v", i, parts)
	}
}

func BenchmarkAllocate(b *testing.B) {
	total := money(b, "7002.73 USD")
	weights := decs(b, "1.1818583143661", "1.1818583143661", "1.170126087450276", "1.0", "1.0", "1.0")
	to := dec(b, "0.01")
	b.ReportAllocs()
	for b.Loop() {
		_, err := compensation.Allocate(total, weights, to, compensation.LargestRemainder)
		require.NoError(b, err)
	}
}
