package kpi

import (
	"encoding/json"
	"fmt"

	"github.com/servicecommitment/commitment"
)

// Objective is the share that a commitment is to be kept in: 0.95 leaves one
// case in twenty as the error budget.
//
// It is comparable, immutable and safe for concurrent use. The zero value is no
// objective; see [NewObjective].
type Objective struct{ share float64 }

// NewObjective checks an objective: above 0 and below 1. Without an error budget,
// at 1, there is nothing to burn.
func NewObjective(share float64) (Objective, error) {
	if !(share > 0 && share < 1) {
		return Objective{}, invalid("objective", "must be above 0 and below 1, not %v", share)
	}
	return Objective{share}, nil
}

// Share returns the objective.
func (o Objective) Share() float64 { return o.share }

// MaxBurnRate returns the greatest burn rate that there can be, that of cases
// that are all missed: 20 at 0.95 and 10 at 0.9. It is 0 for the zero Objective.
func (o Objective) MaxBurnRate() float64 {
	if o.share == 0 {
		return 0
	}
	return round(1 / (1 - o.share))
}

// Budget is what an objective leaves.
//
// It is comparable. The zero value is no budget.
type Budget struct {
	Objective Objective
	// Bad are the missed cases of all.
	Bad, Total uint64
	// Allowed is how many may be missed, Remaining how many are left: negative
	// where more were missed than allowed.
	Allowed, Remaining float64
	// RemainingShare is the part of the budget that is left, of all of it.
	RemainingShare float64
}

// Budget returns what is left of the error budget after some decided cases. It
// is undefined, ok == false, without a case and for the zero Objective. More
// missed cases than cases are [ErrNotSubset].
func (o Objective) Budget(bad, total uint64) (b Budget, ok bool, err error) {
	if _, err := NewRatio(bad, total); err != nil {
		return Budget{}, false, err
	}
	if total == 0 || o.share == 0 {
		return Budget{}, false, nil
	}
	all := float64(total)
	b = Budget{Objective: o, Bad: bad, Total: total, Allowed: round(all - o.share*all)}
	b.Remaining = round(b.Allowed - float64(bad))
	if b.Allowed > 0 {
		b.RemainingShare = b.Remaining / b.Allowed
	}
	return b, b.Allowed > 0, nil
}

// Describe says in a line of text what is left of the budget. For a language
// that is none it writes English.
func (b Budget) Describe(lang commitment.Lang) []string {
	objective, allowed, left := percent(b.Objective.share), decimal(b.Allowed, 1), decimal(b.Remaining, 1)
	part := percent(b.RemainingShare)
	if lang == commitment.Chinese {
		return []string{fmt.Sprintf("目标 %s %%：%s 件中允许未达成 %s 件，实际未达成 %s 件，剩余额度 %s 件（%s %%）",
			objective, grouped(b.Total), allowed, grouped(b.Bad), left, part)}
	}
	return []string{fmt.Sprintf("objective %s %%: of %s cases %s may be missed, %s were, %s are left (%s %%)",
		objective, grouped(b.Total), allowed, grouped(b.Bad), left, part)}
}

// MarshalJSON returns a view for people, with null for what is undefined; it can
// not be read back.
func (b Budget) MarshalJSON() ([]byte, error) {
	decided := b.Total > 0
	return json.Marshal(struct {
		Objective      *float64 `json:"objective"`
		Bad            uint64   `json:"bad"`
		Total          uint64   `json:"total"`
		Allowed        *float64 `json:"allowed"`
		Remaining      *float64 `json:"remaining"`
		RemainingShare *float64 `json:"remaining_share"`
	}{
		defined(b.Objective.share, b.Objective.share > 0), b.Bad, b.Total,
		defined(b.Allowed, decided), defined(b.Remaining, decided), defined(b.RemainingShare, decided && b.Allowed > 0),
	})
}
