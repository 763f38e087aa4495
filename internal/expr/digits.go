package expr

import (
	"cmp"
	"errors"
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/servicecommitment/commitment/internal/check"
)

// The limits of a number as it is written.
const (
	maxDigits   = 40
	maxExponent = 18 // in 1e18 and 1e-18
	maxPlaces   = 40 // after the point, also of what [Number.String] writes as a decimal
)

// ErrNumber says that a text is no number, [ErrLimit] that it is too large a one.
var (
	ErrNumber = errors.New("is not a decimal number such as 12.50")
	ErrLimit  = errors.New("beyond the limits")
)

// ParseNumber reads a decimal number: digits with an optional sign "-", point
// and exponent, "12.50" or "1e3"; no "+" in front, no superfluous zeros there,
// no separators, and digits on both sides of a point. A fraction of two of them,
// the lower one positive, is a number as well: "-1/60".
//
// Any other text is an error that quotes it and matches [ErrNumber]; one of
// more than 40 digits, or with an exponent beyond 18, matches [ErrLimit].
func ParseNumber(text string) (Number, error) {
	numerator, denominator, fraction := strings.Cut(text, "/")
	n, err := parseDecimal(numerator)
	if err == nil && fraction {
		var d Number
		d, err = parseDecimal(denominator)
		if err == nil && d.Sign() > 0 {
			n, _ = n.Quo(d)
			return n, nil
		}
		err = cmp.Or(err, ErrNumber)
	}
	switch {
	case errors.Is(err, ErrLimit):
		return Number{}, fmt.Errorf("%s: %w", check.Quote(text), err)
	case err != nil:
		return Number{}, fmt.Errorf("%s %w", check.Quote(text), err)
	}
	return n, nil
}

func parseDecimal(text string) (Number, error) {
	unsigned := strings.TrimPrefix(text, "-")
	mantissa, power, exponent := unsigned, "", false
	if i := strings.IndexAny(unsigned, "eE"); i >= 0 {
		mantissa, power, exponent = unsigned[:i], unsigned[i+1:], true
	}
	whole, places, point := strings.Cut(mantissa, ".")
	if !allDigits(whole) || point && !allDigits(places) || len(whole) > 1 && whole[0] == '0' {
		return Number{}, ErrNumber
	}
	digits := len(strings.TrimLeft(whole+places, "0"))
	if digits > maxDigits || len(places) > maxPlaces {
		return Number{}, fmt.Errorf("%w: more than %d digits", ErrLimit, maxDigits)
	}
	shift := -int64(len(places))
	if exponent {
		sign := int64(1)
		if power != "" && (power[0] == '-' || power[0] == '+') {
			if power[0] == '-' {
				sign = -1
			}
			power = power[1:]
		}
		if !allDigits(power) {
			return Number{}, ErrNumber
		}
		power = strings.TrimLeft(power, "0")
		if len(power) > len("18") || len(power) == len("18") && power > "18" {
			return Number{}, fmt.Errorf("%w: an exponent beyond %d", ErrLimit, maxExponent)
		}
		by, _ := strconv.ParseInt("0"+power, 10, 64)
		shift += sign * by
	}
	if len(mantissa) <= maxSmallPlaces && shift <= 0 && shift >= -maxSmallPlaces {
		n := int64(0)
		for i := range len(mantissa) {
			if mantissa[i] != '.' {
				n = n*10 + int64(mantissa[i]-'0')
			}
		}
		if unsigned != text {
			n = -n
		}
		return reduced(n, pow10(-shift)), nil
	}
	coefficient, _ := new(big.Int).SetString(whole+places, 10)
	if unsigned != text {
		coefficient.Neg(coefficient)
	}
	return FromDecimal(decimal.NewFromBigInt(coefficient, int32(shift))), nil //nolint:gosec // within 58 of zero
}

func allDigits(text string) bool {
	for _, c := range []byte(text) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return text != ""
}

// places returns how many places after the point the number has as a decimal,
// and false where there is no end to them, or where there are more than 40.
func (x Number) places() (int, bool) {
	if x.isWhole() {
		return 0, true
	}
	if x.big == nil {
		twos, fives, rest := 0, 0, x.den
		for rest%2 == 0 {
			rest, twos = rest/2, twos+1
		}
		for rest%5 == 0 {
			rest, fives = rest/5, fives+1
		}
		n := max(twos, fives)
		return n, rest == 1 && n <= maxPlaces
	}
	den := x.big.Denom()
	twos := int(den.TrailingZeroBits()) //nolint:gosec // a number of bits
	rest := new(big.Int).Rsh(den, uint(twos))
	five, quotient, remainder := big.NewInt(5), new(big.Int), new(big.Int)
	fives := 0
	for fives <= maxPlaces {
		if quotient.QuoRem(rest, five, remainder); remainder.Sign() != 0 {
			break
		}
		rest, quotient = quotient, rest
		fives++
	}
	n := max(twos, fives)
	return n, n <= maxPlaces && rest.IsInt64() && rest.Int64() == 1
}

// Decimal returns the number as a decimal of at most so many places: exactly,
// or cut towards zero where it has more.
func (x Number) Decimal(places int) decimal.Decimal {
	if exact, ok := x.places(); ok {
		places = min(places, exact)
	}
	if x.big == nil && places <= maxSmallPlaces {
		if scaled, ok := mul(x.num, pow10(int64(places))); ok {
			return decimal.New(scaled/x.denominator(), -int32(places)) //nolint:gosec // at most 18
		}
	}
	r := x.rat()
	scaled := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil)
	scaled.Mul(scaled, r.Num()).Quo(scaled, r.Denom())
	return decimal.NewFromBigInt(scaled, -int32(places)) //nolint:gosec // a small constant of the caller
}

// String returns the number as a plain decimal, without zeros at the end, or,
// where that has no end or more than 40 places, as a fraction: "12.5", "-1/60".
// [ParseNumber] reads it, if it has no more than 40 digits on either side.
func (x Number) String() string {
	places, ok := x.places()
	switch {
	case !ok && x.big != nil:
		return x.big.String()
	case !ok:
		return strconv.FormatInt(x.num, 10) + "/" + strconv.FormatInt(x.den, 10)
	case places == 0 && x.big == nil:
		return strconv.FormatInt(x.num, 10)
	case x.big != nil:
		return x.big.FloatString(places)
	}
	d := x.Decimal(places)
	return d.StringFixed(int32(places)) //nolint:gosec // at most 40
}

// WholeDigits returns how many digits the number has before the point.
func (x Number) WholeDigits() int {
	if x.big == nil {
		return len(strconv.FormatInt(max(x.num, -x.num)/x.denominator(), 10))
	}
	whole := new(big.Int).Quo(x.big.Num(), x.big.Denom())
	return len(whole.Abs(whole).String())
}
