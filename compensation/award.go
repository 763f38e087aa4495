package compensation

import (
	"bytes"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/internal/check"
)

// Award is what is owed for a claim, and how that came about. It belongs to the
// caller.
//
// It is not comparable; compare with [Award.Equal]. It is not safe for
// concurrent changes. The zero value owes nothing.
type Award struct {
	// Scheme and Version name the scheme, Fingerprint is that of
	// [Program.Fingerprint].
	Scheme      string `json:"scheme"`
	Version     string `json:"version"`
	Fingerprint string `json:"fingerprint"`
	// Amount is what is to be paid: the sum of the deltas of the lines. It is
	// negative where a scheme takes something back. In a scheme of rights
	// without a currency it is no money.
	Amount Money `json:"amount"`
	// PerIncident is the part of each incident, in the order of the claim. The
	// parts add up to the amount less what was carried in, or, where nothing is
	// paid out, to zero.
	PerIncident []Money `json:"per_incident,omitempty"`
	// Carried is what waits for the next claim, since it is too little to be paid
	// out, with what was carried in; give it back as [Claim].Carried.
	Carried Money `json:"carried"`
	// Lines are what changed the amount, in order, and what did not and why.
	Lines []Line `json:"lines,omitempty"`
	// Rights are what is owed besides money.
	Rights []Right `json:"rights,omitempty"`
	// ClaimBy is the last date for the claim, that of the incident which lapses
	// first; zero where the scheme sets none or the fact it counts from is
	// absent.
	ClaimBy calendar.Date `json:"claim_by,omitzero"`
}

// Right is something that is owed besides money.
type Right struct {
	ID    string `json:"id"`
	Title Title  `json:"title,omitzero"`
	// Incidents are those that give it, counted from 1.
	Incidents []int `json:"incidents"`
}

// Line is one step of an award.
type Line struct {
	Kind LineKind `json:"kind"`
	// Incident counts from 1; 0 is the claim as a whole.
	Incident int `json:"incident,omitempty"`
	// Rule, Right or Cap is the id of what the line is about; of a line of the
	// whole claim all may be empty.
	Rule  string `json:"rule,omitempty"`
	Right string `json:"right,omitempty"`
	Cap   string `json:"cap,omitempty"`
	// Reason says why: the id of the exclusion that holds, the group that chose
	// another rule, "late" for a claim that came too late, the mode of a
	// rounding or of an allocation, what became of a small amount.
	Reason string `json:"reason,omitempty"`
	// Title is that of the exclusion, or else of the rule, right or cap.
	Title Title `json:"title,omitzero"`
	Form  Form  `json:"form,omitempty"`
	// Expression is the text that was evaluated.
	Expression string `json:"expression,omitempty"`
	// Facts are those that were read, in order.
	Facts []FactRead `json:"facts,omitempty"`
	// Lookups are the bands and slices that were chosen, in order.
	Lookups []Lookup `json:"lookups,omitempty"`
	// Conditions are those that decided that nothing is owed.
	Conditions []Condition `json:"conditions,omitempty"`
	// Exact is the value of the expression, a decimal or, if that has no end, a
	// fraction: "155/29".
	Exact string `json:"exact,omitempty"`
	// Used is what earlier awards have used of the limit of a cap.
	Used string `json:"used,omitempty"`
	// Delta is by how much the line changes the amount, and Total what that has
	// come to. The deltas add up to the award exactly. Values that have no end
	// as decimals are cut at 20 places in both, which the line of the rounding
	// makes up for.
	Delta Money `json:"delta"`
	Total Money `json:"total"`
}

// FactRead is a fact that was read, and its value. An absent bool was read as
// false.
type FactRead struct {
	Name  string `json:"name"`
	Value Value  `json:"value"`
}

// Lookup is the entry of a table that was chosen for a number. It is comparable.
type Lookup struct {
	Table    string `json:"table"`
	Argument string `json:"argument"`
	// Entry is the edges of the band or slice: "> 10, <= 15", or "else".
	Entry string `json:"entry"`
}

// Condition is a comparison, or a bool, that decided a line. It is comparable.
type Condition struct {
	// Text is the condition as the scheme says it: "delay_min >= 120".
	Text  string `json:"text"`
	Holds bool   `json:"holds,omitempty"`
	// Left and Right are the numbers that were compared, and By is how far they
	// lie apart; empty where it is no comparison of numbers.
	Left  string `json:"left,omitempty"`
	Right string `json:"right,omitempty"`
	By    string `json:"by,omitempty"`
}

// LineKind is what a line does. Its JSON form is its text. It is comparable; the
// zero value is none.
type LineKind uint8

// The kinds of lines.
const (
	LineComputed   LineKind = iota + 1 // computed: the amount of a rule
	LineExcluded                       // excluded: a rule or right that an exclusion, or a group, sets aside
	LineUnmet                          // unmet: a rule or right whose condition does not hold
	LineMinimum                        // minimum: of a rule
	LineMaximum                        // maximum: of a rule
	LineCap                            // cap: of the incidents that share it
	LineRounding                       // rounding: of a rule, of what a cap leaves, or of the total
	LineThreshold                      // threshold: too little to be paid out
	LineCarried                        // carried: from earlier claims
	LineAllocation                     // allocation: of a cut total to the incidents
)

// String returns the text of the kind, such as "computed".
func (k LineKind) String() string {
	return check.EnumText(k, "LineKind", "computed", "excluded", "unmet", "minimum", "maximum", "cap",
		"rounding", "threshold", "carried", "allocation")
}

// MarshalText returns the text of [LineKind.String]. Any other value is an error.
func (k LineKind) MarshalText() ([]byte, error) { return marshalEnum(k, LineAllocation) }

// UnmarshalText reads what [LineKind.MarshalText] writes.
func (k *LineKind) UnmarshalText(text []byte) error { return unmarshalEnum(k, LineAllocation, text) }

// Equal reports whether both awards are the same, in amounts, lines and rights.
func (a Award) Equal(other Award) bool {
	mine, err := a.MarshalJSON()
	if err != nil {
		return false
	}
	others, err := other.MarshalJSON()
	return err == nil && bytes.Equal(mine, others)
}
