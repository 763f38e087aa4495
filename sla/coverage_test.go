package sla_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/sla"
)

// covered is open in January 2026: that is what its holidays cover, or where it has
// none, what it does itself.
func covered(t *testing.T, holidays ...calendar.HolidaySource) *calendar.Calendar {
	t.Helper()
	spec := calendar.Spec{Name: "office", Location: time.UTC, Week: calendar.Weekdays(calendar.MustHours("09:00-17:00")), Holidays: holidays}
	if len(holidays) == 0 {
		spec.First, spec.Last = calendar.MustDate(2026, time.January, 1), calendar.MustDate(2026, time.January, 31)
	}
	office, err := calendar.New(spec)
	require.NoError(t, err)
	return office
}

// Ruling 18: what can be judged is, and an error says only that nothing could be.
func TestClocksBeyondTheCoverage(t *testing.T) {
	t.Parallel()
	const solution, response, measured = `{"metric": "resolution", "within": "3bd", "calendar": "office"}`,
		`{"metric": "first_response", "within": "1h", "calendar": "office"}`, `{"metric": "restoration", "calendar": "office"}`
	notices := calendar.Named("notices", calendar.FixedDates(calendar.MustDate(2026, time.January, 1), calendar.MustDate(2026, time.January, 31)))
	for _, test := range []struct {
		name, commitments string
		holidays          []calendar.HolidaySource
		judged            bool
		finding           string
	}{
		{
			"none is judged", solution,
			[]calendar.HolidaySource{notices},
			false,
			`it lies outside the coverage of the calendar "office", which ends with what is known to "notices"`,
		},
		{"of a coverage of its own", solution, nil, false, `it lies outside the coverage of the calendar "office"`},
		{"one beside it is judged", solution + "," + response, nil, true, `it lies outside the coverage of the calendar "office"`},
		{"what is only measured is not judged", measured + "," + solution, nil, false, `it lies outside the coverage of the calendar "office"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			policy := checkParse(t, `{"id": "p", "version": "1", "rules": [{"id": "all", "commitments": [`+test.commitments+`]}]}`)
			engine, err := sla.Compile(map[string]*calendar.Calendar{"office": covered(t, test.holidays...)}, policy)
			require.NoError(t, err)
			opened := time.Date(2026, time.January, 29, 10, 0, 0, 0, time.UTC)
			r, err := engine.Evaluate(sla.Case{Events: []sla.Event{{At: opened, Kind: sla.KindOpened}}}, opened.Add(time.Hour/2))
			if test.judged {
				require.NoError(t, err)
			} else {
				require.ErrorIs(t, err, calendar.ErrNotCovered)
			}
			require.Len(t, r.Findings, 1)
			require.Equal(t, sla.FindingNotCovered, r.Findings[0].Code)
			require.Equal(t, `the due instant of the commitment "resolution" is not known: `+test.finding, r.Findings[0].Message)
			clock, ok := r.Clock("resolution")
			require.True(t, ok)
			require.Equal(t, sla.Clock{
				Metric: "resolution", Commitment: "resolution", Calendar: "office", Fingerprint: clock.Fingerprint,
				Cycle: 1, Stage: sla.Running, Verdict: sla.Open, Start: opened, Elapsed: time.Hour / 2,
			}, clock)
		})
	}
}
