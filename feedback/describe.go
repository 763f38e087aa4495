package feedback

import (
	"fmt"
	"slices"
	"strings"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/internal/timewords"
)

// Describe says in lines of text what the procedure asks: what it is and where
// from, a line for each clock, one for each duty. For a language that is none it
// writes English.
//
// It is meant for people: its wording may change.
func (p Procedure) Describe(lang commitment.Lang) []string {
	w := wordsOf(lang)
	head := w.titled(p.Title, strings.TrimSpace(p.ID+" "+p.Version))
	if !p.Effective.From.IsZero() {
		head += w.comma + fmt.Sprintf(w.from, p.Effective.From)
	}
	if !p.Effective.Until.IsZero() {
		head += w.comma + fmt.Sprintf(w.until, p.Effective.Until.AddDays(-1))
	}
	lines := []string{head}
	if p.Source != "" {
		lines = append(lines, w.source+w.colon+timewords.Plain(p.Source))
	}
	for i := range p.Clocks {
		lines = append(lines, w.rule(&p.Clocks[i]))
	}
	for i := range p.Duties {
		d := &p.Duties[i]
		line := w.titled(d.Title, d.ID) + w.colon + fmt.Sprintf(w.after, w.events(d.After))
		if d.Written {
			line += w.comma + w.written
		}
		lines = append(lines, line)
	}
	return lines
}

// rule says what a clock allows, from when to when.
func (w *words) rule(c *ClockRule) string {
	line := w.titled(c.Title, c.ID) + w.colon
	if c.Unknown {
		line += w.unknown
	} else {
		line += w.allowance(c.Within)
	}
	line += w.comma + fmt.Sprintf(w.after, w.events(c.Start))
	if len(c.Stop) > 0 {
		line += w.comma + fmt.Sprintf(w.stops, w.events(c.Stop))
	}
	if len(c.PauseOn) > 0 {
		line += w.comma + fmt.Sprintf(w.pauses, w.holds(c.PauseOn))
	}
	if x := c.Extension; x != nil {
		line += w.comma + fmt.Sprintf(w.extension, w.allowance(x.Max))
	}
	if c.Source != "" {
		line += w.open + timewords.Plain(c.Source) + w.closed
	}
	return line
}

// events says the actions of moments, each once.
func (w *words) events(moments []Moment) string {
	var list []string
	for i := range moments {
		word, ok := w.moments[string(moments[i].Action)]
		if !ok {
			word = w.name(w.actions, string(moments[i].Action))
		}
		if !slices.Contains(list, word) {
			list = append(list, word)
		}
	}
	return strings.Join(list, w.or)
}

// holds says the reasons of holds.
func (w *words) holds(reasons []string) string {
	list := make([]string, len(reasons))
	for i, reason := range reasons {
		list[i] = w.name(w.reasons, reason)
	}
	return strings.Join(list, w.list)
}

// allowance says how long an allowance is.
func (w *words) allowance(a calendar.Allowance) string {
	if a.Unit() == calendar.WorkingTime {
		return fmt.Sprintf(w.working, a.WorkingTime())
	}
	return fmt.Sprintf(w.units[a.Unit()-calendar.WorkingTime], a.Count())
}
