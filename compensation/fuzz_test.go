package compensation_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/compensation"
)

// hostile are schemes that mean harm.
func hostile() []string {
	deep := strings.Repeat("(", 10_000) + "1" + strings.Repeat(")", 10_000)
	return []string{
		schemeOf(`"rules": [{"id": "a", "amount": "1e2000000000"}]`),
		schemeOf(`"rules": [{"id": "a", "amount": "` + deep + `"}]`),
		schemeOf(`"rules": [{"id": "a", "amount": "NaN + Inf"}]`),
		schemeOf(`"params": {"p": "p"}, "rules": [{"id": "a", "amount": "p"}]`),
		schemeOf(`"params": {"p": "q", "q": "p"}, "rules": [{"id": "a", "amount": "p"}]`),
		schemeOf(`"tables": {"max": {"bands": [{"value": "1"}]}}, "rules": [{"id": "a", "amount": "max(1)"}]`),
		`{"id": "a", "version": "1", "currency": "EUR", "facts": {"min": "number"}, "rules": [{"id": "a", "amount": "min"}]}`,
		schemeOf(`"rules": [{"id": "a", "amount": "1", "round": {"to": "1e2000000000", "mode": "up"}}]`),
		schemeOf(`"tables": {"t": {"bands": [{"lt": "1e2000000000", "value": "1"}], "else": "0"}}, "rules": [{"id": "a", "amount": "t(1)"}]`),
		`{"id": "a", "version": "1", "currency": "EUR USD", "rules": [{"id": "a", "amount": "1"}]}`,
		strings.Repeat(`{"rules":[`, 1000),
	}
}

func TestHostileSchemes(t *testing.T) {
	codes := []compensation.Code{"limit", "limit", "", "conflict", "conflict", "conflict", "conflict", "limit", "limit", "currency", ""}
	for i, text := range hostile() {
		s, err := compensation.ParseScheme([]byte(text))
		if err == nil {
			_, err = compensation.Compile(s)
		}
		require.ErrorIs(t, err, commitment.ErrInvalid)
		require.Equal(t, codes[i], compensation.CodeOf(err), err.Error())
		require.Less(t, len(err.Error()), 500)
	}
}

// Tables that ask each other twice take as many steps as there are grains of
// sand: the machine counts them.
func TestHostileTables(t *testing.T) {
	tables := []string{`"t0": {"bands": [{"value": "x"}]}`}
	name := func(i int) string { return "t" + strings.Repeat("0", i+1) }
	for i := range 30 {
		tables = append(tables, `"`+name(i+1)+`": {"bands": [{"value": "`+name(i)+`(1) + `+name(i)+`(2)"}]}`)
	}
	p := program(t, schemeOf(`"tables": {`+strings.Join(tables, ",")+`}, "rules": [{"id": "a", "amount": "`+name(30)+`(1)"}]`))
	_, err := p.Assess(claim(t, `{"facts": {"x": "1"}}`))
	require.Equal(t, compensation.CodeLimit, compensation.CodeOf(err))
	require.ErrorContains(t, err, "more than 10000000 steps")
}

func FuzzParseScheme(f *testing.F) {
	for _, text := range publishedSchemes(f) {
		f.Add([]byte(text))
	}
	f.Add([]byte(every))
	for _, text := range hostile() {
		f.Add([]byte(text[:min(len(text), 2000)]))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := compensation.ParseScheme(data)
		if err != nil {
			require.ErrorIs(t, err, commitment.ErrInvalid)
			return
		}
		p, err := compensation.Compile(s)
		if err != nil {
			return
		}
		text, err := s.MarshalJSON()
		require.NoError(t, err)
		again, err := compensation.ParseScheme(text)
		require.NoError(t, err)
		q, err := compensation.Compile(again)
		require.NoError(t, err)
		require.Equal(t, p.Fingerprint(), q.Fingerprint())
		if award, err := p.Assess(compensation.Claim{}); err == nil {
			requireAudit(t, award, dec(t, "0"))
		}
	})
}

func FuzzParseClaim(f *testing.F) {
	for _, c := range publishedCases(f) {
		f.Add([]byte(c.Claim))
	}
	f.Add([]byte(`{"facts": {"at": "2026-01-01T00:00:00.5"}, "history": [{"amount": "-0.01", "at": "2026-01-01T00:00:00Z"}], "incidents": [], "carried": "1e9"}`))
	p := program(f, schemeOf(`"rules": [{"id": "a", "amount": "x / 3", "min": "-2"}, {"id": "b", "when": "on", "amount": "1"}], "payable": {"at_least": "4", "below": "carry"},
 "caps": [{"id": "c", "limit": "10", "window": {"same": ["on"], "rolling": "24h"}}, {"id": "d", "limit": "20", "window": {}}]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := compensation.ParseClaim(data)
		if err != nil {
			require.ErrorIs(t, err, commitment.ErrInvalid)
			return
		}
		text, err := json.Marshal(c)
		require.NoError(t, err)
		again, err := compensation.ParseClaim(text)
		require.NoError(t, err)
		twice, err := json.Marshal(again)
		require.NoError(t, err)
		require.Equal(t, string(text), string(twice))
		award, err := p.Assess(c)
		if err != nil {
			return
		}
		requireAudit(t, award, c.Carried)
		require.NotEmpty(t, award.Explain(commitment.English))
		require.NotEmpty(t, award.Explain(commitment.Chinese))
	})
}

func FuzzParseAward(f *testing.F) {
	for _, text := range []string{eu261Claim, `{"facts": {}}`} {
		award, err := program(f, string(publishedSchemes(f)["eu261"])).Assess(claim(f, text))
		if err == nil {
			data, err := json.Marshal(award)
			require.NoError(f, err)
			f.Add(data)
		}
	}
	f.Add([]byte(`{"lines": [{"kind": "cap", "facts": [{"name": "x", "value": null}]}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var award compensation.Award
		if json.Unmarshal(data, &award) != nil {
			return
		}
		award.Explain(commitment.Chinese)
		text, err := json.Marshal(award)
		if err != nil {
			return
		}
		var again compensation.Award
		require.NoError(t, json.Unmarshal(text, &again))
		require.True(t, award.Equal(again))
	})
}
