// Package stat has the statistics behind service figures: intervals, percentiles,
// control charts, trends, samples and audits. It knows counts and values, not what
// they are of; package kpi does.
//
// Every function is pure: it keeps nothing, leaves its arguments as they are, and
// is safe for concurrent use. What is undefined is ok == false, or a chart that is
// not [Chart.Defined], and then every number beside it is 0. No NaN, no infinity
// and no negative zero ever comes out, whatever goes in; a value that is NaN or
// infinite makes the result undefined. The work is bounded for every input, counts
// of 2^64-1 included.
//
// # Intervals
//
// A share of n cases is known to within an interval. [Wilson] is the one to use.
// [ClopperPearson] is for contracts that say "at least": it never covers less than
// its confidence. [AgrestiCoull] and [Wald] are there to compare with what others
// report; Wald's is bad. [Poisson] is the exact interval of a count, such as
// complaints, and [Newcombe] that of the difference of two shares: this month and
// last, one channel and another.
//
//	lo, hi, ok := stat.Wilson(47, 50, 0.95) // 0.838 to 0.979
//
// No data has no interval (n == 0 is undefined), and more successes than cases are
// refused, never clamped. Of 0 successes the lower bound is exactly 0, of n the
// upper one exactly 1. An interval mirrors: failures have the interval that 1 less
// gives.
//
// The incomplete beta and gamma functions behind the exact intervals are summed up
// to a hundred thousand of the rarer outcome, and beyond computed from the
// corrected likelihood root; both have a relative error below 1e-12, which the
// tests measure against sums in 300 bits and against numerical integration.
//
// # Percentiles
//
// [Percentile] has three definitions. [NearestRank] is the one to report by: it
// returns a value that occurred. [R7] and [R6] interpolate and are for comparison
// with spreadsheets. [Rank] is the nearest rank alone, for a histogram. Floats
// count as the decimals that were written: 0.07 of 100 is rank 7.
//
// # Control charts
//
// A [Chart] is data: a centre, and points with their limits. The kind depends on
// what is plotted:
//
//	PChart   misses out of cases                    share, limits in [0, 1]
//	UChart   complaints per contact, order, day     rate, lower limit from 0
//	CChart   complaints of equal periods            count, lower limit from 0
//	LaneyP   as PChart, for cases in the thousands
//	LaneyU   as UChart, for units in the thousands
//	XmR      single values, such as daily means
//	EWMA     the same, for small drifts
//
// [CUSUM] returns its two sums, for small lasting shifts. A sample of size 0 is a
// gap. Beyond a limit means strictly beyond it; a difference below one part in 10^12
// is rounding and counts as none. [Chart.WesternElectric] and [Chart.Nelson] name
// the patterns that chance seldom makes, each [Signal] with its rule and its
// points; a gap ends a pattern. [Chart.Baseline] freezes the first phase, and
// [Baseline.Counts] and [Baseline.Values] judge what comes later by it.
//
// # Trends
//
// [MannKendall] says whether there is a trend, [TheilSen] how steep it is. Neither
// minds outliers, and neither expects a straight line.
//
// # Samples and audits
//
// [SampleSize] says how many cases to look at for a margin. [Allocate] shares them
// out over strata with a minimum for each, [Draw] picks them by the rank of a hash,
// so that an auditor who knows the seed draws the same, and [Stratify] brings the
// results together. [Kappa] and [WeightedKappa] measure whether two auditors judge
// alike.
//
// [CodeLetter] and [Plan] are the tables of ISO 2859-1:1999 (GB/T 2828.1-2012) for
// single sampling, and [Switching] its rules for normal, tightened and reduced
// inspection:
//
//	letter, ok := stat.CodeLetter(1000, stat.LevelII) // J
//	plan, ok := stat.Plan(letter, 2.5, stat.Normal)   // look at 80, accept up to 5
//
// Lots of one item have no letter, and only the 26 limits of the standard have
// plans. A plan behind an arrow of the table has the letter it leads to. The
// tables follow one law, by which a cell depends on the sum of its row and column
// alone; the tests compare each of their cells with the print.
package stat
