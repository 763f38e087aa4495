package main

import (
	"errors"
	"fmt"
	"io"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
)

// coverage judges the requests of a year whose holidays somebody forgot to
// enter.
func coverage(w io.Writer, d data) error {
	p := page{w: w}
	p.title("2018: %d requests, and holidays known to the end of 2017", len(d.animals2018))
	if err := p.refused(d.animals2018); err != nil {
		return err
	}
	if err := p.guessed(d.animals2018); err != nil {
		return err
	}
	return p.err
}

// refused prints what a calendar answers that does not know the year.
func (p *page) refused(requests []request) error {
	office, err := readOffice(holidaysUntil(2017))
	if err != nil {
		return err
	}
	p.heading("The calendar")
	p.lines(office.Describe(commitment.English))
	_, err = judgeIn(office, requests)
	if err == nil {
		return errors.New("due times past the known holidays")
	}
	var unknown *calendar.CoverageError
	if !errors.As(err, &unknown) {
		return err
	}
	p.heading("No due time, but an error")
	p.line("  %v", err)
	p.heading("The error's fields")
	p.table([]string{"Calendar", unknown.Calendar}, []string{"Source", unknown.Source}, []string{"Date", unknown.Date.String()})
	return nil
}

// guessed prints what becomes of the due times if the unknown year is taken for
// one without holidays. The city's own system must have done so, until somebody
// entered Christmas.
func (p *page) guessed(requests []request) error {
	guess, err := readOffice(noHolidays())
	if err != nil {
		return err
	}
	guesses, err := judgeIn(guess, requests)
	if err != nil {
		return err
	}
	office, err := readOffice(allHolidays())
	if err != nil {
		return err
	}
	verdicts, err := judgeIn(office, requests)
	if err != nil {
		return err
	}
	onHoliday, err := countDueOnHolidays(office, requests)
	if err != nil {
		return err
	}
	known := count(verdicts)
	p.heading("Had it guessed: the city's due times within 60 s of ours")
	p.share("as if without holidays", count(guesses).same, known.requests)
	p.share("with the year's holidays", known.same, known.requests)
	p.heading("The city's system guessed, until Christmas")
	p.share("due on a holiday", onHoliday, known.requests)
	p.share("verdict wrong", known.requests-known.agreed, known.requests)
	p.disputed(disputed(verdicts))
	return p.due(office, verdicts)
}

// due prints how the calendar came to one due time.
func (p *page) due(office *calendar.Calendar, verdicts []verdict) error {
	v, err := find(verdicts, "101002431457") // due on Patriots' Day, says the city
	if err != nil {
		return err
	}
	within, err := calendar.ParseAllowance("1bd")
	if err != nil {
		return fmt.Errorf("one business day: %w", err)
	}
	lines, err := office.Explain(v.opened, within, commitment.English)
	if err != nil {
		return fmt.Errorf("case %s: explain: %w", v.id, err)
	}
	p.heading("Why case %s is due when it is", v.id)
	p.lines(lines)
	return nil
}

// judgeIn judges requests by the policy and a calendar.
func judgeIn(office *calendar.Calendar, requests []request) ([]verdict, error) {
	engine, err := readEngine(office)
	if err != nil {
		return nil, err
	}
	return judge(engine, requests)
}
