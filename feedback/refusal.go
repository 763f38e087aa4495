package feedback

import (
	"errors"
	"fmt"
	"strings"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/internal/check"
)

// Code says what is missing for an action, or odd about it. It is comparable and
// stable: programs may depend on it.
type Code string

// The codes of refusals.
const (
	CodeNotAllowed         Code = "not_allowed"           // not from this state
	CodeNotReceived        Code = "not_received"          // the item is not there yet
	CodeUnknownAction      Code = "unknown_action"        // not in the flow
	CodeTimeGoesBack       Code = "time_goes_back"        // before the last action
	CodeKeyReused          Code = "key_reused"            // another action has the key
	CodeForbidden          Code = "forbidden"             // not in this role
	CodeReasonRequired     Code = "reason_required"       //
	CodeUnknownReason      Code = "unknown_reason"        // not among the procedure's
	CodeNotesRequired      Code = "notes_required"        // no note of the investigation
	CodeDecisionRequired   Code = "decision_required"     //
	CodeReplyIncomplete    Code = "reply_incomplete"      // a part of the check-list is missing
	CodeReplyRequired      Code = "reply_required"        // nobody was told
	CodeFollowUpRequired   Code = "follow_up_required"    // nor settled, nor enough attempts
	CodeRemedyPending      Code = "remedy_pending"        // promised and not carried out
	CodeUnknownRemedy      Code = "unknown_remedy"        // not promised, or carried out already
	CodeTargetRequired     Code = "target_required"       //
	CodeCycle              Code = "cycle"                 // merged into itself
	CodeDifferentCustomers Code = "different_customers"   // complaints are linked, not merged
	CodeAssigneeRequired   Code = "assignee_required"     //
	CodeConflictOfInterest Code = "conflict_of_interest"  // complained about, or the handler
	CodeRecusalPending     Code = "recusal_pending"       //
	CodeNoRecusalPending   Code = "no_recusal_pending"    //
	CodeLastLevel          Code = "last_level"            // there is no higher one
	CodeUnknownBody        Code = "unknown_body"          // not among the procedure's
	CodeUnknownClock       Code = "unknown_clock"         // no such clock, or it is never extended
	CodeClockNotRunning    Code = "clock_not_running"     //
	CodeAlreadyOverdue     Code = "already_overdue"       // asked at or after the due instant
	CodeExtensionRequired  Code = "extension_required"    // by how much
	CodeExtensionTooLong   Code = "extension_too_long"    //
	CodeExtendedAlready    Code = "extended_already"      // as often as may be
	CodeApproverRequired   Code = "approver_required"     //
	CodeConsentRequired    Code = "consent_required"      //
	CodeNobodyToTell       Code = "nobody_to_tell"        // anonymous
	CodeAlreadyDone        Code = "already_done"          //
	CodeDocumentRequired   Code = "document_required"     //
	CodeContactRequired    Code = "contact_required"      // a low answer without a call
	CodeResultRequired     Code = "result_required"       // missing, or none of the flow's
	CodeNotCovered         Code = "not_covered"           // outside the coverage of a calendar
	CodeDeliveredLate      Code = "delivered_late"        // a finding only
	CodeConflicting        Code = "conflicting_duplicate" // a finding only
)

// Missing is one thing that is missing for an action. It is comparable.
type Missing struct {
	Code Code
	// Field is the field of the action that would mend it, in JSON names; empty
	// where none would.
	Field string
}

// RefusedError says why an action is not allowed. It is immutable and safe for
// concurrent use; the zero value says nothing.
type RefusedError struct {
	// Key and Kind are those of the action, State where the item is.
	Key   string
	Kind  ActionKind
	State State
	// Missing are all things that are missing; there is at least one.
	Missing []Missing
}

// Error returns a text with all codes.
func (e *RefusedError) Error() string {
	var text strings.Builder
	text.WriteString("feedback: ")
	text.WriteString(check.Quote(string(e.Kind)))
	text.WriteString(" is not allowed")
	if e.State != "" {
		text.WriteString(" in state ")
		text.WriteString(check.Quote(string(e.State)))
	}
	for i, missing := range e.Missing {
		text.WriteString([]string{": ", ", "}[min(i, 1)])
		text.WriteString(string(missing.Code))
	}
	return text.String()
}

// Code returns the first of the codes.
func (e *RefusedError) Code() Code {
	if len(e.Missing) == 0 {
		return ""
	}
	return e.Missing[0].Code
}

// Has reports whether a code is among those missing.
func (e *RefusedError) Has(code Code) bool {
	for _, missing := range e.Missing {
		if missing.Code == code {
			return true
		}
	}
	return false
}

// Refused returns the refusal in the tree of err, or false.
func Refused(err error) (*RefusedError, bool) {
	var refused *RefusedError
	ok := errors.As(err, &refused)
	return refused, ok
}

// refuse returns the refusal of something that is no action of a flow.
func refuse(kind ActionKind, key string, code Code, field string) error {
	return &RefusedError{Key: key, Kind: kind, Missing: []Missing{{Code: code, Field: field}}}
}

// fieldError returns the only error of a question, at the path of its argument.
func fieldError(path check.Path, err error) error {
	return fmt.Errorf("feedback: %w", &commitment.FieldError{Path: string(path), Err: err})
}

// Finding is something odd about an item's actions: an action that changed
// nothing, and why. It is comparable.
type Finding struct {
	Code Code
	// Key is that of the action; empty where it is about none.
	Key string
	// Message says it in English.
	Message string
}
