package feedback_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/feedback"
	"github.com/servicecommitment/commitment/feedback/procedures"
	"github.com/servicecommitment/commitment/sla"
)

// fileCase is a line of testdata/cases.jsonl.
type fileCase struct {
	ID, Rule, Source, Note string
	Inputs, Expect         json.RawMessage
}

func readCases(tb testing.TB) []fileCase {
	tb.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "cases.jsonl"))
	require.NoError(tb, err)
	var cases []fileCase
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var c fileCase
		require.NoError(tb, json.Unmarshal(lines.Bytes(), &c))
		cases = append(cases, c)
	}
	require.NoError(tb, lines.Err())
	return cases
}

// Every rule of the file is run by this file or by cases_edge_test.go.
func TestCasesAreAllRun(t *testing.T) {
	here := []string{"deadline", "profile.select", "extension", "resolve.fca_src", "resolve.fca_8w", "state", "roles"}
	there := []string{"anonymity", "duplicate", "recurring", "priority", "reward", "survey", "metrics"}
	cases := readCases(t)
	require.Len(t, cases, 62)
	for _, c := range cases {
		require.True(t, slices.Contains(here, c.Rule) || slices.Contains(there, c.Rule), "%s: %s", c.ID, c.Rule)
	}
}

// runCases runs the cases of one rule, and says how many there must be.
func runCases(t *testing.T, rule string, count int, run func(t *testing.T, c fileCase)) {
	t.Helper()
	found := 0
	for _, c := range readCases(t) {
		if c.Rule == rule {
			found++
			t.Run(c.ID, func(t *testing.T) { run(t, c) })
		}
	}
	require.Equal(t, count, found)
}

// caseCalendar is the calendar inside a case.
type caseCalendar struct {
	Name               string
	Holidays, Workdays []string
}

func (c caseCalendar) compile(tb testing.TB, zone string) *calendar.Calendar {
	tb.Helper()
	location, err := time.LoadLocation(zone)
	require.NoError(tb, err)
	spec := calendar.Spec{
		Name: "office", Location: location, Week: calendar.Weekdays(calendar.MustHours("09:00-12:00,13:30-18:00")),
	}
	for _, text := range c.Holidays {
		spec.Overrides = append(spec.Overrides, calendar.Override{Date: parseDate(tb, text)})
	}
	for _, text := range c.Workdays {
		spec.Overrides = append(spec.Overrides, calendar.Override{
			Date: parseDate(tb, text), Hours: calendar.MustHours("09:00-12:00,13:30-18:00"),
		})
	}
	compiled, err := calendar.New(spec)
	require.NoError(tb, err)
	return compiled
}

func parseDate(tb testing.TB, text string) calendar.Date {
	tb.Helper()
	date, err := calendar.ParseDate(text)
	require.NoError(tb, err)
	return date
}

// zoneOf returns the zone of a procedure's jurisdiction.
func zoneOf(procedure string) string {
	switch jurisdiction, _, _ := strings.Cut(procedure, "-"); jurisdiction {
	case "uk":
		return "Europe/London"
	case "au":
		return "Australia/Sydney"
	}
	return "Asia/Shanghai"
}

func lookup(tb testing.TB, name string) feedback.Procedure {
	tb.Helper()
	p, err := procedures.Lookup(name)
	require.NoError(tb, err)
	return p
}

func compile(tb testing.TB, office *calendar.Calendar, list ...feedback.Procedure) *feedback.Desk {
	tb.Helper()
	desk, err := feedback.Compile(map[string]*calendar.Calendar{"office": office}, list...)
	require.NoError(tb, err)
	return desk
}

func deskOf(tb testing.TB, name string, c caseCalendar) *feedback.Desk {
	tb.Helper()
	return compile(tb, c.compile(tb, zoneOf(name)), lookup(tb, name))
}

// at returns an hour of a date in the zone of a procedure.
func at(tb testing.TB, procedure, date string, hour int) time.Time {
	tb.Helper()
	zone, err := time.LoadLocation(zoneOf(procedure))
	require.NoError(tb, err)
	day := parseDate(tb, date)
	return time.Date(day.Year(), day.Month(), day.Day(), hour, 0, 0, 0, zone)
}

// full returns an action that brings all that the built-in guards ask for.
func full(kind feedback.ActionKind, at time.Time) feedback.Action {
	return feedback.Action{
		Kind: kind, At: at, Reason: "complex", Note: "looked into it", Assignee: "u1", Target: "other", Decision: feedback.Upheld,
		Holds:    []feedback.ReplyPart{feedback.ReplyDecision, feedback.ReplyReason, feedback.ReplyRemedy, feedback.ReplyRights},
		Document: "letter",
	}
}

// wayTo is the actions before one that starts a clock.
func wayTo(start feedback.ActionKind) []feedback.ActionKind {
	//exhaustive:ignore
	switch start {
	case feedback.ActionReceive:
		return []feedback.ActionKind{"receive"}
	case feedback.ActionAccept:
		return []feedback.ActionKind{"receive", "classify", "accept"}
	default:
		return []feedback.ActionKind{"receive", "classify", "accept", "assign", "start_investigation", "decide"}
	}
}

func chain(kinds []feedback.ActionKind, at time.Time) []feedback.Action {
	actions := make([]feedback.Action, len(kinds))
	for i, kind := range kinds {
		actions[i] = full(kind, at)
		actions[i].Key, actions[i].Seq = fmt.Sprintf("k%d", i), int64(i)
	}
	return actions
}

func TestCasesDeadline(t *testing.T) {
	runCases(t, "deadline", 18, func(t *testing.T, c fileCase) {
		t.Helper()
		var in struct {
			Profile, Clock, Received string
			Calendar                 caseCalendar
			PausesWorkingDays        int `json:"pauses_working_days"`
			Extended, Anonymous      bool
		}
		var expect struct {
			Due            *string
			Latest, Reason string
		}
		require.NoError(t, json.Unmarshal(c.Inputs, &in))
		require.NoError(t, json.Unmarshal(c.Expect, &expect))
		desk := deskOf(t, in.Profile, in.Calendar)
		p := desk.Procedures()[0]
		rule := p.Clocks[slices.IndexFunc(p.Clocks, func(r feedback.ClockRule) bool { return r.ID == in.Clock })]

		item := feedback.Item{ID: "i", Kind: feedback.Complaint}
		if len(rule.Kinds) > 0 {
			item.Kind = rule.Kinds[0]
		}
		if in.Anonymous {
			item.Privacy = feedback.Anonymous
		}
		for _, hour := range []int{0, 3, 9, 17, 20, 23} {
			start := at(t, in.Profile, in.Received, hour)
			actions := chain(wayTo(rule.Start[0].Action), start)
			now := start.Add(time.Minute)
			if in.Extended {
				extend := full(feedback.ActionExtend, now)
				extend.Key, extend.Clock, extend.Extend, extend.Approver = "x", in.Clock, rule.Extension.Max, "boss"
				if reasons := p.Reasons[feedback.ActionExtend]; len(reasons) > 0 {
					extend.Reason = reasons[0]
				}
				actions = append(actions, extend)
			}
			if days := in.PausesWorkingDays; days > 0 {
				actions, now = pauseWorkingDays(t, in.Calendar.compile(t, zoneOf(in.Profile)), actions, start, days)
			}
			status, err := desk.Replay(item, actions, now)
			require.NoError(t, err)
			require.Empty(t, status.Findings)
			clock, ok := status.Clock(in.Clock)
			require.True(t, ok)
			if expect.Due == nil {
				require.True(t, clock.Due.IsZero())
				require.True(t, clock.DueOn.IsZero())
				require.Equal(t, sla.NotApplicable, clock.Verdict)
				require.Equal(t, expect.Reason, string(clock.WhyNot))
				continue
			}
			require.Equal(t, *expect.Due, clock.DueOn.String(), "received at %d", hour)
			if expect.Latest != "" {
				require.Equal(t, expect.Latest, clock.LatestOn.String())
			}
			if !in.Extended && in.PausesWorkingDays == 0 {
				deadline, err := desk.Deadline(in.Profile, in.Clock, start)
				require.NoError(t, err)
				require.Equal(t, *expect.Due, deadline.On.String())
				if expect.Latest != "" {
					require.Equal(t, expect.Latest, deadline.LatestOn.String())
				}
			}
		}
	})
}

// pauseWorkingDays holds an item for testing over so many whole working days.
func pauseWorkingDays(
	t *testing.T, office *calendar.Calendar, actions []feedback.Action, start time.Time, days int,
) ([]feedback.Action, time.Time) {
	t.Helper()
	from := calendar.DateOf(start).AddDays(1)
	until, err := office.AddBusinessDays(from, days)
	require.NoError(t, err)
	hold := full(feedback.ActionHold, time.Date(from.Year(), from.Month(), from.Day(), 0, 0, 0, 0, start.Location()))
	hold.Key, hold.Reason = "hold", "testing"
	resume := full(feedback.ActionResume, time.Date(until.Year(), until.Month(), until.Day(), 0, 0, 0, 0, start.Location()))
	resume.Key = "resume"
	return append(actions, hold, resume), resume.At.Add(time.Hour)
}

func TestCasesSelect(t *testing.T) {
	runCases(t, "profile.select", 2, func(t *testing.T, c fileCase) {
		t.Helper()
		var in struct{ Jurisdiction, Scheme, Received string }
		var expect struct{ Profile string }
		require.NoError(t, json.Unmarshal(c.Inputs, &in))
		require.NoError(t, json.Unmarshal(c.Expect, &expect))
		p, err := procedures.Choose(in.Jurisdiction, in.Scheme, parseDate(t, in.Received))
		require.NoError(t, err)
		require.Equal(t, expect.Profile, p.ID)

		// So does a desk, once the numbers of the frame are filled in.
		desk := compile(t, caseCalendar{}.compile(t, "Asia/Shanghai"), lookup(t, "cn-samr-order20"), filledIn(t))
		p, err = desk.Choose(in.Jurisdiction, in.Scheme, parseDate(t, in.Received))
		require.NoError(t, err)
		require.Equal(t, expect.Profile, p.ID)
		item := feedback.Item{ID: "i", Kind: feedback.Complaint, Jurisdiction: in.Jurisdiction, Scheme: in.Scheme}
		received := at(t, p.ID, in.Received, 12)
		status, err := desk.Replay(item, []feedback.Action{{Key: "1", At: received, Kind: feedback.ActionReceive}}, received.AddDate(0, 2, 0))
		require.NoError(t, err)
		require.Equal(t, expect.Profile, status.Procedure)
	})
}

// filledIn returns the frame of order 121 with numbers that are made up.
func filledIn(tb testing.TB) feedback.Procedure {
	tb.Helper()
	p := lookup(tb, "cn-samr-order121")
	for i := range p.Clocks {
		p.Clocks[i].Unknown, p.Clocks[i].Within = false, calendar.MustAllowance("9bd")
	}
	return p
}

func TestCasesExtension(t *testing.T) {
	runCases(t, "extension", 2, func(t *testing.T, c fileCase) {
		t.Helper()
		var in struct {
			Profile, Clock string
			Days           int
			Approver       *string
		}
		var expect struct{ Error feedback.Code }
		require.NoError(t, json.Unmarshal(c.Inputs, &in))
		require.NoError(t, json.Unmarshal(c.Expect, &expect))
		desk := deskOf(t, in.Profile, caseCalendar{})
		start := at(t, in.Profile, "2026-03-02", 10)
		actions := chain(wayTo(feedback.ActionAccept), start)
		extend := full(feedback.ActionExtend, start.Add(time.Hour))
		extend.Key, extend.Clock, extend.Approver = "x", in.Clock, "boss"
		extend.Extend = calendar.MustAllowance(fmt.Sprintf("%dd", in.Days))
		if in.Approver != nil {
			extend.Approver = *in.Approver
		}
		refused, ok := feedback.Refused(desk.Check(feedback.Item{ID: "i", Kind: feedback.Complaint}, actions, extend))
		require.True(t, ok)
		require.Equal(t, expect.Error, refused.Code())
		require.Len(t, refused.Missing, 1)
	})
}

func TestCasesSummaryResolution(t *testing.T) {
	runCases(t, "resolve.fca_src", 2, func(t *testing.T, c fileCase) {
		t.Helper()
		var in struct {
			Received         string
			Accepted         string `json:"accepted_by_customer"`
			WrittenAgreement bool   `json:"reply_in_writing"`
		}
		var expect struct {
			Summary  bool     `json:"summary_resolution"`
			MustSend []string `json:"must_send"`
		}
		require.NoError(t, json.Unmarshal(c.Inputs, &in))
		require.NoError(t, json.Unmarshal(c.Expect, &expect))
		desk := deskOf(t, "uk-fca-disp", caseCalendar{Holidays: []string{"2026-04-03", "2026-04-06"}})
		settled := at(t, "uk-fca-disp", in.Accepted, 16)
		actions := []feedback.Action{
			{Key: "1", At: at(t, "uk-fca-disp", in.Received, 10), Kind: feedback.ActionReceive},
			{Key: "2", At: settled, Kind: feedback.ActionSettle, Written: in.WrittenAgreement},
		}
		status, err := desk.Replay(feedback.Item{ID: "i", Kind: feedback.Complaint}, actions, settled)
		require.NoError(t, err)
		require.Equal(t, expect.MustSend, status.MustSend())
		clock, ok := status.Clock("summary_resolution")
		require.True(t, ok)
		require.Equal(t, expect.Summary, clock.Verdict == sla.Met)
		require.False(t, clock.Breached)
		final, ok := status.Clock("final_response")
		require.True(t, ok)
		require.Equal(t, expect.Summary, final.WhyNot == feedback.NotApplicableSpared)

		// The communication must be written: an oral one does not fulfil the duty.
		reply := full(feedback.ActionReply, settled)
		reply.Key = "3"
		for _, written := range []bool{false, true} {
			reply.Written = written
			status, err = desk.Replay(feedback.Item{ID: "i", Kind: feedback.Complaint}, append(actions, reply), settled)
			require.NoError(t, err)
			require.Equal(t, expect.Summary && !written, len(status.MustSend()) > 0)
		}
	})
}

func TestCasesDelayLetter(t *testing.T) {
	runCases(t, "resolve.fca_8w", 1, func(t *testing.T, c fileCase) {
		t.Helper()
		var in struct{ Received, At string }
		var expect struct {
			MustSend []string `json:"must_send"`
			Says     []string `json:"delay_letter_says"`
		}
		require.NoError(t, json.Unmarshal(c.Inputs, &in))
		require.NoError(t, json.Unmarshal(c.Expect, &expect))
		desk := deskOf(t, "uk-fca-disp", caseCalendar{Holidays: []string{"2026-05-04", "2026-05-25"}})
		item := feedback.Item{ID: "i", Kind: feedback.Complaint}
		actions := []feedback.Action{{Key: "1", At: at(t, "uk-fca-disp", in.Received, 10), Kind: feedback.ActionReceive}}
		day := at(t, "uk-fca-disp", in.At, 0)
		for _, now := range []time.Time{day, day.Add(12 * time.Hour), day.Add(72 * time.Hour)} {
			status, err := desk.Replay(item, actions, now)
			require.NoError(t, err)
			require.Equal(t, expect.MustSend, status.MustSend())
			letter, ok := status.Owes("delay_letter")
			require.True(t, ok)
			require.Equal(t, expect.Says, letter.Says)
			require.True(t, letter.Written)
			require.Equal(t, "final_response", letter.Instead)
			require.Equal(t, in.At, letter.On.String())
			require.Equal(t, now.After(day.Add(24*time.Hour)), letter.Overdue)
		}
		status, err := desk.Replay(item, actions, day.Add(-1))
		require.NoError(t, err)
		require.Equal(t, []string{"final_response"}, status.MustSend())
		require.True(t, status.Next.Equal(day))

		// Once it was sent, the final response is owed again.
		actions = append(actions, feedback.Action{
			Key: "2", At: day.Add(time.Hour), Kind: feedback.ActionSend, Document: "delay_letter", Written: true,
		})
		status, err = desk.Replay(item, actions, day.Add(2*time.Hour))
		require.NoError(t, err)
		require.Equal(t, []string{"final_response"}, status.MustSend())
	})
}
