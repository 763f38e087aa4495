package feedback

import (
	"maps"
	"slices"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/sla"
)

// Compile checks procedures, by themselves and against the calendars they name,
// and returns a desk. It keeps nothing of them. Versions of one procedure, and
// procedures of one jurisdiction and scheme, must not be in force on one date.
//
// Everything that is wrong is reported at once, as [commitment.FieldError]s whose
// paths begin with "procedures[i]" where there are several: what is missing,
// repeated or unknown, states that cannot be reached or left, clocks and duties
// that wait for what cannot happen, reasons that are never used. A number that is
// left to be filled in matches [ErrUnknownNumber]. A nil calendar is one that is
// not there.
func Compile(calendars map[string]*calendar.Calendar, ps ...Procedure) (*Desk, error) {
	var problems check.Problems
	if len(ps) == 0 {
		problems.Addf("procedures", "is required")
	}
	desk := &Desk{versions: make([]*version, 0, len(ps))}
	for i := range ps {
		at := check.Path("")
		if len(ps) > 1 {
			at = at.Key("procedures").Index(i)
		}
		if v := compileProcedure(calendars, &ps[i], at, &problems); v != nil {
			desk.versions = append(desk.versions, v)
		}
		checkOverlap(ps[:i], &ps[i], at, &problems)
	}
	if err := problems.Err("feedback"); err != nil {
		return nil, err
	}
	return desk, nil
}

// checkOverlap refuses a procedure of which it would not be clear whether it or
// an earlier one governs an item.
func checkOverlap(earlier []Procedure, p *Procedure, at check.Path, problems *check.Problems) {
	for i := range earlier {
		other := &earlier[i]
		same := p.ID == other.ID || p.Jurisdiction == other.Jurisdiction && p.Scheme == other.Scheme
		if same && p.Effective.overlaps(other.Effective) && p.shareKind(other) {
			problems.Addf(at.Key("effective"), "overlaps that of %s, procedures[%d]", check.Quote(other.ID), i)
		}
	}
}

func (e Effective) overlaps(other Effective) bool {
	return (e.Until.IsZero() || other.From.Before(e.Until)) && (other.Until.IsZero() || e.From.Before(other.Until))
}

func (p *Procedure) shareKind(other *Procedure) bool {
	return slices.ContainsFunc(p.kinds(), func(kind Kind) bool { return slices.Contains(other.kinds(), kind) })
}

// kinds returns the kinds of items that the procedure governs.
func (p *Procedure) kinds() []Kind {
	if len(p.Kinds) > 0 {
		return p.Kinds
	}
	return []Kind{Complaint, Report, Suggestion, Enquiry, Praise, SurveyAnswer}
}

// flowOf returns the flow of a kind, the procedure's own or the built-in one.
func (p *Procedure) flowOf(kind Kind) Flow {
	for _, flow := range p.Flows {
		if flow.Kind == kind {
			return flow
		}
	}
	return FlowOf(kind)
}

// compileProcedure returns nil where the procedure has problems.
func compileProcedure(
	calendars map[string]*calendar.Calendar, definition *Procedure, at check.Path, problems *check.Problems,
) *version {
	before := problems.Len()
	c := &checker{Procedure: definition, calendars: calendars, problems: problems, at: at}
	c.check()
	if problems.Len() > before {
		return nil
	}
	p := definition.clone()
	if len(p.ReplyHolds) == 0 {
		p.ReplyHolds = []ReplyPart{ReplyDecision, ReplyReason, ReplyRemedy, ReplyRights}
	}
	if p.FollowUp.Attempts == 0 {
		p.FollowUp.Attempts = defaultAttempts
	}
	midnight, err := calendar.ParseAllowance(`{"calendar_days": 0, "due": "00:00"}`)
	if err != nil {
		problems.Add(at, err)
		return nil
	}
	v := &version{Procedure: p, zone: calendars[p.Calendar], location: calendars[p.Calendar].Location(), midnight: midnight}
	for _, kind := range p.kinds() {
		m, err := v.machine(calendars, kind)
		if err != nil {
			problems.Add(at, err)
			return nil
		}
		v.machines[kind] = m
	}
	return v
}

const defaultAttempts = 3

// machine compiles what the procedure has for a kind.
func (v *version) machine(calendars map[string]*calendar.Calendar, kind Kind) (*machine, error) {
	m := &machine{version: v, flow: v.flowOf(kind), states: make(map[State]int), kinds: make(map[ActionKind]int)}
	for i, state := range m.flow.States {
		m.states[state] = i
	}
	for _, state := range m.flow.Ends {
		m.ends |= 1 << m.states[state]
	}
	m.start = m.states[m.flow.Start]
	m.kindOf(ActionReceive)
	for i := range m.flow.Steps {
		s := &m.flow.Steps[i]
		kind := m.kindOf(s.Action)
		m.steps[kind] = append(m.steps[kind], step{Step: s, from: m.origins(s), to: m.target(s)})
	}
	m.next = make([][]nextStep, len(m.flow.States))
	for state := range m.flow.States {
		m.next[state] = m.nextOf(state)
	}
	return m, m.compileClocks(calendars, kind)
}

// kindOf returns the number of a kind of action.
func (m *machine) kindOf(kind ActionKind) int {
	number, ok := m.kinds[kind]
	if !ok {
		number = len(m.kinds)
		m.kinds[kind] = number
		m.steps = append(m.steps, nil)
		m.moments = append(m.moments, nil)
	}
	return number
}

func (m *machine) origins(s *Step) stateSet {
	var set stateSet
	for _, from := range s.From {
		if from == AnyOpen {
			set |= (1<<len(m.flow.States) - 1) &^ m.ends
			continue
		}
		set |= 1 << m.states[from]
	}
	return set
}

func (m *machine) target(s *Step) int {
	//exhaustive:ignore
	switch s.To {
	case "":
		return stays
	case Previous:
		return previous
	}
	return m.states[s.To]
}

// nextOf returns the steps of a state, those that lead on before those that stay.
func (m *machine) nextOf(state int) []nextStep {
	var next []nextStep
	for _, leaves := range []bool{true, false} {
		for kind := range m.steps {
			for i := range m.steps[kind] {
				s := &m.steps[kind][i]
				if results, ok := m.left(kind, i, state); ok && leaves == (s.to != stays) {
					next = append(next, m.nextStep(s, results))
				}
			}
		}
	}
	return next
}

// nextStep asks the guards of a step that need no item.
func (m *machine) nextStep(s *step, results []Result) nextStep {
	n := nextStep{step: s, results: results, asked: s.Guards}
	nobody := fold{machine: m}
	for len(n.asked) > 0 && !n.asked[0].dependsOnItem() {
		n.lacks = nobody.guard(n.asked[0], &Action{Kind: s.Action}, n.lacks)
		n.asked = n.asked[1:]
	}
	return n
}

// left returns the results with which a step is taken in a state, and whether it
// ever is: earlier steps of the action come first.
func (m *machine) left(kind, number, state int) ([]Result, bool) {
	s := &m.steps[kind][number]
	results := slices.Clone(s.Results)
	for i := range m.steps[kind][:number] {
		earlier := &m.steps[kind][i]
		if !earlier.from.has(state) {
			continue
		}
		if len(earlier.Results) == 0 {
			return nil, false
		}
		results = slices.DeleteFunc(results, func(r Result) bool { return slices.Contains(earlier.Results, r) })
	}
	return results, s.from.has(state) && (len(s.Results) == 0 || len(results) > 0)
}

// clone copies a procedure, so that nobody can change one that is compiled.
func (p *Procedure) clone() Procedure {
	c := *p
	c.Kinds, c.ReplyHolds = slices.Clone(p.Kinds), slices.Clone(p.ReplyHolds)
	c.Levels, c.Bodies = slices.Clone(p.Levels), slices.Clone(p.Bodies)
	c.Reasons = maps.Clone(p.Reasons)
	for action, reasons := range c.Reasons {
		c.Reasons[action] = slices.Clone(reasons)
	}
	c.Flows = slices.Clone(p.Flows)
	for i := range c.Flows {
		f := &c.Flows[i]
		f.States, f.Ends, f.Steps = slices.Clone(f.States), slices.Clone(f.Ends), slices.Clone(f.Steps)
		for j := range f.Steps {
			s := &f.Steps[j]
			s.From, s.Results, s.Guards, s.By = slices.Clone(s.From), slices.Clone(s.Results), slices.Clone(s.Guards), slices.Clone(s.By)
		}
	}
	c.Clocks = slices.Clone(p.Clocks)
	for i := range c.Clocks {
		c.Clocks[i] = c.Clocks[i].clone()
	}
	c.Duties = slices.Clone(p.Duties)
	for i := range c.Duties {
		d := &c.Duties[i]
		d.Says, d.Kinds, d.IfMet = slices.Clone(d.Says), slices.Clone(d.Kinds), slices.Clone(d.IfMet)
		d.After, d.DoneBy = cloneMoments(d.After), cloneMoments(d.DoneBy)
	}
	return c
}

func (r *ClockRule) clone() ClockRule {
	c := *r
	c.Kinds, c.PauseOn, c.Spares, c.Alerts = slices.Clone(r.Kinds), slices.Clone(r.PauseOn), slices.Clone(r.Spares), slices.Clone(r.Alerts)
	c.Start, c.Stop, c.Cancel = cloneMoments(r.Start), cloneMoments(r.Stop), cloneMoments(r.Cancel)
	c.When = cloneMatch(r.When)
	if r.Extension != nil {
		extension := *r.Extension
		c.Extension = &extension
	}
	if r.Otherwise != nil {
		letter := *r.Otherwise
		letter.Says = slices.Clone(letter.Says)
		c.Otherwise = &letter
	}
	return c
}

func cloneMoments(moments []Moment) []Moment {
	list := slices.Clone(moments)
	for i := range list {
		list[i].Results = slices.Clone(list[i].Results)
	}
	return list
}

// cloneMatch copies a condition. Checking has seen to it that it ends.
func cloneMatch(m sla.Match) sla.Match {
	m.Has = maps.Clone(m.Has)
	for key, values := range m.Has {
		m.Has[key] = slices.Clone(values)
	}
	m.Any = slices.Clone(m.Any)
	for i := range m.Any {
		m.Any[i] = cloneMatch(m.Any[i])
	}
	if m.Not != nil {
		not := cloneMatch(*m.Not)
		m.Not = &not
	}
	return m
}
