package kpi_test

import (
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/kpi"
)

// exactRank is the nearest rank on all values: the oracle of quantiles.
func exactRank(sorted []time.Duration, percent int) time.Duration {
	rank := (percent*len(sorted) + 99) / 100
	return sorted[max(rank, 1)-1]
}

func TestQuantilesAreWithinTheirError(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for name, draw := range map[string]func() time.Duration{
		"log-normal": func() time.Duration {
			return time.Duration(math.Exp(9+1.5*rng.NormFloat64()) * float64(time.Second))
		},
		"bimodal": func() time.Duration {
			if rng.IntN(3) == 0 {
				return time.Duration(100+rng.NormFloat64()) * time.Hour
			}
			return 5*time.Minute + time.Duration(rng.IntN(1000))*time.Millisecond
		},
		"constant":   func() time.Duration { return 4 * time.Hour },
		"zero-heavy": func() time.Duration { return time.Duration(max(0, rng.IntN(100)-80)) * time.Minute },
		"tiny":       func() time.Duration { return time.Duration(rng.IntN(200)) },
		"any":        func() time.Duration { return uneven(rng) },
	} {
		t.Run(name, func(t *testing.T) {
			var d kpi.Durations
			var all []time.Duration
			sum := new(big.Int)
			for range 5000 {
				v := draw()
				require.NoError(t, d.Add(v))
				all = append(all, v)
				sum.Add(sum, big.NewInt(int64(v)))
			}
			slices.Sort(all)
			require.Equal(t, uint64(5000), d.Count())
			for percent := range 101 {
				want := exactRank(all, percent)
				got, ok := d.Quantile(float64(percent) / 100)
				require.True(t, ok)
				require.LessOrEqual(t, (got - want).Abs(), want/128, "%d %%: %s, not %s", percent, got, want)

				feasible, ok := kpi.Feasible(d, float64(percent)/100)
				require.True(t, ok)
				require.GreaterOrEqual(t, feasible, want)
				require.LessOrEqual(t, feasible-want, want/64)
				least, most := d.Within(want)
				exact := uint64(0)
				for _, v := range all {
					if v <= want {
						exact++
					}
				}
				require.LessOrEqual(t, least, exact)
				require.GreaterOrEqual(t, most, exact)
			}
			least, ok := d.Min()
			require.True(t, ok)
			require.Equal(t, all[0], least)
			greatest, ok := d.Max()
			require.True(t, ok)
			require.Equal(t, all[len(all)-1], greatest)
			mean, ok := d.Mean()
			require.True(t, ok)
			require.Equal(t, sum.Add(sum, big.NewInt(2500)).Quo(sum, big.NewInt(5000)).Int64(), int64(mean))
		})
	}
}

func TestDurationsBoundaries(t *testing.T) {
	// Every power of two, its neighbours, and the greatest duration stand alone
	// between their neighbours in rank.
	for shift := range 63 {
		for _, offset := range []int64{-1, 0, 1} {
			v := time.Duration(1<<shift + offset)
			var d kpi.Durations
			require.NoError(t, d.Add(v))
			for _, q := range []float64{0, 0.5, 1} {
				got, ok := d.Quantile(q)
				require.True(t, ok)
				require.Equal(t, v, got) // held between min and max
			}
			least, most := d.Within(v)
			require.Equal(t, [2]uint64{1, 1}, [2]uint64{least, most})
			least, most = d.Within(v - 1)
			require.Equal(t, [2]uint64{0, 0}, [2]uint64{least, most})
			f, ok := kpi.Feasible(d, 1)
			require.True(t, ok)
			require.Equal(t, v, f)
		}
	}
	var d kpi.Durations
	require.NoError(t, d.Add(math.MaxInt64))
	require.NoError(t, d.Add(math.MaxInt64))
	mean, ok := d.Mean()
	require.True(t, ok)
	require.Equal(t, time.Duration(math.MaxInt64), mean)
	population, sample, ok := d.Variance()
	require.True(t, ok)
	require.Zero(t, population)
	require.Zero(t, sample)

	// In a bucket of 16 ns from 1008 on, the middle.
	d = kpi.Durations{}
	for _, v := range []time.Duration{1, 1008, 2000} {
		require.NoError(t, d.Add(v))
	}
	got, ok := d.Quantile(0.5)
	require.True(t, ok)
	require.Equal(t, time.Duration(1011), got)
	least, most := d.Within(1010)
	require.Equal(t, [2]uint64{1, 2}, [2]uint64{least, most})
	least, most = d.Within(1015)
	require.Equal(t, [2]uint64{2, 2}, [2]uint64{least, most})
	least, most = d.Within(-1)
	require.Equal(t, [2]uint64{0, 0}, [2]uint64{least, most})
}

func TestDurationsUndefined(t *testing.T) {
	var d kpi.Durations
	for _, q := range []float64{0, 0.5, 1} {
		_, ok := d.Quantile(q)
		require.False(t, ok)
	}
	for name, ask := range map[string]func() (time.Duration, bool){"mean": d.Mean, "min": d.Min, "max": d.Max} {
		v, ok := ask()
		require.False(t, ok, name)
		require.Zero(t, v, name)
	}
	_, _, ok := d.Variance()
	require.False(t, ok)
	seconds, rest, ok := d.Seconds()
	require.True(t, ok)
	require.Zero(t, seconds)
	require.Zero(t, rest)
	require.NoError(t, d.Add(3*time.Second+4))
	_, _, ok = d.Variance()
	require.False(t, ok)
	seconds, rest, ok = d.Seconds()
	require.True(t, ok)
	require.Equal(t, uint64(3), seconds)
	require.Equal(t, time.Duration(4), rest)
	for _, q := range []float64{-0.1, 1.1, math.NaN()} {
		_, ok := d.Quantile(q)
		require.False(t, ok)
		_, ok = kpi.Feasible(d, q)
		require.False(t, ok)
	}
}

func TestDurationsRefuseNegativeTimes(t *testing.T) {
	var d kpi.Durations
	requireInvalid(t, d.Add(-1), "duration: must not be negative: -1ns")
	require.Equal(t, kpi.Durations{}, d)
}

// doubled merges the greatest duration with itself so many times.
func doubled(t *testing.T, times int) kpi.Durations {
	t.Helper()
	var d kpi.Durations
	require.NoError(t, d.Add(math.MaxInt64))
	for range times {
		require.NoError(t, d.Merge(d.Clone()))
	}
	return d
}

func TestDurationsOverflow(t *testing.T) {
	half := doubled(t, 63)
	require.Equal(t, uint64(1<<63), half.Count())
	before := bytesOf(t, &half)
	err := half.Merge(half.Clone())
	require.ErrorIs(t, err, kpi.ErrOverflow)
	require.EqualError(t, err, "kpi: count of durations would overflow")
	require.Equal(t, before, bytesOf(t, &half))

	full := half.Clone()
	for n := 62; n >= 0; n-- {
		require.NoError(t, full.Merge(doubled(t, n)))
	}
	require.Equal(t, uint64(math.MaxUint64), full.Count())
	require.ErrorIs(t, full.Add(1), kpi.ErrOverflow)
	mean, ok := full.Mean()
	require.True(t, ok)
	require.Equal(t, time.Duration(math.MaxInt64), mean)
	_, _, ok = full.Seconds()
	require.False(t, ok)
	back := clone(t, &full)
	require.Equal(t, bytesOf(t, &full), bytesOf(t, &back))
	population, _, ok := back.Variance()
	require.True(t, ok)
	require.Zero(t, population)

	// 2^64 seconds do not fit, which takes 2·10⁹ + 1 times of the greatest length.
	seconds, _, ok := repeated(t, math.MaxInt64, 2_000_000_000).Seconds()
	require.True(t, ok)
	require.Equal(t, uint64(math.MaxUint64), seconds+1)
	_, _, ok = repeated(t, math.MaxInt64, 2_000_000_001).Seconds()
	require.False(t, ok)

	// 2^31 times of the greatest length are too many seconds, half of them not.
	_, _, ok = doubled(t, 30).Seconds()
	require.True(t, ok)
	_, _, ok = doubled(t, 31).Seconds()
	require.False(t, ok)
}

// repeated returns n equal times, by merging.
func repeated(t *testing.T, v time.Duration, n uint64) kpi.Durations {
	t.Helper()
	var sum, power kpi.Durations
	require.NoError(t, power.Add(v))
	for ; n > 0; n /= 2 {
		if n%2 == 1 {
			require.NoError(t, sum.Merge(power))
		}
		require.NoError(t, power.Merge(power.Clone()))
	}
	return sum
}

func TestCountsWiden(t *testing.T) {
	// A count passes 8, 16 and 32 bits by adding, by merging, and in bytes; its
	// neighbours and other octaves stay what they are.
	for _, most := range []uint64{math.MaxUint8, math.MaxUint16, math.MaxUint32} {
		a, b, c := repeated(t, 100, most), repeated(t, 100, 1), repeated(t, 100, most+1)
		for _, d := range []*kpi.Durations{&a, &c} {
			for _, v := range []time.Duration{1, 99, 101, time.Hour} {
				require.NoError(t, d.Add(v))
			}
		}
		full, again := clone(t, &a), clone(t, &a)
		require.NoError(t, a.Merge(b))
		require.Equal(t, bytesOf(t, &c), bytesOf(t, &a))
		require.NoError(t, b.Merge(full))
		require.Equal(t, bytesOf(t, &c), bytesOf(t, &b))
		require.NoError(t, again.Add(100))
		require.Equal(t, bytesOf(t, &c), bytesOf(t, &again))

		// Counts of different widths, either way, and with an octave that only
		// one of them has.
		wide, narrow := clone(t, &c), repeated(t, 1000, 3)
		require.NoError(t, wide.Merge(narrow))
		require.NoError(t, narrow.Merge(c))
		require.Equal(t, bytesOf(t, &wide), bytesOf(t, &narrow))
		require.Equal(t, most+8, wide.Count())
		least, _ := wide.Within(100)
		require.Equal(t, most+3, least)

		var fresh kpi.Durations
		require.NoError(t, fresh.Merge(c))
		require.NoError(t, fresh.Add(100))
		require.NoError(t, fresh.Merge(kpi.Durations{}))
		require.Equal(t, most+6, fresh.Count())
		require.Equal(t, most+5, c.Count(), "merging keeps nothing")
		first, _ := c.Within(100)
		require.Equal(t, most+3, first)
	}
}

func TestDurationsMeanRoundsOnce(t *testing.T) {
	for _, test := range []struct {
		values []time.Duration
		want   time.Duration
	}{{[]time.Duration{1, 2}, 2}, {[]time.Duration{1, 1, 2}, 1}, {[]time.Duration{1, 2, 2}, 2}, {[]time.Duration{0, 0, 1}, 0}, {[]time.Duration{7}, 7}} {
		var d kpi.Durations
		for _, v := range test.values {
			require.NoError(t, d.Add(v))
		}
		mean, ok := d.Mean()
		require.True(t, ok)
		require.Equal(t, test.want, mean)
	}
}

func TestDurationsJSON(t *testing.T) {
	var d kpi.Durations
	text, err := d.MarshalJSON()
	require.NoError(t, err)
	require.JSONEq(t, `{"count":0,"mean":null,"min":null,"p50":null,"p90":null,"p95":null,"p99":null,"max":null}`, string(text))
	require.NoError(t, d.Add(time.Minute))
	text, err = d.MarshalJSON()
	require.NoError(t, err)
	require.JSONEq(t, `{"count":1,"mean":"1m0s","min":"1m0s","p50":"1m0s","p90":"1m0s","p95":"1m0s","p99":"1m0s","max":"1m0s"}`, string(text))
}

func TestCapacity(t *testing.T) {
	var history kpi.Durations
	for i := range 200 {
		require.NoError(t, history.Add(time.Duration(i+1)*time.Minute))
	}
	rows, err := kpi.Capacity([]kpi.Promise{
		{Tier: "vip", Allowance: 200 * time.Minute, Share: 0.95, History: history},
		{Tier: "std", Allowance: 196 * time.Minute, Share: 0.95, History: history},
		{Tier: "all", Allowance: 300 * time.Minute, Share: 1, History: history},
		{Tier: "new", Allowance: time.Hour, Share: 0.9},
		{Tier: "bad", Allowance: time.Hour, Share: 0.9, History: history},
	})
	require.NoError(t, err)
	require.True(t, rows[0].Holds)
	require.True(t, rows[0].Proven)
	require.True(t, rows[1].Holds)
	require.False(t, rows[1].Proven)
	require.Equal(t, kpi.Ratio{Met: 200}, rows[2].Kept)
	require.True(t, rows[2].Holds)
	require.False(t, rows[2].Proven)
	require.False(t, rows[3].Defined)
	require.False(t, rows[3].Holds)
	require.False(t, rows[4].Holds)
	require.GreaterOrEqual(t, rows[4].Feasible, 180*time.Minute)
	lo, _, ok := rows[0].Kept.Wilson(0.95)
	require.True(t, ok)
	rows, err = kpi.Capacity([]kpi.Promise{{Tier: "vip", Allowance: 200 * time.Minute, Share: lo, History: history}})
	require.NoError(t, err)
	require.True(t, rows[0].Proven, "the bound itself is enough")
	ten := kpi.Capability{Tier: "vip", Allowance: time.Hour, Share: 0.9, Kept: kpi.Ratio{Met: 9, Missed: 1}, Feasible: 10 * time.Minute, Defined: true, Holds: true}
	require.Equal(t, []string{"vip: within 1 h 90.0 % were kept (n = 10), aim 90.0 %, which 10 min kept: kept so far, but the sample does not prove it"}, ten.Describe(commitment.English))
	for tier, want := range map[string]string{"": "1 h, undefined, no data", "new": "new, 1 h, undefined, no data"} {
		require.Equal(t, []string{want}, kpi.Capability{Tier: tier, Allowance: time.Hour}.Describe(commitment.English))
	}
	rows, err = kpi.Capacity([]kpi.Promise{{Share: 0}, {Share: 1}, {Share: 1.01}, {Share: math.NaN(), Allowance: -1}})
	requireInvalid(t, err, "promises[0].share: must be above 0 and at most 1, not 0", "promises[2].share: must be above 0 and at most 1, not 1.01",
		"promises[3].allowance: must not be negative: -1ns", "promises[3].share: must be above 0 and at most 1, not NaN")
	require.Nil(t, rows)
}
