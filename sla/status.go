package sla

import "slices"

// aspect is what a status says of a case: whether it is paused, and whether it is
// over.
type aspect struct {
	reason string   // empty: not paused
	life   kindCode // codeResolved, codeClosed, codeCancelled or codeOther
}

// isAbsent reports whether a policy has no status map.
func (s *StatusMap) isAbsent() bool {
	return s.Attribute == "" && len(s.Paused) == 0 && len(s.Resolved) == 0 && len(s.Closed) == 0 && len(s.Cancelled) == 0
}

// aspectOf returns what the values of the status attribute mean.
func (s *StatusMap) aspectOf(values []string) aspect {
	var a aspect
	for _, value := range values {
		switch {
		case slices.Contains(s.Cancelled, value):
			a.life = codeCancelled
		case slices.Contains(s.Closed, value):
			a.life = codeClosed
		case slices.Contains(s.Resolved, value):
			a.life = codeResolved
		}
		if a.reason == "" {
			a.reason = s.reasonOf(value)
		}
	}
	return a
}

// reasonOf returns the pause reason of a value, which has one at most.
func (s *StatusMap) reasonOf(value string) string {
	for reason, values := range s.Paused {
		if slices.Contains(values, value) {
			return reason
		}
	}
	return ""
}

// implied returns the events that changes of the status imply, if the policy maps
// one.
func (e *Engine) implied(facts []fact, c *Case) []fact {
	opened := openingOf(facts)
	if opened < 0 || !slices.ContainsFunc(e.versions, func(v version) bool { return v.status != nil }) {
		return nil
	}
	var (
		before  aspect
		derived []fact
		current = e.opening(facts[opened].at)
		status  []string
		seen    string
	)
	for i := opened; i < len(facts); i++ {
		f := &facts[i]
		if !f.overlays(i == opened) {
			continue
		}
		for v := e.takeover(current, facts[opened].at); v != nil && !v.from.After(f.at); v = e.takeover(current, facts[opened].at) {
			current = v
		}
		if current == nil || current.status == nil {
			continue
		}
		name := current.status.Attribute
		if name != seen {
			status, seen = c.Attributes[name], name
			for _, g := range facts[opened:i] {
				status = g.overlaid(name, status)
			}
		}
		status = f.overlaid(name, status)
		if changesAgain(facts[i:]) {
			continue // a status that lasts no time never was
		}
		after := current.status.aspectOf(status)
		derived = append(derived, transition(f, before, after, facts)...)
		before = after
	}
	return derived
}

// overlays reports whether an event changes attributes; "opened" does when it is
// the one that opens the case.
func (f *fact) overlays(opens bool) bool {
	return f.flaw != retracted && (opens || f.code == codeAttributesChanged)
}

// changesAgain reports whether the first of some facts is followed, at its instant
// and number, by a change of attributes.
func changesAgain(facts []fact) bool {
	first := &facts[0]
	for i := 1; i < len(facts) && facts[i].at.Equal(first.at) && facts[i].Seq == first.Seq; i++ {
		if facts[i].overlays(false) {
			return true
		}
	}
	return false
}

// openingOf returns the index of the event that opens the case, or -1.
func openingOf(facts []fact) int {
	return slices.IndexFunc(facts, func(f fact) bool { return f.code == codeOpened && f.flaw != retracted })
}

// overlaid returns the values of an attribute after an event.
func (f *fact) overlaid(name string, values []string) []string {
	if f.flaw == retracted || f.code != codeOpened && f.code != codeAttributesChanged {
		return values
	}
	if changed, ok := f.Attributes[name]; ok {
		return changed
	}
	return values
}

// transition returns the events that a change from one aspect to another
// implies, without those of which the history says more at that instant.
func transition(by *fact, before, after aspect, facts []fact) []fact {
	var implied []fact
	imply := func(code kindCode, kind Kind, reason string) {
		implied = append(implied, fact{
			Event: &Event{ID: by.ID, At: by.At, Seq: by.Seq, Kind: kind, Actor: by.Actor, Reason: reason},
			at:    by.at, code: code, derived: true,
		})
	}
	if before.reason != after.reason {
		if before.reason != "" && !saysOfReason(facts, by.at, before.reason) {
			imply(codeResumed, KindResumed, before.reason)
		}
		if after.reason != "" && !saysOfReason(facts, by.at, after.reason) {
			imply(codePaused, KindPaused, after.reason)
		}
	}
	if before.life != after.life && !says(facts, by.at, endsOrReopens) {
		if before.life == codeCancelled && after.life != codeOther {
			imply(codeReopened, KindReopened, "")
		}
		//exhaustive:ignore
		switch after.life {
		case codeResolved:
			if before.life != codeClosed {
				imply(codeResolved, KindResolved, "")
			}
		case codeClosed:
			imply(codeClosed, KindClosed, "")
		case codeCancelled:
			imply(codeCancelled, KindCancelled, "")
		default:
			imply(codeReopened, KindReopened, "")
		}
	}
	return implied
}

// saysOfReason reports whether a history pauses the case for a reason, or resumes
// it, at an instant.
func saysOfReason(facts []fact, at instant, reason string) bool {
	return says(facts, at, func(f fact) bool {
		return f.code == codePaused && f.reason() == reason || f.code == codeResumed && (f.Reason == "" || f.Reason == reason)
	})
}

// endsOrReopens reports whether an event changes the life of a case.
func endsOrReopens(f fact) bool {
	return f.code == codeResolved || f.code == codeReopened || f.code == codeClosed || f.code == codeCancelled || f.code == codeMerged
}

// says reports whether a history itself has an event of some sort at an instant.
func says(facts []fact, at instant, sort func(fact) bool) bool {
	i, _ := slices.BinarySearchFunc(facts, at, func(f fact, at instant) int { return f.at.Compare(at) })
	for ; i < len(facts) && facts[i].at.Equal(at); i++ {
		if facts[i].flaw != retracted && sort(facts[i]) {
			return true
		}
	}
	return false
}
