package sla_test

import (
	"encoding/json"
	"errors"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/sla"
)

// jsonCause returns the error of a package that encoding/json wraps.
func jsonCause(t *testing.T, err error) error {
	t.Helper()
	var wrapper *json.MarshalerError
	if errors.As(err, &wrapper) {
		err = wrapper.Unwrap()
	}
	require.Error(t, err)
	return err
}

// requireSameDocument compares two documents, taking equal instants in different
// zones as the same, and changes them to that end.
func requireSameDocument[T any](t *testing.T, want, got *T) {
	t.Helper()
	jsonToUTC(reflect.ValueOf(want).Elem())
	jsonToUTC(reflect.ValueOf(got).Elem())
	require.Equal(t, want, got)
}

// jsonToUTC sets all instants within a value to their UTC form.
func jsonToUTC(v reflect.Value) {
	switch value := v.Interface().(type) {
	case time.Time:
		v.Set(reflect.ValueOf(value.UTC().Round(0)))
		return
	case calendar.Allowance, sla.Level:
		return
	}
	switch v.Kind() { //nolint:exhaustive // the others hold no instants
	case reflect.Struct:
		for i := range v.NumField() {
			jsonToUTC(v.Field(i))
		}
	case reflect.Slice:
		for i := range v.Len() {
			jsonToUTC(v.Index(i))
		}
	case reflect.Pointer:
		if !v.IsNil() {
			jsonToUTC(v.Elem())
		}
	}
}

// jsonFiller sets every field of a value, each to another one, so that a field
// that JSON forgets or takes for another shows.
type jsonFiller struct{ n int64 }

func (f *jsonFiller) fill(t *testing.T, v reflect.Value, depth int) {
	t.Helper()
	f.n++
	switch v.Interface().(type) {
	case time.Time:
		zone := time.FixedZone("", int(f.n%24)*3600)
		v.Set(reflect.ValueOf(time.Unix(1767575000+f.n, f.n*1000).In(zone)))
		return
	case calendar.Allowance:
		a, err := calendar.NewAllowance(int(f.n), calendar.BusinessDays)
		require.NoError(t, err)
		v.Set(reflect.ValueOf(a))
		return
	case sla.Level:
		v.Set(reflect.ValueOf(sla.MustLevel("+" + strconv.FormatInt(f.n, 10) + "s")))
		return
	case sla.CalendarChoice:
		v.Set(reflect.ValueOf(sla.CalendarChoice{By: f.text(), Of: map[string]string{f.text(): f.text()}, Else: f.text()}))
		return
	}
	switch v.Kind() { //nolint:exhaustive // no document has others
	case reflect.String:
		v.SetString(f.text())
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(f.n)
	case reflect.Uint8:
		v.SetUint(2)
	case reflect.Struct:
		for i := range v.NumField() {
			f.fill(t, v.Field(i), depth)
		}
	case reflect.Pointer:
		if depth > 0 {
			v.Set(reflect.New(v.Type().Elem()))
			f.fill(t, v.Elem(), depth-1)
		}
	case reflect.Slice:
		if depth > 0 {
			v.Set(reflect.MakeSlice(v.Type(), 2, 2))
			f.fill(t, v.Index(0), depth-1)
			f.fill(t, v.Index(1), depth-1)
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		for range 2 {
			key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			f.fill(t, key, depth)
			f.fill(t, value, max(depth, 1))
			v.SetMapIndex(key, value)
		}
	default:
		require.Fail(t, "no value for a "+v.Type().String())
	}
}

func (f *jsonFiller) text() string {
	f.n++
	return "t" + strconv.FormatInt(f.n, 10) + "<\"\\\n\x01节"
}

// jsonFilled returns a value of which every field is set.
func jsonFilled[T any](t *testing.T) *T {
	t.Helper()
	value := new(T)
	(&jsonFiller{}).fill(t, reflect.ValueOf(value).Elem(), 5)
	return value
}

// requireRoundTrip marshals a value twice, with the same text, and reads it back.
func requireRoundTrip[T any](t *testing.T, value *T) []byte {
	t.Helper()
	data, err := json.Marshal(value)
	require.NoError(t, err)
	again, err := json.Marshal(value)
	require.NoError(t, err)
	require.Equal(t, string(data), string(again))
	read := new(T)
	require.NoError(t, json.Unmarshal(data, read), string(data))
	requireSameDocument(t, value, read)
	return data
}

// requireKeys insists that an object has the keys that the exported fields of a
// struct make, in their order of the alphabet.
func requireKeys[T any](t *testing.T, data []byte) {
	t.Helper()
	var members map[string]json.RawMessage
	require.NoError(t, json.Unmarshal(data, &members))
	var got []string
	for key := range members {
		got = append(got, key)
	}
	want := jsonKeys(reflect.TypeFor[T]())
	slices.Sort(got)
	slices.Sort(want)
	require.Equal(t, want, got)
}

// jsonKeys returns the snake case of the names of a struct's fields.
func jsonKeys(of reflect.Type) []string {
	var keys []string
	for i := range of.NumField() {
		field := of.Field(i)
		if field.Anonymous {
			keys = append(keys, jsonKeys(field.Type)...)
			continue
		}
		keys = append(keys, jsonSnake(field.Name))
	}
	return keys
}

func jsonSnake(name string) string {
	var key strings.Builder
	previous := 'A'
	for _, c := range name {
		if unicode.IsUpper(c) && unicode.IsLower(previous) {
			key.WriteByte('_')
		}
		key.WriteRune(unicode.ToLower(c))
		previous = c
	}
	return key.String()
}

// Whatever field a type gets, it is written under its name and read again.
func TestEveryFieldIsInTheJSON(t *testing.T) {
	t.Parallel()
	requireKeys[sla.Policy](t, requireRoundTrip(t, jsonFilled[sla.Policy](t)))
	requireKeys[sla.Case](t, requireRoundTrip(t, jsonFilled[sla.Case](t)))
	requireKeys[sla.Event](t, requireRoundTrip(t, jsonFilled[sla.Event](t)))
	requireKeys[sla.Report](t, requireRoundTrip(t, jsonFilled[sla.Report](t)))
	requireKeys[sla.Explanation](t, requireRoundTrip(t, jsonFilled[sla.Explanation](t)))
	requireKeys[sla.Clock](t, requireRoundTrip(t, jsonFilled[sla.Clock](t)))
	requireKeys[sla.Firing](t, requireRoundTrip(t, jsonFilled[sla.Firing](t)))
	requireKeys[sla.Finding](t, requireRoundTrip(t, jsonFilled[sla.Finding](t)))
}

func TestMarshalLeavesOutZeroValues(t *testing.T) {
	t.Parallel()
	for _, value := range []any{
		sla.Policy{},
		sla.Case{},
		sla.Event{},
		sla.Report{},
		sla.Explanation{},
		sla.Clock{},
		sla.Firing{},
		sla.Finding{},
		sla.Policy{
			Metrics: map[string]sla.Metric{}, Rules: []sla.Rule{}, Reasons: []string{}, Kinds: []sla.Kind{},
			Status: sla.StatusMap{Paused: map[string][]string{}, Resolved: []string{}},
		},
		sla.Case{Attributes: map[string][]string{}, Events: []sla.Event{}},
	} {
		data, err := json.Marshal(value)
		require.NoError(t, err)
		require.Equal(t, "{}", string(data))
	}
}

func TestMarshalPolicy(t *testing.T) {
	t.Parallel()
	zero := calendar.MustAllowance("0s")
	tests := []struct {
		name   string
		policy sla.Policy
		want   string
	}{
		{"texts", sla.Policy{ID: "a", Title: "\"节\"\\\n\t\r\x1f\x7f</script>\u2028"}, `{"id":"a","title":"\"节\"\\\n\t\r\u001f` + "\x7f" + `</script>` + "\u2028" + `"}`},
		{"effective", sla.Policy{Effective: sla.Effective{Until: time.Date(2027, 1, 1, 0, 0, 0, 1, time.FixedZone("CST", 8*3600))}}, `{"effective":{"until":"2027-01-01T00:00:00.000000001+08:00"}}`},
		{
			"metrics, sorted, with triggers in both forms",
			sla.Policy{Metrics: map[string]sla.Metric{
				"b": {Stop: []sla.Trigger{{Kind: "x", Where: sla.Match{Has: map[string][]string{"z": {"1"}, "a": {"2", "3"}}}}}},
				"a": {Start: []sla.Trigger{{Kind: "opened"}}, WhileRunning: sla.Keep, OnResolved: sla.NotApplicableOnResolved},
			}},
			`{"metrics":{"a":{"start":["opened"],"while_running":"keep","on_resolved":"not_applicable"},"b":{"stop":[{"kind":"x","where":{"a":["2","3"],"z":["1"]}}]}}}`,
		},
		{"a rule for all", sla.Policy{Rules: []sla.Rule{{}, {ID: "x"}}}, `{"rules":[{},{"id":"x"}]}`},
		{
			"conditions",
			sla.Policy{Rules: []sla.Rule{{When: sla.Match{Has: map[string][]string{"a": nil}, Any: []sla.Match{{}, {Any: []sla.Match{}}}, Not: &sla.Match{}}}}},
			`{"rules":[{"when":{"a":[],"any":[{},{"any":[]}],"not":{}}}]}`,
		},
		{
			"an allowance of nothing, a calendar by name, an alert",
			sla.Policy{Rules: []sla.Rule{{Commitments: []sla.Commitment{{
				Metric: "resolution", Within: &zero, Calendar: sla.CalendarChoice{Name: "office"},
				Alerts: []sla.Alert{{At: sla.MustLevel("-10m"), Repeat: time.Hour, Times: 2}},
			}}}}},
			`{"rules":[{"commitments":[{"metric":"resolution","within":"0s","calendar":"office","alerts":[{"at":"-10m0s","repeat":"1h0m0s","times":2}]}]}]}`,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			data, err := test.policy.MarshalJSON()
			require.NoError(t, err)
			require.Equal(t, test.want, string(data))
			_, err = sla.ParsePolicy(data)
			require.NoError(t, err)
		})
	}
}

func TestMarshalReport(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)
	data, err := sla.Explanation{
		Report: sla.Report{
			CaseID: "C-1", AsOf: at,
			Clocks: []sla.Clock{
				{Metric: "resolution", Cycle: 1, Stage: sla.Stopped, Verdict: sla.NotApplicable, Breached: true, Elapsed: 90 * time.Minute, Paused: math.MinInt64},
				{Stage: sla.Pending},
			},
			Shares: []sla.Shares{{Commitment: "c", Groups: []sla.Share{{"l1", time.Second}, {"l2", 0}}, Total: time.Second}},
		},
		Segments: [][]sla.Segment{{{Start: at, Counted: true, Cause: sla.CauseShortDay}}, nil},
	}.MarshalJSON()
	require.NoError(t, err)
	require.JSONEq(t, `{"case_id":"C-1","as_of":"2026-01-05T09:00:00Z",`+
		`"clocks":[{"metric":"resolution","cycle":1,"stage":"stopped","verdict":"not_applicable","breached":true,"elapsed":"1h30m0s","paused":"-2562047h47m16.854775808s"},{"stage":"pending"}],`+
		`"shares":[{"commitment":"c","groups":[{"group":"l1","elapsed":"1s"},{"group":"l2"}],"total":"1s"}],`+
		`"segments":[[{"start":"2026-01-05T09:00:00Z","counted":true,"cause":"short_day"}],[]]}`, string(data))
}

func TestMarshalInstants(t *testing.T) {
	t.Parallel()
	shanghai, err := time.LoadLocation("Asia/Shanghai")
	require.NoError(t, err)
	year := func(y int, zone *time.Location) time.Time { return time.Date(y, 6, 1, 0, 0, 0, 0, zone) }
	tests := []struct {
		name string
		at   time.Time
		want string // empty for an error
	}{
		{"with the offset of its zone", year(2026, shanghai), "2026-06-01T00:00:00+08:00"},
		{"of a zone with seconds, in UTC", time.Date(1900, 1, 1, 0, 0, 0, 0, shanghai), "1899-12-31T15:54:17Z"},
		{"of a zone a day and more away, in UTC", year(2026, time.FixedZone("", 24*3600)), "2026-05-31T00:00:00Z"},
		{"of a zone a day and more back, in UTC", year(2026, time.FixedZone("", -24*3600)), "2026-06-02T00:00:00Z"},
		{"of a zone less than a day away", year(2026, time.FixedZone("", 24*3600-60)), "2026-06-01T00:00:00+23:59"},
		{"all digits", time.Date(2026, 6, 1, 0, 0, 0, 123456789, time.UTC), "2026-06-01T00:00:00.123456789Z"},
		{"the year 0", year(0, time.UTC), "0000-06-01T00:00:00Z"},
		{"the year 9999", year(9999, time.UTC), "9999-06-01T00:00:00Z"},
		{"before the year 0 in UTC only", time.Date(0, 1, 1, 0, 0, 0, 0, shanghai), "-"},
		{"after the year 9999 in its zone only", time.Date(9999, 12, 31, 20, 0, 0, 0, time.UTC).In(shanghai), "9999-12-31T20:00:00Z"},
		{"the year 10000", year(10000, time.UTC), ""},
		{"the year -1", year(-1, time.UTC), ""},
		{"a remote instant", time.Unix(math.MaxInt64, 0), ""},
		{"a remote instant back", time.Unix(math.MinInt64, 0), ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if test.want == "-" {
				test.want = "" // its local mean time has seconds, and UTC a year before 0
			}
			c := sla.Case{Events: []sla.Event{{}, {At: test.at}}}
			data, err := c.MarshalJSON()
			if test.want == "" {
				require.Equal(t, []string{"events[1].at: is an instant of a year outside 0 to 9999"}, jsonProblems(t, err))
				return
			}
			require.NoError(t, err)
			require.Equal(t, `{"events":[{},{"at":"`+test.want+`"}]}`, string(data))
			read, err := sla.ParseCase(data)
			require.NoError(t, err)
			require.True(t, test.at.Equal(read.Events[1].At))
		})
	}
}

func TestMarshalRefuses(t *testing.T) {
	t.Parallel()
	allowed := sla.Match{}
	for range 31 {
		inner := allowed
		allowed = sla.Match{Not: &inner}
	}
	deepest := sla.Match{Not: &allowed}
	endless := sla.Match{Any: make([]sla.Match, 3)}
	for i := range endless.Any {
		endless.Any[i] = endless
	}
	when := func(m sla.Match) sla.Policy { return sla.Policy{Rules: []sla.Rule{{When: m}}} }
	promise := func(c sla.Commitment) sla.Policy {
		return sla.Policy{Rules: []sla.Rule{{}, {Commitments: []sla.Commitment{c}}}}
	}
	tests := []struct {
		name  string
		value json.Marshaler
		want  []string
	}{
		{"a text that is not UTF-8", sla.Case{ID: "a\xff"}, []string{`id: "a\xff" is not UTF-8`}},
		{"keys that are not", sla.Case{Attributes: map[string][]string{"\xff": {"\xfe"}}}, []string{`attributes["\xff"]: "\xff" is not UTF-8`, `attributes["\xff"][0]: "\xfe" is not UTF-8`}},
		{"an enum beyond its values", sla.Policy{Kind: 4, AppliesTo: 3}, []string{"kind: PolicyKind(4) is not among its values", "applies_to: AppliesTo(3) is not among its values"}},
		{
			"the enums of a commitment",
			promise(sla.Commitment{Reopen: 5, Retarget: 4, Consent: 3, OnResolved: 4, Alerts: []sla.Alert{{Clock: 3}}}),
			[]string{
				"rules[1].commitments[0].alerts[0].clock: AlertClock(3) is not among its values",
				"rules[1].commitments[0].reopen: Reopen(5) is not among its values",
				"rules[1].commitments[0].retarget: Retarget(4) is not among its values",
				"rules[1].commitments[0].consent: Consent(3) is not among its values",
				"rules[1].commitments[0].on_resolved: OnResolved(4) is not among its values",
			},
		},
		{
			"the enums of a metric",
			sla.Policy{Metrics: map[string]sla.Metric{"a b": {WhileRunning: 3, OnResolved: 4}}},
			[]string{
				`metrics["a b"].while_running: WhileRunning(3) is not among its values`,
				`metrics["a b"].on_resolved: OnResolved(4) is not among its values`,
			},
		},
		{
			"the enums of an explanation",
			sla.Explanation{
				Report:   sla.Report{Clocks: []sla.Clock{{Stage: 6, Verdict: 6, Earlier: []sla.Outcome{{Verdict: 7}}}}},
				Segments: [][]sla.Segment{nil, {{Cause: 14}}}, Moves: [][]sla.Move{{{Kind: 9}}},
			},
			[]string{
				"clocks[0].stage: Stage(6) is not among its values",
				"clocks[0].verdict: Verdict(6) is not among its values",
				"clocks[0].earlier[0].verdict: Verdict(7) is not among its values",
				"segments[1][0].cause: Cause(14) is not among its values",
				"moves[0][0].kind: MoveKind(9) is not among its values",
			},
		},
		{
			"attributes with the names of what conditions are made of", when(sla.Match{Has: map[string][]string{"any": {"x"}, "not": {"y"}}}),
			[]string{
				"rules[0].when.any: an attribute of a condition cannot have this name, which has a meaning of its own",
				"rules[0].when.not: an attribute of a condition cannot have this name, which has a meaning of its own",
			},
		},
		{
			"a calendar with both", promise(sla.Commitment{Calendar: sla.CalendarChoice{Name: "a", Else: "b"}}),
			[]string{"rules[1].commitments[0].calendar: has both a name and a choice: use one of them"},
		},
		{
			"conditions 33 deep", when(deepest),
			[]string{"rules[0].when" + strings.Repeat(".not", 32) + ": conditions are nested more than 32 deep"},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := test.value.MarshalJSON()
			require.Equal(t, test.want, jsonProblems(t, err))
			_, err = json.Marshal(test.value)
			require.ErrorIs(t, err, commitment.ErrInvalid)
		})
	}
	_, err := when(allowed).MarshalJSON()
	require.NoError(t, err)
	_, err = when(endless).MarshalJSON()
	require.Len(t, commitment.FieldErrors(err), 1001)
	wide := make([]sla.Match, 100_001)
	wide[99_998].Has = map[string][]string{"last": {"x"}}
	text, err := when(sla.Match{Any: wide[:99_999]}).MarshalJSON()
	require.NoError(t, err)
	require.Contains(t, string(text), `{"last":["x"]}`)
	_, err = when(sla.Match{Any: wide}).MarshalJSON()
	require.Equal(t, []string{"rules[0].when.any[99999]: there are more than 100000 conditions"}, jsonProblems(t, err))
}
