package compensation

import (
	"errors"
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/internal/expr"
	"github.com/servicecommitment/commitment/internal/strictjson"
)

// ParseClaim reads the JSON form of a claim:
//
//	{"facts": {"charges": "1000.00", "force_majeure": true, "date": "2026-01-05"},
//	 "incidents": [{"delay_min": "65"}, {"delay_min": "61"}],
//	 "history": [{"amount": "50", "at": "2026-01-02T10:00:00+08:00", "facts": {"buyer": "b1"}}],
//	 "carried": "1.50"}
//
// A fact is a text, which becomes what the scheme declares, or a bool. Numbers
// are texts: a JSON number may have been a float on its way, and is refused.
// Null and absent mean the same, except that "incidents": [] is no incident and
// no "incidents" is one.
//
// Text that is not JSON or larger than 1 MiB, unknown and duplicate keys, and
// values of the wrong type or form are errors, all reported at once with their
// paths. Whether the facts are those of a scheme is for [Program.Assess] to say.
func ParseClaim(data []byte) (Claim, error) {
	return strictjson.Document("compensation", data, strictjson.Limits{}, readClaim)
}

// UnmarshalJSON is [ParseClaim].
func (c *Claim) UnmarshalJSON(data []byte) error { return strictjson.Unmarshal(c, data, ParseClaim) }

func readClaim(v strictjson.Value) Claim {
	return strictjson.Members(v, func(o *strictjson.Object) Claim {
		c := Claim{
			Facts:   strictjson.Optional(o, "facts", readFacts),
			History: strictjson.List(o, "history", readPast),
			Carried: strictjson.Optional(o, "carried", readAmount),
		}
		if list, ok := o.Take("incidents"); ok {
			items, _ := list.Array()
			c.Incidents = make([]Facts, len(items)) // not nil: the claim has incidents, none of them
			for i, item := range items {
				c.Incidents[i] = readFacts(item)
			}
		}
		return c
	})
}

func readFacts(v strictjson.Value) Facts {
	members, ok := v.Object()
	if !ok {
		return nil
	}
	facts := Facts{}
	for _, member := range members.Rest() {
		facts[member.Key] = readValue(member.Value)
	}
	return facts
}

func readValue(v strictjson.Value) Value {
	switch v.Kind() {
	case strictjson.KindBool:
		b, _ := v.Bool()
		return Bool(b)
	case strictjson.KindString:
		return Text(strictjson.Text(v))
	case strictjson.KindNumber:
		v.Failf(`must be a string such as "12.50", not a number`)
	case strictjson.KindNull, strictjson.KindArray, strictjson.KindObject:
		v.Failf("must be a string, true or false, not %s", v.Kind().Phrase())
	}
	return Value{}
}

func readPast(v strictjson.Value) Past {
	return strictjson.Members(v, func(o *strictjson.Object) Past {
		p := Past{Facts: strictjson.Optional(o, "facts", readFacts)}
		if amount, ok := o.Required("amount"); ok {
			p.Amount = readAmount(amount)
		}
		if at, ok := o.Take("at"); ok {
			p.At, _ = strictjson.Parse(at, func(text string) (time.Time, error) {
				t, wall, err := expr.ParseTime(text)
				p.Wall = wall
				return t, err
			})
		}
		return p
	})
}

// readAmount reads a plain amount, which keeps the places it is written with.
func readAmount(v strictjson.Value) decimal.Decimal {
	d, _ := strictjson.Parse(v, func(text string) (decimal.Decimal, error) {
		amount, err := parsePlain(text)
		if err != nil && !errors.Is(err, ErrLimit) {
			err = fmt.Errorf("%s is not a decimal number such as 12.50", check.Quote(text))
		}
		return amount, err
	})
	return d
}
