package feedback_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/feedback"
)

func TestExtension(t *testing.T) {
	s := begin(t, deskOf(t, "cn-xinfang", caseCalendar{}), feedback.Complaint).do("receive")
	extend := feedback.Action{Kind: feedback.ActionExtend, Clock: "resolve", Extend: calendar.MustAllowance("30d"), Approver: "boss"}
	require.Equal(t, missing(feedback.CodeClockNotRunning, "clock"), s.refused(extend))
	s.do("classify", "accept")
	with := func(change func(*feedback.Action)) feedback.Action {
		a := extend
		change(&a)
		return a
	}
	require.Equal(t, missing(feedback.CodeUnknownClock, "clock"), s.refused(with(func(a *feedback.Action) { a.Clock = "accept_notice" })))
	require.Equal(t, missing(feedback.CodeUnknownClock, "clock"), s.refused(with(func(a *feedback.Action) { a.Clock = "" })))
	require.Equal(t, missing(feedback.CodeExtensionRequired, "extend"), s.refused(with(func(a *feedback.Action) { a.Extend = calendar.Allowance{} })))
	require.Equal(t, missing(feedback.CodeExtensionTooLong, "extend"), s.refused(with(func(a *feedback.Action) { a.Extend = calendar.MustAllowance("31d") })))
	require.Equal(t, missing(feedback.CodeExtensionTooLong, "extend"), s.refused(with(func(a *feedback.Action) { a.Extend = calendar.MustAllowance("1mo") })), "31 days in March")
	require.Equal(t, missing(feedback.CodeExtensionTooLong, "extend"), s.refused(with(func(a *feedback.Action) { a.Extend = calendar.MustAllowance("23bd") })))
	require.Equal(t, missing(feedback.CodeApproverRequired, "approver"), s.refused(with(func(a *feedback.Action) { a.Approver = "" })))

	due := s.clock("resolve")
	require.Equal(t, "2026-05-01", due.DueOn.String())
	require.Equal(t, "2026-05-31", due.LatestOn.String())
	short := *s
	short.with(with(func(a *feedback.Action) { a.Extend = calendar.MustAllowance("22bd") }))

	s.with(extend)
	clock := s.clock("resolve")
	require.Equal(t, "2026-05-31", clock.DueOn.String())
	require.Equal(t, 1, clock.Extensions)
	require.True(t, clock.Latest.IsZero())
	require.Equal(t, missing(feedback.CodeExtendedAlready, "clock"), s.refused(extend))
	status := s.status()
	notice, ok := status.Owes("extension_notice")
	require.True(t, ok)
	require.Equal(t, feedback.Obligation{ID: "extension_notice", Clock: "resolve", Action: "a3", Document: true, Since: s.now}, notice)
	_, ok = status.Allows(feedback.ActionExtend)
	require.False(t, ok)
	for _, told := range []feedback.Action{
		{Kind: feedback.ActionSend, Document: "extension_notice"}, {Kind: feedback.ActionContact, Told: true, Clock: "resolve"},
	} {
		after := *s
		after.with(told)
		status := after.status()
		_, ok = status.Owes("extension_notice")
		require.False(t, ok)
	}
	for _, other := range []feedback.Action{
		{Kind: feedback.ActionSend, Document: "other"}, {Kind: feedback.ActionContact, Clock: "resolve"}, {Kind: feedback.ActionContact, Told: true, Clock: "x"},
	} {
		after := *s
		after.with(other)
		status := after.status()
		_, ok = status.Owes("extension_notice")
		require.True(t, ok)
	}
	told := begin(t, s.desk, feedback.Complaint).do("receive", "classify", "accept").with(with(func(a *feedback.Action) { a.Told = true })).status()
	_, ok = told.Owes("extension_notice")
	require.False(t, ok)
}

// An extension is asked before the due instant, not at it, and an overdue clock
// stays so.
func TestExtensionInTime(t *testing.T) {
	s := begin(t, order20(t), feedback.Report).do("receive")
	due := s.clock("verify_report").Due
	extend := feedback.Action{Kind: feedback.ActionExtend, Clock: "verify_report", Extend: calendar.MustAllowance("15bd"), Approver: "boss"}
	s.now = due.Add(-time.Hour)
	require.Equal(t, missing(feedback.CodeAlreadyOverdue, "at"), s.refused(extend))
	s.now = due.Add(-time.Hour - 1)
	late := *s
	s.with(extend)
	require.True(t, s.clock("verify_report").Due.After(due))

	late.now = due
	for range 3 {
		late.now = late.now.Add(time.Hour)
		late.actions = append(late.actions, late.prepared(extend))
	}
	status, err := late.desk.Replay(late.item, late.actions, late.now.Add(time.Hour))
	require.NoError(t, err)
	require.Len(t, status.Findings, 3)
	for _, finding := range status.Findings {
		require.Equal(t, feedback.CodeAlreadyOverdue, finding.Code)
	}
}

// Each cycle of a clock has its own extensions, and its own hold.
func TestExtensionOfACycle(t *testing.T) {
	p := parseProcedure(t, `, "kinds": ["complaint"], "clocks": [
		{"id": "answer", "start": ["escalate", "reopen"], "stop": ["decide"], "repeat": true, "within": "10h", "pause_on": ["x", "recusal"], "extension": {"max": "4h", "times": 2}},
		{"id": "news", "start": ["progress"], "stop": ["decide"], "restart": true, "within": "10h", "extension": {"max": "4h", "consent": true}}]`)
	s := begin(t, compile(t, offices(t)["office"], p), feedback.Complaint).do(toInvestigation()...)
	extend := feedback.Action{Kind: feedback.ActionExtend, Clock: "answer", Extend: calendar.MustAllowance("4h")}
	s.do("escalate").with(extend).with(extend)
	require.Equal(t, missing(feedback.CodeExtendedAlready, "clock"), s.refused(extend))
	s.do("decide")
	require.Equal(t, missing(feedback.CodeClockNotRunning, "clock"), s.refused(extend))
	s.do("reply").with(feedback.Action{Kind: feedback.ActionFollowUp, Result: feedback.ResultUnsatisfied})
	s.with(feedback.Action{Kind: feedback.ActionStart}).with(feedback.Action{Kind: feedback.ActionHold, Reason: "x"}).do("ask_recusal")
	require.Equal(t, missing(feedback.CodeClockNotRunning, "clock"), s.refused(extend))

	// A cycle that starts while the item is held, and asked about, stands.
	news := feedback.Action{Kind: feedback.ActionExtend, Clock: "news", Extend: calendar.MustAllowance("4h")}
	s.do("progress")
	require.Equal(t, missing(feedback.CodeConsentRequired, "consent"), s.refused(news))
	news.Consent = true
	s.with(news)
	require.Equal(t, missing(feedback.CodeExtendedAlready, "clock"), s.refused(news))
	s.do("progress").with(news)
	require.Equal(t, 1, s.clock("news").Extensions)
}

// What is left of several extensions is added to what was granted.
func TestLatestOfSeveralExtensions(t *testing.T) {
	p := parseProcedure(t, `, "kinds": ["complaint"], "clocks": [
		{"id": "k", "start": ["receive"], "stop": ["decide"], "within": "30d", "extension": {"max": "10d", "times": 3}}]`)
	s := begin(t, compile(t, offices(t)["office"], p), feedback.Complaint).do(toInvestigation()...)
	for _, due := range []string{"2026-04-01", "2026-04-11", "2026-04-21"} {
		clock := s.clock("k")
		require.Equal(t, due, clock.DueOn.String())
		require.Equal(t, "2026-05-01", clock.LatestOn.String())
		s.with(feedback.Action{Kind: feedback.ActionExtend, Clock: "k", Extend: calendar.MustAllowance("10d")})
	}
	require.True(t, s.clock("k").Latest.IsZero(), "there is none left")
}

// A clock that starts while its time stands still is not overdue.
func TestExtensionOfAClockThatStandsStill(t *testing.T) {
	p := parseProcedure(t, `, "kinds": ["complaint"], "clocks": [
		{"id": "a", "start": ["progress"], "stop": ["decide"], "within": "2h", "pause_on": ["x"], "extension": {"max": "4h"}},
		{"id": "b", "start": ["progress"], "stop": ["decide"], "within": "2h", "pause_on": ["recusal"], "extension": {"max": "4h"}},
		{"id": "c", "start": ["progress"], "stop": ["decide"], "within": "2h", "extension": {"max": "4h"}}]`)
	s := begin(t, compile(t, offices(t)["office"], p), feedback.Complaint).do("receive", "classify", "accept")
	s.with(feedback.Action{Kind: feedback.ActionHold, Reason: "x"}).do("ask_recusal", "progress")
	s.now = s.now.AddDate(0, 0, 7)
	for _, id := range []string{"a", "b"} {
		s.with(feedback.Action{Kind: feedback.ActionExtend, Clock: id, Extend: calendar.MustAllowance("4h")})
	}
	require.Equal(t, missing(feedback.CodeAlreadyOverdue, "at"), s.refused(feedback.Action{Kind: feedback.ActionExtend, Clock: "c", Extend: calendar.MustAllowance("4h")}))
}

// A clock that is for other items is not extended.
func TestConditionsOfAnExtension(t *testing.T) {
	s := begin(t, supportDesk(t), feedback.Complaint)
	s.item.Attributes = map[string][]string{"complexity": {"complex"}}
	s.do("receive")
	extend := feedback.Action{Kind: feedback.ActionExtend, Clock: "resolve_general", Extend: calendar.MustAllowance("1bd"), Consent: true}
	require.Equal(t, missing(feedback.CodeUnknownClock, "clock"), s.refused(extend))
	s.with(feedback.Action{Kind: feedback.ActionClassify, Attributes: map[string][]string{"complexity": {"simple"}}}).with(extend)
	require.Equal(t, 1, s.clock("resolve_general").Extensions)
}

// A clock that has stopped keeps the extensions of its cycle, and a cycle has none
// of the one before.
func TestExtensionsOfAStoppedClock(t *testing.T) {
	p := parseProcedure(t, `, "kinds": ["complaint"], "clocks": [
		{"id": "news", "start": ["progress"], "stop": ["decide"], "repeat": true, "restart": true, "within": "10h", "extension": {"max": "4h", "times": 2}},
		{"id": "answer", "start": ["receive"], "stop": ["decide"], "within": "100h", "extension": {"max": "4h"}}]`)
	s := begin(t, compile(t, offices(t)["office"], p), feedback.Complaint).do(toInvestigation()...)
	extend := feedback.Action{Kind: feedback.ActionExtend, Clock: "news", Extend: calendar.MustAllowance("4h")}
	s.do("progress").with(extend).with(extend)
	s.with(feedback.Action{Kind: feedback.ActionExtend, Clock: "answer", Extend: calendar.MustAllowance("1h")})
	s.do("progress").with(extend).do("decide")
	s.do("progress")
	granted := func(status feedback.Status) []string {
		var list []string
		for _, clock := range status.Clocks {
			list = append(list, fmt.Sprintf("%s/%d %s: %d", clock.ID, clock.Cycle, clock.Stage, clock.Extensions))
		}
		return list
	}
	want := []string{"news/1 stopped: 2", "news/2 stopped: 1", "news/3 running: 0", "answer/1 stopped: 1"}
	require.Equal(t, want, granted(s.status()))
	s.do("merge")
	want[2] = "news/3 cancelled: 0"
	require.Equal(t, want, granted(s.status()))

	s = begin(t, s.desk, feedback.Complaint).do("receive", "classify", "progress").with(extend).do("merge")
	require.Equal(t, "news/1 cancelled: 1", granted(s.status())[0])
	s.do("unmerge").with(extend)
	require.Equal(t, "news/1 running: 2", granted(s.status())[0])
}
