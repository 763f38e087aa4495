package compensation

import (
	"slices"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/internal/expr"
)

// Assess returns what is owed for a claim. It is safe for concurrent use, and
// the same claim always gives the same award.
//
// All that is wrong with the form of the claim comes back at once, with paths,
// and matches [commitment.ErrInvalid]: facts that the scheme does not declare or
// that are not of their type, amounts off the currency's grid ([ErrOffGrid]),
// something carried where the scheme has no currency ([ErrCurrency]), times with
// an offset beside times without one ([ErrConflict]), more than 10,000 incidents
// or earlier awards ([ErrLimit]).
//
// Of a claim of the right form, the first condition that leaves no answer is the
// error, and says where: a fact that is needed and absent
// (*[MissingFactError]), a value in a gap of the terms ([ErrGap]), two rules of
// a group "only" that apply, or incidents that share a cap and disagree on its
// limit ([ErrConflict]), a division by zero ([ErrDivisionByZero]), numbers that
// grow beyond 2,048 bits, amounts of 10^18 and more, and more than ten million
// steps ([ErrLimit]).
//
// It takes time in proportion to the number of incidents times that of rules,
// and n·log n for n incidents and earlier awards for each cap.
func (p *Program) Assess(c Claim) (Award, error) {
	if p.machines == nil {
		return Award{}, nil
	}
	machine, _ := p.machines.Get().(*expr.Machine)
	defer func() {
		machine.Reset()
		p.machines.Put(machine)
	}()
	a := assessment{program: p, claim: &c, machine: machine}
	if err := a.read(); err != nil {
		return Award{}, err
	}
	if err := a.assess(); err != nil {
		return Award{}, err
	}
	return a.award, nil
}

// assessment is one claim on its way through the order of evaluation.
type assessment struct {
	program *Program
	claim   *Claim
	machine *expr.Machine

	// base are the facts of the claim, by slot, where there are incidents, whose
	// facts overlay them.
	base     []expr.Value
	overlays [][]given
	history  []earlier
	carried  expr.Number

	// incident is the one whose facts the machine has, counted from 0, or
	// wholeClaim.
	incident int
	// owed are the amounts of the incidents before the caps, and due after what
	// was applied so far.
	owed, due []expr.Number
	bounds    []bound
	award     Award
	// total is the sum of the deltas.
	total expr.Number
	shown Money
	// scratch is what the rules came to for one incident.
	scratch []outcome
	// first holds due and owed of a single incident.
	first [2]expr.Number
}

// incidents returns the number of incidents.
func (a *assessment) incidents() int {
	if a.claim.Incidents == nil {
		return 1
	}
	return len(a.overlays)
}

// enter gives the machine the facts of an incident.
func (a *assessment) enter(i int) {
	a.incident = i
	if a.overlays == nil {
		return
	}
	copy(a.machine.Facts, a.base)
	for _, g := range a.overlays[i] {
		a.machine.Facts[g.slot] = g.value
	}
}

// wholeClaim stands for the claim where an incident could.
const wholeClaim = -1

// leave gives the machine the facts of the claim alone, unless there is a single
// incident, whose facts are those of its claim.
func (a *assessment) leave() {
	if len(a.overlays) == 1 {
		return
	}
	a.incident = wholeClaim
	if a.overlays != nil {
		copy(a.machine.Facts, a.base)
	}
}

// assess goes through the order of evaluation.
func (a *assessment) assess() error {
	s := &a.program.scheme
	a.award = Award{Scheme: s.ID, Version: s.Version, Fingerprint: a.program.fingerprint}
	a.shown = Money{currency: s.Currency}
	n := a.incidents()
	a.award.Lines = make([]Line, 0, n*len(a.program.rules)+spareLines)
	if n == 1 {
		a.due = a.first[:1:1]
	} else {
		a.due = make([]expr.Number, n)
	}
	for i := range n {
		a.enter(i)
		if err := a.assessIncident(); err != nil {
			return err
		}
	}
	if n == 1 {
		a.owed = append(a.first[1:1:2], a.due[0])
	} else {
		a.owed = slices.Clone(a.due)
	}
	for i := range a.program.caps {
		if err := a.cap(i); err != nil {
			return err
		}
	}
	if err := a.settle(); err != nil {
		return err
	}
	return a.rights()
}

// spareLines are the lines of a usual award beside those of its rules.
const spareLines = 3

// assessIncident works out the rules for the facts of an incident.
func (a *assessment) assessIncident() error {
	if err := a.claimBy(); err != nil {
		return err
	}
	if a.late() {
		return a.line(Line{Kind: LineExcluded, Incident: a.incident + 1, Reason: reasonLate}, expr.Number{})
	}
	return a.rules()
}

// reasonLate is the reason of a claim that came after its last date.
const reasonLate = "late"

// claimBy works out until when the incidents must be claimed.
func (a *assessment) claimBy() error {
	if by, known := a.lastDate(); known {
		if by.IsZero() {
			return a.fail(coded(ErrLimit, "the last date for the claim lies after the year 9999"), "claim.within")
		}
		if a.award.ClaimBy.IsZero() || by.Before(a.award.ClaimBy) {
			a.award.ClaimBy = by
		}
	}
	return nil
}

// late reports whether the incident was claimed after its last date.
func (a *assessment) late() bool {
	by, known := a.lastDate()
	on := a.program.window.on
	return known && on >= 0 && a.date(on).After(by)
}

// lastDate returns until when the incident must be claimed, the zero date where
// that is past the end of the calendar, and whether that is known.
func (a *assessment) lastDate() (calendar.Date, bool) {
	w := &a.program.window
	if w.from < 0 {
		return calendar.Date{}, false
	}
	from := a.date(w.from)
	if from.IsZero() {
		return from, false
	}
	switch w.within.Unit() {
	case calendar.Months:
		return from.AddMonths(w.within.Count()), true
	case calendar.Years:
		return from.AddMonths(monthsPerYear * w.within.Count()), true
	case calendar.WorkingTime, calendar.BusinessDays, calendar.CalendarDays:
	}
	return from.AddDays(w.within.Count()), true
}

const monthsPerYear = 12

// date returns the date of a fact, of a time the one that it shows; zero if the
// fact is absent.
func (a *assessment) date(slot int) calendar.Date {
	fact := &a.machine.Facts[slot]
	if a.program.facts[slot].typ == FactTime {
		return fact.Time.Date
	}
	return fact.Date
}

// rights works out what is owed besides money, in the order of the scheme.
func (a *assessment) rights() error {
	if len(a.program.rights) == 0 {
		return nil
	}
	incidents := make([][]int, len(a.program.rights)) // that give each right
	for i := range a.incidents() {
		a.enter(i)
		if a.late() {
			continue
		}
		for j := range a.program.rights {
			holds, err := a.right(j)
			if err != nil {
				return err
			}
			if holds {
				incidents[j] = append(incidents[j], i+1)
			}
		}
	}
	for j, given := range incidents {
		if r := &a.program.rights[j]; given != nil {
			a.award.Rights = append(a.award.Rights, Right{ID: r.ID, Title: r.Title, Incidents: given})
		}
	}
	return nil
}

// right reports whether the incident gives a right, and adds a line if not.
func (a *assessment) right(i int) (bool, error) {
	r := &a.program.rights[i]
	a.machine.Begin()
	holds := r.when == nil || r.when.Bool(a.machine)
	if err := a.stopped("rights", i, "when"); err != nil {
		return false, err
	}
	if !holds {
		return false, a.unmet(Line{Right: r.ID, Title: r.Title}, r.when, "rights", i)
	}
	reason, err := a.excluded("rights", i, r.unless)
	if err != nil {
		return false, err
	}
	if reason != nil {
		return false, a.exclude(Line{Right: r.ID}, reason)
	}
	return true, nil
}

// excluded returns the first exclusion that holds, of a list and then of the
// whole scheme; nil if there is none.
func (a *assessment) excluded(list string, index int, own []exclusion) (*exclusion, error) {
	for i := range own {
		holds := own[i].when.Bool(a.machine)
		if err := a.stopped(list, index, "unless"); err != nil {
			return nil, err
		}
		if holds {
			return &own[i], nil
		}
	}
	for i := range a.program.unless {
		holds := a.program.unless[i].when.Bool(a.machine)
		if err := a.stopped("unless", i, "when"); err != nil {
			return nil, err
		}
		if holds {
			return &a.program.unless[i], nil
		}
	}
	return nil, nil //nolint:nilnil // no exclusion is an answer
}
