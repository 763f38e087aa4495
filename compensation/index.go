package compensation

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/internal/expr"
)

// Chain says what the next step of an indexed value builds on. Its JSON form is
// its text, "rounded" or "unrounded".
//
// It is comparable, immutable and safe for concurrent use. The zero value is no
// chain: [Index] refuses it.
type Chain uint8

// The two chains.
const (
	// Rounded raises the value that was published the year before. Only this
	// gives the rates that Ofcom published: 8.00, 8.06 and 8.40 pounds.
	Rounded Chain = iota + 1 // rounded
	// Unrounded raises the exact value, and rounds each year's for publication:
	// 8.00, 8.06 and 8.39.
	Unrounded // unrounded
)

// String returns "rounded" or "unrounded".
func (c Chain) String() string { return check.EnumText(c, "Chain", "rounded", "unrounded") }

// ParseChain reads what [Chain.String] writes. Any other text is an error that
// quotes it and matches [commitment.ErrInvalid].
func ParseChain(text string) (Chain, error) { return parseEnum(text, Unrounded) }

// MarshalText returns the chain's text. A value that is none of the two is an
// error.
func (c Chain) MarshalText() ([]byte, error) { return marshalEnum(c, Unrounded) }

// UnmarshalText reads what [Chain.MarshalText] writes; see [ParseChain].
func (c *Chain) UnmarshalText(text []byte) error { return unmarshalEnum(c, Unrounded, text) }

// maxPercents bounds what the exact value of an unrounded chain can grow to.
const maxPercents = 200

// Index returns what becomes of a base that changes by percentages one after
// the other: one value for each percentage, each rounded by the rule. 8.00 with
// 0.7 and 4.2 percent is 8.06, then 8.40 by [Rounded] and 8.39 by [Unrounded].
//
// A percentage may be negative, but not below -100: that is an error at
// "percents[i]". So is a value that grows beyond the limits, which matches
// [ErrLimit] as any number beyond them does. More than 200 percentages are an
// error at "percents", a rule that [Round] would refuse one at "to" or "mode",
// an unknown chain one at "chain". All match [commitment.ErrInvalid].
func Index(base decimal.Decimal, percents []decimal.Decimal, r RoundRule, chain Chain) ([]decimal.Decimal, error) {
	if err := checkIndex(base, percents, r, chain); err != nil {
		return nil, err
	}
	values := make([]decimal.Decimal, len(percents))
	exact, whole := expr.FromDecimal(base), expr.Int(1)
	for i, percent := range percents {
		exact = exact.Mul(whole.Add(expr.FromDecimal(percent).Mul(expr.Ratio(1, 100))))
		value, err := round(exact, r)
		if err != nil {
			return nil, invalid(string(check.Path("percents").Index(i)), err)
		}
		values[i] = value
		if chain == Rounded {
			exact = expr.FromDecimal(value)
		}
	}
	return values, nil
}

func checkIndex(base decimal.Decimal, percents []decimal.Decimal, r RoundRule, chain Chain) error {
	var problems check.Problems
	problems.Add("base", checkNumber(base))
	if len(percents) > maxPercents {
		problems.Addf("percents", "%w: more than %d percentages", ErrLimit, maxPercents)
	}
	lowest := decimal.NewFromInt(-100)
	for i, percent := range percents {
		if err := checkNumber(percent); err != nil {
			problems.Add(check.Path("percents").Index(i), err)
		} else if percent.LessThan(lowest) {
			problems.Addf(check.Path("percents").Index(i), "must not be below -100")
		}
	}
	checkRoundRule(r, "", &problems)
	problems.Add("chain", checkEnum(chain, Unrounded))
	return problems.Err("compensation")
}

// IndexRatio returns base · num / den, rounded by the rule: an amount that
// follows a price index from its level den to its level num, as the limits of
// 14 CFR 250.5 do. The quotient is a fraction until it is rounded.
//
// A den of zero is an error at "den" that matches [ErrDivisionByZero], a rule
// that [Round] would refuse one at "to" or "mode". Numbers beyond the limits, in
// the arguments or as the result, match [ErrLimit], and all errors
// [commitment.ErrInvalid].
func IndexRatio(base, num, den decimal.Decimal, r RoundRule) (decimal.Decimal, error) {
	var problems check.Problems
	problems.Add("base", checkNumber(base))
	problems.Add("num", checkNumber(num))
	if err := checkNumber(den); err != nil {
		problems.Add("den", err)
	} else if den.IsZero() {
		problems.Add("den", coded(ErrDivisionByZero, "must not be zero"))
	}
	checkRoundRule(r, "", &problems)
	if err := problems.Err("compensation"); err != nil {
		return decimal.Decimal{}, err
	}
	quotient, _ := expr.FromDecimal(base).Mul(expr.FromDecimal(num)).Quo(expr.FromDecimal(den))
	value, err := round(quotient, r)
	if err != nil {
		return decimal.Decimal{}, invalid("", fmt.Errorf("indexed value: %w", err))
	}
	return value, nil
}
