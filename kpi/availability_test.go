package kpi_test

import (
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/kpi"
)

// march is the March of 2026 in UTC: 44,640 minutes.
func march() kpi.Period {
	return kpi.Period{Name: "2026-03", From: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC), To: time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)}
}

// TestAvailabilityIsExact: of 43,200 minutes 4.32 down is exactly 99.99 %.
func TestAvailabilityIsExact(t *testing.T) {
	april := kpi.Period{From: march().To, To: march().To.Add(30 * oneDay)}
	down := 259200 * time.Millisecond
	a, err := kpi.NewAvailability(april, []kpi.Outage{{Start: april.From.Add(time.Hour), End: april.From.Add(time.Hour + down)}}, nil)
	require.NoError(t, err)
	total, exact := a.TotalMinutes()
	require.True(t, exact)
	require.Equal(t, "43200", total)
	minutes, exact := a.DownMinutes()
	require.True(t, exact)
	require.Equal(t, "4.32", minutes)
	percentage, exact, ok := a.Percent()
	require.True(t, ok)
	require.True(t, exact)
	require.Equal(t, "99.99", percentage)
	for limit, want := range map[string]bool{"99.99": true, "99.990": true, "99.9900001": false, "99.99" + strings.Repeat("0", 35): true, "99": true, "100": false, "0": true} {
		kept, ok, err := a.AtLeast(limit)
		require.NoError(t, err)
		require.True(t, ok)
		require.Equal(t, want, kept, limit)
	}
	for _, bad := range []string{"", ".", "100.1", "-1", "1e2", "99,9", "1/2", "0x1", "1.2.3", "99.99" + strings.Repeat("0", 36), "11111111111111111111111111111111111111111"} {
		_, _, err := a.AtLeast(bad)
		require.ErrorContains(t, err, "percentage: must be a decimal number from 0 to 100", bad)
	}
	share, ok := a.Value()
	require.True(t, ok)
	require.InDelta(t, 0.9999, share, 0)
	require.Equal(t, []string{"可用率 99.99 %", "约定服务时间 43200 分钟，不可用 4.32 分钟，约定剔除 0 分钟"}, a.Describe(commitment.Chinese))
	require.Equal(t, []string{"availability 99.99 %", "agreed service time 43200 min, down 4.32 min, excluded 0 min"}, a.Describe(commitment.English))
	text, err := a.MarshalJSON()
	require.NoError(t, err)
	require.JSONEq(t, `{"percent":"99.99","total_seconds":"2592000","down_seconds":"259.2","excluded_seconds":"0"}`, string(text))

	one, err := kpi.NewAvailability(april, []kpi.Outage{{Start: april.From, End: april.From.Add(time.Second)}}, nil)
	require.NoError(t, err)
	minutes, exact = one.DownMinutes()
	require.False(t, exact)
	require.Equal(t, "0.016666666666666667", minutes)
	require.Equal(t, "1", one.DownSeconds())
	_, exact, ok = one.Percent()
	require.True(t, ok)
	require.False(t, exact)
	require.Equal(t, "availability ≈ 99.999961 %", one.Describe(commitment.English)[0])
	for _, test := range []struct {
		down time.Duration
		want string
	}{{time.Millisecond, "99.99999996"}, {31*oneDay - time.Millisecond, "0.00000004"}} {
		almost, err := kpi.NewAvailability(march(), []kpi.Outage{{Start: march().From, End: march().From.Add(test.down)}}, nil)
		require.NoError(t, err)
		require.Equal(t, "availability ≈ "+test.want+" %", almost.Describe(commitment.English)[0], "nobody reads an outage away")
	}

	var none kpi.Availability
	_, _, ok = none.Percent()
	require.False(t, ok)
	_, ok, err = none.AtLeast("99")
	require.NoError(t, err)
	require.False(t, ok)
	_, ok = none.Value()
	require.False(t, ok)
	require.Equal(t, "availability", none.Identity().Name)
	require.NoError(t, one.Merge(a))
	require.Equal(t, "5184000", one.TotalSeconds())
	require.Equal(t, "260.2", one.DownSeconds())
}

func TestAvailabilityOfOutages(t *testing.T) {
	p := march()
	at := func(hours float64) time.Time { return p.From.Add(time.Duration(hours * float64(time.Hour))) }
	out := func(from, to float64) kpi.Outage { return kpi.Outage{Start: at(from), End: at(to)} }
	part := func(from, to float64, impact int) kpi.Outage {
		return kpi.Outage{Start: at(from), End: at(to), Impact: impact}
	}
	ex := func(from, to float64) kpi.Exclusion { return kpi.Exclusion{Start: at(from), End: at(to)} }
	only := func(from, to float64) kpi.Exclusion {
		return kpi.Exclusion{Start: at(from), End: at(to), OutageOnly: true}
	}
	const all = 31 * 24
	tests := []struct {
		name              string
		outages           []kpi.Outage
		exclusions        []kpi.Exclusion
		total, down, gone string // minutes
	}{
		{"none", nil, nil, "44640", "0", "0"},
		{"one", []kpi.Outage{out(1, 2)}, nil, "44640", "60", "0"},
		{"overlapping", []kpi.Outage{out(1, 2), out(1.5, 3)}, nil, "44640", "120", "0"},
		{"within another", []kpi.Outage{out(1, 4), out(2, 3)}, nil, "44640", "180", "0"},
		{"touching", []kpi.Outage{out(1, 2), out(2, 3)}, nil, "44640", "120", "0"},
		{"twice the same", []kpi.Outage{out(1, 2), out(1, 2)}, nil, "44640", "60", "0"},
		{"clipped", []kpi.Outage{out(-5, 1), out(all-1, all+5)}, nil, "44640", "120", "0"},
		{"outside", []kpi.Outage{out(-5, 0), out(all, all+5)}, nil, "44640", "0", "0"},
		{"going on", []kpi.Outage{{Start: at(all - 2)}}, nil, "44640", "120", "0"},
		{"no time", []kpi.Outage{out(1, 1)}, nil, "44640", "0", "0"},
		{"full impact", []kpi.Outage{part(1, 2, kpi.FullImpact)}, nil, "44640", "60", "0"},
		{"partial", []kpi.Outage{part(1, 2, 2500)}, nil, "44640", "15", "0"},
		{"the greatest impact counts", []kpi.Outage{part(1, 4, 2500), part(2, 3, 5000)}, nil, "44640", "60", "0"},
		{"greater first", []kpi.Outage{part(1, 3, 5000), part(2, 4, 2500)}, nil, "44640", "75", "0"},
		{"maintenance", []kpi.Outage{out(1, 4)}, []kpi.Exclusion{ex(2, 3)}, "44580", "120", "60"},
		{"maintenance without outage", nil, []kpi.Exclusion{ex(2, 3), ex(2.5, 4)}, "44520", "0", "120"},
		{"outage only", []kpi.Outage{out(1, 4)}, []kpi.Exclusion{only(2, 3)}, "44640", "120", "0"},
		{"both", []kpi.Outage{out(1, 4)}, []kpi.Exclusion{only(1, 3), ex(2, 5)}, "44460", "0", "180"},
		{"all excluded", []kpi.Outage{out(1, 4)}, []kpi.Exclusion{ex(-1, all+1)}, "0", "0", "44640"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a, err := kpi.NewAvailability(p, test.outages, test.exclusions)
			require.NoError(t, err)
			total, exact := a.TotalMinutes()
			require.True(t, exact)
			down, exact := a.DownMinutes()
			require.True(t, exact)
			require.Equal(t, [2]string{test.total, test.down}, [2]string{total, down})
			seconds, ok := new(big.Rat).SetString(a.ExcludedSeconds())
			require.True(t, ok)
			require.Equal(t, test.gone, seconds.Quo(seconds, big.NewRat(60, 1)).RatString())
		})
	}
}

// TestAvailabilityAgreesWithTheOracle, which goes minute by minute.
func TestAvailabilityAgreesWithTheOracle(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 4))
	p := kpi.Period{From: opened, To: opened.Add(4 * time.Hour)}
	minute := func(n int) time.Time { return p.From.Add(time.Duration(n) * time.Minute) }
	for range 200 {
		var outages []kpi.Outage
		var exclusions []kpi.Exclusion
		for range rng.IntN(8) {
			from := rng.IntN(280) - 20
			outages = append(outages, kpi.Outage{Start: minute(from), End: minute(from + rng.IntN(60)), Impact: rng.IntN(10001)})
		}
		for range rng.IntN(4) {
			from := rng.IntN(280) - 20
			exclusions = append(exclusions, kpi.Exclusion{Start: minute(from), End: minute(from + rng.IntN(60)), OutageOnly: rng.IntN(2) == 0})
		}
		var total, down int64
		for n := range 240 {
			at := minute(n)
			in := func(start, end time.Time) bool { return !at.Before(start) && at.Before(end) }
			impact, counts := 0, true
			for _, o := range outages {
				if o.Impact == 0 {
					o.Impact = kpi.FullImpact
				}
				if in(o.Start, o.End) {
					impact = max(impact, o.Impact)
				}
			}
			for _, e := range exclusions {
				if in(e.Start, e.End) {
					impact = 0
					counts = counts && e.OutageOnly
				}
			}
			if counts {
				total++
				down += int64(impact)
			}
		}
		a, err := kpi.NewAvailability(p, outages, exclusions)
		require.NoError(t, err)
		gotTotal, _ := a.TotalMinutes()
		gotDown, _ := new(big.Rat).SetString(a.DownSeconds())
		require.Equal(t, big.NewRat(total, 1).RatString(), gotTotal)
		require.Equal(t, big.NewRat(down*60, 10000).RatString(), gotDown.RatString())
	}
}

func TestAvailabilityRefuses(t *testing.T) {
	p := march()
	_, err := kpi.NewAvailability(kpi.Period{From: p.From, To: p.From},
		[]kpi.Outage{{}, {Start: p.From, End: p.From.Add(-1)}, {Start: p.From, Impact: 10001}, {Start: p.From, Impact: -1}},
		[]kpi.Exclusion{{}, {Start: p.From}, {Start: p.From, End: p.From.Add(-1)}})
	requireInvalid(t, err,
		"period: must end after it begins", "outages[0].start: must be given", "outages[1].end: must not be before start",
		"outages[2].impact: must be from 0 to 10000, not 10001", "outages[3].impact: must be from 0 to 10000, not -1",
		"exclusions[0].start: must be given", "exclusions[0].end: must be given", "exclusions[1].end: must be given",
		"exclusions[2].end: must not be before start",
	)
	_, err = kpi.NewAvailability(kpi.Period{}, nil, nil)
	requireInvalid(t, err, "period: must end after it begins")
	_, err = kpi.NewAvailability(kpi.Period{From: p.From, To: p.From.AddDate(293, 0, 0)}, nil, nil)
	requireInvalid(t, err, "period: must be shorter than 292 years")
	months, err := kpi.NewPeriods(kpi.PeriodRule{Unit: kpi.Month, Location: time.UTC})
	require.NoError(t, err)
	a, err := months.NewAvailabilityOf(p.From.Add(oneDay), nil, nil)
	require.NoError(t, err)
	total, _ := a.TotalMinutes()
	require.Equal(t, "44640", total)
	_, err = months.NewAvailabilityOf(time.Date(12000, 1, 1, 0, 0, 0, 0, time.UTC), nil, nil)
	require.Error(t, err)
	newYork, err := time.LoadLocation("America/New_York")
	require.NoError(t, err)
	months, err = kpi.NewPeriods(kpi.PeriodRule{Unit: kpi.Month, Location: newYork})
	require.NoError(t, err)
	a, err = months.NewAvailabilityOf(p.From.Add(oneDay), nil, nil)
	require.NoError(t, err)
	total, _ = a.TotalMinutes()
	require.Equal(t, "44580", total, "the clocks skip an hour in March")
}
