package feedback_test

import (
	"encoding/json"
	"fmt"
	"log"
	"time"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/feedback"
)

// What to do with an item that arrives, and which link it gets.
func ExampleMatch() {
	act := func(match feedback.Match) string {
		switch match.Advice {
		case feedback.OpenNew:
			return "open it"
		case feedback.AttachContact:
			return "note a contact of " + match.Of
		case feedback.TellProgress:
			return "tell how " + match.Of + " stands"
		case feedback.OpenFollowing, feedback.OpenLinked:
			return "open it and link: " + match.Link.String()
		case feedback.MergeVotes:
			return "unite the voters"
		}
		return ""
	}
	for _, kind := range []feedback.Kind{feedback.Complaint, feedback.Suggestion} {
		known := []feedback.MatterItem{
			{Item: feedback.Item{ID: "1", Kind: kind, Customer: "u-17"}, Matter: "late fee", Received: march(2, 9)},
		}
		for _, customer := range []string{"u-17", "u-18"} {
			arrival := feedback.MatterItem{Item: feedback.Item{ID: "2", Kind: kind, Customer: customer}, Matter: "late fee"}
			fmt.Println(kind, customer+":", act(feedback.Duplicate(arrival, feedback.SomethingNew, known)))
		}
		fmt.Println(kind, "first:", act(feedback.Duplicate(known[0], feedback.SomethingNew, nil)))
	}
	// Output:
	// complaint u-17: open it and link: follows
	// complaint u-18: open it and link: same_cause
	// complaint first: open it
	// suggestion u-17: unite the voters
	// suggestion u-18: unite the voters
	// suggestion first: open it
}

// Pairs are for somebody to look at; nothing is merged by itself.
func ExamplePair() {
	var index feedback.FingerprintIndex
	texts := map[string]string{"c1": "charged twice for order 4711", "c2": "Charged twice, for order 4711!", "c3": "no heating since Monday"}
	for _, id := range []string{"c1", "c2", "c3"} {
		f, ok := feedback.FingerprintOf(texts[id])
		if !ok {
			continue
		}
		if err := index.Add(id, f); err != nil {
			log.Fatal(err)
		}
	}
	look := func(pair feedback.Pair) {
		share, _ := feedback.Similarity(feedback.Normalise(texts[pair.A]), feedback.Normalise(texts[pair.B]))
		fmt.Println(pair.A, pair.B, pair.Distance, share)
	}
	pairs, _ := index.Pairs(feedback.DefaultNear, 10)
	for _, pair := range pairs {
		look(pair)
	}
	// Output:
	// c1 c2 0 1
}

// The nearest candidate is the one to show first.
func ExampleCandidate() {
	var index feedback.FingerprintIndex
	for id, text := range []string{"no heating since Monday", "charged twice for order 4711"} {
		if f, ok := feedback.FingerprintOf(text); ok {
			if err := index.Add(fmt.Sprint("c", id), f); err != nil {
				log.Fatal(err)
			}
		}
	}
	f, _ := feedback.FingerprintOf("Charged twice for order 4711.")
	var best feedback.Candidate
	if near := index.Near(f, feedback.DefaultNear); len(near) > 0 {
		best = near[0]
	}
	fmt.Println(best.ID, best.Distance)
	// Output:
	// c1 0
}

// A recurrence becomes an issue, which is stored as JSON.
func ExampleRecurringIssue() {
	found, err := feedback.Recurring([]feedback.Occurrence{
		{Item: "c1", Cause: "router", Customer: "a", At: march(2, 9)},
		{Item: "c2", Cause: "router", Customer: "b", At: march(3, 9)},
	}, feedback.RecurringRule{Window: 7 * 24 * time.Hour, MinCount: 2, MinCustomers: 2})
	if err != nil {
		log.Fatal(err)
	}
	open := func(r feedback.Recurrence) feedback.RecurringIssue {
		issue := r.Issue("R-1", march(4, 9))
		issue.Improvement = "I-1"
		return issue
	}
	text, err := json.Marshal(open(found[0]))
	fmt.Println(string(text), err)
	var stored feedback.RecurringIssue
	fmt.Println(json.Unmarshal(text, &stored), stored.Items)
	// Output:
	// {"id":"R-1","cause":"router","detected":"2026-03-04T09:00:00+08:00","items":["c1","c2"],"improvement":"I-1"} <nil>
	// <nil> [c1 c2]
}

// What is owed when, as a list of work.
func ExampleObligation() {
	desk := counter(named("cn-samr-order20"))
	status, err := desk.Replay(feedback.Item{ID: "C-1", Kind: feedback.Complaint},
		[]feedback.Action{{Key: "1", At: march(2, 9), Kind: feedback.ActionReceive}}, march(12, 9))
	if err != nil {
		log.Fatal(err)
	}
	task := func(o feedback.Obligation) string {
		text := fmt.Sprintf("%s by %s", o.ID, o.On)
		if o.Overdue {
			text += ": overdue"
		}
		return text
	}
	for _, owed := range status.Obligations {
		fmt.Println(task(owed))
	}
	// Output:
	// accept_decision by 2026-03-11: overdue
}

// A remedy is outstanding until it is carried out.
func ExampleRemedyStatus() {
	desk := counter(named("iso-10002"))
	actions := []feedback.Action{
		{Key: "1", At: march(2, 9), Kind: feedback.ActionReceive},
		{Key: "2", At: march(2, 10), Kind: feedback.ActionClassify},
		{Key: "3", At: march(2, 10), Kind: feedback.ActionAccept},
		{Key: "4", At: march(2, 10), Kind: feedback.ActionAssign, Assignee: "ann"},
		{Key: "5", At: march(2, 11), Kind: feedback.ActionStart},
		{
			Key: "6", At: march(2, 12), Kind: feedback.ActionDecide, Decision: feedback.Upheld, Note: "billed twice",
			Remedies: []feedback.Remedy{{ID: "r1", Kind: "refund"}, {ID: "r2", Kind: "apology"}},
		},
		{Key: "7", At: march(3, 9), Kind: feedback.ActionRemedyDone, Remedy: "r1"},
	}
	status, err := desk.Replay(feedback.Item{ID: "C-1", Kind: feedback.Complaint}, actions, march(3, 10))
	if err != nil {
		log.Fatal(err)
	}
	outstanding := func(remedy feedback.RemedyStatus) bool { return remedy.Done.IsZero() }
	for _, remedy := range status.Remedies {
		fmt.Println(remedy.ID, remedy.Kind, "outstanding:", outstanding(remedy))
	}
	// Output:
	// r1 refund outstanding: false
	// r2 apology outstanding: true
}

// An explanation is the status with how its clocks were counted.
func ExampleExplanation() {
	desk := counter(named("cn-consumer-law"))
	var explanation feedback.Explanation
	explanation, err := desk.Explain(feedback.Item{ID: "C-1", Kind: feedback.Complaint},
		[]feedback.Action{{Key: "1", At: march(2, 9), Kind: feedback.ActionReceive}}, march(3, 9))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(explanation.Title, explanation.State)
	fmt.Println(explanation.Explain(commitment.Chinese)[0])
	// Output:
	// 消费者投诉处理（消费者权益保护法第四十六条） received
	// 投诉 C-1，适用消费者投诉处理（消费者权益保护法第四十六条）（cn-consumer-law 2014），截至2026-03-03（周二）09:00：已登记
}
