package kpi_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/kpi"
)

// caseLine is a line of testdata/cases.jsonl: published and independently
// computed examples.
type caseLine struct {
	ID        string          `json:"id"`
	KPI       string          `json:"kpi"`
	Inputs    json.RawMessage `json:"inputs"`
	Expect    expectation     `json:"expect"`
	Tolerance float64         `json:"tolerance"`
	Note      string          `json:"note"`
}

// expectation is what a case expects, by name.
type expectation map[string]json.RawMessage

// statKinds are the kinds that kpi/stat runs.
func statKind(kind string) bool {
	switch kind {
	case "percentile", "trend.mann_kendall", "trend.theil_sen", "audit.sample_size", "audit.aql_code", "audit.aql_plan",
		"audit.kappa", "audit.rng", "audit.stratified":
		return true
	}
	return strings.HasPrefix(kind, "ci.") || strings.HasPrefix(kind, "chart.")
}

// answers is what a case computed.
type answers struct {
	t         *testing.T
	want      expectation
	tolerance float64
	used      map[string]bool
}

// number holds a value against an expected number.
func (a *answers) number(name string, got float64) {
	a.t.Helper()
	raw, expected := a.want[name]
	if !expected {
		return
	}
	a.used[name] = true
	var want float64
	require.NoError(a.t, json.Unmarshal(raw, &want))
	require.InDelta(a.t, want, got, a.tolerance+1e-12, name)
}

// value holds anything else against what is expected.
func (a *answers) value(name string, got any) {
	a.t.Helper()
	raw, expected := a.want[name]
	if !expected {
		return
	}
	a.used[name] = true
	text, err := json.Marshal(got)
	require.NoError(a.t, err)
	require.JSONEq(a.t, string(raw), string(text), name)
}

// defined holds a figure that may be undefined against its expected value.
func (a *answers) defined(name string, value float64, ok bool) {
	a.t.Helper()
	if raw, says := a.want["defined"]; says {
		a.used["defined"] = true
		require.Equal(a.t, string(raw) == "true", ok, "defined")
	}
	if _, expected := a.want[name]; expected {
		require.True(a.t, ok, name)
		a.number(name, value)
	}
}

// failed holds an error against an expected one.
func (a *answers) failed(err error) bool {
	a.t.Helper()
	_, expected := a.want["error"]
	if expected {
		a.used["error"] = true
		require.Error(a.t, err)
		return true
	}
	require.NoError(a.t, err)
	return false
}

// TestCases runs every case that is not kpi/stat's.
func TestCases(t *testing.T) {
	data, err := os.ReadFile("testdata/cases.jsonl")
	require.NoError(t, err)
	ran, others := 0, 0
	for scanner := bufio.NewScanner(bytes.NewReader(data)); scanner.Scan(); {
		var c caseLine
		require.NoError(t, json.Unmarshal(scanner.Bytes(), &c))
		if statKind(c.KPI) {
			others++
			continue
		}
		ran++
		t.Run(c.ID, func(t *testing.T) {
			run, known := caseRunners[c.KPI]
			require.True(t, known, "no runner for %s", c.KPI)
			a := &answers{t, c.Expect, c.Tolerance, make(map[string]bool)}
			run(a, c.Inputs)
			for name := range c.Expect {
				require.True(t, a.used[name], "nothing said of %s", name)
			}
		})
	}
	require.Equal(t, 177, ran+others)
	require.Equal(t, 110, ran)
}

// read reads the inputs of a case.
func read[T any](a *answers, inputs json.RawMessage) T {
	a.t.Helper()
	var in T
	require.NoError(a.t, json.Unmarshal(inputs, &in))
	return in
}

// instantIn reads an instant or a date.
func instantIn(a *answers, text string) time.Time {
	a.t.Helper()
	if text == "" {
		return time.Time{}
	}
	if !strings.Contains(text, "T") {
		text += "T00:00:00Z"
	}
	at, err := time.Parse(time.RFC3339, text)
	require.NoError(a.t, err)
	return at
}

var caseRunners = map[string]func(*answers, json.RawMessage){
	"nps": runNPS, "nps.compare": runNPSCompare, "csat": runCSAT, "csat.response_rate": runResponseRate, "ces": runCES,
	"fcr.gross_net": runGrossNet, "fcr.window": runFCRWindow, "fcr.one_touch": runOneTouch,
	"fcr.no_customer_reply": runNoCustomerReply, "fcr.closed_within": runClosedWithin,
	"sla.attainment": runAttainment, "sla.verdict": runVerdict, "sla.cohort": runCohort, "sla.weighted": runWeighted,
	"percentile.merge": runPercentileMerge, "percentile.sketch": runSketch,
	"duration.mean": runDurationMean, "duration.variance": runVariance, "duration.ceil_bias": runCeilBias,
	"complaint_rate": runComplaints, "reopen_rate": runReopens, "backlog": runBacklog, "backlog.age": runBacklogAge,
	"trend.change": runChange, "burn.factor": runBurnFactor, "burn.rate": runBurnRate, "burn.multiwindow": runMultiwindow,
	"budget.remaining": runBudget, "budget.exhaust": runExhaust,
	"scorecard.gbt27922": runGBT, "scorecard.weighted": runScorecard, "scorecard.critical": runCritical,
	"scorecard.three_rates": runThreeRates,
	"target.light":          runLight, "target.light_ci": runLightCI, "target.hysteresis": runHysteresis, "target.validate": runValidate,
	"servqual": runServqual, "servperf": runServperf,
	"merge.identity": runMergeIdentity, "merge.simpson": runSimpson, "merge.standardised": runStandardised,
	"merge.version": runMergeVersion, "merge.double": runMergeDouble, "period.bucket": runBucket,
}

func runAttainment(a *answers, raw json.RawMessage) {
	in := read[struct {
		Met, Missed, Pending, Paused uint64
		NA                           uint64 `json:"na"`
	}](a, raw)
	r := kpi.Ratio{Met: in.Met, Missed: in.Missed, Pending: in.Pending + in.Paused, NotApplicable: in.NA}
	rate, ok := r.Value()
	a.defined("rate", rate, ok)
	a.number("n", float64(r.Total()))
}

func runVerdict(a *answers, raw json.RawMessage) {
	in := read[struct {
		Target  *int64 `json:"target_s"`
		Elapsed int64  `json:"elapsed_s"`
		Done    bool
	}](a, raw)
	m := kpi.Measured{Elapsed: time.Duration(in.Elapsed) * time.Second, Done: in.Done}
	if in.Target != nil {
		m.Promised, m.Allowance = true, time.Duration(*in.Target)*time.Second
	}
	words := map[string]string{"open": "pending", "met": "met", "missed": "missed", "not_applicable": "na"}
	a.value("verdict", words[m.Verdict().String()])
}

func runWeighted(a *answers, raw json.RawMessage) {
	in := read[struct {
		Groups []struct {
			Tier        string
			Met, Missed uint64
		}
	}](a, raw)
	var pooled kpi.Ratio
	var groups []kpi.Ratio
	var equal []float64
	for _, g := range in.Groups {
		r := kpi.Ratio{Met: g.Met, Missed: g.Missed}
		require.NoError(a.t, pooled.Merge(r))
		groups, equal = append(groups, r), append(equal, 1)
	}
	value, ok := pooled.Value()
	a.defined("pooled", value, ok)
	mean, ok := kpi.Standardised(groups, equal)
	a.defined("mean_of_rates", mean, ok)
}

func runPercentileMerge(a *answers, raw json.RawMessage) {
	in := read[struct {
		Shards [][]int64
		Q      float64
	}](a, raw)
	var all kpi.Durations
	var mean float64
	for _, shard := range in.Shards {
		var d kpi.Durations
		for _, v := range shard {
			require.NoError(a.t, d.Add(time.Duration(v)))
		}
		q, ok := d.Quantile(in.Q)
		require.True(a.t, ok)
		mean += float64(q) / float64(len(in.Shards))
		require.NoError(a.t, all.Merge(d))
	}
	q, ok := all.Quantile(in.Q)
	a.defined("value", float64(q), ok)
	// 1001 lies in a bucket of 16: the mean of the shards' percentiles, which
	// is wrong anyway, is within its error.
	a.used["mean_of_shard_percentiles"] = true
	require.InDelta(a.t, 502, mean, 502./128)
}

func runSketch(a *answers, raw json.RawMessage) {
	in := read[struct {
		Q float64
	}](a, raw)
	var d kpi.Durations
	for i := range 10000 {
		require.NoError(a.t, d.Add(time.Duration((i+1)*(i+1))*time.Second))
	}
	q, ok := d.Quantile(in.Q)
	a.defined("exact", q.Seconds(), ok)
	require.InEpsilon(a.t, 90250000, q.Seconds(), 1./128)
}

func runDurationMean(a *answers, raw json.RawMessage) {
	in := read[struct {
		Count int
		Each  int64 `json:"each_seconds"`
	}](a, raw)
	// A hundred million times by doubling and adding.
	var sum, power kpi.Durations
	require.NoError(a.t, power.Add(time.Duration(in.Each)*time.Second))
	for n := in.Count; n > 0; n /= 2 {
		if n%2 == 1 {
			require.NoError(a.t, sum.Merge(power))
		}
		require.NoError(a.t, power.Merge(power.Clone()))
	}
	require.Equal(a.t, uint64(in.Count), sum.Count())
	seconds, rest, ok := sum.Seconds()
	require.True(a.t, ok)
	require.Zero(a.t, rest)
	a.number("sum_seconds", float64(seconds))
	mean, ok := sum.Mean()
	a.defined("mean", mean.Seconds(), ok)
}

func runVariance(a *answers, raw json.RawMessage) {
	in := read[struct{ Values []int64 }](a, raw)
	var d kpi.Durations
	for _, v := range in.Values {
		require.NoError(a.t, d.Add(time.Duration(v)*time.Second))
	}
	mean, ok := d.Mean()
	a.defined("mean", mean.Seconds(), ok)
	population, sample, ok := d.Variance()
	a.defined("variance_population", population, ok)
	a.defined("variance_sample", sample, ok)
}

func runCeilBias(a *answers, raw json.RawMessage) {
	in := read[struct {
		Values []int64 `json:"values_s"`
	}](a, raw)
	var d kpi.Durations
	wrong := 0.0
	for _, v := range in.Values {
		require.NoError(a.t, d.Add(time.Duration(v)*time.Second))
		wrong += float64((v+86399)/86400) / float64(len(in.Values))
	}
	mean, ok := d.Mean()
	a.defined("mean_days", mean.Hours()/24, ok)
	a.number("wrong_mean_days", wrong)
}
