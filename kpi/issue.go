package kpi

import (
	"cmp"
	"iter"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/servicecommitment/commitment/internal/check"
)

// Issue is a case as first-contact resolution, reopen rates and backlogs see it:
// what a customer wanted, however many messages it took.
//
// It is plain data; it is not comparable. The zero value is an issue that never
// was: without Opened it is invalid.
type Issue struct {
	ID string
	// Customer and Key say which issues are about the same thing: a later one of
	// the same customer with the same key. An empty customer matches nobody.
	Customer, Key string
	Opened        time.Time
	// Resolved is when it was resolved for the first time, zero if never.
	Resolved time.Time
	// Reopened are the instants at which it was reopened, and ResolvedAgain
	// those at which it was resolved after that, in any order.
	Reopened, ResolvedAgain []time.Time
	// Closed is when it was closed, zero if never.
	Closed time.Time
	// CustomerContacts counts the contacts of the customer before the resolution,
	// the first included; contacts that the service began and those of another
	// team after a transfer are none. It is at most 2^31-1, as all counts are.
	CustomerContacts int
	// CustomerReplies counts the messages of the customer after the first.
	CustomerReplies int
	// AgentReplies counts public replies by people; automatic and internal
	// messages are none.
	AgentReplies int
	// Closings counts how often it was closed, Participants the people of the
	// service who took part.
	Closings, Participants int
	// MergedInto is the issue that goes on for this one.
	MergedInto string
	// NotFirstLevel says that the first level can not resolve such issues: field
	// work, hardware, a wrong queue.
	NotFirstLevel bool
	// Outside says why the issue is outside every rate ("spam", "internal"); it
	// is empty for the others.
	Outside string
	// Survey is what the customer said when asked whether the issue was resolved
	// at the first contact.
	Survey SurveyAnswer `json:",omitzero"`
	// Due is when the resolution was due, zero without a commitment; it serves
	// the overdue part of a backlog.
	Due time.Time
}

// SurveyAnswer is an answer to a yes-or-no question. It is comparable; the zero
// value means that there is none.
type SurveyAnswer uint8

// The answers.
const (
	SaidYes SurveyAnswer = iota + 1
	SaidNo
)

// String returns "yes" or "no".
func (a SurveyAnswer) String() string { return enumText(a, "SurveyAnswer", "yes no") }

// ParseSurveyAnswer reads what [SurveyAnswer.String] writes.
func ParseSurveyAnswer(text string) (SurveyAnswer, error) { return parseEnum(text, "survey", SaidNo) }

// MarshalText returns the text of [SurveyAnswer.String].
func (a SurveyAnswer) MarshalText() ([]byte, error) { return marshalEnum(a, "survey", SaidNo) }

// UnmarshalText reads what [SurveyAnswer.MarshalText] writes.
func (a *SurveyAnswer) UnmarshalText(text []byte) (err error) {
	*a, err = ParseSurveyAnswer(string(text))
	return err
}

// maxPerIssue is the most contacts, replies, closings and people of an issue. Their
// sums over all issues that there is memory for are within 64 bits.
const maxPerIssue = math.MaxInt32

// at returns the instant without what a database does not keep.
func at(t time.Time) time.Time { return t.Round(0) }

// problem says which field of an issue is wrong, and why; "" if all is well.
func (i *Issue) problem() (field check.Path, text string) {
	switch {
	case i.Opened.IsZero():
		return "opened", "must be given"
	case !i.Resolved.IsZero() && i.Resolved.Before(i.Opened):
		return "resolved", "must not be before opened"
	case !i.Closed.IsZero() && i.Closed.Before(i.Opened):
		return "closed", "must not be before opened"
	case len(i.Reopened) > 0 && i.Resolved.IsZero():
		return "reopened", "must not be there without resolved"
	case len(i.Outside) > maxText || !textual(i.Outside):
		return "outside", "must be a short text"
	case i.MergedInto != "" && i.MergedInto == i.ID:
		return "merged_into", "must be another issue"
	case i.Survey > SaidNo:
		return "survey", "no such answer"
	}
	for _, count := range [...]struct {
		field check.Path
		n     int
	}{
		{"customer_contacts", i.CustomerContacts},
		{"customer_replies", i.CustomerReplies},
		{"agent_replies", i.AgentReplies},
		{"closings", i.Closings},
		{"participants", i.Participants},
	} {
		if count.n < 0 || count.n > maxPerIssue {
			return count.field, "must be from 0 to " + strconv.Itoa(maxPerIssue)
		}
	}
	for _, t := range i.Reopened {
		if t.Before(i.Resolved) {
			return "reopened", "must not be before resolved"
		}
	}
	return "", ""
}

// valid reports whether an issue is as it must be, and notes what is not.
func (i *Issue) valid(problems *check.Problems) bool {
	field, text := i.problem()
	if field != "" {
		problems.Addf(check.Path("issues").Key(i.ID).Key(string(field)), "%s", text)
	}
	return field == ""
}

// compare orders issues by all that they say.
func (i *Issue) compare(o *Issue) int {
	order := strings.Compare(i.ID, o.ID)
	first := func(c int) {
		if order == 0 {
			order = c
		}
	}
	for _, pair := range [...][2]time.Time{{i.Opened, o.Opened}, {i.Resolved, o.Resolved}, {i.Closed, o.Closed}, {i.Due, o.Due}} {
		first(pair[0].Compare(pair[1]))
	}
	for _, pair := range [...][2]string{{i.Customer, o.Customer}, {i.Key, o.Key}, {i.MergedInto, o.MergedInto}, {i.Outside, o.Outside}} {
		first(strings.Compare(pair[0], pair[1]))
	}
	flag := func(b bool) int {
		if b {
			return 1
		}
		return 0
	}
	for _, pair := range [...][2]int{
		{i.CustomerContacts, o.CustomerContacts},
		{i.CustomerReplies, o.CustomerReplies},
		{i.AgentReplies, o.AgentReplies},
		{i.Closings, o.Closings},
		{i.Participants, o.Participants},
		{int(i.Survey), int(o.Survey)},
		{flag(i.NotFirstLevel), flag(o.NotFirstLevel)},
	} {
		first(cmp.Compare(pair[0], pair[1]))
	}
	first(slices.CompareFunc(i.Reopened, o.Reopened, time.Time.Compare))
	first(slices.CompareFunc(i.ResolvedAgain, o.ResolvedAgain, time.Time.Compare))
	return order
}

// distinct returns issues in order, each id once. Of several with one id that
// differ it keeps the last in the order of what they say, whatever the order of
// delivery, and reports a problem. Issues without an id are one each.
func distinct(issues iter.Seq[Issue], problems *check.Problems) (kept []Issue) {
	if issues == nil {
		return nil
	}
	for i := range issues {
		i.Opened, i.Resolved, i.Closed, i.Due = at(i.Opened), at(i.Resolved), at(i.Closed), at(i.Due)
		kept = append(kept, i)
	}
	slices.SortFunc(kept, func(a, b Issue) int { return a.compare(&b) })
	end := 0
	for i := range kept {
		if end > 0 && kept[i].ID != "" && kept[end-1].ID == kept[i].ID {
			if kept[end-1].compare(&kept[i]) != 0 {
				problems.Addf(check.Path("issues").Key(kept[i].ID), "is there more than once, and not the same")
			}
			kept[end-1] = kept[i]
			continue
		}
		kept[end] = kept[i]
		end++
	}
	return kept[:end]
}
