package sla

import (
	"maps"
	"slices"

	"github.com/servicecommitment/commitment/internal/check"
)

func (c *policyChecker) checkRules(at check.Path) {
	rules := c.policy.Rules
	if len(rules) > maxRules {
		c.Addf(at, "has %d rules, more than %d", len(rules), maxRules)
		rules = rules[:maxRules]
	}
	first := make(map[string]int)
	for i := range rules {
		rule, at := &rules[i], at.Index(i)
		c.required(at.Key("id"), rule.ID)
		if j, twice := first[rule.ID]; !twice {
			first[rule.ID] = i
		} else if rule.ID != "" {
			c.Addf(at.Key("id"), "is %s, as of rules[%d]", check.Quote(rule.ID), j)
		}
		c.checkMatch(at.Key("when"), &rule.When, 1)
		c.checkCommitments(at.Key("commitments"), rule.Commitments)
	}
}

func (c *policyChecker) checkCommitments(at check.Path, commitments []Commitment) {
	first := make(map[string]int)
	for i := range commitments {
		commitment, at := &commitments[i], at.Index(i)
		id := commitment.name()
		if j, twice := first[id]; !twice {
			first[id] = i
		} else if id != "" {
			c.Addf(at.Key("id"), "%s is the id of commitments[%d] already: without an id, it is the metric", check.Quote(id), j)
		}
		c.checkCommitment(at, commitment)
	}
}

func (c *policyChecker) checkCommitment(at check.Path, commitment *Commitment) {
	if metric := commitment.Metric; metric == "" {
		c.Addf(at.Key("metric"), "is required")
	} else {
		c.known(at.Key("metric"), metric, &c.metrics)
	}
	c.checkCalendar(at.Key("calendar"), &commitment.Calendar)
	for i, reason := range commitment.PauseOn {
		if reason != anyReason {
			c.checkReason(at.Key("pause_on").Index(i), reason)
		}
	}
	c.checkMatch(at.Key("pause_when"), &commitment.PauseWhen, 1)
	checkEnum(c, at.Key("reopen"), commitment.Reopen, Final)
	checkEnum(c, at.Key("retarget"), commitment.Retarget, NeverEarlier)
	checkEnum(c, at.Key("consent"), commitment.Consent, Required)
	checkEnum(c, at.Key("on_resolved"), commitment.OnResolved, Continue)
	c.checkAlerts(at.Key("alerts"), commitment.Alerts)
}

func (c *policyChecker) checkCalendar(at check.Path, choice *CalendarChoice) {
	chosen := choice.By != "" || len(choice.Of) > 0 || choice.Else != ""
	switch {
	case choice.Name != "" && chosen:
		c.Add(at, errNameAndChoice)
	case choice.Name == "" && !chosen:
		c.Addf(at, "is required")
	case chosen && choice.By == "":
		c.Addf(at.Key("by"), "is required: the attribute that chooses")
	case chosen && len(choice.Of) == 0:
		c.Addf(at.Key("of"), "is required: the calendar for each value of %s", check.Quote(choice.By))
	}
	if choice.Name != "" {
		c.known(at, choice.Name, &c.calendars)
	}
	for _, value := range slices.Sorted(maps.Keys(choice.Of)) {
		c.known(at.Key("of").Key(value), choice.Of[value], &c.calendars)
	}
	if choice.Else != "" {
		c.known(at.Key("else"), choice.Else, &c.calendars)
	}
}

func (c *policyChecker) checkAlerts(at check.Path, alerts []Alert) {
	first := make(map[string]int)
	for i := range alerts {
		alert, at := &alerts[i], at.Index(i)
		if alert.At.IsZero() {
			c.Addf(at.Key("at"), "is required")
		}
		id := alert.name()
		if j, twice := first[id]; !twice {
			first[id] = i
		} else if id != "" {
			c.Addf(at.Key("id"), "%s is the id of alerts[%d] already: without an id, it is the level", check.Quote(id), j)
		}
		checkEnum(c, at.Key("clock"), alert.Clock, WallClock)
		c.checkRepeat(at, alert)
	}
}

func (c *policyChecker) checkRepeat(at check.Path, alert *Alert) {
	if alert.Repeat < 0 {
		c.Addf(at.Key("repeat"), "must be more than 0")
	}
	switch times := at.Key("times"); {
	case alert.Times < 0:
		c.Addf(times, "must be more than 0")
	case alert.Times > maxAlertTimes:
		c.Addf(times, "is %d, more than %d", alert.Times, maxAlertTimes)
	case alert.Repeat == 0 && alert.Times > 1:
		c.Addf(at.Key("repeat"), "is required: the time between the %d firings", alert.Times)
	case alert.Repeat != 0 && alert.Times == 0:
		c.Addf(times, "is required with repeat")
	}
}
