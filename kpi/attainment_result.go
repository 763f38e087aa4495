package kpi

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/servicecommitment/commitment"
)

// Identity returns the definition that it counts by, with the policy and the
// calendars of what was counted; of their fingerprints the first twelve letters.
func (a Attainment) Identity() Definition {
	d := a.defined().table.rule.Definition
	d.Policy = a.policy
	for _, name := range slices.Sorted(maps.Keys(a.calendars)) {
		if d.Calendar != "" {
			d.Calendar += " "
		}
		d.Calendar += fmt.Sprintf("%s=%.12s", name, a.calendars[name])
	}
	return d
}

// Table returns a copy of the cells, by metric and by what the rule says, to be
// asked, rolled up or written.
func (a Attainment) Table() Table {
	var t Table
	// A copy of what is there has room.
	_ = t.Merge(a.defined().table)
	return t
}

// Metrics returns the metrics that were counted, sorted.
func (a Attainment) Metrics() []string {
	seen := make(map[string]bool)
	for c := range a.table.index.all() {
		seen[c.key[0]] = true
	}
	return slices.Sorted(maps.Keys(seen))
}

// all returns the sum over the cells of a metric.
func (a *Attainment) all(metric string) cell {
	var sum cell
	for c := range a.table.index.all() {
		if c.key[0] != metric {
			continue
		}
		if sum.room(c) != nil {
			return cell{} // beyond all counters: undefined
		}
		sum.merge(c)
	}
	return sum
}

// Ratio returns the counts of a metric over all its cells.
func (a Attainment) Ratio(metric string) Ratio { return a.all(metric).counts }

// AttainmentResult is how the commitments of a metric were kept, and how long
// they took.
//
// It is plain data and belongs to the caller; it is not comparable.
type AttainmentResult struct {
	Figure
	Metric string
	// Elapsed is the working time from start to stop of the clocks that stopped,
	// Overdue how late those of them were that were missed or waived.
	Elapsed, Overdue Durations
	// Depth is the time that the late ones took over the time that they were
	// allowed, where DepthDefined.
	Depth        float64
	DepthDefined bool
}

// Result returns the attainment of a metric over all its cells, with response or
// resolution times. For a metric that was not counted it is undefined.
func (a Attainment) Result(metric string) AttainmentResult {
	sum := a.all(metric)
	rule := a.defined().table.rule
	d := a.Identity()
	d.Variant = joinTexts("metric="+metric, d.Variant)
	r := AttainmentResult{
		Figure: rate(d, sum.counts, sum.reasons, rule.Precision), Metric: metric, Elapsed: sum.elapsed, Overdue: sum.overdue,
	}
	c := Cell{Overdue: sum.overdue, late: sum.late}
	r.Depth, r.DepthDefined = c.Depth()
	return r
}

// Describe says in lines of text what the result is, see [Figure.Describe], with
// the median and the 90th and 95th percentiles of the times, and how deep the
// breaches are.
func (r AttainmentResult) Describe(lang commitment.Lang) []string {
	w := speak(lang)
	return append(r.lines(w), w.times(lang, &r.Elapsed, &r.Overdue, defined(r.Depth, r.DepthDefined))...)
}

// times says how long commitments took, and how late and deep the breaches are.
func (w *words) times(lang commitment.Lang, elapsed, overdue *Durations, deep *float64) []string {
	times, late := "time to stop ", "late by "
	depth := ", %s times the allowance"
	if lang == commitment.Chinese {
		times, late, depth = "用时 ", "超时 ", "，为时限的 %s 倍"
	}
	var lines []string
	if text, ok := w.quantiles(elapsed); ok {
		lines = append(lines, times+text)
	}
	if text, ok := w.quantiles(overdue); ok {
		if deep != nil {
			text += fmt.Sprintf(depth, decimal(*deep, 2))
		}
		lines = append(lines, late+text)
	}
	return lines
}

// quantiles says the quantiles of a distribution as exactly as they are known: from
// ten minutes on to the minute, below that to the second.
func (w *words) quantiles(d *Durations) (string, bool) {
	parts := []string{w.n + grouped(d.count)}
	for _, q := range [...]struct {
		name string
		q    float64
	}{{"p50 ", 0.5}, {"p90 ", 0.9}, {"p95 ", 0.95}} {
		t, ok := d.Quantile(q.q)
		if !ok {
			return "", false
		}
		parts = append(parts, q.name+w.span(t.Round(known(t))))
	}
	return strings.Join(parts, w.comma), true
}

// known returns the unit to which a time of a histogram is told.
func known(t time.Duration) time.Duration {
	if t < 10*time.Minute {
		return time.Second
	}
	return time.Minute
}

// MarshalJSON returns a view for people; it can not be read back.
func (r AttainmentResult) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		figureJSON
		Metric  string        `json:"metric"`
		Elapsed durationsJSON `json:"elapsed"`
		Overdue durationsJSON `json:"overdue"`
		Depth   *float64      `json:"depth"`
	}{r.view(), r.Metric, r.Elapsed.view(), r.Overdue.view(), defined(r.Depth, r.DepthDefined)})
}

// MarshalJSON returns the view of [Attainment.Table] for people; it can not be
// read back.
func (a Attainment) MarshalJSON() ([]byte, error) { return a.defined().table.MarshalJSON() }

// AppendBinary appends the canonical binary form; see the package comment. The
// error is always nil.
func (a Attainment) AppendBinary(data []byte) ([]byte, error) {
	return encode(data, tagAttainment, func(w *writer) {
		a.table.encode(w)
		if !a.table.set {
			return
		}
		w.text(a.period)
		w.text(a.policy)
		w.uint(uint64(len(a.calendars)))
		for _, name := range slices.Sorted(maps.Keys(a.calendars)) {
			w.text(name)
			w.text(a.calendars[name])
		}
	}), nil
}

// UnmarshalBinary reads what [Attainment.AppendBinary] writes. Anything else is
// [ErrCorrupt] and changes nothing.
//
// The zone of periods is not part of the form: what was read has its periods by
// name and merges, but counts more only after it was merged into one that was
// made with the same rule.
func (a *Attainment) UnmarshalBinary(data []byte) error {
	var x Attainment
	err := decode(data, tagAttainment, func(r *reader) {
		x.table.decode(r)
		if r.err != nil || !x.table.set {
			return
		}
		x.period, x.policy = r.text(), r.text()
		dimensions := x.table.rule.Dimensions
		if len(dimensions) == 0 || dimensions[0] != DimensionMetric {
			r.fail("an attainment without metrics")
			return
		}
		if (x.period != "") != (dimensions[len(dimensions)-1] == DimensionPeriod) {
			r.fail("periods without their dimension, or the dimension without them")
			return
		}
		last := ""
		for range r.count(MaxCells, 2) {
			name, fingerprint := r.text(), r.text()
			if r.err != nil || name <= last || fingerprint == "" {
				r.fail("calendars out of order")
				return
			}
			if x.calendars == nil {
				x.calendars = make(map[string]string)
			}
			x.calendars[name], last = fingerprint, name
		}
	})
	if err != nil {
		return err
	}
	*a = x
	return nil
}
