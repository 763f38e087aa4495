// Command bench prints how fast the package calendar is, beside package time
// and beside rickar/cal, as the tables of README.md.
package main

import (
	"flag"
	"fmt"
	"os" //nolint:depguard // a command prints
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/servicecommitment/commitment/bench/compare"
)

func main() {
	testing.Init()
	rounds := flag.Int("rounds", 100, "how often each figure is measured; the least time counts")
	flag.Parse()
	var out strings.Builder
	err := run(&out, *rounds)
	if err == nil {
		_, err = os.Stdout.WriteString(out.String())
	}
	if err != nil {
		_, _ = os.Stderr.WriteString("bench: " + err.Error() + "\n")
		os.Exit(1)
	}
}

func run(out *strings.Builder, rounds int) error {
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%s %s/%s, %d cores\n\n", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
	figures, err := figures(newYork, rounds)
	if err != nil {
		return err
	}
	out.WriteString("| figure | measured | must | met |\n|---|---|---|---|\n")
	for _, f := range figures {
		fmt.Fprintf(out, "| %s | %s | %s | %s |\n", f.name, f.measured, f.must, f.verdict())
	}
	for _, location := range []*time.Location{newYork, time.UTC} {
		if err := questions(out, location, max(rounds/10, 2)); err != nil {
			return err
		}
	}
	return nil
}

// questions prints what each question costs with either library, in one zone.
func questions(out *strings.Builder, location *time.Location, rounds int) error {
	office, err := compare.NewOffice(location)
	if err != nil {
		return err
	}
	list, err := office.Questions()
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "\n| %s | ours | rickar/cal | rickar/cal, cached | the faster over ours |\n|---|--:|--:|--:|--:|\n", location)
	for _, q := range list {
		times := least(rounds, q.Ours, q.Plain, q.Cached)
		ours, plain, cached := times[0], times[1], times[2]
		fmt.Fprintf(out, "| %s | %s | %s | %s | %s × |\n", q.Name, nanos(ours), nanos(plain), nanos(cached), grouped(min(plain, cached)/ours))
	}
	return nil
}

// nanos writes nanoseconds in a unit that fits.
func nanos(n float64) string {
	switch {
	case n < 100:
		return fmt.Sprintf("%.1f ns", n)
	case n < 1e3:
		return fmt.Sprintf("%.0f ns", n)
	case n < 1e6:
		return fmt.Sprintf("%.1f µs", n/1e3)
	}
	return fmt.Sprintf("%.1f ms", n/1e6)
}

// grouped writes a number without digits after the point, in groups of three.
func grouped(n float64) string {
	whole := int(n)
	if whole < 1000 {
		return strconv.Itoa(whole)
	}
	return fmt.Sprintf("%s,%03d", grouped(float64(whole/1000)), whole%1000)
}
