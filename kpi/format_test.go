package kpi_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/kpi"
)

// TestPercentagesDoNotHideAMiss: what is not whole never reads as 0 or 100 %.
func TestPercentagesDoNotHideAMiss(t *testing.T) {
	for _, test := range []struct {
		met, missed uint64
		want        string
	}{
		{1, 0, "own 100.0 %"},
		{0, 1, "own 0.0 %"},
		{9999, 1, "own 99.99 %"},
		{9995, 5, "own 99.95 %"},
		{999, 1, "own 99.9 %"},
		{1, 9999, "own 0.01 %"},
		{1, 1999, "own 0.1 %"},
		{1<<40 - 1, 1, "own 99.9999999999 %"},
		{1<<50 - 1, 1, "own 99.9999999999999 %"},
		{1, 2, "own 33.3 %"},
		{1, 1, "own 50.0 %"},
		{1, 9, "own 10.0 %"},
	} {
		f, err := kpi.NewFigure(kpi.Definition{Name: "own", Version: "1"}, kpi.Ratio{Met: test.met, Missed: test.missed}, kpi.Precision{MinN: 1})
		require.NoError(t, err)
		line := f.Describe(commitment.English)[0]
		require.Equal(t, test.want, line[:len(test.want)], line)
	}
	f := kpi.Figure{Definition: kpi.Definition{Name: "own", Version: "1", Basis: kpi.ByDue}, Unit: kpi.Points, Value: -0.04, Defined: true, N: 1234567, Reliable: true}
	require.Equal(t, []string{"own 0.0, n = 1,234,567", "numerator: met; denominator 1,234,567: decided", "basis date: due; definition: own@1 by due"}, f.Describe(commitment.English))
	f.Value = -12.34
	require.Equal(t, "own −12.3，n = 1,234,567", f.Describe(commitment.Chinese)[0])
}
