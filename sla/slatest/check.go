package slatest

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/sla"
)

// Mismatch is an expectation that did not hold. It is comparable; the zero value
// is none.
type Mismatch struct {
	// Now is the instant asked for, Path what was expected of then, such as
	// "clocks.resolution.due".
	Now  time.Time
	Path string
	// Commitment is the commitment whose clock it is about, empty if none.
	Commitment string
	// Expected and Actual are texts, instants in the zone of the actual one.
	Expected, Actual string
}

// String returns the path, what was expected and what came out.
func (m Mismatch) String() string {
	return m.Path + ": expected " + m.Expected + ", got " + m.Actual
}

var errNoEngine = errors.New("slatest: the engine is nil")

// Check returns the expectations that do not hold, in the order of the instants
// written. An engine that is nil, or cannot judge the case, is an error; what did
// not hold at the instants before is returned with it.
func (s Scenario) Check(engine *sla.Engine) ([]Mismatch, error) {
	if engine == nil {
		return nil, errNoEngine
	}
	var all []Mismatch
	for i := range s.checkpoints {
		c := &s.checkpoints[i]
		report, err := engine.Evaluate(s.Case, c.now)
		if err != nil {
			return all, fmt.Errorf("slatest: at %s: %w", c.now.Format(time.RFC3339Nano), err)
		}
		all = append(all, c.check(report)...)
	}
	return all, nil
}

// comparison collects the mismatches of an instant. They are about the clock of
// a commitment while there is one.
type comparison struct {
	now        time.Time
	commitment string
	mismatches []Mismatch
}

func (c *comparison) add(path check.Path, expected, actual string) {
	c.mismatches = append(c.mismatches, Mismatch{Now: c.now, Path: string(path), Commitment: c.commitment, Expected: expected, Actual: actual})
}

func (c *checkpoint) check(report sla.Report) []Mismatch {
	to := comparison{now: c.now}
	compare(&to, "", c.report, &report)
	for _, w := range c.clocks {
		to.commitment = w.commitment
		w.check(&to, report)
	}
	to.commitment = ""
	if c.firings != nil {
		checkFirings(&to, *c.firings, report.Firings)
	}
	if c.findings != nil {
		checkFindings(&to, *c.findings, report.Findings)
	}
	for _, w := range c.shares {
		w.check(&to, report.Shares)
	}
	return to.mismatches
}

// compare checks the fields written of something found.
func compare[T any](to *comparison, at check.Path, all []wanted[T], found *T) {
	for _, w := range all {
		actual := w.of(found)
		if w.value.equal(actual) {
			continue
		}
		zone := to.now.Location()
		if !actual.at.IsZero() {
			zone = actual.at.Location()
		}
		path := check.Path(w.key)
		if at != "" {
			path = at + "." + path
		}
		to.add(path, w.value.in(zone), actual.in(zone))
	}
}

func (w *wantedClocks) check(to *comparison, report sla.Report) {
	at := check.Path("clocks").Key(w.commitment)
	if !w.all {
		clock, ok := report.Clock(w.commitment)
		switch {
		case w.none && ok:
			to.add(at, none, describeClock(&clock))
		case !w.none && !ok:
			to.add(at, "a clock", none)
		case !w.none:
			compare(to, at, w.cycles[0], &clock)
		}
		return
	}
	var runs []sla.Clock
	var texts []string
	for i := range report.Clocks {
		if clock := &report.Clocks[i]; clock.Commitment == w.commitment {
			runs, texts = append(runs, *clock), append(texts, describeClock(clock))
		}
	}
	if len(runs) != len(w.cycles) {
		to.add(at, strconv.Itoa(len(w.cycles))+" cycles", strconv.Itoa(len(runs))+listed(texts))
		return
	}
	for i := range runs {
		compare(to, at.Index(i), w.cycles[i], &runs[i])
	}
}

func describeClock(c *sla.Clock) string {
	return "cycle " + strconv.Itoa(c.Cycle) + " " + c.Stage.String() + ", " + c.Verdict.String()
}

func checkFirings(to *comparison, expected [][]wanted[sla.Firing], actual []sla.Firing) {
	const at = check.Path("firings")
	if len(expected) != len(actual) {
		texts := make([]string, len(actual))
		for i := range actual {
			f := &actual[i]
			texts[i] = f.Commitment + " " + f.Alert + " at " + f.At.Format(time.RFC3339Nano)
		}
		to.add(at, strconv.Itoa(len(expected)), strconv.Itoa(len(actual))+listed(texts))
		return
	}
	for i := range actual {
		compare(to, at.Index(i), expected[i], &actual[i])
	}
}

func checkFindings(to *comparison, expected []string, found []sla.Finding) {
	actual := make([]string, len(found))
	for i := range found {
		actual[i] = found[i].Code
	}
	slices.Sort(actual)
	if want := slices.Sorted(slices.Values(expected)); !slices.Equal(want, actual) {
		to.add("findings", "["+strings.Join(want, ", ")+"]", "["+strings.Join(actual, ", ")+"]")
	}
}

func (w *wantedShares) check(to *comparison, shares []sla.Shares) {
	at := check.Path("shares").Key(w.commitment)
	for i := range shares {
		if shares[i].Commitment == w.commitment {
			compare(to, at, w.shares, &shares[i])
			return
		}
	}
	to.add(at, "shares", none)
}

// listed returns ": a; b", nothing for nothing.
func listed(texts []string) string {
	if len(texts) == 0 {
		return ""
	}
	return ": " + strings.Join(texts, "; ")
}
