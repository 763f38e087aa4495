package slatest_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/sla"
	"github.com/servicecommitment/commitment/sla/slatest"
)

// fakeT records what a test would say.
type fakeT struct {
	name   string
	all    *[]string // of the test and its sub-tests: their names, then failures
	failed bool
}

func (*fakeT) Helper() {}

func (f *fakeT) Run(name string, test func(*fakeT)) bool {
	inner := &fakeT{name: f.name + "/" + name, all: f.all}
	*f.all = append(*f.all, "run "+inner.name)
	test(inner)
	return !inner.failed
}

func (f *fakeT) Errorf(format string, args ...any) {
	f.failed = true
	*f.all = append(*f.all, fmt.Sprintf(format, args...))
}

func (f *fakeT) Fatalf(format string, args ...any) { f.Errorf("fatal: "+format, args...) }

func TestRun(t *testing.T) {
	t.Parallel()
	slatest.Run(t, compile(t, policy), files("story.json", story("holds", `{"now": "2026-01-05T03:15:00Z", "rule": "vip"}`)))
}

func TestRunSubTests(t *testing.T) {
	t.Parallel()
	now := `{"now": "2026-01-05T03:15:00Z", "rule": "vip"}`
	all := []string{}
	slatest.RunOn(&fakeT{all: &all}, compile(t, policy), files(
		"b.json", story("one", now), "a/a.json", "["+story("one", now)+","+story("two", now)+"]"))
	require.Equal(t, []string{"run /a/a.json", "run /a/a.json/one", "run /a/a.json/two", "run /b.json", "run /b.json/one"}, all)
}

func TestRunFails(t *testing.T) {
	t.Parallel()
	engine := compile(t, policy)
	text := story("late answer", `
		{"now": "2026-01-05T01:10:00Z", "clocks": {"first_response": {"verdict": "met", "due": "2026-01-05T01:20:00Z"}}, "next": "2026-01-05T01:15:00Z"},
		{"now": "2026-01-05T01:20:00Z", "clocks": {"first_response": {"verdict": "met"}}},
		{"now": "2026-01-05T01:30:00Z", "rule": "standard"}`)
	text = strings.Replace(text, `"case"`, `"note": "the promise is half an hour", "case"`, 1)
	all := []string{}
	slatest.RunOn(&fakeT{all: &all}, engine, files("vip.json", text))

	scenarios, err := slatest.Parse([]byte(text))
	require.NoError(t, err)
	why := func(after time.Duration) []string {
		explanation, err := engine.Explain(scenarios[0].Case, scenarios[0].Case.Events[0].At.Add(after))
		require.NoError(t, err)
		return explanation.Explain(commitment.English)
	}
	require.Len(t, all, 4)
	require.Equal(t, []string{"run /vip.json", "run /vip.json/late answer"}, all[:2])

	said, because, _ := strings.Cut(all[2], "\nwhy\n    ")
	require.Equal(t, `vip.json: late answer
at 2026-01-05T01:10:00Z (the promise is half an hour)
    clocks.first_response.verdict
        expected met
        actual   open
    clocks.first_response.due
        expected 2026-01-05T09:20:00+08:00
        actual   2026-01-05T09:30:00+08:00`, said)
	lines := strings.Split(because, "\n    ")
	require.Subset(t, why(10*time.Minute), lines)
	require.Less(t, len(lines), len(why(10*time.Minute)), "only what it is about")
	require.Contains(t, because, "first response")
	require.NotContains(t, because, "(fix)")

	said, because, _ = strings.Cut(all[3], "\nwhy\n    ")
	require.Equal(t, `vip.json: late answer
at 2026-01-05T01:30:00Z (the promise is half an hour)
    rule
        expected standard
        actual   vip`, said)
	require.Equal(t, why(30*time.Minute), strings.Split(because, "\n    "), "all of it")
	require.Contains(t, because, "(fix)")
}

func TestRunWithoutEngineOrScenarios(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		engine *sla.Engine
		file   string
		said   []string
	}{
		{"no engine", nil, story("one", `{"now": "2026-01-05T03:15:00Z"}`), []string{"run /a.json", "run /a.json/one", "a.json: one: slatest: the engine is nil"}},
		{"no scenario", compile(t, policy), `[]`, []string{"fatal: a.json: slatest: holds no scenario"}},
		{"no case to judge", compile(t, policy), `{"name": "one", "case": {"id": "C", "events": [{"at": "2026-01-05T01:00:00Z"}]}, "at": [{"now": "2026-01-06T00:00:00Z"}]}`, []string{
			"run /a.json", "run /a.json/one", "a.json: one: slatest: at 2026-01-06T00:00:00Z: sla: events[0].kind: is required",
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			all := []string{}
			slatest.RunOn(&fakeT{all: &all}, test.engine, files("a.json", test.file))
			require.Equal(t, test.said, all)
		})
	}
}
