package calendar_test

import (
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"
	_ "time/tzdata" // the same zones on every machine

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
)

// hostileZones are the zones in which civil arithmetic goes wrong: half-hour
// and negative daylight saving, missing and repeated midnights, a missing and
// a repeated date. The last one, Kwajalein, repeated most of a day in 1969.
var hostileZones = []string{
	"UTC", "America/New_York", "Europe/London", "Asia/Shanghai", "Asia/Kolkata", "Australia/Lord_Howe",
	"America/Havana", "America/Santiago", "America/Sao_Paulo", "Africa/Cairo", "Africa/Casablanca",
	"Pacific/Apia", "Asia/Tehran", "America/Godthab", "Pacific/Kwajalein", "America/St_Johns", "Test/Slim", "Test/Midnight",
}

// rules are zones that are given by a rule alone, without a table of changes:
// what slim zone files hold of the years to come. Test/Midnight repeats
// two hours about midnight, as St. John's did with one.
var rules = map[string]string{
	"Test/Slim":     "EST5EDT,M3.2.0,M11.1.0",
	"Test/Midnight": "<-03>3<-01>1,M3.2.0/3,M11.1.0/1",
}

func mustZone(name string) *time.Location {
	location, err := time.LoadLocation(name)
	if rule, ok := rules[name]; ok {
		location, err = time.LoadLocationFromTZData(name, tzData(rule))
	}
	if err != nil {
		panic(err)
	}
	return location
}

// tzData returns a zone file (RFC 9636) with no change of offset but the rule.
func tzData(rule string) []byte {
	block := func(version byte) []byte {
		b := append([]byte("TZif"), version)
		b = append(b, make([]byte, 15)...)
		for _, count := range []byte{0, 0, 0, 0, 1, 4} { // one type of time, four bytes of its name
			b = append(b, 0, 0, 0, count)
		}
		return append(b, 0, 0, 0, 0, 0, 0, 'S', 'T', 'D', 0)
	}
	data := append(block('2'), block('2')...)
	return append(data, "\n"+rule+"\n"...)
}

// turningPoints returns, for every hostile zone, the days on which its clocks
// change, and a few others.
var turningPoints = sync.OnceValue(func() [][]int {
	points := make([][]int, len(hostileZones))
	for i, name := range hostileZones {
		location := mustZone(name)
		for _, d := range []time.Time{
			time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC), time.Date(2026, 12, 31, 0, 0, 0, 0, time.UTC),
			time.Date(1969, 12, 31, 0, 0, 0, 0, time.UTC), time.Date(2059, 3, 1, 0, 0, 0, 0, time.UTC),
			time.Date(2040, 12, 31, 0, 0, 0, 0, time.UTC), time.Date(2056, 12, 31, 0, 0, 0, 0, time.UTC), // time.ZoneBounds errs there
		} {
			points[i] = append(points[i], int(d.Unix()/86400))
		}
		// Not before 1969: local mean time had offsets of broken minutes.
		for t := time.Date(1969, 6, 1, 0, 0, 0, 0, time.UTC); t.Year() < 2032; {
			_, end := t.In(location).ZoneBounds()
			if end.IsZero() {
				break
			}
			if !end.After(t) { // on the last day of a leap year; see newZone
				end = t.AddDate(0, 0, 1)
			} else if end.Add(-1).In(location).Format("-0700") != end.In(location).Format("-0700") {
				points[i] = append(points[i], int(end.Unix()/86400))
			}
			t = end
		}
	}
	return points
})

// dayNear returns a turning point of a zone in a month.
func dayNear(zone string, year int, month time.Month) (index int) {
	points := turningPoints()[slices.Index(hostileZones, zone)]
	return slices.IndexFunc(points, func(day int) bool {
		t := time.Unix(int64(day)*86400, 0).UTC()
		return t.Year() == year && t.Month() == month
	})
}

// dice decides by the bytes of a fuzz input, and after their end by a
// generator that they seed, so that a few bytes make a whole scenario.
type dice struct {
	data []byte
	rest *rand.Rand
}

func newDice(data []byte) *dice {
	hash := fnv.New64a()
	hash.Write(data)
	return &dice{data: data, rest: rand.New(rand.NewPCG(hash.Sum64(), 1))}
}

// n returns a number from 0 to below-1.
func (d *dice) n(below int) int {
	if len(d.data) == 0 || below > 1<<16 {
		return d.rest.IntN(below)
	}
	value := int(d.data[0])
	d.data = d.data[1:]
	if below > 256 && len(d.data) > 0 {
		value = value<<8 | int(d.data[0])
		d.data = d.data[1:]
	}
	return value % below
}

// one reports true in one of n cases.
func (d *dice) one(n int) bool { return d.n(n) == n-1 }

// around returns a number within ±spread.
func (d *dice) around(spread int) int { return d.n(2*spread+1) - spread }

func whole(open, closing int) blocks { return blocks{{open, closing}} }

// hours returns opening hours, hostile ones included.
func (d *dice) hours() blocks {
	switch d.n(12) {
	case 0:
		return nil
	case 1:
		return whole(9*60, 17*60)
	case 2:
		return blocks{{9 * 60, 12 * 60}, {13*60 + 30, 18 * 60}}
	case 3:
		return whole(22*60, 30*60)
	case 4:
		return whole(0, minutesPerDay)
	case 5:
		open := d.n(minutesPerDay)
		return whole(open, open+minutesPerDay)
	case 6: // about the usual changes of the clocks
		open := d.n(16) * 15
		return whole(open, open+15+d.n(12)*15)
	case 7: // about midnight
		open := minutesPerDay - 15 - d.n(8)*15
		return append(whole(0, 15+d.n(8)*15), block{open, open + 15 + d.n(16)*15})
	case 8:
		return whole(18*60, minutesPerDay)
	default:
		var list blocks
		for open := d.n(600); open < minutesPerDay && len(list) < 5; {
			w := block{open, open + 1 + d.n(500)}
			if d.one(8) {
				w.close = w.open + 1
			}
			list = append(list, w)
			open = w.close + 1 + d.n(300)
		}
		return list
	}
}

func (d *dice) week() [7]blocks {
	var week [7]blocks
	usual := d.hours()
	for day := range week {
		switch {
		case d.one(3):
			week[day] = d.hours()
		case day != int(time.Sunday) || d.one(2):
			week[day] = usual
		}
	}
	return week
}

func (d *dice) roster(near int) roster {
	r := roster{anchor: near + d.around(30), weeks: [][7]blocks{d.week()}}
	if d.one(4) {
		for range 1 + d.n(2) {
			r.weeks = append(r.weeks, d.week())
		}
	}
	return r
}

func (r roster) closed() bool {
	for _, week := range r.weeks {
		for _, hours := range week {
			if hours != nil {
				return false
			}
		}
	}
	return true
}

// scene returns a scene: zone and time first, so that seeds can choose them.
func (d *dice) scene() *scene {
	zone := d.n(len(hostileZones))
	points := turningPoints()[zone]
	return d.sceneAt(hostileZones[zone], points[d.n(len(points))])
}

func (d *dice) sceneAt(zone string, turn int) *scene {
	s := &scene{
		zone: zone, location: mustZone(zone), center: turn - 2 + d.around(4),
		changes: map[int]roster{}, off: map[int]bool{}, short: map[int][]blocks{}, makeup: map[int]blocks{}, override: map[int]blocks{},
	}
	near := func() int { return turn + d.around(12) }
	s.roster = d.roster(turn)
	if d.one(3) {
		for range 1 + d.n(2) {
			s.changes[near()] = d.roster(turn)
		}
	}
	if d.one(6) { // a long closure, but for what opens single dates
		s.changes[turn+10+d.n(10)] = roster{weeks: make([][7]blocks, 1)}
		s.changes[turn+95+d.n(10)] = s.roster
	}
	if d.one(2) {
		s.makeups = d.hours()
	}
	for _, from := range s.changes {
		if from.closed() && s.makeups == nil {
			s.makeups = whole(8*60, 16*60)
		}
	}
	if s.roster.closed() && s.makeups == nil {
		s.makeups = whole(8*60, 16*60)
	}
	for range d.n(4) {
		s.off[near()] = true
	}
	for range d.n(3) {
		day := near()
		if hours := d.hours(); hours != nil {
			s.short[day] = append(s.short[day], hours)
		}
	}
	for range d.n(3) {
		s.makeup[near()] = d.hours()
	}
	for range d.n(4) {
		s.override[near()] = d.hours()
	}
	return s
}

// How far the calendars of a scene know the holidays, in days about its center.
const (
	wideBefore = 40
	wideAfter  = 140
)

func dateOf(day int) calendar.Date {
	return calendar.MustDate(time.Unix(int64(day)*86400, 0).UTC().Date())
}

func (r roster) spec() (calendar.Week, calendar.Rotation) {
	weeks := make([]calendar.Week, len(r.weeks))
	for i, week := range r.weeks {
		for day, hours := range week {
			weeks[i][day] = hours.hours()
		}
	}
	if len(weeks) == 1 {
		return weeks[0], calendar.Rotation{}
	}
	return calendar.Week{}, calendar.Rotation{Anchor: dateOf(r.anchor), Weeks: weeks}
}

// spec returns the scene as a spec with the given coverage.
func (s *scene) spec(first, last int) calendar.Spec {
	spec := calendar.Spec{Name: s.zone, Location: s.location, First: dateOf(first), Last: dateOf(last), Makeup: s.makeups.hours()}
	spec.Week, spec.Rotation = s.roster.spec()
	for from, r := range s.changes {
		change := calendar.Change{From: dateOf(from)}
		change.Week, change.Rotation = r.spec()
		spec.Changes = append(spec.Changes, change)
	}
	var closing, others []calendar.Holiday
	for day := range s.off {
		closing = append(closing, calendar.Holiday{Date: dateOf(day), Name: "closed"})
	}
	for day, list := range s.short {
		for _, hours := range list {
			others = append(others, calendar.Holiday{Date: dateOf(day), Name: "short", Hours: hours.hours()})
		}
	}
	for day, hours := range s.makeup {
		others = append(others, calendar.Holiday{Date: dateOf(day), Name: "make-up", Kind: calendar.Makeup, Hours: hours.hours()})
	}
	spec.Holidays = []calendar.HolidaySource{
		calendar.FixedDates(calendar.Date{}, calendar.Date{}, closing...),
		calendar.Named("others", calendar.FixedDates(calendar.Date{}, calendar.Date{}, others...)),
	}
	for day, hours := range s.override {
		if first <= day && day <= last {
			spec.Overrides = append(spec.Overrides, calendar.Override{Date: dateOf(day), Hours: hours.hours()})
		}
	}
	return spec
}

// compile returns the calendar of a scene for the given coverage, nil if it is
// closed throughout, but for what may be left of the shift of the eve.
func (s *scene) compile(t *testing.T, first, last int) *calendar.Calendar {
	t.Helper()
	c, err := calendar.New(s.spec(first, last))
	if err == nil {
		return c
	}
	require.ErrorIs(t, err, calendar.ErrNoWorkingTime)
	known := s.knownFrom(first, last)
	zone := newTimeline(s.location, (first-3)*minutesPerDay, (last+4)*minutesPerDay)
	for day := first; day <= last; day++ {
		for _, p := range s.day(zone, day).periods {
			require.False(t, instantOf(p.close, 0).After(known), "%s: %s", dateOf(day), err)
		}
	}
	return nil
}

// knownFrom returns from where a calendar knows the hours of its first date: one that
// goes on until it is open tells.
func (s *scene) knownFrom(first, last int) time.Time {
	for day := last + 1; day <= last+3; day++ { // zones skip dates
		spec := s.spec(first, day)
		spec.Overrides = append(spec.Overrides, calendar.Override{Date: dateOf(day), Hours: theHours("12:00-13:00")})
		if c, err := calendar.New(spec); err == nil {
			known, _ := c.Covered()
			return known
		}
	}
	return time.Time{}
}

// wide returns the calendar of a scene with a coverage far beyond the oracle's window.
func (s *scene) wide(t *testing.T) *calendar.Calendar {
	t.Helper()
	return s.compile(t, s.center-wideBefore, s.center+wideAfter)
}

// seconds are what an instant can have beyond its minute.
var seconds = []time.Duration{
	0, 0, 0, 0, time.Second, 59 * time.Second, time.Nanosecond, time.Minute - time.Nanosecond, 30*time.Second + 500*time.Millisecond,
}

// instant returns an instant from minute first to minute last, often a hostile one.
func (d *dice) instant(s *scene, first, last int) time.Time {
	minute := first + d.n(1<<20)%(last-first)
	switch d.n(4) {
	case 0: // about a change of the clocks or a local midnight
		_, offset := instantOf(minute, 0).In(s.location).Zone()
		minute -= (minute + offset/60) % minutesPerDay
		minute += d.n(17)*15 - 60
	case 1: // about an opening or closing
		if hours := s.hoursOf(minute / minutesPerDay); len(hours) > 0 {
			_, offset := instantOf(minute, 0).In(s.location).Zone()
			minute += -minute%minutesPerDay - offset/60 + hours[d.n(len(hours))].open + d.around(2)
		}
	}
	beyond := seconds[d.n(len(seconds))]
	if d.one(4) {
		beyond = time.Duration(d.rest.Int64N(int64(time.Minute)))
	}
	minute = min(max(minute, first), last-1)
	return instantOf(minute, beyond).In([]*time.Location{time.UTC, s.location, time.FixedZone("odd", -12345)}[d.n(3)])
}

// duration returns a duration, whole minutes more often than not.
func (d *dice) duration(most time.Duration) time.Duration {
	length := time.Duration(d.rest.Int64N(int64(most)))
	switch d.n(5) {
	case 0:
		return length
	case 1:
		return length.Truncate(time.Second)
	case 2:
		return time.Duration(d.n(3))
	default:
		return length.Truncate(time.Minute)
	}
}

// allowance returns an allowance of any form that its rules admit.
func (d *dice) allowance() allowance {
	a := allowance{unit: calendar.Unit(1 + d.n(5)), due: calendar.SameTime, cutOff: -1}
	if d.one(2) {
		a.unit = calendar.BusinessDays
	}
	switch a.unit {
	case calendar.WorkingTime:
		a.time = d.duration(40 * time.Hour)
		return a
	case calendar.BusinessDays:
		a.count = d.n(7)
	case calendar.CalendarDays:
		a.count = d.n(12)
	case calendar.Months, calendar.Years:
		a.count = d.n(2)
	}
	a.due = calendar.DueRule(1 + d.n(5))
	if a.due == calendar.DueAt {
		a.at = d.n(97) * 15
	}
	if a.unit == calendar.BusinessDays {
		a.fromDate = d.one(3) && a.due != calendar.WallTime
		if d.one(3) && a.due != calendar.WallTime {
			a.cutOff = d.n(97) * 15
		}
		return a
	}
	a.roll = d.one(2)
	if a.due == calendar.WallTime {
		a.due = calendar.SameTime
	}
	return a
}
