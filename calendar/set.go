package calendar

import (
	"slices"

	"github.com/servicecommitment/commitment/internal/check"
)

// Intersect returns the calendar that is open when all of the given ones are:
// the hours in which two offices can talk.
//
// Zones may differ; the new calendar has the first one's. It covers the dates
// that all of them cover. A business day is a date on which a piece of working
// time opens: pieces keep the date of the first calendar's shift that they are
// cut from.
//
// The error lists what is wrong, each as a [commitment.FieldError] at "calendars[i]":
// none given, nil, or not compiled. It matches [ErrNotCovered] where no date is
// covered by all, and [ErrNoWorkingTime] where nothing is left; more than 5,000
// pieces of working time that open on one date are an error too. Like the two
// other operations it costs about as much as [New], and the result refers to
// the calendars it is made of.
func Intersect(name string, calendars ...*Calendar) (*Calendar, error) {
	return newSet(name, intersection, calendars)
}

// Union returns the calendar that is open when any of the given ones is:
// follow-the-sun support. A shift keeps its date, or has that of its opening in
// the first calendar's zone where its own calendar has another; all else is as
// with [Intersect].
func Union(name string, calendars ...*Calendar) (*Calendar, error) {
	return newSet(name, union, calendars)
}

// Without returns the calendar that is open when the first of the given ones is
// and none of the others: office hours without the maintenance windows. All
// else is as with [Intersect].
func Without(name string, calendars ...*Calendar) (*Calendar, error) {
	return newSet(name, difference, calendars)
}

// operation is what a set does with its calendars. Its text is part of fingerprints.
type operation string

const (
	intersection operation = "intersect"
	union        operation = "union"
	difference   operation = "without"
)

// set is the agenda of a set of calendars.
type set struct {
	operation    operation
	operands     []*Calendar
	zone         *zone
	lower, upper int64 // Unix seconds
}

func newSet(name string, op operation, calendars []*Calendar) (*Calendar, error) {
	var problems check.Problems
	if len(calendars) == 0 {
		problems.Addf("calendars", "is required")
	}
	for i, c := range calendars {
		switch at := check.Path("calendars").Index(i); {
		case c == nil:
			problems.Addf(at, "is nil")
		case c.zone == nil:
			problems.Add(at, caused(c.refuse(), "is not compiled"))
		}
	}
	if err := problems.Err("calendar"); err != nil {
		return nil, err
	}
	s := &set{operation: op, operands: slices.Clone(calendars), zone: calendars[0].zone}
	c := &Calendar{name: name, zone: s.zone, agenda: s}
	if !s.cover(c) {
		problems.Add("calendars", caused(&CoverageError{Calendar: name, Source: c.late, Date: c.last.AddDays(1)}, "no date is covered by all of them"))
		return nil, problems.Err("calendar")
	}
	first, last := c.first.epochDay(), c.last.epochDay()
	// Shifts of the days before can run into the first date, and instants after
	// the last one are known where no shift of it is cut.
	shifts := s.shifts(nil, first-maxShiftDays, last+maxShiftDays)
	if day, ok := crowded(shifts, first-maxShiftDays, last+maxShiftDays); ok {
		problems.Addf("calendars", "have more than %d pieces of working time on %s", maxPieces, dateOfDay(day))
		return nil, problems.Err("calendar")
	}
	c.build(shifts, s.lower, s.upper)
	if c.index.total == 0 {
		problems.Add("calendars", caused(ErrNoWorkingTime, "no working time from %s to %s", c.first, c.last))
		return nil, problems.Err("calendar")
	}
	for _, piece := range shifts {
		if piece.day >= first && piece.day <= last {
			c.business.insert(piece.day)
		}
	}
	c.business.rank()
	c.fingerprint = s.fingerprint(c)
	return c, nil
}

// maxPieces is far beyond the openings of any date, and keeps those of a week
// within the numbers of a [pattern].
const maxPieces = 5000

// crowded returns a day from first to last on which too many shifts open.
func crowded(shifts []shift, first, last int64) (day int64, found bool) {
	pieces := make([]uint16, last-first+1)
	for _, s := range shifts {
		if pieces[s.day-first]++; pieces[s.day-first] > maxPieces {
			return s.day, true
		}
	}
	return 0, false
}

// cover sets the dates that all operands cover, and reports whether there are any.
func (s *set) cover(c *Calendar) bool {
	for i, o := range s.operands {
		if lower := o.index.base + int64(o.index.lower); i == 0 || lower > s.lower {
			s.lower, c.early = lower, o.early
		}
		if upper := o.index.base + int64(o.index.upper); i == 0 || upper < s.upper {
			s.upper, c.late = upper, o.late
		}
	}
	// Within the tail of a last shift only that shift is known.
	end := s.upper
	for _, o := range s.operands {
		end = min(end, o.zone.midnight(o.last.epochDay()+1))
	}
	c.first = s.zone.dateAt(s.lower)
	c.last = dateOfDay(floorDiv(s.zone.wallAt(end), secondsPerDay) - 1)
	if s.zone.midnight(c.first.epochDay()) < s.lower {
		c.first = c.first.AddDays(1)
	}
	if s.operation == union {
		return !c.last.Before(c.first)
	}
	// What is cut from a shift must be known to its end.
	last := c.last.epochDay()
	for _, whole := range s.sources(last-maxShiftDays, last) {
		if whole.end > s.upper && whole.day <= c.last.epochDay() {
			c.last = dateOfDay(whole.day - 1)
		}
	}
	return !c.last.Before(c.first)
}

func (s *set) shifts(to []shift, first, last int64) []shift {
	whole := s.sources(first, last)
	if s.operation == union {
		return append(to, whole...)
	}
	for _, piece := range whole {
		piece.start, piece.end = max(piece.start, s.lower), min(piece.end, s.upper)
		to = s.cut(to, piece)
	}
	return to
}

// sources returns the shifts that the operation cuts its pieces from, whole and
// with their days in the set's zone.
func (s *set) sources(first, last int64) []shift {
	operands := s.operands[:1]
	if s.operation == union {
		operands = s.operands
	}
	var shifts []shift
	for _, o := range operands {
		sameZone := o.zone.location.String() == s.zone.location.String()
		for _, source := range o.agenda.shifts(nil, first-maxShiftDays, last+maxShiftDays) {
			if !sameZone {
				source.day = s.zone.dateAt(source.start).epochDay()
			}
			if source.day >= first && source.day <= last {
				shifts = append(shifts, source)
			}
		}
	}
	return shifts
}

// cut appends what the operation leaves of a shift.
func (s *set) cut(to []shift, piece shift) []shift {
	if piece.start >= piece.end {
		return to
	}
	pieces := []span{piece.span}
	for _, other := range s.operands[1:] {
		var left []span
		for _, p := range pieces {
			if open := other.index.openWithin(nil, p); s.operation == intersection {
				left = append(left, open...)
			} else {
				left = p.gaps(left, open)
			}
		}
		pieces = left
	}
	for _, p := range pieces {
		to = append(to, shift{p, piece.day})
	}
	return to
}

// openWithin appends the working time within a covered span.
func (x *index) openWithin(to []span, s span) []span {
	for at := s.start; at < s.end; {
		opening, ok := x.nextOpen(uint32(max(at-x.base, int64(x.lower))))
		start := x.base + int64(opening)
		if !ok || start >= s.end {
			break
		}
		at = x.base + int64(x.runEnd(opening))
		to = append(to, span{start, min(at, s.end)})
	}
	return to
}

// gaps appends what a span has outside of the given ones, which are in order.
func (s span) gaps(to, inner []span) []span {
	at := s.start
	for _, i := range inner {
		if at < i.start {
			to = append(to, span{at, i.start})
		}
		at = i.end
	}
	if at < s.end {
		to = append(to, span{at, s.end})
	}
	return to
}

// explain returns the reason of the first operand whose own date is as open or
// closed as the set's, or else the operation: hours that do not meet.
func (s *set) explain(day int64) reason {
	if !s.zone.exists(day * secondsPerDay) {
		return reason{kind: SkippedDay, source: s.zone.location.String()}
	}
	open := len(s.shifts(nil, day, day)) > 0
	deciders := s.operands
	if s.operation == difference {
		deciders = s.operands[:1]
	}
	for _, o := range deciders {
		if o.coverDate(dateOfDay(day)) != nil {
			continue // in its zone another date
		}
		if why := o.agenda.explain(day); why.hours.IsZero() != open {
			if o.name != "" {
				why.source = o.name + ": " + why.source
			}
			return why
		}
	}
	if open {
		return reason{kind: Workday, source: string(s.operation)}
	}
	return reason{kind: RestDay, source: string(s.operation)}
}

func (s *set) opening(day int64) int64 {
	shifts := s.shifts(nil, day, day)
	opening := shifts[0].start
	for _, piece := range shifts {
		opening = min(opening, piece.start)
	}
	return opening
}

func (s *set) closing(day int64) int64 {
	shifts := s.shifts(nil, day, day)
	closing := shifts[0].end
	for _, piece := range shifts {
		closing = max(closing, piece.end)
	}
	return closing
}

func (s *set) provisional(unix int64) bool {
	return slices.ContainsFunc(s.operands, func(o *Calendar) bool { return o.agenda.provisional(unix) })
}
