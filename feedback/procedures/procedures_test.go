package procedures_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/feedback"
	"github.com/servicecommitment/commitment/feedback/procedures"
	"github.com/servicecommitment/commitment/sla"
)

func office(tb testing.TB) map[string]*calendar.Calendar {
	tb.Helper()
	compiled, err := calendar.New(calendar.Spec{Name: "office", Location: time.UTC, Week: calendar.Weekdays(calendar.MustHours("09:00-17:00"))})
	require.NoError(tb, err)
	return map[string]*calendar.Calendar{"office": compiled}
}

func TestNames(t *testing.T) {
	require.Equal(t, []string{
		"au-rg271", "cn-consumer-law", "cn-miit-telecom", "cn-nfra-bank", "cn-samr-order121", "cn-samr-order20", "cn-xinfang", "iso-10002",
		"support-desk", "uk-fca-disp", "uk-fca-psd",
	}, procedures.Names())
}

// Each says where its numbers are from and since when it is in force.
func TestProceduresAreComplete(t *testing.T) {
	for _, name := range procedures.Names() {
		t.Run(name, func(t *testing.T) {
			p, err := procedures.Lookup(name)
			require.NoError(t, err)
			require.Equal(t, name, p.ID)
			require.NotEmpty(t, p.Version)
			require.NotEmpty(t, p.Title)
			require.NotEmpty(t, p.Source)
			require.NotEmpty(t, p.Scheme)
			require.Equal(t, "office", p.Calendar)
			require.Equal(t, name == "support-desk", p.Effective.From.IsZero())
			for _, clock := range p.Clocks {
				require.NotEmpty(t, clock.Title, clock.ID)
				require.Equal(t, name == "cn-samr-order121", clock.Unknown, clock.ID)
				require.True(t, clock.Source != "" || clock.Unknown || name == "support-desk", clock.ID)
			}
			for _, duty := range p.Duties {
				require.NotEmpty(t, duty.Title, duty.ID)
			}
			_, err = feedback.Compile(office(t), p)
			if name == "cn-samr-order121" {
				require.ErrorIs(t, err, feedback.ErrUnknownNumber)
				require.Len(t, commitment.FieldErrors(err), len(p.Clocks))
				return
			}
			require.NoError(t, err)
		})
	}
}

// All but the frame can stand side by side on one desk.
func TestProceduresOnOneDesk(t *testing.T) {
	var list []feedback.Procedure
	for _, name := range procedures.Names() {
		if name != "cn-samr-order121" {
			p, err := procedures.Lookup(name)
			require.NoError(t, err)
			list = append(list, p)
		}
	}
	_, err := feedback.Compile(office(t), list...)
	require.NoError(t, err)
}

func TestChoose(t *testing.T) {
	for _, name := range procedures.Names() {
		p, err := procedures.Lookup(name)
		require.NoError(t, err)
		day := p.Effective.From
		if day.IsZero() {
			day = calendar.MustDate(2000, 1, 1)
		}
		chosen, err := procedures.Choose(p.Jurisdiction, p.Scheme, day)
		require.NoError(t, err)
		require.Equal(t, name, chosen.ID)
		if !p.Effective.From.IsZero() && name != "cn-samr-order121" {
			_, err = procedures.Choose(p.Jurisdiction, p.Scheme, day.AddDays(-1))
			require.ErrorIs(t, err, feedback.ErrNoProcedure)
		}
	}
	_, err := procedures.Choose("CN", "", calendar.MustDate(2026, 1, 1))
	require.EqualError(t, err, `procedures: feedback: no procedure for jurisdiction "CN" and scheme "" on 2026-01-01`)
}

// Whoever is told in writing that his matter is rejected, and why, is owed nothing
// more, and until then he is owed that.
func TestRejected(t *testing.T) {
	monday := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	rejected := []feedback.Action{
		{Key: "1", At: monday, Kind: feedback.ActionReceive},
		{Key: "2", At: monday.Add(time.Hour), Kind: feedback.ActionReject, Reason: "no_jurisdiction"},
	}
	told := append(slices.Clone(rejected), feedback.Action{Key: "3", At: monday.Add(2 * time.Hour), Kind: feedback.ActionNotifyRejection, Written: true})
	for _, name := range procedures.Names() {
		p, err := procedures.Lookup(name)
		require.NoError(t, err)
		desk, err := feedback.Compile(office(t), p)
		if err != nil {
			continue // the frame
		}
		for _, kind := range []feedback.Kind{feedback.Complaint, feedback.Report} {
			if len(p.Kinds) > 0 && !slices.Contains(p.Kinds, kind) {
				continue
			}
			item := feedback.Item{ID: "i", Kind: kind, Procedure: name}
			status, err := desk.Replay(item, told, monday.Add(3*time.Hour))
			require.NoError(t, err)
			require.Empty(t, status.Findings, name)
			require.Empty(t, status.Obligations, "%s: a %s", name, kind)
		}
	}

	// Order 20, article 29: whoever reports to an authority without jurisdiction
	// is told so, if he can be.
	p, err := procedures.Lookup("cn-samr-order20")
	require.NoError(t, err)
	desk, err := feedback.Compile(office(t), p)
	require.NoError(t, err)
	status, err := desk.Replay(feedback.Item{ID: "i", Kind: feedback.Report}, rejected, monday.Add(time.Hour))
	require.NoError(t, err)
	require.Equal(t, []string{"rejection_notice"}, []string{status.Obligations[0].ID})
	status, err = desk.Replay(feedback.Item{ID: "i", Kind: feedback.Report, Privacy: feedback.Anonymous}, rejected, monday.Add(time.Hour))
	require.NoError(t, err)
	require.Empty(t, status.Obligations)
}

// Nothing waits any more for what the state of a closed complaint does not allow,
// whichever way it was closed.
func TestClosed(t *testing.T) {
	monday := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	holds := []feedback.ReplyPart{feedback.ReplyDecision, feedback.ReplyReason, feedback.ReplyRemedy, feedback.ReplyRights}
	ways := [][]feedback.ActionKind{
		{"receive", "settle", "reply", "follow_up"},
		{"receive", "settle", "appeal", "external_result"},
		{"receive", "appeal", "external_result"},
		{"receive", "classify", "accept", "appeal", "external_result"},
		{"receive", "classify", "accept", "plan", "assign", "start_investigation", "appeal", "external_result"},
		{"receive", "classify", "accept", "assign", "start_investigation", "decide", "appeal", "external_result"},
		{"receive", "classify", "accept", "assign", "start_investigation", "decide", "reply", "appeal", "external_result"},
		{"receive", "classify", "accept", "assign", "start_investigation", "decide", "reply", "escalate", "appeal", "external_result"},
	}
	for _, name := range procedures.Names() {
		p, err := procedures.Lookup(name)
		require.NoError(t, err)
		desk, err := feedback.Compile(office(t), p)
		if err != nil {
			continue // the frame
		}
		for _, way := range ways {
			for _, complexity := range []string{"simple", "complex"} {
				item := feedback.Item{ID: "i", Kind: feedback.Complaint, Procedure: name, Attributes: map[string][]string{"complexity": {complexity}}}
				var actions []feedback.Action
				for i, kind := range way {
					a := feedback.Action{
						Key: string(kind), At: monday.Add(time.Duration(i) * time.Hour), Kind: kind, Assignee: "u3", Note: "seen",
						Decision: feedback.Upheld, Holds: holds, Written: true, Target: "court",
					}
					if len(p.Bodies) > 0 {
						a.Target = p.Bodies[0].ID
					}
					if kind == feedback.ActionFollowUp {
						a.Result = feedback.ResultSatisfied
					}
					actions = append(actions, a)
				}
				status, err := desk.Replay(item, actions, monday.Add(24*time.Hour))
				require.NoError(t, err)
				require.Empty(t, status.Findings, "%s: %s", name, way)
				require.Equal(t, feedback.StateClosed, status.State)
				for _, owed := range status.Obligations {
					require.Empty(t, owed.Clock, "%s: %s", name, way)
				}
			}
		}
	}

	// A low answer that somebody has talked about is closed with its clock.
	p, err := procedures.Lookup("support-desk")
	require.NoError(t, err)
	desk, err := feedback.Compile(office(t), p)
	require.NoError(t, err)
	status, err := desk.Replay(feedback.Item{ID: "i", Kind: feedback.SurveyAnswer, Attributes: map[string][]string{"low_score": {"yes"}}}, []feedback.Action{
		{Key: "1", At: monday, Kind: feedback.ActionReceive}, {Key: "2", At: monday, Kind: feedback.ActionContact}, {Key: "3", At: monday, Kind: feedback.ActionClose},
	}, monday)
	require.NoError(t, err)
	clock, ok := status.Clock("call_back")
	require.True(t, ok)
	require.Equal(t, sla.Met, clock.Verdict)
}

func TestUnknownNames(t *testing.T) {
	for _, name := range []string{"", "x", "../data/iso-10002", "iso-10002.json", "ISO-10002", "."} {
		_, err := procedures.Lookup(name)
		require.ErrorIs(t, err, commitment.ErrInvalid, name)
		_, err = procedures.JSON(name)
		require.ErrorIs(t, err, commitment.ErrInvalid, name)
	}
	_, err := procedures.JSON("x")
	require.EqualError(t, err, `procedures: name: "x" is not the name of a procedure`)
}

// The text belongs to the caller.
func TestJSONIsTheCallers(t *testing.T) {
	text, err := procedures.JSON("iso-10002")
	require.NoError(t, err)
	want := slices.Clone(text)
	clear(text)
	again, err := procedures.JSON("iso-10002")
	require.NoError(t, err)
	require.Equal(t, string(want), string(again))
}

// The documentation shows every procedure, and the loop as it is.
func TestREADME(t *testing.T) {
	text, err := os.ReadFile("README.md")
	require.NoError(t, err)
	for _, name := range procedures.Names() {
		require.Contains(t, string(text), "\n| `"+name+"` |")
	}
	_, diagram, found := strings.Cut(string(text), "```mermaid\n")
	require.True(t, found)
	require.Equal(t, feedback.FlowOf(feedback.Complaint).Mermaid()+"```\n", diagram)
}
