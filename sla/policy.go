package sla

import (
	"time"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/internal/check"
)

// Policy is a named, versioned set of rules: which cases are promised what.
// [ParsePolicy] reads it from JSON, [Compile] checks it.
//
// It is plain data, not safe for concurrent changes; an [Engine] keeps nothing
// of it. The zero value is no policy: it has neither id nor version nor rules.
type Policy struct { //nolint:recvcheck // written by value, read into a pointer
	ID, Version, Title string
	Kind               PolicyKind
	// Effective is when the version is in force: for the cases opened then.
	Effective Effective
	// AppliesTo extends that to the cases that are open when it begins.
	AppliesTo AppliesTo
	// Reasons and Kinds, where given, are all the pause reasons and the kinds of
	// one's own that are in use, so that a misspelt one is an error.
	Reasons []string
	Kinds   []Kind
	// Metrics are those of one's own, by name.
	Metrics map[string]Metric
	// Status, for hosts that store a status instead of events, turns its changes
	// into them.
	Status StatusMap
	// Rules are tried in order; the first that matches covers the case.
	Rules []Rule
}

// Effective is the time in which a version of a policy is in force: [From, Until).
// A zero From is always, a zero Until is the From of the next version.
type Effective struct {
	From, Until time.Time
}

// PolicyKind is who promises whom. It is comparable; the zero value is taken as
// SLA.
type PolicyKind uint8

// The kinds of policies.
const (
	// SLA is an agreement with a customer.
	SLA PolicyKind = iota + 1
	// OLA is one between internal groups.
	OLA
	// Underpinning is a contract with a supplier.
	Underpinning
)

// String returns "sla", "ola" or "underpinning".
func (k PolicyKind) String() string {
	return check.EnumText(k, "PolicyKind", "sla", "ola", "underpinning")
}

// AppliesTo is which cases a new version of a policy takes over. It is
// comparable; the zero value is taken as NewCases.
type AppliesTo uint8

// The cases of a new version.
const (
	// NewCases are those opened while it is in force.
	NewCases AppliesTo = iota + 1
	// OpenCases are also those that are open when it comes into force, or that
	// are reopened after that.
	OpenCases
)

// String returns "new_cases" or "open_cases".
func (a AppliesTo) String() string { return check.EnumText(a, "AppliesTo", "new_cases", "open_cases") }

// StatusMap says what the values of a status attribute mean. A change of the
// attribute into one of them pauses (with a reason), resolves, closes or cancels
// the case; a change out of it resumes or reopens. What an event says at the
// same instant wins over what the status says.
//
// The zero value maps nothing.
type StatusMap struct {
	// Attribute is the name of the attribute, "status" for example.
	Attribute string
	// Paused holds the values that pause, by reason.
	Paused                      map[string][]string
	Resolved, Closed, Cancelled []string
}

// Rule says what the cases that match it are promised.
type Rule struct {
	ID, Title string
	// When is the condition; the zero Match covers all cases.
	When Match
	// Commitments may be none: such cases are promised nothing.
	Commitments []Commitment
}

// Commitment is a promise of a rule: a metric and how long it may take.
type Commitment struct {
	// ID is the Metric unless given; two commitments of a rule with one metric
	// need ids.
	ID, Title string
	Metric    string
	// Within is the allowance. Without one the metric is measured and never due.
	Within   *calendar.Allowance
	Calendar CalendarChoice
	// PauseOn are the pause reasons that stop the clock; "*" is any.
	PauseOn []string
	// PauseWhen stops the clock while the attributes match it, if it is not
	// zero.
	PauseWhen  Match
	Alerts     []Alert
	Reopen     Reopen
	Retarget   Retarget
	Consent    Consent
	OnResolved OnResolved
}

// CalendarChoice names a calendar of those given to [Compile]: in JSON "office",
// or {"by": "region", "of": {"cn": "office", "us": "office-us"}, "else": "office"},
// which chooses by an attribute.
type CalendarChoice struct {
	// Name is the calendar, where there is no choice.
	Name string
	// By is the attribute, Of the calendar for each of its values; of several
	// values the first that is in Of decides. Else is for all other cases.
	By   string
	Of   map[string]string
	Else string
}

// Alert is a level of a commitment at which somebody is to be told.
type Alert struct {
	// ID is the text of At unless given.
	ID string
	At Level
	// Clock is how an At before or after due is counted.
	Clock AlertClock
	// Repeat fires again after each such time, of the same clock, for Times
	// firings in all. Times is at most 100, and 1 where Repeat is zero.
	Repeat time.Duration
	Times  int
}

// AlertClock is what the distance of an alert from the due instant is counted
// in. It is comparable; the zero value is taken as WorkingClock.
type AlertClock uint8

// The clocks of alerts.
const (
	// WorkingClock counts working time.
	WorkingClock AlertClock = iota + 1
	// WallClock counts all time.
	WallClock
)

// String returns "working" or "wall".
func (c AlertClock) String() string { return check.EnumText(c, "AlertClock", "working", "wall") }

// Reopen is what a reopening does to a clock that the resolution stopped. It is
// comparable; the zero value is taken as Resume.
type Reopen uint8

// The modes of reopening.
const (
	// Resume goes on without counting the resolved time.
	Resume Reopen = iota + 1
	// ResumeCounting goes on and counts it; a due instant passed meanwhile is a
	// breach at the reopening.
	ResumeCounting
	// NewCycle starts again with the whole allowance.
	NewCycle
	// Final leaves the clock stopped.
	Final
)

// String returns "resume", "resume_counting", "new_cycle" or "final".
func (r Reopen) String() string {
	return check.EnumText(r, "Reopen", "resume", "resume_counting", "new_cycle", "final")
}

// Retarget is what a new allowance or calendar does to a running clock. It is
// comparable; the zero value is taken as KeepElapsed.
type Retarget uint8

// The modes of a new target.
const (
	// KeepElapsed counts the new allowance from the original start.
	KeepElapsed Retarget = iota + 1
	// FromChange counts it from the change.
	FromChange
	// NeverEarlier is KeepElapsed, if that is later than the old due instant.
	NeverEarlier
)

// String returns "keep_elapsed", "from_change" or "never_earlier".
func (r Retarget) String() string {
	return check.EnumText(r, "Retarget", "keep_elapsed", "from_change", "never_earlier")
}

// Consent says whether an extension before the breach needs the customer's
// consent. It is comparable; the zero value is taken as NotRequired.
type Consent uint8

// The two rules of consent.
const (
	NotRequired Consent = iota + 1
	Required
)

// String returns "not_required" or "required".
func (c Consent) String() string { return check.EnumText(c, "Consent", "not_required", "required") }

// OnResolved is what a resolution does to an open clock that it does not stop.
// It is comparable; the zero value is the default of the metric.
type OnResolved uint8

// The effects of a resolution.
const (
	// NotApplicableOnResolved stops the clock without a verdict, unless it was
	// breached before.
	NotApplicableOnResolved OnResolved = iota + 1
	// MetOnResolved counts the resolution as what was waited for.
	MetOnResolved
	// Continue lets the clock run on.
	Continue
)

// String returns "not_applicable", "met" or "continue".
func (o OnResolved) String() string {
	return check.EnumText(o, "OnResolved", "not_applicable", "met", "continue")
}
