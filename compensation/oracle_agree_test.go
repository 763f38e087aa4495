package compensation_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"math/big"
	"math/rand/v2"
	"os"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/compensation"
)

// Every published case is what the oracle says it is.
func TestOracleKnowsThePublishedCases(t *testing.T) {
	t.Parallel()
	schemes := publishedSchemes(t)
	text, err := os.ReadFile("testdata/cases.jsonl")
	require.NoError(t, err)
	count := 0
	for lines := bufio.NewScanner(bytes.NewReader(text)); lines.Scan(); count++ {
		var c struct {
			ID, Scheme string
			Claim      json.RawMessage
			Expect     struct {
				Amount, Carried string
				Error           compensation.Code
			}
		}
		require.NoError(t, json.Unmarshal(lines.Bytes(), &c))
		award, err := oracleAssess(t, schemes[c.Scheme], c.Claim)
		if c.Expect.Error != "" {
			require.Equal(t, oracleError{c.Expect.Error}, err, c.ID)
			continue
		}
		require.NoError(t, err, c.ID)
		require.Zero(t, dec(t, c.Expect.Amount).Rat().Cmp(award.amount), "%s: want %s, the oracle has %s", c.ID, c.Expect.Amount, award.amount.FloatString(4))
		if c.Expect.Carried != "" {
			require.Zero(t, dec(t, c.Expect.Carried).Rat().Cmp(award.carried), c.ID)
		}
		requireAgreement(t, schemes[c.Scheme], c.Claim)
	}
	require.Equal(t, 175, count)
}

func publishedSchemes(tb testing.TB) map[string]json.RawMessage {
	tb.Helper()
	text, err := os.ReadFile("testdata/schemes.json")
	require.NoError(tb, err)
	var all []json.RawMessage
	require.NoError(tb, json.Unmarshal(text, &all))
	schemes := make(map[string]json.RawMessage)
	for _, scheme := range all {
		var head struct{ ID string }
		require.NoError(tb, json.Unmarshal(scheme, &head))
		schemes[head.ID] = scheme
	}
	return schemes
}

// requireAgreement compares the award of the package with that of the oracle.
// It returns false for a scheme that Compile refuses.
func requireAgreement(t *testing.T, scheme, claim []byte) bool {
	t.Helper()
	parsed, err := compensation.ParseScheme(scheme)
	require.NoError(t, err, "%s", scheme)
	program, err := compensation.Compile(parsed)
	if err != nil {
		return false
	}
	asked, err := compensation.ParseClaim(claim)
	require.NoError(t, err, "%s", claim)
	got, err := program.Assess(asked)
	want, oracleErr := oracleAssess(t, scheme, claim)
	both := append(append([]byte{}, scheme...), claim...)
	if oracleErr != nil {
		var coded oracleError
		require.ErrorAs(t, oracleErr, &coded, "%s", both)
		require.Equal(t, coded.code, compensation.CodeOf(err), "%v, but the oracle says %v\n%s", err, oracleErr, both)
		return true
	}
	require.NoError(t, err, "%s", both)
	require.Zero(t, want.amount.Cmp(got.Amount.Amount().Rat()), "%v, but the oracle says %s\n%v\n%s", got.Amount, want.amount.FloatString(6), got.Lines, both)
	require.Zero(t, want.carried.Cmp(got.Carried.Amount().Rat()), "%v carried, but the oracle says %s\n%s", got.Carried, want.carried.FloatString(6), both)
	rights := []string{}
	for _, right := range got.Rights {
		rights = append(rights, right.ID)
	}
	require.Equal(t, want.rights, rights, "%s", both)
	requireParts(t, want, got, asked.Carried, both)
	requireTrail(t, got, both)
	return true
}

// requireParts insists that the parts of the incidents add up, and that each is
// what the oracle has.
func requireParts(t *testing.T, want oracleAward, got compensation.Award, carried decimal.Decimal, both []byte) {
	t.Helper()
	if got.PerIncident == nil {
		return
	}
	require.Len(t, got.PerIncident, len(want.parts), "%s", both)
	sum := decimal.Decimal{}
	for _, part := range got.PerIncident {
		sum = sum.Add(part.Amount())
	}
	if sum.IsZero() {
		return // nothing is paid out
	}
	require.True(t, got.Amount.Amount().Sub(carried).Equal(sum), "%v of %v carried %v\n%s", got.PerIncident, got.Amount, carried, both)
	for i, part := range want.parts {
		require.Zero(t, part.Cmp(got.PerIncident[i].Amount().Rat()), "%v, but the oracle has %s for incident %d\n%s", got.PerIncident, part.FloatString(6), i+1, both)
	}
}

// requireTrail holds the law of the audit trail: the deltas add up to the award.
func requireTrail(t *testing.T, got compensation.Award, both []byte) {
	t.Helper()
	sum := decimal.Decimal{}
	for _, line := range got.Lines {
		sum = sum.Add(line.Delta.Amount())
	}
	require.True(t, sum.Equal(got.Amount.Amount()), "the deltas come to %s\n%s", sum.Rat().FloatString(6), both)
}

// Random schemes and claims, the same in every run.
func TestOracleAgreesOnRandomScenes(t *testing.T) {
	t.Parallel()
	const scenes = 2000
	source := rand.NewChaCha8([32]byte{4})
	compiled := 0
	for range scenes {
		data := make([]byte, 400)
		_, err := source.Read(data)
		require.NoError(t, err)
		s := &scene{bytes: data}
		scheme := s.scheme(t)
		if requireAgreement(t, scheme, s.claim(t)) {
			compiled++
		}
	}
	require.Greater(t, compiled, scenes*8/10, "most schemes must compile for this to be a test")
}

func FuzzOracle(f *testing.F) {
	source := rand.NewChaCha8([32]byte{5})
	for range 20 {
		data := make([]byte, 300)
		if _, err := source.Read(data); err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s := &scene{bytes: data}
		scheme := s.scheme(t)
		requireAgreement(t, scheme, s.claim(t))
	})
}

// The oracle reads the language as the contract says.
func TestOracleExpressions(t *testing.T) {
	t.Parallel()
	scope := oracleScope{
		value: func(name string) (any, error) {
			if name == "absent" {
				return nil, oracleError{compensation.CodeMissingFact}
			}
			return big.NewRat(3, 1), nil
		},
		table: func(_ string, x *big.Rat) (*big.Rat, error) { return new(big.Rat).Add(x, x), nil },
	}
	tests := []struct {
		text string
		want any
	}{
		{"1 + 2 * 3 - 4 / 8", big.NewRat(13, 2)},
		{"-(1 + x) * 2", big.NewRat(-8, 1)},
		{"twice(x) > 5 && !(x < 3)", true},
		{"x == 3 || absent", true},
		{"x == 4 && absent > 1", false},
		{"choose(x == 3, 1, absent)", big.NewRat(1, 1)},
		{"choose(x != 3, absent / 0, choose(true, 2, absent))", big.NewRat(2, 1)},
		{`oneof("b", "a", "b")`, true},
		{`round(2.345, 0.01, "half_even")`, big.NewRat(117, 50)},
		{"max(1, x, 2) - min(1, x)", big.NewRat(2, 1)},
		{"pct(10, x) + floor(2.5) + ceil(2.5)", big.NewRat(53, 10)},
		{"absent", oracleError{compensation.CodeMissingFact}},
		{"1 / (x - 3)", oracleError{compensation.CodeDivisionByZero}},
		{"1 +", errOracleSyntax},
		{"(1", errOracleSyntax},
		{"1 2", errOracleSyntax},
	}
	for _, test := range tests {
		got, err := oracleEvaluate(test.text, scope)
		switch want := test.want.(type) {
		case error:
			require.True(t, errors.Is(err, want), "%s: %v", test.text, err) //nolint:testifylint // the message is needed
		case *big.Rat:
			require.NoError(t, err, test.text)
			require.Zero(t, want.Cmp(got.(*big.Rat)), "%s: %v", test.text, got)
		default:
			require.NoError(t, err, test.text)
			require.Equal(t, want, got, test.text)
		}
	}
}
