package sla_test

// rulingsOnCoverage are those on what a calendar does not know: past its last day,
// or before its first.
func rulingsOnCoverage() []ruling {
	const onAny = `, "pause_on": ["*"]`
	const share = `{"metric": "ownership", "calendar": "office", "pause_on": ["*"]}`
	return []ruling{
		{
			name: "18: time is counted to the end of the coverage", knows: "Mon to Tue",
			rules:  within(`"1bd"`, ""),
			events: []string{"Mon 10:00 opened"},
			now:    "Thu 12:00",
			want: []string{
				"resolution: running missed, from Mon 10:00, due Tue 10:00, breached Tue 10:00, elapsed 15h, over 7h",
				"finding not_covered",
				"next never",
			},
		},
		{
			name: "18: of a clock that starts before the coverage nothing is known", knows: "Tue to Fri",
			rules:  within(`"4h"`, ""),
			events: []string{"Mon 10:00 opened"},
			now:    "Wed 12:00",
			want: []string{
				"resolution: running open, from Mon 10:00",
				"finding not_covered",
				"next never",
				"nothing is judged",
			},
		},
		{
			name: "18: nor where a rule has it later", knows: "Tue to Fri",
			rules:  `{"id": "vip", "when": {"tier": "vip"}, "commitments": [` + within(`"4h"`, "") + `]}`,
			events: []string{"Mon 10:00 opened", "Wed 10:00 attributes_changed tier=vip"},
			now:    "Wed 12:00",
			want: []string{
				"resolution: running open, from Mon 10:00",
				"finding not_covered",
				"next never",
				"nothing is judged",
			},
		},
		{
			name: "18: nor where it starts paused", knows: "Tue to Fri",
			rules:  within(`"4h"`, onAny),
			events: []string{"Mon 10:00 paused", "Mon 10:00 opened", "Tue 10:00 resumed"},
			now:    "Wed 12:00",
			want: []string{
				"resolution: running open, from Mon 10:00",
				"finding not_covered",
				"next never",
				"nothing is judged",
			},
		},
		{
			name: "18: a clock stopped within the coverage is met, though its due instant is not known", knows: "Mon to Tue",
			rules:  within(`"40h"`, ""),
			events: []string{"Mon 10:00 opened", "Tue 10:00 resolved"},
			now:    "Tue 12:00",
			want: []string{
				"resolution: stopped met, from Mon 10:00, ended Tue 10:00, elapsed 8h",
				"finding not_covered",
				"next never",
				"nothing is judged",
			},
		},
		{
			name: "18: its alerts do not change that", knows: "Mon to Tue",
			rules:  within(`"40h"`, `, "alerts": [{"at": "-1h", "clock": "wall"}]`),
			events: []string{"Mon 10:00 opened", "Tue 10:00 resolved"},
			now:    "Tue 12:00",
			want: []string{
				"resolution: stopped met, from Mon 10:00, ended Tue 10:00, elapsed 8h",
				"finding not_covered",
				"next never",
				"nothing is judged",
			},
		},
		{
			name: "18: of days it might have been past by then, for all that is known", knows: "Mon to Tue",
			rules:  within(`"5bd"`, ""),
			events: []string{"Mon 10:00 opened", "Tue 10:00 resolved"},
			now:    "Tue 12:00",
			want: []string{
				"resolution: stopped open, from Mon 10:00, ended Tue 10:00, elapsed 8h",
				"finding not_covered",
				"next never",
				"nothing is judged",
			},
		},
		{
			name: "18: a date past the coverage is known, an hour before it is not", knows: "Mon to Tue",
			rules:  `{"metric": "promise", "calendar": "office", "alerts": [{"at": "-1h", "repeat": "1h", "times": 3}]}`,
			events: []string{"Mon 10:00 opened", "Mon 11:00 promised until=Thu_10:00"},
			now:    "Tue 12:00",
			want: []string{
				"promise: running open, from Mon 11:00, due Thu 10:00, elapsed 9h",
				"next Wed 00:00",
			},
		},
		{
			name: "18: a date past the coverage passes, an hour after it is not known", knows: "Mon to Tue",
			rules:  `{"metric": "promise", "calendar": "office", "alerts": [{"at": "-1h", "repeat": "1h", "times": 3}]}`,
			events: []string{"Mon 10:00 opened", "Mon 11:00 promised until=Thu_10:00"},
			now:    "Fri 12:00",
			want: []string{
				"promise: running missed, from Mon 11:00, due Thu 10:00, breached Thu 10:00, elapsed 14h",
				"finding not_covered",
				"next never",
			},
		},
		{
			name: "18: a date before the coverage counts as the first instant of it for its alerts", knows: "Tue to Fri",
			rules:  `{"metric": "promise", "calendar": "office", "alerts": [{"at": "-1h", "repeat": "1h", "times": 3}]}`,
			events: []string{"Tue 10:00 opened", "Tue 11:00 promised until=Mon_10:00"},
			now:    "Wed 12:00",
			want: []string{
				"promise: running missed, from Tue 11:00, due Mon 10:00, breached Tue 11:00, born breached, elapsed 9h, over 9h",
				"alert C/promise/1/0/-1h0m0s/1 Tue 11:00",
				"alert C/promise/1/0/-1h0m0s/2 Tue 11:00",
				"alert C/promise/1/0/-1h0m0s/3 Tue 11:00",
				"next Sat 00:00",
			},
		},
		{
			name: "18: before the coverage nothing fires, not even at the start", knows: "Tue to Fri",
			rules:  within(`"4h"`, `, "alerts": [{"at": "0%"}]`),
			events: []string{"Mon 10:00 opened"},
			now:    "Wed 12:00",
			want: []string{
				"resolution: running open, from Mon 10:00",
				"finding not_covered",
				"next never",
				"nothing is judged",
			},
		},
		{
			name: "18: shares add up as far as the coverage goes", knows: "Mon to Tue",
			rules:  share,
			events: []string{"Mon 10:00 opened", "Mon 11:00 assigned group=l1", "Mon 12:00 paused", "Mon 13:00 resumed"},
			now:    "Thu 12:00",
			want: []string{
				"ownership of l1: running open, from Mon 11:00, elapsed 13h, paused 1h",
				"finding not_covered",
				"shares [{l1 13h0m0s}], nobody 1h0m0s, paused 1h0m0s, in all 15h0m0s",
				"next never",
			},
		},
		{
			name: "18: shares add up from where the coverage begins", knows: "Tue to Fri",
			rules:  share,
			events: []string{"Mon 10:00 opened", "Mon 11:00 assigned group=l1", "Wed 12:00 paused", "Wed 13:00 resumed"},
			now:    "Thu 12:00",
			want: []string{
				"ownership of l1: running open, from Mon 11:00",
				"finding not_covered",
				"shares [{l1 18h0m0s}], nobody 0s, paused 1h0m0s, in all 19h0m0s",
				"next never",
			},
		},
		{
			name: "18: a clock that stands past the coverage is open, without a projection", knows: "Mon to Tue",
			rules:  within(`"4h"`, onAny),
			events: []string{"Mon 10:00 opened", "Mon 11:00 paused"},
			now:    "Thu 12:00",
			want: []string{
				"resolution: paused open, from Mon 10:00, elapsed 1h, paused 14h",
				"finding not_covered",
				"next never",
			},
		},
		{
			name: "18: and not known once it runs", knows: "Mon to Tue",
			rules:  within(`"4h"`, onAny),
			events: []string{"Mon 10:00 opened", "Mon 11:00 paused", "Thu 11:00 resumed"},
			now:    "Thu 12:00",
			want: []string{
				"resolution: running open, from Mon 10:00, elapsed 1h, paused 14h",
				"finding not_covered",
				"next never",
				"nothing is judged",
			},
		},
		{
			name: "18: a new target at the end of the coverage fires what it finds passed", knows: "Mon to Tue",
			rules:  within(`"1bd"`, `, "alerts": [{"at": "50%"}]`),
			events: []string{"Tue 10:00 opened", "Wed 00:00 merged_in adopt=Mon_09:00"},
			now:    "Thu 12:00",
			want: []string{
				"resolution: running missed, from Mon 09:00, due Tue 09:00, breached Wed 00:00, born breached, elapsed 16h, over 8h",
				"alert C/resolution/1/1/50%25/1 Wed 00:00",
				"finding not_covered",
				"next never",
			},
		},
		{
			name: "18: a due instant is not known, either, where that of the target before is not, and may not be preceded",
			rules: `{"id": "vip", "when": {"tier": "vip"}, "commitments": [` + within(`"1h"`, `, "retarget": "never_earlier"`) + `]},
				{"id": "other", "commitments": [` + within(`"200h"`, `, "retarget": "never_earlier"`) + `]}`,
			events: []string{"Mon 09:00 opened", "Mon 09:30 attributes_changed tier=vip", "Mon 11:00 resolved"},
			now:    "Mon 12:00",
			want: []string{
				"resolution: stopped met, from Mon 09:00, ended Mon 11:00, elapsed 2h",
				"finding not_covered",
				"next never",
				"nothing is judged",
			},
		},
		{
			name: "18: nor where that one is one of days",
			rules: `{"id": "vip", "when": {"tier": "vip"}, "commitments": [` + within(`"1h"`, `, "retarget": "never_earlier"`) + `]},
				{"id": "other", "commitments": [` + within(`"200bd"`, `, "retarget": "never_earlier"`) + `]}`,
			events: []string{"Mon 09:00 opened", "Mon 09:30 attributes_changed tier=vip", "Mon 11:00 resolved"},
			now:    "Mon 12:00",
			want: []string{
				"resolution: stopped open, from Mon 09:00, ended Mon 11:00, elapsed 2h",
				"finding not_covered",
				"next never",
				"nothing is judged",
			},
		},
		{
			name: "18: extended in a pause that goes on past the coverage", knows: "Mon to Fri",
			rules:  within(`"2bd"`, onAny),
			events: []string{"Mon 10:00 opened", "Tue 16:00 paused", "Tue 16:30 extension_granted metric=resolution by=1d"},
			now:    "Mon2 12:00",
			want: []string{
				"resolution: paused open, from Mon 10:00, elapsed 14h, paused 25h",
				"finding not_covered",
				"next never",
			},
		},
		{
			name: "18: a date of days past the coverage is known, and stays where no working time is paused", knows: "Mon to Fri",
			rules:  within(`"1bd"`, onAny),
			events: []string{"Thu 10:00 opened", "Thu 11:00 extension_granted metric=resolution by=3d", "Thu 18:00 paused", "Thu 19:00 resumed"},
			now:    "Fri 12:00",
			want: []string{
				"resolution: running open, from Thu 10:00, due Mon2 10:00, elapsed 10h",
				"next Sat 00:00",
			},
		},
		{
			name: "18: so is one of whole days", knows: "Mon to Fri",
			rules:  within(`"4d"`, onAny),
			events: []string{"Thu 10:00 opened", "Thu 18:00 paused", "Thu 19:00 resumed"},
			now:    "Fri 12:00",
			want: []string{
				"resolution: running open, from Thu 10:00, due Mon2 10:00, elapsed 10h",
				"next Sat 00:00",
			},
		},
	}
}
