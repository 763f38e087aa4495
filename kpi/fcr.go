package kpi

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/servicecommitment/commitment"
)

// FCRVariant is how first-contact resolution is told. It is comparable; the zero
// value is taken as FCRWindow. The variants are different KPIs.
type FCRVariant uint8

// The variants, with their numerator over their denominator.
const (
	// FCRWindow, which is recommended: resolved with at most one contact of the
	// customer, not reopened and without another issue of the same customer and
	// key in [resolved, resolved+window), over resolved with that window over.
	FCRWindow FCRVariant = iota + 1
	// FCRGross: contacts resolved at the first one over all contacts.
	FCRGross
	// FCRNet: the same without the contacts that the first level can not resolve.
	FCRNet
	// FCROneTouchBelow2: solved with fewer than two agent replies over solved.
	FCROneTouchBelow2
	// FCROneTouchExactly1: solved with one agent reply over solved.
	FCROneTouchExactly1
	// FCRNoCustomerReply: resolved without a customer reply after the first
	// message over resolved.
	FCRNoCustomerReply
	// FCRClosedOnce: closed once, with one participant, over started.
	FCRClosedOnce
	// FCROneReply: closed with one public reply over closed.
	FCROneReply
	// FCRClosedWithin: closed in less than the limit over closed.
	FCRClosedWithin
	// FCRSurvey: said yes over answered.
	FCRSurvey
)

// String returns the name of the variant: window, gross, net, one_touch_lt2,
// one_touch_eq1, no_customer_reply, closed_once, one_reply, closed_within or
// survey.
func (v FCRVariant) String() string {
	return enumText(v, "FCRVariant", "window gross net one_touch_lt2 one_touch_eq1 no_customer_reply closed_once one_reply closed_within survey")
}

// ParseFCRVariant reads what [FCRVariant.String] writes.
func ParseFCRVariant(text string) (FCRVariant, error) { return parseEnum(text, "variant", FCRSurvey) }

// MarshalText returns the text of [FCRVariant.String].
func (v FCRVariant) MarshalText() ([]byte, error) { return marshalEnum(v, "variant", FCRSurvey) }

// UnmarshalText reads what [FCRVariant.MarshalText] writes.
func (v *FCRVariant) UnmarshalText(text []byte) (err error) {
	*v, err = ParseFCRVariant(string(text))
	return err
}

// FCRRule is the definition of a first-contact resolution.
//
// It is comparable. The zero value is fcr.window with seven days.
type FCRRule struct {
	Variant FCRVariant
	// Window is the time in which the customer must not come back; it is for
	// FCRWindow only and 7 times 24 hours by default.
	Window time.Duration
	// Limit is the time in which an issue must be closed; it is for
	// FCRClosedWithin only and 15 minutes by default.
	Limit     time.Duration
	Precision Precision
}

// normal fills in the defaults, or says what is wrong.
func (f FCRRule) normal() (FCRRule, error) {
	const week, quarter = 7 * 24 * time.Hour, 15 * time.Minute
	if f.Variant == 0 {
		f.Variant = FCRWindow
	}
	if f.Variant == FCRWindow && f.Window == 0 {
		f.Window = week
	}
	if f.Variant == FCRClosedWithin && f.Limit == 0 {
		f.Limit = quarter
	}
	switch {
	case f.Variant > FCRSurvey:
		return f, invalid("variant", "no value %d", uint8(f.Variant))
	case f.Window < 0 || f.Window > 0 && f.Variant != FCRWindow:
		return f, invalid("window", "must be positive, and is for %s only", FCRWindow)
	case f.Limit < 0 || f.Limit > 0 && f.Variant != FCRClosedWithin:
		return f, invalid("limit", "must be positive, and is for %s only", FCRClosedWithin)
	}
	var err error
	f.Precision, err = f.Precision.normal()
	return f, err
}

// Definition returns the identity of what counts by the rule.
func (f FCRRule) Definition() Definition {
	f, _ = f.normal()
	d := Definition{Name: "fcr." + f.Variant.String(), Version: "1", Basis: ByResolved}
	switch f.Variant {
	case FCRWindow:
		d.Variant = "window=" + f.Window.String()
	case FCRClosedWithin:
		d.Variant = "limit=" + f.Limit.String()
	case FCRGross, FCRNet, FCRClosedOnce:
		d.Basis = ByCreated
	case FCRSurvey:
		d.Basis = ByAnswered
	case FCROneTouchBelow2, FCROneTouchExactly1, FCRNoCustomerReply, FCROneReply:
	}
	d.Variant = f.Precision.with(d.Variant)
	return d
}

// FCR adds up scores of first-contact resolution, of the parts of one cohort: a
// score needs all issues of a customer together, so that a large body of issues
// is parted by customer.
//
// It is not comparable and not safe for concurrent use. The zero value is ready
// for use: it adopts the rule and the instant of the first score.
type FCR struct { //nolint:recvcheck // it is asked by value and counts in place
	set     bool
	rule    FCRRule
	asOf    instant
	ratio   Ratio
	reasons reasons
}

// AddResult adds the score of a part. A score by another rule or as of another
// instant is an *[IdentityError], one by a rule that is none, as of no instant or
// with reasons that are not those of a score a FieldError, and a full counter
// [ErrOverflow]; nothing is changed then. Issues that were invalid stay counted as
// that.
func (f *FCR) AddResult(r FCRResult) error {
	if rule, err := r.Rule.normal(); err != nil || rule != r.Rule {
		return invalid("rule", "must be that of a score")
	}
	if r.AsOf.IsZero() {
		return invalid("as_of", "must be given")
	}
	if !reasons(r.Reasons).wellFormed() {
		return invalid("reasons", "must be short texts with counts, sorted, each once")
	}
	return f.Merge(FCR{set: true, rule: r.Rule, asOf: instantOf(r.AsOf), ratio: r.Counts, reasons: r.Reasons})
}

// Merge adds what other has counted, under the conditions of [FCR.AddResult].
func (f *FCR) Merge(other FCR) error {
	if !other.set {
		return nil
	}
	if f.set && (f.rule != other.rule || f.asOf != other.asOf) {
		return &IdentityError{Have: f.identity(), Want: other.identity()}
	}
	if err := f.reasons.room(other.reasons...); err != nil {
		return err
	}
	if err := f.ratio.Merge(other.ratio); err != nil {
		return err
	}
	f.reasons.add(other.reasons...)
	f.set, f.rule, f.asOf = true, other.rule, other.asOf
	return nil
}

func (f *FCR) identity() string {
	return fmt.Sprintf("%s as of %s", f.rule.Definition(), f.asOf.time().Format(time.RFC3339Nano))
}

// Identity returns the definition that it counts by, the default one if it has
// counted nothing.
func (f FCR) Identity() Definition { return f.rule.Definition() }

// Result returns the score of all parts.
func (f FCR) Result() FCRResult {
	rule, _ := f.rule.normal()
	result := FCRResult{Rule: rule, Figure: rate(rule.Definition(), f.ratio, append([]Reason(nil), f.reasons...), rule.Precision)}
	if f.set {
		result.AsOf = f.asOf.time()
	}
	return result
}

// FCRResult is a score of first-contact resolution.
//
// It is plain data and belongs to the caller; it is not comparable.
type FCRResult struct {
	Figure
	Rule FCRRule
	AsOf time.Time
	// Err says what was wrong: with the rule, and then nothing was counted; or
	// with issues, which are then not applicable, with the reason "invalid".
	Err error
}

// Ratio returns the counts: met, missed, pending and outside.
func (r FCRResult) Ratio() Ratio { return r.Counts }

// Describe says in lines of text what the result is; see [Figure.Describe].
func (r FCRResult) Describe(lang commitment.Lang) []string { return r.lines(speak(lang)) }

// MarshalJSON returns a view for people; it can not be read back.
func (r FCRResult) MarshalJSON() ([]byte, error) {
	problem := ""
	if r.Err != nil {
		problem = r.Err.Error()
	}
	return json.Marshal(struct {
		figureJSON
		AsOf  string `json:"as_of"`
		Error string `json:"error,omitempty"`
	}{r.view(), r.AsOf.Format(time.RFC3339Nano), problem})
}

// MarshalJSON returns the view of the result for people; it can not be read back.
func (f FCR) MarshalJSON() ([]byte, error) { return f.Result().MarshalJSON() }

// AppendBinary appends the canonical binary form; see the package comment. The
// error is always nil.
func (f FCR) AppendBinary(data []byte) ([]byte, error) {
	return encode(data, tagFCR, func(w *writer) {
		w.flag(f.set)
		if !f.set {
			return
		}
		w.uint(uint64(f.rule.Variant))
		w.uint(uint64(f.rule.Window))
		w.uint(uint64(f.rule.Limit))
		w.precision(f.rule.Precision)
		f.asOf.encode(w)
		w.ratio(f.ratio)
		f.reasons.encode(w)
	}), nil
}

// UnmarshalBinary reads what [FCR.AppendBinary] writes. Anything else is
// [ErrCorrupt] and changes nothing.
func (f *FCR) UnmarshalBinary(data []byte) error {
	var x FCR
	err := decode(data, tagFCR, func(r *reader) {
		if x.set = r.flag(); !x.set {
			return
		}
		x.rule.Variant = FCRVariant(r.below(uint64(FCRSurvey)))
		x.rule.Window, x.rule.Limit = r.duration(), r.duration()
		x.rule.Precision = r.precision()
		if rule, err := x.rule.normal(); err != nil || rule != x.rule {
			r.fail("a rule that is none")
			return
		}
		if x.asOf = r.instant(); x.asOf.time().IsZero() {
			r.fail("an instant that is none")
		}
		x.ratio = r.ratio()
		x.reasons = r.reasons()
	})
	if err != nil {
		return err
	}
	*f = x
	return nil
}
