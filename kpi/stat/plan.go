package stat

import "slices"

// Severity says how strict an inspection is.
//
// It is comparable and immutable; the zero value is no severity.
type Severity uint8

// The severities of ISO 2859-1. [Switching] says when to go from one to another.
const (
	Normal Severity = iota + 1
	Tightened
	Reduced
)

// String returns "normal", "tightened" or "reduced", and "" for no severity.
func (s Severity) String() string {
	switch s {
	case Normal:
		return "normal"
	case Tightened:
		return "tightened"
	case Reduced:
		return "reduced"
	}
	return ""
}

// SamplingPlan says how many items of a lot to look at, and when to accept it.
//
// It is comparable and immutable; the zero value is no plan.
type SamplingPlan struct {
	// Letter is that of the plan, after following an arrow of the table.
	Letter Letter
	// Size is the number of items to look at. A lot that is not larger is looked at
	// as a whole.
	Size uint64
	// Accept is the largest number of nonconforming items with which a lot is
	// accepted (Ac), Reject the smallest with which it is not (Re), one more.
	Accept, Reject uint64
}

// Accepts reports whether a lot with so many nonconforming items in its sample is
// accepted.
func (p SamplingPlan) Accepts(nonconforming uint64) bool { return nonconforming <= p.Accept }

// SampleOf returns how many items of a lot to look at: Size, or all of a smaller
// lot.
func (p SamplingPlan) SampleOf(lot uint64) uint64 { return min(p.Size, lot) }

// Plan returns the single sampling plan of a code letter and an acceptance quality
// limit: Tables 2-A, 2-B and 2-C of ISO 2859-1:1999 (GB/T 2828.1-2012). The limit
// is in percent nonconforming, or in nonconformities per hundred items, and is one
// of the 26 of the standard: 0.010, 0.015, 0.025, 0.040, 0.065, 0.10, 0.15, 0.25,
// 0.40, 0.65, 1.0, 1.5, 2.5, 4.0, 6.5 and 10 for either, and further 15, 25, 40,
// 65, 100, 150, 250, 400, 650 and 1000 for nonconformities. Where the table has an
// arrow the plan is the first one in its direction, with a letter of its own.
//
// It is undefined (ok == false) for another limit, an unknown letter or severity,
// and for the letter S but in tightened inspection at 0.025.
func Plan(letter Letter, aql float64, severity Severity) (plan SamplingPlan, ok bool) {
	row, known := letter.index()
	column := slices.Index(limits(), aql)
	t, described := tableOf(severity)
	if !known || column < 0 || !described {
		return SamplingPlan{}, false
	}
	if letter == 'S' && (severity != Tightened || row+column != t.one) {
		return SamplingPlan{}, false
	}
	row = t.follow(row, column)
	accept := t.accept(row, column)
	return SamplingPlan{
		Letter: Letter(letters[row]), Size: t.sizes[row], Accept: accept, Reject: accept + 1,
	}, true
}

// limits returns the acceptance quality limits, the strictest first.
func limits() []float64 {
	return []float64{
		0.010, 0.015, 0.025, 0.040, 0.065, 0.10, 0.15, 0.25, 0.40, 0.65, 1.0, 1.5, 2.5,
		4.0, 6.5, 10, 15, 25, 40, 65, 100, 150, 250, 400, 650, 1000,
	}
}

// SampleSize returns the sample size that the letter stands for: that of a plan
// which no arrow leads to another letter.
//
// It is undefined (ok == false) for an unknown letter or severity, and for S but
// in tightened inspection.
func (l Letter) SampleSize(severity Severity) (size uint64, ok bool) {
	row, known := l.index()
	t, described := tableOf(severity)
	if !known || !described || row >= len(t.sizes) {
		return 0, false
	}
	return t.sizes[row], true
}

// table is one of the three master tables. Both sample sizes and limits grow by the
// same steps, so that a cell depends on row + column alone: along each diagonal
// the expected number of nonconforming items is the same. Arrows lead along a
// column to the nearest diagonal that has a plan.
type table struct {
	sizes  []uint64 // by row
	zero   int      // the diagonal of Ac 0
	up     int      // the diagonals behind it whose arrows lead up to it
	one    int      // that of Ac 1, with which counts begins
	counts []uint64 // Ac by diagonal
	small  int      // the rows whose samples are too small to be reduced further
}

// rowF is the row of the letter F.
const rowF = 5

// tableOf returns the master table of a severity.
func tableOf(severity Severity) (t table, ok bool) {
	switch severity {
	case Normal:
		return table{
			sizes: []uint64{2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1250, 2000},
			zero:  14, up: 1, one: 17,
			counts: []uint64{1, 2, 3, 5, 7, 10, 14, 21, 30, 44},
		}, true
	case Tightened:
		return table{
			sizes: []uint64{2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1250, 2000, 3150},
			zero:  15, one: 18,
			counts: []uint64{1, 2, 3, 5, 8, 12, 18, 27, 41},
		}, true
	case Reduced:
		return table{
			sizes: []uint64{2, 2, 2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800},
			zero:  14, up: 1, one: 18,
			counts: []uint64{1, 2, 3, 5, 6, 8, 10, 14, 21},
			small:  2,
		}, true
	}
	return table{}, false
}

// firstPlural is the column of AQL 25, from which on a sample of two items has
// plans of its own.
const firstPlural = 17

// follow returns the row of the plan of a cell: its own, or the one that an arrow
// leads to.
func (t table) follow(row, column int) int {
	if row < t.small && column >= firstPlural {
		return row // A and B of reduced inspection
	}
	diagonal, zero, one := row+column, t.zero-column, t.one-column
	if diagonal <= t.zero { // down to the first plan with Ac 0, or there
		return zero
	}
	if diagonal < t.one {
		up := diagonal <= t.zero+t.up && row > 0
		if up || one >= len(t.sizes) {
			return zero
		}
		return one
	}
	for row+column > last(row) { // up to the last plan of the column; A has one for each
		row--
	}
	return row
}

// last returns the last diagonal on which a row has a plan: the plans of the widest
// samples in relation to their limit are left to the letters A to E.
func last(row int) int {
	if row >= rowF {
		return 24
	}
	return 26
}

// accept returns Ac of a cell that has a plan.
func (t table) accept(row, column int) uint64 {
	if row < t.small && column >= firstPlural {
		normal, _ := tableOf(Normal)
		return normal.accept(0, column)
	}
	if diagonal := row + column; diagonal >= t.one {
		return t.counts[diagonal-t.one]
	}
	return 0
}
