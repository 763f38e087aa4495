package sla_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestCasesOfOtherShapes reads what the format of the scenarios has besides what
// the lines of testdata/cases.jsonl use.
func TestCasesOfOtherShapes(t *testing.T) {
	t.Parallel()
	const nineToFive = `"tz": "UTC", "weekly": {"mon": [["09:00", "17:00"]], "tue": [["09:00", "17:00"]], "wed": [["09:00", "17:00"]]}, "holidays": []`
	tests := []struct{ name, line string }{
		{"a break on a weekday", `{HOURS, "breaks": {"mon": [["12:00", "13:00"]]}, "targets": {"resolution": "PT4H"},
			"events": [{"at": "2026-01-05T10:00:00Z", "type": "opened"}], "asof": "2026-01-05T13:30:00Z",
			"expect": {"resolution": {"due": "2026-01-05T15:00:00Z", "elapsed": "PT2H30M"}}}`},
		{"a break on all days", `{HOURS, "breaks": [["12:00", "13:00"]], "targets": {"resolution": "PT9H"},
			"events": [{"at": "2026-01-05T10:00:00Z", "type": "opened"}], "asof": "2026-01-05T10:00:00Z",
			"expect": {"resolution": {"due": "2026-01-06T12:00:00Z", "remaining": "PT9H"}}}`},
		{"a break on a date", `{HOURS, "breaks": {"2026-01-06": [["09:00", "12:00"]]}, "targets": {"resolution": "PT2H"},
			"events": [{"at": "2026-01-05T16:00:00Z", "type": "opened"}], "asof": "2026-01-05T16:00:00Z",
			"expect": {"resolution": {"due": "2026-01-06T13:00:00Z"}}}`},
		{"special hours with a break", `{HOURS, "special_hours": {"2026-01-06": [["08:00", "12:00"]]}, "breaks": {"2026-01-06": [["09:00", "11:00"]]},
			"targets": {"resolution": "PT4H"}, "events": [{"at": "2026-01-05T16:00:00Z", "type": "opened"}], "asof": "2026-01-05T16:00:00Z",
			"expect": {"resolution": {"due": "2026-01-07T10:00:00Z"}}}`},
		{"versions as a list", `{HOURS, "calendar_versions": [{"from": "2026-01-06", "weekly": {"tue": [["12:00", "17:00"]], "wed": [["09:00", "17:00"]]}, "holidays": ["2026-01-05", "2026-01-06"]}],
			"targets": {"resolution": "PT2H"}, "events": [{"at": "2026-01-05T16:00:00Z", "type": "opened"}], "asof": "2026-01-05T16:00:00Z",
			"expect": {"resolution": {"due": "2026-01-07T10:00:00Z"}}}`},
		{"versions by date", `{HOURS, "calendar_versions": {"2026-01-06": {"weekly": {"tue": [["12:00", "17:00"]]}}},
			"targets": {"resolution": "PT2H"}, "events": [{"at": "2026-01-05T16:00:00Z", "type": "opened"}], "asof": "2026-01-05T16:00:00Z",
			"expect": {"resolution": {"due": "2026-01-06T13:00:00Z"}}}`},
		{"business days", `{HOURS, "targets": {"resolution": "P2D", "first_response": "PT1H"},
			"events": [{"at": "2026-01-05T10:00:00Z", "type": "opened"}], "asof": "2026-01-05T10:00:00Z",
			"expect": {"resolution": {"due": "2026-01-07T10:00:00Z"}, "first_response": {"due": "2026-01-05T11:00:00Z"}}}`},
		{"each exchange is a cycle", `{HOURS, "targets": {"next_response": "PT1H"},
			"events": [{"at": "2026-01-05T09:00:00Z", "type": "opened"}, {"at": "2026-01-05T09:30:00Z", "type": "agent_reply"},
				{"at": "2026-01-05T10:00:00Z", "type": "customer_message"}, {"at": "2026-01-05T10:05:00Z", "type": "agent_reply", "automation": true},
				{"at": "2026-01-05T10:06:00Z", "type": "agent_reply", "internal": true}, {"at": "2026-01-05T10:20:00Z", "type": "customer_message"},
				{"at": "2026-01-05T11:30:00Z", "type": "agent_reply"}], "asof": "2026-01-05T12:00:00Z",
			"expect": {"next_response": {"state": "breached", "remaining": "-PT30M", "cycles": [{"state": "met", "elapsed": "PT30M"}, {"state": "breached", "elapsed": "PT1H30M"}]}}}`},
		{"an opening that is no message", `{HOURS, "targets": {"next_response": "PT1H"},
			"events": [{"at": "2026-01-05T09:00:00Z", "type": "opened", "message": false}], "asof": "2026-01-05T09:30:00Z",
			"expect": {"next_response": {"state": "pending", "due": null}}}`},
		{"updates", `{HOURS, "targets": {"update": "PT2H"},
			"events": [{"at": "2026-01-05T09:00:00Z", "type": "opened"}, {"at": "2026-01-05T10:00:00Z", "type": "agent_reply"}, {"at": "2026-01-05T12:30:00Z", "type": "agent_reply"}],
			"asof": "2026-01-05T13:00:00Z", "expect": {"update": {"due": "2026-01-05T14:30:00Z", "state": "running", "cycles": 3}}}`},
		{"merged", `{HOURS, "targets": {"resolution": "PT4H"},
			"events": [{"at": "2026-01-05T09:00:00Z", "type": "opened"}, {"at": "2026-01-05T10:00:00Z", "type": "merged", "into": "other"}],
			"asof": "2026-01-05T13:00:00Z", "expect": {"resolution": {"state": "cancelled", "elapsed": "PT1H"}}}`},
		{"merged in", `{HOURS, "targets": {"resolution": "PT4H"},
			"events": [{"at": "2026-01-05T10:00:00Z", "type": "opened"}, {"at": "2026-01-05T11:00:00Z", "type": "merged_in", "adopt_start": "2026-01-05T09:00:00Z"}],
			"asof": "2026-01-05T12:00:00Z", "expect": {"resolution": {"due": "2026-01-05T13:00:00Z", "elapsed": "PT3H"}}}`},
		{"levels ahead, passed and not reached", `{HOURS, "targets": {"resolution": "PT4H"},
			"events": [{"at": "2026-01-05T09:00:00Z", "type": "opened"}, {"at": "2026-01-05T14:30:00Z", "type": "resolved"}], "asof": "2026-01-05T12:00:00Z",
			"expect": {"resolution": {"state": "running", "levels": [{"offset": "50%", "at": "2026-01-05T11:00:00Z"}, {"offset": "-PT30M", "at": "2026-01-05T12:30:00Z"},
				{"offset": "PT0S", "at": "2026-01-05T13:00:00Z"}, {"offset": "PT1H", "at": null}]}}}`},
		{"a metric of its own", `{HOURS, "targets": {"swap": "PT1H"}, "rules": {"custom": {"swap": {"start": ["customer_message", "ordered"], "stop": "swapped", "cancel": "refused", "repeat": true, "while_running": "restart", "pause": false}}},
			"events": [{"at": "2026-01-05T09:00:00Z", "type": "opened"}, {"at": "2026-01-05T10:00:00Z", "type": "customer_message"}, {"at": "2026-01-05T10:10:00Z", "type": "paused"},
				{"at": "2026-01-05T10:20:00Z", "type": "ordered"}], "asof": "2026-01-05T10:30:00Z",
			"expect": {"swap": {"due": "2026-01-05T11:20:00Z", "state": "running", "cycles": 2}}}`},
		{"what a new set of targets does not have", `{HOURS, "targets": {"resolution": "PT4H", "first_response": "PT1H"}, "rules": {"retarget": "from_change", "reopen": "final"},
			"events": [{"at": "2026-01-05T09:00:00Z", "type": "opened"}, {"at": "2026-01-05T09:30:00Z", "type": "priority_changed", "targets": {"resolution": "PT1H"}}],
			"asof": "2026-01-05T10:00:00Z", "expect": {"resolution": {"due": "2026-01-05T10:30:00Z"}, "first_response": {"due": null, "state": "cancelled"}}}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var s scenario
			require.NoError(t, decodeStrictly([]byte(strings.Replace(test.line, "HOURS", nineToFive, 1)), &s))
			s.ID = test.name
			s.run(t)
		})
	}
}
