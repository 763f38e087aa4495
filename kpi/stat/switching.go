package stat

import (
	"math/bits"
	"slices"
)

// Switching is where an inspection stands between lots, by the switching rules of
// ISO 2859-1:1999, clause 9.3. It is a small state machine: [Switching.Judge] takes
// a lot and returns the next state, and the same lots in the same order always
// lead to the same state.
//
//   - normal to tightened: two of at most five lots in a row not accepted;
//   - tightened to normal: five lots in a row accepted;
//   - normal to reduced: a score of 30, while production is steady;
//   - reduced to normal: a lot not accepted, or production not steady;
//   - discontinued: five lots not accepted in tightened inspection, in all.
//
// Each severity starts counting anew. The score grows by 2 for an accepted lot of a
// plan with Ac 0 or 1, and by 3 for a lot of another plan that would have been
// accepted at the next stricter limit too; any other lot sets it to 0.
//
// It is comparable, immutable and safe for concurrent use. The zero value is the
// start: normal inspection, nothing counted.
type Switching struct {
	// Score is the switching score of normal inspection.
	Score int
	// Accepted counts the lots accepted in a row in tightened inspection, Refused
	// all those not accepted in it.
	Accepted, Refused int
	// Discontinued says that no lot is to be judged until the cause is removed; see
	// [Switching.Resume].
	Discontinued bool

	severity Severity // 0 counts as Normal
	recent   uint8    // the last four lots of normal inspection, 1 for not accepted
}

// Lot is a lot that was inspected for the first time. A lot that is presented
// again after it was not accepted does not count for the switching rules.
//
// It is comparable and immutable; the zero value is no lot.
type Lot struct {
	// Letter and AQL choose the plan, as in [Plan].
	Letter Letter
	AQL    float64
	// Nonconforming is the number of nonconforming items, or of nonconformities, in
	// the sample.
	Nonconforming uint64
	// Steady says that production runs steadily, and that reduced inspection is
	// wanted.
	Steady bool
}

// Severity returns how the next lot is to be inspected.
func (s Switching) Severity() Severity {
	if s.severity == 0 {
		return Normal
	}
	return s.severity
}

// Judge returns whether the lot is accepted at the present severity, and the state
// for the next lot.
//
// It is undefined (ok == false), and next is s, for a lot that [Plan] has no plan
// for, and while inspection is discontinued.
func (s Switching) Judge(lot Lot) (next Switching, accepted, ok bool) {
	plan, ok := Plan(lot.Letter, lot.AQL, s.Severity())
	if !ok || s.Discontinued {
		return s, false, false
	}
	accepted = plan.Accepts(lot.Nonconforming)
	switch s.Severity() {
	case Normal:
		next = s.normal(lot, plan)
	case Tightened:
		next = s.tightened(lot, plan)
	case Reduced:
		next = s
		if !accepted || !lot.Steady {
			next = Switching{}
		}
	}
	return next, accepted, true
}

// Resume returns the state after the cause of a discontinued inspection was
// removed: tightened inspection, nothing counted. Any other state stays what it is.
func (s Switching) Resume() Switching {
	if s.Discontinued {
		return Switching{severity: Tightened}
	}
	return s
}

// normal is the step of normal inspection.
func (s Switching) normal(lot Lot, plan SamplingPlan) Switching {
	accepted := plan.Accepts(lot.Nonconforming)
	s.recent <<= 1
	if !accepted {
		s.recent |= 1
	}
	if bits.OnesCount8(s.recent) >= 2 {
		return Switching{severity: Tightened}
	}
	s.recent &= 0b1111
	if accepted && plan.Accept <= 1 {
		s.Score += 2
	} else if plan.acceptsStricter(lot) {
		s.Score += 3
	} else {
		s.Score = 0
	}
	if s.Score >= 30 && lot.Steady {
		return Switching{severity: Reduced}
	}
	return s
}

// acceptsStricter reports whether the lot would have been accepted at the next
// stricter limit. The sample is the one that was taken, so that the letter is the
// plan's: a plan with Ac above 1 has a stricter neighbour of the same size.
func (p SamplingPlan) acceptsStricter(lot Lot) bool {
	column := slices.Index(limits(), lot.AQL)
	plan, ok := Plan(p.Letter, limits()[max(column-1, 0)], Normal)
	return ok && plan.Accepts(lot.Nonconforming)
}

// tightened is the step of tightened inspection.
func (s Switching) tightened(lot Lot, plan SamplingPlan) Switching {
	if plan.Accepts(lot.Nonconforming) {
		s.Accepted++
		if s.Accepted >= 5 {
			return Switching{}
		}
		return s
	}
	s.Accepted = 0
	s.Refused++
	s.Discontinued = s.Refused >= 5
	return s
}
