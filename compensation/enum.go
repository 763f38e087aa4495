package compensation

import (
	"fmt"

	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/internal/strictjson"
)

// enum is a type whose values count from 1.
type enum interface {
	~uint8
	fmt.Stringer
}

// parseEnum reads the text of a value from 1 to last.
func parseEnum[E enum](text string, last E) (E, error) {
	value, err := strictjson.EnumText(last)(text)
	if err != nil {
		return 0, invalid("", err)
	}
	return value, nil
}

// checkEnum reports a value that is not between 1 and last.
func checkEnum[E enum](value, last E) error {
	if value < 1 || value > last {
		return fmt.Errorf("%v is not among its values", value)
	}
	return nil
}

// marshalEnum returns the text of a value between 1 and last.
func marshalEnum[E enum](value, last E) ([]byte, error) {
	if err := checkEnum(value, last); err != nil {
		return nil, invalid("", err)
	}
	return []byte(value.String()), nil
}

// unmarshalEnum stores what [marshalEnum] writes.
func unmarshalEnum[E enum](to *E, last E, text []byte) error {
	value, err := parseEnum(string(text), last)
	if err == nil {
		*to = value
	}
	return err
}

// FactType is what a fact is. Its JSON form is its text. It is comparable; the
// zero value is no type.
type FactType uint8

// The types of facts.
const (
	FactNumber FactType = iota + 1 // number: an exact decimal, "12.50"
	FactBool                       // bool: absent, it is false
	FactString                     // string
	FactDate                       // date: "2026-01-05"
	FactTime                       // time: RFC 3339, with or without an offset
)

// String returns "number", "bool", "string", "date" or "time".
func (t FactType) String() string {
	return check.EnumText(t, "FactType", "number", "bool", "string", "date", "time")
}

// MarshalText returns the text of [FactType.String]. Any other value is an error.
func (t FactType) MarshalText() ([]byte, error) { return marshalEnum(t, FactTime) }

// UnmarshalText reads what [FactType.MarshalText] writes.
func (t *FactType) UnmarshalText(text []byte) error { return unmarshalEnum(t, FactTime, text) }

// Grouping is what becomes of several rules of a group that apply to one
// incident. Its JSON form is its text. It is comparable; the zero value means
// [GroupSum].
type Grouping uint8

// The groupings.
const (
	GroupSum   Grouping = iota + 1 // sum: all of them are owed
	GroupMax                       // max: the one that gives the most; of equals the first
	GroupMin                       // min: the one that gives the least; of equals the first
	GroupFirst                     // first: the first that applies
	GroupOnly                      // only: two that apply are an error
)

// String returns "sum", "max", "min", "first" or "only".
func (g Grouping) String() string {
	return check.EnumText(g, "Grouping", "sum", "max", "min", "first", "only")
}

// MarshalText returns the text of [Grouping.String]. Any other value is an error.
func (g Grouping) MarshalText() ([]byte, error) { return marshalEnum(g, GroupOnly) }

// UnmarshalText reads what [Grouping.MarshalText] writes.
func (g *Grouping) UnmarshalText(text []byte) error { return unmarshalEnum(g, GroupOnly, text) }

// Form is the form in which a rule gives. Its JSON form is its text. It is
// comparable; the zero value says nothing of the form.
type Form uint8

// The forms.
const (
	FormCash      Form = iota + 1 // cash
	FormCredit                    // credit: against a later bill
	FormVoucher                   // voucher
	FormPoints                    // points
	FormExtension                 // extension: of the time of the service
	FormApology                   // apology
)

// String returns "cash", "credit", "voucher", "points", "extension" or
// "apology".
func (f Form) String() string {
	return check.EnumText(f, "Form", "cash", "credit", "voucher", "points", "extension", "apology")
}

// MarshalText returns the text of [Form.String]. Any other value is an error.
func (f Form) MarshalText() ([]byte, error) { return marshalEnum(f, FormApology) }

// UnmarshalText reads what [Form.MarshalText] writes.
func (f *Form) UnmarshalText(text []byte) error { return unmarshalEnum(f, FormApology, text) }

// RoundAt is what is rounded. Its JSON form is its text. It is comparable; the
// zero value means [AtTotal].
type RoundAt uint8

// What is rounded.
const (
	AtTotal RoundAt = iota + 1 // total: the sum, once
	AtLine                     // line: what each rule gives for each incident
)

// String returns "total" or "line".
func (a RoundAt) String() string { return check.EnumText(a, "RoundAt", "total", "line") }

// MarshalText returns the text of [RoundAt.String]. Any other value is an error.
func (a RoundAt) MarshalText() ([]byte, error) { return marshalEnum(a, AtLine) }

// UnmarshalText reads what [RoundAt.MarshalText] writes.
func (a *RoundAt) UnmarshalText(text []byte) error { return unmarshalEnum(a, AtLine, text) }

// Below is what becomes of an amount that is too small to be paid out. Its JSON
// form is its text. It is comparable; the zero value is none.
type Below uint8

// What becomes of a small amount.
const (
	BelowZero  Below = iota + 1 // zero: it lapses
	BelowCarry                  // carry: it waits for the next claim
)

// String returns "zero" or "carry".
func (b Below) String() string { return check.EnumText(b, "Below", "zero", "carry") }

// MarshalText returns the text of [Below.String]. Any other value is an error.
func (b Below) MarshalText() ([]byte, error) { return marshalEnum(b, BelowCarry) }

// UnmarshalText reads what [Below.MarshalText] writes.
func (b *Below) UnmarshalText(text []byte) error { return unmarshalEnum(b, BelowCarry, text) }

// Late is what becomes of a claim after its last date. Its JSON form is its
// text. It is comparable; the zero value means [LateVoid].
type Late uint8

// What becomes of a late claim.
const (
	LateVoid  Late = iota + 1 // void: nothing is owed any more
	LateAllow                 // allow: the award only says until when it was due
)

// String returns "void" or "allow".
func (l Late) String() string { return check.EnumText(l, "Late", "void", "allow") }

// MarshalText returns the text of [Late.String]. Any other value is an error.
func (l Late) MarshalText() ([]byte, error) { return marshalEnum(l, LateAllow) }

// UnmarshalText reads what [Late.MarshalText] writes.
func (l *Late) UnmarshalText(text []byte) error { return unmarshalEnum(l, LateAllow, text) }

// Gaps says whether the tables of a scheme may have gaps. Its JSON form is its
// text. It is comparable; the zero value means that they may not.
type Gaps uint8

// GapsPublished (published) says that the published text has the gaps: what
// falls into one is [ErrGap].
const GapsPublished Gaps = 1

// String returns "published".
func (g Gaps) String() string { return check.EnumText(g, "Gaps", "published") }

// MarshalText returns the text of [Gaps.String]. Any other value is an error.
func (g Gaps) MarshalText() ([]byte, error) { return marshalEnum(g, GapsPublished) }

// UnmarshalText reads what [Gaps.MarshalText] writes.
func (g *Gaps) UnmarshalText(text []byte) error { return unmarshalEnum(g, GapsPublished, text) }
