package main

import (
	"fmt"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/sla"
)

// readPolicy returns what the city promises, as data.
func readPolicy() (sla.Policy, error) {
	const name = "data/policy.json"
	text, err := files.ReadFile(name)
	if err != nil {
		return sla.Policy{}, fmt.Errorf("open policy: %w", err)
	}
	policy, err := sla.ParsePolicy(text)
	if err != nil {
		return sla.Policy{}, fmt.Errorf("%s: %w", name, err)
	}
	return policy, nil
}

// readEngine returns the policy, compiled with the calendar of the city's
// offices: what judges cases.
func readEngine(office *calendar.Calendar) (*sla.Engine, error) {
	policy, err := readPolicy()
	if err != nil {
		return nil, err
	}
	engine, err := sla.Compile(map[string]*calendar.Calendar{"boston": office}, policy)
	if err != nil {
		return nil, fmt.Errorf("compile the policy: %w", err)
	}
	return engine, nil
}
