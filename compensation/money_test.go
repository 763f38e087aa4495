package compensation_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/compensation"
)

func TestNewMoney(t *testing.T) {
	t.Parallel()
	m, err := compensation.NewMoney(dec(t, "12.5"), "EUR")
	require.NoError(t, err)
	require.Equal(t, "EUR", m.Currency())
	require.True(t, dec(t, "12.50").Equal(m.Amount()))

	_, err = compensation.NewMoney(decimal.New(1, 2_000_000_000), "eur")
	require.Equal(t, []string{
		"amount: beyond the limits of numbers: an exponent of 2000000000, above 18",
		`currency: "eur" is not three capital letters`,
	}, fieldTexts(t, err))
	require.ErrorIs(t, err, compensation.ErrLimit)
	for _, code := range []string{"", "EU", "EURO", "EU1", "EU@", "EU[", "元"} {
		_, err = compensation.NewMoney(decimal.Decimal{}, code)
		require.Len(t, fieldTexts(t, err), 1, code)
		require.Contains(t, err.Error(), "is not three capital letters")
		require.ErrorIs(t, err, compensation.ErrCurrency)
	}
	for _, code := range []string{"AAA", "ZZZ"} {
		_, err = compensation.NewMoney(decimal.Decimal{}, code)
		require.NoError(t, err)
	}
}

func TestMoneyArithmetic(t *testing.T) {
	t.Parallel()
	a, b := money(t, "12.50 EUR"), money(t, "-0.005 EUR")
	sum, err := a.Add(b)
	require.NoError(t, err)
	require.Equal(t, "12.495 EUR", sum.String())
	difference, err := a.Sub(b)
	require.NoError(t, err)
	require.Equal(t, "12.505 EUR", difference.String())
	for _, test := range []struct {
		a, b string
		want int
	}{{"1 EUR", "1.00 EUR", 0}, {"1 EUR", "1.01 EUR", -1}, {"-1 EUR", "-1.01 EUR", 1}} {
		got, err := money(t, test.a).Cmp(money(t, test.b))
		require.NoError(t, err)
		require.Equal(t, test.want, got)
		require.Equal(t, test.want == 0, money(t, test.a).Equal(money(t, test.b)))
	}
	require.True(t, money(t, "0 EUR").IsZero())
	require.False(t, b.IsZero())
	require.False(t, money(t, "0 EUR").Equal(money(t, "0 USD")))
}

func TestMoneyOfDifferentCurrencies(t *testing.T) {
	t.Parallel()
	euro := money(t, "1 EUR")
	for _, other := range []compensation.Money{money(t, "1 USD"), {}} {
		_, add := euro.Add(other)
		_, sub := euro.Sub(other)
		_, cmp := euro.Cmp(other)
		for _, err := range []error{add, sub, cmp} {
			require.ErrorIs(t, err, compensation.ErrCurrency)
			require.ErrorIs(t, err, commitment.ErrInvalid)
			require.EqualError(t, err, `compensation: currencies differ: "EUR" and "`+other.Currency()+`"`)
		}
	}
}

func TestMoneyLimit(t *testing.T) {
	t.Parallel()
	most := money(t, strings.Repeat("9", 40)+" EUR")
	_, err := most.Add(money(t, "1 EUR"))
	require.ErrorIs(t, err, compensation.ErrLimit)
	require.EqualError(t, err, "compensation: amount: beyond the limits of numbers: more than 40 digits")
	_, err = money(t, "-1 EUR").Sub(most)
	require.ErrorIs(t, err, compensation.ErrLimit)
	_, err = money(t, "1 EUR").Sub(most)
	require.NoError(t, err)
}

func TestMoneyText(t *testing.T) {
	t.Parallel()
	tests := []struct{ text, want string }{
		{"12.5 EUR", "12.50 EUR"},
		{"12.500 EUR", "12.50 EUR"},
		{"12.505 EUR", "12.505 EUR"},
		{"-0.5 EUR", "-0.50 EUR"},
		{"-0 EUR", "0.00 EUR"},
		{"1200 EUR", "1200.00 EUR"},
		{"0.0 JPY", "0 JPY"},
		{"1.5 JPY", "1.5 JPY"},
		{"3 VND", "3 VND"},
		{"3 KWD", "3.000 KWD"},
		{"3 CLF", "3.0000 CLF"},
		{"0.0000000000000000000000000000000000000001 EUR", "0.0000000000000000000000000000000000000001 EUR"},
		{strings.Repeat("9", 40) + " JPY", strings.Repeat("9", 40) + " JPY"},
	}
	for _, test := range tests {
		m := money(t, test.text)
		require.Equal(t, test.want, m.String())
		again := money(t, m.String())
		require.True(t, m.Equal(again))
		data, err := json.Marshal(m)
		require.NoError(t, err)
		require.Equal(t, `"`+test.want+`"`, string(data))
		var read compensation.Money
		require.NoError(t, json.Unmarshal(data, &read))
		require.True(t, m.Equal(read))
	}
	large, err := compensation.NewMoney(decimal.New(12, 3), "EUR")
	require.NoError(t, err)
	require.Equal(t, "12000.00 EUR", large.String())
}

func TestNoMoney(t *testing.T) {
	t.Parallel()
	var none compensation.Money
	require.True(t, none.IsZero())
	require.Equal(t, "no money", none.String())
	require.Empty(t, none.Currency())
	data, err := json.Marshal(none)
	require.NoError(t, err)
	require.Equal(t, `""`, string(data))
	read := money(t, "1 EUR")
	require.NoError(t, json.Unmarshal(data, &read))
	require.Equal(t, none, read)
}

func TestParseMoneyRefuses(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"", " ", "1", "1EUR", "1  EUR", " 1 EUR", "1 EUR ", "1 eur", "EUR 1", "1, EUR", "1,5 EUR", "+1 EUR", "01 EUR", "00 EUR", ".5 EUR", "5. EUR", "- EUR",
		"--1 EUR", "1e3 EUR", "0x1 EUR", "1_000 EUR", "NaN EUR", "Inf EUR", "−1 EUR", "1\u00a0EUR", "1.2.3 EUR", "1 EURO", "1.-5 EUR", "/ EUR", ": EUR", "1 000 EUR",
	} {
		_, err := compensation.ParseMoney(text)
		require.ErrorIs(t, err, commitment.ErrInvalid, text)
		require.NotErrorIs(t, err, compensation.ErrLimit, text)
		require.ErrorContains(t, err, `is not an amount of money like "12.50 EUR"`)
	}
	_, err := compensation.ParseMoney("1 E")
	require.EqualError(t, err, `compensation: "1 E" is not an amount of money like "12.50 EUR"`)
	for _, number := range []string{
		strings.Repeat("9", 41), strings.Repeat("9", 1<<20), "0." + strings.Repeat("0", 40) + "1", "1." + strings.Repeat("0", 41), strings.Repeat("9", 20) + "." + strings.Repeat("9", 21),
	} {
		_, err := compensation.ParseMoney(number + " EUR")
		require.ErrorIs(t, err, compensation.ErrLimit)
		require.ErrorIs(t, err, commitment.ErrInvalid)
		require.Less(t, len(err.Error()), 200)
	}
	read := money(t, "1 EUR")
	require.Error(t, read.UnmarshalText([]byte("x")))
	require.Equal(t, "1.00 EUR", read.String(), "left alone")
}

func FuzzParseMoney(f *testing.F) {
	for _, seed := range []string{"12.50 EUR", "-3 JPY", "0.000 KWD", "1e3 EUR", "01 EUR", ""} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		m, err := compensation.ParseMoney(text)
		if err != nil {
			require.ErrorIs(t, err, commitment.ErrInvalid)
			return
		}
		again, err := compensation.ParseMoney(m.String())
		require.NoError(t, err)
		require.True(t, m.Equal(again))
		require.Equal(t, m.String(), again.String())
		number, code, _ := strings.Cut(text, " ")
		require.Equal(t, code, m.Currency())
		want, err := decimal.NewFromString(number)
		require.NoError(t, err)
		require.True(t, want.Equal(m.Amount()))
	})
}
