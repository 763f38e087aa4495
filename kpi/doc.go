// Package kpi scores a service: how often its commitments were kept, how many
// issues were resolved at the first contact, how satisfied people are, with
// counts that are exact and merge, and figures that know how sure they are.
//
// # From facts to a figure
//
// An accumulator counts facts, merges with others of its kind, and gives a
// result. Its zero value is ready for use.
//
//	var att kpi.Attainment
//	for report := range reports {
//		err = att.AddReport(report)       // sla.Report
//	}
//	result := att.Result("resolution")
//	share, ok := result.Counts.Value()    // ok == false: nothing was decided
//	lines := result.Describe(commitment.Chinese)
//
// The accumulators are [Ratio], [Durations], [Attainment], [FCR], [Reopens],
// [Complaints], [CSAT], [NPS], [CES], [Servqual], [Servperf], [ThreeRates],
// [Compliance], [Availability] and [Table], which holds a cell for each
// combination of dimensions. [ScoreFCR] and [ScoreBacklog] score issues, which
// [IssueOf] makes of the cases of package sla, [Objective] is the error budget of
// a commitment, [Target] its traffic light,
// [Baseline] the record of what its later periods are charted against,
// [Sheet], [Scorecard] and [ScoreGBT27922] score audits, and [Feasible] and
// [Capacity] say what could be promised. Pure statistics are in package
// [github.com/servicecommitment/commitment/kpi/stat].
//
// # Rules that hold for every figure
//
//  1. Without data a figure is undefined: ok == false, Defined false, null in
//     JSON. It is never 0 %, 100 % or NaN.
//  2. A numerator is a subset of its denominator, of one cohort. Otherwise there
//     is an [ErrNotSubset]; nothing is clamped.
//  3. What is not decided is Pending: in neither part, and reported beside it.
//  4. What is open and has reached its limit is decided: missed. At the limit it
//     is, as in package sla.
//  5. What is outside the rule is NotApplicable, counted with its reason.
//  6. The basis date, by which a case belongs to a period, is part of the
//     definition: created, due, resolved, answered.
//  7. Periods are half-open, in a named zone; days may begin at any hour.
//  8. Counts and sums are added up, never averages or percentiles.
//  9. Figures are rounded once, where they are shown.
//  10. Every rate has its n and an interval, by default Wilson's at 95 %, and is
//     not Reliable below MinN, by default 30.
//  11. The variant is part of the identity: what counts differently does not
//     merge.
//  12. Automatic and internal messages are no responses: package sla sees to
//     that, and an [Issue] counts replies by people.
//  13. A case is attributed by the values at the event, not by today's: the
//     caller gives them.
//
// A waiver is counted apart and, unless [Ratio.WithoutWaived] is asked, in the
// denominator as missed.
//
// # Merging
//
// Accumulators hold integers only. Merge is associative and commutative and the
// zero value is its identity: any parting of the same facts, merged in any order,
// has the same bytes. Copies are for reading and merging; Merge keeps nothing of
// what it is given.
//
// Each has an identity, its [Definition], which it takes from its rule or adopts
// from the first thing that it takes. Merging another one is an *[IdentityError],
// counters that would leave their range are [ErrOverflow], and in both cases the
// accumulator is as it was.
//
// Merge is not idempotent. A job that is parted over workers hands on [Partial]
// values, which say job, shard and attempt; [Collect] takes each shard once,
// refuses shards that overlap, and names those that are missing.
//
// # Bytes
//
// AppendBinary writes the canonical form of an accumulator: "KPI", the version of
// the form (1), a byte for the kind, the body, and a CRC-32C. Equal accumulators
// have equal bytes. UnmarshalBinary takes nothing else: what is cut off, changed,
// of another kind or version, not canonical, or contradicts itself is
// [ErrCorrupt]. It allocates in proportion to the data it is given.
//
// The JSON forms of accumulators, results and scores are views for people and
// programs that draw; they round nothing and can not be read back. Those of a
// [Definition] and a [Baseline] can.
//
// # Times
//
// [Durations] is a histogram on nanoseconds with 64 buckets an octave. Mean and
// variance are exact for any number of times; a quantile is nearest rank, within
// 1/128 of the exact one. For comparison with spreadsheets
// [github.com/servicecommitment/commitment/kpi/stat.Percentile] has the rules R-6
// and R-7 on single values. Times of open cases are not known yet: they are not
// in the distribution, and the cases are pending or missed beside it.
//
// # Errors
//
// What is wrong with a rule, an answer or a fact matches [github.com/servicecommitment/commitment.ErrInvalid]
// and names its field as a [github.com/servicecommitment/commitment.FieldError]: answers between two grades, a
// negative duration, a verdict that is none, issues that are resolved before they
// were opened. Several problems are reported at once.
//
// Not an error: no data, a negative budget, a burn rate of 0, an undefined
// figure (in a scorecard: see [Scorecard.ScoreFigures] and [Missing]), the same
// report twice (which counts twice).
//
// The package reads no clock, file or environment and has no zone of its own. No
// input makes it panic.
package kpi
