package feedback_test

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/feedback"
)

func ExampleFingerprintOf() {
	a, okA := feedback.FingerprintOf("宽带从上周三开始每天晚上断网，客服电话一直打不通")
	b, okB := feedback.FingerprintOf("寬帶從上週三開始每天晚上斷網！客服電話一直打不通。")
	c, okC := feedback.FingerprintOf("The parcel arrived nine days late and damaged")
	fmt.Println(okA, okB, okC)
	fmt.Println(a.Distance(b) <= feedback.DefaultNear, a.Distance(c) <= feedback.DefaultNear)
	_, ok := feedback.FingerprintOf("…?!")
	fmt.Println(ok)
	// Output:
	// true true true
	// true false
	// false
}

func ExampleFingerprint() {
	f, ok := feedback.FingerprintOf("charged twice")
	text, err := f.MarshalText()
	fmt.Println(ok, string(text), err)
	back, err := feedback.ParseFingerprint(f.String())
	fmt.Println(back == f, err)
	// Output:
	// true 65c34e0c81a0c906 <nil>
	// true <nil>
}

func ExampleFingerprintIndex() {
	var index feedback.FingerprintIndex
	for id, text := range []string{
		"Charged twice for order 4711, please refund the second payment",
		"The technician did not come although the appointment was confirmed",
		"charged twice for order 4711 - please refund second payment!",
	} {
		if f, ok := feedback.FingerprintOf(text); ok {
			if err := index.Add(fmt.Sprint("c", id), f); err != nil {
				fmt.Println(err)
			}
		}
	}
	fmt.Println(index.Len())
	f, _ := feedback.FingerprintOf("Charged twice for order 4711, please refund the second payment")
	near := index.Near(f, feedback.DefaultNear)
	fmt.Println(near[0], len(near))
	pairs, complete := index.Pairs(feedback.DefaultNear, 100)
	fmt.Println(pairs[0].A, pairs[0].B, len(pairs), complete)
	// Output:
	// 3
	// {c0 0} 2
	// c0 c2 1 true
}

func ExampleNormalise() {
	fmt.Println(feedback.Normalise("ＡＢＣ網絡，Café №７!"))
	// Output: abc网络cafe7
}

func ExampleSimilarity() {
	share, ok := feedback.Similarity("charged twice", "Charged twice?")
	fmt.Println(share, ok)
	share, ok = feedback.Similarity("charged twice", "charged once")
	fmt.Printf("%.2f %t\n", share, ok)
	// Output:
	// 1 true
	// 0.36 true
}

func ExampleDuplicate() {
	received := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	known := []feedback.MatterItem{{
		Item: feedback.Item{ID: "c1", Kind: feedback.Complaint, Customer: "u-17"}, Matter: "order 4711", Received: received, Open: true,
	}}
	arrives := func(customer string, facts feedback.NewFacts) {
		item := feedback.Item{ID: "c2", Kind: feedback.Complaint, Customer: customer}
		match := feedback.Duplicate(feedback.MatterItem{Item: item, Matter: "order 4711"}, facts, known)
		fmt.Println(match.Advice, match.NewItem, match.RaisePriority, match.Explain(commitment.Chinese))
	}
	arrives("u-17", feedback.SomethingNew)
	arrives("u-17", feedback.NothingNew)
	arrives("u-18", feedback.SomethingNew)
	// Output:
	// attach_contact false true [并入 c1，记为一次补充联系：原时限不变，优先级提高]
	// tell_progress false false [c1 无新情况：告知客户办理进展，不另立新单]
	// open_linked true false [新建工单，单独计时、单独答复，与 c1 关联（同一原因）]
}

func ExampleVotes() {
	var votes feedback.Votes
	for id, voters := range map[string][]string{"s1": {"a", "b"}, "s2": {"b", "c"}} {
		if err := votes.Add(id); err != nil {
			fmt.Println(err)
		}
		if err := votes.Vote(id, voters...); err != nil {
			fmt.Println(err)
		}
	}
	fmt.Println(votes.Merge("s2", "s1"), votes.Voters("s1"))
	original, ok := votes.Original("s2")
	fmt.Println(original, ok)
	into, merged := votes.Merged("s2")
	fmt.Println(into, merged)
	fmt.Println(votes.Merge("s1", "s2"))
	text, err := json.Marshal(votes)
	fmt.Printf("%s %v\n", text, err)
	fmt.Println(votes.Unmerge("s2"), votes.Voters("s1"), votes.Own("s2"))
	fmt.Println(votes.Withdraw("s2", "c"), votes.Voters("s2"))
	// Output:
	// <nil> [a b c]
	// s1 true
	// s1 true
	// feedback: "merge" is not allowed: cycle
	// {"suggestions":[{"id":"s1","voters":["a","b"]},{"id":"s2","voters":["b","c"],"into":"s1"}]} <nil>
	// <nil> [a b] [b c]
	// true [b]
}

func ExampleRecurring() {
	day := func(n int) time.Time { return time.Date(2026, 3, n, 9, 0, 0, 0, time.UTC) }
	rule := feedback.RecurringRule{Window: 30 * 24 * time.Hour, MinCount: 3, MinCustomers: 2}
	found, err := feedback.Recurring([]feedback.Occurrence{
		{Item: "c1", Cause: "router", Customer: "a", At: day(1), Severity: feedback.SeverityHigh},
		{Item: "c2", Cause: "router", Customer: "b", At: day(3), Severity: feedback.SeverityLow},
		{Item: "c3", Cause: "router", Customer: "a", At: day(9), Severity: feedback.SeverityMedium},
		{Item: "c4", Cause: "billing", Customer: "a", At: day(9)},
	}, rule)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range found {
		fmt.Println(r.Cause, r.Recurring, r.Count, r.Customers, r.Score)
	}
	issue := found[0].Issue("r1", day(10))
	fmt.Println(issue.ID, issue.Items)
	// Output:
	// router true 3 2 6
	// billing false 1 1 1
	// r1 [c1 c2 c3]
}

// Six complaints in twelve weeks, and now three in one.
func ExamplePoissonSignal() {
	s := feedback.PoissonSignal(3, 1, 6, 12, 0.05)
	fmt.Printf("%t %.1f %.4f %t\n", s.Defined, s.Expected, s.P, s.Signal)
	// Output: true 0.5 0.0144 true
}

func ExampleIssuePath() {
	at := func(hour int) time.Time { return time.Date(2026, 3, 2, hour, 0, 0, 0, time.UTC) }
	steps := []feedback.IssueStep{
		{Key: "1", At: at(9), To: feedback.IssueConfirmed, Actor: "quality"},
		{Key: "2", At: at(10), To: feedback.IssueFixing, Actor: "network"},
		{Key: "3", At: at(11), To: feedback.IssueVerified, Actor: "network"},
	}
	_, _, err := feedback.IssuePath(steps, at(12))
	fmt.Println(err)
	steps[2].Actor = "quality"
	path, since, err := feedback.IssuePath(steps, at(12))
	fmt.Printf("%v %d %v\n", path, since.Hour(), err)
	state, err := feedback.ParseIssueState("verified")
	fmt.Println(state == feedback.IssueVerified, err)
	// Output:
	// feedback: "recurring_issue" is not allowed in state "fixing": conflict_of_interest
	// [detected confirmed fixing verified] 11 <nil>
	// true <nil>
}
