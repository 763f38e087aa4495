package kpi

import (
	"encoding/json"
	"math"
	"math/bits"
	"time"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/sla"
)

// Facts are what one case adds to a cell of a table.
//
// It is comparable. The zero value has no verdict and can not be added.
type Facts struct {
	// Verdict is Open for what is pending; see [Judge] and [Measured.Verdict].
	Verdict sla.Verdict
	// Reason says why a case is pending or not applicable, in a short code. A
	// decided case needs none.
	Reason string
	// Done says that Elapsed and Overdue are final: they count in the times of
	// the cell. The times of open cases are not known yet.
	Done             bool
	Elapsed, Overdue time.Duration
}

// Judge returns the verdict on a case by its due instant: not applicable without
// one; met if it stopped at the due instant or before; missed if it stopped
// later, or is open at now and the due instant is reached; open otherwise.
//
// What stopped after now is open as of now.
func Judge(due, stopped, now time.Time) sla.Verdict {
	switch {
	case due.IsZero():
		return sla.NotApplicable
	case !stopped.IsZero() && !stopped.After(now):
		if stopped.After(due) {
			return sla.Missed
		}
		return sla.Met
	case now.Before(due):
		return sla.Open
	}
	return sla.Missed
}

// Measured is a case of which the host knows the time it took, or has taken so
// far, instead of instants.
//
// It is comparable. The zero value promised nothing.
type Measured struct {
	// Allowance is what was promised, if Promised.
	Allowance time.Duration
	Promised  bool
	Elapsed   time.Duration
	// Done says that the case is over.
	Done bool
}

// Verdict returns the verdict: done within the allowance, to the nanosecond, is
// met; an open case that has used its allowance up is missed.
func (m Measured) Verdict() sla.Verdict {
	switch {
	case !m.Promised:
		return sla.NotApplicable
	case m.Elapsed > m.Allowance:
		return sla.Missed
	case m.Done:
		return sla.Met
	case m.Elapsed == m.Allowance:
		return sla.Missed
	}
	return sla.Open
}

// Facts returns what the case adds to a cell.
func (m Measured) Facts() Facts {
	f := Facts{Verdict: m.Verdict(), Done: m.Done, Elapsed: m.Elapsed}
	switch f.Verdict {
	case sla.NotApplicable:
		f.Reason = ReasonNoTarget
	case sla.Open:
		f.Reason = ReasonRunning
	case sla.Missed:
		f.Overdue = m.Elapsed - m.Allowance
	case sla.Met, sla.Waived:
	}
	return f
}

// check reports what is wrong with facts.
func (f *Facts) check() error {
	switch {
	case f.Verdict < sla.Open || f.Verdict > sla.NotApplicable:
		return invalid("verdict", "must be one, not %d", uint8(f.Verdict))
	case f.Elapsed < 0:
		return invalid("elapsed", "must not be negative: %s", f.Elapsed)
	case f.Overdue < 0:
		return invalid("overdue", "must not be negative: %s", f.Overdue)
	}
	return nil
}

// Cell is what a table holds for one key.
//
// It is a copy that belongs to the caller; it is not comparable. The zero value
// has counted nothing.
type Cell struct {
	Counts Ratio
	// Reasons are those of the pending and not applicable cases that had one.
	Reasons []Reason
	// Elapsed is the times of the cases that are done, Overdue how late those of
	// them were that are missed or waived.
	Elapsed, Overdue Durations
	// late is the sum of the elapsed times of those.
	late wide
}

// Depth returns how deep the breaches are: the time that the late cases took
// over the time that they were allowed, 1.5 for half as much again. It is
// undefined, ok == false, where no late case is done and where nothing was
// allowed.
func (c Cell) Depth() (depth float64, ok bool) {
	allowed := c.late.big()
	allowed.Sub(allowed, c.Overdue.sum.big())
	if c.Overdue.count == 0 || allowed.Sign() <= 0 {
		return 0, false
	}
	return clean(quotient(c.late.big(), allowed))
}

// Describe says in lines of text what the cell has counted, how long the cases
// took, and how late and deep the breaches are. For a language that is none it
// writes English.
func (c Cell) Describe(lang commitment.Lang) []string {
	w := speak(lang)
	lines := c.Counts.Describe(lang)
	if line, some := w.outsideLine(&Figure{Counts: c.Counts, Reasons: c.Reasons}); some && len(c.Reasons) > 0 {
		lines = append(lines, line)
	}
	return append(lines, w.times(lang, &c.Elapsed, &c.Overdue, defined(c.Depth()))...)
}

// MarshalJSON returns a view for people, with null for what is undefined; it can
// not be read back.
func (c Cell) MarshalJSON() ([]byte, error) { return json.Marshal(c.view()) }

// cellJSON is the JSON view of a cell.
type cellJSON struct {
	Value   *float64      `json:"value"`
	Counts  Ratio         `json:"counts"`
	Reasons []Reason      `json:"reasons,omitempty"`
	Elapsed durationsJSON `json:"elapsed"`
	Overdue durationsJSON `json:"overdue"`
	Depth   *float64      `json:"depth"`
}

func (c Cell) view() cellJSON {
	return cellJSON{defined(c.Counts.Value()), c.Counts, c.Reasons, c.Elapsed.view(), c.Overdue.view(), defined(c.Depth())}
}

// cell is a cell while it counts. n is the sum of all counters, which bounds
// each of them.
type cell struct {
	key              Key
	n                uint64
	counts           Ratio
	elapsed, overdue Durations
	late             wide
	reasons          reasons
}

// add counts facts that were checked.
func (c *cell) add(f *Facts) error {
	if c.n == math.MaxUint64 {
		return overflow("cell")
	}
	if f.Reason != "" && (f.Verdict == sla.Open || f.Verdict == sla.NotApplicable) {
		if err := c.because(f.Reason); err != nil {
			return err
		}
	}
	c.n++
	late := false
	switch f.Verdict {
	case sla.Open:
		c.counts.Pending++
	case sla.Met:
		c.counts.Met++
	case sla.Missed:
		c.counts.Missed++
		late = true
	case sla.Waived:
		c.counts.Waived++
		late = true
	case sla.NotApplicable:
		c.counts.NotApplicable++
	}
	if f.Done {
		c.elapsed.add(uint64(f.Elapsed))
		if late {
			c.overdue.add(uint64(f.Overdue))
			c.late.count(0, uint64(f.Elapsed))
		}
	}
	return nil
}

// because counts a reason.
func (c *cell) because(code string) error {
	if i, found := c.reasons.find(code); found {
		c.reasons[i].Count++
		return nil
	}
	r := Reason{code, 1}
	if !named(code) {
		return invalid("reason", "must be a text of at most %d bytes", maxText)
	}
	if err := c.reasons.room(r); err != nil {
		return err
	}
	c.reasons.add(r)
	return nil
}

// room reports whether all of other can be added.
func (c *cell) room(other *cell) error {
	if _, carry := bits.Add64(c.n, other.n, 0); carry != 0 {
		return overflow("cell")
	}
	return c.reasons.room(other.reasons...)
}

// merge adds what there is room for.
func (c *cell) merge(other *cell) {
	c.n += other.n
	c.counts, _ = c.counts.plus(other.counts)
	c.reasons.add(other.reasons...)
	c.elapsed.merge(&other.elapsed)
	c.overdue.merge(&other.overdue)
	c.late = c.late.add(other.late)
}

// copy returns the cell for a caller.
func (c *cell) copy() Cell {
	return Cell{
		Counts: c.counts, Reasons: append([]Reason(nil), c.reasons...),
		Elapsed: c.elapsed.Clone(), Overdue: c.overdue.Clone(), late: c.late,
	}
}

// figure returns the attainment by a rule.
func (c *cell) figure(rule TableRule) Figure {
	return rate(rule.Definition, c.counts, append([]Reason(nil), c.reasons...), rule.Precision)
}

func (c *cell) encode(w *writer) {
	w.ratio(c.counts)
	c.reasons.encode(w)
	c.elapsed.encode(w)
	c.overdue.encode(w)
	if c.overdue.count > 0 {
		w.uint(c.late[0])
		w.uint(c.late[1])
	}
}

func (c *cell) decode(r *reader) {
	c.counts = r.ratio()
	c.n, _ = c.counts.all()
	c.reasons = r.reasons()
	c.elapsed.decode(r)
	c.overdue.decode(r)
	if c.overdue.count > 0 {
		c.late = wide{r.uint(), r.uint()}
	}
	if r.err != nil {
		return
	}
	var because wide
	for _, reason := range c.reasons {
		because = because.add(wide{reason.Count})
	}
	late, _ := bits.Add64(c.counts.Missed, c.counts.Waived, 0)
	outside, _ := bits.Add64(c.counts.Pending, c.counts.NotApplicable, 0)
	switch {
	case c.n == 0:
		r.fail("an empty cell")
	case because.cmp(wide{outside}) > 0, c.elapsed.count > c.n, c.overdue.count > late, c.overdue.count > c.elapsed.count,
		c.late.cmp(c.elapsed.sum) > 0:
		r.fail("counts of a cell contradict each other")
	}
}
