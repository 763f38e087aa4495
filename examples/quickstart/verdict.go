package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/servicecommitment/commitment/sla"
)

// verdict is a request and what our policy says of it.
type verdict struct {
	request
	clock sla.Clock // of its resolution
}

// kept reports whether the promise was kept.
func (v verdict) kept() bool { return v.clock.Verdict == sla.Met }

// published returns an instant by which the files were: what is open in them
// stays open.
func published() time.Time { return time.Date(2023, time.January, 1, 0, 0, 0, 0, time.UTC) }

// judge answers for each request when it was due and whether that was kept.
func judge(engine *sla.Engine, requests []request) ([]verdict, error) {
	verdicts := make([]verdict, 0, len(requests))
	for _, r := range requests {
		report, err := engine.Evaluate(r.history(), published())
		if err != nil {
			return nil, fmt.Errorf("case %s: %w", r.id, err)
		}
		clock, ok := report.Clock(sla.MetricResolution)
		if !ok {
			return nil, fmt.Errorf("case %s: %w", r.id, errNoPromise)
		}
		verdicts = append(verdicts, verdict{r, clock})
	}
	return verdicts, nil
}

var errNoPromise = errors.New("nothing is promised")

// find returns the verdict on a case.
func find(verdicts []verdict, id string) (verdict, error) {
	i := slices.IndexFunc(verdicts, func(v verdict) bool { return v.id == id })
	if i < 0 {
		return verdict{}, fmt.Errorf("there is no case %s", id)
	}
	return verdicts[i], nil
}

// latest returns the n closed requests that were closed latest, in working time.
func latest(verdicts []verdict, n int) []verdict {
	closed := slices.DeleteFunc(slices.Clone(verdicts), func(v verdict) bool { return v.closed.IsZero() })
	slices.SortFunc(closed, func(a, b verdict) int {
		return cmp.Or(cmp.Compare(b.clock.Overdue, a.clock.Overdue), cmp.Compare(a.id, b.id))
	})
	return closed[:min(n, len(closed))]
}

// disputed returns the requests of which the city says otherwise.
func disputed(verdicts []verdict) []verdict {
	var found []verdict
	for _, v := range verdicts {
		if v.kept() != (v.city == onTime) {
			found = append(found, v)
		}
	}
	return found
}
