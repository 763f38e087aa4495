package sla_test

import (
	"slices"
	"time"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/sla"
)

// isPaused says of a tick, or of the present instant, whether the commitment is
// paused.
func (m *machine) isPaused(t int) bool {
	if i := t - m.oracle.first; i < len(m.paused) {
		return i >= 0 && m.paused[i]
	}
	return m.pausedNow()
}

// held says whether the clock stands at t, though it is open.
func (c *cycle) held(t int) bool { return c.machine.isPaused(t) || c.gaps[t] != gapNone }

// heldBefore says whether it stood in the tick before, or the case was paused
// before the clock started.
func (c *cycle) heldBefore(t int) bool {
	g := c.gaps[t-1]
	return g == gapResolved || g == gapNotInForce || t > c.machine.oracle.first && c.machine.isPaused(t-1)
}

func (c *cycle) counts(u int) bool {
	return c.table.open[u] && c.gaps[u] == gapNone && !c.machine.isPaused(u)
}

// counted is the working time of [from, to) that counts.
func (c *cycle) counted(from, to int) int {
	n := 0
	for u := from; u < to; u++ {
		if c.counts(u) {
			n++
		}
	}
	return n
}

// after returns the instant at which so many ticks have counted since from, if
// nothing happens after now.
func (c *cycle) after(from, ticks, now int) int {
	if ticks <= 0 {
		return from
	}
	for u := from; u < now; u++ {
		if c.counts(u) {
			if ticks--; ticks == 0 {
				return u + 1
			}
		}
	}
	return c.table.add(max(now, from), ticks)
}

func ticksOf(d time.Duration) int { return int(d / sceneTick) }

// dueAt is the due instant as known at t, and whether there is one.
func (c *cycle) dueAt(t int) (int, bool) {
	due, _, ok := c.compute(t)
	return due, ok
}

// dueIfGoing is dueAt but for projections.
func (c *cycle) dueIfGoing(t int) (int, bool) {
	due, projected, ok := c.compute(t)
	return due, ok && !projected
}

func (c *cycle) compute(t int) (due int, projected, ok bool) {
	switch {
	case c.passed:
		return c.due, false, true
	case c.fixed != 0:
		due = c.fixed
	case c.promise:
		due = c.until
	case c.within == nil:
		return 0, false, false
	case c.anchored != 0:
		due, projected = c.moved(t)
	case c.within.Unit() == calendar.WorkingTime:
		due, projected = c.workingTime(t)
	default:
		due, projected = c.days(t)
	}
	if c.earlier != nil {
		if old, oldProjected, ok := c.earlier.compute(t); ok && old > due {
			due, projected = old, oldProjected
		}
	}
	return due, projected, true
}

// allowance is the working time allowed, extensions included.
func (c *cycle) allowance() int {
	ticks := ticksOf(c.within.WorkingTime())
	for _, x := range c.extensions {
		ticks += ticksOf(x.By.WorkingTime())
	}
	return ticks
}

func (c *cycle) workingTime(t int) (due int, projected bool) {
	allowed := c.allowance()
	due = c.after(c.from, allowed, t)
	projected = allowed > 0 && c.counted(c.from, t) < allowed && c.held(t)
	return due, projected
}

// moved is the due instant that an extension set: paused working time moves it
// from then on.
func (c *cycle) moved(t int) (due int, projected bool) {
	more, worked := 0, 0
	for _, x := range c.extensions[c.later:] {
		more += ticksOf(x.By.WorkingTime())
	}
	due = c.table.add(c.anchored, more)
	for u := c.anchor; u <= t; u++ {
		if !c.held(u) {
			continue
		}
		p := u
		for u < t && c.held(u) {
			u++
		}
		if p >= due {
			break
		}
		projected = u == t && c.held(t)
		worked += c.table.between(p, u)
		due = max(c.table.add(c.anchored, worked+more), u)
	}
	return due, projected
}

func (c *cycle) extended(due int, by calendar.Allowance) int {
	at, err := c.table.calendar.Extend(c.table.time(due), by)
	if err != nil {
		panic(err)
	}
	return c.table.tick(at)
}

// plainDays is the due instant of an allowance of days without pauses, so many
// days later.
func (c *cycle) plainDays(postponed int) int {
	for _, x := range c.extensions {
		if x.By.Unit() == c.within.Unit() {
			postponed += x.By.Count()
		}
	}
	at, err := c.table.calendar.DuePostponed(c.table.time(c.from), *c.within, postponed)
	if err != nil {
		panic(err)
	}
	return c.table.tick(at)
}

func (c *cycle) otherExtensions(due int) int {
	for _, x := range c.extensions {
		if c.within.Unit() != calendar.WorkingTime && x.By.Unit() == calendar.WorkingTime && !x.By.IsZero() {
			due = c.extended(due, x.By)
		}
	}
	return due
}

// days follows the pauses one by one: those that begin before the due instant
// move it.
func (c *cycle) days(t int) (due int, projected bool) {
	sameTime := c.within.Unit() == calendar.BusinessDays && c.within.DueRule() == calendar.SameTime
	due = c.otherExtensions(c.plainDays(0))
	worked, whole := 0, 0
	for u := c.from; u <= t; u++ {
		if !c.held(u) {
			continue
		}
		p := u
		for u < t && c.held(u) {
			u++
		}
		if p >= due {
			break
		}
		projected = u == t && c.held(t)
		if sameTime {
			worked += c.table.between(p, u)
			due = c.otherExtensions(c.table.add(c.plainDays(0), worked))
		} else {
			whole += c.wholeDays(p, u)
			due = c.otherExtensions(c.plainDays(whole))
		}
		due = max(due, u)
	}
	return due, projected
}

// wholeDays counts the days, of the kind that the allowance counts, that lie
// whole in [from, to).
func (c *cycle) wholeDays(from, to int) int {
	p, q := c.table.time(from), c.table.time(to)
	office := c.table.calendar
	n := 0
	first := calendar.DateOf(p.In(office.Location())).AddDays(-2)
	for date := first; date.Sub(first) < 200; date = date.AddDays(1) {
		if c.within.Unit() == calendar.BusinessDays {
			day, err := office.Day(date)
			if err != nil {
				panic(err)
			}
			if business, _ := office.IsBusinessDay(date); business {
				opening, closing := day.Periods[0].Start, day.Periods[len(day.Periods)-1].End
				if !opening.Before(p) && !closing.After(q) {
					n++
				}
				if opening.After(q) {
					break
				}
			}
			continue
		}
		start, err := office.At(date, calendar.TimeOfDay{})
		if err != nil {
			panic(err)
		}
		end, err := office.At(date.AddDays(1), calendar.TimeOfDay{})
		if err != nil {
			panic(err)
		}
		if !start.Before(p) && !end.After(q) {
			n++
		}
		if start.After(q) {
			break
		}
	}
	return n
}

// grant lets an extension move the due instant of this target, granted at t.
func (c *cycle) grant(t int, x *sla.Extension) {
	earlier := c.earlier
	c.earlier = nil // each target is extended by itself
	due, _ := c.dueAt(t)
	c.earlier = earlier
	if c.within == nil && !c.promise {
		c.extensions = append(slices.Clip(c.extensions), granted{x, t})
		return
	}
	switch {
	case !x.Until.IsZero():
		c.machine.doubtFirings("a share of a date")
		if until := c.machine.oracle.scene.tick(x.Until); until > due {
			c.fixed, c.anchored = until, 0
		}
	case c.fixed != 0:
		c.fixed = c.extended(c.fixed, x.By)
	case c.promise:
		c.fixed = c.extended(c.until, x.By)
	case c.anchored != 0 && x.By.Unit() == calendar.WorkingTime, c.anchored == 0 && x.By.Unit() == c.within.Unit():
	case c.anchored == 0 && x.By.Unit() == calendar.WorkingTime:
	default:
		c.machine.doubtFirings("a share of an extension in another unit")
		c.anchored, c.anchor, c.later = c.extended(due, x.By), t, len(c.extensions)+1
	}
	c.extensions = append(slices.Clip(c.extensions), granted{x, t})
	if c.fixed == 0 && c.held(t) {
		c.machine.doubtFirings("an extension while paused")
	}
}

// refix grants the extensions again, each at its instant, to a new target.
func (c *cycle) refix() {
	list := c.extensions
	c.extensions, c.fixed, c.anchored, c.anchor, c.later = nil, 0, 0, 0, 0
	for _, x := range list {
		c.grant(max(x.t, c.from), x.Extension)
	}
}
