package kpi_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"time"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/kpi"
)

func ExampleTarget() {
	target := kpi.Target{Direction: kpi.HigherIsBetter, Green: 95, Amber: 90, Margin: 0.5}
	if err := target.Validate(); err != nil {
		log.Fatal(err)
	}
	fmt.Println(target.Light(95, true), target.Light(94.9, true), target.Light(80, true), target.Light(0, false))
	// Green is left below 94.5 and reached again at 95.5.
	for i, light := range target.Lights(kpi.Green, 96, 94.8, 94.2, 95.4, 95.6) {
		fmt.Print(i, light, ";")
	}
	fmt.Println()
	fmt.Println(target.After(kpi.Green, 94.8, true), target.After(kpi.Amber, 94.8, true), target.After(kpi.NoLight, 94.8, true) == kpi.Amber)
	fmt.Println(kpi.Target{Direction: kpi.LowerIsBetter, Green: 10, Amber: 5}.Validate())
	// Output:
	// green amber red none
	// 0 green;1 green;2 amber;3 amber;4 green;
	// green amber true
	// kpi: amber: must be on the worse side of green
}

func ExampleTarget_Status() {
	target := kpi.Target{Direction: kpi.HigherIsBetter, Green: 0.95, Amber: 0.90, Interval: true}
	for _, r := range []kpi.Ratio{{Met: 48, Missed: 2}, {Met: 1940, Missed: 60}} {
		f, err := kpi.NewFigure(kpi.Definition{Name: "own", Version: "1"}, r, kpi.Precision{})
		if err != nil {
			log.Fatal(err)
		}
		s := target.Status(f)
		fmt.Println(f.Value, s, s.Light, s.Uncertain)
	}
	// Output:
	// 0.96 amber_uncertain amber true
	// 0.97 green green false
}

// What the lights of a dashboard stand for, to be written under it.
func ExampleTarget_Describe() {
	target := kpi.Target{
		Direction: kpi.HigherIsBetter, Green: 0.95, Amber: 0.90, Margin: 0.01, Interval: true,
		ValidFrom: calendar.MustDate(2026, time.July, 1),
	}
	if err := target.Validate(); err != nil {
		log.Fatal(err)
	}
	for _, lang := range []commitment.Lang{commitment.English, commitment.Chinese} {
		for _, line := range target.Describe(lang) {
			fmt.Println(line)
		}
	}
	// Output:
	// higher is better: green from 0.95, amber from 0.9, red below
	// margin 0.01: green is left below 0.94 and reached again at 0.96
	// by the interval: green only if the lower bound is above 0.9 as well, else amber
	// from 2026-07-01 on
	// 越高越好，目标值 0.95：达到为绿灯，不低于 0.9 为黄灯，低于 0.9 为红灯
	// 缓冲 0.01：低于 0.94 才退出绿灯，回升至 0.96 才恢复绿灯
	// 按置信区间判定：区间下限也须高于 0.9 才亮绿灯，否则亮黄灯
	// 自 2026-07-01 起执行
}

func ExampleNewChange() {
	for _, pair := range [][2]float64{{0.90, 0.60}, {12, 0}} {
		c, ok := kpi.NewChange(pair[0], pair[1])
		fmt.Printf("%+.2f, relative %+.2f %v, %v\n", c.Absolute, c.Relative, c.RelativeDefined, ok)
	}
	// Output:
	// +0.30, relative +0.50 true, true
	// +12.00, relative +0.00 false, true
}

func ExampleGrades() {
	grades := kpi.Grades{{Name: "优", From: 90}, {Name: "良", From: 80}, {Name: "合格", From: 60}}
	if err := grades.Validate(); err != nil {
		log.Fatal(err)
	}
	for _, score := range []float64{95, 80, 59.9} {
		var grade kpi.Grade
		grade, ok := grades.Of(score)
		fmt.Println(grade.Name, ok)
	}
	// Output:
	// 优 true
	// 良 true
	//  false
}

func ExampleParseDirection() {
	direction, err := kpi.ParseDirection("lower")
	fmt.Println(direction == kpi.LowerIsBetter, err)
	light, err := kpi.ParseLight("red")
	fmt.Println(light == kpi.Red, err)
	unit, err := kpi.ParseUnit("per_base")
	fmt.Println(unit == kpi.PerBase, err)
	text, err := json.Marshal(map[string]any{"direction": direction, "light": light, "unit": kpi.Points, "scale": kpi.Scale})
	fmt.Println(string(text), err)
	// Output:
	// true <nil>
	// true <nil>
	// true <nil>
	// {"direction":"lower","light":"red","scale":"scale","unit":"points"} <nil>
}

func ExampleObjective() {
	o, err := kpi.NewObjective(0.95)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(o.Share(), o.MaxBurnRate())
	burn, ok, err := o.BurnRate(36, 50)
	fmt.Printf("%.1f %v %v\n", burn, ok, err)
	b, ok, err := o.Budget(60, 2000)
	fmt.Println(b.Allowed, b.Remaining, b.RemainingShare, ok, err)
	fmt.Println(b.Describe(commitment.Chinese)[0])
	after, ok := kpi.Exhausted(30*24*time.Hour, 14.4)
	fmt.Println(after, ok)
	_, ok, err = o.BurnRate(0, 0) // no case: undefined
	fmt.Println(ok, err)
	// Output:
	// 0.95 20
	// 14.4 true <nil>
	// 100 40 0.4 true <nil>
	// 目标 95.0 %：2,000 件中允许未达成 100.0 件，实际未达成 60 件，剩余额度 40.0 件（40.0 %）
	// 50h0m0s true
	// false <nil>
}

func ExampleObjective_BurnAlerts() {
	month := 30 * 24 * time.Hour
	factor, ok := kpi.BurnFactor(0.02, time.Hour, month)
	fmt.Println(factor, ok)
	o, err := kpi.NewObjective(0.9)
	if err != nil {
		log.Fatal(err)
	}
	_, err = o.NewBurnAlert(0.02, time.Hour, month)
	fmt.Println(err, errors.Is(err, kpi.ErrUnreachable))
	alerts, err := o.BurnAlerts(month)
	if err != nil {
		log.Fatal(err)
	}
	for _, a := range alerts {
		fmt.Printf("%.0f %% in %s and %s: %.1f\n", a.Share*100, a.Long, a.Short, a.Factor)
	}
	// Output:
	// 14.4 true
	// kpi: a burn rate of 14.4 is out of reach at an objective of 0.9: at most 10 true
	// 2 % in 2h52m48s and 14m24s: 5.0
	// 5 % in 6h0m0s and 30m0s: 6.0
	// 10 % in 24h0m0s and 2h0m0s: 3.0
	// 10 % in 72h0m0s and 6h0m0s: 1.0
}

func ExampleObjective_State() {
	o, err := kpi.NewObjective(0.95)
	if err != nil {
		log.Fatal(err)
	}
	alert := kpi.BurnAlert{Factor: 6, MinEvents: 50}
	for _, w := range []kpi.BurnWindows{
		{LongBad: 31, LongTotal: 100, ShortBad: 4, ShortTotal: 10},
		{LongBad: 31, LongTotal: 100, ShortBad: 2, ShortTotal: 10}, // recovered
	} {
		var s kpi.BurnState
		s, err := o.State(alert, w)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%.1f %.1f %v\n", s.Long, s.Short, s.Fires)
	}
	// Output:
	// 6.2 8.0 true
	// 6.2 4.0 false
}

func ExampleSheet() {
	sheet, err := kpi.NewSheet("call", 80,
		kpi.SheetItem{ID: "greeting", Weight: 10}, kpi.SheetItem{ID: "solution", Weight: 10},
		kpi.SheetItem{ID: "privacy", Weight: 5, Critical: kpi.ComplianceCritical})
	if err != nil {
		log.Fatal(err)
	}
	var c kpi.Compliance
	for _, privacy := range []kpi.Mark{kpi.Passed(), {}, {NotApplicable: true}} {
		s, err := sheet.Score(map[string]kpi.Mark{"greeting": kpi.Passed(), "solution": kpi.Passed(), "privacy": privacy})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(s.Score, s.Raw, s.Coverage, s.Passed, s.Critical[kpi.ComplianceCritical])
		if err := c.Add(sheet, s); err != nil {
			log.Fatal(err)
		}
	}
	r := c.Result()
	fmt.Println(r.Counts.Met, r.N, r.Accuracy[kpi.ComplianceCritical].Met, r.Accuracy[kpi.CustomerCritical].Met, r.Accuracy[kpi.BusinessCritical].Met)
	fmt.Println(r.Describe(commitment.Chinese)[0])

	data, err := c.AppendBinary(nil)
	if err != nil {
		log.Fatal(err)
	}
	var sum kpi.Compliance
	if err := sum.UnmarshalBinary(data); err != nil {
		log.Fatal(err)
	}
	if err := sum.Merge(c); err != nil {
		log.Fatal(err)
	}
	text, err := json.Marshal(sum.Result())
	fmt.Println(sum.Result().N, sum.Identity().Name, json.Valid(text), err)
	class, err := kpi.ParseErrorClass("customer")
	fmt.Println(class == kpi.CustomerCritical, err)
	// Output:
	// 100 100 1 true []
	// 0 80 1 false [privacy]
	// 100 100 0.8 true []
	// 2 3 2 3 3
	// 流程合规率 66.7 %，n = 3，95 % 置信区间 20.8–93.9 %，样本不足 30，仅供参考
	// 6 compliance true <nil>
	// true <nil>
}

func ExampleScorecard() {
	card, err := kpi.NewScorecard(kpi.ScorecardRule{
		ID: "service", Version: "2026", Missing: kpi.Renormalise,
		Items: []kpi.ScoreItem{
			{ID: "attainment", Weight: 40, Scaling: kpi.Scaling{Floor: 0.8, Target: 1}},
			{ID: "resolution hours", Weight: 35, Scaling: kpi.Scaling{Floor: 48, Target: 8}},
			{ID: "complaints", Weight: 25, Scaling: kpi.Scaling{Steps: []kpi.Step{{From: 0, Score: 100}, {From: 3, Score: 50}}}},
		},
		Grades: kpi.Grades{{Name: "A", From: 90}, {Name: "B", From: 0}},
	})
	if err != nil {
		log.Fatal(err)
	}
	s, err := card.Score(map[string]float64{"attainment": 0.98, "complaints": 1})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%.2f %v %.2f %s\n", s.Score, s.Defined, s.Coverage, s.Grade)
	first := []kpi.ItemScore{s.Items[0]}
	fmt.Printf("%s %.0f\n", first[0].ID, first[0].Score)
	for _, line := range s.Describe(commitment.English) {
		fmt.Println(line)
	}
	missing, err := kpi.ParseMissing("fail")
	fmt.Println(missing == kpi.FailMissing, kpi.ZeroMissing, err)
	// Output:
	// 93.85 true 0.65 A
	// attainment 90
	// scorecard service: score 93.85, coverage 65.0 %, grade A
	// attainment: 90.00, weight 40
	// resolution hours: undefined, no data, weight 35
	// complaints: 100.00, weight 25
	// true zero <nil>
}

// What has no data yet is no zero: it goes by the policy for missing data.
func ExampleScorecard_ScoreFigures() {
	card, err := kpi.NewScorecard(kpi.ScorecardRule{
		ID: "service", Version: "2026", Missing: kpi.Renormalise,
		Items: []kpi.ScoreItem{
			{ID: "attainment", Weight: 60, Scaling: kpi.Scaling{Floor: 0.8, Target: 1}},
			{ID: "nps", Weight: 40, Scaling: kpi.Scaling{Floor: -100, Target: 100}},
		},
	})
	if err != nil {
		log.Fatal(err)
	}
	attainment, err := kpi.NewFigure(kpi.Definition{Name: "sla.attainment", Version: "1"}, kpi.Ratio{Met: 95, Missed: 5}, kpi.Precision{})
	if err != nil {
		log.Fatal(err)
	}
	var asked kpi.NPS // nobody has answered
	s, err := card.ScoreFigures(map[string]kpi.Figure{"attainment": attainment, "nps": asked.Result().Figure})
	if err != nil {
		log.Fatal(err)
	}
	for _, line := range s.Describe(commitment.English) {
		fmt.Println(line)
	}
	// Output:
	// scorecard service: score 75.00, coverage 60.0 %
	// attainment: 75.00, weight 60
	// nps: undefined, no data, weight 40
}

func ExampleScoreGBT27922() {
	s, err := kpi.ScoreGBT27922([]kpi.GBTItem{
		{Section: kpi.AfterSalesSystem, Points: 4000, Met: true},
		{Section: kpi.ProductService, Points: 3500, Sampled: 50, Conforming: 45}, // a tenth is lost
		{Section: kpi.CustomerService, Points: 2000, Met: true},
		{Section: kpi.CustomerService, Points: 500, Deleted: true},
	}, kpi.GBTExtras{Bonus: 1})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%.2f %s %v\n", s.Score, s.Grade, s.Sections)
	for _, line := range s.Describe(commitment.Chinese) {
		fmt.Println(line)
	}
	for grade := kpi.GBTFail; grade <= kpi.GBTFiveStar; grade++ {
		fmt.Print(grade, " ")
	}
	fmt.Println(kpi.GBTPass, kpi.GBTThreeStar, kpi.GBTFourStar)
	grade, err := kpi.ParseGBTGrade("4star")
	fmt.Println(grade == kpi.GBTFourStar, err)
	// Output:
	// 97.32 5star [40 31.5 20]
	// GB/T 27922-2011 得分 97.32，五星级
	// 得分 91.50／适用分值 95.00，专项扣分 0，加分 1
	// fail pass 3star 4star 5star pass 3star 4star
	// true <nil>
}

func ExampleScoreGBT27922Points() {
	s, err := kpi.ScoreGBT27922Points(9600, 10000, kpi.GBTExtras{SpecialDeductions: 5})
	fmt.Println(s.Score, s.Grade, err)
	// Output: 91 fail <nil>
}

func ExampleServiceRate() {
	for rate := kpi.Fulfilment; rate <= kpi.Training; rate++ {
		f, err := rate.Figure(kpi.Ratio{Met: 95, Missed: 5}, kpi.Precision{})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(rate, rate.Definition())
		fmt.Println(f.Describe(commitment.Chinese)[0])
	}
	rate, err := kpi.ParseServiceRate("execution")
	fmt.Println(rate == kpi.Execution, err)
	text, err := json.Marshal([]kpi.ServiceRate{rate, kpi.Training})
	fmt.Println(string(text), err)
	var back []kpi.ServiceRate
	err = json.Unmarshal(text, &back)
	fmt.Println(back[0], back[1], err)
	// Output:
	// fulfilment service.fulfilment@1 by due
	// 承诺兑现率 95.0 %，n = 100，95 % 置信区间 88.8–97.8 %
	// execution service.execution@1 by due
	// 流程执行率 95.0 %，n = 100，95 % 置信区间 88.8–97.8 %
	// training service.training@1 by created
	// 培训完成率 95.0 %，n = 100，95 % 置信区间 88.8–97.8 %
	// true <nil>
	// ["execution","training"] <nil>
	// execution training <nil>
}

func ExampleTurnover() {
	f, err := kpi.Turnover(6, 110, 90)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(f.Describe(commitment.Chinese)[0])
	// Output: 员工流失率 6.0 %，n = 100
}

func ExampleConsistency() {
	gaps := kpi.Consistency(map[string]kpi.Ratio{"phone": {Met: 56, Missed: 14}, "web": {Met: 48, Missed: 32}}, 0.95)
	for _, gap := range gaps {
		fmt.Printf("%s against %s: %+.2f (%+.2f to %+.2f) %v\n", gap.Channel, gap.Best, gap.Value, gap.Lo, gap.Hi, gap.Significant)
	}
	// Output:
	// phone against web: +0.20 (+0.05 to +0.33) true
	// web against phone: -0.20 (-0.33 to -0.05) true
}
