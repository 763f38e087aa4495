package compensation

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/internal/expr"
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

// String returns the mode's text: "half_up", "half_down", "half_even", "up",
// "down", "ceil" or "floor".
func (r Rounding) String() string {
	return check.EnumText(r, "Rounding", "half_up", "half_down", "half_even", "up", "down", "ceil", "floor")
}

// ParseRounding reads what [Rounding.String] writes. Any other text is an error
// that quotes it and matches [commitment.ErrInvalid].
func ParseRounding(text string) (Rounding, error) { return parseEnum(text, Floor) }

// MarshalText returns the mode's text. A value that is none of the seven is an
// error.
func (r Rounding) MarshalText() ([]byte, error) { return marshalEnum(r, Floor) }

// UnmarshalText reads what [Rounding.MarshalText] writes; see [ParseRounding].
func (r *Rounding) UnmarshalText(text []byte) error { return unmarshalEnum(r, Floor, text) }

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
	maxDigits   = 40 // of a number, leading zeros not counted
	maxPlaces   = 40 // after the point
	maxExponent = 18 // as in 1e18
)

// Round returns the multiple of a step that the mode chooses for x: exactly,
// whatever x is. A multiple of the step comes back as it is.
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
	rounded, err := round(expr.FromDecimal(x), RoundRule{To: to, Mode: mode})
	if err != nil {
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
	problems.Add(at.Key("mode"), checkEnum(r.Mode, Floor))
}

// round returns a value that was calculated, rounded by a rule that was checked.
func round(x expr.Number, r RoundRule) (decimal.Decimal, error) {
	rounded := x.Round(expr.FromDecimal(r.To), expr.Mode(r.Mode)).Decimal(maxPlaces)
	return rounded, checkNumber(rounded)
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

// invalid returns an error about an argument under the package's name.
func invalid(path string, err error) error {
	return fmt.Errorf("compensation: %w", &commitment.FieldError{Path: path, Err: err})
}
