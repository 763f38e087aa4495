package feedback

import (
	"time"

	"github.com/servicecommitment/commitment/internal/check"
)

// Replay folds the actions of an item up to an instant into its status: where it
// is, which clocks run, what is owed and what may be done next. The item and the
// actions are only read. The same actions in any order give the same status,
// except that a finding names each that was delivered after a later one.
//
// An action that [Desk.Check] would have refused changes nothing, and a finding
// says so. An item that is not received by then has neither state nor clocks.
//
// The error names a malformed item or action as [commitment.FieldError]s, or a
// zero now; it matches [ErrNoProcedure] where no procedure governs the item.
// Time and memory grow linearly with the actions, but for putting late ones in
// order, and for extensions: each is judged by all that happened to its clock.
func (d *Desk) Replay(item Item, actions []Action, now time.Time) (Status, error) {
	now = now.Round(0)
	if err := checkAll(&item, actions, nil, now); err != nil {
		return Status{}, err
	}
	f := fold{item: item, now: now}
	if err := d.fold(&f, actions); err != nil {
		return Status{}, err
	}
	var s Status
	f.status(&s)
	return s, nil
}

// Check says whether an action would be allowed after those that an item has: it
// returns nil, or a [*RefusedError] that says all that is missing. It refuses an
// action that would not be the last one ("time_goes_back"). An action whose key
// is there already changes nothing: it is allowed if it is the same one, and
// refused ("key_reused") if not.
//
// Other errors are those of [Desk.Replay].
func (d *Desk) Check(item Item, actions []Action, next Action) error {
	if err := checkAll(&item, actions, &next, next.At); err != nil {
		return err
	}
	for i := range actions {
		if actions[i].Key == next.Key {
			if actions[i].same(&next) {
				return nil
			}
			return &RefusedError{Key: next.Key, Kind: next.Kind, Missing: []Missing{{Code: CodeKeyReused, Field: "key"}}}
		}
	}
	f := fold{item: item, now: lastInstant(actions, next.At)}
	if next.Kind == ActionReceive {
		f.expected = next.At
	}
	if err := d.fold(&f, actions); err != nil {
		return err
	}
	if order := f.history.order(); len(order) > 0 && compareActions(&actions[order[len(order)-1]], &next) > 0 {
		return f.refusal(&next, Missing{Code: CodeTimeGoesBack, Field: "at"})
	}
	kind := f.numberOf(next.Kind)
	if missing := f.lacks(&next, kind, f.stepOf(&next, kind)); len(missing) > 0 {
		return f.refusal(&next, missing...)
	}
	return nil
}

// lastInstant returns the latest of the instants of some actions and another.
func lastInstant(actions []Action, last time.Time) time.Time {
	for i := range actions {
		if actions[i].At.After(last) {
			last = actions[i].At
		}
	}
	return last
}

// checkAll refuses what is malformed. There need not be a next action, which
// brings its own now.
func checkAll(item *Item, actions []Action, next *Action, now time.Time) error {
	var problems check.Problems
	item.check("item", &problems)
	checkActions(actions, "actions", &problems)
	if next != nil {
		next.check("next", &problems)
	} else if now.IsZero() {
		problems.Add("now", errRequired)
	}
	if problems.Len() == 0 {
		return nil
	}
	return problems.Err("feedback")
}

// fold reads the actions up to now.
func (d *Desk) fold(f *fold, actions []Action) error {
	f.findings = f.history.read(actions, f.now)
	received := f.expected
	for _, i := range f.history.order() {
		if actions[i].Kind == ActionReceive {
			received = actions[i].At
			break
		}
	}
	f.begin()
	if received.IsZero() {
		for _, i := range f.history.order() {
			f.apply(&actions[i]) // says of each that the item is not received
		}
		return nil
	}
	m, err := d.machineOf(&f.item, received)
	if err != nil {
		return err
	}
	f.govern(m)
	for _, i := range f.history.order() {
		f.apply(&actions[i])
	}
	return nil
}

// numberOf returns the number of a kind of action in the flow.
func (f *fold) numberOf(kind ActionKind) int {
	if f.machine != nil {
		if number, ok := f.kinds[kind]; ok {
			return number
		}
	}
	return unknownKind
}

func (f *fold) refusal(a *Action, missing ...Missing) error {
	return &RefusedError{Key: a.Key, Kind: a.Kind, State: f.stateName(), Missing: missing}
}

func (f *fold) note(a *Action, code Code, message string) {
	f.findings = append(f.findings, Finding{Code: code, Key: a.Key, Message: message})
}
