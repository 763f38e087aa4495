package main

import (
	"fmt"
	"io"
	"slices"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/compensation"
	"github.com/servicecommitment/commitment/sla"
)

// readScheme returns the terms of a sample credit, compiled.
func readScheme() (*compensation.Program, error) {
	const name = "data/late.json"
	text, err := files.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("open scheme: %w", err)
	}
	scheme, err := compensation.ParseScheme(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	program, err := compensation.Compile(scheme)
	if err != nil {
		return nil, fmt.Errorf("compile %s: %w", name, err)
	}
	return program, nil
}

// award returns what a scheme owes for a request, as the engine judges it.
func award(engine *sla.Engine, scheme *compensation.Program, r request) (compensation.Award, error) {
	report, err := engine.Evaluate(r.history(), published())
	if err != nil {
		return compensation.Award{}, fmt.Errorf("case %s: %w", r.id, err)
	}
	facts, err := scheme.Facts(report, sla.MetricResolution)
	if err != nil {
		return compensation.Award{}, fmt.Errorf("case %s: %w", r.id, err)
	}
	owed, err := scheme.Assess(compensation.Claim{Facts: facts})
	if err != nil {
		return compensation.Award{}, fmt.Errorf("case %s: %w", r.id, err)
	}
	return owed, nil
}

// owed prints what a scheme would owe for the requests that were closed late.
func owed(w io.Writer, d data) error {
	p := page{w: w}
	office, err := readOffice(allHolidays())
	if err != nil {
		return err
	}
	engine, err := readEngine(office)
	if err != nil {
		return err
	}
	scheme, err := readScheme()
	if err != nil {
		return err
	}
	verdicts, err := judge(engine, d.animals2016)
	if err != nil {
		return err
	}
	late := slices.DeleteFunc(verdicts, func(v verdict) bool { return v.kept() || v.closed.IsZero() })
	p.title("2016: what would be owed for %d requests closed late", len(late))
	p.heading("The scheme (data/late.json, a sample: the city promises no money)")
	p.lines([]string{
		"more than an hour late: 1 cent a minute of working time for the first 8 h 30 min, then 2 cents;",
		"at least 2 dollars, at most 25, in quarters of a dollar",
	})
	var total compensation.Money
	paid := 0
	var shown, nothing compensation.Award
	for _, v := range late {
		a, err := award(engine, scheme, v.request)
		if err != nil {
			return err
		}
		if total.IsZero() {
			total = a.Amount
		} else if total, err = total.Add(a.Amount); err != nil {
			return fmt.Errorf("total: %w", err)
		}
		switch {
		case a.Amount.IsZero():
			nothing = a
		default:
			paid++
			if len(a.Lines) > len(shown.Lines) {
				shown = a
			}
		}
	}
	p.heading("Owed")
	p.line("  %d requests of %d: %s in all", paid, len(late), total)
	p.heading("One award, line by line")
	p.lines(shown.Explain(commitment.English))
	p.lines(shown.Explain(commitment.Chinese))
	p.heading("One that owes nothing, and why")
	p.lines(nothing.Explain(commitment.English))
	return p.err
}
