// Package compensation says what is owed when a commitment is missed: to the
// cent, with every line explained.
//
// # From a scheme to an award
//
// A [Scheme] is terms as data: a statute, a tariff, a service level agreement.
// [Compile] checks it, reports everything that is wrong at once, and returns a
// [Program]: an immutable value, safe for concurrent use. [Program.Assess] gives
// the [Award] for a [Claim]: what is owed, for which incident, by which lines.
//
//	scheme, err := compensation.ParseScheme(text)
//	program, err := compensation.Compile(scheme)
//	facts, err := program.Facts(report, "resolution") // of a commitment of package sla
//	facts["charges"] = compensation.Number("1000.00")
//	award, err := program.Assess(compensation.Claim{Facts: facts})
//	// award.Amount, award.Rights, award.Explain(commitment.English)
//
// Published schemes to start from are in the sub-package schemes. They are not
// legal advice.
//
// # Expressions
//
// Conditions and amounts are expressions: names of facts, params and tables;
// decimals, "texts", true and false; + - * / == != < <= > >= && || ! and
// parentheses; and the functions
//
//	min(x, …) max(x, …) floor(x) ceil(x) pct(rate, x) round(x, step, "mode")
//	choose(cond, a, b) oneof(x, a, …) days_between(from, to)
//
// A fact is a number, bool, string, date or time. An absent bool is false; any
// other absent fact is an error where it is needed, a [MissingFactError].
// choose, && and || evaluate only what they need; everything else evaluates all
// of its operands. days_between counts dates, of a time the date that it shows.
//
// A param is a number that changes by date, or by the value of a fact. A table
// is a function of one number: of bands, the value of the one that holds it; of
// slices, the sum of the parts, each at its own rate, from zero upwards, where a
// number of zero or less gives zero. Bands must not overlap, and every number
// must have one, unless there is an "else", or the scheme says that the
// published text has the gap.
//
// # The order of evaluation
//
//  1. For each incident, whose facts overlay those of the claim, each rule: its
//     "when"; its own "unless" and then that of the scheme, of which the first
//     that holds is the reason; its amount, raised to "min" and then lowered to
//     "max"; rounded, if the rule says how or lines are rounded.
//  2. Of the rules of a group that apply, the group takes all (sum), the one
//     that gives the most or the least (max, min; the earlier of equals), the
//     first, or the only one: two are an error.
//  3. The sum over the incidents.
//  4. The caps, one after the other. Incidents whose facts "same" are equal share
//     a room: the limit, less the earlier awards with the same facts, never below
//     zero. In a rolling window an award counts that lies less than the duration
//     before the incident, and so do earlier incidents of the same claim.
//     Without a window no earlier award counts. Incidents that share a room and
//     disagree on its limit are an error. Where a cap binds, what is left is cut
//     to the step of rounding, so that no award is above its cap.
//  5. One rounding of the total, unless lines were rounded. A step that no
//     incident could have without passing its cap is not owed: three incidents
//     of 7.995, each under its own cap of 7.995, come to 23.97.
//  6. What earlier claims carried is added; then the threshold: less is not paid
//     out, and lapses or is carried.
//  7. The total is split over the incidents. A cut takes from the last incidents
//     first, or from all in proportion (largest_remainder), amounts that take
//     back apart; what rounding leaves goes to those that lost the most by it,
//     as far as their caps have room.
//  8. Rights, which the exclusions of the scheme exclude too, and the last date
//     for the claim. A claim dated later is void, incident by incident.
//
// # Exactness
//
// Numbers are exact fractions from the facts to the one rounding: 100 · 43195 /
// 43200 is compared with 99.99 as it is. Nothing depends on the process-wide
// settings of the decimal package, and no float is ever made. A number is
// written with at most 40 digits and an exponent of at most 18.
//
// # The audit trail
//
// Every change of the amount is a [Line] with its delta, and the deltas add up
// to the award exactly. A line has the rule, the facts that were read, the bands
// and slices chosen, the expression and its exact value. A line of nothing says
// which condition failed, and by how much. [Award.Explain] writes all that in
// English or Chinese.
//
// # What is an error
//
// Compile refuses what can be known to be wrong of a scheme: names, types,
// overlaps and gaps, cycles, steps off the currency's grid, a maximum below a
// minimum. Assess refuses claims with facts that nobody declared, and what leaves
// no answer: a missing fact, a gap, a conflict, a division by zero, numbers
// beyond the limits. [CodeOf] tells which. Nothing panics, and every loop has a
// bound, whatever the input.
//
// A total of zero, an excluded claim, a negative total and an amount below the
// threshold are no errors.
package compensation
