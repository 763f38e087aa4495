package sla_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/sla"
)

// scenario is a line of testdata/cases.jsonl or testdata/rivals.jsonl: what other
// systems' tests and documents expect of a case's clocks, and scenarios of our own.
type scenario struct {
	ID               string
	TZ               string
	Weekly           week
	Holidays         []calendar.Date
	SpecialHours     map[calendar.Date][]window `json:"special_hours"`
	Breaks           breaks
	CalendarVersions calendarVersions `json:"calendar_versions"`
	Targets          targets
	Events           []scenarioEvent
	AsOf             time.Time
	Expect           map[string]expectation
	Rules            deviations
	Note             string
}

// targets holds an ISO duration for each metric, null for one that is only
// measured.
type targets map[string]*string

// deviations are the rules in which a scenario differs from the others.
type deviations struct {
	Calendar            string
	Custom              map[string]customMetric
	FirstResponseStopOn []string `json:"first_response_stops_on"`
	Reopen              string
	Retarget            string
	Due                 string // how business days end
}

// customMetric is a pair of events; pause says whether pauses stop its clock.
type customMetric struct {
	Start, Stop, Cancel oneOrMany
	Repeat              bool
	WhileRunning        string `json:"while_running"`
	Pause               *bool
}

// expectation is what is expected of one cycle, or of the current one and all.
type expectation struct {
	Due       maybe[time.Time]
	State     string
	Elapsed   string
	Remaining string
	Levels    []level
	Cycles    cycles
}

// level is the instant at which a distance from the due instant, or with "@"
// from the start, is reached; null means that it is not.
type level struct {
	Offset string
	At     *time.Time
}

// cycles is a number of cycles, or what is expected of each.
type cycles struct {
	count int
	each  []expectation
}

func (c *cycles) UnmarshalJSON(data []byte) error {
	if data[0] != '[' {
		return json.Unmarshal(data, &c.count)
	}
	if err := decodeStrictly(data, &c.each); err != nil {
		return err
	}
	c.count = len(c.each)
	return nil
}

// maybe tells null, which is an expectation, from absent, which is none.
type maybe[T any] struct {
	set   bool
	value *T
}

func (m *maybe[T]) UnmarshalJSON(data []byte) error {
	m.set = true
	return json.Unmarshal(data, &m.value)
}

type oneOrMany []string

func (o *oneOrMany) UnmarshalJSON(data []byte) error {
	if data[0] == '[' {
		return json.Unmarshal(data, (*[]string)(o))
	}
	*o = make(oneOrMany, 1)
	return json.Unmarshal(data, &(*o)[0])
}

// decodeStrictly refuses what nobody reads: a line with an unknown key must not
// pass for one that was judged.
func decodeStrictly(data []byte, to any) error {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	return decoder.Decode(to)
}

func TestCases(t *testing.T) {
	t.Parallel()
	require.Equal(t, 93, runScenarios(t, "testdata/cases.jsonl"), "scenarios in the file")
}

// TestRivals judges what testdata/RIVALS.md tells the origin of.
func TestRivals(t *testing.T) {
	t.Parallel()
	require.Equal(t, 163, runScenarios(t, "testdata/rivals.jsonl"), "scenarios in the file")
}

// runScenarios runs each line of a file and returns how many there are.
func runScenarios(t *testing.T, name string) int {
	t.Helper()
	file, err := os.Open(name)
	require.NoError(t, err)
	defer func() { require.NoError(t, file.Close()) }()
	count := 0
	lines := bufio.NewScanner(file)
	for ; lines.Scan(); count++ {
		var s scenario
		require.NoError(t, decodeStrictly(lines.Bytes(), &s), "line %d", count+1)
		t.Run(s.ID, func(t *testing.T) {
			t.Parallel()
			s.run(t)
		})
	}
	require.NoError(t, lines.Err())
	return count
}

func TestCasesRefuseWhatTheyDoNotRead(t *testing.T) {
	t.Parallel()
	for name, line := range map[string]string{
		"scenario":    `{"id": "x", "grace": "PT1H"}`,
		"rules":       `{"id": "x", "rules": {"grace": "PT1H"}}`,
		"custom":      `{"id": "x", "rules": {"custom": {"a": {"begin": "opened"}}}}`,
		"expectation": `{"id": "x", "expect": {"resolution": {"deu": null}}}`,
		"cycle":       `{"id": "x", "expect": {"resolution": {"cycles": [{"deu": null}]}}}`,
		"level":       `{"id": "x", "expect": {"resolution": {"levels": [{"percent": 50}]}}}`,
		"version":     `{"id": "x", "calendar_versions": [{"until": "2026-01-01"}]}`,
	} {
		var s scenario
		require.ErrorContains(t, decodeStrictly([]byte(line), &s), "unknown field", name)
	}
	event := scenarioEvent{"at": json.RawMessage(`"2026-01-05T09:00:00Z"`), "type": json.RawMessage(`"resolved"`), "grace": json.RawMessage(`1`)}
	_, err := event.kinds(0)
	require.ErrorContains(t, err, `resolved: nobody reads "grace"`)
}

func (s *scenario) run(t *testing.T) {
	t.Helper()
	engine, err := sla.Compile(map[string]*calendar.Calendar{"office": s.calendar(t)}, s.policy(t))
	require.NoError(t, err)
	c := s.events(t)
	report, err := engine.Evaluate(c, s.AsOf)
	require.NoError(t, err)
	require.NotEmpty(t, s.Expect)
	for metric, expected := range s.Expect {
		clock, ok := report.Clock(metric)
		require.True(t, ok, "no clock of %s", metric)
		expected.require(t, &clock, s.Note)
		for _, level := range expected.Levels {
			s.requireLevel(t, engine, c, &clock, level)
		}
		runs := cyclesOf(report, metric)
		if expected.Cycles.count > 0 {
			require.Len(t, runs, expected.Cycles.count, "cycles of %s: %s", metric, s.Note)
		}
		for i := range expected.Cycles.each {
			expected.Cycles.each[i].require(t, &runs[i], s.Note)
			for _, level := range expected.Cycles.each[i].Levels {
				s.requireLevel(t, engine, c, &runs[i], level)
			}
		}
	}
}

// cyclesOf returns the cycles of a metric that have started.
func cyclesOf(report sla.Report, metric string) []sla.Clock {
	var found []sla.Clock
	for _, clock := range report.Clocks {
		if clock.Metric == metric && !clock.Start.IsZero() {
			found = append(found, clock)
		}
	}
	return found
}

func (e *expectation) require(t *testing.T, clock *sla.Clock, note string) {
	t.Helper()
	if e.State != "" {
		require.Equal(t, e.State, stateOf(clock), "%s: state: %s", clock.Metric, note)
	}
	switch {
	case e.Due.value != nil:
		require.True(t, clock.Due.Equal(*e.Due.value), "%s: due: expected %s, got %s: %s", clock.Metric, e.Due.value, clock.Due, note)
	case e.Due.set:
		require.True(t, clock.Due.IsZero(), "%s: due: expected none, got %s: %s", clock.Metric, clock.Due, note)
	}
	if e.Elapsed != "" {
		require.Equal(t, isoTime(t, e.Elapsed), clock.Elapsed, "%s: elapsed: %s", clock.Metric, note)
	}
	if e.Remaining != "" {
		require.Equal(t, isoTime(t, e.Remaining), clock.Remaining-clock.Overdue, "%s: remaining: %s", clock.Metric, note)
	}
}

// stateOf is the scenarios' one word for a clock: a breach wins over the stage. A
// clock that is only measured is met when it stops.
func stateOf(clock *sla.Clock) string {
	switch {
	case clock.Breached:
		return "breached"
	case clock.Stage == sla.Stopped && clock.Verdict == sla.NotApplicable && !clock.Due.IsZero():
		return "not_applicable"
	case clock.Stage == sla.Stopped:
		return "met"
	}
	return clock.Stage.String()
}

// requireLevel asks at the end and, of a level that lies ahead, when it comes.
func (s *scenario) requireLevel(t *testing.T, engine *sla.Engine, c sla.Case, clock *sla.Clock, expected level) {
	t.Helper()
	now := s.AsOf
	if expected.At != nil && expected.At.After(now) {
		c.Events, now = until(c.Events, now), *expected.At
	}
	report, err := engine.Evaluate(c, now)
	require.NoError(t, err)
	var fired []time.Time
	for _, firing := range report.Firings {
		if firing.Commitment == clock.Commitment && firing.Cycle == clock.Cycle && firing.Alert == levelText(t, expected.Offset) {
			fired = append(fired, firing.At)
		}
	}
	if expected.At == nil {
		require.Empty(t, fired, "%s: level %s: %s", clock.Metric, expected.Offset, s.Note)
		return
	}
	require.Len(t, fired, 1, "%s: level %s: %s", clock.Metric, expected.Offset, s.Note)
	require.True(t, fired[0].Equal(*expected.At), "%s: level %s: expected %s, got %s: %s", clock.Metric, expected.Offset, expected.At, fired[0], s.Note)
}

func until(events []sla.Event, last time.Time) []sla.Event {
	var early []sla.Event
	for i := range events {
		if !events[i].At.After(last) {
			early = append(early, events[i])
		}
	}
	return early
}

// levelText writes a scenario's offset as the text of a [sla.Level].
func levelText(t *testing.T, offset string) string {
	t.Helper()
	var text string
	switch {
	case strings.HasSuffix(offset, "%"):
		text = offset
	case strings.HasPrefix(offset, "@"):
		text = isoTime(t, offset[1:]).String()
	case strings.HasPrefix(offset, "-"):
		text = isoTime(t, offset).String()
	default:
		text = "+" + isoTime(t, strings.TrimPrefix(offset, "+")).String()
	}
	parsed, err := sla.ParseLevel(text)
	require.NoError(t, err)
	return parsed.String()
}

// isoTime reads "PT1H30M" or "-PT1H30M".
func isoTime(t *testing.T, text string) time.Duration {
	t.Helper()
	number, negative := strings.CutPrefix(text, "-")
	number, timed := strings.CutPrefix(number, "PT")
	require.True(t, timed, "%q is not an ISO 8601 duration of hours, minutes and seconds", text)
	d, err := time.ParseDuration(strings.ToLower(number))
	require.NoError(t, err)
	if negative {
		return -d
	}
	return d
}

// allowanceText writes an ISO duration as the text of an allowance, "P2D" as two
// business days.
func allowanceText(t *testing.T, text string) string {
	t.Helper()
	days, dated := strings.CutPrefix(strings.TrimSuffix(text, "D"), "P")
	if n, err := strconv.Atoi(days); err == nil && dated {
		return strconv.Itoa(n) + "bd"
	}
	return isoTime(t, text).String()
}
