package sla_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/servicecommitment/commitment/sla"
)

// shrink leaves out of a scene whatever it can while it still fails.
func (s *scene) shrink(fails func(*scene) bool) *scene {
	for again := true; again; {
		again = false
		for _, smaller := range s.smaller() {
			if fails(smaller) {
				s, again = smaller, true
				break
			}
		}
	}
	return s
}

// smaller returns the scenes that lack one thing.
func (s *scene) smaller() []*scene {
	var list []*scene
	with := func(change func(*scene)) {
		smaller := *s
		smaller.policies = clonePolicies(s.policies)
		smaller.c.Events = slices.Clone(s.c.Events)
		change(&smaller)
		list = append(list, &smaller)
	}
	for i := range s.c.Events {
		with(func(s *scene) { s.c.Events = slices.Delete(s.c.Events, i, i+1) })
	}
	for i := range s.policies {
		if i > 0 || len(s.policies) > 1 && s.policies[0].Status.Attribute == "" {
			with(func(s *scene) { s.policies = slices.Delete(s.policies, i, i+1) })
		}
		for j := range s.policies[i].Rules {
			if len(s.policies[i].Rules) > 1 {
				with(func(s *scene) { s.policies[i].Rules = slices.Delete(s.policies[i].Rules, j, j+1) })
			}
			for k := range s.policies[i].Rules[j].Commitments {
				with(func(s *scene) {
					rule := &s.policies[i].Rules[j]
					rule.Commitments = slices.Delete(rule.Commitments, k, k+1)
				})
				for l := range s.policies[i].Rules[j].Commitments[k].Alerts {
					with(func(s *scene) {
						c := &s.policies[i].Rules[j].Commitments[k]
						c.Alerts = slices.Delete(c.Alerts, l, l+1)
					})
				}
			}
		}
	}
	for i := range s.c.Events {
		if len(s.c.Events[i].Attributes) > 0 {
			with(func(s *scene) { s.c.Events[i].Attributes = nil })
		}
		if s.c.Events[i].Seq != 0 {
			with(func(s *scene) { s.c.Events[i].Seq = 0 })
		}
	}
	if len(s.c.Attributes) > 0 {
		with(func(s *scene) { s.c.Attributes = nil })
	}
	return list
}

func clonePolicies(policies []sla.Policy) []sla.Policy {
	policies = slices.Clone(policies)
	for i := range policies {
		policies[i].Rules = slices.Clone(policies[i].Rules)
		for j := range policies[i].Rules {
			rule := &policies[i].Rules[j]
			rule.Commitments = slices.Clone(rule.Commitments)
			for k := range rule.Commitments {
				rule.Commitments[k].Alerts = slices.Clone(rule.Commitments[k].Alerts)
			}
		}
	}
	return policies
}

// String tells the scene to a reader.
func (s *scene) String() string {
	var text strings.Builder
	zone := s.timetables["office"].calendar.Location()
	for _, name := range []string{"office", "other"} {
		table := s.timetables[name]
		fmt.Fprintf(&text, "%s: %s; ", name, table.calendar.Describe(1)[0])
	}
	text.WriteString("\n")
	for i := range s.policies {
		p := s.policies[i]
		used := map[string]sla.Metric{}
		for _, rule := range p.Rules {
			for _, c := range rule.Commitments {
				if metric, ok := p.Metrics[c.Metric]; ok {
					used[c.Metric] = metric
				}
			}
		}
		p.Metrics = used
		policy, err := json.Marshal(p)
		fmt.Fprintf(&text, "%s %v\n", policy, err)
	}
	fmt.Fprintf(&text, "case %q %v\n", s.c.ID, s.c.Attributes)
	for _, e := range oracleOrder(&s.c, s.now.AddDate(1, 0, 0), func(string, string) {}) {
		fmt.Fprintf(&text, "  %s %s\n", e.At.In(zone).Format("Mon 01-02T15:04Z07:00"), e.text)
	}
	fmt.Fprintf(&text, "now %s\n", s.now.In(zone).Format("Mon 01-02T15:04Z07:00"))
	return text.String()
}
