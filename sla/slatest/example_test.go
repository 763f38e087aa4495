package slatest_test

import (
	"fmt"
	"log"
	"testing"
	"testing/fstest"
	"time"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/sla"
	"github.com/servicecommitment/commitment/sla/slatest"
)

// support promises those who pay more an answer within half an hour, all others
// one within two hours.
func support() *sla.Engine {
	promise, err := sla.ParsePolicy([]byte(`{"id": "support", "version": "1", "rules": [
		{"id": "gold", "when": {"tier": "gold"}, "commitments": [
			{"metric": "first_response", "within": "30m", "calendar": "always", "alerts": [{"at": "80%"}]}]},
		{"id": "standard", "commitments": [
			{"metric": "first_response", "within": "2h", "calendar": "always", "alerts": [{"at": "80%"}]}]}]}`))
	if err != nil {
		log.Fatal(err)
	}
	engine, err := sla.Compile(map[string]*calendar.Calendar{"always": calendar.Always(time.UTC)}, promise)
	if err != nil {
		log.Fatal(err)
	}
	return engine
}

// scenarios would be an embed.FS, or os.DirFS("testdata").
func scenarios() fstest.MapFS {
	return fstest.MapFS{"gold.json": {Data: []byte(`{
		"name": "gold, answered after half an hour",
		"case": {"id": "C-1", "attributes": {"tier": "gold"}, "events": [
			{"id": "e1", "at": "2026-01-05T09:00:00Z", "kind": "opened"},
			{"id": "e2", "at": "2026-01-05T09:30:00Z", "kind": "replied"}]},
		"at": [
			{"now": "2026-01-05T09:10:00Z", "clocks": {"first_response": {"due": "2026-01-05T09:30:00Z", "remaining": "20m"}}},
			{"now": "2026-01-05T09:30:00Z", "clocks": {"first_response": {"verdict": "met"}}}]}`)}}
}

// A test of a policy has two parts: the scenarios hold, and leave nothing out.
func ExampleRun() {
	testPolicy := func(t *testing.T) {
		t.Helper()
		slatest.Run(t, support(), scenarios())
		missing, err := slatest.Coverage(support(), scenarios())
		if err != nil {
			t.Fatal(err)
		}
		for _, unreached := range missing {
			t.Errorf("no scenario reaches %s", unreached)
		}
	}
	fmt.Printf("%T\n", testPolicy)
	// Output:
	// func(*testing.T)
}

func ExampleCoverage() {
	missing, err := slatest.Coverage(support(), scenarios())
	if err != nil {
		log.Fatal(err)
	}
	for _, unreached := range missing {
		fmt.Println(unreached)
	}
	// Output:
	// version "1", rule "standard"
}

func ExampleUnreached() {
	fmt.Println(slatest.Unreached{Version: "1", Rule: "gold", Commitment: "first_response", Alert: "80%"})
	// Output:
	// version "1", rule "gold", commitment "first_response", alert "80%"
}

func ExampleScenario() {
	all, err := slatest.Load(scenarios())
	if err != nil {
		log.Fatal(err)
	}
	for _, s := range all {
		fmt.Printf("%s: %s, %d events\n", s.File, s.Name, len(s.Case.Events))
	}
	// Output:
	// gold.json: gold, answered after half an hour, 2 events
}

func ExampleScenario_Check() {
	all, err := slatest.Load(scenarios())
	if err != nil {
		log.Fatal(err)
	}
	for _, s := range all {
		mismatches, err := s.Check(support())
		fmt.Println(s.File, s.Name, len(mismatches), err)
	}
	// Output:
	// gold.json gold, answered after half an hour 0 <nil>
}

func ExampleMismatch() {
	all, err := slatest.Parse([]byte(`{
		"name": "standard",
		"case": {"id": "C-2", "events": [{"id": "e1", "at": "2026-01-05T09:00:00Z", "kind": "opened"}]},
		"at": [{"now": "2026-01-05T09:30:00Z", "clocks": {"first_response": {"due": "2026-01-05T10:00:00Z"}}}]}`))
	if err != nil {
		log.Fatal(err)
	}
	mismatches, err := all[0].Check(support())
	if err != nil {
		log.Fatal(err)
	}
	for _, m := range mismatches {
		fmt.Println(m)
	}
	// Output:
	// clocks.first_response.due: expected 2026-01-05T10:00:00Z, got 2026-01-05T11:00:00Z
}

// Keys that do not exist are errors: nobody would check them.
func ExampleParse() {
	_, err := slatest.Parse([]byte(`{"name": "a", "case": {"id": "C-1"}, "at": [
		{"now": "2026-01-05T09:30:00Z", "clocks": {"first_response": {"verdikt": "met"}}}]}`))
	fmt.Println(err)
	// Output:
	// slatest: at[0].clocks.first_response.verdikt: unknown field, did you mean "verdict"?
}

func ExampleLoad() {
	_, err := slatest.Load(fstest.MapFS{"a.json": {Data: []byte(`{"name": "a", "at": []}`)}})
	fmt.Println(err)
	// Output:
	// a.json: slatest: 2 problems:
	// 	case: is required
	// 	at: holds no instant
}
