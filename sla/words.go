package sla

import (
	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/internal/timewords"
)

// words are the texts of one language; those with a % are formats. The texts of
// enums are by value; where there is none, the value's own text stands in.
type words struct {
	timewords.Words

	colon, comma, semicolon, and, or, list, open, closed string
	metrics, reasons                                     map[string]string

	allowance allowanceWords
	explain   explainWords
	describe  describeWords
}

// allowanceWords are the texts of allowances, by unit and due rule.
type allowanceWords struct {
	units, oneUnit, dues   []string
	fromDate, cutOff, roll string
}

// explainWords are the texts of [Explanation.Explain].
type explainWords struct {
	stages, verdicts, causes, moves []string
	findings                        map[string]string

	caseAt, policy, rule, noRule, noPolicy string
	// Of a clock:
	cycle, group, started, due, elapsed, remaining, overdue, stopped string
	breached, born, projected, provisional, paused, merged, earlier  string
	// Of its moves and segments:
	at, extendedBy, extendedUntil, byRule, newDue, event, reference string
	counted, total, span, dates                                     string
	// Of the report:
	alert, finding, next, never, share, shares string
}

// describeWords are the texts of [Policy.Describe].
type describeWords struct {
	kinds                                        []string
	from, until, openCases                       string
	allCases, otherCases, nothing                string
	is, either, not, deep                        string
	within, every, measured, promised            string
	always, calendar, calendars, choice, noOther string
	pauseOn, pauseAny, pauseWhen, consent        string
}

func wordsOf(lang commitment.Lang) *words {
	if lang == commitment.Chinese {
		return chinese()
	}
	return english()
}

func english() *words {
	return &words{
		Words: timewords.Of(commitment.English),
		colon: ": ", comma: ", ", semicolon: "; ", and: " and ", or: " or ", list: " or ", open: " (", closed: ")",
		metrics: map[string]string{MetricOnSiteArrival: "on-site arrival", MetricFollowUp: "follow-up"},
		allowance: allowanceWords{
			units:    []string{"%s", "%d business days", "%d calendar days", "%d months", "%d years"},
			oneUnit:  []string{"%s", "%d business day", "%d calendar day", "%d month", "%d year"},
			dues:     []string{"", " to the close of business", " to 24:00", " to the same wall time", " to %s"},
			fromDate: ", counted from the date of receipt", cutOff: ", what comes at %s or later counting as the next business day's",
			roll: ", a last day off moving to the next business day",
		},
		explain: explainWords{
			stages:   []string{"pending", "running", "paused", "stopped", "cancelled"},
			verdicts: []string{"open", "met", "missed", "waived", "not applicable"},
			causes: []string{
				"working time", "make-up workday", "hours of this date", "outside working hours", "not a workday", "holiday",
				"short day", "date skipped by the time zone", "paused", "resolved, not counted", "before the change, not counted",
				"not in force, not counted", "not covered by the calendar",
			},
			moves: []string{
				"starts", "goes on after the pause", "goes on, the time between not counted", "new target", "extended", "takes over an earlier start",
				"promised", "waived with the customer's consent",
			},
			caseAt: "Case %s as of %s", policy: "policy %s", rule: "rule %s",
			noRule: "no rule covers it: nothing is promised", noPolicy: "no policy in force",
			cycle: ", cycle %d", group: ", group %s", started: "started %s", due: "due %s", elapsed: "elapsed %s", remaining: "remaining %s",
			overdue: "overdue by %s", stopped: "ended %s",
			breached: "breached %s", born: "breached %s, when a due instant was set that was past", projected: "due if it goes on now",
			provisional: "the due instant is past the known holidays and may still change", paused: "working time paused: %s",
			merged: "goes on as case %s", earlier: "ended %s before (%s), undone by the reopening %s",
			at: "%s: %s", extendedBy: "extended by %s", extendedUntil: "extended", byRule: " by the rule %s", newDue: "due %s",
			event: "event %s", reference: "reference %s",
			counted: "%s counted %s", total: "%s in all", span: "%s to %s", dates: "%s to %s",
			alert: "Alert %s of %s: %s", finding: "Note: %s", next: "Next change, if no event comes: %s", never: "Nothing changes unless an event comes.",
			share: "%s %s", shares: "Shares of %s: %s; unassigned %s, paused %s, in all %s",
		},
		describe: describeWords{
			kinds: []string{"service level agreement", "operational level agreement", "underpinning contract"},
			from:  ", in force from %s", until: ", until %s", openCases: ", also for cases that are open then",
			allCases: "All cases", otherCases: "All other cases", nothing: "nothing is promised",
			is: "%s is %s", either: ", or ", not: "not (%s)", deep: "…",
			within: "%s within %s", every: "%s every %s", measured: "%s, measured only", promised: "%s: the date that is announced is kept",
			always: "around the clock", calendar: "by the calendar %s", calendars: "by the calendar for %s: ", choice: "%s for %s", noOther: "else %s",
			pauseOn: "paused for %s", pauseAny: "paused for any reason", pauseWhen: "paused while %s", consent: "extended only with the customer's consent",
		},
	}
}

func chinese() *words {
	return &words{
		Words: timewords.Of(commitment.Chinese),
		colon: "：", comma: "，", semicolon: "；", and: "，且 ", or: " 或 ", list: "、", open: "（", closed: "）",
		metrics: map[string]string{
			MetricAcknowledgement: "受理确认", MetricFirstResponse: "首次响应", MetricNextResponse: "后续响应",
			MetricPeriodicUpdate: "进展通报", MetricSolutionPlan: "解决方案", MetricOnSiteArrival: "上门到场",
			MetricRestoration: "恢复服务", MetricResolution: "解决时限", MetricFollowUp: "回访",
			MetricOwnership: "分组处理", MetricPromise: "承诺日期",
		},
		reasons: map[string]string{
			ReasonUnspecified: "未注明原因", "waiting_customer": "等待客户", "third_party": "等待第三方", "force_majeure": "不可抗力",
		},
		allowance: allowanceWords{
			units:    []string{"%s", "%d 个工作日", "%d 个自然日", "%d 个月", "%d 年"},
			oneUnit:  []string{"%s", "%d 个工作日", "%d 个自然日", "%d 个月", "%d 年"},
			dues:     []string{"", "，至当日下班", "，至当日 24:00", "，至同一时刻", "，至当日 %s"},
			fromDate: "，自收到次日起算", cutOff: "，%s 及以后收到的视同下一工作日收到", roll: "，末日遇休息日顺延",
		},
		explain: explainWords{
			stages:   []string{"未开始计时", "计时中", "暂停计时", "已结束", "已取消"},
			verdicts: []string{"未超时", "按时完成", "已超时", "已获客户谅解", "不适用"},
			causes: []string{
				"工作时间", "调休上班", "当日特别安排", "非工作时间", "休息日", "放假",
				"缩短工作时间", "当地时区无此日期", "暂停计时", "已解决，不计时", "变更之前，不计时",
				"承诺不适用，不计时", "超出日历适用期间",
			},
			moves: []string{
				"开始计时", "暂停结束，恢复计时", "重新打开，中间时间不计", "目标变更", "延期", "沿用更早的起算时间", "已承诺日期", "超时后获客户谅解",
			},
			findings: chineseFindings(),
			caseAt:   "工单 %s，截至 %s", policy: "适用政策 %s", rule: "规则 %s",
			noRule: "没有规则适用，不作承诺", noPolicy: "没有生效的政策",
			cycle: "（第 %d 轮）", group: "（%s）", started: "%s 起算", due: "应于 %s 前完成", elapsed: "已用 %s", remaining: "剩余 %s",
			overdue: "超时 %s", stopped: "%s 结束",
			breached: "%s 超时", born: "%s 变更目标，新时限已过，即时超时", projected: "时限按现在恢复计时推算",
			provisional: "时限超出已公布的放假安排，可能调整", paused: "暂停计时 %s（工作时间）",
			merged: "已并入工单 %s", earlier: "此前于 %s 结束（%s），%s 重新打开",
			at: "%s：%s", extendedBy: "延期 %s", extendedUntil: "延期", byRule: "（规则 %s）", newDue: "应于 %s 前完成",
			event: "事件 %s", reference: "依据 %s",
			counted: "%s 计入 %s", total: "累计 %s", span: "%s 至 %s", dates: "%s至 %s",
			alert: "升级提醒 %s，%s：%s", finding: "说明：%s", next: "如无新事件，下一次变化：%s", never: "如无新事件，不再变化。",
			share: "%s %s", shares: "%s，各组用时：%s；未分派 %s，暂停 %s，合计 %s",
		},
		describe: describeWords{
			kinds: []string{"服务水平协议", "运营水平协议", "支撑合同"},
			from:  "，自 %s 起生效", until: "，至 %s 止", openCases: "，处理中的工单一并适用",
			allCases: "所有工单", otherCases: "其他工单", nothing: "不作承诺",
			is: "%s 为 %s", either: "，或 ", not: "非（%s）", deep: "…",
			within: "%s %s", every: "%s 每 %s", measured: "%s 只计时，不设时限", promised: "%s 以告知客户的日期为准",
			always: "全天候", calendar: "按 %s 日历", calendars: "日历按 %s 选用：", choice: "%[2]s 用 %[1]s", noOther: "其他用 %s",
			pauseOn: "%s期间暂停计时", pauseAny: "暂停期间不计时", pauseWhen: "%s 时暂停计时", consent: "延期须经客户同意",
		},
	}
}

// chineseFindings says the findings by their codes; %s is the English message,
// where it holds names.
func chineseFindings() map[string]string {
	return map[string]string{
		FindingNotOpened:             "工单尚未建立，不作判定",
		FindingBeforeOpened:          "早于工单建立，除暂停外不起作用",
		FindingConflictingDuplicate:  "同一编号的事件内容不一致，以最早的一份为准",
		FindingRedundant:             "重复操作，不起作用",
		FindingAfterEnd:              "工单已取消或已并入其他工单，不起作用",
		FindingNotAReply:             "内部备注或非人工回复，不算响应",
		FindingUnknownKind:           "政策中没有这种事件（%s）",
		FindingUnknownReason:         "政策中没有这种暂停原因（%s）",
		FindingUnknownEvent:          "要撤回的事件不存在（%s）",
		FindingExtensionIgnored:      "没有可以延期的承诺，或没有写明延期内容，不起作用",
		FindingExtensionNeedsConsent: "未经客户同意，延期不起作用",
		FindingPromiseIgnored:        "没有写明承诺的日期，不起作用",
		FindingAdoptStartIgnored:     "起算时间并不更早，不予沿用",
		FindingAlertCollapsed:        "目标变更时该提醒已过，并入更高一级的提醒（%s）",
		FindingNotCovered:            "超出日历适用期间，无法判定（%s）",
		FindingNoCalendar:            "按工单属性没有可用的日历，无法计时（%s）",
	}
}
