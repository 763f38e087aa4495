package kpi

import (
	"math/bits"
	"slices"
	"strings"
)

// Reason says how many cases are pending, or outside a rate, for what reason.
//
// It is comparable. The zero value is no reason.
type Reason struct {
	Code  string `json:"code"`
	Count uint64 `json:"count"`
}

// maxReasons is how many different reasons one rate may have: they are words
// of a rule, not free text.
const maxReasons = 64

// reasons is a list of reasons, sorted by code.
type reasons []Reason //nolint:recvcheck // it is asked by value and counts in place

// room reports whether all of some reasons can be added.
func (s reasons) room(more ...Reason) error {
	fresh := 0
	for _, m := range more {
		i, found := s.find(m.Code)
		if !found {
			fresh++
			continue
		}
		if _, carry := bits.Add64(s[i].Count, m.Count, 0); carry != 0 {
			return overflow("count of a reason")
		}
	}
	if len(s)+fresh > maxReasons {
		return caused(ErrLimit, "too many reasons: more than %d", maxReasons)
	}
	return nil
}

func (s reasons) find(code string) (int, bool) {
	return slices.BinarySearchFunc(s, code, func(r Reason, code string) int { return strings.Compare(r.Code, code) })
}

// add adds reasons for which there is room.
func (s *reasons) add(more ...Reason) {
	for _, m := range more {
		if i, found := s.find(m.Code); found {
			(*s)[i].Count += m.Count
		} else {
			*s = slices.Insert(*s, i, m)
		}
	}
}

// wellFormed reports whether a list from outside could have been counted.
func (s reasons) wellFormed() bool {
	last := ""
	for _, r := range s {
		if r.Code <= last || r.Count == 0 || !named(r.Code) {
			return false
		}
		last = r.Code
	}
	return true
}

func (s reasons) encode(w *writer) {
	w.uint(uint64(len(s)))
	for _, r := range s {
		w.text(r.Code)
		w.uint(r.Count)
	}
}

func (r *reader) reasons() reasons {
	n := r.count(maxReasons, 2)
	if n == 0 {
		return nil
	}
	s := make(reasons, 0, n)
	for range n {
		code, count := r.text(), r.uint()
		s = append(s, Reason{code, count})
	}
	if r.err == nil && !s.wellFormed() {
		r.fail("reasons out of order")
	}
	return s
}
