package calendar

import (
	"fmt"
	"slices"
	"time"

	"github.com/servicecommitment/commitment/internal/check"
)

// Spec is the definition of a calendar: the hours of each date in one zone.
// [New] checks it and compiles it; [ParseSpec] reads it from JSON.
//
// A Spec is plain data, not safe for concurrent changes, and nothing of it is
// kept by a compiled calendar. The zero value is no definition: it has neither
// a location nor working time.
//
// What decides the hours of a date, first to last: an override, a make-up
// workday, a holiday, the latest change of hours, the weekly hours. A period
// that runs past midnight belongs to the date it opens on.
type Spec struct {
	// Name is how errors and explanations mention the calendar.
	Name string
	// Location is required. time.Local, by its name "Local", is refused: an
	// answer must not depend on the machine.
	Location *time.Location
	// Week holds the weekly hours. Use either it or Rotation.
	Week Week
	// Rotation holds weekly hours that take turns.
	Rotation Rotation
	// Changes replace the hours of the week from a date on, in any order.
	Changes []Change
	// Holidays are asked for every year of the coverage.
	Holidays []HolidaySource
	// Makeup holds the hours of a make-up workday. Zero: those of the first
	// open weekday, from Monday on, of the week it lies in, or, where that is
	// closed, of the first week of the rotation that is not.
	Makeup Hours
	// Overrides are the hours of single dates and win over everything.
	Overrides []Override
	// First and Last are the coverage. Zero: 1990-01-01 and 2059-12-31, cut to
	// what the holiday sources know. At most 130 years.
	First, Last Date
	// Beyond says what a date gets whose holidays no source knows.
	Beyond Beyond
}

// Week is the hours of each weekday, indexed by [time.Weekday]: Week[0] is
// Sunday. The zero value is closed all week; weeks are comparable with ==.
type Week [7]Hours

// Weekdays returns a week with the given hours from Monday to Friday.
func Weekdays(h Hours) Week {
	w := EveryDay(h)
	w[time.Saturday], w[time.Sunday] = Hours{}, Hours{}
	return w
}

// EveryDay returns a week with the given hours on all seven days.
func EveryDay(h Hours) Week {
	var w Week
	for day := range w {
		w[day] = h
	}
	return w
}

// Rotation is a cycle of weeks (大小周: six and five workdays in turn). The week
// of seven days that begins on Anchor has the hours of Weeks[0], the next one
// those of Weeks[1], and so on round the cycle, before Anchor too. The zero
// value is no rotation.
type Rotation struct {
	Anchor Date
	Weeks  []Week // at most 366
}

// IsZero reports whether there is no rotation.
func (r Rotation) IsZero() bool { return r.Anchor.IsZero() && len(r.Weeks) == 0 }

// Change replaces the weekly hours, or the rotation, from a date on: a new
// contract, summer hours. Use either Week or Rotation.
type Change struct {
	From     Date
	Week     Week
	Rotation Rotation
}

// Override is the hours of one date; zero hours close it.
type Override struct {
	Date  Date
	Hours Hours
	// Name says why: "stocktaking".
	Name string
}

// Beyond is what a calendar does past the known holidays. It is comparable;
// the zero value is taken as [Refuse].
type Beyond uint8

// The two answers to a question past the known holidays.
const (
	// Refuse answers with a [CoverageError].
	Refuse Beyond = iota + 1
	// Provisional answers as if the unknown dates had no holidays, and
	// [Calendar.Provisional] says so.
	Provisional
)

// String returns "refuse" or "provisional".
func (b Beyond) String() string { return check.EnumText(b, "Beyond", "refuse", "provisional") }

func parseBeyond(text string) (Beyond, error) {
	for _, b := range []Beyond{Refuse, Provisional} {
		if b.String() == text {
			return b, nil
		}
	}
	return 0, fmt.Errorf("%s is neither %q nor %q", check.Quote(text), Refuse, Provisional)
}

const (
	maxYears         = 130
	maxRotationWeeks = 366
)

// check reports what is wrong with a spec by itself, before any source is asked.
func (s Spec) check(problems *check.Problems) {
	if s.Location == nil {
		problems.Addf("time_zone", "is required")
	} else if s.Location.String() == "Local" {
		problems.Addf("time_zone", "is the zone of this machine: name a zone, such as Europe/London or UTC")
	}
	if s.Week != (Week{}) && !s.Rotation.IsZero() {
		problems.Addf("rotation", "stands beside a week: use one of them")
	}
	s.Rotation.check("rotation", problems)
	s.checkChanges(problems)
	s.checkOverrides(problems)
	s.checkSources(problems)
	if s.Beyond > Provisional {
		problems.Addf("beyond", "unknown value %d", uint8(s.Beyond))
	}
	if s.Week == (Week{}) && !s.mayOpen() {
		problems.Add("week", caused(ErrNoWorkingTime, "no working time on any date"))
	}
	if s.checkCoverage(problems) {
		first, last := s.wanted()
		s.checkOverridesWithin(dateRange{first, last}, allDates(), problems)
	}
}

// examine checks a spec by itself and, where its sources can be asked, against
// what they know.
func (s Spec) examine(problems *check.Problems) (knowledge, coverage) {
	s.check(problems)
	var unasked check.Problems
	s.checkSources(&unasked)
	if !s.checkCoverage(&unasked) || unasked.Len() > 0 || s.Beyond > Provisional {
		return knowledge{}, coverage{}
	}
	first, last := s.wanted()
	known := ask(&s, first, last, problems)
	covered := cover(&s, &known, problems)
	if !covered.last.Before(covered.first) {
		s.checkOverridesWithin(covered.dateRange, dateRange{first, last}, problems)
	}
	return known, covered
}

func (s Spec) checkSources(problems *check.Problems) {
	for i, source := range s.Holidays {
		if inner, _, _ := unwrapSource(source); inner == nil {
			problems.Addf(check.Path("holidays").Index(i), "is nil")
		}
	}
}

// mayOpen reports whether anything but the week can open a date.
func (s Spec) mayOpen() bool {
	open := func(weeks []Week) bool {
		return slices.ContainsFunc(weeks, func(w Week) bool { return w != Week{} })
	}
	return len(s.Holidays) > 0 || open(s.Rotation.Weeks) ||
		slices.ContainsFunc(s.Changes, func(c Change) bool { return c.Week != Week{} || open(c.Rotation.Weeks) }) ||
		slices.ContainsFunc(s.Overrides, func(o Override) bool { return !o.Hours.IsZero() })
}

// checkCoverage reports whether the first and the last date fit together.
func (s Spec) checkCoverage(problems *check.Problems) bool {
	first, last := s.wanted()
	switch end := first.AddMonths(12 * maxYears); {
	case last.Before(first) && s.Last.IsZero():
		problems.Addf("coverage.last", "is required with a first date after %s", last)
	case last.Before(first) && s.First.IsZero():
		problems.Addf("coverage.first", "is required with a last date before %s", first)
	case last.Before(first):
		problems.Addf("coverage.last", "%s is before the first date %s", last, first)
	case !last.Before(end) && !end.IsZero():
		problems.Addf("coverage.last", "%s is more than %d years after the first date %s", last, maxYears, first)
	default:
		return true
	}
	return false
}

// wanted returns the coverage asked for, before any source cuts it.
func (s Spec) wanted() (first, last Date) {
	first, last = s.First, s.Last
	if first.IsZero() {
		first = civilDate(1990, time.January, 1)
	}
	if last.IsZero() {
		last = civilDate(2059, time.December, 31)
	}
	return first, last
}

func (r Rotation) check(at check.Path, problems *check.Problems) {
	switch {
	case r.IsZero():
	case len(r.Weeks) == 0:
		problems.Addf(at.Key("weeks"), "is required")
	case r.Anchor.IsZero():
		problems.Addf(at.Key("anchor"), "is required")
	case len(r.Weeks) > maxRotationWeeks:
		problems.Addf(at.Key("weeks"), "has %d weeks, more than %d", len(r.Weeks), maxRotationWeeks)
	}
}

func (s Spec) checkChanges(problems *check.Problems) {
	from := make(map[Date]int, len(s.Changes))
	for i, c := range s.Changes {
		at := check.Path("changes").Index(i)
		earlier, twice := from[c.From]
		switch {
		case c.From.IsZero():
			problems.Addf(at.Key("from"), "is required")
		case twice:
			problems.Addf(at.Key("from"), "%s is the date of changes[%d] too", c.From, earlier)
		default:
			from[c.From] = i
		}
		if c.Week != (Week{}) && !c.Rotation.IsZero() {
			problems.Addf(at.Key("rotation"), "stands beside a week: use one of them")
		}
		c.Rotation.check(at.Key("rotation"), problems)
	}
}

func (s Spec) checkOverrides(problems *check.Problems) {
	dates := make(map[Date]int, len(s.Overrides))
	for i, o := range s.Overrides {
		at := check.Path("overrides").Index(i).Key("date")
		earlier, twice := dates[o.Date]
		switch {
		case o.Date.IsZero():
			problems.Addf(at, "is required")
		case twice:
			problems.Addf(at, "%s is the date of overrides[%d] too", o.Date, earlier)
		default:
			dates[o.Date] = i
		}
	}
}

// checkOverridesWithin reports the overrides of some dates that lie outside a
// coverage.
func (s Spec) checkOverridesWithin(c, of dateRange, problems *check.Problems) {
	for i, o := range s.Overrides {
		if of.contains(o.Date) && !c.contains(o.Date) {
			problems.Addf(check.Path("overrides").Index(i).Key("date"), "%s lies outside the coverage, %s to %s", o.Date, c.first, c.last)
		}
	}
}

// writtenEnd returns the last date of the overrides and of lists without
// bounds, whose completeness the author answers for.
func (s Spec) writtenEnd() Date {
	var end Date
	for _, o := range s.Overrides {
		end = later(end, o.Date)
	}
	for _, source := range s.Holidays {
		inner, _, _ := unwrapSource(source)
		if list, ok := inner.(*dateList); ok && list.last.IsZero() && len(list.holidays) > 0 {
			end = later(end, list.holidays[len(list.holidays)-1].Date)
		}
	}
	return end
}

// regimes returns the weekly hours in force from each date on, in order.
func (s Spec) regimes() []regime {
	list := []regime{newRegime(Date{}, s.Week, s.Rotation)}
	for _, c := range s.Changes {
		list = append(list, newRegime(c.From, c.Week, c.Rotation))
	}
	slices.SortStableFunc(list, func(a, b regime) int { return a.from.Compare(b.from) })
	return list
}
