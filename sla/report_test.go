package sla_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/sla"
)

// Of two commitments with one id, as a rule and the one before it may have them,
// the first is meant: that of the rule.
func TestReportClock(t *testing.T) {
	t.Parallel()
	r := sla.Report{Clocks: []sla.Clock{
		{Commitment: "visit", Metric: sla.MetricOnSiteArrival, Cycle: 1},
		{Commitment: "visit", Metric: sla.MetricOnSiteArrival, Cycle: 2},
		{Commitment: "other", Metric: sla.MetricResolution, Cycle: 1},
		{Commitment: "visit", Metric: sla.MetricResolution, Cycle: 7},
	}}
	clock, ok := r.Clock("visit")
	require.True(t, ok)
	require.Equal(t, 2, clock.Cycle, "the current cycle")
	_, ok = r.Clock("visits")
	require.False(t, ok)
	clock, ok = sla.Report{Clocks: append(r.Clocks[:1:1], r.Clocks[3])}.Clock("visit")
	require.True(t, ok)
	require.Equal(t, 1, clock.Cycle)
}

// Next is when a clock changes by itself, and nothing before it.
func TestNextOfAClock(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, rules string
		events      []string
		now, want   string
	}{
		{
			"a promised date, which no pause moves",
			`{"id": "all", "commitments": [{"metric": "promise", "calendar": "office", "pause_on": ["*"]}]}`,
			[]string{"09:00 opened", `09:00 promised "until": "2026-01-05T11:00:00Z"`, "10:00 paused"},
			"10:30", "11:00",
		},
		{
			"the alert of a clock that is only measured",
			`{"id": "all", "commitments": [{"metric": "resolution", "calendar": "office", "alerts": [{"at": "50%"}, {"at": "4h"}]}]}`,
			[]string{"09:00 opened"},
			"10:00", "13:00",
		},
		{
			"the later of two targets",
			`{"id": "vip", "when": {"tier": "vip"}, "commitments": [{"metric": "resolution", "within": "4h", "calendar": "office"}]},
			 {"id": "gold", "commitments": [{"metric": "resolution", "within": "2h", "calendar": "office", "retarget": "never_earlier"}]}`,
			[]string{"09:00 opened", `10:00 attributes_changed "attributes": {"tier": "gold"}`},
			"10:30", "13:00",
		},
		{
			"an alert before due, with working time used up first",
			`{"id": "all", "commitments": [{"metric": "resolution", "within": "4h", "calendar": "office", "alerts": [{"at": "-1h"}, {"at": "90%"}, {"at": "+1h"}]}]}`,
			[]string{"09:00 opened"},
			"10:30", "12:00",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := rematched(t, `"rules": [`+test.rules+`]`, test.events, test.now)
			require.Equal(t, test.want, r.Next.Format("15:04"))
		})
	}
}
