package sla_test

import "github.com/servicecommitment/commitment/sla"

// join is the first rule that has a commitment whose metric has a history.
func (m *machine) join(t int) {
	for _, c := range m.cycles {
		c.breached, c.passed, c.born, c.waived, c.target = false, false, false, false, 0
		if c.end != running {
			c.over = true
			continue
		}
		c.aimed, c.retold, c.dirty = t, t > c.start, true
		c.calendarName, c.table = m.calendarName, m.table
		if m.def.Retarget == sla.FromChange {
			c.fromChange(t)
		}
		c.bornAt(t)
	}
}

// fromChange lets the allowance count from t.
func (c *cycle) fromChange(t int) {
	c.from = t
	for u := c.start; u < t; u++ {
		c.gaps[u] = gapBeforeStart
	}
}

// bornAt breaches a clock whose new due instant is past.
func (c *cycle) bornAt(t int) {
	if due, projected, ok := c.compute(t); ok && due < t && !projected {
		c.pass(t, due, c.lastInstant != t)
	}
}

// retarget gives the clock the allowance and calendar of the commitment, in place
// of another one.
func (c *cycle) retarget(t int, was *sla.Commitment) {
	m := c.machine
	def := m.def
	m.def = was
	c.tooLate(t)
	m.def = def
	old := *c
	c.within, c.calendarName, c.table = m.def.Within, m.calendarName, m.table
	c.target++
	c.aimed, c.passed, c.retold, c.dirty, c.earlier = t, false, c.retold || t > c.start, true, nil
	//exhaustive:ignore
	switch m.def.Retarget {
	case sla.FromChange:
		c.fromChange(t)
	case sla.NeverEarlier:
		if old.within != nil {
			c.earlier = &old
		}
	default:
	}
	c.refix()
	c.bornAt(t)
}

// tooLate notes that the old target is due at the instant of a new one: unless
// the clock stops at that instant, it is breached.
func (c *cycle) tooLate(t int) {
	if c.aimed == t { // the old target never lived
		if c.breached && c.breachedAt == t && c.under == c.target {
			c.breached, c.born, c.breachedAt = false, false, 0
		}
		return
	}
	// A date passes in a pause; any other due instant needs a clock that runs.
	stood := c.heldBefore(t) && (c.fixed != t && !c.promise || c.gaps[t-1] != gapNone)
	if due, ok := c.dueIfGoing(t); ok && due == t && !c.breached && !stood {
		c.lastInstant = t
	}
	c.lastLevels(t)
}

// lastLevels notes the levels that the clock reaches as its target, or its
// alerts, end.
func (c *cycle) lastLevels(t int) {
	if c.heldBefore(t) || c.reopened == t {
		return
	}
	for _, level := range c.allLevels(t) {
		if level.at == t {
			c.last = append(c.last, level)
		}
	}
}

// adopt takes over an earlier start.
func (m *machine) adopt(h *happening) bool {
	c := m.open()
	if c == nil || !c.byOpened || h.event.AdoptStart.IsZero() {
		return false
	}
	start := m.oracle.scene.tick(h.event.AdoptStart)
	if start >= c.start {
		return false
	}
	c.tooLate(h.t)
	for each := c; each != nil; each = each.earlier {
		each.startAt(start)
	}
	c.target++
	c.aimed, c.passed, c.retold, c.dirty = h.t, false, true, true
	for each := c; each != nil; each = each.earlier {
		each.refix()
	}
	c.bornAt(h.t)
	return true
}

// startAt moves the start back; an allowance that counts from a change still does.
func (c *cycle) startAt(start int) {
	if c.from == c.start {
		c.from = start
	} else {
		for u := start; u < c.start; u++ {
			c.gaps[u] = gapBeforeStart
		}
	}
	c.start, c.passed = start, false
}
