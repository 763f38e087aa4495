package stat_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/kpi/stat"
)

func TestKappa(t *testing.T) {
	for _, c := range []struct {
		counts                    [][]uint64
		observed, expected, kappa float64
	}{
		{[][]uint64{{20, 5}, {10, 15}}, 0.7, 0.5, 0.4},
		{[][]uint64{{45, 15}, {25, 15}}, 0.6, 0.54, 0.13043478260869565},
		{[][]uint64{{25, 35}, {5, 35}}, 0.6, 0.46, 0.25925925925925924},
		{[][]uint64{{10, 0}, {0, 10}}, 1, 0.5, 1},
		{[][]uint64{{0, 10}, {10, 0}}, 0, 0.5, -1},
		{[][]uint64{{5, 5}, {5, 5}}, 0.5, 0.5, 0},
		{[][]uint64{{0, 10}, {0, 0}}, 0, 0, 0}, // no agreement, and none expected
		{[][]uint64{{44, 5, 1}, {7, 20, 3}, {9, 5, 6}}, 0.7, 0.41, 0.4915254237288136},
	} {
		got, ok := stat.Kappa(c.counts)
		require.True(t, ok)
		require.InDelta(t, c.observed, got.Observed, 1e-12, "%v", c.counts)
		require.InDelta(t, c.expected, got.Expected, 1e-12, "%v", c.counts)
		require.InDelta(t, c.kappa, got.Kappa, 1e-12, "%v", c.counts)
		require.False(t, math.Signbit(got.Kappa) && got.Kappa == 0)
	}
}

// TestWeightedKappa compares with the weights written out.
func TestWeightedKappa(t *testing.T) {
	counts := [][]uint64{{44, 5, 1}, {7, 20, 3}, {9, 5, 6}}
	got, ok := stat.WeightedKappa(counts, stat.LinearWeights)
	require.True(t, ok)
	require.InDelta(t, 1-(0.5*(5+7+3+5)+1+9)/100, got.Observed, 1e-12)
	// Rows 50 30 20, columns 60 30 10.
	off := 0.5*(50*30+30*60+30*10+20*30) + 50*10 + 20*60
	require.InDelta(t, off/10000, 1-got.Expected, 1e-12)
	require.InDelta(t, 1-20*100/off, got.Kappa, 1e-12)

	got, ok = stat.WeightedKappa(counts, stat.QuadraticWeights)
	require.True(t, ok)
	off = 0.25*(50*30+30*60+30*10+20*30) + 50*10 + 20*60
	require.InDelta(t, 1-(0.25*(5+7+3+5)+1+9)/100, got.Observed, 1e-12)
	require.InDelta(t, off/10000, 1-got.Expected, 1e-12)
	require.InDelta(t, 1-(0.25*(5+7+3+5)+1+9)*100/off, got.Kappa, 1e-12)

	// Of two categories all kappas are one.
	two := [][]uint64{{20, 5}, {10, 15}}
	plain, _ := stat.Kappa(two)
	for _, weights := range []stat.KappaWeights{stat.LinearWeights, stat.QuadraticWeights} {
		got, ok := stat.WeightedKappa(two, weights)
		require.True(t, ok)
		require.Equal(t, plain, got)
	}
}

func TestKappaUndefined(t *testing.T) {
	for _, counts := range [][][]uint64{
		nil, {{5}}, {{0, 0}, {0, 0}}, {{50, 0}, {0, 0}}, {{0, 0}, {0, 7}}, {{1, 2}}, {{1, 2}, {3}}, {{1}, {2}}, {nil},
	} {
		got, ok := stat.Kappa(counts)
		require.False(t, ok, "%v", counts)
		require.Zero(t, got)
		got, ok = stat.WeightedKappa(counts, stat.LinearWeights)
		require.False(t, ok, "%v", counts)
		require.Zero(t, got)
	}
	for _, weights := range []stat.KappaWeights{0, 3} {
		_, ok := stat.WeightedKappa([][]uint64{{20, 5}, {10, 15}}, weights)
		require.False(t, ok)
	}
}
