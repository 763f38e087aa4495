package sla

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/internal/strictjson"
)

const (
	maxRules = 10_000
	// maxKinds is the number of kinds that the metrics of a policy name, the
	// built-in kinds included.
	maxKinds      = 200
	maxNameBytes  = 64
	maxMatchDepth = 32
	// maxMatches bounds the work on conditions that a host made of slices that
	// hold themselves.
	maxMatches    = 100_000
	maxAlertTimes = 100
	// maxSuggestions is how many names are compared with an unknown one.
	maxSuggestions = 1000
	// anyReason in a list of reasons is any.
	anyReason = "*"
)

const (
	textTooDeep        = "conditions are nested more than %d deep"
	textTooManyMatches = "there are more than %d conditions"
)

var (
	errReserved      = errors.New("an attribute of a condition cannot have this name, which has a meaning of its own")
	errNameAndChoice = errors.New("has both a name and a choice: use one of them")
)

// checkPolicies reports everything that keeps the policies from being the
// versions of one policy. Paths begin with "policies[i]" where there are several.
func checkPolicies(calendars map[string]*calendar.Calendar, policies []Policy, problems *check.Problems) {
	if len(policies) == 0 {
		problems.Addf("policies", "is required: there is nothing to judge by")
	}
	for _, name := range slices.Sorted(maps.Keys(calendars)) {
		if calendars[name] == nil {
			problems.Addf(check.Path("calendars").Key(name), "is nil")
		}
	}
	names := newVocabulary("calendar", slices.Sorted(maps.Keys(calendars)))
	for i := range policies {
		at := check.Path("")
		if len(policies) > 1 {
			at = check.Path("policies").Index(i)
		}
		c := policyChecker{Problems: problems, policy: &policies[i], calendars: names}
		c.check(at)
	}
	checkVersions(policies, problems)
}

// checkVersions reports what is wrong between the versions of one policy.
func checkVersions(policies []Policy, problems *check.Problems) {
	path := check.Path("policies")
	first := make(map[string]int)
	for i := range policies {
		p := &policies[i]
		if id := policies[0].ID; p.ID != "" && id != "" && p.ID != id {
			problems.Addf(path.Index(i).Key("id"), "is %s, not %s as of policies[0]: one engine has the versions of one policy",
				check.Quote(p.ID), check.Quote(id))
		}
		if p.Version == "" {
			continue
		}
		if j, twice := first[p.Version]; twice {
			problems.Addf(path.Index(i).Key("version"), "is %s, as of policies[%d]", check.Quote(p.Version), j)
		} else {
			first[p.Version] = i
		}
	}
	order := make([]int, len(policies))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return compareFrom(policies[a].Effective.From, policies[b].Effective.From)
	})
	for k := 1; k < len(order); k++ {
		i, j := order[k], order[k-1]
		from, until := policies[i].Effective.From, policies[j].Effective.Until
		if compareFrom(from, policies[j].Effective.From) == 0 {
			problems.Addf(path.Index(i).Key("effective").Key("from"), "is the same as of policies[%d]", j)
		} else if !until.IsZero() && until.After(from) {
			problems.Addf(path.Index(j).Key("effective").Key("until"), "is after the beginning of policies[%d]", i)
		}
	}
}

// compareFrom compares beginnings, of which zero is before all.
func compareFrom(a, b time.Time) int {
	switch {
	case a.IsZero() && b.IsZero():
		return 0
	case a.IsZero():
		return -1
	case b.IsZero():
		return 1
	}
	return a.Compare(b)
}

// policyChecker reports what is wrong with one policy.
type policyChecker struct {
	*check.Problems
	policy                             *Policy
	calendars, metrics, kinds, reasons vocabulary
	matches                            int // conditions seen
}

// vocabulary holds the names that there are of one sort. The zero value is no
// restriction.
type vocabulary struct {
	what  string
	names []string
	known map[string]bool
}

func newVocabulary(what string, names []string) vocabulary {
	known := make(map[string]bool, len(names))
	for _, name := range names {
		known[name] = true
	}
	return vocabulary{what, names, known}
}

func (c *policyChecker) check(at check.Path) {
	p := c.policy
	c.required(at.Key("id"), p.ID)
	c.required(at.Key("version"), p.Version)
	checkEnum(c, at.Key("kind"), p.Kind, Underpinning)
	checkEnum(c, at.Key("applies_to"), p.AppliesTo, OpenCases)
	if e := p.Effective; !e.Until.IsZero() && !e.From.IsZero() && !e.Until.After(e.From) {
		c.Addf(at.Key("effective").Key("until"), "must be after from")
	}
	c.declare(at)
	c.checkMetrics(at.Key("metrics"))
	c.checkStatus(at.Key("status"), &p.Status)
	c.checkRules(at.Key("rules"))
}

// declare checks what the policy declares and notes it for the rest.
func (c *policyChecker) declare(at check.Path) {
	for i, reason := range c.policy.Reasons {
		c.wellFormed(at.Key("reasons").Index(i), reason)
	}
	if len(c.policy.Reasons) > 0 {
		c.reasons = newVocabulary("reason", append(slices.Clone(c.policy.Reasons), ReasonUnspecified))
	}
	for i, kind := range c.policy.Kinds {
		c.wellFormed(at.Key("kinds").Index(i), string(kind))
	}
	if len(c.policy.Kinds) > 0 {
		var names []string
		for _, kind := range append(builtInKinds(), c.policy.Kinds...) {
			names = append(names, string(kind))
		}
		c.kinds = newVocabulary("kind", names)
	}
	metrics := BuiltInMetrics()
	maps.Copy(metrics, c.policy.Metrics)
	c.metrics = newVocabulary("metric", slices.Sorted(maps.Keys(metrics)))
}

func (c *policyChecker) checkMetrics(at check.Path) {
	kinds := make(map[Kind]bool)
	for _, kind := range builtInKinds() {
		kinds[kind] = true
	}
	for _, name := range slices.Sorted(maps.Keys(c.policy.Metrics)) {
		metric, at := c.policy.Metrics[name], at.Key(name)
		if name == "" {
			c.Addf(at, "a metric needs a name")
		}
		if len(metric.Start) == 0 {
			c.Addf(at.Key("start"), "is required: the kinds of events that start the clock")
		}
		if len(metric.Stop) == 0 {
			c.Addf(at.Key("stop"), "is required: the kinds of events that stop the clock")
		}
		for _, triggers := range []struct {
			key  string
			list []Trigger
		}{{"start", metric.Start}, {"stop", metric.Stop}, {"cancel", metric.Cancel}, {"after", metric.After}} {
			for i := range triggers.list {
				trigger := &triggers.list[i]
				c.checkTrigger(at.Key(triggers.key).Index(i), trigger)
				kinds[trigger.Kind] = true
			}
		}
		checkEnum(c, at.Key("while_running"), metric.WhileRunning, Restart)
		checkEnum(c, at.Key("on_resolved"), metric.OnResolved, Continue)
	}
	if len(kinds) > maxKinds {
		c.Addf(at, "there are %d kinds of events with the built-in ones, more than %d", len(kinds), maxKinds)
	}
}

func (c *policyChecker) checkTrigger(at check.Path, trigger *Trigger) {
	if trigger.Kind == "" {
		c.Addf(at.Key("kind"), "is required")
	} else if c.wellFormed(at, string(trigger.Kind)) {
		c.known(at, string(trigger.Kind), &c.kinds)
	}
	c.checkMatch(at.Key("where"), &trigger.Where, 1)
}

func (c *policyChecker) checkStatus(at check.Path, status *StatusMap) {
	if status.Attribute == "" && !status.isAbsent() {
		c.Addf(at.Key("attribute"), "is required")
	}
	places := make(map[string]check.Path) // of the values
	add := func(at check.Path, values []string) {
		for i, value := range values {
			if place, twice := places[value]; twice {
				c.Addf(at.Index(i), "%s is in %s already", check.Quote(value), place)
			} else {
				places[value] = at
			}
		}
	}
	for _, reason := range slices.Sorted(maps.Keys(status.Paused)) {
		at := at.Key("paused").Key(reason)
		c.checkReason(at, reason)
		if len(status.Paused[reason]) == 0 {
			c.Addf(at, "is empty")
		}
		add(at, status.Paused[reason])
	}
	add(at.Key("resolved"), status.Resolved)
	add(at.Key("closed"), status.Closed)
	add(at.Key("cancelled"), status.Cancelled)
}

func (c *policyChecker) checkReason(at check.Path, reason string) {
	if c.wellFormed(at, reason) {
		c.known(at, reason, &c.reasons)
	}
}

// checkMatch reports what is wrong with a condition at a depth, from 1.
func (c *policyChecker) checkMatch(at check.Path, m *Match, depth int) {
	switch c.matches++; {
	case depth > maxMatchDepth:
		c.Addf(at, textTooDeep, maxMatchDepth)
		return
	case c.matches == maxMatches+1:
		c.Addf(at, textTooManyMatches, maxMatches)
		return
	case c.matches > maxMatches:
		return
	}
	for _, key := range slices.Sorted(maps.Keys(m.Has)) {
		switch at := at.Key(key); {
		case key == "any" || key == "not":
			c.Add(at, errReserved)
		case key == "":
			c.Addf(at, "an attribute needs a name")
		case len(m.Has[key]) == 0:
			c.Addf(at, "is empty: no value matches")
		}
	}
	if m.Any != nil && len(m.Any) == 0 {
		c.Addf(at.Key("any"), "is empty: none of no conditions matches")
	}
	for i := range m.Any {
		c.checkMatch(at.Key("any").Index(i), &m.Any[i], depth+1)
	}
	if m.Not != nil {
		c.checkMatch(at.Key("not"), m.Not, depth+1)
	}
}

// required reports an empty text.
func (c *policyChecker) required(at check.Path, text string) {
	if text == "" {
		c.Addf(at, "is required")
	}
}

// wellFormed reports a name of a kind or reason that is not lower-case letters,
// digits and underscores.
func (c *policyChecker) wellFormed(at check.Path, name string) bool {
	if !isName(name) {
		c.Addf(at, "%s is not a name of lower-case letters, digits and underscores, a letter first, of at most %d bytes",
			check.Quote(name), maxNameBytes)
		return false
	}
	return true
}

// isName reports whether a text can be the name of a kind or of a reason.
func isName(text string) bool {
	if text == "" || len(text) > maxNameBytes || text[0] < 'a' || text[0] > 'z' {
		return false
	}
	for _, b := range []byte(text) {
		if (b < 'a' || b > 'z') && (b < '0' || b > '9') && b != '_' {
			return false
		}
	}
	return true
}

// known reports a name that is not in a vocabulary, with the one that was
// perhaps meant.
func (c *policyChecker) known(at check.Path, name string, v *vocabulary) {
	if v.known == nil || v.known[name] {
		return
	}
	problem := fmt.Sprintf("unknown %s %s", v.what, check.Quote(name))
	if !c.Full() {
		if meant, ok := strictjson.Suggest(name, v.names[:min(len(v.names), maxSuggestions)]); ok {
			problem += ", did you mean " + check.Quote(meant) + "?"
		}
	}
	c.Addf(at, "%s", problem)
}

// checkEnum reports a value above the last one of its type.
func checkEnum[E enum](c *policyChecker, at check.Path, value, last E) {
	if value > last {
		c.Addf(at, "%s is not among its values", value)
	}
}

// enum is a type with named values from 1 on.
type enum interface {
	~uint8
	String() string
}

// builtInKinds returns the kinds that every policy knows.
func builtInKinds() []Kind {
	kinds := codedKinds()
	return kinds[codeOpened:]
}
