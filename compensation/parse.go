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
func ParseScheme(data []byte) (Scheme, error) { return readDocument(data, readScheme) }

// UnmarshalJSON is [ParseScheme].
func (s *Scheme) UnmarshalJSON(data []byte) error { return unmarshal(s, data, ParseScheme) }

func readScheme(v strictjson.Value) Scheme {
	return readObject(v, func(o *strictjson.Object) Scheme {
		return Scheme{
			ID:          readMember(o, "id", readText),
			Version:     readMember(o, "version", readText),
			Title:       readMember(o, "title", readText),
			Source:      readMember(o, "source", readText),
			Currency:    readMember(o, "currency", readText),
			Effective:   readMember(o, "effective", readEffective),
			Facts:       readMap(o, "facts", readEnum(FactTime)),
			EffectiveOn: readMember(o, "effective_on", readText),
			Params:      readMap(o, "params", readParam),
			Tables:      readMap(o, "tables", readTable),
			Rules:       readList(o, "rules", readRule),
			Unless:      readList(o, "unless", readExclusion),
			Caps:        readList(o, "caps", readCap),
			Groups:      readMap(o, "groups", readEnum(GroupOnly)),
			Round:       readMember(o, "round", readRoundTerms),
			Payable:     readPointer(o, "payable", readPayable),
			Allocation:  readMember(o, "allocation", readEnum(Chronological)),
			Rights:      readList(o, "rights", readEntitlement),
			Claim:       readMember(o, "claim", readClaimWindow),
			Gaps:        readMember(o, "gaps", readEnum(GapsPublished)),
		}
	})
}

func readEffective(v strictjson.Value) Effective {
	return readObject(v, func(o *strictjson.Object) Effective {
		return Effective{From: readMember(o, "from", readDate), Until: readMember(o, "until", readDate)}
	})
}

func readParam(v strictjson.Value) Param {
	if v.Kind() == strictjson.KindString {
		return Param{Value: readText(v)}
	}
	if v.Kind() != strictjson.KindObject {
		v.Failf("must be a string or an object, not %s", v.Kind().Phrase())
		return Param{}
	}
	return readObject(v, func(o *strictjson.Object) Param {
		return Param{
			ByDate: readList(o, "by_date", readDatedParam),
			By:     readMember(o, "by", readText),
			Values: readMap(o, "values", readParam),
		}
	})
}

func readDatedParam(v strictjson.Value) DatedParam {
	return readObject(v, func(o *strictjson.Object) DatedParam {
		return DatedParam{From: readMember(o, "from", readDate), Value: readMember(o, "value", readParam)}
	})
}

func readTable(v strictjson.Value) Table {
	return readObject(v, func(o *strictjson.Object) Table {
		return Table{
			Bands:   readList(o, "bands", readBand),
			Else:    readMember(o, "else", readText),
			Slices:  readList(o, "slices", readSlice),
			Measure: readPointer(o, "measure", readRoundRule),
		}
	})
}

func readBand(v strictjson.Value) Band {
	return readObject(v, func(o *strictjson.Object) Band {
		return Band{
			LT:    readMember(o, "lt", readText),
			LE:    readMember(o, "le", readText),
			GT:    readMember(o, "gt", readText),
			GE:    readMember(o, "ge", readText),
			Value: readMember(o, "value", readText),
		}
	})
}

func readSlice(v strictjson.Value) Slice {
	return readObject(v, func(o *strictjson.Object) Slice {
		return Slice{Upto: readMember(o, "upto", readText), Per: readMember(o, "per", readText)}
	})
}

func readRule(v strictjson.Value) Rule {
	return readObject(v, func(o *strictjson.Object) Rule {
		return Rule{
			ID:     readMember(o, "id", readText),
			Title:  readMember(o, "title", readTitle),
			When:   readMember(o, "when", readText),
			Unless: readList(o, "unless", readExclusion),
			Amount: readMember(o, "amount", readText),
			Min:    readMember(o, "min", readText),
			Max:    readMember(o, "max", readText),
			Group:  readMember(o, "group", readText),
			Form:   readMember(o, "form", readEnum(FormApology)),
			Round:  readPointer(o, "round", readRoundRule),
		}
	})
}

func readExclusion(v strictjson.Value) Exclusion {
	return readObject(v, func(o *strictjson.Object) Exclusion {
		return Exclusion{
			ID:    readMember(o, "id", readText),
			Title: readMember(o, "title", readTitle),
			When:  readMember(o, "when", readText),
		}
	})
}

func readCap(v strictjson.Value) Cap {
	return readObject(v, func(o *strictjson.Object) Cap {
		return Cap{
			ID:     readMember(o, "id", readText),
			Title:  readMember(o, "title", readTitle),
			Limit:  readMember(o, "limit", readText),
			Window: readPointer(o, "window", readWindow),
		}
	})
}

func readWindow(v strictjson.Value) Window {
	return readObject(v, func(o *strictjson.Object) Window {
		return Window{
			Same:    readList(o, "same", readText),
			Rolling: readMember(o, "rolling", readText),
			At:      readMember(o, "at", readText),
		}
	})
}

func readRoundRule(v strictjson.Value) RoundRule {
	return readObject(v, roundRule)
}

func roundRule(o *strictjson.Object) RoundRule {
	return RoundRule{To: readMember(o, "to", readDecimal), Mode: readMember(o, "mode", readEnum(Floor))}
}

func readRoundTerms(v strictjson.Value) RoundTerms {
	return readObject(v, func(o *strictjson.Object) RoundTerms {
		return RoundTerms{RoundRule: roundRule(o), At: readMember(o, "at", readEnum(AtLine))}
	})
}

func readPayable(v strictjson.Value) Payable {
	return readObject(v, func(o *strictjson.Object) Payable {
		return Payable{
			AtLeast:  readMember(o, "at_least", readText),
			MoreThan: readMember(o, "more_than", readText),
			Below:    readMember(o, "below", readEnum(BelowCarry)),
		}
	})
}

func readEntitlement(v strictjson.Value) Entitlement {
	return readObject(v, func(o *strictjson.Object) Entitlement {
		return Entitlement{
			ID:     readMember(o, "id", readText),
			Title:  readMember(o, "title", readTitle),
			When:   readMember(o, "when", readText),
			Unless: readList(o, "unless", readExclusion),
		}
	})
}

func readClaimWindow(v strictjson.Value) ClaimWindow {
	return readObject(v, func(o *strictjson.Object) ClaimWindow {
		return ClaimWindow{
			Within: readMember(o, "within", readAllowance),
			From:   readMember(o, "from", readText),
			On:     readMember(o, "on", readText),
			Late:   readMember(o, "late", readEnum(LateAllow)),
		}
	})
}

// readTitle reads a text for both languages, or an object of one for each.
func readTitle(v strictjson.Value) Title {
	if v.Kind() == strictjson.KindString {
		text := readText(v)
		return Title{English: text, Chinese: text}
	}
	if v.Kind() != strictjson.KindObject {
		v.Failf("must be a string or an object, not %s", v.Kind().Phrase())
		return Title{}
	}
	return readObject(v, func(o *strictjson.Object) Title {
		return Title{English: readMember(o, "en", readText), Chinese: readMember(o, "zh", readText)}
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
