package compensation

import (
	"cmp"
	"math/big"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/servicecommitment/commitment/internal/check"
)

// Allocation says how [Allocate] splits an amount by weights. Its JSON form is
// its text, such as "largest_remainder".
//
// It is comparable, immutable and safe for concurrent use. The zero value is no
// allocation: [Allocate] refuses it.
type Allocation uint8

// The two ways of splitting.
const (
	// LargestRemainder gives each part its share, cut to the step, and a step
	// more to those that lost the most by that; of equals, to the earlier.
	LargestRemainder Allocation = iota + 1 // largest_remainder
	// Chronological gives each part its weight, in order, until nothing is
	// left: the weights are what each was owed before a cap.
	Chronological // chronological
)

// String returns "largest_remainder" or "chronological".
func (a Allocation) String() string {
	return check.EnumText(a, "Allocation", "largest_remainder", "chronological")
}

// ParseAllocation reads what [Allocation.String] writes. Any other text is an
// error that quotes it and matches [commitment.ErrInvalid].
func ParseAllocation(text string) (Allocation, error) { return parseEnum(text, Chronological) }

// MarshalText returns the allocation's text. A value that is none of the two is
// an error.
func (a Allocation) MarshalText() ([]byte, error) { return marshalEnum(a, Chronological) }

// UnmarshalText reads what [Allocation.MarshalText] writes; see
// [ParseAllocation].
func (a *Allocation) UnmarshalText(text []byte) error { return unmarshalEnum(a, Chronological, text) }

// Allocate splits a total into one part for each weight. The parts are multiples
// of the step to, have the sign of the total, and add up to it exactly, whatever
// the weights. A weight of zero gets nothing.
//
// By [LargestRemainder] a part differs from its exact share by less than a
// step, and a weight that is greater than another never gets less. By
// [Chronological] the parts up to any one add up to the weights up to there, cut
// to the step, but to no more than the total; what the total has beyond all
// weights goes to the last weight that is not zero.
//
// A step that is not positive is an error at "to", a total that is not a
// multiple of it one at "total" that matches [ErrOffGrid], a negative weight one
// at "weights[i]", a total other than zero with weights that are all zero one at
// "weights", an unknown mode one at "mode". Numbers beyond the limits match
// [ErrLimit], and all errors [commitment.ErrInvalid].
//
// It takes n·log n steps for n weights.
func Allocate(total Money, weights []decimal.Decimal, to decimal.Decimal, mode Allocation) ([]Money, error) {
	if err := checkAllocate(total, weights, to, mode); err != nil {
		return nil, err
	}
	steps := wholeSteps(total.amount.Abs(), to)
	shares := wholeWeights(weights, to)
	switch mode {
	case LargestRemainder:
		shares.byRemainder(steps)
	case Chronological:
		shares.inOrder(steps)
	}
	parts := make([]Money, len(weights))
	for i, share := range shares.list {
		amount := decimal.NewFromBigInt(share, 0).Mul(to)
		if total.amount.Sign() < 0 {
			amount = amount.Neg()
		}
		parts[i] = Money{amount: shortest(amount), currency: total.currency}
	}
	return parts, nil
}

func checkAllocate(total Money, weights []decimal.Decimal, to decimal.Decimal, mode Allocation) error {
	var problems check.Problems
	some := false
	for i, weight := range weights {
		if err := checkNumber(weight); err != nil {
			problems.Add(check.Path("weights").Index(i), err)
		} else if weight.Sign() < 0 {
			problems.Addf(check.Path("weights").Index(i), "must not be negative")
		}
		some = some || !weight.IsZero()
	}
	if !some && !total.IsZero() {
		problems.Addf("weights", "must not all be zero, for there is a total to split")
	}
	if err := checkNumber(to); err != nil {
		problems.Add("to", err)
	} else if to.Sign() <= 0 {
		problems.Addf("to", "must be positive")
	} else if _, rest := total.amount.QuoRem(to, 0); !rest.IsZero() {
		problems.Add("total", coded(ErrOffGrid, "%v is not a multiple of %s", total, decimalText(to, 0)))
	}
	problems.Add("mode", checkEnum(mode, Chronological))
	return problems.Err("compensation")
}

// shares are whole numbers with a common scale: first the weights, then, in
// their place, the numbers of steps that the parts get.
type shares struct {
	list []*big.Int
	// step is the size of a step on the scale of the weights.
	step *big.Int
}

// wholeWeights brings the weights and the step to one scale.
func wholeWeights(weights []decimal.Decimal, to decimal.Decimal) shares {
	scale := min(to.Exponent(), 0)
	for _, weight := range weights {
		scale = min(scale, weight.Exponent())
	}
	s := shares{list: make([]*big.Int, len(weights)), step: wholeNumber(to, scale)}
	for i, weight := range weights {
		s.list[i] = wholeNumber(weight, scale)
	}
	return s
}

// wholeNumber returns x in units of 10^scale, of which it has no fraction.
func wholeNumber(x decimal.Decimal, scale int32) *big.Int {
	return x.Shift(-scale).BigInt()
}

// wholeSteps returns how many steps a multiple of the step has.
func wholeSteps(x, to decimal.Decimal) *big.Int {
	steps, _ := x.QuoRem(to, 0)
	return steps.BigInt()
}

// byRemainder splits steps in proportion to the weights.
func (s shares) byRemainder(steps *big.Int) {
	sum := new(big.Int)
	for _, weight := range s.list {
		sum.Add(sum, weight)
	}
	if sum.Sign() == 0 {
		return // then there are no steps, and every share is zero
	}
	left := new(big.Int).Set(steps)
	remainders := make([]*big.Int, len(s.list))
	order := make([]int, len(s.list))
	for i, weight := range s.list {
		remainders[i] = new(big.Int)
		s.list[i], _ = new(big.Int).QuoRem(weight.Mul(weight, steps), sum, remainders[i])
		left.Sub(left, s.list[i])
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int {
		return cmp.Or(remainders[j].Cmp(remainders[i]), cmp.Compare(i, j))
	})
	one := big.NewInt(1)
	for _, i := range order[:left.Int64()] { // fewer than remainders that are not zero
		s.list[i].Add(s.list[i], one)
	}
}

// inOrder serves the weights one after the other.
func (s shares) inOrder(steps *big.Int) {
	last := 0 // the last weight that is not zero
	for i, weight := range s.list {
		if weight.Sign() > 0 {
			last = i
		}
	}
	reached, served := new(big.Int), new(big.Int)
	for i, weight := range s.list {
		reached.Add(reached, weight)
		upTo := new(big.Int).Quo(reached, s.step)
		if i >= last || upTo.Cmp(steps) > 0 {
			upTo.Set(steps)
		}
		s.list[i] = new(big.Int).Sub(upTo, served)
		served = upTo
	}
}
