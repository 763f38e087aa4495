package feedback

import (
	"time"

	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/internal/jsonwriter"
)

// ImprovementState is where an improvement is. It is comparable; the zero value
// is none.
type ImprovementState uint8

// The states, and how one leads to another:
//
//	planned → in_progress → done → effective → closed
//	                             ↘ ineffective → in_progress
//
// Whatever is not done yet, or had no effect, can be dropped. Dropped and
// ineffective need a reason.
const (
	ImprovementPlanned ImprovementState = iota + 1
	ImprovementInProgress
	ImprovementDone
	ImprovementEffective
	ImprovementIneffective
	ImprovementClosed
	ImprovementDropped
)

// String returns "planned", "in_progress", "done", "effective", "ineffective",
// "closed" or "dropped".
func (s ImprovementState) String() string {
	return check.EnumText(s, "ImprovementState", "planned", "in_progress", "done", "effective", "ineffective",
		"closed", "dropped")
}

// ParseImprovementState reads what [ImprovementState.String] writes.
func ParseImprovementState(text string) (ImprovementState, error) {
	return parseText(text, ImprovementDropped)
}

// RootCause is where a cause lies, apart from what the complaints are about. It
// is comparable; the zero value is not known yet.
type RootCause uint8

// The root causes.
const (
	CausePolicy RootCause = iota + 1
	CauseProcess
	CausePeople
	CauseSystem
	CauseSupplier
	CauseCustomer
	CauseOutside
)

// String returns "policy", "process", "people", "system", "supplier", "customer"
// or "outside".
func (c RootCause) String() string {
	return check.EnumText(c, "RootCause", "policy", "process", "people", "system", "supplier", "customer", "outside")
}

// ParseRootCause reads what [RootCause.String] writes.
func ParseRootCause(text string) (RootCause, error) { return parseText(text, CauseOutside) }

// Improvement is the outer loop: what is changed so that a cause does not come
// again, by whom and until when, and whether it helped ([CheckEffect]).
//
// It is plain data, not comparable and not safe for concurrent changes; the zero
// value has no id.
type Improvement struct {
	ID string
	// Cause is the code of what recurs, Root where it lies.
	Cause string
	Root  RootCause
	// Issue is the id of the [RecurringIssue] that it is to end, Items those of the
	// items that led to it.
	Issue string
	Items []string
	// Action is the corrective action, in words; Owner who answers for it, Due until
	// when it is to be done.
	Action, Owner string
	Due           time.Time
}

// ImprovementStep is a step of an improvement to another state.
//
// It is comparable but for the zone of At, and safe for concurrent use; the zero
// value has no key, and is an error.
type ImprovementStep struct {
	// Key is required: the same key is the same step.
	Key string
	At  time.Time
	To  ImprovementState
	// Actor is who takes it, Reason why.
	Actor, Reason string
}

// ImprovementStatus is where an improvement is. It belongs to the caller; the
// zero value is of none.
type ImprovementStatus struct {
	State ImprovementState
	// Path are the states that it went through, "planned" first.
	Path []ImprovementState
	// Since is from when it is in State; zero for the first one.
	Since time.Time
	// Overdue says that Due is over and it is neither done nor dropped.
	Overdue bool
}

// Replay follows the steps of an improvement up to now. Steps count in the order
// of their instants and keys, whatever the order in which they were delivered.
//
// A step that the state does not allow is a [RefusedError] with the code
// "not_allowed", one without its reason "reason_required", different steps with
// one key "key_reused". That it was effective is not said by who did it:
// "conflict_of_interest". Steps without key, instant or state are errors that
// match [commitment.ErrInvalid].
func (i Improvement) Replay(steps []ImprovementStep, now time.Time) (ImprovementStatus, error) {
	list := make([]recordStep[ImprovementState], len(steps))
	for n, s := range steps {
		list[n] = recordStep[ImprovementState](s)
	}
	moves := recordMoves[ImprovementState]{
		kind: "improvement", start: ImprovementPlanned, last: ImprovementDropped,
		done: ImprovementDone, checked: ImprovementEffective,
		allowed: func(from, to ImprovementState) (ok, reason bool) {
			switch from {
			case ImprovementPlanned:
				return to == ImprovementInProgress || to == ImprovementDropped, to == ImprovementDropped
			case ImprovementInProgress:
				return to == ImprovementDone || to == ImprovementDropped, to == ImprovementDropped
			case ImprovementDone:
				return to == ImprovementEffective || to == ImprovementIneffective, to == ImprovementIneffective
			case ImprovementIneffective:
				return to == ImprovementInProgress || to == ImprovementDropped, to == ImprovementDropped
			case ImprovementEffective:
				return to == ImprovementClosed, false
			case ImprovementClosed, ImprovementDropped:
			}
			return false, false
		},
	}
	path, since, err := moves.fold(list, now)
	if err != nil {
		return ImprovementStatus{}, err
	}
	status := ImprovementStatus{State: path[len(path)-1], Path: path, Since: since}
	switch status.State {
	case ImprovementPlanned, ImprovementInProgress, ImprovementIneffective:
		status.Overdue = !i.Due.IsZero() && !now.Before(i.Due)
	case ImprovementDone, ImprovementEffective, ImprovementClosed, ImprovementDropped:
	}
	return status, nil
}

// MarshalJSON returns the JSON form of the improvement.
func (i Improvement) MarshalJSON() ([]byte, error) {
	return writeRecord(func(w *recordWriter) {
		w.Text("id", i.ID)
		w.Text("cause", i.Cause)
		jsonwriter.Enum(w.Writer, "root", i.Root, CauseOutside)
		w.Text("issue", i.Issue)
		w.Texts("items", i.Items)
		w.Text("action", i.Action)
		w.Text("owner", i.Owner)
		w.Instant("due", i.Due)
	})
}

// UnmarshalJSON reads what [Improvement.MarshalJSON] writes. Unknown fields are
// errors.
func (i *Improvement) UnmarshalJSON(data []byte) error {
	return unmarshalRecord(i, data, func(r recordReader) Improvement {
		return Improvement{
			ID: r.text("id"), Cause: r.text("cause"), Root: readEnum(r, "root", CauseOutside), Issue: r.text("issue"),
			Items: r.texts("items"), Action: r.text("action"), Owner: r.text("owner"), Due: r.instant("due"),
		}
	})
}

// MarshalJSON returns the JSON form of the step.
func (s ImprovementStep) MarshalJSON() ([]byte, error) {
	step := recordStep[ImprovementState](s)
	return writeRecord(func(w *recordWriter) { step.write(w, ImprovementDropped) })
}

// UnmarshalJSON reads what [ImprovementStep.MarshalJSON] writes. Unknown fields
// are errors.
func (s *ImprovementStep) UnmarshalJSON(data []byte) error {
	if isNull(data) {
		return nil
	}
	step, err := readStep(data, ImprovementDropped)
	if err == nil {
		*s = ImprovementStep(step)
	}
	return err
}
