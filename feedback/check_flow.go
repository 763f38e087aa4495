package feedback

import (
	"slices"

	"github.com/servicecommitment/commitment/internal/check"
)

func (c *checker) checkFlows() {
	c.flows, c.happen = make(map[Kind]*Flow), make(map[Kind]map[ActionKind][]Result)
	own := make(map[Kind]bool)
	for i := range c.Flows {
		flow, at := &c.Flows[i], c.at.Key("flows").Index(i)
		switch {
		case flow.Kind < Complaint || flow.Kind > SurveyAnswer:
			c.problems.Add(at.Key("kind"), errUnknown)
			continue
		case own[flow.Kind]:
			c.fail(at.Key("kind"), "%s has a flow already", flow.Kind)
			continue
		case !slices.Contains(c.kinds(), flow.Kind):
			c.fail(at.Key("kind"), "is not among the kinds of the procedure")
			continue
		}
		own[flow.Kind] = true
		if c.checkFlow(flow, at) {
			c.flows[flow.Kind] = flow
		}
	}
	for _, kind := range c.kinds() {
		if !own[kind] && kind >= Complaint && kind <= SurveyAnswer {
			flow := FlowOf(kind)
			c.flows[kind] = &flow
		}
	}
	for kind, flow := range c.flows {
		c.happen[kind] = flow.happens()
	}
}

// checkFlow reports whether a flow is right in itself.
func (c *checker) checkFlow(flow *Flow, at check.Path) bool {
	before := c.problems.Len()
	switch {
	case len(flow.States) == 0:
		c.problems.Add(at.Key("states"), errRequired)
	case len(flow.States) > maxStates:
		c.fail(at.Key("states"), "must not be more than %d", maxStates)
	default:
		c.checkStates(flow, at)
	}
	if len(flow.Steps) > maxSteps {
		c.fail(at.Key("steps"), "must not be more than %d", maxSteps)
	} else {
		for i := range flow.Steps {
			c.checkStep(flow, i, at.Key("steps").Index(i))
		}
	}
	if c.problems.Len() > before {
		return false
	}
	c.checkWays(flow, at)
	return c.problems.Len() == before
}

func (c *checker) checkStates(flow *Flow, at check.Path) {
	c.checkNames(at.Key("states"), texts(flow.States))
	for i, state := range flow.States {
		if state == Previous {
			c.fail(at.Key("states").Index(i), "must not be %s, which is the state before", check.Quote(string(state)))
		}
	}
	c.checkState(flow, flow.Start, at.Key("start"))
	if len(flow.Ends) == 0 {
		c.problems.Add(at.Key("ends"), errRequired)
	}
	for i, state := range flow.Ends {
		c.checkState(flow, state, at.Key("ends").Index(i))
		if slices.Contains(flow.Ends[:i], state) {
			c.fail(at.Key("ends").Index(i), "%s is there already", check.Quote(string(state)))
		}
	}
}

func (c *checker) checkState(flow *Flow, state State, at check.Path) {
	switch {
	case state == "":
		c.problems.Add(at, errRequired)
	case !slices.Contains(flow.States, state):
		c.fail(at, "unknown state %s%s", check.Quote(string(state)), suggest(string(state), texts(flow.States)))
	}
}

func (c *checker) checkStep(flow *Flow, i int, at check.Path) {
	s := &flow.Steps[i]
	c.checkName(at.Key("action"), string(s.Action))
	if s.Action == ActionReceive {
		c.fail(at.Key("action"), "must not be %s, which begins every flow", check.Quote(string(ActionReceive)))
	}
	if len(s.From) == 0 {
		c.problems.Add(at.Key("from"), errRequired)
	}
	for j, state := range s.From {
		if state != AnyOpen {
			c.checkState(flow, state, at.Key("from").Index(j))
		} else if s.To == Previous {
			c.fail(at.Key("from").Index(j), "must name states, for %s is told from them", check.Quote(string(Previous)))
		}
		if state == flow.Start && s.To == Previous {
			c.fail(at.Key("from").Index(j), "must not be %s, before which there is no state", check.Quote(string(state)))
		}
	}
	if s.To != "" && s.To != Previous {
		c.checkState(flow, s.To, at.Key("to"))
	}
	c.checkNames(at.Key("results"), texts(s.Results))
	for j, guard := range s.Guards {
		if guard < GuardReason || guard > GuardPerson {
			c.problems.Add(at.Key("guards").Index(j), errUnknown)
		}
	}
	for j, role := range s.By {
		if role < RoleCustomer || role > RoleSystem {
			c.problems.Add(at.Key("by").Index(j), errUnknown)
		}
	}
	if s.CancelsClocks && s.ResumesClocks {
		c.fail(at.Key("resumes_clocks"), "must not stand beside cancels_clocks")
	}
	if c.shadowed(flow, i) {
		c.fail(at, "is never taken: earlier steps take all its states and results")
	}
}

// shadowed reports whether earlier steps leave nothing for one.
func (*checker) shadowed(flow *Flow, i int) bool {
	s := &flow.Steps[i]
	origins := flow.from(s)
	for _, from := range origins {
		taken := slices.ContainsFunc(flow.Steps[:i], func(earlier Step) bool {
			return earlier.Action == s.Action && slices.Contains(flow.from(&earlier), from) &&
				(len(earlier.Results) == 0 || len(s.Results) > 0 && covers(earlier.Results, s.Results))
		})
		if !taken {
			return false
		}
	}
	return len(origins) > 0
}

func covers(all, some []Result) bool {
	for _, result := range some {
		if !slices.Contains(all, result) {
			return false
		}
	}
	return true
}

// from returns the states from which a step is possible.
func (f *Flow) from(s *Step) []State {
	var list []State
	for _, state := range f.States {
		if slices.Contains(s.From, state) || slices.Contains(s.From, AnyOpen) && !slices.Contains(f.Ends, state) {
			list = append(list, state)
		}
	}
	return list
}

// ways returns the states to which the steps lead from each state. Previous leads
// back to every state from which a step leads into one of its origins.
func (f *Flow) ways() map[State][]State {
	ways := make(map[State][]State)
	for i := range f.Steps {
		if s := &f.Steps[i]; s.To != "" && s.To != Previous {
			for _, from := range f.from(s) {
				ways[from] = append(ways[from], s.To)
			}
		}
	}
	back := make(map[State][]State)
	for from, targets := range ways {
		for _, to := range targets {
			back[to] = append(back[to], from)
		}
	}
	for i := range f.Steps {
		if s := &f.Steps[i]; s.To == Previous {
			for _, from := range f.from(s) {
				ways[from] = append(ways[from], back[from]...)
			}
		}
	}
	return ways
}

// reach returns the states that can be reached from some along the ways.
func reach(from []State, ways map[State][]State) map[State]bool {
	reached := make(map[State]bool)
	for queue := slices.Clone(from); len(queue) > 0; queue = queue[1:] {
		if state := queue[0]; !reached[state] {
			reached[state] = true
			queue = append(queue, ways[state]...)
		}
	}
	return reached
}

// checkWays refuses states that nothing leads to, and states without a way to an
// end.
func (c *checker) checkWays(flow *Flow, at check.Path) {
	ways := flow.ways()
	reached := reach([]State{flow.Start}, ways)
	for i, state := range flow.States {
		here := at.Key("states").Index(i)
		if !reached[state] {
			c.fail(here, "no step leads to %s", check.Quote(string(state)))
			continue
		}
		if slices.Contains(flow.Ends, state) {
			continue
		}
		if c.circular(flow, state) {
			c.fail(here, "%s from %s may lead round in a circle", check.Quote(string(Previous)), check.Quote(string(state)))
		}
		onward := reach([]State{state}, ways)
		if !slices.ContainsFunc(flow.Ends, func(end State) bool { return onward[end] }) {
			c.fail(here, "%s is a dead end: no way leads from it to an end", check.Quote(string(state)))
		}
	}
}

// circular reports whether steps lead from a state back to it through states that
// are left for the previous one: that could then be each other.
func (*checker) circular(flow *Flow, state State) bool {
	back := make(map[State]bool)
	for i := range flow.Steps {
		if s := &flow.Steps[i]; s.To == Previous {
			for _, from := range flow.from(s) {
				back[from] = true
			}
		}
	}
	if !back[state] {
		return false
	}
	ways := make(map[State][]State)
	for i := range flow.Steps {
		s := &flow.Steps[i]
		for _, from := range flow.from(s) {
			if back[s.To] && back[from] && s.To != from {
				ways[from] = append(ways[from], s.To)
			}
		}
	}
	return reach(ways[state], ways)[state]
}

// happens returns the actions that some reachable state allows, with the results
// that they may have: nil where any.
func (f *Flow) happens() map[ActionKind][]Result {
	happens := make(map[ActionKind][]Result)
	happens[ActionReceive] = nil
	for i := range f.Steps {
		s := &f.Steps[i]
		results, known := happens[s.Action]
		switch {
		case len(s.Results) == 0 || known && results == nil:
			happens[s.Action] = nil
		default:
			happens[s.Action] = append(slices.Clip(results), s.Results...)
		}
	}
	return happens
}
