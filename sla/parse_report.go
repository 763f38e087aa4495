package sla

import "github.com/servicecommitment/commitment/internal/strictjson"

const (
	// maxReportBytes holds what is found in a case of 10,000 events.
	maxReportBytes = 16 << 20
	maxReportDepth = 16
)

// ParseReport reads the JSON form of a report, as [Report.MarshalJSON] writes
// it: the names of the fields of [Report] and what it is made of, in snake case.
// Null and absent mean the same.
//
// Text that is not JSON or larger than 16 MiB, unknown and duplicate keys, and
// values of the wrong type or form are errors, all reported at once with their
// paths.
func ParseReport(data []byte) (Report, error) { return parseReportPart(readReport)(data) }

// UnmarshalJSON is [ParseReport].
func (r *Report) UnmarshalJSON(data []byte) error { return strictjson.Unmarshal(r, data, ParseReport) }

// UnmarshalJSON reads what [Explanation.MarshalJSON] writes, in the way of
// [ParseReport].
func (x *Explanation) UnmarshalJSON(data []byte) error {
	return strictjson.Unmarshal(x, data, parseReportPart(readExplanation))
}

// UnmarshalJSON reads one clock as [ParseReport] reads those of a report.
func (c *Clock) UnmarshalJSON(data []byte) error {
	return strictjson.Unmarshal(c, data, parseReportPart(readClock))
}

// UnmarshalJSON reads one firing as [ParseReport] reads those of a report.
func (f *Firing) UnmarshalJSON(data []byte) error {
	return strictjson.Unmarshal(f, data, parseReportPart(readFiring))
}

// UnmarshalJSON reads one finding as [ParseReport] reads those of a report.
func (f *Finding) UnmarshalJSON(data []byte) error {
	return strictjson.Unmarshal(f, data, parseReportPart(readFinding))
}

func parseReportPart[T any](read func(strictjson.Value) T) func([]byte) (T, error) {
	return func(data []byte) (T, error) {
		return strictjson.Document("sla", data, strictjson.Limits{Bytes: maxReportBytes, Depth: maxReportDepth}, read)
	}
}

func readReport(v strictjson.Value) Report { return strictjson.Members(v, readReportMembers) }

func readReportMembers(o *strictjson.Object) Report {
	return Report{
		CaseID:        strictjson.Optional(o, "case_id", strictjson.Text),
		PolicyID:      strictjson.Optional(o, "policy_id", strictjson.Text),
		PolicyVersion: strictjson.Optional(o, "policy_version", strictjson.Text),
		RuleID:        strictjson.Optional(o, "rule_id", strictjson.Text),
		AsOf:          strictjson.Optional(o, "as_of", readInstant),
		Clocks:        strictjson.List(o, "clocks", readClock),
		Firings:       strictjson.List(o, "firings", readFiring),
		Next:          strictjson.Optional(o, "next", readInstant),
		Findings:      strictjson.List(o, "findings", readFinding),
		Shares:        strictjson.List(o, "shares", readShares),
		Attributes:    strictjson.Map(o, "attributes", readOneOrMany),
	}
}

func readExplanation(v strictjson.Value) Explanation {
	return strictjson.Members(v, func(o *strictjson.Object) Explanation {
		return Explanation{
			Report:      readReportMembers(o),
			PolicyTitle: strictjson.Optional(o, "policy_title", strictjson.Text),
			RuleTitle:   strictjson.Optional(o, "rule_title", strictjson.Text),
			Titles:      readTexts(o, "titles"),
			Segments:    strictjson.List(o, "segments", func(v strictjson.Value) []Segment { return strictjson.Items(v, readSegment) }),
			Moves:       strictjson.List(o, "moves", func(v strictjson.Value) []Move { return strictjson.Items(v, readMove) }),
		}
	})
}

func readClock(v strictjson.Value) Clock {
	return strictjson.Members(v, func(o *strictjson.Object) Clock {
		return Clock{
			Metric:       strictjson.Optional(o, "metric", strictjson.Text),
			Commitment:   strictjson.Optional(o, "commitment", strictjson.Text),
			Calendar:     strictjson.Optional(o, "calendar", strictjson.Text),
			Fingerprint:  strictjson.Optional(o, "fingerprint", strictjson.Text),
			Cycle:        strictjson.Optional(o, "cycle", readInt),
			Group:        strictjson.Optional(o, "group", strictjson.Text),
			Stage:        strictjson.Optional(o, "stage", strictjson.Enum(Cancelled)),
			Verdict:      strictjson.Optional(o, "verdict", strictjson.Enum(NotApplicable)),
			Breached:     strictjson.Optional(o, "breached", readBool),
			BornBreached: strictjson.Optional(o, "born_breached", readBool),
			Start:        strictjson.Optional(o, "start", readInstant),
			Due:          strictjson.Optional(o, "due", readInstant),
			Stopped:      strictjson.Optional(o, "stopped", readInstant),
			BreachedAt:   strictjson.Optional(o, "breached_at", readInstant),
			DueProjected: strictjson.Optional(o, "due_projected", readBool),
			Provisional:  strictjson.Optional(o, "provisional", readBool),
			Elapsed:      strictjson.Optional(o, "elapsed", readDuration),
			Remaining:    strictjson.Optional(o, "remaining", readDuration),
			Overdue:      strictjson.Optional(o, "overdue", readDuration),
			Paused:       strictjson.Optional(o, "paused", readDuration),
			Target:       strictjson.Optional(o, "target", readInt),
			MergedInto:   strictjson.Optional(o, "merged_into", strictjson.Text),
			Earlier:      strictjson.List(o, "earlier", readOutcome),
		}
	})
}

func readOutcome(v strictjson.Value) Outcome {
	return strictjson.Members(v, func(o *strictjson.Object) Outcome {
		return Outcome{
			Stopped:  strictjson.Optional(o, "stopped", readInstant),
			Verdict:  strictjson.Optional(o, "verdict", strictjson.Enum(NotApplicable)),
			Reopened: strictjson.Optional(o, "reopened", readInstant),
		}
	})
}

func readFiring(v strictjson.Value) Firing {
	return strictjson.Members(v, func(o *strictjson.Object) Firing {
		return Firing{
			Key:        strictjson.Optional(o, "key", strictjson.Text),
			Metric:     strictjson.Optional(o, "metric", strictjson.Text),
			Commitment: strictjson.Optional(o, "commitment", strictjson.Text),
			Alert:      strictjson.Optional(o, "alert", strictjson.Text),
			Cycle:      strictjson.Optional(o, "cycle", readInt),
			At:         strictjson.Optional(o, "at", readInstant),
		}
	})
}

func readFinding(v strictjson.Value) Finding {
	return strictjson.Members(v, func(o *strictjson.Object) Finding {
		return Finding{
			Code:    strictjson.Optional(o, "code", strictjson.Text),
			EventID: strictjson.Optional(o, "event_id", strictjson.Text),
			Message: strictjson.Optional(o, "message", strictjson.Text),
		}
	})
}

func readShares(v strictjson.Value) Shares {
	return strictjson.Members(v, func(o *strictjson.Object) Shares {
		return Shares{
			Commitment: strictjson.Optional(o, "commitment", strictjson.Text),
			Groups:     strictjson.List(o, "groups", readShare),
			Unassigned: strictjson.Optional(o, "unassigned", readDuration),
			Paused:     strictjson.Optional(o, "paused", readDuration),
			Total:      strictjson.Optional(o, "total", readDuration),
		}
	})
}

func readShare(v strictjson.Value) Share {
	return strictjson.Members(v, func(o *strictjson.Object) Share {
		return Share{
			Group:   strictjson.Optional(o, "group", strictjson.Text),
			Elapsed: strictjson.Optional(o, "elapsed", readDuration),
		}
	})
}

func readSegment(v strictjson.Value) Segment {
	return strictjson.Members(v, func(o *strictjson.Object) Segment {
		return Segment{
			Start:   strictjson.Optional(o, "start", readInstant),
			End:     strictjson.Optional(o, "end", readInstant),
			Counted: strictjson.Optional(o, "counted", readBool),
			Cause:   strictjson.Optional(o, "cause", strictjson.Enum(CauseNotCovered)),
			Reason:  strictjson.Optional(o, "reason", strictjson.Text),
			EventID: strictjson.Optional(o, "event_id", strictjson.Text),
			Source:  strictjson.Optional(o, "source", strictjson.Text),
			Name:    strictjson.Optional(o, "name", strictjson.Text),
		}
	})
}

func readMove(v strictjson.Value) Move {
	return strictjson.Members(v, func(o *strictjson.Object) Move {
		return Move{
			At:      strictjson.Optional(o, "at", readInstant),
			Kind:    strictjson.Optional(o, "kind", strictjson.Enum(MoveWaiver)),
			EventID: strictjson.Optional(o, "event_id", strictjson.Text),
			Reason:  strictjson.Optional(o, "reason", strictjson.Text),
			Detail:  strictjson.Optional(o, "detail", strictjson.Text),
			Due:     strictjson.Optional(o, "due", readInstant),
		}
	})
}
