package feedback

import (
	"slices"
	"strings"
)

// Mermaid returns the flows of the procedure as a state diagram in the language
// of Mermaid, for documentation: of one kind as [Flow.Mermaid] does, of several
// with a frame for each.
func (p Procedure) Mermaid() string {
	kinds := p.kinds()
	if len(kinds) == 1 {
		return p.flowOf(kinds[0]).Mermaid()
	}
	var text strings.Builder
	text.WriteString(diagram)
	for _, kind := range kinds {
		flow := p.flowOf(kind)
		text.WriteString("    state " + mermaidName(kind.String()) + " {\n")
		for _, state := range flow.States {
			text.WriteString("        state \"" + mermaidName(string(state)) + "\" as " + mermaidName(kind.String()+"_"+string(state)) + "\n")
		}
		flow.draw(&text, "        ", kind.String()+"_")
		text.WriteString("    }\n")
	}
	return text.String()
}

// Mermaid returns the flow as a state diagram: states in the order of the flow,
// with an arrow for each step that changes the state, and the guards of the step
// in brackets.
func (f Flow) Mermaid() string {
	var text strings.Builder
	text.WriteString(diagram)
	f.draw(&text, "    ", "")
	return text.String()
}

const diagram = "stateDiagram-v2\n"

// draw appends the arrows, each behind an indent, with a prefix before the states.
func (f *Flow) draw(text *strings.Builder, indent, prefix string) {
	line := func(parts ...string) {
		text.WriteString(indent + strings.Join(parts, "") + "\n")
	}
	name := func(state State) string { return mermaidName(prefix + string(state)) }
	line("[*] --> ", name(f.Start), ": receive")
	for _, from := range f.States {
		for i := range f.Steps {
			s := &f.Steps[i]
			if s.To == "" || !slices.Contains(f.from(s), from) {
				continue
			}
			for _, to := range f.targets(from, s) {
				line(name(from), " --> ", name(to), ": ", s.label())
			}
		}
	}
	for _, end := range f.Ends {
		line(name(end), " --> [*]")
	}
}

// targets returns where a step leads from a state: one that leads back, to each
// state from which the state is entered.
func (f *Flow) targets(from State, s *Step) []State {
	if s.To != Previous {
		return []State{s.To}
	}
	var targets []State
	for _, state := range f.States {
		if slices.ContainsFunc(f.Steps, func(into Step) bool { return into.To == from && slices.Contains(f.from(&into), state) }) {
			targets = append(targets, state)
		}
	}
	return targets
}

// label says the action of a step, its results and its guards.
func (s *Step) label() string {
	label := mermaidName(string(s.Action))
	if len(s.Results) > 0 {
		label += " " + mermaidName(strings.Join(texts(s.Results), "/"))
	}
	if len(s.Guards) > 0 {
		guards := make([]string, len(s.Guards))
		for i, guard := range s.Guards {
			guards[i] = guard.String()
		}
		label += " [" + strings.Join(guards, ", ") + "]"
	}
	return label
}

// mermaidName returns a name as it can stand in a diagram: a procedure that was
// not compiled may have others.
func mermaidName(name string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x80 && r != '/' && !isName("a"+string(r)) {
			return '_'
		}
		return r
	}, name)
}
