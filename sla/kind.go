package sla

// Kind is what an event says has happened: one of the kinds below, or any other
// name in lower-case letters, digits and underscores for metrics of one's own.
//
// It is comparable, immutable and safe for concurrent use; the zero value is no
// kind, and an error in an event.
type Kind string

// The kinds of events that have a meaning of their own.
const (
	KindOpened            Kind = "opened"
	KindAcknowledged      Kind = "acknowledged"
	KindReplied           Kind = "replied"          // to the customer, see [Event]
	KindCustomerReplied   Kind = "customer_replied" // a message of the customer
	KindUpdated           Kind = "updated"          // told the customer how it stands
	KindPaused            Kind = "paused"
	KindResumed           Kind = "resumed"
	KindAttributesChanged Kind = "attributes_changed"
	KindPlanProposed      Kind = "plan_proposed"
	KindPromised          Kind = "promised"
	KindDispatched        Kind = "dispatched"
	KindArrived           Kind = "arrived"
	KindRestored          Kind = "restored"
	KindResolved          Kind = "resolved"
	KindReopened          Kind = "reopened"
	KindFollowedUp        Kind = "followed_up"
	KindClosed            Kind = "closed" // resolves a case that is not resolved
	KindCancelled         Kind = "cancelled"
	KindMerged            Kind = "merged"    // into the case Target
	KindMergedIn          Kind = "merged_in" // another case, whose start is taken over
	KindAssigned          Kind = "assigned"
	KindUnassigned        Kind = "unassigned"
	KindExtensionGranted  Kind = "extension_granted"
	KindRetracted         Kind = "retracted" // the event Retracts never was
)

// Actor is who did what an event says. It is comparable; the zero value is
// nobody in particular.
type Actor string

// The actors.
const (
	ActorCustomer   Actor = "customer"
	ActorAgent      Actor = "agent"
	ActorAutomation Actor = "automation"
	ActorSystem     Actor = "system"
)
