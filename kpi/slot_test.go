package kpi_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/kpi"
)

func TestIntervalAvailability(t *testing.T) {
	slots := []kpi.Slot{{Errors: 1, Requests: 2}, {}, {Errors: 0, Requests: 7}, {Errors: 2, Requests: 3}}
	f, err := kpi.IntervalAvailability(slots, 0)
	require.NoError(t, err)
	require.Equal(t, uint64(3), f.N)
	require.InDelta(t, (0.5+1+1./3)/3, f.Value, 1e-15)
	require.Equal(t, "availability.intervals@1 empty=left_out", f.Definition.String())
	f, err = kpi.IntervalAvailability(slots, kpi.EmptyIsUp)
	require.NoError(t, err)
	require.Equal(t, uint64(4), f.N)
	require.InDelta(t, (0.5+1+1+1./3)/4, f.Value, 1e-15)
	f, err = kpi.IntervalAvailability([]kpi.Slot{{}}, kpi.EmptyLeftOut)
	require.NoError(t, err)
	require.False(t, f.Defined)
	_, err = kpi.IntervalAvailability([]kpi.Slot{{}, {Errors: 2, Requests: 1}}, 0)
	require.ErrorIs(t, err, kpi.ErrNotSubset)
	require.EqualError(t, err, "kpi: slots[1]: 2 errors of 1 requests: the numerator is no subset of the denominator")
	_, err = kpi.IntervalAvailability(nil, 3)
	requireInvalid(t, err, "empty: no value 3")
}
