// Package stat has the statistics of service figures: intervals, percentiles,
// control charts, trends and samples.
package stat
