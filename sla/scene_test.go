package sla_test

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"strings"
	"sync"
	"time"
	_ "time/tzdata" // the same zones on every machine

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/sla"
)

// A scene is made on a grid: its events lie on multiples of ten minutes, so that
// they often coincide, and half an allowance is still a whole tick.
const (
	sceneTick = 5 * time.Minute
	// How many ticks a scene's timetables hold before its turning day and in all.
	sceneBefore = 30 * 288
	sceneTicks  = 130 * 288
)

// scene is a case, the policies and calendars by which it is judged, and an
// instant.
type scene struct {
	origin     time.Time // of the ticks
	timetables map[string]*timetable
	policies   []sla.Policy
	c          sla.Case
	now        time.Time
}

func (s *scene) calendars() map[string]*calendar.Calendar {
	calendars := make(map[string]*calendar.Calendar, len(s.timetables))
	for name, table := range s.timetables {
		calendars[name] = table.calendar
	}
	return calendars
}

// timetable says of each tick whether it is working time.
type timetable struct {
	calendar *calendar.Calendar
	origin   time.Time
	open     []bool
	worked   []int // open ticks before each
}

func newTimetable(c *calendar.Calendar, origin time.Time) *timetable {
	table := &timetable{calendar: c, origin: origin, open: make([]bool, sceneTicks), worked: make([]int, sceneTicks+1)}
	for i := range table.open {
		open, err := c.IsOpen(table.time(i))
		if err != nil {
			panic(err)
		}
		table.open[i] = open
		table.worked[i+1] = table.worked[i]
		if open {
			table.worked[i+1]++
		}
	}
	return table
}

func (t *timetable) time(tick int) time.Time { return t.origin.Add(time.Duration(tick) * sceneTick) }

func (t *timetable) tick(at time.Time) int {
	d := at.Sub(t.origin)
	if d%sceneTick != 0 {
		panic(fmt.Sprintf("%s is not on the grid", at))
	}
	return int(d / sceneTick)
}

func (t *timetable) between(from, to int) int { return t.worked[to] - t.worked[from] }

// add walks on until so many ticks are worked.
func (t *timetable) add(from, ticks int) int {
	for ; ticks > 0; from++ {
		if t.open[from] {
			ticks--
		}
	}
	return from
}

// back walks back until so many ticks are worked, and on through what is closed.
func (t *timetable) back(from, ticks int) int {
	for ; ticks > 0; from-- {
		if t.open[from-1] {
			ticks--
		}
	}
	return from
}

// turn is a day on which clocks change, or holidays are, in a zone.
type turn struct{ zone, day string }

var sceneTurns = []turn{
	{"UTC", "2024-02-29"},
	{"America/New_York", "2026-03-08"},
	{"America/New_York", "2026-11-01"},
	{"Europe/London", "2026-03-29"},
	{"Europe/London", "2026-10-25"},
	{"Asia/Shanghai", "2026-02-17"},
	{"Asia/Kolkata", "2026-08-15"},
	{"Australia/Lord_Howe", "2026-04-05"},
	{"Australia/Lord_Howe", "2026-10-04"},
	{"America/Havana", "2026-03-08"},
	{"America/Havana", "2026-11-01"},
	{"America/Santiago", "2026-04-05"},
	{"America/Santiago", "2026-09-06"},
	{"America/Sao_Paulo", "2018-11-04"},
	{"America/Sao_Paulo", "2019-02-17"},
	{"Africa/Cairo", "2026-04-24"},
	{"Africa/Cairo", "2026-10-30"},
	{"Africa/Casablanca", "2026-02-15"},
	{"Africa/Casablanca", "2026-03-22"},
	{"Pacific/Apia", "2011-12-30"},
	{"Asia/Tehran", "2022-03-22"},
	{"Asia/Tehran", "2022-09-22"},
}

// sceneShapes are the weeks of scenes, Monday to Friday and weekend.
var sceneShapes = []struct{ week, weekend string }{
	{"09:00-17:00", "closed"},
	{"09:00-12:00,13:30-18:00", "closed"},
	{"08:00-20:00", "10:00-14:00"},
	{"22:00-06:00", "22:00-06:00"},
	{"00:00-24:00", "00:00-24:00"},
	{"00:00-02:00,23:00-24:00", "01:00-03:30"},
	{"10:00-10:30,16:00-17:10", "closed"},
	{"18:00-24:00", "00:00-03:00"},
}

type timetableKey struct {
	turn  turn
	shape int
}

var sceneTimetables sync.Map // of timetableKey to *timetable

func sceneTimetable(key timetableKey) *timetable {
	if table, ok := sceneTimetables.Load(key); ok {
		return table.(*timetable)
	}
	location, err := time.LoadLocation(key.turn.zone)
	if err != nil {
		panic(err)
	}
	day := mustDay(key.turn.day)
	if key.shape == len(sceneShapes) {
		table := newTimetable(calendar.Always(location), sceneOrigin(key.turn))
		sceneTimetables.Store(key, table)
		return table
	}
	shape := sceneShapes[key.shape]
	spec := calendar.Spec{
		Name: key.turn.zone, Location: location, Week: calendar.EveryDay(calendar.MustHours(shape.weekend)),
		First: day.AddDays(-40), Last: day.AddDays(110), Makeup: calendar.MustHours(strings.Split(shape.week, ",")[0]),
	}
	for weekday := time.Monday; weekday <= time.Friday; weekday++ {
		spec.Week[weekday] = calendar.MustHours(shape.week)
	}
	spec.Holidays = []calendar.HolidaySource{calendar.FixedDates(calendar.Date{}, calendar.Date{},
		calendar.Holiday{Date: day.AddDays(3), Name: "closed"},
		calendar.Holiday{Date: day.AddDays(4), Name: "closed too"},
		calendar.Holiday{Date: day.AddDays(8), Name: "make-up", Kind: calendar.Makeup},
		calendar.Holiday{Date: day.AddDays(-2), Name: "short", Hours: calendar.MustHours("09:00-11:00")},
	)}
	spec.Overrides = []calendar.Override{{Date: day.AddDays(6), Hours: calendar.MustHours("10:00-12:00"), Name: "stocktaking"}}
	c, err := calendar.New(spec)
	if err != nil {
		panic(err)
	}
	table := newTimetable(c, sceneOrigin(key.turn))
	sceneTimetables.Store(key, table)
	return table
}

func mustDay(text string) calendar.Date {
	day, err := calendar.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return day
}

func sceneOrigin(turn turn) time.Time {
	day, err := time.Parse(time.DateOnly, turn.day)
	if err != nil {
		panic(err)
	}
	return day.Add(-sceneBefore * sceneTick)
}

// dice decides by the bytes of a fuzz input, and after their end by a generator
// that they seed, so that a few bytes make a whole scene.
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
	if len(d.data) == 0 {
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

func pick[T any](d *dice, choices ...T) T { return choices[d.n(len(choices))] }
