package feedback

import (
	"fmt"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/internal/jsonwriter"
	"github.com/servicecommitment/commitment/sla"
)

// MarshalJSON returns the JSON form that [ParseItem] reads. Zero values are left
// out, attributes are sorted by their names.
//
// What JSON cannot hold is an error at its path: a text that is not UTF-8, and an
// enum without such a value. So is what an anonymous item must not hold: customer,
// contact and pseudonym, and in a survey the hash of a code.
func (item Item) MarshalJSON() ([]byte, error) {
	return writeRecord(func(w *recordWriter) {
		w.Text("id", item.ID)
		jsonwriter.Enum(w.Writer, "kind", item.Kind, SurveyAnswer)
		w.Text("procedure", item.Procedure)
		w.Text("jurisdiction", item.Jurisdiction)
		w.Text("scheme", item.Scheme)
		w.Text("channel", item.Channel)
		w.Text("language", item.Language)
		w.Text("category", item.Category)
		w.Text("cause", item.Cause)
		w.Text("product", item.Product)
		jsonwriter.Enum(w.Writer, "severity", item.Severity, SeverityCritical)
		jsonwriter.Enum(w.Writer, "impact", item.Impact, ImpactMany)
		w.Bool("safety", item.Safety)
		w.Bool("vulnerable", item.Vulnerable)
		jsonwriter.Enum(w.Writer, "privacy", item.Privacy, AnonymousSurvey)
		w.Text("customer", item.Customer)
		w.Text("contact", item.Contact)
		w.Text("pseudonym", item.Pseudonym)
		w.Text("code_hash", item.CodeHash)
		w.Text("tier", item.Tier)
		w.Texts("subjects", item.Subjects)
		w.Text("text", item.Text)
		w.Text("wish", item.Wish)
		jsonwriter.Objects(w.Writer, "links", item.Links, func(link *Link) {
			jsonwriter.Enum(w.Writer, "kind", link.Kind, AwardOf)
			w.Text("to", link.To)
		})
		w.Attributes("attributes", item.Attributes)
		for _, name := range item.identityKept() {
			w.FailAt(name, fmt.Errorf("must not be kept: the item is %s", item.Privacy))
		}
	})
}

// MarshalJSON returns the JSON form that [ParseActions] reads of an action. Zero
// values are left out.
//
// What JSON cannot hold is an error at its path: a text that is not UTF-8, an
// enum without such a value, and an instant of a year outside 0 to 9999.
func (a Action) MarshalJSON() ([]byte, error) {
	return writeRecord(func(w *recordWriter) { w.action(&a) })
}

// canonical returns a text that is the same for equal actions.
func (a *Action) canonical() []byte {
	w := recordWriter{new(jsonwriter.Writer)}
	at := *a
	at.At = at.At.UTC()
	w.Object(func() { w.action(&at) })
	return w.Data
}

func (w *recordWriter) action(a *Action) {
	w.Text("key", a.Key)
	w.Instant("at", a.At)
	w.Int("seq", a.Seq)
	w.Text("kind", string(a.Kind))
	jsonwriter.Enum(w.Writer, "by", a.By, RoleSystem)
	w.Text("actor", a.Actor)
	w.Text("reason", a.Reason)
	w.Text("note", a.Note)
	w.Text("result", string(a.Result))
	w.Text("assignee", a.Assignee)
	w.Text("target", a.Target)
	w.Texts("chain", a.Chain)
	w.Text("target_customer", a.TargetCustomer)
	w.Text("clock", a.Clock)
	w.allowance("extend", a.Extend)
	w.Text("approver", a.Approver)
	w.Bool("consent", a.Consent)
	w.Bool("told", a.Told)
	jsonwriter.Enum(w.Writer, "decision", a.Decision, NotFiled)
	jsonwriter.Objects(w.Writer, "remedies", a.Remedies, w.promise)
	w.Text("remedy", a.Remedy)
	w.Texts("holds", texts(a.Holds))
	w.Text("document", a.Document)
	w.Bool("written", a.Written)
	w.Text("category", a.Category)
	w.Text("cause", a.Cause)
	jsonwriter.Enum(w.Writer, "severity", a.Severity, SeverityCritical)
	jsonwriter.Enum(w.Writer, "impact", a.Impact, ImpactMany)
	w.Attributes("attributes", a.Attributes)
}

func (w *recordWriter) promise(r *Remedy) {
	w.Text("id", r.ID)
	w.Text("kind", r.Kind)
	w.Text("award", r.Award)
}

// MarshalJSON returns the JSON form that [ParseStatus] reads. Zero values are
// left out; equal statuses have the same text.
//
// What JSON cannot hold is an error at its path: a text that is not UTF-8, an
// enum without such a value, and an instant of a year outside 0 to 9999.
func (s Status) MarshalJSON() ([]byte, error) {
	return writeRecord(func(w *recordWriter) {
		w.Text("item_id", s.ItemID)
		jsonwriter.Enum(w.Writer, "kind", s.Kind, SurveyAnswer)
		w.Text("procedure", s.Procedure)
		w.Text("version", s.Version)
		w.Instant("as_of", s.AsOf)
		w.Text("state", string(s.State))
		w.Texts("path", texts(s.Path))
		w.Bool("open", s.Open)
		w.Int("kept", int64(s.Kept))
		w.Instant("received", s.Received)
		w.Instant("ended", s.Ended)
		jsonwriter.Enum(w.Writer, "closed_as", s.ClosedAs, OutcomeCompleted)
		w.Text("satisfaction", string(s.Satisfaction))
		w.Int("attempts", int64(s.Attempts))
		w.Bool("counts_as_complaint", s.CountsAsComplaint)
		w.Int("level", int64(s.Level))
		w.Text("level_id", s.LevelID)
		w.Text("handler", s.Handler)
		w.Text("held_for", s.HeldFor)
		w.Text("merged_into", s.MergedInto)
		w.Text("body", s.Body)
		w.Bool("recusal_pending", s.RecusalPending)
		w.Bool("reachable", s.Reachable)
		jsonwriter.Enum(w.Writer, "decision", s.Decision, NotFiled)
		jsonwriter.Objects(w.Writer, "remedies", s.Remedies, func(r *RemedyStatus) {
			w.promise(&r.Remedy)
			w.Instant("promised", r.Promised)
			w.Instant("done", r.Done)
		})
		w.Text("category", s.Category)
		w.Text("cause", s.Cause)
		jsonwriter.Enum(w.Writer, "severity", s.Severity, SeverityCritical)
		jsonwriter.Enum(w.Writer, "impact", s.Impact, ImpactMany)
		jsonwriter.List(w.Writer, "clocks", s.Clocks, w.clock)
		jsonwriter.List(w.Writer, "firings", s.Firings, func(firing *sla.Firing) { w.Value(firing.MarshalJSON) })
		jsonwriter.Objects(w.Writer, "allowed", s.Allowed, func(n *Next) {
			w.Text("kind", string(n.Kind))
			w.Texts("results", texts(n.Results))
			jsonwriter.Objects(w.Writer, "missing", n.Missing, func(m *Missing) {
				w.Text("code", string(m.Code))
				w.Text("field", m.Field)
			})
		})
		jsonwriter.Objects(w.Writer, "obligations", s.Obligations, w.obligation)
		w.Instant("next", s.Next)
		jsonwriter.Objects(w.Writer, "findings", s.Findings, func(f *Finding) {
			w.Text("code", string(f.Code))
			w.Text("key", f.Key)
			w.Text("message", f.Message)
		})
	})
}

// clock appends the members that package sla gives a clock, and those of its own.
func (w *recordWriter) clock(c *Clock) {
	w.Value(c.MarshalJSON)
	w.Data = w.Data[:len(w.Data)-1]
	w.Text("id", c.ID)
	w.Text("title", c.Title)
	w.date("due_on", c.DueOn)
	w.Instant("latest", c.Latest)
	w.date("latest_on", c.LatestOn)
	w.Int("extensions", int64(c.Extensions))
	w.Text("why_not", string(c.WhyNot))
	w.Data = append(w.Data, '}')
}

func (w *recordWriter) obligation(o *Obligation) {
	w.Text("id", o.ID)
	w.Text("clock", o.Clock)
	w.Text("action", o.Action)
	w.Text("instead", o.Instead)
	w.Bool("document", o.Document)
	w.Texts("says", o.Says)
	w.Bool("written", o.Written)
	w.Instant("since", o.Since)
	w.Instant("by", o.By)
	w.date("on", o.On)
	w.Bool("overdue", o.Overdue)
}

func (w *recordWriter) date(key string, date calendar.Date) {
	if !date.IsZero() {
		w.Text(key, date.String())
	}
}

func (w *recordWriter) allowance(key string, a calendar.Allowance) {
	if a != (calendar.Allowance{}) {
		w.member(key, func() { w.Value(a.MarshalJSON) })
	}
}
