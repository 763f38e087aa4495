package kpi_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/kpi"
)

func TestServqual(t *testing.T) {
	var s kpi.Servqual
	var q kpi.Questionnaire
	q.Expected[0], q.Perceived[0] = 7, 5
	q.Expected[1], q.Perceived[1] = 7, 0 // no pair: dropped on both sides
	q.Expected[2], q.Perceived[2] = 6, 7
	q.Expected[4], q.Perceived[4] = 1, 7
	q.Weights = [5]int{75, 25}
	require.NoError(t, s.Add(q))
	other := kpi.Questionnaire{}
	other.Expected[0], other.Perceived[0] = 4, 6
	require.NoError(t, s.Add(other))
	require.NoError(t, s.Add(kpi.Questionnaire{})) // answers nothing
	r := s.Result()
	// Tangibles: means of −0.5 and 2; reliability: 6.
	require.InDelta(t, 0.75, r.Dimensions[kpi.Tangibles].Value, 1e-12)
	require.Equal(t, uint64(2), r.Dimensions[kpi.Tangibles].N)
	require.InDelta(t, 6, r.Dimensions[kpi.Reliability].Value, 1e-12)
	require.Equal(t, uint64(1), r.Dimensions[kpi.Reliability].N)
	require.False(t, r.Dimensions[kpi.Empathy].Defined)
	require.InDelta(t, 3.375, r.Value, 1e-12)
	require.Equal(t, uint64(2), r.N)
	require.InDelta(t, (75*-0.5+25*6)/100, r.Weighted.Value, 1e-12)
	require.Equal(t, []string{
		"服务质量差距（SERVQUAL）3.38，n = 2，样本不足 30，仅供参考",
		"分子：感知减期望；分母 2：受访者",
		"统计日期：按答复日期；口径：servqual.unweighted@1 by answered",
		"服务质量差距（SERVQUAL，加权）1.12，n = 1，样本不足 30，仅供参考",
		"有形性：0.75，n = 2", "可靠性：6.00，n = 1", "响应性：无数据，不作计算", "保证性：无数据，不作计算", "移情性：无数据，不作计算",
	}, r.Describe(commitment.Chinese))
	require.Equal(t, "tangibles: 0.75, n = 2", r.Describe(commitment.English)[4])
	require.Equal(t, "servqual.unweighted", s.Identity().Name)
	require.Equal(t, "servperf", kpi.Servperf{}.Identity().Name)
	require.Empty(t, kpi.QualityName(5))
	require.Empty(t, kpi.QualityName(-1))

	bad := kpi.Questionnaire{Weights: [5]int{50, 51}}
	bad.Expected[21], bad.Perceived[0] = 8, -1
	requireInvalid(t, s.Add(bad),
		"expected[21]: must be from 1 to 7, or 0 for none, not 8", "perceived[0]: must be from 1 to 7, or 0 for none, not -1", "weights: must add up to 100, not 101")
	bad.Expected[21] = 99
	require.NoError(t, (&kpi.Servqual{}).Add(kpi.Questionnaire{Weights: [5]int{0, 0, 100}}))
	requireInvalid(t, (&kpi.Servperf{}).Add(bad), "perceived[0]: must be from 1 to 7, or 0 for none, not -1", "weights: must add up to 100, not 101")
	for _, w := range []int{-1, 101} {
		requireInvalid(t, s.Add(kpi.Questionnaire{Weights: [5]int{0, w}}), map[int]string{
			-1: "weights[1]: must be from 0 to 100, not -1", 101: "weights[1]: must be from 0 to 100, not 101",
		}[w])
	}
	requireInvalid(t, s.Add(kpi.Questionnaire{Weights: [5]int{-1, 100, 101}}), "weights[0]: must be from 0 to 100, not -1", "weights[2]: must be from 0 to 100, not 101")
	require.Equal(t, r, s.Result())

	var one, full, power kpi.Servqual
	require.NoError(t, one.Add(kpi.Questionnaire{}))
	power = one
	for n := uint64(math.MaxInt64 / (7 * 60 * 100)); n > 0; n /= 2 {
		if n%2 == 1 {
			require.NoError(t, full.Merge(power))
		}
		if n > 1 {
			require.NoError(t, power.Merge(power))
		}
	}
	require.EqualError(t, full.Merge(one), "kpi: count of respondents would overflow")
}
