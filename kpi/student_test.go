package kpi_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/kpi"
)

// TestStudent holds the quantiles behind means against tables of them.
func TestStudent(t *testing.T) {
	for _, test := range []struct {
		degrees    uint64
		confidence float64
		want       float64
	}{
		{1, 0.95, 12.7062047},
		{2, 0.95, 4.3026527},
		{3, 0.95, 3.1824463},
		{4, 0.95, 2.7764451},
		{9, 0.95, 2.2621572},
		{10, 0.99, 3.1692727},
		{30, 0.95, 2.0422725},
		{99, 0.90, 1.6603912},
		{199, 0.95, 1.9719565},
		{201, 0.95, 1.9718365},
		{999, 0.95, 1.9623414},
		{999, 0.999, 3.3002924},
	} {
		// Half of the answers are 1, half 3: a spread of n/(n−1), and margins that
		// are t times sqrt(n/(n−1)/n).
		c, err := kpi.NewCSAT(kpi.CSATRule{Method: kpi.MeanGrade, Precision: kpi.Precision{Confidence: test.confidence}})
		require.NoError(t, err)
		n := test.degrees + 1
		require.NoError(t, c.AddCount(1, n/2))
		require.NoError(t, c.AddCount(3, n-n/2))
		r := c.Result()
		k, m := float64(n/2), float64(n)
		spread := math.Sqrt(4 * k * (m - k) / m / (m - 1) / m)
		require.InDelta(t, test.want, (r.Hi-r.Value)/spread, 2e-6, "%d", test.degrees)
	}
}

// Beyond 200 degrees of freedom an expansion takes over, which must be as good.
func TestStudentExpansion(t *testing.T) {
	for confidence, want := range map[float64]float64{0.2: 0.253682699889167, 0.5: 0.675712288830956, 0.9: 1.652469841969986, 0.95: 1.971836506779859} {
		c, err := kpi.NewCSAT(kpi.CSATRule{Method: kpi.MeanGrade, Precision: kpi.Precision{Confidence: confidence}})
		require.NoError(t, err)
		require.NoError(t, c.AddCount(1, 101))
		require.NoError(t, c.AddCount(3, 101))
		r := c.Result()
		require.InEpsilon(t, want, (r.Hi-r.Lo)/2*math.Sqrt(201), 3e-12)
	}
}
