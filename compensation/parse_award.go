package compensation

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/internal/strictjson"
)

// plainAward is an award without its methods.
type plainAward Award

func (a Award) form() plainAward { return plainAward(a) }

// MarshalJSON returns the award with its lines: amounts are texts of
// [Money.String], values those of [Value.String].
//
// A text that is not UTF-8 and an enum without such a value are errors.
func (a Award) MarshalJSON() ([]byte, error) { return encode(a.form(), a.texts()...) }

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
