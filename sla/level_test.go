package sla_test

import (
	"encoding/json"
	"fmt"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/sla"
)

func TestParseLevel(t *testing.T) {
	t.Parallel()
	tests := []struct{ text, want string }{
		{"50%", "50%"},
		{"0%", "0%"},
		{"100%", "100%"},
		{"007%", "7%"},
		{strings.Repeat("0", 61) + "50%", "50%"},
		{strings.Repeat("0", 62) + "4h", "4h0m0s"},
		{"50.0%", "50%"},
		{"50.10%", "50.1%"},
		{"0.001%", "0.001%"},
		{"33.333%", "33.333%"},
		{"99.05%", "99.05%"},
		{"100000%", "100000%"},
		{"4h", "4h0m0s"},
		{"90m", "1h30m0s"},
		{"0s", "0s"},
		{"0", "0s"},
		{"1.5h", "1h30m0s"},
		{"1ns", "1ns"},
		{"-10m", "-10m0s"},
		{"-0s", "-0s"},
		{"-0", "-0s"},
		{"-1ns", "-1ns"},
		{"+1h", "+1h0m0s"},
		{"+0s", "+0s"},
		{"+0", "+0s"},
		{"2562047h47m16.854775807s", "2562047h47m16.854775807s"},
		{"-2562047h47m16.854775808s", "-2562047h47m16.854775808s"},
		{"+2562047h47m16.854775807s", "+2562047h47m16.854775807s"},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			t.Parallel()
			level, err := sla.ParseLevel(test.text)
			require.NoError(t, err)
			require.Equal(t, test.want, level.String())
			require.False(t, level.IsZero())
			again, err := sla.ParseLevel(level.String())
			require.NoError(t, err)
			require.Equal(t, level, again)
			require.Equal(t, level, sla.MustLevel(test.text))
		})
	}
}

func TestParseLevelErrors(t *testing.T) {
	t.Parallel()
	const form = `must be like "50%", "4h", "-10m" or "+1h"`
	long := strings.Repeat("0", 64) + "1h"
	tests := []struct{ text, want string }{
		{"", `"": ` + form},
		{" 4h", `" 4h": ` + form},
		{"4", `"4": ` + form},
		{"4 h", `"4 h": ` + form},
		{"h", `"h": ` + form},
		{"+-1h", `"+-1h": ` + form},
		{"--1h", `"--1h": ` + form},
		{"−1h", `"−1h": ` + form},
		{"2bd", `"2bd": ` + form},
		{"2562047h47m16.854775808s", `"2562047h47m16.854775808s": ` + form},
		{"+2562047h47m16.854775808s", `"+2562047h47m16.854775808s": ` + form},
		{"-2562047h47m16.854775809s", `"-2562047h47m16.854775809s": ` + form},
		{long, `"` + long + `": ` + form},
		{strings.Repeat("9", 100), `"` + strings.Repeat("9", 80) + `"…: ` + form},
		{"%", `"%": must be a percentage from 0 to 100000`},
		{".5%", `".5%": must be a percentage from 0 to 100000`},
		{"100000.001%", `"100000.001%": must be a percentage from 0 to 100000`},
		{"100001%", `"100001%": must be a percentage from 0 to 100000`},
		{strings.Repeat("9", 60) + "%", `"` + strings.Repeat("9", 60) + `%": must be a percentage from 0 to 100000`},
		{"5.%", `"5.%": must have one to three decimals, or none`},
		{"5.0001%", `"5.0001%": must have one to three decimals, or none`},
		{"5.0.1%", `"5.0.1%": ` + form},
		{"-5%", `"-5%": ` + form},
		{"+5%", `"+5%": ` + form},
		{"5 %", `"5 %": ` + form},
		{"5%%", `"5%%": ` + form},
		{"1e2%", `"1e2%": ` + form},
		{"٥%", `"٥%": ` + form},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			t.Parallel()
			level, err := sla.ParseLevel(test.text)
			require.EqualError(t, err, "sla: level: "+test.want)
			require.ErrorIs(t, err, commitment.ErrInvalid)
			require.True(t, level.IsZero())
			require.Panics(t, func() { sla.MustLevel(test.text) })
		})
	}
}

func TestLevelOfNothing(t *testing.T) {
	t.Parallel()
	var level sla.Level
	require.True(t, level.IsZero())
	require.Empty(t, level.String())
	text, err := level.MarshalText()
	require.NoError(t, err)
	require.Empty(t, text)
}

func TestLevelInJSON(t *testing.T) {
	t.Parallel()
	data, err := json.Marshal([]sla.Level{sla.MustLevel("12.5%"), sla.MustLevel("-10m"), sla.MustLevel("+1h"), sla.MustLevel("2h")})
	require.NoError(t, err)
	require.JSONEq(t, `["12.5%", "-10m0s", "+1h0m0s", "2h0m0s"]`, string(data))
	var levels []sla.Level
	require.NoError(t, json.Unmarshal(data, &levels))
	require.Equal(t, []sla.Level{sla.MustLevel("12.5%"), sla.MustLevel("-10m"), sla.MustLevel("+1h"), sla.MustLevel("2h")}, levels)

	kept := sla.MustLevel("2h")
	require.ErrorIs(t, kept.UnmarshalText([]byte("soon")), commitment.ErrInvalid)
	require.Equal(t, sla.MustLevel("2h"), kept)
}

// A share of an allowance is reached at the first nanosecond at which so much of
// it is counted: allowance × share, rounded up.
func TestSharesAreExact(t *testing.T) {
	t.Parallel()
	calendars := map[string]*calendar.Calendar{"always": calendar.Always(time.UTC)}
	start := time.Date(2026, time.January, 5, 9, 0, 0, 0, time.UTC)
	random := rand.New(rand.NewPCG(1, 2))
	type share struct {
		allowance   time.Duration
		thousandths int64 // of a percent
	}
	shares := []share{
		{1, 0},
		{1, 1},
		{1, 50_000},
		{1, 100_000},
		{3, 33_333},
		{3, 33_334},
		{100_000, 1},
		{99_999, 1},
		{100_001, 1},
		{4 * time.Hour, 50_000},
		{4 * time.Hour, 80_000},
		{time.Hour, 250_000},
		{1, 100_000_000},
		{time.Hour, 100_000_000},
		{24 * 365 * 15 * time.Hour, 99_999}, // beyond 64 bits on the way
		{24 * 365 * 15 * time.Hour, 1},
	}
	for range 300 {
		shares = append(shares, share{time.Duration(random.Int64N(int64(24 * 365 * 15 * time.Hour))), random.Int64N(200_001)})
	}
	for _, s := range shares {
		within, err := calendar.NewWorkingTime(s.allowance)
		require.NoError(t, err)
		level := sla.MustLevel(fmt.Sprintf("%d.%03d%%", s.thousandths/1000, s.thousandths%1000))
		engine, err := sla.Compile(calendars, sla.Policy{ID: "p", Version: "1", Rules: []sla.Rule{{ID: "all", Commitments: []sla.Commitment{{
			Metric: sla.MetricResolution, Within: &within, Calendar: sla.CalendarChoice{Name: "always"},
			Alerts: []sla.Alert{{ID: "share", At: level}},
		}}}}})
		require.NoError(t, err)

		exact := new(big.Int).Mul(big.NewInt(int64(s.allowance)), big.NewInt(s.thousandths))
		counted, rest := exact.QuoRem(exact, big.NewInt(100_000), new(big.Int))
		if rest.Sign() > 0 {
			counted.Add(counted, big.NewInt(1))
		}
		reached := start.Add(time.Duration(counted.Int64()))
		c := sla.Case{ID: "c", Events: []sla.Event{{At: start, Kind: sla.KindOpened}}}
		report, err := engine.Evaluate(c, reached)
		require.NoError(t, err)
		require.Len(t, report.Firings, 1, "%s of %s", level, s.allowance)
		require.True(t, reached.Equal(report.Firings[0].At), "%s of %s: %s, not %s", level, s.allowance, report.Firings[0].At, reached)
		if counted.Sign() > 0 {
			report, err = engine.Evaluate(c, reached.Add(-1))
			require.NoError(t, err)
			require.Empty(t, report.Firings, "%s of %s", level, s.allowance)
		}
	}
}

// A share of more time than a duration can hold is never reached.
func TestSharesBeyondAllTime(t *testing.T) {
	t.Parallel()
	for _, allowance := range []string{"175200h", "2562047h47m16.854775807s"} {
		requireNoFiring(t, calendar.MustAllowance(allowance), "100000%")
	}
	// The product is 100,000 times 2^64 and some, of which 100,000 is a part too many.
	requireNoFiring(t, calendar.MustAllowance("600000h"), "854.017%")
}

func requireNoFiring(t *testing.T, within calendar.Allowance, level string) {
	t.Helper()
	engine, err := sla.Compile(map[string]*calendar.Calendar{"always": calendar.Always(time.UTC)}, sla.Policy{
		ID: "p", Version: "1", Rules: []sla.Rule{{ID: "all", Commitments: []sla.Commitment{{
			Metric: sla.MetricResolution, Within: &within, Calendar: sla.CalendarChoice{Name: "always"},
			Alerts: []sla.Alert{{At: sla.MustLevel(level)}},
		}}}},
	})
	require.NoError(t, err)
	start := time.Date(1990, time.January, 5, 9, 0, 0, 0, time.UTC)
	report, err := engine.Evaluate(sla.Case{Events: []sla.Event{{At: start, Kind: sla.KindOpened}}}, start.AddDate(10, 0, 0))
	if err != nil {
		require.ErrorIs(t, err, calendar.ErrNotCovered)
	}
	require.Empty(t, report.Firings)
}
