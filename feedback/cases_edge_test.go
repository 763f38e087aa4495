package feedback_test

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/feedback"
)

// edgeCase is a line of testdata/cases.jsonl.
type edgeCase struct {
	ID, Rule       string
	Inputs, Expect map[string]any
}

// Every case of privacy, duplicates, recurrence, priority, rewards, surveys and
// figures; those of the loop itself are run by TestCases.
func TestEdgeCases(t *testing.T) {
	run := map[string]func(*testing.T, edgeCase){
		"anonymity": anonymityCase, "duplicate": duplicateCase, "recurring": recurringCase, "priority": priorityCase,
		"reward": rewardCase, "survey": surveyCase, "metrics": metricsCase,
	}
	data, err := os.ReadFile("testdata/cases.jsonl")
	require.NoError(t, err)
	ran := 0
	for line := range bytes.Lines(data) {
		var c edgeCase
		require.NoError(t, json.Unmarshal(line, &c))
		if test, mine := run[c.Rule]; mine {
			ran++
			t.Run(c.ID, func(t *testing.T) { test(t, c) })
		}
	}
	require.Equal(t, 25, ran)
}

// number returns a number of a case, and text and list likewise.
func number(m map[string]any, key string) int { n, _ := m[key].(float64); return int(n) }

func text(m map[string]any, key string) string { s, _ := m[key].(string); return s }

func truth(m map[string]any, key string) bool { b, _ := m[key].(bool); return b }

func strs(m map[string]any, key string) []string {
	list, _ := m[key].([]any)
	var out []string
	for _, v := range list {
		s, _ := v.(string)
		out = append(out, s)
	}
	return out
}

// only fails for an expectation that a test does not know.
func only(t *testing.T, m map[string]any, known ...string) {
	t.Helper()
	for key := range m {
		require.Contains(t, known, key)
	}
}

var instant = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

func requireRefused(t *testing.T, code string, err error) {
	t.Helper()
	refused, ok := feedback.Refused(err)
	require.True(t, ok, "%v", err)
	require.Equal(t, code, string(refused.Code()))
}

func anonymityCase(t *testing.T, c edgeCase) {
	t.Helper()
	switch {
	case c.Inputs["k"] != nil:
		only(t, c.Expect, "shown", "reason")
		n := uint64(number(c.Inputs, "count"))
		table, err := feedback.Suppress([][]uint64{{n, 40}, {30, 50}}, uint64(number(c.Inputs, "k")))
		require.NoError(t, err)
		_, shown := table.Cells[0][0].Shown()
		require.Equal(t, c.Expect["shown"] != nil, shown)
		require.Equal(t, text(c.Expect, "reason"), table.Cells[0][0].Withheld().String())
		return
	case text(c.Inputs, "mode") == "mixed_complaint_and_report":
		require.Equal(t, "show_complainant_for_mediation", text(c.Inputs, "ask"))
		only(t, c.Expect, "ok", "fields")
		complaint := feedback.Item{
			ID: "c", Kind: feedback.Complaint, Customer: "u1", Contact: "13800000000", Text: "secret", Product: "p",
			Links: []feedback.Link{{Kind: feedback.SameCause, To: "r"}},
		}
		needed := []string{"customer", "product"} // what mediation needs here
		told, err := feedback.ForMediation(complaint, needed...)
		require.Equal(t, truth(c.Expect, "ok"), err == nil)
		require.Equal(t, feedback.Item{ID: "c", Kind: feedback.Complaint, Customer: "u1", Product: "p"}, told)
		require.Equal(t, []string{"needed_for_mediation"}, strs(c.Expect, "fields"))
		report := complaint
		report.Kind = feedback.Report
		_, err = feedback.ForMediation(report, needed...)
		requireRefused(t, "forbidden", err)
		return
	}
	only(t, c.Expect, "stored_identity", "tracking_code", "can_follow_up", "visible_status", "visible_to", "handler_sees")
	mode, err := feedback.ParsePrivacy(text(c.Inputs, "mode"))
	require.NoError(t, err)
	item := feedback.Item{ID: "i", Kind: feedback.Complaint, Privacy: mode, Customer: "u1", Contact: text(c.Inputs, "contact")}
	require.Equal(t, truth(c.Expect, "can_follow_up"), mode.CanFollowUp())
	if stored, asked := c.Expect["stored_identity"]; asked {
		require.Nil(t, stored)
		kept, err := feedback.Anonymise(item)
		require.NoError(t, err)
		require.Empty(t, kept.Customer+kept.Contact+kept.Pseudonym)
		require.False(t, mode.KeepsIdentity())
	}
	if _, asked := c.Expect["tracking_code"]; asked {
		require.Equal(t, truth(c.Expect, "tracking_code"), mode.HasCode())
	}
	if states, asked := c.Expect["visible_status"]; asked {
		open, closed := feedback.Status{State: feedback.StateReceived, Open: true}, feedback.Status{State: feedback.StateClosed}
		require.Equal(t, []any{open.Tracking().String(), closed.Tracking().String()}, states)
	}
	if _, asked := c.Expect["visible_to"]; asked {
		var sees []string
		for role := feedback.RoleCustomer; role <= feedback.RoleSystem; role++ {
			if mode.ShowsIdentity(role) {
				sees = append(sees, role.String())
			}
		}
		require.Equal(t, strs(c.Expect, "visible_to"), sees)
		require.Equal(t, "anonymous", text(c.Expect, "handler_sees"))
		seen, err := feedback.View(item, feedback.Viewer{Role: feedback.RoleHandler})
		require.NoError(t, err)
		require.Empty(t, seen.Customer+seen.Contact)
	}
}

func duplicateCase(t *testing.T, c edgeCase) {
	t.Helper()
	votes := func() *feedback.Votes {
		var v feedback.Votes
		for id, voters := range map[string][]string{"p1": {"a", "b"}, "p2": {"b", "c"}} {
			require.NoError(t, v.Add(id))
			require.NoError(t, v.Vote(id, voters...))
		}
		return &v
	}
	switch {
	case c.Inputs["merge"] != nil:
		only(t, c.Expect, "ok", "error")
		v := votes()
		var err error
		pairs, _ := c.Inputs["merge"].([]any)
		for _, p := range pairs {
			pair, _ := p.([]any)
			from, _ := pair[0].(string)
			into, _ := pair[1].(string)
			if err = v.Merge(from, into); err != nil {
				break
			}
		}
		requireRefused(t, text(c.Expect, "error"), err)
	case c.Inputs["unmerge"] != nil:
		only(t, c.Expect, "voters_p1", "voters_p2", "state_p2")
		v := votes()
		require.NoError(t, v.Merge("p2", "p1"))
		require.NoError(t, v.Unmerge(text(c.Inputs, "unmerge")))
		require.Equal(t, strs(c.Expect, "voters_p1"), v.Voters("p1"))
		require.Equal(t, strs(c.Expect, "voters_p2"), v.Voters("p2"))
		_, merged := v.Merged("p2")
		require.Equal(t, "restored", text(c.Expect, "state_p2"))
		require.False(t, merged)
		restored, err := json.Marshal(v)
		require.NoError(t, err)
		before, err := json.Marshal(votes())
		require.NoError(t, err)
		require.JSONEq(t, string(before), string(restored))
	case c.Inputs["original"] != nil:
		only(t, c.Expect, "voters_union", "status", "deadline_of_duplicate", "reply_to")
		v := &feedback.Votes{}
		for _, side := range []string{"original", "duplicate"} {
			require.NoError(t, v.Add(text(c.Inputs, side)))
		}
		require.NoError(t, v.Vote(text(c.Inputs, "original"), strs(c.Inputs, "voters_original")...))
		require.NoError(t, v.Vote(text(c.Inputs, "duplicate"), strs(c.Inputs, "voters_dup")...))
		require.NoError(t, v.Merge(text(c.Inputs, "duplicate"), text(c.Inputs, "original")))
		union := v.Voters(text(c.Inputs, "original"))
		require.Len(t, union, number(c.Expect, "voters_union"))
		require.Equal(t, strs(c.Expect, "reply_to"), union)
		into, merged := v.Merged(text(c.Inputs, "duplicate"))
		require.True(t, merged)
		require.Equal(t, text(c.Inputs, "original"), into)
		// That the clocks of the duplicate stop is told by the loop: action "merge".
		flow := feedback.FlowOf(feedback.Suggestion)
		require.Equal(t, "stopped", text(c.Expect, "deadline_of_duplicate"))
		require.True(t, slices.ContainsFunc(flow.Steps, func(s feedback.Step) bool {
			return s.Action == feedback.ActionMerge && s.To == feedback.StateMerged && s.CancelsClocks
		}))
	default:
		first := feedback.MatterItem{
			Item: feedback.Item{ID: "1", Kind: feedback.Complaint, Customer: "u1"}, Matter: "m", Received: instant, Open: true,
		}
		arrival := feedback.MatterItem{
			Item: feedback.Item{ID: "2", Kind: feedback.Complaint, Customer: "u1"}, Matter: "m", Received: instant.Add(time.Hour),
		}
		facts := feedback.NewFacts(0)
		if c.Inputs["new_facts"] == false {
			facts = feedback.NothingNew
		}
		if truth(c.Inputs, "different_customers") {
			arrival.Item.Customer = "u2"
		}
		match := feedback.Duplicate(arrival, facts, []feedback.MatterItem{first})
		for key, want := range c.Expect {
			switch key {
			case "action":
				require.Equal(t, want, match.Advice.String())
			case "new_case":
				require.Equal(t, want, match.NewItem)
			case "merge":
				require.Equal(t, want, match.Advice == feedback.MergeVotes || match.Advice == feedback.AttachContact)
			case "link":
				require.Equal(t, want, match.Link.String())
			default:
				require.Fail(t, "unknown expectation", key)
			}
		}
	}
}

func recurringCase(t *testing.T, c edgeCase) {
	t.Helper()
	if c.Inputs["baseline_count"] != nil {
		only(t, c.Expect, "signal", "p")
		s := feedback.PoissonSignal(uint64(number(c.Inputs, "current")), 1,
			uint64(number(c.Inputs, "baseline_count")), float64(number(c.Inputs, "baseline_weeks")), 0.05)
		require.True(t, s.Defined)
		require.Equal(t, c.Expect["signal"], s.Signal)
		require.InDelta(t, c.Expect["p"], s.P, 0.00005)
		return
	}
	only(t, c.Expect, "recurring", "count", "customers")
	const day = 24 * time.Hour
	rule := feedback.RecurringRule{
		Window:   time.Duration(number(c.Inputs, "window_days")) * day,
		MinCount: number(c.Inputs, "min_count"), MinCustomers: number(c.Inputs, "min_customers"),
	}
	var occurrences []feedback.Occurrence
	items, _ := c.Inputs["items"].([]any)
	for i, v := range items {
		item, _ := v.(map[string]any)
		occurrences = append(occurrences, feedback.Occurrence{
			Item: strings.Repeat("i", i+1), Cause: text(item, "cause"), Customer: text(item, "customer"),
			At: instant.Add(time.Duration(number(item, "day")) * day),
		})
	}
	found, err := feedback.Recurring(occurrences, rule)
	require.NoError(t, err)
	require.Len(t, found, 1)
	require.Equal(t, c.Expect["recurring"], found[0].Recurring)
	require.Equal(t, number(c.Expect, "count"), found[0].Count)
	require.Equal(t, number(c.Expect, "customers"), found[0].Customers)
}

func priorityCase(t *testing.T, c edgeCase) {
	t.Helper()
	only(t, c.Inputs, "safety", "severity", "tier", "days_to_due")
	only(t, c.Expect, "priority")
	severity, err := feedback.ParseSeverity(text(c.Inputs, "severity"))
	require.NoError(t, err)
	facts := feedback.PriorityFacts{Severity: severity, Safety: truth(c.Inputs, "safety"), Now: instant}
	if c.Inputs["days_to_due"] != nil {
		facts.Due = instant.AddDate(0, 0, number(c.Inputs, "days_to_due"))
	}
	got, err := feedback.DefaultPriorities().Assess(facts)
	require.NoError(t, err)
	require.Equal(t, text(c.Expect, "priority"), got.Priority.String())
}

func rewardCase(t *testing.T, c edgeCase) {
	t.Helper()
	switch {
	case c.Inputs["level"] != nil:
		rewardInMoney(t, c)
	case truth(c.Inputs, "points_for_withdrawal"):
		only(t, c.Expect, "ok", "error")
		var l feedback.Ledger
		_, err := l.Grant(feedback.RewardEntry{
			Key: "c1", Member: "u1", Event: feedback.RewardWithdrawn, Asked: 10, On: calendar.DateOf(instant), At: instant,
		})
		requireRefused(t, text(c.Expect, "error"), err)
		require.Empty(t, l.Entries())
	default:
		only(t, c.Expect, "ledger")
		event, err := feedback.ParseRewardEvent(text(c.Inputs, "event"))
		require.NoError(t, err)
		var l feedback.Ledger
		for range max(1, number(c.Inputs, "repeat")) {
			_, err := l.Grant(feedback.RewardEntry{
				Key: text(c.Inputs, "key"), Member: "u1", Item: "s1", Event: event,
				Asked: int64(number(c.Inputs, "points")), On: calendar.DateOf(instant), At: instant,
			})
			require.NoError(t, err)
		}
		var got []any
		for _, e := range l.Entries() {
			got = append(got, []any{e.Key, float64(e.Points)})
		}
		require.Equal(t, c.Expect["ledger"], got)
	}
}

func surveyCase(t *testing.T, c edgeCase) {
	t.Helper()
	const day = 24 * time.Hour
	survey := feedback.Survey{ID: "csat", Version: "1", Measure: feedback.CSAT}
	sending := feedback.Sending{ID: "s", Survey: "csat", At: instant, Attribution: map[string]string{}}
	switch {
	case c.Inputs["answers"] != nil:
		only(t, c.Expect, "counted", "score")
		var answers []feedback.Answer
		list, _ := c.Inputs["answers"].([]any)
		for i, v := range list {
			answer, _ := v.(map[string]any)
			answers = append(answers, feedback.Answer{
				Key: strings.Repeat("k", i+1), Sending: "s", Score: number(answer, "score"),
				At: instant.Add(time.Duration(number(answer, "t")) * time.Minute),
			})
		}
		got, err := survey.Count(sending, answers)
		require.NoError(t, err)
		require.Equal(t, 1, number(c.Expect, "counted"))
		require.True(t, got.Counted)
		require.Equal(t, number(c.Expect, "score"), got.Answer.Score)
		require.Len(t, got.History, len(answers))
	case c.Inputs["assignee_at_send"] != nil:
		only(t, c.Expect, "attributed_to")
		sending.Attribution["agent"] = text(c.Inputs, "assignee_at_send")
		got, err := survey.Count(sending, []feedback.Answer{{Key: "k", Sending: "s", At: instant, Score: 5}})
		require.NoError(t, err)
		require.Equal(t, text(c.Expect, "attributed_to"), got.Attribution["agent"])
	case c.Inputs["cooldown_days"] != nil:
		only(t, c.Expect, "send", "reason")
		survey.CoolDown = time.Duration(number(c.Inputs, "cooldown_days")) * day
		why, ok := survey.MaySend(feedback.Item{}, instant.Add(-time.Duration(number(c.Inputs, "last_survey_days_ago"))*day), instant)
		require.Equal(t, c.Expect["send"], ok)
		require.Equal(t, text(c.Expect, "reason"), string(why))
	default:
		only(t, c.Expect, "counted", "reason")
		survey.Expires = time.Duration(number(c.Inputs, "expires_days")) * day
		got, err := survey.Count(sending, []feedback.Answer{{
			Key: "k", Sending: "s", At: instant.Add(time.Duration(number(c.Inputs, "sent_days_ago")) * day), Score: number(c.Inputs, "answer"),
		}})
		require.NoError(t, err)
		require.Equal(t, c.Expect["counted"], got.Counted)
		require.Equal(t, text(c.Expect, "reason"), string(got.Why))
	}
}
