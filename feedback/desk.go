package feedback

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/sla"
)

var (
	// ErrNoProcedure says that no procedure governs an item: none has its id,
	// jurisdiction, scheme or kind, or none is in force at its receipt.
	ErrNoProcedure = errors.New("feedback: no procedure")
	// ErrUnknownNumber says that a procedure leaves a number to be filled in.
	ErrUnknownNumber = errors.New("feedback: number unknown")
)

// Desk handles items by compiled procedures.
//
// It is immutable and safe for concurrent use. The zero value has no procedure:
// every question to it is answered with [ErrNoProcedure].
type Desk struct {
	// versions are in the order given to Compile.
	versions []*version
}

// version is a compiled procedure.
type version struct {
	Procedure
	zone *calendar.Calendar
	// location is the zone of that calendar.
	location *time.Location
	// midnight is 00:00 of the date on which it starts.
	midnight calendar.Allowance
	// machines are by kind; nil for a kind that the procedure does not govern.
	machines [SurveyAnswer + 1]*machine
}

// machine is the flow, the clocks and the duties of one kind of item under one
// procedure.
type machine struct {
	*version
	flow   Flow
	states map[State]int
	ends   stateSet
	start  int
	kinds  map[ActionKind]int
	// steps are by the number of the action's kind, in the order of the flow;
	// next are by state the steps that are possible there.
	steps  [][]step
	next   [][]nextStep
	clocks []clock
	duties []duty
	// moments are by the number of the action's kind: those that some clock or
	// duty waits for.
	moments [][]moment
	engine  *sla.Engine
	// conditional says that some clock has a condition on attributes, tells that
	// some clock tells the person something, sparing that some spares another one,
	// and watchesRemedies that some runs until remedies are carried out.
	conditional, tells, sparing, watchesRemedies bool
}

type (
	// stateSet is a set of the numbers of states, or of clocks.
	stateSet uint64

	step struct {
		*Step
		from stateSet
		to   int
	}

	// nextStep is a step that is possible in a state, with the results that are
	// left by earlier ones.
	nextStep struct {
		*step
		results []Result
		// lacks is what an action that brings nothing always lacks, for the guards
		// before the first that depends on the item, and asked are the others.
		lacks []Missing
		asked []Guard
	}

	clock struct {
		*ClockRule
		calendar *calendar.Calendar
		spares   []int
	}

	duty struct {
		*Duty
		ifMet    []int
		after    []int
		done     []int
		calendar *calendar.Calendar
	}

	// moment is a [Moment] with its number among all of the machine.
	moment struct {
		Moment
		number int
		kind   sla.Kind
		// Of an action that is several moments, each is up to three events: these.
		cancelKind, stopKind, startKind sla.Kind
		// starts are the clocks that it starts, ends those that it stops or cancels.
		starts, ends, cancels stateSet
	}
)

const (
	stays    = -1
	previous = -2
)

func (s stateSet) has(state int) bool { return state >= 0 && s>>uint(state)&1 == 1 }

// matches reports whether an action with a result is one of the step's.
func (s *step) matches(result Result) bool {
	return len(s.Results) == 0 || slices.Contains(s.Results, result)
}

// Procedures returns the procedures that the desk was made of, in the order given
// to [Compile]. They belong to the caller.
func (d *Desk) Procedures() []Procedure {
	list := make([]Procedure, len(d.versions))
	for i, v := range d.versions {
		list[i] = v.clone()
	}
	return list
}

// Choose returns the procedure of a jurisdiction and scheme that is in force on
// a date of receipt: an item keeps it to its end, whatever comes into force
// later. An empty jurisdiction or scheme is any.
//
// The error matches [ErrNoProcedure] where there is none, and
// [commitment.ErrInvalid] where there are several.
func (d *Desk) Choose(jurisdiction, scheme string, received calendar.Date) (Procedure, error) {
	var found *version
	for _, v := range d.versions {
		if !v.covers(jurisdiction, scheme) || !v.Effective.Holds(received) {
			continue
		}
		if found != nil {
			return Procedure{}, ambiguous(found, v)
		}
		found = v
	}
	if found == nil {
		return Procedure{}, fmt.Errorf("%w for jurisdiction %s and scheme %s on %s",
			ErrNoProcedure, check.Quote(jurisdiction), check.Quote(scheme), received)
	}
	return found.clone(), nil
}

func (v *version) covers(jurisdiction, scheme string) bool {
	return (jurisdiction == "" || jurisdiction == v.Jurisdiction) && (scheme == "" || scheme == v.Scheme)
}

func ambiguous(a, b *version) error {
	return fieldError("procedure", fmt.Errorf("is required: %s and %s are both in force", check.Quote(a.ID), check.Quote(b.ID)))
}

// machineOf returns the machine of an item: that of the procedure in force on
// the date of its receipt, in the zone of that procedure.
func (d *Desk) machineOf(item *Item, received time.Time) (*machine, error) {
	var found *version
	for _, v := range d.versions {
		if item.Procedure != "" && item.Procedure != v.ID || !v.covers(item.Jurisdiction, item.Scheme) ||
			v.machines[item.Kind] == nil || !v.inForce(received) {
			continue
		}
		if found != nil {
			return nil, ambiguous(found, v)
		}
		found = v
	}
	if found == nil {
		return nil, fmt.Errorf("%w for a %s received at %s: procedure %s, jurisdiction %s, scheme %s", ErrNoProcedure,
			item.Kind, received.Format(time.RFC3339), check.Quote(item.Procedure), check.Quote(item.Jurisdiction), check.Quote(item.Scheme))
	}
	return found.machines[item.Kind], nil
}

// inForce reports whether the procedure is in force on the date of an instant.
func (v *version) inForce(t time.Time) bool {
	if v.Effective == (Effective{}) {
		return true
	}
	return v.Effective.Holds(calendar.DateOf(t.In(v.location)))
}
