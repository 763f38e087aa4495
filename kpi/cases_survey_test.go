package kpi_test

import (
	"encoding/json"
	"math"
	"strconv"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/kpi"
)

type npsGroups struct{ Promoters, Passives, Detractors uint64 }

func (g npsGroups) score(a *answers) kpi.NPS {
	var n kpi.NPS
	require.NoError(a.t, n.AddCount(9, g.Promoters))
	require.NoError(a.t, n.AddCount(7, g.Passives))
	require.NoError(a.t, n.AddCount(0, g.Detractors))
	return n
}

func runNPS(a *answers, raw json.RawMessage) {
	in := read[struct {
		npsGroups
		Hist       []uint64
		Values     []float64
		Confidence float64
	}](a, raw)
	n := in.score(a)
	for answer, count := range in.Hist {
		require.NoError(a.t, n.AddCount(float64(answer), count))
	}
	for _, v := range in.Values {
		if a.failed(n.Add(v)) {
			return
		}
	}
	r := n.Result()
	a.defined("score", r.Value, r.Defined)
	a.number("n", float64(r.N))
	a.number("promoters", float64(r.Promoters))
	a.number("passives", float64(r.Passives))
	a.number("detractors", float64(r.Detractors))
	a.number("variance", r.Variance)
	a.number("se_points", r.StdErr)
	a.number("moe_points", r.Margin)
}

func runNPSCompare(a *answers, raw json.RawMessage) {
	in := read[struct{ A, B npsGroups }](a, raw)
	first, second := in.A.score(a), in.B.score(a)
	d, ok := kpi.CompareNPS(first.Result(), second.Result(), 0.95)
	a.defined("diff", d.Value, ok)
	a.number("z", d.Z)
	a.number("p", d.P)
	a.value("significant_95", d.Significant)
}

func runCSAT(a *answers, raw json.RawMessage) {
	in := read[struct {
		Satisfied, Answered uint64
		Hist                []uint64
		Scale               int
		Method              string
		MinN                uint64 `json:"min_n"`
	}](a, raw)
	rule := kpi.CSATRule{Scale: in.Scale, Precision: kpi.Precision{MinN: in.MinN}}
	if in.Method != "top_box" {
		method, err := kpi.ParseCSATMethod(in.Method)
		require.NoError(a.t, err)
		rule.Method = method
	}
	c, err := kpi.NewCSAT(rule)
	require.NoError(a.t, err)
	require.NoError(a.t, c.AddCount(5, in.Satisfied))
	require.NoError(a.t, c.AddCount(1, in.Answered-in.Satisfied))
	for i, count := range in.Hist {
		require.NoError(a.t, c.AddCount(float64(i+1), count))
	}
	r := c.Result()
	a.defined("pct", r.Value*100, r.Defined)
	a.defined("score", r.Value, r.Defined)
	a.number("n", float64(r.N))
	a.value("reliable", r.Reliable)
}

func runResponseRate(a *answers, raw json.RawMessage) {
	in := read[struct{ Sent, Answered uint64 }](a, raw)
	var c kpi.CSAT
	require.NoError(a.t, c.AddSent(in.Sent))
	require.NoError(a.t, c.AddCount(4, in.Answered))
	f, err := c.ResponseRate()
	require.NoError(a.t, err)
	a.defined("pct", f.Value*100, f.Defined)
}

func runCES(a *answers, raw json.RawMessage) {
	in := read[struct {
		Hist               []uint64
		Scale              int
		Method             string
		Easy, Hard         []int
		Positive, Answered uint64
	}](a, raw)
	method, err := kpi.ParseCESMethod(in.Method)
	require.NoError(a.t, err)
	c, err := kpi.NewCES(kpi.CESRule{Method: method, Scale: in.Scale, Easy: len(in.Easy), Hard: len(in.Hard)})
	require.NoError(a.t, err)
	require.NoError(a.t, c.AddCount(7, in.Positive))
	require.NoError(a.t, c.AddCount(1, in.Answered-in.Positive))
	for i, count := range in.Hist {
		require.NoError(a.t, c.AddCount(float64(i+1), count))
	}
	r := c.Result()
	a.defined("mean", r.Value, r.Defined)
	a.defined("score", r.Value, r.Defined)
	a.defined("pct", r.Value*100, r.Defined)
}

type qualityItem struct {
	Dim  string
	E, P []float64
	W    int
}

// questionnaires returns ten respondents whose answers have the given means with
// one decimal, item by item.
func questionnaires(a *answers, items []qualityItem) []kpi.Questionnaire {
	const people = 10
	all := make([]kpi.Questionnaire, people)
	firsts := map[string]int{"tangibles": 0, "reliability": 4, "responsiveness": 9, "assurance": 13, "empathy": 17}
	sum := 0
	for dimension := range 5 {
		for _, item := range items {
			if item.Dim != kpi.QualityName(dimension) {
				continue
			}
			for person := range all {
				all[person].Weights[dimension] = item.W
				answer := func(mean float64) int { // so many get the next higher grade
					tenths := int(math.Round(mean * people))
					return (tenths + person) / people
				}
				for i := range item.P {
					all[person].Perceived[firsts[item.Dim]+i] = answer(item.P[i])
					if i < len(item.E) {
						all[person].Expected[firsts[item.Dim]+i] = answer(item.E[i])
					}
				}
			}
			sum += item.W
		}
	}
	if sum > 0 { // the points of the dimensions that were not asked about
		for person := range all {
			all[person].Weights[kpi.Tangibles] += 100 - sum
		}
	}
	require.NotEmpty(a.t, all)
	return all
}

func runServqual(a *answers, raw json.RawMessage) {
	in := read[struct{ Items []qualityItem }](a, raw)
	var s kpi.Servqual
	for _, q := range questionnaires(a, in.Items) {
		require.NoError(a.t, s.Add(q))
	}
	r := s.Result()
	a.defined("unweighted", r.Value, r.Defined)
	a.number("weighted", r.Weighted.Value)
	var gaps map[string]float64
	require.NoError(a.t, json.Unmarshal(a.want["gaps"], &gaps))
	a.used["gaps"] = true
	for i, f := range r.Dimensions {
		want, expected := gaps[kpi.QualityName(i)]
		require.Equal(a.t, expected, f.Defined)
		require.InDelta(a.t, want, f.Value, a.tolerance)
	}
}

func runServperf(a *answers, raw json.RawMessage) {
	in := read[struct{ Items []qualityItem }](a, raw)
	var s kpi.Servperf
	for _, q := range questionnaires(a, in.Items) {
		require.NoError(a.t, s.Add(q))
	}
	r := s.Result()
	a.defined("score", r.Value, r.Defined)
}

func runThreeRates(a *answers, raw json.RawMessage) {
	in := read[struct {
		Valid, Contacted, Resolved, Satisfied, Basic uint64
		BasicWeight                                  float64 `json:"basic_weight"`
		Weights                                      [3]float64
	}](a, raw)
	whole := func(share float64) int { return int(math.Round(share * 100)) }
	rates, err := kpi.NewThreeRates(kpi.ThreeRatesRule{
		Response: whole(in.Weights[0]), Resolution: whole(in.Weights[1]), Satisfaction: whole(in.Weights[2]), Basic: whole(in.BasicWeight),
	})
	require.NoError(a.t, err)
	require.NoError(a.t, rates.Add(kpi.FollowUps{
		Valid: in.Valid, Contacted: in.Contacted, Resolved: in.Resolved, Satisfied: in.Satisfied, Basic: in.Basic,
	}))
	r := rates.Result()
	a.number("response", r.Response.Value*100)
	a.number("resolution", r.Resolution.Value*100)
	a.number("satisfaction", r.Satisfaction.Value*100)
	a.defined("score", r.Value*100, r.Defined)
}

func runGBT(a *answers, raw json.RawMessage) {
	in := read[struct {
		Score, Applicable float64
		Special           int `json:"special_deductions"`
		Bonus             int
	}](a, raw)
	hundredths := func(points float64) int64 { return int64(math.Round(points * 100)) }
	s, err := kpi.ScoreGBT27922Points(hundredths(in.Score), hundredths(in.Applicable), kpi.GBTExtras{SpecialDeductions: in.Special, Bonus: in.Bonus})
	require.NoError(a.t, err)
	a.defined("score", s.Score, s.Defined)
	a.value("grade", s.Grade.String())
}

func runScorecard(a *answers, raw json.RawMessage) {
	in := read[struct {
		Items []struct {
			W     float64
			Score *float64
		}
		Missing string
	}](a, raw)
	rule := kpi.ScorecardRule{ID: "card"}
	if in.Missing != "" {
		missing, err := kpi.ParseMissing(in.Missing)
		require.NoError(a.t, err)
		rule.Missing = missing
	}
	values := make(map[string]float64)
	for i, item := range in.Items {
		id := strconv.Itoa(i)
		rule.Items = append(rule.Items, kpi.ScoreItem{ID: id, Weight: item.W})
		if item.Score != nil {
			values[id] = *item.Score
		}
	}
	card, err := kpi.NewScorecard(rule)
	if a.failed(err) {
		return
	}
	s, err := card.Score(values)
	require.NoError(a.t, err)
	a.defined("score", s.Score, s.Defined)
	a.number("coverage", s.Coverage)
}

func runCritical(a *answers, raw json.RawMessage) {
	in := read[struct {
		Items []struct {
			W        float64
			Pass     bool `json:"pass_"`
			Critical bool
		}
	}](a, raw)
	marks := make(map[string]kpi.Mark)
	var items []kpi.SheetItem
	for i, item := range in.Items {
		one := kpi.SheetItem{ID: strconv.Itoa(i), Weight: item.W}
		if item.Critical {
			one.Critical = kpi.CustomerCritical
		}
		items = append(items, one)
		marks[one.ID] = kpi.Mark{}
		if item.Pass {
			marks[one.ID] = kpi.Passed()
		}
	}
	sheet, err := kpi.NewSheet("sheet", 80, items...)
	require.NoError(a.t, err)
	s, err := sheet.Score(marks)
	require.NoError(a.t, err)
	a.defined("score", s.Score, s.Defined)
	a.number("raw", s.Raw)
	require.False(a.t, s.Passed)
}
