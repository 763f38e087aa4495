package kpi_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/kpi"
)

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

	empty, err := kpi.ScoreBacklog(slices.Values([]kpi.Issue(nil)), now, oneDay)
	require.NoError(t, err)
	require.Equal(t, "by age: 0 s–1 d 0, ≥ 1 d 0", empty.Describe(commitment.English)[1])

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

// Whatever a host puts in, the text of it ends.
func TestBacklogOfNegativeAgesIsDescribed(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		age  time.Duration
		text string
	}{
		{math.MinInt64, "−106751 d 23 h 47 min 16.854775808 s"},
		{math.MaxInt64, "106751 d 23 h 47 min 16.854775807 s"},
		{-90 * time.Second, "−1 min 30 s"},
		{0, "0 s"},
	} {
		b := kpi.BacklogResult{Stock: 1, Oldest: test.age}
		require.Contains(t, b.Describe(commitment.English)[1], "oldest "+test.text)
	}
}
