package kpi_test

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/kpi"
)

func TestSheets(t *testing.T) {
	sheet, err := kpi.NewSheet("call", 75,
		kpi.SheetItem{ID: "greeting", Weight: 1}, kpi.SheetItem{ID: "solution", Weight: 3, Critical: kpi.CustomerCritical},
		kpi.SheetItem{ID: "privacy", Weight: 0.5, Critical: kpi.ComplianceCritical}, kpi.SheetItem{ID: "closing", Weight: 0.5, Critical: kpi.CustomerCritical})
	require.NoError(t, err)
	marks := func(greeting, solution, privacy, closing kpi.Mark) map[string]kpi.Mark {
		return map[string]kpi.Mark{"greeting": greeting, "solution": solution, "privacy": privacy, "closing": closing}
	}
	yes, no, na := kpi.Passed(), kpi.Mark{}, kpi.Mark{NotApplicable: true}
	half := kpi.Mark{Share: 0.5}
	critical := make(map[kpi.ErrorClass][]string)
	critical[kpi.CustomerCritical] = []string{"solution", "closing"}
	tests := []struct {
		name  string
		marks map[string]kpi.Mark
		want  kpi.SheetScore
	}{
		{"all", marks(yes, yes, yes, yes), kpi.SheetScore{Score: 100, Raw: 100, Defined: true, Coverage: 1, Passed: true}},
		{"half a greeting", marks(half, yes, yes, yes), kpi.SheetScore{Score: 90, Raw: 90, Defined: true, Coverage: 1, Passed: true}},
		{"no greeting", marks(no, yes, na, na), kpi.SheetScore{Score: 75, Raw: 75, Defined: true, Coverage: 0.8, Passed: true}},
		{"below the mark", marks(no, na, yes, na), kpi.SheetScore{Score: 100.0 / 3, Raw: 100.0 / 3, Defined: true, Coverage: 0.3}},
		{"critical", marks(yes, half, yes, no), kpi.SheetScore{Raw: 60, Defined: true, Coverage: 1, Critical: critical}},
		{"nothing applies", marks(na, na, na, na), kpi.SheetScore{}},
	}
	var c kpi.Compliance
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s, err := sheet.Score(test.marks)
			require.NoError(t, err)
			require.Equal(t, test.want, s)
			require.NoError(t, c.Add(sheet, s))
		})
	}
	for _, test := range []struct {
		marks            map[string]kpi.Mark
		english, chinese []string
	}{
		{
			tests[4].marks,
			[]string{"audit score 0.00, raw 60.00, coverage 100.0 %, not passed", "critical errors: solution, closing"},
			[]string{"质检得分 0.00，原始分 60.00，适用项权重 100.0 %，不合格", "致命错误：solution，closing"},
		},
		{tests[1].marks, []string{"audit score 90.00, raw 90.00, coverage 100.0 %, passed"}, []string{"质检得分 90.00，原始分 90.00，适用项权重 100.0 %，合格"}},
		{tests[5].marks, []string{"audit score: undefined, no data"}, []string{"质检得分：无数据，不作计算"}},
	} {
		s, err := sheet.Score(test.marks)
		require.NoError(t, err)
		require.Equal(t, test.english, s.Describe(commitment.English))
		require.Equal(t, test.chinese, s.Describe(commitment.Chinese))
	}
	r := c.Result()
	require.Equal(t, kpi.Ratio{Met: 3, Missed: 2, NotApplicable: 1}, r.Counts)
	require.Equal(t, map[kpi.ErrorClass]kpi.Ratio{
		kpi.CustomerCritical: {Met: 4, Missed: 1}, kpi.BusinessCritical: {Met: 5}, kpi.ComplianceCritical: {Met: 5},
	}, r.Accuracy)
	lines := r.Describe(commitment.Chinese)
	require.Equal(t, "流程合规率 60.0 %，n = 5，95 % 置信区间 23.1–88.2 %，样本不足 30，仅供参考", lines[0])
	require.Equal(t, []string{"无客户致命错误 80.0 %", "无业务致命错误 100.0 %", "无合规致命错误 100.0 %"}, lines[len(lines)-3:])
	lines = r.Describe(commitment.English)
	require.Equal(t, "without an error critical to the customer 80.0 %", lines[len(lines)-3])
	text, err := r.MarshalJSON()
	require.NoError(t, err)
	require.Contains(t, string(text), `"customer":{"met":4,"missed":1,`)

	_, err = sheet.Score(map[string]kpi.Mark{"x": {}, "greeting": {Share: 1.1}, "solution": {Share: math.NaN()}, "privacy": {Share: -1}, "a": {}})
	requireInvalid(t, err, "marks.a: is no item of the sheet", "marks.x: is no item of the sheet", "marks.greeting.share: must be from 0 to 1, not 1.1",
		"marks.solution.share: must be from 0 to 1, not NaN", "marks.privacy.share: must be from 0 to 1, not -1", "marks.closing: must be given")
	s, err := (*kpi.Sheet)(nil).Score(nil)
	require.NoError(t, err)
	require.False(t, s.Defined)
	requireInvalid(t, c.Add(nil, s), "sheet: must be made by NewSheet")

	before := c
	for _, other := range []func() (*kpi.Sheet, error){
		func() (*kpi.Sheet, error) { return kpi.NewSheet("mail", 75, kpi.SheetItem{ID: "a", Weight: 1}) },
		func() (*kpi.Sheet, error) { return kpi.NewSheet("call", 75, kpi.SheetItem{ID: "a", Weight: 1}) },
		func() (*kpi.Sheet, error) { return kpi.NewSheet("call", 76, kpi.SheetItem{ID: "a", Weight: 1}) },
	} {
		sheet, err := other()
		require.NoError(t, err)
		require.ErrorIs(t, c.Add(sheet, kpi.SheetScore{Defined: true}), kpi.ErrIdentity)
	}
	require.Equal(t, before, c)
	var full kpi.Compliance
	unknown := make(map[kpi.ErrorClass][]string)
	unknown[0], unknown[9] = []string{"x"}, []string{"y"}
	require.NoError(t, full.Add(sheet, kpi.SheetScore{Defined: true, Critical: unknown}))
	require.Zero(t, full.Result().Accuracy[kpi.BusinessCritical].Missed)
	for range 63 {
		require.NoError(t, full.Merge(full))
	}
	require.ErrorIs(t, full.Merge(full), kpi.ErrOverflow)

	other, err := kpi.NewSheet("all", 100, kpi.SheetItem{ID: "a", Weight: 1})
	require.NoError(t, err)
	s, err = other.Score(map[string]kpi.Mark{"a": kpi.Passed()})
	require.NoError(t, err)
	require.True(t, s.Passed)
	var one kpi.Compliance
	require.NoError(t, one.Add(other, s))
	stricter, err := kpi.NewSheet("all", 99.5, kpi.SheetItem{ID: "a", Weight: 1})
	require.NoError(t, err)
	require.ErrorIs(t, one.Add(stricter, s), kpi.ErrIdentity)
	byClass := make(map[kpi.ErrorClass][]string)
	byClass[kpi.ComplianceCritical], byClass[kpi.BusinessCritical], byClass[kpi.CustomerCritical] = []string{"law"}, []string{"price"}, []string{"tone", "word"}
	require.Equal(t, "critical errors: tone, word, price, law", kpi.SheetScore{Defined: true, Critical: byClass}.Describe(commitment.English)[1])

	exact, err := kpi.NewSheet("exact", 7, kpi.SheetItem{ID: "a", Weight: 7}, kpi.SheetItem{ID: "b", Weight: 93})
	require.NoError(t, err)
	seven, err := exact.Score(map[string]kpi.Mark{"a": kpi.Passed(), "b": {}})
	require.NoError(t, err)
	require.Equal(t, kpi.SheetScore{Score: 7, Raw: 7, Defined: true, Coverage: 1, Passed: true}, seven)
	tenths, err := kpi.NewSheet("tenths", 30, kpi.SheetItem{ID: "a", Weight: 0.1}, kpi.SheetItem{ID: "b", Weight: 0.2}, kpi.SheetItem{ID: "c", Weight: 0.7})
	require.NoError(t, err)
	almost, err := tenths.Score(map[string]kpi.Mark{"a": kpi.Passed(), "b": kpi.Passed(), "c": {}})
	require.NoError(t, err)
	require.True(t, almost.Passed, "%v", almost.Score)
	great, err := kpi.NewSheet("great", 50, kpi.SheetItem{ID: "a", Weight: math.MaxFloat64 / 2}, kpi.SheetItem{ID: "b", Weight: math.MaxFloat64 / 2})
	require.NoError(t, err)
	some, err := great.Score(map[string]kpi.Mark{"a": kpi.Passed(), "b": {}})
	require.NoError(t, err)
	require.Equal(t, kpi.SheetScore{Score: 50, Raw: 50, Defined: true, Coverage: 1, Passed: true}, some)

	long, err := kpi.NewSheet(strings.Repeat("a", 256), 1.0/3, kpi.SheetItem{ID: "a", Weight: 1})
	require.NoError(t, err)
	var audited, back kpi.Compliance
	require.NoError(t, audited.Add(long, s))
	data, err := audited.AppendBinary(nil)
	require.NoError(t, err)
	require.NoError(t, back.UnmarshalBinary(data))
	require.Equal(t, audited, back)

	_, err = kpi.NewSheet("", 101)
	requireInvalid(t, err, "id: must be a text of 1 to 256 bytes", "pass: must be from 0 to 100, not 101", "items: must be given")
	_, err = kpi.NewSheet("a\n", -1, kpi.SheetItem{}, kpi.SheetItem{ID: "a", Weight: -1}, kpi.SheetItem{ID: "a", Weight: math.Inf(1), Critical: 4})
	requireInvalid(t, err, "id: must be a text of 1 to 256 bytes", "pass: must be from 0 to 100, not -1", `items[0].id: must be given, and of its own: ""`,
		"items[0].weight: must be above 0, not 0", "items[1].weight: must be above 0, not -1", `items[2].id: must be given, and of its own: "a"`,
		"items[2].weight: must be above 0, not +Inf", "items[2].critical: no value 4")
	_, err = kpi.NewSheet("a", 0, kpi.SheetItem{ID: "a", Weight: math.MaxFloat64}, kpi.SheetItem{ID: "b", Weight: math.MaxFloat64})
	requireInvalid(t, err, "items: weights are too great")
}

func TestScorecards(t *testing.T) {
	items := []kpi.ScoreItem{
		{ID: "attainment", Weight: 3, Scaling: kpi.Scaling{Floor: 0.8, Target: 0.9}},
		{ID: "time", Weight: 1, Scaling: kpi.Scaling{Floor: 60, Target: 20}},
		{ID: "complaints", Weight: 1, Scaling: kpi.Scaling{Steps: []kpi.Step{{From: 5, Score: 20}, {From: 0, Score: 100}, {From: 2, Score: 60}}}},
		{ID: "raw", Weight: 0},
	}
	card := func(missing kpi.Missing) *kpi.Scorecard {
		c, err := kpi.NewScorecard(kpi.ScorecardRule{ID: "service", Items: items, Missing: missing, Grades: kpi.Grades{{"C", 0}, {"A", 90}, {"B", 60}}})
		require.NoError(t, err)
		return c
	}
	tests := []struct {
		name            string
		missing         kpi.Missing
		values          map[string]float64
		score, coverage float64
		defined         bool
		grade           string
	}{
		{"full marks", 0, map[string]float64{"attainment": 0.95, "time": 10, "complaints": 1, "raw": 3}, 100, 1, true, "A"},
		{"half", 0, map[string]float64{"attainment": 0.85, "time": 40, "complaints": 2, "raw": 3}, 52, 1, true, "C"},
		{"nothing", 0, map[string]float64{"attainment": 0.8, "time": 60, "complaints": -1, "raw": 3}, 0, 1, true, "C"},
		{"five complaints", 0, map[string]float64{"attainment": 0.9, "time": 20, "complaints": 5, "raw": 3}, 84, 1, true, "B"},
		{"renormalise", kpi.Renormalise, map[string]float64{"attainment": 0.9, "time": 40}, 87.5, 0.8, true, "B"},
		{"not a number", kpi.Renormalise, map[string]float64{"attainment": 0.9, "time": math.NaN()}, 100, 0.6, true, "A"},
		{"fail", kpi.FailMissing, map[string]float64{"attainment": 0.9, "time": 40, "raw": 3}, 0, 0.8, false, ""},
		{"fail with all", kpi.FailMissing, map[string]float64{"attainment": 0.9, "time": 40, "complaints": 0, "raw": 3}, 90, 1, true, "A"},
		{"zero", kpi.ZeroMissing, map[string]float64{"attainment": 0.9, "time": 40}, 70, 0.8, true, "B"},
		{"no data", kpi.ZeroMissing, nil, 0, 0, false, ""},
		{"without weight", kpi.Renormalise, map[string]float64{"raw": 5}, 0, 0, false, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s, err := card(test.missing).Score(test.values)
			require.NoError(t, err)
			require.Equal(t, test.defined, s.Defined)
			require.InDelta(t, test.score, s.Score, 1e-9)
			require.InDelta(t, test.coverage, s.Coverage, 1e-12)
			require.Equal(t, test.grade, s.Grade)
			require.Len(t, s.Items, 4)
		})
	}
	s, err := card(0).Score(map[string]float64{"attainment": 0.85})
	require.NoError(t, err)
	require.Equal(t, []string{
		"评分卡 service：得分 50.00，数据覆盖 60.0 %，等级 C", "attainment：50.00，权重 3", "time：无数据，不作计算，权重 1", "complaints：无数据，不作计算，权重 1", "raw：无数据，不作计算，权重 0",
	}, s.Describe(commitment.Chinese))
	empty, err := card(0).Score(nil)
	require.NoError(t, err)
	require.Equal(t, "scorecard service: undefined, no data, coverage 0.0 %", empty.Describe(commitment.English)[0])
	_, err = card(0).Score(map[string]float64{"x": 1, "a": 1})
	requireInvalid(t, err, "values.a: is no item of the scorecard", "values.x: is no item of the scorecard")
	s, err = (*kpi.Scorecard)(nil).Score(nil)
	require.NoError(t, err)
	require.Equal(t, kpi.CardScore{}, s)
	_, err = kpi.NewScorecard(kpi.ScorecardRule{ID: "wide", Items: []kpi.ScoreItem{
		{ID: "a", Weight: 1, Scaling: kpi.Scaling{Floor: -math.MaxFloat64, Target: math.MaxFloat64}},
	}})
	requireInvalid(t, err, "items[0].scaling: must be of numbers")

	// Figures score as their values do, and an undefined one as one that is not
	// there, whatever the policy.
	for _, test := range tests {
		figures := map[string]kpi.Figure{}
		for id, x := range test.values {
			figures[id] = kpi.Figure{Value: x, Defined: true}
		}
		for _, item := range items {
			if _, given := figures[item.ID]; !given {
				figures[item.ID] = kpi.NPS{}.Result().Figure
			}
		}
		s, err := card(test.missing).ScoreFigures(figures)
		require.NoError(t, err)
		want, err := card(test.missing).Score(test.values)
		require.NoError(t, err)
		require.Equal(t, want, s, test.name)
	}
	_, err = card(0).ScoreFigures(map[string]kpi.Figure{"x": {}})
	requireInvalid(t, err, "figures.x: is no item of the scorecard")

	_, err = kpi.NewScorecard(kpi.ScorecardRule{Missing: 4, Grades: kpi.Grades{{}}, Items: []kpi.ScoreItem{
		{Weight: math.NaN()}, {ID: "a", Scaling: kpi.Scaling{Floor: math.Inf(1)}}, {ID: "a", Scaling: kpi.Scaling{Steps: []kpi.Step{{}, {From: math.NaN()}, {Score: math.Inf(1)}}}},
		{ID: "b", Scaling: kpi.Scaling{Floor: 0.9, Target: 0.9}}, {ID: "c", Scaling: kpi.Scaling{Floor: 0.9, Target: 0.9, Steps: []kpi.Step{{}}}},
	}})
	requireInvalid(t, err, "id: must be a text of 1 to 256 bytes", "missing: no value 4", `items[0].id: must be given, and of its own: ""`,
		"items[0].weight: must not be negative, and a number: NaN", "items[1].scaling: must be of numbers", `items[2].id: must be given, and of its own: "a"`,
		"items[2].scaling.steps[1]: must be of numbers", "items[2].scaling.steps[2]: must be of numbers",
		"items[3].scaling: must have a target that is not its floor; a pass mark is a step", "grades[0].name: must be given")
	for _, items := range [][]kpi.ScoreItem{nil, {{ID: "a"}}, {{ID: "a", Weight: math.MaxFloat64}, {ID: "b", Weight: math.MaxFloat64}}} {
		_, err = kpi.NewScorecard(kpi.ScorecardRule{ID: "x", Items: items})
		requireInvalid(t, err, "items: weights must add up to a number above 0")
	}
}

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

// text is what an enum of the package has, its pointer included.
type text[E any] interface {
	*E
	UnmarshalText(text []byte) error
}

// enums checks that the values from 1 to last are written and read, and no
// others.
func enums[E interface {
	~uint8
	String() string
	MarshalText() ([]byte, error)
}, P text[E]](t *testing.T, parse func(string) (E, error), path string, words ...string) {
	t.Helper()
	for i, word := range words {
		value := E(i + 1)
		require.Equal(t, word, value.String())
		data, err := value.MarshalText()
		require.NoError(t, err)
		require.Equal(t, word, string(data))
		back, err := parse(word)
		require.NoError(t, err)
		require.Equal(t, value, back)
		require.NoError(t, P(&back).UnmarshalText(data))
		require.Equal(t, value, back)
	}
	for _, bad := range []E{0, E(len(words) + 1)} {
		require.Contains(t, bad.String(), "(")
		_, err := bad.MarshalText()
		require.ErrorContains(t, err, "kpi: "+path+": no value ")
		_, err = parse(bad.String())
		require.ErrorContains(t, err, "kpi: "+path+": unknown value ")
	}
	var value E
	require.Error(t, P(&value).UnmarshalText([]byte("x")))
}

func TestEnums(t *testing.T) {
	enums(t, kpi.ParseBasis, "basis", "created", "due", "resolved", "answered")
	enums(t, kpi.ParseUnit, "unit", "share", "points", "scale", "per_base")
	enums(t, kpi.ParsePeriodUnit, "unit", "day", "iso_week", "month", "quarter", "year")
	enums(t, kpi.ParseCSATMethod, "method", "top2box", "top1box", "binary", "mean", "percent_of_max", "net")
	enums(t, kpi.ParseCESMethod, "method", "mean", "top_box", "index")
	enums(t, kpi.ParseFCRVariant, "variant", "window", "gross", "net", "one_touch_lt2", "one_touch_eq1",
		"no_customer_reply", "closed_once", "one_reply", "closed_within", "survey")
	enums(t, kpi.ParseDirection, "direction", "higher", "lower")
	enums(t, kpi.ParseLight, "light", "none", "green", "amber", "red")
	enums(t, kpi.ParseMissing, "missing", "renormalise", "fail", "zero")
	enums(t, kpi.ParseErrorClass, "critical", "customer", "business", "compliance")
	enums(t, kpi.ParseGBTGrade, "grade", "fail", "pass", "3star", "4star", "5star")
	enums(t, kpi.ParseSection, "section", "after_sales_system", "product_service", "customer_service")
	enums(t, kpi.ParseServiceRate, "rate", "fulfilment", "execution", "training")
	enums(t, kpi.ParseEmpty, "empty", "left_out", "is_up")
	enums(t, kpi.ParseSurveyAnswer, "survey", "yes", "no")
}

// TestZeroEnumsInJSON: where an enum may be left out, what holds it can be kept in
// JSON and comes back as it was.
func TestZeroEnumsInJSON(t *testing.T) {
	for _, answer := range []kpi.SurveyAnswer{0, kpi.SaidNo} {
		kept(t, kpi.Issue{ID: "T-1", Opened: opened, Survey: answer}, "Survey", answer != 0)
	}
	for _, class := range []kpi.ErrorClass{0, kpi.ComplianceCritical} {
		kept(t, kpi.SheetItem{ID: "privacy", Weight: 5, Critical: class}, "Critical", class != 0)
	}
	for _, missing := range []kpi.Missing{0, kpi.FailMissing} {
		kept(t, kpi.ScorecardRule{ID: "service", Missing: missing}, "Missing", missing != 0)
	}
}

// kept writes a value and reads it again, with or without a member.
func kept[T any](t *testing.T, value T, member string, there bool) {
	t.Helper()
	data, err := json.Marshal(value)
	require.NoError(t, err)
	require.Equal(t, there, strings.Contains(string(data), `"`+member+`"`), "%s", data)
	var back T
	require.NoError(t, json.Unmarshal(data, &back))
	require.Equal(t, value, back)
}

// TestPercentagesDoNotHideAMiss: what is not whole never reads as 0 or 100 %.
func TestPercentagesDoNotHideAMiss(t *testing.T) {
	for _, test := range []struct {
		met, missed uint64
		want        string
	}{
		{1, 0, "own 100.0 %"},
		{0, 1, "own 0.0 %"},
		{9999, 1, "own 99.99 %"},
		{9995, 5, "own 99.95 %"},
		{999, 1, "own 99.9 %"},
		{1, 9999, "own 0.01 %"},
		{1, 1999, "own 0.1 %"},
		{1<<40 - 1, 1, "own 99.9999999999 %"},
		{1<<50 - 1, 1, "own 99.9999999999999 %"},
		{1, 2, "own 33.3 %"},
		{1, 1, "own 50.0 %"},
		{1, 9, "own 10.0 %"},
	} {
		f, err := kpi.NewFigure(kpi.Definition{Name: "own", Version: "1"}, kpi.Ratio{Met: test.met, Missed: test.missed}, kpi.Precision{MinN: 1})
		require.NoError(t, err)
		line := f.Describe(commitment.English)[0]
		require.Equal(t, test.want, line[:len(test.want)], line)
	}
	f := kpi.Figure{Definition: kpi.Definition{Name: "own", Version: "1", Basis: kpi.ByDue}, Unit: kpi.Points, Value: -0.04, Defined: true, N: 1234567, Reliable: true}
	require.Equal(t, []string{"own 0.0, n = 1,234,567", "numerator: met; denominator 1,234,567: decided", "basis date: due; definition: own@1 by due"}, f.Describe(commitment.English))
	f.Value = -12.34
	require.Equal(t, "own −12.3，n = 1,234,567", f.Describe(commitment.Chinese)[0])
}
