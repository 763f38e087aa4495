package feedback

import (
	"fmt"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/internal/jsonwriter"
	"github.com/servicecommitment/commitment/internal/strictjson"
	"github.com/servicecommitment/commitment/sla"
)

// ParseItem reads the JSON form of an item:
//
//	{"id": "C-1", "kind": "complaint", "procedure": "iso-10002", "channel": "phone", "category": "billing/late_fee",
//	 "severity": "high", "privacy": "named", "customer": "c-17", "text": "charged twice", "attributes": {"region": ["east"]}}
//
// The keys are the names of the fields of [Item] in snake case; of an attribute,
// one value may stand for a list of one. Null and absent mean the same.
//
// Text that is not JSON or larger than 16 MiB, unknown and duplicate keys, and
// values of the wrong type or form are errors, all reported at once with their
// paths, and so is an identity in an anonymous item. Whether the item is complete
// is for [Desk.Replay] to say.
func ParseItem(data []byte) (Item, error) {
	var item Item
	err := readRecord(data, func(r recordReader) {
		item = readItem(r)
		for _, name := range item.identityKept() {
			if v, ok := r.Take(name); ok {
				v.Failf("must not be kept: the item is %s", item.Privacy)
			}
		}
	})
	if err != nil {
		return Item{}, err
	}
	return item, nil
}

// UnmarshalJSON is [ParseItem].
func (item *Item) UnmarshalJSON(data []byte) error { return unmarshal(item, data, ParseItem) }

// ParseActions reads the JSON form of the actions of an item:
//
//	[{"key": "a1", "at": "2026-03-02T09:00:00+08:00", "kind": "receive"},
//	 {"key": "a2", "at": "2026-03-02T10:00:00+08:00", "kind": "acknowledge", "by": "recorder", "actor": "u3"}]
//
// The keys are the names of the fields of [Action] in snake case. Null and absent
// mean the same. The errors are as those of [ParseItem].
func ParseActions(data []byte) ([]Action, error) {
	var (
		actions  []Action
		problems check.Problems
	)
	if root, ok := strictjson.Read(data, strictjson.Limits{Bytes: maxBytes}, &problems); ok {
		elements, _ := root.Array()
		for _, element := range elements {
			var a Action
			readObject(element, func(r recordReader) { a = readAction(r) })
			actions = append(actions, a)
		}
	}
	if err := problems.Err("feedback"); err != nil {
		return nil, err
	}
	return actions, nil
}

// UnmarshalJSON reads one action as [ParseActions] reads those of an item.
func (a *Action) UnmarshalJSON(data []byte) error {
	return unmarshalRecord(a, data, readAction)
}

// ParseStatus reads the JSON form of a status, as [Status.MarshalJSON] writes it:
// the names of the fields of [Status] and what it is made of, in snake case. The
// errors are as those of [ParseItem].
func ParseStatus(data []byte) (Status, error) {
	var s Status
	if err := readRecord(data, func(r recordReader) { s = readStatus(r) }); err != nil {
		return Status{}, err
	}
	return s, nil
}

// UnmarshalJSON is [ParseStatus].
func (s *Status) UnmarshalJSON(data []byte) error { return unmarshal(s, data, ParseStatus) }

func readItem(r recordReader) Item {
	return Item{
		ID: r.text("id"), Kind: readEnum(r, "kind", SurveyAnswer),
		Procedure: r.text("procedure"), Jurisdiction: r.text("jurisdiction"), Scheme: r.text("scheme"),
		Channel: r.text("channel"), Language: r.text("language"),
		Category: r.text("category"), Cause: r.text("cause"), Product: r.text("product"),
		Severity: readEnum(r, "severity", SeverityCritical), Impact: readEnum(r, "impact", ImpactMany),
		Safety: r.bool("safety"), Vulnerable: r.bool("vulnerable"),
		Privacy:  readEnum(r, "privacy", AnonymousSurvey),
		Customer: r.text("customer"), Contact: r.text("contact"), Pseudonym: r.text("pseudonym"),
		CodeHash: r.text("code_hash"), Tier: r.text("tier"), Subjects: r.texts("subjects"),
		Text: r.text("text"), Wish: r.text("wish"),
		Links: readObjects(r, "links", func(r recordReader) Link {
			return Link{Kind: readEnum(r, "kind", AwardOf), To: r.text("to")}
		}),
		Attributes: r.values("attributes"),
	}
}

func readAction(r recordReader) Action {
	return Action{
		Key: r.text("key"), At: r.instant("at"), Seq: r.int("seq"), Kind: ActionKind(r.text("kind")),
		By: readEnum(r, "by", RoleSystem), Actor: r.text("actor"),
		Reason: r.text("reason"), Note: r.text("note"), Result: Result(r.text("result")), Assignee: r.text("assignee"),
		Target: r.text("target"), Chain: r.texts("chain"), TargetCustomer: r.text("target_customer"),
		Clock: r.text("clock"), Extend: r.allowance("extend"), Approver: r.text("approver"),
		Consent: r.bool("consent"), Told: r.bool("told"),
		Decision: readEnum(r, "decision", NotFiled), Remedies: readObjects(r, "remedies", readRemedy),
		Remedy: r.text("remedy"), Holds: names[ReplyPart](r, "holds"), Document: r.text("document"), Written: r.bool("written"),
		Category: r.text("category"), Cause: r.text("cause"),
		Severity: readEnum(r, "severity", SeverityCritical), Impact: readEnum(r, "impact", ImpactMany),
		Attributes: r.values("attributes"),
	}
}

func readRemedy(r recordReader) Remedy {
	return Remedy{ID: r.text("id"), Kind: r.text("kind"), Award: r.text("award")}
}

func readStatus(r recordReader) Status {
	return Status{
		ItemID: r.text("item_id"), Kind: readEnum(r, "kind", SurveyAnswer),
		Procedure: r.text("procedure"), Version: r.text("version"), AsOf: r.instant("as_of"),
		State: State(r.text("state")), Path: names[State](r, "path"), Open: r.bool("open"), Kept: r.count("kept"),
		Received: r.instant("received"), Ended: r.instant("ended"),
		ClosedAs: readEnum(r, "closed_as", OutcomeCompleted), Satisfaction: Result(r.text("satisfaction")),
		Attempts: r.count("attempts"), CountsAsComplaint: r.bool("counts_as_complaint"),
		Level: r.count("level"), LevelID: r.text("level_id"), Handler: r.text("handler"), HeldFor: r.text("held_for"),
		MergedInto: r.text("merged_into"), Body: r.text("body"), RecusalPending: r.bool("recusal_pending"),
		Reachable: r.bool("reachable"), Decision: readEnum(r, "decision", NotFiled),
		Remedies: readObjects(r, "remedies", func(r recordReader) RemedyStatus {
			return RemedyStatus{Remedy: readRemedy(r), Promised: r.instant("promised"), Done: r.instant("done")}
		}),
		Category: r.text("category"), Cause: r.text("cause"),
		Severity: readEnum(r, "severity", SeverityCritical), Impact: readEnum(r, "impact", ImpactMany),
		Clocks: readList(r, "clocks", readClock), Firings: readList(r, "firings", foreign[sla.Firing]),
		Allowed: readObjects(r, "allowed", func(r recordReader) Next {
			return Next{
				Kind: ActionKind(r.text("kind")), Results: names[Result](r, "results"),
				Missing: readObjects(r, "missing", func(r recordReader) Missing {
					return Missing{Code: Code(r.text("code")), Field: r.text("field")}
				}),
			}
		}),
		Obligations: readObjects(r, "obligations", readObligation), Next: r.instant("next"),
		Findings: readObjects(r, "findings", func(r recordReader) Finding {
			return Finding{Code: Code(r.text("code")), Key: r.text("key"), Message: r.text("message")}
		}),
	}
}

func readObligation(r recordReader) Obligation {
	return Obligation{
		ID: r.text("id"), Clock: r.text("clock"), Action: r.text("action"), Instead: r.text("instead"),
		Document: r.bool("document"), Says: r.texts("says"), Written: r.bool("written"),
		Since: r.instant("since"), By: r.instant("by"), On: r.date("on"), Overdue: r.bool("overdue"),
	}
}

// readClock reads the members of its own, and leaves the rest to package sla.
func readClock(v strictjson.Value) Clock {
	var c Clock
	readObject(v, func(r recordReader) { c = clockOf(v, r) })
	return c
}

func clockOf(v strictjson.Value, r recordReader) Clock {
	c := Clock{
		ID: r.text("id"), Title: r.text("title"), DueOn: r.date("due_on"), Latest: r.instant("latest"), LatestOn: r.date("latest_on"),
		Extensions: r.count("extensions"), WhyNot: WhyNot(r.text("why_not")),
	}
	rest := []byte{'{'}
	for i, member := range r.Rest() {
		if i > 0 {
			rest = append(rest, ',')
		}
		rest = append(append(jsonwriter.AppendString(rest, member.Key), ':'), member.Value.JSON()...)
	}
	if err := c.UnmarshalJSON(append(rest, '}')); err != nil {
		v.Fail(err)
	}
	return c
}

// foreign reads a value that reads itself.
func foreign[T any, P interface {
	*T
	UnmarshalJSON([]byte) error
}](v strictjson.Value) T {
	var value T
	if err := P(&value).UnmarshalJSON(v.JSON()); err != nil {
		v.Fail(err)
	}
	return value
}

func (r recordReader) date(key string) calendar.Date {
	return readParsed(r, key, calendar.ParseDate)
}

// allowance reads the short text or the object of an allowance.
func (r recordReader) allowance(key string) calendar.Allowance {
	v, ok := r.Take(key)
	if !ok {
		return calendar.Allowance{}
	}
	return foreign[calendar.Allowance](v)
}

// names reads an array of strings of a named type.
func names[T ~string](r recordReader, key string) []T {
	return readList(r, key, func(v strictjson.Value) T {
		text, _ := v.Text()
		return T(text)
	})
}

// values reads an object of lists of strings, for each of which one string may
// stand.
func (r recordReader) values(key string) map[string][]string {
	v, ok := r.Take(key)
	if !ok {
		return nil
	}
	object, ok := v.Object()
	if !ok {
		return nil
	}
	return restValues(object)
}

// restValues reads the members that were not taken yet.
func restValues(object *strictjson.Object) map[string][]string {
	rest := object.Rest()
	if len(rest) == 0 {
		return nil
	}
	lists := make(map[string][]string, len(rest))
	for _, member := range rest {
		lists[member.Key] = oneOrMany(member.Value)
	}
	return lists
}

func oneOrMany(v strictjson.Value) []string {
	if v.Kind() != strictjson.KindArray {
		if v.Kind() != strictjson.KindString {
			v.Fail(fmt.Errorf("must be a string or an array of strings, not %s", v.Kind().Phrase()))
			return nil
		}
		text, _ := v.Text()
		return []string{text}
	}
	elements, _ := v.Array()
	list := make([]string, len(elements))
	for i, element := range elements {
		list[i], _ = element.Text()
	}
	return list
}
