package sla

import "github.com/servicecommitment/commitment/internal/check"

// Metric is what is timed: which events start, stop and cancel a clock, and
// whether it runs again. [BuiltInMetrics] are there in every policy; a policy
// may define others, or the same ones anew.
//
// An event that both stops and starts a clock stops the running cycle first.
// "cancelled" and "merged" end every clock, whatever its metric says.
type Metric struct {
	Start, Stop, Cancel []Trigger
	// After holds events of which one must have come before a start counts: a
	// next response is due after the first reply only.
	After []Trigger
	// Repeat opens a new cycle at a start after a stop or a cancellation.
	Repeat bool
	// WhileRunning says what a start does to a running clock.
	WhileRunning WhileRunning
	// By is the attribute of the start event whose value each cycle carries as
	// its [Clock].Group. A start with the value of the running cycle changes
	// nothing.
	By string
	// OnResolved is the default of [Commitment].OnResolved, itself Continue.
	OnResolved OnResolved
}

// Trigger is a kind of event and, optionally, what its attributes must be. In
// JSON it is the kind, or {"kind": "assigned", "where": {"group": ["l2"]}}.
type Trigger struct {
	Kind  Kind
	Where Match
}

// WhileRunning is what a start event does to a running clock. It is comparable;
// the zero value is taken as Keep.
type WhileRunning uint8

// The two answers to a start of a running clock.
const (
	// Keep leaves the running cycle as it is: the oldest start rules.
	Keep WhileRunning = iota + 1
	// Restart stops the running cycle, met or missed, and starts a new one.
	Restart
)

// String returns "keep" or "restart".
func (w WhileRunning) String() string { return check.EnumText(w, "WhileRunning", "keep", "restart") }

// The built-in metrics.
const (
	MetricAcknowledgement = "acknowledgement"
	MetricFirstResponse   = "first_response"
	MetricNextResponse    = "next_response"
	MetricPeriodicUpdate  = "periodic_update"
	MetricSolutionPlan    = "solution_plan"
	MetricOnSiteArrival   = "on_site_arrival"
	MetricRestoration     = "restoration"
	MetricResolution      = "resolution"
	MetricFollowUp        = "follow_up"
	MetricOwnership       = "ownership"
	MetricPromise         = "promise"
)

// BuiltInMetrics returns the metrics that every policy has, by name.
//
// A first response is not applicable when the case is resolved without one, and
// a promise is due at the date it announces. Ownership has a cycle for each
// group that the case is assigned to. The map belongs to the caller.
func BuiltInMetrics() map[string]Metric {
	return map[string]Metric{
		MetricAcknowledgement: {Start: on(KindOpened), Stop: on(KindAcknowledged, KindReplied, KindResolved)},
		MetricFirstResponse:   {Start: on(KindOpened), Stop: on(KindReplied), OnResolved: NotApplicableOnResolved},
		MetricNextResponse: {
			Start: on(KindCustomerReplied), Stop: on(KindReplied, KindResolved), After: on(KindReplied), Repeat: true,
		},
		MetricPeriodicUpdate: {
			Start: on(KindOpened, KindReplied, KindUpdated), Stop: on(KindResolved), Repeat: true, WhileRunning: Restart,
		},
		MetricSolutionPlan:  {Start: on(KindOpened), Stop: on(KindPlanProposed, KindResolved)},
		MetricOnSiteArrival: {Start: on(KindDispatched), Stop: on(KindArrived), Repeat: true},
		MetricRestoration:   {Start: on(KindOpened), Stop: on(KindRestored, KindResolved)},
		MetricResolution:    {Start: on(KindOpened), Stop: on(KindResolved)},
		MetricFollowUp:      {Start: on(KindResolved), Stop: on(KindFollowedUp), Cancel: on(KindReopened), Repeat: true},
		MetricOwnership: {
			Start: on(KindAssigned), Stop: on(KindUnassigned, KindResolved), Repeat: true, WhileRunning: Restart, By: "group",
		},
		MetricPromise: {Start: on(KindPromised), Stop: on(KindResolved), Repeat: true, WhileRunning: Restart},
	}
}

func on(kinds ...Kind) []Trigger {
	triggers := make([]Trigger, len(kinds))
	for i, k := range kinds {
		triggers[i].Kind = k
	}
	return triggers
}
