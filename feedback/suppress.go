package feedback

import (
	"fmt"

	"github.com/servicecommitment/commitment/internal/check"
)

// DefaultK is the number of people below which a cell of a statistic is hidden.
const DefaultK = 5

// maxCells bounds the work of [Suppress].
const maxCells = 4096

// Withheld is why a figure is not published. It is comparable; the zero value
// is a figure that is.
type Withheld uint8

// The reasons to withhold a figure.
const (
	// FewerThanK: the cell has n < k.
	FewerThanK Withheld = iota + 1
	// Complementary: without it a cell with n < k could be computed from the
	// other figures.
	Complementary
	// Everything: no table of these figures can be published, and which of its
	// cells have n < k is not told either.
	Everything
)

// String returns "fewer_than_k", "complementary" or "everything".
func (w Withheld) String() string {
	return check.EnumText(w, "Withheld", "fewer_than_k", "complementary", "everything")
}

// ParseWithheld reads what [Withheld.String] writes.
func ParseWithheld(text string) (Withheld, error) { return parseText(text, Everything) }

// MarshalText returns the text of [Withheld.String]. A value that is none of the
// reasons is an error.
func (w Withheld) MarshalText() ([]byte, error) { return marshalEnum(w, Everything) }

// UnmarshalText reads what [Withheld.MarshalText] writes.
func (w *Withheld) UnmarshalText(text []byte) error { return unmarshalEnum(w, text, Everything) }

// Cell is one figure of a published table: a count, or why there is none. In
// JSON it is {"n": 17} or {"withheld": "fewer_than_k"}; a published table is
// written, never read.
//
// It is comparable, immutable and safe for concurrent use; the zero value is a
// published zero, which [Suppress] never returns.
type Cell struct {
	n        uint64
	withheld Withheld
}

// Shown returns the count, and false where it is withheld.
func (c Cell) Shown() (n uint64, ok bool) { return c.n, c.withheld == 0 }

// Withheld returns why the count is not published; zero where it is.
func (c Cell) Withheld() Withheld { return c.withheld }

// MarshalJSON returns {"n": …} or {"withheld": …}.
func (c Cell) MarshalJSON() ([]byte, error) {
	if c.withheld == 0 {
		return fmt.Appendf(nil, `{"n":%d}`, c.n), nil
	}
	text, err := c.withheld.MarshalText()
	if err != nil {
		return nil, err
	}
	return fmt.Appendf(nil, `{"withheld":%q}`, text), nil
}

// SafeTable is what may be published of a table of counts: its cells, the totals
// of its rows and of its columns, and the grand total. It belongs to the caller;
// the zero value is the table without cells.
type SafeTable struct {
	// Cells holds a slice a row.
	Cells [][]Cell `json:"cells"`
	// Rows and Columns are the totals.
	Rows    []Cell `json:"rows"`
	Columns []Cell `json:"columns"`
	Total   Cell   `json:"total"`
}

// Suppress returns what may be published of the counts of a table by two
// dimensions, such as team and month, when no figure of fewer than k people may
// be known. A table by one dimension has one column. A k of 0 is [DefaultK].
//
// Every count below k is withheld, totals and zeros included ([FewerThanK]), and
// then as few people as the rule finds are withheld besides ([Complementary]),
// until none of the counts below k can be computed: not from the sums of rows and
// columns, not from knowing that counts are not negative, and not even by one who
// uses which cells are marked as below k and which are not. The remaining doubt
// may be small: that a count is 2 or 3. Where no such choice exists, nothing of
// the table is published ([Everything]).
//
// The promise holds for one table. It does not hold for two tables that share
// counts, such as the same table a day later or by another dimension: publish
// those of closed periods, and of one set of dimensions.
//
// A table without cells, rows of different lengths, a k of 1, more than 4,096
// cells, and counts that add up to more than 1<<53 are errors that match
// [commitment.ErrInvalid]. The cost grows with the square of the number of cells:
// half a millisecond for 40 teams and 12 months, some 200 ms for 4,096 cells.
func Suppress(counts [][]uint64, k uint64) (SafeTable, error) {
	if k == 0 {
		k = DefaultK
	}
	if err := checkCounts(counts, k); err != nil {
		return SafeTable{}, err
	}
	g := newCountGraph(counts, k)
	if !g.protect() {
		for i := range g.arcs {
			g.arcs[i].withheld = Everything
		}
	}
	return g.table(), nil
}

// checkCounts reports what makes a table unfit for [Suppress].
func checkCounts(counts [][]uint64, k uint64) error {
	var problems check.Problems
	if k == 1 {
		problems.Addf("k", "must be at least 2: nothing would be hidden")
	}
	path := check.Path("counts")
	if len(counts) == 0 || len(counts[0]) == 0 {
		problems.Addf(path, "has no cells")
		return problems.Err("feedback")
	}
	columns := len(counts[0])
	if len(counts) > maxCells || columns > maxCells || len(counts)*columns > maxCells {
		problems.Addf(path, "has more than %d cells", maxCells)
		return problems.Err("feedback")
	}
	const most = 1 << 53
	sum := uint64(0)
	for r, row := range counts {
		if len(row) != columns {
			problems.Addf(path.Index(r), "has %d columns, the first row has %d", len(row), columns)
			continue
		}
		for c, n := range row {
			if n > most || sum+n > most {
				problems.Addf(path.Index(r).Index(c), "the counts add up to more than %d", uint64(most))
				return problems.Err("feedback")
			}
			sum += n
		}
	}
	return problems.Err("feedback")
}
