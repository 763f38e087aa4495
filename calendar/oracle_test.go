package calendar_test

import (
	"slices"
	"strings"
	"time"

	"github.com/servicecommitment/commitment/calendar"
)

// The oracle answers the questions of a calendar the slow way, minute by
// minute, over a window of some weeks. It shares nothing with the library but
// the meaning of the rules: it has its own representation of hours and dates
// (minutes and days since 1970), and resolves wall times by looking at what
// the clock on the wall shows at every minute.
//
// Its answers come with ok: false says that the answer leaves the window.

const minutesPerDay = 1440

// block is [open, close) in minutes: of a date, counted from its 00:00, or of
// the timeline, counted from 1970-01-01T00:00Z.
type block struct{ open, close int }

// blocks are opening hours, in order.
type blocks []block

// text returns the hours as calendar.ParseHours reads them.
func (b blocks) text() string {
	if len(b) == 0 {
		return "closed"
	}
	list := make([]string, 0, len(b))
	for _, w := range b {
		closing := w.close
		if closing > minutesPerDay {
			closing -= minutesPerDay
		}
		list = append(list, clockText(w.open)+"-"+clockText(closing))
	}
	return strings.Join(list, ",")
}

func (b blocks) hours() calendar.Hours { return calendar.MustHours(b.text()) }

// within returns what of each block lies in one of the others.
func (b blocks) within(others blocks) blocks {
	var both blocks
	for _, w := range b {
		for _, other := range others {
			if cut := (block{max(w.open, other.open), min(w.close, other.close)}); cut.open < cut.close {
				both = append(both, cut)
			}
		}
	}
	return both
}

// roster is weekly hours in turn; one week is the plain case. Weeks begin on
// the anchor's weekday, but hours are indexed by weekday, Sunday first.
type roster struct {
	anchor int
	weeks  [][7]blocks
}

func (r roster) week(day int) [7]blocks {
	number := 0
	for at := r.anchor; at+7 <= day; at += 7 {
		number++
	}
	for at := r.anchor; at > day; at -= 7 {
		number--
	}
	for number < 0 {
		number += len(r.weeks)
	}
	return r.weeks[number%len(r.weeks)]
}

// scene is a spec in the oracle's own words. Days count from 1970-01-01.
type scene struct {
	zone     string
	location *time.Location
	center   int // the day of interest
	roster   roster
	changes  map[int]roster
	off      map[int]bool
	short    map[int][]blocks
	makeup   map[int]blocks // nil: the calendar's own
	makeups  blocks
	override map[int]blocks
}

func (s *scene) weekly(day int) roster {
	found, since := s.roster, -1<<31
	for from, r := range s.changes {
		if from <= day && from > since {
			found, since = r, from
		}
	}
	return found
}

func weekdayOf(day int) time.Weekday { return time.Weekday(((day+4)%7 + 7) % 7) }

// hoursOf returns the hours of a date by precedence, before short days.
func (s *scene) hoursOf(day int) blocks {
	if hours, ok := s.override[day]; ok {
		return hours
	}
	week := s.weekly(day).week(day)
	if hours, ok := s.makeup[day]; ok {
		if hours != nil {
			return hours
		}
		if s.makeups != nil {
			return s.makeups
		}
		for _, weekday := range []time.Weekday{1, 2, 3, 4, 5, 6, 0} {
			if week[weekday] != nil {
				return week[weekday]
			}
		}
		for _, other := range s.weekly(day).weeks {
			for _, weekday := range []time.Weekday{1, 2, 3, 4, 5, 6, 0} {
				if other[weekday] != nil {
					return other[weekday]
				}
			}
		}
		return nil
	}
	if s.off[day] {
		return nil
	}
	return week[weekdayOf(day)]
}

// shortened returns the hours that cut those of a date.
func (s *scene) shortened(day int) []blocks {
	_, overridden := s.override[day]
	_, makeup := s.makeup[day]
	if overridden || makeup {
		return nil
	}
	return s.short[day]
}

// timeline is a zone minute by minute: what the clock on the wall shows at
// each, and when it first shows a wall time. Walls are minutes since
// 1970-01-01T00:00 on the same clock.
type timeline struct {
	location *time.Location
	from     int // the first minute
	wall     []int
	wallFrom int
	first    []int // minute at which a wall is first shown; 0: never
}

func newTimeline(location *time.Location, from, to int) *timeline {
	z := &timeline{location: location, from: from, wallFrom: from - 2*minutesPerDay}
	z.wall = make([]int, to-from)
	z.first = make([]int, to-from+4*minutesPerDay)
	for i := range z.wall {
		_, offset := time.Unix(int64(from+i)*60, 0).In(location).Zone()
		z.wall[i] = from + i + offset/60
		if at := z.wall[i] - z.wallFrom; z.first[at] == 0 {
			z.first[at] = from + i
		}
	}
	// A wall that is never shown is taken with the offset before the gap.
	for i := 1; i < len(z.wall); i++ {
		before := z.wall[i-1] - (from + i - 1)
		for skipped := z.wall[i-1] + 1; skipped < z.wall[i]; skipped++ {
			if z.first[skipped-z.wallFrom] == 0 {
				z.first[skipped-z.wallFrom] = skipped - before
			}
		}
	}
	return z
}

// resolve returns the minute of a wall.
func (z *timeline) resolve(wall int) int { return z.first[wall-z.wallFrom] }

// resolveAll returns the hours of a day on the timeline, without empty ones.
func (z *timeline) resolveAll(day int, hours blocks) blocks {
	var resolved blocks
	for _, w := range hours {
		if b := (block{z.resolve(day*minutesPerDay + w.open), z.resolve(day*minutesPerDay + w.close)}); b.open < b.close {
			resolved = append(resolved, b)
		}
	}
	return resolved
}

// midnight returns the minute at which a day begins.
func (z *timeline) midnight(day int) int { return z.resolve(day * minutesPerDay) }

// exists reports whether a day has any time.
func (z *timeline) exists(day int) bool { return z.midnight(day) != z.midnight(day+1) }

// oracleDay is what the oracle knows of a date.
type oracleDay struct {
	periods          blocks // on the timeline
	business         bool
	opening, closing int // of the hours, on the timeline
}

// oracle answers within [from, to), in minutes, for the dates of days.
type oracle struct {
	*timeline
	from, to int
	open     []bool // minute from+i is working time
	days     map[int]oracleDay
}

// The window around the center, in days.
const (
	windowBefore = 9
	windowAfter  = 15
	margin       = 4
)

func (s *scene) timeline() *timeline {
	return newTimeline(s.location, (s.center-windowBefore-2*margin)*minutesPerDay, (s.center+windowAfter+2*margin)*minutesPerDay)
}

// day returns what there is to know of a date.
func (s *scene) day(z *timeline, day int) oracleDay {
	hours := s.hoursOf(day)
	if !z.exists(day) || len(hours) == 0 {
		return oracleDay{}
	}
	wall := day * minutesPerDay
	d := oracleDay{
		business: true, periods: z.resolveAll(day, hours),
		opening: z.resolve(wall + hours[0].open), closing: z.resolve(wall + hours[len(hours)-1].close),
	}
	if len(d.periods) > 0 {
		d = oracleDay{periods: d.periods}.settled()
	}
	// A short day takes away: of the time, not of what the clock shows.
	for _, short := range s.shortened(day) {
		d = oracleDay{periods: d.periods.within(z.resolveAll(day, short))}.settled()
	}
	return d
}

// oracle compiles the scene for the days about its center.
func (s *scene) oracle() *oracle {
	o := newOracle(s.timeline(), s.center)
	for day := s.center - windowBefore - margin; day < s.center+windowAfter+margin; day++ {
		d := s.day(o.timeline, day)
		o.days[day] = d
		o.mark(d.periods)
	}
	return o
}

func newOracle(z *timeline, center int) *oracle {
	o := &oracle{timeline: z, from: (center - windowBefore) * minutesPerDay, to: (center + windowAfter) * minutesPerDay}
	o.open = make([]bool, o.to-o.from)
	o.days = make(map[int]oracleDay)
	return o
}

func (o *oracle) mark(periods []block) {
	for _, b := range periods {
		for minute := max(b.open, o.from); minute < min(b.close, o.to); minute++ {
			o.open[minute-o.from] = true
		}
	}
}

// moment is a minute and the nanoseconds beyond it.
func moment(t time.Time) (minute int, beyond time.Duration) {
	unix := t.Unix()
	minute = int(unix / 60)
	if unix%60 < 0 {
		minute--
	}
	return minute, time.Duration(unix-int64(minute)*60)*time.Second + time.Duration(t.Nanosecond())
}

func instantOf(minute int, beyond time.Duration) time.Time {
	return time.Unix(int64(minute)*60, 0).Add(beyond)
}

func (o *oracle) isOpen(minute int) bool { return o.open[minute-o.from] }

// worked returns the working time from the beginning of the window to t.
func (o *oracle) worked(t time.Time) time.Duration {
	minute, beyond := moment(t)
	total := time.Duration(0)
	for m := o.from; m < minute; m++ {
		if o.isOpen(m) {
			total += time.Minute
		}
	}
	if beyond > 0 && o.isOpen(minute) {
		total += beyond
	}
	return total
}

func (o *oracle) between(from, to time.Time) time.Duration { return o.worked(to) - o.worked(from) }

// add walks.
func (o *oracle) add(t time.Time, d time.Duration) (time.Time, bool) {
	if d == 0 {
		return t, true
	}
	minute, beyond := moment(t)
	for ; d > 0; minute, beyond = minute+1, 0 {
		if minute >= o.to {
			return t, false
		}
		if !o.isOpen(minute) {
			continue
		}
		if rest := time.Minute - beyond; d > rest {
			d -= rest
			continue
		}
		return instantOf(minute, beyond+d), true
	}
	left := -d
	if beyond == 0 {
		minute, beyond = minute-1, time.Minute
	}
	for ; ; minute, beyond = minute-1, time.Minute {
		if minute < o.from {
			return t, false
		}
		if !o.isOpen(minute) {
			continue
		}
		if left > beyond {
			left -= beyond
			continue
		}
		return instantOf(minute, beyond-left), true
	}
}

func (o *oracle) nextOpen(t time.Time) (time.Time, bool) {
	minute, _ := moment(t)
	if o.isOpen(minute) {
		return t, true
	}
	for ; minute < o.to; minute++ {
		if o.isOpen(minute) {
			return instantOf(minute, 0), true
		}
	}
	return t, false
}

func (o *oracle) prevClose(t time.Time) (time.Time, bool) {
	minute, beyond := moment(t)
	if beyond > 0 && o.isOpen(minute) {
		return t, true
	}
	for ; minute > o.from; minute-- {
		if o.isOpen(minute - 1) {
			return instantOf(minute, 0), true
		}
	}
	return t, false
}

func (o *oracle) nextClose(t time.Time) (time.Time, bool) {
	minute, _ := moment(t)
	for minute++; minute < o.to; minute++ {
		if o.isOpen(minute-1) && !o.isOpen(minute) {
			return instantOf(minute, 0), true
		}
	}
	return t, false
}

func (o *oracle) prevOpen(t time.Time) (time.Time, bool) {
	minute, _ := moment(t)
	for ; minute > o.from; minute-- {
		if o.isOpen(minute) && !o.isOpen(minute-1) {
			return instantOf(minute, 0), true
		}
	}
	return t, false
}

// periods returns the working time in [from, to).
func (o *oracle) periods(from, to time.Time) []calendar.Interval {
	var list []calendar.Interval
	last, _ := moment(to)
	open := false
	for minute, _ := moment(from); minute <= last; minute++ {
		if o.isOpen(minute) && !open {
			list = append(list, calendar.Interval{Start: max2(from, instantOf(minute, 0)), End: to})
		}
		if open && !o.isOpen(minute) {
			list[len(list)-1].End = instantOf(minute, 0)
		}
		open = o.isOpen(minute)
	}
	return slices.DeleteFunc(list, calendar.Interval.IsEmpty)
}

// dateOf returns the day that t shows and the time on the wall since its 00:00.
func (o *oracle) dateOf(t time.Time) (day int, clock time.Duration) {
	local := t.In(o.location)
	year, month, number := local.Date()
	hour, minute, second := local.Clock()
	day = int(time.Date(year, month, number, 0, 0, 0, 0, time.UTC).Unix() / 86400)
	return day, time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute + time.Duration(second)*time.Second + time.Duration(t.Nanosecond())
}

// at returns the instant of a time on the wall, counted from a day's 00:00.
func (o *oracle) at(day int, clock time.Duration) (time.Time, bool) {
	wall := day*minutesPerDay + int(clock/time.Minute)
	if at := wall - o.wallFrom; at < 0 || at >= len(o.first) || o.first[at] == 0 {
		return time.Time{}, false
	}
	return instantOf(o.resolve(wall), clock%time.Minute), true
}

func (o *oracle) known(day int) bool {
	_, ok := o.days[day]
	return ok
}

// addBusinessDays walks.
func (o *oracle) addBusinessDays(day, n int) (int, bool) {
	for ; n > 0; n-- {
		for day++; o.known(day) && !o.days[day].business; day++ {
		}
	}
	for ; n < 0; n++ {
		for day--; o.known(day) && !o.days[day].business; day-- {
		}
	}
	return day, o.known(day)
}

func (o *oracle) businessDays(from, to int) int {
	if to < from {
		return -o.businessDays(to, from)
	}
	count := 0
	for day := from; day < to; day++ {
		if o.days[day].business {
			count++
		}
	}
	return count
}
