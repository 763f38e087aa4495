package template_test

import (
	"fmt"
	"log"
	"strings"
	"time"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/sla"
	"github.com/servicecommitment/commitment/sla/template"
)

// london returns the calendars that the templates name.
func london() map[string]*calendar.Calendar {
	zone, err := time.LoadLocation("Europe/London")
	if err != nil {
		log.Fatal(err)
	}
	office, err := calendar.New(calendar.Spec{Name: "office", Location: zone, Week: calendar.Weekdays(calendar.MustHours("09:00-17:00"))})
	if err != nil {
		log.Fatal(err)
	}
	return map[string]*calendar.Calendar{"always": calendar.Always(zone), "office": office}
}

// A policy of one's own: a template with another name and a promise more.
func Example() {
	policy, err := template.Policy("tiered-support")
	if err != nil {
		log.Fatal(err)
	}
	policy.ID, policy.Version = "acme-support", "2026-01"
	answer := calendar.MustAllowance("8h")
	for i := range policy.Rules {
		policy.Rules[i].Commitments = append(policy.Rules[i].Commitments, sla.Commitment{
			Metric: sla.MetricNextResponse, Within: &answer, Calendar: sla.CalendarChoice{Name: "office"},
		})
	}
	engine, err := sla.Compile(london(), policy)
	if err != nil {
		log.Fatal(err)
	}
	monday := time.Date(2026, time.January, 5, 9, 0, 0, 0, time.UTC)
	promised, err := engine.Quote(map[string][]string{"tier": {"gold"}, "priority": {"high"}}, monday)
	if err != nil {
		log.Fatal(err)
	}
	for _, clock := range promised.Clocks {
		fmt.Println(clock.Commitment, clock.Stage, clock.Due.Format(time.TimeOnly))
	}
	// Output:
	// first_response running 10:00:00
	// resolution running 17:00:00
	// next_response pending 00:00:00
}

// One case under three agreements: the users', the groups' and the supplier's.
func Example_threeAgreements() {
	incident, err := sla.ParseCase([]byte(`{"id": "I-1", "attributes": {"priority": "p1"}, "events": [
		{"id": "e1", "at": "2026-01-10T03:00:00Z", "kind": "opened"},
		{"id": "e2", "at": "2026-01-10T03:03:00Z", "kind": "assigned", "attributes": {"group": "service_desk"}},
		{"id": "e3", "at": "2026-01-10T03:05:00Z", "kind": "acknowledged"},
		{"id": "e4", "at": "2026-01-10T03:30:00Z", "kind": "assigned", "attributes": {"group": "supplier"}},
		{"id": "e5", "at": "2026-01-10T03:50:00Z", "kind": "supplier_responded"},
		{"id": "e6", "at": "2026-01-10T06:00:00Z", "kind": "resolved"}]}`))
	if err != nil {
		log.Fatal(err)
	}
	for _, name := range []string{"itil-incident", "itil-incident-ola", "itil-incident-supplier"} {
		policy, err := template.Policy(name)
		if err != nil {
			log.Fatal(err)
		}
		engine, err := sla.Compile(london(), policy)
		if err != nil {
			log.Fatal(err)
		}
		report, err := engine.Evaluate(incident, time.Date(2026, time.January, 10, 8, 0, 0, 0, time.UTC))
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(policy.Kind)
		for _, clock := range report.Clocks {
			if clock.Stage == sla.Pending {
				continue
			}
			fmt.Println("  ", strings.TrimSpace(clock.Commitment+" "+clock.Group), clock.Elapsed, clock.Verdict)
		}
		for _, shares := range report.Shares {
			fmt.Println("  ", shares.Groups, "nobody:", shares.Unassigned, "in all:", shares.Total)
		}
	}
	// Output:
	// sla
	//    acknowledgement 5m0s met
	//    periodic_update 3h0m0s missed
	//    restoration 3h0m0s met
	//    resolution 0s met
	// ola
	//    ownership service_desk 27m0s not_applicable
	//    ownership supplier 2h30m0s not_applicable
	//    dispatch 3m0s met
	//    service_desk 27m0s missed
	//    [{service_desk 27m0s} {supplier 2h30m0s}] nobody: 3m0s in all: 3h0m0s
	// underpinning
	//    supplier_response 20m0s met
	//    supplier_repair 2h30m0s met
}

func ExamplePolicy() {
	policy, err := template.Policy("cn-service-commitment")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(policy.Title)
	for _, rule := range policy.Rules {
		fmt.Println(rule.ID, rule.Title)
	}
	_, err = template.Policy("gold")
	fmt.Println(err)
	// Output:
	// 服务承诺制度
	// urgent 紧急事项：立即响应
	// complex 复杂问题
	// complaint 投诉
	// inquiry 咨询
	// general 一般问题
	// template: name: "gold" is not the name of a template
}

func ExampleNames() {
	fmt.Println(strings.Join(template.Names(), "\n"))
	// Output:
	// cn-service-commitment
	// field-service
	// itil-incident
	// itil-incident-ola
	// itil-incident-supplier
	// tiered-support
}

func ExampleJSON() {
	text, err := template.JSON("field-service")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(strings.Join(strings.SplitN(string(text), "\n", 5)[:4], "\n"))
	// Output:
	// {
	//   "id": "field-service",
	//   "version": "1",
	//   "title": "Field service: arrival, restoration, hardware swap",
}
