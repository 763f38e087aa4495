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
	require.Equal(t, "重开率（7 天窗口）50.0 %，n = 4，95 % 置信区间 15.0–85.0 %，样本不足 30，仅供参考", before.Result().Describe(commitment.Chinese)[0])
	require.Equal(t, "reopen rate (7-day window) 50.0 %, n = 4, 95 % interval 15.0–85.0 %, unreliable below n = 30", before.Result().Describe(commitment.English)[0])
	text, err := before.Result().MarshalJSON()
	require.NoError(t, err)
	require.Contains(t, string(text), `"reopenings":3,"resolutions":4,"load":0.75`)
}
