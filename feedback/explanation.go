package feedback

import (
	"fmt"
	"strings"
	"time"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/internal/timewords"
	"github.com/servicecommitment/commitment/sla"
)

// Explanation is a status and how its clocks came about. It belongs to the
// caller.
type Explanation struct {
	Status
	// Title is that of the procedure.
	Title string
	// Judged is how package sla explains the clocks of the status that apply. The
	// ids of its events are the keys of the actions, with "+1" and so on behind
	// them where an action meant several events.
	Judged sla.Explanation
}

// Explain returns the status of [Desk.Replay] and how it came about. The errors
// are those of Replay.
func (d *Desk) Explain(item Item, actions []Action, now time.Time) (Explanation, error) {
	now = now.Round(0)
	if err := checkAll(&item, actions, nil, now); err != nil {
		return Explanation{}, err
	}
	f := fold{item: item, now: now, ids: map[string]bool{}}
	if err := d.fold(&f, actions); err != nil {
		return Explanation{}, err
	}
	var x Explanation
	f.status(&x.Status)
	if f.machine == nil {
		return x, nil
	}
	x.Title = f.Title
	if f.engine == nil {
		return x, nil
	}
	judged, err := f.engine.Explain(f.slaCase(), f.now)
	if err == nil || len(judged.Clocks) > 0 { // what is not covered is in the findings
		x.Judged = applicable(&judged, x.Clocks)
	}
	return x, nil
}

// eventID returns an id for an event of an action that no other one has.
func (f *fold) eventID(key string) string {
	id := key
	for more := 1; f.ids[id]; more++ {
		id = fmt.Sprintf("%s+%d", key, more)
	}
	f.ids[id] = true
	return id
}

// applicable leaves of an explanation the clocks that apply to the item.
func applicable(x *sla.Explanation, clocks []Clock) sla.Explanation {
	var kept sla.Explanation
	kept.CaseID, kept.PolicyID, kept.PolicyVersion, kept.RuleID, kept.AsOf = x.CaseID, x.PolicyID, x.PolicyVersion, x.RuleID, x.AsOf
	for i := range x.Clocks {
		for j := range clocks {
			if c := &clocks[j]; c.WhyNot == "" && c.ID == x.Clocks[i].Commitment && c.Cycle == x.Clocks[i].Cycle {
				kept.Clocks = append(kept.Clocks, x.Clocks[i])
				kept.Titles = append(kept.Titles, x.Titles[i])
				kept.Segments = append(kept.Segments, x.Segments[i])
				kept.Moves = append(kept.Moves, x.Moves[i])
			}
		}
	}
	return kept
}

// Explain says in lines of text what the explanation says: the lines of
// [Status.Explain], with those of package sla about the clocks that apply behind
// them. For a language that is none it writes English.
//
// It is meant for people: its wording may change.
func (x Explanation) Explain(lang commitment.Lang) []string {
	w := wordsOf(lang)
	lines := w.status(&x.Status, x.Title)
	if len(x.Judged.Clocks) == 0 {
		return lines
	}
	judged := x.Judged.Explain(lang)
	// Its heading and its last line are said here already.
	for _, line := range judged[1 : len(judged)-1] {
		lines = append(lines, "  "+line)
	}
	return lines
}

// Explain says in lines of text where the item is and how it came there, how its
// clocks stand, what is owed, what may be done next, and what is odd. For a
// language that is none it writes English.
//
// It is meant for people: its wording may change.
func (s Status) Explain(lang commitment.Lang) []string { return wordsOf(lang).status(&s, "") }

func (w *words) status(s *Status, title string) []string {
	lines := []string{w.heading(s, title)}
	if s.State == "" {
		return append(lines, w.findings(s)...)
	}
	path := make([]string, len(s.Path))
	for i, state := range s.Path {
		path[i] = w.name(w.states, string(state))
	}
	lines = append(lines, w.path+w.colon+strings.Join(path, " → "))
	for i := range s.Clocks {
		lines = append(lines, w.clock(&s.Clocks[i]))
	}
	for i := range s.Obligations {
		lines = append(lines, w.owed+w.colon+w.obligation(&s.Obligations[i]))
	}
	for i := range s.Allowed {
		lines = append(lines, w.allowed+w.colon+w.next(&s.Allowed[i]))
	}
	return append(lines, w.findings(s)...)
}

// heading says what item is handled by what and how it stands.
func (w *words) heading(s *Status, title string) string {
	line := w.name(w.kinds, s.Kind.String()) + " " + timewords.Plain(s.ItemID)
	if s.Procedure != "" {
		line += w.comma + fmt.Sprintf(w.procedure, w.titled(title, strings.TrimSpace(s.Procedure+" "+s.Version)))
	}
	line += w.comma + fmt.Sprintf(w.asOf, w.Instant(s.AsOf)) + w.colon
	if s.State == "" {
		return line + w.unreceived
	}
	line += w.name(w.states, string(s.State))
	if s.ClosedAs != 0 {
		line += w.open + w.name(w.outcomes, s.ClosedAs.String()) + w.closed
	}
	return line
}

func (w *words) clock(c *Clock) string {
	line := w.titled(c.Title, c.ID)
	if c.Cycle > 1 {
		line += fmt.Sprintf(w.cycle, c.Cycle)
	}
	line += w.colon
	if c.WhyNot != "" {
		return line + w.name(w.whyNot, string(c.WhyNot))
	}
	line += w.name(w.stages, c.Stage.String())
	if c.Stage != sla.Pending {
		line += w.comma + w.name(w.verdicts, c.Verdict.String())
	}
	if !c.Due.IsZero() {
		line += w.comma + fmt.Sprintf(w.due, w.Deadline(c.Due))
	}
	if !c.Latest.IsZero() {
		line += w.comma + fmt.Sprintf(w.latest, w.Deadline(c.Latest))
	}
	return line
}

func (w *words) obligation(o *Obligation) string {
	line := w.name(w.letters, o.ID)
	switch {
	case !o.By.IsZero():
		line += w.comma + fmt.Sprintf(w.by, w.Deadline(o.By))
	case o.Clock != "" && o.Action == "":
		line += w.comma + w.stands
	default:
		line += w.comma + w.atOnce
	}
	if o.Overdue {
		line += w.comma + w.overdue
	}
	if o.Written {
		line += w.comma + w.written
	}
	if o.Instead != "" {
		line += w.comma + fmt.Sprintf(w.instead, w.name(w.letters, o.Instead))
	}
	if len(o.Says) > 0 {
		says := make([]string, len(o.Says))
		for i, part := range o.Says {
			says[i] = w.name(w.letters, part)
		}
		line += w.comma + fmt.Sprintf(w.says, strings.Join(says, w.list))
	}
	return line
}

func (w *words) next(n *Next) string {
	line := w.name(w.actions, string(n.Kind))
	if len(n.Results) > 0 {
		results := make([]string, len(n.Results))
		for i, result := range n.Results {
			results[i] = w.name(w.results, string(result))
		}
		line += w.open + strings.Join(results, w.list) + w.closed
	}
	if len(n.Missing) == 0 {
		return line
	}
	missing := make([]string, len(n.Missing))
	for i, m := range n.Missing {
		missing[i] = w.need(m.Code)
	}
	return line + w.comma + fmt.Sprintf(w.missing, strings.Join(missing, w.list))
}

// need says what is missing as a noun, where there is one.
func (w *words) need(code Code) string {
	if word, ok := w.needs[string(code)]; ok {
		return word
	}
	return w.name(w.codes, string(code))
}

func (w *words) findings(s *Status) []string {
	var lines []string
	for _, finding := range s.Findings {
		line := w.note + w.colon
		if finding.Key != "" {
			line += timewords.Plain(finding.Key) + w.colon
		}
		lines = append(lines, line+w.finding(finding.Code))
	}
	if !s.Next.IsZero() {
		lines = append(lines, fmt.Sprintf(w.changes, w.Instant(s.Next)))
	}
	return lines
}

// finding says what is odd: of most actions that they changed nothing, and why.
func (w *words) finding(code Code) string {
	if need, ok := w.needs[string(code)]; ok {
		return w.ignored + w.comma + fmt.Sprintf(w.missing, need)
	}
	word := w.name(w.codes, string(code))
	if code == CodeDeliveredLate || code == CodeConflicting || code == CodeNotCovered {
		return word
	}
	return w.ignored + w.comma + word
}
