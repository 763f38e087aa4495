package kpi_test

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/kpi"
	"github.com/servicecommitment/commitment/sla"
)

func TestScoresInJSON(t *testing.T) {
	critical := make(map[kpi.ErrorClass][]string)
	critical[kpi.ComplianceCritical] = []string{"privacy"}
	for want, score := range map[string]any{
		`{"card":"","score":null,"coverage":0,"items":[]}`: kpi.CardScore{},
		`{"card":"service","score":80,"coverage":0.5,"grade":"A","items":[{"id":"a","value":0.9,"score":80,"weight":2},{"id":"b","value":null,"score":null,"weight":2}]}`: kpi.CardScore{
			Card: "service", Score: 80, Defined: true, Coverage: 0.5, Grade: "A",
			Items: []kpi.ItemScore{{ID: "a", Value: 0.9, Score: 80, Weight: 2, Defined: true}, {ID: "b", Weight: 2}},
		},
		`{"score":null,"raw":null,"coverage":0,"passed":false,"critical":{}}`: kpi.SheetScore{},
		`{"score":0,"raw":90,"coverage":1,"passed":false,"critical":{"compliance":["privacy"]}}`: kpi.SheetScore{
			Raw: 90, Defined: true, Coverage: 1, Critical: critical,
		},
		`{"score":null,"got":0,"applicable":0,"sections":{"after_sales_system":0,"product_service":0,"customer_service":0},"special_deductions":0,"bonus":0}`: kpi.GBTScore{},
		`{"score":92,"grade":"4star","got":91,"applicable":100,"sections":{"after_sales_system":40,"product_service":31,"customer_service":20},"special_deductions":0,"bonus":1}`: kpi.GBTScore{
			Score: 92, Defined: true, Grade: kpi.GBTFourStar, Got: 91, Applicable: 100, Sections: [3]float64{40, 31, 20}, Extras: kpi.GBTExtras{Bonus: 1},
		},
	} {
		data, err := json.Marshal(score)
		require.NoError(t, err)
		require.JSONEq(t, want, string(data))
	}
}

func TestResultsInJSON(t *testing.T) {
	objective, err := kpi.NewObjective(0.95)
	require.NoError(t, err)
	budget, ok, err := objective.Budget(60, 2000)
	require.NoError(t, err)
	require.True(t, ok)
	exact, err := kpi.NewObjective(0.9999999999995)
	require.NoError(t, err)
	nothing, ok, err := exact.Budget(1, 5)
	require.NoError(t, err)
	require.False(t, ok)
	alert, err := objective.NewBurnAlert(0.02, time.Hour, 30*oneDay)
	require.NoError(t, err)
	table, err := kpi.NewTable(kpi.TableRule{Dimensions: []string{"team"}})
	require.NoError(t, err)
	for _, f := range []kpi.Facts{
		{Verdict: sla.Missed, Done: true, Elapsed: 3 * time.Hour, Overdue: time.Hour}, {Verdict: sla.Open, Reason: kpi.ReasonRunning},
	} {
		require.NoError(t, table.Add(kpi.Key{"a"}, f))
	}
	cell, ok := table.Cell(kpi.Key{"a"})
	require.True(t, ok)
	const noTimes = `{"count":0,"mean":null,"min":null,"p50":null,"p90":null,"p95":null,"p99":null,"max":null}`
	always := func(text string) string {
		return strings.ReplaceAll(`{"count":1,"mean":T,"min":T,"p50":T,"p90":T,"p95":T,"p99":T,"max":T}`, "T", text)
	}
	const noCounts = `{"met":0,"missed":0,"waived":0,"pending":0,"not_applicable":0}`
	const cellText = `"value":0,"counts":{"met":0,"missed":1,"waived":0,"pending":1,"not_applicable":0},"reasons":[{"code":"running","count":1}],`
	shanghai := time.FixedZone("", 8*3600)

	for _, test := range []struct {
		name  string
		value any
		want  string
	}{
		{"no budget", kpi.Budget{}, `{"objective":null,"bad":0,"total":0,"allowed":null,"remaining":null,"remaining_share":null}`},
		{"a budget", budget, `{"objective":0.95,"bad":60,"total":2000,"allowed":100,"remaining":40,"remaining_share":0.4}`},
		{"a budget that allows nothing", nothing, `{"objective":0.9999999999995,"bad":1,"total":5,"allowed":0,"remaining":-1,"remaining_share":null}`},
		{"an alert that never fires", kpi.BurnAlert{}, `{"share":0,"long":"0s","short":"0s","factor":0,"min_events":0}`},
		{"an alert", alert, `{"share":0.02,"long":"1h0m0s","short":"5m0s","factor":14.4,"min_events":0}`},
		{"windows without a case", kpi.BurnState{}, `{"long":null,"short":null,"fires":false}`},
		{
			"an alert that fires",
			kpi.BurnState{Long: 6.2, LongDefined: true, Short: 0, ShortDefined: true, Fires: true},
			`{"long":6.2,"short":0,"fires":true}`,
		},
		{
			"a promise without history",
			kpi.Capability{Tier: "gold", Allowance: 4 * time.Hour, Share: 0.95},
			`{"tier":"gold","allowance":"4h0m0s","share":0.95,"kept":` + noCounts + `,"feasible":null,"holds":false,"proven":false}`,
		},
		{
			"a promise that rests on capability",
			kpi.Capability{Tier: "金牌", Share: 0.9, Kept: kpi.Ratio{Met: 9, Missed: 1}, Feasible: 90 * time.Second, Defined: true, Holds: true, Proven: true},
			`{"tier":"金牌","allowance":"0s","share":0.9,"kept":{"met":9,"missed":1,"waived":0,"pending":0,"not_applicable":0},"feasible":"1m30s","holds":true,"proven":true}`,
		},
		{"a cell without a case", kpi.Cell{}, `{"value":null,"counts":` + noCounts + `,"elapsed":` + noTimes + `,"overdue":` + noTimes + `,"depth":null}`},
		{"a cell", cell, `{` + cellText + `"elapsed":` + always(`"3h0m0s"`) + `,"overdue":` + always(`"1h0m0s"`) + `,"depth":1.5}`},
		{
			"the table of the cell", table,
			`{"definition":{"name":"sla.attainment","version":"1","basis":"created"},"dimensions":["team"],"cells":[{"key":{"team":"a"},` +
				cellText + `"elapsed":` + always(`"3h0m0s"`) + `,"overdue":` + always(`"1h0m0s"`) + `,"depth":1.5}]}`,
		},
		{"a change", kpi.Change{Absolute: -1, Relative: -0.25, RelativeDefined: true}, `{"absolute":-1,"relative":-0.25}`},
		{"a change from zero", kpi.Change{Absolute: 3}, `{"absolute":3,"relative":null}`},
		{"a change that is no number", kpi.Change{Absolute: math.NaN(), Relative: math.Inf(1), RelativeDefined: true}, `{"absolute":null,"relative":null}`},
		{
			"a difference without a standard error",
			kpi.Difference{Value: 1, Lo: 1, Hi: 1, Significant: true},
			`{"value":1,"lo":1,"hi":1,"z":null,"p":null,"significant":true}`,
		},
		{
			"a difference",
			kpi.Difference{Value: -12.5, Lo: -20, Hi: -5, Z: -3, P: 0.0027, Significant: true},
			`{"value":-12.5,"lo":-20,"hi":-5,"z":-3,"p":0.0027,"significant":true}`,
		},
		{"a difference of zero", kpi.Difference{Lo: -1, Hi: 1, P: 1}, `{"value":0,"lo":-1,"hi":1,"z":0,"p":1,"significant":false}`},
		{"a difference beyond chance", kpi.Difference{Value: 9, Lo: 8, Hi: 10, Z: 50, Significant: true}, `{"value":9,"lo":8,"hi":10,"z":50,"p":0,"significant":true}`},
		{
			"a gap",
			kpi.ChannelGap{Channel: "phone", Best: "web", Difference: kpi.Difference{Value: 0.25, Lo: -0.25, Hi: 0.5}},
			`{"channel":"phone","best":"web","value":0.25,"lo":-0.25,"hi":0.5,"z":null,"p":null,"significant":false}`,
		},
		{"no status", kpi.Status{}, `{"light":null,"uncertain":false}`},
		{"no light", kpi.Status{Light: kpi.NoLight}, `{"light":"none","uncertain":false}`},
		{"uncertain", kpi.Status{Light: kpi.Amber, Uncertain: true}, `{"light":"amber","uncertain":true}`},
		{"an item without a value", kpi.ItemScore{ID: "nps", Weight: 40}, `{"id":"nps","value":null,"score":null,"weight":40}`},
		{"an item", kpi.ItemScore{ID: "nps", Value: 0, Score: 50, Weight: 40, Defined: true}, `{"id":"nps","value":0,"score":50,"weight":40}`},
		{"no series", kpi.Series{}, `{"names":[],"met":[],"missed":[],"total":[]}`},
		{
			"a series",
			kpi.Series{Names: []string{"2026-01", "2026-02"}, Met: []uint64{0, 1}, Missed: []uint64{2, 1}, Total: []uint64{2, 2}},
			`{"names":["2026-01","2026-02"],"met":[0,1],"missed":[2,1],"total":[2,2]}`,
		},
		{"no period", kpi.Period{}, `{}`},
		{
			"a period",
			kpi.Period{Name: "2026-04", From: time.Date(2026, time.April, 1, 0, 0, 0, 0, shanghai), To: time.Date(2026, time.May, 1, 0, 0, 0, 0, shanghai)},
			`{"name":"2026-04","from":"2026-04-01T00:00:00+08:00","to":"2026-05-01T00:00:00+08:00"}`,
		},
		{
			"a day of local mean time",
			kpi.Period{Name: "1890-01-01", From: time.Date(1890, time.January, 1, 0, 0, 0, 0, time.FixedZone("LMT", 8*3600+343))},
			`{"name":"1890-01-01","from":"1889-12-31T15:54:17Z"}`,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			data, err := json.Marshal(test.value)
			require.NoError(t, err)
			require.Equal(t, test.want, string(data))
		})
	}

	_, err = json.Marshal(kpi.Status{Light: 9})
	require.ErrorContains(t, err, "kpi: light: no value 9")
	_, err = kpi.Period{Name: "10000", To: time.Date(10000, time.January, 1, 0, 0, 0, 0, time.UTC)}.MarshalJSON()
	requireInvalid(t, err, "to: is an instant of a year outside 0 to 9999")
}
