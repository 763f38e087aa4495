package kpi

import (
	"fmt"
	"time"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/internal/jsonwriter"
)

// PeriodUnit is the length of periods. It is comparable; the zero value is no
// unit.
type PeriodUnit uint8

// The units of periods.
const (
	Day PeriodUnit = iota + 1
	ISOWeek
	Month
	Quarter
	Year
)

// String returns "day", "iso_week", "month", "quarter" or "year".
func (u PeriodUnit) String() string {
	return enumText(u, "PeriodUnit", "day iso_week month quarter year")
}

// ParsePeriodUnit reads what [PeriodUnit.String] writes.
func ParsePeriodUnit(text string) (PeriodUnit, error) { return parseEnum(text, "unit", Year) }

// MarshalText returns the text of [PeriodUnit.String].
func (u PeriodUnit) MarshalText() ([]byte, error) { return marshalEnum(u, "unit", Year) }

// UnmarshalText reads what [PeriodUnit.MarshalText] writes.
func (u *PeriodUnit) UnmarshalText(text []byte) (err error) {
	*u, err = ParsePeriodUnit(string(text))
	return err
}

// PeriodRule says how time is cut into periods.
//
// It is plain data. The zero value has no zone and makes no periods.
type PeriodRule struct {
	Unit PeriodUnit
	// Location is the zone whose dates count. Like everywhere in the module, it
	// is never the zone of the machine.
	Location *time.Location
	// DayStart is when a day begins, 00:00 by default: the hotline's days run
	// from noon to noon.
	DayStart calendar.TimeOfDay
	// NamedByEnd calls a day that begins after 00:00 by the date it ends on.
	NamedByEnd bool
}

// Periods cuts time into half-open periods [from, to) without gaps, on the
// dates of a zone.
//
// It is immutable and safe for concurrent use; it is not comparable. The zero
// value knows no period.
type Periods struct {
	rule  PeriodRule
	walls *calendar.Calendar
}

// Period is a period: its name, such as "2026-04", "2026-W53" or "2026-04-01",
// and its instants in the zone of its rule.
//
// Compare it by its name; == also compares zones. The zero value is no period.
type Period struct {
	Name     string
	From, To time.Time
}

// Contains reports whether an instant lies in [From, To).
func (p Period) Contains(t time.Time) bool { return !t.Before(p.From) && t.Before(p.To) }

// MarshalJSON returns a view for people: the name and the instants, without what
// is zero. A name that is not UTF-8 and an instant of a year outside 0 to 9999
// are errors.
func (p Period) MarshalJSON() ([]byte, error) {
	return jsonwriter.Object("kpi", func(w *jsonwriter.Writer) {
		w.Text("name", p.Name)
		w.Instant("from", p.From)
		w.Instant("to", p.To)
	})
}

// NewPeriods checks a rule: the unit must be one, the zone must be there and not
// be called "Local", and DayStart be before 24:00. Everything wrong is reported
// at once.
func NewPeriods(rule PeriodRule) (*Periods, error) {
	var problems check.Problems
	if rule.Unit < Day || rule.Unit > Year {
		problems.Addf("unit", "no unit of periods: %d", uint8(rule.Unit))
	}
	switch {
	case rule.Location == nil:
		problems.Addf("location", "must be given")
	case rule.Location.String() == "Local":
		problems.Addf("location", "must not be the zone of the machine")
	}
	if rule.DayStart.Hour() == 24 {
		problems.Addf("day_start", "must be before 24:00")
	}
	if rule.NamedByEnd && rule.DayStart.IsZero() {
		problems.Addf("named_by_end", "needs a day_start after 00:00")
	}
	if err := problems.Err("kpi"); err != nil {
		return nil, err
	}
	return &Periods{rule: rule, walls: calendar.Always(rule.Location)}, nil
}

// Of returns the period that holds an instant. Wall times that the zone skips or
// repeats are resolved as package calendar does: periods tile, whatever the
// clocks do.
//
// An instant whose period is not within the years 1 to 9999 is a FieldError at
// "at".
func (p *Periods) Of(t time.Time) (Period, error) {
	t = t.Round(0)
	if p == nil || p.walls == nil {
		return Period{}, invalid("periods", "must be made by NewPeriods")
	}
	// The date that the day of t began on is that of its wall time, the one
	// before, or, where midnight is repeated, the one after; or two before, where a
	// zone skipped a whole date.
	date := calendar.DateOf(t.In(p.rule.Location)).AddDays(1)
	for range 4 {
		start, err := p.walls.At(date, p.rule.DayStart)
		if err == nil && !t.Before(start) {
			return p.around(date)
		}
		date = date.AddDays(-1)
	}
	return Period{}, errNoPeriod(t)
}

func errNoPeriod(t time.Time) error {
	return invalid("at", "must be within the years 1 to 9999, not in %d", t.Year())
}

// around returns the period of the day that begins on a date.
func (p *Periods) around(begin calendar.Date) (Period, error) {
	shift := 0
	if p.rule.NamedByEnd {
		shift = 1
	}
	date := begin.AddDays(shift)
	first, next, name := p.rule.Unit.around(date)
	from, errFrom := p.walls.At(first.AddDays(-shift), p.rule.DayStart)
	to, errTo := p.walls.At(next.AddDays(-shift), p.rule.DayStart)
	if errFrom != nil || errTo != nil {
		return Period{}, errNoPeriod(from)
	}
	return Period{Name: name, From: from, To: to}, nil
}

// around returns the first date of the period of a date, that of the next
// period, and its name.
func (u PeriodUnit) around(d calendar.Date) (first, next calendar.Date, name string) {
	month := d.AddDays(1 - d.Day())
	switch u {
	case ISOWeek:
		const week = 7
		first = d.AddDays(-int(d.Weekday()+week-1) % week)
		thursday := first.AddDays(3)
		year, _ := calendar.NewDate(thursday.Year(), time.January, 1)
		number := thursday.Sub(year)/week + 1
		return first, first.AddDays(week), fmt.Sprintf("%04d-W%02d", thursday.Year(), number)
	case Month:
		return month, month.AddMonths(1), fmt.Sprintf("%04d-%02d", d.Year(), d.Month())
	case Quarter:
		quarter := (int(d.Month()) - 1) / 3
		first = month.AddMonths(quarter*3 + 1 - int(d.Month()))
		return first, first.AddMonths(3), fmt.Sprintf("%04d-Q%d", d.Year(), quarter+1)
	case Year:
		first = month.AddMonths(1 - int(d.Month()))
		return first, first.AddMonths(12), fmt.Sprintf("%04d", d.Year())
	case Day:
	}
	return d, d.AddDays(1), d.String()
}

// text returns the identity of the rule.
func (p *Periods) text() string {
	if p == nil {
		return ""
	}
	text := p.rule.Unit.String() + " " + p.rule.Location.String()
	if !p.rule.DayStart.IsZero() {
		text += " " + p.rule.DayStart.String()
	}
	if p.rule.NamedByEnd {
		text += " by end"
	}
	return text
}

// Interval returns the period as an interval of package calendar.
func (p Period) Interval() calendar.Interval { return calendar.Interval{Start: p.From, End: p.To} }
