package sla_test

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/servicecommitment/commitment/sla"
)

// clocks returns the oracle's clocks.
func (o *oracle) clocks() []sla.Clock {
	var clocks []sla.Clock
	for _, m := range o.machines {
		if len(m.cycles) == 0 && m.inForce {
			c := sla.Clock{Metric: m.metricName, Commitment: m.id, Calendar: m.calendarName, Cycle: 1, Stage: sla.Pending, Verdict: sla.Open}
			if o.ended {
				c.Stage, c.Verdict = sla.Cancelled, sla.NotApplicable
			}
			clocks = append(clocks, c)
		}
		for _, c := range m.cycles {
			if !c.over || m.inForce && c == m.latest() { // else nobody promised it
				clocks = append(clocks, c.report())
			}
		}
	}
	return clocks
}

func (c *cycle) verdict() sla.Verdict {
	switch {
	case c.breached && c.waived:
		return sla.Waived
	case c.breached:
		return sla.Missed
	case c.end == running:
		return sla.Open
	case c.over:
		return sla.NotApplicable
	case (c.end == stopped || c.end == stoppedByResolved) && (c.promise || c.within != nil):
		return sla.Met
	}
	return sla.NotApplicable
}

func (c *cycle) report() sla.Clock {
	m := c.machine
	instant := func(t int) time.Time { return m.oracle.scene.at(t) }
	r := sla.Clock{
		Metric: m.metricName, Commitment: m.id, Calendar: c.calendarName, Cycle: c.number, Group: c.group,
		Stage: sla.Running, Verdict: c.verdict(), Breached: c.breached, BornBreached: c.born, Start: instant(c.start), Target: c.target,
	}
	end := m.oracle.now
	switch c.end {
	case running:
		if m.isPaused(end) {
			r.Stage = sla.Paused
		}
	case stopped, stoppedByResolved, notApplicable:
		r.Stage = sla.Stopped
	case cancelled, cancelledByEnd, cancelledByRule:
		r.Stage = sla.Cancelled
	}
	if c.end != running {
		end = c.stop
		r.Stopped = instant(end)
	}
	if c.breached {
		r.BreachedAt = instant(c.breachedAt)
	}
	for u := c.start; u < end; u++ {
		switch {
		case c.counts(u):
			r.Elapsed += sceneTick
		case c.table.open[u] && c.gaps[u] == gapNone:
			r.Paused += sceneTick
		}
	}
	due, projected, ok := c.compute(end)
	if !ok || c.end == cancelledByRule || c.over {
		return r
	}
	r.Due = instant(due)
	r.DueProjected = projected && c.end == running
	switch {
	case due > end:
		r.Remaining = sceneTick * timeTicks(c.table.between(end, due)) //nolint:durationcheck // a number of ticks
	case c.passed:
		r.Overdue = sceneTick * timeTicks(c.counted(max(due, c.start), end)) //nolint:durationcheck // a number of ticks
	}
	return r
}

func timeTicks(n int) time.Duration { return time.Duration(n) }

func (s *scene) at(tick int) time.Time { return s.origin.Add(time.Duration(tick) * sceneTick) }

// firings returns the keys of the alerts that fired, and when.
func (m *machine) firings() map[string]time.Time {
	firings := map[string]time.Time{}
	for _, c := range m.cycles {
		for key, t := range c.fired {
			firings[key] = m.oracle.scene.at(t)
		}
	}
	return firings
}

// differences compares a report with what the oracle expects, but for what it
// does not know.
func (o *oracle) differences(r *sla.Report) []string {
	var list []string
	doubtful := map[string]bool{}
	doubtfulFirings := map[string]bool{}
	for _, m := range o.machines {
		for _, why := range m.doubts {
			if strings.HasPrefix(why, "firings: ") {
				doubtfulFirings[m.id] = true
			} else {
				doubtful[m.id] = true
			}
		}
	}
	line := func(c *sla.Clock) string { return oracleLine(c, o.scene.timetables["office"].calendar.Location()) }
	name := func(c *sla.Clock) string { return fmt.Sprintf("%s/%d", c.Commitment, c.Cycle) }
	actual := map[string]*sla.Clock{}
	for i := range r.Clocks {
		actual[name(&r.Clocks[i])] = &r.Clocks[i]
	}
	expected := o.clocks()
	for i := range expected {
		e := &expected[i]
		a := actual[name(e)]
		delete(actual, name(e))
		switch {
		case doubtful[e.Commitment]:
		case a == nil:
			list = append(list, "missing: "+line(e))
		case line(a) != line(e):
			list = append(list, "expected "+line(e)+"\n  actual "+line(a))
		}
	}
	for _, a := range actual {
		if !doubtful[a.Commitment] {
			list = append(list, "not expected: "+line(a))
		}
	}
	list = append(list, o.findingDifferences(r, len(doubtful)+len(doubtfulFirings) > 0)...)
	return append(list, o.firingDifferences(r, doubtful, doubtfulFirings)...)
}

// findingDifferences compares the findings by code and event. Which levels a new
// target finds passed, and what an extension or an earlier start finds, is not
// known where a clock is not.
func (o *oracle) findingDifferences(r *sla.Report, doubtful bool) []string {
	counts := map[oracleNote]int{}
	count := func(n oracleNote, by int) {
		ofClocks := slices.Contains([]string{
			sla.FindingAlertCollapsed, sla.FindingExtensionIgnored, sla.FindingExtensionNeedsConsent, sla.FindingAdoptStartIgnored,
		}, n.code)
		switch {
		case doubtful && ofClocks:
			return
		case n.code == sla.FindingAlertCollapsed:
			n.id = "" // the oracle names the level, the engine the event
		}
		counts[n] += by
	}
	for _, n := range o.notes {
		count(n, 1)
	}
	for i := range r.Findings {
		count(oracleNote{r.Findings[i].Code, r.Findings[i].EventID}, -1)
	}
	var list []string
	for n, by := range counts {
		switch {
		case by > 0:
			list = append(list, fmt.Sprintf("finding missing: %s %s", n.code, n.id))
		case by < 0:
			list = append(list, fmt.Sprintf("finding not expected: %s %s", n.code, n.id))
		}
	}
	slices.Sort(list)
	return list
}

func (o *oracle) firingDifferences(r *sla.Report, doubtful, doubtfulFirings map[string]bool) []string {
	var list []string
	actual := map[string]time.Time{}
	for i := range r.Firings {
		f := &r.Firings[i]
		if !doubtful[f.Commitment] && !doubtfulFirings[f.Commitment] {
			actual[f.Key] = f.At
		}
	}
	for _, m := range o.machines {
		if doubtful[m.id] || doubtfulFirings[m.id] {
			continue
		}
		for key, at := range m.firings() {
			switch got, ok := actual[key]; {
			case !ok:
				list = append(list, fmt.Sprintf("firing missing: %s at %s", key, at))
			case !got.Equal(at):
				list = append(list, fmt.Sprintf("firing %s: expected at %s, actual at %s", key, at, got.UTC()))
			}
			delete(actual, key)
		}
	}
	for key, at := range actual {
		list = append(list, fmt.Sprintf("firing not expected: %s at %s", key, at.UTC()))
	}
	slices.Sort(list)
	return list
}

// oracleLine is all of a clock that the oracle knows, in one line.
func oracleLine(c *sla.Clock, zone *time.Location) string {
	at := func(t time.Time) string {
		if t.IsZero() {
			return "-"
		}
		return t.In(zone).Format("01-02T15:04Z07:00")
	}
	return fmt.Sprintf("%s/%d %s group=%q %s %s breached=%t born=%t at=%s start=%s due=%s projected=%t stopped=%s elapsed=%s remaining=%s overdue=%s paused=%s target=%d",
		c.Commitment, c.Cycle, c.Calendar, c.Group, c.Stage, c.Verdict, c.Breached, c.BornBreached, at(c.BreachedAt), at(c.Start), at(c.Due), c.DueProjected,
		at(c.Stopped), c.Elapsed, c.Remaining, c.Overdue, c.Paused, c.Target)
}
