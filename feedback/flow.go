package feedback

import "github.com/servicecommitment/commitment/internal/check"

// Flow is the state machine of one kind of item.
//
// It is plain data, not safe for concurrent changes. The zero value has no
// states, and [Compile] refuses it.
type Flow struct { //nolint:recvcheck // drawn by value, compiled in its place
	Kind Kind
	// Start is the state of an item that was received.
	Start State
	// States are all states, Ends those in which the item may rest.
	States, Ends []State
	// Steps are tried in order: the first that has the action, the state and the
	// result is taken.
	Steps []Step
}

// Step is what an action does in a state.
type Step struct {
	Action ActionKind
	// From are the states in which the action is possible; [AnyOpen] is every
	// one that is no end.
	From []State
	// Results are the results for which the step is taken; without them, all.
	Results []Result
	// To is the state that it leads to; without one the state stays. It may be
	// [Previous].
	To State
	// Guards are what must be there.
	Guards []Guard
	// By are the roles that may act; without them, all. A role that is not
	// claimed is not checked.
	By []Role
	// CancelsClocks ends the open clocks without a verdict, and with them what is
	// owed from before; ResumesClocks takes that back as if it had never been.
	CancelsClocks, ResumesClocks bool
}

// Guard is a condition on an action. It is comparable; the zero value is none,
// and an error in a step.
type Guard uint8

// The guards, each with the [Code] of the refusal where it does not hold.
const (
	// GuardReason: a reason of the procedure is given (reason_required,
	// unknown_reason).
	GuardReason Guard = iota + 1
	// GuardNotes: the investigation left a note, with this or an earlier action
	// (notes_required).
	GuardNotes
	// GuardDecision: the action says what is decided (decision_required).
	GuardDecision
	// GuardReply: the reply holds all parts of the check-list (reply_incomplete).
	GuardReply
	// GuardFollowUp: the customer settled the matter or was followed up
	// (follow_up_required).
	GuardFollowUp
	// GuardRemedies: the remedies are carried out, if the procedure asks for that
	// before the close (remedy_pending).
	GuardRemedies
	// GuardTarget: the target is named (target_required).
	GuardTarget
	// GuardMerge: the target is neither the item itself nor merged into it
	// (cycle), and a complaint's is the same customer's (different_customers).
	GuardMerge
	// GuardAssignee: the assignee is named (assignee_required) and is not
	// complained about (conflict_of_interest).
	GuardAssignee
	// GuardImpartial: the actor is not complained about (conflict_of_interest).
	GuardImpartial
	// GuardNotHandler: neither the handler's role nor person acts
	// (conflict_of_interest).
	GuardNotHandler
	// GuardNoRecusal: no request for recusal is open (recusal_pending).
	GuardNoRecusal
	// GuardRecusal: one is open (no_recusal_pending).
	GuardRecusal
	// GuardLevel: there is a next level inside the house (last_level).
	GuardLevel
	// GuardBody: the external body is one of the procedure's (unknown_body).
	GuardBody
	// GuardExtension: the clock runs and is not overdue, and the extension keeps
	// to its rule (unknown_clock, clock_not_running, already_overdue,
	// extension_required, extension_too_long, extended_already,
	// approver_required, consent_required).
	GuardExtension
	// GuardReachable: there is somebody to tell (nobody_to_tell).
	GuardReachable
	// GuardReplied: whoever can be told was told (reply_required).
	GuardReplied
	// GuardOnce: it was not done before (already_done).
	GuardOnce
	// GuardRemedy: the remedy is one promised and not carried out
	// (unknown_remedy).
	GuardRemedy
	// GuardDocument: the document is named (document_required).
	GuardDocument
	// GuardContacted: a customer whose answer is low ("low_score" among the
	// attributes, at receipt or by a classification) was contacted
	// (contact_required).
	GuardContacted
	// GuardPerson: the person himself or his representative acts, and the answer to
	// an anonymous survey is not given a name (forbidden).
	GuardPerson
)

// String returns the name of the constant without "Guard", in snake case:
// "reason", "not_handler".
func (g Guard) String() string {
	return check.EnumText(g, "Guard", "reason", "notes", "decision", "reply", "follow_up", "remedies", "target",
		"merge", "assignee", "impartial", "not_handler", "no_recusal", "recusal", "level", "body", "extension",
		"reachable", "replied", "once", "remedy", "document", "contacted", "person")
}

// ParseGuard reads what [Guard.String] writes.
func ParseGuard(text string) (Guard, error) { return parseText(text, GuardPerson) }

// MarshalText returns the text of [Guard.String]. A value that is none of the
// guards is an error.
func (g Guard) MarshalText() ([]byte, error) { return marshalEnum(g, GuardPerson) }

// UnmarshalText reads what [Guard.MarshalText] writes.
func (g *Guard) UnmarshalText(text []byte) error { return unmarshalEnum(g, text, GuardPerson) }
