package compensation

import (
	"slices"

	"github.com/servicecommitment/commitment/calendar"
)

// Scheme is what is owed when a commitment is missed, as data that reads like
// its text. [ParseScheme] reads its JSON form, [Compile] checks it.
//
// Wherever a field is called an expression, its text is one of the language that
// the package comment describes. It is plain data, not comparable and not safe
// for concurrent changes; the zero value is refused by Compile.
type Scheme struct { //nolint:recvcheck // written by value, read into a pointer
	// ID and Version name the scheme; both are required. Version is free text.
	ID      string `json:"id"`
	Version string `json:"version"`
	Title   string `json:"title,omitempty"`
	Source  string `json:"source,omitempty"`
	// Currency is the three letters of ISO 4217. It may be missing only where
	// nothing is paid: in a scheme of rights alone.
	Currency string `json:"currency,omitempty"`
	// Effective are the dates that the scheme says it covers. A param by date
	// must have a value on each of them.
	Effective Effective `json:"effective,omitzero"`
	// Facts are the names that a claim may give, with their types.
	Facts map[string]FactType `json:"facts,omitempty"`
	// EffectiveOn is the fact, a date or a time, by which params by date are
	// chosen.
	EffectiveOn string `json:"effective_on,omitempty"`
	// Params are named numbers that change by date or by the value of a fact.
	Params map[string]Param `json:"params,omitempty"`
	// Tables are functions of one number.
	Tables map[string]Table `json:"tables,omitempty"`
	// Rules are what is owed in money, in the order of their lines.
	Rules []Rule `json:"rules,omitempty"`
	// Unless are the exclusions of all rules and rights.
	Unless []Exclusion `json:"unless,omitempty"`
	// Caps are applied to the sum, one after the other.
	Caps []Cap `json:"caps,omitempty"`
	// Groups say what becomes of several rules of a group that apply to one
	// incident. The rules of a group that is not named here are added up.
	Groups map[string]Grouping `json:"groups,omitempty"`
	// Round is how the award is rounded; by default to the currency's smallest
	// unit, half up.
	Round RoundTerms `json:"round,omitzero"`
	// Payable is the least that is paid out.
	Payable *Payable `json:"payable,omitempty"`
	// Allocation is how an award that a cap cut is split over the incidents; by
	// default chronologically.
	Allocation Allocation `json:"allocation,omitempty"`
	// Rights are what is owed besides money.
	Rights []Entitlement `json:"rights,omitempty"`
	// Claim is until when a claim must be made.
	Claim ClaimWindow `json:"claim,omitzero"`
	// Gaps are the gaps of tables, which are errors unless the published text
	// has them.
	Gaps Gaps `json:"gaps,omitempty"`
}

// Effective are the dates from From to Until, both included; a zero date is no
// bound. It is comparable.
type Effective struct {
	From  calendar.Date `json:"from,omitzero"`
	Until calendar.Date `json:"until,omitzero"`
}

// Param is a number of a scheme: an expression, a choice by date, or a choice by
// the value of a fact. Exactly one of the three is given; choices may hold
// choices.
type Param struct {
	// Value is an expression. In JSON, a param of a value is its text.
	Value string
	// ByDate are the values from dates on, in order.
	ByDate []DatedParam
	// By is the fact by whose value the param is chosen: a string, a bool, a
	// number or a date; Values are the choices, by the fact's text.
	By     string
	Values map[string]Param
}

// DatedParam is the value of a param from a date on, which is included.
type DatedParam struct {
	From  calendar.Date `json:"from"`
	Value Param         `json:"value"`
}

// Table is a function of one number: the value of the band that holds it, or the
// sum over slices, each at its own rate.
type Table struct {
	Bands []Band `json:"bands,omitempty"`
	// Else is an expression for numbers that no band holds.
	Else string `json:"else,omitempty"`
	// Slices run from zero upwards. A number below zero gives zero.
	Slices []Slice `json:"slices,omitempty"`
	// Measure rounds the number before the table is asked.
	Measure *RoundRule `json:"measure,omitempty"`
}

// Band is a range of numbers, with decimals as its edges, and what the table
// gives for it. A side without an edge is open.
type Band struct {
	GT    string `json:"gt,omitempty"`
	GE    string `json:"ge,omitempty"`
	LT    string `json:"lt,omitempty"`
	LE    string `json:"le,omitempty"`
	Value string `json:"value"`
}

// Slice is the part of a number above the slice before and up to a decimal; of
// the last one that may be missing. Per is an expression for what each unit of
// that part gives.
type Slice struct {
	Upto string `json:"upto,omitempty"`
	Per  string `json:"per"`
}

// Rule is an amount that is owed for an incident.
type Rule struct {
	ID    string `json:"id"`
	Title Title  `json:"title,omitzero"`
	// When is an expression of a bool; without it the rule always applies.
	When string `json:"when,omitempty"`
	// Unless are exclusions, of which the first that holds is the reason.
	Unless []Exclusion `json:"unless,omitempty"`
	// Amount, Min and Max are expressions of numbers.
	Amount string `json:"amount"`
	Min    string `json:"min,omitempty"`
	Max    string `json:"max,omitempty"`
	// Group names the rules of which a grouping chooses.
	Group string `json:"group,omitempty"`
	Form  Form   `json:"form,omitempty"`
	// Round rounds the amount of this rule, before anything is added up.
	Round *RoundRule `json:"round,omitempty"`
}

// Exclusion is a condition under which nothing is owed. It is comparable.
type Exclusion struct {
	ID    string `json:"id"`
	Title Title  `json:"title,omitzero"`
	// When is an expression of a bool.
	When string `json:"when"`
}

// Cap is the most that is paid to the incidents that share it. Of a limit between
// two steps of rounding, the lower step is.
type Cap struct {
	ID    string `json:"id"`
	Title Title  `json:"title,omitzero"`
	// Limit is an expression of a number.
	Limit string `json:"limit"`
	// Window says which earlier awards count; without one, none does.
	Window *Window `json:"window,omitempty"`
}

// Window says which awards share a cap.
type Window struct {
	// Same are the facts that must be equal.
	Same []string `json:"same,omitempty"`
	// Rolling is a duration, "24h" or "30d": awards count that lie less than
	// that before the claim.
	Rolling string `json:"rolling,omitempty"`
	// At is the fact with the instant of the claim; "at" by default.
	At string `json:"at,omitempty"`
}

// RoundTerms is how an award is rounded.
type RoundTerms struct {
	RoundRule

	// At is what is rounded: the total by default.
	At RoundAt
}

// Payable is the least that is paid out: exactly one of AtLeast and MoreThan,
// which are expressions, is given.
type Payable struct {
	AtLeast  string `json:"at_least,omitempty"`
	MoreThan string `json:"more_than,omitempty"`
	// Below is what becomes of less.
	Below Below `json:"below"`
}

// Entitlement is something that is owed besides money.
type Entitlement struct {
	ID    string `json:"id"`
	Title Title  `json:"title,omitzero"`
	// When is an expression of a bool; without it the right always exists.
	When   string      `json:"when,omitempty"`
	Unless []Exclusion `json:"unless,omitempty"`
}

// ClaimWindow is until when a claim must be made.
type ClaimWindow struct {
	// Within is counted in calendar days, months or years: "30d", "6mo", "1y".
	Within calendar.Allowance `json:"within,omitzero"`
	// From is the fact, a date or a time, from whose date Within counts.
	From string `json:"from,omitempty"`
	// On is the fact, a date or a time, with the date of the claim; "at" by
	// default, if there is such a fact.
	On string `json:"on,omitempty"`
	// Late is what becomes of a later claim.
	Late Late `json:"late,omitempty"`
}

// Title is a name to show, in one language or two. In JSON it is
// {"en": "…", "zh": "…"}, or a text for both. It is comparable.
type Title struct {
	English string
	Chinese string
}

func (s *Scheme) clone() Scheme {
	own := *s
	own.Facts = cloneMap(s.Facts, func(t FactType) FactType { return t })
	own.Params = cloneMap(s.Params, Param.clone)
	own.Tables = cloneMap(s.Tables, func(t Table) Table {
		t.Bands, t.Slices, t.Measure = slices.Clone(t.Bands), slices.Clone(t.Slices), clonePointer(t.Measure)
		return t
	})
	own.Rules = slices.Clone(s.Rules)
	for i := range own.Rules {
		own.Rules[i].Unless = slices.Clone(own.Rules[i].Unless)
		own.Rules[i].Round = clonePointer(own.Rules[i].Round)
	}
	own.Unless = slices.Clone(s.Unless)
	own.Caps = slices.Clone(s.Caps)
	for i := range own.Caps {
		own.Caps[i].Window = clonePointer(own.Caps[i].Window)
		if w := own.Caps[i].Window; w != nil {
			w.Same = slices.Clone(w.Same)
		}
	}
	own.Groups = cloneMap(s.Groups, func(g Grouping) Grouping { return g })
	own.Payable = clonePointer(s.Payable)
	own.Rights = slices.Clone(s.Rights)
	for i := range own.Rights {
		own.Rights[i].Unless = slices.Clone(own.Rights[i].Unless)
	}
	return own
}

// clone copies a param to the depth that Compile takes; what lies deeper is the
// caller's, and Compile has refused it.
func (p Param) clone() Param { return p.cloneTo(maxParamDepth) }

func (p Param) cloneTo(depth int) Param {
	if depth == 0 {
		return p
	}
	p.ByDate = slices.Clone(p.ByDate)
	for i := range p.ByDate {
		p.ByDate[i].Value = p.ByDate[i].Value.cloneTo(depth - 1)
	}
	p.Values = cloneMap(p.Values, func(choice Param) Param { return choice.cloneTo(depth - 1) })
	return p
}

func cloneMap[T any](from map[string]T, clone func(T) T) map[string]T {
	if from == nil {
		return nil
	}
	own := make(map[string]T, len(from))
	for key, value := range from {
		own[key] = clone(value)
	}
	return own
}

func clonePointer[T any](from *T) *T {
	if from == nil {
		return nil
	}
	own := *from
	return &own
}
