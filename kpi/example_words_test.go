package kpi_test

import (
	"encoding/json"
	"fmt"
	"log"

	"github.com/servicecommitment/commitment/kpi"
)

// By which date an item belongs to a period: part of the name of every figure.
func ExampleBasis() {
	for _, basis := range []kpi.Basis{kpi.ByCreated, kpi.ByDue, kpi.ByResolved, kpi.ByAnswered} {
		var again kpi.Basis
		if err := again.UnmarshalText([]byte(basis.String())); err != nil {
			log.Fatal(err)
		}
		fmt.Print(again, " ")
	}
	// Output: created due resolved answered
}

// The three ways to make one score of answers about effort.
func ExampleCESMethod() {
	for _, text := range []string{"mean", "top_box", "index"} {
		method, err := kpi.ParseCESMethod(text)
		if err != nil {
			log.Fatal(err)
		}
		name := func(m kpi.CESMethod) string { return m.String() }
		fmt.Print(name(method), " ")
	}
	// Output: mean top_box index
}

// The grades of GB/T 27922-2011, from below 70 points to 95 and more.
func ExampleGBTGrade() {
	for _, grade := range []kpi.GBTGrade{kpi.GBTFail, kpi.GBTPass, kpi.GBTThreeStar, kpi.GBTFourStar, kpi.GBTFiveStar} {
		again, err := kpi.ParseGBTGrade(grade.String())
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(again, again == grade)
	}
	var stars kpi.GBTGrade
	err := stars.UnmarshalText([]byte("4star"))
	fmt.Println(stars == kpi.GBTFourStar, err)
	text, err := kpi.GBTGrade(0).MarshalText() // no grade has no text
	fmt.Println(string(text), err)
	// Output:
	// fail true
	// pass true
	// 3star true
	// 4star true
	// 5star true
	// true <nil>
	//  kpi: grade: no value 0
}

// The sections of GB/T 27922-2011, by which a checklist in JSON sorts its clauses.
func ExampleSection() {
	for _, section := range []kpi.Section{kpi.AfterSalesSystem, kpi.ProductService, kpi.CustomerService} {
		text, err := section.MarshalText()
		fmt.Println(string(text), err)
	}
	var clause kpi.GBTItem
	err := json.Unmarshal([]byte(`{"Section": "product_service", "Points": 500, "Met": true}`), &clause)
	fmt.Println(clause.Section == kpi.ProductService, err)
	_, err = kpi.ParseSection("售后服务体系")
	fmt.Println(err)
	// Output:
	// after_sales_system <nil>
	// product_service <nil>
	// customer_service <nil>
	// true <nil>
	// kpi: section: unknown value "售后服务体系"
}

// Whom a critical error of an audited case hurts.
func ExampleErrorClass() {
	fmt.Println(kpi.CustomerCritical, kpi.BusinessCritical, kpi.ComplianceCritical)
	// Most items of a sheet are not critical: they say nothing.
	var items []kpi.SheetItem
	err := json.Unmarshal([]byte(`[{"ID": "greeting", "Weight": 1}, {"ID": "privacy", "Weight": 2, "Critical": "compliance"}]`), &items)
	fmt.Println(items[0].Critical == 0, items[1].Critical == kpi.ComplianceCritical, err)
	text, err := json.Marshal(items)
	fmt.Println(string(text), err)
	// Output:
	// customer business compliance
	// true true <nil>
	// [{"ID":"greeting","Weight":1},{"ID":"privacy","Weight":2,"Critical":"compliance"}] <nil>
}

// What becomes of an item without a value, as a settings file has it.
func ExampleMissing() {
	var settings struct {
		Missing kpi.Missing `json:"missing"`
	}
	for _, text := range []string{`{"missing": "zero"}`, `{"missing": "skip"}`} {
		err := json.Unmarshal([]byte(text), &settings)
		fmt.Println(settings.Missing, err)
	}
	text, err := json.Marshal([]kpi.Missing{kpi.Renormalise, kpi.FailMissing, kpi.ZeroMissing})
	fmt.Println(string(text), err)
	// Output:
	// zero <nil>
	// Missing(0) kpi: missing: unknown value "skip"
	// ["renormalise","fail","zero"] <nil>
}

// How intervals without requests count, as a contract in JSON has it.
func ExampleEmpty() {
	var empty kpi.Empty
	err := json.Unmarshal([]byte(`"is_up"`), &empty)
	fmt.Println(empty == kpi.EmptyIsUp, err)
	again, err := kpi.ParseEmpty(kpi.EmptyLeftOut.String())
	fmt.Println(again, err)
	text, err := json.Marshal(map[string]kpi.Empty{"empty": again})
	fmt.Println(string(text), err)
	// Output:
	// true <nil>
	// left_out <nil>
	// {"empty":"left_out"} <nil>
}

// How a share and a count differ from those of the month before.
func ExampleChange() {
	var change kpi.Change
	change, ok := kpi.NewChange(0.92, 0.80)
	fmt.Printf("%+.2f, %+.0f %%, %v\n", change.Absolute, 100*change.Relative, ok)
	change, ok = kpi.NewChange(3, 0)
	fmt.Println(change.Absolute, change.RelativeDefined, ok)
	// Output:
	// +0.12, +15 %, true
	// 3 false true
}

// The same promise, kept unlike over two channels: is the difference chance?
func ExampleChannelGap() {
	gaps := kpi.Consistency(map[string]kpi.Ratio{"phone": {Met: 450, Missed: 50}, "app": {Met: 400, Missed: 100}}, 0.95)
	worse := func(g kpi.ChannelGap) bool { return g.Significant && g.Value < 0 }
	size := func(d kpi.Difference) string { return fmt.Sprintf("%+.2f", d.Value) }
	for _, gap := range gaps {
		if worse(gap) {
			fmt.Println(gap.Channel, "keeps it worse than", gap.Best, size(gap.Difference))
		}
	}
	// Output: app keeps it worse than phone -0.10
}

// What a customer answers who is asked whether the matter was solved.
func ExampleSurveyAnswer() {
	yes := func(a kpi.SurveyAnswer) bool { return a == kpi.SaidYes }
	fmt.Println(yes(kpi.SaidYes), yes(kpi.SaidNo), kpi.SaidYes, kpi.SaidNo)
	answer, err := kpi.ParseSurveyAnswer("no")
	fmt.Println(answer == kpi.SaidNo, err)
	text, err := json.Marshal([]kpi.SurveyAnswer{kpi.SaidYes, answer})
	fmt.Println(string(text), err)
	var back []kpi.SurveyAnswer
	err = json.Unmarshal(text, &back)
	fmt.Println(back[0], back[1], err)
	// Output:
	// true false yes no
	// true <nil>
	// ["yes","no"] <nil>
	// yes no <nil>
}
