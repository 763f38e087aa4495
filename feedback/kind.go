package feedback

import (
	"fmt"

	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/internal/strictjson"
)

// Kind is what somebody has brought: it decides which part of the loop an
// [Item] goes through.
//
// It is comparable; the zero value is no kind, and an error in an item.
type Kind uint8

// The kinds of items.
const (
	// Complaint is an expression of dissatisfaction to which an answer is
	// expected (投诉). One that is withdrawn remains a complaint.
	Complaint Kind = iota + 1
	// Report tells of a breach of the rules by others (举报): nothing is
	// mediated, and nobody is answered unless he gave his name.
	Report
	// Suggestion asks for something better (建议).
	Suggestion
	// Enquiry asks for information (咨询).
	Enquiry
	// Praise is thanks (表扬).
	Praise
	// SurveyAnswer is the answer to a survey; a low score opens a complaint or a
	// call-back.
	SurveyAnswer
)

// String returns "complaint", "report", "suggestion", "enquiry", "praise" or
// "survey_answer".
func (k Kind) String() string {
	return check.EnumText(k, "Kind", "complaint", "report", "suggestion", "enquiry", "praise", "survey_answer")
}

// ParseKind reads what [Kind.String] writes.
func ParseKind(text string) (Kind, error) { return parseText(text, SurveyAnswer) }

// MarshalText returns the text of [Kind.String]. A value that is none of the
// kinds is an error.
func (k Kind) MarshalText() ([]byte, error) { return marshalEnum(k, SurveyAnswer) }

// UnmarshalText reads what [Kind.MarshalText] writes.
func (k *Kind) UnmarshalText(text []byte) error { return unmarshalEnum(k, text, SurveyAnswer) }

// Severity is how much harm is done. It is comparable and ordered: a greater
// value is worse. The zero value is not assessed.
type Severity uint8

// The severities.
const (
	SeverityLow Severity = iota + 1
	SeverityMedium
	SeverityHigh
	SeverityCritical
)

// String returns "low", "medium", "high" or "critical".
func (s Severity) String() string {
	return check.EnumText(s, "Severity", "low", "medium", "high", "critical")
}

// ParseSeverity reads what [Severity.String] writes.
func ParseSeverity(text string) (Severity, error) { return parseText(text, SeverityCritical) }

// MarshalText returns the text of [Severity.String]. A value that is none of
// the severities is an error.
func (s Severity) MarshalText() ([]byte, error) { return marshalEnum(s, SeverityCritical) }

// UnmarshalText reads what [Severity.MarshalText] writes.
func (s *Severity) UnmarshalText(text []byte) error {
	return unmarshalEnum(s, text, SeverityCritical)
}

// Impact is how many are harmed. It is comparable and ordered: a greater value
// is wider. The zero value is not assessed.
type Impact uint8

// The impacts.
const (
	// ImpactSingle concerns one customer.
	ImpactSingle Impact = iota + 1
	// ImpactSeveral concerns a group: a team, a street, an order.
	ImpactSeveral
	// ImpactMany concerns a product, a region or all customers.
	ImpactMany
)

// String returns "single", "several" or "many".
func (i Impact) String() string { return check.EnumText(i, "Impact", "single", "several", "many") }

// ParseImpact reads what [Impact.String] writes.
func ParseImpact(text string) (Impact, error) { return parseText(text, ImpactMany) }

// MarshalText returns the text of [Impact.String]. A value that is none of the
// impacts is an error.
func (i Impact) MarshalText() ([]byte, error) { return marshalEnum(i, ImpactMany) }

// UnmarshalText reads what [Impact.MarshalText] writes.
func (i *Impact) UnmarshalText(text []byte) error { return unmarshalEnum(i, text, ImpactMany) }

// Privacy is what is known of the person behind an item, and to whom. It is
// comparable; the zero value is taken as Named.
type Privacy uint8

// The privacy modes.
const (
	// Named: everybody who handles the item sees who brought it (实名).
	Named Privacy = iota + 1
	// Confidential: the identity is sealed, only the privacy officer opens it;
	// everybody else sees a pseudonym.
	Confidential
	// Anonymous: no identity is kept. A code, of which only a salted hash is
	// kept, lets the person come back (匿名).
	Anonymous
	// AnonymousSurvey: no identity and no code, nothing leads back.
	AnonymousSurvey
)

// String returns "named", "confidential", "anonymous" or "anonymous_survey".
func (p Privacy) String() string {
	return check.EnumText(p, "Privacy", "named", "confidential", "anonymous", "anonymous_survey")
}

// ParsePrivacy reads what [Privacy.String] writes.
func ParsePrivacy(text string) (Privacy, error) { return parseText(text, AnonymousSurvey) }

// MarshalText returns the text of [Privacy.String]. A value that is none of the
// modes is an error.
func (p Privacy) MarshalText() ([]byte, error) { return marshalEnum(p, AnonymousSurvey) }

// UnmarshalText reads what [Privacy.MarshalText] writes.
func (p *Privacy) UnmarshalText(text []byte) error {
	return unmarshalEnum(p, text, AnonymousSurvey)
}

// parseText reads the text of a value from 1 to last for an exported function.
func parseText[E enumValue](text string, last E) (E, error) {
	value, err := strictjson.EnumText(last)(text)
	if err != nil {
		return 0, fmt.Errorf("feedback: %w", err)
	}
	return value, nil
}

// marshalEnum returns the text of a value from 1 to last.
func marshalEnum[E enumValue](value, last E) ([]byte, error) {
	if value < 1 || value > last {
		return nil, fmt.Errorf("feedback: %s has no text", value.String())
	}
	return []byte(value.String()), nil
}

// unmarshalEnum reads the text of a value from 1 to last.
func unmarshalEnum[E enumValue](into *E, text []byte, last E) error {
	value, err := parseText(string(text), last)
	if err == nil {
		*into = value
	}
	return err
}
