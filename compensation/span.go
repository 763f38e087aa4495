package compensation

import "github.com/servicecommitment/commitment/internal/expr"

// edge is one end of a span of numbers.
type edge struct {
	at expr.Number
	// closed says that the edge itself belongs to the span, none that there is
	// no edge on this side.
	closed, none bool
}

// admitsFromBelow reports whether a number is not below this lower edge.
func (e edge) admitsFromBelow(x expr.Number) bool { return e.admits(x, true) }

// admitsFromAbove reports whether a number is not beyond this upper edge.
func (e edge) admitsFromAbove(x expr.Number) bool { return e.admits(x, false) }

func (e edge) admits(x expr.Number, lower bool) bool {
	if e.none {
		return true
	}
	switch x.Cmp(e.at) {
	case -1:
		return !lower
	case 1:
		return lower
	}
	return e.closed
}

// beyond returns the edge of what lies on the other side.
func (e edge) beyond() edge { return edge{at: e.at, closed: !e.closed, none: e.none} }

// lowerOrder returns the order of two lower edges.
func lowerOrder(a, b edge) int {
	switch {
	case a.none && b.none:
		return 0
	case a.none:
		return -1
	case b.none:
		return 1
	}
	if order := a.at.Cmp(b.at); order != 0 || a.closed == b.closed {
		return order
	}
	if a.closed {
		return -1
	}
	return 1
}

// upperOrder returns the order of two upper edges.
func upperOrder(a, b edge) int {
	switch {
	case a.none && b.none:
		return 0
	case a.none:
		return 1
	case b.none:
		return -1
	}
	if order := a.at.Cmp(b.at); order != 0 || a.closed == b.closed {
		return order
	}
	if a.closed {
		return 1
	}
	return -1
}

// span is the numbers between two edges.
type span struct{ low, high edge }

// holdsAny reports whether there is a number in the span, or, with a step, a
// multiple of it.
func (s span) holdsAny(step expr.Number) bool {
	if s.low.none || s.high.none {
		return true
	}
	if step.Sign() == 0 {
		order := s.low.at.Cmp(s.high.at)
		return order < 0 || order == 0 && s.low.closed && s.high.closed
	}
	first := s.low.at.Round(step, expr.Ceil)
	if !s.low.admitsFromBelow(first) {
		first = first.Add(step)
	}
	return s.high.admitsFromAbove(first)
}

// String returns the span in the notation of intervals: "[99, 99.9)".
func (s span) String() string {
	text := "("
	if s.low.closed {
		text = "["
	}
	if s.low.none {
		text += "-∞"
	} else {
		text += s.low.at.String()
	}
	text += ", "
	if s.high.none {
		text += "∞"
	} else {
		text += s.high.at.String()
	}
	if s.high.closed {
		return text + "]"
	}
	return text + ")"
}
