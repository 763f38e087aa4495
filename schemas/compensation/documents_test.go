package compensation_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/compensation"
	"github.com/servicecommitment/commitment/compensation/schemes"
	"github.com/servicecommitment/commitment/schemas"
)

// published reads a file of the cases of package compensation.
func published(t *testing.T, file string) []byte {
	t.Helper()
	data, err := os.ReadFile("../../compensation/testdata/" + file)
	require.NoError(t, err)
	return data
}

func TestSchemasTakeTheSchemes(t *testing.T) {
	schema := folder.Schema(t, "scheme")
	all := schemes.All()
	require.NotEmpty(t, all)
	for _, scheme := range all {
		text, err := json.Marshal(scheme)
		require.NoError(t, err)
		require.NoError(t, schema.Validate(schemas.Decode(t, text)), scheme.ID)
	}
	files, err := os.ReadDir("../../compensation/schemes/data")
	require.NoError(t, err)
	for _, file := range files {
		text, err := os.ReadFile("../../compensation/schemes/data/" + file.Name())
		require.NoError(t, err)
		require.NoError(t, schema.Validate(schemas.Decode(t, text)), file.Name())
	}
}

// The published schemes, their claims and the awards.
func TestSchemasTakeThePublishedCases(t *testing.T) {
	var list []json.RawMessage
	require.NoError(t, json.Unmarshal(published(t, "schemes.json"), &list))
	programs := make(map[string]*compensation.Program)
	scheme, claim, award := folder.Schema(t, "scheme"), folder.Schema(t, "claim"), folder.Schema(t, "award")
	for _, text := range list {
		require.NoError(t, scheme.Validate(schemas.Decode(t, text)), string(text))
		parsed, err := compensation.ParseScheme(text)
		require.NoError(t, err)
		programs[parsed.ID], err = compensation.Compile(parsed)
		require.NoError(t, err)
	}
	count := 0
	for lines := bufio.NewScanner(bytes.NewReader(published(t, "cases.jsonl"))); lines.Scan(); count++ {
		var c struct {
			ID, Scheme string
			Claim      json.RawMessage
		}
		require.NoError(t, json.Unmarshal(lines.Bytes(), &c))
		require.NoError(t, claim.Validate(schemas.Decode(t, c.Claim)), c.ID)
		parsed, err := compensation.ParseClaim(c.Claim)
		require.NoError(t, err, c.ID)
		written, err := json.Marshal(parsed)
		require.NoError(t, err)
		require.NoError(t, claim.Validate(schemas.Decode(t, written)), "%s: %s", c.ID, written)
		owed, err := programs[c.Scheme].Assess(parsed)
		if compensation.CodeOf(err) == compensation.CodeGap {
			continue
		}
		require.NoError(t, err, c.ID)
		written, err = json.Marshal(owed)
		require.NoError(t, err)
		require.NoError(t, award.Validate(schemas.Decode(t, written)), "%s: %s", c.ID, written)
	}
	require.Equal(t, 175, count)
}

// frame is a scheme that is right, with a place for what is tested.
const frame = `{"id": "a", "version": "1", "currency": "EUR", "facts": {"n": "number", "b": "bool", "d": "date", "at": "time"}, "effective_on": "d", "rules": [{"id": "r", "amount": "n"}], $}`

// Each of these is wrong for the schema and for the package, and right for both
// as written beside it.
func TestSchemasRefuseWrongSchemes(t *testing.T) {
	tests := []struct{ wrong, right string }{
		{`"titel": "x"`, `"title": "x"`},
		{`"title": 1`, `"title": "1"`},
		{`"effective": {"from": "2026-02-30"}`, `"effective": {"from": "2026-02-28"}`},
		{`"effective": {"to": "2026-02-28"}`, `"effective": {"until": "2026-02-28"}`},
		{`"params": {"p q": "1"}`, `"params": {"p_q": "1"}`},
		{`"params": {"p": 1}`, `"params": {"p": "1"}`},
		{`"params": {"p": {"by_date": [{"from": "2026-01", "value": "1"}]}}`, `"params": {"p": {"by_date": [{"from": "2026-01-01", "value": "1"}]}}`},
		{`"params": {"p": {"by": "b"}}`, `"params": {"p": {"by": "b", "values": {"true": "1", "false": "2"}}}`},
		{`"tables": {"t": {"bands": [{"le": "1", "value": 5}], "else": "0"}}`, `"tables": {"t": {"bands": [{"le": "1", "value": "5"}], "else": "0"}}`},
		{`"tables": {"t": {"bands": [{"le": "1", "lt": "1", "value": "5"}], "else": "0"}}`, `"tables": {"t": {"bands": [{"le": "1", "value": "5"}], "else": "0"}}`},
		{`"tables": {"t": {"bands": [{"le": "1,5", "value": "5"}], "else": "0"}}`, `"tables": {"t": {"bands": [{"le": "1.5", "value": "5"}], "else": "0"}}`},
		{`"tables": {"t": {"slices": [{"upto": "2"}]}}`, `"tables": {"t": {"slices": [{"upto": "2", "per": "1"}, {"per": "2"}]}}`},
		{`"tables": {"t": {"else": "2"}}`, `"tables": {"t": {"bands": [{"lt": "0", "value": "1"}], "else": "2"}}`},
		{`"unless": [{"id": "u"}]`, `"unless": [{"id": "u", "when": "b"}]`},
		{`"unless": [{"when": "b"}]`, `"unless": [{"id": "u", "when": "b", "title": {"en": "x", "zh": "y"}}]`},
		{`"unless": [{"id": "u", "when": "b", "title": {"de": "x"}}]`, `"unless": [{"id": "u", "when": "b", "title": "x"}]`},
		{`"caps": [{"id": "c", "limit": 30}]`, `"caps": [{"id": "c", "limit": "30"}]`},
		{`"caps": [{"id": "c", "limit": "30", "window": {"rolling": "1w"}}]`, `"caps": [{"id": "c", "limit": "30", "window": {"rolling": "7d"}}]`},
		{`"caps": [{"id": "c", "limit": "30", "window": {"same": "n"}}]`, `"caps": [{"id": "c", "limit": "30", "window": {"same": ["n"]}}]`},
		{`"groups": {"g": "best"}, "rights": [{"id": "x"}]`, `"rights": [{"id": "x"}]`},
		{`"round": {"to": "0.01"}`, `"round": {"to": "0.01", "mode": "half_up"}`},
		{`"round": {"to": 0.01, "mode": "half_up"}`, `"round": {"to": "0.01", "mode": "half_up", "at": "line"}`},
		{`"round": {"to": "-0.01", "mode": "half_up"}`, `"round": {"to": "0.05", "mode": "floor"}`},
		{`"round": {"to": "0.01", "mode": "bankers"}`, `"round": {"to": "0.01", "mode": "half_even"}`},
		{`"payable": {"at_least": "4"}`, `"payable": {"at_least": "4", "below": "carry"}`},
		{`"payable": {"at_least": "4", "more_than": "4", "below": "zero"}`, `"payable": {"more_than": "4", "below": "zero"}`},
		{`"allocation": "first"`, `"allocation": "largest_remainder"`},
		{`"rights": [{"title": "x"}]`, `"rights": [{"id": "x", "title": "x", "when": "b"}]`},
		{`"claim": {"within": "30", "from": "d"}`, `"claim": {"within": "30d", "from": "d"}`},
		{`"claim": {"within": "30d", "from": "d", "late": "maybe"}`, `"claim": {"within": "6mo", "from": "d", "late": "allow", "on": "at"}`},
		{`"gaps": "some"`, `"title": ""`},
	}
	schema := folder.Schema(t, "scheme")
	accepts := func(text string) error {
		scheme, err := compensation.ParseScheme([]byte(text))
		if err == nil {
			_, err = compensation.Compile(scheme)
		}
		return err
	}
	for _, test := range tests {
		t.Run(test.wrong, func(t *testing.T) {
			wrong := strings.Replace(frame, "$", test.wrong, 1)
			require.Error(t, accepts(wrong), wrong)
			require.Error(t, schema.Validate(schemas.Decode(t, []byte(wrong))), wrong)
			right := strings.Replace(frame, "$", test.right, 1)
			require.NoError(t, accepts(right), right)
			require.NoError(t, schema.Validate(schemas.Decode(t, []byte(right))), right)
		})
	}
	for _, wrong := range []string{
		`{}`, `[]`, `{"id": "a", "version": "1"}`, `{"id": "a", "version": "1", "rules": [{"id": "r", "amount": "1"}]}`,
		`{"id": "", "version": "1", "rights": [{"id": "x"}]}`, `{"id": "a", "version": "1", "currency": "eur", "rules": [{"id": "r", "amount": "1"}]}`,
	} {
		require.Error(t, accepts(wrong), wrong)
		require.Error(t, schema.Validate(schemas.Decode(t, []byte(wrong))), wrong)
	}
	right := `{"id": "a", "version": "1", "rights": [{"id": "x"}]}`
	require.NoError(t, accepts(right))
	require.NoError(t, schema.Validate(schemas.Decode(t, []byte(right))))
}

func TestSchemasRefuseWrongClaims(t *testing.T) {
	schema := folder.Schema(t, "claim")
	tests := []struct{ wrong, right string }{
		{`{"facts": {"n": 1}}`, `{"facts": {"n": "1"}}`},
		{`{"facts": ["n"]}`, `{"facts": {}}`},
		{`{"facts": {"n": {"value": "1"}}}`, `{"facts": {"b": true}}`},
		{`{"incidents": {}}`, `{"incidents": []}`},
		{`{"history": [{"at": "2026-01-02T10:00:00Z"}]}`, `{"history": [{"amount": "1", "at": "2026-01-02T10:00:00Z"}]}`},
		{`{"history": [{"amount": "1", "at": "2026-01-02 10:00:00"}]}`, `{"history": [{"amount": "1", "at": "2026-01-02T10:00:00"}]}`},
		{`{"history": [{"amount": 1}]}`, `{"history": [{"amount": "1.50", "facts": {"buyer": "b1"}}]}`},
		{`{"carried": "1.5 EUR"}`, `{"carried": "1.5"}`},
		{`{"carry": "1.5"}`, `{}`},
	}
	for _, test := range tests {
		t.Run(test.wrong, func(t *testing.T) {
			_, err := compensation.ParseClaim([]byte(test.wrong))
			require.Error(t, err)
			require.Error(t, schema.Validate(schemas.Decode(t, []byte(test.wrong))))
			_, err = compensation.ParseClaim([]byte(test.right))
			require.NoError(t, err)
			require.NoError(t, schema.Validate(schemas.Decode(t, []byte(test.right))))
		})
	}
}

func TestSchemasRefuseWrongAwards(t *testing.T) {
	schema := folder.Schema(t, "award")
	right := `{"scheme": "a", "version": "1", "fingerprint": "f", "amount": "1.00 EUR", "lines": [{"kind": "computed", "incident": 1, "delta": "1.00 EUR"}]}`
	require.NoError(t, schema.Validate(schemas.Decode(t, []byte(right))))
	for _, change := range [][2]string{
		{`"1.00 EUR", "lines"`, `"1,00 EUR", "lines"`},
		{`"1.00 EUR", "lines"`, `1, "lines"`},
		{`"computed"`, `"calculated"`},
		{`"incident": 1`, `"incident": 0`},
		{`"fingerprint": "f", `, ``},
		{`"delta"`, `"change"`},
	} {
		wrong := strings.Replace(right, change[0], change[1], 1)
		require.NotEqual(t, right, wrong)
		require.Error(t, schema.Validate(schemas.Decode(t, []byte(wrong))), wrong)
	}
}
