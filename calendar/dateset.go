package calendar

import "math/bits"

// dateSet is a set of days with their rank: which is the nth, and how many lie
// before a day. Days are numbered from 1970-01-01. It is never changed once
// ranked.
type dateSet struct {
	first int64
	words []uint64
	ranks []uint16 // members before each word, and all of them at the end
}

// newDateSet returns an empty set for the days from first to last.
func newDateSet(first, last int64) dateSet {
	n := int(last-first)/64 + 1
	return dateSet{first: first, words: make([]uint64, n), ranks: make([]uint16, n+1)}
}

func (s *dateSet) insert(day int64) {
	i := day - s.first
	s.words[i/64] |= 1 << (i % 64)
}

func (s *dateSet) rank() {
	for i, w := range s.words {
		s.ranks[i+1] = s.ranks[i] + uint16(bits.OnesCount64(w))
	}
}

func (s *dateSet) contains(day int64) bool {
	i := day - s.first
	return s.words[i/64]>>(i%64)&1 == 1
}

// before returns how many members lie before a day, which may be the one after the last.
func (s *dateSet) before(day int64) int {
	i := day - s.first
	word := int(i / 64)
	if word == len(s.words) {
		return int(s.ranks[word])
	}
	return int(s.ranks[word]) + bits.OnesCount64(s.words[word]&(1<<(i%64)-1))
}

// near returns the nth member after a day, if it is one of the next few: it need
// not be searched for.
func (s *dateSet) near(day int64, n int) (found int64, ok bool) {
	i := day + 1 - s.first
	word := int(i / 64)
	if n <= 0 || word == len(s.words) {
		return 0, false
	}
	w := s.words[word] & (^uint64(0) << (i % 64))
	if n > bits.OnesCount64(w) {
		return 0, false
	}
	return s.member(word, w, n-1), true
}

// nth returns the member that n others lie before.
func (s *dateSet) nth(n int) (day int64, ok bool) {
	if n < 0 || len(s.ranks) == 0 || n >= int(s.ranks[len(s.ranks)-1]) {
		return 0, false
	}
	// Members are spread evenly enough for the proportion to be a word or two off.
	word := n * len(s.words) / int(s.ranks[len(s.words)])
	for int(s.ranks[word]) > n {
		word--
	}
	for int(s.ranks[word+1]) <= n {
		word++
	}
	return s.member(word, s.words[word], n-int(s.ranks[word])), true
}

// member returns the day of the nth bit of a word, or of some of its bits, from 0.
func (s *dateSet) member(word int, w uint64, n int) int64 {
	for range n {
		w &= w - 1 // drop the lowest member
	}
	return s.first + int64(word*64+bits.TrailingZeros64(w))
}
