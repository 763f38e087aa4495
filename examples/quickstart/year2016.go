package main

import (
	"fmt"
	"strings"

	"github.com/servicecommitment/commitment/calendar"
)

// year2016 reports on a year whose holidays are known.
func year2016(out *strings.Builder, promise calendar.Allowance) error {
	requests, err := readRequests("data/boston311-dead-animal-2016.csv")
	if err != nil {
		return err
	}
	office, err := readOffice(allHolidays())
	if err != nil {
		return err
	}
	verdicts, err := judge(office, promise, requests)
	if err != nil {
		return err
	}
	printTitle(out, "2016: %d requests, promised within one business day (%s)", len(requests), promise)
	printTally(out, count(verdicts))
	printDisputed(out, disputed(verdicts))
	printLatest(out, latest(verdicts, 10))
	return explain2016(out, office, promise, verdicts)
}

// explain2016 prints how one due time comes about: the dates that count, and
// then the hours.
func explain2016(out *strings.Builder, office *calendar.Calendar, promise calendar.Allowance, verdicts []verdict) error {
	v, err := find(verdicts, "101001769425") // over the weekend of Patriots' Day
	if err != nil {
		return err
	}
	if err := printExplanation(out, office, promise, v); err != nil {
		return err
	}
	// The office is open for 8 hours and 30 minutes a day: as working time, one
	// business day runs out at the same instant.
	sameInHours, err := calendar.ParseAllowance("8h30m")
	if err != nil {
		return fmt.Errorf("one day's hours: %w", err)
	}
	return printExplanation(out, office, sameInHours, v)
}
