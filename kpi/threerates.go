package kpi

import (
	"encoding/json"
	"fmt"
	"math/bits"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/internal/check"
)

// ThreeRatesRule is the definition of a hotline's three rates (12345 热线三率):
// response, resolution and satisfaction. The regulation fixes the rates, not
// their weights nor the worth of "basically satisfied": those are data.
//
// It is comparable. The zero value has no weights: see [NewThreeRates].
type ThreeRatesRule struct {
	// Response, Resolution and Satisfaction are the weights in percent, which add
	// up to 100.
	Response, Resolution, Satisfaction int
	// Basic is what "basically satisfied" (基本满意) is worth, in percent of
	// "satisfied".
	Basic     int
	Precision Precision
}

func (t ThreeRatesRule) normal() (ThreeRatesRule, error) {
	const all = 100
	var problems check.Problems
	for _, part := range [...]struct {
		path  check.Path
		value int
	}{{"response", t.Response}, {"resolution", t.Resolution}, {"satisfaction", t.Satisfaction}, {"basic", t.Basic}} {
		if part.value < 0 || part.value > all {
			problems.Addf(part.path, "must be from 0 to %d percent, not %d", all, part.value)
		}
	}
	if problems.Len() == 0 && t.Response+t.Resolution+t.Satisfaction != all {
		problems.Addf("", "weights must add up to %d, not %d", all, t.Response+t.Resolution+t.Satisfaction)
	}
	p, err := t.Precision.normal()
	problems.Add("precision", err)
	t.Precision = p
	return t, problems.Err("kpi")
}

// Definition returns the identity of what counts by the rule.
func (t ThreeRatesRule) Definition() Definition { return t.definition("three_rates") }

func (t ThreeRatesRule) definition(name string) Definition {
	return Definition{
		Name: "hotline." + name, Version: "1", Basis: ByAnswered,
		Variant: t.Precision.with(fmt.Sprintf("weights=%d/%d/%d basic=%d", t.Response, t.Resolution, t.Satisfaction, t.Basic)),
	}
}

// FollowUps are the valid follow-up calls of a hotline, and what was said.
//
// It is comparable. The zero value is no call.
type FollowUps struct {
	// Valid is the denominator of all three rates.
	Valid uint64
	// Contacted are the callers whom the department in charge had contacted,
	// Resolved those whose matter was resolved.
	Contacted, Resolved uint64
	// Satisfied and Basic are those who were satisfied, and basically satisfied.
	Satisfied, Basic uint64
}

// check reports numerators that are no subset.
func (f *FollowUps) check() error {
	happy, carry := bits.Add64(f.Satisfied, f.Basic, 0)
	if f.Contacted > f.Valid || f.Resolved > f.Valid || happy > f.Valid || carry != 0 {
		return caused(ErrNotSubset, "more answers than the %d valid calls: the numerator is no subset of the denominator", f.Valid)
	}
	return nil
}

// ThreeRates counts follow-up calls.
//
// It is comparable and not safe for concurrent use. The zero value takes the rule
// of the first thing merged into it and can not count by itself, since there are
// no usual weights.
type ThreeRates struct { //nolint:recvcheck // it is asked by value and counts in place
	rule  ThreeRatesRule
	calls FollowUps
}

// NewThreeRates returns an empty count by a rule. Weights that are not from 0 to
// 100 or do not add up to 100, and a worth of "basically satisfied" outside 0 to
// 100, are FieldErrors, all reported at once.
func NewThreeRates(rule ThreeRatesRule) (ThreeRates, error) {
	rule, err := rule.normal()
	if err != nil {
		return ThreeRates{}, err
	}
	return ThreeRates{rule: rule}, nil
}

// Add counts calls. More answers than valid calls are [ErrNotSubset], a count
// without a rule a FieldError at "rule", a full counter [ErrOverflow]; nothing is
// changed then.
func (t *ThreeRates) Add(calls FollowUps) error {
	if t.rule == (ThreeRatesRule{}) {
		return invalid("rule", "must be given by NewThreeRates")
	}
	return t.Merge(ThreeRates{rule: t.rule, calls: calls})
}

// Merge adds what other has counted. A different rule is an *[IdentityError]; the
// other errors are those of [ThreeRates.Add].
func (t *ThreeRates) Merge(other ThreeRates) error {
	if other.rule == (ThreeRatesRule{}) {
		return nil
	}
	if t.rule != (ThreeRatesRule{}) && t.rule != other.rule {
		return &IdentityError{Have: t.rule.Definition().String(), Want: other.rule.Definition().String()}
	}
	if err := other.calls.check(); err != nil {
		return err
	}
	// The others are at most as many as the valid calls.
	valid, carry := bits.Add64(t.calls.Valid, other.calls.Valid, 0)
	if carry != 0 {
		return overflow("count of calls")
	}
	t.rule = other.rule
	t.calls = FollowUps{
		Valid: valid, Contacted: t.calls.Contacted + other.calls.Contacted, Resolved: t.calls.Resolved + other.calls.Resolved,
		Satisfied: t.calls.Satisfied + other.calls.Satisfied, Basic: t.calls.Basic + other.calls.Basic,
	}
	return nil
}

// Identity returns the definition that it counts by.
func (t ThreeRates) Identity() Definition { return t.rule.Definition() }

// ThreeRatesResult is the three rates and their composite.
//
// It is plain data and belongs to the caller; it is not comparable.
type ThreeRatesResult struct {
	// Figure is the weighted sum of the three rates, a share: 0.903 is 90.3 of
	// 100 points. It has no interval.
	Figure
	// Response and Resolution have a Wilson interval; Satisfaction has one where
	// "basically satisfied" counts in full, and else none.
	Response, Resolution, Satisfaction Figure
}

// Result returns the rates; all are undefined without a valid call.
func (t ThreeRates) Result() ThreeRatesResult {
	p, c := t.rule.Precision, &t.calls
	of := func(name string, met uint64) Figure {
		return rate(t.rule.definition(name), Ratio{Met: met, Missed: c.Valid - met}, nil, p)
	}
	// weighted returns a sum of calls, each times its weight, over the valid calls
	// times unit, rounded once.
	weighted := func(name string, sum wide, unit uint64) Figure {
		f := Figure{Definition: t.rule.definition(name), Unit: Share, N: c.Valid, Defined: c.Valid > 0}
		if f.Defined {
			f.Value = quotient(sum.big(), times(c.Valid, unit).big())
		}
		return f.report(p)
	}
	const full = 100
	satisfied := func(weight int) wide {
		return times(c.Satisfied, uint64(weight*full)).add(times(c.Basic, uint64(weight*t.rule.Basic)))
	}
	r := ThreeRatesResult{
		Figure: weighted("three_rates", times(c.Contacted, uint64(t.rule.Response*full)).
			add(times(c.Resolved, uint64(t.rule.Resolution*full))).add(satisfied(t.rule.Satisfaction)), full*full),
		Response: of("response", c.Contacted), Resolution: of("resolution", c.Resolved),
		Satisfaction: weighted("satisfaction", satisfied(1), full),
	}
	if t.rule.Basic == full {
		r.Satisfaction = of("satisfaction", c.Satisfied+c.Basic)
	}
	return r
}

// Describe says in lines of text what the result is, and the three rates.
func (r ThreeRatesResult) Describe(lang commitment.Lang) []string {
	w := speak(lang)
	lines := r.lines(w)
	for _, f := range [...]*Figure{&r.Response, &r.Resolution, &r.Satisfaction} {
		lines = append(lines, w.headline(f))
	}
	return lines
}

// MarshalJSON returns a view for people; it can not be read back.
func (r ThreeRatesResult) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		figureJSON
		Response     Figure `json:"response"`
		Resolution   Figure `json:"resolution"`
		Satisfaction Figure `json:"satisfaction"`
	}{r.view(), r.Response, r.Resolution, r.Satisfaction})
}

// MarshalJSON returns the view of the result for people; it can not be read back.
func (t ThreeRates) MarshalJSON() ([]byte, error) { return t.Result().MarshalJSON() }

// AppendBinary appends the canonical binary form; see the package comment. The
// error is always nil.
func (t ThreeRates) AppendBinary(data []byte) ([]byte, error) {
	return encode(data, tagThreeRates, func(w *writer) {
		w.flag(t.rule != ThreeRatesRule{})
		if t.rule == (ThreeRatesRule{}) {
			return
		}
		for _, n := range [...]int{t.rule.Response, t.rule.Resolution, t.rule.Satisfaction, t.rule.Basic} {
			w.uint(uint64(n))
		}
		w.precision(t.rule.Precision)
		for _, n := range [...]uint64{t.calls.Valid, t.calls.Contacted, t.calls.Resolved, t.calls.Satisfied, t.calls.Basic} {
			w.uint(n)
		}
	}), nil
}

// UnmarshalBinary reads what [ThreeRates.AppendBinary] writes. Anything else is
// [ErrCorrupt] and changes nothing.
func (t *ThreeRates) UnmarshalBinary(data []byte) error {
	var x ThreeRates
	err := decode(data, tagThreeRates, func(r *reader) {
		if !r.flag() {
			return
		}
		for _, n := range [...]*int{&x.rule.Response, &x.rule.Resolution, &x.rule.Satisfaction, &x.rule.Basic} {
			*n = int(r.below(100))
		}
		x.rule.Precision = r.precision()
		if _, err := x.rule.normal(); err != nil {
			r.fail("a rule that is none")
			return
		}
		for _, n := range [...]*uint64{&x.calls.Valid, &x.calls.Contacted, &x.calls.Resolved, &x.calls.Satisfied, &x.calls.Basic} {
			*n = r.uint()
		}
		if x.calls.check() != nil {
			r.fail("more answers than calls")
		}
	})
	if err != nil {
		return err
	}
	*t = x
	return nil
}
