package examples_test

import (
	"fmt"
	"log"
	"slices"
	"time"
	_ "time/tzdata" // time zones, on machines that have none

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/calendar/cn"
	"github.com/servicecommitment/commitment/compensation"
	"github.com/servicecommitment/commitment/feedback"
	"github.com/servicecommitment/commitment/feedback/procedures"
	"github.com/servicecommitment/commitment/kpi"
	"github.com/servicecommitment/commitment/sla"
)

// What is promised: to a VIP with something urgent an answer in half an hour and
// a solution in sixteen hours of work, to everybody else three business days.
const promises = `{
	"id": "broadband", "version": "2026-01", "title": "Broadband support",
	"reasons": ["waiting_customer"],
	"rules": [
		{"id": "vip-urgent", "when": {"tier": "vip", "priority": "urgent"}, "commitments": [
			{"metric": "first_response", "within": "30m", "calendar": "office"},
			{"metric": "resolution", "within": "16h", "calendar": "office", "pause_on": ["waiting_customer"],
			 "consent": "required", "reopen": "final",
			 "alerts": [{"id": "half", "at": "50%"}, {"id": "hour-left", "at": "-1h"}, {"id": "manager", "at": "+2h"}]}]},
		{"id": "other", "commitments": [{"metric": "resolution", "within": "3bd", "calendar": "office"}]}]}`

// What is owed where that is broken: a share of the monthly fee, twice that to a
// VIP, and never more than a hundred yuan.
const terms = `{
	"id": "late-repair", "version": "2026-01", "currency": "CNY",
	"facts": {"breached": "bool", "overdue_minutes": "number", "tier": "string", "monthly_fee": "number"},
	"tables": {"rate": {"bands": [{"le": "60", "value": "5"}, {"gt": "60", "le": "240", "value": "10"}, {"gt": "240", "value": "20"}]}},
	"rules": [
		{"id": "late", "title": {"en": "repaired late", "zh": "修复超时"}, "form": "credit", "when": "breached",
		 "amount": "pct(rate(overdue_minutes) * choose(tier == \"vip\", 2, 1), monthly_fee)"}],
	"caps": [{"id": "case", "title": {"en": "limit for one case", "zh": "单次封顶"}, "limit": "100"}]}`

// What is asked afterwards.
const question = `{
	"id": "after-close", "version": "1", "measure": "csat", "question": "您对本次处理是否满意？",
	"expires": "336h", "cool_down": "720h", "bad": 2, "opens": "call_back"}`

// house is all that is compiled once and asked for every case.
type house struct {
	promises *sla.Engine
	terms    *compensation.Program
	desk     *feedback.Desk
	survey   feedback.Survey
}

// open compiles the definitions with the calendar of an office in Shanghai.
func open() house {
	office := must(calendar.New(calendar.Spec{
		Name:     "office",
		Location: shanghai(),
		Week:     calendar.Weekdays(calendar.MustHours("09:00-12:00,13:30-18:00")),
		Holidays: []calendar.HolidaySource{cn.PublicHolidays()},
	}))
	calendars := map[string]*calendar.Calendar{"office": office}
	return house{
		promises: must(sla.Compile(calendars, must(sla.ParsePolicy([]byte(promises))))),
		terms:    must(compensation.Compile(must(compensation.ParseScheme([]byte(terms))))),
		desk:     must(feedback.Compile(calendars, must(procedures.Lookup("support-desk")))),
		survey:   must(feedback.ParseSurvey([]byte(question))),
	}
}

// ticket is what happened to the line, as the host stores it. In 2026 the Spring
// Festival is from 15 to 23 February; Saturday the 14th is worked in exchange.
func ticket() sla.Case {
	return sla.Case{
		ID:         "T-1",
		Attributes: map[string][]string{"tier": {"vip"}, "priority": {"urgent"}, "monthly_fee": {"598.00"}},
		Events: []sla.Event{
			{ID: "e1", At: february(13, 16, 0), Kind: sla.KindOpened, Actor: sla.ActorCustomer},
			{ID: "e2", At: february(13, 16, 20), Kind: sla.KindReplied, Actor: sla.ActorAgent},
			{ID: "e3", At: february(14, 10, 0), Kind: sla.KindPaused, Reason: "waiting_customer"},
			{ID: "e4", At: february(14, 14, 30), Kind: sla.KindResumed, Reason: "waiting_customer"},
			{
				ID: "e5", At: february(24, 14, 0), Kind: sla.KindExtensionGranted, Metric: sla.MetricResolution,
				Extension: &sla.Extension{By: calendar.MustAllowance("8h")}, // nobody asked the customer
			},
			{
				ID: "e6", At: february(24, 15, 0), Kind: sla.KindExtensionGranted, Metric: sla.MetricResolution,
				Extension: &sla.Extension{By: calendar.MustAllowance("4h"), Consent: true, Reference: "call-7"},
			},
			{ID: "e7", At: february(26, 10, 30), Kind: sla.KindResolved, Actor: sla.ActorAgent},
			{ID: "e8", At: february(27, 10, 0), Kind: sla.KindReopened, Actor: sla.ActorCustomer},
			{ID: "e9", At: february(27, 15, 0), Kind: sla.KindResolved, Actor: sla.ActorAgent},
		},
	}
}

// complaint is the same matter as the complaint desk has it.
func complaint() feedback.Item {
	return feedback.Item{
		ID: "C-1", Kind: feedback.Complaint, Customer: "u-17", Tier: "vip", Severity: feedback.SeverityHigh,
		Subjects: []string{"tom"}, Text: "除夕前断网，至今无人上门", Wish: "repair",
		Links: []feedback.Link{{Kind: feedback.AwardOf, To: "A-1"}},
	}
}

// handled is what was done about the complaint, in order. A-1 is the award for
// the ticket.
func handled() []feedback.Action {
	reply := []feedback.ReplyPart{feedback.ReplyDecision, feedback.ReplyReason, feedback.ReplyRemedy, feedback.ReplyRights}
	actions := []feedback.Action{
		{At: february(13, 16, 0), Kind: feedback.ActionReceive},
		{At: february(13, 16, 20), Kind: feedback.ActionAcknowledge, By: feedback.RoleRecorder},
		{At: february(13, 16, 30), Kind: feedback.ActionClassify, Category: "broadband/outage"},
		{At: february(13, 16, 30), Kind: feedback.ActionAccept},
		{At: february(13, 16, 40), Kind: feedback.ActionAssign, Assignee: "ann"},
		{At: february(13, 17, 0), Kind: feedback.ActionStart, Actor: "ann"},
		{At: february(14, 10, 0), Kind: feedback.ActionHold, Reason: "waiting_customer"},
		{At: february(14, 14, 30), Kind: feedback.ActionResume},
		{
			At: february(24, 15, 0), Kind: feedback.ActionExtend, Clock: "resolve_general", Extend: calendar.MustAllowance("1bd"),
			Reason: "spare part on its way", Consent: true, Told: true,
		},
		{
			At: february(26, 10, 30), Kind: feedback.ActionDecide, Decision: feedback.Upheld, Note: "the splitter was broken",
			Remedies: []feedback.Remedy{{ID: "credit", Kind: "credit", Award: "A-1"}},
		},
		{At: february(26, 11, 0), Kind: feedback.ActionReply, Holds: reply},
		{At: february(26, 15, 0), Kind: feedback.ActionRemedyDone, Remedy: "credit"},
		{At: february(27, 10, 0), Kind: feedback.ActionFollowUp, By: feedback.RoleQuality, Result: feedback.ResultUnsatisfied},
		{At: february(27, 11, 0), Kind: feedback.ActionEscalate},
		{At: february(27, 15, 0), Kind: feedback.ActionDecide, Decision: feedback.Upheld, Note: "the cable was replaced as well"},
		{At: february(27, 15, 30), Kind: feedback.ActionReply, Holds: reply},
		{At: february(28, 10, 0), Kind: feedback.ActionFollowUp, By: feedback.RoleQuality, Result: feedback.ResultSatisfied},
	}
	for i := range actions {
		actions[i].Key = fmt.Sprintf("C-1/%02d", i+1)
	}
	return actions
}

// asked is the survey that was sent after the close, and what came back: the last
// answer counts.
func asked() (feedback.Sending, []feedback.Answer) {
	sending := feedback.Sending{ID: "s-1", Survey: "after-close", Item: "C-1", Customer: "u-17", At: february(28, 11, 0)}
	return sending, []feedback.Answer{
		{Key: "1", Sending: "s-1", At: february(28, 11, 5), Score: 2},
		{Key: "2", Sending: "s-1", At: february(28, 11, 9), Score: 4},
	}
}

// issues are the contacts of the month: that of the story, which came back, and
// one that was done at once.
func issues() []kpi.Issue {
	story := must(kpi.IssueOf(ticket(), february(28, 12, 0)))
	story.Customer, story.Key = "u-17", "outage"
	return []kpi.Issue{
		story,
		{ID: "T-2", Customer: "u-18", Key: "password", Opened: february(13, 9, 0), Resolved: february(13, 9, 10), CustomerContacts: 1},
	}
}

// scorecard weighs the three figures of the month.
func scorecard() *kpi.Scorecard {
	return must(kpi.NewScorecard(kpi.ScorecardRule{
		ID: "service-2026", Version: "1",
		Items: []kpi.ScoreItem{
			{ID: "fulfilment", Weight: 50, Scaling: kpi.Scaling{Target: 1}},
			{ID: "fcr", Weight: 30, Scaling: kpi.Scaling{Target: 0.8}},
			{ID: "csat", Weight: 20, Scaling: kpi.Scaling{Target: 1}},
		},
		Grades: kpi.Grades{{Name: "B", From: 60}, {Name: "A", From: 80}},
	}))
}

// keepPromise is the host of one case: it looks when an event comes and when its
// one timer goes off, and acts once on each firing, whose key it stores.
func keepPromise(promises *sla.Engine, c sla.Case, acted map[string]bool) []sla.Firing {
	var acts []sla.Firing
	for now := c.Events[0].At; !now.IsZero(); {
		report := must(promises.Evaluate(c, now))
		for _, firing := range report.Firings {
			if !acted[firing.Key] {
				acted[firing.Key] = true
				acts = append(acts, firing)
			}
		}
		next := report.Next
		for _, e := range c.Events {
			if e.At.After(now) && (next.IsZero() || e.At.Before(next)) {
				next = e.At
			}
		}
		now = next
	}
	return acts
}

// month returns the figures of the month by the items of the scorecard.
func (h *house) month(report sla.Report) map[string]kpi.Figure {
	var promised kpi.Attainment
	check(promised.AddReport(report))
	satisfied := must(feedback.NewTally(h.survey))
	sending, answers := asked()
	check(satisfied.Add(must(h.survey.Count(sending, answers))))
	return map[string]kpi.Figure{
		"fulfilment": promised.Fulfilment(),
		"fcr":        kpi.ScoreFCR(slices.Values(issues()), kpi.FCRRule{}, february(28+10, 0, 0)).Figure,
		"csat":       satisfied.CSAT().Result().Figure,
	}
}

// A VIP's line fails on the last Friday before the Spring Festival of 2026. The
// promise is broken, which costs money; the complaint goes round the loop twice;
// the month is scored.
func Example_lifecycle() {
	h := open()

	fmt.Println("# Whom to tell, once")
	for _, firing := range keepPromise(h.promises, ticket(), make(map[string]bool)) {
		fmt.Println(firing.At.Format(time.DateTime), firing.Key)
	}

	fmt.Println("# The promise")
	now := february(28, 12, 0)
	report := must(h.promises.Evaluate(ticket(), now))
	fmt.Println("rule", report.RuleID)
	for _, c := range report.Clocks {
		fmt.Println(c.Commitment, c.Verdict, "due", c.Due.Format(time.DateTime), "paused", c.Paused, "overdue", c.Overdue)
	}
	for _, finding := range report.Findings {
		fmt.Println("changed nothing:", finding.EventID, finding.Code)
	}

	fmt.Println("# What is owed")
	facts := must(h.terms.Facts(report, sla.MetricResolution))
	award := must(h.terms.Assess(compensation.Claim{Facts: facts}))
	for _, lang := range []commitment.Lang{commitment.English, commitment.Chinese} {
		for _, line := range award.Explain(lang) {
			fmt.Println(line)
		}
	}

	fmt.Println("# The complaint")
	status := must(h.desk.Replay(complaint(), handled(), now))
	for path := range slices.Chunk(status.Path, 5) {
		fmt.Println(path)
	}
	fmt.Println("closed as", status.ClosedAs, "at level", status.LevelID, "with", status.Remedies[0].Award)
	for _, c := range status.Clocks {
		if !c.Due.IsZero() {
			fmt.Println(c.ID, c.Cycle, "by", c.DueOn, c.Verdict)
		}
	}

	fmt.Println("# The month")
	figures := h.month(report)
	for _, id := range []string{"fulfilment", "fcr", "csat"} {
		fmt.Println(figures[id].Describe(commitment.Chinese)[0])
	}
	for _, line := range must(scorecard().ScoreFigures(figures)).Describe(commitment.English) {
		fmt.Println(line)
	}
	// Output:
	// # Whom to tell, once
	// 2026-02-24 10:30:00 T-1/resolution/1/0/half/1
	// 2026-02-25 15:30:00 T-1/resolution/1/1/hour-left/1
	// 2026-02-26 09:30:00 T-1/resolution/1/1/manager/1
	// # The promise
	// rule vip-urgent
	// first_response met due 2026-02-13 16:30:00 paused 0s overdue 0s
	// resolution missed due 2026-02-25 16:30:00 paused 3h0m0s overdue 3h0m0s
	// changed nothing: e5 extension_needs_consent
	// # What is owed
	// late-repair (2026-01): owed is 100.00 CNY.
	// repaired late: computed (credit), pct(rate(overdue_minutes) * choose(tier == "vip", 2, 1), monthly_fee) = 119.6, +119.60 CNY (breached = true; overdue_minutes = 180; tier = vip; monthly_fee = 598.00; rate(180): > 60, <= 240)
	// limit for one case: cut to the cap, 100, -19.60 CNY
	// late-repair（2026-01）：应赔付 100.00 CNY。
	// 修复超时：计算赔付金额（账单抵扣），pct(rate(overdue_minutes) * choose(tier == "vip", 2, 1), monthly_fee) = 119.6，+119.60 CNY（breached = true；overdue_minutes = 180；tier = vip；monthly_fee = 598.00；rate(180): > 60, <= 240）
	// 单次封顶：超过封顶额，按封顶额计，100，-19.60 CNY
	// # The complaint
	// [received acknowledged classified accepted assigned]
	// [investigating on_hold investigating decided replied]
	// [reopened escalated decided replied closed]
	// closed as satisfied at level supervisor with A-1
	// acknowledge 1 by 2026-02-13 met
	// resolve_general 1 by 2026-02-26 met
	// remedy 1 by 2026-03-04 met
	// follow_up 1 by 2026-02-27 met
	// follow_up 2 by 2026-02-28 met
	// # The month
	// 承诺兑现率 50.0 %，n = 2，95 % 置信区间 9.5–90.5 %，样本不足 30，仅供参考
	// 首次解决率（7 天窗口）50.0 %，n = 2，95 % 置信区间 9.5–90.5 %，样本不足 30，仅供参考
	// 客户满意度（前两档）100.0 %，n = 1，95 % 置信区间 20.7–100.0 %，样本不足 30，仅供参考
	// scorecard service-2026: score 63.75, coverage 100.0 %, grade B
	// fulfilment: 50.00, weight 50
	// fcr: 62.50, weight 30
	// csat: 100.00, weight 20
}

func shanghai() *time.Location { return must(time.LoadLocation("Asia/Shanghai")) }

// february returns a minute of February 2026 in Shanghai; its 29th is 1 March.
func february(day, hour, minute int) time.Time {
	return time.Date(2026, time.February, day, hour, minute, 0, 0, shanghai())
}

// must returns a value that the story takes for granted.
func must[T any](value T, err error) T {
	check(err)
	return value
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
