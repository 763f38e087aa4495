package feedback

import "github.com/servicecommitment/commitment/internal/check"

// State is where an item is in its loop: one of the states below, or a name of a
// [Flow] of one's own. It is comparable; the zero value is before receipt.
type State string

// The states of the built-in flows; see [FlowOf].
const (
	StateReceived      State = "received"
	StateAcknowledged  State = "acknowledged"
	StateClassified    State = "classified"
	StateAccepted      State = "accepted"
	StateRejected      State = "rejected"
	StateMerged        State = "merged"
	StateReferred      State = "referred"
	StateWithdrawn     State = "withdrawn"
	StateAssigned      State = "assigned"
	StateInvestigating State = "investigating"
	StateOnHold        State = "on_hold"
	StateSettled       State = "settled"
	StateDecided       State = "decided"
	StateReplied       State = "replied"
	StateReopened      State = "reopened"
	StateEscalated     State = "escalated"
	StateExternal      State = "external"
	StateClosed        State = "closed"
	StatePlanned       State = "planned"
	StateInProgress    State = "in_progress"
	StateDone          State = "done"
	StateDeclined      State = "declined"
	StateContacted     State = "contacted"
	StateOpened        State = "opened"
)

const (
	// Previous as the target of a [Step] is the state before the one that the
	// item is in: resuming leads to where it was held. No step leads so from the
	// start.
	Previous State = "previous"
	// AnyOpen among the origins of a [Step] is every state that is no end.
	AnyOpen State = "*"
)

// Outcome is how an item was closed. It is comparable; the zero value is not
// closed.
type Outcome uint8

// The outcomes.
const (
	// OutcomeSatisfied: the customer confirmed that he is content.
	OutcomeSatisfied Outcome = iota + 1
	// OutcomeUnreachable: the follow-up was tried as often as the procedure asks.
	// It counts neither for nor against satisfaction.
	OutcomeUnreachable
	// OutcomeWaived: the customer did not want a follow-up.
	OutcomeWaived
	// OutcomeExternal: an external body ended it.
	OutcomeExternal
	// OutcomeCompleted: the kind of item needs no follow-up.
	OutcomeCompleted
)

// String returns "satisfied", "unreachable", "waived", "external_result" or
// "completed".
func (o Outcome) String() string {
	return check.EnumText(o, "Outcome", "satisfied", "unreachable", "waived", "external_result", "completed")
}

// ParseOutcome reads what [Outcome.String] writes.
func ParseOutcome(text string) (Outcome, error) { return parseText(text, OutcomeCompleted) }

// MarshalText returns the text of [Outcome.String]. A value that is none of the
// outcomes is an error.
func (o Outcome) MarshalText() ([]byte, error) { return marshalEnum(o, OutcomeCompleted) }

// UnmarshalText reads what [Outcome.MarshalText] writes.
func (o *Outcome) UnmarshalText(text []byte) error { return unmarshalEnum(o, text, OutcomeCompleted) }
