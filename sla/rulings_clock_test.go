package sla_test

// rulingsOnClocks are the rulings on what a clock counts and when it is due.
func rulingsOnClocks() []ruling {
	const onWaiting, onAny = `, "pause_on": ["waiting_customer"]`, `, "pause_on": ["*"]`
	return []ruling{
		{
			name:  "1: a clock counts the working time from start to stop that is not paused",
			rules: within(`"8h"`, onAny),
			events: []string{
				"Fri 16:00 opened", "Mon2 10:00 paused", "Mon2 11:30 resumed", "Mon2 12:00 resolved",
			},
			now: "Mon2 13:00",
			want: []string{
				"resolution: stopped met, from Fri 16:00, due Tue2 09:30, ended Mon2 12:00, elapsed 2h30m, left 5h30m, paused 1h30m",
				"next never",
			},
		},
		{
			name:  "2: a clock stands while any of its reasons is on, and no other reason stops it",
			rules: within(`"4h"`, `, "pause_on": ["parts", "waiting_customer"]`),
			events: []string{
				"Mon 09:00 opened", "Mon 10:00 paused reason=parts", "Mon 10:30 paused reason=waiting_customer",
				"Mon 11:00 resumed reason=parts", "Mon 11:30 resumed reason=waiting_customer", "Mon 12:00 paused reason=lunch",
			},
			now: "Mon 12:30",
			want: []string{
				"resolution: running open, from Mon 09:00, due Mon 14:30, elapsed 2h, left 2h, paused 1h30m",
				"next Mon 14:30",
			},
		},
		{
			name:   "2: a pause that began before the clock holds it from its start",
			rules:  within(`"4h"`, onWaiting),
			events: []string{"Mon 08:00 paused reason=waiting_customer", "Mon 09:00 opened", "Mon 10:00 resumed"},
			now:    "Mon 11:00",
			want: []string{
				"resolution: running open, from Mon 09:00, due Mon 14:00, elapsed 1h, left 3h, paused 1h",
				"finding before_opened e1",
				"next Mon 14:00",
			},
		},
		{
			name:   "2: a pause outside working time counts nothing",
			rules:  within(`"4h"`, onAny),
			events: []string{"Mon 16:00 opened", "Mon 18:00 paused", "Tue 08:00 resumed"},
			now:    "Tue 09:00",
			want: []string{
				"resolution: running open, from Mon 16:00, due Tue 12:00, elapsed 1h, left 3h",
				"next Tue 12:00",
			},
		},
		{
			name:   "3: while paused, due is what it would be if the clock went on now, and nothing fires",
			rules:  within(`"4h"`, onAny+`, "alerts": [{"at": "50%"}]`),
			events: []string{"Mon 09:00 opened", "Mon 10:00 paused"},
			now:    "Tue 10:00",
			want: []string{
				"resolution: paused open, from Mon 09:00, projected Tue 13:00, elapsed 1h, left 3h, paused 8h",
				"next 2026-02-01",
			},
		},
		{
			name:   "3: a pause much longer than the allowance gives the right due instant",
			rules:  within(`"1h"`, onAny),
			events: []string{"Mon 09:00 opened", "Mon 09:30 paused", "Tue 11:00 resumed"},
			now:    "Tue 11:00",
			want: []string{
				"resolution: running open, from Mon 09:00, due Tue 11:30, elapsed 30m, left 30m, paused 9h30m",
				"next Tue 11:30",
			},
		},
		{
			name:   "4: a pause after the breach stops what is overdue, not the breach",
			rules:  within(`"1h"`, onAny),
			events: []string{"Mon 09:00 opened", "Mon 11:00 paused"},
			now:    "Mon 16:00",
			want: []string{
				"resolution: paused missed, from Mon 09:00, due Mon 10:00, breached Mon 10:00, elapsed 2h, over 1h, paused 5h",
				"next 2026-02-01",
			},
		},
		{
			name:   "5: a stop at the due instant meets it",
			rules:  within(`"2h"`, ""),
			events: []string{"Mon 09:00 opened", "Mon 11:00 resolved"},
			now:    "Mon 11:00",
			want: []string{
				"resolution: stopped met, from Mon 09:00, due Mon 11:00, ended Mon 11:00, elapsed 2h",
				"next never",
			},
		},
		{
			name:   "5: a stop a second later misses it",
			rules:  within(`"2h"`, ""),
			events: []string{"Mon 09:00 opened", "Mon 11:00:01 resolved"},
			now:    "Mon 12:00",
			want: []string{
				"resolution: stopped missed, from Mon 09:00, due Mon 11:00, ended Mon 11:00:01, breached Mon 11:00, elapsed 2h0m1s, over 1s",
				"next never",
			},
		},
		{
			name:   "5: an open clock is missed at its due instant",
			rules:  within(`"2h"`, ""),
			events: []string{"Mon 09:00 opened"},
			now:    "Mon 11:00",
			want: []string{
				"resolution: running missed, from Mon 09:00, due Mon 11:00, breached Mon 11:00, elapsed 2h",
				"next 2026-02-01",
			},
		},
		{
			name:   "5: an open clock is open a second before",
			rules:  within(`"2h"`, ""),
			events: []string{"Mon 09:00 opened"},
			now:    "Mon 10:59:59",
			want: []string{
				"resolution: running open, from Mon 09:00, due Mon 11:00, elapsed 1h59m59s, left 1s",
				"next Mon 11:00",
			},
		},
		{
			name:   "5: a pause at the due instant comes too late",
			rules:  within(`"2h"`, onAny),
			events: []string{"Mon 09:00 opened", "Mon 11:00 paused", "Mon 12:00 resumed"},
			now:    "Mon 12:00",
			want: []string{
				"resolution: running missed, from Mon 09:00, due Mon 11:00, breached Mon 11:00, elapsed 2h, paused 1h",
				"next 2026-02-01",
			},
		},
		{
			name:   "5: due is the closing, not the next opening",
			rules:  within(`"8h"`, ""),
			events: []string{"Mon 09:00 opened"},
			now:    "Mon 16:00",
			want: []string{
				"resolution: running open, from Mon 09:00, due Mon 17:00, elapsed 7h, left 1h",
				"next Mon 17:00",
			},
		},
		{
			name:   "5: an allowance of nothing is due at the start, also outside hours",
			rules:  within(`"0s"`, ""),
			events: []string{"Mon 08:00 opened"},
			now:    "Mon 10:00",
			want: []string{
				"resolution: running missed, from Mon 08:00, due Mon 08:00, breached Mon 08:00, elapsed 1h, over 1h",
				"next 2026-02-01",
			},
		},
		{
			name:   "6: a reopened clock goes on without the resolved time, and keeps its earlier verdict",
			rules:  within(`"4h"`, ""),
			events: []string{"Mon 09:00 opened", "Mon 11:00 resolved", "Mon 14:00 reopened"},
			now:    "Mon 15:00",
			want: []string{
				"resolution: running open, from Mon 09:00, due Mon 16:00, elapsed 3h, left 1h, was met Mon 11:00",
				"next Mon 16:00",
			},
		},
		{
			name:   "6: resume_counting counts it, and a due instant passed meanwhile is a breach at the reopening",
			rules:  within(`"4h"`, `, "reopen": "resume_counting"`),
			events: []string{"Mon 09:00 opened", "Mon 11:00 resolved", "Mon 14:00 reopened"},
			now:    "Mon 15:00",
			want: []string{
				"resolution: running missed, from Mon 09:00, due Mon 13:00, breached Mon 14:00, elapsed 6h, over 2h, was met Mon 11:00",
				"next 2026-02-01",
			},
		},
		{
			name:   "6: new_cycle leaves a missed cycle missed",
			rules:  within(`"1h"`, `, "reopen": "new_cycle"`),
			events: []string{"Mon 09:00 opened", "Mon 11:00 resolved", "Mon 14:00 reopened"},
			now:    "Mon 14:30",
			want: []string{
				"resolution: stopped missed, from Mon 09:00, due Mon 10:00, ended Mon 11:00, breached Mon 10:00, elapsed 2h, over 1h",
				"resolution/2: running open, from Mon 14:00, due Mon 15:00, elapsed 30m, left 30m",
				"next Mon 15:00",
			},
		},
		{
			name:   "6: final stays stopped",
			rules:  within(`"4h"`, `, "reopen": "final"`),
			events: []string{"Mon 09:00 opened", "Mon 11:00 resolved", "Mon 14:00 reopened"},
			now:    "Mon 15:00",
			want: []string{
				"resolution: stopped met, from Mon 09:00, due Mon 13:00, ended Mon 11:00, elapsed 2h, left 2h",
				"next never",
			},
		},
		{
			name:   "6: after a breach, resume stays breached",
			rules:  within(`"1h"`, ""),
			events: []string{"Mon 09:00 opened", "Mon 11:00 resolved", "Mon 14:00 reopened"},
			now:    "Mon 15:00",
			want: []string{
				"resolution: running missed, from Mon 09:00, due Mon 10:00, breached Mon 10:00, elapsed 3h, over 2h, was missed Mon 11:00",
				"next 2026-02-01",
			},
		},
		{
			name:   "6: a first response that was not applicable runs again",
			rules:  `{"metric": "first_response", "within": "4h", "calendar": "office"}`,
			events: []string{"Mon 09:00 opened", "Mon 10:00 resolved", "Mon 12:00 reopened"},
			now:    "Mon 13:00",
			want: []string{
				"first_response: running open, from Mon 09:00, due Mon 15:00, elapsed 2h, left 2h, was not_applicable Mon 10:00",
				"next Mon 15:00",
			},
		},
		{
			name: "7: a new allowance counts from the original start, and is breached by the change that set it in the past",
			rules: `{"id": "urgent", "when": {"priority": "urgent"}, "commitments": [` + within(`"1h"`, "") + `]},
				{"id": "other", "commitments": [` + within(`"8h"`, "") + `]}`,
			events: []string{"Mon 09:00 opened", "Mon 12:00 attributes_changed priority=urgent"},
			now:    "Mon 13:00",
			want: []string{
				"resolution: running missed, from Mon 09:00, due Mon 10:00, breached Mon 12:00, born breached, elapsed 4h, over 3h",
				"next 2026-02-01",
			},
		},
		{
			name: "7: from_change counts from the change",
			rules: `{"id": "urgent", "when": {"priority": "urgent"}, "commitments": [` + within(`"1h"`, `, "retarget": "from_change"`) + `]},
				{"id": "other", "commitments": [` + within(`"8h"`, "") + `]}`,
			events: []string{"Mon 09:00 opened", "Mon 12:00 attributes_changed priority=urgent"},
			now:    "Mon 12:30",
			want: []string{
				"resolution: running open, from Mon 09:00, due Mon 13:00, elapsed 30m, left 30m",
				"next Mon 13:00",
			},
		},
		{
			name: "7: never_earlier keeps the later of the two",
			rules: `{"id": "urgent", "when": {"priority": "urgent"}, "commitments": [` + within(`"1h"`, `, "retarget": "never_earlier"`) + `]},
				{"id": "other", "commitments": [` + within(`"5h"`, "") + `]}`,
			events: []string{"Mon 09:00 opened", "Mon 12:00 attributes_changed priority=urgent"},
			now:    "Mon 13:00",
			want: []string{
				"resolution: running open, from Mon 09:00, due Mon 14:00, elapsed 4h, left 1h",
				"next Mon 14:00",
			},
		},
		{
			name: "7: a lower priority heals no breach",
			rules: `{"id": "urgent", "when": {"priority": "urgent"}, "commitments": [` + within(`"1h"`, "") + `]},
				{"id": "other", "commitments": [` + within(`"8h"`, "") + `]}`,
			events: []string{"Mon 09:00 opened priority=urgent", "Mon 12:00 attributes_changed priority=low", "Mon 13:00 resolved"},
			now:    "Mon 13:00",
			want: []string{
				"resolution: stopped missed, from Mon 09:00, due Mon 17:00, ended Mon 13:00, breached Mon 10:00, elapsed 4h, left 4h",
				"next never",
			},
		},
		{
			name: "7: a new target at the due instant comes too late",
			rules: `{"id": "urgent", "when": {"priority": "urgent"}, "commitments": [` + within(`"1h"`, "") + `]},
				{"id": "other", "commitments": [` + within(`"8h"`, "") + `]}`,
			events: []string{"Mon 09:00 opened priority=urgent", "Mon 10:00 attributes_changed priority=low"},
			now:    "Mon 10:00",
			want: []string{
				"resolution: running missed, from Mon 09:00, due Mon 17:00, breached Mon 10:00, elapsed 1h, left 7h",
				"next 2026-02-01",
			},
		},
		{
			name: "7: a commitment that the new rule does not have is cancelled, without a due instant",
			rules: `{"id": "spam", "when": {"type": "spam"}, "commitments": []},
				{"id": "other", "commitments": [` + within(`"8h"`, "") + `]}`,
			events: []string{"Mon 09:00 opened", "Mon 12:00 attributes_changed type=spam"},
			now:    "Mon 13:00",
			want: []string{
				"resolution: cancelled not_applicable, from Mon 09:00, ended Mon 12:00, elapsed 3h",
				"next never",
			},
		},
	}
}
