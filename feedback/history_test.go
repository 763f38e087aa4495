package feedback_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/feedback"
	"github.com/servicecommitment/commitment/sla"
)

func TestLateDelivery(t *testing.T) {
	s := begin(t, order20(t), feedback.Complaint).do("receive", "acknowledge", "classify", "accept")
	want := s.status()
	shuffled := []feedback.Action{s.actions[1], s.actions[3], s.actions[0], s.actions[2], s.actions[2]}
	status, err := s.desk.Replay(s.item, shuffled, s.now)
	require.NoError(t, err)
	require.Equal(t, []feedback.Finding{
		{Code: feedback.CodeDeliveredLate, Key: "a0", Message: `delivered after "a3", which is later`},
		{Code: feedback.CodeDeliveredLate, Key: "a2", Message: `delivered after "a3", which is later`},
	}, status.Findings)
	status.Findings = nil
	require.Equal(t, want, status)
}

func TestOrderOfOneInstant(t *testing.T) {
	start := at(t, "cn", "2026-03-02", 10)
	desk := deskOf(t, "iso-10002", caseCalendar{})
	item := feedback.Item{ID: "i", Kind: feedback.Complaint}
	path := func(actions ...feedback.Action) []feedback.State {
		t.Helper()
		status, err := desk.Replay(item, actions, start)
		require.NoError(t, err)
		return status.Path
	}
	receive, classify := full("receive", start), full("classify", start)
	receive.Key, classify.Key = "z", "a"
	require.Equal(t, []feedback.State{"received", "classified"}, path(classify, receive), "by the place of the kind")
	withdraw := full("withdraw", start)
	withdraw.Key, withdraw.Seq = "b", -1
	require.Equal(t, []feedback.State{"received"}, path(receive, withdraw), "the sequence number comes first")
	withdraw.Seq = 1
	require.Equal(t, []feedback.State{"received", "classified", "withdrawn"}, path(withdraw, classify, receive))

	// Check refuses what would not be the last.
	err := desk.Check(item, []feedback.Action{receive, withdraw}, classify)
	refused, ok := feedback.Refused(err)
	require.True(t, ok)
	require.Equal(t, missing(feedback.CodeTimeGoesBack, "at"), refused.Missing)
	require.EqualError(t, err, `feedback: "classify" is not allowed in state "withdrawn": time_goes_back`)
	require.Equal(t, "a", refused.Key)
	require.Equal(t, feedback.StateWithdrawn, refused.State)

	// Kinds of one's own come last, in the order of their names; then keys decide.
	own := parseProcedure(t, `, "kinds": ["praise"], "flows": [{"kind": "praise", "start": "a", "states": ["a", "b", "c"], "ends": ["c"], "steps": [
		{"action": "aa", "from": ["a"], "to": "b"}, {"action": "bb", "from": ["b"], "to": "c"}, {"action": "bb", "from": ["a"], "to": "b"}]}]`)
	desk, item.Kind = compile(t, offices(t)["office"], own), feedback.Praise
	aa, bb := full("aa", start), full("bb", start)
	aa.Key, bb.Key = "2", "1"
	require.Equal(t, []feedback.State{"a", "b", "c"}, path(bb, aa, receive))
	first, second := full("bb", start), full("bb", start)
	first.Key, second.Key, second.Reason = "1", "2", "other"
	require.Equal(t, []feedback.State{"a", "b", "c"}, path(second, first, receive))
}

func TestKeys(t *testing.T) {
	s := begin(t, order20(t), feedback.Complaint).do("receive", "classify")
	again := s.actions[1]
	require.NoError(t, s.desk.Check(s.item, s.actions, again), "the same action again changes nothing")
	again.At = again.At.In(time.UTC)
	require.NoError(t, s.desk.Check(s.item, s.actions, again), "in whatever zone")
	again.Category = "other"
	refused, ok := feedback.Refused(s.desk.Check(s.item, s.actions, again))
	require.True(t, ok)
	require.Equal(t, missing(feedback.CodeKeyReused, "key"), refused.Missing)
	require.EqualError(t, refused, `feedback: "classify" is not allowed: key_reused`)

	for _, change := range []func(*feedback.Action){
		func(a *feedback.Action) { a.At = a.At.Add(time.Hour) },
		func(a *feedback.Action) { a.Kind = feedback.ActionAccept },
		func(a *feedback.Action) { a.Category = "other" },
	} {
		other := s.actions[1]
		change(&other)
		for _, actions := range [][]feedback.Action{append(s.actions[:2:2], other), {other, s.actions[0], s.actions[1]}} {
			status, err := s.desk.Replay(s.item, actions, s.now.Add(2*time.Hour))
			require.NoError(t, err)
			require.Equal(t, 2, status.Kept)
			require.Contains(t, status.Findings, feedback.Finding{
				Code: feedback.CodeConflicting, Key: "a1", Message: "another action has the same key; the first in time counts",
			})
			require.NotEqual(t, feedback.StateAccepted, status.State)
		}
	}
}

// Of two actions that differ in nothing but what they say, the first of their
// texts counts, in whatever order they are delivered; of two keys, the first.
func TestKeysOfOneInstant(t *testing.T) {
	for _, test := range []struct {
		first, second, category string
		kept                    int
	}{
		{"k", "k", "a", 2}, {"k", "k!", "b", 3}, {"k!", "k", "a", 3},
	} {
		s := begin(t, order20(t), feedback.Complaint).do("receive")
		first, second := s.prepared(feedback.Action{Kind: feedback.ActionClassify, Category: "a"}), s.prepared(feedback.Action{Kind: feedback.ActionClassify, Category: "b"})
		first.Key, second.Key = test.first, test.second
		for _, actions := range [][]feedback.Action{append(s.actions[:1:1], first, second), append(s.actions[:1:1], second, first)} {
			status, err := s.desk.Replay(s.item, actions, first.At)
			require.NoError(t, err)
			require.Equal(t, test.category, status.Category)
			require.Equal(t, test.kept, status.Kept)
		}
	}
}

// Long histories take another way to find keys that come twice.
func TestKeysOfLongHistories(t *testing.T) {
	for _, count := range []int{2, 20, 31, 32, 33, 34, 200} {
		s := begin(t, order20(t), feedback.Complaint).do("receive")
		for i := range count {
			s.actions = append(s.actions, s.prepared(feedback.Action{Kind: feedback.ActionNote}))
			s.actions[len(s.actions)-1].Key = fmt.Sprintf("key-%d", i)
			s.now = s.now.Add(time.Minute)
		}
		s.now = s.now.Add(2 * time.Hour)
		require.Equal(t, count+1, s.status().Kept)
		twice := slices.Concat(s.actions, s.actions)
		status, err := s.desk.Replay(s.item, twice, s.now)
		require.NoError(t, err)
		require.Equal(t, count+1, status.Kept)
		for _, finding := range status.Findings {
			require.Equal(t, feedback.CodeDeliveredLate, finding.Code)
		}
		other := s.actions[1]
		other.Note = "another"
		status, err = s.desk.Replay(s.item, append(twice, other), s.now)
		require.NoError(t, err)
		require.Equal(t, feedback.CodeConflicting, status.Findings[len(status.Findings)-1].Code)
	}
}

func TestMalformed(t *testing.T) {
	desk := order20(t)
	now := at(t, "cn", "2026-03-02", 10)
	_, err := desk.Replay(feedback.Item{}, nil, time.Time{})
	require.Equal(t, []string{"item.id: is required", "item.kind: is required", "now: is required"}, problems(err))
	item := feedback.Item{
		ID: "i", Kind: feedback.SurveyAnswer + 1, Severity: feedback.SeverityCritical + 1, Impact: feedback.ImpactMany + 1, Privacy: feedback.AnonymousSurvey + 1,
		Links:      []feedback.Link{{Kind: feedback.AwardOf, To: "a"}, {}, {Kind: feedback.AwardOf + 1, To: "b"}},
		Attributes: map[string][]string{"tier": {"x"}, "category": nil, "free": nil},
	}
	actions := []feedback.Action{{Key: "k", At: now, Kind: "receive"}, {}, {
		Key: "k", At: now, Kind: "Go!", By: feedback.RoleSystem + 1, Decision: feedback.NotFiled + 1,
		Severity: feedback.SeverityCritical + 1, Impact: feedback.ImpactMany + 1,
	}}
	_, err = desk.Replay(item, actions, now)
	require.ErrorIs(t, err, commitment.ErrInvalid)
	require.Equal(t, []string{
		"item.kind: has no such value", "item.severity: has no such value", "item.impact: has no such value", "item.privacy: has no such value",
		"item.links[1].kind: has no such value", "item.links[1].to: is required", "item.links[2].kind: has no such value",
		"item.attributes.category: is that of a field and cannot be set", "item.attributes.tier: is that of a field and cannot be set",
		"actions[1].key: is required", "actions[1].at: is required", "actions[1].kind: is required",
		`actions[2].kind: must be a name of lower-case letters, digits and underscores, not "Go!"`, "actions[2].by: has no such value",
		"actions[2].decision: has no such value", "actions[2].severity: has no such value", "actions[2].impact: has no such value",
	}, problems(err))
	require.Equal(t, problems(err), problems(desk.Check(item, actions, actions[0])))
	require.Equal(t, []string{"next.key: is required", "next.at: is required", "next.kind: is required"},
		problems(desk.Check(feedback.Item{ID: "i", Kind: feedback.Praise}, nil, feedback.Action{})))

	for privacy, wrong := range map[feedback.Privacy]bool{
		0: false, feedback.Named: false, feedback.Confidential: false, feedback.Anonymous: true, feedback.AnonymousSurvey: true,
	} {
		_, err = desk.Replay(feedback.Item{ID: "i", Kind: feedback.Complaint, Privacy: privacy, Customer: "c", Contact: "1"}, nil, now)
		if !wrong {
			require.NoError(t, err)
			continue
		}
		require.Equal(t, []string{
			"item.customer: must not be kept: the item is " + privacy.String(), "item.contact: must not be kept: the item is " + privacy.String(),
		}, problems(err))
	}
	_, err = desk.Replay(feedback.Item{ID: "i", Kind: feedback.Complaint}, []feedback.Action{{At: now, Kind: "receive"}}, now)
	require.Equal(t, []string{"actions[0].key: is required"}, problems(err))
	for link := feedback.SameCause; link <= feedback.AwardOf; link++ {
		_, err = desk.Replay(feedback.Item{ID: "i", Kind: feedback.Complaint, Links: []feedback.Link{{Kind: link, To: "a"}}}, nil, now)
		require.NoError(t, err)
	}
	for _, valid := range []feedback.Action{
		{Key: "k", At: now, Kind: "receive", By: feedback.RoleSystem, Decision: feedback.NotFiled, Severity: feedback.SeverityCritical, Impact: feedback.ImpactMany},
		{Key: "k", At: now, Kind: feedback.ActionKind("z" + strings.Repeat("9_", 31) + "a")},
	} {
		_, err = desk.Replay(feedback.Item{ID: "i", Kind: feedback.Complaint}, []feedback.Action{valid}, now)
		require.NoError(t, err)
	}
	for _, name := range []string{"z" + strings.Repeat("9", 64), "_a", "9a", "a-b", "a.b", "{", "`", "A", "aA", "a{", "a`", "a/", "a:"} {
		_, err = desk.Replay(feedback.Item{ID: "i", Kind: feedback.Complaint}, []feedback.Action{{Key: "k", At: now, Kind: feedback.ActionKind(name)}}, now)
		require.Len(t, problems(err), 1, name)
	}
}

func TestUnknownActions(t *testing.T) {
	s := begin(t, order20(t), feedback.Complaint).do("receive")
	require.Equal(t, missing(feedback.CodeUnknownAction, "kind"), s.refused(feedback.Action{Kind: "explode"}))
	s.actions = append(s.actions, feedback.Action{Key: "x", At: s.now, Kind: "explode"})
	status, err := s.desk.Replay(s.item, s.actions, s.now)
	require.NoError(t, err)
	require.Equal(t, []feedback.Finding{{
		Code: feedback.CodeUnknownAction, Key: "x", Message: `feedback: "explode" is not allowed in state "received": unknown_action`,
	}}, status.Findings)
}

func TestRefusedError(t *testing.T) {
	refused := &feedback.RefusedError{Kind: "decide", State: "investigating", Missing: []feedback.Missing{
		{Code: feedback.CodeNotesRequired, Field: "note"}, {Code: feedback.CodeDecisionRequired, Field: "decision"},
	}}
	require.EqualError(t, refused, `feedback: "decide" is not allowed in state "investigating": notes_required, decision_required`)
	require.Equal(t, feedback.CodeNotesRequired, refused.Code())
	require.True(t, refused.Has(feedback.CodeDecisionRequired))
	require.False(t, refused.Has(feedback.CodeCycle))
	require.Empty(t, new(feedback.RefusedError).Code())
	found, ok := feedback.Refused(fmt.Errorf("desk: %w", refused))
	require.True(t, ok)
	require.Same(t, refused, found)
	_, ok = feedback.Refused(nil)
	require.False(t, ok)
}

// Hostile histories end in bounded time.
func TestHostileHistories(t *testing.T) {
	const count = 10_000
	start := at(t, "cn", "2026-03-02", 10)
	extend := full("extend", start)
	extend.Clock, extend.Extend, extend.Approver = "resolve", calendar.MustAllowance("1d"), "boss"
	p := lookup(t, "cn-xinfang")
	p.Clocks[1].Extension.Times = 100
	p.Clocks[1].Start, p.Clocks[1].Repeat = moments("receive", "accept", "resume"), true
	p.Clocks[1].Stop = moments("reply", "hold")
	desk := compile(t, offices(t)["office"], p)
	random := rand.New(rand.NewPCG(1, 2))
	tests := map[string]func(i int) feedback.Action{
		"holds":     func(i int) feedback.Action { return full([]feedback.ActionKind{"hold", "resume"}[i%2], start) },
		"merges":    func(i int) feedback.Action { return full([]feedback.ActionKind{"merge", "unmerge"}[i%2], start) },
		"notes":     func(int) feedback.Action { return full("note", start) },
		"unknown":   func(int) feedback.Action { return full("explode", start) },
		"receipts":  func(int) feedback.Action { return full("receive", start) },
		"extension": func(int) feedback.Action { return extend },
		"extensions of cycles": func(i int) feedback.Action {
			if i%3 == 2 {
				return extend
			}
			return full([]feedback.ActionKind{"hold", "resume"}[i%3], start)
		},
		"anything": func(int) feedback.Action {
			a := full([]feedback.ActionKind{"hold", "resume", "reopen", "decide", "reply", "escalate", "follow_up", "merge", "unmerge"}[random.IntN(9)], start)
			a.Result = []feedback.Result{"", "unsatisfied", "no_answer"}[random.IntN(3)]
			return a
		},
		"long texts": func(i int) feedback.Action {
			a := full("note", start)
			if i%100 == 0 {
				a.Note = strings.Repeat("长", 1<<18)
			}
			return a
		},
	}
	for name, action := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			actions := chain(toInvestigation(), start)
			for i := range count {
				a := action(i)
				a.Key, a.At = fmt.Sprintf("h%d", i), start.Add(time.Duration(i+1)*time.Minute)
				actions = append(actions, a)
			}
			status, err := desk.Replay(feedback.Item{ID: "i", Kind: feedback.Complaint, Text: strings.Repeat("x", 1<<20)}, actions, start.AddDate(0, 1, 0))
			require.NoError(t, err)
			require.NotEmpty(t, status.State)
			last := full("note", actions[len(actions)-1].At.Add(time.Minute))
			last.Key = "last"
			require.NoError(t, desk.Check(feedback.Item{ID: "i", Kind: feedback.Complaint}, actions, last))
			rand.New(rand.NewPCG(3, 4)).Shuffle(len(actions), func(i, j int) { actions[i], actions[j] = actions[j], actions[i] })
			shuffled, err := desk.Replay(feedback.Item{ID: "i", Kind: feedback.Complaint}, actions, start.AddDate(0, 1, 0))
			require.NoError(t, err)
			require.Equal(t, status.Path, shuffled.Path)
		})
	}
}

// The actions and the item are only read, and the status is the caller's.
func TestStatusIsTheCallers(t *testing.T) {
	s := begin(t, supportDesk(t), feedback.Complaint)
	s.item.Attributes = map[string][]string{"complexity": {"complex"}}
	s.do(toInvestigation()...).with(feedback.Action{Kind: feedback.ActionDecide, Remedies: []feedback.Remedy{{ID: "r"}}}).do("reply")
	before, err := json.Marshal(s.actions)
	require.NoError(t, err)
	want := s.status()
	got := s.status()
	for i := range got.Allowed {
		for j := range got.Allowed[i].Results {
			got.Allowed[i].Results[j] = "spoilt"
		}
		for j := range got.Allowed[i].Missing {
			got.Allowed[i].Missing[j].Code = "spoilt"
		}
		_ = append(got.Allowed[i].Missing, feedback.Missing{Code: "spoilt"})
		_ = append(got.Allowed[i].Results, "spoilt")
	}
	for i := range got.Obligations {
		got.Obligations[i].ID = "spoilt"
	}
	got.Path[0], got.Remedies[0].ID, got.Clocks[0].Verdict = "spoilt", "spoilt", sla.Waived
	require.Equal(t, want, s.status())
	after, err := json.Marshal(s.actions)
	require.NoError(t, err)
	require.Equal(t, string(before), string(after))
}
