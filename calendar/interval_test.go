package calendar_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
)

// clock returns an instant of one day.
func clock(hour int) time.Time { return time.Date(2026, 2, 17, hour, 0, 0, 0, time.UTC) }

func interval(from, to int) calendar.Interval {
	return calendar.Interval{Start: clock(from), End: clock(to)}
}

func TestInterval(t *testing.T) {
	t.Parallel()
	i := interval(9, 17)
	require.Equal(t, 8*time.Hour, i.Duration())
	require.False(t, i.IsEmpty())
	require.Equal(t, []bool{false, true, true, false, false}, []bool{
		i.Contains(clock(9).Add(-1)), i.Contains(clock(9)), i.Contains(clock(17).Add(-1)), i.Contains(clock(17)), i.Contains(clock(18)),
	})
	require.Equal(t, "[2026-02-17T09:00:00Z, 2026-02-17T17:00:00Z)", i.String())
	require.True(t, i.Equal(calendar.Interval{Start: i.Start.In(mustZone("Asia/Shanghai")), End: i.End}))
	require.False(t, i.Equal(interval(9, 16)))
	require.False(t, i.Equal(interval(8, 17)))
	for _, empty := range []calendar.Interval{{}, interval(9, 9), interval(17, 9)} {
		require.True(t, empty.IsEmpty())
		require.Zero(t, empty.Duration())
		require.False(t, empty.Contains(clock(9)))
	}
}

func TestIntersectIntervals(t *testing.T) {
	t.Parallel()
	i := interval(9, 17)
	tests := []struct {
		name            string
		other, expected calendar.Interval
	}{
		{"the same", i, i},
		{"within", interval(10, 12), interval(10, 12)},
		{"around", interval(8, 18), i},
		{"over the start", interval(8, 10), interval(9, 10)},
		{"over the end", interval(16, 18), interval(16, 17)},
		{"touches the start", interval(8, 9), calendar.Interval{}},
		{"touches the end", interval(17, 18), calendar.Interval{}},
		{"before", interval(6, 8), calendar.Interval{}},
	}
	for _, test := range tests {
		require.Equal(t, test.expected, i.Intersect(test.other), test.name)
		require.Equal(t, test.expected, test.other.Intersect(i), test.name)
	}
}
