// Package slatest tests a policy by scenarios that its author can write: JSON
// files with a case, instants, and what is expected of the clocks at each.
//
//	//go:embed scenarios
//	var scenarios embed.FS
//
//	func TestPolicy(t *testing.T) {
//		slatest.Run(t, engine, scenarios)
//	}
//
// [Run] makes a sub-test of every scenario. One that fails says what was
// expected, what came out, and why, in the words of [sla.Explanation.Explain].
// [Coverage] tells which rules, commitments and alerts no scenario has reached.
//
// # A scenario
//
// A file is a scenario or an array of scenarios:
//
//	{
//	  "name": "answered, then resolved late",
//	  "note": "the second reply does not matter",
//	  "case": {"id": "C-1", "attributes": {"tier": "vip"}, "events": [
//	    {"id": "e1", "at": "2026-01-05T09:00:00+08:00", "kind": "opened"},
//	    {"id": "e2", "at": "2026-01-05T09:20:00+08:00", "kind": "replied", "actor": "agent"}]},
//	  "at": [
//	    {"now": "2026-01-05T13:00:00+08:00",
//	     "rule": "vip",
//	     "clocks": {
//	       "first_response": {"verdict": "met", "elapsed": "20m"},
//	       "resolution": {"due": "2026-01-05T13:00:00+08:00", "breached": true, "overdue": "0s"}},
//	     "firings": [{"commitment": "resolution", "alert": "50%", "at": "2026-01-05T11:00:00+08:00"}],
//	     "next": "2026-01-05T14:00:00+08:00",
//	     "findings": []}]
//	}
//
// The case is as [sla.ParseCase] reads it. Everything beside "now" is optional,
// and only what is written is checked; "note" is for the reader. Keys that do not
// exist are errors, since an expectation that nobody reads would always hold.
//
//   - "policy_version" and "rule" are the report's; an empty text is none.
//   - "clocks" holds an object by the commitment's id for its current cycle, or
//     an array for all its cycles in order, or "none" where there must be no
//     clock. Keys of a clock are the fields of [sla.Clock] in snake case, but for
//     "fingerprint" and "earlier".
//   - "firings" are all alerts that fired by then, in order, each with the keys
//     key, commitment, metric, alert, cycle and at. An empty array says that none
//     did.
//   - "findings" are the codes of all findings, in any order.
//   - "shares" holds by commitment {"groups": {"l1": "2h"}, "unassigned": "0s",
//     "paused": "1h", "total": "3h"}.
//   - Instants are RFC 3339, in any zone, or "none". Durations are texts like
//     "1h30m".
package slatest
