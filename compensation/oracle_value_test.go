package compensation_test

import (
	"fmt"
	"math/big"
	"time"

	"github.com/servicecommitment/commitment/compensation"
)

func (o *oracle) number(text string) (*big.Rat, error) {
	value, err := oracleEvaluate(text, o.scope())
	if err != nil {
		return nil, err
	}
	number, ok := value.(*big.Rat)
	if !ok {
		return nil, errOracleSyntax
	}
	return number, nil
}

func (o *oracle) truth(text string) (bool, error) {
	value, err := oracleEvaluate(text, o.scope())
	if err != nil {
		return false, err
	}
	truth, ok := value.(bool)
	if !ok {
		return false, errOracleSyntax
	}
	return truth, nil
}

func (o *oracle) scope() oracleScope { return oracleScope{value: o.value, table: o.table} }

// value is that of a fact or a param.
func (o *oracle) value(name string) (any, error) {
	types, _ := o.scheme["facts"].(object)
	kind, declared := types[name].(string)
	if !declared {
		params, _ := o.scheme["params"].(object)
		return o.param(params[name])
	}
	given := o.facts[name]
	switch {
	case given == nil && kind == "bool":
		return false, nil
	case given == nil:
		return nil, oracleError{compensation.CodeMissingFact}
	case kind == "number":
		number, _ := new(big.Rat).SetString(given.(string))
		return number, nil
	case kind == "date" || kind == "time":
		return oracleInstant(given.(string)), nil
	}
	return given, nil
}

func (o *oracle) param(param any) (any, error) {
	choice, ok := param.(object)
	if !ok {
		return o.number(param.(string))
	}
	if by, ok := choice["by"].(string); ok {
		given, err := o.value(by)
		if err != nil {
			return nil, err
		}
		values, _ := choice["values"].(object)
		chosen, ok := values[fmt.Sprint(given)]
		if !ok {
			return nil, oracleError{compensation.CodeGap}
		}
		return o.param(chosen)
	}
	on, err := o.value(o.scheme["effective_on"].(string))
	if err != nil {
		return nil, err
	}
	var chosen any
	for _, dated := range list(choice["by_date"]) {
		if !on.(time.Time).Before(oracleInstant(dated["from"].(string))) {
			chosen = dated["value"]
		}
	}
	if chosen == nil {
		return nil, oracleError{compensation.CodeGap}
	}
	return o.param(chosen)
}

// table is a function of one number: bands or slices.
func (o *oracle) table(name string, x *big.Rat) (*big.Rat, error) {
	tables, _ := o.scheme["tables"].(object)
	table, _ := tables[name].(object)
	if measure, ok := table["measure"].(object); ok {
		step, mode := oracleRule(measure)
		x = oracleRound(x, step, mode)
	}
	if parts := list(table["slices"]); parts != nil {
		return o.slices(parts, x)
	}
	for _, band := range list(table["bands"]) {
		holds := true
		for edge, right := range map[string]func(int) bool{
			"lt": func(c int) bool { return c < 0 }, "le": func(c int) bool { return c <= 0 },
			"gt": func(c int) bool { return c > 0 }, "ge": func(c int) bool { return c >= 0 },
		} {
			if text, ok := band[edge].(string); ok {
				limit, _ := new(big.Rat).SetString(text)
				holds = holds && right(x.Cmp(limit))
			}
		}
		if holds {
			return o.number(band["value"].(string))
		}
	}
	if otherwise, ok := table["else"].(string); ok {
		return o.number(otherwise)
	}
	return nil, oracleError{compensation.CodeGap}
}

func (o *oracle) slices(parts []object, x *big.Rat) (*big.Rat, error) {
	sum, from := new(big.Rat), new(big.Rat)
	for _, slice := range parts {
		if x.Cmp(from) <= 0 {
			break
		}
		to := x
		if text, ok := slice["upto"].(string); ok {
			upto, _ := new(big.Rat).SetString(text)
			if upto.Cmp(x) < 0 {
				to = upto
			}
		}
		per, err := o.number(slice["per"].(string))
		if err != nil {
			return nil, err
		}
		width := new(big.Rat).Sub(to, from)
		sum.Add(sum, width.Mul(width, per))
		from = to
	}
	return sum, nil
}
