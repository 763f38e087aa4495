package stat_test

import (
	"fmt"
	"log"

	"github.com/servicecommitment/commitment/kpi/stat"
)

func ExampleWilson() {
	lo, hi, ok := stat.Wilson(47, 50, 0.95)
	fmt.Printf("%.3f %.3f %v\n", lo, hi, ok)

	_, _, ok = stat.Wilson(0, 0, 0.95) // nothing is known of no cases
	fmt.Println(ok)
	// Output:
	// 0.838 0.979 true
	// false
}

func ExampleClopperPearson() {
	// "At least 90 %" is shown only if the lower bound says so.
	lo, hi, ok := stat.ClopperPearson(475, 500, 0.95)
	fmt.Printf("%.4f %.4f %v\n", lo, hi, ok)
	// Output:
	// 0.9271 0.9674 true
}

func ExampleAgrestiCoull() {
	lo, hi, ok := stat.AgrestiCoull(6, 32, 0.95)
	fmt.Printf("%.4f %.4f %v\n", lo, hi, ok)
	// Output:
	// 0.0852 0.3568 true
}

func ExampleWald() {
	// Ten out of ten, and Wald is certain. Wilson is not.
	lo, hi, _ := stat.Wald(10, 10, 0.95)
	fmt.Println(lo, hi)
	lo, hi, _ = stat.Wilson(10, 10, 0.95)
	fmt.Printf("%.2f %v\n", lo, hi)
	// Output:
	// 1 1
	// 0.72 1
}

func ExamplePoisson() {
	// Ten complaints about 5,000 orders: per thousand, with their interval.
	lo, hi, ok := stat.Poisson(10, 0.95)
	fmt.Printf("%.2f (%.2f to %.2f) %v\n", 10/5.0, lo/5, hi/5, ok)
	// Output:
	// 2.00 (0.96 to 3.68) true
}

func ExampleNewcombe() {
	// 92 % this month and 87 % last month: is it better, or luck?
	diff, lo, hi, ok := stat.Newcombe(184, 200, 174, 200, 0.95)
	if !ok {
		log.Fatal("undefined")
	}
	fmt.Printf("%+.3f (%+.3f to %+.3f)\n", diff, lo, hi)
	// Output:
	// +0.050 (-0.011 to +0.112)
}

func ExamplePercentile() {
	minutes := []float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 600}
	for _, method := range []stat.PercentileMethod{stat.NearestRank, stat.R6, stat.R7} {
		value, ok := stat.Percentile(minutes, 0.9, method)
		fmt.Printf("%v %.1f %v\n", method, value, ok)
	}
	// Output:
	// nearest_rank 9.0 true
	// r6 540.9 true
	// r7 68.1 true
}

func ExampleRank() {
	fmt.Println(stat.Rank(0.9, 11))
	fmt.Println(stat.Rank(0.07, 100))
	fmt.Println(stat.Rank(0.5, 0))
	// Output:
	// 10 true
	// 7 true
	// 0 false
}

func ExampleMannKendall() {
	attainment := []float64{91, 92, 90, 93, 94, 95, 95, 96}
	trend, ok := stat.MannKendall(attainment)
	fmt.Printf("%d pairs more rise than fall, p = %.3f %v\n", trend.S, trend.P, ok)
	// Output:
	// 23 pairs more rise than fall, p = 0.006 true
}

func ExampleTheilSen() {
	attainment := []float64{91, 92, 90, 93, 94, 95, 95, 96}
	slope, ok := stat.TheilSen(attainment)
	fmt.Printf("%+.2f a month %v\n", slope, ok)
	fmt.Println(len(attainment) <= stat.MaxTheilSen)
	// Output:
	// +0.73 a month true
	// true
}
