package kpi

import (
	"encoding/binary"
	"iter"
	"math/bits"
	"slices"
)

// histogram counts values in buckets, 64 to an octave. Octave 0 holds the
// values 0 to 63 one by one, octave e > 0 the values with a bit length of 6+e
// in steps of 2^(e−1).
//
// Most cells of a table count little, and what takes time is to bring their
// counts from memory: they stand in one block, only those of octaves that have
// a count, and in one byte each until one of them needs more. The zero
// histogram has counted nothing.
type histogram struct {
	// octaves has a bit for each octave that has a count.
	octaves uint64
	// counts holds, for each of these in order, pageSize counts of 1<<width
	// bytes.
	counts []byte
	width  uint8
}

const (
	pageBits = 6
	pageSize = 1 << pageBits
	// maxOctaves is what 63 bits need.
	maxOctaves = 63 - pageBits + 1
)

// locate returns the octave and the slot of a value below 2^63.
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

// page returns where in the counts an octave begins, or would.
func (h *histogram) page(octave uint8) int {
	return bits.OnesCount64(h.octaves&(1<<octave-1)) << pageBits
}

// load returns a count.
func (h *histogram) load(i int) uint64 {
	switch h.width {
	case 0:
		return uint64(h.counts[i])
	case 1:
		return uint64(binary.LittleEndian.Uint16(h.counts[i*2:]))
	case 2:
		return uint64(binary.LittleEndian.Uint32(h.counts[i*4:]))
	}
	return binary.LittleEndian.Uint64(h.counts[i*8:])
}

// store changes a count to one that fits.
func (h *histogram) store(i int, n uint64) {
	switch h.width {
	case 0:
		h.counts[i] = byte(n)
	case 1:
		binary.LittleEndian.PutUint16(h.counts[i*2:], uint16(n))
	case 2:
		binary.LittleEndian.PutUint32(h.counts[i*4:], uint32(n))
	default:
		binary.LittleEndian.PutUint64(h.counts[i*8:], n)
	}
}

// increment counts a value of a slot.
func (h *histogram) increment(octave, slot uint8) {
	if h.octaves>>octave&1 == 0 {
		h.reach(h.octaves | 1<<octave)
	}
	h.raise(h.page(octave)+int(slot), 1)
}

// raise adds to a count, and makes all of them wider if it does not fit.
func (h *histogram) raise(i int, by uint64) {
	n := h.load(i) + by
	if n>>(8<<h.width) != 0 {
		h.widen(n)
	}
	h.store(i, n)
}

// widen gives all counts the bytes that one of them needs.
func (h *histogram) widen(n uint64) {
	wide := histogram{octaves: h.octaves, width: h.width}
	for n>>(8<<wide.width) != 0 {
		wide.width++
	}
	wide.counts = make([]byte, len(h.counts)<<(wide.width-h.width))
	for i := range len(h.counts) >> h.width {
		wide.store(i, h.load(i))
	}
	*h = wide
}

// reach makes room for more octaves.
func (h *histogram) reach(octaves uint64) {
	size := pageSize << h.width
	counts := make([]byte, 0, bits.OnesCount64(octaves)*size)
	rest := h.counts
	for set := octaves; set != 0; set &= set - 1 {
		if h.octaves&(set&-set) == 0 {
			counts = counts[:len(counts)+size]
			continue
		}
		counts = append(counts, rest[:size]...)
		rest = rest[size:]
	}
	h.octaves, h.counts = octaves, counts
}

// merge adds the counts of another histogram, of which it keeps nothing.
func (h *histogram) merge(other *histogram) {
	if h.octaves == 0 {
		*h = *other
		h.counts = slices.Clone(other.counts)
		return
	}
	if all := h.octaves | other.octaves; all != h.octaves {
		h.reach(all)
	}
	from := 0
	for set := other.octaves; set != 0; set &= set - 1 {
		to := h.page(uint8(bits.TrailingZeros64(set)))
		for slot := range pageSize {
			if n := other.load(from + slot); n > 0 {
				h.raise(to+slot, n)
			}
		}
		from += pageSize
	}
}

// pages returns the counts by octave, those that have one, in order.
func (h *histogram) pages() iter.Seq2[int, *[pageSize]uint64] {
	return func(yield func(int, *[pageSize]uint64) bool) {
		from := 0
		for set := h.octaves; set != 0; set &= set - 1 {
			var page [pageSize]uint64
			for slot := range page {
				page[slot] = h.load(from + slot)
			}
			from += pageSize
			if !yield(bits.TrailingZeros64(set), &page) {
				return
			}
		}
	}
}
