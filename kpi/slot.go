package kpi

import "math/big"

// Slot is the requests of one interval, usually five minutes.
//
// It is comparable. The zero value had no request.
type Slot struct {
	Errors, Requests uint64
}

// Empty says how an interval without requests counts. It is comparable; the zero
// value is taken as EmptyLeftOut.
type Empty uint8

// The two ways.
const (
	// EmptyLeftOut leaves it out: no data is no success.
	EmptyLeftOut Empty = iota + 1
	// EmptyIsUp counts it as one without errors, as cloud contracts do.
	EmptyIsUp
)

// String returns "left_out" or "is_up".
func (e Empty) String() string { return enumText(e, "Empty", "left_out is_up") }

// ParseEmpty reads what [Empty.String] writes.
func ParseEmpty(text string) (Empty, error) { return parseEnum(text, "empty", EmptyIsUp) }

// MarshalText returns the text of [Empty.String].
func (e Empty) MarshalText() ([]byte, error) { return marshalEnum(e, "empty", EmptyIsUp) }

// UnmarshalText reads what [Empty.MarshalText] writes.
func (e *Empty) UnmarshalText(text []byte) (err error) {
	*e, err = ParseEmpty(string(text))
	return err
}

// IntervalAvailability returns the mean over intervals of the share of requests
// without an error: 1 less the average error rate. It is undefined without an
// interval that counts. Each rate is rounded to 18 decimals, so that the order of
// the intervals does not matter.
//
// More errors than requests in an interval are [ErrNotSubset], a way that is none
// a FieldError at "empty".
func IntervalAvailability(slots []Slot, empty Empty) (Figure, error) {
	if empty == 0 {
		empty = EmptyLeftOut
	}
	if empty > EmptyIsUp {
		return Figure{}, invalid("empty", "no value %d", uint8(empty))
	}
	var up wide
	n := uint64(0)
	const unit = 1e18
	for i, s := range slots {
		if s.Errors > s.Requests {
			return Figure{}, caused(ErrNotSubset, "slots[%d]: %d errors of %d requests: the numerator is no subset of the denominator", i, s.Errors, s.Requests)
		}
		switch {
		case s.Requests > 0:
			up = up.add(scaled(s.Requests-s.Errors, s.Requests, unit))
		case empty == EmptyIsUp:
			up = up.add(wide{unit})
		default:
			continue
		}
		n++
	}
	p, err := Precision{}.normal()
	f := Figure{
		Definition: Definition{Name: "availability.intervals", Version: "1", Variant: "empty=" + empty.String()},
		Unit:       Share, N: n, Defined: n > 0,
	}
	if f.Defined {
		f.Value = quotient(up.big(), new(big.Int).Mul(new(big.Int).SetUint64(n), big.NewInt(unit)))
	}
	return f.report(p), err
}

// scaled returns num/den in units of 1/unit, rounded half up; num is at most den.
func scaled(num, den, unit uint64) wide {
	product := times(num, unit)
	doubled := new(big.Int).Lsh(product.big(), 1)
	denominator := new(big.Int).SetUint64(den)
	doubled.Add(doubled, denominator)
	doubled.Quo(doubled, denominator.Lsh(denominator, 1))
	return wide{doubled.Uint64()}
}
