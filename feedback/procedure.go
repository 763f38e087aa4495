package feedback

import (
	"time"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/sla"
)

// Procedure is a named, versioned set of rules for what becomes of an item: its
// flows, clocks, duties, reasons and levels. [ParseProcedure] reads it from JSON,
// [Compile] checks it. The sub-package procedures holds some.
//
// It is plain data, not safe for concurrent changes; a [Desk] keeps nothing of
// it. The zero value is no procedure: it has neither id, version nor calendar.
type Procedure struct { //nolint:recvcheck // written by value, read into a pointer
	ID, Version, Title string
	// Jurisdiction and Scheme are by what an item without a procedure of its own
	// finds this one: "CN" and "market-regulator".
	Jurisdiction, Scheme string
	// Source is the law or standard that the numbers are from.
	Source string
	// Effective is when it is in force: for the items received then, to their end.
	Effective Effective
	// Calendar is the name of that of the clocks, unless they name another one,
	// and of the zone of the date of receipt.
	Calendar string
	// Kinds are the kinds of items it governs; without them, all.
	Kinds []Kind
	// Flows replace the built-in flows of their kinds; see [FlowOf].
	Flows []Flow
	// Reasons are for each action all the reasons that may be given; for an action
	// that is not among them any reason may.
	Reasons map[ActionKind][]string
	// ReplyHolds is the check-list of a reply; without it, the decision, the
	// reason, the remedy and the rights at the next level.
	ReplyHolds []ReplyPart
	FollowUp   FollowUp
	// RemedyFirst says that remedies are carried out before the close.
	RemedyFirst bool
	// Levels are those inside the house above the first, lowest first; Bodies the
	// external ones that can be appealed to.
	Levels []Level
	Bodies []Level
	Clocks []ClockRule
	Duties []Duty
}

// Effective is the time in which a procedure is in force: the dates of receipt
// [From, Until). A zero From is always, a zero Until for ever.
//
// It is comparable with ==; the zero value is always in force.
type Effective struct {
	From, Until calendar.Date
}

// Holds reports whether a date lies in it.
func (e Effective) Holds(date calendar.Date) bool {
	return !date.Before(e.From) && (e.Until.IsZero() || date.Before(e.Until))
}

// FollowUp says when a follow-up (回访) has been tried often enough. It is
// comparable; in the zero value three attempts are.
type FollowUp struct {
	// Attempts after which a customer counts as unreachable: 3 unless given.
	Attempts int
	// Apart is how long after the last attempt that counted one must be to count.
	Apart time.Duration
}

// Level is a level of escalation in the house, or an external body.
type Level struct {
	ID, Title string
}

// ClockRule is a limit: from when to when something may take how long. [Compile]
// makes a commitment of package sla of it.
//
// It is plain data; the zero value has no id and no moments, and is an error.
type ClockRule struct {
	ID, Title string
	// Source is where the number is from.
	Source string
	// Kinds are the kinds of items it is for; without them, all of the procedure
	// whose flow has both a start and a stop of it.
	Kinds []Kind
	// When is a condition on the attributes of the item as they are known by the
	// instant asked for: an item that is classified anew is judged as if it had
	// been of that class from its receipt. See [Item].Attributes.
	When sla.Match
	// Start, Stop and Cancel are the moments that move the clock.
	Start, Stop, Cancel []Moment
	// Repeat starts the clock again at a start after a stop; Restart also at one
	// while it runs.
	Repeat, Restart bool
	// Within is the limit. Unknown says that the number is not known and must be
	// filled in; [Compile] refuses it.
	Within  calendar.Allowance
	Unknown bool
	// Calendar is the name of the calendar, unless it is that of the procedure.
	Calendar string
	// PauseOn are the reasons of holds that stop the time; "*" is any. The reason
	// of an open request for recusal is "recusal".
	PauseOn []string
	// Tells says that the clock is about telling the person something: it does not
	// start where there is nobody to tell.
	Tells bool
	// Window says that the clock only says until when something is possible: that
	// it runs out is no breach.
	Window bool
	// Spares are the clocks that are not applicable once this one is met.
	Spares []string
	// Extension says how it may be extended; without it, not at all.
	Extension *ExtensionRule
	Alerts    []sla.Alert
	// Send is the id of the obligation while the clock runs; without it, the id of
	// the clock. Otherwise is what is to be sent, on the date on which the clock
	// is due, in place of that.
	Send      string
	Otherwise *Letter
}

// Moment is an action that moves a clock or makes a duty. In JSON it is the kind,
// or {"action": "follow_up", "results": ["unsatisfied"]}.
type Moment struct {
	Action ActionKind
	// Results are those for which it counts; without them, all.
	Results []Result
	// Remedy restricts it to a decision that promises remedies, and for
	// "remedy_done" to the last one carried out.
	Remedy bool
}

// ExtensionRule says how a clock may be extended. An extension is always asked
// before the due instant and gives a reason.
//
// It is plain data, comparable. The zero value allows no extension at all.
type ExtensionRule struct {
	// Max is the most that one extension adds, Times how many there may be: 1
	// unless given.
	Max   calendar.Allowance
	Times int
	// Approver says that somebody must have granted it, Consent that the customer
	// must have agreed.
	Approver, Consent bool
	// Tell is the id of the obligation to tell the customer; without it, there is
	// none.
	Tell string
}

// Letter is a document that somebody has a right to.
type Letter struct {
	ID string
	// Says is what it must say; Written that it must be in writing.
	Says    []string
	Written bool
}

// Duty is something that is to be done after a moment.
//
// It is plain data; the zero value has no id and no moment, and is an error.
type Duty struct {
	Letter
	// Title and Source are as for a clock.
	Title, Source string
	Kinds         []Kind
	// After are the moments that make it, DoneBy those that fulfil it. Sending
	// the document of its id always does.
	After, DoneBy []Moment
	// IfMet are clocks of which each must have been met at the moment.
	IfMet []string
	// Tells says that it is about telling the person something: there is none where
	// there is nobody to tell.
	Tells bool
	// Within is by when; without it, at once.
	Within calendar.Allowance
}
