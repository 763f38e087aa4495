package kpi

import (
	"math"
	"math/bits"
)

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

// share returns the ratio of the answers from low to high in all.
func (g *grades) share(low, high int) Ratio {
	met := g.between(low, high)
	return Ratio{Met: met, Missed: g.answered() - met}
}

// mean returns the figure of the mean answer in a unit.
func (g *grades) mean(d Definition, u Unit, unit float64, p Precision) Figure {
	n, sum, squares := g.moments()
	f := Figure{Definition: d, Unit: u, N: g.answered(), Defined: n > 0}
	if f.Defined {
		f.Value = sum / (n * unit)
	}
	if n > 1 {
		variance := max((squares-sum*(sum/n))/(n-1), 0)
		margin := studentQuantile(p.Confidence, f.N-1) * math.Sqrt(variance/n) / unit
		f = f.within(f.Value-margin, f.Value+margin)
	}
	return f.report(p)
}

// net returns the figure of the points that good and bad answers make: 100
// times the difference of their shares, with the margin of the normal
// distribution.
func (g *grades) net(d Definition, good, bad uint64, p Precision) Figure {
	n := float64(g.answered())
	f := Figure{Definition: d, Unit: Points, N: g.answered(), Defined: n > 0}
	if f.Defined {
		f.Value = points(good, bad, n)
		margin := 100 * normalQuantile(p.Confidence) * math.Sqrt(netVariance(good, bad, n)/n)
		f = f.within(f.Value-margin, f.Value+margin)
	}
	return f.report(p)
}

// points returns 100·(good − bad)/n.
func points(good, bad uint64, n float64) float64 {
	if good >= bad {
		return 100 * float64(good-bad) / n
	}
	return -100 * float64(bad-good) / n
}

// netVariance returns the variance of answers that count 1, −1 or 0.
func netVariance(good, bad uint64, n float64) float64 {
	p, d := float64(good)/n, float64(bad)/n
	return max(p+d-(p-d)*(p-d), 0)
}
