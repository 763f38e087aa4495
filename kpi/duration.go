package kpi

import (
	"math"
	"math/big"
	"math/bits"
	"strings"
	"time"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/kpi/stat"
)

// Durations is a distribution of times: response times, times to resolve. It is
// a histogram on integers whose buckets grow with the value, 64 to an octave,
// so that distributions of any range merge without loss in any order.
//
// Count, sum, sum of squares, least and greatest are exact, and mean and variance
// are rounded once; the sums are wide enough for any count. A quantile is the
// middle of its bucket, which is within 1/128 of the value that has that rank.
//
// It is not comparable. It must not be copied to be changed afterwards, only to
// be read or merged: see [Durations.Clone]. It is safe for concurrent reading.
// The zero value is empty and ready for use. It takes 64 bytes for each
// octave that it holds times of, up to eight times that if they are many.
type Durations struct { //nolint:recvcheck // it is asked by value and counts in place
	count     uint64
	sum       wide // two words
	squares   wide
	min, max  uint64
	histogram histogram
}

// Add counts a time. It returns a FieldError at "duration" for a negative one
// and [ErrOverflow] for the 2^64th; nothing is changed then.
func (d *Durations) Add(t time.Duration) error {
	if t < 0 {
		return invalid("duration", "must not be negative: %s", t)
	}
	if d.count == math.MaxUint64 {
		return overflow("count of durations")
	}
	d.add(uint64(t))
	return nil
}

// add counts a value for which there is room.
func (d *Durations) add(v uint64) {
	if d.count == 0 || v < d.min {
		d.min = v
	}
	d.max = max(d.max, v)
	d.count++
	d.sum.count(0, v)
	d.squares.count(bits.Mul64(v, v))
	d.histogram.increment(locate(v))
}

// Merge adds all times of other. It returns [ErrOverflow], and changes nothing,
// where the count would leave the range of a uint64. It keeps nothing of other.
func (d *Durations) Merge(other Durations) error {
	if _, carry := bits.Add64(d.count, other.count, 0); carry != 0 {
		return overflow("count of durations")
	}
	d.merge(&other)
	return nil
}

// merge adds what there is room for.
func (d *Durations) merge(other *Durations) {
	if other.count == 0 {
		return
	}
	if d.count == 0 || other.min < d.min {
		d.min = other.min
	}
	d.max = max(d.max, other.max)
	d.count += other.count
	d.sum = d.sum.add(other.sum)
	d.squares = d.squares.add(other.squares)
	d.histogram.merge(&other.histogram)
}

// Clone returns a copy that shares nothing with d.
func (d Durations) Clone() Durations {
	var c Durations
	c.merge(&d)
	return c
}

// Count returns the number of times.
func (d Durations) Count() uint64 { return d.count }

// Min and Max return the least and the greatest time, exactly; false if there
// is none.
func (d Durations) Min() (time.Duration, bool) { return time.Duration(d.min), d.count > 0 }

// Max is described at [Durations.Min].
func (d Durations) Max() (time.Duration, bool) { return time.Duration(d.max), d.count > 0 }

// Mean returns the mean, rounded once, to the nearest nanosecond, a half up. It
// is undefined, false, without a time.
func (d Durations) Mean() (time.Duration, bool) {
	if d.count == 0 {
		return 0, false
	}
	// The sum is less than count·2^63, so that the quotient fits.
	mean, rest := bits.Div64(d.sum[1], d.sum[0], d.count)
	if rest >= d.count-rest {
		mean++
	}
	return time.Duration(mean), true
}

// Seconds returns the exact sum of all times in whole seconds and the
// nanoseconds that are left; false where the seconds leave the range of a
// uint64, which takes 2^31 times of the greatest length.
func (d Durations) Seconds() (seconds uint64, nanoseconds time.Duration, ok bool) {
	if d.sum[1] >= uint64(time.Second) {
		return 0, 0, false
	}
	seconds, rest := bits.Div64(d.sum[1], d.sum[0], uint64(time.Second))
	return seconds, time.Duration(rest), true
}

// Variance returns the variance of the times as a population and as a sample of
// one, in square seconds. It is undefined, ok == false, for fewer than two times.
func (d Durations) Variance() (population, sample float64, ok bool) {
	if d.count < 2 {
		return 0, 0, false
	}
	n := new(big.Int).SetUint64(d.count)
	spread := new(big.Int).Mul(n, d.squares.big())
	sum := d.sum.big()
	spread.Sub(spread, sum.Mul(sum, sum)) // n²·variance, in square nanoseconds
	square := big.NewInt(int64(time.Second))
	square.Mul(square, square).Mul(square, n)
	population = quotient(spread, new(big.Int).Mul(square, n))
	sample = quotient(spread, square.Mul(square, n.Sub(n, big.NewInt(1))))
	return population, sample, true
}

// quotient returns num/den, rounded once. The quotients of this package are of
// moderate size.
func quotient(num, den *big.Int) float64 {
	x, _ := new(big.Rat).SetFrac(num, den).Float64()
	return x
}

// Quantile returns the nearest-rank quantile: the least time t for which a
// share q of all times is at most t. What is returned is the middle of the
// bucket in which it lies, held between [Durations.Min] and [Durations.Max],
// and within 1/128 of it. It is undefined, false, without a time, and for a q
// outside 0 to 1.
//
// Quantiles of parts can not be averaged: merge the parts.
func (d Durations) Quantile(q float64) (time.Duration, bool) {
	lo, hi, ok := d.rank(q)
	if !ok {
		return 0, false
	}
	return time.Duration(min(max(lo+(hi-lo)/2, d.min), d.max)), true
}

// rank returns the bounds of the bucket in which the nearest-rank quantile lies.
func (d *Durations) rank(q float64) (lo, hi uint64, ok bool) {
	left, ok := stat.Rank(q, d.count)
	if !ok {
		return 0, 0, false
	}
	for octave, page := range d.histogram.pages() {
		for slot, n := range page {
			if left <= n {
				lo, hi = bucket(octave, slot)
				return lo, hi, true
			}
			left -= n
		}
	}
	return 0, 0, false
}

// Within returns how many of the times are at most a given one: at least least,
// at most most. They differ where the given time lies within a bucket.
func (d Durations) Within(t time.Duration) (least, most uint64) {
	if t < 0 {
		return 0, 0
	}
	limit := uint64(t)
	if limit >= d.max {
		return d.count, d.count
	}
	for octave, page := range d.histogram.pages() {
		for slot, n := range page {
			lo, hi := bucket(octave, slot)
			if hi <= limit {
				least += n
			}
			if lo <= limit && limit >= d.min {
				most += n
			}
		}
	}
	return least, most
}

// Describe says in a line of text how many times there are, their mean, median,
// 90th and 95th percentiles and the greatest. For a language that is none it
// writes English.
func (d Durations) Describe(lang commitment.Lang) []string {
	w := speak(lang)
	text, ok := w.quantiles(&d)
	if !ok {
		return []string{w.undefined}
	}
	mean, greatest := "mean ", "greatest "
	if lang == commitment.Chinese {
		mean, greatest = "平均 ", "最长 "
	}
	average, _ := d.Mean()
	longest, _ := d.Max()
	return []string{strings.Join([]string{
		text, mean + w.span(average.Round(known(average))), greatest + w.span(longest.Round(known(longest))),
	}, w.comma)}
}
