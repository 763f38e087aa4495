package compensation

import "github.com/servicecommitment/commitment/internal/expr"

// rooms are how many steps the caps have left beside what is due for the
// incidents.
type rooms struct {
	bounds []bound
	left   []int
	// paid says of a bound whether anything is due for its own incidents.
	paid []bool
	of   map[int][]int // the bounds that an incident is in
}

// roomsLeft returns what the caps that were applied have left, of steps of which
// each incident takes one at most.
func (a *assessment) roomsLeft(step expr.Number) rooms {
	if len(a.bounds) == 0 {
		return rooms{}
	}
	r := rooms{
		bounds: a.bounds, left: make([]int, len(a.bounds)), paid: make([]bool, len(a.bounds)), of: make(map[int][]int),
	}
	due := make([]expr.Number, 1, len(a.bounds)+1) // for the bounds before each
	for i, b := range a.bounds {
		own := a.sum(b.members)
		due = append(due, due[i].Add(own))
		r.paid[i] = own.Sign() > 0
		left := b.room.Sub(due[i+1].Sub(due[b.first]))
		if takenBack := own.Neg(); left.Cmp(takenBack) < 0 {
			left = takenBack // no room is below zero
		}
		r.left[i] = stepsIn(left, step, len(a.due))
		for _, incident := range b.members {
			r.of[incident] = append(r.of[incident], i)
		}
	}
	return r
}

// stepsIn returns how many whole steps an amount has, from none to a bound.
func stepsIn(amount, step expr.Number, most int) int {
	if amount.Cmp(step) < 0 {
		return 0
	}
	steps, _ := amount.Quo(step)
	if steps.Cmp(expr.Int(int64(most))) >= 0 {
		return most
	}
	return int(steps.Decimal(0).IntPart())
}

// take uses the room of an incident's caps for a step, and reports whether there
// was any. Of the buckets after it in a window, those that were paid need it.
func (r *rooms) take(incident int) bool {
	for _, own := range r.of[incident] {
		for i := own; i < len(r.bounds) && r.bounds[i].first <= own; i++ {
			if r.left[i] < 1 && (i == own || r.paid[i]) {
				return false
			}
		}
	}
	for _, own := range r.of[incident] {
		r.paid[own] = true
		for i := own; i < len(r.bounds) && r.bounds[i].first <= own; i++ {
			r.left[i]--
		}
	}
	return true
}
