package kpi_test

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/kpi"
	"github.com/servicecommitment/commitment/sla"
)

// opened is the instant at which the issues of cases without one were opened.
var opened = time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)

// score scores issues long after all their windows.
func score(issues []kpi.Issue, rule kpi.FCRRule) kpi.FCRResult {
	return kpi.ScoreFCR(slices.Values(issues), rule, opened.AddDate(1, 0, 0))
}

func runFCRWindow(a *answers, raw json.RawMessage) {
	in := read[struct {
		Days    int `json:"window_days"`
		AsOf    string
		Tickets []struct {
			ID, Customer, Issue, Opened, Resolved string
			Messages                              int      `json:"customer_msgs"`
			Reopened                              []string `json:"reopened"`
			MergedInto                            string   `json:"merged_into"`
		}
	}](a, raw)
	var issues []kpi.Issue
	for _, ticket := range in.Tickets {
		i := kpi.Issue{
			ID: ticket.ID, Customer: ticket.Customer, Key: ticket.Issue, CustomerContacts: ticket.Messages, MergedInto: ticket.MergedInto,
			Opened: instantIn(a, ticket.Opened), Resolved: instantIn(a, ticket.Resolved),
		}
		for _, at := range ticket.Reopened {
			i.Reopened = append(i.Reopened, instantIn(a, at))
		}
		issues = append(issues, i)
	}
	r := kpi.ScoreFCR(slices.Values(issues), kpi.FCRRule{Window: time.Duration(in.Days) * 24 * time.Hour}, instantIn(a, in.AsOf))
	require.NoError(a.t, r.Err)
	a.number("yes", float64(r.Counts.Met))
	a.number("no", float64(r.Counts.Missed))
	a.number("pending", float64(r.Counts.Pending))
	a.defined("rate", r.Value, r.Defined)
}

func runGrossNet(a *answers, raw json.RawMessage) {
	in := read[struct {
		Contacts, ResolvedFirst, NotResolvable int
	}](a, json.RawMessage(strings.NewReplacer("resolved_first", "ResolvedFirst", "not_resolvable_at_first", "NotResolvable").Replace(string(raw))))
	issues := make([]kpi.Issue, in.Contacts)
	for i := range issues {
		issues[i] = kpi.Issue{Opened: opened, Resolved: opened.Add(time.Hour), CustomerContacts: 1}
		if i >= in.ResolvedFirst {
			// One contact of an issue that took another: counted with it as two.
			issues[i].NotFirstLevel = i < in.ResolvedFirst+in.NotResolvable
		}
	}
	// The contacts that were not resolved at the first are those of issues with
	// two of them.
	failing := issues[in.ResolvedFirst:]
	half := make([]kpi.Issue, 0, len(failing)/2)
	for i := 0; i+1 < len(failing); i += 2 {
		failing[i].CustomerContacts = 2
		half = append(half, failing[i])
	}
	issues = append(issues[:in.ResolvedFirst:in.ResolvedFirst], half...)
	for name, variant := range map[string]kpi.FCRVariant{"gross": kpi.FCRGross, "net": kpi.FCRNet} {
		r := score(issues, kpi.FCRRule{Variant: variant})
		a.defined(name, r.Value*100, r.Defined)
	}
}

func runOneTouch(a *answers, raw json.RawMessage) {
	in := read[struct {
		Mode    string
		Tickets []struct {
			Replies int `json:"agent_replies"`
			Solved  bool
		}
	}](a, raw)
	var issues []kpi.Issue
	for _, ticket := range in.Tickets {
		i := kpi.Issue{Opened: opened, AgentReplies: ticket.Replies}
		if ticket.Solved {
			i.Resolved = opened.Add(time.Hour)
		}
		issues = append(issues, i)
	}
	variant, err := kpi.ParseFCRVariant("one_touch_" + in.Mode)
	require.NoError(a.t, err)
	a.number("count", float64(score(issues, kpi.FCRRule{Variant: variant}).Counts.Met))
}

func runNoCustomerReply(a *answers, raw json.RawMessage) {
	in := read[struct {
		Tickets []struct {
			Replies  int `json:"customer_replies"`
			Resolved bool
		}
	}](a, raw)
	var issues []kpi.Issue
	for _, ticket := range in.Tickets {
		i := kpi.Issue{Opened: opened, CustomerReplies: ticket.Replies}
		if ticket.Resolved {
			i.Resolved = opened.Add(time.Hour)
		}
		issues = append(issues, i)
	}
	r := score(issues, kpi.FCRRule{Variant: kpi.FCRNoCustomerReply})
	a.number("yes", float64(r.Counts.Met))
	a.number("n", float64(r.N))
	a.defined("rate", r.Value, r.Defined)
}

func runClosedWithin(a *answers, raw json.RawMessage) {
	in := read[struct {
		Limit     int64   `json:"limit_s"`
		Durations []int64 `json:"durations_s"`
	}](a, raw)
	var issues []kpi.Issue
	for _, d := range in.Durations {
		issues = append(issues, kpi.Issue{Opened: opened, Closed: opened.Add(time.Duration(d) * time.Second)})
	}
	r := score(issues, kpi.FCRRule{Variant: kpi.FCRClosedWithin, Limit: time.Duration(in.Limit) * time.Second})
	a.number("count", float64(r.Counts.Met))
}

func runCohort(a *answers, raw json.RawMessage) {
	in := read[struct {
		Basis   string
		Period  string
		Tickets []struct{ Created, Resolved, Verdict string }
	}](a, raw)
	basis, err := kpi.ParseBasis(in.Basis)
	require.NoError(a.t, err)
	months, err := kpi.NewPeriods(kpi.PeriodRule{Unit: kpi.Month, Location: time.UTC})
	require.NoError(a.t, err)
	att, err := kpi.NewAttainment(kpi.AttainmentRule{Basis: basis, Periods: months})
	require.NoError(a.t, err)
	for _, ticket := range in.Tickets {
		require.Equal(a.t, "met", ticket.Verdict)
		require.NoError(a.t, att.AddClock(sla.Clock{
			Metric: "resolution", Stage: sla.Stopped, Verdict: sla.Met,
			Start: instantIn(a, ticket.Created), Stopped: instantIn(a, ticket.Resolved),
		}))
	}
	f := att.Table().Figure(kpi.Key{"resolution", in.Period})
	a.defined("rate", f.Value, f.Defined)
	a.number("n", float64(f.N))
}

func runComplaints(a *answers, raw json.RawMessage) {
	in := read[struct {
		Complaints, Base, Per uint64
		Confidence            float64
	}](a, raw)
	c, err := kpi.NewComplaints(kpi.ComplaintRule{Per: in.Per, Precision: kpi.Precision{Confidence: in.Confidence}})
	require.NoError(a.t, err)
	require.NoError(a.t, c.AddReceived(in.Complaints))
	require.NoError(a.t, c.AddBase(in.Base))
	r, err := c.Result()
	require.NoError(a.t, err)
	a.defined("rate", r.Value, r.Defined)
	require.True(a.t, r.Interval)
	a.number("lo", r.Lo)
	a.number("hi", r.Hi)
}

func runReopens(a *answers, raw json.RawMessage) {
	in := read[struct {
		Resolved uint64 `json:"resolved_tickets"`
		Reopened uint64 `json:"tickets_reopened_at_least_once"`
		Events   uint64 `json:"reopen_events"`
	}](a, raw)
	var r kpi.Reopens
	if err := r.AddCounts(in.Resolved, in.Reopened, in.Events); a.failed(err) {
		require.ErrorIs(a.t, err, kpi.ErrNotSubset)
		return
	}
	result := r.Result()
	a.defined("ticket_rate", result.Value, result.Defined)
	load, ok := result.Load()
	a.defined("events_per_resolved", load, ok)
}

func runBacklog(a *answers, raw json.RawMessage) {
	in := read[struct {
		Opening                     uint64
		Created, Resolved, Reopened []uint64
		Closing                     uint64
		PerDay                      float64 `json:"resolved_per_day"`
	}](a, raw)
	var flows []kpi.Flow
	for i := range in.Created {
		flows = append(flows, kpi.Flow{Created: in.Created[i], Resolved: in.Resolved[i], Reopened: in.Reopened[i]})
	}
	closing, err := kpi.Stocks(in.Opening, flows...)
	require.NoError(a.t, err)
	a.value("closing", closing)
	days, ok := kpi.BacklogDays(in.Closing, uint64(in.PerDay), 1)
	a.defined("days_of_backlog", days, ok)
}

func runBacklogAge(a *answers, raw json.RawMessage) {
	in := read[struct {
		AsOf    string
		Opened  []string
		Buckets []int `json:"buckets_days"`
	}](a, raw)
	var issues []kpi.Issue
	for _, at := range in.Opened {
		issues = append(issues, kpi.Issue{Opened: instantIn(a, at)})
	}
	var bounds []time.Duration
	for _, days := range in.Buckets {
		bounds = append(bounds, time.Duration(days)*24*time.Hour)
	}
	b, err := kpi.ScoreBacklog(slices.Values(issues), instantIn(a, in.AsOf), bounds...)
	require.NoError(a.t, err)
	a.value("counts", b.Ages)
}

func runChange(a *answers, raw json.RawMessage) {
	in := read[struct{ Current, Previous float64 }](a, raw)
	c, ok := kpi.NewChange(in.Current, in.Previous)
	require.True(a.t, ok)
	a.defined("relative", c.Relative, c.RelativeDefined)
}

func hours(n float64) time.Duration { return time.Duration(n * float64(time.Hour)) }

func runBurnFactor(a *answers, raw json.RawMessage) {
	in := read[struct {
		Period float64 `json:"period_h"`
		Budget float64 `json:"budget_pct"`
		Window float64 `json:"window_h"`
	}](a, raw)
	factor, ok := kpi.BurnFactor(in.Budget/100, hours(in.Window), hours(in.Period))
	a.defined("factor", factor, ok)
}

func runBurnRate(a *answers, raw json.RawMessage) {
	in := read[struct {
		Objective  float64
		Bad, Total uint64
	}](a, raw)
	o, err := kpi.NewObjective(in.Objective)
	require.NoError(a.t, err)
	rate, ok, err := o.BurnRate(in.Bad, in.Total)
	require.NoError(a.t, err)
	a.defined("rate", rate, ok)
	require.LessOrEqual(a.t, rate, o.MaxBurnRate()+1e-9)
}

func runMultiwindow(a *answers, raw json.RawMessage) {
	type window struct{ Bad, Total uint64 }
	in := read[struct {
		Factor, Objective float64
		Long, Short       window
	}](a, raw)
	o, err := kpi.NewObjective(in.Objective)
	require.NoError(a.t, err)
	s, err := o.State(kpi.BurnAlert{Factor: in.Factor}, kpi.BurnWindows{
		LongBad: in.Long.Bad, LongTotal: in.Long.Total, ShortBad: in.Short.Bad, ShortTotal: in.Short.Total,
	})
	require.NoError(a.t, err)
	a.value("fire", s.Fires)
	a.number("long_rate", s.Long)
	a.number("short_rate", s.Short)
}

func runBudget(a *answers, raw json.RawMessage) {
	in := read[struct {
		Objective  float64
		Bad, Total uint64
	}](a, raw)
	o, err := kpi.NewObjective(in.Objective)
	require.NoError(a.t, err)
	b, ok, err := o.Budget(in.Bad, in.Total)
	require.NoError(a.t, err)
	a.defined("budget", b.Allowed, ok)
	a.number("remaining", b.Remaining)
	a.number("remaining_ratio", b.RemainingShare)
}

func runExhaust(a *answers, raw json.RawMessage) {
	in := read[struct {
		Period float64 `json:"period_h"`
		Rate   float64
	}](a, raw)
	t, ok := kpi.Exhausted(hours(in.Period), in.Rate)
	a.defined("hours", t.Hours(), ok)
}

type targetIn struct {
	Value         *float64
	Values        []float64
	Direction     string
	Green, Amber  float64
	Margin        float64 `json:"exit_margin"`
	Start         string
	Met, N        uint64
	Mode          string
	ConfidenceOne float64 `json:"confidence"`
}

func (in targetIn) target(a *answers) kpi.Target {
	t := kpi.Target{Direction: kpi.HigherIsBetter, Green: in.Green, Amber: in.Amber, Margin: in.Margin, Interval: in.Mode == "interval"}
	if in.Direction != "" {
		direction, err := kpi.ParseDirection(in.Direction)
		require.NoError(a.t, err)
		t.Direction = direction
	}
	return t
}

func runLight(a *answers, raw json.RawMessage) {
	in := read[targetIn](a, raw)
	value, ok := math.NaN(), in.Value != nil
	if ok {
		value = *in.Value
	}
	a.value("status", in.target(a).Light(value, ok).String())
}

func runLightCI(a *answers, raw json.RawMessage) {
	in := read[targetIn](a, raw)
	ratio, err := kpi.NewRatio(in.Met, in.N)
	require.NoError(a.t, err)
	f, err := kpi.NewFigure(kpi.Definition{Name: "sla.attainment", Version: "1"}, ratio, kpi.Precision{Confidence: in.ConfidenceOne})
	require.NoError(a.t, err)
	a.value("status", in.target(a).Status(f).String())
	a.defined("rate", f.Value, f.Defined)
	a.number("lo", f.Lo)
	a.number("hi", f.Hi)
}

func runHysteresis(a *answers, raw json.RawMessage) {
	in := read[targetIn](a, raw)
	start, err := kpi.ParseLight(in.Start)
	require.NoError(a.t, err)
	target := in.target(a)
	target.Amber = 90 // the case says nothing of red
	var lights []string
	for _, l := range target.Lights(start, in.Values...) {
		lights = append(lights, l.String())
	}
	a.value("status", lights)
}

func runValidate(a *answers, raw json.RawMessage) {
	in := read[targetIn](a, raw)
	a.failed(in.target(a).Validate())
}

func runMergeIdentity(a *answers, raw json.RawMessage) {
	in := read[struct{ A, B kpi.Ratio }](a, raw)
	require.NoError(a.t, in.A.Merge(in.B))
	a.number("met", float64(in.A.Met))
	a.number("missed", float64(in.A.Missed))
}

func runSimpson(a *answers, raw json.RawMessage) {
	in := read[map[string]map[string][2]uint64](a, raw)
	table, err := kpi.NewTable(kpi.TableRule{Dimensions: []string{"team", "class"}})
	require.NoError(a.t, err)
	for team, classes := range in {
		for class, counts := range classes {
			for i := range counts[1] {
				facts := kpi.Facts{Verdict: sla.Missed}
				if i < counts[0] {
					facts.Verdict = sla.Met
				}
				require.NoError(a.t, table.Add(kpi.Key{team, class}, facts))
			}
		}
	}
	teams, err := table.RollUp("team")
	require.NoError(a.t, err)
	for _, team := range []string{"a", "b"} {
		for _, class := range []string{"easy", "hard"} {
			f := table.Figure(kpi.Key{"team_" + team, class})
			a.defined(team+"_"+class, f.Value, f.Defined)
		}
		f := teams.Figure(kpi.Key{"team_" + team})
		a.defined(team+"_all", f.Value, f.Defined)
	}
}

func runStandardised(a *answers, raw json.RawMessage) {
	in := read[struct {
		Mix  map[string]float64
		A, B map[string][2]uint64
	}](a, raw)
	for name, team := range map[string]map[string][2]uint64{"a": in.A, "b": in.B} {
		var groups []kpi.Ratio
		var weights []float64
		for class, weight := range in.Mix {
			r, err := kpi.NewRatio(team[class][0], team[class][1])
			require.NoError(a.t, err)
			groups, weights = append(groups, r), append(weights, weight)
		}
		value, ok := kpi.Standardised(groups, weights)
		a.defined(name, value, ok)
	}
}

func runMergeVersion(a *answers, _ json.RawMessage) {
	tables := make([]kpi.Table, 2)
	for i, version := range []string{"1", "2"} {
		table, err := kpi.NewTable(kpi.TableRule{Definition: kpi.Definition{Name: "own", Version: version}})
		require.NoError(a.t, err)
		tables[i] = table
	}
	err := tables[0].Merge(tables[1])
	a.failed(err)
	require.ErrorIs(a.t, err, kpi.ErrIdentity)
}

func runMergeDouble(a *answers, _ json.RawMessage) {
	// The carrier knows the shards: one that comes twice counts once, and one that
	// comes twice under two names is refused.
	met := kpi.Ratio{Met: 1}
	sum, err := kpi.Collect([]kpi.Partial[kpi.Ratio]{
		{Job: "j", Shard: kpi.OneShard(0, 2), Acc: met}, {Job: "j", Shard: kpi.OneShard(1, 2), Acc: met}, {Job: "j", Shard: kpi.OneShard(0, 2), Acc: met},
	})
	require.NoError(a.t, err)
	require.Equal(a.t, kpi.Ratio{Met: 2}, sum)
	_, err = kpi.Collect([]kpi.Partial[kpi.Ratio]{
		{Job: "j", Shard: kpi.Shard{First: 0, Last: 1, Of: 2}, Acc: met}, {Job: "j", Shard: kpi.OneShard(1, 2), Acc: met},
	})
	a.failed(err)
	require.ErrorIs(a.t, err, kpi.ErrOverlap)
}

func runBucket(a *answers, raw json.RawMessage) {
	in := read[struct {
		T, Zone, Unit string
		DayStart      string `json:"day_start"`
		Label         string
	}](a, raw)
	zone, err := time.LoadLocation(in.Zone)
	require.NoError(a.t, err)
	unit, err := kpi.ParsePeriodUnit(in.Unit)
	require.NoError(a.t, err)
	rule := kpi.PeriodRule{Unit: unit, Location: zone, NamedByEnd: in.Label == "end"}
	if in.DayStart != "" {
		rule.DayStart = calendar.MustTimeOfDay(in.DayStart)
	}
	periods, err := kpi.NewPeriods(rule)
	require.NoError(a.t, err)
	p, err := periods.Of(instantIn(a, in.T))
	require.NoError(a.t, err)
	a.value("bucket", p.Name)
}
