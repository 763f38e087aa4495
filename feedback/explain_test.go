package feedback_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/feedback"
	"github.com/servicecommitment/commitment/feedback/procedures"
)

func explain(t *testing.T, s *story, lang commitment.Lang) []string {
	t.Helper()
	x, err := s.desk.Explain(s.item, s.actions, s.now)
	require.NoError(t, err)
	return x.Explain(lang)
}

// explained is a complaint to a bank with an extension that nobody has been told.
func explained(t *testing.T) *story {
	t.Helper()
	s := begin(t, deskOf(t, "cn-nfra-bank", caseCalendar{}), feedback.Complaint).do("receive")
	s.item.Attributes = map[string][]string{"complexity": {"complex"}}
	s.with(feedback.Action{
		Kind: feedback.ActionExtend, Reason: "special", Clock: "resolve_complex", Extend: calendar.MustAllowance("30d"), Approver: "b",
	})
	s.actions = append(s.actions, feedback.Action{Key: "x", At: s.now, Seq: 1, Kind: feedback.ActionReject}, feedback.Action{Key: "y", At: s.now, Seq: 2, Kind: "explode"})
	return s
}

func TestExplain(t *testing.T) {
	require.Equal(t, []string{
		"complaint i, under 银行业保险业消费投诉处理 (cn-nfra-bank 2020), as of Mon 2026-03-02 11:00: received",
		"Path: received",
		"作出处理决定并告知投诉人（情况复杂） (resolve_complex): running, open, due Fri 2026-05-01 24:00",
		"Owed: resolve complex, by Fri 2026-05-01 24:00",
		"Owed: extension notice, at once",
		"Possible: acknowledge",
		"Possible: classify",
		"Possible: reject, needs a reason",
		"Possible: refer, needs a target",
		"Possible: settle",
		"Possible: appeal, needs a target",
		"Possible: merge, needs a target",
		"Possible: withdraw",
		"Possible: contact",
		"Possible: note",
		"Possible: send, needs a document",
		"Possible: progress",
		"Possible: prioritise",
		"Possible: link, needs a target",
		"Possible: identify, needs somebody in another role",
		"Possible: ask recusal",
		"Note: x: changed nothing, needs a reason",
		"Note: y: changed nothing, unknown action",
		"Next change, if nobody acts: Sat 2026-05-02 00:00",
		"  作出处理决定并告知投诉人（情况复杂）: running, open; started Mon 2026-03-02 10:00, due Fri 2026-05-01 24:00, elapsed 1 h, remaining 335 h 30 min",
		"    Mon 2026-03-02 10:00: starts (event a0), 30 calendar days to 24:00, due Wed 2026-04-01 24:00",
		"    Mon 2026-03-02 11:00: extended by 30 calendar days (event a1), due Fri 2026-05-01 24:00",
		"    Mon 2026-03-02: 10:00–11:00 counted 1 h",
	}, explain(t, explained(t), commitment.English))
	require.Equal(t, []string{
		"投诉 i，适用银行业保险业消费投诉处理（cn-nfra-bank 2020），截至2026-03-02（周一）11:00：已登记",
		"办理过程：已登记",
		"作出处理决定并告知投诉人（情况复杂）（resolve_complex）：计时中，未超时，到期时间 2026-05-01（周五）24:00",
		"应办：resolve_complex，最迟 2026-05-01（周五）24:00",
		"应办：延期告知书，立即",
		"可办：首次响应",
		"可办：分类",
		"可办：不予受理，还需理由",
	}, explain(t, explained(t), commitment.Chinese)[:8])
	require.Contains(t, explain(t, explained(t), commitment.Chinese), "提示：x：未生效，还需理由")
	require.Contains(t, explain(t, explained(t), commitment.Chinese), "如无人处理，下次变化：2026-05-02（周六）00:00")
	require.Equal(t, explain(t, explained(t), commitment.English), explain(t, explained(t), 0), "English where it is no language")
}

func TestExplainWithoutMuch(t *testing.T) {
	s := begin(t, deskOf(t, "iso-10002", caseCalendar{}), feedback.Enquiry)
	require.Equal(t, []string{"enquiry i, as of Mon 2026-03-02 09:00: not received"}, explain(t, s, commitment.English))
	require.Equal(t, []string{"咨询 i，截至2026-03-02（周一）09:00：尚未登记"}, explain(t, s, commitment.Chinese))
	s.do("receive", "reply", "close")
	status := s.status()
	require.Equal(t, []string{
		"enquiry i, under iso-10002 2018, as of Mon 2026-03-02 12:00: closed (completed)",
		"Path: received → replied → closed",
		"Possible: reopen, needs a reason", "Possible: contact", "Possible: note", "Possible: send, needs a document", "Possible: link, needs a target",
		"Possible: identify, needs somebody in another role",
	}, status.Explain(commitment.English))
	require.Equal(t, "咨询 i，适用iso-10002 2018，截至2026-03-02（周一）12:00：已办结（处理完毕）", status.Explain(commitment.Chinese)[0])
	_, err := s.desk.Explain(feedback.Item{}, nil, s.now)
	require.ErrorIs(t, err, commitment.ErrInvalid)
	_, err = new(feedback.Desk).Explain(s.item, s.actions, s.now)
	require.ErrorIs(t, err, feedback.ErrNoProcedure)
}

// The events of an explanation have ids of their own, whatever the keys are.
func TestExplainKeysThatLookLikeIDs(t *testing.T) {
	p := parseProcedure(t, `, "kinds": ["complaint"], "clocks": [
		{"id": "a", "start": ["accept"], "stop": ["hold"], "within": "90d", "extension": {"max": "9d"}},
		{"id": "b", "start": ["hold"], "stop": ["reply"], "within": "90d", "extension": {"max": "9d"}}]`)
	desk := compile(t, offices(t)["office"], p)
	for _, keys := range [][]string{
		{"k+1", "l", "k", "m", "n"}, {"k", "k+1", "k+1+1", "m", "n"}, {"k", "l", "m+1", "m", "m+2"}, {"k", "l", "m", "opened", "held"}, {"held", "l", "opened", "m", "n"},
	} {
		s := begin(t, desk, feedback.Complaint).do("receive", "classify", "accept")
		s.with(feedback.Action{Kind: feedback.ActionExtend, Clock: "a", Extend: calendar.MustAllowance("9d")}).do("hold")
		for i := range s.actions {
			s.actions[i].Key = keys[i]
		}
		x, err := s.desk.Explain(s.item, s.actions, s.now)
		require.NoError(t, err)
		require.Equal(t, s.status(), x.Status, "%s", keys)
	}
}

func TestExplainClocksAndObligations(t *testing.T) {
	at := time.Date(2026, 5, 26, 0, 0, 0, 0, time.UTC)
	status := feedback.Status{
		ItemID: "bad\nid", Kind: feedback.Complaint, AsOf: at, State: "own_state", Path: []feedback.State{"own_state"},
		Clocks: []feedback.Clock{{ID: "k", WhyNot: feedback.NotApplicableSpared}, {ID: "l", Title: "T", Latest: at.Add(time.Second)}},
		Obligations: []feedback.Obligation{
			{ID: "delay_letter", Clock: "k", By: at, Overdue: true, Written: true, Instead: "final_response", Says: []string{"why", "when_expected"}},
			{ID: "k", Clock: "k"},
		},
		Allowed:  []feedback.Next{{Kind: "follow_up", Results: []feedback.Result{"satisfied", "waived"}}},
		Findings: []feedback.Finding{{Code: feedback.CodeNotCovered}, {Code: feedback.CodeDeliveredLate, Key: "a"}, {Code: feedback.CodeConflicting, Key: "b"}},
	}
	status.Clocks[1].Cycle, status.Clocks[1].Stage, status.Clocks[1].Verdict = 2, 2, 1
	require.Equal(t, []string{
		`complaint "bad\nid", as of Tue 2026-05-26 00:00: own state`,
		"Path: own state",
		"k: does not apply any more, another clock was met",
		"T (l), cycle 2: running, open, with extensions Tue 2026-05-26 00:00:01 at the latest",
		"Owed: delay letter, by Mon 2026-05-25 24:00, overdue, in writing, in place of final response, saying why, when expected",
		"Owed: k, the time stands still",
		"Possible: follow up (satisfied, waived)",
		"Note: past the known holidays", "Note: a: delivered late", "Note: b: conflicting duplicate",
	}, status.Explain(commitment.English))
	require.Equal(t, []string{
		`投诉 "bad\nid"，截至2026-05-26（周二）00:00：own_state`,
		"办理过程：own_state",
		"k：不再适用，另一时限已按时完成",
		"T（l），第 2 轮：计时中，未超时，延期后最迟 2026-05-26（周二）00:00:01",
		"应办：逾期说明函，最迟 2026-05-25（周一）24:00，已超时，书面，代替最终答复，载明原因、预计办结时间",
		"应办：k，暂停计时",
		"可办：回访（满意、无需回访）",
		"提示：超出日历已知的节假日范围", "提示：a：迟到的记录，已按时间归位", "提示：b：编号相同而内容不同，以时间在先者为准",
	}, status.Explain(commitment.Chinese))
}

// Every name that the built-in flows and the package know has a Chinese word.
func TestChineseKnowsEveryName(t *testing.T) {
	latin := func(line string) bool { return strings.ContainsAny(line, "abcdefghijklmnopqrstuvwxyz") }
	for kind := feedback.Complaint; kind <= feedback.SurveyAnswer; kind++ {
		flow := feedback.FlowOf(kind)
		for _, state := range flow.States {
			status := feedback.Status{ItemID: "1", Kind: kind, State: state}
			require.False(t, latin(status.Explain(commitment.Chinese)[0]), state)
		}
		for _, step := range flow.Steps {
			status := feedback.Status{ItemID: "1", Kind: kind, State: "closed", Allowed: []feedback.Next{{Kind: step.Action, Results: step.Results}}}
			require.False(t, latin(status.Explain(commitment.Chinese)[2]), step.Action)
		}
	}
	for outcome := feedback.OutcomeSatisfied; outcome <= feedback.OutcomeCompleted; outcome++ {
		status := feedback.Status{ItemID: "1", Kind: feedback.Praise, State: "closed", ClosedAs: outcome}
		require.False(t, latin(status.Explain(commitment.Chinese)[0]), outcome)
	}
	for _, why := range []feedback.WhyNot{feedback.NotApplicableAnonymous, feedback.NotApplicableSpared, feedback.NotApplicableLapsed} {
		status := feedback.Status{ItemID: "1", Kind: feedback.Praise, State: "closed", Clocks: []feedback.Clock{{ID: "1", WhyNot: why}}}
		require.False(t, latin(status.Explain(commitment.Chinese)[2]), why)
	}
	for _, code := range allCodes() {
		status := feedback.Status{ItemID: "1", Kind: feedback.Praise, State: "closed", Findings: []feedback.Finding{{Code: code}}}
		require.False(t, latin(status.Explain(commitment.Chinese)[2]), code)
	}
}

func allCodes() []feedback.Code {
	return []feedback.Code{
		feedback.CodeNotAllowed, feedback.CodeNotReceived, feedback.CodeUnknownAction, feedback.CodeTimeGoesBack, feedback.CodeKeyReused,
		feedback.CodeForbidden, feedback.CodeReasonRequired, feedback.CodeUnknownReason, feedback.CodeNotesRequired, feedback.CodeDecisionRequired,
		feedback.CodeReplyIncomplete, feedback.CodeReplyRequired, feedback.CodeFollowUpRequired, feedback.CodeRemedyPending, feedback.CodeUnknownRemedy,
		feedback.CodeTargetRequired, feedback.CodeCycle, feedback.CodeDifferentCustomers, feedback.CodeAssigneeRequired, feedback.CodeConflictOfInterest,
		feedback.CodeRecusalPending, feedback.CodeNoRecusalPending, feedback.CodeLastLevel, feedback.CodeUnknownBody, feedback.CodeUnknownClock,
		feedback.CodeClockNotRunning, feedback.CodeAlreadyOverdue, feedback.CodeExtensionRequired, feedback.CodeExtensionTooLong,
		feedback.CodeExtendedAlready, feedback.CodeApproverRequired, feedback.CodeConsentRequired, feedback.CodeNobodyToTell, feedback.CodeAlreadyDone,
		feedback.CodeDocumentRequired, feedback.CodeContactRequired, feedback.CodeResultRequired, feedback.CodeNotCovered,
		feedback.CodeDeliveredLate, feedback.CodeConflicting,
	}
}

func TestDescribe(t *testing.T) {
	p := lookup(t, "cn-samr-order20")
	require.Equal(t, []string{
		"市场监督管理投诉举报处理暂行办法 (cn-samr-order20 2022), in force from 2020-01-01, to 2026-04-14",
		"Source: 国家市场监督管理总局令第20号（2019年公布，2022年修正；2026年4月15日废止）",
		"作出是否受理的决定并告知投诉人 (accept_decision): 7 business days, after receipt, until acceptance or rejection (第十四条：自收到投诉之日起七个工作日内)",
	}, p.Describe(commitment.English)[:3])
	chinese := p.Describe(commitment.Chinese)
	require.Equal(t, "终止调解（mediation_end）：45 个工作日，自受理起，至作出处理决定或达成和解止，检测鉴定期间暂停计时"+
		"（第二十一条第一款第五项：自受理之日起四十五个工作日内；第二十条：检定、检验、检测、鉴定的时间不计算在内）", chinese[3])
	require.Equal(t, "告知不予受理的理由（rejection_notice）：自不予受理起", chinese[7])
	require.Len(t, chinese, 8)

	frame := lookup(t, "cn-samr-order121")
	require.Contains(t, frame.Describe(commitment.Chinese)[2], "：时限待填，自登记起")
	require.Contains(t, frame.Describe(commitment.English)[2], ": a number to be filled in, after receipt")
	small := parseProcedure(t, `, "clocks": [{"id": "k", "start": ["note", "note"], "stop": [], "within": "90m", "pause_on": ["*", "own_reason"],
		"extension": {"max": "1mo"}}, {"id": "l", "within": "2y"}], "duties": [{"id": "d", "after": ["link"], "written": true}]`)
	require.Equal(t, []string{
		"p 1", "k: 1h30m0s of working time, after note, paused for *, own reason, extended by 1 months at most", "l: 2 years, after ", "d: after link, in writing",
	}, small.Describe(commitment.English))
	require.Equal(t, []string{
		"p 1", "k：工作时间 1h30m0s，自记录起，任何原因、own_reason期间暂停计时，最多延长 1 个月", "l：2 年，自起", "d：自关联起，书面",
	}, small.Describe(commitment.Chinese))
}

func TestMermaid(t *testing.T) {
	require.Equal(t, `stateDiagram-v2
    [*] --> received: receive
    received --> opened: open [target]
    received --> contacted: contact reached [reachable]
    received --> closed: close [contacted]
    contacted --> opened: open [target]
    contacted --> closed: close [contacted]
    opened --> [*]
    closed --> [*]
`, feedback.FlowOf(feedback.SurveyAnswer).Mermaid())
	complaint := lookup(t, "cn-nfra-bank").Mermaid()
	require.Equal(t, feedback.FlowOf(feedback.Complaint).Mermaid(), complaint)
	for _, line := range []string{
		"on_hold --> accepted: resume", "on_hold --> investigating: resume", "merged --> on_hold: unmerge", "replied --> reopened: follow_up unsatisfied [not_handler]",
		"replied --> closed: follow_up satisfied/basically_satisfied/waived/refused [not_handler, remedies]", "closed --> external: appeal [body]",
	} {
		require.Contains(t, complaint, "    "+line+"\n")
	}
	require.NotContains(t, complaint, "on_hold --> received: resume")
	require.Equal(t, "stateDiagram-v2\n    [*] --> a_b__c_: receive\n    状态 --> a_b__c_: x_\n",
		feedback.Flow{Start: "a b: c\n", States: []feedback.State{"状态"}, Steps: []feedback.Step{{Action: "x[", From: []feedback.State{"状态"}, To: "a b: c\n"}}}.Mermaid())

	p := parseProcedure(t, `, "kinds": ["praise", "enquiry"]`)
	require.Contains(t, p.Mermaid(), `stateDiagram-v2
    state praise {
        state "received" as praise_received
        state "acknowledged" as praise_acknowledged
        state "withdrawn" as praise_withdrawn
        state "closed" as praise_closed
        [*] --> praise_received: receive
        praise_received --> praise_acknowledged: acknowledge [reachable, once]
`)
	require.Contains(t, p.Mermaid(), "        praise_closed --> [*]\n    }\n    state enquiry {\n")
}

func TestProcedures(t *testing.T) {
	require.Equal(t, []string{
		"au-rg271", "cn-consumer-law", "cn-miit-telecom", "cn-nfra-bank", "cn-samr-order121", "cn-samr-order20", "cn-xinfang", "iso-10002",
		"support-desk", "uk-fca-disp", "uk-fca-psd",
	}, procedures.Names())
}
