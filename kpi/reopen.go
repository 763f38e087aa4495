package kpi

import (
	"encoding/json"
	"fmt"
	"iter"
	"math/bits"
	"time"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/internal/check"
)

// ReopenRule is the definition of a reopen rate.
//
// It is comparable. The zero value has a window of seven days and takes the
// issues of all times.
type ReopenRule struct {
	// Window is the time after the first resolution in which a reopening counts;
	// by default 7 times 24 hours.
	Window time.Duration
	// From and To bound the cohort: the issues resolved in [From, To). A zero
	// instant bounds nothing.
	From, To  time.Time
	Precision Precision
}

func (r ReopenRule) normal() (ReopenRule, error) {
	const week = 7 * 24 * time.Hour
	if r.Window == 0 {
		r.Window = week
	}
	for _, t := range [...]*time.Time{&r.From, &r.To} {
		if !t.IsZero() {
			*t = t.Round(0).UTC()
		}
	}
	switch {
	case r.Window < 0:
		return r, invalid("window", "must be positive")
	case !r.From.IsZero() && !r.To.IsZero() && !r.From.Before(r.To):
		return r, invalid("to", "must be after from")
	}
	var err error
	r.Precision, err = r.Precision.normal()
	return r, err
}

// Definition returns the identity of what counts by the rule.
func (r ReopenRule) Definition() Definition {
	r, _ = r.normal()
	variant := "window=" + r.Window.String()
	if !r.From.IsZero() || !r.To.IsZero() {
		variant += fmt.Sprintf(" cohort=[%s,%s)", bound(r.From), bound(r.To))
	}
	return Definition{Name: "reopen.tickets", Version: "1", Variant: r.Precision.with(variant), Basis: ByResolved}
}

// bound writes a bound of a cohort, nothing for none.
func bound(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339Nano)
}

// Reopens counts issues that were reopened after their resolution, and how
// often.
//
// It is comparable and not safe for concurrent use. The zero value is ready for
// use: it adopts the rule of the first thing merged into it, or the default one.
type Reopens struct { //nolint:recvcheck // it is asked by value and counts in place
	rule  ReopenRule
	set   bool
	ratio Ratio
	// reopenings counts all reopenings of the cohort, resolutions all its
	// resolutions.
	reopenings, resolutions uint64
}

// NewReopens returns an empty count by a rule. A negative window, a cohort that
// ends before it begins and a confidence outside 0 to 1 are FieldErrors.
func NewReopens(rule ReopenRule) (Reopens, error) {
	rule, err := rule.normal()
	if err != nil {
		return Reopens{}, err
	}
	return Reopens{rule: rule, set: true}, nil
}

func (r *Reopens) adopted() ReopenRule {
	if !r.set {
		rule, _ := ReopenRule{}.normal()
		return rule
	}
	return r.rule
}

// AddIssues counts issues as they are known at asOf. Those that were first
// resolved in the cohort count, and are pending until their window is over; the
// others are not applicable. Each id counts once within the call.
//
// Issues that contradict themselves are FieldErrors, all reported at once, and
// an asOf that is zero is one; nothing is counted then.
func (r *Reopens) AddIssues(issues iter.Seq[Issue], asOf time.Time) error {
	if asOf.IsZero() {
		return invalid("as_of", "must be given")
	}
	rule := r.adopted()
	sum := Reopens{rule: rule, set: true}
	var problems check.Problems
	for _, i := range distinct(issues, &problems) {
		if !i.valid(&problems) {
			continue
		}
		sum.issue(&i, at(asOf))
	}
	if err := problems.Err("kpi"); err != nil {
		return err
	}
	return r.Merge(sum)
}

// issue counts an issue as it is known at asOf.
func (r *Reopens) issue(i *Issue, asOf time.Time) {
	resolved := i.Resolved
	if i.MergedInto != "" || i.Outside != "" || resolved.IsZero() || resolved.After(asOf) ||
		resolved.Before(r.rule.From) || !r.rule.To.IsZero() && !resolved.Before(r.rule.To) {
		r.ratio.NotApplicable++
		return
	}
	r.resolutions++
	for _, t := range i.ResolvedAgain {
		if !t.After(asOf) {
			r.resolutions++
		}
	}
	end := resolved.Add(r.rule.Window)
	reopened := false
	for _, t := range i.Reopened {
		if t.After(asOf) {
			continue
		}
		r.reopenings++
		reopened = reopened || t.Before(end)
	}
	switch {
	case end.After(asOf):
		r.ratio.Pending++
	case reopened:
		r.ratio.Met++
	default:
		r.ratio.Missed++
	}
}

// AddCounts counts what the host has counted of a cohort whose windows are over:
// issues resolved, those of them reopened at least once, and reopenings.
//
// More reopened issues than resolved ones, which happens where the two are of
// different cohorts, and fewer reopenings than reopened issues are
// [ErrNotSubset]; nothing is changed then.
func (r *Reopens) AddCounts(resolved, reopened, reopenings uint64) error {
	ratio, err := NewRatio(reopened, resolved)
	if err != nil {
		return err
	}
	if reopenings < reopened {
		return caused(ErrNotSubset, "%d reopenings of %d issues: the numerator is no subset of the denominator", reopenings, reopened)
	}
	return r.Merge(Reopens{rule: r.adopted(), set: true, ratio: ratio, reopenings: reopenings, resolutions: resolved})
}

// Merge adds what other has counted. A different rule is an *[IdentityError], a
// full counter [ErrOverflow]; nothing is changed then.
func (r *Reopens) Merge(other Reopens) error {
	if !other.set {
		return nil
	}
	if r.set && r.rule != other.rule {
		return &IdentityError{Have: r.rule.Definition().String(), Want: other.rule.Definition().String()}
	}
	reopenings, c1 := bits.Add64(r.reopenings, other.reopenings, 0)
	resolutions, c2 := bits.Add64(r.resolutions, other.resolutions, 0)
	if c1|c2 != 0 {
		return overflow("count of reopenings")
	}
	if err := r.ratio.Merge(other.ratio); err != nil {
		return err
	}
	r.rule, r.set, r.reopenings, r.resolutions = other.rule, true, reopenings, resolutions
	return nil
}

// Identity returns the definition that it counts by.
func (r Reopens) Identity() Definition { return r.adopted().Definition() }

// ReopenResult is a reopen rate: the share of issues reopened at least once.
// Its Counts call those Met, whatever one thinks of them.
//
// It is plain data and belongs to the caller; it is not comparable.
type ReopenResult struct {
	Figure
	// Reopenings are all of the cohort, Resolutions all resolutions.
	Reopenings, Resolutions uint64
}

// Result returns the rate.
func (r Reopens) Result() ReopenResult {
	rule := r.adopted()
	return ReopenResult{rate(rule.Definition(), r.ratio, nil, rule.Precision), r.reopenings, r.resolutions}
}

// Load returns the reopenings for each resolution, which may be above 1; it is
// undefined, ok == false, without a resolution.
func (r ReopenResult) Load() (load float64, ok bool) {
	if r.Resolutions == 0 {
		return 0, false
	}
	return float64(r.Reopenings) / float64(r.Resolutions), true
}

// Describe says in lines of text what the result is; see [Figure.Describe].
func (r ReopenResult) Describe(lang commitment.Lang) []string { return r.lines(speak(lang)) }

// MarshalJSON returns a view for people; it can not be read back.
func (r ReopenResult) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		figureJSON
		Reopenings  uint64   `json:"reopenings"`
		Resolutions uint64   `json:"resolutions"`
		Load        *float64 `json:"load"`
	}{r.view(), r.Reopenings, r.Resolutions, defined(r.Load())})
}

// MarshalJSON returns the view of the result for people; it can not be read back.
func (r Reopens) MarshalJSON() ([]byte, error) { return r.Result().MarshalJSON() }

// AppendBinary appends the canonical binary form; see the package comment. The
// error is always nil.
func (r Reopens) AppendBinary(data []byte) ([]byte, error) {
	return encode(data, tagReopens, func(w *writer) {
		w.flag(r.set)
		if !r.set {
			return
		}
		w.uint(uint64(r.rule.Window))
		for _, t := range [...]time.Time{r.rule.From, r.rule.To} {
			w.flag(!t.IsZero())
			if !t.IsZero() {
				instantOf(t).encode(w)
			}
		}
		w.precision(r.rule.Precision)
		w.ratio(r.ratio)
		w.uint(r.reopenings)
		w.uint(r.resolutions)
	}), nil
}

// UnmarshalBinary reads what [Reopens.AppendBinary] writes. Anything else is
// [ErrCorrupt] and changes nothing.
func (r *Reopens) UnmarshalBinary(data []byte) error {
	var x Reopens
	err := decode(data, tagReopens, func(from *reader) {
		if x.set = from.flag(); !x.set {
			return
		}
		x.rule.Window = from.duration()
		for _, t := range [...]*time.Time{&x.rule.From, &x.rule.To} {
			if from.flag() {
				i := from.instant()
				*t = i.time()
				if t.IsZero() {
					from.fail("an instant that is none")
				}
			}
		}
		x.rule.Precision = from.precision()
		if rule, err := x.rule.normal(); err != nil || rule != x.rule {
			from.fail("a rule that is none")
			return
		}
		x.ratio = from.ratio()
		x.reopenings, x.resolutions = from.uint(), from.uint()
		if from.err == nil && (x.reopenings < x.ratio.Met || x.resolutions < x.ratio.Total() || x.ratio.Waived > 0) {
			from.fail("counts contradict each other")
		}
	})
	if err != nil {
		return err
	}
	*r = x
	return nil
}
