package stat_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/kpi/stat"
)

// TestNewcombe compares with the table of Newcombe's paper (method 10).
func TestNewcombe(t *testing.T) {
	for _, c := range []struct {
		k1, n1, k2, n2 uint64
		diff, lo, hi   float64
	}{
		{56, 70, 48, 80, 0.2, 0.0524, 0.3339},
		{9, 10, 3, 10, 0.6, 0.1705, 0.8090},
		{6, 7, 2, 7, 0.5714, 0.0582, 0.8062},
		{5, 56, 0, 29, 0.0893, -0.0381, 0.1926},
		{0, 10, 0, 20, 0, -0.1611, 0.2775},
		{0, 10, 0, 10, 0, -0.2775, 0.2775},
		{10, 10, 0, 20, 1, 0.6791, 1},
		{10, 10, 0, 10, 1, 0.6075, 1},
	} {
		diff, lo, hi, ok := stat.Newcombe(c.k1, c.n1, c.k2, c.n2, 0.95)
		require.True(t, ok)
		require.InDelta(t, c.diff, diff, 5.1e-5)
		require.InDelta(t, c.lo, lo, 5.1e-5, "%v", c)
		require.InDelta(t, c.hi, hi, 5.1e-5, "%v", c)
		back, backLo, backHi, ok := stat.Newcombe(c.k2, c.n2, c.k1, c.n1, 0.95)
		require.True(t, ok)
		exactly(t, diff, -back+0)
		exactly(t, lo, -backHi+0)
		exactly(t, hi, -backLo+0)
		require.False(t, math.Signbit(back) && back == 0)
	}
}

func TestNewcombeUndefined(t *testing.T) {
	for _, c := range [][4]uint64{{1, 0, 1, 2}, {1, 2, 1, 0}, {3, 2, 1, 2}, {1, 2, 3, 2}} {
		diff, lo, hi, ok := stat.Newcombe(c[0], c[1], c[2], c[3], 0.95)
		require.False(t, ok, c)
		require.Zero(t, diff)
		require.Zero(t, lo)
		require.Zero(t, hi)
	}
	_, _, _, ok := stat.Newcombe(1, 2, 1, 2, 1)
	require.False(t, ok)
}
