package sla_test

import (
	"encoding/json"
	"fmt"
	"log"
	"slices"
	"strings"
	"time"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/sla"
)

// A policy in Go instead of JSON: the same definition, the same checks.
func ExamplePolicy() {
	within := calendar.MustAllowance("2bd")
	policy := sla.Policy{
		ID: "repairs", Version: "1", Title: "Repairs", Kind: sla.SLA, AppliesTo: sla.NewCases,
		Effective: sla.Effective{From: monday(0, 0)},
		Reasons:   []string{"parts"}, Kinds: []sla.Kind{"swapped"},
		Metrics: map[string]sla.Metric{"swap": {
			Start: []sla.Trigger{{Kind: sla.KindDispatched}}, Stop: []sla.Trigger{{Kind: "swapped"}}, Repeat: true, WhileRunning: sla.Keep,
		}},
		Status: sla.StatusMap{Attribute: "status", Paused: map[string][]string{"parts": {"waiting for parts"}}, Resolved: []string{"done"}},
		Rules: []sla.Rule{{ID: "all", Commitments: []sla.Commitment{{
			Metric: "swap", Within: &within, PauseOn: []string{"parts"}, PauseWhen: sla.Match{Has: map[string][]string{"site": {"closed"}}},
			Calendar: sla.CalendarChoice{By: "region", Of: map[string]string{"us": "always"}, Else: "office"},
			Alerts:   []sla.Alert{{ID: "late", At: sla.MustLevel("+1h"), Clock: sla.WallClock, Repeat: time.Hour, Times: 3}},
			Reopen:   sla.Resume, Retarget: sla.KeepElapsed, Consent: sla.Required, OnResolved: sla.Continue,
		}}}},
	}
	text, err := json.Marshal(policy)
	if err != nil {
		log.Fatal(err)
	}
	again, err := sla.ParsePolicy(text)
	fmt.Println(again.Rules[0].Commitments[0].Alerts[0].At, err)
	for _, line := range policy.Describe(commitment.English) {
		fmt.Println(line)
	}
	// Output:
	// +1h0m0s <nil>
	// Repairs (repairs 1), service level agreement, in force from Mon 2026-01-05 00:00
	// All cases: swap within 2 business days (by the calendar for region: always for us, else office, paused for parts, paused while site is closed, extended only with the customer's consent)
}

func ExampleParsePolicy() {
	_, err := sla.ParsePolicy([]byte(`{"id": "p", "rules": [{"id": "all", "commitments": [{"metric": "resolution", "witin": "4h"}]}]}`))
	for _, field := range commitment.FieldErrors(err) {
		fmt.Println(field)
	}
	// Output:
	// rules[0].commitments[0].witin: unknown field, did you mean "within"?
}

func ExamplePolicy_Describe() {
	policy, err := sla.ParsePolicy([]byte(examplePolicy))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(strings.Join(policy.Describe(commitment.Chinese), "\n"))
	// Output:
	// support 2026-01，服务水平协议
	// tier 为 vip：首次响应 30 分钟（全天候）；解决时限 4 小时（全天候）
	// 其他工单：首次响应 2 小时（按 office 日历）；解决时限 8 小时（按 office 日历，等待客户期间暂停计时）
}

// Each text of an enum is that of its JSON form.
func ExampleReopen() {
	fmt.Println(sla.Reopen(0), sla.Resume, sla.ResumeCounting, sla.NewCycle, sla.Final)
	fmt.Println(sla.Retarget(0), sla.KeepElapsed, sla.FromChange, sla.NeverEarlier)
	fmt.Println(sla.Consent(0), sla.NotRequired, sla.Required)
	fmt.Println(sla.OnResolved(0), sla.NotApplicableOnResolved, sla.MetOnResolved, sla.Continue)
	// Output:
	// Reopen(0) resume resume_counting new_cycle final
	// Retarget(0) keep_elapsed from_change never_earlier
	// Consent(0) not_required required
	// OnResolved(0) not_applicable met continue
}

func ExamplePolicyKind() {
	fmt.Println(sla.PolicyKind(0), sla.SLA, sla.OLA, sla.Underpinning)
	fmt.Println(sla.AppliesTo(0), sla.NewCases, sla.OpenCases)
	fmt.Println(sla.AlertClock(0), sla.WorkingClock, sla.WallClock)
	fmt.Println(sla.WhileRunning(0), sla.Keep, sla.Restart)
	// Output:
	// PolicyKind(0) sla ola underpinning
	// AppliesTo(0) new_cases open_cases
	// AlertClock(0) working wall
	// WhileRunning(0) keep restart
}

func ExampleMatch() {
	match := sla.Match{
		Has: map[string][]string{"tier": {"vip", "gold"}},
		Any: []sla.Match{{Has: map[string][]string{"priority": {"urgent"}}}, {Has: map[string][]string{"channel": {"phone"}}}},
		Not: &sla.Match{Has: map[string][]string{"type": {"spam"}}},
	}
	fmt.Println(match.Matches(map[string][]string{"tier": {"gold"}, "channel": {"phone"}}))
	fmt.Println(match.Matches(map[string][]string{"tier": {"gold"}, "channel": {"mail"}}))
	fmt.Println(new(sla.Match).IsZero(), new(sla.Match).Matches(nil))
	// Output:
	// true
	// false
	// true true
}

func ExampleParseLevel() {
	for _, text := range []string{"50%", "12.5%", "4h", "-10m", "+1h", "half"} {
		level, err := sla.ParseLevel(text)
		fmt.Println(level, err)
	}
	// Output:
	// 50% <nil>
	// 12.5% <nil>
	// 4h0m0s <nil>
	// -10m0s <nil>
	// +1h0m0s <nil>
	//  sla: level: "half": must be like "50%", "4h", "-10m" or "+1h"
}

func ExampleLevel() {
	var level sla.Level
	fmt.Println(level.IsZero(), level.String() == "")
	if err := level.UnmarshalText([]byte("-90m")); err != nil {
		log.Fatal(err)
	}
	text, err := level.MarshalText()
	fmt.Println(string(text), err, level == sla.MustLevel("-1h30m"))
	// Output:
	// true true
	// -1h30m0s <nil> true
}

func ExampleBuiltInMetrics() {
	metrics := sla.BuiltInMetrics()
	for _, name := range []string{
		sla.MetricAcknowledgement, sla.MetricFirstResponse, sla.MetricNextResponse, sla.MetricPeriodicUpdate, sla.MetricSolutionPlan,
		sla.MetricOnSiteArrival, sla.MetricRestoration, sla.MetricResolution, sla.MetricFollowUp, sla.MetricOwnership, sla.MetricPromise,
	} {
		m := metrics[name]
		fmt.Println(name, kindsIn(m.Start), kindsIn(m.Stop), kindsIn(m.Cancel), m.Repeat)
	}
	// Output:
	// acknowledgement [opened] [acknowledged replied resolved] [] false
	// first_response [opened] [replied] [] false
	// next_response [customer_replied] [replied resolved] [] true
	// periodic_update [opened replied updated] [resolved] [] true
	// solution_plan [opened] [plan_proposed resolved] [] false
	// on_site_arrival [dispatched] [arrived] [] true
	// restoration [opened] [restored resolved] [] false
	// resolution [opened] [resolved] [] false
	// follow_up [resolved] [followed_up] [reopened] true
	// ownership [assigned] [unassigned resolved] [] true
	// promise [promised] [resolved] [] true
}

func kindsIn(triggers []sla.Trigger) []sla.Kind {
	var kinds []sla.Kind
	for _, t := range triggers {
		kinds = append(kinds, t.Kind)
	}
	return kinds
}

// A metric of one's own: how long a spare part took, each time.
func ExampleMetric() {
	engine := exampleEngine(`{"id": "p", "version": "1",
		"metrics": {"spare_part": {"start": ["part_ordered"], "stop": ["part_delivered"], "cancel": ["part_not_needed"], "repeat": true}},
		"rules": [{"id": "all", "commitments": [{"metric": "spare_part", "within": "2bd", "calendar": "office"}]}]}`)
	c := sla.Case{ID: "R-1", Events: []sla.Event{
		{ID: "e1", At: monday(9, 0), Kind: sla.KindOpened},
		{ID: "e2", At: monday(10, 0), Kind: "part_ordered"},
		{ID: "e3", At: monday(15, 0), Kind: "part_delivered"},
		{ID: "e4", At: monday(16, 0), Kind: "part_ordered"},
	}}
	report, err := engine.Evaluate(c, monday(17, 0))
	if err != nil {
		log.Fatal(err)
	}
	for clock := range slices.Values(report.Clocks) {
		fmt.Println(clock.Cycle, clock.Stage, clock.Verdict, clock.Elapsed)
	}
	// Output:
	// 1 stopped met 5h0m0s
	// 2 running open 1h0m0s
}
