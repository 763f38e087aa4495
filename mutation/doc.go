// Command mutation changes a package in small ways, one at a time, and tells
// which of the changes no test of the package notices.
//
//	cd mutation && go run . ../sla
//	go run . -n 200 -seed 7 -j 2 ../sla      # a random sample
//
// The changes are those that gremlins v0.6.0 makes by default:
//
//	ARITHMETIC_BASE        + to -, - to +, * to /, / to *, % to *
//	CONDITIONALS_BOUNDARY  < to <=, <= to <, > to >=, >= to >
//	CONDITIONALS_NEGATION  == to !=, != to ==, < to >=, <= to >, > to <=, >= to <
//	INCREMENT_DECREMENT    ++ to --, -- to ++
//	INVERT_NEGATIVES       -x to +x
//
// gremlins compiles the tests once for each change. This command compiles them
// once for all: in a copy of the package (an overlay, nothing is written to it)
// every operator that can be changed becomes a call that looks up whether its
// change is switched on, in an environment variable that is read once. What that
// makes of an expression must still compile: a place where it does not, such as
// a constant, the length of an array or a sum of texts, is left as it is and
// counted as skipped.
//
// Each test is first run by itself, which shows how long it takes and which
// changes it reaches. A change is then tried on the tests that reach it, the
// fastest first, until one fails. Tests that take very long after a change, or
// more memory than 4 GiB, have failed too.
//
// It prints a line for each change that lived or that no test reaches:
//
//	LIVED        retarget.go:31:12 CONDITIONALS_BOUNDARY < to <=
//	NOT COVERED  run.go:77:4 INCREMENT_DECREMENT ++ to --
//
// and the score: of the changes that tests reach, the share that they notice.
// Not every one that lived is a missing test: some change nothing.
package main
