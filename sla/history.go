package sla

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/servicecommitment/commitment/internal/check"
)

// fact is an event of a case that counts, in its place.
type fact struct {
	*Event
	at instant
	// as is what the kind is: "closed" may resolve, a status change may pause.
	code kindCode
	// derived says that a change of status implies the event: that it changes
	// nothing is then no finding.
	derived bool
	// conflicting says that it is the least of several events with one id that
	// differ.
	conflicting bool
	flaw        flaw
}

// flaw is what is wrong with a fact before the case is looked at.
type flaw uint8

const (
	// unknownTarget is a retraction of what is not there.
	unknownTarget flaw = iota + 1
	// retracted is an event that a later one takes back.
	retracted
	// zeroLength is a pause that is over at its own instant.
	zeroLength
)

// history returns the events of a case by now, each once, in the order in which
// they count, in the space of facts if that is enough.
func (e *Engine) history(facts []fact, c *Case, now instant) ([]fact, error) {
	var problems check.Problems
	for i := range c.Events {
		event := &c.Events[i]
		code := e.code(event.Kind)
		if !event.wellFormed(code) {
			event.check(check.Path("events").Index(i), &problems)
			continue
		}
		at := instantOf(event.At)
		if at.After(now) {
			continue
		}
		facts = append(facts, fact{Event: event, at: at, code: code})
	}
	if err := problems.Err("sla"); err != nil {
		return nil, err
	}
	facts = withoutDuplicates(facts)
	order(facts)
	retract(facts)
	return facts, nil
}

// code returns the number of a kind. The switch saves looking most of them up.
func (e *Engine) code(kind Kind) kindCode {
	//exhaustive:ignore
	switch kind {
	case KindOpened:
		return codeOpened
	case KindReplied:
		return codeReplied
	case KindCustomerReplied:
		return codeCustomerReplied
	case KindPaused:
		return codePaused
	case KindResumed:
		return codeResumed
	case KindAttributesChanged:
		return codeAttributesChanged
	case KindResolved:
		return codeResolved
	case KindReopened:
		return codeReopened
	case KindClosed:
		return codeClosed
	}
	return e.codes[kind]
}

// compareFacts orders by instant, sequence number, rank and id. Events that are
// the same in all of these and have no id differ in their canonical text.
func compareFacts(a, b fact) int {
	if c := a.at.Compare(b.at); c != 0 {
		return c
	}
	if c := cmp.Compare(a.Seq, b.Seq); c != 0 {
		return c
	}
	if c := int(a.code.rank()) - int(b.code.rank()); c != 0 {
		return c
	}
	if c := strings.Compare(a.ID, b.ID); c != 0 {
		return c
	}
	if a.derived && b.derived {
		return 0 // in the order of the changes that imply them
	}
	return bytes.Compare(a.canonical(), b.canonical())
}

// order sorts facts. Most histories are told in order but for events of one
// instant: those are a place or two off.
func order(facts []fact) {
	const near = 4
	for i := range facts {
		for j := i; j > 0 && !facts[j-1].at.Before(facts[j].at) && compareFacts(facts[j-1], facts[j]) > 0; j-- {
			if i-j == near {
				slices.SortStableFunc(facts, compareFacts)
				return
			}
			facts[j-1], facts[j] = facts[j], facts[j-1]
		}
	}
}

// fewEvents is up to how many events every pair is compared: it is faster than
// a map, and takes no memory.
const fewEvents = 24

// withoutDuplicates keeps of the events with one id the least by instant,
// sequence number and canonical text, and of the same events without an id one.
func withoutDuplicates(facts []fact) []fact {
	if len(facts) > fewEvents {
		return withoutManyDuplicates(facts)
	}
	kept := facts[:0]
	seen := uint64(0) // hashes of ids: most ids are not even compared
	for i := range facts {
		f := &facts[i]
		known := -1
		if hash := idHash(f.ID); seen&hash == 0 {
			seen |= hash
		} else {
			for j := range kept {
				if kept[j].ID == f.ID && (f.ID != "" || kept[j].same(f.Event)) {
					known = j
					break
				}
			}
		}
		switch {
		case known >= 0:
			kept[known] = leastOf(kept[known], *f)
		case len(kept) == i: // in its place
			kept = facts[:i+1]
		default:
			kept = append(kept, *f)
		}
	}
	return kept
}

// idHash returns one of 64 bits.
func idHash(id string) uint64 {
	if id == "" {
		return 1
	}
	return 1 << ((uint(id[len(id)-1]) + uint(len(id))<<4) % 64)
}

// identity is what the events that count once have in common: an id, or without
// one all that they say.
type identity struct{ id, text string }

func withoutManyDuplicates(facts []fact) []fact {
	kept := facts[:0]
	known := make(map[identity]int, len(facts))
	for _, f := range facts {
		key := identity{id: f.ID}
		if f.ID == "" {
			key.text = string(f.canonical())
		}
		i, twice := known[key]
		if !twice {
			known[key] = len(kept)
			kept = append(kept, f)
			continue
		}
		kept[i] = leastOf(kept[i], f)
	}
	return kept
}

// leastOf returns the one of two events with one id that counts.
func leastOf(a, b fact) fact {
	if a.same(b.Event) {
		return a
	}
	order := cmp.Or(a.at.Compare(b.at), cmp.Compare(a.Seq, b.Seq))
	if order == 0 {
		order = bytes.Compare(a.canonical(), b.canonical())
	}
	if order > 0 {
		a = b
	}
	a.conflicting = true
	return a
}

// same reports whether two events say the same.
func (e *Event) same(other *Event) bool {
	return e == other ||
		e.Kind == other.Kind && e.Seq == other.Seq && e.At.Equal(other.At) && bytes.Equal(e.canonical(), other.canonical())
}

// retract marks the events that retractions take back. The latest come first:
// one of them may take back an earlier retraction.
func retract(facts []fact) {
	last := -1
	for i := range facts {
		if facts[i].code == codeRetracted {
			last = i
		}
	}
	if last < 0 {
		return
	}
	at := make(map[string]int, len(facts))
	for i := range facts {
		if facts[i].ID != "" {
			at[facts[i].ID] = i
		}
	}
	for i := last; i >= 0; i-- {
		f := &facts[i]
		if f.code != codeRetracted || f.flaw == retracted {
			continue
		}
		target, known := at[f.Retracts]
		if !known || target == i || facts[target].code == codeRetracted && target > i {
			f.flaw = unknownTarget
			continue
		}
		facts[target].flaw = retracted
	}
}

// wellFormed reports whether there is nothing for check to report. A kind with a
// code is a name.
func (e *Event) wellFormed(code kindCode) bool {
	return !e.At.IsZero() && (code != codeOther || isName(string(e.Kind))) && e.Actor.valid() && (e.Extension == nil || e.Extension.wellFormed())
}

func (x *Extension) wellFormed() bool { return x.By.IsZero() || x.Until.IsZero() }

func (a Actor) valid() bool {
	switch a {
	case "", ActorCustomer, ActorAgent, ActorAutomation, ActorSystem:
		return true
	}
	return false
}

// check reports what is malformed in an event.
func (e *Event) check(at check.Path, problems *check.Problems) {
	if e.At.IsZero() {
		problems.Addf(at.Key("at"), "is required")
	}
	switch {
	case e.Kind == "":
		problems.Addf(at.Key("kind"), "is required")
	case !isName(string(e.Kind)):
		problems.Addf(at.Key("kind"), "must be a name of lower-case letters, digits and underscores, not %s", check.Quote(string(e.Kind)))
	}
	if !e.Actor.valid() {
		problems.Addf(at.Key("actor"), "unknown actor %s", check.Quote(string(e.Actor)))
	}
	if e.Extension != nil && !e.Extension.wellFormed() {
		problems.Addf(at.Key("extension"), "must have by or until, not both")
	}
}

func wrongArgument(path, format string, args ...any) error {
	return exported(path, fmt.Errorf(format, args...))
}
