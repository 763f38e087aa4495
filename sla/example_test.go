package sla_test

import (
	"fmt"
	"log"
	"slices"
	"time"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/sla"
)

// exampleEngine compiles the text of a policy with an office that is open Monday
// to Friday from 09:00 to 17:00, and a calendar that never closes.
func exampleEngine(policies ...string) *sla.Engine {
	office, err := calendar.New(calendar.Spec{
		Name: "office", Location: time.UTC, Week: calendar.Weekdays(calendar.MustHours("09:00-17:00")),
	})
	if err != nil {
		log.Fatal(err)
	}
	versions := make([]sla.Policy, len(policies))
	for i, text := range policies {
		if versions[i], err = sla.ParsePolicy([]byte(text)); err != nil {
			log.Fatal(err)
		}
	}
	engine, err := sla.Compile(map[string]*calendar.Calendar{"office": office, "always": calendar.Always(time.UTC)}, versions...)
	if err != nil {
		log.Fatal(err)
	}
	return engine
}

const examplePolicy = `{"id": "support", "version": "2026-01", "rules": [
	{"id": "vip", "when": {"tier": "vip"}, "commitments": [
		{"metric": "first_response", "within": "30m", "calendar": "always"},
		{"metric": "resolution", "within": "4h", "calendar": "always"}]},
	{"id": "standard", "commitments": [
		{"metric": "first_response", "within": "2h", "calendar": "office"},
		{"metric": "resolution", "within": "8h", "calendar": "office", "pause_on": ["waiting_customer"],
		 "alerts": [{"id": "warn", "at": "50%"}, {"id": "manager", "at": "-1h"}]}]}]}`

// monday returns an instant of Monday, 5 January 2026.
func monday(hour, minute int) time.Time {
	return time.Date(2026, time.January, 5, hour, minute, 0, 0, time.UTC)
}

func exampleCase() sla.Case {
	return sla.Case{ID: "C-1", Attributes: map[string][]string{"tier": {"standard"}}, Events: []sla.Event{
		{ID: "e1", At: monday(9, 0), Kind: sla.KindOpened, Actor: sla.ActorCustomer},
		{ID: "e2", At: monday(10, 0), Kind: sla.KindReplied, Actor: sla.ActorAgent},
		{ID: "e3", At: monday(11, 0), Kind: sla.KindPaused, Reason: "waiting_customer"},
		{ID: "e4", At: monday(12, 0), Kind: sla.KindResumed},
	}}
}

// A host judges a case whenever an event comes or its timer goes off: it acts on
// the firings that it has not acted on, and sets the timer for Next.
func Example() {
	engine := exampleEngine(examplePolicy)
	acted := []string{"C-1/resolution/1/0/warn/1"} // from an earlier evaluation
	report, err := engine.Evaluate(exampleCase(), monday(16, 0).AddDate(0, 0, 1))
	if err != nil {
		log.Fatal(err)
	}
	for _, clock := range report.Clocks {
		fmt.Println(clock.Commitment, clock.Stage, clock.Verdict, "due", clock.Due.Format(time.DateTime))
	}
	for _, firing := range report.Firings {
		if !slices.Contains(acted, firing.Key) {
			fmt.Println("act:", firing.Key)
		}
	}
	fmt.Println("revoked:", report.Revoked(acted), "next:", report.Next.Format(time.DateTime))
	// Output:
	// first_response stopped met due 2026-01-05 11:00:00
	// resolution running missed due 2026-01-06 10:00:00
	// act: C-1/resolution/1/0/manager/1
	// revoked: [] next: 2060-01-01 00:00:00
}

func ExampleEngine_Evaluate() {
	engine := exampleEngine(examplePolicy)
	report, err := engine.Evaluate(exampleCase(), monday(13, 0))
	if err != nil {
		log.Fatal(err)
	}
	atRisk := func(c sla.Clock) bool { return c.Verdict == sla.Open && c.Remaining < 6*time.Hour }
	resolution, ok := report.Clock(sla.MetricResolution)
	fmt.Println(ok, resolution.Stage == sla.Running, resolution.Elapsed, resolution.Remaining, resolution.Paused, atRisk(resolution))

	// All that is malformed in a case is an error with its path.
	_, err = engine.Evaluate(sla.Case{Events: []sla.Event{{Kind: "Opened"}}}, monday(9, 0))
	for _, field := range commitment.FieldErrors(err) {
		fmt.Println(field)
	}
	// Output:
	// true true 3h0m0s 5h0m0s 1h0m0s true
	// events[0].at: is required
	// events[0].kind: must be a name of lower-case letters, digits and underscores, not "Opened"
}

// What would be promised to a customer, before there is a case.
func ExampleEngine_Quote() {
	report, err := exampleEngine(examplePolicy).Quote(map[string][]string{"tier": {"vip"}}, monday(20, 0))
	if err != nil {
		log.Fatal(err)
	}
	for _, clock := range report.Clocks {
		fmt.Println(report.RuleID, clock.Commitment, clock.Due.Format(time.TimeOnly))
	}
	// Output:
	// vip first_response 20:30:00
	// vip resolution 00:00:00
}

// An alert that the host acted on is revoked by a pause that became known late.
func ExampleReport_Revoked() {
	engine, c, now := exampleEngine(examplePolicy), exampleCase(), monday(14, 0)
	report, err := engine.Evaluate(c, now)
	if err != nil {
		log.Fatal(err)
	}
	var acted []string
	for _, firing := range report.Firings {
		acted = append(acted, firing.Key)
	}
	c.Events = append(c.Events,
		sla.Event{ID: "e5", At: monday(12, 30), Kind: sla.KindPaused, Reason: "waiting_customer"},
		sla.Event{ID: "e6", At: monday(16, 0), Kind: sla.KindResumed})
	if report, err = engine.Evaluate(c, now); err != nil {
		log.Fatal(err)
	}
	fmt.Println(acted, report.Revoked(acted))
	// Output:
	// [C-1/resolution/1/0/warn/1] [C-1/resolution/1/0/warn/1]
}

func ExampleReplay() {
	strict := exampleEngine(`{"id": "draft", "version": "1", "rules": [{"id": "all", "commitments": [
		{"metric": "first_response", "within": "30m", "calendar": "office"}]}]}`)
	history := slices.Values([]sla.Case{exampleCase()})
	for report, err := range sla.Replay(strict, history, monday(17, 0)) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(report.CaseID, report.Clocks[0].Verdict == sla.Missed, report.Clocks[0].Overdue)
	}
	// Output:
	// C-1 true 30m0s
}

func ExampleCompile() {
	policy, err := sla.ParsePolicy([]byte(`{"id": "p", "version": "1", "rules": [{"id": "all", "commitments": [
		{"metric": "resolutions", "within": "4h", "calendar": "offices"}]}]}`))
	if err != nil {
		log.Fatal(err)
	}
	_, err = sla.Compile(map[string]*calendar.Calendar{"office": calendar.Always(time.UTC)}, policy)
	for _, field := range commitment.FieldErrors(err) {
		fmt.Println(field)
	}
	// Output:
	// rules[0].commitments[0].metric: unknown metric "resolutions", did you mean "resolution"?
	// rules[0].commitments[0].calendar: unknown calendar "offices", did you mean "office"?
}

func ExampleEngine_Warnings() {
	engine := exampleEngine(`{"id": "p", "version": "1", "rules": [
		{"id": "all", "commitments": [{"metric": "resolution", "within": "0s", "calendar": "office"}]},
		{"id": "vip", "when": {"tier": "vip"}, "commitments": []}]}`)
	for _, warning := range engine.Warnings() {
		fmt.Println(warning)
	}
	// Output:
	// rules[1]: can never match: rules[0], the rule "all", takes all its cases
	// rules[0].commitments[0].within: is zero: due at the very start
}

// Two versions of a policy: a case keeps the one under which it was opened.
func ExampleEngine_Policies() {
	version := func(id, from, within string) string {
		return `{"id": "p", "version": "` + id + `", "effective": {"from": "` + from + `"}, "rules": [
			{"id": "all", "commitments": [{"metric": "resolution", "within": "` + within + `", "calendar": "always"}]}]}`
	}
	engine := exampleEngine(version("new", "2026-01-05T12:00:00Z", "2h"), version("old", "2025-01-01T00:00:00Z", "4h"))
	for _, policy := range engine.Policies() {
		fmt.Println(policy.Version, policy.Effective.From.Format(time.DateTime))
	}
	report, err := engine.Evaluate(exampleCase(), monday(13, 0))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(report.PolicyVersion)
	// Output:
	// old 2025-01-01 00:00:00
	// new 2026-01-05 12:00:00
	// old
}

func ExampleEngine_Explain() {
	x, err := exampleEngine(examplePolicy).Explain(exampleCase(), monday(13, 0))
	if err != nil {
		log.Fatal(err)
	}
	for _, lang := range []commitment.Lang{commitment.English, commitment.Chinese} {
		for _, line := range x.Explain(lang) {
			fmt.Println(line)
		}
	}
	// Output:
	// Case C-1 as of Mon 2026-01-05 13:00; policy support 2026-01; rule standard
	// first response: stopped, met; started Mon 2026-01-05 09:00, due Mon 2026-01-05 11:00, ended Mon 2026-01-05 10:00, elapsed 1 h, remaining 1 h
	//   Mon 2026-01-05 09:00: starts (event e1), 2 h, due Mon 2026-01-05 11:00
	//   Mon 2026-01-05: 09:00–10:00 counted 1 h
	// resolution: running, open; started Mon 2026-01-05 09:00, due Tue 2026-01-06 10:00, elapsed 3 h, remaining 5 h
	//   working time paused: 1 h
	//   Mon 2026-01-05 09:00: starts (event e1), 8 h, due Mon 2026-01-05 17:00
	//   Mon 2026-01-05 12:00: goes on after the pause (waiting_customer, event e3), due Tue 2026-01-06 10:00
	//   Mon 2026-01-05: 09:00–11:00 counted 2 h; 11:00–12:00 paused (waiting_customer, event e3); 12:00–13:00 counted 1 h
	// Next change, if no event comes: Mon 2026-01-05 14:00
	// 工单 C-1，截至 2026-01-05（周一）13:00；适用政策 support 2026-01；规则 standard
	// 首次响应：已结束，按时完成；2026-01-05（周一）09:00 起算，应于 2026-01-05（周一）11:00 前完成，2026-01-05（周一）10:00 结束，已用 1 小时，剩余 1 小时
	//   2026-01-05（周一）09:00：开始计时（事件 e1），2 小时，应于 2026-01-05（周一）11:00 前完成
	//   2026-01-05（周一）：09:00–10:00 计入 1 小时
	// 解决时限：计时中，未超时；2026-01-05（周一）09:00 起算，应于 2026-01-06（周二）10:00 前完成，已用 3 小时，剩余 5 小时
	//   暂停计时 1 小时（工作时间）
	//   2026-01-05（周一）09:00：开始计时（事件 e1），8 小时，应于 2026-01-05（周一）17:00 前完成
	//   2026-01-05（周一）12:00：暂停结束，恢复计时（等待客户，事件 e3），应于 2026-01-06（周二）10:00 前完成
	//   2026-01-05（周一）：09:00–11:00 计入 2 小时；11:00–12:00 暂停计时（等待客户，事件 e3）；12:00–13:00 计入 1 小时
	// 如无新事件，下一次变化：2026-01-05（周一）14:00
}

// The same as data: what each stretch of time counts for, and how the due instant
// came about.
func ExampleExplanation() {
	x, err := exampleEngine(examplePolicy).Explain(exampleCase(), monday(13, 0))
	if err != nil {
		log.Fatal(err)
	}
	stretch := func(s sla.Segment) string { return s.Start.Format("15:04") + " to " + s.End.Format("15:04") }
	for _, s := range x.Segments[1] {
		fmt.Printf("%s: %s %t\n", stretch(s), s.Cause, s.Counted)
	}
	step := func(m sla.Move) string { return m.Kind.String() + " " + m.EventID }
	for _, m := range x.Moves[1] {
		fmt.Println(step(m), "due", m.Due.Format(time.DateTime))
	}
	// Output:
	// 09:00 to 11:00: working_time true
	// 11:00 to 12:00: paused false
	// 12:00 to 13:00: working_time true
	// start e1 due 2026-01-05 17:00:00
	// pause e3 due 2026-01-06 10:00:00
}
