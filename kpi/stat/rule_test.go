package stat_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/kpi/stat"
)

// of returns the signals of one rule.
func of(signals []stat.Signal, rule int) []stat.Signal {
	var out []stat.Signal
	for _, s := range signals {
		if s.Rule == rule {
			out = append(out, s)
		}
	}
	return out
}

func we(t *testing.T, values ...float64) []stat.Signal {
	t.Helper()
	signals, ok := stat.WesternElectric(values, 0, 1)
	require.True(t, ok)
	return signals
}

func nelson(t *testing.T, values ...float64) []stat.Signal {
	t.Helper()
	signals, ok := stat.Nelson(values, 0, 1)
	require.True(t, ok)
	return signals
}

func TestWesternElectricRules(t *testing.T) {
	require.Empty(t, we(t, 3, -3, 2, 0.5, -2), "on a line is not beyond it")
	require.Equal(t, []stat.Signal{{Rule: 1, First: 1, Last: 1}, {Rule: 1, First: 3, Last: 3}}, of(we(t, 0, 3.01, 0, -3.01), 1))
	require.Equal(t, []stat.Signal{{Rule: 2, First: 0, Last: 2}}, we(t, 2.5, 0, 2.5))
	require.Equal(t, []stat.Signal{{Rule: 2, First: 0, Last: 1}}, we(t, -2.5, -2.5, 0), "two of the first two")
	require.Empty(t, we(t, 2.5, 0, 0, 2.5), "two of four")
	require.Empty(t, we(t, 2.5, -2.5, 0), "not on the same side")
	require.Empty(t, we(t, 2.5, 2, 0), "2 is not beyond 2")
	require.Equal(t, []stat.Signal{{Rule: 3, First: 0, Last: 4}}, we(t, 1.5, 1.5, -0.5, 1.5, 1.5))
	require.Equal(t, []stat.Signal{{Rule: 3, First: 0, Last: 3}}, we(t, -1.5, -1.5, -1.5, -1.5))
	require.Empty(t, we(t, 1.5, 1.5, 0, 1, 1.5, 1.5), "three of five")
	eight := []float64{0.1, 0.2, 0.1, 0.5, 0.1, 0.3, 0.2, 0.1}
	require.Equal(t, []stat.Signal{{Rule: 4, First: 0, Last: 7}}, we(t, eight...))
	require.Equal(t, []stat.Signal{{Rule: 4, First: 0, Last: 7}, {Rule: 4, First: 1, Last: 8}}, we(t, append(eight, 0.1)...))
	require.Empty(t, we(t, eight[:7]...))
	require.Empty(t, we(t, 0.1, 0.2, 0.1, 0, 0.1, 0.3, 0.2, 0.1), "the centre is on no side")
	require.Empty(t, we(t, 0.1, 0.2, 0.1, -0.5, 0.1, 0.3, 0.2, 0.1))
}

func TestNelsonRules(t *testing.T) {
	require.Equal(t, []stat.Signal{{Rule: 1, First: 0, Last: 0}}, nelson(t, 3.01, 0))
	nine := []float64{0.1, 0.2, 0.1, 0.5, 0.1, 0.3, 0.2, 0.1, 0.4}
	require.Equal(t, []stat.Signal{{Rule: 2, First: 0, Last: 8}}, nelson(t, nine...))
	require.Empty(t, nelson(t, nine[:8]...))
	rising := []float64{-0.3, -0.2, -0.1, 0.1, 0.2, 0.3}
	require.Equal(t, []stat.Signal{{Rule: 3, First: 0, Last: 5}}, nelson(t, rising...))
	require.Equal(t, []stat.Signal{{Rule: 3, First: 0, Last: 5}}, nelson(t, 0.3, 0.2, 0.1, -0.1, -0.2, -0.3))
	require.Empty(t, nelson(t, rising[:5]...))
	require.Empty(t, nelson(t, -0.3, -0.2, -0.1, -0.1, 0.2, 0.3), "a level step is none")
	require.Empty(t, nelson(t, 0.3, 0.3, 0.3, -0.3, -0.3, -0.3))
	var turns []float64
	for i := range 14 {
		turns = append(turns, 0.5-float64(i%2))
	}
	require.Equal(t, []stat.Signal{{Rule: 4, First: 0, Last: 13}}, nelson(t, turns...))
	require.Empty(t, nelson(t, turns[:13]...))
	broken := slices.Clone(turns)
	broken[6] = broken[5]
	require.Empty(t, nelson(t, broken...))
	level := make([]float64, 14)
	require.Empty(t, nelson(t, level...))
	require.Equal(t, []stat.Signal{{Rule: 5, First: 0, Last: 2}}, nelson(t, -2.5, 0, -2.5))
	require.Equal(t, []stat.Signal{{Rule: 6, First: 0, Last: 4}}, nelson(t, 1.5, 1.5, -0.5, 1.5, 1.5))
	hugging := []float64{1, -1, 0, 0.5, 0.5, -0.5, -1, 1, 1, 0, 0, 0, 0.2, -0.3, 1}
	require.Equal(t, []stat.Signal{{Rule: 7, First: 0, Last: 14}}, nelson(t, hugging...))
	require.Empty(t, nelson(t, hugging[:14]...))
	hugging[7] = 1.01
	require.Empty(t, nelson(t, hugging...))
	avoiding := []float64{1.1, -1.1, 1.2, -1.5, -1.2, 1.3, -1.1, 1.2}
	require.Equal(t, []stat.Signal{{Rule: 8, First: 0, Last: 7}}, nelson(t, avoiding...))
	require.Empty(t, nelson(t, avoiding[:7]...))
	avoiding[3] = 1
	require.Empty(t, nelson(t, avoiding...))
}

func TestRulesUndefined(t *testing.T) {
	rules := []func(values []float64, center, sigma float64) ([]stat.Signal, bool){stat.WesternElectric, stat.Nelson}
	for _, f := range rules {
		for _, c := range []struct {
			values        []float64
			center, sigma float64
		}{
			{nil, 0, 1},
			{[]float64{math.NaN()}, 0, 1},
			{[]float64{math.Inf(1)}, 0, 1},
			{[]float64{5}, math.NaN(), 1},
			{[]float64{5}, math.Inf(1), 1},
			{[]float64{5}, 0, 0},
			{[]float64{5}, 0, -1},
			{[]float64{5}, 0, math.NaN()},
			{[]float64{5}, 0, math.Inf(1)},
		} {
			signals, ok := f(c.values, c.center, c.sigma)
			require.False(t, ok, "%v", c)
			require.Nil(t, signals)
		}
	}
}

// TestRulesIgnoreRounding: 0.1+0.2 is not above 0.3.
func TestRulesIgnoreRounding(t *testing.T) {
	sum := 0.1
	sum += 0.2
	values := slices.Repeat([]float64{sum}, 8)
	signals, ok := stat.WesternElectric(values, 0.3, 0.1)
	require.True(t, ok)
	require.Empty(t, signals)
	signals, ok = stat.WesternElectric([]float64{1 + 3*0.1}, 1, 0.1)
	require.True(t, ok)
	require.Empty(t, signals)
	// It is relative: of a million the next float is rounding, of a billionth a
	// difference of one part in 10^10 is none.
	million := 1e6 / 3
	signals, ok = stat.WesternElectric(slices.Repeat([]float64{math.Nextafter(million, 1e9)}, 8), million, 1)
	require.True(t, ok)
	require.Empty(t, signals)
	signals, ok = stat.WesternElectric(slices.Repeat([]float64{1e-9 * (1 + 1e-10)}, 8), 1e-9, 1)
	require.True(t, ok)
	require.Equal(t, []stat.Signal{{Rule: 4, First: 0, Last: 7}}, signals)
}

// TestGapsEndPatterns: of a week without cases nothing is known.
func TestGapsEndPatterns(t *testing.T) {
	counts := []uint64{9, 9, 9, 9, 9, 9, 9, 9, 30}
	sizes := []uint64{100, 100, 100, 100, 100, 100, 100, 100, 100}
	c := stat.PChart(counts, sizes)
	require.Equal(t, []stat.Signal{{Rule: 1, First: 8, Last: 8}, {Rule: 4, First: 0, Last: 7}}, c.WesternElectric())
	require.Equal(t, []stat.Signal{{Rule: 1, First: 8, Last: 8}}, c.Nelson())
	counts[4], sizes[4] = 0, 0
	c = stat.PChart(counts, sizes)
	require.Equal(t, []stat.Signal{{Rule: 1, First: 8, Last: 8}}, c.WesternElectric())

	// Two of three beyond 2 sigma, with the gap between them and before them.
	base := stat.Baseline{Kind: stat.KindC, Center: 100, Spread: 1}
	require.Equal(t, []stat.Signal{{Rule: 2, First: 1, Last: 2}},
		base.Counts([]uint64{0, 125, 125}, []uint64{0, 1, 1}).WesternElectric())
	require.Empty(t, base.Counts([]uint64{125, 0, 125}, []uint64{1, 0, 1}).WesternElectric())
	require.Equal(t, []stat.Signal{{Rule: 3, First: 0, Last: 5}},
		base.Counts([]uint64{95, 97, 99, 101, 103, 105, 0}, []uint64{1, 1, 1, 1, 1, 1, 0}).Nelson())
	require.Empty(t, base.Counts([]uint64{95, 97, 99, 0, 101, 103, 105}, []uint64{1, 1, 1, 0, 1, 1, 1}).Nelson())
}

// TestRulesAgainstDefinitions compares with the rules as sentences, evaluated in the
// plainest way, on random values that like to sit on the lines.
func TestRulesAgainstDefinitions(t *testing.T) {
	lines := []float64{-3.5, -3, -2.5, -2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5}
	for range 300 {
		values := make([]float64, 40)
		width := 2 + rand.IntN(len(lines)-1)
		from := rand.IntN(len(lines) - width + 1)
		for i := range values {
			values[i] = lines[from+rand.IntN(width)]
		}
		// window returns the values at last and up to n-1 before it.
		window := func(last, n int) []float64 { return values[max(0, last+1-n) : last+1] }
		above := func(w []float64, line float64) (n int) {
			for _, v := range w {
				if v > line {
					n++
				}
			}
			return n
		}
		below := func(w []float64, line float64) (n int) {
			for _, v := range w {
				if v < -line {
					n++
				}
			}
			return n
		}
		some := func(last, n, count int, line float64) bool {
			w := window(last, n)
			return values[last] > line && above(w, line) >= count || values[last] < -line && below(w, line) >= count
		}
		steps := func(last, n int, follow func(a, b float64) bool) bool {
			w := window(last, n)
			if len(w) < n {
				return false
			}
			for i := 1; i < len(w)-1; i++ {
				if !follow(w[i]-w[i-1], w[i+1]-w[i]) {
					return false
				}
			}
			return true
		}
		westernElectric := []func(last int) bool{
			func(last int) bool { return math.Abs(values[last]) > 3 },
			func(last int) bool { return some(last, 3, 2, 2) },
			func(last int) bool { return some(last, 5, 4, 1) },
			func(last int) bool { return some(last, 8, 8, 0) },
		}
		nelsonRules := []func(last int) bool{
			westernElectric[0],
			func(last int) bool { return some(last, 9, 9, 0) },
			func(last int) bool {
				return steps(last, 6, func(a, b float64) bool { return a > 0 && b > 0 || a < 0 && b < 0 })
			},
			func(last int) bool {
				return steps(last, 14, func(a, b float64) bool { return a > 0 && b < 0 || a < 0 && b > 0 })
			},
			westernElectric[1],
			westernElectric[2],
			func(last int) bool {
				w := window(last, 15)
				return len(w) == 15 && above(w, 1)+below(w, 1) == 0
			},
			func(last int) bool {
				w := window(last, 8)
				return len(w) == 8 && above(w, 1)+below(w, 1) == 8
			},
		}
		expect := func(rules []func(last int) bool) (lasts [][2]int) {
			for r, holds := range rules {
				for last := range values {
					if holds(last) {
						lasts = append(lasts, [2]int{r + 1, last})
					}
				}
			}
			return lasts
		}
		got := func(signals []stat.Signal) (lasts [][2]int) {
			for _, s := range signals {
				require.LessOrEqual(t, s.First, s.Last)
				lasts = append(lasts, [2]int{s.Rule, s.Last})
			}
			return lasts
		}
		require.Equal(t, expect(westernElectric), got(we(t, values...)), "%v", values)
		require.Equal(t, expect(nelsonRules), got(nelson(t, values...)), "%v", values)
	}
}
