package kpi

import "fmt"

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
