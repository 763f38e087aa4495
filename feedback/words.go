package feedback

import (
	"strings"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/internal/timewords"
)

// words are the texts of one language; those with a % are formats. Of the maps,
// where there is no text the name itself stands in, with spaces in English.
type words struct {
	timewords.Words

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
		Words: timewords.Of(commitment.English),
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
	return timewords.Plain(strings.ReplaceAll(name, "_", w.underscore))
}

// titled says a title with the name behind it, or the name alone.
func (w *words) titled(title, name string) string {
	if title == "" {
		return timewords.Plain(name)
	}
	return timewords.Plain(title) + w.open + timewords.Plain(name) + w.closed
}
