package kpi

import (
	"encoding/json"
	"slices"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/internal/check"
)

// Series is the counts of a table along one dimension, as control charts take
// them: see [github.com/servicecommitment/commitment/kpi/stat.PChart].
//
// It is plain data and belongs to the caller; it is not comparable. All its
// lists have the same length.
type Series struct {
	// Names are the values of the dimension, in order: the names of periods.
	Names []string
	// Met, Missed and Total are the counts of the decided cases; a waived one is
	// missed here.
	Met, Missed, Total []uint64
}

// Series returns the counts along a dimension, summed over the others. Cases
// without a value of it, such as those whose basis date is not there yet, are left
// out. A period in which nothing was counted is no element: fill the gaps of a
// calendar with zeros, which charts take as gaps.
//
// A dimension that the table does not have is a FieldError at "dimension"; sums
// that are too great are [ErrOverflow].
func (t Table) Series(dimension string) (Series, error) {
	if !slices.Contains(t.adopted().Dimensions, dimension) {
		return Series{}, invalid("dimension", "must be one of the table's: %s", check.Quote(dimension))
	}
	along, err := t.RollUp(dimension)
	if err != nil {
		return Series{}, err
	}
	var s Series
	for _, c := range along.index.sorted() {
		if c.key[0] == "" {
			continue
		}
		counts := &c.counts
		missed := counts.Missed + counts.Waived // all counts of a cell have a sum
		s.Names = append(s.Names, c.key[0])
		s.Met = append(s.Met, counts.Met)
		s.Missed = append(s.Missed, missed)
		s.Total = append(s.Total, counts.Total())
	}
	return s, nil
}

// Describe says in lines of text how many of how many were kept: a line for each
// element, by its name; see [Ratio.Describe]. For a language that is none it writes
// English.
func (s Series) Describe(lang commitment.Lang) []string {
	w := speak(lang)
	n := min(len(s.Names), len(s.Met), len(s.Missed))
	if n == 0 {
		return []string{w.undefined}
	}
	lines := make([]string, n)
	for i := range lines {
		lines[i] = s.Names[i] + w.colon + Ratio{Met: s.Met[i], Missed: s.Missed[i]}.Describe(lang)[0]
	}
	return lines
}

// MarshalJSON returns a view for people; it can not be read back.
func (s Series) MarshalJSON() ([]byte, error) {
	list := func(counts []uint64) []uint64 { return append([]uint64{}, counts...) }
	return json.Marshal(struct {
		Names  []string `json:"names"`
		Met    []uint64 `json:"met"`
		Missed []uint64 `json:"missed"`
		Total  []uint64 `json:"total"`
	}{append([]string{}, s.Names...), list(s.Met), list(s.Missed), list(s.Total)})
}
