package kpi

import (
	"encoding/json"

	"github.com/servicecommitment/commitment"
)

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
