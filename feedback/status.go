package feedback

import (
	"slices"
	"time"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/sla"
)

// Status is what is known of an item at an instant. It belongs to the caller.
type Status struct { //nolint:recvcheck // written by value, read into a pointer
	ItemID string
	Kind   Kind
	// Procedure and Version say by what the item is handled.
	Procedure, Version string
	AsOf               time.Time
	// State is where the item is, Path all states that it went through in order.
	// Both are empty before receipt.
	State State
	Path  []State
	// Open says that the state is no end.
	Open bool
	// Kept is the number of actions that counted: neither duplicates nor refused.
	Kept int
	// Received and Ended are the instants of the first action and of the last one
	// that led into an end.
	Received, Ended time.Time
	// ClosedAs is how it was closed; zero unless it is.
	ClosedAs Outcome
	// Satisfaction is what the customer said in the follow-up; empty where nobody
	// was reached: such an item counts in no rate of satisfaction. Attempts are
	// those in vain since the last reply.
	Satisfaction Result
	Attempts     int
	// CountsAsComplaint says that it counts among the complaints received: also
	// one that was withdrawn, merged or rejected does.
	CountsAsComplaint bool
	// Level is 0 at the first level, 1 after the first escalation; LevelID is the
	// id of the level.
	Level   int
	LevelID string
	// Handler is whom it is assigned to, HeldFor the reason of the hold, MergedInto
	// and Body where it went.
	Handler, HeldFor, MergedInto, Body string
	RecusalPending                     bool
	// Reachable says that there is somebody to tell.
	Reachable bool
	Decision  Decision
	Remedies  []RemedyStatus
	// Category, Cause, Severity and Impact are what is known by now.
	Category, Cause string
	Severity        Severity
	Impact          Impact
	// Clocks are in the order of the procedure, each with its cycles in order.
	Clocks      []Clock
	Firings     []sla.Firing
	Allowed     []Next
	Obligations []Obligation
	// Next is the next instant at which a clock, a firing or an obligation changes
	// if nobody acts; zero if never.
	Next     time.Time
	Findings []Finding
}

// Clock is one cycle of one [ClockRule] on an item.
type Clock struct {
	sla.Clock
	// ID and Title are those of the rule.
	ID, Title string
	// DueOn is the last date on which the clock can be met: the date of Due, and
	// the one before where Due is 24:00.
	DueOn calendar.Date
	// Latest is the due instant with all extensions that are still possible, LatestOn
	// its date. Both are zero where none is.
	Latest   time.Time
	LatestOn calendar.Date
	// Extensions are those granted.
	Extensions int
	// WhyNot says why the clock is not applicable; empty where it is.
	WhyNot WhyNot
}

// WhyNot is why a clock is not applicable. It is comparable.
type WhyNot string

// The reasons for which a clock is not applicable.
const (
	// NotApplicableAnonymous: there is nobody to tell.
	NotApplicableAnonymous WhyNot = "not_applicable_anonymous"
	// NotApplicableSpared: another clock was met, which spares this one.
	NotApplicableSpared WhyNot = "spared"
	// NotApplicableLapsed: a window ran out.
	NotApplicableLapsed WhyNot = "lapsed"
)

// RemedyStatus is a remedy and whether it was carried out.
type RemedyStatus struct {
	Remedy
	// Promised and Done are instants; Done is zero while it is outstanding.
	Promised, Done time.Time
}

// Next is an action that the state allows.
type Next struct {
	Kind ActionKind
	// Results are those that the action may have; empty if it has none.
	Results []Result
	// Missing are what the action must bring, or what must happen first.
	Missing []Missing
}

// Obligation is something that is to be done, and by when.
type Obligation struct {
	// ID is that of the letter, duty or clock; Clock and Action say what it comes
	// from: the id of a clock or the key of an action.
	ID, Clock, Action string
	// Instead is the id of the obligation in whose place this one came.
	Instead string
	// Document says that it is fulfilled by sending a document or a reply, rather
	// than by another action.
	Document bool
	// Says is what is to be said; Written that it must be in writing.
	Says    []string
	Written bool
	// Since is from when it is owed; By the instant by which, On its date. Both
	// are zero where it is owed at once, or where the time stands still or is not
	// known.
	Since, By time.Time
	On        calendar.Date
	Overdue   bool
}

// Clock returns the current cycle of a clock, by its id.
func (s Status) Clock(id string) (Clock, bool) {
	for _, clock := range slices.Backward(s.Clocks) {
		if clock.ID == id {
			return clock, true
		}
	}
	return Clock{}, false
}

// Allows returns what is missing for an action of a kind, and whether the state
// allows such an action at all.
func (s Status) Allows(kind ActionKind) ([]Missing, bool) {
	for _, next := range s.Allowed {
		if next.Kind == kind {
			return next.Missing, true
		}
	}
	return nil, false
}

// MustSend returns the ids of the documents that are owed, in the order of the
// obligations.
func (s Status) MustSend() []string {
	var ids []string
	for _, obligation := range s.Obligations {
		if obligation.Document {
			ids = append(ids, obligation.ID)
		}
	}
	return ids
}

// Owes returns the obligation of an id, if there is one.
func (s Status) Owes(id string) (Obligation, bool) {
	for _, obligation := range s.Obligations {
		if obligation.ID == id {
			return obligation, true
		}
	}
	return Obligation{}, false
}
