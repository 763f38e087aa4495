// Package timewords says dates, instants and durations in the words of a
// language, for the lines of an Explain or a Describe: "Mon 2026-01-05 17:00",
// "2 h 30 min". What a host named itself goes into such a line by [Plain].
package timewords
