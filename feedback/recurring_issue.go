package feedback

import (
	"slices"
	"time"

	"github.com/servicecommitment/commitment/internal/check"
)

// IssueState is where a recurring issue is. It is comparable; the zero value is
// none.
type IssueState uint8

// The states, and how one leads to another:
//
//	detected → confirmed → fixing → verified → closed
//
// A detected or confirmed issue can be dismissed, a verified one go back to
// fixing, a closed or dismissed one be confirmed again; these need a reason.
const (
	IssueDetected IssueState = iota + 1
	IssueConfirmed
	IssueFixing
	IssueVerified
	IssueClosed
	IssueDismissed
)

// String returns "detected", "confirmed", "fixing", "verified", "closed" or
// "dismissed".
func (s IssueState) String() string {
	return check.EnumText(s, "IssueState", "detected", "confirmed", "fixing", "verified", "closed", "dismissed")
}

// ParseIssueState reads what [IssueState.String] writes.
func ParseIssueState(text string) (IssueState, error) { return parseText(text, IssueDismissed) }

// RecurringIssue is a recurring issue as a matter of its own: the items that show
// it keep their clocks and replies, and link to it with [PartOf].
//
// It is plain data, not comparable and not safe for concurrent changes; the zero
// value has no id.
type RecurringIssue struct {
	ID, Cause string
	// Detected is when it was found.
	Detected time.Time
	// Items are the ids of the items that show it, sorted.
	Items []string
	// Improvement is the id of the [Improvement] that is to end it.
	Improvement string
}

// Issue returns the record of a recurrence, in the state detected.
func (r Recurrence) Issue(id string, now time.Time) RecurringIssue {
	items := slices.Sorted(slices.Values(r.Items))
	return RecurringIssue{ID: id, Cause: r.Cause, Detected: now, Items: items}
}

// IssueStep is a step of a recurring issue to another state.
//
// It is comparable but for the zone of At, and safe for concurrent use; the zero
// value has no key, and is an error.
type IssueStep struct {
	// Key is required: the same key is the same step.
	Key string
	At  time.Time
	To  IssueState
	// Actor is who takes it, Reason why.
	Actor, Reason string
}

// IssuePath follows the steps of a recurring issue up to now and returns the
// states it went through, "detected" first, and since when it is in the last one
// (zero for the first). Steps count in the order of their instants and keys,
// whatever the order in which they were delivered.
//
// A step that the state does not allow is a [RefusedError] with the code
// "not_allowed", one without its reason "reason_required", different steps with
// one key "key_reused". An issue is verified by somebody else than who began to
// fix it: "conflict_of_interest". Steps without key, instant or state are errors
// that match [commitment.ErrInvalid].
func IssuePath(steps []IssueStep, now time.Time) ([]IssueState, time.Time, error) {
	list := make([]recordStep[IssueState], len(steps))
	for i, s := range steps {
		list[i] = recordStep[IssueState](s)
	}
	moves := recordMoves[IssueState]{
		kind: "recurring_issue", start: IssueDetected, last: IssueDismissed,
		done: IssueFixing, checked: IssueVerified,
		allowed: func(from, to IssueState) (ok, reason bool) {
			switch from {
			case IssueDetected:
				return to == IssueConfirmed || to == IssueDismissed, to == IssueDismissed
			case IssueConfirmed:
				return to == IssueFixing || to == IssueDismissed, to == IssueDismissed
			case IssueFixing:
				return to == IssueVerified, false
			case IssueVerified:
				return to == IssueClosed || to == IssueFixing, to == IssueFixing
			case IssueClosed, IssueDismissed:
				return to == IssueConfirmed, true
			}
			return false, false
		},
	}
	return moves.fold(list, now)
}

// MarshalJSON returns the JSON form of the issue.
func (r RecurringIssue) MarshalJSON() ([]byte, error) {
	return writeRecord(func(w *recordWriter) {
		w.Text("id", r.ID)
		w.Text("cause", r.Cause)
		w.Instant("detected", r.Detected)
		w.Texts("items", r.Items)
		w.Text("improvement", r.Improvement)
	})
}

// UnmarshalJSON reads what [RecurringIssue.MarshalJSON] writes. Unknown fields
// are errors.
func (r *RecurringIssue) UnmarshalJSON(data []byte) error {
	return unmarshalRecord(r, data, func(in recordReader) RecurringIssue {
		return RecurringIssue{
			ID: in.text("id"), Cause: in.text("cause"), Detected: in.instant("detected"),
			Items: in.texts("items"), Improvement: in.text("improvement"),
		}
	})
}

// MarshalJSON returns the JSON form of the step.
func (s IssueStep) MarshalJSON() ([]byte, error) {
	step := recordStep[IssueState](s)
	return writeRecord(func(w *recordWriter) { step.write(w, IssueDismissed) })
}

// UnmarshalJSON reads what [IssueStep.MarshalJSON] writes. Unknown fields are
// errors.
func (s *IssueStep) UnmarshalJSON(data []byte) error {
	if isNull(data) {
		return nil
	}
	step, err := readStep(data, IssueDismissed)
	if err == nil {
		*s = IssueStep(step)
	}
	return err
}
