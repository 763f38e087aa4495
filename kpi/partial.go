package kpi

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/servicecommitment/commitment/internal/check"
)

// maxShards is how many slots a job may be parted into.
const maxShards = 1 << 20

// Shard is the slots of a job that a partial counts: those from First to Last,
// both included, of slots 0 to Of−1. A worker counts one slot; one that merges
// the partials of others has a range.
//
// It is comparable, immutable and safe for concurrent use. The zero value is no
// shard, since it is of none.
type Shard struct {
	First, Last, Of int
}

// OneShard returns slot i of n.
func OneShard(i, n int) Shard { return Shard{First: i, Last: i, Of: n} }

// String returns the shard as "3 of 8" or "3-5 of 8".
func (s Shard) String() string { return slots(s.First, s.Last) + " of " + strconv.Itoa(s.Of) }

func slots(first, last int) string {
	if first == last {
		return strconv.Itoa(first)
	}
	return strconv.Itoa(first) + "-" + strconv.Itoa(last)
}

// Partial is what one attempt at a shard of a job has counted.
//
// It is plain data.
type Partial[A any] struct {
	// Job is the id of the job. Two jobs count the same facts.
	Job   string
	Shard Shard
	// Attempt counts how often the shard was tried: of several the last counts.
	Attempt int
	Acc     A
}

// accumulator is what [Collect] needs of the pointer to an accumulator. All
// accumulators of the package have it.
type accumulator[A any] interface {
	*A
	Merge(other A) error
	AppendBinary(data []byte) ([]byte, error)
}

// MissingError says which slots of a job nobody delivered. It matches
// [ErrMissingShard].
//
// It is immutable and safe for concurrent use; it is not comparable.
type MissingError struct {
	Job string
	// Missing are the ranges of slots that are missing, in order.
	Missing []Shard
}

// Error names the job and its missing slots, the first of them if they are many.
func (e *MissingError) Error() string {
	const most = 10
	var text strings.Builder
	fmt.Fprintf(&text, "kpi: job %s: missing shards ", check.Quote(e.Job))
	for i, s := range e.Missing {
		if i == most {
			fmt.Fprintf(&text, " and %d more ranges", len(e.Missing)-most)
			break
		}
		if i > 0 {
			text.WriteString(", ")
		}
		text.WriteString(slots(s.First, s.Last))
	}
	if len(e.Missing) > 0 {
		text.WriteString(" of " + strconv.Itoa(e.Missing[0].Of))
	}
	return text.String()
}

// Is reports whether target is [ErrMissingShard].
func (*MissingError) Is(target error) bool { return target == ErrMissingShard }

// Collect merges the partials of one job. Carriers may deliver a partial more
// than once and in any order: of each shard it takes the last attempt, once.
//
//   - Partials of different jobs, a shard that is none or of another number of
//     slots, and no partial at all are FieldErrors, all reported at once.
//   - Two partials of one attempt that differ, and shards that overlap without
//     being the same, are [ErrOverlap].
//   - Slots that nobody delivered are a *[MissingError] that names them.
//   - Accumulators that do not merge are the error that Merge returns.
//
// With an error there is no result.
func Collect[A any, P accumulator[A]](partials []Partial[A]) (A, error) {
	var sum, none A
	if err := checkPartials(partials); err != nil {
		return none, err
	}
	sorted := slices.Clone(partials)
	slices.SortStableFunc(sorted, func(a, b Partial[A]) int {
		return slices.Compare(
			[]int{a.Shard.First, a.Shard.Last, b.Attempt},
			[]int{b.Shard.First, b.Shard.Last, a.Attempt},
		)
	})
	missing := &MissingError{Job: sorted[0].Job}
	next, of := 0, sorted[0].Shard.Of
	gap := func(to int) {
		if next < to {
			missing.Missing = append(missing.Missing, Shard{First: next, Last: to - 1, Of: of})
		}
	}
	for i := range sorted {
		p := &sorted[i]
		if i > 0 && sorted[i-1].Shard == p.Shard {
			if sorted[i-1].Attempt == p.Attempt && !sameBytes[A, P](&sorted[i-1].Acc, &p.Acc) {
				return none, caused(ErrOverlap, "shard %s: attempt %d came twice, and not the same", p.Shard, p.Attempt)
			}
			continue
		}
		if p.Shard.First < next {
			return none, caused(ErrOverlap, "shards %s and %s overlap", sorted[i-1].Shard, p.Shard)
		}
		gap(p.Shard.First)
		next = p.Shard.Last + 1
		if err := P(&sum).Merge(p.Acc); err != nil {
			return none, err
		}
	}
	if gap(of); len(missing.Missing) > 0 {
		return none, missing
	}
	return sum, nil
}

// checkPartials reports what is wrong with partials, one by one.
func checkPartials[A any](partials []Partial[A]) error {
	var problems check.Problems
	if len(partials) == 0 {
		problems.Addf("partials", "must be given")
	}
	for i := range partials {
		p, path := &partials[i], check.Path("partials").Index(i)
		switch s := p.Shard; {
		case s.Of < 1 || s.Of > maxShards || s.First < 0 || s.First > s.Last || s.Last >= s.Of:
			problems.Addf(path.Key("shard"), "no shard: %s", s)
		case s.Of != partials[0].Shard.Of:
			problems.Addf(path.Key("shard"), "must be one of %d, not of %d", partials[0].Shard.Of, s.Of)
		}
		if p.Job != partials[0].Job {
			problems.Addf(path.Key("job"), "must be %s, not %s", check.Quote(partials[0].Job), check.Quote(p.Job))
		}
	}
	return problems.Err("kpi")
}

// sameBytes reports whether two accumulators have counted the same.
func sameBytes[A any, P accumulator[A]](a, b *A) bool {
	x, errX := P(a).AppendBinary(nil)
	y, errY := P(b).AppendBinary(nil)
	return errX == nil && errY == nil && bytes.Equal(x, y)
}
