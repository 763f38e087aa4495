package sla_test

import (
	"slices"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/sla"
)

// machine is the clock of one commitment with all its cycles.
type machine struct {
	oracle         *oracle
	id, metricName string
	metric         sla.Metric
	def            *sla.Commitment
	inForce        bool
	calendarName   string
	table          *timetable
	seenAfter      bool
	unpromised     bool // its past is being told: no rule had it then
	cycles         []*cycle
	// paused says of each tick since the oracle's first whether the commitment
	// in force then was paused.
	paused []bool
	// now is whether it is paused at present, by nowDef.
	now        bool
	nowDef     *sla.Commitment
	nowVersion int
	// doubts are why the oracle does not know what to expect.
	doubts []string
}

// gap is why a tick of a cycle's life counts for nothing, besides a pause.
type gap uint8

const (
	gapNone gap = iota
	gapResolved
	gapNotInForce
	gapBeforeStart
)

type ending uint8

const (
	running ending = iota
	stopped
	stoppedByResolved
	notApplicable // by a resolution
	cancelled
	cancelledByEnd
	cancelledByRule
)

// cycle is one start-to-stop run.
type cycle struct {
	machine  *machine
	number   int
	group    string
	start    int
	byOpened bool
	end      ending
	stop     int
	gaps     map[int]gap

	// The target.
	target       int
	within       *calendar.Allowance
	calendarName string
	table        *timetable
	from         int // the allowance counts from here
	earlier      *cycle
	promise      bool
	until        int // of a promise
	extensions   []granted
	fixed        int // the date that no pause moves; 0: none
	anchored     int // the due instant that an extension in another unit set; 0: none
	anchor       int // at this instant
	later        int // the first of the extensions after it

	over                   bool // ended before the rule had the commitment
	breached, born, waived bool
	breachedAt, under      int  // under which target
	passed                 bool // the present target's due instant is over,
	due                    int  // and was this
	aimed                  int  // when the present target came

	lastInstant int // due then, when a new target came
	coming      int // the due instant, if nothing happens
	comes       bool
	fired       map[string]int
	silent      map[string]bool // keys that do not fire
	last        []levelAt       // of old targets, that are reached as they end
	retold      bool            // a new target: the levels passed fire as one
	levels      []levelAt
	dirty       bool
	outcome     []int // stops that were undone
	reopened    int   // the last of them
}

// granted is an extension and when it was granted.
type granted struct {
	*sla.Extension
	t int
}

func newMachine(o *oracle, id string, def *sla.Commitment) *machine {
	m := &machine{oracle: o, id: id, metricName: def.Metric, def: def, inForce: true}
	m.calendarName, m.table = o.table(def, o.attributes)
	metric, ok := o.policies[o.policy].Metrics[def.Metric]
	if !ok {
		metric = sla.BuiltInMetrics()[def.Metric]
	}
	m.metric = metric
	return m
}

func (m *machine) doubt(why string) {
	if !slices.Contains(m.doubts, why) {
		m.doubts = append(m.doubts, why)
	}
}

func (m *machine) latest() *cycle {
	if len(m.cycles) == 0 {
		return nil
	}
	return m.cycles[len(m.cycles)-1]
}

func (m *machine) open() *cycle {
	if c := m.latest(); c != nil && c.end == running {
		return c
	}
	return nil
}

func matches(triggers []sla.Trigger, h *happening) bool {
	return slices.ContainsFunc(triggers, func(t sla.Trigger) bool {
		return h.is(t.Kind) && t.Where.Matches(h.event.Attributes)
	})
}

func (m *machine) stopsOnResolved() bool {
	return slices.ContainsFunc(m.metric.Stop, func(t sla.Trigger) bool { return t.Kind == sla.KindResolved })
}

// stopsOnlyOnResolved reports whether nothing but a resolution stops the clock.
func (m *machine) stopsOnlyOnResolved() bool {
	return m.stopsOnResolved() && !slices.ContainsFunc(m.metric.Stop, func(t sla.Trigger) bool {
		return t.Kind != sla.KindResolved && t.Kind != sla.KindClosed
	})
}

// step is what an event does: cancel, stop, start.
func (m *machine) step(h *happening) {
	if !m.inForce {
		if matches(m.metric.Start, h) || matches(m.metric.Stop, h) || matches(m.metric.Cancel, h) || h.resolves || h.reopens || h.revives || h.ends {
			m.doubt("an event while the commitment was not in force")
		}
		return
	}
	if h.ends {
		if c := m.open(); c != nil {
			c.stopAt(h.t, cancelledByEnd)
		}
		return
	}
	if h.reopens || h.revives {
		m.reopen(h)
	}
	if c := m.open(); c != nil && matches(m.metric.Cancel, h) {
		c.stopAt(h.t, cancelled)
	}
	if c := m.open(); c != nil && matches(m.metric.Stop, h) {
		if h.resolves && !m.metric.Repeat && m.stopsOnlyOnResolved() {
			c.stopAt(h.t, stoppedByResolved)
		} else {
			c.stopAt(h.t, stopped)
		}
	}
	if c := m.open(); c != nil && h.resolves && !m.stopsOnResolved() {
		switch m.onResolved() {
		case sla.NotApplicableOnResolved:
			c.stopAt(h.t, notApplicable)
		case sla.MetOnResolved:
			c.stopAt(h.t, stopped)
		case sla.Continue:
		}
	}
	if matches(m.metric.Start, h) {
		m.startOn(h)
	}
	m.seenAfter = m.seenAfter || matches(m.metric.After, h)
}

func (m *machine) onResolved() sla.OnResolved {
	switch {
	case m.def.OnResolved != 0:
		return m.def.OnResolved
	case m.metric.OnResolved != 0:
		return m.metric.OnResolved
	}
	return sla.Continue
}

func (m *machine) startOn(h *happening) {
	if len(m.metric.After) > 0 && !m.seenAfter || h.resolved && m.stopsOnResolved() {
		return
	}
	promised := h.event.Kind == sla.KindPromised
	if promised && h.event.Metric != "" && h.event.Metric != m.metricName && h.event.Metric != m.id {
		return
	}
	group := ""
	if m.metric.By != "" {
		if values := h.event.Attributes[m.metric.By]; len(values) > 0 {
			group = values[0]
		}
	}
	if c := m.open(); c != nil {
		if m.metric.WhileRunning != sla.Restart || m.metric.By != "" && c.group == group {
			return
		}
		if promised {
			c.stopAt(h.t, cancelled)
		} else {
			c.stopAt(h.t, stopped)
		}
	} else if len(m.cycles) > 0 && !m.metric.Repeat {
		return
	}
	c := m.newCycle(h.t)
	c.group, c.byOpened = group, h.event.Kind == sla.KindOpened
	if promised {
		c.promise, c.until = true, m.oracle.scene.tick(h.event.Until)
		if c.until < h.t {
			c.pass(h.t, c.until, true)
		}
	}
}

func (m *machine) newCycle(t int) *cycle {
	c := &cycle{
		machine: m, number: len(m.cycles) + 1, start: t, aimed: t, from: t, gaps: map[int]gap{}, dirty: true,
		within: m.def.Within, calendarName: m.calendarName, table: m.table, fired: map[string]int{}, silent: map[string]bool{},
	}
	m.cycles = append(m.cycles, c)
	return c
}

func (c *cycle) stopAt(t int, how ending) {
	c.end, c.stop, c.dirty, c.last = how, t, true, nil
}

// reopen lets the clocks go on that the resolution, or the end, stopped.
func (m *machine) reopen(h *happening) {
	c := m.latest()
	if c == nil {
		return
	}
	why := gapResolved
	//exhaustive:ignore
	switch c.end {
	case stoppedByResolved, notApplicable:
		if !h.reopens || c.end == notApplicable && c.breached && !m.unpromised {
			return
		}
	case cancelledByEnd:
		if !h.revives {
			return
		}
		why = gapNotInForce
	default:
		return
	}
	t := h.t
	mode := m.def.Reopen
	if h.revives {
		mode = sla.Resume
	}
	//exhaustive:ignore
	switch mode {
	case sla.Final:
	case sla.NewCycle:
		m.newCycle(t).group = c.group
	case sla.ResumeCounting:
		c.goOn(t)
		c.retold = true
		c.lateBreach(t)
	default:
		for u := c.stop; u < t; u++ {
			c.gaps[u] = why
		}
		c.goOn(t)
		c.lateBreach(t)
	}
	if c.end == running && !m.unpromised && (!sameAllowance(c.within, m.def.Within) || c.calendarName != m.calendarName) {
		c.retarget(t, m.def)
	}
}

func (c *cycle) goOn(t int) {
	c.reopened = t
	c.outcome = append(c.outcome, c.stop)
	c.end, c.over, c.dirty = running, false, true
}

// lateBreach is a due instant that passed while the clock was stopped.
func (c *cycle) lateBreach(t int) {
	if due, ok := c.dueAt(t); ok && due < t {
		c.pass(t, due, false)
	}
}

// pass notes that the due instant is over: the first time, that is a breach.
func (c *cycle) pass(t, due int, born bool) {
	c.passed, c.due, c.dirty = true, due, true
	if !c.breached {
		c.breached, c.born, c.breachedAt, c.under = true, born, t, c.target
	}
}

func sameAllowance(a, b *calendar.Allowance) bool {
	return a == nil && b == nil || a != nil && b != nil && *a == *b
}

// cover is a rule, perhaps another one, that has the commitment.
func (m *machine) cover(t int, def *sla.Commitment) {
	back := !m.inForce
	if c := m.latest(); c != nil && !slices.Equal(m.def.Alerts, def.Alerts) {
		if c.end == running && c.aimed != t {
			c.lastLevels(t)
		}
		c.retold, c.dirty = c.retold || t > c.start, true
	}
	old := m.def
	m.def, m.inForce = def, true
	m.calendarName, m.table = m.oracle.table(def, m.oracle.attributes)
	c := m.latest()
	switch {
	case c == nil:
	case back && c.end == cancelledByRule:
		for u := c.stop; u < t; u++ {
			c.gaps[u] = gapNotInForce
		}
		c.goOn(t)
		c.retarget(t, old)
	case c.end == running && (!sameAllowance(c.within, def.Within) || c.calendarName != m.calendarName):
		c.retarget(t, old)
	}
}

// drop is a rule that does not have the commitment.
func (m *machine) drop(t int) {
	m.inForce = false
	if c := m.open(); c != nil {
		c.stopAt(t, cancelledByRule)
	}
}

// extend grants more time, or a waiver. It returns the finding if it does not.
func (m *machine) extend(h *happening) string {
	c := m.latest()
	if c == nil || !m.inForce || h.event.Extension == nil {
		return sla.FindingExtensionIgnored
	}
	x := h.event.Extension
	due, paused, ok := c.compute(h.t)
	switch {
	case c.breached || c.lastInstant == h.t || c.end == running && ok && due <= h.t && !paused:
		if !x.Consent {
			return sla.FindingExtensionNeedsConsent
		}
		c.waived = true
		return ""
	case c.end != running || !ok || x.By.IsZero() && x.Until.IsZero():
		return sla.FindingExtensionIgnored
	case m.def.Consent == sla.Required && !x.Consent:
		return sla.FindingExtensionNeedsConsent
	case !x.Until.IsZero() && m.oracle.scene.tick(x.Until) <= due:
		return sla.FindingExtensionIgnored
	}
	c.tooLate(h.t)
	c.target++
	c.dirty = true
	for old := c.earlier; old != nil; old = old.earlier { // each target for itself
		old.grant(h.t, x)
	}
	c.grant(h.t, x)
	if c.aimed != h.t { // else the target before never lived
		c.silence(h.t)
	}
	return ""
}

// instant is the end of all events of t: is it due, does an alert fire?
func (m *machine) instant(t int) {
	c := m.open()
	if c == nil {
		return
	}
	if m.oracle.busy || c.held(t) || c.heldBefore(t) {
		c.dirty = true
	}
	if c.dirty { // a due instant stays as long as nothing happens
		c.coming, c.comes = c.dueIfGoing(t)
	}
	if !c.passed && c.comes && c.coming <= t {
		c.pass(t, c.coming, false)
	}
	if !c.breached && c.lastInstant == t {
		c.breached, c.breachedAt, c.under = true, t, -1
	}
	c.fire(t)
}

// pass is the tick after t.
func (m *machine) pass(int) {
	m.paused = append(m.paused, m.pausedNow())
}

func (m *machine) pausedNow() bool {
	if o := m.oracle; m.nowVersion != o.version || m.nowDef != m.def {
		m.nowVersion, m.nowDef = o.version, m.def
		m.now = pausedBy(m.def, o.reasons, o.attributes)
	}
	return m.now
}
