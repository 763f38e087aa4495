package sla

import (
	"slices"
	"time"
)

// shares fills in the times of the groups.
func (f *fold) shares(report *Report) {
	for i := range f.runs() {
		r := &f.runs()[i]
		if r.term.machine.by == "" || !r.inForce || f.life == unopened {
			continue
		}
		office := r.office
		if office == nil {
			if office = f.desk(r.term.choice.choose(f.attributes)); office == nil {
				continue
			}
		}
		s := Shares{Commitment: r.term.id}
		for _, open := range f.openTime {
			s.Total += office.worked(open)
		}
		for j := range f.past {
			if past := &f.past[j]; past.index == r.index {
				f.share(&s, past)
			}
		}
		f.share(&s, r)
		s.Unassigned = s.Total - s.Paused
		for _, g := range s.Groups {
			s.Unassigned -= g.Elapsed
		}
		report.Shares = append(report.Shares, s)
	}
}

// share adds a cycle to the share of its group, as far as the case was open: what
// a clock counts before the opening or after the resolution is no share of it.
func (f *fold) share(s *Shares, r *run) {
	if r.office == nil {
		return
	}
	elapsed := time.Duration(0)
	f.spans(r, func(span stretch, hold holdKind) bool {
		for _, open := range f.openTime {
			work := r.office.worked(stretch{later(span.start, open.start), earlier(span.end, open.end)})
			switch hold {
			case running:
				elapsed += work
			case holdPaused:
				s.Paused += work
			case holdResolved, holdNotInForce:
			}
		}
		return true
	})
	if r.group == "" {
		return // assigned to nobody: unassigned
	}
	i := slices.IndexFunc(s.Groups, func(g Share) bool { return g.Group == r.group })
	if i < 0 {
		i = len(s.Groups)
		s.Groups = append(s.Groups, Share{Group: r.group})
	}
	s.Groups[i].Elapsed += elapsed
}

// worked returns the working time of a stretch as far as it is covered, so that the
// parts of a stretch add up to it.
func (o *desk) worked(s stretch) time.Duration {
	s = stretch{later(s.start, o.first), earlier(s.end, o.last)}
	if !s.start.Before(s.end) {
		return 0
	}
	work, err := o.between(s.start, s.end)
	if err != nil {
		return 0
	}
	return work
}
