package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/sla"
)

// promise judges the requests of a year by a policy with one promise, and
// follows one of them.
func promise(w io.Writer, d data) error {
	p := page{w: w}
	office, err := readOffice(allHolidays())
	if err != nil {
		return err
	}
	engine, err := readEngine(office)
	if err != nil {
		return err
	}
	verdicts, err := judge(engine, d.animals2016)
	if err != nil {
		return err
	}
	p.title("2016: %d requests, promised within one business day", len(verdicts))
	p.heading("The policy (data/policy.json)")
	for _, policy := range engine.Policies() {
		p.lines(policy.Describe(commitment.English))
	}
	p.tally(count(verdicts))
	p.disputed(disputed(verdicts))
	last := latest(verdicts, 10)
	p.latest(last)
	if err := p.explained(engine, last[0].request); err != nil {
		return err
	}
	if err := p.timers(office, engine, last[0].request); err != nil {
		return err
	}
	return p.err
}

func (p *page) tally(t tally) {
	p.heading("The due times that the city published")
	p.share("within 60 s of ours", t.same, t.requests)
	p.share("within 5 min", t.near, t.requests)
	p.share("further off", t.far, t.requests)
	p.heading("The promise")
	p.share("kept", t.kept, t.requests)
	p.share("closed too late", t.late, t.requests)
	p.share("never closed", t.open, t.requests)
	p.heading("The city's own verdict")
	p.share("agrees", t.agreed, t.requests)
	p.share("differs", t.requests-t.agreed, t.requests)
}

func (p *page) disputed(verdicts []verdict) {
	p.heading("Where the city's verdict differs")
	rows := [][]string{{"case", "opened", "due", "due, by the city", "closed"}}
	for _, v := range verdicts {
		rows = append(rows, []string{v.id, minute(v.opened), minute(v.clock.Due), minute(v.cityDue), minute(v.closed)})
	}
	p.table(rows...)
}

func (p *page) latest(verdicts []verdict) {
	p.heading("The latest, by working time after due")
	rows := [][]string{{"case", "opened", "due", "closed", "late"}}
	for _, v := range verdicts {
		rows = append(rows, []string{v.id, minute(v.opened), minute(v.clock.Due), minute(v.closed), hours(v.clock.Overdue)})
	}
	p.table(rows...)
}

// explained prints how one request stood at noon of the day it was due, and
// why.
func (p *page) explained(engine *sla.Engine, r request) error {
	report, err := engine.Evaluate(r.history(), published())
	if err != nil {
		return fmt.Errorf("case %s: %w", r.id, err)
	}
	due := report.Clocks[0].Due
	noon := time.Date(due.Year(), due.Month(), due.Day(), 12, 0, 0, 0, due.Location())
	x, err := engine.Explain(r.history(), noon)
	if err != nil {
		return fmt.Errorf("case %s: explain: %w", r.id, err)
	}
	for _, lang := range []commitment.Lang{commitment.English, commitment.Chinese} {
		p.heading("Case %s at noon of the day it was due (%s)", r.id, lang)
		p.lines(x.Explain(lang))
	}
	return nil
}

// timers prints what the host of one request does about it: it acts on each
// firing once, and sets one timer, for the instant at which the report will next
// be another one.
func (p *page) timers(office *calendar.Calendar, engine *sla.Engine, r request) error {
	const most = 10
	rows := [][]string{{"evaluated at", "verdict", "alerts to act on", "next timer"}}
	acted := make(map[string]bool)
	now := r.opened
	for range most {
		report, err := engine.Evaluate(r.history(), now)
		if err != nil {
			return fmt.Errorf("case %s: %w", r.id, err)
		}
		var alerts []string
		for _, f := range report.Firings {
			if !acted[f.Key] {
				acted[f.Key] = true
				alerts = append(alerts, f.Alert)
			}
		}
		rows = append(rows, []string{
			minute(now), report.Clocks[0].Verdict.String(), strings.Join(alerts, ", "), minute(report.Next),
		})
		if report.Next.IsZero() {
			break
		}
		if now = report.Next; now.After(r.closed) {
			now = r.closed // an event, at which a host asks too
		}
	}
	p.heading("What the host of case %s does: act once for each alert, set one timer", r.id)
	p.table(rows...)
	_, known := office.Coverage()
	p.line("  (The holidays are known to the end of %d: what is open then cannot be judged any more.)", known.Year())
	return nil
}
