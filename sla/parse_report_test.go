package sla_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/sla"
)

func TestParseReport(t *testing.T) {
	t.Parallel()
	got, err := sla.ParseReport([]byte(`{"case_id": "C-1", "as_of": "2026-01-05T09:00:00+08:00", "next": null,
 "clocks": [{"metric": "resolution", "commitment": "fast", "cycle": 1, "stage": "running", "verdict": "open",
   "start": "2026-01-05T09:00:00+08:00", "elapsed": "0s", "remaining": "1h30m", "overdue": "90m", "earlier": []}],
 "attributes": {"tier": "vip"}}`))
	require.NoError(t, err)
	at := time.Date(2026, time.January, 5, 1, 0, 0, 0, time.UTC)
	want := sla.Report{
		CaseID: "C-1", AsOf: at,
		Clocks: []sla.Clock{{
			Metric: "resolution", Commitment: "fast", Cycle: 1, Stage: sla.Running, Verdict: sla.Open, Start: at,
			Remaining: 90 * time.Minute, Overdue: 90 * time.Minute,
		}},
		Attributes: map[string][]string{"tier": {"vip"}},
	}
	requireSameDocument(t, &want, &got)
}

// A duration may have as many digits as one needs, but no endless text.
func TestDurationsOfAnyLength(t *testing.T) {
	t.Parallel()
	hour := strings.Repeat("0", 62) + "1h"
	report, err := sla.ParseReport([]byte(`{"clocks": [{"elapsed": "` + hour + `"}]}`))
	require.NoError(t, err)
	require.Equal(t, time.Hour, report.Clocks[0].Elapsed)
	_, err = sla.ParseReport([]byte(`{"clocks": [{"elapsed": "0` + hour + `"}]}`))
	require.Len(t, jsonProblems(t, err), 1)
	require.Contains(t, jsonProblems(t, err)[0], "clocks[0].elapsed: ")
}

func TestParseReportRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		want       []string
	}{
		{"no object", `[]`, []string{"must be an object, not an array"}},
		{"an unknown key", `{"case": "C-1"}`, []string{"case: unknown field"}},
		{
			"wrong members",
			`{"as_of": "now", "clocks": [{"stage": "Running", "verdict": "", "breached": 1, "elapsed": 60, "cycle": "1", "earlier": [{"verdict": 5}]}, []],
			  "firings": [{"at": 5}], "findings": {}, "shares": [{"groups": [{"elapsed": ""}], "total": "PT1H"}], "segments": []}`,
			[]string{
				`as_of: "now" is not an instant such as 2026-01-05T09:00:00+08:00`,
				"clocks[0].cycle: must be a whole number, not a string",
				`clocks[0].stage: unknown value "Running"`,
				`clocks[0].verdict: unknown value ""`,
				"clocks[0].breached: must be true or false, not a number",
				"clocks[0].elapsed: must be a string, not a number",
				"clocks[0].earlier[0].verdict: must be a string, not a number",
				"clocks[1]: must be an object, not an array",
				"firings[0].at: must be a string, not a number",
				"findings: must be an array, not an object",
				`shares[0].groups[0].elapsed: "" is not a duration such as 1h30m`,
				`shares[0].total: "PT1H" is not a duration such as 1h30m`,
				"segments: unknown field",
			},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			report, err := sla.ParseReport([]byte(test.text))
			require.Equal(t, test.want, jsonProblems(t, err))
			require.Equal(t, sla.Report{}, report)
		})
	}
}

func TestExplanationUnmarshalJSON(t *testing.T) {
	t.Parallel()
	var x sla.Explanation
	require.NoError(t, json.Unmarshal([]byte(`{"case_id": "C-1", "clocks": [{}, {}],
 "segments": [[{"counted": true, "cause": "working_time"}], []], "moves": [[], [{"kind": "start"}]]}`), &x))
	require.Equal(t, sla.Explanation{
		Report:   sla.Report{CaseID: "C-1", Clocks: make([]sla.Clock, 2)},
		Segments: [][]sla.Segment{{{Counted: true, Cause: sla.CauseWorkingTime}}, nil},
		Moves:    [][]sla.Move{nil, {{Kind: sla.MoveStart}}},
	}, x)
	err := x.UnmarshalJSON([]byte(`{"segments": [{}, [{"cause": "holidays"}]], "moves": [[{"kind": 1}]]}`))
	require.Equal(t, []string{
		"segments[0]: must be an array, not an object",
		`segments[1][0].cause: unknown value "holidays"`,
		"moves[0][0].kind: must be a string, not a number",
	}, jsonProblems(t, err))
}

func TestPartsOfReportsUnmarshalJSON(t *testing.T) {
	t.Parallel()
	var row struct {
		Report  sla.Report
		Clock   sla.Clock
		Firing  sla.Firing
		Finding sla.Finding
	}
	require.NoError(t, json.Unmarshal([]byte(`{"Report": {"case_id": "C-1"}, "Clock": {"cycle": 2}, "Firing": {"key": "k"}, "Finding": {"code": "c"}}`), &row))
	require.Equal(t, "C-1", row.Report.CaseID)
	require.Equal(t, sla.Clock{Cycle: 2}, row.Clock)
	require.Equal(t, sla.Firing{Key: "k"}, row.Firing)
	require.Equal(t, sla.Finding{Code: "c"}, row.Finding)
	for _, text := range []string{`{"Report": {"x": 1}}`, `{"Clock": {"x": 1}}`, `{"Firing": {"x": 1}}`, `{"Finding": {"x": 1}}`} {
		require.Contains(t, jsonProblems(t, jsonCause(t, json.Unmarshal([]byte(text), &row)))[0], "x: unknown field")
	}
}
