package compensation_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/compensation"
)

// dec reads a decimal that a test spells out.
func dec(tb testing.TB, text string) decimal.Decimal {
	tb.Helper()
	x, err := decimal.NewFromString(text)
	require.NoError(tb, err)
	return x
}

func decs(tb testing.TB, texts ...string) []decimal.Decimal {
	tb.Helper()
	list := make([]decimal.Decimal, len(texts))
	for i, text := range texts {
		list[i] = dec(tb, text)
	}
	return list
}

func money(tb testing.TB, text string) compensation.Money {
	tb.Helper()
	m, err := compensation.ParseMoney(text)
	require.NoError(tb, err)
	return m
}

// fieldTexts returns the problems of an error, path and cause.
func fieldTexts(tb testing.TB, err error) []string {
	tb.Helper()
	require.ErrorIs(tb, err, commitment.ErrInvalid)
	var texts []string
	for _, field := range commitment.FieldErrors(err) {
		texts = append(texts, field.Error())
	}
	return texts
}

// functionCase is a line of testdata/functions.jsonl.
type functionCase struct {
	ID string `json:"id"`
	Op string `json:"op"`
	In struct {
		X, To, Base, Total, Mode, Chain string
		RatesPct                        []string `json:"rates_pct"`
		Ratio, Weights                  []string
	} `json:"in"`
	Expect json.RawMessage `json:"expect"`
}

func TestFunctionCases(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("testdata/functions.jsonl")
	require.NoError(t, err)
	count := 0
	for lines := bufio.NewScanner(bytes.NewReader(data)); lines.Scan(); count++ {
		var c functionCase
		require.NoError(t, json.Unmarshal(lines.Bytes(), &c))
		t.Run(c.ID, func(t *testing.T) {
			t.Parallel()
			c.run(t)
		})
	}
	require.Equal(t, 33, count)
}

func (c functionCase) run(t *testing.T) {
	t.Helper()
	to := dec(t, c.In.To)
	if c.Op == "allocate" {
		mode, err := compensation.ParseAllocation(c.In.Mode)
		require.NoError(t, err)
		parts, err := compensation.Allocate(money(t, c.In.Total+" USD"), decs(t, c.In.Weights...), to, mode)
		require.NoError(t, err)
		var got, want []string
		require.NoError(t, json.Unmarshal(c.Expect, &want))
		for _, part := range parts {
			got = append(got, part.Amount().StringFixed(2))
		}
		require.Equal(t, want, got)
		return
	}
	mode, err := compensation.ParseRounding(c.In.Mode)
	require.NoError(t, err)
	rule := compensation.RoundRule{To: to, Mode: mode}
	var got decimal.Decimal
	switch {
	case c.Op == "round":
		got, err = compensation.Round(dec(t, c.In.X), to, mode)
		require.NoError(t, err)
	case c.In.Ratio != nil:
		got, err = compensation.IndexRatio(dec(t, c.In.Base), dec(t, c.In.Ratio[0]), dec(t, c.In.Ratio[1]), rule)
		require.NoError(t, err)
	default:
		chain, err := compensation.ParseChain(c.In.Chain)
		require.NoError(t, err)
		values, err := compensation.Index(dec(t, c.In.Base), decs(t, c.In.RatesPct...), rule, chain)
		require.NoError(t, err)
		require.Len(t, values, len(c.In.RatesPct))
		got = values[len(values)-1]
	}
	var want string
	require.NoError(t, json.Unmarshal(c.Expect, &want))
	require.True(t, dec(t, want).Equal(got), "want %s, got %s", want, got)
}
