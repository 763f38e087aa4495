package kpi_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/kpi"
)

func TestGBT27922(t *testing.T) {
	items := []kpi.GBTItem{
		{Section: kpi.AfterSalesSystem, Points: 4000, Met: true},
		{Section: kpi.ProductService, Points: 3000, Sampled: 50, Conforming: 40},
		{Section: kpi.ProductService, Points: 500, Deleted: true},
		{Section: kpi.CustomerService, Points: 1500, Met: true},
		{Section: kpi.CustomerService, Points: 1000},
	}
	s, err := kpi.ScoreGBT27922(items, kpi.GBTExtras{SpecialDeductions: 1, Bonus: 1})
	require.NoError(t, err)
	require.InDelta(t, 7900./95, s.Score, 1e-12)
	require.InDelta(t, 79, s.Got, 0)
	require.InDelta(t, 95, s.Applicable, 0)
	require.Equal(t, [3]float64{40, 24, 15}, s.Sections)
	require.Equal(t, kpi.GBTThreeStar, s.Grade)
	require.Equal(t, []string{"GB/T 27922-2011 得分 83.16，三星级", "得分 79.00／适用分值 95.00，专项扣分 1，加分 1"}, s.Describe(commitment.Chinese))
	require.Equal(t, []string{"GB/T 27922-2011 score 83.16, three stars", "79.00 of 95.00 applicable points, special deductions 1, bonus 1"}, s.Describe(commitment.English))

	for _, test := range []struct {
		got     int64
		special int
		want    kpi.GBTGrade
	}{
		{6999, 0, kpi.GBTFail},
		{7000, 0, kpi.GBTPass},
		{7999, 0, kpi.GBTPass},
		{8000, 0, kpi.GBTThreeStar},
		{8999, 0, kpi.GBTThreeStar},
		{9000, 0, kpi.GBTFourStar},
		{9499, 0, kpi.GBTFourStar},
		{9500, 0, kpi.GBTFiveStar},
		{10000, 4, kpi.GBTFiveStar},
		{10000, 5, kpi.GBTFail},
		{10000, 100, kpi.GBTFail},
		{7099, 1, kpi.GBTFail},
	} {
		s, err := kpi.ScoreGBT27922Points(test.got, 10000, kpi.GBTExtras{SpecialDeductions: test.special})
		require.NoError(t, err)
		require.Equal(t, test.want, s.Grade, "%d %d", test.got, test.special)
	}
	nothing, err := kpi.ScoreGBT27922Points(0, 0, kpi.GBTExtras{})
	require.NoError(t, err)
	require.False(t, nothing.Defined)
	none, err := kpi.ScoreGBT27922(nil, kpi.GBTExtras{})
	require.NoError(t, err)
	require.False(t, none.Defined)
	require.Equal(t, []string{"GB/T 27922-2011: no clause applies, not assessed"}, none.Describe(commitment.English))
	require.Equal(t, []string{"GB/T 27922-2011：无适用条款，不作评价"}, none.Describe(commitment.Chinese))
	require.Contains(t, kpi.GBTScore{Defined: true, Grade: 99}.Describe(commitment.English)[0], "five stars")

	_, err = kpi.ScoreGBT27922([]kpi.GBTItem{{Points: 1}, {Section: 4, Points: 1}, {Section: 1}, {Section: 1, Points: 4001}, {Section: 1, Points: 1, Conforming: 1}},
		kpi.GBTExtras{SpecialDeductions: -1, Bonus: 2})
	requireInvalid(t, err, "items[0].section: no value 0", "items[1].section: no value 4", "items[2].points: must be above 0 and at most those of the section",
		"items[3].points: must be above 0 and at most those of the section", "items[4].conforming: must be at most 0",
		"special_deductions: must be from 0 to 100, not -1", "bonus: must be 0 or 1, not 2")
	_, err = kpi.ScoreGBT27922([]kpi.GBTItem{{Section: 3, Points: 2500}, {Section: 3, Points: 1}, {}}, kpi.GBTExtras{Bonus: 2})
	requireInvalid(t, err, "items[1].points: make more than the 25 of the section", "items[2].section: no value 0", "bonus: must be 0 or 1, not 2")
	_, err = kpi.ScoreGBT27922Points(10002, 10001, kpi.GBTExtras{SpecialDeductions: 101, Bonus: -1})
	requireInvalid(t, err, "applicable: must be from 0 to 10000 hundredths, not 10001", "got: must be from 0 to the 10001 that are applicable, not 10002",
		"special_deductions: must be from 0 to 100, not 101", "bonus: must be 0 or 1, not -1")
	_, err = kpi.ScoreGBT27922Points(-1, -1, kpi.GBTExtras{})
	requireInvalid(t, err, "applicable: must be from 0 to 10000 hundredths, not -1", "got: must be from 0 to the -1 that are applicable, not -1")
}
