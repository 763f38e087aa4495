package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
)

func printTitle(out *strings.Builder, format string, args ...any) {
	title := fmt.Sprintf(format, args...)
	fmt.Fprintf(out, "%s\n%s\n", title, strings.Repeat("=", len(title)))
}

func printHeading(out *strings.Builder, heading string) { fmt.Fprintf(out, "\n%s\n", heading) }

// printShare prints a count as a share of all.
func printShare(out *strings.Builder, what string, n, all int) {
	fmt.Fprintf(out, "  %-24s %5d  %6.2f %%\n", what, n, 100*float64(n)/float64(all))
}

func printTally(out *strings.Builder, t tally) {
	printHeading(out, "The due times that the city published")
	printShare(out, "within 60 s of ours", t.same, t.requests)
	printShare(out, "within 5 min", t.near, t.requests)
	printShare(out, "further off", t.far, t.requests)
	printHeading(out, "The promise")
	printShare(out, "kept", t.kept, t.requests)
	printShare(out, "closed too late", t.late, t.requests)
	printShare(out, "never closed", t.open, t.requests)
	printHeading(out, "The city's own verdict")
	printShare(out, "agrees", t.agreed, t.requests)
	printShare(out, "differs", t.requests-t.agreed, t.requests)
}

func printDisputed(out *strings.Builder, verdicts []verdict) {
	printHeading(out, "Where the city's verdict differs")
	fmt.Fprintf(out, "  %-12s  %-20s  %-20s  %-20s  %s\n", "case", "opened", "due", "due, by the city", "closed")
	for _, v := range verdicts {
		fmt.Fprintf(out, "  %-12s  %-20s  %-20s  %-20s  %s\n", v.id, minute(v.opened), minute(v.due), minute(v.cityDue), minute(v.closed))
	}
}

func printLatest(out *strings.Builder, verdicts []verdict) {
	printHeading(out, "The latest, by working time after due")
	fmt.Fprintf(out, "  %-12s  %-20s  %-20s  %-20s  %14s\n", "case", "opened", "due", "closed", "late")
	for _, v := range verdicts {
		fmt.Fprintf(out, "  %-12s  %-20s  %-20s  %-20s  %14s\n", v.id, minute(v.opened), minute(v.due), minute(v.closed), hours(v.late))
	}
}

// printExplanation prints how the due time of a request comes about.
func printExplanation(out *strings.Builder, office *calendar.Calendar, promise calendar.Allowance, v verdict) error {
	lines, err := office.Explain(v.opened, promise, commitment.English)
	if err != nil {
		return fmt.Errorf("case %s: explain: %w", v.id, err)
	}
	printHeading(out, fmt.Sprintf("Why case %s is due when it is (%s)", v.id, promise))
	for _, line := range lines {
		fmt.Fprintf(out, "  %s\n", line)
	}
	return nil
}

// printRefusal prints the error of a calendar that does not know enough.
func printRefusal(out *strings.Builder, office *calendar.Calendar, unknown *calendar.CoverageError, err error) {
	printHeading(out, "The calendar")
	for _, line := range office.Describe(commitment.English) {
		fmt.Fprintf(out, "  %s\n", line)
	}
	printHeading(out, "No due time, but an error")
	fmt.Fprintf(out, "  %s\n", err)
	printHeading(out, "The error's fields")
	fmt.Fprintf(out, "  %-8s  %s\n", "Calendar", unknown.Calendar)
	fmt.Fprintf(out, "  %-8s  %s\n", "Source", unknown.Source)
	fmt.Fprintf(out, "  %-8s  %s\n", "Date", unknown.Date)
}

// printComparison prints what a guess does, beside the truth, and how many due
// times fell on a holiday.
func printComparison(out *strings.Builder, guessed, known tally, onHoliday int) {
	printHeading(out, "Had it guessed: the city's due times within 60 s of ours")
	printShare(out, "as if without holidays", guessed.same, guessed.requests)
	printShare(out, "with the year's holidays", known.same, known.requests)
	printHeading(out, "The city's system guessed, until Christmas")
	printShare(out, "due on a holiday", onHoliday, known.requests)
	printShare(out, "verdict wrong", known.requests-known.agreed, known.requests)
}

// minute says an instant to the minute.
func minute(t time.Time) string { return t.Format("Mon 2006-01-02 15:04") }

// hours says a duration to the minute.
func hours(d time.Duration) string {
	return fmt.Sprintf("%d h %02d min", d/time.Hour, d%time.Hour/time.Minute)
}
