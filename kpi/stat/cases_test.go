package stat_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/kpi/stat"
)

// caseInputs are the inputs of all kinds of cases.
type caseInputs struct {
	Successes, N       uint64
	Confidence         float64
	K1, N1, K2, N2     uint64
	Count              uint64
	Values             []float64
	Q                  float64
	Method             string
	Counts, Sizes      []uint64
	Lam, Target, Sigma float64
	L                  float64
	Limits             string
	At                 []int
	K, H               float64
	Center             float64
	P, E               float64
	Population         uint64 `json:"-"`
	Lot                uint64
	Level, Code, AQL   string
	Matrix             [][]uint64
	Seed               uint64
	Take               int
	Strata             map[string]uint64
	MinPerStratum      uint64 `json:"min_per_stratum"`
}

// readCases calls run for every case.
func readCases(t *testing.T, run func(t *testing.T, kind string, in caseInputs, want want)) {
	t.Helper()
	f, err := os.Open("testdata/cases.jsonl")
	require.NoError(t, err)
	defer func() { require.NoError(t, f.Close()) }()
	lines := bufio.NewScanner(f)
	n := 0
	for lines.Scan() {
		var c struct {
			ID, KPI   string
			Inputs    json.RawMessage
			Expect    map[string]json.RawMessage
			Tolerance float64
		}
		require.NoError(t, json.Unmarshal(lines.Bytes(), &c))
		in := readInputs(t, c.Inputs)
		n++
		t.Run(c.ID, func(t *testing.T) {
			run(t, c.KPI, in, want{t: t, fields: c.Expect, tolerance: c.Tolerance, looked: map[string]bool{}})
		})
	}
	require.NoError(t, lines.Err())
	require.Equal(t, 67, n)
}

// readInputs decodes the inputs; "n" and "N" are two fields, which encoding/json
// would not tell apart.
func readInputs(t *testing.T, text json.RawMessage) caseInputs {
	t.Helper()
	var raw map[string]json.RawMessage
	require.NoError(t, json.Unmarshal(text, &raw))
	var in caseInputs
	if population, ok := raw["N"]; ok {
		require.NoError(t, json.Unmarshal(population, &in.Population))
		delete(raw, "N")
	}
	rest, err := json.Marshal(raw)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(rest, &in))
	return in
}

// want is what a case expects.
type want struct {
	t         *testing.T
	fields    map[string]json.RawMessage
	tolerance float64
	looked    map[string]bool
}

func (w *want) read(name string, into any) bool {
	w.t.Helper()
	text, ok := w.fields[name]
	if ok {
		w.looked[name] = true
		require.NoError(w.t, json.Unmarshal(text, into))
	}
	return ok
}

// number compares a number, if the case has it.
func (w *want) number(name string, got float64) {
	w.t.Helper()
	var value float64
	if w.read(name, &value) {
		require.InDelta(w.t, value, got, w.tolerance, name)
	}
}

// numbers compares a list, if the case has it.
func (w *want) numbers(name string, got []float64) {
	w.t.Helper()
	var values []float64
	if w.read(name, &values) {
		require.Len(w.t, got, len(values), name)
		for i := range values {
			require.InDelta(w.t, values[i], got[i], w.tolerance, "%s %d", name, i)
		}
	}
}

// defined compares ok, and reports whether there is a result to look at.
func (w *want) defined(ok bool) bool {
	w.t.Helper()
	defined, refused := true, false
	w.read("defined", &defined)
	w.read("error", &refused)
	require.Equal(w.t, defined && !refused, ok)
	return ok
}

func TestCases(t *testing.T) {
	readCases(t, func(t *testing.T, kind string, in caseInputs, w want) {
		t.Helper()
		runCase(t, kind, in, &w)
		for name := range w.fields {
			require.True(t, w.looked[name], "nothing looked at %s", name)
		}
	})
}

func runCase(t *testing.T, kind string, in caseInputs, w *want) {
	t.Helper()
	switch kind {
	case "ci.wilson", "ci.wald", "ci.clopper_pearson", "ci.agresti_coull":
		f := map[string]func(k, n uint64, confidence float64) (lo, hi float64, ok bool){
			"ci.wilson": stat.Wilson, "ci.wald": stat.Wald,
			"ci.clopper_pearson": stat.ClopperPearson, "ci.agresti_coull": stat.AgrestiCoull,
		}[kind]
		lo, hi, ok := f(in.Successes, in.N, in.Confidence)
		if w.defined(ok) {
			w.number("lo", lo)
			w.number("hi", hi)
		}
	case "ci.newcombe_diff":
		diff, lo, hi, ok := stat.Newcombe(in.K1, in.N1, in.K2, in.N2, in.Confidence)
		require.True(t, ok)
		w.number("diff", diff)
		w.number("lo", lo)
		w.number("hi", hi)
	case "ci.poisson_exact":
		lo, hi, ok := stat.Poisson(in.Count, in.Confidence)
		require.True(t, ok)
		w.number("lo", lo)
		w.number("hi", hi)
	case "percentile":
		methods := map[string]stat.PercentileMethod{"nearest_rank": stat.NearestRank, "r6": stat.R6, "r7": stat.R7}
		method := methods[in.Method]
		require.Equal(t, in.Method, method.String())
		got, ok := stat.Percentile(in.Values, in.Q, method)
		require.True(t, ok)
		w.number("value", got)
	case "chart.p", "chart.u", "chart.c", "chart.xmr", "chart.ewma":
		runChart(t, kind, in, w)
	case "chart.cusum":
		points, ok := stat.CUSUM(in.Values, stat.CUSUMSpec{Target: in.Target, Slack: in.K, Decision: in.H})
		require.True(t, ok)
		var high, low []float64
		first := 0
		for i, p := range points {
			high, low = append(high, p.High), append(low, p.Low)
			if p.Signal && first == 0 {
				first = i + 1
			}
		}
		w.numbers("s_hi", high)
		w.numbers("s_lo", low)
		w.number("first_signal", float64(first))
	case "chart.rules_we":
		signals, ok := stat.WesternElectric(in.Values, in.Center, in.Sigma)
		require.True(t, ok)
		got, want := map[string][]int{}, map[string][]int{}
		for _, s := range signals {
			rule := strconv.Itoa(s.Rule)
			got[rule] = append(got[rule], s.Last)
		}
		require.True(t, w.read("rules", &want))
		require.Equal(t, want, got)
	case "trend.mann_kendall":
		trend, ok := stat.MannKendall(in.Values)
		require.True(t, ok)
		w.number("s", float64(trend.S))
		w.number("var", trend.Var)
		w.number("z", trend.Z)
		w.number("p", trend.P)
	case "trend.theil_sen":
		slope, ok := stat.TheilSen(in.Values)
		require.True(t, ok)
		w.number("slope", slope)
	default:
		runAudit(t, kind, in, w)
	}
}

func runChart(t *testing.T, kind string, in caseInputs, w *want) {
	t.Helper()
	var c stat.Chart
	switch kind {
	case "chart.p":
		c = stat.PChart(in.Counts, in.Sizes)
	case "chart.u":
		c = stat.UChart(in.Counts, in.Sizes)
	case "chart.c":
		c = stat.CChart(in.Counts)
	case "chart.xmr":
		c = stat.XmR(in.Values)
	case "chart.ewma":
		values := in.Values
		if values == nil { // a case about the limits alone
			values = make([]float64, in.At[len(in.At)-1])
		}
		c = stat.EWMA(values, stat.EWMASpec{
			Target: in.Target, Sigma: in.Sigma, Lambda: in.Lam, Width: in.L, Steady: in.Limits == "steady",
		})
	}
	require.True(t, c.Defined())
	require.Equal(t, kind, "chart."+c.Kind.String())
	w.number("center", c.Center)
	w.number("mr_bar", c.MeanRange)
	var values, lower, upper []float64
	for i, p := range c.Points {
		require.True(t, p.Plotted)
		values = append(values, p.Value)
		if in.At == nil || slices.Contains(in.At, i+1) {
			lower, upper = append(lower, p.Lower), append(upper, p.Upper)
		}
	}
	w.numbers("ewma", values)
	w.numbers("lcl_each", lower)
	w.numbers("ucl_each", upper)
	for name, each := range map[string][]float64{"lcl": lower, "ucl": upper} {
		if text, ok := w.fields[name]; ok && text[0] == '[' {
			w.numbers(name, each)
			continue
		}
		for _, limit := range each {
			w.number(name, limit)
		}
	}
	var out []int
	if w.read("out", &out) {
		require.ElementsMatch(t, out, c.Beyond())
	}
}

func runAudit(t *testing.T, kind string, in caseInputs, w *want) {
	t.Helper()
	switch kind {
	case "audit.sample_size":
		n, ok := stat.SampleSize(in.P, in.E, in.Confidence, in.Population)
		require.True(t, ok)
		w.number("n", float64(n))
	case "audit.aql_code":
		levels := map[string]stat.Level{"I": stat.LevelI, "II": stat.LevelII, "III": stat.LevelIII}
		letter, ok := stat.CodeLetter(in.Lot, levels[in.Level])
		require.True(t, ok)
		var code string
		require.True(t, w.read("code", &code))
		require.Equal(t, code, letter.String())
		size, ok := letter.SampleSize(stat.Normal)
		require.True(t, ok)
		w.number("n", float64(size))
	case "audit.aql_plan":
		var aql float64
		require.NoError(t, json.Unmarshal([]byte(in.AQL), &aql))
		plan, ok := stat.Plan(stat.Letter(in.Code[0]), aql, stat.Normal)
		require.True(t, ok)
		w.number("ac", float64(plan.Accept))
		w.number("re", float64(plan.Reject))
	case "audit.kappa":
		agreement, ok := stat.Kappa(in.Matrix)
		if w.defined(ok) {
			w.number("po", agreement.Observed)
			w.number("pe", agreement.Expected)
			w.number("kappa", agreement.Kappa)
		}
	case "audit.rng":
		generator := stat.SplitMix64(in.Seed)
		var got, hex []string
		for range in.Take {
			got = append(got, fmt.Sprintf("%016x", generator.Next()))
		}
		require.True(t, w.read("hex", &hex))
		require.Equal(t, hex, got)
	case "audit.stratified":
		var names []string
		var sizes []uint64
		for name, size := range in.Strata {
			names, sizes = append(names, name), append(sizes, size)
		}
		samples, ok := stat.Allocate(sizes, in.N, in.MinPerStratum)
		require.True(t, ok)
		got, want := map[string]uint64{}, map[string]uint64{}
		for i, name := range names {
			got[name] = samples[i]
		}
		require.True(t, w.read("alloc", &want))
		require.Equal(t, want, got)
	default:
		require.Fail(t, "unknown kind", kind)
	}
}
