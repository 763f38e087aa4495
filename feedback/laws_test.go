package feedback_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/feedback"
	"github.com/servicecommitment/commitment/feedback/procedures"
	"github.com/servicecommitment/commitment/sla"
)

// lawDesks are the desks of all procedures, and the kinds that each handles.
func lawDesks(tb testing.TB) []*feedback.Desk {
	tb.Helper()
	var desks []*feedback.Desk
	for _, name := range procedures.Names() {
		p := lookup(tb, name)
		if name == "cn-samr-order121" {
			p = filledIn(tb)
			p.Effective = feedback.Effective{}
		}
		desks = append(desks, compile(tb, offices(tb)["office"], p))
	}
	return desks
}

// source gives numbers, from the bytes of a fuzz target and zeros after them.
type source struct{ bytes []byte }

func (s *source) below(n int) int {
	if len(s.bytes) == 0 {
		return 0
	}
	b := s.bytes[0]
	s.bytes = s.bytes[1:]
	return int(b) % n
}

func pick[T any](s *source, list ...T) T { return list[s.below(len(list))] }

func allActions() []feedback.ActionKind {
	return []feedback.ActionKind{
		"receive", "acknowledge", "classify", "prioritise", "accept", "reject", "notify_rejection", "merge", "unmerge", "refer", "assign",
		"start_investigation", "note", "hold", "resume", "ask_recusal", "decide_recusal", "extend", "plan", "start_work", "decline", "complete",
		"settle", "decide", "reply", "send", "contact", "progress", "remedy_done", "follow_up", "reopen", "escalate", "appeal", "external_result",
		"open", "link", "identify", "withdraw", "close", "explode",
	}
}

// scene is a desk with an item and something to do about it.
type scene struct {
	desk  *feedback.Desk
	item  feedback.Item
	start time.Time
}

func decodeScene(tb testing.TB, desks []*feedback.Desk, s *source) scene {
	tb.Helper()
	desk := desks[s.below(len(desks))]
	kinds := desk.Procedures()[0].Kinds
	if len(kinds) == 0 {
		kinds = []feedback.Kind{feedback.Complaint, feedback.Report, feedback.Suggestion, feedback.Enquiry, feedback.Praise, feedback.SurveyAnswer}
	}
	item := feedback.Item{ID: "i", Kind: kinds[s.below(len(kinds))], Subjects: []string{"u7"}, Privacy: feedback.Privacy(s.below(5))}
	if s.below(3) == 1 {
		item.Attributes = map[string][]string{"complexity": {"complex"}, "low_score": {"yes"}}
	}
	return scene{desk, item, at(tb, "cn", "2026-03-02", 9)}
}

// action makes some action, at least as late as the last one.
func (sc *scene) action(s *source, number int, kind feedback.ActionKind, last time.Time) feedback.Action {
	p := sc.desk.Procedures()[0]
	a := full(kind, last.Add(time.Duration(s.below(4))*[]time.Duration{time.Minute, time.Hour, 30 * time.Hour, 300 * time.Hour}[s.below(4)]))
	a.Key, a.Seq = fmt.Sprintf("k%d", number), int64(number)
	if reasons := p.Reasons[kind]; len(reasons) > 0 {
		a.Reason = reasons[s.below(len(reasons))]
	}
	a.By = pick(s, feedback.RoleQuality, 0, feedback.RoleHandler, feedback.RoleCustomer, feedback.RoleManager)
	a.Result = pick[feedback.Result](s, "", "satisfied", "unsatisfied", "no_answer", "waived", "reached", "granted")
	if len(p.Bodies) > 0 && kind == feedback.ActionAppeal {
		a.Target = p.Bodies[0].ID
	}
	a.Assignee, a.Actor = pick(s, "u1", "u2", "u7", ""), pick(s, "q1", "u1", "u7", "")
	a.Written, a.Told = s.below(2) == 1, s.below(4) == 1
	a.Document = pick(s, "delay_letter", "extension_notice", "letter")
	switch s.below(8) {
	case 1:
		a.Note = ""
	case 2:
		a.Decision = 0
	case 3:
		a.Reason = ""
	case 4:
		a.Holds = nil
	case 5:
		a.Target = pick(s, "", "i")
	}
	if kind == feedback.ActionDecide && s.below(2) == 1 {
		a.Remedies = []feedback.Remedy{{ID: fmt.Sprintf("r%d", number)}}
	}
	a.Remedy = fmt.Sprintf("r%d", s.below(20))
	if kind == feedback.ActionExtend && len(p.Clocks) > 0 {
		clock := p.Clocks[s.below(len(p.Clocks))]
		a.Clock, a.Approver, a.Consent = clock.ID, pick(s, "boss", ""), true
		a.Extend = calendar.MustAllowance(pick(s, "1bd", "15bd", "30d", "31d", "1h"))
	}
	if kind == feedback.ActionClassify && s.below(3) == 1 {
		a.Attributes = map[string][]string{"complexity": {pick(s, "complex", "simple")}}
	}
	return a
}

// without returns a status without its findings, as text.
func without(tb testing.TB, status feedback.Status) string {
	tb.Helper()
	status.Findings = nil
	data, err := json.Marshal(status)
	require.NoError(tb, err)
	return string(data)
}

// checkLaws makes a history of what the bytes say and asserts what holds of every
// history.
func checkLaws(t *testing.T, desks []*feedback.Desk, data []byte) {
	t.Helper()
	s := &source{data}
	sc := decodeScene(t, desks, s)
	kinds := allActions()
	var actions []feedback.Action
	last := sc.start
	for number := 0; number < 40 && len(s.bytes) > 0; number++ {
		status, err := sc.desk.Replay(sc.item, actions, last)
		require.NoError(t, err)
		kind := kinds[s.below(len(kinds))]
		if len(status.Allowed) > 0 && s.below(4) > 0 {
			kind = status.Allowed[s.below(len(status.Allowed))].Kind
		}
		a := sc.action(s, number, kind, last)
		refused, isRefused := feedback.Refused(sc.desk.Check(sc.item, actions, a))
		after, err := sc.desk.Replay(sc.item, append(slices.Clip(actions), a), a.At)
		require.NoError(t, err)

		// Check and Replay agree.
		var codes []feedback.Code
		for _, finding := range after.Findings {
			if finding.Key == a.Key {
				codes = append(codes, finding.Code)
			}
		}
		if !isRefused {
			require.Empty(t, codes)
			require.Equal(t, status.Kept+1, after.Kept)
		} else {
			require.Len(t, codes, len(refused.Missing))
			for i, missing := range refused.Missing {
				require.Equal(t, missing.Code, codes[i])
			}
			require.Equal(t, status.Kept, after.Kept)
			require.Equal(t, status.Path, after.Path)
			require.NotEmpty(t, refused.Error())
		}
		checkStatus(t, after)
		if isRefused && s.below(3) > 0 {
			continue // some that are refused are delivered all the same
		}
		actions, last = append(actions, a), a.At
	}
	now := last.Add(time.Duration(s.below(100)) * 24 * time.Hour)
	status, err := sc.desk.Replay(sc.item, actions, now)
	require.NoError(t, err)
	checkStatus(t, status)
	want := without(t, status)

	// Any order of delivery, and delivery twice, give the same status.
	random := rand.New(rand.NewPCG(uint64(len(data)), 1))
	twice := append(slices.Clip(actions), actions...)
	random.Shuffle(len(twice), func(i, j int) { twice[i], twice[j] = twice[j], twice[i] })
	shuffled, err := sc.desk.Replay(sc.item, twice, now)
	require.NoError(t, err)
	require.Equal(t, want, without(t, shuffled))

	// The status can be written and read, and said.
	data, err = json.Marshal(status)
	require.NoError(t, err)
	back, err := feedback.ParseStatus(data)
	require.NoError(t, err)
	require.Equal(t, want, without(t, back))
	for _, lang := range []commitment.Lang{commitment.English, commitment.Chinese} {
		require.NotEmpty(t, status.Explain(lang))
	}
	explained, err := sc.desk.Explain(sc.item, actions, now)
	require.NoError(t, err)
	require.Equal(t, want, without(t, explained.Status))
	require.GreaterOrEqual(t, len(explained.Explain(commitment.English)), len(status.Explain(commitment.English)))

	checkWayOut(t, &sc, actions, now)
	checkUnmerge(t, &sc, actions, now)
}

// checkStatus asserts what holds of every status.
func checkStatus(t *testing.T, status feedback.Status) {
	t.Helper()
	if !status.Next.IsZero() {
		require.True(t, status.Next.After(status.AsOf), "next %s as of %s", status.Next, status.AsOf)
	}
	require.Equal(t, status.State == "", len(status.Path) == 0)
	if status.State != "" {
		require.Equal(t, status.Path[len(status.Path)-1], status.State)
		require.Equal(t, !status.Open, !status.Ended.IsZero())
	}
	require.Equal(t, status.State == feedback.StateClosed, status.ClosedAs != 0)
	if status.ClosedAs == feedback.OutcomeUnreachable {
		require.Empty(t, status.Satisfaction)
	}
	require.True(t, len(status.Allowed) > 0 || status.State != "" && !status.Open, "there is always something that may be done")
	for _, clock := range status.Clocks {
		if clock.WhyNot != "" {
			require.Equal(t, sla.NotApplicable, clock.Verdict)
			require.False(t, clock.Breached)
		}
		require.Equal(t, clock.Due.IsZero(), clock.DueOn.IsZero())
		require.False(t, clock.Latest.Before(clock.Due) && !clock.Latest.IsZero())
	}
	for _, obligation := range status.Obligations {
		require.NotEmpty(t, obligation.ID)
		require.False(t, obligation.Since.After(status.AsOf))
	}
}

// checkWayOut brings an open item to an end by actions that are allowed.
func checkWayOut(t *testing.T, sc *scene, actions []feedback.Action, now time.Time) {
	t.Helper()
	actions = slices.Clone(actions)
	towards := []feedback.ActionKind{"receive", "withdraw", "open", "close", "external_result", "decide_recusal", "resume"}
	for step := range 20 {
		status, err := sc.desk.Replay(sc.item, actions, now)
		require.NoError(t, err)
		if status.State != "" && !status.Open {
			return
		}
		found := false
		for _, kind := range towards {
			a := full(kind, now.Add(time.Hour))
			a.Key, a.Seq = fmt.Sprintf("way%d", step), 1000
			if sc.desk.Check(sc.item, actions, a) == nil {
				actions, now, found = append(actions, a), a.At, true
				break
			}
		}
		require.True(t, found, "stuck in %s", status.State)
	}
	require.Fail(t, "no way out")
}

// checkUnmerge asserts that a merge that is undone leaves no trace but in the path.
func checkUnmerge(t *testing.T, sc *scene, actions []feedback.Action, now time.Time) {
	t.Helper()
	merge, unmerge := full("merge", now.Add(time.Hour)), full("unmerge", now.Add(2*time.Hour))
	merge.Key, unmerge.Key = "merge", "unmerge"
	if sc.desk.Check(sc.item, actions, merge) != nil {
		return
	}
	later := unmerge.At.Add(time.Hour)
	want, err := sc.desk.Replay(sc.item, actions, later)
	require.NoError(t, err)
	got, err := sc.desk.Replay(sc.item, append(slices.Clip(actions), merge, unmerge), later)
	require.NoError(t, err)
	require.Equal(t, want.State, got.State)
	require.Equal(t, want.Allowed, got.Allowed)
	require.Equal(t, want.Obligations, got.Obligations)
	require.Equal(t, want.HeldFor, got.HeldFor)
	require.Equal(t, want.Clocks, got.Clocks)
	require.Equal(t, want.Kept+2, got.Kept)
}

func FuzzLaws(f *testing.F) {
	desks := lawDesks(f)
	random := rand.New(rand.NewPCG(5, 6))
	for range 20 {
		data := make([]byte, 400)
		for i := range data {
			data[i] = byte(random.UintN(256))
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) { checkLaws(t, desks, data) })
}

// The laws hold of some hundreds of histories that are made at random.
func TestLaws(t *testing.T) {
	desks := lawDesks(t)
	random := rand.New(rand.NewPCG(7, 8))
	count := 200
	if testing.Short() {
		count = 40
	}
	for range count {
		data := make([]byte, 100+random.IntN(600))
		for i := range data {
			data[i] = byte(random.UintN(256))
		}
		checkLaws(t, desks, data)
	}
}
