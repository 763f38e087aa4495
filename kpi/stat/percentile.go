package stat

import (
	"math/big"
	"slices"
	"strconv"
	"strings"
)

// PercentileMethod says how a percentile is read from sorted values.
//
// It is comparable and immutable; the zero value is no method.
type PercentileMethod uint8

// The methods, for n values of which x[1] is the smallest.
const (
	// NearestRank takes x[⌈q·n⌉], and x[1] for q = 0: always a value that
	// occurred, and the definition to report by.
	NearestRank PercentileMethod = iota + 1
	// R6 interpolates at q·(n+1), cut to [1, n]: NIST's handbook, Excel's
	// PERCENTILE.EXC within its range, Minitab.
	R6
	// R7 interpolates at 1 + q·(n-1): Excel's PERCENTILE.INC, R, NumPy.
	R7
)

// String returns "nearest_rank", "r6" or "r7", and "" for no method.
func (m PercentileMethod) String() string {
	switch m {
	case NearestRank:
		return "nearest_rank"
	case R6:
		return "r6"
	case R7:
		return "r7"
	}
	return ""
}

// Percentile returns the q-quantile of values, which need not be sorted and are
// left as they are; q = 0.9 is the 90th percentile. 0 is a value like any other.
// q counts as the shortest decimal that stands for it, so that 0.07 of 100 values
// is rank 7, and not 8 for the rounding of a float. For counts too large to be
// kept as values, see [Rank].
//
// It is undefined (ok == false) without values, for a value that is NaN or
// infinite, for an unknown method, and unless 0 <= q <= 1. It sorts a copy.
func Percentile(values []float64, q float64, m PercentileMethod) (value float64, ok bool) {
	if !allFinite(values...) {
		return 0, false
	}
	n := int64(len(values))
	rank, ok := decimal(q)
	if !ok || n == 0 {
		return 0, false
	}
	switch m {
	case NearestRank:
		nearest, _ := Rank(q, uint64(n))
		return plain(ordered(values)[nearest-1]), true
	case R6:
		rank.Mul(rank, big.NewRat(n+1, 1))
	case R7:
		rank.Add(rank.Mul(rank, big.NewRat(n-1, 1)), big.NewRat(1, 1))
	default:
		return 0, false
	}
	return between(ordered(values), rank), true
}

// Rank returns the nearest rank ⌈q·n⌉ of the q-quantile among n values: the rank,
// counted from 1, of the smallest value that at least the share q does not
// exceed; 1 for q = 0. It is exact for every n, with q as in [Percentile].
//
// It is undefined (ok == false) for n == 0, and unless 0 <= q <= 1.
func Rank(q float64, n uint64) (rank uint64, ok bool) {
	share, ok := decimal(q)
	if !ok || n == 0 {
		return 0, false
	}
	share.Mul(share, new(big.Rat).SetUint64(n))
	whole, rest := new(big.Int).QuoRem(share.Num(), share.Denom(), new(big.Int))
	rank = whole.Uint64()
	if rest.Sign() > 0 || rank == 0 {
		rank++
	}
	return rank, true
}

// decimal returns the shortest decimal that stands for q, if 0 <= q <= 1.
func decimal(q float64) (*big.Rat, bool) {
	if !(q >= 0 && q <= 1) {
		return nil, false
	}
	return new(big.Rat).SetString(strings.TrimPrefix(strconv.FormatFloat(q, 'g', -1, 64), "-"))
}

// between interpolates x at a rank counted from 1, cut to [1, len(x)].
func between(x []float64, rank *big.Rat) float64 {
	whole := new(big.Int).Quo(rank.Num(), rank.Denom())
	i := int(whole.Int64()) // at most len(x)+1
	if i < 1 {
		return plain(x[0])
	}
	if i >= len(x) {
		return plain(x[len(x)-1])
	}
	part, _ := rank.Sub(rank, new(big.Rat).SetInt(whole)).Float64()
	return plain(blend(x[i-1], x[i], part))
}

// blend returns the value at the given part of the way from low to high.
func blend(low, high, part float64) float64 {
	if way := high - low; finite(way) {
		return low + part*way
	}
	return low*(1-part) + high*part
}

// ordered returns a sorted copy.
func ordered(values []float64) []float64 {
	x := slices.Clone(values)
	slices.Sort(x)
	return x
}
