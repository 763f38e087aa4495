package kpi_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/kpi"
)

func TestThreeRates(t *testing.T) {
	rule := kpi.ThreeRatesRule{Response: 10, Resolution: 50, Satisfaction: 40, Basic: 90}
	rates, err := kpi.NewThreeRates(rule)
	require.NoError(t, err)
	require.False(t, rates.Result().Defined)
	require.NoError(t, rates.Add(kpi.FollowUps{Valid: 10, Contacted: 10, Resolved: 5, Satisfied: 5, Basic: 5}))
	r := rates.Result()
	require.InDelta(t, 0.95, r.Satisfaction.Value, 1e-12)
	require.False(t, r.Satisfaction.Interval)
	require.True(t, r.Response.Interval)
	require.InDelta(t, 0.1+0.25+0.38, r.Value, 1e-12)
	require.Equal(t, []string{"三率综合得分 73.0 %，n = 10，样本不足 30，仅供参考", "响应率 100.0 %，n = 10，95 % 置信区间 72.2–100.0 %，样本不足 30，仅供参考"},
		[]string{r.Describe(commitment.Chinese)[0], r.Describe(commitment.Chinese)[3]})
	for valid := uint64(1); valid < 50; valid++ {
		alike, err := kpi.NewThreeRates(rule)
		require.NoError(t, err)
		require.NoError(t, alike.Add(kpi.FollowUps{Valid: valid, Contacted: valid / 2, Resolved: valid / 2, Satisfied: valid / 2}))
		require.InDelta(t, float64(valid/2)/float64(valid), alike.Result().Value, 0, "rounded once, so that it meets a line of that value")
	}
	rule.Basic = 100
	full, err := kpi.NewThreeRates(rule)
	require.NoError(t, err)
	require.NoError(t, full.Add(kpi.FollowUps{Valid: 10, Satisfied: 5, Basic: 4}))
	require.True(t, full.Result().Satisfaction.Interval)
	require.InDelta(t, 0.9, full.Result().Satisfaction.Value, 1e-12)
	require.ErrorIs(t, full.Merge(rates), kpi.ErrIdentity)
	require.Equal(t, "hotline.three_rates@1 weights=10/50/40 basic=100 by answered", full.Identity().String())

	before := rates
	for _, calls := range []kpi.FollowUps{
		{Valid: 1, Contacted: 2}, {Valid: 1, Resolved: 2}, {Valid: 1, Satisfied: 1, Basic: 1}, {Valid: 1, Satisfied: math.MaxUint64, Basic: 1},
	} {
		require.ErrorIs(t, rates.Add(calls), kpi.ErrNotSubset)
	}
	require.ErrorIs(t, rates.Add(kpi.FollowUps{Valid: math.MaxUint64}), kpi.ErrOverflow)
	require.Equal(t, before, rates)
	requireInvalid(t, (&kpi.ThreeRates{}).Add(kpi.FollowUps{}), "rule: must be given by NewThreeRates")
	_, err = kpi.NewThreeRates(kpi.ThreeRatesRule{Response: -1, Resolution: 101, Satisfaction: 100, Basic: 101, Precision: kpi.Precision{Confidence: 1}})
	requireInvalid(t, err, "response: must be from 0 to 100 percent, not -1", "resolution: must be from 0 to 100 percent, not 101",
		"basic: must be from 0 to 100 percent, not 101", "precision.confidence: must be between 0 and 1, not 1")
	_, err = kpi.NewThreeRates(kpi.ThreeRatesRule{Response: 50, Resolution: 30, Satisfaction: 21})
	requireInvalid(t, err, "weights must add up to 100, not 101")
}
