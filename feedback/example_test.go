package feedback_test

import (
	"encoding/json"
	"fmt"
	"log"
	"time"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/feedback"
	"github.com/servicecommitment/commitment/feedback/procedures"
	"github.com/servicecommitment/commitment/sla"
)

// counter returns a desk for procedures, with an office in Shanghai.
func counter(list ...feedback.Procedure) *feedback.Desk {
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		log.Fatal(err)
	}
	office, err := calendar.New(calendar.Spec{
		Name: "office", Location: zone, Week: calendar.Weekdays(calendar.MustHours("09:00-12:00,13:30-18:00")),
	})
	if err != nil {
		log.Fatal(err)
	}
	desk, err := feedback.Compile(map[string]*calendar.Calendar{"office": office}, list...)
	if err != nil {
		log.Fatal(err)
	}
	return desk
}

// named returns a procedure of package procedures.
func named(name string) feedback.Procedure {
	p, err := procedures.Lookup(name)
	if err != nil {
		log.Fatal(err)
	}
	return p
}

// march returns an hour of a day of March 2026 in Shanghai.
func march(day, hour int) time.Time {
	return time.Date(2026, time.March, day, hour, 0, 0, 0, time.FixedZone("", 8*60*60))
}

// A complaint goes round the loop: the first answer does not satisfy the customer.
func Example() {
	desk := counter(named("support-desk"))
	item := feedback.Item{ID: "C-1", Kind: feedback.Complaint, Customer: "c-17", Subjects: []string{"tom"}, Text: "charged twice"}
	var actions []feedback.Action
	do := func(a feedback.Action) {
		a.Key = fmt.Sprintf("C-1/%d", len(actions)+1)
		if err := desk.Check(item, actions, a); err != nil {
			fmt.Println(err)
			return
		}
		actions = append(actions, a)
	}
	parts := []feedback.ReplyPart{feedback.ReplyDecision, feedback.ReplyReason, feedback.ReplyRemedy, feedback.ReplyRights}
	do(feedback.Action{At: march(2, 9), Kind: feedback.ActionReceive})
	do(feedback.Action{At: march(2, 10), Kind: feedback.ActionAcknowledge, By: feedback.RoleRecorder})
	do(feedback.Action{At: march(2, 10), Kind: feedback.ActionClassify, Severity: feedback.SeverityMedium})
	do(feedback.Action{At: march(2, 10), Kind: feedback.ActionAccept})
	do(feedback.Action{At: march(2, 11), Kind: feedback.ActionAssign, Assignee: "tom"})
	do(feedback.Action{At: march(2, 11), Kind: feedback.ActionAssign, Assignee: "ann"})
	do(feedback.Action{At: march(2, 14), Kind: feedback.ActionStart, Actor: "ann"})
	do(feedback.Action{At: march(3, 10), Kind: feedback.ActionDecide, Decision: feedback.NotUpheld})
	do(feedback.Action{At: march(3, 10), Kind: feedback.ActionDecide, Decision: feedback.NotUpheld, Note: "one order, two parcels"})
	do(feedback.Action{At: march(3, 11), Kind: feedback.ActionReply, Holds: parts})
	do(feedback.Action{At: march(4, 10), Kind: feedback.ActionFollowUp, By: feedback.RoleQuality, Result: feedback.ResultUnsatisfied})
	do(feedback.Action{At: march(4, 11), Kind: feedback.ActionEscalate})
	do(feedback.Action{
		At: march(5, 11), Kind: feedback.ActionDecide, Decision: feedback.Upheld, Note: "billed twice indeed",
		Remedies: []feedback.Remedy{{ID: "refund", Kind: "refund", Award: "A-9"}},
	})
	do(feedback.Action{At: march(5, 14), Kind: feedback.ActionReply, Holds: parts})
	do(feedback.Action{At: march(6, 9), Kind: feedback.ActionFollowUp, By: feedback.RoleQuality, Result: feedback.ResultSatisfied})
	do(feedback.Action{At: march(6, 10), Kind: feedback.ActionRemedyDone, Remedy: "refund"})
	do(feedback.Action{At: march(6, 11), Kind: feedback.ActionFollowUp, By: feedback.RoleQuality, Result: feedback.ResultSatisfied})

	status, err := desk.Replay(item, actions, march(6, 12))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(status.Path)
	fmt.Println(status.ClosedAs, status.Satisfaction, status.LevelID, status.Remedies[0].Award)
	for _, clock := range status.Clocks {
		if !clock.Due.IsZero() {
			fmt.Println(clock.ID, clock.Cycle, clock.DueOn, clock.Verdict)
		}
	}
	// Output:
	// feedback: "assign" is not allowed in state "accepted": conflict_of_interest
	// feedback: "decide" is not allowed in state "investigating": notes_required
	// feedback: "follow_up" is not allowed in state "replied": remedy_pending
	// [received acknowledged classified accepted assigned investigating decided replied reopened escalated decided replied closed]
	// satisfied satisfied supervisor A-9
	// acknowledge 1 2026-03-02 met
	// resolve_general 1 2026-03-05 met
	// remedy 1 2026-03-12 met
	// follow_up 1 2026-03-04 met
	// follow_up 2 2026-03-06 met
}

func ExampleParseProcedure() {
	p, err := feedback.ParseProcedure([]byte(`{"id": "shop", "version": "1", "calendar": "office", "kinds": ["complaint"],
		"clocks": [{"id": "answer", "start": ["receive"], "stop": ["reply"], "within": "2bd", "extension": {"max": "1bd", "consent": true}}]}`))
	fmt.Println(p.ID, p.Clocks[0].Within, p.Clocks[0].Extension.Consent, err)
	_, err = feedback.ParseProcedure([]byte(`{"id": "shop", "clock": []}`))
	fmt.Println(err)
	// Output:
	// shop 2bd true <nil>
	// feedback: clock: unknown field, did you mean "clocks"?
}

// Everything that is wrong is reported at once.
func ExampleCompile() {
	p := feedback.Procedure{
		ID: "shop", Version: "1", Calendar: "office", Kinds: []feedback.Kind{feedback.Praise},
		Clocks: []feedback.ClockRule{{
			ID: "answer", Within: calendar.MustAllowance("2bd"),
			Start: []feedback.Moment{{Action: feedback.ActionAccept}}, Stop: []feedback.Moment{{Action: feedback.ActionClose}},
		}},
	}
	_, err := feedback.Compile(nil, p)
	for _, problem := range commitment.FieldErrors(err) {
		fmt.Println(problem)
	}
	// Output:
	// calendar: unknown calendar "office"
	// clocks[0].start[0]: "accept" cannot happen in the flow of these items
}

func ExampleDesk_Replay() {
	desk := counter(named("cn-samr-order20"))
	item := feedback.Item{ID: "C-1", Kind: feedback.Complaint}
	status, err := desk.Replay(item, []feedback.Action{{Key: "1", At: march(2, 9), Kind: feedback.ActionReceive}}, march(3, 9))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(status.State, status.Open, status.Procedure, status.Next.Format(time.DateTime))
	for _, next := range status.Allowed[:3] {
		fmt.Println(next.Kind, next.Missing)
	}
	clock, _ := status.Clock("accept_decision")
	fmt.Println(clock.DueOn, clock.Verdict == sla.Open)
	// Output:
	// received true cn-samr-order20 2026-03-11 18:00:00
	// acknowledge []
	// classify []
	// reject [{reason_required reason}]
	// 2026-03-11 true
}

func ExampleDesk_Check() {
	desk := counter(named("cn-samr-order20"))
	item := feedback.Item{ID: "C-1", Kind: feedback.Complaint}
	actions := []feedback.Action{{Key: "1", At: march(2, 9), Kind: feedback.ActionReceive}}
	err := desk.Check(item, actions, feedback.Action{Key: "2", At: march(2, 10), Kind: feedback.ActionReject})
	fmt.Println(err)
	if refused, ok := feedback.Refused(err); ok {
		fmt.Println(refused.Code() == feedback.CodeReasonRequired, refused.Missing[0].Field, refused.Has(feedback.CodeNotAllowed))
	}
	fmt.Println(desk.Check(item, actions, feedback.Action{Key: "2", At: march(2, 8), Kind: feedback.ActionClassify}))
	fmt.Println(desk.Check(item, actions, feedback.Action{Key: "2", At: march(2, 10), Kind: feedback.ActionReject, Reason: "no_jurisdiction"}))
	// Output:
	// feedback: "reject" is not allowed in state "received": reason_required
	// true reason false
	// feedback: "classify" is not allowed in state "received": time_goes_back
	// <nil>
}

func ExampleDesk_Choose() {
	desk := counter(named("cn-samr-order20"), named("cn-consumer-law"))
	p, err := desk.Choose("CN", "market-regulator", calendar.MustDate(2026, 4, 14))
	fmt.Println(p.ID, err)
	_, err = desk.Choose("CN", "market-regulator", calendar.MustDate(2026, 4, 15))
	fmt.Println(err)
	// Output:
	// cn-samr-order20 <nil>
	// feedback: no procedure for jurisdiction "CN" and scheme "market-regulator" on 2026-04-15
}

// What can be told the customer at receipt.
func ExampleDesk_Deadline() {
	desk := counter(named("cn-nfra-bank"))
	deadline, err := desk.Deadline("cn-nfra-bank", "resolve_complex", march(2, 20))
	fmt.Println(deadline.On, deadline.Due.Format(time.DateTime), "extended:", deadline.LatestOn, err)
	// Output:
	// 2026-04-01 2026-04-02 00:00:00 extended: 2026-05-01 <nil>
}

func ExampleDesk_Procedures() {
	for _, p := range counter(named("uk-fca-disp"), named("uk-fca-psd")).Procedures() {
		fmt.Println(p.ID, p.Effective.From)
	}
	// Output:
	// uk-fca-disp 2016-06-30
	// uk-fca-psd 2018-01-13
}

func ExampleDesk_Explain() {
	desk := counter(named("cn-samr-order20"))
	item := feedback.Item{ID: "R-1", Kind: feedback.Report}
	explanation, err := desk.Explain(item, []feedback.Action{{Key: "1", At: march(2, 9), Kind: feedback.ActionReceive}}, march(2, 12))
	if err != nil {
		log.Fatal(err)
	}
	lines := explanation.Explain(commitment.Chinese)
	for _, line := range append(lines[:5:5], lines[len(lines)-2:]...) {
		fmt.Println(line)
	}
	// Output:
	// 举报 R-1，适用市场监督管理投诉举报处理暂行办法（cn-samr-order20 2022），截至2026-03-02（周一）12:00：已登记
	// 办理过程：已登记
	// 核查举报线索（verify_report）：计时中，未超时，到期时间 2026-03-23（周一）18:00，延期后最迟 2026-04-13（周一）18:00
	// 告知实名举报人是否立案（tell_named_reporter）：未开始
	// 应办：verify_report，最迟 2026-03-23（周一）18:00
	//     2026-03-02（周一）：09:00–12:00 计入 3 小时
	//   告知实名举报人是否立案：未开始计时
}

// On the last day of the eight weeks a letter takes the place of the answer.
func ExampleStatus_Owes() {
	desk := counter(named("uk-fca-disp"))
	item := feedback.Item{ID: "C-1", Kind: feedback.Complaint}
	actions := []feedback.Action{
		{Key: "1", At: march(30, 9), Kind: feedback.ActionReceive}, {Key: "2", At: march(30, 10), Kind: feedback.ActionAcknowledge, Written: true},
	}
	for _, now := range []time.Time{march(31, 9), march(30+56, 9)} {
		status, err := desk.Replay(item, actions, now)
		if err != nil {
			log.Fatal(err)
		}
		letter, owed := status.Owes("delay_letter")
		fmt.Println(status.MustSend(), owed, letter.Instead, letter.Says)
		for _, obligation := range status.Obligations {
			fmt.Println("-", obligation.ID, "by", obligation.On, obligation.Overdue)
		}
	}
	// Output:
	// [final_response] false  []
	// - final_response by 2026-05-25 false
	// [delay_letter] true final_response [why when_expected right_to_ombudsman]
	// - delay_letter by 2026-05-25 false
}

func ExampleStatus_Allows() {
	desk := counter(named("uk-fca-disp"))
	status, err := desk.Replay(feedback.Item{ID: "C-1", Kind: feedback.Complaint},
		[]feedback.Action{{Key: "1", At: march(30, 9), Kind: feedback.ActionReceive}}, march(30, 9))
	if err != nil {
		log.Fatal(err)
	}
	missing, ok := status.Allows(feedback.ActionAppeal)
	fmt.Println(missing, ok)
	missing, ok = status.Allows(feedback.ActionClose)
	fmt.Println(missing, ok)
	// Output:
	// [{target_required target}] true
	// [] false
}

func ExampleStatus_Explain() {
	desk := counter(named("iso-10002"))
	status, err := desk.Replay(feedback.Item{ID: "P-1", Kind: feedback.Praise},
		[]feedback.Action{{Key: "1", At: march(2, 9), Kind: feedback.ActionReceive}}, march(2, 9))
	if err != nil {
		log.Fatal(err)
	}
	for _, line := range status.Explain(commitment.English)[:4] {
		fmt.Println(line)
	}
	// Output:
	// praise P-1, under iso-10002 2018, as of Mon 2026-03-02 09:00: received
	// Path: received
	// Possible: acknowledge
	// Possible: close
}

func ExampleProcedure_Describe() {
	for _, line := range named("cn-consumer-law").Describe(commitment.Chinese) {
		fmt.Println(line)
	}
	// Output:
	// 消费者投诉处理（消费者权益保护法第四十六条）（cn-consumer-law 2014），自 2014-03-15 起施行
	// 依据：中华人民共和国消费者权益保护法（2013年修正）第四十六条：自收到投诉之日起七个工作日内予以处理并告知消费者
	// 处理并告知消费者（handle_and_tell）：7 个工作日，自登记起，至答复或告知不予受理止（第四十六条）
}

func ExampleProcedure_Mermaid() {
	p := feedback.Procedure{ID: "kudos", Version: "1", Kinds: []feedback.Kind{feedback.Praise}}
	fmt.Print(p.Mermaid())
	// Output:
	// stateDiagram-v2
	//     [*] --> received: receive
	//     received --> acknowledged: acknowledge [reachable, once]
	//     received --> closed: close
	//     received --> withdrawn: withdraw
	//     acknowledged --> closed: close
	//     acknowledged --> withdrawn: withdraw
	//     withdrawn --> [*]
	//     closed --> [*]
}

// A flow of one's own: praise that is shared with the team before it is closed.
func ExampleFlowOf() {
	flow := feedback.FlowOf(feedback.Praise)
	flow.States = append(flow.States, "shared")
	flow.Steps = append(flow.Steps,
		feedback.Step{Action: "share", From: []feedback.State{feedback.AnyOpen}, To: "shared", Guards: []feedback.Guard{feedback.GuardTarget}},
	)
	flow.Steps[2].From = []feedback.State{"shared"}
	p := feedback.Procedure{
		ID: "kudos", Version: "1", Calendar: "office", Kinds: []feedback.Kind{feedback.Praise}, Flows: []feedback.Flow{flow},
		Clocks: []feedback.ClockRule{{
			ID: "share", Start: []feedback.Moment{{Action: feedback.ActionReceive}}, Stop: []feedback.Moment{{Action: "share"}},
			Within: calendar.MustAllowance("1bd"),
		}},
		Duties: []feedback.Duty{{Letter: feedback.Letter{ID: "thanks"}, After: []feedback.Moment{{Action: "share"}}}},
	}
	desk := counter(p)
	status, err := desk.Replay(feedback.Item{ID: "P-1", Kind: feedback.Praise}, []feedback.Action{
		{Key: "1", At: march(2, 9), Kind: feedback.ActionReceive}, {Key: "2", At: march(2, 10), Kind: "share", Target: "team"},
	}, march(2, 11))
	fmt.Println(status.State, status.Clocks[0].Verdict, status.MustSend(), err)
	// Output:
	// shared met [thanks] <nil>
}

func ExampleFlow_Mermaid() {
	flow := feedback.Flow{
		Kind: feedback.Praise, Start: "new", States: []feedback.State{"new", "done"}, Ends: []feedback.State{"done"},
		Steps: []feedback.Step{{Action: feedback.ActionClose, From: []feedback.State{"new"}, To: "done"}},
	}
	fmt.Print(flow.Mermaid())
	// Output:
	// stateDiagram-v2
	//     [*] --> new: receive
	//     new --> done: close
	//     done --> [*]
}

func ExampleEffective_Holds() {
	force := feedback.Effective{From: calendar.MustDate(2020, 1, 1), Until: calendar.MustDate(2026, 4, 15)}
	fmt.Println(force.Holds(calendar.MustDate(2026, 4, 14)), force.Holds(calendar.MustDate(2026, 4, 15)))
	// Output:
	// true false
}

func ExampleParseItem() {
	item, err := feedback.ParseItem([]byte(`{"id": "C-1", "kind": "complaint", "severity": "high", "privacy": "confidential", "customer": "c-17",
		"attributes": {"region": "east"}, "links": [{"kind": "same_cause", "to": "C-0"}]}`))
	fmt.Println(item.Kind, item.Severity, item.Privacy, item.Attributes, item.Links, err)
	_, err = feedback.ParseItem([]byte(`{"id": "C-1", "kind": "complain"}`))
	fmt.Println(err)
	// Output:
	// complaint high confidential map[region:[east]] [{same_cause C-0}] <nil>
	// feedback: kind: unknown value "complain"
}

func ExampleParseActions() {
	actions, err := feedback.ParseActions([]byte(`[{"key": "1", "at": "2026-03-02T09:00:00+08:00", "kind": "receive"},
		{"key": "2", "at": "2026-03-02T10:00:00+08:00", "kind": "extend", "clock": "resolve", "extend": "30d", "approver": "boss", "by": "handler"}]`))
	fmt.Println(len(actions), actions[1].Kind, actions[1].Extend, actions[1].By, err)
	// Output:
	// 2 extend 30d handler <nil>
}

func ExampleParseStatus() {
	desk := counter(named("iso-10002"))
	status, err := desk.Replay(feedback.Item{ID: "C-1", Kind: feedback.Complaint}, []feedback.Action{
		{Key: "1", At: march(2, 9), Kind: feedback.ActionReceive}, {Key: "2", At: march(2, 10), Kind: feedback.ActionWithdraw},
	}, march(2, 11))
	if err != nil {
		log.Fatal(err)
	}
	text, err := json.Marshal(status)
	if err != nil {
		log.Fatal(err)
	}
	stored, err := feedback.ParseStatus(text)
	fmt.Println(stored.State, stored.CountsAsComplaint, stored.Kept, err)
	// Output:
	// withdrawn true 2 <nil>
}

// A late delivery is sorted into its place, and what could not be is told.
func ExampleFinding() {
	desk := counter(named("iso-10002"))
	status, err := desk.Replay(feedback.Item{ID: "C-1", Kind: feedback.Complaint}, []feedback.Action{
		{Key: "2", At: march(2, 10), Kind: feedback.ActionAcknowledge},
		{Key: "1", At: march(2, 9), Kind: feedback.ActionReceive},
		{Key: "3", At: march(2, 11), Kind: feedback.ActionResume},
	}, march(2, 11))
	fmt.Println(status.State, status.Kept, err)
	for _, finding := range status.Findings {
		fmt.Println(finding.Code, finding.Key)
	}
	// Output:
	// acknowledged 2 <nil>
	// delivered_late 1
	// not_allowed 3
}

// Clocks that tell somebody something do not start where there is nobody to tell.
func ExampleWhyNot() {
	desk := counter(named("cn-samr-order20"))
	status, err := desk.Replay(feedback.Item{ID: "R-1", Kind: feedback.Report, Privacy: feedback.Anonymous},
		[]feedback.Action{{Key: "1", At: march(2, 9), Kind: feedback.ActionReceive}}, march(2, 9))
	if err != nil {
		log.Fatal(err)
	}
	clock, ok := status.Clock("tell_named_reporter")
	fmt.Println(clock.WhyNot == feedback.NotApplicableAnonymous, clock.Verdict, clock.Due.IsZero(), ok, status.Reachable)
	// Output:
	// true not_applicable true true false
}

// The texts of the enums are those of the JSON forms.
func ExampleParseKind() {
	kind, err := feedback.ParseKind("survey_answer")
	fmt.Println(kind == feedback.SurveyAnswer, err)
	severity, err := feedback.ParseSeverity("critical")
	fmt.Println(severity > feedback.SeverityHigh, err)
	impact, err := feedback.ParseImpact("many")
	fmt.Println(impact == feedback.ImpactMany, err)
	privacy, err := feedback.ParsePrivacy("confidential")
	fmt.Println(privacy == feedback.Confidential, err)
	role, err := feedback.ParseRole("quality")
	fmt.Println(role == feedback.RoleQuality, err)
	link, err := feedback.ParseLinkKind("award_of")
	fmt.Println(link == feedback.AwardOf, err)
	decision, err := feedback.ParseDecision("not_filed")
	fmt.Println(decision == feedback.NotFiled, err)
	outcome, err := feedback.ParseOutcome("unreachable")
	fmt.Println(outcome == feedback.OutcomeUnreachable, err)
	guard, err := feedback.ParseGuard("not_handler")
	fmt.Println(guard == feedback.GuardNotHandler, err)
	_, err = feedback.ParseKind("Complaint")
	fmt.Println(err)
	// Output:
	// true <nil>
	// true <nil>
	// true <nil>
	// true <nil>
	// true <nil>
	// true <nil>
	// true <nil>
	// true <nil>
	// true <nil>
	// feedback: unknown value "Complaint"
}
