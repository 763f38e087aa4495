package sla

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/internal/timewords"
)

// enumWord returns the text of a value that counts from 1, and its own where
// there is none.
func enumWord[E enum](texts []string, value E) string {
	if value >= 1 && int(value) <= len(texts) {
		return texts[value-1]
	}
	return value.String()
}

// titled says a title with the name behind it, or the name alone.
func (w *words) titled(title, name string) string {
	if title == "" {
		return name
	}
	return timewords.Plain(title) + w.open + name + w.closed
}

// metric says a metric: a built-in one in the words of the language.
func (w *words) metric(name string) string {
	if word, known := w.metrics[name]; known {
		return word
	}
	if _, builtIn := BuiltInMetrics()[name]; builtIn {
		return strings.ReplaceAll(name, "_", " ")
	}
	return name
}

func (w *words) reason(name string) string {
	if word, known := w.reasons[name]; known {
		return word
	}
	return timewords.Plain(name)
}

// before returns a text with the space that stands between Latin letters and
// the Chinese behind them.
func (w *words) before(text string) string {
	if w.Space == "" && text != "" && text[len(text)-1] < utf8.RuneSelf {
		return text + " "
	}
	return text
}

// date says a date with its weekday.
func (w *words) date(d calendar.Date) string {
	return w.Date(time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, time.UTC))
}

// allowanceText says an allowance.
func (w *words) allowanceText(a calendar.Allowance) string {
	if a.Unit() == calendar.WorkingTime {
		return fmt.Sprintf(w.allowance.units[0], w.Duration(a.WorkingTime()))
	}
	units := w.allowance.units
	if a.Count() == 1 {
		units = w.allowance.oneUnit
	}
	text := fmt.Sprintf(units[a.Unit()-1], a.Count())
	switch due := a.DueRule(); due {
	case calendar.DueAt:
		text += fmt.Sprintf(w.allowance.dues[due-1], a.DueTime())
	case calendar.SameTime, calendar.EndOfDay, calendar.EndOfDate, calendar.WallTime:
		text += w.allowance.dues[due-1]
	}
	if a.FromDate() {
		text += w.allowance.fromDate
	}
	if at, has := a.CutOff(); has {
		text += fmt.Sprintf(w.allowance.cutOff, at)
	}
	if a.Rolls() {
		text += w.allowance.roll
	}
	return text
}
