package kpi_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/kpi"
)

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
	require.Equal(t, []string{"目标 90.0 %：20 件中允许未达成 2.0 件，实际未达成 1 件，剩余额度 1.0 件（50.0 %）"}, b.Describe(commitment.Chinese))
}

// An objective so near to 1 that it allows nothing has no budget to speak of.
func TestBudgetOfNothing(t *testing.T) {
	o, err := kpi.NewObjective(0.9999999999995)
	require.NoError(t, err)
	b, ok, err := o.Budget(1, 5)
	require.NoError(t, err)
	require.False(t, ok)
	require.Equal(t, kpi.Budget{Objective: o, Bad: 1, Total: 5, Remaining: -1}, b)
}
