package feedback_test

import (
	"encoding/json"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/feedback"
)

func grant(key, member string, points int64, on calendar.Date) feedback.RewardEntry {
	return feedback.RewardEntry{
		Key: key, Member: member, Item: "s1", Event: feedback.RewardAccepted, Asked: points, On: on,
		At: time.Date(on.Year(), on.Month(), on.Day(), 9, 0, 0, 0, time.UTC),
	}
}

func reversal(key, of string, on calendar.Date) feedback.RewardEntry {
	return feedback.RewardEntry{Key: key, Reverses: of, Reason: "not new", On: on, At: instant}
}

func TestLedger(t *testing.T) {
	var (
		march1, march31 = calendar.MustDate(2026, 3, 1), calendar.MustDate(2026, 3, 31)
		april1, next    = calendar.MustDate(2026, 4, 1), calendar.MustDate(2027, 4, 1)
	)
	caps := []feedback.RewardCap{{Period: feedback.PeriodMonth, Points: 150}, {Period: feedback.PeriodYear, Points: 300}, {Period: feedback.PeriodEver, Points: 400}}
	l, err := feedback.NewLedger(caps, nil)
	require.NoError(t, err)
	caps[0].Points = 0
	points := func(e feedback.RewardEntry) int64 {
		t.Helper()
		kept, err := l.Grant(e)
		require.NoError(t, err)
		require.Equal(t, e.Asked, kept.Asked)
		return kept.Points
	}
	require.Equal(t, int64(100), points(grant("a", "m", 100, march1)))
	require.Equal(t, int64(100), points(grant("a", "m", 100, march1)), "once more")
	require.Equal(t, int64(50), points(grant("b", "m", 100, march31)), "the month's cap")
	require.Equal(t, int64(0), points(grant("c", "m", 1, march31)), "used up")
	require.Equal(t, int64(100), points(grant("d", "n", 100, march31)), "another member")
	require.Equal(t, int64(150), points(grant("e", "m", 200, april1)))
	require.Equal(t, int64(0), points(grant("f", "m", 10, calendar.MustDate(2026, 12, 1))), "the year's cap")
	require.Equal(t, int64(100), points(grant("g", "m", 120, next)), "the cap for ever")
	require.Equal(t, int64(400), l.Balance("m"))

	back, err := l.Reverse(reversal("r", "a", next))
	require.NoError(t, err)
	require.Equal(t, feedback.RewardEntry{
		Key: "r", Member: "m", Item: "s1", Asked: -100, Points: -100, Reverses: "a", Reason: "not new", On: next, At: instant,
	}, back)
	again, err := l.Reverse(reversal("r", "a", next))
	require.NoError(t, err)
	require.Equal(t, back, again)
	require.Equal(t, int64(300), l.Balance("m"))
	require.Equal(t, int64(100), points(grant("h", "m", 120, march31)), "the points of March are free again")
	require.Equal(t, int64(400), l.Balance("m"))
	require.Zero(t, l.Balance("nobody"))
	require.Len(t, l.Entries(), 9)

	for name, test := range map[string]struct {
		code string
		do   func() (feedback.RewardEntry, error)
	}{
		"another amount":               {"key_reused", func() (feedback.RewardEntry, error) { return l.Grant(grant("a", "m", 99, march1)) }},
		"another member":               {"key_reused", func() (feedback.RewardEntry, error) { return l.Grant(grant("a", "n", 100, march1)) }},
		"another date":                 {"key_reused", func() (feedback.RewardEntry, error) { return l.Grant(grant("a", "m", 100, march31)) }},
		"a grant with a reversal's":    {"key_reused", func() (feedback.RewardEntry, error) { return l.Grant(grant("r", "m", 100, march1)) }},
		"a reversal with a grant's":    {"key_reused", func() (feedback.RewardEntry, error) { return l.Reverse(reversal("b", "d", march1)) }},
		"reversed already":             {"already_done", func() (feedback.RewardEntry, error) { return l.Reverse(reversal("r2", "a", next)) }},
		"a reversal is not reversed":   {"not_allowed", func() (feedback.RewardEntry, error) { return l.Reverse(reversal("r2", "r", next)) }},
		"nothing there to be reversed": {"not_allowed", func() (feedback.RewardEntry, error) { return l.Reverse(reversal("r2", "none", next)) }},
		"a good score": {"forbidden", func() (feedback.RewardEntry, error) {
			e := grant("x", "m", 1, march1)
			e.Event = feedback.RewardGoodScore
			return l.Grant(e)
		}},
	} {
		got, err := test.do()
		requireRefused(t, test.code, err)
		require.Zero(t, got, name)
	}
	require.Len(t, l.Entries(), 9, "a refusal adds nothing")

	restored, err := feedback.NewLedger(nil, append(l.Entries(), l.Entries()...))
	require.NoError(t, err)
	require.Equal(t, l.Entries(), restored.Entries())
	require.Equal(t, int64(400), restored.Balance("m"))
	entries := l.Entries()
	entries[0].Points = 0
	require.Equal(t, int64(100), l.Entries()[0].Points)
}

func TestLedgerErrors(t *testing.T) {
	on := calendar.MustDate(2026, 3, 1)
	var l feedback.Ledger
	_, err := l.Grant(feedback.RewardEntry{Reverses: ""})
	require.EqualError(t, err, "feedback: 6 problems:\n\tkey: is required\n\tmember: is required\n\ton: is required\n\tat: is required\n"+
		"\tevent: is required\n\tasked: must be from 1 to 1000000000")
	_, err = l.Grant(feedback.RewardEntry{Key: "k", Member: "m", Event: 8, Asked: 1_000_000_001, On: on, At: instant})
	require.EqualError(t, err, "feedback: 2 problems:\n\tevent: RewardEvent(8) is not among its values\n\tasked: must be from 1 to 1000000000")
	_, err = l.Grant(reversal("r", "a", on))
	require.ErrorContains(t, err, "reverses: must be empty in a grant")
	_, err = l.Reverse(feedback.RewardEntry{Key: "r", On: on, At: instant})
	require.ErrorContains(t, err, "reverses: is required")
	_, err = l.Reverse(feedback.RewardEntry{Key: "r", Reverses: "a", On: on, At: instant})
	require.EqualError(t, err, "feedback: reason: is required")
	require.Empty(t, l.Entries())
	_, err = l.Grant(grant("k", "m", 1_000_000_000, on))
	require.NoError(t, err)

	stored := func(change func(*feedback.RewardEntry)) feedback.RewardEntry {
		e := grant("k", "m", 10, on)
		e.Points = 10
		change(&e)
		return e
	}
	good := stored(func(*feedback.RewardEntry) {})
	back := reversal("r", "k", on)
	back.Member, back.Item, back.Points, back.Asked = "m", "s1", -10, -10
	for want, entries := range map[string][]feedback.RewardEntry{
		"entries[0].key: is required":                                              {stored(func(e *feedback.RewardEntry) { e.Key = "" })},
		"entries[0].points: must be from 0 to what was asked for":                  {stored(func(e *feedback.RewardEntry) { e.Points = 11 })},
		"entries[0].event: withdrawn is never rewarded":                            {stored(func(e *feedback.RewardEntry) { e.Event = feedback.RewardWithdrawn })},
		`entries[1].key: another entry has the key "k"`:                            {good, stored(func(e *feedback.RewardEntry) { e.Points = 9 })},
		`entries[0].reverses: there is no grant with the key "k"`:                  {back, good},
		`entries[2].reverses: "k" is reversed already`:                             {good, back, func() feedback.RewardEntry { b := back; b.Key = "r2"; return b }()},
		`entries[2].reverses: there is no grant with the key "r"`:                  {good, back, func() feedback.RewardEntry { b := back; b.Key, b.Reverses = "r2", "r"; return b }()},
		"entries[1].points: must be the negative of the grant, to the same member": {good, func() feedback.RewardEntry { b := back; b.Points = -9; return b }()},
	} {
		_, err := feedback.NewLedger(nil, entries)
		require.EqualError(t, err, "feedback: "+want)
		require.ErrorIs(t, err, commitment.ErrInvalid)
	}
	for _, change := range []func(*feedback.RewardEntry){
		func(e *feedback.RewardEntry) { e.Points = -9 },
		func(e *feedback.RewardEntry) { e.Asked = -9 },
		func(e *feedback.RewardEntry) { e.Points, e.Asked = -9, -9 },
		func(e *feedback.RewardEntry) { e.Member = "n" },
	} {
		wrong := back
		change(&wrong)
		_, err := feedback.NewLedger(nil, []feedback.RewardEntry{good, wrong})
		require.EqualError(t, err, "feedback: entries[1].points: must be the negative of the grant, to the same member")
	}
	for _, points := range []int64{0, 10} {
		_, err := feedback.NewLedger(nil, []feedback.RewardEntry{stored(func(e *feedback.RewardEntry) { e.Points = points })})
		require.NoError(t, err)
	}
	_, err = feedback.NewLedger(nil, []feedback.RewardEntry{stored(func(e *feedback.RewardEntry) { e.Points = -1 })})
	require.Error(t, err)
	_, err = feedback.NewLedger([]feedback.RewardCap{{}, {Period: feedback.PeriodEver + 1, Points: -1}, {Period: feedback.PeriodDay, Points: 1_000_000_001}}, nil)
	require.EqualError(t, err, "feedback: 4 problems:\n\tcaps[0].period: must be one of day, month, year and ever, not Period(0)\n"+
		"\tcaps[1].period: must be one of day, month, year and ever, not Period(5)\n\tcaps[1].points: must be from 0 to 1000000000\n"+
		"\tcaps[2].points: must be from 0 to 1000000000")
	_, err = feedback.NewLedger([]feedback.RewardCap{{Period: feedback.PeriodDay, Points: 1_000_000_000}, {Period: feedback.PeriodEver}}, nil)
	require.NoError(t, err)
	ledger, err := feedback.NewLedger([]feedback.RewardCap{{Period: feedback.PeriodDay, Points: 15}}, []feedback.RewardEntry{good})
	require.NoError(t, err)
	kept, err := ledger.Grant(grant("k2", "m", 10, on))
	require.NoError(t, err)
	require.Equal(t, int64(5), kept.Points, "stored points count towards the caps")
	kept, err = ledger.Grant(grant("k3", "m", 10, on.AddDays(1)))
	require.NoError(t, err)
	require.Equal(t, int64(10), kept.Points, "the next day")
}

func TestRewardEntryJSON(t *testing.T) {
	e := grant("k", "m", 10, calendar.MustDate(2026, 3, 1))
	e.Points = 7
	text, err := json.Marshal(e)
	require.NoError(t, err)
	require.JSONEq(t, `{"key":"k","member":"m","item":"s1","event":"accepted","asked":10,"points":7,"on":"2026-03-01","at":"2026-03-01T09:00:00Z"}`, string(text))
	var back feedback.RewardEntry
	require.NoError(t, json.Unmarshal(text, &back))
	require.Equal(t, e, back)
	require.EqualError(t, back.UnmarshalJSON([]byte(`{"event":"bribe","point":1}`)),
		"feedback: 2 problems:\n\tevent: unknown value \"bribe\"\n\tpoint: unknown field, did you mean \"points\"?")
	require.Equal(t, e, back)
	for event := feedback.RewardReceived; event <= feedback.RewardWithdrawn; event++ {
		name, err := event.MarshalText()
		require.NoError(t, err)
		var again feedback.RewardEvent
		require.NoError(t, again.UnmarshalText(name))
		require.Equal(t, event, again)
	}
	for period := feedback.PeriodDay; period <= feedback.PeriodEver; period++ {
		name, err := period.MarshalText()
		require.NoError(t, err)
		var again feedback.Period
		require.NoError(t, again.UnmarshalText(name))
		require.Equal(t, period, again)
		parsed, err := feedback.ParsePeriod(period.String())
		require.NoError(t, err)
		require.Equal(t, period, parsed)
	}
}

// Whatever is granted and taken back: no cap is exceeded, balances are the sums
// of the entries, and the stored entries make the same ledger again.
func FuzzLedger(f *testing.F) {
	f.Add(uint64(7), uint64(8))
	f.Add(uint64(1), uint64(2))
	f.Fuzz(ledgerLaws)
}

func ledgerLaws(t *testing.T, seed1, seed2 uint64) {
	random := rand.New(rand.NewPCG(seed1, seed2))
	caps := []feedback.RewardCap{{Period: feedback.PeriodDay, Points: 30}, {Period: feedback.PeriodMonth, Points: 60}, {Period: feedback.PeriodYear, Points: 90}}
	l, err := feedback.NewLedger(caps, nil)
	require.NoError(t, err)
	for range 1000 {
		key := string(rune('a' + random.IntN(600)))
		on := calendar.MustDate(2026, 1, 1).AddDays(random.IntN(800))
		if random.IntN(3) == 0 {
			_, _ = l.Reverse(reversal(key, string(rune('a'+random.IntN(600))), on))
		} else {
			_, _ = l.Grant(grant(key, string(rune('m'+random.IntN(3))), 1+random.Int64N(40), on))
		}
	}
	balances, net, granted := map[string]int64{}, map[[2]string]int64{}, map[string]feedback.RewardEntry{}
	for _, e := range l.Entries() {
		balances[e.Member] += e.Points
		on := e.On
		if e.Reverses != "" {
			on = granted[e.Reverses].On
		}
		granted[e.Key] = e
		for _, period := range []int{10, 7, 4} {
			net[[2]string{e.Member, on.String()[:period]}] += e.Points
		}
	}
	limits := map[int]int64{10: 30, 7: 60, 4: 90}
	for at, points := range net {
		require.LessOrEqual(t, points, limits[len(at[1])], at)
		require.GreaterOrEqual(t, points, int64(0), at)
	}
	for member, points := range balances {
		require.Equal(t, points, l.Balance(member))
	}
	again, err := feedback.NewLedger(caps, l.Entries())
	require.NoError(t, err)
	require.Equal(t, l.Entries(), again.Entries())
}

// What is never rewarded is refused in stored entries too.
func TestStoredEntriesOfWhatIsNeverRewarded(t *testing.T) {
	for _, event := range []feedback.RewardEvent{feedback.RewardGoodScore, feedback.RewardWithdrawn} {
		_, err := feedback.NewLedger(nil, []feedback.RewardEntry{{
			Key: "k", Member: "m", Event: event, Asked: 1, Points: 1, On: parseDate(t, "2026-03-02"), At: at(t, "cn", "2026-03-02", 9),
		}})
		require.EqualError(t, err, "feedback: entries[0].event: "+event.String()+" is never rewarded")
	}
}
