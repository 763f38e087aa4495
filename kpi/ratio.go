package kpi

import (
	"encoding/json"
	"math"
	"math/bits"
	"strings"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/kpi/stat"
)

// Ratio is a counted share: how many of those that are decided came out well,
// and beside it those that are not in the share at all.
//
// Met is the numerator. The denominator is Met + Missed + Waived: a waiver is
// counted apart and, unless [Ratio.WithoutWaived] is asked, as missed. Pending
// are not decided yet, NotApplicable are outside the rule; neither is in the
// numerator or the denominator.
//
// It is comparable, and safe for concurrent use as long as nobody changes it.
// The zero value has counted nothing, and its share is undefined.
type Ratio struct { //nolint:recvcheck // it is asked by value and counts in place
	Met, Missed, Pending, Waived, NotApplicable uint64
}

// NewRatio returns the share of met in total, none of it pending, waived or
// outside. A numerator above the denominator is [ErrNotSubset]; it is never
// clamped.
func NewRatio(met, total uint64) (Ratio, error) {
	if met > total {
		return Ratio{}, caused(ErrNotSubset, "%d of %d: the numerator is no subset of the denominator", met, total)
	}
	return Ratio{Met: met, Missed: total - met}, nil
}

// Total returns the denominator, Met + Missed + Waived. Beyond the range of a
// uint64, which no accumulator of the package reaches, it is 0: such a ratio
// has no value.
func (r Ratio) Total() uint64 {
	sum, c1 := bits.Add64(r.Met, r.Missed, 0)
	sum, c2 := bits.Add64(sum, r.Waived, 0)
	if c1|c2 != 0 {
		return 0
	}
	return sum
}

// Value returns the share, Met / Total, from 0 to 1. It is undefined, ok ==
// false, where the denominator is zero: no data is neither 0 % nor 100 %.
func (r Ratio) Value() (share float64, ok bool) {
	total := r.Total()
	if total == 0 {
		return 0, false
	}
	return float64(r.Met) / float64(total), true
}

// Wilson returns the Wilson score interval of the share, for a confidence
// between 0 and 1, such as 0.95. It is undefined where [Ratio.Value] is, and
// for any other confidence.
func (r Ratio) Wilson(confidence float64) (lo, hi float64, ok bool) {
	return stat.Wilson(r.Met, r.Total(), confidence)
}

// ClopperPearson returns the exact interval of the share, which never covers
// less than its confidence: for contracts that say "at least". It is undefined
// where [Ratio.Wilson] is.
func (r Ratio) ClopperPearson(confidence float64) (lo, hi float64, ok bool) {
	return stat.ClopperPearson(r.Met, r.Total(), confidence)
}

// WithoutWaived returns the ratio with its waivers outside the rule instead of
// in the denominator. Where they have no room there, the ratio is unchanged.
func (r Ratio) WithoutWaived() Ratio {
	outside, carry := bits.Add64(r.NotApplicable, r.Waived, 0)
	if carry != 0 {
		return r
	}
	r.NotApplicable, r.Waived = outside, 0
	return r
}

// Merge adds what other has counted. Where a counter, or the sum of them all,
// would leave the range of a uint64 it returns [ErrOverflow] and changes
// nothing.
func (r *Ratio) Merge(other Ratio) error {
	sum, ok := r.plus(other)
	if !ok {
		return overflow("ratio")
	}
	*r = sum
	return nil
}

// plus returns the sum of two ratios, if the sum of all its counters is one.
func (r Ratio) plus(other Ratio) (Ratio, bool) {
	a, okA := r.all()
	b, okB := other.all()
	if _, carry := bits.Add64(a, b, 0); !okA || !okB || carry != 0 {
		return r, false
	}
	return Ratio{
		Met: r.Met + other.Met, Missed: r.Missed + other.Missed, Pending: r.Pending + other.Pending,
		Waived: r.Waived + other.Waived, NotApplicable: r.NotApplicable + other.NotApplicable,
	}, true
}

// all returns the sum of all counters.
func (r Ratio) all() (uint64, bool) {
	var sum, carries uint64
	for _, n := range [...]uint64{r.Met, r.Missed, r.Pending, r.Waived, r.NotApplicable} {
		var carry uint64
		sum, carry = bits.Add64(sum, n, 0)
		carries |= carry
	}
	return sum, carries == 0
}

// Describe says in a line of text how many of how many came out well, and what is
// counted beside them. For a language that is none it writes English.
func (r Ratio) Describe(lang commitment.Lang) []string {
	w := speak(lang)
	share, ok := r.Value()
	parts := []string{w.undefined}
	if ok {
		parts[0] = grouped(r.Met) + " / " + grouped(r.Total()) + " (" + percent(share) + " %)"
		if lang == commitment.Chinese {
			parts[0] = "达成 " + grouped(r.Met) + " / " + grouped(r.Total()) + "（" + percent(share) + " %）"
		}
	}
	parts = w.beside(parts, &Figure{Counts: r})
	if r.NotApplicable > 0 {
		outside := "not applicable "
		if lang == commitment.Chinese {
			outside = "不计入 "
		}
		parts = append(parts, outside+grouped(r.NotApplicable))
	}
	return []string{strings.Join(parts, w.comma)}
}

// Standardised returns the weighted mean of shares: what the whole would be if
// its groups had the mix that the weights say. It is direct standardisation,
// the answer to comparisons that a difference in mix turns round (Simpson).
//
// It is undefined if there are not as many weights as ratios, a weight is
// negative or not finite, all are zero, or a group with weight has no data.
func Standardised(groups []Ratio, weights []float64) (share float64, ok bool) {
	if len(groups) != len(weights) {
		return 0, false
	}
	var sum, total float64
	for i, w := range weights {
		if !finite(w) || w < 0 {
			return 0, false
		}
		if w == 0 {
			continue
		}
		value, ok := groups[i].Value()
		if !ok {
			return 0, false
		}
		sum += w * value
		total += w
	}
	if total == 0 || !finite(total) {
		return 0, false
	}
	return clean(sum / total)
}

// finite reports whether x is a number.
func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// clean lets no NaN, infinity or negative zero out of the package.
func clean(x float64) (float64, bool) {
	if !finite(x) {
		return 0, false
	}
	return x + 0, true // −0 + 0 is 0
}

// MarshalJSON returns the counts by name.
func (r Ratio) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Met           uint64 `json:"met"`
		Missed        uint64 `json:"missed"`
		Waived        uint64 `json:"waived"`
		Pending       uint64 `json:"pending"`
		NotApplicable uint64 `json:"not_applicable"`
	}{r.Met, r.Missed, r.Waived, r.Pending, r.NotApplicable})
}

// AppendBinary appends the canonical binary form of the ratio; see the package
// comment. The error is always nil.
func (r Ratio) AppendBinary(data []byte) ([]byte, error) {
	return encode(data, tagRatio, func(w *writer) { w.ratio(r) }), nil
}

// UnmarshalBinary reads what [Ratio.AppendBinary] writes. Anything else is
// [ErrCorrupt] and changes nothing.
func (r *Ratio) UnmarshalBinary(data []byte) error {
	var x Ratio
	if err := decode(data, tagRatio, func(from *reader) { x = from.ratio() }); err != nil {
		return err
	}
	*r = x
	return nil
}
