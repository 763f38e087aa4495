package kpi

import (
	"cmp"
	"iter"
	"math/bits"
	"slices"
	"strings"
	"time"
)

// Answer is an answer to a survey.
//
// It is comparable, apart from the zone of At. The zero value answers nothing.
type Answer struct {
	// Survey is the id of the survey that was sent: a person, an occasion.
	Survey string
	At     time.Time
	Value  float64
	// Dismissed says that the survey came back without an answer: closed,
	// expired, not finished.
	Dismissed bool
}

// LastAnswers returns of each survey the last answer, sorted by survey, without
// those that were dismissed: one answer counts, the last wins, and a dismissal
// takes no answer back. Of answers at one instant the greatest value counts, and
// NaN below all others, so that the order of delivery does not matter. Surveys with
// an empty id are one each.
func LastAnswers(answers iter.Seq[Answer]) []Answer {
	if answers == nil {
		return nil
	}
	var kept []Answer
	last := make(map[string]int)
	for a := range answers {
		if a.Dismissed {
			continue
		}
		i, known := last[a.Survey]
		if !known || a.Survey == "" {
			last[a.Survey] = len(kept)
			kept = append(kept, a)
			continue
		}
		if a.compare(&kept[i]) > 0 {
			kept[i] = a
		}
	}
	slices.SortStableFunc(kept, func(a, b Answer) int { return cmp.Or(strings.Compare(a.Survey, b.Survey), a.compare(&b)) })
	return kept
}

// compare tells which of two answers to a survey is the last.
func (a *Answer) compare(o *Answer) int {
	return cmp.Or(a.At.Compare(o.At), cmp.Compare(a.Value, o.Value))
}

// mostGrades is the most answers a question may have: 0 to 10.
const mostGrades = 11

// grades counts whole answers, the first at index 0.
type grades struct {
	counts [mostGrades]uint64
	sent   uint64
}

// add counts n answers of a value between low and high.
func (g *grades) add(value float64, low, high int, n uint64) error {
	if !(value >= float64(low) && value <= float64(high)) {
		return invalid("answer", "must be from %d to %d, not %v", low, high, value)
	}
	i := int(value)
	if float64(i) != value {
		return invalid("answer", "must be a whole number, not %v", value)
	}
	if _, carry := bits.Add64(g.answered(), n, 0); carry != 0 {
		return overflow("count of answers")
	}
	g.counts[i] += n
	return nil
}

// addSent counts surveys that were sent.
func (g *grades) addSent(n uint64) error {
	sum, carry := bits.Add64(g.sent, n, 0)
	if carry != 0 {
		return overflow("count of surveys")
	}
	g.sent = sum
	return nil
}

// answered returns the number of answers, which are within the range.
func (g *grades) answered() uint64 {
	var n uint64
	for _, c := range g.counts {
		n += c
	}
	return n
}

// between returns the number of answers from one grade to another.
func (g *grades) between(low, high int) (n uint64) {
	for _, c := range g.counts[low : high+1] {
		n += c
	}
	return n
}

// moments returns number, sum and sum of squares of the answers.
func (g *grades) moments() (n, sum, squares float64) {
	var s, q wide
	for i, c := range g.counts {
		s = s.add(times(c, uint64(i)))
		q = q.add(times(c, uint64(i*i)))
	}
	sum, _ = s.big().Float64()
	squares, _ = q.big().Float64()
	return float64(g.answered()), sum, squares
}

func (g *grades) merge(other grades) error {
	_, carry := bits.Add64(g.answered(), other.answered(), 0)
	sent, full := bits.Add64(g.sent, other.sent, 0)
	if carry|full != 0 {
		return overflow("count of answers")
	}
	g.sent = sent
	for i, n := range other.counts {
		g.counts[i] += n
	}
	return nil
}

func (g *grades) encode(w *writer) {
	w.uint(g.sent)
	for _, n := range g.counts {
		w.uint(n)
	}
}

// decode reads counts, of which only those from low to high may not be zero.
func (g *grades) decode(r *reader, low, high int) {
	g.sent = r.uint()
	var sum, carries uint64
	for i := range g.counts {
		g.counts[i] = r.uint()
		if g.counts[i] != 0 && (i < low || i > high) {
			r.fail("answers beyond the scale")
		}
		var carry uint64
		sum, carry = bits.Add64(sum, g.counts[i], 0)
		carries |= carry
	}
	if carries != 0 {
		r.fail("answers beyond their range")
	}
}

// responseRate returns how many of the surveys sent were answered.
func (g *grades) responseRate(name string, p Precision) (Figure, error) {
	d := Definition{Name: "response_rate", Version: "1", Variant: "of=" + name, Basis: ByAnswered}
	r, err := NewRatio(g.answered(), g.sent)
	if err != nil {
		return Figure{}, err
	}
	return rate(d, r, nil, p), nil
}
