package stat_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/kpi/stat"
)

// lots plays lots at letter H and AQL 2.5 (normal 50/3, tightened 50/2, reduced
// 20/2): a digit is the nonconforming items of a lot from steady production, a
// letter a, b, c, ... stands for 0, 1, 2, ... of one from unsteady production.
func lots(t *testing.T, s stat.Switching, text string) stat.Switching {
	t.Helper()
	for _, c := range text {
		lot := stat.Lot{Letter: 'H', AQL: 2.5, Steady: c <= '9'}
		lot.Nonconforming = uint64(c - '0')
		if !lot.Steady {
			lot.Nonconforming = uint64(c - 'a')
		}
		before := s
		plan, ok := stat.Plan('H', 2.5, s.Severity())
		require.True(t, ok)
		var accepted bool
		s, accepted, ok = s.Judge(lot)
		require.True(t, ok, "%s %+v", text, before)
		require.Equal(t, lot.Nonconforming <= plan.Accept, accepted)
	}
	return s
}

func TestSwitchingToTightened(t *testing.T) {
	var start stat.Switching
	require.Equal(t, stat.Normal, start.Severity())
	for _, c := range []struct {
		lots string
		want stat.Severity
	}{
		{"4", stat.Normal},
		{"44", stat.Tightened},
		{"404", stat.Tightened},
		{"4004", stat.Tightened},
		{"40004", stat.Tightened},
		{"400004", stat.Normal}, // two of six
		{"4000040004", stat.Tightened},
		{"40000400004", stat.Normal},
		{"33333", stat.Normal}, // Ac is accepted
	} {
		require.Equal(t, c.want, lots(t, start, c.lots).Severity(), c.lots)
	}
}

func TestSwitchingBackToNormal(t *testing.T) {
	tight := lots(t, stat.Switching{}, "44")
	require.Equal(t, stat.Tightened, tight.Severity())
	four := lots(t, tight, "0222")
	require.Equal(t, stat.Tightened, four.Severity())
	require.Equal(t, 4, four.Accepted)
	require.Equal(t, stat.Switching{}, lots(t, four, "2"), "the fifth in a row")
	broken := lots(t, four, "3")
	require.Zero(t, broken.Accepted)
	require.Equal(t, 1, broken.Refused)
	require.Equal(t, stat.Tightened, lots(t, broken, "0000").Severity())
	require.Equal(t, stat.Normal, lots(t, broken, "00000").Severity())
	// What was refused before does not count after it.
	require.Equal(t, stat.Normal, lots(t, broken, "000004").Severity())
	require.Equal(t, stat.Tightened, lots(t, broken, "0000044").Severity())
}

func TestSwitchingDiscontinued(t *testing.T) {
	tight := lots(t, stat.Switching{}, "44")
	four := lots(t, tight, "3000030000330000")
	require.Equal(t, 4, four.Refused)
	require.False(t, four.Discontinued)
	require.Equal(t, four, four.Resume(), "nothing to resume")
	stopped := lots(t, four, "3")
	require.True(t, stopped.Discontinued)
	require.Equal(t, 5, stopped.Refused)
	same, accepted, ok := stopped.Judge(stat.Lot{Letter: 'H', AQL: 2.5})
	require.False(t, ok)
	require.False(t, accepted)
	require.Equal(t, stopped, same)
	resumed := stopped.Resume()
	require.Equal(t, stat.Tightened, resumed.Severity())
	require.Zero(t, resumed.Refused)
	require.Equal(t, stat.Normal, lots(t, resumed, "00000").Severity())
}

func TestSwitchingToReduced(t *testing.T) {
	// Ac 3, and 2 at the stricter limit 1.5: up to 2 scores 3, 3 scores nothing.
	nine := lots(t, stat.Switching{}, "222222222")
	require.Equal(t, 27, nine.Score)
	require.Equal(t, stat.Normal, nine.Severity())
	reduced := lots(t, nine, "2")
	require.Equal(t, stat.Reduced, reduced.Severity())
	require.Zero(t, lots(t, nine, "3").Score, "accepted, but not at the stricter limit")
	require.Zero(t, lots(t, nine, "4").Score)

	unsteady := lots(t, nine, "a")
	require.Equal(t, stat.Normal, unsteady.Severity())
	require.Equal(t, 30, unsteady.Score, "the score is there, the permission is not")
	require.Equal(t, stat.Reduced, lots(t, unsteady, "0").Severity())

	require.Equal(t, reduced, lots(t, reduced, "012"))
	require.Equal(t, stat.Switching{}, lots(t, reduced, "3"), "a lot not accepted")
	require.Equal(t, stat.Switching{}, lots(t, reduced, "a"), "unsteady production")
}

// TestSwitchingScoreOfSmallAc: plans with Ac 0 and 1 score 2 for every accepted lot.
func TestSwitchingScoreOfSmallAc(t *testing.T) {
	for _, c := range []struct {
		letter stat.Letter
		aql    float64
		accept uint64
	}{
		{'G', 0.40, 0}, {'G', 1.5, 1}, {'A', 0.010, 0},
	} {
		var s stat.Switching
		for i := range 15 {
			require.Equal(t, stat.Normal, s.Severity())
			require.Equal(t, 2*i, s.Score)
			var accepted, ok bool
			s, accepted, ok = s.Judge(stat.Lot{Letter: c.letter, AQL: c.aql, Nonconforming: c.accept, Steady: true})
			require.True(t, ok)
			require.True(t, accepted)
		}
		require.Equal(t, stat.Reduced, s.Severity())
	}
	// A plan behind an arrow is compared with the stricter one of the same sample:
	// L at 10 is K, 125/21; K at 6.5 is 125/14.
	for nonconforming, score := range map[uint64]int{14: 3, 15: 0, 21: 0} {
		s, accepted, ok := stat.Switching{}.Judge(stat.Lot{Letter: 'L', AQL: 10, Nonconforming: nonconforming})
		require.True(t, ok)
		require.True(t, accepted)
		require.Equal(t, score, s.Score)
	}
}

func TestSwitchingUndefined(t *testing.T) {
	for _, lot := range []stat.Lot{{}, {Letter: 'H', AQL: 3}, {Letter: 'I', AQL: 2.5}, {Letter: 'S', AQL: 0.025}} {
		start := lots(t, stat.Switching{}, "02")
		next, accepted, ok := start.Judge(lot)
		require.False(t, ok)
		require.False(t, accepted)
		require.Equal(t, start, next)
	}
}

// TestSwitchingAgainstHistory compares with a machine that keeps every lot and reads
// the rules off the whole list.
func TestSwitchingAgainstHistory(t *testing.T) {
	for range 500 {
		var s stat.Switching
		severity, accepts := stat.Normal, []bool(nil) // of the lots since the severity began
		score, stopped := 0, false
		for range 200 {
			require.Equal(t, severity, s.Severity())
			require.Equal(t, stopped, s.Discontinued)
			if stopped {
				s, stopped, accepts = s.Resume(), false, nil
				continue
			}
			lot := stat.Lot{Letter: 'H', AQL: 2.5, Nonconforming: rand.Uint64N(2 + rand.Uint64N(4)), Steady: rand.IntN(20) > 0}
			limit := map[stat.Severity]uint64{stat.Normal: 3, stat.Tightened: 2, stat.Reduced: 2}[severity]
			accepts = append(accepts, lot.Nonconforming <= limit)
			next, accepted, ok := s.Judge(lot)
			require.True(t, ok)
			require.Equal(t, accepts[len(accepts)-1], accepted)
			s = next
			refused := func(list []bool) (n int) {
				for _, a := range list {
					if !a {
						n++
					}
				}
				return n
			}
			change := stat.Severity(0)
			switch severity {
			case stat.Normal:
				score += 3
				if lot.Nonconforming > 2 {
					score = 0
				}
				if refused(accepts[max(0, len(accepts)-5):]) >= 2 {
					change = stat.Tightened
				} else if score >= 30 && lot.Steady {
					change = stat.Reduced
				}
			case stat.Tightened:
				if refused(accepts) == 5 {
					stopped = true
				} else if len(accepts) >= 5 && refused(accepts[len(accepts)-5:]) == 0 {
					change = stat.Normal
				}
			case stat.Reduced:
				if !accepted || !lot.Steady {
					change = stat.Normal
				}
			}
			if change != 0 {
				severity, accepts, score = change, nil, 0
			}
		}
	}
}
