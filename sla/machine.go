package sla

import (
	"fmt"
	"slices"
	"strings"
)

// kindCode is the number of a kind in an engine; 0 is a kind that no metric of it
// names.
type kindCode uint32

// The codes of the kinds with a meaning of their own.
const (
	codeOther kindCode = iota
	codeOpened
	codeAcknowledged
	codeReplied
	codeCustomerReplied
	codeUpdated
	codePaused
	codeResumed
	codeAttributesChanged
	codePlanProposed
	codePromised
	codeDispatched
	codeArrived
	codeRestored
	codeResolved
	codeReopened
	codeFollowedUp
	codeClosed
	codeCancelled
	codeMerged
	codeMergedIn
	codeAssigned
	codeUnassigned
	codeExtensionGranted
	codeRetracted
	codesBuiltIn
)

// codedKinds returns the kinds with a meaning of their own, by code.
func codedKinds() [codesBuiltIn]Kind {
	return [codesBuiltIn]Kind{
		codeOpened: KindOpened, codeAcknowledged: KindAcknowledged, codeReplied: KindReplied,
		codeCustomerReplied: KindCustomerReplied, codeUpdated: KindUpdated, codePaused: KindPaused,
		codeResumed: KindResumed, codeAttributesChanged: KindAttributesChanged, codePlanProposed: KindPlanProposed,
		codePromised: KindPromised, codeDispatched: KindDispatched, codeArrived: KindArrived,
		codeRestored: KindRestored, codeResolved: KindResolved, codeReopened: KindReopened,
		codeFollowedUp: KindFollowedUp, codeClosed: KindClosed, codeCancelled: KindCancelled,
		codeMerged: KindMerged, codeMergedIn: KindMergedIn, codeAssigned: KindAssigned,
		codeUnassigned: KindUnassigned, codeExtensionGranted: KindExtensionGranted, codeRetracted: KindRetracted,
	}
}

func builtInCodes() map[Kind]kindCode {
	codes := make(map[Kind]kindCode)
	for code, kind := range codedKinds() {
		if kind != "" {
			codes[kind] = kindCode(code)
		}
	}
	return codes
}

// code returns the code of a kind, a new one if it has none yet.
func (c *compiler) code(kind Kind) kindCode {
	code, known := c.engine.codes[kind]
	if !known {
		code = kindCode(len(c.engine.codes) + 1)
		c.engine.codes[kind] = code
	}
	return code
}

// rank orders the events of one instant.
func (k kindCode) rank() uint8 {
	//exhaustive:ignore
	switch k {
	case codeOpened:
		return 1
	case codeAttributesChanged:
		return 2
	case codeReopened:
		return 3
	case codeResumed:
		return 4
	case codeCustomerReplied:
		return 5
	case codeReplied:
		return 6
	case codePaused:
		return 7
	case codeResolved:
		return 8
	case codeMerged:
		return 9
	}
	return 10
}

// machine is a compiled metric.
type machine struct {
	start, stop, cancel, after triggers
	// moves are the kinds of all of these.
	moves   bitset
	repeat  bool
	restart bool
	by      string
	// reopens says that a reopening runs the clock again after a resolution;
	// promises that its start announces when it is due.
	reopens, promises bool
}

// triggers are the events that move a clock, as a set of codes and, where they
// say what the attributes must be, one by one.
type triggers struct {
	set   bitset
	where []codedTrigger // nil: every event of the kinds
}

type codedTrigger struct {
	code  kindCode
	where Match
}

func (t *triggers) has(code kindCode) bool { return t.set.has(int(code)) }

// match reports whether an event of a kind is a trigger.
func (t *triggers) match(code kindCode, e *Event) bool {
	if !t.has(code) {
		return false
	}
	if t.where == nil {
		return true
	}
	for i := range t.where {
		if w := &t.where[i]; w.code == code && w.where.Matches(e.Attributes) {
			return true
		}
	}
	return false
}

func (c *compiler) machine(m Metric) *machine {
	key := fmt.Sprint(triggersText(m.Start), triggersText(m.Stop), triggersText(m.Cancel), triggersText(m.After), m.Repeat, m.WhileRunning, m.By)
	if shared, known := c.shared[key]; known {
		return shared
	}
	compiled := &machine{
		start: c.triggers(m.Start), stop: c.triggers(m.Stop), cancel: c.triggers(m.Cancel), after: c.triggers(m.After),
		repeat: m.Repeat, restart: m.WhileRunning == Restart, by: m.By,
	}
	for _, list := range [][]Trigger{m.Start, m.Stop, m.Cancel, m.After} {
		for _, t := range list {
			compiled.moves.add(int(c.code(t.Kind)))
		}
	}
	resolves := func(t Trigger) bool { return t.Kind == KindResolved || t.Kind == KindClosed }
	compiled.reopens = !m.Repeat && !slices.ContainsFunc(m.Stop, func(t Trigger) bool { return !resolves(t) })
	compiled.promises = slices.ContainsFunc(m.Start, func(t Trigger) bool { return t.Kind == KindPromised })
	c.shared[key] = compiled
	c.engine.sharing = c.engine.sharing || m.By != ""
	return compiled
}

func (c *compiler) triggers(list []Trigger) triggers {
	var compiled triggers
	narrow := slices.ContainsFunc(list, func(t Trigger) bool { return !t.Where.IsZero() })
	for _, t := range list {
		code := c.code(t.Kind)
		compiled.set.add(int(code))
		if narrow {
			compiled.where = append(compiled.where, codedTrigger{code, t.Where})
		}
	}
	return compiled
}

// triggersText tells different triggers apart.
func triggersText(list []Trigger) string {
	var text strings.Builder
	for _, t := range list {
		fmt.Fprintf(&text, "%q %s;", t.Kind, t.Where.text())
	}
	return text.String()
}

// text tells different conditions apart.
func (m *Match) text() string {
	var text strings.Builder
	fmt.Fprintf(&text, "%q", m.Has) // fmt sorts the keys of maps
	for i := range m.Any {
		text.WriteString("|" + m.Any[i].text())
	}
	if m.Not != nil {
		text.WriteString("!" + m.Not.text())
	}
	return "(" + text.String() + ")"
}
