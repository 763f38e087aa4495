package kpi

import (
	"encoding/json"
	"fmt"
	"math/bits"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/kpi/stat"
)

// ComplaintRule is the definition of a complaint rate: complaints per so many of
// a base, which must be named and be of the same period and group.
//
// It is comparable. The zero value is a rate per 1,000 contacts.
type ComplaintRule struct {
	// Base is what complaints are counted against: "contacts" by default,
	// "orders", "active customers", "user-months".
	Base string
	// Per is how many of the base the rate is for, 1,000 by default.
	Per       uint64
	Precision Precision
}

func (c ComplaintRule) normal() (ComplaintRule, error) {
	if c.Base == "" {
		c.Base = "contacts"
	}
	if c.Per == 0 {
		c.Per = 1000
	}
	if !named(c.Base) {
		return c, invalid("base", "must be a text of at most %d bytes", maxText)
	}
	var err error
	c.Precision, err = c.Precision.normal()
	return c, err
}

// Definition returns the identity of what counts by the rule.
func (c ComplaintRule) Definition() Definition {
	c, _ = c.normal()
	return Definition{
		Name: "complaint_rate", Version: "1", Basis: ByCreated,
		Variant: c.Precision.with(fmt.Sprintf("per=%d base=%s", c.Per, c.Base)),
	}
}

// Complaints counts complaints and what they are counted against. Withdrawn and
// rejected complaints were received and count.
//
// It is comparable and not safe for concurrent use. The zero value is ready for
// use: it adopts the rule of the first thing merged into it, or the default one.
type Complaints struct { //nolint:recvcheck // it is asked by value and counts in place
	rule           ComplaintRule
	received, base uint64
	// upheld has what came of the complaints: met is upheld.
	upheld Ratio
}

// NewComplaints returns an empty count by a rule. A base that is no short text
// and a confidence outside 0 to 1 are FieldErrors.
func NewComplaints(rule ComplaintRule) (Complaints, error) {
	rule, err := rule.normal()
	if err != nil {
		return Complaints{}, err
	}
	return Complaints{rule: rule}, nil
}

func (c *Complaints) adopted() ComplaintRule {
	if c.rule == (ComplaintRule{}) {
		rule, _ := ComplaintRule{}.normal()
		return rule
	}
	return c.rule
}

// AddReceived counts complaints that were received.
func (c *Complaints) AddReceived(n uint64) error {
	return c.Merge(Complaints{rule: c.adopted(), received: n})
}

// AddBase counts what complaints are counted against.
func (c *Complaints) AddBase(n uint64) error {
	return c.Merge(Complaints{rule: c.adopted(), base: n})
}

// AddDecided counts complaints that were decided, and those of them that were
// upheld. More upheld than decided are [ErrNotSubset].
func (c *Complaints) AddDecided(decided, upheld uint64) error {
	ratio, err := NewRatio(upheld, decided)
	if err != nil {
		return err
	}
	return c.Merge(Complaints{rule: c.adopted(), upheld: ratio})
}

// Merge adds what other has counted. A different rule is an *[IdentityError], a
// full counter [ErrOverflow]; nothing is changed then.
func (c *Complaints) Merge(other Complaints) error {
	if other.rule == (ComplaintRule{}) {
		return nil
	}
	if c.rule != (ComplaintRule{}) && c.rule != other.rule {
		return &IdentityError{Have: c.rule.Definition().String(), Want: other.rule.Definition().String()}
	}
	received, c1 := bits.Add64(c.received, other.received, 0)
	base, c2 := bits.Add64(c.base, other.base, 0)
	if c1|c2 != 0 {
		return overflow("count of complaints")
	}
	if err := c.upheld.Merge(other.upheld); err != nil {
		return err
	}
	c.rule, c.received, c.base = other.rule, received, base
	return nil
}

// Identity returns the definition that it counts by.
func (c Complaints) Identity() Definition { return c.adopted().Definition() }

// ComplaintResult is a complaint rate.
//
// It is plain data and belongs to the caller; it is not comparable.
type ComplaintResult struct {
	Figure
	// Received are the complaints; N is the base.
	Received uint64
	// Upheld is the share of the decided complaints that were upheld, a KPI of
	// its own.
	Upheld Figure
}

// Result returns the rate with the exact interval of a Poisson count. Without a
// base it is undefined, and with complaints nevertheless [ErrNoBase]: the two
// are then not of the same period and group. More decided complaints than
// received ones are [ErrNotSubset].
func (c Complaints) Result() (ComplaintResult, error) {
	rule := c.adopted()
	decided := c.upheld.Total()
	switch {
	case c.base == 0 && c.received > 0:
		return ComplaintResult{}, caused(ErrNoBase, "%d complaints without a base", c.received)
	case decided > c.received:
		return ComplaintResult{}, caused(ErrNotSubset, "%d decided of %d complaints: the numerator is no subset of the denominator", decided, c.received)
	}
	f := Figure{Definition: rule.Definition(), Unit: PerBase, N: c.base, Defined: c.base > 0}
	if f.Defined {
		scale := float64(rule.Per) / float64(c.base)
		f.Value = float64(c.received) * float64(rule.Per) / float64(c.base)
		if lo, hi, ok := stat.Poisson(c.received, rule.Precision.Confidence); ok {
			f = f.within(lo*scale, hi*scale)
		}
	}
	upheld := Definition{Name: "complaint.upheld", Version: "1", Basis: ByResolved}
	return ComplaintResult{f.report(rule.Precision), c.received, rate(upheld, c.upheld, nil, rule.Precision)}, nil
}

// Describe says in lines of text what the result is; see [Figure.Describe].
func (r ComplaintResult) Describe(lang commitment.Lang) []string {
	w := speak(lang)
	lines := r.lines(w)
	if r.Upheld.Defined {
		lines = append(lines, w.headline(&r.Upheld))
	}
	return lines
}

// MarshalJSON returns a view for people; it can not be read back.
func (r ComplaintResult) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		figureJSON
		Received uint64 `json:"received"`
		Upheld   Figure `json:"upheld"`
	}{r.view(), r.Received, r.Upheld})
}

// MarshalJSON returns the view of the result for people; it can not be read back.
// The errors are those of [Complaints.Result].
func (c Complaints) MarshalJSON() ([]byte, error) {
	result, err := c.Result()
	if err != nil {
		return nil, err
	}
	return result.MarshalJSON()
}

// AppendBinary appends the canonical binary form; see the package comment. The
// error is always nil.
func (c Complaints) AppendBinary(data []byte) ([]byte, error) {
	return encode(data, tagComplaints, func(w *writer) {
		w.uint(c.rule.Per)
		if c.rule == (ComplaintRule{}) {
			return
		}
		w.text(c.rule.Base)
		w.precision(c.rule.Precision)
		w.uint(c.received)
		w.uint(c.base)
		w.ratio(c.upheld)
	}), nil
}

// UnmarshalBinary reads what [Complaints.AppendBinary] writes. Anything else is
// [ErrCorrupt] and changes nothing.
func (c *Complaints) UnmarshalBinary(data []byte) error {
	var x Complaints
	err := decode(data, tagComplaints, func(r *reader) {
		if x.rule.Per = r.uint(); x.rule.Per == 0 {
			return
		}
		x.rule.Base = r.text()
		x.rule.Precision = r.precision()
		if rule, err := x.rule.normal(); err != nil || rule != x.rule {
			r.fail("a rule that is none")
			return
		}
		x.received, x.base, x.upheld = r.uint(), r.uint(), r.ratio()
		if x.upheld != (Ratio{Met: x.upheld.Met, Missed: x.upheld.Missed}) {
			r.fail("a complaint that is not decided")
		}
	})
	if err != nil {
		return err
	}
	*c = x
	return nil
}
