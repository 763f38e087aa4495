package procedures_test

import (
	"fmt"
	"log"
	"strings"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/feedback/procedures"
)

func ExampleNames() {
	names := procedures.Names()
	fmt.Println(len(names), names[0])
	// Output:
	// 11 au-rg271
}

func ExampleLookup() {
	p, err := procedures.Lookup("cn-samr-order20")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(p.Title, p.Effective.Until)
	for _, clock := range p.Clocks {
		fmt.Println(clock.ID, clock.Within.Count())
	}
	_, err = procedures.Lookup("cn-samr-order-20")
	fmt.Println(err)
	// Output:
	// 市场监督管理投诉举报处理暂行办法 2026-04-15
	// accept_decision 7
	// mediation_end 45
	// tell_result 7
	// verify_report 15
	// tell_named_reporter 5
	// procedures: name: "cn-samr-order-20" is not the name of a procedure
}

func ExampleJSON() {
	text, err := procedures.JSON("iso-10002")
	fmt.Println(strings.SplitN(string(text), ",", 2)[0], err)
	// Output:
	// {
	//   "id": "iso-10002" <nil>
}

// An item keeps the procedure of its date of receipt.
func ExampleChoose() {
	for _, received := range []calendar.Date{calendar.MustDate(2026, 4, 14), calendar.MustDate(2026, 4, 15)} {
		p, err := procedures.Choose("CN", "market-regulator", received)
		fmt.Println(p.ID, err)
	}
	// Output:
	// cn-samr-order20 <nil>
	// cn-samr-order121 <nil>
}
