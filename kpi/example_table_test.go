package kpi_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"slices"
	"strconv"
	"time"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/kpi"
	"github.com/servicecommitment/commitment/sla"
)

func ExampleTable() {
	table, err := kpi.NewTable(kpi.TableRule{Dimensions: []string{"team", "channel"}})
	if err != nil {
		log.Fatal(err)
	}
	late := kpi.Facts{Verdict: sla.Missed, Done: true, Elapsed: 6 * time.Hour, Overdue: 2 * time.Hour}
	met := kpi.Facts{Verdict: sla.Met, Done: true, Elapsed: time.Hour}
	for _, row := range []struct {
		key   kpi.Key
		facts kpi.Facts
	}{
		{kpi.Key{"billing", "phone"}, met},
		{kpi.Key{"billing", "mail"}, late},
		{kpi.Key{"login", "mail"}, met},
		{kpi.Key{"login", "mail"}, kpi.Facts{Verdict: sla.Open, Reason: kpi.ReasonRunning}},
		{kpi.Key{"login", "mail"}, kpi.Facts{Verdict: sla.NotApplicable, Reason: "spam"}},
	} {
		if err := table.Add(row.key, row.facts); err != nil {
			log.Fatal(err)
		}
	}
	for key, cell := range table.Cells() {
		share, ok := cell.Counts.Value()
		fmt.Println(key[0], key[1], share, ok, cell.Reasons)
	}
	teams, err := table.RollUp("team")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(teams.Dimensions(), teams.Len(), teams.Identity())
	f := teams.Figure(kpi.Key{"billing"})
	fmt.Println(f.Value, f.N)
	cell, ok := teams.Cell(kpi.Key{"billing"})
	depth, _ := cell.Depth()
	fmt.Println(cell.Elapsed.Count(), cell.Overdue.Count(), depth, ok)
	for _, line := range teams.Describe(commitment.Chinese)[1:] {
		fmt.Println(line)
	}
	// Output:
	// billing mail 0 true []
	// billing phone 1 true []
	// login mail 1 true [{running 1} {spam 1}]
	// [team] 2 sla.attainment@1 by created
	// 0.5 2
	// 2 1 1.5 true
	// billing：承诺达成率 50.0 %，n = 2，95 % 置信区间 9.5–90.5 %，样本不足 30，仅供参考
	// login：承诺达成率 100.0 %，n = 1，待定 1，95 % 置信区间 20.7–100.0 %，样本不足 30，仅供参考
}

func ExampleTable_Merge() {
	var a, b kpi.Table // by metric, tier, team, agent, channel, category, product, period
	key := kpi.Key{"resolution", "gold"}
	for _, err := range []error{a.Add(key, kpi.Facts{Verdict: sla.Met}), b.Add(key, kpi.Facts{Verdict: sla.Waived})} {
		if err != nil {
			log.Fatal(err)
		}
	}
	data, err := b.AppendBinary(nil)
	if err != nil {
		log.Fatal(err)
	}
	var received kpi.Table
	if err := received.UnmarshalBinary(data); err != nil {
		log.Fatal(err)
	}
	if err := a.Merge(received); err != nil {
		log.Fatal(err)
	}
	cell, _ := a.Cell(key)
	fmt.Println(cell.Counts.Met, cell.Counts.Waived, kpi.MaxDimensions, kpi.MaxCells)
	text, err := json.Marshal(a)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(json.Valid(text))
	other, err := kpi.NewTable(kpi.TableRule{Definition: kpi.Definition{Name: "own", Version: "1"}})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(errors.Is(a.Merge(other), kpi.ErrIdentity))
	for i := range 64 {
		if err := a.Add(key, kpi.Facts{Verdict: sla.NotApplicable, Reason: strconv.Itoa(i)}); err != nil {
			log.Fatal(err)
		}
	}
	err = a.Add(key, kpi.Facts{Verdict: sla.NotApplicable, Reason: "free text is no reason"})
	fmt.Println(err, errors.Is(err, kpi.ErrLimit))
	// Output:
	// 1 1 8 1048576
	// true
	// true
	// kpi: too many reasons: more than 64 true
}

func ExampleJudge() {
	due := time.Date(2026, 3, 2, 18, 0, 0, 0, time.UTC)
	open := time.Time{}
	fmt.Println(kpi.Judge(due, due, due.Add(time.Hour)))        // at the due instant
	fmt.Println(kpi.Judge(due, due.Add(1), due.Add(time.Hour))) // a nanosecond late
	fmt.Println(kpi.Judge(due, open, due.Add(-1)))
	fmt.Println(kpi.Judge(due, open, due)) // open, and its limit is reached
	fmt.Println(kpi.Judge(time.Time{}, open, due))
	// Output:
	// met
	// missed
	// open
	// missed
	// not_applicable
}

func ExampleMeasured() {
	m := kpi.Measured{Promised: true, Allowance: time.Hour, Elapsed: 90 * time.Minute, Done: true}
	fmt.Println(m.Verdict(), m.Facts().Overdue)
	fmt.Println(kpi.Measured{Elapsed: time.Minute}.Facts().Reason)
	// Output:
	// missed 30m0s
	// no_target
}

func ExampleAttainment() {
	months, err := kpi.NewPeriods(kpi.PeriodRule{Unit: kpi.Month, Location: time.UTC})
	if err != nil {
		log.Fatal(err)
	}
	att, err := kpi.NewAttainment(kpi.AttainmentRule{Basis: kpi.ByDue, Periods: months, By: []string{"tier", "channel", kpi.DimensionGroup}})
	if err != nil {
		log.Fatal(err)
	}
	due := time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC)
	if err := att.AddReport(sla.Report{
		PolicyID: "support", Attributes: map[string][]string{"tier": {"gold"}, "channel": {"phone"}},
		Clocks: []sla.Clock{
			{Metric: "first_response", Group: "l1", Stage: sla.Stopped, Verdict: sla.Met, Start: due.Add(-time.Hour), Due: due, Stopped: due, Elapsed: time.Hour},
			{Metric: "resolution", Group: "l2", Stage: sla.Running, Verdict: sla.Missed, Start: due.Add(-time.Hour), Due: due.AddDate(0, 0, 1), Elapsed: 9 * time.Hour},
		},
	}); err != nil {
		log.Fatal(err)
	}
	fmt.Println(att.Metrics(), att.Ratio("resolution").Missed, att.Identity())
	table := att.Table()
	fmt.Println(table.Dimensions())
	for key, cell := range table.Cells() {
		fmt.Println(key[:5], cell.Counts.Met, cell.Counts.Missed)
	}
	f := att.Fulfilment()
	fmt.Println(f.Describe(commitment.Chinese)[0])
	r := att.Result("first_response")
	p90, ok := r.Elapsed.Quantile(0.9)
	fmt.Println(r.Metric, r.Counts.Met, p90, ok, r.DepthDefined)
	// Output:
	// [first_response resolution] 1 sla.attainment@1 period=month,UTC by due policy support
	// [metric tier channel group period]
	// [first_response gold phone l1 2026-01] 1 0
	// [resolution gold phone l2 2026-02] 0 1
	// 承诺兑现率 50.0 %，n = 2，95 % 置信区间 9.5–90.5 %，样本不足 30，仅供参考
	// first_response 1 1h0m0s true false
}

func ExampleAttainment_Merge() {
	var a, b kpi.Attainment
	clock := sla.Clock{Metric: "resolution", Stage: sla.Stopped, Verdict: sla.Met, Calendar: "office", Fingerprint: "holidays of 2026"}
	for _, err := range []error{a.AddClock(clock), b.AddClock(clock)} {
		if err != nil {
			log.Fatal(err)
		}
	}
	data, err := b.AppendBinary(nil)
	if err != nil {
		log.Fatal(err)
	}
	var received kpi.Attainment
	if err := received.UnmarshalBinary(data); err != nil {
		log.Fatal(err)
	}
	if err := a.Merge(received); err != nil {
		log.Fatal(err)
	}
	fmt.Println(a.Ratio("resolution").Met)
	clock.Fingerprint = "no holidays"
	err = a.AddClock(clock)
	fmt.Println(err, errors.Is(err, kpi.ErrIdentity))
	text, err := json.Marshal(a.Result("resolution"))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(json.Valid(text))
	fmt.Println(kpi.DimensionMetric, kpi.DimensionCommitment, kpi.DimensionGroup, kpi.DimensionCalendar, kpi.DimensionRule, kpi.DimensionPolicyVersion, kpi.DimensionPeriod)
	fmt.Println(kpi.ReasonRunning, kpi.ReasonPaused, kpi.ReasonNotStarted, kpi.ReasonCancelled, kpi.ReasonNoTarget, kpi.ReasonNotApplicable, kpi.ReasonNotResolved)
	fmt.Println(kpi.ReasonWindowOpen, kpi.ReasonMerged, kpi.ReasonAfterAsOf, kpi.ReasonNotAnswered, kpi.ReasonNotFirstLevel, kpi.ReasonInvalid)
	// Output:
	// 2
	// kpi: cannot merge calendar "office" no holidays into calendar "office" holidays of 2026 true
	// true
	// metric commitment group calendar rule policy_version period
	// running paused not_started cancelled no_target not_applicable not_resolved
	// window_open merged after_as_of not_answered not_first_level invalid
}

func ExampleReopens() {
	begin := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	issues := []kpi.Issue{
		{ID: "1", Opened: begin, Resolved: begin.Add(time.Hour), Reopened: []time.Time{begin.Add(24 * time.Hour)}, ResolvedAgain: []time.Time{begin.Add(30 * time.Hour)}},
		{ID: "2", Opened: begin, Resolved: begin.Add(time.Hour)},
		{ID: "3", Opened: begin},
	}
	r, err := kpi.NewReopens(kpi.ReopenRule{From: begin, To: begin.AddDate(0, 0, 1)})
	if err != nil {
		log.Fatal(err)
	}
	if err := r.AddIssues(slices.Values(issues), begin.AddDate(0, 1, 0)); err != nil {
		log.Fatal(err)
	}
	result := r.Result()
	load, _ := result.Load()
	fmt.Println(result.Value, result.Reopenings, result.Resolutions, load, result.Counts.NotApplicable)
	fmt.Println(r.Identity() == kpi.ReopenRule{From: begin, To: begin.AddDate(0, 0, 1)}.Definition())

	data, err := r.AppendBinary(nil)
	if err != nil {
		log.Fatal(err)
	}
	var sum kpi.Reopens
	if err := sum.UnmarshalBinary(data); err != nil {
		log.Fatal(err)
	}
	if err := sum.Merge(r); err != nil {
		log.Fatal(err)
	}
	fmt.Println(sum.Result().Describe(commitment.English)[0])
	var counted kpi.Reopens
	fmt.Println(counted.AddCounts(3, 5, 5))
	text, err := json.Marshal(sum.Result())
	fmt.Println(json.Valid(text), err)
	// Output:
	// 0.5 1 3 0.3333333333333333 1
	// true
	// reopen rate (7-day window) 50.0 %, n = 4, 95 % interval 15.0–85.0 %, unreliable below n = 30
	// kpi: 5 of 3: the numerator is no subset of the denominator
	// true <nil>
}

func ExampleScoreBacklog() {
	now := time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)
	issues := []kpi.Issue{
		{ID: "1", Opened: now},
		{ID: "2", Opened: now.AddDate(0, 0, -2), Due: now.AddDate(0, 0, -1)},
		{ID: "3", Opened: now.AddDate(0, 0, -58)},
		{ID: "4", Opened: now.AddDate(0, 0, -3), Resolved: now.AddDate(0, 0, -1)},
	}
	b, err := kpi.ScoreBacklog(slices.Values(issues), now)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(b.Stock, b.Overdue, b.Ages, b.Oldest)
	for _, line := range b.Describe(commitment.Chinese) {
		fmt.Println(line)
	}
	text, err := json.Marshal(b)
	fmt.Println(json.Valid(text), err)
	// Output:
	// 3 1 [1 1 0 0 1] 1392h0m0s
	// 积压 3，其中逾期 1，未设时限 2
	// 按已历时长：0 秒–1 天 1，1 天–3 天 1，3 天–7 天 0，7 天–30 天 0，≥ 30 天 1，最久 58 天
	// 截至 2026-03-31T00:00:00Z 未解决；时长自受理起算
	// true <nil>
}

func ExampleStocks() {
	monday, tuesday := kpi.Flow{Created: 10, Reopened: 1, Resolved: 8}, kpi.Flow{Created: 12, Resolved: 15}
	stocks, err := kpi.Stocks(50, monday, tuesday)
	fmt.Println(stocks, err)
	both := monday
	if err := both.Merge(tuesday); err != nil {
		log.Fatal(err)
	}
	closing, err := both.Closing(50)
	fmt.Println(closing, err)
	_, err = kpi.Flow{Resolved: 6}.Closing(5)
	fmt.Println(errors.Is(err, kpi.ErrNotSubset), err)
	days, ok := kpi.BacklogDays(closing, both.Resolved, 2)
	fmt.Printf("%.2f %v\n", days, ok)
	_, ok = kpi.BacklogDays(closing, 0, 2)
	fmt.Println(ok)
	// Output:
	// [53 50] <nil>
	// 50 <nil>
	// true kpi: 6 resolved of 5: more than there were
	// 4.35 true
	// false
}

func ExampleComplaints() {
	c, err := kpi.NewComplaints(kpi.ComplaintRule{Base: "contacts", Per: 1000})
	if err != nil {
		log.Fatal(err)
	}
	for _, err := range []error{c.AddReceived(12), c.AddBase(4800), c.AddDecided(10, 4)} {
		if err != nil {
			log.Fatal(err)
		}
	}
	r, err := c.Result()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%.2f per 1,000, %.2f to %.2f, upheld %.1f\n", r.Value, r.Lo, r.Hi, r.Upheld.Value)
	fmt.Println(r.Describe(commitment.Chinese)[0])

	data, err := c.AppendBinary(nil)
	if err != nil {
		log.Fatal(err)
	}
	var sum kpi.Complaints
	if err := sum.UnmarshalBinary(data); err != nil {
		log.Fatal(err)
	}
	if err := sum.Merge(c); err != nil {
		log.Fatal(err)
	}
	r, err = sum.Result()
	if err != nil {
		log.Fatal(err)
	}
	text, err := json.Marshal(r)
	fmt.Println(r.Received, sum.Identity() == kpi.ComplaintRule{}.Definition(), json.Valid(text), err)
	var orphan kpi.Complaints
	if err := orphan.AddReceived(1); err != nil {
		log.Fatal(err)
	}
	_, err = orphan.Result()
	fmt.Println(err, errors.Is(err, kpi.ErrNoBase))
	// Output:
	// 2.50 per 1,000, 1.29 to 4.37, upheld 0.4
	// 投诉率 2.50，n = 4,800，95 % 置信区间 1.29–4.37
	// 24 true true <nil>
	// kpi: 1 complaints without a base true
}

func ExampleAvailability() {
	month := kpi.Period{From: time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC), To: time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)}
	at := func(hour float64) time.Time { return month.From.Add(time.Duration(hour * float64(time.Hour))) }
	a, err := kpi.NewAvailability(month,
		[]kpi.Outage{
			{Start: at(10), End: at(10.072), Reason: "database"},             // 4.32 minutes
			{Start: at(20), End: at(21), Impact: kpi.FullImpact / 2},         // within maintenance
			{Start: at(10.05), End: at(10.06), Impact: kpi.FullImpact / 100}, // within the first
		},
		[]kpi.Exclusion{{Start: at(20), End: at(22), OutageOnly: true, Reason: "maintenance"}})
	if err != nil {
		log.Fatal(err)
	}
	total, exact := a.TotalMinutes()
	fmt.Println(total, exact)
	down, exact := a.DownMinutes()
	fmt.Println(down, exact)
	percentage, exact, ok := a.Percent()
	fmt.Println(percentage, exact, ok)
	kept, ok, err := a.AtLeast("99.99")
	fmt.Println(kept, ok, err)
	share, _ := a.Value()
	fmt.Println(share, a.TotalSeconds(), a.DownSeconds(), a.ExcludedSeconds())
	fmt.Println(a.Describe(commitment.Chinese)[0], a.Identity())
	// Output:
	// 43200 true
	// 4.32 true
	// 99.99 true true
	// true true <nil>
	// 0.9999 2592000 259.2 0
	// 可用率 99.99 % availability@1
}

func ExampleAvailability_Merge() {
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		log.Fatal(err)
	}
	months, err := kpi.NewPeriods(kpi.PeriodRule{Unit: kpi.Month, Location: newYork})
	if err != nil {
		log.Fatal(err)
	}
	var quarter kpi.Availability
	for m := time.January; m <= time.March; m++ {
		month, err := months.NewAvailabilityOf(time.Date(2026, m, 15, 0, 0, 0, 0, newYork), nil, nil)
		if err != nil {
			log.Fatal(err)
		}
		data, err := month.AppendBinary(nil)
		if err != nil {
			log.Fatal(err)
		}
		var received kpi.Availability
		if err := received.UnmarshalBinary(data); err != nil {
			log.Fatal(err)
		}
		if err := quarter.Merge(received); err != nil {
			log.Fatal(err)
		}
	}
	text, err := json.Marshal(quarter) // an hour less than 90 days: the clocks skip it in March
	fmt.Println(string(text), err)
	// Output: {"percent":"100","total_seconds":"7772400","down_seconds":"0","excluded_seconds":"0"} <nil>
}

func ExampleIntervalAvailability() {
	slots := []kpi.Slot{{Errors: 1, Requests: 4}, {}, {Requests: 100}}
	for _, empty := range []kpi.Empty{kpi.EmptyLeftOut, kpi.EmptyIsUp} {
		f, err := kpi.IntervalAvailability(slots, empty)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%s %.4f of %d\n", empty, f.Value, f.N)
	}
	// Output:
	// left_out 0.8750 of 2
	// is_up 0.9167 of 3
}

func ExampleTargetAt() {
	targets := []kpi.Target{
		{Direction: kpi.HigherIsBetter, Green: 0.90, Amber: 0.85},
		{Direction: kpi.HigherIsBetter, Green: 0.95, Amber: 0.90, ValidFrom: calendar.MustDate(2026, 7, 1)},
	}
	for _, month := range []time.Month{6, 7} {
		target, ok := kpi.TargetAt(targets, calendar.MustDate(2026, month, 1))
		fmt.Println(target.Light(0.92, true), ok)
	}
	// Output:
	// green true
	// amber true
}
