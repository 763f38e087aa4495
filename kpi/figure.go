package kpi

import (
	"encoding/json"
	"fmt"
	"math"

	"github.com/servicecommitment/commitment"
)

// Precision says how a figure is reported. It is part of the definition of what
// counts by it.
//
// It is comparable. The zero value means the defaults.
type Precision struct {
	// Confidence is that of intervals, between 0 and 1; the default is 0.95.
	Confidence float64
	// MinN is the size of sample below which a figure is marked as unreliable;
	// the default is 30.
	MinN uint64
}

// normal fills in the defaults, or says what is wrong.
func (p Precision) normal() (Precision, error) {
	const confidence, minN = 0.95, 30
	if p.Confidence == 0 {
		p.Confidence = confidence
	}
	if p.MinN == 0 {
		p.MinN = minN
	}
	if !(p.Confidence > 0 && p.Confidence < 1) {
		return Precision{}, invalid("confidence", "must be between 0 and 1, not %v", p.Confidence)
	}
	return p, nil
}

// with adds to the parameters of a rule what deviates from the defaults.
func (p Precision) with(variant string) string {
	usual, err := Precision{}.normal()
	if err != nil || p == usual {
		return variant
	}
	return joinTexts(variant, fmt.Sprintf("confidence=%v min_n=%d", p.Confidence, p.MinN))
}

// joinTexts joins two parts of a variant.
func joinTexts(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " " + b
}

func (w *writer) precision(p Precision) {
	w.float(p.Confidence)
	w.uint(p.MinN)
}

func (r *reader) precision() Precision {
	p := Precision{Confidence: r.float(), MinN: r.uint()}
	if n, err := p.normal(); r.err == nil && (err != nil || n != p) {
		r.fail("a precision that is none")
	}
	return p
}

// Unit is what a figure is measured in. It is comparable; the zero value is no
// unit.
type Unit uint8

// The units.
const (
	// Share is a part of a whole, from 0 to 1, shown in percent.
	Share Unit = iota + 1
	// Points run from −100 to 100.
	Points
	// Scale is the unit of a question's answers, or no unit at all.
	Scale
	// PerBase is a count per so many of a named base.
	PerBase
)

// String returns "share", "points", "scale" or "per_base".
func (u Unit) String() string {
	return enumText(u, "Unit", "share points scale per_base")
}

// ParseUnit reads what [Unit.String] writes.
func ParseUnit(text string) (Unit, error) { return parseEnum(text, "unit", PerBase) }

// MarshalText returns the text of [Unit.String].
func (u Unit) MarshalText() ([]byte, error) { return marshalEnum(u, "unit", PerBase) }

// UnmarshalText reads what [Unit.MarshalText] writes.
func (u *Unit) UnmarshalText(text []byte) (err error) {
	*u, err = ParseUnit(string(text))
	return err
}

// Figure is a number derived from counts, with its uncertainty and its name.
//
// It is plain data and belongs to the caller; it is not comparable. The zero
// value is an undefined figure of nothing.
type Figure struct {
	Definition Definition
	Unit       Unit
	// Value is the figure, not rounded. Without data there is none: Defined is
	// false then, and Value is 0 and means nothing.
	Value   float64
	Defined bool
	// N is the number of items that the figure rests on: the denominator.
	N uint64
	// Counts are the counts of a rate, and what is pending and outside it; of a
	// figure that is no rate the numerator is empty.
	Counts Ratio
	// Reasons say why cases are pending or outside, by code.
	Reasons []Reason
	// Lo and Hi bound the figure with a given confidence, where Interval says
	// that they are there.
	Lo, Hi     float64
	Interval   bool
	Confidence float64
	// MinN is the size of sample below which Reliable is false.
	MinN     uint64
	Reliable bool
}

// rate returns the figure of a ratio with its Wilson interval.
func rate(d Definition, r Ratio, reasons []Reason, p Precision) Figure {
	f := Figure{Definition: d, Unit: Share, Counts: r, Reasons: reasons, N: r.Total()}
	f.Value, f.Defined = r.Value()
	f.Lo, f.Hi, f.Interval = r.Wilson(p.Confidence)
	return f.report(p)
}

// report fills in what a precision says.
func (f Figure) report(p Precision) Figure {
	f.Confidence, f.MinN = p.Confidence, p.MinN
	f.Reliable = f.Defined && f.N >= p.MinN
	return f
}

// within returns the figure with its interval, if that is one.
func (f Figure) within(lo, hi float64) Figure {
	if f.Defined && finite(lo) && finite(hi) {
		f.Lo, f.Hi, f.Interval = lo, hi, true
	}
	return f
}

// NewFigure returns the figure of a ratio that the caller counted, with its
// Wilson interval, under a definition of the caller's.
//
// A definition without a name and a version is a FieldError at "definition", a
// confidence that is none one at "confidence".
func NewFigure(d Definition, r Ratio, p Precision) (Figure, error) {
	if d.Name == "" || d.Version == "" || !textual(d.Name+d.Version) {
		return Figure{}, invalid("definition", "must have a name and a version")
	}
	p, err := p.normal()
	if err != nil {
		return Figure{}, err
	}
	return rate(d, r, nil, p), nil
}

// Describe says in lines of text what the figure is: its name, value, size of
// sample and interval; what is counted in what; what is outside and why; and
// its identity. For a language that is none it writes English.
//
// It is meant for people: its wording may change.
func (f Figure) Describe(lang commitment.Lang) []string { return f.lines(speak(lang)) }

// MarshalJSON returns a view for people; it can not be read back.
func (f Figure) MarshalJSON() ([]byte, error) { return json.Marshal(f.view()) }

// figureJSON is the JSON view of a figure.
type figureJSON struct {
	Definition Definition `json:"definition"`
	Unit       string     `json:"unit"`
	Value      *float64   `json:"value"`
	N          uint64     `json:"n"`
	Counts     Ratio      `json:"counts"`
	Reasons    []Reason   `json:"reasons,omitempty"`
	Lo         *float64   `json:"lo"`
	Hi         *float64   `json:"hi"`
	Confidence float64    `json:"confidence"`
	Reliable   bool       `json:"reliable"`
}

func (f Figure) view() figureJSON {
	return figureJSON{
		Definition: f.Definition, Unit: f.Unit.String(), Value: defined(f.Value, f.Defined), N: f.N, Counts: f.Counts,
		Reasons: f.Reasons, Lo: defined(f.Lo, f.Interval), Hi: defined(f.Hi, f.Interval),
		Confidence: zeroIfNone(f.Confidence), Reliable: f.Reliable,
	}
}

// defined returns a value for JSON, null where there is none.
func defined(x float64, ok bool) *float64 { //nolint:revive // ok is the other half of the value
	if !ok || !finite(x) {
		return nil
	}
	return &x
}

func zeroIfNone(x float64) float64 {
	if !finite(x) {
		return 0
	}
	return x
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

// normalQuantile returns how many standard deviations to each side of the mean
// hold a given share of a normal distribution: 1.96 for 0.95.
func normalQuantile(confidence float64) float64 { return math.Sqrt2 * math.Erfinv(confidence) }
