package feedback_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/feedback"
	"github.com/servicecommitment/commitment/feedback/procedures"
	"github.com/servicecommitment/commitment/sla"
)

func parseProcedure(tb testing.TB, members string) feedback.Procedure {
	tb.Helper()
	p, err := feedback.ParseProcedure([]byte(`{"id": "p", "version": "1", "calendar": "office"` + members + `}`))
	require.NoError(tb, err)
	return p
}

func offices(tb testing.TB) map[string]*calendar.Calendar {
	tb.Helper()
	return map[string]*calendar.Calendar{"office": caseCalendar{}.compile(tb, "Asia/Shanghai"), "none": nil}
}

// problems returns "path: cause" of each problem.
func problems(err error) []string {
	var list []string
	for _, field := range commitment.FieldErrors(err) {
		list = append(list, field.Error())
	}
	return list
}

const smallFlow = `"kind": "complaint", "start": "a", "states": ["a", "b", "c"], "ends": ["c"]`

func TestCompileProblems(t *testing.T) {
	flow := func(steps string) string { return `, "flows": [{` + smallFlow + `, "steps": [` + steps + `]}]` }
	const way = `{"action": "x", "from": ["a"], "to": "b"}, {"action": "y", "from": ["b"], "to": "c"}`
	clock := func(members string) string {
		return `, "clocks": [{"id": "k", "start": ["receive"], "stop": ["reply"], "within": "1h"` + members + `}]`
	}
	tests := []struct {
		name, members string
		want          []string
	}{
		{"nothing wrong", ``, nil},
		{"kinds", `, "kinds": ["complaint", "complaint"]`, []string{"kinds[1]: is there already"}},
		{"effective", `, "effective": {"from": "2026-01-02", "until": "2026-01-02"}`, []string{"effective.until: must be after from"}},
		{"a day", `, "effective": {"from": "2026-01-02", "until": "2026-01-03"}`, nil},
		{"calendar of a clock", clock(`, "calendar": "ofice"`), []string{`clocks[0].calendar: unknown calendar "ofice", did you mean "office"?`}},
		{"calendar that is nil", clock(`, "calendar": "none"`), []string{`clocks[0].calendar: unknown calendar "none"`}},
		{"attempts", `, "follow_up": {"attempts": 101}`, []string{"follow_up.attempts: must be from 1 to 100"}},
		{"attempts at the limit", `, "follow_up": {"attempts": 100}`, nil},
		{"apart", `, "follow_up": {"apart": "-1s"}`, []string{"follow_up.apart: must not be negative"}},
		{"levels", `, "levels": [{"id": "a"}, {"id": ""}, {"id": "a"}]`, []string{"levels[1].id: is required", `levels[2].id: "a" is there already`}},
		{"bodies", `, "bodies": [{"title": "b"}]`, []string{"bodies[0].id: is required"}},
		{"reply parts", `, "reply_holds": ["reason", "Reason", "reason", ""]`, []string{
			`reply_holds[1]: must be a name of lower-case letters, digits and underscores, not "Reason"`,
			`reply_holds[2]: "reason" is there already`, "reply_holds[3]: is required",
		}},

		{"a reason never used", `, "reasons": {"classify": ["a"]}`, []string{`reasons.classify: is never used: no step of "classify" asks for a reason`}},
		{"a reason of no action", `, "reasons": {"explode": ["a"], "hold": []}`, []string{
			`reasons.explode: is never used: no step of "explode" asks for a reason`, "reasons.hold: is required",
		}},
		{"reasons twice", `, "reasons": {"hold": ["a", "a"]}`, []string{`reasons.hold[1]: "a" is there already`}},
		{"decline where nothing is declined", `, "kinds": ["complaint"], "reasons": {"decline": ["a"]}`, []string{
			`reasons.decline: is never used: no step of "decline" asks for a reason`,
		}},

		{"a flow of its own", flow(way), nil},
		{"no states", `, "flows": [{"kind": "complaint", "steps": []}]`, []string{"flows[0].states: is required"}},
		{"no kind", `, "flows": [{"start": "a"}]`, []string{"flows[0].kind: has no such value"}},
		{
			"two flows", `, "flows": [{` + smallFlow + `, "steps": [` + way + `]}, {"kind": "complaint"}]`,
			[]string{"flows[1].kind: complaint has a flow already"},
		},
		{"a flow not governed", `, "kinds": ["praise"], "flows": [{"kind": "complaint"}]`, []string{"flows[0].kind: is not among the kinds of the procedure"}},
		{"unreachable", flow(`{"action": "x", "from": ["a"], "to": "c"}, {"action": "y", "from": ["b"], "to": "c"}`), []string{
			`flows[0].states[1]: no step leads to "b"`,
		}},
		{"dead end", flow(`{"action": "x", "from": ["a"], "to": "b"}, {"action": "y", "from": ["a"], "to": "c"}`), []string{
			`flows[0].states[1]: "b" is a dead end: no way leads from it to an end`,
		}},
		{"dead end that stays", flow(`{"action": "x", "from": ["a"], "to": "b"}, {"action": "y", "from": ["a"], "to": "c"}, {"action": "z", "from": ["b"]}`), []string{
			`flows[0].states[1]: "b" is a dead end: no way leads from it to an end`,
		}},
		{"a way back is no dead end", flow(`{"action": "x", "from": ["a"], "to": "b"}, {"action": "y", "from": ["a"], "to": "c"}, {"action": "z", "from": ["b"], "to": "previous"}`), nil},
		{"every open state", flow(`{"action": "x", "from": ["a"], "to": "b"}, {"action": "y", "from": ["*"], "to": "c"}`), nil},
		{
			"a circle of ways back", `, "flows": [{"kind": "complaint", "start": "a", "states": ["a", "b", "c", "d"], "ends": ["d"], "steps": [
				{"action": "x", "from": ["a", "c"], "to": "b"}, {"action": "y", "from": ["b"], "to": "c"},
				{"action": "z", "from": ["b", "c"], "to": "previous"}, {"action": "e", "from": ["a"], "to": "d"}]}]`,
			[]string{
				`flows[0].states[1]: "previous" from "b" may lead round in a circle`,
				`flows[0].states[2]: "previous" from "c" may lead round in a circle`,
			},
		},
		{"no way back from the start", flow(`{"action": "x", "from": ["a"], "to": "b"}, {"action": "y", "from": ["b"], "to": "a"}, {"action": "y", "from": ["a"], "to": "c"}, {"action": "z", "from": ["b", "a"], "to": "previous"}`), []string{
			`flows[0].steps[3].from[1]: must not be "a", before which there is no state`,
		}},
		{"names of states", `, "flows": [{"kind": "complaint", "start": "", "states": ["A", "previous"], "ends": [], "steps": []}]`, []string{
			`flows[0].states[0]: must be a name of lower-case letters, digits and underscores, not "A"`,
			`flows[0].states[1]: must not be "previous", which is the state before`,
			"flows[0].start: is required", "flows[0].ends: is required",
		}},
		{"unknown states", `, "flows": [{"kind": "complaint", "start": "x", "states": ["aa", "b"], "ends": ["b", "b", "c"], "steps": [
			{"action": "y", "from": ["ab"], "to": "q"}]}]`, []string{
			`flows[0].start: unknown state "x"`, `flows[0].ends[1]: "b" is there already`, `flows[0].ends[2]: unknown state "c"`,
			`flows[0].steps[0].from[0]: unknown state "ab", did you mean "aa"?`, `flows[0].steps[0].to: unknown state "q"`,
		}},
		{"a step", flow(way + `, {"action": "receive", "results": ["r", "r"], "from": [], "cancels_clocks": true, "resumes_clocks": true}, {"from": ["*"], "to": "previous"}`), []string{
			`flows[0].steps[2].action: must not be "receive", which begins every flow`, "flows[0].steps[2].from: is required",
			`flows[0].steps[2].results[1]: "r" is there already`, "flows[0].steps[2].resumes_clocks: must not stand beside cancels_clocks",
			"flows[0].steps[3].action: is required",
			`flows[0].steps[3].from[0]: must name states, for "previous" is told from them`,
		}},
		{"a step never taken", flow(way + `, {"action": "x", "from": ["a"], "results": ["r"], "to": "c"}`), []string{
			"flows[0].steps[2]: is never taken: earlier steps take all its states and results",
		}},
		{"the results after those of another", flow(`{"action": "x", "from": ["a"], "results": ["r", "s"], "to": "b"}, {"action": "x", "from": ["a"], "results": ["s", "t"], "to": "c"},
			{"action": "x", "from": ["a"], "results": ["s"], "to": "c"}, {"action": "x", "from": ["a"], "to": "c"}, {"action": "y", "from": ["b"], "to": "c"}`), []string{
			"flows[0].steps[2]: is never taken: earlier steps take all its states and results",
		}},

		{"no limit", `, "clocks": [{"id": "k", "start": ["receive"], "stop": ["reply"]}]`, []string{"clocks[0].within: is required"}},
		{"a number to be filled in", `, "source": "Order 121", "clocks": [{"id": "k", "start": ["receive"], "stop": ["reply"], "within": "unknown"}]`, []string{
			`clocks[0].within: feedback: number unknown: fill in what "Order 121" says`,
		}},
		{"ids of clocks", `, "clocks": [{"start": ["receive"], "stop": ["reply"], "within": "1h"}, {"id": "K", "start": ["receive"], "cancel": ["reply"], "within": "1h", "stop": ["close"]},
			{"id": "k", "within": "1h"}, {"id": "k", "start": ["receive"], "stop": ["reply"], "within": "1h"}]`, []string{
			"clocks[0].id: is required", `clocks[1].id: must be a name of lower-case letters, digits and underscores, not "K"`,
			`clocks[3].id: "k" is there already`, "clocks[2].start: is required", "clocks[2].stop: is required",
		}},
		{"an impossible start", `, "kinds": ["praise"], "clocks": [{"id": "k", "start": ["accept"], "stop": ["close"], "within": "1h"}]`, []string{
			`clocks[0].start[0]: "accept" cannot happen in the flow of these items`,
		}},
		{"an impossible start of the last kind", `, "kinds": ["survey_answer"], "clocks": [{"id": "k", "start": ["accept"], "stop": ["close"], "within": "1h"}]`, []string{
			`clocks[0].start[0]: "accept" cannot happen in the flow of these items`,
		}},
		{
			"a clock of a flow that is wrong", flow(`{"action": "x", "from": ["a"], "to": "b"}, {"action": "y", "from": ["a"], "to": "c"}`) + clock("") + `, "kinds": ["complaint"]`,
			[]string{`flows[0].states[1]: "b" is a dead end: no way leads from it to an end`},
		},
		{"an impossible result", clock(`, "cancel": [{"action": "follow_up", "results": ["exploded"]}]`), []string{
			`clocks[0].cancel[0]: "follow_up" cannot happen in the flow of these items`,
		}},
		{"a possible result", clock(`, "cancel": [{"action": "follow_up", "results": ["exploded", "no_answer"]}, {"action": "decide_recusal", "results": ["granted"]}]`), nil},
		{"moments", clock(`, "cancel": ["", "X", {"action": "receive", "results": ["r"]}, {"action": "reply", "remedy": true}]`), []string{
			"clocks[0].cancel[0]: is required", `clocks[0].cancel[1]: must be a name of lower-case letters, digits and underscores, not "X"`,
			"clocks[0].cancel[2].results: must not be given: a receipt has none", "clocks[0].cancel[3].remedy: is for decide and remedy_done alone",
		}},
		{"a stop of other items", `, "clocks": [{"id": "k", "start": ["accept"], "stop": ["complete"], "within": "1h"}]`, []string{
			"clocks[0].stop: cannot happen in a flow in which the clock starts",
		}},
		{"kinds of a clock", clock(`, "kinds": ["complaint", "praise"]`) + `, "kinds": ["complaint"]`, []string{"clocks[0].kinds[1]: is not among the kinds of the procedure"}},
		{"pauses", clock(`, "pause_on": ["testing", "tasting", "*", "recusal", "T", "testing"]`) + `, "reasons": {"hold": ["testing"]}`, []string{
			`clocks[0].pause_on[1]: unknown reason "tasting" of a hold, did you mean "testing"?`,
			`clocks[0].pause_on[4]: must be a name of lower-case letters, digits and underscores, not "T"`,
			`clocks[0].pause_on[5]: "testing" is there already`,
		}},
		{"spares", clock(`, "spares": ["k", "kk"]`), []string{
			"clocks[0].spares[0]: must be another clock", `clocks[0].spares[1]: unknown clock "kk"`,
		}},
		{"extension", clock(`, "extension": {"times": 101, "tell": "T"}`), []string{
			"clocks[0].extension.max: is required", "clocks[0].extension.times: must be from 1 to 100",
			`clocks[0].extension.tell: must be a name of lower-case letters, digits and underscores, not "T"`,
		}},
		{"extension where nothing is extended", flow(way) + `, "kinds": ["complaint"], "clocks": [{"id": "k", "start": ["receive"], "stop": ["x"], "within": "1h", "extension": {"max": "1h", "times": 100}}]`, []string{
			`clocks[0].extension: "extend" cannot happen in the flow of these items`,
		}},
		{"conditions without alternatives", clock(`, "when": {"any": [{"not": {"any": []}}], "not": {"any": []}}`), []string{
			"clocks[0].when.any[0].not.any: is required", "clocks[0].when.not.any: is required",
		}},
		{"window", clock(`, "window": true, "send": "letter"`), []string{"clocks[0].window: must not stand beside send or otherwise: a window obliges nobody"}},
		{"window and letter", clock(`, "window": true, "otherwise": {"id": ""}`), []string{
			"clocks[0].window: must not stand beside send or otherwise: a window obliges nobody", "clocks[0].otherwise.id: is required",
		}},
		{"alerts are those of sla", clock(`, "alerts": [{"at": "50%", "times": 3}]`), []string{`clocks[0].alerts[0].repeat: is required: the time between the 3 firings`}},
		{"duties", `, "duties": [{"after": []}, {"id": "d", "after": ["reply"], "if_met": ["x"], "done_by": ["q"]}, {"id": "d", "after": ["receive"], "kinds": ["praise", "praise"]}]`, []string{
			"duties[0].id: is required", `duties[2].id: "d" is there already`, "duties[0].after: is required",
			`duties[1].done_by[0]: "q" cannot happen in the flow of these items`, `duties[1].if_met[0]: unknown clock "x"`,
			"duties[2].kinds[1]: is there already",
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := feedback.Compile(offices(t), parseProcedure(t, test.members))
			require.Equal(t, test.want, problems(err))
			if test.want != nil {
				require.ErrorIs(t, err, commitment.ErrInvalid)
				require.True(t, strings.HasPrefix(err.Error(), "feedback: "))
			}
		})
	}
}

func TestCompileWithoutEverything(t *testing.T) {
	_, err := feedback.Compile(nil)
	require.Equal(t, []string{"procedures: is required"}, problems(err))
	_, err = feedback.Compile(nil, feedback.Procedure{Kinds: []feedback.Kind{0, 7}})
	require.Equal(t, []string{
		"id: is required", "version: is required", "calendar: is required", "kinds[0]: has no such value", "kinds[1]: has no such value",
	}, problems(err))
	require.NotErrorIs(t, err, feedback.ErrUnknownNumber)
}

func TestCompileValuesThatNoTextHas(t *testing.T) {
	p := parseProcedure(t, "")
	flow := feedback.FlowOf(feedback.Praise)
	flow.Steps[0].Guards = []feedback.Guard{0, feedback.GuardReason, feedback.GuardPerson, feedback.GuardPerson + 1}
	flow.Steps[0].By = []feedback.Role{0, feedback.RoleCustomer, feedback.RoleSystem, feedback.RoleSystem + 1}
	p.Flows = []feedback.Flow{flow}
	p.FollowUp.Attempts = -1
	self := sla.Match{}
	self.Not = &self
	wide := make([]sla.Match, 1001)
	p.Clocks = []feedback.ClockRule{
		{ID: "a", Start: moments("receive"), Stop: moments("close"), Within: calendar.MustAllowance("1h"), When: self},
		{ID: "b", Start: moments("receive"), Stop: moments("close"), Within: calendar.MustAllowance("1h"), Unknown: true, When: sla.Match{Any: wide[:999]}},
		{ID: "c", Start: moments("receive"), Stop: moments("close"), Within: calendar.MustAllowance("1h"), When: sla.Match{Any: wide[:1000]}},
	}
	_, err := feedback.Compile(offices(t), p)
	require.Equal(t, []string{
		"flows[0].steps[0].guards[0]: has no such value", "flows[0].steps[0].guards[3]: has no such value",
		"flows[0].steps[0].by[0]: has no such value", "flows[0].steps[0].by[3]: has no such value",
		"follow_up.attempts: must be from 1 to 100",
		"clocks[0].when: must not have more than 1000 conditions",
		"clocks[1].within: must be a number or unknown, not both",
		"clocks[2].when: must not have more than 1000 conditions",
	}, problems(err))
}

func moments(kinds ...feedback.ActionKind) []feedback.Moment {
	list := make([]feedback.Moment, len(kinds))
	for i, kind := range kinds {
		list[i].Action = kind
	}
	return list
}

// A procedure larger than anybody writes is refused, not worked through.
func TestCompileLimits(t *testing.T) {
	p := parseProcedure(t, "")
	flow := feedback.Flow{Kind: feedback.Complaint, Start: "s0", Ends: []feedback.State{"s1"}}
	for i := range 64 {
		state := feedback.State(fmt.Sprintf("s%d", i))
		flow.States = append(flow.States, state)
		flow.Steps = append(flow.Steps, feedback.Step{Action: feedback.ActionKind(fmt.Sprintf("go%d", i)), From: []feedback.State{feedback.AnyOpen}, To: state})
	}
	p.Flows = []feedback.Flow{flow}
	for i := range 64 {
		p.Clocks = append(p.Clocks, feedback.ClockRule{
			ID: fmt.Sprintf("k%d", i), Start: moments("receive"), Stop: moments("go1", "reply"), Within: calendar.MustAllowance("1h"),
		})
		p.Duties = append(p.Duties, feedback.Duty{Letter: feedback.Letter{ID: fmt.Sprintf("d%d", i)}, After: moments("receive")})
		p.Levels = append(p.Levels, feedback.Level{ID: fmt.Sprintf("l%d", i)})
	}
	desk, err := feedback.Compile(offices(t), p)
	require.NoError(t, err)
	require.Len(t, begin(t, desk, feedback.Complaint).do("receive").status().Clocks, 64)

	p.Clocks = append(p.Clocks, feedback.ClockRule{})
	p.Duties = append(p.Duties, feedback.Duty{})
	p.Levels = make([]feedback.Level, 101)
	p.Flows[0].States = append(p.Flows[0].States, "s64")
	p.Flows[0].Steps = make([]feedback.Step, 1001)
	_, err = feedback.Compile(offices(t), p)
	require.Equal(t, []string{
		"flows[0].states: must not be more than 64", "flows[0].steps: must not be more than 1000", "levels: must not be more than 100",
		"clocks: must not be more than 64", "duties: must not be more than 64",
	}, problems(err))

	p = parseProcedure(t, "")
	p.Clocks = []feedback.ClockRule{{ID: "k", Start: make([]feedback.Moment, 101), Stop: moments("reply"), Within: calendar.MustAllowance("1h")}}
	_, err = feedback.Compile(offices(t), p)
	require.Equal(t, []string{"clocks[0].start: must not be more than 100"}, problems(err))
	p.Clocks[0].Start = slices.Repeat(moments("receive"), 100)
	_, err = feedback.Compile(offices(t), p)
	require.NoError(t, err)
}

func TestCompileSeveral(t *testing.T) {
	first := parseProcedure(t, `, "jurisdiction": "CN", "scheme": "x", "effective": {"from": "2026-01-01", "until": "2026-04-15"}`)
	tests := []struct {
		name, members, want string
	}{
		{"the day after", `, "jurisdiction": "CN", "scheme": "x", "effective": {"from": "2026-04-15"}`, ""},
		{"the last day", `, "jurisdiction": "CN", "scheme": "x", "effective": {"from": "2026-04-14"}`, `procedures[1].effective: overlaps that of "p", procedures[0]`},
		{"the day before", `, "jurisdiction": "CN", "scheme": "x", "effective": {"until": "2026-01-01"}`, ""},
		{"the first day", `, "jurisdiction": "CN", "scheme": "x", "effective": {"until": "2026-01-02"}`, `procedures[1].effective: overlaps that of "p", procedures[0]`},
		{"another kind", `, "jurisdiction": "CN", "scheme": "x", "kinds": ["praise"]`, `procedures[1].effective: overlaps that of "p", procedures[0]`},
		{"always", ``, `procedures[1].effective: overlaps that of "p", procedures[0]`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := feedback.Compile(offices(t), first, parseProcedure(t, test.members))
			if test.want == "" {
				require.NoError(t, err)
				return
			}
			require.Equal(t, []string{test.want}, problems(err))
		})
	}
	other := parseProcedure(t, `, "jurisdiction": "CN", "scheme": "y"`)
	other.ID = "q"
	_, err := feedback.Compile(offices(t), first, other)
	require.NoError(t, err, "another scheme")
	other.Scheme = "x"
	_, err = feedback.Compile(offices(t), first, other)
	require.Error(t, err, "the same scheme under another id")
	first.Kinds, other.Kinds = []feedback.Kind{feedback.Complaint}, []feedback.Kind{feedback.Praise}
	_, err = feedback.Compile(offices(t), first, other)
	require.NoError(t, err, "for other kinds")
}

// A desk keeps nothing of what it was made of.
func TestDeskIsImmutable(t *testing.T) {
	p := lookup(t, "support-desk")
	desk := compile(t, offices(t)["office"], p)
	want := desk.Procedures()[0]
	spoil(&p)
	got := desk.Procedures()[0]
	require.Equal(t, want, got)
	spoil(&got)
	require.Equal(t, want, desk.Procedures()[0])
}

func spoil(p *feedback.Procedure) {
	p.Kinds = append(p.Kinds[:0], feedback.Praise)
	p.Reasons[feedback.ActionHold][0] = "spoilt"
	p.Levels[0].ID = "spoilt"
	for i := range p.Clocks {
		c := &p.Clocks[i]
		c.Start[0].Action = "spoilt"
		if len(c.Stop[0].Results) > 0 {
			c.Stop[0].Results[0] = "spoilt"
		}
		if c.When.Has != nil {
			c.When.Has["complexity"] = nil
		}
		if c.When.Not != nil {
			c.When.Not.Has["complexity"][0] = "spoilt"
		}
		if c.Extension != nil {
			c.Extension.Times = 99
		}
		if len(c.PauseOn) > 0 {
			c.PauseOn[0] = "spoilt"
		}
		if len(c.Alerts) > 0 {
			c.Alerts[0].ID = "spoilt"
		}
	}
	p.Duties[0].Says[0] = "spoilt"
	p.Duties[0].After[0].Action = "spoilt"
}

func TestChoose(t *testing.T) {
	desk := compile(t, offices(t)["office"], lookup(t, "cn-samr-order20"), lookup(t, "cn-consumer-law"), lookup(t, "uk-fca-disp"))
	p, err := desk.Choose("CN", "consumer", parseDate(t, "2026-01-01"))
	require.NoError(t, err)
	require.Equal(t, "cn-consumer-law", p.ID)
	p, err = desk.Choose("", "financial", parseDate(t, "2026-01-01"))
	require.NoError(t, err)
	require.Equal(t, "uk-fca-disp", p.ID)
	_, err = desk.Choose("CN", "", parseDate(t, "2026-01-01"))
	require.EqualError(t, err, `feedback: procedure: is required: "cn-samr-order20" and "cn-consumer-law" are both in force`)
	require.ErrorIs(t, err, commitment.ErrInvalid)
	_, err = desk.Choose("CN", "market-regulator", parseDate(t, "2026-04-15"))
	require.ErrorIs(t, err, feedback.ErrNoProcedure)
	require.EqualError(t, err, `feedback: no procedure for jurisdiction "CN" and scheme "market-regulator" on 2026-04-15`)
	_, err = new(feedback.Desk).Choose("CN", "", parseDate(t, "2026-01-01"))
	require.ErrorIs(t, err, feedback.ErrNoProcedure)
	require.Empty(t, new(feedback.Desk).Procedures())
}

// The frame of order 121 says which numbers a host must fill in.
func TestFrameSaysWhatToFillIn(t *testing.T) {
	p, err := procedures.Lookup("cn-samr-order121")
	require.NoError(t, err)
	_, err = feedback.Compile(offices(t), p)
	require.ErrorIs(t, err, feedback.ErrUnknownNumber)
	var paths []string
	for _, field := range commitment.FieldErrors(err) {
		paths = append(paths, field.Path)
		require.ErrorIs(t, field, feedback.ErrUnknownNumber)
	}
	require.Equal(t, []string{
		"clocks[0].within", "clocks[1].within", "clocks[2].within", "clocks[3].within", "clocks[4].within", "clocks[5].within",
	}, paths)
	_, err = feedback.Compile(offices(t), filledIn(t))
	require.NoError(t, err)
}
