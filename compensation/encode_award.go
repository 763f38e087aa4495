package compensation

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/internal/strictjson"
)

// plainAward is an award without its methods.
type plainAward Award

// MarshalJSON returns the award with its lines: amounts are texts of
// [Money.String], values those of [Value.String].
//
// A text that is not UTF-8 and an enum without such a value are errors.
func (a Award) MarshalJSON() ([]byte, error) {
	for _, text := range a.texts() { // encoding/json would replace what is not UTF-8
		if !utf8.ValidString(text) {
			return nil, invalid("", fmt.Errorf("%s is not UTF-8", check.Quote(text)))
		}
	}
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(plainAward(a)); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(buffer.Bytes(), []byte("\n")), nil
}

// texts returns the texts of the award, but for those of titles and values.
func (a Award) texts() []string {
	texts := []string{a.Scheme, a.Version, a.Fingerprint}
	for i := range a.Rights {
		texts = append(texts, a.Rights[i].ID)
	}
	for i := range a.Lines {
		l := &a.Lines[i]
		texts = append(texts, l.Rule, l.Right, l.Cap, l.Reason, l.Expression, l.Exact, l.Used)
		for _, f := range l.Facts {
			texts = append(texts, f.Name)
		}
		for j := range l.Lookups {
			texts = append(texts, l.Lookups[j].Table, l.Lookups[j].Argument, l.Lookups[j].Entry)
		}
		for j := range l.Conditions {
			texts = append(texts, l.Conditions[j].Text, l.Conditions[j].Left, l.Conditions[j].Right, l.Conditions[j].By)
		}
	}
	return texts
}

// UnmarshalJSON reads what [Award.MarshalJSON] writes. Unknown fields, more than
// 16 MiB and values of the wrong form are errors that match
// [commitment.ErrInvalid].
func (a *Award) UnmarshalJSON(data []byte) error {
	return strictjson.Unmarshal(a, data, func(data []byte) (Award, error) {
		const maxBytes = 16 << 20
		if len(data) > maxBytes {
			return Award{}, invalid("", coded(ErrLimit, "document has %d bytes, more than the limit of %d", len(data), maxBytes))
		}
		var form plainAward
		decoder := json.NewDecoder(bytes.NewReader(data))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&form); err != nil {
			var problems check.Problems
			problems.Add("", err)
			return Award{}, problems.Err("compensation")
		}
		if _, err := decoder.Token(); err != io.EOF {
			return Award{}, invalid("", errAfter)
		}
		return Award(form), nil
	})
}

var errAfter = errors.New("data after the end of the document")
