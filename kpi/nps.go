package kpi

import (
	"encoding/json"
	"math"

	"github.com/servicecommitment/commitment"
)

// NPSRule is the definition of a net promoter score: it always has promoters
// from 9 and detractors to 6, but what was asked differs.
//
// It is comparable. The zero value is a relational score.
type NPSRule struct {
	// Transactional says that the question was asked after an event and not about
	// the relation as a whole: the two are different KPIs.
	Transactional bool
	Precision     Precision
}

// Definition returns the identity of what counts by the rule.
func (n NPSRule) Definition() Definition {
	kind := "relational"
	if n.Transactional {
		kind = "transactional"
	}
	p, err := n.Precision.normal()
	if err != nil {
		p = n.Precision
	}
	return Definition{Name: "nps", Version: "1", Variant: p.with(kind), Basis: ByAnswered}
}

// NPS counts answers from 0 to 10 to the question whether one would recommend.
//
// It is comparable and not safe for concurrent use. The zero value is ready for
// use: it counts a relational score, or by the rule of the first thing merged
// into it.
type NPS struct { //nolint:recvcheck // it is asked by value and counts in place
	rule   NPSRule
	grades grades
}

// NewNPS returns an empty count by a rule. A confidence outside 0 to 1 is a
// FieldError.
func NewNPS(rule NPSRule) (NPS, error) {
	p, err := rule.Precision.normal()
	if err != nil {
		return NPS{}, err
	}
	rule.Precision = p
	return NPS{rule: rule}, nil
}

func (n *NPS) adopted() NPSRule {
	if n.rule == (NPSRule{}) {
		p, _ := Precision{}.normal()
		return NPSRule{Precision: p}
	}
	return n.rule
}

// Add counts an answer. Anything but a whole number from 0 to 10 is a FieldError
// at "answer": 6.5 is no detractor and no passive.
func (n *NPS) Add(answer float64) error { return n.AddCount(answer, 1) }

// AddCount counts several equal answers, like [NPS.Add].
func (n *NPS) AddCount(answer float64, count uint64) error {
	if err := n.grades.add(answer, 0, mostGrades-1, count); err != nil {
		return err
	}
	n.rule = n.adopted()
	return nil
}

// AddSent counts surveys that were sent, for the response rate.
func (n *NPS) AddSent(count uint64) error {
	if err := n.grades.addSent(count); err != nil {
		return err
	}
	n.rule = n.adopted()
	return nil
}

// Merge adds what other has counted. A different rule is an *[IdentityError], a
// full counter [ErrOverflow]; nothing is changed then.
func (n *NPS) Merge(other NPS) error {
	if other.rule == (NPSRule{}) {
		return nil
	}
	if n.rule != (NPSRule{}) && n.rule != other.rule {
		return &IdentityError{Have: n.rule.Definition().String(), Want: other.rule.Definition().String()}
	}
	if err := n.grades.merge(other.grades); err != nil {
		return err
	}
	n.rule = other.rule
	return nil
}

// Identity returns the definition that it counts by.
func (n NPS) Identity() Definition { return n.adopted().Definition() }

// ResponseRate returns the share of the surveys sent that were answered. More
// answers than surveys are [ErrNotSubset].
func (n NPS) ResponseRate() (Figure, error) {
	return n.grades.responseRate("nps", n.adopted().Precision)
}

// NPSResult is a net promoter score, from −100 to 100 points.
//
// It is plain data and belongs to the caller; it is not comparable.
type NPSResult struct {
	Figure
	Promoters, Passives, Detractors uint64
	// Variance is that of an answer that counts 1, 0 or −1; StdErr and Margin
	// are those of the score, in points. They are 0 where the score is undefined.
	Variance, StdErr, Margin float64
	// MarginReliable says that the margin can be trusted: 30 answers or more,
	// promoters and detractors among them. Otherwise look at the three shares.
	MarginReliable bool
	// Shares are those of promoters, passives and detractors in all answers.
	Shares       [3]Ratio
	ResponseRate Figure
}

// Result returns the score: 100 times the share of promoters less that of
// detractors.
func (n NPS) Result() NPSResult {
	rule, g := n.adopted(), &n.grades
	r := NPSResult{Promoters: g.between(9, 10), Passives: g.between(7, 8), Detractors: g.between(0, 6)}
	r.Figure = g.net(rule.Definition(), r.Promoters, r.Detractors, rule.Precision)
	r.ResponseRate, _ = n.ResponseRate()
	r.Shares = [3]Ratio{g.share(9, 10), g.share(7, 8), g.share(0, 6)}
	if r.Defined {
		size := float64(r.N)
		r.Variance = netVariance(r.Promoters, r.Detractors, size)
		r.StdErr = 100 * math.Sqrt(r.Variance/size)
		r.Margin = normalQuantile(rule.Precision.Confidence) * r.StdErr
		r.MarginReliable = r.N >= 30 && r.Promoters > 0 && r.Detractors > 0
	}
	return r
}

// Describe says in lines of text what the result is; see [Figure.Describe].
func (r NPSResult) Describe(lang commitment.Lang) []string {
	return withResponse(speak(lang), &r.Figure, &r.ResponseRate)
}

// MarshalJSON returns a view for people; it can not be read back.
func (r NPSResult) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		figureJSON
		Promoters      uint64   `json:"promoters"`
		Passives       uint64   `json:"passives"`
		Detractors     uint64   `json:"detractors"`
		Variance       *float64 `json:"variance"`
		Margin         *float64 `json:"margin"`
		MarginReliable bool     `json:"margin_reliable"`
		ResponseRate   Figure   `json:"response_rate"`
	}{
		r.view(), r.Promoters, r.Passives, r.Detractors, defined(r.Variance, r.Defined), defined(r.Margin, r.Defined),
		r.MarginReliable, r.ResponseRate,
	})
}

// CompareNPS returns how far b is above a, in points, with its interval. It is
// undefined where one of the two is, or where the confidence is none.
func CompareNPS(a, b NPSResult, confidence float64) (d Difference, ok bool) {
	if !a.Defined || !b.Defined || !(confidence > 0 && confidence < 1) {
		return Difference{}, false
	}
	d.Value = b.Value - a.Value
	deviation := math.Hypot(a.StdErr, b.StdErr)
	margin := normalQuantile(confidence) * deviation
	if !finite(d.Value) || !finite(margin) {
		return Difference{}, false
	}
	d.Lo, d.Hi = d.Value-margin, d.Value+margin
	if deviation > 0 {
		d.Z = d.Value / deviation
		d.P = math.Erfc(math.Abs(d.Z) / math.Sqrt2)
	}
	d.Significant = d.Lo > 0 || d.Hi < 0
	return d, true
}

// MarshalJSON returns the view of the result for people; it can not be read back.
func (n NPS) MarshalJSON() ([]byte, error) { return n.Result().MarshalJSON() }

// AppendBinary appends the canonical binary form; see the package comment. The
// error is always nil.
func (n NPS) AppendBinary(data []byte) ([]byte, error) {
	return encode(data, tagNPS, func(w *writer) {
		w.flag(n.rule != NPSRule{})
		if n.rule == (NPSRule{}) {
			return
		}
		w.flag(n.rule.Transactional)
		w.precision(n.rule.Precision)
		n.grades.encode(w)
	}), nil
}

// UnmarshalBinary reads what [NPS.AppendBinary] writes. Anything else is
// [ErrCorrupt] and changes nothing.
func (n *NPS) UnmarshalBinary(data []byte) error {
	var x NPS
	err := decode(data, tagNPS, func(r *reader) {
		if !r.flag() {
			return
		}
		x.rule.Transactional = r.flag()
		x.rule.Precision = r.precision()
		x.grades.decode(r, 0, mostGrades-1)
	})
	if err != nil {
		return err
	}
	*n = x
	return nil
}
