package calendar

import (
	"math"
	"slices"
	"sort"
)

// span is a stretch of working time, [start, end) in Unix seconds. Hours and
// UTC offsets are whole seconds, and so is every boundary of working time.
type span struct{ start, end int64 }

// index answers every question about working time from the whole timeline, cut
// into UTC days: how much working time lies before each of them, and which of
// a few shapes its own working time has. A day of a UTC offset is no other
// than one without: the offsets are in the shapes.
//
// Instants are seconds since base, working time is counted in seconds since
// base too; 130 years of either fit 32 bits. An index is never changed once
// built.
type index struct {
	base  int64  // Unix seconds of a UTC midnight
	lower uint32 // the first covered instant
	upper uint32 // the end of the last covered date or of the shift that runs over it
	count uint64 // the covered instants, both ends included; 0 in the zero index

	before []uint32 // working time before each UTC day, and before the end of the last
	shape  []uint8  // the shape of each UTC day; manyShapes: look in rare
	shapes []shape
	rare   []rareDay // by day

	// stride is a power of two: dayOf[i] is the UTC day of the working second
	// i << stride, where the search for the day of a working second begins.
	stride uint8
	dayOf  []uint16
}

// shape is the working time of one UTC day.
type shape struct {
	// Nearly every day has at most two stretches: these are counted without a
	// branch. Stretches are in order, do not touch, and unused ones are empty.
	first, second stretch
	rest          []stretch
}

// stretch is a stretch of working time within a UTC day, in seconds.
type stretch struct{ start, length uint32 }

type rareDay struct{ day, shape uint16 }

const (
	manyShapes = math.MaxUint8
	// maxStrides bounds the size of dayOf: eight kibibytes.
	maxStrides = 1 << 12
)

// newIndex builds the index of sorted spans that do not touch and lie within
// [lower, upper].
func newIndex(spans []span, lower, upper int64) index {
	firstDay := floorDiv(lower, secondsPerDay)
	x := index{base: firstDay * secondsPerDay}
	x.lower, x.upper, x.count = uint32(lower-x.base), uint32(upper-x.base), uint64(upper-lower)+1
	days := int(floorDiv(upper-1, secondsPerDay)-firstDay) + 2 // one empty day at the end, so that upper has a shape
	x.before = make([]uint32, days+1)
	x.shape = make([]uint8, days)
	builder := shapeBuilder{index: &x, numbers: make(map[string]uint16)}
	next := 0
	for day := range days {
		start := x.base + int64(day)*secondsPerDay
		end := start + secondsPerDay
		builder.begin()
		for i := next; i < len(spans) && spans[i].start < end; i++ {
			builder.add(max(spans[i].start, start)-start, min(spans[i].end, end)-start)
			if spans[i].end <= end {
				next = i + 1
			}
		}
		x.before[day+1] = x.before[day] + builder.finish(day)
	}
	x.buildDayOf()
	return x
}

// shapeBuilder numbers the shapes of days as they come.
type shapeBuilder struct {
	index     *index
	stretches []stretch
	key       []byte
	numbers   map[string]uint16
}

func (b *shapeBuilder) begin() { b.stretches, b.key = b.stretches[:0], b.key[:0] }

func (b *shapeBuilder) add(start, end int64) {
	s := stretch{uint32(start), uint32(end - start)}
	b.stretches = append(b.stretches, s)
	b.key = append(b.key,
		byte(s.start>>16), byte(s.start>>8), byte(s.start),
		byte(s.length>>16), byte(s.length>>8), byte(s.length))
}

// finish stores the day's shape and returns its working time.
func (b *shapeBuilder) finish(day int) (total uint32) {
	for _, s := range b.stretches {
		total += s.length
	}
	number, known := b.numbers[string(b.key)]
	if !known {
		number = uint16(len(b.index.shapes))
		b.numbers[string(b.key)] = number
		b.index.shapes = append(b.index.shapes, newShape(b.stretches))
	}
	if number < manyShapes {
		b.index.shape[day] = uint8(number)
		return total
	}
	b.index.shape[day] = manyShapes
	b.index.rare = append(b.index.rare, rareDay{uint16(day), number})
	return total
}

func newShape(stretches []stretch) shape {
	var s shape
	for i, st := range stretches {
		switch i {
		case 0:
			s.first = st
		case 1:
			s.second = st
		default:
			s.rest = append(s.rest, st)
		}
	}
	return s
}

func (x *index) buildDayOf() {
	total := x.total()
	for total>>x.stride >= maxStrides {
		x.stride++
	}
	x.dayOf = make([]uint16, 0, total>>x.stride+2)
	day := 0
	for k := uint64(0); k <= uint64(total); k += 1 << x.stride {
		for uint64(x.before[day+1]) <= k && day+2 < len(x.before) {
			day++
		}
		x.dayOf = append(x.dayOf, uint16(day))
	}
	x.dayOf = append(x.dayOf, uint16(len(x.before)-2))
}

// total returns the working time of the whole index.
func (x *index) total() uint32 { return x.before[len(x.before)-1] }

// covers reports whether an instant lies in the coverage, its end included,
// and returns it relative to base.
func (x *index) covers(unix int64) (at uint32, ok bool) {
	relative := uint64(unix - x.base)
	return uint32(relative), relative-uint64(x.lower) < x.count
}

// shapeOf returns the shape of a UTC day.
func (x *index) shapeOf(day uint32) *shape {
	number := uint16(x.shape[day])
	if number == manyShapes {
		i, _ := slices.BinarySearchFunc(x.rare, uint16(day), func(r rareDay, d uint16) int { return int(r.day) - int(d) })
		number = x.rare[i].shape
	}
	return &x.shapes[number]
}

// workedBefore returns the working time before an instant.
func (x *index) workedBefore(at uint32) uint32 {
	day := at / secondsPerDay
	second := at - day*secondsPerDay
	s := x.shapeOf(day)
	worked := x.before[day] + s.first.before(second) + s.second.before(second)
	for _, r := range s.rest {
		worked += r.before(second)
	}
	return worked
}

// before returns how much of a stretch lies before a second of its day.
func (s stretch) before(second uint32) uint32 { return min(max(second, s.start)-s.start, s.length) }

// open reports whether the second that begins at an instant is working time.
func (x *index) open(at uint32) bool {
	day := at / secondsPerDay
	second := at - day*secondsPerDay
	return x.shapeOf(day).at(second).length > 0
}

func (s stretch) contains(second uint32) bool { return second-s.start < s.length }

// instantOf returns the beginning of a working second, counted from 0. It is
// the latest instant with k seconds of working time before it; one second
// after instantOf(k-1) is the earliest. k must be less than total.
func (x *index) instantOf(k uint32) uint32 {
	day := x.searchDay(k)
	left := k - x.before[day]
	s := x.shapeOf(day)
	start := day * secondsPerDay
	if left < s.first.length {
		return start + s.first.start + left
	}
	left -= s.first.length
	if left < s.second.length {
		return start + s.second.start + left
	}
	left -= s.second.length
	for _, r := range s.rest {
		if left < r.length {
			return start + r.start + left
		}
		left -= r.length
	}
	return start // not reached: the day holds the second
}

// searchDay returns the UTC day that holds a working second: the one with
// before[day] <= k < before[day+1].
func (x *index) searchDay(k uint32) uint32 {
	bucket := k >> (x.stride & 31)
	low, high := uint32(x.dayOf[bucket]), uint32(x.dayOf[bucket+1])
	if high-low > 64 { // a long closure: halve it
		for low < high {
			middle := (low + high + 1) / 2
			if x.before[middle] <= k {
				low = middle
			} else {
				high = middle - 1
			}
		}
		return low
	}
	// Working time is spread evenly enough for the proportion to be a day or
	// two off.
	within := uint64(k & (1<<(x.stride&31) - 1))
	day := low + uint32(within*uint64(high-low)>>(x.stride&63))
	for x.before[day] > k {
		day--
	}
	for x.before[day+1] <= k {
		day++
	}
	return day
}

// nextOpen returns the first open instant at or after an instant.
func (x *index) nextOpen(at uint32) (uint32, bool) {
	worked := x.workedBefore(at)
	if worked == x.total() {
		return 0, false
	}
	if x.open(at) {
		return at, true
	}
	return x.instantOf(worked), true
}

// prevClose returns the last instant at or before an instant that ends open time.
func (x *index) prevClose(at uint32) (uint32, bool) {
	worked := x.workedBefore(at)
	if worked == 0 {
		return 0, false
	}
	return x.instantOf(worked-1) + 1, true
}

// runEnd returns the end of the working time that an open instant lies in.
func (x *index) runEnd(at uint32) uint32 {
	day := at / secondsPerDay
	s := x.shapeOf(day).at(at - day*secondsPerDay)
	if end := s.start + s.length; end < secondsPerDay {
		return day*secondsPerDay + end
	}
	// The first day after it that is not open to its end.
	next := int(day + 1)
	full := sort.Search(len(x.shape)-next, func(n int) bool {
		return x.before[next+n+1]-x.before[next] < uint32(n+1)*secondsPerDay
	})
	day = uint32(next + full)
	if first := x.shapeOf(day).first; first.start == 0 {
		return day*secondsPerDay + first.length
	}
	return day * secondsPerDay
}

// runStart returns the beginning of the working time that the second before an
// instant lies in.
func (x *index) runStart(at uint32) uint32 {
	day := (at - 1) / secondsPerDay
	s := x.shapeOf(day).at(at - 1 - day*secondsPerDay)
	if s.start > 0 {
		return day*secondsPerDay + s.start
	}
	// The last day before it that is not open from its beginning.
	full := uint32(sort.Search(int(day), func(n int) bool {
		return x.before[day]-x.before[int(day)-n-1] < uint32(n+1)*secondsPerDay
	}))
	day -= full
	if day == 0 {
		return 0
	}
	if last := x.shapeOf(day - 1).last(); last.start+last.length == secondsPerDay {
		return (day-1)*secondsPerDay + last.start
	}
	return day * secondsPerDay
}

// at returns the stretch that holds a second of the day, an empty one if none does.
func (s *shape) at(second uint32) stretch {
	if s.first.contains(second) {
		return s.first
	}
	if s.second.contains(second) {
		return s.second
	}
	for _, r := range s.rest {
		if r.contains(second) {
			return r
		}
	}
	return stretch{}
}

// last returns the last stretch of the day, an empty one if there is none.
func (s *shape) last() stretch {
	if n := len(s.rest); n > 0 {
		return s.rest[n-1]
	}
	if s.second.length > 0 {
		return s.second
	}
	return s.first
}
