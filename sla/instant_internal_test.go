package sla

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// An instant is reckoned with as package time does.
func TestInstantPlus(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, time.January, 5, 9, 0, 0, 500_000_000, time.UTC)
	for _, d := range []time.Duration{
		0, 1, -1, 499_999_999, 500_000_000, 500_000_001, -500_000_000, -500_000_001, time.Second, -time.Second, -1500 * time.Millisecond,
		1500 * time.Millisecond, math.MaxInt64, math.MinInt64,
	} {
		require.Equal(t, instantOf(at.Add(d)), instantOf(at).plus(d), "%s", d)
	}
}
