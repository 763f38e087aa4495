package kpi_test

import (
	"encoding/json"
	"fmt"
	"log"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/kpi"
	"github.com/servicecommitment/commitment/kpi/stat"
)

// The limits of a quarter are frozen; the months after it are judged by them.
func ExampleBaseline() {
	missed := kpi.Definition{Name: "sla.attainment", Version: "1", Basis: kpi.ByDue}
	quarter := stat.PChart([]uint64{5, 4, 6}, []uint64{100, 100, 100})
	b := kpi.Baseline{ID: "2026-Q1", Date: calendar.MustDate(2026, 4, 1), Definition: missed, Chart: quarter.Baseline()}
	data, err := json.Marshal(b)
	if err != nil {
		log.Fatal(err) // what Validate reports
	}
	again, err := kpi.ParseBaseline(data)
	fmt.Println(again == b, err)

	chart, err := again.Counts(missed, []uint64{6, 14}, []uint64{100, 100})
	fmt.Println(chart.Beyond(), err)
	_, err = again.Values(kpi.Definition{Name: "nps", Version: "1"}, []float64{30})
	fmt.Println(err)
	_, known := kpi.BaselineAt([]kpi.Baseline{b}, calendar.MustDate(2026, 3, 31))
	fmt.Println(known)
	for _, line := range append(b.Describe(commitment.English), b.Describe(commitment.Chinese)...) {
		fmt.Println(line)
	}
	// Output:
	// true <nil>
	// [1] <nil>
	// kpi: baseline "2026-Q1" is of sla.attainment@1 by due, not of nps@1
	// false
	// baseline 2026-Q1: attainment, from 2026-04-01 on
	// p chart, centre 0.05, spread 1
	// definition: sla.attainment@1 by due
	// 基线 2026-Q1：承诺达成率，自 2026-04-01 起执行
	// p 控制图，中心线 0.05，离散度 1
	// 口径：sla.attainment@1 by due
}

func TestBaselines(t *testing.T) {
	d := kpi.Definition{Name: "own", Version: "1"}
	date := calendar.MustDate(2026, 4, 1)
	for _, chart := range []stat.Chart{
		stat.PChart([]uint64{5, 4, 6}, []uint64{100, 100, 100}), stat.UChart([]uint64{5, 400, 6}, []uint64{100, 100, 100}),
		stat.CChart([]uint64{5, 4, 6}), stat.LaneyP([]uint64{5, 4, 6}, []uint64{100, 100, 100}),
		stat.LaneyU([]uint64{5, 4, 6}, []uint64{100, 100, 100}), stat.XmR([]float64{-0.1, 1.0 / 3, 11}),
	} {
		b := kpi.Baseline{ID: "b", Date: date, Definition: d, Chart: chart.Baseline()}
		require.NoError(t, b.Validate())
		data, err := json.Marshal(b)
		require.NoError(t, err)
		back, err := kpi.ParseBaseline(data)
		require.NoError(t, err)
		require.Equal(t, b, back)
		for _, lang := range []commitment.Lang{0, commitment.English, commitment.Chinese} {
			require.Contains(t, b.Describe(lang)[1], chart.Kind.String())
		}
	}

	xmr := kpi.Baseline{ID: "b", Date: date, Definition: d, Chart: stat.XmR([]float64{10, 12, 11}).Baseline()}
	judged, err := xmr.Values(d, []float64{11, 90})
	require.NoError(t, err)
	require.Equal(t, []int{1}, judged.Beyond())
	other := d
	other.Variant = "other"
	_, err = xmr.Values(other, []float64{11})
	require.ErrorIs(t, err, kpi.ErrIdentity)
	_, err = xmr.Counts(other, []uint64{11}, nil)
	require.ErrorIs(t, err, kpi.ErrIdentity)

	all := []string{"id: must be a text of 1 to 256 bytes", "date: must be given", "definition: must have a name and a version", "chart: must be that of a p, u, c, Laney or XmR chart"}
	requireInvalid(t, kpi.Baseline{}.Validate(), all...)
	_, err = kpi.Baseline{}.MarshalJSON()
	requireInvalid(t, err, all...)
	long := kpi.Baseline{ID: "b", Date: date, Chart: xmr.Chart, Definition: kpi.Definition{Name: strings.Repeat("n", 257), Version: "1", Policy: "\n", Basis: 9}}
	requireInvalid(t, long.Validate(), "definition.name: must be a text of 1 to 256 bytes", "definition.policy: must be a text of 1 to 256 bytes", "definition.basis: no value 9")
	for _, chart := range []stat.Baseline{
		{Kind: stat.KindEWMA, Spread: 1}, {Kind: stat.KindP, Center: 2, Spread: 1}, {Kind: stat.KindXmR, Center: math.NaN()}, {Kind: stat.KindXmR, Spread: -1}, {Kind: stat.KindC, Center: math.Inf(1), Spread: 1},
	} {
		xmr.Chart = chart
		requireInvalid(t, xmr.Validate(), all[3])
	}
}

func TestBaselineAt(t *testing.T) {
	on := func(text string) calendar.Date {
		date, err := calendar.ParseDate(text)
		require.NoError(t, err)
		return date
	}
	at := func(id, date string) kpi.Baseline { return kpi.Baseline{ID: id, Date: on(date)} }
	list := []kpi.Baseline{at("c", "2026-07-01"), at("a", "2026-01-01"), at("b", "2026-04-01"), at("b2", "2026-04-01")}
	for date, want := range map[string]string{"2025-12-31": "", "2026-01-01": "a", "2026-03-31": "a", "2026-04-01": "b2", "2026-06-30": "b2", "2027-01-01": "c"} {
		b, ok := kpi.BaselineAt(list, on(date))
		require.Equal(t, want != "", ok, date)
		require.Equal(t, want, b.ID, date)
	}
}

func TestParseBaselineRefuses(t *testing.T) {
	for text, want := range map[string][]string{
		`{}`: {"id: is required", "date: is required", "definition: is required", "kind: is required", "center: is required", "spread: is required"},
		`{"id":"b","date":"2026-13-01","definition":{"name":"own"},"kind":"q","center":"1","spread":1,"by":"me"}`: nil,
		`{"id":"","date":"2026-01-01","definition":{"name":"own","version":"1"},"kind":"ewma","center":1e999,"spread":1}`: {
			"id: must be a text of 1 to 256 bytes", "chart: must be that of a p, u, c, Laney or XmR chart",
		},
		`[]`: nil, ``: nil,
	} {
		b, err := kpi.ParseBaseline([]byte(text))
		require.ErrorIs(t, err, commitment.ErrInvalid, text)
		require.Zero(t, b)
		if want != nil {
			requireInvalid(t, err, want...)
		}
	}
	_, err := kpi.ParseBaseline([]byte(`{"id":"b","date":"2026-13-01","definition":{"name":"own"},"kind":"q","center":"1","spread":1,"by":"me"}`))
	var paths []string
	for _, problem := range commitment.FieldErrors(err) {
		paths = append(paths, problem.Path)
	}
	require.ElementsMatch(t, []string{"date", "definition.version", "kind", "center", "by"}, paths)
}
