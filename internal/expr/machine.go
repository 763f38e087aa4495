package expr

import (
	"errors"
	"fmt"
)

// op is what a node does.
type op uint8

const (
	opLiteral op = iota + 1
	opText       // a literal that may still become a date or a time
	opFact
	opParam
	opTable
	opNeg
	opNot
	opAdd
	opSub
	opMul
	opQuo
	opAnd
	opOr
	opEqual
	opNotEqual
	opLess
	opLessEqual
	opGreater
	opGreaterEqual
	opMin
	opMax
	opFloor
	opCeil
	opPct
	opRound
	opChoose
	opOneOf
	opDays
)

// node is one step of an expression, whose type was checked.
type node struct {
	op     op
	typ    Type
	mode   Mode
	slot   int
	args   []*node
	value  Value
	symbol *Symbol
	text   string
}

// The conditions under which a machine stops.
var (
	ErrDivisionByZero = errors.New("division by zero")
	ErrStep           = errors.New("a rounding step that is not positive")
	ErrMixedTimes     = errors.New("times with and without an offset cannot be compared")
)

// MissingError says which fact is needed and absent.
type MissingError struct{ Slot int }

// Error returns the number of the slot, since a machine knows no names.
func (e *MissingError) Error() string { return fmt.Sprintf("the fact in slot %d is absent", e.Slot) }

const (
	maxSteps = 10_000_000
	maxBits  = 2048
	bigStep  = 16 // steps that an operation on large numbers counts for
)

// Machine evaluates programs over the values of facts. It stops at the first
// error: from then on, all results are zero.
//
// It is not safe for concurrent use.
type Machine struct {
	// Facts are the values by their slots.
	Facts []Value
	// Lookups are what tables note of the numbers they were asked for since
	// [Machine.Begin].
	Lookups []Lookup

	err   error
	steps int
	run   int32
	seen  []int32 // by slot, the last run that read it
	reads []int
}

// Lookup is an entry of a table that was chosen for a number.
type Lookup struct {
	Table, Entry int
	Argument     Number
}

// Reset forgets everything but the memory taken.
func (m *Machine) Reset() {
	clear(m.Facts)
	clear(m.seen)
	m.Facts, m.seen, m.reads = m.Facts[:0], m.seen[:0], m.reads[:0]
	clear(m.Lookups)
	m.Lookups = m.Lookups[:0]
	m.err, m.steps, m.run = nil, 0, 0
}

// Begin forgets which facts were read.
func (m *Machine) Begin() {
	m.run++
	m.reads, m.Lookups = m.reads[:0], m.Lookups[:0]
	for len(m.seen) < len(m.Facts) {
		m.seen = append(m.seen, 0)
	}
}

// Reads returns the slots of the facts read since [Machine.Begin], in the order
// of the first reading. It is overwritten by the next run.
func (m *Machine) Reads() []int { return m.reads }

// Read returns a fact and notes that it was read; one that is absent stops the
// machine.
func (m *Machine) Read(slot int) *Value {
	value := &m.Facts[slot]
	m.note(slot)
	if !value.Set {
		m.Fail(&MissingError{Slot: slot})
	}
	return value
}

func (m *Machine) note(slot int) {
	if m.run > 0 && m.seen[slot] != m.run {
		m.seen[slot] = m.run
		m.reads = append(m.reads, slot)
	}
}

// Err returns the error that stopped the machine.
func (m *Machine) Err() error { return m.err }

// Fail stops the machine.
func (m *Machine) Fail(err error) {
	if m.err == nil {
		m.err = err
	}
}

// Number returns the value of a program of that type.
func (p *Program) Number(m *Machine) Number { return m.number(p.root) }

// Bool returns the value of a program of that type.
func (p *Program) Bool(m *Machine) bool { return m.bool(p.root) }

// step counts a step, and reports whether the machine may take it.
func (m *Machine) step() bool {
	m.steps++
	if m.steps > maxSteps {
		m.Fail(fmt.Errorf("%w: more than %d steps", ErrLimit, maxSteps))
	}
	return m.err == nil
}

// number returns the value of a node of that type.
func (m *Machine) number(n *node) Number {
	if !m.step() {
		return Number{}
	}
	switch n.op { //exhaustive:ignore
	case opLiteral:
		return n.value.Number
	case opFact:
		return m.Read(n.slot).Number
	case opChoose:
		if m.bool(n.args[0]) {
			return m.number(n.args[1])
		}
		return m.number(n.args[2])
	case opMin, opMax:
		return m.extreme(n)
	case opDays:
		return Int(int64(m.date(n.args[1]).Sub(m.date(n.args[0]))))
	}
	return m.sized(m.operation(n))
}

// operation returns the result of an operation that makes a new number.
func (m *Machine) operation(n *node) Number {
	switch n.op { //exhaustive:ignore
	case opParam:
		return n.symbol.Param(m)
	case opNeg:
		return m.number(n.args[0]).Neg()
	case opFloor:
		return m.number(n.args[0]).whole(Floor)
	case opCeil:
		return m.number(n.args[0]).whole(Ceil)
	}
	x := m.number(n.args[0])
	if n.op == opTable {
		if m.err != nil {
			return Number{}
		}
		return n.symbol.Table(m, x)
	}
	y := m.number(n.args[1])
	switch n.op { //exhaustive:ignore
	case opAdd:
		return x.Add(y)
	case opSub:
		return x.Sub(y)
	case opMul:
		return x.Mul(y)
	case opPct:
		return x.Mul(y).Mul(Number{num: 1, den: 100})
	case opQuo:
		quotient, ok := x.Quo(y)
		if !ok {
			m.Fail(ErrDivisionByZero)
		}
		return quotient
	case opRound:
		if y.Sign() <= 0 {
			m.Fail(ErrStep)
		}
		return x.Round(y, n.mode)
	}
	return Number{}
}

// sized returns a number if it has not grown beyond the limit.
func (m *Machine) sized(x Number) Number {
	if x.big == nil {
		return x
	}
	m.steps += bigStep - 1
	if size := x.Bits(); size > maxBits {
		m.Fail(fmt.Errorf("%w: a number of more than %d bits", ErrLimit, maxBits))
		return Number{}
	}
	return x
}

func (m *Machine) extreme(n *node) Number {
	best := m.number(n.args[0])
	for _, arg := range n.args[1:] {
		x := m.number(arg)
		if order := x.Cmp(best); order < 0 && n.op == opMin || order > 0 && n.op == opMax {
			best = x
		}
	}
	return best
}

// bool returns the value of a node of that type.
func (m *Machine) bool(n *node) bool {
	if !m.step() {
		return false
	}
	switch n.op { //exhaustive:ignore
	case opLiteral:
		return n.value.Bool
	case opFact:
		m.note(n.slot)
		return m.Facts[n.slot].Bool // absent is false
	case opNot:
		return !m.bool(n.args[0])
	case opAnd:
		return m.bool(n.args[0]) && m.bool(n.args[1])
	case opOr:
		return m.bool(n.args[0]) || m.bool(n.args[1])
	case opChoose:
		if m.bool(n.args[0]) {
			return m.bool(n.args[1])
		}
		return m.bool(n.args[2])
	case opOneOf:
		found := false
		for _, arg := range n.args[1:] {
			found = m.compare(n.args[0], arg) == 0 || found
		}
		return found
	}
	order := m.compare(n.args[0], n.args[1])
	return m.err == nil && n.op.holds(order)
}

// holds reports whether a comparison is true of two values in that order.
func (o op) holds(order int) bool {
	switch o { //exhaustive:ignore
	case opEqual:
		return order == 0
	case opNotEqual:
		return order != 0
	case opLess:
		return order < 0
	case opLessEqual:
		return order <= 0
	case opGreater:
		return order > 0
	case opGreaterEqual:
		return order >= 0
	}
	return false
}

// compare returns the order of two values of one type; of bools and texts it
// only says whether they differ.
func (m *Machine) compare(a, b *node) int {
	switch a.typ {
	case Numeric:
		return m.number(a).Cmp(m.number(b))
	case Bool:
		return differ(m.bool(a), m.bool(b))
	case Text:
		return differ(m.any(a).Text, m.any(b).Text)
	case Date:
		return m.any(a).Date.Compare(m.any(b).Date)
	case Time:
		x, y := m.any(a).Time, m.any(b).Time
		if x.Wall != y.Wall {
			m.Fail(ErrMixedTimes)
		}
		return x.Compare(y)
	}
	return 0
}

func differ[T comparable](a, b T) int {
	if a == b {
		return 0
	}
	return 1
}

// any returns the value of a node of a text, a date or a time.
func (m *Machine) any(n *node) *Value {
	if !m.step() {
		return &Value{}
	}
	switch n.op { //exhaustive:ignore
	case opFact:
		return m.Read(n.slot)
	case opChoose:
		if m.bool(n.args[0]) {
			return m.any(n.args[1])
		}
		return m.any(n.args[2])
	}
	return &n.value
}
