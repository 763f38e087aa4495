package main

import (
	"errors"
	"strings"

	"github.com/servicecommitment/commitment/calendar"
)

// year2018 reports on a year whose holidays somebody forgot to enter.
func year2018(out *strings.Builder, promise calendar.Allowance) error {
	requests, err := readRequests("data/boston311-dead-animal-2018.csv")
	if err != nil {
		return err
	}
	printTitle(out, "2018: %d requests, and holidays known to the end of 2017", len(requests))
	if err := refuse2018(out, promise, requests); err != nil {
		return err
	}
	return compare2018(out, promise, requests)
}

// refuse2018 prints what a calendar answers that does not know the year.
func refuse2018(out *strings.Builder, promise calendar.Allowance, requests []request) error {
	office, err := readOffice(holidaysUntil(2017))
	if err != nil {
		return err
	}
	_, err = judge(office, promise, requests)
	if err == nil {
		return errors.New("due times past the known holidays")
	}
	var unknown *calendar.CoverageError
	if !errors.As(err, &unknown) {
		return err
	}
	printRefusal(out, office, unknown, err)
	return nil
}

// compare2018 prints what becomes of the due times if the unknown year is taken
// for one without holidays. The city's own system must have done so, until
// somebody entered Christmas.
func compare2018(out *strings.Builder, promise calendar.Allowance, requests []request) error {
	guess, err := readOffice(noHolidays())
	if err != nil {
		return err
	}
	guessed, err := judge(guess, promise, requests)
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
	onHoliday, err := countDueOnHolidays(office, requests)
	if err != nil {
		return err
	}
	printComparison(out, count(guessed), count(verdicts), onHoliday)
	printDisputed(out, disputed(verdicts))
	v, err := find(verdicts, "101002431457") // due on Patriots' Day, says the city
	if err != nil {
		return err
	}
	return printExplanation(out, office, promise, v)
}
