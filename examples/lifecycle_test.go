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

// What the provider promises its customers.
const promise = `{
	"id": "support", "version": "2026", "title": "售后服务承诺",
	"rules": [
		{"id": "vip-urgent", "when": {"tier": ["vip"], "priority": ["urgent"]}, "commitments": [
			{"metric": "first_response", "within": "30m", "calendar": "office"},
			{"metric": "resolution", "within": "8h", "calendar": "office", "pause_on": ["waiting_customer"], "consent": "required",
			 "alerts": [{"id": "half", "at": "50%"}, {"id": "manager", "at": "+1h"}]}]},
		{"id": "default", "commitments": [{"metric": "resolution", "within": "3bd", "calendar": "office"}]}]}`

// What it owes when it breaks the promise.
const terms = `{
	"id": "late-credit", "version": "2026", "currency": "CNY",
	"facts": {"breached": "bool", "overdue_minutes": "number", "monthly_fee": "number"},
	"rules": [{"id": "late", "when": "breached", "amount": "pct(1, monthly_fee) * ceil(overdue_minutes / 60)", "form": "credit"}],
	"caps": [{"id": "month", "limit": "pct(10, monthly_fee)"}], "round": {"to": "0.01", "mode": "half_up"}}`

// shanghai returns a minute of February 2026 there.
func shanghai(zone *time.Location, day, hour, minute int) time.Time {
	return time.Date(2026, time.February, day, hour, minute, 0, 0, zone)
}

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}

// A VIP has an urgent complaint on the evening before the Spring Festival of 2026.
// Saturday the 14th is worked in exchange (调休), the nine days after it are off.
func Example() {
	zone := must(time.LoadLocation("Asia/Shanghai"))
	at := func(day, hour, minute int) time.Time { return shanghai(zone, day, hour, minute) }

	// Definitions, compiled once.
	office := must(calendar.New(calendar.Spec{
		Name: "office", Location: zone, Week: calendar.Weekdays(calendar.MustHours("09:00-12:00,13:30-18:00")),
		Holidays: []calendar.HolidaySource{cn.PublicHolidays()},
	}))
	calendars := map[string]*calendar.Calendar{"office": office}
	engine := must(sla.Compile(calendars, must(sla.ParsePolicy([]byte(promise)))))
	scheme := must(compensation.Compile(must(compensation.ParseScheme([]byte(terms)))))
	desk := must(feedback.Compile(calendars, must(procedures.Lookup("support-desk"))))

	// The case, as the host stored it.
	c := sla.Case{
		ID: "T-1", Attributes: map[string][]string{"tier": {"vip"}, "priority": {"urgent"}, "monthly_fee": {"2000"}},
		Events: []sla.Event{
			{ID: "e1", At: at(13, 17, 0), Kind: sla.KindOpened, Actor: sla.ActorCustomer},
			{ID: "e2", At: at(13, 17, 20), Kind: sla.KindReplied, Actor: sla.ActorAgent},
			{ID: "e3", At: at(14, 9, 0), Kind: sla.KindPaused, Reason: "waiting_customer"},
			{ID: "e4", At: at(14, 10, 0), Kind: sla.KindResumed, Reason: "waiting_customer"},
			{
				ID: "e5", At: at(14, 16, 0), Kind: sla.KindExtensionGranted, Metric: sla.MetricResolution,
				Extension: &sla.Extension{By: calendar.MustAllowance("2h"), Consent: true, Reference: "call of 16:00"},
			},
			{ID: "e6", At: at(24, 16, 0), Kind: sla.KindResolved},
		},
	}
	report := must(engine.Evaluate(c, at(24, 18, 0)))
	resolution, _ := report.Clock(sla.MetricResolution)
	fmt.Println(report.RuleID, resolution.Verdict, resolution.Due.Format(time.DateTime), resolution.Elapsed, resolution.Overdue)

	// The host acts once for each key, however often it asks.
	acted := map[string]bool{}
	for range 2 {
		for _, firing := range must(engine.Evaluate(c, at(24, 18, 0))).Firings {
			if !acted[firing.Key] {
				acted[firing.Key] = true
				fmt.Println("act on", firing.Key)
			}
		}
	}

	// What is owed, with its lines.
	award := must(scheme.Assess(compensation.Claim{Facts: must(scheme.Facts(report, sla.MetricResolution))}))
	for _, line := range award.Explain(commitment.Chinese) {
		fmt.Println(line)
	}

	// The complaint about it, until the customer confirms.
	item := feedback.Item{ID: "P-1", Kind: feedback.Complaint, Customer: "c-9", Text: "过节期间无人处理"}
	reply := []feedback.ReplyPart{feedback.ReplyDecision, feedback.ReplyReason, feedback.ReplyRemedy, feedback.ReplyRights}
	var actions []feedback.Action
	for i, a := range []feedback.Action{
		{At: at(24, 16, 30), Kind: feedback.ActionReceive},
		{At: at(24, 17, 0), Kind: feedback.ActionAcknowledge, By: feedback.RoleRecorder},
		{At: at(24, 17, 0), Kind: feedback.ActionClassify, Severity: feedback.SeverityHigh},
		{At: at(24, 17, 0), Kind: feedback.ActionAccept},
		{At: at(24, 17, 0), Kind: feedback.ActionAssign, Assignee: "ann"},
		{At: at(24, 17, 30), Kind: feedback.ActionStart, Actor: "ann"},
		{
			At: at(25, 10, 0), Kind: feedback.ActionDecide, Decision: feedback.Upheld, Note: "值班交接遗漏",
			Remedies: []feedback.Remedy{{ID: "credit", Kind: "credit", Award: award.Fingerprint[:8]}},
		},
		{At: at(25, 11, 0), Kind: feedback.ActionReply, Holds: reply},
		{At: at(25, 14, 0), Kind: feedback.ActionRemedyDone, Remedy: "credit"},
		{At: at(26, 10, 0), Kind: feedback.ActionFollowUp, By: feedback.RoleQuality, Result: feedback.ResultSatisfied},
	} {
		a.Key = fmt.Sprint("P-1/", i)
		if err := desk.Check(item, actions, a); err != nil {
			log.Fatal(err)
		}
		actions = append(actions, a)
	}
	status := must(desk.Replay(item, actions, at(26, 12, 0)))
	fmt.Println(status.Path)
	fmt.Println(status.State, status.ClosedAs, len(status.Remedies))

	// How well the service does: of this case there is little to say, and it says so.
	var attainment kpi.Attainment
	if err := attainment.AddReport(report); err != nil {
		log.Fatal(err)
	}
	fcr := kpi.ScoreFCR(slices.Values([]kpi.Issue{{
		ID: c.ID, Customer: "c-9", Key: "outage", Opened: at(13, 17, 0), Resolved: at(24, 16, 0), CustomerContacts: 1,
	}}), kpi.FCRRule{}, at(26, 12, 0))
	csat := must(kpi.NewCSAT(kpi.CSATRule{}))
	if err := csat.Add(4); err != nil {
		log.Fatal(err)
	}
	fmt.Println(attainment.Result(sla.MetricResolution).Describe(commitment.Chinese)[0])
	fmt.Println(fcr.Describe(commitment.Chinese)[0])
	fmt.Println(csat.Result().Describe(commitment.Chinese)[0])
	card := must(kpi.NewScorecard(kpi.ScorecardRule{
		ID: "service", Version: "2026", Missing: kpi.Renormalise,
		Items: []kpi.ScoreItem{
			{ID: "first response", Weight: 40, Scaling: kpi.Scaling{Floor: 0.5, Target: 1}},
			{ID: "satisfaction", Weight: 60, Scaling: kpi.Scaling{Floor: 0.5, Target: 1}},
		},
		Grades: kpi.Grades{{Name: "A", From: 90}, {Name: "B", From: 0}},
	}))
	responded, _ := attainment.Ratio(sla.MetricFirstResponse).Value()
	score := must(card.Score(map[string]float64{"first response": responded, "satisfaction": csat.Result().Value}))
	fmt.Println(score.Score, score.Grade)
	// Output:
	// vip-urgent missed 2026-02-24 11:30:00 13h0m0s 3h0m0s
	// act on T-1/resolution/1/0/half/1
	// act on T-1/resolution/1/1/manager/1
	// late-credit（2026）：应赔付 60.00 CNY。
	// late：计算赔付金额（抵扣账单），pct(1, monthly_fee) * ceil(overdue_minutes / 60) = 60，+60.00 CNY（breached = true；monthly_fee = 2000；overdue_minutes = 180）
	// [received acknowledged classified accepted assigned investigating decided replied closed]
	// closed satisfied 1
	// 承诺达成率（resolution）0.0 %，n = 1，95 % 区间 0.0–79.3 %，样本不足 30，仅供参考
	// 首次解决率（7 天窗口）无数据，不作计算，待定 1
	// 客户满意度（前两档）100.0 %，n = 1，95 % 区间 20.7–100.0 %，样本不足 30，仅供参考
	// 100 A
}
