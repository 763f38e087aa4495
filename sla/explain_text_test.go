package sla_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/calendar/cn"
	"github.com/servicecommitment/commitment/sla"
)

// shanghaiOffice returns the calendars of an office in Shanghai.
func shanghaiOffice(t *testing.T) map[string]*calendar.Calendar {
	t.Helper()
	shanghai, err := time.LoadLocation("Asia/Shanghai")
	require.NoError(t, err)
	office, err := calendar.New(calendar.Spec{
		Name: "office", Location: shanghai, Week: calendar.Weekdays(calendar.MustHours("09:00-12:00,13:30-18:00")),
		Holidays: []calendar.HolidaySource{cn.PublicHolidays()},
	})
	require.NoError(t, err)
	return map[string]*calendar.Calendar{"office": office, "always": calendar.Always(shanghai)}
}

// explained explains a case at an instant, both as JSON writes them.
func explained(t *testing.T, policy, document, now string) sla.Explanation {
	t.Helper()
	engine, err := sla.Compile(shanghaiOffice(t), warnedPolicy(t, policy))
	require.NoError(t, err)
	c, err := sla.ParseCase([]byte(document))
	require.NoError(t, err)
	at, err := time.Parse(time.RFC3339, now)
	require.NoError(t, err)
	x, err := engine.Explain(c, at)
	require.NoError(t, err)
	return x
}

// New Year's Day of 2026 is a Thursday; the Sunday after it works in exchange
// for the Friday.
func TestExplainACaseOverNewYear(t *testing.T) {
	t.Parallel()
	x := explained(t, `"title": "售后服务承诺", "rules": [{"id": "vip", "title": "VIP 客户", "when": {"tier": "vip"}, "commitments": [
			{"metric": "first_response", "within": "30m", "calendar": "always", "alerts": [{"id": "warn", "at": "50%"}]},
			{"id": "fix", "title": "故障处理", "metric": "resolution", "within": "8h", "calendar": "office", "pause_on": ["waiting_customer"], "alerts": [{"at": "50%"}]},
			{"metric": "follow_up", "within": "3bd", "calendar": "office"}]}]`,
		`{"id": "C-1", "attributes": {"tier": "vip"}, "events": [
			{"id": "e1", "at": "2025-12-31T17:00:00+08:00", "kind": "opened"},
			{"id": "e2", "at": "2025-12-31T17:10:00+08:00", "kind": "replied"},
			{"id": "e3", "at": "2026-01-04T09:30:00+08:00", "kind": "paused", "reason": "waiting_customer"},
			{"id": "e4", "at": "2026-01-05T10:30:00+08:00", "kind": "resumed"},
			{"id": "e5", "at": "2026-01-05T10:40:00+08:00", "kind": "extension_granted", "metric": "fix", "extension": {"by": "1h", "consent": true, "reference": "R-7"}},
			{"id": "e6", "at": "2026-01-05T14:00:00+08:00", "kind": "paused", "reason": "waiting_customer"},
			{"id": "e7", "at": "2026-01-05T14:15:00+08:00", "kind": "resumed"},
			{"id": "e8", "at": "2026-01-05T14:20:00+08:00", "kind": "resumed"}]}`,
		"2026-01-05T17:00:00+08:00")
	require.Equal(t, []string{
		"Case C-1 as of Mon 2026-01-05 17:00; policy 售后服务承诺 (p 1); rule VIP 客户 (vip)",
		"first response: stopped, met; started Wed 2025-12-31 17:00, due Wed 2025-12-31 17:30, ended Wed 2025-12-31 17:10, elapsed 10 min, remaining 20 min",
		"  Wed 2025-12-31 17:00: starts (event e1), 30 min, due Wed 2025-12-31 17:30",
		"  Wed 2025-12-31: 17:00–17:10 counted 10 min",
		"故障处理 (fix): running, open; started Wed 2025-12-31 17:00, due Tue 2026-01-06 10:45, elapsed 6 h 15 min, remaining 2 h 45 min",
		"  working time paused: 8 h 45 min",
		"  Wed 2025-12-31 17:00: starts (event e1), 8 h, due Sun 2026-01-04 17:30",
		"  Mon 2026-01-05 10:30: goes on after the pause (waiting_customer, event e3), due Tue 2026-01-06 09:30",
		"  Mon 2026-01-05 10:40: extended by 1 h (event e5, reference R-7), due Tue 2026-01-06 10:30",
		"  Mon 2026-01-05 14:15: goes on after the pause (waiting_customer, event e6), due Tue 2026-01-06 10:45",
		"  Wed 2025-12-31: 17:00–18:00 counted 1 h",
		"  Thu 2026-01-01 to Sat 2026-01-03: holiday: 元旦",
		"  Sun 2026-01-04: make-up workday: 元旦; 09:00–09:30 counted 30 min; 1 h 30 min in all",
		"  Sun 2026-01-04 09:30 to Mon 2026-01-05 10:30: paused (waiting_customer, event e3)",
		"  Mon 2026-01-05: 10:30–12:00, 13:30–14:00 counted 2 h; 14:00–14:15 paused (waiting_customer, event e6); 14:15–17:00 counted 2 h 45 min; 6 h 15 min in all",
		"follow-up: pending",
		"Alert 50% of 故障处理 (fix): Mon 2026-01-05 15:15",
		"Note: event e8: nothing is paused that it could resume",
		"Next change, if no event comes: Tue 2026-01-06 10:45",
	}, x.Explain(commitment.English))
	require.Equal(t, []string{
		"工单 C-1，截至 2026-01-05（周一）17:00；适用政策 售后服务承诺（p 1）；规则 VIP 客户（vip）",
		"首次响应：已结束，按时完成；2025-12-31（周三）17:00 起算，应于 2025-12-31（周三）17:30 前完成，2025-12-31（周三）17:10 结束，已用 10 分钟，剩余 20 分钟",
		"  2025-12-31（周三）17:00：开始计时（事件 e1），30 分钟，应于 2025-12-31（周三）17:30 前完成",
		"  2025-12-31（周三）：17:00–17:10 计入 10 分钟",
		"故障处理（fix）：计时中，未超时；2025-12-31（周三）17:00 起算，应于 2026-01-06（周二）10:45 前完成，已用 6 小时 15 分钟，剩余 2 小时 45 分钟",
		"  暂停计时 8 小时 45 分钟（工作时间）",
		"  2025-12-31（周三）17:00：开始计时（事件 e1），8 小时，应于 2026-01-04（周日）17:30 前完成",
		"  2026-01-05（周一）10:30：暂停结束，恢复计时（等待客户，事件 e3），应于 2026-01-06（周二）09:30 前完成",
		"  2026-01-05（周一）10:40：延期 1 小时（事件 e5，依据 R-7），应于 2026-01-06（周二）10:30 前完成",
		"  2026-01-05（周一）14:15：暂停结束，恢复计时（等待客户，事件 e6），应于 2026-01-06（周二）10:45 前完成",
		"  2025-12-31（周三）：17:00–18:00 计入 1 小时",
		"  2026-01-01（周四）至 2026-01-03（周六）：放假：元旦",
		"  2026-01-04（周日）：调休上班：元旦；09:00–09:30 计入 30 分钟；累计 1 小时 30 分钟",
		"  2026-01-04（周日）09:30 至 2026-01-05（周一）10:30：暂停计时（等待客户，事件 e3）",
		"  2026-01-05（周一）：10:30–12:00、13:30–14:00 计入 2 小时；14:00–14:15 暂停计时（等待客户，事件 e6）；14:15–17:00 计入 2 小时 45 分钟；累计 6 小时 15 分钟",
		"回访：未开始计时",
		"升级提醒 50%，故障处理（fix）：2026-01-05（周一）15:15",
		"说明：事件 e8：重复操作，不起作用",
		"如无新事件，下一次变化：2026-01-06（周二）10:45",
	}, x.Explain(commitment.Chinese))
	require.Equal(t, x.Explain(commitment.English), x.Explain(0))
}

func TestExplainNoClocks(t *testing.T) {
	t.Parallel()
	const rules = `"effective": {"from": "2026-01-01T00:00:00Z"}, "rules": [{"id": "vip", "when": {"tier": "vip"}}]`
	x := explained(t, rules, `{"id": "C-2"}`, "2026-01-05T00:00:00Z")
	require.Equal(t, []string{
		"Case C-2 as of Mon 2026-01-05 00:00; no policy in force",
		"Note: the case is not opened: nothing is judged",
		"Nothing changes unless an event comes.",
	}, x.Explain(commitment.English))
	require.Equal(t, []string{
		"工单 C-2，截至 2026-01-05（周一）00:00；没有生效的政策",
		"说明：工单尚未建立，不作判定",
		"如无新事件，不再变化。",
	}, x.Explain(commitment.Chinese))

	x = explained(t, rules, `{"id": "C-3", "events": [{"id": "e1", "at": "2026-01-04T00:00:00Z", "kind": "opened"}]}`, "2026-01-05T00:00:00Z")
	require.Equal(t, []string{
		"Case C-3 as of Mon 2026-01-05 00:00; policy p 1; no rule covers it: nothing is promised",
		"Nothing changes unless an event comes.",
	}, x.Explain(commitment.English))
	require.Equal(t, "工单 C-3，截至 2026-01-05（周一）00:00；适用政策 p 1；没有规则适用，不作承诺", x.Explain(commitment.Chinese)[0])
}

// explainedClock returns the lines about one clock of an explanation made by
// hand.
func explainedClock(lang commitment.Lang, c sla.Clock, moves []sla.Move, segments []sla.Segment) []string {
	c.Metric, c.Commitment = sla.MetricResolution, sla.MetricResolution
	x := sla.Explanation{Report: sla.Report{Clocks: []sla.Clock{c}}, Moves: [][]sla.Move{moves}, Segments: [][]sla.Segment{segments}}
	lines := x.Explain(lang)
	return lines[1 : len(lines)-1]
}

func TestExplainClocks(t *testing.T) {
	t.Parallel()
	at := func(day, hour int) time.Time { return time.Date(2026, time.March, day, hour, 0, 0, 0, time.UTC) }
	tests := []struct {
		name             string
		clock            sla.Clock
		english, chinese []string
	}{
		{
			"pending in a later cycle",
			sla.Clock{Cycle: 2, Stage: sla.Pending, Verdict: sla.Open},
			[]string{"resolution, cycle 2: pending"},
			[]string{"解决时限（第 2 轮）：未开始计时"},
		},
		{
			"cancelled before it started",
			sla.Clock{Cycle: 1, Stage: sla.Cancelled, Verdict: sla.NotApplicable, MergedInto: "C-9"},
			[]string{"resolution: cancelled, not applicable", "  goes on as case C-9"},
			[]string{"解决时限：已取消，不适用", "  已并入工单 C-9"},
		},
		{
			"paused",
			sla.Clock{
				Cycle: 1, Stage: sla.Paused, Verdict: sla.Open, Start: at(2, 9), Due: at(3, 0), DueProjected: true, Provisional: true,
				Elapsed: time.Hour, Remaining: 90 * time.Minute, Paused: 1500 * time.Millisecond,
			},
			[]string{
				"resolution: paused, open; started Mon 2026-03-02 09:00, due Mon 2026-03-02 24:00, elapsed 1 h, remaining 1 h 30 min",
				"  due if it goes on now", "  the due instant is past the known holidays and may still change", "  working time paused: 1.5 s",
			},
			[]string{
				"解决时限：暂停计时，未超时；2026-03-02（周一）09:00 起算，应于 2026-03-02（周一）24:00 前完成，已用 1 小时，剩余 1 小时 30 分钟",
				"  时限按现在恢复计时推算", "  时限超出已公布的放假安排，可能调整", "  暂停计时 1.5 秒（工作时间）",
			},
		},
		{
			"at its due instant",
			sla.Clock{Cycle: 1, Stage: sla.Running, Verdict: sla.Missed, Start: at(2, 9), Due: at(2, 10), Elapsed: time.Hour, Breached: true, BreachedAt: at(2, 10)},
			[]string{"resolution: running, missed; started Mon 2026-03-02 09:00, due Mon 2026-03-02 10:00, elapsed 1 h, remaining 0 s", "  breached Mon 2026-03-02 10:00"},
			[]string{"解决时限：计时中，已超时；2026-03-02（周一）09:00 起算，应于 2026-03-02（周一）10:00 前完成，已用 1 小时，剩余 0 秒", "  2026-03-02（周一）10:00 超时"},
		},
		{
			"waived after it was born breached",
			sla.Clock{
				Cycle: 1, Group: "l2", Stage: sla.Stopped, Verdict: sla.Waived, Start: at(2, 9), Due: at(2, 10), Stopped: at(2, 12),
				Elapsed: 3 * time.Hour, Overdue: 2 * time.Hour, Breached: true, BornBreached: true, BreachedAt: at(2, 11),
			},
			[]string{
				"resolution, group l2: stopped, waived; started Mon 2026-03-02 09:00, due Mon 2026-03-02 10:00, ended Mon 2026-03-02 12:00, elapsed 3 h, overdue by 2 h",
				"  breached Mon 2026-03-02 11:00, when a due instant was set that was past",
			},
			[]string{
				"解决时限（l2）：已结束，已获客户谅解；2026-03-02（周一）09:00 起算，应于 2026-03-02（周一）10:00 前完成，2026-03-02（周一）12:00 结束，已用 3 小时，超时 2 小时",
				"  2026-03-02（周一）11:00 变更目标，新时限已过，即时超时",
			},
		},
		{
			"stopped at its due instant",
			sla.Clock{Cycle: 1, Stage: sla.Stopped, Verdict: sla.Met, Start: at(2, 9), Due: at(2, 10), Stopped: at(2, 10), Elapsed: time.Hour},
			[]string{"resolution: stopped, met; started Mon 2026-03-02 09:00, due Mon 2026-03-02 10:00, ended Mon 2026-03-02 10:00, elapsed 1 h"},
			[]string{"解决时限：已结束，按时完成；2026-03-02（周一）09:00 起算，应于 2026-03-02（周一）10:00 前完成，2026-03-02（周一）10:00 结束，已用 1 小时"},
		},
		{
			"never due",
			sla.Clock{Cycle: 1, Stage: sla.Running, Verdict: sla.Open, Start: at(2, 9), Elapsed: time.Hour},
			[]string{"resolution: running, open; started Mon 2026-03-02 09:00, elapsed 1 h"},
			[]string{"解决时限：计时中，未超时；2026-03-02（周一）09:00 起算，已用 1 小时"},
		},
		{
			"reopened",
			sla.Clock{
				Cycle: 1, Stage: sla.Running, Verdict: sla.Open, Start: at(2, 9), Earlier: []sla.Outcome{{Stopped: at(2, 10), Verdict: sla.Met, Reopened: at(3, 9)}},
			},
			[]string{
				"resolution: running, open; started Mon 2026-03-02 09:00, elapsed 0 s",
				"  ended Mon 2026-03-02 10:00 before (met), undone by the reopening Tue 2026-03-03 09:00",
			},
			[]string{
				"解决时限：计时中，未超时；2026-03-02（周一）09:00 起算，已用 0 秒",
				"  此前于 2026-03-02（周一）10:00 结束（按时完成），2026-03-03（周二）09:00 重新打开",
			},
		},
		{
			"values that are none",
			sla.Clock{Stage: 9, Verdict: 9, Start: at(2, 9), Elapsed: -time.Second},
			[]string{"resolution: Stage(9), Verdict(9); started Mon 2026-03-02 09:00, elapsed 0 s"},
			[]string{"解决时限：Stage(9)，Verdict(9)；2026-03-02（周一）09:00 起算，已用 0 秒"},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, test.english, explainedClock(commitment.English, test.clock, nil, nil))
			require.Equal(t, test.chinese, explainedClock(commitment.Chinese, test.clock, nil, nil))
		})
	}
}

func TestExplainMoves(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)
	due := time.Date(2026, time.March, 3, 17, 30, 15, 250_000_000, time.UTC)
	tests := []struct {
		name             string
		move             sla.Move
		english, chinese string
	}{
		{"start", sla.Move{Kind: sla.MoveStart, EventID: "e1", Detail: "2bd", Due: due}, "starts (event e1), 2 business days, due Tue 2026-03-03 17:30:15.25", "开始计时（事件 e1），2 个工作日，应于 2026-03-03（周二）17:30:15.25 前完成"},
		{"start of what is never due", sla.Move{Kind: sla.MoveStart}, "starts", "开始计时"},
		{"promise", sla.Move{Kind: sla.MovePromise, EventID: "e1", Due: due}, "promised (event e1), due Tue 2026-03-03 17:30:15.25", "已承诺日期（事件 e1），应于 2026-03-03（周二）17:30:15.25 前完成"},
		{"pause", sla.Move{Kind: sla.MovePause, EventID: "e2", Reason: "force_majeure", Due: due}, "goes on after the pause (force_majeure, event e2), due Tue 2026-03-03 17:30:15.25", "暂停结束，恢复计时（不可抗力，事件 e2），应于 2026-03-03（周二）17:30:15.25 前完成"},
		{"pause without a reason", sla.Move{Kind: sla.MovePause, Due: due}, "goes on after the pause, due Tue 2026-03-03 17:30:15.25", "暂停结束，恢复计时，应于 2026-03-03（周二）17:30:15.25 前完成"},
		{"reopening", sla.Move{Kind: sla.MoveReopening, EventID: "e3", Due: due}, "goes on, the time between not counted (event e3), due Tue 2026-03-03 17:30:15.25", "重新打开，中间时间不计（事件 e3），应于 2026-03-03（周二）17:30:15.25 前完成"},
		{"target", sla.Move{Kind: sla.MoveTarget, EventID: "e4", Reason: "low", Detail: `{"business_days":2,"due":"16:00"}`, Due: due}, "new target by the rule low (event e4), 2 business days to 16:00, due Tue 2026-03-03 17:30:15.25", "目标变更（规则 low）（事件 e4），2 个工作日，至当日 16:00，应于 2026-03-03（周二）17:30:15.25 前完成"},
		{"target that is none", sla.Move{Kind: sla.MoveTarget, EventID: "e4"}, "new target (event e4)", "目标变更（事件 e4）"},
		{"extension by days", sla.Move{Kind: sla.MoveExtension, EventID: "e5", Detail: "1bd", Due: due}, "extended by 1 business day (event e5), due Tue 2026-03-03 17:30:15.25", "延期 1 个工作日（事件 e5），应于 2026-03-03（周二）17:30:15.25 前完成"},
		{"extension to a date", sla.Move{Kind: sla.MoveExtension, EventID: "e5", Reason: "R-7", Due: due}, "extended (event e5, reference R-7), due Tue 2026-03-03 17:30:15.25", "延期（事件 e5，依据 R-7），应于 2026-03-03（周二）17:30:15.25 前完成"},
		{"earlier start", sla.Move{Kind: sla.MoveAdoptedStart, EventID: "e6", Due: due}, "takes over an earlier start (event e6), due Tue 2026-03-03 17:30:15.25", "沿用更早的起算时间（事件 e6），应于 2026-03-03（周二）17:30:15.25 前完成"},
		{"waiver", sla.Move{Kind: sla.MoveWaiver, EventID: "e7", Reason: "R-8", Due: due}, "waived with the customer's consent (event e7, reference R-8)", "超时后获客户谅解（事件 e7，依据 R-8）"},
		{"no allowance", sla.Move{Kind: sla.MoveStart, Detail: "soon\n"}, `starts, "soon\n"`, `开始计时，"soon\n"`},
		{"none", sla.Move{Kind: 99, Due: due}, "MoveKind(99), due Tue 2026-03-03 17:30:15.25", "MoveKind(99)，应于 2026-03-03（周二）17:30:15.25 前完成"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			test.move.At = at
			moves := []sla.Move{test.move}
			require.Equal(t, "  Mon 2026-03-02 09:00: "+test.english, explainedClock(commitment.English, sla.Clock{}, moves, nil)[1])
			require.Equal(t, "  2026-03-02（周一）09:00："+test.chinese, explainedClock(commitment.Chinese, sla.Clock{}, moves, nil)[1])
		})
	}
}

func TestExplainSegments(t *testing.T) {
	t.Parallel()
	at := func(day, hour int) time.Time { return time.Date(2026, time.March, day, hour, 0, 0, 0, time.UTC) }
	x := func(start, end time.Time, cause sla.Cause) sla.Segment {
		counted := cause == sla.CauseWorkingTime || cause == sla.CauseMakeup
		return sla.Segment{Start: start, End: end, Cause: cause, Counted: counted}
	}
	named := func(s sla.Segment, name string) sla.Segment { s.Name = name; return s }
	by := func(s sla.Segment, reason, event string) sla.Segment { s.Reason, s.EventID = reason, event; return s }
	override := x(at(2, 9), at(2, 12), sla.CauseOverride)
	override.Counted = true
	tests := []struct {
		name             string
		segments         []sla.Segment
		english, chinese []string
	}{
		{"none", nil, []string{}, []string{}},
		{
			"nights go without saying",
			[]sla.Segment{
				x(at(2, 8), at(2, 9), sla.CauseOutsideHours), x(at(2, 9), at(2, 17), sla.CauseWorkingTime),
				x(at(2, 17), at(3, 9), sla.CauseOutsideHours), x(at(3, 9), at(3, 10), sla.CauseWorkingTime),
			},
			[]string{"Mon 2026-03-02: 09:00–17:00 counted 8 h", "Tue 2026-03-03: 09:00–10:00 counted 1 h; 9 h in all"},
			[]string{"2026-03-02（周一）：09:00–17:00 计入 8 小时", "2026-03-03（周二）：09:00–10:00 计入 1 小时；累计 9 小时"},
		},
		{
			"nothing but a night",
			[]sla.Segment{x(at(2, 18), at(2, 20), sla.CauseOutsideHours)},
			[]string{"Mon 2026-03-02: outside working hours"},
			[]string{"2026-03-02（周一）：非工作时间"},
		},
		{
			"a weekend",
			[]sla.Segment{x(at(7, 0), at(9, 0), sla.CauseRestDay), x(at(9, 9), at(9, 10), sla.CauseWorkingTime)},
			[]string{"Sat 2026-03-07 to Sun 2026-03-08: not a workday", "Mon 2026-03-09: 09:00–10:00 counted 1 h"},
			[]string{"2026-03-07（周六）至 2026-03-08（周日）：休息日", "2026-03-09（周一）：09:00–10:00 计入 1 小时"},
		},
		{
			"a shift into a day off",
			[]sla.Segment{x(at(6, 22), at(7, 0), sla.CauseWorkingTime), x(at(7, 0), at(7, 6), sla.CauseWorkingTime), x(at(7, 6), at(8, 0), sla.CauseRestDay)},
			[]string{"Fri 2026-03-06: 22:00–24:00 counted 2 h", "Sat 2026-03-07: 00:00–06:00 counted 6 h; not a workday; 8 h in all"},
			[]string{"2026-03-06（周五）：22:00–24:00 计入 2 小时", "2026-03-07（周六）：00:00–06:00 计入 6 小时；休息日；累计 8 小时"},
		},
		{
			"special days",
			[]sla.Segment{
				named(override, "stocktaking"), x(at(2, 12), at(3, 0), sla.CauseOverride),
				named(x(at(3, 0), at(4, 0), sla.CauseHoliday), "Day of Rest"), x(at(4, 0), at(5, 0), sla.CauseSkippedDay),
				named(x(at(5, 13), at(6, 0), sla.CauseShortDay), "Eve"),
				named(x(at(7, 9), at(7, 12), sla.CauseMakeup), "元旦"), x(at(7, 13), at(7, 14), sla.CauseWorkingTime),
			},
			[]string{
				"Mon 2026-03-02: hours of this date: stocktaking; 09:00–12:00 counted 3 h", "Tue 2026-03-03: holiday: Day of Rest",
				"Wed 2026-03-04: date skipped by the time zone", "Thu 2026-03-05: short day: Eve",
				"Sat 2026-03-07: make-up workday: 元旦; 09:00–12:00 counted 3 h; 13:00–14:00 counted 1 h; 7 h in all",
			},
			[]string{
				"2026-03-02（周一）：当日特别安排：stocktaking；09:00–12:00 计入 3 小时", "2026-03-03（周二）：放假：Day of Rest",
				"2026-03-04（周三）：当地时区无此日期", "2026-03-05（周四）：缩短工作时间：Eve",
				"2026-03-07（周六）：调休上班：元旦；09:00–12:00 计入 3 小时；13:00–14:00 计入 1 小时；累计 7 小时",
			},
		},
		{
			"what does not count",
			[]sla.Segment{
				x(at(2, 9), at(2, 10), sla.CauseBeforeStart), by(x(at(2, 10), at(2, 11), sla.CausePaused), "parts", "e1"), x(at(2, 11), at(2, 12), sla.CauseWorkingTime),
				by(x(at(2, 12), at(2, 13), sla.CauseResolved), "", "e2"), by(x(at(2, 13), at(3, 9), sla.CauseNotInForce), "", "e3"),
				x(at(3, 9), at(3, 10), sla.CauseNotCovered), x(at(3, 10), at(3, 11), 99),
			},
			[]string{
				"Mon 2026-03-02: 09:00–10:00 before the change, not counted; 10:00–11:00 paused (parts, event e1); 11:00–12:00 counted 1 h; 12:00–13:00 resolved, not counted (event e2)",
				"Mon 2026-03-02 13:00 to Tue 2026-03-03 09:00: not in force, not counted (event e3)",
				"Tue 2026-03-03: 09:00–10:00 not covered by the calendar; 10:00–11:00 Cause(99)",
			},
			[]string{
				"2026-03-02（周一）：09:00–10:00 变更之前，不计时；10:00–11:00 暂停计时（parts，事件 e1）；11:00–12:00 计入 1 小时；12:00–13:00 已解决，不计时（事件 e2）",
				"2026-03-02（周一）13:00 至 2026-03-03（周二）09:00：承诺不适用，不计时（事件 e3）",
				"2026-03-03（周二）：09:00–10:00 超出日历适用期间；10:00–11:00 Cause(99)",
			},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			for lang, want := range map[commitment.Lang][]string{commitment.English: test.english, commitment.Chinese: test.chinese} {
				lines := explainedClock(lang, sla.Clock{}, nil, test.segments)[1:]
				for i := range lines {
					lines[i] = strings.TrimPrefix(lines[i], "  ")
				}
				require.Equal(t, want, lines)
			}
		})
	}
}

func TestExplainSharesAlertsAndFindings(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)
	codes := []string{
		sla.FindingNotOpened, sla.FindingBeforeOpened, sla.FindingConflictingDuplicate, sla.FindingRedundant, sla.FindingAfterEnd,
		sla.FindingNotAReply, sla.FindingUnknownKind, sla.FindingUnknownReason, sla.FindingUnknownEvent, sla.FindingExtensionIgnored,
		sla.FindingExtensionNeedsConsent, sla.FindingPromiseIgnored, sla.FindingAdoptStartIgnored, sla.FindingAlertCollapsed,
		sla.FindingNotCovered, sla.FindingNoCalendar,
	}
	x := sla.Explanation{Report: sla.Report{
		CaseID: "a\nb", AsOf: at, PolicyID: "p", RuleID: "r",
		Clocks: []sla.Clock{{Metric: sla.MetricOwnership, Commitment: sla.MetricOwnership}, {Metric: "m", Commitment: "c"}},
		Shares: []sla.Shares{
			{
				Commitment: sla.MetricOwnership, Groups: []sla.Share{{Group: "l1", Elapsed: time.Hour}, {Group: "l2", Elapsed: 2 * time.Hour}},
				Unassigned: time.Minute, Paused: time.Second, Total: 3*time.Hour + 61*time.Second,
			},
			{Commitment: "gone"},
		},
		Firings: []sla.Firing{{Alert: "warn", Metric: "m", Commitment: "c", Cycle: 2, At: at}, {Alert: "+1h", Metric: "x", Commitment: "x", Cycle: 1, At: at}},
		Next:    at,
	}}
	for _, code := range codes {
		x.Findings = append(x.Findings, sla.Finding{Code: code, EventID: "e1", Message: "is “" + code + "” so"})
	}
	x.Findings = append(x.Findings, sla.Finding{Code: "new", Message: "is new"})

	lines := x.Explain(commitment.English)
	require.Len(t, lines, 3+2+2+len(codes)+1+1)
	require.Equal(t, `Case "a\nb" as of Mon 2026-03-02 09:00; policy p; rule r`, lines[0])
	require.Equal(t, []string{
		"Shares of ownership: l1 1 h, l2 2 h; unassigned 1 min, paused 1 s, in all 3 h 1 min 1 s",
		"Shares of gone: –; unassigned 0 s, paused 0 s, in all 0 s",
		"Alert warn of m (c), cycle 2: Mon 2026-03-02 09:00",
		"Alert +1h of x: Mon 2026-03-02 09:00",
		"Note: event e1: is “not_opened” so",
	}, lines[3:8])
	require.Equal(t, "Note: is new", lines[len(lines)-2])

	lines = x.Explain(commitment.Chinese)
	require.Equal(t, []string{
		"分组处理，各组用时：l1 1 小时，l2 2 小时；未分派 1 分钟，暂停 1 秒，合计 3 小时 1 分钟 1 秒",
		"gone，各组用时：–；未分派 0 秒，暂停 0 秒，合计 0 秒",
		"升级提醒 warn，m（c）（第 2 轮）：2026-03-02（周一）09:00",
		"升级提醒 +1h，x：2026-03-02（周一）09:00",
	}, lines[3:7])
	for i, code := range codes {
		line := lines[7+i]
		require.True(t, strings.HasPrefix(line, "说明：事件 e1："), line)
		rest := strings.TrimPrefix(line, "说明：事件 e1：")
		require.NotContains(t, strings.ReplaceAll(rest, "is “"+code+"” so", ""), "%")
		require.NotEqual(t, "is “"+code+"” so", rest, "a finding without Chinese words")
	}
	require.Equal(t, "说明：is new", lines[len(lines)-2])
}
