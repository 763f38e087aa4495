package feedback

import "github.com/servicecommitment/commitment/internal/check"

// Decision is what was decided about an item. It is comparable; the zero value
// is undecided.
type Decision uint8

// The decisions.
const (
	Upheld Decision = iota + 1
	PartlyUpheld
	NotUpheld
	// Filed and NotFiled are those on a report: whether a case is opened (立案).
	Filed
	NotFiled
)

// String returns "upheld", "partly_upheld", "not_upheld", "filed" or
// "not_filed".
func (d Decision) String() string {
	return check.EnumText(d, "Decision", "upheld", "partly_upheld", "not_upheld", "filed", "not_filed")
}

// ParseDecision reads what [Decision.String] writes.
func ParseDecision(text string) (Decision, error) { return parseText(text, NotFiled) }

// MarshalText returns the text of [Decision.String]. A value that is none of the
// decisions is an error.
func (d Decision) MarshalText() ([]byte, error) { return marshalEnum(d, NotFiled) }

// UnmarshalText reads what [Decision.MarshalText] writes.
func (d *Decision) UnmarshalText(text []byte) error { return unmarshalEnum(d, text, NotFiled) }

// ReplyPart is a part of a reply on the check-list of a procedure. It is
// comparable; procedures may have parts of their own.
type ReplyPart string

// The parts of the built-in check-list.
const (
	ReplyDecision ReplyPart = "decision"
	ReplyReason   ReplyPart = "reason"
	// ReplyRemedy is needed unless the decision is [NotUpheld].
	ReplyRemedy ReplyPart = "remedy"
	// ReplyRights says where the customer can turn next.
	ReplyRights ReplyPart = "next_level_rights"
)

// Remedy is what the customer was promised. Its clock is that of the
// procedure's [ClockRule]s whose moments say "remedy".
type Remedy struct {
	// ID is required, and distinct within the item: a later decision that promises
	// what is outstanding under the id promises nothing more.
	ID string
	// Kind is a code such as "refund", "repair", "apology", "compensation".
	Kind string
	// Award is the id of an award of package compensation: what is owed in money.
	Award string
}
