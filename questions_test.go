package commitment_test

import (
	"encoding/json"
	"slices"
	"time"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/compensation"
	"github.com/servicecommitment/commitment/feedback"
	"github.com/servicecommitment/commitment/kpi"
	"github.com/servicecommitment/commitment/kpi/stat"
	"github.com/servicecommitment/commitment/sla"
)

// questions are all the methods of the compiled values that read, and the JSON
// and the texts of what they answer.
func (w *world) questions() []question {
	var all []question
	add := func(name string, ask func(*answers) error) {
		all = append(all, question{name, func() (answers, error) {
			var a answers
			err := ask(&a)
			return a, err
		}})
	}
	for i := range w.specs {
		add("spec "+w.specs[i].Name, func(a *answers) error { return a.json(w.specs[i]) })
	}
	for name, source := range w.sources {
		add("source "+name, func(a *answers) error { return askSource(a, source) })
	}
	for name, c := range w.calendars {
		add("calendar "+name, func(a *answers) error { return w.askCalendar(a, c) })
	}
	for name, engine := range w.engines {
		add("engine "+name, func(a *answers) error { return w.askEngine(a, engine, w.cases[name]) })
	}
	for _, program := range w.programs {
		add("program "+program.Scheme().ID, func(a *answers) error { return w.askProgram(a, program) })
	}
	add("desk", w.askDesk)
	add("survey", w.askSurvey)
	add("counts", w.askCounts)
	add("figures", w.askFigures)
	add("statistics", askStatistics)
	return all
}

func askSource(a *answers, source calendar.HolidaySource) error {
	if bounded, ok := source.(calendar.BoundedSource); ok {
		a.add(bounded.Coverage())
	}
	for year := 2020; year <= 2026; year++ {
		holidays, err := source.Holidays(year)
		if err != nil {
			return err
		}
		a.add(holidays)
	}
	return nil
}

func (w *world) askCalendar(a *answers, c *calendar.Calendar) error {
	from, to := w.now.AddDate(0, 0, -50), w.now.AddDate(0, 0, 10)
	first, last := calendar.DateOf(from), calendar.DateOf(to)
	var failed error
	try := func(value any, err error) {
		a.add(value)
		if failed == nil {
			failed = err
		}
	}
	a.add(c.Name(), c.Location(), c.Fingerprint(), c.Provisional(from))
	a.add(c.Coverage())
	a.add(c.Covered())
	a.langs(c.Describe)
	for t := from; t.Before(to); t = t.Add(31 * time.Hour) {
		for _, text := range []string{"8h", "2bd", "10d", "1mo"} {
			allowance := calendar.MustAllowance(text)
			try(c.Due(t, allowance))
			if text != "8h" {
				try(c.DuePostponed(t, allowance, 1))
			}
			try(c.Account(t, allowance))
			for _, lang := range []commitment.Lang{commitment.English, commitment.Chinese} {
				try(c.Explain(t, allowance, lang))
			}
		}
		try(c.Add(t, 20*time.Hour))
		try(c.Between(from, t))
		try(c.IsOpen(t))
		try(c.Day(calendar.DateOf(t)))
		try(c.IsBusinessDay(calendar.DateOf(t)))
		try(c.At(calendar.DateOf(t), calendar.TimeOfDay{}))
		try(c.AddBusinessDays(calendar.DateOf(t), 3))
		if c.Name() != "always" { // which never opens or closes
			try(c.NextOpen(t))
			try(c.NextClose(t))
			try(c.PrevOpen(t))
			try(c.PrevClose(t))
		}
	}
	try(c.BusinessDays(first, last))
	try(c.WholeDays(from, to, calendar.BusinessDays))
	try(c.Extend(from, calendar.MustAllowance("2bd")))
	periods, err := c.Periods(from, to)
	if err != nil {
		return err
	}
	a.add(slices.Collect(periods))
	backward, err := c.Backward(from, to)
	if err != nil {
		return err
	}
	a.add(slices.Collect(backward))
	return failed
}

func (w *world) askEngine(a *answers, engine *sla.Engine, cases []sla.Case) error {
	a.add(engine.Warnings())
	for _, policy := range engine.Policies() {
		if err := a.json(policy); err != nil {
			return err
		}
		a.langs(policy.Describe)
	}
	for _, c := range cases {
		if err := a.json(c); err != nil {
			return err
		}
		for _, now := range []time.Time{c.Events[0].At, c.Events[len(c.Events)-1].At, w.now} {
			report, err := engine.Evaluate(c, now)
			if err != nil {
				return err
			}
			why, err := engine.Explain(c, now)
			if err != nil {
				return err
			}
			if err := a.json(report); err != nil {
				return err
			}
			if err := a.json(why); err != nil {
				return err
			}
			a.langs(why.Explain)
		}
		quote, err := engine.Quote(c.Attributes, w.now)
		if err != nil {
			return err
		}
		if err := a.json(quote); err != nil {
			return err
		}
	}
	return nil
}

func (w *world) askProgram(a *answers, program *compensation.Program) error {
	scheme := program.Scheme()
	a.add(program.Fingerprint())
	if err := a.json(scheme); err != nil {
		return err
	}
	for _, claim := range w.claims[scheme.ID+" "+scheme.Version] {
		if err := a.json(claim); err != nil {
			return err
		}
		award, err := program.Assess(claim)
		if err != nil { // the examples have errors as well
			a.add(err)
			continue
		}
		if err := a.json(award); err != nil {
			return err
		}
		a.add(award.Amount.String())
		a.langs(award.Explain)
	}
	return nil
}

// complaints are the same complaint under every procedure of the desk.
func (w *world) complaints() ([]feedback.Item, []feedback.Action) {
	var items []feedback.Item
	for _, p := range w.desk.Procedures() {
		items = append(items, feedback.Item{
			ID: "C-1", Kind: feedback.Complaint, Procedure: p.ID, Customer: "u-17", Tier: "vip", Severity: feedback.SeverityHigh,
			Subjects: []string{"tom"}, Text: "除夕前断网", Attributes: map[string][]string{"amount": {"98.00"}},
		})
	}
	at := w.now.AddDate(0, 0, -45)
	actions := []feedback.Action{
		{Kind: feedback.ActionReceive},
		{Kind: feedback.ActionAcknowledge, By: feedback.RoleRecorder},
		{Kind: feedback.ActionClassify, Category: "broadband/outage"},
		{Kind: feedback.ActionAccept},
		{Kind: feedback.ActionAssign, Assignee: "ann"},
		{Kind: feedback.ActionStart, Actor: "ann"},
		{Kind: feedback.ActionDecide, Decision: feedback.Upheld, Note: "broken", Remedies: []feedback.Remedy{{ID: "r", Kind: "credit", Award: "A-1"}}},
		{Kind: feedback.ActionReply, Holds: []feedback.ReplyPart{feedback.ReplyDecision, feedback.ReplyReason, feedback.ReplyRemedy, feedback.ReplyRights}},
		{Kind: feedback.ActionFollowUp, By: feedback.RoleQuality, Result: feedback.ResultUnsatisfied},
	}
	for i := range actions {
		actions[i].Key, actions[i].At = string(rune('a'+i)), at.Add(time.Duration(i)*13*time.Hour)
	}
	return items, actions
}

func (w *world) askDesk(a *answers) error {
	items, actions := w.complaints()
	for i, p := range w.desk.Procedures() {
		if err := a.json(p); err != nil {
			return err
		}
		a.add(p.Mermaid())
		a.langs(p.Describe)
		for _, clock := range p.Clocks {
			deadline, err := w.desk.Deadline(p.ID, clock.ID, w.now.AddDate(0, 0, -40))
			a.add(deadline, err)
		}
		for n := range actions {
			status, err := w.desk.Replay(items[i], actions[:n+1], w.now)
			if err != nil {
				return err
			}
			if err := a.json(status); err != nil {
				return err
			}
			a.langs(status.Explain)
			why, err := w.desk.Explain(items[i], actions[:n+1], w.now)
			if err != nil {
				return err
			}
			a.langs(why.Explain)
			next := actions[n]
			next.Key, next.At = "next", actions[n].At.Add(time.Hour)
			a.add(w.desk.Check(items[i], actions[:n+1], next))
		}
		chosen, err := w.desk.Choose(p.Jurisdiction, p.Scheme, calendar.MustDate(2026, time.March, 1))
		a.add(chosen.ID, err)
	}
	return nil
}

func (w *world) askSurvey(a *answers) error {
	if err := a.json(w.survey); err != nil {
		return err
	}
	sending := feedback.Sending{ID: "s", Survey: "after-close", Item: "C-1", Customer: "u-17", At: w.now}
	counted, err := w.survey.Count(sending, []feedback.Answer{{Key: "1", Sending: "s", At: w.now.Add(time.Hour), Score: 2}})
	if err != nil {
		return err
	}
	tally, err := feedback.NewTally(w.survey)
	if err != nil {
		return err
	}
	if err := tally.Add(counted); err != nil {
		return err
	}
	a.langs(tally.CSAT().Result().Describe)
	priority, err := w.priorities.Assess(feedback.PriorityFacts{Severity: feedback.SeverityHigh})
	a.add(counted, priority)
	return err
}

// askCounts reads the accumulators, which are not compiled, but which many may
// read at once.
func (w *world) askCounts(a *answers) error {
	for _, metric := range w.attainment.Metrics() {
		result := w.attainment.Result(metric)
		a.langs(result.Describe)
		if err := a.json(result); err != nil {
			return err
		}
	}
	a.add(w.attainment.Identity(), w.attainment.Ratio("resolution"), w.attainment.Table().Len())
	teams, err := w.table.RollUp("team")
	if err != nil {
		return err
	}
	series, err := w.table.Series("team")
	if err != nil {
		return err
	}
	a.add(series)
	for _, table := range []kpi.Table{w.table, teams} {
		if err := a.json(table); err != nil {
			return err
		}
		a.langs(table.Describe)
		a.add(table.Dimensions(), table.Identity(), table.Len(), table.Figure(kpi.Key{"team 1"}))
		for key, cell := range table.Cells() {
			a.add(key, cell.Counts)
			if err := a.json(cell.Elapsed); err != nil {
				return err
			}
		}
	}
	for _, write := range []func([]byte) ([]byte, error){w.table.AppendBinary, w.attainment.AppendBinary} {
		data, err := write(nil)
		if err != nil {
			return err
		}
		a.add(data)
	}
	return nil
}

func (w *world) askFigures(a *answers) error {
	card, err := w.card.Score(map[string]float64{"kept": 0.9, "fcr": 0.7})
	if err != nil {
		return err
	}
	a.langs(card.Describe)
	kept := w.attainment.Fulfilment()
	a.langs(kept.Describe)
	if err := a.json(kept); err != nil {
		return err
	}
	a.add(w.objective.Share(), w.objective.MaxBurnRate())
	a.add(w.objective.Budget(3, 100))
	a.add(w.objective.BurnRate(3, 100))
	a.add(w.periods.Of(w.now))
	issues := []kpi.Issue{
		{ID: "1", Customer: "u", Key: "k", Opened: w.now.AddDate(0, 0, -30), Resolved: w.now.AddDate(0, 0, -29), CustomerContacts: 1},
		{ID: "2", Customer: "u", Key: "k", Opened: w.now.AddDate(0, 0, -27)},
	}
	fcr := kpi.ScoreFCR(slices.Values(issues), kpi.FCRRule{}, w.now)
	backlog, err := kpi.ScoreBacklog(slices.Values(issues), w.now)
	if err != nil {
		return err
	}
	csat := kpi.CSAT{}
	for _, score := range []float64{1, 4, 5, 5} {
		if err := csat.Add(score); err != nil {
			return err
		}
	}
	period := kpi.Period{Name: "2026-03", From: w.now.AddDate(0, -1, 0), To: w.now}
	up, err := kpi.NewAvailability(period, []kpi.Outage{{Start: w.now.Add(-100 * time.Minute), End: w.now.Add(-time.Minute)}}, nil)
	if err != nil {
		return err
	}
	for _, result := range []interface {
		Describe(lang commitment.Lang) []string
		json.Marshaler
	}{fcr, backlog, csat.Result(), up} {
		a.langs(result.Describe)
		if err := a.json(result); err != nil {
			return err
		}
	}
	return nil
}

func askStatistics(a *answers) error {
	values := []float64{3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4}
	counts, sizes := []uint64{3, 1, 4, 1, 5}, []uint64{100, 90, 80, 110, 100}
	a.add(stat.Wilson(3, 100, 0.95))
	a.add(stat.ClopperPearson(3, 100, 0.95))
	a.add(stat.Poisson(7, 0.95))
	a.add(stat.Newcombe(3, 100, 5, 90, 0.95))
	a.add(stat.Percentile(values, 0.9, stat.NearestRank))
	a.add(stat.TheilSen(values))
	a.add(stat.MannKendall(values))
	for _, chart := range []stat.Chart{stat.PChart(counts, sizes), stat.UChart(counts, sizes), stat.CChart(counts), stat.XmR(values)} {
		a.add(chart, chart.WesternElectric(), chart.Nelson())
	}
	a.add(stat.Kappa([][]uint64{{10, 2}, {3, 20}}))
	a.add(stat.Draw(1, []string{"a", "b", "c", "d"}, 2))
	return nil
}
