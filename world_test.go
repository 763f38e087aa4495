package commitment_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path"
	"testing"
	"time"

	"github.com/rickar/cal/v2/us"
	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/calendar/cn"
	"github.com/servicecommitment/commitment/compensation"
	"github.com/servicecommitment/commitment/compensation/schemes"
	"github.com/servicecommitment/commitment/feedback"
	"github.com/servicecommitment/commitment/feedback/procedures"
	"github.com/servicecommitment/commitment/kpi"
	"github.com/servicecommitment/commitment/sla"
	"github.com/servicecommitment/commitment/sla/template"
)

// world is one of every compiled value of the library, made of all the
// definitions that it ships and some of this test. It is for the tests of what
// no answer may depend on.
type world struct {
	specs      []calendar.Spec
	calendars  map[string]*calendar.Calendar
	sources    map[string]calendar.HolidaySource
	engines    map[string]*sla.Engine
	cases      map[string][]sla.Case // by engine
	programs   []*compensation.Program
	claims     map[string][]compensation.Claim // by scheme and version
	desk       *feedback.Desk
	survey     feedback.Survey
	priorities feedback.PriorityRule
	card       *kpi.Scorecard
	periods    *kpi.Periods
	objective  kpi.Objective
	table      kpi.Table
	attainment kpi.Attainment
	now        time.Time
}

// question asks a world for something, in texts.
type question struct {
	name string
	ask  func() (answers, error)
}

type answers []string

// add appends a value with all its exported fields. Amounts print themselves.
func (a *answers) add(values ...any) { *a = append(*a, fmt.Sprintf("%+v", values)) }

// json appends the JSON form that a value gives itself.
func (a *answers) json(value json.Marshaler) error {
	text, err := value.MarshalJSON()
	*a = append(*a, string(text))
	return err
}

// langs appends the lines of a text in both languages.
func (a *answers) langs(text func(commitment.Lang) []string) {
	for _, lang := range []commitment.Lang{commitment.English, commitment.Chinese} {
		*a = append(*a, text(lang)...)
	}
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{
		calendars: make(map[string]*calendar.Calendar),
		sources:   map[string]calendar.HolidaySource{"cn": cn.PublicHolidays(), "us": calendar.FromCal(us.Holidays...)},
		engines:   make(map[string]*sla.Engine),
		cases:     make(map[string][]sla.Case),
		claims:    make(map[string][]compensation.Claim),
		now:       time.Date(2026, time.March, 31, 12, 0, 0, 0, time.UTC),
	}
	w.addCalendars(t)
	w.addEngines(t)
	w.addPrograms(t)
	w.addDesk(t)
	w.addFigures(t)
	return w
}

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	location, err := time.LoadLocation(name)
	require.NoError(t, err)
	return location
}

func (w *world) addCalendars(t *testing.T) {
	t.Helper()
	w.specs = []calendar.Spec{
		{
			Name: "office", Location: zone(t, "Asia/Shanghai"),
			Week:     calendar.Weekdays(calendar.MustHours("09:00-12:00,13:30-18:00")),
			Holidays: []calendar.HolidaySource{calendar.Named("cn", w.sources["cn"])},
		},
		{
			Name: "nights", Location: zone(t, "America/New_York"),
			Week:     calendar.Weekdays(calendar.MustHours("22:00-06:00")),
			Holidays: []calendar.HolidaySource{calendar.Named("us", w.sources["us"])},
		},
	}
	for _, spec := range w.specs {
		c, err := calendar.New(spec)
		require.NoError(t, err)
		w.calendars[spec.Name] = c
	}
	w.calendars["always"] = calendar.Always(time.UTC)
	both, err := calendar.Union("both", w.calendars["office"], w.calendars["nights"])
	require.NoError(t, err)
	w.calendars["both"] = both
}

// addEngines compiles the templates of package sla, with the cases of their
// scenarios.
func (w *world) addEngines(t *testing.T) {
	t.Helper()
	for _, name := range template.Names() {
		policy, err := template.Policy(name)
		require.NoError(t, err)
		w.engines[name], err = sla.Compile(w.calendars, policy)
		require.NoError(t, err)
		folder := path.Join("sla/template/testdata", name)
		files, err := os.ReadDir(folder)
		require.NoError(t, err)
		for _, file := range files {
			data, err := os.ReadFile(path.Join(folder, file.Name()))
			require.NoError(t, err)
			var scenarios []struct{ Case json.RawMessage }
			require.NoError(t, json.Unmarshal(data, &scenarios))
			for _, scenario := range scenarios {
				c, err := sla.ParseCase(scenario.Case)
				require.NoError(t, err)
				w.cases[name] = append(w.cases[name], c)
			}
		}
		require.NotEmpty(t, w.cases[name], name)
	}
}

// addPrograms compiles the schemes of package compensation, with the claims of
// their worked examples.
func (w *world) addPrograms(t *testing.T) {
	t.Helper()
	for _, scheme := range schemes.All() {
		program, err := compensation.Compile(scheme)
		require.NoError(t, err)
		w.programs = append(w.programs, program)
	}
	file, err := os.Open("compensation/schemes/testdata/cases.jsonl")
	require.NoError(t, err)
	defer file.Close() //nolint:errcheck // it was read
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var example struct {
			Scheme string
			On     calendar.Date
			Claim  json.RawMessage
		}
		require.NoError(t, json.Unmarshal(lines.Bytes(), &example))
		claim, err := compensation.ParseClaim(example.Claim)
		require.NoError(t, err)
		scheme, err := schemes.Lookup(example.Scheme, example.On)
		require.NoError(t, err)
		key := scheme.ID + " " + scheme.Version
		w.claims[key] = append(w.claims[key], claim)
	}
	require.NoError(t, lines.Err())
	require.NotEmpty(t, w.claims)
}

// addDesk compiles the procedures of package feedback that have all their
// numbers.
func (w *world) addDesk(t *testing.T) {
	t.Helper()
	var list []feedback.Procedure
	for _, name := range procedures.Names() {
		if name == "cn-samr-order121" {
			continue
		}
		p, err := procedures.Lookup(name)
		require.NoError(t, err)
		list = append(list, p)
	}
	var err error
	w.desk, err = feedback.Compile(w.calendars, list...)
	require.NoError(t, err)
	w.survey, err = feedback.ParseSurvey([]byte(`{"id": "after-close", "version": "1", "measure": "csat", "question": "满意吗？", "expires": "336h", "bad": 2, "opens": "call_back"}`))
	require.NoError(t, err)
	w.priorities = feedback.DefaultPriorities()
}

func (w *world) addFigures(t *testing.T) {
	t.Helper()
	var err error
	w.card, err = kpi.NewScorecard(kpi.ScorecardRule{
		ID: "service", Version: "1",
		Items:  []kpi.ScoreItem{{ID: "kept", Weight: 70, Scaling: kpi.Scaling{Target: 0.95}}, {ID: "fcr", Weight: 30, Scaling: kpi.Scaling{Target: 0.8}}},
		Grades: kpi.Grades{{Name: "B", From: 60}, {Name: "A", From: 80}},
	})
	require.NoError(t, err)
	w.periods, err = kpi.NewPeriods(kpi.PeriodRule{Unit: kpi.Day, Location: zone(t, "Asia/Shanghai")})
	require.NoError(t, err)
	w.objective, err = kpi.NewObjective(0.95)
	require.NoError(t, err)
	w.table, err = kpi.NewTable(kpi.TableRule{Dimensions: []string{"team", "channel"}})
	require.NoError(t, err)
	for i := range 40 {
		facts := kpi.Facts{Verdict: sla.Met, Done: true, Elapsed: time.Duration(i) * time.Minute}
		if i%7 == 0 {
			facts.Verdict, facts.Overdue = sla.Missed, time.Minute
		}
		require.NoError(t, w.table.Add(kpi.Key{fmt.Sprint("team ", i%3), fmt.Sprint("channel ", i%2)}, facts))
	}
	for _, c := range w.cases["tiered-support"] {
		report, err := w.engines["tiered-support"].Evaluate(c, w.now)
		require.NoError(t, err)
		require.NoError(t, w.attainment.AddReport(report))
	}
}
