package sla

import (
	"iter"
	"time"
)

// inlineFacts is how many events are folded without memory of their own.
const inlineFacts = 24

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
	var space [inlineFacts]fact
	f := fold{engine: e, c: &c, now: now.Round(0)}
	if err := f.prepare(space[:0]); err != nil {
		return Report{}, err
	}
	f.follow()
	return f.report()
}

// prepare reads the history of the case.
func (f *fold) prepare(space []fact) error {
	if f.now.IsZero() {
		return wrongArgument("now", "is required")
	}
	facts, err := f.engine.history(space, f.c, f.now)
	if err != nil {
		return err
	}
	f.facts = f.engine.withStatus(facts, f.c)
	return nil
}

// Quote says what would be promised to a case with these attributes that is
// opened at an instant: the report of such a case then.
func (e *Engine) Quote(attributes map[string][]string, at time.Time) (Report, error) {
	if at.IsZero() {
		return Report{}, wrongArgument("at", "is required")
	}
	return e.Evaluate(Case{Attributes: attributes, Events: []Event{{At: at, Kind: KindOpened}}}, at)
}

// Explain returns the report of [Engine.Evaluate] and how it came about. It costs
// some microseconds more for each day that a clock has run.
//
// The errors are those of Evaluate.
func (e *Engine) Explain(c Case, now time.Time) (Explanation, error) {
	f := fold{engine: e, c: &c, now: now.Round(0), explaining: true}
	if err := f.prepare(nil); err != nil {
		return Explanation{}, err
	}
	f.follow()
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
