package stat_test

import (
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/kpi/stat"
)

func TestAllocate(t *testing.T) {
	for _, c := range []struct {
		sizes      []uint64
		n, atLeast uint64
		want       []uint64
	}{
		{[]uint64{50, 900, 50}, 100, 10, []uint64{10, 80, 10}},
		{[]uint64{50, 900, 50}, 100, 0, []uint64{5, 90, 5}},
		{[]uint64{50, 900, 50}, 100, 5, []uint64{5, 90, 5}},
		{[]uint64{50, 900, 50}, 100, 6, []uint64{6, 88, 6}},
		{[]uint64{3, 900, 50}, 100, 10, []uint64{3, 87, 10}}, // all of a stratum that has less
		{[]uint64{1, 1, 1}, 2, 0, []uint64{1, 1, 0}},         // equal rests: the earlier
		{[]uint64{2, 3, 2}, 2, 0, []uint64{1, 1, 0}},         // 0.57 0.86 0.57
		{[]uint64{10, 30, 20}, 3, 0, []uint64{0, 2, 1}},      // 0.5 1.5 1: equal rests, the larger
		{[]uint64{0, 10}, 4, 2, []uint64{0, 4}},
		{[]uint64{5, 5}, 10, 0, []uint64{5, 5}},
		{[]uint64{5, 5}, 10, 99, []uint64{5, 5}},
		{[]uint64{5, 5}, 0, 0, []uint64{0, 0}},
		{[]uint64{0, 0}, 0, 3, []uint64{0, 0}},
		{[]uint64{7}, 3, 3, []uint64{3}},
		{[]uint64{1 << 62, 1 << 63}, 3 << 60, 1, []uint64{1 << 60, 1 << 61}},
	} {
		got, ok := stat.Allocate(c.sizes, c.n, c.atLeast)
		require.True(t, ok, "%v", c)
		require.Equal(t, c.want, got, "%v", c)
	}
	for _, c := range []struct {
		sizes      []uint64
		n, atLeast uint64
	}{
		{nil, 0, 0}, {[]uint64{5, 5}, 11, 0}, {[]uint64{5, 5}, 5, 3}, {[]uint64{math.MaxUint64, 1}, 5, 0},
	} {
		got, ok := stat.Allocate(c.sizes, c.n, c.atLeast)
		require.False(t, ok, "%v", c)
		require.Nil(t, got)
	}
}

// TestAllocateLaws: the samples add up, none is above its stratum or below the
// minimum, larger strata get no fewer, and where no minimum binds every sample is
// the exact share, rounded up or down.
func TestAllocateLaws(t *testing.T) {
	for range 5000 {
		sizes := make([]uint64, 1+rand.IntN(6))
		total, least := uint64(0), uint64(0)
		atLeast := rand.Uint64N(8)
		for i := range sizes {
			sizes[i] = rand.Uint64N(1 << rand.IntN(12))
			total += sizes[i]
			least += min(sizes[i], atLeast)
		}
		n := least + rand.Uint64N(total-least+1)
		given := slices.Clone(sizes)
		samples, ok := stat.Allocate(sizes, n, atLeast)
		require.True(t, ok)
		require.Equal(t, given, sizes)
		sum := uint64(0)
		binds := false
		for i, s := range samples {
			sum += s
			require.LessOrEqual(t, s, sizes[i])
			require.GreaterOrEqual(t, s, min(sizes[i], atLeast))
			binds = binds || total > 0 && n*sizes[i]/total < min(sizes[i], atLeast)
			for j := range samples {
				if sizes[j] > sizes[i] {
					require.GreaterOrEqual(t, samples[j], s, "%v %d %d", sizes, n, atLeast)
				}
			}
		}
		require.Equal(t, n, sum)
		if !binds && total > 0 {
			for i, s := range samples {
				exact := big.NewRat(int64(n*sizes[i]), int64(total))
				off := new(big.Rat).Sub(exact, new(big.Rat).SetUint64(s))
				require.Negative(t, off.Abs(off).Cmp(big.NewRat(1, 1)))
			}
		}
	}
}
