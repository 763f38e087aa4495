package sla

import "time"

// History returns the events of the case that count by an instant, in the order
// in which they are folded: each once, without those that were taken back and
// what took them back. It is for those who count something else in a case; the
// lists and maps in the events are still those of the case.
//
// An event that is malformed is an error at its path, as for [Engine.Evaluate].
func (c Case) History(now time.Time) ([]Event, error) {
	e := Engine{codes: builtInCodes()}
	facts, err := e.history(nil, &c, instantOf(now))
	if err != nil {
		return nil, err
	}
	var events []Event
	for i := range facts {
		if f := &facts[i]; f.flaw != retracted && f.code != codeRetracted {
			events = append(events, *f.Event)
		}
	}
	return events, nil
}

// AnswersCustomer reports whether an event of the kind "replied" is a reply to the
// customer; see [Event].
func (e Event) AnswersCustomer() bool { return e.Kind == KindReplied && e.answers() }
