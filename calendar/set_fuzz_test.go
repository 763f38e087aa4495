package calendar_test

import (
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
)

// troupe is two or three scenes about one day, in different zones more often than not.
func (d *dice) troupe() []*scene {
	lead := d.scene()
	scenes := []*scene{lead}
	for range 1 + d.n(2) {
		zone := hostileZones[d.n(len(hostileZones))]
		if d.one(3) {
			zone = lead.zone
		}
		other := d.sceneAt(zone, lead.center)
		other.center = lead.center
		scenes = append(scenes, other)
	}
	return scenes
}

type setOperation struct {
	name  string
	build func(string, ...*calendar.Calendar) (*calendar.Calendar, error)
	open  func(first bool, others []bool) bool
}

var setOperations = []setOperation{
	{"Union", calendar.Union, func(first bool, others []bool) bool { return first || slices.Contains(others, true) }},
	{"Intersect", calendar.Intersect, func(first bool, others []bool) bool { return first && !slices.Contains(others, false) }},
	{"Without", calendar.Without, func(first bool, others []bool) bool { return first && !slices.Contains(others, true) }},
}

// compileSet returns the set of the scenes' calendars, nil if one of them or
// the set is closed throughout.
func (op setOperation) compileSet(t *testing.T, scenes []*scene, before, after int) *calendar.Calendar {
	t.Helper()
	calendars := make([]*calendar.Calendar, 0, len(scenes))
	for _, s := range scenes {
		c := s.compile(t, s.center-before, s.center+after)
		if c == nil {
			return nil
		}
		calendars = append(calendars, c)
	}
	set, err := op.build(op.name, calendars...)
	if err != nil {
		require.ErrorIs(t, err, calendar.ErrNoWorkingTime)
		return nil
	}
	return set
}

// oracle does the set operation minute by minute, and follows each shift to
// the date it belongs to.
func (op setOperation) oracle(scenes []*scene) *oracle {
	parts := make([]*oracle, 0, len(scenes))
	for _, s := range scenes {
		parts = append(parts, s.oracle())
	}
	o := newOracle(parts[0].timeline, scenes[0].center)
	for i := range o.open {
		others := make([]bool, 0, len(parts)-1)
		for _, part := range parts[1:] {
			others = append(others, part.open[i])
		}
		o.open[i] = op.open(parts[0].open[i], others)
	}
	if op.name != "Union" {
		parts = parts[:1]
	}
	for _, part := range parts {
		for day, d := range part.days {
			for _, b := range d.periods {
				if b.open < o.from || b.close >= o.to {
					continue
				}
				at := day
				if part.location.String() != o.location.String() {
					at, _ = o.dateOf(instantOf(b.open, 0))
				}
				o.addPieces(at, b)
			}
		}
	}
	for day := scenes[0].center - windowBefore + 2; day < scenes[0].center+windowAfter-3; day++ {
		o.days[day] = o.days[day].settled()
	}
	return o
}

// addPieces gives a day what is open of a shift.
func (o *oracle) addPieces(day int, b block) {
	d := o.days[day]
	open := false
	for minute := b.open; minute < b.close; minute++ {
		if o.isOpen(minute) && !open {
			d.periods = append(d.periods, block{minute, minute})
		}
		if open = o.isOpen(minute); open {
			d.periods[len(d.periods)-1].close = minute + 1
		}
	}
	o.days[day] = d
}

// settled works out the day from its periods.
func (d oracleDay) settled() oracleDay {
	for i, b := range d.periods {
		if i == 0 {
			d.opening, d.closing = b.open, b.close
		}
		d.opening, d.closing = min(d.opening, b.open), max(d.closing, b.close)
	}
	d.business = len(d.periods) > 0
	return d
}

// FuzzSets compares sets of calendars with the algebra of their minutes.
func FuzzSets(f *testing.F) {
	seed(f, 1)
	f.Fuzz(func(t *testing.T, data []byte) {
		d := newDice(data)
		scenes := d.troupe()
		op := setOperations[d.n(len(setOperations))]
		set := op.compileSet(t, scenes, wideBefore, wideAfter)
		if set == nil {
			return
		}
		o := op.oracle(scenes)
		maps.DeleteFunc(o.days, func(day int, _ oracleDay) bool {
			return day < scenes[0].center-windowBefore+2 || day >= scenes[0].center+windowAfter-3
		})
		o.compareTable(t, set)
		for range questions {
			from, to := d.instant(scenes[0], o.from+3*minutesPerDay, o.to-4*minutesPerDay), d.instant(scenes[0], o.from+2, o.to-2)
			o.compare(t, set, from, to)
			o.compareDues(t, set, d, from)
			o.compareAdd(t, set, from, d.duration(30*time.Hour))
		}
	})
}

// FuzzSetCoverage holds sets to the law of coverage.
func FuzzSetCoverage(f *testing.F) {
	seed(f, 1)
	f.Fuzz(func(t *testing.T, data []byte) {
		d := newDice(data)
		scenes := d.troupe()
		op := setOperations[d.n(len(setOperations))]
		before, after := 1+d.n(6), 2+d.n(8)
		for _, s := range scenes {
			s.dropOverrides(s.center-before, s.center+after)
		}
		wide := op.compileSet(t, scenes, wideBefore, wideAfter)
		narrow := op.compileSet(t, scenes, before, after)
		if wide == nil || narrow == nil {
			return
		}
		for range questions {
			list := d.inquiries(scenes[0], (scenes[0].center-before-1)*minutesPerDay, (scenes[0].center+after+2)*minutesPerDay)
			requireNeverWrong(t, narrow, wide, list, op.name, scenes[0].zone, scenes[1].zone, before, after)
		}
	})
}
