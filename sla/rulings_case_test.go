package sla_test

// rulingsOnCases are those on days, order, responses, extensions, alerts and the
// rest.
func rulingsOnCases() []ruling {
	const onWaiting, onAny = `, "pause_on": ["waiting_customer"]`, `, "pause_on": ["*"]`
	return []ruling{
		{
			name:   "9: a pause moves a day allowance of the same time by the working time paused",
			rules:  within(`"1bd"`, onAny),
			events: []string{"Mon 10:00 opened", "Mon 12:00 paused", "Mon 13:00 resumed"},
			now:    "Mon 14:00",
			want: []string{
				"resolution: running open, from Mon 10:00, due Tue 11:00, elapsed 3h, left 5h, paused 1h",
				"next Tue 11:00",
			},
		},
		{
			name:   "9: a minute's pause gives nobody a day",
			rules:  within(`{"business_days": 1, "due": "end_of_day"}`, onAny),
			events: []string{"Mon 10:00 opened", "Mon 12:00 paused", "Mon 12:01 resumed"},
			now:    "Mon 14:00",
			want: []string{
				"resolution: running open, from Mon 10:00, due Tue 17:00, elapsed 3h59m, left 11h, paused 1m",
				"next Tue 17:00",
			},
		},
		{
			name:   "15: an alert before the end of the day comes then, whatever was paused of the day",
			rules:  within(`{"business_days": 1, "due": "end_of_day"}`, onAny+`, "alerts": [{"at": "50%"}, {"at": "-1h"}]`),
			events: []string{"Mon 10:00 opened", "Tue 10:00 paused", "Tue 12:00 resumed"},
			now:    "Tue 16:30",
			want: []string{
				"resolution: running open, from Mon 10:00, due Tue 17:00, elapsed 12h30m, left 30m, paused 2h",
				"alert C/resolution/1/0/50%25/1 Tue 09:30",
				"alert C/resolution/1/0/-1h0m0s/1 Tue 16:00",
				"next Tue 17:00",
			},
		},
		{
			name:   "9: a business day paused whole moves the end of the day by one",
			rules:  within(`{"business_days": 1, "due": "end_of_day"}`, onAny),
			events: []string{"Mon 10:00 opened", "Mon 18:00 paused", "Tue 17:00 resumed"},
			now:    "Tue 18:00",
			want: []string{
				"resolution: running open, from Mon 10:00, due Wed 17:00, elapsed 7h, left 8h, paused 8h",
				"next Wed 17:00",
			},
		},
		{
			name:   "9: half of a day allowance is half of the working time between start and due",
			rules:  within(`{"business_days": 1, "due": "end_of_day"}`, `, "alerts": [{"at": "50%"}]`),
			events: []string{"Mon 13:00 opened"},
			now:    "Tue 12:00",
			want: []string{
				"resolution: running open, from Mon 13:00, due Tue 17:00, elapsed 7h, left 5h",
				"alert C/resolution/1/0/50%25/1 Tue 11:00",
				"next Tue 17:00",
			},
		},
		{
			name:  "10: of events with one id the least counts, and that they differ is a finding",
			rules: within(`"4h"`, ""),
			events: []string{
				"Mon 09:00 opened", "Mon 12:00 resolved id=r", "Mon 11:00 resolved id=r",
			},
			now: "Mon 13:00",
			want: []string{
				"resolution: stopped met, from Mon 09:00, due Mon 13:00, ended Mon 11:00, elapsed 2h, left 2h",
				"finding conflicting_duplicate r",
				"next never",
			},
		},
		{
			name:   "10: a pause that is on already changes nothing",
			rules:  within(`"4h"`, onAny),
			events: []string{"Mon 09:00 opened", "Mon 10:00 paused", "Mon 11:00 paused", "Mon 12:00 resumed", "Mon 12:30 resumed"},
			now:    "Mon 13:00",
			want: []string{
				"resolution: running open, from Mon 09:00, due Mon 15:00, elapsed 2h, left 2h, paused 2h",
				"finding redundant e3",
				"finding redundant e5",
				"next Mon 15:00",
			},
		},
		{
			name:   "10: a pause and a resumption at one instant leave no pause, whatever their order",
			rules:  within(`"4h"`, onAny),
			events: []string{"Mon 09:00 opened", "Mon 10:00 resumed", "Mon 10:00 paused"},
			now:    "Mon 11:00",
			want: []string{
				"resolution: running open, from Mon 09:00, due Mon 13:00, elapsed 2h, left 2h",
				"next Mon 13:00",
			},
		},
		{
			name:   "10: an event after now does not count",
			rules:  within(`"4h"`, ""),
			events: []string{"Mon 09:00 opened", "Mon 10:00 resolved"},
			now:    "Mon 09:59:59",
			want: []string{
				"resolution: running open, from Mon 09:00, due Mon 13:00, elapsed 59m59s, left 3h0m1s",
				"next Mon 13:00",
			},
		},
		{
			name:   "10: an event that is retracted never was",
			rules:  within(`"4h"`, ""),
			events: []string{"Mon 09:00 opened", "Mon 10:00 resolved", "Mon 11:00 retracted retracts=e2", "Mon 11:30 retracted retracts=e9"},
			now:    "Mon 12:00",
			want: []string{
				"resolution: running open, from Mon 09:00, due Mon 13:00, elapsed 3h, left 1h",
				"finding unknown_event e4",
				"next Mon 13:00",
			},
		},
		{
			name:   "11: a response before opening hours meets it with nothing elapsed",
			rules:  `{"metric": "first_response", "within": "1h", "calendar": "office"}`,
			events: []string{"Mon 07:00 opened", "Mon 08:00 replied actor=agent"},
			now:    "Mon 12:00",
			want: []string{
				"first_response: stopped met, from Mon 07:00, due Mon 10:00, ended Mon 08:00, left 1h",
				"next never",
			},
		},
		{
			name:   "11: a response while paused stops at what was elapsed, and a pause is no response",
			rules:  `{"metric": "first_response", "within": "2h", "calendar": "office", "pause_on": ["*"]}`,
			events: []string{"Mon 09:00 opened", "Mon 10:00 paused", "Mon 12:00 replied actor=agent"},
			now:    "Mon 13:00",
			want: []string{
				"first_response: stopped met, from Mon 09:00, due Mon 13:00, ended Mon 12:00, elapsed 1h, left 1h, paused 2h",
				"next never",
			},
		},
		{
			name:   "11: a reply by automation, and an internal one, is no response",
			rules:  `{"metric": "first_response", "within": "2h", "calendar": "office"}`,
			events: []string{"Mon 09:00 opened", "Mon 09:01 replied actor=automation", "Mon 09:30 replied actor=agent visibility=internal"},
			now:    "Mon 10:00",
			want: []string{
				"first_response: running open, from Mon 09:00, due Mon 11:00, elapsed 1h, left 1h",
				"finding not_a_reply e2",
				"finding not_a_reply e3",
				"next Mon 11:00",
			},
		},
		{
			name:   "12: resolved without a reply, a first response is not applicable",
			rules:  `{"metric": "first_response", "within": "2h", "calendar": "office"}`,
			events: []string{"Mon 09:00 opened", "Mon 10:00 resolved"},
			now:    "Mon 13:00",
			want: []string{
				"first_response: stopped not_applicable, from Mon 09:00, due Mon 11:00, ended Mon 10:00, elapsed 1h, left 1h",
				"next never",
			},
		},
		{
			name:   "12: unless it was breached already",
			rules:  `{"metric": "first_response", "within": "2h", "calendar": "office"}`,
			events: []string{"Mon 09:00 opened", "Mon 12:00 resolved"},
			now:    "Mon 13:00",
			want: []string{
				"first_response: stopped missed, from Mon 09:00, due Mon 11:00, ended Mon 12:00, breached Mon 11:00, elapsed 3h, over 1h",
				"next never",
			},
		},
		{
			name:   "12: on_resolved met takes the resolution for the response",
			rules:  `{"metric": "first_response", "within": "2h", "calendar": "office", "on_resolved": "met"}`,
			events: []string{"Mon 09:00 opened", "Mon 10:00 resolved"},
			now:    "Mon 13:00",
			want: []string{
				"first_response: stopped met, from Mon 09:00, due Mon 11:00, ended Mon 10:00, elapsed 1h, left 1h",
				"next never",
			},
		},
		{
			name:   "12: on_resolved continue lets it run on",
			rules:  `{"metric": "first_response", "within": "2h", "calendar": "office", "on_resolved": "continue"}`,
			events: []string{"Mon 09:00 opened", "Mon 10:00 resolved"},
			now:    "Mon 10:30",
			want: []string{
				"first_response: running open, from Mon 09:00, due Mon 11:00, elapsed 1h30m, left 30m",
				"next Mon 11:00",
			},
		},
		{
			name:   "13: a merged case's clocks are cancelled and name the case that goes on",
			rules:  within(`"4h"`, ""),
			events: []string{"Mon 09:00 opened", "Mon 10:00 merged target=C-2", "Mon 10:30 resolved"},
			now:    "Mon 12:00",
			want: []string{
				"resolution: cancelled not_applicable, from Mon 09:00, due Mon 13:00, ended Mon 10:00, elapsed 1h, left 3h, merged into C-2",
				"finding after_end e3",
				"next never",
			},
		},
		{
			name:   "13: the case that goes on takes over an earlier start",
			rules:  within(`"8h"`, ""),
			events: []string{"Mon 12:00 opened", "Mon 13:00 merged_in adopt=Mon_09:00"},
			now:    "Mon 14:00",
			want: []string{
				"resolution: running open, from Mon 09:00, due Mon 17:00, elapsed 5h, left 3h",
				"next Mon 17:00",
			},
		},
		{
			name:   "14: an extension before the breach moves the due instant",
			rules:  within(`"4h"`, ""),
			events: []string{"Mon 09:00 opened", "Mon 12:00 extension_granted metric=resolution by=2h"},
			now:    "Mon 13:00",
			want: []string{
				"resolution: running open, from Mon 09:00, due Mon 15:00, elapsed 4h, left 2h",
				"next Mon 15:00",
			},
		},
		{
			name:   "14: where consent is required, without it nothing moves",
			rules:  within(`"4h"`, `, "consent": "required"`),
			events: []string{"Mon 09:00 opened", "Mon 12:00 extension_granted metric=resolution by=2h"},
			now:    "Mon 12:30",
			want: []string{
				"resolution: running open, from Mon 09:00, due Mon 13:00, elapsed 3h30m, left 30m",
				"finding extension_needs_consent e2",
				"next Mon 13:00",
			},
		},
		{
			name:   "14: an extension at the due instant comes too late: with consent it is a waiver",
			rules:  within(`"4h"`, ""),
			events: []string{"Mon 09:00 opened", "Mon 13:00 extension_granted metric=resolution by=2h consent"},
			now:    "Mon 14:00",
			want: []string{
				"resolution: running waived, from Mon 09:00, due Mon 13:00, breached Mon 13:00, elapsed 5h, over 1h",
				"next 2026-02-01",
			},
		},
		{
			name:   "14: and without consent it is nothing",
			rules:  within(`"4h"`, ""),
			events: []string{"Mon 09:00 opened", "Mon 13:00 extension_granted metric=resolution by=2h"},
			now:    "Mon 14:00",
			want: []string{
				"resolution: running missed, from Mon 09:00, due Mon 13:00, breached Mon 13:00, elapsed 5h, over 1h",
				"finding extension_needs_consent e2",
				"next 2026-02-01",
			},
		},
		{
			name:  "14: a date that was granted is moved by no pause",
			rules: within(`"4h"`, onAny),
			events: []string{
				"Mon 09:00 opened", "Mon 10:00 extension_granted metric=resolution until=Tue_12:00", "Mon 11:00 paused", "Mon 15:00 resumed",
			},
			now: "Mon 16:00",
			want: []string{
				"resolution: running open, from Mon 09:00, due Tue 12:00, elapsed 3h, left 4h, paused 4h",
				"next Tue 12:00",
			},
		},
		{
			name:   "14: a granted date is never earlier than it was",
			rules:  within(`"4h"`, ""),
			events: []string{"Mon 09:00 opened", "Mon 10:00 extension_granted metric=resolution until=Mon_11:00"},
			now:    "Mon 10:00",
			want: []string{
				"resolution: running open, from Mon 09:00, due Mon 13:00, elapsed 1h, left 3h",
				"finding extension_ignored e2",
				"next Mon 13:00",
			},
		},
		{
			name:   "15: shares, times, distances and repetitions fire once each",
			rules:  within(`"4h"`, `, "alerts": [{"id": "half", "at": "50%"}, {"at": "1h"}, {"at": "-10m"}, {"id": "boss", "at": "+1h", "repeat": "1h", "times": 2}]`),
			events: []string{"Mon 09:00 opened"},
			now:    "Mon 16:00",
			want: []string{
				"resolution: running missed, from Mon 09:00, due Mon 13:00, breached Mon 13:00, elapsed 7h, over 3h",
				"alert C/resolution/1/0/1h0m0s/1 Mon 10:00",
				"alert C/resolution/1/0/half/1 Mon 11:00",
				"alert C/resolution/1/0/-10m0s/1 Mon 12:50",
				"alert C/resolution/1/0/boss/1 Mon 14:00",
				"alert C/resolution/1/0/boss/2 Mon 15:00",
				"next 2026-02-01",
			},
		},
		{
			name:   "15: on the wall clock the night counts",
			rules:  within(`"8h"`, `, "alerts": [{"id": "late", "at": "+1h", "clock": "wall"}]`),
			events: []string{"Mon 09:00 opened"},
			now:    "Mon 17:30",
			want: []string{
				"resolution: running missed, from Mon 09:00, due Mon 17:00, breached Mon 17:00, elapsed 8h",
				"next Mon 18:00",
			},
		},
		{
			name:   "15: a pause that begins at the level does not prevent it",
			rules:  within(`"4h"`, onAny+`, "alerts": [{"id": "half", "at": "50%"}]`),
			events: []string{"Mon 09:00 opened", "Mon 11:00 paused"},
			now:    "Mon 12:00",
			want: []string{
				"resolution: paused open, from Mon 09:00, projected Mon 14:00, elapsed 2h, left 2h, paused 1h",
				"alert C/resolution/1/0/half/1 Mon 11:00",
				"next 2026-02-01",
			},
		},
		{
			name:   "15: an extension makes a new target, and what is ahead of it warns again",
			rules:  within(`"4h"`, `, "alerts": [{"id": "last", "at": "-1h"}]`),
			events: []string{"Mon 09:00 opened", "Mon 12:30 extension_granted metric=resolution by=2h"},
			now:    "Mon 14:00",
			want: []string{
				"resolution: running open, from Mon 09:00, due Mon 15:00, elapsed 5h, left 1h",
				"alert C/resolution/1/0/last/1 Mon 12:00",
				"alert C/resolution/1/1/last/1 Mon 14:00",
				"next Mon 15:00",
			},
		},
		{
			name: "15: the levels that a new target finds passed fire as one, the highest",
			rules: `{"id": "urgent", "when": {"priority": "urgent"}, "commitments": [` +
				within(`"4h"`, `, "alerts": [{"id": "half", "at": "50%"}, {"id": "most", "at": "75%"}]`) + `]},
				{"id": "other", "commitments": [` + within(`"8h"`, "") + `]}`,
			events: []string{"Mon 09:00 opened", "Mon 12:30 attributes_changed priority=urgent"},
			now:    "Mon 12:45",
			want: []string{
				"resolution: running open, from Mon 09:00, due Mon 13:00, elapsed 3h45m, left 15m",
				"alert C/resolution/1/1/most/1 Mon 12:30",
				"finding alert_collapsed e2",
				"next Mon 13:00",
			},
		},
		{
			name: "15: at its start a clock has passed nothing, also if the rule comes with a second event",
			rules: `{"id": "gold", "when": {"tier": "gold"}, "commitments": [` +
				within(`"4h"`, `, "alerts": [{"id": "told", "at": "0%"}, {"id": "boss", "at": "0%"}]`) + `]}`,
			events: []string{"Mon 09:00 opened", "Mon 09:00 attributes_changed tier=gold"},
			now:    "Mon 10:00",
			want: []string{
				"resolution: running open, from Mon 09:00, due Mon 13:00, elapsed 1h, left 3h",
				"alert C/resolution/1/0/told/1 Mon 09:00",
				"alert C/resolution/1/0/boss/1 Mon 09:00",
				"next Mon 13:00",
			},
		},
		{
			name:   "15: next is the next alert, before the due instant",
			rules:  within(`"4h"`, `, "alerts": [{"at": "50%"}]`),
			events: []string{"Mon 09:00 opened"},
			now:    "Mon 10:00",
			want: []string{
				"resolution: running open, from Mon 09:00, due Mon 13:00, elapsed 1h, left 3h",
				"next Mon 11:00",
			},
		},
		{
			name:  "16: the shares of the groups, of nobody and of pauses add up",
			rules: `{"metric": "ownership", "calendar": "office", "pause_on": ["*"]}`,
			events: []string{
				"Mon 09:00 opened", "Mon 10:00 assigned group=l1", "Mon 12:00 assigned group=l2", "Mon 13:00 paused",
				"Mon 14:00 resumed", "Mon 15:00 resolved",
			},
			now: "Mon 16:00",
			want: []string{
				"ownership of l1: stopped not_applicable, from Mon 10:00, ended Mon 12:00, elapsed 2h",
				"ownership/2 of l2: stopped not_applicable, from Mon 12:00, ended Mon 15:00, elapsed 2h, paused 1h",
				"shares [{l1 2h0m0s} {l2 2h0m0s}], nobody 1h0m0s, paused 1h0m0s, in all 6h0m0s",
				"next never",
			},
		},
		{
			name:   "17: a promised date is a clock of its own",
			rules:  `{"metric": "promise", "calendar": "office"}`,
			events: []string{"Mon 09:00 opened", "Mon 10:00 promised until=Tue_12:00", "Tue 12:00 resolved"},
			now:    "Tue 13:00",
			want: []string{
				"promise: stopped met, from Mon 10:00, due Tue 12:00, ended Tue 12:00, elapsed 10h",
				"next never",
			},
		},
		{
			name:   "18: a due instant past the coverage is not known, and a finding says so",
			rules:  within(`"200h"`, "") + `, {"metric": "first_response", "within": "2h", "calendar": "always"}`,
			events: []string{"Mon 09:00 opened"},
			now:    "Mon 10:00",
			want: []string{
				"resolution: running open, from Mon 09:00, elapsed 1h",
				"first_response: running open, from Mon 09:00, due Mon 11:00, elapsed 1h, left 1h",
				"finding not_covered",
				"next Mon 11:00",
			},
		},
		{
			name:   "a clock without an allowance is measured and never due",
			rules:  `{"metric": "resolution", "calendar": "office"}`,
			events: []string{"Mon 09:00 opened", "Mon 10:00 resolved"},
			now:    "Mon 12:00",
			want: []string{
				"resolution: stopped not_applicable, from Mon 09:00, ended Mon 10:00, elapsed 1h",
				"next never",
			},
		},
		{
			name:   "a case that was cancelled and is reopened should never have been ended",
			rules:  within(`"4h"`, `, "reopen": "final"`),
			events: []string{"Mon 09:00 opened", "Mon 10:00 cancelled", "Mon 12:00 reopened"},
			now:    "Mon 13:00",
			want: []string{
				"resolution: running open, from Mon 09:00, due Mon 15:00, elapsed 2h, left 2h, was not_applicable Mon 10:00",
				"next Mon 15:00",
			},
		},
		{
			name:   "closed acts as resolved if none precedes",
			rules:  within(`"4h"`, ""),
			events: []string{"Mon 09:00 opened", "Mon 10:00 closed"},
			now:    "Mon 12:00",
			want: []string{
				"resolution: stopped met, from Mon 09:00, due Mon 13:00, ended Mon 10:00, elapsed 1h, left 3h",
				"next never",
			},
		},
		{
			name:  "the oldest unanswered message rules the next response",
			rules: `{"metric": "next_response", "within": "2h", "calendar": "office"}`,
			events: []string{
				"Mon 09:00 opened", "Mon 09:10 customer_replied", "Mon 09:30 replied actor=agent", "Mon 10:00 customer_replied",
				"Mon 11:00 customer_replied", "Mon 11:30 replied actor=agent", "Mon 13:00 customer_replied",
			},
			now: "Mon 14:00",
			want: []string{
				"next_response: stopped met, from Mon 10:00, due Mon 12:00, ended Mon 11:30, elapsed 1h30m, left 30m",
				"next_response/2: running open, from Mon 13:00, due Mon 15:00, elapsed 1h, left 1h",
				"next Mon 15:00",
			},
		},
		{
			name:  "a status that pauses, resolves and reopens is as good as the events",
			rules: within(`"4h"`, onWaiting),
			more:  `"status": {"attribute": "status", "paused": {"waiting_customer": ["pending"]}, "resolved": ["solved"]}, `,
			events: []string{
				"Mon 09:00 opened status=open", "Mon 10:00 attributes_changed status=pending", "Mon 11:00 attributes_changed status=open",
				"Mon 12:00 attributes_changed status=solved", "Mon 13:00 attributes_changed status=open",
			},
			now: "Mon 14:00",
			want: []string{
				"resolution: running open, from Mon 09:00, due Mon 15:00, elapsed 3h, left 1h, paused 1h, was met Mon 12:00",
				"next Mon 15:00",
			},
		},
	}
}
