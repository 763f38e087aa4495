package kpi

import (
	"encoding/json"
	"math/bits"

	"github.com/servicecommitment/commitment"
)

// Compliance counts audited cases of one score sheet: those that passed, and for
// each class of critical errors those without one.
//
// It is comparable and not safe for concurrent use. The zero value is ready for
// use: it adopts the sheet of the first case.
type Compliance struct { //nolint:recvcheck // it is asked by value and counts in place
	sheet   string
	cases   Ratio
	classes [ComplianceCritical]uint64 // cases with an error of the class
}

// Add counts a case that was scored by a sheet. One without an applicable item
// is not applicable. A different sheet is an *[IdentityError], the zero Sheet a
// FieldError at "sheet"; nothing is counted then.
func (c *Compliance) Add(s *Sheet, score SheetScore) error {
	if len(s.list()) == 0 {
		return invalid("sheet", "must be made by NewSheet")
	}
	one := Compliance{sheet: s.identity()}
	switch {
	case !score.Defined:
		one.cases.NotApplicable = 1
	case score.Passed:
		one.cases.Met = 1
	default:
		one.cases.Missed = 1
		for class := range score.Critical {
			if class >= CustomerCritical && class <= ComplianceCritical {
				one.classes[class-1] = 1
			}
		}
	}
	return c.Merge(one)
}

// Merge adds what other has counted. A different sheet is an *[IdentityError], a
// full counter [ErrOverflow]; nothing is changed then.
func (c *Compliance) Merge(other Compliance) error {
	if other.sheet == "" {
		return nil
	}
	if c.sheet != "" && c.sheet != other.sheet {
		return &IdentityError{Have: c.sheet, Want: other.sheet}
	}
	// A class counts some of the cases that were missed: it has room with them.
	if err := c.cases.Merge(other.cases); err != nil {
		return err
	}
	for i, n := range other.classes {
		c.classes[i], _ = bits.Add64(c.classes[i], n, 0)
	}
	c.sheet = other.sheet
	return nil
}

// Identity returns the definition that it counts by.
func (c Compliance) Identity() Definition {
	return Definition{Name: "compliance", Version: "1", Variant: c.sheet, Basis: ByCreated}
}

// ComplianceResult is how many audited cases followed the process.
//
// It is plain data and belongs to the caller; it is not comparable.
type ComplianceResult struct {
	// Figure has the Wilson interval of a simple random sample; for a stratified
	// one see [github.com/servicecommitment/commitment/kpi/stat.Stratify].
	Figure
	// Accuracy are the shares of cases without a critical error, by class.
	Accuracy map[ErrorClass]Ratio
}

// Result returns the compliance.
func (c Compliance) Result() ComplianceResult {
	p, _ := Precision{}.normal()
	r := ComplianceResult{Figure: rate(c.Identity(), c.cases, nil, p), Accuracy: make(map[ErrorClass]Ratio)}
	for i, n := range c.classes {
		r.Accuracy[ErrorClass(i+1)] = Ratio{Met: c.cases.Total() - n, Missed: n}
	}
	return r
}

// Describe says in lines of text what the result is; see [Figure.Describe].
func (r ComplianceResult) Describe(lang commitment.Lang) []string {
	w := speak(lang)
	lines := r.lines(w)
	names := [...]string{"without an error critical to the customer", "without an error critical to the business", "without an error critical to compliance"}
	if lang == commitment.Chinese {
		names = [...]string{"无客户致命错误", "无业务致命错误", "无合规致命错误"}
	}
	for i, name := range names {
		if share, ok := r.Accuracy[ErrorClass(i+1)].Value(); ok {
			lines = append(lines, name+" "+percent(share)+" %")
		}
	}
	return lines
}

// MarshalJSON returns a view for people; it can not be read back.
func (r ComplianceResult) MarshalJSON() ([]byte, error) {
	accuracy := make(map[string]Ratio)
	for class, ratio := range r.Accuracy {
		accuracy[class.String()] = ratio
	}
	return json.Marshal(struct {
		figureJSON
		Accuracy map[string]Ratio `json:"accuracy"`
	}{r.view(), accuracy})
}

// MarshalJSON returns the view of the result for people; it can not be read back.
func (c Compliance) MarshalJSON() ([]byte, error) { return c.Result().MarshalJSON() }

// AppendBinary appends the canonical binary form; see the package comment. The
// error is always nil.
func (c Compliance) AppendBinary(data []byte) ([]byte, error) {
	return encode(data, tagCompliance, func(w *writer) {
		w.text(c.sheet)
		if c.sheet == "" {
			return
		}
		w.ratio(c.cases)
		for _, n := range c.classes {
			w.uint(n)
		}
	}), nil
}

// UnmarshalBinary reads what [Compliance.AppendBinary] writes. Anything else is
// [ErrCorrupt] and changes nothing.
func (c *Compliance) UnmarshalBinary(data []byte) error {
	var x Compliance
	err := decode(data, tagCompliance, func(r *reader) {
		if x.sheet = r.textUpTo(maxText + sheetRest); x.sheet == "" {
			return
		}
		x.cases = r.ratio()
		if x.cases.Pending|x.cases.Waived != 0 {
			r.fail("an audited case without a verdict")
		}
		for i := range x.classes {
			x.classes[i] = r.below(x.cases.Missed)
		}
	})
	if err != nil {
		return err
	}
	*c = x
	return nil
}
