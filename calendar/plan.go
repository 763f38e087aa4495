package calendar

import (
	"cmp"
	"iter"
	"math"
	"slices"
	"sort"
	"time"
)

// plan says which hours each date has and why: the compiled form of a spec's
// weeks, holidays and overrides. It knows civil dates only, as day numbers
// from 1970-01-01; a zone turns its hours into instants.
type plan struct {
	zone *zone
	// first and last are the covered days; special's days count from first.
	first, last int64
	regimes     []regime
	special     []specialDay // by day
	// Few different texts and hours serve all special days.
	names, sources interned[string]
	hours          interned[Hours]
	// unsure are the dates whose hours may still change, in order.
	unsure []dateRange
	// openEnd says that the coverage ends by default and not by what is known.
	openEnd bool
	// writtenEnd is the last date that the author wrote out, if any.
	writtenEnd Date
}

// regime is the weekly hours in force from a date on.
type regime struct {
	from   Date
	anchor int64 // the day on which weeks[0] begins
	weeks  []Week
}

func newRegime(from Date, week Week, rotation Rotation) regime {
	if len(rotation.Weeks) == 0 {
		return regime{from: from, weeks: []Week{week}}
	}
	return regime{from: from, anchor: rotation.Anchor.epochDay(), weeks: slices.Clone(rotation.Weeks)}
}

// week returns the week that a day lies in.
func (r *regime) week(day int64) *Week {
	if len(r.weeks) == 1 {
		return &r.weeks[0]
	}
	return &r.weeks[floorMod(floorDiv(day-r.anchor, 7), int64(len(r.weeks)))]
}

// firstOpen returns the hours of a week's first open weekday from Monday on.
func (w Week) firstOpen() Hours {
	for i := range w {
		if h := w[(i+int(time.Monday))%len(w)]; !h.IsZero() {
			return h
		}
	}
	return Hours{}
}

// specialDay is a day whose hours are not those of its week. Day counts from
// the plan's first day; the other numbers are places in its tables.
type specialDay struct {
	day, name, source, hours uint16
	kind                     DayKind
}

func compareDay(s specialDay, day int64) int { return cmp.Compare(int64(s.day), day) }

// weekday returns the day of the week of a day number from 1970-01-01.
func weekday(day int64) time.Weekday { return time.Weekday(floorMod(day+int64(time.Thursday), 7)) }

// regime returns the weekly hours in force on a day.
func (p *plan) regime(day int64) *regime {
	after := sort.Search(len(p.regimes), func(i int) bool { return p.regimes[i].from.epochDay() > day })
	return &p.regimes[max(after-1, 0)] // the first one is from no date on
}

// weekly returns the hours that the week gives a day, holidays aside.
func (p *plan) weekly(day int64) Hours { return p.regime(day).week(day)[weekday(day)] }

// find returns the special day of a day.
func (p *plan) find(day int64) (*specialDay, bool) {
	i, found := slices.BinarySearchFunc(p.special, day-p.first, compareDay)
	if !found {
		return nil, false
	}
	return &p.special[i], true
}

// hoursOf returns the hours of a covered day.
func (p *plan) hoursOf(day int64) Hours {
	if s, found := p.find(day); found {
		return p.hours.at(s.hours)
	}
	return p.weekly(day)
}

// maxShiftDays is how many dates before it ends a shift can open: a window is at
// most a day long, its zone can skip the date between, and a set counts the
// dates of another zone.
const maxShiftDays = 3

// shift is one opening of one date, resolved; [start, end) in Unix seconds.
type shift struct {
	span
	day int64 // the day it opens on, whose shift it is even past midnight
}

// businessDays returns the covered business days from first to last and their hours.
func (p *plan) businessDays(first, last int64) iter.Seq2[int64, Hours] {
	first, last = max(first, p.first), min(last, p.last)
	return func(yield func(int64, Hours) bool) {
		next, _ := slices.BinarySearchFunc(p.special, first-p.first, compareDay)
		steady := first * secondsPerDay
		for day := first; day <= last; day++ {
			var hours Hours
			if next < len(p.special) && int64(p.special[next].day) == day-p.first {
				hours = p.hours.at(p.special[next].hours)
				next++
			} else {
				hours = p.weekly(day)
			}
			if hours.IsZero() {
				continue
			}
			// A date between two changes of the clocks exists.
			wall := day * secondsPerDay
			if wall+secondsPerDay >= steady {
				_, steady = p.zone.steadyWall(wall)
			}
			if wall+secondsPerDay >= steady && !p.zone.exists(wall) {
				continue
			}
			if !yield(day, hours) {
				return
			}
		}
	}
}

// shifts appends the shifts that open on the covered days from first to last,
// empty ones left out. They are in order of day, and of opening unless clocks change.
func (p *plan) shifts(to []shift, first, last int64) []shift {
	windows := 0
	for _, hours := range p.regime(last).week(last) {
		windows += hours.count()
	}
	to = slices.Grow(to, int(max(last-first+1, 0))*windows/len(Week{})+1)
	offset, steady := p.zone.steadyWall(first * secondsPerDay)
	for day, hours := range p.businessDays(first, last) {
		// Between two changes of the clocks there is nothing to resolve.
		wall := day * secondsPerDay
		if wall+2*secondsPerDay >= steady {
			offset, steady = p.zone.steadyWall(wall)
		}
		if wall+2*secondsPerDay >= steady {
			to = p.resolve(to, day, hours)
			continue
		}
		for i := range hours.count() {
			w := hours.span(i)
			to = append(to, shift{span{wall + int64(w.open) - offset, wall + int64(w.close) - offset}, day})
		}
	}
	return to
}

// resolve appends the shifts of a day with the given hours.
func (p *plan) resolve(to []shift, day int64, hours Hours) []shift {
	wall := day * secondsPerDay
	if !p.zone.exists(wall) {
		return to
	}
	for i := range hours.count() {
		if s := p.resolveWindow(wall, hours.span(i)); s.start < s.end {
			to = append(to, shift{s, day})
		}
	}
	return to
}

// resolveWindow returns a window of the date that begins at a wall time as
// instants: an empty span, or one the wrong way round, where the clocks skip it.
func (p *plan) resolveWindow(wall int64, w wallSpan) span {
	return span{p.zone.resolve(wall + int64(w.open)), p.zone.resolve(wall + int64(w.close))}
}

func (p *plan) opening(day int64) int64 { return p.extent(day).start }

func (p *plan) closing(day int64) int64 { return p.extent(day).end }

// extent returns the time from the opening of a business day to its closing. A
// change of the clocks can reorder its windows and leave nothing of some; if it
// leaves nothing at all, the hours as they are written say when.
func (p *plan) extent(day int64) span {
	hours, wall := p.hoursOf(day), day*secondsPerDay
	written := span{p.zone.resolve(wall + int64(hours.span(0).open)), p.zone.resolve(wall + int64(hours.span(hours.count()-1).close))}
	open := span{math.MaxInt64, math.MinInt64}
	for i := range hours.count() {
		if s := p.resolveWindow(wall, hours.span(i)); s.start < s.end {
			open = span{min(open.start, s.start), max(open.end, s.end)}
		}
	}
	if open.start > open.end {
		return written
	}
	return open
}

func (p *plan) provisional(unix int64) bool {
	if len(p.unsure) == 0 {
		return false
	}
	date := p.zone.dateAt(unix)
	return slices.ContainsFunc(p.unsure, func(r dateRange) bool { return r.contains(date) })
}

// interned is a table of few different values that many days share.
type interned[T comparable] struct {
	values  []T
	numbers map[T]uint16
}

func (t *interned[T]) at(number uint16) T { return t.values[number] }

// number returns the place of a value, which it takes in if need be. There are
// at most as many values as days in 130 years, so that 16 bits suffice.
func (t *interned[T]) number(value T) uint16 {
	if n, found := t.numbers[value]; found {
		return n
	}
	if t.numbers == nil {
		t.numbers = make(map[T]uint16)
	}
	n := uint16(len(t.values))
	t.values = append(t.values, value)
	t.numbers[value] = n
	return n
}

// seal drops what only building needs.
func (t *interned[T]) seal() {
	t.values, t.numbers = slices.Clip(t.values), nil
}
