package feedback

import (
	"math"

	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/kpi/stat"
)

// EffectSample is how often a cause came in one period: Count events among Size
// contacts, orders or customers.
//
// It is comparable, immutable and safe for concurrent use; the zero value is a
// period of which nothing is known.
type EffectSample struct {
	Count, Size uint64
}

// EffectVerdict is what can be said of the effect of an improvement. It is
// comparable; the zero value is nothing: there were no data.
type EffectVerdict uint8

// The verdicts.
const (
	// EffectShown: the cause comes less often, by more than chance makes.
	EffectShown EffectVerdict = iota + 1
	// EffectNotShown: chance alone could make the difference. Wait for more data.
	EffectNotShown
	// EffectWorse: the cause comes more often, by more than chance makes.
	EffectWorse
)

// String returns "shown", "not_shown" or "worse".
func (v EffectVerdict) String() string {
	return check.EnumText(v, "EffectVerdict", "shown", "not_shown", "worse")
}

// Effect is the comparison of the time before an improvement with the time after.
//
// It belongs to the caller; the zero value says nothing.
type Effect struct {
	Verdict EffectVerdict
	// Before and After are the rates, events per Size.
	Before, After float64
	// Low and High are the exact interval of After / Before; High is +Inf where
	// nothing came before.
	Low, High float64
	// Chart is the u chart of the time before, which freezes the limits, and Judged
	// the time after, judged by them. Points beyond the limits say when the change
	// came.
	Chart, Judged stat.Chart
}

// CheckEffect compares how often a cause came before an improvement and after it,
// at a confidence such as 0.95.
//
// The verdict rests on the exact interval of the ratio of the two rates: given
// their sum, the count after is binomial (Clopper and Pearson). The effect is
// shown if the whole interval lies below 1 and no period after lies above the
// limits of the time before; it got worse if the whole interval lies above 1.
// Without samples, sizes or events on either side nothing is said: the zero
// [EffectVerdict].
//
// A confidence outside (0, 1), a sample of events without a size, and sums beyond
// a uint64 are errors that match [commitment.ErrInvalid].
func CheckEffect(before, after []EffectSample, confidence float64) (Effect, error) {
	var problems check.Problems
	if !(confidence > 0 && confidence < 1) {
		problems.Addf("confidence", "must be between 0 and 1, not %v", confidence)
	}
	countB, sizeB := sumSamples("before", before, &problems)
	countA, sizeA := sumSamples("after", after, &problems)
	total, ok := addUnsigned(countB, countA)
	if !ok {
		problems.Addf("after", "the counts add up to more than a uint64 holds")
	}
	if err := problems.Err("feedback"); err != nil {
		return Effect{}, err
	}
	if sizeB == 0 || sizeA == 0 || total == 0 {
		return Effect{}, nil
	}
	e := Effect{Before: float64(countB) / float64(sizeB), After: float64(countA) / float64(sizeA)}
	low, high, ok := stat.ClopperPearson(countA, total, confidence)
	if !ok {
		return Effect{}, nil
	}
	// The odds of a share are the ratio of the counts; those of 1 are infinite.
	ratio := func(share float64) float64 {
		return share / (1 - share) * (float64(sizeB) / float64(sizeA))
	}
	e.Low, e.High = ratio(low), ratio(high)
	counts, sizes := columns(before)
	e.Chart = stat.UChart(counts, sizes)
	counts, sizes = columns(after)
	e.Judged = e.Chart.Baseline().Counts(counts, sizes)
	e.Verdict = EffectNotShown
	switch {
	case e.Low > 1:
		e.Verdict = EffectWorse
	case e.High < 1 && !above(e.Judged):
		e.Verdict = EffectShown
	}
	return e, nil
}

// above reports whether a point lies above its upper limit.
func above(c stat.Chart) bool {
	for _, i := range c.Beyond() {
		if c.Points[i].Value > c.Points[i].Upper {
			return true
		}
	}
	return false
}

// sumSamples adds up samples and reports those that are wrong.
func sumSamples(path check.Path, samples []EffectSample, problems *check.Problems) (count, size uint64) {
	for i, s := range samples {
		if s.Size == 0 && s.Count > 0 {
			problems.Addf(path.Index(i).Key("size"), "must not be 0 where there are events")
		}
		c, okCount := addUnsigned(count, s.Count)
		z, okSize := addUnsigned(size, s.Size)
		if !okCount || !okSize {
			problems.Addf(path.Index(i), "the samples add up to more than a uint64 holds")
			return 0, 0
		}
		count, size = c, z
	}
	return count, size
}

func addUnsigned(a, b uint64) (uint64, bool) { return a + b, a <= math.MaxUint64-b }

func columns(samples []EffectSample) (counts, sizes []uint64) {
	for _, s := range samples {
		counts, sizes = append(counts, s.Count), append(sizes, s.Size)
	}
	return counts, sizes
}
