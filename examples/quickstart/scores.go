package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/kpi"
	"github.com/servicecommitment/commitment/kpi/stat"
	"github.com/servicecommitment/commitment/sla"
)

const (
	placeholderYear = 2050 // the city's way to set no target
	fewest          = 200  // a cell with fewer decided requests is not printed
	promisedShare   = 0.9
)

// scores counts how the city kept the due times that it set in a quarter, of all
// departments and channels, and what it could have promised.
func scores(w io.Writer, d data) error {
	p := page{w: w}
	asOf := time.Date(2012, time.January, 1, 0, 0, 0, 0, time.UTC)
	table, err := kpi.NewTable(kpi.TableRule{Dimensions: []string{"department", "channel", "type", "week"}})
	if err != nil {
		return fmt.Errorf("table: %w", err)
	}
	for _, r := range d.quarter2011 {
		if err := table.Add(kpi.Key{r.department, r.channel, r.kind, week(r.opened)}, r.facts(asOf)); err != nil {
			return fmt.Errorf("request %s: %w", r.id, err)
		}
	}
	p.title("July to September 2011: %d requests of all kinds, as of %s", len(d.quarter2011), asOf.Format(time.DateOnly))
	all, err := table.RollUp()
	if err != nil {
		return fmt.Errorf("all: %w", err)
	}
	p.heading("The due times that the city set, and kept")
	p.lines(all.Figure(kpi.Key{}).Describe(commitment.English))
	p.lines(all.Figure(kpi.Key{}).Describe(commitment.Chinese))
	if cell, ok := all.Cell(kpi.Key{}); ok {
		if tenth, ok := cell.Elapsed.Quantile(promisedShare); ok {
			p.line("  nine of ten that were closed took at most %s", days(tenth))
		}
	}
	for _, dimension := range []string{"department", "channel"} {
		if err := p.kept(table, dimension); err != nil {
			return err
		}
	}
	if err := p.weeks(table); err != nil {
		return err
	}
	if err := p.feasible(table); err != nil {
		return err
	}
	return p.err
}

// facts returns what a request counts for at an instant: one that is open after
// its due time is missed.
func (r request) facts(asOf time.Time) kpi.Facts {
	closed := r.closed
	if closed.After(asOf) {
		closed = time.Time{}
	}
	f := kpi.Facts{Done: !closed.IsZero()}
	if f.Done {
		f.Elapsed = max(closed.Sub(r.opened), 0)
	}
	switch {
	case r.cityDue.IsZero():
		f.Verdict, f.Reason = sla.NotApplicable, kpi.ReasonNoTarget
	case r.cityDue.Year() > placeholderYear:
		f.Verdict, f.Reason = sla.NotApplicable, "placeholder_target"
	default:
		if f.Verdict = kpi.Judge(r.cityDue, closed, asOf); f.Verdict == sla.Open {
			f.Reason = kpi.ReasonRunning
		}
		if f.Done && f.Verdict == sla.Missed {
			f.Overdue = closed.Sub(r.cityDue)
		}
	}
	return f
}

// kept prints the share kept by the values of a dimension, the best first.
func (p *page) kept(table kpi.Table, dimension string) error {
	by, err := table.RollUp(dimension)
	if err != nil {
		return fmt.Errorf("%s: %w", dimension, err)
	}
	rows := [][]string{{dimension, "decided", "kept", "95 % interval", "nine of ten closed within"}}
	type row struct {
		figure kpi.Figure
		name   string
		tenth  string
	}
	var list []row
	for key, cell := range by.Cells() {
		f := by.Figure(key)
		if f.N < fewest {
			continue
		}
		tenth := "-"
		if t, ok := cell.Elapsed.Quantile(promisedShare); ok {
			tenth = days(t)
		}
		list = append(list, row{f, key[0], tenth})
	}
	slices.SortFunc(list, func(a, b row) int {
		return cmp.Or(cmp.Compare(b.figure.Value, a.figure.Value), cmp.Compare(a.name, b.name))
	})
	for _, r := range list {
		rows = append(rows, []string{r.name, strconv.FormatUint(r.figure.N, 10), percent(r.figure.Value), percent(r.figure.Lo) + " to " + percent(r.figure.Hi), r.tenth})
	}
	p.heading("Kept, by %s (from %d decided requests on, with Wilson's interval)", dimension, fewest)
	p.table(rows...)
	return nil
}

// weeks prints a control chart of the share that was missed, week by week.
func (p *page) weeks(table kpi.Table) error {
	weeks, err := table.Series("week")
	if err != nil {
		return fmt.Errorf("weeks: %w", err)
	}
	chart := stat.PChart(weeks.Missed, weeks.Total)
	signals := make(map[int]string)
	for _, s := range chart.WesternElectric() {
		signals[s.Last] = strings.TrimPrefix(signals[s.Last]+fmt.Sprintf(", rule %d", s.Rule), ", ")
	}
	p.heading("Missed, week by week: a p-chart around %s, with the rules of Western Electric", percent(chart.Center))
	rows := [][]string{{"week of", "decided", "missed", "limits", "signals"}}
	for i, name := range weeks.Names {
		point := chart.Points[i]
		rows = append(rows, []string{name, strconv.FormatUint(weeks.Total[i], 10), percent(point.Value), percent(point.Lower) + " to " + percent(point.Upper), signals[i]})
	}
	p.table(rows...)
	p.line("  (The misses of a week depend on each other, so that a p-chart calls too much a signal: Laney's")
	p.line("  chart allows for that. It names %d weeks beyond its limits, this one %d.)", len(stat.LaneyP(weeks.Missed, weeks.Total).Beyond()), len(chart.Beyond()))
	return nil
}

// feasible prints what could have been promised of the most frequent types.
func (p *page) feasible(table kpi.Table) error {
	by, err := table.RollUp("type")
	if err != nil {
		return fmt.Errorf("types: %w", err)
	}
	type kind struct {
		name    string
		history kpi.Durations
	}
	var kinds []kind
	for key, cell := range by.Cells() {
		kinds = append(kinds, kind{key[0], cell.Elapsed})
	}
	slices.SortFunc(kinds, func(a, b kind) int {
		return cmp.Or(cmp.Compare(b.history.Count(), a.history.Count()), cmp.Compare(a.name, b.name))
	})
	p.heading("What could be promised: the time within which %.0f %% were closed", 100*promisedShare)
	rows := [][]string{{"type", "closed", "allowance"}}
	for _, k := range kinds[:min(5, len(kinds))] {
		allowance := "-"
		if t, ok := kpi.Feasible(k.history, promisedShare); ok {
			allowance = days(t)
		}
		rows = append(rows, []string{k.name, strconv.FormatUint(k.history.Count(), 10), allowance})
	}
	p.table(rows...)
	return nil
}

// week returns the Monday of an instant's week.
func week(t time.Time) string {
	year, month, day := t.Date()
	since := (int(t.Weekday()) + 6) % 7
	return time.Date(year, month, day-since, 12, 0, 0, 0, time.UTC).Format(time.DateOnly)
}

func percent(share float64) string { return fmt.Sprintf("%.1f %%", 100*share) }

// days says a duration in days and hours.
func days(d time.Duration) string {
	const day = 24 * time.Hour
	return fmt.Sprintf("%d d %02d h", d/day, d%day/time.Hour)
}
