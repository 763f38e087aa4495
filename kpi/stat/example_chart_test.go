package stat_test

import (
	"fmt"

	"github.com/servicecommitment/commitment/kpi/stat"
)

func ExamplePChart() {
	missed := []uint64{3, 1, 9, 0, 2}
	cases := []uint64{40, 10, 60, 0, 200}
	chart := stat.PChart(missed, cases)
	fmt.Printf("centre %.3f\n", chart.Center)
	for i, p := range chart.Points {
		switch {
		case !p.Plotted:
			fmt.Println(i, "no cases")
		case p.Beyond:
			fmt.Printf("%d %.3f beyond %.3f\n", i, p.Value, p.Upper)
		}
	}
	// Output:
	// centre 0.048
	// 2 0.150 beyond 0.131
	// 3 no cases
}

func ExampleUChart() {
	complaints := []uint64{14, 12, 20, 45}
	thousands := []uint64{10, 8, 13, 10} // of contacts
	chart := stat.UChart(complaints, thousands)
	fmt.Printf("%v %.2f %v\n", chart.Kind, chart.Center, chart.Beyond())
	// Output:
	// u 2.22 [3]
}

func ExampleCChart() {
	chart := stat.CChart([]uint64{16, 14, 28, 16, 12, 31, 10, 12, 10, 17, 10})
	fmt.Println(chart.Center, chart.Points[0].Lower, chart.Points[0].Upper, chart.Beyond())
	fmt.Println(stat.CChart(nil).Defined())
	// Output:
	// 16 4 28 [5]
	// false
}

func ExampleLaneyP() {
	// With ten thousand cases a week, chance explains next to nothing: every week is
	// "beyond" an ordinary p chart, though the weeks differ as they always do.
	missed := []uint64{500, 620, 480, 700, 510}
	cases := []uint64{10000, 10000, 10000, 10000, 10000}
	fmt.Println(stat.PChart(missed, cases).Beyond())
	chart := stat.LaneyP(missed, cases)
	fmt.Printf("%v, sigma-z %.1f\n", chart.Beyond(), chart.Spread)
	// Output:
	// [2 3]
	// [], sigma-z 6.4
}

func ExampleLaneyU() {
	chart := stat.LaneyU([]uint64{500, 620, 480, 700, 510}, []uint64{1000, 1000, 1000, 1000, 1000})
	fmt.Printf("%.3f ± %.3f\n", chart.Center, 3*chart.Points[0].Sigma)
	// Output:
	// 0.562 ± 0.445
}

func ExampleXmR() {
	hours := []float64{49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1}
	chart := stat.XmR(hours)
	fmt.Printf("%.2f, limits %.2f to %.2f, mean range %.2f\n",
		chart.Center, chart.Points[0].Lower, chart.Points[0].Upper, chart.MeanRange)
	// Output:
	// 50.81, limits 45.82 to 55.80, mean range 1.88
}

func ExampleEWMA() {
	hours := []float64{50, 50.4, 51, 51.2, 51.1, 51.6, 51.9}
	chart := stat.EWMA(hours, stat.EWMASpec{Target: 50, Sigma: 1, Lambda: 0.2, Width: 2.7})
	for _, i := range chart.Beyond() {
		fmt.Printf("%d: %.2f above %.2f\n", i, chart.Points[i].Value, chart.Points[i].Upper)
	}
	// Output:
	// 6: 51.01 above 50.88
}

func ExampleCUSUM() {
	hours := []float64{50, 50.4, 51, 51.2, 51.1, 51.6, 51.9}
	points, ok := stat.CUSUM(hours, stat.CUSUMSpec{Target: 50, Slack: 0.5, Decision: 3})
	if !ok {
		fmt.Println("undefined")
	}
	for i, p := range points {
		if p.Signal {
			fmt.Printf("%d: %.1f above, %.1f below\n", i, p.High, p.Low)
		}
	}
	// Output:
	// 6: 4.3 above, 0.0 below
}

func ExampleWesternElectric() {
	signals, ok := stat.WesternElectric([]float64{0.3, 2.5, 0.1, 2.2, -3.4}, 0, 1)
	fmt.Println(ok)
	for _, s := range signals {
		fmt.Printf("rule %d, points %d to %d\n", s.Rule, s.First, s.Last)
	}
	// Output:
	// true
	// rule 1, points 4 to 4
	// rule 2, points 1 to 3
}

func ExampleNelson() {
	signals, ok := stat.Nelson([]float64{-0.3, -0.2, -0.1, 0.1, 0.2, 0.3}, 0, 1)
	fmt.Println(signals, ok) // six points in a row that rise
	// Output:
	// [{3 0 5}] true
}

func ExampleChart_Nelson() {
	chart := stat.CChart([]uint64{10, 12, 13, 15, 17, 19})
	for _, s := range chart.Nelson() {
		fmt.Printf("rule %d, points %d to %d\n", s.Rule, s.First, s.Last)
	}
	// Output:
	// rule 3, points 0 to 5
}

func ExampleChart_WesternElectric() {
	chart := stat.PChart([]uint64{5, 4, 6, 5, 30}, []uint64{100, 100, 100, 100, 100})
	fmt.Println(chart.WesternElectric())
	// Output:
	// [{1 4 4} {3 0 3}]
}

func ExampleBaseline() {
	// Freeze the limits of a quiet quarter, and judge the weeks after it by them.
	quarter := stat.PChart([]uint64{4, 6, 5, 5}, []uint64{100, 100, 100, 100})
	baseline := quarter.Baseline()
	fmt.Println(baseline.Kind, baseline.Center)
	later := baseline.Counts([]uint64{6, 14, 7}, []uint64{100, 100, 100})
	fmt.Println(later.Beyond())

	daily := stat.XmR([]float64{10, 12, 11, 13}).Baseline()
	fmt.Println(daily.Values([]float64{11, 19}).Beyond())
	// Output:
	// p 0.05
	// [1]
	// [1]
}
