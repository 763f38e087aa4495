package kpi_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/kpi"
	"github.com/servicecommitment/commitment/sla"
)

// Small results say what they are, too.
func ExampleStatus_Describe() {
	target := kpi.Target{Direction: kpi.HigherIsBetter, Green: 0.95, Amber: 0.9, Interval: true}
	figure, err := kpi.NewFigure(kpi.Definition{Name: "sla.attainment", Version: "1"}, kpi.Ratio{Met: 97, Missed: 3}, kpi.Precision{})
	fmt.Println(target.Status(figure).Describe(commitment.English), err)
	change, ok := kpi.NewChange(0.97, 0.9)
	fmt.Println(change.Describe(commitment.English), ok)
	fmt.Println(figure.Counts.Describe(commitment.English))
	// Output:
	// [green] <nil>
	// [change +0.07, relative +7.8 %] true
	// [97 / 100 (97.0 %)]
}

func TestSmallResultsSayThemselves(t *testing.T) {
	var times kpi.Durations
	for _, v := range []time.Duration{90 * time.Second, time.Hour, 26 * time.Hour} {
		require.NoError(t, times.Add(v))
	}
	table, err := kpi.NewTable(kpi.TableRule{Dimensions: []string{"team"}})
	require.NoError(t, err)
	for _, f := range []kpi.Facts{
		{Verdict: sla.Met, Done: true, Elapsed: time.Hour},
		{Verdict: sla.Open, Reason: kpi.ReasonRunning},
		{Verdict: sla.Missed, Done: true, Elapsed: 3 * time.Hour, Overdue: time.Hour},
		{Verdict: sla.NotApplicable},
	} {
		require.NoError(t, table.Add(kpi.Key{"a"}, f))
	}
	cell, ok := table.Cell(kpi.Key{"a"})
	require.True(t, ok)
	objective, err := kpi.NewObjective(0.999)
	require.NoError(t, err)
	alert, err := objective.NewBurnAlert(0.02, time.Hour, 30*24*time.Hour)
	require.NoError(t, err)
	enough := alert
	enough.MinEvents = 1000
	change, ok := kpi.NewChange(3, 4)
	require.True(t, ok)
	appeared, ok := kpi.NewChange(3, 0)
	require.True(t, ok)

	tenth := 0.1 // with 0.2 more a little above 0.3

	for _, test := range []struct {
		of interface {
			Describe(lang commitment.Lang) []string
		}
		english, chinese []string
	}{
		{kpi.Ratio{}, []string{"undefined, no data"}, []string{"无数据，不作计算"}},
		{
			kpi.Ratio{Met: 1500, Missed: 400, Waived: 100, Pending: 7, NotApplicable: 3},
			[]string{"1,500 / 2,000 (75.0 %), pending 7, of these waived 100, not applicable 3"},
			[]string{"达成 1,500 / 2,000（75.0 %），待定 7，其中豁免 100，不计入 3"},
		},
		{kpi.Durations{}, []string{"undefined, no data"}, []string{"无数据，不作计算"}},
		{
			times,
			[]string{"n = 3, p50 1 h, p90 1 d 2 h, p95 1 d 2 h, mean 9 h 1 min, greatest 1 d 2 h"},
			[]string{"n = 3，p50 1 小时，p90 1 天 2 小时，p95 1 天 2 小时，平均 9 小时 1 分钟，最长 1 天 2 小时"},
		},
		{kpi.Cell{}, []string{"undefined, no data"}, []string{"无数据，不作计算"}},
		{
			cell,
			[]string{
				"1 / 2 (50.0 %), pending 1, not applicable 1", "pending and outside 2: running 1",
				"time to stop n = 2, p50 1 h, p90 3 h, p95 3 h", "late by n = 1, p50 1 h, p90 1 h, p95 1 h, 1.50 times the allowance",
			},
			[]string{
				"达成 1 / 2（50.0 %），待定 1，不计入 1", "待定及不计入 2：计时中 1",
				"用时 n = 2，p50 1 小时，p90 3 小时，p95 3 小时", "超时 n = 1，p50 1 小时，p90 1 小时，p95 1 小时，为时限的 1.50 倍",
			},
		},
		{
			kpi.Cell{Counts: kpi.Ratio{Met: 1, NotApplicable: 3}},
			[]string{"1 / 1 (100.0 %), not applicable 3"},
			[]string{"达成 1 / 1（100.0 %），不计入 3"},
		},
		{change, []string{"change −1, relative −25.0 %"}, []string{"变化 −1，相对变化 −25.0 %"}},
		{appeared, []string{"change +3"}, []string{"变化 +3"}},
		{
			kpi.Difference{Value: -12.5, Lo: -20, Hi: -5, Significant: true},
			[]string{"difference −12.50 (−20.00 – −5.00), significant"},
			[]string{"相差 −12.50（−20.00 – −5.00），差异显著"},
		},
		{
			kpi.Difference{Value: 1, Lo: -1, Hi: 3},
			[]string{"difference +1.00 (−1.00 – +3.00), not significant"},
			[]string{"相差 +1.00（−1.00 – +3.00），差异不显著"},
		},
		{kpi.Status{Light: kpi.Green}, []string{"green"}, []string{"绿灯"}},
		{
			kpi.Status{Light: kpi.Amber, Uncertain: true},
			[]string{"amber, but the sample does not prove it"},
			[]string{"黄灯，样本不足以确证"},
		},
		{kpi.Status{Light: kpi.Red}, []string{"red"}, []string{"红灯"}},
		{kpi.Status{Light: kpi.NoLight}, []string{"no light: no value or no target"}, []string{"无灯：无数据或无目标"}},
		{kpi.Status{}, []string{"no light: no value or no target"}, []string{"无灯：无数据或无目标"}},
		{kpi.BurnAlert{}, []string{"never fires"}, []string{"从不告警"}},
		{
			alert,
			[]string{"fires at a burn rate of 14.4 over 1 h and over 5 min, which uses 2.0 % of the budget up in 1 h"},
			[]string{"长窗口 1 小时、短窗口 5 分钟的消耗速率均达到 14.4 时告警（1 小时内耗去额度的 2.0 %）"},
		},
		{
			enough,
			[]string{"fires at a burn rate of 14.4 over 1 h and over 5 min, which uses 2.0 % of the budget up in 1 h; from 1,000 cases on in the long window"},
			[]string{"长窗口 1 小时、短窗口 5 分钟的消耗速率均达到 14.4 时告警（1 小时内耗去额度的 2.0 %），长窗口至少 1,000 件"},
		},
		{kpi.Target{}, []string{"no valid target: no value has a light"}, []string{"未设有效目标，一律无灯"}},
		{
			kpi.Target{Direction: kpi.LowerIsBetter, Green: 5, Amber: 4},
			[]string{"no valid target: no value has a light"},
			[]string{"未设有效目标，一律无灯"},
		},
		{
			kpi.Target{Direction: kpi.HigherIsBetter, Green: 0.95, Amber: 0.9},
			[]string{"higher is better: green from 0.95, amber from 0.9, red below"},
			[]string{"越高越好，目标值 0.95：达到为绿灯，不低于 0.9 为黄灯，低于 0.9 为红灯"},
		},
		{
			kpi.Target{Direction: kpi.HigherIsBetter, Green: 0.95, Amber: 0.9, Margin: 0.01, Interval: true, ValidFrom: calendar.MustDate(2026, 7, 1)},
			[]string{
				"higher is better: green from 0.95, amber from 0.9, red below", "margin 0.01: green is left below 0.94 and reached again at 0.96",
				"by the interval: green only if the lower bound is above 0.9 as well, else amber", "from 2026-07-01 on",
			},
			[]string{
				"越高越好，目标值 0.95：达到为绿灯，不低于 0.9 为黄灯，低于 0.9 为红灯", "缓冲 0.01：低于 0.94 才退出绿灯，回升至 0.96 才恢复绿灯",
				"按置信区间判定：区间下限也须高于 0.9 才亮绿灯，否则亮黄灯", "自 2026-07-01 起执行",
			},
		},
		{
			kpi.Target{Direction: kpi.LowerIsBetter, Green: 10, Amber: 20, Margin: 1, Interval: true},
			[]string{
				"lower is better: green up to 10, amber up to 20, red above", "margin 1: green is left above 11 and reached again at 9",
				"by the interval: green only if the upper bound is below 20 as well, else amber",
			},
			[]string{
				"越低越好，目标值 10：不超过为绿灯，不超过 20 为黄灯，超过 20 为红灯", "缓冲 1：高于 11 才退出绿灯，回落至 9 才恢复绿灯",
				"按置信区间判定：区间上限也须低于 20 才亮绿灯，否则亮黄灯",
			},
		},
		{
			kpi.Target{Direction: kpi.HigherIsBetter, Green: 0, Amber: -10, Margin: 15},
			[]string{"higher is better: green from 0, amber from −10, red below", "margin 15: green is left below −10 and reached again at 15"},
			[]string{"越高越好，目标值 0：达到为绿灯，不低于 −10 为黄灯，低于 −10 为红灯", "缓冲 15：低于 −10 才退出绿灯，回升至 15 才恢复绿灯"},
		},
		{
			kpi.Target{Direction: kpi.HigherIsBetter, Green: 0.95, Amber: 0.95},
			[]string{"higher is better: green from 0.95, red below"},
			[]string{"越高越好，目标值 0.95：达到为绿灯，未达到为红灯"},
		},
		{
			kpi.Target{Direction: kpi.LowerIsBetter, Green: 0.3, Amber: tenth + 0.2},
			[]string{"lower is better: green up to 0.3, red above"},
			[]string{"越低越好，目标值 0.3：不超过为绿灯，超过为红灯"},
		},
		{kpi.Series{}, []string{"undefined, no data"}, []string{"无数据，不作计算"}},
		{
			kpi.Series{Names: []string{"2026-01", "2026-02", "2026-03"}, Met: []uint64{1500, 0, 0}, Missed: []uint64{500, 4, 0}, Total: []uint64{2000, 4, 0}},
			[]string{"2026-01: 1,500 / 2,000 (75.0 %)", "2026-02: 0 / 4 (0.0 %)", "2026-03: undefined, no data"},
			[]string{"2026-01：达成 1,500 / 2,000（75.0 %）", "2026-02：达成 0 / 4（0.0 %）", "2026-03：无数据，不作计算"},
		},
		{
			kpi.Series{Names: []string{"2026-01", "2026-02"}, Met: []uint64{1, 2}, Missed: []uint64{1}},
			[]string{"2026-01: 1 / 2 (50.0 %)"},
			[]string{"2026-01：达成 1 / 2（50.0 %）"},
		},
	} {
		require.Equal(t, test.english, test.of.Describe(commitment.English))
		require.Equal(t, test.english, test.of.Describe(0))
		require.Equal(t, test.chinese, test.of.Describe(commitment.Chinese))
	}
}
