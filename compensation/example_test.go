package compensation_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/compensation"
	"github.com/servicecommitment/commitment/sla"
)

const lateDelivery = `{
 "id": "late-delivery", "version": "2026-01", "currency": "EUR",
 "facts": {"days_late": "number", "price": "number", "force_majeure": "bool", "month": "string"},
 "tables": {"rate": {"bands": [{"gt": "3", "le": "7", "value": "5"}, {"gt": "7", "value": "10"}], "else": "0"}},
 "rules": [{"id": "late", "amount": "pct(rate(days_late), price)", "form": "credit"}],
 "unless": [{"id": "force_majeure", "when": "force_majeure"}],
 "caps": [{"id": "month", "limit": "50", "window": {"same": ["month"]}}],
 "rights": [{"id": "withdraw", "when": "days_late > 14", "title": {"en": "withdraw from the contract", "zh": "解除合同"}}],
 "round": {"to": "0.01", "mode": "half_up"}}`

// From a text to what is owed, with the reasons.
func Example() {
	scheme, err := compensation.ParseScheme([]byte(lateDelivery))
	if err != nil {
		fmt.Println(err)
		return
	}
	program, err := compensation.Compile(scheme)
	if err != nil {
		fmt.Println(err)
		return
	}
	award, err := program.Assess(compensation.Claim{
		Facts: compensation.Facts{"price": compensation.Number("129.90"), "month": compensation.Text("2026-07")},
		Incidents: []compensation.Facts{
			{"days_late": compensation.Number("5")},
			{"days_late": compensation.Number("15")},
		},
		History: []compensation.Past{{Amount: decimal.New(38, 0), Facts: compensation.Facts{"month": compensation.Text("2026-07")}}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, line := range award.Explain(commitment.English) {
		fmt.Println(line)
	}
	fmt.Println(award.PerIncident)
	// Output:
	// late-delivery (2026-01): owed is 12.00 EUR.
	// incident 1, late: computed (credit), pct(rate(days_late), price) = 6.495, +6.495 EUR (force_majeure = false; days_late = 5; price = 129.90; rate(5): > 3, <= 7)
	// incident 2, late: computed (credit), pct(rate(days_late), price) = 12.99, +12.99 EUR (force_majeure = false; days_late = 15; price = 129.90; rate(15): > 7)
	// month: cut to the cap, 50, of which is used 38, -7.485 EUR
	// split over the incidents in their order
	// incident 1, withdraw from the contract: the condition does not hold: days_late > 14 (days_late = 5); days_late > 14 does not hold, 5 < 14 by 9
	// Also owed: withdraw from the contract.
	// [6.50 EUR 5.50 EUR]
}

func mustProgram(text string) *compensation.Program {
	scheme, err := compensation.ParseScheme([]byte(text))
	if err != nil {
		panic(err)
	}
	program, err := compensation.Compile(scheme)
	if err != nil {
		panic(err)
	}
	return program
}

func ExampleProgram_Assess() {
	program := mustProgram(lateDelivery)
	claim, err := compensation.ParseClaim([]byte(`{"facts": {"days_late": "3", "price": "129.90", "month": "2026-07"}}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	award, err := program.Assess(claim)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(award.Amount)
	condition := award.Lines[0].Conditions[0]
	fmt.Println(condition.Text, condition.Holds, condition.Left, condition.Right)
	lookup := award.Lines[0].Lookups[0]
	fmt.Println(lookup.Table, lookup.Argument, lookup.Entry)
	// Output:
	// 0.00 EUR
	// days_late > 3 false 3 3
	// rate 3 else
}

func ExampleProgram_Assess_missing() {
	_, err := mustProgram(lateDelivery).Assess(compensation.Claim{Facts: compensation.Facts{"days_late": compensation.Number("5")}})
	var missing *compensation.MissingFactError
	if errors.As(err, &missing) {
		fmt.Println(compensation.CodeOf(err), missing.Fact)
	}
	fmt.Println(errors.Is(err, compensation.ErrMissingFact), errors.Is(err, compensation.ErrGap), errors.Is(err, compensation.ErrDivisionByZero))
	fmt.Println(err)
	// Output:
	// missing_fact price
	// true false false
	// compensation: rules[0].amount: the fact "price" is needed and absent
}

// Everything that is wrong comes back at once, with its place.
func ExampleCompile() {
	scheme, err := compensation.ParseScheme([]byte(`{"id": "x", "version": "1", "currency": "EUR", "facts": {"uptime": "number"},
 "tables": {"credit": {"bands": [{"lt": "99", "value": "25"}, {"gt": "99", "le": "99.9", "value": "10"}], "else": ""}},
 "rules": [{"id": "a", "amount": "pct(credit(uptme), 100)"}]}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = compensation.Compile(scheme)
	for _, problem := range commitment.FieldErrors(err) {
		fmt.Println(problem)
	}
	var place *compensation.ExpressionError
	fmt.Println(errors.As(err, &place), errors.Is(err, compensation.ErrGap), errors.Is(err, compensation.ErrConflict), errors.Is(err, compensation.ErrOffGrid))
	// Output:
	// tables.credit.bands: no band holds [99, 99]
	// tables.credit.bands: no band holds (99.9, ∞)
	// rules[0].amount: column 12: unknown name "uptme", did you mean "uptime"?
	// true true false false
}

// A missed commitment flows into its remedy.
func ExampleProgram_Facts() {
	program := mustProgram(`{"id": "credit", "version": "1", "currency": "EUR",
 "facts": {"breached": "bool", "overdue_minutes": "number", "tier": "string"},
 "rules": [{"id": "late", "when": "breached", "amount": "choose(tier == \"gold\", 20, 10) * ceil(overdue_minutes / 60)"}]}`)
	due := time.Date(2026, 1, 5, 17, 0, 0, 0, time.UTC)
	report := sla.Report{
		Clocks: []sla.Clock{{
			Metric: "resolution", Commitment: "resolution", Cycle: 1, Stage: sla.Stopped, Verdict: sla.Missed, Breached: true,
			Due: due, Stopped: due.Add(90 * time.Minute), Elapsed: 210 * time.Minute, Overdue: 90 * time.Minute,
		}},
		Attributes: map[string][]string{"tier": {"gold"}},
	}
	facts, err := program.Facts(report, "resolution")
	if err != nil {
		fmt.Println(err)
		return
	}
	award, err := program.Assess(compensation.Claim{Facts: facts})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(award.Amount)
	fmt.Println(len(compensation.StandardFacts()))
	// Output:
	// 40.00 EUR
	// 9
}

func ExampleAward_Explain() {
	award, err := mustProgram(lateDelivery).Assess(compensation.Claim{Facts: compensation.Facts{
		"days_late": compensation.Number("8"), "price": compensation.Number("100"), "month": compensation.Text("2026-07"), "force_majeure": compensation.Bool(true),
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, line := range award.Explain(commitment.Chinese) {
		fmt.Println(line)
	}
	// Output:
	// late-delivery（2026-01）：无需赔付。
	// late：属于除外情形：force_majeure（force_majeure）（force_majeure = true）
	// 解除合同：不满足条件：days_late > 14（days_late = 8）；days_late > 14 不成立，8 < 14，相差 6
}

func ExampleAward_MarshalJSON() {
	award, err := mustProgram(`{"id": "flat", "version": "1", "currency": "CNY", "rules": [{"id": "flat", "amount": "30", "form": "cash"}]}`).Assess(compensation.Claim{})
	if err != nil {
		fmt.Println(err)
		return
	}
	award.Fingerprint = "…"
	text, err := json.Marshal(award)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(string(text))
	var read compensation.Award
	fmt.Println(json.Unmarshal(text, &read), read.Equal(award))
	// Output:
	// {"scheme":"flat","version":"1","fingerprint":"…","amount":"30.00 CNY","per_incident":["30.00 CNY"],"carried":"0.00 CNY","lines":[{"kind":"computed","incident":1,"rule":"flat","form":"cash","expression":"30","exact":"30","delta":"30.00 CNY","total":"30.00 CNY"}]}
	// <nil> true
}

func ExampleValue() {
	at := time.Date(2026, 1, 5, 9, 0, 0, 0, time.FixedZone("", 8*60*60))
	for _, value := range []compensation.Value{
		compensation.Number("12.50"), compensation.Decimal(decimal.New(125, -1)), compensation.Bool(true), compensation.Text("vip"),
		compensation.Day(calendar.MustDate(2026, 1, 5)), compensation.Instant(at), compensation.WallTime(at),
	} {
		fmt.Println(value, value.IsZero())
	}
	fmt.Println(compensation.Instant(at).Equal(compensation.Instant(at.UTC())))
	// Output:
	// 12.50 false
	// 12.5 false
	// true false
	// vip false
	// 2026-01-05 false
	// 2026-01-05T09:00:00+08:00 false
	// 2026-01-05T09:00:00 false
	// true
}

// A scheme can be written in Go as well.
func ExampleScheme() {
	scheme := compensation.Scheme{
		ID: "late", Version: "1", Currency: "EUR",
		Effective:   compensation.Effective{From: calendar.MustDate(2026, 1, 1)},
		Facts:       map[string]compensation.FactType{"date": compensation.FactDate, "days": compensation.FactNumber, "on": compensation.FactBool, "who": compensation.FactString, "at": compensation.FactTime},
		EffectiveOn: "date",
		Params:      map[string]compensation.Param{"rate": {ByDate: []compensation.DatedParam{{From: calendar.MustDate(2026, 1, 1), Value: compensation.Param{Value: "9.98"}}}}},
		Tables: map[string]compensation.Table{
			"factor": {Bands: []compensation.Band{{LT: "7", Value: "1"}}, Else: "2"},
			"fee":    {Slices: []compensation.Slice{{Upto: "2", Per: "0"}, {Per: "1"}}},
		},
		Rules:   []compensation.Rule{{ID: "late", Amount: "rate * factor(days) + fee(days)", Group: "all", Form: compensation.FormCash}},
		Unless:  []compensation.Exclusion{{ID: "off", When: "!on"}},
		Groups:  map[string]compensation.Grouping{"all": compensation.GroupMax},
		Caps:    []compensation.Cap{{ID: "day", Limit: "50", Window: &compensation.Window{Same: []string{"who"}, Rolling: "24h"}}},
		Round:   compensation.RoundTerms{RoundRule: compensation.RoundRule{To: decimal.New(1, -2), Mode: compensation.HalfUp}, At: compensation.AtTotal},
		Payable: &compensation.Payable{AtLeast: "1", Below: compensation.BelowCarry},
		Rights:  []compensation.Entitlement{{ID: "leave", When: "days > 14", Title: compensation.Title{English: "leave", Chinese: "解约"}}},
		Claim:   compensation.ClaimWindow{Within: calendar.MustAllowance("30d"), From: "date", Late: compensation.LateVoid},
	}
	program, err := compensation.Compile(scheme)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(program.Fingerprint()), program.Scheme().ID)
	award, err := program.Assess(compensation.Claim{Facts: compensation.Facts{
		"date": compensation.Day(calendar.MustDate(2026, 1, 5)), "days": compensation.Number("15"), "on": compensation.Bool(true), "who": compensation.Text("me"),
		"at": compensation.Instant(time.Date(2026, 1, 20, 12, 0, 0, 0, time.UTC)),
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	line := award.Lines[0]
	fmt.Println(award.Amount, award.ClaimBy, line.Kind, line.Form, line.Exact, line.Facts[0].Name)
	for _, right := range award.Rights {
		fmt.Println(right.ID, right.Incidents)
	}
	// Output:
	// 64 late
	// 32.96 EUR 2026-02-04 computed cash 32.96 on
	// leave [1]
}
