package compensation

import (
	"errors"
	"fmt"
	"math/big"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/internal/expr"
)

// Money is an exact amount of a currency, positive, negative or zero. The
// amount may be finer than the currency's smallest coin: what is to be paid is
// a matter of rounding, and [Round] and the schemes do that. Its JSON form is
// its text, such as "12.50 EUR".
//
// Compare with [Money.Equal] or [Money.Cmp], not with ==, since equal amounts
// may differ inside. It is immutable and safe for concurrent use. The zero
// value is no money: an amount of zero in no currency, whose text is empty and
// which no currency goes together with.
type Money struct {
	amount   decimal.Decimal
	currency string
}

// NewMoney returns an amount of a currency, which is given by its three capital
// letters of ISO 4217 ("EUR"); others than those in force are accepted too.
//
// An amount beyond the limits ([ErrLimit]) is an error at "amount", any other text
// of a currency ([ErrCurrency]) one at "currency"; both match
// [commitment.ErrInvalid].
func NewMoney(amount decimal.Decimal, currency string) (Money, error) {
	var problems check.Problems
	problems.Add("amount", checkNumber(amount))
	problems.Add("currency", checkCurrency(currency))
	if err := problems.Err("compensation"); err != nil {
		return Money{}, err
	}
	return Money{amount: amount, currency: currency}, nil
}

// Amount returns how much it is.
func (m Money) Amount() decimal.Decimal { return m.amount }

// Currency returns the three letters of the currency, none of the zero Money.
func (m Money) Currency() string { return m.currency }

// IsZero reports whether the amount is zero, in whatever currency.
func (m Money) IsZero() bool { return m.amount.IsZero() }

// Equal reports whether both are the same amount of the same currency: 1.5 EUR
// and 1.50 EUR are equal, 0 EUR and 0 USD are not.
func (m Money) Equal(other Money) bool {
	return m.currency == other.currency && m.amount.Equal(other.amount)
}

// Add returns the sum. Different currencies are an error that matches
// [ErrCurrency], and a sum beyond the limits one that matches [ErrLimit].
func (m Money) Add(other Money) (Money, error) {
	if err := m.checkCurrencyOf(other); err != nil {
		return Money{}, err
	}
	return newMoney(m.amount.Add(other.amount), m.currency)
}

// Sub returns the difference m - other. Different currencies are an error that
// matches [ErrCurrency], and a difference beyond the limits one that matches
// [ErrLimit].
func (m Money) Sub(other Money) (Money, error) {
	if err := m.checkCurrencyOf(other); err != nil {
		return Money{}, err
	}
	return newMoney(m.amount.Sub(other.amount), m.currency)
}

// Cmp returns -1, 0 or +1 as m is less than, equal to or more than other.
// Different currencies are an error that matches [ErrCurrency].
func (m Money) Cmp(other Money) (int, error) {
	if err := m.checkCurrencyOf(other); err != nil {
		return 0, err
	}
	return m.amount.Cmp(other.amount), nil
}

func (m Money) checkCurrencyOf(other Money) error {
	if m.currency != other.currency {
		return invalid("", fmt.Errorf("%w: %q and %q", ErrCurrency, m.currency, other.currency))
	}
	return nil
}

// newMoney returns an amount that was calculated, if it is within the limits.
func newMoney(amount decimal.Decimal, currency string) (Money, error) {
	amount = shortest(amount)
	if err := checkNumber(amount); err != nil {
		return Money{}, invalid("amount", err)
	}
	return Money{amount: amount, currency: currency}, nil
}

// String returns the amount and the currency, "12.50 EUR", with the places that
// the currency has, or more if the amount has more. The zero Money is "no
// money".
func (m Money) String() string {
	if m.currency == "" {
		return "no money"
	}
	return decimalText(m.amount, minorPlaces(m.currency)) + " " + m.currency
}

// MarshalText returns what [Money.String] does, and an empty text for the zero
// Money.
func (m Money) MarshalText() ([]byte, error) {
	if m.currency == "" {
		return []byte{}, nil
	}
	return []byte(m.String()), nil
}

// UnmarshalText reads what [Money.MarshalText] writes; see [ParseMoney].
func (m *Money) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*m = Money{}
		return nil
	}
	parsed, err := ParseMoney(string(text))
	if err == nil {
		*m = parsed
	}
	return err
}

// ParseMoney reads an amount and a currency with one space between them:
// "12.50 EUR", "-3 JPY". The amount is written plainly, without exponent, plus
// sign, separators or superfluous zeros in front.
//
// Any other text is an error that quotes it; one with too many digits matches
// [ErrLimit]. All errors match [commitment.ErrInvalid].
func ParseMoney(text string) (Money, error) {
	number, currency, found := strings.Cut(text, " ")
	amount, err := parsePlain(number)
	switch {
	case errors.Is(err, ErrLimit):
		return Money{}, invalid("", fmt.Errorf("%s: %w", check.Quote(text), err))
	case !found || err != nil || checkCurrency(currency) != nil:
		return Money{}, invalid("", fmt.Errorf("%s is not an amount of money like \"12.50 EUR\"", check.Quote(text)))
	}
	return Money{amount: amount, currency: currency}, nil
}

// errPlain is the error of a text that is not a plain decimal number.
var errPlain = errors.New("not a decimal number")

// parsePlain reads a decimal number without exponent: "-0.50". It does so
// itself, since the reader of the decimal package obeys a process-wide setting.
func parsePlain(text string) (decimal.Decimal, error) {
	unsigned := strings.TrimPrefix(text, "-")
	whole, fraction, point := strings.Cut(unsigned, ".")
	if !allDigits(whole) || point && !allDigits(fraction) || len(whole) > 1 && whole[0] == '0' {
		return decimal.Decimal{}, errPlain
	}
	if len(whole) > maxDigits || len(fraction) > maxPlaces {
		return decimal.Decimal{}, fmt.Errorf("%w: more than %d digits", ErrLimit, maxDigits)
	}
	digits, _ := new(big.Int).SetString(whole+fraction, 10) // of digits alone it is always one
	if unsigned != text {
		digits.Neg(digits)
	}
	number := decimal.NewFromBigInt(digits, -int32(len(fraction))) //nolint:gosec // at most 40
	return number, checkNumber(number)
}

func allDigits(text string) bool {
	for _, c := range []byte(text) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return text != ""
}

// decimalText writes a number plainly, with at least the given places after the
// point and no zeros behind those. Of the decimal package it uses the one
// function for this that no process-wide setting changes.
func decimalText(x decimal.Decimal, places int32) string {
	x = shortest(x)
	return x.StringFixed(max(places, -x.Exponent()))
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

// checkCurrency reports what is not three capital letters.
func checkCurrency(code string) error {
	outside := func(c rune) bool { return c < 'A' || c > 'Z' }
	if len(code) != 3 || strings.ContainsFunc(code, outside) {
		return coded(ErrCurrency, "%s is not three capital letters", check.Quote(code))
	}
	return nil
}

// minorPlaces returns how many places a currency's amounts have by ISO 4217,
// which is two for all that it does not name here.
func minorPlaces(currency string) int32 {
	switch currency {
	case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF":
		return 0
	case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND":
		return 3
	case "CLF", "UYW":
		return 4
	}
	return 2
}

// smallestUnit returns the amount of a currency's smallest coin.
func smallestUnit(currency string) expr.Number {
	return expr.FromDecimal(decimal.New(1, -minorPlaces(currency)))
}
