package feedback_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/feedback"
	"github.com/servicecommitment/commitment/feedback/procedures"
	"github.com/servicecommitment/commitment/schemas"
)

func requireValid(t *testing.T, schema string, value any) {
	t.Helper()
	data, err := json.Marshal(value)
	require.NoError(t, err)
	require.NoError(t, folder.Schema(t, schema).Validate(schemas.Decode(t, data)), string(data))
}

// What the package writes fits the schemas: values with something in every field.
func TestSchemasTakeEveryField(t *testing.T) {
	for file, schema := range map[string]string{"status": "status", "action": "actions#/$defs/action"} {
		data, err := os.ReadFile(filepath.Join("..", "..", "feedback", "testdata", file+".json"))
		require.NoError(t, err)
		require.NoError(t, folder.Schema(t, schema).Validate(schemas.Decode(t, withoutEmpty(t, data))), file)
	}
}

// withoutEmpty drops from lists the objects that are there to test that zero
// values are left out, and so lack what the schemas require.
func withoutEmpty(t *testing.T, data []byte) []byte {
	t.Helper()
	var value any
	require.NoError(t, json.Unmarshal(data, &value))
	var clean func(any) any
	clean = func(value any) any {
		switch value := value.(type) {
		case map[string]any:
			for key, inner := range value {
				value[key] = clean(inner)
			}
		case []any:
			kept := []any{}
			for _, inner := range value {
				if o, ok := inner.(map[string]any); !ok || len(o) > 0 {
					kept = append(kept, clean(inner))
				}
			}
			return kept
		}
		return value
	}
	out, err := json.Marshal(clean(value))
	require.NoError(t, err)
	return out
}

func TestSchemasTakeTheProcedures(t *testing.T) {
	for _, name := range procedures.Names() {
		data, err := procedures.JSON(name)
		require.NoError(t, err)
		require.NoError(t, folder.Schema(t, "procedure").Validate(schemas.Decode(t, data)), name)
		p, err := procedures.Lookup(name)
		require.NoError(t, err)
		for kind := feedback.Complaint; kind <= feedback.SurveyAnswer; kind++ {
			if len(p.Kinds) == 0 {
				p.Flows = append(p.Flows, feedback.FlowOf(kind))
			}
		}
		requireValid(t, "procedure", p)
	}
}

// What a desk says of an item fits the schema at every instant.
func TestSchemasTakeWhatADeskSays(t *testing.T) {
	office, err := calendar.New(calendar.Spec{Name: "office", Location: time.UTC, Week: calendar.Weekdays(calendar.MustHours("09:00-17:00"))})
	require.NoError(t, err)
	p, err := procedures.Lookup("support-desk")
	require.NoError(t, err)
	desk, err := feedback.Compile(map[string]*calendar.Calendar{"office": office}, p)
	require.NoError(t, err)
	item := feedback.Item{ID: "C-1", Kind: feedback.Complaint, Customer: "c", Attributes: map[string][]string{"complexity": {"complex"}}}
	requireValid(t, "item", item)
	start := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	var actions []feedback.Action
	for i, kind := range []feedback.ActionKind{"receive", "acknowledge", "classify", "accept", "assign", "start_investigation", "ask_recusal", "explode"} {
		actions = append(actions, feedback.Action{Key: string(kind), At: start.Add(time.Duration(i) * time.Hour), Kind: kind, Assignee: "u"})
	}
	requireValid(t, "actions", actions)
	for day := range 20 {
		status, err := desk.Replay(item, actions, start.AddDate(0, 0, day))
		require.NoError(t, err)
		requireValid(t, "status", status)
	}
}

// A document that a parser or Compile refuses, but for what a schema cannot say,
// is refused while it is typed.
func TestSchemasRefuse(t *testing.T) {
	const (
		whole  = `{"id": "p", "version": "1", "calendar": "office", $}`
		clock  = `{"id": "p", "version": "1", "calendar": "office", "clocks": [{"id": "k", "start": ["receive"], "stop": ["reply"], "within": "1h", $}]}`
		step   = `{"id": "p", "version": "1", "calendar": "office", "flows": [{"kind": "praise", "start": "a", "states": ["a"], "ends": ["a"], "steps": [{"action": "x", "from": ["a"], $}]}]}`
		item   = `{"id": "i", "kind": "complaint", $}`
		action = `[{"key": "k", "at": "2026-03-02T09:00:00+08:00", "kind": "note", $}]`
	)
	tests := []struct{ schema, frame, wrong, right string }{
		{"procedure", `{$}`, `"id": "p", "version": "1"`, `"id": "p", "version": "1", "calendar": "office"`},
		{"procedure", whole, `"clock": []`, `"clocks": []`},
		{"procedure", whole, `"effective": {"from": "2026-02-30"}`, `"effective": {"from": "2026-02-28"}`},
		{"procedure", whole, `"kinds": ["complaints"]`, `"kinds": ["complaint"]`},
		{"procedure", whole, `"kinds": ["praise", "praise"]`, `"kinds": ["praise"]`},
		{"procedure", whole, `"reasons": {"hold": []}`, `"reasons": {"hold": ["testing"]}`},
		{"procedure", whole, `"follow_up": {"attempts": 101}`, `"follow_up": {"attempts": 100, "apart": "4h"}`},
		{"procedure", whole, `"levels": [{"title": "t"}]`, `"levels": [{"id": "l"}]`},
		{"procedure", whole, `"duties": [{"id": "d", "after": []}]`, `"duties": [{"id": "d", "after": ["receive"]}]`},
		{"procedure", clock, `"pause_on": ["A"]`, `"pause_on": ["*", "a"]`},
		{"procedure", clock, `"cancel": [{"results": ["waived"]}]`, `"cancel": [{"action": "follow_up", "results": ["waived"]}]`},
		{"procedure", clock, `"extension": {"times": 2}`, `"extension": {"max": "15bd", "times": 2}`},
		{"procedure", clock, `"window": true, "send": "letter"`, `"window": false, "send": "letter"`},
		{"procedure", clock, `"alerts": [{"at": "half"}]`, `"alerts": [{"at": "50%"}]`},
		{"procedure", clock, `"when": {"any": []}`, `"when": {"tier": "vip", "not": {"a": ["b"]}}`},
		{"procedure", `{"id": "p", "version": "1", "calendar": "c", "clocks": [{"id": "k", "start": ["receive"], "stop": ["reply"], "within": $}]}`, `"soon"`, `"unknown"`},
		{"procedure", step, `"guards": ["guard"]`, `"guards": ["reason"]`},
		{"procedure", step, `"by": ["boss"]`, `"by": ["manager"]`},
		{"procedure", step, `"cancels_clocks": true, "resumes_clocks": true`, `"cancels_clocks": true, "resumes_clocks": false`},
		{"item", `{$}`, `"id": "i"`, `"id": "i", "kind": "praise"`},
		{"item", item, `"severity": "huge"`, `"severity": "high"`},
		{"item", item, `"attributes": {"tier": "vip"}`, `"attributes": {"region": ["east"], "a": "b"}`},
		{"item", item, `"privacy": "anonymous", "customer": "c"`, `"privacy": "confidential", "customer": "c"`},
		{"item", item, `"links": [{"kind": "same_cause"}]`, `"links": [{"kind": "same_cause", "to": "C-2"}]`},
		{"actions", action, `"by": "boss"`, `"by": "manager"`},
		{"actions", action, `"extend": "soon"`, `"extend": "15bd"`},
		{"actions", action, `"decision": "yes"`, `"decision": "upheld"`},
		{"actions", `[{"key": "k", "kind": "note", "at": $}]`, `"2026-03-02"`, `"2026-03-02T09:00:00Z"`},
		{"actions", `$`, `{}`, `[]`},
	}
	for _, test := range tests {
		for document, valid := range map[string]bool{test.wrong: false, test.right: true} {
			data := []byte(strings.Replace(test.frame, "$", document, 1))
			err := folder.Schema(t, test.schema).Validate(schemas.Decode(t, data))
			require.Equal(t, valid, err == nil, "%s: %v", data, err)
			require.Equal(t, valid, parses(t, test.schema, data) == nil, "%s", data)
		}
	}
}

// parses returns what the package says of a document.
func parses(t *testing.T, schema string, data []byte) error {
	t.Helper()
	office, err := calendar.New(calendar.Spec{Name: "office", Location: time.UTC, Week: calendar.Weekdays(calendar.MustHours("09:00-17:00"))})
	require.NoError(t, err)
	var (
		item    = feedback.Item{ID: "i", Kind: feedback.Complaint}
		actions []feedback.Action
	)
	switch schema {
	case "procedure":
		p, err := feedback.ParseProcedure(data)
		if err != nil {
			return err
		}
		if len(p.Clocks) > 0 && p.Clocks[0].Unknown {
			return nil // a frame
		}
		_, err = feedback.Compile(map[string]*calendar.Calendar{"office": office, "c": office}, p)
		return err
	case "item":
		if item, err = feedback.ParseItem(data); err != nil {
			return err
		}
	case "actions":
		if actions, err = feedback.ParseActions(data); err != nil {
			return err
		}
	}
	_, err = new(feedback.Desk).Replay(item, actions, time.Unix(0, 0))
	return err
}
