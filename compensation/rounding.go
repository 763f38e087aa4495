package compensation

import (
	"fmt"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/internal/check"
)

// Rounding says to which multiple of a step a value goes that lies between two
// of them. Its JSON form is its text, such as "half_up".
//
// It is comparable, immutable and safe for concurrent use. The zero value is no
// rounding: [Round] refuses it.
type Rounding uint8

// The seven modes. The first three go to the nearest multiple and differ where
// both are equally near; the comments say what becomes of 2.345 and -2.345 with
// a step of 0.01.
const (
	HalfUp   Rounding = iota + 1 // half_up: the half away from zero, as in commerce: 2.35 and -2.35
	HalfDown                     // half_down: the half towards zero: 2.34 and -2.34
	HalfEven                     // half_even: the half to the even multiple, as bankers do: 2.34 and -2.34
	Up                           // up: away from zero: 2.35 and -2.35
	Down                         // down: towards zero: 2.34 and -2.34
	Ceil                         // ceil: towards the greater: 2.35 and -2.34
	Floor                        // floor: towards the lesser: 2.34 and -2.35
)

// roundings are the modes in the order of their values.
func roundings() []Rounding {
	return []Rounding{HalfUp, HalfDown, HalfEven, Up, Down, Ceil, Floor}
}

// String returns the mode's text: "half_up", "half_down", "half_even", "up",
// "down", "ceil" or "floor".
func (r Rounding) String() string {
	switch r {
	case HalfUp:
		return "half_up"
	case HalfDown:
		return "half_down"
	case HalfEven:
		return "half_even"
	case Up:
		return "up"
	case Down:
		return "down"
	case Ceil:
		return "ceil"
	case Floor:
		return "floor"
	}
	return "Rounding(" + strconv.Itoa(int(r)) + ")"
}

// ParseRounding reads what [Rounding.String] writes. Any other text is an error
// that quotes it and matches [commitment.ErrInvalid].
func ParseRounding(text string) (Rounding, error) {
	return parseEnum(text, "rounding mode", roundings()...)
}

// parseEnum returns the one of some values that has a text.
func parseEnum[E fmt.Stringer](text, noun string, values ...E) (E, error) {
	for _, value := range values {
		if value.String() == text {
			return value, nil
		}
	}
	var none E
	return none, invalid("", fmt.Errorf("unknown %s %s", noun, check.Quote(text)))
}

// MarshalText returns the mode's text. A value that is none of the seven is an
// error.
func (r Rounding) MarshalText() ([]byte, error) {
	if err := r.check(); err != nil {
		return nil, invalid("", err)
	}
	return []byte(r.String()), nil
}

// UnmarshalText reads what [Rounding.MarshalText] writes; see [ParseRounding].
func (r *Rounding) UnmarshalText(text []byte) error {
	mode, err := ParseRounding(string(text))
	if err == nil {
		*r = mode
	}
	return err
}

func (r Rounding) check() error {
	if r < HalfUp || r > Floor {
		return fmt.Errorf("%v is none of the rounding modes", r)
	}
	return nil
}

// RoundRule says how an amount is rounded: to a multiple of To, in the way of
// Mode. To is any positive step: 0.01 for cents, 0.5 for half a yuan, 25 for a
// limit that moves in steps of 25 dollars.
//
// It is not comparable with ==, since equal decimals may differ inside. It is
// immutable and safe for concurrent use. The zero value is no rule: a step of
// zero is refused.
type RoundRule struct {
	To   decimal.Decimal
	Mode Rounding
}

const (
	maxDigits   = 40 // of a number, leading and trailing zeros not counted
	maxPlaces   = 40 // after the point
	maxExponent = 18 // as in 1e18
)

// Round returns the multiple of a step that the mode chooses for x: exactly,
// whatever x is, since nothing is divided but with a remainder. A multiple of
// the step comes back as it is.
//
// A step that is not positive is an error at "to" and an unknown mode one at
// "mode", which match [commitment.ErrInvalid]. A number beyond the limits, in
// the arguments or as the result, matches [ErrLimit] as well.
func Round(x, to decimal.Decimal, mode Rounding) (decimal.Decimal, error) {
	var problems check.Problems
	problems.Add("x", checkNumber(x))
	checkRoundRule(RoundRule{To: to, Mode: mode}, "", &problems)
	if err := problems.Err("compensation"); err != nil {
		return decimal.Decimal{}, err
	}
	rounded := roundQuotient(x, decimal.NewFromInt(1), to, mode)
	if err := checkNumber(rounded); err != nil {
		return decimal.Decimal{}, invalid("", fmt.Errorf("rounded value: %w", err))
	}
	return rounded, nil
}

// checkRoundRule reports what is wrong with the step and the mode of a rule.
func checkRoundRule(r RoundRule, at check.Path, problems *check.Problems) {
	if err := checkNumber(r.To); err != nil {
		problems.Add(at.Key("to"), err)
	} else if r.To.Sign() <= 0 {
		problems.Addf(at.Key("to"), "must be positive")
	}
	problems.Add(at.Key("mode"), r.Mode.check())
}

// roundQuotient rounds num/den, which is never calculated, to a multiple of a
// positive step. The denominator must not be zero, the mode be one of the seven.
func roundQuotient(num, den, to decimal.Decimal, mode Rounding) decimal.Decimal {
	if den.Sign() < 0 {
		num, den = num.Neg(), den.Neg()
	}
	step := den.Mul(to)
	steps, rest := num.QuoRem(step, 0) // cut towards zero
	if rest.IsZero() {
		return shortest(steps.Mul(to))
	}
	twice := rest.Abs().Mul(decimal.NewFromInt(2)).Cmp(step)
	if awayFromZero(mode, num.Sign(), twice, steps) {
		steps = steps.Add(decimal.NewFromInt(int64(num.Sign())))
	}
	return shortest(steps.Mul(to))
}

// awayFromZero reports whether a number that lies beyond a whole number of
// steps goes to the next one. Half says how what it has beyond compares with
// half a step.
func awayFromZero(mode Rounding, sign, half int, steps decimal.Decimal) bool {
	switch mode {
	case HalfUp:
		return half >= 0
	case HalfDown:
		return half > 0
	case HalfEven:
		return half > 0 || half == 0 && steps.Coefficient().Bit(0) == 1
	case Up:
		return true
	case Down:
		return false
	case Ceil:
		return sign > 0
	case Floor:
		return sign < 0
	}
	return false
}

// checkNumber reports whether a number is within the limits, in a time that
// does not depend on its exponent.
func checkNumber(x decimal.Decimal) error {
	switch exponent := x.Exponent(); {
	case exponent > maxExponent:
		return fmt.Errorf("%w: an exponent of %d, above %d", ErrLimit, exponent, maxExponent)
	case exponent < -maxPlaces:
		return fmt.Errorf("%w: more than %d places after the point", ErrLimit, maxPlaces)
	case x.NumDigits() > maxDigits:
		return fmt.Errorf("%w: more than %d digits", ErrLimit, maxDigits)
	}
	return nil
}

// shortest returns the same value without zeros at the end of its places.
func shortest(x decimal.Decimal) decimal.Decimal {
	if x.Exponent() >= 0 {
		return x
	}
	ten := decimal.NewFromInt(10)
	places := x.Exponent()
	digits := decimal.NewFromBigInt(x.Coefficient(), 0)
	for places < 0 {
		shorter, rest := digits.QuoRem(ten, 0)
		if !rest.IsZero() {
			break
		}
		digits, places = shorter, places+1
	}
	return decimal.NewFromBigInt(digits.Coefficient(), places)
}

// invalid returns an error about an argument under the package's name.
func invalid(path string, err error) error {
	return fmt.Errorf("compensation: %w", &commitment.FieldError{Path: path, Err: err})
}
