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

// A year of support: reports of package sla become an attainment that says what
// it is.
func Example() {
	office := calendar.Always(time.UTC)
	policy, err := sla.ParsePolicy([]byte(`{"id": "support", "version": "1", "rules": [
		{"id": "all", "commitments": [{"metric": "resolution", "within": "4h", "calendar": "office"}]}]}`))
	if err != nil {
		log.Fatal(err)
	}
	engine, err := sla.Compile(map[string]*calendar.Calendar{"office": office}, policy)
	if err != nil {
		log.Fatal(err)
	}
	monday := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	var att kpi.Attainment
	for n := range 60 {
		c := sla.Case{ID: strconv.Itoa(n), Events: []sla.Event{{ID: "1", Kind: sla.KindOpened, At: monday}}}
		if n < 55 { // five are open
			took := time.Duration(n) * 5 * time.Minute
			c.Events = append(c.Events, sla.Event{ID: "2", Kind: sla.KindResolved, At: monday.Add(took)})
		}
		report, err := engine.Evaluate(c, monday.Add(4*time.Hour-1))
		if err != nil {
			log.Fatal(err)
		}
		if err := att.AddReport(report); err != nil {
			log.Fatal(err)
		}
	}
	for _, line := range att.Result("resolution").Describe(commitment.Chinese) {
		fmt.Println(line)
	}
	// Output:
	// 承诺达成率（resolution）100.0 %，n = 48，待定 12，95 % 置信区间 92.6–100.0 %
	// 分子 48：达成；分母 48：达成、未达成与豁免
	// 待定及不计入 12：计时中 12
	// 统计日期：按受理日期；口径：sla.attainment@1 metric=resolution by created calendar office=2233919673d9 policy support
	// 用时 n = 48，p50 1 小时 55 分钟，p90 3 小时 34 分钟，p95 3 小时 46 分钟
}

func ExampleRatio() {
	r := kpi.Ratio{Met: 475, Missed: 20, Pending: 30, Waived: 5, NotApplicable: 12}
	share, ok := r.Value()
	fmt.Println(share, ok, r.Total())
	lo, hi, _ := r.Wilson(0.95)
	fmt.Printf("%.4f %.4f\n", lo, hi)
	lo, hi, _ = r.ClopperPearson(0.95)
	fmt.Printf("%.4f %.4f\n", lo, hi)
	share, _ = r.WithoutWaived().Value()
	fmt.Printf("%.4f\n", share)
	_, ok = kpi.Ratio{Pending: 7}.Value()
	fmt.Println(ok)
	// Output:
	// 0.95 true 500
	// 0.9272 0.9659
	// 0.9271 0.9674
	// 0.9596
	// false
}

func ExampleRatio_Merge() {
	week, err := kpi.NewRatio(40, 50)
	if err != nil {
		log.Fatal(err)
	}
	if err := week.Merge(kpi.Ratio{Met: 9, Missed: 1}); err != nil {
		log.Fatal(err)
	}
	fmt.Println(week.Met, week.Total())
	_, err = kpi.NewRatio(5, 3)
	fmt.Println(err, errors.Is(err, kpi.ErrNotSubset))
	err = week.Merge(kpi.Ratio{Met: 1<<64 - 1})
	fmt.Println(err, errors.Is(err, kpi.ErrOverflow), week.Met)
	// Output:
	// 49 60
	// kpi: 5 of 3: the numerator is no subset of the denominator true
	// kpi: ratio would overflow true 49
}

func ExampleRatio_AppendBinary() {
	data, err := kpi.Ratio{Met: 3, Missed: 1}.AppendBinary(nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%x\n", data)
	var back kpi.Ratio
	if err := back.UnmarshalBinary(data); err != nil {
		log.Fatal(err)
	}
	text, err := json.Marshal(back)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(text))
	err = back.UnmarshalBinary(data[:8])
	fmt.Println(err, errors.Is(err, kpi.ErrCorrupt))
	// Output:
	// 4b504901010301000000e9119567
	// {"met":3,"missed":1,"waived":0,"pending":0,"not_applicable":0}
	// kpi: corrupt encoding: 8 bytes are no accumulator true
}

// Without data every result is undefined: no 0 %, no 100 %.
func ExampleFigure() {
	figures := []kpi.Figure{
		kpi.CSATResult{}.Figure, kpi.NPSResult{}.Figure, kpi.CESResult{}.Figure, kpi.FCRResult{}.Figure, kpi.ReopenResult{}.Figure,
		kpi.ComplaintResult{}.Figure, kpi.ComplianceResult{}.Figure, kpi.AttainmentResult{}.Figure, kpi.QualityResult{}.Figure,
		kpi.ThreeRatesResult{}.Figure, kpi.CSAT{}.Result().Figure, kpi.NPS{}.Result().Figure,
	}
	for _, f := range figures {
		if f.Defined || f.Interval {
			log.Fatal(f)
		}
	}
	fmt.Println(kpi.CardScore{}.Defined, kpi.GBTScore{}.Defined, kpi.SheetScore{}.Defined, kpi.BacklogResult{}.Stock)
	fmt.Println(figures[10].Describe(commitment.English)[0])
	text, err := json.Marshal(figures[11])
	fmt.Println(string(text)[:130], err)
	// Output:
	// false false false 0
	// customer satisfaction, top two undefined, no data
	// {"definition":{"name":"nps","version":"1","variant":"relational","basis":"answered"},"unit":"points","value":null,"n":0,"counts":{ <nil>
}

func ExampleStandardised() {
	// Team A is better in both classes and worse in total, since it has the hard
	// cases. With one mix for both, it is better.
	a := []kpi.Ratio{{Met: 81, Missed: 6}, {Met: 192, Missed: 71}}
	b := []kpi.Ratio{{Met: 234, Missed: 36}, {Met: 55, Missed: 25}}
	for _, team := range [][]kpi.Ratio{a, b} {
		share, ok := kpi.Standardised(team, []float64{0.5, 0.5})
		fmt.Printf("%.3f %v\n", share, ok)
	}
	// Output:
	// 0.831 true
	// 0.777 true
}

func ExampleDurations() {
	var d kpi.Durations
	for _, minutes := range []int{60, 120, 180, 240, 300, 360, 420, 480, 540, 36000} {
		if err := d.Add(time.Duration(minutes) * time.Minute); err != nil {
			log.Fatal(err)
		}
	}
	least, _ := d.Min()
	greatest, _ := d.Max()
	mean, ok := d.Mean()
	fmt.Println(d.Count(), least, greatest, mean, ok)
	median, ok := d.Quantile(0.5) // 5h exactly, within 1/128
	fmt.Println(median.Round(5*time.Minute), ok)
	atLeast, atMost := d.Within(8 * time.Hour)
	fmt.Println(atLeast, atMost)
	_, sample, _ := d.Variance()
	fmt.Printf("%.4g s²\n", sample)
	seconds, rest, _ := d.Seconds()
	fmt.Println(seconds, rest)
	err := d.Add(-time.Second)
	fmt.Println(err, errors.Is(err, commitment.ErrInvalid))
	// Output:
	// 10 1h0m0s 600h0m0s 64h30m0s true
	// 5h0m0s true
	// 7 8
	// 4.589e+11 s²
	// 2322000 0s
	// kpi: duration: must not be negative: -1s true
}

func ExampleDurations_Merge() {
	// Two shards. Their medians, 3 and 1001, have no mean that means anything.
	var a, b kpi.Durations
	for _, v := range []time.Duration{1, 2, 3, 4, 100} {
		if err := a.Add(v); err != nil {
			log.Fatal(err)
		}
	}
	for _, v := range []time.Duration{1000, 1001, 1002} {
		if err := b.Add(v); err != nil {
			log.Fatal(err)
		}
	}
	sum := a.Clone()
	if err := sum.Merge(b); err != nil {
		log.Fatal(err)
	}
	median, _ := sum.Quantile(0.5)
	fmt.Println(median, a.Count(), sum.Count())

	data, err := sum.AppendBinary(nil)
	if err != nil {
		log.Fatal(err)
	}
	var back kpi.Durations
	if err := back.UnmarshalBinary(data); err != nil {
		log.Fatal(err)
	}
	text, err := json.Marshal(back)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(text))
	// Output:
	// 4ns 5 8
	// {"count":8,"mean":"389ns","min":"1ns","p50":"4ns","p90":"1.002µs","p95":"1.002µs","p99":"1.002µs","max":"1.002µs"}
}

func ExampleFeasible() {
	var history kpi.Durations
	for day := range 100 {
		if err := history.Add(time.Duration(day+1) * time.Hour); err != nil {
			log.Fatal(err)
		}
	}
	allowance, ok := kpi.Feasible(history, 0.9) // 90 h, at most 1/64 more
	fmt.Println(allowance.Round(time.Hour), ok)
	// Output: 90h0m0s true
}

func ExampleCapacity() {
	var history kpi.Durations
	for hour := range 200 {
		if err := history.Add(time.Duration(hour+1) * time.Hour / 10); err != nil {
			log.Fatal(err)
		}
	}
	rows, err := kpi.Capacity([]kpi.Promise{
		{Tier: "gold", Allowance: 4 * time.Hour, Share: 0.95, History: history},
		{Tier: "standard", Allowance: 24 * time.Hour, Share: 0.95, History: history},
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, row := range rows {
		fmt.Println(row.Holds, row.Proven, row.Kept.Met, row.Describe(commitment.English)[0])
	}
	last := []kpi.Capability{rows[1]}
	fmt.Println(last[0].Describe(commitment.Chinese)[0])
	// Output:
	// false false 39 gold: within 4 h 19.5 % were kept (n = 200), aim 95.0 %, which 19 h 6 min kept: the promise does not rest on capability
	// true true 200 standard: within 1 d 100.0 % were kept (n = 200), aim 95.0 %, which 19 h 6 min kept: the promise rests on capability
	// standard：时限 1 天，历史达成 100.0 %（n = 200），目标 95.0 %，95.0 % 可达时限 19 小时 6 分钟，承诺有能力支撑
}

func ExampleNewFigure() {
	d := kpi.Definition{Name: "callback.kept", Version: "2026-01", Variant: "within=1h", Basis: kpi.ByDue}
	f, err := kpi.NewFigure(d, kpi.Ratio{Met: 47, Missed: 3, Pending: 4}, kpi.Precision{Confidence: 0.9, MinN: 40})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(f.Value, f.Defined, f.N, f.Reliable, f.Unit == kpi.Share)
	for _, line := range f.Describe(commitment.English) {
		fmt.Println(line)
	}
	text, err := json.Marshal(f)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(text)[:110])
	// Output:
	// 0.94 true 50 true true
	// callback.kept 94.0 %, n = 50, pending 4, 90 % interval 85.9–97.6 %
	// numerator 47: met; denominator 50: decided
	// basis date: due; definition: callback.kept@2026-01 within=1h by due
	// {"definition":{"name":"callback.kept","version":"2026-01","variant":"within=1h","basis":"due"},"unit":"share",
}

func ExampleParseDefinition() {
	d, err := kpi.ParseDefinition([]byte(`{"name": "callback.kept", "version": "1", "basis": "due"}`))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(d.String(), d.Basis)
	_, err = kpi.ParseDefinition([]byte(`{"name": "x", "basis": "closed"}`))
	for _, f := range commitment.FieldErrors(err) {
		fmt.Println(f)
	}
	basis, err := kpi.ParseBasis("resolved")
	fmt.Println(basis == kpi.ByResolved, err)
	// Output:
	// callback.kept@1 by due due
	// version: is required
	// basis: unknown value "closed"
	// true <nil>
}

func ExampleCollect() {
	// Two workers count a day each; the first one's answer came twice.
	answers := func(values ...float64) kpi.CSAT {
		var c kpi.CSAT
		for _, v := range values {
			if err := c.Add(v); err != nil {
				log.Fatal(err)
			}
		}
		return c
	}
	partials := []kpi.Partial[kpi.CSAT]{
		{Job: "march", Shard: kpi.OneShard(1, 2), Attempt: 1, Acc: answers(2, 5)},
		{Job: "march", Shard: kpi.OneShard(0, 2), Attempt: 1, Acc: answers(5, 4)},
		{Job: "march", Shard: kpi.OneShard(0, 2), Attempt: 1, Acc: answers(5, 4)},
	}
	sum, err := kpi.Collect(partials)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(sum.Result().Value, sum.Result().N)

	_, err = kpi.Collect(partials[1:])
	var missing *kpi.MissingError
	fmt.Println(err, errors.Is(err, kpi.ErrMissingShard), errors.As(err, &missing))
	fmt.Println(missing.Missing[0].String())
	partials[0].Shard = kpi.Shard{First: 0, Last: 1, Of: 2}
	_, err = kpi.Collect(partials)
	fmt.Println(err, errors.Is(err, kpi.ErrOverlap))
	// Output:
	// 0.75 4
	// kpi: job "march": missing shards 1 of 2 true true
	// 1 of 2
	// kpi: shards 0 of 2 and 0-1 of 2 overlap true
}

func ExampleIdentityError() {
	var five kpi.CSAT
	if err := five.Add(4); err != nil {
		log.Fatal(err)
	}
	ten, err := kpi.NewCSAT(kpi.CSATRule{Scale: 10})
	if err != nil {
		log.Fatal(err)
	}
	err = five.Merge(ten)
	var identity *kpi.IdentityError
	fmt.Println(errors.Is(err, kpi.ErrIdentity), errors.As(err, &identity))
	fmt.Println(identity.Have)
	fmt.Println(identity.Want)
	// Output:
	// true true
	// csat.top2box@1 scale=1..5 by answered
	// csat.top2box@1 scale=1..10 by answered
}

func ExamplePeriods() {
	shanghai, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		log.Fatal(err)
	}
	// The hotline's day D runs from noon of the day before to noon of D.
	days, err := kpi.NewPeriods(kpi.PeriodRule{
		Unit: kpi.Day, Location: shanghai, DayStart: calendar.MustTimeOfDay("12:00"), NamedByEnd: true,
	})
	if err != nil {
		log.Fatal(err)
	}
	p, err := days.Of(time.Date(2026, 3, 31, 13, 0, 0, 0, shanghai))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(p.Name, p.From.Format(time.DateTime), p.Contains(p.To), p.Interval().Duration())
	for _, unit := range []kpi.PeriodUnit{kpi.ISOWeek, kpi.Month, kpi.Quarter, kpi.Year} {
		periods, err := kpi.NewPeriods(kpi.PeriodRule{Unit: unit, Location: time.UTC})
		if err != nil {
			log.Fatal(err)
		}
		p, err := periods.Of(time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC))
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(unit, p.Name)
	}
	unit, err := kpi.ParsePeriodUnit("month")
	fmt.Println(unit == kpi.Month, err)
	// Output:
	// 2026-04-01 2026-03-31 12:00:00 false 24h0m0s
	// iso_week 2026-W53
	// month 2027-01
	// quarter 2027-Q1
	// year 2027
	// true <nil>
}

func ExampleScoreFCR() {
	day := 24 * time.Hour
	begin := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	issues := []kpi.Issue{
		{ID: "1", Customer: "a", Key: "billing", Opened: begin, Resolved: begin.Add(time.Hour), CustomerContacts: 1},
		{ID: "2", Customer: "a", Key: "billing", Opened: begin.Add(4 * day), Resolved: begin.Add(5 * day), CustomerContacts: 1}, // came back
		{ID: "3", Customer: "b", Key: "billing", Opened: begin.Add(28 * day), Resolved: begin.Add(29 * day), CustomerContacts: 1},
		{ID: "4", Customer: "c", Key: "login", Opened: begin, MergedInto: "5"},
	}
	r := kpi.ScoreFCR(slices.Values(issues), kpi.FCRRule{}, begin.Add(30*day))
	if r.Err != nil {
		log.Fatal(r.Err)
	}
	fmt.Println(r.Ratio().Met, r.Ratio().Missed, r.Ratio().Pending, r.Ratio().NotApplicable)
	for _, reason := range r.Reasons {
		fmt.Println(reason.Code, reason.Count)
	}
	fmt.Println(r.Describe(commitment.Chinese)[0])

	bad := kpi.ScoreFCR(slices.Values(issues), kpi.FCRRule{Variant: kpi.FCRSurvey, Window: day}, begin)
	fmt.Println(bad.Err)
	// Output:
	// 1 1 1 1
	// merged 1
	// window_open 1
	// 首次解决率（7 天窗口）50.0 %，n = 2，待定 1，95 % 置信区间 9.5–90.5 %，样本不足 30，仅供参考
	// kpi: window: must be positive, and is for window only
}

func ExampleFCRVariant() {
	begin := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	issue := kpi.Issue{
		ID: "1", Opened: begin, Resolved: begin.Add(time.Hour), Closed: begin.Add(time.Hour), CustomerContacts: 2, CustomerReplies: 1,
		AgentReplies: 1, Closings: 1, Participants: 2, NotFirstLevel: true, Survey: kpi.SaidNo, Due: begin.Add(time.Hour),
	}
	variants := []kpi.FCRVariant{
		kpi.FCRWindow, kpi.FCRGross, kpi.FCRNet, kpi.FCROneTouchBelow2, kpi.FCROneTouchExactly1, kpi.FCRNoCustomerReply,
		kpi.FCRClosedOnce, kpi.FCROneReply, kpi.FCRClosedWithin, kpi.FCRSurvey,
	}
	for _, variant := range variants {
		r := kpi.ScoreFCR(slices.Values([]kpi.Issue{issue}), kpi.FCRRule{Variant: variant}, begin.AddDate(0, 1, 0))
		share, ok := r.Ratio().Value()
		fmt.Println(variant, share, ok)
	}
	fmt.Println(kpi.FCRRule{Variant: kpi.FCRClosedWithin}.Definition())
	variant, err := kpi.ParseFCRVariant("gross")
	fmt.Println(variant == kpi.FCRGross, kpi.SaidYes, err)
	// Output:
	// window 0 true
	// gross 0 true
	// net 0 false
	// one_touch_lt2 1 true
	// one_touch_eq1 1 true
	// no_customer_reply 0 true
	// closed_once 0 true
	// one_reply 1 true
	// closed_within 0 true
	// survey 0 true
	// fcr.closed_within@1 limit=15m0s by resolved
	// true yes <nil>
}

func ExampleFCR() {
	// Each worker has all issues of some customers.
	begin := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	var sum kpi.FCR
	for _, customer := range []string{"a", "b"} {
		issue := kpi.Issue{ID: "1", Customer: customer, Opened: begin, Resolved: begin.Add(time.Hour), CustomerContacts: 1}
		var part kpi.FCR
		if err := part.AddResult(kpi.ScoreFCR(slices.Values([]kpi.Issue{issue}), kpi.FCRRule{}, begin.AddDate(0, 1, 0))); err != nil {
			log.Fatal(err)
		}
		data, err := part.AppendBinary(nil)
		if err != nil {
			log.Fatal(err)
		}
		var received kpi.FCR
		if err := received.UnmarshalBinary(data); err != nil {
			log.Fatal(err)
		}
		if err := sum.Merge(received); err != nil {
			log.Fatal(err)
		}
	}
	fmt.Println(sum.Result().Counts.Met, sum.Identity())
	// Output: 2 fcr.window@1 window=168h0m0s by resolved
}
