package feedback

import (
	"maps"
	"time"

	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/sla"
)

// report asks package sla for the clocks.
func (f *fold) report() sla.Report {
	if f.engine == nil {
		return sla.Report{}
	}
	report, _ := f.engine.Evaluate(f.slaCase(), f.now) // what it refuses is in the findings
	return report
}

// slaCase returns the actions as package sla reads them.
func (f *fold) slaCase() sla.Case { return sla.Case{ID: f.item.ID, Events: f.events} }

// exempt tells the events which clocks do not start, and remembers whose
// condition does not hold.
func (f *fold) exempt() {
	if !f.conditional && (f.person || !f.tells) {
		return
	}
	attributes := f.withAttributes()
	var ids []string
	for i := range f.clocks {
		c := &f.clocks[i]
		if !c.When.Matches(attributes) {
			f.others |= 1 << i
		}
		if c.Tells && !f.person || f.others.has(i) {
			ids = append(ids, c.ID)
		}
	}
	if len(ids) == 0 {
		return
	}
	not := map[string][]string{notFor: ids}
	for i := range f.events {
		f.events[i].Attributes = not
	}
}

// withAttributes returns the attributes that conditions see.
func (f *fold) withAttributes() map[string][]string {
	all := make(map[string][]string, len(f.item.Attributes)+len(f.attributes)+12)
	maps.Copy(all, f.item.Attributes)
	maps.Copy(all, f.attributes)
	set := func(key, value string, there bool) {
		delete(all, key)
		if there {
			all[key] = []string{value}
		}
	}
	item := &f.item
	set("kind", item.Kind.String(), true)
	set("channel", item.Channel, item.Channel != "")
	set("product", item.Product, item.Product != "")
	set("tier", item.Tier, item.Tier != "")
	set("safety", "yes", item.Safety)
	set("vulnerable", "yes", item.Vulnerable)
	set("privacy", max(item.Privacy, Named).String(), true)
	set("category", f.category, f.category != "")
	set("cause", f.cause, f.cause != "")
	set("severity", f.severity.String(), f.severity != 0)
	set("impact", f.impact.String(), f.impact != 0)
	set("level", f.levelID(), f.level > 0)
	return all
}

// levelID returns the id of the level, empty at the first.
func (f *fold) levelID() string {
	if f.machine == nil || f.level == 0 || f.level > len(f.Levels) {
		return ""
	}
	return f.Levels[f.level-1].ID
}

// clocksOf returns the clocks of a report that are for this item.
func (f *fold) clocksOf(report *sla.Report) []Clock {
	if len(report.Clocks) == 0 {
		return nil
	}
	list := make([]Clock, 0, len(report.Clocks))
	number := 0
	for i := range report.Clocks {
		judged := &report.Clocks[i]
		for f.clocks[number].ID != judged.Commitment {
			number++
		}
		c := &f.clocks[number]
		if f.others.has(number) {
			continue
		}
		list = list[:len(list)+1]
		made := &list[len(list)-1]
		made.Clock, made.ID, made.Title, made.DueOn = *judged, c.ID, c.Title, lastDate(judged.Due)
		made.Extensions = f.granted(number, made.Cycle)
		switch {
		case c.Tells && !f.person:
			made.not(NotApplicableAnonymous, time.Time{})
		case c.Window && made.Verdict == sla.Missed:
			made.not(NotApplicableLapsed, made.BreachedAt)
		case c.Extension != nil && (made.Stage == sla.Running || made.Stage == sla.Paused):
			c.extensible(made)
		}
	}
	if f.sparing {
		f.spare(list)
	}
	return list
}

// extensible says how far a running clock can still be extended.
func (c *clock) extensible(made *Clock) {
	if made.Breached || made.Due.IsZero() || made.Extensions >= c.Extension.times() {
		return
	}
	if latest, err := c.latest(made.Due, made.Extensions); err == nil {
		made.Latest, made.LatestOn = latest, lastDate(latest)
	}
}

// spare makes those clocks inapplicable that another one, which is met, spares.
func (f *fold) spare(list []Clock) {
	for i := range list {
		met := &list[i]
		if met.Verdict != sla.Met {
			continue
		}
		for number := range f.clocks {
			if f.clocks[number].ID != met.ID {
				continue
			}
			for _, spared := range f.clocks[number].spares {
				for j := range list {
					if list[j].ID == f.clocks[spared].ID && (list[j].Stage == sla.Running || list[j].Stage == sla.Paused || list[j].Stage == sla.Pending) {
						list[j].not(NotApplicableSpared, met.Stopped)
					}
				}
			}
		}
	}
}

// not makes a clock inapplicable from an instant.
func (c *Clock) not(why WhyNot, at time.Time) {
	c.WhyNot, c.Verdict = why, sla.NotApplicable
	c.Breached, c.BornBreached, c.BreachedAt, c.DueProjected = false, false, time.Time{}, false
	if !at.IsZero() && c.Stopped.IsZero() {
		c.Stage, c.Stopped = sla.Stopped, at
	}
	c.Overdue = 0
}

// keep adds what package sla found odd. The ids of its events are their numbers,
// which mean nothing to the caller.
func (f *fold) keep(report *sla.Report) {
	for _, finding := range report.Findings {
		if finding.Code == sla.FindingNotCovered || finding.Code == sla.FindingNoCalendar {
			f.findings = append(f.findings, Finding{Code: CodeNotCovered, Message: check.Quote(finding.Message)})
		}
	}
}
