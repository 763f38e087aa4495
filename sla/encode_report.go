package sla

import "github.com/servicecommitment/commitment/internal/jsonwriter"

// MarshalJSON returns the JSON form that [ParseReport] reads. Zero values are
// left out, attributes are sorted by their names; equal reports have the same
// text.
//
// What JSON cannot hold is an error at its path: a text that is not UTF-8, an
// enum without such a value, and an instant of a year outside 0 to 9999.
func (r Report) MarshalJSON() ([]byte, error) {
	return encode(func(e *encoder) { e.report(&r) })
}

// MarshalJSON returns the JSON form of the report with more members, among them
// "segments" and "moves": a list for each clock.
func (x Explanation) MarshalJSON() ([]byte, error) {
	return encode(func(e *encoder) {
		e.report(&x.Report)
		e.Text("policy_title", x.PolicyTitle)
		e.Text("rule_title", x.RuleTitle)
		e.Texts("titles", x.Titles)
		jsonwriter.List(e.Writer, "segments", x.Segments, func(segments *[]Segment) {
			jsonwriter.Array(e.Writer, *segments, func(s *Segment) { e.Object(func() { e.segment(s) }) })
		})
		jsonwriter.List(e.Writer, "moves", x.Moves, func(moves *[]Move) {
			jsonwriter.Array(e.Writer, *moves, func(m *Move) { e.Object(func() { e.move(m) }) })
		})
	})
}

// MarshalJSON returns the JSON form of a clock in [Report.MarshalJSON].
func (c Clock) MarshalJSON() ([]byte, error) {
	return encode(func(e *encoder) { e.clock(&c) })
}

// MarshalJSON returns the JSON form of a firing in [Report.MarshalJSON].
func (f Firing) MarshalJSON() ([]byte, error) {
	return encode(func(e *encoder) { e.firing(&f) })
}

// MarshalJSON returns the JSON form of a finding in [Report.MarshalJSON].
func (f Finding) MarshalJSON() ([]byte, error) {
	return encode(func(e *encoder) { e.finding(&f) })
}

func (e *encoder) report(r *Report) {
	e.Text("case_id", r.CaseID)
	e.Text("policy_id", r.PolicyID)
	e.Text("policy_version", r.PolicyVersion)
	e.Text("rule_id", r.RuleID)
	e.Instant("as_of", r.AsOf)
	jsonwriter.Objects(e.Writer, "clocks", r.Clocks, e.clock)
	jsonwriter.Objects(e.Writer, "firings", r.Firings, e.firing)
	e.Instant("next", r.Next)
	jsonwriter.Objects(e.Writer, "findings", r.Findings, e.finding)
	jsonwriter.Objects(e.Writer, "shares", r.Shares, e.shares)
	e.Attributes("attributes", r.Attributes)
}

func (e *encoder) clock(c *Clock) {
	e.Text("metric", c.Metric)
	e.Text("commitment", c.Commitment)
	e.Text("calendar", c.Calendar)
	e.Text("fingerprint", c.Fingerprint)
	e.Int("cycle", int64(c.Cycle))
	e.Text("group", c.Group)
	jsonwriter.Enum(e.Writer, "stage", c.Stage, Cancelled)
	jsonwriter.Enum(e.Writer, "verdict", c.Verdict, NotApplicable)
	e.Bool("breached", c.Breached)
	e.Bool("born_breached", c.BornBreached)
	e.Instant("start", c.Start)
	e.Instant("due", c.Due)
	e.Instant("stopped", c.Stopped)
	e.Instant("breached_at", c.BreachedAt)
	e.Bool("due_projected", c.DueProjected)
	e.Bool("provisional", c.Provisional)
	e.Duration("elapsed", c.Elapsed)
	e.Duration("remaining", c.Remaining)
	e.Duration("overdue", c.Overdue)
	e.Duration("paused", c.Paused)
	e.Int("target", int64(c.Target))
	e.Text("merged_into", c.MergedInto)
	jsonwriter.Objects(e.Writer, "earlier", c.Earlier, e.outcome)
}

func (e *encoder) outcome(o *Outcome) {
	e.Instant("stopped", o.Stopped)
	jsonwriter.Enum(e.Writer, "verdict", o.Verdict, NotApplicable)
	e.Instant("reopened", o.Reopened)
}

func (e *encoder) firing(f *Firing) {
	e.Text("key", f.Key)
	e.Text("metric", f.Metric)
	e.Text("commitment", f.Commitment)
	e.Text("alert", f.Alert)
	e.Int("cycle", int64(f.Cycle))
	e.Instant("at", f.At)
}

func (e *encoder) finding(f *Finding) {
	e.Text("code", f.Code)
	e.Text("event_id", f.EventID)
	e.Text("message", f.Message)
}

func (e *encoder) shares(s *Shares) {
	e.Text("commitment", s.Commitment)
	jsonwriter.Objects(e.Writer, "groups", s.Groups, func(share *Share) {
		e.Text("group", share.Group)
		e.Duration("elapsed", share.Elapsed)
	})
	e.Duration("unassigned", s.Unassigned)
	e.Duration("paused", s.Paused)
	e.Duration("total", s.Total)
}

func (e *encoder) segment(s *Segment) {
	e.Instant("start", s.Start)
	e.Instant("end", s.End)
	e.Bool("counted", s.Counted)
	jsonwriter.Enum(e.Writer, "cause", s.Cause, CauseNotCovered)
	e.Text("reason", s.Reason)
	e.Text("event_id", s.EventID)
	e.Text("source", s.Source)
	e.Text("name", s.Name)
}

func (e *encoder) move(m *Move) {
	e.Instant("at", m.At)
	jsonwriter.Enum(e.Writer, "kind", m.Kind, MoveWaiver)
	e.Text("event_id", m.EventID)
	e.Text("reason", m.Reason)
	e.Text("detail", m.Detail)
	e.Instant("due", m.Due)
}
