package calendar

import (
	"strings"

	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/internal/strictjson"
)

// MarshalJSON returns the short text as a JSON string, or the object.
func (a Allowance) MarshalJSON() ([]byte, error) {
	text := a.String()
	if strings.HasPrefix(text, "{") {
		return []byte(text), nil
	}
	return []byte(`"` + text + `"`), nil
}

// UnmarshalJSON reads a JSON string or object; see [ParseAllowance]. It does
// nothing on null, as encoding/json asks.
func (a *Allowance) UnmarshalJSON(data []byte) error {
	return strictjson.Unmarshal(a, data, decodeAllowance)
}

func decodeAllowance(data []byte) (Allowance, error) {
	return strictjson.Document("calendar", data, strictjson.Limits{Bytes: maxAllowanceText, Depth: 2}, readAllowance)
}

// readAllowance reads the text or object at v and reports there what is wrong.
func readAllowance(v strictjson.Value) Allowance {
	if v.Kind() == strictjson.KindString {
		a, _ := strictjson.Parse(v, parseAllowance)
		return a
	}
	if v.Kind() != strictjson.KindObject {
		v.Failf("must be a string or an object, not %s", v.Kind().Phrase())
		return Allowance{}
	}
	o, _ := v.Object()
	a := readCount(v, o)
	a.due = SameTime
	if due, ok := o.Take("due"); ok {
		a.due, a.at = readDue(due, a.unit)
	}
	if from, ok := o.Take("from"); ok {
		a.fromDate = readWord(from, "date") && a.due != WallTime // which counts from the date anyhow
	}
	if cutOff, ok := o.Take("cut_off"); ok {
		a.cutOff, a.hasCutOff = strictjson.Parse(cutOff, parseTimeOfDay)
		switch {
		case a.unit != BusinessDays:
			cutOff.Failf("is for business_days only")
		case a.due == WallTime:
			cutOff.Failf("has no place beside due %q, which moves nothing", WallTime)
		}
	}
	if roll, ok := o.Take("roll"); ok {
		a.roll = readWord(roll, nextBusinessDay)
		if a.unit == BusinessDays {
			roll.Failf("has no place beside business_days, which end on one")
		}
	}
	o.Done()
	return a
}

// readCount reads the one key that says how many of what.
func readCount(v strictjson.Value, o *strictjson.Object) Allowance {
	var a Allowance
	for _, unit := range []Unit{BusinessDays, CalendarDays, Months, Years} {
		value, ok := o.Take(unit.String())
		if !ok {
			continue
		}
		if a.unit != 0 {
			value.Failf("stands beside %s: use one of them", a.unit)
			continue
		}
		n, _ := value.Int()
		counted, err := newAllowance(n, unit)
		if err != nil {
			value.Fail(err)
		}
		a.unit, a.count = unit, counted.count
	}
	if a.unit == 0 {
		v.Failf("needs one of %s, %s, %s and %s", BusinessDays, CalendarDays, Months, Years)
	}
	return a
}

// readDue reads a due rule, or the time of day of [DueAt].
func readDue(v strictjson.Value, unit Unit) (DueRule, TimeOfDay) {
	text, ok := v.Text()
	if !ok {
		return SameTime, TimeOfDay{}
	}
	for _, rule := range []DueRule{SameTime, EndOfDay, EndOfDate, WallTime} {
		if text != rule.String() {
			continue
		}
		if rule == WallTime && unit != BusinessDays {
			v.Failf("%q is for business_days only: the others keep the wall time by themselves", WallTime)
		}
		return rule, TimeOfDay{}
	}
	at, err := parseTimeOfDay(text)
	if err != nil {
		v.Failf("%s is neither %q, %q, %q, %q nor a time of day such as 16:00", check.Quote(text), SameTime, EndOfDay, EndOfDate, WallTime)
	}
	return DueAt, at
}

// readWord reports any text but the one word that is possible.
func readWord(v strictjson.Value, word string) bool {
	text, ok := v.Text()
	if ok && text != word {
		v.Failf("%s is not %q", check.Quote(text), word)
	}
	return text == word
}
