package compensation

import (
	"crypto/sha256"
	"encoding/hex"

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

// fingerprint returns a hash of a text, in hexadecimal digits.
func fingerprint(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}
