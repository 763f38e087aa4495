package sla

import (
	"slices"
	"time"

	"github.com/servicecommitment/commitment/internal/check"
)

// Report is what is known of a case at an instant. It belongs to the caller.
//
// Of a case that is not opened by then, or that no rule covers, it has no
// clocks; that is no error.
type Report struct {
	CaseID string
	// PolicyID, PolicyVersion and RuleID say by what the case is judged; they are
	// empty where no version was in force, or no rule matches.
	PolicyID, PolicyVersion, RuleID string
	AsOf                            time.Time
	// Clocks are in the order of the rule's commitments, each with its cycles in
	// order, then those that the rule does not have any more.
	Clocks []Clock
	// Firings are the alerts passed by AsOf, in order of time.
	Firings []Firing
	// Next is the next instant at which a clock, stage, verdict, breach, fixed
	// due instant, firing, finding or the policy version changes if no event
	// comes; zero if never. Elapsed and remaining time and the projected due
	// instants of paused clocks flow and do not count.
	Next     time.Time
	Findings []Finding
	// Shares are the times that each group had the case, for the commitments
	// whose metric has a By.
	Shares []Shares
	// Attributes are those as of AsOf.
	Attributes map[string][]string
}

// Clock returns the current cycle of a commitment, by its id. A clock that has
// not started is there, pending; false says that the case has no such
// commitment.
func (r Report) Clock(commitment string) (Clock, bool) {
	found, metric := -1, ""
	for i := range r.Clocks {
		c := &r.Clocks[i]
		if c.Commitment != commitment || found >= 0 && c.Metric != metric {
			continue
		}
		found, metric = i, c.Metric
	}
	if found < 0 {
		return Clock{}, false
	}
	return r.Clocks[found], true
}

// Revoked returns those of the given firing keys that the report does not
// contain: what the host acted on and a late event took back. The order stays.
func (r Report) Revoked(acted []string) []string {
	keys := make(map[string]bool, len(r.Firings))
	for i := range r.Firings {
		keys[r.Firings[i].Key] = true
	}
	return slices.DeleteFunc(slices.Clone(acted), func(key string) bool { return keys[key] })
}

// Clock is one cycle of one commitment. Its durations are working time of its
// calendar, its instants in that calendar's zone. It belongs to the caller.
type Clock struct { //nolint:recvcheck // written by value, read into a pointer
	// Metric and Commitment are names, Commitment the commitment's id. Calendar
	// is the name under which [Compile] was given the calendar and Fingerprint
	// that calendar's [calendar.Calendar.Fingerprint].
	Metric, Commitment, Calendar, Fingerprint string
	// Cycle counts from 1.
	Cycle int
	// Group is the value of the metric's By.
	Group   string
	Stage   Stage
	Verdict Verdict
	// Breached says that the clock was open at its due instant. BornBreached
	// says that the due instant was past when it was set: BreachedAt is then
	// the instant that set it.
	Breached, BornBreached bool
	// Start is zero while pending. Due is zero without an allowance, when
	// pending, when cancelled because the rule changed, and when not known.
	// Stopped is the instant of the stop or of the cancellation.
	Start, Due, Stopped, BreachedAt time.Time
	// DueProjected says that the clock is paused and Due what it would be if it
	// went on now; zero if that lies outside the coverage by now. Provisional says that Due lies past the known holidays.
	DueProjected, Provisional bool
	// Elapsed is the counted time. Remaining is what is left of it until Due and
	// Overdue what was counted after it: neither is negative, at most one is
	// not zero, and both stand still at the stop. Paused is the working time
	// paused.
	Elapsed, Remaining, Overdue, Paused time.Duration
	// Target counts the extensions and new targets of the cycle.
	Target int
	// MergedInto is the case that goes on, where a merge cancelled the clock.
	MergedInto string
	// Earlier are the ends of this cycle that a reopening undid.
	Earlier []Outcome
}

// Outcome is an end of a cycle that a reopening undid.
type Outcome struct {
	Stopped  time.Time
	Verdict  Verdict
	Reopened time.Time
}

// Firing is the fact that an alert's level was passed.
type Firing struct {
	// Key identifies the firing for ever: case, commitment, cycle, target, alert
	// and number, joined by "/", with "/" and "%" in them escaped as in a URL. A
	// host that keeps the keys it acted on never acts twice.
	Key string
	// Alert is the id of the alert.
	Metric, Commitment, Alert string
	Cycle                     int
	At                        time.Time
}

// Shares are the times that each group had a case, in working time of the
// commitment's calendar. Groups, Unassigned and Paused add up to Total, the time
// from the opening to the end or AsOf without the resolved time.
type Shares struct {
	Commitment                string
	Groups                    []Share
	Unassigned, Paused, Total time.Duration
}

// Share is the time that one group had a case.
type Share struct {
	Group   string
	Elapsed time.Duration
}

// Stage is where a clock is. It is comparable; the zero value is no stage.
type Stage uint8

// The stages of a clock.
const (
	Pending Stage = iota + 1
	Running
	Paused
	Stopped
	Cancelled
)

// String returns "pending", "running", "paused", "stopped" or "cancelled".
func (s Stage) String() string {
	return check.EnumText(s, "Stage", "pending", "running", "paused", "stopped", "cancelled")
}

// Verdict is whether a commitment was kept. It is comparable; the zero value is
// no verdict.
type Verdict uint8

// The verdicts.
const (
	Open Verdict = iota + 1
	Met
	Missed
	Waived
	NotApplicable
)

// String returns "open", "met", "missed", "waived" or "not_applicable".
func (v Verdict) String() string {
	return check.EnumText(v, "Verdict", "open", "met", "missed", "waived", "not_applicable")
}
