package stat_test

import (
	"fmt"

	"github.com/servicecommitment/commitment/kpi/stat"
)

// outside tells the samples that lie beyond their limits.
func outside(c stat.Chart) (names []int) {
	for i, point := range c.Points {
		beyond := func(p stat.Point) bool { return p.Plotted && p.Beyond }
		if beyond(point) {
			names = append(names, i)
		}
	}
	return names
}

// The kinds of chart, each for other data: shares, rates for an amount of work,
// counts, the same with Laney's correction, single values, smoothed values.
func ExampleChartKind() {
	kinds := []stat.ChartKind{
		stat.KindP, stat.KindU, stat.KindC, stat.KindLaneyP, stat.KindLaneyU, stat.KindXmR, stat.KindEWMA,
	}
	fmt.Printf("%v\n", kinds)
	chart := stat.PChart([]uint64{4, 5, 30, 6}, []uint64{100, 100, 100, 100})
	fmt.Println(chart.Kind == stat.KindP, outside(chart))
	// Output:
	// [p u c laney_p laney_u xmr ewma]
	// true [2]
}

// Small lasting shifts add up until they signal.
func ExampleCUSUMPoint() {
	points, ok := stat.CUSUM([]float64{10, 11, 12, 12, 12}, stat.CUSUMSpec{Target: 10, Slack: 0.5, Decision: 4})
	first := func(points []stat.CUSUMPoint) int {
		for i, p := range points {
			if p.Signal {
				return i
			}
		}
		return -1
	}
	fmt.Println(first(points), ok)
	// Output: 4 true
}

// Two auditors agree on 85 of 100 cases; by chance they would on 50.
func ExampleAgreement() {
	var agreement stat.Agreement
	agreement, ok := stat.Kappa([][]uint64{{45, 5}, {10, 40}})
	fmt.Printf("observed %.2f, expected %.2f, kappa %.2f %v\n", agreement.Observed, agreement.Expected, agreement.Kappa, ok)
	// Output: observed 0.85, expected 0.50, kappa 0.70 true
}

// What to look at in a lot of 500 tickets at a limit of 2.5 %.
func ExampleSamplingPlan() {
	letter, ok := stat.CodeLetter(500, stat.LevelII)
	if !ok {
		return
	}
	var plan stat.SamplingPlan
	plan, ok = stat.Plan(letter, 2.5, stat.Normal)
	fmt.Println(plan.Size, plan.Accept, plan.Reject, plan.Accepts(3), plan.Accepts(4), ok)
	// Output: 50 3 4 true false true
}

// A share of all calls from samples of two teams of unlike size.
func ExampleEstimate() {
	var estimate stat.Estimate
	estimate, ok := stat.Stratify([]stat.Stratum{
		{Size: 900, Sample: 90, Successes: 81}, {Size: 100, Sample: 50, Successes: 20},
	}, 0.95)
	fmt.Printf("%.3f, %v\n", estimate.Rate, ok)
	// Output: 0.850, true
}

// Twelve months of complaints that rise, but for one.
func ExampleTrend() {
	var trend stat.Trend
	trend, ok := stat.MannKendall([]float64{3, 4, 4, 5, 6, 6, 5, 8, 9, 9, 11, 12})
	fmt.Printf("S %d, p %.5f, %v\n", trend.S, trend.P, ok)
	// Output: S 58, p 0.00008, true
}
