package kpi

import (
	"math/big"
	"math/bits"
)

// wide is an unsigned integer of 192 bits, least significant word first: wide
// enough for the squares of 2^64 durations of 2^63 nanoseconds each. The sum
// of durations needs two of its words.
type wide [3]uint64 //nolint:recvcheck // it is asked by value and counts in place

// add returns w + x. Whether it overflows is for callers to know: sums of n
// values of 63 bits do not while n fits into 64.
func (w wide) add(x wide) wide {
	var carry uint64
	w[0], carry = bits.Add64(w[0], x[0], 0)
	w[1], carry = bits.Add64(w[1], x[1], carry)
	w[2], _ = bits.Add64(w[2], x[2], carry)
	return w
}

// count adds hi·2^64 + lo, as add does, in place.
func (w *wide) count(hi, lo uint64) {
	var carry uint64
	w[0], carry = bits.Add64(w[0], lo, 0)
	w[1], carry = bits.Add64(w[1], hi, carry)
	w[2] += carry
}

// times returns x·y.
func times(x, y uint64) wide {
	hi, lo := bits.Mul64(x, y)
	return wide{lo, hi}
}

// cmp returns -1, 0 or 1 as w is less than, equal to or greater than x.
func (w wide) cmp(x wide) int {
	for i := len(w) - 1; i >= 0; i-- {
		switch {
		case w[i] < x[i]:
			return -1
		case w[i] > x[i]:
			return 1
		}
	}
	return 0
}

// big returns w as a big integer.
func (w wide) big() *big.Int {
	n := new(big.Int)
	for i := len(w) - 1; i >= 0; i-- {
		n.Lsh(n, 64).Or(n, new(big.Int).SetUint64(w[i]))
	}
	return n
}
