package kpi_test

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/kpi"
	"github.com/servicecommitment/commitment/sla"
)

// requireCells checks a table against the counts that a map holds, and that it
// finds nothing else.
func requireCells(t *testing.T, want map[kpi.Key]uint64, table kpi.Table, absent ...kpi.Key) {
	t.Helper()
	require.Equal(t, len(want), table.Len())
	for key, n := range want {
		cell, ok := table.Cell(key)
		if !ok || cell.Counts != (kpi.Ratio{Met: n}) {
			require.Equal(t, kpi.Ratio{Met: n}, cell.Counts, "%q", key)
		}
	}
	for _, key := range absent {
		_, ok := table.Cell(key)
		require.False(t, ok, "%q", key)
	}
	seen := 0
	for key, cell := range table.Cells() {
		seen++
		if cell.Counts.Met != want[key] {
			require.Equal(t, want[key], cell.Counts.Met, "%q", key)
		}
	}
	require.Equal(t, len(want), seen)
}

// requireFound counts keys in two tables, merges them, and has all ways to get
// at their cells agree with a map.
func requireFound(t *testing.T, keys []kpi.Key, absent ...kpi.Key) {
	t.Helper()
	want := make(map[kpi.Key]uint64)
	var a, b kpi.Table
	for i, key := range keys {
		table := &a
		if i%3 == 0 {
			table = &b
		}
		require.NoError(t, table.Add(key, kpi.Facts{Verdict: sla.Met}))
		want[key]++
	}
	require.NoError(t, a.Merge(b))
	requireCells(t, want, a, absent...)
	requireCells(t, want, clone(t, &a), absent...)
	same, err := a.RollUp(a.Dimensions()...)
	require.NoError(t, err)
	requireCells(t, want, same, absent...)
}

func TestTableFindsItsCells(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	value := func() string { // of any length, many of them alike
		return strings.Repeat("渠道 ", rng.IntN(6)) + strconv.Itoa(rng.IntN(150))
	}
	keys := make([]kpi.Key, 0, 60000)
	for range cap(keys) {
		var key kpi.Key
		for range rng.IntN(4) {
			key[rng.IntN(len(key))] = value()
		}
		keys = append(keys, key)
	}
	requireFound(t, keys, kpi.Key{"absent"}, kpi.Key{"", "", "", "", "", "", "", "absent"})

	// Values that differ in one byte, at each place of texts of each length.
	keys = keys[:0]
	for length := range 40 {
		for place := range length {
			text := []byte(strings.Repeat("x", length))
			text[place] = 'y'
			keys = append(keys, kpi.Key{string(text)}, kpi.Key{"", string(text)})
		}
		keys = append(keys, kpi.Key{strings.Repeat("x", length)})
	}
	hashes := make(map[uint64]bool)
	for _, key := range keys {
		hashes[kpi.Hash(key)] = true
	}
	require.Equal(t, len(keys), len(hashes), "all bytes count") //nolint:testifylint // a failure of Len shows all of them
	requireFound(t, keys)
}

// Keys whose hashes were made to be the same are found all the same.
func TestTableOfKeysWithOneHash(t *testing.T) {
	const bits = 1<<12 - 1
	want := kpi.Hash(kpi.Key{"0"}) & bits
	var keys []kpi.Key
	for i := 0; len(keys) < 300; i++ {
		if key := (kpi.Key{strconv.Itoa(i)}); kpi.Hash(key)&bits == want {
			keys = append(keys, key)
		}
	}
	requireFound(t, append(keys[:250:250], keys[:100]...), keys[250:]...)
}
