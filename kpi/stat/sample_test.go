package stat_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/kpi/stat"
)

func TestSampleSize(t *testing.T) {
	for _, c := range []struct {
		p, margin, confidence float64
		population, n         uint64
	}{
		{0.5, 0.05, 0.95, 0, 385},
		{0.5, 0.05, 0.99, 0, 664},
		{0.5, 0.03, 0.95, 0, 1068},
		{0.5, 0.01, 0.95, 0, 9604},
		{0.1, 0.05, 0.95, 0, 139},
		{0.9, 0.05, 0.95, 0, 139},
		{0.5, 0.05, 0.95, 1, 1},
		{0.5, 0.05, 0.95, 2, 2},
		{0.5, 0.05, 0.95, 10, 10},
		{0.5, 0.05, 0.95, 100, 80},
		{0.5, 0.05, 0.95, 500, 218},
		{0.5, 0.05, 0.95, 100_000, 383},
		{0.5, 0.05, 0.95, math.MaxUint64, 385},
		{0.5, 0.99, 0.1, 0, 1},
		{0.5, 0.99, 0.1, 1000, 1},
		{1e-9, 0.5, 0.5, 7, 1},
		{0.5, 1e-9, 0.95, 0, 960_364_705_173_691_500}, // z²/4·10^18
		{0.5, 1e-300, 0.95, 12345, 12345},
	} {
		n, ok := stat.SampleSize(c.p, c.margin, c.confidence, c.population)
		require.True(t, ok, "%v", c)
		if c.n > 1<<53 {
			require.InEpsilon(t, float64(c.n), float64(n), 1e-5)
			continue
		}
		require.Equal(t, c.n, n, "%v", c)
	}
	for _, c := range [][3]float64{
		{0, 0.05, 0.95},
		{1, 0.05, 0.95},
		{-0.5, 0.05, 0.95},
		{math.NaN(), 0.05, 0.95},
		{0.5, 0, 0.95},
		{0.5, 1, 0.95},
		{0.5, -0.1, 0.95},
		{0.5, math.NaN(), 0.95},
		{0.5, 0.05, 0},
		{0.5, 0.05, 1},
		{0.5, 0.05, math.NaN()},
		{0.5, 1e-300, 0.95},
		{0.5, 1e-10, 0.95},
	} {
		for _, population := range []uint64{0, 100} {
			n, ok := stat.SampleSize(c[0], c[1], c[2], population)
			if c[1] > 0 && c[1] < 1e-9 && population > 0 {
				require.True(t, ok)
				require.Equal(t, population, n, "all of them are enough")
				continue
			}
			require.False(t, ok, "%v", c)
			require.Zero(t, n)
		}
	}
}
