package compensation

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"unicode/utf8"

	"github.com/servicecommitment/commitment/internal/strictjson"
)

// UnmarshalJSON reads an object of "to" and "mode".
func (r *RoundRule) UnmarshalJSON(data []byte) error {
	return strictjson.Unmarshal(r, data, func(data []byte) (RoundRule, error) {
		return strictjson.Document("compensation", data, strictjson.Limits{}, readRoundRule)
	})
}

// UnmarshalJSON reads an object of "to", "mode" and "at".
func (r *RoundTerms) UnmarshalJSON(data []byte) error {
	return strictjson.Unmarshal(r, data, func(data []byte) (RoundTerms, error) {
		return strictjson.Document("compensation", data, strictjson.Limits{}, readRoundTerms)
	})
}

// UnmarshalJSON reads a text for both languages, or an object of one for each.
func (t *Title) UnmarshalJSON(data []byte) error {
	return strictjson.Unmarshal(t, data, func(data []byte) (Title, error) {
		return strictjson.Document("compensation", data, strictjson.Limits{}, readTitle)
	})
}

// UnmarshalJSON reads a text or a bool, as [ParseClaim] does.
func (v *Value) UnmarshalJSON(data []byte) error {
	return strictjson.Unmarshal(v, data, func(data []byte) (Value, error) {
		return strictjson.Document("compensation", data, strictjson.Limits{}, readValue)
	})
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
