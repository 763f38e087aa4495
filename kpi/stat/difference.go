package stat

import "math"

// Newcombe returns the difference k1/n1 - k2/n2 of two independent shares and
// its interval, made of their Wilson intervals (Newcombe's method 10). Two
// shares differ at the given confidence where the interval does not hold 0.
//
// It is undefined (ok == false) where [Wilson] is undefined for one of the two.
// Exchanging the two turns the signs around, exactly.
//
// Source: R. G. Newcombe, Stat. Med. 17 (1998) 873–890.
func Newcombe(k1, n1, k2, n2 uint64, confidence float64) (diff, lo, hi float64, ok bool) {
	l1, u1, ok1 := Wilson(k1, n1, confidence)
	l2, u2, ok2 := Wilson(k2, n2, confidence)
	if !ok1 || !ok2 {
		return 0, 0, 0, false
	}
	p1, p2 := float64(k1)/float64(n1), float64(k2)/float64(n2)
	diff = p1 - p2
	lo = max(diff-math.Hypot(p1-l1, u2-p2), -1)
	hi = min(diff+math.Hypot(u1-p1, p2-l2), 1)
	return plain(diff), plain(lo), plain(hi), true
}
