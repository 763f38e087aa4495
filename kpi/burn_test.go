package kpi_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/kpi"
)

func TestBurnAlerts(t *testing.T) {
	month := 30 * oneDay
	for _, test := range []struct {
		objective float64
		factors   []float64
		long      []time.Duration
	}{
		{0.999, []float64{14.4, 6, 3, 1}, []time.Duration{time.Hour, 6 * time.Hour, oneDay, 3 * oneDay}},
		{0.95, []float64{14.4, 6, 3, 1}, []time.Duration{time.Hour, 6 * time.Hour, oneDay, 3 * oneDay}},
		{0.9, []float64{5, 6, 3, 1}, []time.Duration{10368 * time.Second, 6 * time.Hour, oneDay, 3 * oneDay}},
		{0.5, []float64{1, 1, 1, 1}, []time.Duration{51840 * time.Second, 36 * time.Hour, 3 * oneDay, 3 * oneDay}},
	} {
		o, err := kpi.NewObjective(test.objective)
		require.NoError(t, err)
		alerts, err := o.BurnAlerts(month)
		require.NoError(t, err)
		for i, a := range alerts {
			require.InDelta(t, test.factors[i], a.Factor, 1e-6, "%v", test.objective)
			require.InDelta(t, float64(test.long[i]), float64(a.Long), 1, "%v", test.objective)
			require.Equal(t, a.Long/12, a.Short)
			require.Less(t, a.Factor, o.MaxBurnRate())
		}
	}
	o, err := kpi.NewObjective(0.9)
	require.NoError(t, err)
	_, err = o.NewBurnAlert(0.02, time.Hour, month)
	require.ErrorIs(t, err, kpi.ErrUnreachable)
	require.EqualError(t, err, "kpi: a burn rate of 14.4 is out of reach at an objective of 0.9: at most 10")
	_, err = o.NewBurnAlert(0.1, time.Hour, 100*time.Hour)
	require.ErrorIs(t, err, kpi.ErrUnreachable, "at the limit it fires only if all is missed")
	_, err = kpi.Objective{}.NewBurnAlert(0.02, time.Hour, month)
	requireInvalid(t, err, "objective: must be given")
	_, err = kpi.Objective{}.BurnAlerts(month)
	requireInvalid(t, err, "objective: must be given")
	_, err = o.NewBurnAlert(0, time.Hour, month)
	requireInvalid(t, err, "share: must be above 0 and at most 1, with a window and a period above 0")
	_, err = o.BurnAlerts(719)
	requireInvalid(t, err, "period: must be at least 720ns")
	_, err = o.BurnAlerts(720)
	require.NoError(t, err)
	sixteen, err := kpi.NewObjective(0.9375)
	require.NoError(t, err)
	alerts, err := sixteen.BurnAlerts(800) // of which 1/720 is 1: 2 % in it are a factor of 16
	require.NoError(t, err)
	require.Equal(t, kpi.BurnAlert{Share: 0.02, Long: 2, Factor: 8}, alerts[0])
	for _, bad := range []struct {
		share          float64
		window, period time.Duration
	}{{0, 1, 1}, {1.1, 1, 1}, {math.NaN(), 1, 1}, {1, 0, 1}, {1, 1, 0}} {
		_, ok := kpi.BurnFactor(bad.share, bad.window, bad.period)
		require.False(t, ok)
	}
	factor, ok := kpi.BurnFactor(1, 1, 1)
	require.True(t, ok)
	require.InDelta(t, 1, factor, 0)

	a := kpi.BurnAlert{Factor: 5, MinEvents: 10}
	for _, test := range []struct {
		w     kpi.BurnWindows
		fires bool
	}{
		{kpi.BurnWindows{LongBad: 5, LongTotal: 10, ShortBad: 1, ShortTotal: 2}, true},
		{kpi.BurnWindows{LongBad: 4, LongTotal: 10, ShortBad: 1, ShortTotal: 2}, false},
		{kpi.BurnWindows{LongBad: 5, LongTotal: 10, ShortBad: 1, ShortTotal: 3}, false},
		{kpi.BurnWindows{LongBad: 5, LongTotal: 9, ShortBad: 1, ShortTotal: 2}, false},
		{kpi.BurnWindows{LongBad: 5, LongTotal: 10}, false},
		{kpi.BurnWindows{ShortBad: 1, ShortTotal: 1}, false},
	} {
		s, err := o.State(a, test.w)
		require.NoError(t, err)
		require.Equal(t, test.fires, s.Fires, "%+v", test.w)
		require.Equal(t, test.fires, strings.HasSuffix(s.Describe(commitment.English)[0], "fires"))
		require.Equal(t, !test.fires, strings.HasSuffix(s.Describe(commitment.Chinese)[0], "不告警"))
	}
	s, err := o.State(kpi.BurnAlert{}, kpi.BurnWindows{LongBad: 1, LongTotal: 1, ShortBad: 1, ShortTotal: 1})
	require.NoError(t, err)
	require.False(t, s.Fires)
	require.Equal(t, []string{"burn rate: long window 10.0, short window 10.0, quiet"}, s.Describe(commitment.English))
	require.Equal(t, []string{"额度消耗速率：长窗口 无数据，不作计算，短窗口 无数据，不作计算，不告警"}, kpi.BurnState{}.Describe(commitment.Chinese))
	for _, w := range []kpi.BurnWindows{{LongBad: 1}, {ShortBad: 1}} {
		_, err = o.State(a, w)
		require.ErrorIs(t, err, kpi.ErrNotSubset)
	}

	for _, bad := range []float64{0, -1, math.NaN(), math.Inf(1), 1e-300} {
		_, ok := kpi.Exhausted(month, bad)
		require.False(t, ok, bad)
	}
	_, ok = kpi.Exhausted(0, 1)
	require.False(t, ok)
	_, ok = kpi.Exhausted(1<<62, 0.5)
	require.False(t, ok, "a nanosecond beyond the longest duration")
	at, ok := kpi.Exhausted(month, 1)
	require.True(t, ok)
	require.Equal(t, month, at)
}
