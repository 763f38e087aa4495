package calendar

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/servicecommitment/commitment/internal/check"
)

// Allowance is how long a commitment may take: working time, business days, or
// calendar days, months or years, and for all but working time the moment of
// the last day at which it runs out. [Calendar.Due] turns it into an instant.
//
// It is comparable with ==, immutable and safe for concurrent use. The zero
// value is no working time at all.
//
// Short texts are "4h30m" (working time, anything that [time.ParseDuration]
// takes and is not negative), "2bd" (business days), "60d" (calendar days),
// "1mo" and "1y". Anything more is a JSON object with one of the keys
// business_days, calendar_days, months and years, and:
//
//   - "due": "same_time" (the default), "end_of_day" (the close of business),
//     "end_of_date" (24:00), a time of day such as "16:00", or, for business
//     days, "wall_time": see [DueRule];
//   - "from": "date", for business days: the date of receipt is day 0, business
//     day or not, whatever the hour, as it is for the others anyhow;
//   - "cut_off": "14:00", for business days: what comes in at or after it counts
//     as received at the next business day's opening;
//   - "roll": "next_business_day", for the others: a last day that is no
//     business day moves to the next one.
type Allowance struct {
	unit  Unit
	time  time.Duration // of working time
	count int           // of the other units
	due   DueRule
	at    TimeOfDay // of DueAt
	// fromDate and roll are "from" and "roll".
	fromDate, roll bool
	hasCutOff      bool
	cutOff         TimeOfDay
}

// Unit is what an allowance counts. It is comparable; the zero value is taken
// as [WorkingTime].
type Unit uint8

// The units of an allowance.
const (
	WorkingTime Unit = iota + 1
	BusinessDays
	CalendarDays
	Months
	Years
)

// String returns "working_time", "business_days", "calendar_days", "months" or
// "years".
func (u Unit) String() string {
	return check.EnumText(u, "Unit", "working_time", "business_days", "calendar_days", "months", "years")
}

// suffix ends the short text of a number of units.
func (u Unit) suffix() string {
	switch u {
	case BusinessDays:
		return "bd"
	case CalendarDays:
		return "d"
	case Months:
		return "mo"
	case Years:
		return "y"
	case WorkingTime:
	}
	return ""
}

// DueRule is the moment of the last day at which an allowance of days runs out.
// It is comparable; the zero value is taken as [SameTime].
type DueRule uint8

// The moments of the last day.
const (
	// SameTime is the time of day of receipt. For business days it is rolled
	// forward into working time, but stays where it is exactly at a closing.
	SameTime DueRule = iota + 1
	// EndOfDay is the close of business. Where the last day is no business day,
	// it is that of the next one.
	EndOfDay
	// EndOfDate is 24:00.
	EndOfDate
	// WallTime is for business days the bare count: so many business days on
	// from the date of receipt, at the same wall time, nothing moved.
	WallTime
	// DueAt is a given time of day, working time or not.
	DueAt
)

// String returns "same_time", "end_of_day", "end_of_date", "wall_time" or "at".
func (r DueRule) String() string {
	return check.EnumText(r, "DueRule", "same_time", "end_of_day", "end_of_date", "wall_time", "at")
}

const (
	// maxCount is more units than there are days in any coverage.
	maxCount         = 1_000_000
	maxAllowanceText = 1000
	nextBusinessDay  = "next_business_day"
)

var (
	errNegative  = errors.New("an allowance is not negative")
	errAllowance = errors.New(`is not an allowance such as 4h30m, 2bd, 60d, 1mo, 1y or {"business_days": 2}`)
)

// NewWorkingTime returns an allowance of working time. A negative one is an error.
func NewWorkingTime(d time.Duration) (Allowance, error) { return exported(newWorkingTime(d)) }

func newWorkingTime(d time.Duration) (Allowance, error) {
	if d < 0 {
		return Allowance{}, errNegative
	}
	return Allowance{time: d}, nil
}

// NewAllowance returns an allowance of n business days, calendar days, months
// or years that is due at the [SameTime]. Below 0 and above 1,000,000 it is an
// error, and so is any other unit.
func NewAllowance(n int, unit Unit) (Allowance, error) { return exported(newAllowance(n, unit)) }

func newAllowance(n int, unit Unit) (Allowance, error) {
	switch {
	case unit < BusinessDays || unit > Years:
		return Allowance{}, fmt.Errorf("an allowance of whole %s is not possible", unit)
	case n < 0:
		return Allowance{}, errNegative
	case n > maxCount:
		return Allowance{}, fmt.Errorf("an allowance of %d %s is more than %d", n, unit, maxCount)
	}
	return Allowance{unit: unit, count: n, due: SameTime}, nil
}

// ParseAllowance reads the short texts and the JSON objects of an [Allowance].
// The error quotes the text or, for an object, names every wrong field as a
// [commitment.FieldError].
func ParseAllowance(text string) (Allowance, error) {
	if strings.HasPrefix(text, "{") {
		return decodeAllowance([]byte(text))
	}
	return exported(parseAllowance(text))
}

// parseAllowance reads a short text.
func parseAllowance(text string) (Allowance, error) {
	a, ok, err := parseShort(text)
	switch {
	case err != nil:
		return Allowance{}, fmt.Errorf("%s: %w", check.Quote(text), err)
	case !ok:
		return Allowance{}, fmt.Errorf("%s %w", check.Quote(text), errAllowance)
	}
	return a, nil
}

// parseShort reads a short text, and reports whether it is one.
func parseShort(text string) (a Allowance, ok bool, err error) {
	for _, unit := range []Unit{BusinessDays, CalendarDays, Months, Years} {
		number, found := strings.CutSuffix(text, unit.suffix())
		if n, whole := digits(number); found && whole {
			a, err = newAllowance(n, unit)
			return a, true, err
		}
	}
	if len(text) > maxAllowanceText {
		return a, false, nil
	}
	if d, err := time.ParseDuration(text); err == nil {
		a, err = newWorkingTime(d)
		return a, true, err
	}
	return a, false, nil
}

// MustAllowance is [ParseAllowance] for allowances that a programmer types. It
// panics where ParseAllowance returns an error.
func MustAllowance(text string) Allowance { return must(ParseAllowance(text)) }

// Unit returns what the allowance counts.
func (a Allowance) Unit() Unit {
	if a.unit == 0 {
		return WorkingTime
	}
	return a.unit
}

// WorkingTime returns the working time, 0 for the other units.
func (a Allowance) WorkingTime() time.Duration { return a.time }

// Count returns the number of days, months or years, 0 for working time.
func (a Allowance) Count() int { return a.count }

// DueRule returns the moment of the last day, 0 for working time. For [DueAt],
// [Allowance.DueTime] is the time of day.
func (a Allowance) DueRule() DueRule { return a.due }

// DueTime returns the time of day of [DueAt], 00:00 for the other rules.
func (a Allowance) DueTime() TimeOfDay { return a.at }

// FromDate reports whether the date of receipt is day 0 whatever the hour.
func (a Allowance) FromDate() bool { return a.fromDate }

// CutOff returns the cut-off hour, and whether there is one.
func (a Allowance) CutOff() (TimeOfDay, bool) { return a.cutOff, a.hasCutOff }

// Rolls reports whether a last day that is no business day moves to the next one.
func (a Allowance) Rolls() bool { return a.roll }

// IsZero reports whether the allowance is of no working time: due at the very
// instant it starts, even outside working hours.
func (a Allowance) IsZero() bool { return a == Allowance{} }

func (a Allowance) hasOptions() bool {
	return a.due > SameTime || a.fromDate || a.roll || a.hasCutOff
}

// String returns a text that [ParseAllowance] reads: working time as
// [time.Duration.String] writes it, days as in "2bd", or compact JSON where the
// allowance has options.
func (a Allowance) String() string {
	switch {
	case a.Unit() == WorkingTime:
		return a.time.String()
	case !a.hasOptions():
		return strconv.Itoa(a.count) + a.unit.suffix()
	}
	b := []byte(`{"` + a.unit.String() + `":` + strconv.Itoa(a.count))
	option := func(key, value string) { b = append(b, `,"`+key+`":"`+value+`"`...) }
	if a.fromDate {
		option("from", "date")
	}
	if a.due == DueAt {
		option("due", a.at.String())
	} else if a.due != SameTime {
		option("due", a.due.String())
	}
	if a.hasCutOff {
		option("cut_off", a.cutOff.String())
	}
	if a.roll {
		option("roll", nextBusinessDay)
	}
	return string(append(b, '}'))
}

// MarshalText returns the text of [Allowance.String].
func (a Allowance) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// UnmarshalText reads what [Allowance.MarshalText] writes; see [ParseAllowance].
func (a *Allowance) UnmarshalText(text []byte) error {
	return unmarshal(a, text, ParseAllowance)
}
