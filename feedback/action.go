package feedback

import (
	"time"

	"github.com/servicecommitment/commitment/calendar"
)

// ActionKind is what an action does: one of the kinds below, or any other name
// in lower-case letters, digits and underscores that a [Flow] of one's own has.
// It is comparable; the zero value is no kind, and an error in an action.
type ActionKind string

// The kinds of actions of the built-in flows, in the order in which actions of
// one instant and one [Action].Seq count.
const (
	ActionReceive         ActionKind = "receive"
	ActionAcknowledge     ActionKind = "acknowledge"
	ActionClassify        ActionKind = "classify"
	ActionPrioritise      ActionKind = "prioritise"
	ActionAccept          ActionKind = "accept"
	ActionReject          ActionKind = "reject"
	ActionNotifyRejection ActionKind = "notify_rejection"
	ActionMerge           ActionKind = "merge"
	ActionUnmerge         ActionKind = "unmerge"
	ActionRefer           ActionKind = "refer"
	ActionAssign          ActionKind = "assign"
	ActionStart           ActionKind = "start_investigation"
	ActionNote            ActionKind = "note"
	ActionHold            ActionKind = "hold"
	ActionResume          ActionKind = "resume"
	ActionAskRecusal      ActionKind = "ask_recusal"
	ActionDecideRecusal   ActionKind = "decide_recusal"
	ActionExtend          ActionKind = "extend"
	ActionPlan            ActionKind = "plan"
	ActionStartWork       ActionKind = "start_work"
	ActionDecline         ActionKind = "decline"
	ActionComplete        ActionKind = "complete"
	ActionSettle          ActionKind = "settle" // the customer accepts what was offered, before a decision
	ActionDecide          ActionKind = "decide"
	ActionReply           ActionKind = "reply"
	ActionSend            ActionKind = "send"     // a document other than the reply
	ActionContact         ActionKind = "contact"  // with the customer, either way
	ActionProgress        ActionKind = "progress" // tells the customer how it stands
	ActionRemedyDone      ActionKind = "remedy_done"
	ActionFollowUp        ActionKind = "follow_up"
	ActionReopen          ActionKind = "reopen"
	ActionEscalate        ActionKind = "escalate"
	ActionAppeal          ActionKind = "appeal"          // to an external body
	ActionExternalResult  ActionKind = "external_result" // of that body
	ActionOpen            ActionKind = "open"            // a complaint, because of a survey answer
	ActionLink            ActionKind = "link"
	ActionIdentify        ActionKind = "identify" // the person gives a name to an anonymous item
	ActionWithdraw        ActionKind = "withdraw"
	ActionClose           ActionKind = "close"
)

// rank returns the place of a kind among the actions of one instant.
func (k ActionKind) rank() int {
	for i, kind := range [...]ActionKind{
		ActionReceive, ActionAcknowledge, ActionClassify, ActionPrioritise, ActionAccept, ActionReject,
		ActionNotifyRejection, ActionMerge, ActionUnmerge, ActionRefer, ActionAssign, ActionStart, ActionNote,
		ActionHold, ActionResume, ActionAskRecusal, ActionDecideRecusal, ActionExtend, ActionPlan,
		ActionStartWork, ActionDecline, ActionComplete, ActionSettle, ActionDecide, ActionReply, ActionSend,
		ActionContact, ActionProgress, ActionRemedyDone, ActionFollowUp, ActionReopen, ActionEscalate,
		ActionAppeal, ActionExternalResult, ActionOpen, ActionLink, ActionIdentify, ActionWithdraw, ActionClose,
	} {
		if kind == k {
			return i
		}
	}
	return 1 << 8
}

// Result is how an attempt went: a follow-up (回访), a contact, a recusal. It is
// comparable; the zero value is none.
type Result string

// The results of the built-in flows.
const (
	ResultSatisfied          Result = "satisfied"
	ResultBasicallySatisfied Result = "basically_satisfied"
	ResultUnsatisfied        Result = "unsatisfied"
	ResultNoAnswer           Result = "no_answer"
	ResultWrongNumber        Result = "wrong_number"
	ResultRefused            Result = "refused" // the customer will not answer; a recusal is not granted
	ResultWaived             Result = "waived"  // the customer wants no follow-up
	ResultGranted            Result = "granted" // the recusal
	ResultReached            Result = "reached" // the contact
)

// Action is one thing done about an item.
//
// Actions count in the order of (At, Seq, rank, Key), where the rank is the place
// of the kind in the list of [ActionKind]s. Of several actions with one Key the
// first in that order counts, so that delivery at least once is safe.
//
// It is plain data, not comparable and not safe for concurrent changes. The zero
// value has neither key, kind nor instant, and is an error.
type Action struct { //nolint:recvcheck // written by value, read into a pointer
	// Key is required: the same key is the same action.
	Key string
	// At is required. Its zone does not matter.
	At time.Time
	// Seq orders actions of one instant, where the host knows their order.
	Seq  int64
	Kind ActionKind
	// By is the role that acts, Actor the host's key of the person.
	By    Role
	Actor string
	// Reason is a code of the procedure's reasons; Note is in words.
	Reason, Note string
	Result       Result
	// Assignee is to whom the item is assigned.
	Assignee string
	// Target is the id of the item merged into or opened, the body referred or
	// appealed to, the item or award linked. Chain, of a merge, are the items
	// that the target itself was merged into, nearest first, and TargetCustomer
	// is whose item the target is: the key of the customer, or the pseudonym of a
	// sealed one.
	Target         string
	Chain          []string
	TargetCustomer string
	// Clock is the id of the clock that is extended, Extend by how much, Approver
	// who granted it. Consent says that the customer agreed, Told that he was
	// told.
	Clock    string
	Extend   calendar.Allowance
	Approver string
	Consent  bool
	Told     bool
	// Decision and Remedies are what was decided.
	Decision Decision
	Remedies []Remedy
	// Remedy is the id of the remedy that was carried out.
	Remedy string
	// Holds are the parts that a reply or document holds, Document is the id of
	// the document sent, and Written says that it was put in writing.
	Holds    []ReplyPart
	Document string
	Written  bool
	// Category, Cause, Severity, Impact and Attributes are what a classification
	// or a new priority found; what is empty stays as it was.
	Category, Cause string
	Severity        Severity
	Impact          Impact
	Attributes      map[string][]string
}
