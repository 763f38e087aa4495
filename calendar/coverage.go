package calendar

import (
	"errors"
	"fmt"
	"slices"

	"github.com/servicecommitment/commitment/internal/check"
)

// dateRange is the dates from first to last, both included.
type dateRange struct{ first, last Date }

func (r dateRange) contains(d Date) bool { return !d.Before(r.first) && !d.After(r.last) }

// knowledge is what the holiday sources of a spec say of the years wanted.
type knowledge struct {
	holidays []sourceHoliday
	// unknown are dates that some source does not know, provisional those it
	// knows but may change; each with the source's name.
	unknown, provisional []sourceRange
}

type sourceHoliday struct {
	Holiday
	source string
	index  int // the source's place in the spec
}

type sourceRange struct {
	dateRange
	source string
	index  int
}

// ask reads all sources for the years from one before first to one after last.
func ask(spec *Spec, first, last Date, problems *check.Problems) knowledge {
	var k knowledge
	for i, source := range spec.Holidays {
		inner, name := unwrapSource(source)
		at := check.Path("holidays").Index(i)
		if name == "" {
			name = string(at)
		}
		k.askBounds(inner, name, i, first, last)
		if err := k.askYears(inner, name, i, first, last, problems); err != nil {
			problems.Add(at, err)
		}
	}
	return k
}

func (k *knowledge) askYears(source HolidaySource, name string, index int, first, last Date, problems *check.Problems) error {
	for year := max(first.Year()-1, 1); year <= min(last.Year()+1, 9999); year++ {
		list, err := source.Holidays(year)
		switch {
		case err == nil:
			k.take(list, name, index, problems)
		case errors.Is(err, ErrNotCovered):
			newYear, yearEnd := yearSpan(year)
			k.addUnknown(newYear, yearEnd, first, last, name, index)
		default:
			return fmt.Errorf("source %s in %d: %w", quote(name), year, err)
		}
	}
	return nil
}

func (k *knowledge) askBounds(source HolidaySource, name string, index int, first, last Date) {
	bounded, ok := source.(BoundedSource)
	if !ok {
		return
	}
	from, firm, to := bounded.Coverage()
	if !from.IsZero() {
		k.addUnknown(first, from.AddDays(-1), first, last, name, index)
	}
	if !to.IsZero() {
		k.addUnknown(to.AddDays(1), last, first, last, name, index)
	}
	if !firm.IsZero() && firm.Before(last) {
		k.provisional = append(k.provisional, sourceRange{dateRange{firm.AddDays(1), last}, name, index})
	}
}

// addUnknown adds a range, cut to the dates wanted.
func (k *knowledge) addUnknown(from, to, first, last Date, name string, index int) {
	if from.Before(first) {
		from = first
	}
	if to.After(last) {
		to = last
	}
	if !to.Before(from) {
		k.unknown = append(k.unknown, sourceRange{dateRange{from, to}, name, index})
	}
}

func (k *knowledge) take(list []Holiday, name string, index int, problems *check.Problems) {
	for _, h := range list {
		normal, err := h.normal()
		if err != nil {
			problems.Addf(check.Path("holidays").Index(index), "source %s: %s: %w", quote(name), h.Date, err)
			continue
		}
		k.holidays = append(k.holidays, sourceHoliday{normal, name, index})
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
				c.first, c.early = u.last.AddDays(1), u.source
			}
		}
	}
	slices.SortStableFunc(k.unknown, func(a, b sourceRange) int { return b.last.Compare(a.last) })
	if spec.Last.IsZero() {
		for _, u := range k.unknown {
			if u.contains(c.last) {
				c.last, c.late = u.first.AddDays(-1), u.source
			}
		}
	}
	if c.last.Before(c.first) {
		problems.Addf("coverage", "no date from %s to %s is known to every holiday source", first, last)
		return c
	}
	reported := make(map[int]bool)
	for _, u := range k.unknown {
		if u.last.Before(c.first) || u.first.After(c.last) || reported[u.index] {
			continue
		}
		reported[u.index] = true
		missing := u.first
		if missing.Before(c.first) {
			missing = c.first
		}
		problems.Add(unknownPath(spec, u, c), &CoverageError{Calendar: spec.Name, Source: u.source, Date: missing})
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
	return check.Path("holidays").Index(u.index)
}

// provisionalRanges returns the covered dates whose hours may still change, in
// order. Past a coverage that ends in the unknown everything is provisional.
func provisionalRanges(spec *Spec, k *knowledge, c coverage) []dateRange {
	var ranges []dateRange
	for _, p := range k.provisional {
		ranges = append(ranges, p.dateRange)
	}
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
	slices.SortFunc(ranges, func(a, b dateRange) int { return a.first.Compare(b.first) })
	merged := ranges[:0]
	for _, r := range ranges {
		if n := len(merged); n > 0 && !r.first.After(merged[n-1].last.AddDays(1)) {
			if r.last.After(merged[n-1].last) {
				merged[n-1].last = r.last
			}
			continue
		}
		merged = append(merged, r)
	}
	return merged
}
