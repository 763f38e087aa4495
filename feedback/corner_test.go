package feedback_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/feedback"
	"github.com/servicecommitment/commitment/sla"
)

func TestClockWithACalendarOfItsOwn(t *testing.T) {
	p := parseProcedure(t, `, "kinds": ["complaint"], "clocks": [
		{"id": "a", "start": ["receive"], "stop": ["reply"], "within": "1bd"},
		{"id": "b", "start": ["receive"], "stop": ["reply"], "within": "1bd", "calendar": "night",
		 "otherwise": {"id": "letter"}}]`)
	night, err := calendar.New(calendar.Spec{
		Name: "night", Location: at(t, "uk-x", "2026-03-02", 0).Location(), Week: calendar.Weekdays(calendar.MustHours("20:00-22:00")),
	})
	require.NoError(t, err)
	calendars := offices(t)
	calendars["night"] = night
	desk, err := feedback.Compile(calendars, p)
	require.NoError(t, err)
	s := begin(t, desk, feedback.Complaint).do("receive")
	require.Equal(t, "2026-03-03T10:00:00+08:00", s.clock("a").Due.Format("2006-01-02T15:04:05Z07:00"))
	due := s.clock("b").Due
	require.Equal(t, "2026-03-03T20:00:00Z", due.Format("2006-01-02T15:04:05Z07:00"), "counted from the opening")

	// The letter takes over with the date in London, not in Shanghai.
	midnight := at(t, "uk-x", "2026-03-03", 0)
	before, after := s.at(midnight.Add(-1)), s.at(midnight)
	_, ok := before.Owes("letter")
	require.False(t, ok)
	_, ok = after.Owes("letter")
	require.True(t, ok)
	require.True(t, s.at(midnight.Add(-9e12)).Next.Equal(midnight))
}

func TestUnknownNumberNamesItsSource(t *testing.T) {
	p := parseProcedure(t, `, "source": "the order", "clocks": [
		{"id": "a", "start": ["receive"], "stop": ["close"], "within": "unknown", "source": "its article 7"}]`)
	_, err := feedback.Compile(offices(t), p)
	require.EqualError(t, err, `feedback: clocks[0].within: feedback: number unknown: fill in what "its article 7" says`)
}

// A step that takes back what was not cancelled does nothing.
func TestResumeWithoutCancel(t *testing.T) {
	p := parseProcedure(t, `, "kinds": ["praise"], "flows": [{"kind": "praise", "start": "a", "states": ["a", "b"], "ends": ["b"], "steps": [
		{"action": "go", "from": ["a"], "resumes_clocks": true}, {"action": "stop", "from": ["a"], "cancels_clocks": true},
		{"action": "close", "from": ["*"], "to": "b"}]}],
		"clocks": [{"id": "k", "start": ["receive"], "stop": ["close"], "within": "99h"}]`)
	s := begin(t, compile(t, offices(t)["office"], p), feedback.Praise).do("receive", "go")
	require.Equal(t, sla.Running, s.clock("k").Stage)
	s.do("stop", "go", "go")
	require.Equal(t, sla.Running, s.clock("k").Stage)
	s.do("stop", "close")
	require.Equal(t, sla.Cancelled, s.clock("k").Stage)

	// What stops a clock while it is cancelled stops it, once that is taken back.
	p.Flows[0].Steps = append(p.Flows[0].Steps, feedback.Step{Action: "go", From: []feedback.State{"b"}, ResumesClocks: true})
	s = begin(t, compile(t, offices(t)["office"], p), feedback.Praise).do("receive", "stop", "close")
	closed := s.now
	s.do("go")
	require.Equal(t, sla.Met, s.clock("k").Verdict)
	require.True(t, s.clock("k").Stopped.Equal(closed))
}

// What starts a clock while the clocks are cancelled starts none, unless that is
// taken back; and they are cancelled once, however often an action does it.
func TestClocksThatAreCancelled(t *testing.T) {
	p := parseProcedure(t, `, "kinds": ["praise"], "flows": [{"kind": "praise", "start": "a", "states": ["a", "b"], "ends": ["b"], "steps": [
		{"action": "go", "from": ["a"], "resumes_clocks": true}, {"action": "stop", "from": ["a"], "cancels_clocks": true},
		{"action": "note", "from": ["a"]}, {"action": "extend", "from": ["a"], "guards": ["extension"]}, {"action": "close", "from": ["*"], "to": "b"}]}],
		"clocks": [{"id": "k", "start": ["receive", "note"], "stop": ["close"], "restart": true, "within": "9h", "extension": {"max": "9h"}}]`)
	extend := feedback.Action{Kind: feedback.ActionExtend, Clock: "k", Extend: calendar.MustAllowance("9h")}
	s := begin(t, compile(t, offices(t)["office"], p), feedback.Praise).do("receive", "stop", "note")
	require.Equal(t, missing(feedback.CodeClockNotRunning, "clock"), s.refused(extend))
	require.Equal(t, sla.Cancelled, s.clock("k").Stage)
	require.Equal(t, 1, s.clock("k").Cycle)
	s.do("stop", "go")
	require.Equal(t, sla.Running, s.clock("k").Stage)
	require.Equal(t, 2, s.clock("k").Cycle)
	s.with(extend)
	require.Equal(t, 1, s.clock("k").Extensions)
}

// An extension that a flow does not check is one only of a clock that runs and may
// have it.
func TestExtensionWithoutItsGuard(t *testing.T) {
	p := parseProcedure(t, `, "kinds": ["praise"], "flows": [{"kind": "praise", "start": "a", "states": ["a", "b"], "ends": ["b"], "steps": [
		{"action": "extend", "from": ["a"]}, {"action": "close", "from": ["*"], "to": "b"}]}],
		"clocks": [{"id": "never", "start": ["receive"], "stop": ["close"], "within": "9h"},
			{"id": "later", "start": ["close"], "stop": ["extend"], "within": "9h", "extension": {"max": "1h"}},
			{"id": "now", "start": ["receive"], "stop": ["close"], "within": "9h", "extension": {"max": "1h", "tell": "notice"}}]`)
	s := begin(t, compile(t, offices(t)["office"], p), feedback.Praise).do("receive")
	for _, id := range []string{"never", "later", "unknown", "now"} {
		s.with(feedback.Action{Kind: feedback.ActionExtend, Clock: id, Extend: calendar.MustAllowance("1h")})
	}
	require.Zero(t, s.clock("never").Extensions)
	require.Zero(t, s.clock("later").Extensions)
	require.Equal(t, 1, s.clock("now").Extensions)
	require.Equal(t, []string{"notice"}, s.status().MustSend())
}

// What earlier steps take is not offered again.
func TestAllowedIsWhatIsTaken(t *testing.T) {
	p := parseProcedure(t, `, "kinds": ["praise"], "flows": [{"kind": "praise", "start": "a", "states": ["a", "b"], "ends": ["b"], "steps": [
		{"action": "contact", "from": ["a"], "results": ["reached"]}, {"action": "contact", "from": ["a"], "results": ["reached", "no_answer"]},
		{"action": "note", "from": ["a"]}, {"action": "note", "from": ["a", "b"], "guards": ["target"]},
		{"action": "close", "from": ["*"], "to": "b"}]}]`)
	s := begin(t, compile(t, offices(t)["office"], p), feedback.Praise).do("receive")
	require.Equal(t, []feedback.Next{
		{Kind: "close"}, {Kind: "contact", Results: []feedback.Result{"reached"}}, {Kind: "contact", Results: []feedback.Result{"no_answer"}}, {Kind: "note"},
	}, s.status().Allowed)
	require.Equal(t, []feedback.Next{{Kind: "note", Missing: missing(feedback.CodeTargetRequired, "target")}}, s.do("close").status().Allowed)
}

// An action that is several moments of a clock cancels, then stops, then starts it,
// in whatever order other clocks name them.
func TestAnActionOfSeveralMomentsOfAClock(t *testing.T) {
	const clock = `{"id": "k", "start": ["receive", "contact"], "stop": [{"action": "contact", "results": ["reached"]}], "repeat": true, "within": "9h"}`
	const other = `{"id": "o", "start": ["receive"], "stop": [{"action": "contact", "results": ["reached"]}, "contact"], "within": "9h"}`
	for _, clocks := range []string{clock, clock + "," + other, other + "," + clock} {
		p := parseProcedure(t, `, "kinds": ["praise"], "clocks": [`+clocks+`]`)
		s := begin(t, compile(t, offices(t)["office"], p), feedback.Praise).do("receive")
		s.with(feedback.Action{Kind: feedback.ActionContact, Result: feedback.ResultReached})
		require.Equal(t, 2, s.clock("k").Cycle)
		require.Equal(t, sla.Running, s.clock("k").Stage)
	}
}

// How an item was closed is what the customer said, whichever action closed it.
func TestOutcomesOfAFlowOfOnesOwn(t *testing.T) {
	p := parseProcedure(t, `, "kinds": ["praise"], "follow_up": {"attempts": 1}, "flows": [{"kind": "praise", "start": "a", "states": ["a", "closed"],
		"ends": ["closed"], "steps": [{"action": "follow_up", "from": ["a"], "results": ["wrong_number"], "to": "closed"},
		{"action": "follow_up", "from": ["a"]}, {"action": "reply", "from": ["a"]}, {"action": "close", "from": ["a"], "to": "closed"}]}]`)
	desk := compile(t, offices(t)["office"], p)
	said := func(results ...feedback.Result) *story {
		s := begin(t, desk, feedback.Praise).do("receive")
		for _, result := range results {
			s.with(feedback.Action{Kind: feedback.ActionFollowUp, Result: result})
		}
		return s
	}
	for want, s := range map[feedback.Outcome][]*story{ //nolint:exhaustive // the flow has no external body
		feedback.OutcomeUnreachable: {said("wrong_number"), said("no_answer").do("close")},
		feedback.OutcomeSatisfied:   {said("satisfied").do("close"), said("waived", "basically_satisfied").do("close"), said("satisfied", "wrong_number")},
		feedback.OutcomeWaived:      {said("waived").do("close"), said("refused", "wrong_number"), said("waived", "no_answer").do("close")},
		feedback.OutcomeCompleted:   {said().do("close"), said("unsatisfied").do("close"), said("waived").do("reply", "close")},
	} {
		for i, closed := range s {
			require.Equal(t, want, closed.status().ClosedAs, "%s %d", want, i)
		}
	}
}

// An action may mean several events to the clocks; each has an id in the
// explanation.
func TestExplainAnActionOfSeveralMoments(t *testing.T) {
	p := parseProcedure(t, `, "kinds": ["complaint"], "clocks": [
		{"id": "a", "start": ["follow_up"], "stop": ["close"], "within": "9h", "repeat": true},
		{"id": "b", "start": [{"action": "follow_up", "results": ["no_answer"]}], "stop": ["close"], "within": "9h", "pause_on": ["recusal"]},
		{"id": "c", "start": [{"action": "follow_up", "results": ["no_answer", "unsatisfied"]}], "stop": ["close"], "within": "9h"}]`)
	s := begin(t, compile(t, offices(t)["office"], p), feedback.Complaint).do(toInvestigation()...).do("decide", "reply")
	s.with(feedback.Action{Kind: feedback.ActionFollowUp, Result: feedback.ResultNoAnswer})
	x, err := s.desk.Explain(s.item, s.actions, s.now)
	require.NoError(t, err)
	var ids []string
	for _, moves := range x.Judged.Moves {
		ids = append(ids, moves[0].EventID)
	}
	require.Equal(t, []string{"a8", "a8+1", "a8+2"}, ids)
}

func TestWhatIsOnlyWritten(t *testing.T) {
	p := feedback.Procedure{Clocks: []feedback.ClockRule{{When: sla.Match{Any: []sla.Match{}}}}}
	data, err := json.Marshal(p)
	require.NoError(t, err)
	require.JSONEq(t, `{"clocks": [{"when": {"any": []}}]}`, string(data))
	require.Equal(t, p, roundTrip(t, p))
	empty, err := feedback.ParseProcedure([]byte(`{"reasons": {}}`))
	require.NoError(t, err)
	require.Equal(t, feedback.Procedure{}, empty)
	_, err = feedback.ParseProcedure([]byte(`{"reasons": 3}`))
	require.Equal(t, []string{"reasons: must be an object, not a number"}, problems(err))
}

// A reason that "any" stands for pauses, whatever it is.
func TestPauseOnAnyReason(t *testing.T) {
	p := parseProcedure(t, `, "kinds": ["complaint"], "clocks": [{"id": "k", "start": ["receive"], "stop": ["reply"], "within": "9h", "pause_on": ["*"]}]`)
	s := begin(t, compile(t, offices(t)["office"], p), feedback.Complaint).do("receive", "classify", "accept")
	s.with(feedback.Action{Kind: feedback.ActionHold, Reason: "whatever"})
	require.Equal(t, sla.Paused, s.clock("k").Stage)
	require.Equal(t, []string{"p 1", "k：工作时间 9h0m0s，自登记起，至答复止，任何原因期间暂停计时"}, p.Describe(commitment.Chinese))
}

// A clock that goes on after an undone merge can be extended, one that ended
// before it cannot.
func TestExtensionAfterAnUndoneMerge(t *testing.T) {
	s := begin(t, deskOf(t, "cn-xinfang", caseCalendar{}), feedback.Complaint).do("receive", "classify", "accept", "merge")
	extend := feedback.Action{Kind: feedback.ActionExtend, Clock: "resolve", Extend: calendar.MustAllowance("30d"), Approver: "boss"}
	require.Equal(t, []feedback.Missing{{Code: feedback.CodeClockNotRunning, Field: "clock"}, {Code: feedback.CodeNotAllowed}}, s.refused(extend))
	s.do("unmerge").with(extend)
	require.Equal(t, "2026-05-31", s.clock("resolve").DueOn.String())

	ended := begin(t, s.desk, feedback.Complaint).do(toInvestigation()...).do("decide", "reply", "merge", "unmerge")
	require.Equal(t, missing(feedback.CodeClockNotRunning, "clock"), ended.refused(extend))
}

// Only the letter itself, in writing, takes itself off.
func TestLetterThatWasNotSent(t *testing.T) {
	desk := deskOf(t, "uk-fca-disp", caseCalendar{})
	day := at(t, "uk-fca-disp", "2026-05-25", 9)
	for _, send := range []feedback.Action{
		{Document: "delay_letter"}, {Document: "other", Written: true}, {Document: "delay_letter", Written: true, Kind: feedback.ActionContact, Told: true},
	} {
		s := begin(t, desk, feedback.Complaint)
		s.now = at(t, "uk-fca-disp", "2026-03-30", 9)
		s.do("receive", "acknowledge")
		if send.Kind == "" {
			send.Kind = feedback.ActionSend
		}
		s.with(send)
		require.Equal(t, []string{"acknowledgement", "delay_letter"}, ids(s.at(day).Obligations))
	}
}

func ids(obligations []feedback.Obligation) []string {
	var list []string
	for _, obligation := range obligations {
		list = append(list, obligation.ID)
	}
	slices.Sort(list)
	return list
}

// The largest numbers of levels and steps that are allowed.
func TestLimitsThatAreAllowed(t *testing.T) {
	p := parseProcedure(t, "")
	for i := range 100 {
		p.Levels = append(p.Levels, feedback.Level{ID: strconv.Itoa(i)})
	}
	flow := feedback.FlowOf(feedback.Praise)
	for i := len(flow.Steps); i < 1000; i++ {
		flow.Steps = append(flow.Steps, feedback.Step{Action: feedback.ActionKind(fmt.Sprintf("x%d", i)), From: flow.States[:1]})
	}
	p.Flows = []feedback.Flow{flow}
	compile(t, offices(t)["office"], p)
}

// An attribute that is not there has no value, not an empty one.
func TestNoLevelIsNoEmptyOne(t *testing.T) {
	p := parseProcedure(t, `, "kinds": ["complaint"], "levels": [{"id": "manager"}], "clocks": [
		{"id": "k", "start": ["receive"], "stop": ["reply"], "within": "1h", "when": {"level": [""]}}]`)
	s := begin(t, compile(t, offices(t)["office"], p), feedback.Complaint).do("receive")
	require.Empty(t, s.status().Clocks)
	x, err := s.desk.Explain(s.item, s.actions, s.now)
	require.NoError(t, err)
	require.Equal(t, "i", x.Judged.CaseID, "that there is no clock is explained, too")
	require.Empty(t, x.Judged.Clocks)
}

// Where each of two clocks spares the other one, the first that is met does.
func TestClocksThatSpareEachOther(t *testing.T) {
	p := parseProcedure(t, `, "kinds": ["praise"], "clocks": [
		{"id": "a", "start": ["receive"], "stop": ["acknowledge"], "within": "9h", "spares": ["b"]},
		{"id": "b", "start": ["receive"], "stop": ["close"], "within": "9h", "spares": ["a"]}]`)
	s := begin(t, compile(t, offices(t)["office"], p), feedback.Praise).do("receive", "acknowledge")
	require.Equal(t, sla.Met, s.clock("a").Verdict)
	require.Equal(t, feedback.NotApplicableSpared, s.clock("b").WhyNot)
}
