// Package examples shows the packages of this module at work together. It has no
// code of its own:
//
//   - lifecycle_test.go is one story across all of them: what was promised to a
//     customer, how that was broken, what is owed for it, how his complaint went
//     round the loop until he confirmed, and what all that is in figures.
//   - quickstart is a program that judges real requests of citizens.
package examples
