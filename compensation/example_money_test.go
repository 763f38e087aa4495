package compensation_test

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/servicecommitment/commitment/compensation"
)

func ExampleNewMoney() {
	credit, err := compensation.NewMoney(decimal.New(125, -1), "EUR")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(credit)
	fmt.Println(credit.Currency(), credit.IsZero(), credit.Amount().Equal(decimal.New(1250, -2)))
	_, err = compensation.NewMoney(decimal.New(1, 2_000_000_000), "EUR")
	fmt.Println(err)
	// Output:
	// 12.50 EUR
	// EUR false true
	// compensation: amount: beyond the limits of numbers: an exponent of 2000000000, above 18
}

func ExampleParseMoney() {
	for _, text := range []string{"12.5 EUR", "-3 JPY", "1e3 EUR"} {
		amount, err := compensation.ParseMoney(text)
		fmt.Println(amount, err)
	}
	// Output:
	// 12.50 EUR <nil>
	// -3 JPY <nil>
	// no money compensation: "1e3 EUR" is not an amount of money like "12.50 EUR"
}

func ExampleMoney_Add() {
	fee, err := compensation.ParseMoney("10.00 EUR")
	if err != nil {
		fmt.Println(err)
		return
	}
	dollar, err := compensation.ParseMoney("1.00 USD")
	if err != nil {
		fmt.Println(err)
		return
	}
	twice, err := fee.Add(fee)
	fmt.Println(twice, err)
	nothing, err := twice.Sub(twice)
	fmt.Println(nothing, err)
	order, err := fee.Cmp(twice)
	fmt.Println(order, err, fee.Equal(twice))
	_, err = fee.Add(dollar)
	fmt.Println(errors.Is(err, compensation.ErrCurrency), err)
	// Output:
	// 20.00 EUR <nil>
	// 0.00 EUR <nil>
	// -1 <nil> false
	// true compensation: currencies differ: "EUR" and "USD"
}

func ExampleMoney_MarshalText() {
	var invoice struct {
		Credit compensation.Money `json:"credit"`
	}
	if err := json.Unmarshal([]byte(`{"credit": "12.5 EUR"}`), &invoice); err != nil {
		fmt.Println(err)
		return
	}
	data, err := json.Marshal(invoice)
	fmt.Println(string(data), err)
	// Output: {"credit":"12.50 EUR"} <nil>
}

func ExampleRound() {
	amount := decimal.New(-2345, -3)
	for _, mode := range []compensation.Rounding{compensation.HalfUp, compensation.HalfDown, compensation.HalfEven, compensation.Up, compensation.Down, compensation.Ceil, compensation.Floor} {
		rounded, err := compensation.Round(amount, decimal.New(1, -2), mode)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(mode, rounded.StringFixed(2))
	}
	// Output:
	// half_up -2.35
	// half_down -2.34
	// half_even -2.34
	// up -2.35
	// down -2.34
	// ceil -2.34
	// floor -2.35
}

func ExampleParseRounding() {
	mode, err := compensation.ParseRounding("half_even")
	fmt.Println(mode == compensation.HalfEven, err)
	_, err = compensation.ParseRounding("bankers")
	fmt.Println(err)
	// Output:
	// true <nil>
	// compensation: unknown value "bankers"
}

// A credit of ten dollars for three customers, none of which loses the cent.
func ExampleAllocate() {
	total, err := compensation.ParseMoney("10.00 USD")
	if err != nil {
		fmt.Println(err)
		return
	}
	one := decimal.NewFromInt(1)
	parts, err := compensation.Allocate(total, []decimal.Decimal{one, one, one}, decimal.New(1, -2), compensation.LargestRemainder)
	fmt.Println(parts, err)
	// Output: [3.34 USD 3.33 USD 3.33 USD] <nil>
}

// Three incidents of 30 euros each, of which a cap leaves 50.
func ExampleAllocate_chronological() {
	capped, err := compensation.ParseMoney("50.00 EUR")
	if err != nil {
		fmt.Println(err)
		return
	}
	mode, err := compensation.ParseAllocation("chronological")
	if err != nil {
		fmt.Println(err)
		return
	}
	owed := decimal.NewFromInt(30)
	parts, err := compensation.Allocate(capped, []decimal.Decimal{owed, owed, owed}, decimal.New(1, -2), mode)
	fmt.Println(parts, err)

	half, err := compensation.ParseMoney("0.005 EUR")
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = compensation.Allocate(half, []decimal.Decimal{owed}, decimal.New(1, -2), mode)
	fmt.Println(errors.Is(err, compensation.ErrOffGrid))
	// Output:
	// [30.00 EUR 20.00 EUR 0.00 EUR] <nil>
	// true
}

// Ofcom's rate for delayed repairs rises with consumer prices each April.
func ExampleIndex() {
	rule := compensation.RoundRule{To: decimal.New(1, -2), Mode: compensation.HalfUp}
	prices := []decimal.Decimal{decimal.New(7, -1), decimal.New(42, -1)}
	for _, text := range []string{"rounded", "unrounded"} {
		chain, err := compensation.ParseChain(text)
		if err != nil {
			fmt.Println(err)
			return
		}
		rates, err := compensation.Index(decimal.NewFromInt(8), prices, rule, chain)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(chain, rates[0].StringFixed(2), rates[1].StringFixed(2))
	}
	// Output:
	// rounded 8.06 8.40
	// unrounded 8.06 8.39
}

// The limit for denied boarding follows the consumer prices of the United
// States, to the nearest 25 dollars.
func ExampleIndexRatio() {
	rule := compensation.RoundRule{To: decimal.NewFromInt(25), Mode: compensation.HalfUp}
	limit, err := compensation.IndexRatio(decimal.NewFromInt(775), decimal.New(314540, -3), decimal.New(226545, -3), rule)
	fmt.Println(limit.StringFixed(0), err)
	_, err = compensation.IndexRatio(decimal.NewFromInt(775), decimal.NewFromInt(1), decimal.Decimal{}, rule)
	fmt.Println(errors.Is(err, compensation.ErrDivisionByZero))
	_, err = compensation.IndexRatio(decimal.New(1, 19), decimal.NewFromInt(1), decimal.NewFromInt(1), rule)
	fmt.Println(errors.Is(err, compensation.ErrLimit))
	// Output:
	// 1075 <nil>
	// true
	// true
}
