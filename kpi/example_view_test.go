package kpi_test

import (
	"encoding/json"
	"fmt"
	"log"
	"time"

	"github.com/servicecommitment/commitment/kpi"
	"github.com/servicecommitment/commitment/sla"
)

// What a dashboard gets of an error budget and of its alerts.
func ExampleBudget() {
	objective, err := kpi.NewObjective(0.95)
	if err != nil {
		log.Fatal(err)
	}
	budget, ok, err := objective.Budget(60, 2000)
	if err != nil || !ok {
		log.Fatal(ok, err)
	}
	alert, err := objective.NewBurnAlert(0.02, time.Hour, 30*24*time.Hour)
	if err != nil {
		log.Fatal(err)
	}
	state, err := objective.State(alert, kpi.BurnWindows{LongTotal: 40}) // the short window has no case
	if err != nil {
		log.Fatal(err)
	}
	for _, view := range []json.Marshaler{budget, alert, state} {
		text, err := json.Marshal(view)
		fmt.Println(string(text), err)
	}
	// Output:
	// {"objective":0.95,"bad":60,"total":2000,"allowed":100,"remaining":40,"remaining_share":0.4} <nil>
	// {"share":0.02,"long":"1h0m0s","short":"5m0s","factor":14.4,"min_events":0} <nil>
	// {"long":0,"short":null,"fires":false} <nil>
}

// What a dashboard gets of a month: its light, how it differs from the month
// before, and when it was.
func ExampleStatus() {
	periods, err := kpi.NewPeriods(kpi.PeriodRule{Unit: kpi.Month, Location: time.UTC})
	if err != nil {
		log.Fatal(err)
	}
	month, err := periods.Of(time.Date(2026, time.March, 15, 12, 0, 0, 0, time.UTC))
	if err != nil {
		log.Fatal(err)
	}
	attained, err := kpi.NewFigure(kpi.Definition{Name: "sla.attainment", Version: "1"}, kpi.Ratio{Met: 48, Missed: 2}, kpi.Precision{})
	if err != nil {
		log.Fatal(err)
	}
	target := kpi.Target{Direction: kpi.HigherIsBetter, Green: 0.95, Amber: 0.9, Interval: true}
	change, ok := kpi.NewChange(48, 40)
	if !ok {
		log.Fatal("no change")
	}
	for _, view := range []json.Marshaler{month, target.Status(attained), change} {
		text, err := json.Marshal(view)
		fmt.Println(string(text), err)
	}
	// Output:
	// {"name":"2026-03","from":"2026-03-01T00:00:00Z","to":"2026-04-01T00:00:00Z"} <nil>
	// {"light":"amber","uncertain":true} <nil>
	// {"absolute":8,"relative":0.2} <nil>
}

// How far two scores and two channels are apart, for a program that draws it.
func ExampleDifference() {
	nps := kpi.Difference{Value: 12.5, Lo: 4.2, Hi: 20.8, Z: 2.95, P: 0.003, Significant: true} // of CompareNPS
	app := kpi.ChannelGap{Channel: "app", Best: "phone", Difference: kpi.Difference{Value: -0.1, Lo: -0.14, Hi: -0.06, Significant: true}}
	for _, view := range []json.Marshaler{nps, app} {
		text, err := json.Marshal(view)
		fmt.Println(string(text), err)
	}
	// Output:
	// {"value":12.5,"lo":4.2,"hi":20.8,"z":2.95,"p":0.003,"significant":true} <nil>
	// {"channel":"app","best":"phone","value":-0.1,"lo":-0.14,"hi":-0.06,"z":null,"p":null,"significant":true} <nil>
}

// Whether a promise rests on what the organisation did, for a program.
func ExampleCapability() {
	var history kpi.Durations
	if err := history.Add(3 * time.Hour); err != nil {
		log.Fatal(err)
	}
	rows, err := kpi.Capacity([]kpi.Promise{{Tier: "gold", Allowance: 4 * time.Hour, Share: 0.95, History: history}})
	if err != nil {
		log.Fatal(err)
	}
	text, err := json.Marshal(rows[0])
	fmt.Println(string(text), err)
	// Output:
	// {"tier":"gold","allowance":"4h0m0s","share":0.95,"kept":{"met":1,"missed":0,"waived":0,"pending":0,"not_applicable":0},"feasible":"3h0m0s","holds":true,"proven":false} <nil>
}

// A cell, a series and an item of a scorecard in JSON: null is what is undefined.
func ExampleCell() {
	table, err := kpi.NewTable(kpi.TableRule{Dimensions: []string{"period"}})
	if err != nil {
		log.Fatal(err)
	}
	for _, verdict := range []sla.Verdict{sla.Met, sla.Met, sla.Missed} {
		if err := table.Add(kpi.Key{"2026-03"}, kpi.Facts{Verdict: verdict}); err != nil {
			log.Fatal(err)
		}
	}
	series, err := table.Series("period")
	if err != nil {
		log.Fatal(err)
	}
	cell, ok := table.Cell(kpi.Key{"2026-04"})
	fmt.Println(ok)
	for _, view := range []json.Marshaler{series, cell, kpi.ItemScore{ID: "nps", Weight: 40}} {
		text, err := json.Marshal(view)
		fmt.Println(string(text), err)
	}
	// Output:
	// false
	// {"names":["2026-03"],"met":[2],"missed":[1],"total":[3]} <nil>
	// {"value":null,"counts":{"met":0,"missed":0,"waived":0,"pending":0,"not_applicable":0},"elapsed":{"count":0,"mean":null,"min":null,"p50":null,"p90":null,"p95":null,"p99":null,"max":null},"overdue":{"count":0,"mean":null,"min":null,"p50":null,"p90":null,"p95":null,"p99":null,"max":null},"depth":null} <nil>
	// {"id":"nps","value":null,"score":null,"weight":40} <nil>
}
