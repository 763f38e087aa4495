// Package hostile_test calls everything that the library exports with arguments
// that no honest caller would pass: nothing may panic, and everything must end.
//
// What to call is listed in surface_test.go, which api/gen writes, so that nothing
// is forgotten. As in the standard library, a nil pointer to a compiled value is
// the caller's fault, as a receiver and as an argument; one inside of a value, such
// as a nil calendar in a map, is input like any other.
package hostile_test
