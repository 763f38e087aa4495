package feedback

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
)

// words are the texts of one language; those with a % are formats. Of the maps,
// where there is no text the name itself stands in, with spaces in English.
type words struct {
	days                                             [7]string // by time.Weekday
	dated, space                                     string    // weekday and date, and what stands behind them
	colon, comma, list, or, open, closed, underscore string

	kinds, states, actions, moments, results, reasons, needs, codes, outcomes, whyNot, stages, verdicts, letters map[string]string

	procedure, asOf, unreceived, path, cycle, due, latest         string
	owed, by, atOnce, overdue, written, instead, says             string
	allowed, missing, note, ignored, stands, changes              string
	from, until, source, unknown, after, stops, pauses, extension string
	working                                                       string
	units                                                         []string // by calendar.Unit, of working time unused
}

func wordsOf(lang commitment.Lang) *words {
	if lang == commitment.Chinese {
		return chinese()
	}
	return english()
}

func english() *words {
	return &words{
		days:  [...]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
		dated: "%s %s", space: " ",
		colon: ": ", comma: ", ", list: ", ", or: " or ", open: " (", closed: ")", underscore: " ",
		moments: map[string]string{
			string(ActionReceive): "receipt", string(ActionAcknowledge): "the acknowledgement", string(ActionAccept): "acceptance",
			string(ActionReject): "rejection", string(ActionNotifyRejection): "the notice of rejection", string(ActionPlan): "the plan",
			string(ActionSettle): "the settlement", string(ActionDecide): "the decision", string(ActionReply): "the reply",
			string(ActionProgress): "the last progress report", string(ActionRemedyDone): "the remedy", string(ActionFollowUp): "the follow-up",
			string(ActionEscalate): "the escalation", string(ActionContact): "a call", string(ActionOpen): "a complaint is opened",
			string(ActionClose): "the close", string(ActionDecline): "the refusal",
		},
		whyNot: map[string]string{
			string(NotApplicableAnonymous): "does not apply, there is nobody to tell",
			string(NotApplicableSpared):    "does not apply any more, another clock was met",
			string(NotApplicableLapsed):    "the time for it is over",
		},
		codes: map[string]string{string(CodeNotAllowed): "not possible from this state", string(CodeNotCovered): "past the known holidays"},
		needs: map[string]string{
			string(CodeReasonRequired): "a reason",
			string(CodeNotesRequired):  "notes of the investigation", string(CodeDecisionRequired): "a decision",
			string(CodeReplyIncomplete): "all parts of the reply", string(CodeFollowUpRequired): "a follow-up",
			string(CodeRemedyPending): "the remedy carried out", string(CodeTargetRequired): "a target",
			string(CodeAssigneeRequired): "an assignee", string(CodeRecusalPending): "a decision on the recusal",
			string(CodeUnknownBody): "a known body", string(CodeUnknownClock): "which clock", string(CodeExtensionRequired): "by how much",
			string(CodeApproverRequired): "an approver", string(CodeConsentRequired): "the customer's consent",
			string(CodeReplyRequired): "a reply", string(CodeDocumentRequired): "a document", string(CodeContactRequired): "a call",
			string(CodeUnknownRemedy): "which remedy", string(CodeForbidden): "somebody in another role",
		},
		procedure: "under %s", asOf: "as of %s", unreceived: "not received", path: "Path", cycle: ", cycle %d", due: "due %s",
		latest: "with extensions %s at the latest", owed: "Owed", by: "by %s", atOnce: "at once", overdue: "overdue", written: "in writing",
		instead: "in place of %s", says: "saying %s", allowed: "Possible", missing: "needs %s", note: "Note", ignored: "changed nothing", stands: "the time stands still",
		changes: "Next change, if nobody acts: %s", from: "in force from %s", until: "to %s", source: "Source",
		unknown: "a number to be filled in", after: "after %s", stops: "until %s", pauses: "paused for %s",
		extension: "extended by %s at most", working: "%s of working time",
		units: []string{"%d", "%d business days", "%d days", "%d months", "%d years"},
	}
}

// name returns the word for a name, or the name itself.
func (w *words) name(known map[string]string, name string) string {
	if word, ok := known[name]; ok {
		return word
	}
	return plain(strings.ReplaceAll(name, "_", w.underscore))
}

// titled says a title with the name behind it, or the name alone.
func (w *words) titled(title, name string) string {
	if title == "" {
		return plain(name)
	}
	return plain(title) + w.open + plain(name) + w.closed
}

// plain returns a name of the host as it is, unless it would break the line.
func plain(name string) string {
	if strings.ContainsFunc(name, unicode.IsControl) {
		return strconv.Quote(name)
	}
	return name
}

// date says a date with its weekday.
func (w *words) date(d calendar.Date) string { return fmt.Sprintf(w.dated, w.days[d.Weekday()], d) }

// instant says an instant to the minute, in its zone.
func (w *words) instant(t time.Time) string {
	return w.date(calendar.DateOf(t)) + w.space + t.Format("15:04")
}

// deadline says a due instant; midnight is the end of the date before.
func (w *words) deadline(t time.Time) string {
	if t.Format("15:04:05.999999999") == "00:00:00" {
		return w.date(lastDate(t)) + w.space + "24:00"
	}
	return w.instant(t)
}
