package compensation

import (
	"errors"
	"maps"
	"slices"
	"strconv"

	"github.com/servicecommitment/commitment/internal/jsonwriter"
)

// MarshalJSON returns the JSON form that [ParseClaim] reads. Numbers are texts;
// an absent fact is left out.
//
// What JSON cannot hold is an error at its path: a text that is not UTF-8, an
// instant of a year outside 0 to 9999. So is an amount beyond the limits.
func (c Claim) MarshalJSON() ([]byte, error) {
	return jsonwriter.Object("compensation", func(w *jsonwriter.Writer) { claimWriter{w}.claim(&c) })
}

// MarshalJSON returns true, false, or the text of [Value.String]; null for an
// absent value. An instant of a year outside 0 to 9999 is an error, and one whose
// offset is not of whole minutes is written in UTC.
func (v Value) MarshalJSON() ([]byte, error) {
	return jsonwriter.Document("compensation", func(w *jsonwriter.Writer) { claimWriter{w}.value(v) })
}

// claimWriter writes the parts of a claim.
type claimWriter struct{ *jsonwriter.Writer }

func (w claimWriter) claim(c *Claim) {
	w.facts("facts", c.Facts)
	if c.Incidents != nil {
		w.Key("incidents")
		jsonwriter.Array(w.Writer, c.Incidents, func(facts *Facts) { w.Object(func() { w.given(*facts) }) })
	}
	jsonwriter.Objects(w.Writer, "history", c.History, func(p *Past) {
		w.Key("amount")
		writeNumber(w.Writer, p.Amount)
		if at := p.at(); !at.IsZero() {
			w.Key("at")
			w.value(at)
		}
		w.facts("facts", p.Facts)
	})
	if !c.Carried.IsZero() {
		w.Key("carried")
		writeNumber(w.Writer, c.Carried)
	}
}

// at returns when the award was as a value.
func (p *Past) at() Value {
	if p.Wall {
		return WallTime(p.At)
	}
	return Instant(p.At)
}

// facts appends a member of facts, unless all are absent.
func (w claimWriter) facts(key string, facts Facts) {
	for _, value := range facts {
		if !value.IsZero() {
			w.Key(key)
			w.Object(func() { w.given(facts) })
			return
		}
	}
}

// given appends the facts that are not absent.
func (w claimWriter) given(facts Facts) {
	for _, name := range slices.Sorted(maps.Keys(facts)) {
		if value := facts[name]; !value.IsZero() {
			w.Key(name)
			w.value(value)
		}
	}
}

func (w claimWriter) value(v Value) {
	switch v.kind {
	case FactBool:
		w.Data = strconv.AppendBool(w.Data, v.bool)
	case FactNumber, FactString, FactDate:
		w.String(v.String())
	case FactTime:
		const minute, day = 60, 24 * 60 * 60
		if _, offset := v.time.Zone(); !v.wall && (offset%minute != 0 || offset <= -day || offset >= day) {
			v.time = v.time.UTC()
		}
		if year := v.time.Year(); year < 0 || year > 9999 {
			w.Fail(errors.New("is an instant of a year outside 0 to 9999"))
		}
		w.String(v.String())
	default:
		w.Data = append(w.Data, "null"...)
	}
}
