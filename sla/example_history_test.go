package sla_test

import (
	"fmt"

	"github.com/servicecommitment/commitment/sla"
)

// Somebody resolved the wrong ticket, and took it back.
func ExampleCase_History() {
	c := sla.Case{ID: "C-1", Events: []sla.Event{
		{ID: "e1", At: monday(9, 0), Kind: sla.KindOpened},
		{ID: "e2", At: monday(9, 20), Kind: sla.KindResolved},
		{ID: "e4", At: monday(9, 40), Kind: sla.KindReplied, Actor: sla.ActorAgent},
		{ID: "e3", At: monday(9, 30), Kind: sla.KindRetracted, Retracts: "e2"},
	}}
	events, err := c.History(monday(10, 0))
	for _, e := range events {
		fmt.Println(e.ID, e.Kind, e.AnswersCustomer())
	}
	fmt.Println(err)
	// Output:
	// e1 opened false
	// e4 replied true
	// <nil>
}

func ExampleEvent_AnswersCustomer() {
	note := sla.Event{Kind: sla.KindReplied, Attributes: map[string][]string{"visibility": {"internal"}}}
	receipt := sla.Event{Kind: sla.KindReplied, Actor: sla.ActorAutomation}
	reply := sla.Event{Kind: sla.KindReplied, Actor: sla.ActorAgent}
	fmt.Println(note.AnswersCustomer(), receipt.AnswersCustomer(), reply.AnswersCustomer())
	// Output: false false true
}
