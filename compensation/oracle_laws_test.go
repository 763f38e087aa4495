package compensation_test

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/compensation"
)

// scenes calls f with random schemes and claims, the same in every run, of
// which the package makes an award.
func scenes(t *testing.T, count int, seed byte, f func(t *testing.T, s scheme, claim object, award compensation.Award)) {
	t.Helper()
	source := rand.NewChaCha8([32]byte{seed})
	used := 0
	for range count {
		data := make([]byte, 400)
		_, err := source.Read(data)
		require.NoError(t, err)
		made := &scene{bytes: data}
		s := compiled(t, made.scheme(t))
		var claim object
		require.NoError(t, json.Unmarshal(made.claim(t), &claim))
		award, err := s.assess(t, claim)
		if err != nil {
			continue
		}
		used++
		f(t, s, claim, award)
	}
	require.Greater(t, used, count/4)
}

// scheme is a scheme in both forms.
type scheme struct {
	text    []byte
	decoded object
	program *compensation.Program
}

func compiled(t *testing.T, text []byte) scheme {
	t.Helper()
	parsed, err := compensation.ParseScheme(text)
	require.NoError(t, err)
	s := scheme{text: text}
	s.program, err = compensation.Compile(parsed)
	require.NoError(t, err, "%s", text)
	require.NoError(t, json.Unmarshal(text, &s.decoded))
	return s
}

func (s scheme) assess(t *testing.T, claim object) (compensation.Award, error) {
	t.Helper()
	parsed, err := compensation.ParseClaim(encoded(t, claim))
	require.NoError(t, err)
	return s.program.Assess(parsed)
}

// The order of incidents changes nothing but whose part is cut.
func TestIncidentsMayComeInAnyOrder(t *testing.T) {
	t.Parallel()
	scenes(t, 800, 6, func(t *testing.T, s scheme, claim object, award compensation.Award) {
		t.Helper()
		incidents := anys(claim["incidents"])
		if len(incidents) < 2 || len(anys(s.decoded["caps"])) > 1 {
			return // what a cap leaves is what the next one sees
		}
		slices.Reverse(incidents)
		reversed, err := s.assess(t, claim)
		require.NoError(t, err)
		require.True(t, award.Amount.Equal(reversed.Amount), "%v and %v\n%s%v", award.Amount, reversed.Amount, s.text, claim)
		require.True(t, award.Carried.Equal(reversed.Carried))
		require.Len(t, reversed.Rights, len(award.Rights))
		for i := range award.Rights {
			require.Equal(t, award.Rights[i].ID, reversed.Rights[i].ID)
		}
	})
}

// Rights are in the order of the scheme, whichever incident gives them first.
func TestRightsAreInTheOrderOfTheScheme(t *testing.T) {
	t.Parallel()
	s := compiled(t, []byte(`{"id": "a", "version": "1", "facts": {"b": "bool"},
		"rights": [{"id": "first", "when": "b"}, {"id": "second", "when": "!b"}, {"id": "third"}]}`))
	award, err := s.assess(t, object{"incidents": []any{object{}, object{"b": true}, object{}}})
	require.NoError(t, err)
	require.Equal(t, []compensation.Right{
		{ID: "first", Incidents: []int{2}}, {ID: "second", Incidents: []int{1, 3}}, {ID: "third", Incidents: []int{1, 2, 3}},
	}, award.Rights)
	require.Equal(t, compensation.Money{}, award.Amount)
}

// No award is above a cap, less what the cap's window has seen.
func TestNoAwardIsAboveACap(t *testing.T) {
	t.Parallel()
	scenes(t, 800, 7, func(t *testing.T, s scheme, claim object, award compensation.Award) {
		t.Helper()
		if claim["carried"] != nil {
			return
		}
		for _, entry := range list(s.decoded["caps"]) {
			if entry["window"] != nil {
				continue
			}
			o := oracle{scheme: s.decoded, claim: claim}
			o.facts, _ = claim["facts"].(object)
			limit, err := o.number(entry["limit"].(string))
			if err != nil {
				continue // there are no incidents that would need it
			}
			if limit.Sign() < 0 {
				limit.SetInt64(0)
			}
			require.LessOrEqual(t, award.Amount.Amount().Rat().Cmp(limit), 0, "%v\n%s%v", award.Amount, s.text, claim)
			require.LessOrEqual(t, award.Carried.Amount().Rat().Cmp(limit), 0)
		}
	})
}

// No window that ends with an incident which gets something is above the cap.
func TestNoWindowIsAboveItsCap(t *testing.T) {
	t.Parallel()
	source := rand.New(rand.NewPCG(3, 4))
	start := time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)
	for range 300 {
		limit := []string{"10", "7.995", "3.33"}[source.IntN(3)]
		s := compiled(t, encoded(t, object{
			"id": "rolling", "version": "1", "currency": "EUR", "facts": object{"x": "number", "at": "time"},
			"rules":      []any{object{"id": "r", "amount": "x"}},
			"caps":       []any{object{"id": "c", "limit": limit, "window": object{"rolling": "30m"}}},
			"allocation": []string{"chronological", "largest_remainder"}[source.IntN(2)],
		}))
		var incidents []any
		var at []time.Time
		for i := range 2 + source.IntN(9) {
			at = append(at, start.Add(time.Duration(source.IntN(90))*time.Minute))
			incidents = append(incidents, object{"x": decimal.New(source.Int64N(4000), -3).StringFixed(3), "at": at[i].Format(time.RFC3339)})
		}
		award, err := s.assess(t, object{"incidents": incidents})
		require.NoError(t, err)
		for i, part := range award.PerIncident {
			sum := decimal.Decimal{}
			for j, other := range award.PerIncident {
				if age := at[i].Sub(at[j]); 0 <= age && age < 30*time.Minute {
					sum = sum.Add(other.Amount())
				}
			}
			require.False(t, !part.IsZero() && sum.GreaterThan(dec(t, limit)), "%s in a window of %s\n%v\n%v", sum, limit, incidents, award.PerIncident)
		}
	}
}

// Assessed one after the other, each with those before as its history, the
// incidents of a month get what they get when they are assessed at once.
func TestOneByOneIsAllAtOnce(t *testing.T) {
	t.Parallel()
	source := rand.New(rand.NewPCG(1, 2))
	month := object{"m": "2026-01"}
	for range 300 {
		rule := object{"id": "r", "amount": []string{"n2", "pct(33.3, n2) + 1", "n2 / 7"}[source.IntN(3)], "min": "0"}
		s := compiled(t, encoded(t, object{
			"id": "month", "version": "1", "currency": "EUR",
			"facts": object{"n2": "number", "k": "string", "m": "string"},
			"rules": []any{rule},
			"caps": []any{
				object{"id": "key", "limit": []string{"40", "17.50", "100"}[source.IntN(3)], "window": object{"same": []any{"k", "m"}}},
				object{"id": "all", "limit": []string{"60", "1000"}[source.IntN(2)], "window": object{"same": []any{"m"}}},
			},
			"round":      object{"to": "0.01", "mode": []string{"half_up", "half_even", "up", "floor"}[source.IntN(4)], "at": "line"},
			"allocation": "chronological",
		}))
		var incidents, history []any
		for range 1 + source.IntN(6) {
			incidents = append(incidents, object{"n2": []string{"10", "0", "33.335", "21", "7.77"}[source.IntN(5)], "k": []string{"x", "y"}[source.IntN(2)]})
		}
		whole, err := s.assess(t, object{"facts": month, "incidents": incidents})
		require.NoError(t, err)
		for i, incident := range incidents {
			one, err := s.assess(t, object{"facts": month, "incidents": []any{incident}, "history": history})
			require.NoError(t, err)
			require.True(t, one.Amount.Equal(whole.PerIncident[i]), "incident %d: %v alone, %v of the whole\n%s%v", i+1, one.Amount, whole.PerIncident[i], s.text, incidents)
			history = append(history, object{"amount": one.Amount.Amount().StringFixed(2), "facts": object{"k": incident.(object)["k"], "m": "2026-01"}})
		}
	}
}

// The settings of the decimal package, which any package of a host may change,
// change no answer and no text. It must not run in parallel.
func TestAwardsIgnoreTheSettingsOfDecimal(t *testing.T) { //nolint:paralleltest // changes globals
	ask := func() []string {
		var texts []string
		scenes(t, 100, 8, func(t *testing.T, s scheme, _ object, award compensation.Award) {
			t.Helper()
			data, err := json.Marshal(award)
			require.NoError(t, err)
			written, err := json.Marshal(s.program.Scheme())
			require.NoError(t, err)
			texts = append(texts, string(data), string(written))
			texts = append(texts, award.Explain(commitment.English)...)
			texts = append(texts, award.Explain(commitment.Chinese)...)
		})
		parts, err := compensation.Allocate(money(t, "10.00 USD"), decs(t, "1", "1", "1"), dec(t, "0.01"), compensation.LargestRemainder)
		require.NoError(t, err)
		for _, part := range parts {
			texts = append(texts, part.String())
		}
		ratio, err := compensation.IndexRatio(dec(t, "775"), decimal.New(314540, -3), decimal.New(226545, -3), cents(t))
		require.NoError(t, err)
		return append(texts, ratio.StringFixed(2))
	}
	before := ask()
	setDecimal(t, &decimal.DivisionPrecision, 1)
	setDecimal(t, &decimal.PowPrecisionNegativeExponent, 1)
	setDecimal(t, &decimal.MarshalJSONWithoutQuotes, true)
	setDecimal(t, &decimal.ExpMaxIterations, 1)
	setDecimal(t, &decimal.TrimTrailingZeros, false)
	setDecimal(t, &decimal.UseScientificNotation, true)
	setDecimal(t, &decimal.MaxDecodeExponent, 100) // the test itself reads decimals
	require.Equal(t, before, ask())
	decimal.MaxDecodeExponent = 0
	_, err := compensation.ParseMoney("0.01 EUR")
	require.NoError(t, err)
	_, err = compensation.ParseClaim([]byte(`{"carried": "1.50"}`))
	require.NoError(t, err)
}

// setDecimal changes a setting for the length of a test.
func setDecimal[T any](t *testing.T, setting *T, value T) {
	t.Helper()
	old := *setting
	t.Cleanup(func() { *setting = old })
	*setting = value
}
