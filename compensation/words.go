package compensation

import (
	"strconv"

	"github.com/servicecommitment/commitment"
)

// words are the texts of a language.
type words struct {
	chinese                              bool
	open, close, colon                   string
	comma, semicolon, stop               string
	owed, takenBack, nothing, rightsOnly string
	computed, unmet, minimum, maximum    string
	cap, used, rounded, carriedIn        string
	carriedOver, lapsed, waits           string
	proportional, chronological          string
	late, notTaken, excludedBy           string
	holds, fails                         string
	entitled, claimBy                    string
}

func wordsOf(lang commitment.Lang) *words {
	if lang == commitment.Chinese {
		return &words{
			chinese: true, open: "（", close: "）", colon: "：", comma: "，", semicolon: "；", stop: "。",
			owed: "应赔付 ", takenBack: "应扣回 ", nothing: "无需赔付。", rightsOnly: "本方案只约定权利，不涉及金额。",
			computed: "计算赔付金额", unmet: "不满足条件：", minimum: "低于最低额，补足至最低额", maximum: "超过最高额，降至最高额",
			cap: "超过封顶额，按封顶额计", used: "，此前已占用 ", rounded: "尾数处理：", carriedIn: "并入上次结转金额",
			carriedOver: "未达起付额，结转至下次", lapsed: "未达起付额，不予支付", waits: "结转至下次：",
			proportional: "按各次事件金额比例分摊，余数大者优先", chronological: "按时间先后分摊，先发生者优先",
			late: "逾期申请，不再赔付", notTaken: "同组规则已择一适用：", excludedBy: "属于除外情形：",
			holds: " 成立", fails: " 不成立", entitled: "另有权利：", claimBy: "申请截止日期：",
		}
	}
	return &words{
		open: " (", close: ")", colon: ": ", comma: ", ", semicolon: "; ", stop: ".",
		owed: "owed is ", takenBack: "taken back is ", nothing: "nothing is owed.", rightsOnly: "the terms give rights, and no money.",
		computed: "computed", unmet: "the condition does not hold: ", minimum: "raised to the minimum", maximum: "lowered to the maximum",
		cap: "cut to the cap", used: ", of which is used ", rounded: "rounded ", carriedIn: "carried from earlier claims",
		carriedOver: "too little to be paid out, carried over", lapsed: "too little to be paid out, lapsed", waits: "Carried over to the next claim: ",
		proportional: "split over the incidents in proportion, by the largest remainder", chronological: "split over the incidents in their order",
		late: "the claim came too late", notTaken: "another rule was taken of the group ", excludedBy: "excluded by ",
		holds: " holds", fails: " does not hold", entitled: "Also owed: ", claimBy: "To be claimed by ",
	}
}

// title returns a title in the language, or else in the other one.
func (w *words) title(t Title) string {
	if w.chinese && t.Chinese != "" || t.English == "" {
		return t.Chinese
	}
	return t.English
}

func (w *words) incident(i int) string {
	if w.chinese {
		return "第 " + strconv.Itoa(i) + " 次事件，"
	}
	return "incident " + strconv.Itoa(i) + ", "
}

// by says how far two numbers lie apart.
func (w *words) by(distance string) string {
	switch {
	case distance == "0":
		return ""
	case w.chinese:
		return "，相差 " + distance
	}
	return " by " + distance
}

func (w *words) form(f Form) string {
	if !w.chinese {
		return f.String()
	}
	switch f {
	case FormCash:
		return "现金"
	case FormCredit:
		return "账单抵扣"
	case FormVoucher:
		return "代金券"
	case FormPoints:
		return "积分"
	case FormExtension:
		return "延长服务期"
	case FormApology:
		return "致歉"
	}
	return f.String()
}

// mode says how something was rounded.
func (w *words) mode(text string) string {
	mode, err := ParseRounding(text)
	if err != nil {
		return text
	}
	if w.chinese {
		switch mode {
		case HalfUp:
			return "四舍五入"
		case HalfDown:
			return "五舍六入"
		case HalfEven:
			return "四舍六入五成双"
		case Up:
			return "远离零进位"
		case Down:
			return "舍去尾数"
		case Ceil:
			return "向上取整"
		case Floor:
			return "向下取整"
		}
	}
	switch mode {
	case HalfUp:
		return "to the nearest, the half up"
	case HalfDown:
		return "to the nearest, the half down"
	case HalfEven:
		return "to the nearest, the half to even"
	case Up:
		return "away from zero"
	case Down:
		return "down, towards zero"
	case Ceil:
		return "upwards"
	case Floor:
		return "downwards"
	}
	return text
}
