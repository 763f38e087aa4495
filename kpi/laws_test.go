package kpi_test

import (
	"encoding/binary"
	"encoding/json"
	"hash/crc32"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/kpi"
	"github.com/servicecommitment/commitment/sla"
)

// accumulator is what all accumulators have.
type accumulator[A any] interface {
	*A
	Merge(other A) error
	AppendBinary(data []byte) ([]byte, error)
	UnmarshalBinary(data []byte) error
	MarshalJSON() ([]byte, error)
}

// bytesOf returns the canonical form.
func bytesOf[A any, P accumulator[A]](tb testing.TB, a *A) []byte {
	tb.Helper()
	data, err := P(a).AppendBinary(nil)
	require.NoError(tb, err)
	return data
}

// clone returns a copy that shares nothing, through the canonical form.
func clone[A any, P accumulator[A]](tb testing.TB, a *A) A {
	tb.Helper()
	var c A
	require.NoError(tb, P(&c).UnmarshalBinary(bytesOf[A, P](tb, a)))
	return c
}

// laws checks the laws of an accumulator on random ones.
func laws[A any, P accumulator[A]](t *testing.T, random func(*rand.Rand) A) {
	t.Helper()
	rng := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		parts := make([]A, 6)
		for i := range parts {
			parts[i] = random(rng)
		}
		var sum A
		for i := range parts {
			before := bytesOf[A, P](t, &parts[i])
			require.NoError(t, P(&sum).Merge(parts[i]))
			require.Equal(t, before, bytesOf[A, P](t, &parts[i]), "merging changes what is merged")
		}
		want := bytesOf[A, P](t, &sum)

		for range 4 { // any order and grouping
			shuffled := make([]A, len(parts))
			for i, place := range rng.Perm(len(parts)) {
				shuffled[place] = clone[A, P](t, &parts[i])
			}
			for len(shuffled) > 1 {
				i := rng.IntN(len(shuffled) - 1)
				require.NoError(t, P(&shuffled[i]).Merge(shuffled[i+1]))
				shuffled = slices.Delete(shuffled, i+1, i+2)
			}
			require.Equal(t, want, bytesOf[A, P](t, &shuffled[0]), "associative and commutative")
		}

		var zero A // the identity, on both sides
		require.NoError(t, P(&sum).Merge(zero))
		require.Equal(t, want, bytesOf[A, P](t, &sum))
		require.NoError(t, P(&zero).Merge(sum))
		require.Equal(t, want, bytesOf[A, P](t, &zero))

		back := clone[A, P](t, &sum)
		require.Equal(t, want, bytesOf[A, P](t, &back), "round trip")
		requireView[A, P](t, &sum, &back)
		require.NoError(t, P(&back).Merge(clone[A, P](t, &sum)))
		twice := clone[A, P](t, &sum)
		require.NoError(t, P(&twice).Merge(twice), "with itself")
		require.Equal(t, bytesOf[A, P](t, &back), bytesOf[A, P](t, &twice))
		require.Equal(t, append([]byte("before"), want...), func() []byte {
			data, err := P(&sum).AppendBinary([]byte("before"))
			require.NoError(t, err)
			return data
		}())
	}
	damaged[A, P](t, random(rng))
}

// requireView checks that two accumulators of the same bytes have one view for
// people, with something in it, or are an error both.
func requireView[A any, P accumulator[A]](t *testing.T, a, b *A) {
	t.Helper()
	want, errA := P(a).MarshalJSON()
	got, errB := P(b).MarshalJSON()
	require.Equal(t, errA, errB)
	require.Equal(t, string(want), string(got))
	require.NotEqual(t, "{}", string(want))
	if data, err := json.Marshal(*a); errA == nil {
		require.NoError(t, err)
		require.JSONEq(t, string(want), string(data))
	}
}

// damaged checks that no damage to bytes goes unnoticed.
func damaged[A any, P accumulator[A]](t *testing.T, a A) {
	t.Helper()
	data := bytesOf[A, P](t, &a)
	same := clone[A, P](t, &a)
	refuse := func(data []byte, why string) {
		t.Helper()
		err := P(&same).UnmarshalBinary(data)
		require.ErrorIs(t, err, kpi.ErrCorrupt, why)
		require.ErrorContains(t, err, "kpi: corrupt encoding: ")
	}
	for i := range data {
		refuse(data[:i], "cut off")
	}
	for i := 0; i < len(data); i += 1 + len(data)/200 {
		flipped := slices.Clone(data)
		flipped[i] ^= 1 << (i % 8)
		refuse(flipped, "a bit flipped")
	}
	refuse(append(slices.Clone(data), 0), "a byte more")
	body := data[5 : len(data)-4]
	refuse(framed(data[4], append(slices.Clone(body), 0)), "a byte more, with its checksum")
	if len(body) > 0 {
		refuse(framed(data[4], body[:len(body)-1]), "a byte less, with its checksum")
	}
	refuse(framed(99, body), "another kind")
	require.Equal(t, data, bytesOf[A, P](t, &same), "an error changes nothing")
}

// framed puts a frame around a body.
func framed(tag byte, body []byte) []byte {
	data := append([]byte("KPI\x01"), tag)
	data = append(data, body...)
	return binary.LittleEndian.AppendUint32(data, crc32.Checksum(data, crc32.MakeTable(crc32.Castagnoli)))
}

// uneven returns a duration of any size, zero often.
func uneven(rng *rand.Rand) time.Duration {
	if rng.IntN(5) == 0 {
		return 0
	}
	return time.Duration(rng.Uint64() >> (1 + rng.IntN(63)))
}

func randomRatio(rng *rand.Rand) kpi.Ratio {
	n := func() uint64 { return rng.Uint64() >> (8 + rng.IntN(56)) }
	return kpi.Ratio{Met: n(), Missed: n(), Pending: n(), Waived: n(), NotApplicable: n()}
}

func randomDurations(rng *rand.Rand) kpi.Durations {
	var d kpi.Durations
	for range rng.IntN(50) {
		_ = d.Add(uneven(rng))
	}
	return d
}

func randomFacts(rng *rand.Rand) kpi.Facts {
	f := kpi.Facts{Verdict: sla.Verdict(1 + rng.IntN(5)), Done: rng.IntN(2) == 0, Elapsed: uneven(rng), Overdue: uneven(rng)}
	if rng.IntN(2) == 0 {
		f.Reason = []string{"running", "spam", "没有目标"}[rng.IntN(3)]
	}
	return f
}

func randomTable(rng *rand.Rand) kpi.Table {
	var t kpi.Table
	for range rng.IntN(40) {
		key := kpi.Key{"m" + strconv.Itoa(rng.IntN(2)), "", "t" + strconv.Itoa(rng.IntN(4)), "", "", "", "", "2026-0" + strconv.Itoa(rng.IntN(3))}
		_ = t.Add(key, randomFacts(rng))
	}
	return t
}

func randomClock(rng *rand.Rand) sla.Clock {
	start := time.Date(2026, time.Month(1+rng.IntN(12)), 1+rng.IntN(28), rng.IntN(24), 0, 0, 0, time.UTC)
	c := sla.Clock{
		Metric: []string{"resolution", "first_response"}[rng.IntN(2)], Calendar: "office", Fingerprint: "f1", Start: start,
		Verdict: sla.Verdict(1 + rng.IntN(5)), Stage: sla.Stage(1 + rng.IntN(5)), Elapsed: uneven(rng), Overdue: uneven(rng),
	}
	if rng.IntN(4) > 0 {
		c.Due = start.Add(time.Hour)
	}
	if c.Stage == sla.Stopped {
		c.Stopped = start.Add(2 * time.Hour)
	}
	return c
}

func randomAttainment(tb testing.TB, basis kpi.Basis) func(*rand.Rand) kpi.Attainment {
	tb.Helper()
	months, err := kpi.NewPeriods(kpi.PeriodRule{Unit: kpi.Month, Location: time.UTC})
	require.NoError(tb, err)
	return func(rng *rand.Rand) kpi.Attainment {
		a, err := kpi.NewAttainment(kpi.AttainmentRule{Basis: basis, Periods: months, By: []string{"tier", kpi.DimensionGroup}})
		require.NoError(tb, err)
		for range rng.IntN(20) {
			r := sla.Report{PolicyID: "support", Attributes: map[string][]string{"tier": {"gold"}}}
			for range rng.IntN(3) {
				r.Clocks = append(r.Clocks, randomClock(rng))
			}
			require.NoError(tb, a.AddReport(r))
		}
		return a
	}
}

func randomIssue(rng *rand.Rand, id int) kpi.Issue {
	i := kpi.Issue{
		ID: strconv.Itoa(id), Customer: "c" + strconv.Itoa(rng.IntN(4)), Key: "k" + strconv.Itoa(rng.IntN(2)),
		Opened: opened.Add(time.Duration(rng.IntN(30*24)) * time.Hour), CustomerContacts: rng.IntN(3), CustomerReplies: rng.IntN(2),
		AgentReplies: rng.IntN(3), Closings: rng.IntN(2), Participants: rng.IntN(3), Survey: kpi.SurveyAnswer(rng.IntN(3)),
		NotFirstLevel: rng.IntN(4) == 0,
	}
	if rng.IntN(6) == 0 {
		i.Outside = "spam"
	}
	if rng.IntN(8) == 0 {
		i.MergedInto = "x"
	}
	if rng.IntN(4) > 0 {
		i.Resolved = i.Opened.Add(time.Duration(rng.IntN(100)) * time.Hour)
		i.Closed = i.Resolved
		if rng.IntN(3) == 0 {
			i.Reopened = []time.Time{i.Resolved.Add(time.Duration(rng.IntN(300)) * time.Hour)}
		}
	}
	return i
}

func randomIssues(rng *rand.Rand) []kpi.Issue {
	issues := make([]kpi.Issue, rng.IntN(40))
	for i := range issues {
		issues[i] = randomIssue(rng, i)
	}
	return issues
}

func TestLaws(t *testing.T) {
	t.Run("Ratio", func(t *testing.T) { laws(t, randomRatio) })
	t.Run("Durations", func(t *testing.T) { laws(t, randomDurations) })
	t.Run("Table", func(t *testing.T) { laws(t, randomTable) })
	for _, basis := range []kpi.Basis{kpi.ByCreated, kpi.ByDue, kpi.ByResolved} {
		t.Run("Attainment by "+basis.String(), func(t *testing.T) { laws(t, randomAttainment(t, basis)) })
	}
	t.Run("FCR", func(t *testing.T) {
		laws(t, func(rng *rand.Rand) (f kpi.FCR) {
			require.NoError(t, f.AddResult(kpi.ScoreFCR(slices.Values(randomIssues(rng)), kpi.FCRRule{}, opened.AddDate(0, 0, 20))))
			return f
		})
	})
	t.Run("Reopens", func(t *testing.T) {
		rule := kpi.ReopenRule{From: opened.AddDate(0, 0, 3), To: opened.AddDate(0, 0, 20)}
		laws(t, func(rng *rand.Rand) kpi.Reopens {
			r, err := kpi.NewReopens(rule)
			require.NoError(t, err)
			require.NoError(t, r.AddIssues(slices.Values(randomIssues(rng)), opened.AddDate(0, 0, 25)))
			return r
		})
	})
	t.Run("Complaints", func(t *testing.T) {
		laws(t, func(rng *rand.Rand) kpi.Complaints {
			c, err := kpi.NewComplaints(kpi.ComplaintRule{Base: "订单", Per: 10000})
			require.NoError(t, err)
			require.NoError(t, c.AddReceived(rng.Uint64N(100)))
			require.NoError(t, c.AddBase(rng.Uint64N(1e6)))
			require.NoError(t, c.AddDecided(9, rng.Uint64N(10)))
			return c
		})
	})
	for method := kpi.Top2Box; method <= kpi.NetGrade; method++ {
		t.Run("CSAT "+method.String(), func(t *testing.T) {
			laws(t, func(rng *rand.Rand) kpi.CSAT {
				c, err := kpi.NewCSAT(kpi.CSATRule{Method: method})
				require.NoError(t, err)
				require.NoError(t, c.AddSent(rng.Uint64N(1000)))
				require.NoError(t, c.AddCount(1, rng.Uint64N(1000)))
				return c
			})
		})
	}
	t.Run("NPS", func(t *testing.T) {
		laws(t, func(rng *rand.Rand) kpi.NPS {
			n, err := kpi.NewNPS(kpi.NPSRule{Transactional: true})
			require.NoError(t, err)
			for range rng.IntN(30) {
				require.NoError(t, n.Add(float64(rng.IntN(11))))
			}
			require.NoError(t, n.AddSent(3))
			return n
		})
	})
	t.Run("CES", func(t *testing.T) {
		laws(t, func(rng *rand.Rand) kpi.CES {
			c, err := kpi.NewCES(kpi.CESRule{Method: kpi.EffortIndex, Scale: 5, LowIsEasy: true})
			require.NoError(t, err)
			for range rng.IntN(30) {
				require.NoError(t, c.Add(float64(1+rng.IntN(5))))
			}
			require.NoError(t, c.AddSent(3))
			return c
		})
	})
	random := func(rng *rand.Rand) (q kpi.Questionnaire) {
		for i := range q.Expected {
			q.Expected[i], q.Perceived[i] = rng.IntN(8), rng.IntN(8)
		}
		if rng.IntN(2) == 0 {
			q.Weights = [5]int{11, 32, 22, 19, 16}
		}
		return q
	}
	t.Run("Servqual", func(t *testing.T) {
		laws(t, func(rng *rand.Rand) (s kpi.Servqual) {
			for range rng.IntN(10) {
				require.NoError(t, s.Add(random(rng)))
			}
			return s
		})
	})
	t.Run("Servperf", func(t *testing.T) {
		laws(t, func(rng *rand.Rand) (s kpi.Servperf) {
			for range rng.IntN(10) {
				require.NoError(t, s.Add(random(rng)))
			}
			return s
		})
	})
	t.Run("ThreeRates", func(t *testing.T) {
		laws(t, func(rng *rand.Rand) kpi.ThreeRates {
			r, err := kpi.NewThreeRates(kpi.ThreeRatesRule{Response: 30, Resolution: 35, Satisfaction: 35, Basic: 90})
			require.NoError(t, err)
			n := 10 + rng.Uint64N(100)
			require.NoError(t, r.Add(kpi.FollowUps{Valid: n, Contacted: n, Resolved: n / 2, Satisfied: n / 3, Basic: n / 4}))
			return r
		})
	})
	t.Run("Compliance", func(t *testing.T) {
		sheet, err := kpi.NewSheet("call", 80, kpi.SheetItem{ID: "a", Weight: 3}, kpi.SheetItem{ID: "b", Weight: 1, Critical: kpi.BusinessCritical})
		require.NoError(t, err)
		laws(t, func(rng *rand.Rand) (c kpi.Compliance) {
			for range rng.IntN(10) {
				score, err := sheet.Score(map[string]kpi.Mark{"a": {Share: rng.Float64()}, "b": {Share: float64(rng.IntN(2)), NotApplicable: rng.IntN(3) == 0}})
				require.NoError(t, err)
				require.NoError(t, c.Add(sheet, score))
			}
			return c
		})
	})
	t.Run("Availability", func(t *testing.T) {
		laws(t, func(rng *rand.Rand) kpi.Availability {
			outage := kpi.Outage{Start: opened.Add(uneven(rng) % 1000), End: opened.Add(time.Hour), Impact: rng.IntN(10001)}
			a, err := kpi.NewAvailability(kpi.Period{From: opened, To: opened.Add(24 * time.Hour)}, []kpi.Outage{outage}, nil)
			require.NoError(t, err)
			return a
		})
	})
}

// TestShardsOfSyntheticCases counts the same cases in one shard and in eight.
func TestShardsOfSyntheticCases(t *testing.T) {
	s := newSynthetic(t)
	const cases = 40000
	var one kpi.Table
	s.fill(t, &one, cases, 0, 1)
	want := bytesOf(t, &one)
	const shards = 8
	var partials []kpi.Partial[kpi.Table]
	for i := range shards {
		var part kpi.Table
		s.fill(t, &part, cases, uint64(i), shards)
		partials = append(partials, kpi.Partial[kpi.Table]{Job: "2025", Shard: kpi.OneShard(i, shards), Acc: part})
	}
	rand.New(rand.NewPCG(3, 4)).Shuffle(shards, func(i, j int) { partials[i], partials[j] = partials[j], partials[i] })
	sum, err := kpi.Collect(append(partials, partials[:3]...))
	require.NoError(t, err)
	require.Equal(t, want, bytesOf(t, &sum))
	require.Less(t, len(want)/one.Len(), 1024)
}

// TestFiguresSayThemselves in both languages and in JSON, whatever was counted.
func TestFiguresSayThemselves(t *testing.T) {
	type figure interface {
		Describe(lang commitment.Lang) []string
		MarshalJSON() ([]byte, error)
	}
	rng := rand.New(rand.NewPCG(5, 6))
	reopens := kpi.Reopens{}
	require.NoError(t, reopens.AddIssues(slices.Values(randomIssues(rng)), opened.AddDate(0, 0, 20)))
	complaints, err := (kpi.Complaints{}).Result()
	require.NoError(t, err)
	attainment := randomAttainment(t, kpi.ByDue)(rng)
	turnover, err := kpi.Turnover(1, 5, 6)
	require.NoError(t, err)
	for name, f := range map[string]figure{
		"csat": kpi.CSAT{}.Result(), "nps": kpi.NPS{}.Result(), "ces": kpi.CES{}.Result(), "reopens": reopens.Result(),
		"complaints": complaints, "servqual": kpi.Servqual{}.Result(), "servperf": kpi.Servperf{}.Result(),
		"three rates": kpi.ThreeRates{}.Result(), "compliance": kpi.Compliance{}.Result(), "availability": kpi.Availability{},
		"fcr": kpi.ScoreFCR(nil, kpi.FCRRule{}, opened), "attainment": attainment.Result("resolution"), "fulfilment": attainment.Fulfilment(),
		"table": randomTable(rng), "backlog": kpi.BacklogResult{}, "turnover": turnover, "zero figure": kpi.Figure{},
	} {
		for _, lang := range []commitment.Lang{0, commitment.English, commitment.Chinese} {
			lines := f.Describe(lang)
			require.NotEmpty(t, lines, name)
			for _, line := range lines {
				require.NotEmpty(t, line, name)
				for _, bad := range []string{"NaN", "Inf", " -0.0", " −0.0 ", "%!"} {
					require.NotContains(t, line, bad, name)
				}
			}
		}
		data, err := json.Marshal(f)
		require.NoError(t, err, name)
		require.True(t, json.Valid(data), name)
	}
}
