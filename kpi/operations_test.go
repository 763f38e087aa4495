package kpi_test

import (
	"errors"
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/kpi"
)

func TestReopens(t *testing.T) {
	asOf := opened.Add(60 * oneDay)
	issue := func(change func(*kpi.Issue)) kpi.Issue {
		i := resolvedIssue("", opened)
		change(&i)
		return i
	}
	reopenedAfter := func(after ...time.Duration) func(*kpi.Issue) {
		return func(i *kpi.Issue) {
			for _, d := range after {
				i.Reopened = append(i.Reopened, i.Resolved.Add(d))
			}
		}
	}
	resolved := opened.Add(time.Hour)
	tests := []struct {
		name                    string
		issue                   kpi.Issue
		rule                    kpi.ReopenRule
		asOf                    time.Time
		want                    kpi.Ratio
		reopenings, resolutions uint64
	}{
		{"never", issue(func(*kpi.Issue) {}), kpi.ReopenRule{}, asOf, kpi.Ratio{Missed: 1}, 0, 1},
		{"at once", issue(reopenedAfter(0)), kpi.ReopenRule{}, asOf, kpi.Ratio{Met: 1}, 1, 1},
		{"in the last instant", issue(reopenedAfter(7*oneDay - 1)), kpi.ReopenRule{}, asOf, kpi.Ratio{Met: 1}, 1, 1},
		{"at the end", issue(reopenedAfter(7 * oneDay)), kpi.ReopenRule{}, asOf, kpi.Ratio{Missed: 1}, 1, 1},
		{"twice", issue(reopenedAfter(oneDay, 40*oneDay)), kpi.ReopenRule{}, asOf, kpi.Ratio{Met: 1}, 2, 1},
		{"one in the future", issue(reopenedAfter(oneDay, 70*oneDay)), kpi.ReopenRule{}, asOf, kpi.Ratio{Met: 1}, 1, 1},
		{"longer window", issue(reopenedAfter(40 * oneDay)), kpi.ReopenRule{Window: 41 * oneDay}, asOf, kpi.Ratio{Met: 1}, 1, 1},
		{"window runs", issue(reopenedAfter(oneDay)), kpi.ReopenRule{}, resolved.Add(7*oneDay - 1), kpi.Ratio{Pending: 1}, 1, 1},
		{"window just over", issue(reopenedAfter(oneDay)), kpi.ReopenRule{}, resolved.Add(7 * oneDay), kpi.Ratio{Met: 1}, 1, 1},
		{"not resolved", issue(func(i *kpi.Issue) { i.Resolved = time.Time{} }), kpi.ReopenRule{}, asOf, kpi.Ratio{NotApplicable: 1}, 0, 0},
		{"resolved later", issue(func(*kpi.Issue) {}), kpi.ReopenRule{}, resolved.Add(-1), kpi.Ratio{NotApplicable: 1}, 0, 0},
		{"resolved as of now", issue(func(*kpi.Issue) {}), kpi.ReopenRule{}, resolved, kpi.Ratio{Pending: 1}, 0, 1},
		{"merged", issue(func(i *kpi.Issue) { i.MergedInto = "x" }), kpi.ReopenRule{}, asOf, kpi.Ratio{NotApplicable: 1}, 0, 0},
		{"outside", issue(func(i *kpi.Issue) { i.Outside = "x" }), kpi.ReopenRule{}, asOf, kpi.Ratio{NotApplicable: 1}, 0, 0},
		{"first of the cohort", issue(func(*kpi.Issue) {}), kpi.ReopenRule{From: resolved, To: resolved.Add(1)}, asOf, kpi.Ratio{Missed: 1}, 0, 1},
		{"before the cohort", issue(func(*kpi.Issue) {}), kpi.ReopenRule{From: resolved.Add(1)}, asOf, kpi.Ratio{NotApplicable: 1}, 0, 0},
		{"after the cohort", issue(func(*kpi.Issue) {}), kpi.ReopenRule{To: resolved}, asOf, kpi.Ratio{NotApplicable: 1}, 0, 0},
		{"resolved again", issue(func(i *kpi.Issue) { i.ResolvedAgain = []time.Time{asOf, asOf.Add(1)} }), kpi.ReopenRule{}, asOf, kpi.Ratio{Missed: 1}, 0, 2},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r, err := kpi.NewReopens(test.rule)
			require.NoError(t, err)
			require.NoError(t, r.AddIssues(slices.Values([]kpi.Issue{test.issue}), test.asOf))
			result := r.Result()
			require.Equal(t, test.want, result.Counts)
			require.Equal(t, test.reopenings, result.Reopenings)
			require.Equal(t, test.resolutions, result.Resolutions)
		})
	}
	var r kpi.Reopens
	requireInvalid(t, r.AddIssues(nil, time.Time{}), "as_of: must be given")
	_, ok := r.Result().Load()
	require.False(t, ok)
	require.NoError(t, r.AddCounts(4, 2, 3))
	before := r
	err := r.AddCounts(2, 1, 0)
	require.ErrorIs(t, err, kpi.ErrNotSubset)
	require.EqualError(t, err, "kpi: 0 reopenings of 1 issues: the numerator is no subset of the denominator")
	require.NoError(t, r.AddCounts(0, 0, math.MaxUint64-3))
	require.EqualError(t, r.AddCounts(0, 0, 1), "kpi: count of reopenings would overflow")
	r = before
	require.NoError(t, r.AddCounts(math.MaxUint64-4, 0, 0))
	require.ErrorIs(t, r.AddCounts(1, 0, 0), kpi.ErrOverflow)
	_, err = kpi.NewReopens(kpi.ReopenRule{Window: -1})
	requireInvalid(t, err, "window: must be positive")
	_, err = kpi.NewReopens(kpi.ReopenRule{From: opened, To: opened})
	requireInvalid(t, err, "to: must be after from")
	_, err = kpi.NewReopens(kpi.ReopenRule{Precision: kpi.Precision{Confidence: 7}})
	requireInvalid(t, err, "confidence: must be between 0 and 1, not 7")
	cohort, err := kpi.NewReopens(kpi.ReopenRule{From: opened})
	require.NoError(t, err)
	require.EqualError(t, before.Merge(cohort), "kpi: cannot merge reopen.tickets@1 window=168h0m0s cohort=[2026-03-01T09:00:00Z,) by resolved into reopen.tickets@1 window=168h0m0s by resolved")
	require.Equal(t, "重开率（7 天窗口）50.0 %，n = 4，95 % 区间 15.0–85.0 %，样本不足 30，仅供参考", before.Result().Describe(commitment.Chinese)[0])
	require.Equal(t, "reopen rate (7-day window) 50.0 %, n = 4, 95 % interval 15.0–85.0 %, unreliable below n = 30", before.Result().Describe(commitment.English)[0])
	text, err := before.Result().MarshalJSON()
	require.NoError(t, err)
	require.Contains(t, string(text), `"reopenings":3,"resolutions":4,"load":0.75`)
}

func TestBacklog(t *testing.T) {
	now := opened.Add(40 * oneDay)
	issue := func(age time.Duration, change func(*kpi.Issue)) kpi.Issue {
		i := kpi.Issue{Opened: now.Add(-age)}
		change(&i)
		return i
	}
	plain := func(*kpi.Issue) {}
	b, err := kpi.ScoreBacklog(slices.Values([]kpi.Issue{
		issue(0, plain), issue(oneDay-1, plain), issue(oneDay, plain), issue(3*oneDay-1, plain), issue(3*oneDay, plain), issue(7*oneDay, plain),
		issue(30*oneDay-1, plain), issue(30*oneDay, plain), issue(-1, plain),
		issue(oneDay, func(i *kpi.Issue) { i.MergedInto = "x" }), issue(oneDay, func(i *kpi.Issue) { i.Outside = "x" }),
		issue(oneDay, func(i *kpi.Issue) { i.Due = now }), issue(oneDay, func(i *kpi.Issue) { i.Due = now.Add(1) }),
		issue(oneDay, func(i *kpi.Issue) { i.Resolved = now }), issue(5*oneDay, func(i *kpi.Issue) { i.Resolved = now.Add(1) }),
		issue(5*oneDay, func(i *kpi.Issue) { i.Resolved, i.Reopened = now.Add(-2), []time.Time{now.Add(-2)} }),
		issue(5*oneDay, func(i *kpi.Issue) {
			i.Resolved, i.Reopened, i.ResolvedAgain = now.Add(-9), []time.Time{now.Add(-5), now.Add(-2)}, []time.Time{now.Add(-3), now.Add(-1)}
		}),
		issue(5*oneDay, func(i *kpi.Issue) { i.Resolved, i.Reopened = now.Add(-2), []time.Time{now.Add(1)} }),
	}), now)
	require.NoError(t, err)
	require.Equal(t, []uint64{2, 4, 3, 2, 1}, b.Ages)
	require.Equal(t, uint64(12), b.Stock)
	require.Equal(t, uint64(1), b.Overdue)
	require.Equal(t, uint64(10), b.NoTarget)
	require.Equal(t, uint64(3), b.Outside)
	require.Equal(t, 30*oneDay, b.Oldest)
	require.Equal(t, []string{
		"backlog 12, overdue 1, no target 10",
		"by age: 0 s–1 d 2, 1 d–3 d 4, 3 d–7 d 3, 7 d–30 d 2, ≥ 30 d 1, oldest 30 d",
		"open as of 2026-04-10T09:00:00Z; age from the opening",
	}, b.Describe(commitment.English))
	require.Equal(t, []string{
		"积压 12，其中逾期 1，未设时限 10",
		"按已历时长：0 秒–1 天 2，1 天–3 天 4，3 天–7 天 3，7 天–30 天 2，≥ 30 天 1，最久 30 天",
		"截至 2026-04-10T09:00:00Z 未解决；时长自受理起算",
	}, b.Describe(commitment.Chinese))
	text, err := b.MarshalJSON()
	require.NoError(t, err)
	require.JSONEq(t, `{"as_of":"2026-04-10T09:00:00Z","stock":12,"overdue":1,"no_target":10,"bounds":["24h0m0s","72h0m0s","168h0m0s","720h0m0s"],"ages":[2,4,3,2,1],"oldest":"720h0m0s","outside":3}`, string(text))

	_, err = kpi.ScoreBacklog(nil, time.Time{}, 0, 5, 5)
	requireInvalid(t, err, "as_of: must be given", "bounds[0]: must be above zero and the bound before", "bounds[2]: must be above zero and the bound before")
}

func TestFlow(t *testing.T) {
	const most = math.MaxUint64
	closing, err := kpi.Flow{Created: 3, Reopened: 2, Resolved: 10}.Closing(5)
	require.NoError(t, err)
	require.Zero(t, closing)
	_, err = kpi.Flow{Resolved: 6}.Closing(5)
	require.ErrorIs(t, err, kpi.ErrNotSubset)
	require.EqualError(t, err, "kpi: 6 resolved of 5: more than there were")
	for _, f := range []kpi.Flow{{Created: most}, {Reopened: most}} {
		_, err = f.Closing(1)
		require.ErrorIs(t, err, kpi.ErrOverflow)
	}
	stocks, err := kpi.Stocks(1, kpi.Flow{}, kpi.Flow{Resolved: 2})
	require.Error(t, err)
	require.Nil(t, stocks)
	f := kpi.Flow{Created: 1, Reopened: 2, Resolved: 3}
	require.NoError(t, f.Merge(f))
	require.Equal(t, kpi.Flow{Created: 2, Reopened: 4, Resolved: 6}, f)
	for _, other := range []kpi.Flow{{Created: most}, {Reopened: most}, {Resolved: most}} {
		require.EqualError(t, f.Merge(other), "kpi: flow would overflow")
	}
	require.Equal(t, kpi.Flow{Created: 2, Reopened: 4, Resolved: 6}, f)
	for _, zero := range [][2]uint64{{0, 1}, {1, 0}} {
		_, ok := kpi.BacklogDays(1, zero[0], zero[1])
		require.False(t, ok)
	}
	days, ok := kpi.BacklogDays(52, 16, 2)
	require.True(t, ok)
	require.InDelta(t, 6.5, days, 0)
}

func TestComplaints(t *testing.T) {
	var c kpi.Complaints
	r, err := c.Result()
	require.NoError(t, err)
	require.False(t, r.Defined)
	require.NoError(t, c.AddReceived(2))
	_, err = c.Result()
	require.ErrorIs(t, err, kpi.ErrNoBase)
	require.EqualError(t, err, "kpi: 2 complaints without a base")
	require.NoError(t, c.AddBase(4000))
	require.NoError(t, c.AddDecided(2, 1))
	r, err = c.Result()
	require.NoError(t, err)
	require.InDelta(t, 0.5, r.Value, 1e-12)
	require.InDelta(t, 0.242209/4, r.Lo, 1e-6)
	require.InDelta(t, 7.224688/4, r.Hi, 1e-6)
	require.Equal(t, uint64(2), r.Received)
	require.Equal(t, []string{
		"投诉率 0.50，n = 4,000，95 % 区间 0.06–1.81",
		"分子：收到的投诉；分母 4,000：基数",
		"统计日期：按受理日期；口径：complaint_rate@1 per=1000 base=contacts by created",
		"投诉成立率 50.0 %，n = 2，95 % 区间 9.5–90.5 %，样本不足 30，仅供参考",
	}, r.Describe(commitment.Chinese))
	text, err := r.MarshalJSON()
	require.NoError(t, err)
	require.Contains(t, string(text), `"received":2`)
	require.NoError(t, c.AddDecided(1, 0))
	_, err = c.Result()
	require.ErrorIs(t, err, kpi.ErrNotSubset)
	before := c
	require.ErrorIs(t, c.AddDecided(1, 2), kpi.ErrNotSubset)
	require.ErrorIs(t, c.AddReceived(math.MaxUint64), kpi.ErrOverflow)
	require.ErrorIs(t, c.AddBase(math.MaxUint64), kpi.ErrOverflow)
	require.ErrorIs(t, c.AddDecided(math.MaxUint64, 0), kpi.ErrOverflow)
	orders, err := kpi.NewComplaints(kpi.ComplaintRule{Base: "orders"})
	require.NoError(t, err)
	require.ErrorIs(t, c.Merge(orders), kpi.ErrIdentity)
	require.Equal(t, before, c)
	require.Equal(t, "complaint_rate@1 per=1000 base=orders by created", orders.Identity().String())
	_, err = kpi.NewComplaints(kpi.ComplaintRule{Base: "\n"})
	requireInvalid(t, err, "base: must be a text of at most 256 bytes")
	_, err = kpi.NewComplaints(kpi.ComplaintRule{Precision: kpi.Precision{Confidence: 2}})
	requireInvalid(t, err, "confidence: must be between 0 and 1, not 2")
}

func TestObjectives(t *testing.T) {
	for _, share := range []float64{0, 1, -0.1, 1.1, math.NaN()} {
		_, err := kpi.NewObjective(share)
		require.ErrorContains(t, err, "objective: must be above 0 and below 1, not ")
	}
	o, err := kpi.NewObjective(0.9)
	require.NoError(t, err)
	require.InDelta(t, 0.9, o.Share(), 0)
	require.InDelta(t, 10, o.MaxBurnRate(), 0)
	require.Zero(t, kpi.Objective{}.MaxBurnRate())
	_, _, err = o.BurnRate(2, 1)
	require.ErrorIs(t, err, kpi.ErrNotSubset)
	_, _, err = o.Budget(2, 1)
	require.ErrorIs(t, err, kpi.ErrNotSubset)
	for _, objective := range []kpi.Objective{{}, o} {
		total := uint64(0)
		if objective == (kpi.Objective{}) {
			total = 5
		}
		_, ok, err := objective.BurnRate(0, total)
		require.NoError(t, err)
		require.False(t, ok)
		_, ok, err = objective.Budget(0, total)
		require.NoError(t, err)
		require.False(t, ok)
	}
	burn, ok, err := o.BurnRate(0, 5)
	require.NoError(t, err)
	require.True(t, ok)
	require.Zero(t, burn)
	b, ok, err := o.Budget(1, 20)
	require.NoError(t, err)
	require.True(t, ok)
	require.Equal(t, kpi.Budget{Objective: o, Bad: 1, Total: 20, Allowed: 2, Remaining: 1, RemainingShare: 0.5}, b)
	require.Equal(t, []string{"objective 90.0 %: of 20 cases 2.0 may be missed, 1 were, 1.0 are left (50.0 %)"}, b.Describe(commitment.English))
	require.Equal(t, []string{"目标 90.0 %：20 件中允许未达成 2.0 件，已未达成 1 件，剩余额度 1.0 件（50.0 %）"}, b.Describe(commitment.Chinese))
}

func TestBurnAlerts(t *testing.T) {
	month := 30 * oneDay
	for _, test := range []struct {
		objective float64
		factors   []float64
		long      []time.Duration
	}{
		{0.999, []float64{14.4, 6, 3, 1}, []time.Duration{time.Hour, 6 * time.Hour, oneDay, 3 * oneDay}},
		{0.95, []float64{14.4, 6, 3, 1}, []time.Duration{time.Hour, 6 * time.Hour, oneDay, 3 * oneDay}},
		{0.9, []float64{5, 6, 3, 1}, []time.Duration{10368 * time.Second, 6 * time.Hour, oneDay, 3 * oneDay}},
		{0.5, []float64{1, 1, 1, 1}, []time.Duration{51840 * time.Second, 36 * time.Hour, 3 * oneDay, 3 * oneDay}},
	} {
		o, err := kpi.NewObjective(test.objective)
		require.NoError(t, err)
		alerts, err := o.BurnAlerts(month)
		require.NoError(t, err)
		for i, a := range alerts {
			require.InDelta(t, test.factors[i], a.Factor, 1e-6, "%v", test.objective)
			require.InDelta(t, float64(test.long[i]), float64(a.Long), 1, "%v", test.objective)
			require.Equal(t, a.Long/12, a.Short)
			require.Less(t, a.Factor, o.MaxBurnRate())
		}
	}
	o, err := kpi.NewObjective(0.9)
	require.NoError(t, err)
	_, err = o.NewBurnAlert(0.02, time.Hour, month)
	require.ErrorIs(t, err, kpi.ErrUnreachable)
	require.EqualError(t, err, "kpi: a burn rate of 14.4 is out of reach at an objective of 0.9: at most 10")
	_, err = o.NewBurnAlert(0.1, time.Hour, 100*time.Hour)
	require.ErrorIs(t, err, kpi.ErrUnreachable, "at the limit it fires only if all is missed")
	_, err = kpi.Objective{}.NewBurnAlert(0.02, time.Hour, month)
	requireInvalid(t, err, "objective: must be given")
	_, err = kpi.Objective{}.BurnAlerts(month)
	requireInvalid(t, err, "objective: must be given")
	_, err = o.NewBurnAlert(0, time.Hour, month)
	requireInvalid(t, err, "share: must be above 0 and at most 1, with a window and a period above 0")
	_, err = o.BurnAlerts(719)
	requireInvalid(t, err, "period: must be at least 720ns")
	for _, bad := range []struct {
		share          float64
		window, period time.Duration
	}{{0, 1, 1}, {1.1, 1, 1}, {math.NaN(), 1, 1}, {1, 0, 1}, {1, 1, 0}} {
		_, ok := kpi.BurnFactor(bad.share, bad.window, bad.period)
		require.False(t, ok)
	}
	factor, ok := kpi.BurnFactor(1, 1, 1)
	require.True(t, ok)
	require.InDelta(t, 1, factor, 0)

	a := kpi.BurnAlert{Factor: 5, MinEvents: 10}
	for _, test := range []struct {
		w     kpi.BurnWindows
		fires bool
	}{
		{kpi.BurnWindows{LongBad: 5, LongTotal: 10, ShortBad: 1, ShortTotal: 2}, true},
		{kpi.BurnWindows{LongBad: 4, LongTotal: 10, ShortBad: 1, ShortTotal: 2}, false},
		{kpi.BurnWindows{LongBad: 5, LongTotal: 10, ShortBad: 1, ShortTotal: 3}, false},
		{kpi.BurnWindows{LongBad: 5, LongTotal: 9, ShortBad: 1, ShortTotal: 2}, false},
		{kpi.BurnWindows{LongBad: 5, LongTotal: 10}, false},
		{kpi.BurnWindows{ShortBad: 1, ShortTotal: 1}, false},
	} {
		s, err := o.State(a, test.w)
		require.NoError(t, err)
		require.Equal(t, test.fires, s.Fires, "%+v", test.w)
	}
	s, err := o.State(kpi.BurnAlert{}, kpi.BurnWindows{LongBad: 1, LongTotal: 1, ShortBad: 1, ShortTotal: 1})
	require.NoError(t, err)
	require.False(t, s.Fires)
	for _, w := range []kpi.BurnWindows{{LongBad: 1}, {ShortBad: 1}} {
		_, err = o.State(a, w)
		require.ErrorIs(t, err, kpi.ErrNotSubset)
	}

	for _, bad := range []float64{0, -1, math.NaN(), math.Inf(1), 1e-300} {
		_, ok := kpi.Exhausted(month, bad)
		require.False(t, ok, bad)
	}
	_, ok = kpi.Exhausted(0, 1)
	require.False(t, ok)
	at, ok := kpi.Exhausted(month, 1)
	require.True(t, ok)
	require.Equal(t, month, at)
}

// day31 is the March of 2026 in UTC: 44,640 minutes.
func march() kpi.Period {
	return kpi.Period{Name: "2026-03", From: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC), To: time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)}
}

// TestAvailabilityIsExact: of 43,200 minutes 4.32 down is exactly 99.99 %.
func TestAvailabilityIsExact(t *testing.T) {
	april := kpi.Period{From: march().To, To: march().To.Add(30 * oneDay)}
	down := 259200 * time.Millisecond
	a, err := kpi.NewAvailability(april, []kpi.Outage{{Start: april.From.Add(time.Hour), End: april.From.Add(time.Hour + down)}}, nil)
	require.NoError(t, err)
	total, exact := a.TotalMinutes()
	require.True(t, exact)
	require.Equal(t, "43200", total)
	minutes, exact := a.DownMinutes()
	require.True(t, exact)
	require.Equal(t, "4.32", minutes)
	percentage, exact, ok := a.Percent()
	require.True(t, ok)
	require.True(t, exact)
	require.Equal(t, "99.99", percentage)
	for limit, want := range map[string]bool{"99.99": true, "99.990": true, "99.9900001": false, "99": true, "100": false, "0": true} {
		kept, ok, err := a.AtLeast(limit)
		require.NoError(t, err)
		require.True(t, ok)
		require.Equal(t, want, kept, limit)
	}
	for _, bad := range []string{"", ".", "100.1", "-1", "1e2", "99,9", "1/2", "0x1", "1.2.3", "11111111111111111111111111111111111111111"} {
		_, _, err := a.AtLeast(bad)
		require.ErrorContains(t, err, "percentage: must be a decimal number from 0 to 100", bad)
	}
	share, ok := a.Value()
	require.True(t, ok)
	require.InDelta(t, 0.9999, share, 0)
	require.Equal(t, []string{"可用率 99.99 %", "约定服务时间 43200 分钟，不可用 4.32 分钟，约定剔除 0 分钟"}, a.Describe(commitment.Chinese))
	require.Equal(t, []string{"availability 99.99 %", "agreed service time 43200 min, down 4.32 min, excluded 0 min"}, a.Describe(commitment.English))
	text, err := a.MarshalJSON()
	require.NoError(t, err)
	require.JSONEq(t, `{"percent":"99.99","total_seconds":"2592000","down_seconds":"259.2","excluded_seconds":"0"}`, string(text))

	one, err := kpi.NewAvailability(april, []kpi.Outage{{Start: april.From, End: april.From.Add(time.Second)}}, nil)
	require.NoError(t, err)
	minutes, exact = one.DownMinutes()
	require.False(t, exact)
	require.Equal(t, "0.016666666666666667", minutes)
	require.Equal(t, "1", one.DownSeconds())
	_, exact, ok = one.Percent()
	require.True(t, ok)
	require.False(t, exact)
	require.Equal(t, "availability ≈ 99.999961 %", one.Describe(commitment.English)[0])

	var none kpi.Availability
	_, _, ok = none.Percent()
	require.False(t, ok)
	_, ok, err = none.AtLeast("99")
	require.NoError(t, err)
	require.False(t, ok)
	_, ok = none.Value()
	require.False(t, ok)
	require.Equal(t, "availability", none.Identity().Name)
	require.NoError(t, one.Merge(a))
	require.Equal(t, "5184000", one.TotalSeconds())
	require.Equal(t, "260.2", one.DownSeconds())
}

func TestAvailabilityOfOutages(t *testing.T) {
	p := march()
	at := func(hours float64) time.Time { return p.From.Add(time.Duration(hours * float64(time.Hour))) }
	out := func(from, to float64) kpi.Outage { return kpi.Outage{Start: at(from), End: at(to)} }
	part := func(from, to float64, impact int) kpi.Outage {
		return kpi.Outage{Start: at(from), End: at(to), Impact: impact}
	}
	ex := func(from, to float64) kpi.Exclusion { return kpi.Exclusion{Start: at(from), End: at(to)} }
	only := func(from, to float64) kpi.Exclusion {
		return kpi.Exclusion{Start: at(from), End: at(to), OutageOnly: true}
	}
	const all = 31 * 24
	tests := []struct {
		name              string
		outages           []kpi.Outage
		exclusions        []kpi.Exclusion
		total, down, gone string // minutes
	}{
		{"none", nil, nil, "44640", "0", "0"},
		{"one", []kpi.Outage{out(1, 2)}, nil, "44640", "60", "0"},
		{"overlapping", []kpi.Outage{out(1, 2), out(1.5, 3)}, nil, "44640", "120", "0"},
		{"within another", []kpi.Outage{out(1, 4), out(2, 3)}, nil, "44640", "180", "0"},
		{"touching", []kpi.Outage{out(1, 2), out(2, 3)}, nil, "44640", "120", "0"},
		{"twice the same", []kpi.Outage{out(1, 2), out(1, 2)}, nil, "44640", "60", "0"},
		{"clipped", []kpi.Outage{out(-5, 1), out(all-1, all+5)}, nil, "44640", "120", "0"},
		{"outside", []kpi.Outage{out(-5, 0), out(all, all+5)}, nil, "44640", "0", "0"},
		{"going on", []kpi.Outage{{Start: at(all - 2)}}, nil, "44640", "120", "0"},
		{"no time", []kpi.Outage{out(1, 1)}, nil, "44640", "0", "0"},
		{"partial", []kpi.Outage{part(1, 2, 2500)}, nil, "44640", "15", "0"},
		{"the greatest impact counts", []kpi.Outage{part(1, 4, 2500), part(2, 3, 5000)}, nil, "44640", "60", "0"},
		{"greater first", []kpi.Outage{part(1, 3, 5000), part(2, 4, 2500)}, nil, "44640", "75", "0"},
		{"maintenance", []kpi.Outage{out(1, 4)}, []kpi.Exclusion{ex(2, 3)}, "44580", "120", "60"},
		{"maintenance without outage", nil, []kpi.Exclusion{ex(2, 3), ex(2.5, 4)}, "44520", "0", "120"},
		{"outage only", []kpi.Outage{out(1, 4)}, []kpi.Exclusion{only(2, 3)}, "44640", "120", "0"},
		{"both", []kpi.Outage{out(1, 4)}, []kpi.Exclusion{only(1, 3), ex(2, 5)}, "44460", "0", "180"},
		{"all excluded", []kpi.Outage{out(1, 4)}, []kpi.Exclusion{ex(-1, all+1)}, "0", "0", "44640"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a, err := kpi.NewAvailability(p, test.outages, test.exclusions)
			require.NoError(t, err)
			total, exact := a.TotalMinutes()
			require.True(t, exact)
			down, exact := a.DownMinutes()
			require.True(t, exact)
			require.Equal(t, [2]string{test.total, test.down}, [2]string{total, down})
			seconds, ok := new(big.Rat).SetString(a.ExcludedSeconds())
			require.True(t, ok)
			require.Equal(t, test.gone, seconds.Quo(seconds, big.NewRat(60, 1)).RatString())
		})
	}
}

// TestAvailabilityAgreesWithTheOracle, which goes minute by minute.
func TestAvailabilityAgreesWithTheOracle(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 4))
	p := kpi.Period{From: opened, To: opened.Add(4 * time.Hour)}
	minute := func(n int) time.Time { return p.From.Add(time.Duration(n) * time.Minute) }
	for range 200 {
		var outages []kpi.Outage
		var exclusions []kpi.Exclusion
		for range rng.IntN(8) {
			from := rng.IntN(280) - 20
			outages = append(outages, kpi.Outage{Start: minute(from), End: minute(from + rng.IntN(60)), Impact: rng.IntN(10001)})
		}
		for range rng.IntN(4) {
			from := rng.IntN(280) - 20
			exclusions = append(exclusions, kpi.Exclusion{Start: minute(from), End: minute(from + rng.IntN(60)), OutageOnly: rng.IntN(2) == 0})
		}
		var total, down int64
		for n := range 240 {
			at := minute(n)
			in := func(start, end time.Time) bool { return !at.Before(start) && at.Before(end) }
			impact, counts := 0, true
			for _, o := range outages {
				if o.Impact == 0 {
					o.Impact = kpi.FullImpact
				}
				if in(o.Start, o.End) {
					impact = max(impact, o.Impact)
				}
			}
			for _, e := range exclusions {
				if in(e.Start, e.End) {
					impact = 0
					counts = counts && e.OutageOnly
				}
			}
			if counts {
				total++
				down += int64(impact)
			}
		}
		a, err := kpi.NewAvailability(p, outages, exclusions)
		require.NoError(t, err)
		gotTotal, _ := a.TotalMinutes()
		gotDown, _ := new(big.Rat).SetString(a.DownSeconds())
		require.Equal(t, big.NewRat(total, 1).RatString(), gotTotal)
		require.Equal(t, big.NewRat(down*60, 10000).RatString(), gotDown.RatString())
	}
}

func TestAvailabilityRefuses(t *testing.T) {
	p := march()
	_, err := kpi.NewAvailability(kpi.Period{From: p.From, To: p.From},
		[]kpi.Outage{{}, {Start: p.From, End: p.From.Add(-1)}, {Start: p.From, Impact: 10001}, {Start: p.From, Impact: -1}},
		[]kpi.Exclusion{{}, {Start: p.From}, {Start: p.From, End: p.From.Add(-1)}})
	requireInvalid(t, err,
		"period: must end after it begins", "outages[0]: must have a start, and no end before it", "outages[1]: must have a start, and no end before it",
		"outages[2].impact: must be from 0 to 10000, not 10001", "outages[3].impact: must be from 0 to 10000, not -1",
		"exclusions[0]: must have a start, and an end that is not before it", "exclusions[1]: must have a start, and an end that is not before it",
		"exclusions[2]: must have a start, and an end that is not before it",
	)
	_, err = kpi.NewAvailability(kpi.Period{}, nil, nil)
	requireInvalid(t, err, "period: must end after it begins")
	_, err = kpi.NewAvailability(kpi.Period{From: p.From, To: p.From.AddDate(293, 0, 0)}, nil, nil)
	requireInvalid(t, err, "period: must be shorter than 292 years")
	months, err := kpi.NewPeriods(kpi.PeriodRule{Unit: kpi.Month, Location: time.UTC})
	require.NoError(t, err)
	a, err := months.NewAvailabilityOf(p.From.Add(oneDay), nil, nil)
	require.NoError(t, err)
	total, _ := a.TotalMinutes()
	require.Equal(t, "44640", total)
	_, err = months.NewAvailabilityOf(time.Date(12000, 1, 1, 0, 0, 0, 0, time.UTC), nil, nil)
	require.Error(t, err)
	newYork, err := time.LoadLocation("America/New_York")
	require.NoError(t, err)
	months, err = kpi.NewPeriods(kpi.PeriodRule{Unit: kpi.Month, Location: newYork})
	require.NoError(t, err)
	a, err = months.NewAvailabilityOf(p.From.Add(oneDay), nil, nil)
	require.NoError(t, err)
	total, _ = a.TotalMinutes()
	require.Equal(t, "44580", total, "the clocks skip an hour in March")
}

func TestIntervalAvailability(t *testing.T) {
	slots := []kpi.Slot{{Errors: 1, Requests: 2}, {}, {Errors: 0, Requests: 7}, {Errors: 2, Requests: 3}}
	f, err := kpi.IntervalAvailability(slots, 0)
	require.NoError(t, err)
	require.Equal(t, uint64(3), f.N)
	require.InDelta(t, (0.5+1+1./3)/3, f.Value, 1e-15)
	require.Equal(t, "availability.intervals@1 empty=left_out", f.Definition.String())
	f, err = kpi.IntervalAvailability(slots, kpi.EmptyIsUp)
	require.NoError(t, err)
	require.Equal(t, uint64(4), f.N)
	require.InDelta(t, (0.5+1+1+1./3)/4, f.Value, 1e-15)
	f, err = kpi.IntervalAvailability([]kpi.Slot{{}}, kpi.EmptyLeftOut)
	require.NoError(t, err)
	require.False(t, f.Defined)
	_, err = kpi.IntervalAvailability([]kpi.Slot{{}, {Errors: 2, Requests: 1}}, 0)
	require.ErrorIs(t, err, kpi.ErrNotSubset)
	require.EqualError(t, err, "kpi: slots[1]: 2 errors of 1 requests: the numerator is no subset of the denominator")
	_, err = kpi.IntervalAvailability(nil, 3)
	requireInvalid(t, err, "empty: no value 3")
}

func TestCollect(t *testing.T) {
	part := func(job string, shard kpi.Shard, attempt int, met uint64) kpi.Partial[kpi.Ratio] {
		return kpi.Partial[kpi.Ratio]{Job: job, Shard: shard, Attempt: attempt, Acc: kpi.Ratio{Met: met}}
	}
	r := func(first, last, of int) kpi.Shard { return kpi.Shard{First: first, Last: last, Of: of} }
	tests := []struct {
		name     string
		partials []kpi.Partial[kpi.Ratio]
		met      uint64
		err      string
		is       error
	}{
		{"one", []kpi.Partial[kpi.Ratio]{part("j", kpi.OneShard(0, 1), 0, 5)}, 5, "", nil},
		{"last attempt", []kpi.Partial[kpi.Ratio]{part("j", r(0, 0, 1), 1, 5), part("j", r(0, 0, 1), 3, 7), part("j", r(0, 0, 1), 2, 6)}, 7, "", nil},
		{"delivered twice", []kpi.Partial[kpi.Ratio]{part("j", r(0, 0, 1), 1, 5), part("j", r(0, 0, 1), 1, 5)}, 5, "", nil},
		{"ranges", []kpi.Partial[kpi.Ratio]{part("j", r(2, 5, 6), 0, 5), part("j", r(0, 1, 6), 0, 1)}, 6, "", nil},
		{"same attempt, other content", []kpi.Partial[kpi.Ratio]{part("j", r(0, 0, 1), 1, 5), part("j", r(0, 0, 1), 1, 6)}, 0, "kpi: shard 0 of 1: attempt 1 came twice, and not the same", kpi.ErrOverlap},
		{"overlap", []kpi.Partial[kpi.Ratio]{part("j", r(0, 2, 4), 0, 5), part("j", r(2, 3, 4), 0, 6)}, 0, "kpi: shards 0-2 of 4 and 2-3 of 4 overlap", kpi.ErrOverlap},
		{"within", []kpi.Partial[kpi.Ratio]{part("j", r(0, 3, 4), 0, 5), part("j", r(1, 1, 4), 0, 6)}, 0, "kpi: shards 0-3 of 4 and 1 of 4 overlap", kpi.ErrOverlap},
		{"missing", []kpi.Partial[kpi.Ratio]{part("j", r(1, 1, 9), 0, 5), part("j", r(4, 5, 9), 0, 6)}, 0, `kpi: job "j": missing shards 0, 2-3, 6-8 of 9`, kpi.ErrMissingShard},
		{"none", nil, 0, "kpi: partials: must be given", commitment.ErrInvalid},
		{"two jobs", []kpi.Partial[kpi.Ratio]{part("j", r(0, 0, 2), 0, 5), part("k", r(1, 1, 2), 0, 5)}, 0, `kpi: partials[1].job: must be "j", not "k"`, commitment.ErrInvalid},
		{"two partings", []kpi.Partial[kpi.Ratio]{part("j", r(0, 0, 2), 0, 5), part("j", r(1, 1, 3), 0, 5)}, 0, "kpi: partials[1].shard: must be one of 2, not of 3", commitment.ErrInvalid},
		{"no shard", []kpi.Partial[kpi.Ratio]{part("j", kpi.Shard{}, 0, 5)}, 0, "kpi: partials[0].shard: no shard: 0 of 0", commitment.ErrInvalid},
		{"negative", []kpi.Partial[kpi.Ratio]{part("j", r(-1, 0, 2), 0, 5)}, 0, "kpi: partials[0].shard: no shard: -1-0 of 2", commitment.ErrInvalid},
		{"backwards", []kpi.Partial[kpi.Ratio]{part("j", r(1, 0, 2), 0, 5)}, 0, "kpi: partials[0].shard: no shard: 1-0 of 2", commitment.ErrInvalid},
		{"beyond", []kpi.Partial[kpi.Ratio]{part("j", r(0, 2, 2), 0, 5)}, 0, "kpi: partials[0].shard: no shard: 0-2 of 2", commitment.ErrInvalid},
		{"too many", []kpi.Partial[kpi.Ratio]{part("j", r(0, 1<<20, 1<<20+1), 0, 5)}, 0, "kpi: partials[0].shard: no shard: 0-1048576 of 1048577", commitment.ErrInvalid},
		{"most", []kpi.Partial[kpi.Ratio]{part("j", r(0, 1<<20-1, 1<<20), 0, 5)}, 5, "", nil},
		{"too much", []kpi.Partial[kpi.Ratio]{part("j", r(0, 0, 2), 0, math.MaxUint64), part("j", r(1, 1, 2), 0, 1)}, 0, "kpi: ratio would overflow", kpi.ErrOverflow},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for range 2 {
				sum, err := kpi.Collect(test.partials)
				require.Equal(t, kpi.Ratio{Met: test.met}, sum)
				if test.is == nil {
					require.NoError(t, err)
				} else {
					require.EqualError(t, err, test.err)
					require.ErrorIs(t, err, test.is)
				}
				if test.name != "two jobs" && test.name != "two partings" {
					slices.Reverse(test.partials)
				}
			}
		})
	}
	var many []kpi.Partial[kpi.Ratio]
	for i := range 30 {
		many = append(many, part("j", r(2*i, 2*i, 61), 0, 1))
	}
	_, err := kpi.Collect(many)
	require.EqualError(t, err, `kpi: job "j": missing shards 1, 3, 5, 7, 9, 11, 13, 15, 17, 19 and 20 more ranges of 61`)
	var missing *kpi.MissingError
	require.True(t, errors.As(err, &missing))
	require.Len(t, missing.Missing, 30)
	require.Equal(t, r(59, 60, 61), missing.Missing[29])
	require.Equal(t, `kpi: job "": missing shards `, (&kpi.MissingError{}).Error())
}

func TestTargets(t *testing.T) {
	higher := kpi.Target{Direction: kpi.HigherIsBetter, Green: 95, Amber: 90, Margin: 1}
	lower := kpi.Target{Direction: kpi.LowerIsBetter, Green: 10, Amber: 20, Margin: 1}
	for _, test := range []struct {
		target kpi.Target
		before kpi.Light
		value  float64
		want   kpi.Light
	}{
		{higher, 0, 95, kpi.Green}, {higher, kpi.NoLight, 94.9, kpi.Amber}, {higher, 0, 90, kpi.Amber}, {higher, 0, 89.9, kpi.Red},
		{higher, kpi.Green, 94, kpi.Green}, {higher, kpi.Green, 93.9, kpi.Amber}, {higher, kpi.Amber, 95.9, kpi.Amber}, {higher, kpi.Red, 96, kpi.Green},
		{higher, kpi.Red, 95.9, kpi.Amber}, {higher, kpi.Green, 89, kpi.Red},
		{lower, 0, 10, kpi.Green}, {lower, 0, 10.1, kpi.Amber}, {lower, 0, 20, kpi.Amber}, {lower, 0, 20.1, kpi.Red},
		{lower, kpi.Green, 11, kpi.Green}, {lower, kpi.Green, 11.1, kpi.Amber}, {lower, kpi.Amber, 9.1, kpi.Amber}, {lower, kpi.Amber, 9, kpi.Green},
		{kpi.Target{Direction: kpi.HigherIsBetter, Green: 95, Amber: 94, Margin: 5}, kpi.Green, 93, kpi.Red},
		{kpi.Target{Direction: kpi.LowerIsBetter, Green: 10, Amber: 11, Margin: 5}, kpi.Green, 12, kpi.Red},
		{higher, 0, math.NaN(), kpi.NoLight}, {kpi.Target{}, 0, 1, kpi.NoLight},
	} {
		require.Equal(t, test.want, test.target.After(test.before, test.value, true), "%+v", test)
		require.Equal(t, kpi.NoLight, test.target.After(test.before, test.value, false))
	}
	require.Equal(t, []kpi.Light{kpi.Green, kpi.NoLight, kpi.Green, kpi.Amber}, higher.Lights(kpi.Green, 95, math.NaN(), 94, 93))
	require.NoError(t, kpi.Target{Direction: kpi.HigherIsBetter, Green: 1, Amber: 1}.Validate())
	requireInvalid(t, kpi.Target{Green: math.NaN(), Amber: math.Inf(1), Margin: -1}.Validate(),
		"direction: must be higher or lower", "green: must be a number", "amber: must be a number", "margin: must not be negative")
	requireInvalid(t, kpi.Target{Direction: kpi.LowerIsBetter, Green: 5, Amber: 4}.Validate(), "amber: must be on the worse side of green")
}

func TestTargetStatus(t *testing.T) {
	higher := kpi.Target{Direction: kpi.HigherIsBetter, Green: 0.95, Amber: 0.9, Interval: true}
	lower := kpi.Target{Direction: kpi.LowerIsBetter, Green: 10, Amber: 20, Interval: true}
	figure := func(value, lo, hi float64) kpi.Figure {
		return kpi.Figure{Value: value, Defined: true, Lo: lo, Hi: hi, Interval: true}
	}
	for _, test := range []struct {
		target kpi.Target
		figure kpi.Figure
		want   string
	}{
		{higher, figure(0.96, 0.91, 0.99), "green"}, {higher, figure(0.96, 0.9, 0.99), "amber_uncertain"},
		{higher, figure(0.93, 0.9, 0.949), "amber"}, {higher, figure(0.93, 0.899, 0.949), "amber_uncertain"}, {higher, figure(0.93, 0.91, 0.95), "amber_uncertain"},
		{higher, figure(0.8, 0.7, 0.89), "red"}, {higher, figure(0.8, 0.7, 0.9), "red_uncertain"},
		{lower, figure(9, 5, 19), "green"}, {lower, figure(9, 5, 20), "amber_uncertain"}, {lower, figure(15, 11, 20), "amber"},
		{lower, figure(15, 10, 20), "amber_uncertain"}, {lower, figure(15, 11, 20.1), "amber_uncertain"}, {lower, figure(25, 21, 30), "red"}, {lower, figure(25, 20, 30), "red_uncertain"},
		{higher, kpi.Figure{}, "none"}, {higher, kpi.Figure{Value: 0.96, Defined: true}, "green_uncertain"},
	} {
		require.Equal(t, test.want, test.target.Status(test.figure).String(), "%+v", test.figure)
	}
	plain := higher
	plain.Interval = false
	require.Equal(t, "green", plain.Status(figure(0.96, 0.1, 1)).String())
}

func TestTargetAt(t *testing.T) {
	d := func(day int) calendar.Date { return calendar.MustDate(2026, 1, day) }
	targets := []kpi.Target{{Green: 2, ValidFrom: d(10)}, {Green: 1, ValidFrom: d(5)}, {Green: 3, ValidFrom: d(10)}}
	_, ok := kpi.TargetAt(targets, d(4))
	require.False(t, ok)
	for day, green := range map[int]float64{5: 1, 9: 1, 10: 3, 20: 3} {
		target, ok := kpi.TargetAt(targets, d(day))
		require.True(t, ok)
		require.InDelta(t, green, target.Green, 0, day)
	}
	always, ok := kpi.TargetAt([]kpi.Target{{Green: 7}}, d(1))
	require.True(t, ok)
	require.InDelta(t, 7, always.Green, 0)
}

func TestChangeAndGrades(t *testing.T) {
	c, ok := kpi.NewChange(0.9, 0.6)
	require.True(t, ok)
	require.InDelta(t, 0.3, c.Absolute, 1e-12)
	require.InDelta(t, 0.5, c.Relative, 1e-12)
	c, ok = kpi.NewChange(-1, -2)
	require.True(t, ok)
	require.InDelta(t, 0.5, c.Relative, 0, "better by half, whatever the sign")
	_, ok = kpi.NewChange(math.Inf(1), 1)
	require.False(t, ok)

	g := kpi.Grades{{"D", 0}, {"A", 90}, {"B", 80}}
	require.NoError(t, g.Validate())
	for score, want := range map[float64]string{100: "A", 90: "A", 89.9999999999: "A", 89.99: "B", 80: "B", 79: "D", 0: "D"} {
		grade, ok := g.Of(score)
		require.True(t, ok)
		require.Equal(t, want, grade.Name, score)
	}
	_, ok = g.Of(-1)
	require.False(t, ok)
	requireInvalid(t, kpi.Grades{}.Validate(), "grades: must be given")
	requireInvalid(t, kpi.Grades{{"", math.NaN()}, {"A", 1}, {"B", 1}}.Validate(),
		"grades[0].name: must be given", "grades[0].from: must be a number", "grades[2].from: is that of another grade")
}

func TestOrganisation(t *testing.T) {
	for rate, name := range map[kpi.ServiceRate]string{kpi.Fulfilment: "承诺兑现率", kpi.Execution: "流程执行率", kpi.Training: "培训完成率"} {
		f, err := rate.Figure(kpi.Ratio{Met: 45, Missed: 5}, kpi.Precision{})
		require.NoError(t, err)
		require.Equal(t, name+" 90.0 %，n = 50，95 % 区间 78.6–95.7 %", f.Describe(commitment.Chinese)[0])
	}
	_, err := kpi.ServiceRate(4).Figure(kpi.Ratio{}, kpi.Precision{})
	requireInvalid(t, err, "rate: no value 4")
	_, err = kpi.Training.Figure(kpi.Ratio{}, kpi.Precision{Confidence: 1})
	requireInvalid(t, err, "confidence: must be between 0 and 1, not 1")

	f, err := kpi.Turnover(6, 101, 98)
	require.NoError(t, err)
	require.InDelta(t, 6/99.5, f.Value, 1e-12)
	require.Equal(t, uint64(100), f.N)
	f, err = kpi.Turnover(0, 0, 0)
	require.NoError(t, err)
	require.False(t, f.Defined)
	_, err = kpi.Turnover(1, 0, 0)
	require.ErrorIs(t, err, kpi.ErrNoBase)
	f, err = kpi.Turnover(1, math.MaxUint64, math.MaxUint64)
	require.NoError(t, err)
	require.Equal(t, uint64(math.MaxUint64), f.N)

	gaps := kpi.Consistency(map[string]kpi.Ratio{"web": {Met: 48, Missed: 32}, "phone": {Met: 56, Missed: 14}, "mail": {Met: 1, Missed: 99}, "fax": {}}, 0.95)
	require.Len(t, gaps, 3)
	require.Equal(t, []string{"mail", "phone", "phone", "web", "web", "phone"}, []string{gaps[0].Channel, gaps[0].Best, gaps[1].Channel, gaps[1].Best, gaps[2].Channel, gaps[2].Best})
	require.InDelta(t, 0.2, gaps[1].Value, 1e-12)
	require.InDelta(t, 0.0524, gaps[1].Lo, 1e-4)
	require.InDelta(t, 0.3339, gaps[1].Hi, 1e-4)
	require.True(t, gaps[1].Significant)
	require.True(t, gaps[2].Significant)
	require.InDelta(t, -0.2, gaps[2].Value, 1e-12)
	require.Empty(t, kpi.Consistency(map[string]kpi.Ratio{"web": {Met: 1}}, 0.95))
	require.Empty(t, kpi.Consistency(map[string]kpi.Ratio{"web": {Met: 1}, "phone": {Met: 1}}, 1))
	require.False(t, kpi.Consistency(map[string]kpi.Ratio{"web": {Met: 1}, "phone": {Met: 1}}, 0.95)[0].Significant)
}
