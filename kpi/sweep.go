package kpi

import (
	"slices"
	"time"
)

// exclusion is what an exclusion takes out.
type exclusion uint8

const (
	excludesOutage exclusion = iota + 1
	excludesAll
)

// edge is the beginning or end of an outage or an exclusion.
type edge struct {
	at        time.Time
	step      int // +1 or −1
	impact    int
	exclusion exclusion
}

// sweep goes over the edges of a period in order of time.
type sweep struct {
	from, to time.Time
	edges    []edge
}

// span adds the edges of what lies in the period.
func (s *sweep) span(start, end time.Time, e edge) {
	start, end = at(start), at(end)
	if start.Before(s.from) {
		start = s.from
	}
	if end.After(s.to) {
		end = s.to
	}
	if !start.Before(end) {
		return
	}
	e.at, e.step = start, 1
	s.edges = append(s.edges, e)
	e.at, e.step = end, -1
	s.edges = append(s.edges, e)
}

// run adds up the times between the edges.
func (s *sweep) run() Availability {
	slices.SortFunc(s.edges, func(a, b edge) int { return a.at.Compare(b.at) })
	var a Availability
	on := make(impacts)
	var excluded [excludesAll + 1]int
	now := s.from
	pass := func(to time.Time) {
		d := uint64(to.Sub(now))
		now = to
		if excluded[excludesAll] > 0 {
			a.excluded = a.excluded.add(wide{d})
			return
		}
		a.total = a.total.add(wide{d})
		if excluded[excludesOutage] == 0 {
			a.down = a.down.add(times(d, uint64(on.greatest())))
		}
	}
	for _, e := range s.edges {
		pass(e.at)
		if e.exclusion != 0 {
			excluded[e.exclusion] += e.step
		} else {
			on.change(e.impact, e.step)
		}
	}
	pass(s.to)
	return a
}

// impacts counts the outages that are on, by impact.
type impacts map[int]int

func (i impacts) change(impact, step int) {
	if i[impact] += step; i[impact] == 0 {
		delete(i, impact)
	}
}

func (i impacts) greatest() int {
	most := 0
	for impact := range i {
		most = max(most, impact)
	}
	return most
}
