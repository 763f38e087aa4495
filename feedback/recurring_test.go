package feedback_test

import (
	"encoding/json"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/feedback"
	"github.com/servicecommitment/commitment/kpi/stat"
)

const aDay = 24 * time.Hour

func occurrence(item, cause, customer string, day int, severity feedback.Severity) feedback.Occurrence {
	return feedback.Occurrence{Item: item, Cause: cause, Customer: customer, At: instant.Add(time.Duration(day) * aDay), Severity: severity}
}

func TestRecurring(t *testing.T) {
	rule := feedback.RecurringRule{Window: 30 * aDay, MinCount: 3, MinCustomers: 2}
	occurrences := []feedback.Occurrence{
		occurrence("9", "router", "c", 60, feedback.SeverityHigh),
		occurrence("1", "router", "a", 0, 0),
		occurrence("2", "router", "b", 29, feedback.SeverityLow),
		occurrence("3", "router", "c", 30, feedback.SeverityMedium), // outside of the window of 1
		occurrence("3", "router", "c", 31, feedback.SeverityHigh),   // delivered twice
		occurrence("4", "router", "", 45, feedback.SeverityCritical),
		occurrence("5", "billing", "a", 1, feedback.SeverityCritical),
		occurrence("6", "billing", "a", 2, feedback.SeverityCritical),
		occurrence("7", "billing", "a", 3, feedback.SeverityCritical),
		occurrence("8", "delivery", "a", 3, feedback.SeverityLow),
	}
	got, err := feedback.Recurring(occurrences, rule)
	require.NoError(t, err)
	require.Equal(t, []feedback.Recurrence{
		{
			Cause: "router", Recurring: true, Count: 3, Customers: 2, Score: 7,
			From: instant.Add(29 * aDay), Last: instant.Add(45 * aDay), Items: []string{"2", "3", "4"},
		},
		{
			Cause: "billing", Count: 3, Customers: 1, Score: 12,
			From: instant.Add(1 * aDay), Last: instant.Add(3 * aDay), Items: []string{"5", "6", "7"},
		},
		{
			Cause: "delivery", Count: 1, Customers: 1, Score: 1,
			From: instant.Add(3 * aDay), Last: instant.Add(3 * aDay), Items: []string{"8"},
		},
	}, got)
}

// A window that reaches the limits is preferred to one with more items.
func TestRecurringPrefersWhatCounts(t *testing.T) {
	rule := feedback.RecurringRule{Window: 10 * aDay, MinCount: 2, MinCustomers: 2}
	list := []feedback.Occurrence{
		occurrence("1", "x", "a", 0, 0), occurrence("2", "x", "a", 1, 0), occurrence("3", "x", "a", 2, 0),
		occurrence("4", "x", "b", 20, 0), occurrence("5", "x", "c", 29, 0),
		occurrence("6", "x", "b", 40, 0), occurrence("7", "x", "c", 49, 0),
	}
	got, err := feedback.Recurring(list, rule)
	require.NoError(t, err)
	require.Equal(t, []string{"6", "7"}, got[0].Items, "the latest of equals")
	require.True(t, got[0].Recurring)
	rule.MinCount = 4
	got, err = feedback.Recurring(list, rule)
	require.NoError(t, err)
	require.Equal(t, []string{"1", "2", "3"}, got[0].Items)
	require.False(t, got[0].Recurring)
	rule.MinCount, rule.MinCustomers = 3, 1
	got, err = feedback.Recurring(list, rule)
	require.NoError(t, err)
	require.True(t, got[0].Recurring)
	got, err = feedback.Recurring(nil, rule)
	require.NoError(t, err)
	require.Empty(t, got)
}

// Ties of the order: score, then customers, then cause.
func TestRecurringOrder(t *testing.T) {
	got, err := feedback.Recurring([]feedback.Occurrence{
		occurrence("1", "d", "a", 0, feedback.SeverityMedium), occurrence("2", "c", "a", 0, feedback.SeverityLow),
		occurrence("3", "c", "b", 0, feedback.SeverityLow), occurrence("4", "b", "a", 0, feedback.SeverityMedium),
		occurrence("5", "a", "a", 0, feedback.SeverityHigh),
	}, feedback.RecurringRule{Window: 1, MinCount: 9})
	require.NoError(t, err)
	var causes []string
	for _, r := range got {
		causes = append(causes, r.Cause)
	}
	require.Equal(t, []string{"a", "c", "b", "d"}, causes)
}

func TestRecurringErrors(t *testing.T) {
	_, err := feedback.Recurring([]feedback.Occurrence{{Severity: 5}}, feedback.RecurringRule{MinCount: -1, MinCustomers: -1})
	require.EqualError(t, err, "feedback: 7 problems:\n\twindow: must be positive\n\tmin_count: must not be negative\n"+
		"\tmin_customers: must not be negative\n\toccurrences[0].item: is required\n\toccurrences[0].cause: is required\n"+
		"\toccurrences[0].at: is required\n\toccurrences[0].severity: Severity(5) is not among its values")
	require.ErrorIs(t, err, commitment.ErrInvalid)
}

func TestRecurringRuleJSON(t *testing.T) {
	rule := feedback.RecurringRule{Window: 30 * aDay, MinCount: 5, MinCustomers: 3}
	text, err := json.Marshal(rule)
	require.NoError(t, err)
	require.JSONEq(t, `{"window":"720h0m0s","min_count":5,"min_customers":3}`, string(text))
	var back feedback.RecurringRule
	require.NoError(t, json.Unmarshal(text, &back))
	require.Equal(t, rule, back)
	for doc, want := range map[string]string{
		`{}`:                                     "feedback: window: must be positive",
		`{"window":"1x"}`:                        `feedback: window: must be a duration such as "36h", not "1x"`,
		`{"window":"1h","min_count":-1}`:         "feedback: min_count: must be from 0 to 2147483647",
		`{"window":"1h","min_count":2147483648}`: "feedback: min_count: must be from 0 to 2147483647",
		`{"window":"1h","min_count":1.5}`:        `feedback: min_count: must be a whole number without fraction and exponent, not "1.5"`,
		`{"window":"1h","min":1}`:                `feedback: min: unknown field`,
	} {
		require.EqualError(t, back.UnmarshalJSON([]byte(doc)), want)
		require.Equal(t, rule, back)
	}
}

// The window found is as good as any that an exhaustive search finds.
func FuzzRecurring(f *testing.F) {
	f.Add(uint64(5), uint64(6))
	f.Add(uint64(7), uint64(8))
	f.Fuzz(windowsOracle)
}

func windowsOracle(t *testing.T, seed1, seed2 uint64) {
	random := rand.New(rand.NewPCG(seed1, seed2))
	for range 200 {
		rule := feedback.RecurringRule{Window: time.Duration(1+random.IntN(10)) * aDay, MinCount: random.IntN(5), MinCustomers: random.IntN(4)}
		var list []feedback.Occurrence
		for i := range 1 + random.IntN(12) {
			list = append(list, occurrence(string(rune('a'+i)), "x", []string{"", "u", "v", "w"}[random.IntN(4)], random.IntN(20), 0))
		}
		got, err := feedback.Recurring(list, rule)
		require.NoError(t, err)
		best, customers, recurring := 0, 0, false
		for start := range 20 {
			from := instant.Add(time.Duration(start) * aDay)
			n, seen := 0, map[string]bool{}
			for _, o := range list {
				if !o.At.Before(from) && o.At.Before(from.Add(rule.Window)) {
					n++
					if o.Customer != "" {
						seen[o.Customer] = true
					}
				}
			}
			holds := n > 0 && n >= rule.MinCount && len(seen) >= rule.MinCustomers
			if holds && !recurring || holds == recurring && (n > best || n == best && len(seen) > customers) {
				best, customers, recurring = n, len(seen), holds
			}
		}
		require.Equal(t, recurring, got[0].Recurring)
		require.Equal(t, best, got[0].Count)
		require.Equal(t, customers, got[0].Customers)
		require.Len(t, got[0].Items, best)
	}
}

func TestPoissonSignal(t *testing.T) {
	tests := []struct {
		name              string
		count             uint64
		exposure          float64
		base              uint64
		baseExposure      float64
		wantP, wantE      float64
		signal, undefined bool
	}{
		{"nothing is always probable", 0, 1, 6, 12, 1, 0.5, false, false},
		{"one of a half", 1, 1, 6, 12, 0.3934693402873666, 0.5, false, false},
		{"three of a half", 3, 1, 6, 12, 0.01438767796697067, 0.5, true, false},
		{"as expected", 10, 2, 20, 4, 0.5420702855281478, 10, false, false},
		{"below the mean", 5, 1, 10, 1, 0.9707473119230389, 10, false, false},
		{"large, 4 deviations", 10_400, 1, 10_000, 1, 3.58626381909798e-5, 10_000, true, false},
		{"quiet baseline, one event", 1, 1, 0, 12, 1.0 / 13, 0, false, false},
		{"quiet baseline, two events", 2, 1, 0, 12, 1.0 / 169, 0, true, false},
		{"no exposure", 1, 0, 6, 12, 0, 0, false, true},
		{"no base exposure", 1, 1, 6, 0, 0, 0, false, true},
		{"not a number", 1, math.NaN(), 6, 12, 0, 0, false, true},
		{"infinite", 1, 1, 6, math.Inf(1), 0, 0, false, true},
		{"a mean of 1e9", 1_000_100_000, 1, 1_000_000_000, 1, 0.00078287, 1e9, true, false},
		{"a greater mean", 1, 2, 1_000_000_000, 1, 0, 0, false, true},
		{"mean beyond floats", 1, 1e300, 6, 1e-300, 0, 0, false, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := feedback.PoissonSignal(test.count, test.exposure, test.base, test.baseExposure, 0.05)
			if test.undefined {
				require.Zero(t, got)
				return
			}
			require.True(t, got.Defined)
			require.InDelta(t, test.wantE, got.Expected, 1e-12)
			require.InEpsilon(t, test.wantP, got.P, 1e-4)
			require.Equal(t, test.signal, got.Signal)
		})
	}
	for _, level := range []float64{0, 1, -1, math.NaN()} {
		require.Zero(t, feedback.PoissonSignal(3, 1, 6, 12, level))
	}
	require.False(t, feedback.PoissonSignal(0, 1, 6, 12, 0.9999).Signal)
	require.Equal(t, feedback.Signal{Defined: true, P: 0.5}, feedback.PoissonSignal(1, 1, 0, 1, 0.5), "at the level, not below it")
}

// The tail is that of exact sums with 300 bits.
func TestPoissonTailOracle(t *testing.T) {
	for _, mean := range []float64{0.01, 0.5, 1, 7.25, 60} {
		term := new(big.Float).SetPrec(300).SetInt64(1)
		var terms []*big.Float
		sum := new(big.Float).SetPrec(300)
		for i := range 400 {
			terms = append(terms, new(big.Float).SetPrec(300).Set(term))
			sum.Add(sum, term)
			term.Mul(term, big.NewFloat(mean))
			term.Quo(term, big.NewFloat(float64(i+1)))
		}
		for _, n := range []int{0, 1, 2, 5, 8, 59, 60, 61, 90, 130} {
			tail := new(big.Float).SetPrec(300)
			for _, t := range terms[n:] {
				tail.Add(tail, t)
			}
			want, _ := tail.Quo(tail, sum).Float64()
			if want < 1e-300 {
				continue // below what a float tells exactly
			}
			got := feedback.PoissonSignal(uint64(n), mean, 1, 1, 0.5)
			require.InEpsilon(t, want, got.P, 1e-10, "P(X ≥ %d), mean %v", n, mean)
		}
	}
}

// P lies below a level exactly where the interval of package stat for the count,
// with that level on its lower side, lies above what is expected.
func TestPoissonSignalAgreesWithTheInterval(t *testing.T) {
	for _, mean := range []float64{0.5, 3, 20.5} {
		for count := range uint64(60) {
			for _, level := range []float64{0.001, 0.05, 0.2} {
				low, _, ok := stat.Poisson(count, 1-2*level)
				require.True(t, ok)
				got := feedback.PoissonSignal(count, mean, 1, 1, level)
				require.Equal(t, low > mean, got.Signal, "%d of %v at %v", count, mean, level)
			}
		}
	}
}

func FuzzPoissonSignal(f *testing.F) {
	f.Add(uint64(3), 1.0, uint64(6), 12.0)
	f.Add(uint64(1<<63), 1e-300, uint64(1<<62), 1e300)
	f.Fuzz(func(t *testing.T, count uint64, exposure float64, base uint64, baseExposure float64) {
		s := feedback.PoissonSignal(count, exposure, base, baseExposure, 0.05)
		require.True(t, 0 <= s.P && s.P <= 1, s.P)
		require.False(t, math.IsNaN(s.Expected) || math.IsInf(s.Expected, 0))
		if count > 0 && s.Defined {
			less := feedback.PoissonSignal(count-1, exposure, base, baseExposure, 0.05)
			require.GreaterOrEqual(t, less.P, s.P-1e-9)
		}
	})
}

func TestRecurringIssue(t *testing.T) {
	r := feedback.Recurrence{Cause: "router", Items: []string{"2", "1"}}
	issue := r.Issue("r1", instant)
	require.Equal(t, feedback.RecurringIssue{ID: "r1", Cause: "router", Detected: instant, Items: []string{"1", "2"}}, issue)
	require.Equal(t, []string{"2", "1"}, r.Items)
	issue.Improvement = "i1"
	text, err := json.Marshal(issue)
	require.NoError(t, err)
	require.JSONEq(t, `{"id":"r1","cause":"router","detected":"2026-03-02T09:00:00Z","items":["1","2"],"improvement":"i1"}`, string(text))
	var back feedback.RecurringIssue
	require.NoError(t, json.Unmarshal(text, &back))
	require.Equal(t, issue, back)
	require.Error(t, back.UnmarshalJSON([]byte(`{"id":1}`)))
	require.Equal(t, issue, back)
}

func TestIssuePath(t *testing.T) {
	const (
		detected, confirmed, fixing = feedback.IssueDetected, feedback.IssueConfirmed, feedback.IssueFixing
		verified, closed, dismissed = feedback.IssueVerified, feedback.IssueClosed, feedback.IssueDismissed
	)
	step := func(n int, to feedback.IssueState, actor, reason string) feedback.IssueStep {
		return feedback.IssueStep{Key: string(rune('a' + n)), At: instant.Add(time.Duration(n) * time.Hour), To: to, Actor: actor, Reason: reason}
	}
	tests := []struct {
		name  string
		steps []feedback.IssueStep
		want  []feedback.IssueState
		code  string
	}{
		{"none", nil, []feedback.IssueState{detected}, ""},
		{
			"to the end, and again",
			[]feedback.IssueStep{
				step(1, confirmed, "", ""), step(2, fixing, "u1", ""), step(3, verified, "u2", ""), step(4, closed, "", ""), step(5, confirmed, "", "came again"),
			},
			[]feedback.IssueState{detected, confirmed, fixing, verified, closed, confirmed},
			"",
		},
		{
			"late, and twice",
			[]feedback.IssueStep{step(2, fixing, "u1", ""), step(1, confirmed, "", ""), step(2, fixing, "u1", "")},
			[]feedback.IssueState{detected, confirmed, fixing},
			"",
		},
		{"after now", []feedback.IssueStep{step(100, confirmed, "", "")}, []feedback.IssueState{detected}, ""},
		{"at now", []feedback.IssueStep{step(99, confirmed, "", "")}, []feedback.IssueState{detected, confirmed}, ""},
		{
			"back to fixing",
			[]feedback.IssueStep{step(1, confirmed, "", ""), step(2, fixing, "u1", ""), step(3, verified, "u2", ""), step(4, fixing, "u1", "did not hold")},
			[]feedback.IssueState{detected, confirmed, fixing, verified, fixing},
			"",
		},
		{"dismissed, and back", []feedback.IssueStep{step(1, dismissed, "", "chance"), step(2, confirmed, "", "more came"), step(3, dismissed, "", "no")}, []feedback.IssueState{detected, dismissed, confirmed, dismissed}, ""},
		{"dismissed without reason", []feedback.IssueStep{step(1, dismissed, "", "")}, nil, "reason_required"},
		{"confirmed issue dismissed without reason", []feedback.IssueStep{step(1, confirmed, "", ""), step(2, dismissed, "", "")}, nil, "reason_required"},
		{"closed again without reason", []feedback.IssueStep{step(1, dismissed, "", "x"), step(2, confirmed, "", "")}, nil, "reason_required"},
		{"back to fixing without reason", []feedback.IssueStep{step(1, confirmed, "", ""), step(2, fixing, "u1", ""), step(3, verified, "u2", ""), step(4, fixing, "u1", "")}, nil, "reason_required"},
		{"jump", []feedback.IssueStep{step(1, closed, "", "")}, nil, "not_allowed"},
		{"to the same", []feedback.IssueStep{step(1, detected, "", "x")}, nil, "not_allowed"},
		{"from fixing to closed", []feedback.IssueStep{step(1, confirmed, "", ""), step(2, fixing, "u", ""), step(3, closed, "", "")}, nil, "not_allowed"},
		{"from closed to fixing", []feedback.IssueStep{step(1, dismissed, "", "x"), step(2, fixing, "u", "x")}, nil, "not_allowed"},
		{"judges his own work", []feedback.IssueStep{step(1, confirmed, "", ""), step(2, fixing, "u1", ""), step(3, verified, "u1", "")}, nil, "conflict_of_interest"},
		{"verified by nobody", []feedback.IssueStep{step(1, confirmed, "", ""), step(2, fixing, "u1", ""), step(3, verified, "", "")}, nil, "conflict_of_interest"},
		{"key of another", []feedback.IssueStep{step(1, confirmed, "", ""), {Key: "b", At: instant.Add(2 * time.Hour), To: fixing}}, nil, "key_reused"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path, since, err := feedback.IssuePath(test.steps, instant.Add(99*time.Hour))
			if test.code != "" {
				requireRefused(t, test.code, err)
				return
			}
			require.NoError(t, err)
			require.Equal(t, test.want, path)
			require.Equal(t, len(path) == 1, since.IsZero())
		})
	}
	_, _, err := feedback.IssuePath([]feedback.IssueStep{{}, {Key: "k", At: instant, To: 7}}, time.Time{})
	require.EqualError(t, err, "feedback: 5 problems:\n\tnow: is required\n\tsteps[0].key: is required\n\tsteps[0].at: is required\n"+
		"\tsteps[0].to: IssueState(0) is not among its values\n\tsteps[1].to: IssueState(7) is not among its values")
	_, _, err = feedback.IssuePath([]feedback.IssueStep{step(1, closed, "", "")}, instant.Add(9*time.Hour))
	require.EqualError(t, err, `feedback: "recurring_issue" is not allowed in state "detected": not_allowed`)
	_, since, err := feedback.IssuePath([]feedback.IssueStep{step(1, confirmed, "", "")}, instant.Add(9*time.Hour))
	require.NoError(t, err)
	require.Equal(t, instant.Add(time.Hour), since)
}
