package kpi_test

import (
	"fmt"
	"log"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/kpi"
	"github.com/servicecommitment/commitment/kpi/stat"
	"github.com/servicecommitment/commitment/sla"
)

// A p-chart of what was missed, week by week.
func ExampleTable_Series() {
	table, err := kpi.NewTable(kpi.TableRule{Dimensions: []string{"team", "week"}})
	if err != nil {
		log.Fatal(err)
	}
	for week, missed := range []int{4, 5, 3, 15, 4, 5} {
		for n := range 100 {
			facts := kpi.Facts{Verdict: sla.Met}
			if n < missed {
				facts.Verdict = sla.Missed
			}
			if err := table.Add(kpi.Key{fmt.Sprintf("team %d", n%2), fmt.Sprintf("2026-W%02d", week+1)}, facts); err != nil {
				log.Fatal(err)
			}
		}
	}
	series, err := table.Series("week")
	if err != nil {
		log.Fatal(err)
	}
	chart := stat.PChart(series.Missed, series.Total)
	fmt.Printf("%.2f\n", chart.Center)
	for _, i := range chart.Beyond() {
		fmt.Println(series.Names[i], series.Missed[i], series.Met[i])
	}
	// Output:
	// 0.06
	// 2026-W04 15 85
}

// The months of a report, line by line.
func ExampleSeries_Describe() {
	table, err := kpi.NewTable(kpi.TableRule{Dimensions: []string{"team", "month"}})
	if err != nil {
		log.Fatal(err)
	}
	for _, fact := range []struct {
		team, month string
		verdict     sla.Verdict
	}{
		{"north", "2026-01", sla.Met},
		{"south", "2026-01", sla.Missed},
		{"north", "2026-02", sla.Met},
		{"south", "2026-02", sla.Met},
		{"north", "2026-03", sla.NotApplicable},
	} {
		if err := table.Add(kpi.Key{fact.team, fact.month}, kpi.Facts{Verdict: fact.verdict}); err != nil {
			log.Fatal(err)
		}
	}
	series, err := table.Series("month")
	if err != nil {
		log.Fatal(err)
	}
	for _, lang := range []commitment.Lang{commitment.English, commitment.Chinese} {
		for _, line := range series.Describe(lang) {
			fmt.Println(line)
		}
	}
	// Output:
	// 2026-01: 1 / 2 (50.0 %)
	// 2026-02: 2 / 2 (100.0 %)
	// 2026-03: undefined, no data
	// 2026-01：达成 1 / 2（50.0 %）
	// 2026-02：达成 2 / 2（100.0 %）
	// 2026-03：无数据，不作计算
}

func TestSeries(t *testing.T) {
	table, err := kpi.NewTable(kpi.TableRule{Dimensions: []string{"team", "period"}})
	require.NoError(t, err)
	for _, row := range []struct {
		key     kpi.Key
		verdict sla.Verdict
	}{
		{kpi.Key{"a", "2026-02"}, sla.Met},
		{kpi.Key{"b", "2026-02"}, sla.Waived},
		{kpi.Key{"a", "2026-01"}, sla.Missed},
		{kpi.Key{"a", "2026-01"}, sla.Waived},
		{kpi.Key{"a", ""}, sla.Open},
		{kpi.Key{"a", "2026-03"}, sla.NotApplicable},
	} {
		require.NoError(t, table.Add(row.key, kpi.Facts{Verdict: row.verdict}))
	}
	s, err := table.Series("period")
	require.NoError(t, err)
	require.Equal(t, kpi.Series{
		Names: []string{"2026-01", "2026-02", "2026-03"}, Met: []uint64{0, 1, 0}, Missed: []uint64{2, 1, 0}, Total: []uint64{2, 2, 0},
	}, s)
	_, err = table.Series("week")
	requireInvalid(t, err, `dimension: must be one of the table's: "week"`)
}

// TestZeroTable is that of attainment, and rolls up to nothing.
func TestZeroTable(t *testing.T) {
	var table kpi.Table
	require.Equal(t, []string{"metric", "tier", "team", "agent", "channel", "category", "product", "period"}, table.Dimensions())
	require.Equal(t, "sla.attainment@1 by created", table.Identity().String())
	all, err := table.RollUp("team")
	require.NoError(t, err)
	require.Equal(t, []string{"team"}, all.Dimensions())
	require.Zero(t, all.Len())
	s, err := table.Series("period")
	require.NoError(t, err)
	require.Equal(t, kpi.Series{}, s)
	none, err := table.RollUp()
	require.NoError(t, err)
	text, err := none.MarshalJSON()
	require.NoError(t, err)
	require.JSONEq(t, `{"definition":{"name":"sla.attainment","version":"1","basis":"created"},"dimensions":[],"cells":[]}`, string(text))
	require.Equal(t, []string{"definition: sla.attainment@1 by created"}, none.Describe(0))
}
