package sla

import (
	"fmt"
	"strings"
	"time"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/internal/timewords"
)

// Explain says in lines of text what the report says and why: of each clock the
// state, what moved its due instant, and what each day counts for; then the
// alerts, the findings, and when something changes next. Lines about a clock
// are indented below its first. For a language that is none it writes English.
//
// It is meant for people: its wording may change.
func (x Explanation) Explain(lang commitment.Lang) []string {
	w := wordsOf(lang)
	lines := []string{w.heading(&x)}
	for i := range x.Clocks {
		c := &x.Clocks[i]
		lines = append(lines, w.clock(c, elementOf(x.Titles, i)))
		for _, line := range w.circumstances(c) {
			lines = append(lines, "  "+line)
		}
		for _, m := range elementOf(x.Moves, i) {
			lines = append(lines, "  "+w.move(&m))
		}
		for _, line := range w.segments(elementOf(x.Segments, i)) {
			lines = append(lines, "  "+line)
		}
	}
	for i := range x.Shares {
		s := &x.Shares[i]
		metric, title := x.named(s.Commitment)
		lines = append(lines, w.shares(s, w.commitment(s.Commitment, metric, title)))
	}
	for i := range x.Firings {
		f := &x.Firings[i]
		_, title := x.named(f.Commitment)
		about := w.commitment(f.Commitment, f.Metric, title)
		if f.Cycle > 1 {
			about += fmt.Sprintf(w.explain.cycle, f.Cycle)
		}
		lines = append(lines, fmt.Sprintf(w.explain.alert, timewords.Plain(f.Alert), about, w.Instant(f.At)))
	}
	for i := range x.Findings {
		lines = append(lines, fmt.Sprintf(w.explain.finding, w.findingText(&x.Findings[i])))
	}
	if x.Next.IsZero() {
		return append(lines, w.explain.never)
	}
	return append(lines, fmt.Sprintf(w.explain.next, w.Instant(x.Next)))
}

// heading says which case is judged by what.
func (w *words) heading(x *Explanation) string {
	parts := []string{fmt.Sprintf(w.explain.caseAt, timewords.Plain(x.CaseID), w.Instant(x.AsOf))}
	switch x.PolicyID {
	case "":
		return parts[0] + w.semicolon + w.explain.noPolicy
	default:
		name := timewords.Plain(strings.TrimSpace(x.PolicyID + " " + x.PolicyVersion))
		parts = append(parts, fmt.Sprintf(w.explain.policy, w.titled(x.PolicyTitle, name)))
	}
	if x.RuleID == "" {
		parts = append(parts, w.explain.noRule)
	} else {
		parts = append(parts, fmt.Sprintf(w.explain.rule, w.titled(x.RuleTitle, timewords.Plain(x.RuleID))))
	}
	return strings.Join(parts, w.semicolon)
}

// clock says in one line how a clock stands.
func (w *words) clock(c *Clock, title string) string {
	e := &w.explain
	line := w.commitment(c.Commitment, c.Metric, title)
	if c.Cycle > 1 {
		line += fmt.Sprintf(e.cycle, c.Cycle)
	}
	if c.Group != "" {
		line += fmt.Sprintf(e.group, timewords.Plain(c.Group))
	}
	line += w.colon + enumWord(e.stages, c.Stage)
	if c.Stage != Pending {
		line += w.comma + enumWord(e.verdicts, c.Verdict)
	}
	if c.Start.IsZero() {
		return line
	}
	parts := []string{fmt.Sprintf(e.started, w.Instant(c.Start))}
	if !c.Due.IsZero() {
		parts = append(parts, fmt.Sprintf(e.due, w.Deadline(c.Due)))
	}
	if !c.Stopped.IsZero() {
		parts = append(parts, fmt.Sprintf(e.stopped, w.Instant(c.Stopped)))
	}
	parts = append(parts, fmt.Sprintf(e.elapsed, w.Duration(c.Elapsed)))
	switch {
	case c.Overdue > 0:
		parts = append(parts, fmt.Sprintf(e.overdue, w.Duration(c.Overdue)))
	case !c.Due.IsZero() && (c.Stopped.IsZero() || c.Remaining > 0):
		parts = append(parts, fmt.Sprintf(e.remaining, w.Duration(c.Remaining)))
	}
	return line + w.semicolon + strings.Join(parts, w.comma)
}

// circumstances says what else there is to know of a clock.
func (w *words) circumstances(c *Clock) []string {
	e := &w.explain
	var lines []string
	for i := range c.Earlier {
		o := &c.Earlier[i]
		lines = append(lines, fmt.Sprintf(e.earlier, w.Instant(o.Stopped), enumWord(e.verdicts, o.Verdict), w.Instant(o.Reopened)))
	}
	switch {
	case c.BornBreached:
		lines = append(lines, fmt.Sprintf(e.born, w.Instant(c.BreachedAt)))
	case c.Breached:
		lines = append(lines, fmt.Sprintf(e.breached, w.Instant(c.BreachedAt)))
	}
	if c.DueProjected {
		lines = append(lines, e.projected)
	}
	if c.Provisional {
		lines = append(lines, e.provisional)
	}
	if c.Paused > 0 {
		lines = append(lines, fmt.Sprintf(e.paused, w.Duration(c.Paused)))
	}
	if c.MergedInto != "" {
		lines = append(lines, fmt.Sprintf(e.merged, timewords.Plain(c.MergedInto)))
	}
	return lines
}

// move says what a due instant came about by.
func (w *words) move(m *Move) string {
	e := &w.explain
	what := enumWord(e.moves, m.Kind)
	allowance := w.detail(m.Detail)
	switch m.Kind {
	case MoveExtension:
		what = e.extendedUntil
		if allowance != "" {
			what = fmt.Sprintf(e.extendedBy, allowance)
		}
		what += w.because("", m.EventID, m.Reason)
	case MoveTarget:
		if m.Reason != "" {
			what += fmt.Sprintf(e.byRule, timewords.Plain(m.Reason))
		}
		what += w.because("", m.EventID, "") + w.after(allowance)
	case MoveWaiver:
		return fmt.Sprintf(e.at, w.Instant(m.At), what+w.because("", m.EventID, m.Reason))
	case MovePause:
		what += w.because(m.Reason, m.EventID, "")
	case MoveStart, MoveReopening, MoveAdoptedStart, MovePromise:
		what += w.because("", m.EventID, "") + w.after(allowance)
	}
	if !m.Due.IsZero() {
		what += w.comma + fmt.Sprintf(e.newDue, w.Deadline(m.Due))
	}
	return fmt.Sprintf(e.at, w.Instant(m.At), what)
}

// after says a text after a comma, nothing if there is none.
func (w *words) after(text string) string {
	if text == "" {
		return ""
	}
	return w.comma + text
}

// because says in brackets for which reason, by which event and on what grounds
// something is so; nothing if nobody says.
func (w *words) because(reason, event, reference string) string {
	var parts []string
	if reason != "" {
		parts = append(parts, w.reason(reason))
	}
	if event != "" {
		parts = append(parts, fmt.Sprintf(w.explain.event, timewords.Plain(event)))
	}
	if reference != "" {
		parts = append(parts, fmt.Sprintf(w.explain.reference, timewords.Plain(reference)))
	}
	if len(parts) == 0 {
		return ""
	}
	return w.open + strings.Join(parts, w.comma) + w.closed
}

// detail says an allowance that is given as text.
func (w *words) detail(text string) string {
	if text == "" {
		return ""
	}
	allowance, err := calendar.ParseAllowance(text)
	if err != nil {
		return timewords.Plain(text)
	}
	return w.allowanceText(allowance)
}

func (w *words) findingText(f *Finding) string {
	text := f.Message
	if format, known := w.explain.findings[f.Code]; known {
		text = strings.Replace(format, "%s", f.Message, 1)
	}
	if f.EventID == "" {
		return text
	}
	return fmt.Sprintf(w.explain.event, timewords.Plain(f.EventID)) + w.colon + text
}

func (w *words) shares(s *Shares, name string) string {
	parts := make([]string, 0, len(s.Groups)+1)
	for _, group := range s.Groups {
		parts = append(parts, fmt.Sprintf(w.explain.share, timewords.Plain(group.Group), w.Duration(group.Elapsed)))
	}
	if len(parts) == 0 {
		parts = append(parts, "–")
	}
	return fmt.Sprintf(w.explain.shares, name, strings.Join(parts, w.comma),
		w.Duration(s.Unassigned), w.Duration(s.Paused), w.Duration(s.Total))
}

// commitment says the name of a commitment: its title, or what it times, and
// its id where that is another name.
func (w *words) commitment(id, metric, title string) string {
	if title == "" {
		title = w.metric(metric)
	}
	if id == metric {
		return timewords.Plain(title)
	}
	return w.titled(title, timewords.Plain(id))
}

// named returns the metric and the title of a commitment, by its id.
func (x *Explanation) named(id string) (metric, title string) {
	for i := range x.Clocks {
		if x.Clocks[i].Commitment == id {
			return x.Clocks[i].Metric, elementOf(x.Titles, i)
		}
	}
	return id, ""
}

// elementOf returns an element, zero where a list made by hand is too short.
func elementOf[E any](list []E, i int) E {
	if i < len(list) {
		return list[i]
	}
	var zero E
	return zero
}

// day gathers what is to be said of a date.
type day struct {
	words *words
	lines []string
	date  calendar.Date
	parts []string
	// otherwise is what is said if there is nothing else to say.
	otherwise string
	// counting is the working time that is being gathered into one part.
	counting  Segment
	intervals []string
	worked    time.Duration
	// total is the time counted so far, before that of the dates before.
	total, before time.Duration
}

// segments says day by day what a clock's life counts for. The hours that are
// closed on a workday go without saying.
func (w *words) segments(segments []Segment) []string {
	d := day{words: w}
	for i := range segments {
		d.add(&segments[i])
	}
	d.flush()
	return d.lines
}

func (d *day) add(s *Segment) {
	first, last := calendar.DateOf(s.Start), calendar.DateOf(s.End.Add(-1))
	if first != d.date {
		d.flush()
		d.date, d.before = first, d.total
	}
	w := d.words
	what := enumWord(w.explain.causes, s.Cause)
	if s.Name != "" {
		what += w.colon + timewords.Plain(s.Name)
	}
	switch {
	case s.Counted:
		d.count(s, what)
	case s.Cause == CauseOutsideHours || s.Cause == CauseOverride || s.Cause == CauseShortDay:
		d.otherwise = what
	case s.Cause == CauseRestDay || s.Cause == CauseHoliday || s.Cause == CauseSkippedDay:
		if first == last {
			d.say(what)
			return
		}
		d.flush()
		d.lines = append(d.lines, fmt.Sprintf(w.explain.dates, w.date(first), w.date(last))+w.colon+what)
	default:
		what += w.because(s.Reason, s.EventID, "")
		if first == last {
			d.say(span(s) + " " + what)
			return
		}
		d.flush()
		d.lines = append(d.lines, fmt.Sprintf(w.explain.span, w.Instant(s.Start), w.Instant(s.End))+w.colon+what)
	}
}

// count gathers working time; the hours of one date and kind are one part.
func (d *day) count(s *Segment, what string) {
	if d.counting.Cause != s.Cause || d.counting.Name != s.Name {
		d.sayCounted()
	}
	if len(d.intervals) == 0 && s.Cause != CauseWorkingTime {
		d.parts = append(d.parts, what)
	}
	d.counting = *s
	d.intervals = append(d.intervals, span(s))
	d.worked += s.End.Sub(s.Start)
}

func (d *day) sayCounted() {
	if len(d.intervals) == 0 {
		return
	}
	d.parts = append(d.parts, fmt.Sprintf(d.words.explain.counted, strings.Join(d.intervals, d.words.Separator), d.words.Duration(d.worked)))
	d.total += d.worked
	d.intervals, d.worked = d.intervals[:0], 0
}

func (d *day) say(part string) {
	d.sayCounted()
	d.parts = append(d.parts, part)
}

// flush writes the line of the date.
func (d *day) flush() {
	d.sayCounted()
	if len(d.parts) == 0 && d.otherwise != "" {
		d.parts = append(d.parts, d.otherwise)
	}
	if len(d.parts) > 0 {
		if d.total > d.before && d.before > 0 {
			d.parts = append(d.parts, fmt.Sprintf(d.words.explain.total, d.words.Duration(d.total)))
		}
		d.lines = append(d.lines, d.words.date(d.date)+d.words.colon+strings.Join(d.parts, d.words.semicolon))
	}
	d.date, d.parts, d.otherwise, d.before = calendar.Date{}, nil, "", d.total
}

// span says the times of day of a segment; one that ends with its date ends at
// 24:00.
func span(s *Segment) string {
	end := timewords.Clock(s.End)
	if end == "00:00" {
		end = "24:00"
	}
	return timewords.Clock(s.Start) + "–" + end
}
