package sla_test

import (
	"encoding/json"
	"fmt"
	"log"
	"time"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/sla"
)

func ExampleParseCase() {
	c, err := sla.ParseCase([]byte(`{"id": "C-1", "attributes": {"tier": "vip"}, "events": [
		{"id": "e1", "at": "2026-01-05T09:00:00+08:00", "kind": "opened", "actor": "customer"}]}`))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(c.ID, c.Attributes, c.Events[0].Kind, c.Events[0].At)
	_, err = sla.ParseCase([]byte(`{"id": "C-1", "events": [{"kind": "opened", "att": "2026-01-05T09:00:00Z"}]}`))
	for _, field := range commitment.FieldErrors(err) {
		fmt.Println(field)
	}
	// Output:
	// C-1 map[tier:[vip]] opened 2026-01-05 09:00:00 +0800 +0800
	// events[0].att: unknown field, did you mean "at"?
}

func ExampleCase() {
	text, err := json.Marshal(sla.Case{ID: "C-1", Events: []sla.Event{{ID: "e1", At: monday(9, 0), Kind: sla.KindOpened}}})
	fmt.Println(string(text), err)
	// Output:
	// {"id":"C-1","events":[{"id":"e1","at":"2026-01-05T09:00:00Z","kind":"opened"}]} <nil>
}

// More time, asked for before the promise is broken, with the customer's consent.
func ExampleExtension() {
	engine := exampleEngine(`{"id": "p", "version": "1", "rules": [{"id": "all", "commitments": [
		{"metric": "resolution", "within": "4h", "calendar": "office", "consent": "required"}]}]}`)
	c := sla.Case{ID: "C-1", Events: []sla.Event{
		{ID: "e1", At: monday(9, 0), Kind: sla.KindOpened},
		{ID: "e2", At: monday(12, 0), Kind: sla.KindExtensionGranted, Metric: sla.MetricResolution, Extension: &sla.Extension{
			By: calendar.MustAllowance("1bd"), Consent: true, Reference: "call of 12:00",
		}},
	}}
	report, err := engine.Evaluate(c, monday(12, 0))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(report.Clocks[0].Due.Format(time.DateTime), report.Clocks[0].Target)
	// Output:
	// 2026-01-06 13:00:00 1
}

// A reopening undoes an end, and keeps what it was.
func ExampleOutcome() {
	c := exampleCase()
	c.Events = append(c.Events,
		sla.Event{ID: "e5", At: monday(13, 0), Kind: sla.KindResolved},
		sla.Event{ID: "e6", At: monday(15, 0), Kind: sla.KindReopened})
	report, err := exampleEngine(examplePolicy).Evaluate(c, monday(16, 0))
	if err != nil {
		log.Fatal(err)
	}
	resolution, _ := report.Clock(sla.MetricResolution)
	earlier := resolution.Earlier
	fmt.Println(resolution.Verdict, earlier[0].Verdict == sla.Met, earlier[0].Stopped.Format(time.TimeOnly), earlier[0].Reopened.Format(time.TimeOnly))
	// Output:
	// open true 13:00:00 15:00:00
}

// How long each group had the case.
func ExampleShares() {
	engine := exampleEngine(`{"id": "p", "version": "1", "kind": "ola", "rules": [{"id": "all", "commitments": [
		{"metric": "ownership", "calendar": "office"}]}]}`)
	assign := func(id string, at time.Time, group string) sla.Event {
		return sla.Event{ID: id, At: at, Kind: sla.KindAssigned, Attributes: map[string][]string{"group": {group}}}
	}
	report, err := engine.Evaluate(sla.Case{ID: "C-1", Events: []sla.Event{
		{ID: "e1", At: monday(9, 0), Kind: sla.KindOpened},
		assign("e2", monday(10, 0), "first line"), assign("e3", monday(12, 0), "second line"),
		{ID: "e4", At: monday(13, 0), Kind: sla.KindUnassigned},
	}}, monday(15, 0))
	if err != nil {
		log.Fatal(err)
	}
	shares := report.Shares[0]
	say := func(s sla.Share) string { return s.Group + ": " + s.Elapsed.String() }
	for _, s := range shares.Groups {
		fmt.Println(say(s))
	}
	fmt.Println("nobody", shares.Unassigned, "paused", shares.Paused, "in all", shares.Total)
	// Output:
	// first line: 2h0m0s
	// second line: 1h0m0s
	// nobody 3h0m0s paused 0s in all 6h0m0s
}

// Events that are odd change nothing in silence.
func ExampleFinding() {
	c := exampleCase()
	c.Events = append(c.Events,
		sla.Event{ID: "e5", At: monday(8, 0), Kind: sla.KindReplied, Actor: sla.ActorAutomation},
		sla.Event{ID: "e6", At: monday(12, 30), Kind: sla.KindResumed},
		sla.Event{ID: "e7", At: monday(12, 40), Kind: sla.KindReplied, Actor: sla.ActorSystem},
		sla.Event{ID: "e8", At: monday(12, 50), Kind: sla.KindPromised},
		sla.Event{ID: "e9", At: monday(13, 0), Kind: sla.KindRetracted, Retracts: "e10"})
	report, err := exampleEngine(examplePolicy).Evaluate(c, monday(13, 0))
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range report.Findings {
		fmt.Println(f.Code, f.EventID)
	}
	// Output:
	// before_opened e5
	// redundant e6
	// not_a_reply e7
	// promise_ignored e8
	// unknown_event e9
}

// A host that treats some findings as mistakes of its own.
func ExampleFinding_codes() {
	mistakes := []string{
		sla.FindingNotOpened, sla.FindingBeforeOpened, sla.FindingConflictingDuplicate, sla.FindingAfterEnd, sla.FindingUnknownKind,
		sla.FindingUnknownReason, sla.FindingUnknownEvent, sla.FindingPromiseIgnored, sla.FindingAdoptStartIgnored, sla.FindingNoCalendar,
	}
	notices := []string{
		sla.FindingRedundant, sla.FindingNotAReply, sla.FindingExtensionIgnored, sla.FindingExtensionNeedsConsent,
		sla.FindingAlertCollapsed, sla.FindingNotCovered,
	}
	fmt.Println(mistakes)
	fmt.Println(notices)
	// Output:
	// [not_opened before_opened conflicting_duplicate after_end unknown_kind unknown_reason unknown_event promise_ignored adopt_start_ignored no_calendar]
	// [redundant not_a_reply extension_ignored extension_needs_consent alert_collapsed not_covered]
}

func ExampleParseReport() {
	report, err := exampleEngine(examplePolicy).Evaluate(exampleCase(), monday(14, 0))
	if err != nil {
		log.Fatal(err)
	}
	text, err := json.Marshal(report)
	if err != nil {
		log.Fatal(err)
	}
	again, err := sla.ParseReport(text)
	if err != nil {
		log.Fatal(err)
	}
	task := func(f sla.Firing) string { return f.Key + " since " + f.At.Format(time.TimeOnly) }
	fmt.Println(task(again.Firings[0]))
	// Output:
	// C-1/resolution/1/0/warn/1 since 14:00:00
}

func ExampleStage() {
	fmt.Println(sla.Stage(0), sla.Pending, sla.Running, sla.Paused, sla.Stopped, sla.Cancelled)
	// Output:
	// Stage(0) pending running paused stopped cancelled
}

func ExampleVerdict() {
	fmt.Println(sla.Verdict(0), sla.Open, sla.Met, sla.Missed, sla.Waived, sla.NotApplicable)
	// Output:
	// Verdict(0) open met missed waived not_applicable
}

func ExampleCause() {
	for _, cause := range []sla.Cause{
		sla.CauseWorkingTime, sla.CauseMakeup, sla.CauseOverride, sla.CauseOutsideHours, sla.CauseRestDay, sla.CauseHoliday, sla.CauseShortDay,
		sla.CauseSkippedDay, sla.CausePaused, sla.CauseResolved, sla.CauseBeforeStart, sla.CauseNotInForce, sla.CauseNotCovered,
	} {
		fmt.Println(cause)
	}
	// Output:
	// working_time
	// makeup
	// override
	// outside_hours
	// rest_day
	// holiday
	// short_day
	// skipped_day
	// paused
	// resolved
	// before_start
	// not_in_force
	// not_covered
}

func ExampleMoveKind() {
	fmt.Println(sla.MoveStart, sla.MovePause, sla.MoveReopening, sla.MoveTarget)
	fmt.Println(sla.MoveExtension, sla.MoveAdoptedStart, sla.MovePromise, sla.MoveWaiver)
	// Output:
	// start pause reopening target
	// extension adopted_start promise waiver
}

// The kinds of events that have a meaning of their own; any other lower-case name
// is one for metrics of one's own.
func ExampleKind() {
	fmt.Println(sla.KindOpened, sla.KindAcknowledged, sla.KindReplied, sla.KindCustomerReplied, sla.KindUpdated)
	fmt.Println(sla.KindPaused, sla.KindResumed, sla.KindAttributesChanged, sla.KindPlanProposed, sla.KindPromised)
	fmt.Println(sla.KindDispatched, sla.KindArrived, sla.KindRestored, sla.KindResolved, sla.KindReopened, sla.KindFollowedUp)
	fmt.Println(sla.KindClosed, sla.KindCancelled, sla.KindMerged, sla.KindMergedIn, sla.KindAssigned, sla.KindUnassigned)
	fmt.Println(sla.KindExtensionGranted, sla.KindRetracted, sla.Kind("part_ordered"), sla.ReasonUnspecified)
	// Output:
	// opened acknowledged replied customer_replied updated
	// paused resumed attributes_changed plan_proposed promised
	// dispatched arrived restored resolved reopened followed_up
	// closed cancelled merged merged_in assigned unassigned
	// extension_granted retracted part_ordered unspecified
}

func ExampleActor() {
	fmt.Println(sla.ActorCustomer, sla.ActorAgent, sla.ActorAutomation, sla.ActorSystem)
	// Output:
	// customer agent automation system
}
