package compensation

import (
	"errors"
	"maps"
	"slices"
	"time"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/internal/expr"
)

// rounding checks how the award is rounded.
func (c *compiler) rounding() {
	terms := c.scheme.Round
	smallest := smallestUnit(c.scheme.Currency)
	if terms.RoundRule == (RoundRule{}) {
		c.program.rounding = grid{step: smallest, mode: expr.HalfUp}
	} else {
		c.program.rounding = c.grid("round", terms.RoundRule, smallest)
	}
	if terms.At > AtLine {
		c.problems.Addf("round.at", "%v is not among its values", terms.At)
	}
	if a := c.scheme.Allocation; a > Chronological {
		c.problems.Addf("allocation", "%v is not among its values", a)
	}
	if c.scheme.Gaps > GapsPublished {
		c.problems.Addf("gaps", "%v is not among its values", c.scheme.Gaps)
	}
	c.program.perLine = terms.At == AtLine
	c.program.parts = c.program.rounding.step
}

// grid checks a rule of rounding, whose step must be a multiple of a smallest
// one.
func (c *compiler) grid(at check.Path, r RoundRule, smallest expr.Number) grid {
	before := c.problems.Len()
	checkRoundRule(r, at, c.problems)
	if c.problems.Len() > before {
		return grid{}
	}
	g := grid{step: expr.FromDecimal(r.To), mode: expr.Mode(r.Mode)}
	if smallest.Sign() > 0 && !g.step.IsMultiple(smallest) {
		c.problems.Add(at.Key("to"), coded(ErrOffGrid, "%s is not a multiple of %s, the smallest unit of %s",
			g.step, smallest, c.scheme.Currency))
	}
	return g
}

func (c *compiler) rules() {
	seen, groups := map[string]bool{}, map[string][]int{}
	smallest := smallestUnit(c.scheme.Currency)
	for i := range c.scheme.Rules {
		r, at := &c.scheme.Rules[i], check.Path("rules").Index(i)
		c.id(at, r.ID, seen)
		compiled := rule{
			Rule:     r,
			when:     c.optional(at.Key("when"), r.When, expr.Bool),
			unless:   c.exclusions(at.Key("unless"), r.Unless),
			amount:   c.expression(at.Key("amount"), r.Amount, expr.Numeric),
			min:      c.optional(at.Key("min"), r.Min, expr.Numeric),
			max:      c.optional(at.Key("max"), r.Max, expr.Numeric),
			grouping: GroupSum,
		}
		if g := c.scheme.Groups[r.Group]; r.Group != "" && g != 0 {
			compiled.grouping = g
			groups[r.Group] = append(groups[r.Group], i)
		}
		if r.Form > FormApology {
			c.problems.Addf(at.Key("form"), "%v is not among its values", r.Form)
		}
		if r.Round != nil {
			g := c.grid(at.Key("round"), *r.Round, smallest)
			compiled.round = &g
			if c.program.perLine && !g.step.IsMultiple(c.program.parts) {
				c.program.parts = smallest
			}
		} else if c.program.perLine {
			compiled.round = &c.program.rounding
		}
		c.program.rules = append(c.program.rules, compiled)
	}
	for i := range c.program.rules {
		c.program.rules[i].rivals = groups[c.program.rules[i].Group]
	}
	for _, name := range slices.Sorted(maps.Keys(c.scheme.Groups)) {
		if g := c.scheme.Groups[name]; g < GroupSum || g > GroupOnly {
			c.problems.Addf(check.Path("groups").Key(name), "%v is not among its values", g)
		}
	}
}

func (c *compiler) exclusions(at check.Path, list []Exclusion) []exclusion {
	if len(list) > maxEntries {
		c.problems.Add(at, coded(ErrLimit, "%d entries, more than %d", len(list), maxEntries))
		return nil
	}
	seen := map[string]bool{}
	compiled := make([]exclusion, len(list))
	for i := range list {
		at := at.Index(i)
		c.id(at, list[i].ID, seen)
		compiled[i] = exclusion{Exclusion: &list[i], when: c.expression(at.Key("when"), list[i].When, expr.Bool)}
	}
	return compiled
}

func (c *compiler) caps() {
	seen := map[string]bool{}
	for i := range c.scheme.Caps {
		from, at := &c.scheme.Caps[i], check.Path("caps").Index(i)
		c.id(at, from.ID, seen)
		compiled := limit{Cap: from, limit: c.expression(at.Key("limit"), from.Limit, expr.Numeric)}
		if from.Window != nil {
			c.capWindow(at.Key("window"), from.Window, &compiled)
		}
		c.program.caps = append(c.program.caps, compiled)
	}
}

func (c *compiler) capWindow(at check.Path, w *Window, compiled *limit) {
	if len(w.Same) > maxEntries {
		c.problems.Add(at.Key("same"), coded(ErrLimit, "%d entries, more than %d", len(w.Same), maxEntries))
		return
	}
	for i, name := range w.Same {
		if slot := c.fact(at.Key("same").Index(i), name); slot >= 0 {
			compiled.same = append(compiled.same, slot)
		}
	}
	if w.Rolling == "" {
		if w.At != "" {
			c.problems.Addf(at.Key("at"), "is of no use without a rolling window")
		}
		return
	}
	rolling, err := parseRolling(w.Rolling)
	c.problems.Add(at.Key("rolling"), err)
	compiled.rolling = rolling
	name := w.At
	if name == "" {
		name = defaultAt
	}
	compiled.at = c.fact(at.Key("at"), name, FactTime)
}

// defaultAt is the fact with the instant of a claim.
const defaultAt = "at"

var errRolling = errors.New("is not a positive duration such as 24h or 30d")

// parseRolling reads a duration, or a number of days of 24 hours.
func parseRolling(text string) (time.Duration, error) {
	const (
		day     = 24 * time.Hour
		maxDays = 36525
	)
	allowance, err := calendar.ParseAllowance(text)
	if err != nil {
		return 0, &codedError{text: check.Quote(text) + " " + errRolling.Error(), cause: errRolling}
	}
	switch {
	case allowance.Unit() == calendar.WorkingTime && allowance.WorkingTime() > 0:
		return allowance.WorkingTime(), nil
	case allowance.Unit() == calendar.CalendarDays && allowance.Count() > 0 && allowance.Count() <= maxDays:
		return time.Duration(allowance.Count()) * day, nil
	}
	return 0, &codedError{text: check.Quote(text) + " " + errRolling.Error(), cause: errRolling}
}

func (c *compiler) payable() {
	from := c.scheme.Payable
	if from == nil {
		return
	}
	compiled := threshold{Payable: from}
	switch at := check.Path("payable"); {
	case from.AtLeast != "" && from.MoreThan != "":
		c.problems.Addf(at, `says both "at_least" and "more_than"`)
	case from.MoreThan != "":
		compiled.least = c.expression(at.Key("more_than"), from.MoreThan, expr.Numeric)
	case from.AtLeast != "":
		compiled.least = c.expression(at.Key("at_least"), from.AtLeast, expr.Numeric)
	default:
		c.problems.Addf(at, `says neither "at_least" nor "more_than"`)
	}
	switch from.Below {
	case BelowZero, BelowCarry:
	case 0:
		c.problems.Add("payable.below", errRequired)
	default:
		c.problems.Addf("payable.below", "%v is not among its values", from.Below)
	}
	c.program.payable = &compiled
}

func (c *compiler) rights() {
	seen := map[string]bool{}
	for i := range c.scheme.Rights {
		from, at := &c.scheme.Rights[i], check.Path("rights").Index(i)
		c.id(at, from.ID, seen)
		c.program.rights = append(c.program.rights, right{
			Entitlement: from,
			when:        c.optional(at.Key("when"), from.When, expr.Bool),
			unless:      c.exclusions(at.Key("unless"), from.Unless),
		})
	}
}

// window checks until when a claim must be made.
func (c *compiler) window() {
	from := &c.scheme.Claim
	c.program.window = window{within: from.Within, from: -1, on: -1}
	if *from == (ClaimWindow{}) {
		return
	}
	if from.Within.IsZero() {
		c.problems.Add("claim.within", errRequired)
	} else if a := from.Within; a.Unit() != calendar.CalendarDays && a.Unit() != calendar.Months && a.Unit() != calendar.Years ||
		a.String() != shortAllowance(a) {
		c.problems.Addf("claim.within", "%s is not a number of calendar days, months or years such as 30d, 6mo or 1y", check.Quote(a.String()))
	}
	if from.From == "" {
		c.problems.Add("claim.from", errRequired)
	} else {
		c.program.window.from = c.fact("claim.from", from.From, FactDate, FactTime)
	}
	if from.Late > LateAllow {
		c.problems.Addf("claim.late", "%v is not among its values", from.Late)
	}
	switch on := from.On; {
	case on != "":
		c.program.window.on = c.fact("claim.on", on, FactDate, FactTime)
	case c.scheme.Facts[defaultAt] == FactDate || c.scheme.Facts[defaultAt] == FactTime:
		c.program.window.on = c.program.slots[defaultAt]
	}
	if from.Late == LateAllow {
		c.program.window.on = -1
	}
}

// shortAllowance returns the text of an allowance without options.
func shortAllowance(a calendar.Allowance) string {
	plain, err := calendar.NewAllowance(a.Count(), a.Unit())
	if err != nil {
		return ""
	}
	return plain.String()
}

// compare reports constant maxima and caps below a constant minimum.
func (c *compiler) compare() {
	for i := range c.program.rules {
		r, at := &c.program.rules[i], check.Path("rules").Index(i)
		least, ok := constant(r.min)
		if !ok {
			continue
		}
		if most, ok := constant(r.max); ok && most.Cmp(least) < 0 {
			c.problems.Add(at.Key("max"), coded(ErrConflict, "the maximum %s is below the minimum %s", most, least))
		}
		for j := range c.program.caps {
			if most, ok := constant(c.program.caps[j].limit); ok && most.Cmp(least) < 0 {
				c.problems.Add(check.Path("caps").Index(j).Key("limit"),
					coded(ErrConflict, "the cap %s is below the minimum %s of the rule %s", most, least, check.Quote(r.ID)))
			}
		}
	}
}
