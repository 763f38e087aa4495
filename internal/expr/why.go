package expr

// Reason is a condition that decided a result: what was compared, and with what.
type Reason struct {
	// Text is the condition as it stands in the expression, "delay >= 120".
	Text string
	// Holds says whether the condition is true.
	Holds bool
	// Compared says that Left and Right are numbers that were compared.
	Compared    bool
	Left, Right Number
}

// maxReasons is more than anybody reads.
const maxReasons = 16

// Why returns the conditions that made a program of a bool what it is.
func (p *Program) Why(m *Machine) []Reason {
	w := why{machine: m}
	w.condition(p.root, m.bool(p.root))
	return w.reasons
}

// WhyZero returns the conditions that made a program of a number zero.
func (p *Program) WhyZero(m *Machine) []Reason {
	w := why{machine: m}
	w.zero(p.root)
	return w.reasons
}

type why struct {
	machine *Machine
	reasons []Reason
}

func (w *why) add(r Reason) {
	if len(w.reasons) < maxReasons && w.machine.err == nil {
		w.reasons = append(w.reasons, r)
	}
}

// condition collects the leaves that made a condition true or false.
func (w *why) condition(n *node, holds bool) { //nolint:revive // what the condition came to
	switch n.op { //exhaustive:ignore
	case opNot:
		if n.args[0].op == opFact {
			w.add(Reason{Text: n.text, Holds: holds})
			return
		}
		w.condition(n.args[0], !holds)
	case opAnd, opOr:
		// One operand decides that an "and" is false, or an "or" true: the first.
		decisive := n.op == opOr
		for _, arg := range n.args {
			value := w.machine.bool(arg)
			if holds == decisive && value != decisive {
				continue
			}
			w.condition(arg, value)
			if value == decisive {
				return
			}
		}
	case opChoose:
		w.branch(n, func(arg *node) { w.condition(arg, holds) })
	case opEqual, opNotEqual, opLess, opLessEqual, opGreater, opGreaterEqual:
		r := Reason{Text: n.text, Holds: holds}
		if n.args[0].typ == Numeric {
			r.Compared, r.Left, r.Right = true, w.machine.number(n.args[0]), w.machine.number(n.args[1])
		}
		w.add(r)
	default:
		w.add(Reason{Text: n.text, Holds: holds})
	}
}

// branch visits the branch that a choose takes, and returns whether its
// condition holds.
func (w *why) branch(n *node, visit func(*node)) bool {
	holds := w.machine.bool(n.args[0])
	if holds {
		visit(n.args[1])
	} else {
		visit(n.args[2])
	}
	return holds
}

// zero collects what made a number zero.
func (w *why) zero(n *node) {
	if w.machine.number(n).Sign() != 0 || w.machine.err != nil {
		return
	}
	switch n.op { //exhaustive:ignore
	case opChoose:
		before := len(w.reasons)
		holds := w.branch(n, w.zero)
		if len(w.reasons) == before {
			w.condition(n.args[0], holds)
		}
	case opTable:
		x := w.machine.number(n.args[0])
		if n.symbol.Edge == nil {
			return
		}
		if operator, limit, ok := n.symbol.Edge(x); ok {
			w.add(Reason{Text: n.args[0].text + " " + operator + " " + limit.String(), Compared: true, Left: x, Right: limit})
		}
	case opFact:
		w.add(Reason{Text: n.text + " > 0", Compared: true, Right: Number{}})
	default:
		for _, arg := range n.args {
			if arg.typ == Numeric {
				w.zero(arg)
			}
		}
	}
}
