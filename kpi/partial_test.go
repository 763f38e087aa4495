package kpi_test

import (
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/kpi"
)

func TestCollect(t *testing.T) {
	part := func(job string, shard kpi.Shard, attempt int, met uint64) kpi.Partial[kpi.Ratio] {
		return kpi.Partial[kpi.Ratio]{Job: job, Shard: shard, Attempt: attempt, Acc: kpi.Ratio{Met: met}}
	}
	r := func(first, last, of int) kpi.Shard { return kpi.Shard{First: first, Last: last, Of: of} }
	tests := []struct {
		name     string
		partials []kpi.Partial[kpi.Ratio]
		met      uint64
		err      string
		is       error
	}{
		{"one", []kpi.Partial[kpi.Ratio]{part("j", kpi.OneShard(0, 1), 0, 5)}, 5, "", nil},
		{"last attempt", []kpi.Partial[kpi.Ratio]{part("j", r(0, 0, 1), 1, 5), part("j", r(0, 0, 1), 3, 7), part("j", r(0, 0, 1), 2, 6)}, 7, "", nil},
		{"delivered twice", []kpi.Partial[kpi.Ratio]{part("j", r(0, 0, 1), 1, 5), part("j", r(0, 0, 1), 1, 5)}, 5, "", nil},
		{"ranges", []kpi.Partial[kpi.Ratio]{part("j", r(2, 5, 6), 0, 5), part("j", r(0, 1, 6), 0, 1)}, 6, "", nil},
		{"same attempt, other content", []kpi.Partial[kpi.Ratio]{part("j", r(0, 0, 1), 1, 5), part("j", r(0, 0, 1), 1, 6)}, 0, "kpi: shard 0 of 1: attempt 1 came twice, and not the same", kpi.ErrOverlap},
		{"overlap", []kpi.Partial[kpi.Ratio]{part("j", r(0, 2, 4), 0, 5), part("j", r(2, 3, 4), 0, 6)}, 0, "kpi: shards 0-2 of 4 and 2-3 of 4 overlap", kpi.ErrOverlap},
		{"within", []kpi.Partial[kpi.Ratio]{part("j", r(0, 3, 4), 0, 5), part("j", r(1, 1, 4), 0, 6)}, 0, "kpi: shards 0-3 of 4 and 1 of 4 overlap", kpi.ErrOverlap},
		{"missing", []kpi.Partial[kpi.Ratio]{part("j", r(1, 1, 9), 0, 5), part("j", r(4, 5, 9), 0, 6)}, 0, `kpi: job "j": missing shards 0, 2-3, 6-8 of 9`, kpi.ErrMissingShard},
		{"none", nil, 0, "kpi: partials: must be given", commitment.ErrInvalid},
		{"two jobs", []kpi.Partial[kpi.Ratio]{part("j", r(0, 0, 2), 0, 5), part("k", r(1, 1, 2), 0, 5)}, 0, `kpi: partials[1].job: must be "j", not "k"`, commitment.ErrInvalid},
		{"two partings", []kpi.Partial[kpi.Ratio]{part("j", r(0, 0, 2), 0, 5), part("j", r(1, 1, 3), 0, 5)}, 0, "kpi: partials[1].shard: must be one of 2, not of 3", commitment.ErrInvalid},
		{"no shard", []kpi.Partial[kpi.Ratio]{part("j", kpi.Shard{}, 0, 5)}, 0, "kpi: partials[0].shard: no shard: 0 of 0", commitment.ErrInvalid},
		{"negative", []kpi.Partial[kpi.Ratio]{part("j", r(-1, 0, 2), 0, 5)}, 0, "kpi: partials[0].shard: no shard: -1-0 of 2", commitment.ErrInvalid},
		{"backwards", []kpi.Partial[kpi.Ratio]{part("j", r(1, 0, 2), 0, 5)}, 0, "kpi: partials[0].shard: no shard: 1-0 of 2", commitment.ErrInvalid},
		{"beyond", []kpi.Partial[kpi.Ratio]{part("j", r(0, 2, 2), 0, 5)}, 0, "kpi: partials[0].shard: no shard: 0-2 of 2", commitment.ErrInvalid},
		{"too many", []kpi.Partial[kpi.Ratio]{part("j", r(0, 1<<20, 1<<20+1), 0, 5)}, 0, "kpi: partials[0].shard: no shard: 0-1048576 of 1048577", commitment.ErrInvalid},
		{"most", []kpi.Partial[kpi.Ratio]{part("j", r(0, 1<<20-1, 1<<20), 0, 5)}, 5, "", nil},
		{"too much", []kpi.Partial[kpi.Ratio]{part("j", r(0, 0, 2), 0, math.MaxUint64), part("j", r(1, 1, 2), 0, 1)}, 0, "kpi: ratio would overflow", kpi.ErrOverflow},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for range 2 {
				sum, err := kpi.Collect(test.partials)
				require.Equal(t, kpi.Ratio{Met: test.met}, sum)
				if test.is == nil {
					require.NoError(t, err)
				} else {
					require.EqualError(t, err, test.err)
					require.ErrorIs(t, err, test.is)
				}
				if test.name != "two jobs" && test.name != "two partings" {
					slices.Reverse(test.partials)
				}
			}
		})
	}
	var many []kpi.Partial[kpi.Ratio]
	for i := range 30 {
		many = append(many, part("j", r(2*i, 2*i, 61), 0, 1))
	}
	_, err := kpi.Collect(many)
	require.EqualError(t, err, `kpi: job "j": missing shards 1, 3, 5, 7, 9, 11, 13, 15, 17, 19 and 20 more ranges of 61`)
	var missing *kpi.MissingError
	require.ErrorAs(t, err, &missing)
	require.Len(t, missing.Missing, 30)
	require.Equal(t, r(59, 60, 61), missing.Missing[29])
	require.Equal(t, `kpi: job "": missing shards `, (&kpi.MissingError{}).Error())
}
