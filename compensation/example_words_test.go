package compensation_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"log"

	"github.com/shopspring/decimal"

	"github.com/servicecommitment/commitment/compensation"
)

// What each kind of line does to the amount; the deltas of all lines add up to it.
func ExampleLineKind() {
	kinds := []struct {
		kind compensation.LineKind
		does string
	}{
		{compensation.LineComputed, "adds what a rule computes"},
		{compensation.LineExcluded, "sets a rule aside, by an exclusion or for another of its group"},
		{compensation.LineUnmet, "says which condition failed, and by how much"},
		{compensation.LineMinimum, "raises to the minimum"},
		{compensation.LineMaximum, "cuts to the maximum"},
		{compensation.LineCap, "cuts to a cap, less what was used of it"},
		{compensation.LineRounding, "rounds"},
		{compensation.LineThreshold, "withholds what is too little to be paid out"},
		{compensation.LineCarried, "adds what was carried in"},
		{compensation.LineAllocation, "says how a total that was cut is split over the incidents"},
	}
	for _, k := range kinds {
		text, err := json.Marshal(k.kind)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%-14s %s\n", text, k.does)
	}
	var kind compensation.LineKind
	fmt.Println(kind.UnmarshalText([]byte("surcharge")))
	// Output:
	// "computed"     adds what a rule computes
	// "excluded"     sets a rule aside, by an exclusion or for another of its group
	// "unmet"        says which condition failed, and by how much
	// "minimum"      raises to the minimum
	// "maximum"      cuts to the maximum
	// "cap"          cuts to a cap, less what was used of it
	// "rounding"     rounds
	// "threshold"    withholds what is too little to be paid out
	// "carried"      adds what was carried in
	// "allocation"   says how a total that was cut is split over the incidents
	// compensation: unknown value "surcharge"
}

// trail writes the lines of an award in a form of its own.
func trail(lines []compensation.Line) {
	fact := func(f compensation.FactRead) string { return f.Name }
	entry := func(l compensation.Lookup) string { return fmt.Sprintf("%s(%s): %s", l.Table, l.Argument, l.Entry) }
	failed := func(c compensation.Condition) string { return fmt.Sprintf("%s, by %s", c.Text, c.By) }
	for _, line := range lines {
		fmt.Print(line.Kind)
		for _, f := range line.Facts {
			fmt.Print("; reads ", fact(f))
		}
		for _, l := range line.Lookups {
			fmt.Print("; ", entry(l))
		}
		for _, c := range line.Conditions {
			if !c.Holds {
				fmt.Print("; not ", failed(c))
			}
		}
		fmt.Println()
	}
}

// A line holds what was read, which band was chosen, and what failed by how much.
func ExampleLine() {
	scheme, err := compensation.ParseScheme([]byte(`{
		"id": "late", "version": "1", "currency": "EUR", "facts": {"days": "number"},
		"tables": {"rate": {"slices": [{"upto": "2", "per": "5"}, {"per": "10"}]}},
		"rules": [{"id": "late", "when": "days > 1", "amount": "rate(days)"}]}`))
	if err != nil {
		log.Fatal(err)
	}
	program, err := compensation.Compile(scheme)
	if err != nil {
		log.Fatal(err)
	}
	for _, days := range []string{"4", "0.5"} {
		award, err := program.Assess(compensation.Claim{Facts: compensation.Facts{"days": compensation.Number(days)}})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(award.Amount)
		trail(award.Lines)
	}
	// Output:
	// 30.00 EUR
	// computed; reads days; rate(4): > 2
	// 0.00 EUR
	// unmet; reads days; not days > 1, by 0.5
}

// How a total is split: the last steps go to the largest remainders, or what comes
// first takes what it can.
func ExampleAllocation() {
	total, err := compensation.NewMoney(decimal.RequireFromString("10"), "EUR")
	if err != nil {
		log.Fatal(err)
	}
	weights := []decimal.Decimal{decimal.RequireFromString("8"), decimal.RequireFromString("8"), decimal.RequireFromString("8")}
	for _, mode := range []compensation.Allocation{compensation.LargestRemainder, compensation.Chronological} {
		parts, err := compensation.Allocate(total, weights, decimal.RequireFromString("0.01"), mode)
		if err != nil {
			log.Fatal(err)
		}
		var again compensation.Allocation
		if err := again.UnmarshalText([]byte(mode.String())); err != nil {
			log.Fatal(err)
		}
		fmt.Println(again, parts)
	}
	// Output:
	// largest_remainder [3.34 EUR 3.33 EUR 3.33 EUR]
	// chronological [8.00 EUR 2.00 EUR 0.00 EUR]
}

// What the next value of an index builds on: the rounded one before, or the exact.
func ExampleChain() {
	base, to := decimal.RequireFromString("8.00"), decimal.RequireFromString("0.01")
	rise := []decimal.Decimal{decimal.RequireFromString("2.45"), decimal.RequireFromString("2.45")}
	for _, chain := range []compensation.Chain{compensation.Rounded, compensation.Unrounded} {
		values, err := compensation.Index(base, rise, compensation.RoundRule{To: to, Mode: compensation.HalfUp}, chain)
		if err != nil {
			log.Fatal(err)
		}
		var again compensation.Chain
		if err := again.UnmarshalText([]byte(chain.String())); err != nil {
			log.Fatal(err)
		}
		fmt.Println(again, values[0].StringFixed(2), values[1].StringFixed(2))
	}
	// Output:
	// rounded 8.20 8.40
	// unrounded 8.20 8.40
}

// The words of a scheme's JSON for groups, forms and what is rounded or too late.
func ExampleForm() {
	fmt.Println(compensation.FormCash, compensation.FormCredit, compensation.FormVoucher, compensation.FormPoints,
		compensation.FormExtension, compensation.FormApology)
	fmt.Println(compensation.GroupSum, compensation.GroupMax, compensation.GroupMin, compensation.GroupFirst, compensation.GroupOnly)
	fmt.Println(compensation.BelowZero, compensation.BelowCarry, compensation.LateVoid, compensation.LateAllow)
	var at compensation.RoundAt
	var gaps compensation.Gaps
	if err := errors.Join(at.UnmarshalText([]byte("line")), gaps.UnmarshalText([]byte("published"))); err != nil {
		log.Fatal(err)
	}
	fmt.Println(at == compensation.AtLine, at, gaps == compensation.GapsPublished, gaps)
	// Output:
	// cash credit voucher points extension apology
	// sum max min first only
	// zero carry void allow
	// true line true published
}

// A host that stores or sends an error keeps its code.
func ExampleCode() {
	advice := map[compensation.Code]string{
		compensation.CodeMissingFact:    "ask for the fact",
		compensation.CodeGap:            "the published terms have a hole there",
		compensation.CodeConflict:       "two rules apply of which only one may",
		compensation.CodeDivisionByZero: "a fact that is divided by is zero",
		compensation.CodeCurrency:       "amounts of two currencies meet",
		compensation.CodeLimit:          "a number or text is too large",
		compensation.CodeOffGrid:        "an amount is no multiple of the step",
	}
	scheme, err := compensation.ParseScheme([]byte(`{"id": "s", "version": "1", "currency": "EUR", "facts": {"fee": "number", "days": "number"},
		"rules": [{"id": "r", "amount": "fee / days"}]}`))
	if err != nil {
		log.Fatal(err)
	}
	program, err := compensation.Compile(scheme)
	if err != nil {
		log.Fatal(err)
	}
	for _, facts := range []compensation.Facts{
		{"fee": compensation.Number("30")},
		{"fee": compensation.Number("30"), "days": compensation.Number("0")},
	} {
		_, err := program.Assess(compensation.Claim{Facts: facts})
		code := compensation.CodeOf(err)
		fmt.Printf("%s: %s\n", code, advice[code])
	}
	// Output:
	// missing_fact: ask for the fact
	// division_by_zero: a fact that is divided by is zero
}
