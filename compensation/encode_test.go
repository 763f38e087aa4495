package compensation_test

import (
	"encoding/json"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/compensation"
)

// every is a scheme with every field of the format.
const every = `{"id":"every","version":"1","title":"<§>","source":"s","currency":"EUR","effective":{"from":"2026-01-01","until":"2026-12-31"},` +
	`"facts":{"at":"time","b":"bool","d":"date","n":"number","s":"string"},"effective_on":"d",` +
	`"params":{"p":{"by_date":[{"from":"2026-01-01","value":"1"},{"from":"2026-02-01","value":{"by":"s","values":{"a":"2","b":"3"}}}]},"q":"1 + 1"},` +
	`"tables":{"t":{"bands":[{"lt":"1","value":"1"},{"gt":"2","le":"3","value":"n"},{"ge":"1","le":"2","value":"0"}],"else":"0","measure":{"to":"0.5","mode":"down"}},"u":{"slices":[{"upto":"2","per":"0"},{"per":"p"}]}},` +
	`"rules":[{"id":"r","title":{"en":"rule","zh":"规则"},"when":"b && n < 3","unless":[{"id":"e","title":"x","when":"n > 9"}],"amount":"t(n) + u(n) + q","min":"0","max":"9","group":"g","form":"credit","round":{"to":"0.01","mode":"half_even"}}],` +
	`"unless":[{"id":"e","title":{"zh":"免责"},"when":"s == \"x\""}],"caps":[{"id":"c","title":{"en":"cap"},"limit":"9","window":{"same":["s"],"rolling":"24h","at":"at"}}],` +
	`"groups":{"g":"max"},"round":{"to":"0.01","mode":"half_up","at":"line"},"payable":{"at_least":"4","below":"carry"},"allocation":"largest_remainder",` +
	`"rights":[{"id":"r","title":{"en":"a","zh":"b"},"when":"b","unless":[{"id":"u","when":"n > 1"}]}],"claim":{"within":"30d","from":"d","on":"at","late":"allow"},"gaps":"published"}`

func TestSchemeRoundTrip(t *testing.T) {
	texts := map[string]json.RawMessage{"every": json.RawMessage(every)}
	maps.Copy(texts, publishedSchemes(t))
	for id, text := range texts {
		t.Run(id, func(t *testing.T) {
			s, err := compensation.ParseScheme(text)
			require.NoError(t, err)
			data, err := s.MarshalJSON()
			require.NoError(t, err)
			require.JSONEq(t, string(text), string(data), "nothing is lost, and nothing added")
			again, err := compensation.ParseScheme(data)
			require.NoError(t, err)
			require.Equal(t, s, again)
			var read compensation.Scheme
			require.NoError(t, json.Unmarshal(text, &read))
			require.Equal(t, s, read)
			program(t, string(data))
		})
	}
	s, err := compensation.ParseScheme([]byte(every))
	require.NoError(t, err)
	data, err := s.MarshalJSON()
	require.NoError(t, err)
	require.Zero(t, strings.Compare(every, string(data)), "in this order, and without escapes")
	before := s
	require.NoError(t, json.Unmarshal([]byte("null"), &s))
	require.Error(t, json.Unmarshal([]byte(`{"id": 1}`), &s))
	require.Equal(t, before, s)
}

func TestParseSchemeProblems(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{`[]`, []string{"must be an object, not an array"}},
		{`{"idd": "x"}`, []string{`idd: unknown field, did you mean "id"?`}},
		{`{"id": 1, "facts": {"x": "float"}, "params": {"p": 5}, "rules": [{"amount": 5, "form": "cheque"}]}`, []string{
			"id: must be a string, not a number", `facts.x: unknown value "float"`, "params.p: must be a string or an object, not a number",
			"rules[0].amount: must be a string, not a number", `rules[0].form: unknown value "cheque"`,
		}},
		{`{"round": {"to": 0.01, "mode": "nearest", "at": "end"}, "effective": {"from": "2026-02-30"}, "claim": {"within": "soon", "late": "x"}}`, []string{
			`effective.from: "2026-02-30" is not a date such as 2026-01-05`, "round.to: must be a string, not a number", `round.mode: unknown value "nearest"`, `round.at: unknown value "end"`,
			`claim.within: "soon" is not a time such as 30d, 6mo or 1y`, `claim.late: unknown value "x"`,
		}},
		{`{"round": {"to": "1e99"}, "unless": [{"title": 1}], "tables": {"t": {"bands": {}}}, "facts": [], "caps": "c"}`, []string{
			"facts: must be an object, not an array", "tables.t.bands: must be an array, not an object", "unless[0].title: must be a string or an object, not a number",
			"caps: must be an array, not a string", `round.to: "1e99": beyond the limits: an exponent beyond 18`,
		}},
		{`{"round": {"to": "1/3", "mode": "up"}, "rules": [{"round": {"to": "1/1267650600228229401496703205376"}}]}`, []string{
			`rules[0].round.to: "1/1267650600228229401496703205376" is not a decimal of at most 40 places`, `round.to: "1/3" is not a decimal of at most 40 places`,
		}},
		{strings.Repeat("[", 100), []string{""}},
	}
	for _, test := range tests {
		_, err := compensation.ParseScheme([]byte(test.text))
		require.ErrorIs(t, err, commitment.ErrInvalid)
		if test.want[0] == "" {
			continue
		}
		var got []string
		for _, problem := range commitment.FieldErrors(err) {
			got = append(got, problem.Error())
		}
		require.Equal(t, test.want, got)
	}
}

func TestClaimRoundTrip(t *testing.T) {
	const text = `{"facts":{"a":"1","b":true,"c":false},"incidents":[{"x":"1"},{}],"history":[{"amount":"50","at":"2026-01-02T10:00:00+08:00","facts":{"f":"y"}},{"amount":"-0.5","at":"2026-01-02T10:00:00.5"},{"amount":"0"}],"carried":"1.5"}`
	c, err := compensation.ParseClaim([]byte(text))
	require.NoError(t, err)
	data, err := json.Marshal(c)
	require.NoError(t, err)
	require.JSONEq(t, text, string(data))
	for _, test := range publishedCases(t) {
		c := claim(t, string(test.Claim))
		data, err := c.MarshalJSON()
		require.NoError(t, err)
		again := claim(t, string(data))
		require.Equal(t, c.Facts, again.Facts, test.ID)
		require.Equal(t, c.Incidents, again.Incidents)
		require.Len(t, again.History, len(c.History))
		for i := range c.History {
			require.True(t, c.History[i].Amount.Equal(again.History[i].Amount))
			require.True(t, c.History[i].At.Equal(again.History[i].At))
		}
		require.True(t, c.Carried.Equal(again.Carried))
	}
	var read compensation.Claim
	require.NoError(t, json.Unmarshal([]byte(`{"incidents": []}`), &read))
	require.NotNil(t, read.Incidents)
	data, err = json.Marshal(read)
	require.NoError(t, err)
	require.JSONEq(t, `{"incidents":[]}`, string(data))
	data, err = json.Marshal(compensation.Claim{Facts: compensation.Facts{"none": {}}})
	require.NoError(t, err)
	require.Equal(t, `{}`, string(data))
}

func TestClaimOfGoValues(t *testing.T) {
	at := time.Date(2026, 1, 2, 3, 4, 5, 6, time.FixedZone("", 3600))
	facts := compensation.Facts{
		"n": compensation.Number("12.50"), "d": compensation.Decimal(dec(t, "-0.0010")), "t": compensation.Text("vip"), "b": compensation.Bool(true),
		"day": compensation.Day(calendar.MustDate(2026, 1, 5)), "at": compensation.Instant(at), "wall": compensation.WallTime(at),
		"odd": compensation.Instant(at.In(time.FixedZone("", 3601))), "far": compensation.Instant(at.In(time.FixedZone("", 30*3600))),
		"east": compensation.Instant(at.In(time.FixedZone("", 24*3600))), "west": compensation.Instant(at.In(time.FixedZone("", -24*3600))),
		"none": compensation.Day(calendar.Date{}), "never": compensation.Instant(time.Time{}), "neverWall": compensation.WallTime(time.Time{}),
		"huge": compensation.Decimal(decimal.New(1, 2_000_000_000)),
	}
	data, err := json.Marshal(compensation.Claim{Facts: facts})
	require.NoError(t, err)
	require.JSONEq(t, `{"facts":{"at":"2026-01-02T03:04:05.000000006+01:00","b":true,"d":"-0.001","day":"2026-01-05","east":"2026-01-02T02:04:05.000000006Z","far":"2026-01-02T02:04:05.000000006Z","huge":"1e2000000000","n":"12.50","odd":"2026-01-02T02:04:05.000000006Z","t":"vip","wall":"2026-01-02T03:04:05.000000006","west":"2026-01-02T02:04:05.000000006Z"}}`, string(data))
	require.True(t, facts["none"].IsZero() && facts["never"].IsZero() && facts["neverWall"].IsZero())
	require.True(t, facts["at"].Equal(compensation.Instant(at.UTC())))
	require.False(t, facts["at"].Equal(facts["wall"]))
	require.True(t, facts["wall"].Equal(compensation.WallTime(time.Date(2026, 1, 2, 3, 4, 5, 6, time.UTC))))
	require.False(t, compensation.Text("1").Equal(compensation.Number("1")))
	require.Equal(t, "false", compensation.Bool(false).String())
	require.Empty(t, compensation.Value{}.String())
	data, err = json.Marshal(compensation.Value{})
	require.NoError(t, err)
	require.Equal(t, "null", string(data))
	var read compensation.Value
	require.NoError(t, json.Unmarshal([]byte(`"x"`), &read))
	require.Equal(t, compensation.Text("x"), read)

	_, err = compensation.Claim{
		Facts:     compensation.Facts{"x": compensation.Text("\xff"), "y": compensation.Instant(at.AddDate(9000, 0, 0))},
		Incidents: []compensation.Facts{{}, {"z": compensation.Text("\xff")}},
		History:   []compensation.Past{{Amount: decimal.New(1, 99)}},
		Carried:   decimal.New(1, 99),
	}.MarshalJSON()
	require.EqualError(t, err, `compensation: 5 problems:
	facts.x: "\xff" is not UTF-8
	facts.y: is an instant of a year outside 0 to 9999
	incidents[1].z: "\xff" is not UTF-8
	history[0].amount: beyond the limits of numbers: an exponent of 99, above 18
	carried: beyond the limits of numbers: an exponent of 99, above 18`)
	require.ErrorIs(t, err, compensation.ErrLimit)
	_, err = compensation.Instant(at.AddDate(9000, 0, 0)).MarshalJSON()
	require.EqualError(t, err, "compensation: is an instant of a year outside 0 to 9999")
	for year, fits := range map[int]bool{-1: false, 0: true, 9999: true, 10_000: false} {
		for _, value := range []compensation.Value{compensation.Instant(time.Date(year, 6, 1, 0, 0, 0, 0, time.UTC)), compensation.WallTime(time.Date(year, 6, 1, 0, 0, 0, 0, time.UTC))} {
			data, err := json.Marshal(value)
			require.Equal(t, fits, err == nil, "the year %d", year)
			if fits {
				var read compensation.Value
				require.NoError(t, json.Unmarshal(data, &read))
				require.Equal(t, value.String(), read.String())
			}
		}
	}
	_, err = json.Marshal(compensation.Text("\\ufffd \ufffd"))
	require.NoError(t, err, "what was there before is no replacement")
}

func TestParseClaimProblems(t *testing.T) {
	_, err := compensation.ParseClaim([]byte(`{"facts": {"a": 1, "b": [], "c": {}}, "incidents": {}, "history": [{}, {"amount": "1e3", "at": "noon"}, {"amount": "+1"}], "carried": 5, "fact": {}}`))
	require.EqualError(t, err, `compensation: 10 problems:
	facts.a: must be a string such as "12.50", not a number
	facts.b: must be a string, true or false, not an array
	facts.c: must be a string, true or false, not an object
	history[0].amount: is required
	history[1].amount: "1e3" is not a decimal number such as 12.50
	history[1].at: "noon" is not a time such as 2026-01-05T09:00:00+08:00, or without the offset
	history[2].amount: "+1" is not a decimal number such as 12.50
	carried: must be a string, not a number
	incidents: must be an array, not an object
	fact: unknown field, did you mean "facts"?`)
	_, err = compensation.ParseClaim([]byte(`{"incidents": [null, 1], "facts": 1, "facts": {}}`))
	require.Error(t, err)
}

func TestAwardRoundTrip(t *testing.T) {
	compiled := programs(t)
	for _, test := range publishedCases(t) {
		award, err := compiled[test.Scheme].Assess(claim(t, string(test.Claim)))
		if err != nil {
			continue
		}
		data, err := json.Marshal(award)
		require.NoError(t, err)
		var again compensation.Award
		require.NoError(t, json.Unmarshal(data, &again))
		require.True(t, award.Equal(again), "%s\n%s", test.ID, data)
		twice, err := json.Marshal(again)
		require.NoError(t, err)
		require.Equal(t, string(data), string(twice))
		require.Equal(t, award.Explain(commitment.English), again.Explain(commitment.English))
	}
	award := assess(t, compiled["eu261"], eu261Claim)
	other := award
	require.True(t, award.Equal(other))
	other.Lines = nil
	require.False(t, award.Equal(other))
	_, err := json.Marshal(compensation.Line{Kind: 99})
	require.Error(t, err)
	require.ErrorIs(t, json.Unmarshal([]byte(`{"amount": "1 EUR", "amont": 1}`), &award), commitment.ErrInvalid)
	long := []byte("{}" + strings.Repeat(" ", 16<<20-1))
	require.NoError(t, award.UnmarshalJSON(long[:16<<20]))
	require.ErrorIs(t, award.UnmarshalJSON(long), compensation.ErrLimit)
	require.ErrorIs(t, json.Unmarshal([]byte(`{"scheme": "x", "lines": [{"kind": "gift"}]}`), &award), commitment.ErrInvalid)
}

func TestEnums(t *testing.T) {
	requireTexts(t, []compensation.FactType{1, 2, 3, 4, 5}, "number", "bool", "string", "date", "time")
	requireTexts(t, []compensation.Grouping{1, 2, 3, 4, 5}, "sum", "max", "min", "first", "only")
	requireTexts(t, []compensation.Form{1, 2, 3, 4, 5, 6}, "cash", "credit", "voucher", "points", "extension", "apology")
	requireTexts(t, []compensation.RoundAt{1, 2}, "total", "line")
	requireTexts(t, []compensation.Below{1, 2}, "zero", "carry")
	requireTexts(t, []compensation.Late{1, 2}, "void", "allow")
	requireTexts(t, []compensation.Gaps{1}, "published")
	requireTexts(t, []compensation.LineKind{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, "computed", "excluded", "unmet", "minimum", "maximum", "cap", "rounding", "threshold", "carried", "allocation")
	data, err := json.Marshal([]any{compensation.FactTime, compensation.GroupOnly, compensation.FormCash, compensation.AtLine, compensation.BelowZero, compensation.LateVoid, compensation.GapsPublished, compensation.LineCap})
	require.NoError(t, err)
	require.Equal(t, `["time","only","cash","line","zero","void","published","cap"]`, string(data))
}

// The parts of a scheme are documents by themselves.
func TestPartsOfASchemeRoundTrip(t *testing.T) {
	var rule compensation.RoundRule
	require.NoError(t, json.Unmarshal([]byte(`{"to": "0.50", "mode": "half_up"}`), &rule))
	data, err := json.Marshal(rule)
	require.NoError(t, err)
	require.JSONEq(t, `{"to":"0.5","mode":"half_up"}`, string(data))
	var terms compensation.RoundTerms
	require.NoError(t, json.Unmarshal([]byte(`{"to": "25", "mode": "up", "at": "line"}`), &terms))
	data, err = json.Marshal(terms)
	require.NoError(t, err)
	require.JSONEq(t, `{"to":"25","mode":"up","at":"line"}`, string(data))
	var title compensation.Title
	require.NoError(t, json.Unmarshal([]byte(`"both"`), &title))
	data, err = json.Marshal(title)
	require.NoError(t, err)
	require.Equal(t, `"both"`, string(data))
	_, err = json.Marshal(compensation.RoundRule{To: decimal.New(1, 99), Mode: compensation.Up})
	require.Error(t, err)
	_, err = json.Marshal(compensation.Param{Value: "1", By: "x"})
	require.Error(t, err)
	_, err = json.Marshal(compensation.Scheme{ID: "\xff"})
	require.Error(t, err)
	_, err = json.Marshal(compensation.Scheme{Facts: map[string]compensation.FactType{"x": 0}})
	require.Error(t, err)
}

// requireTexts checks that each value has its text, which reads as the value, and
// that no other value has one.
func requireTexts[E interface {
	~uint8
	String() string
	MarshalText() ([]byte, error)
}, P interface {
	*E
	UnmarshalText(text []byte) error
}](t *testing.T, values []E, texts ...string) {
	t.Helper()
	require.Len(t, texts, len(values))
	for i, value := range values {
		text, err := value.MarshalText()
		require.NoError(t, err)
		require.Equal(t, texts[i], string(text))
		require.Equal(t, texts[i], value.String())
		var read E
		require.NoError(t, P(&read).UnmarshalText(text))
		require.Equal(t, value, read)
	}
	for _, value := range []E{0, E(len(values) + 1)} {
		_, err := value.MarshalText()
		require.ErrorIs(t, err, commitment.ErrInvalid)
		var read E
		require.ErrorIs(t, P(&read).UnmarshalText([]byte(value.String())), commitment.ErrInvalid)
		require.Zero(t, read)
	}
}
