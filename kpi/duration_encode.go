package kpi

import (
	"encoding/binary"
	"encoding/json"
	"math/big"
	"math/bits"
	"time"
)

// AppendBinary appends the canonical binary form of the distribution; see the
// package comment. The error is always nil.
func (d Durations) AppendBinary(data []byte) ([]byte, error) {
	return encode(data, tagDurations, d.encode), nil
}

// UnmarshalBinary reads what [Durations.AppendBinary] writes. Anything else is
// [ErrCorrupt], also where sums and counts contradict each other, and changes
// nothing.
func (d *Durations) UnmarshalBinary(data []byte) error {
	var x Durations
	if err := decode(data, tagDurations, x.decode); err != nil {
		return err
	}
	*d = x
	return nil
}

// encode writes the count and, if it is not zero, sums, extremes and for each
// octave that has a count which of its slots have one, and the counts.
func (d *Durations) encode(w *writer) {
	w.uint(d.count)
	if d.count == 0 {
		return
	}
	for _, n := range [...]uint64{d.sum[0], d.sum[1], d.squares[0], d.squares[1], d.squares[2], d.min, d.max - d.min} {
		w.uint(n)
	}
	w.uint(uint64(bits.OnesCount64(d.histogram.octaves)))
	for octave, page := range d.histogram.pages() {
		w.uint(uint64(octave))
		var present uint64
		for slot, n := range page {
			if n > 0 {
				present |= 1 << slot
			}
		}
		w.data = binary.LittleEndian.AppendUint64(w.data, present)
		for _, n := range page {
			if n > 0 {
				w.uint(n)
			}
		}
	}
}

func (d *Durations) decode(r *reader) {
	d.count = r.uint()
	if d.count == 0 {
		return
	}
	d.sum = wide{r.uint(), r.uint()}
	d.squares = wide{r.uint(), r.uint(), r.uint()}
	d.min = r.uint()
	d.max = d.min + r.uint()
	if d.max < d.min || d.max >= 1<<63 {
		r.fail("extremes beyond the range of a duration")
		return
	}
	const leastPage = 1 + 8 + 1
	last := -1
	for range r.count(maxOctaves, leastPage) {
		octave := int(r.below(maxOctaves - 1))
		mask := r.take(8)
		if mask == nil || octave <= last {
			r.fail("octaves out of order")
			return
		}
		last = octave
		present := binary.LittleEndian.Uint64(mask)
		if present == 0 {
			r.fail("an empty octave")
			return
		}
		d.histogram.reach(d.histogram.octaves | 1<<octave)
		from := d.histogram.page(uint8(octave))
		for ; present != 0; present &= present - 1 {
			n := r.uint()
			if n == 0 {
				r.fail("a count of zero")
				return
			}
			d.histogram.raise(from+bits.TrailingZeros64(present), n)
		}
	}
	if r.err == nil && !d.consistent() {
		r.fail("sums and counts contradict each other")
	}
}

// consistent reports whether some times have these counts, extremes and sums.
// It does not tell all that have not, but makes all figures defined.
func (d *Durations) consistent() bool {
	var count uint64
	var least, most wide
	first, last := -1, 0 // the least and greatest bucket's place
	for octave, page := range d.histogram.pages() {
		for slot, n := range page {
			if n == 0 {
				continue
			}
			var carry uint64
			if count, carry = bits.Add64(count, n, 0); carry != 0 {
				return false
			}
			lo, hi := bucket(octave, slot)
			least = least.add(times(n, max(lo, d.min)))
			most = most.add(times(n, min(hi, d.max)))
			last = octave<<pageBits | slot
			if first < 0 {
				first = last
			}
		}
	}
	place := func(v uint64) int {
		octave, slot := locate(v)
		return int(octave)<<pageBits | int(slot)
	}
	if count != d.count || first != place(d.min) || last != place(d.max) || d.sum.cmp(least) < 0 || d.sum.cmp(most) > 0 {
		return false
	}
	// sum² ≤ n·squares, and squares ≤ max·sum.
	sum, squares := d.sum.big(), d.squares.big()
	n := new(big.Int).SetUint64(d.count)
	if new(big.Int).Mul(sum, sum).Cmp(n.Mul(n, squares)) > 0 {
		return false
	}
	return squares.Cmp(sum.Mul(sum, new(big.Int).SetUint64(d.max))) <= 0
}

// durationsJSON is the JSON view of a distribution.
type durationsJSON struct {
	Count uint64  `json:"count"`
	Mean  *string `json:"mean"`
	Min   *string `json:"min"`
	P50   *string `json:"p50"`
	P90   *string `json:"p90"`
	P95   *string `json:"p95"`
	P99   *string `json:"p99"`
	Max   *string `json:"max"`
}

func (d *Durations) view() durationsJSON {
	return durationsJSON{
		Count: d.count, Mean: timeText(d.Mean()), Min: timeText(d.Min()), Max: timeText(d.Max()),
		P50: timeText(d.Quantile(0.50)), P90: timeText(d.Quantile(0.90)), P95: timeText(d.Quantile(0.95)), P99: timeText(d.Quantile(0.99)),
	}
}

// timeText returns a time for JSON, null where there is none.
func timeText(t time.Duration, ok bool) *string { //nolint:revive // ok is the other half of the value
	if !ok {
		return nil
	}
	text := t.String()
	return &text
}

// MarshalJSON returns a view for people: count, mean, extremes and the usual
// quantiles, null where they are undefined. It can not be read back.
func (d Durations) MarshalJSON() ([]byte, error) { return json.Marshal(d.view()) }
