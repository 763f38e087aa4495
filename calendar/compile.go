package calendar

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/servicecommitment/commitment/internal/check"
)

// New checks a spec and compiles it. It asks every holiday source for the years
// of the coverage and one year on either side, takes some milliseconds and
// keeps about 1.1 KiB for each year of the coverage.
//
// The error lists everything that is wrong, each as a [commitment.FieldError]
// with its path in the words of the JSON form. It matches [commitment.ErrInvalid];
// [ErrNotCovered] where the coverage reaches beyond what a source knows; and
// [ErrNoWorkingTime] where the calendar would never be open.
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
	spec.check(problems)
	if problems.Len() > 0 {
		return nil
	}
	first, last := spec.wanted()
	known := ask(spec, first, last, problems)
	covered := cover(spec, &known, problems)
	spec.checkOverridesWithin(covered.dateRange, problems)
	if problems.Len() > 0 {
		return nil
	}
	firstDay, lastDay := covered.first.epochDay(), covered.last.epochDay()
	zone, err := newZone(spec.Location, firstDay*secondsPerDay-2*zoneMargin, lastDay*secondsPerDay+2*zoneMargin)
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
	if len(shifts) == 0 {
		problems.Add("week", caused(ErrNoWorkingTime, "no working time from %s to %s", covered.first, covered.last))
		return nil
	}
	lower := plan.tailEnd(spec, firstDay, known.holidays)
	upper := zone.midnight(lastDay + 1)
	for _, s := range shifts[max(0, len(shifts)-maxWindows):] {
		upper = max(upper, s.end)
	}
	c.build(shifts, lower, upper)
	for day := range plan.businessDays(firstDay, lastDay) {
		c.business.insert(day)
	}
	c.business.rank()
	c.fingerprint = plan.fingerprint(c)
	return c
}

// build indexes the shifts, within [lower, upper].
func (c *Calendar) build(shifts []shift, lower, upper int64) {
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

func (s Spec) checkOverridesWithin(c dateRange, problems *check.Problems) {
	for i, o := range s.Overrides {
		if !o.Date.IsZero() && !c.contains(o.Date) {
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

// takeSpecialDays decides what each date with holidays or an override is.
func (p *plan) takeSpecialDays(spec *Spec, holidays []sourceHoliday, c coverage, problems *check.Problems) {
	days := make(map[int64]*dayDecision, len(holidays))
	decide := func(d Date) *dayDecision {
		day := d.epochDay()
		if days[day] == nil {
			days[day] = &dayDecision{day: day}
		}
		return days[day]
	}
	for _, h := range holidays {
		if c.contains(h.Date) && !decide(h.Date).add(h) {
			problems.Addf(h.at, "%s has more than %d holidays", h.Date, maxHolidaysOfDate)
		}
	}
	for i := range spec.Overrides {
		decide(spec.Overrides[i].Date).override = &spec.Overrides[i]
	}
	list := make([]*dayDecision, 0, len(days))
	for _, d := range days {
		list = append(list, d)
	}
	slices.SortFunc(list, func(a, b *dayDecision) int { return cmp.Compare(a.day, b.day) })
	p.special = make([]specialDay, 0, len(list))
	for _, d := range list {
		at, err := d.take(p, spec)
		if err != nil {
			problems.Add(at, err)
		}
	}
	p.names.seal()
	p.sources.seal()
	p.hours.seal()
}

// dayDecision gathers what is said of one day.
type dayDecision struct {
	day      int64
	holidays []sourceHoliday
	override *Override
}

// maxHolidaysOfDate is far beyond any date's and bounds the work of comparing them.
const maxHolidaysOfDate = 100

// add takes in a holiday, unless it has it already, and reports whether there
// was room for it.
func (d *dayDecision) add(h sourceHoliday) bool {
	same := func(other sourceHoliday) bool { return other.Holiday == h.Holiday && other.source == h.source }
	if slices.ContainsFunc(d.holidays, same) {
		return true
	}
	if len(d.holidays) == maxHolidaysOfDate {
		return false
	}
	d.holidays = append(d.holidays, h)
	return true
}

var (
	errTwoMakeups   = errors.New("two make-up workdays on this date have different hours")
	errMakeupClosed = errors.New("no weekday is open, so that make-up workdays need hours of their own")
)

// take decides the day by precedence: override, make-up workday, holiday.
func (d *dayDecision) take(p *plan, spec *Spec) (check.Path, error) {
	if o := d.override; o != nil {
		p.addSpecial(d.day, OverrideDay, o.Name, "override", o.Hours)
		return "", nil
	}
	if makeups := d.of(Makeup); len(makeups) > 0 {
		hours, err := p.makeupHours(d.day, makeups, spec)
		name, source := describeHolidays(makeups)
		p.addSpecial(d.day, MakeupDay, name, source, hours)
		return makeups[len(makeups)-1].at, err
	}
	if off := d.of(DayOff); len(off) > 0 {
		name, source := describeHolidays(off)
		p.addSpecial(d.day, HolidayDay, name, source, Hours{})
		return "", nil
	}
	hours := p.resolve(nil, d.day, p.weekly(d.day))
	for _, h := range d.holidays {
		hours = intersectShifts(hours, p.resolve(nil, d.day, h.Hours))
	}
	name, source := describeHolidays(d.holidays)
	p.addSpecial(d.day, ShortenedDay, name, source, p.hoursOfShifts(d.day, hours))
	return "", nil
}

// intersectShifts returns the time that is in both. A short day is cut as
// instants and not as wall times, whose order a change of the clocks can turn
// round: a holiday never adds time.
func intersectShifts(a, b []shift) []shift {
	var both []shift
	for _, x := range a {
		for _, y := range b {
			if s := (span{max(x.start, y.start), min(x.end, y.end)}); s.start < s.end {
				both = append(both, shift{s, x.day})
			}
		}
	}
	return both
}

// hoursOfShifts returns the hours of a day on which the given shifts are open.
func (p *plan) hoursOfShifts(day int64, shifts []shift) Hours {
	spans := make([]wallSpan, 0, len(shifts))
	for _, s := range mergeShifts(shifts, math.MinInt64, math.MaxInt64) {
		wall := day * secondsPerDay
		w := wallSpan{int32(p.zone.wallAt(s.start) - wall), int32(p.zone.wallAt(s.end-1) + 1 - wall)}
		if w.close > w.open+secondsPerDay {
			// Past a date that the zone skips: a wall time of that date means it too.
			w.close = int32(s.end + p.zone.offsetAt(s.start) - wall)
		}
		spans = append(spans, w)
	}
	return packHours(spans)
}

func (d *dayDecision) of(kind HolidayKind) []sourceHoliday {
	var list []sourceHoliday
	for _, h := range d.holidays {
		if h.Kind == kind {
			list = append(list, h)
		}
	}
	return list
}

// makeupHours returns the hours of a make-up workday: its own, those of the
// spec, or those of the week's first open weekday.
func (p *plan) makeupHours(day int64, makeups []sourceHoliday, spec *Spec) (Hours, error) {
	var own Hours
	for _, h := range makeups {
		if !own.IsZero() && !h.Hours.IsZero() && h.Hours != own {
			return own, fmt.Errorf("%s: %w", dateOfDay(day), errTwoMakeups)
		}
		if !h.Hours.IsZero() {
			own = h.Hours
		}
	}
	if !own.IsZero() {
		return own, nil
	}
	if !spec.Makeup.IsZero() {
		return spec.Makeup, nil
	}
	regime := p.regime(day)
	if hours := regime.week(day).firstOpen(); !hours.IsZero() {
		return hours, nil
	}
	for i := range regime.weeks {
		if hours := regime.weeks[i].firstOpen(); !hours.IsZero() {
			return hours, nil
		}
	}
	return Hours{}, fmt.Errorf("%s: %w", dateOfDay(day), errMakeupClosed)
}

// describeHolidays joins the different names and sources of the holidays of one date.
func describeHolidays(holidays []sourceHoliday) (name, source string) {
	var names, sources []string
	for _, h := range holidays {
		if h.Name != "" && !slices.Contains(names, h.Name) {
			names = append(names, h.Name)
		}
		if !slices.Contains(sources, h.source) {
			sources = append(sources, h.source)
		}
	}
	return strings.Join(names, " / "), strings.Join(sources, " / ")
}

func (p *plan) addSpecial(day int64, kind DayKind, name, source string, hours Hours) {
	p.special = append(p.special, specialDay{
		day: uint16(day - p.first), kind: kind,
		name: p.names.number(name), source: p.sources.number(source), hours: p.hours.number(hours),
	})
}
