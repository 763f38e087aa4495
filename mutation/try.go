package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"time"
)

// outcome is what became of a mutant.
type outcome string

const (
	killed     outcome = "KILLED"
	timedOut   outcome = "TIMED OUT"
	lived      outcome = "LIVED"
	notCovered outcome = "NOT COVERED"
)

// result is a mutant and what became of it.
type result struct {
	mutant
	outcome outcome
}

// try tries mutants on the tests that reach them.
func (b *testBinary) try(ctx context.Context, o options, tests []test, mutants []mutant) ([]result, error) {
	results, failures := make([]result, len(mutants)), make([]error, len(mutants))
	inParallel(o.workers, len(mutants), func(i int) {
		results[i].mutant = mutants[i]
		results[i].outcome, failures[i] = b.tryOne(ctx, o, tests, mutants[i])
	})
	return results, errors.Join(failures...)
}

// tryOne tries a mutant on batches of tests, of which each may take longer than
// the one before.
func (b *testBinary) tryOne(ctx context.Context, o options, tests []test, m mutant) (outcome, error) {
	const growth, grace = 4, 3 * time.Second
	first := 200 * time.Millisecond // of the tests without a mutant
	var batch []string
	took, most, covered := time.Duration(0), first, false
	flush := func() (outcome, error) {
		if len(batch) == 0 {
			return lived, nil
		}
		limit := time.Duration(o.coefficient)*took + grace
		_, err := b.run(ctx, limit, o, m.id, "", "-test.failfast", "-test.run", "^("+strings.Join(batch, "|")+")$")
		batch, took, most = nil, 0, most*growth
		var failed *exec.ExitError
		switch {
		case err == nil:
			return lived, nil
		case errors.Is(err, context.DeadlineExceeded):
			return timedOut, nil
		case errors.As(err, &failed):
			return killed, nil
		}
		return "", err
	}
	for i := range tests {
		t := &tests[i]
		if !t.reaches[m.base] {
			continue
		}
		covered = true
		if took > 0 && took+t.took > most {
			if what, err := flush(); what != lived || err != nil {
				return what, err
			}
		}
		batch, took = append(batch, t.name), took+t.took
	}
	if !covered {
		return notCovered, nil
	}
	return flush()
}

// report prints what became of the mutants.
func report(out io.Writer, o options, results []result, skipped int) error {
	counts := make(map[outcome]int)
	var text strings.Builder
	for _, r := range results {
		counts[r.outcome]++
		if o.verbose || r.outcome == lived || r.outcome == notCovered {
			fmt.Fprintf(&text, "%-12s %s\n", r.outcome, r.mutant)
		}
	}
	noticed := counts[killed] + counts[timedOut]
	fmt.Fprintf(&text, "%d mutants: %d killed, %d timed out, %d lived, %d not covered; %d more cannot be compiled\n",
		len(results), counts[killed], counts[timedOut], counts[lived], counts[notCovered], skipped)
	if tried := noticed + counts[lived]; tried > 0 {
		fmt.Fprintf(&text, "score: %.2f %% (%d of the %d that tests reach)\n", 100*float64(noticed)/float64(tried), noticed, tried)
	}
	_, err := io.WriteString(out, text.String())
	return err
}
