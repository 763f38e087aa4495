package kpi_test

import (
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
		fmt.Print(again, " ")
	}
	// Output: fail pass 3star 4star 5star
}

// Whom a critical error of an audited case hurts.
func ExampleErrorClass() {
	for _, class := range []kpi.ErrorClass{kpi.CustomerCritical, kpi.BusinessCritical, kpi.ComplianceCritical} {
		fmt.Print(class, " ")
	}
	// Output: customer business compliance
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
	// Output: true false yes no
}
