package compensation

import (
	"fmt"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/servicecommitment/commitment/internal/check"
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
func (c Chain) String() string {
	switch c {
	case Rounded:
		return "rounded"
	case Unrounded:
		return "unrounded"
	}
	return "Chain(" + strconv.Itoa(int(c)) + ")"
}

// ParseChain reads what [Chain.String] writes. Any other text is an error that
// quotes it and matches [commitment.ErrInvalid].
func ParseChain(text string) (Chain, error) {
	return parseEnum(text, "chain", Rounded, Unrounded)
}

// MarshalText returns the chain's text. A value that is none of the two is an
// error.
func (c Chain) MarshalText() ([]byte, error) {
	if err := c.check(); err != nil {
		return nil, invalid("", err)
	}
	return []byte(c.String()), nil
}

// UnmarshalText reads what [Chain.MarshalText] writes; see [ParseChain].
func (c *Chain) UnmarshalText(text []byte) error {
	parsed, err := ParseChain(string(text))
	if err == nil {
		*c = parsed
	}
	return err
}

func (c Chain) check() error {
	if c < Rounded || c > Unrounded {
		return fmt.Errorf("%v is none of the chains", c)
	}
	return nil
}

// maxPercents bounds what the exact value of an unrounded chain can grow to.
const maxPercents = 1000

// Index returns what becomes of a base that changes by percentages one after
// the other: one value for each percentage, each rounded by the rule. 8.00 with
// 0.7 and 4.2 percent is 8.06, then 8.40 by [Rounded] and 8.39 by [Unrounded].
//
// A percentage may be negative, but not below -100: that is an error at
// "percents[i]". So is a value that grows beyond the limits, which matches
// [ErrLimit] as any number beyond them does. More than 1,000 percentages are an
// error at "percents", a rule that [Round] would refuse one at "to" or "mode",
// an unknown chain one at "chain". All match [commitment.ErrInvalid].
func Index(base decimal.Decimal, percents []decimal.Decimal, r RoundRule, chain Chain) ([]decimal.Decimal, error) {
	if err := checkIndex(base, percents, r, chain); err != nil {
		return nil, err
	}
	hundred := decimal.NewFromInt(100)
	values := make([]decimal.Decimal, len(percents))
	// The value is exact/scale, so that percentages only multiply.
	exact, scale := base, decimal.NewFromInt(1)
	for i, percent := range percents {
		exact, scale = exact.Mul(hundred.Add(percent)), scale.Mul(hundred)
		values[i] = roundQuotient(exact, scale, r.To, r.Mode)
		if err := checkNumber(values[i]); err != nil {
			return nil, invalid(string(check.Path("percents").Index(i)), err)
		}
		if chain == Rounded {
			exact, scale = values[i], decimal.NewFromInt(1)
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
	problems.Add("chain", chain.check())
	return problems.Err("compensation")
}

// IndexRatio returns base · num / den, rounded by the rule: an amount that
// follows a price index from its level den to its level num, as the limits of
// 14 CFR 250.5 do. The quotient is never calculated, so that the result is the
// exact value's.
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
	value := roundQuotient(base.Mul(num), den, r.To, r.Mode)
	if err := checkNumber(value); err != nil {
		return decimal.Decimal{}, invalid("", fmt.Errorf("indexed value: %w", err))
	}
	return value, nil
}
