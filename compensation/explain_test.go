package compensation_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/compensation"
)

func TestExplain(t *testing.T) {
	tests := []struct {
		name, scheme, claim string
		english, chinese    []string
	}{
		{
			"a band, a condition, a maximum",
			`"rules": [{"id": "a", "when": "x > 1 && !off", "amount": "t(x) / 3", "max": "limit", "form": "voucher", "title": {"en": "late", "zh": "延迟"}}, {"id": "b", "when": "y >= 120", "amount": "1"}], "tables": {"t": {"bands": [{"le": "5", "value": "10"}], "else": "20"}}, "claim": {"within": "30d", "from": "end"}`,
			`{"facts": {"x": "5.50", "y": "119", "limit": "6", "end": "2026-01-31"}}`,
			[]string{
				"test (1): owed is 6.00 EUR.",
				"late: computed (voucher), t(x) / 3 = 20/3, +6.666666… EUR (x = 5.50; off = false; t(5.5): else)",
				"late: lowered to the maximum, limit = 6, -0.666666… EUR (limit = 6)",
				"b: the condition does not hold: y >= 120 (y = 119); y >= 120 does not hold, 119 < 120 by 1",
				"To be claimed by 2026-03-02.",
			},
			[]string{
				"test（1）：应赔付 6.00 EUR。",
				"延迟：计算赔付金额（代金券），t(x) / 3 = 20/3，+6.666666… EUR（x = 5.50；off = false；t(5.5): else）",
				"延迟：超过最高额，降至最高额，limit = 6，-0.666666… EUR（limit = 6）",
				"b：不满足条件：y >= 120（y = 119）；y >= 120 不成立，119 < 120，相差 1",
				"申请截止日期：2026-03-02。",
			},
		},
		{
			"incidents, a cap with what is used, a split",
			`"rules": [{"id": "a", "amount": "x"}], "caps": [{"id": "month", "limit": "10.005", "window": {}}], "unless": [{"id": "fm", "when": "off", "title": {"en": "force majeure", "zh": "不可抗力"}}]`,
			`{"incidents": [{"x": "8"}, {"x": "7"}, {"off": true}], "history": [{"amount": "1"}]}`,
			[]string{
				"test (1): owed is 9.00 EUR.",
				"incident 1, a: computed, x = 8, +8.00 EUR (off = false; x = 8)",
				"incident 2, a: computed, x = 7, +7.00 EUR (off = false; x = 7)",
				"incident 3, a: excluded by force majeure (off) (off = true)",
				"month: cut to the cap, 10.005, of which is used 1, -5.995 EUR",
				"month: rounded down, towards zero, -0.005 EUR",
				"split over the incidents in their order",
			},
			[]string{
				"test（1）：应赔付 9.00 EUR。",
				"第 1 次事件，a：计算赔付金额，x = 8，+8.00 EUR（off = false；x = 8）",
				"第 2 次事件，a：计算赔付金额，x = 7，+7.00 EUR（off = false；x = 7）",
				"第 3 次事件，a：属于除外情形：不可抗力（off）（off = true）",
				"month：超过封顶额，按封顶额计，10.005，此前已占用 1，-5.995 EUR",
				"month：尾数处理：舍去尾数，-0.005 EUR",
				"按时间先后分摊，先发生者优先",
			},
		},
		{
			"too little, carried over",
			`"rules": [{"id": "a", "amount": "x", "min": "2"}], "payable": {"at_least": "4", "below": "carry"}`,
			`{"facts": {"x": "0"}, "carried": "1"}`,
			[]string{
				"test (1): nothing is owed.",
				"a: computed, x = 0 (x = 0); x > 0 does not hold, 0 = 0",
				"a: raised to the minimum, 2, +2.00 EUR",
				"carried from earlier claims, +1.00 EUR",
				"too little to be paid out, carried over, 4, -3.00 EUR; 3 >= 4 does not hold, 3 < 4 by 1",
				"Carried over to the next claim: 3.00 EUR.",
			},
			[]string{
				"test（1）：无需赔付。",
				"a：计算赔付金额，x = 0（x = 0）；x > 0 不成立，0 = 0",
				"a：低于最低额，补足至最低额，2，+2.00 EUR",
				"并入上次结转金额，+1.00 EUR",
				"未达起付额，结转至下次，4，-3.00 EUR；3 >= 4 不成立，3 < 4，相差 1",
				"结转至下次：3.00 EUR。",
			},
		},
		{
			"lapsed, and a group, in proportion",
			`"rules": [{"id": "a", "amount": "x", "group": "g"}, {"id": "b", "amount": "y", "group": "g"}], "groups": {"g": "max"}, "payable": {"more_than": "4", "below": "zero"}, "allocation": "largest_remainder", "caps": [{"id": "c", "limit": "3"}]`,
			`{"facts": {"x": "4", "y": "2"}, "incidents": [{}, {}]}`,
			[]string{
				"test (1): nothing is owed.",
				"incident 1, a: computed, x = 4, +4.00 EUR (x = 4)", "incident 1, b: computed, y = 2, +2.00 EUR (y = 2)", "incident 1, b: another rule was taken of the group g, -2.00 EUR",
				"incident 2, a: computed, x = 4, +4.00 EUR (x = 4)", "incident 2, b: computed, y = 2, +2.00 EUR (y = 2)", "incident 2, b: another rule was taken of the group g, -2.00 EUR",
				"c: cut to the cap, 3, -5.00 EUR", "split over the incidents in proportion, by the largest remainder",
				"too little to be paid out, lapsed, 4, -3.00 EUR; 3 > 4 does not hold, 3 < 4 by 1",
			},
			[]string{
				"test（1）：无需赔付。",
				"第 1 次事件，a：计算赔付金额，x = 4，+4.00 EUR（x = 4）", "第 1 次事件，b：计算赔付金额，y = 2，+2.00 EUR（y = 2）", "第 1 次事件，b：同组规则已择一适用：g，-2.00 EUR",
				"第 2 次事件，a：计算赔付金额，x = 4，+4.00 EUR（x = 4）", "第 2 次事件，b：计算赔付金额，y = 2，+2.00 EUR（y = 2）", "第 2 次事件，b：同组规则已择一适用：g，-2.00 EUR",
				"c：超过封顶额，按封顶额计，3，-5.00 EUR", "按各次事件金额比例分摊，余数大者优先",
				"未达起付额，不予支付，4，-3.00 EUR；3 > 4 不成立，3 < 4，相差 1",
			},
		},
		{
			"taken back, and late",
			`"rules": [{"id": "a", "when": "x > 1 || off", "amount": "choose(x > 1, -x / 8, 1)"}], "claim": {"within": "1d", "from": "date", "on": "end"}`,
			`{"facts": {"date": "2026-01-01"}, "incidents": [{"x": "2.04", "end": "2026-01-02"}, {"x": "2", "end": "2026-01-03"}]}`,
			[]string{
				"test (1): taken back is 0.26 EUR.",
				"incident 1, a: computed, choose(x > 1, -x / 8, 1) = -0.255, -0.255 EUR (x = 2.04)",
				"incident 2, the claim came too late",
				"rounded to the nearest, the half up, -0.005 EUR", "split over the incidents in their order",
				"To be claimed by 2026-01-02.",
			},
			[]string{
				"test（1）：应扣回 0.26 EUR。",
				"第 1 次事件，a：计算赔付金额，choose(x > 1, -x / 8, 1) = -0.255，-0.255 EUR（x = 2.04）",
				"第 2 次事件，逾期申请，不再赔付",
				"尾数处理：四舍五入，-0.005 EUR", "按时间先后分摊，先发生者优先",
				"申请截止日期：2026-01-02。",
			},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			award := assess(t, program(t, schemeOf(test.scheme)), test.claim)
			require.Equal(t, test.english, award.Explain(commitment.English))
			require.Equal(t, test.english, award.Explain(0))
			require.Equal(t, test.chinese, award.Explain(commitment.Chinese))
		})
	}
}

// Each mode and form has its words in both languages.
func TestExplainWords(t *testing.T) {
	english, chinese := map[string]bool{}, map[string]bool{}
	for mode := compensation.HalfUp; mode <= compensation.Floor; mode++ {
		award := compensation.Award{Lines: []compensation.Line{{Kind: compensation.LineRounding, Reason: mode.String()}}}
		english[award.Explain(commitment.English)[1]] = true
		chinese[award.Explain(commitment.Chinese)[1]] = true
	}
	require.Len(t, english, 7)
	require.Len(t, chinese, 7)
	require.Equal(t, map[string]bool{
		"尾数处理：四舍五入": true, "尾数处理：五舍六入": true, "尾数处理：四舍六入五成双": true, "尾数处理：远离零进位": true, "尾数处理：舍去尾数": true, "尾数处理：向上取整": true, "尾数处理：向下取整": true,
	}, chinese)
	var forms []string
	for form := compensation.FormCash; form <= compensation.FormApology; form++ {
		award := compensation.Award{Lines: []compensation.Line{{Kind: compensation.LineComputed, Form: form}}}
		forms = append(forms, award.Explain(commitment.Chinese)[1])
		require.Equal(t, "computed ("+form.String()+")", award.Explain(commitment.English)[1])
	}
	require.Equal(t, []string{"计算赔付金额（现金）", "计算赔付金额（账单抵扣）", "计算赔付金额（代金券）", "计算赔付金额（积分）", "计算赔付金额（延长服务期）", "计算赔付金额（致歉）"}, forms)
	odd := compensation.Award{Lines: []compensation.Line{
		{Kind: 99},
		{Kind: compensation.LineRounding, Reason: "odd"},
		{Kind: compensation.LineComputed, Form: 99},
		{Kind: compensation.LineUnmet, Conditions: []compensation.Condition{{Text: "t", Holds: true, Left: "a", Right: "b"}}},
	}, Rights: []compensation.Right{{ID: "r", Title: compensation.Title{Chinese: "退货"}}, {ID: "s"}}}
	require.Equal(t, []string{" (): the terms give rights, and no money.", "LineKind(99)", "rounded odd", "computed (Form(99))", "the condition does not hold: ; t holds, a : b by ", "Also owed: 退货.", "Also owed: s."}, odd.Explain(commitment.English))
}
