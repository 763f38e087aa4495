package feedback

import (
	"maps"
	"slices"

	"github.com/servicecommitment/commitment/calendar"
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
		w.text("id", item.ID)
		writeEnum(w, "kind", item.Kind, SurveyAnswer)
		w.text("procedure", item.Procedure)
		w.text("jurisdiction", item.Jurisdiction)
		w.text("scheme", item.Scheme)
		w.text("channel", item.Channel)
		w.text("language", item.Language)
		w.text("category", item.Category)
		w.text("cause", item.Cause)
		w.text("product", item.Product)
		writeEnum(w, "severity", item.Severity, SeverityCritical)
		writeEnum(w, "impact", item.Impact, ImpactMany)
		w.bool("safety", item.Safety)
		w.bool("vulnerable", item.Vulnerable)
		writeEnum(w, "privacy", item.Privacy, AnonymousSurvey)
		w.text("customer", item.Customer)
		w.text("contact", item.Contact)
		w.text("pseudonym", item.Pseudonym)
		w.text("code_hash", item.CodeHash)
		w.text("tier", item.Tier)
		w.texts("subjects", item.Subjects)
		w.text("text", item.Text)
		w.text("wish", item.Wish)
		writeObjects(w, "links", item.Links, func(link *Link) {
			writeEnum(w, "kind", link.Kind, AwardOf)
			w.text("to", link.To)
		})
		w.values("attributes", item.Attributes)
		for _, name := range item.identityKept() {
			w.problems.Addf(w.at.Key(name), "must not be kept: the item is %s", item.Privacy)
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
	var w recordWriter
	at := *a
	at.At = at.At.UTC()
	w.object(func() { w.action(&at) })
	return w.data
}

func (w *recordWriter) action(a *Action) {
	w.text("key", a.Key)
	w.instant("at", a.At)
	w.int("seq", a.Seq)
	w.text("kind", string(a.Kind))
	writeEnum(w, "by", a.By, RoleSystem)
	w.text("actor", a.Actor)
	w.text("reason", a.Reason)
	w.text("note", a.Note)
	w.text("result", string(a.Result))
	w.text("assignee", a.Assignee)
	w.text("target", a.Target)
	w.texts("chain", a.Chain)
	w.text("target_customer", a.TargetCustomer)
	w.text("clock", a.Clock)
	w.allowance("extend", a.Extend)
	w.text("approver", a.Approver)
	w.bool("consent", a.Consent)
	w.bool("told", a.Told)
	writeEnum(w, "decision", a.Decision, NotFiled)
	writeObjects(w, "remedies", a.Remedies, w.promise)
	w.text("remedy", a.Remedy)
	w.texts("holds", texts(a.Holds))
	w.text("document", a.Document)
	w.bool("written", a.Written)
	w.text("category", a.Category)
	w.text("cause", a.Cause)
	writeEnum(w, "severity", a.Severity, SeverityCritical)
	writeEnum(w, "impact", a.Impact, ImpactMany)
	w.values("attributes", a.Attributes)
}

func (w *recordWriter) promise(r *Remedy) {
	w.text("id", r.ID)
	w.text("kind", r.Kind)
	w.text("award", r.Award)
}

// MarshalJSON returns the JSON form that [ParseStatus] reads. Zero values are
// left out; equal statuses have the same text.
//
// What JSON cannot hold is an error at its path: a text that is not UTF-8, an
// enum without such a value, and an instant of a year outside 0 to 9999.
func (s Status) MarshalJSON() ([]byte, error) {
	return writeRecord(func(w *recordWriter) {
		w.text("item_id", s.ItemID)
		writeEnum(w, "kind", s.Kind, SurveyAnswer)
		w.text("procedure", s.Procedure)
		w.text("version", s.Version)
		w.instant("as_of", s.AsOf)
		w.text("state", string(s.State))
		w.texts("path", texts(s.Path))
		w.bool("open", s.Open)
		w.int("kept", int64(s.Kept))
		w.instant("received", s.Received)
		w.instant("ended", s.Ended)
		writeEnum(w, "closed_as", s.ClosedAs, OutcomeCompleted)
		w.text("satisfaction", string(s.Satisfaction))
		w.int("attempts", int64(s.Attempts))
		w.bool("counts_as_complaint", s.CountsAsComplaint)
		w.int("level", int64(s.Level))
		w.text("level_id", s.LevelID)
		w.text("handler", s.Handler)
		w.text("held_for", s.HeldFor)
		w.text("merged_into", s.MergedInto)
		w.text("body", s.Body)
		w.bool("recusal_pending", s.RecusalPending)
		w.bool("reachable", s.Reachable)
		writeEnum(w, "decision", s.Decision, NotFiled)
		writeObjects(w, "remedies", s.Remedies, func(r *RemedyStatus) {
			w.promise(&r.Remedy)
			w.instant("promised", r.Promised)
			w.instant("done", r.Done)
		})
		w.text("category", s.Category)
		w.text("cause", s.Cause)
		writeEnum(w, "severity", s.Severity, SeverityCritical)
		writeEnum(w, "impact", s.Impact, ImpactMany)
		writeList(w, "clocks", s.Clocks, w.clock)
		writeList(w, "firings", s.Firings, func(firing *sla.Firing) { w.foreign(firing.MarshalJSON) })
		writeObjects(w, "allowed", s.Allowed, func(n *Next) {
			w.text("kind", string(n.Kind))
			w.texts("results", texts(n.Results))
			writeObjects(w, "missing", n.Missing, func(m *Missing) {
				w.text("code", string(m.Code))
				w.text("field", m.Field)
			})
		})
		writeObjects(w, "obligations", s.Obligations, w.obligation)
		w.instant("next", s.Next)
		writeObjects(w, "findings", s.Findings, func(f *Finding) {
			w.text("code", string(f.Code))
			w.text("key", f.Key)
			w.text("message", f.Message)
		})
	})
}

// clock appends the members that package sla gives a clock, and those of its own.
func (w *recordWriter) clock(c *Clock) {
	w.foreign(c.Clock.MarshalJSON)
	w.data = w.data[:len(w.data)-1]
	w.text("id", c.ID)
	w.text("title", c.Title)
	w.date("due_on", c.DueOn)
	w.instant("latest", c.Latest)
	w.date("latest_on", c.LatestOn)
	w.int("extensions", int64(c.Extensions))
	w.text("why_not", string(c.WhyNot))
	w.data = append(w.data, '}')
}

func (w *recordWriter) obligation(o *Obligation) {
	w.text("id", o.ID)
	w.text("clock", o.Clock)
	w.text("action", o.Action)
	w.text("instead", o.Instead)
	w.bool("document", o.Document)
	w.texts("says", o.Says)
	w.bool("written", o.Written)
	w.instant("since", o.Since)
	w.instant("by", o.By)
	w.date("on", o.On)
	w.bool("overdue", o.Overdue)
}

// foreign appends what a value writes of itself.
func (w *recordWriter) foreign(marshal func() ([]byte, error)) {
	data, err := marshal()
	if err != nil {
		w.problems.Add(w.at, err)
		data = []byte("{}")
	}
	w.data = append(w.data, data...)
}

func (w *recordWriter) date(key string, date calendar.Date) {
	if !date.IsZero() {
		w.text(key, date.String())
	}
}

func (w *recordWriter) allowance(key string, a calendar.Allowance) {
	if a != (calendar.Allowance{}) {
		w.member(key, func() { w.foreign(a.MarshalJSON) })
	}
}

// values appends lists of strings by their names, which are sorted.
func (w *recordWriter) values(key string, attributes map[string][]string) {
	if len(attributes) > 0 {
		w.member(key, func() { w.object(func() { w.lists(attributes) }) })
	}
}

// lists appends the members of an object of lists. An empty list is written.
func (w *recordWriter) lists(lists map[string][]string) {
	for _, name := range slices.Sorted(maps.Keys(lists)) {
		if len(lists[name]) == 0 {
			w.member(name, func() { w.data = append(w.data, "[]"...) })
		}
		w.texts(name, lists[name])
	}
}
