package sla

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/internal/check"
)

// report returns what the fold has come to.
func (f *fold) report() (Report, error) {
	report := Report{CaseID: f.c.ID, AsOf: f.now.in(time.UTC)}
	if v := f.version; v != nil {
		report.PolicyID, report.PolicyVersion = v.id, v.version
	}
	if f.rule != nil {
		report.RuleID = f.rule.id
	}
	err := f.clocks(&report)
	if len(report.Clocks) > 0 {
		report.AsOf = f.now.in(report.Clocks[0].zone())
	}
	f.firings(&report)
	report.Next = f.next(report.AsOf.Location())
	f.shares(&report)
	report.Findings = f.found()
	report.Attributes = cloneLists(f.attributes)
	if len(report.Attributes) == 0 {
		report.Attributes = nil
	}
	return report, err
}

// found returns the findings, without those that were taken back.
func (f *fold) found() []Finding {
	found := slices.DeleteFunc(f.findings, func(one Finding) bool { return one == Finding{} })
	if len(found) == 0 {
		return nil
	}
	return found
}

// ordered appends the numbers of the runs in the order of the report: the rule's,
// then those that it does not have any more.
func (f *fold) ordered(numbers []int) []int {
	runs := f.runs()
	if f.rule != nil {
		for _, t := range f.rule.terms {
			for i := range runs {
				if runs[i].term.track == t.track {
					numbers = append(numbers, i)
				}
			}
		}
	}
	for i := range runs {
		if !slices.Contains(numbers, i) {
			numbers = append(numbers, i)
		}
	}
	return numbers
}

// slot is where the clocks of a run stand in the report: the first of them, how
// many are over and followed by another, and how many of these are to be put there.
type slot struct{ first, done, left int }

// clocks fills in the clocks, and says if none could be judged.
func (f *fold) clocks(report *Report) error {
	if len(f.runs()) == 0 {
		return nil
	}
	var orderSpace [usualRuns]int
	var slotSpace [usualRuns]slot
	runs, order := f.runs(), f.ordered(orderSpace[:0])
	slots := append(slotSpace[:0], make([]slot, len(runs))...)
	for _, by := range f.doneBy {
		slots[by].done++
	}
	total := 0
	for _, i := range order {
		p := &slots[i]
		p.first, p.left = total, p.done
		if total += p.done; runs[i].reported() {
			total++
		}
	}
	report.Clocks = f.placed(slots, total)
	for _, i := range order {
		if p, r := &slots[i], &runs[i]; r.reported() {
			f.clock(&report.Clocks[p.first+p.done], r)
		}
	}
	if f.unknown != nil && !f.judged {
		return fmt.Errorf("sla: %w", f.unknown)
	}
	return nil
}

// reported reports whether the report has a clock of the present cycle: what began
// while the case had no such commitment is nobody's business.
func (r *run) reported() bool { return r.known || r.inForce }

// placed returns the clocks that are done in their slots, and room for the
// others: in the memory of done, where none has to make way for one before it.
func (f *fold) placed(slots []slot, total int) []Clock {
	inPlace := f.done != nil && total <= cap(f.done) &&
		slices.IsSortedFunc(f.doneBy, func(a, b int) int { return cmp.Compare(slots[a].first, slots[b].first) })
	var clocks []Clock
	if inPlace {
		clocks = f.done[:total]
	} else {
		clocks = make([]Clock, total)
	}
	for i := len(f.done) - 1; i >= 0; i-- {
		p := &slots[f.doneBy[i]]
		p.left--
		if to := p.first + p.left; !inPlace || to != i {
			clocks[to], f.done[i] = f.done[i], Clock{}
		}
	}
	return clocks
}

// clock fills in a clock that is zero with a run as the report shows it.
func (f *fold) clock(c *Clock, r *run) {
	// Field by field: a literal that reads the run would be made beside it first.
	c.Metric, c.Commitment, c.Cycle, c.Group = r.term.metric, r.term.id, max(r.cycle, 1), r.group
	c.Stage, c.Verdict, c.Breached, c.BornBreached = r.stage(f), r.verdict(), r.breached, r.born
	c.Target, c.MergedInto, c.Earlier = r.targets, r.mergedInto(), r.earlier
	office := r.office
	if r.state == idle {
		office = f.desk(r.term.choice.choose(f.attributes))
	}
	if office == nil {
		if r.state != idle {
			f.findings = append(f.findings, Finding{
				Code:    FindingNoCalendar,
				Message: "the commitment " + check.Quote(r.term.id) + " has no calendar for the attributes of the case",
			})
			c.Start, c.Stopped = r.start.in(time.UTC), r.stopped.in(time.UTC)
		}
		return
	}
	c.Calendar, c.Fingerprint = office.name, office.fingerprint
	if r.state == idle {
		if c.Stage == Cancelled {
			c.Verdict = NotApplicable
		}
		return
	}
	zone := office.location
	c.Start, c.Elapsed, c.Paused = r.start.in(zone), r.counted, r.paused
	c.BreachedAt = r.breachedAt.in(zone)
	if r.state != live {
		c.Stopped = r.stopped.in(zone)
	}
	if r.unruled || r.state != live && !r.known {
		f.uncovered(r)
		return
	}
	due := r.projected()
	c.Due = due.in(zone)
	c.DueProjected = r.state == live && r.hold != running && r.target != targetNone && r.unknown == nil && r.unmoved().IsZero()
	c.Provisional = !c.Due.IsZero() && office.calendar.Provisional(c.Due)
	c.Remaining, c.Overdue = r.left(due)
	f.uncovered(r)
	if r.target != targetNone && r.unknown == nil {
		f.judged = true
	}
}

// uncovered notes what of a clock lies outside the coverage of its calendar.
func (f *fold) uncovered(r *run) {
	what, err := "the due instant", r.unknown
	if err == nil {
		what, err = "the time", r.blind
	}
	if err == nil {
		return
	}
	// Which date is not known depends on when one asks: the message does not.
	why := err.Error()
	var coverage *calendar.CoverageError
	if errors.As(err, &coverage) {
		why = "it lies outside the coverage of the calendar " + check.Quote(r.office.name)
		if coverage.Source != "" && coverage.Source != "coverage" {
			why += ", which ends with what is known to " + check.Quote(coverage.Source)
		}
	}
	f.findings = append(f.findings, Finding{
		Code:    FindingNotCovered,
		Message: what + " of the commitment " + check.Quote(r.term.id) + " is not known: " + why,
	})
	if errors.Is(err, calendar.ErrNotCovered) && r.target != targetNone && r.unknown != nil {
		f.unknown = err
	}
}

// left returns the working time until the due instant and the time counted after
// it.
func (r *run) left(due instant) (remaining, over time.Duration) {
	switch {
	case due.IsZero():
		return 0, 0
	case r.overdue:
		return 0, r.over
	case r.target == targetWorked && r.elder == nil:
		return max(r.allowance-r.counted, 0), 0
	case !due.After(r.at):
		return 0, 0
	}
	remaining, err := r.office.between(r.at, due)
	if err != nil {
		return 0, 0
	}
	return remaining, 0
}

func (r *run) stage(f *fold) Stage {
	switch r.state {
	case live:
		if !r.inForce {
			return Cancelled
		}
		if r.hold != running {
			return Paused
		}
		return Running
	case stopped:
		return Stopped
	case cancelled:
		return Cancelled
	case idle:
	}
	if f.life == ended {
		return Cancelled
	}
	return Pending
}

// firings fills in the alerts that fired.
func (f *fold) firings(report *Report) {
	if len(f.fired) == 0 {
		return
	}
	slices.SortStableFunc(f.fired, func(a, b passedLevel) int {
		return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.run, b.run), cmp.Compare(a.cycle, b.cycle), cmp.Compare(a.target, b.target), cmp.Compare(a.level, b.level))
	})
	report.Firings = make([]Firing, len(f.fired))
	var space [256]byte
	keys := space[:0]
	for i := range f.fired {
		keys = f.fired[i].key(keys, f.c.ID)
	}
	all := string(keys)
	var one [128]byte
	for i := range f.fired {
		p := &f.fired[i]
		length := len(p.key(one[:0], f.c.ID))
		report.Firings[i] = Firing{
			Key: all[:length], Metric: p.term.metric, Commitment: p.term.id,
			Alert: p.term.alerts[p.term.levels[p.level].alert], Cycle: p.cycle, At: p.at.in(p.zone),
		}
		all = all[length:]
	}
}

// next returns the next instant at which the report changes by itself.
func (f *fold) next(zone *time.Location) time.Time {
	s := soonest{now: f.now}
	if f.life == open {
		if v := f.engine.takeover(f.version, f.opened); v != nil {
			s.consider(v.from)
		}
	}
	for i := range f.runs() {
		if r := &f.runs()[i]; r.state == live && r.inForce && r.office != nil && r.blind == nil {
			r.next(&s)
		}
	}
	return s.first.in(zone)
}

// soonest is the first of the instants after now that are considered.
type soonest struct{ now, first instant }

func (s *soonest) consider(t instant) {
	if t.After(s.now) && (s.first.IsZero() || t.Before(s.first)) {
		s.first = t
	}
}

// hopeless reports whether what comes after so much working time cannot be the
// first: it takes as long at least.
func (s *soonest) hopeless(work time.Duration) bool {
	return !s.first.IsZero() && !s.now.plus(work).Before(s.first)
}

// next considers the next instants at which a clock changes by itself. Of those
// that cannot be the first it asks nothing.
func (r *run) next(s *soonest) {
	// Past its coverage, a calendar does not know how much time is counted.
	s.consider(r.office.dark)
	pending := !r.overdue && !r.breached
	if r.hold != running {
		if pending && r.hold == holdPaused && !r.unmoved().IsZero() {
			s.consider(r.dueNow())
		}
		return
	}
	// Of what comes when so much time is counted, the least comes first.
	least := maxDuration
	if pending {
		if r.target == targetWorked && r.unknown == nil && r.base.IsZero() && r.elder == nil {
			least = r.allowance
		} else {
			s.consider(r.dueNow())
		}
	}
	for i := range r.term.levels {
		l := &r.term.levels[i]
		if r.fired.has(i) || l.at.kind == levelShare && (r.target == targetNone || r.unknown != nil) {
			continue
		}
		if at, ok := l.elapsed(r); ok {
			if at > r.counted {
				least = min(least, at)
			}
			continue
		}
		if pending && l.offset() >= 0 {
			continue // due comes first
		}
		if t, ok := l.when(r, maxDuration); ok {
			s.consider(t)
		}
	}
	if least == maxDuration || s.hopeless(least-r.counted) {
		return
	}
	if t, err := r.office.add(r.at, least-r.counted); err == nil {
		s.consider(t)
	}
}

// zone returns the zone of a clock's instants.
func (c *Clock) zone() *time.Location {
	if c.Start.IsZero() {
		return time.UTC
	}
	return c.Start.Location()
}
