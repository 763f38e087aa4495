package feedback

import (
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/servicecommitment/commitment/sla"
)

// fold is what is known of an item after some of its actions.
type fold struct {
	*machine
	item    Item
	now     time.Time
	history history
	// expected is the instant of a receipt that is only asked about.
	expected time.Time
	findings []Finding
	// ids are those of the events where they are named after their actions, nil
	// where they are numbered.
	ids map[string]bool

	state int
	// before holds for each state the one from which it was entered.
	before [maxStates]int8
	path   []State
	kept   int

	received, ended   time.Time
	closedAs          Outcome
	satisfaction      Result
	attempts          int
	lastAttempt       time.Time
	settled, followed bool
	waived            bool
	acknowledged      bool
	noted, replied    bool
	contacted         bool
	recusal, person   bool
	// holdState is the state of the hold.
	holdState        int
	level            int
	handler, heldFor string
	mergedInto, body string
	decision         Decision
	remedies         []RemedyStatus
	category, cause  string
	severity         Severity
	impact           Impact
	attributes       map[string][]string

	events []sla.Event
	// few holds what is known of the clocks, or many where they are more.
	few  [fewClocks]run
	many []run
	// extensions are those granted, each with its clock and cycle.
	extensions []extension
	// others are the clocks that are for other items.
	others stateSet
	// cancelled is the id of the event that cancelled the clocks, and uncancelled
	// what their runs would be without it.
	cancelled   string
	uncancelled []run
	owed        []owed
	sent        []*Action
}

// fewClocks is for how many clocks a fold has room.
const fewClocks = 8

// unreceived is the state before receipt.
const unreceived = -1

// run is what the fold knows of a clock's current cycle.
type run struct {
	running, started bool
	// overdue says that it was found to be; it stays so.
	overdue bool
	// first is the place of the event that started it, and since its instant;
	// heldFor is the hold that was on then.
	first   int
	since   time.Time
	heldFor string
	recusal bool
	cycle   int
}

// extension says for which cycle of which clock an extension was granted.
type extension struct{ number, cycle int }

// owed is a duty that an action made and nothing has fulfilled yet. A number
// below 0 is that of an extension to be told. One that was made before the clocks
// were cancelled is not owed until that is taken back.
type owed struct {
	number    int
	by        *Action
	cancelled bool
}

func (f *fold) begin() {
	f.state, f.holdState = unreceived, unreceived
	f.person = f.item.Privacy.CanFollowUp()
	f.category, f.cause = f.item.Category, f.item.Cause
	f.severity, f.impact = f.item.Severity, f.item.Impact
}

func (f *fold) govern(m *machine) {
	f.machine = m
	if len(m.clocks) > len(f.few) {
		f.many = make([]run, len(m.clocks))
	}
	f.path = make([]State, 0, f.history.count)
	f.events = make([]sla.Event, 0, f.history.count/2+2) // about every other action is news to some clock
}

// runs returns what is known of the clocks.
func (f *fold) runs() []run {
	if f.many != nil {
		return f.many
	}
	return f.few[:len(f.clocks)]
}

func (f *fold) stateName() State {
	if f.state == unreceived {
		return ""
	}
	return f.flow.States[f.state]
}

// apply takes an action into account, or says why not.
func (f *fold) apply(a *Action) {
	kind := f.numberOf(a.Kind)
	s := f.stepOf(a, kind)
	missing := f.lacks(a, kind, s)
	if len(missing) > 0 {
		for _, m := range missing {
			f.note(a, m.Code, f.refusal(a, m).Error())
		}
		return
	}
	f.kept++
	if a.Kind == ActionReceive {
		f.received = a.At
		f.enter(f.start, a)
	} else {
		f.take(a)
		f.move(s, a)
	}
	f.tell(a, kind)
}

// unknownKind is the number of a kind of action that the flow does not have.
const unknownKind = -1

// stepOf returns the step that an action of a numbered kind takes, nil if there is none.
func (f *fold) stepOf(a *Action, kind int) *step {
	if kind == unknownKind {
		return nil
	}
	for i := range f.steps[kind] {
		if s := &f.steps[kind][i]; s.from.has(f.state) && s.matches(a.Result) {
			return s
		}
	}
	return nil
}

// move goes to the state to which a step leads.
func (f *fold) move(s *step, a *Action) {
	from := f.state
	switch s.to {
	case stays:
	case previous:
		f.enter(int(f.before[from]), a)
	default:
		if s.to != from {
			f.before[s.to] = int8(from)
		}
		f.enter(s.to, a)
	}
	switch {
	case a.Kind == ActionHold:
		f.holdState = f.state
	case f.state != from && from == f.holdState && !s.CancelsClocks:
		f.release(a)
	}
	if s.CancelsClocks {
		f.cancelClocks(a)
	}
	if s.ResumesClocks {
		f.resumeClocks(a)
	}
}

// enter goes to a state that an action leads to.
func (f *fold) enter(to int, a *Action) {
	f.state = to
	f.path = append(f.path, f.flow.States[to])
	f.ended, f.closedAs = time.Time{}, 0
	if f.ends.has(to) {
		f.ended = a.At
		if f.flow.States[to] == StateClosed {
			f.closedAs = f.outcome(a)
		}
	}
}

// outcome returns how an action closes the item.
func (f *fold) outcome(a *Action) Outcome {
	switch {
	case a.Kind == ActionExternalResult:
		return OutcomeExternal
	case a.waives():
		return OutcomeWaived
	case f.satisfaction == ResultSatisfied, f.satisfaction == ResultBasicallySatisfied:
		return OutcomeSatisfied
	case f.waived:
		return OutcomeWaived
	case f.attempts >= f.FollowUp.Attempts && f.satisfaction == "":
		return OutcomeUnreachable
	}
	return OutcomeCompleted
}

// waives reports whether the customer wants no follow-up.
func (a *Action) waives() bool {
	return a.Kind == ActionFollowUp && (a.Result == ResultWaived || a.Result == ResultRefused)
}

// take notes what an action says, whatever the state.
func (f *fold) take(a *Action) {
	if a.Note != "" && (a.Kind == ActionNote || a.Kind == ActionDecide) {
		f.noted = true
	}
	//exhaustive:ignore
	switch a.Kind {
	case ActionAcknowledge:
		f.acknowledged = true
	case ActionClassify, ActionPrioritise:
		f.classify(a)
	case ActionAssign:
		f.handler = a.Assignee
	case ActionHold:
		f.release(a)
		f.heldFor = a.Reason
		f.emit(a, sla.Event{Kind: sla.KindPaused, Reason: a.Reason})
	case ActionResume:
		f.release(a)
	case ActionAskRecusal:
		f.recusal = true
		f.emit(a, sla.Event{Kind: sla.KindPaused, Reason: reasonRecusal})
	case ActionDecideRecusal:
		f.recusal = false
		f.emit(a, sla.Event{Kind: sla.KindResumed, Reason: reasonRecusal})
		if a.Result == ResultGranted {
			f.handler = ""
		}
	case ActionSettle:
		f.settled, f.satisfaction = true, ResultSatisfied
	case ActionDecide:
		f.decide(a)
	case ActionReply:
		f.reply()
	case ActionContact:
		f.contacted = f.contacted || a.Result == "" || a.Result == ResultReached
	case ActionRemedyDone:
		f.remedyDone(a)
	case ActionFollowUp:
		f.followUp(a)
	case ActionReopen:
		f.unsettle()
	case ActionEscalate:
		f.level++
		if f.settled { // no longer
			f.unsettle()
		}
	case ActionAppeal:
		f.body = a.Target
	case ActionMerge:
		f.mergedInto = a.Target
	case ActionUnmerge:
		f.mergedInto = ""
	case ActionRefer:
		f.body = a.Target
	case ActionIdentify:
		f.person = true
	case ActionExtend:
		f.extend(a)
	}
}

// release ends the hold, if there is one: also an action that leads out of the
// state of the hold does.
func (f *fold) release(a *Action) {
	if f.heldFor != "" {
		f.emit(a, sla.Event{Kind: sla.KindResumed, Reason: f.heldFor})
	}
	f.heldFor, f.holdState = "", unreceived
}

// reply makes it necessary to follow up anew.
func (f *fold) reply() {
	f.replied, f.followed, f.waived, f.attempts, f.lastAttempt = true, false, false, 0, time.Time{}
	if !f.settled {
		f.satisfaction = ""
	}
}

// unsettle begins the loop anew: what was found and said before does not count
// any more.
func (f *fold) unsettle() {
	f.settled, f.replied, f.followed, f.satisfaction = false, false, false, ""
	f.waived, f.attempts, f.lastAttempt = false, 0, time.Time{}
}

func (f *fold) classify(a *Action) {
	if a.Category != "" {
		f.category = a.Category
	}
	if a.Cause != "" {
		f.cause = a.Cause
	}
	if a.Severity != 0 {
		f.severity = a.Severity
	}
	if a.Impact != 0 {
		f.impact = a.Impact
	}
	if len(a.Attributes) == 0 {
		return
	}
	if f.attributes == nil {
		f.attributes = map[string][]string{}
	}
	maps.Copy(f.attributes, a.Attributes)
}

func (f *fold) decide(a *Action) {
	f.decision = a.Decision
	if a.Cause != "" {
		f.cause = a.Cause
	}
	var open map[string]bool // what was promised already, and is decided once more
	if len(a.Remedies) > 0 && len(f.remedies) > 0 {
		open = make(map[string]bool, len(f.remedies))
		for i := range f.remedies {
			open[f.remedies[i].ID] = open[f.remedies[i].ID] || f.remedies[i].Done.IsZero()
		}
	}
	for _, remedy := range a.Remedies {
		if open[remedy.ID] {
			continue
		}
		f.remedies = append(f.remedies, RemedyStatus{Remedy: remedy, Promised: a.At})
	}
}

func (f *fold) remedyDone(a *Action) {
	for i := range f.remedies {
		if r := &f.remedies[i]; r.ID == a.Remedy && r.Done.IsZero() {
			r.Done = a.At
			return
		}
	}
}

// outstanding reports whether a remedy is promised and not carried out.
func (f *fold) outstanding() bool {
	return slices.ContainsFunc(f.remedies, func(r RemedyStatus) bool { return r.Done.IsZero() })
}

func (f *fold) followUp(a *Action) {
	//exhaustive:ignore
	switch a.Result {
	case ResultNoAnswer, ResultWrongNumber:
		if !f.lastAttempt.IsZero() && a.At.Sub(f.lastAttempt) < f.FollowUp.Apart {
			return
		}
		f.attempts++
		f.lastAttempt = a.At
		f.followed = f.followed || f.attempts >= f.FollowUp.Attempts
	case ResultUnsatisfied:
		f.unsettle()
		f.satisfaction = a.Result
	case ResultSatisfied, ResultBasicallySatisfied:
		f.followed, f.satisfaction = true, a.Result
	default:
		f.followed, f.waived = true, f.waived || a.waives()
	}
}

// emit adds an event that an action means for the clocks. The ids number the
// events, unless somebody is to read them.
func (f *fold) emit(a *Action, event sla.Event) {
	n := len(f.events)
	event.ID, event.At, event.Seq = strconv.Itoa(n), a.At, int64(n)
	if f.ids != nil {
		event.ID = f.eventID(a.Key)
	}
	f.events = append(f.events, event)
}

// emitKind is emit for an event that has nothing but a kind: it is made in its
// place.
func (f *fold) emitKind(a *Action, kind sla.Kind) {
	n := len(f.events)
	if n == cap(f.events) {
		f.emit(a, sla.Event{Kind: kind})
		return
	}
	f.events = f.events[:n+1]
	event := &f.events[n]
	event.ID, event.At, event.Seq, event.Kind = strconv.Itoa(n), a.At, int64(n), kind
	if f.ids != nil {
		event.ID = f.eventID(a.Key)
	}
}
