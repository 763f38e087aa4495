package feedback

import "github.com/servicecommitment/commitment/internal/check"

// Item is what somebody has brought: a complaint, report, suggestion, enquiry,
// praise or survey answer, as it was recorded at receipt. What happened to it
// afterwards is a list of [Action]s, which the host stores beside it.
//
// It is plain data, not comparable and not safe for concurrent changes; a
// [Desk] keeps nothing of it. The zero value has neither id nor kind, and is an
// error.
type Item struct { //nolint:recvcheck // written by value, read into a pointer
	// ID is required.
	ID   string
	Kind Kind
	// Procedure is the id of the procedure that governs the item. Without one it
	// is chosen by Jurisdiction, Scheme and the date of receipt; see
	// [Desk.Choose].
	Procedure, Jurisdiction, Scheme string
	// Channel is how it came: "phone", "app", "12315". Language is a BCP 47 tag.
	Channel, Language string
	// Category is a path in the host's tree of subjects, "billing/late_fee";
	// Cause a code of why it happened, once that is known; Product what it is
	// about: a product, order or practice.
	Category, Cause, Product string
	Severity                 Severity
	Impact                   Impact
	// Safety says that somebody may come to harm; Vulnerable that the customer
	// needs more care than others.
	Safety, Vulnerable bool
	Privacy            Privacy
	// Customer is the host's stable key of the person, and Contact where he is
	// reached; both are empty where no identity is kept. Pseudonym is what those
	// see to whom the identity is sealed.
	Customer, Contact, Pseudonym string
	// CodeHash is the salted hash of the code of an anonymous item, never the
	// code; see [NewCode].
	CodeHash string
	// Tier is the class of the customer: it only breaks ties.
	Tier string
	// Subjects are the staff that the item complains about, by the keys that the
	// host uses as [Action].Actor.
	Subjects []string
	// Text is the customer's own words, Wish the remedy he asks for.
	Text, Wish string
	// Links are the other items it has to do with.
	Links []Link
	// Attributes are whatever else the host knows; the conditions of a
	// procedure's clocks read them. The keys "kind", "channel", "category",
	// "cause", "product", "severity", "impact", "privacy", "safety",
	// "vulnerable", "tier" and "level" are those of the fields and cannot be set.
	Attributes map[string][]string
}

// Link says what an item has to do with another one.
type Link struct {
	Kind LinkKind
	// To is the id of the other item, survey answer, recurring issue or award.
	To string
}

// LinkKind is what two items have to do with each other. It is comparable; the
// zero value is nothing, and an error in a link.
type LinkKind uint8

// The kinds of links.
const (
	// SameCause joins complaints of different customers, each of which keeps its
	// own clocks and its own reply.
	SameCause LinkKind = iota + 1
	// DuplicateOf leads from a duplicate to the item that goes on.
	DuplicateOf
	// FromSurvey leads from a complaint to the survey answer that opened it.
	FromSurvey
	// Opened leads from a survey answer to the complaint or call-back it opened.
	Opened
	// PartOf leads to a recurring issue.
	PartOf
	// Follows leads from an item to an earlier one of the same matter.
	Follows
	// AwardOf leads to an award of package compensation.
	AwardOf
)

// String returns "same_cause", "duplicate_of", "from_survey", "opened",
// "part_of", "follows" or "award_of".
func (k LinkKind) String() string {
	return check.EnumText(k, "LinkKind", "same_cause", "duplicate_of", "from_survey", "opened", "part_of",
		"follows", "award_of")
}

// ParseLinkKind reads what [LinkKind.String] writes.
func ParseLinkKind(text string) (LinkKind, error) { return parseText(text, AwardOf) }

// MarshalText returns the text of [LinkKind.String]. A value that is none of
// the kinds is an error.
func (k LinkKind) MarshalText() ([]byte, error) { return marshalEnum(k, AwardOf) }

// UnmarshalText reads what [LinkKind.MarshalText] writes.
func (k *LinkKind) UnmarshalText(text []byte) error { return unmarshalEnum(k, text, AwardOf) }

// sameCustomer reports whether two items are known to be of one customer: by his
// key or, where one of them is sealed, by his pseudonym.
func (item *Item) sameCustomer(other *Item) bool {
	if item.Customer != "" && other.Customer != "" {
		return item.Customer == other.Customer
	}
	return item.Pseudonym != "" && item.Pseudonym == other.Pseudonym
}
