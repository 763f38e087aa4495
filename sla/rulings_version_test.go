package sla_test

// rulingsOnVersions are those on the version of the policy by which a case is
// judged: version 1 gives eight hours, and version 2 comes into force on Tuesday
// at 10:00.
func rulingsOnVersions() []ruling {
	rules := func(allowance string) string {
		return `"rules": [{"id": "all", "commitments": [` + within(allowance, "") + `]}]`
	}
	const toOpenCases = `"applies_to": "open_cases", `
	return []ruling{
		{
			name:   "8: a case keeps the version in force when it was opened",
			rules:  within(`"12h"`, ""),
			then:   rules(`"1h"`),
			events: []string{"Tue 09:59:59 opened"},
			now:    "Tue 16:00",
			want: []string{
				"resolution: running open, from Tue 09:59:59, due Wed 13:59:59, elapsed 6h0m1s, left 5h59m59s",
				"next Wed 13:59:59",
				"version 1",
			},
		},
		{
			name:   "8: a case opened at the instant a version comes into force has that one",
			rules:  within(`"12h"`, ""),
			then:   rules(`"1h"`),
			events: []string{"Tue 10:00 opened"},
			now:    "Tue 10:30",
			want: []string{
				"resolution: running open, from Tue 10:00, due Tue 11:00, elapsed 30m, left 30m",
				"next Tue 11:00",
				"version 2",
			},
		},
		{
			name:   "8: a version that applies to open cases takes them over, as a change of attributes would",
			rules:  within(`"12h"`, ""),
			then:   toOpenCases + rules(`"10h"`),
			events: []string{"Mon 09:00 opened"},
			now:    "Tue 10:00",
			want: []string{
				"resolution: running open, from Mon 09:00, due Tue 11:00, elapsed 9h, left 1h",
				"next Tue 11:00",
				"version 2",
			},
		},
		{
			name:   "8: and what is over by it already is breached when it comes into force",
			rules:  within(`"12h"`, ""),
			then:   toOpenCases + rules(`"4h"`),
			events: []string{"Mon 09:00 opened"},
			now:    "Tue 11:00",
			want: []string{
				"resolution: running missed, from Mon 09:00, due Mon 13:00, breached Tue 10:00, born breached, elapsed 10h, over 6h",
				"next 2026-02-01",
				"version 2",
			},
		},
		{
			name:   "8: that it will come is the next change before it does",
			rules:  within(`"12h"`, ""),
			then:   toOpenCases + rules(`"10h"`),
			events: []string{"Mon 09:00 opened"},
			now:    "Tue 09:30",
			want: []string{
				"resolution: running open, from Mon 09:00, due Tue 13:00, elapsed 8h30m, left 3h30m",
				"next Tue 10:00",
				"version 1",
			},
		},
		{
			name:   "8: a case that is resolved by then keeps its version, until it is reopened",
			rules:  within(`"12h"`, ""),
			then:   toOpenCases + rules(`"4h"`),
			events: []string{"Mon 09:00 opened", "Mon 15:00 resolved"},
			now:    "Wed 09:00",
			want: []string{
				"resolution: stopped met, from Mon 09:00, due Tue 13:00, ended Mon 15:00, elapsed 6h, left 6h",
				"next never",
				"version 1",
			},
		},
		{
			name:   "8: reopened, it goes over to the version",
			rules:  within(`"12h"`, ""),
			then:   toOpenCases + rules(`"10h"`),
			events: []string{"Mon 09:00 opened", "Mon 15:00 resolved", "Wed 09:00 reopened"},
			now:    "Wed 10:00",
			want: []string{
				"resolution: running open, from Mon 09:00, due Wed 13:00, elapsed 7h, left 3h, was met Mon 15:00",
				"next Wed 13:00",
				"version 2",
			},
		},
	}
}
