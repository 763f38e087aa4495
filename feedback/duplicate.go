package feedback

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/internal/check"
)

// NewFacts says whether somebody who comes back brings anything new. It is
// comparable; the zero value says that nobody has looked yet.
type NewFacts uint8

// What a second contact brings.
const (
	// SomethingNew: facts, evidence or demands that the first contact did not have.
	SomethingNew NewFacts = iota + 1
	// NothingNew: the same matter once more.
	NothingNew
)

// String returns "something_new" or "nothing_new".
func (n NewFacts) String() string {
	return check.EnumText(n, "NewFacts", "something_new", "nothing_new")
}

// Advice is what to do with something that arrives and may be there already. It
// is comparable; the zero value is none.
type Advice uint8

// The advice that [Duplicate] gives.
const (
	// OpenNew: it is a new item.
	OpenNew Advice = iota + 1
	// AttachContact: the same customer about the same matter, which is open: it is
	// one more contact of the first item, whose clocks stay what they are and
	// whose priority rises.
	AttachContact
	// TellProgress: as AttachContact, but nothing is new: the customer is told how
	// it stands.
	TellProgress
	// OpenFollowing: the same customer about the same matter, which is closed: a
	// new item that follows the first, and counts as a repeat.
	OpenFollowing
	// OpenLinked: another customer with the same cause: a new item with its own
	// clocks and its own reply, linked to the first. It is never merged.
	OpenLinked
	// MergeVotes: the same suggestion, whoever makes it: merge the two and unite
	// their voters; see [Votes].
	MergeVotes
)

// String returns "open_new", "attach_contact", "tell_progress", "open_following",
// "open_linked" or "merge_votes".
func (a Advice) String() string {
	return check.EnumText(a, "Advice", "open_new", "attach_contact", "tell_progress", "open_following",
		"open_linked", "merge_votes")
}

// MatterItem is an item that is there, and what it is about.
//
// It is plain data, not comparable and not safe for concurrent changes; the zero
// value matches nothing.
type MatterItem struct {
	Item Item
	// Matter is the host's key of what the item is about: a category and a
	// product, an order, a cluster of texts that somebody has looked at. An empty
	// one is like no other.
	Matter   string
	Received time.Time
	// Open says that the item is not at its end.
	Open bool
}

// Match is what [Duplicate] says of an arriving item.
//
// It is comparable; the zero value says nothing.
type Match struct {
	Advice Advice
	// Of is the id of the item that was first, empty for OpenNew.
	Of string
	// NewItem says that the arriving item becomes one of its own.
	NewItem bool
	// Link is the link that it gets to Of: [Follows], [SameCause] or, from a
	// merged suggestion, [DuplicateOf].
	Link LinkKind
	// RaisePriority says that the first item is more urgent now.
	RaisePriority bool
}

// Duplicate says what to do with an arriving item, given those that are there.
//
// Only items of the same kind and the same matter count. Those of the same
// customer come first, an open one before a closed one, then the earliest
// received, then the least id; sealed items are of the same customer if they have
// the same pseudonym; empty customers are like no other, so that two anonymous
// items are two items. The arriving item itself, delivered once more,
// is not compared with itself.
//
//	same customer, open                 AttachContact, first clocks kept, priority raised
//	same customer, open, NothingNew     TellProgress
//	same customer, closed               OpenFollowing
//	another customer                    OpenLinked
//	a suggestion, of anybody            MergeVotes
//
// Sources: Beijing 接诉即办 regulation, article 11(3), for nothing new; that
// complaints are linked is ruled because each customer has a right to a reply.
func Duplicate(arrival MatterItem, facts NewFacts, known []MatterItem) Match {
	var same []*MatterItem
	for i := range known {
		k := &known[i]
		if arrival.Matter != "" && k.Matter == arrival.Matter && k.Item.Kind == arrival.Item.Kind && k.Item.ID != arrival.Item.ID {
			same = append(same, k)
		}
	}
	if len(same) == 0 {
		return Match{Advice: OpenNew, NewItem: true}
	}
	own := func(k *MatterItem) bool { return k.Item.sameCustomer(&arrival.Item) }
	first := slices.MinFunc(same, func(a, b *MatterItem) int {
		return cmp.Or(
			firstTrue(own(a), own(b)),
			firstTrue(a.Open, b.Open),
			a.Received.Compare(b.Received),
			cmp.Compare(a.Item.ID, b.Item.ID),
		)
	})
	match := Match{Of: first.Item.ID}
	switch {
	case arrival.Item.Kind == Suggestion:
		match.Advice, match.NewItem, match.Link = MergeVotes, true, DuplicateOf
	case !own(first):
		match.Advice, match.NewItem, match.Link = OpenLinked, true, SameCause
	case !first.Open:
		match.Advice, match.NewItem, match.Link = OpenFollowing, true, Follows
	case facts == NothingNew:
		match.Advice = TellProgress
	default:
		match.Advice, match.RaisePriority = AttachContact, true
	}
	return match
}

// Explain says in one line what to do, and why.
func (m Match) Explain(lang commitment.Lang) []string {
	lines := [...][2]string{
		OpenNew:       {"a new item", "新建工单"},
		AttachContact: {"one more contact of %s: its clocks go on, its priority rises", "并入 %s，记为一次补充联系：原时限不变，优先级提高"},
		TellProgress:  {"nothing new about %s: tell the customer how it stands", "%s 无新情况：告知客户办理进展，不另立新单"},
		OpenFollowing: {"a new item that follows %s, which is closed: a repeat", "%s 已办结：新建工单并关联原单，计为重复反映"},
		OpenLinked:    {"a new item with its own clocks and reply, linked to %s", "新建工单，单独计时、单独答复，与 %s 关联（同一原因）"},
		MergeVotes:    {"merge with %s and unite the voters", "与 %s 合并，投票人取并集"},
	}
	if m.Advice < OpenNew || m.Advice > MergeVotes {
		return nil
	}
	line := lines[m.Advice][0]
	if lang == commitment.Chinese {
		line = lines[m.Advice][1]
	}
	return []string{strings.ReplaceAll(line, "%s", m.Of)}
}

// firstTrue orders true before false.
func firstTrue(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}
