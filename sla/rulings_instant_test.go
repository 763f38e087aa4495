package sla_test

// rulingsOnInstants are those on what happens at one instant, or comes back at
// another: what lasts no time never was.
func rulingsOnInstants() []ruling {
	const onAny = `, "pause_on": ["*"]`
	tiers := func(vip, other string) string {
		return `{"id": "vip", "when": {"tier": "vip"}, "commitments": [` + vip + `]}, {"id": "other", "commitments": [` + other + `]}`
	}
	return []ruling{
		{
			name:   "a level at the beginning of a pause fires, though the case was cancelled for no time",
			rules:  within(`"4h"`, onAny+`, "alerts": [{"at": "1h"}]`),
			events: []string{"Mon 09:00 opened", "Mon 10:00 paused", "Mon 10:00 cancelled", "Mon 10:00 reopened seq=1"},
			now:    "Mon 11:00",
			want: []string{
				"resolution: paused open, from Mon 09:00, projected Mon 14:00, elapsed 1h, left 3h, paused 1h, was not_applicable Mon 10:00",
				"alert C/resolution/1/0/1h0m0s/1 Mon 10:00",
				"next 2026-02-01",
			},
		},
		{
			name: "a stop takes back what fired at its instant under the alerts of the rule before",
			rules: tiers(within(`"4h"`, `, "alerts": [{"id": "b", "at": "3h"}, {"id": "a", "at": "50%"}]`),
				within(`"4h"`, `, "alerts": [{"id": "a", "at": "50%"}, {"id": "b", "at": "3h"}]`)),
			events: []string{"Mon 09:00 opened", "Mon 12:00 attributes_changed tier=vip", "Mon 12:00 resolved seq=1"},
			now:    "Mon 12:30",
			want: []string{
				"resolution: stopped met, from Mon 09:00, due Mon 13:00, ended Mon 12:00, elapsed 3h, left 1h",
				"alert C/resolution/1/0/a/1 Mon 11:00",
				"next never",
			},
		},
		{
			name: "that fires again, and nothing else does, if the clock goes on there and then",
			rules: tiers(within(`"4h"`, `, "alerts": [{"id": "b", "at": "3h"}, {"id": "a", "at": "50%"}]`),
				within(`"4h"`, `, "alerts": [{"id": "a", "at": "50%"}, {"id": "b", "at": "3h"}]`)),
			events: []string{"Mon 09:00 opened", "Mon 12:00 attributes_changed tier=vip", "Mon 12:00 resolved seq=1", "Mon 12:00 reopened seq=2"},
			now:    "Mon 12:30",
			want: []string{
				"resolution: running open, from Mon 09:00, due Mon 13:00, elapsed 3h30m, left 30m, was met Mon 12:00",
				"alert C/resolution/1/0/a/1 Mon 11:00",
				"alert C/resolution/1/0/b/1 Mon 12:00",
				"next Mon 13:00",
			},
		},
		{
			name:  "a pause ends with the rule that had it, though the case was ended there for no time",
			rules: tiers(within(`"4h"`, `, "reopen": "resume_counting"`), within(`"4h"`, onAny+`, "reopen": "resume_counting"`)),
			events: []string{
				"Mon 09:00 opened", "Mon 10:00 paused", "Mon 11:00 resolved", "Mon 11:00 attributes_changed tier=vip seq=1",
				"Mon 11:00 cancelled seq=2", "Mon 11:00 reopened seq=3",
			},
			now: "Mon 12:00",
			want: []string{
				"resolution: running open, from Mon 09:00, due Mon 14:00, elapsed 2h, left 2h, paused 1h, was met Mon 11:00",
				"next Mon 14:00",
			},
		},
		{
			name:   "a pause that is over when the case is opened holds a clock that starts earlier until then",
			rules:  within(`"4h"`, onAny) + `, {"metric": "first_response", "within": "4h", "calendar": "office", "pause_on": ["lunch"]}`,
			events: []string{"Mon 10:00 paused", "Mon 11:00 resumed seq=-1", "Mon 11:00 opened", "Mon 12:00 merged_in adopt=Mon_09:00"},
			now:    "Mon 13:00",
			want: []string{
				"resolution: running open, from Mon 09:00, due Mon 14:00, elapsed 3h, left 1h, paused 1h",
				"first_response: running missed, from Mon 09:00, due Mon 13:00, breached Mon 13:00, elapsed 4h",
				"finding before_opened e1",
				"finding before_opened e2",
				"next Mon 14:00",
			},
		},
		{
			name:   "a pause that goes on when the case is opened holds a clock that starts earlier",
			rules:  within(`"4h"`, onAny),
			events: []string{"Mon 10:00 paused", "Mon 11:00 opened", "Mon 11:30 resumed", "Mon 12:00 merged_in adopt=Mon_09:00"},
			now:    "Mon 13:00",
			want: []string{
				"resolution: running open, from Mon 09:00, due Mon 14:30, elapsed 2h30m, left 1h30m, paused 1h30m",
				"finding before_opened e1",
				"next Mon 14:30",
			},
		},
		{
			name:   "what fires at the start of a clock fires, though it is paused there and has a new target",
			rules:  tiers(within(`"4h"`, onAny+`, "alerts": [{"at": "0%"}]`), within(`"8h"`, onAny+`, "alerts": [{"at": "0%"}]`)),
			events: []string{"Mon 09:00 opened", "Mon 09:00 paused", "Mon 09:00 attributes_changed tier=vip seq=1"},
			now:    "Mon 12:00",
			want: []string{
				"resolution: paused open, from Mon 09:00, projected Mon 16:00, left 4h, paused 3h",
				"alert C/resolution/1/1/0%25/1 Mon 09:00",
				"next 2026-02-01",
			},
		},
		{
			name:   "the levels of a new target are found by the event that set it, though a version without one follows",
			rules:  within(`"8h"`, `, "alerts": [{"at": "25%"}, {"at": "50%"}]`),
			then:   `"applies_to": "open_cases", "rules": [{"id": "all", "commitments": [` + within(`"7h"`, `, "alerts": [{"at": "25%"}, {"at": "50%"}]`) + `]}]`,
			events: []string{"Tue 09:30 opened", "Tue 09:45 merged_in adopt=Mon_09:00"},
			now:    "Tue 12:00",
			want: []string{
				"resolution: running missed, from Mon 09:00, due Mon 16:00, breached Tue 09:45, born breached, elapsed 11h, over 4h",
				"alert C/resolution/1/1/50%25/1 Tue 09:45",
				"alert C/resolution/1/2/50%25/1 Tue 10:00",
				"finding alert_collapsed e2",
				"finding alert_collapsed e2",
				"next 2026-02-01",
				"version 2",
			},
		},
		{
			name:   "closed after resolved is no news",
			rules:  within(`"4h"`, ""),
			events: []string{"Mon 09:00 opened", "Mon 10:00 resolved", "Mon 11:00 closed", "Mon 12:00 resolved"},
			now:    "Mon 13:00",
			want: []string{
				"resolution: stopped met, from Mon 09:00, due Mon 13:00, ended Mon 10:00, elapsed 1h, left 3h",
				"finding redundant e4",
				"next never",
			},
		},
		{
			name:   "a clock that only the closing stops",
			more:   `"metrics": {"handover": {"start": ["opened"], "stop": ["closed"]}}, `,
			rules:  `{"metric": "handover", "within": "4h", "calendar": "office"}`,
			events: []string{"Mon 09:00 opened", "Mon 10:00 resolved", "Mon 11:00 closed"},
			now:    "Mon 13:00",
			want: []string{
				"handover: stopped met, from Mon 09:00, due Mon 13:00, ended Mon 11:00, elapsed 2h, left 2h",
				"next never",
			},
		},
		{
			name:   "a case that is assigned without a group goes to that of its attributes, or to nobody",
			rules:  `{"metric": "ownership", "calendar": "office"}`,
			events: []string{"Mon 09:00 opened group=l1", "Mon 10:00 assigned", "Mon 12:00 unassigned", "Mon 12:00 attributes_changed group=", "Mon 13:00 assigned"},
			now:    "Mon 15:00",
			want: []string{
				"ownership of l1: stopped not_applicable, from Mon 10:00, ended Mon 12:00, elapsed 2h",
				"ownership/2: running open, from Mon 13:00, elapsed 2h",
				"shares [{l1 2h0m0s}], nobody 4h0m0s, paused 0s, in all 6h0m0s",
				"next 2026-02-01",
			},
		},
		{
			name:   "shares without a calendar",
			rules:  `{"metric": "ownership", "calendar": {"by": "region", "of": {"cn": "office"}}}`,
			events: []string{"Mon 09:00 opened", "Mon 10:00 assigned group=l1"},
			now:    "Mon 15:00",
			want: []string{
				"ownership of l1: running open, from Mon 10:00",
				"finding no_calendar",
				"next never",
			},
		},
		{
			name:   "the due instant passed in a pause when the case is reopened",
			rules:  within(`"1h20m"`, `, "alerts": [{"at": "+1h"}]`),
			events: []string{"Mon 09:00 opened", "Mon 10:20 cancelled", "Tue 08:10 reopened"},
			now:    "Tue 12:00",
			want: []string{
				"resolution: running missed, from Mon 09:00, due Mon 10:20, breached Tue 08:10, elapsed 4h20m, over 3h, was not_applicable Mon 10:20",
				"alert C/resolution/1/0/+1h0m0s/1 Tue 10:00",
				"next 2026-02-01",
			},
		},
		{
			name:   "a new target in a pause, whose due instant was past before the pause moved it",
			rules:  within(`"20m"`, onAny),
			events: []string{"Tue 11:00 opened", "Tue 11:10 paused", "Tue 11:20 extension_granted metric=resolution by=1d", "Tue 12:00 merged_in adopt=Mon_09:00"},
			now:    "Tue 16:00",
			want: []string{
				"resolution: paused missed, from Mon 09:00, due Tue 09:20, breached Tue 12:00, born breached, elapsed 10h10m, over 1h50m, paused 4h50m",
				"next 2026-02-01",
			},
		},
		{
			name:   "of the levels passed when a target changes the last one fires: a length of time is passed where it is counted",
			rules:  tiers(within(`"4h"`, onAny+`, "alerts": [{"id": "left", "at": "-1h"}, {"id": "long", "at": "3h"}]`), within(`"8h"`, onAny)),
			events: []string{"Mon 09:00 opened", "Mon 12:00 paused", "Mon 13:00 resumed", "Mon 13:30 attributes_changed tier=vip"},
			now:    "Mon 13:30",
			want: []string{
				"resolution: running open, from Mon 09:00, due Mon 14:00, elapsed 3h30m, left 30m, paused 1h",
				"alert C/resolution/1/1/left/1 Mon 13:30",
				"finding alert_collapsed e4",
				"next Mon 14:00",
			},
		},
		{
			name:   "and none of it at the start, also of a clock that starts paused",
			rules:  tiers(within(`"8h"`, onAny+`, "alerts": [{"id": "left", "at": "-8h30m"}, {"id": "none", "at": "0%"}]`), within(`"4h"`, onAny)),
			events: []string{"Mon 09:00 opened", "Mon 09:00 paused", "Mon 10:00 resumed", "Mon 12:00 attributes_changed tier=vip"},
			now:    "Mon 13:00",
			want: []string{
				"resolution: running open, from Mon 09:00, due Tue 10:00, elapsed 3h, left 5h, paused 1h",
				"alert C/resolution/1/1/left/1 Mon 12:00",
				"finding alert_collapsed e4",
				"next Tue 10:00",
			},
		},
	}
}
