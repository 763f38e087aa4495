package sla

// Finding is something odd about a case's events, or something that could not be
// judged. It changes nothing by itself.
type Finding struct {
	// Code is one of the constants below.
	Code string
	// EventID is the event it is about, empty where there is none.
	EventID string
	// Message says it in English.
	Message string
}

// The codes of findings.
const (
	FindingNotOpened             = "not_opened"              // no "opened" by now: there are no clocks
	FindingBeforeOpened          = "before_opened"           // an event before the opening; of these only pauses count
	FindingConflictingDuplicate  = "conflicting_duplicate"   // events with one id that differ
	FindingRedundant             = "redundant"               // changes nothing: paused while paused, opened twice
	FindingAfterEnd              = "after_end"               // after the case was cancelled or merged
	FindingNotAReply             = "not_a_reply"             // a "replied" by automation, or an internal one
	FindingUnknownKind           = "unknown_kind"            // a kind that the policy does not declare
	FindingUnknownReason         = "unknown_reason"          // a reason that the policy does not declare
	FindingUnknownEvent          = "unknown_event"           // a retraction of what is not there
	FindingExtensionIgnored      = "extension_ignored"       // nothing to extend, or nothing granted
	FindingExtensionNeedsConsent = "extension_needs_consent" // an extension or a waiver without consent
	FindingPromiseIgnored        = "promise_ignored"         // a promise without a date
	FindingAdoptStartIgnored     = "adopt_start_ignored"     // not earlier than the clocks' own starts
	FindingAlertCollapsed        = "alert_collapsed"         // a level that fired as part of a higher one
	FindingNotCovered            = "not_covered"             // outside the coverage of a calendar
	FindingNoCalendar            = "no_calendar"             // no calendar for the case's attributes
)
