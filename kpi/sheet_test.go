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
