package kpi_test

import (
	"encoding/json"
	"fmt"
	"log"
	"slices"
	"time"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/kpi"
)

func ExampleCSAT() {
	var c kpi.CSAT // the two best grades of five
	for grade, count := range []uint64{2, 1, 4, 10, 33} {
		if err := c.AddCount(float64(grade+1), count); err != nil {
			log.Fatal(err)
		}
	}
	if err := c.AddSent(200); err != nil {
		log.Fatal(err)
	}
	r := c.Result()
	fmt.Println(r.Value, r.N, r.Grades)
	response, err := c.ResponseRate()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(response.Value)
	for _, line := range r.Describe(commitment.Chinese) {
		fmt.Println(line)
	}
	fmt.Println(c.Add(3.5))
	// Output:
	// 0.86 50 [2 1 4 10 33]
	// 0.25
	// 客户满意度（前两档）86.0 %，n = 50，95 % 置信区间 73.8–93.0 %
	// 分子 43：选择最高两档；分母 50：有效评价
	// 统计日期：按答复日期；口径：csat.top2box@1 scale=1..5 by answered
	// 回收率 25.0 %，n = 200，95 % 置信区间 19.5–31.4 %
	// kpi: answer: must be a whole number, not 3.5
}

func ExampleCSATMethod() {
	for _, method := range []kpi.CSATMethod{kpi.Top2Box, kpi.Top1Box, kpi.Binary, kpi.MeanGrade, kpi.PercentOfMax, kpi.NetGrade} {
		c, err := kpi.NewCSAT(kpi.CSATRule{Method: method})
		if err != nil {
			log.Fatal(err)
		}
		for range 3 {
			if err := c.Add(1); err != nil {
				log.Fatal(err)
			}
		}
		fmt.Println(c.Identity().Name, c.Result().Value, c.Result().Unit)
	}
	method, err := kpi.ParseCSATMethod("percent_of_max")
	fmt.Println(method == kpi.PercentOfMax, err)
	fmt.Println(kpi.CSATRule{Method: kpi.Binary}.Definition())
	// Output:
	// csat.top2box 0 share
	// csat.top1box 0 share
	// csat.binary 1 share
	// csat.mean 1 scale
	// csat.percent_of_max 0.2 share
	// csat.net -100 points
	// true <nil>
	// csat.binary@1 scale=0..1 by answered
}

func ExampleNPS() {
	var n kpi.NPS
	for answer, count := range []uint64{5, 0, 0, 3, 2, 4, 6, 20, 25, 22, 13} {
		if err := n.AddCount(float64(answer), count); err != nil {
			log.Fatal(err)
		}
	}
	r := n.Result()
	fmt.Println(r.Promoters, r.Passives, r.Detractors)
	fmt.Printf("%.1f ± %.1f, %v\n", r.Value, r.Margin, r.MarginReliable)
	share, _ := r.Shares[0].Value()
	fmt.Println(share)
	fmt.Println(n.Add(6.5))
	fmt.Println(n.Identity(), kpi.NPSRule{Transactional: true}.Definition())
	// Output:
	// 35 45 20
	// 15.0 ± 14.2, true
	// 0.35
	// kpi: answer: must be a whole number, not 6.5
	// nps@1 relational by answered nps@1 transactional by answered
}

func ExampleCompareNPS() {
	score := func(promoters, passives, detractors uint64) kpi.NPSResult {
		n, err := kpi.NewNPS(kpi.NPSRule{})
		if err != nil {
			log.Fatal(err)
		}
		for answer, count := range map[float64]uint64{10: promoters, 8: passives, 0: detractors} {
			if err := n.AddCount(answer, count); err != nil {
				log.Fatal(err)
			}
		}
		return n.Result()
	}
	d, ok := kpi.CompareNPS(score(40, 30, 30), score(50, 30, 20), 0.95)
	fmt.Printf("%+.0f points, %.1f to %.1f, p = %.3f, significant %v, %v\n", d.Value, d.Lo, d.Hi, d.P, d.Significant, ok)
	// Output: +20 points, -2.3 to 42.3, p = 0.079, significant false, true
}

func ExampleCES() {
	for _, rule := range []kpi.CESRule{{}, {Method: kpi.EffortTopBox}, {Method: kpi.EffortIndex}, {Scale: 5, LowIsEasy: true}} {
		c, err := kpi.NewCES(rule)
		if err != nil {
			log.Fatal(err)
		}
		for _, answer := range []float64{1, 2, 5, 5} {
			if err := c.Add(answer); err != nil {
				log.Fatal(err)
			}
		}
		fmt.Println(c.Identity(), c.Result().Value, c.Result().Direction)
	}
	method, err := kpi.ParseCESMethod("mean")
	fmt.Println(method == kpi.EffortMean, err)
	// Output:
	// ces.mean@1 scale=1..7 easy=2 hard=3 by answered 3.25 higher
	// ces.top_box@1 scale=1..7 easy=3 hard=3 by answered 0.5 higher
	// ces.index@1 scale=1..7 easy=2 hard=3 by answered -50 higher
	// ces.mean@1 scale=1..5 easy=2 hard=2 low_is_easy by answered 3.25 lower
	// true <nil>
}

func ExampleCES_Merge() {
	var a, b kpi.CES
	for _, err := range []error{a.Add(7), b.AddCount(6, 3), a.AddSent(10), b.AddSent(10)} {
		if err != nil {
			log.Fatal(err)
		}
	}
	data, err := b.AppendBinary(nil)
	if err != nil {
		log.Fatal(err)
	}
	var received kpi.CES
	if err := received.UnmarshalBinary(data); err != nil {
		log.Fatal(err)
	}
	if err := a.Merge(received); err != nil {
		log.Fatal(err)
	}
	response, err := a.ResponseRate()
	if err != nil {
		log.Fatal(err)
	}
	text, err := json.Marshal(a.Result())
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(a.Result().Value, a.Result().Grades, response.Value, len(text) > 0)
	fmt.Println(a.Result().Describe(commitment.English)[0])
	// Output:
	// 6.25 [0 0 0 0 0 3 1] 0.2 true
	// customer effort score, mean 6.25, n = 4, 95 % interval 5.45–7.05, unreliable below n = 30
}

func ExampleLastAnswers() {
	begin := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	answers := []kpi.Answer{
		{Survey: "s1", At: begin, Value: 5},
		{Survey: "s1", At: begin.Add(time.Minute), Value: 2}, // thought better of it
		{Survey: "s2", At: begin, Dismissed: true},
	}
	for _, a := range kpi.LastAnswers(slices.Values(answers)) {
		fmt.Println(a.Survey, a.Value)
	}
	// Output: s1 2
}

func ExampleServqual() {
	var s kpi.Servqual
	q := kpi.Questionnaire{Weights: [5]int{11, 32, 22, 19, 16}}
	for item := range kpi.ServqualItems {
		q.Expected[item], q.Perceived[item] = 6, 5
	}
	if err := s.Add(q); err != nil {
		log.Fatal(err)
	}
	r := s.Result()
	fmt.Println(r.Value, r.Weighted.Value)
	for d := kpi.Tangibles; d <= kpi.Empathy; d++ {
		fmt.Println(kpi.QualityName(d), r.Dimensions[d].Value)
	}
	fmt.Println(kpi.QualityName(kpi.Reliability), kpi.QualityName(kpi.Responsiveness), kpi.QualityName(kpi.Assurance))
	fmt.Println(s.Identity())

	data, err := s.AppendBinary(nil)
	if err != nil {
		log.Fatal(err)
	}
	var other kpi.Servqual
	if err := other.UnmarshalBinary(data); err != nil {
		log.Fatal(err)
	}
	if err := s.Merge(other); err != nil {
		log.Fatal(err)
	}
	text, err := json.Marshal(s.Result())
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(s.Result().N, s.Result().Describe(commitment.Chinese)[0], json.Valid(text))
	// Output:
	// -1 -1
	// tangibles -1
	// reliability -1
	// responsiveness -1
	// assurance -1
	// empathy -1
	// reliability responsiveness assurance
	// servqual.unweighted@1 by answered
	// 2 服务质量差距（SERVQUAL）−1.00，n = 2，样本不足 30，仅供参考 true
}

func ExampleServperf() {
	var s, other kpi.Servperf
	var q kpi.Questionnaire
	for item, answer := range []int{5, 6, 6, 5, 6} { // the five items on reliability
		q.Perceived[4+item] = answer
	}
	if err := s.Add(q); err != nil {
		log.Fatal(err)
	}
	data, err := s.AppendBinary(nil)
	if err != nil {
		log.Fatal(err)
	}
	if err := other.UnmarshalBinary(data); err != nil {
		log.Fatal(err)
	}
	if err := s.Merge(other); err != nil {
		log.Fatal(err)
	}
	fmt.Println(s.Result().Value, s.Result().N, s.Identity())
	// Output: 5.6 2 servperf@1 by answered
}

func ExampleThreeRates() {
	rates, err := kpi.NewThreeRates(kpi.ThreeRatesRule{Response: 10, Resolution: 50, Satisfaction: 40, Basic: 90})
	if err != nil {
		log.Fatal(err)
	}
	if err := rates.Add(kpi.FollowUps{Valid: 200, Contacted: 198, Resolved: 180, Satisfied: 150, Basic: 30}); err != nil {
		log.Fatal(err)
	}
	r := rates.Result()
	fmt.Printf("%.3f %.3f %.3f %.3f\n", r.Response.Value, r.Resolution.Value, r.Satisfaction.Value, r.Value)
	fmt.Println(r.Describe(commitment.Chinese)[0])
	fmt.Println(rates.Identity(), rates.Identity() == kpi.ThreeRatesRule{Response: 10, Resolution: 50, Satisfaction: 40, Basic: 90, Precision: kpi.Precision{Confidence: 0.95, MinN: 30}}.Definition())

	data, err := rates.AppendBinary(nil)
	if err != nil {
		log.Fatal(err)
	}
	var sum kpi.ThreeRates
	if err := sum.UnmarshalBinary(data); err != nil {
		log.Fatal(err)
	}
	if err := sum.Merge(rates); err != nil {
		log.Fatal(err)
	}
	text, err := json.Marshal(sum.Result())
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(sum.Result().N, json.Valid(text))
	// Output:
	// 0.990 0.900 0.885 0.903
	// 三率综合得分 90.3 %，n = 200
	// hotline.three_rates@1 weights=10/50/40 basic=90 by answered true
	// 400 true
}
