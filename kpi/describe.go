package kpi

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// The codes of reasons that the package gives. A host adds its own.
const (
	ReasonRunning       = "running"         // the clock runs, its due instant is to come
	ReasonPaused        = "paused"          // the clock is paused before its due instant
	ReasonNotStarted    = "not_started"     // the clock's start has not come
	ReasonCancelled     = "cancelled"       // the clock was cancelled
	ReasonNoTarget      = "no_target"       // nothing is promised
	ReasonNotApplicable = "not_applicable"  // the rule says that there is no verdict
	ReasonNotResolved   = "not_resolved"    // not resolved, or not closed, as of the instant
	ReasonWindowOpen    = "window_open"     // the window is not over
	ReasonMerged        = "merged"          // a duplicate that was merged into another
	ReasonAfterAsOf     = "after_as_of"     // later than the instant of the score
	ReasonNotAnswered   = "not_answered"    // no answer to the question
	ReasonNotFirstLevel = "not_first_level" // can not be resolved at the first level
	ReasonInvalid       = "invalid"         // contradicts itself
)

// title names a KPI with the parameters of its rule.
func (w *words) title(d Definition) string {
	var text strings.Builder
	text.WriteString(w.figure(d.Name).name)
	for part := range strings.SplitSeq(d.Variant, " ") {
		key, value, _ := strings.Cut(part, "=")
		switch key {
		case "window":
			text.WriteString(w.aside(w.window, value))
		case "limit":
			text.WriteString(w.aside(w.limit, value))
		case "metric":
			text.WriteString(w.open + value + w.closed)
		}
	}
	return text.String()
}

// aside says a duration of the rule in brackets: "(7-day window)".
func (w *words) aside(format, value string) string {
	d, err := time.ParseDuration(value)
	if err != nil {
		return ""
	}
	return w.open + fmt.Sprintf(format, w.adjective(d)) + w.closed
}

// adjective says a duration in front of a noun.
func (w *words) adjective(d time.Duration) string {
	if w.spaced() && d%day == 0 {
		return strconv.FormatInt(int64(d/day), 10) + "-day"
	}
	return w.span(d)
}

// spaced reports whether the language sets its words apart.
func (w *words) spaced() bool { return w.comma == ", " }

// headline says the figure in one line.
func (w *words) headline(f *Figure) string {
	title, known := w.title(f.Definition), f.Defined && finite(f.Value)
	if w.spaced() || known && !strings.HasSuffix(title, w.closed) {
		title += " "
	}
	if !known {
		parts := []string{title + w.undefined}
		return strings.Join(w.beside(parts, f), w.comma)
	}
	parts := []string{title + f.Unit.number(f.Value) + f.Unit.suffix()}
	parts = append(parts, w.n+grouped(f.N))
	parts = w.beside(parts, f)
	if f.Interval {
		parts = append(parts, decimalOf(f.Confidence*100)+w.interval+f.Unit.bound(f.Lo)+"–"+f.Unit.bound(f.Hi)+f.Unit.suffix())
	}
	if !f.Reliable {
		parts = append(parts, fmt.Sprintf(w.unreliable, grouped(f.MinN)))
	}
	return strings.Join(parts, w.comma)
}

// beside adds what is reported beside a rate.
func (w *words) beside(parts []string, f *Figure) []string {
	if f.Counts.Pending > 0 {
		parts = append(parts, w.pending+grouped(f.Counts.Pending))
	}
	if f.Counts.Waived > 0 {
		parts = append(parts, w.waived+grouped(f.Counts.Waived))
	}
	return parts
}

// decimalOf writes a number with the digits that it has.
func decimalOf(x float64) string { return strconv.FormatFloat(round(x), 'f', -1, 64) }

// round takes the noise of binary fractions off what was written in decimals.
func round(x float64) float64 {
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'f', 9, 64), 64)
	return rounded
}

// lines describes the figure.
func (f Figure) lines(w *words) []string {
	lines := []string{w.headline(&f)}
	about := w.figure(f.Definition.Name)
	if about.numerator != "" {
		line := w.numerator
		if f.Unit == Share && f.Counts.Total() == f.N && f.N > 0 {
			line += grouped(f.Counts.Met)
		}
		line = strings.TrimRight(line, " ") + w.colon + about.numerator + w.semicolon
		line += strings.TrimRight(w.denominator+grouped(f.N), " ") + w.colon + about.denominator
		lines = append(lines, line)
	}
	if line, some := w.outsideLine(&f); some {
		lines = append(lines, line)
	}
	identity := w.identity + f.Definition.String()
	if b := f.Definition.Basis; b >= 1 && int(b) <= len(w.bases) {
		identity = w.basis + w.bases[b-1] + w.semicolon + identity
	}
	return append(lines, identity)
}

// outsideLine says what is in neither numerator nor denominator, and why.
func (w *words) outsideLine(f *Figure) (string, bool) {
	if f.Counts.NotApplicable == 0 && len(f.Reasons) == 0 {
		return "", false
	}
	line := w.outside + grouped(f.Counts.Pending+f.Counts.NotApplicable)
	if len(f.Reasons) == 0 {
		return line, true
	}
	parts := make([]string, len(f.Reasons))
	for i, r := range f.Reasons {
		parts[i] = w.reason(r.Code) + " " + grouped(r.Count)
	}
	return line + w.colon + strings.Join(parts, w.comma), true
}

// withResponse describes a figure and, where there is one, the response rate.
func withResponse(w *words, f, response *Figure) []string {
	lines := f.lines(w)
	if response.Defined {
		lines = append(lines, w.headline(response))
	}
	return lines
}
