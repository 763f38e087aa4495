package kpi_test

import (
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/kpi"
	"github.com/servicecommitment/commitment/sla"
)

func TestJudge(t *testing.T) {
	due := opened.Add(time.Hour)
	zero := time.Time{}
	tests := []struct {
		name              string
		due, stopped, now time.Time
		want              sla.Verdict
	}{
		{"no target", zero, due, due, sla.NotApplicable},
		{"at the due instant", due, due, due.Add(1), sla.Met},
		{"a nanosecond late", due, due.Add(1), due.Add(1), sla.Missed},
		{"open before", due, zero, due.Add(-1), sla.Open},
		{"open at the due instant", due, zero, due, sla.Missed},
		{"stops in the future", due, due.Add(-1), due.Add(-2), sla.Open},
		{"stops at now", due, due.Add(-1), due.Add(-1), sla.Met},
		{"stops after now, past due", due, due.Add(5), due.Add(4), sla.Missed},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, test.want, kpi.Judge(test.due, test.stopped, test.now))
		})
	}
}

func TestMeasured(t *testing.T) {
	tests := []struct {
		name string
		in   kpi.Measured
		want kpi.Facts
	}{
		{"no target", kpi.Measured{Elapsed: 5, Done: true}, kpi.Facts{Verdict: sla.NotApplicable, Reason: "no_target", Done: true, Elapsed: 5}},
		{"on the limit", kpi.Measured{Promised: true, Allowance: 5, Elapsed: 5, Done: true}, kpi.Facts{Verdict: sla.Met, Done: true, Elapsed: 5}},
		{"late", kpi.Measured{Promised: true, Allowance: 5, Elapsed: 8, Done: true}, kpi.Facts{Verdict: sla.Missed, Done: true, Elapsed: 8, Overdue: 3}},
		{"open", kpi.Measured{Promised: true, Allowance: 5, Elapsed: 4}, kpi.Facts{Verdict: sla.Open, Reason: "running", Elapsed: 4}},
		{"open on the limit", kpi.Measured{Promised: true, Allowance: 5, Elapsed: 5}, kpi.Facts{Verdict: sla.Missed, Elapsed: 5}},
		{"open and late", kpi.Measured{Promised: true, Allowance: 5, Elapsed: 6}, kpi.Facts{Verdict: sla.Missed, Elapsed: 6, Overdue: 1}},
		{"nothing allowed, nothing taken", kpi.Measured{Promised: true, Done: true}, kpi.Facts{Verdict: sla.Met, Done: true}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { require.Equal(t, test.want, test.in.Facts()) })
	}
}

func TestAttainmentOfClocks(t *testing.T) {
	start, due, stop := opened, opened.Add(2*time.Hour), opened.Add(3*time.Hour)
	clock := func(verdict sla.Verdict, stage sla.Stage) sla.Clock {
		c := sla.Clock{Metric: "resolution", Verdict: verdict, Stage: stage, Start: start, Due: due, Elapsed: 3 * time.Hour}
		if stage == sla.Stopped {
			c.Stopped = stop
		}
		return c
	}
	with := func(c sla.Clock, change func(*sla.Clock)) sla.Clock {
		change(&c)
		return c
	}
	late := func(c *sla.Clock) { c.Overdue = time.Hour }
	tests := []struct {
		name   string
		clock  sla.Clock
		want   kpi.Ratio
		reason string
		timed  uint64
		late   uint64
	}{
		{"met", clock(sla.Met, sla.Stopped), kpi.Ratio{Met: 1}, "", 1, 0},
		{"missed", with(clock(sla.Missed, sla.Stopped), late), kpi.Ratio{Missed: 1}, "", 1, 1},
		{"missed and running", with(clock(sla.Missed, sla.Running), late), kpi.Ratio{Missed: 1}, "", 0, 0},
		{"open but breached", with(clock(sla.Open, sla.Running), func(c *sla.Clock) { c.Breached = true }), kpi.Ratio{Missed: 1}, "", 0, 0},
		{"waived", with(clock(sla.Waived, sla.Stopped), late), kpi.Ratio{Waived: 1}, "", 1, 1},
		{"running", clock(sla.Open, sla.Running), kpi.Ratio{Pending: 1}, "running", 0, 0},
		{"paused", clock(sla.Open, sla.Paused), kpi.Ratio{Pending: 1}, "paused", 0, 0},
		{"not started", clock(sla.Open, sla.Pending), kpi.Ratio{Pending: 1}, "not_started", 0, 0},
		{"cancelled and open", clock(sla.Open, sla.Cancelled), kpi.Ratio{Pending: 1}, "cancelled", 0, 0},
		{"cancelled", clock(sla.NotApplicable, sla.Cancelled), kpi.Ratio{NotApplicable: 1}, "cancelled", 0, 0},
		{"resolved without reply", clock(sla.NotApplicable, sla.Stopped), kpi.Ratio{NotApplicable: 1}, "not_applicable", 0, 0},
		{"measured", with(clock(sla.NotApplicable, sla.Stopped), func(c *sla.Clock) { c.Due = time.Time{} }), kpi.Ratio{NotApplicable: 1}, "no_target", 1, 0},
		{"by hand", sla.Clock{Metric: "resolution", Verdict: sla.Open}, kpi.Ratio{Pending: 1}, "running", 0, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var a kpi.Attainment
			require.NoError(t, a.AddClock(test.clock))
			require.Equal(t, []string{"resolution"}, a.Metrics())
			require.Equal(t, test.want, a.Ratio("resolution"))
			require.Equal(t, kpi.Ratio{}, a.Ratio("first_response"))
			r := a.Result("resolution")
			require.Equal(t, test.want, r.Counts)
			var reasons []kpi.Reason
			if test.reason != "" {
				reasons = []kpi.Reason{{Code: test.reason, Count: 1}}
			}
			require.ElementsMatch(t, reasons, r.Reasons)
			require.Equal(t, test.timed, r.Elapsed.Count())
			require.Equal(t, test.late, r.Overdue.Count())
			require.Equal(t, test.late > 0, r.DepthDefined)
			if r.DepthDefined {
				require.InDelta(t, 1.5, r.Depth, 0)
			}
		})
	}
}

func TestAttainmentByBasis(t *testing.T) {
	zone, err := time.LoadLocation("Asia/Shanghai")
	require.NoError(t, err)
	months, err := kpi.NewPeriods(kpi.PeriodRule{Unit: kpi.Month, Location: zone})
	require.NoError(t, err)
	at := func(month time.Month) time.Time { return time.Date(2026, month, 1, 0, 0, 0, 0, zone) }
	clocks := []sla.Clock{
		{Metric: "m", Stage: sla.Stopped, Verdict: sla.Met, Start: at(1), Due: at(2), Stopped: at(3).Add(-time.Nanosecond)},
		{Metric: "m", Stage: sla.Running, Verdict: sla.Missed, Start: at(1), Due: at(2)},
		{Metric: "m", Stage: sla.Running, Verdict: sla.Open, Start: at(1), Due: at(6)},
		{Metric: "m", Stage: sla.Stopped, Verdict: sla.NotApplicable, Start: at(1), Stopped: at(2)},
		{Metric: "m", Stage: sla.Cancelled, Verdict: sla.NotApplicable, Start: at(1)},
	}
	for _, test := range []struct {
		basis kpi.Basis
		want  map[string]kpi.Ratio
	}{
		{0, map[string]kpi.Ratio{"2026-01": {Met: 1, Missed: 1, Pending: 1, NotApplicable: 2}}},
		{kpi.ByDue, map[string]kpi.Ratio{"2026-02": {Met: 1, Missed: 1}, "2026-06": {Pending: 1}, "": {NotApplicable: 2}}},
		{kpi.ByResolved, map[string]kpi.Ratio{"2026-02": {Met: 1, NotApplicable: 1}, "": {Pending: 2, NotApplicable: 1}}},
	} {
		a, err := kpi.NewAttainment(kpi.AttainmentRule{Basis: test.basis, Periods: months})
		require.NoError(t, err)
		for _, c := range clocks {
			require.NoError(t, a.AddClock(c))
		}
		got := make(map[string]kpi.Ratio)
		for key, cell := range a.Table().Cells() {
			got[key[1]] = cell.Counts
		}
		require.Equal(t, test.want, got)
		require.Equal(t, "sla.attainment", a.Identity().Name)
		require.Equal(t, "period=month,Asia/Shanghai", a.Identity().Variant)
		back := clone(t, &a)
		err = back.AddClock(clocks[0])
		requireInvalid(t, err, "periods: must be made by NewPeriods")
		require.NoError(t, a.Merge(back))
		before := bytesOf(t, &a)
		old := clocks[0]
		far := time.Date(12000, 1, 1, 0, 0, 0, 0, zone)
		old.Start, old.Due, old.Stopped = far, far, far
		requireInvalid(t, a.AddClock(old), "at: must be within the years 1 to 9999, not in 12000")
		require.Equal(t, before, bytesOf(t, &a))
		fresh, err := kpi.NewAttainment(kpi.AttainmentRule{Basis: test.basis, Periods: months})
		require.NoError(t, err)
		require.NoError(t, fresh.Merge(back))
		require.NoError(t, fresh.AddClock(clocks[0]), "has its periods")
	}
}

func TestAttainmentByAttributes(t *testing.T) {
	a, err := kpi.NewAttainment(kpi.AttainmentRule{By: []string{
		"tier", kpi.DimensionGroup, kpi.DimensionCommitment, kpi.DimensionCalendar, kpi.DimensionRule, kpi.DimensionPolicyVersion, "tags",
	}})
	require.NoError(t, err)
	require.NoError(t, a.AddReport(sla.Report{
		PolicyID: "support", PolicyVersion: "v1", RuleID: "vip",
		Attributes: map[string][]string{"tier": {"gold"}, "tags": {"b", "a", "b"}},
		Clocks:     []sla.Clock{{Metric: "resolution", Commitment: "fix", Calendar: "office", Fingerprint: "f", Group: "l2", Verdict: sla.Met, Stage: sla.Stopped}},
	}))
	cell, ok := a.Table().Cell(kpi.Key{"resolution", "gold", "l2", "fix", "office", "vip", "v1", "a+b"})
	require.True(t, ok)
	require.Equal(t, kpi.Ratio{Met: 1}, cell.Counts)
	require.Equal(t, "sla.attainment@1 by created calendar office=f policy support", a.Identity().String())
	require.Equal(t, []string{"metric", "tier", "group", "commitment", "calendar", "rule", "policy_version", "tags"}, a.Table().Dimensions())
	f := a.Fulfilment()
	require.Equal(t, "service.fulfilment", f.Definition.Name)
	require.Equal(t, kpi.Ratio{Met: 1}, f.Counts)
}

func TestAttainmentRefuses(t *testing.T) {
	var a kpi.Attainment
	requireInvalid(t, a.AddClock(sla.Clock{Metric: "m"}), "verdict: must be one, not 0")
	require.Empty(t, a.Metrics())
	good := sla.Clock{Metric: "m", Verdict: sla.Met, Calendar: "office", Fingerprint: "f1"}
	require.NoError(t, a.AddReport(sla.Report{PolicyID: "p", Clocks: []sla.Clock{good}}))
	before := bytesOf(t, &a)
	for name, r := range map[string]sla.Report{
		`kpi: cannot merge policy "q" into policy "p"`:                                  {PolicyID: "q", Clocks: []sla.Clock{good}},
		`kpi: cannot merge calendar "office" f2 into calendar "office" f1`:              {Clocks: []sla.Clock{{Metric: "m", Verdict: sla.Met, Calendar: "office", Fingerprint: "f2"}}},
		`kpi: cannot merge calendar "office" f3 into calendar "office" f1 (one report)`: {Clocks: []sla.Clock{good, {Metric: "m", Verdict: sla.Met, Calendar: "office", Fingerprint: "f3"}}},
	} {
		err := a.AddReport(r)
		require.ErrorIs(t, err, kpi.ErrIdentity)
		require.EqualError(t, err, strings.TrimSuffix(name, " (one report)"))
		require.Equal(t, before, bytesOf(t, &a))
	}
	requireInvalid(t, a.AddReport(sla.Report{PolicyID: "p", Clocks: []sla.Clock{{Metric: "a\nb", Verdict: sla.Met}}}), "key[0]: must be a text of at most 256 bytes")
	requireInvalid(t, (&kpi.Attainment{}).AddReport(sla.Report{PolicyID: "a\nb"}), "policy_id: must be a text of at most 256 bytes")
	requireInvalid(t, (&kpi.Attainment{}).AddClock(sla.Clock{Verdict: sla.Met, Calendar: "a\nb", Fingerprint: "x"}), `calendar: must be a text of at most 256 bytes: "a\nb"`)
	requireInvalid(t, (&kpi.Attainment{}).AddClock(sla.Clock{Verdict: sla.Met, Calendar: "x", Fingerprint: "a\nb"}), `calendar: must be a text of at most 256 bytes: "x"`)
	require.Equal(t, before, bytesOf(t, &a))
	require.NoError(t, a.AddReport(sla.Report{PolicyID: "p"}))
	require.NoError(t, a.AddClock(good))
	require.Equal(t, kpi.Ratio{Met: 2}, a.Ratio("m"))

	months, err := kpi.NewPeriods(kpi.PeriodRule{Unit: kpi.Month, Location: time.UTC})
	require.NoError(t, err)
	other, err := kpi.NewAttainment(kpi.AttainmentRule{Periods: months})
	require.NoError(t, err)
	require.ErrorIs(t, a.Merge(other), kpi.ErrIdentity)
	due, err := kpi.NewAttainment(kpi.AttainmentRule{Basis: kpi.ByDue})
	require.NoError(t, err)
	require.ErrorIs(t, a.Merge(due), kpi.ErrIdentity)

	for want, rule := range map[string]kpi.AttainmentRule{
		"basis: must be created, due or resolved":               {Basis: kpi.ByAnswered},
		`by[0]: must be a name of its own: ""`:                  {By: []string{""}},
		`by[0]: must be a name of its own: "period"`:            {By: []string{"period"}},
		`by[0]: must be a name of its own: "metric"`:            {By: []string{"metric"}},
		`by[1]: must be a name of its own: "a"`:                 {By: []string{"a", "a"}},
		`by[0]: must be a name of its own: "\n"`:                {By: []string{"\n"}},
		"by: makes more than 8 dimensions":                      {By: []string{"1", "2", "3", "4", "5", "6", "7"}, Periods: months},
		"precision.confidence: must be between 0 and 1, not -1": {Precision: kpi.Precision{Confidence: -1}},
	} {
		_, err := kpi.NewAttainment(rule)
		requireInvalid(t, err, want)
	}
	_, err = kpi.NewAttainment(kpi.AttainmentRule{By: []string{"1", "2", "3", "4", "5", "6"}, Periods: months})
	require.NoError(t, err)
}

func TestAttainmentDescribe(t *testing.T) {
	var a kpi.Attainment
	for i := range 40 {
		c := sla.Clock{Metric: "resolution", Verdict: sla.Met, Stage: sla.Stopped, Elapsed: time.Duration(i) * time.Minute, Due: opened}
		if i >= 30 {
			c.Verdict, c.Overdue = sla.Missed, time.Duration(i-30)*time.Minute
		}
		require.NoError(t, a.AddClock(c))
	}
	require.NoError(t, a.AddClock(sla.Clock{Metric: "resolution", Verdict: sla.Waived}))
	r := a.Result("resolution")
	require.Equal(t, []string{
		"attainment (resolution) 73.2 %, n = 41, of these waived 1, 95 % interval 58.1–84.3 %",
		"numerator 30: met; denominator 41: met, missed and waived",
		"basis date: created; definition: sla.attainment@1 metric=resolution by created",
		"time to stop n = 40, p50 19 min, p90 35 min, p95 37 min",
		"late by n = 10, p50 3 min 59 s, p90 7 min 59 s, p95 8 min 59 s, 1.15 times the allowance",
	}, r.Describe(commitment.English))
	require.Equal(t, []string{
		"承诺达成率（resolution）73.2 %，n = 41，其中豁免 1，95 % 置信区间 58.1–84.3 %",
		"分子 30：达成；分母 41：达成、未达成与豁免",
		"统计日期：按受理日期；口径：sla.attainment@1 metric=resolution by created",
		"用时 n = 40，p50 19 分钟，p90 35 分钟，p95 37 分钟",
		"超时 n = 10，p50 3 分钟 59 秒，p90 7 分钟 59 秒，p95 8 分钟 59 秒，为时限的 1.15 倍",
	}, r.Describe(commitment.Chinese))
	empty := (kpi.Attainment{}).Result("resolution")
	require.Equal(t, "attainment (resolution) undefined, no data", empty.Describe(commitment.English)[0])
	require.Equal(t, "承诺达成率（resolution）无数据，不作计算", empty.Describe(commitment.Chinese)[0])
	require.Equal(t, "分子：达成；分母 0：达成、未达成与豁免", empty.Describe(commitment.Chinese)[1])
	text, err := empty.MarshalJSON()
	require.NoError(t, err)
	require.Contains(t, string(text), `"value":null`)
	require.Contains(t, string(text), `"depth":null`)
}

func TestTableRefuses(t *testing.T) {
	table, err := kpi.NewTable(kpi.TableRule{Dimensions: []string{"team"}})
	require.NoError(t, err)
	met := kpi.Facts{Verdict: sla.Met}
	long := strings.Repeat("x", 257)
	for want, try := range map[string]func() error{
		"verdict: must be one, not 0":                             func() error { return table.Add(kpi.Key{}, kpi.Facts{}) },
		"verdict: must be one, not 6":                             func() error { return table.Add(kpi.Key{}, kpi.Facts{Verdict: 6}) },
		"elapsed: must not be negative: -1ns":                     func() error { return table.Add(kpi.Key{}, kpi.Facts{Verdict: sla.Met, Elapsed: -1}) },
		"overdue: must not be negative: -1ns":                     func() error { return table.Add(kpi.Key{}, kpi.Facts{Verdict: sla.Met, Overdue: -1}) },
		"key[0]: must be a text of at most 256 bytes":             func() error { return table.Add(kpi.Key{long}, met) },
		"key[1]: is beyond the 1 dimensions":                      func() error { return table.Add(kpi.Key{"a", "b"}, met) },
		"reason: must be a text of at most 256 bytes":             func() error { return table.Add(kpi.Key{"a"}, kpi.Facts{Verdict: sla.Open, Reason: long}) },
		`dimensions[0]: must be one of the table's, once: "x"`:    func() error { _, err := table.RollUp("x"); return err },
		`dimensions[1]: must be one of the table's, once: "team"`: func() error { _, err := table.RollUp("team", "team"); return err },
	} {
		requireInvalid(t, try(), want)
		require.Zero(t, table.Len())
	}
	require.NoError(t, table.Add(kpi.Key{long[1:]}, met))
	require.Equal(t, []string{"team"}, table.Dimensions())
	_, ok := table.Cell(kpi.Key{"nobody"})
	require.False(t, ok)
	require.False(t, table.Figure(kpi.Key{"nobody"}).Defined)

	_, err = kpi.NewTable(kpi.TableRule{Definition: kpi.Definition{Name: "own", Version: "1", Basis: kpi.ByAnswered}})
	require.NoError(t, err)
	_, err = kpi.NewTable(kpi.TableRule{
		Definition: kpi.Definition{Version: long, Variant: "\n", Basis: 9}, Precision: kpi.Precision{Confidence: 1},
		Dimensions: []string{"a", "a", "", "d", "e", "f", "g", "h", "i"},
	})
	requireInvalid(t, err,
		"definition.name: must be a text of 1 to 256 bytes", "definition.version: must be a text of 1 to 256 bytes",
		"definition.variant: must be a text of 1 to 256 bytes", "definition.basis: no value 9", "dimensions: must be at most 8, not 9",
		`dimensions[1]: is there twice: "a"`, "dimensions[2]: must be a text of 1 to 256 bytes", "precision.confidence: must be between 0 and 1, not 1",
	)
}

func TestTableReasonsAreFew(t *testing.T) {
	var table kpi.Table
	key := kpi.Key{"m"}
	for i := range 64 {
		require.NoError(t, table.Add(key, kpi.Facts{Verdict: sla.NotApplicable, Reason: "r" + strconv.Itoa(i)}))
	}
	require.NoError(t, table.Add(key, kpi.Facts{Verdict: sla.Met, Reason: "ignored"}))
	before := bytesOf(t, &table)
	err := table.Add(key, kpi.Facts{Verdict: sla.Open, Reason: "one more"})
	require.ErrorIs(t, err, kpi.ErrLimit)
	require.EqualError(t, err, "kpi: too many reasons: more than 64")
	require.Equal(t, before, bytesOf(t, &table))
	var other kpi.Table
	require.NoError(t, other.Add(key, kpi.Facts{Verdict: sla.Open, Reason: "one more"}))
	require.NoError(t, other.Add(kpi.Key{"n"}, kpi.Facts{Verdict: sla.Met}))
	require.ErrorIs(t, table.Merge(other), kpi.ErrLimit)
	require.Equal(t, before, bytesOf(t, &table))
	all, err := table.RollUp()
	require.NoError(t, err)
	require.ErrorIs(t, func() error {
		wide := clone(t, &table)
		require.NoError(t, wide.Add(kpi.Key{"n"}, kpi.Facts{Verdict: sla.Open, Reason: "one more"}))
		_, err := wide.RollUp()
		return err
	}(), kpi.ErrLimit)
	cell, ok := all.Cell(kpi.Key{})
	require.True(t, ok)
	require.Equal(t, kpi.Ratio{Met: 1, NotApplicable: 64}, cell.Counts)
}

// A table is full at a million cells: it still counts, but opens no more.
func TestTableIsBounded(t *testing.T) {
	met := kpi.Facts{Verdict: sla.Met}
	var full, same, other kpi.Table
	require.NoError(t, full.Add(kpi.Key{"a"}, met))
	require.NoError(t, same.Add(kpi.Key{"a"}, met))
	require.NoError(t, other.Add(kpi.Key{"b"}, met))
	require.NoError(t, other.Add(kpi.Key{"c"}, met))
	kpi.Pretend(&full, kpi.MaxCells)
	require.NoError(t, full.Add(kpi.Key{"a"}, met))
	require.NoError(t, full.Merge(same))
	err := full.Add(kpi.Key{"b"}, met)
	require.ErrorIs(t, err, kpi.ErrLimit)
	require.EqualError(t, err, "kpi: too many cells: more than 1048576")
	kpi.Pretend(&full, kpi.MaxCells-1)
	require.ErrorIs(t, full.Merge(other), kpi.ErrLimit)
	kpi.Pretend(&full, 1)
	require.Equal(t, uint64(3), full.Figure(kpi.Key{"a"}).Counts.Met)

	// All values of all dimensions may differ: these are more than an eighth of a million.
	names := make([]string, kpi.MaxDimensions)
	for i := range names {
		names[i] = strconv.Itoa(i)
	}
	wide, err := kpi.NewTable(kpi.TableRule{Dimensions: names})
	require.NoError(t, err)
	for i := range kpi.MaxCells/kpi.MaxDimensions/kpi.MaxDimensions + 1 {
		var key kpi.Key
		for place := range key {
			key[place] = names[place] + "=" + strconv.Itoa(i)
		}
		require.NoError(t, wide.Add(key, met))
	}
	back := clone(t, &wide)
	require.Equal(t, wide.Len(), back.Len())
}

func TestTableOverflow(t *testing.T) {
	var table kpi.Table
	key := kpi.Key{"m"}
	require.NoError(t, table.Add(key, kpi.Facts{Verdict: sla.Missed, Done: true, Elapsed: math.MaxInt64, Overdue: math.MaxInt64}))
	for range 63 {
		require.NoError(t, table.Merge(clone(t, &table)))
	}
	before := bytesOf(t, &table)
	var other kpi.Table
	require.NoError(t, other.Add(kpi.Key{"a"}, kpi.Facts{Verdict: sla.Met}))
	require.NoError(t, other.Merge(table))
	err := table.Merge(other)
	require.ErrorIs(t, err, kpi.ErrOverflow)
	require.EqualError(t, err, "kpi: cell would overflow")
	require.Equal(t, before, bytesOf(t, &table))
	_, err = other.RollUp("tier")
	require.NoError(t, err)
	require.NoError(t, other.Add(kpi.Key{"m", "tier"}, kpi.Facts{Verdict: sla.Met}))
	for n := 62; n >= 0; n-- { // to the brim
		half := kpi.Table{}
		require.NoError(t, half.Add(key, kpi.Facts{Verdict: sla.Waived}))
		for range n {
			require.NoError(t, half.Merge(clone(t, &half)))
		}
		require.NoError(t, table.Merge(half))
	}
	cell, ok := table.Cell(key)
	require.True(t, ok)
	require.Equal(t, kpi.Ratio{Missed: 1 << 63, Waived: 1<<63 - 1}, cell.Counts)
	require.ErrorIs(t, table.Add(key, kpi.Facts{Verdict: sla.Met}), kpi.ErrOverflow)
	_, ok = cell.Depth()
	require.False(t, ok, "nothing was allowed")
}

func TestTableDescribes(t *testing.T) {
	table, err := kpi.NewTable(kpi.TableRule{Dimensions: []string{"team", "channel"}})
	require.NoError(t, err)
	require.NoError(t, table.Add(kpi.Key{"b", "phone"}, kpi.Facts{Verdict: sla.Missed, Done: true, Elapsed: 3 * time.Hour, Overdue: time.Hour}))
	require.NoError(t, table.Add(kpi.Key{"a", "mail"}, kpi.Facts{Verdict: sla.Open, Reason: "running"}))
	require.Equal(t, []string{
		"definition: sla.attainment@1 by created of team, channel",
		"a / mail: attainment undefined, no data, pending 1",
		"b / phone: attainment 0.0 %, n = 1, 95 % interval 0.0–79.3 %, unreliable below n = 30",
	}, table.Describe(commitment.English))
	all, err := table.RollUp()
	require.NoError(t, err)
	require.Equal(t, "attainment 0.0 %, n = 1, pending 1, 95 % interval 0.0–79.3 %, unreliable below n = 30", all.Describe(commitment.English)[1])
	text, err := table.MarshalJSON()
	require.NoError(t, err)
	require.JSONEq(t, `{
		"definition": {"name": "sla.attainment", "version": "1", "basis": "created"}, "dimensions": ["team", "channel"],
		"cells": [
			{"key": {"team": "a", "channel": "mail"}, "value": null, "depth": null,
			 "counts": {"met": 0, "missed": 0, "waived": 0, "pending": 1, "not_applicable": 0}, "reasons": [{"code": "running", "count": 1}],
			 "elapsed": {"count": 0, "mean": null, "min": null, "p50": null, "p90": null, "p95": null, "p99": null, "max": null},
			 "overdue": {"count": 0, "mean": null, "min": null, "p50": null, "p90": null, "p95": null, "p99": null, "max": null}},
			{"key": {"team": "b", "channel": "phone"}, "value": 0, "depth": 1.5,
			 "counts": {"met": 0, "missed": 1, "waived": 0, "pending": 0, "not_applicable": 0},
			 "elapsed": {"count": 1, "mean": "3h0m0s", "min": "3h0m0s", "p50": "3h0m0s", "p90": "3h0m0s", "p95": "3h0m0s", "p99": "3h0m0s", "max": "3h0m0s"},
			 "overdue": {"count": 1, "mean": "1h0m0s", "min": "1h0m0s", "p50": "1h0m0s", "p90": "1h0m0s", "p95": "1h0m0s", "p99": "1h0m0s", "max": "1h0m0s"}}]}`, string(text))
	for key := range table.Cells() {
		require.Equal(t, kpi.Key{"a", "mail"}, key)
		break
	}
	require.Equal(t, "sla.attainment", table.Identity().Name)
}
