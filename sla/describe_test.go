package sla_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/sla"
)

func TestDescribe(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, members    string
		english, chinese []string
	}{
		{
			"two rules",
			`"title": "售后服务承诺", "effective": {"from": "2026-01-01T00:00:00+08:00"}, "rules": [
				{"id": "vip-urgent", "title": "VIP 客户紧急问题", "when": {"tier": ["vip", "gold"], "priority": "urgent"}, "commitments": [
					{"metric": "first_response", "within": "30m", "calendar": "always", "alerts": [{"at": "50%"}]},
					{"metric": "resolution", "within": "4h", "calendar": "always", "pause_on": ["waiting_customer"], "consent": "required"}]},
				{"id": "default"}]`,
			[]string{
				"售后服务承诺 (p 1), service level agreement, in force from Thu 2026-01-01 00:00",
				"VIP 客户紧急问题: first response within 30 min (around the clock); " +
					"resolution within 4 h (around the clock, paused for waiting_customer, extended only with the customer's consent)",
				"All other cases: nothing is promised",
			},
			[]string{
				"售后服务承诺（p 1），服务水平协议，自 2026-01-01（周四）00:00 起生效",
				"VIP 客户紧急问题：首次响应 30 分钟（全天候）；解决时限 4 小时（全天候，等待客户期间暂停计时，延期须经客户同意）",
				"其他工单：不作承诺",
			},
		},
		{
			"a kind, an end, and open cases",
			`"kind": "ola", "applies_to": "open_cases", "effective": {"from": "2026-01-01T08:30:00Z", "until": "2027-01-01T00:00:00Z"}, "rules": []`,
			[]string{"p 1, operational level agreement, in force from Thu 2026-01-01 08:30, until Thu 2026-12-31 24:00, also for cases that are open then"},
			[]string{"p 1，运营水平协议，自 2026-01-01（周四）08:30 起生效，至 2026-12-31（周四）24:00 止，处理中的工单一并适用"},
		},
		{
			"conditions without a title",
			`"kind": "underpinning", "rules": [
				{"id": "a", "when": {"tier": ["vip", "gold"], "priority": "urgent"}},
				{"id": "b", "when": {"not": {"tier": "vip", "region": "cn"}}},
				{"id": "c", "when": {"any": [{"tier": "vip", "region": "cn"}, {"region": "us"}]}},
				{"id": "d", "when": {"tier": "vip", "any": [{"region": "cn"}, {"region": "us"}], "not": {"spam": "yes"}}},
				{"id": "e", "when": {"tier": "vip", "any": [{"region": "cn"}]}}]`,
			[]string{
				"p 1, underpinning contract",
				"priority is urgent and tier is vip or gold: nothing is promised",
				"not (region is cn and tier is vip): nothing is promised",
				"(region is cn and tier is vip), or region is us: nothing is promised",
				"tier is vip and (region is cn, or region is us) and not (spam is yes): nothing is promised",
				"tier is vip and region is cn: nothing is promised",
			},
			[]string{
				"p 1，支撑合同",
				"priority 为 urgent，且 tier 为 vip 或 gold：不作承诺",
				"非（region 为 cn，且 tier 为 vip）：不作承诺",
				"（region 为 cn，且 tier 为 vip），或 region 为 us：不作承诺",
				"tier 为 vip，且 （region 为 cn，或 region 为 us），且 非（spam 为 yes）：不作承诺",
				"tier 为 vip，且 region 为 cn：不作承诺",
			},
		},
		{
			"every metric",
			`"metrics": {"hardware_swap": {"start": ["dispatched"], "stop": ["swapped"]}}, "rules": [{"id": "all", "commitments": [
				{"metric": "acknowledgement", "within": "1h", "calendar": "office"},
				{"metric": "next_response", "within": "90m", "calendar": "office"},
				{"metric": "periodic_update", "within": "1bd", "calendar": "office"},
				{"metric": "solution_plan", "within": "45s", "calendar": "office"},
				{"metric": "on_site_arrival", "within": "1m1.5s", "calendar": "office"},
				{"metric": "restoration", "within": "0s", "calendar": "office"},
				{"metric": "follow_up", "within": "25h", "calendar": "office"},
				{"metric": "ownership", "within": "25h", "calendar": "office"},
				{"metric": "promise", "calendar": "office"},
				{"metric": "hardware_swap", "within": "1h", "calendar": "office"},
				{"id": "2", "title": "Swap of a board", "metric": "hardware_swap", "calendar": "office"}]}]`,
			[]string{
				"p 1, service level agreement",
				"All cases: acknowledgement within 1 h (by the calendar office); next response within 1 h 30 min (by the calendar office); " +
					"periodic update every 1 business day (by the calendar office); solution plan within 45 s (by the calendar office); " +
					"on-site arrival within 1 min 1.5 s (by the calendar office); restoration within 0 s (by the calendar office); " +
					"follow-up within 25 h (by the calendar office); ownership within 25 h (by the calendar office); " +
					"promise: the date that is announced is kept (by the calendar office); " +
					"hardware_swap within 1 h (by the calendar office); Swap of a board, measured only (by the calendar office)",
			},
			[]string{
				"p 1，服务水平协议",
				"所有工单：受理确认 1 小时（按 office 日历）；后续响应 1 小时 30 分钟（按 office 日历）；" +
					"进展通报 每 1 个工作日（按 office 日历）；解决方案 45 秒（按 office 日历）；" +
					"上门到场 1 分钟 1.5 秒（按 office 日历）；恢复服务 0 秒（按 office 日历）；" +
					"回访 25 小时（按 office 日历）；分组处理 25 小时（按 office 日历）；" +
					"承诺日期 以告知客户的日期为准（按 office 日历）；" +
					"hardware_swap 1 小时（按 office 日历）；Swap of a board 只计时，不设时限（按 office 日历）",
			},
		},
		{
			"every allowance",
			`"rules": [{"id": "all", "commitments": [
				{"id": "1", "metric": "resolution", "within": "2bd", "calendar": "always"},
				{"id": "2", "metric": "resolution", "within": {"business_days": 10, "due": "end_of_day"}, "calendar": "always"},
				{"id": "3", "metric": "resolution", "within": {"business_days": 1, "due": "wall_time"}, "calendar": "always"},
				{"id": "4", "metric": "resolution", "within": {"business_days": 3, "due": "16:00", "cut_off": "14:00"}, "calendar": "always"},
				{"id": "5", "metric": "resolution", "within": {"calendar_days": 60, "due": "end_of_date", "roll": "next_business_day"}, "calendar": "always"},
				{"id": "6", "metric": "resolution", "within": "1mo", "calendar": "always"},
				{"id": "7", "metric": "resolution", "within": "2mo", "calendar": "always"},
				{"id": "8", "metric": "resolution", "within": "1y", "calendar": "always"},
				{"id": "9", "metric": "resolution", "within": {"business_days": 5, "from": "date"}, "calendar": "always"}]}]`,
			[]string{
				"p 1, service level agreement",
				"All cases: resolution within 2 business days (around the clock); " +
					"resolution within 10 business days to the close of business (around the clock); " +
					"resolution within 1 business day to the same wall time (around the clock); " +
					"resolution within 3 business days to 16:00, what comes at 14:00 or later counting as the next business day's (around the clock); " +
					"resolution within 60 calendar days to 24:00, a last day off moving to the next business day (around the clock); " +
					"resolution within 1 month (around the clock); resolution within 2 months (around the clock); " +
					"resolution within 1 year (around the clock); resolution within 5 business days, counted from the date of receipt (around the clock)",
			},
			[]string{
				"p 1，服务水平协议",
				"所有工单：解决时限 2 个工作日（全天候）；" +
					"解决时限 10 个工作日，至当日下班（全天候）；" +
					"解决时限 1 个工作日，至同一时刻（全天候）；" +
					"解决时限 3 个工作日，至当日 16:00，14:00 及以后收到的视同下一工作日收到（全天候）；" +
					"解决时限 60 个自然日，至当日 24:00，末日遇休息日顺延（全天候）；" +
					"解决时限 1 个月（全天候）；解决时限 2 个月（全天候）；" +
					"解决时限 1 年（全天候）；解决时限 5 个工作日，自收到次日起算（全天候）",
			},
		},
		{
			"calendars and pauses",
			`"rules": [{"id": "all", "commitments": [
				{"id": "1", "metric": "resolution", "within": "1h", "calendar": {"by": "region", "of": {"us": "office-us", "cn": "office"}, "else": "always"}, "pause_on": ["*"]},
				{"id": "2", "metric": "resolution", "within": "1h", "calendar": {"by": "region", "of": {"cn": "office"}},
					"pause_on": ["waiting_customer", "third_party", "force_majeure", "unspecified", "parts"], "pause_when": {"status": ["on_hold", "waiting"]}}]}]`,
			[]string{
				"p 1, service level agreement",
				"All cases: resolution within 1 h (by the calendar for region: office for cn, office-us for us, else always, paused for any reason); " +
					"resolution within 1 h (by the calendar for region: office for cn, " +
					"paused for waiting_customer or third_party or force_majeure or unspecified or parts, paused while status is on_hold or waiting)",
			},
			[]string{
				"p 1，服务水平协议",
				"所有工单：解决时限 1 小时（日历按 region 选用：cn 用 office，us 用 office-us，其他用 always，暂停期间不计时）；" +
					"解决时限 1 小时（日历按 region 选用：cn 用 office，" +
					"等待客户、等待第三方、不可抗力、未注明原因、parts 期间暂停计时，status 为 on_hold 或 waiting 时暂停计时）",
			},
		},
		{
			"names that would break the line",
			`"title": "a\nb", "rules": [{"id": "r", "title": "c\td", "commitments": []}]`,
			[]string{`"a\nb" (p 1), service level agreement`, `"c\td": nothing is promised`},
			[]string{`"a\nb"（p 1），服务水平协议`, `"c\td"：不作承诺`},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			policy := warnedPolicy(t, test.members)
			require.Equal(t, test.english, policy.Describe(commitment.English))
			require.Equal(t, test.english, policy.Describe(0))
			require.Equal(t, test.chinese, policy.Describe(commitment.Chinese))
		})
	}
}

// Describe takes policies that Compile would refuse.
func TestDescribeOfAnything(t *testing.T) {
	t.Parallel()
	require.Equal(t, []string{", service level agreement"}, sla.Policy{}.Describe(commitment.English))
	odd := sla.Policy{ID: "p", Kind: 9, Rules: []sla.Rule{{Commitments: []sla.Commitment{{Metric: "m"}}}}}
	require.Equal(t, []string{"p, PolicyKind(9)", "All cases: m, measured only (by the calendar )"}, odd.Describe(commitment.English))

	// Of a hundred conditions all is told, of one more that there is more.
	nested := func(depth int) sla.Match {
		m := sla.Match{Any: []sla.Match{{Has: map[string][]string{"a": {"1"}}}, {Has: map[string][]string{"b": {"2"}}}}}
		for range depth {
			inner := m
			m = sla.Match{Not: &inner}
		}
		return m
	}
	described := func(depth int) string {
		lines := sla.Policy{Rules: []sla.Rule{{When: nested(depth)}}}.Describe(commitment.English)
		return strings.NewReplacer("not (", "", ")", "").Replace(lines[1])
	}
	require.Equal(t, "a is 1, or b is 2: nothing is promised", described(97))
	require.Equal(t, "a is 1, or …: nothing is promised", described(98))
	require.Equal(t, "…: nothing is promised", described(99))
	require.Equal(t, "…: nothing is promised", described(100))

	endless := sla.Match{Has: map[string][]string{"a": {"1"}}}
	endless.Not = &endless
	endless.Any = []sla.Match{endless, endless}
	endless.Any[0].Any, endless.Any[1].Any = endless.Any, endless.Any
	for _, line := range (sla.Policy{Rules: []sla.Rule{{When: endless}}}).Describe(commitment.Chinese) {
		require.Less(t, len(line), 100_000)
	}
}
