package main

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/servicecommitment/commitment/calendar"
)

// verdict is a request with our own answers.
type verdict struct {
	request
	due  time.Time
	kept bool
	// late is the working time from due to closed, zero if that was in time.
	late time.Duration
}

// judge answers for each request when it was due and whether that was kept.
func judge(office *calendar.Calendar, promise calendar.Allowance, requests []request) ([]verdict, error) {
	verdicts := make([]verdict, 0, len(requests))
	for _, r := range requests {
		v, err := judgeOne(office, promise, r)
		if err != nil {
			return nil, fmt.Errorf("case %s: %w", r.id, err)
		}
		verdicts = append(verdicts, v)
	}
	return verdicts, nil
}

func judgeOne(office *calendar.Calendar, promise calendar.Allowance, r request) (verdict, error) {
	due, err := office.Due(r.opened, promise)
	if err != nil {
		return verdict{}, fmt.Errorf("due: %w", err)
	}
	v := verdict{request: r, due: due}
	switch {
	case r.closed.IsZero():
		// The files were published years after: what is open in them is
		// overdue, by the city's verdict too.
	case r.closed.After(due):
		if v.late, err = office.Between(due, r.closed); err != nil {
			return verdict{}, fmt.Errorf("late: %w", err)
		}
	default:
		v.kept = true
	}
	return v, nil
}

// find returns the verdict on a case.
func find(verdicts []verdict, id string) (verdict, error) {
	i := slices.IndexFunc(verdicts, func(v verdict) bool { return v.id == id })
	if i < 0 {
		return verdict{}, fmt.Errorf("there is no case %s", id)
	}
	return verdicts[i], nil
}

// latest returns the n requests that were closed latest, in working time.
func latest(verdicts []verdict, n int) []verdict {
	sorted := slices.SortedFunc(slices.Values(verdicts), func(a, b verdict) int {
		return cmp.Or(cmp.Compare(b.late, a.late), cmp.Compare(a.id, b.id))
	})
	return sorted[:min(n, len(sorted))]
}

// disputed returns the requests of which the city says otherwise.
func disputed(verdicts []verdict) []verdict {
	var found []verdict
	for _, v := range verdicts {
		if v.kept != v.onTime {
			found = append(found, v)
		}
	}
	return found
}
