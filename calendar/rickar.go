package calendar

import (
	"fmt"
	"slices"
	"time"

	"github.com/rickar/cal/v2"
)

// FromCal returns a source of rickar/cal's rules: us.Holidays..., gb.Holidays...
// and the like. Both the actual and the observed date of a holiday close; see
// [CalRules] for other choices.
func FromCal(holidays ...*cal.Holiday) HolidaySource {
	return CalRules{Rules: slices.Clone(holidays)}
}

// CalRules is a [HolidaySource] of rickar/cal's rules, with options. Its zero
// value knows that there are no holidays.
//
// A rule is asked only for the date of the holiday; on which day that is
// observed is worked out here, from the rule's own table. The answer therefore
// does not depend on cal.DefaultLoc, the global zone in which rickar/cal builds
// its dates, not even where that zone skips a midnight.
type CalRules struct {
	Rules []*cal.Holiday
	// ObservedOnly closes the observed date alone: an office that gets the
	// Friday off for a holiday on Saturday works on that Saturday.
	ObservedOnly bool
	// FirstYear and LastYear are the years for which the rules hold; zero is no
	// bound. Outside them the source knows nothing.
	FirstYear, LastYear int
}

// farYear is asked to find out whether a rule ends: the tables of dates in
// rickar/cal (Matariki: 2022 to 2052) end long before it.
const farYear = 2200

// String returns "rickar/cal".
func (CalRules) String() string { return "rickar/cal" }

// Coverage returns the first day of FirstYear and the last of LastYear. Firm is
// the last year for which every rule has a date of its own: some rules hold a
// table of dates and repeat one of it for the years beyond, in which the
// holiday is thus not known and the dates are provisional.
func (r CalRules) Coverage() (first, firm, last Date) {
	first, _ = yearSpan(r.FirstYear) // no date of a year 0
	_, last = yearSpan(r.LastYear)
	far := farYear
	if r.LastYear > 0 {
		far = r.LastYear
	}
	end := far
	for _, rule := range r.Rules {
		if rule != nil {
			end = min(end, lastOwnYear(rule, far))
		}
	}
	if end < far {
		_, firm = yearSpan(end)
	}
	return first, firm, last
}

// lastOwnYear returns the last year up to far in which a rule does not answer
// with the date of an earlier year.
func lastOwnYear(rule *cal.Holiday, far int) int {
	for year := far; year > far-300; year-- {
		if date, ok := occurrence(rule, year); !ok || date.Year() >= year-1 {
			return year
		}
	}
	return far
}

// Holidays returns the dates of a year on which the rules close. A nil rule is
// an error, and a year outside FirstYear to LastYear a [CoverageError].
func (r CalRules) Holidays(year int) ([]Holiday, error) {
	newYear, _ := yearSpan(year)
	if newYear.IsZero() || r.FirstYear != 0 && year < r.FirstYear || r.LastYear != 0 && year > r.LastYear {
		return nil, &CoverageError{Source: r.String(), Date: newYear}
	}
	var found []Holiday
	for i, rule := range r.Rules {
		if rule == nil {
			return nil, fmt.Errorf("rule %d is nil", i)
		}
		// An observed New Year's Day can lie in December of the year before.
		for y := year - 1; y <= year+1; y++ {
			actual, ok := occurrence(rule, y)
			if !ok || actual.Year() < y-1 || actual.Year() > y+1 {
				continue
			}
			for _, date := range r.closed(rule, actual) {
				h := Holiday{Date: date, Name: rule.Name, Kind: DayOff}
				if date.Year() == year && !slices.Contains(found, h) {
					found = append(found, h)
				}
			}
		}
	}
	return found, nil
}

func (r CalRules) closed(rule *cal.Holiday, actual Date) []Date {
	observed := actual
	for _, alternative := range rule.Observed {
		if alternative.Day == actual.Weekday() {
			observed = actual.AddDays(alternative.Offset)
			break
		}
	}
	if r.ObservedOnly || observed == actual {
		return []Date{observed}
	}
	return []Date{actual, observed}
}

// occurrence returns the date of a holiday in a year. rickar/cal returns a
// midnight of cal.DefaultLoc, or an hour before or after it where the zone
// skips midnight: the date twelve hours later is the one meant.
func occurrence(rule *cal.Holiday, year int) (Date, bool) {
	actual, _ := rule.Calc(year)
	if actual.IsZero() {
		return Date{}, false
	}
	date := DateOf(actual.Add(12 * time.Hour))
	return date, !date.IsZero()
}
