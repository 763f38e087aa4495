package commitment_test

import (
	"testing"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
)

// Shared dependencies have process-wide settings that any package of a host may
// change. No answer of the library may depend on them: not of what was compiled
// before, and not of what is compiled after.
func TestAnswersIgnoreTheGlobalsOfDependencies(t *testing.T) {
	w := newWorld(t)
	before := make(map[string]answers)
	for _, q := range w.questions() {
		before[q.name] = append(before[q.name], mustAsk(t, q)...)
	}
	plain := decimal.New(100, -1).String()
	flipGlobals(t)
	require.NotEqual(t, plain, decimal.New(100, -1).String(), "the settings are settings")
	for when, w := range map[string]*world{"compiled before": w, "compiled after": newWorld(t)} {
		after := make(map[string]answers)
		for _, q := range w.questions() {
			after[q.name] = append(after[q.name], mustAsk(t, q)...)
		}
		require.Len(t, after, len(before))
		for name := range before {
			require.Equal(t, before[name], after[name], "%s, %s", name, when)
		}
	}
}

func mustAsk(t *testing.T, q question) answers {
	t.Helper()
	a, err := q.ask()
	require.NoError(t, err, q.name)
	require.NotEmpty(t, a, q.name)
	return a
}

func flipGlobals(t *testing.T) {
	t.Helper()
	set(t, &cal.DefaultLoc, zone(t, "America/Havana"))
	set(t, &cal.CacheMaxSize, 1)
	set(t, &cal.CacheEvictSize, 1)
	set(t, &time.Local, zone(t, "Pacific/Apia"))
	set(t, &decimal.DivisionPrecision, 1)
	set(t, &decimal.PowPrecisionNegativeExponent, 1)
	set(t, &decimal.MarshalJSONWithoutQuotes, true)
	set(t, &decimal.ExpMaxIterations, 1)
	set(t, &decimal.TrimTrailingZeros, false)
	set(t, &decimal.UseScientificNotation, true)
	set(t, &decimal.MaxDecodeExponent, 1)
}

// set changes a global variable for the length of a test.
func set[T any](t *testing.T, global *T, value T) {
	t.Helper()
	old := *global
	t.Cleanup(func() { *global = old })
	*global = value
}
