package stat_test

import (
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/kpi/stat"
)

var aqls = []float64{
	0.010, 0.015, 0.025, 0.040, 0.065, 0.10, 0.15, 0.25, 0.40, 0.65, 1.0, 1.5, 2.5,
	4.0, 6.5, 10, 15, 25, 40, 65, 100, 150, 250, 400, 650, 1000,
}

const codeLetters = "ABCDEFGHJKLMNPQRS"

var severities = map[string]stat.Severity{
	"normal": stat.Normal, "tightened": stat.Tightened, "reduced": stat.Reduced,
}

// sampleSizes are those of the standard, by letter.
var sampleSizes = map[stat.Severity][]uint64{
	stat.Normal:    {2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1250, 2000},
	stat.Tightened: {2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1250, 2000, 3150},
	stat.Reduced:   {2, 2, 2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800},
}

// TestPlanTables compares every cell of the three master tables with the printed
// ones.
func TestPlanTables(t *testing.T) {
	text, err := os.ReadFile("testdata/iso2859-1.txt")
	require.NoError(t, err)
	var severity stat.Severity
	cells := 0
	for line := range strings.Lines(string(text)) {
		fields := strings.Fields(line)
		switch {
		case fields[0] == "#":
		case len(fields) == 1:
			severity = severities[fields[0]]
		default:
			require.Len(t, fields, 27, line)
			letter := stat.Letter(fields[0][0])
			for i, want := range fields[1:] {
				got, ok := stat.Plan(letter, aqls[i], severity)
				name := fmt.Sprint(letter, aqls[i], severity)
				cells++
				if want == "-" {
					require.False(t, ok, name)
					require.Zero(t, got, name)
					continue
				}
				require.True(t, ok, name)
				require.Equal(t, want, fmt.Sprintf("%v%d", got.Letter, got.Accept), name)
				require.Equal(t, got.Accept+1, got.Reject, name)
				require.Equal(t, sampleSizes[severity][strings.IndexByte(codeLetters, want[0])], got.Size, name)
			}
		}
	}
	require.Equal(t, 3*17*26, cells)
}

// TestPlanTablesAreConsistent checks what holds for the tables as a whole, whatever
// the print says: arrows lead to the nearest plan of their column, a stricter limit
// never accepts more of the same sample, and normal inspection accepts a lot at its
// limit with at least 87 %.
func TestPlanTablesAreConsistent(t *testing.T) {
	for name, severity := range severities {
		for _, letter := range codeLetters[:16] {
			last := map[uint64]uint64{}
			for _, aql := range aqls {
				p, ok := stat.Plan(stat.Letter(letter), aql, severity)
				require.True(t, ok)
				// The plan's own letter has it too.
				again, ok := stat.Plan(p.Letter, aql, severity)
				require.True(t, ok)
				require.Equal(t, p, again, "%s %c %v", name, letter, aql)
				if accept, seen := last[p.Size]; seen {
					require.GreaterOrEqual(t, p.Accept, accept, "%s %c %v", name, letter, aql)
				}
				last[p.Size] = p.Accept
				if severity == stat.Normal {
					require.Greater(t, poissonBelow(p.Accept, float64(p.Size)*aql/100), 0.87, "%c %v", letter, aql)
				}
			}
		}
	}
	for _, letter := range codeLetters[:16] {
		for _, aql := range aqls {
			normal, _ := stat.Plan(stat.Letter(letter), aql, stat.Normal)
			tight, _ := stat.Plan(stat.Letter(letter), aql, stat.Tightened)
			reduced, _ := stat.Plan(stat.Letter(letter), aql, stat.Reduced)
			mean := float64(normal.Size) * aql / 100
			// At four times the limit, tightened inspection accepts no more often than
			// normal, and reduced no less.
			pn := poissonBelow(normal.Accept, 4*mean)
			pt := poissonBelow(tight.Accept, 4*float64(tight.Size)*aql/100)
			pr := poissonBelow(reduced.Accept, 4*float64(reduced.Size)*aql/100)
			// But for two cells, where the steps of such small samples are coarse; the
			// print has them so (MIL-STD-105E sent the first to letter D, Ac 1).
			require.Equal(t, letter == 'A' && aql == 10, pt > pn, "%c %v", letter, aql)
			require.Equal(t, letter == 'B' && aql == 25, pr < pn, "%c %v", letter, aql)
			require.LessOrEqual(t, reduced.Size, normal.Size)
		}
	}
}

// poissonBelow returns P(X <= k) for a Poisson variable, term by term.
func poissonBelow(k uint64, mean float64) float64 {
	term := math.Exp(-mean)
	sum := term
	for i := uint64(1); i <= k; i++ {
		term *= mean / float64(i)
		sum += term
	}
	return sum
}

func TestPlanUndefined(t *testing.T) {
	for _, aql := range []float64{0, -1, 2, 2.4999, 1001, math.NaN(), math.Inf(1), math.Inf(-1)} {
		got, ok := stat.Plan('H', aql, stat.Normal)
		require.False(t, ok, aql)
		require.Zero(t, got)
	}
	for _, letter := range []stat.Letter{0, 'I', 'O', 'T', 'a', '@', 255} {
		_, ok := stat.Plan(letter, 2.5, stat.Normal)
		require.False(t, ok, letter)
		_, ok = letter.SampleSize(stat.Normal)
		require.False(t, ok, letter)
		require.Empty(t, letter.String())
	}
	for _, severity := range []stat.Severity{0, 4, 255} {
		_, ok := stat.Plan('H', 2.5, severity)
		require.False(t, ok)
		_, ok = stat.Letter('H').SampleSize(severity)
		require.False(t, ok)
		require.Empty(t, severity.String())
	}
}

func TestLetterSampleSize(t *testing.T) {
	for severity, sizes := range sampleSizes {
		for i, want := range sizes {
			letter := stat.Letter(codeLetters[i])
			got, ok := letter.SampleSize(severity)
			require.True(t, ok)
			require.Equal(t, want, got)
			require.Equal(t, codeLetters[i:i+1], letter.String())
		}
	}
	for _, severity := range []stat.Severity{stat.Normal, stat.Reduced} {
		_, ok := stat.Letter('S').SampleSize(severity)
		require.False(t, ok)
	}
}

func TestSampleOf(t *testing.T) {
	p, ok := stat.Plan('A', 0.010, stat.Normal)
	require.True(t, ok)
	require.Equal(t, stat.SamplingPlan{Letter: 'Q', Size: 1250, Accept: 0, Reject: 1}, p)
	require.Equal(t, uint64(8), p.SampleOf(8))
	require.Equal(t, uint64(1249), p.SampleOf(1249))
	require.Equal(t, uint64(1250), p.SampleOf(1250))
	require.Equal(t, uint64(1250), p.SampleOf(1251))
}

// TestCodeLetter checks every cell of Table 1 at both ends of its range.
func TestCodeLetter(t *testing.T) {
	rows := []struct {
		from, to uint64
		letters  string // S-1 S-2 S-3 S-4 I II III
	}{
		{2, 8, "AAAAAAB"},
		{9, 15, "AAAAABC"},
		{16, 25, "AABBBCD"},
		{26, 50, "ABBCCDE"},
		{51, 90, "BBCCCEF"},
		{91, 150, "BBCDDFG"},
		{151, 280, "BCDEEGH"},
		{281, 500, "BCDEFHJ"},
		{501, 1200, "CCEFGJK"},
		{1201, 3200, "CDEGHKL"},
		{3201, 10000, "CDFGJLM"},
		{10001, 35000, "CDFHKMN"},
		{35001, 150000, "DEGJLNP"},
		{150001, 500000, "DEGJMPQ"},
		{500001, math.MaxUint64, "DEHKNQR"},
	}
	names := []string{"S-1", "S-2", "S-3", "S-4", "I", "II", "III"}
	for _, row := range rows {
		for i, name := range names {
			level := stat.Level(i + 1)
			require.Equal(t, name, level.String())
			for _, lot := range []uint64{row.from, row.to} {
				got, ok := stat.CodeLetter(lot, level)
				require.True(t, ok)
				require.Equal(t, row.letters[i:i+1], got.String(), "lot %d, level %s", lot, name)
			}
		}
	}
	for _, lot := range []uint64{0, 1} {
		_, ok := stat.CodeLetter(lot, stat.LevelII)
		require.False(t, ok, lot)
	}
	for _, level := range []stat.Level{0, 8, 255} {
		_, ok := stat.CodeLetter(100, level)
		require.False(t, ok, level)
		require.Empty(t, level.String())
	}
}
