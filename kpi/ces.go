package kpi

import (
	"encoding/json"
	"fmt"

	"github.com/servicecommitment/commitment"
)

// CESMethod is how answers become a customer effort score. It is comparable; the
// zero value is taken as EffortMean.
type CESMethod uint8

// The methods.
const (
	// EffortMean is the mean of the answers: the default.
	EffortMean CESMethod = iota + 1
	// EffortTopBox is the share of answers that say it was easy.
	EffortTopBox
	// EffortIndex is the share of easy less that of hard, in points.
	EffortIndex
)

// String returns "mean", "top_box" or "index".
func (m CESMethod) String() string { return enumText(m, "CESMethod", "mean top_box index") }

// ParseCESMethod reads what [CESMethod.String] writes.
func ParseCESMethod(text string) (CESMethod, error) { return parseEnum(text, "method", EffortIndex) }

// MarshalText returns the text of [CESMethod.String].
func (m CESMethod) MarshalText() ([]byte, error) { return marshalEnum(m, "method", EffortIndex) }

// UnmarshalText reads what [CESMethod.MarshalText] writes.
func (m *CESMethod) UnmarshalText(text []byte) (err error) {
	*m, err = ParseCESMethod(string(text))
	return err
}

// CESRule is the definition of a customer effort score.
//
// It is comparable. The zero value is ces.mean on a scale from 1 to 7 on which
// 7 is the easiest (CES 2.0). Scale 5 with LowIsEasy is CES 1.0.
type CESRule struct {
	Method CESMethod
	// Scale is the greatest answer, from 3 to 10; the least is 1.
	Scale int
	// LowIsEasy says that 1 is the easiest. The direction belongs to the question.
	LowIsEasy bool
	// Easy is how many answers from the easy end count as easy, Hard how many
	// from the hard end count as hard. The defaults are 3 for a top box and 2 and
	// 3 for an index on a scale of 7, and 2 and 2 on others; Hard is less where no
	// index counts it and Easy leaves no room for that.
	Easy, Hard int
	Precision  Precision
}

// normal fills in the defaults, or says what is wrong.
func (c CESRule) normal() (CESRule, error) {
	const usual, least, most = 7, 3, 10
	if c.Method == 0 {
		c.Method = EffortMean
	}
	if c.Scale == 0 {
		c.Scale = usual
	}
	easy, hard := 2, 2
	if c.Scale == usual {
		hard = 3
		if c.Method == EffortTopBox {
			easy = 3 // answers from 5 on
		}
	}
	if c.Scale < 4 {
		easy, hard = 1, 1
	}
	if c.Easy == 0 {
		c.Easy = easy
	}
	if c.Hard == 0 {
		c.Hard = hard
		if c.Method != EffortIndex { // which alone counts them
			c.Hard = max(min(hard, c.Scale-c.Easy), 1)
		}
	}
	switch {
	case c.Method > EffortIndex:
		return c, invalid("method", "no value %d", uint8(c.Method))
	case c.Scale < least || c.Scale > most:
		return c, invalid("scale", "must be from %d to %d, not %d", least, most, c.Scale)
	case c.Easy < 1 || c.Easy >= c.Scale:
		return c, invalid("easy", "must be from 1 to %d, not %d", c.Scale-1, c.Easy)
	case c.Hard < 1 || c.Easy+c.Hard > c.Scale:
		return c, invalid("hard", "must be from 1 to %d, not %d", c.Scale-c.Easy, c.Hard)
	}
	var err error
	c.Precision, err = c.Precision.normal()
	return c, err
}

// Definition returns the identity of what counts by the rule.
func (c CESRule) Definition() Definition {
	c, _ = c.normal()
	variant := fmt.Sprintf("scale=1..%d easy=%d hard=%d", c.Scale, c.Easy, c.Hard)
	if c.LowIsEasy {
		variant += " low_is_easy"
	}
	return Definition{Name: "ces." + c.Method.String(), Version: "1", Variant: c.Precision.with(variant), Basis: ByAnswered}
}

// CES counts answers to a question about effort.
//
// It is comparable and not safe for concurrent use. The zero value is ready for
// use: it counts ces.mean from 1 to 7, or by the rule of the first thing merged
// into it.
type CES struct { //nolint:recvcheck // it is asked by value and counts in place
	rule   CESRule
	grades grades
}

// NewCES returns an empty count by a rule. A method, scale or bound that is
// none, and a confidence outside 0 to 1, are FieldErrors.
func NewCES(rule CESRule) (CES, error) {
	rule, err := rule.normal()
	if err != nil {
		return CES{}, err
	}
	return CES{rule: rule}, nil
}

func (c *CES) adopted() CESRule {
	if c.rule == (CESRule{}) {
		rule, _ := CESRule{}.normal()
		return rule
	}
	return c.rule
}

// Add counts an answer. One outside the scale and one that is no whole number
// are FieldErrors at "answer".
func (c *CES) Add(answer float64) error { return c.AddCount(answer, 1) }

// AddCount counts n equal answers, like [CES.Add].
func (c *CES) AddCount(answer float64, n uint64) error {
	rule := c.adopted()
	if err := c.grades.add(answer, 1, rule.Scale, n); err != nil {
		return err
	}
	c.rule = rule
	return nil
}

// AddSent counts surveys that were sent, for the response rate.
func (c *CES) AddSent(n uint64) error {
	if err := c.grades.addSent(n); err != nil {
		return err
	}
	c.rule = c.adopted()
	return nil
}

// Merge adds what other has counted. A different rule is an *[IdentityError], a
// full counter [ErrOverflow]; nothing is changed then.
func (c *CES) Merge(other CES) error {
	if other.rule == (CESRule{}) {
		return nil
	}
	if c.rule != (CESRule{}) && c.rule != other.rule {
		return &IdentityError{Have: c.rule.Definition().String(), Want: other.rule.Definition().String()}
	}
	if err := c.grades.merge(other.grades); err != nil {
		return err
	}
	c.rule = other.rule
	return nil
}

// Identity returns the definition that it counts by.
func (c CES) Identity() Definition { return c.adopted().Definition() }

// ResponseRate returns the share of the surveys sent that were answered. More
// answers than surveys are [ErrNotSubset].
func (c CES) ResponseRate() (Figure, error) {
	return c.grades.responseRate("ces", c.adopted().Precision)
}

// CESResult is a customer effort score.
//
// It is plain data and belongs to the caller; it is not comparable.
type CESResult struct {
	Figure
	// Grades are the number of answers by grade, from 1 on.
	Grades []uint64
	// Direction says whether a higher value is the better one.
	Direction    Direction
	ResponseRate Figure
}

// Result returns the score by the method of the rule. A share has a Wilson
// interval, a mean one by Student's distribution, an index one by the normal
// distribution.
func (c CES) Result() CESResult {
	rule, g := c.adopted(), &c.grades
	result := CESResult{Grades: append([]uint64(nil), g.counts[1:rule.Scale+1]...), Direction: HigherIsBetter}
	result.ResponseRate, _ = c.ResponseRate()
	easyFrom, easyTo, hardFrom, hardTo := rule.Scale+1-rule.Easy, rule.Scale, 1, rule.Hard
	if rule.LowIsEasy {
		easyFrom, easyTo, hardFrom, hardTo = 1, rule.Easy, rule.Scale+1-rule.Hard, rule.Scale
	}
	d := rule.Definition()
	switch rule.Method {
	case EffortMean:
		result.Figure = g.mean(d, Scale, 1, rule.Precision)
		if rule.LowIsEasy {
			result.Direction = LowerIsBetter
		}
	case EffortTopBox:
		result.Figure = rate(d, g.share(easyFrom, easyTo), nil, rule.Precision)
	case EffortIndex:
		result.Figure = g.net(d, g.between(easyFrom, easyTo), g.between(hardFrom, hardTo), rule.Precision)
	}
	return result
}

// Describe says in lines of text what the result is; see [Figure.Describe].
func (r CESResult) Describe(lang commitment.Lang) []string {
	return withResponse(speak(lang), &r.Figure, &r.ResponseRate)
}

// MarshalJSON returns a view for people; it can not be read back.
func (r CESResult) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		figureJSON
		Grades       []uint64  `json:"grades"`
		Direction    Direction `json:"direction"`
		ResponseRate Figure    `json:"response_rate"`
	}{r.view(), r.Grades, r.Direction, r.ResponseRate})
}

// MarshalJSON returns the view of the result for people; it can not be read back.
func (c CES) MarshalJSON() ([]byte, error) { return c.Result().MarshalJSON() }

// AppendBinary appends the canonical binary form; see the package comment. The
// error is always nil.
func (c CES) AppendBinary(data []byte) ([]byte, error) {
	return encode(data, tagCES, func(w *writer) {
		w.uint(uint64(c.rule.Method))
		if c.rule == (CESRule{}) {
			return
		}
		w.uint(uint64(c.rule.Scale))
		w.flag(c.rule.LowIsEasy)
		w.uint(uint64(c.rule.Easy))
		w.uint(uint64(c.rule.Hard))
		w.precision(c.rule.Precision)
		c.grades.encode(w)
	}), nil
}

// UnmarshalBinary reads what [CES.AppendBinary] writes. Anything else is
// [ErrCorrupt] and changes nothing.
func (c *CES) UnmarshalBinary(data []byte) error {
	var x CES
	err := decode(data, tagCES, func(r *reader) {
		x.rule.Method = CESMethod(r.below(uint64(EffortIndex)))
		if x.rule.Method == 0 {
			return
		}
		x.rule.Scale = int(r.below(mostGrades))
		x.rule.LowIsEasy = r.flag()
		x.rule.Easy, x.rule.Hard = int(r.below(mostGrades)), int(r.below(mostGrades))
		x.rule.Precision = r.precision()
		if rule, err := x.rule.normal(); err != nil || rule != x.rule {
			r.fail("a rule that is none")
			return
		}
		x.grades.decode(r, 1, x.rule.Scale)
	})
	if err != nil {
		return err
	}
	*c = x
	return nil
}
