package compensation_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/compensation"
)

type object = map[string]any

// oracleAward is what the oracle says is owed.
type oracleAward struct {
	amount, carried *big.Rat
	// parts are the amounts of the incidents after the caps, and in the end what
	// each gets, multiples of the step.
	parts  []*big.Rat
	rights []string
}

// oracle interprets one scheme for one claim, both as decoded JSON.
type oracle struct {
	scheme, claim object
	// facts are those of the incident that is looked at.
	facts object
	// rooms are what the caps leave for the incidents that share them.
	rooms []oracleRoom
}

type oracleRoom struct {
	members []int
	most    *big.Rat
}

// oracleAssess decodes both texts and follows the order of evaluation of the
// contract. An error is an [oracleError], or one of a text that it cannot read.
func oracleAssess(t *testing.T, scheme, claim []byte) (oracleAward, error) {
	t.Helper()
	var o oracle
	require.NoError(t, json.Unmarshal(scheme, &o.scheme))
	require.NoError(t, json.Unmarshal(claim, &o.claim))
	return o.assess()
}

func (o *oracle) assess() (oracleAward, error) {
	var award oracleAward
	incidents := o.incidents()
	// 2 and 3: the rules of each incident, then the groups.
	for _, facts := range incidents {
		o.facts = facts
		amount, err := o.incident()
		if err != nil {
			return award, err
		}
		award.parts = append(award.parts, amount)
	}
	// 5: the caps.
	for _, entry := range list(o.scheme["caps"]) {
		if err := o.cap(entry, incidents, award.parts); err != nil {
			return award, err
		}
	}
	// 4: the sum; 6: one rounding.
	award.amount = new(big.Rat)
	for _, part := range award.parts {
		award.amount.Add(award.amount, part)
	}
	rule, _ := o.scheme["round"].(object)
	step, mode := oracleRule(rule)
	// Where lines are rounded, the total is not: a rule may have its own step.
	if rule["at"] != "line" {
		award.amount = oracleRound(award.amount, step, mode)
	} else if o.finer(step) {
		step = big.NewRat(1, 100)
	}
	o.place(&award, step)
	if err := o.rights(&award, incidents); err != nil {
		return award, err
	}
	return award, o.payable(&award)
}

// finer reports whether a rule rounds to what is no multiple of a step.
func (o *oracle) finer(step *big.Rat) bool {
	return slices.ContainsFunc(list(o.scheme["rules"]), func(rule object) bool {
		own, ok := rule["round"].(object)
		if !ok {
			return false
		}
		to, _ := oracleRule(own)
		return !new(big.Rat).Quo(to, step).IsInt()
	})
}

// place cuts the parts to the step and gives what the amount has beyond them, a
// step each, to those that lost the most and whose caps have room for it. What
// nobody has room for is not owed.
func (o *oracle) place(award *oracleAward, step *big.Rat) {
	left := new(big.Rat).Set(award.amount)
	rests := make([]*big.Rat, len(award.parts))
	for i, part := range award.parts {
		award.parts[i] = oracleRound(part, step, compensation.Floor)
		rests[i] = new(big.Rat).Sub(part, award.parts[i])
		left.Sub(left, award.parts[i])
	}
	for left.Sign() > 0 {
		best := -1
		for i, rest := range rests {
			if rest.Sign() > 0 && o.hasRoom(award.parts, i, step) && (best < 0 || rest.Cmp(rests[best]) > 0) {
				best = i
			}
		}
		if best < 0 {
			break
		}
		award.parts[best] = new(big.Rat).Add(award.parts[best], step)
		rests[best] = new(big.Rat)
		left.Sub(left, step)
	}
	award.amount.Sub(award.amount, left)
}

// hasRoom reports whether the caps of an incident allow it a step more.
func (o *oracle) hasRoom(parts []*big.Rat, incident int, step *big.Rat) bool {
	return !slices.ContainsFunc(o.rooms, func(room oracleRoom) bool {
		if !slices.Contains(room.members, incident) {
			return false
		}
		sum := new(big.Rat).Set(step)
		for _, i := range room.members {
			sum.Add(sum, parts[i])
		}
		return sum.Cmp(room.most) > 0
	})
}

func (o *oracle) payable(award *oracleAward) error {
	award.carried = new(big.Rat)
	carried, _ := o.claim["carried"].(string)
	if carried != "" {
		in, _ := new(big.Rat).SetString(carried)
		award.amount.Add(award.amount, in)
	}
	payable, _ := o.scheme["payable"].(object)
	if payable == nil {
		return nil
	}
	o.facts, _ = o.claim["facts"].(object)
	word := "at_least"
	if payable[word] == nil {
		word = "more_than"
	}
	least, err := o.number(payable[word].(string))
	if err != nil {
		return err
	}
	order := award.amount.Cmp(least)
	if order > 0 || order == 0 && word == "at_least" {
		return nil
	}
	if payable["below"] == "carry" {
		award.carried.Set(award.amount)
	}
	award.amount = new(big.Rat)
	return nil
}

// incidents returns the facts of each incident over those of the claim.
func (o *oracle) incidents() []object {
	claim, _ := o.claim["facts"].(object)
	given, present := o.claim["incidents"].([]any)
	if !present {
		return []object{claim}
	}
	var all []object
	for _, entry := range given {
		facts := maps.Clone(claim)
		if facts == nil {
			facts = make(object)
		}
		maps.Copy(facts, entry.(object))
		all = append(all, facts)
	}
	return all
}

// incident returns what the rules give for the incident at hand.
func (o *oracle) incident() (*big.Rat, error) {
	total := new(big.Rat)
	groups := make(map[string][]*big.Rat)
	for _, rule := range list(o.scheme["rules"]) {
		amount, applies, err := o.rule(rule)
		if err != nil {
			return nil, err
		}
		group, grouped := rule["group"].(string)
		switch {
		case !applies:
		case grouped:
			groups[group] = append(groups[group], amount)
		default:
			total.Add(total, amount)
		}
	}
	how, _ := o.scheme["groups"].(object)
	for group, amounts := range groups {
		switch how[group] {
		case "max":
			total.Add(total, slices.MaxFunc(amounts, (*big.Rat).Cmp))
		case "min":
			total.Add(total, slices.MinFunc(amounts, (*big.Rat).Cmp))
		case "first":
			total.Add(total, amounts[0])
		default:
			if how[group] == "only" && len(amounts) > 1 {
				return nil, oracleError{compensation.CodeConflict}
			}
			for _, amount := range amounts {
				total.Add(total, amount)
			}
		}
	}
	return total, nil
}

// applies reports whether a rule's or right's condition holds and no exclusion.
func (o *oracle) applies(rule object) (bool, error) {
	if when, ok := rule["when"].(string); ok {
		holds, err := o.truth(when)
		if err != nil || !holds {
			return false, err
		}
	}
	for _, exclusion := range append(list(rule["unless"]), list(o.scheme["unless"])...) {
		holds, err := o.truth(exclusion["when"].(string))
		if err != nil || holds {
			return false, err
		}
	}
	return true, nil
}

func (o *oracle) rule(rule object) (*big.Rat, bool, error) {
	applies, err := o.applies(rule)
	if err != nil || !applies {
		return nil, false, err
	}
	amount, err := o.number(rule["amount"].(string))
	if err != nil {
		return nil, false, err
	}
	if whole := new(big.Int).Quo(amount.Num(), amount.Denom()); len(whole.Abs(whole).String()) > 18 {
		return nil, false, oracleError{compensation.CodeLimit} // what the package says of such amounts
	}
	for _, bound := range []string{"min", "max"} {
		text, ok := rule[bound].(string)
		if !ok {
			continue
		}
		limit, err := o.number(text)
		if err != nil {
			return nil, false, err
		}
		if order := amount.Cmp(limit); bound == "min" && order < 0 || bound == "max" && order > 0 {
			amount = limit
		}
	}
	if own, ok := rule["round"].(object); ok {
		step, mode := oracleRule(own)
		amount = oracleRound(amount, step, mode)
	} else if whole, ok := o.scheme["round"].(object); ok && whole["at"] == "line" {
		step, mode := oracleRule(whole)
		amount = oracleRound(amount, step, mode)
	}
	return amount, true, nil
}

// cap cuts the parts of the incidents of each key to what is left of the limit.
func (o *oracle) cap(entry object, incidents []object, parts []*big.Rat) error {
	window, _ := entry["window"].(object)
	var same []string
	for _, name := range anys(window["same"]) {
		same = append(same, name.(string))
	}
	key := func(facts object) string {
		var text strings.Builder
		for _, name := range same {
			fmt.Fprintf(&text, "%q;", fmt.Sprint(facts[name]))
		}
		return text.String()
	}
	byKey := make(map[string][]int)
	for i, facts := range incidents {
		byKey[key(facts)] = append(byKey[key(facts)], i)
	}
	for k, members := range byKey {
		o.facts = incidents[members[0]]
		limit, err := o.number(entry["limit"].(string))
		if err != nil {
			return err
		}
		room := new(big.Rat).Set(limit)
		if window != nil {
			used, err := o.used(window, func(facts object) bool { return key(facts) == k })
			if err != nil {
				return err
			}
			room.Sub(room, used)
		}
		if room.Sign() < 0 {
			room.SetInt64(0)
		}
		o.rooms = append(o.rooms, oracleRoom{members, room})
		sum := new(big.Rat)
		for _, i := range members {
			sum.Add(sum, parts[i])
		}
		if sum.Cmp(room) <= 0 {
			continue
		}
		// A cap that binds rounds down what it leaves to those who share it.
		rule, _ := o.scheme["round"].(object)
		step, _ := oracleRule(rule)
		o.cut(members, parts, sum, oracleRound(room, step, compensation.Floor))
	}
	return nil
}

// cut shares a room among incidents: in order, or in proportion.
func (o *oracle) cut(members []int, parts []*big.Rat, sum, room *big.Rat) {
	if o.scheme["allocation"] == "largest_remainder" {
		// Negative parts stay, and the others share what is then left to them.
		negative := new(big.Rat)
		for _, i := range members {
			if parts[i].Sign() < 0 {
				negative.Add(negative, parts[i])
			}
		}
		share := new(big.Rat).Quo(new(big.Rat).Sub(room, negative), new(big.Rat).Sub(sum, negative))
		for _, i := range members {
			if parts[i].Sign() > 0 {
				parts[i] = new(big.Rat).Mul(parts[i], share)
			}
		}
		return
	}
	left := new(big.Rat).Set(room)
	for _, i := range members {
		if parts[i].Cmp(left) > 0 {
			parts[i] = new(big.Rat).Set(left)
		}
		left.Sub(left, parts[i])
	}
}

// used adds up the earlier awards in a window.
func (o *oracle) used(window object, sameKey func(object) bool) (*big.Rat, error) {
	sum := new(big.Rat)
	for _, past := range list(o.claim["history"]) {
		facts, _ := past["facts"].(object)
		if !sameKey(facts) {
			continue
		}
		if rolling, ok := window["rolling"].(string); ok {
			name, _ := window["at"].(string)
			if name == "" {
				name = "at"
			}
			claimed, ok := o.facts[name].(string)
			if !ok {
				return nil, oracleError{compensation.CodeMissingFact}
			}
			age := oracleInstant(claimed).Sub(oracleInstant(past["at"].(string)))
			if age < 0 || age >= oracleDuration(rolling) {
				continue
			}
		}
		amount, _ := new(big.Rat).SetString(past["amount"].(string))
		sum.Add(sum, amount)
	}
	return sum, nil
}

func oracleDuration(text string) time.Duration {
	if days, ok := strings.CutSuffix(text, "d"); ok {
		n, _ := strconv.Atoi(days)
		return time.Duration(n) * 24 * time.Hour
	}
	d, _ := time.ParseDuration(text)
	return d
}

func oracleInstant(text string) time.Time {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05", time.DateOnly} {
		if at, err := time.Parse(layout, text); err == nil {
			return at
		}
	}
	return time.Time{}
}

// rights are those that at least one incident gives.
func (o *oracle) rights(award *oracleAward, incidents []object) error {
	award.rights = []string{}
	given := make(map[string]bool)
	for _, facts := range incidents {
		o.facts = facts
		for _, right := range list(o.scheme["rights"]) {
			applies, err := o.applies(right)
			if err != nil {
				return err
			}
			given[right["id"].(string)] = given[right["id"].(string)] || applies
		}
	}
	for _, right := range list(o.scheme["rights"]) {
		if id := right["id"].(string); given[id] {
			award.rights = append(award.rights, id)
		}
	}
	return nil
}

func oracleRule(rule object) (*big.Rat, compensation.Rounding) {
	if rule == nil {
		return big.NewRat(1, 100), compensation.HalfUp
	}
	step, _ := new(big.Rat).SetString(rule["to"].(string))
	mode, _ := compensation.ParseRounding(rule["mode"].(string))
	return step, mode
}

// list returns the objects of a JSON array.
func list(value any) []object {
	var objects []object
	for _, item := range anys(value) {
		objects = append(objects, item.(object))
	}
	return objects
}

func anys(value any) []any {
	items, _ := value.([]any)
	return items
}
