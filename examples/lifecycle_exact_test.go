package examples_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/compensation"
	"github.com/servicecommitment/commitment/feedback"
	"github.com/servicecommitment/commitment/kpi"
	"github.com/servicecommitment/commitment/sla"
)

// resolution returns the clock of the repair at an instant.
func resolution(t *testing.T, h house, now time.Time) sla.Clock {
	t.Helper()
	report, err := h.promises.Evaluate(ticket(), now)
	require.NoError(t, err)
	require.Equal(t, "vip-urgent", report.RuleID)
	clock, ok := report.Clock(sla.MetricResolution)
	require.True(t, ok)
	return clock
}

// The clock of the repair, step by step. Sixteen hours are two on Friday, seven and
// a half on the Saturday that is worked, and six and a half on the Tuesday after
// the holiday. Three of Saturday are paused, so that two of Wednesday are needed;
// then four more are granted.
func TestTheClockThroughTheHoliday(t *testing.T) {
	h := open()
	first, extended := february(25, 11, 0), february(25, 16, 30)
	for _, step := range []struct {
		name      string
		now, due  time.Time
		stage     sla.Stage
		verdict   sla.Verdict
		elapsed   time.Duration
		remaining time.Duration
	}{
		{"opened", february(13, 16, 0), february(24, 17, 0), sla.Running, sla.Open, 0, 16 * time.Hour},
		{"waits for the customer", february(14, 11, 0), february(24, 18, 0), sla.Paused, sla.Open, 3 * time.Hour, 13 * time.Hour},
		{"goes on, on a Saturday", february(14, 15, 0), first, sla.Running, sla.Open, 3*time.Hour + 30*time.Minute, 12*time.Hour + 30*time.Minute},
		{"in the holiday", february(17, 0, 0), first, sla.Running, sla.Open, 6*time.Hour + 30*time.Minute, 9*time.Hour + 30*time.Minute},
		{"extended without consent", february(24, 14, 30), first, sla.Running, sla.Open, 10*time.Hour + 30*time.Minute, 5*time.Hour + 30*time.Minute},
		{"extended with consent", february(24, 15, 0), extended, sla.Running, sla.Open, 11 * time.Hour, 9 * time.Hour},
		{"before due", extended.Add(-1), extended, sla.Running, sla.Open, 20*time.Hour - 1, 1},
		{"due", extended, extended, sla.Running, sla.Missed, 20 * time.Hour, 0},
		{"resolved", february(26, 10, 30), extended, sla.Stopped, sla.Missed, 23 * time.Hour, 0},
		{"reopened and resolved again", february(28, 12, 0), extended, sla.Stopped, sla.Missed, 23 * time.Hour, 0},
	} {
		t.Run(step.name, func(t *testing.T) {
			c := resolution(t, h, step.now)
			require.Equal(t, step.stage, c.Stage)
			require.Equal(t, step.verdict, c.Verdict)
			require.Equal(t, step.verdict == sla.Missed, c.Breached)
			require.True(t, step.due.Equal(c.Due), "due at %s", c.Due)
			require.Equal(t, step.elapsed, c.Elapsed)
			require.Equal(t, step.remaining, c.Remaining)
		})
	}
	last := resolution(t, h, february(28, 12, 0))
	require.True(t, extended.Equal(last.BreachedAt))
	require.Equal(t, 3*time.Hour, last.Overdue)
	require.Equal(t, 3*time.Hour, last.Paused)
	require.Equal(t, 1, last.Target)
}

func TestTheExplanationNamesTheMakeUpWorkday(t *testing.T) {
	x, err := open().promises.Explain(ticket(), february(28, 12, 0))
	require.NoError(t, err)
	require.Contains(t, strings.Join(x.Explain(commitment.Chinese), "\n"), "2026-02-14（周六）：调休上班：春节")
	require.Contains(t, strings.Join(x.Explain(commitment.English), "\n"), "call-7")
}

// A host that starts anew, and one that is told all twice and in disorder, finds
// nothing more to act on.
func TestAlertsAreActedOnOnce(t *testing.T) {
	h := open()
	acted := make(map[string]bool)
	acts := keepPromise(h.promises, ticket(), acted)
	require.Len(t, acts, 3)
	for i, want := range []struct {
		key string
		at  time.Time
	}{
		{"T-1/resolution/1/0/half/1", february(24, 10, 30)},
		{"T-1/resolution/1/1/hour-left/1", february(25, 15, 30)},
		{"T-1/resolution/1/1/manager/1", february(26, 9, 30)},
	} {
		require.Equal(t, want.key, acts[i].Key)
		require.True(t, want.at.Equal(acts[i].At), "%s at %s", want.key, acts[i].At)
	}
	require.Empty(t, keepPromise(h.promises, ticket(), acted), "a second run")
	require.Empty(t, keepPromise(open().promises, ticket(), acted), "after a restart")

	now := february(28, 12, 0)
	want, err := h.promises.Evaluate(ticket(), now)
	require.NoError(t, err)
	disorder := ticket()
	disorder.Events = append(disorder.Events, ticket().Events...)
	slices.Reverse(disorder.Events)
	got, err := h.promises.Evaluate(disorder, now)
	require.NoError(t, err)
	require.Equal(t, want, got)
	keys := make([]string, 0, len(acted))
	for key := range acted {
		keys = append(keys, key)
	}
	require.Empty(t, got.Revoked(keys))
}

// owed returns what is owed for a report.
func owed(t *testing.T, h house, report sla.Report, metric string) compensation.Award {
	t.Helper()
	facts, err := h.terms.Facts(report, metric)
	require.NoError(t, err)
	award, err := h.terms.Assess(compensation.Claim{Facts: facts})
	require.NoError(t, err)
	return award
}

func TestTheAwardAddsUp(t *testing.T) {
	h := open()
	report, err := h.promises.Evaluate(ticket(), february(28, 12, 0))
	require.NoError(t, err)
	award := owed(t, h, report, sla.MetricResolution)
	require.Equal(t, "100.00 CNY", award.Amount.String())
	require.Equal(t, h.terms.Fingerprint(), award.Fingerprint)
	sum := decimal.Decimal{}
	kinds := make([]compensation.LineKind, 0, len(award.Lines))
	for _, line := range award.Lines {
		kinds = append(kinds, line.Kind)
		sum = sum.Add(line.Delta.Amount())
	}
	require.Equal(t, []compensation.LineKind{compensation.LineComputed, compensation.LineCap}, kinds)
	require.Equal(t, "119.60 CNY", award.Lines[0].Delta.String())
	require.Equal(t, "-19.60 CNY", award.Lines[1].Delta.String())
	require.True(t, sum.Equal(award.Amount.Amount()))
}

// The money follows the minutes of the report: nothing up to the due instant, a
// share from then on, more from the second and the fifth hour, up to the limit.
func TestTheAwardFollowsTheClock(t *testing.T) {
	h := open()
	due := february(25, 16, 30)
	for _, step := range []struct {
		name string
		now  time.Time
		want string
	}{
		{"before due", due.Add(-1), "0.00 CNY"},
		{"due", due, "59.80 CNY"},
		{"an hour late", february(25, 17, 30), "59.80 CNY"},
		{"more than an hour", february(25, 17, 30).Add(1), "100.00 CNY"},
		{"resolved", february(26, 10, 30), "100.00 CNY"},
	} {
		t.Run(step.name, func(t *testing.T) {
			report, err := h.promises.Evaluate(ticket(), step.now)
			require.NoError(t, err)
			require.Equal(t, step.want, owed(t, h, report, sla.MetricResolution).Amount.String())
		})
	}
	report, err := h.promises.Evaluate(ticket(), february(28, 12, 0))
	require.NoError(t, err)
	require.Equal(t, "0.00 CNY", owed(t, h, report, sla.MetricFirstResponse).Amount.String())
}

// What a host stores of one package is what the next one takes.
func TestTheStoryOutlivesItsStorage(t *testing.T) {
	h := open()
	now := february(28, 12, 0)
	report, err := h.promises.Evaluate(stored(t, ticket()), now)
	require.NoError(t, err)
	direct, err := h.promises.Evaluate(ticket(), now)
	require.NoError(t, err)
	require.Equal(t, owed(t, h, direct, sla.MetricResolution), owed(t, h, stored(t, report), sla.MetricResolution))

	status, err := h.desk.Replay(stored(t, complaint()), stored(t, handled()), now)
	require.NoError(t, err)
	want, err := h.desk.Replay(complaint(), handled(), now)
	require.NoError(t, err)
	require.Equal(t, want.Clocks, status.Clocks)
	require.Equal(t, text(t, want), text(t, status))
}

// stored returns a value as it comes back from its JSON form.
func stored[T any](t *testing.T, value T) T {
	t.Helper()
	var back T
	require.NoError(t, json.Unmarshal([]byte(text(t, value)), &back))
	return back
}

// text returns the JSON form of a value.
func text(t *testing.T, value any) string {
	t.Helper()
	data, err := json.Marshal(value)
	require.NoError(t, err)
	return string(data)
}

func TestTheComplaintGoesRoundTheLoop(t *testing.T) {
	h := open()
	actions := handled()
	for i, action := range actions {
		require.NoError(t, h.desk.Check(complaint(), actions[:i], action), "%s", action.Kind)
	}
	now := february(28, 12, 0)
	status, err := h.desk.Replay(complaint(), actions, now)
	require.NoError(t, err)
	require.Equal(t, feedback.StateClosed, status.State)
	require.Equal(t, feedback.OutcomeSatisfied, status.ClosedAs)
	require.Equal(t, len(actions), status.Kept)
	require.Equal(t, 1, status.Level)
	require.Empty(t, status.Findings)
	require.Empty(t, status.Obligations)
	require.True(t, february(26, 15, 0).Equal(status.Remedies[0].Done))
	require.Equal(t, complaint().Links[0].To, status.Remedies[0].Award)

	// Three business days and one more: Saturday the 14th, Tuesday, Wednesday, and
	// Thursday the 26th at the close of business.
	clock, ok := status.Clock("resolve_general")
	require.True(t, ok)
	require.True(t, february(26, 18, 0).Equal(clock.Due), "due at %s", clock.Due)
	require.Equal(t, 1, clock.Target)
	during, err := h.desk.Replay(complaint(), actions, february(25, 9, 0))
	require.NoError(t, err)
	running, ok := during.Clock("resolve_general")
	require.True(t, ok)
	require.Equal(t, 1, running.Extensions)
	require.True(t, running.Latest.IsZero(), "the procedure allows one extension")
	// Saturday the 28th is worked as well.
	followUp, ok := status.Clock("follow_up")
	require.True(t, ok)
	require.Equal(t, 2, followUp.Cycle)
	require.Equal(t, calendar.MustDate(2026, 2, 28), followUp.DueOn)

	slices.Reverse(actions)
	again, err := h.desk.Replay(complaint(), append(actions, handled()...), now)
	require.NoError(t, err)
	require.Equal(t, status.Path, again.Path)
	require.Equal(t, status.Clocks, again.Clocks)
}

// before returns the actions until the first of a kind, and that one.
func before(t *testing.T, kind feedback.ActionKind) ([]feedback.Action, feedback.Action) {
	t.Helper()
	actions := handled()
	i := slices.IndexFunc(actions, func(a feedback.Action) bool { return a.Kind == kind })
	require.Positive(t, i)
	return actions[:i], actions[i]
}

func TestTheDeskRefuses(t *testing.T) {
	h := open()
	for _, step := range []struct {
		name   string
		kind   feedback.ActionKind
		change func(*feedback.Action)
		want   feedback.Code
	}{
		{"the one complained of", feedback.ActionAssign, func(a *feedback.Action) { a.Assignee = "tom" }, feedback.CodeConflictOfInterest},
		{"an extension nobody agreed to", feedback.ActionExtend, func(a *feedback.Action) { a.Consent = false }, feedback.CodeConsentRequired},
		{"a hold without a reason", feedback.ActionHold, func(a *feedback.Action) { a.Reason = "" }, feedback.CodeReasonRequired},
		{"a reply without rights", feedback.ActionReply, func(a *feedback.Action) { a.Holds = a.Holds[:3] }, feedback.CodeReplyIncomplete},
		{"a follow-up by the handler", feedback.ActionFollowUp, func(a *feedback.Action) { a.By = feedback.RoleHandler }, feedback.CodeConflictOfInterest},
	} {
		t.Run(step.name, func(t *testing.T) {
			actions, action := before(t, step.kind)
			require.NoError(t, h.desk.Check(complaint(), actions, action))
			step.change(&action)
			refused, ok := feedback.Refused(h.desk.Check(complaint(), actions, action))
			require.True(t, ok)
			require.Equal(t, step.want, refused.Code())
		})
	}
}

// An extension is announced: until the customer was told, the notice is owed.
func TestTheExtensionIsAnnounced(t *testing.T) {
	h := open()
	actions, extend := before(t, feedback.ActionExtend)
	for _, told := range []bool{true, false} {
		extend.Told = told
		status, err := h.desk.Replay(complaint(), append(slices.Clone(actions), extend), february(24, 16, 0))
		require.NoError(t, err)
		_, owes := status.Owes("extension_notice")
		require.Equal(t, !told, owes)
	}
}

// While the credit is not booked, a satisfied customer closes nothing.
func TestTheRemedyComesFirst(t *testing.T) {
	h := open()
	actions, done := before(t, feedback.ActionRemedyDone)
	satisfied := feedback.Action{
		Key: "C-1/early", At: done.At, Kind: feedback.ActionFollowUp, By: feedback.RoleQuality, Result: feedback.ResultSatisfied,
	}
	refused, ok := feedback.Refused(h.desk.Check(complaint(), actions, satisfied))
	require.True(t, ok)
	require.Equal(t, []feedback.Missing{{Code: feedback.CodeRemedyPending}}, refused.Missing)
	require.NoError(t, h.desk.Check(complaint(), append(actions, done), satisfied))
}

func TestTheMonthInFigures(t *testing.T) {
	h := open()
	report, err := h.promises.Evaluate(ticket(), february(28, 12, 0))
	require.NoError(t, err)
	figures := h.month(report)
	require.Equal(t, kpi.Ratio{Met: 1, Missed: 1}, figures["fulfilment"].Counts)
	require.Equal(t, kpi.Ratio{Met: 1, Missed: 1}, figures["fcr"].Counts)
	require.Equal(t, kpi.Ratio{Met: 1}, figures["csat"].Counts)
	score, err := scorecard().ScoreFigures(figures)
	require.NoError(t, err)
	require.True(t, score.Defined)
	require.InDelta(t, 63.75, score.Score, 1e-9) // (50 · 50 + 30 · 62.5 + 20 · 100) / 100
	require.Equal(t, "B", score.Grade)
	require.InDelta(t, 1, score.Coverage, 0)
}

// A figure without data is left out of the score, and shown as not covered.
func TestNoAnswerIsNoZero(t *testing.T) {
	h := open()
	report, err := h.promises.Evaluate(ticket(), february(28, 12, 0))
	require.NoError(t, err)
	figures := h.month(report)
	figures["csat"] = kpi.CSAT{}.Result().Figure
	score, err := scorecard().ScoreFigures(figures)
	require.NoError(t, err)
	require.InDelta(t, (50*50+30*62.5)/80, score.Score, 1e-9)
	require.InDelta(t, 0.8, score.Coverage, 1e-9)
	require.Empty(t, score.Grade)
}

// First contacts are judged when the customer had a week to come back.
func TestFirstContactWaitsForItsWindow(t *testing.T) {
	resolved := february(26, 10, 30)
	end := resolved.AddDate(0, 0, 7)
	early := kpi.ScoreFCR(slices.Values(issues()), kpi.FCRRule{}, end.Add(-1))
	require.Equal(t, kpi.Ratio{Met: 1, Pending: 1}, early.Counts)
	late := kpi.ScoreFCR(slices.Values(issues()), kpi.FCRRule{}, end)
	require.Equal(t, kpi.Ratio{Met: 1, Missed: 1}, late.Counts)
}
