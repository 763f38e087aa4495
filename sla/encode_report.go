package sla

// MarshalJSON returns the JSON form that [ParseReport] reads. Zero values are
// left out, attributes are sorted by their names; equal reports have the same
// text.
//
// What JSON cannot hold is an error at its path: a text that is not UTF-8, an
// enum without such a value, and an instant of a year outside 0 to 9999.
func (r Report) MarshalJSON() ([]byte, error) {
	return encode(func(e *encoder) { e.object(func() { e.report(&r) }) })
}

// MarshalJSON returns the JSON form of the report with more members, among them
// "segments" and "moves": a list for each clock.
func (x Explanation) MarshalJSON() ([]byte, error) {
	return encode(func(e *encoder) {
		e.object(func() {
			e.report(&x.Report)
			e.text("policy_title", x.PolicyTitle)
			e.text("rule_title", x.RuleTitle)
			e.texts("titles", x.Titles)
			list(e, "segments", x.Segments, func(segments *[]Segment) {
				array(e, *segments, func(s *Segment) { e.object(func() { e.segment(s) }) })
			})
			list(e, "moves", x.Moves, func(moves *[]Move) {
				array(e, *moves, func(m *Move) { e.object(func() { e.move(m) }) })
			})
		})
	})
}

// MarshalJSON returns the JSON form of a clock in [Report.MarshalJSON].
func (c Clock) MarshalJSON() ([]byte, error) {
	return encode(func(e *encoder) { e.object(func() { e.clock(&c) }) })
}

// MarshalJSON returns the JSON form of a firing in [Report.MarshalJSON].
func (f Firing) MarshalJSON() ([]byte, error) {
	return encode(func(e *encoder) { e.object(func() { e.firing(&f) }) })
}

// MarshalJSON returns the JSON form of a finding in [Report.MarshalJSON].
func (f Finding) MarshalJSON() ([]byte, error) {
	return encode(func(e *encoder) { e.object(func() { e.finding(&f) }) })
}

func (e *encoder) report(r *Report) {
	e.text("case_id", r.CaseID)
	e.text("policy_id", r.PolicyID)
	e.text("policy_version", r.PolicyVersion)
	e.text("rule_id", r.RuleID)
	e.instant("as_of", r.AsOf)
	objects(e, "clocks", r.Clocks, e.clock)
	objects(e, "firings", r.Firings, e.firing)
	e.instant("next", r.Next)
	objects(e, "findings", r.Findings, e.finding)
	objects(e, "shares", r.Shares, e.shares)
	e.attributes("attributes", r.Attributes)
}

func (e *encoder) clock(c *Clock) {
	e.text("metric", c.Metric)
	e.text("commitment", c.Commitment)
	e.text("calendar", c.Calendar)
	e.text("fingerprint", c.Fingerprint)
	e.int("cycle", int64(c.Cycle))
	e.text("group", c.Group)
	enumMember(e, "stage", c.Stage, Cancelled)
	enumMember(e, "verdict", c.Verdict, NotApplicable)
	e.bool("breached", c.Breached)
	e.bool("born_breached", c.BornBreached)
	e.instant("start", c.Start)
	e.instant("due", c.Due)
	e.instant("stopped", c.Stopped)
	e.instant("breached_at", c.BreachedAt)
	e.bool("due_projected", c.DueProjected)
	e.bool("provisional", c.Provisional)
	e.duration("elapsed", c.Elapsed)
	e.duration("remaining", c.Remaining)
	e.duration("overdue", c.Overdue)
	e.duration("paused", c.Paused)
	e.int("target", int64(c.Target))
	e.text("merged_into", c.MergedInto)
	objects(e, "earlier", c.Earlier, e.outcome)
}

func (e *encoder) outcome(o *Outcome) {
	e.instant("stopped", o.Stopped)
	enumMember(e, "verdict", o.Verdict, NotApplicable)
	e.instant("reopened", o.Reopened)
}

func (e *encoder) firing(f *Firing) {
	e.text("key", f.Key)
	e.text("metric", f.Metric)
	e.text("commitment", f.Commitment)
	e.text("alert", f.Alert)
	e.int("cycle", int64(f.Cycle))
	e.instant("at", f.At)
}

func (e *encoder) finding(f *Finding) {
	e.text("code", f.Code)
	e.text("event_id", f.EventID)
	e.text("message", f.Message)
}

func (e *encoder) shares(s *Shares) {
	e.text("commitment", s.Commitment)
	objects(e, "groups", s.Groups, func(share *Share) {
		e.text("group", share.Group)
		e.duration("elapsed", share.Elapsed)
	})
	e.duration("unassigned", s.Unassigned)
	e.duration("paused", s.Paused)
	e.duration("total", s.Total)
}

func (e *encoder) segment(s *Segment) {
	e.instant("start", s.Start)
	e.instant("end", s.End)
	e.bool("counted", s.Counted)
	enumMember(e, "cause", s.Cause, CauseNotCovered)
	e.text("reason", s.Reason)
	e.text("event_id", s.EventID)
	e.text("source", s.Source)
	e.text("name", s.Name)
}

func (e *encoder) move(m *Move) {
	e.instant("at", m.At)
	enumMember(e, "kind", m.Kind, MoveWaiver)
	e.text("event_id", m.EventID)
	e.text("reason", m.Reason)
	e.text("detail", m.Detail)
	e.instant("due", m.Due)
}
