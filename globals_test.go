package commitment_test

import (
	"testing"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/us"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
)

// Shared dependencies have process-wide settings that any package of a host may
// change. No answer of the library may depend on them.
func TestAnswersIgnoreTheGlobalsOfDependencies(t *testing.T) {
	before := answers(t)
	flipGlobals(t)
	require.Equal(t, before, answers(t))
}

// answers asks each package for results and texts that its dependencies have a
// part in.
func answers(t *testing.T) []string {
	t.Helper()
	office, err := calendar.New(calendar.Spec{
		Name:     "office",
		Location: time.UTC,
		Week:     calendar.Weekdays(calendar.MustHours("09:00-17:00")),
		Holidays: []calendar.HolidaySource{calendar.FromCal(us.Holidays...)},
	})
	require.NoError(t, err)
	texts := append(office.Describe(commitment.English), office.Fingerprint())
	lines, err := office.Explain(time.Date(2026, time.July, 2, 16, 0, 0, 0, time.UTC), calendar.MustAllowance("20h"), commitment.Chinese)
	require.NoError(t, err)
	return append(texts, lines...)
}

func flipGlobals(t *testing.T) {
	t.Helper()
	havana, err := time.LoadLocation("America/Havana")
	require.NoError(t, err)
	set(t, &cal.DefaultLoc, havana)
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
