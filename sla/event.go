package sla

import (
	"time"

	"github.com/servicecommitment/commitment/calendar"
)

// Case is what commitments are about: a ticket, request, complaint or repair.
//
// It is plain data, not safe for concurrent changes; [Engine.Evaluate] keeps
// nothing of it. The zero value is a case that was never opened.
type Case struct {
	// ID is part of the keys of firings.
	ID string
	// Attributes are those at the opening, not those of today: events of the
	// kind "attributes_changed" say how they changed.
	Attributes map[string][]string
	// Events are in any order; equal ones count once.
	Events []Event
}

// Event is a fact about a case.
//
// Events are folded in the order of (At, Seq, rank, ID). The rank of a kind is
// opened < attributes_changed < reopened < resumed < customer_replied < replied <
// paused < resolved < merged < any other. Of several events with one ID the least
// by (At, Seq, canonical JSON) counts. Events after the instant asked for do not
// count at all.
//
// A reply ("replied") answers the customer if it comes from an agent, or nobody
// says from whom, and its attribute "visibility" is not "internal". Any other is
// no reply, for no metric.
type Event struct { //nolint:recvcheck // written by value, read into a pointer
	ID string
	// At is required. Its zone does not matter.
	At time.Time
	// Seq orders events of one instant, where the host knows their order.
	Seq  int64
	Kind Kind
	// Actor is checked for "replied" only.
	Actor Actor
	// Reason is that of "paused" and "resumed". A pause without one has the
	// reason "unspecified", a resumption without one ends all pauses.
	Reason string
	// Metric is the metric, or the id of the commitment, that an
	// "extension_granted" is about; the same for "promised", where none means
	// all that start so.
	Metric string
	// Attributes of "opened" and "attributes_changed" overlay those of the case,
	// key by key; an empty list removes the key. On other kinds they describe
	// the event: "visibility" of a reply, "group" of an assignment.
	Attributes map[string][]string
	// Extension is what an "extension_granted" grants.
	Extension *Extension
	// Until is the date that "promised" announces.
	Until time.Time
	// Target is the id of the case that goes on when this one is "merged".
	Target string
	// AdoptStart of "merged_in" is the start of the other case. The open clocks
	// that the opening started take it over if it is earlier than their own.
	AdoptStart time.Time
	// Retracts is the id of the event that a "retracted" takes back.
	Retracts string
}

// Extension is more time for a commitment, by an allowance or until a date.
type Extension struct {
	// By is counted in the commitment's calendar from the due instant. Days
	// added to an allowance of the same days count with them; other days end at
	// the same time of day as before.
	By calendar.Allowance
	// Until is the new due instant, never earlier than the old one. Use either.
	Until time.Time
	// Consent says that the customer agreed.
	Consent bool
	// Reference is where that is written down.
	Reference string
}

// ReasonUnspecified is the reason of a pause that names none.
const ReasonUnspecified = "unspecified"
