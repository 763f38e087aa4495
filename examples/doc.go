// Package examples tells one story across the packages of the library, as a
// test: see lifecycle_test.go. The folders beside it are programs.
package examples
