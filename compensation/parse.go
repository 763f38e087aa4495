package compensation

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/internal/expr"
	"github.com/servicecommitment/commitment/internal/strictjson"
)

// ParseScheme reads the JSON form of a scheme:
//
//	{"id": "late-delivery", "version": "2026-01", "currency": "EUR",
//	 "facts": {"days_late": "number", "price": "number", "force_majeure": "bool"},
//	 "tables": {"rate": {"bands": [{"gt": "3", "le": "7", "value": "5"}, {"gt": "7", "value": "10"}], "else": "0"}},
//	 "rules": [{"id": "late", "amount": "pct(rate(days_late), price)", "max": "50"}],
//	 "unless": [{"id": "force_majeure", "when": "force_majeure"}],
//	 "round": {"to": "0.01", "mode": "half_up"}}
//
// The keys are the names of the fields of [Scheme] and what it is made of, in
// snake case; numbers are texts, never JSON numbers. Null and absent mean the
// same.
//
// Text that is not JSON or larger than 1 MiB, unknown and duplicate keys, and
// values of the wrong type or form are errors, all reported at once with their
// paths. Whether the scheme makes sense is for [Compile] to say.
func ParseScheme(data []byte) (Scheme, error) {
	return strictjson.Document("compensation", data, strictjson.Limits{}, readScheme)
}

// UnmarshalJSON is [ParseScheme].
func (s *Scheme) UnmarshalJSON(data []byte) error { return strictjson.Unmarshal(s, data, ParseScheme) }

func readScheme(v strictjson.Value) Scheme {
	return strictjson.Members(v, func(o *strictjson.Object) Scheme {
		return Scheme{
			ID:          strictjson.Optional(o, "id", strictjson.Text),
			Version:     strictjson.Optional(o, "version", strictjson.Text),
			Title:       strictjson.Optional(o, "title", strictjson.Text),
			Source:      strictjson.Optional(o, "source", strictjson.Text),
			Currency:    strictjson.Optional(o, "currency", strictjson.Text),
			Effective:   strictjson.Optional(o, "effective", readEffective),
			Facts:       strictjson.Map(o, "facts", strictjson.Enum(FactTime)),
			EffectiveOn: strictjson.Optional(o, "effective_on", strictjson.Text),
			Params:      strictjson.Map(o, "params", readParam),
			Tables:      strictjson.Map(o, "tables", readTable),
			Rules:       strictjson.List(o, "rules", readRule),
			Unless:      strictjson.List(o, "unless", readExclusion),
			Caps:        strictjson.List(o, "caps", readCap),
			Groups:      strictjson.Map(o, "groups", strictjson.Enum(GroupOnly)),
			Round:       strictjson.Optional(o, "round", readRoundTerms),
			Payable:     strictjson.Pointer(o, "payable", readPayable),
			Allocation:  strictjson.Optional(o, "allocation", strictjson.Enum(Chronological)),
			Rights:      strictjson.List(o, "rights", readEntitlement),
			Claim:       strictjson.Optional(o, "claim", readClaimWindow),
			Gaps:        strictjson.Optional(o, "gaps", strictjson.Enum(GapsPublished)),
		}
	})
}

func readEffective(v strictjson.Value) Effective {
	return strictjson.Members(v, func(o *strictjson.Object) Effective {
		return Effective{From: strictjson.Optional(o, "from", readDate), Until: strictjson.Optional(o, "until", readDate)}
	})
}

func readParam(v strictjson.Value) Param {
	if v.Kind() == strictjson.KindString {
		return Param{Value: strictjson.Text(v)}
	}
	if v.Kind() != strictjson.KindObject {
		v.Failf("must be a string or an object, not %s", v.Kind().Phrase())
		return Param{}
	}
	return strictjson.Members(v, func(o *strictjson.Object) Param {
		return Param{
			ByDate: strictjson.List(o, "by_date", readDatedParam),
			By:     strictjson.Optional(o, "by", strictjson.Text),
			Values: strictjson.Map(o, "values", readParam),
		}
	})
}

func readDatedParam(v strictjson.Value) DatedParam {
	return strictjson.Members(v, func(o *strictjson.Object) DatedParam {
		return DatedParam{From: strictjson.Optional(o, "from", readDate), Value: strictjson.Optional(o, "value", readParam)}
	})
}

func readTable(v strictjson.Value) Table {
	return strictjson.Members(v, func(o *strictjson.Object) Table {
		return Table{
			Bands:   strictjson.List(o, "bands", readBand),
			Else:    strictjson.Optional(o, "else", strictjson.Text),
			Slices:  strictjson.List(o, "slices", readSlice),
			Measure: strictjson.Pointer(o, "measure", readRoundRule),
		}
	})
}

func readBand(v strictjson.Value) Band {
	return strictjson.Members(v, func(o *strictjson.Object) Band {
		return Band{
			LT:    strictjson.Optional(o, "lt", strictjson.Text),
			LE:    strictjson.Optional(o, "le", strictjson.Text),
			GT:    strictjson.Optional(o, "gt", strictjson.Text),
			GE:    strictjson.Optional(o, "ge", strictjson.Text),
			Value: strictjson.Optional(o, "value", strictjson.Text),
		}
	})
}

func readSlice(v strictjson.Value) Slice {
	return strictjson.Members(v, func(o *strictjson.Object) Slice {
		return Slice{Upto: strictjson.Optional(o, "upto", strictjson.Text), Per: strictjson.Optional(o, "per", strictjson.Text)}
	})
}

func readRule(v strictjson.Value) Rule {
	return strictjson.Members(v, func(o *strictjson.Object) Rule {
		return Rule{
			ID:     strictjson.Optional(o, "id", strictjson.Text),
			Title:  strictjson.Optional(o, "title", readTitle),
			When:   strictjson.Optional(o, "when", strictjson.Text),
			Unless: strictjson.List(o, "unless", readExclusion),
			Amount: strictjson.Optional(o, "amount", strictjson.Text),
			Min:    strictjson.Optional(o, "min", strictjson.Text),
			Max:    strictjson.Optional(o, "max", strictjson.Text),
			Group:  strictjson.Optional(o, "group", strictjson.Text),
			Form:   strictjson.Optional(o, "form", strictjson.Enum(FormApology)),
			Round:  strictjson.Pointer(o, "round", readRoundRule),
		}
	})
}

func readExclusion(v strictjson.Value) Exclusion {
	return strictjson.Members(v, func(o *strictjson.Object) Exclusion {
		return Exclusion{
			ID:    strictjson.Optional(o, "id", strictjson.Text),
			Title: strictjson.Optional(o, "title", readTitle),
			When:  strictjson.Optional(o, "when", strictjson.Text),
		}
	})
}

func readCap(v strictjson.Value) Cap {
	return strictjson.Members(v, func(o *strictjson.Object) Cap {
		return Cap{
			ID:     strictjson.Optional(o, "id", strictjson.Text),
			Title:  strictjson.Optional(o, "title", readTitle),
			Limit:  strictjson.Optional(o, "limit", strictjson.Text),
			Window: strictjson.Pointer(o, "window", readWindow),
		}
	})
}

func readWindow(v strictjson.Value) Window {
	return strictjson.Members(v, func(o *strictjson.Object) Window {
		return Window{
			Same:    strictjson.List(o, "same", strictjson.Text),
			Rolling: strictjson.Optional(o, "rolling", strictjson.Text),
			At:      strictjson.Optional(o, "at", strictjson.Text),
		}
	})
}

func readRoundRule(v strictjson.Value) RoundRule {
	return strictjson.Members(v, roundRule)
}

func roundRule(o *strictjson.Object) RoundRule {
	return RoundRule{To: strictjson.Optional(o, "to", readDecimal), Mode: strictjson.Optional(o, "mode", strictjson.Enum(Floor))}
}

func readRoundTerms(v strictjson.Value) RoundTerms {
	return strictjson.Members(v, func(o *strictjson.Object) RoundTerms {
		return RoundTerms{RoundRule: roundRule(o), At: strictjson.Optional(o, "at", strictjson.Enum(AtLine))}
	})
}

func readPayable(v strictjson.Value) Payable {
	return strictjson.Members(v, func(o *strictjson.Object) Payable {
		return Payable{
			AtLeast:  strictjson.Optional(o, "at_least", strictjson.Text),
			MoreThan: strictjson.Optional(o, "more_than", strictjson.Text),
			Below:    strictjson.Optional(o, "below", strictjson.Enum(BelowCarry)),
		}
	})
}

func readEntitlement(v strictjson.Value) Entitlement {
	return strictjson.Members(v, func(o *strictjson.Object) Entitlement {
		return Entitlement{
			ID:     strictjson.Optional(o, "id", strictjson.Text),
			Title:  strictjson.Optional(o, "title", readTitle),
			When:   strictjson.Optional(o, "when", strictjson.Text),
			Unless: strictjson.List(o, "unless", readExclusion),
		}
	})
}

func readClaimWindow(v strictjson.Value) ClaimWindow {
	return strictjson.Members(v, func(o *strictjson.Object) ClaimWindow {
		return ClaimWindow{
			Within: strictjson.Optional(o, "within", readAllowance),
			From:   strictjson.Optional(o, "from", strictjson.Text),
			On:     strictjson.Optional(o, "on", strictjson.Text),
			Late:   strictjson.Optional(o, "late", strictjson.Enum(LateAllow)),
		}
	})
}

// readTitle reads a text for both languages, or an object of one for each.
func readTitle(v strictjson.Value) Title {
	if v.Kind() == strictjson.KindString {
		text := strictjson.Text(v)
		return Title{English: text, Chinese: text}
	}
	if v.Kind() != strictjson.KindObject {
		v.Failf("must be a string or an object, not %s", v.Kind().Phrase())
		return Title{}
	}
	return strictjson.Members(v, func(o *strictjson.Object) Title {
		return Title{English: strictjson.Optional(o, "en", strictjson.Text), Chinese: strictjson.Optional(o, "zh", strictjson.Text)}
	})
}

func readDate(v strictjson.Value) calendar.Date {
	date, _ := strictjson.Parse(v, func(text string) (calendar.Date, error) {
		date, err := calendar.ParseDate(text)
		if err != nil {
			return date, fmt.Errorf("%s is not a date such as 2026-01-05", check.Quote(text))
		}
		return date, nil
	})
	return date
}

func readAllowance(v strictjson.Value) calendar.Allowance {
	allowance, _ := strictjson.Parse(v, func(text string) (calendar.Allowance, error) {
		allowance, err := calendar.ParseAllowance(text)
		if err != nil {
			return allowance, fmt.Errorf("%s is not a time such as 30d, 6mo or 1y", check.Quote(text))
		}
		return allowance, nil
	})
	return allowance
}

// readDecimal reads a plain decimal, such as a step of rounding.
func readDecimal(v strictjson.Value) decimal.Decimal {
	d, _ := strictjson.Parse(v, func(text string) (decimal.Decimal, error) {
		number, err := parseNumber(text)
		if err != nil {
			return decimal.Decimal{}, err
		}
		d := number.Decimal(maxPlaces)
		if expr.FromDecimal(d).Cmp(number) != 0 {
			return decimal.Decimal{}, fmt.Errorf("%s is not a decimal of at most %d places", check.Quote(text), maxPlaces)
		}
		return d, nil
	})
	return d
}

// parseNumber is [expr.ParseNumber] with the errors of this package.
func parseNumber(text string) (expr.Number, error) {
	number, err := expr.ParseNumber(text)
	return number, translate(err, nil)
}
