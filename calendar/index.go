package calendar

import (
	"encoding/binary"
	"math"
	"slices"
	"sort"
)

// span is a stretch of working time, [start, end) in Unix seconds. Hours and
// UTC offsets are whole seconds, and so is every boundary of working time.
type span struct{ start, end int64 }

// index answers every question about working time from the whole timeline, cut
// into UTC weeks: how much working time lies before each of them, and which of
// a few patterns its own working time has. A dozen or two of patterns serve all
// weeks of sixty years; a zone's offsets and changes of offset are in them.
//
// Instants are seconds since base, working time is counted in seconds since
// base too; 130 years of either fit 32 bits. An index is never changed once
// built.
type index struct {
	base  int64  // Unix seconds of a UTC midnight
	lower uint32 // the first covered instant
	upper uint32 // the end of the last covered date or of the shift that runs over it
	count uint64 // the covered instants, both ends included; 0 in the zero index
	total uint32 // all of the working time

	// stride is a power of two: weekOf[i] is the week of the working second
	// i << stride, where the search for the week of a working second begins.
	stride uint8
	weekOf []uint16

	weeks    []week // and one past the end
	patterns []pattern
}

// week is one week of the timeline.
type week struct {
	before  uint32 // working time before it
	pattern uint16
}

// pattern is the working time of a week: stretches in order that do not touch,
// between an empty one at the beginning and one past the end.
type pattern struct {
	stretches []stretch
	// at[i] and worked[i] are the stretch at or before the second i << slotBits
	// of the week and of its working time, where the search for the stretch of a
	// second begins.
	at, worked [slots]uint16
}

// stretch is a stretch of working time within a week, in seconds.
type stretch struct {
	start, length uint32
	before        uint32 // working time of the week before it
}

const (
	secondsPerWeek = 7 * secondsPerDay
	slotBits       = 13 // a slot is little more than two hours
	slots          = secondsPerWeek>>slotBits + 1
)

// newIndex builds the index of sorted spans that do not touch and lie within
// [lower, upper].
func newIndex(spans []span, lower, upper int64) index {
	base := floorDiv(lower, secondsPerDay) * secondsPerDay
	x := index{base: base, lower: uint32(lower - base), upper: uint32(upper - base), count: uint64(upper-lower) + 1}
	x.weeks = make([]week, 0, x.upper/secondsPerWeek+2)
	numbers := make(map[string]uint16)
	var key []byte
	var within []stretch
	for start := base; start <= upper; start += secondsPerWeek {
		end := start + secondsPerWeek
		key, within = key[:0], append(within[:0], stretch{})
		worked := uint32(0)
		for ; len(spans) > 0 && spans[0].start < end; spans = spans[1:] {
			s := stretch{start: uint32(max(spans[0].start, start) - start), before: worked}
			s.length = uint32(min(spans[0].end, end)-start) - s.start
			worked += s.length
			within = append(within, s)
			key = binary.LittleEndian.AppendUint32(key, s.start)
			key = binary.LittleEndian.AppendUint32(key, s.length)
			if spans[0].end > end {
				break
			}
		}
		number, known := numbers[string(key)]
		if !known {
			number = uint16(len(x.patterns))
			numbers[string(key)] = number
			x.patterns = append(x.patterns, newPattern(within))
		}
		x.weeks = append(x.weeks, week{before: x.total, pattern: number})
		x.total += worked
	}
	x.weeks = append(x.weeks, week{before: x.total})
	x.patterns = slices.Clip(x.patterns)
	x.buildWeekOf()
	return x
}

// newPattern returns the pattern of stretches that follow an empty one.
func newPattern(within []stretch) pattern {
	p := pattern{stretches: make([]stretch, 0, len(within)+1)}
	p.stretches = append(append(p.stretches, within...), stretch{start: math.MaxUint32, before: math.MaxUint32})
	at, worked := uint16(0), uint16(0)
	for i := range p.at {
		second := uint32(i) << slotBits
		for p.stretches[at+1].start <= second {
			at++
		}
		for p.stretches[worked+1].before <= second {
			worked++
		}
		p.at[i], p.worked[i] = at, worked
	}
	return p
}

// buildWeekOf fills weekOf, with one or two entries for each week.
func (x *index) buildWeekOf() {
	for x.total>>x.stride >= uint32(2*len(x.weeks)) {
		x.stride++
	}
	x.weekOf = make([]uint16, x.total>>x.stride+1)
	number := 0
	for i := range x.weekOf {
		for x.weeks[number+1].before <= uint32(i)<<x.stride && number+2 < len(x.weeks) {
			number++
		}
		x.weekOf[i] = uint16(number)
	}
}

// covers reports whether an instant lies in the coverage, its end included,
// and returns it relative to base.
func (x *index) covers(unix int64) (at uint32, ok bool) {
	relative := uint64(unix - x.base)
	return uint32(relative), relative-uint64(x.lower) < x.count
}

// find returns the week of an instant, the stretch of the week that begins last
// at or before it, and the second of the week.
func (x *index) find(at uint32) (w *week, s *stretch, second uint32) {
	w = &x.weeks[at/secondsPerWeek]
	p := &x.patterns[w.pattern]
	second = at % secondsPerWeek
	i := int(p.at[second>>slotBits])
	for p.stretches[i+1].start <= second {
		i++
	}
	return w, &p.stretches[i], second
}

// open reports whether the second that begins at an instant is working time.
func (x *index) open(at uint32) bool {
	_, s, second := x.find(at)
	return second-s.start < s.length
}

// instantOf returns the beginning of a working second, counted from 0. It is
// the latest instant with k seconds of working time before it; one second
// after instantOf(k-1) is the earliest. k must be less than total.
func (x *index) instantOf(k uint32) uint32 {
	// Most often the first or the second week tried, and only behind a long
	// closure a later one.
	number := uint32(x.weekOf[k>>(x.stride&31)])
	if x.weeks[number+1].before <= k {
		number++
		if x.weeks[number+1].before <= k {
			number = x.weekAfter(number, k)
		}
	}
	w := &x.weeks[number]
	p := &x.patterns[w.pattern]
	k -= w.before
	i := int(p.worked[k>>slotBits])
	for p.stretches[i+1].before <= k {
		i++
	}
	s := &p.stretches[i]
	return number*secondsPerWeek + s.start + k - s.before
}

// weekAfter returns the week that holds a working second and lies after another.
func (x *index) weekAfter(number, k uint32) uint32 {
	later := x.weeks[number+2:]
	return number + 1 + uint32(sort.Search(len(later), func(i int) bool { return later[i].before > k }))
}

// nextOpen returns the first open instant at or after an instant.
func (x *index) nextOpen(at uint32) (uint32, bool) {
	w, s, second := x.find(at)
	if second-s.start < s.length {
		return at, true
	}
	worked := w.before + s.before + s.length
	if worked == x.total {
		return 0, false
	}
	return x.instantOf(worked), true
}

// prevClose returns the last instant at or before an instant that ends open time.
func (x *index) prevClose(at uint32) (uint32, bool) {
	w, s, second := x.find(at)
	worked := w.before + s.before + min(second-s.start, s.length)
	if worked == 0 {
		return 0, false
	}
	return x.instantOf(worked-1) + 1, true
}

// runEnd returns the end of the working time that an open instant lies in.
func (x *index) runEnd(at uint32) uint32 {
	_, s, second := x.find(at)
	start := at - second
	if end := s.start + s.length; end < secondsPerWeek {
		return start + end
	}
	// The first week after it that is not open to its end.
	first := int(start/secondsPerWeek) + 1
	full := sort.Search(len(x.weeks)-1-first, func(n int) bool {
		return x.weeks[first+n+1].before-x.weeks[first].before < uint32(n+1)*secondsPerWeek
	})
	start = uint32(first+full) * secondsPerWeek
	_, s, _ = x.find(start)
	return start + s.length // of the empty stretch, if it does not begin open
}

// runStart returns the beginning of the working time that the second before an
// instant lies in.
func (x *index) runStart(at uint32) uint32 {
	_, s, second := x.find(at - 1)
	start := at - 1 - second
	if s.start > 0 {
		return start + s.start
	}
	// The last week before it that is not open from its beginning.
	number := int(start / secondsPerWeek)
	full := sort.Search(number, func(n int) bool {
		return x.weeks[number].before-x.weeks[number-n-1].before < uint32(n+1)*secondsPerWeek
	})
	start = uint32(number-full) * secondsPerWeek
	if start == 0 {
		return 0
	}
	if _, s, _ = x.find(start - 1); s.start+s.length == secondsPerWeek {
		return start - s.length
	}
	return start
}
