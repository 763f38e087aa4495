package kpi

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"math"
)

// The binary form of an accumulator is "KPI", the version of the form, a byte
// that says what it is, the body, and the CRC-32C of all that, least byte
// first. In the body a number is a minimal varint, a text its length and its
// bytes, a float its IEEE bits, and lists are sorted: equal accumulators have
// equal bytes.
const (
	magic       = "KPI"
	formVersion = 1
	headerSize  = len(magic) + 2
	sumSize     = crc32.Size
	// maxText is the longest text in an accumulator, in bytes.
	maxText = 256
)

// tag says which accumulator some bytes are.
type tag byte

const (
	tagRatio tag = iota + 1
	tagDurations
	tagAttainment
	tagFCR
	tagCSAT
	tagNPS
	tagCES
	tagServqual
	tagServperf
	tagReopens
	tagComplaints
	tagTable
	tagAvailability
	tagCompliance
	tagThreeRates
)

// writer appends the body of an accumulator.
type writer struct{ data []byte }

func (w *writer) uint(n uint64) { w.data = binary.AppendUvarint(w.data, n) }

func (w *writer) int(n int64) { w.data = binary.AppendVarint(w.data, n) }

func (w *writer) text(s string) {
	w.uint(uint64(len(s)))
	w.data = append(w.data, s...)
}

func (w *writer) float(x float64) {
	w.data = binary.LittleEndian.AppendUint64(w.data, math.Float64bits(x))
}

func (w *writer) flag(b bool) { //nolint:revive // it is data
	if b {
		w.uint(1)
	} else {
		w.uint(0)
	}
}

func (w *writer) ratio(r Ratio) {
	for _, n := range [...]uint64{r.Met, r.Missed, r.Pending, r.Waived, r.NotApplicable} {
		w.uint(n)
	}
}

// encode appends the binary form of an accumulator to data.
func encode(data []byte, t tag, write func(*writer)) []byte {
	start := len(data)
	w := writer{append(append(data, magic...), formVersion, byte(t))}
	write(&w)
	return binary.LittleEndian.AppendUint32(w.data, crc32.Checksum(w.data[start:], crc32.MakeTable(crc32.Castagnoli)))
}

// reader takes a body apart. After the first thing that is wrong it returns
// zeros; the error is that first one.
type reader struct {
	data []byte
	err  error
}

func (r *reader) fail(format string, args ...any) {
	if r.err == nil {
		r.err = corrupt(format, args...)
		r.data = nil
	}
}

func (r *reader) uint() uint64 {
	n, size := binary.Uvarint(r.data)
	if size <= 0 || size > 1 && r.data[size-1] == 0 {
		r.fail("not a minimal number")
		return 0
	}
	r.data = r.data[size:]
	return n
}

func (r *reader) int() int64 {
	n := r.uint() // the sign in the last bit, as binary.Varint has it
	x := int64(n >> 1)
	if n&1 != 0 {
		x = ^x
	}
	return x
}

// count reads the length of a list whose elements take at least size bytes, so
// that nobody allocates more than a multiple of the data.
func (r *reader) count(limit uint64, size int) int {
	n := r.uint()
	if n > limit || n > uint64(len(r.data)/size) {
		r.fail("a list of %d elements", n)
		return 0
	}
	return int(n)
}

// below reads a number up to a limit.
func (r *reader) below(limit uint64) uint64 {
	n := r.uint()
	if n > limit {
		r.fail("%d above %d", n, limit)
		return 0
	}
	return n
}

func (r *reader) text() string { return r.textUpTo(maxText) }

// textUpTo reads a text of at most so many bytes.
func (r *reader) textUpTo(limit uint64) string {
	n := r.count(limit, 1)
	s := string(r.take(n))
	if !textual(s) {
		r.fail("not a text")
		return ""
	}
	return s
}

func (r *reader) take(n int) []byte {
	if n > len(r.data) {
		r.fail("cut off")
		return nil
	}
	taken := r.data[:n]
	r.data = r.data[n:]
	return taken
}

func (r *reader) float() float64 {
	bits := r.take(8)
	if bits == nil {
		return 0
	}
	x := math.Float64frombits(binary.LittleEndian.Uint64(bits))
	if !finite(x) || x == 0 && math.Signbit(x) {
		r.fail("not a number")
		return 0
	}
	return x
}

func (r *reader) flag() bool { return r.below(1) == 1 }

func (r *reader) ratio() Ratio {
	x := Ratio{Met: r.uint(), Missed: r.uint(), Pending: r.uint(), Waived: r.uint(), NotApplicable: r.uint()}
	if _, ok := x.all(); !ok {
		r.fail("a ratio beyond its range")
		return Ratio{}
	}
	return x
}

// decode checks the frame of an accumulator, has its body read, and returns
// what was wrong.
func decode(data []byte, t tag, read func(*reader)) error {
	switch {
	case len(data) < headerSize+sumSize:
		return corrupt("%d bytes are no accumulator", len(data))
	case !bytes.HasPrefix(data, []byte(magic)):
		return corrupt("not an accumulator")
	case data[len(magic)] != formVersion:
		return corrupt("form %d is not known", data[len(magic)])
	case data[len(magic)+1] != byte(t):
		return corrupt("an accumulator of another kind")
	}
	body, sum := data[:len(data)-sumSize], data[len(data)-sumSize:]
	if crc32.Checksum(body, crc32.MakeTable(crc32.Castagnoli)) != binary.LittleEndian.Uint32(sum) {
		return corrupt("the checksum does not fit")
	}
	r := reader{data: body[headerSize:]}
	read(&r)
	if r.err == nil && len(r.data) > 0 {
		r.fail("%d bytes too many", len(r.data))
	}
	return r.err
}
