package feedback

import (
	"slices"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/sla"
)

// reasonRecusal is the reason of the pause while a request for recusal is open.
const reasonRecusal = "recusal"

func (c *checker) checkClocks() {
	at := c.at.Key("clocks")
	if len(c.Clocks) > maxClocks {
		c.fail(at, "must not be more than %d", maxClocks)
		return
	}
	ids := make([]string, len(c.Clocks))
	for i := range c.Clocks {
		ids[i] = c.Clocks[i].ID
	}
	c.checkIDs(at, ids)
	for i := range c.Clocks {
		c.checkClock(&c.Clocks[i], at.Index(i), ids)
	}
}

// checkIDs checks the ids of a list of objects.
func (c *checker) checkIDs(at check.Path, ids []string) {
	for i, id := range ids {
		c.checkName(at.Index(i).Key("id"), id)
		if id != "" && slices.Contains(ids[:i], id) {
			c.fail(at.Index(i).Key("id"), "%s is there already", check.Quote(id))
		}
	}
}

func (c *checker) checkClock(rule *ClockRule, at check.Path, ids []string) {
	c.checkKinds(at.Key("kinds"), rule.Kinds)
	c.checkLimit(rule, at.Key("within"))
	if rule.Calendar != "" {
		c.checkCalendar(at.Key("calendar"), rule.Calendar)
	}
	kinds := c.kindsOf(rule.Kinds)
	c.checkMoments(at.Key("start"), rule.Start, kinds)
	c.checkMoments(at.Key("stop"), rule.Stop, kinds)
	c.checkMoments(at.Key("cancel"), rule.Cancel, kinds)
	if len(rule.Start) == 0 {
		c.problems.Add(at.Key("start"), errRequired)
	}
	if len(rule.Stop) == 0 {
		c.problems.Add(at.Key("stop"), errRequired)
	}
	if c.happensAt(rule.Start, kinds) && c.happensAt(rule.Stop, kinds) && !slices.ContainsFunc(kinds, func(kind Kind) bool {
		return c.happensAt(rule.Start, []Kind{kind}) && c.happensAt(rule.Stop, []Kind{kind})
	}) {
		c.fail(at.Key("stop"), "%w in a flow in which the clock starts", errImpossible)
	}
	c.checkPauses(at.Key("pause_on"), rule.PauseOn)
	for i, id := range rule.Spares {
		switch {
		case id == rule.ID:
			c.fail(at.Key("spares").Index(i), "must be another clock")
		case !slices.Contains(ids, id):
			c.fail(at.Key("spares").Index(i), "unknown clock %s%s", check.Quote(id), suggest(id, ids))
		}
	}
	budget := maxConditions
	if !countable(&rule.When, &budget) {
		c.fail(at.Key("when"), "must not have more than %d conditions", maxConditions)
	} else {
		c.checkMatch(&rule.When, at.Key("when"))
	}
	if rule.Extension != nil {
		c.checkExtension(rule.Extension, at.Key("extension"), kinds)
	}
	if rule.Window && (rule.Send != "" || rule.Otherwise != nil) {
		c.fail(at.Key("window"), "must not stand beside send or otherwise: a window obliges nobody")
	}
	if rule.Otherwise != nil {
		c.checkName(at.Key("otherwise").Key("id"), rule.Otherwise.ID)
	}
}

// maxConditions bounds the conditions of one clock, also where they hold
// themselves.
const maxConditions = 1000

// countable reports whether a condition is of no more conditions than the budget.
func countable(m *sla.Match, budget *int) bool {
	*budget--
	if *budget < 0 {
		return false
	}
	for i := range m.Any {
		if !countable(&m.Any[i], budget) {
			return false
		}
	}
	return m.Not == nil || countable(m.Not, budget)
}

// checkMatch refuses alternatives of which there are none: nothing would match.
func (c *checker) checkMatch(m *sla.Match, at check.Path) {
	if m.Any != nil && len(m.Any) == 0 {
		c.problems.Add(at.Key("any"), errRequired)
	}
	for i := range m.Any {
		c.checkMatch(&m.Any[i], at.Key("any").Index(i))
	}
	if m.Not != nil {
		c.checkMatch(m.Not, at.Key("not"))
	}
}

// checkLimit refuses a number that is not known, and limits of nothing.
func (c *checker) checkLimit(rule *ClockRule, at check.Path) {
	switch {
	case rule.Unknown && !rule.Within.IsZero():
		c.fail(at, "must be a number or unknown, not both")
	case rule.Unknown:
		c.fail(at, "%w: fill in what %s says", ErrUnknownNumber, check.Quote(rule.sourceOr(c.Source)))
	case rule.Within.IsZero():
		c.problems.Add(at, errRequired)
	}
}

func (r *ClockRule) sourceOr(other string) string {
	if r.Source != "" {
		return r.Source
	}
	return other
}

// kindsOf returns the kinds that a clock or duty is for and that have a flow.
func (c *checker) kindsOf(kinds []Kind) []Kind {
	if len(kinds) == 0 {
		kinds = c.kinds()
	}
	var list []Kind
	for _, kind := range kinds {
		if c.flows[kind] != nil {
			list = append(list, kind)
		}
	}
	return list
}

// checkMoments refuses moments that no flow of the kinds can bring about.
func (c *checker) checkMoments(at check.Path, moments []Moment, kinds []Kind) {
	if len(moments) > maxMoments {
		c.fail(at, "must not be more than %d", maxMoments)
		return
	}
	for i := range moments {
		m, at := &moments[i], at.Index(i)
		c.checkName(at, string(m.Action))
		c.checkNames(at.Key("results"), texts(m.Results))
		if m.Remedy && m.Action != ActionDecide && m.Action != ActionRemedyDone {
			c.fail(at.Key("remedy"), "is for %s and %s alone", ActionDecide, ActionRemedyDone)
		}
		if m.Action == ActionReceive && len(m.Results) > 0 {
			c.fail(at.Key("results"), "must not be given: a receipt has none")
			continue
		}
		if isName(string(m.Action)) && len(kinds) > 0 && !slices.ContainsFunc(kinds, func(kind Kind) bool { return c.canHappen(kind, m) }) {
			c.fail(at, "%s %w in the flow of these items", check.Quote(string(m.Action)), errImpossible)
		}
	}
}

// happensAt reports whether one of some moments can happen to an item of one of
// some kinds.
func (c *checker) happensAt(moments []Moment, kinds []Kind) bool {
	return slices.ContainsFunc(moments, func(m Moment) bool {
		return slices.ContainsFunc(kinds, func(kind Kind) bool { return c.canHappen(kind, &m) })
	})
}

func (c *checker) canHappen(kind Kind, m *Moment) bool {
	results, ok := c.happen[kind][m.Action]
	if !ok || len(m.Results) == 0 || results == nil {
		return ok
	}
	return slices.ContainsFunc(m.Results, func(result Result) bool { return slices.Contains(results, result) })
}

// checkPauses refuses reasons that no hold can have.
func (c *checker) checkPauses(at check.Path, reasons []string) {
	known, listed := c.Reasons[ActionHold]
	for i, reason := range reasons {
		switch {
		case reason == "*", reason == reasonRecusal:
		case !isName(reason):
			c.checkName(at.Index(i), reason)
		case listed && !slices.Contains(known, reason):
			c.fail(at.Index(i), "unknown reason %s of a hold%s", check.Quote(reason), suggest(reason, known))
		}
		if slices.Contains(reasons[:i], reason) {
			c.fail(at.Index(i), "%s is there already", check.Quote(reason))
		}
	}
}

func (c *checker) checkExtension(rule *ExtensionRule, at check.Path, kinds []Kind) {
	if rule.Max == (calendar.Allowance{}) {
		c.problems.Add(at.Key("max"), errRequired)
	}
	if rule.Times < 0 || rule.Times > maxExtensions {
		c.fail(at.Key("times"), "must be from 1 to %d", maxExtensions)
	}
	if rule.Tell != "" {
		c.checkName(at.Key("tell"), rule.Tell)
	}
	if !slices.ContainsFunc(kinds, func(kind Kind) bool { return c.canHappen(kind, &Moment{Action: ActionExtend}) }) {
		c.fail(at, "%s %w in the flow of these items", check.Quote(string(ActionExtend)), errImpossible)
	}
}

// maxExtensions is how often a clock may be extended.
const maxExtensions = 100

func (r *ExtensionRule) times() int { return max(r.Times, 1) }

func (c *checker) checkDuties() {
	at := c.at.Key("duties")
	if len(c.Duties) > maxDuties {
		c.fail(at, "must not be more than %d", maxDuties)
		return
	}
	ids := make([]string, len(c.Duties))
	clocks := make([]string, len(c.Clocks))
	for i := range c.Clocks {
		clocks[i] = c.Clocks[i].ID
	}
	for i := range c.Duties {
		ids[i] = c.Duties[i].ID
	}
	c.checkIDs(at, ids)
	for i := range c.Duties {
		d, at := &c.Duties[i], at.Index(i)
		c.checkKinds(at.Key("kinds"), d.Kinds)
		kinds := c.kindsOf(d.Kinds)
		if len(d.After) == 0 {
			c.problems.Add(at.Key("after"), errRequired)
		}
		c.checkMoments(at.Key("after"), d.After, kinds)
		c.checkMoments(at.Key("done_by"), d.DoneBy, kinds)
		for j, id := range d.IfMet {
			if !slices.Contains(clocks, id) {
				c.fail(at.Key("if_met").Index(j), "unknown clock %s%s", check.Quote(id), suggest(id, clocks))
			}
		}
	}
}
