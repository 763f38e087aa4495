package slatest

import (
	"fmt"
	"io/fs"
	"strconv"
	"time"

	"github.com/servicecommitment/commitment/sla"
)

// Unreached is something of a policy that no scenario has reached: a rule, or a
// commitment of a rule, or an alert of a commitment, by their ids; those that
// are not meant are empty. It is comparable; the zero value is nothing.
type Unreached struct {
	// Version is the policy's.
	Version, Rule, Commitment, Alert string
}

// String returns the ids, as in `version "2026-01", rule "vip", commitment
// "resolution", alert "50%"`.
func (u Unreached) String() string {
	text := "version " + strconv.Quote(u.Version) + ", rule " + strconv.Quote(u.Rule)
	if u.Commitment != "" {
		text += ", commitment " + strconv.Quote(u.Commitment)
	}
	if u.Alert != "" {
		text += ", alert " + strconv.Quote(u.Alert)
	}
	return text
}

// Coverage returns what the scenarios in the files *.json of fsys do not reach,
// in the order of the policy; of what is not reached its parts are not listed.
//
// A rule is reached when it covers a case of a scenario at one of its instants or
// before. A commitment is reached when its clock has started then, an alert when
// it fires. Errors are those of [Load] and [Scenario.Check].
func Coverage(engine *sla.Engine, fsys fs.FS) ([]Unreached, error) {
	if engine == nil {
		return nil, errNoEngine
	}
	scenarios, err := Load(fsys)
	if err != nil {
		return nil, err
	}
	reached := make(map[Unreached]bool)
	for i := range scenarios {
		if err := scenarios[i].reach(engine, reached); err != nil {
			return nil, fmt.Errorf("slatest: %s: %w", scenarios[i].title(), err)
		}
	}
	var missing []Unreached
	for _, policy := range engine.Policies() {
		for _, rule := range policy.Rules {
			missing = append(missing, unreached(policy.Version, rule, reached)...)
		}
	}
	return missing, nil
}

func unreached(version string, rule sla.Rule, reached map[Unreached]bool) []Unreached {
	at := Unreached{Version: version, Rule: rule.ID}
	if !reached[at] {
		return []Unreached{at}
	}
	var missing []Unreached
	for _, c := range rule.Commitments {
		at.Commitment, at.Alert = c.ID, ""
		if c.ID == "" {
			at.Commitment = c.Metric
		}
		if !reached[at] {
			missing = append(missing, at)
			continue
		}
		for _, alert := range c.Alerts {
			at.Alert = alert.ID
			if alert.ID == "" {
				at.Alert = alert.At.String()
			}
			if !reached[at] {
				missing = append(missing, at)
			}
		}
	}
	return missing
}

// reach marks what the scenario reaches. Which rule covers the case changes with
// its events, so that it is asked at each of them as well, and at each firing.
func (s Scenario) reach(engine *sla.Engine, reached map[Unreached]bool) error {
	last := time.Time{}
	for _, now := range s.at() {
		if now.After(last) {
			last = now
		}
		if err := s.reachAt(engine, now, reached); err != nil {
			return err
		}
	}
	for i := range s.Case.Events {
		e := &s.Case.Events[i]
		if len(e.Attributes) == 0 && e.Kind != sla.KindOpened || e.At.After(last) {
			continue
		}
		if err := s.reachAt(engine, e.At, reached); err != nil {
			return err
		}
	}
	report, err := engine.Evaluate(s.Case, last)
	if err != nil {
		return err
	}
	for _, firing := range report.Firings {
		if err := s.reachAt(engine, firing.At, reached); err != nil {
			return err
		}
	}
	return nil
}

func (s Scenario) reachAt(engine *sla.Engine, now time.Time, reached map[Unreached]bool) error {
	report, err := engine.Evaluate(s.Case, now)
	if err != nil {
		return err
	}
	if report.RuleID == "" {
		return nil
	}
	at := Unreached{Version: report.PolicyVersion, Rule: report.RuleID}
	reached[at] = true
	for i := range report.Clocks {
		if c := &report.Clocks[i]; !c.Start.IsZero() {
			at.Commitment = c.Commitment
			reached[at] = true
		}
	}
	for i := range report.Firings {
		if f := &report.Firings[i]; f.At.Equal(now) {
			at.Commitment, at.Alert = f.Commitment, f.Alert
			reached[at] = true
		}
	}
	return nil
}
