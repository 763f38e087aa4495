package feedback

import (
	"math/bits"
	"slices"

	"github.com/servicecommitment/commitment/sla"
)

// tell brings an action to the clocks and duties that wait for it.
func (f *fold) tell(a *Action, kind int) {
	if a.Kind == ActionSend {
		f.sent = append(f.sent, a)
	}
	moments := f.moments[kind]
	if a.Kind == ActionReceive && len(moments) == 0 {
		f.emitKind(a, sla.KindOpened)
	}
	only, several := -1, false
	for i := range moments {
		if f.happened(&moments[i], a) {
			several = only >= 0
			only = i
		}
		if several {
			break
		}
	}
	switch {
	case several:
		f.tellAll(a, moments)
	case only >= 0:
		m := &moments[only]
		ended := f.endClocks(m.ends)
		if f.startClocks(m.starts, a) || ended || m.kind == sla.KindOpened {
			f.emitKind(a, m.kind)
		}
		f.perform(m.number, a)
		f.oblige(m.number, a)
	}
	f.fulfil(a)
}

// tellAll brings an action to those that wait for several moments that it is:
// like an event of package sla, it cancels first, then stops, then starts.
func (f *fold) tellAll(a *Action, moments []moment) {
	each := func(do func(*moment)) {
		for i := range moments {
			if f.happened(&moments[i], a) {
				do(&moments[i])
			}
		}
	}
	each(func(m *moment) {
		if f.endClocks(m.cancels) {
			f.emitKind(a, m.cancelKind)
		}
	})
	each(func(m *moment) {
		if f.endClocks(m.ends &^ m.cancels) {
			f.emitKind(a, m.stopKind)
		}
	})
	each(func(m *moment) {
		if f.startClocks(m.starts, a) {
			f.emitKind(a, m.startKind)
		}
	})
	each(func(m *moment) { f.perform(m.number, a) })
	each(func(m *moment) { f.oblige(m.number, a) })
}

// happened reports whether an action, which was taken into account, is a moment.
func (f *fold) happened(m *moment, a *Action) bool {
	if len(m.Results) > 0 && !slices.Contains(m.Results, a.Result) {
		return false
	}
	return !m.Remedy || (a.Kind != ActionDecide || len(a.Remedies) > 0) && (a.Kind != ActionRemedyDone || !f.outstanding())
}

// running returns the runs that actions move. While the clocks are cancelled, they
// are those that there would be without: that may be taken back.
func (f *fold) running() []run {
	if f.cancelled != "" {
		return f.uncancelled
	}
	return f.runs()
}

// endClocks notes that some clocks end, and reports whether any did.
func (f *fold) endClocks(clocks stateSet) bool {
	ended, runs := false, f.running()
	for left := clocks; left != 0; left &= left - 1 {
		if r := &runs[bits.TrailingZeros64(uint64(left))]; r.running {
			r.running, ended = false, true
		}
	}
	return ended
}

// startClocks notes that some clocks start, and reports whether any did.
func (f *fold) startClocks(clocks stateSet, a *Action) bool {
	started, runs := false, f.running()
	for left := clocks; left != 0; left &= left - 1 {
		i := bits.TrailingZeros64(uint64(left))
		c, r := &f.clocks[i], &runs[i]
		if r.running && !c.Restart || r.started && !c.Repeat && !c.Restart {
			continue
		}
		*r = run{
			running: true, started: true, first: len(f.events), since: a.At, heldFor: f.heldFor, recusal: f.recusal, cycle: r.cycle + 1,
		}
		started = true
	}
	return started
}

// cancelClocks ends the clocks and what is owed, unless they are cancelled already.
func (f *fold) cancelClocks(a *Action) {
	if f.cancelled != "" {
		return
	}
	event := sla.Event{Kind: sla.KindCancelled}
	if a.Kind == ActionMerge {
		event.Kind, event.Target = sla.KindMerged, a.Target
	}
	f.emit(a, event)
	f.cancelled = f.events[len(f.events)-1].ID
	runs := f.runs()
	f.uncancelled = slices.Clone(runs)
	for i := range runs {
		runs[i].running = false
	}
	for i := range f.owed {
		f.owed[i].cancelled = true
	}
}

// resumeClocks takes back what cancelled the clocks, as if it had never been.
func (f *fold) resumeClocks(a *Action) {
	if f.cancelled == "" {
		return
	}
	f.emit(a, sla.Event{Kind: sla.KindRetracted, Retracts: f.cancelled})
	f.cancelled = ""
	copy(f.runs(), f.uncancelled)
	for i := range f.owed {
		f.owed[i].cancelled = false
	}
}
