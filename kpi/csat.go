package kpi

import (
	"encoding/json"
	"fmt"

	"github.com/servicecommitment/commitment"
)

// CSATMethod is how answers become customer satisfaction. It is comparable; the
// zero value is taken as Top2Box.
type CSATMethod uint8

// The methods.
const (
	// Top2Box is the share of the two best grades: the default.
	Top2Box CSATMethod = iota + 1
	// Top1Box is the share of the best grade.
	Top1Box
	// Binary is the share of good among good (1) and bad (0).
	Binary
	// MeanGrade is the mean of the answers.
	MeanGrade
	// PercentOfMax is the sum of the answers over what it would be if all were
	// the best grade.
	PercentOfMax
	// NetGrade is the share of the two best grades less that of the two worst,
	// in points.
	NetGrade
)

// String returns the name of the method: top2box, top1box, binary, mean,
// percent_of_max or net.
func (m CSATMethod) String() string {
	return enumText(m, "CSATMethod", "top2box top1box binary mean percent_of_max net")
}

// ParseCSATMethod reads what [CSATMethod.String] writes.
func ParseCSATMethod(text string) (CSATMethod, error) { return parseEnum(text, "method", NetGrade) }

// MarshalText returns the text of [CSATMethod.String].
func (m CSATMethod) MarshalText() ([]byte, error) { return marshalEnum(m, "method", NetGrade) }

// UnmarshalText reads what [CSATMethod.MarshalText] writes.
func (m *CSATMethod) UnmarshalText(text []byte) (err error) {
	*m, err = ParseCSATMethod(string(text))
	return err
}

// CSATRule is the definition of a customer satisfaction.
//
// It is comparable. The zero value is csat.top2box on a scale from 1 to 5.
type CSATRule struct {
	Method CSATMethod
	// Scale is the best grade of answers from 1: 3 to 10, by default 5. A binary
	// question has none.
	Scale     int
	Precision Precision
}

// normal fills in the defaults, or says what is wrong.
func (c CSATRule) normal() (CSATRule, error) {
	if c.Method == 0 {
		c.Method = Top2Box
	}
	if c.Method > NetGrade {
		return c, invalid("method", "no value %d", uint8(c.Method))
	}
	least, most, usual := 3, 10, 5
	switch c.Method {
	case Binary:
		least, most, usual = 1, 1, 1
	case NetGrade:
		least = 4 // the two best and the two worst do not overlap
	case Top2Box, Top1Box, MeanGrade, PercentOfMax:
	}
	if c.Scale == 0 {
		c.Scale = usual
	}
	if c.Scale < least || c.Scale > most {
		return c, invalid("scale", "must be from %d to %d, not %d", least, most, c.Scale)
	}
	var err error
	c.Precision, err = c.Precision.normal()
	return c, err
}

// low returns the worst grade.
func (c CSATRule) low() int {
	if c.Method == Binary {
		return 0
	}
	return 1
}

// Definition returns the identity of what counts by the rule.
func (c CSATRule) Definition() Definition {
	c, _ = c.normal()
	return Definition{
		Name: "csat." + c.Method.String(), Version: "1", Basis: ByAnswered,
		Variant: c.Precision.with(fmt.Sprintf("scale=%d..%d", c.low(), c.Scale)),
	}
}

// CSAT counts answers to a question about satisfaction.
//
// It is comparable and not safe for concurrent use. The zero value is ready for
// use: it counts csat.top2box from 1 to 5, or by the rule of the first thing
// merged into it.
type CSAT struct { //nolint:recvcheck // it is asked by value and counts in place
	rule   CSATRule
	grades grades
}

// NewCSAT returns an empty count by a rule. A method or scale that is none, and
// a confidence outside 0 to 1, are FieldErrors.
func NewCSAT(rule CSATRule) (CSAT, error) {
	rule, err := rule.normal()
	if err != nil {
		return CSAT{}, err
	}
	return CSAT{rule: rule}, nil
}

// adopted returns the rule, the default one if there is none yet.
func (c *CSAT) adopted() CSATRule {
	if c.rule == (CSATRule{}) {
		rule, _ := CSATRule{}.normal()
		return rule
	}
	return c.rule
}

// Add counts an answer. One outside the scale and one that is no whole number
// are FieldErrors at "answer": an answer between two grades belongs to neither,
// and is not rounded into one.
func (c *CSAT) Add(answer float64) error { return c.AddCount(answer, 1) }

// AddCount counts n equal answers, like [CSAT.Add].
func (c *CSAT) AddCount(answer float64, n uint64) error {
	rule := c.adopted()
	if err := c.grades.add(answer, rule.low(), rule.Scale, n); err != nil {
		return err
	}
	c.rule = rule
	return nil
}

// AddSent counts surveys that were sent, for the response rate.
func (c *CSAT) AddSent(n uint64) error {
	if err := c.grades.addSent(n); err != nil {
		return err
	}
	c.rule = c.adopted()
	return nil
}

// Merge adds what other has counted. A different rule is an *[IdentityError], a
// full counter [ErrOverflow]; nothing is changed then.
func (c *CSAT) Merge(other CSAT) error {
	if other.rule == (CSATRule{}) {
		return nil
	}
	if c.rule != (CSATRule{}) && c.rule != other.rule {
		return &IdentityError{Have: c.rule.Definition().String(), Want: other.rule.Definition().String()}
	}
	if err := c.grades.merge(other.grades); err != nil {
		return err
	}
	c.rule = other.rule
	return nil
}

// Identity returns the definition that it counts by.
func (c CSAT) Identity() Definition { return c.adopted().Definition() }

// ResponseRate returns the share of the surveys sent that were answered. More
// answers than surveys are [ErrNotSubset].
func (c CSAT) ResponseRate() (Figure, error) {
	rule := c.adopted()
	return c.grades.responseRate("csat", rule.Precision)
}

// CSATResult is a customer satisfaction.
//
// It is plain data and belongs to the caller; it is not comparable.
type CSATResult struct {
	Figure
	// Grades are the number of answers by grade, from the worst on.
	Grades []uint64
	// ResponseRate is undefined where [CSAT.ResponseRate] fails.
	ResponseRate Figure
}

// Result returns the satisfaction by the method of the rule. Shares have a
// Wilson interval, means one by Student's distribution, which needs two answers,
// net points one by the normal distribution.
func (c CSAT) Result() CSATResult {
	rule, g := c.adopted(), &c.grades
	result := CSATResult{Grades: append([]uint64(nil), g.counts[rule.low():rule.Scale+1]...)}
	result.ResponseRate, _ = c.ResponseRate()
	d, best := rule.Definition(), rule.Scale
	f := &result.Figure
	switch rule.Method {
	case Top2Box:
		*f = rate(d, g.share(best-1, best), nil, rule.Precision)
	case Top1Box, Binary:
		*f = rate(d, g.share(best, best), nil, rule.Precision)
	case MeanGrade:
		*f = g.mean(d, Scale, 1, rule.Precision)
	case PercentOfMax:
		*f = g.mean(d, Share, float64(best), rule.Precision)
	case NetGrade:
		*f = g.net(d, g.between(best-1, best), g.between(1, 2), rule.Precision)
	}
	return result
}

// Describe says in lines of text what the result is; see [Figure.Describe].
func (r CSATResult) Describe(lang commitment.Lang) []string {
	return withResponse(speak(lang), &r.Figure, &r.ResponseRate)
}

// MarshalJSON returns a view for people; it can not be read back.
func (r CSATResult) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		figureJSON
		Grades       []uint64 `json:"grades"`
		ResponseRate Figure   `json:"response_rate"`
	}{r.view(), r.Grades, r.ResponseRate})
}

// MarshalJSON returns the view of the result for people; it can not be read back.
func (c CSAT) MarshalJSON() ([]byte, error) { return c.Result().MarshalJSON() }

// AppendBinary appends the canonical binary form; see the package comment. The
// error is always nil.
func (c CSAT) AppendBinary(data []byte) ([]byte, error) {
	return encode(data, tagCSAT, func(w *writer) {
		w.uint(uint64(c.rule.Method))
		if c.rule != (CSATRule{}) {
			w.uint(uint64(c.rule.Scale))
			w.precision(c.rule.Precision)
			c.grades.encode(w)
		}
	}), nil
}

// UnmarshalBinary reads what [CSAT.AppendBinary] writes. Anything else is
// [ErrCorrupt] and changes nothing.
func (c *CSAT) UnmarshalBinary(data []byte) error {
	var x CSAT
	err := decode(data, tagCSAT, func(r *reader) {
		x.rule.Method = CSATMethod(r.below(uint64(NetGrade)))
		if x.rule.Method == 0 {
			return
		}
		x.rule.Scale = int(r.below(mostGrades))
		x.rule.Precision = r.precision()
		if rule, err := x.rule.normal(); err != nil || rule != x.rule {
			r.fail("a rule that is none")
			return
		}
		x.grades.decode(r, x.rule.low(), x.rule.Scale)
	})
	if err != nil {
		return err
	}
	*c = x
	return nil
}
