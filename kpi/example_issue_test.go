package kpi_test

import (
	"fmt"
	"slices"
	"time"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/kpi"
	"github.com/servicecommitment/commitment/sla"
)

// A ticket that came back after a day is not resolved at the first contact.
func ExampleIssueOf() {
	opened := time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)
	issue, err := kpi.IssueOf(sla.Case{ID: "T-1", Events: []sla.Event{
		{ID: "e1", At: opened, Kind: sla.KindOpened, Actor: sla.ActorCustomer},
		{ID: "e2", At: opened.Add(time.Hour), Kind: sla.KindResolved},
		{ID: "e3", At: opened.Add(25 * time.Hour), Kind: sla.KindReopened},
	}}, opened.AddDate(0, 0, 10))
	if err != nil {
		fmt.Println(err)
		return
	}
	issue.Customer, issue.Key = "u-17", "outage" // which the events do not say
	fmt.Println(issue.Resolved.Format(time.DateTime), len(issue.Reopened), issue.CustomerContacts)
	score := kpi.ScoreFCR(slices.Values([]kpi.Issue{issue}), kpi.FCRRule{}, opened.AddDate(0, 0, 10))
	fmt.Println(score.Describe(commitment.English)[0])
	// Output:
	// 2026-03-02 10:00:00 1 1
	// first-contact resolution (7-day window) 0.0 %, n = 1, 95 % interval 0.0–79.3 %, unreliable below n = 30
}
