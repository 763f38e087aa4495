package kpi_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/kpi"
)

const oneDay = 24 * time.Hour

// resolvedIssue is an issue of one contact that took an hour.
func resolvedIssue(id string, at time.Time) kpi.Issue {
	return kpi.Issue{ID: id, Customer: "c", Key: "k", Opened: at, Resolved: at.Add(time.Hour), CustomerContacts: 1}
}

// slowFCR is fcr.window issue by issue against all others: the oracle.
func slowFCR(issues []kpi.Issue, window time.Duration, asOf time.Time) (r kpi.Ratio) {
	for i, issue := range issues {
		end := issue.Resolved.Add(window)
		switch {
		case issue.MergedInto != "", issue.Outside != "", issue.Opened.After(asOf), issue.Resolved.IsZero(), issue.Resolved.After(asOf):
			r.NotApplicable++
			continue
		case end.After(asOf):
			r.Pending++
			continue
		}
		first := issue.CustomerContacts <= 1
		in := func(t time.Time) bool { return !t.Before(issue.Resolved) && t.Before(end) }
		for _, t := range issue.Reopened {
			first = first && !in(t)
		}
		for j, other := range issues {
			if i != j && other.Customer != "" && other.Customer == issue.Customer && other.Key == issue.Key &&
				other.MergedInto == "" && other.Outside == "" && in(other.Opened) {
				first = false
			}
		}
		if first {
			r.Met++
		} else {
			r.Missed++
		}
	}
	return r
}

func TestFCRAgreesWithTheOracle(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 9))
	for range 300 {
		issues := randomIssues(rng)
		for i := range issues {
			if rng.IntN(10) == 0 {
				issues[i].Customer = ""
			}
			if rng.IntN(5) == 0 && !issues[i].Resolved.IsZero() {
				issues[i].Resolved = issues[i].Opened
				issues[i].Reopened = nil
			}
		}
		asOf := opened.Add(time.Duration(rng.IntN(60)) * oneDay)
		window := time.Duration(1+rng.IntN(10)) * oneDay
		r := kpi.ScoreFCR(slices.Values(issues), kpi.FCRRule{Window: window}, asOf)
		require.NoError(t, r.Err)
		require.Equal(t, slowFCR(issues, window, asOf), r.Ratio())
		rng.Shuffle(len(issues), func(i, j int) { issues[i], issues[j] = issues[j], issues[i] })
		again := kpi.ScoreFCR(slices.Values(append(issues, issues...)), kpi.FCRRule{Window: window}, asOf)
		require.Equal(t, r, again, "order and repetition do not matter")
	}
}

func TestFCRWindow(t *testing.T) {
	asOf := opened.Add(30 * oneDay)
	first := resolvedIssue("a", opened)
	end := first.Resolved.Add(7 * oneDay)
	with := func(change func(*kpi.Issue)) []kpi.Issue {
		i := first
		change(&i)
		return []kpi.Issue{i}
	}
	second := func(at time.Time, change func(*kpi.Issue)) []kpi.Issue {
		i := kpi.Issue{ID: "b", Customer: "c", Key: "k", Opened: at}
		change(&i)
		return []kpi.Issue{first, i}
	}
	same := func(*kpi.Issue) {}
	tests := []struct {
		name   string
		issues []kpi.Issue
		asOf   time.Time
		want   kpi.Ratio
	}{
		{"once", []kpi.Issue{first}, asOf, kpi.Ratio{Met: 1}},
		{"window over at the instant", []kpi.Issue{first}, end, kpi.Ratio{Met: 1}},
		{"window not over", []kpi.Issue{first}, end.Add(-1), kpi.Ratio{Pending: 1}},
		{"back already, but the window not over", second(end.Add(-2), same), end.Add(-1), kpi.Ratio{Pending: 1, NotApplicable: 1}},
		{"no contact counted", with(func(i *kpi.Issue) { i.CustomerContacts = 0 }), asOf, kpi.Ratio{Met: 1}},
		{"two contacts", with(func(i *kpi.Issue) { i.CustomerContacts = 2 }), asOf, kpi.Ratio{Missed: 1}},
		{"reopened at once", with(func(i *kpi.Issue) { i.Reopened = []time.Time{i.Resolved} }), asOf, kpi.Ratio{Missed: 1}},
		{"reopened in the last instant", with(func(i *kpi.Issue) { i.Reopened = []time.Time{end.Add(-1)} }), asOf, kpi.Ratio{Missed: 1}},
		{"reopened at the end", with(func(i *kpi.Issue) { i.Reopened = []time.Time{end} }), asOf, kpi.Ratio{Met: 1}},
		{"again at the resolution", second(first.Resolved, same), asOf, kpi.Ratio{Missed: 1, NotApplicable: 1}},
		{"again before the resolution", second(first.Resolved.Add(-1), same), asOf, kpi.Ratio{Met: 1, NotApplicable: 1}},
		{"again in the last instant", second(end.Add(-1), same), asOf, kpi.Ratio{Missed: 1, NotApplicable: 1}},
		{"again at the end", second(end, same), asOf, kpi.Ratio{Met: 1, NotApplicable: 1}},
		{"another key", second(end.Add(-1), func(i *kpi.Issue) { i.Key = "x" }), asOf, kpi.Ratio{Met: 1, NotApplicable: 1}},
		{"another customer", second(end.Add(-1), func(i *kpi.Issue) { i.Customer = "x" }), asOf, kpi.Ratio{Met: 1, NotApplicable: 1}},
		{"a duplicate", second(end.Add(-1), func(i *kpi.Issue) { i.MergedInto = "a" }), asOf, kpi.Ratio{Met: 1, NotApplicable: 1}},
		{"spam", second(end.Add(-1), func(i *kpi.Issue) { i.Outside = "spam" }), asOf, kpi.Ratio{Met: 1, NotApplicable: 1}},
		{"resolved as of now", []kpi.Issue{first}, first.Resolved, kpi.Ratio{Pending: 1}},
		{"resolved later", []kpi.Issue{first}, first.Resolved.Add(-1), kpi.Ratio{NotApplicable: 1}},
		{"opened later", []kpi.Issue{first}, opened.Add(-1), kpi.Ratio{NotApplicable: 1}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := kpi.ScoreFCR(slices.Values(test.issues), kpi.FCRRule{}, test.asOf)
			require.NoError(t, r.Err)
			require.Equal(t, test.want, r.Counts)
		})
	}
	// Empty customers never match, not even each other.
	anonymous := []kpi.Issue{resolvedIssue("a", opened), resolvedIssue("b", opened.Add(2*time.Hour))}
	anonymous[0].Customer, anonymous[1].Customer = "", ""
	require.Equal(t, kpi.Ratio{Met: 2}, kpi.ScoreFCR(slices.Values(anonymous), kpi.FCRRule{}, asOf).Counts)
	// Three at the instant of a resolution that took no time.
	instant := []kpi.Issue{{ID: "a", Customer: "c", Opened: opened, Resolved: opened}, {ID: "b", Customer: "c", Opened: opened, Resolved: opened}}
	require.Equal(t, kpi.Ratio{Met: 1}, kpi.ScoreFCR(slices.Values(instant[:1]), kpi.FCRRule{}, asOf).Counts)
	require.Equal(t, kpi.Ratio{Missed: 2}, kpi.ScoreFCR(slices.Values(instant), kpi.FCRRule{}, asOf).Counts)
}

func TestFCRVariants(t *testing.T) {
	asOf := opened.Add(30 * oneDay)
	base := resolvedIssue("", opened)
	issue := func(change func(*kpi.Issue)) kpi.Issue {
		i := base
		change(&i)
		return i
	}
	open := issue(func(i *kpi.Issue) { i.Resolved = time.Time{} })
	closed := func(after time.Duration, change func(*kpi.Issue)) kpi.Issue {
		return issue(func(i *kpi.Issue) { i.Closed = i.Opened.Add(after); change(i) })
	}
	tests := []struct {
		variant kpi.FCRVariant
		issue   kpi.Issue
		want    kpi.Ratio
	}{
		{kpi.FCRGross, base, kpi.Ratio{Met: 1}},
		{kpi.FCRGross, open, kpi.Ratio{Pending: 1}},
		{kpi.FCRGross, issue(func(i *kpi.Issue) { i.CustomerContacts = 0 }), kpi.Ratio{Met: 1}},
		{kpi.FCRGross, issue(func(i *kpi.Issue) { i.CustomerContacts = 3 }), kpi.Ratio{Missed: 3}},
		{kpi.FCRGross, issue(func(i *kpi.Issue) { i.NotFirstLevel = true }), kpi.Ratio{Met: 1}},
		{kpi.FCRNet, issue(func(i *kpi.Issue) { i.NotFirstLevel, i.CustomerContacts = true, 2 }), kpi.Ratio{NotApplicable: 2}},
		{kpi.FCRNet, base, kpi.Ratio{Met: 1}},
		{kpi.FCROneTouchBelow2, base, kpi.Ratio{Met: 1}},
		{kpi.FCROneTouchBelow2, issue(func(i *kpi.Issue) { i.AgentReplies = 1 }), kpi.Ratio{Met: 1}},
		{kpi.FCROneTouchBelow2, issue(func(i *kpi.Issue) { i.AgentReplies = 2 }), kpi.Ratio{Missed: 1}},
		{kpi.FCROneTouchBelow2, open, kpi.Ratio{NotApplicable: 1}},
		{kpi.FCROneTouchBelow2, issue(func(i *kpi.Issue) { i.Closed, i.Resolved = i.Resolved, time.Time{} }), kpi.Ratio{Met: 1}},
		{kpi.FCROneTouchExactly1, base, kpi.Ratio{Missed: 1}},
		{kpi.FCROneTouchExactly1, issue(func(i *kpi.Issue) { i.AgentReplies = 1 }), kpi.Ratio{Met: 1}},
		{kpi.FCROneTouchExactly1, issue(func(i *kpi.Issue) { i.AgentReplies = 2 }), kpi.Ratio{Missed: 1}},
		{kpi.FCRNoCustomerReply, base, kpi.Ratio{Met: 1}},
		{kpi.FCRNoCustomerReply, issue(func(i *kpi.Issue) { i.CustomerReplies = 1 }), kpi.Ratio{Missed: 1}},
		{kpi.FCRNoCustomerReply, open, kpi.Ratio{NotApplicable: 1}},
		{kpi.FCRClosedOnce, closed(1, func(i *kpi.Issue) { i.Closings, i.Participants = 1, 1 }), kpi.Ratio{Met: 1}},
		{kpi.FCRClosedOnce, closed(1, func(i *kpi.Issue) { i.Closings = 2 }), kpi.Ratio{Missed: 1}},
		{kpi.FCRClosedOnce, closed(1, func(i *kpi.Issue) { i.Participants = 2 }), kpi.Ratio{Missed: 1}},
		{kpi.FCRClosedOnce, issue(func(i *kpi.Issue) { i.Participants = 2 }), kpi.Ratio{Missed: 1}},
		{kpi.FCRClosedOnce, base, kpi.Ratio{Pending: 1}},
		{kpi.FCROneReply, closed(1, func(i *kpi.Issue) { i.AgentReplies = 1 }), kpi.Ratio{Met: 1}},
		{kpi.FCROneReply, closed(1, func(*kpi.Issue) {}), kpi.Ratio{Missed: 1}},
		{kpi.FCROneReply, base, kpi.Ratio{NotApplicable: 1}},
		{kpi.FCRClosedWithin, closed(15*time.Minute-1, func(*kpi.Issue) {}), kpi.Ratio{Met: 1}},
		{kpi.FCRClosedWithin, closed(15*time.Minute, func(*kpi.Issue) {}), kpi.Ratio{Missed: 1}},
		{kpi.FCRClosedWithin, base, kpi.Ratio{NotApplicable: 1}},
		{kpi.FCRSurvey, base, kpi.Ratio{NotApplicable: 1}},
		{kpi.FCRSurvey, issue(func(i *kpi.Issue) { i.Survey = kpi.SaidYes }), kpi.Ratio{Met: 1}},
		{kpi.FCRSurvey, issue(func(i *kpi.Issue) { i.Survey = kpi.SaidNo }), kpi.Ratio{Missed: 1}},
	}
	for _, test := range tests {
		r := kpi.ScoreFCR(slices.Values([]kpi.Issue{test.issue}), kpi.FCRRule{Variant: test.variant}, asOf)
		require.NoError(t, r.Err)
		require.Equal(t, test.want, r.Counts, "%s: %+v", test.variant, test.issue)
		require.Equal(t, "fcr."+test.variant.String(), r.Definition.Name)
		lines := r.Describe(commitment.Chinese)
		require.NotContains(t, lines[0], "fcr.", "has a Chinese name")
		require.NotContains(t, r.Describe(commitment.English)[0], "fcr.", "has an English name")
	}
}

func TestFCRReasons(t *testing.T) {
	issues := []kpi.Issue{resolvedIssue("a", opened), resolvedIssue("b", opened), resolvedIssue("c", opened), resolvedIssue("d", opened), resolvedIssue("e", opened.Add(40*oneDay))}
	issues[0].Resolved = time.Time{}
	issues[1].MergedInto = "a"
	issues[2].Outside = "spam"
	issues[3].Opened = issues[3].Resolved.Add(1)
	r := kpi.ScoreFCR(slices.Values(issues), kpi.FCRRule{}, opened.Add(30*oneDay))
	require.Equal(t, kpi.Ratio{NotApplicable: 5}, r.Counts)
	require.Equal(t, []kpi.Reason{{Code: "after_as_of", Count: 1}, {Code: "invalid", Count: 1}, {Code: "merged", Count: 1}, {Code: "not_resolved", Count: 1}, {Code: "spam", Count: 1}}, r.Reasons)
	requireInvalid(t, r.Err, "issues.d.resolved: must not be before opened")
	require.Equal(t, opened.Add(30*oneDay), r.AsOf)
}

func TestInvalidIssues(t *testing.T) {
	good := resolvedIssue("a", opened)
	good.Outside = strings.Repeat("x", 256)
	require.NoError(t, kpi.ScoreFCR(slices.Values([]kpi.Issue{good}), kpi.FCRRule{}, opened.Add(oneDay)).Err)
	good.Outside, good.CustomerContacts = "", math.MaxInt32
	require.NoError(t, kpi.ScoreFCR(slices.Values([]kpi.Issue{good}), kpi.FCRRule{}, opened.Add(oneDay)).Err)
	good.CustomerContacts = 0
	for want, change := range map[string]func(*kpi.Issue){
		"opened: must be given":                           func(i *kpi.Issue) { i.Opened = time.Time{} },
		"resolved: must not be before opened":             func(i *kpi.Issue) { i.Resolved = opened.Add(-1) },
		"closed: must not be before opened":               func(i *kpi.Issue) { i.Closed = opened.Add(-1) },
		"reopened: must not be there without resolved":    func(i *kpi.Issue) { i.Resolved, i.Reopened = time.Time{}, []time.Time{opened} },
		"reopened: must not be before resolved":           func(i *kpi.Issue) { i.Reopened = []time.Time{i.Resolved, i.Resolved.Add(-1)} },
		"customer_contacts: must be from 0 to 2147483647": func(i *kpi.Issue) { i.CustomerContacts = 1 << 31 },
		"customer_replies: must be from 0 to 2147483647":  func(i *kpi.Issue) { i.CustomerReplies = -1 },
		"agent_replies: must be from 0 to 2147483647":     func(i *kpi.Issue) { i.AgentReplies = -1 },
		"closings: must be from 0 to 2147483647":          func(i *kpi.Issue) { i.Closings = -1 },
		"participants: must be from 0 to 2147483647":      func(i *kpi.Issue) { i.Participants = -1 },
		"outside: must be a short text":                   func(i *kpi.Issue) { i.Outside = "a\nb" },
		"merged_into: must be another issue":              func(i *kpi.Issue) { i.MergedInto = "a" },
		"survey: no such answer":                          func(i *kpi.Issue) { i.Survey = 3 },
	} {
		i := good
		change(&i)
		r := kpi.ScoreFCR(slices.Values([]kpi.Issue{i}), kpi.FCRRule{Variant: kpi.FCRNoCustomerReply}, opened.Add(oneDay))
		requireInvalid(t, r.Err, "issues.a."+want)
		require.Equal(t, kpi.Ratio{NotApplicable: 1}, r.Counts)

		var reopens kpi.Reopens
		requireInvalid(t, reopens.AddIssues(slices.Values([]kpi.Issue{i}), opened.Add(oneDay)), "issues.a."+want)
		require.Equal(t, kpi.Reopens{}, reopens)
		_, err := kpi.ScoreBacklog(slices.Values([]kpi.Issue{i}), opened.Add(oneDay))
		requireInvalid(t, err, "issues.a."+want)
	}
}

func TestConflictingDuplicates(t *testing.T) {
	base := resolvedIssue("a", opened)
	changes := map[string]func(*kpi.Issue){
		"opened":   func(i *kpi.Issue) { i.Opened = opened.Add(1) },
		"resolved": func(i *kpi.Issue) { i.Resolved = opened.Add(2 * time.Hour) },
		"closed":   func(i *kpi.Issue) { i.Closed = opened.Add(2 * time.Hour) },
		"due":      func(i *kpi.Issue) { i.Due = opened },
		"customer": func(i *kpi.Issue) { i.Customer = "d" }, "key": func(i *kpi.Issue) { i.Key = "l" },
		"merged": func(i *kpi.Issue) { i.MergedInto = "x" }, "outside": func(i *kpi.Issue) { i.Outside = "spam" },
		"contacts": func(i *kpi.Issue) { i.CustomerContacts = 2 }, "customer replies": func(i *kpi.Issue) { i.CustomerReplies = 2 },
		"agent replies": func(i *kpi.Issue) { i.AgentReplies = 2 }, "closings": func(i *kpi.Issue) { i.Closings = 2 },
		"participants": func(i *kpi.Issue) { i.Participants = 2 }, "survey": func(i *kpi.Issue) { i.Survey = kpi.SaidNo },
		"level": func(i *kpi.Issue) { i.NotFirstLevel = true }, "reopened": func(i *kpi.Issue) { i.Reopened = []time.Time{opened.Add(oneDay)} },
		"again": func(i *kpi.Issue) { i.ResolvedAgain = []time.Time{opened.Add(oneDay)} },
	}
	for name, change := range changes {
		other := base
		change(&other)
		a := kpi.ScoreFCR(slices.Values([]kpi.Issue{base, other}), kpi.FCRRule{}, opened.Add(30*oneDay))
		b := kpi.ScoreFCR(slices.Values([]kpi.Issue{other, base, other}), kpi.FCRRule{}, opened.Add(30*oneDay))
		requireInvalid(t, a.Err, "issues.a: is there more than once, and not the same")
		require.Equal(t, a.Counts, b.Counts, name)
		all, ok := b.Ratio().Value()
		require.Equal(t, uint64(1), b.Counts.Total()+b.Counts.NotApplicable, "%s: %v %v", name, all, ok)
	}
	nothing := kpi.ScoreFCR(slices.Values([]kpi.Issue{base, base}), kpi.FCRRule{}, opened.Add(30*oneDay))
	require.NoError(t, nothing.Err)
	require.Equal(t, kpi.Ratio{Met: 1}, nothing.Counts)
}

func TestFCRRules(t *testing.T) {
	for _, test := range []struct {
		rule kpi.FCRRule
		asOf time.Time
		want string
	}{
		{kpi.FCRRule{Variant: 11}, opened, "variant: no value 11"},
		{kpi.FCRRule{Window: -1}, opened, "window: must be positive, and is for window only"},
		{kpi.FCRRule{Variant: kpi.FCRSurvey, Window: 1}, opened, "window: must be positive, and is for window only"},
		{kpi.FCRRule{Variant: kpi.FCRClosedWithin, Limit: -1}, opened, "limit: must be positive, and is for closed_within only"},
		{kpi.FCRRule{Limit: 1}, opened, "limit: must be positive, and is for closed_within only"},
		{kpi.FCRRule{Precision: kpi.Precision{Confidence: 2}}, opened, "confidence: must be between 0 and 1, not 2"},
		{kpi.FCRRule{}, time.Time{}, "as_of: must be given"},
	} {
		r := kpi.ScoreFCR(slices.Values([]kpi.Issue{resolvedIssue("a", opened)}), test.rule, test.asOf)
		requireInvalid(t, r.Err, test.want)
		require.Equal(t, kpi.Ratio{}, r.Counts)
		require.False(t, r.Defined)
	}
	for want, rule := range map[string]kpi.FCRRule{
		"fcr.window@1 window=168h0m0s by resolved":                        {},
		"fcr.closed_within@1 limit=15m0s by resolved":                     {Variant: kpi.FCRClosedWithin},
		"fcr.gross@1 by created":                                          {Variant: kpi.FCRGross},
		"fcr.net@1 by created":                                            {Variant: kpi.FCRNet},
		"fcr.closed_once@1 by created":                                    {Variant: kpi.FCRClosedOnce},
		"fcr.survey@1 by answered":                                        {Variant: kpi.FCRSurvey},
		"fcr.one_reply@1 by resolved":                                     {Variant: kpi.FCROneReply},
		"fcr.window@1 window=24h0m0s confidence=0.9 min_n=30 by resolved": {Window: oneDay, Precision: kpi.Precision{Confidence: 0.9}},
		"fcr.one_touch_lt2@1 confidence=0.95 min_n=5 by resolved":         {Variant: kpi.FCROneTouchBelow2, Precision: kpi.Precision{MinN: 5}},
	} {
		require.Equal(t, want, rule.Definition().String())
	}
}

func TestFCRAddsResults(t *testing.T) {
	asOf := opened.Add(30 * oneDay)
	a := kpi.ScoreFCR(slices.Values([]kpi.Issue{resolvedIssue("a", opened)}), kpi.FCRRule{}, asOf)
	b := kpi.ScoreFCR(slices.Values([]kpi.Issue{{ID: "b", Opened: opened}}), kpi.FCRRule{}, asOf)
	var sum kpi.FCR
	require.Equal(t, "fcr.window", sum.Identity().Name)
	require.NoError(t, sum.AddResult(a))
	require.NoError(t, sum.AddResult(b))
	r := sum.Result()
	require.Equal(t, kpi.Ratio{Met: 1, NotApplicable: 1}, r.Counts)
	require.Equal(t, []kpi.Reason{{Code: "not_resolved", Count: 1}}, r.Reasons)
	require.Equal(t, asOf, r.AsOf)
	require.Equal(t, a.Rule, r.Rule)
	require.True(t, (kpi.FCR{}).Result().AsOf.IsZero())

	before := bytesOf(t, &sum)
	later := kpi.ScoreFCR(nil, kpi.FCRRule{}, asOf.Add(1))
	err := sum.AddResult(later)
	require.ErrorIs(t, err, kpi.ErrIdentity)
	require.ErrorContains(t, err, "fcr.window@1 window=168h0m0s by resolved as of 2026-03-31T09:00")
	require.ErrorIs(t, sum.AddResult(kpi.ScoreFCR(nil, kpi.FCRRule{Window: oneDay}, asOf)), kpi.ErrIdentity)
	requireInvalid(t, sum.AddResult(kpi.ScoreFCR(nil, kpi.FCRRule{Variant: 11}, asOf)), "rule: must be that of a score")
	requireInvalid(t, sum.AddResult(kpi.FCRResult{}), "rule: must be that of a score")
	requireInvalid(t, sum.AddResult(kpi.FCR{}.Result()), "as_of: must be given")
	for _, reasons := range [][]kpi.Reason{{{Code: "", Count: 1}}, {{Code: "a"}}, {{Code: "\n", Count: 1}}, {{Code: "b", Count: 1}, {Code: "a", Count: 1}}, {{Code: "a", Count: 1}, {Code: "a", Count: 1}}} {
		odd := a
		odd.Reasons = reasons
		requireInvalid(t, sum.AddResult(odd), "reasons: must be short texts with counts, sorted, each once")
	}
	full := a
	full.Counts = kpi.Ratio{Met: 1<<64 - 1}
	require.ErrorIs(t, sum.AddResult(full), kpi.ErrOverflow)
	full = a
	full.Reasons = []kpi.Reason{{Code: "not_resolved", Count: 1<<64 - 1}}
	require.ErrorIs(t, sum.AddResult(full), kpi.ErrOverflow)
	for i := range 64 {
		full.Reasons = append(full.Reasons, kpi.Reason{Code: string(rune('!' + i)), Count: 1})
	}
	full.Reasons = full.Reasons[1:]
	require.ErrorIs(t, sum.AddResult(full), kpi.ErrLimit)
	require.Equal(t, before, bytesOf(t, &sum))
}

// TestFCRDescribe is the example of the project's plan.
func TestFCRDescribe(t *testing.T) {
	var sum kpi.FCR
	r := kpi.ScoreFCR(nil, kpi.FCRRule{}, opened)
	r.Counts = kpi.Ratio{Met: 1218, Missed: 100, Pending: 46, NotApplicable: 12}
	r.Reasons = []kpi.Reason{{Code: "merged", Count: 12}, {Code: "window_open", Count: 46}}
	require.NoError(t, sum.AddResult(r))
	require.Equal(t, []string{
		"首次解决率（7 天窗口）92.4 %，n = 1,318，待定 46，95 % 置信区间 90.9–93.7 %",
		"分子 1,218：首次联系即解决，窗口内未重开、客户未就同一问题再次来单；分母 1,318：已解决且窗口已过",
		"待定及不计入 58：已并单 12，窗口未过 46",
		"统计日期：按解决日期；口径：fcr.window@1 window=168h0m0s by resolved",
	}, sum.Result().Describe(commitment.Chinese))
	require.Equal(t, []string{
		"first-contact resolution (7-day window) 92.4 %, n = 1,318, pending 46, 95 % interval 90.9–93.7 %",
		"numerator 1,218: resolved at the first contact, not reopened and not reported again in the window; denominator 1,318: resolved, with the window over",
		"pending and outside 58: merged 12, window open 46",
		"basis date: resolved; definition: fcr.window@1 window=168h0m0s by resolved",
	}, sum.Result().Describe(commitment.English))
}

// Counts beyond all sense are no score: three times as many contacts as an int64
// holds would leave the range of a counter.
func TestFCRHostileCounts(t *testing.T) {
	a, b := resolvedIssue("a", opened), resolvedIssue("b", opened)
	for _, i := range []*kpi.Issue{&a, &b} {
		i.CustomerContacts = math.MaxInt64
	}
	one, other := a, a
	one.CustomerContacts, other.CustomerContacts = math.MinInt64, 1
	for _, issues := range [][]kpi.Issue{{a, b, one, other}, {other, one, b, a}, {one, a, other, b}} {
		r := kpi.ScoreFCR(slices.Values(issues), kpi.FCRRule{Variant: kpi.FCRGross}, opened.Add(oneDay))
		require.Equal(t, kpi.Ratio{NotApplicable: 2}, r.Counts)
		require.ErrorContains(t, r.Err, "issues.b.customer_contacts: must be from 0 to 2147483647")
	}
}

func TestFCRTooManyReasons(t *testing.T) {
	var issues []kpi.Issue
	for i := range 65 {
		issues = append(issues, kpi.Issue{Opened: opened, Outside: "reason " + strconv.Itoa(i)})
	}
	r := kpi.ScoreFCR(slices.Values(issues), kpi.FCRRule{}, opened)
	require.Equal(t, kpi.Ratio{NotApplicable: 65}, r.Counts)
	requireInvalid(t, r.Err, "issues: more than 64 reasons")
	require.Len(t, r.Reasons, 64)
}
