package sla_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/sla"
)

// ruling is a small case, worked out by hand. The office is open Monday to Friday
// from 09:00 to 17:00, and knows its holidays in January 2026 only: from then on
// an open clock cannot be judged, which is its last change. The days are those of
// a fortnight from 5 January, "Mon" to "Sun" and "Mon2" to "Sun2". Events are written as "Mon 09:00 paused reason=parts",
// and called e1, e2, ... in their order. What is expected is all that a report
// says: its clocks, alerts, findings and next instant.
type ruling struct {
	name   string
	rules  string // the policy's, or one rule's commitments
	more   string // other members of the policy
	then   string // members of a version 2 that comes into force on Tuesday at 10:00
	events []string
	now    string
	want   []string
	why    []string // how it came about, if that is of interest
	knows  string   // the days that the office knows, "Mon to Fri", where they are not those of January
}

// The fortnight begins on 5 January 2026.
func rulingTime(t *testing.T, text string) time.Time {
	t.Helper()
	day, clock, _ := strings.Cut(text, " ")
	name, second := strings.CutSuffix(day, "2")
	for i, known := range []string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"} {
		if known != name {
			continue
		}
		if second {
			i += 7
		}
		layout := "15:04"
		if len(clock) > len(layout) {
			layout = time.TimeOnly
		}
		of, err := time.Parse(layout, clock)
		require.NoError(t, err)
		return time.Date(2026, time.January, 5+i, of.Hour(), of.Minute(), of.Second(), 0, time.UTC)
	}
	require.Fail(t, "no instant", "%q", text)
	return time.Time{}
}

func rulingText(at time.Time) string {
	if at.IsZero() {
		return "never"
	}
	at = at.UTC()
	if at.YearDay() > 18 {
		return at.Format("2006-01-02")
	}
	text := at.Format("Mon")
	if at.Day() > 11 {
		text += "2"
	}
	if at.Second() != 0 {
		return text + at.Format(" 15:04:05")
	}
	return text + at.Format(" 15:04")
}

func rulingEvent(t *testing.T, text string) sla.Event {
	t.Helper()
	words := strings.Fields(text)
	require.GreaterOrEqual(t, len(words), 3, text)
	e := sla.Event{At: rulingTime(t, words[0]+" "+words[1]), Kind: sla.Kind(words[2])}
	extend := func() *sla.Extension {
		if e.Extension == nil {
			e.Extension = new(sla.Extension)
		}
		return e.Extension
	}
	clock := func(value string) time.Time { return rulingTime(t, strings.Replace(value, "_", " ", 1)) }
	for _, word := range words[3:] {
		key, value, _ := strings.Cut(word, "=")
		switch key {
		case "id":
			e.ID = value
		case "actor":
			e.Actor = sla.Actor(value)
		case "seq":
			seq, err := strconv.ParseInt(value, 10, 64)
			require.NoError(t, err)
			e.Seq = seq
		case "reason":
			e.Reason = value
		case "metric":
			e.Metric = value
		case "by":
			by, err := calendar.ParseAllowance(value)
			require.NoError(t, err)
			extend().By = by
		case "until":
			if e.Kind == sla.KindPromised {
				e.Until = clock(value)
			} else {
				extend().Until = clock(value)
			}
		case "consent":
			extend().Consent = true
		case "target":
			e.Target = value
		case "adopt":
			e.AdoptStart = clock(value)
		case "retracts":
			e.Retracts = value
		default:
			if e.Attributes == nil {
				e.Attributes = make(map[string][]string)
			}
			e.Attributes[key] = []string{value}
		}
	}
	return e
}

func rulingLines(r *sla.Report) []string {
	var lines []string
	for i := range r.Clocks {
		c := &r.Clocks[i]
		line := c.Commitment
		if c.Cycle != 1 {
			line += fmt.Sprintf("/%d", c.Cycle)
		}
		if c.Group != "" {
			line += " of " + c.Group
		}
		line += fmt.Sprintf(": %s %s", c.Stage, c.Verdict)
		say := func(what string, value any) {
			switch v := value.(type) {
			case time.Time:
				if !v.IsZero() {
					line += ", " + what + " " + rulingText(v)
				}
			case time.Duration:
				if v != 0 {
					text := v.String()
					if strings.HasSuffix(text, "m0s") {
						text = strings.TrimSuffix(text, "0s")
					}
					if strings.HasSuffix(text, "h0m") {
						text = strings.TrimSuffix(text, "0m")
					}
					line += ", " + what + " " + text
				}
			case bool:
				if v {
					line += ", " + what
				}
			}
		}
		say("from", c.Start)
		if c.DueProjected {
			say("projected", c.Due)
		} else {
			say("due", c.Due)
		}
		say("ended", c.Stopped)
		say("breached", c.BreachedAt)
		say("born breached", c.BornBreached)
		say("elapsed", c.Elapsed)
		say("left", c.Remaining)
		say("over", c.Overdue)
		say("paused", c.Paused)
		if c.MergedInto != "" {
			line += ", merged into " + c.MergedInto
		}
		lines = append(lines, line+rulingEarlier(c))
	}
	for _, f := range r.Firings {
		lines = append(lines, fmt.Sprintf("alert %s %s", f.Key, rulingText(f.At)))
	}
	for _, f := range r.Findings {
		lines = append(lines, strings.TrimSpace("finding "+f.Code+" "+f.EventID))
	}
	for i := range r.Shares {
		s := &r.Shares[i]
		lines = append(lines, fmt.Sprintf("shares %v, nobody %v, paused %v, in all %v", s.Groups, s.Unassigned, s.Paused, s.Total))
	}
	return append(lines, "next "+rulingText(r.Next))
}

func rulingEarlier(c *sla.Clock) string {
	var text strings.Builder
	for _, e := range c.Earlier {
		fmt.Fprintf(&text, ", was %s %s", e.Verdict, rulingText(e.Stopped))
	}
	return text.String()
}

func (r *ruling) test(t *testing.T) {
	t.Helper()
	first, last := calendar.MustDate(2026, time.January, 1), calendar.MustDate(2026, time.January, 31)
	if from, to, some := strings.Cut(r.knows, " to "); some {
		first, last = calendar.DateOf(rulingTime(t, from+" 00:00")), calendar.DateOf(rulingTime(t, to+" 00:00"))
	}
	office, err := calendar.New(calendar.Spec{
		Name: "office", Location: time.UTC, Week: calendar.Weekdays(calendar.MustHours("09:00-17:00")),
		Holidays: []calendar.HolidaySource{calendar.FixedDates(first, last)},
	})
	require.NoError(t, err)
	rules := r.rules
	if !strings.Contains(rules, `"commitments"`) {
		rules = `{"id": "all", "commitments": [` + rules + `]}`
	}
	policy, err := sla.ParsePolicy([]byte(`{"id": "p", "version": "1", ` + r.more + `"rules": [` + rules + `]}`))
	require.NoError(t, err)
	calendars := map[string]*calendar.Calendar{"office": office, "always": calendar.Always(time.UTC)}
	versions := []sla.Policy{policy}
	if r.then != "" {
		second, err := sla.ParsePolicy([]byte(`{"id": "p", "version": "2", "effective": {"from": "2026-01-06T10:00:00Z"}, ` + r.then + `}`))
		require.NoError(t, err)
		versions = append(versions, second)
	}
	engine, err := sla.Compile(calendars, versions...)
	require.NoError(t, err)
	c := sla.Case{ID: "C"}
	for i, text := range r.events {
		e := rulingEvent(t, text)
		if e.ID == "" {
			e.ID = fmt.Sprintf("e%d", i+1)
		}
		c.Events = append(c.Events, e)
	}
	report, err := engine.Evaluate(c, rulingTime(t, r.now))
	lines := rulingLines(&report)
	if err != nil {
		require.ErrorIs(t, err, calendar.ErrNotCovered)
		lines = append(lines, "nothing is judged")
	}
	if r.then != "" {
		lines = append(lines, "version "+report.PolicyVersion)
	}
	require.Equal(t, strings.Join(r.want, "\n"), strings.Join(lines, "\n"))
	if r.why != nil {
		x, err := engine.Explain(c, rulingTime(t, r.now))
		require.NoError(t, err)
		require.Equal(t, strings.Join(r.why, "\n"), strings.Join(rulingReasons(&x), "\n"))
	}
	for i := range report.Clocks {
		if used := calendars[report.Clocks[i].Calendar]; used != nil {
			require.Equal(t, used.Fingerprint(), report.Clocks[i].Fingerprint)
		}
	}
}

// within is a commitment to resolve, in office hours.
func within(allowance, more string) string {
	return `{"metric": "resolution", "within": ` + allowance + `, "calendar": "office"` + more + `}`
}

func TestRulings(t *testing.T) {
	t.Parallel()
	for _, r := range slices.Concat(rulingsOnClocks(), rulingsOnVersions(), rulingsOnCases(), rulingsOnCoverage(), rulingsOnInstants(), rulingsOnExtensions(),
		rulingsOnExplanations()) {
		t.Run(r.name, func(t *testing.T) {
			t.Parallel()
			r.test(t)
		})
	}
}
