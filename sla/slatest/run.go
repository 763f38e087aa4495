package slatest

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/sla"
)

// Run makes a sub-test of each scenario in the files *.json of fsys, within one
// of its file. Files that cannot be read, or none, fail the test.
//
// A sub-test fails once for each instant at which something expected does not
// hold, and says all of that and why the clocks it is about are what they are.
func Run(t *testing.T, engine *sla.Engine, fsys fs.FS) {
	t.Helper()
	run(t, engine, fsys)
}

// tester is what Run needs of a *testing.T.
type tester[T any] interface {
	Helper()
	Run(name string, test func(T)) bool
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}

func run[T tester[T]](t T, engine *sla.Engine, fsys fs.FS) {
	t.Helper()
	scenarios, err := Load(fsys)
	if err != nil {
		t.Fatalf("%v", err)
		return
	}
	for len(scenarios) > 0 {
		file := scenarios[0].File
		n := 1
		for n < len(scenarios) && scenarios[n].File == file {
			n++
		}
		ofFile := scenarios[:n]
		scenarios = scenarios[n:]
		t.Run(file, func(t T) {
			t.Helper()
			for _, s := range ofFile {
				t.Run(s.Name, func(t T) {
					t.Helper()
					s.test(t, engine)
				})
			}
		})
	}
}

// reporter is what a scenario needs to fail.
type reporter interface {
	Helper()
	Errorf(format string, args ...any)
}

func (s Scenario) test(t reporter, engine *sla.Engine) {
	t.Helper()
	mismatches, err := s.Check(engine)
	for len(mismatches) > 0 {
		now := mismatches[0].Now
		n := 1
		for n < len(mismatches) && mismatches[n].Now.Equal(now) {
			n++
		}
		t.Errorf("%s", s.failure(engine, mismatches[:n]))
		mismatches = mismatches[n:]
	}
	if err != nil {
		t.Errorf("%s: %v", s.title(), err)
	}
}

// failure says what does not hold at an instant, and why.
func (s Scenario) failure(engine *sla.Engine, mismatches []Mismatch) string {
	now := mismatches[0].Now
	var text strings.Builder
	text.WriteString(s.title() + "\nat " + now.Format(time.RFC3339Nano))
	if s.Note != "" {
		text.WriteString(" (" + s.Note + ")")
	}
	for _, m := range mismatches {
		text.WriteString("\n    " + m.Path + "\n        expected " + m.Expected + "\n        actual   " + m.Actual)
	}
	explanation, err := engine.Explain(s.Case, now)
	if err != nil {
		text.WriteString("\nno explanation: " + err.Error())
		return text.String()
	}
	only(&explanation, mismatches)
	text.WriteString("\nwhy")
	for _, line := range explanation.Explain(commitment.English) {
		text.WriteString("\n    " + line)
	}
	return text.String()
}

// only leaves the clocks that mismatches are about, all if one is about none.
func only(explanation *sla.Explanation, mismatches []Mismatch) {
	about := make(map[string]bool)
	for _, m := range mismatches {
		about[m.Commitment] = true
	}
	if about[""] {
		return
	}
	all := *explanation
	explanation.Clocks, explanation.Titles, explanation.Segments, explanation.Moves = nil, nil, nil, nil
	for i := range all.Clocks {
		if about[all.Clocks[i].Commitment] {
			explanation.Clocks = append(explanation.Clocks, all.Clocks[i])
			explanation.Titles = append(explanation.Titles, all.Titles[i])
			explanation.Segments = append(explanation.Segments, all.Segments[i])
			explanation.Moves = append(explanation.Moves, all.Moves[i])
		}
	}
	explanation.Firings = slices.DeleteFunc(explanation.Firings, func(f sla.Firing) bool { return !about[f.Commitment] })
	explanation.Shares = slices.DeleteFunc(explanation.Shares, func(s sla.Shares) bool { return !about[s.Commitment] })
}

func (s Scenario) title() string {
	if s.File == "" {
		return s.Name
	}
	return s.File + ": " + s.Name
}
