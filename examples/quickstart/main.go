// Quickstart is the main job of this library, done on real requests: given when
// a request came in and what was promised, when is it due, was the promise
// kept, and why?
//
//	go run ./examples/quickstart
//
// The requests are those of two years in which citizens asked the City of
// Boston to pick up a dead animal. The city promised each within one business
// day, and published its due time and its verdict, so that our answers can be
// held against its own:
//
//   - 2016, with the calendar of the city's offices: the same due times and the
//     same verdicts, the latest requests, and one due time explained.
//   - 2018, with a calendar that knows no holidays after 2017: an error instead
//     of wrong dates; and what the wrong dates did in the city's own system.
//
// Data flow one way, a file for each step: request.go loads, office.go makes
// the calendar, verdict.go and tally.go judge, report.go prints, and year2016.go
// and year2018.go put them in a row.
package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	_ "time/tzdata" // time zones, on machines that have none

	"github.com/servicecommitment/commitment/calendar"
)

func main() {
	if err := run(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "quickstart:", err)
		os.Exit(1)
	}
}

// run prints the whole report.
func run(w io.Writer) error {
	promise, err := calendar.ParseAllowance("1bd") // one business day
	if err != nil {
		return fmt.Errorf("promise: %w", err)
	}
	var out strings.Builder
	if err := year2016(&out, promise); err != nil {
		return fmt.Errorf("2016: %w", err)
	}
	out.WriteString("\n\n")
	if err := year2018(&out, promise); err != nil {
		return fmt.Errorf("2018: %w", err)
	}
	if _, err := io.WriteString(w, out.String()); err != nil {
		return fmt.Errorf("print: %w", err)
	}
	return nil
}
