package schemes_test

import (
	"errors"
	"fmt"
	"time"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/compensation"
	"github.com/servicecommitment/commitment/compensation/schemes"
)

// A passenger was denied boarding in May 2016, when the limits of 2015 held.
func ExampleLookup() {
	scheme, err := schemes.Lookup("us-dbc", calendar.MustDate(2016, time.May, 1))
	if err != nil {
		fmt.Println(err)
		return
	}
	program, err := compensation.Compile(scheme)
	if err != nil {
		fmt.Println(err)
		return
	}
	award, err := program.Assess(compensation.Claim{Facts: compensation.Facts{
		"one_way_fare": compensation.Number("400"),
		"delay_min":    compensation.Number("90"),
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(scheme.Version, award.Amount)

	_, err = schemes.Lookup("us-dbc", calendar.MustDate(1999, time.May, 1))
	fmt.Println(errors.Is(err, schemes.ErrNotInForce), err)
	_, err = schemes.Lookup("us-dbq", calendar.MustDate(2016, time.May, 1))
	fmt.Println(errors.Is(err, schemes.ErrUnknown), err)
	// Output:
	// 2015-08 675.00 USD
	// true schemes: on: "us-dbc" was not in force on 1999-05-01
	// true schemes: id: "us-dbq" is not the id of a published scheme
}

// A phone fails again after two repairs, and the customer wants no other one.
func ExampleLookup_warranty() {
	bought := calendar.MustDate(2026, time.April, 10)
	scheme, err := schemes.Lookup("cn-sanbao-phone", bought)
	if err != nil {
		fmt.Println(err)
		return
	}
	program, err := compensation.Compile(scheme)
	if err != nil {
		fmt.Println(err)
		return
	}
	award, err := program.Assess(compensation.Claim{Facts: compensation.Facts{
		"price":                compensation.Number("2999"),
		"bought":               compensation.Day(bought),
		"date":                 compensation.Day(calendar.MustDate(2026, time.June, 9)),
		"warranty_until":       compensation.Day(bought.AddMonths(12)),
		"faulty":               compensation.Bool(true),
		"repaired_twice":       compensation.Bool(true),
		"refund_wanted":        compensation.Bool(true),
		"same_model_available": compensation.Bool(true),
		"repair_days":          compensation.Number("9"),
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(award.Amount)
	for _, right := range award.Rights {
		fmt.Println(right.ID, right.Title.Chinese)
	}
	// Output:
	// 2234.26 CNY
	// return 退货
	// exchange 换货
	// repair 免费修理
}

func ExampleAll() {
	for _, scheme := range schemes.All() {
		if scheme.Currency == "CAD" {
			fmt.Printf("%s: %s (%s)\n", scheme.ID, scheme.Title, scheme.Source)
		}
	}
	// Output: ca-appr-denied: Canada: compensation for denial of boarding (Air Passenger Protection Regulations, SOR/2019-150, s. 20(1), s. 3(4), current to 2026-03-17)
}

func ExampleJSON() {
	text, err := schemes.JSON("cn-samr-reward", calendar.MustDate(2026, time.January, 31))
	if err != nil {
		fmt.Println(err)
		return
	}
	scheme, err := compensation.ParseScheme(text)
	fmt.Println(scheme.Title, scheme.Params["rate"].By, err)
	// Output: 市场监管领域重大违法行为举报奖励 level <nil>
}
