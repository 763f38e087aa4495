package kpi

import (
	"math"
	"math/bits"
)

// page is the counts of an octave. Page 0 holds the values 0 to 63 one by one,
// page e > 0 the values with a bit length of 6+e in steps of 2^(e−1).
//
// Most cells of a table count little: a page is narrow until one of its counts
// needs more than 16 bits. The zero page has counted nothing.
type page struct {
	narrow *[pageSize]uint16
	wide   *[pageSize]uint64
}

const (
	pageBits = 6
	pageSize = 1 << pageBits
	// maxPages is what 63 bits need.
	maxPages = 63 - pageBits + 1
)

// locate returns the page and slot of a value below 2^63.
func locate(v uint64) (octave, slot uint8) {
	length := bits.Len64(v)
	if length <= pageBits {
		return 0, uint8(v)
	}
	e := length - pageBits
	return uint8(e), uint8(v >> (e - 1) & (pageSize - 1))
}

// bucket returns the least and the greatest value of a slot.
func bucket(octave, slot int) (lo, hi uint64) {
	if octave == 0 {
		return uint64(slot), uint64(slot)
	}
	shift := octave - 1
	lo = uint64(pageSize+slot) << shift
	return lo, lo + (1<<shift - 1)
}

// empty reports whether nothing was counted.
func (p *page) empty() bool { return p.narrow == nil && p.wide == nil }

// counts returns the counts of all slots.
func (p *page) counts() (all [pageSize]uint64) {
	switch {
	case p.wide != nil:
		return *p.wide
	case p.narrow != nil:
		for slot, n := range p.narrow {
			all[slot] = uint64(n)
		}
	}
	return all
}

// increment counts a value of a slot.
func (p *page) increment(slot uint8) {
	switch {
	case p.wide != nil:
		p.wide[slot%pageSize]++
	case p.narrow == nil:
		p.narrow = new([pageSize]uint16)
		p.narrow[slot%pageSize] = 1
	case p.narrow[slot%pageSize] < math.MaxUint16:
		p.narrow[slot%pageSize]++
	default:
		p.widen()
		p.wide[slot%pageSize]++
	}
}

// widen makes room for counts of 64 bits.
func (p *page) widen() {
	all := p.counts()
	*p = page{wide: &all}
}

// set sets the count of a slot that has none.
func (p *page) set(slot int, n uint64) {
	if p.wide == nil && n <= math.MaxUint16 {
		if p.narrow == nil {
			p.narrow = new([pageSize]uint16)
		}
		p.narrow[slot] = uint16(n)
		return
	}
	if p.wide == nil {
		p.widen()
	}
	p.wide[slot] = n
}

// merge adds the counts of another page, of which it keeps nothing.
func (p *page) merge(other *page) {
	switch {
	case other.empty():
		return
	case p.empty() && other.narrow != nil:
		same := *other.narrow
		p.narrow = &same
		return
	case p.narrow != nil && other.narrow != nil && p.mergeNarrow(other.narrow):
		return
	}
	if p.wide == nil {
		p.widen()
	}
	for slot, n := range other.counts() {
		p.wide[slot] += n
	}
}

// mergeNarrow adds counts, or nothing if a sum does not fit.
func (p *page) mergeNarrow(other *[pageSize]uint16) bool {
	var sums [pageSize]uint16
	var carries uint16
	for slot, n := range other {
		sum := p.narrow[slot] + n
		sums[slot] = sum
		if sum < n {
			carries = 1
		}
	}
	if carries != 0 {
		return false
	}
	*p.narrow = sums
	return true
}
