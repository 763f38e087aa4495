package feedback_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/feedback"
	"github.com/servicecommitment/commitment/feedback/procedures"
	"github.com/servicecommitment/commitment/sla"
)

func richItem() feedback.Item {
	return feedback.Item{
		ID: "C-1", Kind: feedback.SurveyAnswer, Procedure: "p", Jurisdiction: "CN", Scheme: "s", Channel: "phone", Language: "zh",
		Category: "a/b", Cause: "c", Product: "router", Severity: feedback.SeverityCritical, Impact: feedback.ImpactMany, Safety: true,
		Vulnerable: true, Privacy: feedback.Confidential, Customer: "c-1", Contact: "138", Pseudonym: "x", CodeHash: "h", Tier: "vip",
		Subjects: []string{"u1", "u2"}, Text: "坏了\n\"两次\"\\\x7f", Wish: "退款",
		Links:      []feedback.Link{{Kind: feedback.SameCause, To: "C-2"}, {Kind: feedback.AwardOf, To: "a"}, {}},
		Attributes: map[string][]string{"region": {"east", "west"}, "empty": {}, "": {""}},
	}
}

func richAction() feedback.Action {
	return feedback.Action{
		Key: "k", At: time.Date(2026, 3, 2, 9, 0, 0, 5e8, time.FixedZone("", 8*60*60)), Seq: -1 << 62, Kind: "decide", By: feedback.RoleSystem,
		Actor: "u1", Reason: "r", Note: "n", Result: "satisfied", Assignee: "u2", Target: "t", Chain: []string{"x", "y"}, TargetCustomer: "c",
		Clock: "k", Extend: calendar.MustAllowance(`{"business_days": 3, "due": "16:00"}`), Approver: "b", Consent: true, Told: true,
		Decision: feedback.NotFiled, Remedies: []feedback.Remedy{{ID: "r", Kind: "refund", Award: "a"}, {}}, Remedy: "r",
		Holds: []feedback.ReplyPart{feedback.ReplyReason, "own"}, Document: "d", Written: true, Category: "a", Cause: "c",
		Severity: feedback.SeverityLow, Impact: feedback.ImpactSingle, Attributes: map[string][]string{"a": {"b"}},
	}
}

func richStatus() feedback.Status {
	at := time.Date(2026, 3, 2, 9, 0, 0, 1, time.FixedZone("", 5*60*60+45*60))
	day := calendar.MustDate(2026, 3, 2)
	return feedback.Status{
		ItemID: "i", Kind: feedback.Report, Procedure: "p", Version: "v", AsOf: at, State: "a", Path: []feedback.State{"a", "b"}, Open: true,
		Kept: 3, Received: at, Ended: at, ClosedAs: feedback.OutcomeCompleted, Satisfaction: "satisfied", Attempts: 2, CountsAsComplaint: true,
		Level: 1, LevelID: "l", Handler: "u", HeldFor: "h", MergedInto: "m", Body: "b", RecusalPending: true, Reachable: true,
		Decision: feedback.Upheld, Remedies: []feedback.RemedyStatus{{Remedy: feedback.Remedy{ID: "r", Kind: "k", Award: "a"}, Promised: at, Done: at}, {}},
		Category: "c", Cause: "d", Severity: feedback.SeverityHigh, Impact: feedback.ImpactMany,
		Clocks: []feedback.Clock{
			{
				Clock: sla.Clock{Metric: "m", Commitment: "c", Cycle: 2, Stage: sla.Running, Verdict: sla.Open, Start: at, Due: at, Remaining: time.Hour},
				ID:    "c", Title: "t", DueOn: day, Latest: at, LatestOn: day, Extensions: 2, WhyNot: feedback.NotApplicableLapsed,
			}, {},
		},
		Firings: []sla.Firing{{Key: "k", Alert: "a", Cycle: 1, At: at}},
		Allowed: []feedback.Next{{Kind: "x", Results: []feedback.Result{"r"}, Missing: []feedback.Missing{{Code: "c", Field: "f"}, {}}}, {}},
		Obligations: []feedback.Obligation{
			{ID: "o", Clock: "c", Action: "a", Instead: "i", Document: true, Says: []string{"s"}, Written: true, Since: at, By: at, On: day, Overdue: true}, {},
		},
		Next: at, Findings: []feedback.Finding{{Code: "c", Key: "k", Message: "m"}, {}},
	}
}

func reasons(action feedback.ActionKind, list ...string) map[feedback.ActionKind][]string {
	reasons := make(map[feedback.ActionKind][]string)
	reasons[action] = list
	return reasons
}

func richProcedure() feedback.Procedure {
	kinds := []feedback.Kind{feedback.Complaint, feedback.SurveyAnswer}
	return feedback.Procedure{
		ID: "p", Version: "1", Title: "标题", Jurisdiction: "CN", Scheme: "s", Source: "l", Calendar: "office", Kinds: kinds,
		Effective: feedback.Effective{From: calendar.MustDate(2026, 1, 1), Until: calendar.MustDate(2027, 1, 1)},
		Flows: []feedback.Flow{{
			Kind: feedback.Complaint, Start: "a", States: []feedback.State{"a", "b"}, Ends: []feedback.State{"b"},
			Steps: []feedback.Step{{
				Action: "x", From: []feedback.State{"*", "a"}, Results: []feedback.Result{"r"}, To: feedback.Previous,
				Guards: []feedback.Guard{feedback.GuardReason, feedback.GuardPerson}, By: []feedback.Role{feedback.RoleCustomer}, CancelsClocks: true, ResumesClocks: true,
			}, {}},
		}, {}},
		Reasons: reasons("hold", "a", "b"), ReplyHolds: []feedback.ReplyPart{"reason"},
		FollowUp: feedback.FollowUp{Attempts: 2, Apart: 90 * time.Minute}, RemedyFirst: true,
		Levels: []feedback.Level{{ID: "l", Title: "t"}}, Bodies: []feedback.Level{{ID: "b"}},
		Clocks: []feedback.ClockRule{
			{
				ID: "k", Title: "t", Source: "s", Kinds: kinds,
				When: sla.Match{
					Has: map[string][]string{"a": {"b", "c"}}, Any: []sla.Match{{Has: map[string][]string{"d": {"e"}}}, {}},
					Not: &sla.Match{Has: map[string][]string{"f": {"g"}}},
				},
				Start: []feedback.Moment{{Action: "receive"}, {Action: "decide", Remedy: true}},
				Stop:  []feedback.Moment{{Action: "follow_up", Results: []feedback.Result{"r"}}}, Cancel: []feedback.Moment{{Action: "close"}},
				Repeat: true, Restart: true, Within: calendar.MustAllowance("1h"), Calendar: "c", PauseOn: []string{"*"}, Tells: true, Window: true,
				Spares: []string{"l"}, Extension: &feedback.ExtensionRule{Max: calendar.MustAllowance("3d"), Times: 2, Approver: true, Consent: true, Tell: "t"},
				Alerts: []sla.Alert{{ID: "a", At: sla.MustLevel("50%"), Clock: sla.WallClock, Repeat: time.Hour, Times: 3}}, Send: "s",
				Otherwise: &feedback.Letter{ID: "l", Says: []string{"x"}, Written: true},
			},
			{ID: "u", Unknown: true, Extension: &feedback.ExtensionRule{}, Otherwise: &feedback.Letter{}},
		},
		Duties: []feedback.Duty{{
			Letter: feedback.Letter{ID: "d", Says: []string{"x"}, Written: true}, Title: "t", Source: "s", Kinds: kinds,
			After: []feedback.Moment{{Action: "receive"}}, DoneBy: []feedback.Moment{{Action: "reply"}}, IfMet: []string{"k"}, Tells: true,
			Within: calendar.MustAllowance("2bd"),
		}, {}},
	}
}

// roundTrip writes a value, reads it, and writes it again.
func roundTrip[T any](t *testing.T, value T) T {
	t.Helper()
	data, err := json.Marshal(value)
	require.NoError(t, err)
	var back T
	require.NoError(t, json.Unmarshal(data, &back))
	again, err := json.Marshal(back)
	require.NoError(t, err)
	require.Equal(t, string(data), string(again))
	return back
}

func TestJSONBothWays(t *testing.T) {
	require.Equal(t, richItem(), roundTrip(t, richItem()))
	require.Equal(t, feedback.Item{}, roundTrip(t, feedback.Item{}))
	action := roundTrip(t, richAction())
	require.True(t, action.At.Equal(richAction().At))
	action.At = richAction().At
	require.Equal(t, richAction(), action)
	require.Equal(t, feedback.Action{}, roundTrip(t, feedback.Action{}))
	require.Equal(t, richProcedure(), roundTrip(t, richProcedure()))
	require.Equal(t, feedback.Procedure{}, roundTrip(t, feedback.Procedure{}))
	status := roundTrip(t, richStatus())
	require.True(t, status.Clocks[0].Latest.Equal(richStatus().Clocks[0].Latest))
	require.Equal(t, richStatus().Clocks[0].WhyNot, status.Clocks[0].WhyNot)
	require.Equal(t, time.Hour, status.Clocks[0].Remaining)
	require.Equal(t, richStatus().Allowed, status.Allowed)
	roundTrip(t, feedback.Status{})

	actions, err := feedback.ParseActions([]byte(`[]`))
	require.NoError(t, err)
	require.Empty(t, actions)
	data, err := json.Marshal([]feedback.Action{richAction(), {}})
	require.NoError(t, err)
	actions, err = feedback.ParseActions(data)
	require.NoError(t, err)
	require.Len(t, actions, 2)
}

// The texts of the rich values are written out, so that no form changes unseen.
func TestJSONForms(t *testing.T) {
	for name, value := range map[string]any{
		"item": richItem(), "action": richAction(), "status": richStatus(), "procedure": richProcedure(),
	} {
		t.Run(name, func(t *testing.T) {
			data, err := json.MarshalIndent(value, "", "  ")
			require.NoError(t, err)
			path := filepath.Join("testdata", name+".json")
			want, err := os.ReadFile(path)
			require.NoError(t, err)
			require.Equal(t, string(want), string(data)+"\n")
		})
	}
}

func TestJSONNullAndShortForms(t *testing.T) {
	var item feedback.Item
	require.NoError(t, json.Unmarshal([]byte(`{"id": "i", "kind": null, "attributes": {"a": "b", "c": ["d", "e"], "n": null}}`), &item))
	require.Equal(t, feedback.Item{ID: "i", Attributes: map[string][]string{"a": {"b"}, "c": {"d", "e"}}}, item)
	require.NoError(t, json.Unmarshal([]byte(`null`), &item))
	require.Equal(t, "i", item.ID)
	require.Error(t, json.Unmarshal([]byte(`{"id": 1}`), &item))
	require.Equal(t, "i", item.ID, "left alone")
	for _, text := range []string{`{"attributes": null}`, `{"attributes": {}}`} {
		item, err := feedback.ParseItem([]byte(text))
		require.NoError(t, err)
		require.Nil(t, item.Attributes)
	}
}

func TestParseErrors(t *testing.T) {
	parse := map[string]func(string) error{
		"item":      func(text string) error { _, err := feedback.ParseItem([]byte(text)); return err },
		"actions":   func(text string) error { _, err := feedback.ParseActions([]byte(text)); return err },
		"status":    func(text string) error { _, err := feedback.ParseStatus([]byte(text)); return err },
		"procedure": func(text string) error { _, err := feedback.ParseProcedure([]byte(text)); return err },
	}
	tests := []struct {
		what, text string
		want       []string
	}{
		{"item", `{"id": 1, "kind": "x", "Safety": true, "severity": "huge", "links": [{"kind": "y"}, 3], "attributes": {"a": 1, "b": [2]}}`, []string{
			"id: must be a string, not a number", `kind: unknown value "x"`, `severity: unknown value "huge"`, `links[0].kind: unknown value "y"`,
			"links[1]: must be an object, not a number", "attributes.a: must be a string or an array of strings, not a number",
			"attributes.b[0]: must be a string, not a number", `Safety: unknown field, did you mean "safety"?`,
		}},
		{"item", `{"attributes": []}`, []string{"attributes: must be an object, not an array"}},
		{"actions", `{}`, []string{"must be an array, not an object"}},
		{"actions", `[{"at": "2026-03-02", "extend": "x", "by": "boss", "told": 1, "seq": 1.5, "holds": "all"}]`, nil},
		{"status", `{"clocks": [{"id": "a", "stage": "x", "due_on": "2026"}], "kept": -1, "firings": [{"at": 1}]}`, nil},
		{"procedure", `{"clocks": [{"within": "soon", "start": [1], "when": [], "extension": 1, "otherwise": {"x": 1}, "alerts": [{"at": "half"}]}], "reasons": []}`, nil},
		{"procedure", `{"reasons": {"hold": 1}, "effective": 3, "kinds": ["x"], "flows": [{"steps": [{"guards": ["y"]}]}]}`, []string{
			"effective: must be an object, not a number", `kinds[0]: unknown value "x"`, `flows[0].steps[0].guards[0]: unknown value "y"`,
			"reasons.hold: must be a string or an array of strings, not a number",
		}},
	}
	for i, test := range tests {
		t.Run(fmt.Sprintf("%s_%d", test.what, i), func(t *testing.T) {
			err := parse[test.what](test.text)
			require.ErrorIs(t, err, commitment.ErrInvalid)
			if test.want != nil {
				require.Equal(t, test.want, problems(err))
			}
		})
	}
	var paths []string
	for _, i := range []int{3, 4, 5} {
		for _, field := range commitment.FieldErrors(parse[tests[i].what](tests[i].text)) {
			paths = append(paths, field.Path)
		}
	}
	require.Equal(t, []string{
		"[0].at", "[0].seq", "[0].by", "[0].extend", "[0].told", "[0].holds",
		"kept", "clocks[0].due_on", "clocks[0].stage", "firings[0].at",
		"reasons", "clocks[0].start[0]", "clocks[0].alerts[0].at", "clocks[0].within", "clocks[0].when", "clocks[0].extension",
		"clocks[0].otherwise.x",
	}, paths)
	for what := range parse {
		require.Error(t, parse[what](""), what)
		require.Error(t, parse[what](`"`+strings.Repeat("x", 16<<20)+`"`), what)
		require.Error(t, parse[what](strings.Repeat("[", 100)+strings.Repeat("]", 100)), what)
	}
}

func TestWhatJSONCannotHold(t *testing.T) {
	marshal := func(value json.Marshaler) []string {
		_, err := value.MarshalJSON()
		require.ErrorIs(t, err, commitment.ErrInvalid)
		return problems(err)
	}
	require.Equal(t, []string{`text: "\xff" is not UTF-8`, `attributes["\xfe"]: "\xfe" is not UTF-8`}, marshal(feedback.Item{
		Text: "\xff", Attributes: map[string][]string{"\xfe": nil},
	}))
	require.Equal(t, []string{"kind: Kind(9) is not among its values"}, marshal(feedback.Item{Kind: 9}))
	require.Equal(t, []string{"at: is an instant of a year outside 0 to 9999"}, marshal(feedback.Action{At: time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)}))
	require.Equal(t, []string{"clocks[1].stage: Stage(9) is not among its values"}, marshal(feedback.Status{
		Clocks: []feedback.Clock{{}, {Clock: sla.Clock{Stage: 9}}},
	}))
	self := sla.Match{}
	self.Any = []sla.Match{{}}
	self.Any[0].Any = self.Any
	require.Equal(t, []string{"kinds[0]: Kind(0) is not among its values", "clocks[0].when: must not have more than 1000 conditions"}, marshal(feedback.Procedure{
		Kinds: []feedback.Kind{0}, Clocks: []feedback.ClockRule{{When: self}},
	}))
}

// The forms that JSON gives an action do not depend on the zone of the machine.
func TestProceduresAreWrittenAsTheyAreRead(t *testing.T) {
	for _, name := range procedures.Names() {
		p := lookup(t, name)
		require.Equal(t, p, roundTrip(t, p))
	}
}

func FuzzParse(f *testing.F) {
	for _, value := range []any{richItem(), richStatus(), richProcedure(), []feedback.Action{richAction()}} {
		data, err := json.Marshal(value)
		require.NoError(f, err)
		f.Add(data)
	}
	for _, name := range procedures.Names() {
		data, err := procedures.JSON(name)
		require.NoError(f, err)
		f.Add(data)
	}
	office := offices(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		if item, err := feedback.ParseItem(data); err == nil {
			require.Equal(t, item, roundTrip(t, item))
		}
		if actions, err := feedback.ParseActions(data); err == nil {
			for _, action := range actions {
				roundTrip(t, action)
			}
		}
		if status, err := feedback.ParseStatus(data); err == nil {
			roundTrip(t, status)
			require.NotEmpty(t, status.Explain(commitment.Chinese))
		}
		if p, err := feedback.ParseProcedure(data); err == nil {
			require.Equal(t, p, roundTrip(t, p))
			require.NotEmpty(t, p.Describe(commitment.English))
			require.NotEmpty(t, p.Mermaid())
			if desk, err := feedback.Compile(office, p); err == nil {
				require.Equal(t, p.ID, desk.Procedures()[0].ID)
			}
		}
	})
}

// Counts are from 0 to the greatest of 32 bits.
func TestCountsOfAStatus(t *testing.T) {
	for text, want := range map[string]int{"0": 0, "2147483647": 1<<31 - 1} {
		status, err := feedback.ParseStatus([]byte(`{"item_id": "i", "kind": "praise", "as_of": "2026-03-02T09:00:00Z", "kept": ` + text + `}`))
		require.NoError(t, err)
		require.Equal(t, want, status.Kept)
	}
	for _, text := range []string{"-1", "2147483648"} {
		_, err := feedback.ParseStatus([]byte(`{"item_id": "i", "kind": "praise", "as_of": "2026-03-02T09:00:00Z", "kept": ` + text + `}`))
		require.EqualError(t, err, "feedback: kept: must be from 0 to 2147483647")
	}
}
