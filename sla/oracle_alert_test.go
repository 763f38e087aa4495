package sla_test

import (
	"fmt"
	"strings"
	"time"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/sla"
)

// levelAt is a level of an alert and the instant at which it is reached.
type levelAt struct {
	key string
	at  int
}

func (m *machine) doubtFirings(why string) { m.doubt("firings: " + why) }

func oracleKey(parts ...any) string {
	escape := strings.NewReplacer("%", "%25", "/", "%2F")
	texts := make([]string, len(parts))
	for i, part := range parts {
		texts[i] = escape.Replace(fmt.Sprint(part))
	}
	return strings.Join(texts, "/")
}

// allLevels returns the levels of the present target, as they will be reached
// if nothing happens after t.
func (c *cycle) allLevels(t int) []levelAt {
	var levels []levelAt
	m := c.machine
	for i := range m.def.Alerts {
		alert := &m.def.Alerts[i]
		id := alert.ID
		if id == "" {
			id = alert.At.String()
		}
		for n := 1; n <= max(alert.Times, 1); n++ {
			if at, ok := c.level(alert, n, t); ok {
				levels = append(levels, levelAt{oracleKey(m.oracle.scene.c.ID, m.id, c.number, c.target, id, n), at})
			}
		}
	}
	return levels
}

// level returns the instant of the nth level of an alert.
func (c *cycle) level(alert *sla.Alert, n, t int) (int, bool) {
	text := alert.At.String()
	wall := alert.Clock == sla.WallClock
	repeated := (n - 1) * ticksOf(alert.Repeat)
	if share, ok := strings.CutSuffix(text, "%"); ok {
		whole, known := c.whole(t)
		if !known {
			return 0, false
		}
		var percent int
		if _, err := fmt.Sscan(share, &percent); err != nil {
			panic(err)
		}
		if whole*percent%100 != 0 {
			c.machine.doubtFirings("a share that ends within a tick")
		}
		return c.after(c.from, (whole*percent+99)/100+repeated, t), true
	}
	d, err := time.ParseDuration(text)
	if err != nil {
		panic(err)
	}
	if text[0] != '+' && text[0] != '-' {
		return c.after(c.from, ticksOf(d)+repeated, t), true
	}
	due, ok := c.dueAt(t)
	if !ok {
		return 0, false
	}
	offset := ticksOf(d) + repeated
	switch {
	case wall:
		return due + offset, true
	case offset < 0:
		return c.table.back(due, -offset), true
	}
	return c.after(due, offset, t), true
}

// whole is what shares are of.
func (c *cycle) whole(int) (int, bool) {
	switch {
	case c.promise:
		c.machine.doubtFirings("a share of a promise")
		return max(c.table.between(c.start, max(c.until, c.start)), 0), true
	case c.within == nil:
		return 0, false
	case c.within.Unit() == calendar.WorkingTime:
		if c.earlier != nil {
			c.machine.doubtFirings("a share of a target that is never earlier")
		}
		return c.allowance(), true
	}
	if c.earlier != nil {
		c.machine.doubtFirings("a share of extended days that are never earlier")
	}
	whole := c.table.between(c.from, c.plainDays(0))
	for _, x := range c.extensions {
		if x.By.Unit() == calendar.WorkingTime {
			whole += int(x.By.WorkingTime() / sceneTick)
		}
	}
	return whole, true
}

// fire is what alerts do at t, when its events are over.
func (c *cycle) fire(t int) {
	defer func() { c.last = nil }()
	begins := c.held(t) && !c.heldBefore(t) // a pause that begins here comes too late
	if c.held(t) && !begins {
		c.dirty = true
		return
	}
	if c.dirty {
		c.levels = c.allLevels(t)
		c.dirty = c.held(t)
	}
	if c.retold {
		if c.held(t) {
			c.machine.doubtFirings("a new target at the instant of a pause")
		}
		c.retold = false
		c.collapse(t)
	}
	for _, level := range append(c.last, c.levels...) {
		_, known := c.fired[level.key]
		if known || c.silent[level.key] || level.at > t || begins && max(level.at, c.start) != t {
			continue
		}
		c.fired[level.key] = t
	}
}

// collapse fires the highest of the levels that are passed, and no other.
func (c *cycle) collapse(t int) {
	highest := -1
	for i, level := range c.levels {
		_, known := c.fired[level.key]
		if level.at <= t && !known && !c.silent[level.key] && (highest < 0 || level.at >= c.levels[highest].at) {
			highest = i
		}
	}
	for i, level := range c.levels {
		_, known := c.fired[level.key]
		if level.at <= t && i != highest && !known && !c.silent[level.key] {
			c.silent[level.key] = true
			c.machine.oracle.note(sla.FindingAlertCollapsed, level.key)
		}
	}
}

// silence keeps the levels that an extended target has passed from firing.
func (c *cycle) silence(t int) {
	for _, level := range c.allLevels(t) {
		if level.at <= t {
			c.silent[level.key] = true
		}
	}
}
