package compensation

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"time"
	"unicode/utf8"
)

// UnmarshalJSON reads an object of "to" and "mode".
func (r *RoundRule) UnmarshalJSON(data []byte) error {
	return unmarshal(r, data, func(data []byte) (RoundRule, error) { return readDocument(data, readRoundRule) })
}

// UnmarshalJSON reads an object of "to", "mode" and "at".
func (r *RoundTerms) UnmarshalJSON(data []byte) error {
	return unmarshal(r, data, func(data []byte) (RoundTerms, error) { return readDocument(data, readRoundTerms) })
}

// UnmarshalJSON reads a text for both languages, or an object of one for each.
func (t *Title) UnmarshalJSON(data []byte) error {
	return unmarshal(t, data, func(data []byte) (Title, error) { return readDocument(data, readTitle) })
}

// MarshalJSON returns the JSON form that [ParseClaim] reads. Numbers are texts;
// an absent fact is left out.
//
// A text that is not UTF-8, an instant of a year outside 0 to 9999 and an amount
// beyond the limits are errors.
func (c Claim) MarshalJSON() ([]byte, error) {
	type past struct {
		Amount string           `json:"amount"`
		At     *Value           `json:"at,omitempty"`
		Facts  map[string]Value `json:"facts,omitempty"`
	}
	form := struct {
		Facts     map[string]Value    `json:"facts,omitempty"`
		Incidents *[]map[string]Value `json:"incidents,omitempty"`
		History   []past              `json:"history,omitempty"`
		Carried   string              `json:"carried,omitempty"`
	}{Facts: c.Facts.given()}
	if c.Incidents != nil {
		incidents := make([]map[string]Value, len(c.Incidents))
		for i, facts := range c.Incidents {
			if incidents[i] = facts.given(); incidents[i] == nil {
				incidents[i] = map[string]Value{}
			}
		}
		form.Incidents = &incidents
	}
	for i := range c.History {
		from := &c.History[i]
		p := past{Facts: from.Facts.given()}
		if err := checkNumber(from.Amount); err != nil {
			return nil, err
		}
		p.Amount = decimalText(from.Amount, 0)
		if at := from.at(); !at.IsZero() {
			p.At = &at
		}
		form.History = append(form.History, p)
	}
	if !c.Carried.IsZero() {
		if err := checkNumber(c.Carried); err != nil {
			return nil, err
		}
		form.Carried = decimalText(c.Carried, 0)
	}
	texts := names(c.Facts)
	for _, facts := range c.Incidents {
		texts = append(texts, names(facts)...)
	}
	for i := range c.History {
		texts = append(texts, names(c.History[i].Facts)...)
	}
	return encode(form, texts...)
}

// at returns when the award was as a value.
func (p *Past) at() Value {
	if p.Wall {
		return WallTime(p.At)
	}
	return Instant(p.At)
}

// given returns the facts that are not absent, nil if there are none.
func (f Facts) given() map[string]Value {
	var given map[string]Value
	for name, value := range f {
		if value.IsZero() {
			continue
		}
		if given == nil {
			given = make(map[string]Value, len(f))
		}
		given[name] = value
	}
	return given
}

// MarshalJSON returns true, false, or the text of [Value.String]; null for an
// absent value. An instant of a year outside 0 to 9999 is an error.
func (v Value) MarshalJSON() ([]byte, error) {
	switch v.kind {
	case FactBool:
		return encode(v.bool)
	case FactNumber, FactString, FactDate:
		return encode(v.String(), v.String())
	case FactTime:
		if year := v.time.Year(); year < 0 || year > 9999 {
			return nil, errors.New("an instant of a year outside 0 to 9999")
		}
		if _, offset := v.time.Zone(); !v.wall && offset%60 != 0 {
			return encode(v.time.UTC().Format(time.RFC3339Nano))
		}
		return encode(v.String())
	}
	return []byte("null"), nil
}

// UnmarshalJSON reads a text or a bool, as [ParseClaim] does.
func (v *Value) UnmarshalJSON(data []byte) error {
	return unmarshal(v, data, func(data []byte) (Value, error) { return readDocument(data, readValue) })
}

// encode returns the JSON of a value, in which nothing is escaped that need not
// be. The texts are those of the value itself, without those of parts that encode
// themselves: what is not UTF-8 is refused, where encoding/json would replace it.
func encode(value any, texts ...string) ([]byte, error) {
	for _, text := range texts {
		if !utf8.ValidString(text) {
			return nil, errors.New("a text that is not UTF-8")
		}
	}
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(buffer.Bytes(), []byte("\n")), nil
}

func fingerprint(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}
