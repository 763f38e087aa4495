package kpi

// chineseFigure returns the Chinese wording of a KPI.
func chineseFigure(name string) wording {
	switch name {
	case "fcr.window":
		return wording{"首次解决率", "首次联系即解决，窗口内未重开、客户未就同一问题再次来单", "已解决且窗口已过"}
	case "fcr.gross":
		return wording{"首次解决率（毛口径）", "首次联系即解决的来访", "全部来访"}
	case "fcr.net":
		return wording{"首次解决率（净口径）", "首次联系即解决的来访", "一线有条件解决的来访"}
	case "fcr.one_touch_lt2":
		return wording{"一次处理解决率（回复少于两次）", "回复少于两次即解决", "已解决"}
	case "fcr.one_touch_eq1":
		return wording{"一次处理解决率（恰好回复一次）", "恰好回复一次即解决", "已解决"}
	case "fcr.no_customer_reply":
		return wording{"客户无须追问解决率", "客户未再回复即解决", "已解决"}
	case "fcr.closed_once":
		return wording{"一人一次办结率", "一次关闭且仅一人参与", "全部会话"}
	case "fcr.one_reply":
		return wording{"一次回复办结率", "仅一次公开回复即关闭", "已关闭"}
	case "fcr.closed_within":
		return wording{"即时解决率", "在时限内关闭", "已关闭"}
	case "fcr.survey":
		return wording{"首次解决率（客户调查）", "回答“是”", "有效回答"}
	case "csat.top2box":
		return wording{"客户满意度（前两档）", "选择最高两档", "有效评价"}
	case "csat.top1box":
		return wording{"客户满意度（最高档）", "选择最高一档", "有效评价"}
	case "csat.binary":
		return wording{"客户满意度（好评率）", "好评", "好评与差评"}
	case "csat.mean":
		return wording{"客户满意度（平均分）", "评分合计", "有效评价"}
	case "csat.percent_of_max":
		return wording{"客户满意度（得分占满分比）", "评分合计", "满分合计"}
	case "csat.net":
		return wording{"净满意度", "满意减不满意", "有效评价"}
	case "nps":
		return wording{"净推荐值（NPS）", "推荐者减贬损者", "有效评价"}
	case "ces.mean":
		return wording{"客户费力度（平均分）", "评分合计", "有效评价"}
	case "ces.top_box":
		return wording{"客户费力度（轻松占比）", "认为轻松", "有效评价"}
	case "ces.index":
		return wording{"客户费力度（净值）", "轻松减费力", "有效评价"}
	case "response_rate":
		return wording{"回收率", "收回", "发出"}
	case "sla.attainment":
		return wording{"承诺达成率", "达成", "达成、未达成与豁免"}
	case "reopen.tickets":
		return wording{"重开率", "解决后在窗口内重开", "已解决且窗口已过"}
	case "complaint_rate":
		return wording{"投诉率", "收到的投诉", "基数"}
	case "complaint.upheld":
		return wording{"投诉成立率", "成立", "已裁定"}
	case "availability":
		return wording{"可用率", "可用时间", "约定服务时间"}
	case "availability.intervals":
		return wording{"可用率（按时段平均）", "各时段成功率之和", "时段数"}
	case "compliance":
		return wording{"流程合规率", "无致命错误且达到合格分", "抽检总数"}
	case "service.fulfilment":
		return wording{"承诺兑现率", "兑现的承诺", "到期的承诺"}
	case "service.execution":
		return wording{"流程执行率", "按规定执行的环节", "检查的环节"}
	case "service.training":
		return wording{"培训完成率", "完成培训", "应参加培训"}
	case "service.turnover":
		return wording{"员工流失率", "离职人数", "平均在岗人数"}
	case "hotline.response":
		return wording{"响应率", "已联系", "有效回访"}
	case "hotline.resolution":
		return wording{"解决率", "已解决", "有效回访"}
	case "hotline.satisfaction":
		return wording{"满意率", "满意及折算的基本满意", "有效回访"}
	case "hotline.three_rates":
		return wording{"三率综合得分", "三率加权之和", "有效回访"}
	case "servqual.weighted":
		return wording{"服务质量差距（SERVQUAL，加权）", "感知减期望，按权重", "受访者"}
	case "servqual.unweighted":
		return wording{"服务质量差距（SERVQUAL）", "感知减期望", "受访者"}
	case "servperf":
		return wording{"服务绩效（SERVPERF）", "感知", "受访者"}
	}
	return wording{name: name, numerator: "达成", denominator: "已判定"}
}

// chineseReason returns the Chinese text of a reason, and an unknown code as it is.
func chineseReason(code string) string {
	switch code {
	case ReasonRunning:
		return "计时中"
	case ReasonPaused:
		return "暂停中"
	case ReasonNotStarted:
		return "尚未开始"
	case ReasonCancelled:
		return "已取消"
	case ReasonNoTarget:
		return "未设时限"
	case ReasonNotApplicable:
		return "不适用"
	case ReasonNotResolved:
		return "尚未解决"
	case ReasonWindowOpen:
		return "窗口未过"
	case ReasonMerged:
		return "已并单"
	case ReasonAfterAsOf:
		return "晚于统计时点"
	case ReasonNotAnswered:
		return "未作答"
	case ReasonNotFirstLevel:
		return "一线无法解决"
	case ReasonInvalid:
		return "数据有误"
	}
	return code
}
