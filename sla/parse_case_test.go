package sla_test

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/sla"
)

// jsonCase is a case with every key.
const jsonCase = `{"id": "C-1", "attributes": {"tier": "vip", "tags": ["a", "b"], "gone": []}, "events": [
  {"id": "e1", "at": "2026-01-05T09:00:00.25+08:00", "seq": -7, "kind": "opened", "actor": "customer", "reason": "waiting_customer",
   "metric": "resolution", "attributes": {"visibility": "internal", "tier": []},
   "extension": {"by": {"business_days": 2, "due": "16:00"}, "until": "2026-02-01T00:00:00Z", "consent": true, "reference": "mail 7"},
   "until": "2026-03-01T00:00:00Z", "target": "C-2", "adopt_start": "2026-01-01T00:00:00Z", "retracts": "e0"},
  {"kind": "own_kind"},
  {"extension": {}}]}`

func TestParseCaseReadsEveryKey(t *testing.T) {
	t.Parallel()
	got, err := sla.ParseCase([]byte(jsonCase))
	require.NoError(t, err)
	want := sla.Case{
		ID:         "C-1",
		Attributes: map[string][]string{"tier": {"vip"}, "tags": {"a", "b"}, "gone": {}},
		Events: []sla.Event{
			{
				ID: "e1", At: time.Date(2026, time.January, 5, 1, 0, 0, 25e7, time.UTC), Seq: -7, Kind: sla.KindOpened,
				Actor: sla.ActorCustomer, Reason: "waiting_customer", Metric: sla.MetricResolution,
				Attributes: map[string][]string{"visibility": {"internal"}, "tier": {}},
				Extension: &sla.Extension{
					By:    calendar.MustAllowance(`{"business_days": 2, "due": "16:00"}`),
					Until: time.Date(2026, time.February, 1, 0, 0, 0, 0, time.UTC), Consent: true, Reference: "mail 7",
				},
				Until:  time.Date(2026, time.March, 1, 0, 0, 0, 0, time.UTC),
				Target: "C-2", AdoptStart: time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC), Retracts: "e0",
			},
			{Kind: "own_kind"},
			{Extension: &sla.Extension{}},
		},
	}
	requireSameDocument(t, &want, &got)
}

func TestParseCaseNullIsAbsent(t *testing.T) {
	t.Parallel()
	texts := []string{
		`{}`,
		`{"id": null, "attributes": null, "events": null}`,
		`{"attributes": {"tier": null}, "events": []}`,
	}
	for _, text := range texts {
		c, err := sla.ParseCase([]byte(text))
		require.NoError(t, err)
		require.Equal(t, sla.Case{}, c, text)
	}
	c, err := sla.ParseCase([]byte(`{"events": [{"id": null, "at": null, "seq": null, "extension": null}]}`))
	require.NoError(t, err)
	require.Equal(t, sla.Case{Events: make([]sla.Event, 1)}, c)
}

func TestParseCaseRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		want       []string
	}{
		{"no object", `"C-1"`, []string{"must be an object, not a string"}},
		{"half a document", `{"id": "C-1"`, []string{"line 1, column 13: unexpected end of the document"}},
		{"bytes that are no text", "{\"id\": \"\xff\"}", []string{"document is not UTF-8 from byte 8 on"}},
		{"a misspelt key", `{"id": "C-1", "event": []}`, []string{`event: unknown field, did you mean "events"?`}},
		{"wrong attributes", `{"attributes": {"tier": 1, "tags": ["a", true]}}`, []string{
			"attributes.tier: must be a string or an array of strings, not a number", "attributes.tags[1]: must be a string, not a boolean",
		}},
		{"attributes that are a list", `{"attributes": ["a"]}`, []string{"attributes: must be an object, not an array"}},
		{"events that are no list", `{"events": {"at": 1}}`, []string{"events: must be an array, not an object"}},
		{
			"wrong events",
			`{"events": [1, null, {"at": 1767575000, "seq": 1e3, "kind": ["opened"], "actor": 3, "typ": "x"}, {"at": "yesterday", "seq": 9223372036854775808}]}`,
			[]string{
				"events[0]: must be an object, not a number",
				"events[1]: must be an object, not null",
				"events[2].at: must be a string, not a number",
				`events[2].seq: must be a whole number without fraction and exponent, not "1e3"`,
				"events[2].kind: must be a string, not an array",
				"events[2].actor: must be a string, not a number",
				"events[2].typ: unknown field",
				`events[3].at: "yesterday" is not an instant such as 2026-01-05T09:00:00+08:00`,
				`events[3].seq: whole number out of range: "9223372036854775808"`,
			},
		},
		{
			"a wrong extension",
			`{"events": [{"extension": {"by": "soon", "until": "", "consent": "yes", "reference": 4, "to": ""}}, {"extension": "1h"}]}`,
			[]string{
				`events[0].extension.by: "soon" is not an allowance such as 4h30m, 2bd, 60d, 1mo, 1y or {"business_days": 2}`,
				`events[0].extension.until: "" is not an instant such as 2026-01-05T09:00:00+08:00`,
				"events[0].extension.consent: must be true or false, not a string",
				"events[0].extension.reference: must be a string, not a number",
				`events[0].extension.to: unknown field`,
				"events[1].extension: must be an object, not a string",
			},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c, err := sla.ParseCase([]byte(test.text))
			require.Equal(t, test.want, jsonProblems(t, err))
			require.Equal(t, sla.Case{}, c)
		})
	}
}

// Ten thousand events, each with a text of a page, are one case.
func TestParseCaseOfManyEvents(t *testing.T) {
	t.Parallel()
	var text strings.Builder
	text.WriteString(`{"events": [`)
	for i := range 10_000 {
		if i > 0 {
			text.WriteString(",")
		}
		fmt.Fprintf(&text, `{"id": "e%d", "at": "2026-01-05T09:00:00Z", "kind": "updated", "reason": %q}`, i, strings.Repeat("x", 1400))
	}
	text.WriteString(`]}`)
	c, err := sla.ParseCase([]byte(text.String()))
	require.NoError(t, err)
	require.Len(t, c.Events, 10_000)
	require.Equal(t, "e9999", c.Events[9999].ID)

	_, err = sla.ParseCase([]byte(strings.Repeat(" ", 16<<20+1)))
	require.Equal(t, []string{"document has 16777217 bytes, more than the limit of 16777216"}, jsonProblems(t, err))
}

func TestCaseAndEventUnmarshalJSON(t *testing.T) {
	t.Parallel()
	var row struct {
		Case  sla.Case
		Event *sla.Event
	}
	require.NoError(t, json.Unmarshal(fmt.Appendf(nil, `{"Case": %s, "Event": {"kind": "opened", "seq": %d}}`, jsonCase, int64(math.MinInt64)), &row))
	require.Equal(t, "C-1", row.Case.ID)
	require.Equal(t, &sla.Event{Kind: sla.KindOpened, Seq: math.MinInt64}, row.Event)

	e := sla.Event{ID: "kept"}
	require.Equal(t, []string{"seq: must be a whole number, not a string"}, jsonProblems(t, e.UnmarshalJSON([]byte(`{"seq": "1"}`))))
	require.NoError(t, e.UnmarshalJSON([]byte("null")))
	require.Equal(t, sla.Event{ID: "kept"}, e)
	require.Error(t, json.Unmarshal([]byte(`{"Case": {"id": 1}}`), &row))
	require.Equal(t, "C-1", row.Case.ID)
}
