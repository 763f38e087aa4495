package kpi_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/kpi"
	"github.com/servicecommitment/commitment/sla"
)

// everyFigure returns a figure of each family, without data.
func everyFigure(t *testing.T) map[string]kpi.Figure {
	t.Helper()
	complaints, err := (kpi.Complaints{}).Result()
	require.NoError(t, err)
	turnover, err := kpi.Turnover(0, 0, 0)
	require.NoError(t, err)
	intervals, err := kpi.IntervalAvailability(nil, 0)
	require.NoError(t, err)
	figures := map[string]kpi.Figure{
		"attainment": (kpi.Attainment{}).Result("resolution").Figure, "fulfilment": (kpi.Attainment{}).Fulfilment(),
		"reopens": (kpi.Reopens{}).Result().Figure, "complaints": complaints.Figure, "upheld": complaints.Upheld,
		"nps": (kpi.NPS{}).Result().Figure, "servqual": (kpi.Servqual{}).Result().Figure, "weighted": (kpi.Servqual{}).Result().Weighted,
		"servperf": (kpi.Servperf{}).Result().Figure, "three rates": (kpi.ThreeRates{}).Result().Figure,
		"compliance": (kpi.Compliance{}).Result().Figure, "turnover": turnover, "intervals": intervals, "table": (kpi.Table{}).Figure(kpi.Key{}),
	}
	for variant := kpi.FCRWindow; variant <= kpi.FCRSurvey; variant++ {
		figures["fcr."+variant.String()] = kpi.ScoreFCR(nil, kpi.FCRRule{Variant: variant}, opened).Figure
	}
	for method := kpi.Top2Box; method <= kpi.NetGrade; method++ {
		c, err := kpi.NewCSAT(kpi.CSATRule{Method: method})
		require.NoError(t, err)
		figures["csat."+method.String()] = c.Result().Figure
	}
	for method := kpi.EffortMean; method <= kpi.EffortIndex; method++ {
		c, err := kpi.NewCES(kpi.CESRule{Method: method})
		require.NoError(t, err)
		figures["ces."+method.String()] = c.Result().Figure
	}
	return figures
}

// TestRules are the thirteen rules of the package comment, one by one.
func TestRules(t *testing.T) {
	asOf := opened.Add(30 * oneDay)
	t.Run("1 no data is undefined", func(t *testing.T) {
		for name, f := range everyFigure(t) {
			require.False(t, f.Defined, name)
			require.Zero(t, f.Value, name)
			require.False(t, f.Interval, name)
			require.False(t, f.Reliable, name)
			text, err := f.MarshalJSON()
			require.NoError(t, err)
			require.Contains(t, string(text), `"value":null`, name)
			require.Contains(t, f.Describe(commitment.Chinese)[0], "无数据", name)
		}
		_, ok := (kpi.Availability{}).Value()
		require.False(t, ok)
	})
	t.Run("2 a numerator is a subset", func(t *testing.T) {
		_, err := kpi.NewRatio(2, 1)
		require.ErrorIs(t, err, kpi.ErrNotSubset)
		require.ErrorIs(t, (&kpi.Reopens{}).AddCounts(3, 5, 5), kpi.ErrNotSubset)
		require.ErrorIs(t, (&kpi.Complaints{}).AddDecided(1, 2), kpi.ErrNotSubset)
	})
	t.Run("3 what is not decided is pending", func(t *testing.T) {
		var a kpi.Attainment
		require.NoError(t, a.AddClock(sla.Clock{Metric: "m", Stage: sla.Running, Verdict: sla.Open}))
		require.Equal(t, kpi.Ratio{Pending: 1}, a.Ratio("m"))
		f := a.Result("m")
		require.Contains(t, f.Describe(commitment.English)[0], "pending 1")
	})
	t.Run("4 open past the limit is missed", func(t *testing.T) {
		require.Equal(t, sla.Missed, kpi.Judge(opened, time.Time{}, opened))
		require.Equal(t, sla.Missed, kpi.Measured{Promised: true, Allowance: 5, Elapsed: 5}.Verdict())
		var a kpi.Attainment
		require.NoError(t, a.AddClock(sla.Clock{Metric: "m", Stage: sla.Running, Verdict: sla.Missed, Breached: true}))
		require.Equal(t, kpi.Ratio{Missed: 1}, a.Ratio("m"))
	})
	t.Run("5 outside the rule is counted with its reason", func(t *testing.T) {
		var table kpi.Table
		require.NoError(t, table.Add(kpi.Key{}, kpi.Facts{Verdict: sla.NotApplicable, Reason: "spam"}))
		f := table.Figure(kpi.Key{})
		require.Equal(t, kpi.Ratio{NotApplicable: 1}, f.Counts)
		require.Equal(t, []kpi.Reason{{Code: "spam", Count: 1}}, f.Reasons)
	})
	t.Run("6 the basis date is part of the definition", func(t *testing.T) {
		for name, f := range everyFigure(t) {
			if name != "turnover" && name != "intervals" {
				require.NotZero(t, f.Definition.Basis, name)
				require.Contains(t, f.Definition.String(), " by ", name)
			}
		}
		created, err := kpi.NewAttainment(kpi.AttainmentRule{})
		require.NoError(t, err)
		due, err := kpi.NewAttainment(kpi.AttainmentRule{Basis: kpi.ByDue})
		require.NoError(t, err)
		require.ErrorIs(t, created.Merge(due), kpi.ErrIdentity)
	})
	t.Run("7 periods are half-open in a zone", func(t *testing.T) {
		days, err := kpi.NewPeriods(kpi.PeriodRule{Unit: kpi.Day, Location: time.UTC, DayStart: calendar.MustTimeOfDay("12:00")})
		require.NoError(t, err)
		noon := opened.Add(3 * time.Hour)
		before, err := days.Of(noon.Add(-1))
		require.NoError(t, err)
		after, err := days.Of(noon)
		require.NoError(t, err)
		require.True(t, before.To.Equal(noon))
		require.True(t, after.From.Equal(noon))
	})
	t.Run("8 counts are added up, not averages", func(t *testing.T) {
		table, err := kpi.NewTable(kpi.TableRule{Dimensions: []string{"team"}})
		require.NoError(t, err)
		require.NoError(t, table.Add(kpi.Key{"small"}, kpi.Facts{Verdict: sla.Met}))
		for range 9 {
			require.NoError(t, table.Add(kpi.Key{"large"}, kpi.Facts{Verdict: sla.Missed}))
		}
		all, err := table.RollUp()
		require.NoError(t, err)
		require.InDelta(t, 0.1, all.Figure(kpi.Key{}).Value, 0)
	})
	t.Run("9 rounded once, where it is shown", func(t *testing.T) {
		f, err := kpi.NewFigure(kpi.Definition{Name: "own", Version: "1"}, kpi.Ratio{Met: 1, Missed: 2}, kpi.Precision{})
		require.NoError(t, err)
		require.InDelta(t, 1./3, f.Value, 0)
		require.Contains(t, f.Describe(commitment.English)[0], "33.3 %")
	})
	t.Run("10 every rate has n and an interval", func(t *testing.T) {
		f, err := kpi.NewFigure(kpi.Definition{Name: "own", Version: "1"}, kpi.Ratio{Met: 29}, kpi.Precision{})
		require.NoError(t, err)
		require.True(t, f.Interval)
		require.False(t, f.Reliable)
		line := f.Describe(commitment.Chinese)[0]
		for _, part := range []string{"n = 29", "95 % 置信区间 88.3–100.0 %", "样本不足 30"} {
			require.Contains(t, line, part)
		}
	})
	t.Run("11 the variant is part of the identity", func(t *testing.T) {
		names := make(map[string]string)
		for name, f := range everyFigure(t) {
			identity := f.Definition.String()
			if other, taken := names[identity]; taken {
				require.ElementsMatch(t, []string{"attainment", "table"}, []string{name, other})
			}
			names[identity] = name
		}
	})
	t.Run("12 automatic messages are no responses", func(t *testing.T) {
		policy, err := sla.ParsePolicy([]byte(`{"id": "p", "version": "1", "rules": [{"id": "r", "commitments": [{"metric": "first_response", "within": "1h", "calendar": "c"}]}]}`))
		require.NoError(t, err)
		engine, err := sla.Compile(map[string]*calendar.Calendar{"c": calendar.Always(time.UTC)}, policy)
		require.NoError(t, err)
		c := sla.Case{ID: "1", Events: []sla.Event{
			{ID: "1", Kind: sla.KindOpened, At: opened}, {ID: "2", Kind: sla.KindReplied, Actor: sla.ActorAutomation, At: opened.Add(time.Minute)},
		}}
		report, err := engine.Evaluate(c, opened.Add(2*time.Hour))
		require.NoError(t, err)
		var a kpi.Attainment
		require.NoError(t, a.AddReport(report))
		require.Equal(t, kpi.Ratio{Missed: 1}, a.Ratio("first_response"))
	})
	t.Run("13 attribution is at the event", func(t *testing.T) {
		a, err := kpi.NewAttainment(kpi.AttainmentRule{By: []string{kpi.DimensionGroup, "team"}})
		require.NoError(t, err)
		require.NoError(t, a.AddReport(sla.Report{
			Attributes: map[string][]string{"team": {"now"}},
			Clocks:     []sla.Clock{{Metric: "ownership", Group: "then", Verdict: sla.Met, Stage: sla.Stopped}},
		}))
		_, ok := a.Table().Cell(kpi.Key{"ownership", "then", "now"})
		require.True(t, ok)
	})
	t.Run("a resolution after the instant is none", func(t *testing.T) {
		late := resolvedIssue("a", asOf.Add(-time.Minute))
		r := kpi.ScoreFCR(slices.Values([]kpi.Issue{late}), kpi.FCRRule{}, asOf)
		require.Equal(t, kpi.Ratio{NotApplicable: 1}, r.Counts)
		require.Contains(t, r.Describe(commitment.English)[2], "not resolved 1")
	})
}
