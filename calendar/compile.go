package calendar

import (
	"cmp"
	"slices"

	"github.com/servicecommitment/commitment/internal/check"
)

// New checks a spec and compiles it. It asks every holiday source for the years
// of the coverage and one year on either side, takes some milliseconds and
// keeps about 1.1 KiB for each year of the coverage.
//
// The error lists everything that is wrong, each as a [commitment.FieldError]
// with its path in the words of the JSON form. It matches
// [commitment.ErrInvalid]; [ErrNotCovered] where the coverage reaches beyond
// what a source knows; and [ErrNoWorkingTime] where the calendar would never be
// open.
func New(spec Spec) (*Calendar, error) {
	var problems check.Problems
	c := compile(&spec, &problems)
	if err := problems.Err("calendar"); err != nil {
		return nil, err
	}
	return c, nil
}

// compile returns the calendar of a spec; it is of use only if no problem was found.
func compile(spec *Spec, problems *check.Problems) *Calendar {
	known, covered := spec.examine(problems)
	if problems.Len() > 0 {
		return nil
	}
	firstDay, lastDay := covered.first.epochDay(), covered.last.epochDay()
	zone, err := newZone(spec.Location, firstDay*secondsPerDay-2*zoneMargin, lastDay*secondsPerDay+2*zoneMargin, maxChanges)
	if err != nil {
		problems.Add("time_zone", err)
		return nil
	}
	plan := &plan{zone: zone, first: firstDay, last: lastDay, regimes: spec.regimes(), unsure: provisionalRanges(spec, &known, covered)}
	plan.openEnd = spec.Last.IsZero() && covered.late == ownCoverage
	plan.writtenEnd = spec.writtenEnd()
	plan.takeSpecialDays(spec, known.holidays, covered, problems)
	c := &Calendar{
		name: spec.Name, zone: zone, agenda: plan,
		first: covered.first, last: covered.last, early: covered.early, late: covered.late,
	}
	shifts := plan.shifts(nil, firstDay, lastDay)
	lower := plan.tailEnd(spec, firstDay, known.holidays)
	upper := zone.midnight(lastDay + 1)
	for _, s := range shifts[max(0, len(shifts)-maxWindows):] {
		if s.start <= upper { // else, by a change of the clocks, the next date's hours come first
			upper = max(upper, s.end)
		}
	}
	c.build(shifts, lower, upper)
	if c.index.total == 0 {
		text := "no working time from %s to %s"
		if len(shifts) > 0 {
			text += ", but for what may be left of the hours of the eve"
		}
		problems.Add("week", caused(ErrNoWorkingTime, text, covered.first, covered.last))
		return nil
	}
	for day := range plan.businessDays(firstDay, lastDay) {
		c.business.insert(day)
	}
	c.business.rank()
	c.fingerprint = plan.fingerprint(c)
	return c
}

// build indexes the shifts, within [lower, upper].
func (c *Calendar) build(shifts []shift, lower, upper int64) {
	c.end = c.zone.midnight(c.last.epochDay() + 1)
	c.index = newIndex(mergeShifts(shifts, lower, upper), lower, upper)
	c.business = newDateSet(c.first.epochDay(), c.last.epochDay())
	c.overrun = c.zone.repeatsMidnight()
	var offset int64
	var within span
	for _, s := range shifts {
		last := s.end - 1
		if last < within.start || last >= within.end {
			offset, within = c.zone.steadyAt(last)
		}
		if floorDiv(last+offset, secondsPerDay) != s.day {
			c.overrun = true
			break
		}
	}
}

// mergeShifts returns the time that any shift covers, cut to [lower, upper], in
// order, with shifts that touch or overlap made one.
func mergeShifts(shifts []shift, lower, upper int64) []span {
	if !slices.IsSortedFunc(shifts, byStart) {
		shifts = slices.Clone(shifts)
		slices.SortStableFunc(shifts, byStart)
	}
	merged := make([]span, 0, len(shifts))
	for _, s := range shifts {
		start, end := max(s.start, lower), min(s.end, upper)
		if start >= end {
			continue
		}
		if n := len(merged); n > 0 && start <= merged[n-1].end {
			merged[n-1].end = max(merged[n-1].end, end)
			continue
		}
		merged = append(merged, span{start, end})
	}
	return merged
}

func byStart(a, b shift) int { return cmp.Compare(a.start, b.start) }

// tailEnd returns the latest instant at which a shift of the days before the
// first one may end: what lies before it needs to know those days' holidays,
// and whether they are make-up workdays.
func (p *plan) tailEnd(spec *Spec, first int64, holidays []sourceHoliday) int64 {
	end := p.zone.midnight(first)
	for day := first - maxShiftDays; day < first; day++ {
		end = max(end, p.latestEnd(spec, day, holidays))
	}
	return end
}

// latestEnd returns the latest instant at which a day may end that is not covered.
func (p *plan) latestEnd(spec *Spec, day int64, holidays []sourceHoliday) int64 {
	possible := []Hours{p.weekly(day)}
	if len(spec.Holidays) > 0 {
		makeup, err := p.makeupHours(day, nil, spec)
		if err == nil {
			possible = append(possible, makeup)
		}
	}
	for _, h := range holidays {
		if h.Date.epochDay() == day {
			possible = append(possible, h.Hours)
		}
	}
	end := p.zone.midnight(day)
	for _, hours := range possible {
		for _, s := range p.resolve(nil, day, hours) {
			end = max(end, s.end)
		}
	}
	return end
}
