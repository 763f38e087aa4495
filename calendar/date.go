package calendar

import (
	"fmt"
	"iter"
	"time"

	"github.com/servicecommitment/commitment/internal/check"
)

// Date is a day of the proleptic Gregorian calendar, without a zone or a time
// of day, from 0001-01-01 to 9999-12-31.
//
// Dates are comparable with == and usable as map keys. A Date is immutable and
// safe for concurrent use. The zero value is no date: [Date.IsZero] reports
// it, it sorts before every date, and [Date.MarshalText] writes nothing of it.
type Date struct {
	// number counts days from 0001-01-01, which is 1; 0 is no date.
	number int32
}

const (
	// epochNumber is the number of 1970-01-01.
	epochNumber   = 719163
	maxDateNumber = 3652059
	secondsPerDay = 86400
)

// NewDate returns the date of a year (1 to 9999), month and day. A day that
// the month does not have, such as February 30, is an error: nothing is
// carried over into the next month. The error matches [commitment.ErrInvalid].
func NewDate(year int, month time.Month, day int) (Date, error) {
	return exported(newDate(year, month, day))
}

func newDate(year int, month time.Month, day int) (Date, error) {
	if year < 1 || year > 9999 || month < time.January || month > time.December || day < 1 || day > 31 {
		return Date{}, fmt.Errorf("no such date: %04d-%02d-%02d", year, int(month), day)
	}
	d := civilDate(year, month, day)
	if d.Day() != day {
		return Date{}, fmt.Errorf("no such date: %04d-%02d has no day %d", year, int(month), day)
	}
	return d, nil
}

// MustDate is [NewDate] for dates that a programmer types. It panics where
// NewDate returns an error.
func MustDate(year int, month time.Month, day int) Date {
	return must(NewDate(year, month, day))
}

// ParseDate reads "2006-01-02": ten bytes, digits and hyphens, nothing more.
// Any other text, or a day that does not exist, is an error that quotes it
// and matches [commitment.ErrInvalid].
func ParseDate(text string) (Date, error) { return exported(parseDate(text)) }

func parseDate(text string) (Date, error) {
	if len(text) != len("2006-01-02") || text[4] != '-' || text[7] != '-' {
		return Date{}, fmt.Errorf("%s is not a date of the form 2006-01-02", check.Quote(text))
	}
	year, okYear := digits(text[0:4])
	month, okMonth := digits(text[5:7])
	day, okDay := digits(text[8:10])
	if !okYear || !okMonth || !okDay {
		return Date{}, fmt.Errorf("%s is not a date of the form 2006-01-02", check.Quote(text))
	}
	return newDate(year, time.Month(month), day)
}

// DateOf returns the date that t shows in its own location. The year of t must
// lie within 1 to 9999; otherwise the result is the zero Date.
func DateOf(t time.Time) Date {
	_, offset := t.Zone()
	return dateOfWall(t.Unix() + int64(offset))
}

// civilDate returns the date of a valid year and month; a day beyond the month
// carries over, and a result out of range is the zero Date.
func civilDate(year int, month time.Month, day int) Date {
	return dateOfWall(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix())
}

// dateOfWall returns the date of a wall clock's seconds since 1970-01-01T00:00
// on the same clock.
func dateOfWall(wall int64) Date {
	return dateOfDay(floorDiv(wall, secondsPerDay))
}

// dateOfDay returns the date of a day number counted from 1970-01-01.
func dateOfDay(day int64) Date {
	number := day + epochNumber
	if number < 1 || number > maxDateNumber {
		return Date{}
	}
	return Date{int32(number)}
}

// epochDay returns the day number counted from 1970-01-01.
func (d Date) epochDay() int64 { return int64(d.number) - epochNumber }

// wall returns the seconds of 00:00 on a clock that reads 0 at 1970-01-01T00:00.
func (d Date) wall() int64 { return d.epochDay() * secondsPerDay }

// utc returns 00:00 of the date in UTC, where every midnight exists.
func (d Date) utc() time.Time { return time.Unix(d.wall(), 0).UTC() }

// Year returns the year, 0 for the zero Date.
func (d Date) Year() int {
	if d.IsZero() {
		return 0
	}
	return d.utc().Year()
}

// Month returns the month, 0 for the zero Date.
func (d Date) Month() time.Month {
	if d.IsZero() {
		return 0
	}
	return d.utc().Month()
}

// Day returns the day of the month, 0 for the zero Date.
func (d Date) Day() int {
	if d.IsZero() {
		return 0
	}
	return d.utc().Day()
}

// Weekday returns the day of the week. Of the zero Date it returns Sunday.
func (d Date) Weekday() time.Weekday {
	return time.Weekday(d.number % 7) // 0001-01-01, number 1, was a Monday
}

// AddDays returns the date n days later, or earlier for a negative n. A result
// outside 0001 to 9999 is the zero Date, and so is any number of days from it.
func (d Date) AddDays(n int) Date {
	if d.IsZero() || n < -maxDateNumber || n > maxDateNumber {
		return Date{}
	}
	return dateOfDay(d.epochDay() + int64(n))
}

// AddMonths returns the same day n months later, or the month's last day where
// the month is too short: January 31 and one month are February 28 or 29. A
// result outside 0001 to 9999 is the zero Date.
func (d Date) AddMonths(n int) Date {
	const months = 12 * 10000
	if d.IsZero() || n < -months || n > months {
		return Date{}
	}
	year, month, day := d.utc().Date()
	first := civilDate(year, month+time.Month(n), 1)
	if first.IsZero() {
		return Date{}
	}
	return first.AddDays(min(day, daysIn(first.Year(), first.Month())) - 1)
}

// Sub returns the number of days from other to d: d.Sub(other) is n where
// other.AddDays(n) is d. With a zero Date on either side it is 0.
func (d Date) Sub(other Date) int {
	if d.IsZero() || other.IsZero() {
		return 0
	}
	return int(d.number - other.number)
}

// Compare returns -1, 0 or +1 as d is before, equal to or after other.
func (d Date) Compare(other Date) int {
	switch {
	case d.number < other.number:
		return -1
	case d.number > other.number:
		return 1
	}
	return 0
}

// Before reports whether d is earlier than other.
func (d Date) Before(other Date) bool { return d.number < other.number }

// After reports whether d is later than other.
func (d Date) After(other Date) bool { return d.number > other.number }

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d.number == 0 }

// String returns "2006-01-02", and "no date" for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return "no date"
	}
	return d.utc().Format(time.DateOnly)
}

// MarshalText returns "2006-01-02", and an empty text for the zero Date.
func (d Date) MarshalText() ([]byte, error) {
	if d.IsZero() {
		return []byte{}, nil
	}
	return d.utc().AppendFormat(nil, time.DateOnly), nil
}

// UnmarshalText reads what [Date.MarshalText] writes; see [ParseDate].
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	return unmarshal(d, text, ParseDate)
}

// daysIn returns the length of a month.
func daysIn(year int, month time.Month) int {
	return time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// yearSpan returns the first and last date of a year.
func yearSpan(year int) (first, last Date) {
	return civilDate(year, time.January, 1), civilDate(year, time.December, 31)
}

// datesThrough yields the dates from first to last.
func datesThrough(first, last Date) iter.Seq[Date] {
	return func(yield func(Date) bool) {
		for number := first.number; number <= last.number; number++ {
			if !yield(Date{number}) {
				return
			}
		}
	}
}

// later returns the later of two dates.
func later(a, b Date) Date {
	if a.After(b) {
		return a
	}
	return b
}

// earlier returns the earlier of two dates.
func earlier(a, b Date) Date {
	if a.Before(b) {
		return a
	}
	return b
}
