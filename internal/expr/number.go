package expr

import (
	"math"
	"math/big"
	"math/bits"

	"github.com/shopspring/decimal"
)

// Number is an exact rational number. Nothing is ever rounded but by
// [Number.Round] and by those methods that say so.
//
// It is immutable and safe for concurrent use. Compare with [Number.Cmp], not
// with ==. The zero value is zero.
type Number struct {
	// Either big is nil and the value is num/den in lowest terms, where a den of
	// 0 means 1 and neither is negative infinity's neighbour, math.MinInt64; or
	// big is the value, which does not fit. Most amounts take no memory at all.
	num, den int64
	big      *big.Rat
}

// Int returns a whole number.
func Int(i int64) Number {
	if i == math.MinInt64 {
		return fromRat(new(big.Rat).SetInt64(i))
	}
	return Number{num: i, den: 1}
}

// Ratio returns num/den. The denominator must not be zero.
func Ratio(num, den int64) Number {
	q, _ := Int(num).Quo(Int(den))
	return q
}

// FromDecimal returns the value of a decimal, whose exponent should have been
// checked: one of a billion takes a gigabyte.
func FromDecimal(d decimal.Decimal) Number {
	exponent := int64(d.Exponent())
	coefficient := d.Coefficient()
	if coefficient.IsInt64() && exponent <= 0 && exponent >= -maxSmallPlaces {
		q, _ := Int(coefficient.Int64()).Quo(Int(pow10(-exponent)))
		return q
	}
	power := new(big.Int).Exp(big.NewInt(10), big.NewInt(max(exponent, -exponent)), nil)
	if exponent >= 0 {
		return fromRat(new(big.Rat).SetInt(coefficient.Mul(coefficient, power)))
	}
	return fromRat(new(big.Rat).SetFrac(coefficient, power))
}

// maxSmallPlaces is the greatest power of ten that an int64 holds.
const maxSmallPlaces = 18

// pow10 returns a power of ten up to [maxSmallPlaces].
func pow10(n int64) int64 {
	power := int64(1)
	for range n {
		power *= 10
	}
	return power
}

// fromRat returns the value of r, which it keeps.
func fromRat(r *big.Rat) Number {
	if r.Num().IsInt64() && r.Denom().IsInt64() {
		if num := r.Num().Int64(); num != math.MinInt64 {
			return Number{num: num, den: r.Denom().Int64()}
		}
	}
	return Number{big: r}
}

// rat returns the value as a big.Rat that must not be changed.
func (x Number) rat() *big.Rat {
	if x.big != nil {
		return x.big
	}
	return big.NewRat(x.num, x.denominator())
}

func (x Number) denominator() int64 {
	if x.den == 0 {
		return 1
	}
	return x.den
}

// Bits returns the size of a value that does not fit into two words: how many
// bits its parts have. Of one that does it is 0.
func (x Number) Bits() int {
	if x.big == nil {
		return 0
	}
	return x.big.Num().BitLen() + x.big.Denom().BitLen()
}

// Sign returns -1, 0 or +1.
func (x Number) Sign() int {
	switch {
	case x.big != nil:
		return x.big.Sign()
	case x.num < 0:
		return -1
	case x.num > 0:
		return 1
	}
	return 0
}

// Neg returns -x.
func (x Number) Neg() Number {
	if x.big != nil {
		return fromRat(new(big.Rat).Neg(x.big))
	}
	return Number{num: -x.num, den: x.den}
}

// Add returns x + y.
func (x Number) Add(y Number) Number {
	if x.big == nil && y.big == nil {
		if sum, ok := addSmall(x, y); ok {
			return sum
		}
	}
	return fromRat(new(big.Rat).Add(x.rat(), y.rat()))
}

func addSmall(x, y Number) (Number, bool) {
	xd, yd := x.denominator(), y.denominator()
	if xd == yd {
		num, ok := add(x.num, y.num)
		if !ok {
			return Number{}, false
		}
		return reduced(num, xd), true
	}
	left, ok1 := mul(x.num, yd)
	right, ok2 := mul(y.num, xd)
	den, ok3 := mul(xd, yd)
	num, ok4 := add(left, right)
	if !ok1 || !ok2 || !ok3 || !ok4 {
		return Number{}, false
	}
	return reduced(num, den), true
}

// Sub returns x - y.
func (x Number) Sub(y Number) Number { return x.Add(y.Neg()) }

// Mul returns x · y.
func (x Number) Mul(y Number) Number {
	if x.big == nil && y.big == nil {
		xd, yd := x.denominator(), y.denominator()
		num, ok1 := mul(x.num, y.num)
		den, ok2 := mul(xd, yd)
		if ok1 && ok2 {
			return reduced(num, den)
		}
	}
	return fromRat(new(big.Rat).Mul(x.rat(), y.rat()))
}

// Quo returns x / y, and false where y is zero.
func (x Number) Quo(y Number) (Number, bool) {
	if y.Sign() == 0 {
		return Number{}, false
	}
	if y.big != nil {
		return fromRat(new(big.Rat).Quo(x.rat(), y.big)), true
	}
	inverse := Number{num: y.denominator(), den: y.num}
	if y.num < 0 {
		inverse = Number{num: -y.denominator(), den: -y.num}
	}
	return x.Mul(inverse), true
}

// Cmp returns -1, 0 or +1 as x is less than, equal to or greater than y.
func (x Number) Cmp(y Number) int {
	if x.big == nil && y.big == nil {
		left, ok1 := mul(x.num, y.denominator())
		right, ok2 := mul(y.num, x.denominator())
		if ok1 && ok2 {
			switch {
			case left < right:
				return -1
			case left > right:
				return 1
			}
			return 0
		}
	}
	return x.rat().Cmp(y.rat())
}

// reduced returns num/den in lowest terms; den is positive.
func reduced(num, den int64) Number {
	if den == 1 {
		return Number{num: num, den: 1}
	}
	if divisor := gcd(max(num, -num), den); divisor > 1 {
		num, den = num/divisor, den/divisor
	}
	return Number{num: num, den: den}
}

// gcd returns the greatest common divisor of a number that is not negative and
// one that is positive.
func gcd(a, b int64) int64 {
	for a != 0 {
		a, b = b%a, a
	}
	return b
}

// add returns the sum of two numbers, and false where it does not fit.
func add(a, b int64) (int64, bool) {
	sum := a + b
	fits := (sum > a) == (b > 0) && sum != math.MinInt64
	return sum, fits
}

// mul returns the product of two numbers, and false where it does not fit.
func mul(a, b int64) (int64, bool) {
	high, low := bits.Mul64(magnitude(a), magnitude(b))
	if high != 0 || low > math.MaxInt64 {
		return 0, false
	}
	if (a < 0) != (b < 0) {
		return -int64(low), true
	}
	return int64(low), true
}

func magnitude(a int64) uint64 {
	if a < 0 {
		return uint64(-a)
	}
	return uint64(a)
}
