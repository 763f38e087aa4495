package calendar

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/servicecommitment/commitment/internal/check"
)

// dateRange is the dates from first to last, both included.
type dateRange struct{ first, last Date }

func (r dateRange) contains(d Date) bool { return !d.Before(r.first) && !d.After(r.last) }

func allDates() dateRange { return dateRange{Date{1}, Date{maxDateNumber}} }

// knowledge is what the holiday sources of a spec say of the years wanted.
type knowledge struct {
	wanted   dateRange
	holidays []sourceHoliday
	// unknown are dates that some source does not know, provisional those that
	// one knows but may still change.
	unknown     []sourceRange
	provisional []dateRange
}

// askedSource is a holiday source of a spec while it is read.
type askedSource struct {
	HolidaySource
	name string
	at   check.Path
	// said are the problems reported: a source can repeat one in every year.
	said map[string]bool
}

func (s *askedSource) report(problems *check.Problems, at check.Path, err error) {
	text := string(at) + err.Error()
	if s.said[text] {
		return
	}
	if s.said == nil {
		s.said = make(map[string]bool)
	}
	s.said[text] = true
	problems.Add(at, err)
}

type sourceHoliday struct {
	Holiday
	source string
	at     check.Path
}

type sourceRange struct {
	dateRange
	*askedSource
}

// ask reads all sources for the years from one before first to one after last.
func ask(spec *Spec, first, last Date, problems *check.Problems) knowledge {
	k := knowledge{wanted: dateRange{first, last}}
	for i, source := range spec.Holidays {
		inner, name, at := unwrapSource(source)
		if at == "" {
			at = check.Path("holidays").Index(i)
		}
		if name == "" {
			name = string(at)
		}
		s := &askedSource{HolidaySource: inner, name: name, at: at}
		if err := k.askHolidays(s, problems); err != nil {
			problems.Add(at, err)
			continue
		}
		k.askBounds(s)
	}
	return k
}

func (k *knowledge) askHolidays(s *askedSource, problems *check.Problems) error {
	if list, ok := s.HolidaySource.(*dateList); ok {
		k.take(list.holidays, list.places, s, problems)
		return list.checkBounds()
	}
	for year := max(k.wanted.first.Year()-1, 1); year <= min(k.wanted.last.Year()+1, 9999); year++ {
		list, err := s.Holidays(year)
		switch {
		case err == nil:
			k.take(list, nil, s, problems)
		case errors.Is(err, ErrNotCovered):
			newYear, yearEnd := yearSpan(year)
			k.addUnknown(newYear, yearEnd, s)
		default:
			return fmt.Errorf("source %s in %d: %w", check.Quote(s.name), year, err)
		}
	}
	return nil
}

func (k *knowledge) askBounds(s *askedSource) {
	bounded, ok := s.HolidaySource.(BoundedSource)
	if !ok {
		return
	}
	first, firm, last := bounded.Coverage()
	if first.After(k.wanted.first) {
		k.addUnknown(k.wanted.first, first.AddDays(-1), s)
	}
	if !last.IsZero() && last.Before(k.wanted.last) {
		k.addUnknown(last.AddDays(1), k.wanted.last, s)
	}
	if !firm.IsZero() && firm.Before(k.wanted.last) {
		k.provisional = append(k.provisional, dateRange{firm.AddDays(1), k.wanted.last})
	}
}

// addUnknown adds a range, cut to the dates wanted.
func (k *knowledge) addUnknown(first, last Date, s *askedSource) {
	if first.Before(k.wanted.first) {
		first = k.wanted.first
	}
	if last.After(k.wanted.last) {
		last = k.wanted.last
	}
	if !last.Before(first) {
		k.unknown = append(k.unknown, sourceRange{dateRange{first, last}, s})
	}
}

// take adds the holidays of a list that stands at one place, or each at its own.
func (k *knowledge) take(list []Holiday, places []check.Path, s *askedSource, problems *check.Problems) {
	for i, h := range list {
		at := s.at
		if places != nil {
			at = places[i]
		}
		normal, err := h.normal()
		if err != nil {
			s.report(problems, at, fmt.Errorf("source %s: %s: %w", check.Quote(s.name), h.Date, err))
			continue
		}
		k.holidays = append(k.holidays, sourceHoliday{normal, s.name, at})
	}
}

// coverage is the dates a calendar answers for and who ends them.
type coverage struct {
	dateRange
	early, late string
}

const ownCoverage = "coverage"

// cover returns the coverage of a spec: the dates wanted, cut on a side that
// the spec leaves open to what every source knows.
func cover(spec *Spec, k *knowledge, problems *check.Problems) coverage {
	first, last := spec.wanted()
	c := coverage{dateRange{first, last}, ownCoverage, ownCoverage}
	if spec.Beyond == Provisional {
		return c
	}
	slices.SortStableFunc(k.unknown, func(a, b sourceRange) int { return a.first.Compare(b.first) })
	if spec.First.IsZero() {
		for _, u := range k.unknown {
			if u.contains(c.first) {
				c.first, c.early = u.last.AddDays(1), u.name
			}
		}
	}
	slices.SortStableFunc(k.unknown, func(a, b sourceRange) int { return b.last.Compare(a.last) })
	if spec.Last.IsZero() {
		for _, u := range k.unknown {
			if u.contains(c.last) {
				c.last, c.late = u.first.AddDays(-1), u.name
			}
		}
	}
	if c.last.Before(c.first) {
		problems.Addf("coverage", "no date from %s to %s is known to every holiday source", first, last)
		return c
	}
	reported := make(map[*askedSource]bool)
	for _, u := range k.unknown {
		if u.last.Before(c.first) || u.first.After(c.last) || reported[u.askedSource] {
			continue
		}
		reported[u.askedSource] = true
		missing := u.first
		if missing.Before(c.first) {
			missing = c.first
		}
		unknown := &CoverageError{Calendar: spec.Name, Source: u.name, Date: missing}
		problems.Add(unknownPath(spec, u, c), caused(unknown, "source %s does not know the holidays of %s", check.Quote(u.name), missing))
	}
	return c
}

// unknownPath returns the field to blame for dates that a source does not know:
// the end of the coverage that reaches into them, or else the source.
func unknownPath(spec *Spec, u sourceRange, c coverage) check.Path {
	switch {
	case !spec.First.IsZero() && u.contains(c.first):
		return "coverage.first"
	case !spec.Last.IsZero() && u.contains(c.last):
		return "coverage.last"
	}
	return u.at
}

// provisionalRanges returns the covered dates whose hours may still change, in
// order. Past a coverage that ends in the unknown everything is provisional.
func provisionalRanges(spec *Spec, k *knowledge, c coverage) []dateRange {
	ranges := slices.Clone(k.provisional)
	if spec.Beyond == Provisional {
		for _, u := range k.unknown {
			if u.first == c.first {
				u.first = Date{1}
			}
			if u.last == c.last {
				u.last = Date{maxDateNumber}
			}
			ranges = append(ranges, u.dateRange)
		}
	}
	slices.SortStableFunc(ranges, func(a, b dateRange) int { return a.first.Compare(b.first) })
	merged := ranges[:0]
	for _, r := range ranges {
		if n := len(merged); n > 0 && r.first.Sub(merged[n-1].last) <= 1 {
			if r.last.After(merged[n-1].last) {
				merged[n-1].last = r.last
			}
			continue
		}
		merged = append(merged, r)
	}
	return merged
}

// Covered returns the time in which the hours are known, [first, last): from
// 00:00 of the first date, or from where no hours of the date before it can be
// running any more, to the end of the last date, or of the shift that runs over
// it. Working time up to last is known; a question about working time outside
// fails with a *[CoverageError]. Both are zero for the zero Calendar.
func (c *Calendar) Covered() (first, last time.Time) {
	if c.zone == nil {
		return time.Time{}, time.Time{}
	}
	return c.instant(c.index.lower, 0), c.instant(c.index.upper, 0)
}
