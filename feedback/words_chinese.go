package feedback

import (
	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/internal/timewords"
)

func chinese() *words {
	return &words{
		Words: timewords.Of(commitment.Chinese),
		colon: "：", comma: "，", list: "、", or: "或", open: "（", closed: "）", underscore: "_",
		kinds: map[string]string{
			"complaint": "投诉", "report": "举报", "suggestion": "建议", "enquiry": "咨询", "praise": "表扬", "survey_answer": "评价",
		},
		states: map[string]string{
			string(StateReceived): "已登记", string(StateAcknowledged): "已响应", string(StateClassified): "已分类", string(StateAccepted): "已受理",
			string(StateRejected): "不予受理", string(StateMerged): "已合并", string(StateReferred): "已转办", string(StateWithdrawn): "已撤回",
			string(StateAssigned): "已派单", string(StateInvestigating): "调查中", string(StateOnHold): "暂停中", string(StateSettled): "已和解",
			string(StateDecided): "已作出处理决定", string(StateReplied): "已答复", string(StateReopened): "重新办理", string(StateEscalated): "已升级",
			string(StateExternal): "外部机构处理中", string(StateClosed): "已办结", string(StatePlanned): "已采纳", string(StateInProgress): "实施中",
			string(StateDone): "已实施", string(StateDeclined): "未采纳", string(StateContacted): "已联系", string(StateOpened): "已转投诉",
		},
		actions: map[string]string{
			string(ActionReceive): "登记", string(ActionAcknowledge): "首次响应", string(ActionClassify): "分类", string(ActionPrioritise): "定级",
			string(ActionAccept): "受理", string(ActionReject): "不予受理", string(ActionNotifyRejection): "告知不予受理", string(ActionMerge): "合并",
			string(ActionUnmerge): "撤销合并", string(ActionRefer): "转办", string(ActionAssign): "派单", string(ActionStart): "开始调查",
			string(ActionNote): "记录", string(ActionHold): "暂停", string(ActionResume): "恢复", string(ActionAskRecusal): "申请回避",
			string(ActionDecideRecusal): "决定是否回避", string(ActionExtend): "延期", string(ActionPlan): "提出方案", string(ActionStartWork): "开始实施",
			string(ActionDecline): "不采纳", string(ActionComplete): "完成实施", string(ActionSettle): "达成和解", string(ActionDecide): "作出处理决定",
			string(ActionReply): "答复", string(ActionSend): "发送文书", string(ActionContact): "联系客户", string(ActionProgress): "通报进展",
			string(ActionRemedyDone): "兑现处理承诺", string(ActionFollowUp): "回访", string(ActionReopen): "重新办理", string(ActionEscalate): "升级",
			string(ActionAppeal): "向外部机构申诉", string(ActionExternalResult): "外部机构作出结论", string(ActionOpen): "转为投诉",
			string(ActionLink): "关联", string(ActionIdentify): "本人实名登记", string(ActionWithdraw): "撤回", string(ActionClose): "办结",
		},
		results: map[string]string{
			string(ResultSatisfied): "满意", string(ResultBasicallySatisfied): "基本满意", string(ResultUnsatisfied): "不满意",
			string(ResultNoAnswer): "无人接听", string(ResultWrongNumber): "号码有误", string(ResultRefused): "拒绝", string(ResultWaived): "无需回访",
			string(ResultGranted): "同意", string(ResultReached): "已联系上",
		},
		reasons: map[string]string{
			"testing": "检测鉴定", "waiting_customer": "等待客户", "waiting_supplier": "等待供应商", "force_majeure": "不可抗力",
			reasonRecusal: "回避申请", "*": "任何原因",
		},
		needs: map[string]string{
			string(CodeForbidden): "相应的角色", string(CodeReasonRequired): "理由", string(CodeNotesRequired): "调查记录",
			string(CodeDecisionRequired): "处理决定", string(CodeReplyIncomplete): "完整的答复内容", string(CodeReplyRequired): "答复",
			string(CodeFollowUpRequired): "回访结果", string(CodeRemedyPending): "兑现处理承诺", string(CodeUnknownRemedy): "具体的处理承诺",
			string(CodeTargetRequired): "对象", string(CodeAssigneeRequired): "经办人", string(CodeRecusalPending): "先决定回避申请",
			string(CodeUnknownBody): "规定的外部机构", string(CodeUnknownClock): "具体时限", string(CodeExtensionRequired): "延长多久",
			string(CodeApproverRequired): "批准人", string(CodeConsentRequired): "客户同意", string(CodeDocumentRequired): "文书",
			string(CodeContactRequired): "电话回访", string(CodeResultRequired): "结果",
		},
		codes: map[string]string{
			string(CodeNotAllowed): "当前状态下不可进行", string(CodeNotReceived): "尚未登记", string(CodeUnknownAction): "流程中没有这一操作",
			string(CodeTimeGoesBack): "早于上一操作", string(CodeKeyReused): "操作编号重复", string(CodeUnknownReason): "理由不在目录内",
			string(CodeCycle): "循环合并", string(CodeDifferentCustomers): "不同客户的投诉只能关联，不能合并",
			string(CodeConflictOfInterest): "利益冲突，应当回避", string(CodeNoRecusalPending): "没有待决定的回避申请",
			string(CodeLastLevel): "已是最高层级", string(CodeClockNotRunning): "该时限未在计时", string(CodeAlreadyOverdue): "已经超过时限",
			string(CodeExtensionTooLong): "延期过长", string(CodeExtendedAlready): "延期次数已用完", string(CodeNobodyToTell): "匿名，无从告知",
			string(CodeAlreadyDone): "已经做过", string(CodeNotCovered): "超出日历已知的节假日范围", string(CodeDeliveredLate): "迟到的记录，已按时间归位",
			string(CodeConflicting): "编号相同而内容不同，以时间在先者为准",
		},
		outcomes: map[string]string{
			"satisfied": "客户满意", "unreachable": "无法联系到客户", "waived": "客户无需回访", "external_result": "外部机构结论", "completed": "处理完毕",
		},
		whyNot: map[string]string{
			string(NotApplicableAnonymous): "不适用，匿名，无从告知", string(NotApplicableSpared): "不再适用，另一时限已按时完成",
			string(NotApplicableLapsed): "期限已过",
		},
		stages: map[string]string{
			"pending": "未开始", "running": "计时中", "paused": "暂停计时", "stopped": "已停止", "cancelled": "已取消",
		},
		verdicts: map[string]string{
			"open": "未超时", "met": "按时", "missed": "超时", "waived": "客户已豁免", "not_applicable": "不适用",
		},
		letters: map[string]string{
			"acknowledgement": "受理确认", "acknowledge": "首次响应", "rejection_notice": "不予受理告知书", "decision": "处理决定", "reason": "理由",
			"remedy": "处理承诺", "next_level_rights": "救济途径", "extension_notice": "延期告知书", "delay_letter": "逾期说明函",
			"final_response": "最终答复", "follow_up": "回访", "progress": "进展通报", "why": "原因", "when_expected": "预计办结时间",
			"right_to_ombudsman": "向申诉专员投诉的权利",
		},
		procedure: "适用%s", asOf: "截至%s", unreceived: "尚未登记", path: "办理过程", cycle: "，第 %d 轮", due: "到期时间 %s",
		latest: "延期后最迟 %s", owed: "应办", by: "最迟 %s", atOnce: "立即", overdue: "已超时", written: "书面", instead: "代替%s",
		says: "载明%s", allowed: "可办", missing: "还需%s", note: "提示", ignored: "未生效", stands: "暂停计时", changes: "如无人处理，下次变化：%s",
		from: "自 %s 起施行", until: "至 %s 止", source: "依据", unknown: "时限待填", after: "自%s起", stops: "至%s止", pauses: "%s期间暂停计时",
		extension: "最多延长 %s", working: "工作时间 %s",
		units: []string{"%d", "%d 个工作日", "%d 个自然日", "%d 个月", "%d 年"},
	}
}
