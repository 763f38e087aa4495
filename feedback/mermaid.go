package feedback

import (
	"slices"
	"strings"
)

// Mermaid returns the flow of a kind as a state diagram in the language of
// Mermaid, for documentation: states in the order of the flow, with an arrow for
// each step that changes the state, and the guards of the step in brackets. Of a
// kind that the procedure does not govern it returns an empty text.
func (p *Procedure) Mermaid(kind Kind) string {
	if !slices.Contains(p.kinds(), kind) {
		return ""
	}
	return p.flowOf(kind).Mermaid()
}

// Mermaid returns the flow as [Procedure.Mermaid] does.
func (f Flow) Mermaid() string {
	var text strings.Builder
	text.WriteString("stateDiagram-v2\n    [*] --> ")
	text.WriteString(mermaidName(string(f.Start)))
	text.WriteString(": receive\n")
	for _, from := range f.States {
		for i := range f.Steps {
			if s := &f.Steps[i]; s.To != "" && slices.Contains(f.from(s), from) {
				f.arrow(&text, from, s)
			}
		}
	}
	for _, end := range f.Ends {
		text.WriteString("    " + mermaidName(string(end)) + " --> [*]\n")
	}
	return text.String()
}

// arrow appends the arrow of a step from a state. One that leads back leads to
// each state from which the state is entered.
func (f *Flow) arrow(text *strings.Builder, from State, s *Step) {
	targets := []State{s.To}
	if s.To == Previous {
		targets = nil
		for _, state := range f.States {
			if slices.ContainsFunc(f.Steps, func(into Step) bool { return into.To == from && slices.Contains(f.from(&into), state) }) {
				targets = append(targets, state)
			}
		}
	}
	for _, to := range targets {
		text.WriteString("    " + mermaidName(string(from)) + " --> " + mermaidName(string(to)) + ": " + mermaidName(string(s.Action)))
		for i, result := range s.Results {
			text.WriteString([]string{" ", "/"}[min(i, 1)] + mermaidName(string(result)))
		}
		for i, guard := range s.Guards {
			text.WriteString([]string{" [", ", "}[min(i, 1)] + guard.String())
			if i == len(s.Guards)-1 {
				text.WriteString("]")
			}
		}
		text.WriteString("\n")
	}
}

// mermaidName returns a name as it can stand in a diagram: a procedure that was
// not compiled may have others.
func mermaidName(name string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x80 && !isName("a"+string(r)) {
			return '_'
		}
		return r
	}, name)
}
