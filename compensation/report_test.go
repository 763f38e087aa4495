package compensation_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/compensation"
	"github.com/servicecommitment/commitment/sla"
)

const wanted = `{"id": "late", "version": "1", "currency": "EUR",
 "facts": {"breached": "bool", "verdict": "string", "metric": "string", "elapsed_minutes": "number", "overdue_minutes": "number",
  "overdue_wall_minutes": "number", "allowed_minutes": "number", "due": "time", "stopped": "time", "tier": "string", "vip": "bool", "charges": "number"},
 "rules": [{"id": "late", "when": "breached", "amount": "pct(choose(tier == \"gold\", 2, 1), charges) * ceil(overdue_minutes / 60)"}]}`

// report evaluates a case with a resolution of two working hours, answered after
// so long.
func report(t *testing.T, within string, stop time.Duration, attributes map[string][]string) sla.Report {
	t.Helper()
	office, err := calendar.Parse([]byte(`{"format": 1, "name": "office", "time_zone": "UTC", "week": {"mon": "09:00-17:00", "tue": "09:00-17:00", "wed": "09:00-17:00", "thu": "09:00-17:00", "fri": "09:00-17:00"}}`), calendar.Env{Zone: time.LoadLocation})
	require.NoError(t, err)
	policy, err := sla.ParsePolicy([]byte(`{"id": "p", "version": "1", "rules": [{"id": "r", "commitments": [{"metric": "resolution", "calendar": "office"` + within + `}]}]}`))
	require.NoError(t, err)
	engine, err := sla.Compile(map[string]*calendar.Calendar{"office": office}, policy)
	require.NoError(t, err)
	opened := time.Date(2026, 1, 5, 15, 0, 0, 0, time.UTC) // a Monday
	c := sla.Case{ID: "c", Attributes: attributes, Events: []sla.Event{{ID: "1", At: opened, Kind: sla.KindOpened}}}
	now := opened.Add(30 * time.Hour)
	if stop > 0 {
		c.Events = append(c.Events, sla.Event{ID: "2", At: opened.Add(stop), Kind: sla.KindResolved})
	}
	r, err := engine.Evaluate(c, now)
	require.NoError(t, err)
	return r
}

func TestFactsOfAReport(t *testing.T) {
	p := program(t, wanted)
	gold := map[string][]string{"tier": {"gold"}, "vip": {"true"}, "region": {"north"}}

	facts, err := p.Facts(report(t, `, "within": "2h"`, 19*time.Hour+30*time.Second, gold), "resolution")
	require.NoError(t, err)
	due := time.Date(2026, 1, 5, 17, 0, 0, 0, time.UTC)
	require.Equal(t, compensation.Facts{
		"breached": compensation.Bool(true), "verdict": compensation.Text("missed"), "metric": compensation.Text("resolution"),
		"elapsed_minutes": compensation.Number("361/2"), "overdue_minutes": compensation.Number("121/2"),
		"overdue_wall_minutes": compensation.Number("2041/2"), "allowed_minutes": compensation.Number("120"),
		"due": compensation.Instant(due), "stopped": compensation.Instant(time.Date(2026, 1, 6, 10, 0, 30, 0, time.UTC)),
		"tier": compensation.Text("gold"), "vip": compensation.Text("true"),
	}, facts)
	facts["charges"] = compensation.Number("1000")
	award, err := p.Assess(compensation.Claim{Facts: facts})
	require.NoError(t, err)
	require.Equal(t, "40.00 EUR", award.Amount.String())

	facts, err = p.Facts(report(t, `, "within": "2h"`, time.Hour, nil), "resolution")
	require.NoError(t, err)
	require.Equal(t, compensation.Text("met"), facts["verdict"])
	require.Equal(t, compensation.Number("0"), facts["overdue_minutes"])
	require.Equal(t, compensation.Number("0"), facts["overdue_wall_minutes"])
	require.Equal(t, compensation.Number("120"), facts["allowed_minutes"])
	require.Equal(t, compensation.Number("60"), facts["elapsed_minutes"])
	require.NotContains(t, facts, "tier")

	facts, err = p.Facts(report(t, `, "within": "2h"`, 0, nil), "resolution")
	require.NoError(t, err)
	require.Equal(t, compensation.Number("1680"), facts["overdue_wall_minutes"], "until now")
	require.NotContains(t, facts, "stopped")

	facts, err = p.Facts(report(t, "", 0, nil), "resolution")
	require.NoError(t, err)
	for _, name := range []string{"due", "allowed_minutes", "overdue_minutes", "overdue_wall_minutes"} {
		require.NotContains(t, facts, name, "a clock without an allowance has none")
	}
	require.Contains(t, facts, "elapsed_minutes")
}

func TestFactsOfAReportErrors(t *testing.T) {
	p := program(t, wanted)
	_, err := p.Facts(sla.Report{}, "resolution")
	require.EqualError(t, err, `compensation: commitment: the report has no commitment "resolution"`)
	require.ErrorIs(t, err, commitment.ErrInvalid)
	_, err = p.Facts(report(t, "", 0, map[string][]string{"tier": {"a", "b"}}), "resolution")
	require.EqualError(t, err, "compensation: attributes.tier: has several values, of which a fact is one")
	p = program(t, `{"id": "a", "version": "1", "currency": "EUR", "facts": {"due": "date", "breached": "string"}, "rules": [{"id": "a", "amount": "1"}]}`)
	_, err = p.Facts(report(t, "", 0, nil), "resolution")
	require.EqualError(t, err, "compensation: 2 problems:\n\tfacts.breached: is a bool of every commitment, not a string\n\tfacts.due: is a time of every commitment, not a date")
	require.Equal(t, map[string]compensation.FactType{
		"breached": compensation.FactBool, "verdict": compensation.FactString, "metric": compensation.FactString, "elapsed_minutes": compensation.FactNumber,
		"overdue_minutes": compensation.FactNumber, "overdue_wall_minutes": compensation.FactNumber, "allowed_minutes": compensation.FactNumber,
		"due": compensation.FactTime, "stopped": compensation.FactTime,
	}, compensation.StandardFacts())
}
