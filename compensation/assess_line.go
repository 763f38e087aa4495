package compensation

import "github.com/servicecommitment/commitment/internal/expr"

const (
	// shownPlaces is at how many places after the point a line cuts an amount
	// that has no end.
	shownPlaces = 20
	// maxWhole is how many digits an amount may have before the point, so that
	// no amount of a line has more than 40 digits.
	maxWhole = 18
	// maxTotalBits bounds the sum over incidents, whose denominators differ.
	maxTotalBits = 16_384
)

// line adds a line that changes the total by a delta.
func (a *assessment) line(line Line, delta expr.Number) error {
	before := a.shown
	if delta.Sign() != 0 {
		a.total = a.total.Add(delta)
		if a.total.Bits() > maxTotalBits || a.total.WholeDigits() > maxWhole {
			return a.fail(coded(ErrLimit, "an amount of more than %d digits before the point", maxWhole), "")
		}
		a.shown.amount = a.total.Decimal(shownPlaces)
		line.Delta = Money{amount: a.shown.amount.Sub(before.amount), currency: before.currency}
	} else {
		line.Delta = Money{currency: before.currency}
	}
	line.Total = a.shown
	a.award.Lines = append(a.award.Lines, line)
	return nil
}

// change adds a line from one amount to another, if they differ.
func (a *assessment) change(line Line, from, to expr.Number) error {
	delta := to.Sub(from)
	if delta.Sign() == 0 {
		return nil
	}
	return a.line(line, delta)
}
