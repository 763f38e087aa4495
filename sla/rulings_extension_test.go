package sla_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/sla"
)

// rulingsOnExtensions are those on what an extension does to the shares of an
// allowance, and on extensions of an allowance that is counted anew.
func rulingsOnExtensions() []ruling {
	const half = `, "alerts": [{"at": "50%"}]`
	later := func(allowance, more string) string {
		return `{"id": "vip", "when": {"tier": "vip"}, "commitments": [` + within(allowance, more+half) + `]},
				{"id": "other", "commitments": [` + within(allowance, more) + `]}`
	}
	return []ruling{
		{
			name:   "15: half of an allowance is half of what extensions make of it: of days that end at the same time",
			rules:  within(`"1bd"`, half),
			events: []string{"Mon 10:00 opened", "Mon 11:00 extension_granted metric=resolution by=1bd"},
			now:    "Wed 12:00",
			want: []string{
				"resolution: running missed, from Mon 10:00, due Wed 10:00, breached Wed 10:00, elapsed 18h, over 2h",
				"alert C/resolution/1/1/50%25/1 Tue 10:00",
				"next 2026-02-01",
			},
		},
		{
			name:   "15: of calendar days",
			rules:  within(`"2d"`, half),
			events: []string{"Mon 10:00 opened", "Mon 11:00 extension_granted metric=resolution by=1d"},
			now:    "Thu 12:00",
			want: []string{
				"resolution: running missed, from Mon 10:00, due Thu 10:00, breached Thu 10:00, elapsed 26h, over 2h",
				"alert C/resolution/1/1/50%25/1 Tue 14:00",
				"next 2026-02-01",
			},
		},
		{
			name:   "15: of days that end at the close of business",
			rules:  within(`{"business_days": 1, "due": "end_of_day"}`, half),
			events: []string{"Mon 10:00 opened", "Mon 11:00 extension_granted metric=resolution by=1bd"},
			now:    "Thu 12:00",
			want: []string{
				"resolution: running missed, from Mon 10:00, due Wed 17:00, breached Wed 17:00, elapsed 26h, over 3h",
				"alert C/resolution/1/1/50%25/1 Tue 13:30",
				"next 2026-02-01",
			},
		},
		{
			name:   "15: of days that were moved by a pause",
			rules:  within(`{"business_days": 1, "due": "end_of_day"}`, `, "pause_on": ["*"]`+half),
			events: []string{"Mon 10:00 opened", "Mon 17:00 paused", "Tue 18:00 resumed", "Wed 11:00 extension_granted metric=resolution by=1bd"},
			now:    "Fri 12:00",
			want: []string{
				"resolution: running missed, from Mon 10:00, due Thu 17:00, breached Thu 17:00, elapsed 26h, over 3h, paused 8h",
				"alert C/resolution/1/0/50%25/1 Wed 09:30",
				"alert C/resolution/1/1/50%25/1 Wed 13:30",
				"next 2026-02-01",
			},
		},
		{
			name:   "15: of days extended by hours",
			rules:  within(`"1bd"`, half),
			events: []string{"Mon 10:00 opened", "Mon 11:00 extension_granted metric=resolution by=4h"},
			now:    "Thu 12:00",
			want: []string{
				"resolution: running missed, from Mon 10:00, due Tue 14:00, breached Tue 14:00, elapsed 26h, over 14h",
				"alert C/resolution/1/1/50%25/1 Mon 16:00",
				"next 2026-02-01",
			},
		},
		{
			name:   "15: of hours extended by days",
			rules:  within(`"4h"`, half),
			events: []string{"Mon 10:00 opened", "Mon 11:00 extension_granted metric=resolution by=1bd"},
			now:    "Thu 12:00",
			want: []string{
				"resolution: running missed, from Mon 10:00, due Tue 14:00, breached Tue 14:00, elapsed 26h, over 14h",
				"alert C/resolution/1/1/50%25/1 Mon 16:00",
				"next 2026-02-01",
			},
		},
		{
			name:   "15: of days that were extended before a rule had alerts",
			rules:  later(`"1bd"`, ""),
			events: []string{"Mon 10:00 opened", "Mon 11:00 extension_granted metric=resolution by=1bd", "Mon 12:00 attributes_changed tier=vip"},
			now:    "Thu 12:00",
			want: []string{
				"resolution: running missed, from Mon 10:00, due Wed 10:00, breached Wed 10:00, elapsed 26h, over 10h",
				"alert C/resolution/1/1/50%25/1 Tue 10:00",
				"next 2026-02-01",
			},
		},
		{
			name: "15: of days that hours became after an extension",
			rules: `{"id": "vip", "when": {"tier": "vip"}, "commitments": [` + within(`"3bd"`, half) + `]},
				{"id": "other", "commitments": [` + within(`"4h"`, "") + `]}`,
			events: []string{"Mon 10:00 opened", "Mon 11:00 extension_granted metric=resolution by=1bd", "Mon 12:00 attributes_changed tier=vip"},
			now:    "Fri 16:00",
			want: []string{
				"resolution: running missed, from Mon 10:00, due Fri 10:00, breached Fri 10:00, elapsed 38h, over 6h",
				"alert C/resolution/1/2/50%25/1 Wed 10:00",
				"next 2026-02-01",
			},
		},
		{
			name:  "14: hours granted to days are granted from the start where it is moved back, so that pauses count before them",
			rules: within(`"1bd"`, `, "pause_on": ["*"]`),
			events: []string{
				"Tue 09:10 opened", "Tue 09:30 paused", "Tue 10:30 resumed", "Tue 11:00 extension_granted metric=resolution by=2h",
				"Tue 11:30 merged_in adopt=Mon_09:00",
			},
			now: "Wed 16:00",
			want: []string{
				"resolution: running missed, from Mon 09:00, due Tue 12:00, breached Tue 12:00, elapsed 22h, over 12h, paused 1h",
				"next 2026-02-01",
			},
		},
		{
			name:  "14: so are days",
			rules: within(`"1bd"`, `, "pause_on": ["*"]`),
			events: []string{
				"Tue 09:10 opened", "Tue 09:30 paused", "Tue 10:30 resumed", "Tue 11:00 extension_granted metric=resolution by=1bd",
				"Tue 11:30 merged_in adopt=Mon_09:00",
			},
			now: "Wed 16:00",
			want: []string{
				"resolution: running missed, from Mon 09:00, due Wed 10:00, breached Wed 10:00, elapsed 22h, over 6h, paused 1h",
				"next 2026-02-01",
			},
		},
		{
			name:   "14: working days granted to calendar days",
			rules:  within(`"2d"`, ""),
			events: []string{"Tue 12:00 opened", "Tue 13:00 extension_granted metric=resolution by=1bd", "Wed 12:30 merged_in adopt=Mon_09:00"},
			now:    "Thu 16:00",
			want: []string{
				"resolution: running missed, from Mon 09:00, due Thu 09:00, breached Thu 09:00, elapsed 31h, over 7h",
				"next 2026-02-01",
			},
		},
		{
			name:   "14: calendar days granted to working days",
			rules:  within(`"1bd"`, ""),
			events: []string{"Thu 12:00 opened", "Thu 13:00 extension_granted metric=resolution by=2d", "Fri 16:30 merged_in adopt=Tue_09:00"},
			now:    "Mon2 16:00",
			want: []string{
				"resolution: running missed, from Tue 09:00, due Fri 09:00, breached Fri 16:30, born breached, elapsed 39h, over 15h",
				"next 2026-02-01",
			},
		},
	}
}

// A day is added to those allowed: that the last of them ended early does not matter.
func TestDayExtendedOverAShortOne(t *testing.T) {
	t.Parallel()
	office, err := calendar.New(calendar.Spec{
		Name: "office", Location: time.UTC, Week: calendar.Weekdays(calendar.MustHours("09:00-17:00")),
		Overrides: []calendar.Override{{Date: calendar.MustDate(2026, time.January, 7), Hours: calendar.MustHours("09:00-11:00"), Name: "short"}},
	})
	require.NoError(t, err)
	policy := checkParse(t, `{"id": "p", "version": "1", "rules": [{"id": "all", "commitments": [`+within(`"1bd"`, "")+`]}]}`)
	engine, err := sla.Compile(map[string]*calendar.Calendar{"office": office}, policy)
	require.NoError(t, err)
	c := sla.Case{ID: "C", Events: []sla.Event{rulingEvent(t, "Tue 16:00 opened")}}
	report, err := engine.Evaluate(c, rulingTime(t, "Tue 16:30"))
	require.NoError(t, err)
	require.Equal(t, "Thu 09:00", rulingText(report.Clocks[0].Due))
	c.Events = append(c.Events, rulingEvent(t, "Tue 16:10 extension_granted metric=resolution by=1bd"))
	report, err = engine.Evaluate(c, rulingTime(t, "Tue 16:30"))
	require.NoError(t, err)
	require.Equal(t, "Thu 16:00", rulingText(report.Clocks[0].Due))
}
