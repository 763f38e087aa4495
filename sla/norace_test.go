//go:build !race

package sla_test

// raceAllocations are those that the race detector adds to an evaluation.
const raceAllocations = 0
