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
func (r *Report) UnmarshalJSON(data []byte) error { return unmarshal(r, data, ParseReport) }

// UnmarshalJSON reads what [Explanation.MarshalJSON] writes, in the way of
// [ParseReport].
func (x *Explanation) UnmarshalJSON(data []byte) error {
	return unmarshal(x, data, parseReportPart(readExplanation))
}

// UnmarshalJSON reads one clock as [ParseReport] reads those of a report.
func (c *Clock) UnmarshalJSON(data []byte) error {
	return unmarshal(c, data, parseReportPart(readClock))
}

// UnmarshalJSON reads one firing as [ParseReport] reads those of a report.
func (f *Firing) UnmarshalJSON(data []byte) error {
	return unmarshal(f, data, parseReportPart(readFiring))
}

// UnmarshalJSON reads one finding as [ParseReport] reads those of a report.
func (f *Finding) UnmarshalJSON(data []byte) error {
	return unmarshal(f, data, parseReportPart(readFinding))
}

func parseReportPart[T any](read func(strictjson.Value) T) func([]byte) (T, error) {
	return func(data []byte) (T, error) {
		return readDocument(data, strictjson.Limits{Bytes: maxReportBytes, Depth: maxReportDepth}, read)
	}
}

func readReport(v strictjson.Value) Report { return readObject(v, readReportMembers) }

func readReportMembers(o *strictjson.Object) Report {
	return Report{
		CaseID:        readMember(o, "case_id", readText),
		PolicyID:      readMember(o, "policy_id", readText),
		PolicyVersion: readMember(o, "policy_version", readText),
		RuleID:        readMember(o, "rule_id", readText),
		AsOf:          readMember(o, "as_of", readInstant),
		Clocks:        readList(o, "clocks", readClock),
		Firings:       readList(o, "firings", readFiring),
		Next:          readMember(o, "next", readInstant),
		Findings:      readList(o, "findings", readFinding),
		Shares:        readList(o, "shares", readShares),
		Attributes:    readMap(o, "attributes", readOneOrMany),
	}
}

func readExplanation(v strictjson.Value) Explanation {
	return readObject(v, func(o *strictjson.Object) Explanation {
		return Explanation{
			Report:      readReportMembers(o),
			PolicyTitle: readMember(o, "policy_title", readText),
			RuleTitle:   readMember(o, "rule_title", readText),
			Titles:      readTexts(o, "titles"),
			Segments:    readList(o, "segments", func(v strictjson.Value) []Segment { return readItems(v, readSegment) }),
			Moves:       readList(o, "moves", func(v strictjson.Value) []Move { return readItems(v, readMove) }),
		}
	})
}

func readClock(v strictjson.Value) Clock {
	return readObject(v, func(o *strictjson.Object) Clock {
		return Clock{
			Metric:       readMember(o, "metric", readText),
			Commitment:   readMember(o, "commitment", readText),
			Calendar:     readMember(o, "calendar", readText),
			Fingerprint:  readMember(o, "fingerprint", readText),
			Cycle:        readMember(o, "cycle", readInt),
			Group:        readMember(o, "group", readText),
			Stage:        readMember(o, "stage", readEnum(Cancelled)),
			Verdict:      readMember(o, "verdict", readEnum(NotApplicable)),
			Breached:     readMember(o, "breached", readBool),
			BornBreached: readMember(o, "born_breached", readBool),
			Start:        readMember(o, "start", readInstant),
			Due:          readMember(o, "due", readInstant),
			Stopped:      readMember(o, "stopped", readInstant),
			BreachedAt:   readMember(o, "breached_at", readInstant),
			DueProjected: readMember(o, "due_projected", readBool),
			Provisional:  readMember(o, "provisional", readBool),
			Elapsed:      readMember(o, "elapsed", readDuration),
			Remaining:    readMember(o, "remaining", readDuration),
			Overdue:      readMember(o, "overdue", readDuration),
			Paused:       readMember(o, "paused", readDuration),
			Target:       readMember(o, "target", readInt),
			MergedInto:   readMember(o, "merged_into", readText),
			Earlier:      readList(o, "earlier", readOutcome),
		}
	})
}

func readOutcome(v strictjson.Value) Outcome {
	return readObject(v, func(o *strictjson.Object) Outcome {
		return Outcome{
			Stopped:  readMember(o, "stopped", readInstant),
			Verdict:  readMember(o, "verdict", readEnum(NotApplicable)),
			Reopened: readMember(o, "reopened", readInstant),
		}
	})
}

func readFiring(v strictjson.Value) Firing {
	return readObject(v, func(o *strictjson.Object) Firing {
		return Firing{
			Key:        readMember(o, "key", readText),
			Metric:     readMember(o, "metric", readText),
			Commitment: readMember(o, "commitment", readText),
			Alert:      readMember(o, "alert", readText),
			Cycle:      readMember(o, "cycle", readInt),
			At:         readMember(o, "at", readInstant),
		}
	})
}

func readFinding(v strictjson.Value) Finding {
	return readObject(v, func(o *strictjson.Object) Finding {
		return Finding{
			Code:    readMember(o, "code", readText),
			EventID: readMember(o, "event_id", readText),
			Message: readMember(o, "message", readText),
		}
	})
}

func readShares(v strictjson.Value) Shares {
	return readObject(v, func(o *strictjson.Object) Shares {
		return Shares{
			Commitment: readMember(o, "commitment", readText),
			Groups:     readList(o, "groups", readShare),
			Unassigned: readMember(o, "unassigned", readDuration),
			Paused:     readMember(o, "paused", readDuration),
			Total:      readMember(o, "total", readDuration),
		}
	})
}

func readShare(v strictjson.Value) Share {
	return readObject(v, func(o *strictjson.Object) Share {
		return Share{
			Group:   readMember(o, "group", readText),
			Elapsed: readMember(o, "elapsed", readDuration),
		}
	})
}

func readSegment(v strictjson.Value) Segment {
	return readObject(v, func(o *strictjson.Object) Segment {
		return Segment{
			Start:   readMember(o, "start", readInstant),
			End:     readMember(o, "end", readInstant),
			Counted: readMember(o, "counted", readBool),
			Cause:   readMember(o, "cause", readEnum(CauseNotCovered)),
			Reason:  readMember(o, "reason", readText),
			EventID: readMember(o, "event_id", readText),
			Source:  readMember(o, "source", readText),
			Name:    readMember(o, "name", readText),
		}
	})
}

func readMove(v strictjson.Value) Move {
	return readObject(v, func(o *strictjson.Object) Move {
		return Move{
			At:      readMember(o, "at", readInstant),
			Kind:    readMember(o, "kind", readEnum(MoveWaiver)),
			EventID: readMember(o, "event_id", readText),
			Reason:  readMember(o, "reason", readText),
			Detail:  readMember(o, "detail", readText),
			Due:     readMember(o, "due", readInstant),
		}
	})
}
