package kpi

import (
	"iter"
	"math/bits"
	"slices"
)

// index holds the cells of a table and finds them by their keys. What takes time
// is to bring a cell from memory: what tells its place is small, and its key and
// its counters stand side by side.
//
// The hash is no secret, so that keys can be made that share it. No search looks
// at more than maxProbes slots: cells that find them taken are in a map.
//
// The nil index has no cells.
type index struct {
	// slots are a power of two, and at least twice the cells. A slot is 0 if it is
	// empty, or the place of a cell plus one and, above that, bits of the hash.
	slots []uint32
	// chunks hold chunkSize cells each, in the order in which they were opened.
	chunks [][]cell
	n      int
	beyond map[Key]int
}

const (
	maxProbes = 16
	chunkBits = 6
	chunkSize = 1 << chunkBits
	// placeBits hold MaxCells, the last place plus one.
	placeBits  = 21
	leastSlots = 8
)

func newIndex() *index { return &index{slots: make([]uint32, leastSlots)} }

// len returns the number of cells.
func (x *index) len() int {
	if x == nil {
		return 0
	}
	return x.n
}

// at returns the cell of a place.
func (x *index) at(place int) *cell {
	return &x.chunks[place>>chunkBits][place%chunkSize]
}

// find returns the cell of a key, nil if there is none.
func (x *index) find(key *Key) *cell {
	if x == nil {
		return nil
	}
	hash := key.hash()
	for i := range uint64(maxProbes) {
		slot := *x.slot(hash + i)
		if slot == 0 {
			return nil
		}
		if slot>>placeBits != mark(hash) {
			continue
		}
		if c := x.at(int(slot%(1<<placeBits) - 1)); c.key == *key {
			return c
		}
	}
	if place, found := x.beyond[*key]; found {
		return x.at(place)
	}
	return nil
}

// slot returns the slot of a hash, and for those that follow the next ones.
func (x *index) slot(hash uint64) *uint32 { return &x.slots[hash&uint64(len(x.slots)-1)] }

// mark returns the bits of a hash that a slot keeps: the first, as the last ones
// say which slot it is.
func mark(hash uint64) uint32 { return uint32(hash >> (64 - 32 + placeBits)) }

// open returns the cell of a key, a new one that has counted nothing if there is
// none. Pointers to other cells are not valid any more.
func (x *index) open(key *Key) *cell {
	if c := x.find(key); c != nil {
		return c
	}
	if x.n*2 >= len(x.slots) {
		x.grow()
	}
	if x.n%chunkSize == 0 {
		x.chunks = append(x.chunks, nil)
	}
	last := &x.chunks[len(x.chunks)-1]
	*last = append(*last, cell{key: *key})
	x.enter(x.n)
	x.n++
	return x.at(x.n - 1)
}

// grow enters all cells into twice as many slots.
func (x *index) grow() {
	x.slots, x.beyond = make([]uint32, 2*len(x.slots)), nil
	for place := range x.n {
		x.enter(place)
	}
}

// enter makes the cell of a place be found.
func (x *index) enter(place int) {
	key := &x.at(place).key
	hash := key.hash()
	for i := range uint64(maxProbes) {
		if slot := x.slot(hash + i); *slot == 0 {
			*slot = mark(hash)<<placeBits | uint32(place+1)
			return
		}
	}
	if x.beyond == nil {
		x.beyond = make(map[Key]int)
	}
	x.beyond[*key] = place
}

// all returns the cells in the order in which they were opened.
func (x *index) all() iter.Seq[*cell] {
	return func(yield func(*cell) bool) {
		if x == nil {
			return
		}
		for _, chunk := range x.chunks {
			for i := range chunk {
				if !yield(&chunk[i]) {
					return
				}
			}
		}
	}
}

// sorted returns the cells in the order of their keys.
func (x *index) sorted() []*cell {
	return slices.SortedFunc(x.all(), func(a, b *cell) int { return slices.Compare(a.key[:], b.key[:]) })
}

// hash returns a number that keys rarely share, unless they were made to.
func (k *Key) hash() uint64 {
	const odd, other = 0x9e3779b97f4a7c15, 0xbf58476d1ce4e5b9
	h := uint64(odd)
	for i := range k {
		s := k[i]
		for len(s) > 16 {
			h = fold(h^word(s), other^word(s[8:]))
			s = s[16:]
		}
		var a, b uint64
		switch n := len(s); {
		case n >= 8:
			a, b = word(s), word(s[n-8:])
		case n >= 4:
			a, b = half(s), half(s[n-4:])
		case n > 0:
			a, b = uint64(s[0])|uint64(s[n/2])<<8, uint64(s[n-1])
		}
		h = fold(h^a, other^b) + uint64(len(s))
	}
	return h
}

// fold mixes two numbers into one.
func fold(x, y uint64) uint64 {
	hi, lo := bits.Mul64(x, y)
	return hi ^ lo
}

// word returns the first eight bytes of a text as a number, half the first four.
func word(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

func half(s string) uint64 {
	_ = s[3]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24
}
