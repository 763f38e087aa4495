package stat_test

import (
	"fmt"

	"github.com/servicecommitment/commitment/kpi/stat"
)

func ExampleSampleSize() {
	fmt.Println(stat.SampleSize(0.5, 0.05, 0.95, 0))    // an endless population
	fmt.Println(stat.SampleSize(0.5, 0.05, 0.95, 1000)) // a month's thousand cases
	// Output:
	// 385 true
	// 278 true
}

func ExampleAllocate() {
	// 100 audits of 50 VIP, 900 standard and 50 chat cases, at least 10 each.
	fmt.Println(stat.Allocate([]uint64{50, 900, 50}, 100, 10))
	// Output:
	// [10 80 10] true
}

func ExampleDraw() {
	cases := []string{"T-1001", "T-1002", "T-1003", "T-1004", "T-1005", "T-1006"}
	fmt.Println(stat.Draw(20260401, cases, 2))
	fmt.Println(stat.Draw(20260401, cases, 3)) // begins with the same two
	// Output:
	// [T-1004 T-1005] true
	// [T-1004 T-1005 T-1006] true
}

func ExampleDrawKey() {
	fmt.Printf("%016x\n", stat.DrawKey(42, "T-1001"))
	// Output:
	// 16ad1c903ad61407
}

func ExampleSplitMix64() {
	generator := stat.SplitMix64(42)
	fmt.Printf("%016x\n", generator.Next())
	fmt.Printf("%016x\n", generator.Next())
	// Output:
	// bdd732262feb6e95
	// 28efe333b266f103
}

func ExampleStratify() {
	estimate, ok := stat.Stratify([]stat.Stratum{
		{Size: 900, Sample: 80, Successes: 72}, // standard: 90 %
		{Size: 100, Sample: 20, Successes: 10}, // VIP: 50 %
	}, 0.95)
	fmt.Printf("%.3f (%.3f to %.3f) %v\n", estimate.Rate, estimate.Lo, estimate.Hi, ok)
	// Output:
	// 0.860 (0.790 to 0.909) true
}

func ExampleKappa() {
	// Two auditors, 50 cases: rows are the first one's pass and fail.
	agreement, ok := stat.Kappa([][]uint64{{20, 5}, {10, 15}})
	fmt.Printf("agree on %.0f %%, by chance %.0f %%: kappa %.1f %v\n",
		100*agreement.Observed, 100*agreement.Expected, agreement.Kappa, ok)
	// Output:
	// agree on 70 %, by chance 50 %: kappa 0.4 true
}

func ExampleWeightedKappa() {
	grades := [][]uint64{{44, 5, 1}, {7, 20, 3}, {9, 5, 6}}
	for _, weights := range []stat.KappaWeights{stat.LinearWeights, stat.QuadraticWeights} {
		agreement, ok := stat.WeightedKappa(grades, weights)
		fmt.Printf("%.3f %v\n", agreement.Kappa, ok)
	}
	// Output:
	// 0.474 true
	// 0.455 true
}

func ExamplePlan() {
	letter, ok := stat.CodeLetter(1000, stat.LevelII)
	fmt.Println(letter, ok)
	for _, severity := range []stat.Severity{stat.Normal, stat.Tightened, stat.Reduced} {
		plan, ok := stat.Plan(letter, 2.5, severity)
		fmt.Printf("%v: look at %d, accept with %d, not with %d %v\n", severity, plan.Size, plan.Accept, plan.Reject, ok)
	}
	// Behind an arrow of the table, the plan has another letter.
	plan, ok := stat.Plan(letter, 0.10, stat.Normal)
	fmt.Println(plan.Letter, plan.Size, plan.SampleOf(100), plan.Accepts(0), plan.Accepts(1), ok)
	// Output:
	// J true
	// normal: look at 80, accept with 5, not with 6 true
	// tightened: look at 80, accept with 3, not with 4 true
	// reduced: look at 32, accept with 3, not with 4 true
	// K 125 100 true false true
}

func ExampleCodeLetter() {
	for _, level := range []stat.Level{
		stat.LevelS1, stat.LevelS2, stat.LevelS3, stat.LevelS4, stat.LevelI, stat.LevelII, stat.LevelIII,
	} {
		letter, ok := stat.CodeLetter(5000, level)
		size, _ := letter.SampleSize(stat.Normal)
		fmt.Println(level, letter, size, ok)
	}
	// Output:
	// S-1 C 5 true
	// S-2 D 8 true
	// S-3 F 20 true
	// S-4 G 32 true
	// I J 80 true
	// II L 200 true
	// III M 315 true
}

func ExampleSwitching() {
	var inspection stat.Switching // normal, to begin with
	for _, nonconforming := range []uint64{0, 4, 1, 5, 0} {
		before := inspection.Severity()
		next, accepted, ok := inspection.Judge(stat.Lot{
			Letter: 'H', AQL: 2.5, Nonconforming: nonconforming, Steady: true,
		})
		if !ok {
			fmt.Println("no plan")
		}
		inspection = next
		fmt.Println(before, nonconforming, accepted)
	}
	fmt.Println(inspection.Severity(), inspection.Discontinued)
	// Output:
	// normal 0 true
	// normal 4 false
	// normal 1 true
	// normal 5 false
	// tightened 0 true
	// tightened false
}

func ExampleSwitching_Resume() {
	var inspection stat.Switching
	for range 7 { // two to become tightened, five more to be discontinued
		inspection, _, _ = inspection.Judge(stat.Lot{Letter: 'H', AQL: 2.5, Nonconforming: 9})
	}
	fmt.Println(inspection.Discontinued)
	inspection = inspection.Resume()
	fmt.Println(inspection.Severity(), inspection.Discontinued)
	// Output:
	// true
	// tightened false
}
