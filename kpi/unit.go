package kpi

// Unit is what a figure is measured in. It is comparable; the zero value is no
// unit.
type Unit uint8

// The units.
const (
	// Share is a part of a whole, from 0 to 1, shown in percent.
	Share Unit = iota + 1
	// Points run from −100 to 100.
	Points
	// Scale is the unit of a question's answers, or no unit at all.
	Scale
	// PerBase is a count per so many of a named base.
	PerBase
)

// String returns "share", "points", "scale" or "per_base".
func (u Unit) String() string {
	return enumText(u, "Unit", "share points scale per_base")
}

// ParseUnit reads what [Unit.String] writes.
func ParseUnit(text string) (Unit, error) { return parseEnum(text, "unit", PerBase) }

// MarshalText returns the text of [Unit.String].
func (u Unit) MarshalText() ([]byte, error) { return marshalEnum(u, "unit", PerBase) }

// UnmarshalText reads what [Unit.MarshalText] writes.
func (u *Unit) UnmarshalText(text []byte) (err error) {
	*u, err = ParseUnit(string(text))
	return err
}

// number writes a value in its unit, without the unit.
func (u Unit) number(x float64) string {
	switch u {
	case Share:
		return percent(x)
	case Points:
		return decimal(x, 1)
	case Scale, PerBase:
	}
	return decimal(x, 2)
}

// bound writes a bound of an interval: with a digit, as it is no count.
func (u Unit) bound(x float64) string {
	if u == Share {
		return decimal(x*100, percentDigits)
	}
	return u.number(x)
}

// suffix is what stands behind a number of the unit.
func (u Unit) suffix() string {
	if u == Share {
		return " %"
	}
	return ""
}
