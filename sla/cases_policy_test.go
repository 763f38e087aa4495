package sla_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/sla"
)

// scenarioEvent is an event by its keys, each of which somebody must read.
type scenarioEvent map[string]json.RawMessage

// object is a JSON object in the making.
type object = map[string]any

// policy writes the scenario's promises as a policy: a rule for each set of
// targets, which an attribute of the case chooses.
func (s *scenario) policy(t *testing.T) sla.Policy {
	t.Helper()
	rules := []object{s.rule(t, 0, s.Targets)}
	for i, event := range s.Events {
		if _, changes := event["targets"]; changes {
			var changed targets
			require.NoError(t, decodeStrictly(event["targets"], &changed))
			rules = append(rules, s.rule(t, i+1, changed))
		}
	}
	text, err := json.Marshal(object{"id": s.ID, "version": "1", "metrics": s.metrics(t), "rules": rules})
	require.NoError(t, err)
	policy, err := sla.ParsePolicy(text)
	require.NoError(t, err, "%s", text)
	return policy
}

func (s *scenario) rule(t *testing.T, number int, promised targets) object {
	t.Helper()
	commitments := []object{}
	for _, metric := range slices.Sorted(maps.Keys(promised)) {
		c := object{"metric": metric, "calendar": "office", "consent": "required", "alerts": s.alerts(t, metric)}
		if within := promised[metric]; within != nil {
			c["within"] = s.within(t, *within)
		}
		if pause := s.Rules.Custom[metric].Pause; pause == nil || *pause {
			c["pause_on"] = []string{"*"}
		}
		if s.Rules.Reopen != "" {
			c["reopen"] = s.Rules.Reopen
		}
		if s.Rules.Retarget != "" {
			c["retarget"] = s.Rules.Retarget
		}
		if metric == sla.MetricFirstResponse && len(s.Rules.FirstResponseStopOn) > 0 {
			require.Equal(t, []string{"resolved"}, s.Rules.FirstResponseStopOn)
			c["on_resolved"] = "met"
		}
		commitments = append(commitments, c)
	}
	id := strconv.Itoa(number)
	return object{"id": "targets-" + id, "when": object{"targets": id}, "commitments": commitments}
}

// within is a target as a policy writes it: days may end as the scenario says.
func (s *scenario) within(t *testing.T, target string) any {
	t.Helper()
	days, dated := strings.CutSuffix(allowanceText(t, target), "bd")
	if !dated || s.Rules.Due == "" {
		return allowanceText(t, target)
	}
	n, err := strconv.Atoi(days)
	require.NoError(t, err)
	return object{"business_days": n, "due": s.Rules.Due}
}

// alerts has one for each level that the scenario expects.
func (s *scenario) alerts(t *testing.T, metric string) []object {
	t.Helper()
	expected := s.Expect[metric]
	levels := slices.Clone(expected.Levels)
	for _, cycle := range expected.Cycles.each {
		levels = append(levels, cycle.Levels...)
	}
	alerts := []object{}
	seen := make(map[string]bool)
	for _, l := range levels {
		at := levelText(t, l.Offset)
		if !seen[at] {
			seen[at] = true
			alerts = append(alerts, object{"at": at})
		}
	}
	return alerts
}

// metrics are the scenarios' own: a next response that begins with the opening,
// an update that begins again, and those that the scenario defines.
func (s *scenario) metrics(t *testing.T) object {
	t.Helper()
	// The opening is the customer's first message, unless it says otherwise.
	messages := []string{"opened", "customer_replied"}
	for _, event := range s.Events {
		if silent, ok := event["message"]; ok && string(silent) == "false" {
			messages = messages[1:]
		}
	}
	metrics := object{
		"next_response": object{"start": messages, "stop": []string{"replied", "resolved"}, "repeat": true},
		"update":        object{"start": []string{"opened", "replied"}, "stop": []string{"resolved"}, "repeat": true, "while_running": "restart"},
	}
	for name, custom := range s.Rules.Custom {
		metric := object{"start": kindsOf(custom.Start), "stop": kindsOf(custom.Stop), "repeat": custom.Repeat}
		if len(custom.Cancel) > 0 {
			metric["cancel"] = kindsOf(custom.Cancel)
		}
		if custom.WhileRunning != "" {
			metric["while_running"] = custom.WhileRunning
		}
		metrics[name] = metric
	}
	for metric := range s.Targets {
		_, own := metrics[metric]
		_, builtIn := sla.BuiltInMetrics()[metric]
		require.True(t, own || builtIn, "no metric %s", metric)
	}
	return metrics
}

// kindOf is the library's word for a scenario's.
func kindOf(name string) string {
	switch name {
	case "customer_message":
		return "customer_replied"
	case "agent_reply":
		return "replied"
	}
	return name
}

func kindsOf(names []string) []string {
	kinds := make([]string, len(names))
	for i, name := range names {
		kinds[i] = kindOf(name)
	}
	return kinds
}

// events writes the scenario's events as a case.
func (s *scenario) events(t *testing.T) sla.Case {
	t.Helper()
	all := []object{}
	for i, event := range s.Events {
		kinds, err := maps.Clone(event).kinds(i)
		require.NoError(t, err)
		for _, e := range kinds {
			if extension, ok := e["extension"].(object); ok && extension["by"] != nil {
				extension["by"] = allowanceText(t, fmt.Sprint(extension["by"]))
			}
		}
		all = append(all, kinds...)
	}
	text, err := json.Marshal(object{"id": s.ID, "attributes": object{"targets": "0"}, "events": all})
	require.NoError(t, err)
	c, err := sla.ParseCase(text)
	require.NoError(t, err, "%s", text)
	return c
}

// kinds returns the events that the scenario's event at an index stands for:
// none for a new calendar, two for an opening that is paused at once.
func (e scenarioEvent) kinds(i int) ([]object, error) {
	name := fmt.Sprint(e.take("type"))
	event := object{"at": e.take("at"), "kind": kindOf(name)}
	events := []object{event}
	e.move("id", event, "id")
	switch name {
	case "opened":
		e.take("message") // read by the metrics
		if e.take("paused") == true {
			events = append(events, object{"at": event["at"], "kind": "paused"})
		}
	case "paused", "resumed":
		e.take("reason") // the scenarios know one reason
	case "customer_message":
		event["actor"] = "customer"
	case "agent_reply":
		event["actor"] = "agent"
		if e.take("automation") == true {
			event["actor"] = "automation"
		}
		if e.take("internal") == true {
			event["attributes"] = object{"visibility": "internal"}
		}
	case "priority_changed":
		changed := object{}
		e.move("priority", changed, "priority")
		if e.take("targets") != nil { // read by the rules
			changed["targets"] = strconv.Itoa(i + 1)
		}
		event["kind"], event["attributes"] = "attributes_changed", changed
	case "calendar_changed":
		e.take("weekly") // read by the calendar
		e.take("holidays")
		events = nil
	case "extension_granted":
		e.move("metric", event, "metric")
		extension := object{}
		for _, key := range []string{"by", "until", "consent", "reference"} {
			e.move(key, extension, key)
		}
		event["extension"] = extension
	case "promised":
		e.move("metric", event, "metric")
		e.move("until", event, "until")
	case "merged":
		e.move("target", event, "target")
		e.move("into", event, "target")
	case "merged_in":
		e.move("adopt_start", event, "adopt_start")
	case "assigned", "unassigned":
		if group := e.take("group"); group != nil {
			event["attributes"] = object{"group": group}
		}
	case "retracted":
		e.move("retracts", event, "retracts")
	}
	for key := range e {
		return nil, fmt.Errorf("%s: nobody reads %q", name, key)
	}
	return events, nil
}

// take returns the value of a key, nil if there is none, and removes it.
func (e scenarioEvent) take(key string) any {
	var value any
	if data, ok := e[key]; ok && json.Unmarshal(data, &value) != nil {
		return nil
	}
	delete(e, key)
	return value
}

// move takes a key into another object, if there is one.
func (e scenarioEvent) move(from string, to object, key string) {
	if value := e.take(from); value != nil {
		to[key] = value
	}
}

// at is the event's instant.
func (e scenarioEvent) at(t *testing.T) time.Time {
	t.Helper()
	var at time.Time
	require.NoError(t, json.Unmarshal(e["at"], &at))
	return at
}
