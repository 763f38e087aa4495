package feedback

import (
	"fmt"
	"time"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/sla"
)

// tooLong reports whether an extension is longer than the rule allows. Allowances
// that count different things are compared by where they lead from an instant.
func (c *clock) tooLong(by calendar.Allowance, from time.Time) bool {
	most := c.Extension.Max
	if by.Unit() == most.Unit() {
		if by.Unit() == calendar.WorkingTime {
			return by.WorkingTime() > most.WorkingTime()
		}
		return by.Count() > most.Count()
	}
	if from.IsZero() {
		return true
	}
	due, err := c.calendar.Extend(from, by)
	latest, latestErr := c.calendar.Extend(from, most)
	return err != nil || latestErr != nil || due.After(latest)
}

// overdue reports whether an instant is too late to extend a running clock: at
// its due instant or after, or where that is not known.
func (f *fold) overdue(number int, at time.Time) bool {
	r := &f.runs()[number]
	// The events of the cycle are enough, with what was on at its start. That has
	// no ids: they might be keys of actions.
	events := make([]sla.Event, 0, len(f.events)-r.first+3)
	if r.first > 0 {
		events = append(events, sla.Event{At: r.since, Seq: -1, Kind: sla.KindOpened})
	}
	if r.heldFor != "" {
		events = append(events, sla.Event{At: r.since, Seq: -1, Kind: sla.KindPaused, Reason: r.heldFor})
	}
	if r.recusal {
		events = append(events, sla.Event{At: r.since, Seq: -1, Kind: sla.KindPaused, Reason: reasonRecusal})
	}
	events = append(events, f.events[r.first:]...)
	report, err := f.engine.Evaluate(sla.Case{ID: f.item.ID, Events: events}, at)
	if err != nil {
		return true
	}
	running, ok := report.Clock(f.clocks[number].ID)
	return !ok || running.Breached || running.Due.IsZero() || !running.DueProjected && !at.Before(running.Due)
}

// extend grants an extension, if the clock runs and may have one: a flow of one's
// own need not have checked that.
func (f *fold) extend(a *Action) {
	for i := range f.clocks {
		c := &f.clocks[i]
		if c.ID != a.Clock || c.Extension == nil || !f.runs()[i].running || !f.isFor(c) {
			continue
		}
		f.extensions = append(f.extensions, extension{number: i, cycle: f.runs()[i].cycle})
		f.emit(a, sla.Event{
			Kind: sla.KindExtensionGranted, Metric: c.ID, Extension: &sla.Extension{By: a.Extend, Consent: a.Consent},
		})
		if c.Extension.Tell != "" && !a.Told && f.person {
			f.owed = append(f.owed, owed{number: -1 - i, by: a})
		}
	}
}

// Deadline is when a limit that starts at some instant runs out.
type Deadline struct {
	// Due is the instant, On its date: the one before where Due is 24:00.
	Due time.Time
	On  calendar.Date
	// Latest and LatestOn are the same with all extensions that the rule allows;
	// Due and On where it allows none.
	Latest   time.Time
	LatestOn calendar.Date
}

// Deadline says when a clock of a procedure runs out that starts at an instant,
// without pauses: what is told the customer at receipt. Of several versions of
// the procedure, the one in force on the date of the instant counts.
//
// The error matches [ErrNoProcedure] or [calendar.ErrNotCovered], or is a
// [commitment.FieldError] for "clock".
func (d *Desk) Deadline(procedure, id string, start time.Time) (Deadline, error) {
	start = start.Round(0)
	for _, v := range d.versions {
		if v.ID != procedure || !v.inForce(start) {
			continue
		}
		for _, m := range v.machines {
			if m == nil {
				continue
			}
			for i := range m.clocks {
				if m.clocks[i].ID == id {
					return m.clocks[i].deadline(start)
				}
			}
		}
		return Deadline{}, fieldError("clock", fmt.Errorf("unknown clock %s", check.Quote(id)))
	}
	return Deadline{}, fmt.Errorf("%w %s at %s", ErrNoProcedure, check.Quote(procedure), start.Format(time.RFC3339))
}

func (c *clock) deadline(start time.Time) (Deadline, error) {
	due, err := c.calendar.Due(start, c.Within)
	if err != nil {
		return Deadline{}, fmt.Errorf("feedback: %w", err)
	}
	latest, err := c.latest(due, 0)
	if err != nil {
		return Deadline{}, fmt.Errorf("feedback: %w", err)
	}
	return Deadline{Due: due, On: lastDate(due), Latest: latest, LatestOn: lastDate(latest)}, nil
}

// latest returns a due instant with the extensions that are left of the rule.
func (c *clock) latest(due time.Time, granted int) (time.Time, error) {
	if c.Extension == nil {
		return due, nil
	}
	var err error
	for range c.Extension.times() - granted {
		if due, err = c.calendar.Extend(due, c.Extension.Max); err != nil {
			return time.Time{}, err
		}
	}
	return due, nil
}

// lastDate returns the date of which an instant is the end, or in which it lies.
func lastDate(t time.Time) calendar.Date {
	if t.IsZero() {
		return calendar.Date{}
	}
	return calendar.DateOf(t.Add(-1))
}
