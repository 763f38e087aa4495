package compensation

import (
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"github.com/servicecommitment/commitment/calendar"
)

// Facts are what is known of a claim or an incident, by the names that the
// scheme declares. It is not safe for concurrent changes.
type Facts map[string]Value

// Value is the value of a fact: a number, a bool, a text, a date or a time. A
// text becomes what the scheme declares the fact to be: "12.5" a number,
// "2026-01-05" a date. Whether that is possible is said by [Program.Assess].
//
// It is immutable and safe for concurrent use. Compare with [Value.Equal], since
// equal instants may have different zones. The zero value is an absent fact.
type Value struct {
	kind FactType
	text string // of a number or a string
	bool bool
	date calendar.Date
	time time.Time
	wall bool
}

// Number returns an exact number of a decimal text, "12.50", or of a fraction of
// two, "1/60", for what has no end as a decimal. The text is read by
// [Program.Assess], which reports one that is no number, that has more than 40
// digits or an exponent beyond 18.
func Number(text string) Value { return Value{kind: FactNumber, text: text} }

// Decimal returns an exact number.
func Decimal(d decimal.Decimal) Value {
	if err := checkNumber(d); err != nil {
		// Written out it could take a gigabyte. Like this, it is refused.
		return Value{kind: FactNumber, text: d.Coefficient().Text(10) + "e" + strconv.Itoa(int(d.Exponent()))}
	}
	return Value{kind: FactNumber, text: decimalText(d, 0)}
}

// Bool returns a truth value.
func Bool(b bool) Value { return Value{kind: FactBool, bool: b} }

// Text returns a text, which becomes what the scheme declares.
func Text(text string) Value { return Value{kind: FactString, text: text} }

// Day returns a date.
func Day(date calendar.Date) Value {
	if date.IsZero() {
		return Value{}
	}
	return Value{kind: FactDate, date: date}
}

// Instant returns a time with the offset of its zone. The zero time is an absent
// fact.
func Instant(t time.Time) Value {
	if t.IsZero() {
		return Value{}
	}
	return Value{kind: FactTime, time: t.Round(0)}
}

// WallTime returns the date and time that t shows in its own location, without
// an offset: what a wall clock says that nobody knows the zone of.
func WallTime(t time.Time) Value {
	v := Instant(t)
	v.wall = !v.IsZero()
	return v
}

// IsZero reports whether the fact is absent.
func (v Value) IsZero() bool { return v.kind == 0 }

// Equal reports whether both are the same: of the same kind and text, or the
// same instant.
func (v Value) Equal(other Value) bool {
	if v.kind == FactTime && other.kind == FactTime && v.wall == other.wall {
		if v.wall {
			return v.String() == other.String()
		}
		return v.time.Equal(other.time)
	}
	return v == other
}

// String returns the text by which JSON shows the value: "12.5", "true",
// "2026-01-05", "2026-01-05T10:00:00+08:00", and an empty text for an absent
// one.
func (v Value) String() string {
	switch v.kind {
	case FactNumber, FactString:
		return v.text
	case FactBool:
		if v.bool {
			return "true"
		}
		return "false"
	case FactDate:
		return v.date.String()
	case FactTime:
		if v.wall {
			return v.time.Format("2006-01-02T15:04:05.999999999")
		}
		return v.time.Format(time.RFC3339Nano)
	}
	return ""
}

// Past is an earlier award.
//
// It is plain data; the zero value is an award of nothing.
type Past struct {
	// Amount is what was paid, a multiple of the currency's smallest unit.
	Amount decimal.Decimal
	// At is when it was; needed where a cap has a rolling window. Wall says that
	// it is a time without an offset: what At shows in its own location.
	At   time.Time
	Wall bool
	// Facts are those by which windows tell what the award was for.
	Facts Facts
}

// Claim is what a scheme is asked about: facts, and the awards before.
//
// It is plain data, not safe for concurrent changes; [Program.Assess] keeps
// nothing of it. The zero value is a claim of one incident without any facts.
type Claim struct {
	Facts Facts
	// Incidents are the facts of each incident, which overlay those of the
	// claim. Nil is one incident; an empty list that is not nil is none. They are
	// in the order in which the incidents happened.
	Incidents []Facts
	// History are the awards before this claim.
	History []Past
	// Carried is what earlier claims carried over, since it was too little to be
	// paid out.
	Carried decimal.Decimal
}
