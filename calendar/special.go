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
		if w.open >= secondsPerDay {
			// The clocks skip the end of the day: it opens at a wall time of the gap.
			w.open = int32(p.zone.wallBefore(s.start) - wall)
		}
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
