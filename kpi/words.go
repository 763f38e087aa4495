package kpi

import (
	"strings"

	"github.com/servicecommitment/commitment"
)

// words are the texts of a language.
type words struct {
	comma, semicolon, colon, open, closed string

	undefined, n, pending, waived, outside, interval, unreliable string
	numerator, denominator, basis, identity, window, limit       string
	days, hours, minutes, seconds                                string

	bases [4]string
	// figures holds the wording of the families by the name of the definition,
	// or its part before the dot.
	figure func(name string) wording
	reason func(code string) string
}

// wording says what a KPI is and what its numerator and denominator count.
type wording struct{ name, numerator, denominator string }

// speak returns the texts of a language, English for one that is none.
func speak(lang commitment.Lang) *words {
	if lang == commitment.Chinese {
		return &words{
			comma: "，", semicolon: "；", colon: "：", open: "（", closed: "）",
			undefined: "无数据，不作计算", n: "n = ", pending: "待定 ", waived: "其中豁免 ", outside: "待定及不计入 ",
			interval: " % 置信区间 ", unreliable: "样本不足 %s，仅供参考",
			numerator: "分子 ", denominator: "分母 ", basis: "统计日期：", identity: "口径：",
			window: "%s窗口", limit: "%s内",
			days: " 天", hours: " 小时", minutes: " 分钟", seconds: " 秒",
			bases:  [4]string{"按受理日期", "按到期日期", "按解决日期", "按答复日期"},
			figure: chineseFigure, reason: chineseReason,
		}
	}
	return &words{
		comma: ", ", semicolon: "; ", colon: ": ", open: " (", closed: ")",
		undefined: "undefined, no data", n: "n = ", pending: "pending ", waived: "of these waived ", outside: "pending and outside ",
		interval: " % interval ", unreliable: "unreliable below n = %s",
		numerator: "numerator ", denominator: "denominator ", basis: "basis date: ", identity: "definition: ",
		window: "%s window", limit: "within %s",
		days: " d", hours: " h", minutes: " min", seconds: " s",
		bases:  [4]string{"created", "due", "resolved", "answered"},
		figure: englishFigure, reason: func(code string) string { return strings.ReplaceAll(code, "_", " ") },
	}
}

// englishFigure returns the English wording of a KPI.
func englishFigure(name string) wording {
	switch name {
	case "fcr.window":
		return wording{"first-contact resolution", "resolved at the first contact, not reopened and not reported again in the window", "resolved, with the window over"}
	case "fcr.gross":
		return wording{"first-contact resolution, gross", "contacts resolved at the first one", "all contacts"}
	case "fcr.net":
		return wording{"first-contact resolution, net", "contacts resolved at the first one", "contacts that the first level can resolve"}
	case "fcr.one_touch_lt2":
		return wording{"one-touch resolution, fewer than two replies", "solved with fewer than two replies", "solved"}
	case "fcr.one_touch_eq1":
		return wording{"one-touch resolution, exactly one reply", "solved with exactly one reply", "solved"}
	case "fcr.no_customer_reply":
		return wording{"resolution without another customer reply", "resolved without another customer reply", "resolved"}
	case "fcr.closed_once":
		return wording{"resolution by one person in one go", "closed once, with one participant", "started"}
	case "fcr.one_reply":
		return wording{"one-reply resolution", "closed with one public reply", "closed"}
	case "fcr.closed_within":
		return wording{"immediate resolution", "closed in less than the limit", "closed"}
	case "fcr.survey":
		return wording{"first-contact resolution, by survey", "answered yes", "answered"}
	case "csat.top2box":
		return wording{"customer satisfaction, top two", "answers in the two best grades", "answers"}
	case "csat.top1box":
		return wording{"customer satisfaction, top one", "answers in the best grade", "answers"}
	case "csat.binary":
		return wording{"customer satisfaction, good or bad", "good", "good and bad"}
	case "csat.mean":
		return wording{"customer satisfaction, mean", "sum of the answers", "answers"}
	case "csat.percent_of_max":
		return wording{"customer satisfaction, percent of the maximum", "sum of the answers", "answers times the best grade"}
	case "csat.net":
		return wording{"customer satisfaction, net", "satisfied less dissatisfied", "answers"}
	case "nps":
		return wording{"net promoter score", "promoters less detractors", "answers"}
	case "ces.mean":
		return wording{"customer effort score, mean", "sum of the answers", "answers"}
	case "ces.top_box":
		return wording{"customer effort score, top box", "answers that say easy", "answers"}
	case "ces.index":
		return wording{"customer effort score, index", "easy less hard", "answers"}
	case "response_rate":
		return wording{"response rate", "answered", "sent"}
	case "sla.attainment":
		return wording{"attainment", "met", "met, missed and waived"}
	case "reopen.tickets":
		return wording{"reopen rate", "resolved and reopened in the window", "resolved, with the window over"}
	case "complaint_rate":
		return wording{"complaint rate", "complaints received", "base"}
	case "complaint.upheld":
		return wording{"upheld complaints", "upheld", "decided"}
	case "availability":
		return wording{"availability", "time up", "agreed service time"}
	case "availability.intervals":
		return wording{"availability by intervals", "sum of the rates of success", "intervals"}
	case "compliance":
		return wording{"process compliance", "audited without a critical error, at the pass mark or above", "audited"}
	case "service.fulfilment":
		return wording{"commitment fulfilment rate", "commitments kept", "commitments due"}
	case "service.execution":
		return wording{"process execution rate", "steps carried out as prescribed", "steps checked"}
	case "service.training":
		return wording{"training completion", "completed", "assigned"}
	case "service.turnover":
		return wording{"staff turnover", "leavers", "average head count"}
	case "hotline.response":
		return wording{"response rate of the hotline", "contacted", "valid follow-up calls"}
	case "hotline.resolution":
		return wording{"resolution rate of the hotline", "resolved", "valid follow-up calls"}
	case "hotline.satisfaction":
		return wording{"satisfaction rate of the hotline", "satisfied, and part of the basically satisfied", "valid follow-up calls"}
	case "hotline.three_rates":
		return wording{"composite of the three rates", "weighted sum of the three rates", "valid follow-up calls"}
	case "servqual.weighted":
		return wording{"SERVQUAL gap, weighted", "perception less expectation, by weight", "respondents"}
	case "servqual.unweighted":
		return wording{"SERVQUAL gap", "perception less expectation", "respondents"}
	case "servperf":
		return wording{"SERVPERF", "perception", "respondents"}
	}
	return wording{name: name, numerator: "met", denominator: "decided"}
}
