package slatest

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"time"

	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/internal/strictjson"
	"github.com/servicecommitment/commitment/sla"
)

// Scenario is a case and what is expected of it at some instants.
//
// It is immutable but for its exported fields, and safe for concurrent use while
// these stay; the zero value expects nothing.
type Scenario struct {
	// File is where it was read from, empty if by [Parse].
	File       string
	Name, Note string
	Case       sla.Case

	checkpoints []checkpoint
}

// checkpoint is what is expected at an instant; nil and unset fields are not
// checked.
type checkpoint struct {
	now      time.Time
	report   []wanted[sla.Report]
	clocks   []wantedClocks
	firings  *[][]wanted[sla.Firing]
	findings *[]string
	shares   []wantedShares
}

// wantedClocks is what is expected of a commitment: no clock, or its current
// cycle, or all cycles.
type wantedClocks struct {
	commitment string
	none, all  bool
	cycles     [][]wanted[sla.Clock]
}

type wantedShares struct {
	commitment string
	shares     []wanted[sla.Shares]
}

// at returns the instants of the scenario.
func (s Scenario) at() []time.Time {
	instants := make([]time.Time, len(s.checkpoints))
	for i := range s.checkpoints {
		instants[i] = s.checkpoints[i].now
	}
	return instants
}

const (
	maxBytes = 16 << 20
	maxDepth = 24
)

// Parse reads a scenario or an array of scenarios from JSON.
//
// Text that is not JSON or larger than 16 MiB, unknown and duplicate keys, values
// of the wrong type or form, a scenario without name, case or instants and two of
// one name are errors, all reported at once with their paths.
func Parse(data []byte) ([]Scenario, error) {
	var problems check.Problems
	scenarios := readScenarios(data, &problems)
	if err := problems.Err("slatest"); err != nil {
		return nil, err
	}
	return scenarios, nil
}

var errNone = errors.New("slatest: no scenarios: there is no file *.json")

// Load reads the scenarios of all files of fsys whose names end in ".json", in
// the order of their paths. It reads them all before it reports errors, each
// with the name of its file; no file is an error too.
func Load(fsys fs.FS) ([]Scenario, error) {
	if fsys == nil {
		return nil, errNone
	}
	var (
		all   []Scenario
		wrong []error
	)
	err := fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(name) != ".json" {
			return err
		}
		scenarios, err := loadFile(fsys, name)
		if err != nil {
			wrong = append(wrong, fmt.Errorf("%s: %w", name, err))
		}
		all = append(all, scenarios...)
		return nil
	})
	if err != nil {
		wrong = append(wrong, fmt.Errorf("slatest: %w", err))
	}
	switch err := errors.Join(wrong...); {
	case err != nil:
		return nil, err
	case len(all) == 0:
		return nil, errNone
	}
	return all, nil
}

func loadFile(fsys fs.FS, name string) ([]Scenario, error) {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("slatest: %w", err)
	}
	scenarios, err := Parse(data)
	for i := range scenarios {
		scenarios[i].File = name
	}
	return scenarios, err
}

func readScenarios(data []byte, problems *check.Problems) []Scenario {
	root, ok := strictjson.Read(data, strictjson.Limits{Bytes: maxBytes, Depth: maxDepth}, problems)
	if !ok {
		return nil
	}
	items := []strictjson.Value{root}
	if root.Kind() == strictjson.KindArray {
		items, _ = root.Array()
	}
	if len(items) == 0 {
		root.Failf("holds no scenario")
	}
	names := make(map[string]bool)
	scenarios := make([]Scenario, 0, len(items))
	for _, item := range items {
		s := readScenario(item)
		if s.Name != "" && names[s.Name] {
			item.Failf("%s is the name of an earlier scenario too", check.Quote(s.Name))
		}
		names[s.Name] = true
		scenarios = append(scenarios, s)
	}
	return scenarios
}

func readScenario(v strictjson.Value) Scenario {
	var s Scenario
	o, ok := v.Object()
	if !ok {
		return s
	}
	if name, ok := o.Required("name"); ok {
		if s.Name, ok = name.Text(); ok && s.Name == "" {
			name.Failf("is empty")
		}
	}
	if note, ok := o.Take("note"); ok {
		s.Note, _ = note.Text()
	}
	if c, ok := o.Required("case"); ok {
		var err error
		if s.Case, err = sla.ParseCase(c.JSON()); err != nil {
			c.Fail(err)
		}
	}
	if at, ok := o.Required("at"); ok {
		items, ok := at.Array()
		if ok && len(items) == 0 {
			at.Failf("holds no instant")
		}
		for _, item := range items {
			s.checkpoints = append(s.checkpoints, readCheckpoint(item))
		}
	}
	o.Done()
	return s
}
