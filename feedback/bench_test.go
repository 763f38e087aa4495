package feedback_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/feedback"
)

// benchProcedure has five clocks for complaints.
const benchProcedure = `{
	"id": "bench", "version": "1", "calendar": "office", "kinds": ["complaint"], "reasons": {"hold": ["testing"]},
	"clocks": [
		{"id": "acknowledge", "start": ["receive"], "stop": ["acknowledge"], "within": {"business_days": 1, "from": "date", "due": "end_of_day"}},
		{"id": "accept_decision", "start": ["receive"], "stop": ["accept", "reject"], "within": {"business_days": 7, "from": "date", "due": "end_of_day"}},
		{"id": "mediation_end", "start": ["accept"], "stop": ["decide"], "within": {"business_days": 45, "from": "date", "due": "end_of_day"}, "pause_on": ["testing"]},
		{"id": "tell_result", "start": ["decide"], "stop": ["reply"], "repeat": true, "within": {"business_days": 7, "from": "date", "due": "end_of_day"}},
		{"id": "follow_up", "start": ["reply"], "stop": ["follow_up"], "repeat": true, "within": "30d"}
	]}`

// benchComplaint is a complaint with twenty actions: investigated, held and
// resumed, decided, replied, followed up in vain, escalated and decided again.
func benchComplaint(tb testing.TB) (*feedback.Desk, feedback.Item, []feedback.Action, time.Time) {
	tb.Helper()
	p, err := feedback.ParseProcedure([]byte(benchProcedure))
	require.NoError(tb, err)
	desk := compile(tb, caseCalendar{}.compile(tb, "Asia/Shanghai"), p)
	kinds := []feedback.ActionKind{
		"receive", "acknowledge", "classify", "prioritise", "accept", "assign", "start_investigation", "note", "hold", "resume",
		"contact", "progress", "decide", "reply", "follow_up", "follow_up", "follow_up", "escalate", "decide", "reply",
	}
	start := at(tb, "cn-bench", "2026-03-02", 10)
	actions := make([]feedback.Action, len(kinds))
	for i, kind := range kinds {
		actions[i] = full(kind, start.Add(time.Duration(i)*5*time.Hour))
		actions[i].Key, actions[i].Reason = fmt.Sprintf("action-%d", i), "testing"
		if kind == feedback.ActionFollowUp {
			actions[i].Result = []feedback.Result{"no_answer", "unsatisfied"}[i/16]
		}
	}
	item := feedback.Item{ID: "C-1", Kind: feedback.Complaint, Customer: "c-1", Severity: feedback.SeverityHigh}
	return desk, item, actions, actions[len(actions)-1].At.Add(time.Hour)
}

func TestBenchComplaintIsWhole(t *testing.T) {
	desk, item, actions, now := benchComplaint(t)
	status, err := desk.Replay(item, actions, now)
	require.NoError(t, err)
	require.Empty(t, status.Findings)
	require.Equal(t, 20, status.Kept)
	require.Equal(t, feedback.StateReplied, status.State)
	require.Len(t, status.Clocks, 7, "five clocks, two of which ran twice")
}

// BenchmarkReplay measures five clocks, each run once, and with two of them run
// twice.
func BenchmarkReplay(b *testing.B) {
	for _, repeats := range []bool{false, true} {
		b.Run(map[bool]string{false: "5_clocks", true: "7_cycles_of_5_clocks"}[repeats], func(b *testing.B) {
			desk, item, actions, now := benchComplaint(b)
			if !repeats {
				p := desk.Procedures()[0]
				for i := range p.Clocks {
					p.Clocks[i].Repeat = false
				}
				desk = compile(b, caseCalendar{}.compile(b, "Asia/Shanghai"), p)
			}
			b.ReportAllocs()
			for b.Loop() {
				_, err := desk.Replay(item, actions, now)
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkCheck(b *testing.B) {
	desk, item, actions, now := benchComplaint(b)
	next := full(feedback.ActionFollowUp, now)
	next.Key, next.Result = "next", feedback.ResultSatisfied
	b.ReportAllocs()
	for b.Loop() {
		if err := desk.Check(item, actions, next); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDeadline(b *testing.B) {
	desk, _, _, now := benchComplaint(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := desk.Deadline("bench", "mediation_end", now); err != nil {
			b.Fatal(err)
		}
	}
}
