package sla

import (
	"iter"
	"slices"
	"time"

	"github.com/servicecommitment/commitment/internal/check"
)

// workspace is the memory that the fold of a usual case takes, at one go. The fold
// itself, its facts and its clocks stay on the stack: nothing may keep a pointer to
// them.
type workspace struct {
	desk    desk
	reasons [2]activeReason
	doneBy  [usualCycles]int
}

// What a usual case has: events, commitments, and cycles that are followed by
// another.
const (
	usualFacts  = 12
	usualRuns   = 6
	usualCycles = 3
)

// Evaluate judges a case at an instant: it folds the events up to now into
// clocks, and says which alerts they passed and when something changes next. The
// case is only read.
//
// A case that is not opened by now or that no rule covers has an empty report.
// The error names malformed events as [commitment.FieldError]s, or a zero now;
// it matches [calendar.ErrNotCovered] where every due instant lies outside the
// coverage of its calendar, beside a report that says so in its findings.
//
// Time and memory grow linearly with the events, and with the clocks they start.
func (e *Engine) Evaluate(c Case, now time.Time) (Report, error) {
	var f fold
	if err := f.prepare(e, c, now); err != nil {
		return Report{}, err
	}
	f.follow()
	return f.report()
}

// prepare reads the history of the case.
func (f *fold) prepare(e *Engine, c Case, now time.Time) error {
	w := &workspace{}
	f.engine, f.c, f.now = e, c, instantOf(now)
	f.desks, f.reasons, f.doneBy = &w.desk, w.reasons[:0], w.doneBy[:0]
	if f.now.IsZero() {
		return wrongArgument("now", "is required")
	}
	space := f.fewFacts[:0]
	if len(c.Events) > usualFacts {
		f.moreFacts = make([]fact, 0, len(c.Events))
		space = f.moreFacts
	}
	facts, err := e.history(space, &c, f.now)
	if err != nil {
		return err
	}
	f.events = len(facts)
	if implied := e.implied(facts, &c); len(implied) > 0 {
		f.moreFacts = slices.Concat(facts, implied)
		slices.SortStableFunc(f.moreFacts, compareFacts)
		f.events = len(f.moreFacts)
	}
	return nil
}

// facts returns the events that count, in order.
func (f *fold) facts() []fact {
	if f.moreFacts != nil {
		return f.moreFacts[:f.events]
	}
	return f.fewFacts[:f.events]
}

// Quote says what would be promised to a case with these attributes that is
// opened at an instant: the report of such a case then.
func (e *Engine) Quote(attributes map[string][]string, at time.Time) (Report, error) {
	if at.IsZero() {
		return Report{}, wrongArgument("at", "is required")
	}
	return e.Evaluate(Case{Attributes: attributes, Events: []Event{{At: at, Kind: KindOpened}}}, at)
}

// maxExplained is how long a clock may run for its days to be told one by one.
const maxExplained = 100 * 366 * 24 * time.Hour

// Explain returns the report of [Engine.Evaluate] and how it came about. It costs
// some microseconds more for each day that a clock has run.
//
// The errors are those of Evaluate, and a [commitment.FieldError] for "now" if a
// clock has run for more than a hundred years.
func (e *Engine) Explain(c Case, now time.Time) (Explanation, error) {
	f := fold{explaining: true}
	if err := f.prepare(e, c, now); err != nil {
		return Explanation{}, err
	}
	f.follow()
	for i := range f.runs() {
		if r := &f.runs()[i]; r.state != idle && r.start.plus(maxExplained).Before(r.at) {
			return Explanation{}, wrongArgument("now", "lies too far after the start of %s to tell all days between", check.Quote(r.term.id))
		}
	}
	report, err := f.report()
	x := Explanation{Report: report}
	f.explain(&x)
	return x, err
}

// Replay judges many cases at one instant, to see what a draft of a policy would
// have made of the cases of the past. It takes the cases one by one and keeps
// none; each has its own error.
func Replay(engine *Engine, cases iter.Seq[Case], now time.Time) iter.Seq2[Report, error] {
	return func(yield func(Report, error) bool) {
		for c := range cases {
			if !yield(engine.Evaluate(c, now)) {
				return
			}
		}
	}
}
