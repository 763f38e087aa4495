package feedback_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/feedback"
)

func ExampleParseSurvey() {
	survey, err := feedback.ParseSurvey([]byte(`{
		"id": "after-close", "version": "2", "measure": "csat", "question": "您对本次处理是否满意？",
		"expires": "336h", "cool_down": "720h", "bad": 2, "opens": "call_back"}`))
	fmt.Println(survey.Measure, survey.Expires, survey.IsBad(2), survey.IsBad(3), survey.Check(), err)
	_, err = feedback.ParseSurvey([]byte(`{"id": "x", "version": "1", "measure": "nps", "max": 7}`))
	fmt.Println(err)
	// Output:
	// csat 336h0m0s true false <nil> <nil>
	// feedback: max: must be left out: the scale is fixed
}

func ExampleSurvey_MaySend() {
	survey := feedback.Survey{ID: "s", Version: "1", Measure: feedback.CSAT, CoolDown: 30 * 24 * time.Hour}
	now := time.Date(2026, 3, 31, 9, 0, 0, 0, time.UTC)
	why, ok := survey.MaySend(feedback.Item{}, now.AddDate(0, 0, -3), now)
	fmt.Println(ok, why == feedback.NotSentCoolDown)
	why, ok = survey.MaySend(feedback.Item{Privacy: feedback.Anonymous}, time.Time{}, now)
	fmt.Println(ok, why == feedback.NotSentUnreachable)
	// Output:
	// false true
	// false true
}

// The last answer counts, and it counts for whoever handled the case when the
// survey was sent.
func ExampleSurvey_Count() {
	sent := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	survey := feedback.Survey{ID: "s", Version: "1", Measure: feedback.CSAT, Expires: 14 * 24 * time.Hour, Bad: 2, Opens: feedback.OpensComplaint}
	sending := feedback.Sending{ID: "s-1", Survey: "s", Item: "c1", Customer: "u-17", At: sent, Attribution: map[string]string{"agent": "a3"}}
	counted, err := survey.Count(sending, []feedback.Answer{
		{Key: "1", Sending: "s-1", At: sent.Add(time.Hour), Score: 5},
		{Key: "2", Sending: "s-1", At: sent.Add(2 * time.Hour), Score: 1, Text: "it broke again"},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(counted.Counted, counted.Answer.Score, len(counted.History), counted.Attribution["agent"])
	complaint, back, ok, err := survey.Open(sending, counted, "c2")
	fmt.Println(ok, complaint.Kind, complaint.Text, complaint.Links, back, err)
	late, err := survey.Count(sending, []feedback.Answer{{Key: "3", Sending: "s-1", At: sent.AddDate(0, 0, 15), Score: 5}})
	fmt.Println(late.Counted, late.Why == feedback.NotCountedExpired, err)
	// Output:
	// true 1 2 a3
	// true complaint it broke again [{from_survey 2} {follows c1}] {opened c2} <nil>
	// false true <nil>
}

func ExampleTally() {
	sent := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	survey := feedback.Survey{ID: "s", Version: "1", Measure: feedback.NPS}
	tally, err := feedback.NewTally(survey)
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, score := range []int{10, 9, 9, 7, 3} {
		id := fmt.Sprint("s-", i)
		counted, err := survey.Count(feedback.Sending{ID: id, Survey: "s", At: sent}, []feedback.Answer{{Key: id, Sending: id, At: sent, Score: score}})
		if err != nil {
			fmt.Println(err)
			return
		}
		if err := tally.Add(counted); err != nil {
			fmt.Println(err)
			return
		}
	}
	if err := tally.Add(feedback.Counted{Why: feedback.NotAnswered}); err != nil {
		fmt.Println(err)
		return
	}
	result := tally.NPS().Result()
	fmt.Println(result.Promoters, result.Detractors, tally.Responses())
	fmt.Println(tally.CSAT().Identity().Name, tally.CES().Identity().Name, tally.Servqual().Identity().Name)
	// Output:
	// 3 1 {5 1 0 0 0}
	// csat.top2box ces.mean servqual.unweighted
}

func ExampleMeasure() {
	m, err := feedback.ParseMeasure("ces")
	fmt.Println(m == feedback.CES, feedback.SERVQUAL, err)
	d, err := feedback.ParseDirection("lower_is_better")
	fmt.Println(d == feedback.LowerIsBetter, feedback.HigherIsBetter, err)
	o, err := feedback.ParseOpens("call_back")
	fmt.Println(o == feedback.OpensCallBack, err)
	// Output:
	// true servqual <nil>
	// true higher_is_better <nil>
	// true <nil>
}

func ExamplePriorityRule_Assess() {
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	rule := feedback.DefaultPriorities()
	got, err := rule.Assess(feedback.PriorityFacts{
		Severity: feedback.SeverityMedium, Impact: feedback.ImpactSingle, Now: now, Due: now.AddDate(0, 0, 1),
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(got.Matrix, got.Priority, slices.Contains(got.Causes, feedback.ByNearDue))
	for _, line := range got.Explain(commitment.Chinese) {
		fmt.Println(line)
	}
	p, err := feedback.ParsePriority("high")
	fmt.Println(p == feedback.PriorityHigh, err)
	// Output:
	// medium high true
	// 按严重程度和影响范围为中
	// 法定时限临近
	// 优先级：高
	// true <nil>
}

func ExampleComparePriority() {
	queue := []feedback.Ranked{
		{Item: "c1", Priority: feedback.PriorityMedium, Tier: 0},
		{Item: "c2", Priority: feedback.PriorityCritical, Tier: 2},
		{Item: "c3", Priority: feedback.PriorityMedium, Tier: 1},
	}
	slices.SortFunc(queue, feedback.ComparePriority)
	fmt.Println(queue[0].Item, queue[1].Item, queue[2].Item)
	// Output: c2 c1 c3
}

func ExampleLedger() {
	at := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	ledger, err := feedback.NewLedger([]feedback.RewardCap{{Period: feedback.PeriodMonth, Points: 150}}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	grant := func(key string, event feedback.RewardEvent) {
		e, err := ledger.Grant(feedback.RewardEntry{
			Key: key, Member: "u-17", Item: "s1", Event: event, Asked: 100, On: calendar.DateOf(at), At: at,
		})
		fmt.Println(e.Points, err)
	}
	grant("s1:accepted", feedback.RewardAccepted)
	grant("s1:accepted", feedback.RewardAccepted)
	grant("s1:adopted", feedback.RewardAdopted)
	grant("c9:withdrawn", feedback.RewardWithdrawn)
	back, err := ledger.Reverse(feedback.RewardEntry{
		Key: "s1:adopted:back", Reverses: "s1:adopted", Reason: "not carried out", On: calendar.DateOf(at), At: at,
	})
	fmt.Println(back.Points, err)
	fmt.Println(ledger.Balance("u-17"), len(ledger.Entries()))
	text, err := json.Marshal(ledger.Entries()[0])
	fmt.Printf("%s %v\n", text, err)
	// Output:
	// 100 <nil>
	// 100 <nil>
	// 50 <nil>
	// 0 feedback: "grant" is not allowed: forbidden
	// -50 <nil>
	// 100 3
	// {"key":"s1:accepted","member":"u-17","item":"s1","event":"accepted","asked":100,"points":100,"on":"2026-03-02","at":"2026-03-02T09:00:00Z"} <nil>
}

func ExampleRewardEvent() {
	e, err := feedback.ParseRewardEvent("effect_proven")
	fmt.Println(e == feedback.RewardEffectProven, err)
	p, err := feedback.ParsePeriod("ever")
	fmt.Println(p == feedback.PeriodEver, err)
	// Output:
	// true <nil>
	// true <nil>
}

func ExampleMonitoring() {
	rule := feedback.MonitoringRule{Acknowledge: []string{"acknowledge"}, Resolve: []string{"resolve"}}
	item := feedback.Item{ID: "c1", Links: []feedback.Link{{Kind: feedback.Follows, To: "c0"}}}
	status := feedback.Status{State: feedback.StateWithdrawn, Path: []feedback.State{feedback.StateReceived, feedback.StateWithdrawn}}
	facts := rule.Facts(item, status)
	fmt.Println(facts.Repeat, facts.Withdrawn)
	var march feedback.Monitoring
	if err := march.Add(facts); err != nil {
		fmt.Println(err)
	}
	if err := march.Merge(feedback.Monitoring{Received: 119, AcknowledgedLate: 6, Repeats: 7}); err != nil {
		fmt.Println(err)
	}
	late, err := march.Share(feedback.FigureAcknowledgedLate)
	if err != nil {
		fmt.Println(err)
		return
	}
	share, ok := late.Value()
	fmt.Println(march.Received, share, ok, feedback.FigureAcknowledgedLate)
	// Output:
	// true true
	// 120 0.05 true acknowledged_late
}

func ExampleLoop() {
	opened := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	var loop feedback.Loop
	for _, c := range []feedback.LoopContact{
		{Answer: "a1", Opened: opened, Due: opened.Add(48 * time.Hour), Contacted: opened.Add(3 * time.Hour), Asked: true, Recovered: true},
		{Answer: "a2", Opened: opened, Due: opened.Add(48 * time.Hour)},
	} {
		if err := loop.Add(c, opened.Add(72*time.Hour)); err != nil {
			fmt.Println(err)
		}
	}
	for _, said := range []feedback.Result{feedback.ResultSatisfied, feedback.ResultUnsatisfied, ""} {
		if err := loop.AddFollowUp(said); err != nil {
			fmt.Println(err)
		}
	}
	inTime, _ := loop.Contacted.Value()
	satisfied, _ := loop.Satisfied.Value()
	var year feedback.Loop
	fmt.Println(inTime, loop.Recovered, satisfied, loop.Satisfied.NotApplicable, year.Merge(loop))
	// Output: 0.5 {1 0 1 0 0} 0.5 1 <nil>
}

func ExampleImprovement_Replay() {
	at := func(day int) time.Time { return time.Date(2026, 3, day, 9, 0, 0, 0, time.UTC) }
	improvement := feedback.Improvement{ID: "i1", Cause: "router", Root: feedback.CauseSupplier, Action: "更换供应商", Due: at(20)}
	steps := []feedback.ImprovementStep{{Key: "1", At: at(3), To: feedback.ImprovementInProgress, Actor: "network"}}
	status, err := improvement.Replay(steps, at(20))
	fmt.Println(status.State, status.Overdue, err)
	steps = append(steps, feedback.ImprovementStep{Key: "2", At: at(21), To: feedback.ImprovementDone, Actor: "network"})
	status, err = improvement.Replay(steps, at(22))
	fmt.Printf("%v %t %v\n", status.Path, status.Overdue, err)
	state, err := feedback.ParseImprovementState("effective")
	fmt.Println(state == feedback.ImprovementEffective, err)
	root, err := feedback.ParseRootCause("supplier")
	fmt.Println(root == feedback.CauseSupplier, err)
	// Output:
	// in_progress true <nil>
	// [planned in_progress done] false <nil>
	// true <nil>
	// true <nil>
}

func ExampleCheckEffect() {
	before := []feedback.EffectSample{{Count: 30, Size: 1000}, {Count: 28, Size: 1000}, {Count: 33, Size: 1000}}
	after := []feedback.EffectSample{{Count: 14, Size: 1000}, {Count: 12, Size: 1000}}
	effect, err := feedback.CheckEffect(before, after, 0.95)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s: from %.3f to %.3f, %.2f to %.2f times\n", effect.Verdict, effect.Before, effect.After, effect.Low, effect.High)
	fmt.Println(effect.Verdict == feedback.EffectShown, effect.Chart.Kind, effect.Judged.Beyond())
	// Output:
	// shown: from 0.030 to 0.013, 0.27 to 0.67 times
	// true u [1]
}
