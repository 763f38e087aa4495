package expr_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/internal/expr"
)

func TestParseTime(t *testing.T) {
	for text, want := range map[string]string{
		"2026-01-05T09:00:00+08:00":           "2026-01-05T01:00:00Z",
		"2026-01-05T09:00:00Z":                "2026-01-05T09:00:00Z",
		"2026-01-05T09:00:00.123456789-03:30": "2026-01-05T12:30:00.123456789Z",
		"2026-01-05T09:00:00":                 "2026-01-05T09:00:00Z",
		"2026-01-05T09:00:00.5":               "2026-01-05T09:00:00.5Z",
	} {
		at, wall, err := expr.ParseTime(text)
		require.NoError(t, err, text)
		require.Equal(t, want, at.UTC().Format(time.RFC3339Nano))
		require.Equal(t, !strings.ContainsAny(text[19:], "Z+-"), wall)
	}
	for _, text := range []string{
		"", "2026-01-05", "2026-01-05T09:00", "2026-01-05 09:00:00", "2026-01-05T9:00:00Z", "2026-01-05T09:00:00,5Z", "2026-01-05T09:00:00.Z",
		"2026-01-05T09:00:00.1234567891Z", "2026-01-05T09:00:00+24:00", "2026-01-05T09:00:00+08:60", "2026-01-05T09:00:00+0800", "2026-02-30T09:00:00Z",
		"2026-01-05T24:00:00Z", "2026-01-05T09:00:60Z", "0000-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "2026-01-05T09:00:00z", "2026-01-05t09:00:00Z",
		"2026-01-05T09:00:00.", "2026-1-05T09:00:00Z0", "2026-01-05T 9:00:00Z",
	} {
		_, _, err := expr.ParseTime(text)
		require.Error(t, err, text)
	}
	_, _, err := expr.ParseTime("noon")
	require.EqualError(t, err, `"noon" is not a time such as 2026-01-05T09:00:00+08:00, or without the offset`)
}

func TestInstant(t *testing.T) {
	at := time.Date(2026, 1, 5, 23, 0, 0, 999_999_999, time.FixedZone("", 8*3600))
	i := expr.InstantOf(at, false)
	require.Equal(t, calendar.MustDate(2026, 1, 5), i.Date)
	require.Equal(t, at.Unix(), i.Seconds)
	require.Equal(t, at.Unix()+8*3600, expr.InstantOf(at, true).Seconds)
	later := i.Add(time.Nanosecond)
	require.Equal(t, at.Unix()+1, later.Seconds)
	require.Zero(t, later.Nanos)
	require.Equal(t, -1, i.Compare(later))
	require.Equal(t, 1, later.Compare(i))
	early := time.Date(2026, 1, 5, 3, 0, 0, 0, time.FixedZone("", 8*3600))
	require.Equal(t, calendar.MustDate(2026, 1, 4), expr.InstantOf(early.UTC(), false).Date)
	require.Zero(t, expr.InstantOf(early, false).Compare(expr.InstantOf(early.UTC(), false)), "dates do not count")
	require.Equal(t, -1, i.Compare(i.Add(time.Second)))
	require.Equal(t, 1, i.Add(time.Second).Compare(i))
	require.Equal(t, at.Add(90*time.Minute).Unix(), i.Add(90*time.Minute).Seconds)
	require.Equal(t, "Type(9)", expr.Type(9).String())
	require.Equal(t, "string", expr.Text.String())
	require.Equal(t, "time", expr.Time.String())
}
