package kpi_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/kpi"
)

func TestOrganisation(t *testing.T) {
	for rate, name := range map[kpi.ServiceRate]string{kpi.Fulfilment: "承诺兑现率", kpi.Execution: "流程执行率", kpi.Training: "培训完成率"} {
		f, err := rate.Figure(kpi.Ratio{Met: 45, Missed: 5}, kpi.Precision{})
		require.NoError(t, err)
		require.Equal(t, name+" 90.0 %，n = 50，95 % 置信区间 78.6–95.7 %", f.Describe(commitment.Chinese)[0])
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
	require.Equal(t, []string{"phone 与 web 相差 +20.0（+5.2 – +33.4）个百分点，差异显著"}, gaps[1].Describe(commitment.Chinese))
	require.Equal(t, []string{"web against phone: −20.0 (−33.4 – −5.2) percentage points, significant"}, gaps[2].Describe(commitment.English))
	even := kpi.Consistency(map[string]kpi.Ratio{"web": {Met: 1}, "phone": {Met: 1}}, 0.95)[0]
	require.Equal(t, []string{"phone against web: +0.0 (−79.3 – +79.3) percentage points, not significant"}, even.Describe(0))
	require.Equal(t, []string{"phone 与 web 相差 +0.0（−79.3 – +79.3）个百分点，差异不显著"}, even.Describe(commitment.Chinese))
	tied := kpi.Consistency(map[string]kpi.Ratio{"a": {Met: 1, Missed: 1}, "b": {Met: 9, Missed: 1}, "c": {Met: 9, Missed: 1}}, 0.95)
	require.Equal(t, []string{"b", "c", "b"}, []string{tied[0].Best, tied[1].Best, tied[2].Best}, "the first of the best")
	unnamed := kpi.Consistency(map[string]kpi.Ratio{"": {Met: 9, Missed: 1}, "a": {Met: 1, Missed: 1}}, 0.95)
	require.Equal(t, []string{"", "a", "a", ""}, []string{unnamed[0].Channel, unnamed[0].Best, unnamed[1].Channel, unnamed[1].Best})
	none := kpi.Consistency(map[string]kpi.Ratio{"fax": {Missed: 10}, "web": {Met: 5}}, 0.95)
	require.Len(t, none, 2, "the best of the others may have kept nothing")
	require.InDelta(t, 1, none[1].Value, 0)
	require.Empty(t, kpi.Consistency(map[string]kpi.Ratio{"web": {Met: 1}}, 0.95))
	require.Empty(t, kpi.Consistency(map[string]kpi.Ratio{"": {Met: 1}}, 0.95))
	require.Empty(t, kpi.Consistency(map[string]kpi.Ratio{"web": {Met: 1}, "phone": {Met: 1}}, 1))
	require.False(t, kpi.Consistency(map[string]kpi.Ratio{"web": {Met: 1}, "phone": {Met: 1}}, 0.95)[0].Significant)
}
