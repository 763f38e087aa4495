package feedback

import (
	"slices"
	"time"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/sla"
)

// perform notes the duties that a moment fulfils.
func (f *fold) perform(number int, a *Action) {
	for i := range f.duties {
		if d := &f.duties[i]; slices.Contains(d.done, number) && (!d.Written || a.Written) {
			f.discharge(i)
		}
	}
}

// oblige notes the duties that a moment makes.
func (f *fold) oblige(number int, a *Action) {
	for i := range f.duties {
		d := &f.duties[i]
		if slices.Contains(d.after, number) && (f.person || !d.Tells) {
			f.discharge(i)
			f.owed = append(f.owed, owed{number: i, by: a})
		}
	}
}

func (f *fold) discharge(number int) {
	f.owed = slices.DeleteFunc(f.owed, func(o owed) bool { return o.number == number })
}

// fulfil takes off what a document, or an action that tells the customer,
// fulfils.
func (f *fold) fulfil(a *Action) {
	if len(f.owed) == 0 || a.Kind != ActionSend && !a.Told {
		return
	}
	f.owed = slices.DeleteFunc(f.owed, func(o owed) bool {
		if o.number >= 0 {
			d := &f.duties[o.number]
			return a.Kind == ActionSend && a.Document == d.ID && (a.Written || !d.Written)
		}
		c := &f.clocks[-1-o.number]
		return a != o.by && (a.Kind == ActionSend && a.Document == c.Extension.Tell || a.Told && a.Clock == c.ID)
	})
}

// obligations returns what is owed: what the running clocks wait for, then the
// duties, then the remedies that no clock watches.
func (f *fold) obligations(clocks []Clock) []Obligation {
	var list []Obligation
	number := 0
	for i := range clocks {
		c := &clocks[i]
		for f.clocks[number].ID != c.ID {
			number++
		}
		rule := f.clocks[number].ClockRule
		if rule.Window || c.WhyNot != "" || c.Stage != sla.Running && c.Stage != sla.Paused {
			continue
		}
		list = append(list, f.byClock(rule, c))
	}
	for _, o := range f.owed {
		if o.cancelled {
			continue
		}
		if o.number < 0 {
			list = append(list, Obligation{
				ID: f.clocks[-1-o.number].Extension.Tell, Clock: f.clocks[-1-o.number].ID, Action: o.by.Key, Document: true, Since: f.here(o.by.At),
			})
		} else if d := &f.duties[o.number]; f.metAll(d, o.by, clocks) {
			list = append(list, f.byDuty(d, o.by))
		}
	}
	if !f.watchesRemedies && f.cancelled == "" {
		for _, remedy := range f.remedies {
			if remedy.Done.IsZero() {
				list = append(list, Obligation{ID: remedy.ID, Since: remedy.Promised})
			}
		}
	}
	return list
}

// byClock returns what a running clock obliges to: from the date on which it is
// due, and until that was sent, the letter that takes its place.
func (f *fold) byClock(rule *ClockRule, c *Clock) Obligation {
	o := Obligation{ID: rule.Send, Clock: rule.ID, Document: rule.Send != "", Since: c.Start, Overdue: c.Breached}
	if o.ID == "" {
		o.ID = rule.ID
	}
	if !c.DueProjected {
		o.By, o.On = c.Due, c.DueOn
	}
	letter := rule.Otherwise
	if letter == nil || o.By.IsZero() || f.now.Before(f.dayOf(c.ID, o.By)) || f.wasSent(letter, c.Start) {
		return o
	}
	o.ID, o.Instead, o.Document = letter.ID, o.ID, true
	o.Says, o.Written = slices.Clone(letter.Says), letter.Written
	return o
}

// dayOf returns the first instant of the date on which a clock is due.
func (f *fold) dayOf(id string, due time.Time) time.Time {
	for i := range f.clocks {
		if c := &f.clocks[i]; c.ID == id {
			if day, err := c.calendar.Due(due.Add(-1), f.midnight); err == nil {
				return day
			}
		}
	}
	return due
}

// becomesLetter reports whether a letter takes the place of an obligation on the
// date on which its clock is due.
func (f *fold) becomesLetter(o *Obligation) bool {
	for i := range f.clocks {
		if c := &f.clocks[i]; c.ID == o.Clock {
			return c.Otherwise != nil && !f.wasSent(c.Otherwise, o.Since)
		}
	}
	return false
}

// wasSent reports whether a letter was sent since an instant.
func (f *fold) wasSent(letter *Letter, since time.Time) bool {
	return slices.ContainsFunc(f.sent, func(a *Action) bool {
		return a.Document == letter.ID && !a.At.Before(since) && (a.Written || !letter.Written)
	})
}

func (f *fold) byDuty(d *duty, by *Action) Obligation {
	o := Obligation{
		ID: d.ID, Action: by.Key, Document: d.isDocument(), Says: slices.Clone(d.Says), Written: d.Written, Since: f.here(by.At),
	}
	if d.Within == (calendar.Allowance{}) {
		return o
	}
	if due, err := d.calendar.Due(by.At, d.Within); err == nil {
		o.By, o.On, o.Overdue = due, lastDate(due), !f.now.Before(due)
	}
	return o
}

// isDocument reports whether nothing but a document or a reply fulfils the duty.
func (d *Duty) isDocument() bool {
	return !slices.ContainsFunc(d.DoneBy, func(m Moment) bool { return m.Action != ActionReply && m.Action != ActionSend })
}

// metAll reports whether the clocks on which a duty depends were met by the
// moment that made it.
func (f *fold) metAll(d *duty, by *Action, clocks []Clock) bool {
	for _, number := range d.ifMet {
		id := f.clocks[number].ID
		met := slices.ContainsFunc(clocks, func(c Clock) bool {
			return c.ID == id && c.Verdict == sla.Met && !c.Stopped.After(by.At)
		})
		if !met {
			return false
		}
	}
	return len(d.ifMet) == len(d.IfMet)
}
