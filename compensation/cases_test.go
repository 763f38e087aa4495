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

// publishedCase is a line of testdata/cases.jsonl: a claim, and the award that the
// text of its scheme gives.
type publishedCase struct {
	ID     string          `json:"id"`
	Scheme string          `json:"scheme"`
	Claim  json.RawMessage `json:"claim"`
	Expect struct {
		Amount      string              `json:"amount"`
		Carried     string              `json:"carried"`
		Error       compensation.Code   `json:"error"`
		PerIncident map[string][]string `json:"per_incident"`
	} `json:"expect"`
	Note string `json:"note"`
}

func publishedCases(tb testing.TB) []publishedCase {
	tb.Helper()
	data, err := os.ReadFile("testdata/cases.jsonl")
	require.NoError(tb, err)
	var cases []publishedCase
	lines := bufio.NewScanner(bytes.NewReader(data))
	for lines.Scan() {
		var c publishedCase
		require.NoError(tb, json.Unmarshal(lines.Bytes(), &c))
		cases = append(cases, c)
	}
	require.NoError(tb, lines.Err())
	return cases
}

// programs compiles each of the published schemes.
func programs(tb testing.TB) map[string]*compensation.Program {
	tb.Helper()
	compiled := map[string]*compensation.Program{}
	for id, text := range publishedSchemes(tb) {
		compiled[id] = program(tb, string(text))
	}
	return compiled
}

// program compiles the scheme of a text.
func program(tb testing.TB, text string) *compensation.Program {
	tb.Helper()
	s, err := compensation.ParseScheme([]byte(text))
	require.NoError(tb, err)
	p, err := compensation.Compile(s)
	require.NoError(tb, err)
	return p
}

// claim reads the claim of a text.
func claim(tb testing.TB, text string) compensation.Claim {
	tb.Helper()
	c, err := compensation.ParseClaim([]byte(text))
	require.NoError(tb, err)
	return c
}

// assess returns the award of a claim's text.
func assess(tb testing.TB, p *compensation.Program, text string) compensation.Award {
	tb.Helper()
	award, err := p.Assess(claim(tb, text))
	require.NoError(tb, err)
	requireAudit(tb, award, claim(tb, text).Carried)
	return award
}

// requireAudit checks what holds of every award: the deltas add up to the
// amount, the totals are their sums, and the parts of the incidents add up to
// the amount less what was carried in, or to nothing where nothing is paid out.
func requireAudit(tb testing.TB, award compensation.Award, carriedIn decimal.Decimal) {
	tb.Helper()
	sum, unpaid := decimal.Decimal{}, false
	for _, line := range award.Lines {
		sum = sum.Add(line.Delta.Amount())
		require.True(tb, sum.Equal(line.Total.Amount()), "the total is the sum of the deltas")
		unpaid = unpaid || line.Kind == compensation.LineThreshold
	}
	require.True(tb, sum.Equal(award.Amount.Amount()), "the deltas add up to %v, the amount is %v", sum, award.Amount)
	parts := decimal.Decimal{}
	for _, part := range award.PerIncident {
		parts = parts.Add(part.Amount())
	}
	if unpaid {
		require.True(tb, parts.IsZero())
		require.True(tb, award.Amount.IsZero())
		return
	}
	require.True(tb, parts.Equal(award.Amount.Amount().Sub(carriedIn)), "the parts add up to %v of %v", parts, award.Amount)
}

// texts returns the amounts of money as texts.
func texts(list []compensation.Money) []string {
	all := make([]string, len(list))
	for i, m := range list {
		all[i] = m.Amount().StringFixed(2)
	}
	return all
}

func TestPublishedCases(t *testing.T) {
	compiled := programs(t)
	cases := publishedCases(t)
	require.Len(t, compiled, 48)
	require.Len(t, cases, 175)
	for _, test := range cases {
		t.Run(test.ID, func(t *testing.T) {
			c := claim(t, string(test.Claim))
			award, err := compiled[test.Scheme].Assess(c)
			if test.Expect.Error != "" {
				require.Error(t, err)
				require.Equal(t, test.Expect.Error, compensation.CodeOf(err))
				return
			}
			require.NoError(t, err)
			requireAudit(t, award, c.Carried)
			require.Equal(t, test.Expect.Amount, award.Amount.Amount().StringFixed(-dec(t, test.Expect.Amount).Exponent()), test.Note)
			carried := "0"
			if test.Expect.Carried != "" {
				carried = test.Expect.Carried
			}
			require.True(t, dec(t, carried).Equal(award.Carried.Amount()))
			if want := test.Expect.PerIncident["chronological"]; want != nil {
				require.Equal(t, want, texts(award.PerIncident))
				s := compiled[test.Scheme].Scheme()
				s.Allocation = compensation.LargestRemainder
				p, err := compensation.Compile(s)
				require.NoError(t, err)
				award, err := p.Assess(c)
				require.NoError(t, err)
				require.Equal(t, test.Expect.PerIncident["largest_remainder"], texts(award.PerIncident))
			}
			for _, lang := range []commitment.Lang{commitment.English, commitment.Chinese} {
				require.NotEmpty(t, award.Explain(lang))
			}
		})
	}
}
