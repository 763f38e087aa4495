package compensation

import (
	"errors"

	"github.com/shopspring/decimal"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/internal/jsonwriter"
)

// MarshalJSON returns the JSON form that [ParseScheme] reads. Empty fields are
// left out, the keys of maps are sorted.
//
// What JSON cannot hold is an error at its path: a text that is not UTF-8 and an
// enum without such a value. So is a number beyond the limits and a param that
// is none or nested too deep.
func (s Scheme) MarshalJSON() ([]byte, error) {
	return jsonwriter.Object("compensation", func(w *jsonwriter.Writer) { schemeWriter{w}.scheme(&s) })
}

// MarshalJSON returns the text of a value, or an object of choices.
func (p Param) MarshalJSON() ([]byte, error) {
	return jsonwriter.Document("compensation", func(w *jsonwriter.Writer) { schemeWriter{w}.param(&p, maxParamDepth) })
}

// MarshalJSON returns an object of "to" and "mode".
func (r RoundRule) MarshalJSON() ([]byte, error) {
	return RoundTerms{RoundRule: r}.MarshalJSON()
}

// MarshalJSON returns an object of "to", "mode" and, if it is given, "at".
func (r RoundTerms) MarshalJSON() ([]byte, error) {
	return jsonwriter.Document("compensation", func(w *jsonwriter.Writer) { schemeWriter{w}.round(&r) })
}

// MarshalJSON returns a text, if it is the same in both languages, and else an
// object of "en" and "zh".
func (t Title) MarshalJSON() ([]byte, error) {
	return jsonwriter.Document("compensation", func(w *jsonwriter.Writer) { schemeWriter{w}.titleValue(t) })
}

// schemeWriter writes the parts of a scheme.
type schemeWriter struct{ *jsonwriter.Writer }

func (w schemeWriter) scheme(s *Scheme) {
	w.required("id", s.ID)
	w.required("version", s.Version)
	w.Text("title", s.Title)
	w.Text("source", s.Source)
	w.Text("currency", s.Currency)
	if s.Effective != (Effective{}) {
		w.Key("effective")
		w.Object(func() {
			w.date("from", s.Effective.From)
			w.date("until", s.Effective.Until)
		})
	}
	jsonwriter.Map(w.Writer, "facts", s.Facts, func(t FactType) { writeEnum(w, t, FactTime) })
	w.Text("effective_on", s.EffectiveOn)
	jsonwriter.Map(w.Writer, "params", s.Params, func(p Param) { w.param(&p, maxParamDepth) })
	jsonwriter.Map(w.Writer, "tables", s.Tables, func(t Table) { w.Object(func() { w.table(&t) }) })
	jsonwriter.Objects(w.Writer, "rules", s.Rules, w.rule)
	jsonwriter.Objects(w.Writer, "unless", s.Unless, w.exclusion)
	jsonwriter.Objects(w.Writer, "caps", s.Caps, w.limit)
	jsonwriter.Map(w.Writer, "groups", s.Groups, func(g Grouping) { writeEnum(w, g, GroupOnly) })
	if s.Round != (RoundTerms{}) {
		w.Key("round")
		w.round(&s.Round)
	}
	if s.Payable != nil {
		w.Key("payable")
		w.Object(func() {
			w.Text("at_least", s.Payable.AtLeast)
			w.Text("more_than", s.Payable.MoreThan)
			w.Key("below")
			writeEnum(w, s.Payable.Below, BelowCarry)
		})
	}
	jsonwriter.Enum(w.Writer, "allocation", s.Allocation, Chronological)
	jsonwriter.Objects(w.Writer, "rights", s.Rights, w.right)
	if s.Claim != (ClaimWindow{}) {
		w.Key("claim")
		w.Object(func() { w.claim(&s.Claim) })
	}
	jsonwriter.Enum(w.Writer, "gaps", s.Gaps, GapsPublished)
}

// required appends a text even where it is empty.
func (w schemeWriter) required(key, text string) {
	w.Key(key)
	w.String(text)
}

func (w schemeWriter) date(key string, d calendar.Date) {
	if !d.IsZero() {
		w.Text(key, d.String())
	}
}

// writeEnum appends the text of an enum, which must not be zero.
func writeEnum[E enum](w schemeWriter, value, last E) {
	if err := checkEnum(value, last); err != nil {
		w.Fail(err)
	}
	w.String(value.String())
}

func (w schemeWriter) title(t Title) {
	if t != (Title{}) {
		w.Key("title")
		w.titleValue(t)
	}
}

func (w schemeWriter) titleValue(t Title) {
	if t.English == t.Chinese {
		w.String(t.English)
		return
	}
	w.Object(func() {
		w.Text("en", t.English)
		w.Text("zh", t.Chinese)
	})
}

// param appends a param, of which choices may be nested to a depth.
func (w schemeWriter) param(p *Param, depth int) {
	if len(p.ByDate) == 0 && p.By == "" && len(p.Values) == 0 {
		w.String(p.Value)
		return
	}
	switch {
	case p.Value != "" || len(p.ByDate) > 0 && (p.By != "" || len(p.Values) > 0):
		w.Fail(errors.New("a param is a value, or one kind of choice"))
	case depth == 0:
		w.Fail(coded(ErrLimit, "choices nested more than %d deep", maxParamDepth))
		p = &Param{}
	}
	w.Object(func() {
		jsonwriter.Objects(w.Writer, "by_date", p.ByDate, func(d *DatedParam) {
			from, _ := d.From.MarshalText() // it has no error
			w.required("from", string(from))
			w.Key("value")
			w.param(&d.Value, depth-1)
		})
		w.Text("by", p.By)
		jsonwriter.Map(w.Writer, "values", p.Values, func(choice Param) { w.param(&choice, depth-1) })
	})
}

func (w schemeWriter) table(t *Table) {
	jsonwriter.Objects(w.Writer, "bands", t.Bands, func(b *Band) {
		w.Text("gt", b.GT)
		w.Text("ge", b.GE)
		w.Text("lt", b.LT)
		w.Text("le", b.LE)
		w.required("value", b.Value)
	})
	w.Text("else", t.Else)
	jsonwriter.Objects(w.Writer, "slices", t.Slices, func(s *Slice) {
		w.Text("upto", s.Upto)
		w.required("per", s.Per)
	})
	w.roundRule("measure", t.Measure)
}

func (w schemeWriter) rule(r *Rule) {
	w.required("id", r.ID)
	w.title(r.Title)
	w.Text("when", r.When)
	jsonwriter.Objects(w.Writer, "unless", r.Unless, w.exclusion)
	w.required("amount", r.Amount)
	w.Text("min", r.Min)
	w.Text("max", r.Max)
	w.Text("group", r.Group)
	jsonwriter.Enum(w.Writer, "form", r.Form, FormApology)
	w.roundRule("round", r.Round)
}

func (w schemeWriter) exclusion(e *Exclusion) {
	w.required("id", e.ID)
	w.title(e.Title)
	w.required("when", e.When)
}

func (w schemeWriter) limit(c *Cap) {
	w.required("id", c.ID)
	w.title(c.Title)
	w.required("limit", c.Limit)
	if c.Window != nil {
		w.Key("window")
		w.Object(func() {
			w.Texts("same", c.Window.Same)
			w.Text("rolling", c.Window.Rolling)
			w.Text("at", c.Window.At)
		})
	}
}

func (w schemeWriter) right(e *Entitlement) {
	w.required("id", e.ID)
	w.title(e.Title)
	w.Text("when", e.When)
	jsonwriter.Objects(w.Writer, "unless", e.Unless, w.exclusion)
}

func (w schemeWriter) claim(c *ClaimWindow) {
	if !c.Within.IsZero() {
		w.Key("within")
		w.Value(c.Within.MarshalJSON)
	}
	w.Text("from", c.From)
	w.Text("on", c.On)
	jsonwriter.Enum(w.Writer, "late", c.Late, LateAllow)
}

func (w schemeWriter) roundRule(key string, r *RoundRule) {
	if r != nil {
		w.Key(key)
		w.round(&RoundTerms{RoundRule: *r})
	}
}

func (w schemeWriter) round(r *RoundTerms) {
	w.Object(func() {
		if r.To != (decimal.Decimal{}) {
			w.Key("to")
			writeNumber(w.Writer, r.To)
		}
		jsonwriter.Enum(w.Writer, "mode", r.Mode, Floor)
		jsonwriter.Enum(w.Writer, "at", r.At, AtLine)
	})
}

// writeNumber appends the text of a number, or a problem if it is beyond the
// limits.
func writeNumber(w *jsonwriter.Writer, x decimal.Decimal) {
	if err := checkNumber(x); err != nil {
		w.Fail(err)
		x = decimal.Decimal{}
	}
	w.String(decimalText(x, 0))
}
