package stat_test

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/kpi/stat"
)

// TestSplitMix64 compares with the first numbers of the published generator for the
// seed 1234567.
func TestSplitMix64(t *testing.T) {
	generator := stat.SplitMix64(1234567)
	for _, want := range []uint64{
		6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821,
	} {
		require.Equal(t, want, generator.Next())
	}
}

// TestDrawKey is how an auditor would compute it, with the hash of the standard
// library.
func TestDrawKey(t *testing.T) {
	for _, id := range []string{"", "a", "T-1001", "投诉-2026-0001", "\xff\x00"} {
		for _, seed := range []uint64{0, 42, 1<<64 - 1} {
			hash := fnv.New64a()
			_, err := hash.Write([]byte(id))
			require.NoError(t, err)
			generator := stat.SplitMix64(seed ^ hash.Sum64())
			require.Equal(t, generator.Next(), stat.DrawKey(seed, id))
		}
	}
	// And as a number, so that no change of both goes unnoticed.
	require.Equal(t, uint64(0x16ad1c903ad61407), stat.DrawKey(42, "T-1001"))
}

func ids(n int) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = "T-" + strconv.Itoa(i)
	}
	return list
}

func TestDraw(t *testing.T) {
	all := ids(200)
	given := slices.Clone(all)
	sample, ok := stat.Draw(7, all, 20)
	require.True(t, ok)
	require.Equal(t, given, all, "the ids are left as they are")
	require.Len(t, sample, 20)

	// It is the ids with the smallest keys, in their order.
	slices.SortFunc(all, func(a, b string) int {
		if stat.DrawKey(7, a) < stat.DrawKey(7, b) {
			return -1
		}
		return 1
	})
	require.Equal(t, all[:20], sample)

	// The order of the ids does not matter, and a larger sample begins with it.
	rand.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	larger, ok := stat.Draw(7, all, 50)
	require.True(t, ok)
	require.Equal(t, sample, larger[:20])

	// What is drawn from parts and then from what was drawn is what is drawn from all.
	var parts []string
	for part := range slices.Chunk(all, 60) {
		drawn, ok := stat.Draw(7, part, 20)
		require.True(t, ok)
		parts = append(parts, drawn...)
	}
	merged, ok := stat.Draw(7, parts, 20)
	require.True(t, ok)
	require.Equal(t, sample, merged)

	other, ok := stat.Draw(8, all, 20)
	require.True(t, ok)
	require.NotEqual(t, sample, other)
}

func TestDrawEdges(t *testing.T) {
	for _, n := range []uint64{0, 1, 3} {
		sample, ok := stat.Draw(1, []string{"a", "b", "c"}, n)
		require.True(t, ok)
		require.Len(t, sample, int(n))
	}
	sample, ok := stat.Draw(1, nil, 0)
	require.True(t, ok)
	require.Empty(t, sample)
	for _, c := range []struct {
		ids []string
		n   uint64
	}{
		{nil, 1}, {[]string{"a"}, 2}, {[]string{"a"}, 1<<64 - 1}, {[]string{"a", "b", "a"}, 1}, {[]string{"b", "a", "a"}, 0},
	} {
		sample, ok := stat.Draw(1, c.ids, c.n)
		require.False(t, ok, "%v", c)
		require.Nil(t, sample)
	}
}

// TestDrawIsFair counts how often each of 20 ids is among 5: χ² with 19 degrees of
// freedom is below 50 but for one in ten thousand.
func TestDrawIsFair(t *testing.T) {
	all := ids(20)
	counts := map[string]int{}
	const rounds = 4000
	for seed := range uint64(rounds) {
		sample, ok := stat.Draw(seed, all, 5)
		require.True(t, ok)
		for _, id := range sample {
			counts[id]++
		}
	}
	chi := 0.0
	for _, id := range all {
		off := float64(counts[id]) - rounds/4
		chi += off * off / (rounds / 4 * 0.75)
	}
	require.Less(t, chi, 50.0, fmt.Sprint(counts))
}

func BenchmarkDraw(b *testing.B) {
	all := ids(10_000)
	b.ReportAllocs()
	for b.Loop() {
		stat.Draw(7, all, 278)
	}
}
