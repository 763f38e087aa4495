package slatest_test

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/sla/slatest"
)

func TestParse(t *testing.T) {
	t.Parallel()
	one, err := slatest.Parse([]byte(`{"name": "a", "note": "n", "case": {"id": "C"}, "at": [{"now": "2026-01-05T09:00:00Z"}]}`))
	require.NoError(t, err)
	require.Len(t, one, 1)
	require.Equal(t, "a", one[0].Name)
	require.Equal(t, "n", one[0].Note)
	require.Equal(t, "C", one[0].Case.ID)
	require.Empty(t, one[0].File)

	two, err := slatest.Parse([]byte("[" + story("a", `{"now": "2026-01-05T09:00:00Z"}`) + "," + story("b", `{"now": "2026-01-05T09:00:00Z"}`) + "]"))
	require.NoError(t, err)
	require.Len(t, two, 2)
	require.Equal(t, "b", two[1].Name)
	require.Len(t, two[1].Case.Events, 10)
}

// A text of 64 bytes is no longer than any duration or instant needs.
func TestParseLongTexts(t *testing.T) {
	t.Parallel()
	duration, instant := strings.Repeat("0", 62)+"1h", "2026-01-05T09:00:00."+strings.Repeat("0", 43)+"Z"
	require.Len(t, duration, 64)
	require.Len(t, instant, 64)
	for _, test := range []struct{ key, text string }{{"elapsed", duration}, {"due", instant}} {
		scenario := `{"name": "a", "case": {}, "at": [{"now": "2026-01-05T09:00:00Z", "clocks": {"a": {"` + test.key + `": "%s"}}}]}`
		_, err := slatest.Parse(fmt.Appendf(nil, scenario, test.text))
		require.NoError(t, err)
	}
}

func TestParseProblems(t *testing.T) {
	t.Parallel()
	at := func(checkpoint string) string {
		return `{"name": "a", "case": {}, "at": [{"now": "2026-01-05T09:00:00Z", ` + checkpoint + `}]}`
	}
	tests := []struct {
		name, text string
		problems   []string
	}{
		{"no JSON", `{`, []string{"line 1, column 2: unexpected end of the document"}},
		{"empty array", `[]`, []string{"holds no scenario"}},
		{"number", `1`, []string{"must be an object, not a number"}},
		{"nothing", `{}`, []string{"name: is required", "case: is required", "at: is required"}},
		{"empty texts", `{"name": "", "case": {}, "at": []}`, []string{"name: is empty", "at: holds no instant"}},
		{"two of one name", `[` + at(`"rule": "x"`) + `,` + at(`"rule": "y"`) + `]`, []string{`[1]: "a" is the name of an earlier scenario too`}},
		{"the second of an array", `[` + at(`"rule": "x"`) + `, 7]`, []string{`[1]: must be an object, not a number`}},
		{"misspelt", `{"name": "a", "notes": "", "case": {}, "at": [{"now": "2026-01-05T09:00:00Z"}]}`, []string{`notes: unknown field, did you mean "note"?`}},
		{"of the case", `{"name": "a", "case": {"events": [{"at": "today"}]}, "at": [{"now": "2026-01-05T09:00:00Z"}]}`, []string{`case.events[0].at: "today" is not an instant such as 2026-01-05T09:00:00+08:00`}},
		{"checkpoint", `{"name": "a", "case": {}, "at": [3, {}]}`, []string{"at[0]: must be an object, not a number", "at[1].now: is required"}},
		{"now", `{"name": "a", "case": {}, "at": [{"now": "none"}]}`, []string{`at[0].now: "none" is not an instant such as 2026-01-05T09:00:00+08:00`}},
		{"now that is no instant", `{"name": "a", "case": {}, "at": [{"now": "0001-01-01T00:00:00Z"}]}`, []string{`at[0].now: "0001-01-01T00:00:00Z" is not an instant such as 2026-01-05T09:00:00+08:00`}},
		{"unknown expectation", at(`"clock": {}`), []string{`at[0].clock: unknown field, did you mean "clocks"?`}},
		{"unknown key of a clock", at(`"clocks": {"resolution": {"verdikt": "met"}}`), []string{`at[0].clocks.resolution.verdikt: unknown field, did you mean "verdict"?`}},
		{"unknown key of a cycle", at(`"clocks": {"resolution": [{}, {"at": "none"}]}`), []string{`at[0].clocks.resolution[1].at: unknown field`}},
		{"neither clock nor none", at(`"clocks": {"a": "no", "b": 1}`), []string{`at[0].clocks.a: must be an object, an array or "none"`, "at[0].clocks.b: must be an object, not a number"}},
		{"clocks", at(`"clocks": []`), []string{"at[0].clocks: must be an object, not an array"}},
		{"words", at(`"clocks": {"a": {"stage": "open", "verdict": "running"}}`), []string{
			`at[0].clocks.a.stage: "open" is not one of [pending running paused stopped cancelled]`,
			`at[0].clocks.a.verdict: "running" is not one of [open met missed waived not_applicable]`,
		}},
		{"types", at(`"clocks": {"a": {"stage": 1, "breached": "yes", "cycle": "1", "elapsed": 60, "due": true}}`), []string{
			"at[0].clocks.a.cycle: must be a whole number, not a string",
			"at[0].clocks.a.stage: must be a string, not a number",
			"at[0].clocks.a.breached: must be true or false, not a string",
			"at[0].clocks.a.due: must be a string, not a boolean",
			"at[0].clocks.a.elapsed: must be a string, not a number",
		}},
		{"durations", at(`"clocks": {"a": {"elapsed": "2 hours", "paused": "` + strings.Repeat("1h", 40) + `"}}`), []string{
			`at[0].clocks.a.elapsed: "2 hours" is not a duration such as 1h30m`,
			`at[0].clocks.a.paused: "` + strings.Repeat("1h", 40) + `" is not a duration such as 1h30m`,
		}},
		{"instants", at(`"clocks": {"a": {"due": "2026-01-05", "stopped": "2026-01-05T09:00:00.` + strings.Repeat("0", 60) + `Z"}}`), []string{
			`at[0].clocks.a.due: "2026-01-05" is not an instant such as 2026-01-05T09:00:00+08:00`,
			`at[0].clocks.a.stopped: "2026-01-05T09:00:00.` + strings.Repeat("0", 60) + `"… is not an instant such as 2026-01-05T09:00:00+08:00`,
		}},
		{"firings", at(`"firings": [{"id": "x"}, 2]`), []string{"at[0].firings[0].id: unknown field", "at[0].firings[1]: must be an object, not a number"}},
		{"firings that are no array", at(`"firings": {}`), []string{"at[0].firings: must be an array, not an object"}},
		{"findings", at(`"findings": [1]`), []string{"at[0].findings[0]: must be a string, not a number"}},
		{"shares", at(`"shares": {"a": 1, "b": {"sum": "1h", "groups": {"l1": 1}}, "c": {"groups": 1}}`), []string{
			"at[0].shares.a: must be an object, not a number",
			"at[0].shares.b.groups.l1: must be a string, not a number",
			"at[0].shares.b.sum: unknown field",
			"at[0].shares.c.groups: must be an object, not a number",
		}},
		{"shares that are no object", at(`"shares": 1`), []string{"at[0].shares: must be an object, not a number"}},
		{"too large", strings.Repeat(" ", 16<<20-1) + "{}", []string{"document has 16777217 bytes, more than the limit of 16777216"}},
		{"too deep", strings.Repeat("[", 25), []string{strings.Repeat("[0]", 24) + ": nested more than 24 levels deep"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			scenarios, err := slatest.Parse([]byte(test.text))
			require.Nil(t, scenarios)
			require.ErrorIs(t, err, commitment.ErrInvalid)
			require.ErrorContains(t, err, "slatest: ")
			problems := make([]string, 0)
			for _, field := range commitment.FieldErrors(err) {
				problems = append(problems, field.Error())
			}
			require.Equal(t, test.problems, problems)
		})
	}
}

func TestLoad(t *testing.T) {
	t.Parallel()
	now := `{"now": "2026-01-05T09:00:00Z"}`
	scenarios, err := slatest.Load(files(
		"b.json", story("one", now), "a/z.json", "["+story("one", now)+","+story("two", now)+"]",
		"README.md", "no scenario", "json", "neither"))
	require.NoError(t, err)
	places := make([]string, len(scenarios))
	for i, s := range scenarios {
		places[i] = s.File + " " + s.Name
	}
	require.Equal(t, []string{"a/z.json one", "a/z.json two", "b.json one"}, places)
}

func TestLoadReportsEveryFile(t *testing.T) {
	t.Parallel()
	_, err := slatest.Load(files("a.json", `{}`, "b.json", story("one", `{"now": "2026-01-05T09:00:00Z"}`), "c.json", `[`))
	require.ErrorIs(t, err, commitment.ErrInvalid)
	require.EqualError(t, err, "a.json: slatest: 3 problems:\n\tname: is required\n\tcase: is required\n\tat: is required\n"+
		"c.json: slatest: line 1, column 2: unexpected end of the document")
}

func TestLoadNothing(t *testing.T) {
	t.Parallel()
	for name, fsys := range map[string]fs.FS{"nil": nil, "empty": fstest.MapFS{}, "no JSON": files("README.md", "")} {
		_, err := slatest.Load(fsys)
		require.EqualError(t, err, "slatest: no scenarios: there is no file *.json", name)
	}
}

var errDisk = errors.New("disk gone")

// brokenFS lists a file that it cannot open, or cannot list anything.
type brokenFS struct {
	fstest.MapFS
	broken string
}

func (b brokenFS) Open(name string) (fs.File, error) {
	if name == b.broken {
		return nil, errDisk
	}
	return b.MapFS.Open(name)
}

func (b brokenFS) ReadFile(name string) ([]byte, error) {
	if name == b.broken {
		return nil, errDisk
	}
	return b.MapFS.ReadFile(name)
}

func (b brokenFS) Stat(name string) (fs.FileInfo, error) {
	if name == b.broken {
		return nil, errDisk
	}
	return b.MapFS.Stat(name)
}

func TestLoadFromABrokenDisk(t *testing.T) {
	t.Parallel()
	for _, broken := range []string{".", "a.json"} {
		_, err := slatest.Load(brokenFS{files("a.json", `{}`), broken})
		require.ErrorIs(t, err, errDisk, broken)
	}
}
