package feedback_test

import (
	"encoding/json"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/feedback"
)

const (
	fewer = feedback.FewerThanK
	compl = feedback.Complementary
	every = feedback.Everything
)

func TestSuppress(t *testing.T) {
	tests := []struct {
		name   string
		counts [][]uint64
		k      uint64
		want   [][]any // the table with a column of row totals and a row of column totals
	}{
		{
			"nothing small",
			[][]uint64{{5, 6}, {7, 8}},
			5,
			[][]any{{5, 6, 11}, {7, 8, 15}, {12, 14, 26}},
		},
		{
			"one small cell takes three others",
			[][]uint64{{3, 20}, {30, 40}},
			0,
			[][]any{{fewer, compl, 23}, {compl, compl, 70}, {33, 60, 93}},
		},
		{
			"the cheapest three, or a total",
			[][]uint64{{3, 200, 9}, {300, 400, 500}, {8, 7, 6}},
			5,
			[][]any{{fewer, 200, compl, 212}, {300, 400, 500, 1200}, {compl, 7, compl, 21}, {311, 607, 515, 1433}},
		},
		{
			"one column",
			[][]uint64{{3}, {20}, {9}},
			5,
			[][]any{{fewer, fewer}, {20, 20}, {compl, compl}, {32, 32}},
		},
		{
			"both of a row at k - 1: their total would tell",
			[][]uint64{{4, 4}, {9, 9}},
			5,
			[][]any{{fewer, fewer, compl}, {compl, compl, compl}, {13, 13, 26}},
		},
		{
			"a row of zeros has a small total",
			[][]uint64{{0, 0}, {10, 10}},
			5,
			[][]any{{fewer, fewer, fewer}, {compl, compl, compl}, {10, 10, 20}},
		},
		{
			"all small",
			[][]uint64{{1, 1}, {1, 1}},
			5,
			[][]any{{fewer, fewer, fewer}, {fewer, fewer, fewer}, {fewer, fewer, fewer}},
		},
		{"a single cell", [][]uint64{{3}}, 5, [][]any{{fewer, fewer}, {fewer, fewer}}},
		{"no choice is safe", [][]uint64{{1, 1}}, 2, [][]any{{every, every, every}, {every, every, every}}},
		{
			"a count of k can only grow",
			[][]uint64{{1, 20}, {20, 5}},
			5,
			[][]any{{fewer, compl, 21}, {compl, compl, 25}, {21, 25, 46}},
		},
		{"a single cell at k", [][]uint64{{5}}, 5, [][]any{{5, 5}, {5, 5}}},
		{"a single cell below k", [][]uint64{{4}}, 5, [][]any{{fewer, fewer}, {fewer, fewer}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := feedback.Suppress(test.counts, test.k)
			require.NoError(t, err)
			require.Equal(t, test.want, flat(got))
		})
	}
}

// flat returns a table as counts (int) and reasons, totals in the margins.
func flat(table feedback.SafeTable) [][]any {
	value := func(c feedback.Cell) any {
		if n, ok := c.Shown(); ok {
			return int(n)
		}
		return c.Withheld()
	}
	var rows [][]any
	for r, cells := range table.Cells {
		var row []any
		for _, c := range cells {
			row = append(row, value(c))
		}
		rows = append(rows, append(row, value(table.Rows[r])))
	}
	var last []any
	for _, c := range table.Columns {
		last = append(last, value(c))
	}
	return append(rows, append(last, value(table.Total)))
}

func TestSuppressErrors(t *testing.T) {
	wide := make([]uint64, 4097)
	tests := []struct {
		name   string
		counts [][]uint64
		k      uint64
		want   string
	}{
		{"no rows", nil, 5, "feedback: counts: has no cells"},
		{"no columns", [][]uint64{{}, {}}, 5, "feedback: counts: has no cells"},
		{"k of 1", [][]uint64{{1}}, 1, "feedback: k: must be at least 2: nothing would be hidden"},
		{"ragged", [][]uint64{{1, 2}, {3}}, 5, "feedback: counts[1]: has 1 columns, the first row has 2"},
		{"too wide", [][]uint64{wide}, 5, "feedback: counts: has more than 4096 cells"},
		{"too many rows", make([][]uint64, 4097), 5, "feedback: counts: has no cells"},
		{"too many cells", [][]uint64{wide[:2049], wide[:2049]}, 5, "feedback: counts: has more than 4096 cells"},
		{"too large", [][]uint64{{1 << 53, 1}}, 5, "feedback: counts[0][1]: the counts add up to more than 9007199254740992"},
		{"far too large", [][]uint64{{1<<64 - 1, 1}}, 5, "feedback: counts[0][0]: the counts add up to more than 9007199254740992"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := feedback.Suppress(test.counts, test.k)
			require.EqualError(t, err, test.want)
			require.ErrorIs(t, err, commitment.ErrInvalid)
		})
	}
	_, err := feedback.Suppress(slices.Repeat([][]uint64{wide[:64]}, 64), 5)
	require.NoError(t, err, "as many as may be")
	for _, counts := range [][][]uint64{slices.Repeat([][]uint64{{9}}, 4096), {slices.Repeat([]uint64{9}, 4096)}} {
		_, err = feedback.Suppress(counts, 5)
		require.NoError(t, err, "as many in a line")
	}
	table, err := feedback.Suppress([][]uint64{{1<<53 - 1, 1}}, 2)
	require.NoError(t, err)
	require.Equal(t, [][]any{{compl, fewer, 1 << 53}, {compl, fewer, 1 << 53}}, flat(table))
}

func TestSafeTableJSON(t *testing.T) {
	table, err := feedback.Suppress([][]uint64{{3}, {20}, {9}}, 5)
	require.NoError(t, err)
	text, err := json.Marshal(table)
	require.NoError(t, err)
	require.JSONEq(t, `{
		"cells": [[{"withheld":"fewer_than_k"}], [{"n":20}], [{"withheld":"complementary"}]],
		"rows": [{"withheld":"fewer_than_k"}, {"n":20}, {"withheld":"complementary"}],
		"columns": [{"n":32}], "total": {"n":32}}`, string(text))
	for _, w := range []feedback.Withheld{fewer, compl, every} {
		back, err := feedback.ParseWithheld(w.String())
		require.NoError(t, err)
		require.Equal(t, w, back)
		text, err := w.MarshalText()
		require.NoError(t, err)
		var again feedback.Withheld
		require.NoError(t, again.UnmarshalText(text))
		require.Equal(t, w, again)
	}
}

// Whoever reads all that is published, knows that counts are not negative and
// which are below k, and tries all tables, finds two values at least for every
// count below k.
func TestSuppressCannotBeSolved(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 1500 {
		rows, columns := 1+random.IntN(3), 1+random.IntN(2)
		k := uint64(2 + random.IntN(3))
		counts := make([][]uint64, rows)
		for r := range counts {
			counts[r] = make([]uint64, columns)
			for c := range counts[r] {
				counts[r][c] = random.Uint64N(k + 3)
			}
		}
		table, err := feedback.Suppress(counts, k)
		require.NoError(t, err)
		requireHonest(t, counts, table, k)
		requireUnsolved(t, counts, table, k)
	}
}

func FuzzSuppress(f *testing.F) {
	f.Add([]byte{2, 3, 1, 2, 3, 4, 5, 6, 7})
	f.Add([]byte{3, 5, 0, 0, 9, 9, 9, 9})
	f.Add([]byte{1, 5, 4, 1, 9})
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) < 3 || len(data) > 66 {
			return
		}
		columns, k := 1+int(data[0]%8), 2+uint64(data[1]%8)
		var counts [][]uint64
		for data = data[2:]; len(data) >= columns; data = data[columns:] {
			row := make([]uint64, columns)
			for c := range row {
				row[c] = uint64(data[c])
				if row[c] < 128 {
					row[c] %= 16
				}
			}
			counts = append(counts, row)
		}
		table, err := feedback.Suppress(counts, k)
		if len(counts) == 0 {
			require.Error(t, err)
			return
		}
		require.NoError(t, err)
		requireHonest(t, counts, table, k)
		requireUndetermined(t, table)
		if len(counts)*columns <= 6 && k <= 4 {
			requireUnsolved(t, counts, table, k)
		}
	})
}

// requireHonest checks that what is shown is true and nothing below k is.
func requireHonest(t *testing.T, counts [][]uint64, table feedback.SafeTable, k uint64) {
	t.Helper()
	total := uint64(0)
	columnSums := make([]uint64, len(counts[0]))
	one := func(n uint64, c feedback.Cell) {
		shown, ok := c.Shown()
		if ok {
			require.Equal(t, n, shown)
			require.GreaterOrEqual(t, n, k)
		} else {
			require.Zero(t, shown)
			if c.Withheld() != every {
				require.Equal(t, n < k, c.Withheld() == fewer)
			}
		}
	}
	for r, row := range counts {
		sum := uint64(0)
		for c, n := range row {
			one(n, table.Cells[r][c])
			sum += n
			columnSums[c] += n
		}
		one(sum, table.Rows[r])
		total += sum
	}
	for c, n := range columnSums {
		one(n, table.Columns[c])
	}
	one(total, table.Total)
}

// requireUnsolved enumerates every table near the true one that agrees with what
// is published.
func requireUnsolved(t *testing.T, counts [][]uint64, table feedback.SafeTable, k uint64) {
	t.Helper()
	rows, columns := len(counts), len(counts[0])
	if table.Total.Withheld() == every {
		return
	}
	guess := make([]uint64, rows*columns)
	seen := map[[2]int]map[uint64]bool{}
	agrees := func(n uint64, c feedback.Cell) bool {
		shown, ok := c.Shown()
		switch {
		case ok:
			return n == shown
		case c.Withheld() == fewer:
			return n < k
		}
		return n >= k
	}
	see := func(r, c int, n uint64, cell feedback.Cell) {
		if cell.Withheld() == fewer {
			if seen[[2]int{r, c}] == nil {
				seen[[2]int{r, c}] = map[uint64]bool{}
			}
			seen[[2]int{r, c}][n] = true
		}
	}
	var try func(i int)
	try = func(i int) {
		if i < len(guess) {
			truth, cell := counts[i/columns][i%columns], table.Cells[i/columns][i%columns]
			for n := truth - min(truth, 1); n <= truth+1; n++ {
				if agrees(n, cell) {
					guess[i] = n
					try(i + 1)
				}
			}
			return
		}
		sums, total := make([]uint64, columns), uint64(0)
		rowSums := make([]uint64, rows)
		for i, n := range guess {
			sums[i%columns] += n
			rowSums[i/columns] += n
			total += n
		}
		ok := agrees(total, table.Total)
		for r, n := range rowSums {
			ok = ok && agrees(n, table.Rows[r])
		}
		for c, n := range sums {
			ok = ok && agrees(n, table.Columns[c])
		}
		if !ok {
			return
		}
		for i, n := range guess {
			see(i/columns, i%columns, n, table.Cells[i/columns][i%columns])
		}
		for r, n := range rowSums {
			see(r, columns, n, table.Rows[r])
		}
		for c, n := range sums {
			see(rows, c, n, table.Columns[c])
		}
		see(rows, columns, total, table.Total)
	}
	try(0)
	for at, values := range seen {
		require.GreaterOrEqual(t, len(values), 2, "k %d, counts %v, cell %v of %v", k, counts, at, flat(table))
	}
}

// requireUndetermined solves the equations of all sums by elimination: a count
// is known if its unknown is left alone in an equation.
func requireUndetermined(t *testing.T, table feedback.SafeTable) {
	t.Helper()
	rows, columns := len(table.Cells), len(table.Columns)
	var unknowns []feedback.Cell
	index := map[[2]int]int{}
	at := func(r, c int) feedback.Cell {
		switch {
		case r < rows && c < columns:
			return table.Cells[r][c]
		case r < rows:
			return table.Rows[r]
		case c < columns:
			return table.Columns[c]
		}
		return table.Total
	}
	for r := range rows + 1 {
		for c := range columns + 1 {
			if _, ok := at(r, c).Shown(); !ok {
				index[[2]int{r, c}] = len(unknowns)
				unknowns = append(unknowns, at(r, c))
			}
		}
	}
	var equations [][]*big.Rat
	add := func(line func(i int) (r, c int), n int) {
		equation := make([]*big.Rat, len(unknowns))
		for i := range equation {
			equation[i] = new(big.Rat)
		}
		for i := range n + 1 {
			r, c := line(i)
			if j, ok := index[[2]int{r, c}]; ok {
				sign := int64(1)
				if i == n {
					sign = -1
				}
				equation[j].SetInt64(sign)
			}
		}
		equations = append(equations, equation)
	}
	for r := range rows + 1 {
		add(func(i int) (int, int) { return r, i }, columns)
	}
	for c := range columns + 1 {
		add(func(i int) (int, int) { return i, c }, rows)
	}
	rank := 0
	for j := range unknowns {
		pivot := -1
		for i := rank; i < len(equations); i++ {
			if equations[i][j].Sign() != 0 {
				pivot = i
			}
		}
		if pivot < 0 {
			continue
		}
		equations[rank], equations[pivot] = equations[pivot], equations[rank]
		p := new(big.Rat).Set(equations[rank][j])
		for x := range unknowns {
			equations[rank][x].Quo(equations[rank][x], p)
		}
		for i := range equations {
			if f := new(big.Rat).Set(equations[i][j]); i != rank && f.Sign() != 0 {
				for x := range unknowns {
					equations[i][x].Sub(equations[i][x], new(big.Rat).Mul(f, equations[rank][x]))
				}
			}
		}
		rank++
	}
	for _, equation := range equations[:rank] {
		alone, count := -1, 0
		for j, f := range equation {
			if f.Sign() != 0 {
				alone, count = j, count+1
			}
		}
		if count == 1 {
			require.NotEqual(t, fewer, unknowns[alone].Withheld(), "%v", flat(table))
		}
	}
}

func BenchmarkSuppress(b *testing.B) {
	for _, size := range [][2]int{{40, 12}, {64, 64}, {4096, 1}} {
		random := rand.New(rand.NewPCG(3, 4))
		counts := make([][]uint64, size[0])
		for r := range counts {
			counts[r] = make([]uint64, size[1])
			for c := range counts[r] {
				counts[r][c] = random.Uint64N(30)
			}
		}
		b.Run(sizeName(size), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := feedback.Suppress(counts, 5); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func sizeName(size [2]int) string {
	text, _ := json.Marshal(size)
	return string(text)
}
