package compensation

import (
	"strconv"
	"strings"

	"github.com/servicecommitment/commitment"
)

// Explain returns the award as lines of text: what is owed, how each line came
// about, with the facts and the bands behind it, what is owed besides money and
// until when to claim. The zero Lang, and any other, is English.
//
// The same award gives the same texts. They are for people; read the fields of
// [Line] rather than these.
func (a Award) Explain(lang commitment.Lang) []string {
	w := wordsOf(lang)
	texts := make([]string, 0, len(a.Lines)+len(a.Rights)+spareLines)
	texts = append(texts, w.head(&a))
	for i := range a.Lines {
		texts = append(texts, w.line(&a.Lines[i]))
	}
	if !a.Carried.IsZero() {
		texts = append(texts, w.waits+a.Carried.String()+w.stop)
	}
	for i := range a.Rights {
		texts = append(texts, w.right(&a.Rights[i]))
	}
	if !a.ClaimBy.IsZero() {
		texts = append(texts, w.claimBy+a.ClaimBy.String()+w.stop)
	}
	return texts
}

// head says what is owed, and by what.
func (w *words) head(a *Award) string {
	text := a.Scheme + w.open + a.Version + w.close + w.colon
	switch sign := a.Amount.amount.Sign(); {
	case a.Amount.currency == "":
		return text + w.rightsOnly
	case sign > 0:
		return text + w.owed + a.Amount.String() + w.stop
	case sign < 0:
		return text + w.takenBack + Money{amount: a.Amount.amount.Neg(), currency: a.Amount.currency}.String() + w.stop
	}
	return text + w.nothing
}

// line says what one line does, to what, and why.
func (w *words) line(l *Line) string {
	var b strings.Builder
	if l.Incident > 0 {
		b.WriteString(w.incident(l.Incident))
	}
	if about := w.about(l); about != "" {
		b.WriteString(about + w.colon)
	}
	b.WriteString(w.what(l))
	if l.Expression != "" && l.Kind != LineExcluded && l.Kind != LineUnmet {
		b.WriteString(w.comma + l.Expression + " = " + l.Exact)
	}
	if !l.Delta.IsZero() {
		sign := ""
		if l.Delta.amount.Sign() > 0 {
			sign = "+"
		}
		b.WriteString(w.comma + sign + l.Delta.short())
	}
	var details []string
	for _, fact := range l.Facts {
		details = append(details, fact.Name+" = "+fact.Value.String())
	}
	for _, lookup := range l.Lookups {
		details = append(details, lookup.Table+"("+lookup.Argument+"): "+lookup.Entry)
	}
	if len(details) > 0 {
		b.WriteString(w.open + strings.Join(details, w.semicolon) + w.close)
	}
	for _, c := range l.Conditions {
		b.WriteString(w.semicolon + w.condition(c))
	}
	return b.String()
}

// about names what a line is about.
func (w *words) about(l *Line) string {
	name := l.Rule
	switch {
	case l.Cap != "":
		name = l.Cap
	case l.Right != "":
		name = l.Right
	}
	if title := w.title(l.Title); title != "" && l.Kind != LineExcluded {
		return title
	}
	return name
}

// what says what a line does.
func (w *words) what(l *Line) string {
	switch l.Kind {
	case LineComputed:
		if l.Form != 0 {
			return w.computed + w.open + w.form(l.Form) + w.close
		}
		return w.computed
	case LineExcluded:
		return w.excluded(l)
	case LineUnmet:
		return w.unmet + l.Expression
	case LineMinimum:
		return w.minimum
	case LineMaximum:
		return w.maximum
	case LineCap:
		return w.cap
	case LineRounding:
		return w.rounded + w.mode(l.Reason)
	case LineThreshold:
		if l.Reason == BelowCarry.String() {
			return w.carriedOver
		}
		return w.lapsed
	case LineCarried:
		return w.carriedIn
	case LineAllocation:
		if l.Reason == LargestRemainder.String() {
			return w.proportional
		}
		return w.chronological
	}
	return l.Kind.String()
}

// excluded says why a rule or right is set aside.
func (w *words) excluded(l *Line) string {
	switch {
	case l.Reason == reasonLate && l.Expression == "":
		return w.late
	case l.Expression == "":
		return w.notTaken + l.Reason
	}
	reason := l.Reason
	if title := w.title(l.Title); title != "" {
		reason = title
	}
	return w.excludedBy + reason + w.open + l.Expression + w.close
}

// condition says how a condition came out, and by how much.
func (w *words) condition(c Condition) string {
	text := c.Text
	if c.Holds {
		text += w.holds
	} else {
		text += w.fails
	}
	if c.Left == "" {
		return text
	}
	order := " = "
	if strings.HasPrefix(c.By, "-") || c.By != "0" {
		order = " ≠ "
		if less, ok := isLess(c.Left, c.Right); ok {
			order = " > "
			if less {
				order = " < "
			}
		}
	}
	return text + w.comma + c.Left + order + c.Right + w.by(c.By)
}

// isLess compares two numbers that [Condition] shows.
func isLess(left, right string) (less, ok bool) {
	x, err := parseNumber(left)
	if err != nil {
		return false, false
	}
	y, err := parseNumber(right)
	return x.Cmp(y) < 0, err == nil
}

// right says what is owed besides money.
func (w *words) right(r *Right) string {
	text := w.title(r.Title)
	if text == "" {
		text = r.ID
	}
	return w.entitled + text + w.stop
}

// short returns the amount with no more places than say something.
func (m Money) short() string {
	const places = 6
	if rounded := m.amount.Truncate(places); !rounded.Equal(m.amount) {
		return rounded.StringFixed(places) + "… " + m.currency
	}
	return m.String()
}

// ordinal returns the number of an incident.
func ordinal(i int) string { return strconv.Itoa(i) }
