package sla_test

import (
	"strings"

	"github.com/servicecommitment/commitment/sla"
)

// rulingReasons are the segments and the moves of a report's clocks.
func rulingReasons(x *sla.Explanation) []string {
	var lines []string
	words := func(list ...string) string {
		return strings.Join(strings.Fields(strings.Join(list, " ")), " ")
	}
	for i := range x.Clocks {
		name := ""
		if len(x.Clocks) > 1 {
			name = x.Clocks[i].Commitment + ":"
		}
		for _, s := range x.Segments[i] {
			lines = append(lines, words(name, rulingText(s.Start), s.Cause.String(), s.Reason, s.EventID))
		}
		for _, m := range x.Moves[i] {
			lines = append(lines, words(name, rulingText(m.At), m.Kind.String(), m.Reason, m.EventID, "due", rulingText(m.Due)))
		}
	}
	return lines
}

// rulingsOnExplanations are those on how a clock came about.
func rulingsOnExplanations() []ruling {
	const onAny = `, "pause_on": ["*"]`
	return []ruling{
		{
			name:   "16: a pause of a resolved case is none of a clock that goes on as if it had not been ended",
			rules:  within(`"1bd"`, onAny+`, "reopen": "resume_counting"`) + `, {"metric": "restoration", "within": "1bd", "calendar": "office", "pause_on": ["*"], "reopen": "resume_counting"}`,
			events: []string{"Mon 09:00 opened", "Mon 10:00 resolved", "Mon 11:00 paused", "Mon 12:00 cancelled", "Mon 13:00 reopened"},
			now:    "Mon 14:00",
			want: []string{
				"resolution: paused open, from Mon 09:00, projected Tue 13:00, elapsed 1h, left 7h, paused 1h, was met Mon 10:00",
				"restoration: stopped met, from Mon 09:00, due Tue 09:00, ended Mon 10:00, elapsed 1h, left 7h",
				"next 2026-02-01",
			},
			why: []string{
				"resolution: Mon 09:00 working_time",
				"resolution: Mon 10:00 resolved e2",
				"resolution: Mon 13:00 paused unspecified e3",
				"resolution: Mon 09:00 start e1 due Tue 09:00",
				"resolution: Mon 14:00 pause unspecified e3 due Tue 13:00",
				"restoration: Mon 09:00 working_time",
				"restoration: Mon 09:00 start e1 due Tue 09:00",
			},
		},
		{
			name:   "16: the time since a cancellation by mistake is not in force",
			rules:  within(`"4h"`, ""),
			events: []string{"Mon 09:00 opened", "Mon 10:00 cancelled", "Mon 12:00 reopened"},
			now:    "Mon 13:00",
			want: []string{
				"resolution: running open, from Mon 09:00, due Mon 15:00, elapsed 2h, left 2h, was not_applicable Mon 10:00",
				"next Mon 15:00",
			},
			why: []string{
				"Mon 09:00 working_time",
				"Mon 10:00 not_in_force e2",
				"Mon 12:00 working_time",
				"Mon 09:00 start e1 due Mon 13:00",
				"Mon 12:00 reopening e2 due Mon 15:00",
			},
		},
		{
			name:   "16: a pause that goes on for another reason",
			rules:  within(`"4h"`, onAny),
			events: []string{"Mon 09:00 opened", "Mon 10:00 paused reason=parts", "Mon 10:30 paused reason=lunch", "Mon 11:00 resumed reason=parts"},
			now:    "Mon 12:00",
			want: []string{
				"resolution: paused open, from Mon 09:00, projected Mon 15:00, elapsed 1h, left 3h, paused 2h",
				"next 2026-02-01",
			},
			why: []string{
				"Mon 09:00 working_time",
				"Mon 10:00 paused parts e2",
				"Mon 11:00 paused lunch e3",
				"Mon 09:00 start e1 due Mon 13:00",
				"Mon 12:00 pause lunch e3 due Mon 15:00",
			},
		},
		{
			name:   "16: a pause that moves no day is told, one outside working time is not",
			rules:  within(`{"business_days": 2, "due": "end_of_day"}`, onAny),
			events: []string{"Mon 09:00 opened", "Mon 10:00 paused reason=parts", "Mon 11:00 resumed", "Mon 18:00 paused", "Mon 19:00 resumed"},
			now:    "Tue 12:00",
			want: []string{
				"resolution: running open, from Mon 09:00, due Wed 17:00, elapsed 10h, left 13h, paused 1h",
				"next Wed 17:00",
			},
			why: []string{
				"Mon 09:00 working_time",
				"Mon 10:00 paused parts e2",
				"Mon 11:00 working_time",
				"Mon 17:00 outside_hours",
				"Mon 18:00 paused unspecified e4",
				"Mon 19:00 outside_hours",
				"Tue 09:00 working_time",
				"Mon 09:00 start e1 due Wed 17:00",
				"Mon 11:00 pause parts e2 due Wed 17:00",
			},
		},
		{
			name:   "16: a pause that is on is the last step of a due instant",
			rules:  within(`"1bd"`, onAny) + `, {"metric": "first_response", "within": "4h", "calendar": "office"}`,
			events: []string{"Mon 09:00 opened", "Mon 10:00 paused reason=parts"},
			now:    "Mon 12:00",
			want: []string{
				"resolution: paused open, from Mon 09:00, projected Tue 11:00, elapsed 1h, left 7h, paused 2h",
				"first_response: running open, from Mon 09:00, due Mon 13:00, elapsed 3h, left 1h",
				"next Mon 13:00",
			},
			why: []string{
				"resolution: Mon 09:00 working_time",
				"resolution: Mon 10:00 paused parts e2",
				"resolution: Mon 09:00 start e1 due Tue 09:00",
				"resolution: Mon 12:00 pause parts e2 due Tue 11:00",
				"first_response: Mon 09:00 working_time",
				"first_response: Mon 09:00 start e1 due Mon 13:00",
			},
		},
		{
			name:   "16: a reopening that moves no due instant is no step, in whichever cycle",
			rules:  within(`"4h"`, onAny+`, "reopen": "resume_counting"`) + `, {"metric": "first_response", "within": "1h", "calendar": "office"}`,
			events: []string{"Mon 09:00 opened", "Mon 10:00 resolved", "Mon 11:00 reopened", "Mon 11:10 resolved", "Mon 11:20 paused", "Mon 11:40 reopened", "Mon 11:50 resumed"},
			now:    "Mon 12:00",
			want: []string{
				"resolution: running open, from Mon 09:00, due Mon 13:30, elapsed 2h30m, left 1h30m, paused 30m, was met Mon 10:00, was met Mon 11:10",
				"first_response: stopped missed, from Mon 09:00, due Mon 10:00, ended Mon 11:10, breached Mon 11:00, elapsed 1h10m, over 10m, was not_applicable Mon 10:00",
				"next Mon 13:30",
			},
			why: []string{
				"resolution: Mon 09:00 working_time",
				"resolution: Mon 11:20 paused unspecified e5",
				"resolution: Mon 11:50 working_time",
				"resolution: Mon 09:00 start e1 due Mon 13:00",
				"resolution: Mon 11:40 reopening e6 due Mon 13:20",
				"resolution: Mon 11:50 pause unspecified e5 due Mon 13:30",
				"first_response: Mon 09:00 working_time",
				"first_response: Mon 10:00 resolved e2",
				"first_response: Mon 11:00 working_time",
				"first_response: Mon 09:00 start e1 due Mon 10:00",
				"first_response: Mon 11:00 reopening e2 due Mon 10:00",
			},
		},
		{
			name:   "16: a commitment that the rule has since a resolution is told at the reopening",
			rules:  `{"id": "vip", "when": {"tier": "vip"}, "commitments": [` + within(`"4h"`, "") + `]}, {"id": "other", "commitments": []}`,
			events: []string{"Mon 09:00 opened", "Mon 10:00 resolved", "Mon 11:00 attributes_changed tier=vip", "Mon 12:00 reopened"},
			now:    "Mon 13:00",
			want: []string{
				"resolution: running open, from Mon 09:00, due Mon 15:00, elapsed 2h, left 2h",
				"next Mon 15:00",
			},
			why: []string{
				"Mon 09:00 working_time",
				"Mon 10:00 resolved e2",
				"Mon 12:00 working_time",
				"Mon 12:00 reopening e2 due Mon 15:00",
				"Mon 12:00 target vip e4 due Mon 15:00",
			},
		},
		{
			name:   "16: or by a new target",
			rules:  `{"id": "vip", "when": {"tier": "vip"}, "commitments": [` + within(`"4h"`, "") + `]}, {"id": "new", "when": {"tier": "new"}, "commitments": [` + within(`"5h"`, "") + `]}, {"id": "other", "commitments": []}`,
			events: []string{"Mon 09:00 opened", "Mon 10:00 resolved", "Mon 11:00 attributes_changed tier=vip", "Mon 11:30 attributes_changed tier=new", "Mon 12:00 reopened"},
			now:    "Mon 13:00",
			want: []string{
				"resolution: running open, from Mon 09:00, due Mon 16:00, elapsed 2h, left 3h",
				"next Mon 16:00",
			},
			why: []string{
				"Mon 09:00 working_time",
				"Mon 10:00 resolved e2",
				"Mon 12:00 working_time",
				"Mon 12:00 reopening e2 due Mon 15:00",
				"Mon 12:00 target new e5 due Mon 16:00",
			},
		},
		{
			name:   "16: the days of one cycle are not those of the cycle before",
			more:   `"metrics": {"visit": {"start": ["booked"], "stop": ["visited"], "repeat": true}}, `,
			rules:  `{"metric": "visit", "within": {"business_days": 1, "due": "end_of_day"}, "calendar": "office", "pause_on": ["*"]}, {"metric": "resolution", "within": "4h", "calendar": "office"}`,
			events: []string{"Mon 09:00 opened", "Mon 09:00 booked", "Mon 10:00 visited", "Tue 09:00 booked", "Tue 18:00 paused", "Tue 19:00 resumed"},
			now:    "Tue 20:00",
			want: []string{
				"visit: stopped met, from Mon 09:00, due Tue 17:00, ended Mon 10:00, elapsed 1h, left 15h",
				"visit/2: running open, from Tue 09:00, due Wed 17:00, elapsed 8h, left 8h",
				"resolution: running missed, from Mon 09:00, due Mon 13:00, breached Mon 13:00, elapsed 16h, over 12h",
				"next Wed 17:00",
			},
			why: []string{
				"visit: Mon 09:00 working_time",
				"visit: Mon 09:00 start e2 due Tue 17:00",
				"visit: Tue 09:00 working_time",
				"visit: Tue 17:00 outside_hours",
				"visit: Tue 18:00 paused unspecified e5",
				"visit: Tue 19:00 outside_hours",
				"visit: Tue 09:00 start e4 due Wed 17:00",
				"resolution: Mon 09:00 working_time",
				"resolution: Mon 17:00 outside_hours",
				"resolution: Tue 09:00 working_time",
				"resolution: Tue 17:00 outside_hours",
				"resolution: Mon 09:00 start e1 due Mon 13:00",
			},
		},
	}
}
