// Quickstart is the main job of this library, done on real requests: given when
// a request came in and what was promised, when is it due, was the promise
// kept, whom to tell before it is broken, and why?
//
//	go run ./examples/quickstart
//
// The requests are those of citizens to the City of Boston, which published
// its due times and its verdicts, so that our answers can be held against its
// own.
//
// Each section of the output is a file and a function of the same name, which
// takes the data and writes what it finds:
//
//   - promise.go: a policy with one promise judges a year's requests; one of
//     them is explained, and followed through its alerts.
//   - coverage.go: a calendar that knows no holidays after 2017 gives an error
//     instead of wrong dates; and what the wrong dates did in the city's own
//     system.
//   - scores.go: how well the due times of a quarter were kept, by department,
//     channel and week, and what could be promised.
//
// What several sections need is in request.go (the data), office.go (the
// calendar), policy.go (the policy), verdict.go and tally.go (the judgement), and
// page.go (the output).
package main

import (
	"fmt"
	"io"
	"os"
	_ "time/tzdata" // time zones, on machines that have none
)

func main() {
	if err := run(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "quickstart:", err)
		os.Exit(1)
	}
}

// section is a part of the output.
type section struct {
	name  string
	print func(w io.Writer, d data) error
}

// sections returns the parts of the output in their order.
func sections() []section {
	return []section{
		{"promise", promise},
		{"coverage", coverage},
		{"scores", scores},
	}
}

// run prints all sections.
func run(w io.Writer) error {
	d, err := load()
	if err != nil {
		return err
	}
	for i, s := range sections() {
		if i > 0 {
			if _, err := io.WriteString(w, "\n\n"); err != nil {
				return fmt.Errorf("print: %w", err)
			}
		}
		if err := s.print(w, d); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
	}
	return nil
}
